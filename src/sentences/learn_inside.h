// What the files of network training share.
#ifndef SENTENCES_LEARN_INSIDE_H
#define SENTENCES_LEARN_INSIDE_H

#include "sentences/gradient.h"
#include "sentences/learn.h"

typedef struct trainer {
    parameters embeddings; // [vocabulary + NETWORK_HASHED][WIDTH]
    parameters banks;      // [LEARN_BANKS][WIDTH] how each treebank differs from the first, whose own stays 0
    dense layers[NETWORK_LAYERS];
    dense tags;
    dense slots[SLOT_COUNT];
    parameters absent; // [SLOT_COUNT][HIDDEN]
    parameters table;  // [transition_rows][HIDDEN]
    dense scores;
    uint32_t vocabulary, classes;
    uint64_t seed;
    pace pace;
    uint64_t words, tags_right, heads_right; // of this epoch's treebank sentences
    const network *const *teachers; // [teacher_count]
    uint32_t teacher_count;
} trainer;

// What teachers say about one sentence; `count` 0 where there is none.
typedef struct lesson {
    uint32_t count;
    const int16_t **shares; // [count] of each teacher
    uint16_t **tags;        // [count][words + 2] as each tags them
    float *tag_targets;     // [words][classes] mean probabilities
    float actions[ACTION_COUNT]; // in the state last asked about
    float relations[REL_COUNT];  // of the arc last asked about
    float lifts[LIFT_COUNT];     // of the same
    int16_t (*hidden)[NETWORK_HIDDEN]; // [count] of each teacher, in the state last asked about
} lesson;

// One sentence on its way through. Vectors are [count + 2][WIDTH], words from 1.
typedef struct pass {
    float *inputs[NETWORK_LAYERS + 1]; // of each layer, and the last one's output
    float *gains[NETWORK_LAYERS];      // windows: what each adds; memories: [count + 2][4 * MEMORY] values and gates
    float *states[NETWORK_LAYERS];     // memories: what is remembered at each word
    float *input_mask, *vector_mask;
    float *vectors, *vector_gradient;  // what tagger and parser see
    float *layer_gradient;             // [count + 2][4 * MEMORY] room for what goes back through one layer
    float *tag_scores;                 // [count][classes rounded up to 16]
    uint16_t *tags;                    // [count + 2] as tagged now
    uint32_t *words;                   // [count + 2] row taken for the word itself
    float *shares, *share_gradients;   // [SLOT_COUNT][count + 1][HIDDEN]
    lesson taught;
} pass;

// Treebanks that are told apart; what is beyond counts as the last.
enum { LEARN_BANKS = 8 };

// Scores to probabilities, in place.
void learn_softmax(float *scores, uint32_t count);

// How much what teachers say counts beside gold.
#define LEARN_TAUGHT_SHARE 0.5f

// The teachers read a sentence; then say what they would do in a state, and which relation
// and lift the arc of an action in that same state has (learn_teach.c).
lesson learn_listen(const trainer *of, const learn_sentence *sentence, hs_arena *scratch);
void learn_ask(const trainer *of, lesson *from, const transition *state);
void learn_ask_arc(const trainer *of, lesson *from, action what);

// Parses the sentence with gold in view, adding all gradients (learn_parse.c).
void learn_parse(trainer *of, const learn_sentence *sentence, pass *now, uint32_t explore_tenths);

// A memory layer forward, adding to `out`, and backward, adding to the gradient of its input,
// which `d` holds for its output (learn_memory.c).
void learn_remember(dense *layer, const float *in, float *sums, float *states, float *out, uint32_t count);
void learn_remember_back(dense *layer, const float *in, const float *sums, const float *states, float *inner, float *d, uint32_t count);

// The weights in whole numbers (learn_round.c).
network learn_round(const trainer *of, hs_arena *keep);

#endif
