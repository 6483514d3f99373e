// Commands and their options as data: what parses the command line also prints the help
// and the manual page.
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "hearsay.h"

// What a command line asked for. Fields that an option of the command did not set keep
// what options_parse put there.
typedef struct options {
    const char *db;
    const char *format;
    const char *layers;
    const char *language;
    const char *data;
    const char *dictionary;
    const char *outlets;
    const char *agent;
    const char *sources;
    const char *fail_on;
    const char *who;
    const char *when;
    const char *since;
    const char *as_of;
    const char *story;
    const char *output;
    const char *words;
    const char *teachers;
    const char *text;
    const char *address;
    uint64_t claim;
    uint64_t timeout, interval; // seconds
    uint64_t pause; // milliseconds
    uint64_t port;
    uint64_t threads;
    uint64_t columns;
    uint64_t iterations;
    uint64_t seed;
    bool all, explain, quiet, pretokenized, dry_run, voices, factuality, names, once, items;
    const char *const *paths;
    size_t path_count;
} options;

typedef enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER } option_kind;

typedef struct option {
    const char *name;     // "--db"
    option_kind kind;
    size_t field;         // offset in options
    const char *value;    // name of the value in the help, NULL of a flag
    const char *help;     // one line
} option;

typedef struct command {
    const char *name;
    const char *arguments;      // "PATH..."
    const char *summary;        // one line
    const char *examples;       // lines, each "command\texplanation"
    const char *text;           // paragraphs for the manual page
    size_t least_paths, most_paths;
    const option *options;      // ends with a NULL name
    int (*run)(const options *options);
} command;

// Fills `out` from the arguments behind the command's name. On an error it has told stderr
// and returns false. `--help` prints the command's help and sets *helped.
bool options_parse(const command *command, int count, char **arguments, options *out, bool *helped);

// The help of all commands, of one, and the manual page (roff) on standard output.
void options_print_overview(const command *const *commands);
void options_print_command(const command *command);
void options_print_manual(const command *const *commands);

// Completions for bash, zsh or fish; false after a message for another shell (completions.c).
bool options_print_completions(const command *const *commands, const char *shell);

// Sets one option from a text; of a flag "yes", "true", "1" or "no", "false", "0". False where it cannot be that.
bool options_set(const option *option, const char *value, options *out);

// Options that every command has.
extern const option options_common[];

#endif
