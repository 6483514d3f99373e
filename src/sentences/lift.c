// Crossing arcs, lifted for training and put back after parsing.
//
// In: a tree. Out: the same words, heads moved. Method: Nivre and Nilsson 2005, their "head"
// scheme: a lifted word remembers the relation of the head that it had ("more" in "more people
// than before" is the amod that "before" goes back to). They join that memory to the word's
// own relation, which multiplies relations; here it is a label beside the relation, so that the few
// lifted words teach what they share with all others. In going back, only arcs are made that
// cross others, as no other arc was ever lifted.
// What it gets wrong: heads of a relation that is not in the list, and of two such heads side by
// side the second; models/README.md has how many that is.
#include "sentences/lift.h"

#include "base/limits.h"
#include "sentences/transition.h"

// Relations of heads that lifted words had, by how often in the English and Spanish treebanks.
static const uint8_t lift_heads[LIFT_COUNT] = {[1] = REL_XCOMP, REL_CONJ,  REL_OBJ,    REL_OBL,  REL_AMOD,
                                               REL_CCOMP,       REL_CASE,  REL_ADVMOD, REL_NSUBJ, REL_NMOD,
                                               REL_DET,         REL_NUMMOD, REL_ADVCL, REL_COMPOUND, REL_APPOS};

uint8_t lift_of_head(uint8_t relation) {
    uint8_t universal = ud_relation_universal(relation);
    for (uint8_t i = 1; i < LIFT_COUNT; i++)
        if (lift_heads[i] == universal) return i;
    return LIFT_NONE;
}

enum { UNKNOWN, ABOVE_OR_BESIDE, BELOW };

typedef uint8_t reach[TRANSITION_WORDS]; // of each word, whether it is below another or is that one

// Linear: what a way up has told is kept for the next. Nothing is below where heads go in a circle.
static void find_below(const uint16_t *head, uint32_t count, uint32_t top, reach out) {
    for (uint32_t i = 0; i <= count; i++) out[i] = UNKNOWN;
    out[0] = top ? ABOVE_OR_BESIDE : BELOW;
    out[top] = BELOW;
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t at = i;
        for (uint32_t steps = 0; out[at] == UNKNOWN && steps < count; steps++) at = head[at];
        uint8_t found = out[at] == UNKNOWN ? ABOVE_OR_BESIDE : out[at];
        for (at = i; out[at] == UNKNOWN; at = head[at]) out[at] = found;
    }
}

// Whether an arc from `head` to `word` would span words that hang on neither.
static bool is_crossing(uint32_t head, const reach below_head, uint32_t word, const reach below_word) {
    uint32_t to = head < word ? word : head;
    for (uint32_t i = (head < word ? head : word) + 1; i < to; i++)
        if (below_head[i] != BELOW && below_word[i] != BELOW) return true;
    return false;
}

static uint32_t arc_length(const uint16_t *head, uint32_t word) { return word < head[word] ? head[word] - word : word - head[word]; }

// The word whose arc is the shortest of those that cross others, 0 if there is none.
static uint32_t shortest_crossing(const uint16_t *head, uint32_t count) {
    uint32_t best = 0;
    reach below;
    for (uint32_t i = 1; i <= count; i++) {
        if (head[i] == 0 || head[head[i]] == 0 || (best && arc_length(head, i) >= arc_length(head, best))) continue;
        find_below(head, count, head[i], below);
        if (is_crossing(head[i], below, i, below)) best = i;
    }
    return best;
}

static bool is_tree(const uint16_t *head, uint32_t count) {
    reach below;
    find_below(head, count, 0, below);
    for (uint32_t i = 1; i <= count; i++)
        if (below[i] != BELOW) return false;
    return true;
}

void lift_crossing(uint16_t *head, const uint8_t *relation, uint8_t *lift, uint32_t count) {
    for (uint32_t i = 0; i <= count; i++) lift[i] = LIFT_NONE;
    if (!is_tree(head, count)) return;
    // every lift shortens a way to the root, so there is an end
    for (uint32_t word; (word = shortest_crossing(head, count)) != 0;) {
        // lifted further up, it still goes back to the first head
        if (lift[word] == LIFT_NONE) lift[word] = lift_of_head(relation[head[word]]);
        head[word] = head[head[word]];
    }
}

// How many steps up from `word` to `above`; HS_NONE where it is not above.
static uint32_t steps_up(const uint16_t *head, uint32_t count, uint32_t word, uint32_t above) {
    for (uint32_t steps = 0; steps <= count; steps++, word = head[word]) {
        if (word == above) return steps;
        if (word == 0) break;
    }
    return HS_NONE;
}

// Where `word` goes back to, 0 if nowhere.
static uint32_t find_head(const uint16_t *head, const uint8_t *relation, uint32_t count, uint32_t word, uint8_t wanted) {
    reach below_word, below;
    uint32_t best = 0, fewest = HS_NONE;
    find_below(head, count, word, below_word);
    for (uint32_t i = 1; i <= count; i++) {
        if (lift_of_head(relation[i]) != wanted || below_word[i] == BELOW || i == head[word]) continue;
        uint32_t steps = steps_up(head, count, i, head[word]);
        if (steps >= fewest) continue;
        find_below(head, count, i, below);
        if (!is_crossing(i, below, word, below_word)) continue;
        best = i;
        fewest = steps;
    }
    return best;
}

void lift_put_back(uint16_t *head, const uint8_t *relation, const uint8_t *lift, uint32_t count) {
    uint32_t tried = 0;
    for (uint32_t i = 1; i <= count && tried < LIMIT_LIFTED_WORDS; i++) {
        if (lift[i] == LIFT_NONE || head[i] == 0) continue;
        uint32_t found = find_head(head, relation, count, i, lift[i]);
        if (found) head[i] = (uint16_t)found;
        tried++;
    }
}
