// Text that was decoded twice: UTF-8 read as an encoding of single bytes, so that one letter
// became two to four ("Ã©" for "é", "â€™" for "’", "đź””" for a bell).
//
// In: UTF-8 text with its map. Out: the same, repaired where that is certain; each repaired
// letter maps to all the letters it was.
//
// Method: for every code page, letters beyond ASCII are turned back into the bytes they
// would have come from; where these make one well-formed UTF-8 sequence the sequence is a
// candidate. Sequences of three and four bytes do not come about by chance in any language;
// sequences of two are taken only where the second letter is a sign that does not follow a
// letter in writing ("Ã" before "©"), not where both are letters ("ÃŸ" could be a name in
// capitals, so it needs company: other certain sequences in the same text).
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "base/text.h"
#include "document/repair.h"

enum { PAGE_COUNT = 2 };

typedef struct code_page {
    uint16_t letters[128]; // of bytes 0x80 to 0xFF; 0 where the byte means nothing
} code_page;

struct repair_tables {
    code_page pages[PAGE_COUNT];
};

static const char *const page_names[PAGE_COUNT] = {"windows-1252", "windows-1250"};

const repair_tables *repair_open(hs_arena *keep) {
    repair_tables *tables = arena_new(keep, repair_tables, 1);
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(page_names[i], &status);
        if (U_FAILURE(status)) continue;
        for (int byte = 0x80; byte < 0x100; byte++) {
            char in = (char)byte;
            const char *at = &in;
            status = U_ZERO_ERROR;
            UChar32 code = ucnv_getNextUChar(converter, &at, &in + 1, &status);
            // bytes without a letter came through as the control of the same number
            tables->pages[i].letters[byte - 0x80] = (uint16_t)(U_SUCCESS(status) && code != 0xFFFD ? code : byte);
        }
        ucnv_close(converter);
    }
    return tables;
}

// The byte that `code` stands for on a page, 0 where it stands for none.
static unsigned char to_byte(const code_page *page, uint32_t code) {
    if (code >= 0x80 && code < 0xA0) return (unsigned char)code; // a control: the byte itself
    for (unsigned i = 0; i < 128; i++)
        if (page->letters[i] == code) return (unsigned char)(0x80 + i);
    return 0;
}

// One letter of UTF-8 made of the letters at `at`: its code and how many bytes of text it
// took; 0 where they make none.
static uint32_t try_page(const code_page *page, hs_text text, size_t at, uint32_t *code) {
    char bytes[4];
    uint32_t count = 0, used = 0, need = 0;
    bool all_letters = true;
    while (at + used < text.size && count < 4) {
        uint32_t step, letter = utf8_decode(text, at + used, &step);
        unsigned char byte = letter < 0x80 ? 0 : to_byte(page, letter);
        if (!byte) break;
        if (count == 0) need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0;
        else all_letters = all_letters && code_is_letter(letter);
        if (count == 0 && !need) return 0;
        bytes[count++] = (char)byte;
        used += step;
        if (count == need) break;
    }
    uint32_t size;
    if (!need || count != need) return 0;
    *code = utf8_decode((hs_text){bytes, count}, 0, &size);
    if (size != need || (need == 2 && all_letters)) return 0;
    if (!u_isdefined((UChar32)*code) || (*code >= 0x80 && *code < 0xA0)) return 0;
    return used;
}

mapped repair_text(const repair_tables *tables, mapped from, hs_arena *keep) {
    map_builder out = {.arena = keep};
    size_t kept = 0;
    for (size_t at = 0; at < from.text.size;) {
        unsigned char c = (unsigned char)from.text.data[at];
        uint32_t code, used = 0;
        // what can begin a broken letter begins with C3 (Ã â ð), C4, C5 (Ă Đ đ) or C2
        if (c < 0xC2 || c > 0xC5) {
            at++;
            continue;
        }
        for (size_t i = 0; i < PAGE_COUNT && !used; i++) used = try_page(&tables->pages[i], from.text, at, &code);
        // a control that text never has is a letter of windows-1252 read as ISO 8859-1
        if (!used && c == 0xC2 && at + 1 < from.text.size && (unsigned char)from.text.data[at + 1] >= 0x80 && (unsigned char)from.text.data[at + 1] < 0xA0) {
            code = tables->pages[0].letters[(unsigned char)from.text.data[at + 1] - 0x80];
            if (code >= 0xA0) used = 2;
        }
        if (!used) {
            at++;
            continue;
        }
        char buffer[4];
        map_append_mapped(&out, from.text, &from.map, (hs_span){(uint32_t)kept, (uint32_t)at});
        hs_source source = hs_map_span(&from.map, (hs_span){(uint32_t)at, (uint32_t)at + used});
        map_append_for(&out, (hs_text){buffer, utf8_encode(code, buffer)}, (uint32_t)source.start, (uint32_t)(source.end - source.start));
        at += used;
        kept = at;
    }
    if (!kept) return from;
    map_append_mapped(&out, from.text, &from.map, (hs_span){(uint32_t)kept, (uint32_t)from.text.size});
    return (mapped){{out.text, out.size}, map_of(&out, 0)};
}
