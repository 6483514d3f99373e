// Building and composing maps from clean text to the bytes it came from (hs_map).
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "hearsay.h"

// Text that grows together with its map.
typedef struct map_builder {
    hs_arena *arena;
    char *text;
    size_t size, capacity;
    hs_map_run *runs;
    size_t run_count, run_capacity;
    uint32_t near; // run of the other text's map that was looked at last: reading in order costs no search
} map_builder;

// Appends bytes that stand as they are at `source`.
void map_append(map_builder *builder, hs_text bytes, uint32_t source);
// Appends bytes that stand for `source_size` bytes at `source` as a whole.
void map_append_for(map_builder *builder, hs_text bytes, uint32_t source, uint32_t source_size);
// Appends the part `span` of a text that has a map of its own (a text decoded before).
void map_append_mapped(map_builder *builder, hs_text text, const hs_map *map, hs_span span);
// Appends bytes that stand as a whole for the part `span` of such a text.
void map_append_as(map_builder *builder, hs_text bytes, const hs_map *map, hs_span span);
// Makes room for a text of `size` bytes: the runs behind it then grow where they stand.
void map_reserve(map_builder *builder, size_t size);
// Forgets the text and its map, keeps the room that they took.
void map_clear(map_builder *builder);
// Takes bytes off the end, down to `size`.
void map_cut(map_builder *builder, size_t size);
// The map so far. The builder may go on.
hs_map map_of(const map_builder *builder, uint64_t offset);
// The map of a text that stands unchanged at byte 0.
hs_map map_identity(hs_arena *arena, uint32_t size, uint64_t offset);

#endif
