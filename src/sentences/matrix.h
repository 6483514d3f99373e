// Products of rows of weights with vectors, in whole numbers: the same sums on every machine.
#ifndef SENTENCES_MATRIX_H
#define SENTENCES_MATRIX_H

#include "base/arena.h"

enum { MATRIX_PANEL = 16 }; // rows that are multiplied together

// A weight is its number over 2 to the `shift`.
typedef struct matrix {
    const int16_t *weights; // [rows][columns]
    const int32_t *bias;    // [rows] in the unit of the sums
    uint32_t rows, columns, shift;
    const int16_t *panels; // weights and biases in the order of matrix_multiply, NULL until packed
} matrix;

// How far apart the sums of two vectors stand: all rows, rounded up to whole panels.
static inline size_t matrix_width(const matrix *by) {
    return ((size_t)by->rows + MATRIX_PANEL - 1) / MATRIX_PANEL * MATRIX_PANEL;
}

// Sets `panels`, which lie in `keep`. `columns` must be even.
void matrix_pack(matrix *by, hs_arena *keep);

// out[i][r] = weights[r] . in[i] + bias[r] for `count` vectors, which begin `stride` numbers apart (they
// may overlap) and sums, [count][matrix_width]; those past the last row are 0. Packed matrices only.
void matrix_multiply(const matrix *by, const int16_t *in, size_t stride, size_t count, int32_t *out);
// The same sums, as any machine makes them.
void matrix_multiply_plainly(const matrix *by, const int16_t *in, size_t stride, size_t count, int32_t *out);

#endif
