// Finite verbs of sentences that were hung below a part of their own subject: "A guard who left [is helping] the police".
//
// In: a finite verb without a subject or conjunction of its own that hangs, as no finite verb can, on a clause which
// describes the noun before it. Out: that verb at the head, the noun as its subject, the other clause as what describes
// the noun. Method: the parser attached the noun to the first verb that it met and had to put the second somewhere. Five
// shapes: the noun is the head of the sentence ("An attempt to sell it [failed]"), the subject of a participle ("Officials
// briefed on it [said] so"), the subject of a gerund ("A video showing it [was shared]"), or has the second verb as its
// relative clause, and the true one for that verb's subject ("A man who was in the crowd [is being treated]"), or has the
// verb joined to its clause behind a comma ("The mayor, who denies that he was paid, [left]"). But: "The
// talks having failed, the firm [left]", with a subject of its own; "He left [saying] so", not finite.
// Gets wrong: a relative clause in which the second verb is joined by a comma alone.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/tree.h"

static bool is_noun(const hs_token *token) { return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN; }
static bool is_auxiliary(const reading *r, uint32_t token) { return tree_is(r, token, REL_AUX) || tree_is(r, token, REL_COP); }

// The verb's own form or an auxiliary straight before it says when.
static bool is_finite(const reading *r, const hs_token *tokens, uint32_t verb) {
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < verb; child = r->next_sibling[child])
        if (is_auxiliary(r, child)) return (tokens[child].morph & MORPH_FINITE) != 0;
    return tokens[verb].upos == UPOS_VERB && (tokens[verb].morph & MORPH_FINITE) && (tokens[verb].morph & (MORPH_PAST | MORPH_PRESENT));
}

// First token of the verb with its auxiliaries and adverbs.
static uint32_t first_of(const reading *r, uint32_t verb) { return r->first_child[verb] < verb ? r->first_child[verb] : verb; }

static bool stands_open(const reading *r, const hs_token *tokens, uint32_t verb) {
    if (tree_child(r, verb, REL_NSUBJ) != HS_NONE || tree_child(r, verb, REL_MARK) != HS_NONE || tree_child(r, verb, REL_CC) != HS_NONE) return false;
    uint32_t first = first_of(r, verb);
    return first && tokens[first - 1].upos != UPOS_PUNCT;
}

static uint8_t subject_relation(const reading *r, uint32_t verb) {
    for (uint32_t child = tree_child(r, verb, REL_AUX); child != HS_NONE; child = tree_next(r, child, REL_AUX))
        if (tree_token(r, child)->relation == REL_AUX_PASS) return REL_NSUBJ_PASS;
    return REL_NSUBJ;
}

// The verb takes the place of `top`, with what stands behind it there, and the noun as its subject.
static void take_place(const reading *r, hs_token *tokens, uint32_t verb, uint32_t top, uint32_t noun) {
    tokens[verb].head = tokens[top].head, tokens[verb].relation = tokens[top].relation;
    for (uint32_t child = r->first_child[top]; child != HS_NONE; child = r->next_sibling[child])
        if (child > verb) tokens[child].head = verb;
    tokens[noun].head = verb, tokens[noun].relation = subject_relation(r, verb);
}

// "The mayor, who denies that he was paid, [left]": behind a clause between commas, of the noun that heads the sentence.
static bool mend_behind_aside(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t first = first_of(r, verb), clause = tokens[verb].head;
    if (!tree_is(r, verb, REL_CONJ) || tree_child(r, verb, REL_CC) != HS_NONE || tree_child(r, verb, REL_NSUBJ) != HS_NONE) return false;
    if (first == verb && verb && tokens[verb - 1].upos == UPOS_PUNCT) first = verb - 1;
    if (tokens[first].upos != UPOS_PUNCT || (!is_finite(r, tokens, verb) && !(tokens[verb].morph & MORPH_PARTICIPLE))) return false;
    for (int steps = 0; steps < 4 && clause != HS_NONE && tokens[clause].relation != REL_ACL_RELCL; steps++) clause = tokens[clause].head;
    uint32_t noun = clause == HS_NONE ? HS_NONE : tokens[clause].head;
    if (noun == HS_NONE || noun > clause || !is_noun(&tokens[noun]) || tokens[noun].head != HS_NONE || tokens[noun + 1].upos != UPOS_PUNCT) return false;
    if (tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE) return false;
    tokens[verb].morph = (tokens[verb].morph & ~(uint32_t)MORPH_PARTICIPLE) | MORPH_FINITE | MORPH_INDICATIVE;
    take_place(r, tokens, verb, noun, noun);
    return true;
}

// "An attempt to sell it [failed]", "A guard who left [is helping]": below a clause of the noun that heads the sentence.
static bool mend_headless(const reading *r, hs_token *tokens, uint32_t verb, uint32_t clause) {
    uint32_t noun = tokens[clause].head;
    if (noun == HS_NONE || noun > clause || clause > verb || !tree_is(r, clause, REL_ACL) || !is_noun(&tokens[noun])) return false;
    if (tokens[noun].head != HS_NONE || tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE) return false;
    // in a sentence without another verb, a form that could also be a participle is the past: "a bid to sell it [failed]"
    bool past = tokens[verb].upos == UPOS_VERB && tokens[verb].morph & MORPH_PARTICIPLE && !tree_ending_is(r, verb, "gerund");
    if (!is_finite(r, tokens, verb) && (!past || tree_child(r, verb, REL_AUX) != HS_NONE)) return false;
    tokens[verb].morph = (tokens[verb].morph & ~(uint32_t)MORPH_PARTICIPLE) | MORPH_FINITE | MORPH_INDICATIVE;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < verb; child = r->next_sibling[child])
        if (is_noun(&tokens[child])) tokens[child].head = clause, tokens[child].relation = REL_OBJ; // "would become [a casino] proved false"
    take_place(r, tokens, verb, noun, noun);
    return true;
}

// "Officials briefed on it [said] so": below a participle that took the noun for its own subject.
static bool mend_participle_first(const reading *r, hs_token *tokens, uint32_t verb, uint32_t participle) {
    uint32_t noun = tree_child(r, participle, REL_NSUBJ);
    if (noun == HS_NONE || noun + 1 != participle || participle > verb || !is_noun(&tokens[noun])) return false;
    if (tokens[participle].upos != UPOS_VERB || tree_child(r, participle, REL_AUX) != HS_NONE || !is_finite(r, tokens, verb)) return false;
    // "officials briefed the press", "officials left": a verb of its own
    if (tree_child(r, participle, REL_OBJ) != HS_NONE || first_of(r, verb) == participle + 1 || tree_ending_is(r, participle, "gerund")) return false;
    take_place(r, tokens, verb, participle, noun);
    tokens[participle].head = noun, tokens[participle].relation = REL_ACL;
    tokens[participle].morph = MORPH_PAST | MORPH_PARTICIPLE;
    return true;
}

// "A video showing it [was shared]": a gerund before the verb took the noun.
static bool mend_gerund_first(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t gerund = tree_child(r, verb, REL_ADVCL), noun = gerund == HS_NONE ? HS_NONE : tree_child(r, gerund, REL_NSUBJ);
    if (noun == HS_NONE || gerund > verb || !is_finite(r, tokens, verb) || noun + 1 != gerund || !is_noun(&tokens[noun])) return false;
    if (!tree_ending_is(r, gerund, "gerund") || tree_child(r, gerund, REL_AUX) != HS_NONE || tree_child(r, gerund, REL_MARK) != HS_NONE) return false;
    tokens[noun].head = verb, tokens[noun].relation = subject_relation(r, verb);
    tokens[gerund].head = noun, tokens[gerund].relation = REL_ACL;
    return true;
}

// "A man who was in the crowd [is being treated]": the noun of the first clause was read as the second one's subject.
static bool mend_two_subjects(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head, pronoun = tree_child(r, verb, REL_NSUBJ);
    if (tokens[verb].relation != REL_ACL_RELCL || noun == HS_NONE || pronoun == HS_NONE || tokens[noun].head != HS_NONE || !is_noun(&tokens[noun])) return false;
    uint32_t state = tree_next(r, pronoun, REL_NSUBJ);
    if (state == HS_NONE || state > verb || pronoun > noun + 2 || tokens[pronoun].upos != UPOS_PRON || tree_child(r, noun, REL_COP) != HS_NONE) return false;
    uint32_t copula = HS_NONE;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < state; child = r->next_sibling[child])
        if (tree_is(r, child, REL_COP)) copula = child;
    if (copula == HS_NONE) copula = tree_child(r, state, REL_COP);
    if (copula == HS_NONE || copula > state || !is_finite(r, tokens, verb)) return false;
    take_place(r, tokens, verb, noun, noun);
    tokens[state].head = noun, tokens[state].relation = REL_ACL_RELCL;
    tokens[pronoun].head = tokens[copula].head = state;
    tokens[pronoun].relation = REL_NSUBJ;
    return true;
}

bool mend_lost(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t above = tokens[verb].head;
    if (above != HS_NONE && (mend_two_subjects(r, tokens, verb) || mend_behind_aside(r, tokens, verb))) return true;
    if (!stands_open(r, tokens, verb)) return false;
    bool below = tree_is(r, verb, REL_XCOMP) || tree_is(r, verb, REL_ADVCL);
    if (below && above != HS_NONE && (mend_headless(r, tokens, verb, above) || mend_participle_first(r, tokens, verb, above))) return true;
    return mend_gerund_first(r, tokens, verb);
}
