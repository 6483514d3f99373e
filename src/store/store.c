// The store in SQLite (see schema_1.sql and those behind it for its shape).
//
// Writing: WAL and one transaction a document, so that a kill at any moment leaves every
// document whole or absent. A capture is stored once, by its digest. Reading in several
// runs gives the picture of one: a document's number never matters, only its records do.
#include "store/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#include "base/limits.h"
#include "base/text.h"
#include "claims/claims.h"
#include "picture/record.h"

// "hsay" in ASCII.
enum { APPLICATION_ID = 0x68736179, BUSY_MILLISECONDS = 5000, ZSTD_LEVEL = 3 };

// Each adds to the one before; each ends in a NUL.
static const char schema_1[] = {
#include "schema_1.inc"
    , 0};
static const char schema_2[] = {
#include "schema_2.inc"
    , 0};
static const char schema_3[] = {
#include "schema_3.inc"
    , 0};
static const char schema_4[] = {
#include "schema_4.inc"
    , 0};
static const char schema_5[] = {
#include "schema_5.inc"
    , 0};
static const char schema_6[] = {
#include "schema_6.inc"
    , 0};
static const char schema_7[] = {
#include "schema_7.inc"
    , 0};
static const char *const schemas[] = {schema_1, schema_2, schema_3, schema_4, schema_5, schema_6, schema_7};
enum { STORE_VERSION = sizeof schemas / sizeof *schemas };

// ---------------------------------------------------------------- putting

static hs_text compress(hs_text bytes, hs_arena *keep) {
    size_t room = ZSTD_compressBound(bytes.size);
    char *out = arena_new(keep, char, room);
    size_t size = ZSTD_compress(out, room, bytes.data, bytes.size, ZSTD_LEVEL);
    return (hs_text){out, ZSTD_isError(size) ? 0 : size};
}

// What versions of a document share.
static hs_text name_of(const hs_document *d) { return d->url.size ? d->url : d->id; }

// The version under which these bytes stand already, else 0; the newest version in *newest. Where no URL tells what a
// document is, the same bytes at the same path are it, too: watch keeps the name that a file had before it was changed.
static bool find_version(store *s, const hs_document *d, hs_text digest, int64_t *same, int64_t *newest) {
    query q;
    *same = *newest = 0;
    if (!query_open(s, &q, "SELECT version, digest FROM document WHERE name = ?1 UNION "
                           "SELECT version, digest FROM document WHERE digest = ?2 AND path = ?3 AND ?4 ORDER BY version")) return false;
    bind_text(&q, name_of(d)), bind_text(&q, digest), bind_text(&q, d->path), bind_number(&q, !d->url.size);
    int code;
    while ((code = sqlite3_step(q.statement)) == SQLITE_ROW) {
        *newest = sqlite3_column_int64(q.statement, 0);
        if (text_equal(column_text(&q, 1), digest)) *same = *newest;
    }
    sqlite3_finalize(q.statement);
    return code == SQLITE_DONE;
}

static bool put_capture(store *s, hs_text digest, hs_text bytes, hs_arena *scratch) {
    query q;
    if (!query_open(s, &q, "INSERT OR IGNORE INTO capture VALUES (?, ?, ?)")) return false;
    bind_text(&q, digest);
    bind_number(&q, (int64_t)bytes.size);
    bind_bytes(&q, compress(bytes, scratch));
    return query_run(&q);
}

// What people search in.
static bool put_text(store *s, const hs_document *d, int64_t number) {
    query q;
    if (!query_open(s, &q, "INSERT INTO document_search (rowid, title, outlet, text) VALUES (?, ?, ?, ?)")) return false;
    bind_number(&q, number);
    bind_text(&q, d->title), bind_text(&q, d->outlet), bind_text(&q, d->text);
    return query_run(&q);
}

// What stories are told apart by.
static bool put_head(store *s, const hs_report *report, int64_t number, hs_arena *scratch) {
    query q;
    json_writer writer = {.arena = scratch};
    record_write(&writer, report, RECORD_HEAD);
    if (!query_open(s, &q, "INSERT INTO head (document, fields) VALUES (?, ?)")) return false;
    bind_number(&q, number);
    bind_text(&q, (hs_text){writer.data, writer.size});
    return query_run(&q);
}

static bool put_document(store *s, const hs_report *report, const hs_payload *payload, hs_text digest, int64_t *number, hs_arena *scratch) {
    const hs_document *d = &report->document;
    json_writer writer = {.arena = scratch};
    record_write(&writer, report, RECORD_ALL | RECORD_MAP);
    hs_text record = {writer.data, writer.size};
    query q;
    if (!query_open(s, &q, "INSERT INTO document (name, version, id, path, outlet, title, published, digest, kind, offset, record, size) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) return false;
    bind_text(&q, name_of(d));
    bind_number(&q, d->version);
    bind_text(&q, d->id), bind_text(&q, d->path), bind_text(&q, d->outlet), bind_text(&q, d->title);
    bind_text(&q, record_date(&d->published, scratch));
    bind_text(&q, digest);
    bind_number(&q, payload->kind);
    bind_number(&q, (int64_t)payload->offset);
    bind_bytes(&q, compress(record, scratch));
    bind_number(&q, (int64_t)record.size);
    if (!query_run(&q)) return false;
    *number = sqlite3_last_insert_rowid(s->db);
    return put_text(s, d, *number) && put_head(s, report, *number, scratch);
}

// Where the capture came from, of one that was fetched.
static bool put_fetched(store *s, const hs_payload *p, int64_t document) {
    query q;
    if (!p->asked.size) return true;
    if (!query_open(s, &q, "INSERT INTO fetched VALUES (?, ?, ?, ?, ?, ?)")) return false;
    bind_number(&q, document);
    bind_text(&q, p->asked), bind_text(&q, p->url.size ? p->url : p->asked), bind_text(&q, p->retrieved);
    bind_text(&q, p->charset), bind_text(&q, p->headers);
    return query_run(&q);
}

static hs_text join_parties(const hs_party *parties, uint32_t count, hs_arena *scratch) {
    hs_text all = {0};
    for (uint32_t i = 0; i < count; i++)
        all = arena_print(scratch, "%.*s%s%.*s", TEXT_ARGS(all), i ? "; " : "", TEXT_ARGS(parties[i].name));
    return all;
}

static hs_text join_voices(const hs_statement *st, hs_arena *scratch) {
    hs_text all = {0};
    for (uint32_t i = 0; i < st->link_count; i++)
        all = arena_print(scratch, "%.*s%s%.*s", TEXT_ARGS(all), i ? " > " : "", TEXT_ARGS(st->links[i].name));
    return all;
}

static void bind_statement(query *q, const hs_report *report, const hs_statement *st, int64_t document, hs_arena *scratch) {
    hs_source source = hs_map_span(&report->document.map, st->span);
    q->bound = 0;
    bind_number(q, document);
    bind_text(q, st->id);
    bind_text(q, st->lemma);
    bind_text(q, record_stage_name(st->stage));
    bind_text(q, record_polarity_name(st->polarity));
    bind_text(q, st->event.type);
    bind_text(q, join_parties(st->actors, st->actor_count, scratch));
    bind_text(q, join_parties(st->recipients, st->recipient_count, scratch));
    bind_text(q, join_voices(st, scratch));
    bind_text(q, text_span(report->document.text, st->span));
    bind_number(q, (int64_t)source.start);
    bind_number(q, (int64_t)source.end);
    bind_number(q, (int64_t)claims_number(st->id));
}

static bool put_statements(store *s, const hs_report *report, int64_t document, hs_arena scratch) {
    query q;
    if (!query_open(s, &q, "INSERT INTO statement (document, id, lemma, stage, polarity, event, actor, recipient, voices, words, start, end, claim) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) return false;
    bool good = true;
    for (uint32_t i = 0; good && i < report->statement_count; i++) {
        hs_arena each = scratch;
        bind_statement(&q, report, &report->statements[i], document, &each);
        good = sqlite3_step(q.statement) == SQLITE_DONE && sqlite3_reset(q.statement) == SQLITE_OK;
    }
    sqlite3_finalize(q.statement);
    return good;
}

hs_status store_would_put(store *s, const hs_report *report, const hs_payload *payload, hs_arena scratch, uint32_t *version, bool *added,
                          hs_error *error) {
    int64_t same, newest;
    if (!find_version(s, &report->document, text_digest(&scratch, payload->bytes), &same, &newest))
        return store_fail(s, error, "cannot be read");
    *added = !same;
    *version = (uint32_t)(same ? same : newest + 1);
    return HS_OK;
}

hs_status store_put(store *s, hs_report *report, const hs_payload *payload, hs_arena scratch, bool *added, hs_error *error) {
    hs_text digest = text_digest(&scratch, payload->bytes);
    int64_t same, newest, number;
    *added = false;
    if (!store_execute(s, "BEGIN IMMEDIATE")) return store_fail(s, error, "cannot be written");
    bool good = find_version(s, &report->document, digest, &same, &newest);
    report->document.version = (uint32_t)(same ? same : newest + 1);
    if (good && !same) {
        good = put_capture(s, digest, payload->bytes, &scratch) && put_document(s, report, payload, digest, &number, &scratch) &&
               put_fetched(s, payload, number) && put_statements(s, report, number, scratch);
        *added = good;
    }
    if (good && store_execute(s, "COMMIT")) return HS_OK;
    hs_status status = store_fail(s, error, "cannot be written");
    store_execute(s, "ROLLBACK");
    *added = false;
    return status;
}

// ---------------------------------------------------------------- getting

// A column of zstd bytes and its size before; an empty text where they do not agree.
static hs_text decompress(query *q, int column, int64_t size, hs_arena *keep) {
    const void *data = sqlite3_column_blob(q->statement, column);
    size_t packed = (size_t)sqlite3_column_bytes(q->statement, column);
    if (size < 0 || (uint64_t)size > (LIMIT_PAYLOAD_BYTES + LIMIT_TEXT_BYTES) * 16) return (hs_text){0};
    char *out = arena_new(keep, char, (size_t)size);
    size_t got = ZSTD_decompress(out, (size_t)size, data, packed);
    return (hs_text){out, !ZSTD_isError(got) && got == (size_t)size ? got : 0};
}

// The report of a row of record, size and path; an error names the path.
static hs_status read_row(store *s, query *q, hs_arena *keep, hs_report *report, hs_error *error) {
    hs_text line = decompress(q, 0, sqlite3_column_int64(q->statement, 1), keep);
    if (line.size && record_read(line, keep, report, error) == HS_OK) return HS_OK;
    return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "the record of %.200s is damaged", (const char *)sqlite3_column_text(q->statement, 2));
}

// Reports of a query of record, size and path, and of number where `numbers` wants it.
static hs_status load_records(store *s, const char *sql, hs_arena *keep, hs_report **reports, int64_t **numbers, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0, numbered = 0, room = 0;
    *reports = NULL;
    if (!query_open(s, &q, sql)) return store_fail(s, error, "cannot be read");
    while (query_row(&q, &good)) {
        if (numbers) *arena_push(keep, *numbers, numbered, room) = sqlite3_column_int64(q.statement, 3);
        hs_status status = read_row(s, &q, keep, arena_push(keep, *reports, used, capacity), error);
        if (status == HS_OK) continue;
        sqlite3_finalize(q.statement);
        return status;
    }
    *count = (uint32_t)used;
    return good ? HS_OK : store_fail(s, error, "cannot be read");
}

#define NEWEST "d.version = (SELECT max(version) FROM document e WHERE e.name = d.name)"

hs_status store_load(store *s, hs_arena *keep, hs_report **reports, uint32_t *count, hs_error *error) {
    return load_records(s, "SELECT record, size, path FROM document ORDER BY path, name, version", keep, reports, NULL, count, error);
}

hs_status store_load_some(store *s, const int64_t *numbers, uint32_t count, hs_arena *keep, hs_report *reports, hs_error *error) {
    query q;
    hs_status status = HS_OK;
    if (!query_open(s, &q, "SELECT record, size, path FROM document WHERE number = ?")) return store_fail(s, error, "cannot be read");
    for (uint32_t i = 0; i < count && status == HS_OK; i++) {
        q.bound = 0;
        bind_number(&q, numbers[i]);
        int code = sqlite3_step(q.statement);
        if (code == SQLITE_ROW) status = read_row(s, &q, keep, &reports[i], error);
        else if (code != SQLITE_DONE) status = store_fail(s, error, "cannot be read");
        else status = error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "a document is gone since the store was looked at");
        sqlite3_reset(q.statement);
    }
    sqlite3_finalize(q.statement);
    return status;
}

// The heads of an older store: of its records what a head has.
static hs_status heads_of_records(store *s, hs_arena *keep, store_head **heads, uint32_t *count, hs_error *error) {
    hs_report *reports;
    int64_t *numbers = NULL;
    hs_status status = load_records(s, "SELECT record, size, path, number FROM document d WHERE " NEWEST, keep, &reports, &numbers, count, error);
    if (status != HS_OK) return status;
    *heads = arena_new(keep, store_head, *count);
    for (uint32_t i = 0; i < *count; i++) (*heads)[i] = (store_head){numbers[i], reports[i].document};
    return HS_OK;
}

// A row of fields, text, number and path; what it gives borrows from `keep`.
static hs_status read_head(store *s, query *q, hs_arena *keep, hs_arena scratch, store_head *head, hs_error *error) {
    head->number = sqlite3_column_int64(q->statement, 2);
    if (record_read_head(arena_text(keep, column_text(q, 0)), keep, scratch, &head->document, error) != HS_OK)
        return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "the head of %.200s is damaged", (const char *)sqlite3_column_text(q->statement, 3));
    head->document.text = arena_text(keep, column_text(q, 1));
    return HS_OK;
}

static hs_status read_heads(store *s, const char *sql, int64_t bound, hs_arena *keep, store_head **heads, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    hs_status status = HS_OK;
    *heads = NULL;
    if (!query_open(s, &q, sql)) return store_fail(s, error, "cannot be read");
    if (sqlite3_bind_parameter_count(q.statement)) bind_number(&q, bound);
    hs_arena scratch = arena_split(keep); // once for all: giving it back is not free
    while (status == HS_OK && query_row(&q, &good)) status = read_head(s, &q, keep, scratch, arena_push(keep, *heads, used, capacity), error);
    arena_join(keep);
    if (status != HS_OK) return sqlite3_finalize(q.statement), status;
    *count = (uint32_t)used;
    return good ? HS_OK : store_fail(s, error, "cannot be read");
}

hs_status store_heads(store *s, hs_arena *keep, store_head **heads, uint32_t *count, hs_error *error) {
    if (s->version < 4) return heads_of_records(s, keep, heads, count, error);
    return read_heads(s, "SELECT h.fields, t.text, d.number, d.path FROM document d JOIN head h ON h.document = d.number "
                         "JOIN document_search t ON t.rowid = d.number WHERE " NEWEST, 0, keep, heads, count, error);
}

hs_status store_head_of(store *s, int64_t number, hs_arena *keep, hs_document *out, hs_error *error) {
    store_head *head;
    uint32_t count;
    hs_status status = read_heads(s, "SELECT h.fields, t.text, d.number, d.path FROM document d JOIN head h ON h.document = d.number "
                                     "JOIN document_search t ON t.rowid = d.number WHERE d.number = ?", number, keep, &head, &count, error);
    if (status != HS_OK) return status;
    if (count != 1) return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "a document is gone since the store was looked at");
    *out = head->document;
    return HS_OK;
}

hs_status store_bare_heads(store *s, const int64_t *numbers, uint32_t count, hs_arena *keep, store_head *heads, hs_error *error) {
    query q;
    hs_status status = HS_OK;
    if (!query_open(s, &q, "SELECT fields, '', document, document FROM head WHERE document = ?")) return store_fail(s, error, "cannot be read");
    hs_arena scratch = arena_split(keep);
    for (uint32_t i = 0; i < count && status == HS_OK; i++) {
        q.bound = 0;
        bind_number(&q, numbers[i]);
        if (sqlite3_step(q.statement) == SQLITE_ROW) status = read_head(s, &q, keep, scratch, &heads[i], error);
        else status = store_fail(s, error, "a head cannot be read");
        sqlite3_reset(q.statement);
    }
    arena_join(keep);
    sqlite3_finalize(q.statement);
    return status;
}

hs_status store_claim_document(store *s, uint64_t claim, int64_t *document, hs_error *error) {
    query q;
    bool good = true;
    *document = 0;
    bool indexed = s->version >= 4;
    if (!query_open(s, &q, indexed ? "SELECT document, id FROM statement WHERE claim = ? ORDER BY document" : "SELECT document, id FROM statement ORDER BY document"))
        return store_fail(s, error, "cannot be read");
    if (indexed) bind_number(&q, (int64_t)claim);
    while (query_row(&q, &good))
        if (claims_number(column_text(&q, 1)) == claim) *document = sqlite3_column_int64(q.statement, 0);
    return good ? HS_OK : store_fail(s, error, "cannot be read");
}

hs_status store_versions_of(store *s, int64_t number, hs_arena *keep, hs_report **reports, uint32_t *count, hs_error *error) {
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT record, size, path FROM document WHERE name = (SELECT name FROM document WHERE number = %lld) ORDER BY version", (long long)number);
    return load_records(s, sql, keep, reports, NULL, count, error);
}

hs_status store_capture(store *s, hs_text id, uint32_t version, hs_arena *keep, hs_text *bytes, hs_error *error) {
    query q;
    if (!query_open(s, &q, "SELECT c.bytes, c.size, c.digest FROM document d JOIN capture c USING (digest) WHERE d.id = ? AND d.version = ?"))
        return store_fail(s, error, "cannot be read");
    bind_text(&q, id);
    bind_number(&q, version);
    bool found = sqlite3_step(q.statement) == SQLITE_ROW;
    *bytes = found ? decompress(&q, 0, sqlite3_column_int64(q.statement, 1), keep) : (hs_text){0};
    bool intact = found && text_equal(column_text(&q, 2), text_digest(keep, *bytes));
    sqlite3_finalize(q.statement);
    if (found && !intact)
        return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "the capture of %.*s, version %u, is not what its digest says", TEXT_ARGS(id), version);
    if (!found) return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "no document %.*s of version %u", TEXT_ARGS(id), version);
    return HS_OK;
}

int64_t store_changes(store *s) { return store_ask(s, "PRAGMA data_version"); }

// ---------------------------------------------------------------- opening

static bool put_claims(store *s, const hs_report *report, int64_t document) {
    query q;
    bool good = query_open(s, &q, "UPDATE statement SET claim = ? WHERE document = ? AND id = ?");
    for (uint32_t i = 0; good && i < report->statement_count; i++) {
        q.bound = 0;
        bind_number(&q, (int64_t)claims_number(report->statements[i].id)), bind_number(&q, document), bind_text(&q, report->statements[i].id);
        good = sqlite3_step(q.statement) == SQLITE_DONE && sqlite3_reset(q.statement) == SQLITE_OK;
    }
    sqlite3_finalize(q.statement);
    return good;
}

// Fills what a store of version `before` lacks of the documents that it holds.
static bool fill_in(store *s, int64_t before) {
    query q;
    bool good = query_open(s, &q, "SELECT record, size, number FROM document");
    hs_arena *each = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    hs_report report;
    for (bool done = false; good && each && query_row(&q, &done);) {
        int64_t number = sqlite3_column_int64(q.statement, 2);
        hs_text line = decompress(&q, 0, sqlite3_column_int64(q.statement, 1), each);
        good = line.size && record_read(line, each, &report, NULL) == HS_OK;
        if (good && before < 2) good = put_text(s, &report.document, number);
        if (good) good = put_head(s, &report, number, each) && put_claims(s, &report, number);
        hs_arena_reset(each);
    }
    hs_arena_close(each);
    return good && each;
}

// Brings the tables from the version that they have (0: none) to today's, all or nothing.
static hs_status make_tables(store *s, hs_error *error) {
    char marks[96];
    snprintf(marks, sizeof marks, "PRAGMA application_id=%d; PRAGMA user_version=%d;", APPLICATION_ID, STORE_VERSION);
    bool good = store_execute(s, "BEGIN IMMEDIATE");
    int64_t before = store_ask(s, "PRAGMA user_version"); // somebody else may have made them meanwhile
    for (int64_t i = before; good && i < STORE_VERSION; i++) good = store_execute(s, schemas[i]);
    if (good && before && before < 4) good = fill_in(s, before);
    if (!good || !store_execute(s, marks) || !store_execute(s, "COMMIT")) {
        hs_status status = store_fail(s, error, before ? "cannot be brought up to date" : "cannot make the store");
        store_execute(s, "ROLLBACK");
        return status;
    }
    s->version = STORE_VERSION;
    return HS_OK;
}

static hs_status check_tables(store *s, bool read_only, hs_error *error) {
    hs_text path = text_of(s->path);
    int64_t whose = store_ask(s, "PRAGMA application_id"), tables = store_ask(s, "SELECT count(*) FROM sqlite_master");
    s->version = store_ask(s, "PRAGMA user_version");
    if (whose < 0 || tables < 0) return store_fail(s, error, "cannot be read as a store");
    if (whose == 0 && s->version == 0 && tables == 0) {
        if (read_only) return error_set(error, HS_ERROR_STORE, path, UINT64_MAX, "an empty file, not a store");
        return make_tables(s, error);
    }
    if (whose != APPLICATION_ID)
        return error_set(error, HS_ERROR_STORE, path, 68, "an SQLite database of another program; it is left as it is");
    if (s->version < 1 || s->version > STORE_VERSION)
        return error_set(error, HS_ERROR_STORE, path, 60, "a store of version %lld where %d is needed", (long long)s->version, STORE_VERSION);
    return s->version < STORE_VERSION && !read_only ? make_tables(s, error) : HS_OK;
}

static hs_status open_at(store *s, bool read_only, hs_error *error) {
    int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(s->path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        int system = sqlite3_system_errno(s->db);
        if (!system) return store_fail(s, error, "cannot be opened");
        return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "cannot be opened: %s", strerror(system));
    }
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, BUSY_MILLISECONDS);
    hs_status status = check_tables(s, read_only, error);
    if (status != HS_OK || read_only) return status;
    if (!store_execute(s, "PRAGMA journal_mode=WAL") || !store_execute(s, "PRAGMA synchronous=NORMAL") || !store_execute(s, "PRAGMA foreign_keys=ON"))
        return store_fail(s, error, "cannot be written");
    return HS_OK;
}

hs_status store_open(store **out, const char *path, bool read_only, hs_error *error) {
    *out = NULL;
    store *s = calloc(1, sizeof *s);
    if (s) s->path = strdup(path);
    if (!s || !s->path) {
        free(s);
        return error_set(error, HS_ERROR_MEMORY, text_of(path), UINT64_MAX, "not enough memory to open the store");
    }
    hs_status status = open_at(s, read_only, error);
    if (status != HS_OK) store_close(s);
    else *out = s;
    return status;
}

void store_close(store *s) {
    if (!s) return;
    sqlite3_close(s->db);
    free(s->path);
    free(s);
}
