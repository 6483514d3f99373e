// See graph.h. In: claims with their origins, and copied passages. Out: nodes and edges. Method: a report copies another
// where a passage says so; it cites an outlet that its chain of voices names first, or on which the claim rests although
// the report is another's; it tells a voice that is an origin of the claim, unless what it copies or cites
// tells that voice already: then it rests on it through the other. Gets wrong: an outlet under two names.
#include "picture/graph.h"

#include "base/sort.h"
#include "base/text.h"
#include "picture/record.h"

enum { MOST_CLAIMS = 40, MOST_NODES = 2000 };

typedef struct builder {
    const hs_picture *picture;
    hs_arena *keep;
    graph_node *nodes;
    graph_edge *edges;
    size_t node_count, node_room, edge_count, edge_room;
    uint32_t *node_of; // of a report, HS_NONE where it is not shown
    uint32_t report_nodes; // they stand before the voices
} builder;

static void add_edge(builder *b, uint32_t from, uint32_t to, graph_edge_kind kind) {
    if (from == to) return;
    *arena_push(b->keep, b->edges, b->edge_count, b->edge_room) = (graph_edge){from, to, kind};
}

static void add_report(builder *b, uint32_t report) {
    const hs_document *d = &b->picture->reports[report].document;
    if (b->node_of[report] != HS_NONE || b->node_count >= MOST_NODES) return;
    b->node_of[report] = (uint32_t)b->node_count;
    *arena_push(b->keep, b->nodes, b->node_count, b->node_room) =
        (graph_node){.report = report, .kind = HS_LINK_OUTLET, .name = page_outlet(d), .date = d->published};
}

// "The Echo" and "Echo": equal, or the one is the end of the other.
static bool same_outlet(hs_text a, hs_text b) {
    if (a.size < b.size) return same_outlet(b, a);
    size_t start = a.size - b.size;
    return b.size > 1 && text_equal_fold(text_slice(a, start, a.size), b) && (!start || a.data[start - 1] == ' ');
}

static uint32_t find_voice(builder *b, hs_link_kind kind, hs_text name, const hs_date *date) {
    for (uint32_t i = b->report_nodes; i < b->node_count; i++)
        if (text_equal_fold(b->nodes[i].name, name) && (b->nodes[i].kind == HS_LINK_OUTLET) == (kind == HS_LINK_OUTLET)) {
            if (page_days(date) < page_days(&b->nodes[i].date)) b->nodes[i].date = *date;
            return i;
        }
    *arena_push(b->keep, b->nodes, b->node_count, b->node_room) = (graph_node){.report = HS_NONE, .kind = kind, .name = name, .date = *date};
    return (uint32_t)b->node_count - 1;
}

// The first report of that outlet not later than the one that cites it; else the outlet as a voice.
static uint32_t find_cited(builder *b, hs_text outlet, uint32_t citing) {
    int64_t day = page_days(&b->nodes[citing].date);
    for (uint32_t i = 0; i < b->report_nodes; i++) {
        int64_t its = page_days(&b->nodes[i].date);
        if (i != citing && same_outlet(b->nodes[i].name, outlet) && (its == INT64_MIN || day == INT64_MIN || its <= day)) return i;
    }
    return find_voice(b, HS_LINK_OUTLET, outlet, &b->nodes[citing].date);
}

static void add_citation(builder *b, hs_text outlet, uint32_t citing) {
    if (!outlet.size || same_outlet(b->nodes[citing].name, outlet)) return;
    add_edge(b, find_cited(b, outlet, citing), citing, GRAPH_CITES);
}

static void add_origins(builder *b, const hs_claim *c) {
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        for (uint32_t k = 0; k < o->report_count; k++) {
            uint32_t node = b->node_of[o->reports[k].report];
            const hs_statement *s = mention_statement(b->picture, o->reports[k]);
            if (node == HS_NONE) continue;
            if (s->link_count && s->links[0].kind == HS_LINK_OUTLET) add_citation(b, s->links[0].name, node);
            if (o->kind == HS_LINK_OUTLET) add_citation(b, o->name, node);
            else add_edge(b, find_voice(b, o->kind, o->name, &b->nodes[node].date), node, GRAPH_TELLS);
        }
    }
}

static void add_copies(builder *b) {
    for (uint32_t i = 0; i < b->picture->reuse_count; i++) {
        uint32_t from = b->node_of[b->picture->reuse[i].from], to = b->node_of[b->picture->reuse[i].to];
        if (from != HS_NONE && to != HS_NONE) add_edge(b, from, to, GRAPH_COPIES);
    }
}

static int by_end(const void *a, const void *b, const void *context) {
    const graph_edge *x = a, *y = b;
    (void)context;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static uint32_t first_to(const builder *b, uint32_t node) {
    size_t low = 0, high = b->edge_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (b->edges[middle].to < node) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
}

// What `node` copies or cites tells the voice.
static bool told_through(const builder *b, uint32_t voice, uint32_t node) {
    for (uint32_t i = first_to(b, node); i < b->edge_count && b->edges[i].to == node; i++) {
        uint32_t parent = b->edges[i].from;
        if (b->edges[i].kind == GRAPH_TELLS || parent >= b->report_nodes) continue;
        for (uint32_t k = first_to(b, parent); k < b->edge_count && b->edges[k].to == parent; k++)
            if (b->edges[k].from == voice) return true;
    }
    return false;
}

// Edges sorted, each once, without those that stand for a way through another report.
static void settle_edges(builder *b) {
    size_t kept = 0;
    sort_items(b->edges, b->edge_count, sizeof *b->edges, by_end, NULL, *b->keep);
    for (size_t i = 0; i < b->edge_count; i++)
        if (!kept || by_end(&b->edges[kept - 1], &b->edges[i], NULL)) b->edges[kept++] = b->edges[i];
    b->edge_count = kept;
    bool *through = arena_new(b->keep, bool, kept + 1); // told before any edge goes
    for (size_t i = 0; i < kept; i++) through[i] = b->edges[i].kind == GRAPH_TELLS && told_through(b, b->edges[i].from, b->edges[i].to);
    size_t left = 0;
    for (size_t i = 0; i < kept; i++)
        if (!through[i]) b->edges[left++] = b->edges[i];
    b->edge_count = left;
}

static void mark_roots(builder *b) {
    bool *rests = arena_new(b->keep, bool, b->node_count + 1);
    for (size_t i = 0; i < b->edge_count; i++) rests[b->edges[i].to] = true, b->nodes[b->edges[i].from].told++;
    for (size_t i = 0; i < b->node_count; i++) b->nodes[i].root = !rests[i];
}

static int by_report_date(const void *a, const void *b, const void *context) {
    const hs_report *reports = ((const hs_picture *)context)->reports;
    int64_t x = page_days(&reports[*(const uint32_t *)a].document.published), y = page_days(&reports[*(const uint32_t *)b].document.published);
    if (x != y) return x < y ? -1 : 1;
    return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : *(const uint32_t *)a > *(const uint32_t *)b;
}

static source_graph build(const hs_picture *p, uint32_t *reports, uint32_t report_count, const uint32_t *claims, uint32_t count,
                          const hs_claim *only, hs_arena *keep) {
    builder b = {.picture = p, .keep = keep, .node_of = arena_new(keep, uint32_t, p->report_count + 1)};
    memset(b.node_of, 0xFF, p->report_count * sizeof *b.node_of);
    sort_items(reports, report_count, sizeof *reports, by_report_date, p, *keep);
    for (uint32_t i = 0; i < report_count; i++) add_report(&b, reports[i]);
    b.report_nodes = (uint32_t)b.node_count;
    if (only) add_origins(&b, only);
    for (uint32_t i = 0; i < count; i++) add_origins(&b, &p->claims[claims[i]]);
    add_copies(&b);
    settle_edges(&b);
    mark_roots(&b);
    return (source_graph){.nodes = b.nodes, .edges = b.edges, .node_count = (uint32_t)b.node_count, .edge_count = (uint32_t)b.edge_count, .claims = count};
}

source_graph graph_of_story(const hs_picture *p, const hs_story *s, hs_arena *keep) {
    uint32_t *reports = arena_new(keep, uint32_t, s->report_count + 1);
    if (s->report_count) memcpy(reports, s->reports, s->report_count * sizeof *reports);
    source_graph g = build(p, reports, s->report_count, s->claims, s->claim_count < MOST_CLAIMS ? s->claim_count : MOST_CLAIMS, NULL, keep);
    g.claims_in_all = s->claim_count;
    return g;
}

source_graph graph_of_claim(const hs_picture *p, const hs_claim *c, hs_arena *keep) {
    uint32_t *reports = arena_new(keep, uint32_t, c->mention_count + 1);
    for (uint32_t i = 0; i < c->mention_count; i++) reports[i] = c->mentions[i].report;
    return build(p, reports, c->mention_count, NULL, 0, c, keep);
}

// ---------------------------------------------------------------- as data

static const hs_text edge_names[] = {TEXT_INIT("tells"), TEXT_INIT("cites"), TEXT_INIT("copies")};

hs_text graph_data(const hs_picture *p, const source_graph *g, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '{');
    json_key(w, "nodes");
    json_open(w, '[');
    for (uint32_t i = 0; i < g->node_count; i++) {
        const graph_node *n = &g->nodes[i];
        json_open(w, '{');
        if (n->report != HS_NONE) json_member_text(w, "document", p->reports[n->report].document.id);
        json_member_text(w, "kind", n->report != HS_NONE ? TEXT("report") : record_link_kind_name(n->kind));
        json_member_text(w, "name", n->name);
        json_member_text(w, "date", record_date(&n->date, keep));
        json_key(w, "root"), json_bool(w, n->root);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_key(w, "edges");
    json_open(w, '[');
    for (uint32_t i = 0; i < g->edge_count; i++) {
        json_open(w, '{');
        json_key(w, "from"), json_number(w, g->edges[i].from);
        json_key(w, "to"), json_number(w, g->edges[i].to);
        json_member_text(w, "kind", edge_names[g->edges[i].kind]);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}
