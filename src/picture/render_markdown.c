// The picture as Markdown: for a ticket, a wiki, a mail.
#include "picture/record.h"
#include "picture/walk.h"

static void put_origins(page *p, const hs_claim *c) {
    page_print(p, "%u %s · %.*s\n\n", c->outlets, c->outlets == 1 ? "outlet" : "outlets",
               TEXT_ARGS(render_count(c->origins, "origin", "origins", p->keep)));
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        page_put(p, o->polarity == HS_NEGATED ? TEXT("- denied: ") : TEXT("- affirmed: "));
        page_markdown(p, o->name.size ? render_line(o->name, 0, p->keep) : TEXT("somebody who is not named"));
        if (o->why.size) page_put(p, TEXT(" — ")), page_markdown(p, o->why);
        page_put(p, TEXT("\n"));
    }
}

static void put_history(page *p, const hs_claim *c) {
    page_put(p, TEXT("\n"));
    for (uint32_t i = 0; i < c->move_count; i++)
        page_print(p, "%s%.*s %.*s", i ? " → " : "", TEXT_ARGS(render_move_day(c, i, p->keep)),
                   TEXT_ARGS(page_state(p, c->history[i].stage, c->history[i].polarity)));
    page_put(p, TEXT("\n"));
}

static void put_conflict(page *p, const hs_claim *c, const hs_conflict *conflict) {
    page_print(p, "\n**%.*s, %.*s**:", TEXT_ARGS(render_conflict_name(conflict->kind)), TEXT_ARGS(render_verdict_name(conflict->verdict)));
    for (uint32_t k = 0; k < conflict->value_count; k++) {
        const hs_conflict_value *v = &conflict->values[k];
        page_put(p, k ? TEXT("; ") : TEXT(" "));
        page_markdown(p, render_line(v->value, 0, p->keep));
        page_put(p, TEXT(" ("));
        page_markdown(p, page_voices(p, c, v->reports, v->report_count, 4));
        page_put(p, TEXT(")"));
    }
    page_put(p, TEXT("\n"));
}

static void put_mark(page *p, hs_text line) {
    page_put(p, TEXT("\n✎ *"));
    page_markdown(p, line);
    page_put(p, TEXT("*\n"));
}

static void put_report(page *p, hs_mention m) {
    const hs_document *d = mention_document(p->picture, m);
    const hs_statement *s = mention_statement(p->picture, m);
    hs_text chain = render_chain(s, p->keep), day = render_full_day(&d->published, p->keep);
    page_put(p, TEXT("\n> "));
    page_markdown(p, render_line(text_span(d->text, s->span), 0, p->keep));
    page_put(p, TEXT("\n>\n> — "));
    page_markdown(p, page_outlet(d));
    page_print(p, "%s%.*s%.*s · %.*s", day.size ? ", " : "", TEXT_ARGS(day), TEXT_ARGS(page_added(p, m)), TEXT_ARGS(page_state(p, s->stage, s->polarity)));
    if (chain.size) page_put(p, TEXT(" · ")), page_markdown(p, chain);
    page_print(p, " · `%.*s`\n", TEXT_ARGS(page_place(p, m)));
}

static void put_claim(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    page_print(p, "\n## %u. ", p->options->first_claim + number + 1);
    page_markdown(p, page_quote(p, c));
    page_print(p, "\n\n**%.*s** · ", TEXT_ARGS(page_standing(p, c)));
}

static void put_story(page *p, const hs_story *s, bool behind, uint32_t passages, hs_text copies) {
    page_put(p, behind ? TEXT("\n# ") : TEXT("# "));
    page_markdown(p, render_line(s->title, 0, p->keep));
    page_print(p, "\n\n%.*s\n", TEXT_ARGS(page_story_line(p, s)));
    if (!passages) return;
    page_print(p, "\n%u %s copied: ", passages, passages == 1 ? "passage" : "passages");
    page_markdown(p, copies);
    page_put(p, TEXT("\n"));
}

static void put_more(page *p, uint32_t more) {
    if (more) page_print(p, "\n%u more claims are not shown.\n", more);
}

static void put_news(page *p, hs_text line) {
    page_put(p, TEXT("- **new** "));
    page_markdown(p, line);
    page_put(p, TEXT("\n"));
}

static void put_vanished_head(page *p) { page_put(p, TEXT("\n## No longer said\n\n")); }

static void put_vanished(page *p, hs_text line) {
    page_put(p, TEXT("- "));
    page_markdown(p, line);
    page_put(p, TEXT("\n"));
}

static void begin(render_stream *s, page *p) {
    hs_text since = walk_since(p);
    (void)s;
    if (since.size) page_print(p, "*%.*s.*\n\n", TEXT_ARGS(since));
}

static bool put_all(render_stream *s, page *p) {
    static const walk_form form = {.most_claims = 20, .evidence = true, .mark = put_mark, .story = put_story, .claim = put_claim, .origins = put_origins,
                                   .moves = put_history, .conflict = put_conflict, .report = put_report, .story_end = put_more,
                                   .news = put_news, .vanished_begin = put_vanished_head, .vanished = put_vanished};
    return walk_picture(p, &form, s->any);
}

static void end(render_stream *s, page *p) {
    if (!s->any) page_put(p, TEXT("Nothing to show.\n"));
    page_put(p, TEXT("\nNot judged: whether any of this is true.\n"));
}

const render_form render_markdown_form = {begin, put_all, end};
