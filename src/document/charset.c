// The payload's bytes as UTF-8 with their map.
//
// Method: a byte order mark wins; then well-formed UTF-8 is UTF-8, whatever is declared;
// then the encoding that the transport, the XML declaration or a meta element names; then
// detection. Converters are ICU's; each character is mapped to the bytes it came from.
#include <unicode/ucnv.h>

#include "base/text.h"
#include "bytes/kind.h"
#include "bytes/markup.h"
#include "document/detect.h"
#include "document/reading.h"

static mapped keep_bytes(hs_text bytes, uint32_t skip, hs_arena *keep) {
    mapped out = {.text = text_slice(bytes, skip, bytes.size)};
    out.map = map_identity(keep, (uint32_t)out.text.size, 0);
    if (skip && out.map.count) ((hs_map_run *)(uintptr_t)out.map.runs)->source = skip;
    return out;
}

// The converter of a label; NULL where ICU knows none. Labels of the web mean the larger
// sets that pages really use (WHATWG Encoding standard, section 4.2).
static UConverter *open_converter(hs_text label) {
    static const hs_text names[][2] = {
        {TEXT_INIT("iso-8859-1"), TEXT_INIT("windows-1252")},
        {TEXT_INIT("iso8859-1"), TEXT_INIT("windows-1252")},
        {TEXT_INIT("latin1"), TEXT_INIT("windows-1252")},
        {TEXT_INIT("us-ascii"), TEXT_INIT("windows-1252")},
        {TEXT_INIT("ascii"), TEXT_INIT("windows-1252")},
        {TEXT_INIT("iso-8859-9"), TEXT_INIT("windows-1254")},
        {TEXT_INIT("gb2312"), TEXT_INIT("gb18030")},
        {TEXT_INIT("gbk"), TEXT_INIT("gb18030")},
        {TEXT_INIT("x-sjis"), TEXT_INIT("ibm-943_P15A-2003")},
        {TEXT_INIT("shift_jis"), TEXT_INIT("ibm-943_P15A-2003")},
        {TEXT_INIT("shift-jis"), TEXT_INIT("ibm-943_P15A-2003")},
        {TEXT_INIT("cp932"), TEXT_INIT("ibm-943_P15A-2003")},
        {TEXT_INIT("euc-kr"), TEXT_INIT("windows-949")},
        {TEXT_INIT("ks_c_5601-1987"), TEXT_INIT("windows-949")},
        {TEXT_INIT("big5"), TEXT_INIT("windows-950")},
        {TEXT_INIT("tis-620"), TEXT_INIT("windows-874")},
        {TEXT_INIT("maccyrillic"), TEXT_INIT("x-mac-cyrillic")},
        {TEXT_INIT("iso-8859-8-i"), TEXT_INIT("iso-8859-8")},
    };
    char name[64];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_fold(label, names[i][0])) label = names[i][1];
    if (!label.size || label.size >= sizeof name) return NULL;
    memcpy(name, label.data, label.size);
    name[label.size] = 0;
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    return U_SUCCESS(status) ? converter : NULL;
}

// Converts character by character, from byte `skip` on.
static mapped convert(hs_text bytes, uint32_t skip, UConverter *converter, hs_arena *keep) {
    map_builder out = {.arena = keep};
    const char *at = bytes.data + skip, *end = bytes.data + bytes.size;
    while (at < end) {
        const char *from = at;
        UErrorCode status = U_ZERO_ERROR;
        UChar32 code = ucnv_getNextUChar(converter, &at, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR) break; // only shifts were left
        if (U_FAILURE(status)) code = 0xFFFD;
        if (at == from) at++;
        char buffer[4];
        uint32_t size = utf8_encode((uint32_t)code, buffer), source = (uint32_t)(from - bytes.data);
        // a letter of ASCII stands as it is, if no shift stands before it
        if (size == 1 && at - from == 1 && *from == buffer[0]) map_append(&out, (hs_text){buffer, 1}, source);
        else map_append_for(&out, (hs_text){buffer, size}, source, (uint32_t)(at - from));
    }
    return (mapped){{out.text, out.size}, map_of(&out, 0)};
}

// What a page declares in its first bytes: <meta charset>, <meta http-equiv content>.
static hs_text declared_in_page(hs_text bytes) {
    hs_text head = text_slice(bytes, 0, 8192);
    markup m = markup_begin(head, false);
    for (markup_token token; markup_next(&m, &token);) {
        markup_attribute a;
        if (token.kind != MARKUP_OPEN || !text_equal_fold(text_slice(head, token.name, token.name_end), TEXT("meta")))
            continue;
        if (markup_find_attribute(head, &token, TEXT("charset"), &a))
            return text_trim(text_slice(head, a.value, a.value_end));
        if (!markup_find_attribute(head, &token, TEXT("http-equiv"), &a)) continue;
        if (!markup_find_attribute(head, &token, TEXT("content"), &a)) continue;
        hs_text content = text_slice(head, a.value, a.value_end);
        size_t at = text_find_fold(content, TEXT("charset="), 0);
        if (at == SIZE_MAX) continue;
        hs_text rest = text_slice(content, at + 8, content.size);
        return text_trim(text_cut(&rest, ';'));
    }
    return (hs_text){0};
}

// Shifts of ISO 2022, which are ASCII by their bytes.
static hs_text shifted(hs_text bytes) {
    if (text_find(text_slice(bytes, 0, 1 << 16), TEXT("\x1B$)C"), 0) != SIZE_MAX) return TEXT("iso-2022-kr");
    if (text_find(text_slice(bytes, 0, 1 << 16), TEXT("\x1B$"), 0) != SIZE_MAX) return TEXT("iso-2022-jp");
    return (hs_text){0};
}

static bool is_utf8_label(hs_text label) {
    return text_equal_fold(label, TEXT("utf-8")) || text_equal_fold(label, TEXT("utf8"));
}

// UTF-8 with some bytes that are not: these are read as windows-1252, as where one text was
// pasted into another.
static mapped mend_utf8(hs_text bytes, hs_arena *keep) {
    static const uint16_t upper[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                       0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    map_builder out = {.arena = keep};
    size_t at = text_starts(bytes, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < bytes.size) {
        size_t bad = utf8_invalid(text_slice(bytes, at, bytes.size));
        size_t end = bad == SIZE_MAX ? bytes.size : at + bad;
        map_append(&out, text_slice(bytes, at, end), (uint32_t)at);
        if (end == bytes.size) break;
        unsigned char c = (unsigned char)bytes.data[end];
        char buffer[4];
        uint32_t size = utf8_encode(c < 0xA0 ? upper[c & 31] : c, buffer);
        map_append_for(&out, (hs_text){buffer, size}, (uint32_t)end, 1);
        at = end + 1;
    }
    return (mapped){{out.text, out.size}, map_of(&out, 0)};
}

// True where most letters beyond ASCII are UTF-8.
static bool is_mostly_utf8(hs_text bytes) {
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < bytes.size;) {
        if ((unsigned char)bytes.data[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t step, code = utf8_decode(bytes, at, &step);
        if (code == 0xFFFD && step == 1) bad++;
        else good++;
        at += step;
    }
    return good > 4 * bad;
}

mapped charset_decode(const struct document_rules *rules, hs_text bytes, hs_text declared, bool in_page, hs_arena *keep,
                      charset_note *note) {
    size_t unit;
    hs_text label = kind_wide(bytes, &unit);
    size_t invalid = label.size ? SIZE_MAX : utf8_invalid(bytes);
    bool marked = !label.size && text_starts(bytes, TEXT("\xEF\xBB\xBF"));
    if (marked && invalid == SIZE_MAX) return keep_bytes(bytes, 3, keep);
    uint32_t skip = 0;
    if (label.size) {
        // the mark of utf-16 and utf-32 is no text
        const unsigned char *p = (const unsigned char *)bytes.data;
        skip = p[0] >= 0xFE || (unit == 4 && p[2] == 0xFE && p[3] == 0xFF) ? (uint32_t)unit : 0;
    } else {
        label = shifted(bytes);
        if (!label.size && invalid == SIZE_MAX) return keep_bytes(bytes, 0, keep);
        if (!label.size) label = declared;
        if ((!label.size || is_utf8_label(label)) && in_page) label = declared_in_page(bytes);
        if (marked || is_mostly_utf8(bytes)) {
            *note = (charset_note){.reason = "not UTF-8 here, in a text that else is: read as windows-1252", .byte = invalid};
            return mend_utf8(bytes, keep);
        }
        if (!label.size || is_utf8_label(label)) {
            label = detect_encoding(rules, bytes, *keep);
            hs_text reason =
                arena_print(keep, "not UTF-8, and no other encoding is declared: read as %.*s", TEXT_ARGS(label));
            *note = (charset_note){.reason = reason.data, .byte = invalid};
        }
    }
    UConverter *converter = open_converter(label);
    note->label = label;
    if (!converter) {
        *note = (charset_note){.reason = "an encoding that is not known: read as windows-1252", .byte = 0};
        converter = open_converter(TEXT("windows-1252"));
    }
    if (!converter) return keep_bytes(bytes, 0, keep);
    mapped out = convert(bytes, skip, converter, keep);
    ucnv_close(converter);
    return out;
}
