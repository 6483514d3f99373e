// See gradient.h.
#include "sentences/gradient.h"

#include <math.h>

#include "base/wide.h"

typedef float lanes __attribute__((vector_size(32), may_alias));

uint64_t gradient_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

float gradient_uniform(uint64_t *seed) { return (float)(gradient_random(seed) >> 40) / 16777216.0f; }

parameters gradient_parameters(hs_arena *arena, size_t count, size_t width, float range, uint64_t *seed) {
    parameters made = {.count = count, .width = width};
    float **arrays[4] = {&made.value, &made.gradient, &made.mean, &made.square};
    for (int i = 0; i < 4; i++) *arrays[i] = arena_allocate(arena, count, sizeof(float), 64);
    for (size_t i = 0; i < count && range > 0; i++) made.value[i] = (gradient_uniform(seed) * 2 - 1) * range;
    if (width) {
        made.touched = arena_new(arena, uint32_t, count / width);
        made.is_touched = arena_new(arena, uint8_t, count / width);
    }
    return made;
}

float *gradient_row(parameters *of, uint32_t row) {
    if (!of->is_touched[row]) {
        of->is_touched[row] = 1;
        of->touched[of->touched_count++] = row;
    }
    return of->gradient + (size_t)row * of->width;
}

WIDE static void adam(float *value, float *gradient, float *mean, float *square, size_t count, float rate) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        mean[i] = 0.9f * mean[i] + 0.1f * g;
        square[i] = 0.999f * square[i] + 0.001f * (g * g);
        value[i] -= rate * mean[i] / (sqrtf(square[i]) + 1e-6f);
        gradient[i] = 0;
    }
}

void gradient_pace(pace *of, float rate) {
    of->rate = rate;
    of->first *= 0.9f;
    of->second *= 0.999f;
}

void gradient_step(parameters *of, const pace *now) {
    float scaled = now->rate * sqrtf(1 - now->second) / (1 - now->first);
    if (of->width == 0) {
        adam(of->value, of->gradient, of->mean, of->square, of->count, scaled);
        return;
    }
    for (size_t i = 0; i < of->touched_count; i++) {
        size_t at = (size_t)of->touched[i] * of->width;
        adam(of->value + at, of->gradient + at, of->mean + at, of->square + at, of->width, scaled);
        of->is_touched[of->touched[i]] = 0;
    }
    of->touched_count = 0;
}

static void turn(dense *of) {
    size_t rows = of->bias.count;
    for (size_t r = 0; r < of->rows; r++)
        for (size_t c = 0; c < of->columns; c++) of->turned[c * rows + r] = of->weights.value[r * of->columns + c];
}

dense gradient_dense(hs_arena *arena, size_t rows, size_t columns, float range, uint64_t *seed) {
    dense made = {.rows = rows, .columns = columns};
    made.weights = gradient_parameters(arena, rows * columns, 0, range, seed);
    made.bias = gradient_parameters(arena, (rows + 15) / 16 * 16, 0, 0, seed);
    made.turned = arena_allocate(arena, made.bias.count * columns, sizeof(float), 64);
    turn(&made);
    return made;
}

void gradient_step_dense(dense *of, const pace *now) {
    gradient_step(&of->weights, now);
    gradient_step(&of->bias, now);
    turn(of);
}

INLINE float sum_lanes(const lanes *of) {
    lanes a = *of;
    return ((a[0] + a[4]) + (a[1] + a[5])) + ((a[2] + a[6]) + (a[3] + a[7]));
}

INLINE float dot(const float *a, const float *b, size_t count) {
    lanes one = {0}, two = {0};
    for (size_t i = 0; i < count; i += 16) {
        one += *(const lanes *)(a + i) * *(const lanes *)(b + i);
        two += *(const lanes *)(a + i + 8) * *(const lanes *)(b + i + 8);
    }
    one += two;
    return sum_lanes(&one);
}

INLINE void add(float *y, const float *x, float a, size_t count) {
    for (size_t i = 0; i < count; i += 8) *(lanes *)(y + i) += *(const lanes *)(x + i) * a;
}

WIDE float gradient_dot(const float *a, const float *b, size_t count) { return dot(a, b, count); }
WIDE void gradient_add(float *y, const float *x, float a, size_t count) { add(y, x, a, count); }

enum { BLOCK = 16, ITEMS = 4 };

// Sixteen rows for `items` vectors at once: all sums stay in registers, each in the order
// of the columns, whatever the block.
INLINE void forward_block(const dense *of, size_t row, const float *in, size_t stride, size_t items, float *out, size_t out_stride) {
    lanes sums[ITEMS][2];
    for (size_t i = 0; i < items; i++) {
        sums[i][0] = *(const lanes *)(of->bias.value + row);
        sums[i][1] = *(const lanes *)(of->bias.value + row + 8);
    }
    const float *weights = of->turned + row;
    for (size_t c = 0; c < of->columns; c++, weights += of->bias.count) {
        lanes low = *(const lanes *)weights, high = *(const lanes *)(weights + 8);
        for (size_t i = 0; i < items; i++) {
            float x = in[i * stride + c];
            sums[i][0] += low * x;
            sums[i][1] += high * x;
        }
    }
    for (size_t i = 0; i < items; i++) {
        *(lanes *)(out + i * out_stride + row) = sums[i][0];
        *(lanes *)(out + i * out_stride + row + 8) = sums[i][1];
    }
}

WIDE void dense_forward(const dense *of, const float *in, size_t stride, size_t count, float *out, size_t out_stride) {
    for (size_t row = 0; row < of->bias.count; row += BLOCK) {
        size_t i = 0;
        for (; i + ITEMS <= count; i += ITEMS) forward_block(of, row, in + i * stride, stride, ITEMS, out + i * out_stride, out_stride);
        for (; i < count; i++) forward_block(of, row, in + i * stride, stride, 1, out + i * out_stride, out_stride);
    }
}

WIDE void dense_backward(dense *of, const float *in, size_t stride, size_t count, const float *out_gradient,
                         size_t out_stride, float *in_gradient) {
    for (size_t r = 0; r < of->rows; r++) {
        const float *row = of->weights.value + r * of->columns;
        float *change = of->weights.gradient + r * of->columns;
        for (size_t i = 0; i < count; i++) {
            float d = out_gradient[i * out_stride + r];
            if (d == 0) continue; // half of all and more: rectifiers that are shut
            of->bias.gradient[r] += d;
            add(change, in + i * stride, d, of->columns);
            if (in_gradient) add(in_gradient + i * stride, row, d, of->columns);
        }
    }
}
