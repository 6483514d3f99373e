// Reading many inputs with several threads: payloads are taken in order on the calling
// thread, annotated on any, and given on in order again.
#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/workers.h"
#include "bytes/input.h"
#include "cli/cli.h"

typedef struct slot {
    hs_arena *keep;
    hs_payload payload;
    hs_report report;
    hs_status status;
    hs_error error;
} slot;

typedef struct run {
    messages *messages;
    const hs_engine *engine;
    input *input;
    slot *slots;
    inputs_take *take;
    void *context;
    uint64_t documents;
    bool failed;       // nothing more could be read
    hs_arena *apart;   // of the page that was taken apart last
    const hs_payload *parts; // of it, and the next to give
    uint32_t part_count, part_next;
} run;

// Copies a part into the slot: the page that it borrows from is given up before it is read.
static void give_part(run *r, slot *s) {
    hs_payload *out = &s->payload;
    *out = r->parts[r->part_next++];
    hs_text *texts[] = {&out->path, &out->bytes, &out->charset, &out->url, &out->outlet, &out->language, &out->retrieved,
                        &out->base, &out->parent, &out->title, &out->published};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = arena_text(s->keep, *texts[i]);
    hs_source *apart = arena_new(s->keep, hs_source, out->apart_count);
    if (out->apart_count) memcpy(apart, out->apart, out->apart_count * sizeof *apart);
    out->apart = apart;
}

// A page of entries gives a payload for each. The page moves to an arena of its own: the slot's is taken by others
// before all of them are given.
static void take_apart(run *r, slot *s) {
    hs_error error;
    const hs_payload *parts;
    uint32_t count;
    if (hs_split(r->engine, &s->payload, s->keep, &parts, &count, &error) != HS_OK || !count) return;
    hs_arena_reset(r->apart);
    hs_payload *kept = arena_new(r->apart, hs_payload, count);
    hs_text page = arena_text(r->apart, s->payload.bytes);
    for (uint32_t i = 0; i < count; i++) {
        kept[i] = parts[i];
        hs_text *texts[] = {&kept[i].path, &kept[i].charset, &kept[i].url, &kept[i].outlet, &kept[i].language,
                            &kept[i].retrieved, &kept[i].base, &kept[i].parent, &kept[i].title, &kept[i].published};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) *texts[k] = arena_text(r->apart, *texts[k]);
        kept[i].bytes = (hs_text){page.data + (parts[i].bytes.data - s->payload.bytes.data), parts[i].bytes.size};
        hs_source *apart = arena_new(r->apart, hs_source, parts[i].apart_count);
        if (parts[i].apart_count) memcpy(apart, parts[i].apart, parts[i].apart_count * sizeof *apart);
        kept[i].apart = apart;
    }
    r->parts = kept;
    r->part_count = count;
    r->part_next = 1; // the page itself is in the slot
    s->payload.apart = kept[0].apart_count ? parts[0].apart : NULL;
    s->payload.apart_count = kept[0].apart_count;
}

static bool produce(void *context, uint32_t number) {
    run *r = context;
    slot *s = &r->slots[number];
    bool more = false;
    hs_error error = {0};
    hs_arena_reset(s->keep);
    if (r->part_next < r->part_count) return give_part(r, s), true;
    if (input_next(r->input, s->keep, &s->payload, &more, &error) != HS_OK) {
        messages_error(r->messages, &error);
        r->failed = true;
        return false;
    }
    if (more) take_apart(r, s);
    return more;
}

static void work(void *context, uint32_t number) {
    run *r = context;
    slot *s = &r->slots[number];
    s->error = (hs_error){.byte = UINT64_MAX};
    s->status = s->payload.kind == HS_KIND_REVISIT ? HS_OK : hs_annotate(r->engine, &s->payload, s->keep, &s->report, &s->error);
}

// A revisit gives no document: it is told what it repeats, and that nothing was lost.
static void tell_revisit(run *r, slot *s) {
    const hs_revisit *repeats = &s->payload.repeats;
    hs_text what = repeats->path.size ? repeats->path : repeats->url.size ? repeats->url : repeats->digest;
    const char *when = repeats->path.size || !repeats->retrieved.size ? "" : " of ";
    hs_text date = *when ? repeats->retrieved : (hs_text){0};
    hs_text reason = arena_print(s->keep, "met again at %.*s: repeats %.*s%s%.*s", TEXT_ARGS(s->payload.retrieved),
                                 TEXT_ARGS(what), when, TEXT_ARGS(date));
    hs_notice notice = {false, s->payload.path, UINT64_MAX, reason};
    messages_notice(r->messages, &notice);
}

static bool consume(void *context, uint32_t number) {
    run *r = context;
    slot *s = &r->slots[number];
    uint64_t taken, total;
    if (s->payload.kind == HS_KIND_REVISIT) return tell_revisit(r, s), true;
    if (s->status != HS_OK) {
        hs_notice notice = {true, s->payload.path, s->error.byte, text_of(s->error.reason)};
        messages_notice(r->messages, &notice);
        return true;
    }
    for (uint32_t i = 0; i < s->report.document.notice_count; i++)
        messages_notice(r->messages, &s->report.document.notices[i]);
    r->documents++;
    input_progress(r->input, &taken, &total);
    messages_progress(r->messages, taken, total, r->documents);
    return r->take(r->context, &s->payload, &s->report, s->keep);
}

hs_engine *inputs_engine(const options *o, messages *m, unsigned wants) {
    hs_engine *engine;
    hs_error error = {.byte = UINT64_MAX};
    hs_options wanted = {.data_folder = o->data, .language = o->language, .dictionary = o->dictionary, .outlets = o->outlets,
                         .explain = wants & INPUTS_EXPLAIN, .documents_alone = wants & INPUTS_DOCUMENTS};
    if (hs_engine_open(&engine, &wanted, &error) == HS_OK) return engine;
    messages_error(m, &error);
    return NULL;
}

static int run_all(run *r, const options *o, uint32_t threads) {
    hs_error error = {.byte = UINT64_MAX};
    char now[CLOCK_SIZE];
    fetch_options fetch = edge_fetch(o);
    input_options wanted = {.notify = messages_notice, .notify_context = r->messages, .fetch = &fetch};
    wanted.now = clock_text(clock_seconds(), now);
    uint32_t count = threads > 1 ? threads * 2 + 2 : 1;
    int code = EXIT_ALL_READ;
    r->slots = calloc(count, sizeof *r->slots);
    for (uint32_t i = 0; r->slots && i < count; i++)
        if (!(r->slots[i].keep = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES))) code = EXIT_DATA;
    r->apart = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    if (!r->slots || !r->apart || code != EXIT_ALL_READ) {
        error = (hs_error){.byte = UINT64_MAX, .reason = "not enough memory"};
        messages_error(r->messages, &error);
        code = EXIT_DATA;
    } else if (input_open(&r->input, o->paths, o->path_count, &wanted, &error) != HS_OK) {
        messages_error(r->messages, &error);
        code = EXIT_USAGE;
    } else {
        workers_job job = {r, produce, work, consume};
        workers_run(threads, count, &job);
        messages_clear(r->messages);
        input_close(r->input);
        code = r->failed || r->messages->skipped ? EXIT_SKIPPED : EXIT_ALL_READ;
    }
    for (uint32_t i = 0; r->slots && i < count; i++) hs_arena_close(r->slots[i].keep);
    free(r->slots);
    hs_arena_close(r->apart);
    return code;
}

int inputs_run(const options *o, messages *m, const hs_engine *engine, inputs_take *take, void *context) {
    run r = {.messages = m, .engine = engine, .take = take, .context = context};
    return run_all(&r, o, o->threads ? (uint32_t)o->threads : workers_count());
}
