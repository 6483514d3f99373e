// The picture as HTML: one page that stands on its own (no script, no request), or, linked,
// a page of `serve`. Readable in print, in the dark and by keyboard. Evidence is folded away
// below each claim.
#include "picture/html.h"

#include "picture/record.h"

enum { MOST_CLAIMS = 40 };

// web/picture.css and a terminating NUL.
static const char style[] = {
#include "picture.css.inc"
    , 0};

static void put_origins(page *p, const hs_claim *c) {
    page_print(p, "<p class=small>%u %s · %.*s", c->outlets, c->outlets == 1 ? "outlet" : "outlets",
               TEXT_ARGS(render_count(c->origins, "origin", "origins", p->keep)));
    if (c->affirmed.max && c->negated.max)
        page_print(p, ": %.*s, %.*s", TEXT_ARGS(render_count(c->affirmed, "affirms", "affirm", p->keep)),
                   TEXT_ARGS(render_count(c->negated, "denies", "deny", p->keep)));
    page_put(p, TEXT("</p>\n<ul class=origins>\n"));
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        bool no = o->polarity == HS_NEGATED;
        page_print(p, "<li class=%s-mark><b>", no ? "no" : "yes");
        page_html(p, o->name.size ? render_line(o->name, 0, p->keep) : TEXT("somebody who is not named"));
        page_print(p, "</b> <span class=small>%s%s", no ? "denies" : "affirms", o->why.size ? " · " : "");
        page_html(p, o->why);
        page_put(p, TEXT("</span></li>\n"));
    }
    page_put(p, TEXT("</ul>\n"));
}

static void put_history(page *p, const hs_claim *c) {
    if (c->move_count < 2) return;
    page_put(p, TEXT("<ol class=ladder aria-label=\"how far it has come\">"));
    for (uint32_t i = 0; i < c->move_count; i++)
        page_print(p, "<li class=%s>%.*s<span>%.*s</span></li>", c->history[i].polarity == HS_NEGATED ? "no" : "yes",
                   TEXT_ARGS(page_state(p, c->history[i].stage, c->history[i].polarity)), TEXT_ARGS(render_full_day(&c->history[i].date, p->keep)));
    page_put(p, TEXT("</ol>\n"));
}

static void put_figure(page *p, const hs_conflict *c, uint32_t value) {
    page_interval at = page_figure(c, value);
    uint32_t width = at.to > at.from + 8 ? at.to - at.from : 8;
    page_print(p, "<td><svg viewBox=\"0 0 1000 20\" preserveAspectRatio=none aria-hidden=true><line x1=0 y1=10 x2=1000 y2=10 />"
                  "<rect x=%u y=%u width=%u height=%u opacity=%s /></svg></td>",
               at.from > 992 ? 992 : at.from, at.point ? 2u : 6u, width, at.point ? 16u : 8u, at.open ? ".5" : "1");
}

static void put_conflict(page *p, const hs_conflict *c) {
    bool figures = c->kind == HS_CONFLICT_QUANTITY;
    page_print(p, "<table><caption>%.*s: %.*s</caption>\n", TEXT_ARGS(render_conflict_name(c->kind)), TEXT_ARGS(render_verdict_name(c->verdict)));
    for (uint32_t i = 0; i < c->value_count; i++) {
        const hs_conflict_value *v = &c->values[i];
        page_put(p, TEXT("<tr><th scope=row>"));
        page_html(p, render_line(v->value, 0, p->keep));
        page_put(p, TEXT("</th>"));
        if (figures) put_figure(p, c, i);
        page_put(p, TEXT("<td>"));
        page_html(p, page_outlets(p, v->reports, v->report_count, 8, (hs_text){0}));
        if (v->report_count)
            page_print(p, " <span class=small>%.*s</span>", TEXT_ARGS(render_day(&mention_document(p->picture, v->reports[0])->published, p->keep)));
        page_put(p, TEXT("</td></tr>\n"));
    }
    page_put(p, TEXT("</table>\n"));
}

// FILE:12-80, linked to the marked words in the document.
static void put_place(page *p, hs_mention m) {
    const hs_statement *s = mention_statement(p->picture, m);
    page_put(p, TEXT("<p class=place>"));
    if (p->options->linked) {
        page_put(p, TEXT("<a href=\"/document/"));
        page_url(p, mention_document(p->picture, m)->id);
        page_print(p, "?evidence=%u-%u#evidence\">", s->span.start, s->span.end);
    }
    page_html(p, page_place(p, m));
    page_put(p, p->options->linked ? TEXT("</a></p>") : TEXT("</p>"));
}

void html_report(page *p, hs_mention m) {
    const hs_document *d = mention_document(p->picture, m);
    const hs_statement *s = mention_statement(p->picture, m);
    hs_text chain = render_chain(s, p->keep), day = render_full_day(&d->published, p->keep);
    page_put(p, TEXT("<blockquote><p>"));
    page_html(p, text_slice(d->text, s->span.start, s->predicate.start));
    page_put(p, TEXT("<mark>"));
    page_html(p, text_span(d->text, s->predicate));
    page_put(p, TEXT("</mark>"));
    page_html(p, text_slice(d->text, s->predicate.end, s->span.end));
    page_put(p, TEXT("</p><p class=small>"));
    page_html(p, page_outlet(d));
    page_print(p, "%s%.*s · <span class=%s>%.*s</span>", day.size ? ", " : "", TEXT_ARGS(day), s->polarity == HS_NEGATED ? "no" : "yes",
               TEXT_ARGS(page_state(p, s->stage, s->polarity)));
    if (chain.size) page_put(p, TEXT(" · ")), page_html(p, chain);
    page_put(p, TEXT("</p>"));
    put_place(p, m);
    page_put(p, TEXT("</blockquote>\n"));
}

void html_claim(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    const hs_document *d = mention_document(p->picture, c->summary);
    page_print(p, "<article id=claim-%.*s>\n<div class=head><h2>%u. ", TEXT_ARGS(c->id), number + 1);
    if (p->options->linked) page_print(p, "<a href=\"/claim/%.*s\">", TEXT_ARGS(c->id));
    page_html(p, render_line(text_span(d->text, claim_quote(p->picture, c)), 0, p->keep));
    if (p->options->linked) page_put(p, TEXT("</a>"));
    page_print(p, "</h2><span class=\"state%s%s\">%.*s</span></div>\n", c->polarity == HS_NEGATED ? " negated" : "",
               page_disputed(c) ? " disputed" : "", TEXT_ARGS(page_standing(p, c)));
    put_origins(p, c);
    put_history(p, c);
    for (uint32_t i = 0; i < c->conflict_count; i++) put_conflict(p, &c->conflicts[i]);
    page_print(p, "<details%s><summary>%u %s, with the words and their bytes</summary>\n", p->options->claim ? " open" : "",
               c->mention_count, c->mention_count == 1 ? "statement" : "statements");
    for (uint32_t i = 0; i < c->mention_count; i++) html_report(p, c->mentions[i]);
    page_put(p, TEXT("</details>\n</article>\n"));
}

static void put_story(page *p, const hs_story *s) {
    uint32_t *chosen = arena_new(p->keep, uint32_t, s->claim_count), passages;
    uint32_t count = render_choose(p->picture, s, p->options, MOST_CLAIMS, chosen);
    hs_text copies = page_copies(p, s, &passages);
    if (!count) return;
    page_put(p, TEXT("<section>\n<h1>"));
    page_html(p, render_line(s->title, 0, p->keep));
    page_print(p, "</h1>\n<p class=small>%.*s</p>\n", TEXT_ARGS(page_story_line(p, s)));
    if (passages) {
        page_print(p, "<p class=small>%u %s copied: ", passages, passages == 1 ? "passage" : "passages");
        page_html(p, copies);
        page_put(p, TEXT("</p>\n"));
    }
    for (uint32_t i = 0; i < count; i++) html_claim(p, chosen[i]);
    if (count < s->claim_count && !p->options->claim) page_print(p, "<p class=small>%u more claims are not shown.</p>\n", s->claim_count - count);
    page_put(p, TEXT("</section>\n"));
}

hs_text render_style(void) { return (hs_text){style, sizeof style - 1}; }

void html_head(page *p, hs_text title) {
    page_put(p, TEXT("<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width\">\n<title>"));
    page_html(p, render_line(title, 0, p->keep));
    page_put(p, TEXT("</title>\n"));
    if (p->options->linked) {
        page_put(p, TEXT("<link rel=stylesheet href=\"/style.css\">\n<link rel=alternate type=\"application/atom+xml\" href=\"/changes.atom\" "
                         "title=Changes>\n</head>\n<body>\n<a class=skip href=\"#main\">To the content</a>\n<nav aria-label=Pages><a href=\"/\">Stories</a> "
                         "<a href=\"/changes\">Changes</a> <a href=\"/search\">Search</a></nav>\n"));
    } else {
        page_put(p, TEXT("<style>\n"));
        page_put(p, render_style());
        page_put(p, TEXT("</style>\n</head>\n<body>\n"));
    }
    page_put(p, TEXT("<main id=main>\n"));
}

void html_foot(page *p) {
    page_put(p, TEXT("<p class=notice>What this page does not do: it does not judge whether any of this is true, it does not predict, "
                     "and it is not for targeting. It quotes, counts and relates; every item names the file and the bytes that are its "
                     "evidence.</p>\n</main>\n<footer>hearsay " HEARSAY_VERSION "</footer>\n</body>\n</html>\n"));
}

hs_text render_html(const hs_picture *picture, const render_options *options, hs_arena *keep) {
    page p = {.picture = picture, .options = options, .keep = keep};
    hs_text title = picture->story_count ? picture->stories[0].title : TEXT("No reports");
    for (uint32_t i = 0; i < picture->story_count; i++)
        if (options->story.size && render_wants_story(options, &picture->stories[i])) title = picture->stories[i].title;
    html_head(&p, options->since.precision != HS_DATE_NONE ? TEXT("What changed") : title);
    size_t before = p.size;
    for (uint32_t i = 0; i < picture->story_count; i++)
        if (render_wants_story(options, &picture->stories[i])) put_story(&p, &picture->stories[i]);
    if (p.size == before) page_put(&p, TEXT("<h1>Nothing to show</h1>\n"));
    html_foot(&p);
    return (hs_text){p.data, p.size};
}
