// Taking a document down. In: its URL, id or path. Out: a store that holds nothing of it but a digest of its name, so that
// watch does not bring it back. Method: rows go with what refers to them, pages that are given up are overwritten
// (secure_delete), the full-text indices are made anew, since deleting from one leaves the words in its older segments,
// and the file is written anew without free pages (VACUUM) and without a log.
#include "base/text.h"
#include "store/sqlite.h"

// Statements in order; each takes the document's name once for every '?'.
static const char *const steps[] = {
    "INSERT OR IGNORE INTO temp.gone_url SELECT f.asked FROM fetched f JOIN document d ON d.number = f.document WHERE d.name = ?1",
    "INSERT OR IGNORE INTO temp.gone_url SELECT f.final FROM fetched f JOIN document d ON d.number = f.document WHERE d.name = ?1",
    "INSERT OR IGNORE INTO temp.gone_url SELECT path FROM document WHERE name = ?1",
    "INSERT OR IGNORE INTO temp.gone_url SELECT id FROM document WHERE name = ?1",
    "INSERT OR IGNORE INTO temp.gone_url VALUES (?1)",
    // the feed that an item came from is asked for all the same, as is any page that another document came from
    "DELETE FROM temp.gone_url WHERE url IN (SELECT url FROM visit WHERE kind IN ('feed', 'robots')) OR "
    "url IN (SELECT f.asked FROM fetched f JOIN document d ON d.number = f.document WHERE d.name <> ?1)",
    "DELETE FROM visit WHERE url IN (SELECT url FROM temp.gone_url)",
    "DELETE FROM mark WHERE target IN (SELECT id FROM document WHERE name = ?1) OR target = ?1",
    "DELETE FROM document WHERE name = ?1",
    "DELETE FROM capture WHERE digest NOT IN (SELECT digest FROM document)",
    "DELETE FROM mark WHERE target = '' AND (SELECT count(DISTINCT part) FROM mark_statement s WHERE s.mark = number) < "
    "CASE kind WHEN 'merge' THEN 2 ELSE 1 END",
};

static bool run_step(store *s, const char *sql, hs_text name) {
    query q;
    if (!query_open(s, &q, sql)) return false;
    if (sqlite3_bind_parameter_count(q.statement)) bind_text(&q, name);
    return query_run(&q);
}

// The names of the documents that are called so.
static bool find_names(store *s, hs_text called, hs_arena *keep, hs_text *name, uint32_t *count) {
    query q;
    bool good = true;
    *count = 0;
    if (!query_open(s, &q, "SELECT DISTINCT name FROM document WHERE name = ?1 OR id = ?1 OR path = ?1")) return false;
    bind_text(&q, called);
    while (query_row(&q, &good))
        if (!(*count)++) *name = arena_text(keep, column_text(&q, 0));
    return good;
}

static bool count_parts(store *s, hs_text name, store_forgotten *out) {
    query q;
    bool good = true;
    if (!query_open(s, &q, "SELECT count(*), count(DISTINCT digest), (SELECT count(*) FROM statement WHERE document IN "
                           "(SELECT number FROM document WHERE name = ?1)), "
                           "(SELECT k.document FROM document d JOIN sketch k ON k.document = d.number WHERE d.name = ?1) FROM document WHERE name = ?1")) return false;
    bind_text(&q, name);
    while (query_row(&q, &good)) {
        out->versions = (uint32_t)sqlite3_column_int64(q.statement, 0);
        out->captures = (uint32_t)sqlite3_column_int64(q.statement, 1);
        out->statements = (uint32_t)sqlite3_column_int64(q.statement, 2);
        out->linked = sqlite3_column_int64(q.statement, 3);
    }
    return good;
}

// Digests of every name under which watch could meet it again.
static bool remember(store *s, hs_text day, hs_arena scratch) {
    query urls, put;
    bool good = true;
    if (!query_open(s, &urls, "SELECT url FROM temp.gone_url ORDER BY url")) return false;
    while (query_row(&urls, &good)) {
        hs_text digest = text_digest(&scratch, column_text(&urls, 0));
        if (!query_open(s, &put, "INSERT OR IGNORE INTO forgotten VALUES (?, ?)")) continue;
        bind_text(&put, digest), bind_text(&put, day);
        good = query_run(&put) && good;
    }
    return good;
}

hs_status store_forget(store *s, hs_text called, hs_text day, hs_arena *keep, store_forgotten *out, hs_error *error) {
    uint32_t count;
    *out = (store_forgotten){0};
    bool good = store_execute(s, "PRAGMA secure_delete=ON") && store_execute(s, "PRAGMA temp_store=MEMORY") && store_execute(s, "BEGIN IMMEDIATE") &&
                find_names(s, called, keep, &out->name, &count);
    if (!good) return store_fail(s, error, "cannot be written");
    if (count != 1) {
        store_execute(s, "ROLLBACK");
        if (!count) return error_set(error, HS_ERROR_INPUT, text_of(s->path), UINT64_MAX, "no document '%.200s'", arena_print(keep, "%.*s", TEXT_ARGS(called)).data);
        return error_set(error, HS_ERROR_INPUT, text_of(s->path), UINT64_MAX, "'%.200s' are %u documents: name one by its URL or id",
                         arena_print(keep, "%.*s", TEXT_ARGS(called)).data, count);
    }
    good = count_parts(s, out->name, out) && store_execute(s, "CREATE TABLE IF NOT EXISTS temp.gone_url (url TEXT PRIMARY KEY); DELETE FROM temp.gone_url");
    for (size_t i = 0; good && i < sizeof steps / sizeof *steps; i++) good = run_step(s, steps[i], out->name);
    if (good && remember(s, day, *keep)) return HS_OK;
    hs_status status = store_fail(s, error, "cannot be written");
    store_execute(s, "ROLLBACK");
    return status;
}

hs_status store_forget_end(store *s, bool forget, hs_error *error) {
    if (!forget) return store_execute(s, "ROLLBACK") ? HS_OK : store_fail(s, error, "cannot be written");
    bool good = store_execute(s, "INSERT INTO document_search (document_search) VALUES ('rebuild')") &&
                store_execute(s, "INSERT INTO statement_search (statement_search) VALUES ('rebuild')") && store_execute(s, "COMMIT");
    if (good && store_execute(s, "VACUUM") && store_execute(s, "PRAGMA wal_checkpoint(TRUNCATE)")) return HS_OK;
    hs_status status = store_fail(s, error, good ? "was taken down, but the file could not be written anew" : "cannot be written");
    if (!good) store_execute(s, "ROLLBACK");
    return status;
}
