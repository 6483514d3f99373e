// Where a claim stands and how it got there, step by step: who tells what on which day, and the moves that come of it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claims_sheet.h"

// One report of the march of the Orlay Guild; without a voice the outlet tells it itself.
typedef struct step {
    int of_month;
    const char *voice, *clause;
    const char *lemma; // "march" where NULL
    hs_stage stage;
    hs_polarity polarity;
} step;

static void tell_step(sheet *s, const step *one) {
    static const char *const outlets[] = {"Mellan Gazette", "Durran Post", "Orlay Echo", "Cape Herald", "Sound Weekly", "Pier Journal"};
    hs_report *r = add_report(s, outlets[s->count % 6], day(5, one->of_month), one->clause);
    hs_statement *told = tell(r, one->clause, one->lemma ? one->lemma : "march", one->lemma ? one->lemma : "march", one->stage, one->polarity);
    set_actor(told, "Orlay Guild", "guild");
    add_entity(r, "Orlay Guild", HS_ENTITY_ORGANISATION);
    if (one->voice) add_voice(told, HS_LINK_ORGANISATION, one->voice);
}

// The moves as "4 planned, 6 not planned", in the order of the steps' claim.
static hs_text moves_of(const sheet *s) {
    static const char *const names[] = {"possible", "considered", "planned", "ordered", "underway", "done"};
    const hs_claim *claim = claim_of(s, 0, 0);
    hs_text out = {0};
    for (uint32_t i = 0; i < claim->move_count; i++)
        out = arena_print(keep, "%.*s%s%u %s%s", TEXT_ARGS(out), i ? ", " : "", claim->history[i].date.day,
                          claim->history[i].polarity == HS_NEGATED ? "not " : "", names[claim->history[i].stage]);
    return out;
}

static void expect(const step *steps, uint32_t count, const char *moves) {
    sheet s = {0};
    for (uint32_t i = 0; i < count; i++) tell_step(&s, &steps[i]);
    relate(&s);
    for (uint32_t i = 1; i < count; i++) assert_ptr_equal(claim_of(&s, i, 0), claim_of(&s, 0, 0));
    hs_text told = moves_of(&s);
    if (!text_equal(told, text_of(moves))) fail_msg("%.*s, not %s", TEXT_ARGS(told), moves);
}
#define EXPECT(moves, ...) expect((const step[]){__VA_ARGS__}, sizeof((const step[]){__VA_ARGS__}) / sizeof(step), moves)

static void test_a_plan_told_after_the_deed_is_no_move(void **state) {
    (void)state;
    EXPECT("1 planned, 3 done", {1, NULL, "The Orlay Guild will march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED},
           {3, NULL, "The Orlay Guild held a march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED},
           {4, NULL, "The Orlay Guild had meant to march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED});
}

static void test_a_party_denies_and_turns_nothing(void **state) {
    (void)state;
    EXPECT("1 done", {1, NULL, "The Orlay Guild did march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED},
           {3, "Orlay Guild", "The Orlay Guild did not march on the port.", NULL, HS_STAGE_DONE, HS_NEGATED});
    EXPECT("1 done, 3 not done", {1, NULL, "The Orlay Guild did march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED},
           {3, "Harbour Inspectorate", "The Orlay Guild did not march on the port.", NULL, HS_STAGE_DONE, HS_NEGATED});
}

// "The march that was to pass the port": an outlet comes back to what was called off. Somebody who says that it is on again takes it up.
static void test_looking_back_takes_nothing_up(void **state) {
    (void)state;
    const step planned = {1, NULL, "The Orlay Guild will march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED};
    const step off = {3, "Orlay Guild", "The Orlay Guild called off the march on the port.", NULL, HS_STAGE_PLANNED, HS_NEGATED};
    EXPECT("1 planned, 3 not planned", planned, off, {5, NULL, "The Orlay Guild was to march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED});
    const step denied = {3, "Harbour Inspectorate", "No march on the port is planned by the Orlay Guild.", NULL, HS_STAGE_PLANNED, HS_NEGATED};
    EXPECT("1 planned, 3 not planned", planned, denied, {5, NULL, "The Orlay Guild was to march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED});
    EXPECT("1 planned, 3 not planned, 5 planned", planned, off,
           {5, "Orlay Guild", "The Orlay Guild will now march on the port after all.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED});
    EXPECT("1 planned, 3 not planned, 5 done", planned, off, {5, NULL, "The Orlay Guild did march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED});
}

// What is taken back stands at the stage that is named; what went on was stopped there; "ruled out" names none.
static void test_where_it_was_taken_back(void **state) {
    (void)state;
    EXPECT("1 planned, 3 not considered", {1, NULL, "The Orlay Guild will march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED},
           {3, "Orlay Guild", "The Orlay Guild no longer considers to march on the port.", NULL, HS_STAGE_CONSIDERED, HS_NEGATED});
    EXPECT("1 underway, 3 not underway", {1, NULL, "The Orlay Guild was on the march to the port.", NULL, HS_STAGE_UNDERWAY, HS_AFFIRMED},
           {3, "Orlay Guild", "The Orlay Guild called off the march on the port.", NULL, HS_STAGE_PLANNED, HS_NEGATED});
    EXPECT("1 considered, 3 not considered", {1, NULL, "The Orlay Guild may march on the port.", NULL, HS_STAGE_CONSIDERED, HS_AFFIRMED},
           {3, "Orlay Guild", "The Orlay Guild no longer saw a march on the port.", NULL, HS_STAGE_POSSIBLE, HS_NEGATED});
}

// Who told of the plan alone does not stand for the deed against who found out that there was none.
static void test_a_plan_is_no_vouching_for_the_deed(void **state) {
    (void)state;
    EXPECT("1 done, 1 not done", {1, "Orlay Guild", "The Orlay Guild did march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED},
           {1, NULL, "The Orlay Guild meant to march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED},
           {1, "Harbour Inspectorate", "The Orlay Guild did not march on the port.", NULL, HS_STAGE_DONE, HS_NEGATED},
           {1, "Durran Observatory", "No march on the port was seen, by the Orlay Guild.", NULL, HS_STAGE_DONE, HS_NEGATED});
}

// What a later version of a report says first is told on that version's day, though the report was published long before.
static void test_what_a_version_brought_stands_where_it_came(void **state) {
    (void)state;
    sheet s = {0};
    const step steps[] = {{1, NULL, "The Orlay Guild did march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED},
                          {2, NULL, "The Orlay Guild will march on the port.", NULL, HS_STAGE_PLANNED, HS_AFFIRMED}};
    tell_step(&s, &steps[0]), tell_step(&s, &steps[1]);
    hs_date told = day(5, 6);
    s.reports[0].told = &told;
    relate(&s);
    assert_true(text_equal(moves_of(&s), TEXT("2 planned, 6 done")));
    assert_int_equal(claim_of(&s, 0, 0)->since.day, 6);
}

// "The march was ordered" in the claim of the march.
static void test_what_is_ordered_stands_as_ordered(void **state) {
    (void)state;
    sheet s = {0};
    const step deed = {4, NULL, "The Orlay Guild did march on the port.", NULL, HS_STAGE_DONE, HS_AFFIRMED};
    hs_report *r = add_report(&s, "Cape Herald", day(5, 2), "The Orlay Guild ordered the march on the port.");
    hs_statement *order = tell(r, "The Orlay Guild ordered the march on the port.", "ordered", "order", HS_STAGE_DONE, HS_AFFIRMED);
    hs_statement *march = tell(r, "the march on the port.", "march", "march", HS_STAGE_DONE, HS_AFFIRMED);
    march->nominal = true;
    order->same_as = 1, march->same_as = 0; // as if they were one event
    set_actor(order, "Orlay Guild", "guild"), set_actor(march, "Orlay Guild", "guild");
    march->stage = HS_STAGE_ORDERED;
    tell_step(&s, &deed);
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    assert_true(text_equal(moves_of(&s), TEXT("2 ordered, 4 done")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_plan_told_after_the_deed_is_no_move),
        cmocka_unit_test(test_a_party_denies_and_turns_nothing),
        cmocka_unit_test(test_looking_back_takes_nothing_up),
        cmocka_unit_test(test_where_it_was_taken_back),
        cmocka_unit_test(test_a_plan_is_no_vouching_for_the_deed),
        cmocka_unit_test(test_what_a_version_brought_stands_where_it_came),
        cmocka_unit_test(test_what_is_ordered_stands_as_ordered),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
