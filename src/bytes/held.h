// Which records of archives held a payload, so that a revisit can be led to the one it repeats.
#ifndef BYTES_HELD_H
#define BYTES_HELD_H

#include "base/arena.h"
#include "bytes/warc.h"

typedef struct held_key held_key;

// Zero but for `memory`, which outlives it.
typedef struct held {
    hs_arena *memory;
    held_key *keys; // [room], a power of two
    size_t room, count;
    hs_text file; // that records are of now
} held;

// The file whose records come next.
void held_begin(held *h, hs_text path);

// Remembers record `number`, by its id, its payload's digest, and its address and time. Beyond
// LIMIT_ARCHIVE_KEYS nothing more is remembered: memory does not grow with the archive.
void held_add(held *h, const warc_record *record, uint32_t number);

// What the revisit repeats; its path is in `keep`, and empty where no such record was read.
hs_revisit held_find(const held *h, const warc_record *revisit, hs_arena *keep);

#endif
