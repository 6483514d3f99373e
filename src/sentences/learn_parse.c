// The parser's part of training: oracle, choice, gradients of each step. See learn.c.
#include <math.h>

#include "base/wide.h"
#include "sentences/learn_inside.h"

enum { LANES = 4 };
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

// e^x for x <= 0 by halving: the same bits everywhere, unlike the mathematics library's.
WIDE static void exponentials(float *values, uint32_t count) {
    for (uint32_t at = 0; at < count; at += LANES) {
        uint32_t used = count - at < LANES ? count - at : LANES;
        lanes power = {0};
        for (uint32_t i = 0; i < used; i++) power[i] = (double)values[at + i];
        power = 1 + power / 4096;
        for (int i = 0; i < 12; i++) power *= power;
        for (uint32_t i = 0; i < used; i++) values[at + i] = values[at + i] < -30 ? 0 : (float)power[i];
    }
}

void learn_softmax(float *scores, uint32_t count) {
    float most = scores[0], sum = 0;
    for (uint32_t i = 1; i < count; i++)
        if (scores[i] > most) most = scores[i];
    for (uint32_t i = 0; i < count; i++) scores[i] -= most;
    exponentials(scores, count);
    for (uint32_t i = 0; i < count; i++) sum += scores[i];
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

// Chooses an action. What is right has the probabilities of the student itself among the
// actions that lose no arc, and those that teachers give.
static action train_action(trainer *of, const transition *state, const learn_sentence *sentence, lesson *taught, turn *at,
                           bool follow) {
    int cost[ACTION_COUNT] = {0}, least = INT32_MAX;
    if (!sentence->bare) action_costs(state, sentence->words, cost);
    if (taught->count) learn_ask(of, taught, state);
    float share = sentence->bare ? 1 : taught->count ? LEARN_TAUGHT_SHARE : 0;
    action allowed[ACTION_COUNT];
    float scores[ACTION_COUNT], target[ACTION_COUNT];
    uint32_t count = 0, best = 0, right = ACTION_COUNT;
    for (action a = 0; a < ACTION_COUNT; a++) {
        if (!transition_allows(state, a)) continue;
        if (cost[a] < least) least = cost[a];
        scores[count] = score_row(of, at, a);
        allowed[count++] = a;
    }
    learn_softmax(scores, count);
    float sum = 0;
    for (uint32_t i = 0; i < count; i++)
        if (cost[allowed[i]] == least) sum += scores[i];
    for (uint32_t i = 0; i < count; i++) {
        target[i] = cost[allowed[i]] == least ? scores[i] / (sum > 1e-9f ? sum : 1e-9f) : 0;
        if (share > 0) target[i] = (1 - share) * target[i] + share * taught->actions[allowed[i]];
        if (scores[i] > scores[best]) best = i;
        bool may = share > 0 || cost[allowed[i]] == least;
        if (may && (right == ACTION_COUNT || target[i] > target[right])) right = i;
        push_row(of, at, allowed[i], scores[i] - target[i]);
    }
    return allowed[follow || (!sentence->bare && cost[allowed[best]] == least) ? best : right];
}

// How an arc is called by one of the lists of scores: `count` rows from `first`, of which `never` is not
// chosen (HS_NONE: all may be).
typedef struct label_rows {
    size_t first;
    uint32_t count, never;
} label_rows;

static uint8_t best_label(const trainer *of, const turn *at, label_rows rows, float *scores) {
    uint8_t best = rows.never == 0;
    for (uint32_t r = 0; r < rows.count; r++) {
        scores[r] = r == rows.never ? -1e9f : score_row(of, at, rows.first + r);
        if (scores[r] > scores[best]) best = (uint8_t)r;
    }
    return best;
}

// Learns that the arc is called `gold` (HS_NONE where only teachers know), or as far as they hold
// it to be called something else; `taught` NULL without them.
static void push_label(trainer *of, turn *at, label_rows rows, float *scores, const float *taught, float weight, uint32_t gold) {
    learn_softmax(scores, rows.count);
    float share = gold == HS_NONE ? 1 : taught ? LEARN_TAUGHT_SHARE : 0;
    for (uint32_t r = 0; taught && r < rows.count; r++) scores[r] -= share * taught[r];
    if (gold != HS_NONE) scores[gold] -= 1 - share;
    for (uint32_t r = 0; r < rows.count; r++)
        if (scores[r] > 1e-4f || scores[r] < -1e-4f) push_row(of, at, rows.first + r, weight * scores[r]);
}

// The relation of the arc that `what` makes; it and the lift are learned where the arc is right
// (`weight` 1), or as far as teachers hold it to be. `gold` is NULL where only they know.
static uint8_t train_labels(trainer *of, action what, lesson *taught, turn *at, float weight, const learn_word *gold) {
    bool left = what == ACTION_LEFT, asked = taught->count && weight > 0;
    label_rows relations = {NETWORK_RELATIONS + (left ? 0 : REL_COUNT), REL_COUNT, REL_ROOT};
    label_rows lifts = {NETWORK_LIFTS + (left ? 0 : LIFT_COUNT), LIFT_COUNT, HS_NONE};
    float scores[REL_COUNT], lift_scores[LIFT_COUNT];
    uint8_t best = best_label(of, at, relations, scores);
    if (weight <= 0) return best;
    if (asked) learn_ask_arc(of, taught, what);
    push_label(of, at, relations, scores, asked ? taught->relations : NULL, weight, gold ? gold->relation : HS_NONE);
    best_label(of, at, lifts, lift_scores);
    push_label(of, at, lifts, lift_scores, asked ? taught->lifts : NULL, weight, gold ? gold->lift : HS_NONE);
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

// One arc: its relation, and whether it is one of gold.
static uint8_t train_arc(trainer *of, const transition *state, const learn_sentence *sentence, pass *now, turn *at, action what) {
    uint16_t word = state->stack[state->depth - 1];
    uint16_t head = what == ACTION_RIGHT ? state->stack[state->depth - 2] : state->next <= state->count ? state->next : 0;
    const learn_word *gold = &sentence->words[word];
    bool right = !sentence->bare && gold->head == head;
    of->heads_right += right;
    if (!head) return REL_ROOT;
    if (sentence->bare) return train_labels(of, what, &now->taught, at, now->taught.actions[what], NULL);
    return train_labels(of, what, &now->taught, at, right && gold->relation != REL_ROOT ? 1 : 0, gold);
}

void learn_parse(trainer *of, const learn_sentence *sentence, pass *now, uint32_t explore_tenths) {
    transition state;
    _Alignas(64) float hidden[2][NETWORK_HIDDEN];
    turn at = {.hidden = hidden[0], .hidden_gradient = hidden[1]};
    forward_shares(of, sentence->count, now);
    transition_start(&state, sentence->count);
    while (!transition_done(&state)) {
        fill_turn(of, &state, now, &at);
        bool follow = gradient_random(&of->seed) % 10 < explore_tenths;
        action what = train_action(of, &state, sentence, &now->taught, &at, follow);
        uint8_t relation = what == ACTION_SHIFT ? 0 : train_arc(of, &state, sentence, now, &at, what);
        push_turn(of, state.count, now, &at);
        transition_apply(&state, what, relation);
    }
    backward_shares(of, sentence->count, now);
}
