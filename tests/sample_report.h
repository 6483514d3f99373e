// A small report made by hand, with every kind of thing in it, for tests of what comes
// after the statements.
#ifndef TESTS_SAMPLE_REPORT_H
#define TESTS_SAMPLE_REPORT_H

#include "base/map.h"
#include "testing.h"

static inline hs_span sample_find(hs_text text, const char *words) {
    size_t at = text_find(text, text_of(words), 0);
    if (at == SIZE_MAX) fail_msg("no '%s' in the sample", words);
    return (hs_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

// The input is "<p>" and the text, whose "&" stood as "&amp;".
static inline hs_report sample_report(hs_arena *arena) {
    hs_text text = TEXT("At least three boats of Orla & Sons sank on Monday, the coast guard said.");
    map_builder b = {.arena = arena};
    size_t mark = text_find(text, TEXT("&"), 0);
    map_append(&b, text_slice(text, 0, mark), 3);
    map_append_for(&b, TEXT("&"), 3 + (uint32_t)mark, 5);
    map_append(&b, text_slice(text, mark + 1, text.size), 3 + (uint32_t)mark + 5);
    hs_report r = {.document = {.id = TEXT("00000000000000aa"), .path = TEXT("a.html"), .url = TEXT("https://echo.example/a"),
                                .outlet = TEXT("The Echo"), .title = TEXT("Boats sink"), .language = TEXT("en"), .version = 1,
                                .published = {.precision = HS_DATE_DAY, .year = 2025, .month = 3, .day = 4, .has_time = true,
                                              .hour = 6, .minute = 5, .has_zone = true, .zone_minutes = -210, .from = "meta"},
                                .retrieved = {.precision = HS_DATE_DAY, .year = 2025, .month = 12, .day = 30},
                                .text = {b.text, b.size}, .map = map_of(&b, 0)}};
    hs_block *block = arena_new(arena, hs_block, 1);
    *block = (hs_block){{0, (uint32_t)text.size}, HS_BLOCK_PARAGRAPH};
    r.document.blocks = block, r.document.block_count = 1;
    hs_span *sentence = arena_new(arena, hs_span, 1);
    *sentence = block->span;
    r.sentences = sentence, r.sentence_count = 1;
    hs_entity *entity = arena_new(arena, hs_entity, 1);
    *entity = (hs_entity){.span = sample_find(text, "Orla & Sons"), .type = HS_ENTITY_ORGANISATION, .name = TEXT("Orla & Sons"), .country = "IE", .body = HS_NONE};
    r.entities = entity, r.entity_count = 1;
    hs_time *time = arena_new(arena, hs_time, 1);
    *time = (hs_time){sample_find(text, "Monday"), HS_TIME_DATE, TEXT("2025-03-03")};
    r.times = time, r.time_count = 1;
    hs_quantity *quantity = arena_new(arena, hs_quantity, 1);
    *quantity = (hs_quantity){.span = sample_find(text, "At least three"), .has_value = true, .value = 3, .has_min = true, .min = 3, .unit = TEXT("boat")};
    r.quantities = quantity, r.quantity_count = 1;
    hs_party *party = arena_new(arena, hs_party, 1);
    *party = (hs_party){.name = TEXT("boats of Orla & Sons"), .head = TEXT("boat"), .entity = HS_NONE, .span = sample_find(text, "boats of Orla & Sons")};
    hs_link *link = arena_new(arena, hs_link, 1);
    *link = (hs_link){.kind = HS_LINK_ORGANISATION, .manner = HS_MANNER_INDIRECT, .name = TEXT("coast guard"), .cue = TEXT("said"),
                      .has_span = true, .span = sample_find(text, "the coast guard"), .cue_span = sample_find(text, "said"),
                      .content = sample_find(text, "At least three boats of Orla & Sons sank on Monday")};
    uint32_t *numbers = arena_new(arena, uint32_t, 1);
    hs_statement *s = arena_new(arena, hs_statement, 2);
    s[0] = (hs_statement){.id = TEXT("00000000000000b1"), .span = link->content, .predicate = sample_find(text, "sank"), .lemma = TEXT("sink"),
                          .token = HS_NONE, .factuality_milli = 2500, .stage = HS_STAGE_DONE, .governor = 1, .same_as = HS_NONE,
                          .event = {.type = TEXT("ASSAULT"), .cameo = TEXT("190"), .goldstein_tenths = -95},
                          .actors = party, .actor_count = 1, .time = 0, .quantities = numbers, .quantity_count = 1,
                          .links = link, .link_count = 1, .content = link->content};
    s[1] = (hs_statement){.id = TEXT("00000000000000b2"), .span = *sentence, .predicate = sample_find(text, "said"), .lemma = TEXT("say"),
                          .token = HS_NONE, .stage = HS_STAGE_DONE, .governor = HS_NONE, .same_as = HS_NONE, .time = HS_NONE};
    r.statements = s, r.statement_count = 2;
    return r;
}

#endif
