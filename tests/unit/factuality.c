// Factuality: the rule without weights, files that are no weights, what training learns, and the network by itself.
#include "parsed.h"
#include "kept.h"
#include "statements/factuality.h"
#include "statements/factuality_learn.h"

static const char *const affirmed = "The the DET 2 det\ncrew crew NOUN 3 nsubj\nleft leave VERB 0 root Tense=Past|VerbForm=Fin\n";
static const char *const negated = "The the DET 2 det\ncrew crew NOUN 5 nsubj\ndid do AUX 5 aux\nnot not PART 5 advmod Polarity=Neg\nleave leave VERB 0 root VerbForm=Inf\n";

static void test_rule_without_weights(void **state) {
    (void)state;
    hs_report report = parsed_read("en", affirmed, (hs_text){0}, keep);
    assert_int_equal(parsed_statement(&report, "leave")->factuality_milli, 3000);
    report = parsed_read("en", negated, (hs_text){0}, keep);
    assert_int_equal(parsed_statement(&report, "leave")->factuality_milli, -3000);
}

static const char *const spanish =
    "La el DET 2 det\nempresa empresa NOUN 3 nsubj\nplanea planear VERB 0 root Tense=Pres|VerbForm=Fin\n"
    "vender vender VERB 3 xcomp VerbForm=Inf\nel el DET 6 det\nmolino molino NOUN 4 obj\n";
static const char *const spanish_negated =
    "El el DET 2 det\nconsejo consejo NOUN 4 nsubj\nno no ADV 4 advmod Polarity=Neg\n"
    "aprobó aprobar VERB 0 root Tense=Past|VerbForm=Fin\nla el DET 6 det\nobra obra NOUN 4 obj\n";

// Stage, polarity and factuality agree: what is planned is less of a fact than what is done, and more than what is denied.
static void test_spanish_agrees_with_stage(void **state) {
    (void)state;
    hs_report report = parsed_read("es", spanish, (hs_text){0}, keep);
    const hs_statement *plan = parsed_statement(&report, "planear"), *sale = parsed_statement(&report, "vender");
    assert_int_equal(plan->factuality_milli, 3000);
    assert_int_equal(sale->stage, HS_STAGE_PLANNED);
    assert_int_equal(sale->factuality_milli, 1000);
    report = parsed_read("es", spanish_negated, (hs_text){0}, keep);
    assert_int_equal(parsed_statement(&report, "aprobar")->factuality_milli, -3000);
}

static const char *const adjectival =
    "We we PRON 4 nsubj\nwould would AUX 4 aux\ngladly gladly ADV 4 advmod\nrehome rehome NOUN 0 root\nour our PRON 6 nmod:poss\n"
    "growing grow VERB 7 amod VerbForm=Ger\nflock flock NOUN 4 obj\n";
static const char *const bare = "A a DET 3 det\nproud proud ADJ 3 amod\nowner owner NOUN 4 nsubj\nsmiled smile VERB 0 root Tense=Past|VerbForm=Fin\n";

// A verb before its noun and a word with an auxiliary, whatever it was taken for, are predicates; an adjective before its noun is none.
static void test_what_is_a_predicate(void **state) {
    (void)state;
    hs_report report = parsed_read("en", adjectival, (hs_text){0}, keep);
    assert_int_equal(report.statement_count, 2);
    assert_non_null(parsed_statement(&report, "rehome"));
    assert_non_null(parsed_statement(&report, "grow"));
    report = parsed_read("en", bare, (hs_text){0}, keep);
    assert_int_equal(report.statement_count, 1);
}

static hs_status open_weights(hs_text bytes, hs_error *error) {
    const factuality_rules *rules;
    lexicon none = {0};
    return factuality_open(&none, bytes, keep, &rules, error);
}

static void test_bad_weights_are_refused(void **state) {
    (void)state;
    hs_error error;
    hs_text bytes;
    assert_int_equal(open_weights(TEXT("HSFW"), &error), HS_ERROR_FORMAT);
    assert_int_equal(open_weights(TEXT("not weights at all, only a line of text"), &error), HS_ERROR_FORMAT);
    const char *build = getenv("HEARSAY_BUILD");
    hs_text path = arena_print(keep, "%s/data/en.factuality", build ? build : "build/release");
    assert_int_equal(file_map(path.data, &bytes, &error), HS_OK);
    assert_int_equal(open_weights(bytes, &error), HS_OK);
    assert_int_equal(open_weights(text_slice(bytes, 0, bytes.size - 1), &error), HS_ERROR_FORMAT);
    char *flipped = arena_new(keep, char, bytes.size);
    memcpy(flipped, bytes.data, bytes.size);
    flipped[bytes.size / 2] ^= 1;
    assert_int_equal(open_weights((hs_text){flipped, bytes.size}, &error), HS_ERROR_FORMAT);
    assert_int_equal(error.byte, 16);
}

// The statement of a verb in a made tree, read with the trained weights.
static const hs_statement *weighed(const char *tree, const char *lemma, const int8_t *vectors) {
    hs_error error = {0};
    hs_text bytes;
    const char *build = getenv("HEARSAY_BUILD");
    assert_int_equal(file_map(arena_print(keep, "%s/data/en.factuality", build ? build : "build/release").data, &bytes, &error), HS_OK);
    lexicon *words = arena_new(keep, lexicon, 1);
    *words = parsed_lexicon(keep, "en");
    knowledge_files files = {.factuality = bytes};
    const knowledge *known;
    assert_int_equal(knowledge_open(words, &files, TEXT("en"), keep, &known, &error), HS_OK);
    parsed *p = arena_new(keep, parsed, 1);
    *p = parsed_make(tree, keep);
    p->parse.vectors = vectors;
    hs_report *report = arena_new(keep, hs_report, 1);
    report->document = p->document;
    assert_int_equal(statements_read(known, &p->document, &p->parse, true, keep, *scratch, report, &error), HS_OK);
    return parsed_statement(report, lemma);
}

// With weights: a negated event is less of a fact than an affirmed one.
static void test_weights_know_negation(void **state) {
    (void)state;
    assert_true(weighed(affirmed, "leave", NULL)->factuality_milli > 1500);
    assert_true(weighed(negated, "leave", NULL)->factuality_milli < 0);
}

// What the parser's network knows of the words counts, and the scale has ends whatever it says.
static void test_vectors_count(void **state) {
    (void)state;
    static const int8_t levels[] = {0, 20, 127, -127};
    int16_t milli[4];
    for (int i = 0; i < 4; i++) {
        int8_t *vectors = arena_new(keep, int8_t, 5 * HS_VECTOR);
        memset(vectors, levels[i], 5 * HS_VECTOR);
        milli[i] = weighed(negated, "leave", vectors)->factuality_milli;
        assert_true(milli[i] >= -3000 && milli[i] <= 3000);
    }
    assert_int_not_equal(milli[0], milli[1]);
}

static hs_text reason_of(const hs_statement *statement) {
    for (uint32_t i = 0; i < statement->reason_count; i++)
        if (statement->reasons[i].attribute == HS_ATTRIBUTE_FACTUALITY) return statement->reasons[i].rule;
    return (hs_text){0};
}

// The reason names what moved the value and how much of news the text was taken for.
static void test_reason_names_groups(void **state) {
    (void)state;
    hs_text done = reason_of(weighed(affirmed, "leave", NULL)), denied = reason_of(weighed(negated, "leave", NULL));
    assert_int_equal(text_find(denied, TEXT("weights: "), 0), 0);
    assert_true(text_find(denied, TEXT(" -"), 0) != SIZE_MAX);
    assert_true(text_find(done, TEXT("; news 0."), 0) != SIZE_MAX);
    assert_false(text_equal(done, denied));
    hs_report report = parsed_read("en", affirmed, (hs_text){0}, keep);
    assert_true(text_equal(reason_of(parsed_statement(&report, "leave")), TEXT("stage and polarity")));
}

// ---------------------------------------------------------------- the network

enum { LESSONS = 400 };

// Mark 7 says 2 and mark 9 says -2, both together 1; the second head says the opposite. Mark 11 is seldom; input 0 adds itself.
static net_example lesson(uint32_t i, uint32_t room[3], int16_t inputs[2]) {
    uint32_t kind = i % 3, count = 0;
    if (kind != 1) room[count++] = 7;
    if (kind != 0) room[count++] = 9;
    if (i == 5) room[count++] = 11;
    inputs[0] = (int16_t)((int)(i / 3 % 5) * 128 - 256);
    float value = (kind == 0 ? 2.0f : kind == 1 ? -2.0f : 1.0f) + (float)inputs[0] / 512;
    return (net_example){.marks = room, .count = count, .inputs = inputs, .target = {value, -value}, .weight = {1, 1}};
}

static hs_text learned(void) {
    static const net_plan plan = {.hidden = 16, .inputs = 2, .heads = 2, .least = 10, .rounds = 150};
    net_example *lessons = arena_new(keep, net_example, LESSONS);
    for (uint32_t i = 0; i < LESSONS; i++) lessons[i] = lesson(i, arena_new(keep, uint32_t, 3), arena_new(keep, int16_t, 2));
    return net_learn(lessons, LESSONS, &plan, keep, *scratch);
}

static float said(const factuality_net *net, uint32_t i, uint32_t head) {
    uint32_t room[3];
    int16_t inputs[2] = {0};
    net_example e = lesson(i, room, inputs);
    net_layer layer;
    int32_t sums[NET_HIDDEN_MOST] = {0};
    uint64_t seen[1] = {0};
    net_add_inputs(net, 0, 2, e.inputs, sums);
    net_read(net, e.marks, e.count, sums, seen, &layer);
    assert_true(seen[0] == 0);
    return (float)layer.out[head] / (1 << NET_SHIFT);
}

static void test_network_learns(void **state) {
    (void)state;
    factuality_net net;
    hs_text bytes = learned(), again = learned();
    assert_true(text_equal(bytes, again));
    assert_true(net_open(&bytes, keep, &net));
    assert_int_equal(bytes.size, 0);
    assert_int_equal(net.mark_count, 2); // the seldom one is not kept
    assert_int_equal(net_find(&net, 11), HS_NONE);
    assert_true(said(&net, 6, 0) > 0.6f && said(&net, 7, 0) < -0.2f && said(&net, 8, 0) > 0.2f);
    assert_true(said(&net, 6, 1) < -0.6f && said(&net, 7, 1) > 0.2f && said(&net, 8, 1) < -0.2f);
    assert_true(said(&net, 12, 0) > said(&net, 0, 0) + 0.1f); // the input
}

static void test_network_shares_add_up(void **state) {
    (void)state;
    factuality_net net;
    hs_text bytes = learned();
    const uint32_t marks[3] = {7, 7, 8}, none[1] = {8};
    uint64_t seen[1] = {0};
    net_layer with, again, without;
    assert_true(net_open(&bytes, keep, &net));
    net_read(&net, marks, 1, NULL, seen, &with);
    net_read(&net, marks, 3, NULL, seen, &again);
    net_read(&net, none, 1, NULL, seen, &without);
    assert_int_equal(with.out[0], again.out[0]); // a mark counts once
    assert_true(net_share(&net, &with, 7, 0) > 0);
    assert_int_equal(net_share(&net, &with, 8, 0), 0);
    assert_true(with.out[0] > without.out[0]);
}

static void test_cut_networks_are_refused(void **state) {
    (void)state;
    factuality_net net;
    hs_text whole = learned();
    for (size_t size = 0; size < whole.size; size += 3) {
        hs_text cut = text_slice(whole, 0, size);
        assert_false(net_open(&cut, keep, &net));
    }
    char *large = arena_new(keep, char, whole.size);
    memcpy(large, whole.data, whole.size);
    large[3] = 127; // two thousand million marks
    hs_text changed = {large, whole.size};
    assert_false(net_open(&changed, keep, &net));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rule_without_weights),
        cmocka_unit_test(test_spanish_agrees_with_stage),
        cmocka_unit_test(test_what_is_a_predicate),
        cmocka_unit_test(test_bad_weights_are_refused),
        cmocka_unit_test(test_weights_know_negation),
        cmocka_unit_test(test_vectors_count),
        cmocka_unit_test(test_reason_names_groups),
        cmocka_unit_test(test_network_learns),
        cmocka_unit_test(test_network_shares_add_up),
        cmocka_unit_test(test_cut_networks_are_refused),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
