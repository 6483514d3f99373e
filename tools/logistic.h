// Logistic regression for the tools that make points: examples hold signs or do not, an answer is yes or no; the square of the
// weights, or of how far they are from where they began, is the penalty; Newton's steps, each as far as it makes the loss less. Weights that
// are held stay as they are.
#ifndef TOOLS_LOGISTIC_H
#define TOOLS_LOGISTIC_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct logistic_example {
    const uint16_t *signs; // [count] each once
    uint32_t count;
    bool yes;
    double weight; // how much it counts
} logistic_example;

typedef struct logistic {
    double *weights;  // [size]
    bool *is_held;    // [size]
    uint32_t size;
    double penalty;
    const double *origin; // [size] what weights are drawn to, NULL: nothing
} logistic;

enum { LOGISTIC_STEPS = 25 };

static double logistic_judge(const logistic_example *e, const double *weights) {
    double sum = 0;
    for (uint32_t i = 0; i < e->count; i++) sum += weights[e->signs[i]];
    return 1 / (1 + exp(-sum));
}

static double logistic_way(const logistic *l, const double *weights, uint32_t i) { return weights[i] - (l->origin ? l->origin[i] : 0); }

// Solves the equations by elimination; `matrix` is positive definite.
static void logistic_solve(double *matrix, double *right, uint32_t size) {
    for (uint32_t i = 0; i < size; i++) {
        for (uint32_t k = i + 1; k < size; k++) {
            double factor = matrix[k * size + i] / matrix[i * size + i];
            if (factor == 0) continue;
            for (uint32_t j = i; j < size; j++) matrix[k * size + j] -= factor * matrix[i * size + j];
            right[k] -= factor * right[i];
        }
    }
    for (uint32_t i = size; i-- > 0;) {
        for (uint32_t j = i + 1; j < size; j++) right[i] -= matrix[i * size + j] * right[j];
        right[i] /= matrix[i * size + i];
    }
}

static void logistic_add(const logistic *l, const logistic_example *e, double *matrix, double *slope) {
    double p = logistic_judge(e, l->weights);
    for (uint32_t i = 0; i < e->count; i++) {
        uint32_t row = e->signs[i];
        if (l->is_held[row]) continue;
        slope[row] += e->weight * (e->yes - p);
        for (uint32_t k = 0; k < e->count; k++)
            if (!l->is_held[e->signs[k]]) matrix[row * l->size + e->signs[k]] += e->weight * p * (1 - p);
    }
}

// What is made least: the surprise at the answers and the penalty.
static double logistic_loss(const logistic *l, const logistic_example *examples, size_t count, const double *weights) {
    double sum = 0;
    for (uint32_t i = 0; i < l->size; i++) sum += l->is_held[i] ? 0 : l->penalty / 2 * logistic_way(l, weights, i) * logistic_way(l, weights, i);
    for (size_t i = 0; i < count; i++) {
        double p = logistic_judge(&examples[i], weights);
        sum -= examples[i].weight * log(examples[i].yes ? p + 1e-12 : 1 - p + 1e-12);
    }
    return sum;
}

// As much of a step as makes the loss less: a whole one may go too far.
static void logistic_step(logistic *l, const logistic_example *examples, size_t count, const double *step, double *tried) {
    double before = logistic_loss(l, examples, count, l->weights);
    for (double part = 1; part > 1e-3; part /= 2) {
        for (uint32_t i = 0; i < l->size; i++) tried[i] = l->weights[i] + part * step[i];
        if (logistic_loss(l, examples, count, tried) > before) continue;
        memcpy(l->weights, tried, l->size * sizeof *tried);
        return;
    }
}

static void logistic_fit(logistic *l, const logistic_example *examples, size_t count, hs_arena scratch) {
    size_t square = (size_t)l->size * l->size;
    double *matrix = arena_new(&scratch, double, square), *slope = arena_new(&scratch, double, l->size), *tried = arena_new(&scratch, double, l->size);
    for (int step = 0; step < LOGISTIC_STEPS; step++) {
        memset(matrix, 0, square * sizeof *matrix);
        memset(slope, 0, l->size * sizeof *slope);
        for (size_t i = 0; i < count; i++) logistic_add(l, &examples[i], matrix, slope);
        for (uint32_t i = 0; i < l->size; i++) {
            matrix[i * l->size + i] += l->penalty;
            if (!l->is_held[i]) slope[i] -= l->penalty * logistic_way(l, l->weights, i);
        }
        logistic_solve(matrix, slope, l->size);
        logistic_step(l, examples, count, slope, tried);
    }
}

#endif
