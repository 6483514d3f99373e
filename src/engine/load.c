// Opening an engine: finds the data folder, reads models and lexicons, checks them, and
// builds what every room needs to know. A file that is not what it says refuses the whole
// engine: a picture made with half a lexicon would be a wrong one.
#include <dirent.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "engine/engine.h"

bool engine_data_folder(const char *asked, char *folder, size_t size) {
    const char *variable = getenv("HEARSAY_DATA");
    if (asked || variable) {
        snprintf(folder, size, "%s", asked ? asked : variable);
        return file_exists(folder);
    }
    char program[3072];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    while (length > 0 && program[length - 1] != '/') length--;
    if (length <= 0) return false;
    program[length] = 0;
    snprintf(folder, size, "%sdata", program);
    if (file_exists(folder)) return true;
    snprintf(folder, size, "%s../share/hearsay", program);
    return file_exists(folder);
}

// Reads FOLDER/NAME.KIND; an empty text where there is no such file.
static hs_status read_file(hs_engine *e, const char *folder, const char *name, const char *kind, hs_text *bytes,
                           hs_text *path, hs_error *error) {
    *path = arena_print(e->arena, "%s/%s.%s", folder, name, kind);
    *bytes = (hs_text){0};
    if (!file_exists(path->data)) return HS_OK;
    hs_status status = file_read(path->data, e->arena, bytes, error);
    if (status == HS_OK && !bytes->size) return error_set(error, HS_ERROR_FORMAT, *path, 0, "empty file");
    return status;
}

// Names of FOLDER/??.lexicon, sorted: the languages.
static hs_status list_languages(hs_engine *e, const char *folder, hs_error *error) {
    DIR *list = opendir(folder);
    if (!list) return error_set(error, HS_ERROR_INPUT, text_of(folder), UINT64_MAX, "the data folder cannot be read");
    for (struct dirent *entry; (entry = readdir(list)) && e->language_count < ENGINE_LANGUAGES;) {
        hs_text name = text_of(entry->d_name);
        if (name.size != 10 || !text_ends(name, TEXT(".lexicon"))) continue;
        uint32_t at = e->language_count++;
        for (; at && memcmp(e->languages[at - 1].code, name.data, 2) > 0; at--) e->languages[at] = e->languages[at - 1];
        e->languages[at] = (engine_language){.code = {name.data[0], name.data[1], 0}};
    }
    closedir(list);
    if (!e->language_count)
        return error_set(error, HS_ERROR_INPUT, text_of(folder), UINT64_MAX, "no lexicon in the data folder");
    return HS_OK;
}

static hs_status load_knowledge(hs_engine *e, engine_language *l, const char *folder, hs_text gazetteer,
                                hs_text dictionary, hs_error *error) {
    hs_text path;
    knowledge_files files = {.model = l->model, .gazetteer = gazetteer, .dictionary = dictionary};
    hs_status status = read_file(e, folder, l->code, "voices", &files.voices, &path, error);
    if (status == HS_OK) status = read_file(e, folder, l->code, "factuality", &files.factuality, &path, error);
    if (status == HS_OK) status = read_file(e, folder, l->code, "names", &files.names, &path, error);
    if (status == HS_OK) status = knowledge_open(&l->lexicon, &files, l->name, e->arena, &l->knowledge, error);
    return status;
}

static hs_status load_language(hs_engine *e, engine_language *l, const char *folder, hs_text gazetteer,
                               hs_text dictionary, hs_error *error) {
    hs_text bytes, path;
    l->name = (hs_text){l->code, 2};
    hs_status status = read_file(e, folder, l->code, "lexicon", &l->words, &path, error);
    if (status == HS_OK) status = lexicon_open(l->words, path, e->arena, &l->lexicon, error);
    if (status == HS_OK) status = read_file(e, folder, l->code, "model", &bytes, &path, error);
    if (status == HS_OK && bytes.size) status = model_open(bytes, path, e->arena, &l->model, error);
    if (status == HS_OK) status = load_knowledge(e, l, folder, gazetteer, dictionary, error);
    return status;
}

// A dictionary is a text, of whatever encoding: no byte of it is a control that texts do not have.
static hs_status load_dictionary(hs_engine *e, const char *path, hs_text *out, hs_error *error) {
    hs_status status = file_read(path, e->arena, out, error);
    if (status != HS_OK) return status;
    for (size_t i = 0; i < out->size; i++) {
        unsigned char byte = (unsigned char)out->data[i];
        if (byte < ' ' && !byte_is_space(byte)) return error_set(error, HS_ERROR_FORMAT, text_of(path), i, "no text: a byte 0x%02x", byte);
    }
    return HS_OK;
}

static hs_status load(hs_engine *e, const hs_options *options, hs_error *error) {
    char folder[4096];
    hs_text gazetteer, path, dictionary = {0};
    if (!engine_data_folder(options->data_folder, folder, sizeof folder))
        return error_set(error, HS_ERROR_INPUT, text_of(folder), UINT64_MAX, "no data folder here; --data names one");
    hs_status status = list_languages(e, folder, error);
    if (status == HS_OK) status = read_file(e, folder, "world", "gazetteer", &gazetteer, &path, error);
    if (status == HS_OK && options->dictionary) status = load_dictionary(e, options->dictionary, &dictionary, error);
    for (uint32_t i = 0; status == HS_OK && i < e->language_count; i++)
        status = load_language(e, &e->languages[i], folder, gazetteer, dictionary, error);
    if (status != HS_OK) return status;
    lexicon *lexicons = arena_new(e->arena, lexicon, e->language_count);
    hs_text *names = arena_new(e->arena, hs_text, e->language_count);
    for (uint32_t i = 0; i < e->language_count; i++) lexicons[i] = e->languages[i].lexicon, names[i] = e->languages[i].name;
    e->tell = language_rules_open(lexicons, e->language_count, e->arena);
    e->document = document_rules_open(lexicons, e->language_count, e->arena);
    claims_rules *claims = claims_rules_open(lexicons, names, e->language_count, e->arena);
    e->claims = claims;
    if (!options->outlets) return HS_OK;
    hs_text table;
    status = file_read(options->outlets, e->arena, &table, error);
    if (status != HS_OK) return status;
    return claims_rules_outlets(claims, table, text_of(options->outlets), e->arena, error);
}

hs_status hs_engine_open(hs_engine **out, const hs_options *options, hs_error *error) {
    *out = NULL;
    hs_engine *e = calloc(1, sizeof *e);
    if (e) e->arena = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    if (!e || !e->arena) {
        free(e);
        return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory for the engine");
    }
    arena_use_large_pages(e->arena);
    e->explain = options->explain, e->documents_alone = options->documents_alone;
    e->only = text_of(options->language);
    jmp_buf full;
    e->arena->recover = &full;
    hs_status status = setjmp(full) ? error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "models larger than memory")
                                    : load(e, options, error);
    e->arena->recover = NULL;
    arena_trim(e->arena);
    if (status != HS_OK) hs_engine_close(e);
    else *out = e;
    return status;
}

void hs_engine_close(hs_engine *e) {
    if (!e) return;
    hs_arena_close(e->arena);
    free(e);
}

const engine_language *engine_find(const hs_engine *e, hs_text code) {
    for (uint32_t i = 0; i < e->language_count; i++)
        if (text_equal(e->languages[i].name, code)) return &e->languages[i];
    return NULL;
}
