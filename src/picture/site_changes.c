// What is new since a day, as a page, as data and as an Atom feed (RFC 4287). See site.h.
#include "picture/changes.h"
#include "picture/edits.h"
#include "picture/html.h"
#include "picture/record.h"
#include "picture/vanished.h"

enum { CHANGES_A_PAGE = 50, MOST_ENTRIES = 200, MOST_PARAGRAPHS = 3 };

static const render_options linked = {.format = RENDER_HTML, .linked = true};
static const char *const labels[] = {"New claim", "Moved", "New origin", "Reports differ", "Another value", "Edited"};

// What it happened to.
static hs_text subject(page *p, const change *c) {
    p->picture = c->picture;
    if (c->claim != HS_NONE) return render_line(page_quote(p, &c->picture->claims[c->claim]), 240, p->keep);
    const hs_document *d = &c->after->document;
    return render_line(d->title.size ? d->title : d->path, 160, p->keep);
}

static void put_link(page *p, const change *c) {
    p->picture = c->picture;
    if (c->claim != HS_NONE) html_claim_link(p, &c->picture->claims[c->claim]);
    else page_put(p, TEXT("/document/")), page_url(p, c->after->document.id), page_put(p, TEXT("/edits"));
}

// ---------------------------------------------------------------- page

// What the newer version no longer says, the title aside, which the drawing shows.
static void put_lost(page *p, const change *c) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < c->picture->vanished_count; i++) {
        const hs_vanished *v = &c->picture->vanished[i];
        bool here = text_equal(v->after->document.id, c->after->document.id) && v->after->document.version == c->after->document.version;
        if (!here || v->kind == HS_VANISHED_TITLE) continue;
        page_put(p, told++ ? TEXT("<li>") : TEXT("<p class=small>No longer said:</p>\n<ul class=vanished>\n<li>"));
        page_html(p, vanished_line(p, v));
        page_put(p, TEXT("</li>\n"));
    }
    if (told) page_put(p, TEXT("</ul>\n"));
}

static void put_change(page *p, const change *c) {
    page_print(p, "<li class=\"change %.*s\"><span class=kind>%s</span> <b>", TEXT_ARGS(changes_name(c->kind)), labels[c->kind]);
    page_html(p, changes_what(p, c));
    page_put(p, TEXT("</b><br><a href=\""));
    put_link(p, c);
    page_put(p, TEXT("\">"));
    page_html(p, subject(p, c));
    page_put(p, TEXT("</a>"));
    if (c->kind == CHANGE_EDIT) {
        const hs_document *d = &c->after->document;
        page_put(p, TEXT(" <span class=small>"));
        if (d->title.size) page_html(p, page_outlet(d)), page_put(p, TEXT(", "));
        page_print(p, "version %u</span>", d->version);
        put_lost(p, c);
        edits_draw(p, c->before, c->after, MOST_PARAGRAPHS);
    } else {
        const hs_claim *claim = &c->picture->claims[c->claim];
        page_print(p, " <span class=small>%u %s · %.*s</span>", claim->outlets, claim->outlets == 1 ? "outlet" : "outlets",
                   TEXT_ARGS(render_count(claim->origins, "origin", "origins", p->keep)));
    }
    page_put(p, TEXT("</li>\n"));
}

static void put_counts(page *p, const change *list, uint32_t count) {
    static const char *const one[] = {"new claim", "move", "new origin", "conflict", "other value", "edit"},
                      *const many[] = {"new claims", "moves", "new origins", "conflicts", "other values", "edits"};
    uint32_t counts[CHANGE_EDIT + 1] = {0}, told = 0;
    for (uint32_t i = 0; i < count; i++) counts[list[i].kind]++;
    page_put(p, TEXT("<p class=small>"));
    for (int i = 0; i <= CHANGE_EDIT; i++)
        if (counts[i]) page_print(p, "%s%u %s", told++ ? " · " : "", counts[i], counts[i] == 1 ? one[i] : many[i]);
    page_put(p, told ? TEXT("</p>\n") : TEXT("Nothing is new since then.</p>\n"));
}

// A new claim that one outlet tells: of many on a day the first few are shown, the rest folded away.
static bool is_small(const change *c) { return c->kind == CHANGE_CLAIM && c->picture->claims[c->claim].outlets < 2; }

// How many small ones stand together from here on, of one day.
static uint32_t count_small(const change *list, uint32_t at, uint32_t past) {
    uint32_t end = at;
    while (end < past && page_days(&list[end].date) == page_days(&list[at].date) && is_small(&list[end])) end++;
    return end - at;
}

static void put_folded(page *p, const change *list, uint32_t count) {
    page_print(p, "<li class=folded><details><summary>%u more new claims, each told by one outlet</summary><ul class=changes>\n", count);
    for (uint32_t i = 0; i < count; i++) put_change(p, &list[i]);
    page_put(p, TEXT("</ul></details></li>\n"));
}

static void put_list(page *p, const change *list, uint32_t first, uint32_t past) {
    enum { SMALL_SHOWN = 3 };
    int64_t day = INT64_MIN;
    uint32_t shown = 0, small;
    for (uint32_t i = first; i < past; i++) {
        if (page_days(&list[i].date) != day) {
            if (i > first) page_put(p, TEXT("</ul>\n"));
            shown = 0;
            day = page_days(&list[i].date);
            page_put(p, TEXT("<h2>"));
            html_day(p, &list[i].date, true);
            page_put(p, TEXT("</h2>\n<ul class=changes>\n"));
        }
        shown += is_small(&list[i]);
        if (shown > SMALL_SHOWN && (small = count_small(list, i, past)) > 1) {
            put_folded(p, &list[i], small);
            i += small - 1;
        } else put_change(p, &list[i]);
    }
    if (past > first) page_put(p, TEXT("</ul>\n"));
}

static hs_text changes_data(const site_request *r, const change *list, uint32_t count, hs_arena *keep);

hs_text site_changes(const site *stories, uint32_t story_count, uint32_t left_out, const site_request *r, hs_arena *keep) {
    uint32_t count;
    const change *list = changes_find(stories, story_count, &r->since, keep, &count);
    if (r->data) return changes_data(r, list, count, keep);
    hs_text day = record_date(&r->since, keep), query = arena_print(keep, "since=%.*s", TEXT_ARGS(day));
    page p = {.options = &linked, .keep = keep};
    html_frame frame = {.title = TEXT("Changes"), .twin = arena_print(keep, "/changes.json?%.*s", TEXT_ARGS(query))};
    html_head(&p, &frame);
    page_put(&p, TEXT("<h1>What changed</h1>\n<form class=since action=\"/changes\"><label>since <input type=date name=since value=\""));
    page_html(&p, day);
    page_put(&p, TEXT("\"></label> <button>Show</button> <a href=\"/changes.atom\">Atom feed</a></form>\n"));
    put_counts(&p, list, count);
    if (left_out) page_print(&p, "<p class=small>The %u stories that were told of last; %u more have reports since then.</p>\n", story_count, left_out);
    uint64_t first = (uint64_t)r->page * CHANGES_A_PAGE;
    if (first > count) first = count;
    put_list(&p, list, (uint32_t)first, first + CHANGES_A_PAGE < count ? (uint32_t)first + CHANGES_A_PAGE : count);
    html_pages(&p, TEXT("/changes"), query, r->page, CHANGES_A_PAGE, count);
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}

// ---------------------------------------------------------------- data and feed

static hs_text changes_data(const site_request *r, const change *list, uint32_t count, hs_arena *keep) {
    page p = {.options = &linked, .keep = keep};
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '{');
    json_member_text(w, "since", record_date(&r->since, keep));
    json_key(w, "changes");
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        const change *c = &list[i];
        json_open(w, '{');
        json_member_text(w, "kind", changes_name(c->kind));
        json_member_text(w, "date", record_date(&c->date, keep));
        if (c->claim != HS_NONE) json_member_text(w, "claim", c->picture->claims[c->claim].id);
        json_member_text(w, "what", changes_what(&p, c));
        json_member_text(w, "text", subject(&p, c));
        if (c->kind == CHANGE_EDIT) {
            json_member_text(w, "document", c->after->document.id);
            json_key(w, "version"), json_number(w, c->after->document.version);
            json_key(w, "silent"), json_bool(w, edits_silent(c->before, c->after));
        }
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}

static void put_entry(page *p, const change *c, hs_text base) {
    hs_text id = c->claim != HS_NONE ? c->picture->claims[c->claim].id : c->after->document.id;
    page_print(p, "<entry><title>%s: ", labels[c->kind]);
    page_html(p, changes_what(p, c));
    page_print(p, "</title><id>urn:hearsay:%.*s:", TEXT_ARGS(changes_name(c->kind)));
    page_url(p, id);
    page_print(p, ":%016llx</id><updated>%.*s</updated><link href=\"", (unsigned long long)text_hash(changes_what(p, c), 0), TEXT_ARGS(html_stamp(&c->date, p->keep)));
    page_html(p, base);
    put_link(p, c);
    page_put(p, TEXT("\"/><summary>"));
    page_html(p, subject(p, c));
    page_put(p, TEXT("</summary></entry>\n"));
}

hs_text site_changes_feed(const site *stories, uint32_t story_count, hs_text base, const site_request *r, hs_arena *keep) {
    uint32_t count;
    const change *list = changes_find(stories, story_count, &r->since, keep, &count);
    page p = {.options = &linked, .keep = keep};
    html_feed_head(&p, TEXT("What changed"), TEXT("urn:hearsay:changes"), count ? &list[0].date : &r->since, arena_print(keep, "%.*s/changes.atom", TEXT_ARGS(base)));
    for (uint32_t i = 0; i < count && i < MOST_ENTRIES; i++) put_entry(&p, &list[i], base);
    page_put(&p, TEXT("</feed>\n"));
    return (hs_text){p.data, p.size};
}
