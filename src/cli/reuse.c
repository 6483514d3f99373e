// hearsay reuse: passages that stand in two documents, as JSON Lines.
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "claims/claims.h"
#include "picture/record.h"
#include "picture/render.h"

// Only documents are wanted, without their statements; they are kept over all inputs.
typedef struct collecting {
    hs_arena *keep;
    hs_document *documents;
    size_t count, capacity;
} collecting;

static hs_map copy_map(hs_arena *keep, hs_map map) {
    hs_map_run *runs = arena_new(keep, hs_map_run, map.count);
    if (map.count) memcpy(runs, map.runs, map.count * sizeof *runs);
    map.runs = runs;
    return map;
}

static hs_document copy_document(hs_arena *keep, const hs_document *from) {
    hs_document d = *from;
    hs_text *texts[] = {&d.id, &d.path, &d.url, &d.outlet, &d.title, &d.byline, &d.credit, &d.section, &d.canonical, &d.parent, &d.language, &d.text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = arena_text(keep, *texts[i]);
    hs_basis *bases = arena_new(keep, hs_basis, d.basis_count);
    for (uint32_t i = 0; i < d.basis_count; i++)
        bases[i] = (hs_basis){arena_text(keep, d.bases[i].url), arena_text(keep, d.bases[i].title),
                              arena_text(keep, d.bases[i].outlet)};
    d.bases = bases;
    d.authors = NULL, d.author_count = 0;
    hs_block *blocks = arena_new(keep, hs_block, d.block_count);
    if (d.block_count) memcpy(blocks, d.blocks, d.block_count * sizeof *blocks);
    d.blocks = blocks;
    d.map = copy_map(keep, d.map);
    d.notices = NULL;
    d.notice_count = 0;
    return d;
}

static bool take(void *context, const hs_payload *payload, hs_report *report, hs_arena *keep) {
    (void)payload, (void)keep;
    collecting *c = context;
    hs_document *kept = arena_push(c->keep, c->documents, c->count, c->capacity);
    *kept = copy_document(c->keep, &report->document);
    return true;
}

static int print_all(const hs_engine *engine, messages *m, collecting *c) {
    json_writer writer = {.arena = c->keep};
    hs_arena scratch = arena_split(c->keep);
    const hs_reuse *list;
    uint32_t count;
    reuse_find(engine->claims, c->documents, (uint32_t)c->count, c->keep, scratch, &list, &count);
    for (uint32_t i = 0; i < count; i++) {
        render_reuse(&writer, &c->documents[list[i].from], &c->documents[list[i].to], &list[i]);
        json_line(&writer);
    }
    bool printed = messages_print(m, (hs_text){writer.data, writer.size});
    arena_join(c->keep);
    return printed ? EXIT_ALL_READ : EXIT_STORE;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    collecting c = {.keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES)};
    hs_engine *engine = c.keep ? inputs_engine(o, &m, INPUTS_DOCUMENTS) : NULL;
    int code = engine ? inputs_run(o, &m, engine, take, &c) : EXIT_DATA;
    if (code == EXIT_ALL_READ || code == EXIT_SKIPPED) {
        int printed = print_all(engine, &m, &c);
        if (printed != EXIT_ALL_READ) code = printed;
    }
    hs_engine_close(engine);
    hs_arena_close(c.keep);
    return code;
}

static const option list[] = {
    {"--threads", OPTION_NUMBER, offsetof(options, threads), "N", "as many as processors unless given; the output is the same"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_reuse = {
    .name = "reuse",
    .arguments = "PATH...",
    .summary = "Print passages that were copied between documents, as JSON Lines",
    .examples = "hearsay reuse reports/\twho copied whom\n"
                "hearsay reuse archive.jsonl | jq '[.from.path, .to.path]'\tas pairs of documents",
    .text = "from is the earlier or cited document. A passage is a sentence or a dozen words at least; what the pages "
            "of one outlet share is not reuse.",
    .least_paths = 1,
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
