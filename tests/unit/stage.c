// Stages, polarity, parties and pairs on trees made by hand, so that they hold whatever a
// parser makes of a sentence. The golden sentences test the same on the parser's own trees.
#include "parsed.h"

static const hs_statement *read_one(const char *lines, const char *lemma, hs_arena *keep) {
    hs_report *report = arena_new(keep, hs_report, 1);
    *report = parsed_read("en", lines, (hs_text){0}, keep);
    return parsed_statement(report, lemma);
}

static void expect(const hs_statement *s, hs_stage stage, hs_polarity polarity) {
    assert_int_equal(s->stage, stage);
    assert_int_equal(s->polarity, polarity);
}

static bool names(const hs_party *parties, uint32_t count, const char *part) {
    for (uint32_t i = 0; i < count; i++)
        if (text_find(parties[i].name, text_of(part), 0) != SIZE_MAX) return true;
    return false;
}

static void test_plan_and_its_negation(void **state) {
    (void)state;
    hs_arena *keep = test_arena();
    const hs_statement *planned =
        read_one("The the DET 2 det Definite=Def\ncouncil council NOUN 3 nsubj Number=Sing\n"
                 "plans plan VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin\nto to PART 5 mark\n"
                 "close close VERB 3 xcomp VerbForm=Inf\nit it PRON 5 obj\n. . PUNCT 3 punct\n",
                 "close", keep);
    expect(planned, HS_STAGE_PLANNED, HS_AFFIRMED);
    assert_true(names(planned->actors, planned->actor_count, "council"));
    const hs_statement *refused =
        read_one("The the DET 2 det Definite=Def\ncouncil council NOUN 3 nsubj Number=Sing\n"
                 "refused refuse VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\nto to PART 5 mark\n"
                 "close close VERB 3 xcomp VerbForm=Inf\nit it PRON 5 obj\n. . PUNCT 3 punct\n",
                 "close", keep);
    expect(refused, HS_STAGE_DONE, HS_NEGATED);
    hs_arena_close(keep);
}

// An order is for who is ordered; a negative subject negates its verb.
static void test_order_and_subject(void **state) {
    (void)state;
    hs_arena *keep = test_arena();
    const hs_statement *ordered =
        read_one("The the DET 2 det Definite=Def\ngeneral general NOUN 3 nsubj Number=Sing\n"
                 "ordered order VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\nthe the DET 5 det Definite=Def\n"
                 "crew crew NOUN 3 obj Number=Sing\nto to PART 7 mark\nleave leave VERB 3 xcomp VerbForm=Inf\n",
                 "leave", keep);
    expect(ordered, HS_STAGE_ORDERED, HS_AFFIRMED);
    assert_true(names(ordered->actors, ordered->actor_count, "crew"));
    assert_false(names(ordered->actors, ordered->actor_count, "general"));
    const hs_statement *none = read_one("No no DET 2 det\nsiren siren NOUN 3 nsubj Number=Sing\n"
                                        "sounded sound VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\n",
                                        "sound", keep);
    expect(none, HS_STAGE_DONE, HS_NEGATED);
    hs_arena_close(keep);
}

// A light verb and its noun are one event: same stage, polarity, parties.
static void test_light_verb(void **state) {
    (void)state;
    hs_arena *keep = test_arena();
    const char *lines =
        "The the DET 2 det Definite=Def\narmy army NOUN 4 nsubj Number=Sing\nmay may AUX 4 aux VerbForm=Fin\n"
        "launch launch VERB 0 root VerbForm=Inf\nan a DET 6 det Definite=Ind\nattack attack NOUN 4 obj Number=Sing\n"
        "on on ADP 9 case\nthe the DET 9 det Definite=Def\nport port NOUN 6 nmod Number=Sing\n";
    const hs_statement *verb = read_one(lines, "launch", keep), *noun = read_one(lines, "attack", keep);
    expect(verb, HS_STAGE_POSSIBLE, HS_AFFIRMED);
    expect(noun, HS_STAGE_POSSIBLE, HS_AFFIRMED);
    assert_int_equal(verb->same_as, 1);
    assert_int_equal(noun->same_as, 0);
    assert_true(names(noun->actors, noun->actor_count, "army"));
    assert_true(names(verb->recipients, verb->recipient_count, "port"));
    hs_arena_close(keep);
}

// A passive's subject is its recipient; a denial turns what it denies.
static void test_passive_and_denial(void **state) {
    (void)state;
    hs_arena *keep = test_arena();
    const hs_statement *sold = read_one(
        "The the DET 2 det Definite=Def\nowner owner NOUN 3 nsubj Number=Sing\n"
        "denied deny VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark\n"
        "the the DET 6 det Definite=Def\nmill mill NOUN 8 nsubj:pass Number=Sing\nwas be AUX 8 aux:pass VerbForm=Fin\n"
        "sold sell VERB 3 ccomp Tense=Past|VerbForm=Part|Voice=Pass\n",
        "sell", keep);
    expect(sold, HS_STAGE_DONE, HS_NEGATED);
    assert_true(names(sold->recipients, sold->recipient_count, "mill"));
    assert_int_equal(sold->actor_count, 0);
    hs_arena_close(keep);
}

// A verb that the parser took for its object's modifier is mended, and the sentence keeps one root.
static void test_mending(void **state) {
    (void)state;
    hs_arena *keep = test_arena();
    const hs_statement *denied =
        read_one("The the DET 2 det Definite=Def\nfirm firm NOUN 4 nsubj Number=Sing\n"
                 "denied deny VERB 4 amod Tense=Past|VerbForm=Part\ninvolvement involvement NOUN 0 root Number=Sing\n"
                 ". . PUNCT 4 punct\n",
                 "deny", keep);
    expect(denied, HS_STAGE_DONE, HS_AFFIRMED);
    assert_true(names(denied->actors, denied->actor_count, "firm"));
    hs_arena_close(keep);
}

// Finite verbs that the parser took for participles: before a number, with the clause's head behind a preposition, on the last
// noun of the subject; and what no such path leads to.
static void test_garden_paths(void **state) {
    (void)state;
    static const struct {
        const char *lines, *lemma, *actor;
    } paths[] = {
        {"A a DET 2 det Definite=Ind\nraid raid NOUN 13 nsubj\non on ADP 5 case\nthe the DET 5 det Definite=Def\nport port NOUN 2 nmod\n"
         "of of ADP 10 case\nQuill Quill PROPN 10 amod\nkilled kill VERB 10 amod Tense=Past|VerbForm=Part\n12 12 NUM 10 nummod\n"
         "people people NOUN 5 nmod Number=Plur\n, , PUNCT 2 punct\npolice police NOUN 13 nsubj\nsaid say VERB 0 root Tense=Past|VerbForm=Fin\n",
         "kill", "raid"},
        {"The the DET 2 det Definite=Def\nguard guard NOUN 5 nsubj\nresigned resign VERB 2 acl Tense=Past|VerbForm=Part\nafter after ADP 5 case\n"
         "reports report NOUN 0 root Number=Plur\n. . PUNCT 5 punct\n",
         "resign", "guard"},
        {"The the DET 2 det Definite=Def\nlast last NOUN 8 obl\nof of ADP 4 case\nthem they PRON 2 nmod\n"
         "left leave VERB 4 acl Tense=Past|VerbForm=Fin\nQuill Quill PROPN 5 obj\npolice police NOUN 8 nsubj\nsaid say VERB 0 root Tense=Past|VerbForm=Fin\n",
         "leave", "last"},
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        hs_arena *keep = test_arena();
        const hs_statement *found = read_one(paths[i].lines, paths[i].lemma, keep);
        expect(found, HS_STAGE_DONE, HS_AFFIRMED);
        if (!names(found->actors, found->actor_count, paths[i].actor)) fail_msg("%s: no %s", paths[i].lemma, paths[i].actor);
        hs_arena_close(keep);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_and_its_negation),
        cmocka_unit_test(test_order_and_subject),
        cmocka_unit_test(test_light_verb),
        cmocka_unit_test(test_passive_and_denial),
        cmocka_unit_test(test_mending),
        cmocka_unit_test(test_garden_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
