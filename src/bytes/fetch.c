// See fetch.h. Method: one thread and curl's multi interface. Each host ("https://name:port") has a queue; the one
// request that is under way, or the pause behind it, keeps the rest waiting. Redirects are not followed by curl but
// put into the queue of the host they lead to, so that its pause and its robots.txt hold for them too.
//
// Sources: RFC 9110 (conditional requests, Retry-After), RFC 9309 (robots.txt: 4xx allows all, 5xx or no answer
// refuses all). What it gets wrong: two names of one machine are two hosts.
#include "bytes/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "bytes/robots.h"

typedef struct transfer transfer;
typedef struct host host;

struct transfer {
    transfer *next;        // in its queue
    host *host;            // that is asked now
    host *ruled;           // of a robots.txt: whose it is, wherever it lies
    fetcher *fetcher;
    CURL *easy;
    struct curl_slist *lines;
    char *asked, *url, *etag, *modified;
    uint64_t number;
    uint32_t redirects;
    char *body;
    size_t size, capacity;
    bool too_large, blocked, no_memory;
    fetch_outcome outcome; // once it is finished
    const char *trouble;
    char reason[CURL_ERROR_SIZE];
};

typedef enum robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN, ROBOTS_UNREACHABLE } robots_state;

struct host {
    host *next;
    char *origin;          // "https://name:port", as it stands in the URL, lower case
    transfer *first, *last; // waiting
    transfer *active;      // under way
    bool named;            // by a person
    uint64_t free_ms;      // not before
    robots_state state;
    const robots *rules;
};

struct fetcher {
    fetch_options options;
    CURLM *multi;
    hs_arena *memory;      // robots' rules
    host *hosts;
    transfer *done, *done_last;
    uint32_t running;
    bool proxied;          // what a socket leads to is the proxy
    hs_text token;
};

static uint64_t now_ms(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (uint64_t)at.tv_sec * 1000 + (uint64_t)at.tv_nsec / 1000000;
}

bool fetch_is_url(hs_text path) {
    return text_equal_fold(text_slice(path, 0, 7), TEXT("http://")) || text_equal_fold(text_slice(path, 0, 8), TEXT("https://"));
}

hs_status fetch_open(fetcher **out, const fetch_options *options, hs_error *error) {
    static const char *const proxies[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    *out = NULL;
    fetcher *f = calloc(1, sizeof *f);
    if (f && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) f->multi = curl_multi_init();
    if (f) f->memory = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    if (!f || !f->multi || !f->memory) {
        fetch_close(f);
        return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory to fetch");
    }
    f->options = *options;
    hs_text agent = text_of(options->agent);
    f->token = text_cut(&agent, '/');
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) f->proxied |= getenv(proxies[i]) != NULL;
    *out = f;
    return HS_OK;
}

static void free_transfer(transfer *t) {
    if (!t) return;
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->lines);
    free(t->asked), free(t->url), free(t->etag), free(t->modified), free(t->body);
    free(t);
}

static void free_list(transfer *t) {
    for (transfer *next; t; t = next) next = t->next, free_transfer(t);
}

void fetch_close(fetcher *f) {
    if (!f) return;
    for (host *h = f->hosts, *next; h; h = next) {
        next = h->next;
        if (h->active) curl_multi_remove_handle(f->multi, h->active->easy);
        free_transfer(h->active);
        free_list(h->first);
        free(h->origin);
        free(h);
    }
    free_list(f->done);
    if (f->multi) curl_multi_cleanup(f->multi);
    hs_arena_close(f->memory);
    free(f);
}

// ---------------------------------------------------------------- hosts and queues

static char *copy_text(hs_text text) { return text.size ? strndup(text.data, text.size) : NULL; }

// "https://name:port" of a URL, and where its path begins. The name's user and password are not asked with.
static hs_text origin_of(hs_text url, size_t *path) {
    size_t at = text_find(url, TEXT("://"), 0) + 3;
    while (at < url.size && url.data[at] != '/' && url.data[at] != '?' && url.data[at] != '#') at++;
    *path = at;
    return text_slice(url, 0, at);
}

static host *find_host(fetcher *f, hs_text url) {
    size_t path;
    hs_text origin = origin_of(url, &path);
    for (host *h = f->hosts; h; h = h->next)
        if (text_equal_fold(text_of(h->origin), origin)) return h;
    host *h = calloc(1, sizeof *h);
    if (!h || !(h->origin = copy_text(origin))) return free(h), NULL;
    h->next = f->hosts;
    return f->hosts = h;
}

static void queue(transfer *t, bool in_front) {
    host *h = t->host;
    t->next = in_front ? h->first : NULL;
    if (in_front) {
        h->first = t;
        if (!h->last) h->last = t;
        return;
    }
    if (h->last) h->last->next = t;
    else h->first = t;
    h->last = t;
}

static transfer *unqueue(host *h) {
    transfer *t = h->first;
    h->first = t->next;
    if (!h->first) h->last = NULL;
    t->next = NULL;
    return t;
}

static void finish(fetcher *f, transfer *t, fetch_outcome outcome, const char *trouble) {
    t->outcome = outcome;
    t->trouble = trouble;
    t->next = NULL;
    if (f->done_last) f->done_last->next = t;
    else f->done = t;
    f->done_last = t;
}

// A URL without its fragment, as a new transfer; NULL where there is no memory.
static transfer *new_transfer(fetcher *f, hs_text url) {
    transfer *t = calloc(1, sizeof *t);
    size_t fragment = text_find(url, TEXT("#"), 0);
    if (!t) return NULL;
    t->fetcher = f;
    t->asked = copy_text(url);
    t->url = copy_text(text_slice(url, 0, fragment));
    t->host = t->url ? find_host(f, text_of(t->url)) : NULL;
    if (t->asked && t->host) return t;
    free_transfer(t);
    return NULL;
}

bool fetch_add(fetcher *f, const fetch_request *r) {
    size_t begin = text_find(r->url, TEXT("//"), 0) + 2; // of the host: "http://" and "http:///x" name none
    if (!fetch_is_url(r->url) || r->url.size > LIMIT_URL_BYTES || begin >= r->url.size || r->url.data[begin] == '/') return false;
    transfer *t = new_transfer(f, r->url);
    if (!t) return false;
    t->number = r->number;
    t->etag = copy_text(r->etag), t->modified = copy_text(r->modified);
    t->host->named |= r->named;
    queue(t, false);
    return true;
}

// ---------------------------------------------------------------- robots.txt

static void set_robots(fetcher *f, host *h, uint32_t status, hs_text body) {
    h->state = status >= 200 && status < 500 ? ROBOTS_KNOWN : ROBOTS_UNREACHABLE;
    if (status >= 200 && status < 300) h->rules = robots_read(body, f->token, f->memory);
}

void fetch_know_robots(fetcher *f, hs_text url, uint32_t status, hs_text body) {
    host *h = fetch_is_url(url) ? find_host(f, url) : NULL;
    if (h) set_robots(f, h, status, body);
}

static bool ask_robots(fetcher *f, host *h) {
    char *url = NULL;
    int size = asprintf(&url, "%s/robots.txt", h->origin);
    transfer *t = size > 0 ? new_transfer(f, (hs_text){url, (size_t)size}) : NULL;
    free(url);
    if (!t) return false;
    t->ruled = h;
    h->state = ROBOTS_ASKED;
    queue(t, true);
    return true;
}

// ---------------------------------------------------------------- one transfer

static size_t take_body(char *data, size_t one, size_t count, void *context) {
    transfer *t = context;
    size_t size = one * count, most = t->ruled ? LIMIT_ROBOTS_BYTES : LIMIT_FETCH_BYTES;
    if (t->size + size > most) return t->too_large = true, 0;
    if (t->size + size > t->capacity) {
        size_t more = t->capacity ? t->capacity * 2 : 64 << 10;
        while (more < t->size + size) more *= 2;
        char *moved = realloc(t->body, more);
        if (!moved) return t->no_memory = true, 0;
        t->body = moved, t->capacity = more;
    }
    memcpy(t->body + t->size, data, size);
    t->size += size;
    return size;
}

static bool is_private_v4(const unsigned char *a) {
    return a[0] == 0 || a[0] == 10 || a[0] == 127 || a[0] >= 224 || (a[0] == 169 && a[1] == 254) || (a[0] == 172 && (a[1] & 0xF0) == 16) ||
           (a[0] == 192 && a[1] == 168) || (a[0] == 100 && (a[1] & 0xC0) == 64);
}

static bool is_private(const struct sockaddr *address) {
    static const unsigned char zeros[15], mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    if (address->sa_family == AF_INET) return is_private_v4((const unsigned char *)&((const struct sockaddr_in *)(const void *)address)->sin_addr);
    if (address->sa_family != AF_INET6) return true;
    const unsigned char *a = ((const struct sockaddr_in6 *)(const void *)address)->sin6_addr.s6_addr;
    if (!memcmp(a, mapped, sizeof mapped)) return is_private_v4(a + 12);
    return (!memcmp(a, zeros, sizeof zeros) && a[15] <= 1) || (a[0] & 0xFE) == 0xFC || (a[0] == 0xFE && (a[1] & 0xC0) == 0x80) || a[0] == 0xFF;
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to) {
    transfer *t = context;
    (void)purpose;
    if (!t->host->named && !t->fetcher->proxied && is_private(&to->addr)) return t->blocked = true, CURL_SOCKET_BAD;
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static void add_line(transfer *t, const char *name, const char *value) {
    char line[2048];
    if (!value || (size_t)snprintf(line, sizeof line, "%s: %s", name, value) >= sizeof line) return;
    struct curl_slist *more = curl_slist_append(t->lines, line);
    if (more) t->lines = more;
}

static bool prepare(const fetcher *f, transfer *t) {
    CURL *e = t->easy = curl_easy_init();
    if (!e) return false;
    add_line(t, "Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5");
    add_line(t, "If-None-Match", t->etag);
    add_line(t, "If-Modified-Since", t->modified);
    bool good = curl_easy_setopt(e, CURLOPT_URL, t->url) == CURLE_OK;
    good = good && curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK;
    good = good && curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK;
    curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(e, CURLOPT_USERAGENT, f->options.agent);
    curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->lines);
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)f->options.timeout_ms);
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)(f->options.timeout_ms < 15000 ? f->options.timeout_ms : 15000));
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->reason);
    curl_easy_setopt(e, CURLOPT_PRIVATE, t);
    return good;
}

// Sends the first of a host's queue, or says why it will not be. True where something was finished or sent.
static bool start_host(fetcher *f, host *h, uint64_t now) {
    size_t path;
    if (!h->first || h->active) return false;
    if (f->options.robots && !h->first->ruled) {
        if (h->state == ROBOTS_UNKNOWN && !ask_robots(f, h)) return finish(f, unqueue(h), FETCH_FAILED, "not enough memory"), true;
        if (h->state == ROBOTS_ASKED && !h->first->ruled) return false; // it lies on another host
        if (h->state == ROBOTS_UNREACHABLE) return finish(f, unqueue(h), FETCH_FAILED, "robots.txt of its host cannot be read"), true;
        hs_text url = text_of(h->first->url);
        if (h->state == ROBOTS_KNOWN) {
            origin_of(url, &path);
            hs_text rest = path < url.size ? text_slice(url, path, url.size) : TEXT("/");
            if (!robots_allow(h->rules, rest, *f->memory)) return finish(f, unqueue(h), FETCH_REFUSED, "robots.txt does not allow it"), true;
        }
    }
    if (now < h->free_ms || f->running >= f->options.hosts) return false;
    transfer *t = unqueue(h);
    if (!prepare(f, t) || curl_multi_add_handle(f->multi, t->easy) != CURLM_OK) return finish(f, t, FETCH_FAILED, "cannot be asked for"), true;
    h->active = t;
    f->running++;
    return true;
}

// ---------------------------------------------------------------- answers

static uint32_t status_of(const transfer *t) {
    long status = 0;
    if (t->easy) curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    return status > 0 && status < 1000 ? (uint32_t)status : 0;
}

static bool is_redirect(uint32_t status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Puts a redirected transfer into the queue of the host that it leads to.
static const char *follow(fetcher *f, transfer *t) {
    char *to = NULL;
    curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &to);
    if (!to) return "redirected to nowhere";
    if (++t->redirects > LIMIT_FETCH_REDIRECTS) return "redirected too often";
    hs_text url = text_of(to);
    if (!fetch_is_url(url) || url.size > LIMIT_URL_BYTES) return "redirected to what is no page";
    char *copy = copy_text(text_slice(url, 0, text_find(url, TEXT("#"), 0)));
    host *h = copy ? find_host(f, text_of(copy)) : NULL;
    if (!h) return free(copy), "not enough memory";
    free(t->url);
    t->url = copy;
    t->host = h;
    curl_easy_cleanup(t->easy), t->easy = NULL;
    curl_slist_free_all(t->lines), t->lines = NULL;
    t->size = 0;
    queue(t, true);
    return NULL;
}

static const char *trouble_of(const transfer *t, CURLcode code) {
    if (t->too_large) return t->ruled ? NULL : "larger than a page may be";
    if (t->no_memory) return "not enough memory";
    if (t->blocked) return "leads into a private network";
    if (code == CURLE_OPERATION_TIMEDOUT) return "no answer in time";
    if (code != CURLE_OK) return t->reason[0] ? t->reason : curl_easy_strerror(code);
    return NULL;
}

static void end_transfer(fetcher *f, transfer *t, CURLcode code) {
    host *h = t->host;
    uint32_t status = status_of(t), pause = f->options.pause_ms, delay = robots_delay_s(h->rules) * 1000;
    const char *trouble = trouble_of(t, code);
    f->running--;
    h->active = NULL;
    h->free_ms = now_ms() + (delay > pause ? delay : pause);
    if (!trouble && is_redirect(status) && !(trouble = follow(f, t))) return;
    if (t->ruled) {
        set_robots(f, t->ruled, trouble ? 0 : is_redirect(status) ? 404 : status, (hs_text){t->body, t->size});
        finish(f, t, FETCH_ROBOTS, trouble);
    } else if (trouble) finish(f, t, FETCH_FAILED, trouble);
    else if (status == 304) finish(f, t, FETCH_UNCHANGED, NULL);
    else if (status >= 200 && status < 300) finish(f, t, FETCH_DONE, NULL);
    else finish(f, t, FETCH_FAILED, NULL); // the status is the trouble
}

static void take_messages(fetcher *f) {
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left));) {
        if (m->msg != CURLMSG_DONE) continue;
        transfer *t = NULL;
        CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
        curl_multi_remove_handle(f->multi, m->easy_handle);
        end_transfer(f, t, code);
    }
}

static hs_text header(const transfer *t, const char *name, hs_arena *keep) {
    struct curl_header *found;
    if (!t->easy || curl_easy_header(t->easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return (hs_text){0};
    return arena_text(keep, text_slice(text_of(found->value), 0, 1024));
}

static hs_text all_headers(const transfer *t, hs_arena *keep) {
    hs_text all = {0};
    for (struct curl_header *h = NULL; t->easy && (h = curl_easy_nextheader(t->easy, CURLH_HEADER, -1, h));) {
        if (text_equal_fold(text_of(h->name), TEXT("Set-Cookie"))) continue;
        hs_text more = arena_print(keep, "%.*s%s: %s\n", TEXT_ARGS(all), h->name, h->value);
        if (more.size > LIMIT_FETCH_HEADER_BYTES) break;
        all = more;
    }
    return all;
}

// "utf-8" of "text/html; charset=utf-8".
static hs_text charset_of(hs_text type) {
    size_t at = text_find_fold(type, TEXT("charset="), 0);
    if (at == SIZE_MAX) return (hs_text){0};
    hs_text rest = text_slice(type, at + 8, type.size), value = text_trim(text_cut(&rest, ';'));
    if (value.size > 1 && (value.data[0] == '"' || value.data[0] == '\'')) value = text_slice(value, 1, value.size - 1);
    return value;
}

static void give(transfer *t, hs_arena *keep, fetch_answer *out) {
    curl_off_t retry = 0;
    *out = (fetch_answer){.outcome = t->outcome, .number = t->number, .status = status_of(t)};
    out->asked = arena_text(keep, text_of(t->asked));
    out->final = arena_text(keep, text_of(t->url));
    out->body = arena_text(keep, (hs_text){t->body, t->size});
    out->charset = charset_of(header(t, "Content-Type", keep));
    out->etag = header(t, "ETag", keep);
    out->modified = header(t, "Last-Modified", keep);
    out->headers = all_headers(t, keep);
    if (t->easy) curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &retry);
    out->retry_after_s = retry > 0 ? (uint32_t)(retry < 30 * 86400 ? retry : 30 * 86400) : 0;
    if (t->trouble) out->trouble = arena_text(keep, text_of(t->trouble));
    else if (t->outcome == FETCH_FAILED) out->trouble = arena_print(keep, "answered with status %u", out->status);
}

static bool stopped(const fetcher *f) { return f->options.stop && *f->options.stop; }

// Sends what can be sent; how long to wait for the next, UINT64_MAX where nothing is left to wait for.
static uint64_t start_all(fetcher *f) {
    uint64_t now = now_ms(), wait = f->running ? 1000 : UINT64_MAX;
    for (host *h = f->hosts; h; h = h->next) {
        while (start_host(f, h, now)) continue;
        bool ruleless = f->options.robots && h->state == ROBOTS_ASKED && h->first && !h->first->ruled;
        if (!h->first || h->active || ruleless || f->running >= f->options.hosts) continue; // another answer comes first
        uint64_t left = h->free_ms > now ? h->free_ms - now : 1;
        if (left < wait) wait = left;
    }
    return f->running && wait > 1000 ? 1000 : wait;
}

bool fetch_next(fetcher *f, hs_arena *keep, fetch_answer *out) {
    while (!f->done && !stopped(f)) {
        int running;
        uint64_t wait = start_all(f);
        if (f->done || wait == UINT64_MAX) break;
        curl_multi_perform(f->multi, &running);
        take_messages(f);
        if (!f->done) curl_multi_poll(f->multi, NULL, 0, (int)(wait < 500 ? wait : 500), NULL);
    }
    transfer *t = f->done;
    if (!t || stopped(f)) return false;
    f->done = t->next;
    if (!f->done) f->done_last = NULL;
    give(t, keep, out);
    free_transfer(t);
    return true;
}
