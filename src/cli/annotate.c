// hearsay annotate: every layer of every document as JSON Lines.
#include <stdio.h>

#include "base/text.h"
#include "cli/cli.h"
#include "picture/record.h"

typedef struct annotating {
    messages *messages;
    unsigned layers;
    bool failed;
} annotating;

static bool take(void *context, const hs_payload *payload, hs_report *report, hs_arena *keep) {
    (void)payload;
    annotating *a = context;
    json_writer writer = {.arena = keep};
    record_write(&writer, report, a->layers);
    json_line(&writer);
    a->failed = !messages_print(a->messages, (hs_text){writer.data, writer.size});
    return !a->failed;
}

// "times,statements" -> layers; false after a message where a word is no layer.
static bool parse_layers(const char *list, unsigned *layers) {
    static const struct {
        hs_text name;
        unsigned layer;
    } names[] = {{TEXT_INIT("none"), 0}, {TEXT_INIT("text"), RECORD_TEXT}, {TEXT_INIT("sentences"), RECORD_SENTENCES},
                 {TEXT_INIT("entities"), RECORD_ENTITIES}, {TEXT_INIT("times"), RECORD_TIMES},
                 {TEXT_INIT("quantities"), RECORD_QUANTITIES}, {TEXT_INIT("statements"), RECORD_STATEMENTS},
                 {TEXT_INIT("all"), RECORD_ALL}};
    *layers = list ? RECORD_TEXT : RECORD_ALL;
    for (hs_text rest = text_of(list); rest.size;) {
        hs_text word = text_cut(&rest, ',');
        size_t i = 0;
        while (i < sizeof names / sizeof *names && !text_equal(names[i].name, word)) i++;
        if (i == sizeof names / sizeof *names) {
            fprintf(stderr, "hearsay annotate: no layer '%.*s'; there are text, sentences, entities, times, quantities, "
                            "statements, all and none\n", TEXT_ARGS(word));
            return false;
        }
        *layers |= names[i].layer;
    }
    return true;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    annotating a = {.messages = &m};
    if (!parse_layers(o->layers, &a.layers)) return EXIT_USAGE;
    if (o->explain) a.layers |= RECORD_EXPLAIN;
    hs_engine *engine = inputs_engine(o, &m, o->explain ? INPUTS_EXPLAIN : a.layers == RECORD_TEXT ? INPUTS_DOCUMENTS : 0);
    if (!engine) return EXIT_DATA;
    int code = inputs_run(o, &m, engine, take, &a);
    hs_engine_close(engine);
    return a.failed ? EXIT_STORE : code;
}

static const option list[] = {
    {"--layers", OPTION_TEXT, offsetof(options, layers), "LIST", "only some, by commas: sentences, entities, times, quantities, statements; none: the documents alone"},
    {"--explain", OPTION_FLAG, offsetof(options, explain), NULL, "name the rule or weight behind every attribute"},
    {"--dictionary", OPTION_TEXT, offsetof(options, dictionary), "FILE", "a PETRARCH dictionary of actors, agents or verbs"},
    {"--language", OPTION_TEXT, offsetof(options, language), "CODE", "read everything in this language (en, es) instead of telling it"},
    FETCH_OPTIONS,
    {"--threads", OPTION_NUMBER, offsetof(options, threads), "N", "as many as processors unless given; the output is the same"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_annotate = {
    .name = "annotate",
    .arguments = "PATH|URL...",
    .summary = "Print what each document says, as one line of JSON a document",
    .examples = "hearsay annotate reports/\teverything that was read in every report\n"
                "hearsay annotate --layers statements page.html | jq .\tonly who says what happened\n"
                "hearsay annotate --explain report.txt\twith the rule behind every attribute",
    .text = "The documents come in the order of the input. Spans are bytes: span in the clean text, source in the "
            "bytes that came in.",
    .least_paths = 1,
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
