// The source graph as a drawing and as a table. Each outlet and each voice has a lane of its own, time goes from left to
// right; a voice stands where it was first told. What leads from one to the other is a line that ends at what rests on
// it. Lanes beyond a count that can be looked at are left to the table, and said.
#include "base/sort.h"
#include "picture/graph.h"
#include "picture/html.h"
#include "picture/site.h"

enum { MOST_VOICES = 14, MOST_OUTLETS = 24, MOST_ROWS = 60, MOST_REPORTS = 80, LANE = 26, LEFT = 236, WIDTH = 960, STEP = 13 };

static const char *const edge_words[] = {"tells", "cites", "copies"};

typedef struct lane {
    hs_text name;
    bool voice;
    uint32_t first; // node
} lane;

typedef struct drawing {
    const source_graph *graph;
    lane lanes[MOST_VOICES + MOST_OUTLETS];
    uint32_t lane_count, voice_count, hidden;
    uint32_t *lane_of, *x; // of a node; HS_NONE where it is not drawn
    int64_t first, last;   // days
} drawing;

// ---------------------------------------------------------------- where everything stands

static int by_telling(const void *a, const void *b, const void *context) {
    const graph_node *nodes = context, *x = &nodes[*(const uint32_t *)a], *y = &nodes[*(const uint32_t *)b];
    if (x->told != y->told) return x->told > y->told ? -1 : 1;
    return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

static int by_node_date(const void *a, const void *b, const void *context) {
    const graph_node *nodes = context;
    int64_t x = page_days(&nodes[*(const uint32_t *)a].date), y = page_days(&nodes[*(const uint32_t *)b].date);
    if (x != y) return x < y ? -1 : 1;
    return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

static void lay_voices(drawing *d, hs_arena *keep) {
    const source_graph *g = d->graph;
    uint32_t *voices = arena_new(keep, uint32_t, g->node_count + 1), count = 0;
    for (uint32_t i = 0; i < g->node_count; i++)
        if (g->nodes[i].report == HS_NONE && g->nodes[i].told) voices[count++] = i;
    sort_items(voices, count, sizeof *voices, by_telling, g->nodes, *keep);
    if (count > MOST_VOICES) d->hidden += count - MOST_VOICES, count = MOST_VOICES;
    sort_items(voices, count, sizeof *voices, by_node_date, g->nodes, *keep);
    for (uint32_t i = 0; i < count; i++) {
        d->lane_of[voices[i]] = d->lane_count;
        d->lanes[d->lane_count++] = (lane){g->nodes[voices[i]].name, true, voices[i]};
    }
    d->voice_count = count;
}

static void lay_outlets(drawing *d) {
    for (uint32_t i = 0; i < d->graph->node_count && d->graph->nodes[i].report != HS_NONE; i++) {
        const graph_node *n = &d->graph->nodes[i];
        uint32_t at = d->voice_count;
        if (i >= MOST_REPORTS) {
            d->hidden++;
            continue;
        }
        while (at < d->lane_count && !text_equal_fold(d->lanes[at].name, n->name)) at++;
        if (at == d->lane_count) {
            if (at - d->voice_count == MOST_OUTLETS) {
                d->hidden++;
                continue;
            }
            d->lanes[d->lane_count++] = (lane){n->name, false, i};
        }
        d->lane_of[i] = at;
    }
}

static void lay_days(drawing *d) {
    const source_graph *g = d->graph;
    d->first = INT64_MAX, d->last = INT64_MIN;
    for (uint32_t i = 0; i < g->node_count; i++) {
        int64_t day = page_days(&g->nodes[i].date);
        if (day == INT64_MIN) continue;
        if (day < d->first) d->first = day;
        if (day > d->last) d->last = day;
    }
    if (d->last < d->first) d->first = d->last = 0;
}

static uint32_t day_x(const drawing *d, int64_t day) {
    int64_t room = WIDTH - LEFT - 130;
    if (day == INT64_MIN || d->last == d->first) return LEFT + 60;
    return (uint32_t)(LEFT + 60 + (day - d->first) * room / (d->last - d->first));
}

// Reports of one lane and day stand beside each other; a voice a little before what tells it.
static void lay_nodes(drawing *d, hs_arena *keep) {
    uint32_t *taken = arena_new(keep, uint32_t, d->lane_count + 1);
    for (uint32_t i = 0; i < d->graph->node_count; i++) {
        const graph_node *n = &d->graph->nodes[i];
        if (d->lane_of[i] == HS_NONE) continue;
        uint32_t x = day_x(d, page_days(&n->date)), *last = &taken[d->lane_of[i]];
        if (n->report == HS_NONE) x -= 34;
        else if (*last && x < *last + STEP) x = *last + STEP;
        d->x[i] = *last = x > WIDTH - 8 ? WIDTH - 8 : x;
    }
}

static drawing lay_out(const source_graph *g, hs_arena *keep) {
    drawing d = {.graph = g, .lane_of = arena_new(keep, uint32_t, g->node_count + 1), .x = arena_new(keep, uint32_t, g->node_count + 1)};
    memset(d.lane_of, 0xFF, g->node_count * sizeof *d.lane_of);
    lay_voices(&d, keep);
    lay_outlets(&d);
    lay_days(&d);
    lay_nodes(&d, keep);
    return d;
}

// ---------------------------------------------------------------- drawing

static uint32_t lane_y(const drawing *d, uint32_t number) { return 14 + number * LANE + (number >= d->voice_count && d->voice_count ? 14 : 0); }

static void put_lanes(page *p, const drawing *d) {
    for (uint32_t i = 0; i < d->lane_count; i++) {
        uint32_t y = lane_y(d, i);
        page_print(p, "<line class=lane x1=%u y1=%u x2=%u y2=%u /><text class=\"name%s\" x=%u y=%u>", LEFT, y, WIDTH, y,
                   d->lanes[i].voice ? " voice" : "", LEFT - 10, y + 4);
        page_html(p, render_line(d->lanes[i].name, 34, p->keep));
        page_put(p, TEXT("</text>"));
    }
}

static void put_edges(page *p, const drawing *d) {
    for (uint32_t i = 0; i < d->graph->edge_count; i++) {
        const graph_edge *e = &d->graph->edges[i];
        if (d->lane_of[e->from] == HS_NONE || d->lane_of[e->to] == HS_NONE) continue;
        uint32_t x1 = d->x[e->from], y1 = lane_y(d, d->lane_of[e->from]), x2 = d->x[e->to], y2 = lane_y(d, d->lane_of[e->to]);
        uint32_t bend = x2 > x1 + 40 ? (x2 - x1) / 2 : 20;
        bool beside = x2 < x1 + 12; // of one day: an arc to the right
        page_print(p, "<path class=%s d=\"M%u %uC%u %u %u %u %u %u\"/>", edge_words[e->kind], x1, y1, x1 + (beside ? 26 : bend), y1,
                   beside ? x2 + 26 : x2 - bend, y2, x2, y2);
    }
}

static void put_node(page *p, const drawing *d, uint32_t node) {
    const graph_node *n = &d->graph->nodes[node];
    uint32_t x = d->x[node], y = lane_y(d, d->lane_of[node]);
    if (n->report == HS_NONE) {
        page_print(p, "<path class=root d=\"M%u %ul6 6-6 6-6-6z\"/>", x, y - 6);
        return;
    }
    const hs_document *of = &p->picture->reports[n->report].document;
    page_put(p, TEXT("<a href=\"/document/"));
    page_url(p, of->id);
    page_put(p, TEXT("\"><title>"));
    page_html(p, n->name);
    page_print(p, ", %.*s%s: ", TEXT_ARGS(render_full_day(&n->date, p->keep)), n->root ? ", rests on nothing else here" : "");
    page_html(p, render_line(of->title, 80, p->keep));
    page_print(p, "</title><circle class=\"report%s\" cx=%u cy=%u r=6 /></a>", n->root ? " root" : "", x, y);
}

static void put_days(page *p, const drawing *d, uint32_t height) {
    static const int64_t steps[] = {1, 2, 7, 14, 30, 91, 365};
    enum { MOST_TICKS = 8, STEPS = sizeof steps / sizeof *steps };
    int64_t length = d->last - d->first, step = length / MOST_TICKS + 1;
    for (int i = STEPS; i-- > 0;)
        if (steps[i] >= length / MOST_TICKS + 1) step = steps[i];
    for (int64_t day = d->first; day <= d->last; day += step) {
        hs_date date = page_date(day);
        page_print(p, "<text class=day x=%u y=%u>%.*s</text>", day_x(d, day), height - 6, TEXT_ARGS(render_day(&date, p->keep)));
    }
}

static void put_key(page *p) {
    page_put(p, TEXT("<ul class=key><li><svg viewBox=\"0 0 24 14\" aria-hidden=true><path class=root d=\"M12 1l6 6-6 6-6-6z\"/></svg>voice: a root</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><circle class=\"report root\" cx=12 cy=7 r=6 /></svg>report that is a root</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><circle class=report cx=12 cy=7 r=6 /></svg>report that rests on others</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><path class=tells d=\"M0 7H24\"/></svg>tells</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><path class=cites d=\"M0 7H24\"/></svg>cites</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><path class=copies d=\"M0 7H24\"/></svg>copies</li></ul>\n"));
}

static void put_name(page *p, const graph_node *n) {
    if (n->report != HS_NONE) page_put(p, TEXT("<a href=\"/document/")), page_url(p, p->picture->reports[n->report].document.id), page_put(p, TEXT("\">"));
    page_html(p, n->name);
    if (n->report != HS_NONE) page_put(p, TEXT("</a> ")), html_day(p, &n->date, false);
    else page_put(p, TEXT(" <span class=small>voice</span>"));
}

static void put_table(page *p, const source_graph *g) {
    page_print(p, "<details class=twin><summary>The same as a table: %u %s</summary><table><thead><tr><th scope=col>This</th><th scope=col>does what</th>"
                  "<th scope=col>with this</th></tr></thead><tbody>\n", g->edge_count, g->edge_count == 1 ? "line" : "lines");
    for (uint32_t i = 0; i < g->edge_count && i < MOST_ROWS; i++) {
        page_put(p, TEXT("<tr><td>"));
        put_name(p, &g->nodes[g->edges[i].to]);
        page_print(p, "</td><td>%s</td><td>", edge_words[g->edges[i].kind]);
        put_name(p, &g->nodes[g->edges[i].from]);
        page_put(p, g->nodes[g->edges[i].from].root ? TEXT(" <span class=small>root</span></td></tr>\n") : TEXT("</td></tr>\n"));
    }
    page_put(p, TEXT("</tbody></table>"));
    if (g->edge_count > MOST_ROWS) page_print(p, "<p class=small>%u more stand in the data.</p>", g->edge_count - MOST_ROWS);
    page_put(p, TEXT("</details>\n"));
}

void graph_draw(page *p, const source_graph *g) {
    drawing d = lay_out(g, p->keep);
    uint32_t height = d.lane_count ? lane_y(&d, d.lane_count - 1) + LANE + 18 : 40;
    page_print(p, "<figure class=graph><div class=scroll tabindex=0 role=region aria-label=\"Who rests on whom\">"
                  "<svg viewBox=\"0 0 %u %u\" role=group aria-label=\"Who rests on whom, from left to right by date. The table below says the same.\">\n",
               WIDTH, height);
    put_lanes(p, &d);
    put_edges(p, &d);
    for (uint32_t i = 0; i < g->node_count; i++)
        if (d.lane_of[i] != HS_NONE) put_node(p, &d, i);
    put_days(p, &d, height);
    page_put(p, TEXT("</svg></div>\n"));
    put_key(p);
    if (d.hidden) page_print(p, "<p class=small>%u more voices or reports stand in the data alone.</p>\n", d.hidden);
    put_table(p, g);
    page_put(p, TEXT("</figure>\n"));
}

hs_text site_sources(const site *s, uint32_t story, const site_request *r, hs_arena *keep) {
    static const render_options linked = {.format = RENDER_HTML, .linked = true};
    const hs_story *it = &s->picture->stories[story];
    source_graph g = graph_of_story(s->picture, it, keep);
    if (r->data) return graph_data(s->picture, &g, keep);
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    html_frame frame = {.title = it->title, .twin = arena_print(keep, "/story/%.*s/sources.json", TEXT_ARGS(it->id))};
    html_head(&p, &frame);
    html_story_head(&p, it, "sources");
    page_put(&p, TEXT("<p class=lead>Who rests on whom. Twenty outlets that retell one report are one origin: follow the lines to the left to see where it "
                      "comes from.</p>\n"));
    if (g.claims < g.claims_in_all) page_print(&p, "<p class=small>Of the %u weightiest of %u claims.</p>\n", g.claims, g.claims_in_all);
    graph_draw(&p, &g);
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
