// Learning the weights of voices: three averaged perceptrons over hashed features.
//
// In: documents with marked attributions. Out: the blob of voices_model.c. A marked
// attribution is laid on the tree: its cue is the marked word whose candidates hold the
// content best; the right content is the candidate with the greatest overlap (Jaccard, at
// least a half), the right sources are all that overlap the marked one. A cue is a binary
// decision with a margin, content and source are rankings. Averaging as in Daumé's trick:
// w - u / t. The threshold is set on the last tenth of the documents, which the first
// training leaves out: the best F1 of (cue, content, source) all right; a second training
// takes everything.
#include "statements/voices_train.h"

#include "base/sort.h"
#include "base/text.h"
#include "statements/voices.h"

enum { TABLES = 3, THRESHOLDS = 121 };
static const uint32_t table_bits[TABLES] = {20, 19, 18};

// Features of one candidate, in the pool.
typedef struct slice {
    uint32_t first, count;
} slice;

// One token that may be a cue.
typedef struct instance {
    slice cue;
    uint32_t document;
    uint32_t content_first, content_count; // slices, from the content 1 on
    uint32_t source_first, source_count;   // slices, from source 0 on
    bool positive;
    uint32_t right_content;                // number among the slices, HS_NONE where none is right
    uint64_t right_sources;                // bit i for slice i
} instance;

struct voices_trainer {
    const voices_rules *rules;
    hs_arena *keep;
    uint32_t *pool;
    size_t pool_count, pool_capacity;
    slice *slices;
    size_t slice_count, slice_capacity;
    instance *instances;
    size_t instance_count, instance_capacity;
    uint32_t documents;
    uint32_t golds; // marked attributions with content
};

voices_trainer *voices_trainer_open(const voices_rules *rules, hs_arena *keep) {
    voices_trainer *trainer = arena_new(keep, voices_trainer, 1);
    trainer->rules = rules;
    trainer->keep = keep;
    trainer->pool_capacity = (size_t)128 << 20;
    trainer->pool = arena_new(keep, uint32_t, trainer->pool_capacity);
    trainer->slice_capacity = (size_t)8 << 20;
    trainer->slices = arena_new(keep, slice, trainer->slice_capacity);
    return trainer;
}

// ---------------------------------------------------------------- from marks to instances

typedef struct aligned {
    range *parts[3]; // sources, cues, contents
    uint32_t counts[3];
    uint32_t token;  // chosen cue token, HS_NONE
    uint32_t content;
    double overlap;
} aligned;

static uint32_t token_at(const voices_work *work, uint32_t byte) {
    uint32_t low = 0, high = work->count; // first token that ends behind `byte`
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (work->tokens[middle].span.end > byte) high = middle;
        else low = middle + 1;
    }
    return low;
}

static range *to_tokens(const voices_work *work, const hs_span *spans, uint32_t count, hs_arena *arena) {
    range *out = arena_new(arena, range, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        out[i].first = token_at(work, spans[i].start);
        uint32_t last = spans[i].end > spans[i].start ? token_at(work, spans[i].end - 1) : out[i].first;
        out[i].end = last < work->count && work->tokens[last].span.start < spans[i].end ? last + 1 : last;
    }
    return out;
}

static uint32_t size_of(const range *parts, uint32_t count) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < count; i++) size += parts[i].end - parts[i].first;
    return size;
}

static uint32_t common(const range *a, uint32_t a_count, const range *b, uint32_t b_count) {
    uint32_t size = 0;
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t j = 0; j < b_count; j++) {
            uint32_t first = a[i].first > b[j].first ? a[i].first : b[j].first;
            uint32_t end = a[i].end < b[j].end ? a[i].end : b[j].end;
            if (end > first) size += end - first;
        }
    return size;
}

static double jaccard(const content *one, const aligned *gold) {
    uint32_t both = common(one->parts, one->part_count, gold->parts[2], gold->counts[2]);
    uint32_t all = size_of(one->parts, one->part_count) + size_of(gold->parts[2], gold->counts[2]) - both;
    return all ? (double)both / all : 0;
}

// Which token of the marked cue carries it: the one whose candidates hold the content best.
static void align(const voices_work *work, aligned *gold, hs_arena scratch) {
    gold->token = HS_NONE;
    for (uint32_t i = 0; i < gold->counts[1]; i++)
        for (uint32_t token = gold->parts[1][i].first; token < gold->parts[1][i].end; token++) {
            if (!voices_is_candidate(work, token)) continue;
            hs_arena inner = scratch;
            cue one = {.token = token, .entry = work->entry[token]};
            voices_candidates(work, &one, &inner);
            for (uint32_t c = 1; c < one.content_count; c++) {
                double overlap = jaccard(&one.contents[c], gold);
                if (overlap < 0.5 || overlap <= gold->overlap) continue;
                gold->overlap = overlap, gold->token = token, gold->content = c;
            }
        }
}

static slice add_features(voices_trainer *t, const features *f) {
    slice out = {(uint32_t)t->pool_count, f->count};
    for (uint32_t i = 0; i < f->count; i++) *arena_push(t->keep, t->pool, t->pool_count, t->pool_capacity) = f->at[i];
    return out;
}

static void add_candidates(voices_trainer *t, const voices_work *work, cue *of, instance *one, hs_arena scratch) {
    features f;
    voices_candidates(work, of, &scratch);
    voices_choose(work, of);
    of->content = one->right_content != HS_NONE ? one->right_content + 1 : 0;
    one->content_first = (uint32_t)t->slice_count;
    one->content_count = of->content_count - 1;
    for (uint32_t i = 1; i < of->content_count; i++) {
        voices_content_features(work, of, i, &f);
        *arena_push(t->keep, t->slices, t->slice_count, t->slice_capacity) = add_features(t, &f);
    }
    one->source_first = (uint32_t)t->slice_count;
    one->source_count = of->source_count;
    for (uint32_t i = 0; i < of->source_count; i++) {
        voices_source_features(work, of, i, &f);
        *arena_push(t->keep, t->slices, t->slice_count, t->slice_capacity) = add_features(t, &f);
    }
}

static uint64_t right_sources(const cue *of, const aligned *gold) {
    if (!gold->counts[0]) return 1;
    uint64_t bits = 0;
    for (uint32_t i = 1; i < of->source_count && i < 64; i++)
        if (common(&of->sources[i].tokens, 1, gold->parts[0], gold->counts[0])) bits |= (uint64_t)1 << i;
    return bits;
}

static void add_instance(voices_trainer *t, const voices_work *work, uint32_t token, const aligned *gold, hs_arena scratch) {
    features f;
    cue of = {.token = token, .entry = work->entry[token]};
    instance one = {.document = t->documents, .positive = gold != NULL, .right_content = HS_NONE};
    voices_cue_features(work, &of, &f);
    one.cue = add_features(t, &f);
    if (gold) {
        hs_arena inner = scratch;
        voices_candidates(work, &of, &inner);
        one.right_content = gold->content - 1;
        one.right_sources = right_sources(&of, gold);
    }
    // candidates of a token that is no cue are needed only to set the threshold
    if (gold || t->documents % 10 == 9) add_candidates(t, work, &of, &one, scratch);
    *arena_push(t->keep, t->instances, t->instance_count, t->instance_capacity) = one;
}

void voices_trainer_add(voices_trainer *trainer, const reading *r, const voices_example *examples, uint32_t count,
                        hs_arena scratch) {
    voices_work work = {.r = r, .rules = trainer->rules, .tokens = r->parse->tokens, .count = r->parse->token_count};
    voices_prepare(&work, &scratch);
    const aligned **of_token = arena_new(&scratch, const aligned *, work.count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const voices_example *e = &examples[i];
        if (!e->content_count) continue;
        trainer->golds += trainer->documents % 10 == 9;
        aligned *gold = arena_new(&scratch, aligned, 1);
        *gold = (aligned){.parts = {to_tokens(&work, e->sources, e->source_count, &scratch),
                                    to_tokens(&work, e->cues, e->cue_count, &scratch),
                                    to_tokens(&work, e->contents, e->content_count, &scratch)},
                          .counts = {e->source_count, e->cue_count, e->content_count}};
        align(&work, gold, scratch);
        if (gold->token != HS_NONE) of_token[gold->token] = gold;
    }
    for (uint32_t token = 0; token < work.count; token++)
        if (voices_is_candidate(&work, token)) add_instance(trainer, &work, token, of_token[token], scratch);
    trainer->documents++;
}

// ---------------------------------------------------------------- learning

typedef struct table {
    float *weights, *sums; // sums of update * time, for the average
    uint32_t mask;
    float time;
} table;

static table table_open(uint32_t bits, hs_arena *arena) {
    return (table){arena_new(arena, float, (size_t)1 << bits), arena_new(arena, float, (size_t)1 << bits),
                   (1u << bits) - 1, 1};
}

static float score(const voices_trainer *t, const table *of, slice s) {
    float sum = 0;
    for (uint32_t i = 0; i < s.count; i++) sum += of->weights[t->pool[s.first + i] & of->mask];
    return sum;
}

static void update(const voices_trainer *t, table *of, slice s, float by) {
    for (uint32_t i = 0; i < s.count; i++) {
        uint32_t at = t->pool[s.first + i] & of->mask;
        of->weights[at] += by;
        of->sums[at] += by * of->time;
    }
}

static void average(table *of) {
    for (uint32_t i = 0; i <= of->mask; i++) of->weights[i] -= of->sums[i] / of->time;
}

static uint32_t best_slice(const voices_trainer *t, const table *of, uint32_t first, uint32_t count) {
    uint32_t best = 0;
    float high = -1e30f;
    for (uint32_t i = 0; i < count; i++) {
        float now = score(t, of, t->slices[first + i]);
        if (now > high) high = now, best = i;
    }
    return best;
}

static uint32_t best_right(const voices_trainer *t, const table *of, const instance *one) {
    uint32_t best = HS_NONE;
    float high = -1e30f;
    for (uint32_t i = 0; i < one->source_count && i < 64; i++) {
        if (!(one->right_sources >> i & 1)) continue;
        float now = score(t, of, t->slices[one->source_first + i]);
        if (now > high) high = now, best = i;
    }
    return best;
}

static void learn_one(const voices_trainer *t, table *tables, const instance *one) {
    const float margin = 6;
    float now = score(t, &tables[0], one->cue);
    tables[0].time += 1;
    if (one->positive ? now < margin : now > -margin) update(t, &tables[0], one->cue, one->positive ? 1.0f : -1.0f);
    if (!one->positive) return;
    tables[1].time += 1;
    uint32_t got = best_slice(t, &tables[1], one->content_first, one->content_count);
    if (got != one->right_content) {
        update(t, &tables[1], t->slices[one->content_first + one->right_content], 1);
        update(t, &tables[1], t->slices[one->content_first + got], -1);
    }
    uint32_t want = best_right(t, &tables[2], one);
    if (want == HS_NONE) return;
    tables[2].time += 1;
    got = best_slice(t, &tables[2], one->source_first, one->source_count);
    if (!(one->right_sources >> got & 1)) {
        update(t, &tables[2], t->slices[one->source_first + want], 1);
        update(t, &tables[2], t->slices[one->source_first + got], -1);
    }
}

static uint64_t step(uint64_t *state) {
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state;
}

static bool held_out(const instance *one) { return one->document % 10 == 9; }

// `all` false leaves out the documents on which the threshold is set.
static void learn(const voices_trainer *t, table *tables, uint32_t rounds, bool all, hs_arena scratch) {
    uint32_t *order = arena_new(&scratch, uint32_t, t->instance_count + 1);
    uint64_t state = 88172645463325252u;
    for (size_t i = 0; i < t->instance_count; i++) order[i] = (uint32_t)i;
    for (uint32_t round = 0; round < rounds; round++) {
        for (size_t i = t->instance_count; i > 1; i--) {
            size_t j = step(&state) % i;
            uint32_t swap = order[i - 1];
            order[i - 1] = order[j], order[j] = swap;
        }
        for (size_t i = 0; i < t->instance_count; i++) {
            const instance *one = &t->instances[order[i]];
            if (all || !held_out(one)) learn_one(t, tables, one);
        }
    }
    for (unsigned i = 0; i < TABLES; i++) average(&tables[i]);
}

// ---------------------------------------------------------------- to integers

// The scale that brings the largest weights to 127; the few beyond it are cut.
static float scale_of(const table *of) {
    double sum = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i <= of->mask; i++) {
        float w = of->weights[i] < 0 ? -of->weights[i] : of->weights[i];
        if (w > 0) sum += w, count++;
    }
    return count && sum > 0 ? (float)(127.0 / (sum / count * 16)) : 1;
}

static int8_t to_byte(float w, float scale) {
    float x = w * scale;
    if (x > 127) return 127;
    if (x < -127) return -127;
    return (int8_t)(x < 0 ? x - 0.5f : x + 0.5f);
}

static float threshold_of(const voices_trainer *t, const table *tables, float scale) {
    uint32_t hits[THRESHOLDS] = {0}, given[THRESHOLDS] = {0};
    for (size_t i = 0; i < t->instance_count; i++) {
        const instance *one = &t->instances[i];
        if (!held_out(one)) continue;
        float now = score(t, &tables[0], one->cue) * scale;
        bool right = one->positive &&
                     best_slice(t, &tables[1], one->content_first, one->content_count) == one->right_content &&
                     one->right_sources >> best_slice(t, &tables[2], one->source_first, one->source_count) & 1;
        for (int k = 0; k < THRESHOLDS; k++)
            if (now > (k - 60) * 10) given[k]++, hits[k] += right;
    }
    int best = 60;
    double high = -1;
    for (int k = 0; k < THRESHOLDS; k++) {
        double f1 = 2.0 * hits[k] / (given[k] + t->golds + 1e-9);
        if (f1 > high) high = f1, best = k;
    }
    return (float)((best - 60) * 10);
}

static hs_text write_blob(const table *tables, float threshold, hs_arena *keep) {
    size_t size = VOICES_HEAD_BYTES;
    for (unsigned i = 0; i < TABLES; i++) size += (size_t)tables[i].mask + 1;
    char *out = arena_new(keep, char, size);
    uint32_t head[VOICES_HEAD_WORDS] = {0, VOICES_MODEL_VERSION, (uint32_t)size, (uint32_t)(int32_t)threshold,
                                        table_bits[0], table_bits[1], table_bits[2], 0};
    memcpy(head, "HSVM", 4);
    memcpy(out, head, sizeof head);
    char *at = out + VOICES_HEAD_BYTES;
    for (unsigned i = 0; i < TABLES; i++) {
        float scale = scale_of(&tables[i]);
        for (uint32_t w = 0; w <= tables[i].mask; w++) *at++ = (char)to_byte(tables[i].weights[w], scale);
    }
    uint64_t checksum = text_hash((hs_text){out + VOICES_HEAD_BYTES, size - VOICES_HEAD_BYTES}, 0);
    memcpy(out + sizeof head, &checksum, 8);
    return (hs_text){out, size};
}

hs_text voices_trainer_finish(voices_trainer *trainer, uint32_t rounds) {
    hs_arena scratch = *trainer->keep; // the first training is forgotten but for its threshold
    table tables[TABLES];
    for (unsigned i = 0; i < TABLES; i++) tables[i] = table_open(table_bits[i], &scratch);
    learn(trainer, tables, rounds, false, scratch);
    float threshold = threshold_of(trainer, tables, scale_of(&tables[0]));
    *trainer->keep = scratch;
    for (unsigned i = 0; i < TABLES; i++) tables[i] = table_open(table_bits[i], trainer->keep);
    learn(trainer, tables, rounds, true, *trainer->keep);
    return write_blob(tables, threshold, trainer->keep);
}
