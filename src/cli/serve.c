// hearsay serve: the picture as pages, until it is interrupted.
#include <signal.h>
#include <stdio.h>

#include "cli/cli.h"
#include "serve/serve.h"

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    hs_error error = {.byte = UINT64_MAX};
    serve_options wanted = {.address = o->address ? o->address : "127.0.0.1", .port = (uint16_t)o->port, .db = o->db};
    server *s;
    uint16_t port;
    sigset_t stop;
    int number;
    if (o->port > 65535) return fprintf(stderr, "hearsay serve: there is no port %llu\n", (unsigned long long)o->port), EXIT_USAGE;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, NULL); // before any thread starts: only sigwait takes them
    hs_engine *engine = inputs_engine(o, &m, 0);
    if (!engine) return EXIT_DATA;
    hs_status status = serve_start(&s, engine, &wanted, &port, &error);
    if (status == HS_OK) {
        printf("http://%s:%u/\n", wanted.address, port);
        fflush(stdout);
        sigwait(&stop, &number);
        serve_stop(s);
    } else messages_error(&m, &error);
    hs_engine_close(engine);
    return status == HS_OK ? EXIT_ALL_READ : status == HS_ERROR_STORE ? EXIT_STORE : EXIT_USAGE;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {"--port", OPTION_NUMBER, offsetof(options, port), "N", "the port; 0 takes one that is free (8750)"},
    {"--address", OPTION_TEXT, offsetof(options, address), "IPV4", "where to listen; 127.0.0.1, so only this machine can ask, unless given"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_serve = {
    .name = "serve",
    .arguments = "",
    .summary = "Show the picture of a store as web pages, and as JSON",
    .examples = "hearsay serve --db story.db\tthen open the address that it prints\n"
                "curl http://127.0.0.1:8750/index.json\tthe whole picture as data",
    .text = "Stories and their claims, each claim's reports beside the captured documents, who rests on whom, what happened, was said, published and "
            "fetched when, escalation by week, what changed since a day, silent edits, and a search. Every page is a URL, and the same URL with .json is "
            "its data; escalation is also .csv, changes and searches are also .atom. The pages work without their small script and ask nothing "
            "of anywhere else. When the store changes, so do the pages. All that is ever written are the searches that somebody saves.",
    .options = list,
    .run = run,
};
