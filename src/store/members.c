// See members.h.
#include "store/members.h"

#include "store/packed.h"
#include "store/sqlite.h"

#define COLUMNS "document, story, date, tie, joined, copies"

static hs_status unread(store *s, hs_error *error) { return store_fail(s, error, "cannot be read"); }
static hs_status unwritten(store *s, hs_error *error) { return store_fail(s, error, "cannot be written"); }

static const int64_t *column_numbers(query *q, int column, hs_arena *keep, uint32_t *count) {
    const char *data = sqlite3_column_blob(q->statement, column);
    *count = (uint32_t)sqlite3_column_bytes(q->statement, column) / NUMBER_BYTES;
    if (*count > LINKS_MOST) *count = LINKS_MOST; // no more are written
    return *count ? take_numbers(data, *count, keep) : NULL;
}

static store_member column_member(query *q, hs_arena *keep) {
    store_member m = {.number = sqlite3_column_int64(q->statement, 0), .story = sqlite3_column_int64(q->statement, 1),
                      .place = {sqlite3_column_int64(q->statement, 2), sqlite3_column_int64(q->statement, 3)}};
    m.joined = column_numbers(q, 4, keep, &m.joined_count);
    m.copies = column_numbers(q, 5, keep, &m.copy_count);
    return m;
}

// Of a query with one value to bind.
static hs_status read_members(store *s, const char *sql, int64_t bound, hs_arena *keep, store_member **list, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *list = NULL, *count = 0;
    if (!query_open(s, &q, sql)) return unread(s, error);
    bind_number(&q, bound);
    while (query_row(&q, &good)) {
        store_member m = column_member(&q, keep);
        *arena_push(keep, *list, used, capacity) = m;
    }
    *count = (uint32_t)used;
    return good ? HS_OK : unread(s, error);
}

int64_t store_last_round(store *s) { return s->version < 7 ? 0 : store_ask(s, "SELECT ifnull(max(round), 0) FROM member"); }

hs_status store_members(store *s, int64_t since, hs_arena *keep, store_member **list, uint32_t *count, hs_error *error) {
    return read_members(s, since ? "SELECT " COLUMNS " FROM member WHERE round > ? ORDER BY document" : "SELECT " COLUMNS " FROM member WHERE ? = 0 ORDER BY document",
                        since, keep, list, count, error);
}

hs_status store_get_member(store *s, int64_t number, hs_arena *keep, store_member *out, bool *found, hs_error *error) {
    store_member *list;
    uint32_t count;
    hs_status status = read_members(s, "SELECT " COLUMNS " FROM member WHERE document = ? AND story <> 0", number, keep, &list, &count, error);
    *found = count == 1;
    if (*found) *out = list[0];
    return status;
}

hs_status store_story_members(store *s, int64_t story, hs_arena *keep, store_member **list, uint32_t *count, hs_error *error) {
    return read_members(s, "SELECT " COLUMNS " FROM member WHERE story = ?", story, keep, list, count, error);
}

static void bind_numbers(query *q, const int64_t *list, uint32_t count, hs_arena *scratch) {
    char *bytes = arena_new(scratch, char, (size_t)count * NUMBER_BYTES + 1);
    put_numbers(bytes, list, count);
    bind_bytes(q, (hs_text){bytes, (size_t)count * NUMBER_BYTES});
}

hs_status store_put_member(store *s, const store_member *m, int64_t round, hs_arena scratch, hs_error *error) {
    query q;
    if (!query_open(s, &q, "INSERT OR REPLACE INTO member (" COLUMNS ", round) VALUES (?, ?, ?, ?, ?, ?, ?)")) return unwritten(s, error);
    bind_number(&q, m->number), bind_number(&q, m->story), bind_number(&q, m->place.date), bind_number(&q, m->place.tie);
    bind_numbers(&q, m->joined, m->joined_count, &scratch), bind_numbers(&q, m->copies, m->copy_count, &scratch);
    bind_number(&q, round);
    return query_run(&q) ? HS_OK : unwritten(s, error);
}

hs_status store_put_near(store *s, int64_t number, const int64_t *others, uint32_t count, bool none_yet, hs_error *error) {
    query q;
    bool good = true;
    if (!none_yet) {
        if (!query_open(s, &q, "DELETE FROM near WHERE document = ?")) return unwritten(s, error);
        bind_number(&q, number);
        good = query_run(&q);
    }
    if (!good || !count) return good ? HS_OK : unwritten(s, error);
    good = query_open(s, &q, "INSERT OR IGNORE INTO near VALUES (?, ?)");
    for (uint32_t i = 0; good && i < count; i++) {
        q.bound = 0;
        bind_number(&q, number), bind_number(&q, others[i]);
        good = sqlite3_step(q.statement) == SQLITE_DONE && sqlite3_reset(q.statement) == SQLITE_OK;
    }
    sqlite3_finalize(q.statement);
    return good ? HS_OK : unwritten(s, error);
}

hs_status store_near(store *s, int64_t other, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *numbers = NULL;
    if (!query_open(s, &q, "SELECT document FROM near WHERE other = ?")) return unread(s, error);
    bind_number(&q, other);
    while (query_row(&q, &good)) *arena_push(keep, *numbers, used, capacity) = sqlite3_column_int64(q.statement, 0);
    *count = (uint32_t)used;
    return good ? HS_OK : unread(s, error);
}

hs_status store_begin_near(store *s, hs_error *error) {
    return store_execute(s, "DROP INDEX IF EXISTS near_other; DELETE FROM near") ? HS_OK : unwritten(s, error);
}

hs_status store_end_near(store *s, hs_error *error) {
    return store_execute(s, "CREATE INDEX near_other ON near(other)") ? HS_OK : unwritten(s, error);
}

hs_status store_clear_members(store *s, int64_t round, hs_error *error) {
    query q;
    if (!query_open(s, &q, "UPDATE member SET story = 0, joined = x'', copies = x'', round = ? WHERE story <> 0")) return unwritten(s, error);
    bind_number(&q, round);
    return query_run(&q) ? HS_OK : unwritten(s, error);
}
