// hearsay read: the main job. Reports into the store, then the picture of all that it holds.

#include "base/file.h"
#include "base/limits.h"
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

// What a dry run reads: paths alone. Of URLs it says that they would be fetched.
static bool leave_urls(const options *o, messages *m, hs_arena *keep, options *out) {
    const char **paths = arena_new(keep, const char *, o->path_count);
    *out = *o;
    out->paths = paths;
    out->path_count = 0;
    for (size_t i = 0; i < o->path_count; i++) {
        if (!fetch_is_url(text_of(o->paths[i]))) paths[out->path_count++] = o->paths[i];
        else if (!messages_print(m, arena_print(keep, "would fetch\t%s\n", o->paths[i]))) return false;
    }
    return true;
}

// Reads nothing but paths, writes nothing.
static int run_dry(const options *o, const hs_engine *engine, reading_in *r) {
    hs_arena *keep = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    options paths;
    int code = EXIT_DATA;
    if (!keep) messages_error(r->messages, &(hs_error){.byte = UINT64_MAX, .reason = "not enough memory"});
    else if (!leave_urls(o, r->messages, keep, &paths)) code = EXIT_STORE;
    else code = paths.path_count ? inputs_run(&paths, r->messages, engine, take, r) : EXIT_ALL_READ;
    hs_arena_close(keep);
    return code;
}

// Reads what was asked for, and shows what the store holds then.
static int run_with(const options *o, const hs_engine *engine, reading_in *r) {
    int code = r->dry ? run_dry(o, engine, r) : inputs_run(o, r->messages, engine, take, r);
    if (r->failed) code = EXIT_STORE;
    if (r->dry || (code != EXIT_ALL_READ && code != EXIT_SKIPPED)) return code;
    int shown = show_store(o, r->store, engine, r->messages);
    return shown == EXIT_ALL_READ ? code : shown;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    reading_in r = {.messages = &m, .dry = o->dry_run};
    bool there = file_exists(o->db);
    hs_error error = {.byte = UINT64_MAX};
    if (!show_check(o)) return EXIT_USAGE;
    if (store_open(&r.store, r.dry && !there ? ":memory:" : o->db, r.dry && there, &error) != HS_OK) return messages_error(&m, &error), EXIT_STORE;
    hs_engine *engine = inputs_engine(o, &m, o->dry_run ? INPUTS_DOCUMENTS : 0);
    int code = engine ? run_with(o, engine, &r) : EXIT_DATA;
    hs_engine_close(engine);
    store_close(r.store);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store, made where there is none (hearsay.db)"},
    SHOW_OPTIONS,
    FETCH_OPTIONS,
    {"--dry-run", OPTION_FLAG, offsetof(options, dry_run), NULL, "say what would be fetched and put into the store; do neither"},
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
