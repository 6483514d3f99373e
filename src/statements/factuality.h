// What the pass that reads factuality shares with the one that trains it: the features of
// a statement, and the file of weights.
//
// Weights, all integers little-endian:
//   "HSFW" version:u32 size:u32 bits:u32 checksum:u64 (XXH3 of all bytes behind it)
//   unit_nano:i32 (what one step of a weight is worth, times 10^9), bias:i32 (in steps) of news, of other text, of the
//   gate; then weights:i16, one a bucket of hashed features, for news 2^bits, for other text 2^bits, for the gate 2^16
#ifndef STATEMENTS_FACTUALITY_H
#define STATEMENTS_FACTUALITY_H

#include "statements/statements.h"
#include "statements/tree.h"

enum {
    FACTUALITY_VERSION = 3,
    FACTUALITY_HEAD_BYTES = 24,
    FACTUALITY_BITS = 18,
    FACTUALITY_GATE_BITS = 16,
    FACTUALITY_FEATURES_MOST = 512, // of one statement
};

// One linear model: the sum of the buckets' weights and the bias, in steps.
typedef struct factuality_linear {
    const int16_t *weights; // NULL where there are none
    int32_t bias;
} factuality_linear;

typedef struct factuality_features {
    uint32_t buckets[FACTUALITY_FEATURES_MOST]; // below 2^FACTUALITY_BITS, each once
    uint32_t count;
} factuality_features;

// Takes features for training: first those of the document's words (no statement), then those of every statement.
typedef void factuality_take_fn(void *context, const hs_statement *statement, const uint32_t *buckets, uint32_t count);

struct factuality_rules {
    const lexicon_table *words; // factuality_words: what a word says about the clause below it
    const lexicon_table *senses; // word_senses: what common words mean, where the language has that
    factuality_linear news, other; // how people rate what news and what other text tells
    factuality_linear gate;        // over the words of a text: 1 for news, -1 for other text
    int32_t unit_nano;
    factuality_take_fn *take;   // training only
    void *context;
};

// Words of a document as numbers, for the features.
typedef struct factuality_words {
    const reading *reading;
    const factuality_rules *rules;
    uint32_t *forms, *lemmas; // [token_count] hashes, lower case
    uint64_t *seen;           // a bit for every bucket, all 0 but while features are made unique
} factuality_words;

factuality_words factuality_words_make(const reading *r, const factuality_rules *rules, hs_arena *scratch);
void factuality_collect(const factuality_words *words, const hs_statement *statement, factuality_features *out);

// Buckets of a document's words for the gate, each once; their number in *count.
const uint32_t *factuality_gate_words(const factuality_words *words, hs_arena *scratch, uint32_t *count);

#endif
