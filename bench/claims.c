// How the relating of reports grows with their number, on one core.
//
// usage: bench/claims [COUNT...]    (1000 10000 unless given; lexicons in build/release/data)
// Makes reports from a seed: stories of a dozen reports with names of their own, five statements a report, every
// fourth report copies a passage of the one before. They are related as a store's are, a story at a time. Prints for each
// count the MB/s of telling stories apart, copied passages among it, and the peak memory of it; the seconds of relating, the
// slowest story, and documents/s of both; the number of claims, stories and passages; last the peak memory, reports and all.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/text.h"
#include "claims/claims.h"
#include "clock.h"

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

static void run(const claims_rules *rules, uint32_t count, hs_arena *keep, hs_arena *scratch) {
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
    claims_group(rules, documents, count, NULL, 0, keep, *scratch, &groups, &group_count);
    double grouped = clock_processor();
    long peak = peak_mb();
    hs_arena *each = hs_arena_open((size_t)8 << 30);
    for (uint32_t g = 0; g < group_count; g++) {
        hs_picture picture;
        double begun = clock_processor();
        hs_arena_reset(each);
        hs_report *members = arena_new(each, hs_report, groups[g].document_count);
        for (uint32_t i = 0; i < groups[g].document_count; i++) members[i] = reports[groups[g].documents[i]];
        claims_relate_group(rules, &groups[g], members, NULL, 0, each, *scratch, &picture);
        claims += picture.claim_count, passages += picture.reuse_count;
        double seconds = clock_processor() - begun;
        if (seconds > slowest) slowest = seconds;
    }
    double all = clock_processor() - start;
    hs_arena_close(each);
    printf("%7u reports %6.1f MB: told apart %6.2f s %5.1f MB/s +%ld MB, related %6.2f s (slowest story %.3f s), %.0f documents/s; %u stories, %u claims, %u passages; peak %ld MB\n",
           count, (double)bytes / 1e6, grouped - start, (double)bytes / 1e6 / (grouped - start), peak - before, all - (grouped - start), slowest, count / all,
           group_count, claims, passages, peak_mb());
}

int main(int count, char **arguments) {
    hs_arena *keep = hs_arena_open((size_t)64 << 30), *scratch = hs_arena_open((size_t)64 << 30);
    static lexicon english;
    hs_text language = TEXT("en");
    hs_error error;
    hs_text blob;
    if (file_map("build/release/data/en.lexicon", &blob, &error) != HS_OK || lexicon_open(blob, TEXT("en.lexicon"), keep, &english, &error) != HS_OK)
        return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    const claims_rules *rules = claims_rules_open(&english, &language, 1, keep);
    if (count < 2) {
        run(rules, 1000, keep, scratch);
        run(rules, 10000, keep, scratch);
    }
    for (int i = 1; i < count; i++) run(rules, (uint32_t)atoi(arguments[i]), keep, scratch);
    return 0;
}
