// JSON: what is read, what is refused and at which byte, strings with their map, writing.
#include "testing.h"

#include "base/json.h"
#include "base/map.h"

static void refuses_with_the_byte(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t byte;
    } bad[] = {{"", 0}, {"{", 1}, {"[1,]", 3}, {"{\"a\" 1}", 5}, {"\"ab", 3}, {"01", 2}, {"1.", 2}, {"nul", 0},
               {"[1] x", 4}, {"\"\\x\"", 2}, {"\"\\u12g4\"", 2}, {"{\"a\":1,}", 7}, {"\"a\nb\"", 2}};
    hs_arena *arena = test_arena();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const json_value *value;
        hs_error error = {0};
        if (json_read(text_of(bad[i].text), arena, &value, &error) == HS_OK) fail_msg("read: %s", bad[i].text);
        if (error.byte != bad[i].byte) fail_msg("%s: byte %d, not %d", bad[i].text, (int)error.byte, (int)bad[i].byte);
    }
    char deep[200];
    memset(deep, '[', sizeof deep);
    const json_value *value;
    hs_error error;
    assert_int_equal(json_read((hs_text){deep, sizeof deep}, arena, &value, &error), HS_ERROR_FORMAT);
    hs_arena_close(arena);
}

static void reads_values(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    const json_value *v;
    hs_error error;
    hs_text text = TEXT(" {\"a\":[1,-2.5e2,true,null],\"b\":\"x\\u00e9\\ud83d\\ude00\\n\\ud800!\",\"a\":0} ");
    assert_int_equal(json_read(text, arena, &v, &error), HS_OK);
    const json_value *list = json_member(v, "a")->first;
    assert_int_equal(json_integer(list, 0), 1);
    assert_true(json_double(list->next, 0) == -250);
    assert_int_equal(json_integer(list->next->next, 7), 7);
    assert_text(json_string(json_member(v, "b"), arena), "xé😀\n\xEF\xBF\xBD!");
    assert_null(json_member(v, "c"));
    assert_null(json_member(NULL, "c"));
    hs_arena_close(arena);
}

static void strings_lead_back_to_their_bytes(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    const json_value *v;
    hs_error error;
    hs_text text = TEXT("{\"t\":\"ab\\u00e9cd\"}");
    assert_int_equal(json_read(text, arena, &v, &error), HS_OK);
    const hs_map_run *runs;
    uint32_t count;
    hs_text out = json_string_map(json_member(v, "t"), arena, &runs, &count);
    hs_map map = {runs, count, (uint32_t)out.size, 0};
    assert_text(out, "abécd");
    hs_source accent = hs_map_span(&map, (hs_span){2, 4}), tail = hs_map_span(&map, (hs_span){4, 6});
    assert_text(text_slice(text, accent.start, accent.end), "\\u00e9");
    assert_text(text_slice(text, tail.start, tail.end), "cd");
    hs_arena_close(arena);
}

static void writes_what_it_reads(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    json_writer w = {.arena = arena};
    json_open(&w, '{');
    json_member_text(&w, "t", TEXT("a\"\\\n\x01\xFFé"));
    json_member_text(&w, "none", (hs_text){0});
    json_key(&w, "n");
    json_open(&w, '[');
    json_number(&w, -5);
    json_decimal(&w, 2.50, 3);
    json_decimal(&w, -0.0001, 2);
    json_decimal(&w, 1e300 * 1e300, 2);
    json_bool(&w, false);
    json_close(&w, ']');
    json_close(&w, '}');
    hs_text out = {w.data, w.size};
    assert_text(out, "{\"t\":\"a\\\"\\\\\\n\\u0001\xEF\xBF\xBDé\",\"n\":[-5,2.5,0,0,false]}");
    const json_value *v;
    hs_error error;
    assert_int_equal(json_read(out, arena, &v, &error), HS_OK);
    hs_arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(refuses_with_the_byte), cmocka_unit_test(reads_values),
                                       cmocka_unit_test(strings_lead_back_to_their_bytes), cmocka_unit_test(writes_what_it_reads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
