// Named things: which words are names, of which kind, which are one thing; who "he" and "the
// company" are; what a person is, and for whom. Without a gazetteer and without weights, so
// that nothing but lexicon and tree decides.
#include "parsed.h"
#include "kept.h"
#include "statements/entities.h"
#include "statements/names.h"
#include "statements/tree.h"

static reading read_names(const char *language, const char *tokens) {
    lexicon *words = arena_new(keep, lexicon, 1);
    knowledge *known = arena_new(keep, knowledge, 1);
    parsed *made = arena_new(keep, parsed, 1);
    hs_error error;
    *words = parsed_lexicon(keep, language);
    *known = (knowledge){.lexicon = words, .language = text_of(language), .words = lexicon_find_table(words, "tree_words")};
    *made = parsed_make(tokens, keep);
    if (entities_open(words, (hs_text){0}, (hs_text){0}, keep, &known->entities, &error) != HS_OK) fail_msg("%s", error.reason);
    known->coreference = coreference_open(words, keep);
    uint32_t *none = arena_new(keep, uint32_t, made->parse.token_count + 1);
    for (uint32_t i = 0; i < made->parse.token_count; i++) none[i] = HS_NONE;
    reading r = {.knowledge = known, .document = &made->document, .parse = &made->parse, .token_time = none, .token_quantity = none};
    tree_build(&r, keep);
    entities_find(&r, keep, *scratch);
    coreference_resolve(&r, keep, *scratch);
    return r;
}

static uint32_t entity_of(const reading *r, const char *words) {
    for (uint32_t i = 0; i < r->entity_count; i++)
        if (text_equal(text_span(r->document->text, r->entities[i].span), text_of(words))) return i;
    fail_msg("'%s' is not found", words);
    return 0;
}

static const hs_entity *find(const reading *r, const char *words) { return &r->entities[entity_of(r, words)]; }

// What the n-th token of that form stands for.
static hs_text referent(const reading *r, const char *form, uint32_t number) {
    for (uint32_t t = 0; t < r->parse->token_count; t++)
        if (text_equal(tree_token(r, t)->form, text_of(form)) && number-- == 0)
            return r->token_referent[t] == HS_NONE ? (hs_text){0} : r->entities[r->token_referent[t]].name;
    fail_msg("no '%s'", form);
    return (hs_text){0};
}

// "Ada Pell, a spokeswoman for Halden Power, denied it. She said the company was calm."
static const char spokeswoman[] = "Ada Ada PROPN 9 nsubj\nPell Pell PROPN 1 flat\n, , PUNCT 5 punct\na a DET 5 det Definite=Ind\n"
                                  "spokeswoman spokeswoman NOUN 1 appos\nfor for ADP 8 case\nHalden Halden PROPN 8 compound\nPower Power PROPN 5 nmod\n"
                                  "denied deny VERB 0 root\nit it PRON 9 obj PronType=Prs\n. . PUNCT 9 punct\n\n"
                                  "She she PRON 2 nsubj PronType=Prs\nsaid say VERB 0 root\nthe the DET 4 det Definite=Def\ncompany company NOUN 6 nsubj Number=Sing\n"
                                  "was be AUX 6 cop\ncalm calm ADJ 2 ccomp\n. . PUNCT 2 punct\n";

static void persons_have_roles_and_bodies(void **state) {
    (void)state;
    reading r = read_names("en", spokeswoman);
    const hs_entity *person = find(&r, "Ada Pell");
    assert_int_equal(person->type, HS_ENTITY_PERSON);
    assert_int_equal(find(&r, "Halden Power")->type, HS_ENTITY_ORGANISATION);
    assert_text(person->role, "spokeswoman");
    assert_int_equal(person->body, entity_of(&r, "Halden Power"));
    assert_text(referent(&r, "She", 0), "Ada Pell");
    assert_text(referent(&r, "company", 0), "Halden Power");
    assert_text(referent(&r, "it", 0), "");
}

// "President Otto Brandel spoke in Tarrin. Brandel left. The Rural Roads Agency (RRA) waited."
static void parts_of_a_name_are_one_thing(void **state) {
    (void)state;
    reading r = read_names("en", "President President PROPN 2 compound\nOtto Otto PROPN 4 nsubj\nBrandel Brandel PROPN 2 flat\nspoke speak VERB 0 root\n"
                                 "in in ADP 6 case\nTarrin Tarrin PROPN 4 obl\n. . PUNCT 4 punct\n\n"
                                 "Brandel Brandel PROPN 2 nsubj\nleft leave VERB 0 root\n. . PUNCT 2 punct\n\n"
                                 "The the DET 4 det Definite=Def\nRural Rural PROPN 4 compound\nRoads Roads PROPN 4 compound\nAgency Agency PROPN 8 nsubj\n"
                                 "( ( PUNCT 6 punct\nRRA RRA PROPN 4 appos\n) ) PUNCT 6 punct\nwaited wait VERB 0 root\n. . PUNCT 8 punct\n");
    assert_text(find(&r, "Brandel")->name, "Otto Brandel");
    assert_int_equal(find(&r, "Brandel")->canonical, entity_of(&r, "Otto Brandel"));
    assert_text(find(&r, "Otto Brandel")->role, "president");
    assert_int_equal(find(&r, "Tarrin")->type, HS_ENTITY_PLACE);
    assert_text(find(&r, "RRA")->name, "Rural Roads Agency");
    assert_int_equal(find(&r, "RRA")->type, HS_ENTITY_ORGANISATION);
}

// "Edo Marsh spoke. Marsh left." A surname that is a word of the landscape, told by the bare word that
// "Burger King opened near Target. The HR department and the health department agreed.": a chain that many know; a word that is
// another as well tells less; a department of a firm is no government.
static const char brands[] = "Burger Burger PROPN 2 compound\nKing King PROPN 3 nsubj\nopened open VERB 0 root\nnear near ADP 5 case\nTarget Target PROPN 3 obl\n"
                             ". . PUNCT 3 punct\n\n"
                             "The the DET 3 det\nHR HR NOUN 3 compound\ndepartment department NOUN 8 nsubj\nand and CCONJ 7 cc\nthe the DET 7 det\n"
                             "health health NOUN 7 compound\ndepartment department NOUN 3 conj\nagreed agree VERB 0 root\n. . PUNCT 8 punct\n";

static void bodies_that_many_know(void **state) {
    (void)state;
    reading r = read_names("en", brands);
    assert_int_equal(find(&r, "Burger King")->type, HS_ENTITY_ORGANISATION);
    assert_int_not_equal(find(&r, "Target")->type, HS_ENTITY_ORGANISATION);
    assert_int_equal(find(&r, "health department")->type, HS_ENTITY_GOVERNMENT);
    for (uint32_t i = 0; i < r.entity_count; i++) assert_false(text_equal(r.entities[i].name, TEXT("HR department")));
}

// "A man from Tarrin, ME died. She told ME.": letters for a state stand behind a town; the same letters elsewhere are a word.
static const char codes[] = "A a DET 2 det\nman man NOUN 7 nsubj\nfrom from ADP 4 case\nTarrin Tarrin PROPN 2 nmod\n, , PUNCT 6 punct\nME I PRON 4 appos\n"
                            "died die VERB 0 root\n. . PUNCT 7 punct\n\nShe she PRON 2 nsubj\ntold tell VERB 0 root\nME I PRON 2 obj\n. . PUNCT 2 punct\n";

static void letters_behind_a_town(void **state) {
    (void)state;
    reading r = read_names("en", codes);
    assert_int_equal(find(&r, "ME")->type, HS_ENTITY_PLACE);
    assert_text(find(&r, "ME")->name, "Maine");
    uint32_t count = 0;
    for (uint32_t i = 0; i < r.entity_count; i++) count += text_equal(r.entities[i].name, TEXT("Maine"));
    assert_int_equal(count, 1);
}

// the report goes on with; "Orrin Marsh", of which "the marsh" speaks, stays a place.
static void surnames_of_the_landscape(void **state) {
    (void)state;
    reading r = read_names("en", "Edo Edo PROPN 3 nsubj\nMarsh Marsh PROPN 1 flat\nspoke speak VERB 0 root\n. . PUNCT 3 punct\n\n"
                                 "Marsh Marsh PROPN 2 nsubj\nleft leave VERB 0 root\n. . PUNCT 2 punct\n");
    assert_int_equal(find(&r, "Edo Marsh")->type, HS_ENTITY_PERSON);
    assert_text(find(&r, "Marsh")->name, "Edo Marsh");
    r = read_names("en", "They they PRON 2 nsubj\nsaw see VERB 0 root\nOrrin Orrin PROPN 4 compound\nMarsh Marsh PROPN 2 obj\n. . PUNCT 2 punct\n\n"
                         "The the DET 2 det\nMarsh Marsh PROPN 3 nsubj\nflooded flood VERB 0 root\n. . PUNCT 3 punct\n");
    assert_int_equal(find(&r, "Orrin Marsh")->type, HS_ENTITY_PLACE);
    r = read_names("en", "Ada Ada PROPN 3 nsubj\nHill Hill PROPN 1 flat\nleft leave VERB 0 root\nAda Ada PROPN 5 compound\n"
                         "Street Street PROPN 3 obj\n. . PUNCT 3 punct\n");
    assert_int_equal(find(&r, "Ada Hill")->type, HS_ENTITY_PERSON);
    assert_int_equal(find(&r, "Ada Street")->type, HS_ENTITY_PLACE);
}

// "Chilean forces left. The White House told the Echo." The adjective itself stands for its country.
static void governments_and_forces(void **state) {
    (void)state;
    reading r = read_names("en", "Chilean Chilean ADJ 2 amod\nforces force NOUN 3 nsubj Number=Plur\nleft leave VERB 0 root\n. . PUNCT 3 punct\n\n"
                                 "The the DET 3 det Definite=Def\nWhite White PROPN 3 compound\nHouse House PROPN 4 nsubj\ntold tell VERB 0 root\n"
                                 "the the DET 6 det Definite=Def\nEcho Echo PROPN 4 obj\n. . PUNCT 4 punct\n");
    assert_int_equal(find(&r, "Chilean forces")->type, HS_ENTITY_ARMED_FORCE);
    assert_string_equal(find(&r, "Chilean forces")->country, "CL");
    assert_int_equal(find(&r, "Chilean")->type, HS_ENTITY_OTHER);
    assert_text(find(&r, "Chilean")->name, "Chile");
    assert_int_equal(find(&r, "White House")->type, HS_ENTITY_GOVERNMENT);
    assert_string_equal(find(&r, "White House")->country, "US");
    assert_int_equal(find(&r, "Echo")->type, HS_ENTITY_OUTLET);
}

// "Halden Power, the operator, lowered it. The bridge lay on its side."
static void a_common_subject_keeps_its_pronoun(void **state) {
    (void)state;
    reading r = read_names("en", "Halden Halden PROPN 2 compound\nPower Power PROPN 6 nsubj\n, , PUNCT 5 punct\nthe the DET 5 det Definite=Def\n"
                                 "operator operator NOUN 2 appos\nwaited wait VERB 0 root\n. . PUNCT 6 punct\n\n"
                                 "The the DET 2 det Definite=Def\nbridge bridge NOUN 3 nsubj Number=Sing\nlay lie VERB 0 root\non on ADP 6 case\n"
                                 "its its PRON 6 nmod:poss Poss=Yes|PronType=Prs\nside side NOUN 3 obl\n. . PUNCT 3 punct\n\n"
                                 "The the DET 2 det Definite=Def\noperator operator NOUN 3 nsubj Number=Sing\nslept sleep VERB 0 root\n. . PUNCT 3 punct\n");
    assert_text(referent(&r, "its", 0), "");
    assert_text(referent(&r, "operator", 0), "Halden Power");
    assert_text(referent(&r, "operator", 1), "Halden Power");
}

// "La ministra Ana Belmonte habló. El Ministerio de Defensa esperó." The same rules.
static void spanish_by_the_same_rules(void **state) {
    (void)state;
    reading r = read_names("es", "La el DET 2 det Definite=Def\nministra ministra NOUN 5 nsubj\nAna Ana PROPN 2 appos\nBelmonte Belmonte PROPN 3 flat\n"
                                 "habló hablar VERB 0 root\n. . PUNCT 5 punct\n\n"
                                 "El el DET 2 det Definite=Def\nMinisterio Ministerio PROPN 5 nsubj\nde de ADP 4 case\nDefensa Defensa PROPN 2 nmod\n"
                                 "esperó esperar VERB 0 root\n. . PUNCT 5 punct\n\n"
                                 "El el DET 2 det Definite=Def\ngobierno gobierno NOUN 4 nsubj\nchileno chileno ADJ 2 amod\ncalló callar VERB 0 root\n. . PUNCT 4 punct\n");
    assert_int_equal(find(&r, "Ana Belmonte")->type, HS_ENTITY_PERSON);
    assert_text(find(&r, "Ana Belmonte")->role, "ministra");
    assert_int_equal(find(&r, "Ministerio de Defensa")->type, HS_ENTITY_GOVERNMENT);
    assert_int_equal(find(&r, "gobierno chileno")->type, HS_ENTITY_GOVERNMENT);
    assert_string_equal(find(&r, "gobierno chileno")->country, "CL");
}

// "Otto | Brandel", "Otto", "Brandel of Tarrin": the best set of stretches that do not overlap.
static void stretches_do_not_overlap(void **state) {
    (void)state;
    names_candidate items[] = {{0, 1, NULL, 0, 0}, {0, 2, NULL, 0, 0}, {1, 2, NULL, 0, 0}, {1, 4, NULL, 0, 0}, {3, 4, NULL, 0, 0}};
    names_sentence sentence = {items, 5, 4};
    int32_t points[5][NAMES_CLASSES] = {{500, 0, 0, 0}, {900, 0, 0, 0}, {300, 0, 0, 0}, {0, 700, 0, 0}, {0, 0, 200, 0}};
    uint8_t chosen[5];
    names_choose(&sentence, (const int32_t(*)[NAMES_CLASSES])points, chosen, *keep);
    assert_int_equal(chosen[0], NAMES_PERSON);
    assert_int_equal(chosen[3], NAMES_ORGANISATION); // 500 + 700 is more than 900 + 200
    assert_int_equal(chosen[1], NAMES_NONE);
    assert_int_equal(chosen[4], NAMES_NONE);
    points[3][NAMES_ORGANISATION] = 500;
    names_choose(&sentence, (const int32_t(*)[NAMES_CLASSES])points, chosen, *keep);
    assert_int_equal(chosen[1], NAMES_PERSON);
    assert_int_equal(chosen[4], NAMES_PLACE);
    assert_int_equal(chosen[3], NAMES_NONE);
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < NAMES_NONE; k++) points[i][k] = -1;
    names_choose(&sentence, (const int32_t(*)[NAMES_CLASSES])points, chosen, *keep);
    for (int i = 0; i < 5; i++) assert_int_equal(chosen[i], NAMES_NONE);
}

static void weights_learn_and_are_checked(void **state) {
    (void)state;
    names_features features[2] = {{.count = 0}, {.count = 0}};
    names_add(&features[0], "word", TEXT("Otto"));
    names_add(&features[1], "word", TEXT("Tarrin"));
    names_candidate candidates[8];
    names_sentence sentences[8];
    for (int i = 0; i < 8; i++) {
        candidates[i] = (names_candidate){0, 1, features[i % 2].hashes, 1, i % 2 ? NAMES_PLACE : NAMES_PERSON};
        sentences[i] = (names_sentence){&candidates[i], 1, 1};
    }
    hs_text blob = names_train(sentences, 8, keep, *scratch), again = names_train(sentences, 8, keep, *scratch);
    assert_true(text_equal(blob, again));
    names_model model;
    hs_error error;
    int32_t points[NAMES_CLASSES];
    assert_int_equal(names_open(blob, &model, &error), HS_OK);
    names_points(&model, &features[1], points);
    assert_true(points[NAMES_PLACE] > points[NAMES_PERSON]);
    names_points(&model, &features[0], points);
    assert_true(points[NAMES_PERSON] > points[NAMES_PLACE]);
    char *bytes = (char *)arena_text(keep, blob).data;
    bytes[blob.size - 1] ^= 1;
    assert_int_equal(names_open((hs_text){bytes, blob.size}, &model, &error), HS_ERROR_FORMAT);
    assert_int_equal(names_open((hs_text){blob.data, blob.size - 1}, &model, &error), HS_ERROR_FORMAT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_have_roles_and_bodies), cmocka_unit_test(bodies_that_many_know), cmocka_unit_test(letters_behind_a_town),
        cmocka_unit_test(surnames_of_the_landscape),     cmocka_unit_test(parts_of_a_name_are_one_thing),
        cmocka_unit_test(governments_and_forces),        cmocka_unit_test(a_common_subject_keeps_its_pronoun),
        cmocka_unit_test(spanish_by_the_same_rules),     cmocka_unit_test(stretches_do_not_overlap),
        cmocka_unit_test(weights_learn_and_are_checked),
    };
    return cmocka_run_group_tests(tests, open_arenas, close_arenas);
}
