// The parser's part of training: oracle, choice, gradients of each step. See learn.c.
#include <math.h>

#include "sentences/learn_inside.h"

// e^x for x <= 0 by halving: the same bits everywhere, unlike the mathematics library's.
static float exponential(float x) {
    if (x < -30) return 0;
    double y = 1 + (double)x / 4096, power = y;
    for (int i = 0; i < 12; i++) power *= power;
    return (float)power;
}

void learn_softmax(float *scores, uint32_t count) {
    float most = scores[0], sum = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > most) most = scores[i];
    for (uint32_t i = 0; i < count; i++) sum += scores[i] = exponential(scores[i] - most);
    for (uint32_t i = 0; i < count; i++) scores[i] /= sum;
}

// How many gold arcs each action makes impossible (Goldberg and Nivre 2013, arc-hybrid).
static void action_costs(const transition *state, const learn_word *gold, int cost[ACTION_COUNT]) {
    uint16_t top = state->depth ? state->stack[state->depth - 1] : 0;
    uint16_t second = state->depth > 1 ? state->stack[state->depth - 2] : 0;
    uint16_t next = state->next <= state->count ? state->next : 0;
    cost[ACTION_SHIFT] = cost[ACTION_LEFT] = cost[ACTION_RIGHT] = 0;
    for (uint16_t i = 0; next && i < state->depth; i++) {
        cost[ACTION_SHIFT] += gold[state->stack[i]].head == next;
        if (i + 1 < state->depth) cost[ACTION_SHIFT] += state->stack[i] == gold[next].head;
    }
    if (!top) return;
    int children = 0;
    for (uint16_t i = state->next; i <= state->count; i++) children += gold[i].head == top;
    uint16_t head = gold[top].head;
    bool ahead = head == 0 || head >= state->next;
    cost[ACTION_LEFT] = children + ((head == second && second) || (ahead && head != next));
    cost[ACTION_RIGHT] = children + ahead;
}

typedef struct turn {
    uint16_t slots[SLOT_COUNT];
    uint32_t rows[TABLE_FEATURES];
    float *hidden, *hidden_gradient; // [HIDDEN]
    float scores[NETWORK_SCORES + 16], gradient[NETWORK_SCORES + 16];
} turn;

static void fill_turn(trainer *of, const transition *state, pass *now, turn *at) {
    size_t words = (size_t)state->count + 1;
    transition_features(state, now->tags, of->classes, at->slots, at->rows);
    memset(at->hidden, 0, NETWORK_HIDDEN * sizeof(float));
    memset(at->hidden_gradient, 0, NETWORK_HIDDEN * sizeof(float));
    for (size_t s = 0; s < SLOT_COUNT; s++)
        gradient_add(at->hidden, now->shares + (s * words + at->slots[s]) * NETWORK_HIDDEN, 1, NETWORK_HIDDEN);
    for (size_t f = 0; f < TABLE_FEATURES; f++)
        gradient_add(at->hidden, of->table.value + (size_t)at->rows[f] * NETWORK_HIDDEN, 1, NETWORK_HIDDEN);
    for (size_t i = 0; i < NETWORK_HIDDEN; i++)
        if (at->hidden[i] < 0) at->hidden[i] = 0;
}

static float score_row(const trainer *of, const turn *at, size_t row) {
    return gradient_dot(of->scores.weights.value + row * NETWORK_HIDDEN, at->hidden, NETWORK_HIDDEN) + of->scores.bias.value[row];
}

static void push_row(trainer *of, turn *at, size_t row, float d) {
    if (d == 0) return;
    of->scores.bias.gradient[row] += d;
    gradient_add(of->scores.weights.gradient + row * NETWORK_HIDDEN, at->hidden, d, NETWORK_HIDDEN);
    gradient_add(at->hidden_gradient, of->scores.weights.value + row * NETWORK_HIDDEN, d, NETWORK_HIDDEN);
}

static void push_turn(trainer *of, uint16_t count, pass *now, turn *at) {
    size_t words = (size_t)count + 1;
    for (size_t i = 0; i < NETWORK_HIDDEN; i++)
        if (at->hidden[i] <= 0) at->hidden_gradient[i] = 0;
    for (size_t s = 0; s < SLOT_COUNT; s++)
        gradient_add(now->share_gradients + (s * words + at->slots[s]) * NETWORK_HIDDEN, at->hidden_gradient, 1, NETWORK_HIDDEN);
    for (size_t f = 0; f < TABLE_FEATURES; f++)
        gradient_add(gradient_row(&of->table, at->rows[f]), at->hidden_gradient, 1, NETWORK_HIDDEN);
}

// Chooses an action; the gradient is that of -log of the probability of all right ones.
static action train_action(trainer *of, const transition *state, const learn_word *gold, turn *at, bool follow) {
    int cost[ACTION_COUNT], least = INT32_MAX;
    action_costs(state, gold, cost);
    action allowed[ACTION_COUNT], best = ACTION_COUNT, right = ACTION_COUNT;
    float scores[ACTION_COUNT];
    uint32_t count = 0;
    for (action a = 0; a < ACTION_COUNT; a++) {
        if (!transition_allows(state, a)) continue;
        if (cost[a] < least) least = cost[a];
        scores[count] = score_row(of, at, a);
        allowed[count++] = a;
    }
    learn_softmax(scores, count);
    float sum = 0, most = -1, most_right = -1;
    for (uint32_t i = 0; i < count; i++) {
        bool is_right = cost[allowed[i]] == least;
        if (is_right) sum += scores[i];
        if (scores[i] > most) most = scores[i], best = allowed[i];
        if (is_right && scores[i] > most_right) most_right = scores[i], right = allowed[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        bool is_right = cost[allowed[i]] == least;
        push_row(of, at, allowed[i], scores[i] - (is_right ? scores[i] / (sum > 1e-9f ? sum : 1e-9f) : 0));
    }
    return cost[best] == least || follow ? best : right;
}

// The relation of the arc; learned only where the arc is right.
static uint8_t train_relation(trainer *of, action what, turn *at, bool right, uint8_t gold) {
    size_t base = what == ACTION_LEFT ? ACTION_COUNT : ACTION_COUNT + REL_COUNT;
    float scores[REL_COUNT];
    uint8_t best = REL_DEP;
    for (uint32_t r = 0; r < REL_COUNT; r++) {
        scores[r] = r == REL_ROOT ? -1e9f : score_row(of, at, base + r);
        if (scores[r] > scores[best]) best = (uint8_t)r;
    }
    if (!right) return best;
    learn_softmax(scores, REL_COUNT);
    scores[gold] -= 1;
    for (uint32_t r = 0; r < REL_COUNT; r++)
        if (scores[r] > 1e-4f || scores[r] < -1e-4f) push_row(of, at, base + r, scores[r]);
    return best;
}

static void forward_shares(trainer *of, uint32_t count, pass *now) {
    for (size_t s = 0; s < SLOT_COUNT; s++) {
        float *slot = now->shares + s * (count + 1) * NETWORK_HIDDEN;
        memcpy(slot, of->absent.value + s * NETWORK_HIDDEN, NETWORK_HIDDEN * sizeof *slot);
        dense_forward(&of->slots[s], now->vectors + NETWORK_WIDTH, NETWORK_WIDTH, count, slot + NETWORK_HIDDEN, NETWORK_HIDDEN);
    }
}

static void backward_shares(trainer *of, uint32_t count, pass *now) {
    for (size_t s = 0; s < SLOT_COUNT; s++) {
        const float *slot = now->share_gradients + s * (count + 1) * NETWORK_HIDDEN;
        gradient_add(of->absent.gradient + s * NETWORK_HIDDEN, slot, 1, NETWORK_HIDDEN);
        dense_backward(&of->slots[s], now->vectors + NETWORK_WIDTH, NETWORK_WIDTH, count, slot + NETWORK_HIDDEN,
                       NETWORK_HIDDEN, now->vector_gradient + NETWORK_WIDTH);
    }
}

void learn_parse(trainer *of, const learn_sentence *sentence, pass *now, uint32_t explore_tenths) {
    transition state;
    _Alignas(64) float hidden[2][NETWORK_HIDDEN];
    turn at = {.hidden = hidden[0], .hidden_gradient = hidden[1]};
    const learn_word *gold = sentence->words;
    forward_shares(of, sentence->count, now);
    transition_start(&state, sentence->count);
    while (!transition_done(&state)) {
        fill_turn(of, &state, now, &at);
        bool follow = gradient_random(&of->seed) % 10 < explore_tenths;
        action what = train_action(of, &state, gold, &at, follow);
        uint8_t relation = REL_ROOT;
        uint16_t word = state.depth ? state.stack[state.depth - 1] : 0;
        if (what != ACTION_SHIFT) {
            uint16_t head = what == ACTION_RIGHT ? state.stack[state.depth - 2] : state.next <= state.count ? state.next : 0;
            bool right = gold[word].head == head;
            if (head) relation = train_relation(of, what, &at, right && gold[word].relation != REL_ROOT, gold[word].relation);
            of->heads_right += right;
        }
        push_turn(of, state.count, now, &at);
        transition_apply(&state, what, relation);
    }
    backward_shares(of, sentence->count, now);
}
