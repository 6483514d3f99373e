// What each URL shows: a path and a query in, a page out. Knows nothing of connections.
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "base/arena.h"
#include "picture/site.h"
#include "serve/shelf.h"

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

// Stories are told from `shelf`, whose store also answers searches; both are used by nobody else meanwhile. `path` is the
// store's file, written only by a POST. The answer lives in `keep`.
route_answer route_find(const stories *of, shelf *shelf, const char *path, const route_request *request, hs_arena *keep);

#endif
