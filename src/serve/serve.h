// The picture of a store as web pages and JSON, on libmicrohttpd.
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "hearsay.h"
#include "store/store.h"

typedef struct serve_options {
    const char *address; // "127.0.0.1" unless somebody means it otherwise
    uint16_t port;       // 0: one that is free
    const char *db;
} serve_options;

typedef struct server server;

// Starts answering on a thread of its own; the picture is made anew when the store has
// changed. `*port` is the one it listens on. Stop with serve_stop.
HS_MUST_USE hs_status serve_start(server **out, const hs_engine *engine, const serve_options *options, uint16_t *port,
                                  hs_error *error);
void serve_stop(server *s);

#endif
