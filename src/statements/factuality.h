// What the pass that reads factuality shares with the one that trains it: the features of
// a statement, and the file of weights.
//
// Weights, all integers little-endian:
//   "HSFW" version:u32 size:u32 bits:u32 checksum:u64 (XXH3 of all bytes behind it)
//   unit_nano:i32 (UDS scale times 10^9 that one step of a weight is worth), bias:i32 (in steps),
//   then 2^bits weights:i16, one a bucket of hashed features
#ifndef STATEMENTS_FACTUALITY_H
#define STATEMENTS_FACTUALITY_H

#include "statements/statements.h"
#include "statements/tree.h"

enum {
    FACTUALITY_VERSION = 1,
    FACTUALITY_HEAD_BYTES = 24,
    FACTUALITY_BITS = 18,
    FACTUALITY_FEATURES_MOST = 256, // of one statement
};

typedef struct factuality_features {
    uint32_t buckets[FACTUALITY_FEATURES_MOST]; // below 2^FACTUALITY_BITS, sorted, each once
    uint32_t count;
} factuality_features;

// Takes the features of every statement of a document, for training.
typedef void factuality_take_fn(void *context, const hs_statement *statement, uint32_t number,
                                const factuality_features *features);

struct factuality_rules {
    const lexicon_table *words; // factuality_words: what a word says about the clause below it
    const int16_t *weights;     // [2^FACTUALITY_BITS] NULL where there are none
    int32_t unit_nano, bias;
    factuality_take_fn *take;   // training only
    void *context;
};

// Words of a document as numbers, for the features.
typedef struct factuality_words {
    const reading *reading;
    const factuality_rules *rules;
    uint32_t *forms, *lemmas; // [token_count] hashes, lower case
} factuality_words;

factuality_words factuality_words_make(const reading *r, const factuality_rules *rules, hs_arena *scratch);
void factuality_collect(const factuality_words *words, const hs_statement *statement, factuality_features *out,
                        hs_arena scratch);

#endif
