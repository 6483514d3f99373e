// See network.h. Loops have fixed extents so that the compiler turns them into vector code.
#include "sentences/network.h"

#include "base/text.h"
#include "base/wide.h"

// ---------------------------------------------------------------- rows of a word

// Start of the last `letters` code points of `word`.
static size_t last_letters(hs_text word, uint32_t letters) {
    size_t at = word.size;
    while (at > 0 && letters) {
        at--;
        if (((unsigned char)word.data[at] & 0xC0) != 0x80) letters--;
    }
    return at;
}

// End of the first `letters` code points.
static size_t first_letters(hs_text word, uint32_t letters) {
    size_t at = 0;
    while (at < word.size && letters) {
        at++;
        while (at < word.size && ((unsigned char)word.data[at] & 0xC0) == 0x80) at++;
        letters--;
    }
    return at;
}

// "McAllister" gives XxXx, "4.2" d.d, "U.S." X.X.: one sign for each run of a kind.
static uint64_t shape_of(hs_text form) {
    char shape[12];
    size_t size = 0;
    char last = 0;
    for (size_t i = 0; i < form.size && size < sizeof shape; i++) {
        unsigned char c = (unsigned char)form.data[i];
        char sign = c >= 0x80 ? 'u' : byte_is_upper(c) ? 'X' : byte_is_lower(c) ? 'x' : byte_is_digit(c) ? 'd' : (char)c;
        if (sign != last) shape[size++] = last = sign;
    }
    return text_hash((hs_text){shape, size}, 77);
}

void network_rows(hs_text form, uint32_t word, bool first, uint32_t vocabulary, uint32_t rows[NETWORK_FEATURES]) {
    char room[64];
    hs_text end = form.size > sizeof room ? text_slice(form, form.size - sizeof room, form.size) : form;
    for (size_t i = 0; i < end.size; i++) room[i] = (char)byte_lower((unsigned char)end.data[i]);
    hs_text lower = {room, end.size};
    static const uint32_t suffix_rows[4] = {NETWORK_SUFFIX1, NETWORK_SUFFIX2, NETWORK_SUFFIX3, NETWORK_SUFFIX4};
    uint32_t base = vocabulary, at = 0;
    rows[at++] = word;
    for (uint32_t i = 0; i < 4; i++) {
        hs_text suffix = text_slice(lower, last_letters(lower, i + 1), lower.size);
        rows[at++] = base + (uint32_t)(text_hash(suffix, i + 1) % suffix_rows[i]);
        base += suffix_rows[i];
    }
    rows[at++] = base + (uint32_t)(text_hash(text_slice(form, 0, first_letters(form, 1)), 11) % NETWORK_PREFIX1);
    base += NETWORK_PREFIX1;
    rows[at++] = base + (uint32_t)(text_hash(text_slice(lower, 0, first_letters(lower, 3)), 13) % NETWORK_PREFIX3);
    base += NETWORK_PREFIX3;
    rows[at++] = base + (uint32_t)(shape_of(form) % NETWORK_SHAPE);
    base += NETWORK_SHAPE;
    bool upper = form.size && byte_is_upper((unsigned char)form.data[0]);
    rows[at++] = base + (first ? 1u : 0u) + (upper ? 2u : 0u) + (form.size > 1 ? 4u : 0u);
}

// ---------------------------------------------------------------- vectors

static int16_t clamp(int32_t value, int32_t limit) {
    return (int16_t)(value > limit ? limit : value < -limit ? -limit : value);
}

INLINE int32_t dot(const int16_t *a, const int16_t *b, uint32_t extent) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < extent; i++) sum += (int32_t)a[i] * b[i];
    return sum;
}

// out[r] = weights[r] . hidden + bias[r]
WIDE static void multiply_hidden(const matrix *by, uint32_t first, uint32_t rows, const int16_t *hidden, int32_t *out) {
    for (uint32_t r = 0; r < rows; r++)
        out[r] = dot(by->weights + (size_t)(first + r) * NETWORK_HIDDEN, hidden, NETWORK_HIDDEN) + by->bias[first + r];
}

static inline int32_t round_shift(int32_t sum, uint32_t shift) { return (sum + (1 << shift >> 1)) >> shift; }

// The sum of a word's rows.
WIDE static void add_embeddings(const network *net, const uint32_t rows[NETWORK_FEATURES], int16_t *restrict vector) {
    for (uint32_t f = 0; f < NETWORK_FEATURES; f++) {
        const int8_t *row = net->embeddings + (size_t)rows[f] * NETWORK_WIDTH;
        for (uint32_t i = 0; i < NETWORK_WIDTH; i++) vector[i] = (int16_t)(vector[i] + row[i] * (1 << net->embedding_shift));
    }
    for (uint32_t i = 0; i < NETWORK_WIDTH; i++) vector[i] = clamp(vector[i], NETWORK_VECTOR_LIMIT);
}

// Rows lie anywhere in megabytes: they are asked for two words ahead.
static void fetch_embeddings(const network *net, const uint32_t rows[NETWORK_FEATURES]) {
    for (uint32_t f = 0; f < NETWORK_FEATURES; f++) {
        const int8_t *row = net->embeddings + (size_t)rows[f] * NETWORK_WIDTH;
        __builtin_prefetch(row);
        __builtin_prefetch(row + NETWORK_WIDTH - 1);
    }
}

// A window layer: out = in + max(0, W (three words of in) + b), for every word.
WIDE static void add_window(const matrix *layer, const int16_t *restrict in, int16_t *restrict out, uint32_t count,
                            const int32_t *restrict sums) {
    uint32_t shift = layer->shift;
    for (size_t i = NETWORK_WIDTH; i < ((size_t)count + 1) * NETWORK_WIDTH; i++) {
        int32_t sum = round_shift(sums[i - NETWORK_WIDTH], shift);
        out[i] = clamp(in[i] + (sum > 0 ? sum : 0), NETWORK_VECTOR_LIMIT);
    }
}

// One word of a memory: state = gate * state + (1 - gate) * value, the gate from a sum by
// 1/2 + a/4 within 0 and 1. The state counts 1/65536, so that long memory loses nothing.
WIDE static void remember(uint32_t shift, const int32_t *restrict sums, int32_t *restrict state, const int16_t *restrict in,
                          int16_t *restrict out) {
    const int32_t *value = sums, *gate = sums + NETWORK_MEMORY;
    for (uint32_t k = 0; k < NETWORK_MEMORY; k++) {
        int32_t v = clamp(round_shift(value[k], shift), NETWORK_VECTOR_LIMIT);
        int32_t g = (round_shift(gate[k], shift) >> 2) + 128;
        g = g < 0 ? 0 : g > 256 ? 256 : g;
        state[k] = (g * state[k] + (256 - g) * (v * 256)) / 256;
        out[k] = clamp(in[k] + state[k] / 256, NETWORK_VECTOR_LIMIT);
    }
}

static void add_memory(const matrix *layer, const int16_t *in, int16_t *out, uint32_t count, const int32_t *sums) {
    int32_t before[NETWORK_MEMORY] = {0}, behind[NETWORK_MEMORY] = {0};
    for (uint32_t i = 1; i <= count; i++) {
        size_t word = (size_t)i * NETWORK_WIDTH;
        remember(layer->shift, sums + 4 * ((size_t)i - 1) * NETWORK_MEMORY, before, in + word, out + word);
    }
    for (uint32_t i = count; i >= 1; i--) {
        size_t word = (size_t)i * NETWORK_WIDTH + NETWORK_MEMORY;
        remember(layer->shift, sums + (4 * (size_t)i - 2) * NETWORK_MEMORY, behind, in + word, out + word);
    }
}

int16_t *network_vectors(const network *net, const uint32_t (*rows)[NETWORK_FEATURES], uint32_t count, hs_arena *scratch) {
    size_t size = (size_t)(count + 2) * NETWORK_WIDTH;
    int16_t *in = arena_new(scratch, int16_t, size), *out = arena_new(scratch, int16_t, size);
    for (uint32_t i = 1; i <= count; i++) {
        if (i + 2 <= count) fetch_embeddings(net, rows[i + 2]);
        add_embeddings(net, rows[i], in + (size_t)i * NETWORK_WIDTH);
    }
    int32_t *sums = arena_new(scratch, int32_t, (size_t)count * 4 * NETWORK_MEMORY);
    for (uint32_t layer = 0; layer < NETWORK_LAYERS; layer++) {
        const matrix *by = &net->layers[layer];
        if (network_remembers(layer)) {
            matrix_multiply(by, in + NETWORK_WIDTH, NETWORK_WIDTH, count, sums);
            add_memory(by, in, out, count, sums);
        } else {
            matrix_multiply(by, in, NETWORK_WIDTH, count, sums);
            add_window(by, in, out, count, sums);
        }
        int16_t *swap = in;
        in = out;
        out = swap;
    }
    return in;
}

int32_t *network_tag_scores(const network *net, const int16_t *vectors, uint32_t count, hs_arena *scratch) {
    int32_t *scores = arena_new(scratch, int32_t, count * matrix_width(&net->tags));
    matrix_multiply(&net->tags, vectors + NETWORK_WIDTH, NETWORK_WIDTH, count, scores);
    return scores;
}

// The first of the highest: the height alone is found in vector code.
WIDE static uint32_t highest(const int32_t *scores, uint32_t count) {
    int32_t most = scores[0];
    for (uint32_t i = 1; i < count; i++) most = scores[i] > most ? scores[i] : most;
    uint32_t at = 0;
    while (scores[at] != most) at++;
    return at;
}

void network_tags(const network *net, const int32_t *scores, uint32_t count, uint16_t *tags) {
    for (uint32_t i = 1; i <= count; i++, scores += matrix_width(&net->tags)) tags[i] = (uint16_t)highest(scores, net->tags.rows);
}

// ---------------------------------------------------------------- parser

// Sums of one slot to what a word gives to the hidden layer.
WIDE static void round_shares(const int32_t *restrict sums, size_t count, uint32_t shift, int16_t *restrict shares) {
    for (size_t i = 0; i < count; i++) shares[i] = clamp(round_shift(sums[i], shift), NETWORK_SHARE_LIMIT);
}

// Word 0 is the empty slot.
int16_t *network_shares(const network *net, const int16_t *vectors, uint32_t count, hs_arena *scratch) {
    size_t words = (size_t)count * NETWORK_HIDDEN;
    int16_t *shares = arena_new(scratch, int16_t, SLOT_COUNT * (words + NETWORK_HIDDEN)), *slot = shares;
    int32_t *sums = arena_new(scratch, int32_t, words);
    for (uint32_t s = 0; s < SLOT_COUNT; s++, slot += words + NETWORK_HIDDEN) {
        memcpy(slot, net->absent + (size_t)s * NETWORK_HIDDEN, NETWORK_HIDDEN * sizeof *slot);
        matrix_multiply(&net->slots[s], vectors + NETWORK_WIDTH, NETWORK_WIDTH, count, sums);
        round_shares(sums, words, net->slots[s].shift, slot + NETWORK_HIDDEN);
    }
    return shares;
}

INLINE void add_share(int16_t *restrict hidden, const int16_t *restrict share) {
    for (uint32_t i = 0; i < NETWORK_HIDDEN; i++) hidden[i] = (int16_t)(hidden[i] + share[i]);
}

WIDE static void fill_hidden(const network *net, const int16_t *shares, uint32_t count, const uint16_t slots[SLOT_COUNT],
                        const uint32_t rows[TABLE_FEATURES], int16_t hidden[NETWORK_HIDDEN]) {
    memset(hidden, 0, NETWORK_HIDDEN * sizeof *hidden);
    for (uint32_t s = 0; s < SLOT_COUNT; s++)
        add_share(hidden, shares + ((size_t)s * (count + 1) + slots[s]) * NETWORK_HIDDEN);
    for (uint32_t f = 0; f < TABLE_FEATURES; f++) add_share(hidden, net->table + (size_t)rows[f] * NETWORK_HIDDEN);
    for (uint32_t i = 0; i < NETWORK_HIDDEN; i++)
        hidden[i] = (int16_t)(hidden[i] < 0 ? 0 : hidden[i] > NETWORK_HIDDEN_LIMIT ? NETWORK_HIDDEN_LIMIT : hidden[i]);
}

void network_hidden(const network *net, const int16_t *shares, const uint16_t *tags, const transition *state,
                    int16_t hidden[NETWORK_HIDDEN]) {
    uint16_t slots[SLOT_COUNT];
    uint32_t rows[TABLE_FEATURES];
    transition_features(state, tags, net->tags.rows, slots, rows);
    fill_hidden(net, shares, state->count, slots, rows, hidden);
}

void network_actions(const network *net, const int16_t *hidden, int32_t scores[ACTION_COUNT]) {
    multiply_hidden(&net->scores, 0, ACTION_COUNT, hidden, scores);
}

void network_relations(const network *net, const int16_t *hidden, action what, int32_t scores[REL_COUNT]) {
    multiply_hidden(&net->scores, NETWORK_RELATIONS + (what == ACTION_LEFT ? 0 : REL_COUNT), REL_COUNT, hidden, scores);
}

void network_lifts(const network *net, const int16_t *hidden, action what, int32_t scores[LIFT_COUNT]) {
    multiply_hidden(&net->scores, NETWORK_LIFTS + (what == ACTION_LEFT ? 0 : LIFT_COUNT), LIFT_COUNT, hidden, scores);
}

static uint8_t best_relation(const network *net, const int16_t *hidden, action what, bool root) {
    if (root) return REL_ROOT;
    int32_t scores[REL_COUNT];
    network_relations(net, hidden, what, scores);
    uint8_t best = REL_DEP;
    for (uint32_t r = 0; r < REL_COUNT; r++)
        if (r != REL_ROOT && scores[r] > scores[best]) best = (uint8_t)r;
    return best;
}

static uint8_t best_lift(const network *net, const int16_t *hidden, action what) {
    int32_t scores[LIFT_COUNT];
    network_lifts(net, hidden, what, scores);
    uint8_t best = LIFT_NONE;
    for (uint8_t i = 0; i < LIFT_COUNT; i++)
        if (scores[i] > scores[best]) best = i;
    return best;
}

static action best_action(const network *net, const int16_t *hidden, const transition *state) {
    int32_t scores[ACTION_COUNT];
    network_actions(net, hidden, scores);
    action best = ACTION_COUNT;
    for (action a = 0; a < ACTION_COUNT; a++)
        if (transition_allows(state, a) && (best == ACTION_COUNT || scores[a] > scores[best])) best = a;
    return best;
}

void network_parse(const network *net, const int16_t *vectors, const uint16_t *tags, uint32_t count, transition *state,
                   hs_arena scratch) {
    const int16_t *shares = network_shares(net, vectors, count, &scratch);
    transition_start(state, count);
    while (!transition_done(state)) {
        int16_t hidden[NETWORK_HIDDEN];
        network_hidden(net, shares, tags, state, hidden);
        action best = best_action(net, hidden, state);
        bool root = best == ACTION_LEFT && state->next > state->count;
        if (best != ACTION_SHIFT && !root) state->lift[state->stack[state->depth - 1]] = best_lift(net, hidden, best);
        transition_apply(state, best, best == ACTION_SHIFT ? 0 : best_relation(net, hidden, best, root));
    }
}
