// The trained part of the name recogniser: weights over what stands in and around a
// stretch of words, for the classes person, organisation and place against no name at all.
//
// The rules' own points and mentions are among the features, so the weights learn how far to
// trust them. Features are known by 32-bit hashes; two that collide share a weight. A point is
// 1/1024 of a natural logarithm of odds.
//
// Blob, little-endian: "HSNM" version:u32 size:u32 slot_mask:u32 checksum:u64 (XXH3 of all
// bytes behind it), then slot_mask + 1 slots of 12 bytes: hash:u32 (0 empty) weight:i16 of
// each class. A feature's slot is the first of its hash at or after hash & slot_mask.
#ifndef STATEMENTS_NAMES_H
#define STATEMENTS_NAMES_H

#include "base/arena.h"
#include "hearsay.h"

typedef enum names_class { NAMES_PERSON, NAMES_ORGANISATION, NAMES_PLACE, NAMES_NONE, NAMES_CLASSES } names_class;

enum { NAMES_VERSION = 2, NAMES_HEAD = 24, NAMES_SLOT = 12, NAMES_MOST_FEATURES = 192, NAMES_POINT = 1024 };

typedef struct names_model {
    hs_text blob;
    uint32_t slot_mask; // 0 where there are no weights
} names_model;

typedef struct names_features {
    uint32_t hashes[NAMES_MOST_FEATURES];
    uint32_t count;
} names_features;

// Checks the whole blob; an empty one gives a model without weights. Borrows `blob`.
HS_MUST_USE hs_status names_open(hs_text blob, names_model *out, hs_error *error);

// A feature of that kind and value; beyond the most it is left out.
void names_add(names_features *features, const char *kind, hs_text value);
void names_add_number(names_features *features, const char *kind, int64_t value);

// Points for each class, 0 everywhere without weights.
void names_points(const names_model *model, const names_features *features, int32_t points[NAMES_CLASSES]);

// ---------------------------------------------------------------- stretches of a sentence

// A stretch of a sentence that may be a name.
typedef struct names_candidate {
    uint32_t first, past;   // positions in the sentence, [first, past)
    const uint32_t *hashes; // its features
    uint32_t count;
    uint8_t label;          // training: names_class that people gave it, NAMES_NONE
} names_candidate;

// Candidates in order of `past`, those of one in order of `first`.
typedef struct names_sentence {
    const names_candidate *items;
    uint32_t count, length; // length in positions
} names_sentence;

// The best set of candidates that do not overlap: chosen[i] gets the class of the i-th,
// NAMES_NONE where it is left out. points[i] are its points for each class; what is below 0 is
// worth less than no name. Linear in the candidates.
void names_choose(const names_sentence *sentence, const int32_t (*points)[NAMES_CLASSES], uint8_t *chosen, hs_arena scratch);

// Semi-Markov conditional random field, the same bytes for the same sentences in the same order.
hs_text names_train(const names_sentence *sentences, uint32_t count, hs_arena *keep, hs_arena scratch);

#endif
