// Tells kinds by content. In: the first 64 KiB of a file. Out: what it is.
//
// Method, in this order: byte order marks and the pattern of zero bytes for wide
// encodings; control characters that text never has, for binary files; "WARC/"; the first
// element of XML; JSON by reading its first line; CoNLL-U by its ten columns; the tags that
// the WHATWG MIME sniffing standard takes for HTML, or several tags of pages anywhere.
//
// What it gets wrong: XML that is neither feed nor page is read as a page; a text that
// quotes much markup in its first lines, too.
#include "bytes/kind.h"

#include "base/json.h"
#include "base/text.h"
#include "bytes/markup.h"

hs_text kind_wide(hs_text head, size_t *unit) {
    const unsigned char *p = (const unsigned char *)head.data;
    *unit = 4;
    if (head.size >= 4 && p[0] == 0xFF && p[1] == 0xFE && !p[2] && !p[3]) return TEXT("utf-32le");
    if (head.size >= 4 && !p[0] && !p[1] && p[2] == 0xFE && p[3] == 0xFF) return TEXT("utf-32be");
    *unit = 2;
    if (head.size >= 2 && p[0] == 0xFF && p[1] == 0xFE) return TEXT("utf-16le");
    if (head.size >= 2 && p[0] == 0xFE && p[1] == 0xFF) return TEXT("utf-16be");
    // without a mark: spaces and line feeds of any script are ASCII, their other bytes zero
    size_t zeros[4] = {0}, size = head.size < 4096 ? head.size & ~(size_t)3 : 4096;
    for (size_t i = 0; i < size; i++) zeros[i & 3] += p[i] == 0;
    size_t quarter = size / 4;
    if (quarter) {
        *unit = 4;
        if (zeros[3] == quarter && zeros[2] > quarter * 9 / 10 && zeros[0] < quarter / 8) return TEXT("utf-32le");
        if (zeros[0] == quarter && zeros[1] > quarter * 9 / 10 && zeros[3] < quarter / 8) return TEXT("utf-32be");
        *unit = 2;
        size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
        if (odd > quarter / 4 && even <= quarter / 64) return TEXT("utf-16le");
        if (even > quarter / 4 && odd <= quarter / 64) return TEXT("utf-16be");
    }
    *unit = 1;
    return (hs_text){0};
}

hs_text kind_narrow(hs_text bytes, hs_text encoding, size_t unit, hs_arena *keep) {
    size_t count = bytes.size / unit;
    char *out = arena_new(keep, char, count);
    bool big = text_ends(encoding, TEXT("be"));
    for (size_t i = 0; i < count; i++) {
        const unsigned char *p = (const unsigned char *)bytes.data + i * unit;
        unsigned high = 0;
        for (size_t k = 0; k < unit; k++)
            if (k != (big ? unit - 1 : 0)) high |= p[k];
        unsigned char low = p[big ? unit - 1 : 0];
        out[i] = (char)(high || low >= 0x80 ? '?' : low);
    }
    return (hs_text){out, count};
}

// Bytes that no text in an encoding of single bytes has; escape (0x1B) begins the shifts
// of ISO 2022.
static bool is_binary(hs_text head) {
    static const hs_text marks[] = {TEXT_INIT("%PDF-"),
                                    TEXT_INIT("\x89PNG"),
                                    TEXT_INIT("\xFF\xD8\xFF"),
                                    TEXT_INIT("GIF8"),
                                    TEXT_INIT("PK\x03\x04"),
                                    TEXT_INIT("\x7F"
                                              "ELF"),
                                    TEXT_INIT("SQLite format 3"),
                                    TEXT_INIT("BZh"),
                                    TEXT_INIT("\xFD"
                                              "7zXZ"),
                                    TEXT_INIT("RIFF")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(head, marks[i])) return true;
    size_t odd = 0;
    for (size_t i = 0; i < head.size; i++) {
        unsigned char c = (unsigned char)head.data[i];
        if (c == 0) return true;
        odd += c < 0x20 && !byte_is_space(c) && c != 0x1B && c != 0x08 && c != 0x1A && c != 0x0E && c != 0x0F;
    }
    return odd * 100 > head.size;
}

// Name of the first element without its prefix, empty where something else stands first.
static hs_text first_element(hs_text head) {
    markup m = markup_begin(head, true);
    for (markup_token token; markup_next(&m, &token);) {
        if (token.kind == MARKUP_TEXT && text_trim(text_slice(head, token.start, token.end)).size) break;
        if (token.kind != MARKUP_OPEN) continue;
        hs_text name = text_slice(head, token.name, token.name_end);
        size_t colon = text_find(name, TEXT(":"), 0);
        return colon == SIZE_MAX ? name : text_slice(name, colon + 1, name.size);
    }
    return (hs_text){0};
}

static bool is_feed(hs_text head) {
    static const hs_text names[] = {TEXT_INIT("rss"), TEXT_INIT("feed"), TEXT_INIT("rdf"), TEXT_INIT("channel")};
    hs_text name = first_element(head);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_fold(name, names[i])) return true;
    return false;
}

static bool is_html(hs_text head) {
    static const hs_text tags[] = {TEXT_INIT("html"),   TEXT_INIT("head"),  TEXT_INIT("body"),   TEXT_INIT("p"),
                                   TEXT_INIT("div"),    TEXT_INIT("a"),     TEXT_INIT("table"),  TEXT_INIT("title"),
                                   TEXT_INIT("meta"),   TEXT_INIT("br"),    TEXT_INIT("h1"),     TEXT_INIT("span"),
                                   TEXT_INIT("script"), TEXT_INIT("style"), TEXT_INIT("link"),   TEXT_INIT("td"),
                                   TEXT_INIT("li"),     TEXT_INIT("font"),  TEXT_INIT("center"), TEXT_INIT("img")};
    if (first_element(head).size) return true; // markup stands before any text
    size_t seen = 0;
    markup m = markup_begin(head, false);
    for (markup_token token; markup_next(&m, &token) && seen < 4;) {
        if (token.kind == MARKUP_DOCTYPE) return true;
        if (token.kind != MARKUP_OPEN && token.kind != MARKUP_CLOSE) continue;
        hs_text name = text_slice(head, token.name, token.name_end);
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
            if (!text_equal_fold(name, tags[i])) continue;
            if (i < 3) return true;
            seen++;
        }
    }
    return seen >= 4;
}

// Ten columns, the first a number, after any comment lines.
static bool is_conllu(hs_text head) {
    while (head.size) {
        hs_text line = text_cut(&head, '\n');
        if (line.size && line.data[0] == '#') continue;
        if (text_trim(line).size == 0) continue;
        size_t columns = 1;
        for (size_t i = 0; i < line.size; i++) columns += line.data[i] == '\t';
        return columns == 10 && byte_is_digit((unsigned char)line.data[0]);
    }
    return false;
}

static kind_shape tell_json(hs_text head, bool whole, hs_arena scratch) {
    hs_text rest = head, line = text_cut(&rest, '\n');
    bool complete = whole || line.size < head.size;
    if (head.data[0] == '[') {
        hs_text after = text_trim(text_slice(head, 1, head.size));
        return after.size && (after.data[0] == '{' || after.data[0] == ']') ? SHAPE_JSON : SHAPE_TEXT;
    }
    hs_text after = text_trim(text_slice(head, 1, head.size));
    if (!after.size || (after.data[0] != '"' && after.data[0] != '}')) return SHAPE_TEXT;
    if (!complete) return SHAPE_JSON_LINES;
    const json_value *value;
    hs_error error;
    if (json_read(text_trim(line), &scratch, &value, &error) == HS_OK) {
        const json_value *version = json_member(value, "version");
        bool feed = version && text_find(version->raw, TEXT("jsonfeed.org"), 0) != SIZE_MAX;
        return feed ? SHAPE_JSON : SHAPE_JSON_LINES;
    }
    // the value goes on in the next line, or the line is a broken record among others
    return error.byte >= text_trim(line).size && text_trim(rest).size ? SHAPE_JSON : SHAPE_JSON_LINES;
}

kind_shape kind_tell(hs_text head, bool whole, hs_arena scratch) {
    if (head.size == 0) return SHAPE_EMPTY;
    size_t unit;
    hs_text wide = text_starts(head, TEXT("WARC/")) ? (hs_text){0} : kind_wide(head, &unit);
    if (wide.size) {
        head = kind_narrow(head, wide, unit, &scratch);
        if (text_starts(head, TEXT("?"))) head = text_slice(head, 1, head.size); // the mark
    } else if (text_starts(head, TEXT("WARC/"))) {
        return SHAPE_WARC; // its first records may hold pictures
    } else if (is_binary(head)) {
        return SHAPE_BINARY;
    }
    if (text_starts(head, TEXT("\xEF\xBB\xBF"))) head = text_slice(head, 3, head.size);
    hs_text text = text_trim(head);
    if (text.size == 0) return whole ? SHAPE_EMPTY : SHAPE_TEXT;
    if (text.data[0] == '{' || text.data[0] == '[') return tell_json(text, whole, scratch);
    if (text.data[0] == '<' && is_feed(text)) return SHAPE_FEED;
    if (is_conllu(head)) return SHAPE_CONLLU;
    return is_html(text) ? SHAPE_HTML : SHAPE_TEXT;
}
