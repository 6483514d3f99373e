// Learning from teachers (Hinton, Vinyals and Dean 2015; for parsers Kuncoro et al. 2016,
// Liu et al. 2018).
//
// In: networks trained alike but from other seeds. Their mistakes differ, so that the mean of
// what they say is right more often than any of them. Out: for a sentence the mean
// probability of each tag, for a state of the student's parser that of each action and
// relation. Teachers see the student's state with its arcs and their own tags, so they also
// say how to go on from its mistakes; and they need no gold, so that plain text teaches too.
#include "sentences/learn_inside.h"

// Adds the probabilities that whole-number scores in units of `unit` stand for to `sums`.
static void add_probabilities(const int32_t *scores, uint32_t count, float unit, float share, float *room, float *sums) {
    for (uint32_t i = 0; i < count; i++) room[i] = (float)scores[i] / unit;
    learn_softmax(room, count);
    for (uint32_t i = 0; i < count; i++) sums[i] += room[i] * share;
}

static float unit_of(const matrix *by, float input_unit) { return input_unit * (float)(1u << by->shift); }

// One teacher's vectors, from the student's rows: behind the words all rows are alike.
static const int16_t *teacher_vectors(const network *net, uint32_t vocabulary, const learn_sentence *sentence, hs_arena *scratch) {
    uint32_t(*rows)[NETWORK_FEATURES] = arena_allocate(scratch, sentence->count + 1, sizeof *rows, _Alignof(uint32_t));
    for (uint32_t i = 1; i <= sentence->count; i++) {
        rows[i][0] = sentence->words[i].taught;
        for (uint32_t f = 1; f < NETWORK_FEATURES; f++) rows[i][f] = sentence->words[i].rows[f] - vocabulary + net->vocabulary;
    }
    return network_vectors(net, (const uint32_t(*)[NETWORK_FEATURES])rows, sentence->count, scratch);
}

lesson learn_listen(const trainer *of, const learn_sentence *sentence, hs_arena *scratch) {
    uint32_t words = sentence->count, classes = of->classes;
    // teachers follow the conventions of the first treebank
    lesson made = {.count = sentence->bank ? 0 : of->teacher_count};
    if (!made.count) return made;
    made.shares = arena_new(scratch, const int16_t *, made.count);
    made.tags = arena_new(scratch, uint16_t *, made.count);
    made.hidden = arena_allocate(scratch, made.count, sizeof *made.hidden, 64);
    made.tag_targets = arena_new(scratch, float, (size_t)words * classes);
    float *room = arena_new(scratch, float, classes);
    for (uint32_t t = 0; t < made.count; t++) {
        const network *net = of->teachers[t];
        const int16_t *vectors = teacher_vectors(net, of->vocabulary, sentence, scratch);
        made.shares[t] = network_shares(net, vectors, words, scratch);
        made.tags[t] = arena_new(scratch, uint16_t, words + 2);
        const int32_t *scores = network_tag_scores(net, vectors, words, scratch);
        network_tags(net, scores, words, made.tags[t]);
        for (size_t i = 0; i < words; i++)
            add_probabilities(scores + i * matrix_width(&net->tags), classes, unit_of(&net->tags, NETWORK_UNIT), 1 / (float)made.count, room,
                              made.tag_targets + i * classes);
    }
    return made;
}

void learn_ask(const trainer *of, lesson *from, const transition *state) {
    action allowed[ACTION_COUNT];
    uint32_t count = 0;
    for (action a = 0; a < ACTION_COUNT; a++)
        if (transition_allows(state, a)) allowed[count++] = a;
    float sums[ACTION_COUNT] = {0}, room[ACTION_COUNT];
    for (uint32_t t = 0; t < from->count; t++) {
        int32_t scores[ACTION_COUNT], some[ACTION_COUNT];
        network_hidden(of->teachers[t], from->shares[t], from->tags[t], state, from->hidden[t]);
        network_actions(of->teachers[t], from->hidden[t], scores);
        for (uint32_t i = 0; i < count; i++) some[i] = scores[allowed[i]];
        add_probabilities(some, count, unit_of(&of->teachers[t]->scores, NETWORK_HIDDEN_UNIT), 1 / (float)from->count, room, sums);
    }
    memset(from->actions, 0, sizeof from->actions);
    for (uint32_t i = 0; i < count; i++) from->actions[allowed[i]] = sums[i];
}

void learn_ask_arc(const trainer *of, lesson *from, action what) {
    float room[REL_COUNT]; // there are more relations than lifts
    memset(from->relations, 0, sizeof from->relations);
    memset(from->lifts, 0, sizeof from->lifts);
    for (uint32_t t = 0; t < from->count; t++) {
        int32_t scores[REL_COUNT], lifts[LIFT_COUNT];
        float unit = unit_of(&of->teachers[t]->scores, NETWORK_HIDDEN_UNIT), share = 1 / (float)from->count;
        network_relations(of->teachers[t], from->hidden[t], what, scores);
        scores[REL_ROOT] = -NETWORK_BIAS_LIMIT;
        add_probabilities(scores, REL_COUNT, unit, share, room, from->relations);
        network_lifts(of->teachers[t], from->hidden[t], what, lifts);
        add_probabilities(lifts, LIFT_COUNT, unit, share, room, from->lifts);
    }
}
