// The parts of a claim: ladder, origins, sides, reports. See html.h.
#include "picture/html.h"
#include "picture/record.h"

// ---------------------------------------------------------------- ladder

static void put_rung(page *p, const hs_claim *c, hs_stage stage) {
    bool reached = false, now = c->stage == stage;
    for (uint32_t i = 0; i < c->move_count; i++) reached |= c->history[i].stage == stage;
    page_print(p, "<li class=\"%s%s%s\"%s><span>%.*s</span>", reached || now ? "reached" : "", now ? " now" : "",
               now && c->polarity == HS_NEGATED ? " no" : "", now ? " aria-current=step" : "", TEXT_ARGS(record_stage_name(stage)));
    for (uint32_t i = 0; i < c->move_count; i++) {
        const hs_move *m = &c->history[i];
        if (m->stage != stage) continue;
        page_print(p, "<small class=%s>%s", m->polarity == HS_NEGATED ? "no" : "yes", m->polarity == HS_NEGATED ? "not: " : "");
        html_day(p, &m->date, false);
        page_put(p, TEXT("</small>"));
    }
    page_put(p, TEXT("</li>"));
}

void html_ladder(page *p, const hs_claim *c) {
    page_put(p, TEXT("<ol class=ladder aria-label=\"How far it has come\">"));
    for (hs_stage stage = HS_STAGE_POSSIBLE; stage <= HS_STAGE_DONE; stage++) put_rung(p, c, stage);
    page_put(p, TEXT("</ol>\n"));
}

// ---------------------------------------------------------------- outlets against origins

enum { MOST_DOTS = 24, MOST_THREADS = 60 };

typedef struct dots {
    hs_text outlets[MOST_DOTS];
    uint32_t outlet_count, origin_count;
    uint32_t height; // of the picture
} dots;

static uint32_t find_outlet(page *p, dots *d, hs_mention m) {
    hs_text outlet = page_outlet(mention_document(p->picture, m));
    for (uint32_t i = 0; i < d->outlet_count; i++)
        if (text_equal_fold(d->outlets[i], outlet)) return i;
    if (d->outlet_count < MOST_DOTS) d->outlets[d->outlet_count++] = outlet;
    return d->outlet_count - 1;
}

// The middle of the i-th of `count` rows.
static uint32_t row(const dots *d, uint32_t i, uint32_t count) { return (2 * i + 1) * d->height / (2 * count); }

static void put_threads(page *p, dots *d, const hs_claim *c) {
    uint32_t threads = 0;
    for (uint32_t i = 0; i < d->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        bool drawn[MOST_DOTS] = {false};
        for (uint32_t k = 0; k < o->report_count; k++) {
            uint32_t outlet = find_outlet(p, d, o->reports[k]);
            if (drawn[outlet] || threads++ >= MOST_THREADS) continue;
            drawn[outlet] = true;
            uint32_t from = row(d, outlet, d->outlet_count), to = row(d, i, d->origin_count);
            page_print(p, "<path d=\"M12 %uC70 %u 90 %u 146 %u\"/>", from, from, to, to);
        }
    }
}

void html_collapse(page *p, const hs_claim *c) {
    dots d = {.origin_count = c->origin_count < MOST_DOTS ? c->origin_count : MOST_DOTS};
    for (uint32_t i = 0; i < c->mention_count; i++) find_outlet(p, &d, c->mentions[i]);
    uint32_t rows = d.outlet_count > d.origin_count ? d.outlet_count : d.origin_count;
    d.height = rows < 9 ? rows * 16 : 144;
    if (!rows || !d.origin_count) return;
    page_print(p, "<svg class=collapse viewBox=\"0 0 160 %u\" role=img aria-label=\"%u %s on the left rest on %.*s on the right\">", d.height,
               c->outlets, c->outlets == 1 ? "outlet" : "outlets", TEXT_ARGS(render_count(c->origins, "origin", "origins", p->keep)));
    put_threads(p, &d, c);
    for (uint32_t i = 0; i < d.outlet_count; i++)
        page_print(p, "<circle cx=8 cy=%u r=%u />", row(&d, i, d.outlet_count), rows < 12 ? 4u : 2u);
    for (uint32_t i = 0; i < d.origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        page_print(p, "<circle class=\"root %s%s\" cx=150 cy=%u r=%u />", o->polarity == HS_NEGATED ? "no" : "yes", o->vague ? " vague" : "",
                   row(&d, i, d.origin_count), rows < 12 ? 5u : 3u);
    }
    page_put(p, TEXT("</svg>\n"));
}

void html_counts(page *p, const hs_claim *c) {
    page_print(p, "<p class=small>%u %s · %.*s", c->outlets, c->outlets == 1 ? "outlet" : "outlets",
               TEXT_ARGS(render_count(c->origins, "origin", "origins", p->keep)));
    if (c->affirmed.max && c->negated.max)
        page_print(p, ": %.*s, %.*s", TEXT_ARGS(render_count(c->affirmed, "affirms", "affirm", p->keep)),
                   TEXT_ARGS(render_count(c->negated, "denies", "deny", p->keep)));
    page_put(p, TEXT("</p>\n"));
}

void html_origins(page *p, const hs_claim *c, uint32_t most) {
    page_put(p, TEXT("<ul class=origins>\n"));
    for (uint32_t i = 0; i < c->origin_count && i < most; i++) {
        const hs_origin *o = &c->origin_list[i];
        bool no = o->polarity == HS_NEGATED;
        page_print(p, "<li class=%s-mark><b>", no ? "no" : "yes");
        page_html(p, o->name.size ? render_line(o->name, 0, p->keep) : TEXT("somebody who is not named"));
        page_print(p, "</b> <span class=small>%s%s", no ? "denies" : "affirms", o->why.size ? " · " : "");
        page_html(p, p->options->linked ? render_line(o->why, 300, p->keep) : o->why);
        page_put(p, TEXT("</span>"));
        if (o->flaw != HS_FLAW_NONE) {
            page_print(p, " <strong class=\"verdict contradiction\">%.*s</strong>", TEXT_ARGS(render_flaw_name(o->flaw)));
        }
        page_put(p, TEXT("</li>\n"));
    }
    if (c->origin_count > most) page_print(p, "<li>and %u more</li>", c->origin_count - most);
    page_put(p, TEXT("</ul>\n"));
}

enum { MOST_SIDES = 6 }; // of each polarity

static void put_side(page *p, const hs_claim *c, hs_polarity polarity, const char *name) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->side_count; i++) {
        if (c->sides[i].polarity != polarity) continue;
        if (++count > MOST_SIDES) continue;
        if (count > 1) page_put(p, TEXT(", "));
        else page_print(p, "<span class=%s><b>%s</b> ", polarity == HS_NEGATED ? "no" : "yes", name);
        page_html(p, render_line(c->sides[i].name, 60, p->keep));
    }
    if (count > MOST_SIDES) page_print(p, " and %u more", count - MOST_SIDES);
    if (count) page_put(p, TEXT("</span> "));
}

void html_sides(page *p, const hs_claim *c) {
    if (!c->side_count) return;
    page_put(p, TEXT("<p class=sides>"));
    put_side(p, c, HS_AFFIRMED, "Affirm");
    put_side(p, c, HS_NEGATED, "Deny");
    page_put(p, TEXT("</p>\n"));
}

// ---------------------------------------------------------------- reports

static void put_place(page *p, hs_mention m) {
    page_put(p, TEXT("<p class=place>"));
    if (p->options->linked) page_put(p, TEXT("<a href=\"")), html_evidence_link(p, m), page_put(p, TEXT("\">"));
    page_html(p, page_place(p, m));
    page_put(p, p->options->linked ? TEXT("</a></p>") : TEXT("</p>"));
}

// The Echo ← its paper's editor ← two officials: who tells it, on whose word.
static void put_chain(page *p, hs_mention m) {
    const hs_statement *s = mention_statement(p->picture, m);
    page_put(p, TEXT("<ol class=chain aria-label=\"Who tells it, on whose word\"><li><b>"));
    page_html(p, page_outlet(mention_document(p->picture, m)));
    page_put(p, TEXT("</b></li>"));
    for (uint32_t i = 0; i < s->link_count; i++) {
        const hs_link *l = &s->links[i];
        page_put(p, TEXT("<li>"));
        page_html(p, l->name.size ? render_line(l->name, 80, p->keep) : record_link_kind_name(l->kind));
        if (l->cue.size) page_put(p, TEXT(" <small>“")), page_html(p, render_line(l->cue, 40, p->keep)), page_put(p, TEXT("”</small>"));
        page_put(p, TEXT("</li>"));
    }
    page_put(p, TEXT("</ol>"));
}

void html_report(page *p, hs_mention m) {
    const hs_document *d = mention_document(p->picture, m);
    const hs_statement *s = mention_statement(p->picture, m);
    page_put(p, TEXT("<blockquote><p>"));
    page_html(p, text_slice(d->text, s->span.start, s->predicate.start));
    page_put(p, TEXT("<mark>"));
    page_html(p, text_span(d->text, s->predicate));
    page_put(p, TEXT("</mark>"));
    page_html(p, text_slice(d->text, s->predicate.end, s->span.end));
    page_print(p, "</p><p class=small><span class=%s>%.*s</span>", s->polarity == HS_NEGATED ? "no" : "yes",
               TEXT_ARGS(page_state(p, s->stage, s->polarity)));
    if (d->published.precision != HS_DATE_NONE) page_put(p, TEXT(" · ")), html_day(p, &d->published, true);
    page_html(p, page_added(p, m));
    page_put(p, TEXT("</p>"));
    put_chain(p, m);
    put_place(p, m);
    page_put(p, TEXT("</blockquote>\n"));
}

void html_claim_line(page *p, const hs_claim *c) {
    page_print(p, "<li><span class=\"state%s%s\">%.*s</span> <a href=\"", c->polarity == HS_NEGATED ? " negated" : "", page_disputed(c) ? " disputed" : "",
               TEXT_ARGS(page_standing(p, c)));
    html_claim_link(p, c);
    page_put(p, TEXT("\">"));
    page_html(p, render_line(page_quote(p, c), 110, p->keep));
    page_print(p, "</a> <span class=small>%u %s · %.*s</span></li>\n", c->outlets, c->outlets == 1 ? "outlet" : "outlets",
               TEXT_ARGS(render_count(c->origins, "origin", "origins", p->keep)));
}
