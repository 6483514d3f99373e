// Weights of sentence ends: an averaged perceptron over every place that may be one.
//
// In: the running text of treebanks, with the ends of their sentences. The text goes
// through the splitter as any text would; each possible place is one example. All sums are
// whole numbers; the average is scaled to 16 bits at the end.
#include "sentences/train_boundary.h"

#include "base/text.h"
#include "sentences/boundary.h"

enum { EPOCHS = 12, MARGIN = 4 };

typedef struct example {
    uint32_t features[BOUNDARY_FEATURES];
    bool ends;
} example;

typedef struct example_list {
    example *items;
    size_t count, capacity;
} example_list;

// Examples of one paragraph; ends[*next …] are the ends of sentences in it and behind it.
static void add_examples(const treebank *bank, hs_span span, split_words words, uint32_t *next, hs_arena *arena,
                         hs_arena scratch, example_list *examples) {
    pieces all = {0};
    split_pieces(bank->text, span, words, &scratch, &all);
    if (all.count == 0) return;
    boundary_place place = {.text = bank->text, .all = &all, .words = words};
    boundary_restart(&place, 0);
    for (size_t i = 0; i + 1 < all.count; i++) {
        uint32_t end = all.items[i].span.end;
        while (*next < bank->parse.sentence_count && bank->parse.sentences[*next].span.end < end) ++*next;
        bool ends = *next < bank->parse.sentence_count && bank->parse.sentences[*next].span.end == end;
        if (boundary_possible(&place)) {
            example *made = arena_push(arena, examples->items, examples->count, examples->capacity);
            boundary_features(&place, made->features);
            made->ends = ends;
        }
        if (ends) boundary_restart(&place, i + 1);
        else boundary_advance(&place);
    }
}

static void add_bank(const treebank *bank, split_words words, hs_arena *arena, hs_arena scratch, example_list *examples) {
    uint32_t next = 0;
    for (size_t at = 0; at < bank->text.size;) {
        size_t end = text_find(bank->text, TEXT("\n\n"), at);
        if (end == SIZE_MAX) end = bank->text.size;
        add_examples(bank, (hs_span){(uint32_t)at, (uint32_t)end}, words, &next, arena, scratch, examples);
        at = end + 2;
    }
}

const int16_t *train_boundaries(const treebank *banks, size_t count, const model *known, hs_arena *keep, hs_arena scratch) {
    example_list examples = {0};
    // the list grows in its own stretch: what pieces need is forgotten after each paragraph
    hs_arena half = scratch;
    half.next = scratch.next + (scratch.end - scratch.next) / 2 / 64 * 64;
    scratch.end = half.next;
    for (size_t b = 0; b < count; b++) add_bank(&banks[b], model_words(known), &scratch, half, &examples);
    int32_t *weights = arena_new(&scratch, int32_t, BOUNDARY_WEIGHTS);
    int64_t *sums = arena_new(&scratch, int64_t, BOUNDARY_WEIGHTS);
    int64_t time = 1, most = 1;
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        for (size_t i = 0; i < examples.count; i++, time++) {
            const example *now = &examples.items[i];
            int32_t sum = 0, sign = now->ends ? 1 : -1;
            for (int f = 0; f < BOUNDARY_FEATURES; f++) sum += weights[now->features[f]];
            if (sum * sign > MARGIN) continue;
            for (int f = 0; f < BOUNDARY_FEATURES; f++) weights[now->features[f]] += sign, sums[now->features[f]] += sign * time;
        }
    int16_t *made = arena_new(keep, int16_t, BOUNDARY_WEIGHTS);
    for (int i = 0; i < BOUNDARY_WEIGHTS; i++) {
        sums[i] = weights[i] * time - sums[i];
        if (sums[i] > most) most = sums[i];
        if (-sums[i] > most) most = -sums[i];
    }
    for (int i = 0; i < BOUNDARY_WEIGHTS; i++) made[i] = (int16_t)(sums[i] * 32000 / most);
    return made;
}
