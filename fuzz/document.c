// Any bytes as a payload of every kind: the document's text must be UTF-8, its map must
// cover it and stay inside the payload.
#include "replay.h"

#include <string.h>

#include "../tests/document_rules.h"
#include "../tests/map_check.h"
#include "document/parts.h"

static const char *const charsets[] = {"", "iso-8859-2", "shift_jis", "utf-16le", "nonsense"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    hs_arena *keep = hs_arena_open((size_t)4 << 30), *scratch = hs_arena_open((size_t)4 << 30);
    hs_text bytes = {(const char *)data, size};
    static hs_arena *forever; // opened once: it takes longer than reading
    static const document_rules *rules;
    if (!forever) forever = hs_arena_open((size_t)1 << 30), rules = open_rules(forever);
    for (int kind = HS_KIND_TEXT; kind <= HS_KIND_JSON; kind++) {
        for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
            hs_payload payload = {
                .kind = (hs_kind)kind, .path = TEXT("fuzz"), .bytes = bytes, .charset = text_of(charsets[i])};
            hs_document document;
            hs_error error;
            if (document_read(rules, &payload, keep, *scratch, &document, &error) != HS_OK) continue;
            const char *wrong =
                map_check(&document, bytes, utf8_invalid(bytes) == SIZE_MAX && !memchr(bytes.data, 0, bytes.size));
            if (!wrong) continue;
            fprintf(stderr, "document of kind %d, charset %s: %s\n", kind, charsets[i], wrong);
            abort();
        }
    }
    hs_payload page = {.kind = HS_KIND_HTML, .path = TEXT("fuzz"), .bytes = bytes};
    const hs_payload *parts;
    uint32_t count;
    parts_split(rules, &page, keep, *scratch, &parts, &count);
    for (uint32_t i = 0; i < count && i < 50; i++) {
        hs_document document;
        hs_error error;
        const char *wrong = parts[i].offset + parts[i].bytes.size > size ? "a part outside of its page" : NULL;
        if (!wrong && document_read(rules, &parts[i], keep, *scratch, &document, &error) == HS_OK)
            wrong = map_check(&document, parts[i].bytes, false);
        if (!wrong) continue;
        fprintf(stderr, "part %u of a page: %s\n", i, wrong);
        abort();
    }
    hs_arena_close(scratch);
    hs_arena_close(keep);
    return 0;
}
