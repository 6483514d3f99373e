// The gazetteer's key and reader: damaged blobs are refused, an empty one has no places.
#include "statements/gazetteer.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/text.h"

static hs_arena *arena;

static int open_arena(void **state) {
    (void)state;
    arena = hs_arena_open((size_t)16 << 20);
    return arena ? 0 : 1;
}

static int close_arena(void **state) {
    (void)state;
    hs_arena_close(arena);
    return 0;
}

static void expect_key(const char *name, const char *key) {
    hs_text made = gazetteer_key(arena, text_of(name));
    assert_int_equal(made.size, strlen(key));
    assert_memory_equal(made.data, key, made.size);
}

static void spellings_meet(void **state) {
    (void)state;
    expect_key("São Orrin", "sao orrin");
    expect_key("St. Orrin", "saint orrin");
    expect_key("Orrin-sur-Vale", "orrin sur vale");
    expect_key("U.S.", "us");
    expect_key("  Orrin,  West ", "orrin west");
    expect_key("\xff", "\xef\xbf\xbd");
    expect_key("", "");
}

static void damaged_blobs_are_refused(void **state) {
    (void)state;
    gazetteer made;
    hs_error error;
    char blob[48] = "HSGZ\2\0\0\0\x30\0\0\0\1\0\0\0"; // no names, two empty slots
    hs_text whole = {blob, sizeof blob};
    assert_int_equal(gazetteer_open((hs_text){0}, &made, &error), HS_OK);
    assert_int_equal(gazetteer_find(&made, TEXT("orrin")).count, 0);
    assert_int_equal(gazetteer_open(TEXT("HSGZ"), &made, &error), HS_ERROR_FORMAT);
    assert_int_equal(gazetteer_open(whole, &made, &error), HS_ERROR_FORMAT); // checksum
    uint64_t checksum = text_hash(text_slice(whole, 24, sizeof blob), 0);
    memcpy(blob + 16, &checksum, 8);
    assert_int_equal(gazetteer_open(whole, &made, &error), HS_ERROR_FORMAT); // one place, no room for it
    blob[12] = 0;
    assert_int_equal(gazetteer_open(whole, &made, &error), HS_OK);
    assert_int_equal(gazetteer_find(&made, TEXT("orrin")).count, 0);
    assert_int_equal(gazetteer_open(text_slice(whole, 0, 47), &made, &error), HS_ERROR_FORMAT);
    blob[36] = 1; // a slot of a name that is not there
    checksum = text_hash(text_slice(whole, 24, sizeof blob), 0);
    memcpy(blob + 16, &checksum, 8);
    assert_int_equal(gazetteer_open(whole, &made, &error), HS_ERROR_FORMAT);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(spellings_meet), cmocka_unit_test(damaged_blobs_are_refused)};
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
