// How fast reports are read, a stage at a time, on one core.
//
// usage: bench/annotate PATH...     (from the project's root; data in build/release/data or HEARSAY_DATA)
// Reads every payload into memory, runs each stage over all of them, ROUNDS times, and prints the
// best round: MB/s of input, documents/s, words/s; last the peak memory of the whole.
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "bytes/input.h"
#include "engine/engine.h"
#include "picture/record.h"
#include "clock.h"

enum { ROUNDS = 5, STAGES = 4 };

typedef struct totals {
    uint64_t bytes, documents, words, statements;
    double seconds[STAGES], all; // document, sentences, statements, record
} totals;

static void run_one(const hs_engine *e, const hs_payload *payload, hs_arena *keep, hs_arena scratch, totals *t) {
    hs_error error;
    hs_document document;
    hs_parse parse;
    hs_report report = {0};
    json_writer writer = {.arena = keep};
    const engine_language *language = engine_find(e, TEXT("en"));
    double at[STAGES + 1] = {clock_processor()};
    if (document_read(e->document, payload, keep, scratch, &document, &error) != HS_OK) return;
    at[1] = clock_processor();
    if (sentences_read(language->model, document.text, document.blocks, document.block_count, keep, scratch, &parse, &error) != HS_OK) return;
    at[2] = clock_processor();
    if (statements_read(language->knowledge, &document, &parse, false, keep, scratch, &report, &error) != HS_OK) return;
    at[3] = clock_processor();
    record_write(&writer, &report, RECORD_ALL);
    at[4] = clock_processor();
    for (int i = 0; i < STAGES; i++) t->seconds[i] += at[i + 1] - at[i];
    t->all += at[STAGES] - at[0];
    t->bytes += payload->bytes.size;
    t->documents++;
    t->words += parse.token_count;
    t->statements += report.statement_count;
}

static void print(const totals *t) {
    static const char *const names[STAGES + 1] = {"document", "sentences", "statements", "record", "all"};
    printf("%llu documents, %.2f MB, %llu words, %llu statements\n", (unsigned long long)t->documents, (double)t->bytes / 1e6,
           (unsigned long long)t->words, (unsigned long long)t->statements);
    for (int i = 0; i <= STAGES; i++) {
        double seconds = i < STAGES ? t->seconds[i] : t->all;
        printf("%-11s %8.1f MB/s %9.0f documents/s %10.0f words/s\n", names[i], (double)t->bytes / 1e6 / seconds,
               (double)t->documents / seconds, (double)t->words / seconds);
    }
    clock_print_memory();
}

int main(int count, char **paths) {
    hs_engine *engine;
    hs_error error = {0};
    input *in;
    hs_arena *held = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *list_arena = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    hs_arena *keep = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES), *scratch = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    hs_options options = {.data_folder = getenv("HEARSAY_DATA") ? NULL : "build/release/data"};
    hs_payload *list = NULL;
    size_t used = 0, capacity = 0;
    if (count < 2) bench_stop("usage: annotate PATH...");
    if (hs_engine_open(&engine, &options, &error) != HS_OK) bench_stop(error.reason);
    if (input_open(&in, (const char *const *)paths + 1, (size_t)count - 1, &(input_options){0}, &error) != HS_OK) bench_stop(error.reason);
    for (bool more = true;;) {
        hs_payload payload;
        if (input_next(in, held, &payload, &more, &error) != HS_OK || !more) break;
        *arena_push(list_arena, list, used, capacity) = payload;
    }
    input_close(in);
    totals best = {0};
    for (int round = 0; round < ROUNDS; round++) {
        totals t = {0};
        for (size_t i = 0; i < used; i++) {
            hs_arena_reset(keep);
            run_one(engine, &list[i], keep, *scratch, &t);
        }
        if (round == 0 || t.all < best.all) best = t;
    }
    if (!best.documents) bench_stop("nothing was read");
    print(&best);
    return 0;
}
