// When the clause of a word lies: past, present or future. See times.h.
//
// In: the tree. Out: a tense. From the word up to the first verb; that verb's auxiliaries,
// form and marker tell. "Met on Monday" is past, "will meet on Monday", "plans to meet on
// Monday" and "is due on Monday" are future, "the talks held on Monday" past by its bare
// participle. A gerund takes the tense of what governs it ("said, speaking on Monday").
//
// Table times_tense: auxiliaries and verbs by form ("will" future, "would" future, "to"
// before an infinitive future, "due" future), for what features alone do not tell; and
// prepositions, where "present" leaves it open ("planned for March").
#include "base/text.h"
#include "statements/times.h"
#include "statements/tree.h"

enum { MOST_STEPS = 24, MOST_WORD_BYTES = 64 };

static tense word_tense(const times_rules *rules, const hs_token *token) {
    char lower[MOST_WORD_BYTES];
    hs_text form = token->form;
    if (!form.size || form.size > MOST_WORD_BYTES) return TENSE_NONE;
    for (size_t i = 0; i < form.size; i++) lower[i] = (char)byte_lower((unsigned char)form.data[i]);
    atom one = atom_alone((hs_text){lower, form.size});
    atoms alone = {&one, 1, {0}};
    uint32_t found = phrases_exact(&rules->tense, &alone, 0, 1);
    return found == HS_NONE ? TENSE_NONE : (tense)rules->tense_of[found];
}

// The verb hangs on one of thought or speech, and its perfect stands behind "to".
static bool is_perfect_behind(const reading *r, uint32_t verb, uint32_t to) {
    uint32_t auxiliary = tree_child(r, verb, REL_AUX);
    while (auxiliary != HS_NONE && auxiliary < to) auxiliary = tree_next(r, auxiliary, REL_AUX);
    return tree_is(r, verb, REL_XCOMP) && auxiliary != HS_NONE && tree_word_is(r, auxiliary, "perfect");
}

// What stands below a predicate and tells its tense; a finite verb's own features last.
static tense predicate_tense(const times_rules *rules, const reading *r, uint32_t token) {
    const hs_token *verb = tree_token(r, token);
    tense found = TENSE_NONE;
    bool helped = false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        const hs_token *one = tree_token(r, child);
        bool helps = tree_is(r, child, REL_AUX) || tree_is(r, child, REL_COP);
        if (!helps && !tree_is(r, child, REL_MARK)) continue;
        tense told = word_tense(rules, one);
        // "is thought to have fled in April"; but: "is to have sailed on Monday", which was planned
        bool behind = told == TENSE_FUTURE && tree_is(r, child, REL_MARK) && is_perfect_behind(r, token, child);
        if (behind) return TENSE_PAST;
        if (told == TENSE_FUTURE) return TENSE_FUTURE;
        if (!helps) continue;
        helped = true;
        if (told != TENSE_NONE) found = told;
        else if (one->morph & MORPH_FUTURE) return TENSE_FUTURE;
        else if (one->morph & (MORPH_PAST | MORPH_IMPERFECT)) found = TENSE_PAST;
        else if (found == TENSE_NONE && one->morph & MORPH_PRESENT) found = TENSE_PRESENT;
    }
    if (found == TENSE_PRESENT && verb->morph & MORPH_PARTICIPLE && verb->morph & MORPH_PAST) {
        // "has met", "ha llegado" but "is held"
        return verb->morph & MORPH_PASSIVE ? TENSE_PRESENT : TENSE_PAST;
    }
    if (found != TENSE_NONE || helped) return found == TENSE_PRESENT && word_tense(rules, verb) != TENSE_NONE ? word_tense(rules, verb) : found;
    if (verb->morph & (MORPH_FUTURE | MORPH_CONDITIONAL)) return TENSE_FUTURE;
    if (verb->morph & MORPH_IMPERATIVE) return TENSE_FUTURE;
    if (verb->morph & (MORPH_PAST | MORPH_IMPERFECT)) return TENSE_PAST;
    // "que el servicio se reanude el lunes": what is wished, planned or asked lies ahead
    if (verb->morph & MORPH_PRESENT && verb->morph & MORPH_SUBJUNCTIVE) return TENSE_FUTURE;
    if (verb->morph & MORPH_PRESENT && verb->morph & MORPH_FINITE) return TENSE_PRESENT;
    return TENSE_NONE;
}

static bool is_predicate(const reading *r, uint32_t token) {
    const hs_token *one = tree_token(r, token);
    return one->upos == UPOS_VERB || one->upos == UPOS_AUX || tree_child(r, token, REL_COP) != HS_NONE;
}

// "until Tuesday", "by Friday": the preposition looks ahead.
static tense case_tense(const times_rules *rules, const reading *r, uint32_t token) {
    uint32_t mark = token == HS_NONE ? HS_NONE : tree_child(r, token, REL_CASE);
    return mark == HS_NONE ? TENSE_NONE : word_tense(rules, tree_token(r, mark));
}

static bool is_infinitive(const reading *r, uint32_t token) {
    return tree_token(r, token)->morph & MORPH_INFINITIVE && tree_child(r, token, REL_MARK) != HS_NONE;
}

bool times_of_verb(const times_rules *rules, const reading *r, uint32_t token) {
    if (token == HS_NONE || tree_token(r, token)->head == HS_NONE) return false;
    return is_predicate(r, tree_token(r, token)->head) && case_tense(rules, r, token) == TENSE_NONE;
}

tense times_tense(const times_rules *rules, const reading *r, uint32_t token) {
    if (case_tense(rules, r, token) == TENSE_FUTURE) return TENSE_FUTURE;
    bool noun = false; // a noun stands between: "to mark the entry on Friday" says nothing of the entry
    for (int step = 0; token != HS_NONE && step < MOST_STEPS; step++, token = tree_token(r, token)->head) {
        const hs_token *one = tree_token(r, token);
        if (!is_predicate(r, token)) {
            if (one->upos == UPOS_ADJ && word_tense(rules, one) == TENSE_FUTURE) return TENSE_FUTURE;
            noun |= step > 0 && one->upos == UPOS_NOUN;
            continue;
        }
        tense found = predicate_tense(rules, r, token);
        if (noun && found == TENSE_FUTURE && is_infinitive(r, token)) return TENSE_NONE;
        if (found != TENSE_NONE) return found;
    }
    return TENSE_NONE;
}
