// Makes the points of src/claims/points.c: how much each sign of a pair of statements speaks for one event.
// usage: train_signs DATA MARKED.jsonl
// DATA is a data folder with lexicons and models. Records: {"id", "text", "gold": [{"spans": [[first, past] in code points],
// "cluster", "validated": false where nobody looked again}]}, clusters over all records. The texts are read and related as `hearsay read` does; of the pairs of
// statements that are compared there, those count whose predicates are both marked. Prints the table. Method: logistic
// regression with the square of the weights as penalty, by Newton's steps; signs that are set by hand keep their points, and
// what agrees never speaks against: where such a sign would, it is left at nothing and the rest is made again.
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "bytes/input.h"
#include "claims/relate.h"
#include "engine/engine.h"
#include "logistic.h"

static const double PENALTY = 1.0, TENTHS = 10.0;

typedef struct mark {
    hs_span span;    // bytes of the text
    uint64_t cluster;
} mark;

// ---------------------------------------------------------------- what people marked

static uint32_t byte_of(hs_text text, int64_t point) {
    size_t at = 0;
    for (uint32_t size; point-- > 0 && at < text.size; at += size) utf8_decode(text, at, &size);
    return (uint32_t)at;
}

static uint32_t read_marks(const json_value *record, hs_text text, mark **out, hs_arena *keep) {
    const json_value *list = json_member(record, "gold");
    size_t count = 0, capacity = 0;
    for (const json_value *item = list ? list->first : NULL; item; item = item->next) {
        const json_value *spans = json_member(item, "spans");
        const json_value *validated = json_member(item, "validated");
        if (validated && validated->kind == JSON_FALSE) continue;
        uint64_t cluster = text_hash(json_string(json_member(item, "cluster"), keep), 0);
        for (const json_value *span = spans ? spans->first : NULL; span && span->first && span->first->next; span = span->next)
            *arena_push(keep, *out, count, capacity) =
                (mark){{byte_of(text, json_integer(span->first, 0)), byte_of(text, json_integer(span->first->next, 0))}, cluster};
    }
    return (uint32_t)count;
}

// The cluster of every statement, 0 where its predicate is not marked.
static void mark_report(const relating *r, uint32_t report, const mark *marks, uint32_t count, uint64_t *cluster_of) {
    const hs_report *from = &r->reports[report];
    for (uint32_t i = 0; i < count; i++) {
        uint32_t tightest = HS_NONE;
        for (uint32_t k = 0; k < from->statement_count; k++) {
            hs_span p = from->statements[k].predicate;
            if (p.start >= marks[i].span.end || marks[i].span.start >= p.end) continue;
            if (tightest == HS_NONE || p.end - p.start < from->statements[tightest].predicate.end - from->statements[tightest].predicate.start) tightest = k;
        }
        if (tightest != HS_NONE) cluster_of[r->first[report] + tightest] = marks[i].cluster;
    }
}

static const uint64_t *read_clusters(const relating *r, hs_text lines, hs_arena *keep) {
    uint64_t *cluster_of = arena_new(keep, uint64_t, r->total + 1);
    hs_error error;
    while (lines.size) {
        const json_value *record;
        hs_text line = text_trim(text_cut(&lines, '\n'));
        if (!line.size || json_read(line, keep, &record, &error) != HS_OK) continue;
        hs_text id = json_string(json_member(record, "id"), keep), text = json_string(json_member(record, "text"), keep);
        mark *marks = NULL;
        uint32_t count = read_marks(record, text, &marks, keep);
        for (uint32_t i = 0; i < r->report_count; i++)
            if (text_equal(r->reports[i].document.id, id)) mark_report(r, i, marks, count, cluster_of);
    }
    return cluster_of;
}

// ---------------------------------------------------------------- pairs

typedef struct example_list {
    logistic_example *examples;
    size_t count, capacity;
    hs_arena *arena;
} example_list;

static void read_examples(const relating *r, const uint64_t *cluster_of, example_list *out, hs_arena scratch) {
    hs_arena working = arena_split(&scratch);
    const relate_feature *features = relate_features(r, &scratch, working);
    relate_order order = relate_by_publication(r, &scratch, working);
    relate_pair *pairs;
    size_t pair_count = relate_candidates(r, features, &order, RELATE_NEVER, &pairs, &scratch, working);
    for (size_t i = 0; i < pair_count; i++) {
        uint32_t a = pairs[i].a, b = pairs[i].b;
        if (!cluster_of[a] || !cluster_of[b]) continue;
        relate_signs signs;
        if (!relate_read_signs(r, features, a, b, &signs)) continue;
        uint16_t *held = arena_new(out->arena, uint16_t, RELATE_SIGNS + 1);
        held[0] = SIGN_BASE;
        for (uint32_t k = 0; k < signs.count; k++) held[k + 1] = signs.signs[k];
        *arena_push(out->arena, out->examples, out->count, out->capacity) = (logistic_example){held, signs.count + 1, cluster_of[a] == cluster_of[b]};
    }
}

// Signs of agreement.
static const uint8_t agreeing[] = {SIGN_ACTOR_NAME, SIGN_ACTOR_HEAD, SIGN_RECIPIENT_NAME, SIGN_RECIPIENT_HEAD, SIGN_CROSSED_NAME,
                                   SIGN_COMMON_OBJECT, SIGN_WEAK_OBJECT, SIGN_WEAK_CLASS_PARTY, SIGN_SAME_CONTENT, SIGN_PLACE, SIGN_TIME, SIGN_NUMBER};

static void fit(const logistic_example *examples, size_t count, double *weights, hs_arena scratch) {
    bool is_held[SIGN_COUNT], again = true;
    logistic regression = {weights, is_held, SIGN_COUNT, PENALTY};
    for (int i = 0; i < SIGN_COUNT; i++) {
        is_held[i] = relate_sign_is_set((relate_sign)i);
        weights[i] = is_held[i] ? relate_sign_points((relate_sign)i, false) / TENTHS : 0;
    }
    while (again) {
        logistic_fit(&regression, examples, count, scratch);
        again = false;
        for (size_t k = 0; k < sizeof agreeing; k++) {
            if (weights[agreeing[k]] >= 0) continue;
            weights[agreeing[k]] = 0;
            is_held[agreeing[k]] = again = true;
        }
    }
}

static void print(const logistic_example *examples, size_t count, const double *weights) {
    uint32_t held[SIGN_COUNT] = {0}, same[SIGN_COUNT] = {0};
    double right = 0;
    for (size_t i = 0; i < count; i++) {
        const logistic_example *e = &examples[i];
        for (uint32_t k = 0; k < e->count; k++) held[e->signs[k]]++, same[e->signs[k]] += e->yes;
        right += (logistic_judge(e, weights) > 0.5) == e->yes;
    }
    for (int i = 0; i < SIGN_COUNT; i++) {
        hs_text name = relate_sign_name((relate_sign)i);
        printf("    [SIGN_%.*s] = {TEXT_INIT(\"%.*s\"), %ld, %s}, // %u of %u\n", TEXT_ARGS(name), TEXT_ARGS(name), lround(weights[i] * TENTHS),
               relate_sign_is_set((relate_sign)i) ? "true" : "false", same[i], held[i]);
    }
    fprintf(stderr, "train_signs: %zu pairs, %u of one event, %.3f judged right\n", count, same[SIGN_BASE], right / (double)count);
}

// ---------------------------------------------------------------- reading

static hs_status read_reports(const hs_engine *engine, const char *path, hs_arena *keep, hs_report **out, uint32_t *report_count, hs_error *error) {
    input *in;
    size_t count = 0, capacity = 0;
    hs_status status = input_open(&in, &path, 1, &(input_options){0}, error);
    if (status != HS_OK) return status;
    for (bool more = true; status == HS_OK;) {
        hs_payload payload;
        hs_report report;
        status = input_next(in, keep, &payload, &more, error);
        if (status != HS_OK || !more) break;
        status = hs_annotate(engine, &payload, keep, &report, error);
        *arena_push(keep, *out, count, capacity) = report;
    }
    input_close(in);
    *report_count = (uint32_t)count;
    return status;
}

static void read_groups(const claims_rules *rules, const hs_report *reports, uint32_t count, hs_text lines, example_list *out, hs_arena *keep,
                        hs_arena *scratch) {
    const hs_group *groups;
    uint32_t group_count;
    hs_document *documents = arena_new(keep, hs_document, count + 1);
    hs_report *members = arena_new(keep, hs_report, count + 1);
    for (uint32_t i = 0; i < count; i++) documents[i] = reports[i].document;
    claims_group(rules, documents, count, NULL, 0, keep, *scratch, &groups, &group_count);
    for (uint32_t g = 0; g < group_count; g++) {
        relating r;
        hs_arena working = *scratch, rest = arena_split(&working);
        for (uint32_t i = 0; i < groups[g].document_count; i++) members[i] = reports[groups[g].documents[i]];
        relating_open(&r, rules, &groups[g], members, &working, rest);
        read_examples(&r, read_clusters(&r, lines, &working), out, rest);
    }
}

int main(int count, char **arguments) {
    if (count != 3) return fprintf(stderr, "usage: train_signs DATA MARKED.jsonl\n"), 2;
    hs_options options = {.data_folder = arguments[1]};
    hs_engine *engine;
    hs_error error;
    hs_text lines;
    hs_report *reports = NULL;
    uint32_t report_count;
    hs_arena *held = hs_arena_open((size_t)32 << 30), *keep = hs_arena_open((size_t)32 << 30), *scratch = hs_arena_open((size_t)32 << 30);
    if (!held || !keep || !scratch) return fprintf(stderr, "train_signs: no memory\n"), 1;
    if (hs_engine_open(&engine, &options, &error) != HS_OK || file_map(arguments[2], &lines, &error) != HS_OK ||
        read_reports(engine, arguments[2], held, &reports, &report_count, &error) != HS_OK)
        return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    example_list list = {.arena = held};
    double weights[SIGN_COUNT];
    read_groups(engine->claims, reports, report_count, lines, &list, keep, scratch);
    fit(list.examples, list.count, weights, *scratch);
    print(list.examples, list.count, weights);
    hs_engine_close(engine);
    return 0;
}
