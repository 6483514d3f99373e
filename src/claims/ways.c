// Vertex-disjoint ways. In: a graph whose edges lead from voices over assertions to a claim. Out: how many ways there are that meet in
// no vertex: as many origins are there that no single assertion could have made up (Menger 1927). Method: every vertex
// is cut into two with an arc of capacity one between them; ways are added along shortest augmenting paths until there is
// none (Ford and Fulkerson 1956).
#include "claims/ways.h"

// An arc and the one back have numbers that differ in the lowest bit.
typedef struct arc {
    uint32_t to, next; // HS_NONE: the last of its vertex
    uint32_t room;
} arc;

typedef struct flow {
    arc *arcs;
    uint32_t *first; // of each half vertex, HS_NONE
    uint32_t *came;  // the arc by which it was reached, HS_NONE
    uint32_t *queue;
    uint32_t arc_count, vertex_count;
} flow;

static void add_arc(flow *f, uint32_t from, uint32_t to) {
    f->arcs[f->arc_count] = (arc){to, f->first[from], 1};
    f->first[from] = f->arc_count++;
    f->arcs[f->arc_count] = (arc){from, f->first[to], 0};
    f->first[to] = f->arc_count++;
}

// One way more, if there is one.
static bool augment(flow *f, uint32_t from, uint32_t to) {
    uint32_t head = 0, tail = 0;
    for (uint32_t i = 0; i < f->vertex_count; i++) f->came[i] = HS_NONE;
    f->queue[tail++] = from;
    while (head < tail && f->came[to] == HS_NONE) {
        uint32_t at = f->queue[head++];
        for (uint32_t i = f->first[at]; i != HS_NONE; i = f->arcs[i].next) {
            uint32_t next = f->arcs[i].to;
            if (!f->arcs[i].room || next == from || f->came[next] != HS_NONE) continue;
            f->came[next] = i;
            f->queue[tail++] = next;
        }
    }
    if (f->came[to] == HS_NONE) return false;
    for (uint32_t at = to; at != from; at = f->arcs[f->came[at] ^ 1].to) f->arcs[f->came[at]].room--, f->arcs[f->came[at] ^ 1].room++;
    return true;
}

static uint32_t count_starts(const way_edge *edges, uint32_t edge_count, uint32_t starts, hs_arena scratch) {
    bool *leads = arena_new(&scratch, bool, starts + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < edge_count; i++) {
        if (edges[i].from >= starts || leads[edges[i].from]) continue;
        leads[edges[i].from] = true, count++;
    }
    return count;
}

uint32_t ways_count(const way_edge *edges, uint32_t edge_count, uint32_t vertex_count, uint32_t starts, uint32_t end, hs_arena scratch) {
    if (edge_count > WAYS_MOST_EDGES) return count_starts(edges, edge_count, starts, scratch);
    // the halves of vertex v are 2v, where ways come in, and 2v + 1; behind all is what leads to the starts
    flow f = {.vertex_count = 2 * vertex_count + 1};
    f.arcs = arena_new(&scratch, arc, 2 * ((size_t)edge_count + vertex_count + starts) + 2);
    f.first = arena_new(&scratch, uint32_t, f.vertex_count);
    f.came = arena_new(&scratch, uint32_t, f.vertex_count);
    f.queue = arena_new(&scratch, uint32_t, f.vertex_count);
    for (uint32_t i = 0; i < f.vertex_count; i++) f.first[i] = HS_NONE;
    for (uint32_t v = 0; v < vertex_count; v++) add_arc(&f, 2 * v, 2 * v + 1);
    for (uint32_t i = 0; i < edge_count; i++) add_arc(&f, 2 * edges[i].from + 1, 2 * edges[i].to);
    for (uint32_t v = 0; v < starts; v++) add_arc(&f, 2 * vertex_count, 2 * v);
    uint32_t count = 0;
    while (augment(&f, 2 * vertex_count, 2 * end)) count++;
    return count;
}
