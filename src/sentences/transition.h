// The state of a greedy arc-hybrid parser, and what of it the network looks at.
//
// Kuhlmann, Gómez-Rodríguez and Satta 2011. Words are numbered 1 to count; 0 is nothing on
// the stack and the root as a head. SHIFT pushes the next word; LEFT hangs the top on the
// next word (on the root once no word is left); RIGHT hangs the top on the one below it.
#ifndef SENTENCES_TRANSITION_H
#define SENTENCES_TRANSITION_H

#include "base/limits.h"
#include "base/ud.h"
#include "hearsay.h"

typedef enum action { ACTION_SHIFT, ACTION_LEFT, ACTION_RIGHT, ACTION_COUNT } action;

enum { TRANSITION_WORDS = 402 }; // LIMIT_SENTENCE_TOKENS, one before and one behind

typedef struct transition {
    uint16_t count;                  // words
    uint16_t next;                   // first word of the buffer; count + 1 when it is empty
    uint16_t depth;                  // words on the stack
    uint16_t stack[TRANSITION_WORDS];
    uint16_t head[TRANSITION_WORDS];
    uint8_t relation[TRANSITION_WORDS];
    uint8_t lift[TRANSITION_WORDS]; // see lift.h; whoever chooses the action sets it
    // children so far: outermost and second outermost on each side (0 none), and how many
    uint16_t left[TRANSITION_WORDS], left_second[TRANSITION_WORDS];
    uint16_t right[TRANSITION_WORDS], right_second[TRANSITION_WORDS];
    uint8_t left_count[TRANSITION_WORDS], right_count[TRANSITION_WORDS];
} transition;

// Word vectors the network adds up: one matrix for each of these places.
enum {
    SLOT_TOP, SLOT_SECOND, SLOT_THIRD, SLOT_NEXT, SLOT_AFTER, SLOT_TOP_LEFT, SLOT_TOP_RIGHT, SLOT_SECOND_LEFT,
    SLOT_SECOND_RIGHT, SLOT_NEXT_LEFT, SLOT_COUNT
};

// Rows of one table that it adds besides: tags of the first six places, relations of
// children, distances, numbers of children.
enum {
    TABLE_TAGS = 6,       // top, second, third, next, after, after that
    TABLE_RELATIONS = 8,
    TABLE_NUMBERS = 6,
    TABLE_FEATURES = TABLE_TAGS + TABLE_RELATIONS + TABLE_NUMBERS,
    TABLE_BUCKETS = 12,
    TABLE_FIXED_ROWS = TABLE_RELATIONS * (REL_COUNT + 1) + TABLE_NUMBERS * TABLE_BUCKETS,
};

// Number of rows for a model with that many tag classes.
static inline uint32_t transition_rows(uint32_t classes) { return TABLE_FIXED_ROWS + TABLE_TAGS * (classes + 1); }

void transition_start(transition *state, uint32_t count);
bool transition_done(const transition *state);
bool transition_allows(const transition *state, action what);
// Does it; `relation` is that of the arc LEFT or RIGHT makes.
void transition_apply(transition *state, action what, uint8_t relation);

// The words in each slot (0 where there is none) and the table rows. tags[i] is the class
// of word i, [count + 1].
void transition_features(const transition *state, const uint16_t *tags, uint32_t classes, uint16_t slots[SLOT_COUNT],
                         uint32_t rows[TABLE_FEATURES]);

#endif
