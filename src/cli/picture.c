// hearsay picture: the picture of a store, whole or one claim.
#include "cli/cli.h"
#include "cli/show.h"

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    if (!show_check(o)) return EXIT_USAGE;
    store *s = show_open(o, false, &m);
    if (!s) return EXIT_STORE;
    hs_engine *engine = inputs_engine(o, &m, 0);
    int code = engine ? show_store(o, s, engine, &m) : EXIT_DATA;
    hs_engine_close(engine);
    store_close(s);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {"--claim", OPTION_NUMBER, offsetof(options, claim), "N", "one claim with every report: words, voices, file and bytes"},
    SHOW_OPTIONS,
    {"--as-of", OPTION_TEXT, offsetof(options, as_of), "DATE", "as it stood on that day: later reports and versions are left out"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_picture = {
    .name = "picture",
    .arguments = "",
    .summary = "Print the picture of what a store holds",
    .examples = "hearsay picture --claim 1\tevery report of the first claim, with its evidence\n"
                "hearsay picture --since 2024-03-14\twhat is new on that day or later, each with its evidence\n"
                "hearsay picture --format json | jq '.claims[].origins'\tfor programs",
    .text = "Claims are numbered in the order in which --all shows them. The numbers change when reports are added; "
            "the ids in the JSON do not. --since goes by the dates of reports, of what a later version brought by the date of that version, and "
            "of a report without a date by its fetching; a report of before that day that came in late is not new (watch tells of it).",
    .options = list,
    .run = run,
};
