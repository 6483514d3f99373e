// See routes.h. Every page is a URL, and the same URL with ".json" is its data.
#include "serve/routes.h"

#include "base/error.h"
#include "base/sort.h"
#include "base/text.h"
#include "picture/page.h"
#include "picture/record.h"

enum { MOST_HITS = 60, MOST_DOCUMENTS = 20 };

static const char html[] = "text/html; charset=utf-8", json[] = "application/json", css[] = "text/css; charset=utf-8", csv[] = "text/csv; charset=utf-8",
                  javascript[] = "text/javascript; charset=utf-8", svg[] = "image/svg+xml", atom[] = "application/atom+xml; charset=utf-8", plain[] = "text/plain; charset=utf-8";

// ---------------------------------------------------------------- finding

static int by_document_id(const void *a, const void *b, const void *context) {
    const hs_picture *p = context;
    return text_compare(p->reports[*(const uint32_t *)a].document.id, p->reports[*(const uint32_t *)b].document.id);
}

void world_index(world *w, hs_arena *keep) {
    const hs_picture *p = &w->picture;
    uint32_t *by_id = arena_new(keep, uint32_t, p->report_count + 1), *first = arena_new(keep, uint32_t, p->report_count + 1), total = 0;
    for (uint32_t i = 0; i < p->report_count; i++) by_id[i] = i, first[i] = total, total += p->reports[i].statement_count;
    uint32_t *claim_of = arena_new(keep, uint32_t, (size_t)total + 1);
    memset(claim_of, 0xFF, total * sizeof *claim_of);
    for (uint32_t i = 0; i < p->claim_count; i++)
        for (uint32_t k = 0; k < p->claims[i].mention_count; k++) claim_of[first[p->claims[i].mentions[k].report] + p->claims[i].mentions[k].statement] = i;
    hs_arena scratch = arena_split(keep);
    sort_items(by_id, p->report_count, sizeof *by_id, by_document_id, p, scratch);
    arena_join(keep);
    w->by_id = by_id, w->first = first, w->claim_of = claim_of;
}

static uint32_t find_report(const world *w, hs_text id) {
    uint32_t low = 0, high = w->picture.report_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (text_compare(w->picture.reports[w->by_id[middle]].document.id, id) < 0) low = middle + 1;
        else high = middle;
    }
    return low < w->picture.report_count && text_equal(w->picture.reports[w->by_id[low]].document.id, id) ? w->by_id[low] : HS_NONE;
}

// Of the newest versions, or, where a version is asked for or the id is that of an older one, of all that are kept.
static const hs_report *find_document(const world *w, hs_text id, uint64_t version) {
    uint32_t newest = find_report(w, id);
    if (newest != HS_NONE && (!version || w->picture.reports[newest].document.version == version)) return &w->picture.reports[newest];
    for (uint32_t i = 0; i < w->version_count; i++)
        if (text_equal(w->versions[i].document.id, id) && (!version || w->versions[i].document.version == version)) return &w->versions[i];
    return NULL;
}

static uint32_t find_story(const hs_picture *p, hs_text id) {
    for (uint32_t i = 0; i < p->story_count; i++)
        if (text_equal(p->stories[i].id, id)) return i;
    return HS_NONE;
}

static uint32_t find_claim(const hs_picture *p, hs_text id) {
    for (uint32_t i = 0; i < p->claim_count; i++)
        if (text_equal(p->claims[i].id, id)) return i;
    return HS_NONE;
}

// ---------------------------------------------------------------- reading the request

// One request on its way to an answer.
typedef struct way {
    const world *world;
    store *searched;
    const char *db;
    const route_request *request;
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

static route_answer show_story(way *w) {
    uint32_t story = find_story(w->site.picture, take_part(w));
    hs_text view = w->rest;
    if (story == HS_NONE) return missing(w);
    if (!view.size) return found(w, site_story(&w->site, story, &w->asked, w->keep));
    if (text_equal(view, TEXT("sources"))) return found(w, site_sources(&w->site, story, &w->asked, w->keep));
    if (text_equal(view, TEXT("timeline"))) return found(w, site_timeline(&w->site, story, &w->asked, w->keep));
    if (text_equal(view, TEXT("escalation"))) return found(w, site_escalation(&w->site, story, &w->asked, w->keep));
    if (text_equal(view, TEXT("escalation.csv"))) return as(csv, site_escalation_csv(&w->site, story, w->keep));
    return missing(w);
}

static route_answer show_claim(way *w) {
    uint32_t claim = find_claim(w->site.picture, take_part(w));
    return claim == HS_NONE || w->rest.size ? missing(w) : found(w, site_claim(&w->site, claim, &w->asked, w->keep));
}

static route_answer show_document(way *w) {
    uint64_t version = 0;
    // an id that somebody gave may hold a '/': only the end of the path is ours
    bool edits = text_ends(w->rest, TEXT("/edits"));
    hs_text id = edits ? text_slice(w->rest, 0, w->rest.size - 6) : w->rest;
    text_to_number(w->request->version, &version);
    const hs_report *report = find_document(w->world, id, version);
    if (!report) return missing(w);
    if (w->asked.evidence.end > report->document.text.size) w->asked.evidence = (hs_span){0, 0};
    return found(w, edits ? site_edits(&w->site, report, &w->asked, w->keep) : site_document(&w->site, report, &w->asked, w->keep));
}

// ---------------------------------------------------------------- search

// What the store found, as far as the picture has it already.
static site_hit *resolve(const way *w, const store_hit *hits, uint32_t *count) {
    const world *in = w->world;
    site_hit *out = arena_new(w->keep, site_hit, *count + 1);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *count; i++) {
        uint32_t report = find_report(in, hits[i].document), statement = 0;
        if (report == HS_NONE) continue;
        const hs_report *r = &in->picture.reports[report];
        site_hit hit = {.report = r, .claim = HS_NONE, .statement = HS_NONE, .excerpt = hits[i].excerpt};
        if (hits[i].statement.size) {
            while (statement < r->statement_count && !text_equal(r->statements[statement].id, hits[i].statement)) statement++;
            if (statement == r->statement_count) continue;
            hit.statement = statement;
            hit.claim = in->claim_of[in->first[report] + statement];
        }
        out[kept++] = hit;
    }
    *count = kept;
    return out;
}

static hs_status search(const way *w, bool documents, site_search *f, hs_error *error) {
    store_hit *hits;
    hs_text *saved;
    f->words = w->request->query;
    hs_status status = store_search(w->searched, STORE_STATEMENTS, f->words, w->asked.page * MOST_HITS, MOST_HITS, w->keep, &hits, &f->statement_count, &f->statements_in_all, error);
    if (status != HS_OK) return status;
    f->statements = resolve(w, hits, &f->statement_count);
    f->by_arrival = f->statements_in_all > STORE_MOST_SORTED;
    f->pages = (f->statements_in_all + MOST_HITS - 1) / MOST_HITS;
    if (!documents) return HS_OK;
    status = store_search(w->searched, STORE_DOCUMENTS, f->words, w->asked.page * MOST_DOCUMENTS, MOST_DOCUMENTS, w->keep, &hits, &f->document_count, &f->documents_in_all, error);
    if (status == HS_OK) f->documents = resolve(w, hits, &f->document_count);
    uint32_t pages = (f->documents_in_all + MOST_DOCUMENTS - 1) / MOST_DOCUMENTS;
    if (pages > f->pages) f->pages = pages;
    if (status == HS_OK) status = store_queries(w->searched, w->keep, &saved, &f->saved_count, error);
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
    if (text_equal(path, TEXT("/")) || text_equal(path, TEXT("/index"))) return found(w, site_index(&w->site, &w->asked, w->keep));
    if (text_equal(path, TEXT("/style.css"))) return as(css, render_style());
    if (text_equal(path, TEXT("/icon.svg"))) return as(svg, render_icon());
    if (text_equal(path, TEXT("/page.js"))) return as(javascript, render_script());
    if (text_equal(path, TEXT("/search"))) return show_search(w, false);
    if (text_equal(path, TEXT("/search.atom"))) return show_search(w, true);
    if (text_equal(path, TEXT("/changes"))) return found(w, site_changes(&w->site, &w->asked, w->keep));
    if (text_equal(path, TEXT("/changes.atom"))) return as(atom, site_changes_feed(&w->site, &w->asked, w->keep));
    if (take(w, "/story/")) return show_story(w);
    if (take(w, "/claim/")) return show_claim(w);
    if (take(w, "/document/")) return show_document(w);
    return missing(w);
}

route_answer route_find(const world *in, store *searched, const char *db, const route_request *r, hs_arena *keep) {
    way w = {.world = in, .searched = searched, .db = db, .request = r, .rest = r->path, .keep = keep,
             .site = {&in->picture, in->versions, in->version_count, arena_print(keep, "http://%.*s", TEXT_ARGS(r->host))},
             .asked = {.page = parse_page(r->page), .by_change = text_equal(r->order, TEXT("change")), .since = record_date_of(r->since),
                       .evidence = parse_evidence(r->evidence)}};
    if (r->post) return text_equal(r->path, TEXT("/searches")) ? save_search(&w) : missing(&w);
    w.asked.data = text_ends(w.rest, TEXT(".json"));
    if (w.asked.data) w.rest.size -= 5;
    return show(&w);
}
