// hearsay forget: takes documents down, with all that rests on them alone, and says what changed.
#include <stdio.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/show.h"
#include "engine/stories.h"
#include "picture/news.h"

typedef struct forgetting {
    const options *options;
    messages *messages;
    store *store;
    hs_engine *engine;
} forgetting;

static void print_changes(const hs_picture *before, const hs_picture *after, hs_arena *keep) {
    const news *list;
    uint32_t count, gone = 0, fewer = 0;
    hs_arena scratch = arena_split(keep);
    news_compare(before, after, keep, scratch, &list, &count);
    arena_join(keep);
    for (uint32_t i = 0; i < count; i++) {
        gone += list[i].kind == NEWS_GONE, fewer += list[i].kind == NEWS_FEWER;
        printf("%.*s\t%.*s\t%.*s\n", TEXT_ARGS(news_name(list[i].kind)), TEXT_ARGS(list[i].claim), TEXT_ARGS(list[i].text));
    }
    printf("%u %s gone, %u on fewer origins\n", gone, gone == 1 ? "claim" : "claims", fewer);
}

// One document; the picture after is made inside the transaction, so that a dry run can tell it too.
static int forget_one(const forgetting *f, hs_text called, hs_arena *keep) {
    const options *o = f->options;
    hs_error error = {.byte = UINT64_MAX};
    hs_picture before, after;
    store_forgotten gone;
    char day[CLOCK_SIZE];
    hs_text today = text_slice(clock_text(clock_seconds(), day), 0, 10);
    hs_status status = show_picture(o, f->store, f->engine, keep, &before, &error);
    if (status == HS_OK) status = store_forget(f->store, called, today, keep, &gone, &error);
    if (status == HS_ERROR_INPUT) return messages_error(f->messages, &error), EXIT_SKIPPED;
    if (status != HS_OK) return messages_error(f->messages, &error), EXIT_STORE;
    status = stories_unlink(f->engine, f->store, gone.linked, &error);
    if (status == HS_OK) status = show_picture(o, f->store, f->engine, keep, &after, &error);
    hs_status ended = store_forget_end(f->store, status == HS_OK && !o->dry_run, &error);
    if (status != HS_OK || ended != HS_OK) return messages_error(f->messages, &error), EXIT_STORE;
    printf("%s\t%.*s: %u %s, %u statements, %u %s\n", o->dry_run ? "would forget" : "forgotten", TEXT_ARGS(gone.name), gone.versions,
           gone.versions == 1 ? "version" : "versions", gone.statements, gone.captures, gone.captures == 1 ? "capture" : "captures");
    print_changes(&before, &after, keep);
    return EXIT_ALL_READ;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    forgetting f = {.options = o, .messages = &m};
    if (!(f.store = show_open(o, true, &m))) return EXIT_STORE;
    hs_arena *keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    f.engine = inputs_engine(o, &m, 0);
    int code = keep && f.engine ? EXIT_ALL_READ : EXIT_DATA;
    for (size_t i = 0; i < o->path_count && (code == EXIT_ALL_READ || code == EXIT_SKIPPED); i++) {
        int one = forget_one(&f, text_of(o->paths[i]), keep);
        if (one != EXIT_ALL_READ) code = one;
        hs_arena_reset(keep);
    }
    if (fflush(stdout) != 0) code = EXIT_STORE;
    hs_arena_close(keep);
    hs_engine_close(f.engine);
    store_close(f.store);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {"--dry-run", OPTION_FLAG, offsetof(options, dry_run), NULL, "say what would change; forget nothing"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_forget = {
    .name = "forget",
    .arguments = "DOCUMENT...",
    .summary = "Take documents down, with all that rests on them alone",
    .examples = "hearsay forget --db story.db https://echo.example/wall\tevery version, its captures and what was read in them\n"
                "hearsay forget --dry-run https://echo.example/wall\twhich claims would go, and which would rest on fewer origins",
    .text = "A DOCUMENT is a URL, an id, or a path as the store has it. Nothing of it stays in the file but a digest of its name, by which "
            "watch knows not to fetch it again; read puts it back. Marks that are about it alone go too. Claims that others tell as well stay.",
    .least_paths = 1,
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
