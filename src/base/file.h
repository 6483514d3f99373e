// Whole files: models and lexicons.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "hearsay.h"

// Maps a file. An empty file gives an empty text. HS_ERROR_INPUT with the system's reason
// where it cannot be read, HS_ERROR_LIMIT where it is larger than LIMIT_MODEL_BYTES.
HS_MUST_USE hs_status file_map(const char *path, hs_text *bytes, hs_error *error);
void file_unmap(hs_text bytes);

// The same, copied into the arena, at a multiple of 64 bytes: for what is looked up everywhere in it, where the arena has large pages
// where the system has them and a mapping has none.
HS_MUST_USE hs_status file_read(const char *path, hs_arena *keep, hs_text *bytes, hs_error *error);

// Whether there is a file or folder of that name.
bool file_exists(const char *path);

// Writes the whole file beside its place and then renames it there.
HS_MUST_USE hs_status file_write(const char *path, hs_text bytes, hs_error *error);

#endif
