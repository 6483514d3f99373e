// Any bytes as text: decoded in a declared or a told encoding, then repaired. What comes out is UTF-8 with a map inside
// the input; ASCII is left as it is.
#include "replay.h"

#include "../tests/document_rules.h"
#include "document/reading.h"
#include "document/repair.h"

static void check(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "repair: %s\n", what);
    abort();
}

static void check_map(const mapped *m, size_t size) {
    check(utf8_invalid(m->text) == SIZE_MAX, "no UTF-8");
    check(m->map.text_size == m->text.size, "the map covers another text");
    for (uint32_t i = 0; i < m->map.count; i++) {
        const hs_map_run *run = &m->map.runs[i];
        check((uint64_t)run->source + run->source_size <= size, "a run outside of the input");
        check(i == 0 ? run->text == 0 : run->text > m->map.runs[i - 1].text, "a run out of order");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const labels[] = {"", "windows-1251", "gb18030", "iso-2022-jp", "utf-16be", "johab", "x-none"};
    hs_arena *arena = hs_arena_open((size_t)4 << 30);
    hs_text bytes = {(const char *)data, size};
    static hs_arena *forever; // opened once: it takes longer than reading
    static const document_rules *rules;
    if (!forever) forever = hs_arena_open((size_t)1 << 30), rules = open_rules(forever);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        charset_note note = {0};
        mapped decoded = charset_decode(rules, bytes, text_of(labels[i]), false, arena, &note);
        check_map(&decoded, size);
        mapped repaired = repair_text(rules->repair, decoded, arena);
        check_map(&repaired, size);
        bool ascii = true;
        for (size_t k = 0; k < decoded.text.size; k++) ascii = ascii && (unsigned char)decoded.text.data[k] < 0x80;
        if (ascii) check(text_equal(repaired.text, decoded.text), "ASCII was changed");
    }
    hs_arena_close(arena);
    return 0;
}
