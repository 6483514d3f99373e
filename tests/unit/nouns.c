// Nouns that no list has: which are judged at all, which signs they have, and that the signs decide. On trees made by hand.
#include "parsed.h"
#include "statements/nouns.h"

static hs_arena *keep, *scratch;
static lexicon words;
static const knowledge *known;

static int set_up(void **state) {
    (void)state;
    keep = test_arena(), scratch = test_arena();
    words = parsed_lexicon(keep, "en");
    hs_error error;
    if (knowledge_open(&words, &(knowledge_files){0}, TEXT("en"), keep, &known, &error) != HS_OK) fail_msg("%s", error.reason);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    hs_arena_close(keep), hs_arena_close(scratch);
    return 0;
}

static const reading *read_tree(const char *lines) {
    parsed *p = arena_new(keep, parsed, 1);
    reading *r = arena_new(keep, reading, 1);
    *p = parsed_make(lines, keep);
    *r = (reading){.knowledge = known, .document = &p->document, .parse = &p->parse};
    statements_begin(r, keep, *scratch);
    return r;
}

static bool has_sign(const nouns_signs *signs, const char *name) {
    for (uint32_t i = 0; i < signs->count; i++)
        if (text_equal(signs->names[i], text_of(name))) return true;
    return false;
}

// "after her long absence from the board"
static const char ABSENCE[] = "They they PRON 2 nsubj\nmet meet VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\nafter after ADP 6 case\n"
                              "her her PRON 6 nmod:poss\nlong long ADJ 6 amod\nabsence absence NOUN 2 obl Number=Sing\n";

static void test_signs_of_word_and_place(void **state) {
    (void)state;
    const reading *r = read_tree(ABSENCE);
    nouns_signs signs;
    assert_true(nouns_is_open(r, 5));
    nouns_read_signs(r, 5, &signs, scratch);
    const char *const wanted[] = {"always", "field state", "ending ence", "ending ce", "relation obl", "relation obl VERB", "case after", "owned", "has amod"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!has_sign(&signs, wanted[i])) fail_msg("no sign '%s'", wanted[i]);
    assert_false(has_sign(&signs, "plural"));
    assert_false(has_sign(&signs, "case none"));
}

static void test_what_others_speak_of_is_not_judged(void **state) {
    (void)state;
    assert_false(nouns_is_open(read_tree(ABSENCE), 1)); // a verb
    const reading *r = read_tree("The the DET 3 det\nabsence absence NOUN 3 compound Number=Sing\ncard card NOUN 5 nsubj Number=Sing\n"
                                 "was be AUX 5 cop\nlost lost ADJ 0 root\n");
    assert_false(nouns_is_open(r, 1)); // part of another noun
    assert_true(nouns_is_open(r, 2));
    r = read_tree("A a DET 2 det\nvisit visit NOUN 3 nsubj Number=Sing\nended end VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\n");
    assert_false(nouns_is_open(r, 1)); // a list has it
}

static void test_signs_decide(void **state) {
    (void)state;
    assert_true(nouns_tells_event(read_tree(ABSENCE), 5, *scratch));
    const reading *r = read_tree("They they PRON 2 nsubj\nsold sell VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\nten ten NUM 4 nummod\n"
                                 "buckets bucket NOUN 2 obj Number=Plur\n");
    assert_true(nouns_is_open(r, 3));
    assert_false(nouns_tells_event(r, 3, *scratch)); // a thing
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs_of_word_and_place),
        cmocka_unit_test(test_what_others_speak_of_is_not_judged),
        cmocka_unit_test(test_signs_decide),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
