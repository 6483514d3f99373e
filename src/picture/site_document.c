// A document with its evidence marked, and what changed from version to version. See site.h.
#include "picture/edits.h"
#include "picture/html.h"
#include "picture/record.h"
#include "picture/site.h"

enum { MOST_PARAGRAPHS = 400 };

static const render_options linked = {.format = RENDER_HTML, .linked = true};

// Versions of the same document: the stretch of `versions` in which it stands; first == past where it has but one.
static void find_versions(const site *s, const hs_report *report, uint32_t *first, uint32_t *past) {
    uint32_t at = 0;
    while (at < s->version_count && (!text_equal(s->versions[at].document.id, report->document.id) || s->versions[at].document.version != report->document.version)) at++;
    *first = *past = at;
    if (at == s->version_count) return;
    while (*first && s->versions[*first - 1].document.version < s->versions[*first].document.version) --*first;
    while (++*past < s->version_count && s->versions[*past - 1].document.version < s->versions[*past].document.version) {}
}

static void put_masthead(page *p, const hs_document *d) {
    const hs_date *dates[] = {&d->published, &d->updated, &d->retrieved};
    static const char *const names[] = {"published", "updated", "fetched"};
    page_put(p, TEXT("<h1>"));
    page_html(p, render_line(d->title.size ? d->title : d->path, 0, p->keep));
    page_put(p, TEXT("</h1>\n<p class=small>"));
    page_html(p, page_outlet(d));
    if (d->byline.size) page_put(p, TEXT(" · ")), page_html(p, render_line(d->byline, 200, p->keep));
    for (int i = 0; i < 3; i++)
        if (dates[i]->precision != HS_DATE_NONE) page_print(p, " · %s ", names[i]), html_day(p, dates[i], true);
    page_print(p, " · version %u</p>\n<p class=place>", d->version);
    page_html(p, d->path);
    if (d->url.size) page_put(p, TEXT(" · ")), page_html(p, d->url);
    if (d->digest.size) page_print(p, " · capture xxh3-128 %.*s", TEXT_ARGS(d->digest));
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

// The claims that it tells, the weightiest first. An older version tells none any more.
static void put_claims(page *p, const hs_report *report) {
    enum { MOST_CLAIMS = 40 };
    const hs_picture *all = p->picture;
    uint32_t shown = 0, more = 0;
    bool is_newest = report >= all->reports && report < all->reports + all->report_count;
    for (uint32_t i = 0; is_newest && i < all->claim_count; i++) {
        const hs_claim *c = &all->claims[i];
        uint32_t k = 0;
        while (k < c->mention_count && &all->reports[c->mentions[k].report] != report) k++;
        if (k == c->mention_count) continue;
        if (shown == MOST_CLAIMS) {
            more++;
            continue;
        }
        if (!shown++) page_put(p, TEXT("<section class=told><h2>What it tells</h2>\n<ul class=heads>"));
        html_claim_line(p, c);
    }
    if (shown) page_put(p, TEXT("</ul>\n"));
    if (more) page_print(p, "<p class=small>%u more stand in the data.</p>\n", more);
    if (shown) page_put(p, TEXT("</section>\n"));
}

hs_text site_document(const site *s, const hs_report *report, const site_request *r, hs_arena *keep) {
    static const char *const open[] = {"<p>", "<h2>", "<p class=item>", "<blockquote><p>"};
    static const char *const close[] = {"</p>\n", "</h2>\n", "</p>\n", "</p></blockquote>\n"};
    const hs_document *d = &report->document;
    if (r->data) {
        json_writer writer = {.arena = keep};
        record_write(&writer, report, RECORD_ALL);
        json_line(&writer);
        return (hs_text){writer.data, writer.size};
    }
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    bool anchored = false;
    uint32_t first, past;
    html_frame frame = {.title = d->title.size ? d->title : d->path};
    page twin = {.keep = keep};
    page_put(&twin, TEXT("/document/")), page_url(&twin, d->id), page_put(&twin, TEXT(".json"));
    frame.twin = (hs_text){twin.data, twin.size};
    html_head(&p, &frame);
    put_masthead(&p, d);
    find_versions(s, report, &first, &past);
    if (past > first) {
        page_put(&p, TEXT("<p><a href=\"/document/")), page_url(&p, d->id);
        page_print(&p, "/edits\">%u versions: what changed</a></p>\n", past - first);
    }
    page_put(&p, TEXT("<div class=beside><article class=document lang="));
    page_put(&p, d->language.size == 2 ? d->language : TEXT("und"));
    page_put(&p, TEXT(">\n"));
    for (uint32_t i = 0; i < d->block_count; i++) {
        page_put(&p, text_of(open[d->blocks[i].kind]));
        put_marked(&p, d->text, d->blocks[i].span, r->evidence, &anchored);
        page_put(&p, text_of(close[d->blocks[i].kind]));
    }
    page_put(&p, TEXT("</article>\n"));
    put_claims(&p, report);
    page_put(&p, TEXT("</div>\n"));
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}

// ---------------------------------------------------------------- versions

static hs_text versions_data(const site *s, uint32_t first, uint32_t past, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '[');
    for (uint32_t i = first; i < past; i++) record_write(w, &s->versions[i], RECORD_TEXT);
    json_close(w, ']');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}

hs_text site_edits(const site *s, const hs_report *report, const site_request *r, hs_arena *keep) {
    uint32_t first, past;
    find_versions(s, report, &first, &past);
    if (r->data) return versions_data(s, first, past, keep);
    page p = {.picture = s->picture, .options = &linked, .keep = keep}, twin = {.keep = keep};
    page_put(&twin, TEXT("/document/")), page_url(&twin, report->document.id), page_put(&twin, TEXT("/edits.json"));
    html_frame frame = {.title = report->document.title.size ? report->document.title : report->document.path, .twin = {twin.data, twin.size}};
    html_head(&p, &frame);
    put_masthead(&p, &report->document);
    page_put(&p, TEXT("<p><a href=\"/document/")), page_url(&p, report->document.id), page_put(&p, TEXT("\">The document</a></p>\n"));
    if (past < first + 2) page_put(&p, TEXT("<p>There is but one version.</p>\n"));
    for (uint32_t i = past; i-- > first + 1 && past > first;) {
        hs_date date = edits_date(&s->versions[i - 1], &s->versions[i]);
        page_print(&p, "<section><h2>Version %u, ", s->versions[i].document.version);
        html_day(&p, &date, true);
        page_print(&p, "</h2>\n<p class=small>changed %s</p>\n", edits_silent(&s->versions[i - 1], &s->versions[i]) ? "without saying so" : "as its date of update says");
        edits_draw(&p, &s->versions[i - 1], &s->versions[i], MOST_PARAGRAPHS);
        page_put(&p, TEXT("</section>\n"));
    }
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
