// How certain it is that an event happened, as the text's own author presents it, from -3
// (certainly not) to 3 (certainly): the scale of Universal Decompositional Semantics.
//
// In: statements with stage, polarity and voices. Out: factuality_milli. Method: a linear
// model over features of the tree and of the earlier passes (factuality_features.c),
// trained on human ratings (factuality_train.c), after Stanovsky et al. 2017, who add the
// tree's lexical signatures to a support vector regression. People rate what news tells
// otherwise than what other text tells, so there are two such models, and a third, over the
// words of the document, says how much each counts. Sums are integers, so every machine
// gives the same. A language without weights has a rule from stage and polarity.
// What it gets wrong: irony, and the world's own knowledge ("claimed to have flown").
#include "statements/factuality.h"

#include "base/error.h"
#include "base/text.h"

static uint32_t read_u32(hs_text bytes, size_t at) {
    uint32_t value;
    memcpy(&value, bytes.data + at, 4);
    return value;
}

enum { LINEARS = 3, BODY_BYTES = 4 + LINEARS * 4 };

static size_t linear_size(int number) { return (size_t)1 << (number == 2 ? FACTUALITY_GATE_BITS : FACTUALITY_BITS); }

static hs_status check_weights(hs_text bytes, hs_error *error) {
    hs_text path = TEXT("factuality weights");
    size_t wanted = FACTUALITY_HEAD_BYTES + BODY_BYTES;
    for (int i = 0; i < LINEARS; i++) wanted += linear_size(i) * 2;
    if (bytes.size < FACTUALITY_HEAD_BYTES || memcmp(bytes.data, "HSFW", 4) != 0)
        return error_set(error, HS_ERROR_FORMAT, path, 0, "no weights of factuality");
    if (read_u32(bytes, 4) != FACTUALITY_VERSION || read_u32(bytes, 12) != FACTUALITY_BITS)
        return error_set(error, HS_ERROR_FORMAT, path, 4, "weights of another version");
    if (bytes.size != wanted || read_u32(bytes, 8) != wanted)
        return error_set(error, HS_ERROR_FORMAT, path, bytes.size, "%zu bytes where %zu are needed", bytes.size, wanted);
    uint64_t checksum;
    memcpy(&checksum, bytes.data + 16, 8);
    if (checksum != text_hash(text_slice(bytes, FACTUALITY_HEAD_BYTES, bytes.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, 16, "the checksum of the weights is wrong");
    return HS_OK;
}

static hs_status read_weights(hs_text bytes, hs_arena *keep, factuality_rules *rules, hs_error *error) {
    hs_status status = check_weights(bytes, error);
    if (status != HS_OK) return status;
    factuality_linear *linears[LINEARS] = {&rules->news, &rules->other, &rules->gate};
    size_t at = FACTUALITY_HEAD_BYTES + BODY_BYTES;
    rules->unit_nano = (int32_t)read_u32(bytes, FACTUALITY_HEAD_BYTES);
    for (int i = 0; i < LINEARS; i++) {
        int16_t *weights = arena_new(keep, int16_t, linear_size(i)); // a copy: the file's bytes may be unaligned
        memcpy(weights, bytes.data + at, linear_size(i) * 2);
        at += linear_size(i) * 2;
        *linears[i] = (factuality_linear){weights, (int32_t)read_u32(bytes, FACTUALITY_HEAD_BYTES + 4 + (size_t)i * 4)};
    }
    return HS_OK;
}

hs_status factuality_open(const lexicon *tables, hs_text weights, hs_arena *keep, const factuality_rules **out,
                          hs_error *error) {
    factuality_rules *rules = arena_new(keep, factuality_rules, 1);
    rules->words = lexicon_find_table(tables, "factuality_words");
    rules->senses = lexicon_find_table(tables, "word_senses");
    *out = rules;
    return weights.size ? read_weights(weights, keep, rules, error) : HS_OK;
}

// Without weights: the further an event has come, the more it is a fact.
static int32_t by_stage(const hs_statement *statement) {
    static const int32_t milli[] = {
        [HS_STAGE_POSSIBLE] = 500, [HS_STAGE_CONSIDERED] = 500, [HS_STAGE_PLANNED] = 1000,
        [HS_STAGE_ORDERED] = 1500, [HS_STAGE_UNDERWAY] = 2800,  [HS_STAGE_DONE] = 3000,
    };
    int32_t value = milli[statement->stage];
    return statement->polarity == HS_NEGATED ? -value : value;
}

static int64_t sum(const factuality_linear *linear, const uint32_t *buckets, uint32_t count) {
    int64_t total = linear->bias;
    for (uint32_t i = 0; i < count; i++) total += linear->weights[buckets[i]];
    return total;
}

enum { NEWS_IN_DOUBT = 510 }; // of a text whose words tell nothing: most of what is read here is news

// How much of a news text the document is, in thousandths.
static int64_t news_share(const factuality_rules *rules, const uint32_t *buckets, uint32_t count) {
    int64_t milli = NEWS_IN_DOUBT + sum(&rules->gate, buckets, count) * rules->unit_nano * 3 / 4000000;
    return milli < 0 ? 0 : milli > 1000 ? 1000 : milli;
}

// Raters seldom say 3 of what other text tells as done; the scale is stretched (hundredths) and shifted (thousandths) so that such
// a thing comes near its end.
enum { STRETCHED = 120, SHIFTED = 120 };

static int32_t by_weights(const factuality_rules *rules, const factuality_features *features, int64_t share) {
    int64_t news = sum(&rules->news, features->buckets, features->count);
    int64_t other = sum(&rules->other, features->buckets, features->count);
    int64_t rated = (news * share + other * (1000 - share)) * rules->unit_nano / 1000000000;
    int64_t milli = rated * STRETCHED / 100 + SHIFTED;
    return milli > 3000 ? 3000 : milli < -3000 ? -3000 : (int32_t)milli;
}

void factuality_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    const factuality_rules *rules = r->knowledge->factuality;
    bool weighs = rules && rules->gate.weights, looks = weighs || (rules && rules->take);
    factuality_words words = {0};
    if (looks) words = factuality_words_make(r, rules, &scratch);
    uint32_t count = 0;
    const uint32_t *gate = looks ? factuality_gate_words(&words, &scratch, &count) : NULL;
    int64_t share = weighs ? news_share(rules, gate, count) : 0;
    if (looks && rules->take) rules->take(rules->context, NULL, gate, count);
    for (uint32_t i = 0; i < r->statement_count; i++) {
        hs_statement *statement = &r->statements[i];
        factuality_features features;
        int32_t milli = by_stage(statement);
        if (looks && statement->token < r->parse->token_count) {
            factuality_collect(&words, statement, &features);
            if (rules->take) rules->take(rules->context, statement, features.buckets, features.count);
            if (weighs) milli = by_weights(rules, &features, share);
        }
        statement->factuality_milli = (int16_t)milli;
        reading_explain(r, statement, HS_ATTRIBUTE_FACTUALITY, weighs ? "weights" : "stage and polarity",
                        statement->predicate, keep);
    }
}
