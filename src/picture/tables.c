// See tables.h. Each table is a list of columns and a function that puts its rows cell by cell in that order; names and
// types are told once, for the header, the JSON keys and the description alike. Dates keep the precision they have
// ("2025-06"), so that they are texts and not dates to the description.
#include "picture/tables.h"

#include "base/json.h"
#include "picture/marks.h"
#include "picture/page.h"
#include "picture/record.h"

typedef struct column {
    const char *name, *type, *help;
    const char *refers; // table whose first column it repeats, else NULL
} column;

typedef struct table_writer {
    page page;
    json_writer json;
    bool as_json;
    const column *columns;
    uint32_t at; // column of the next cell
} table_writer;

// ---------------------------------------------------------------- cells

static void put_text(table_writer *w, hs_text text) {
    const char *name = w->columns[w->at].name;
    bool first = w->at++ == 0;
    if (w->as_json) { // every key in every row: some readers take the names of the columns from the first
        json_key(&w->json, name);
        if (text.size) json_text(&w->json, text);
        else json_raw(&w->json, TEXT("null"));
        return;
    }
    if (!first) page_put(&w->page, TEXT(","));
    page_csv(&w->page, text);
}

static void put_number(table_writer *w, int64_t number) {
    if (!w->as_json) {
        put_text(w, arena_print(w->page.keep, "%lld", (long long)number));
        return;
    }
    json_key(&w->json, w->columns[w->at++].name);
    json_number(&w->json, number);
}

static void put_decimal(table_writer *w, double value) {
    json_writer text = {.arena = w->page.keep};
    if (w->as_json) json_key(&w->json, w->columns[w->at++].name), json_decimal(&w->json, value, 3);
    else json_decimal(&text, value, 3), put_text(w, (hs_text){text.data, text.size});
}

static void put_bool(table_writer *w, bool value) {
    if (w->as_json) json_key(&w->json, w->columns[w->at++].name), json_bool(&w->json, value);
    else put_text(w, value ? TEXT("true") : TEXT("false"));
}

static void begin_row(table_writer *w) {
    w->at = 0;
    if (w->as_json) json_open(&w->json, '{');
}

static void end_row(table_writer *w) {
    if (w->as_json) json_close(&w->json, '}'), json_line(&w->json);
    else page_put(&w->page, TEXT("\r\n"));
}

// ---------------------------------------------------------------- rows

static hs_text names_of(const hs_party *list, uint32_t count, hs_arena *keep) {
    hs_text all = {0};
    for (uint32_t i = 0; i < count; i++) all = arena_print(keep, "%.*s%s%.*s", TEXT_ARGS(all), i ? "; " : "", TEXT_ARGS(list[i].name));
    return all;
}

static hs_text ids_of(const table_writer *w, const hs_mention *list, uint32_t count) {
    hs_text all = {0};
    for (uint32_t i = 0; i < count; i++)
        all = arena_print(w->page.keep, "%.*s%s%.*s", TEXT_ARGS(all), i ? " " : "", TEXT_ARGS(mention_statement(w->page.picture, list[i])->id));
    return all;
}

static const column document_columns[] = {
    {"document", "string", "id: of the report's URL and bytes, or as it was given", NULL},
    {"url", "string", "where it was published", NULL},
    {"path", "string", "where it was read", NULL},
    {"outlet", "string", "who published it", NULL},
    {"title", "string", "headline; it makes no statements", NULL},
    {"byline", "string", "who wrote it", NULL},
    {"published", "string", "ISO 8601, with the precision it has", NULL},
    {"retrieved", "string", "when it was fetched", NULL},
    {"language", "string", "ISO 639-1", NULL},
    {"version", "integer", "from 1: of the same URL with other bytes", NULL},
    {"statements", "integer", "how many were read in it", NULL},
    {0}};

static void put_documents(table_writer *w) {
    const hs_picture *p = w->page.picture;
    for (uint32_t i = 0; i < p->report_count; i++) {
        const hs_document *d = &p->reports[i].document;
        begin_row(w);
        put_text(w, d->id), put_text(w, d->url), put_text(w, d->path), put_text(w, d->outlet), put_text(w, d->title), put_text(w, d->byline);
        put_text(w, record_date(&d->published, w->page.keep)), put_text(w, record_date(&d->retrieved, w->page.keep));
        put_text(w, d->language), put_number(w, d->version), put_number(w, p->reports[i].statement_count);
        end_row(w);
    }
}

static const column statement_columns[] = {
    {"statement", "string", "id", NULL},
    {"claim", "string", "the claim that it tells of", "claims"},
    {"document", "string", "the report that it stands in", "documents"},
    {"predicate", "string", "lemma of the verb or noun", NULL},
    {"stage", "string", "possible, considered, planned, ordered, underway or done", NULL},
    {"polarity", "string", "affirmed or negated", NULL},
    {"factuality", "number", "-3 to 3, as the text presents it", NULL},
    {"event", "string", "PLOVER type", NULL},
    {"actor", "string", "who does it", NULL},
    {"recipient", "string", "to whom", NULL},
    {"place", "string", "where", NULL},
    {"time", "string", "TIMEX3 value: when it happened", NULL},
    {"voices", "string", "who says so, the outermost first", NULL},
    {"words", "string", "the clause", NULL},
    {"span_start", "integer", "first byte in the clean text", NULL},
    {"span_end", "integer", "past its last byte", NULL},
    {"source_start", "integer", "first byte in what came in", NULL},
    {"source_end", "integer", "past its last byte", NULL},
    {0}};

static void put_statement(table_writer *w, const hs_claim *c, hs_mention m) {
    const hs_report *r = &w->page.picture->reports[m.report];
    const hs_statement *s = &r->statements[m.statement];
    hs_source source = hs_map_span(&r->document.map, s->span);
    hs_arena *keep = w->page.keep;
    begin_row(w);
    put_text(w, s->id), put_text(w, c->id), put_text(w, r->document.id), put_text(w, s->lemma);
    put_text(w, record_stage_name(s->stage)), put_text(w, record_polarity_name(s->polarity)), put_decimal(w, s->factuality_milli / 1000.0);
    put_text(w, s->event.type), put_text(w, names_of(s->actors, s->actor_count, keep));
    put_text(w, names_of(s->recipients, s->recipient_count, keep)), put_text(w, names_of(s->places, s->place_count, keep));
    put_text(w, s->time < r->time_count ? r->times[s->time].value : (hs_text){0});
    put_text(w, render_chain(s, keep)), put_text(w, text_span(r->document.text, s->span));
    put_number(w, s->span.start), put_number(w, s->span.end), put_number(w, (int64_t)source.start), put_number(w, (int64_t)source.end);
    end_row(w);
}

static void put_statements(table_writer *w) {
    for (uint32_t i = 0; i < w->page.picture->claim_count; i++)
        for (uint32_t k = 0; k < w->page.picture->claims[i].mention_count; k++) put_statement(w, &w->page.picture->claims[i], w->page.picture->claims[i].mentions[k]);
}

static const column claim_columns[] = {
    {"claim", "string", "id", NULL},
    {"story", "string", "id of the story", NULL},
    {"summary", "string", "words of the clearest report", NULL},
    {"summary_statement", "string", "where they stand", "statements"},
    {"event", "string", "PLOVER type", NULL},
    {"cameo", "string", "CAMEO code", NULL},
    {"actor", "string", "who does it", NULL},
    {"recipient", "string", "to whom", NULL},
    {"place", "string", "where", NULL},
    {"time_from", "string", "ISO 8601: when it happened", NULL},
    {"time_to", "string", "ISO 8601", NULL},
    {"stage", "string", "where it stands", NULL},
    {"polarity", "string", "affirmed or negated", NULL},
    {"since", "string", "date of publication at which it got there", NULL},
    {"outlets", "integer", "that tell it", NULL},
    {"statements", "integer", "that tell it", NULL},
    {"origins_min", "integer", "voices that are shown to be different", NULL},
    {"origins_max", "integer", "voices that may be different", NULL},
    {"affirmed_min", "integer", "of those, who affirm", NULL},
    {"affirmed_max", "integer", "of those, who affirm", NULL},
    {"negated_min", "integer", "of those, who deny", NULL},
    {"negated_max", "integer", "of those, who deny", NULL},
    {0}};

static void put_claims(table_writer *w) {
    const hs_picture *p = w->page.picture;
    hs_arena *keep = w->page.keep;
    for (uint32_t i = 0; i < p->claim_count; i++) {
        const hs_claim *c = &p->claims[i];
        begin_row(w);
        put_text(w, c->id), put_text(w, p->stories[c->story].id), put_text(w, text_span(mention_document(p, c->summary)->text, claim_quote(p, c)));
        put_text(w, mention_statement(p, c->summary)->id), put_text(w, c->event.type), put_text(w, c->event.cameo);
        put_text(w, names_of(c->actors, c->actor_count, keep)), put_text(w, names_of(c->recipients, c->recipient_count, keep));
        put_text(w, names_of(c->places, c->place_count, keep)), put_text(w, c->time_from), put_text(w, c->time_to);
        put_text(w, record_stage_name(c->stage)), put_text(w, record_polarity_name(c->polarity)), put_text(w, record_date(&c->since, keep));
        put_number(w, c->outlets), put_number(w, c->mention_count), put_number(w, c->origins.min), put_number(w, c->origins.max);
        put_number(w, c->affirmed.min), put_number(w, c->affirmed.max), put_number(w, c->negated.min), put_number(w, c->negated.max);
        end_row(w);
    }
}

static const column origin_columns[] = {
    {"claim", "string", "the claim that rests on it", "claims"},
    {"number", "integer", "from 1 in its claim", NULL},
    {"kind", "string", "outlet, person, organisation, role, anonymous, document or unnamed", NULL},
    {"name", "string", "as it is called", NULL},
    {"people", "integer", "how many stand behind a voice without a name; 0: not said", NULL},
    {"polarity", "string", "affirmed or negated", NULL},
    {"vague", "boolean", "it could be one of the others", NULL},
    {"statements", "string", "ids of what rests on it, by blanks", NULL},
    {"why", "string", "the reason, a fixed sentence with names", NULL},
    {0}};

static void put_origins(table_writer *w) {
    const hs_picture *p = w->page.picture;
    for (uint32_t i = 0; i < p->claim_count; i++)
        for (uint32_t k = 0; k < p->claims[i].origin_count; k++) {
            const hs_origin *o = &p->claims[i].origin_list[k];
            begin_row(w);
            put_text(w, p->claims[i].id), put_number(w, k + 1), put_text(w, record_link_kind_name(o->kind)), put_text(w, o->name);
            put_number(w, o->count), put_text(w, record_polarity_name(o->polarity)), put_bool(w, o->vague);
            put_text(w, ids_of(w, o->reports, o->report_count)), put_text(w, o->why);
            end_row(w);
        }
}

static const column conflict_columns[] = {
    {"claim", "string", "the claim whose reports differ", "claims"},
    {"number", "integer", "from 1 in its claim", NULL},
    {"kind", "string", "quantity, stage, polarity, time or place", NULL},
    {"verdict", "string", "contradiction, compatible or update", NULL},
    {"value", "string", "one of the values, a row each", NULL},
    {"statements", "string", "ids of those that tell it so, by blanks", NULL},
    {0}};

static void put_conflicts(table_writer *w) {
    const hs_picture *p = w->page.picture;
    for (uint32_t i = 0; i < p->claim_count; i++)
        for (uint32_t k = 0; k < p->claims[i].conflict_count; k++)
            for (uint32_t v = 0; v < p->claims[i].conflicts[k].value_count; v++) {
                const hs_conflict *c = &p->claims[i].conflicts[k];
                begin_row(w);
                put_text(w, p->claims[i].id), put_number(w, k + 1), put_text(w, render_conflict_name(c->kind)), put_text(w, render_verdict_name(c->verdict));
                put_text(w, c->values[v].value), put_text(w, ids_of(w, c->values[v].reports, c->values[v].report_count));
                end_row(w);
            }
}

static const column passage_columns[] = {
    {"from_document", "string", "the earlier or cited one", "documents"},
    {"from_start", "integer", "first byte in what came in", NULL},
    {"from_end", "integer", "past its last byte", NULL},
    {"to_document", "string", "the copy", "documents"},
    {"to_start", "integer", "first byte in what came in", NULL},
    {"to_end", "integer", "past its last byte", NULL},
    {"score", "number", "share of words that agree", NULL},
    {0}};

static void put_passages(table_writer *w) {
    const hs_picture *p = w->page.picture;
    for (uint32_t i = 0; i < p->reuse_count; i++) {
        const hs_reuse *r = &p->reuse[i];
        const hs_document *from = &p->reports[r->from].document, *to = &p->reports[r->to].document;
        hs_source a = hs_map_span(&from->map, r->from_span), b = hs_map_span(&to->map, r->to_span);
        begin_row(w);
        put_text(w, from->id), put_number(w, (int64_t)a.start), put_number(w, (int64_t)a.end);
        put_text(w, to->id), put_number(w, (int64_t)b.start), put_number(w, (int64_t)b.end), put_decimal(w, r->score_milli / 1000.0);
        end_row(w);
    }
}

static const column mark_columns[] = {
    {"mark", "integer", "number", NULL},
    {"kind", "string", "note, grade, unverifiable, merge or split", NULL},
    {"target", "string", "outlet or document; empty where it is about statements", NULL},
    {"value", "string", "words of a note, letter or digit of a grade", NULL},
    {"who", "string", "whose it is", NULL},
    {"at", "string", "ISO 8601: when it was made", NULL},
    {"statements", "string", "ids of what it is about, by blanks", NULL},
    {0}};

static void put_marks(table_writer *w) {
    const hs_picture *p = w->page.picture;
    for (uint32_t i = 0; i < p->mark_count; i++) {
        const hs_mark *m = &p->marks[i];
        hs_text about = {0};
        for (uint32_t k = 0; k < m->target_count; k++)
            about = arena_print(w->page.keep, "%.*s%s%.*s", TEXT_ARGS(about), k ? " " : "", TEXT_ARGS(m->targets[k].statement));
        begin_row(w);
        put_number(w, (int64_t)m->number), put_text(w, mark_kind_name(m->kind)), put_text(w, m->target), put_text(w, m->value);
        put_text(w, m->who), put_text(w, m->at), put_text(w, about);
        end_row(w);
    }
}

static const struct {
    hs_text name;
    const char *help;
    const column *columns;
    bool keyed; // the first column tells rows apart
    void (*put)(table_writer *w);
} tables[TABLE_COUNT] = {
    {TEXT_INIT("documents"), "the reports that were read, the newest version of each", document_columns, false, put_documents},
    {TEXT_INIT("statements"), "what each report says happened", statement_columns, true, put_statements},
    {TEXT_INIT("claims"), "what statements of many reports tell of together", claim_columns, true, put_claims},
    {TEXT_INIT("origins"), "the voices on which a claim rests, once citation and copying are followed", origin_columns, false, put_origins},
    {TEXT_INIT("conflicts"), "respects in which reports of a claim differ", conflict_columns, false, put_conflicts},
    {TEXT_INIT("passages"), "text that stands in two reports", passage_columns, false, put_passages},
    {TEXT_INIT("marks"), "what people put down", mark_columns, true, put_marks},
};

hs_text tables_name(table_name table) { return tables[table].name; }

hs_text tables_rows(const hs_picture *picture, table_name table, bool json, hs_arena *keep) {
    table_writer w = {.page = {.picture = picture, .keep = keep}, .json = {.arena = keep}, .as_json = json, .columns = tables[table].columns};
    if (!json) {
        for (const column *c = w.columns; c->name; c++) put_text(&w, text_of(c->name));
        end_row(&w);
    }
    tables[table].put(&w);
    return json ? (hs_text){w.json.data, w.json.size} : (hs_text){w.page.data, w.page.size};
}

// ---------------------------------------------------------------- what they are

static void write_fields(json_writer *w, const column *columns) {
    json_key(w, "fields");
    json_open(w, '[');
    for (const column *c = columns; c->name; c++) {
        json_open(w, '{');
        json_member_text(w, "name", text_of(c->name));
        json_member_text(w, "type", text_of(c->type));
        json_member_text(w, "description", text_of(c->help));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_references(json_writer *w, const column *columns) {
    bool any = false;
    for (const column *c = columns; c->name; c++) {
        if (!c->refers) continue;
        if (!any) json_key(w, "foreignKeys"), json_open(w, '[');
        any = true;
        uint32_t to = 0;
        while (!text_equal(tables[to].name, text_of(c->refers))) to++;
        json_open(w, '{');
        json_member_text(w, "fields", text_of(c->name));
        json_key(w, "reference");
        json_open(w, '{');
        json_member_text(w, "resource", text_of(c->refers));
        json_member_text(w, "fields", text_of(tables[to].columns[0].name));
        json_close(w, '}');
        json_close(w, '}');
    }
    if (any) json_close(w, ']');
}

hs_text tables_package(bool json, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '{');
    json_member_text(w, "profile", json ? TEXT("data-package") : TEXT("tabular-data-package"));
    json_member_text(w, "name", TEXT("hearsay"));
    json_member_text(w, "description", TEXT("What reports claim, who says so resting on whom, and where they differ. Whether any of it is true is not judged."));
    json_key(w, "resources");
    json_open(w, '[');
    for (uint32_t i = 0; i < TABLE_COUNT; i++) {
        json_open(w, '{');
        if (!json) json_member_text(w, "profile", TEXT("tabular-data-resource"));
        json_member_text(w, "name", tables[i].name);
        json_member_text(w, "description", text_of(tables[i].help));
        json_member_text(w, "path", arena_print(keep, "%.*s.%s", TEXT_ARGS(tables[i].name), json ? "jsonl" : "csv"));
        json_member_text(w, "format", json ? TEXT("jsonl") : TEXT("csv"));
        json_member_text(w, "mediatype", json ? TEXT("application/jsonl") : TEXT("text/csv"));
        json_member_text(w, "encoding", TEXT("utf-8"));
        json_key(w, "schema");
        json_open(w, '{');
        write_fields(w, tables[i].columns);
        if (tables[i].keyed) json_member_text(w, "primaryKey", text_of(tables[i].columns[0].name));
        write_references(w, tables[i].columns);
        json_close(w, '}');
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}
