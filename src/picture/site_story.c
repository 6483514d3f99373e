// The index of stories, and a story's claims. See site.h.
#include "base/sort.h"
#include "picture/html.h"
#include "picture/site.h"

enum { STORIES_A_PAGE = 50, CLAIMS_A_PAGE = 20 };

static const render_options linked = {.format = RENDER_HTML, .linked = true};

static hs_text data_of(const site *s, const render_options *wanted, hs_arena *keep) {
    render_options o = *wanted;
    o.format = RENDER_JSON;
    return render_picture(s->picture, &o, keep);
}

// ---------------------------------------------------------------- index

static int64_t newest_day(const hs_picture *p, const hs_story *s) {
    int64_t newest = INT64_MIN;
    for (uint32_t i = 0; i < s->report_count; i++) {
        int64_t day = page_days(&p->reports[s->reports[i]].document.published);
        if (day > newest) newest = day;
    }
    return newest;
}

typedef struct listed {
    int64_t day;
    uint32_t story;
} listed;

static int by_newest(const void *a, const void *b, const void *context) {
    const listed *x = a, *y = b;
    (void)context;
    if (x->day != y->day) return x->day > y->day ? -1 : 1;
    return x->story < y->story ? -1 : x->story > y->story;
}

// How many reports were published each day, a bar a day or a few; beside it the same in words.
static void put_days(page *p, const hs_story *s) {
    enum { BARS = 40, BAR = 4, TALL = 34 };
    uint32_t counts[BARS] = {0}, most = 1, bars = 0;
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (uint32_t i = 0; i < s->report_count; i++) {
        int64_t day = page_days(&p->picture->reports[s->reports[i]].document.published);
        if (day == INT64_MIN) continue;
        if (day < first) first = day;
        if (day > last) last = day;
    }
    if (first >= last) return;
    int64_t each = (last - first) / BARS + 1;
    for (uint32_t i = 0; i < s->report_count; i++) {
        int64_t day = page_days(&p->picture->reports[s->reports[i]].document.published);
        if (day == INT64_MIN) continue;
        uint32_t bar = (uint32_t)((day - first) / each);
        if (++counts[bar] > most) most = counts[bar];
        if (bar >= bars) bars = bar + 1;
    }
    page_print(p, "<svg class=days width=%u height=%u role=img aria-label=\"Reports by day: at most %u\"><path d=\"", bars * (BAR + 1), TALL, most);
    for (uint32_t i = 0; i < bars; i++) {
        uint32_t height = counts[i] * TALL / most;
        page_print(p, "M%u %uv-%u", i * (BAR + 1) + BAR / 2, TALL, height ? height : 1);
    }
    page_put(p, TEXT("\"/></svg>\n"));
}

// The weightiest claims, a line each.
static void put_heads(page *p, const hs_picture *told) {
    enum { HEADS = 3 };
    const hs_picture *all = p->picture;
    p->picture = told;
    page_put(p, TEXT("<ul class=heads>"));
    for (uint32_t i = 0; i < told->claim_count && i < HEADS; i++)
        if (!i || render_notable(&told->claims[i])) html_claim_line(p, &told->claims[i]);
    page_put(p, TEXT("</ul>\n"));
    p->picture = all;
}

static void put_story(page *p, const hs_story *s, const hs_picture *told) {
    uint32_t disputed = 0;
    for (uint32_t i = 0; told && i < told->claim_count; i++) disputed += page_disputed(&told->claims[i]);
    page_print(p, "<li><div><h2><a href=\"/story/%.*s\">", TEXT_ARGS(s->id));
    page_html(p, render_line(s->title.size ? s->title : TEXT("Without a title"), 0, p->keep));
    page_print(p, "</a></h2><p class=small>%.*s", TEXT_ARGS(page_story_line(p, s)));
    if (told) page_print(p, " · %u %s", told->claim_count, told->claim_count == 1 ? "claim" : "claims");
    if (disputed) page_print(p, " · <span class=warn>%u disputed</span>", disputed);
    page_put(p, TEXT("</p></div>\n"));
    put_days(p, s);
    if (told && told->claim_count) put_heads(p, told);
    page_put(p, TEXT("</li>\n"));
}

const uint32_t *site_listed(const site *s, uint32_t number, hs_arena *keep, uint32_t *count) {
    const hs_picture *all = s->picture;
    listed *order = arena_new(keep, listed, all->story_count + 1);
    uint32_t *stories = arena_new(keep, uint32_t, STORIES_A_PAGE);
    for (uint32_t i = 0; i < all->story_count; i++) order[i] = (listed){newest_day(all, &all->stories[i]), i};
    sort_items(order, all->story_count, sizeof *order, by_newest, NULL, *keep);
    uint64_t first = (uint64_t)number * STORIES_A_PAGE;
    *count = 0;
    for (uint64_t i = first; i < first + STORIES_A_PAGE && i < all->story_count; i++) stories[(*count)++] = order[i].story;
    return stories;
}

hs_text site_index(const site *s, const hs_picture *const *told, const site_request *r, hs_arena *keep) {
    if (r->data) return data_of(s, &(render_options){.documents_alone = true}, keep);
    const hs_picture *all = s->picture;
    page p = {.picture = all, .options = &linked, .keep = keep};
    html_frame frame = {.title = TEXT("Stories"), .twin = TEXT("/index.json")};
    uint32_t count;
    const uint32_t *stories = site_listed(s, r->page, keep, &count);
    html_head(&p, &frame);
    page_print(&p, "<h1>Stories</h1>\n<p class=small>%u %s · %u %s, the last told first</p>\n<ul class=stories>\n", all->report_count,
               all->report_count == 1 ? "report" : "reports", all->story_count, all->story_count == 1 ? "story" : "stories");
    for (uint32_t i = 0; i < count; i++) put_story(&p, &all->stories[stories[i]], told[i]);
    page_put(&p, TEXT("</ul>\n"));
    if (!all->report_count) page_put(&p, TEXT("<p>No reports yet. <code>hearsay read</code> puts some into the store.</p>\n"));
    html_pages(&p, TEXT("/"), (hs_text){0}, r->page, STORIES_A_PAGE, all->story_count);
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}

hs_text site_missing(const site *s, hs_arena *keep) {
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    html_frame frame = {.title = TEXT("Not here")};
    html_head(&p, &frame);
    page_put(&p, TEXT("<h1>There is no such page</h1>\n<p>It may have stood on reports that are gone, or the picture has changed since. <a href=\"/\">All stories</a></p>\n"));
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}

// ---------------------------------------------------------------- a story

static int by_change(const void *a, const void *b, const void *context) {
    const hs_picture *p = context;
    int64_t x = page_days(&p->claims[*(const uint32_t *)a].since), y = page_days(&p->claims[*(const uint32_t *)b].since);
    return x > y ? -1 : x < y;
}

// A stage that moved on, a denial that was overtaken: the ladder shows it.
static bool is_on_ladder(const hs_conflict *c) { return (c->kind == HS_CONFLICT_STAGE || c->kind == HS_CONFLICT_POLARITY) && c->verdict == HS_UPDATE; }

static void put_conflicts(page *p, const hs_claim *c) {
    bool any = false;
    for (uint32_t i = 0; i < c->conflict_count; i++) {
        if (is_on_ladder(&c->conflicts[i])) continue;
        if (!any) page_put(p, TEXT("<ul class=conflicts aria-label=\"Where reports differ\">"));
        any = true;
        html_conflict_line(p, &c->conflicts[i]);
    }
    if (any) page_put(p, TEXT("</ul>\n"));
    for (uint32_t i = 0; i < c->conflict_count; i++) html_figures(p, &c->conflicts[i]);
}

static void put_claim(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    page_print(p, "<li class=\"card%s\" id=claim-%.*s><article>\n<div class=what><h2><a href=\"", render_notable(c) ? "" : " minor", TEXT_ARGS(c->id));
    html_claim_link(p, c);
    page_put(p, TEXT("\">"));
    page_html(p, render_line(page_quote(p, c), 280, p->keep));
    page_put(p, TEXT("</a></h2>\n"));
    html_sides(p, c);
    html_ladder(p, c);
    put_conflicts(p, c);
    page_print(p, "</div>\n<div class=rests><p class=\"state%s%s\">%.*s</p>\n", c->polarity == HS_NEGATED ? " negated" : "",
               page_disputed(c) ? " disputed" : "", TEXT_ARGS(page_standing(p, c)));
    html_collapse(p, c);
    html_counts(p, c);
    page_put(p, TEXT("</div>\n</article></li>\n"));
}

static void put_order(page *p, const hs_story *s, bool changed) {
    page_print(p, "<p class=order>%u %s, ", s->claim_count, s->claim_count == 1 ? "claim" : "claims");
    if (changed) page_print(p, "the last changed first · <a href=\"/story/%.*s\">by weight</a></p>\n", TEXT_ARGS(s->id));
    else page_print(p, "the most contested and most changed first · <a href=\"/story/%.*s?order=change\">by date of change</a></p>\n", TEXT_ARGS(s->id));
}

hs_text site_story(const site *s, uint32_t story, const site_request *r, hs_arena *keep) {
    const hs_story *it = &s->picture->stories[story];
    if (r->data) return data_of(s, &(render_options){.story = it->id}, keep);
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    html_frame frame = {.title = it->title, .twin = arena_print(keep, "/story/%.*s.json", TEXT_ARGS(it->id))};
    uint32_t *order = arena_new(keep, uint32_t, it->claim_count + 1), passages;
    if (it->claim_count) memcpy(order, it->claims, it->claim_count * sizeof *order);
    if (r->by_change) sort_items(order, it->claim_count, sizeof *order, by_change, s->picture, *keep);
    html_head(&p, &frame);
    html_story_head(&p, it, "claims");
    hs_text copies = page_copies(&p, it, &passages);
    if (passages) {
        page_print(&p, "<p class=small>%u %s copied: ", passages, passages == 1 ? "passage" : "passages");
        page_html(&p, render_line(copies, 300, keep));
        page_put(&p, TEXT("</p>\n"));
    }
    put_order(&p, it, r->by_change);
    page_put(&p, TEXT("<ol class=claims>\n"));
    uint64_t first = (uint64_t)r->page * CLAIMS_A_PAGE;
    for (uint64_t i = first; i < first + CLAIMS_A_PAGE && i < it->claim_count; i++) put_claim(&p, order[i]);
    page_put(&p, TEXT("</ol>\n"));
    html_pages(&p, arena_print(keep, "/story/%.*s", TEXT_ARGS(it->id)), r->by_change ? TEXT("order=change") : (hs_text){0}, r->page, CLAIMS_A_PAGE,
               it->claim_count);
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
