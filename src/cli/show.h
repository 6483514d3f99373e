// The picture of a store on standard output: shared by `read` and `picture`.
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/cli.h"
#include "store/store.h"

// The options that say how, for a command's table.
#define SHOW_OPTIONS                                                                                                     \
    {"--format", OPTION_TEXT, offsetof(options, format), "FORMAT", "text, json, markdown or html"},                      \
        {"--all", OPTION_FLAG, offsetof(options, all), NULL, "every claim, not only the weightiest"},                    \
        {"--story", OPTION_TEXT, offsetof(options, story), "ID", "one story, by the beginning of its id or title"},      \
        {"--since", OPTION_TEXT, offsetof(options, since), "DATE", "what is new on that day or later: claims, stages, origins, conflicts, values, and what reports no longer say"},  \
        {"--columns", OPTION_NUMBER, offsetof(options, columns), "N", "width of the text (the terminal's, or 100)"}

// Whether format and dates are such as there are; false after a message.
bool show_check(const options *options);
bool show_check_dates(const options *options);

// Whether the one story that was asked for, if any, is there; false after a message.
bool show_has_story(const options *options, const hs_picture *index);

// Prints the picture story by story, each related when it is its turn. Returns an exit code.
int show_store(const options *options, store *store, const hs_engine *engine, messages *m);

// Relates all reports of the store, as the options want it.
HS_MUST_USE hs_status show_picture(const options *options, store *store, const hs_engine *engine, hs_arena *keep, hs_picture *picture, hs_error *error);

// The same with something else than printing done with the picture. Returns what `use` returns, or after a message the
// exit code of what went wrong before.
typedef int show_use(const options *options, messages *m, const hs_picture *picture, hs_arena *keep);
int show_with(const options *options, store *store, messages *m, show_use *use);

// Opens the store for reading or, where it is there already, for writing; NULL after a message.
store *show_open(const options *options, bool write, messages *m);

#endif
