// Trains the networks of factuality.
//
// In: sentences with rated predicates. Out: weights. Every text goes through the whole
// statements room with a taker in place of the model (factuality.h), so that training sees
// what reading will see; a rating belongs to the statement whose predicate overlaps it most.
// Method: two small networks (factuality_learn.c). That of statements has a head for news and one for
// other text (the table factuality_corpora tells a record's `corpus`), which share a hidden layer and
// learn from their own ratings alone. The gate learns 1 for every sentence of news and -1 for one of
// other text. No rater's middle is another's: ratings are stretched from their upper end, so that what
// is done is near 3 for all, and both heads speak of one scale: a gate in doubt shifts little then.
#include "statements/factuality_train.h"

#include "base/error.h"
#include "base/json.h"
#include "base/sort.h"
#include "base/text.h"
#include "statements/factuality.h"
#include "statements/factuality_learn.h"

// Ratings are stretched from 3, which lies a little above the scale's end as raters seldom say it; news more, as they keep nearer to it.
static const double MOST = 3, END = 3.72, NEWS_STRETCH = 1.8, OTHER_STRETCH = 1.2;
static const net_plan STATEMENTS = {.hidden = 48, .inputs = FACTUALITY_INPUTS, .heads = 2, .least = 10, .rounds = 14, .first = 1.5f};
static const net_plan GATE = {.hidden = 8, .inputs = HS_VECTOR, .heads = 1, .least = 5, .rounds = 9};

typedef struct examples {
    net_example *items;
    size_t count, capacity;
    size_t news; // how many of them are of news
} examples;

typedef struct seen {
    hs_span predicate, clause;
    net_example as;
} seen;

typedef struct trainer {
    hs_arena *keep;
    examples rated, sentences;
    bool news; // the text at hand
    float weight;
    seen *statements; // of the text at hand
    size_t seen_count, seen_capacity;
} trainer;

static int mark_order(const void *a, const void *b, const void *context) {
    (void)context;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void take(void *context, const hs_statement *statement, const factuality_marks *from, const int16_t *inputs) {
    trainer *t = context;
    uint32_t count = statement ? FACTUALITY_INPUTS : HS_VECTOR, *marks = arena_new(t->keep, uint32_t, from->count + 1);
    int16_t *kept = arena_new(t->keep, int16_t, count);
    memcpy(marks, from->hashes, from->count * sizeof *marks);
    sort_items(marks, from->count, sizeof *marks, mark_order, NULL, *t->keep); // sums of floats depend on the order
    if (inputs) memcpy(kept, inputs, count * sizeof *kept);
    net_example example = {.marks = marks, .count = from->count, .inputs = kept, .target = {t->news ? 1 : -1}, .weight = {1}};
    if (statement) {
        *arena_push(t->keep, t->statements, t->seen_count, t->seen_capacity) = (seen){statement->predicate, statement->span, example};
        return;
    }
    *arena_push(t->keep, t->sentences.items, t->sentences.count, t->sentences.capacity) = example;
    t->sentences.news += t->news;
}

// Bytes of a range of code points.
static hs_span span_of_points(hs_text text, int64_t first, int64_t end) {
    hs_span span = {(uint32_t)text.size, (uint32_t)text.size};
    int64_t point = 0;
    for (size_t at = 0; at < text.size; point++) {
        uint32_t size;
        if (point == first) span.start = (uint32_t)at;
        if (point == end) span.end = (uint32_t)at;
        utf8_decode(text, at, &size);
        at += size;
    }
    return span;
}

// Common bytes of all bytes, in parts of 2^16.
static uint32_t overlap(hs_span a, hs_span b) {
    uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    if (end <= start) return 0;
    uint64_t common = end - start, whole = (uint64_t)(a.end - a.start) + (b.end - b.start) - common;
    return (uint32_t)((common << 16) / whole);
}

// Of the statements whose predicate overlaps what is rated, the one that fits best: by its clause where a clause is rated.
static const seen *best_statement(const trainer *t, hs_text text, hs_span span) {
    const seen *best = NULL;
    uint64_t most = 0;
    bool clause = text_find(text_span(text, span), TEXT(" "), 0) != SIZE_MAX;
    for (size_t i = 0; i < t->seen_count; i++) {
        const seen *s = &t->statements[i];
        if (!overlap(s->predicate, span)) continue;
        uint64_t fit = (uint64_t)overlap(clause ? s->clause : s->predicate, span) << 32 | overlap(s->clause, span);
        if (best && fit <= most) continue;
        best = s, most = fit;
    }
    return best;
}

static void add_ratings(trainer *t, hs_text text, const json_value *gold) {
    for (const json_value *rating = gold ? gold->first : NULL; rating; rating = rating->next) {
        const json_value *span = json_member(rating, "span"), *first = span ? span->first : NULL;
        if (!first || !first->next) continue;
        hs_span bytes = span_of_points(text, json_integer(first, 0), json_integer(first->next, 0));
        const seen *found = best_statement(t, text, bytes);
        if (!found) continue;
        net_example example = found->as;
        double below = MOST - json_double(json_member(rating, "score"), 0);
        example.target[FACTUALITY_NEWS] = (float)(END - NEWS_STRETCH * below);
        example.target[FACTUALITY_OTHER] = (float)(END - OTHER_STRETCH * below);
        example.weight[FACTUALITY_NEWS] = t->news ? t->weight : 0;
        example.weight[FACTUALITY_OTHER] = t->news ? 0 : t->weight;
        *arena_push(t->keep, t->rated.items, t->rated.count, t->rated.capacity) = example;
    }
}

// What the table says of the record's corpus; a corpus that it lacks is other text, and counts 1.
static void tell_corpus(trainer *t, const knowledge *known, hs_text corpus) {
    const lexicon_table *corpora = lexicon_find_table(known->lexicon, "factuality_corpora");
    lexicon_rows rows = lexicon_find(corpora, corpus);
    uint64_t weight;
    t->news = text_equal(lexicon_cell(corpora, rows, 0, "register"), TEXT("news"));
    t->weight = text_to_number(lexicon_cell(corpora, rows, 0, "weight"), &weight) ? (float)weight : 1;
}

static hs_status read_line(trainer *t, const model *language, const knowledge *known, hs_text line, hs_text path,
                           hs_arena scratch, hs_error *error) {
    const json_value *record;
    hs_status status = json_read(line, &scratch, &record, error);
    if (status != HS_OK) return error_set(error, status, path, UINT64_MAX, "a line that is no JSON");
    hs_document document = {.id = TEXT("0000000000000000"), .language = known->language, .version = 1,
                            .text = json_string(json_member(record, "text"), &scratch)};
    hs_parse parse;
    hs_report report = {.document = document};
    hs_arena half = scratch;
    char *middle = scratch.next + (scratch.end - scratch.next) / 2;
    middle -= (uintptr_t)middle % 64;
    scratch.end = middle; // results in the first half, what the passes forget in the second
    half.next = half.high = half.base = middle;
    t->seen_count = 0;
    tell_corpus(t, known, json_string(json_member(record, "corpus"), &scratch));
    status = sentences_read(language, document.text, NULL, 0, &scratch, half, &parse, error);
    if (status == HS_OK) status = statements_read(known, &report.document, &parse, false, &scratch, half, &report, error);
    if (status == HS_OK) add_ratings(t, document.text, json_member(record, "gold"));
    return status;
}

static hs_text learn_all(trainer *t, hs_arena *keep, hs_arena scratch) {
    size_t head = FACTUALITY_HEAD_BYTES, news = t->sentences.news;
    float balance = news ? (float)(t->sentences.count - news) / (float)news : 1; // both kinds of text count alike
    for (size_t i = 0; i < t->sentences.count; i++)
        if (t->sentences.items[i].target[0] > 0) t->sentences.items[i].weight[0] = balance;
    hs_text statements = net_learn(t->rated.items, t->rated.count, &STATEMENTS, keep, scratch);
    hs_text gate = net_learn(t->sentences.items, t->sentences.count, &GATE, keep, scratch);
    size_t size = head + statements.size + gate.size;
    char *out = arena_allocate(keep, size, 1, 8);
    const uint32_t fields[3] = {FACTUALITY_VERSION, (uint32_t)size, 0};
    memcpy(out, "HSFW", 4);
    memcpy(out + 4, fields, sizeof fields);
    memcpy(out + head, statements.data, statements.size);
    memcpy(out + head + statements.size, gate.data, gate.size);
    uint64_t checksum = text_hash((hs_text){out + head, size - head}, 0);
    memcpy(out + 16, &checksum, 8);
    return (hs_text){out, size};
}

hs_status factuality_train(const model *language, const knowledge *known, const hs_text *files, const hs_text *paths,
                           uint32_t count, hs_arena *keep, hs_arena scratch, hs_text *out, hs_error *error) {
    trainer t = {.keep = keep};
    factuality_rules taking = *known->factuality;
    taking.weighs = false, taking.take = take, taking.context = &t;
    knowledge training = *known;
    training.factuality = &taking;
    for (uint32_t i = 0; i < count; i++) {
        hs_text rest = files[i];
        while (rest.size) {
            hs_text line = text_cut(&rest, '\n');
            if (!text_trim(line).size) continue;
            hs_status status = read_line(&t, language, &training, line, paths[i], scratch, error);
            if (status != HS_OK) return status;
        }
    }
    if (!t.rated.count) return error_set(error, HS_ERROR_INPUT, count ? paths[0] : (hs_text){0}, UINT64_MAX, "no rated predicate was found");
    *out = learn_all(&t, keep, scratch);
    return HS_OK;
}
