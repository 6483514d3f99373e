// hearsay export: the store as rows for other tools, as tables, as a report on paper.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

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

static hs_text draw_rows(const options *o, const hs_picture *picture, hs_arena *keep) {
    export_format format = EXPORT_CLAIMS;
    parse_format(o->format, &format);
    return export_picture(picture, format, keep);
}

static hs_text draw_report(const options *o, const hs_picture *picture, hs_arena *keep) {
    render_options wanted = {.format = RENDER_HTML, .columns = 100, .all = o->all, .story = text_of(o->story)};
    return render_report(picture, &wanted, keep);
}

// ---------------------------------------------------------------- tables

static hs_status write_file(const options *o, const char *name, const char *ending, hs_text bytes, hs_error *error) {
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/%s%s", o->output, name, ending) >= sizeof path) return HS_ERROR_INPUT;
    return file_write(path, bytes, error);
}

static hs_status write_tables(const options *o, const hs_picture *picture, bool json, hs_arena *keep, hs_error *error) {
    hs_status status = HS_OK;
    if (mkdir(o->output, 0777) != 0 && errno != EEXIST) {
        snprintf(error->path, sizeof error->path, "%s", o->output);
        snprintf(error->reason, sizeof error->reason, "%s", strerror(errno));
        return HS_ERROR_INPUT;
    }
    for (uint32_t i = 0; i < TABLE_COUNT && status == HS_OK; i++)
        status = write_file(o, tables_name((table_name)i).data, json ? ".jsonl" : ".csv", tables_rows(picture, (table_name)i, json, keep), error);
    return status == HS_OK ? write_file(o, "datapackage", ".json", tables_package(json, keep), error) : status;
}

static int export_tables(const options *o, store *s, messages *m, bool json) {
    hs_error error = {.byte = UINT64_MAX};
    hs_picture picture;
    hs_engine *engine = inputs_engine(o, m, false);
    hs_arena *keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    int code = EXIT_DATA;
    if (engine && keep) {
        hs_status status = show_picture(o, s, engine, keep, &picture, &error);
        if (status == HS_OK) status = write_tables(o, &picture, json, keep, &error);
        if (status != HS_OK) messages_error(m, &error);
        code = status == HS_OK ? EXIT_ALL_READ : EXIT_STORE;
    }
    hs_arena_close(keep);
    hs_engine_close(engine);
    return code;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    hs_error error = {.byte = UINT64_MAX};
    options wanted = *o;
    export_format format;
    store *s;
    if (!strcmp(wanted.format, "text")) wanted.format = "claims"; // the default of other commands
    bool csv = !strcmp(wanted.format, "csv"), json = !strcmp(wanted.format, "jsonl"), report = !strcmp(wanted.format, "report");
    if (!csv && !json && !report && !parse_format(wanted.format, &format)) {
        fprintf(stderr, "hearsay export: no format '%s'; there are csv, jsonl, claims, statements, gdelt, plover, acled, annotations, schema and report\n",
                wanted.format);
        return EXIT_USAGE;
    }
    if ((csv || json) && !o->output) return fprintf(stderr, "hearsay export: %s are several files: --output names the folder for them\n", wanted.format), EXIT_USAGE;
    if (!show_check_dates(o)) return EXIT_USAGE;
    if (store_open(&s, o->db, true, &error) != HS_OK) return messages_error(&m, &error), EXIT_STORE;
    int code = csv || json ? export_tables(&wanted, s, &m, json) : show_with(&wanted, s, &m, report ? draw_report : draw_rows);
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
