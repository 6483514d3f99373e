// The trained part of the name recogniser: weights over what stands in and around a
// mention, for the classes person, organisation, place and none of them.
//
// The rules' own points are among the features, so the weights learn how far to trust
// them. Features are known by 32-bit hashes; two that collide share a weight.
//
// Blob, little-endian: "HSNM" version:u32 size:u32 slot_mask:u32 checksum:u64 (XXH3 of all
// bytes behind it), then slot_mask + 1 slots of 12 bytes: hash:u32 (0 empty) weight:i16 of
// each class. A feature's slot is the first of its hash at or after hash & slot_mask.
#ifndef STATEMENTS_NAMES_H
#define STATEMENTS_NAMES_H

#include "base/arena.h"
#include "hearsay.h"

typedef enum names_class { NAMES_PERSON, NAMES_ORGANISATION, NAMES_PLACE, NAMES_NONE, NAMES_CLASSES } names_class;

enum { NAMES_VERSION = 1, NAMES_HEAD = 24, NAMES_SLOT = 12, NAMES_MOST_FEATURES = 96 };

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

// ---------------------------------------------------------------- training (names_train.c)

typedef struct names_example {
    const uint32_t *hashes;
    uint32_t count;
    uint8_t label; // names_class
} names_example;

// Averaged perceptron, the same bytes for the same examples in the same order.
hs_text names_train(const names_example *examples, uint32_t count, hs_arena *keep, hs_arena scratch);

#endif
