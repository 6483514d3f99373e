// hearsay export: the store as rows for other tools.
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/show.h"
#include "picture/export.h"

static bool parse_format(const char *name, export_format *format) {
    static const char *const names[] = {"gdelt", "plover", "claims", "statements", "annotations"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return *format = (export_format)i, true;
    return false;
}

static hs_text draw(const options *o, const hs_picture *picture, hs_arena *keep) {
    export_format format = EXPORT_CLAIMS;
    parse_format(o->format, &format);
    return export_picture(picture, format, keep);
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    hs_error error = {.byte = UINT64_MAX};
    options wanted = *o;
    export_format format;
    store *s;
    if (!strcmp(wanted.format, "text")) wanted.format = "claims"; // the default of other commands
    if (!parse_format(wanted.format, &format)) {
        fprintf(stderr, "hearsay export: no format '%s'; there are gdelt, plover, claims, statements and annotations\n", wanted.format);
        return EXIT_USAGE;
    }
    if (store_open(&s, o->db, true, &error) != HS_OK) return messages_error(&m, &error), EXIT_STORE;
    int code = show_with(&wanted, s, &m, draw);
    store_close(s);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {"--format", OPTION_TEXT, offsetof(options, format), "FORMAT", "claims, statements (CSV), gdelt, plover (tab-separated), annotations (JSON Lines)"},
    {"--as-of", OPTION_TEXT, offsetof(options, as_of), "DATE", "as it stood on that day: later reports are left out"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_export = {
    .name = "export",
    .arguments = "",
    .summary = "Print a store in the field's formats",
    .examples = "hearsay export --format claims > claims.csv\tone row a claim\n"
                "hearsay export --format gdelt > events.tsv\tevents after GDELT, with stage, polarity and origins",
    .text = "In gdelt and plover, one row is one claim that is an event of the ontology, however many outlets tell it, with the columns that "
            "others lack: stage, polarity, and how many origins at least and at most stand behind it. annotations are W3C Web Annotations.",
    .options = list,
    .run = run,
};
