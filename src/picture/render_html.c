// The picture as one HTML page that stands on its own: no script, no request, readable in
// print, in the dark and by keyboard. Evidence is folded away below each claim.
#include "picture/html.h"
#include "picture/walk.h"

static void put_story(page *p, const hs_story *s, uint32_t passages, hs_text copies) {
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
    page_print(p, "<article class=claim id=claim-%.*s>\n<div class=head><h2>%u. ", TEXT_ARGS(c->id), number + 1);
    page_html(p, page_quote(p, c));
    page_print(p, "</h2><span class=\"state%s%s\">%.*s</span></div>\n", c->polarity == HS_NEGATED ? " negated" : "",
               page_disputed(c) ? " disputed" : "", TEXT_ARGS(page_standing(p, c)));
}

static void put_origins(page *p, const hs_claim *c) {
    html_counts(p, c);
    html_origins(p, c, c->origin_count);
}

static void put_conflict(page *p, const hs_claim *c, const hs_conflict *conflict) {
    (void)c;
    html_conflict(p, conflict);
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

hs_text render_html(const hs_picture *picture, const render_options *options, hs_arena *keep) {
    static const walk_form form = {.most_claims = 40, .evidence = true, .mark = put_mark, .story = put_story, .claim = put_claim, .origins = put_origins,
                                   .moves = html_ladder, .conflict = put_conflict, .evidence_of = put_evidence, .report = html_report,
                                   .claim_end = end_claim, .story_end = end_story};
    page p = {.picture = picture, .options = options, .keep = keep};
    html_frame frame = {.title = picture->story_count ? picture->stories[0].title : TEXT("No reports")};
    for (uint32_t i = 0; i < picture->story_count; i++)
        if (options->story.size && render_wants_story(options, &picture->stories[i])) frame.title = picture->stories[i].title;
    if (options->since.precision != HS_DATE_NONE) frame.title = TEXT("What changed");
    html_head(&p, &frame);
    if (!walk_picture(&p, &form)) page_put(&p, TEXT("<h1>Nothing to show</h1>\n"));
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
