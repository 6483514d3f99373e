// See options.h.
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define FIELD(name) offsetof(options, name)

const option options_common[] = {
    {"--data", OPTION_TEXT, FIELD(data), "DIR", "where models and lexicons lie"},
    {"--outlets", OPTION_TEXT, FIELD(outlets), "FILE", "outlets, their aliases and owners, a line each, by tabs"},
    {"--quiet", OPTION_FLAG, FIELD(quiet), NULL, "no progress bar, no notices; the exit status still tells"},
    {"--help", OPTION_FLAG, SIZE_MAX, NULL, "show this and exit"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

static const option *find_option(const option *list, hs_text name) {
    for (; list->name; list++)
        if (text_equal(text_of(list->name), name)) return list;
    return NULL;
}

bool options_set(const option *o, const char *value, options *out) {
    static const char *const yes[] = {"yes", "true", "1"}, *const no[] = {"no", "false", "0"};
    char *field = (char *)out + o->field;
    if (o->kind == OPTION_TEXT) return *(const char **)field = value, true;
    if (o->kind == OPTION_NUMBER) return text_to_number(text_of(value), (uint64_t *)field);
    for (int i = 0; i < 3; i++) {
        if (!strcmp(value, yes[i])) return *(bool *)field = true;
        if (!strcmp(value, no[i])) return *(bool *)field = false, true;
    }
    return false;
}

// One option, perhaps with "=value"; moves *at to its value where that is the next argument.
static bool parse_option(const command *of, char **arguments, int count, int *at, options *out, bool *helped) {
    hs_text value = text_of(arguments[*at]), name = text_cut(&value, '=');
    bool joined = name.size < strlen(arguments[*at]);
    const option *found = find_option(of->options, name);
    if (!found) found = find_option(options_common, name);
    if (!found) {
        fprintf(stderr, "hearsay %s: unknown option %s; hearsay %s --help lists them\n", of->name, arguments[*at], of->name);
        return false;
    }
    if (found->field == SIZE_MAX) return *helped = true;
    char *field = (char *)out + found->field;
    if (found->kind == OPTION_FLAG) {
        if (joined) fprintf(stderr, "hearsay %s: %s takes no value\n", of->name, found->name);
        return *(bool *)field = true, !joined;
    }
    if (!joined && ++*at >= count) {
        fprintf(stderr, "hearsay %s: %s needs a value (%s)\n", of->name, found->name, found->value);
        return false;
    }
    const char *given = joined ? value.data : arguments[*at];
    if (options_set(found, given, out)) return true;
    fprintf(stderr, "hearsay %s: %s needs a number, not '%s'\n", of->name, found->name, given);
    return false;
}

bool options_parse(const command *of, int count, char **arguments, options *out, bool *helped) {
    size_t paths = 0;
    bool only_paths = false;
    *helped = false;
    for (int at = 0; at < count; at++) {
        char *argument = arguments[at];
        if (only_paths || argument[0] != '-' || !argument[1]) arguments[paths++] = argument;
        else if (!strcmp(argument, "--")) only_paths = true;
        else if (!parse_option(of, arguments, count, &at, out, helped)) return false;
        if (*helped) return options_print_command(of), true;
    }
    if (paths < of->least_paths || paths > of->most_paths) {
        fprintf(stderr, "hearsay %s: usage: hearsay %s %s\n", of->name, of->name, of->arguments);
        return false;
    }
    out->paths = (const char *const *)arguments;
    out->path_count = paths;
    return true;
}

static void print_examples(const char *examples) {
    for (hs_text rest = text_of(examples), line; rest.size;) {
        line = text_cut(&rest, '\n');
        hs_text command_line = text_cut(&line, '\t');
        printf("  %-52.*s %.*s\n", TEXT_ARGS(command_line), TEXT_ARGS(line));
    }
}

static void print_options(const option *list) {
    for (; list->name; list++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s", list->name, list->value ? " " : "", list->value ? list->value : "");
        printf("  %-22s %s\n", left, list->help);
    }
}

void options_print_command(const command *of) {
    printf("hearsay %s %s\n%s\n\nExamples\n", of->name, of->arguments, of->summary);
    print_examples(of->examples);
    printf("\nOptions\n");
    print_options(of->options);
    print_options(options_common);
    printf("\n%s\n", of->text);
}

void options_print_overview(const command *const *commands) {
    puts("hearsay: many news reports of one story in, an accountable picture out\n\nExamples");
    for (const command *const *c = commands; *c; c++) {
        hs_text rest = text_of((*c)->examples), line = text_cut(&rest, '\n');
        hs_text command_line = text_cut(&line, '\t');
        printf("  %-52.*s %.*s\n", TEXT_ARGS(command_line), TEXT_ARGS(line));
    }
    puts("\nCommands");
    for (const command *const *c = commands; *c; c++) printf("  %-10s %s\n", (*c)->name, (*c)->summary);
    puts("\nhearsay COMMAND --help tells more; hearsay(1) is the manual.\n"
         "It quotes, counts and relates. It does not judge whether any of it is true.");
}

// Text for roff: no line may begin with a dot or quote, hyphens of options are minus signs.
static void print_roff(hs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if ((c == '.' || c == '\'') && (i == 0 || text.data[i - 1] == '\n')) fputs("\\&", stdout);
        if (c == '-') fputs("\\-", stdout);
        else if (c == '\\') fputs("\\e", stdout);
        else putchar(c);
    }
}

static void print_roff_options(const option *list) {
    for (; list->name; list++) {
        printf(".TP\n\\fB");
        print_roff(text_of(list->name));
        printf("\\fR");
        if (list->value) printf(" \\fI%s\\fR", list->value);
        putchar('\n');
        print_roff(text_of(list->help));
        putchar('\n');
    }
}

static void print_roff_command(const command *c) {
    printf(".SS %s %s\n%s.\n", c->name, c->arguments, c->summary);
    for (hs_text rest = text_of(c->examples), line; rest.size;) {
        line = text_cut(&rest, '\n');
        hs_text command_line = text_cut(&line, '\t');
        printf(".TP\n\\fB");
        print_roff(command_line);
        printf("\\fR\n");
        print_roff(line);
        putchar('\n');
    }
    printf(".PP\n");
    print_roff(text_of(c->text));
    putchar('\n');
    print_roff_options(c->options);
}

void options_print_manual(const command *const *commands) {
    puts(".TH HEARSAY 1 \"\" \"hearsay " HEARSAY_VERSION "\" \"User Commands\"\n.SH NAME\n"
         "hearsay \\- many news reports of one story in, an accountable picture out\n.SH SYNOPSIS\n"
         ".B hearsay\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIPATH\\fR...]\n.SH DESCRIPTION\n"
         "Reads news reports and prints which claims are made, by whom and resting on whom, how far each has come,\n"
         "how many origins stand behind it that could not be each other, where reports conflict, and what changed.\n"
         "Every item points at the bytes that are its evidence. It quotes, counts and relates; it does not judge\n"
         "whether anything is true. The same input gives the same bytes out.\n.PP\n"
         "A \\fIPATH\\fR is a file, a folder (walked in byte order of the names), or \\- for standard input. What a file\n"
         "is, is told by its content: plain text, HTML, RSS or Atom, JSON Lines, each perhaps compressed with gzip or\n"
         "zstd. The n\\-th item of a file of several is called FILE#n.\n.SH COMMANDS");
    for (const command *const *c = commands; *c; c++) print_roff_command(*c);
    puts(".SH OPTIONS OF EVERY COMMAND");
    print_roff_options(options_common);
    puts(".SH EXIT STATUS\n.TP\n0\nall was read\n.TP\n1\nsomething was skipped; each is told on standard error with path, byte and\n"
         "reason\n.TP\n2\nusage\n.TP\n3\nthe store could not be written or read, or the results could not be printed\n"
         ".TP\n4\na condition given with \\-\\-fail\\-on was met\n.TP\n5\na model or lexicon could not be loaded\n"
         ".SH CONFIGURATION\nWhat the command line does not say, the environment does, and what that does not, the file\n"
         "$XDG_CONFIG_HOME/hearsay/config (~/.config/hearsay/config). A variable is called HEARSAY_ and the option in capitals:\n"
         "HEARSAY_DB for \\-\\-db, HEARSAY_FAIL_ON for \\-\\-fail\\-on. The file has a line \\(lqname = value\\(rq for each option,\n"
         "without its hyphens; \\(lq[command]\\(rq stands before what is for one command alone, # before remarks. Flags are yes or no.\n"
         "The file outlets.tsv beside it is taken for \\-\\-outlets.\n"
         ".SH ENVIRONMENT\n.TP\nHEARSAY_DATA\nwhere models and lexicons lie, unless \\-\\-data says so\n"
         ".TP\nNO_COLOR\nset and not empty: no colour\n.TP\nCOLUMNS\nwidth of the text, where standard output is no terminal\n"
         ".SH FILES\nModels and lexicons are looked for in \\-\\-data, HEARSAY_DATA, the folder data beside the program,\n"
         "and ../share/hearsay from it.");
}
