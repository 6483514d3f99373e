// Trains the linear model of factuality.
//
// In: sentences with rated predicates. Out: weights. Every text goes through the whole
// statements room with a taker in place of the model (factuality.h), so that training sees
// what reading will see; a rating belongs to the statement whose predicate overlaps it most.
// Method: support vector regression with L2 regularisation and the squared epsilon-insensitive
// loss, by dual coordinate descent (Ho and Lin, "Large-scale linear support vector
// regression", 2012): for one example at a time the step that minimises
//   1/2 |w|^2 + C sum max(0, |y - w.x| - epsilon)^2
// over its own dual variable. The order of examples comes from a fixed linear congruential
// generator. Three such models: for news and for other text (the table factuality_corpora
// tells a record's `corpus`), each learning a little from the other's examples too; and the
// gate, over a text's words, which learns 1 for news and -1 for other text. Whoever rates
// news keeps nearer to 3: these ratings are stretched, so that both models speak of one scale
// and a gate in doubt does not shift what it mixes.
#include "statements/factuality_train.h"

#include "base/error.h"
#include "base/json.h"
#include "base/sort.h"
#include "base/text.h"
#include "statements/factuality.h"

static const double COST = 0.01, COST_FOREIGN = 0.00002, COST_GATE = 0.002, EPSILON = 0.1;
static const double MOST = 3, NEWS_STRETCH = 1.5; // the scale's upper end, from which ratings of news are stretched
static const uint32_t ROUNDS = 40;
static const double STEP = 1.0 / 4096; // of a stored weight, on the UDS scale

typedef struct example {
    const uint32_t *buckets;
    uint32_t count;
    bool news;
    double score, dual;
} example;

typedef struct examples {
    example *items;
    size_t count, capacity;
} examples;

typedef struct seen {
    hs_span predicate;
    const uint32_t *buckets;
    uint32_t count;
} seen;

typedef struct trainer {
    hs_arena *keep;
    examples rated, texts;
    bool news; // the text at hand
    seen *statements; // of the text at hand
    size_t seen_count, seen_capacity;
} trainer;

static int bucket_order(const void *a, const void *b, const void *context) {
    (void)context;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void take(void *context, const hs_statement *statement, const uint32_t *from, uint32_t count) {
    trainer *t = context;
    uint32_t *buckets = arena_new(t->keep, uint32_t, count + 1);
    memcpy(buckets, from, count * sizeof *buckets);
    sort_items(buckets, count, sizeof *buckets, bucket_order, NULL, *t->keep); // sums of floats depend on the order
    if (statement)
        *arena_push(t->keep, t->statements, t->seen_count, t->seen_capacity) = (seen){statement->predicate, buckets, count};
    else
        *arena_push(t->keep, t->texts.items, t->texts.count, t->texts.capacity) =
            (example){buckets, count, t->news, t->news ? 1 : -1, 0};
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

static const seen *best_statement(const trainer *t, hs_span span) {
    const seen *best = NULL;
    uint64_t best_common = 0, best_whole = 1;
    for (size_t i = 0; i < t->seen_count; i++) {
        hs_span p = t->statements[i].predicate;
        uint32_t start = p.start > span.start ? p.start : span.start, end = p.end < span.end ? p.end : span.end;
        if (end <= start) continue;
        uint64_t common = end - start, whole = (uint64_t)(p.end - p.start) + (span.end - span.start) - common;
        if (best && common * best_whole <= best_common * whole) continue;
        best = &t->statements[i], best_common = common, best_whole = whole;
    }
    return best;
}

static void add_ratings(trainer *t, hs_text text, const json_value *gold) {
    for (const json_value *rating = gold ? gold->first : NULL; rating; rating = rating->next) {
        const json_value *span = json_member(rating, "span"), *first = span ? span->first : NULL;
        if (!first || !first->next) continue;
        hs_span bytes = span_of_points(text, json_integer(first, 0), json_integer(first->next, 0));
        const seen *found = best_statement(t, bytes);
        if (!found) continue;
        double score = MOST - (MOST - json_double(json_member(rating, "score"), 0)) * (t->news ? NEWS_STRETCH : 1);
        *arena_push(t->keep, t->rated.items, t->rated.count, t->rated.capacity) =
            (example){found->buckets, found->count, t->news, score, 0};
    }
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
    hs_text corpus = json_string(json_member(record, "corpus"), &scratch);
    const lexicon_table *corpora = lexicon_find_table(known->lexicon, "factuality_corpora");
    t->news = text_equal(lexicon_cell(corpora, lexicon_find(corpora, corpus), 0, "register"), TEXT("news"));
    status = sentences_read(language, document.text, NULL, 0, &scratch, half, &parse, error);
    if (status == HS_OK) status = statements_read(known, &report.document, &parse, false, &scratch, half, &report, error);
    if (status == HS_OK) add_ratings(t, document.text, json_member(record, "gold"));
    return status;
}

static void shuffle(uint32_t *order, size_t count, uint64_t *state) {
    for (size_t i = count; i > 1; i--) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        size_t other = (size_t)((*state >> 33) % i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other], order[other] = kept;
    }
}

// One coordinate step; *bias is a feature of every example.
static void step(example *e, double cost, double *weights, double *bias) {
    double predicted = *bias, own = 1 / (2 * cost), squared = 1.0 + e->count + own;
    for (uint32_t i = 0; i < e->count; i++) predicted += weights[e->buckets[i]];
    double slope = predicted - e->score + own * e->dual, upper = slope + EPSILON, lower = slope - EPSILON, change;
    if (upper < squared * e->dual) change = -upper / squared;
    else if (lower > squared * e->dual) change = -lower / squared;
    else change = -e->dual;
    if (change == 0) return;
    e->dual += change;
    *bias += change;
    for (uint32_t i = 0; i < e->count; i++) weights[e->buckets[i]] += change;
}

static int32_t steps_of(double weight, int32_t most) {
    double steps = weight / STEP;
    int32_t rounded = (int32_t)(steps < 0 ? steps - 0.5 : steps + 0.5);
    return rounded > most ? most : rounded < -most ? -most : rounded;
}

// Learns one model into `weights` and returns its bias. News and other examples have costs of their own.
static double learn(const examples *from, double cost_news, double cost_other, double *weights, hs_arena scratch) {
    uint32_t *order = arena_new(&scratch, uint32_t, from->count + 1);
    for (size_t i = 0; i < from->count; i++) order[i] = (uint32_t)i, from->items[i].dual = 0;
    uint64_t state = 1;
    double bias = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        shuffle(order, from->count, &state);
        for (size_t i = 0; i < from->count; i++) {
            example *e = &from->items[order[i]];
            step(e, e->news ? cost_news : cost_other, weights, &bias);
        }
    }
    return bias;
}

static void put_u32(char *at, uint32_t value) { memcpy(at, &value, 4); }

static void put_linear(char *bias_at, char *at, const double *weights, size_t count, double bias) {
    put_u32(bias_at, (uint32_t)steps_of(bias, 1 << 20));
    for (size_t i = 0; i < count; i++) {
        int16_t weight = (int16_t)steps_of(weights[i], 32767);
        memcpy(at + i * 2, &weight, 2);
    }
}

static hs_text learn_all(const trainer *t, hs_arena *keep, hs_arena scratch) {
    size_t count = (size_t)1 << FACTUALITY_BITS, gate = (size_t)1 << FACTUALITY_GATE_BITS, head = FACTUALITY_HEAD_BYTES;
    size_t size = head + 16 + (2 * count + gate) * 2;
    char *out = arena_allocate(keep, size, 1, 8);
    double *news = arena_new(&scratch, double, count), *other = arena_new(&scratch, double, count);
    double *words = arena_new(&scratch, double, gate);
    size_t news_count = 0;
    for (size_t i = 0; i < t->texts.count; i++) news_count += t->texts.items[i].news;
    memcpy(out, "HSFW", 4);
    put_u32(out + 4, FACTUALITY_VERSION);
    put_u32(out + 8, (uint32_t)size);
    put_u32(out + 12, FACTUALITY_BITS);
    put_u32(out + head, (uint32_t)(STEP * 1e9 + 0.5));
    double bias = learn(&t->rated, COST, COST_FOREIGN, news, scratch);
    put_linear(out + head + 4, out + head + 16, news, count, bias);
    bias = learn(&t->rated, COST_FOREIGN, COST, other, scratch);
    put_linear(out + head + 8, out + head + 16 + count * 2, other, count, bias);
    double balance = news_count ? (double)(t->texts.count - news_count) / (double)news_count : 1; // both kinds of text count alike
    bias = learn(&t->texts, COST_GATE * balance, COST_GATE, words, scratch);
    put_linear(out + head + 12, out + head + 16 + count * 4, words, gate, bias);
    uint64_t checksum = text_hash((hs_text){out + head, size - head}, 0);
    memcpy(out + 16, &checksum, 8);
    return (hs_text){out, size};
}

hs_status factuality_train(const model *language, const knowledge *known, const hs_text *files, const hs_text *paths,
                           uint32_t count, hs_arena *keep, hs_arena scratch, hs_text *out, hs_error *error) {
    trainer t = {.keep = keep};
    factuality_rules taking = *known->factuality;
    taking.gate.weights = NULL, taking.take = take, taking.context = &t;
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
