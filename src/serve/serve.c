// See serve.h. One thread answers; it also looks, before each answer, whether the store has
// changed, and then makes the picture anew in the other of two arenas.
#include "serve/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "serve/routes.h"

struct server {
    const hs_engine *engine;
    struct MHD_Daemon *daemon;
    store *store;
    hs_arena *held[2], *answer; // pictures in turn; pages
    int turn;
    hs_picture picture;
    int64_t seen; // change counter of the store when the picture was made
};

static hs_status refresh(server *s, hs_error *error) {
    hs_report *reports;
    uint32_t count;
    hs_picture picture;
    int64_t now = store_changes(s->store);
    if (now == s->seen) return HS_OK;
    hs_arena *keep = s->held[1 - s->turn];
    hs_arena_reset(keep);
    hs_status status = store_load(s->store, false, keep, &reports, &count, error);
    if (status == HS_OK) status = hs_relate(s->engine, reports, count, keep, &picture, error);
    if (status != HS_OK) return status; // the picture of before goes on
    s->picture = picture;
    s->turn = 1 - s->turn;
    s->seen = now;
    return HS_OK;
}

static hs_text argument(struct MHD_Connection *c, enum MHD_ValueKind kind, const char *name) {
    const char *value = MHD_lookup_connection_value(c, kind, name);
    hs_text text = text_of(value);
    return text_slice(text, 0, 4096);
}

static const char policy[] = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static enum MHD_Result send_answer(struct MHD_Connection *c, const route_answer *a) {
    struct MHD_Response *response = MHD_create_response_from_buffer(a->body.size, (void *)(uintptr_t)a->body.data, MHD_RESPMEM_MUST_COPY);
    if (!response) return MHD_NO;
    MHD_add_response_header(response, "Content-Type", a->type);
    MHD_add_response_header(response, "Content-Security-Policy", policy);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(response, "Cache-Control", "no-cache");
    enum MHD_Result sent = MHD_queue_response(c, a->status, response);
    MHD_destroy_response(response);
    return sent;
}

static enum MHD_Result answer(void *context, struct MHD_Connection *c, const char *path, const char *method, const char *version,
                              const char *upload, size_t *upload_size, void **state) {
    (void)version, (void)upload, (void)upload_size;
    server *s = context;
    static int begun;
    if (!*state) return *state = &begun, MHD_YES; // the headers alone; the answer comes with the second call
    if (strcmp(method, "GET") && strcmp(method, "HEAD"))
        return send_answer(c, &(route_answer){405, "text/plain", TEXT("only GET\n")});
    hs_error error;
    hs_arena_reset(s->answer);
    if (refresh(s, &error) != HS_OK && !s->picture.reports)
        return send_answer(c, &(route_answer){500, "text/plain", text_of(error.reason)});
    route_request request = {.path = text_of(path), .evidence = argument(c, MHD_GET_ARGUMENT_KIND, "evidence"),
                             .since = argument(c, MHD_GET_ARGUMENT_KIND, "since"), .query = argument(c, MHD_GET_ARGUMENT_KIND, "q"),
                             .host = argument(c, MHD_HEADER_KIND, "Host")};
    route_answer found = route_find(&s->picture, &request, s->answer);
    return send_answer(c, &found);
}

static hs_status listen_on(server *s, const serve_options *o, uint16_t *port, hs_error *error) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(o->port)};
    hs_text where = text_of(o->address);
    if (inet_pton(AF_INET, o->address, &address.sin_addr) != 1) return error_set(error, HS_ERROR_USAGE, where, UINT64_MAX, "no IPv4 address");
    s->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, o->port, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR, &address,
                                 MHD_OPTION_CONNECTION_LIMIT, 64u, MHD_OPTION_CONNECTION_TIMEOUT, 15u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                 (size_t)65536, MHD_OPTION_END);
    if (!s->daemon) return error_set(error, HS_ERROR_INPUT, where, UINT64_MAX, "cannot listen on port %u: %s", o->port, strerror(errno));
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    *port = info ? info->port : o->port;
    return HS_OK;
}

hs_status serve_start(server **out, const hs_engine *engine, const serve_options *o, uint16_t *port, hs_error *error) {
    *out = NULL;
    server *s = calloc(1, sizeof *s);
    if (!s) return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory");
    s->engine = engine;
    s->seen = -1;
    s->held[0] = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    s->held[1] = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    s->answer = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    hs_status status = s->held[0] && s->held[1] && s->answer ? store_open(&s->store, o->db, true, error)
                                                             : error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory");
    if (status == HS_OK) status = refresh(s, error);
    if (status == HS_OK) status = listen_on(s, o, port, error);
    if (status == HS_OK) *out = s;
    else serve_stop(s);
    return status;
}

void serve_stop(server *s) {
    if (!s) return;
    if (s->daemon) MHD_stop_daemon(s->daemon);
    store_close(s->store);
    hs_arena_close(s->held[0]);
    hs_arena_close(s->held[1]);
    hs_arena_close(s->answer);
    free(s);
}
