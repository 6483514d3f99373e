// What a search found, and the queries that were saved. See site.h.
#include "picture/html.h"
#include "picture/record.h"
#include "picture/site.h"

static const render_options linked = {.format = RENDER_HTML, .linked = true};

// An excerpt with what was found marked.
static void put_excerpt(page *p, hs_text excerpt) {
    size_t from = 0;
    for (size_t i = 0; i <= excerpt.size; i++) {
        char c = i < excerpt.size ? excerpt.data[i] : 0;
        if (i < excerpt.size && c != 1 && c != 2) continue;
        page_html(p, text_slice(excerpt, from, i));
        if (c) page_put(p, c == 1 ? TEXT("<mark>") : TEXT("</mark>"));
        from = i + 1;
    }
}

static void put_source(page *p, const hs_document *d) {
    page_put(p, TEXT("<span class=small>"));
    page_html(p, page_outlet(d));
    if (d->published.precision != HS_DATE_NONE) page_put(p, TEXT(" · ")), html_day(p, &d->published, true);
}

static void put_statement(page *p, const site_hit *hit) {
    p->picture = hit->picture;
    const hs_statement *s = mention_statement(p->picture, hit->at);
    hs_text chain = render_chain(s, p->keep);
    page_put(p, TEXT("<li><p>"));
    put_excerpt(p, hit->excerpt);
    page_put(p, TEXT("</p>"));
    put_source(p, mention_document(p->picture, hit->at));
    page_print(p, " · <span class=%s>%.*s</span>", s->polarity == HS_NEGATED ? "no" : "yes", TEXT_ARGS(page_state(p, s->stage, s->polarity)));
    if (chain.size) page_put(p, TEXT(" · ")), page_html(p, chain);
    if (hit->claim != HS_NONE) {
        const hs_claim *c = &p->picture->claims[hit->claim];
        page_put(p, TEXT(" · <a href=\"")), html_claim_link(p, c);
        page_print(p, "\">claim of %u %s</a>", c->outlets, c->outlets == 1 ? "outlet" : "outlets");
    } else {
        page_print(p, " · <a href=\"/statement/%.*s/", TEXT_ARGS(s->id));
        page_url(p, mention_document(p->picture, hit->at)->id), page_put(p, TEXT("\">its claim</a>"));
    }
    page_put(p, TEXT(" · <a href=\"")), html_evidence_link(p, hit->at);
    page_put(p, TEXT("\">evidence</a></span></li>\n"));
}

static void put_document(page *p, const site_hit *hit) {
    const hs_document *d = mention_document(hit->picture, hit->at);
    page_put(p, TEXT("<li><a href=\"/document/")), page_url(p, d->id), page_put(p, TEXT("\">"));
    page_html(p, render_line(d->title.size ? d->title : d->path, 160, p->keep));
    page_put(p, TEXT("</a> ")), put_source(p, d);
    page_put(p, TEXT("</span><p>"));
    put_excerpt(p, hit->excerpt);
    page_put(p, TEXT("</p></li>\n"));
}

static hs_text feed_link(page *p, hs_text words) {
    page url = {.keep = p->keep};
    page_put(&url, TEXT("/search.atom?q="));
    page_url(&url, words);
    return (hs_text){url.data, url.size};
}

static void put_saved(page *p, const site_search *f) {
    if (f->words.size) {
        page_print(p, "<form class=save method=post action=\"/searches?do=%s&amp;q=", f->is_saved ? "forget" : "save");
        page_url(p, f->words);
        page_print(p, "\"><button>%s this search</button> <a href=\"", f->is_saved ? "Forget" : "Save");
        page_html(p, feed_link(p, f->words));
        page_put(p, TEXT("\">Atom feed of it</a></form>\n"));
    }
    if (!f->saved_count) return;
    page_put(p, TEXT("<section><h2>Saved searches</h2>\n<ul class=saved>"));
    for (uint32_t i = 0; i < f->saved_count; i++) {
        page_put(p, TEXT("<li><a href=\"/search?q=")), page_url(p, f->saved[i]), page_put(p, TEXT("\">"));
        page_html(p, f->saved[i]);
        page_put(p, TEXT("</a> <a class=small href=\"")), page_html(p, feed_link(p, f->saved[i]));
        page_put(p, TEXT("\" aria-label=\"Atom feed of ")), page_html(p, f->saved[i]), page_put(p, TEXT("\">feed</a></li>\n"));
    }
    page_put(p, TEXT("</ul></section>\n"));
}

static hs_text data(const site_search *f, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '{');
    json_member_text(w, "query", f->words);
    json_key(w, "statements");
    json_open(w, '[');
    for (uint32_t i = 0; i < f->statement_count; i++) {
        const site_hit *hit = &f->statements[i];
        const hs_statement *st = mention_statement(hit->picture, hit->at);
        const hs_document *d = mention_document(hit->picture, hit->at);
        json_open(w, '{');
        json_member_text(w, "statement", st->id);
        json_member_text(w, "document", d->id);
        if (hit->claim != HS_NONE) json_member_text(w, "claim", hit->picture->claims[hit->claim].id);
        json_member_text(w, "text", text_span(d->text, st->span));
        record_write_places(w, &d->map, st->span);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_key(w, "documents");
    json_open(w, '[');
    for (uint32_t i = 0; i < f->document_count; i++) json_text(w, mention_document(f->documents[i].picture, f->documents[i].at)->id);
    json_close(w, ']');
    json_close(w, '}');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}

hs_text site_search_page(const site *s, const site_search *f, const site_request *r, hs_arena *keep) {
    if (r->data) return data(f, keep);
    page p = {.picture = s->picture, .options = &linked, .keep = keep}, twin = {.keep = keep};
    page_put(&twin, TEXT("/search.json?q=")), page_url(&twin, f->words);
    html_frame frame = {.title = TEXT("Search"), .query = f->words, .twin = {twin.data, twin.size}};
    if (f->words.size) frame.feed = feed_link(&p, f->words);
    html_head(&p, &frame);
    page_put(&p, TEXT("<h1>Search"));
    if (f->words.size) page_put(&p, TEXT(": ")), page_html(&p, f->words);
    page_put(&p, TEXT("</h1>\n<p class=small>All words must stand in one statement or document. <code>\"two words\"</code> is a phrase, <code>bloc*</code> a beginning, "
                      "<code>voice:sand</code> looks at who says it.</p>\n"));
    put_saved(&p, f);
    if (f->words.size) {
        page_print(&p, "<section><h2>%u %s</h2>\n<ul class=hits>", f->statements_in_all, f->statements_in_all == 1 ? "statement" : "statements");
        for (uint32_t i = 0; i < f->statement_count; i++) put_statement(&p, &f->statements[i]);
        page_put(&p, TEXT("</ul>\n"));
        if (f->by_arrival) page_put(&p, TEXT("<p class=small>Too many to order by date: those that came in last stand first.</p>\n"));
        page_print(&p, "</section>\n<section><h2>%u %s</h2>\n<ul class=hits>", f->documents_in_all, f->documents_in_all == 1 ? "document" : "documents");
        for (uint32_t i = 0; i < f->document_count; i++) put_document(&p, &f->documents[i]);
        page_put(&p, TEXT("</ul></section>\n"));
        page query = {.keep = keep};
        page_put(&query, TEXT("q=")), page_url(&query, f->words);
        html_pages(&p, TEXT("/search"), (hs_text){query.data, query.size}, r->page, 1, f->pages);
    }
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}

hs_text site_search_feed(const site *s, const site_search *f, hs_arena *keep) {
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    hs_date never = {0};
    const hs_date *newest = f->statement_count ? &mention_document(f->statements[0].picture, f->statements[0].at)->published : &never;
    html_feed_head(&p, arena_print(keep, "Search: %.*s", TEXT_ARGS(f->words)), arena_print(keep, "urn:hearsay:search:%016llx", (unsigned long long)text_hash(f->words, 0)), newest,
                   arena_print(keep, "%.*s%.*s", TEXT_ARGS(s->base), TEXT_ARGS(feed_link(&p, f->words))));
    for (uint32_t i = 0; i < f->statement_count; i++) {
        const site_hit *hit = &f->statements[i];
        const hs_document *d = mention_document(hit->picture, hit->at);
        const hs_statement *st = mention_statement(hit->picture, hit->at);
        p.picture = hit->picture;
        page_put(&p, TEXT("<entry><title>"));
        page_html(&p, page_outlet(d));
        page_put(&p, TEXT(": ")), page_html(&p, render_line(text_span(d->text, st->span), 160, keep));
        page_print(&p, "</title><id>urn:hearsay:statement:%.*s</id><updated>%.*s</updated><link href=\"", TEXT_ARGS(st->id), TEXT_ARGS(html_stamp(&d->published, keep)));
        page_html(&p, s->base);
        html_evidence_link(&p, hit->at);
        page_put(&p, TEXT("\"/></entry>\n"));
    }
    page_put(&p, TEXT("</feed>\n"));
    return (hs_text){p.data, p.size};
}
