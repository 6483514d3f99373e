// How many ways lead through a graph that share no vertex.
#ifndef CLAIMS_WAYS_H
#define CLAIMS_WAYS_H

#include "base/arena.h"
#include "hearsay.h"

// Vertices are numbered from 0.
typedef struct way_edge {
    uint32_t from, to;
} way_edge;

enum { WAYS_MOST_EDGES = 4096 };

// The most ways from the first `starts` vertices to `end`, one from each at most, of which no two share a vertex but the end. With more
// than WAYS_MOST_EDGES edges, an upper bound: as many as there are starts with an edge.
uint32_t ways_count(const way_edge *edges, uint32_t edge_count, uint32_t vertex_count, uint32_t starts, uint32_t end, hs_arena scratch);

#endif
