// How claims are related and counted, on reports built by hand: one test a rule of DESIGN.md.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

// after the headers above
#include <cmocka.h>

#include "base/text.h"
#include "claims_sheet.h"

// ---------------------------------------------------------------- origins

static void test_outlets_vouch_each_for_itself(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way on Sunday.", "gave way", "give way");
    tell_pier(&s, "Durran Post", day(5, 2), "Late at night the pier collapsed.", "collapsed", "collapse");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_ptr_equal(claim, claim_of(&s, 1, 0));
    expect_origins(claim, 2, 2);
    assert_int_equal(claim->outlets, 2);
}

static const char PASSAGE[] = "The pier gave way on Sunday evening while the herring boats were still unloading their crates beneath it.";

static void test_a_copy_adds_no_origin(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), PASSAGE, "gave way", "give way");
    tell_pier(&s, "Copy Daily", day(5, 2), PASSAGE, "gave way", "give way");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 1, 0);
    expect_origins(claim, 1, 1);
    assert_int_equal(claim->outlets, 2);
    assert_int_equal(s.picture.reuse_count, 1);
    assert_int_equal(s.picture.reuse[0].from, 0);
    assert_true(text_find(claim->origin_list[0].why, TEXT("copied by Copy Daily"), 0) != SIZE_MAX);
}

static void test_the_cited_one_is_the_source(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Copy Daily", day(5, 1), PASSAGE, "gave way", "give way");
    s.reports[0].document.text = arena_print(keep, "%.*s So writes the Mellan Gazette.", TEXT_ARGS(s.reports[0].document.text));
    tell_pier(&s, "The Mellan Gazette", day(5, 2), PASSAGE, "gave way", "give way");
    relate(&s);
    assert_int_equal(s.picture.reuse_count, 1);
    assert_int_equal(s.picture.reuse[0].from, 1);
}

static void test_pages_of_one_outlet_share_no_reuse(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), PASSAGE, "gave way", "give way");
    tell_pier(&s, "The Mellan Gazette", day(5, 2), PASSAGE, "gave way", "give way");
    relate(&s);
    assert_int_equal(s.picture.reuse_count, 0);
}

static void test_what_two_say_alike_by_chance_is_no_copy(void **state) {
    (void)state;
    static const char *const others[] = {
        "Orlay Bank will put 40 million crowns into the old pier at Durran, which some welcome.",
        "Divers heard that Orlay Bank will put 40 million crowns into the old pier at Durran, according to the Mellan Gazette.",
        "Orlay Bank will put 40 million crowns into the old pier at Durran. Divers heard so and rejoiced.",
    };
    for (uint32_t i = 0; i < 3; i++) {
        sheet s = {0};
        tell_pier(&s, "Mellan Gazette", day(5, 1), "Orlay Bank will put 40 million crowns into the old pier at Durran.", "put", "put");
        // a page long enough that a dozen words are little of it
        s.reports[0].document.text = arena_print(keep, "%.*s %s %s %s", TEXT_ARGS(s.reports[0].document.text),
                                                 "Nobody in town had waited for it.", "The mayor drank her tea and thought of gulls.",
                                                 "Whoever asked on Monday got a shrug, a biscuit and a long story about the winter when the ice came, and the goats went.");
        hs_report *r = add_report(&s, "Durran Post", day(5, 2), others[i]);
        tell(r, others[i], "put", "put", HS_STAGE_DONE, HS_AFFIRMED);
        r->document.text = arena_print(keep, "%.*s %s %s", TEXT_ARGS(r->document.text), "Elsewhere the week began with rain, two weddings and a lost cat that turned out to be a hat.",
                                       "Our photographer is on leave until the swallows are back, and nobody knows how the camera opens or where its film is kept these days.");
        relate(&s);
        assert_int_equal(s.picture.reuse_count, i > 0); // not a clause, but what names its source, and a whole sentence
    }
}

static void test_a_clock_without_a_zone_is_in_that_of_the_other(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Copy Daily", day(5, 1), PASSAGE, "gave way", "give way");
    tell_pier(&s, "Mellan Gazette", day(5, 1), PASSAGE, "gave way", "give way");
    hs_date *copy = &s.reports[0].document.published, *source = &s.reports[1].document.published;
    copy->has_time = source->has_time = true;
    copy->hour = 10; // by the clock of the town, where the source came out at half past six
    source->hour = 6, source->minute = 30, source->has_zone = true, source->zone_minutes = -300;
    relate(&s);
    assert_int_equal(s.picture.reuse_count, 1);
    assert_int_equal(s.picture.reuse[0].from, 1);
}

static void test_an_agency_is_the_origin_of_its_copy(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Durran Post", day(5, 1), "The pier gave way on Sunday.", "gave way", "give way");
    s.reports[0].document.credit = TEXT("NCA");
    tell_pier(&s, "North Coast Agency", day(5, 1), "By dusk the pier had collapsed.", "collapsed", "collapse");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

static void test_who_speaks_for_a_body_is_the_body(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, the Harbour Board said.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, said Ilse Karam of the Harbour Board.", "collapsed", "collapse");
    hs_statement *c = tell_pier(&s, "Orlay Echo", day(5, 3), "The pier failed, the Divers Guild said.", "failed", "fail");
    add_voice(a, HS_LINK_ORGANISATION, "Harbour Board");
    add_voice(b, HS_LINK_PERSON, "Ilse Karam")->body = TEXT("Harbour Board");
    add_voice(c, HS_LINK_ORGANISATION, "Divers Guild");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 2, 2);
}

static void test_a_body_that_publishes_speaks_through_its_director(void **state) {
    (void)state;
    for (uint32_t house = 0; house < 2; house++) { // a body, a newspaper
        sheet s = {0};
        const char *name = house ? "Orlay Lantern" : "Orlay Crossings";
        tell_pier(&s, name, day(5, 1), "The pier gave way on Sunday.", "gave way", "give way");
        hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), house ? "The pier collapsed, Ilse Karam told the Orlay Lantern." : "The pier collapsed, said Ilse Karam, director of Orlay Crossings.", "collapsed", "collapse");
        hs_statement *c = tell_pier(&s, "Mellan Gazette", day(5, 3), house ? "The pier failed, wrote Ilse Karam of the Orlay Lantern." : "The pier failed, Ilse Karam of Orlay Crossings said.", "failed", "fail");
        add_entity(&s.reports[1], name, house ? HS_ENTITY_OUTLET : HS_ENTITY_ORGANISATION);
        add_entity(&s.reports[2], name, house ? HS_ENTITY_OUTLET : HS_ENTITY_ORGANISATION);
        add_voice(b, HS_LINK_PERSON, "Ilse Karam")->body = text_of(name);
        add_voice(c, HS_LINK_PERSON, "Ilse Karam")->body = text_of(name);
        relate(&s);
        expect_origins(claim_of(&s, 0, 0), 1 + house, 1 + house);
    }
}

static void test_it_goes_on_with_what_acts_before(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *r = add_report(&s, "Durran Post", day(5, 1), "The Harbour Board closed the pier. The pier gave way, it wrote.");
    set_actor(tell(r, "The Harbour Board closed the pier.", "closed", "close", HS_STAGE_DONE, HS_AFFIRMED), "The Harbour Board", "board");
    hs_statement *told = tell(r, "The pier gave way, it wrote.", "gave way", "give way", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(told, "The pier", "pier");
    add_entity(r, "Harbour Board", HS_ENTITY_ORGANISATION);
    hs_link *link = add_voice(told, HS_LINK_ROLE, "it");
    link->has_span = true, link->span = find_span(r, "it wrote", 0), link->span.end = link->span.start + 2;
    ((hs_span *)(r->sentences = arena_new(keep, hs_span, 2)))[0] = find_span(r, "The Harbour Board closed the pier.", 0);
    ((hs_span *)r->sentences)[1] = find_span(r, "The pier gave way, it wrote.", 0);
    r->sentence_count = 2;
    told->sentence = 1;
    relate(&s);
    assert_true(text_find(claim_of(&s, 0, 1)->origin_list[0].name, TEXT("Harbour Board"), 0) != SIZE_MAX);
}

static void test_a_bare_denial_is_its_actor_s_word(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *r = add_report(&s, "Mellan Gazette", day(5, 1), "Ilse Karam has denied it.");
    hs_statement *told = tell(r, "Ilse Karam has denied it.", "denied", "deny", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(told, "Ilse Karam", "Karam");
    add_entity(r, "Ilse Karam", HS_ENTITY_PERSON);
    relate(&s);
    assert_true(text_equal(claim_of(&s, 0, 0)->origin_list[0].name, TEXT("Ilse Karam")));
}

static void test_a_force_is_one_under_two_names(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, city police said.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, the police said.", "collapsed", "collapse");
    hs_statement *c = tell_pier(&s, "Orlay Echo", day(5, 3), "The pier failed, harbour police said.", "failed", "fail");
    add_voice(a, HS_LINK_ORGANISATION, "city police");
    add_voice(b, HS_LINK_ORGANISATION, "the police");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 2, 2); // and the Echo itself
    add_voice(c, HS_LINK_ORGANISATION, "the divers");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 2, 2);
}

static void test_who_believes_so_tells_it_where_nobody_speaks(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, the Harbour Board believes.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, the Harbour Board said.", "collapsed", "collapse");
    hs_link *belief = add_voice(a, HS_LINK_ORGANISATION, "Harbour Board");
    belief->mental = belief->believes = true;
    add_voice(b, HS_LINK_ORGANISATION, "Harbour Board");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

static void test_a_cited_outlet_has_the_root_of_its_report(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, three people with knowledge of it said.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, the Mellan Gazette reported.", "collapsed", "collapse");
    add_voice(a, HS_LINK_ANONYMOUS, "three people with knowledge of it")->count = 3;
    add_voice(b, HS_LINK_OUTLET, "Mellan Gazette");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    expect_origins(claim, 1, 1);
    assert_int_equal(claim->origin_list[0].count, 3);
}

static void test_an_absent_outlet_has_the_root_that_another_says_it_has(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Orlay Echo", day(5, 1), "The pier gave way, the Mellan Gazette reported.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, three people told the Mellan Gazette.", "collapsed", "collapse");
    add_voice(a, HS_LINK_OUTLET, "Mellan Gazette");
    add_voice(b, HS_LINK_OUTLET, "Mellan Gazette");
    add_voice(b, HS_LINK_ANONYMOUS, "three people")->count = 3;
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
    assert_int_equal(claim_of(&s, 0, 0)->origin_list[0].count, 3);
}

static void test_a_firm_that_was_read_as_a_person_is_the_firm(void **state) {
    (void)state;
    for (uint32_t surname = 0; surname < 2; surname++) {
        sheet s = {0};
        static const char *const texts[] = {"The pier gave way, Halden Cycles said.", "The pier collapsed, Halden said.", "The pier fell, Ada Halden said."};
        static const char *const names[] = {"Halden Cycles", "Halden", "Ada Halden"}, *const words[] = {"gave way", "collapsed", "fell"};
        static const char *const lemmas[] = {"give way", "collapse", "collapse"}, *const outlets[] = {"Mellan Gazette", "Durran Post", "Orlay Echo"};
        for (uint32_t i = 0; i < 2 + surname; i++) {
            hs_statement *told = tell_pier(&s, outlets[i], day(5, 1), texts[i], words[i], lemmas[i]);
            add_entity(&s.reports[i], names[i], i ? HS_ENTITY_PERSON : HS_ENTITY_ORGANISATION);
            add_voice(told, i ? HS_LINK_PERSON : HS_LINK_ORGANISATION, names[i]);
        }
        relate(&s);
        expect_origins(claim_of(&s, 0, 0), 1 + surname, 1 + surname);
    }
}

static void test_a_voice_without_a_name_may_be_another(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, a person close to the board said.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, a diver who knew said.", "collapsed", "collapse");
    hs_statement *c = tell_pier(&s, "Orlay Echo", day(5, 3), "The pier failed, according to media reports.", "failed", "fail");
    hs_statement *d = tell_pier(&s, "Cape Courier", day(5, 3), "The pier crumbled before our eyes.", "crumbled", "crumble");
    (void)d;
    add_voice(a, HS_LINK_ANONYMOUS, "a person close to the board");
    add_voice(b, HS_LINK_ANONYMOUS, "a diver who knew");
    add_voice(c, HS_LINK_ANONYMOUS, "media reports");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 2, 4);
}

static void test_a_rumour_is_not_the_outlet_s_own_word(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way on Monday.", "gave way", "give way");
    hs_report *r = add_report(&s, "Durran Post", day(5, 2), "As for the theory, popular with some, that the pier collapsed: look at it.");
    set_actor(tell(r, "that the pier collapsed", "collapsed", "collapse", HS_STAGE_DONE, HS_AFFIRMED), "The pier", "pier");
    static const hs_span sentence = {0, 75};
    r->sentences = &sentence, r->sentence_count = 1;
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    expect_origins(claim, 2, 2);
    assert_int_equal(claim->origin_list[1].kind, HS_LINK_ANONYMOUS);
}

static void test_what_may_come_is_no_word_on_what_was_not_done(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier never gave way.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 1), "The pier should give way, the Divers Guild demands.", "give way", "give way");
    a->polarity = HS_NEGATED;
    b->stage = HS_STAGE_POSSIBLE;
    add_voice(b, HS_LINK_ORGANISATION, "Divers Guild");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

static void test_a_memo_is_a_voice_a_statement_is_its_author(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, according to a memo of the Harbour Board.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, according to a statement of the Harbour Board.", "collapsed", "collapse");
    hs_statement *c = tell_pier(&s, "Orlay Echo", day(5, 3), "The pier failed, the Harbour Board said.", "failed", "fail");
    add_voice(a, HS_LINK_DOCUMENT, "a memo of the Harbour Board")->body = TEXT("Harbour Board");
    add_voice(b, HS_LINK_DOCUMENT, "a statement of the Harbour Board")->body = TEXT("Harbour Board");
    add_voice(c, HS_LINK_ORGANISATION, "Harbour Board");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 2, 2);
}

// "It gave way and collapsed" by one voice in one sentence: two events; in two sentences, one after the other, it may be one told twice.
static void test_one_sentence_tells_two_events(void **state) {
    (void)state;
    for (uint32_t apart = 0; apart < 2; apart++) {
        sheet s = {0};
        hs_report *r = add_report(&s, "Mellan Gazette", day(5, 1), "The pier gave way on Sunday and the pier collapsed on the boats.");
        hs_statement *first = tell(r, "The pier gave way on Sunday", "gave way", "give way", HS_STAGE_DONE, HS_AFFIRMED);
        hs_statement *second = tell(r, "the pier collapsed on the boats", "collapsed", "collapse", HS_STAGE_DONE, HS_AFFIRMED);
        set_actor(first, "The pier", "pier");
        set_actor(second, "The pier", "pier");
        second->sentence = apart;
        relate(&s);
        assert_int_equal(claim_of(&s, 0, 0) == claim_of(&s, 0, 1), apart);
    }
}

static void test_two_voices_of_one_sentence_tell_of_one_event(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *r = add_report(&s, "Mellan Gazette", day(5, 1), "The board says that the pier gave way; the guild says that the pier collapsed.");
    hs_statement *first = tell(r, "the pier gave way", "gave way", "give way", HS_STAGE_DONE, HS_AFFIRMED);
    hs_statement *second = tell(r, "the pier collapsed", "collapsed", "collapse", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(first, "The pier", "pier");
    set_actor(second, "The pier", "pier");
    add_voice(first, HS_LINK_ORGANISATION, "Harbour Board");
    add_voice(second, HS_LINK_ORGANISATION, "Divers Guild");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 0, 1));
}

static hs_statement *tell_sailors(sheet *s, const char *outlet, const char *language, const char *text, const char *predicate, const char *lemma) {
    hs_report *r = add_report(s, outlet, day(5, 1), text);
    r->document.language = text_of(language);
    return tell(r, text, predicate, lemma, HS_STAGE_DONE, HS_AFFIRMED);
}

static void test_an_idiom_is_what_it_means(void **state) {
    (void)state;
    for (uint32_t idiom = 0; idiom < 2; idiom++) {
        sheet s = {0};
        hs_statement *a = tell_sailors(&s, "Mellan Gazette", "en", "Nine sailors died off the cape.", "died", "die");
        hs_statement *b = tell_sailors(&s, "Durran Post", "en", idiom ? "Nine sailors lost their lives there." : "Nine sailors lost their wages there.", "lost", "lose");
        set_actor(a, "Nine sailors", "sailor");
        set_actor(b, "Nine sailors", "sailor");
        set_recipient(b, "their", idiom ? "life" : "wage");
        relate(&s);
        assert_int_equal(claim_of(&s, 0, 0) == claim_of(&s, 1, 0), idiom);
    }
}

// "Job cuts" are layoffs, price cuts are none.
static void test_a_noun_is_read_with_the_noun_before_it(void **state) {
    (void)state;
    for (uint32_t jobs = 0; jobs < 2; jobs++) {
        sheet s = {0};
        hs_statement *a = tell_sailors(&s, "Mellan Gazette", "en", "The layoffs at Brelk Yard began.", "layoffs", "layoff");
        hs_statement *b = tell_sailors(&s, "Durran Post", "en", jobs ? "The job cuts at Brelk Yard began." : "The price cuts at Brelk Yard began.", "cuts", "cut");
        a->nominal = b->nominal = true;
        set_actor(a, "Brelk Yard", "yard");
        set_actor(b, "Brelk Yard", "yard");
        relate(&s);
        assert_int_equal(claim_of(&s, 0, 0) == claim_of(&s, 1, 0), jobs);
    }
}

// "Walked off the job": the words behind are read without articles.
static void test_an_idiom_is_read_without_articles(void **state) {
    (void)state;
    for (uint32_t job = 0; job < 2; job++) {
        sheet s = {0};
        hs_statement *a = tell_sailors(&s, "Mellan Gazette", "en", "Nine sailors went on strike.", "went", "go");
        hs_statement *b = tell_sailors(&s, "Durran Post", "en", job ? "Nine sailors walked off the job." : "Nine sailors walked off the pier.", "walked", "walk");
        set_actor(a, "Nine sailors", "sailor");
        set_actor(b, "Nine sailors", "sailor");
        relate(&s);
        assert_int_equal(claim_of(&s, 0, 0) == claim_of(&s, 1, 0), job);
    }
}

// "Lives were lost", "rails" for "rail", a state behind any verb of state, a reflexive verb; and beside each what only looks like it.
static void test_an_idiom_is_read_in_other_forms(void **state) {
    (void)state;
    static const struct {
        const char *language, *plain, *verb, *lemma, *text, *predicate, *other;
        bool one;
    } tellings[] = {
        {"en", "The pilot was locked up.", "locked up", "lock up", "The pilot ended up behind bars.", "ended up", "end up", true},
        {"en", "The pilot was locked up.", "locked up", "lock up", "The pilot ended up behind trees.", "ended up", "end up", false},
        {"en", "The pilot was locked up.", "locked up", "lock up", "The pilot is behind bars.", "bars", "bar", true},
        {"en", "The pilot derailed.", "derailed", "derail", "The pilot left the tracks.", "left", "leave", true},
        {"en", "The pilot derailed.", "derailed", "derail", "The pilot left the rafts.", "left", "leave", false},
        {"es", "La piloto secuestró el barco.", "secuestró", "secuestrar", "La piloto se hizo con el barco.", "hizo", "hacer", true},
        {"es", "La piloto secuestró el barco.", "secuestró", "secuestrar", "La piloto lo hizo con el barco.", "hizo", "hacer", false},
    };
    for (size_t i = 0; i < sizeof tellings / sizeof *tellings; i++) {
        sheet s = {0};
        hs_statement *a = tell_sailors(&s, "Mellan Gazette", tellings[i].language, tellings[i].plain, tellings[i].verb, tellings[i].lemma);
        hs_statement *b = tell_sailors(&s, "Durran Post", tellings[i].language, tellings[i].text, tellings[i].predicate, tellings[i].other);
        set_actor(a, "Ilse Brandor", "Brandor");
        set_actor(b, "Ilse Brandor", "Brandor");
        relate(&s);
        if ((claim_of(&s, 0, 0) == claim_of(&s, 1, 0)) != tellings[i].one) fail_msg("%s", tellings[i].text);
    }
}

static void test_a_body_is_one_in_two_languages(void **state) {
    (void)state;
    for (uint32_t same = 0; same < 2; same++) {
        sheet s = {0};
        const char *name = same ? "Guardia Rural" : "Guardia Costera";
        hs_statement *a = tell_sailors(&s, "Mellan Gazette", "en", "Nine sailors died, the Rural Guard said.", "died", "die");
        hs_statement *b = tell_sailors(&s, "Correo de Durran", "es", "Murieron nueve marineros, dijo la Guardia.", "Murieron", "morir");
        set_actor(a, "Nine sailors", "sailor");
        set_actor(b, "nueve marineros", "marinero");
        add_voice(a, HS_LINK_ORGANISATION, "Rural Guard");
        add_voice(b, HS_LINK_ORGANISATION, name);
        relate(&s);
        assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
        expect_origins(claim_of(&s, 0, 0), same ? 1 : 2, same ? 1 : 2);
    }
}

static void test_accents_tell_no_names_apart(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_sailors(&s, "Mellan Gazette", "en", "Nine sailors died, said Elias Karam.", "died", "die");
    hs_statement *b = tell_sailors(&s, "Correo de Durran", "es", "Murieron nueve marineros, dijo El\xC3\xAD" "as Karam.", "Murieron", "morir");
    set_actor(a, "Nine sailors", "sailor");
    set_actor(b, "nueve marineros", "marinero");
    add_voice(a, HS_LINK_PERSON, "Elias Karam");
    add_voice(b, HS_LINK_PERSON, "El\xC3\xAD" "as Karam");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

// "The letter is genuine" stands in the claim that it is forged, as its denial.
static void test_who_calls_a_paper_genuine_denies_that_it_is_forged(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_sailors(&s, "Mellan Gazette", "en", "The letter was forged.", "forged", "forge");
    hs_statement *b = tell_sailors(&s, "Durran Post", "en", "The letter is genuine, the guild says.", "genuine", "genuine");
    set_recipient(a, "The letter", "letter");
    set_actor(b, "The letter", "letter");
    add_voice(b, HS_LINK_ORGANISATION, "Divers Guild");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_ptr_equal(claim, claim_of(&s, 1, 0));
    assert_non_null(conflict_of(claim, HS_CONFLICT_POLARITY));
}

// ---------------------------------------------------------------- standing

// A voice whose words stand in the text, so that what was named before can be found.
static hs_link *add_voice_at(const hs_report *r, hs_statement *s, hs_link_kind kind, const char *name) {
    hs_link *link = add_voice(s, kind, name);
    link->has_span = true;
    link->span = find_span(r, name, 0);
    return link;
}

static void test_an_office_is_its_holder(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way, said Ilse Karam, the transport minister.", "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, the transport ministry said.", "collapsed", "collapse");
    hs_statement *c = tell_pier(&s, "Orlay Echo", day(5, 3), "The pier failed, the minister's office said. The transport ministry knew.", "failed", "fail");
    add_entity(&s.reports[0], "Ilse Karam", HS_ENTITY_PERSON);
    ((hs_entity *)s.reports[0].entities)[0].role = TEXT("transport minister");
    ((hs_entity *)s.reports[0].entities)[0].body = HS_NONE;
    add_voice_at(&s.reports[0], a, HS_LINK_PERSON, "Ilse Karam");
    add_voice_at(&s.reports[1], b, HS_LINK_ORGANISATION, "the transport ministry");
    add_voice_at(&s.reports[2], c, HS_LINK_ORGANISATION, "the minister's office");
    set_actor(c, "The transport ministry", "ministry");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

static void test_a_voice_named_in_the_next_sentence(void **state) {
    (void)state;
    sheet s = {0};
    const char *text = "The pier gave way, a former diver said. Ilse Karam, 61, left the harbour in May. The pier was old, she said.";
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), text, "gave way", "give way");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier collapsed, said Ilse Karam.", "collapsed", "collapse");
    static const hs_span sentences[] = {{0, 39}, {40, 80}, {81, 108}};
    s.reports[0].sentences = sentences, s.reports[0].sentence_count = 3;
    add_entity(&s.reports[0], "Ilse Karam", HS_ENTITY_PERSON);
    ((hs_entity *)s.reports[0].entities)[0].body = HS_NONE;
    add_voice_at(&s.reports[0], a, HS_LINK_ANONYMOUS, "a former diver")->count = 1;
    add_voice_at(&s.reports[1], b, HS_LINK_PERSON, "Ilse Karam");
    relate(&s);
    expect_origins(claim_of(&s, 0, 0), 1, 1);
}

static void test_a_withdrawn_report_turns(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way on Sunday.", "gave way", "give way");
    hs_report *r = add_report(&s, "Mellan Gazette", day(5, 3), "The Mellan Gazette has withdrawn its report. The owner says that the pier did not give way.");
    hs_statement *taken = tell(r, "The Mellan Gazette has withdrawn its report", "withdrawn", "withdraw", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(taken, "Mellan Gazette", "gazette");
    set_recipient(taken, "its report", "report");
    hs_statement *denied = tell(r, "the pier did not give way", "give way", "give way", HS_STAGE_DONE, HS_NEGATED);
    set_actor(denied, "the pier", "pier");
    add_voice_at(r, denied, HS_LINK_ROLE, "The owner");
    relate(&s);
    const hs_claim *claim = claim_of(&s, 0, 0);
    assert_int_equal(claim->origin_list[0].flaw, HS_FLAW_WITHDRAWN);
    assert_int_equal(claim->polarity, HS_NEGATED);
    assert_int_equal(claim->since.day, 3);
}

static void tell_strike(hs_report *r, const char *clause, hs_stage stage) {
    tell(r, clause, "strikes", "strike", stage, HS_AFFIRMED)->nominal = true;
}

// Whoever speaks of both knows them as two; who speaks of one alone calls either "the strikes".
static void test_a_deed_and_a_plan_that_tellers_tell_apart_are_two(void **state) {
    (void)state;
    sheet s = {0};
    static const char *const outlets[] = {"Mellan Gazette", "Durran Post", "Orlay Echo", "Cape Herald", "Sound Weekly", "Pier Journal"};
    for (uint32_t i = 0; i < 2; i++) {
        hs_report *r = add_report(&s, outlets[i], (hs_date){0}, "Army strikes on boats went on. The army plans strikes on the coast.");
        tell_strike(r, "Army strikes on boats went on.", HS_STAGE_DONE);
        tell_strike(r, "The army plans strikes on the coast.", HS_STAGE_PLANNED);
    }
    for (uint32_t i = 2; i < 6; i++) {
        hs_report *r = add_report(&s, outlets[i], (hs_date){0}, i % 2 ? "Army strikes were heard." : "Army strikes may come.");
        tell_strike(r, i % 2 ? "Army strikes were heard." : "Army strikes may come.", i % 2 ? HS_STAGE_DONE : HS_STAGE_POSSIBLE);
    }
    relate(&s);
    const hs_claim *done = claim_of(&s, 0, 0), *planned = claim_of(&s, 0, 1);
    assert_ptr_not_equal(done, planned);
    assert_ptr_equal(claim_of(&s, 1, 0), done);
    assert_ptr_equal(claim_of(&s, 1, 1), planned);
    for (uint32_t i = 2; i < 6; i++) assert_ptr_equal(claim_of(&s, i, 0), i % 2 ? done : planned);
}


static void test_two_days_are_two_claims(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 9), "The pier was struck on Monday.", "struck", "strike");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 9), "Again the pier was struck on Thursday.", "struck", "strike");
    set_time(&s.reports[0], a, "2031-05-05");
    set_time(&s.reports[1], b, "2031-05-08");
    relate(&s);
    assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_the_approving_is_beside_the_thing_approved(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *r = add_report(&s, "Mellan Gazette", day(5, 1), "The board approved the approval of the levy.");
    tell(r, "The board approved the approval", "approved", "approve", HS_STAGE_DONE, HS_AFFIRMED);
    hs_statement *thing = tell(r, "approval of the levy", "approval of", "approval", HS_STAGE_DONE, HS_AFFIRMED);
    thing->governor = 0;
    relate(&s);
    assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 0, 1));
}

static void test_a_light_verb_and_its_noun_are_one(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *r = add_report(&s, "Mellan Gazette", day(5, 1), "The firm made an approach.");
    hs_statement *verb = tell(r, "The firm made an approach", "made", "make", HS_STAGE_DONE, HS_AFFIRMED);
    tell(r, "made an approach", "approach", "approach", HS_STAGE_DONE, HS_AFFIRMED);
    verb->same_as = 1;
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 0, 1));
}

static void test_words_of_many_meanings_need_more_than_each_other(void **state) {
    (void)state;
    for (uint32_t shared = 0; shared < 2; shared++) {
        sheet s = {0};
        hs_report *a = add_report(&s, "Mellan Gazette", day(5, 1), "The divers withdrew from the race.");
        hs_report *b = add_report(&s, "Durran Post", day(5, 1), shared ? "The divers pulled out on a whim." : "Guests pulled out on a whim.");
        set_actor(tell(a, "The divers withdrew from the race.", "withdrew", "withdraw", HS_STAGE_DONE, HS_AFFIRMED), "The divers", "diver");
        hs_statement *other = tell(b, shared ? "The divers pulled out on a whim." : "Guests pulled out on a whim.", "pulled out", "pull out", HS_STAGE_DONE, HS_AFFIRMED);
        if (shared) set_actor(other, "The divers", "diver");
        relate(&s);
        if (shared) assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
        else assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    }
}

static void test_people_and_things_that_die_are_two_events(void **state) {
    (void)state;
    sheet s = {0};
    static const struct { const char *outlet, *text, *who, *head; } tellings[] = {
        {"Mellan Gazette", "Fish died in the sound.", "Fish", "fish"}, {"Durran Post", "A girl died in the sound.", "A girl", "girl"},
        {"Orlay Echo", "The fish died by the ton.", "The fish", "fish"}, {"North Wire", "The girl died on a ferry.", "The girl", "girl"},
    };
    for (size_t i = 0; i < 4; i++) {
        hs_report *r = add_report(&s, tellings[i].outlet, day(5, 1), tellings[i].text);
        set_actor(tell(r, tellings[i].text, "died", "die", HS_STAGE_DONE, HS_AFFIRMED), tellings[i].who, tellings[i].head);
    }
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 2, 0));
    assert_ptr_equal(claim_of(&s, 1, 0), claim_of(&s, 3, 0));
    assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_the_dead_of_two_sides_are_two_events(void **state) {
    (void)state;
    sheet s = {0};
    static const struct { const char *text, *who; } tellings[] = {
        {"On the ridge four Norvian soldiers died.", "four Norvian soldiers"}, {"On the ridge two Tarvian soldiers died.", "two Tarvian soldiers"},
        {"By noon five Norvian soldiers died.", "five Norvian soldiers"}, {"By noon two Tarvian soldiers died.", "two Tarvian soldiers"},
    };
    static const char *const outlets[] = {"Mellan Gazette", "Durran Post", "Orlay Echo", "North Wire"};
    for (size_t i = 0; i < 4; i++) {
        hs_report *r = add_report(&s, outlets[i], day(5, 1), tellings[i].text);
        hs_statement *told = tell(r, tellings[i].text, "died", "die", HS_STAGE_DONE, HS_AFFIRMED);
        set_actor(told, tellings[i].who, "soldier");
        ((hs_party *)told->actors)->span = find_span(r, tellings[i].who, 0);
    }
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 2, 0));
    assert_ptr_equal(claim_of(&s, 1, 0), claim_of(&s, 3, 0));
    assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_one_s_warning_is_not_another_s(void **state) {
    (void)state;
    static const char *const outlets[] = {"Mellan Gazette", "Durran Post", "Orlay Echo"}, *const who[] = {"The board", "The ministry", "The board"};
    static const char *const rest[] = {"on Friday of a flood at the Orlay dam.", "that the dam at Orlay may flood on Friday.", "of the flood on Friday at Orlay and its dam."};
    for (uint32_t said = 0; said < 2; said++) {
        sheet s = {0};
        for (size_t i = 0; i < 3; i++) {
            const char *verb = said ? "warned" : "cheered";
            hs_text text = arena_print(keep, "%s %s %s", who[i], verb, rest[i]);
            hs_report *r = add_report(&s, outlets[i], day(5, 1), text.data);
            set_actor(tell(r, text.data, verb, said ? "warn" : "cheer", HS_STAGE_DONE, HS_AFFIRMED), who[i], i == 1 ? "ministry" : "board");
        }
        relate(&s);
        assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 2, 0));
        if (said) assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
        else assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0)); // who cheers may be called otherwise
    }
}

static void test_a_person_is_no_matter(void **state) {
    (void)state;
    for (uint32_t person = 0; person < 2; person++) {
        sheet s = {0};
        hs_report *a = add_report(&s, "Mellan Gazette", day(5, 1), "Halden cut ninety jobs."), *b = add_report(&s, "Durran Post", day(5, 1), person ? "Halden dismissed Ada Pell." : "Halden dismissed staff.");
        hs_statement *cut = tell(a, "Halden cut ninety jobs.", "cut", "cut", HS_STAGE_DONE, HS_AFFIRMED);
        hs_statement *dismissed = tell(b, person ? "Halden dismissed Ada Pell." : "Halden dismissed staff.", "dismissed", "dismiss", HS_STAGE_DONE, HS_AFFIRMED);
        set_actor(cut, "Halden", "Halden"), set_actor(dismissed, "Halden", "Halden");
        set_recipient(cut, "ninety jobs", "job");
        set_recipient(dismissed, person ? "Ada Pell" : "staff", person ? "Pell" : "staff");
        if (person) add_entity(b, "Ada Pell", HS_ENTITY_PERSON);
        relate(&s);
        if (person) assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
        else assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    }
}

// What reports far apart in time have in common but a word is shown behind what they tell of one thing.
static void test_what_hangs_together_stands_first(void **state) {
    (void)state;
    sheet s = {0};
    static const char *const outlets[] = {"Mellan Gazette", "Durran Post", "Orlay Echo"};
    static const char *const led[] = {"Ada Pell led the choir.", "The path led to the mill.", "Boatmen led the horses."}, *const who[] = {"Ada Pell", "The path", "Boatmen"},
                      *const what[] = {"the choir", NULL, "the horses"}, *const heads[] = {"choir", NULL, "horse"};
    for (uint32_t i = 0; i < 3; i++) {
        hs_report *r = add_report(&s, outlets[i], (hs_date){0}, arena_print(keep, "%s In the end the pier gave way.", led[i]).data);
        hs_statement *first = tell(r, led[i], "led", "lead", HS_STAGE_DONE, HS_AFFIRMED);
        set_actor(first, who[i], "someone");
        if (what[i]) set_recipient(first, what[i], heads[i]);
        if (i == 2) continue;
        hs_statement *fell = tell(r, "In the end the pier gave way.", "gave way", "give way", HS_STAGE_DONE, HS_AFFIRMED);
        set_actor(fell, "the pier", "pier");
    }
    relate(&s);
    assert_int_equal(claim_of(&s, 0, 1)->mention_count, 2);
    assert_true(claim_of(&s, 0, 1)->weight > claim_of(&s, 0, 0)->weight);
}

static void test_spanish_meets_english(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way on Sunday.", "gave way", "give way");
    hs_statement *told = tell_pier(&s, "El Faro de Durran", day(5, 1), "El muelle se derrumb\xC3\xB3 el domingo.", "derrumb\xC3\xB3", "derrumbar");
    s.reports[1].document.language = TEXT("es");
    set_actor(told, "El muelle", "muelle");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_a_participle_meets_its_verb(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), "They evacuated the pier on Sunday.", "evacuated", "evacuate");
    tell_pier(&s, "El Faro de Durran", day(5, 1), "El muelle qued\xC3\xB3 evacuado el domingo.", "evacuado", "evacuado");
    s.reports[1].document.language = TEXT("es");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_a_plan_may_move_to_another_day(void **state) {
    (void)state;
    sheet s = {0};
    hs_statement *a = tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier was to be closed on Monday.", "closed", "close");
    hs_statement *b = tell_pier(&s, "Durran Post", day(5, 2), "The pier was to be closed on Thursday.", "closed", "close");
    a->stage = b->stage = HS_STAGE_PLANNED;
    set_time(&s.reports[0], a, "2031-05-05");
    set_time(&s.reports[1], b, "2031-05-08");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_a_fragment_is_quoted_with_its_sentence(void **state) {
    (void)state;
    sheet s = {0};
    hs_report *r = add_report(&s, "Mellan Gazette", day(5, 1), "MELLAN - The board built a wall aimed at the sea.");
    hs_span sentence = {0, 49};
    tell(r, "aimed at the sea", "aimed", "aim", HS_STAGE_DONE, HS_AFFIRMED);
    r->sentences = &sentence, r->sentence_count = 1;
    assert_true(text_equal(text_span(r->document.text, claims_quote(r, 0)), TEXT("The board built a wall aimed at the sea")));
}

static void test_the_order_of_reports_does_not_matter(void **state) {
    (void)state;
    sheet s = {0}, turned = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), PASSAGE, "gave way", "give way");
    tell_pier(&s, "Copy Daily", day(5, 2), PASSAGE, "gave way", "give way");
    tell_pier(&s, "Durran Post", day(5, 2), "Late at night the pier collapsed.", "collapsed", "collapse");
    tell_deaths(&s, "Orlay Echo", day(5, 4), "By now 17 people died in the storm.", "17 people", 17, false);
    for (uint32_t i = 0; i < s.count; i++) turned.reports[i] = s.reports[s.count - 1 - i];
    turned.count = s.count;
    relate(&s);
    relate(&turned);
    assert_int_equal(s.picture.claim_count, turned.picture.claim_count);
    assert_int_equal(s.picture.reuse_count, turned.picture.reuse_count);
    for (uint32_t i = 0; i < s.picture.claim_count; i++) {
        const hs_claim *a = &s.picture.claims[i], *b = &turned.picture.claims[i];
        assert_true(text_equal(a->id, b->id));
        assert_int_equal(a->origins.max, b->origins.max);
        assert_int_equal(a->mention_count, b->mention_count);
        assert_memory_equal(a->mentions, b->mentions, a->mention_count * sizeof *a->mentions);
    }
}

// Two reports of another matter, that share no name with those of the pier.
static void add_other_story(sheet *s) {
    static const char *const texts[] = {"The pier collapsed. The heath fire near Ansgard Moor reached Tolvik Farm by noon.",
                                        "At Tolvik Farm the heath burned, seen from Ansgard Moor. The pier collapsed."};
    for (int i = 0; i < 2; i++) {
        hs_report *r = add_report(s, i ? "Tolvik Bote" : "Ansgard Mail", day(4, 20 + i), texts[i]);
        r->document.text = text_of(texts[i]); // without the names of the pier's story
        set_actor(tell(r, "The pier collapsed", "collapsed", "collapse", HS_STAGE_DONE, HS_AFFIRMED), "The pier", "pier");
    }
}

static void test_other_stories_change_nothing(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), PASSAGE, "gave way", "give way");
    tell_pier(&s, "Copy Daily", day(5, 2), PASSAGE, "gave way", "give way");
    tell_pier(&s, "Durran Post", day(5, 2), "Late at night the pier collapsed.", "collapsed", "collapse");
    relate(&s);
    hs_picture alone = s.picture;
    add_other_story(&s);
    relate(&s);
    assert_int_equal(s.picture.story_count, 2);
    assert_int_equal(s.picture.reuse_count, alone.reuse_count);
    const hs_story *pier = &s.picture.stories[1]; // the fire was earlier
    assert_int_equal(pier->claim_count, alone.claim_count);
    for (uint32_t i = 0; i < pier->claim_count; i++) {
        const hs_claim *a = &alone.claims[i], *b = &s.picture.claims[pier->claims[i]];
        assert_true(text_equal(a->id, b->id));
        assert_int_equal(a->weight, b->weight);
        assert_int_equal(b->story, 1);
        assert_int_equal(a->mention_count, b->mention_count);
        for (uint32_t k = 0; k < b->mention_count; k++)
            assert_true(text_equal(alone.reports[a->mentions[k].report].document.id, s.picture.reports[b->mentions[k].report].document.id));
    }
}

// A person who merges claims of two stories says that they are one matter.
static void test_a_merge_joins_stories(void **state) {
    (void)state;
    sheet s = {0};
    tell_pier(&s, "Mellan Gazette", day(5, 1), "The pier gave way on Sunday.", "gave way", "give way");
    add_other_story(&s);
    relate(&s);
    assert_int_equal(s.picture.story_count, 2);
    hs_mark_target targets[2] = {{.part = 0, .statement = s.reports[0].statements[0].id, .key = claims_key(&s.reports[0], 0), .document = s.reports[0].document.id},
                                 {.part = 1, .statement = s.reports[1].statements[0].id, .key = claims_key(&s.reports[1], 0), .document = s.reports[1].document.id}};
    hs_mark mark = {.number = 1, .kind = HS_MARK_MERGE, .who = TEXT("Ana"), .at = TEXT("2031-05-02T10:00:00Z"), .targets = targets, .target_count = 2};
    claims_relate(rules, s.reports, s.count, &mark, 1, keep, *scratch, &s.picture);
    assert_int_equal(s.picture.story_count, 1);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

static void test_nothing_in_nothing_out(void **state) {
    (void)state;
    sheet s = {0};
    relate(&s);
    assert_int_equal(s.picture.claim_count, 0);
    add_report(&s, "", (hs_date){0}, "");
    relate(&s);
    assert_int_equal(s.picture.story_count, 1);
}

// "Curbed" alone is no event: between reports without dates it takes what was curbed, or who did it.
static void test_a_light_word_alone_joins_no_reports(void **state) {
    (void)state;
    sheet s = {0};
    const char *one = "It was curbed in the spring by the new rules.", *other = "What had been curbed grew back within days.";
    hs_report *first = add_report(&s, "Mellan Gazette", (hs_date){0}, one), *second = add_report(&s, "Durran Post", (hs_date){0}, other);
    hs_statement *a = tell(first, one, "curbed", "curb", HS_STAGE_DONE, HS_AFFIRMED), *b = tell(second, other, "curbed", "curb", HS_STAGE_DONE, HS_AFFIRMED);
    relate(&s);
    assert_ptr_not_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
    set_recipient(a, "the night flights", "flight"), set_recipient(b, "flights", "flight");
    relate(&s);
    assert_ptr_equal(claim_of(&s, 0, 0), claim_of(&s, 1, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outlets_vouch_each_for_itself),
        cmocka_unit_test(test_a_light_word_alone_joins_no_reports),
        cmocka_unit_test(test_a_copy_adds_no_origin),
        cmocka_unit_test(test_the_cited_one_is_the_source),
        cmocka_unit_test(test_pages_of_one_outlet_share_no_reuse),
        cmocka_unit_test(test_what_two_say_alike_by_chance_is_no_copy),
        cmocka_unit_test(test_a_clock_without_a_zone_is_in_that_of_the_other),
        cmocka_unit_test(test_an_agency_is_the_origin_of_its_copy),
        cmocka_unit_test(test_who_speaks_for_a_body_is_the_body),
        cmocka_unit_test(test_a_body_that_publishes_speaks_through_its_director),
        cmocka_unit_test(test_it_goes_on_with_what_acts_before),
        cmocka_unit_test(test_a_bare_denial_is_its_actor_s_word),
        cmocka_unit_test(test_a_force_is_one_under_two_names),
        cmocka_unit_test(test_who_believes_so_tells_it_where_nobody_speaks),
        cmocka_unit_test(test_a_cited_outlet_has_the_root_of_its_report),
        cmocka_unit_test(test_an_absent_outlet_has_the_root_that_another_says_it_has),
        cmocka_unit_test(test_a_firm_that_was_read_as_a_person_is_the_firm),
        cmocka_unit_test(test_a_voice_without_a_name_may_be_another),
        cmocka_unit_test(test_a_rumour_is_not_the_outlet_s_own_word),
        cmocka_unit_test(test_what_may_come_is_no_word_on_what_was_not_done),
        cmocka_unit_test(test_a_memo_is_a_voice_a_statement_is_its_author),
        cmocka_unit_test(test_one_sentence_tells_two_events),
        cmocka_unit_test(test_two_voices_of_one_sentence_tell_of_one_event),
        cmocka_unit_test(test_an_idiom_is_what_it_means),
        cmocka_unit_test(test_a_noun_is_read_with_the_noun_before_it),
        cmocka_unit_test(test_an_idiom_is_read_without_articles),
        cmocka_unit_test(test_an_idiom_is_read_in_other_forms),
        cmocka_unit_test(test_a_body_is_one_in_two_languages),
        cmocka_unit_test(test_accents_tell_no_names_apart),
        cmocka_unit_test(test_who_calls_a_paper_genuine_denies_that_it_is_forged),
        cmocka_unit_test(test_an_office_is_its_holder),
        cmocka_unit_test(test_a_voice_named_in_the_next_sentence),
        cmocka_unit_test(test_a_withdrawn_report_turns),
        cmocka_unit_test(test_a_deed_and_a_plan_that_tellers_tell_apart_are_two),
        cmocka_unit_test(test_two_days_are_two_claims),
        cmocka_unit_test(test_the_approving_is_beside_the_thing_approved),
        cmocka_unit_test(test_a_light_verb_and_its_noun_are_one),
        cmocka_unit_test(test_words_of_many_meanings_need_more_than_each_other),
        cmocka_unit_test(test_people_and_things_that_die_are_two_events),
        cmocka_unit_test(test_the_dead_of_two_sides_are_two_events),
        cmocka_unit_test(test_one_s_warning_is_not_another_s),
        cmocka_unit_test(test_a_person_is_no_matter),
        cmocka_unit_test(test_what_hangs_together_stands_first),
        cmocka_unit_test(test_spanish_meets_english),
        cmocka_unit_test(test_a_participle_meets_its_verb),
        cmocka_unit_test(test_a_plan_may_move_to_another_day),
        cmocka_unit_test(test_a_fragment_is_quoted_with_its_sentence),
        cmocka_unit_test(test_the_order_of_reports_does_not_matter),
        cmocka_unit_test(test_other_stories_change_nothing),
        cmocka_unit_test(test_a_merge_joins_stories),
        cmocka_unit_test(test_nothing_in_nothing_out),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
