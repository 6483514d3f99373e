// Events on trees made by hand: frames, light verbs, operators, stage, parties, dictionaries.
#include "parsed.h"
#include "kept.h"

static hs_event event_of(const char *lines, const char *lemma) {
    hs_report report = parsed_read("en", lines, (hs_text){0}, keep);
    return parsed_statement(&report, lemma)->event;
}

static void test_object_decides(void **state) {
    (void)state;
    hs_event event = event_of("The the DET 2 det\narmy army NOUN 3 nsubj\nstruck strike VERB 0 root Tense=Past|VerbForm=Fin\n"
                              "the the DET 5 det\ndepot depot NOUN 3 obj\n", "strike");
    assert_text(event.type, "ASSAULT");
    assert_text(event.cameo, "190");
    event = event_of("The the DET 2 det\nsides side NOUN 3 nsubj\nstruck strike VERB 0 root Tense=Past|VerbForm=Fin\n"
                     "a a DET 5 det\ndeal deal NOUN 3 obj\n", "strike");
    assert_text(event.type, "SUPPORT");
    assert_text(event.cameo, "057");
    event = event_of("The the DET 2 det\nnurses nurse NOUN 3 nsubj Number=Plur\nstruck strike VERB 0 root Tense=Past|VerbForm=Fin\n", "strike");
    assert_text(event.type, "PROTEST");
    event = event_of("Shares share NOUN 3 nsubj:pass Number=Plur\nwere be AUX 3 aux:pass\nhit hit VERB 0 root Tense=Past|VerbForm=Part\n", "hit");
    assert_text(event.type, "");
}

static void test_open_actor(void **state) {
    (void)state;
    hs_event event = event_of("Four four NUM 2 nummod\npeople people NOUN 4 nsubj:pass Number=Plur\nwere be AUX 4 aux:pass\n"
                              "killed kill VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass\n", "kill");
    assert_text(event.type, "ASSAULT");
}

static const char *const sanctions =
    "Aldoria Aldoria PROPN 2 nsubj Number=Sing\nimposed impose VERB 0 root Tense=Past|VerbForm=Fin\n"
    "sanctions sanction NOUN 2 obj Number=Plur\non on ADP 5 case\nIran Iran PROPN 2 obl Number=Sing\n";

static void test_light_verb_and_recipient(void **state) {
    (void)state;
    hs_report report = parsed_read("en", sanctions, (hs_text){0}, keep);
    const hs_statement *s = parsed_statement(&report, "impose");
    assert_text(s->event.cameo, "163");
    assert_int_equal(s->recipient_count, 1);
    assert_text(s->recipients[0].name, "Iran");
    assert_text(s->recipients[0].code, "IRN");
}

static bool has_context(const hs_event *event, const char *name) {
    for (uint32_t i = 0; i < event->context_count; i++)
        if (text_equal(event->contexts[i], text_of(name))) return true;
    return false;
}

// The words of the clause say what an event is about; the longest entry wins.
static void test_contexts(void **state) {
    (void)state;
    hs_event event = event_of("Aldoria Aldoria PROPN 2 nsubj\ncondemned condemn VERB 0 root Tense=Past|VerbForm=Fin\nBrin Brin PROPN 2 obj\n"
                              "over over ADP 6 case\nhuman human ADJ 6 amod\nrights right NOUN 2 obl Number=Plur\n", "condemn");
    assert_text(event.type, "ACCUSE");
    assert_true(has_context(&event, "human_rights"));
    assert_false(has_context(&event, "military"));
    event = event_of("The the DET 2 det\narmy army NOUN 3 nsubj\nstruck strike VERB 0 root Tense=Past|VerbForm=Fin\n"
                     "the the DET 5 det\nrefinery refinery NOUN 3 obj\n", "strike");
    assert_true(has_context(&event, "military"));
    assert_true(has_context(&event, "natural_resource"));
}

static void test_operator(void **state) {
    (void)state;
    hs_event event = event_of("Aldoria Aldoria PROPN 2 nsubj\nrefused refuse VERB 0 root Tense=Past|VerbForm=Fin\nto to PART 4 mark\n"
                              "release release VERB 2 xcomp VerbForm=Inf\nthe the DET 6 det\nprisoners prisoner NOUN 4 obj Number=Plur\n",
                              "refuse");
    assert_text(event.type, "REJECT");
    assert_text(event.cameo, "1243");
    event = event_of("Aldoria Aldoria PROPN 2 nsubj\nthreatened threaten VERB 0 root Tense=Past|VerbForm=Fin\nto to PART 4 mark\n"
                     "bomb bomb VERB 2 xcomp VerbForm=Inf\nthe the DET 6 det\nport port NOUN 4 obj\n", "threaten");
    assert_text(event.type, "THREATEN");
    assert_text(event.cameo, "1384");
}

static void test_promise_is_no_deed(void **state) {
    (void)state;
    const char *lines = "Aldoria Aldoria PROPN 3 nsubj\nwill will AUX 3 aux\nsend send VERB 0 root VerbForm=Inf\nfood food NOUN 5 compound\naid aid NOUN 3 obj\n";
    assert_text(event_of(lines, "send").type, "AGREE");
    lines = "Aldoria Aldoria PROPN 4 nsubj\nwill will AUX 4 aux\nnot not PART 4 advmod Polarity=Neg\nattend attend VERB 0 root VerbForm=Inf\n"
            "the the DET 6 det\ntalks talk NOUN 4 obj Number=Plur\n";
    assert_text(event_of(lines, "attend").type, "REJECT");
}

static void test_actor_codes(void **state) {
    (void)state;
    hs_report report = parsed_read("en", "French French ADJ 2 amod\npolice police NOUN 3 nsubj\narrested arrest VERB 0 root Tense=Past|VerbForm=Fin\n"
                                   "two two NUM 5 nummod\nmen man NOUN 3 obj Number=Plur\n", (hs_text){0}, keep);
    const hs_statement *s = parsed_statement(&report, "arrest");
    assert_text(s->event.mode, "arrest");
    assert_text(s->actors[0].code, "FRACOP");
    assert_text(s->recipients[0].code, "FRACVL");
}

static void test_demand_told_with_must(void **state) {
    (void)state;
    hs_event event = event_of("The the DET 2 det\nminister minister NOUN 3 nsubj\nsaid say VERB 0 root Tense=Past|VerbForm=Fin\n"
                              "Aldoria Aldoria PROPN 6 nsubj\nmust must AUX 6 aux\nrelease release VERB 3 ccomp VerbForm=Inf\n"
                              "the the DET 8 det\nprisoners prisoner NOUN 6 obj Number=Plur\n", "say");
    assert_text(event.type, "REQUEST");
    assert_text(event.cameo, "1053");
}

static void test_measure_is_looked_through(void **state) {
    (void)state;
    const char *lines = "The the DET 2 det\nking king NOUN 3 nsubj\nfreed free VERB 0 root Tense=Past|VerbForm=Fin\n"
                        "dozens dozen NOUN 3 obj Number=Plur\nof of ADP 6 case\nprisoners prisoner NOUN 4 nmod Number=Plur\n";
    assert_text(event_of(lines, "free").type, "RETREAT");
}

static void test_spanish(void **state) {
    (void)state;
    hs_report report = parsed_read("es", "España España PROPN 3 nsubj\nse él PRON 3 expl:pv\nnegó negar VERB 0 root Tense=Past|VerbForm=Fin\n"
                                   "a a ADP 5 mark\nliberar liberar VERB 3 xcomp VerbForm=Inf\na a ADP 8 case\nlos el DET 8 det\n"
                                   "presos preso NOUN 5 obj Number=Plur\n", (hs_text){0}, keep);
    const hs_statement *s = parsed_statement(&report, "negar");
    assert_text(s->event.type, "REJECT");
    assert_text(s->event.cameo, "1243");
    assert_text(s->actors[0].code, "ESPGOV");
}

static void test_dictionary(void **state) {
    (void)state;
    hs_text dictionary = TEXT("ALDORIA_ ; an island\n+ALDORIAN_\n\t[ALD]\nWOMBLES {WOMBLE} [~SOC]\n--- IMPOSE [172] ---\nIMPOSE\n- * SANCTIONS ON [163]\n"
                              "garbage [[[ {\n[\n+\n---\n- *\n");
    hs_report report = parsed_read("en", sanctions, dictionary, keep);
    const hs_statement *s = parsed_statement(&report, "impose");
    assert_text(s->event.cameo, "163");
    assert_text(s->actors[0].code, "ALDGOV");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_object_decides), cmocka_unit_test(test_open_actor),
        cmocka_unit_test(test_light_verb_and_recipient), cmocka_unit_test(test_contexts), cmocka_unit_test(test_operator),
        cmocka_unit_test(test_promise_is_no_deed), cmocka_unit_test(test_actor_codes), cmocka_unit_test(test_dictionary),
        cmocka_unit_test(test_demand_told_with_must), cmocka_unit_test(test_measure_is_looked_through), cmocka_unit_test(test_spanish),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
