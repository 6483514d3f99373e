// Words of clean texts as numbers, and the places where two documents share five in a row.
#ifndef CLAIMS_SHINGLES_H
#define CLAIMS_SHINGLES_H

#include "base/arena.h"
#include "hearsay.h"

enum { SHINGLE_WORDS = 5 };

// One document's words, folded and hashed; two words are the same where their hashes are.
typedef struct word_stream {
    const uint32_t *words;
    uint32_t count;
} word_stream;

// Where each word of a stream stands, and whether it stands between quotation marks.
typedef struct word_places {
    const hs_span *spans;  // [count]
    const bool *quoted;    // [count]
} word_places;

// The same shingle at word `at_a` of document `a` and at word `at_b` of `b`; a < b.
typedef struct shingle_match {
    uint32_t a, b;
    uint32_t at_a, at_b;
} shingle_match;

// The next word at or after *at: its span and its folded hash. False at the end.
bool shingles_next_word(hs_text text, uint32_t *at, hs_span *span, uint32_t *hash);

// Of the SHINGLE_WORDS words there. Multilinear: independent products, so that they overlap in the processor.
static inline uint64_t shingles_hash(const uint32_t *words) {
    static const uint64_t factors[SHINGLE_WORDS] = {0x9E3779B97F4A7C15ull, 0xD6E8FEB86659FD93ull, 0xA0761D6478BD642Full,
                                                    0xE7037ED1A0B428DBull, 0x8EBC6AF09C88C6E3ull};
    uint64_t h = 0;
    for (int i = 0; i < SHINGLE_WORDS; i++) h += words[i] * factors[i];
    h = (h ^ h >> 32) * 0xD6E8FEB86659FD93ull;
    return h ^ h >> 32;
}

// Words of many documents, one after the other.
typedef struct word_list {
    hs_arena *arena; // in which nothing else is allocated while the list grows
    uint32_t *words;
    size_t count, capacity;
} word_list;

// Appends the words of a text, returns how many.
uint32_t shingles_words(hs_text text, word_list *list);
// Where the `count` words of the text stand.
word_places shingles_places(hs_text text, uint32_t count, hs_arena *keep);

// All shared shingles, sorted by a, b, at_a, at_b. `streams` stand in order of
// publication: of a shingle that stands in more than a few dozen documents only the pairs with its
// first two are given, and it is marked in `frequent` (one a word of all streams, which lie one behind the
// other). Bounded by sorting one part of the hash space at a time.
void shingles_match(const word_stream *streams, uint32_t count, bool *frequent, hs_arena *keep, hs_arena scratch,
                    shingle_match **out, size_t *out_count);

#endif
