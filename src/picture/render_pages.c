// Pages that only `serve` has: the index, a document with its evidence, search, and the
// feed of changes.
#include "base/sort.h"
#include "picture/html.h"
#include "picture/record.h"

static const render_options linked = {.format = RENDER_HTML, .linked = true};

static hs_text whole(const page *p) { return (hs_text){p->data, p->size}; }

// ---------------------------------------------------------------- index

hs_text render_index_page(const hs_picture *picture, hs_arena *keep) {
    page p = {.picture = picture, .options = &linked, .keep = keep};
    html_head(&p, TEXT("Stories"));
    page_print(&p, "<h1>Stories</h1>\n<p class=small>%u documents, %u stories, %u claims</p>\n<ul class=stories>\n", picture->report_count,
               picture->story_count, picture->claim_count);
    for (uint32_t i = 0; i < picture->story_count; i++) {
        const hs_story *s = &picture->stories[i];
        page_print(&p, "<li><a href=\"/story/%.*s\">", TEXT_ARGS(s->id));
        page_html(&p, render_line(s->title, 0, keep));
        page_print(&p, "</a><br><span class=small>%.*s · %u claims</span></li>\n", TEXT_ARGS(page_story_line(&p, s)), s->claim_count);
    }
    page_put(&p, TEXT("</ul>\n"));
    html_foot(&p);
    return whole(&p);
}

// ---------------------------------------------------------------- document

static void put_masthead(page *p, const hs_document *d) {
    const hs_date *dates[] = {&d->published, &d->updated, &d->retrieved};
    static const char *const names[] = {"published", "updated", "fetched"};
    page_put(p, TEXT("<h1>"));
    page_html(p, render_line(d->title.size ? d->title : d->path, 0, p->keep));
    page_put(p, TEXT("</h1>\n<p class=small>"));
    page_html(p, page_outlet(d));
    if (d->byline.size) page_put(p, TEXT(" · ")), page_html(p, d->byline);
    for (int i = 0; i < 3; i++)
        if (dates[i]->precision != HS_DATE_NONE) page_print(p, " · %s %.*s", names[i], TEXT_ARGS(render_full_day(dates[i], p->keep)));
    page_print(p, " · version %u</p>\n<p class=place>", d->version);
    page_html(p, d->path);
    page_put(p, TEXT("</p>\n"));
}

// The part of a block, with what of the evidence falls into it marked.
static void put_marked(page *p, hs_text text, hs_span block, hs_span evidence, bool *anchored) {
    hs_span mark = {evidence.start > block.start ? evidence.start : block.start, evidence.end < block.end ? evidence.end : block.end};
    if (mark.start >= mark.end) {
        page_html(p, text_span(text, block));
        return;
    }
    page_html(p, text_slice(text, block.start, mark.start));
    page_put(p, *anchored ? TEXT("<mark>") : TEXT("<mark id=evidence tabindex=-1>"));
    *anchored = true;
    page_html(p, text_span(text, mark));
    page_put(p, TEXT("</mark>"));
    page_html(p, text_slice(text, mark.end, block.end));
}

hs_text render_document_page(const hs_picture *picture, uint32_t report, hs_span evidence, hs_arena *keep) {
    static const char *const open[] = {"<p>", "<h2>", "<p class=item>", "<blockquote><p>"};
    static const char *const close[] = {"</p>\n", "</h2>\n", "</p>\n", "</p></blockquote>\n"};
    page p = {.picture = picture, .options = &linked, .keep = keep};
    const hs_document *d = &picture->reports[report].document;
    bool anchored = false;
    html_head(&p, d->title.size ? d->title : d->path);
    put_masthead(&p, d);
    page_put(&p, TEXT("<article class=document>\n"));
    for (uint32_t i = 0; i < d->block_count; i++) {
        page_put(&p, text_of(open[d->blocks[i].kind]));
        put_marked(&p, d->text, d->blocks[i].span, evidence, &anchored);
        page_put(&p, text_of(close[d->blocks[i].kind]));
    }
    page_put(&p, TEXT("</article>\n"));
    html_foot(&p);
    return whole(&p);
}

// ---------------------------------------------------------------- search

enum { MOST_WORDS = 8, MOST_HITS = 100 };

static bool holds(const hs_picture *picture, hs_mention m, const hs_text *words, uint32_t count) {
    const hs_statement *s = mention_statement(picture, m);
    hs_text clause = text_span(mention_document(picture, m)->text, s->span);
    for (uint32_t i = 0; i < count; i++) {
        bool found = text_find_fold(clause, words[i], 0) != SIZE_MAX || text_equal_fold(s->lemma, words[i]);
        for (uint32_t k = 0; k < s->link_count && !found; k++) found = text_find_fold(s->links[k].name, words[i], 0) != SIZE_MAX;
        if (!found) return false;
    }
    return true;
}

static int by_newest(const void *a, const void *b, const void *context) {
    const hs_picture *p = context;
    const hs_date *x = &mention_document(p, *(const hs_mention *)a)->published, *y = &mention_document(p, *(const hs_mention *)b)->published;
    int32_t left = x->year * 512 + x->month * 32 + x->day, right = y->year * 512 + y->month * 32 + y->day;
    return left > right ? -1 : left < right;
}

static void put_hits(page *p, const hs_text *words, uint32_t count) {
    hs_mention *hits = NULL;
    size_t used = 0, capacity = 0;
    for (uint32_t i = 0; i < p->picture->report_count; i++)
        for (uint32_t k = 0; k < p->picture->reports[i].statement_count; k++)
            if (holds(p->picture, (hs_mention){i, k}, words, count))
                *arena_push(p->keep, hits, used, capacity) = (hs_mention){i, k};
    sort_items(hits, used, sizeof *hits, by_newest, p->picture, *p->keep);
    page_print(p, "<p class=small>%zu statements%s</p>\n", used, used > MOST_HITS ? ", the newest hundred shown" : "");
    for (size_t i = 0; i < used && i < MOST_HITS; i++) html_report(p, hits[i]);
}

hs_text render_search_page(const hs_picture *picture, hs_text query, hs_arena *keep) {
    page p = {.picture = picture, .options = &linked, .keep = keep};
    hs_text words[MOST_WORDS];
    uint32_t count = 0;
    for (hs_text rest = query; rest.size && count < MOST_WORDS;) {
        words[count] = text_cut(&rest, ' ');
        count += words[count].size > 0;
    }
    html_head(&p, TEXT("Search"));
    page_put(&p, TEXT("<h1>Search</h1>\n<form action=\"/search\" role=search><label>Words of a statement or a voice "
                      "<input type=search name=q value=\""));
    page_html(&p, query);
    page_put(&p, TEXT("\"></label> <button>Search</button></form>\n"));
    if (count) put_hits(&p, words, count);
    html_foot(&p);
    return whole(&p);
}

// ---------------------------------------------------------------- changes

static hs_text stamp(const hs_date *date, hs_arena *keep) {
    return arena_print(keep, "%04d-%02u-%02uT00:00:00Z", date->year, date->month ? date->month : 1u, date->day ? date->day : 1u);
}

static void put_entry(page *p, const hs_claim *c, hs_text base) {
    hs_text words = text_span(mention_document(p->picture, c->summary)->text, claim_quote(p->picture, c));
    page_put(p, TEXT("<entry><title>"));
    page_html(p, page_standing(p, c));
    page_put(p, TEXT(": "));
    page_html(p, render_line(words, 200, p->keep));
    page_print(p, "</title><id>urn:hearsay:claim:%.*s:%u</id><updated>%.*s</updated><link href=\"", TEXT_ARGS(c->id), c->move_count,
               TEXT_ARGS(stamp(&c->since, p->keep)));
    page_html(p, base);
    page_print(p, "/claim/%.*s\"/><summary>%u outlets, %.*s</summary></entry>\n", TEXT_ARGS(c->id), c->outlets,
               TEXT_ARGS(render_count(c->origins, "origin", "origins", p->keep)));
}

hs_text render_changes_feed(const hs_picture *picture, const hs_date *since, hs_text base, hs_arena *keep) {
    render_options options = {.since = *since};
    page p = {.picture = picture, .options = &options, .keep = keep};
    hs_date newest = *since;
    for (uint32_t i = 0; i < picture->claim_count; i++) {
        options.since = newest;
        if (render_wants_claim(picture, &options, i) && picture->claims[i].since.precision == HS_DATE_DAY) newest = picture->claims[i].since;
    }
    options.since = *since;
    page_put(&p, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Claims that are new or moved"
                      "</title><author><name>hearsay</name></author><id>urn:hearsay:changes</id><updated>"));
    page_put(&p, stamp(&newest, keep));
    page_put(&p, TEXT("</updated><link rel=\"self\" href=\""));
    page_html(&p, base);
    page_put(&p, TEXT("/changes.atom\"/>\n"));
    for (uint32_t i = 0; i < picture->claim_count; i++)
        if (picture->claims[i].since.precision != HS_DATE_NONE && render_wants_claim(picture, &options, i)) put_entry(&p, &picture->claims[i], base);
    page_put(&p, TEXT("</feed>\n"));
    return whole(&p);
}
