// See linked.h. Links of a document as bytes: one that counts those that are no copies; eleven for each of these, 5 of the other's number, 3 of the
// likeness in millionths, 3 of what it shares; 5 for each copy.
#include "store/linked.h"

#include "base/text.h"
#include "store/packed.h"
#include "store/sqlite.h"

static hs_status unread(store *s, hs_error *error) { return store_fail(s, error, "cannot be read"); }
static hs_status unwritten(store *s, hs_error *error) { return store_fail(s, error, "cannot be written"); }

static void bind_place(query *q, const sketch_place *p) { bind_number(q, p->date), bind_number(q, p->tie); }
static sketch_place column_place(query *q, int column) {
    return (sketch_place){sqlite3_column_int64(q->statement, column), sqlite3_column_int64(q->statement, column + 1)};
}
// Borrowed until the next step.
static hs_text column_bytes(query *q, int column) {
    const char *data = sqlite3_column_blob(q->statement, column);
    return (hs_text){data, (size_t)sqlite3_column_bytes(q->statement, column)};
}

// ---------------------------------------------------------------- numbers as bytes

enum { MICRO_BYTES = 3, SHARED_BYTES = 3, LIKE_BYTES = NUMBER_BYTES + MICRO_BYTES + SHARED_BYTES };

static hs_text pack_links(const story_links *links, hs_arena *keep) {
    size_t size = 1 + (size_t)links->like_count * LIKE_BYTES + (size_t)links->copy_count * NUMBER_BYTES;
    char *out = arena_new(keep, char, size), *at = out;
    *at++ = (char)links->like_count;
    for (uint32_t i = 0; i < links->like_count; i++) {
        at = put_number(at, (uint64_t)links->like[i].number, NUMBER_BYTES);
        at = put_number(at, links->like[i].micro, MICRO_BYTES);
        at = put_number(at, links->like[i].shared, SHARED_BYTES);
    }
    put_numbers(at, links->copies, links->copy_count);
    return (hs_text){out, size};
}

static bool unpack_links(hs_text bytes, hs_arena *keep, story_links *out) {
    uint32_t like = bytes.size ? (unsigned char)bytes.data[0] : 0;
    if (!bytes.size || like > LINKS_MOST || bytes.size - 1 < like * LIKE_BYTES) return false;
    size_t rest = bytes.size - 1 - like * LIKE_BYTES;
    if (rest % NUMBER_BYTES || rest / NUMBER_BYTES > LINKS_MOST) return false;
    uint32_t copy = (uint32_t)(rest / NUMBER_BYTES);
    story_link *list = arena_new(keep, story_link, like + 1);
    const char *at = bytes.data + 1;
    for (uint32_t i = 0; i < like; i++) {
        list[i].number = (int64_t)take_number(&at, NUMBER_BYTES);
        list[i].micro = (uint32_t)take_number(&at, MICRO_BYTES);
        list[i].shared = (uint32_t)take_number(&at, SHARED_BYTES);
    }
    *out = (story_links){list, take_numbers(at, copy, keep), like, copy};
    return true;
}

enum { DROPPED = 255 }; // more than a term can weigh

static hs_text pack_weights(const uint16_t *weights, uint32_t count, hs_arena *keep) {
    char *out = arena_new(keep, char, count + 1);
    for (uint32_t i = 0; i < count; i++) out[i] = (char)(weights[i] & LINKS_DROPPED ? DROPPED : weights[i] & 255);
    return (hs_text){out, count};
}

// Of columns date, tie, terms and weights.
static bool read_weighed(query *q, hs_arena *keep, link_document *out) {
    sketch s = {.place = column_place(q, 0)};
    if (!sketch_unpack(column_bytes(q, 2), keep, &s)) return false;
    hs_text bytes = column_bytes(q, 3);
    if (bytes.size != s.term_count) return false;
    uint16_t *weights = arena_new(keep, uint16_t, s.term_count + 1);
    for (uint32_t i = 0; i < s.term_count; i++) weights[i] = (unsigned char)bytes.data[i] == DROPPED ? LINKS_DROPPED : (unsigned char)bytes.data[i];
    *out = links_document(&s, weights);
    return true;
}

// ---------------------------------------------------------------- what is linked

bool store_can_write(const store *s) { return sqlite3_db_readonly(s->db, "main") == 0 && sqlite3_get_autocommit(s->db); }

hs_status store_get_linked(store *s, store_linked *out, bool *found, hs_error *error) {
    query q;
    bool good = true;
    *found = false, *out = (store_linked){0};
    if (s->version < 7) return HS_OK;
    if (!query_open(s, &q, "SELECT made_by, last, count, weighed, sampled, date, tie, most_tie FROM linked")) return unread(s, error);
    while (query_row(&q, &good)) {
        *out = (store_linked){sqlite3_column_int64(q.statement, 0), sqlite3_column_int64(q.statement, 1), (uint32_t)sqlite3_column_int64(q.statement, 2),
                              (uint32_t)sqlite3_column_int64(q.statement, 3), (uint32_t)sqlite3_column_int64(q.statement, 4), column_place(&q, 5),
                              sqlite3_column_int64(q.statement, 7)};
        *found = true;
    }
    return good ? HS_OK : unread(s, error);
}

hs_status store_put_linked(store *s, const store_linked *l, hs_error *error) {
    query q;
    if (!store_execute(s, "DELETE FROM linked") || !query_open(s, &q, "INSERT INTO linked VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) return unwritten(s, error);
    bind_number(&q, l->made_by), bind_number(&q, l->last), bind_number(&q, l->count), bind_number(&q, l->weighed), bind_number(&q, l->sampled);
    bind_place(&q, &l->edge), bind_number(&q, l->most_tie);
    return query_run(&q) ? HS_OK : unwritten(s, error);
}

hs_status store_clear_linked(store *s, hs_error *error) {
    return store_execute(s, "DELETE FROM sketch; DELETE FROM link; DELETE FROM posting; DELETE FROM weight; DELETE FROM linked") ? HS_OK : unwritten(s, error);
}

bool store_is_behind(store *s) {
    return s->version >= 7 && store_ask(s, "SELECT (SELECT max(number) FROM document) <> last FROM linked") == 1;
}

hs_status store_begin(store *s, hs_error *error) { return store_execute(s, "BEGIN IMMEDIATE") ? HS_OK : unwritten(s, error); }

hs_status store_end(store *s, bool good, hs_error *error) {
    if (good && store_execute(s, "COMMIT")) return HS_OK;
    hs_status status = good ? unwritten(s, error) : HS_OK;
    store_execute(s, "ROLLBACK");
    return status;
}

hs_status store_hold(store *s, hs_error *error) { return store_execute(s, "BEGIN") ? HS_OK : unread(s, error); }

void store_let_go(store *s) { store_execute(s, "COMMIT"); }

// ---------------------------------------------------------------- which documents

hs_status store_count(store *s, uint32_t *documents, int64_t *last, hs_error *error) {
    int64_t count = store_ask(s, "SELECT count(DISTINCT name) FROM document");
    *last = store_ask(s, "SELECT ifnull(max(number), 0) FROM document");
    *documents = (uint32_t)(count < 0 ? 0 : count);
    return count < 0 || *last < 0 ? unread(s, error) : HS_OK;
}

// Numbers of a query of one value, which may be bound.
static hs_status read_numbers(store *s, const char *sql, int64_t bound, hs_arena *keep, int64_t **list, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *list = NULL;
    if (!query_open(s, &q, sql)) return unread(s, error);
    if (sqlite3_bind_parameter_count(q.statement)) bind_number(&q, bound);
    while (query_row(&q, &good)) *arena_push(keep, *list, used, capacity) = sqlite3_column_int64(q.statement, 0);
    *count = (uint32_t)used;
    return good ? HS_OK : unread(s, error);
}

#define NEWEST "d.version = (SELECT max(version) FROM document e WHERE e.name = d.name)"

hs_status store_changed(store *s, int64_t last, hs_arena *keep, int64_t **added, uint32_t *added_count, int64_t **removed, uint32_t *removed_count,
                        hs_error *error) {
    hs_status status = read_numbers(s, "SELECT d.number FROM document d WHERE d.number > ? AND " NEWEST, last, keep, added, added_count, error);
    if (status != HS_OK) return status;
    // in this order: what came in is little
    return read_numbers(s, "SELECT DISTINCT k.document FROM document d CROSS JOIN document o ON o.name = d.name AND o.number < d.number "
                           "CROSS JOIN sketch k ON k.document = o.number WHERE d.number > ?", last, keep, removed, removed_count, error);
}

hs_status store_numbers(store *s, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error) {
    return read_numbers(s, "SELECT d.number FROM document d WHERE " NEWEST " ORDER BY d.number", 0, keep, numbers, count, error);
}

// ---------------------------------------------------------------- sketches and links

hs_status store_get_sketch(store *s, int64_t number, hs_arena *keep, sketch *out, bool *found, hs_error *error) {
    query q;
    bool good = true;
    *found = false;
    if (!query_open(s, &q, "SELECT date, tie, terms FROM sketch WHERE document = ?")) return unread(s, error);
    bind_number(&q, number);
    while (query_row(&q, &good)) {
        out->place = column_place(&q, 0);
        *found = sketch_unpack(column_bytes(&q, 2), keep, out);
    }
    return good ? HS_OK : unread(s, error);
}

hs_status store_get_weighed(store *s, int64_t number, hs_arena *keep, link_document *out, bool *found, hs_error *error) {
    query q;
    bool good = true;
    *found = false;
    if (!query_open(s, &q, "SELECT date, tie, terms, weights FROM sketch WHERE document = ?")) return unread(s, error);
    bind_number(&q, number);
    while (query_row(&q, &good)) *found = read_weighed(&q, keep, out);
    return good ? HS_OK : unread(s, error);
}

hs_status store_put_sketch(store *s, int64_t number, const sketch *of, const uint16_t *weights, hs_arena scratch, hs_error *error) {
    query q;
    if (!query_open(s, &q, "INSERT OR REPLACE INTO sketch VALUES (?, ?, ?, ?, ?)")) return unwritten(s, error);
    bind_number(&q, number), bind_place(&q, &of->place);
    bind_bytes(&q, pack_weights(weights, of->term_count, &scratch)), bind_bytes(&q, sketch_pack(of, &scratch));
    return query_run(&q) ? HS_OK : unwritten(s, error);
}

hs_status store_put_links(store *s, int64_t number, const story_links *links, hs_arena scratch, hs_error *error) {
    query q;
    if (!query_open(s, &q, "INSERT OR REPLACE INTO link VALUES (?, ?)")) return unwritten(s, error);
    bind_number(&q, number), bind_bytes(&q, pack_links(links, &scratch));
    return query_run(&q) ? HS_OK : unwritten(s, error);
}

hs_status store_remove_sketch(store *s, int64_t number, hs_error *error) {
    static const char *const from[] = {"DELETE FROM sketch WHERE document = ?", "DELETE FROM link WHERE document = ?"};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        query q;
        if (!query_open(s, &q, from[i])) return unwritten(s, error);
        bind_number(&q, number);
        if (!query_run(&q)) return unwritten(s, error);
    }
    return HS_OK;
}

hs_status store_get_links(store *s, int64_t number, hs_arena *keep, story_links *out, sketch_place *place, bool *found, hs_error *error) {
    query q;
    bool good = true;
    *found = false;
    if (!query_open(s, &q, "SELECT links, date, tie FROM link JOIN sketch USING (document) WHERE document = ?")) return unread(s, error);
    bind_number(&q, number);
    while (query_row(&q, &good)) *found = unpack_links(column_bytes(&q, 0), keep, out), *place = column_place(&q, 1);
    return good ? HS_OK : unread(s, error);
}

// Every document's place, from the index that has them in order.
static hs_status read_places(store *s, hs_arena *keep, store_links **list, uint32_t *count, int64_t *last, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *list = NULL, *last = 0;
    if (!query_open(s, &q, "SELECT document, date, tie FROM sketch ORDER BY date, tie")) return unread(s, error);
    while (query_row(&q, &good)) {
        store_links l = {.number = sqlite3_column_int64(q.statement, 0), .place = column_place(&q, 1)};
        *arena_push(keep, *list, used, capacity) = l;
        if (l.number > *last) *last = l.number;
    }
    *count = (uint32_t)used;
    return good ? HS_OK : unread(s, error);
}

hs_status store_all_links(store *s, hs_arena *keep, store_links **list, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    int64_t last;
    hs_status status = read_places(s, keep, list, count, &last, error);
    if (status != HS_OK) return status;
    uint32_t *rank = arena_new(keep, uint32_t, (size_t)last + 1), found = 0;
    for (uint32_t i = 0; i < *count; i++) rank[(*list)[i].number] = i + 1;
    if (!query_open(s, &q, "SELECT document, links FROM link")) return unread(s, error);
    while (query_row(&q, &good)) {
        int64_t number = sqlite3_column_int64(q.statement, 0);
        found += number >= 0 && number <= last && rank[number] && unpack_links(column_bytes(&q, 1), keep, &(*list)[rank[number] - 1].links);
    }
    if (good && found != *count) return error_set(error, HS_ERROR_STORE, text_of(s->path), UINT64_MAX, "links of a document are damaged");
    return good ? HS_OK : unread(s, error);
}

// ---------------------------------------------------------------- weights

enum { UNKNOWN = 256 }; // beside the weight: no name that stands inside a sentence

hs_status store_put_weights(store *s, const link_weight *list, uint32_t count, hs_error *error) {
    query q;
    bool good = query_open(s, &q, "INSERT INTO weight VALUES (?, ?)");
    for (uint32_t i = 0; good && i < count; i++) {
        q.bound = 0;
        bind_number(&q, (int64_t)list[i].term), bind_number(&q, list[i].weight | (list[i].known ? 0 : UNKNOWN));
        good = sqlite3_step(q.statement) == SQLITE_DONE && sqlite3_reset(q.statement) == SQLITE_OK;
    }
    sqlite3_finalize(q.statement);
    return good ? HS_OK : unwritten(s, error);
}

hs_status store_get_weights(store *s, const sketch *of, uint32_t sampled, hs_arena *keep, const link_weights **out, hs_error *error) {
    query q;
    link_weight *list = arena_new(keep, link_weight, of->term_count + 1);
    uint32_t count = 0;
    bool good = query_open(s, &q, "SELECT weight FROM weight WHERE term = ?");
    for (uint32_t i = 0; good && i < of->term_count; i++) {
        uint64_t term = of->terms[i] & ~(uint64_t)SKETCH_FIRST;
        q.bound = 0;
        bind_number(&q, (int64_t)term);
        int code = sqlite3_step(q.statement);
        int64_t weight = code == SQLITE_ROW ? sqlite3_column_int64(q.statement, 0) : 0;
        if (code == SQLITE_ROW) list[count++] = (link_weight){.term = term, .weight = (uint8_t)(weight & 255), .known = !(weight & UNKNOWN)};
        good = (code == SQLITE_ROW || code == SQLITE_DONE) && sqlite3_reset(q.statement) == SQLITE_OK;
    }
    sqlite3_finalize(q.statement);
    *out = links_take_weights(list, count, sampled, keep);
    return good ? HS_OK : unread(s, error);
}

// ---------------------------------------------------------------- postings

hs_status store_put_postings(store *s, const store_posting *list, size_t count, bool remove, hs_error *error) {
    query q;
    bool good = query_open(s, &q, remove ? "DELETE FROM posting WHERE key = ? AND date = ? AND tie = ? AND document = ?"
                                         : "INSERT OR IGNORE INTO posting VALUES (?, ?, ?, ?)");
    for (size_t i = 0; good && i < count; i++) {
        q.bound = 0;
        bind_number(&q, list[i].key), bind_place(&q, &list[i].place), bind_number(&q, list[i].number);
        good = sqlite3_step(q.statement) == SQLITE_DONE && sqlite3_reset(q.statement) == SQLITE_OK;
    }
    sqlite3_finalize(q.statement);
    return good ? HS_OK : unwritten(s, error);
}

hs_status store_postings(store *s, int64_t key, uint32_t most, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *numbers = NULL;
    if (!query_open(s, &q, "SELECT document FROM posting WHERE key = ? ORDER BY date, tie LIMIT ?")) return unread(s, error);
    bind_number(&q, key), bind_number(&q, most);
    while (query_row(&q, &good)) *arena_push(keep, *numbers, used, capacity) = sqlite3_column_int64(q.statement, 0);
    *count = (uint32_t)used;
    return good ? HS_OK : unread(s, error);
}

hs_status store_places(store *s, const sketch_place *place, bool behind, uint32_t most, hs_arena *keep, sketch_place **places, uint32_t *count, hs_error *error) {
    query q;
    bool good = true;
    size_t used = 0, capacity = 0;
    *places = NULL;
    if (!query_open(s, &q, behind ? "SELECT date, tie FROM sketch WHERE (date, tie) > (?, ?) ORDER BY date, tie LIMIT ?"
                                  : "SELECT date, tie FROM sketch WHERE (date, tie) <= (?, ?) ORDER BY date DESC, tie DESC LIMIT ?")) return unread(s, error);
    bind_place(&q, place), bind_number(&q, most);
    while (query_row(&q, &good)) *arena_push(keep, *places, used, capacity) = column_place(&q, 0);
    *count = (uint32_t)used;
    return good ? HS_OK : unread(s, error);
}

// ---------------------------------------------------------------- the index

struct linked_index {
    store *store;
    hs_arena *each; // of documents that were asked for
    query earlier, later, holders, document, links;
    bool failed;
};

linked_index *linked_index_open(store *s, hs_arena *keep, hs_arena *each) {
    linked_index *x = arena_new(keep, linked_index, 1);
    *x = (linked_index){.store = s, .each = each};
    x->failed = !query_open(s, &x->earlier, "SELECT document, date, tie FROM posting WHERE key = ? AND (date, tie) < (?, ?) ORDER BY date DESC, tie DESC LIMIT ?") ||
                !query_open(s, &x->later, "SELECT document, date, tie FROM posting WHERE key = ? AND (date, tie) > (?, ?) ORDER BY date, tie LIMIT ?") ||
                !query_open(s, &x->holders, "SELECT document, date, tie FROM posting WHERE key = ? ORDER BY date, tie LIMIT ?") ||
                !query_open(s, &x->document, "SELECT date, tie, terms, weights FROM sketch WHERE document = ?") ||
                !query_open(s, &x->links, "SELECT links FROM link WHERE document = ?");
    return x;
}

// Runs a bound query of document and place.
static uint32_t take_postings(linked_index *x, query *q, uint32_t most, link_posting *out) {
    uint32_t count = 0;
    int code = SQLITE_DONE;
    while (count <= most && (code = sqlite3_step(q->statement)) == SQLITE_ROW) {
        if (count < most) out[count] = (link_posting){sqlite3_column_int64(q->statement, 0), column_place(q, 1)};
        count++;
    }
    x->failed |= code != SQLITE_ROW && code != SQLITE_DONE;
    sqlite3_reset(q->statement);
    q->bound = 0;
    return count;
}

static uint32_t take_near(linked_index *x, query *q, uint64_t name, const sketch_place *place, link_posting *out) {
    if (x->failed) return 0;
    bind_number(q, store_name_key(name)), bind_place(q, place), bind_number(q, LINKS_POSTINGS);
    return take_postings(x, q, LINKS_POSTINGS, out);
}

static uint32_t index_earlier(void *context, uint64_t name, const sketch_place *place, link_posting *out) {
    linked_index *x = context;
    return take_near(x, &x->earlier, name, place, out);
}

uint32_t linked_index_later(linked_index *x, uint64_t name, const sketch_place *place, link_posting *out) { return take_near(x, &x->later, name, place, out); }

static uint32_t index_holders(void *context, uint64_t print, link_posting *out) {
    linked_index *x = context;
    if (x->failed) return 0;
    bind_number(&x->holders, store_print_key(print)), bind_number(&x->holders, LINKS_HOLDERS + 1);
    return take_postings(x, &x->holders, LINKS_HOLDERS, out);
}

static const link_document *index_document(void *context, int64_t number) {
    linked_index *x = context;
    if (x->failed) return NULL;
    link_document *out = arena_new(x->each, link_document, 1);
    bind_number(&x->document, number);
    x->failed |= sqlite3_step(x->document.statement) != SQLITE_ROW || !read_weighed(&x->document, x->each, out);
    sqlite3_reset(x->document.statement);
    x->document.bound = 0;
    return x->failed ? NULL : out;
}

bool linked_index_find(linked_index *x, int64_t number, story_links *out) {
    if (x->failed) return false;
    bind_number(&x->links, number);
    x->failed |= sqlite3_step(x->links.statement) != SQLITE_ROW || !unpack_links(column_bytes(&x->links, 0), x->each, out);
    sqlite3_reset(x->links.statement);
    x->links.bound = 0;
    return !x->failed;
}

link_index linked_index_links(linked_index *x) { return (link_index){x, index_earlier, index_holders, index_document}; }

hs_status linked_index_close(linked_index *x, hs_error *error) {
    hs_status status = x->failed ? unread(x->store, error) : HS_OK;
    sqlite3_finalize(x->earlier.statement), sqlite3_finalize(x->later.statement), sqlite3_finalize(x->holders.statement);
    sqlite3_finalize(x->document.statement), sqlite3_finalize(x->links.statement);
    return status;
}
