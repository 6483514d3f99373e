// See routes.h. Every page is a URL, and the same URL with ".json" is its data.
#include "serve/routes.h"

#include "base/error.h"
#include "base/text.h"
#include "picture/changes.h"
#include "picture/page.h"
#include "picture/record.h"

enum { MOST_HITS = 60, MOST_DOCUMENTS = 20, MOST_CHANGED = 128 };

static const char html[] = "text/html; charset=utf-8", json[] = "application/json", css[] = "text/css; charset=utf-8", csv[] = "text/csv; charset=utf-8",
                  javascript[] = "text/javascript; charset=utf-8", svg[] = "image/svg+xml", atom[] = "application/atom+xml; charset=utf-8", plain[] = "text/plain; charset=utf-8";

// ---------------------------------------------------------------- finding in a story

static uint32_t find_report(const hs_picture *p, hs_text id) {
    for (uint32_t i = 0; i < p->report_count; i++)
        if (text_equal(p->reports[i].document.id, id)) return i;
    return HS_NONE;
}

// The newest version, or the one that is asked for.
static const hs_report *find_document(const told_story *told, hs_text id, uint64_t version) {
    uint32_t newest = find_report(&told->picture, id);
    if (newest != HS_NONE && (!version || told->picture.reports[newest].document.version == version)) return &told->picture.reports[newest];
    for (uint32_t i = 0; i < told->version_count; i++)
        if (text_equal(told->versions[i].document.id, id) && (!version || told->versions[i].document.version == version)) return &told->versions[i];
    return NULL;
}

static uint32_t find_claim(const hs_picture *p, hs_text id) {
    for (uint32_t i = 0; i < p->claim_count; i++)
        if (text_equal(p->claims[i].id, id)) return i;
    return HS_NONE;
}

static uint32_t claim_with(const hs_picture *p, hs_mention m) {
    for (uint32_t i = 0; i < p->claim_count; i++)
        for (uint32_t k = 0; k < p->claims[i].mention_count; k++)
            if (p->claims[i].mentions[k].report == m.report && p->claims[i].mentions[k].statement == m.statement) return i;
    return HS_NONE;
}

// ---------------------------------------------------------------- reading the request

// One request on its way to an answer.
typedef struct way {
    const stories *of;
    shelf *shelf;
    const char *db;
    const route_request *request;
    const told_story *told; // whose pages are asked for
    site site;
    site_request asked;
    hs_text rest;     // of the path, behind what was taken
    hs_arena *keep;
} way;

static hs_span parse_evidence(hs_text text) {
    uint64_t start = 0, end = 0;
    hs_text rest = text, first = text_cut(&rest, '-');
    if (!text_to_number(first, &start) || !text_to_number(rest, &end) || start > end || end > UINT32_MAX) return (hs_span){0, 0};
    return (hs_span){(uint32_t)start, (uint32_t)end};
}

static uint32_t parse_page(hs_text text) {
    uint64_t number = 0;
    return text_to_number(text, &number) && number > 0 && number < 1000000 ? (uint32_t)number - 1 : 0;
}

static hs_text take_part(way *w) { return text_cut(&w->rest, '/'); }

static route_answer found(const way *w, hs_text body) { return (route_answer){200, w->asked.data ? json : html, body, {0}}; }
static route_answer as(const char *type, hs_text body) { return (route_answer){200, type, body, {0}}; }
static route_answer missing(const way *w) { return (route_answer){404, html, site_missing(&w->site, w->keep), {0}}; }
static route_answer failed(const way *w, const hs_error *error) { return (route_answer){500, plain, arena_print(w->keep, "%s\n", error->reason), {0}}; }

// ---------------------------------------------------------------- pages

// From here on the pages are made from that story; false with an answer where it cannot be told.
static bool open_story(way *w, uint32_t group, route_answer *answer) {
    hs_error error = {.byte = UINT64_MAX};
    const told_story *told = group == HS_NONE ? NULL : shelf_tell(w->shelf, group, &error);
    if (!told) return *answer = group == HS_NONE ? missing(w) : failed(w, &error), false;
    w->site.picture = &told->picture, w->site.versions = told->versions, w->site.version_count = told->version_count;
    w->told = told;
    return true;
}

// The index with the claims of its first stories, as far as these are small enough to be told at once.
static route_answer show_index(way *w) {
    enum { MOST_TOLD = 8, MOST_REPORTS = 60 };
    uint32_t count;
    hs_error error;
    const uint32_t *listed = site_listed(&w->site, w->asked.page, w->keep, &count);
    const hs_picture **told = arena_new(w->keep, const hs_picture *, count + 1);
    for (uint32_t i = 0; i < count && i < MOST_TOLD && !w->asked.data; i++) {
        const hs_story *story = &w->site.picture->stories[listed[i]];
        uint32_t group = story->report_count <= MOST_REPORTS ? stories_with_id(w->of, story->id) : HS_NONE;
        const told_story *it = group == HS_NONE ? NULL : shelf_tell(w->shelf, group, &error);
        if (it) told[i] = &it->picture;
    }
    return found(w, site_index(&w->site, told, &w->asked, w->keep));
}

static route_answer show_story(way *w) {
    route_answer answer;
    if (!open_story(w, stories_with_id(w->of, take_part(w)), &answer)) return answer;
    hs_text view = w->rest;
    if (!view.size) return found(w, site_story(&w->site, 0, &w->asked, w->keep));
    if (text_equal(view, TEXT("sources"))) return found(w, site_sources(&w->site, 0, &w->asked, w->keep));
    if (text_equal(view, TEXT("timeline"))) return found(w, site_timeline(&w->site, 0, &w->asked, w->keep));
    if (text_equal(view, TEXT("escalation"))) return found(w, site_escalation(&w->site, 0, &w->asked, w->keep));
    if (text_equal(view, TEXT("escalation.csv"))) return as(csv, site_escalation_csv(&w->site, 0, w->keep));
    return missing(w);
}

static route_answer show_claim(way *w) {
    route_answer answer;
    hs_error error;
    hs_text id = take_part(w);
    int64_t document = 0;
    if (store_claim_document(w->shelf->store, text_from_hex(id), &document, &error) != HS_OK) return failed(w, &error);
    if (!open_story(w, stories_with_number(w->of, document), &answer)) return answer;
    uint32_t claim = find_claim(w->site.picture, id);
    return claim == HS_NONE || w->rest.size ? missing(w) : found(w, site_claim(&w->site, claim, &w->asked, w->keep));
}

static route_answer show_document(way *w) {
    route_answer answer;
    uint64_t version = 0;
    // an id that somebody gave may hold a '/': only the end of the path is ours
    bool edits = text_ends(w->rest, TEXT("/edits"));
    hs_text id = edits ? text_slice(w->rest, 0, w->rest.size - 6) : w->rest;
    text_to_number(w->request->version, &version);
    if (!open_story(w, stories_with_document(w->of, id), &answer)) return answer;
    const hs_report *report = find_document(w->told, id, version);
    if (!report) return missing(w);
    if (w->asked.evidence.end > report->document.text.size) w->asked.evidence = (hs_span){0, 0};
    return found(w, edits ? site_edits(&w->site, report, &w->asked, w->keep) : site_document(&w->site, report, &w->asked, w->keep));
}

// ---------------------------------------------------------------- changes

static bool is_since(const hs_date *date, int64_t since) { return date->precision != HS_DATE_NONE && page_days(date) >= since; }

// Whether anything can have changed in a story since that day: a report that came or was changed.
static bool has_news(const stories *of, const hs_group *g, int64_t since) {
    for (uint32_t i = 0; i < g->document_count; i++) {
        const hs_document *d = stories_document(of, g->documents[i]);
        if (is_since(&d->published, since) || is_since(&d->updated, since) || is_since(&d->retrieved, since)) return true;
    }
    return false;
}

static route_answer show_changes(way *w, bool feed) {
    const stories *of = w->of;
    site *list = arena_new(w->keep, site, MOST_CHANGED);
    uint32_t count = 0, left_out = 0;
    route_answer answer;
    if (w->asked.since.precision == HS_DATE_NONE) w->asked.since = changes_yesterday(&w->of->index);
    int64_t since = page_days(&w->asked.since);
    for (uint32_t g = of->group_count; g-- > 0;) { // the last ones began last
        if (!has_news(of, &of->groups[g], since)) continue;
        if (count == MOST_CHANGED) left_out++;
        else if (!open_story(w, g, &answer)) return answer;
        else list[count++] = w->site;
    }
    if (feed) return as(atom, site_changes_feed(list, count, w->site.base, &w->asked, w->keep));
    return found(w, site_changes(list, count, left_out, &w->asked, w->keep));
}

// ---------------------------------------------------------------- search

// A document alone, as a picture without claims: its story is too large to be told for one line of a list.
static const hs_picture *lone_document(way *w, hs_text id) {
    const stories *of = w->of;
    uint32_t group = stories_with_document(of, id), at = HS_NONE;
    hs_error error;
    for (uint32_t i = 0; group != HS_NONE && i < of->groups[group].document_count; i++)
        if (text_equal(stories_document(of, of->groups[group].documents[i])->id, id)) at = of->groups[group].documents[i];
    hs_report *report = arena_new(w->keep, hs_report, 1);
    if (at == HS_NONE || store_load_some(w->shelf->store, &of->numbers[at], 1, w->keep, report, &error) != HS_OK) return NULL;
    hs_picture *alone = arena_new(w->keep, hs_picture, 1);
    *alone = (hs_picture){.reports = report, .report_count = 1};
    return alone;
}

// The picture in which the document stands: that of its story, where so many reports are quickly told, else its own.
static const hs_picture *picture_with(way *w, hs_text id, uint32_t most) {
    uint32_t group = stories_with_document(w->of, id);
    hs_error error;
    if (group == HS_NONE) return NULL;
    uint32_t reports = w->of->groups[group].document_count;
    if (reports > most) return lone_document(w, id);
    const told_story *told = shelf_tell(w->shelf, group, &error);
    return told ? &told->picture : NULL;
}

// What the store found, as far as its story is known already.
static site_hit *resolve(way *w, const store_hit *hits, uint32_t *count) {
    enum { MOST_REPORTS = 40 }; // of a story that is told
    site_hit *out = arena_new(w->keep, site_hit, *count + 1);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *count; i++) {
        const hs_picture *p = picture_with(w, hits[i].document, MOST_REPORTS);
        if (!p) continue;
        site_hit hit = {.picture = p, .at = {find_report(p, hits[i].document), HS_NONE}, .claim = HS_NONE, .excerpt = hits[i].excerpt};
        if (hit.at.report == HS_NONE) continue;
        if (hits[i].statement.size) {
            const hs_report *r = &p->reports[hit.at.report];
            hit.at.statement = 0;
            while (hit.at.statement < r->statement_count && !text_equal(r->statements[hit.at.statement].id, hits[i].statement)) hit.at.statement++;
            if (hit.at.statement == r->statement_count) continue;
            hit.claim = claim_with(p, hit.at);
        }
        out[kept++] = hit;
    }
    *count = kept;
    return out;
}

// To the claim that a statement tells of: "/statement/ID/DOCUMENT".
static route_answer show_statement(way *w) {
    route_answer answer;
    hs_text id = take_part(w), document = w->rest;
    if (!open_story(w, stories_with_document(w->of, document), &answer)) return answer;
    hs_mention at = {find_report(w->site.picture, document), 0};
    if (at.report == HS_NONE) return missing(w);
    const hs_report *r = &w->site.picture->reports[at.report];
    while (at.statement < r->statement_count && !text_equal(r->statements[at.statement].id, id)) at.statement++;
    uint32_t claim = at.statement < r->statement_count ? claim_with(w->site.picture, at) : HS_NONE;
    if (claim == HS_NONE) return missing(w);
    return (route_answer){303, plain, TEXT("its claim\n"), arena_print(w->keep, "/claim/%.*s", TEXT_ARGS(w->site.picture->claims[claim].id))};
}

static hs_status search(way *w, bool documents, site_search *f, hs_error *error) {
    store_hit *hits;
    hs_text *saved;
    f->words = w->request->query;
    hs_status status = store_search(w->shelf->store, STORE_STATEMENTS, f->words, w->asked.page * MOST_HITS, MOST_HITS, w->keep, &hits, &f->statement_count, &f->statements_in_all, error);
    if (status != HS_OK) return status;
    f->statements = resolve(w, hits, &f->statement_count);
    f->by_arrival = f->statements_in_all > STORE_MOST_SORTED;
    f->pages = (f->statements_in_all + MOST_HITS - 1) / MOST_HITS;
    if (!documents) return HS_OK;
    status = store_search(w->shelf->store, STORE_DOCUMENTS, f->words, w->asked.page * MOST_DOCUMENTS, MOST_DOCUMENTS, w->keep, &hits, &f->document_count, &f->documents_in_all, error);
    if (status == HS_OK) f->documents = resolve(w, hits, &f->document_count);
    uint32_t pages = (f->documents_in_all + MOST_DOCUMENTS - 1) / MOST_DOCUMENTS;
    if (pages > f->pages) f->pages = pages;
    if (status == HS_OK) status = store_queries(w->shelf->store, w->keep, &saved, &f->saved_count, error);
    if (status != HS_OK) return status;
    f->saved = saved;
    for (uint32_t i = 0; i < f->saved_count; i++) f->is_saved |= text_equal(saved[i], f->words);
    return HS_OK;
}

static route_answer show_search(way *w, bool feed) {
    site_search f = {0};
    hs_error error;
    if (search(w, !feed, &f, &error) != HS_OK) return failed(w, &error);
    return feed ? as(atom, site_search_feed(&w->site, &f, w->keep)) : found(w, site_search_page(&w->site, &f, &w->asked, w->keep));
}

// The only thing that is ever written: the list of saved queries.
static route_answer save_search(way *w) {
    store *s;
    hs_error error;
    hs_text words = text_trim(w->request->query);
    if (!words.size) return missing(w);
    hs_status status = store_open(&s, w->db, false, &error);
    if (status == HS_OK) {
        status = store_save_query(s, words, !text_equal(w->request->action, TEXT("forget")), &error);
        store_close(s);
    }
    if (status != HS_OK) return failed(w, &error);
    page url = {.keep = w->keep};
    page_put(&url, TEXT("/search?q=")), page_url(&url, words), page_put(&url, (hs_text){"", 1});
    return (route_answer){303, plain, TEXT("saved\n"), {url.data, url.size}};
}

// ---------------------------------------------------------------- all

static bool take(way *w, const char *prefix) {
    hs_text wanted = text_of(prefix);
    if (!text_starts(w->rest, wanted)) return false;
    w->rest = text_slice(w->rest, wanted.size, w->rest.size);
    return true;
}

static route_answer show(way *w) {
    hs_text path = w->rest;
    if (text_equal(path, TEXT("/")) || text_equal(path, TEXT("/index"))) return show_index(w);
    if (text_equal(path, TEXT("/style.css"))) return as(css, render_style());
    if (text_equal(path, TEXT("/icon.svg"))) return as(svg, render_icon());
    if (text_equal(path, TEXT("/page.js"))) return as(javascript, render_script());
    if (text_equal(path, TEXT("/search"))) return show_search(w, false);
    if (text_equal(path, TEXT("/search.atom"))) return show_search(w, true);
    if (text_equal(path, TEXT("/changes"))) return show_changes(w, false);
    if (text_equal(path, TEXT("/changes.atom"))) return show_changes(w, true);
    if (take(w, "/story/")) return show_story(w);
    if (take(w, "/claim/")) return show_claim(w);
    if (take(w, "/statement/")) return show_statement(w);
    if (take(w, "/document/")) return show_document(w);
    return missing(w);
}

route_answer route_find(const stories *of, shelf *told, const char *db, const route_request *r, hs_arena *keep) {
    way w = {.of = of, .shelf = told, .db = db, .request = r, .rest = r->path, .keep = keep,
             .site = {.picture = &of->index, .base = arena_print(keep, "http://%.*s", TEXT_ARGS(r->host))},
             .asked = {.page = parse_page(r->page), .by_change = text_equal(r->order, TEXT("change")), .since = record_date_of(r->since),
                       .evidence = parse_evidence(r->evidence)}};
    shelf_begin(told);
    if (r->post) return text_equal(r->path, TEXT("/searches")) ? save_search(&w) : missing(&w);
    w.asked.data = text_ends(w.rest, TEXT(".json"));
    if (w.asked.data) w.rest.size -= 5;
    return show(&w);
}
