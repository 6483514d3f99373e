// What `watch` has seen, and what was taken down (schema_3.sql).
#include "store/sqlite.h"

#include <stdio.h>

#include "base/text.h"

static const char columns[] = "url, kind, etag, modified, status, first, checked, due, failures, words, body, found_in";

static store_visit read_visit(query *q, hs_arena *keep) {
    hs_text texts[12];
    int64_t numbers[12];
    for (int i = 0; i < 12; i++) {
        texts[i] = i >= 4 && i <= 8 ? (hs_text){0} : arena_text(keep, column_text(q, i));
        numbers[i] = sqlite3_column_int64(q->statement, i);
    }
    return (store_visit){.url = texts[0], .kind = texts[1], .etag = texts[2], .modified = texts[3], .status = numbers[4], .first = numbers[5],
                         .checked = numbers[6], .due = numbers[7], .failures = numbers[8], .words = texts[9], .body = texts[10],
                         .found_in = texts[11]};
}

hs_status store_get_visit(store *s, hs_text url, hs_arena *keep, store_visit *out, bool *found, hs_error *error) {
    char sql[160];
    query q;
    bool good = true;
    *found = false;
    *out = (store_visit){.url = url};
    snprintf(sql, sizeof sql, "SELECT %s FROM visit WHERE url = ?", columns);
    if (!query_open(s, &q, sql)) return store_fail(s, error, "cannot be read");
    bind_text(&q, url);
    while (query_row(&q, &good)) *out = read_visit(&q, keep), *found = true;
    return good ? HS_OK : store_fail(s, error, "cannot be read");
}

hs_status store_put_visit(store *s, const store_visit *v, hs_error *error) {
    char sql[200];
    query q;
    snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO visit (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns);
    if (!query_open(s, &q, sql)) return store_fail(s, error, "cannot be written");
    bind_text(&q, v->url), bind_text(&q, v->kind), bind_text(&q, v->etag), bind_text(&q, v->modified);
    bind_number(&q, v->status), bind_number(&q, v->first), bind_number(&q, v->checked), bind_number(&q, v->due);
    bind_number(&q, v->failures), bind_text(&q, v->words), bind_text(&q, v->body), bind_text(&q, v->found_in);
    return query_run(&q) ? HS_OK : store_fail(s, error, "cannot be written");
}

hs_status store_visits(store *s, hs_text kind, int64_t due, uint32_t most, hs_arena *keep, store_visit **list, uint32_t *count, hs_error *error) {
    char sql[200];
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *list = NULL;
    snprintf(sql, sizeof sql, "SELECT %s FROM visit WHERE kind = ? AND due <= ? ORDER BY due, url LIMIT ?", columns);
    if (!query_open(s, &q, sql)) return store_fail(s, error, "cannot be read");
    bind_text(&q, kind), bind_number(&q, due), bind_number(&q, most);
    while (query_row(&q, &good)) {
        store_visit visit = read_visit(&q, keep);
        *arena_push(keep, *list, used, capacity) = visit;
    }
    *count = (uint32_t)used;
    return good ? HS_OK : store_fail(s, error, "cannot be read");
}

bool store_is_forgotten(store *s, hs_text name, hs_arena scratch) {
    query q;
    bool good = true, found = false;
    if (!query_open(s, &q, "SELECT 1 FROM forgotten WHERE name = ?")) return false;
    bind_text(&q, text_digest(&scratch, name));
    while (query_row(&q, &good)) found = true;
    return found;
}
