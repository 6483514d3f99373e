// The picture as one HTML page that stands on its own: no script, no request, readable in
// print, in the dark and by keyboard. Evidence is folded away below each claim.
#include "picture/html.h"
#include "picture/walk.h"

static void put_story(page *p, const hs_story *s, bool behind, uint32_t passages, hs_text copies) {
    (void)behind;
    page_put(p, TEXT("<section>\n<h1>"));
    page_html(p, render_line(s->title, 0, p->keep));
    page_print(p, "</h1>\n<p class=small>%.*s</p>\n", TEXT_ARGS(page_story_line(p, s)));
    if (!passages) return;
    page_print(p, "<p class=small>%u %s copied: ", passages, passages == 1 ? "passage" : "passages");
    page_html(p, copies);
    page_put(p, TEXT("</p>\n"));
}

static void put_claim(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    page_print(p, "<article class=claim id=claim-%.*s>\n<div class=head><h2>%u. ", TEXT_ARGS(c->id), p->options->first_claim + number + 1);
    page_html(p, page_quote(p, c));
    page_print(p, "</h2><span class=\"state%s%s\">%.*s</span></div>\n", c->polarity == HS_NEGATED ? " negated" : "",
               page_disputed(c) ? " disputed" : "", TEXT_ARGS(page_standing(p, c)));
}

static void put_origins(page *p, const hs_claim *c) {
    html_counts(p, c);
    html_origins(p, c, c->origin_count);
}

static void put_conflict(page *p, const hs_claim *c, const hs_conflict *conflict) {
    html_conflict(p, c, conflict);
}

static void put_evidence(page *p, const hs_claim *c) {
    page_print(p, "<details%s><summary>%u %s, with the words and their bytes</summary>\n", p->options->claim ? " open" : "", c->mention_count,
               c->mention_count == 1 ? "statement" : "statements");
}

static void end_claim(page *p) { page_put(p, TEXT("</details>\n</article>\n")); }

static void end_story(page *p, uint32_t more) {
    if (more) page_print(p, "<p class=small>%u more claims are not shown.</p>\n", more);
    page_put(p, TEXT("</section>\n"));
}

static void put_mark(page *p, hs_text line) {
    page_put(p, TEXT("<p class=mark>✎ "));
    page_html(p, line);
    page_put(p, TEXT("</p>\n"));
}

static void put_news(page *p, hs_text line) {
    page_put(p, TEXT("<p class=news>"));
    page_html(p, line);
    page_put(p, TEXT("</p>\n"));
}

static void put_vanished_head(page *p) { page_put(p, TEXT("<section>\n<h2>No longer said</h2>\n<ul class=vanished>\n")); }

static void put_vanished(page *p, hs_text line) {
    page_put(p, TEXT("<li>"));
    page_html(p, line);
    page_put(p, TEXT("</li>\n"));
}

static void put_vanished_end(page *p) { page_put(p, TEXT("</ul>\n</section>\n")); }

static void begin(render_stream *s, page *p) {
    const hs_picture *all = p->picture;
    html_frame frame = {.title = all->story_count ? all->stories[0].title : TEXT("No reports")};
    for (uint32_t i = 0; i < all->story_count; i++)
        if (s->options.story.size && render_wants_story(&s->options, &all->stories[i])) frame.title = all->stories[i].title;
    if (s->options.since.precision != HS_DATE_NONE) frame.title = TEXT("What changed");
    html_head(p, &frame);
    hs_text since = walk_since(p);
    if (since.size) page_print(p, "<p class=lead>%.*s.</p>\n", TEXT_ARGS(since));
}

static bool put_all(render_stream *s, page *p) {
    static const walk_form form = {.most_claims = 40, .evidence = true, .mark = put_mark, .story = put_story, .claim = put_claim, .origins = put_origins,
                                   .moves = html_ladder, .conflict = put_conflict, .evidence_of = put_evidence, .report = html_report,
                                   .claim_end = end_claim, .story_end = end_story, .news = put_news,
                                   .vanished_begin = put_vanished_head, .vanished = put_vanished, .vanished_end = put_vanished_end};
    return walk_picture(p, &form, s->any);
}

static void end(render_stream *s, page *p) {
    if (!s->any) page_put(p, TEXT("<h1>Nothing to show</h1>\n"));
    html_foot(p, &(html_frame){0});
}

const render_form render_html_form = {begin, put_all, end};

// ---------------------------------------------------------------- the report

static void put_reference(page *p) { page_put(p, TEXT("</article>\n")); }

enum { REPORT_CLAIMS = 40 };

static void put_all_evidence(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    page_print(p, "<h2><a href=\"#claim-%.*s\">%u.</a> ", TEXT_ARGS(c->id), number + 1);
    page_html(p, page_quote(p, c));
    page_put(p, TEXT("</h2>\n"));
    for (uint32_t i = 0; i < c->mention_count; i++) html_report(p, c->mentions[i]);
}

// Claims first, without folds; behind them, for paper, every statement with its words and bytes, and every report.
static void put_appendix(page *p) {
    const hs_picture *picture = p->picture;
    page_put(p, TEXT("<section class=appendix>\n<h1>Evidence</h1>\n"));
    for (uint32_t i = 0; i < picture->story_count; i++) {
        const hs_story *s = &picture->stories[i];
        uint32_t *chosen = arena_new(p->keep, uint32_t, s->claim_count), left_out;
        uint32_t count = render_wants_story(p->options, s) ? render_choose(picture, s, p->options, REPORT_CLAIMS, chosen, &left_out) : 0;
        for (uint32_t k = 0; k < count; k++) put_all_evidence(p, chosen[k]);
    }
    page_put(p, TEXT("<h1>Reports</h1>\n<table><tr><th scope=col>Report</th><th scope=col>Outlet</th><th scope=col>Published</th><th scope=col>Fetched</th></tr>\n"));
    for (uint32_t i = 0; i < picture->report_count; i++) {
        const hs_document *d = &picture->reports[i].document;
        page_put(p, TEXT("<tr><td>"));
        page_html(p, render_line(d->title, 0, p->keep));
        page_put(p, TEXT("<br><span class=small>"));
        page_html(p, d->url.size ? d->url : d->path);
        page_print(p, " · version %u · ", d->version);
        page_html(p, d->id);
        page_put(p, TEXT("</span></td><td>"));
        page_html(p, d->outlet);
        page_print(p, "</td><td>%.*s</td><td>%.*s</td></tr>\n", TEXT_ARGS(render_full_day(&d->published, p->keep)),
                   TEXT_ARGS(render_full_day(&d->retrieved, p->keep)));
    }
    page_put(p, TEXT("</table>\n</section>\n"));
}

hs_text render_report(const hs_picture *picture, const render_options *options, hs_arena *keep) {
    static const walk_form form = {.most_claims = REPORT_CLAIMS, .mark = put_mark, .story = put_story, .claim = put_claim, .origins = put_origins,
                                   .moves = html_ladder, .conflict = put_conflict, .claim_end = put_reference, .story_end = end_story,
                                   .report = html_report, .news = put_news, .vanished_begin = put_vanished_head, .vanished = put_vanished,
                                   .vanished_end = put_vanished_end};
    page p = {.picture = picture, .options = options, .keep = keep};
    html_frame frame = {.title = picture->story_count ? picture->stories[0].title : TEXT("No reports")};
    html_head(&p, &frame);
    if (walk_picture(&p, &form, false)) put_appendix(&p);
    else page_put(&p, TEXT("<h1>Nothing to show</h1>\n"));
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
