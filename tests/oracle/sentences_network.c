// The network's naive twin: the same whole numbers by plain loops, one product at a time, the
// parser's hidden layer from the vectors at each step instead of shares computed beforehand.
#include "testing.h"

#include "base/file.h"
#include "sentences/model.h"
#include "sentences/words.h"

enum { WIDTH = NETWORK_WIDTH, WORDS = 40 };

typedef struct naive {
    const network *net;
    int64_t vectors[WORDS + 2][WIDTH];
    uint16_t tags[WORDS + 2];
} naive;

static int64_t limited(int64_t value, int64_t limit) { return value > limit ? limit : value < -limit ? -limit : value; }
static int64_t rounded(int64_t sum, uint32_t shift) { return shift ? (sum + ((int64_t)1 << (shift - 1))) >> shift : sum; }

static int64_t row_sum(const matrix *by, uint32_t row, const int64_t *in) {
    int64_t sum = by->bias[row];
    for (uint32_t c = 0; c < by->columns; c++) sum += in[c] * by->weights[(size_t)row * by->columns + c];
    return sum;
}

static void naive_window(const matrix *by, int64_t (*v)[WIDTH], uint32_t count) {
    int64_t in[WORDS + 2][WIDTH];
    memcpy(in, v, sizeof in);
    for (uint32_t i = 1; i <= count; i++)
        for (uint32_t r = 0; r < WIDTH; r++) {
            int64_t sum = rounded(row_sum(by, r, in[i - 1]), by->shift);
            v[i][r] = limited(in[i][r] + (sum > 0 ? sum : 0), NETWORK_VECTOR_LIMIT);
        }
}

static void naive_memory(const matrix *by, int64_t (*v)[WIDTH], uint32_t count) {
    int64_t in[WORDS + 2][WIDTH];
    memcpy(in, v, sizeof in);
    for (uint32_t k = 0; k < WIDTH; k++) {
        bool back = k >= NETWORK_MEMORY;
        uint32_t row = back ? 2 * NETWORK_MEMORY + k - NETWORK_MEMORY : k;
        int64_t state = 0;
        for (uint32_t step = 1; step <= count; step++) {
            uint32_t i = back ? count + 1 - step : step;
            int64_t value = limited(rounded(row_sum(by, row, in[i]), by->shift), NETWORK_VECTOR_LIMIT);
            int64_t gate = limited((rounded(row_sum(by, row + NETWORK_MEMORY, in[i]), by->shift) >> 2) + 128 - 128, 128) + 128;
            state = (gate * state + (256 - gate) * value * 256) / 256;
            v[i][k] = limited(in[i][k] + state / 256, NETWORK_VECTOR_LIMIT);
        }
    }
}

static void naive_read(naive *of, const uint32_t (*rows)[NETWORK_FEATURES], uint32_t count) {
    memset(of->vectors, 0, sizeof of->vectors);
    for (uint32_t i = 1; i <= count; i++)
        for (uint32_t k = 0; k < WIDTH; k++) {
            int64_t sum = 0;
            for (uint32_t f = 0; f < NETWORK_FEATURES; f++) sum += of->net->embeddings[(size_t)rows[i][f] * WIDTH + k] * (1 << of->net->embedding_shift);
            of->vectors[i][k] = limited(sum, NETWORK_VECTOR_LIMIT);
        }
    for (uint32_t layer = 0; layer < NETWORK_LAYERS; layer++) {
        if (network_remembers(layer)) naive_memory(&of->net->layers[layer], of->vectors, count);
        else naive_window(&of->net->layers[layer], of->vectors, count);
    }
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t best = 0;
        for (uint32_t r = 1; r < of->net->tags.rows; r++)
            if (row_sum(&of->net->tags, r, of->vectors[i]) > row_sum(&of->net->tags, best, of->vectors[i])) best = r;
        of->tags[i] = (uint16_t)best;
    }
}

static int64_t naive_score(const naive *of, const transition *state, uint32_t row) {
    uint16_t slots[SLOT_COUNT];
    uint32_t rows[TABLE_FEATURES];
    int64_t hidden[NETWORK_HIDDEN];
    transition_features(state, of->tags, of->net->tags.rows, slots, rows);
    for (uint32_t r = 0; r < NETWORK_HIDDEN; r++) {
        hidden[r] = 0;
        for (uint32_t s = 0; s < SLOT_COUNT; s++) {
            if (!slots[s]) hidden[r] += of->net->absent[s * NETWORK_HIDDEN + r];
            else hidden[r] += limited(rounded(row_sum(&of->net->slots[s], r, of->vectors[slots[s]]), of->net->slots[s].shift), NETWORK_SHARE_LIMIT);
        }
        for (uint32_t f = 0; f < TABLE_FEATURES; f++) hidden[r] += of->net->table[(size_t)rows[f] * NETWORK_HIDDEN + r];
        hidden[r] = hidden[r] < 0 ? 0 : limited(hidden[r], NETWORK_HIDDEN_LIMIT);
    }
    return row_sum(&of->net->scores, row, hidden);
}

// Of `count` rows from `base` on the one with the highest score, `best` where none is higher; `never` is left out.
static int naive_best(const naive *of, const transition *state, uint32_t base, int count, int best, int never) {
    for (int r = 0; r < count; r++)
        if (r != never && naive_score(of, state, base + (uint32_t)r) > naive_score(of, state, base + (uint32_t)best)) best = r;
    return best;
}

static void naive_parse(const naive *of, uint32_t count, transition *state) {
    transition_start(state, count);
    while (!transition_done(state)) {
        int best = -1, relation;
        for (int a = 0; a < ACTION_COUNT; a++)
            if (transition_allows(state, (action)a) && (best < 0 || naive_score(of, state, (uint32_t)a) > naive_score(of, state, (uint32_t)best))) best = a;
        uint32_t base = ACTION_COUNT + (best == ACTION_RIGHT) * REL_COUNT, lifts = ACTION_COUNT + 2 * REL_COUNT + (best == ACTION_RIGHT) * LIFT_COUNT;
        relation = best == ACTION_SHIFT ? 0 : naive_best(of, state, base, REL_COUNT, REL_DEP, REL_ROOT);
        if (best == ACTION_LEFT && state->next > state->count) relation = REL_ROOT;
        else if (best != ACTION_SHIFT) state->lift[state->stack[state->depth - 1]] = (uint8_t)naive_best(of, state, lifts, LIFT_COUNT, 0, -1);
        transition_apply(state, (action)best, (uint8_t)relation);
    }
}

static void network_does_what_its_twin_does(void **unused) {
    (void)unused;
    static const char *const forms[] = {"The", "minister", "said", "that", "Harlow", "'s", "boats", "were", "struck", ",", "“", "”", ".", "2", "not", "été", "B-52", "and", "which", "killing"};
    hs_arena *arena = test_arena();
    const char *build = getenv("HEARSAY_BUILD");
    hs_error error;
    hs_text bytes, path = arena_print(arena, "%s/data/en.model", build ? build : "build/release");
    const model *known;
    assert_int_equal(file_map(path.data, &bytes, &error), HS_OK);
    assert_int_equal(model_open(bytes, path, arena, &known, &error), HS_OK);
    naive twin = {.net = &known->network};
    uint64_t seed = 5;
    for (uint32_t count = 1; count <= WORDS; count += 3) {
        uint32_t rows[WORDS + 2][NETWORK_FEATURES] = {0};
        for (uint32_t i = 1; i <= count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            hs_text form = text_of(forms[(seed >> 33) % (sizeof forms / sizeof *forms)]);
            uint32_t word = key_find(known->vocabulary, words_key(form, form.size, true, 0));
            network_rows(form, word == HS_NONE ? 0 : word, i == 1, known->network.vocabulary, rows[i]);
        }
        const int16_t *vectors = network_vectors(&known->network, (const uint32_t(*)[NETWORK_FEATURES])rows, count, arena);
        uint16_t tags[WORDS + 2] = {0};
        network_tags(&known->network, network_tag_scores(&known->network, vectors, count, arena), count, tags);
        naive_read(&twin, (const uint32_t(*)[NETWORK_FEATURES])rows, count);
        for (uint32_t i = 1; i <= count; i++) {
            for (uint32_t k = 0; k < WIDTH; k++) assert_int_equal(vectors[i * WIDTH + k], twin.vectors[i][k]);
            assert_int_equal(tags[i], twin.tags[i]);
        }
        transition a, b;
        network_parse(&known->network, vectors, tags, count, &a, *arena);
        naive_parse(&twin, count, &b);
        for (uint32_t i = 1; i <= count; i++) assert_true(a.head[i] == b.head[i] && a.relation[i] == b.relation[i] && a.lift[i] == b.lift[i]);
    }
    hs_arena_close(arena);
}

static int random_number(uint64_t *seed, int below) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((*seed >> 33) % (unsigned)below) - below / 2;
}

// Whatever instructions there are: rows that fill no panel, vectors that overlap, as many as are multiplied together and some.
static void products_are_those_of_any_machine(void **unused) {
    (void)unused;
    enum { ROWS = 37, COLUMNS = 22, VECTORS = 11, STRIDE = 8, SUMS = 48 * VECTORS };
    hs_arena *arena = test_arena();
    uint64_t seed = 11;
    int16_t *weights = arena_new(arena, int16_t, ROWS * COLUMNS), *in = arena_new(arena, int16_t, STRIDE * VECTORS + COLUMNS);
    int32_t *bias = arena_new(arena, int32_t, ROWS);
    for (int i = 0; i < ROWS * COLUMNS; i++) weights[i] = (int16_t)random_number(&seed, 4096);
    for (int i = 0; i < STRIDE * VECTORS + COLUMNS; i++) in[i] = (int16_t)random_number(&seed, 4096);
    for (int i = 0; i < ROWS; i++) bias[i] = random_number(&seed, 1 << 20);
    matrix by = {.weights = weights, .bias = bias, .rows = ROWS, .columns = COLUMNS};
    matrix_pack(&by, arena);
    assert_int_equal(matrix_width(&by) * VECTORS, SUMS);
    for (size_t count = 0; count <= VECTORS; count++) {
        int32_t *out = arena_new(arena, int32_t, SUMS), *plain = arena_new(arena, int32_t, SUMS);
        matrix_multiply(&by, in, STRIDE, count, out);
        matrix_multiply_plainly(&by, in, STRIDE, count, plain);
        assert_memory_equal(out, plain, SUMS * sizeof *out);
        for (size_t i = 0; i < count; i++)
            for (size_t r = 0; r < ROWS; r++) {
                int64_t sum = bias[r];
                for (size_t c = 0; c < COLUMNS; c++) sum += weights[r * COLUMNS + c] * in[i * STRIDE + c];
                assert_int_equal(out[i * matrix_width(&by) + r], sum);
            }
    }
    hs_arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(network_does_what_its_twin_does), cmocka_unit_test(products_are_those_of_any_machine)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
