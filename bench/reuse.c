// How fast copied passages are found, on one core.
//
// usage: bench/reuse PATH [PATH...] [-- COMMAND]
// Reads every document's clean text first; then looks for passages ROUNDS times and prints of the best round MB/s of
// text, documents/s, passages, peak memory. Before that the MB/s of its first step alone, the fingerprints: words as numbers, and the hash of every five in a row. With a COMMAND that compares the same texts (sim_text, a script with
// datasketch) also its processor time and the ratio.
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "bytes/input.h"
#include "claims/claims.h"
#include "claims/shingles.h"
#include "clock.h"
#include "engine/engine.h"

enum { ROUNDS = 5 };

typedef struct texts {
    hs_document *documents;
    size_t count, capacity;
    uint64_t bytes;
} texts;

static void read_texts(const hs_engine *e, const char *const *paths, size_t count, hs_arena *keep, hs_arena *scratch, texts *out) {
    input *in;
    hs_error error;
    hs_arena *held = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *list = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    if (input_open(&in, paths, count, &(input_options){0}, &error) != HS_OK) bench_stop(error.reason);
    for (bool more = true;;) {
        hs_payload payload;
        hs_document document;
        if (input_next(in, held, &payload, &more, &error) != HS_OK || !more) break;
        if (document_read(e->document, &payload, keep, *scratch, &document, &error) != HS_OK) continue;
        document.language = TEXT("en");
        out->bytes += document.text.size;
        *arena_push(list, out->documents, out->count, out->capacity) = document;
    }
    input_close(in);
}

// Of the best round; `sum` of all hashes, so that they are made.
static void run_fingerprints(const texts *of, hs_arena *keep) {
    double words_best = 0, hashes_best = 0;
    uint64_t sum = 0;
    size_t words = 0;
    for (int round = 0; round < ROUNDS; round++) {
        hs_arena_reset(keep);
        word_list list = {.arena = keep};
        double start = clock_processor();
        for (size_t i = 0; i < of->count; i++) shingles_words(of->documents[i].text, &list);
        double read = clock_processor();
        sum = 0, words = list.count;
        for (size_t i = 0; i + SHINGLE_WORDS <= list.count; i++) sum += shingles_hash(list.words + i);
        double hashed = clock_processor();
        if (words_best == 0 || read - start < words_best) words_best = read - start;
        if (hashes_best == 0 || hashed - read < hashes_best) hashes_best = hashed - read;
    }
    double size = (double)of->bytes / 1e6;
    printf("fingerprints: %.0f MB/s (words %.0f, hashes %.0f), %zu words, sum %016llx\n", size / (words_best + hashes_best), size / words_best, size / hashes_best, words,
           (unsigned long long)sum);
}

static void run_peer(const char *command, double best) {
    double before = clock_children();
    if (system(command)) bench_stop("the other program failed");
    double peer = clock_children() - before;
    printf("the other program %.3f s, ratio %.1f\n", peer, peer / best);
}

int main(int count, char **arguments) {
    hs_engine *e;
    hs_error error = {0};
    hs_options options = {.data_folder = getenv("HEARSAY_DATA") ? NULL : "build/release/data"};
    hs_arena *texts_arena = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *scratch = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    int paths = 1;
    while (paths < count && strcmp(arguments[paths], "--")) paths++;
    if (paths < 2) bench_stop("usage: bench/reuse PATH [PATH...] [-- COMMAND]");
    if (hs_engine_open(&e, &options, &error) != HS_OK) bench_stop(error.reason);
    texts of = {0};
    read_texts(e, (const char *const *)arguments + 1, (size_t)paths - 1, texts_arena, scratch, &of);
    if (!of.count) bench_stop("nothing was read");
    run_fingerprints(&of, keep);
    double best = 0;
    uint32_t passages = 0;
    for (int i = 0; i < ROUNDS; i++) {
        const hs_reuse *list;
        hs_arena_reset(keep);
        double start = clock_processor();
        reuse_find(e->claims, of.documents, (uint32_t)of.count, keep, *scratch, &list, &passages);
        double seconds = clock_processor() - start;
        if (best == 0 || seconds < best) best = seconds;
    }
    printf("%zu documents, %.2f MB of text: %.1f MB/s, %.0f documents/s, %u passages\n", of.count, (double)of.bytes / 1e6,
           (double)of.bytes / 1e6 / best, (double)of.count / best, passages);
    clock_print_memory();
    if (paths + 1 < count) run_peer(arguments[paths + 1], best);
    return 0;
}
