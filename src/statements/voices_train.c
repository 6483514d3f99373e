// Learning the weights of voices: four averaged perceptrons over hashed features.
//
// In: documents with marked attributions. Out: the blob of voices_model.c. A marked
// attribution is laid on the tree: its cue is the marked word whose candidates hold the
// content best; the right content is the candidate with the greatest overlap (Jaccard, at
// least a half), the right sources are all that overlap the marked one. Cues are told from
// other words with a margin, contents and sources are ranked. The last table decides on the
// whole, cue with chosen content and source; so that it learns from choices as good as they
// will be on new text, they are made by weights from the other half of the documents.
// Averaging as in Daumé's trick: w - u / t. Floor and threshold are set on every tenth
// document, which a first training leaves out: the best F1 of cue, content and source all
// right; a second training takes everything.
#include "statements/voices_train.h"

#include "base/text.h"
#include "statements/voices.h"

enum { HELD_OUT = 10, FOLDS = 2, THRESHOLDS = 241, THRESHOLD_STEP = 8, SMOOTH = 10 };
static const uint32_t table_bits[VOICES_TABLES] = {20, 19, 18, 20};
static const float cue_margin = 20, rank_margin = 10, whole_margin = 20;

// One candidate: its features in the pool.
typedef struct slice {
    uint32_t first, count;
    uint32_t sketch[2];
    bool visible; // a content that holds a statement, or could: others leave no trace in what is printed
} slice;

// One token that may be a cue.
typedef struct instance {
    slice cue;
    voices_outline outline;
    uint32_t document;
    uint32_t content_first, content_count; // slices, from the content 1 on
    uint32_t source_first, source_count;   // slices, from source 0 on
    bool positive;
    uint32_t right_content;                // number among the slices, HS_NONE where none is right
    uint64_t right_sources;                // bit i for slice i
    uint32_t content, source;              // as chosen
} instance;

struct voices_trainer {
    const voices_rules *rules;
    hs_arena *keep;
    hs_arena of_pool, of_slices, of_instances; // each grows at the end of its own
    uint32_t *pool;
    size_t pool_count, pool_capacity;
    slice *slices;
    size_t slice_count, slice_capacity;
    instance *instances;
    size_t instance_count, instance_capacity;
    uint32_t documents;
    uint32_t golds; // marked attributions of the documents held out
};

voices_trainer *voices_trainer_open(const voices_rules *rules, hs_arena *keep) {
    voices_trainer *trainer = arena_new(keep, voices_trainer, 1);
    trainer->rules = rules;
    trainer->keep = keep;
    trainer->of_pool = arena_split(keep), trainer->of_slices = arena_split(keep), trainer->of_instances = arena_split(keep);
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
    slice out = {.first = (uint32_t)t->pool_count, .count = features_count(f)};
    for (uint32_t i = 0; i < out.count; i++) *arena_push(&t->of_pool, t->pool, t->pool_count, t->pool_capacity) = f->at[i];
    return out;
}

static void add_slice(voices_trainer *t, slice one) {
    *arena_push(&t->of_slices, t->slices, t->slice_count, t->slice_capacity) = one;
}

static void add_candidates(voices_trainer *t, const voices_work *work, cue *of, instance *one) {
    features f;
    voices_choose(work, of);
    one->content_first = (uint32_t)t->slice_count;
    one->content_count = of->content_count - 1;
    for (uint32_t i = 1; i < of->content_count; i++) {
        voices_begin_features(NULL, TABLE_CONTENT, &f);
        voices_content_features(work, of, i, &f);
        slice s = add_features(t, &f);
        voices_content_sketch(work, of, i, s.sketch);
        s.visible = voices_holds_statement(work, of->contents[i].parts, of->contents[i].part_count) ||
                    voices_topic(work, of->contents[i].parts, of->contents[i].part_count) != HS_NONE;
        add_slice(t, s);
    }
    one->source_first = (uint32_t)t->slice_count;
    one->source_count = of->source_count;
    for (uint32_t i = 0; i < of->source_count; i++) {
        voices_begin_features(NULL, TABLE_SOURCE, &f);
        voices_source_features(work, of, i, &f);
        slice s = add_features(t, &f);
        voices_source_sketch(work, of, i, s.sketch);
        add_slice(t, s);
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
    voices_begin_features(NULL, TABLE_CUE, &f);
    voices_cue_features(work, &of, &f);
    one.cue = add_features(t, &f);
    one.outline = voices_outline_of(work, &of);
    voices_candidates(work, &of, &scratch);
    if (gold) {
        one.right_content = gold->content - 1;
        one.right_sources = right_sources(&of, gold);
    }
    add_candidates(t, work, &of, &one);
    *arena_push(&t->of_instances, t->instances, t->instance_count, t->instance_capacity) = one;
}

void voices_trainer_add(voices_trainer *trainer, const reading *r, const voices_example *examples, uint32_t count,
                        hs_arena scratch) {
    voices_work work = {.r = r, .rules = trainer->rules, .tokens = r->parse->tokens, .count = r->parse->token_count};
    voices_prepare(&work, &scratch);
    const aligned **of_token = arena_new(&scratch, const aligned *, work.count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const voices_example *e = &examples[i];
        if (!e->content_count) continue;
        trainer->golds += trainer->documents % HELD_OUT == HELD_OUT - 1;
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

// ---------------------------------------------------------------- perceptrons

typedef struct table {
    float *weights, *sums; // sums of update * time, for the average
    uint32_t mask;
    float time;
} table;

static table table_open(uint32_t bits, hs_arena *arena) {
    return (table){arena_new(arena, float, (size_t)1 << bits), arena_new(arena, float, (size_t)1 << bits),
                   (1u << bits) - 1, 1};
}

static float score_at(const table *of, const uint32_t *at, uint32_t count) {
    float sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += of->weights[at[i] & of->mask];
    return sum;
}

static float score(const voices_trainer *t, const table *of, slice s) { return score_at(of, t->pool + s.first, s.count); }

static void update_at(table *of, const uint32_t *at, uint32_t count, float by) {
    for (uint32_t i = 0; i < count; i++) {
        of->weights[at[i] & of->mask] += by;
        of->sums[at[i] & of->mask] += by * of->time;
    }
}

static void update(const voices_trainer *t, table *of, slice s, float by) { update_at(of, t->pool + s.first, s.count, by); }

static void average(table *of) {
    for (uint32_t i = 0; i <= of->mask; i++) of->weights[i] -= of->sums[i] / of->time;
}

static uint32_t best_slice(const voices_trainer *t, const table *of, uint32_t first, uint32_t count, float *margin) {
    uint32_t best = 0;
    float high = -1e30f, second = -1e30f;
    for (uint32_t i = 0; i < count; i++) {
        float now = score(t, of, t->slices[first + i]);
        if (now > high) second = high, high = now, best = i;
        else if (now > second) second = now;
    }
    *margin = second < -1e29f ? -1 : high - second;
    return best;
}

// The best among the right ones and the best among the wrong ones; HS_NONE where there is none.
static void best_two(const voices_trainer *t, const table *of, uint32_t first, uint32_t count, uint64_t right, uint32_t *good,
                     uint32_t *bad, float *lead) {
    float high[2] = {-1e30f, -1e30f};
    uint32_t which[2] = {HS_NONE, HS_NONE};
    for (uint32_t i = 0; i < count && i < 64; i++) {
        bool is_right = right >> i & 1;
        float now = score(t, of, t->slices[first + i]);
        if (now > high[is_right]) high[is_right] = now, which[is_right] = i;
    }
    *good = which[1], *bad = which[0], *lead = high[1] - high[0];
}

static void rank(const voices_trainer *t, table *of, uint32_t first, uint32_t count, uint64_t right) {
    uint32_t good, bad;
    float lead;
    of->time += 1;
    best_two(t, of, first, count, right, &good, &bad, &lead);
    if (good == HS_NONE || bad == HS_NONE || lead >= rank_margin) return;
    update(t, of, t->slices[first + good], 1);
    update(t, of, t->slices[first + bad], -1);
}

static void learn_one(const voices_trainer *t, table *tables, const instance *one) {
    float now = score(t, &tables[TABLE_CUE], one->cue);
    tables[TABLE_CUE].time += 1;
    if (one->positive ? now < cue_margin : now > -cue_margin) update(t, &tables[TABLE_CUE], one->cue, one->positive ? 1.0f : -1.0f);
    if (!one->positive) return;
    if (one->right_content < 64) rank(t, &tables[TABLE_CONTENT], one->content_first, one->content_count, (uint64_t)1 << one->right_content);
    if (one->right_sources) rank(t, &tables[TABLE_SOURCE], one->source_first, one->source_count, one->right_sources);
}

// ---------------------------------------------------------------- rounds

static uint64_t step(uint64_t *state) {
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state;
}

static bool held_out(const instance *one) { return one->document % HELD_OUT == HELD_OUT - 1; }
static uint32_t fold_of(const instance *one) { return one->document % FOLDS; }

typedef struct choice {
    bool all;      // also the documents held out
    uint32_t fold; // left out; FOLDS for none
} choice;

static bool takes(choice of, const instance *one) { return (of.all || !held_out(one)) && fold_of(one) != of.fold; }

typedef void learner(const voices_trainer *t, table *tables, const instance *one);

static void learn(const voices_trainer *t, table *tables, uint32_t rounds, choice of, learner *learn_it, hs_arena scratch) {
    uint32_t *order = arena_new(&scratch, uint32_t, t->instance_count + 1);
    uint64_t state = 88172645463325252u;
    for (size_t i = 0; i < t->instance_count; i++) order[i] = (uint32_t)i;
    for (uint32_t round = 0; round < rounds; round++) {
        for (size_t i = t->instance_count; i > 1; i--) {
            size_t j = step(&state) % i;
            uint32_t swap = order[i - 1];
            order[i - 1] = order[j], order[j] = swap;
        }
        for (size_t i = 0; i < t->instance_count; i++)
            if (takes(of, &t->instances[order[i]])) learn_it(t, tables, &t->instances[order[i]]);
    }
}

// ---------------------------------------------------------------- to integers

// The scale that brings sixteen times the mean weight to 127; the few beyond it are cut.
static float scale_of(const table *of) {
    double sum = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i <= of->mask; i++) {
        float w = of->weights[i] < 0 ? -of->weights[i] : of->weights[i];
        if (w > 0) sum += w, count++;
    }
    return count && sum > 0 ? (float)(127.0 / (sum / count * 16)) : 1;
}

static void round_weights(table *of) {
    float scale = scale_of(of);
    for (uint32_t i = 0; i <= of->mask; i++) {
        float x = of->weights[i] * scale;
        x = x > 127 ? 127 : x < -127 ? -127 : x;
        of->weights[i] = (float)(int32_t)(x < 0 ? x - 0.5f : x + 0.5f);
    }
}

static void train_parts(const voices_trainer *t, table *tables, uint32_t rounds, choice of, hs_arena scratch) {
    learn(t, tables, rounds, of, learn_one, scratch);
    for (unsigned i = TABLE_CUE; i <= TABLE_SOURCE; i++) {
        average(&tables[i]);
        round_weights(&tables[i]);
    }
}

static void fill_outline(const voices_trainer *t, const table *tables, instance *one) {
    float content_margin, source_margin;
    one->content = best_slice(t, &tables[TABLE_CONTENT], one->content_first, one->content_count, &content_margin);
    one->source = best_slice(t, &tables[TABLE_SOURCE], one->source_first, one->source_count, &source_margin);
    one->outline.cue_score = (int32_t)score(t, &tables[TABLE_CUE], one->cue);
    one->outline.content_margin = content_margin < 0 ? VOICES_MARGIN_ALONE : (int32_t)content_margin;
    one->outline.source_margin = source_margin < 0 ? VOICES_MARGIN_ALONE : (int32_t)source_margin;
    if (one->content_count) memcpy(one->outline.content, t->slices[one->content_first + one->content].sketch, sizeof one->outline.content);
    memcpy(one->outline.source, t->slices[one->source_first + one->source].sketch, sizeof one->outline.source);
}

static void whole_of(const voices_trainer *t, const instance *one, features *out) {
    voices_begin_features(NULL, TABLE_WHOLE, out);
    memcpy(out->at, t->pool + one->cue.first, one->cue.count * sizeof *out->at);
    out->end = out->at + one->cue.count;
    voices_whole_features(&one->outline, out);
}

static bool all_right(const instance *one) {
    return one->positive && one->content == one->right_content && one->right_sources >> one->source & 1;
}

static void learn_whole(const voices_trainer *t, table *tables, const instance *one) {
    features f;
    if (!one->content_count) return;
    whole_of(t, one, &f);
    table *of = &tables[TABLE_WHOLE];
    float now = score_at(of, f.at, features_count(&f));
    of->time += 1;
    if (one->positive ? now < whole_margin : now > -whole_margin) update_at(of, f.at, features_count(&f), one->positive ? 1.0f : -1.0f);
}

// Choices on each half by weights from the other, then the table that decides on the whole.
static void train_whole(voices_trainer *t, table *tables, uint32_t rounds, bool all, hs_arena scratch) {
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        hs_arena inner = scratch;
        table half[VOICES_TABLES];
        for (unsigned i = 0; i < VOICES_TABLES; i++) half[i] = table_open(table_bits[i], &inner);
        train_parts(t, half, rounds, (choice){all, fold}, inner);
        for (size_t i = 0; i < t->instance_count; i++)
            if (fold_of(&t->instances[i]) == fold) fill_outline(t, half, &t->instances[i]);
    }
    learn(t, tables, rounds, (choice){all, FOLDS}, learn_whole, scratch);
    average(&tables[TABLE_WHOLE]);
    round_weights(&tables[TABLE_WHOLE]);
}

// Of the attributions of documents held out that are found and right, the score of the cue below which no more than one in 200 lies.
static int32_t floor_of(const voices_trainer *t, const table *tables, int32_t threshold) {
    uint32_t low[THRESHOLDS] = {0}, found = 0;
    for (size_t i = 0; i < t->instance_count; i++) {
        const instance *one = &t->instances[i];
        features f;
        if (!held_out(one) || !one->content_count || !all_right(one)) continue;
        whole_of(t, one, &f);
        if (score_at(&tables[TABLE_WHOLE], f.at, features_count(&f)) <= (float)threshold) continue;
        found++;
        for (int k = 0; k < THRESHOLDS; k++) low[k] += one->outline.cue_score <= (k - THRESHOLDS / 2) * THRESHOLD_STEP;
    }
    int lowest = 0;
    for (int k = 0; k < THRESHOLDS / 2; k++)
        if (low[k] * 200 <= found) lowest = k;
    return (lowest - THRESHOLDS / 2) * THRESHOLD_STEP;
}

// The threshold of the best F1 on the documents held out, and the floor that goes with it.
static void set_thresholds(voices_trainer *t, const table *tables, int32_t *floor, int32_t *threshold) {
    uint32_t hits[THRESHOLDS] = {0}, given[THRESHOLDS] = {0};
    for (size_t i = 0; i < t->instance_count; i++) {
        instance *one = &t->instances[i];
        features f;
        if (!held_out(one) || !one->content_count) continue;
        fill_outline(t, tables, one);
        if (!t->slices[one->content_first + one->content].visible) continue;
        whole_of(t, one, &f);
        float now = score_at(&tables[TABLE_WHOLE], f.at, features_count(&f));
        bool right = all_right(one);
        for (int k = 0; k < THRESHOLDS; k++) {
            int at = (k - THRESHOLDS / 2) * THRESHOLD_STEP;
            if (now > at) given[k]++, hits[k] += right;
        }
    }
    int best = THRESHOLDS / 2;
    double high = -1;
    for (int k = 0; k < THRESHOLDS; k++) {
        double f1 = 0; // of the neighbourhood: one threshold's luck is not the next text's
        for (int i = k - SMOOTH; i <= k + SMOOTH; i++)
            if (i >= 0 && i < THRESHOLDS) f1 += 2.0 * hits[i] / (given[i] + t->golds + 1e-9);
        if (f1 > high) high = f1, best = k;
    }
    *threshold = (best - THRESHOLDS / 2) * THRESHOLD_STEP;
    *floor = floor_of(t, tables, *threshold);
}

static hs_text write_blob(const table *tables, int32_t floor, int32_t threshold, hs_arena *keep) {
    size_t size = VOICES_HEAD_BYTES;
    for (unsigned i = 0; i < VOICES_TABLES; i++) size += (size_t)tables[i].mask + 1;
    char *out = arena_new(keep, char, size);
    uint32_t head[VOICES_HEAD_WORDS] = {0, VOICES_MODEL_VERSION, (uint32_t)size, (uint32_t)floor, (uint32_t)threshold};
    memcpy(head + 5, table_bits, sizeof table_bits);
    memcpy(head, "HSVM", 4);
    memcpy(out, head, sizeof head);
    char *at = out + VOICES_HEAD_BYTES;
    for (unsigned i = 0; i < VOICES_TABLES; i++)
        for (uint32_t w = 0; w <= tables[i].mask; w++) *at++ = (char)(int8_t)tables[i].weights[w];
    uint64_t checksum = text_hash((hs_text){out + VOICES_HEAD_BYTES, size - VOICES_HEAD_BYTES}, 0);
    memcpy(out + sizeof head, &checksum, 8);
    return (hs_text){out, size};
}

static void train(voices_trainer *t, table *tables, uint32_t rounds, bool all, hs_arena *arena) {
    for (unsigned i = 0; i < VOICES_TABLES; i++) tables[i] = table_open(table_bits[i], arena);
    train_parts(t, tables, rounds, (choice){all, FOLDS}, *arena);
    train_whole(t, tables, rounds, all, *arena);
}

hs_text voices_trainer_finish(voices_trainer *trainer, uint32_t rounds) {
    table tables[VOICES_TABLES];
    int32_t floor, threshold;
    hs_arena scratch = *trainer->keep; // the first training is forgotten but for its thresholds
    train(trainer, tables, rounds, false, &scratch);
    set_thresholds(trainer, tables, &floor, &threshold);
    train(trainer, tables, rounds, true, trainer->keep);
    return write_blob(tables, floor, threshold, trainer->keep);
}
