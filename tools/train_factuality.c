// Makes the weights of a language's factuality (format: statements/factuality.h) from
// predicates that people rated.
// usage: train_factuality DATA LANGUAGE OUT.factuality RATED.jsonl...
// DATA is a data folder with the language's model and lexicon. Records: {"text", "corpus",
// "gold": [{"span": [first, past] in code points, "score": -3 to 3}]}. The same files in the
// same order give the same bytes.
#include <setjmp.h>
#include <stdio.h>

#include "base/file.h"
#include "base/text.h"
#include "engine/engine.h"
#include "statements/factuality_train.h"

enum { MOST_FILES = 64 };

static int told(const hs_error *error) { return fprintf(stderr, "%s: %s\n", error->path, error->reason), 1; }

int main(int count, char **arguments) {
    if (count < 5 || count - 4 > MOST_FILES)
        return fprintf(stderr, "usage: train_factuality DATA LANGUAGE OUT.factuality RATED.jsonl...\n"), 2;
    hs_options options = {.data_folder = arguments[1]};
    hs_engine *engine;
    hs_error error = {.byte = UINT64_MAX};
    hs_text files[MOST_FILES], paths[MOST_FILES], out;
    if (hs_engine_open(&engine, &options, &error) != HS_OK) return told(&error);
    const engine_language *language = engine_find(engine, text_of(arguments[2]));
    if (!language || !language->model) return fprintf(stderr, "%s: no model\n", arguments[2]), 1;
    for (int i = 4; i < count; i++) {
        paths[i - 4] = text_of(arguments[i]);
        if (file_map(arguments[i], &files[i - 4], &error) != HS_OK) return told(&error);
    }
    hs_arena *keep = hs_arena_open((size_t)8 << 30), *scratch = hs_arena_open((size_t)8 << 30);
    jmp_buf full;
    if (!keep || !scratch || setjmp(full)) return fprintf(stderr, "not enough memory\n"), 1;
    keep->recover = scratch->recover = &full;
    if (factuality_train(language->model, language->knowledge, files, paths, (uint32_t)count - 4, keep, *scratch, &out, &error) != HS_OK ||
        file_write(arguments[3], out, &error) != HS_OK)
        return told(&error);
    hs_engine_close(engine);
    return 0;
}
