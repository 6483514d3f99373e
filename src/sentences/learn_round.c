// Trained weights turned into the whole numbers that network.c computes with.
#include "sentences/learn_inside.h"

static float largest(const float *values, size_t count) {
    float most = 0;
    for (size_t i = 0; i < count; i++) {
        float size = values[i] < 0 ? -values[i] : values[i];
        if (size > most) most = size;
    }
    return most;
}

static int32_t nearest(float value, float unit, float limit) {
    float scaled = value * unit;
    if (scaled > limit) scaled = limit;
    if (scaled < -limit) scaled = -limit;
    return (int32_t)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
}

static float power_of_two(uint32_t shift) { return (float)(1u << shift); }

// The finest power of two whose multiples hold every weight; the sums count in_unit * 2^shift.
// Where the output is to count another unit than the input, the shift makes up for it.
static matrix round_dense(const dense *of, float in_unit, hs_arena *keep) {
    size_t count = of->rows * of->columns;
    float most = largest(of->weights.value, count);
    uint32_t shift = 0;
    while (shift < 14 && most * power_of_two(shift + 1) <= NETWORK_WEIGHT_LIMIT) shift++;
    int16_t *weights = arena_new(keep, int16_t, count);
    int32_t *bias = arena_new(keep, int32_t, of->rows);
    for (size_t i = 0; i < count; i++) weights[i] = (int16_t)nearest(of->weights.value[i], power_of_two(shift), NETWORK_WEIGHT_LIMIT);
    for (size_t i = 0; i < of->rows; i++) bias[i] = nearest(of->bias.value[i], power_of_two(shift) * in_unit, NETWORK_BIAS_LIMIT);
    return (matrix){weights, bias, (uint32_t)of->rows, (uint32_t)of->columns, shift, NULL};
}

static const int16_t *round_shares(const parameters *of, hs_arena *keep) {
    int16_t *made = arena_new(keep, int16_t, of->count);
    for (size_t i = 0; i < of->count; i++) made[i] = (int16_t)nearest(of->value[i], NETWORK_HIDDEN_UNIT, NETWORK_SHARE_LIMIT);
    return made;
}

network learn_round(const trainer *of, hs_arena *keep) {
    network made = {.vocabulary = of->vocabulary};
    float most = largest(of->embeddings.value, of->embeddings.count);
    while (most * NETWORK_UNIT / power_of_two(made.embedding_shift) > 127) made.embedding_shift++;
    float unit = NETWORK_UNIT / power_of_two(made.embedding_shift);
    int8_t *embeddings = arena_new(keep, int8_t, of->embeddings.count);
    for (size_t i = 0; i < of->embeddings.count; i++) embeddings[i] = (int8_t)nearest(of->embeddings.value[i], unit, 127);
    made.embeddings = embeddings;
    for (int i = 0; i < NETWORK_LAYERS; i++) made.layers[i] = round_dense(&of->layers[i], NETWORK_UNIT, keep);
    made.tags = round_dense(&of->tags, NETWORK_UNIT, keep);
    for (int i = 0; i < SLOT_COUNT; i++) {
        made.slots[i] = round_dense(&of->slots[i], NETWORK_UNIT, keep);
        made.slots[i].shift++; // vectors count 1/256, the hidden layer 1/128
    }
    made.absent = round_shares(&of->absent, keep);
    made.table = round_shares(&of->table, keep);
    made.scores = round_dense(&of->scores, NETWORK_HIDDEN_UNIT, keep);
    return made;
}
