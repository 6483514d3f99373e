// Claims as schema.org's Claim (https://schema.org/Claim), with where they appear: no rating, and no review. And rows
// after ACLED's (Armed Conflict Location and Event Data, codebook of 2023): one row a claim of an event of violence or
// protest that is told as happening or done. What ACLED's coders judge (fatalities, sides, regions) is left empty.
#include "base/json.h"
#include "picture/export_rows.h"

#include "picture/record.h"

// ---------------------------------------------------------------- schema.org

static void write_appearance(json_writer *w, const hs_document *d, hs_arena *keep) {
    json_open(w, '{');
    json_member_text(w, "@type", TEXT("NewsArticle"));
    json_member_text(w, "identifier", d->id);
    json_member_text(w, "url", d->url);
    json_member_text(w, "headline", d->title);
    json_member_text(w, "datePublished", record_date(&d->published, keep));
    if (d->outlet.size) {
        json_key(w, "publisher");
        json_open(w, '{');
        json_member_text(w, "@type", TEXT("NewsMediaOrganization"));
        json_member_text(w, "name", d->outlet);
        json_close(w, '}');
    }
    json_close(w, '}');
}

static bool is_first_of_report(const hs_claim *c, uint32_t mention) {
    for (uint32_t i = 0; i < mention; i++)
        if (c->mentions[i].report == c->mentions[mention].report) return false;
    return true;
}

static void write_authors(json_writer *w, const hs_claim *c) {
    bool any = false;
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        bool named = o->kind == HS_LINK_PERSON || o->kind == HS_LINK_ORGANISATION || o->kind == HS_LINK_OUTLET;
        if (!named || o->polarity == HS_NEGATED || !o->name.size) continue;
        if (!any) json_key(w, "author"), json_open(w, '[');
        any = true;
        json_open(w, '{');
        json_member_text(w, "@type", o->kind == HS_LINK_PERSON ? TEXT("Person") : TEXT("Organization"));
        json_member_text(w, "name", o->name);
        json_close(w, '}');
    }
    if (any) json_close(w, ']');
}

hs_text export_schema(const hs_picture *p, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '{');
    json_member_text(w, "@context", TEXT("https://schema.org"));
    json_key(w, "@graph");
    json_open(w, '[');
    for (uint32_t i = 0; i < p->claim_count; i++) {
        const hs_claim *c = &p->claims[i];
        json_open(w, '{');
        json_member_text(w, "@type", TEXT("Claim"));
        json_member_text(w, "@id", arena_print(keep, "urn:hearsay:claim:%.*s", TEXT_ARGS(c->id)));
        json_member_text(w, "text", text_span(mention_document(p, c->summary)->text, claim_quote(p, c)));
        write_authors(w, c);
        json_key(w, "firstAppearance");
        write_appearance(w, mention_document(p, c->mentions[0]), keep);
        json_key(w, "appearance");
        json_open(w, '[');
        for (uint32_t k = 0; k < c->mention_count; k++)
            if (is_first_of_report(c, k)) write_appearance(w, mention_document(p, c->mentions[k]), keep);
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}

// ---------------------------------------------------------------- ACLED

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

static hs_text degrees(rows *r, double value) {
    json_writer w = {.arena = r->page.keep};
    json_decimal(&w, value, 4);
    return (hs_text){w.data, w.size};
}

void export_acled_row(rows *r, const hs_claim *c) {
    const hs_picture *p = r->page.picture;
    const acled_kind *kind = find_kind(c);
    if (!kind) return;
    const hs_document *first = mention_document(p, c->mentions[0]);
    const hs_entity *place = place_entity(p, c);
    hs_text happened = c->time_from, date = happened.size ? happened : record_date(&first->published, r->page.keep), outlets = {0};
    for (uint32_t i = 0; i < c->mention_count; i++) {
        hs_text outlet = page_outlet(mention_document(p, c->mentions[i]));
        if (is_first_of_report(c, i) && text_find(outlets, outlet, 0) == SIZE_MAX)
            outlets = arena_print(r->page.keep, "%.*s%s%.*s", TEXT_ARGS(outlets), outlets.size ? "; " : "", TEXT_ARGS(outlet));
    }
    rows_text(r, c->id), rows_text(r, text_slice(date, 0, 10)), rows_text(r, text_slice(date, 0, 4));
    rows_number(r, date.size >= 10 && happened.size ? 1 : date.size >= 7 && happened.size ? 3 : 2); // ACLED's time precision: day, near it, month
    rows_text(r, kind->disorder), rows_text(r, kind->event), rows_text(r, kind->sub_event);
    rows_text(r, c->actor_count ? c->actors[0].name : (hs_text){0}), rows_text(r, c->recipient_count ? c->recipients[0].name : (hs_text){0});
    rows_text(r, place ? text_of(place->country) : (hs_text){0});
    rows_text(r, place ? place->name : c->place_count ? c->places[0].name : (hs_text){0});
    rows_text(r, place && place->has_place ? degrees(r, place->latitude) : (hs_text){0});
    rows_text(r, place && place->has_place ? degrees(r, place->longitude) : (hs_text){0});
    rows_text(r, outlets), rows_text(r, text_span(mention_document(p, c->summary)->text, claim_quote(p, c))), rows_text(r, (hs_text){0});
    rows_standing(r, c);
    rows_end(r);
}
