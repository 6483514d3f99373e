// See network.h. Loops have fixed extents so that the compiler turns them into vector code.
#include "sentences/network.h"

#include "base/text.h"

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

// ---------------------------------------------------------------- products

static int16_t clamp(int32_t value, int32_t limit) {
    return (int16_t)(value > limit ? limit : value < -limit ? -limit : value);
}

#define DOT(name, extent)                                                  \
    static int32_t name(const int16_t *a, const int16_t *b) {              \
        int32_t sum = 0;                                                   \
        for (uint32_t i = 0; i < (extent); i++) sum += (int32_t)a[i] * b[i]; \
        return sum;                                                        \
    }
DOT(dot_window, NETWORK_WINDOW)
DOT(dot_width, NETWORK_WIDTH)
DOT(dot_hidden, NETWORK_HIDDEN)

static int32_t round_shift(int32_t sum, uint32_t shift) { return shift ? (sum + (1 << (shift - 1))) >> shift : sum; }

static void add_embedding(int16_t *restrict vector, const int8_t *restrict row, uint32_t shift) {
    for (uint32_t i = 0; i < NETWORK_WIDTH; i++) vector[i] = (int16_t)(vector[i] + row[i] * (1 << shift));
}

// One layer: out = in + max(0, W (three words of in) + b), for every word.
static void apply_layer(const matrix *layer, const int16_t *in, int16_t *out, uint32_t count) {
    for (uint32_t r = 0; r < NETWORK_WIDTH; r++) {
        const int16_t *weights = layer->weights + (size_t)r * NETWORK_WINDOW;
        for (uint32_t i = 1; i <= count; i++) {
            int32_t sum = round_shift(dot_window(weights, in + (size_t)(i - 1) * NETWORK_WIDTH) + layer->bias[r], layer->shift);
            int32_t old = in[(size_t)i * NETWORK_WIDTH + r];
            out[(size_t)i * NETWORK_WIDTH + r] = clamp(old + (sum > 0 ? sum : 0), NETWORK_VECTOR_LIMIT);
        }
    }
}

int16_t *network_vectors(const network *net, const uint32_t (*rows)[NETWORK_FEATURES], uint32_t count, hs_arena *scratch) {
    size_t size = (size_t)(count + 2) * NETWORK_WIDTH;
    int16_t *in = arena_new(scratch, int16_t, size), *out = arena_new(scratch, int16_t, size);
    for (uint32_t i = 1; i <= count; i++) {
        int16_t *vector = in + (size_t)i * NETWORK_WIDTH;
        for (uint32_t f = 0; f < NETWORK_FEATURES; f++)
            add_embedding(vector, net->embeddings + (size_t)rows[i][f] * NETWORK_WIDTH, net->embedding_shift);
        for (uint32_t k = 0; k < NETWORK_WIDTH; k++) vector[k] = clamp(vector[k], NETWORK_VECTOR_LIMIT);
    }
    for (uint32_t layer = 0; layer < NETWORK_LAYERS; layer++) {
        apply_layer(&net->layers[layer], in, out, count);
        int16_t *swap = in;
        in = out;
        out = swap;
    }
    return in;
}

void network_tags(const network *net, const int16_t *vectors, uint32_t count, uint16_t *tags, hs_arena scratch) {
    int32_t *best = arena_new(&scratch, int32_t, count + 1);
    for (uint32_t r = 0; r < net->tags.rows; r++) {
        const int16_t *weights = net->tags.weights + (size_t)r * NETWORK_WIDTH;
        for (uint32_t i = 1; i <= count; i++) {
            int32_t sum = dot_width(weights, vectors + (size_t)i * NETWORK_WIDTH) + net->tags.bias[r];
            if (r && sum <= best[i]) continue;
            best[i] = sum;
            tags[i] = (uint16_t)r;
        }
    }
}

// ---------------------------------------------------------------- parser

// Shares of all words in all slots: [SLOT_COUNT][count + 1][HIDDEN]; word 0 is the empty slot.
static int16_t *slot_shares(const network *net, const int16_t *vectors, uint32_t count, hs_arena *scratch) {
    int16_t *shares = arena_new(scratch, int16_t, (size_t)SLOT_COUNT * (count + 1) * NETWORK_HIDDEN);
    for (uint32_t s = 0; s < SLOT_COUNT; s++) {
        int16_t *slot = shares + (size_t)s * (count + 1) * NETWORK_HIDDEN;
        memcpy(slot, net->absent + (size_t)s * NETWORK_HIDDEN, NETWORK_HIDDEN * sizeof *slot);
        for (uint32_t r = 0; r < NETWORK_HIDDEN; r++) {
            const int16_t *weights = net->slots[s].weights + (size_t)r * NETWORK_WIDTH;
            for (uint32_t i = 1; i <= count; i++) {
                int32_t sum = dot_width(weights, vectors + (size_t)i * NETWORK_WIDTH) + net->slots[s].bias[r];
                slot[(size_t)i * NETWORK_HIDDEN + r] = clamp(round_shift(sum, net->slots[s].shift), NETWORK_SHARE_LIMIT);
            }
        }
    }
    return shares;
}

static void add_share(int16_t *restrict hidden, const int16_t *restrict share) {
    for (uint32_t i = 0; i < NETWORK_HIDDEN; i++) hidden[i] = (int16_t)(hidden[i] + share[i]);
}

static void fill_hidden(const network *net, const int16_t *shares, uint32_t count, const uint16_t slots[SLOT_COUNT],
                        const uint32_t rows[TABLE_FEATURES], int16_t hidden[NETWORK_HIDDEN]) {
    memset(hidden, 0, NETWORK_HIDDEN * sizeof *hidden);
    for (uint32_t s = 0; s < SLOT_COUNT; s++)
        add_share(hidden, shares + ((size_t)s * (count + 1) + slots[s]) * NETWORK_HIDDEN);
    for (uint32_t f = 0; f < TABLE_FEATURES; f++) add_share(hidden, net->table + (size_t)rows[f] * NETWORK_HIDDEN);
    for (uint32_t i = 0; i < NETWORK_HIDDEN; i++)
        hidden[i] = (int16_t)(hidden[i] < 0 ? 0 : hidden[i] > NETWORK_HIDDEN_LIMIT ? NETWORK_HIDDEN_LIMIT : hidden[i]);
}

static int32_t score(const network *net, const int16_t *hidden, uint32_t row) {
    return dot_hidden(net->scores.weights + (size_t)row * NETWORK_HIDDEN, hidden) + net->scores.bias[row];
}

static uint8_t best_relation(const network *net, const int16_t *hidden, action what, bool root) {
    if (root) return REL_ROOT;
    uint32_t base = what == ACTION_LEFT ? ACTION_COUNT : ACTION_COUNT + REL_COUNT;
    uint8_t best = REL_DEP;
    int32_t most = INT32_MIN;
    for (uint32_t r = 0; r < REL_COUNT; r++) {
        int32_t now = r == REL_ROOT ? INT32_MIN : score(net, hidden, base + r);
        if (now > most) most = now, best = (uint8_t)r;
    }
    return best;
}

void network_parse(const network *net, const int16_t *vectors, const uint16_t *tags, uint32_t count, transition *state,
                   hs_arena scratch) {
    const int16_t *shares = slot_shares(net, vectors, count, &scratch);
    transition_start(state, count);
    while (!transition_done(state)) {
        uint16_t slots[SLOT_COUNT];
        uint32_t rows[TABLE_FEATURES];
        int16_t hidden[NETWORK_HIDDEN];
        transition_features(state, tags, net->tags.rows, slots, rows);
        fill_hidden(net, shares, count, slots, rows, hidden);
        action best = ACTION_COUNT;
        int32_t most = 0;
        for (action a = 0; a < ACTION_COUNT; a++) {
            if (!transition_allows(state, a)) continue;
            int32_t now = score(net, hidden, a);
            if (best == ACTION_COUNT || now > most) most = now, best = a;
        }
        bool root = best == ACTION_LEFT && state->next > state->count;
        transition_apply(state, best, best == ACTION_SHIFT ? 0 : best_relation(net, hidden, best, root));
    }
}
