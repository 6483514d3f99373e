// Who rests on whom: reports, voices, and what leads from the one to the other.
#ifndef PICTURE_GRAPH_H
#define PICTURE_GRAPH_H

#include "picture/page.h"

typedef enum graph_edge_kind { GRAPH_TELLS, GRAPH_CITES, GRAPH_COPIES } graph_edge_kind;

// A report, or a voice on which reports rest.
typedef struct graph_node {
    uint32_t report;    // HS_NONE of a voice
    hs_link_kind kind;  // of a voice
    hs_text name;       // of a voice; the report's outlet
    hs_date date;       // publication; of a voice that of the first report that tells it
    bool root;          // something rests on it that rests on nothing else
    uint32_t told;      // edges that leave it
} graph_node;

// `to` rests on `from`.
typedef struct graph_edge {
    uint32_t from, to;
    graph_edge_kind kind;
} graph_edge;

typedef struct source_graph {
    const graph_node *nodes; // reports by date, then voices by date
    const graph_edge *edges; // by to, from, kind; each once
    uint32_t node_count, edge_count;
    uint32_t claims, claims_in_all; // how many of a story's claims it shows, the weightiest first
} source_graph;

source_graph graph_of_story(const hs_picture *picture, const hs_story *story, hs_arena *keep);
source_graph graph_of_claim(const hs_picture *picture, const hs_claim *claim, hs_arena *keep);

// As SVG with a table of the same below it.
void graph_draw(page *page, const source_graph *graph);
// {"nodes":[…],"edges":[…]}.
hs_text graph_data(const hs_picture *picture, const source_graph *graph, hs_arena *keep);

#endif
