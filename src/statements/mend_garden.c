// Garden paths: a past tense that was read as a participle, because the telling behind it took its subject.
//
// In: a verb of telling behind a comma, whose subject stands before the comma with no finite verb between: "Guardsmen [fired] rubber bullets at
// people, said four residents", "A patrol of thirty men [crossed] the line, the chief of staff told reporters", "Halden [plans] to cut jobs, the
// union said". Out: the participle, or the noun before an infinitive, is the verb of what is told; who stands between the comma and the
// telling, or behind it, tells. Gets wrong: "The men injured on Monday, the mayor said, are two", where nothing shows what the mayor said.
// Garden paths: Bever 1970, "The cognitive basis for linguistic structures".
#include "base/text.h"
#include "statements/mend.h"
#include "statements/stage.h"
#include "statements/tree.h"

static bool is_comma(const hs_token *t) { return text_equal(t->form, TEXT(",")); }

static bool is_noun(const hs_token *t) { return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN; }

// Whether a finite verb stands in the stretch, relative clauses aside.
static bool has_finite(const reading *r, const hs_token *tokens, uint32_t first, uint32_t end) {
    for (uint32_t t = first; t < end; t++) {
        bool verb = (tokens[t].upos == UPOS_VERB || tokens[t].upos == UPOS_AUX) && tokens[t].morph & MORPH_FINITE;
        uint32_t over = tokens[t].upos == UPOS_AUX ? tokens[t].head : t;
        if (verb && over != HS_NONE && !tree_is(r, over, REL_ACL) && !tree_is(r, over, REL_ADVCL)) return true;
    }
    return false;
}

// "Bullets fired by guards" is no past tense.
static bool may_be_past(const reading *r, const hs_token *tokens, uint32_t t) {
    bool past = tokens[t].upos == UPOS_VERB && tokens[t].morph & (MORPH_PARTICIPLE | MORPH_FINITE) && tokens[t].morph & MORPH_PAST;
    if (!past || tokens[t].relation == REL_ACL_RELCL || tree_child(r, t, REL_AUX) != HS_NONE || tree_child(r, t, REL_NSUBJ) != HS_NONE) return false;
    for (uint32_t child = r->first_child[t]; child != HS_NONE; child = r->next_sibling[child])
        if (tokens[child].relation == REL_OBL_AGENT) return false;
    return true;
}

static void make_finite(hs_token *tokens, uint32_t token, uint32_t over, uint32_t morph) {
    tokens[token].upos = UPOS_VERB;
    tokens[token].morph = MORPH_FINITE | MORPH_INDICATIVE | morph;
    tokens[token].head = over, tokens[token].relation = REL_CCOMP;
}

// "[A patrol of thirty men] crossed the line": behind the subject, on one of its nouns.
static bool take_behind(const reading *r, hs_token *tokens, uint32_t past, uint32_t subject, uint32_t verb) {
    uint32_t noun = tokens[past].head;
    if (!tree_is(r, past, REL_ACL) || tokens[past].relation == REL_ACL_RELCL || noun == HS_NONE || noun < subject || noun > past) return false;
    make_finite(tokens, past, verb, MORPH_PAST);
    tokens[subject].head = past, tokens[subject].relation = REL_NSUBJ;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE; child = r->next_sibling[child])
        if (child > past && tokens[child].head == subject) tokens[child].head = past;
    return true;
}

// "Guardsmen fired [rubber bullets]": before the noun that was taken for the subject.
static bool take_before(const reading *r, hs_token *tokens, uint32_t past, uint32_t subject, uint32_t verb) {
    uint32_t actor = past ? past - 1 : 0;
    if (!tree_is(r, past, REL_AMOD) || tokens[past].head != subject || !past || !is_noun(&tokens[actor]) || tokens[actor].head != subject) return false;
    make_finite(tokens, past, verb, MORPH_PAST);
    tokens[actor].head = past, tokens[actor].relation = REL_NSUBJ;
    tokens[subject].head = past, tokens[subject].relation = REL_OBJ;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE && child < actor; child = r->next_sibling[child])
        if (tokens[child].head == subject) tokens[child].head = actor;
    return true;
}

// "Halden [plans] to cut jobs".
static bool take_noun(const reading *r, hs_token *tokens, uint32_t subject, uint32_t verb) {
    if (tokens[subject].upos != UPOS_NOUN || !subject || !text_ends(tokens[subject].form, TEXT("s"))) return false;
    uint32_t to = subject + 1, infinitive = HS_NONE, actor = subject - 1;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_ACL) && tokens[child].upos == UPOS_VERB && tree_child(r, child, REL_MARK) == to) infinitive = child;
    bool named = tokens[actor].head == subject && (is_noun(&tokens[actor]) || tokens[actor].upos == UPOS_ADJ);
    if (infinitive == HS_NONE || !named || !lexicon_find(r->knowledge->stage->operators, tokens[subject].lemma).count) return false;
    make_finite(tokens, subject, verb, MORPH_PRESENT | MORPH_THIRD | MORPH_SINGULAR);
    tokens[infinitive].relation = REL_XCOMP;
    if (tokens[actor].upos == UPOS_ADJ) tokens[actor].upos = UPOS_PROPN;
    tokens[actor].relation = REL_NSUBJ;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE && child < actor; child = r->next_sibling[child])
        if (tokens[child].head == subject) tokens[child].head = actor;
    return true;
}

// The last comma before the words of who tells; HS_NONE.
static uint32_t mark_before(const hs_token *tokens, uint32_t subject, uint32_t verb) {
    for (uint32_t t = verb; t-- > subject;)
        if (is_comma(&tokens[t])) return t;
    return HS_NONE;
}

bool mend_garden_path(const reading *r, hs_token *tokens, uint32_t verb) {
    if (tokens[verb].upos != UPOS_VERB || !(tokens[verb].morph & MORPH_FINITE) || !mend_says(r, verb)) return false;
    uint32_t subject = tree_child(r, verb, REL_NSUBJ), told = HS_NONE;
    if (subject == HS_NONE || subject > verb || !is_noun(&tokens[subject])) return false;
    uint32_t mark = mark_before(tokens, subject, verb), first = r->parse->sentences[tree_sentence(r, verb)].first;
    bool open = tree_child(r, verb, REL_CCOMP) == HS_NONE && tree_child(r, verb, REL_XCOMP) == HS_NONE && tree_child(r, verb, REL_AUX) == HS_NONE;
    if (mark == HS_NONE || !open || has_finite(r, tokens, first, mark)) return false;
    uint32_t second = tree_next(r, subject, REL_NSUBJ);
    bool there = second != HS_NONE && second > mark; // who tells is his verb's subject already
    if (!there && !mend_can_tell(r, tokens, verb, subject)) return false;
    for (uint32_t t = first; t < mark && told == HS_NONE; t++)
        if (may_be_past(r, tokens, t) && (take_behind(r, tokens, t, subject, verb) || take_before(r, tokens, t, subject, verb))) told = t;
    if (told == HS_NONE && take_noun(r, tokens, subject, verb)) told = subject;
    if (told == HS_NONE) return false;
    if (!there) mend_give_teller(r, tokens, verb, told);
    return true;
}
