// One file, or standard input, as a window of decompressed bytes that slides forward.
// gzip (any number of members) and zstd (any number of frames) are told by their magic
// and undone; memory does not grow with the file, only with what the caller asks to see
// at once. A damaged or cut stream ends where the damage is, and says so.
#ifndef BYTES_SOURCE_H
#define BYTES_SOURCE_H

#include "hearsay.h"

typedef struct source source;

// Opens `path`, "-" being standard input. Owned by the caller, closed with source_close.
HS_MUST_USE hs_status source_open(source **out, const char *path, hs_error *error);
// The same over a copy of bytes that are there already.
HS_MUST_USE hs_status source_open_bytes(source **out, hs_text bytes, hs_error *error);
void source_close(source *s);

// Tries to have `want` bytes in the window; returns how many are there, fewer only at the
// end or at damage. Bytes seen stay where they are until the next fill or skip.
size_t source_fill(source *s, size_t want);

// The window. Valid until the next fill.
hs_text source_window(const source *s);

// Drops `count` bytes from the front of the window; no more than it holds.
void source_skip(source *s, size_t count);

// Place of the window's first byte in the decompressed file.
uint64_t source_position(const source *s);

// Why the stream ended before its end, NULL where it did not.
const char *source_damage(const source *s);

// After damage: forgets the window, goes on at the next gzip member or zstd frame. False
// where there is none.
bool source_resume(source *s);

// Compressed bytes taken from the file so far.
uint64_t source_taken(const source *s);

#endif
