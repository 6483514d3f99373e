// Sorting without malloc: a stable merge sort, so that equal items keep their order and the
// result depends on nothing but the input.
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "base/arena.h"

// Negative, zero or positive as *a stands before, beside or behind *b.
typedef int sort_order(const void *a, const void *b, const void *context);

// Sorts `count` items of `size` bytes in place; needs as much again from `scratch`.
void sort_items(void *items, size_t count, size_t size, sort_order *order, const void *context, hs_arena scratch);

#endif
