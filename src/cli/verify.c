// hearsay verify: every stored span against its capture, offline.
//
// For each version of each document: the capture's bytes must have the digest under which
// they were stored; every linear run of the map must hold the very bytes of the clean text;
// every span must lie inside the text, and its source inside the capture. What decoding
// changed (an entity, a repaired letter) is checked for its place only.
#include <inttypes.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "store/store.h"

typedef struct verifying {
    messages *messages;
    uint64_t documents, spans, wrong;
} verifying;

static void tell(verifying *v, const hs_document *d, uint64_t byte, const char *reason) {
    hs_notice notice = {true, d->path, byte, text_of(reason)};
    v->wrong++;
    messages_notice(v->messages, &notice);
}

static void check_map(verifying *v, const hs_document *d, hs_text capture) {
    for (uint32_t i = 0; i < d->map.count; i++) {
        const hs_map_run *run = &d->map.runs[i];
        uint64_t end = (uint64_t)run->source + run->source_size;
        uint32_t next = i + 1 < d->map.count ? d->map.runs[i + 1].text : d->map.text_size;
        if (end > capture.size || next < run->text) {
            tell(v, d, run->source, "the map leads outside of the capture");
            return;
        }
        if (run->linear && !text_equal(text_slice(d->text, run->text, next), text_slice(capture, run->source, end))) {
            tell(v, d, run->source, "the capture does not hold the words of the text");
            return;
        }
    }
}

static void check_span(verifying *v, const hs_document *d, hs_span span) {
    v->spans++;
    if (span.start > span.end || span.end > d->text.size) tell(v, d, span.start, "a span leads outside of the text");
}

static void check_report(verifying *v, const hs_report *r, hs_text capture) {
    const hs_document *d = &r->document;
    v->documents++;
    check_map(v, d, capture);
    for (uint32_t i = 0; i < r->sentence_count; i++) check_span(v, d, r->sentences[i]);
    for (uint32_t i = 0; i < r->entity_count; i++) check_span(v, d, r->entities[i].span);
    for (uint32_t i = 0; i < r->time_count; i++) check_span(v, d, r->times[i].span);
    for (uint32_t i = 0; i < r->quantity_count; i++) check_span(v, d, r->quantities[i].span);
    for (uint32_t i = 0; i < r->statement_count; i++) {
        const hs_statement *s = &r->statements[i];
        check_span(v, d, s->span);
        check_span(v, d, s->predicate);
        for (uint32_t k = 0; k < s->link_count; k++) check_span(v, d, s->links[k].span);
    }
}

static int verify_all(verifying *v, store *s, hs_arena *keep, hs_arena *each) {
    hs_report *reports;
    uint32_t count;
    hs_error error = {.byte = UINT64_MAX};
    if (store_load(s, keep, &reports, &count, &error) != HS_OK) return messages_error(v->messages, &error), EXIT_STORE;
    for (uint32_t i = 0; i < count; i++) {
        hs_text capture;
        hs_arena_reset(each);
        if (store_capture(s, reports[i].document.id, reports[i].document.version, each, &capture, &error) != HS_OK)
            tell(v, &reports[i].document, UINT64_MAX, error.reason);
        else check_report(v, &reports[i], capture);
    }
    printf("%" PRIu64 " documents, %" PRIu64 " spans checked against their captures, %" PRIu64 " wrong\n", v->documents, v->spans, v->wrong);
    return v->wrong ? EXIT_SKIPPED : EXIT_ALL_READ;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    verifying v = {.messages = &m};
    hs_error error = {.byte = UINT64_MAX};
    store *s;
    if (store_open(&s, o->path_count ? o->paths[0] : o->db, true, &error) != HS_OK) return messages_error(&m, &error), EXIT_STORE;
    hs_arena *keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *each = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    int code = keep && each ? verify_all(&v, s, keep, each) : EXIT_DATA;
    hs_arena_close(keep);
    hs_arena_close(each);
    store_close(s);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_verify = {
    .name = "verify",
    .arguments = "[STORE]",
    .summary = "Check every stored span against the capture it was read from",
    .examples = "hearsay verify story.db\tdoes every span still stand on the bytes that came in?",
    .text = "Works offline: a store holds the bytes of every report as they came in, with their digest.",
    .most_paths = 1,
    .options = list,
    .run = run,
};
