// How fast events are coded, on one core, and what share of reading a report that is.
//
// usage: bench/events FILE.jsonl [RECORDS COMMAND]
// Reads every text of FILE with and without the coder, ROUNDS times, and prints of the best rounds: sentences/s of
// coding alone (the parse is there), the share of coding in reading from bytes to record, peak memory. With a
// COMMAND, a coder to compare with, writes the same sentences to RECORDS first, one record each as TABARI takes them
// (date and name, the words, an empty line), runs the command and prints its sentences/s and the ratio to the whole
// of this program. It is the command that knows where its dictionaries are: 'TABARI -ad my.project'.
#include <sys/wait.h>

#include "base/limits.h"
#include "base/text.h"
#include "bytes/input.h"
#include "clock.h"
#include "engine/engine.h"
#include "picture/record.h"

enum { ROUNDS = 7 };

typedef struct seconds {
    double coding, all;
} seconds;

typedef struct texts {
    hs_payload *items;
    size_t count, capacity;
    uint64_t sentences, events;
} texts;

static void keep_least(double *least, double value) {
    if (*least == 0 || value < *least) *least = value;
}

static double time_statements(const knowledge *known, const hs_document *document, const hs_parse *parse, hs_arena *keep, hs_arena scratch, hs_report *out) {
    hs_error error;
    double start = clock_processor();
    *out = (hs_report){0};
    if (statements_read(known, document, parse, false, keep, scratch, out, &error) != HS_OK) bench_stop(error.reason);
    return clock_processor() - start;
}

// One text: what reading it takes, and what it takes less without the coder.
static seconds read_one(const hs_engine *e, const hs_payload *payload, hs_arena *keep, hs_arena scratch, texts *of) {
    const engine_language *language = engine_find(e, TEXT("en"));
    knowledge without = *language->knowledge;
    without.events = NULL;
    hs_document document;
    hs_parse parse;
    hs_report report;
    hs_error error;
    json_writer writer = {.arena = keep};
    double start = clock_processor();
    if (document_read(e->document, payload, keep, scratch, &document, &error) != HS_OK) return (seconds){0};
    if (sentences_read(language->model, document.text, document.blocks, document.block_count, keep, scratch, &parse, &error) != HS_OK)
        bench_stop(error.reason);
    double parsed = clock_processor() - start;
    time_statements(language->knowledge, &document, &parse, keep, scratch, &report); // so that both find warm caches
    double less = time_statements(&without, &document, &parse, keep, scratch, &report);
    double with = time_statements(language->knowledge, &document, &parse, keep, scratch, &report);
    start = clock_processor();
    record_write(&writer, &report, RECORD_ALL);
    double written = clock_processor() - start;
    of->sentences += parse.sentence_count;
    for (uint32_t i = 0; i < report.statement_count; i++) of->events += report.statements[i].event.type.size > 0;
    return (seconds){with - less, parsed + with + written};
}

static seconds run(const hs_engine *e, texts *of, hs_arena *keep, hs_arena *scratch) {
    seconds sum = {0};
    of->sentences = of->events = 0;
    for (size_t i = 0; i < of->count; i++) {
        hs_arena_reset(keep);
        seconds one = read_one(e, &of->items[i], keep, *scratch, of);
        sum.coding += one.coding, sum.all += one.all;
    }
    return sum;
}

// Sentences as records for the other coder.
static void write_records(const hs_engine *e, const texts *of, const char *path, hs_arena *keep, hs_arena *scratch) {
    FILE *out = fopen(path, "w");
    uint32_t number = 0;
    if (!out) bench_stop("the records cannot be written");
    for (size_t i = 0; i < of->count; i++) {
        hs_document document;
        hs_parse parse;
        hs_error error;
        hs_arena_reset(keep);
        if (document_read(e->document, &of->items[i], keep, *scratch, &document, &error) != HS_OK ||
            sentences_read(engine_find(e, TEXT("en"))->model, document.text, document.blocks, document.block_count, keep, *scratch, &parse, &error) != HS_OK)
            continue;
        for (uint32_t s = 0; s < parse.sentence_count; s++) {
            hs_span span = parse.sentences[s].span;
            fprintf(out, "950101 S%07u\n%.*s\n\n", number++, (int)(span.end - span.start), document.text.data + span.start);
        }
    }
    if (fclose(out)) bench_stop("the records cannot be written");
}

static void print(const texts *of, const seconds *best) {
    printf("%zu texts, %llu sentences, %llu events\n", of->count, (unsigned long long)of->sentences, (unsigned long long)of->events);
    printf("coding alone       %10.0f sentences/s\n", (double)of->sentences / best->coding);
    printf("bytes to record    %10.0f sentences/s, coding is %.1f %% of it\n", (double)of->sentences / best->all, 100 * best->coding / best->all);
    clock_print_memory();
}

static void run_peer(const texts *of, const seconds *best, const char *command) {
    double before = clock_children();
    int status = system(command);
    if (status == -1 || !WIFEXITED(status) || WEXITSTATUS(status)) bench_stop("the other coder failed");
    double peer = clock_children() - before;
    printf("the other coder    %10.0f sentences/s, ratio %.2f\n", (double)of->sentences / peer, peer / best->all);
}

int main(int count, char **arguments) {
    hs_engine *e;
    hs_error error = {0};
    input *in;
    hs_options options = {.data_folder = getenv("HEARSAY_DATA") ? NULL : "build/release/data"};
    hs_arena *held = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *keep = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES), *scratch = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    texts of = {0};
    if (count != 2 && count != 4) bench_stop("usage: bench/events FILE.jsonl [RECORDS COMMAND]");
    if (hs_engine_open(&e, &options, &error) != HS_OK) bench_stop(error.reason);
    if (input_open(&in, (const char *const *)arguments + 1, 1, &(input_options){0}, &error) != HS_OK) bench_stop(error.reason);
    for (bool more = true;;) {
        hs_payload payload;
        if (input_next(in, held, &payload, &more, &error) != HS_OK || !more) break;
        *arena_push(held, of.items, of.count, of.capacity) = payload;
    }
    seconds best = {0};
    for (int i = 0; i < ROUNDS; i++) {
        seconds now = run(e, &of, keep, scratch);
        keep_least(&best.coding, now.coding), keep_least(&best.all, now.all);
    }
    if (!of.sentences) bench_stop("nothing was read");
    print(&of, &best);
    if (count == 4) {
        write_records(e, &of, arguments[2], keep, scratch);
        run_peer(&of, &best, arguments[3]);
    }
    return 0;
}
