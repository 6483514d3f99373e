// Predicates of one event told in other words: of all pairs of sentences in the groups of tests/paraphrases.txt, how many the program relates by
// their predicates, and how many of two groups it takes for one event. The floors stand a little below and above what was measured.
#include "testing.h"

#include "base/file.h"
#include "base/text.h"
#include "claims/relate.h"
#include "engine/engine.h"

enum { MOST_SENTENCES = 2000 };

static const double LEAST_WITHIN = 0.81, MOST_ACROSS = 0.015;

typedef struct told {
    hs_report *reports;
    uint32_t *groups;
    uint32_t *documents;
    uint32_t count;
} told;

static void read_sentences(const hs_engine *engine, told *t, hs_arena *keep) {
    hs_text all;
    hs_error error;
    assert_int_equal(file_map("tests/paraphrases.txt", &all, &error), HS_OK);
    t->reports = arena_new(keep, hs_report, MOST_SENTENCES);
    t->groups = arena_new(keep, uint32_t, MOST_SENTENCES);
    t->documents = arena_new(keep, uint32_t, MOST_SENTENCES);
    for (uint32_t group = 0; all.size && t->count < MOST_SENTENCES;) {
        hs_text line = text_cut(&all, '\n');
        group += text_starts(line, TEXT("# "));
        if (!line.size || text_starts(line, TEXT("#"))) continue;
        bool spanish = text_starts(line, TEXT("es: ")) || text_starts(line, TEXT("es:"));
        if (spanish) line = text_trim(text_slice(line, 3, line.size));
        hs_text record = arena_print(keep, "{\"id\": \"%u\", \"language\": \"%s\", \"published\": \"2026-05-04\", \"text\": \"%.*s\"}", t->count,
                                     spanish ? "es" : "en", TEXT_ARGS(line));
        hs_payload payload = {.path = TEXT("told.jsonl"), .kind = HS_KIND_JSON, .bytes = record};
        assert_int_equal(hs_annotate(engine, &payload, keep, &t->reports[t->count], &error), HS_OK);
        t->documents[t->count] = t->count;
        t->groups[t->count++] = group;
    }
}

// The first sign of a pair says how the predicates fit.
static bool are_related(const relating *r, const relate_feature *features, uint32_t a, uint32_t b, bool *lemma) {
    bool related = false;
    for (uint32_t x = r->first[a]; x < r->first[a + 1]; x++) {
        for (uint32_t y = r->first[b]; y < r->first[b + 1]; y++) {
            relate_signs signs;
            if (!relate_read_signs(r, features, x, y, &signs) || !signs.count) continue;
            *lemma |= signs.signs[0] == SIGN_LEMMA;
            related |= signs.signs[0] <= SIGN_CLASS;
        }
    }
    return related;
}

static void test_other_words_for_one_event_are_related(void **state) {
    (void)state;
    const char *build = getenv("HEARSAY_BUILD");
    hs_arena *keep = hs_arena_open((size_t)8 << 30), *scratch = hs_arena_open((size_t)8 << 30);
    hs_options options = {.data_folder = arena_print(keep, "%s/data", build ? build : "build/release").data};
    hs_engine *engine;
    hs_error error;
    assert_int_equal(hs_engine_open(&engine, &options, &error), HS_OK);
    told t = {0};
    read_sentences(engine, &t, keep);
    hs_group group = {.documents = t.documents, .document_count = t.count};
    hs_arena working = *scratch, rest = arena_split(&working);
    relating r;
    relating_open(&r, engine->claims, &group, t.reports, &working, rest);
    const relate_feature *features = relate_features(&r, &working, rest);
    uint32_t within = 0, related = 0, across = 0, confused = 0;
    for (uint32_t a = 0; a < t.count; a++) {
        for (uint32_t b = a + 1; b < t.count; b++) {
            bool lemma = false, one = are_related(&r, features, a, b, &lemma);
            if (t.groups[a] == t.groups[b]) within++, related += one;
            else if (!lemma) across++, confused += one;
        }
    }
    double inside = related / (double)within, outside = confused / (double)across;
    print_message("within groups %.3f, across %.4f\n", inside, outside);
    assert_true(inside >= LEAST_WITHIN);
    assert_true(outside <= MOST_ACROSS);
    hs_engine_close(engine);
    hs_arena_close(keep);
    hs_arena_close(scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_other_words_for_one_event_are_related)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
