// Trains the weights of names.h.
//
// In: the sentences of marked texts, each with the stretches that may be names, their features and
// what people say they are. Out: the blob.
// Method: a semi-Markov conditional random field (Sarawagi and Cohen 2004): the probability of a
// set S of stretches that do not overlap, each with a class, is
//   exp(sum over (s, k) in S of w_k . f(s)) / Z
// where Z sums over all such sets, by the forward and backward sums over positions. The gradient
// of its logarithm is what was marked less what is expected; steps are AdaGrad's (Duchi, Hazan
// and Singer 2011) with an L2 penalty, over a fixed number of rounds in an order shuffled by a
// fixed generator. The weights are the mean over the later rounds.
#include <math.h>

#include "base/text.h"
#include "statements/names.h"

enum { ROUNDS = 24, FIRST_AVERAGED = 12, LEAST_SEEN = 2, REAL_CLASSES = NAMES_NONE };
static const double RATE = 0.03, PENALTY = 0.01;

typedef struct weight {
    uint32_t hash;
    double now[REAL_CLASSES], total[REAL_CLASSES], squares[REAL_CLASSES];
} weight;

// Sentences whose features are numbers of weights.
typedef struct corpus {
    weight *weights;
    uint32_t weight_count;
    const names_sentence *sentences;
    const uint32_t **features; // [sentences] of all candidates of one, one after the other
    const uint32_t **starts;   // [sentences] where those of a candidate begin; one more at the end
} corpus;

typedef struct slot {
    uint32_t hash, seen, weight, last; // `seen` in so many sentences; `last`: the sentence that counted it last, + 1
} slot;

static slot *find(slot *slots, uint32_t mask, uint32_t hash) {
    uint32_t at = hash & mask;
    while (slots[at].hash && slots[at].hash != hash) at = (at + 1) & mask;
    slots[at].hash = hash;
    return &slots[at];
}

static slot *count_features(const names_sentence *sentences, uint32_t count, uint32_t *mask, hs_arena *scratch) {
    size_t features = 64;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < sentences[i].count; c++) features += sentences[i].items[c].count;
    for (*mask = 1; *mask < features;) *mask = *mask * 2 + 1;
    slot *slots = arena_new(scratch, slot, (size_t)*mask + 1);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < sentences[i].count; c++)
            for (uint32_t k = 0; k < sentences[i].items[c].count; k++) {
                slot *one = find(slots, *mask, sentences[i].items[c].hashes[k]);
                one->seen += one->last != i + 1;
                one->last = i + 1;
            }
    return slots;
}

static corpus make_corpus(const names_sentence *sentences, uint32_t count, hs_arena *scratch) {
    corpus c = {.sentences = sentences, .features = arena_new(scratch, const uint32_t *, count + 1), .starts = arena_new(scratch, const uint32_t *, count + 1)};
    uint32_t mask;
    slot *slots = count_features(sentences, count, &mask, scratch);
    for (uint32_t i = 0; i <= mask; i++)
        if (slots[i].seen >= LEAST_SEEN) slots[i].weight = c.weight_count++;
    c.weights = arena_new(scratch, weight, c.weight_count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const names_sentence *s = &sentences[i];
        uint32_t *starts = arena_new(scratch, uint32_t, s->count + 1), used = 0, all = 0;
        for (uint32_t k = 0; k < s->count; k++) all += s->items[k].count;
        uint32_t *features = arena_new(scratch, uint32_t, all + 1);
        for (uint32_t k = 0; k < s->count; k++) {
            starts[k] = used;
            for (uint32_t f = 0; f < s->items[k].count; f++) {
                const slot *one = find(slots, mask, s->items[k].hashes[f]);
                if (one->seen < LEAST_SEEN) continue;
                c.weights[one->weight].hash = one->hash;
                features[used++] = one->weight;
            }
        }
        starts[s->count] = used;
        c.features[i] = features, c.starts[i] = starts;
    }
    return c;
}

// Of one sentence: points of every candidate, sums of the exponents before and behind every position.
typedef struct lattice {
    double (*points)[REAL_CLASSES]; // [candidates]
    double *before, *behind;        // [length + 1], logarithms
} lattice;

static double log_sum(double a, double b) { return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b)); }

static lattice make_lattice(const corpus *c, uint32_t number, hs_arena *scratch) {
    const names_sentence *s = &c->sentences[number];
    lattice l = {arena_allocate(scratch, s->count + 1, sizeof *l.points, 8), arena_new(scratch, double, s->length + 1),
                 arena_new(scratch, double, s->length + 1)};
    for (uint32_t i = 0; i < s->count; i++) {
        memset(l.points[i], 0, sizeof l.points[i]);
        for (uint32_t f = c->starts[number][i]; f < c->starts[number][i + 1]; f++)
            for (int k = 0; k < REAL_CLASSES; k++) l.points[i][k] += c->weights[c->features[number][f]].now[k];
    }
    uint32_t next = 0;
    for (uint32_t past = 1; past <= s->length; past++) {
        l.before[past] = l.before[past - 1];
        for (; next < s->count && s->items[next].past == past; next++)
            for (int k = 0; k < REAL_CLASSES; k++)
                l.before[past] = log_sum(l.before[past], l.before[s->items[next].first] + l.points[next][k]);
    }
    for (uint32_t at = 0; at <= s->length; at++) l.behind[at] = at == s->length ? 0 : -INFINITY;
    for (uint32_t past = s->length; past > 0; past--) { // all that ends here is known: push it to where it began
        l.behind[past - 1] = log_sum(l.behind[past - 1], l.behind[past]);
        for (; next > 0 && s->items[next - 1].past == past; next--)
            for (int k = 0; k < REAL_CLASSES; k++) {
                double *begin = &l.behind[s->items[next - 1].first];
                *begin = log_sum(*begin, l.behind[past] + l.points[next - 1][k]);
            }
    }
    return l;
}

static void step(const corpus *from, uint32_t number, hs_arena scratch) {
    const names_sentence *s = &from->sentences[number];
    lattice l = make_lattice(from, number, &scratch);
    double all = l.before[s->length];
    for (uint32_t i = 0; i < s->count; i++) {
        const names_candidate *c = &s->items[i];
        double slope[REAL_CLASSES], most = 0;
        for (int k = 0; k < REAL_CLASSES; k++) {
            slope[k] = (c->label == k) - exp(l.before[c->first] + l.points[i][k] + l.behind[c->past] - all);
            if (fabs(slope[k]) > most) most = fabs(slope[k]);
        }
        if (most < 1e-4) continue;
        for (uint32_t f = from->starts[number][i]; f < from->starts[number][i + 1]; f++) {
            weight *w = &from->weights[from->features[number][f]];
            for (int k = 0; k < REAL_CLASSES; k++) {
                double gradient = slope[k] - PENALTY * w->now[k];
                w->squares[k] += gradient * gradient;
                w->now[k] += RATE * gradient / sqrt(1e-2 + w->squares[k]);
            }
        }
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

static int16_t mean(const weight *w, int class_number) {
    double points = w->total[class_number] / (ROUNDS - FIRST_AVERAGED) * NAMES_POINT;
    return (int16_t)lround(points > INT16_MAX ? INT16_MAX : points < -INT16_MAX ? -INT16_MAX : points);
}

enum { LEAST_WEIGHT = 8 }; // below it a weight says nothing

static bool is_kept(const weight *w) {
    for (int k = 0; k < REAL_CLASSES; k++)
        if (mean(w, k) >= LEAST_WEIGHT || mean(w, k) <= -LEAST_WEIGHT) return true;
    return false;
}

static hs_text write_blob(const corpus *c, hs_arena *keep) {
    uint32_t kept = 0, size = 64;
    for (uint32_t i = 0; i < c->weight_count; i++) kept += is_kept(&c->weights[i]);
    while (size < kept + kept / 2) size *= 2;
    size_t bytes = NAMES_HEAD + (size_t)size * NAMES_SLOT;
    char *out = arena_new(keep, char, bytes);
    for (uint32_t i = 0; i < c->weight_count; i++) {
        const weight *w = &c->weights[i];
        if (!is_kept(w)) continue;
        uint32_t at = w->hash & (size - 1), taken;
        while (memcpy(&taken, out + NAMES_HEAD + (size_t)at * NAMES_SLOT, 4), taken) at = (at + 1) & (size - 1);
        char *into = out + NAMES_HEAD + (size_t)at * NAMES_SLOT;
        memcpy(into, &w->hash, 4);
        for (int k = 0; k < REAL_CLASSES; k++) {
            int16_t value = mean(w, k);
            memcpy(into + 4 + 2 * k, &value, 2);
        }
    }
    uint32_t head[] = {NAMES_VERSION, (uint32_t)bytes, size - 1};
    uint64_t checksum = text_hash((hs_text){out + NAMES_HEAD, bytes - NAMES_HEAD}, 0);
    memcpy(out, "HSNM", 4);
    memcpy(out + 4, head, sizeof head);
    memcpy(out + 16, &checksum, 8);
    return (hs_text){out, bytes};
}

hs_text names_train(const names_sentence *sentences, uint32_t count, hs_arena *keep, hs_arena scratch) {
    corpus c = make_corpus(sentences, count, &scratch);
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    uint64_t state = 1;
    for (int round = 0; round < ROUNDS; round++) {
        shuffle(order, count, &state);
        for (uint32_t i = 0; i < count; i++)
            if (sentences[order[i]].count) step(&c, order[i], scratch);
        for (uint32_t i = 0; i < c.weight_count && round >= FIRST_AVERAGED; i++)
            for (int k = 0; k < REAL_CLASSES; k++) c.weights[i].total[k] += c.weights[i].now[k];
    }
    return write_blob(&c, keep);
}
