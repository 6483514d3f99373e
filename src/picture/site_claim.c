// A claim with every report beside the captured document. See site.h.
#include "picture/graph.h"
#include "picture/html.h"
#include "picture/site.h"

enum { REPORTS_A_PAGE = 20, MOST_CONTEXT = 700, MOST_ORIGINS = 40 };

// ---------------------------------------------------------------- the captured document beside it

// Number of the block in which the words begin; block_count where none does.
static uint32_t block_at(const hs_document *d, uint32_t byte) {
    uint32_t i = 0;
    while (i < d->block_count && d->blocks[i].span.end <= byte) i++;
    return i;
}

// A byte at most `most` bytes before `byte`, at the beginning of a word.
static uint32_t back_from(hs_text text, uint32_t start, uint32_t byte, uint32_t most) {
    if (byte - start <= most) return start;
    uint32_t at = byte - most;
    while (at < byte && !byte_is_space((unsigned char)text.data[at])) at++;
    return at;
}

static uint32_t on_from(hs_text text, uint32_t byte, uint32_t end, uint32_t most) {
    if (end <= byte || end - byte <= most) return end;
    uint32_t at = byte + most;
    while (at > byte && !byte_is_space((unsigned char)text.data[at])) at--;
    return at;
}

static void put_neighbour(page *p, const hs_document *d, uint32_t block, bool before) {
    if (block >= d->block_count) return;
    hs_span s = d->blocks[block].span;
    uint32_t start = before ? back_from(d->text, s.start, s.end, MOST_CONTEXT / 3) : s.start;
    uint32_t end = before ? s.end : on_from(d->text, s.start, s.end, MOST_CONTEXT / 3);
    page_print(p, "<p class=near>%s", start > s.start ? "… " : "");
    page_html(p, text_slice(d->text, start, end));
    page_print(p, "%s</p>", end < s.end ? " …" : "");
}

// The paragraph in which the words stand, with what is next to it.
static void put_capture(page *p, hs_mention m) {
    const hs_document *d = mention_document(p->picture, m);
    const hs_statement *s = mention_statement(p->picture, m);
    uint32_t block = block_at(d, s->span.start);
    hs_span around = block < d->block_count ? d->blocks[block].span : s->span;
    if (around.start > s->span.start) around.start = s->span.start;
    if (around.end < s->span.end) around.end = s->span.end;
    uint32_t start = back_from(d->text, around.start, s->span.start, MOST_CONTEXT), end = on_from(d->text, s->span.end, around.end, MOST_CONTEXT);
    page_put(p, TEXT("<figure class=capture><figcaption>"));
    page_html(p, render_line(d->title.size ? d->title : d->path, 120, p->keep));
    page_put(p, TEXT("</figcaption>"));
    if (block && start == around.start) put_neighbour(p, d, block - 1, true);
    page_print(p, "<p>%s", start > around.start ? "… " : "");
    page_html(p, text_slice(d->text, start, s->span.start));
    page_put(p, TEXT("<mark>"));
    page_html(p, text_span(d->text, s->span));
    page_put(p, TEXT("</mark>"));
    page_html(p, text_slice(d->text, s->span.end, end));
    page_print(p, "%s</p>", end < around.end ? " …" : "");
    if (end == around.end) put_neighbour(p, d, block + 1, false);
    page_put(p, TEXT("</figure>\n"));
}

// ---------------------------------------------------------------- the page

static void put_head(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    const hs_story *s = &p->picture->stories[c->story];
    page_print(p, "<p class=crumb><a href=\"/story/%.*s\">", TEXT_ARGS(s->id));
    page_html(p, render_line(s->title, 90, p->keep));
    page_put(p, TEXT("</a></p>\n<h1 class=claim>"));
    page_html(p, page_quote(p, c));
    page_print(p, "</h1>\n<p class=standing><span class=\"state%s%s\">%.*s</span>", c->polarity == HS_NEGATED ? " negated" : "",
               page_disputed(c) ? " disputed" : "", TEXT_ARGS(page_standing(p, c)));
    if (c->since.precision != HS_DATE_NONE) page_put(p, TEXT(" <span class=small>since ")), html_day(p, &c->since, true), page_put(p, TEXT("</span>"));
    if (c->event.type.size)
        page_print(p, " <span class=small>· %.*s%s%.*s</span>", TEXT_ARGS(c->event.type), c->event.mode.size ? ", " : "", TEXT_ARGS(c->event.mode));
    page_put(p, TEXT("</p>\n"));
    html_sides(p, c);
    html_ladder(p, c);
}

// What people said of the claim, apart from what was read.
static void put_marks(page *p, const hs_claim *c) {
    hs_text grades = page_grades(p, c);
    if (!c->mark_count && !grades.size) return;
    page_put(p, TEXT("<section><h2>What people say of it</h2>\n<ul>"));
    for (uint32_t i = 0; i < c->mark_count; i++) page_put(p, TEXT("<li>")), page_html(p, page_mark(p, c->marks[i])), page_put(p, TEXT("</li>\n"));
    if (grades.size) page_put(p, TEXT("<li>")), page_html(p, grades), page_put(p, TEXT("</li>\n"));
    page_put(p, TEXT("</ul></section>\n"));
}

static void put_roots(page *p, const hs_claim *c) {
    page_put(p, TEXT("<section><h2>What it rests on</h2>\n<div class=roots><div>"));
    html_counts(p, c);
    html_origins(p, c, MOST_ORIGINS);
    page_put(p, TEXT("</div>\n<div class=rests>"));
    html_collapse(p, c);
    page_put(p, TEXT("<p class=small aria-hidden=true>outlets → origins</p></div></div>\n"));
    source_graph graph = graph_of_claim(p->picture, c, p->keep);
    if (graph.edge_count > 1) graph_draw(p, &graph);
    page_put(p, TEXT("</section>\n"));
}

static void put_reports(page *p, const hs_claim *c, uint32_t number) {
    page_print(p, "<section><h2 id=reports>%u %s</h2>\n", c->mention_count, c->mention_count == 1 ? "statement" : "statements");
    uint64_t first = (uint64_t)number * REPORTS_A_PAGE;
    for (uint64_t i = first; i < first + REPORTS_A_PAGE && i < c->mention_count; i++) {
        page_put(p, TEXT("<div class=pair>"));
        html_report(p, c->mentions[i]);
        put_capture(p, c->mentions[i]);
        page_put(p, TEXT("</div>\n"));
    }
    html_pages(p, arena_print(p->keep, "/claim/%.*s", TEXT_ARGS(c->id)), (hs_text){0}, number, REPORTS_A_PAGE, c->mention_count);
    page_put(p, TEXT("</section>\n"));
}

hs_text site_claim(const site *s, uint32_t claim, const site_request *r, hs_arena *keep) {
    render_options options = {.format = RENDER_HTML, .linked = true, .claim = claim + 1};
    const hs_claim *c = &s->picture->claims[claim];
    if (r->data) {
        options.format = RENDER_JSON;
        return render_picture(s->picture, &options, keep);
    }
    page p = {.picture = s->picture, .options = &options, .keep = keep};
    html_frame frame = {.title = page_quote(&p, c), .twin = arena_print(keep, "/claim/%.*s.json", TEXT_ARGS(c->id))};
    html_head(&p, &frame);
    put_head(&p, claim);
    if (!r->page) put_marks(&p, c), put_roots(&p, c);
    if (!r->page && c->conflict_count) {
        page_put(&p, TEXT("<section id=conflicts><h2>Where reports differ</h2>\n"));
        for (uint32_t i = 0; i < c->conflict_count; i++) html_conflict(&p, c, &c->conflicts[i]);
        page_put(&p, TEXT("</section>\n"));
    }
    put_reports(&p, c, r->page);
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
