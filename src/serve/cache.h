// Answers that were given since the picture was made, by what was asked: a page is made once however often it is looked at.
#ifndef SERVE_CACHE_H
#define SERVE_CACHE_H

#include "serve/routes.h"

enum { CACHE_SLOTS = 1024 };

typedef struct cache {
    hs_arena *kept; // answers; emptied as a whole
    struct { uint64_t key; route_answer answer; bool used; } slots[CACHE_SLOTS];
} cache;

// A key of all that an answer depends on besides the picture; 0 for what must not be kept: what is written, what depends
// on the store as it is now.
uint64_t cache_key(const route_request *request);
// NULL where there is none.
const route_answer *cache_find(const cache *c, uint64_t key);
void cache_keep(cache *c, uint64_t key, const route_answer *answer);
// When the picture is another.
void cache_clear(cache *c);

#endif
