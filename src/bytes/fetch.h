// Pages and feeds over HTTP (libcurl), several hosts at a time and one request a host, with a pause between two.
// Redirects, bytes and time have limits; a host's robots.txt is asked first where the options want it. What a
// program follows by itself cannot lead it into the machine's own network: only hosts that somebody named are
// asked at private addresses.
#ifndef BYTES_FETCH_H
#define BYTES_FETCH_H

#include <signal.h>

#include "base/arena.h"
#include "hearsay.h"

typedef struct fetcher fetcher;

typedef struct fetch_options {
    const char *agent;     // User-Agent; up to the first '/' it is the token that robots.txt knows
    uint32_t timeout_ms;   // for one answer
    uint32_t pause_ms;     // between two requests to one host
    uint32_t hosts;        // asked at the same time
    bool robots;           // keep to robots.txt
    const volatile sig_atomic_t *stop; // nonzero: fetch_next ends as soon as it can; NULL: never
} fetch_options;

typedef struct fetch_request {
    hs_text url;
    hs_text etag, modified; // of the answer that is known, else empty: the server says whether it has another
    bool named;             // by a person: its host may have a private address, and is trusted from here on
    uint64_t number;        // comes back in the answer
} fetch_request;

typedef enum fetch_outcome {
    FETCH_DONE,      // a body
    FETCH_UNCHANGED, // 304
    FETCH_REFUSED,   // robots.txt does not allow it
    FETCH_FAILED,    // anything else; `trouble` says what
    FETCH_ROBOTS,    // the robots.txt of a host was asked for; no answer to a request
} fetch_outcome;

typedef struct fetch_answer {
    fetch_outcome outcome;
    uint64_t number;
    hs_text asked, final;   // URL of the request, and of the answer behind redirects
    uint32_t status;        // HTTP; 0 where there was no answer
    hs_text body;           // decompressed
    hs_text charset;        // of Content-Type, else empty
    hs_text etag, modified; // to ask with next time
    hs_text headers;        // "Name: value" lines, without cookies
    uint32_t retry_after_s; // as the server asks, else 0
    hs_text trouble;        // one sentence without a full stop; empty where nothing was wrong
} fetch_answer;

HS_MUST_USE hs_status fetch_open(fetcher **out, const fetch_options *options, hs_error *error);
void fetch_close(fetcher *f);

// Puts a request in its host's queue. Nothing is sent yet. False where the URL is none of HTTP.
bool fetch_add(fetcher *f, const fetch_request *request);

// What is known of a host's robots.txt from before ("https://host/robots.txt", its body), so that it is not asked
// for again.
void fetch_know_robots(fetcher *f, hs_text url, uint32_t status, hs_text body);

// The next answer, in the order in which they come in; its texts live in `keep`. False where all requests are
// answered, or where it was told to stop.
bool fetch_next(fetcher *f, hs_arena *keep, fetch_answer *out);

// Whether the path is a URL that can be fetched.
bool fetch_is_url(hs_text path);

#endif
