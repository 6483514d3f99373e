// See matrix.h. Sixteen rows stand side by side in a panel: first their biases, then two columns of
// each, then the next two. A pair of numbers of a vector is then multiplied with sixteen rows at once
// and no sum has to be gathered from the lanes of a register in the end; each pair of rows loaded is
// used for four vectors (Goto and van de Geijn 2008). The limit is two products of 16 pairs a cycle.
#include "sentences/matrix.h"

#include "base/wide.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { BIASES = MATRIX_PANEL * 2, PAIRS = MATRIX_PANEL * 2 }; // 16-bit numbers of the biases, and of two columns

static size_t panel_size(const matrix *by) { return BIASES + (size_t)by->columns * MATRIX_PANEL; }

void matrix_pack(matrix *by, hs_arena *keep) {
    size_t width = matrix_width(by), size = panel_size(by);
    int16_t *panels = arena_allocate(keep, width / MATRIX_PANEL * size, sizeof *panels, 64);
    for (size_t r = 0; r < by->rows; r++) {
        int16_t *panel = panels + r / MATRIX_PANEL * size;
        size_t lane = r % MATRIX_PANEL;
        memcpy(panel + lane * 2, &by->bias[r], sizeof *by->bias);
        for (size_t c = 0; c < by->columns; c++)
            panel[BIASES + c / 2 * PAIRS + lane * 2 + c % 2] = by->weights[r * by->columns + c];
    }
    by->panels = panels;
}

// One panel by vectors; `apart` is how far apart their sums stand.
typedef struct panel_task {
    const int16_t *panel, *in;
    size_t columns, stride, apart;
    int32_t *out;
} panel_task;

static panel_task task_of(const matrix *by, size_t panel, const int16_t *in, size_t stride, int32_t *out) {
    return (panel_task){by->panels + panel * panel_size(by), in, by->columns, stride, matrix_width(by),
                        out + panel * MATRIX_PANEL};
}

void matrix_multiply_plainly(const matrix *by, const int16_t *in, size_t stride, size_t count, int32_t *out) {
    for (size_t p = 0; p < matrix_width(by) / MATRIX_PANEL; p++) {
        panel_task task = task_of(by, p, in, stride, out);
        for (size_t i = 0; i < count; i++, task.in += stride, task.out += task.apart) {
            const int16_t *pairs = task.panel + BIASES;
            memcpy(task.out, task.panel, MATRIX_PANEL * sizeof *task.out);
            for (size_t c = 0; c < task.columns; c += 2, pairs += PAIRS)
                for (size_t r = 0; r < MATRIX_PANEL; r++)
                    task.out[r] += task.in[c] * pairs[2 * r] + task.in[c + 1] * pairs[2 * r + 1];
        }
    }
}

#ifdef __x86_64__
#define AVX2 __attribute__((target("avx2")))

AVX2 INLINE __m256i load(const int16_t *at) { return _mm256_loadu_si256((const void *)at); }

AVX2 INLINE __m256i both(const int16_t *pair) {
    int32_t bits;
    memcpy(&bits, pair, sizeof bits);
    return _mm256_set1_epi32(bits);
}

// `vectors`, at most four, must be a constant for the sums to stay in registers.
AVX2 INLINE void multiply_block(panel_task task, size_t first, size_t vectors) {
    __m256i low[4], high[4];
    const int16_t *in = task.in + first * task.stride, *pairs = task.panel + BIASES;
    int32_t *out = task.out + first * task.apart;
    for (size_t i = 0; i < vectors; i++) low[i] = load(task.panel), high[i] = load(task.panel + MATRIX_PANEL);
    for (size_t c = 0; c < task.columns; c += 2, pairs += PAIRS) {
        __m256i rows = load(pairs), more_rows = load(pairs + MATRIX_PANEL);
        for (size_t i = 0; i < vectors; i++) {
            __m256i pair = both(in + i * task.stride + c);
            low[i] = _mm256_add_epi32(low[i], _mm256_madd_epi16(pair, rows));
            high[i] = _mm256_add_epi32(high[i], _mm256_madd_epi16(pair, more_rows));
        }
    }
    for (size_t i = 0; i < vectors; i++, out += task.apart) {
        _mm256_storeu_si256((void *)out, low[i]);
        _mm256_storeu_si256((void *)(out + MATRIX_PANEL / 2), high[i]);
    }
}

AVX2 static void multiply_wide(const matrix *by, const int16_t *in, size_t stride, size_t count, int32_t *out) {
    for (size_t p = 0; p < matrix_width(by) / MATRIX_PANEL; p++) {
        panel_task task = task_of(by, p, in, stride, out);
        size_t first = 0;
        for (; first + 4 <= count; first += 4) multiply_block(task, first, 4);
        if (count - first == 3) multiply_block(task, first, 3);
        if (count - first == 2) multiply_block(task, first, 2);
        if (count - first == 1) multiply_block(task, first, 1);
    }
}
#endif

void matrix_multiply(const matrix *by, const int16_t *in, size_t stride, size_t count, int32_t *out) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        multiply_wide(by, in, stride, count, out);
        return;
    }
#endif
    matrix_multiply_plainly(by, in, stride, count, out);
}
