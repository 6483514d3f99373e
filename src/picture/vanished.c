// See vanished.h. Words are those of the versions, between them fixed templates; which of two versions is right is not said.
#include "picture/vanished.h"

#include "picture/record.h"

enum { MOST_BYTES = 160 };

hs_text vanished_name(hs_vanished_kind kind) {
    static const hs_text names[] = {TEXT_INIT("still said"), TEXT_INIT("gone"), TEXT_INIT("weaker"), TEXT_INIT("opposite"),
                                    TEXT_INIT("figure"), TEXT_INIT("attributed"), TEXT_INIT("title")};
    return names[kind];
}

// The words by which the statement can be quoted, between quotation marks.
static hs_text quote(page *p, const hs_report *report, uint32_t statement) {
    hs_text words = text_span(report->document.text, claims_quote(report, statement));
    return arena_print(p->keep, "“%.*s”", TEXT_ARGS(render_line(words, MOST_BYTES, p->keep)));
}

static hs_text place(page *p, const hs_report *report, uint32_t statement) {
    hs_source source = hs_map_span(&report->document.map, report->statements[statement].span);
    return arena_print(p->keep, "%.*s:%llu-%llu", TEXT_ARGS(report->document.path), (unsigned long long)source.start, (unsigned long long)source.end);
}

// "by 4 Mar 2031", or where nobody says when, by its number.
static hs_text since_when(page *p, const hs_vanished *v, const char *word) {
    if (v->date.precision == HS_DATE_NONE) return arena_print(p->keep, "in version %u", v->after->document.version);
    return arena_print(p->keep, "%s %.*s", word, TEXT_ARGS(render_full_day(&v->date, p->keep)));
}

static hs_text title_line(page *p, const hs_vanished *v) {
    const hs_document *before = &v->before->document, *after = &v->after->document;
    return arena_print(p->keep, "the title “%.*s” of %.*s became “%.*s” %.*s", TEXT_ARGS(render_line(before->title, MOST_BYTES, p->keep)),
                       TEXT_ARGS(page_outlet(before)), TEXT_ARGS(render_line(after->title, MOST_BYTES, p->keep)), TEXT_ARGS(since_when(p, v, "by")));
}

hs_text vanished_line(page *p, const hs_vanished *v) {
    static const char *const became[] = {"", "", "weaker", "the opposite", "another figure", "said by somebody else"};
    if (v->kind == HS_VANISHED_TITLE) return title_line(p, v);
    const hs_document *d = &v->before->document;
    hs_text line = arena_print(p->keep, "%.*s was in version %u of %.*s (%.*s)", TEXT_ARGS(quote(p, v->before, v->statement)), d->version,
                               TEXT_ARGS(page_outlet(d)), TEXT_ARGS(place(p, v->before, v->statement)));
    if (v->kind == HS_VANISHED_GONE || v->now == HS_NONE) line = arena_print(p->keep, "%.*s, gone %.*s", TEXT_ARGS(line), TEXT_ARGS(since_when(p, v, "by")));
    else
        line = arena_print(p->keep, "%.*s, %s %.*s: %.*s (%.*s)", TEXT_ARGS(line), became[v->kind], TEXT_ARGS(since_when(p, v, "since")),
                           TEXT_ARGS(quote(p, v->after, v->now)), TEXT_ARGS(place(p, v->after, v->now)));
    if (!v->back) return line;
    return v->back_date.precision == HS_DATE_NONE ? arena_print(p->keep, "%.*s; back by now", TEXT_ARGS(line))
                                                  : arena_print(p->keep, "%.*s; back by %.*s", TEXT_ARGS(line), TEXT_ARGS(render_full_day(&v->back_date, p->keep)));
}

// A statement of a version, or its title; offsets count in the bytes of that version.
static void write_words(json_writer *w, const hs_report *report, uint32_t statement) {
    const hs_document *d = &report->document;
    json_member_text(w, "document", d->id);
    json_member_text(w, "path", d->path);
    json_key(w, "version"), json_number(w, d->version);
    if (statement == HS_NONE) {
        json_member_text(w, "text", d->title);
        return;
    }
    const hs_statement *s = &report->statements[statement];
    json_member_text(w, "statement", s->id);
    json_member_text(w, "text", text_span(d->text, s->span));
    record_write_places(w, &d->map, s->span);
    json_member_text(w, "stage", record_stage_name(s->stage));
    json_member_text(w, "polarity", record_polarity_name(s->polarity));
}

void vanished_write(json_writer *w, const hs_vanished *v) {
    json_open(w, '{');
    json_member_text(w, "kind", vanished_name(v->kind));
    json_member_text(w, "date", record_date(&v->date, w->arena));
    write_words(w, v->before, v->statement);
    if (v->now != HS_NONE || v->kind == HS_VANISHED_TITLE) {
        json_key(w, "now");
        json_open(w, '{');
        write_words(w, v->after, v->now);
        json_close(w, '}');
    }
    if (v->back) json_key(w, "back"), json_bool(w, true);
    if (v->back) json_member_text(w, "back_date", record_date(&v->back_date, w->arena));
    json_close(w, '}');
}
