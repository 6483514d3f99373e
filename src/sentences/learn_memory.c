// Memory layers in training. See network.h for what they compute.
//
// With a sum a for the gate and v for the value: g = 1/2 + a/4 within 0 and 1,
// h' = g h + (1 - g) v, out = in + h'. Backward through the words in the other order.
#include "sentences/learn_inside.h"

enum { WIDTH = NETWORK_WIDTH, HALF = NETWORK_MEMORY, SUMS = 4 * NETWORK_MEMORY };

static float gate_of(float sum) {
    float gate = 0.5f + 0.25f * sum;
    return gate < 0 ? 0 : gate > 1 ? 1 : gate;
}

static const float nothing[HALF];

// One word: the gate's sum is replaced by the gate.
static void step(float *sums, const float *before, float *state, const float *in, float *out) {
    for (int k = 0; k < HALF; k++) {
        float gate = sums[HALF + k] = gate_of(sums[HALF + k]);
        state[k] = gate * before[k] + (1 - gate) * sums[k];
        out[k] = in[k] + state[k];
    }
}

void learn_remember(dense *layer, const float *in, float *sums, float *states, float *out, uint32_t count) {
    dense_forward(layer, in + WIDTH, WIDTH, count, sums + SUMS, SUMS);
    for (size_t i = 1; i <= count; i++)
        step(sums + i * SUMS, i > 1 ? states + (i - 1) * WIDTH : nothing, states + i * WIDTH, in + i * WIDTH, out + i * WIDTH);
    for (size_t i = count; i >= 1; i--)
        step(sums + i * SUMS + 2 * HALF, i < count ? states + (i + 1) * WIDTH + HALF : nothing, states + i * WIDTH + HALF,
             in + i * WIDTH + HALF, out + i * WIDTH + HALF);
}

// One word back: d is the gradient of the output, carry what comes from the word that was
// computed after this one. Gates at their ends let nothing through.
static void step_back(const float *sums, const float *before, const float *d, float *carry, float *inner) {
    for (int k = 0; k < HALF; k++) {
        float gate = sums[HALF + k], all = d[k] + carry[k];
        inner[k] = all * (1 - gate);
        inner[HALF + k] = gate > 0 && gate < 1 ? all * (before[k] - sums[k]) * 0.25f : 0;
        carry[k] = all * gate;
    }
}

void learn_remember_back(dense *layer, const float *in, const float *sums, const float *states, float *inner, float *d, uint32_t count) {
    float carry[HALF] = {0};
    for (size_t i = count; i >= 1; i--)
        step_back(sums + i * SUMS, i > 1 ? states + (i - 1) * WIDTH : nothing, d + i * WIDTH, carry, inner + i * SUMS);
    memset(carry, 0, sizeof carry);
    for (size_t i = 1; i <= count; i++)
        step_back(sums + i * SUMS + 2 * HALF, i < count ? states + (i + 1) * WIDTH + HALF : nothing, d + i * WIDTH + HALF, carry,
                  inner + i * SUMS + 2 * HALF);
    dense_backward(layer, in + WIDTH, WIDTH, count, inner + SUMS, SUMS, d + WIDTH);
}
