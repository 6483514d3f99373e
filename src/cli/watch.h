// Inside watch: one round over the sources.
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "bytes/fetch.h"
#include "cli/cli.h"
#include "store/store.h"

typedef struct watch_job watch_job;

// What a round did.
typedef struct watch_counts {
    uint32_t asked, unchanged, refused, failed, added, changed;
} watch_counts;

typedef struct watch {
    const options *options;
    messages *messages;
    store *store;
    const hs_engine *engine;
    hs_arena *keep; // of the round
    hs_arena *each; // of one document
    fetch_options fetch;
    fetcher *fetcher;
    watch_job *jobs;
    size_t job_count, job_capacity;
    int64_t now;    // when the round began
    char now_text[CLOCK_SIZE];
    hs_text *sources;
    size_t source_count, source_capacity;
    watch_counts counts;
    bool broken;    // the store cannot be written: nothing goes on
} watch;

// Looks at every source, asks for what is due, puts what is new or changed. `w->counts` says what was done.
void watch_round(watch *w);

// Puts a report unless its words are those of `visit`; sets visit->words. Prints a line of what is new or changed.
// (watch_put.c)
void watch_put(watch *w, const hs_payload *payload, hs_report *report, store_visit *visit);
// Puts every document of the changed files of a folder, or of one file.
void watch_files(watch *w, const char *path);

#endif
