// Training of the network that network.h runs.
#ifndef SENTENCES_LEARN_H
#define SENTENCES_LEARN_H

#include "base/arena.h"
#include "sentences/network.h"

typedef struct learn_word {
    uint32_t rows[NETWORK_FEATURES];
    uint32_t taught;    // its own row among the teachers' words
    uint32_t frequency; // of the form in all that is trained on
    uint16_t tag;       // class
    uint16_t head;      // 0 the root, else a word of the sentence from 1
    uint8_t relation;
    uint8_t lift;       // see lift.h: heads are those of a projective tree
} learn_word;

typedef struct learn_sentence {
    const learn_word *words; // [count + 1], from 1
    uint32_t count;
    uint32_t bank; // which treebank: 0 the one whose conventions the network is to follow
    bool bare; // plain text: tags, heads and relations are not set, teachers alone say what is right
} learn_sentence;

typedef struct learn_options {
    uint32_t epochs;
    float rate;
    uint64_t seed;
    // Trained networks with one vocabulary, whose mean the new one is to come near (learn_teach.c).
    const network *const *teachers;
    uint32_t teacher_count;
} learn_options;

// After each epoch: number of it, tags and heads right in a hundred thousand of the words trained on.
typedef void learn_progress(void *context, uint32_t epoch, uint32_t tags, uint32_t heads);

// Trains on all sentences and returns the network with its weights in `keep`, in whole
// numbers. Single-threaded; the same bytes again from the same input.
network learn_network(const learn_sentence *sentences, size_t count, uint32_t vocabulary, uint32_t classes,
                      learn_options options, learn_progress *progress, void *context, hs_arena *keep, hs_arena scratch);

#endif
