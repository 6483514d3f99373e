// What each URL shows: a path and a query in, a page out. Knows nothing of connections.
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "base/arena.h"
#include "hearsay.h"

typedef struct route_request {
    hs_text path;     // decoded, begins with '/'
    hs_text evidence; // "12-80" or empty
    hs_text since;    // "2024-03-14" or empty
    hs_text query;    // words to search or empty
    hs_text host;     // of the request, for links in feeds
} route_request;

typedef struct route_answer {
    unsigned status; // 200, 404
    const char *type; // media type
    hs_text body;
} route_answer;

// Thread-safe; the answer lives in `keep`.
route_answer route_find(const hs_picture *picture, const route_request *request, hs_arena *keep);

#endif
