// Counts of those to whom something happened: "the death toll rose to 11", "the storm left nine
// dead", "el número de muertos asciende a 21". The verb tells of a figure; what happened stands in
// the noun, and the figure is the noun's.
//
// Method: the table `predicates_counts` says which nouns count ("toll", "number"), which of them say by
// themselves what is counted ("toll": deaths), which are a part or number of what stands behind them ("a pair of children"),
// which verbs carry a figure ("rise") and which leave somebody in a state ("leave"). What it gets wrong: a count of something else that a figure of deaths is
// compared with ("the toll reached that of 2019").
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/tree.h"

enum { LONGEST_WAY = 12 }; // tokens from a figure to the one that it is compared with

static bool is_kind(const reading *r, uint32_t token, const char *kind) {
    const lexicon_table *table = r->knowledge->predicates->counts;
    lexicon_rows rows = predicates_rows(r, table, token);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "kind"), text_of(kind))) return true;
    return false;
}

static bool is_state(const reading *r, uint32_t token) {
    return predicates_rows(r, r->knowledge->predicates->states, token).count > 0;
}

// The noun that counts what `token` names: the "toll" of "death toll", the "number" of "number of dead"; HS_NONE.
static uint32_t counting_noun(const reading *r, uint32_t token) {
    uint32_t head = tree_token(r, token)->head;
    bool under = head != HS_NONE && (tree_is(r, token, REL_NMOD) || tree_is(r, token, REL_COMPOUND));
    return under && (is_kind(r, head, "noun") || is_kind(r, head, "deaths")) ? head : HS_NONE;
}

// The verb that carries the figure of a counting noun, or the figure itself behind a copula: "the toll is 11".
static uint32_t figure_verb(const reading *r, uint32_t noun) {
    uint32_t verb = tree_token(r, noun)->head;
    if (verb == HS_NONE || (!tree_is(r, noun, REL_NSUBJ) && !tree_is(r, noun, REL_OBJ))) return HS_NONE;
    bool figure = tree_token(r, verb)->upos == UPOS_NUM && tree_child(r, verb, REL_COP) != HS_NONE;
    return figure || is_kind(r, verb, "verb") ? verb : HS_NONE;
}

// "left [11] dead": the verb; of "11 dead and 30 hurt" also for the second.
static uint32_t leaving_verb(const reading *r, uint32_t token) {
    if (!is_state(r, token) || tree_child(r, token, REL_NUMMOD) == HS_NONE) return HS_NONE;
    uint32_t first = tree_is(r, token, REL_CONJ) ? tree_token(r, token)->head : token;
    uint32_t verb = first == HS_NONE ? HS_NONE : tree_token(r, first)->head;
    return verb != HS_NONE && tree_is(r, first, REL_OBJ) && is_kind(r, verb, "leave") ? verb : HS_NONE;
}

bool predicates_leaves_state(const reading *r, uint32_t verb, uint32_t state) {
    return is_kind(r, verb, "leave") && is_state(r, state);
}

bool predicates_is_counted(const reading *r, uint32_t token) {
    if (leaving_verb(r, token) != HS_NONE) return true;
    if (is_state(r, token) && counting_noun(r, token) != HS_NONE) return true;
    if (!is_kind(r, token, "deaths") || figure_verb(r, token) == HS_NONE) return false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if ((tree_is(r, child, REL_COMPOUND) || tree_is(r, child, REL_NMOD)) && (is_state(r, child) || predicates_is_event_noun(r, child)))
            return false; // "the death toll": the deaths are the predicate
    return true;
}

uint32_t predicates_counting_verb(const reading *r, uint32_t token) {
    uint32_t verb = leaving_verb(r, token);
    if (verb != HS_NONE) return verb;
    uint32_t noun = is_kind(r, token, "deaths") ? token : counting_noun(r, token);
    return noun == HS_NONE ? HS_NONE : figure_verb(r, noun);
}

bool predicates_is_figure(const reading *r, uint32_t token) {
    return leaving_verb(r, token) == HS_NONE && predicates_counting_verb(r, token) != HS_NONE;
}

bool predicates_is_earlier_figure(const reading *r, uint32_t token) {
    uint32_t figure = token, head = tree_token(r, token)->head;
    if (head != HS_NONE && tree_is(r, token, REL_NUMMOD)) figure = head, head = tree_token(r, figure)->head;
    uint32_t mark = tree_child(r, figure, REL_CASE);
    if (mark == HS_NONE || mark > token || head == HS_NONE || !is_kind(r, mark, "earlier")) return false;
    const hs_quantity *q = &r->quantities[r->token_quantity[token]];
    bool compared = (mark && tree_token(r, mark - 1)->upos == UPOS_ADV) || is_kind(r, head, "verb") ||
                    r->token_quantity[head] != HS_NONE;
    for (uint32_t other = r->parse->sentences[tree_sentence(r, token)].first; compared && other < token + LONGEST_WAY && other < r->parse->token_count; other++) {
        uint32_t number = r->token_quantity[other];
        if (number == HS_NONE || number == r->token_quantity[token] || tree_sentence(r, other) != tree_sentence(r, token)) continue;
        const hs_quantity *now = &r->quantities[number];
        if (!now->ordinal && (!q->unit.size || !now->unit.size || text_equal(q->unit, now->unit))) return true;
    }
    return false;
}

bool predicates_is_age(const reading *r, uint32_t token) {
    enum { STEPS = 4, OLDEST = 120 };
    const hs_quantity *q = &r->quantities[r->token_quantity[token]];
    bool years = text_equal(q->unit, TEXT("year")), bare = !q->unit.size && tree_is(r, token, REL_NMOD);
    if (!(years || bare) || q->value < 1 || q->value > OLDEST) return false;
    uint32_t at = token;
    for (int step = 0; step < STEPS; step++) {
        bool describes = tree_is(r, at, REL_NUMMOD) || tree_is(r, at, REL_NMOD) || tree_is(r, at, REL_AMOD) || tree_is(r, at, REL_OBL) || tree_is(r, at, REL_COMPOUND);
        if (!describes || tree_token(r, at)->head == HS_NONE) return false;
        at = tree_token(r, at)->head;
        if (lexicon_find(r->knowledge->predicates->persons, tree_token(r, at)->lemma).count) return true;
    }
    return false;
}

uint32_t predicates_counted(const reading *r, uint32_t token) {
    enum { MOST_STEPS = 3 };
    for (int step = 0; step < MOST_STEPS && (is_kind(r, token, "noun") || is_kind(r, token, "part")); step++) {
        uint32_t inside = tree_child(r, token, REL_NMOD);
        while (inside != HS_NONE && (inside < token || tree_child(r, inside, REL_CASE) == HS_NONE || !is_kind(r, tree_child(r, inside, REL_CASE), "of")))
            inside = tree_next(r, inside, REL_NMOD);
        if (inside == HS_NONE) break;
        token = inside;
    }
    return token;
}

bool predicates_gives_figure(const reading *r, uint32_t verb) {
    uint32_t object = tree_child(r, verb, REL_OBJ);
    if (tree_token(r, verb)->upos != UPOS_VERB || object == HS_NONE || object < verb || tree_child(r, verb, REL_NSUBJ) == HS_NONE) return false;
    return is_kind(r, verb, "verb") && (is_kind(r, object, "noun") || is_kind(r, object, "deaths"));
}
