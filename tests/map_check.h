// That a document's map leads to the payload's bytes: runs without gaps, inside the
// payload, and where linear, equal byte by byte.
#ifndef TESTS_MAP_CHECK_H
#define TESTS_MAP_CHECK_H

#include "base/text.h"

// NULL where all is right, else what is wrong. `exact` compares linear runs with the bytes,
// which holds where these are UTF-8.
static inline const char *map_check(const hs_document *document, hs_text bytes, bool exact) {
    const hs_map *map = &document->map;
    if (map->text_size != document->text.size) return "the map covers another text";
    if (utf8_invalid(document->text) != SIZE_MAX) return "the text is no UTF-8";
    for (uint32_t i = 0; i < map->count; i++) {
        const hs_map_run *run = &map->runs[i];
        uint32_t end = i + 1 < map->count ? map->runs[i + 1].text : map->text_size;
        if (run->text >= end) return "an empty run";
        if (i == 0 && run->text != 0) return "a gap before the first run";
        if ((uint64_t)run->source + run->source_size > bytes.size) return "a run outside of the payload";
        if (run->linear && run->source_size != end - run->text) return "a linear run of another size";
        hs_text shown = text_slice(document->text, run->text, end);
        if (run->linear && exact && !text_equal(shown, text_slice(bytes, run->source, run->source + run->source_size))) return "a linear run of other bytes";
    }
    uint32_t past = 0;
    for (uint32_t i = 0; i < document->block_count; i++) {
        hs_span span = document->blocks[i].span;
        if (span.start < past || span.end <= span.start || span.end > document->text.size) return "a block out of order";
        past = span.end;
    }
    return NULL;
}

#endif
