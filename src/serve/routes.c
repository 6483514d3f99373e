// See routes.h. Every page is a URL, and the same URL with ".json" is its data.
#include "serve/routes.h"

#include "base/text.h"
#include "picture/record.h"
#include "picture/render.h"

static const char html[] = "text/html; charset=utf-8", json[] = "application/json", css[] = "text/css; charset=utf-8",
                  atom[] = "application/atom+xml; charset=utf-8";

static route_answer found(const char *type, hs_text body) { return (route_answer){200, type, body}; }
static route_answer missing(void) { return (route_answer){404, html, TEXT("<!doctype html><title>Not here</title><p>There is no such page. <a href=\"/\">Stories</a>\n")}; }

// "/claim/ID.json" with the prefix "/claim/": ID, and whether JSON was asked for.
static bool take_id(hs_text path, const char *prefix, hs_text *id, bool *as_json) {
    hs_text wanted = text_of(prefix);
    if (!text_starts(path, wanted)) return false;
    *id = text_slice(path, wanted.size, path.size);
    *as_json = text_ends(*id, TEXT(".json"));
    if (*as_json) id->size -= 5;
    return true;
}

static hs_text render(const hs_picture *p, bool as_json, const render_options *more, hs_arena *keep) {
    render_options o = *more;
    o.format = as_json ? RENDER_JSON : RENDER_HTML;
    o.linked = true;
    return render_picture(p, &o, keep);
}

static route_answer show_story(const hs_picture *p, hs_text id, bool as_json, hs_arena *keep) {
    for (uint32_t i = 0; i < p->story_count; i++)
        if (text_equal(p->stories[i].id, id))
            return found(as_json ? json : html, render(p, as_json, &(render_options){.story = id}, keep));
    return missing();
}

static route_answer show_claim(const hs_picture *p, hs_text id, bool as_json, hs_arena *keep) {
    for (uint32_t i = 0; i < p->claim_count; i++)
        if (text_equal(p->claims[i].id, id))
            return found(as_json ? json : html, render(p, as_json, &(render_options){.claim = i + 1}, keep));
    return missing();
}

static hs_span parse_evidence(hs_text text, uint32_t size) {
    uint64_t start = 0, end = 0;
    hs_text rest = text, first = text_cut(&rest, '-');
    if (!text_to_number(first, &start) || !text_to_number(rest, &end) || start > end || end > size) return (hs_span){0, 0};
    return (hs_span){(uint32_t)start, (uint32_t)end};
}

static route_answer show_document(const hs_picture *p, hs_text id, bool as_json, hs_text evidence, hs_arena *keep) {
    for (uint32_t i = 0; i < p->report_count; i++) {
        const hs_document *d = &p->reports[i].document;
        if (!text_equal(d->id, id)) continue;
        json_writer writer = {.arena = keep};
        if (!as_json) return found(html, render_document_page(p, i, parse_evidence(evidence, (uint32_t)d->text.size), keep));
        record_write(&writer, &p->reports[i], RECORD_ALL);
        json_line(&writer);
        return found(json, (hs_text){writer.data, writer.size});
    }
    return missing();
}

static hs_date parse_date(hs_text text) {
    hs_text rest = text, year = text_cut(&rest, '-'), month = text_cut(&rest, '-');
    uint64_t y = 1, m = 1, d = 1;
    text_to_number(year, &y), text_to_number(month, &m), text_to_number(rest, &d);
    return (hs_date){.precision = HS_DATE_DAY, .year = (int16_t)(y < 9999 ? y : 9999), .month = (uint8_t)(m < 13 ? m : 12), .day = (uint8_t)(d < 32 ? d : 31)};
}

route_answer route_find(const hs_picture *p, const route_request *r, hs_arena *keep) {
    hs_text id;
    bool as_json;
    hs_date since = parse_date(r->since);
    if (text_equal(r->path, TEXT("/"))) return found(html, render_index_page(p, keep));
    if (text_equal(r->path, TEXT("/index.json"))) return found(json, render(p, true, &(render_options){0}, keep));
    if (text_equal(r->path, TEXT("/style.css"))) return found(css, render_style());
    if (text_equal(r->path, TEXT("/search"))) return found(html, render_search_page(p, r->query, keep));
    if (text_equal(r->path, TEXT("/changes")) || text_equal(r->path, TEXT("/changes.json")))
        return found(text_ends(r->path, TEXT(".json")) ? json : html, render(p, text_ends(r->path, TEXT(".json")), &(render_options){.since = since}, keep));
    if (text_equal(r->path, TEXT("/changes.atom")))
        return found(atom, render_changes_feed(p, &since, arena_print(keep, "http://%.*s", TEXT_ARGS(r->host)), keep));
    if (take_id(r->path, "/story/", &id, &as_json)) return show_story(p, id, as_json, keep);
    if (take_id(r->path, "/claim/", &id, &as_json)) return show_claim(p, id, as_json, keep);
    if (take_id(r->path, "/document/", &id, &as_json)) return show_document(p, id, as_json, r->evidence, keep);
    return missing();
}
