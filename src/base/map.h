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
} map_builder;

// Appends bytes that stand as they are at `source`.
void map_append(map_builder *builder, hs_text bytes, uint32_t source);
// Appends bytes that stand for `source_size` bytes at `source` as a whole.
void map_append_for(map_builder *builder, hs_text bytes, uint32_t source, uint32_t source_size);
// Appends the part `span` of a text that has a map of its own (a text decoded before).
void map_append_mapped(map_builder *builder, hs_text text, const hs_map *map, hs_span span);
// Takes bytes off the end, down to `size`.
void map_cut(map_builder *builder, size_t size);
// The map so far. The builder may go on.
hs_map map_of(const map_builder *builder, uint64_t offset);
// The map of a text that stands unchanged at byte 0.
hs_map map_identity(hs_arena *arena, uint32_t size, uint64_t offset);

#endif
