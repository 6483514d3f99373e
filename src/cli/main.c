// hearsay: finds the command and runs it.
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/config.h"

static const command *const commands[] = {&command_read,  &command_annotate, &command_parse, &command_reuse,
                                          &command_watch, &command_forget, &command_picture, &command_mark, &command_verify,
                                          &command_serve,    &command_export,   &command_train, NULL};

static const command *find_command(const char *name) {
    for (const command *const *c = commands; *c; c++)
        if (!strcmp((*c)->name, name)) return *c;
    return NULL;
}

int main(int count, char **arguments) {
    signal(SIGPIPE, SIG_IGN); // a closed pipe is a write that fails, told like any other
    signal(SIGXFSZ, SIG_IGN); // so is a file at its limit
    if (count < 2 || !strcmp(arguments[1], "--help") || !strcmp(arguments[1], "help")) {
        if (count > 3 && !strcmp(arguments[2], "--completions"))
            return options_print_completions(commands, arguments[3]) ? EXIT_ALL_READ : EXIT_USAGE;
        const command *asked = count > 2 ? find_command(arguments[2]) : NULL;
        if (asked) return options_print_command(asked), EXIT_ALL_READ;
        if (count > 2 && !strcmp(arguments[2], "--man")) return options_print_manual(commands), EXIT_ALL_READ;
        options_print_overview(commands);
        return count < 2 ? EXIT_USAGE : EXIT_ALL_READ;
    }
    if (!strcmp(arguments[1], "--version")) return puts("hearsay " HEARSAY_VERSION), EXIT_ALL_READ;
    const command *found = find_command(arguments[1]);
    if (!found) {
        fprintf(stderr, "hearsay: no command '%s'; hearsay --help lists them\n", arguments[1]);
        return EXIT_USAGE;
    }
    options wanted = {.db = "hearsay.db", .format = "text", .port = 8750, .pause = 1000};
    config *defaults;
    bool helped = false, good = config_open(&defaults, commands) && config_apply(defaults, found, &wanted) &&
                                options_parse(found, count - 2, arguments + 2, &wanted, &helped);
    int code = !good ? EXIT_USAGE : helped ? EXIT_ALL_READ : found->run(&wanted);
    config_close(defaults);
    return code;
}
