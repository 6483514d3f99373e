// hearsay train: makes the model files that ship: of a language from treebanks, and weights
// of single passes from documents that people marked.
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "sentences/train.h"
#include "statements/factuality_train.h"
#include "statements/voices_train.h"

static void show_progress(void *context, const train_report *report) {
    messages *m = context;
    if (m->quiet) return;
    fprintf(stderr, "%sround %u of %u: tags %.2f %%, heads %.2f %% of the words trained on", isatty(STDERR_FILENO) ? "\r\033[K" : "",
            report->epoch, report->epochs, report->tags * 100, report->heads * 100);
    if (!isatty(STDERR_FILENO)) fputc('\n', stderr);
    m->bar = isatty(STDERR_FILENO);
}

enum { MOST_TEACHERS = 16 };

typedef struct training_files {
    hs_text *bytes, *paths;
    size_t mapped;
    hs_text words, text;
    hs_text teachers[MOST_TEACHERS]; // bytes
    const model *opened[MOST_TEACHERS];
    uint32_t teacher_count;
} training_files;

// The models named in a list with commas.
static hs_status map_teachers(hs_text list, training_files *files, hs_arena *keep, hs_error *error) {
    while (list.size) {
        hs_text path = text_cut(&list, ',');
        if (files->teacher_count == MOST_TEACHERS)
            return error_set(error, HS_ERROR_LIMIT, path, UINT64_MAX, "more than %d teachers", MOST_TEACHERS);
        char *name = arena_new(keep, char, path.size + 1);
        memcpy(name, path.data, path.size);
        hs_text *bytes = &files->teachers[files->teacher_count];
        hs_status status = file_map(name, bytes, error);
        if (status == HS_OK) status = model_open(*bytes, path, keep, &files->opened[files->teacher_count++], error);
        if (status != HS_OK) return status;
    }
    return HS_OK;
}

static hs_status map_all(const options *o, training_files *files, hs_arena *keep, hs_error *error) {
    files->bytes = arena_new(keep, hs_text, o->path_count);
    files->paths = arena_new(keep, hs_text, o->path_count);
    hs_status status = o->words ? file_map(o->words, &files->words, error) : HS_OK;
    if (status == HS_OK && o->text) status = file_map(o->text, &files->text, error);
    if (status == HS_OK && o->teachers) status = map_teachers(text_of(o->teachers), files, keep, error);
    for (; status == HS_OK && files->mapped < o->path_count; files->mapped++) {
        files->paths[files->mapped] = text_of(o->paths[files->mapped]);
        status = file_map(o->paths[files->mapped], &files->bytes[files->mapped], error);
        if (status != HS_OK) break;
    }
    return status;
}

static hs_status train_language(const options *o, messages *m, const training_files *files, hs_arena *keep, hs_arena scratch,
                                hs_text *out, hs_error *error) {
    train_options wanted = {.epochs = (uint32_t)o->iterations, .seed = o->seed, .words = files->words,
                            .teachers = files->opened, .teacher_count = files->teacher_count, .text = files->text};
    return train_model(files->bytes, files->paths, files->mapped, text_of(o->language), &wanted, keep, scratch, out, show_progress, m, error);
}

// Weights of a pass rest on everything before it: the language's model and lexicons are loaded.
static hs_status train_weights(const options *o, const training_files *files, hs_arena *keep, hs_arena scratch, hs_text *out,
                               hs_error *error) {
    hs_engine *engine;
    hs_options wanted = {.data_folder = o->data};
    hs_status status = hs_engine_open(&engine, &wanted, error);
    if (status != HS_OK) return status;
    const engine_language *language = engine_find(engine, text_of(o->language));
    if (!language || !language->model)
        status = error_set(error, HS_ERROR_INPUT, text_of(o->language), UINT64_MAX, "no model of that language is loaded");
    else
        status = (o->voices ? voices_train : factuality_train)(language->model, language->knowledge, files->bytes, files->paths,
                                                               (uint32_t)files->mapped, keep, scratch, out, error);
    hs_engine_close(engine);
    return status;
}

static int train_files(const options *o, messages *m, hs_arena *keep, hs_arena *scratch) {
    hs_error error = {.byte = UINT64_MAX};
    training_files files = {0};
    hs_text model_bytes;
    jmp_buf full;
    keep->recover = scratch->recover = &full;
    if (setjmp(full)) {
        error_set(&error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "the treebank is too large for the memory at hand");
        return messages_error(m, &error), EXIT_SKIPPED;
    }
    hs_status status = map_all(o, &files, keep, &error);
    if (status == HS_OK)
        status = o->voices || o->factuality ? train_weights(o, &files, keep, *scratch, &model_bytes, &error)
                                            : train_language(o, m, &files, keep, *scratch, &model_bytes, &error);
    for (size_t i = 0; i < files.mapped; i++) file_unmap(files.bytes[i]);
    file_unmap(files.words);
    file_unmap(files.text);
    for (uint32_t i = 0; i < files.teacher_count; i++) file_unmap(files.teachers[i]);
    messages_clear(m);
    if (status != HS_OK) return messages_error(m, &error), EXIT_SKIPPED;
    if (file_write(o->output, model_bytes, &error) != HS_OK) return messages_error(m, &error), EXIT_STORE;
    return EXIT_ALL_READ;
}

static int run(const options *o) {
    messages m = {.quiet = o->quiet};
    if (!o->language || strlen(o->language) != 2 || !o->output) {
        fprintf(stderr, "hearsay train: needs --language CODE, of two letters, and --output FILE\n");
        return EXIT_USAGE;
    }
    hs_arena *keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), *scratch = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    int code = EXIT_DATA;
    if (keep && scratch) code = train_files(o, &m, keep, scratch);
    hs_arena_close(keep);
    hs_arena_close(scratch);
    return code;
}

static const option list[] = {
    {"--language", OPTION_TEXT, offsetof(options, language), "CODE", "ISO 639-1 code of the treebank's language"},
    {"--output", OPTION_TEXT, offsetof(options, output), "FILE", "the model file to write"},
    {"--voices", OPTION_FLAG, offsetof(options, voices), NULL, "weights of who says what, from JSON Lines with marked sources, cues and contents"},
    {"--factuality", OPTION_FLAG, offsetof(options, factuality), NULL, "weights of factuality, from JSON Lines with rated predicates"},
    {"--words", OPTION_TEXT, offsetof(options, words), "FILE", "a word list (TSV): abbreviations, titles, units"},
    {"--teachers", OPTION_TEXT, offsetof(options, teachers), "LIST", "models of the same treebanks made with other seeds, with commas between, to learn from as well"},
    {"--text", OPTION_TEXT, offsetof(options, text), "FILE", "plain text for the teachers to read with it"},
    {"--iterations", OPTION_NUMBER, offsetof(options, iterations), "N", "passes over the treebank, unless the default will do"},
    {"--seed", OPTION_NUMBER, offsetof(options, seed), "N", "of the random numbers, unless the default will do"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_train = {
    .name = "train",
    .arguments = "FILE...",
    .summary = "Make a language model from CoNLL-U treebanks, or weights of a pass",
    .examples = "hearsay train --language en --output en.model train.conllu\ta model of tokens, tags and trees\n"
                "hearsay train --language en --voices --output en.voices marked.jsonl\twho says what",
    .text = "The same treebanks, options and version give the same bytes on machines of one architecture. models/README.md has "
            "the recipes of the models that ship.",
    .least_paths = 1,
    .most_paths = SIZE_MAX,
    .options = list,
    .run = run,
};
