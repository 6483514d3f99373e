// Makes the weights of the name recogniser (format: statements/names.h) from sentences in
// which people marked names.
// usage: train_names DATA OUT.names [--without FOLD FOLDS] MARKED...
// DATA is a data folder with a language's model and lexicon. A line of MARKED is a record, {"text", "gold":
// [{"span": [first, past] in code points, "type": "person|organisation|place"}]}, or an invented sentence
// with names in braces: "We saw {person Ada Pell}."; lines that begin with # are comments. With FOLD
// the FOLD-th of FOLDS equal parts of the first file is left out, for cross validation. The same
// files give the same bytes.
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/engine.h"
#include "statements/entities.h"
#include "statements/tree.h"

typedef struct gathered {
    names_sentence *sentences;
    size_t count, capacity;
    hs_arena *arena;
} gathered;

static uint32_t byte_of(hs_text text, int64_t point) {
    size_t at = 0;
    for (uint32_t size; point-- > 0 && at < text.size; at += size) utf8_decode(text, at, &size);
    return (uint32_t)at;
}

enum { MOST_MARKS = 256 };

static const char *const classes[] = {"person", "organisation", "place"};

static int class_named(hs_text name) {
    for (int k = 0; k < 3; k++)
        if (text_equal(name, text_of(classes[k]))) return k;
    return -1;
}

static uint32_t read_marks(const json_value *record, hs_text text, marked_name *marks, uint32_t most, hs_arena *arena) {
    const json_value *list = json_member(record, "gold");
    uint32_t count = 0;
    for (const json_value *item = list ? list->first : NULL; item && count < most; item = item->next) {
        const json_value *span = json_member(item, "span");
        hs_text type = json_string(json_member(item, "type"), arena);
        int k = class_named(type);
        if (k < 0 || !span || !span->first || !span->first->next) continue;
        marks[count++] = (marked_name){{byte_of(text, json_integer(span->first, 0)), byte_of(text, json_integer(span->first->next, 0))}, (names_class)k};
    }
    return count;
}

static void add_text(const engine_language *l, hs_text text, const marked_name *marks, uint32_t count, hs_arena *work, hs_arena *scratch, gathered *out) {
    hs_error error;
    hs_document document = {.text = text};
    hs_parse parse;
    if (sentences_read(l->model, text, NULL, 0, work, *scratch, &parse, &error) != HS_OK) return;
    uint32_t *none = arena_new(work, uint32_t, parse.token_count + 1);
    for (uint32_t i = 0; i < parse.token_count; i++) none[i] = HS_NONE;
    reading r = {.knowledge = l->knowledge, .document = &document, .parse = &parse, .token_time = none, .token_quantity = none};
    tree_build(&r, work);
    times_find(&r, work, *scratch);
    entities_examples(&r, marks, count, &out->sentences, &out->count, &out->capacity, out->arena, *scratch);
}

static void add_record(const engine_language *l, hs_text line, hs_arena *work, hs_arena *scratch, gathered *out) {
    const json_value *record;
    hs_error error;
    marked_name marks[MOST_MARKS];
    if (json_read(line, work, &record, &error) != HS_OK) return;
    hs_text text = json_string(json_member(record, "text"), work);
    uint32_t count = read_marks(record, text, marks, MOST_MARKS, work);
    add_text(l, text, marks, count, work, scratch, out);
}

// "We saw {person Ada Pell}.": the text without braces and types, and where the names are.
static void add_invented(const engine_language *l, hs_text line, hs_arena *work, hs_arena *scratch, gathered *out) {
    marked_name marks[MOST_MARKS];
    char *text = arena_new(work, char, line.size + 1);
    uint32_t size = 0, count = 0;
    for (size_t at = 0; at < line.size; at++) {
        size_t blank = text_find(line, TEXT(" "), at);
        int k = line.data[at] == '{' && blank != SIZE_MAX ? class_named(text_slice(line, at + 1, blank)) : -1;
        if (k >= 0 && count < MOST_MARKS) marks[count] = (marked_name){{size, 0}, (names_class)k}, at = blank;
        else if (line.data[at] == '}' && count < MOST_MARKS) marks[count++].span.end = size;
        else text[size++] = line.data[at];
    }
    add_text(l, (hs_text){text, size}, marks, count, work, scratch, out);
}

static uint32_t count_lines(hs_text lines) {
    uint32_t count = 0;
    while (lines.size) count += text_trim(text_cut(&lines, '\n')).size > 0;
    return count;
}

// All lines of a file but those of the fold that is left out.
static void add_lines(const engine_language *l, hs_text lines, uint32_t fold, uint32_t folds, hs_arena *work, hs_arena *scratch, gathered *out) {
    uint32_t total = count_lines(lines), number = 0;
    while (lines.size) {
        hs_text line = text_trim(text_cut(&lines, '\n'));
        if (!line.size) continue;
        bool left_out = folds && number * (uint64_t)folds / total == fold;
        number++;
        if (line.data[0] == '{' && text_starts(line, TEXT("{\""))) {
            if (!left_out) add_record(l, line, work, scratch, out);
        } else if (line.data[0] != '#')
            add_invented(l, line, work, scratch, out);
        hs_arena_reset(work);
    }
}

int main(int count, char **arguments) {
    uint32_t fold = 0, folds = 0;
    int file = 3;
    if (count > 5 && strcmp(arguments[3], "--without") == 0) fold = (uint32_t)atoi(arguments[4]), folds = (uint32_t)atoi(arguments[5]), file = 6;
    if (count <= file) return fprintf(stderr, "usage: train_names DATA OUT.names [--without FOLD FOLDS] MARKED...\n"), 2;
    hs_options options = {.data_folder = arguments[1]};
    hs_engine *engine;
    hs_error error;
    if (hs_engine_open(&engine, &options, &error) != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    const engine_language *english = engine_find(engine, TEXT("en"));
    hs_arena *work = hs_arena_open((size_t)4 << 30), *scratch = hs_arena_open((size_t)4 << 30);
    gathered out = {.arena = hs_arena_open((size_t)8 << 30)};
    if (!english || !english->model || !work || !scratch || !out.arena) return fprintf(stderr, "train_names: no English model, or no memory\n"), 1;
    for (; file < count; file++, folds = 0) {
        hs_text lines;
        if (file_map(arguments[file], &lines, &error) != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
        add_lines(english, lines, fold, folds, work, scratch, &out);
    }
    hs_text blob = names_train(out.sentences, (uint32_t)out.count, work, *scratch);
    if (file_write(arguments[2], blob, &error) != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    printf("%zu sentences, %zu bytes\n", out.count, blob.size);
    hs_arena_close(work), hs_arena_close(scratch), hs_arena_close(out.arena);
    hs_engine_close(engine);
    return 0;
}
