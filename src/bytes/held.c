// See held.h. In: records as they are read. Out: for a revisit, the path of the record that
// holds its payload.
//
// Method: a hash table of 64-bit hashes with open addressing. ISO 28500 lets a revisit name the
// record (WARC-Refers-To), its address and time, or the digest alone; they are tried in this
// order, as a digest may stand for the same bytes at another address. The first record that
// gave a digest is the one it leads to.
//
// What it gets wrong: nothing is remembered of what archives of other runs held.
#include "bytes/held.h"

#include "base/limits.h"
#include "base/text.h"

struct held_key {
    uint64_t hash; // 0: free
    hs_text file;
    uint32_t number;
};

enum { SEED_ID = 11, SEED_PLACE, SEED_DIGEST, FIRST_ROOM = 1 << 10 };

static uint64_t key_of(hs_text text, uint64_t seed) { return text.size ? text_hash(text, seed) | 1 : 0; }

static uint64_t place_of(hs_text url, hs_text date) {
    return url.size && date.size ? text_hash(url, text_hash(date, SEED_PLACE)) | 1 : 0;
}

// The slot of that hash, or the free one where it would stand.
static held_key *find_slot(held_key *keys, size_t room, uint64_t hash) {
    size_t at = (size_t)(hash >> 20) & (room - 1);
    while (keys[at].hash && keys[at].hash != hash) at = (at + 1) & (room - 1);
    return &keys[at];
}

static void make_room(held *h) {
    if (h->count * 2 < h->room) return;
    size_t room = h->room ? h->room * 2 : FIRST_ROOM;
    held_key *keys = arena_new(h->memory, held_key, room);
    for (size_t i = 0; i < h->room; i++)
        if (h->keys[i].hash) *find_slot(keys, room, h->keys[i].hash) = h->keys[i];
    h->keys = keys;
    h->room = room;
}

static void add_key(held *h, uint64_t hash, uint32_t number) {
    if (!hash || h->count >= LIMIT_ARCHIVE_KEYS) return;
    make_room(h);
    held_key *slot = find_slot(h->keys, h->room, hash);
    if (slot->hash) return;
    *slot = (held_key){hash, h->file, number};
    h->count++;
}

void held_begin(held *h, hs_text path) { h->file = arena_text(h->memory, path); }

void held_add(held *h, const warc_record *record, uint32_t number) {
    add_key(h, key_of(record->id, SEED_ID), number);
    add_key(h, place_of(record->url, record->retrieved), number);
    add_key(h, key_of(record->digest, SEED_DIGEST), number);
}

hs_revisit held_find(const held *h, const warc_record *revisit, hs_arena *keep) {
    hs_revisit out = {.url = revisit->repeats_url, .retrieved = revisit->repeats_date, .digest = revisit->digest};
    uint64_t keys[] = {key_of(revisit->repeats_id, SEED_ID), place_of(revisit->repeats_url, revisit->repeats_date),
                       key_of(revisit->digest, SEED_DIGEST)};
    for (size_t i = 0; h->room && i < sizeof keys / sizeof *keys; i++) {
        const held_key *slot = keys[i] ? find_slot(h->keys, h->room, keys[i]) : NULL;
        if (!slot || !slot->hash) continue;
        out.path = arena_print(keep, "%.*s#%u", TEXT_ARGS(slot->file), slot->number);
        break;
    }
    return out;
}
