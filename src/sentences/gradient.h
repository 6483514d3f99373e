// Floating-point kernels of training: products, their gradients, and Adam.
//
// Sums run in eight lanes in a fixed order whatever the machine's vector width is, and no
// multiplication is fused with an addition, so a training run gives the same bits again.
#ifndef SENTENCES_GRADIENT_H
#define SENTENCES_GRADIENT_H

#include "base/arena.h"
#include "hearsay.h"

// Numbers that training changes. Sizes are multiples of 16 floats; 64-byte aligned.
typedef struct parameters {
    float *value, *gradient;
    float *mean, *square; // Adam's running moments
    size_t count;
    // where the count is in rows of `width` and few of them change at a time
    size_t width;             // 0: all change in each step
    uint32_t *touched;        // [touched_count] rows with a gradient
    uint8_t *is_touched;      // [count / width]
    size_t touched_count;
} parameters;

// Values in [-range, range), drawn in order from *seed.
parameters gradient_parameters(hs_arena *arena, size_t count, size_t width, float range, uint64_t *seed);

// The gradient row of a sparse parameter, marked as touched.
float *gradient_row(parameters *of, uint32_t row);

// Rate and what makes up for moments that began at nothing: 0.9 and 0.999 to the power of the
// steps so far, by repeated product, as the mathematics library may differ between systems.
typedef struct pace {
    float rate, first, second;
} pace;

// Before each step: begin with first and second at 1.
void gradient_pace(pace *of, float rate);

// Adam (Kingma and Ba 2015), then the gradient is zero again.
void gradient_step(parameters *of, const pace *now);

typedef struct dense {
    parameters weights; // [rows][columns]
    parameters bias;    // [rows rounded up to 16]
    float *turned;      // the weights as [columns][rows rounded up to 16], zeros behind the rows
    size_t rows, columns;
} dense;

dense gradient_dense(hs_arena *arena, size_t rows, size_t columns, float range, uint64_t *seed);

// gradient_step for both, and the turned weights anew.
void gradient_step_dense(dense *of, const pace *now);

// out[i] = W in[i] + b for `count` items that stand `stride` and `out_stride` floats apart;
// writes rows rounded up to 16.
void dense_forward(const dense *of, const float *in, size_t stride, size_t count, float *out, size_t out_stride);

// Adds to the gradients of W, b and, unless it is NULL, of the input.
void dense_backward(dense *of, const float *in, size_t stride, size_t count, const float *out_gradient, size_t out_stride,
                    float *in_gradient);

// y += a x, over `count` floats, a multiple of 8.
void gradient_add(float *y, const float *x, float a, size_t count);
float gradient_dot(const float *a, const float *b, size_t count); // a multiple of 16

uint64_t gradient_random(uint64_t *seed);
float gradient_uniform(uint64_t *seed); // [0, 1)

#endif
