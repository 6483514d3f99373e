// A report written as JSON and read back is the same report.
#include "sample_report.h"

#include "picture/record.h"

static hs_text write(hs_arena *arena, const hs_report *report, unsigned layers) {
    json_writer w = {.arena = arena};
    record_write(&w, report, layers);
    return (hs_text){w.data, w.size};
}

static void comes_back_whole(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena), back;
    hs_text line = write(arena, &report, RECORD_ALL | RECORD_MAP);
    hs_error error;
    assert_int_equal(record_read(line, arena, &back, &error), HS_OK);
    hs_text again = write(arena, &back, RECORD_ALL | RECORD_MAP);
    assert_true(text_equal(line, again));
    assert_int_equal(back.statements[0].governor, 1);
    assert_int_equal(back.statements[1].governor, HS_NONE);
    assert_int_equal(back.document.published.zone_minutes, -210);
    hs_source source = hs_map_span(&back.document.map, back.entities[0].span);
    assert_int_equal(source.end - source.start, strlen("Orla &amp; Sons"));
    hs_arena_close(arena);
}

static void prints_the_contract(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena);
    hs_text line = write(arena, &report, RECORD_ALL);
    static const char *const parts[] = {
        "\"published\":{\"value\":\"2025-03-04\",\"time\":\"06:05:00\",\"zone\":\"-03:30\",\"precision\":\"day\",\"from\":\"meta\"}",
        "\"retrieved\":\"2025-12-30\"", "\"value\":3,\"min\":3,\"unit\":\"boat\",\"approximate\":false",
        "\"stage\":\"done\",\"polarity\":\"affirmed\"", "\"time\":{\"value\":\"2025-03-03\"}", "\"goldstein\":-9.5",
        "\"kind\":\"organisation\",\"name\":\"coast guard\",\"cue\":\"said\""};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (text_find(line, text_of(parts[i]), 0) == SIZE_MAX) fail_msg("no %s in %.*s", parts[i], TEXT_ARGS(line));
    assert_int_equal(text_find(line, TEXT("null"), 0), SIZE_MAX);
    assert_int_equal(text_find(line, TEXT("\"map\""), 0), SIZE_MAX);
    hs_text bare = write(arena, &report, 0);
    assert_int_equal(text_find(bare, TEXT("\"text\""), 0), SIZE_MAX);
    hs_arena_close(arena);
}

// A record that was tampered with may be refused or read, but never reads outside of itself.
static void any_bytes_are_safe(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena), back;
    hs_text line = write(arena, &report, RECORD_ALL | RECORD_MAP);
    hs_error error;
    for (size_t i = 0; i < line.size; i++) {
        hs_arena *each = test_arena();
        char *copy = malloc(line.size);
        memcpy(copy, line.data, line.size);
        copy[i] = byte_is_digit((unsigned char)copy[i]) ? '9' : '-';
        if (record_read((hs_text){copy, line.size}, each, &back, &error) == HS_OK) write(each, &back, RECORD_ALL | RECORD_MAP);
        free(copy);
        hs_arena_close(each);
    }
    hs_arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(comes_back_whole), cmocka_unit_test(prints_the_contract), cmocka_unit_test(any_bytes_are_safe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
