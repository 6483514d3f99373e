// Arenas, text, UTF-8, numbers, sorting, maps.
#include "testing.h"

#include "base/map.h"
#include "base/sort.h"

static void arena_is_zeroed_and_grows(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    memset(arena_new(arena, char, 100), 7, 100);
    hs_arena_reset(arena);
    const char *again = arena_new(arena, char, 100);
    for (int i = 0; i < 100; i++) assert_int_equal(again[i], 0);
    uint32_t *items = NULL;
    size_t used = 0, capacity = 0;
    for (uint32_t i = 0; i < 1000; i++) *arena_push(arena, items, used, capacity) = i;
    for (uint32_t i = 0; i < 1000; i++) assert_int_equal(items[i], i);
    hs_arena_close(arena);
}

static void full_arena_jumps(void **state) {
    (void)state;
    hs_arena *arena = hs_arena_open(1 << 20);
    jmp_buf full;
    arena->recover = &full;
    if (setjmp(full) == 0) {
        arena_new(arena, char, (size_t)1 << 40);
        fail_msg("an allocation larger than the arena came back");
    }
    if (setjmp(full) == 0) {
        arena_allocate(arena, SIZE_MAX / 2, 16, 8);
        fail_msg("an allocation whose size overflows came back");
    }
    hs_arena_close(arena);
}

static void split_arena_lends_its_upper_half(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    char *end = arena->end;
    hs_arena scratch = arena_split(arena);
    char *low = arena_new(arena, char, 10), *high = arena_new(&scratch, char, 10);
    assert_true(low < arena->end && high >= arena->end && high < end);
    arena_join(arena);
    assert_ptr_equal(arena->end, end);
    hs_arena_close(arena);
}

static void utf8_rejects_what_is_not_well_formed(void **state) {
    (void)state;
    static const char *const bad[] = {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xF0\x90\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(utf8_invalid(text_of(bad[i])), 0);
    assert_int_equal(utf8_invalid(TEXT("Größe “ 😀 é")), SIZE_MAX);
    assert_int_equal(utf8_invalid(TEXT("twelve bytes \xFF and more")), 13);
    for (uint32_t code = 0; code < 0x11000; code += 7) {
        char out[4];
        uint32_t size, wrote = utf8_encode(code, out);
        uint32_t back = utf8_decode((hs_text){out, wrote}, 0, &size);
        assert_int_equal(size, wrote);
        assert_int_equal(back, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
}

static void numbers(void **state) {
    (void)state;
    double value;
    uint64_t number;
    assert_true(text_to_double(TEXT("-12.50"), &value) && value == -12.5);
    assert_true(text_to_double(TEXT(".5"), &value) && value == 0.5);
    assert_false(text_to_double(TEXT("1e5"), &value));
    assert_false(text_to_double(TEXT("."), &value));
    assert_false(text_to_double(TEXT(""), &value));
    assert_true(text_to_number(TEXT("999999999999999999"), &number) && number == 999999999999999999u);
    assert_false(text_to_number(TEXT("9999999999999999999"), &number));
    assert_false(text_to_number(TEXT("12a"), &number));
}

static void text_functions(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_text rest = TEXT("a,b");
    assert_text(text_cut(&rest, ','), "a");
    assert_text(rest, "b");
    assert_text(text_trim(TEXT(" \t\xC2\xA0 word\xC2\xA0\n")), "word");
    assert_int_equal(text_find(TEXT("aab"), TEXT("ab"), 0), 1);
    assert_int_equal(text_find(TEXT("aab"), TEXT("ba"), 0), SIZE_MAX);
    assert_int_equal(text_find_fold(TEXT("xYz"), TEXT("yZ"), 0), 1);
    assert_text(text_lower(arena, TEXT("ÄÉ Ñandú İ")), "äé ñandú i");
    assert_text(text_slice(TEXT("abc"), 2, 9), "c");
    assert_text(text_slice(TEXT("abc"), 5, 2), "");
    hs_arena_close(arena);
}

typedef struct pair {
    uint32_t key, place;
} pair;

static int by_key(const void *a, const void *b, const void *context) {
    (void)context;
    const pair *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void sorting_is_stable(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    for (uint32_t count = 0; count < 300; count += 13) {
        pair *pairs = arena_new(arena, pair, count);
        for (uint32_t i = 0; i < count; i++) pairs[i] = (pair){(i * 2654435761u) % 17, i};
        sort_items(pairs, count, sizeof *pairs, by_key, NULL, *arena);
        for (uint32_t i = 1; i < count; i++) {
            assert_true(pairs[i - 1].key <= pairs[i].key);
            if (pairs[i - 1].key == pairs[i].key) assert_true(pairs[i - 1].place < pairs[i].place);
        }
    }
    hs_arena_close(arena);
}

// "a&amp;b" cleaned to "a&b", and a part of that taken on into another text.
static void maps_lead_back(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    map_builder b = {.arena = arena};
    map_append(&b, TEXT("a"), 10);
    map_append_for(&b, TEXT("&"), 11, 5);
    map_append(&b, TEXT("bc"), 16);
    hs_map map = map_of(&b, 100);
    hs_source all = hs_map_span(&map, (hs_span){0, 4}), mark = hs_map_span(&map, (hs_span){1, 2}), tail = hs_map_span(&map, (hs_span){3, 4});
    assert_int_equal(all.start, 110), assert_int_equal(all.end, 118);
    assert_int_equal(mark.start, 111), assert_int_equal(mark.end, 116);
    assert_int_equal(tail.start, 117), assert_int_equal(tail.end, 118);
    map_builder again = {.arena = arena};
    map_append(&again, TEXT("xx"), 0);
    map_append_mapped(&again, (hs_text){b.text, b.size}, &map, (hs_span){1, 3});
    hs_map second = map_of(&again, 0);
    hs_source part = hs_map_span(&second, (hs_span){2, 4});
    assert_int_equal(part.start, 11), assert_int_equal(part.end, 17);
    map_cut(&b, 2);
    assert_int_equal(map_of(&b, 0).text_size, 2);
    hs_arena_close(arena);
}

// Reading a mapped text in any order gives what a search for every span would.
static void maps_compose_in_any_order(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    map_builder b = {.arena = arena};
    uint32_t random = 7, source = 0;
    for (int i = 0; i < 400; i++) {
        random = random * 1664525u + 1013904223u;
        uint32_t size = 1 + (random >> 20) % 3;
        if (random >> 31) map_append(&b, text_slice(TEXT("abc"), 0, size), source);
        else map_append_for(&b, text_slice(TEXT("xyz"), 0, size), source, size + 1);
        source += size + 1 + (random >> 28) % 2;
    }
    hs_map map = map_of(&b, 0);
    map_builder made = {.arena = arena};
    for (uint32_t i = 0, at = 0; i < 2000; i++) {
        random = random * 1664525u + 1013904223u;
        at = random >> 29 ? at + (random >> 24) % 9 : random >> 8; // mostly forward, now and then anywhere
        at %= map.text_size - 12;
        hs_span span = {at, at + 1 + (random >> 16) % 11};
        hs_source want = hs_map_span(&map, span);
        map_clear(&made);
        made.near = i % 3 ? made.near : (random >> 12) % (map.count + 3);
        map_append_as(&made, TEXT("?"), &map, span);
        assert_int_equal(made.runs[0].source, want.start);
        assert_int_equal(made.runs[0].source + made.runs[0].source_size, want.end);
        map_clear(&made);
        map_append_mapped(&made, (hs_text){b.text, b.size}, &map, span);
        assert_true(text_equal((hs_text){made.text, made.size}, text_span((hs_text){b.text, b.size}, span)));
        assert_int_equal(made.runs[0].source, want.start);
    }
    hs_arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_is_zeroed_and_grows), cmocka_unit_test(full_arena_jumps),
        cmocka_unit_test(split_arena_lends_its_upper_half), cmocka_unit_test(utf8_rejects_what_is_not_well_formed),
        cmocka_unit_test(numbers), cmocka_unit_test(text_functions), cmocka_unit_test(sorting_is_stable),
        cmocka_unit_test(maps_lead_back), cmocka_unit_test(maps_compose_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
