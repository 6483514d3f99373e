// SQLite as the files of this room use it: prepared queries whose values are bound in order.
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include <sqlite3.h>

#include "base/error.h"
#include "store/store.h"

struct store {
    sqlite3 *db;
    char *path;
    int64_t version; // of its tables; an older one only where it was opened for reading
};

typedef struct query {
    sqlite3_stmt *statement;
    int bound;
} query;

// What SQLite says went wrong, as an error of the store.
static inline hs_status store_fail(const store *s, hs_error *error, const char *doing) {
    return error_set(error, HS_ERROR_STORE, (hs_text){s->path, strlen(s->path)}, UINT64_MAX, "%s: %s", doing, sqlite3_errmsg(s->db));
}

static inline bool store_execute(store *s, const char *sql) { return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK; }

static inline bool query_open(store *s, query *q, const char *sql) {
    *q = (query){0};
    return sqlite3_prepare_v2(s->db, sql, -1, &q->statement, NULL) == SQLITE_OK;
}

static inline void bind_text(query *q, hs_text text) {
    sqlite3_bind_text64(q->statement, ++q->bound, text.size ? text.data : "", text.size, SQLITE_STATIC, SQLITE_UTF8);
}
static inline void bind_bytes(query *q, hs_text bytes) {
    sqlite3_bind_blob64(q->statement, ++q->bound, bytes.size ? bytes.data : "", bytes.size, SQLITE_STATIC);
}
static inline void bind_number(query *q, int64_t number) { sqlite3_bind_int64(q->statement, ++q->bound, number); }

// A column's bytes, borrowed until the next step.
static inline hs_text column_text(query *q, int column) {
    const char *data = (const char *)sqlite3_column_text(q->statement, column);
    return (hs_text){data, (size_t)sqlite3_column_bytes(q->statement, column)};
}

// True while there is a row; at the end, or at an error, the query is closed and *good says which.
static inline bool query_row(query *q, bool *good) {
    int code = sqlite3_step(q->statement);
    if (code == SQLITE_ROW) return true;
    sqlite3_finalize(q->statement);
    return *good = code == SQLITE_DONE, false;
}

// The first number of the first row, -1 where there is none.
static inline int64_t store_ask(store *s, const char *sql) {
    query q;
    if (!query_open(s, &q, sql)) return -1;
    int64_t value = sqlite3_step(q.statement) == SQLITE_ROW ? sqlite3_column_int64(q.statement, 0) : -1;
    sqlite3_finalize(q.statement);
    return value;
}

// Runs to the end; for what returns no rows.
static inline bool query_run(query *q) {
    int code = sqlite3_step(q->statement);
    sqlite3_finalize(q->statement);
    return code == SQLITE_DONE || code == SQLITE_ROW;
}

#endif
