// hearsay parse: sentences, tokens, tags and trees as CoNLL-U.
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "bytes/input.h"
#include "cli/cli.h"
#include "sentences/conllu.h"

static const model *choose_model(const hs_engine *engine, const options *o, hs_text text) {
    hs_text code = o->language ? text_of(o->language) : language_tell(engine->tell, text);
    const engine_language *language = engine_find(engine, code.size ? code : TEXT("en"));
    return language ? language->model : NULL;
}

static int parse_one(const hs_engine *engine, const options *o, messages *m, const hs_payload *payload, hs_arena *keep,
                     hs_arena scratch) {
    hs_error error = {.byte = UINT64_MAX};
    hs_parse parse;
    hs_text out;
    const model *chosen = choose_model(engine, o, payload->bytes);
    if (!chosen) {
        hs_notice notice = {.path = payload->path, .byte = UINT64_MAX, .reason = TEXT("no model for its language")};
        messages_notice(m, &notice);
        return EXIT_ALL_READ;
    }
    hs_status status;
    if (o->pretokenized) {
        status = conllu_annotate(chosen, payload->bytes, payload->path, keep, scratch, &out, &error);
    } else {
        status = sentences_read(chosen, payload->bytes, NULL, 0, keep, scratch, &parse, &error);
        if (status == HS_OK) out = conllu_write(chosen, payload->bytes, &parse, keep);
    }
    if (status != HS_OK) {
        hs_notice notice = {true, payload->path, error.byte, text_of(error.reason)};
        messages_notice(m, &notice);
        return EXIT_SKIPPED;
    }
    return messages_print(m, out) ? EXIT_ALL_READ : EXIT_STORE;
}

static int parse_all(const hs_engine *engine, const options *o, messages *m, input *in, hs_arena *keep,
                     hs_arena *scratch) {
    for (;;) {
        hs_payload payload;
        hs_error error = {.byte = UINT64_MAX};
        bool more;
        hs_arena_reset(keep);
        hs_arena_reset(scratch);
        if (input_next(in, keep, &payload, &more, &error) != HS_OK) return messages_error(m, &error), EXIT_SKIPPED;
        if (!more) return m->skipped ? EXIT_SKIPPED : EXIT_ALL_READ;
        if (parse_one(engine, o, m, &payload, keep, *scratch) == EXIT_STORE) return EXIT_STORE;
    }
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    hs_engine *engine = inputs_engine(o, &m, 0);
    if (!engine) return EXIT_DATA;
    input *in;
    hs_error error = {.byte = UINT64_MAX};
    input_options wanted = {.text_whole = true, .notify = messages_notice, .notify_context = &m};
    int code = EXIT_USAGE;
    hs_arena *keep = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES), *scratch = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    if (!keep || !scratch) error = (hs_error){.byte = UINT64_MAX, .reason = "not enough memory"}, messages_error(&m, &error), code = EXIT_DATA;
    else if (input_open(&in, o->paths, o->path_count, &wanted, &error) != HS_OK) messages_error(&m, &error);
    else {
        code = parse_all(engine, o, &m, in, keep, scratch);
        input_close(in);
    }
    hs_arena_close(keep);
    hs_arena_close(scratch);
    hs_engine_close(engine);
    return code;
}

static const option list[] = {
    {"--pretokenized", OPTION_FLAG, offsetof(options, pretokenized), NULL, "read CoNLL-U, keep its sentences and tokens"},
    {"--language", OPTION_TEXT, offsetof(options, language), "CODE", "the language (en, es) instead of telling it"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_parse = {
    .name = "parse",
    .arguments = "PATH...",
    .summary = "Print sentences, tokens, tags and dependency trees as CoNLL-U",
    .examples = "hearsay parse text.txt\tplain text, every character of it\n"
                "hearsay parse --pretokenized tokens.conllu\ttags and trees for given tokens",
    .text = "Plain text is taken whole: nothing is removed. Lines parted by a blank line are paragraphs, which no "
            "sentence crosses.",
    .least_paths = 1,
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
