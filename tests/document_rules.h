// The document room's rules as the build made them, for tests.
#ifndef TESTS_DOCUMENT_RULES_H
#define TESTS_DOCUMENT_RULES_H

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "document/document.h"

// Lexicons of $HEARSAY_BUILD/data, else build/release/data, in English and Spanish; returns how many are there.
static inline uint32_t open_lexicons(hs_arena *keep, lexicon lexicons[2]) {
    static const char *const names[] = {"en", "es"};
    const char *build = getenv("HEARSAY_BUILD");
    uint32_t count = 0;
    for (size_t i = 0; i < 2; i++) {
        char path[4096];
        hs_text blob;
        hs_error error;
        snprintf(path, sizeof path, "%s/data/%s.lexicon", build ? build : "build/release", names[i]);
        if (file_exists(path) && file_map(path, &blob, &error) == HS_OK && lexicon_open(blob, text_of(path), keep, &lexicons[count], &error) == HS_OK) count++;
    }
    return count;
}

static inline const document_rules *open_rules(hs_arena *keep) {
    lexicon *lexicons = arena_new(keep, lexicon, 2);
    return document_rules_open(lexicons, open_lexicons(keep, lexicons), keep);
}

#endif
