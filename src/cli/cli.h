// What the commands share: exit codes, messages, and running over many inputs.
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "bytes/fetch.h"
#include "cli/options.h"
#include "engine/engine.h"

enum {
    EXIT_ALL_READ = 0,
    EXIT_SKIPPED = 1, // something was skipped
    EXIT_USAGE = 2,
    EXIT_STORE = 3,   // the store, or standard output, could not be written
    EXIT_CONDITION = 4,
    EXIT_DATA = 5,    // a model or lexicon could not be loaded
};

extern const command command_read, command_annotate, command_parse, command_reuse, command_picture, command_verify, command_serve, command_export,
    command_train, command_watch, command_forget, command_mark;

// ---------------------------------------------------------------- messages (messages.c)

// Notices on stderr, a line each; counts those that count. One thread at a time.
typedef struct messages {
    bool quiet;
    bool skipped;         // a notice that counts has been told
    bool bar;             // a progress bar stands on the line
    uint64_t begun_ms;    // when the first was drawn
    uint64_t told_once[64]; // hashes of reasons that are told only once
    uint32_t told_count;
} messages;

void messages_notice(void *messages, const hs_notice *notice);
// An error as one line: "hearsay: PATH: byte N: reason".
void messages_error(messages *m, const hs_error *error);
// Draws or erases the bar; does nothing unless stderr is a terminal. `total` 0: unknown.
void messages_progress(messages *m, uint64_t taken, uint64_t total, uint64_t documents);
// The same of a round of requests, of which `asked` of `all` are answered.
void messages_round(messages *m, uint64_t asked, uint64_t all);
// Stories of a store that are related and printed.
void messages_relating(messages *m, uint64_t told, uint64_t all);
void messages_clear(messages *m);

// Writes all of `text` to standard output; false, with a message, where that fails.
bool messages_print(messages *m, hs_text text);

// ---------------------------------------------------------------- the edge: clock and network (edge.c)

// Seconds since 1970, and the same as "2025-03-04T06:05:00Z" in a buffer of CLOCK_SIZE bytes.
enum { CLOCK_SIZE = 24 };
int64_t clock_seconds(void);
hs_text clock_text(int64_t seconds, char *buffer);

// How the options want pages to be fetched.
fetch_options edge_fetch(const options *options);

// The options of a command that fetches.
#define FETCH_OPTIONS                                                                                                        \
    {"--timeout", OPTION_NUMBER, offsetof(options, timeout), "SECONDS", "for one page (30)"},                               \
        {"--agent", OPTION_TEXT, offsetof(options, agent), "TEXT", "the User-Agent; say there how you can be reached (hearsay/" HEARSAY_VERSION ")"}

// ---------------------------------------------------------------- many inputs (inputs.c)

// Called in the order of the input with each report; `keep` is the report's own arena.
// False stops.
typedef bool inputs_take(void *context, const hs_payload *payload, hs_report *report, hs_arena *keep);

// What an engine is wanted for, beside the options.
enum { INPUTS_EXPLAIN = 1, INPUTS_DOCUMENTS = 2 }; // reasons; documents without what they say

// Opens the engine for the options; NULL after a message.
hs_engine *inputs_engine(const options *options, messages *m, unsigned wanted);

// Reads every path, gives every report to `take`. Returns an exit code.
int inputs_run(const options *options, messages *m, const hs_engine *engine, inputs_take *take, void *context);

#endif
