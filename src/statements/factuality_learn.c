// How the small network of factuality_net.h is learned.
//
// In: examples, each with marks, numbers and what every head should say. Out: the bytes of a network. Method: gradient
// descent on the square of what is missed, one example at a time, every weight with a rate of its own that falls with the
// gradients it has seen (AdaGrad; Duchi, Hazan and Singer 2011). At each step half the marks, a fifth of the numbers and
// three in ten of the hidden layer are left out by chance (Srivastava and others 2014): few examples, many marks. Order and
// chance come from a fixed generator, and only sums, products, quotients and square roots are taken, which every machine
// rounds alike.
#include "statements/factuality_learn.h"

#include <math.h>

#include "base/sort.h"
#include "base/text.h"

static const float MARK_LEFT_OUT = 0.5f, INPUT_LEFT_OUT = 0.2f, HIDDEN_LEFT_OUT = 0.3f;
static const float RATE = 0.03f, RATE_DENSE = 0.009f, RATE_FLOOR = 1e-3f, SHRINK = 1e-5f, SHRINK_HEADS = 1e-4f;
static const float MARK_SCALE = 0.08f; // what a row counts for: about one over the root of the marks of an example
static const float ROW_START = 0.02f, DENSE_START = 0.05f, HEAD_START = 0.18f; // ranges of what stands there at first

// Weights beside the sums of their squared gradients.
typedef struct weights {
    float *value, *seen;
    size_t count;
} weights;

typedef struct learner {
    const net_plan *plan;
    const uint32_t *keys;
    uint32_t mark_count;
    weights rows, dense, bias, heads, head_bias; // shapes as in factuality_net
    uint64_t chance;
    // of the example at hand
    uint32_t *marks, used;
    float inputs[NET_INPUTS_MOST], hidden[NET_HIDDEN_MOST], slope[NET_HIDDEN_MOST], missed[NET_HEADS_MOST];
} learner;

static uint32_t draw(learner *l) {
    l->chance = l->chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(l->chance >> 33);
}

static float draw_part(learner *l) { return (float)draw(l) / 2147483648.0f; } // [0, 1]

static weights weights_make(learner *l, size_t count, float range, hs_arena *scratch) {
    weights w = {arena_new(scratch, float, count + 1), arena_new(scratch, float, count + 1), count};
    for (size_t i = 0; i < count && range > 0; i++) w.value[i] = (draw_part(l) * 2 - 1) * range;
    return w;
}

static inline void descend(weights *w, size_t at, float gradient, float rate) {
    w->seen[at] += gradient * gradient;
    w->value[at] -= rate * gradient / (sqrtf(w->seen[at]) + RATE_FLOOR);
}

// ---------------------------------------------------------------- which marks are kept

static int mark_order(const void *a, const void *b, const void *context) {
    (void)context;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t *kept_marks(const net_example *examples, size_t count, uint32_t least, uint32_t *kept, hs_arena *keep, hs_arena scratch) {
    size_t total = 0, used = 0;
    for (size_t i = 0; i < count; i++) total += examples[i].count;
    uint32_t *all = arena_new(&scratch, uint32_t, total + 1), *out = arena_new(keep, uint32_t, total / least + 1);
    for (size_t i = 0; i < count; i++) {
        memcpy(all + used, examples[i].marks, examples[i].count * sizeof *all);
        used += examples[i].count;
    }
    sort_items(all, total, sizeof *all, mark_order, NULL, scratch);
    *kept = 0;
    for (size_t i = 0, end; i < total && *kept < NET_MARKS_MOST; i = end) {
        for (end = i; end < total && all[end] == all[i];) end++;
        if (end - i >= least) out[(*kept)++] = all[i];
    }
    return out;
}

// An example's marks by their numbers; both lists ascend.
static net_example number_marks(const net_example *from, const uint32_t *keys, uint32_t key_count, hs_arena *scratch) {
    net_example out = *from;
    uint32_t *numbers = arena_new(scratch, uint32_t, from->count + 1);
    out.marks = numbers, out.count = 0;
    for (uint32_t i = 0; i < from->count; i++) {
        uint32_t low = 0, high = key_count;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (keys[middle] < from->marks[i]) low = middle + 1;
            else high = middle;
        }
        if (low < key_count && keys[low] == from->marks[i]) numbers[out.count++] = low;
    }
    return out;
}

// ---------------------------------------------------------------- one step

static void look(learner *l, const net_example *e) {
    const uint32_t hidden = l->plan->hidden;
    const float by_mark = MARK_SCALE / (1 - MARK_LEFT_OUT), by_input = 1.0f / (1 << NET_INPUT_SHIFT);
    memcpy(l->hidden, l->bias.value, hidden * sizeof *l->hidden);
    l->used = 0;
    for (uint32_t i = 0; i < e->count; i++)
        if (draw_part(l) >= MARK_LEFT_OUT) l->marks[l->used++] = e->marks[i];
    for (uint32_t i = 0; i < l->used; i++) {
        const float *row = l->rows.value + (size_t)l->marks[i] * hidden;
        for (uint32_t j = 0; j < hidden; j++) l->hidden[j] += row[j] * by_mark;
    }
    for (uint32_t i = 0; i < l->plan->inputs; i++) {
        l->inputs[i] = draw_part(l) < INPUT_LEFT_OUT ? 0 : (float)e->inputs[i] * by_input / (1 - INPUT_LEFT_OUT);
        const float *row = l->dense.value + (size_t)i * hidden;
        for (uint32_t j = 0; j < hidden; j++) l->hidden[j] += row[j] * l->inputs[i];
    }
    for (uint32_t j = 0; j < hidden; j++)
        l->hidden[j] = l->hidden[j] <= 0 || draw_part(l) < HIDDEN_LEFT_OUT ? 0 : l->hidden[j] / (1 - HIDDEN_LEFT_OUT);
}

static void judge(learner *l, const net_example *e) {
    const uint32_t hidden = l->plan->hidden;
    memset(l->slope, 0, sizeof l->slope);
    for (uint32_t k = 0; k < l->plan->heads; k++) {
        const float *head = l->heads.value + (size_t)k * hidden;
        float out = l->head_bias.value[k];
        for (uint32_t j = 0; j < hidden; j++) out += l->hidden[j] * head[j];
        l->missed[k] = (out - e->target[k]) * e->weight[k];
        for (uint32_t j = 0; j < hidden; j++)
            if (l->hidden[j] > 0) l->slope[j] += l->missed[k] * head[j] / (1 - HIDDEN_LEFT_OUT);
    }
}

static void learn_row(learner *l, weights *w, size_t row, float scale, float rate) {
    const uint32_t hidden = l->plan->hidden;
    for (size_t j = 0, at = row * hidden; j < hidden; j++, at++) descend(w, at, l->slope[j] * scale + SHRINK * w->value[at], rate);
}

static void learn_from(learner *l, const net_example *e) {
    const uint32_t hidden = l->plan->hidden;
    look(l, e);
    judge(l, e);
    for (uint32_t k = 0; k < l->plan->heads; k++) {
        if (e->weight[k] == 0) continue;
        for (size_t j = 0, at = (size_t)k * hidden; j < hidden; j++, at++)
            descend(&l->heads, at, l->missed[k] * l->hidden[j] + SHRINK_HEADS * l->heads.value[at], RATE);
        descend(&l->head_bias, k, l->missed[k], RATE);
    }
    for (uint32_t i = 0; i < l->used; i++) learn_row(l, &l->rows, l->marks[i], MARK_SCALE / (1 - MARK_LEFT_OUT), RATE);
    for (uint32_t i = 0; i < l->plan->inputs; i++)
        if (l->inputs[i] != 0) learn_row(l, &l->dense, i, l->inputs[i], RATE_DENSE);
    learn_row(l, &l->bias, 0, 1, RATE_DENSE);
}

static void learn_round(learner *l, const net_example *examples, uint32_t *order, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t other = draw(l) % i;
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other], order[other] = kept;
    }
    for (size_t i = 0; i < count; i++) learn_from(l, &examples[order[i]]);
}

// ---------------------------------------------------------------- the file

static int32_t whole(float value, float unit, int32_t most) {
    float steps = value * unit;
    if (!(steps < (float)most)) return most;
    if (steps < -(float)most) return -most;
    return (int32_t)(steps < 0 ? steps - 0.5f : steps + 0.5f);
}

static char *put_wholes(char *at, const weights *from, size_t size, float unit, int32_t most) {
    for (size_t i = 0; i < from->count; i++, at += size) {
        int32_t value = whole(from->value[i], unit, most);
        memcpy(at, &value, size); // little-endian: the low bytes
    }
    return at;
}

static hs_text write_net(const learner *l, hs_arena *keep) {
    const net_plan *p = l->plan;
    const uint32_t fields[4] = {l->mark_count, p->inputs, p->hidden, p->heads};
    size_t size = sizeof fields + (size_t)l->mark_count * 4 + (p->hidden + p->heads) * 4 + (l->dense.count + l->heads.count) * 2 +
                  (l->rows.count + 3) / 4 * 4;
    char *out = arena_allocate(keep, size, 1, 8), *at = out;
    memcpy(at, fields, sizeof fields);
    memcpy(at + sizeof fields, l->keys, (size_t)l->mark_count * 4);
    at += sizeof fields + (size_t)l->mark_count * 4;
    const float unit = 1 << NET_SHIFT, wide = (float)(1 << (NET_SHIFT + NET_INPUT_SHIFT));
    at = put_wholes(at, &l->bias, 4, wide, 1 << 28);
    at = put_wholes(at, &l->head_bias, 4, unit, 1 << 28);
    at = put_wholes(at, &l->dense, 2, unit, NET_WEIGHT_LIMIT);
    at = put_wholes(at, &l->heads, 2, unit, NET_WEIGHT_LIMIT);
    put_wholes(at, &l->rows, 1, MARK_SCALE * (1 << NET_ROW_SHIFT), 127);
    return (hs_text){out, size};
}

hs_text net_learn(const net_example *examples, size_t count, const net_plan *plan, hs_arena *keep, hs_arena scratch) {
    learner l = {.plan = plan, .chance = 7919};
    l.keys = kept_marks(examples, count, plan->least, &l.mark_count, keep, scratch);
    net_example *numbered = arena_new(&scratch, net_example, count + 1);
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1), most = 0;
    for (size_t i = 0; i < count; i++) {
        numbered[i] = number_marks(&examples[i], l.keys, l.mark_count, &scratch);
        order[i] = (uint32_t)i;
        most = numbered[i].count > most ? numbered[i].count : most;
    }
    l.marks = arena_new(&scratch, uint32_t, most + 1);
    l.rows = weights_make(&l, (size_t)l.mark_count * plan->hidden, ROW_START, &scratch);
    l.dense = weights_make(&l, (size_t)plan->inputs * plan->hidden, DENSE_START, &scratch);
    l.bias = weights_make(&l, plan->hidden, 0, &scratch);
    l.heads = weights_make(&l, (size_t)plan->heads * plan->hidden, HEAD_START, &scratch);
    l.head_bias = weights_make(&l, plan->heads, 0, &scratch);
    for (uint32_t k = 0; k < plan->heads; k++) l.head_bias.value[k] = plan->first;
    for (uint32_t round = 0; round < plan->rounds; round++) learn_round(&l, numbered, order, count);
    return write_net(&l, keep);
}
