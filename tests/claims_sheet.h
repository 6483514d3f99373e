// Reports built by hand, and what becomes of them: for tests of the claims room. Include <cmocka.h> and what it needs before.
#ifndef CLAIMS_SHEET_H
#define CLAIMS_SHEET_H

#include "base/text.h"
#include "claims/claims.h"
#include "document_rules.h"

enum { MOST = 12 };

static hs_arena *keep, *scratch;
static const claims_rules *rules;

static inline int set_up(void **state) {
    (void)state;
    static lexicon words[2];
    static const hs_text languages[] = {TEXT_INIT("en"), TEXT_INIT("es")};
    keep = hs_arena_open((size_t)1 << 34), scratch = hs_arena_open((size_t)1 << 34);
    if (open_lexicons(keep, words) != 2) return 1;
    rules = claims_rules_open(words, languages, 2, keep);
    return 0;
}

// ---------------------------------------------------------------- reports by hand

typedef struct sheet {
    hs_report reports[MOST];
    uint32_t count;
    hs_picture picture;
} sheet;

static inline hs_date day(int month, int of_month) {
    return (hs_date){.precision = HS_DATE_DAY, .year = 2031, .month = (uint8_t)month, .day = (uint8_t)of_month, .from = "meta"};
}

// The same names in other words: no copied passage.
static const char *const scenery[] = {
    "Folk near Port Mellan live by Cape Durran and Orlay Sound.",
    "On Cape Durran, as in Port Mellan, people knew Orlay Sound well.",
    "From Orlay Sound one sees Port Mellan; Cape Durran is hidden.",
    "Fog lay over Cape Durran, then over Orlay Sound, last over Port Mellan.",
};

// A report whose text names Port Mellan, Cape Durran and Orlay Sound, so that all are one story.
static inline hs_report *add_report(sheet *s, const char *outlet, hs_date published, const char *text) {
    hs_report *r = &s->reports[s->count];
    hs_document *d = &r->document;
    d->id = arena_print(keep, "d%u", s->count);
    d->path = arena_print(keep, "%u.txt", s->count);
    d->outlet = text_of(outlet);
    d->language = TEXT("en");
    d->published = published;
    d->text = arena_print(keep, "%s\n\n%s", text, scenery[s->count % 4]);
    d->version = 1;
    r->statements = arena_new(keep, hs_statement, MOST);
    r->times = arena_new(keep, hs_time, MOST);
    r->quantities = arena_new(keep, hs_quantity, MOST);
    r->entities = arena_new(keep, hs_entity, MOST);
    s->count++;
    return r;
}

static inline hs_span find_span(const hs_report *r, const char *words, size_t from) {
    size_t at = text_find(r->document.text, text_of(words), from);
    assert_true(at != SIZE_MAX);
    return (hs_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

// A statement whose clause and, inside it, predicate stand in the text.
static inline hs_statement *tell(hs_report *r, const char *clause, const char *predicate, const char *lemma, hs_stage stage, hs_polarity polarity) {
    hs_statement *s = (hs_statement *)&r->statements[r->statement_count];
    s->id = arena_print(keep, "%.*s-%u", TEXT_ARGS(r->document.id), r->statement_count);
    s->span = find_span(r, clause, 0);
    s->predicate = find_span(r, predicate, s->span.start);
    s->lemma = text_of(lemma);
    s->stage = stage;
    s->polarity = polarity;
    s->token = s->governor = s->same_as = s->time = HS_NONE;
    r->statement_count++;
    return s;
}

static inline void add_entity(hs_report *r, const char *name, hs_entity_type type) {
    hs_entity *e = (hs_entity *)&r->entities[r->entity_count];
    *e = (hs_entity){.span = find_span(r, name, 0), .type = type, .name = text_of(name), .canonical = r->entity_count++};
}

static inline void set_party(const hs_party **slot, uint32_t *count, const char *name, const char *head) {
    hs_party *party = arena_new(keep, hs_party, 1);
    *party = (hs_party){.name = text_of(name), .head = text_of(head), .entity = HS_NONE};
    *slot = party;
    *count = 1;
}

static inline void set_actor(hs_statement *s, const char *name, const char *head) { set_party(&s->actors, &s->actor_count, name, head); }
static inline void set_recipient(hs_statement *s, const char *name, const char *head) { set_party(&s->recipients, &s->recipient_count, name, head); }

// Adds an inner voice.
static inline hs_link *add_voice(hs_statement *s, hs_link_kind kind, const char *name) {
    hs_link *links = arena_new(keep, hs_link, 4);
    if (s->link_count) memcpy(links, s->links, s->link_count * sizeof *links);
    links[s->link_count] = (hs_link){.kind = kind, .name = text_of(name), .cue = TEXT("said")};
    s->links = links;
    return &links[s->link_count++];
}

static inline void set_quantity(hs_report *r, hs_statement *s, const char *words, double value, bool at_least, const char *unit) {
    hs_quantity *q = (hs_quantity *)&r->quantities[r->quantity_count];
    *q = (hs_quantity){.span = find_span(r, words, s->span.start), .has_value = true, .value = value, .has_min = at_least, .min = value, .unit = text_of(unit)};
    uint32_t *list = arena_new(keep, uint32_t, 1);
    *list = r->quantity_count++;
    s->quantities = list;
    s->quantity_count = 1;
}

static inline void set_time(hs_report *r, hs_statement *s, const char *value) {
    ((hs_time *)r->times)[r->time_count] = (hs_time){.type = HS_TIME_DATE, .value = text_of(value)};
    s->time = r->time_count++;
}

static inline void relate(sheet *s) {
    claims_relate(rules, s->reports, s->count, NULL, 0, keep, *scratch, &s->picture);
}

// The claim of statement `statement` of the report of that outlet and order.
static inline const hs_claim *claim_of(const sheet *s, uint32_t report, uint32_t statement) {
    for (uint32_t c = 0; c < s->picture.claim_count; c++) {
        const hs_claim *claim = &s->picture.claims[c];
        for (uint32_t m = 0; m < claim->mention_count; m++) {
            const hs_report *r = &s->picture.reports[claim->mentions[m].report];
            if (text_equal(r->document.id, s->reports[report].document.id) && claim->mentions[m].statement == statement) return claim;
        }
    }
    fail();
    return NULL;
}

static inline void expect_origins(const hs_claim *claim, uint32_t min, uint32_t max) {
    assert_int_equal(claim->origins.min, min);
    assert_int_equal(claim->origins.max, max);
}

static inline const hs_conflict *conflict_of(const hs_claim *claim, hs_conflict_kind kind) {
    for (uint32_t i = 0; i < claim->conflict_count; i++)
        if (claim->conflicts[i].kind == kind) return &claim->conflicts[i];
    return NULL;
}

// "The pier gave way" as an outlet tells it.
static inline hs_statement *tell_pier(sheet *s, const char *outlet, hs_date published, const char *text, const char *predicate, const char *lemma) {
    hs_report *r = add_report(s, outlet, published, text);
    hs_statement *told = tell(r, text, predicate, lemma, HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(told, "The pier", "pier");
    return told;
}

static inline hs_statement *tell_deaths(sheet *s, const char *outlet, hs_date published, const char *text, const char *words, double value, bool at_least) {
    hs_report *r = add_report(s, outlet, published, text);
    hs_statement *told = tell(r, text, "died", "die", HS_STAGE_DONE, HS_AFFIRMED);
    set_actor(told, "people", "people");
    set_quantity(r, told, words, value, at_least, "people");
    return told;
}

#endif
