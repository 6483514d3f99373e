// hearsay watch: feeds, pages and folders into a store, once or again and again.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/watch.h"
#include "engine/stories.h"
#include "picture/news.h"

static volatile sig_atomic_t stopped; // the one thing that a signal can set

static void stop(int number) {
    (void)number;
    stopped = 1;
}

// "contradiction,origin" -> a bit a kind; false after a message.
static bool parse_conditions(const char *list, unsigned *wanted) {
    *wanted = 0;
    for (hs_text rest = text_of(list); rest.size;) {
        hs_text word = text_cut(&rest, ',');
        news_kind kind = NEWS_CONTRADICTION;
        while (kind <= NEWS_ORIGIN && !text_equal(news_name(kind), word)) kind++;
        if (kind > NEWS_ORIGIN) {
            fprintf(stderr, "hearsay watch: no condition '%.*s'; there are contradiction, stage and origin\n", TEXT_ARGS(word));
            return false;
        }
        *wanted |= 1u << kind;
    }
    return true;
}

static void add_source(watch *w, hs_arena *keep, hs_text source) {
    hs_text copy = arena_print(keep, "%.*s", TEXT_ARGS(source)); // with a NUL behind it, for paths
    *arena_push(keep, w->sources, w->source_count, w->source_capacity) = copy;
}

// Sources of the command line, and of a file, a line each.
static bool gather_sources(watch *w, const options *o, hs_arena *keep) {
    hs_error error = {.byte = UINT64_MAX};
    for (size_t i = 0; i < o->path_count; i++) add_source(w, keep, text_of(o->paths[i]));
    hs_text file = {0};
    if (o->sources && file_map(o->sources, &file, &error) != HS_OK) return messages_error(w->messages, &error), false;
    for (hs_text rest = file; rest.size;) {
        hs_text line = text_trim(text_cut(&rest, '\n'));
        if (line.size && line.data[0] != '#') add_source(w, keep, line);
    }
    file_unmap(file);
    if (!w->source_count) fprintf(stderr, "hearsay watch: nothing to watch: name feeds, pages or folders, or a file of them with --sources\n");
    return w->source_count > 0;
}

static void print_summary(const watch *w) {
    const watch_counts *c = &w->counts;
    if (w->messages->quiet) return;
    fprintf(stderr, "hearsay watch: %u asked for or looked at, %u new, %u changed, %u unchanged, %u refused by robots.txt, %u failed\n", c->asked,
            c->added, c->changed, c->unchanged, c->refused, c->failed);
}

// Prints what newly appeared of the kinds that are wanted. True where something did.
static bool print_news(watch *w, const hs_picture *before, const hs_picture *after, unsigned wanted, hs_arena *keep) {
    const news *list;
    uint32_t count;
    bool met = false;
    hs_arena scratch = arena_split(keep);
    news_compare(before, after, keep, scratch, &list, &count);
    arena_join(keep);
    for (uint32_t i = 0; i < count; i++) {
        if (!(wanted >> list[i].kind & 1)) continue;
        met = true;
        hs_text name = news_name(list[i].kind);
        if (!messages_print(w->messages, arena_print(keep, "%.*s\t%.*s\t%.*s\n", TEXT_ARGS(name), TEXT_ARGS(list[i].claim), TEXT_ARGS(list[i].text))))
            w->broken = true;
    }
    return met;
}

static int code_of(const watch *w) { return w->broken ? EXIT_STORE : w->messages->skipped ? EXIT_SKIPPED : EXIT_ALL_READ; }

// What the round changed: the stories that are not what they were, told as they were and as they are.
static hs_status compare(watch *w, const stories *before, unsigned wanted, hs_arena *keep, bool *met, hs_error *error) {
    stories after;
    hs_picture was, is;
    const uint32_t *old, *fresh;
    hs_status status = stories_open(w->engine, w->store, NULL, before, keep, &after, error);
    if (status != HS_OK) return status;
    uint32_t old_count = stories_only_in(before, &after, keep, &old), fresh_count = stories_only_in(&after, before, keep, &fresh);
    status = stories_tell_some(before, w->store, old, old_count, keep, &was, error);
    if (status == HS_OK) status = stories_tell_some(&after, w->store, fresh, fresh_count, keep, &is, error);
    if (status == HS_OK) *met = print_news(w, &was, &is, wanted, keep);
    return status;
}

// A round, and whether a condition was met in it.
static int run_round(watch *w, unsigned wanted) {
    hs_error error = {.byte = UINT64_MAX};
    hs_arena *held = wanted ? hs_arena_open(LIMIT_RUN_ARENA_BYTES) : NULL;
    stories before = {0};
    int code = EXIT_DATA;
    if (held && stories_open(w->engine, w->store, NULL, NULL, held, &before, &error) != HS_OK) messages_error(w->messages, &error), code = EXIT_STORE;
    else if (fetch_open(&w->fetcher, &w->fetch, &error) != HS_OK) messages_error(w->messages, &error);
    else {
        bool met = false;
        watch_round(w);
        fetch_close(w->fetcher);
        print_summary(w);
        code = code_of(w);
        bool changed = held && !w->broken && w->counts.added + w->counts.changed;
        if (stories_link(w->engine, w->store, &error) != HS_OK) messages_error(w->messages, &error), code = EXIT_STORE;
        else if (changed && compare(w, &before, wanted, held, &met, &error) != HS_OK) messages_error(w->messages, &error), code = EXIT_STORE;
        else if (met) code = EXIT_CONDITION;
    }
    hs_arena_close(held);
    return code;
}

static void wait_s(uint64_t seconds) {
    for (uint64_t i = 0; i < seconds && !stopped; i++) {
        struct timespec second = {.tv_sec = 1};
        nanosleep(&second, NULL);
    }
}

static int run_rounds(watch *w, const options *o, unsigned wanted) {
    uint64_t interval = o->interval ? o->interval : 900;
    int code;
    for (;;) {
        w->messages->skipped = false;
        code = run_round(w, wanted);
        bool last = o->once || o->dry_run || stopped || code == EXIT_CONDITION || code == EXIT_STORE || code == EXIT_DATA;
        if (last) return code;
        wait_s(interval);
        if (stopped) return code;
    }
}

// A dry run writes nothing: not even a new store.
static const char *dry_store(const options *o) { return o->dry_run && !file_exists(o->db) ? ":memory:" : o->db; }

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    hs_error error = {.byte = UINT64_MAX};
    unsigned wanted;
    watch w = {.options = o, .messages = &m, .fetch = edge_fetch(o)};
    struct sigaction action = {.sa_handler = stop};
    if (!parse_conditions(o->fail_on, &wanted)) return EXIT_USAGE;
    hs_arena *keep = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    w.keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), w.each = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    int code = EXIT_DATA;
    sigaction(SIGINT, &action, NULL), sigaction(SIGTERM, &action, NULL);
    w.fetch.robots = true, w.fetch.stop = &stopped;
    hs_engine *engine = NULL;
    if (!keep || !w.keep || !w.each) fprintf(stderr, "hearsay watch: not enough memory\n");
    else if (!gather_sources(&w, o, keep)) code = EXIT_USAGE;
    else if (store_open(&w.store, dry_store(o), o->dry_run && file_exists(o->db), &error) != HS_OK) messages_error(&m, &error), code = EXIT_STORE;
    else if ((engine = inputs_engine(o, &m, 0))) w.engine = engine, code = run_rounds(&w, o, wanted);
    hs_engine_close(engine);
    store_close(w.store);
    hs_arena_close(w.keep), hs_arena_close(w.each), hs_arena_close(keep);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store, made where there is none (hearsay.db)"},
    {"--sources", OPTION_TEXT, offsetof(options, sources), "FILE", "sources, a line each; lines that begin with # say nothing"},
    {"--once", OPTION_FLAG, offsetof(options, once), NULL, "one round, then end: for cron"},
    {"--interval", OPTION_NUMBER, offsetof(options, interval), "SECONDS", "between two rounds (900)"},
    {"--fail-on", OPTION_TEXT, offsetof(options, fail_on), "LIST", "end with status 4 where this newly appears: contradiction, stage, origin, by commas"},
    {"--items", OPTION_FLAG, offsetof(options, items), NULL, "take reports as the feeds carry them; do not ask for their pages"},
    {"--pause", OPTION_NUMBER, offsetof(options, pause), "MILLISECONDS", "between two requests to one host (1000)"},
    FETCH_OPTIONS,
    {"--dry-run", OPTION_FLAG, offsetof(options, dry_run), NULL, "say what would be asked for and read; ask for nothing"},
    {"--language", OPTION_TEXT, offsetof(options, language), "CODE", "read everything in this language (en, es) instead of telling it"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_watch = {
    .name = "watch",
    .arguments = "FEED|PAGE|FOLDER...",
    .summary = "Follow feeds, pages and folders into a store",
    .examples = "hearsay watch --db story.db https://echo.example/rss\tfollow a feed until it is interrupted\n"
                "hearsay watch --once --quiet --sources feeds.opml\tfrom cron; status 1 tells that something failed\n"
                "hearsay watch --once --fail-on contradiction,stage feeds.opml\tstatus 4 where reports newly contradict one another",
    .text = "A source is a feed (RSS, Atom, JSON), a list of feeds (OPML), a page, a folder or a file. The reports that a feed links to are "
            "fetched, and looked at again for two weeks, ever more seldom; other words under the same URL are a new version. "
            "Requests are conditional, one at a time for each host, and keep to robots.txt; who fails or says so is asked later. "
            "It can be interrupted at any moment: the store knows what is due. Each line that it prints is a report that is new or changed, "
            "or what --fail-on waits for.",
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
