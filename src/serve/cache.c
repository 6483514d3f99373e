// See cache.h. One slot a key: what falls on a slot that is taken takes its place. When the answers have grown
// to CACHE_BYTES all are forgotten.
#include "serve/cache.h"

#include "base/text.h"

enum { CACHE_BYTES = 32 << 20, MOST_ANSWER_BYTES = 1 << 20 };

uint64_t cache_key(const route_request *r) {
    const hs_text parts[] = {r->path, r->evidence, r->since, r->query, r->order, r->page, r->version, r->host};
    uint64_t key = 0;
    if (r->post || text_starts(r->path, TEXT("/search"))) return 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) key = text_hash(parts[i], key + i + 1);
    return key;
}

const route_answer *cache_find(const cache *c, uint64_t key) {
    uint64_t slot = key % CACHE_SLOTS;
    return key && c->slots[slot].used && c->slots[slot].key == key ? &c->slots[slot].answer : NULL;
}

void cache_clear(cache *c) {
    hs_arena_reset(c->kept);
    memset(c->slots, 0, sizeof c->slots);
}

void cache_keep(cache *c, uint64_t key, const route_answer *answer) {
    uint64_t slot = key % CACHE_SLOTS;
    if (!key || answer->status != 200 || answer->body.size > MOST_ANSWER_BYTES) return;
    if ((size_t)(c->kept->next - c->kept->base) > CACHE_BYTES) cache_clear(c);
    c->slots[slot].used = true;
    c->slots[slot].key = key;
    c->slots[slot].answer = *answer;
    c->slots[slot].answer.body = arena_text(c->kept, answer->body);
}
