// The frame of every page, dates, links. See html.h.
#include "picture/html.h"

#include "picture/record.h"

static const char style[] = {
#include "picture.css.inc"
    , 0};
static const char icon[] = {
#include "icon.svg.inc"
    , 0};
static const char script[] = {
#include "page.js.inc"
    , 0};

hs_text render_style(void) { return (hs_text){style, sizeof style - 1}; }
hs_text render_icon(void) { return (hs_text){icon, sizeof icon - 1}; }
hs_text render_script(void) { return (hs_text){script, sizeof script - 1}; }

// ---------------------------------------------------------------- frame

static void put_navigation(page *p, const html_frame *f) {
    page_put(p, TEXT("<a class=skip href=\"#main\">To the content</a>\n<header class=top><a class=name href=\"/\">hearsay</a>"
                     "<nav aria-label=Pages><a href=\"/\">Stories</a><a href=\"/changes\">Changes</a></nav>"
                     "<form action=\"/search\" role=search><input type=search name=q aria-label=\"Search reports, claims and voices\" "
                     "placeholder=\"Search reports, claims, voices\" value=\""));
    page_html(p, f->query);
    page_put(p, TEXT("\"><button>Search</button></form></header>\n"));
}

void html_head(page *p, const html_frame *f) {
    page_put(p, TEXT("<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width\">\n<title>"));
    page_html(p, render_line(f->title, 0, p->keep));
    page_put(p, p->options->linked ? TEXT(" · hearsay</title>\n") : TEXT("</title>\n"));
    if (p->options->linked) {
        page_put(p, TEXT("<link rel=icon href=\"/icon.svg\">\n<link rel=stylesheet href=\"/style.css\">\n<script type=module src=\"/page.js\"></script>\n"
                         "<link rel=alternate type=\"application/atom+xml\" title=Changes href=\""));
        page_html(p, f->feed.size ? f->feed : TEXT("/changes.atom"));
        page_put(p, TEXT("\">\n</head>\n<body>\n"));
        put_navigation(p, f);
    } else {
        page_put(p, TEXT("<style>\n"));
        page_put(p, render_style());
        page_put(p, TEXT("</style>\n</head>\n<body>\n"));
    }
    page_put(p, TEXT("<main id=main>\n"));
}

void html_foot(page *p, const html_frame *f) {
    page_put(p, TEXT("<aside class=notice aria-label=\"What this does not do\"><h2>What this does not do</h2>\n<ul><li>It does not judge whether "
                     "any of this is true: there is no truth score.</li><li>It does not predict.</li><li>It is not for targeting, and not for "
                     "watching private persons.</li></ul>\n<p>It quotes, counts and relates. Every item names the file and the bytes that are its "
                     "evidence, so that you can check it.</p></aside>\n</main>\n<footer>"));
    if (p->options->linked && f->twin.size) {
        page_put(p, TEXT("<a href=\""));
        page_html(p, f->twin);
        page_put(p, TEXT("\">This page as data</a> · "));
    }
    page_put(p, TEXT("hearsay " HEARSAY_VERSION "</footer>\n</body>\n</html>\n"));
}

void html_story_head(page *p, const hs_story *s, const char *view) {
    static const char *const views[][3] = {{"claims", "", "Claims"}, {"sources", "/sources", "Sources"},
                                           {"timeline", "/timeline", "Timeline"}, {"escalation", "/escalation", "Escalation"}};
    page_put(p, TEXT("<h1>"));
    page_html(p, render_line(s->title, 0, p->keep));
    page_print(p, "</h1>\n<p class=small>%.*s</p>\n<nav class=tabs aria-label=\"Views of this story\">", TEXT_ARGS(page_story_line(p, s)));
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        bool here = text_equal(text_of(views[i][0]), text_of(view));
        page_print(p, "<a href=\"/story/%.*s%s\"%s>%s</a>", TEXT_ARGS(s->id), views[i][1], here ? " aria-current=page" : "", views[i][2]);
    }
    page_put(p, TEXT("</nav>\n"));
}

// ---------------------------------------------------------------- small things

void html_day(page *p, const hs_date *date, bool with_year) {
    if (date->precision == HS_DATE_NONE) return;
    hs_text words = with_year ? render_full_day(date, p->keep) : render_day(date, p->keep);
    page_print(p, "<time datetime=\"%.*s\">%.*s</time>", TEXT_ARGS(record_date(date, p->keep)), TEXT_ARGS(words));
}

void html_claim_link(page *p, const hs_claim *c) { page_print(p, "/claim/%.*s", TEXT_ARGS(c->id)); }

void html_evidence_link(page *p, hs_mention m) {
    const hs_statement *s = mention_statement(p->picture, m);
    page_put(p, TEXT("/document/"));
    page_url(p, mention_document(p->picture, m)->id);
    page_print(p, "?evidence=%u-%u#evidence", s->span.start, s->span.end);
}

static void put_page_link(page *p, hs_text path, hs_text query, uint32_t number, const char *rel, const char *words) {
    page_put(p, TEXT("<a href=\""));
    page_html(p, path);
    page_put(p, TEXT("?"));
    page_html(p, query);
    page_print(p, "%spage=%u\" rel=%s>%s</a>", query.size ? "&amp;" : "", number + 1, rel, words);
}

void html_pages(page *p, hs_text path, hs_text query, uint32_t number, uint32_t each, uint32_t items) {
    uint32_t last = items ? (items - 1) / each : 0;
    if (!last) return;
    page_put(p, TEXT("<nav class=pages aria-label=\"More of this list\">"));
    if (number) put_page_link(p, path, query, number - 1, "prev", "← before");
    page_print(p, "<span>%u of %u</span>", number + 1, last + 1);
    if (number < last) put_page_link(p, path, query, number + 1, "next", "next →");
    page_put(p, TEXT("</nav>\n"));
}

// ---------------------------------------------------------------- Atom

hs_text html_stamp(const hs_date *date, hs_arena *keep) {
    return arena_print(keep, "%04d-%02u-%02uT00:00:00Z", date->precision ? date->year : 1970, date->month ? date->month : 1u, date->day ? date->day : 1u);
}

void html_feed_head(page *p, hs_text title, hs_text id, const hs_date *updated, hs_text self) {
    page_put(p, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>"));
    page_html(p, title);
    page_put(p, TEXT("</title><author><name>hearsay</name></author><id>"));
    page_html(p, id);
    page_print(p, "</id><updated>%.*s</updated><link rel=\"self\" href=\"", TEXT_ARGS(html_stamp(updated, p->keep)));
    page_html(p, self);
    page_put(p, TEXT("\"/>\n"));
}
