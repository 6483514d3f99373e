// hearsay read: the main job. Reports into the store, then the picture of all that it holds.

#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/show.h"
#include "store/store.h"

typedef struct reading_in {
    bool dry;
    messages *messages;
    store *store;
    bool failed;
} reading_in;

static bool take(void *context, const hs_payload *payload, hs_report *report, hs_arena *keep) {
    reading_in *r = context;
    hs_error error = {.byte = UINT64_MAX};
    bool added;
    uint32_t version;
    hs_arena scratch = arena_split(keep);
    if (r->dry) r->failed = store_would_put(r->store, report, payload, scratch, &version, &added, &error) != HS_OK;
    else r->failed = store_put(r->store, report, payload, scratch, &added, &error) != HS_OK;
    arena_join(keep);
    if (!r->failed && r->dry)
        return messages_print(r->messages, arena_print(keep, "%s\t%.*s\tversion %u\n", added ? "would add" : "is there", TEXT_ARGS(report->document.path), version));
    if (r->failed) messages_error(r->messages, &error);
    return !r->failed;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    reading_in r = {.messages = &m, .dry = o->dry_run};
    bool there = file_exists(o->db);
    hs_error error = {.byte = UINT64_MAX};
    if (!show_check(o)) return EXIT_USAGE;
    if (store_open(&r.store, r.dry && !there ? ":memory:" : o->db, r.dry && there, &error) != HS_OK) return messages_error(&m, &error), EXIT_STORE;
    int code = inputs_run(o, &m, false, take, &r);
    if (r.failed) code = EXIT_STORE;
    if (!r.dry && (code == EXIT_ALL_READ || code == EXIT_SKIPPED)) {
        int shown = show_store(o, r.store, &m);
        if (shown != EXIT_ALL_READ) code = shown;
    }
    store_close(r.store);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store, made where there is none (hearsay.db)"},
    SHOW_OPTIONS,
    FETCH_OPTIONS,
    {"--dry-run", OPTION_FLAG, offsetof(options, dry_run), NULL, "say what would be put into the store; write nothing"},
    {"--dictionary", OPTION_TEXT, offsetof(options, dictionary), "FILE", "a PETRARCH dictionary of actors, agents or verbs"},
    {"--language", OPTION_TEXT, offsetof(options, language), "CODE", "read everything in this language (en, es) instead of telling it"},
    {"--threads", OPTION_NUMBER, offsetof(options, threads), "N", "as many as processors unless given; the output is the same"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_read = {
    .name = "read",
    .arguments = "PATH|URL...",
    .summary = "Read reports into a store, relate them, print the picture",
    .examples = "hearsay read reports/\tthe picture of every report in a folder\n"
                "hearsay read --format html reports/ > picture.html\tas a page that stands on its own\n"
                "hearsay read --db story.db new.html\tone more report into a store\n"
                "hearsay read https://echo.example/2025/wall\tone page, fetched now; the store keeps its bytes\n"
                "zcat crawl.jsonl.gz | hearsay read -\tfrom standard input",
    .text = "A store takes each document in one transaction: it can be killed at any moment and read again, and "
            "reading in several runs gives the picture of one. Other bytes under the same URL or id are a new version "
            "of the document; both are kept.",
    .least_paths = 1,
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
