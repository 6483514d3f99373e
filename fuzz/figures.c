// Any bytes through times and quantities of every language, as one sentence without a tree:
// no span may leave the text, no item stand before the one it follows.
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "replay.h"
#include "statements/statements.h"

static const char *const languages[] = {"en", "es"};

static const knowledge *known(int language) {
    static knowledge all[2];
    static lexicon words[2];
    static hs_arena *arenas[2]; // reachable, so that no sanitizer calls them lost
    if (all[language].lexicon) return &all[language];
    const char *build = getenv("HEARSAY_BUILD");
    hs_arena *arena = arenas[language] = hs_arena_open((size_t)64 << 20);
    hs_error error;
    hs_text bytes, path = arena_print(arena, "%s/data/%s.lexicon", build ? build : "build/release", languages[language]);
    if (file_map(path.data, &bytes, &error) != HS_OK || lexicon_open(bytes, path, arena, &words[language], &error) != HS_OK)
        abort();
    all[language] = (knowledge){.lexicon = &words[language], .language = text_of(languages[language]),
                                .times = times_open(&words[language], arena),
                                .quantities = quantities_open(&words[language], arena)};
    return &all[language];
}

static void check_spans(const reading *r, size_t size) {
    for (uint32_t i = 0; i < r->time_count; i++)
        if (r->times[i].span.end > size || r->times[i].span.start >= r->times[i].span.end || !r->times[i].value.size ||
            (i && r->times[i].span.start < r->times[i - 1].span.end))
            abort();
    for (uint32_t i = 0; i < r->quantity_count; i++)
        if (r->quantities[i].span.end > size || r->quantities[i].span.start >= r->quantities[i].span.end ||
            (i && r->quantities[i].span.start < r->quantities[i - 1].span.start))
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > UINT32_MAX) return 0;
    hs_text text = {(const char *)data, size};
    hs_sentence sentence = {.span = {0, (uint32_t)size}, .root = HS_NONE};
    hs_parse parse = {.sentences = &sentence, .sentence_count = 1};
    for (int language = 0; language < 2; language++) {
        hs_arena *keep = hs_arena_open((size_t)1 << 30), *scratch = hs_arena_open((size_t)1 << 30);
        hs_document document = {.text = text, .published = {.precision = HS_DATE_DAY, .year = 2025, .month = 9, .day = 5}};
        reading r = {.knowledge = known(language), .document = &document, .parse = &parse};
        times_find(&r, keep, *scratch);
        quantities_find(&r, keep, *scratch);
        check_spans(&r, size);
        hs_arena_close(keep);
        hs_arena_close(scratch);
    }
    return 0;
}
