// How tellings of one claim differ, and what is said of it: conflicts, their verdicts, and where a claim stands.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

// after the headers above
#include <cmocka.h>

#include "claims_sheet.h"

// ---------------------------------------------------------------- standing

static hs_statement *tell_warning(sheet *s, const char *outlet, hs_date published, const char *text, hs_polarity polarity) {
    hs_report *r = add_report(s, outlet, published, text);
    hs_statement *told = tell(r, text, "warned", "warn", HS_STAGE_DONE, polarity);
    set_actor(told, "inspectors", "inspector");
    set_recipient(told, "Vellum Ferries", "Ferries");
    add_entity(r, "Vellum Ferries", HS_ENTITY_ORGANISATION);
    return told;
}

// A voice whose words stand in the text, so that what was named before can be found.
static void test_a_party_s_denial_does_not_turn(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *denied = tell_warning(&s, "Mellan Gazette", day(5, 1), "Inspectors never warned Vellum Ferries, the firm said.", HS_NEGATED);
    add_voice(denied, HS_LINK_ORGANISATION, "Vellum Ferries");
    relate(&s);
    assert_int_equal(claim_of(&s, 0, 0)->polarity, HS_NEGATED); // as long as nobody affirms
    s.reports[0].document.published = day(5, 3);
    tell_warning(&s, "Durran Post", day(5, 2), "In spring inspectors had warned Vellum Ferries.", HS_AFFIRMED);
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_ptr_equal(claim, claim_of(&s, 1, 0));
    assert_int_equal(claim->polarity, HS_AFFIRMED);
    assert_int_equal(conflict_of(claim, HS_CONFLICT_POLARITY)->verdict, HS_CONTRADICTION);
    assert_int_equal(claim->affirmed.max, 1);
    assert_int_equal(claim->negated.max, 1);
    assert_int_equal(claim->side_count, 1);
}

static void test_one_voice_does_not_contradict_itself(void **state) {
    (void)state;
    sheet s = {0};
    tell_warning(&s, "Durran Post", day(5, 2), "Inspectors warned Vellum Ferries. Nobody warned Vellum Ferries.", HS_AFFIRMED);
    hs_report *r = &s.reports[0];
    hs_statement *denied = tell(r, "Nobody warned Vellum Ferries", "warned", "warn", HS_STAGE_DONE, HS_NEGATED);
    set_recipient(denied, "Vellum Ferries", "Ferries");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_ptr_equal(claim, claim_of(&s, 0, 1));
    assert_null(conflict_of(claim, HS_CONFLICT_POLARITY));
    add_voice(denied, HS_LINK_ORGANISATION, "High Court");
    relate(&s);
    assert_non_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY));
}

static void test_a_third_party_s_finding_turns(void **state) {
    (void)state;
    sheet s = {0};
    tell_warning(&s, "Durran Post", day(5, 2), "In spring inspectors had warned Vellum Ferries.", HS_AFFIRMED);
    hs_statement *found = tell_warning(&s, "Mellan Gazette", day(5, 9), "Nobody warned Vellum Ferries, the High Court found.", HS_NEGATED);
    add_voice(found, HS_LINK_ORGANISATION, "High Court");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_int_equal(claim->polarity, HS_NEGATED);
    assert_int_equal(claim->move_count, 2);
    // whoever is right: the voices still exclude one another, until one gives in
    assert_int_equal(conflict_of(claim, HS_CONFLICT_POLARITY)->verdict, HS_CONTRADICTION);
    tell_warning(&s, "Durran Post", day(5, 20), "Now we know that nobody warned Vellum Ferries.", HS_NEGATED);
    relate(&s);
    assert_int_equal(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY)->verdict, HS_UPDATE);
}

static void test_who_owns_what_he_denied_ends_the_conflict(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *denied = tell_warning(&s, "Mellan Gazette", day(5, 1), "Inspectors never warned Vellum Ferries, the firm said.", HS_NEGATED);
    add_voice(denied, HS_LINK_ORGANISATION, "Vellum Ferries");
    tell_warning(&s, "Durran Post", day(5, 2), "In spring inspectors had warned Vellum Ferries.", HS_AFFIRMED);
    hs_statement *owned = tell_warning(&s, "Orlay Echo", day(5, 9), "Inspectors warned Vellum Ferries, it owns. Nobody warned Vellum Ferries, it had said.", HS_AFFIRMED);
    add_voice(owned, HS_LINK_ORGANISATION, "Vellum Ferries");
    hs_statement *before = tell(&s.reports[2], "Nobody warned Vellum Ferries, it had said.", "warned", "warn", HS_STAGE_DONE, HS_NEGATED);
    set_recipient(before, "Vellum Ferries", "Ferries");
    add_voice(before, HS_LINK_ORGANISATION, "Vellum Ferries");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 2, 0), claim_of(&s, 2, 1));
    assert_int_equal(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY)->verdict, HS_UPDATE);
    s.count = 2;
    relate(&s);
    assert_int_equal(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY)->verdict, HS_CONTRADICTION);
}

static hs_statement *tell_bid(sheet *s, const char *outlet, hs_date published, const char *text, hs_stage stage, hs_polarity polarity) {
    hs_report *r = add_report(s, outlet, published, text);
    hs_statement *told = tell(r, text, "bid", "bid", stage, polarity);
    told->nominal = true;
    set_actor(told, "Vellum Ferries", "Ferries");
    set_recipient(told, "Orlay Lines", "Lines");
    add_entity(r, "Vellum Ferries", HS_ENTITY_ORGANISATION);
    return told;
}

static void test_the_actor_takes_a_plan_back(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_bid(&s, "Mellan Gazette", day(5, 1), "Vellum Ferries is considering a bid for Orlay Lines, an adviser said.", HS_STAGE_CONSIDERED, HS_AFFIRMED);
    hs_statement *b = tell_bid(&s, "Durran Post", day(6, 1), "Vellum Ferries is no longer considering a bid for Orlay Lines, it said.", HS_STAGE_CONSIDERED, HS_NEGATED);
    add_voice(a, HS_LINK_ANONYMOUS, "an adviser");
    add_voice(b, HS_LINK_ORGANISATION, "Vellum Ferries");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 1, 0);
    assert_ptr_equal(claim, claim_of(&s, 0, 0));
    assert_int_equal(claim->polarity, HS_NEGATED);
    assert_int_equal(claim->stage, HS_STAGE_CONSIDERED);
    assert_int_equal(claim->since.month, 6);
    assert_int_equal(conflict_of(claim, HS_CONFLICT_POLARITY)->verdict, HS_UPDATE);
}

// "Should bid", "will not bid": a decision against it is further than a wish, and excludes it; "has not bid yet" is neither.
static void test_a_decision_against_is_a_stage(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_bid(&s, "Mellan Gazette", day(5, 1), "Vellum Ferries weighs a bid for Orlay Lines, an adviser said.", HS_STAGE_CONSIDERED, HS_AFFIRMED);
    hs_statement *b = tell_bid(&s, "Durran Post", day(6, 1), "Vellum Ferries will make no bid for Orlay Lines.", HS_STAGE_PLANNED, HS_NEGATED);
    add_voice(a, HS_LINK_ANONYMOUS, "an adviser");
    relate(&s);
    assert_int_equal(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_STAGE)->verdict, HS_UPDATE);
    assert_non_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY));
    b->stage = HS_STAGE_DONE;
    relate(&s);
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_STAGE));
}

static void test_a_plan_becomes_a_deed(void **state) {
    (void)state;
    sheet s = {0};
    tell_bid(&s, "Mellan Gazette", day(5, 1), "Vellum Ferries weighs a bid for Orlay Lines.", HS_STAGE_CONSIDERED, HS_AFFIRMED);
    tell_bid(&s, "Durran Post", day(6, 1), "Vellum Ferries made its bid for Orlay Lines.", HS_STAGE_DONE, HS_AFFIRMED);
    tell_bid(&s, "Orlay Echo", day(7, 1), "Vellum Ferries had planned a bid for Orlay Lines.", HS_STAGE_PLANNED, HS_AFFIRMED);
    s.count = 2;
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_int_equal(claim->stage, HS_STAGE_DONE);
    assert_int_equal(claim->move_count, 2);
    assert_int_equal(claim->since.month, 6);
    assert_int_equal(conflict_of(claim, HS_CONFLICT_STAGE)->verdict, HS_UPDATE);
}

// Nobody knows which of two reports without dates came first: a deed beside a plan says nothing then.
static void test_reports_without_dates_do_not_differ_in_stage(void **state) {
    (void)state;
    sheet s = {0};
    tell_bid(&s, "Mellan Gazette", (hs_date){0}, "Vellum Ferries plans a bid for Orlay Lines.", HS_STAGE_PLANNED, HS_AFFIRMED);
    tell_bid(&s, "Durran Post", (hs_date){0}, "Vellum Ferries made its bid for Orlay Lines.", HS_STAGE_DONE, HS_AFFIRMED);
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_STAGE));
    s.reports[0].document.published = day(5, 1), s.reports[1].document.published = day(5, 2);
    relate(&s);
    assert_int_equal(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_STAGE)->verdict, HS_UPDATE);
}

// Who did not mean to, or will not again, does not deny that he did.
static void test_who_denies_a_plan_does_not_deny_the_deed(void **state) {
    (void)state;
    sheet s = {0};
    tell_bid(&s, "Mellan Gazette", day(5, 1), "Vellum Ferries made its bid for Orlay Lines.", HS_STAGE_DONE, HS_AFFIRMED);
    hs_statement *denied = tell_bid(&s, "Durran Post", day(5, 1), "Vellum Ferries never meant a bid for Orlay Lines.", HS_STAGE_PLANNED, HS_NEGATED);
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY));
    denied->stage = HS_STAGE_DONE;
    relate(&s);
    assert_non_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_POLARITY));
}

// ---------------------------------------------------------------- figures

static hs_verdict verdict_of(const sheet *s) {
    const hs_conflict *c = conflict_of(claim_of(s, 0, 0), HS_CONFLICT_QUANTITY);
    assert_non_null(c);
    return c->verdict;
}

// Two outlets tell of the dead; what becomes of their figures.
static hs_verdict two_figures(const char *one, const char *words, int value, bool at_least, int later, const char *other, const char *other_words,
                              int other_value, bool other_at_least) {
    sheet s = {0};
    tell_deaths(&s, "Mellan Gazette", day(5, 1), one, words, value, at_least);
    tell_deaths(&s, "Durran Post", day(5, 1 + later), other, other_words, other_value, other_at_least);
    relate(&s);
    return verdict_of(&s);
}

static void test_open_figures_are_compatible(void **state) {
    (void)state;
    assert_int_equal(two_figures("At least 40 people died at sea.", "At least 40 people", 40, true, 0, "More than 30 people died in the storm.",
                                 "More than 30 people", 31, true),
                     HS_COMPATIBLE);
}

// Three raids on barges and four barges raided can both be true; three barges and four raids as well.
static void test_acts_and_their_objects_are_one_count(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *a = add_report(&s, "Mellan Gazette", day(5, 1), "At least three strikes hit barges of the smugglers off Durran.");
    hs_statement *acts = tell(a, "At least three strikes hit barges of the smugglers off Durran.", "strikes", "strike", HS_STAGE_DONE, HS_AFFIRMED);
    set_recipient(acts, "barges of the smugglers", "barge");
    set_quantity(a, acts, "At least three strikes", 3, true, "strike");
    hs_report *b = add_report(&s, "Durran Post", day(5, 2), "The navy struck at least four vessels of the smugglers off Durran.");
    hs_statement *things = tell(b, "The navy struck at least four vessels of the smugglers off Durran.", "struck", "strike", HS_STAGE_DONE, HS_AFFIRMED);
    set_recipient(things, "vessels of the smugglers", "vessel");
    set_quantity(b, things, "at least four vessels", 4, true, "vessel");
    relate(&s);
    assert_int_equal(verdict_of(&s), HS_COMPATIBLE);
}

static void test_a_voice_corrects_itself(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_deaths(&s, "Mellan Gazette", day(5, 1), "Some 17 people died, the Coast Guard said.", "17 people", 17, false);
    hs_statement *b = tell_deaths(&s, "Durran Post", day(5, 4), "In truth 15 people died, the Coast Guard said.", "15 people", 15, false);
    add_voice(a, HS_LINK_ORGANISATION, "Coast Guard");
    add_voice(b, HS_LINK_ORGANISATION, "Coast Guard");
    relate(&s);
    assert_int_equal(verdict_of(&s), HS_UPDATE);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

// What stands beside the figure in its clause: an age, a share of another figure.
static void test_an_age_or_a_share_is_no_rival(void **state) {
    (void)state;
    sheet s = {0};
    tell_deaths(&s, "Mellan Gazette", day(5, 1), "In all 17 people died in the storm.", "17 people", 17, false);
    hs_report *r = add_report(&s, "Durran Post", day(5, 1), "Ada Orm, 34, died in the storm.");
    hs_statement *told = tell(r, "Ada Orm, 34, died in the storm.", "died", "die", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(told, "Ada Orm", "Orm");
    set_quantity(r, told, "34", 34, false, "");
    r = add_report(&s, "Orlay Echo", day(5, 1), "Twelve of the divers died in the storm.");
    told = tell(r, "Twelve of the divers died in the storm.", "died", "die", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(told, "Twelve of the divers", "diver");
    set_quantity(r, told, "Twelve", 12, false, "people");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 2, 0));
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY));
    ((hs_quantity *)r->quantities)[0].span.end += sizeof " of the divers" - 1; // "twelve divers"
    relate(&s);
    assert_non_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY));
}

// "Two women and a man" are three people.
static void test_people_told_one_by_one_are_added_up(void **state) {
    (void)state;
    sheet s = {0};
    const char *text = "Two women and one man died in the storm.";
    tell_deaths(&s, "Mellan Gazette", day(5, 1), "In all three people died in the storm.", "three people", 3, false);
    hs_report *r = add_report(&s, "Durran Post", day(5, 1), text);
    hs_statement *told = tell(r, text, "died", "die", HS_STAGE_DONE, HS_AFFIRMED);
    hs_party *parties = arena_new(keep, hs_party, 2);
    parties[0] = (hs_party){.name = TEXT("Two women"), .head = TEXT("woman"), .entity = HS_NONE, .span = find_span(r, "Two women", 0)};
    parties[1] = (hs_party){.name = TEXT("one man"), .head = TEXT("man"), .entity = HS_NONE, .span = find_span(r, "one man", 0)};
    told->actors = parties, told->actor_count = 2;
    set_quantity(r, told, "Two women", 2, false, "woman");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY));
    told->actor_count = 1;
    relate(&s);
    assert_non_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY));
}

static void test_a_part_is_no_rival_of_the_whole_in_its_sentence(void **state) {
    (void)state;
    sheet s = {0};
    tell_deaths(&s, "Mellan Gazette", day(5, 1), "By noon 17 people died, after four people died of burns.", "17 people", 17, false);
    hs_report *r = &s.reports[0];
    hs_statement *part = tell(r, "after four people died of burns", "died", "die", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(part, "four people", "people");
    set_quantity(r, part, "four people", 4, false, "people");
    tell_deaths(&s, "Durran Post", day(5, 1), "In all 17 people died in the storm.", "17 people", 17, false);
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 0, 1));
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY));
}

static void test_a_shared_error_is_told(void **state) {
    (void)state;
    sheet s = {0};
    tell_deaths(&s, "Mellan Gazette", day(5, 1), "At sea 12 people died.", "12 people", 12, false);
    tell_deaths(&s, "Cape Courier", day(5, 1), "In the storm 12 people died.", "12 people", 12, false);
    tell_deaths(&s, "Durran Post", day(5, 2), "By night 31 people died.", "31 people", 31, false);
    tell_deaths(&s, "Orlay Echo", day(5, 3), "In all 31 people died.", "31 people", 31, false);
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    expect_origins(claim, 4, 4);
    bool told = false;
    for (uint32_t i = 0; i < claim->origin_count; i++) {
        bool says = text_find(claim->origin_list[i].why, TEXT("\"31 people\" as Durran Post did before"), 0) != SIZE_MAX;
        assert_int_equal(says, text_equal(claim->origin_list[i].name, TEXT("Orlay Echo")));
        told |= says;
    }
    assert_true(told);
}

static void test_a_count_grows(void **state) {
    (void)state;
    assert_int_equal(two_figures("A dozen or 12 people died at sea.", "12 people", 12, false, 3, "By now 17 people died in the storm.", "17 people", 17, false),
                     HS_UPDATE);
}

static void test_two_figures_on_one_day_contradict(void **state) {
    (void)state;
    assert_int_equal(two_figures("Exactly 12 people died at sea.", "12 people", 12, false, 0, "In all 17 people died in the storm.", "17 people", 17, false),
                     HS_CONTRADICTION);
}

static hs_statement *tell_arrest(sheet *s, const char *outlet, hs_date published, const char *text, const char *who, const char *head) {
    hs_report *r = add_report(s, outlet, published, text);
    hs_statement *told = tell(r, text, "arrested", "arrest", HS_STAGE_DONE, HS_AFFIRMED);
    set_recipient(told, who, head);
    ((hs_party *)told->recipients)->span = find_span(r, who, 0);
    return told;
}

// "A man" is one; but: "the man", "a crowd".
static void test_all_of_which_some_are_told_is_no_rival_count(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *a = add_report(&s, "Mellan Gazette", day(5, 1), "The fire destroyed two of its six tanks.");
    hs_report *b = add_report(&s, "Durran Post", day(5, 1), "Nine tanks were destroyed by the fire.");
    hs_statement *first = tell(a, "The fire destroyed two of its six tanks.", "destroyed", "destroy", HS_STAGE_DONE, HS_AFFIRMED);
    hs_statement *second = tell(b, "Nine tanks were destroyed by the fire.", "destroyed", "destroy", HS_STAGE_DONE, HS_AFFIRMED);
    set_recipient(first, "two of its six tanks", "tank");
    set_recipient(second, "Nine tanks", "tank");
    set_quantity(a, first, "two", 2, false, "tanks");
    set_quantity(a, first, "six tanks", 6, false, "tanks");
    uint32_t *both = arena_new(keep, uint32_t, 2);
    both[1] = 1;
    first->quantities = both, first->quantity_count = 2;
    set_quantity(b, second, "Nine tanks", 9, false, "tanks");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY));
}

static void test_a_man_is_one(void **state) {
    (void)state;
    sheet s = {0};
    tell_arrest(&s, "Mellan Gazette", day(5, 1), "Police arrested a man on the pier.", "a man", "man");
    hs_statement *two = tell_arrest(&s, "Durran Post", day(5, 3), "Police arrested two men on the pier.", "two men", "man");
    set_quantity(&s.reports[1], two, "two men", 2, false, "man");
    relate(&s);
    assert_int_equal(verdict_of(&s), HS_UPDATE);
    sheet other = {0};
    tell_arrest(&other, "Mellan Gazette", day(5, 1), "Police arrested the man on the pier.", "the man", "man");
    two = tell_arrest(&other, "Durran Post", day(5, 3), "Police arrested two men on the pier.", "two men", "man");
    set_quantity(&other.reports[1], two, "two men", 2, false, "man");
    relate(&other);
    assert_null(conflict_of(claim_of(&other, 0, 0), HS_CONFLICT_QUANTITY));
}

// What is planned can be planned anew; what has been counted is not counted down by another.
static void test_the_figure_of_a_plan_can_change(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_deaths(&s, "Mellan Gazette", day(5, 1), "By the plan 17 people died.", "17 people", 17, false);
    hs_statement *b = tell_deaths(&s, "Durran Post", day(5, 4), "By the new plan 15 people died.", "15 people", 15, false);
    relate(&s);
    assert_int_equal(verdict_of(&s), HS_CONTRADICTION);
    a->stage = b->stage = HS_STAGE_PLANNED;
    relate(&s);
    assert_int_equal(verdict_of(&s), HS_UPDATE);
}

// ---------------------------------------------------------------- when and where

static void set_place(hs_report *r, hs_statement *s, const char *name, const char *country, double latitude, double longitude) {
    add_entity(r, name, HS_ENTITY_PLACE);
    hs_entity *e = (hs_entity *)&r->entities[r->entity_count - 1];
    snprintf(e->country, sizeof e->country, "%s", country);
    e->has_place = country[0] != 0, e->latitude = latitude, e->longitude = longitude, e->body = HS_NONE;
    set_party(&s->places, &s->place_count, name, "place");
    ((hs_party *)s->places)->entity = r->entity_count - 1;
}

static void test_places_that_are_far_apart_conflict(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way in Orrinton under a crane.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "Under a crane the pier gave way in Varbury, not in Orrinton.", "gave way", "give way");
    set_place(&s.reports[0], a, "Orrinton", "GB", 51.5, 0);
    set_place(&s.reports[1], b, "Varbury", "GB", 53.5, 0);
    relate(&s);
    const hs_conflict *conflict = conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_PLACE);
    assert_non_null(conflict);
    assert_int_equal(conflict->verdict, HS_CONTRADICTION);
    assert_int_equal(conflict->value_count, 2);
    // a stone's throw away is no other place
    ((hs_entity *)s.reports[1].entities)[0].latitude = 51.6;
    relate(&s);
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_PLACE));
}

static void test_a_place_that_the_other_names_too_does_not_conflict(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way in Orrinton.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed in Varbury, near Orrinton.", "collapsed", "collapse");
    set_place(&s.reports[0], a, "Orrinton", "", 0, 0);
    set_place(&s.reports[1], b, "Varbury", "", 0, 0);
    relate(&s);
    assert_non_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_PLACE));
    add_entity(&s.reports[1], "Orrinton", HS_ENTITY_PLACE);
    relate(&s);
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_PLACE));
}

static void test_hours_that_exclude_one_another_conflict(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 2), "The pier gave way at nine.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed at eleven.", "collapsed", "collapse");
    set_time(&s.reports[0], a, "2031-05-01T21:00");
    set_time(&s.reports[1], b, "2031-05-01T23:00");
    relate(&s);
    const hs_conflict *conflict = conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_TIME);
    assert_non_null(conflict);
    assert_int_equal(conflict->verdict, HS_CONTRADICTION);
    a->stage = HS_STAGE_UNDERWAY; // what goes on at nine can be done by eleven
    relate(&s);
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_TIME));
    a->stage = HS_STAGE_DONE;
    // the evening holds the hour
    ((hs_time *)s.reports[1].times)[0].value = TEXT("2031-05-01TEV");
    relate(&s);
    assert_null(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_TIME));
}

static void test_a_replaced_figure_is_an_update(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_deaths(&s, "Mellan Gazette", day(5, 1), "Some 17 people died, the Harbour Board said.", "17 people", 17, false);
    hs_statement *b = tell_deaths(&s, "Mellan Gazette", day(5, 2), "In truth 15 people died, the Harbour Board said.", "15 people", 15, false);
    tell_deaths(&s, "Durran Post", day(5, 3), "In all 15 people died in the storm.", "15 people", 15, false);
    add_voice(a, HS_LINK_ORGANISATION, "Harbour Board");
    add_voice(b, HS_LINK_ORGANISATION, "Harbour Board");
    relate(&s);
    assert_int_equal(conflict_of(claim_of(&s, 0, 0), HS_CONFLICT_QUANTITY)->verdict, HS_UPDATE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_party_s_denial_does_not_turn),
        cmocka_unit_test(test_one_voice_does_not_contradict_itself),
        cmocka_unit_test(test_a_third_party_s_finding_turns),
        cmocka_unit_test(test_who_owns_what_he_denied_ends_the_conflict),
        cmocka_unit_test(test_the_actor_takes_a_plan_back),
        cmocka_unit_test(test_a_decision_against_is_a_stage),
        cmocka_unit_test(test_a_plan_becomes_a_deed),
        cmocka_unit_test(test_reports_without_dates_do_not_differ_in_stage),
        cmocka_unit_test(test_who_denies_a_plan_does_not_deny_the_deed),
        cmocka_unit_test(test_an_age_or_a_share_is_no_rival),
        cmocka_unit_test(test_people_told_one_by_one_are_added_up),
        cmocka_unit_test(test_open_figures_are_compatible),
        cmocka_unit_test(test_acts_and_their_objects_are_one_count),
        cmocka_unit_test(test_a_voice_corrects_itself),
        cmocka_unit_test(test_a_part_is_no_rival_of_the_whole_in_its_sentence),
        cmocka_unit_test(test_a_shared_error_is_told),
        cmocka_unit_test(test_a_count_grows),
        cmocka_unit_test(test_two_figures_on_one_day_contradict),
        cmocka_unit_test(test_all_of_which_some_are_told_is_no_rival_count),
        cmocka_unit_test(test_a_man_is_one),
        cmocka_unit_test(test_the_figure_of_a_plan_can_change),
        cmocka_unit_test(test_places_that_are_far_apart_conflict),
        cmocka_unit_test(test_a_place_that_the_other_names_too_does_not_conflict),
        cmocka_unit_test(test_hours_that_exclude_one_another_conflict),
        cmocka_unit_test(test_a_replaced_figure_is_an_update),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
