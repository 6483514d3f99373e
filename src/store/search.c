// Searching with the indices of schema.sql (SQLite FTS5, https://sqlite.org/fts5.html). In: words as people type
// them. Out: statements or documents that hold all of them. What people type is never an
// expression of the index's own language: every word goes in as a quoted string. Gets wrong:
// words are not stemmed; "strike" does not find "struck" (`str*` finds both and more).
#include "base/text.h"
#include "store/sqlite.h"

enum { MOST_WORDS = 16 };

static bool is_blank(char c) { return byte_is_space((unsigned char)c); }

// The next word or "phrase" of `rest`, without its quotes.
static hs_text take_word(hs_text *rest) {
    *rest = text_trim(*rest);
    if (rest->size && rest->data[0] == '"') {
        *rest = text_slice(*rest, 1, rest->size);
        return text_cut(rest, '"');
    }
    size_t end = 0;
    while (end < rest->size && !is_blank(rest->data[end]) && rest->data[end] != '"') end++;
    hs_text word = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end, rest->size);
    return word;
}

// A word as a string of FTS5: in quotes, quotes left out.
static hs_text quote(hs_text word, hs_arena *keep) {
    char *out = arena_new(keep, char, word.size + 2);
    size_t size = 0;
    out[size++] = '"';
    for (size_t i = 0; i < word.size; i++)
        if (word.data[i] != '"' && word.data[i]) out[size++] = word.data[i];
    out[size++] = '"';
    return (hs_text){out, size};
}

// A letter or digit; the tokenizer makes nothing of other marks, and a string of nothing is an error.
static bool has_letter(hs_text word) {
    for (size_t i = 0; i < word.size; i++) {
        unsigned char c = (unsigned char)word.data[i];
        if (c >= 0x80 || byte_is_alpha(c) || byte_is_digit(c)) return true;
    }
    return false;
}

// The expression that asks for all of the words; empty where there is none to ask for.
static hs_text compile(hs_text words, store_index index, hs_arena *keep) {
    static const char voice[] = "voice:";
    hs_text all = {0};
    uint32_t count = 0;
    for (hs_text rest = words; text_trim(rest).size && count < MOST_WORDS;) {
        bool of_voice = text_starts(text_trim(rest), text_of(voice));
        if (of_voice) rest = text_trim(rest), rest = text_slice(rest, sizeof voice - 1, rest.size);
        hs_text word = take_word(&rest);
        bool begins = text_ends(word, TEXT("*"));
        if (!has_letter(word)) continue;
        if (of_voice && index == STORE_DOCUMENTS) return (hs_text){0};
        hs_text quoted = quote(begins ? text_slice(word, 0, word.size - 1) : word, keep);
        all = arena_print(keep, "%.*s%s%s%.*s%s", TEXT_ARGS(all), all.size ? " AND " : "", of_voice ? "voices : " : "", TEXT_ARGS(quoted),
                          begins ? " *" : "");
        count++;
    }
    return all;
}

static hs_text column_kept(query *q, int column, hs_arena *keep) { return arena_text(keep, column_text(q, column)); }

// Versions that another has followed.
#define OLDER "SELECT e.number FROM document e JOIN document f ON f.name = e.name AND f.version > e.version"

// How many hold it: all that the index knows, less those in versions that another has followed.
static bool count_hits(store *s, store_index index, hs_text asked, uint32_t *total) {
    static const char *const counts[] = {
        "SELECT count(*) - (SELECT count(*) FROM (" OLDER ") o CROSS JOIN statement st ON st.document = o.number WHERE st.number IN "
        "(SELECT rowid FROM statement_search WHERE statement_search MATCH ?1)) FROM statement_search WHERE statement_search MATCH ?1",
        "SELECT count(*) - (SELECT count(*) FROM (" OLDER ") o WHERE +o.number IN (SELECT rowid FROM document_search WHERE document_search MATCH ?1)) "
        "FROM document_search WHERE document_search MATCH ?1"};
    query q;
    bool good = true;
    if (!query_open(s, &q, counts[index])) return false;
    bind_text(&q, asked);
    while (query_row(&q, &good)) *total = (uint32_t)sqlite3_column_int64(q.statement, 0);
    return good;
}

#define STATEMENTS "statement_search CROSS JOIN statement st ON st.number = statement_search.rowid CROSS JOIN document d ON d.number = st.document "
#define DOCUMENTS "document_search CROSS JOIN document d ON d.number = document_search.rowid "
#define BY_DATE " ORDER BY d.published DESC, d.name, "
#define BY_ARRIVAL " ORDER BY statement_search.rowid DESC"

// Some of the hits: the latest published first, or those that came in last, which takes no longer however many there
// are. Excerpts cost most, so that the hits are chosen first and the index is gone through once more, for those alone.
static bool find_hits(store *s, store_index index, hs_text asked, bool by_date, uint32_t from, uint32_t most, hs_arena *keep, store_hit *hits, uint32_t *count) {
    static const char *const searches[2][2] = {
        {"SELECT d.id, st.id, snippet(statement_search, 0, char(1), char(2), '…', 48) FROM " STATEMENTS "WHERE statement_search MATCH ?1 AND "
         "+statement_search.rowid IN (SELECT st.number FROM statement_search CROSS JOIN statement st ON st.number = statement_search.rowid "
         "WHERE statement_search MATCH ?1 AND st.document NOT IN (" OLDER ")" BY_ARRIVAL " LIMIT ?2 OFFSET ?3)" BY_ARRIVAL,
         "SELECT d.id, st.id, snippet(statement_search, 0, char(1), char(2), '…', 48) FROM " STATEMENTS "WHERE statement_search MATCH ?1 AND "
         "+statement_search.rowid IN (SELECT st.number FROM " STATEMENTS "WHERE statement_search MATCH ?1 AND d.number NOT IN (" OLDER ")" BY_DATE
         "st.start, st.id LIMIT ?2 OFFSET ?3)" BY_DATE "st.start, st.id"},
        {"SELECT d.id, '', snippet(document_search, 2, char(1), char(2), '…', 32) FROM " DOCUMENTS "WHERE document_search MATCH ?1 AND +document_search.rowid IN "
         "(SELECT rowid FROM document_search WHERE document_search MATCH ?1 AND rowid NOT IN (" OLDER ") ORDER BY rowid DESC LIMIT ?2 OFFSET ?3) "
         "ORDER BY document_search.rowid DESC",
         "SELECT d.id, '', snippet(document_search, 2, char(1), char(2), '…', 32) FROM " DOCUMENTS "WHERE document_search MATCH ?1 AND +document_search.rowid IN "
         "(SELECT d.number FROM " DOCUMENTS "WHERE document_search MATCH ?1 AND d.number NOT IN (" OLDER ")" BY_DATE "d.number LIMIT ?2 OFFSET ?3)" BY_DATE "d.number"}};
    query q;
    bool good = true;
    if (!query_open(s, &q, searches[index][by_date])) return false;
    bind_text(&q, asked), bind_number(&q, most), bind_number(&q, from);
    while (query_row(&q, &good)) hits[(*count)++] = (store_hit){column_kept(&q, 0, keep), column_kept(&q, 1, keep), column_kept(&q, 2, keep)};
    return good;
}

hs_status store_search(store *s, store_index index, hs_text words, uint32_t from, uint32_t most, hs_arena *keep, store_hit **hits, uint32_t *count,
                       uint32_t *total, hs_error *error) {
    hs_text asked = compile(words, index, keep);
    *hits = arena_new(keep, store_hit, most);
    *count = *total = 0;
    if (!asked.size) return HS_OK;
    bool good = count_hits(s, index, asked, total) &&
                (from >= *total || find_hits(s, index, asked, *total <= STORE_MOST_SORTED, from, most, keep, *hits, count));
    return good ? HS_OK : store_fail(s, error, "cannot be searched");
}

hs_status store_queries(store *s, hs_arena *keep, hs_text **queries, uint32_t *count, hs_error *error) {
    query q;
    size_t used = 0, capacity = 0;
    int code;
    *queries = NULL;
    if (!query_open(s, &q, "SELECT words FROM saved_query ORDER BY number")) return store_fail(s, error, "cannot be read");
    while ((code = sqlite3_step(q.statement)) == SQLITE_ROW) {
        hs_text words = column_kept(&q, 0, keep);
        *arena_push(keep, *queries, used, capacity) = words;
    }
    sqlite3_finalize(q.statement);
    *count = (uint32_t)used;
    return code == SQLITE_DONE ? HS_OK : store_fail(s, error, "cannot be read");
}

hs_status store_save_query(store *s, hs_text words, bool saved, hs_error *error) {
    query q;
    const char *sql = saved ? "INSERT OR IGNORE INTO saved_query (words) VALUES (?)" : "DELETE FROM saved_query WHERE words = ?";
    if (!query_open(s, &q, sql)) return store_fail(s, error, "cannot be written");
    bind_text(&q, words);
    return query_run(&q) ? HS_OK : store_fail(s, error, "cannot be written");
}
