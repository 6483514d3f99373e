// What differs between two texts.
#ifndef PICTURE_DIFF_H
#define PICTURE_DIFF_H

#include "base/arena.h"
#include "hearsay.h"

// A stretch that both have, or that only one has (then the other's is empty, at the place where it is missing).
typedef struct diff_run {
    bool same;
    uint32_t a_start, a_end, b_start, b_end;
} diff_run;

// Runs in order, covering both. Of items by their hashes: shortest edit script where fewer than 1500 items differ, beyond
// that all between what is common at both ends counts as different.
const diff_run *diff_items(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count, hs_arena *keep, uint32_t *count);

// The same of words; starts and ends are bytes. White space does not count.
const diff_run *diff_words(hs_text a, hs_text b, hs_arena *keep, uint32_t *count);

#endif
