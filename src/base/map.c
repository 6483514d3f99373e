// See map.h.
#include "base/map.h"

#include "base/text.h"

void map_reserve(map_builder *b, size_t size) {
    if (size <= b->capacity) return;
    char *moved = arena_new(b->arena, char, size);
    if (b->size) memcpy(moved, b->text, b->size);
    b->text = moved;
    b->capacity = size;
}

static void add_text(map_builder *b, hs_text bytes) {
    if (b->size + bytes.size > b->capacity) {
        size_t more = b->capacity ? b->capacity * 2 : 4096;
        while (more < b->size + bytes.size) more *= 2;
        map_reserve(b, more);
    }
    if (bytes.size) memcpy(b->text + b->size, bytes.data, bytes.size);
    b->size += bytes.size;
}

void map_append(map_builder *b, hs_text bytes, uint32_t source) {
    if (!bytes.size) return;
    hs_map_run *last = b->run_count ? &b->runs[b->run_count - 1] : NULL;
    if (last && last->linear && last->source + last->source_size == source) last->source_size += (uint32_t)bytes.size;
    else
        *arena_push(b->arena, b->runs, b->run_count, b->run_capacity) =
            (hs_map_run){(uint32_t)b->size, source, (uint32_t)bytes.size, true};
    add_text(b, bytes);
}

void map_append_for(map_builder *b, hs_text bytes, uint32_t source, uint32_t source_size) {
    if (!bytes.size) return;
    *arena_push(b->arena, b->runs, b->run_count, b->run_capacity) =
        (hs_map_run){(uint32_t)b->size, source, source_size, false};
    add_text(b, bytes);
}

// Last run that begins at or before `at`.
static uint32_t find_run(const hs_map *map, uint32_t at) {
    uint32_t low = 0, high = map->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (map->runs[middle].text <= at) low = middle;
        else high = middle;
    }
    return low;
}

static uint32_t run_end(const hs_map *map, uint32_t run) {
    return run + 1 < map->count ? map->runs[run + 1].text : map->text_size;
}

// The same, from the run found last: most texts are read from front to back.
static uint32_t find_near(map_builder *b, const hs_map *map, uint32_t at) {
    enum { STEPS = 4 };
    uint32_t run = b->near;
    if (run >= map->count || map->runs[run].text > at) return b->near = find_run(map, at);
    for (int step = 0; step < STEPS; step++, run++)
        if (at < run_end(map, run) || run + 1 == map->count) return b->near = run;
    return b->near = find_run(map, at);
}

void map_append_as(map_builder *b, hs_text bytes, const hs_map *map, hs_span span) {
    if (!map->count || span.end <= span.start) {
        map_append_for(b, bytes, (uint32_t)hs_map_span(map, span).start, 0);
        return;
    }
    const hs_map_run *first = &map->runs[find_near(b, map, span.start)],
                     *last = &map->runs[find_near(b, map, span.end - 1)];
    uint32_t start = first->source + (first->linear ? span.start - first->text : 0),
             end = last->linear ? last->source + (span.end - last->text) : last->source + last->source_size;
    map_append_for(b, bytes, start, end - start);
}

void map_clear(map_builder *b) {
    b->size = b->run_count = 0;
    b->near = 0;
}

void map_append_mapped(map_builder *b, hs_text text, const hs_map *map, hs_span span) {
    if (span.end <= span.start || !map->count) return;
    for (uint32_t at = span.start, run = find_near(b, map, at); at < span.end && run < map->count; run++) {
        b->near = run;
        const hs_map_run *r = &map->runs[run];
        uint32_t end = run_end(map, run) < span.end ? run_end(map, run) : span.end;
        if (r->linear) map_append(b, text_slice(text, at, end), r->source + (at - r->text));
        else map_append_for(b, text_slice(text, at, end), r->source, r->source_size);
        at = end;
    }
}

void map_cut(map_builder *b, size_t size) {
    while (b->run_count && b->runs[b->run_count - 1].text >= size) b->run_count--;
    if (b->run_count) {
        hs_map_run *last = &b->runs[b->run_count - 1];
        if (last->linear) last->source_size = (uint32_t)size - last->text;
    }
    b->size = size;
}

hs_map map_of(const map_builder *b, uint64_t offset) {
    return (hs_map){b->runs, (uint32_t)b->run_count, (uint32_t)b->size, offset};
}

hs_map map_identity(hs_arena *arena, uint32_t size, uint64_t offset) {
    hs_map_run *run = arena_new(arena, hs_map_run, 1);
    *run = (hs_map_run){0, 0, size, true};
    return (hs_map){run, size ? 1 : 0, size, offset};
}

hs_source hs_map_span(const hs_map *map, hs_span span) {
    if (!map->count) return (hs_source){map->offset, map->offset};
    const hs_map_run *first = &map->runs[find_run(map, span.start)];
    uint64_t start = first->source;
    if (first->linear) start += span.start - first->text;
    else if (span.start == span.end && span.start >= map->text_size) start += first->source_size;
    if (span.end <= span.start) return (hs_source){map->offset + start, map->offset + start};
    const hs_map_run *last = &map->runs[find_run(map, span.end - 1)];
    uint64_t end = last->linear ? last->source + (span.end - last->text) : (uint64_t)last->source + last->source_size;
    return (hs_source){map->offset + start, map->offset + end};
}
