// Numbers, the calendar and what patterns make of dates, below the level of the goldens.
#include "parsed.h"
#include "statements/numbers.h"
#include "statements/times.h"

static hs_arena *keep;
static lexicon english, spanish;
static const number_rules *english_numbers, *spanish_numbers;

static int set_up(void **state) {
    (void)state;
    keep = test_arena();
    english = parsed_lexicon(keep, "en"), spanish = parsed_lexicon(keep, "es");
    english_numbers = numbers_open(&english, keep), spanish_numbers = numbers_open(&spanish, keep);
    return 0;
}

static number read(const number_rules *rules, const char *text) {
    atoms a = atoms_of(text_of(text), keep);
    number out = {.value = -1};
    if (!numbers_read(rules, &a, 0, a.count, &out)) return (number){.value = -1};
    if (out.length != a.count) out.value = -2; // something was left over
    return out;
}

#define assert_number(rules, text, expected)                                                         \
    do {                                                                                             \
        double is_ = read(rules, text).value, wanted_ = expected;                                    \
        if (is_ - wanted_ > 1e-9 || wanted_ - is_ > 1e-9) fail_msg("'%s' is %f", text, is_);         \
    } while (0)

static void numbers_in_english(void **state) {
    (void)state;
    assert_number(english_numbers, "two hundred and thirty-one thousand and six", 231006);
    assert_number(english_numbers, "half a million", 500000);
    assert_number(english_numbers, "two million and a half", 2500000);
    assert_number(english_numbers, "three quarters", 0.75);
    assert_number(english_numbers, "4.2bn", 4.2e9);
    assert_number(english_numbers, "12,400.5", 12400.5);
    assert_number(english_numbers, "1.111,11", 1111.11);
    assert_number(english_numbers, "12,34,567", 1234567);
    assert_number(english_numbers, "3 1/2", 3.5);
    assert_number(english_numbers, "1 234 567", 1234567);
    assert_number(english_numbers, "a dozen", 12);
    assert_number(english_numbers, "2.5 million", 2.5e6);
    assert_number(english_numbers, "4 thousand 3 hundred and 21", 4321);
    assert_number(english_numbers, "6 crore and two hundred", 60000200);
    assert_number(english_numbers, "three lakh crore", 3e12);
    assert_number(english_numbers, "two hundred and three dozen", 236);
    assert_number(english_numbers, "a thirty-fifth", 1.0 / 35);
    assert_number(english_numbers, "four twenty-sevenths", 4.0 / 27);
    assert_number(english_numbers, "two hundred forty fifths", 200.0 / 45);
    assert_number(english_numbers, "forty fifths", 8);
    assert_number(english_numbers, "12.5 k", 12500);
    assert_number(english_numbers, "1234,567", 1234.567);
    assert_true(read(english_numbers, "eleventh").ordinal);
    assert_true(read(english_numbers, "11th").ordinal);
    // no numbers, or more than one
    assert_number(english_numbers, "a", -1);
    assert_number(english_numbers, "thirds", -1);
    assert_number(english_numbers, "five seven", -2);
    assert_number(english_numbers, "22,24,26", -2);
    assert_number(english_numbers, "1.2.3", -2);
    assert_number(english_numbers, "7 B", -2);
    assert_number(english_numbers, "3 hundred and 2.5", -2);
    assert_number(english_numbers, "3/4/2021", -2);
}

static void numbers_in_spanish(void **state) {
    (void)state;
    assert_number(spanish_numbers, "treinta y dos mil cuatrocientos seis", 32406);
    assert_number(spanish_numbers, "dos mil millones", 2e9);
    assert_number(spanish_numbers, "2,5 millones", 2.5e6);
    assert_number(spanish_numbers, "12.400", 12400);
    assert_number(spanish_numbers, "tres coma cinco", 3.5);
    assert_number(spanish_numbers, "dos tercios", 2.0 / 3);
    assert_number(spanish_numbers, "tres treintaicincoavos", 3.0 / 35);
    assert_number(spanish_numbers, "dos cuatromilésimos", 2.0 / 4000);
    assert_number(spanish_numbers, "cien con veintidós", 100.22);
    assert_number(spanish_numbers, "dos octavos", 0.25);
    assert_number(spanish_numbers, "bravos", -1);
    assert_true(read(spanish_numbers, "vigésimo primero").ordinal);
    assert_number(spanish_numbers, "seis siete", -2);
}

static hs_text value(moment m) { return calendar_value(&m, keep); }

static void calendar(void **state) {
    (void)state;
    assert_int_equal(calendar_days(1970, 1, 1), 0);
    assert_int_equal(calendar_weekday(calendar_days(2025, 9, 5)), 5);
    for (int64_t day = -800000; day < 800000; day += 613) {
        moment m = calendar_day(day);
        assert_int_equal(calendar_days(m.year, m.month, m.day), day);
    }
    assert_text(value(calendar_week(calendar_days(2021, 1, 3))), "2020-W53");
    assert_text(value(calendar_week(calendar_days(2024, 12, 30))), "2025-W01");
    moment leap = calendar_day(calendar_days(2024, 2, 29));
    assert_text(value(calendar_move(&leap, GRAIN_YEAR, 1)), "2025-02-28");
    assert_text(value(calendar_move(&leap, GRAIN_MONTH, -12)), "2023-02-28");
    assert_text(value(calendar_move(&leap, GRAIN_DAY, 1)), "2024-03-01");
    moment quarter = calendar_widen(&leap, GRAIN_QUARTER);
    assert_text(value(quarter), "2024-Q1");
    assert_text(value(calendar_move(&quarter, GRAIN_QUARTER, -1)), "2023-Q4");
    moment year = {.grain = GRAIN_YEAR, .year = 2024};
    assert_text(value(calendar_widen(&year, GRAIN_DAY)), "2024"); // no finer than it is known
    assert_text(value((moment){.grain = GRAIN_DECADE, .year = 1980}), "198");
    assert_text(value((moment){.grain = GRAIN_YEAR, .year = -480}), "BC0480");
    assert_text(value((moment){.grain = GRAIN_DAY, .year = 0, .month = 9, .day = 2}), "XXXX-09-02");
}

static void tense_of_the_clause(void **state) {
    (void)state;
    const char *past = "The the DET 2 det Definite=Def\ncouncil council NOUN 3 nsubj Number=Sing\nmet meet VERB 0 root Tense=Past|VerbForm=Fin\n"
                       "on on ADP 5 case\nMonday Monday PROPN 3 obl Number=Sing\n. . PUNCT 3 punct\n";
    const char *future = "The the DET 2 det Definite=Def\ncouncil council NOUN 4 nsubj Number=Sing\nwill will AUX 4 aux VerbForm=Fin\n"
                         "meet meet VERB 0 root VerbForm=Inf\non on ADP 6 case\nMonday Monday PROPN 4 obl Number=Sing\n. . PUNCT 4 punct\n";
    hs_report report = parsed_read("en", past, (hs_text){0}, keep);
    assert_int_equal(report.time_count, 1);
    assert_text(report.times[0].value, "2025-09-22"); // published on Saturday 27 September
    report = parsed_read("en", future, (hs_text){0}, keep);
    assert_int_equal(report.time_count, 1);
    assert_text(report.times[0].value, "2025-09-29");
}

static void counted_by_the_tree(void **state) {
    (void)state;
    const char *tree = "At at ADP 2 case\nleast least ADJ 3 nmod\nthree three NUM 5 nummod\nnew new ADJ 5 amod\n"
                       "boats boat NOUN 6 nsubj Number=Plur\nsank sink VERB 0 root Tense=Past|VerbForm=Fin\n. . PUNCT 6 punct\n";
    hs_report report = parsed_read("en", tree, (hs_text){0}, keep);
    assert_int_equal(report.quantity_count, 1);
    const hs_quantity *q = &report.quantities[0];
    assert_true(q->has_value && q->has_min && !q->has_max && !q->approximate);
    assert_true(q->value == 3 && q->min == 3);
    assert_text(q->unit, "boat");
    assert_text(text_span(report.document.text, q->span), "At least three new boats");
}

// Any bytes may come: broken UTF-8, long runs, nothing at all.
static void odd_input(void **state) {
    (void)state;
    static const char *const odd[] = {"\xff\xfe 12\xc3", "999999999999999999999999999999 years ago", "1/0", "-", "--5", "' 99's", "12.12.12.12",
                                      "half half half half", "a a a a", "ten thousand thousand million billion", "31/31/9999"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        hs_text text = text_of(odd[i]);
        hs_sentence sentence = {.span = {0, (uint32_t)text.size}, .root = HS_NONE};
        hs_parse parse = {.sentences = &sentence, .sentence_count = 1};
        hs_document document = {.text = text, .published = {.precision = HS_DATE_DAY, .year = 2025, .month = 9, .day = 27}};
        knowledge known = {.lexicon = &english, .language = TEXT("en"), .times = times_open(&english, keep),
                           .quantities = quantities_open(&english, keep)};
        reading r = {.knowledge = &known, .document = &document, .parse = &parse};
        hs_arena *scratch = test_arena();
        times_find(&r, keep, *scratch);
        quantities_find(&r, keep, *scratch);
        for (uint32_t t = 0; t < r.time_count; t++) assert_true(r.times[t].span.end <= text.size);
        for (uint32_t t = 0; t < r.quantity_count; t++) assert_true(r.quantities[t].span.end <= text.size);
        hs_arena_close(scratch);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_english), cmocka_unit_test(numbers_in_spanish), cmocka_unit_test(calendar),
        cmocka_unit_test(tense_of_the_clause), cmocka_unit_test(counted_by_the_tree), cmocka_unit_test(odd_input),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
