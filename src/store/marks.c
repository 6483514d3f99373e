// Marks of people (schema_3.sql). They are never changed: undoing one says who did and when.
#include <stdio.h>

#include "base/text.h"
#include "store/sqlite.h"

static const hs_text kinds[] = {TEXT_INIT("note"), TEXT_INIT("grade"), TEXT_INIT("unverifiable"), TEXT_INIT("merge"), TEXT_INIT("split")};

static bool put_target(store *s, int64_t mark, const hs_mark_target *t, hs_arena scratch) {
    query q;
    if (!query_open(s, &q, "INSERT OR IGNORE INTO mark_statement SELECT ?, ?, ?, ?, max(document) FROM statement WHERE id = ? HAVING max(document) IS NOT NULL"))
        return false;
    bind_number(&q, mark), bind_number(&q, t->part), bind_text(&q, t->statement), bind_text(&q, text_hex(&scratch, t->key));
    bind_text(&q, t->statement);
    return query_run(&q);
}

hs_status store_add_mark(store *s, hs_mark *mark, hs_arena scratch, hs_error *error) {
    query q;
    bool good = store_execute(s, "BEGIN IMMEDIATE") &&
                query_open(s, &q, "INSERT INTO mark (at, who, kind, target, value, undone_at, undone_by) VALUES (?, ?, ?, ?, ?, '', '')");
    if (good) {
        bind_text(&q, mark->at), bind_text(&q, mark->who), bind_text(&q, kinds[mark->kind]), bind_text(&q, mark->target), bind_text(&q, mark->value);
        good = query_run(&q);
        mark->number = (uint64_t)sqlite3_last_insert_rowid(s->db);
    }
    for (uint32_t i = 0; good && i < mark->target_count; i++) good = put_target(s, (int64_t)mark->number, &mark->targets[i], scratch);
    if (good && store_execute(s, "COMMIT")) return HS_OK;
    hs_status status = store_fail(s, error, "cannot be written");
    store_execute(s, "ROLLBACK");
    return status;
}

hs_status store_undo_mark(store *s, uint64_t number, hs_text at, hs_text who, bool *undone, hs_error *error) {
    query q;
    if (!query_open(s, &q, "UPDATE mark SET undone_at = ?, undone_by = ? WHERE number = ? AND undone_at = ''")) return store_fail(s, error, "cannot be written");
    bind_text(&q, at), bind_text(&q, who), bind_number(&q, (int64_t)number);
    if (!query_run(&q)) return store_fail(s, error, "cannot be written");
    *undone = sqlite3_changes(s->db) > 0;
    return HS_OK;
}

static hs_mark_kind kind_of(hs_text name) {
    unsigned kind = 0;
    while (kind + 1 < sizeof kinds / sizeof *kinds && !text_equal(kinds[kind], name)) kind++;
    return (hs_mark_kind)kind;
}

static bool load_targets(store *s, hs_mark *mark, hs_arena *keep) {
    query q;
    bool good = true;
    hs_mark_target *list = NULL;
    size_t used = 0, capacity = 0;
    if (!query_open(s, &q, "SELECT m.part, m.statement, m.words, d.name FROM mark_statement m JOIN document d ON d.number = m.document "
                           "WHERE m.mark = ? ORDER BY m.part, m.statement")) return false;
    bind_number(&q, (int64_t)mark->number);
    while (query_row(&q, &good)) {
        hs_text statement = arena_text(keep, column_text(&q, 1));
        *arena_push(keep, list, used, capacity) = (hs_mark_target){(uint32_t)sqlite3_column_int64(q.statement, 0), statement, text_from_hex(column_text(&q, 2)), arena_text(keep, column_text(&q, 3))};
    }
    mark->targets = list;
    mark->target_count = (uint32_t)used;
    return good;
}

hs_status store_marks(store *s, bool undone, hs_arena *keep, hs_mark **marks, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *marks = NULL;
    *count = 0;
    if (s->version < 3) return HS_OK; // an older store, opened for reading: nobody marked anything
    if (!query_open(s, &q, "SELECT number, at, who, kind, target, value, undone_at, undone_by FROM mark WHERE undone_at = '' OR ? ORDER BY number"))
        return store_fail(s, error, "cannot be read");
    bind_number(&q, undone);
    while (query_row(&q, &good)) {
        hs_text texts[8];
        for (int i = 1; i < 8; i++) texts[i] = arena_text(keep, column_text(&q, i));
        *arena_push(keep, *marks, used, capacity) =
            (hs_mark){.number = (uint64_t)sqlite3_column_int64(q.statement, 0), .kind = kind_of(texts[3]), .at = texts[1], .who = texts[2],
                      .target = texts[4], .value = texts[5], .undone_at = texts[6], .undone_by = texts[7]};
    }
    for (size_t i = 0; good && i < used; i++) good = load_targets(s, &(*marks)[i], keep);
    *count = (uint32_t)used;
    return good ? HS_OK : store_fail(s, error, "cannot be read");
}
