// See serve.h. One thread answers. Another looks twice a second whether the store has changed; then it changes what is
// shown by what is new, or, where that is much, makes it anew beside it and changes the two: a page never waits for a store to be related. The two
// share nothing but what is shown, under a lock.
#include "serve/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "serve/cache.h"
#include "store/linked.h"

enum {
    LOOK_MILLISECONDS = 500,
    MOST_WAITS = 240, // looks in a row for whoever writes to link what he wrote; then it is done here, from texts
    MOST_ARGUMENT_BYTES = 1024,
};

struct server {
    const hs_engine *engine;
    const char *db;
    bool local; // listens on loopback: only names of this machine are answered
    struct MHD_Daemon *daemon;
    store *watched;             // of the thread that looks; the one that answers has its own
    hs_arena *held[2], *answer; // of what is shown, in turn; pages
    pthread_mutex_t lock;       // over `shown` and its arena
    pthread_cond_t stopping;
    bool stop, looking;
    pthread_t looker;
    stories shown;
    shelf told;   // stories of `shown`
    cache given;  // answers made from `shown`
    int turn;     // which arena is shown
    int64_t seen; // change counter of the store when the picture was made
    int waits;
};

// ---------------------------------------------------------------- keeping up with the store

// What is shown is changed where it lies; `*followed` false where that cannot be done.
static hs_status follow(server *s, bool *followed, hs_error *error) {
    const uint32_t *moved;
    uint32_t count;
    pthread_mutex_lock(&s->lock);
    hs_arena_reset(s->answer);
    s->answer->recover = NULL;
    hs_status status = stories_follow(&s->shown, s->watched, s->held[s->turn], s->answer, followed, &moved, &count, error);
    if (*followed) cache_clear(&s->given), shelf_renumber(&s->told, moved, count);
    pthread_mutex_unlock(&s->lock);
    return status;
}

// The stories as they are now beside those that are shown, and then in their place.
static hs_status open_fresh(server *s, hs_error *error) {
    stories fresh;
    hs_arena *keep = s->held[1 - s->turn];
    hs_arena_reset(keep);
    hs_status status = stories_open(s->engine, s->watched, NULL, s->shown.engine ? &s->shown : NULL, keep, &fresh, error);
    if (status != HS_OK) return status; // what was shown before goes on
    pthread_mutex_lock(&s->lock);
    s->shown = fresh;
    s->turn = 1 - s->turn;
    cache_clear(&s->given);
    shelf_clear(&s->told);
    hs_arena_reset(s->held[1 - s->turn]);
    pthread_mutex_unlock(&s->lock);
    return HS_OK;
}

static hs_status refresh(server *s, hs_error *error) {
    int64_t now = store_changes(s->watched);
    if (now == s->seen) return HS_OK;
    hs_status status = store_hold(s->watched, error);
    if (status != HS_OK) return status;
    // whoever wrote may not have linked it yet
    bool waits = s->shown.engine && store_is_behind(s->watched) && s->waits++ < MOST_WAITS, followed = false;
    if (!waits) {
        s->waits = 0;
        if (s->shown.engine) status = follow(s, &followed, error);
        if (status == HS_OK && !followed) status = open_fresh(s, error);
        if (status == HS_OK) s->seen = now;
    }
    store_let_go(s->watched);
    return status;
}

static void *look(void *context) {
    server *s = context;
    pthread_mutex_lock(&s->lock);
    while (!s->stop) {
        struct timespec until;
        hs_error error;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_MILLISECONDS * 1000000L;
        if (until.tv_nsec >= 1000000000L) until.tv_nsec -= 1000000000L, until.tv_sec++;
        pthread_cond_timedwait(&s->stopping, &s->lock, &until);
        if (s->stop) break;
        pthread_mutex_unlock(&s->lock);
        if (refresh(s, &error) != HS_OK) s->seen = -1; // tried again
        pthread_mutex_lock(&s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

// ---------------------------------------------------------------- answering

static hs_text argument(struct MHD_Connection *c, enum MHD_ValueKind kind, const char *name) {
    hs_text text = text_of(MHD_lookup_connection_value(c, kind, name));
    return text_slice(text, 0, MOST_ARGUMENT_BYTES);
}

static const char policy[] = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static enum MHD_Result send_answer(struct MHD_Connection *c, const route_answer *a) {
    struct MHD_Response *response = MHD_create_response_from_buffer(a->body.size, (void *)(uintptr_t)a->body.data, MHD_RESPMEM_MUST_COPY);
    if (!response) return MHD_NO;
    MHD_add_response_header(response, "Content-Type", a->type);
    MHD_add_response_header(response, "Content-Security-Policy", policy);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Referrer-Policy", "same-origin");
    MHD_add_response_header(response, "Cache-Control", "no-cache");
    if (a->location.size) MHD_add_response_header(response, "Location", a->location.data);
    enum MHD_Result sent = MHD_queue_response(c, a->status, response);
    MHD_destroy_response(response);
    return sent;
}

static enum MHD_Result refuse(struct MHD_Connection *c, unsigned status, const char *words) {
    return send_answer(c, &(route_answer){status, "text/plain", text_of(words), {0}});
}

// A name of this machine, whatever the port: a page elsewhere that makes its own name lead here is not answered.
static bool is_local(hs_text host) {
    hs_text name = text_slice(host, 0, text_find(host, TEXT(":"), 0));
    return text_equal_fold(name, TEXT("localhost")) || text_starts(name, TEXT("127."));
}

// A form of another site may not write here. What is no browser sends no origin.
static bool same_origin(struct MHD_Connection *c, hs_text host) {
    hs_text origin = argument(c, MHD_HEADER_KIND, "Origin");
    return !origin.size || (text_starts(origin, TEXT("http://")) && text_equal(text_slice(origin, 7, origin.size), host));
}

// The page, or, where it takes more memory than there is for one, word of that.
static route_answer find(server *s, const route_request *request) {
    jmp_buf full;
    hs_arena_reset(s->answer);
    s->answer->recover = &full;
    if (setjmp(full)) return (route_answer){500, "text/plain", TEXT("too large to show as one page\n"), {0}};
    return route_find(&s->shown, &s->told, s->db, request, s->answer);
}

static enum MHD_Result answer(void *context, struct MHD_Connection *c, const char *path, const char *method, const char *version,
                              const char *upload, size_t *upload_size, void **state) {
    (void)version, (void)upload;
    server *s = context;
    static const int begun;
    bool post = !strcmp(method, "POST");
    if (!*state) return *state = (void *)(uintptr_t)&begun, MHD_YES; // the headers alone; the answer comes with the last call
    if (*upload_size) return *upload_size = 0, MHD_YES;               // forms say all in their URL
    if (!post && strcmp(method, "GET") && strcmp(method, "HEAD")) return refuse(c, 405, "only GET, HEAD and POST\n");
    route_request request = {.post = post, .path = text_of(path), .host = argument(c, MHD_HEADER_KIND, "Host")};
    struct { const char *name; hs_text *value; } arguments[] = {
        {"evidence", &request.evidence}, {"since", &request.since}, {"q", &request.query}, {"order", &request.order},
        {"page", &request.page}, {"version", &request.version}, {"do", &request.action}};
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) *arguments[i].value = argument(c, MHD_GET_ARGUMENT_KIND, arguments[i].name);
    if (s->local && !is_local(request.host)) return refuse(c, 403, "not a name of this machine\n");
    if (post && !same_origin(c, request.host)) return refuse(c, 403, "a form of another site\n");
    uint64_t key = cache_key(&request);
    pthread_mutex_lock(&s->lock);
    const route_answer *kept = cache_find(&s->given, key);
    route_answer found = kept ? *kept : find(s, &request);
    if (!kept) cache_keep(&s->given, key, &found);
    enum MHD_Result sent = send_answer(c, &found);
    pthread_mutex_unlock(&s->lock);
    return sent;
}

// ---------------------------------------------------------------- starting and stopping

static hs_status listen_on(server *s, const serve_options *o, uint16_t *port, hs_error *error) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(o->port)};
    hs_text where = text_of(o->address);
    if (inet_pton(AF_INET, o->address, &address.sin_addr) != 1) return error_set(error, HS_ERROR_USAGE, where, UINT64_MAX, "no IPv4 address");
    s->local = ntohl(address.sin_addr.s_addr) >> 24 == 127;
    s->daemon = MHD_start_daemon(MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, o->port, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR, &address,
                                 MHD_OPTION_CONNECTION_LIMIT, 64u, MHD_OPTION_CONNECTION_TIMEOUT, 15u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                 (size_t)65536, MHD_OPTION_END);
    if (!s->daemon) return error_set(error, HS_ERROR_INPUT, where, UINT64_MAX, "cannot listen on port %u: %s", o->port, strerror(errno));
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    *port = info ? info->port : o->port;
    return HS_OK;
}

static hs_status no_memory(hs_error *error) { return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory"); }

static hs_status open_all(server *s, hs_error *error) {
    s->held[0] = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    s->held[1] = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    s->answer = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    s->given.kept = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    if (!s->held[0] || !s->held[1] || !s->answer || !s->given.kept) return no_memory(error);
    hs_status status = store_open(&s->watched, s->db, true, error);
    return status == HS_OK ? store_open(&s->told.store, s->db, true, error) : status;
}

hs_status serve_start(server **out, const hs_engine *engine, const serve_options *o, uint16_t *port, hs_error *error) {
    *out = NULL;
    server *s = calloc(1, sizeof *s);
    if (!s) return no_memory(error);
    s->engine = engine;
    s->db = o->db;
    s->seen = -1;
    s->told.of = &s->shown;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->stopping, NULL);
    hs_status status = open_all(s, error);
    if (status == HS_OK) status = refresh(s, error);
    if (status == HS_OK) status = listen_on(s, o, port, error);
    if (status == HS_OK) s->looking = pthread_create(&s->looker, NULL, look, s) == 0;
    if (status == HS_OK && !s->looking) status = no_memory(error);
    if (status == HS_OK) *out = s;
    else serve_stop(s);
    return status;
}

void serve_stop(server *s) {
    if (!s) return;
    if (s->daemon) MHD_stop_daemon(s->daemon);
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_cond_signal(&s->stopping);
    pthread_mutex_unlock(&s->lock);
    if (s->looking) pthread_join(s->looker, NULL);
    store_close(s->watched);
    shelf_clear(&s->told);
    store_close(s->told.store);
    hs_arena_close(s->held[0]);
    hs_arena_close(s->held[1]);
    hs_arena_close(s->answer);
    hs_arena_close(s->given.kept);
    pthread_cond_destroy(&s->stopping);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
