// What each URL shows: a path and a query in, a page out. Knows nothing of connections.
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "base/arena.h"
#include "picture/site.h"
#include "store/store.h"

// The picture of a store at one moment, and what finds things in it.
typedef struct world {
    hs_picture picture;
    hs_report *versions;       // of documents that have several
    uint32_t version_count;
    const uint32_t *by_id;     // reports sorted by id
    const uint32_t *first;     // of a report: the number of its first statement among all
    const uint32_t *claim_of;  // of a statement by that number; HS_NONE where it is in none
} world;

// Fills what is found by: `picture` is given. All lives in `keep`.
void world_index(world *w, hs_arena *keep);

typedef struct route_request {
    bool post;
    hs_text path;     // decoded, begins with '/'
    hs_text evidence; // "12-80" or empty
    hs_text since;    // "2024-03-14" or empty
    hs_text query;    // words to search or empty
    hs_text order;    // "change" or empty
    hs_text page;     // "2" or empty
    hs_text version;  // of a document, or empty
    hs_text action;   // "save", "forget"
    hs_text host;     // of the request, for links in feeds
} route_request;

typedef struct route_answer {
    unsigned status;  // 200, 303, 404, 500
    const char *type; // media type
    hs_text body;
    hs_text location; // of 303, with a terminating NUL
} route_answer;

// `searched` answers searches and is used by nobody else meanwhile; `path` is the store's file, written only by a POST.
// The answer lives in `keep`.
route_answer route_find(const world *w, store *searched, const char *path, const route_request *request, hs_arena *keep);

#endif
