// See transition.h.
#include "sentences/transition.h"

#include <string.h>

void transition_start(transition *state, uint32_t count) {
    state->count = (uint16_t)count;
    state->next = 1;
    state->depth = 0;
    size_t words = count + 2;
    memset(state->head, 0, words * sizeof *state->head);
    memset(state->relation, 0, words);
    memset(state->lift, 0, words);
    memset(state->left, 0, words * sizeof *state->left);
    memset(state->left_second, 0, words * sizeof *state->left_second);
    memset(state->right, 0, words * sizeof *state->right);
    memset(state->right_second, 0, words * sizeof *state->right_second);
    memset(state->left_count, 0, words);
    memset(state->right_count, 0, words);
}

bool transition_done(const transition *state) { return state->depth == 0 && state->next > state->count; }

bool transition_allows(const transition *state, action what) {
    bool empty = state->next > state->count;
    if (what == ACTION_SHIFT) return !empty;
    // the root takes one word only
    if (what == ACTION_LEFT) return state->depth > 0 && (!empty || state->depth == 1);
    return state->depth > 1;
}

static void add_arc(transition *state, uint16_t head, uint16_t word, uint8_t relation) {
    state->head[word] = head;
    state->relation[word] = relation;
    if (word < head) {
        // LEFT takes the words before a head from the nearest outward
        state->left_second[head] = state->left[head];
        state->left[head] = word;
        if (state->left_count[head] < 255) state->left_count[head]++;
    } else if (head) {
        state->right_second[head] = state->right[head];
        state->right[head] = word;
        if (state->right_count[head] < 255) state->right_count[head]++;
    }
}

void transition_apply(transition *state, action what, uint8_t relation) {
    if (what == ACTION_SHIFT) {
        state->stack[state->depth++] = state->next++;
        return;
    }
    uint16_t word = state->stack[--state->depth];
    uint16_t head = state->next > state->count ? 0 : state->next;
    if (what == ACTION_RIGHT) head = state->stack[state->depth - 1];
    add_arc(state, head, word, relation);
}

static uint32_t bucket(uint32_t number) {
    if (number <= 5) return number;
    return number <= 7 ? 6 : number <= 10 ? 7 : number <= 15 ? 8 : number <= 25 ? 9 : 10;
}

// 11 stands for a distance to nothing.
static uint32_t distance(uint16_t from, uint16_t to) { return from && to ? bucket((uint32_t)(to - from)) : 11; }

void transition_features(const transition *state, const uint16_t *tags, uint32_t classes, uint16_t slots[SLOT_COUNT],
                         uint32_t rows[TABLE_FEATURES]) {
    uint16_t top = state->depth > 0 ? state->stack[state->depth - 1] : 0;
    uint16_t second = state->depth > 1 ? state->stack[state->depth - 2] : 0;
    uint16_t third = state->depth > 2 ? state->stack[state->depth - 3] : 0;
    uint16_t next = state->next <= state->count ? state->next : 0;
    uint16_t after = next && next < state->count ? (uint16_t)(next + 1) : 0;
    uint16_t last = after && after < state->count ? (uint16_t)(after + 1) : 0;
    // children of nothing are nothing: entry 0 of left and right stays 0
    const uint16_t found[SLOT_COUNT] = {top, second, third, next, after, state->left[top], state->right[top],
                                        state->left[second], state->right[second], state->left[next]};
    memcpy(slots, found, sizeof found);
    const uint16_t children[TABLE_RELATIONS] = {state->left[top],      state->right[top],   state->left_second[top],
                                                state->right_second[top], state->left[second], state->right[second],
                                                state->left[next],     state->left_second[next]};
    const uint32_t numbers[TABLE_NUMBERS] = {distance(top, next),
                                             distance(second, top),
                                             bucket(state->left_count[top]),
                                             bucket(state->right_count[top]),
                                             bucket(state->right_count[second]),
                                             bucket(state->left_count[next])};
    uint32_t at = 0, base = 0;
    for (uint32_t i = 0; i < TABLE_RELATIONS; i++, base += REL_COUNT + 1)
        rows[at++] = base + (children[i] ? state->relation[children[i]] + 1u : 0);
    for (uint32_t i = 0; i < TABLE_NUMBERS; i++, base += TABLE_BUCKETS) rows[at++] = base + numbers[i];
    const uint16_t tagged[TABLE_TAGS] = {top, second, third, next, after, last};
    for (uint32_t i = 0; i < TABLE_TAGS; i++, base += classes + 1) rows[at++] = base + (tagged[i] ? tags[tagged[i]] + 1u : 0);
}
