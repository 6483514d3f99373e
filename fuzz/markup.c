// Any bytes through the tokenizer: tokens must touch no byte twice, stand in order, and
// leave nothing behind the end.
#include "replay.h"

#include "base/text.h"
#include "bytes/markup.h"

static void check(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "markup: %s\n", what);
    abort();
}

static void tokenize(hs_text text, bool xml, hs_arena *arena) {
    markup m = markup_begin(text, xml);
    uint32_t end = 0;
    for (markup_token t; markup_next(&m, &t);) {
        check(t.start >= end && t.start < t.end && t.end <= text.size, "a token out of order");
        check(t.inner >= t.start && t.inner <= t.inner_end && t.inner_end <= t.end, "parts outside of their token");
        end = t.end;
        markup_attribute a;
        uint32_t before = 0;
        if (t.kind == MARKUP_OPEN)
            for (uint32_t at = t.inner; markup_next_attribute(text, &t, &at, &a); before = at) {
                check(at > before && a.name < a.name_end && a.value <= a.value_end && a.value_end <= t.end,
                      "an attribute out of order");
                (void)markup_decode(text_slice(text, a.value, a.value_end), true, arena);
            }
        if (t.kind == MARKUP_TEXT) (void)markup_decode(text_slice(text, t.inner, t.inner_end), false, arena);
        hs_arena_reset(arena);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    hs_arena *arena = hs_arena_open((size_t)1 << 30);
    hs_text text = {(const char *)data, size};
    tokenize(text, false, arena);
    tokenize(text, true, arena);
    hs_arena_close(arena);
    return 0;
}
