// What the pass that reads factuality shares with the one that trains it: the marks of a statement and of a sentence, and
// the file of weights.
//
// Weights, all integers little-endian:
//   "HSFW" version:u32 size:u32 zero:u32 checksum:u64 (XXH3 of all bytes behind it)
//   then two networks (factuality_net.h): of a statement, with heads for news and for other text, and the gate, of a sentence
#ifndef STATEMENTS_FACTUALITY_H
#define STATEMENTS_FACTUALITY_H

#include "statements/factuality_net.h"
#include "statements/statements.h"
#include "statements/tree.h"

enum {
    FACTUALITY_VERSION = 4,
    FACTUALITY_HEAD_BYTES = 24,
    FACTUALITY_MARKS_MOST = 8192,            // of one statement or sentence
    FACTUALITY_INPUTS = 2 * HS_VECTOR,       // the word's vector and the mean of its sentence's
    FACTUALITY_NEWS = 0, FACTUALITY_OTHER = 1, // heads of the statement's network
};

// Hashed features, some of them more than once. A template's tens say which group it belongs to.
typedef struct factuality_marks {
    uint32_t hashes[FACTUALITY_MARKS_MOST];
    uint8_t templates[FACTUALITY_MARKS_MOST];
    uint32_t count;
} factuality_marks;

// Takes marks for training: of a sentence (no statement) with one input for each number of its mean vector, or of a
// statement with FACTUALITY_INPUTS.
typedef void factuality_take_fn(void *context, const hs_statement *statement, const factuality_marks *marks, const int16_t *inputs);

struct factuality_rules {
    const lexicon_table *words; // factuality_words: what a word says about the clause below it
    const lexicon_table *senses; // word_senses: what common words mean, where the language has that
    factuality_net statement;   // heads: how people rate what news and what other text tells
    factuality_net gate;        // of a sentence: 1 for news, -1 for other text
    bool weighs;                // whether there are networks
    factuality_take_fn *take;   // training only
    void *context;
};

// Words of a document as numbers, for the marks.
typedef struct factuality_words {
    const reading *reading;
    const factuality_rules *rules;
    uint32_t *forms, *lemmas; // [token_count] hashes, lower case
    uint32_t *classes;        // what each says about the clause below it, hash of the class; 0 nothing
    uint32_t *senses;         // field of a verb's or noun's first sense; 0 not told
    uint32_t negation, condition; // classes of those names
    uint32_t *frames;         // auxiliaries, marks and copulas of a word in order, as one number
    bool *negated;            // whether a negation is among its children
    uint64_t *determiners;    // the determiners, prepositions and numbers of a word in order, as a number
    uint32_t *first_determiner;
} factuality_words;

factuality_words factuality_words_make(const reading *r, const factuality_rules *rules, hs_arena *scratch);
void factuality_collect(const factuality_words *words, const hs_statement *statement, factuality_marks *out);
// What the group of a template is called, for --explain.
const char *factuality_group(uint8_t template);

// The marks of a sentence for the gate (factuality_gate.c).
void factuality_collect_sentence(const factuality_words *words, uint32_t sentence, factuality_marks *out);

// Keeps the first of each: what is learned from and what is told of weights counts a mark once, as the networks do.
void factuality_unique(factuality_marks *marks, hs_arena scratch);

// Shared by the two: one more mark, and a word's letters as a number.
static inline void factuality_add(factuality_marks *out, uint8_t template, uint64_t a, uint64_t b, uint64_t d) {
    if (out->count == FACTUALITY_MARKS_MOST) return;
    uint64_t hash = ((uint64_t)template + 1) * 0x9E3779B97F4A7C15u;
    const uint64_t parts[3] = {a, b, d};
    for (int i = 0; i < 3; i++) {
        hash = (hash ^ (parts[i] + 0x7F4A7C15u)) * 0xBF58476D1CE4E5B9u;
        hash ^= hash >> 31;
    }
    out->templates[out->count] = template;
    out->hashes[out->count++] = (uint32_t)(hash >> 20);
}
uint32_t factuality_hash(hs_text text);

#endif
