// Factuality: the rule without weights, files that are no weights, and what training learns.
#include "parsed.h"
#include "kept.h"
#include "statements/factuality.h"

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

// With weights: a negated event is less of a fact than an affirmed one.
static void test_weights_know_negation(void **state) {
    (void)state;
    hs_error error = {0};
    hs_text bytes;
    const char *build = getenv("HEARSAY_BUILD");
    assert_int_equal(file_map(arena_print(keep, "%s/data/en.factuality", build ? build : "build/release").data, &bytes, &error), HS_OK);
    lexicon words = parsed_lexicon(keep, "en");
    knowledge_files files = {.factuality = bytes};
    const knowledge *known;
    assert_int_equal(knowledge_open(&words, &files, TEXT("en"), keep, &known, &error), HS_OK);
    int16_t milli[2];
    for (int i = 0; i < 2; i++) {
        parsed p = parsed_make(i ? negated : affirmed, keep);
        hs_report report = {.document = p.document};
        assert_int_equal(statements_read(known, &p.document, &p.parse, false, keep, *scratch, &report, &error), HS_OK);
        milli[i] = parsed_statement(&report, "leave")->factuality_milli;
    }
    assert_true(milli[0] > 1500);
    assert_true(milli[1] < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rule_without_weights),
        cmocka_unit_test(test_spanish_agrees_with_stage),
        cmocka_unit_test(test_what_is_a_predicate),
        cmocka_unit_test(test_bad_weights_are_refused),
        cmocka_unit_test(test_weights_know_negation),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
