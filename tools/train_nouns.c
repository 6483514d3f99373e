// Makes the table lexicons/en/predicates_points.tsv: how much each sign of a noun speaks for its telling of an event (src/statements/nouns.c).
// usage: train_nouns DATA MARKED.jsonl...
// DATA is a data folder with lexicons and models. Records: {"text", "gold": [{"span" or "spans": [first, past] in code points, or
// several, "validated": false where nobody looked again}]}, events of every kind. Of records with "validated", sentences without a
// validated mark tell nothing. Prints the table. Nouns that a list has are left out, as nobody asks for their points. Method: logistic.h.
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/sort.h"
#include "base/text.h"
#include "engine/engine.h"
#include "logistic.h"
#include "statements/nouns.h"
#include "statements/tree.h"

enum { LEAST_SEEN = 8, MOST_SIGNS = 2000 };

static const double PENALTY = 2.0, HUNDREDTHS = 100.0, LEAST_WEIGHT = 0.05;

// A sign of a noun.
typedef struct seen_sign {
    hs_text name;
    uint32_t noun;
    uint16_t number; // of the signs that count, UINT16_MAX where it is too rare
} seen_sign;

typedef struct gathered {
    seen_sign *signs;
    size_t sign_count, sign_capacity;
    bool *answers;       // [answer_count] whether the noun is marked
    size_t answer_count, answer_capacity;
    hs_arena *keep;
} gathered;

// ---------------------------------------------------------------- what people marked

static uint32_t byte_of(hs_text text, int64_t point) {
    size_t at = 0;
    for (uint32_t size; point-- > 0 && at < text.size; at += size) utf8_decode(text, at, &size);
    return (uint32_t)at;
}

static uint32_t read_spans(const json_value *record, hs_text text, bool *partly, hs_span **out, hs_arena *keep) {
    const json_value *list = json_member(record, "gold");
    size_t count = 0, capacity = 0;
    for (const json_value *item = list ? list->first : NULL; item; item = item->next) {
        const json_value *one = json_member(item, "span"), *several = json_member(item, "spans"), *validated = json_member(item, "validated");
        *partly |= validated != NULL;
        if (validated && validated->kind == JSON_FALSE) continue;
        for (const json_value *span = one ? one : several ? several->first : NULL; span && span->first && span->first->next; span = one ? NULL : span->next)
            *arena_push(keep, *out, count, capacity) =
                (hs_span){byte_of(text, json_integer(span->first, 0)), byte_of(text, json_integer(span->first->next, 0))};
    }
    return (uint32_t)count;
}

static bool is_marked(const hs_span *marks, uint32_t count, hs_span span) {
    for (uint32_t i = 0; i < count; i++)
        if (marks[i].start < span.end && span.start < marks[i].end) return true;
    return false;
}

// ---------------------------------------------------------------- nouns

static void add_noun(const reading *r, uint32_t token, bool answer, gathered *out, hs_arena scratch) {
    nouns_signs signs;
    nouns_read_signs(r, token, &signs, &scratch);
    for (uint32_t i = 0; i < signs.count; i++) {
        bool again = false;
        for (uint32_t k = 0; k < i; k++) again |= text_equal(signs.names[i], signs.names[k]);
        if (!again)
            *arena_push(out->keep, out->signs, out->sign_count, out->sign_capacity) =
                (seen_sign){arena_text(out->keep, signs.names[i]), (uint32_t)out->answer_count, UINT16_MAX};
    }
    *arena_push(out->keep, out->answers, out->answer_count, out->answer_capacity) = answer;
}

static void add_record(const engine_language *l, hs_text line, hs_arena *work, hs_arena *scratch, gathered *out) {
    const json_value *record;
    hs_error error;
    if (json_read(line, work, &record, &error) != HS_OK) return;
    hs_document document = {.text = json_string(json_member(record, "text"), work)};
    hs_parse parse;
    if (sentences_read(l->model, document.text, NULL, 0, work, *scratch, &parse, &error) != HS_OK) return;
    bool partly = false;
    hs_span *marks = NULL;
    uint32_t count = read_spans(record, document.text, &partly, &marks, work);
    reading r = {.knowledge = l->knowledge, .document = &document, .parse = &parse};
    statements_begin(&r, work, *scratch);
    for (uint32_t s = 0; s < parse.sentence_count; s++) {
        const hs_sentence *sentence = &r.parse->sentences[s];
        if (partly && !is_marked(marks, count, sentence->span)) continue;
        for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++)
            if (nouns_is_open(&r, t)) add_noun(&r, t, is_marked(marks, count, tree_token(&r, t)->span), out, *scratch);
    }
}

static hs_status add_file(const engine_language *l, const char *path, gathered *out, hs_error *error) {
    hs_text lines;
    hs_status status = file_map(path, &lines, error);
    if (status != HS_OK) return status;
    hs_arena *work = hs_arena_open((size_t)4 << 30), *scratch = hs_arena_open((size_t)4 << 30);
    while (work && scratch && lines.size) {
        hs_text line = text_trim(text_cut(&lines, '\n'));
        if (line.size) add_record(l, line, work, scratch, out);
        hs_arena_reset(work);
    }
    hs_arena_close(work), hs_arena_close(scratch);
    return HS_OK;
}

// ---------------------------------------------------------------- the table

static int by_name(const void *x, const void *y, const void *context) {
    (void)context;
    const seen_sign *a = x, *b = y;
    int order = text_compare(a->name, b->name);
    return order ? order : a->noun < b->noun ? -1 : a->noun > b->noun;
}

static int by_noun(const void *x, const void *y, const void *context) {
    (void)context;
    const seen_sign *a = x, *b = y;
    return a->noun != b->noun ? (a->noun < b->noun ? -1 : 1) : a->number < b->number ? -1 : a->number > b->number;
}

// Numbers the signs that are not too rare, by name; returns how many there are.
static uint32_t number_signs(gathered *g, hs_text *names, hs_arena scratch) {
    uint32_t numbered = 0;
    sort_items(g->signs, g->sign_count, sizeof *g->signs, by_name, NULL, scratch);
    for (size_t i = 0, end; i < g->sign_count; i = end) {
        for (end = i; end < g->sign_count && text_equal(g->signs[end].name, g->signs[i].name);) end++;
        if (end - i < LEAST_SEEN || numbered == MOST_SIGNS) continue;
        names[numbered] = g->signs[i].name;
        for (size_t k = i; k < end; k++) g->signs[k].number = (uint16_t)numbered;
        numbered++;
    }
    sort_items(g->signs, g->sign_count, sizeof *g->signs, by_noun, NULL, scratch);
    return numbered;
}

static logistic_example *make_examples(const gathered *g, hs_arena *keep) {
    logistic_example *examples = arena_new(keep, logistic_example, g->answer_count + 1);
    uint16_t *numbers = arena_new(keep, uint16_t, g->sign_count + 1);
    size_t used = 0;
    for (size_t i = 0; i < g->answer_count; i++) examples[i].yes = g->answers[i], examples[i].weight = 1;
    for (size_t i = 0; i < g->sign_count; i++) {
        if (g->signs[i].number == UINT16_MAX) continue;
        logistic_example *e = &examples[g->signs[i].noun];
        if (!e->count) e->signs = numbers + used;
        numbers[used++] = g->signs[i].number;
        e->count++;
    }
    return examples;
}

static void print(const gathered *g, const logistic_example *examples, const hs_text *names, const logistic *l) {
    size_t taken = 0, right = 0, yes = 0;
    for (size_t i = 0; i < g->answer_count; i++) {
        bool takes = logistic_judge(&examples[i], l->weights) > 0.5;
        taken += takes, right += takes && examples[i].yes, yes += examples[i].yes;
    }
    printf("# What speaks for a noun's telling of an event, in hundredths of a logit; made by tools/train_nouns, see models/README.md.\n");
    printf("sign\tpoints\texample\tsource\n");
    for (uint32_t i = 0; i < l->size; i++)
        if (fabs(l->weights[i]) >= LEAST_WEIGHT) printf("%.*s\t%ld\t%.*s\ttools/train_nouns\n", TEXT_ARGS(names[i]), lround(l->weights[i] * HUNDREDTHS), TEXT_ARGS(names[i]));
    fprintf(stderr, "train_nouns: %zu nouns, %zu marked, %zu taken, %zu of them marked\n", g->answer_count, yes, taken, right);
}

int main(int count, char **arguments) {
    if (count < 3) return fprintf(stderr, "usage: train_nouns DATA MARKED.jsonl...\n"), 2;
    hs_options options = {.data_folder = arguments[1]};
    hs_engine *engine;
    hs_error error;
    if (hs_engine_open(&engine, &options, &error) != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    const engine_language *english = engine_find(engine, TEXT("en"));
    gathered g = {.keep = hs_arena_open((size_t)8 << 30)};
    hs_arena *scratch = hs_arena_open((size_t)8 << 30);
    if (!english || !english->model || !g.keep || !scratch) return fprintf(stderr, "train_nouns: no English model, or no memory\n"), 1;
    for (int i = 2; i < count; i++)
        if (add_file(english, arguments[i], &g, &error) != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    hs_text *names = arena_new(g.keep, hs_text, MOST_SIGNS);
    logistic l = {.size = number_signs(&g, names, *scratch), .penalty = PENALTY};
    l.weights = arena_new(g.keep, double, l.size), l.is_held = arena_new(g.keep, bool, l.size);
    logistic_example *examples = make_examples(&g, g.keep);
    logistic_fit(&l, examples, g.answer_count, *scratch);
    print(&g, examples, names, &l);
    hs_arena_close(g.keep), hs_arena_close(scratch);
    hs_engine_close(engine);
    return 0;
}
