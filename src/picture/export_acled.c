// Rows after ACLED's (Armed Conflict Location and Event Data, codebook of 2023): one row a claim of an event of violence or
// protest that is told as happening or done. Fatalities are what reports state, never a guess: the figure of the last day
// that gives one, the lowest where reports of that day differ, as the codebook wants it; the lowest and the highest of all
// stand behind it. "An air strike killed twelve people": the strike is the event, the twelve are its dead, and no row of
// their own. admin1 is the part of the country in which the gazetteer puts the place. What only ACLED's coders judge
// (sides, interaction) has no column. Gets wrong: the dead told in another sentence than their event stand in a row apart.
#include "base/json.h"
#include "picture/export_rows.h"

#include "picture/record.h"

typedef struct acled_kind {
    hs_text type, mode; // PLOVER; an empty mode is any other
    hs_text disorder, event, sub_event;
} acled_kind;

static const acled_kind acled_kinds[] = {
    {TEXT_INIT("ASSAULT"), TEXT_INIT("aerial"), TEXT_INIT("Political violence"), TEXT_INIT("Explosions/Remote violence"), TEXT_INIT("Air/drone strike")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT("heavy-weapons"), TEXT_INIT("Political violence"), TEXT_INIT("Explosions/Remote violence"), TEXT_INIT("Shelling/artillery/missile attack")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT("suicide-attack"), TEXT_INIT("Political violence"), TEXT_INIT("Explosions/Remote violence"), TEXT_INIT("Suicide bomb")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT("explosives"), TEXT_INIT("Political violence"), TEXT_INIT("Explosions/Remote violence"), TEXT_INIT("Remote explosive/landmine/IED")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT("sexual"), TEXT_INIT("Political violence"), TEXT_INIT("Violence against civilians"), TEXT_INIT("Sexual violence")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT("abduct"), TEXT_INIT("Political violence"), TEXT_INIT("Violence against civilians"), TEXT_INIT("Abduction/forced disappearance")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT("destroy"), TEXT_INIT("Strategic developments"), TEXT_INIT("Strategic developments"), TEXT_INIT("Looting/property destruction")},
    {TEXT_INIT("ASSAULT"), TEXT_INIT(""), TEXT_INIT("Political violence"), TEXT_INIT(""), TEXT_INIT("")},
    {TEXT_INIT("PROTEST"), TEXT_INIT("riot"), TEXT_INIT("Political violence"), TEXT_INIT("Riots"), TEXT_INIT("Violent demonstration")},
    {TEXT_INIT("PROTEST"), TEXT_INIT(""), TEXT_INIT("Demonstrations"), TEXT_INIT("Protests"), TEXT_INIT("")},
    {TEXT_INIT("COERCE"), TEXT_INIT("arrest"), TEXT_INIT("Strategic developments"), TEXT_INIT("Strategic developments"), TEXT_INIT("Arrests")},
    {TEXT_INIT("MOBILIZE"), TEXT_INIT(""), TEXT_INIT("Strategic developments"), TEXT_INIT("Strategic developments"), TEXT_INIT("Change to group/activity")},
    {TEXT_INIT("RETREAT"), TEXT_INIT(""), TEXT_INIT("Strategic developments"), TEXT_INIT("Strategic developments"), TEXT_INIT("Non-violent transfer of territory")},
    {TEXT_INIT("AGREE"), TEXT_INIT(""), TEXT_INIT("Strategic developments"), TEXT_INIT("Strategic developments"), TEXT_INIT("Agreement")},
};

static const acled_kind *find_kind(const hs_claim *c) {
    bool happens = c->stage == HS_STAGE_DONE || c->stage == HS_STAGE_UNDERWAY;
    if (!happens || c->polarity == HS_NEGATED) return NULL;
    for (size_t i = 0; i < sizeof acled_kinds / sizeof *acled_kinds; i++)
        if (text_equal(acled_kinds[i].type, c->event.type) && (!acled_kinds[i].mode.size || text_equal(acled_kinds[i].mode, c->event.mode))) return &acled_kinds[i];
    return NULL;
}

// The entity that a place is, of whichever report tells it; NULL where it is no named one.
static const hs_entity *place_entity(const hs_picture *p, const hs_claim *c) {
    for (uint32_t i = 0; i < c->mention_count; i++) {
        const hs_report *r = &p->reports[c->mentions[i].report];
        const hs_statement *s = &r->statements[c->mentions[i].statement];
        for (uint32_t k = 0; k < s->place_count; k++)
            if (s->places[k].entity < r->entity_count) return &r->entities[r->entities[s->places[k].entity].canonical];
    }
    return NULL;
}

// ---------------------------------------------------------------- the dead

typedef struct death_toll {
    int64_t last_day, latest, lowest, highest; // `latest` -1: none is stated
} death_toll;

// CAMEO's codes of killing: 1823 by assault, 186 of a person chosen for it.
static bool is_killing(const hs_statement *s) { return text_equal(s->event.cameo, TEXT("1823")) || text_equal(s->event.cameo, TEXT("186")); }

static bool covers(hs_span outer, hs_span inner) { return outer.start <= inner.start && inner.end <= outer.end; }

// A figure that counts whom it befell: "killed [12 people]"; but: "killed a [12-year-old] boy".
static bool counts_party(const hs_quantity *q, const hs_party *whom) {
    return covers(whom->span, q->span) && !q->ordinal && (!q->unit.size || text_equal(q->unit, whom->head)) && (q->has_value || q->has_min);
}

static void add_dead(death_toll *d, const hs_report *r, const hs_statement *s) {
    int64_t day = page_days(&r->document.published);
    for (uint32_t i = 0; s->polarity == HS_AFFIRMED && i < s->quantity_count; i++) {
        const hs_quantity *q = &r->quantities[s->quantities[i]];
        int64_t dead = (int64_t)(q->has_value ? q->value : q->min);
        bool counts = false;
        for (uint32_t k = 0; k < s->recipient_count && !counts; k++) counts = counts_party(q, &s->recipients[k]);
        if (!counts) continue;
        if (d->latest < 0 || dead < d->lowest) d->lowest = dead;
        if (d->latest < 0 || dead > d->highest) d->highest = dead;
        if (d->latest < 0 || day > d->last_day || (day == d->last_day && dead < d->latest)) d->latest = dead, d->last_day = day;
    }
}

// The statement of the same sentence whose doer is the event that `s` is: "[An air strike] killed 12"; HS_NONE.
static uint32_t find_doing(const hs_report *r, const hs_statement *s, bool wants_killing) {
    for (uint32_t i = 0; i < r->statement_count; i++) {
        const hs_statement *other = &r->statements[i], *doer = wants_killing ? s : other, *kills = wants_killing ? other : s;
        if (other == s || other->sentence != s->sentence || !is_killing(kills) || is_killing(doer) || !doer->event.type.size) continue;
        for (uint32_t k = 0; k < kills->actor_count; k++)
            if (covers(kills->actors[k].span, doer->predicate)) return i;
    }
    return HS_NONE;
}

static death_toll count_dead(const hs_picture *p, const hs_claim *c) {
    death_toll d = {INT64_MIN, -1, 0, 0};
    for (uint32_t i = 0; i < c->mention_count; i++) {
        const hs_report *r = &p->reports[c->mentions[i].report];
        const hs_statement *s = &r->statements[c->mentions[i].statement];
        uint32_t killing = is_killing(s) ? c->mentions[i].statement : find_doing(r, s, true);
        if (killing != HS_NONE) add_dead(&d, r, &r->statements[killing]);
    }
    return d;
}

// A claim of the dead whose event stands beside them in every report: that has the row.
static bool is_of_another(const hs_picture *p, const hs_claim *c) {
    for (uint32_t i = 0; i < c->mention_count; i++) {
        const hs_report *r = &p->reports[c->mentions[i].report];
        const hs_statement *s = &r->statements[c->mentions[i].statement];
        if (!is_killing(s) || find_doing(r, s, false) == HS_NONE) return false;
    }
    return true;
}

static void put_figure(rows *r, bool stated, int64_t figure) {
    if (stated) rows_number(r, figure);
    else rows_text(r, (hs_text){0});
}

// ---------------------------------------------------------------- the row

static hs_text degrees(rows *r, double value) {
    json_writer w = {.arena = r->page.keep};
    json_decimal(&w, value, 4);
    return (hs_text){w.data, w.size};
}

void export_acled_row(rows *r, const hs_claim *c) {
    const hs_picture *p = r->page.picture;
    const acled_kind *kind = find_kind(c);
    if (!kind || is_of_another(p, c)) return;
    death_toll dead = count_dead(p, c);
    const hs_entity *place = place_entity(p, c);
    hs_text happened = c->time_from, date = rows_event_date(r, c), outlets = {0};
    for (uint32_t i = 0; i < c->mention_count; i++) {
        hs_text outlet = page_outlet(mention_document(p, c->mentions[i]));
        if (export_first_of_report(c, i) && text_find(outlets, outlet, 0) == SIZE_MAX)
            outlets = arena_print(r->page.keep, "%.*s%s%.*s", TEXT_ARGS(outlets), outlets.size ? "; " : "", TEXT_ARGS(outlet));
    }
    rows_text(r, c->id), rows_text(r, text_slice(date, 0, 10)), rows_text(r, text_slice(date, 0, 4));
    rows_number(r, date.size >= 10 && happened.size ? 1 : date.size >= 7 && happened.size ? 3 : 2); // ACLED's time precision: day, near it, month
    rows_text(r, kind->disorder), rows_text(r, kind->event), rows_text(r, kind->sub_event);
    rows_text(r, c->actor_count ? c->actors[0].name : (hs_text){0}), rows_text(r, c->recipient_count ? c->recipients[0].name : (hs_text){0});
    rows_text(r, place ? text_of(place->country) : (hs_text){0}), rows_text(r, place ? place->region : (hs_text){0});
    rows_text(r, place ? place->name : c->place_count ? c->places[0].name : (hs_text){0});
    rows_text(r, place && place->has_place ? degrees(r, place->latitude) : (hs_text){0});
    rows_text(r, place && place->has_place ? degrees(r, place->longitude) : (hs_text){0});
    rows_text(r, outlets), rows_text(r, text_span(mention_document(p, c->summary)->text, claim_quote(p, c)));
    put_figure(r, dead.latest >= 0, dead.latest);
    rows_standing(r, c);
    put_figure(r, dead.latest >= 0, dead.lowest), put_figure(r, dead.latest >= 0, dead.highest);
    rows_end(r);
}
