// The store: putting, versions, captures, and what it refuses.
#include "sample_report.h"

#include <sqlite3.h>

#include "base/file.h"
#include "store/store.h"

static char folder[] = "/tmp/hearsay-store-XXXXXX";

static const char *place(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(store *s, hs_report *report, const char *bytes, hs_arena *arena, bool expected, uint32_t version) {
    hs_payload payload = {.kind = HS_KIND_HTML, .path = report->document.path, .bytes = text_of(bytes)};
    hs_error error = {0};
    bool added;
    hs_arena scratch = arena_split(arena);
    if (store_put(s, report, &payload, scratch, &added, &error) != HS_OK) fail_msg("%s", error.reason);
    arena_join(arena);
    assert_int_equal(added, expected);
    assert_int_equal(report->document.version, version);
}

static void versions_and_captures(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena), *list;
    hs_error error = {0};
    store *s;
    uint32_t count;
    hs_text bytes;
    assert_int_equal(store_open(&s, place("a.db"), false, &error), HS_OK);
    put(s, &report, "first bytes", arena, true, 1);
    put(s, &report, "first bytes", arena, false, 1);
    put(s, &report, "other bytes", arena, true, 2);
    put(s, &report, "first bytes", arena, false, 1);
    store_close(s);
    assert_int_equal(store_open(&s, place("a.db"), true, &error), HS_OK);
    store_head *heads;
    assert_int_equal(store_heads(s, arena, &heads, &count, &error), HS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(heads[0].document.version, 2);
    assert_true(text_equal(heads[0].document.text, report.document.text));
    hs_report newest;
    assert_int_equal(store_load_some(s, &heads[0].number, 1, arena, &newest, &error), HS_OK);
    assert_int_equal(newest.document.version, 2);
    assert_text(newest.statements[0].lemma, "sink");
    assert_int_equal(store_load(s, arena, &list, &count, &error), HS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(list[0].document.version, 1);
    assert_int_equal(store_capture(s, report.document.id, 1, arena, &bytes, &error), HS_OK);
    assert_text(bytes, "first bytes");
    assert_int_equal(store_capture(s, report.document.id, 9, arena, &bytes, &error), HS_ERROR_STORE);
    store_close(s);
    hs_arena_close(arena);
}

static uint32_t find(store *s, store_index index, const char *words, hs_arena *arena, store_hit **hits) {
    uint32_t count, total;
    hs_error error = {0};
    if (store_search(s, index, text_of(words), 0, 10, arena, hits, &count, &total, &error) != HS_OK) fail_msg("%s: %s", words, error.reason);
    return total;
}

static void searches(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena);
    hs_error error = {0};
    store *s;
    store_hit *hits;
    hs_text *queries;
    uint32_t count;
    assert_int_equal(store_open(&s, place("search.db"), false, &error), HS_OK);
    put(s, &report, "first bytes", arena, true, 1);
    put(s, &report, "other bytes", arena, true, 2);
    assert_int_equal(find(s, STORE_STATEMENTS, "SANK", arena, &hits), 2); // the newest version alone: the sinking, and the saying of it
    assert_text(hits[0].statement, "00000000000000b1");
    assert_non_null(memchr(hits[0].excerpt.data, STORE_FOUND, hits[0].excerpt.size));
    assert_int_equal(find(s, STORE_STATEMENTS, "san*", arena, &hits), 2);
    assert_int_equal(find(s, STORE_STATEMENTS, "sank nothing", arena, &hits), 0);
    assert_int_equal(find(s, STORE_DOCUMENTS, "sank", arena, &hits), 1);
    const char *hostile[] = {"", "\"", "NEAR(", "a AND", "* \"\" *", "words:x", "(", "-", "voice:", "voice:\"\"", "a\" OR \"sank"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) assert_int_equal(find(s, STORE_STATEMENTS, hostile[i], arena, &hits), 0);
    assert_int_equal(store_save_query(s, TEXT("sank"), true, &error), HS_OK);
    assert_int_equal(store_save_query(s, TEXT("sank"), true, &error), HS_OK);
    assert_int_equal(store_queries(s, arena, &queries, &count, &error), HS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(store_save_query(s, TEXT("sank"), false, &error), HS_OK);
    assert_int_equal(store_queries(s, arena, &queries, &count, &error), HS_OK);
    assert_int_equal(count, 0);
    store_close(s);
    hs_arena_close(arena);
}

static hs_text hit_at(store *s, uint32_t from, uint32_t total, hs_arena *arena) {
    uint32_t count, all;
    hs_error error;
    store_hit *hits;
    assert_int_equal(store_search(s, STORE_STATEMENTS, TEXT("sank"), from, 1, arena, &hits, &count, &all, &error), HS_OK);
    assert_int_equal(all, total);
    assert_int_equal(count, from < total);
    return count ? hits[0].statement : (hs_text){0};
}

// A page of hits behind others; of too many to order by date those that came in last.
static void searches_in_pages(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena);
    hs_error error = {0};
    store *s;
    sqlite3 *db;
    assert_int_equal(store_open(&s, place("many.db"), false, &error), HS_OK);
    put(s, &report, "first bytes", arena, true, 1);
    assert_text(hit_at(s, 0, 2, arena), "00000000000000b1");
    assert_text(hit_at(s, 1, 2, arena), "00000000000000b2");
    assert_text(hit_at(s, 2, 2, arena), "");
    assert_int_equal(sqlite3_open(place("many.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) INSERT INTO statement (document, id, "
                                      "lemma, stage, polarity, event, actor, recipient, voices, words, start, end) SELECT 1, 'x' || i, '', '', '', '', '', '', '', "
                                      "'it sank', 1, 2 FROM n", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_text(hit_at(s, 0, 6002, arena), "x6000");
    assert_text(hit_at(s, 100, 6002, arena), "x5900");
    store_close(s);
    hs_arena_close(arena);
}

static void refuse(const char *path, bool read_only, const char *word) {
    hs_error error = {0};
    store *s = NULL;
    assert_int_equal(store_open(&s, path, read_only, &error), HS_ERROR_STORE);
    assert_null(s);
    if (!strstr(error.reason, word)) fail_msg("'%s' does not tell of '%s'", error.reason, word);
}

static void refuses_what_is_no_store(void **state) {
    (void)state;
    hs_error error;
    sqlite3 *db;
    refuse(place("missing/b.db"), false, "cannot be opened");
    refuse(place("missing.db"), true, "cannot be opened");
    assert_int_equal(file_write(place("text.db"), TEXT("this is a text of some length, and no database at all\n"), &error), HS_OK);
    refuse(place("text.db"), false, "cannot be read");
    assert_int_equal(sqlite3_open(place("foreign.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    refuse(place("foreign.db"), false, "another program");
    assert_int_equal(sqlite3_open(place("a.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version=99", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    refuse(place("a.db"), false, "version 99");
}

// A store that somebody else is writing: told, nothing lost, and written once it is free.
static void locked_store_is_told(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_report report = sample_report(arena);
    hs_payload payload = {.path = report.document.path, .bytes = TEXT("x")};
    hs_error error = {0};
    store *s;
    sqlite3 *other;
    bool added = true;
    assert_int_equal(store_open(&s, place("locked.db"), false, &error), HS_OK);
    assert_int_equal(sqlite3_open(place("locked.db"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    hs_arena scratch = arena_split(arena);
    assert_int_equal(store_put(s, &report, &payload, scratch, &added, &error), HS_ERROR_STORE);
    assert_false(added);
    assert_non_null(strstr(error.reason, "locked"));
    sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(other);
    assert_int_equal(store_put(s, &report, &payload, scratch, &added, &error), HS_OK);
    assert_true(added);
    arena_join(arena);
    store_close(s);
    hs_arena_close(arena);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(versions_and_captures), cmocka_unit_test(searches), cmocka_unit_test(searches_in_pages), cmocka_unit_test(refuses_what_is_no_store),
                                       cmocka_unit_test(locked_store_is_told)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
