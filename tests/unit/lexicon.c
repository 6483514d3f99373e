// A compiled lexicon: found rows, and every way to be broken is refused.
#include "testing.h"

#include "base/file.h"
#include "base/lexicon.h"

static const char tsv[] = "word\tstage\texample\tsource\n# a comment\nplan\tplanned\tThey plan it.\tgeneral\n"
                          "call off\tnegated\tThey called it off.\tgeneral\nplan\tsecond\tA plan.\tgeneral\n";

static hs_text compile(const char *folder, const char *content) {
    char command[512], path[256];
    snprintf(path, sizeof path, "%s/words.tsv", folder);
    hs_error error;
    if (file_write(path, text_of(content), &error) != HS_OK) return (hs_text){0};
    snprintf(command, sizeof command, "build/tools/compile_lexicons %s/out.lexicon %s 2>/dev/null", folder, path);
    if (system(command) != 0) return (hs_text){0};
    snprintf(path, sizeof path, "%s/out.lexicon", folder);
    hs_text bytes = {0};
    return file_map(path, &bytes, &error) == HS_OK ? bytes : (hs_text){0};
}

static void finds_rows(void **state) {
    hs_arena *arena = test_arena();
    hs_text blob = compile(*state, tsv);
    lexicon words;
    hs_error error;
    assert_int_equal(lexicon_open(blob, TEXT("out.lexicon"), arena, &words, &error), HS_OK);
    const lexicon_table *table = lexicon_find_table(&words, "words");
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->longest_key, 2);
    lexicon_rows rows = lexicon_find(table, TEXT("plan"));
    assert_int_equal(rows.count, 2);
    assert_text(lexicon_cell(table, rows, 0, "stage"), "planned");
    assert_text(lexicon_cell(table, rows, 1, "stage"), "second");
    assert_text(lexicon_cell(table, rows, 0, "example"), "");
    assert_int_equal(lexicon_find(table, TEXT("plans")).count, 0);
    assert_int_equal(lexicon_find(lexicon_find_table(&words, "missing"), TEXT("plan")).count, 0);
    file_unmap(blob);
    hs_arena_close(arena);
}

// A word looked up once has in every table the rows that the table finds for its letters.
static void words_have_the_rows_of_all_tables(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    const char *build = getenv("HEARSAY_BUILD");
    hs_text path = arena_print(arena, "%s/data/en.lexicon", build ? build : "build/release"), blob;
    lexicon words;
    hs_error error;
    assert_int_equal(file_map(path.data, &blob, &error), HS_OK);
    assert_int_equal(lexicon_open(blob, path, arena, &words, &error), HS_OK);
    for (uint32_t i = 0; i < words.table_count; i++) {
        const lexicon_table *from = &words.tables[i];
        for (uint32_t row = 0; row < from->row_count; row += 1 + from->row_count / 500) {
            hs_text key = from->cells[(size_t)row * from->column_count];
            const lexicon_word *word = lexicon_find_word(&words, key);
            for (uint32_t k = 0; k < words.table_count; k++) {
                lexicon_rows rows = lexicon_find(&words.tables[k], key), known = lexicon_rows_of(&words.tables[k], word);
                assert_int_equal(rows.count, known.count);
                assert_ptr_equal(rows.cells, known.cells);
                assert_true(i != k || rows.count > 0);
            }
        }
        assert_int_equal(lexicon_rows_of(from, lexicon_find_word(&words, TEXT("no such word"))).count, 0);
    }
    assert_int_equal(lexicon_rows_of(lexicon_find_table(&words, "missing"), lexicon_find_word(&words, TEXT("plan"))).count, 0);
    file_unmap(blob);
    hs_arena_close(arena);
}

static void every_damage_is_refused(void **state) {
    hs_arena *arena = test_arena();
    hs_text blob = compile(*state, tsv);
    char *copy = malloc(blob.size);
    lexicon words;
    hs_error error;
    for (size_t i = 0; i < blob.size; i++) {
        memcpy(copy, blob.data, blob.size);
        copy[i] = (char)(copy[i] ^ 0x55);
        hs_status status = lexicon_open((hs_text){copy, blob.size}, TEXT("x"), arena, &words, &error);
        if (status == HS_OK && (i < 12 || i >= 16)) fail_msg("byte %zu changed and still opened", i); // 12 to 15 are reserved
        assert_int_not_equal(lexicon_open((hs_text){blob.data, i}, TEXT("x"), arena, &words, &error), HS_OK);
    }
    free(copy);
    file_unmap(blob);
    hs_arena_close(arena);
}

static void wrong_tables_do_not_compile(void **state) {
    static const char *const wrong[] = {"word\texample\n", "word\tx\texample\tsource\na\tb\tc\n", "word\texample\tsource\n\tb\tc\n",
                                        "word\texample\tsource\n a\tb\tc\n", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_int_equal(compile(*state, wrong[i]).size, 0);
}

static int make_folder(void **state) {
    static char folder[] = "/tmp/hearsay-lexicon-XXXXXX";
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int remove_folder(void **state) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", (char *)*state);
    return system(command);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_rows), cmocka_unit_test(words_have_the_rows_of_all_tables),
                                       cmocka_unit_test(every_damage_is_refused),
                                       cmocka_unit_test(wrong_tables_do_not_compile)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
