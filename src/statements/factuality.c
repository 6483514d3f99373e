// How certain it is that an event happened, as the text's own author presents it, from -3
// (certainly not) to 3 (certainly): the scale of Universal Decompositional Semantics.
//
// In: statements with stage, polarity and voices. Out: factuality_milli. Method: a linear
// model over features of the tree and of the earlier passes (factuality_features.c),
// trained on human ratings (factuality_train.c), after Stanovsky et al. 2017, who add the
// tree's lexical signatures to a support vector regression. Sums are integers, so every
// machine gives the same. A language without weights has a rule from stage and polarity.
// What it gets wrong: irony, and the world's own knowledge ("claimed to have flown").
#include "statements/factuality.h"

#include "base/error.h"
#include "base/text.h"

static uint32_t read_u32(hs_text bytes, size_t at) {
    uint32_t value;
    memcpy(&value, bytes.data + at, 4);
    return value;
}

static hs_status read_weights(hs_text bytes, hs_arena *keep, factuality_rules *rules, hs_error *error) {
    size_t count = (size_t)1 << FACTUALITY_BITS, wanted = FACTUALITY_HEAD_BYTES + 8 + count * 2;
    hs_text path = TEXT("factuality weights");
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
    rules->unit_nano = (int32_t)read_u32(bytes, FACTUALITY_HEAD_BYTES);
    rules->bias = (int32_t)read_u32(bytes, FACTUALITY_HEAD_BYTES + 4);
    int16_t *weights = arena_new(keep, int16_t, count); // a copy: the file's bytes may be unaligned
    memcpy(weights, bytes.data + FACTUALITY_HEAD_BYTES + 8, count * 2);
    rules->weights = weights;
    return HS_OK;
}

hs_status factuality_open(const lexicon *tables, hs_text weights, hs_arena *keep, const factuality_rules **out,
                          hs_error *error) {
    factuality_rules *rules = arena_new(keep, factuality_rules, 1);
    rules->words = lexicon_find_table(tables, "factuality_words");
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

static int32_t by_weights(const factuality_rules *rules, const factuality_features *features) {
    int64_t sum = rules->bias;
    for (uint32_t i = 0; i < features->count; i++) sum += rules->weights[features->buckets[i]];
    int64_t milli = sum * rules->unit_nano / 1000000;
    return milli > 3000 ? 3000 : milli < -3000 ? -3000 : (int32_t)milli;
}

void factuality_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    const factuality_rules *rules = r->knowledge->factuality;
    bool weighs = rules && (rules->weights || rules->take);
    factuality_words words = {0};
    if (weighs) words = factuality_words_make(r, rules, &scratch);
    for (uint32_t i = 0; i < r->statement_count; i++) {
        hs_statement *statement = &r->statements[i];
        factuality_features features;
        int32_t milli = by_stage(statement);
        if (weighs && statement->token < r->parse->token_count) {
            factuality_collect(&words, statement, &features, scratch);
            if (rules->take) rules->take(rules->context, statement, i, &features);
            if (rules->weights) milli = by_weights(rules, &features);
        }
        statement->factuality_milli = (int16_t)milli;
        reading_explain(r, statement, HS_ATTRIBUTE_FACTUALITY, weighs ? "weights" : "stage and polarity",
                        statement->predicate, keep);
    }
}
