// Any bytes as JSON: every value must stand inside the text, and a string's map must cover it.
#include "replay.h"

#include "base/json.h"
#include "base/text.h"

static void check(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "json: %s\n", what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    hs_arena *arena = hs_arena_open((size_t)1 << 30);
    hs_text text = {(const char *)data, size};
    const json_value *root;
    hs_error error;
    if (json_read(text, arena, &root, &error) != HS_OK) {
        check(error.byte <= size, "an error behind the end");
        hs_arena_close(arena);
        return 0;
    }
    // in order, without recursion: children stand behind their parent in the list
    enum { MOST = 4096 };
    const json_value *pending[MOST];
    size_t first = 0, last = 0;
    pending[last++] = root;
    while (first < last) {
        const json_value *value = pending[first++];
        check(value->start <= value->end && value->end <= size, "a value outside of the text");
        for (const json_value *child = value->first; child && last < MOST; child = child->next) {
            check(child->start >= value->start && child->end <= value->end, "a value outside of its parent");
            pending[last++] = child;
        }
        if (value->kind != JSON_STRING) continue;
        const hs_map_run *runs;
        uint32_t count;
        hs_text string = json_string_map(value, arena, &runs, &count);
        check(text_equal(string, json_string(value, arena)), "two tellings of a string differ");
        for (uint32_t i = 0; i < count; i++) {
            check(runs[i].text < string.size && (i == 0 ? runs[i].text == 0 : runs[i].text > runs[i - 1].text), "a run out of order");
            check(runs[i].source >= value->start && runs[i].source + runs[i].source_size <= value->end, "a run outside of its string");
        }
    }
    hs_arena_close(arena);
    return 0;
}
