// The trained part of the name recogniser: weights over what stands in and around a chunk
// of words, for the classes person, organisation, place and none of them. See names.c.
#ifndef STATEMENTS_NAMES_H
#define STATEMENTS_NAMES_H

#include "base/arena.h"
#include "hearsay.h"

enum { NAMES_CLASSES = 4 }; // person, organisation, place, none

// Open-addressed table of feature hashes and their weights.
typedef struct names_model {
    hs_text blob;
    uint32_t slot_mask; // 0 where there are no weights
} names_model;

HS_MUST_USE hs_status names_open(hs_text blob, names_model *out, hs_error *error);

#endif
