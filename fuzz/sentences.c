// Any bytes through splitter, tagger, parser and CoNLL-U, and through its reader.
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "replay.h"
#include "sentences/conllu.h"

// The rules that tell languages, from the lexicon of one.
static const language_rules *rules_of(hs_arena *arena) {
    const char *build = getenv("HEARSAY_BUILD");
    hs_error error;
    lexicon words;
    hs_text bytes, path = arena_print(arena, "%s/data/en.lexicon", build ? build : "build/release");
    bool opened = file_map(path.data, &bytes, &error) == HS_OK && lexicon_open(bytes, path, arena, &words, &error) == HS_OK;
    return language_rules_open(&words, opened ? 1 : 0, arena);
}

static const language_rules *rules(void) {
    static const language_rules *known;
    static hs_arena *arena; // stays for all runs
    if (!arena) arena = hs_arena_open((size_t)64 << 20), known = rules_of(arena);
    return known;
}

static const model *english(void) {
    static const model *known;
    static hs_arena *arena; // stays for all runs
    if (arena) return known;
    const char *build = getenv("HEARSAY_BUILD");
    arena = hs_arena_open((size_t)64 << 20);
    hs_error error;
    hs_text bytes, path = arena_print(arena, "%s/data/en.model", build ? build : "build/release");
    if (file_map(path.data, &bytes, &error) != HS_OK || model_open(bytes, path, arena, &known, &error) != HS_OK) known = NULL;
    return known;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    hs_arena *keep = hs_arena_open((size_t)1 << 30), *scratch = hs_arena_open((size_t)1 << 30);
    hs_text text = {(const char *)data, size}, out;
    hs_parse parse;
    hs_error error;
    treebank bank;
    if (sentences_read(english(), text, NULL, 0, keep, *scratch, &parse, &error) == HS_OK) {
        out = conllu_write(english(), text, &parse, keep);
        // what is written must be read again, with the same words
        if (conllu_read(out, TEXT("out"), keep, &bank, &error) != HS_OK || bank.parse.token_count != parse.token_count) abort();
    }
    if (conllu_read(text, TEXT("in"), keep, &bank, &error) == HS_OK && english() &&
        conllu_annotate(english(), text, TEXT("in"), keep, *scratch, &out, &error) != HS_OK)
        abort();
    language_tell(rules(), text);
    hs_text copy = arena_text(keep, text);
    const model *known;
    if (model_open(copy, TEXT("m"), keep, &known, &error) == HS_OK) abort(); // no model is that small
    hs_arena_close(keep);
    hs_arena_close(scratch);
    return 0;
}
