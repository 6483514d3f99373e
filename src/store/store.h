// The store: one SQLite file. Documents with their captures, versions and records. WAL, one
// transaction a document, safe to kill at any moment. Not thread-safe: one thread a store.
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "hearsay.h"

typedef struct store store;

// Opens or makes the file. A store of an older version gets the tables that it lacks, all or
// nothing; opened `read_only` it is read as it is. A file that is no store of ours, or of a
// later version, is left as it is and refused. `read_only` never writes.
HS_MUST_USE hs_status store_open(store **out, const char *path, bool read_only, hs_error *error);

// Puts a report and its capture (the payload's bytes). The same bytes again change nothing
// (`*added` false). Other bytes under the same URL or given id become the next version; the
// report's version is set. All or nothing.
HS_MUST_USE hs_status store_put(store *s, hs_report *report, const hs_payload *payload, hs_arena scratch, bool *added,
                                hs_error *error);

// What store_put would do: the version that the bytes have, and whether they would be added. Writes nothing.
HS_MUST_USE hs_status store_would_put(store *s, const hs_report *report, const hs_payload *payload, hs_arena scratch, uint32_t *version,
                                      bool *added, hs_error *error);

// Every version of every report, by path.
HS_MUST_USE hs_status store_load(store *s, hs_arena *keep, hs_report **reports, uint32_t *count, hs_error *error);

// What is known of a document without its record.
typedef struct store_head {
    int64_t number;       // in this store
    hs_document document; // masthead and clean text; neither map nor blocks
} store_head;

// The newest version of each document, in no order that means anything.
HS_MUST_USE hs_status store_heads(store *s, hs_arena *keep, store_head **heads, uint32_t *count, hs_error *error);
// The head of one document.
HS_MUST_USE hs_status store_head_of(store *s, int64_t number, hs_arena *keep, hs_document *out, hs_error *error);
// Those of some, without texts.
HS_MUST_USE hs_status store_bare_heads(store *s, const int64_t *numbers, uint32_t count, hs_arena *keep, store_head *heads, hs_error *error);
// The whole reports of some, into `reports[count]`.
HS_MUST_USE hs_status store_load_some(store *s, const int64_t *numbers, uint32_t count, hs_arena *keep, hs_report *reports, hs_error *error);
// Every version of one document, the first first.
HS_MUST_USE hs_status store_versions_of(store *s, int64_t number, hs_arena *keep, hs_report **reports, uint32_t *count, hs_error *error);
// The newest document in which the statement stands that a claim of that number (claims_number) begins with; 0 where there is none.
HS_MUST_USE hs_status store_claim_document(store *s, uint64_t claim, int64_t *document, hs_error *error);

// Bytes of the capture of a document's version, decompressed, in `keep`; an error where they
// are not those of its digest.
HS_MUST_USE hs_status store_capture(store *s, hs_text document_id, uint32_t version, hs_arena *keep, hs_text *bytes,
                                    hs_error *error);

// ---------------------------------------------------------------- searching

typedef enum store_index { STORE_STATEMENTS, STORE_DOCUMENTS } store_index;

// Something that holds the words.
typedef struct store_hit {
    hs_text document;  // id
    hs_text statement; // id; empty of a document
    hs_text excerpt;   // words around it, what was found between STORE_FOUND and STORE_FOUND_END
} store_hit;

#define STORE_FOUND '\x01'
#define STORE_FOUND_END '\x02'

// Above so many hits they stand in the order in which they came in, the last first, not in that of publication.
enum { STORE_MOST_SORTED = 5000 };

// What holds every one of `words` in the newest version of its document, the latest published first, at most `most` behind
// the first `from`; `*total` counts all. "two words" is a phrase, `bloc*` a beginning, `voice:sand` looks only at who says it.
// Case and accents do not matter.
HS_MUST_USE hs_status store_search(store *s, store_index index, hs_text words, uint32_t from, uint32_t most, hs_arena *keep, store_hit **hits,
                                   uint32_t *count, uint32_t *total, hs_error *error);

// Queries that somebody saved, in the order of saving.
HS_MUST_USE hs_status store_queries(store *s, hs_arena *keep, hs_text **queries, uint32_t *count, hs_error *error);
// Saves a query, or forgets it where `saved` is false. Both are done once where done twice.
HS_MUST_USE hs_status store_save_query(store *s, hs_text words, bool saved, hs_error *error);

// ---------------------------------------------------------------- watching (visits.c)

// A feed, a page, a robots.txt or a file that was looked at; schema_3.sql tells the fields. Times are seconds since 1970.
typedef struct store_visit {
    hs_text url, kind, etag, modified, words, body, found_in;
    int64_t status, first, checked, due, failures;
} store_visit;

// `*found` false: `out` has the URL alone.
HS_MUST_USE hs_status store_get_visit(store *s, hs_text url, hs_arena *keep, store_visit *out, bool *found, hs_error *error);
// Puts it in the place of what was known of its URL.
HS_MUST_USE hs_status store_put_visit(store *s, const store_visit *visit, hs_error *error);
// Those of a kind that are due at that time, longest due first.
HS_MUST_USE hs_status store_visits(store *s, hs_text kind, int64_t due, uint32_t most, hs_arena *keep, store_visit **list, uint32_t *count,
                                   hs_error *error);
// Whether a document of that URL or id was taken down.
bool store_is_forgotten(store *s, hs_text name, hs_arena scratch);

// ---------------------------------------------------------------- marks (marks.c)

// Keeps a mark; sets its number.
HS_MUST_USE hs_status store_add_mark(store *s, hs_mark *mark, hs_arena scratch, hs_error *error);
// Says that a mark no longer holds; `*undone` false where there is none of that number that does.
HS_MUST_USE hs_status store_undo_mark(store *s, uint64_t number, hs_text at, hs_text who, bool *undone, hs_error *error);
// Marks in the order in which they were made, those that hold, or with `undone` all.
HS_MUST_USE hs_status store_marks(store *s, bool undone, hs_arena *keep, hs_mark **marks, uint32_t *count, hs_error *error);

// ---------------------------------------------------------------- taking down (forget.c)

typedef struct store_forgotten {
    hs_text name;
    uint32_t versions, captures, statements;
    int64_t linked; // number of the version that is linked to others (linked.h), 0 where none is
} store_forgotten;

// Removes the document of that URL, id or path inside a transaction that store_forget_end closes: the store can be
// loaded as it will be, once its links are taken out, which is left to the caller. HS_ERROR_INPUT where there is none, or several; nothing is open then.
HS_MUST_USE hs_status store_forget(store *s, hs_text called, hs_text day, hs_arena *keep, store_forgotten *out, hs_error *error);
// Makes it so and leaves nothing of it in the file, or takes it back.
HS_MUST_USE hs_status store_forget_end(store *s, bool forget, hs_error *error);

// A number that differs after another connection has written.
int64_t store_changes(store *s);

void store_close(store *s);

#endif
