// Makes the points of src/claims/points.c: how much each sign of a pair of statements speaks for one event.
// usage: train_signs DATA MARKED.jsonl            the first column
//        train_signs DATA --stories FOLDER...     the last: pairs of reports that appeared near each other
// DATA is a data folder with lexicons and models. Records: {"id", "text", "gold": [{"spans": [[first, past] in code points],
// "cluster", "validated": false where nobody looked again}]}, clusters over all records; of the pairs of statements that are compared, those
// count whose predicates are both marked. A story (tests/pictures): `reports/` and `picture.json`, whose claims have mentions with the words and
// the predicate meant; pairs of a marked statement with one that nobody marked count for little, as two events. Reports are read and related
// as `hearsay read` does. Prints the table. Method: logistic regression with the square of the weights as penalty, for stories that of their
// way from the first column, by Newton's steps; what agrees never speaks against, and in stories what differs never for: where such a sign would, it is
// left at nothing and the rest is made again. Of the first column, signs that are set by hand keep their points.
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "bytes/input.h"
#include "claims/relate.h"
#include "engine/engine.h"
#include "logistic.h"

static const double PENALTY = 1.0, TENTHS = 10.0, STORY_PENALTY = 3.0, UNMARKED = 0.2;

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

static const uint64_t *read_clusters(const relating *r, hs_text lines, hs_text folder, hs_arena *keep) {
    (void)folder;
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

// ---------------------------------------------------------------- what the claims of a story are told by

// "reports/003_a1.xml#2" and every other item of "003_a1.xml".
static bool is_of_file(const hs_report *report, hs_text name) {
    hs_text rest = report->document.path, path = text_cut(&rest, '#');
    return text_ends(path, name) && path.size > name.size && path.data[path.size - name.size - 1] == '/';
}

// Where the predicate of a mention stands in the bytes of its file.
static bool find_anchor(const json_value *mention, hs_text file, hs_source *out, hs_arena *keep) {
    hs_text quote = json_string(json_member(mention, "quote"), keep), anchor = json_string(json_member(mention, "anchor"), keep);
    size_t at = text_find(file, quote, 0), inside = text_find(quote, anchor, 0);
    if (at == SIZE_MAX || inside == SIZE_MAX) return false;
    *out = (hs_source){at + inside, at + inside + anchor.size};
    return true;
}

// The statement of a report with the tightest predicate that those bytes touch, HS_NONE.
static uint32_t statement_at(const hs_report *report, hs_source anchor) {
    uint32_t tightest = HS_NONE;
    uint64_t size = UINT64_MAX;
    for (uint32_t k = 0; k < report->statement_count; k++) {
        hs_source p = hs_map_span(&report->document.map, report->statements[k].predicate);
        if (p.start >= anchor.end || anchor.start >= p.end || p.end - p.start >= size) continue;
        tightest = k, size = p.end - p.start;
    }
    return tightest;
}

static void mark_mention(const relating *r, const json_value *mention, hs_text folder, uint64_t cluster, uint64_t *cluster_of, hs_arena *keep) {
    hs_text rest = json_string(json_member(mention, "doc"), keep), name = text_cut(&rest, '#'), file;
    hs_error error;
    hs_source anchor;
    char path[4096];
    snprintf(path, sizeof path, "%.*s/reports/%.*s", TEXT_ARGS(folder), TEXT_ARGS(name));
    if (file_map(path, &file, &error) != HS_OK || !find_anchor(mention, file, &anchor, keep)) return;
    for (uint32_t i = 0; i < r->report_count; i++) {
        uint32_t found = is_of_file(&r->reports[i], name) ? statement_at(&r->reports[i], anchor) : HS_NONE;
        if (found != HS_NONE) cluster_of[r->first[i] + found] = cluster;
    }
}

static const uint64_t *mark_stories(const relating *r, hs_text picture, hs_text folder, hs_arena *keep) {
    uint64_t *cluster_of = arena_new(keep, uint64_t, r->total + 1), cluster = 0;
    const json_value *record;
    hs_error error;
    if (json_read(picture, keep, &record, &error) != HS_OK) return cluster_of;
    const json_value *claims = json_member(record, "claims");
    for (const json_value *claim = claims ? claims->first : NULL; claim; claim = claim->next) {
        const json_value *mentions = json_member(claim, "mentions");
        cluster++;
        for (const json_value *m = mentions ? mentions->first : NULL; m; m = m->next) mark_mention(r, m, folder, cluster, cluster_of, keep);
    }
    return cluster_of;
}

// ---------------------------------------------------------------- pairs

typedef struct example_list {
    logistic_example *examples;
    size_t count, capacity;
    hs_arena *arena;
} example_list;

static void add_example(example_list *out, const relate_signs *signs, bool yes, double weight) {
    uint16_t *held = arena_new(out->arena, uint16_t, RELATE_SIGNS + 1);
    held[0] = SIGN_BASE;
    for (uint32_t k = 0; k < signs->count; k++) held[k + 1] = signs->signs[k];
    *arena_push(out->arena, out->examples, out->count, out->capacity) = (logistic_example){held, signs->count + 1, yes, weight};
}

// Nothing but a field of meaning in common, or not even that: such pairs are hardly ever one event, and are not what the weights are for.
static bool is_strange(const relate_signs *signs) { return signs->signs[0] == SIGN_FIELD || signs->signs[0] == SIGN_STRANGE; }

static void read_examples(const relating *r, const uint64_t *cluster_of, bool stories, example_list *out, hs_arena scratch) {
    hs_arena working = arena_split(&scratch);
    const relate_feature *features = relate_features(r, &scratch, working);
    relate_order order = relate_by_publication(r, &scratch, working);
    relate_pair *pairs;
    size_t pair_count = relate_candidates(r, features, &order, RELATE_NEVER, &pairs, &scratch, working);
    for (size_t i = 0; i < pair_count; i++) {
        uint32_t a = pairs[i].a, b = pairs[i].b;
        bool both = cluster_of[a] && cluster_of[b], any = cluster_of[a] || cluster_of[b];
        relate_signs signs;
        if (!(stories ? any : both) || !relate_read_signs(r, features, a, b, &signs)) continue;
        if (stories && (is_strange(&signs) || !matters_neighbours(r, r->report_of[a], r->report_of[b]))) continue;
        add_example(out, &signs, cluster_of[a] == cluster_of[b], both ? 1 : UNMARKED);
    }
}

// Signs of agreement.
static const uint8_t agreeing[] = {SIGN_ACTOR_NAME, SIGN_ACTOR_HEAD, SIGN_RECIPIENT_NAME, SIGN_RECIPIENT_HEAD, SIGN_CROSSED_NAME,
                                   SIGN_COMMON_OBJECT, SIGN_WEAK_OBJECT, SIGN_WEAK_CLASS_PARTY, SIGN_SAME_CONTENT, SIGN_PLACE, SIGN_TIME, SIGN_NUMBER};

// Signs of difference.
static const uint8_t differing[] = {SIGN_ACTOR_OTHER_HEAD, SIGN_ACTOR_OTHER_PEOPLE, SIGN_ACTOR_OTHER_COUNT, SIGN_ACTOR_OTHER_SORT, SIGN_ACTOR_OTHER_NAME,
                                    SIGN_RECIPIENT_OTHER_HEAD, SIGN_RECIPIENT_OTHER_PEOPLE, SIGN_RECIPIENT_OTHER_COUNT, SIGN_RECIPIENT_OTHER_SORT, SIGN_RECIPIENT_OTHER_NAME,
                                    SIGN_OTHER_NATION, SIGN_OTHER_CONTENT, SIGN_ONE_CONTENT, SIGN_OTHER_PLACE, SIGN_OTHER_DAY, SIGN_OTHER_DAY_PLANNED, SIGN_LONG_AGO, SIGN_OTHER_NUMBER,
                                    SIGN_AFTER_DEED, SIGN_UNPROVEN, SIGN_GENERIC, SIGN_ALONE, SIGN_LOOSE_OPEN, SIGN_LOOSE_OTHER};

// Holds at nothing what speaks the wrong way; whether there was any.
static bool hold_wrong(const uint8_t *signs, size_t count, double way, double *weights, bool *is_held) {
    bool any = false;
    for (size_t k = 0; k < count; k++) {
        if (is_held[signs[k]] || weights[signs[k]] * way >= 0) continue;
        weights[signs[k]] = 0;
        is_held[signs[k]] = any = true;
    }
    return any;
}

static void fit(const example_list *list, bool stories, double *weights, hs_arena scratch) {
    bool is_held[SIGN_COUNT], again = true;
    double origin[SIGN_COUNT];
    logistic regression = {weights, is_held, SIGN_COUNT, stories ? STORY_PENALTY : PENALTY, stories ? origin : NULL};
    for (int i = 0; i < SIGN_COUNT; i++) {
        is_held[i] = !stories && relate_sign_is_set((relate_sign)i);
        origin[i] = relate_sign_points((relate_sign)i, false) / TENTHS;
        weights[i] = stories || is_held[i] ? origin[i] : 0;
    }
    while (again) {
        logistic_fit(&regression, list->examples, list->count, scratch);
        again = hold_wrong(agreeing, sizeof agreeing, 1, weights, is_held);
        if (stories && hold_wrong(differing, sizeof differing, -1, weights, is_held)) again = true;
    }
}

static void print(const logistic_example *examples, size_t count, const double *weights, bool stories) {
    uint32_t held[SIGN_COUNT] = {0}, same[SIGN_COUNT] = {0};
    double right = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        const logistic_example *e = &examples[i];
        for (uint32_t k = 0; k < e->count; k++) held[e->signs[k]]++, same[e->signs[k]] += e->yes;
        right += (logistic_judge(e, weights) > 0.5) == e->yes ? e->weight : 0;
        all += e->weight;
    }
    for (int i = 0; i < SIGN_COUNT; i++) {
        hs_text name = relate_sign_name((relate_sign)i);
        long made = lround(weights[i] * TENTHS), first = stories ? relate_sign_points((relate_sign)i, false) : made;
        long last = stories ? made : relate_sign_points((relate_sign)i, true);
        printf("    [SIGN_%.*s] = {TEXT_INIT(\"%.*s\"), %ld, %s, %ld}, // %u of %u\n", TEXT_ARGS(name), TEXT_ARGS(name), first,
               relate_sign_is_set((relate_sign)i) ? "true" : "false", last, same[i], held[i]);
    }
    fprintf(stderr, "train_signs: %zu pairs, %u of one event, %.3f judged right\n", count, same[SIGN_BASE], right / all);
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

// What marks statements with the claims they tell, by the text or file that these are told in.
typedef const uint64_t *marker(const relating *r, hs_text marks, hs_text folder, hs_arena *keep);

static void read_groups(const claims_rules *rules, const hs_report *reports, uint32_t count, hs_text marks, hs_text folder, marker *read_marks_of,
                        example_list *out, hs_arena *keep, hs_arena *scratch) {
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
        read_examples(&r, read_marks_of(&r, marks, folder, &working), folder.size > 0, out, rest);
    }
}

typedef struct trainer {
    hs_engine *engine;
    hs_arena *held, *keep, *scratch;
    example_list list;
} trainer;

// All reports below `path` with the marks of the file `marks`.
static hs_status add_reports(trainer *t, const char *path, const char *marks, const char *folder, hs_error *error) {
    hs_text text;
    hs_report *reports = NULL;
    uint32_t count;
    hs_status status = file_map(marks, &text, error);
    if (status == HS_OK) status = read_reports(t->engine, path, t->held, &reports, &count, error);
    if (status == HS_OK) read_groups(t->engine->claims, reports, count, text, text_of(folder), *folder ? mark_stories : read_clusters, &t->list, t->keep, t->scratch);
    return status;
}

static hs_status add_story(trainer *t, const char *folder, hs_error *error) {
    char reports[4096], picture[4096];
    snprintf(reports, sizeof reports, "%s/reports", folder);
    snprintf(picture, sizeof picture, "%s/picture.json", folder);
    return add_reports(t, reports, picture, folder, error);
}

int main(int count, char **arguments) {
    bool stories = count > 3 && !strcmp(arguments[2], "--stories");
    if (!stories && count != 3) return fprintf(stderr, "usage: train_signs DATA MARKED.jsonl | train_signs DATA --stories FOLDER...\n"), 2;
    hs_options options = {.data_folder = arguments[1]};
    hs_error error;
    trainer t = {.held = hs_arena_open((size_t)32 << 30), .keep = hs_arena_open((size_t)32 << 30), .scratch = hs_arena_open((size_t)32 << 30)};
    if (!t.held || !t.keep || !t.scratch) return fprintf(stderr, "train_signs: no memory\n"), 1;
    t.list.arena = t.held;
    hs_status status = hs_engine_open(&t.engine, &options, &error);
    if (status == HS_OK && !stories) status = add_reports(&t, arguments[2], arguments[2], "", &error);
    for (int i = 3; status == HS_OK && i < count; i++) status = add_story(&t, arguments[i], &error);
    if (status != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    double weights[SIGN_COUNT];
    fit(&t.list, stories, weights, *t.scratch);
    print(t.list.examples, t.list.count, weights, stories);
    hs_engine_close(t.engine);
    return 0;
}
