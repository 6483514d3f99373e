// Whole numbers as bytes in columns, the lowest first.
#ifndef STORE_PACKED_H
#define STORE_PACKED_H

#include "base/arena.h"

enum { NUMBER_BYTES = 5 }; // of a document's number

static inline char *put_number(char *at, uint64_t number, int bytes) {
    for (int i = 0; i < bytes; i++) *at++ = (char)(number >> 8 * i & 0xFF);
    return at;
}

static inline uint64_t take_number(const char **at, int bytes) {
    uint64_t number = 0;
    for (int i = 0; i < bytes; i++) number |= (uint64_t)(unsigned char)*(*at)++ << 8 * i;
    return number;
}

// Documents one behind the other.
static inline char *put_numbers(char *at, const int64_t *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) at = put_number(at, (uint64_t)list[i], NUMBER_BYTES);
    return at;
}

static inline int64_t *take_numbers(const char *at, uint32_t count, hs_arena *keep) {
    int64_t *list = arena_new(keep, int64_t, count + 1);
    for (uint32_t i = 0; i < count; i++) list[i] = (int64_t)take_number(&at, NUMBER_BYTES);
    return list;
}

#endif
