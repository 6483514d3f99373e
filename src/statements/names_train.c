// Trains the weights of names.h.
//
// In: examples (features of a mention, its class) in the order of the text. Out: the blob.
// Method: multi-class perceptron (Collins 2002) over a fixed number of rounds, each in an
// order shuffled by a fixed generator; the weights are the mean over all steps. Whole
// numbers throughout, so the bytes do not depend on the machine.
#include "base/text.h"
#include "statements/names.h"

enum { ROUNDS = 12, MARGIN = 100, SCALE = 64, LEAST_SEEN = 2 };

typedef struct weight {
    uint32_t hash, seen;
    int32_t now[NAMES_CLASSES];
    int64_t total[NAMES_CLASSES]; // step at which a change was made, times the change
} weight;

typedef struct table {
    weight *slots;
    uint32_t mask, used;
} table;

static weight *find(table *t, uint32_t hash) {
    uint32_t at = hash & t->mask;
    while (t->slots[at].hash && t->slots[at].hash != hash) at = (at + 1) & t->mask;
    if (!t->slots[at].hash) t->slots[at].hash = hash, t->used++;
    return &t->slots[at];
}

// The best class but the right one, where that one does not lead by the margin.
static names_class rival(table *t, const names_example *e) {
    int64_t points[NAMES_CLASSES] = {0};
    for (uint32_t i = 0; i < e->count; i++) {
        const weight *w = find(t, e->hashes[i]);
        for (int k = 0; k < NAMES_CLASSES && w->seen >= LEAST_SEEN; k++) points[k] += w->now[k];
    }
    names_class right = (names_class)e->label, best = right == NAMES_NONE ? NAMES_PERSON : NAMES_NONE;
    for (int k = 0; k < NAMES_CLASSES; k++)
        if (k != (int)right && points[k] > points[best]) best = (names_class)k;
    return points[right] - points[best] < MARGIN ? best : right;
}

static void change(table *t, const names_example *e, names_class to, int32_t by, int64_t step) {
    for (uint32_t i = 0; i < e->count; i++) {
        weight *w = find(t, e->hashes[i]);
        w->now[to] += by;
        w->total[to] += by * step;
    }
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *state) {
    for (uint32_t i = count; i > 1; i--) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        uint32_t other = (uint32_t)((*state >> 33) % i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

static int16_t mean(const weight *w, int class_number, int64_t steps) {
    int64_t sum = ((int64_t)w->now[class_number] * steps - w->total[class_number]) * SCALE / steps;
    return (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
}

static bool is_kept(const weight *w, int64_t steps) {
    for (int k = 0; k < NAMES_CLASSES; k++)
        if (w->seen >= LEAST_SEEN && mean(w, k, steps)) return true;
    return false;
}

static hs_text write_blob(const table *t, int64_t steps, hs_arena *keep) {
    uint32_t kept = 0, size = 64;
    for (uint32_t i = 0; i <= t->mask; i++) kept += is_kept(&t->slots[i], steps);
    while (size < kept * 2) size *= 2;
    size_t bytes = NAMES_HEAD + (size_t)size * NAMES_SLOT;
    char *out = arena_new(keep, char, bytes);
    for (uint32_t i = 0; i <= t->mask; i++) {
        const weight *w = &t->slots[i];
        if (!is_kept(w, steps)) continue;
        uint32_t at = w->hash & (size - 1), taken;
        while (memcpy(&taken, out + NAMES_HEAD + (size_t)at * NAMES_SLOT, 4), taken) at = (at + 1) & (size - 1);
        char *slot = out + NAMES_HEAD + (size_t)at * NAMES_SLOT;
        memcpy(slot, &w->hash, 4);
        for (int k = 0; k < NAMES_CLASSES; k++) {
            int16_t value = mean(w, k, steps);
            memcpy(slot + 4 + 2 * k, &value, 2);
        }
    }
    uint32_t head[] = {NAMES_VERSION, (uint32_t)bytes, size - 1};
    uint64_t checksum = text_hash((hs_text){out + NAMES_HEAD, bytes - NAMES_HEAD}, 0);
    memcpy(out, "HSNM", 4);
    memcpy(out + 4, head, sizeof head);
    memcpy(out + 16, &checksum, 8);
    return (hs_text){out, bytes};
}

hs_text names_train(const names_example *examples, uint32_t count, hs_arena *keep, hs_arena scratch) {
    size_t features = 64;
    for (uint32_t i = 0; i < count; i++) features += examples[i].count;
    table t = {.mask = 1};
    while (t.mask < features * 2) t.mask = t.mask * 2 + 1;
    t.slots = arena_new(&scratch, weight, (size_t)t.mask + 1);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < examples[i].count; k++) find(&t, examples[i].hashes[k])->seen++;
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    uint64_t state = 1;
    int64_t step = 1;
    for (int round = 0; round < ROUNDS; round++) {
        shuffle(order, count, &state);
        for (uint32_t i = 0; i < count; i++, step++) {
            const names_example *e = &examples[order[i]];
            names_class made = rival(&t, e), right = (names_class)e->label;
            if (made == right) continue;
            change(&t, e, right, 1, step);
            change(&t, e, made, -1, step);
        }
    }
    return write_blob(&t, step, keep);
}
