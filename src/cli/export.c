// hearsay export: the store as rows for other tools, as tables, as a report on paper.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/show.h"
#include "picture/export.h"
#include "picture/render.h"
#include "picture/tables.h"

static bool parse_format(const char *name, export_format *format) {
    static const char *const names[] = {"gdelt", "plover", "claims", "statements", "annotations", "acled", "schema"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return *format = (export_format)i, true;
    return false;
}

static int print(messages *m, hs_text bytes) { return messages_print(m, bytes) ? EXIT_ALL_READ : EXIT_STORE; }

static int print_rows(const options *o, messages *m, const hs_picture *picture, hs_arena *keep) {
    export_format format = EXPORT_CLAIMS;
    parse_format(o->format, &format);
    return print(m, export_picture(picture, format, keep));
}

static int print_report(const options *o, messages *m, const hs_picture *picture, hs_arena *keep) {
    render_options wanted = {.format = RENDER_HTML, .columns = 100, .all = o->all, .story = text_of(o->story)};
    if (!show_has_story(o, picture)) return EXIT_USAGE;
    return print(m, render_report(picture, &wanted, keep));
}

// ---------------------------------------------------------------- tables

static hs_status write_file(const options *o, const char *name, const char *ending, hs_text bytes, hs_error *error) {
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/%s%s", o->output, name, ending) >= sizeof path) return HS_ERROR_INPUT;
    return file_write(path, bytes, error);
}

static hs_status write_tables(const options *o, const hs_picture *picture, bool json, hs_arena *keep, hs_error *error) {
    hs_status status = HS_OK;
    if (mkdir(o->output, 0777) != 0 && errno != EEXIST) return error_set(error, HS_ERROR_INPUT, text_of(o->output), UINT64_MAX, "%s", strerror(errno));
    for (uint32_t i = 0; i < TABLE_COUNT && status == HS_OK; i++)
        status = write_file(o, tables_name((table_name)i).data, json ? ".jsonl" : ".csv", tables_rows(picture, (table_name)i, json, keep), error);
    return status == HS_OK ? write_file(o, "datapackage", ".json", tables_package(json, keep), error) : status;
}

static int put_tables(const options *o, messages *m, const hs_picture *picture, hs_arena *keep) {
    hs_error error = {.byte = UINT64_MAX};
    if (write_tables(o, picture, !strcmp(o->format, "jsonl"), keep, &error) == HS_OK) return EXIT_ALL_READ;
    messages_error(m, &error);
    return EXIT_STORE;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    options wanted = *o;
    export_format format;
    if (!strcmp(wanted.format, "text")) wanted.format = "claims"; // the default of other commands
    bool csv = !strcmp(wanted.format, "csv"), json = !strcmp(wanted.format, "jsonl"), report = !strcmp(wanted.format, "report");
    if (!csv && !json && !report && !parse_format(wanted.format, &format)) {
        fprintf(stderr, "hearsay export: no format '%s'; there are csv, jsonl, claims, statements, gdelt, plover, acled, annotations, schema and report\n",
                wanted.format);
        return EXIT_USAGE;
    }
    if ((csv || json) && !o->output) return fprintf(stderr, "hearsay export: %s are several files: --output names the folder for them\n", wanted.format), EXIT_USAGE;
    if (!show_check_dates(o)) return EXIT_USAGE;
    store *s = show_open(o, false, &m);
    if (!s) return EXIT_STORE;
    int code = show_with(&wanted, s, &m, csv || json ? put_tables : report ? print_report : print_rows);
    store_close(s);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {"--format", OPTION_TEXT, offsetof(options, format), "FORMAT", "csv, jsonl (tables), claims, statements, acled (CSV), gdelt, plover (tab-separated), annotations (JSON Lines), schema (JSON-LD), report (HTML)"},
    {"--output", OPTION_TEXT, offsetof(options, output), "DIR", "the folder for the tables of csv and jsonl"},
    {"--story", OPTION_TEXT, offsetof(options, story), "ID", "of a report: one story, by the beginning of its id or title"},
    {"--all", OPTION_FLAG, offsetof(options, all), NULL, "of a report: every claim, not only the weightiest"},
    {"--as-of", OPTION_TEXT, offsetof(options, as_of), "DATE", "as it stood on that day: later reports are left out"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_export = {
    .name = "export",
    .arguments = "",
    .summary = "Print a store in the field's formats",
    .examples = "hearsay export --format csv --output tables\tevery table, with a datapackage.json that describes them\n"
                "hearsay export --format claims > claims.csv\tone row a claim\n"
                "hearsay export --format gdelt > events.tsv\tevents after GDELT, with stage, polarity and origins\n"
                "hearsay export --format report > report.html\ta report with all evidence behind it, for paper",
    .text = "In gdelt, plover and acled, one row is one claim that is an event of the ontology, however many outlets tell it, with the columns that "
            "others lack: stage, polarity, and how many origins at least and at most stand behind it; acled has only what is told as happening or "
            "done. annotations are W3C Web Annotations, schema is schema.org's Claim with its appearances and no rating.",
    .options = list,
    .run = run,
};
