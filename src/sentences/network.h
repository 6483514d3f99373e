// The network that tags and parses, in whole numbers, as a model file holds it.
//
// A word's vector is the sum of rows for its form, its ends and its shape. Layers each add
// to it: a window layer what three words say (rectified), a memory layer what has gone
// before it and what comes behind it in the sentence, each number kept or replaced at each
// word as a gate says (Bradbury et al. 2017, Lei et al. 2018). The last vector gives the tag, and, through one matrix for each place that the parser looks at, the word's
// share in the parser's hidden layer: so a step of the parser is a sum of rows, a
// rectifier and a small product (Chen and Manning 2014, with shares computed beforehand).
//
// Numbers: vectors count 1/256, the hidden layer 1/128; weights are whole multiples of a
// power of two, one a matrix. All sums are exact, so results do not depend on the machine.
#ifndef SENTENCES_NETWORK_H
#define SENTENCES_NETWORK_H

#include "base/arena.h"
#include "hearsay.h"
#include "sentences/lift.h"
#include "sentences/matrix.h"
#include "sentences/transition.h"

enum {
    NETWORK_WIDTH = 96,   // numbers in a word's vector
    NETWORK_HIDDEN = 128, // of the parser's hidden layer
    NETWORK_LAYERS = 6,
    NETWORK_MEMORY = NETWORK_WIDTH / 2, // numbers remembered in each direction
    NETWORK_WINDOW = 3 * NETWORK_WIDTH,
    NETWORK_FEATURES = 9, // rows of a word
    NETWORK_RELATIONS = ACTION_COUNT, // rows of scores: actions, then relations of LEFT, then of RIGHT
    NETWORK_LIFTS = NETWORK_RELATIONS + 2 * REL_COUNT, // then lifts of LEFT, then of RIGHT
    NETWORK_SCORES = NETWORK_LIFTS + 2 * LIFT_COUNT,
    NETWORK_UNIT = 256,
    NETWORK_HIDDEN_UNIT = 128,
    NETWORK_WEIGHT_LIMIT = 1023,  // with VECTOR_LIMIT: no sum over a window leaves 32 bits
    NETWORK_VECTOR_LIMIT = 4095,
    NETWORK_SHARE_LIMIT = 1000,   // what one slot or row gives to the hidden layer
    NETWORK_HIDDEN_LIMIT = 8191,
    NETWORK_BIAS_LIMIT = 500000000,
};

// Which layers are memories; the others are windows.
static inline bool network_remembers(uint32_t layer) { return layer == 2 || layer == 5; }
static inline uint32_t network_layer_rows(uint32_t layer) { return network_remembers(layer) ? 4 * NETWORK_MEMORY : NETWORK_WIDTH; }
static inline uint32_t network_layer_columns(uint32_t layer) { return network_remembers(layer) ? NETWORK_WIDTH : NETWORK_WINDOW; }

// Hash tables for word ends, beginnings and shapes: how many rows each.
enum {
    NETWORK_SUFFIX1 = 256, NETWORK_SUFFIX2 = 1024, NETWORK_SUFFIX3 = 4096, NETWORK_SUFFIX4 = 4096,
    NETWORK_PREFIX1 = 256, NETWORK_PREFIX3 = 4096, NETWORK_SHAPE = 512, NETWORK_PLACE = 8,
    NETWORK_HASHED = NETWORK_SUFFIX1 + NETWORK_SUFFIX2 + NETWORK_SUFFIX3 + NETWORK_SUFFIX4 + NETWORK_PREFIX1 +
                     NETWORK_PREFIX3 + NETWORK_SHAPE + NETWORK_PLACE,
};

typedef struct network {
    const int8_t *embeddings; // [vocabulary + NETWORK_HASHED][WIDTH], in 2^embedding_shift / 256
    uint32_t vocabulary;      // rows of known words; the first is for unknown ones
    uint32_t embedding_shift;
    // windows: [WIDTH][WINDOW]; memories: [values and gates forward, then backward][WIDTH]
    matrix layers[NETWORK_LAYERS];
    matrix tags;              // [classes][WIDTH]
    matrix slots[SLOT_COUNT]; // [HIDDEN][WIDTH]
    const int16_t *absent;    // [SLOT_COUNT][HIDDEN] shares of empty slots
    const int16_t *table;     // [transition_rows][HIDDEN]
    matrix scores;            // [SCORES][HIDDEN]
} network;

// The rows of a word: [0] is its own among the vocabulary (given by the caller), the rest
// by hashing. `first` in its sentence.
void network_rows(hs_text form, uint32_t word, bool first, uint32_t vocabulary, uint32_t rows[NETWORK_FEATURES]);

// Vectors of a sentence, from the rows of its words: [count + 2][WIDTH], words from 1.
int16_t *network_vectors(const network *net, const uint32_t (*rows)[NETWORK_FEATURES], uint32_t count, hs_arena *scratch);

// Scores of all tag classes: [count][matrix_width(&tags)], the first word's first.
int32_t *network_tag_scores(const network *net, const int16_t *vectors, uint32_t count, hs_arena *scratch);

// The tag class of each word by those scores, tags[1 …count].
void network_tags(const network *net, const int32_t *scores, uint32_t count, uint16_t *tags);

// The parser's steps one by one, as training with teachers needs them. Shares of all words in
// all slots: [SLOT_COUNT][count + 1][HIDDEN]; the hidden layer in a state; what it says for
// each action, and for each relation and lift of the arc that LEFT or RIGHT would make.
int16_t *network_shares(const network *net, const int16_t *vectors, uint32_t count, hs_arena *scratch);
void network_hidden(const network *net, const int16_t *shares, const uint16_t *tags, const transition *state,
                    int16_t hidden[NETWORK_HIDDEN]);
void network_actions(const network *net, const int16_t *hidden, int32_t scores[ACTION_COUNT]);
void network_relations(const network *net, const int16_t *hidden, action what, int32_t scores[REL_COUNT]);
void network_lifts(const network *net, const int16_t *hidden, action what, int32_t scores[LIFT_COUNT]);

// Heads, relations and lifts of a tagged sentence, in the state that is given. Lifted arcs are not
// put back.
void network_parse(const network *net, const int16_t *vectors, const uint16_t *tags, uint32_t count, transition *state,
                   hs_arena scratch);

#endif
