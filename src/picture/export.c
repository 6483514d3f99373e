// See export.h. Sources: The GDELT Event Database Data Format Codebook V2.0 (column names),
// PLOVER (event, mode, context), W3C Web Annotation Data Model (selectors), RFC 4180 (CSV).
#include "picture/export_rows.h"

#include "base/json.h"
#include "picture/page.h"
#include "picture/record.h"

void rows_text(rows *r, hs_text text) {
    if (!r->first) page_put(&r->page, (hs_text){&r->mark, 1});
    r->first = false;
    if (r->quote) page_csv(&r->page, text);
    else page_put(&r->page, render_line(text, 0, r->page.keep));
}

void rows_number(rows *r, int64_t value) { rows_text(r, arena_print(r->page.keep, "%lld", (long long)value)); }

void rows_end(rows *r) {
    page_put(&r->page, TEXT("\n"));
    r->first = true;
}

static void header(rows *r, const char *names) {
    for (hs_text rest = text_of(names); rest.size;) rows_text(r, text_cut(&rest, ' '));
    rows_end(r);
}

static hs_text digits_only(rows *r, hs_text date) {
    char *out = arena_new(r->page.keep, char, date.size);
    size_t size = 0;
    for (size_t i = 0; i < date.size; i++)
        if (byte_is_digit((unsigned char)date.data[i])) out[size++] = date.data[i];
    return (hs_text){out, size};
}

static hs_party party_of(const hs_party *list, uint32_t count) { return count ? list[0] : (hs_party){0}; }

hs_text rows_event_date(rows *r, const hs_claim *c) {
    if (c->time_from.size) return c->time_from;
    const hs_date *told = &mention_document(r->page.picture, c->mentions[0])->published;
    return record_date(c->since.precision != HS_DATE_NONE ? &c->since : told, r->page.keep);
}

static uint32_t count_documents(const hs_claim *c) {
    uint32_t count = 0; // mentions are sorted by document within a date, but not across: count distinct ones
    for (uint32_t i = 0; i < c->mention_count; i++) {
        bool again = false;
        for (uint32_t k = 0; k < i && !again; k++) again = c->mentions[k].report == c->mentions[i].report;
        count += !again;
    }
    return count;
}

// CAMEO's quadrants by root code: 01-05 verbal, 06-08 material cooperation, 09-13 verbal, 14-20 material conflict.
static int64_t quad_class(hs_text cameo) {
    uint64_t root = 0;
    if (!text_to_number(text_slice(cameo, 0, 2), &root)) return 0;
    return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

static hs_text goldstein(rows *r, const hs_event *e) {
    json_writer w = {.arena = r->page.keep};
    json_decimal(&w, e->goldstein_tenths / 10.0, 1);
    return (hs_text){w.data, w.size};
}

static void put_party(rows *r, hs_party party) {
    rows_text(r, party.code);
    rows_text(r, party.name);
    rows_text(r, page_country(party.code));
}

void rows_standing(rows *r, const hs_claim *c) {
    rows_text(r, record_stage_name(c->stage));
    rows_text(r, record_polarity_name(c->polarity));
    rows_number(r, c->origins.min);
    rows_number(r, c->origins.max);
}

static void put_gdelt(rows *r, const hs_claim *c) {
    const hs_document *first = mention_document(r->page.picture, c->mentions[0]);
    hs_text date = digits_only(r, rows_event_date(r, c));
    rows_text(r, c->id);
    rows_text(r, date);
    rows_text(r, text_slice(date, 0, 6));
    rows_text(r, text_slice(date, 0, 4));
    put_party(r, party_of(c->actors, c->actor_count));
    put_party(r, party_of(c->recipients, c->recipient_count));
    rows_text(r, c->event.cameo);
    rows_text(r, text_slice(c->event.cameo, 0, 3));
    rows_text(r, text_slice(c->event.cameo, 0, 2));
    rows_number(r, quad_class(c->event.cameo));
    rows_text(r, goldstein(r, &c->event));
    rows_number(r, c->mention_count);
    rows_number(r, c->outlets);
    rows_number(r, count_documents(c));
    rows_text(r, party_of(c->places, c->place_count).name);
    rows_text(r, digits_only(r, record_date(&first->published, r->page.keep)));
    rows_text(r, first->url);
    rows_standing(r, c);
    rows_end(r);
}

static void put_plover(rows *r, const hs_claim *c) {
    const hs_document *first = mention_document(r->page.picture, c->mentions[0]);
    hs_text contexts = {0};
    for (uint32_t i = 0; i < c->event.context_count; i++)
        contexts = arena_print(r->page.keep, "%.*s%s%.*s", TEXT_ARGS(contexts), i ? ";" : "", TEXT_ARGS(c->event.contexts[i]));
    rows_text(r, c->id);
    rows_text(r, rows_event_date(r, c));
    rows_text(r, record_date(&first->published, r->page.keep));
    rows_text(r, c->event.type);
    rows_text(r, c->event.mode);
    rows_text(r, contexts);
    rows_text(r, goldstein(r, &c->event));
    put_party(r, party_of(c->actors, c->actor_count));
    put_party(r, party_of(c->recipients, c->recipient_count));
    rows_text(r, party_of(c->places, c->place_count).name);
    rows_standing(r, c);
    rows_number(r, c->outlets);
    rows_number(r, count_documents(c));
    rows_text(r, text_span(mention_document(r->page.picture, c->summary)->text, claim_quote(r->page.picture, c)));
    rows_end(r);
}

static hs_text conflicts_of(rows *r, const hs_claim *c) {
    hs_text all = {0};
    for (uint32_t i = 0; i < c->conflict_count; i++)
        all = arena_print(r->page.keep, "%.*s%s%.*s:%.*s", TEXT_ARGS(all), i ? ";" : "", TEXT_ARGS(render_conflict_name(c->conflicts[i].kind)),
                          TEXT_ARGS(render_verdict_name(c->conflicts[i].verdict)));
    return all;
}

static void put_claim(rows *r, const hs_claim *c) {
    const hs_picture *p = r->page.picture;
    const hs_document *d = mention_document(p, c->summary);
    rows_text(r, c->id);
    rows_text(r, p->stories[c->story].id);
    rows_text(r, text_span(d->text, claim_quote(p, c)));
    rows_standing(r, c);
    rows_number(r, c->affirmed.max);
    rows_number(r, c->negated.max);
    rows_text(r, record_date(&c->since, r->page.keep));
    rows_number(r, c->outlets);
    rows_number(r, count_documents(c));
    rows_number(r, c->mention_count);
    rows_text(r, conflicts_of(r, c));
    rows_text(r, page_place(&r->page, c->summary));
    rows_end(r);
}

static void put_statement(rows *r, const hs_claim *c, hs_mention m) {
    const hs_document *d = mention_document(r->page.picture, m);
    const hs_statement *s = mention_statement(r->page.picture, m);
    hs_source source = hs_map_span(&d->map, s->span);
    rows_text(r, s->id);
    rows_text(r, c->id);
    rows_text(r, d->id);
    rows_text(r, d->path);
    rows_text(r, page_outlet(d));
    rows_text(r, record_date(&d->published, r->page.keep));
    rows_text(r, s->lemma);
    rows_text(r, record_stage_name(s->stage));
    rows_text(r, record_polarity_name(s->polarity));
    rows_text(r, s->event.type);
    rows_text(r, party_of(s->actors, s->actor_count).name);
    rows_text(r, party_of(s->recipients, s->recipient_count).name);
    rows_text(r, render_chain(s, r->page.keep));
    rows_text(r, text_span(d->text, s->span));
    rows_number(r, (int64_t)source.start);
    rows_number(r, (int64_t)source.end);
    rows_end(r);
}

// A few words before or behind the quotation, by which it is found where the same words stand twice.
static hs_text words_beside(hs_text text, hs_span span, bool before) {
    enum { BESIDE_BYTES = 32 };
    size_t start = before ? span.start - (span.start < BESIDE_BYTES ? span.start : BESIDE_BYTES) : span.end;
    size_t end = before ? span.start : text.size - span.end < BESIDE_BYTES ? text.size : span.end + BESIDE_BYTES;
    while (start < end && (text.data[start] & 0xC0) == 0x80) start++; // whole letters
    while (end > start && end < text.size && (text.data[end] & 0xC0) == 0x80) end--;
    return text_slice(text, start, end);
}

static void write_body(rows *r, json_writer *w, const hs_claim *c, const hs_statement *s) {
    json_key(w, "body");
    json_open(w, '[');
    json_open(w, '{');
    json_member_text(w, "type", TEXT("TextualBody"));
    json_member_text(w, "purpose", TEXT("classifying"));
    json_member_text(w, "value", page_state(&r->page, s->stage, s->polarity));
    json_close(w, '}');
    json_open(w, '{');
    json_member_text(w, "type", TEXT("SpecificResource"));
    json_member_text(w, "purpose", TEXT("linking"));
    json_member_text(w, "source", arena_print(r->page.keep, "urn:hearsay:claim:%.*s", TEXT_ARGS(c->id)));
    json_close(w, '}');
    json_close(w, ']');
}

// The words, and the bytes of the capture that they stand in.
static void write_selectors(json_writer *w, const hs_document *d, hs_span span) {
    hs_source source = hs_map_span(&d->map, span);
    json_key(w, "selector");
    json_open(w, '[');
    json_open(w, '{');
    json_member_text(w, "type", TEXT("TextQuoteSelector"));
    json_member_text(w, "exact", text_span(d->text, span));
    json_member_text(w, "prefix", words_beside(d->text, span, true));
    json_member_text(w, "suffix", words_beside(d->text, span, false));
    json_close(w, '}');
    json_open(w, '{');
    json_member_text(w, "type", TEXT("DataPositionSelector"));
    json_key(w, "start"), json_number(w, (int64_t)(source.start - d->map.offset));
    json_key(w, "end"), json_number(w, (int64_t)(source.end - d->map.offset));
    json_close(w, '}');
    json_close(w, ']');
}

// Which bytes the position counts in: the capture, by its digest, and when it was fetched.
static void write_state(rows *r, json_writer *w, const hs_document *d) {
    if (!d->digest.size) return;
    json_key(w, "state");
    json_open(w, '{');
    json_member_text(w, "type", TEXT("TimeState"));
    if (d->retrieved.has_time) json_member_text(w, "sourceDate", record_date(&d->retrieved, r->page.keep));
    json_member_text(w, "cached", arena_print(r->page.keep, "urn:hearsay:capture:xxh3-128:%.*s", TEXT_ARGS(d->digest)));
    json_close(w, '}');
}

// A statement's clause by quotation and by the bytes of the capture, its reading as the body.
static void put_annotation(rows *r, const hs_claim *c, hs_mention m) {
    const hs_document *d = mention_document(r->page.picture, m);
    const hs_statement *s = mention_statement(r->page.picture, m);
    json_writer w = {.arena = r->page.keep};
    json_open(&w, '{');
    json_member_text(&w, "@context", TEXT("http://www.w3.org/ns/anno.jsonld"));
    json_member_text(&w, "id", arena_print(r->page.keep, "urn:hearsay:statement:%.*s", TEXT_ARGS(s->id)));
    json_member_text(&w, "type", TEXT("Annotation"));
    json_member_text(&w, "motivation", TEXT("classifying"));
    write_body(r, &w, c, s);
    json_key(&w, "target");
    json_open(&w, '{');
    json_member_text(&w, "source", d->url.size ? d->url : d->path);
    write_state(r, &w, d);
    write_selectors(&w, d, s->span);
    json_close(&w, '}');
    json_close(&w, '}');
    json_line(&w);
    page_put(&r->page, (hs_text){w.data, w.size});
}

hs_text export_picture(const hs_picture *p, export_format format, hs_arena *keep) {
    static const char *const names[] = {
        "GLOBALEVENTID SQLDATE MonthYear Year Actor1Code Actor1Name Actor1CountryCode Actor2Code Actor2Name Actor2CountryCode EventCode "
        "EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles ActionGeo_FullName DATEADDED SOURCEURL "
        "Stage Polarity OriginsMin OriginsMax",
        "event_id event_date publication_date event_type event_mode event_context goldstein actor_code actor_name actor_country "
        "recipient_code recipient_name recipient_country placename stage polarity origins_min origins_max outlets documents event_text",
        "claim story summary stage polarity origins_min origins_max affirming denying since outlets documents statements conflicts place",
        "statement claim document path outlet published predicate stage polarity event actor recipient voices words start end",
        NULL,
        "event_id event_date year time_precision disorder_type event_type sub_event_type actor1 actor2 country admin1 location latitude longitude source "
        "notes fatalities stage polarity origins_min origins_max fatalities_min fatalities_max"};
    if (format == EXPORT_SCHEMA) return export_schema(p, keep);
    rows r = {.page = {.picture = p, .keep = keep}, .quote = format >= EXPORT_CLAIMS, .mark = format >= EXPORT_CLAIMS ? ',' : '\t', .first = true};
    if (format != EXPORT_ANNOTATIONS) header(&r, names[format]);
    for (uint32_t i = 0; i < p->claim_count; i++) {
        const hs_claim *c = &p->claims[i];
        if (format == EXPORT_CLAIMS) put_claim(&r, c);
        else if (format == EXPORT_GDELT && c->event.type.size) put_gdelt(&r, c);
        else if (format == EXPORT_PLOVER && c->event.type.size) put_plover(&r, c);
        else if (format == EXPORT_ACLED) export_acled_row(&r, c);
        for (uint32_t k = 0; (format == EXPORT_STATEMENTS || format == EXPORT_ANNOTATIONS) && k < c->mention_count; k++)
            if (format == EXPORT_STATEMENTS) put_statement(&r, c, c->mentions[k]);
            else put_annotation(&r, c, c->mentions[k]);
    }
    return (hs_text){r.page.data, r.page.size};
}
