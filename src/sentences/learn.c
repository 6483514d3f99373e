// Training by gradient descent, one sentence at a time.
//
// In: sentences with rows, tags, heads, relations. Out: the network in whole numbers.
// Method: tagger and parser share the word vectors and are trained together, so that each
// step of the parser shapes what the tagger sees (stack propagation, Zhang and Weiss 2016).
// The parser's steps are judged by a dynamic oracle (Goldberg and Nivre 2012): all actions
// that lose no further arc are right; after the first epoch the parser mostly follows its
// own choice, right or wrong, so that it learns to go on from mistakes. Whole vectors are
// thinned out at random, and rare words are now and then read as unknown. Treebanks other
// than the first have a vector each that is added to every word's, so that the network learns
// language from all of them and conventions of labels from each (Stymne et al. 2018); the
// first has none, and so the network that is kept follows it. Adam, the rate
// falling in a straight line. With teachers (learn_teach.c) their mean stands beside gold, and
// plain text is learned from as well.
// Arcs that cross others are lifted before training (lift.h), and whether an arc was is learned with its
// relation.
#include "sentences/learn.h"

#include "sentences/gradient.h"
#include "sentences/learn_inside.h"

enum { BATCH_SENTENCES = 8, EXPLORE_TENTHS = 9, BARE_SHARE = 2 };

// What teachers say is softer than gold and needs less thinning out.
static const float DROP_INPUT[2] = {0.25f, 0.15f}, DROP_VECTOR[2] = {0.2f, 0.1f}, DROP_WORD = 0.3f;

static trainer start(uint32_t vocabulary, uint32_t classes, uint64_t seed, hs_arena *arena) {
    trainer made = {.vocabulary = vocabulary, .classes = classes, .seed = seed, .pace = {0, 1, 1}};
    size_t rows = vocabulary + NETWORK_HASHED;
    made.embeddings = gradient_parameters(arena, rows * NETWORK_WIDTH, NETWORK_WIDTH, 0.1f, &made.seed);
    for (uint32_t i = 0; i < NETWORK_LAYERS; i++)
        made.layers[i] = gradient_dense(arena, network_layer_rows(i), network_layer_columns(i), 0.1f, &made.seed);
    made.tags = gradient_dense(arena, classes, NETWORK_WIDTH, 0.1f, &made.seed);
    for (int i = 0; i < SLOT_COUNT; i++)
        made.slots[i] = gradient_dense(arena, NETWORK_HIDDEN, NETWORK_WIDTH, 0.06f, &made.seed);
    made.absent = gradient_parameters(arena, (size_t)SLOT_COUNT * NETWORK_HIDDEN, 0, 0.05f, &made.seed);
    made.table = gradient_parameters(arena, (size_t)transition_rows(classes) * NETWORK_HIDDEN, NETWORK_HIDDEN, 0.05f, &made.seed);
    made.scores = gradient_dense(arena, NETWORK_SCORES, NETWORK_HIDDEN, 0.1f, &made.seed);
    made.banks = gradient_parameters(arena, (size_t)LEARN_BANKS * NETWORK_WIDTH, NETWORK_WIDTH, 0, &made.seed);
    return made;
}

// ---------------------------------------------------------------- word vectors

// 0 with probability `rate`, else what keeps the mean.
static void draw_mask(uint64_t *seed, float *mask, size_t count, float rate) {
    for (size_t i = 0; i < count; i++) mask[i] = gradient_uniform(seed) < rate ? 0 : 1 / (1 - rate);
}

static float *new_floats(hs_arena *arena, size_t count) { return arena_allocate(arena, count, sizeof(float), 64); }

// The number of the treebank where it is not the first, else 0.
static uint32_t other_bank(const learn_sentence *sentence) { return sentence->bank < LEARN_BANKS ? sentence->bank : LEARN_BANKS - 1; }

static void forward_vectors(trainer *of, const learn_sentence *sentence, pass *now) {
    size_t size = (size_t)(sentence->count + 2) * NETWORK_WIDTH;
    draw_mask(&of->seed, now->input_mask, size, DROP_INPUT[of->teacher_count > 0]);
    for (uint32_t i = 1; i <= sentence->count; i++) {
        const learn_word *word = &sentence->words[i];
        float *vector = now->inputs[0] + (size_t)i * NETWORK_WIDTH;
        for (uint32_t f = 0; f < NETWORK_FEATURES; f++) {
            uint32_t row = word->rows[f];
            if (f == 0 && gradient_uniform(&of->seed) * (float)(word->frequency + 1) < DROP_WORD) row = 0;
            if (f == 0) now->words[i] = row;
            gradient_add(vector, of->embeddings.value + (size_t)row * NETWORK_WIDTH, 1, NETWORK_WIDTH);
        }
        gradient_add(vector, of->banks.value + (size_t)other_bank(sentence) * NETWORK_WIDTH, 1, NETWORK_WIDTH);
    }
    for (size_t i = 0; i < size; i++) now->inputs[0][i] *= now->input_mask[i];
    for (uint32_t layer = 0; layer < NETWORK_LAYERS; layer++) {
        float *in = now->inputs[layer], *out = now->inputs[layer + 1], *gain = now->gains[layer];
        if (network_remembers(layer)) {
            learn_remember(&of->layers[layer], in, gain, now->states[layer], out, sentence->count);
            continue;
        }
        dense_forward(&of->layers[layer], in, NETWORK_WIDTH, sentence->count, gain + NETWORK_WIDTH, NETWORK_WIDTH);
        for (size_t i = NETWORK_WIDTH; i < size - NETWORK_WIDTH; i++) {
            if (gain[i] < 0) gain[i] = 0;
            out[i] = in[i] + gain[i];
        }
    }
    draw_mask(&of->seed, now->vector_mask, size, DROP_VECTOR[of->teacher_count > 0]);
    for (size_t i = 0; i < size; i++) now->vectors[i] = now->inputs[NETWORK_LAYERS][i] * now->vector_mask[i];
}

static void backward_vectors(trainer *of, const learn_sentence *sentence, pass *now) {
    size_t size = (size_t)(sentence->count + 2) * NETWORK_WIDTH;
    float *d = now->vector_gradient;
    for (size_t i = 0; i < size; i++) d[i] *= now->vector_mask[i];
    for (uint32_t layer = NETWORK_LAYERS; layer-- > 0;) {
        float *gain = now->gains[layer], *inner = now->layer_gradient;
        if (network_remembers(layer)) {
            learn_remember_back(&of->layers[layer], now->inputs[layer], gain, now->states[layer], inner, d, sentence->count);
            continue;
        }
        for (size_t i = 0; i < size; i++) inner[i] = gain[i] > 0 ? d[i] : 0;
        // the input's gradient adds up on top of what the plain way through has brought
        dense_backward(&of->layers[layer], now->inputs[layer], NETWORK_WIDTH, sentence->count, inner + NETWORK_WIDTH,
                       NETWORK_WIDTH, d);
        memset(d, 0, NETWORK_WIDTH * sizeof *d);
        memset(d + size - NETWORK_WIDTH, 0, NETWORK_WIDTH * sizeof *d);
    }
    for (size_t i = 0; i < size; i++) d[i] *= now->input_mask[i];
    uint32_t bank = other_bank(sentence);
    for (uint32_t i = 1; i <= sentence->count; i++) {
        for (uint32_t f = 0; f < NETWORK_FEATURES; f++) {
            uint32_t row = f == 0 ? now->words[i] : sentence->words[i].rows[f];
            gradient_add(gradient_row(&of->embeddings, row), d + (size_t)i * NETWORK_WIDTH, 1, NETWORK_WIDTH);
        }
        if (bank) gradient_add(gradient_row(&of->banks, bank), d + (size_t)i * NETWORK_WIDTH, 1, NETWORK_WIDTH);
    }
}

// ---------------------------------------------------------------- tagger

// Probabilities of one word's tags to their gradient. What is all but certain moves nothing.
static void push_tag(float *row, uint32_t classes, const float *taught, float share, uint32_t gold) {
    if (taught)
        for (uint32_t c = 0; c < classes; c++) row[c] -= share * taught[c];
    if (taught && gold != HS_NONE) row[gold] -= 1 - share;
    for (uint32_t c = 0; c < classes; c++)
        if (row[c] < 1e-4f && row[c] > -1e-4f) row[c] = 0;
    if (!taught) row[gold] -= 1;
}

static void train_tags(trainer *of, const learn_sentence *sentence, pass *now) {
    size_t width = of->tags.bias.count;
    float *scores = now->tag_scores, share = sentence->bare ? 1 : now->taught.count ? LEARN_TAUGHT_SHARE : 0;
    dense_forward(&of->tags, now->vectors + NETWORK_WIDTH, NETWORK_WIDTH, sentence->count, scores, width);
    for (uint32_t i = 1; i <= sentence->count; i++) {
        float *row = scores + (i - 1) * width;
        uint32_t best = 0;
        for (uint32_t c = 1; c < of->classes; c++)
            if (row[c] > row[best]) best = c;
        now->tags[i] = (uint16_t)best;
        of->tags_right += !sentence->bare && best == sentence->words[i].tag;
        learn_softmax(row, of->classes);
        const float *taught = share > 0 ? now->taught.tag_targets + (size_t)(i - 1) * of->classes : NULL;
        push_tag(row, of->classes, taught, share, sentence->bare ? HS_NONE : sentence->words[i].tag);
    }
    dense_backward(&of->tags, now->vectors + NETWORK_WIDTH, NETWORK_WIDTH, sentence->count, scores, width,
                   now->vector_gradient + NETWORK_WIDTH);
}

// ---------------------------------------------------------------- all

static pass new_pass(const trainer *of, uint32_t count, hs_arena *arena) {
    pass made = {0};
    size_t size = (size_t)(count + 2) * NETWORK_WIDTH;
    for (int i = 0; i <= NETWORK_LAYERS; i++) made.inputs[i] = new_floats(arena, size);
    for (uint32_t i = 0; i < NETWORK_LAYERS; i++) {
        made.gains[i] = new_floats(arena, network_remembers(i) ? size * 2 : size);
        if (network_remembers(i)) made.states[i] = new_floats(arena, size);
    }
    made.input_mask = new_floats(arena, size);
    made.vector_mask = new_floats(arena, size);
    made.vectors = new_floats(arena, size);
    made.vector_gradient = new_floats(arena, size);
    made.layer_gradient = new_floats(arena, size * 2);
    made.tag_scores = new_floats(arena, (size_t)count * of->tags.bias.count);
    made.tags = arena_new(arena, uint16_t, count + 2);
    made.words = arena_new(arena, uint32_t, count + 2);
    made.shares = new_floats(arena, (size_t)SLOT_COUNT * (count + 1) * NETWORK_HIDDEN);
    made.share_gradients = new_floats(arena, (size_t)SLOT_COUNT * (count + 1) * NETWORK_HIDDEN);
    return made;
}

static void train_sentence(trainer *of, const learn_sentence *sentence, bool explore, hs_arena scratch) {
    pass now = new_pass(of, sentence->count, &scratch);
    now.taught = learn_listen(of, sentence, &scratch);
    forward_vectors(of, sentence, &now);
    train_tags(of, sentence, &now);
    learn_parse(of, sentence, &now, explore ? EXPLORE_TENTHS : 0);
    backward_vectors(of, sentence, &now);
    if (!sentence->bare) of->words += sentence->count;
}

static void step(trainer *of, float rate) {
    gradient_pace(&of->pace, rate);
    gradient_step(&of->embeddings, &of->pace);
    gradient_step(&of->banks, &of->pace);
    dense *all[NETWORK_LAYERS + SLOT_COUNT + 2];
    size_t count = 0;
    for (int i = 0; i < NETWORK_LAYERS; i++) all[count++] = &of->layers[i];
    for (int i = 0; i < SLOT_COUNT; i++) all[count++] = &of->slots[i];
    all[count++] = &of->tags;
    all[count++] = &of->scores;
    for (size_t i = 0; i < count; i++) gradient_step_dense(all[i], &of->pace);
    gradient_step(&of->absent, &of->pace);
    gradient_step(&of->table, &of->pace);
}

static void shuffle(uint32_t *order, size_t count, uint64_t *seed) {
    for (size_t i = count; i > 1; i--) {
        size_t other = gradient_random(seed) % i;
        uint32_t held = order[i - 1];
        order[i - 1] = order[other];
        order[other] = held;
    }
}

// An epoch's sentences: all of the treebank, and of the plain text as many words as
// BARE_SHARE times those, going on where the last epoch stopped.
typedef struct epoch_plan {
    const learn_sentence *sentences;
    uint32_t *gold, *bare, *order; // numbers of sentences; `order` is the epoch's
    size_t gold_count, bare_count, bare_next, count, gold_words;
} epoch_plan;

static epoch_plan plan_epochs(const learn_sentence *sentences, size_t count, hs_arena *arena) {
    epoch_plan made = {.sentences = sentences};
    made.gold = arena_new(arena, uint32_t, count);
    made.bare = arena_new(arena, uint32_t, count);
    made.order = arena_new(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        if (sentences[i].bare) made.bare[made.bare_count++] = i;
        else made.gold[made.gold_count++] = i, made.gold_words += sentences[i].count;
    }
    memcpy(made.order, made.gold, made.gold_count * sizeof *made.order);
    made.count = made.gold_count;
    return made;
}

// Without plain text the last epoch's order is shuffled further.
static void plan_epoch(epoch_plan *plan, uint64_t *seed) {
    if (plan->bare_count) {
        memcpy(plan->order, plan->gold, plan->gold_count * sizeof *plan->order);
        plan->count = plan->gold_count;
    }
    size_t most = plan->gold_words * BARE_SHARE;
    for (size_t words = 0, taken = 0; words < most && taken < plan->bare_count; taken++) {
        if (plan->bare_next == 0) shuffle(plan->bare, plan->bare_count, seed);
        uint32_t number = plan->bare[plan->bare_next++];
        if (plan->bare_next == plan->bare_count) plan->bare_next = 0;
        plan->order[plan->count++] = number;
        words += plan->sentences[number].count;
    }
    shuffle(plan->order, plan->count, seed);
}

// What is left of the way, 1 to 0. Epochs with plain text are not of one size.
static float left_of(const epoch_plan *plan, uint32_t epoch, size_t at, uint32_t epochs) {
    if (plan->bare_count) return 1 - ((float)epoch + (float)at / (float)plan->count) / (float)epochs;
    return 1 - (float)(epoch * plan->count + at) / (float)(epochs * plan->count);
}

network learn_network(const learn_sentence *sentences, size_t count, uint32_t vocabulary, uint32_t classes,
                      learn_options options, learn_progress *progress, void *context, hs_arena *keep, hs_arena scratch) {
    trainer of = start(vocabulary, classes, options.seed, &scratch);
    of.teachers = options.teachers;
    of.teacher_count = options.teacher_count;
    epoch_plan plan = plan_epochs(sentences, count, &scratch);
    for (uint32_t epoch = 0; epoch < options.epochs; epoch++) {
        of.words = of.tags_right = of.heads_right = 0;
        plan_epoch(&plan, &of.seed);
        for (size_t i = 0; i < plan.count; i++) {
            train_sentence(&of, &sentences[plan.order[i]], epoch > 0, scratch);
            float left = left_of(&plan, epoch, i, options.epochs);
            if (i % BATCH_SENTENCES == BATCH_SENTENCES - 1 || i + 1 == plan.count) step(&of, options.rate * (left + 0.02f));
        }
        uint64_t words = of.words ? of.words : 1;
        if (progress)
            progress(context, epoch + 1, (uint32_t)(of.tags_right * 100000 / words), (uint32_t)(of.heads_right * 100000 / words));
    }
    return learn_round(&of, keep);
}
