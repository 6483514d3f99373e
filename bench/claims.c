// How the relating of reports grows with their number, on one core.
//
// usage: bench/claims [COUNT...]    (1000 10000 unless given; lexicons in build/release/data)
// Makes reports from a seed: stories of a dozen reports with names of their own, five statements a report, every
// fourth report copies a passage of the one before. They are related as a store's are, a story at a time. Prints for each
// count the MB/s of telling stories apart, copied passages among it, and the peak memory of it; the seconds of relating, the
// slowest story, and documents/s of both; the number of claims, stories and passages; last the peak memory, reports and all.
// Then the same reports go into a store: seconds of linking them there at once, the median and the slowest of ten more that are linked one by
// one, and the seconds of telling the store's stories apart by its links.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/text.h"
#include "claims/claims.h"
#include "clock.h"
#include "engine/engine.h"
#include "engine/stories.h"

enum { MORE = 10 };
enum { WORDS = 300, STORY = 12, STATEMENTS = 5, COPIED = 60, VOCABULARY = 20000, NAMES = 24 };

static uint32_t next_random(uint64_t *state) {
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return (uint32_t)(*state >> 32);
}

static size_t spell(char *out, char first, uint32_t number) {
    size_t size = 0;
    out[size++] = first;
    do out[size++] = (char)('a' + number % 26);
    while (number /= 26);
    out[size++] = ' ';
    return size;
}

// Common words more often than rare ones; now and then a name of the story.
static hs_text make_text(uint32_t number, hs_text before, uint64_t *state, hs_arena *keep) {
    char *out = arena_new(keep, char, WORDS * 10 + before.size);
    size_t size = 0;
    uint32_t story = number / STORY;
    for (int i = 0; i < WORDS; i++) {
        uint32_t at = next_random(state) % VOCABULARY;
        at = (uint32_t)((uint64_t)at * at / VOCABULARY);
        if (i % 4 == 1) size += spell(out + size, 'N', story * 40 + next_random(state) % NAMES);
        else size += spell(out + size, 'w', at);
        if (i % 20 == 19) out[size - 1] = '.', out[size++] = ' ';
    }
    if (number % 4 == 3 && before.size > COPIED * 8) {
        memcpy(out + size, before.data + COPIED * 2, COPIED * 6);
        size += COPIED * 6;
    }
    return (hs_text){out, size};
}

static void make_report(hs_report *r, uint32_t number, hs_text before, uint64_t *state, hs_arena *keep) {
    static const hs_text lemmas[] = {TEXT_INIT("warn"), TEXT_INIT("buy"), TEXT_INIT("die"), TEXT_INIT("strike"), TEXT_INIT("open")};
    r->document = (hs_document){.id = arena_print(keep, "%08u", number), .path = arena_print(keep, "%08u.txt", number),
                                .outlet = arena_print(keep, "Outlet %u", number % 97), .language = TEXT("en"), .version = 1};
    r->document.published = (hs_date){.precision = HS_DATE_DAY, .year = (int16_t)(2000 + number / 8000), .month = (uint8_t)(1 + number / 700 % 12), .day = (uint8_t)(1 + number / 25 % 28)};
    r->document.text = make_text(number, before, state, keep);
    hs_statement *list = arena_new(keep, hs_statement, STATEMENTS);
    hs_party *actors = arena_new(keep, hs_party, STATEMENTS);
    for (uint32_t i = 0; i < STATEMENTS; i++) {
        uint32_t start = i * 200;
        char name[16];
        size_t size = spell(name, 'N', number / STORY * 40 + next_random(state) % NAMES);
        actors[i] = (hs_party){.name = arena_text(keep, (hs_text){name, size - 1}), .entity = HS_NONE};
        list[i] = (hs_statement){.id = arena_print(keep, "%08u%08u", number, i), .span = {start, start + 150}, .predicate = {start + 20, start + 25},
                                 .lemma = lemmas[next_random(state) % 5], .stage = HS_STAGE_DONE, .governor = HS_NONE, .same_as = HS_NONE,
                                 .time = HS_NONE, .actors = &actors[i], .actor_count = 1};
    }
    r->statements = list;
    r->statement_count = STATEMENTS;
}

static long peak_mb(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static void stop(const hs_error *error) {
    fprintf(stderr, "%s: %s\n", error->path, error->reason);
    exit(1);
}

static void put(store *s, hs_report *report, hs_arena *scratch) {
    hs_payload payload = {.kind = HS_KIND_TEXT, .path = report->document.path, .bytes = report->document.text};
    hs_error error;
    bool added;
    hs_arena working = arena_split(scratch);
    if (store_put(s, report, &payload, working, &added, &error) != HS_OK) stop(&error);
    arena_join(scratch);
}

static int by_seconds(const void *a, const void *b) { return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b; }

static void run_store(const hs_engine *e, hs_report *reports, uint32_t count, hs_arena *scratch) {
    char path[] = "/tmp/hearsay-claims-XXXXXX", beside[40];
    hs_error error;
    store *s;
    stories of;
    double took[MORE], start;
    int file = mkstemp(path);
    if (file < 0 || close(file) != 0 || unlink(path) != 0) exit(1);
    if (store_open(&s, path, false, &error) != HS_OK) stop(&error);
    for (uint32_t i = 0; i < count - MORE; i++) put(s, &reports[i], scratch);
    start = clock_processor();
    if (stories_link(e, s, &error) != HS_OK) stop(&error);
    double linked = clock_processor() - start;
    for (int i = 0; i < MORE; i++) {
        put(s, &reports[count - MORE + i], scratch);
        start = clock_processor();
        if (stories_link(e, s, &error) != HS_OK) stop(&error);
        took[i] = clock_processor() - start;
    }
    qsort(took, MORE, sizeof *took, by_seconds);
    hs_arena *keep = hs_arena_open((size_t)64 << 30);
    start = clock_processor();
    if (stories_open(e, s, NULL, NULL, keep, &of, &error) != HS_OK) stop(&error);
    printf("%7u in a store: linked %.2f s, one more %.1f ms (slowest %.1f ms), stories told apart in %.2f s: %u\n", count, linked, took[MORE / 2] * 1e3,
           took[MORE - 1] * 1e3, clock_processor() - start, of.group_count);
    hs_arena_close(keep);
    store_close(s);
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path), unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path), unlink(beside);
}

static void run(const hs_engine *e, uint32_t count, hs_arena *keep, hs_arena *scratch) {
    hs_report *reports = arena_new(keep, hs_report, count);
    hs_document *documents = arena_new(keep, hs_document, count);
    uint64_t state = 0x9E3779B97F4A7C15ull;
    size_t bytes = 0;
    for (uint32_t i = 0; i < count; i++) {
        make_report(&reports[i], i, i ? reports[i - 1].document.text : (hs_text){0}, &state, keep);
        documents[i] = reports[i].document;
        bytes += documents[i].text.size;
    }
    const hs_group *groups;
    uint32_t group_count, claims = 0, passages = 0;
    double start = clock_processor(), slowest = 0;
    long before = peak_mb();
    claims_group(e->claims, documents, count, NULL, 0, keep, *scratch, &groups, &group_count);
    double grouped = clock_processor();
    long peak = peak_mb();
    hs_arena *each = hs_arena_open((size_t)8 << 30);
    for (uint32_t g = 0; g < group_count; g++) {
        hs_picture picture;
        double begun = clock_processor();
        hs_arena_reset(each);
        hs_report *members = arena_new(each, hs_report, groups[g].document_count);
        for (uint32_t i = 0; i < groups[g].document_count; i++) members[i] = reports[groups[g].documents[i]];
        claims_relate_group(e->claims, &groups[g], members, NULL, 0, each, *scratch, &picture);
        claims += picture.claim_count, passages += picture.reuse_count;
        double seconds = clock_processor() - begun;
        if (seconds > slowest) slowest = seconds;
    }
    double all = clock_processor() - start;
    hs_arena_close(each);
    printf("%7u reports %6.1f MB: told apart %6.2f s %5.1f MB/s +%ld MB, related %6.2f s (slowest story %.3f s), %.0f documents/s; %u stories, %u claims, %u passages; peak %ld MB\n",
           count, (double)bytes / 1e6, grouped - start, (double)bytes / 1e6 / (grouped - start), peak - before, all - (grouped - start), slowest, count / all,
           group_count, claims, passages, peak_mb());
    run_store(e, reports, count, scratch);
}

int main(int count, char **arguments) {
    hs_arena *keep = hs_arena_open((size_t)64 << 30), *scratch = hs_arena_open((size_t)64 << 30);
    hs_engine *engine;
    hs_error error;
    hs_options options = {.data_folder = "build/release/data"};
    if (hs_engine_open(&engine, &options, &error) != HS_OK) stop(&error);
    if (count < 2) {
        run(engine, 1000, keep, scratch);
        run(engine, 10000, keep, scratch);
    }
    for (int i = 1; i < count; i++) run(engine, (uint32_t)atoi(arguments[i]), keep, scratch);
    hs_engine_close(engine);
    return 0;
}
