// See lines.h. What a line is, is told by its first words, looked up in the lexicon, and by
// its shape.
#include "document/lines.h"

#include "base/text.h"

enum { PHRASE_BYTES = 96, PHRASE_WORDS = 6 };

// The first words of a line, lower case, one space between, without marks around them; the
// ends of each in `ends`. Returns how many.
static size_t first_words(hs_text line, char out[PHRASE_BYTES], size_t ends[PHRASE_WORDS], bool *all) {
    size_t size = 0, count = 0, at = 0;
    while (at < line.size && count < PHRASE_WORDS) {
        size_t from = size;
        if (size) out[size++] = ' ';
        while (at < line.size) {
            uint32_t step;
            uint32_t code = utf8_decode(line, at, &step);
            bool inner = code == '\'' || code == 0x2019;
            if (!code_is_letter(code) && !byte_is_digit(code < 128 ? (unsigned char)code : 0) &&
                !(inner && size > from + (from > 0))) {
                at += step;
                if (size > from + (from > 0)) break;
                continue;
            }
            if (size + 5 >= PHRASE_BYTES) return count;
            size += utf8_encode(code == 0x2019 ? '\'' : code_lower(code), out + size);
            at += step;
        }
        if (size == from + (from > 0)) {
            size = from;
            break;
        }
        ends[count++] = size;
    }
    // what is left has no letters
    *all = true;
    for (; at < line.size && *all; at++)
        *all = !byte_is_alpha((unsigned char)line.data[at]) && (unsigned char)line.data[at] < 0xC3;
    return count;
}

// True where a colon stands behind the first `words` words of the line.
static bool is_label(hs_text line, size_t words) {
    size_t at = 0, seen = 0;
    for (bool inside = false; at < line.size && at < PHRASE_BYTES; at++) {
        unsigned char c = (unsigned char)line.data[at];
        bool part = byte_is_alpha(c) || byte_is_digit(c) || c >= 0x80 || c == '\'';
        if (inside && !part && ++seen == words) break;
        inside = part;
    }
    while (at < line.size && line.data[at] == ' ') at++;
    return at < line.size && line.data[at] == ':';
}

// What one word of the lexicon's column says of a line that begins with `words` words.
static line_kind kind_named(hs_text where, bool whole, hs_text line, size_t words) {
    bool is_short = line.size < 200;
    if (text_equal(where, TEXT("label"))) return is_short && is_label(line, words) ? LINE_SKIP : LINE_TEXT;
    if (text_equal(where, TEXT("start label"))) return line.size < 600 ? LINE_SKIP : LINE_TEXT;
    if (text_equal(where, TEXT("whole"))) return whole ? LINE_SKIP : LINE_TEXT;
    if (text_equal(where, TEXT("start"))) return is_short ? LINE_SKIP : LINE_TEXT;
    if (text_equal(where, TEXT("end"))) return whole ? LINE_END : LINE_TEXT;
    if (text_equal(where, TEXT("end start"))) return is_short ? LINE_END : LINE_TEXT;
    return LINE_TEXT;
}

line_kind lines_tell(const struct document_rules *rules, hs_text line) {
    if (text_starts(line, TEXT("\xC2\xA9")) || text_starts(line, TEXT("(c) ")) || text_starts(line, TEXT("(C) ")))
        return line.size < 400 ? LINE_SKIP : LINE_TEXT;
    char words[PHRASE_BYTES];
    size_t ends[PHRASE_WORDS];
    bool all;
    size_t count = first_words(line, words, ends, &all);
    for (size_t n = count; n > 0; n--) {
        hs_text where = rules_find(&rules->lines, (hs_text){words, ends[n - 1]}, "where");
        if (!where.size) continue;
        while (where.size) {
            line_kind kind = kind_named(text_cut(&where, ','), n == count && all, line, n);
            if (kind != LINE_TEXT) return kind;
        }
    }
    return LINE_TEXT;
}

uint32_t lines_count_words(hs_text line) {
    uint32_t count = 0, step;
    bool inside = false;
    for (size_t at = 0; at < line.size; at += step) {
        unsigned char c = (unsigned char)line.data[at];
        step = 1;
        bool part = byte_is_alpha(c) || byte_is_digit(c) || (inside && c == '\'');
        if (c >= 0x80) {
            uint32_t code = utf8_decode(line, at, &step);
            part = code_is_letter(code) || (inside && (code == 0x2019 || code == 0xAD));
        }
        count += part && !inside;
        inside = part;
    }
    return count;
}

bool lines_ends_sentence(hs_text line) {
    static const hs_text closers[] = {TEXT_INIT("\""), TEXT_INIT("'"), TEXT_INIT("”"), TEXT_INIT("’"),
                                      TEXT_INIT("»"),  TEXT_INIT(")"), TEXT_INIT("“")};
    line = text_trim(line);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
            if (text_ends(line, closers[i])) line.size -= closers[i].size, again = true;
    }
    if (!line.size) return false;
    char last = line.data[line.size - 1];
    return last == '.' || last == '!' || last == '?' || last == ':' || text_ends(line, TEXT("…")) ||
           text_ends(line, TEXT("。"));
}

bool lines_is_menu(hs_text line) {
    uint32_t gaps = 0, longest = 0, size = 0;
    for (size_t i = 0; i < line.size;) {
        uint32_t step;
        uint32_t code = utf8_decode(line, i, &step);
        bool wide = code == ' ' && i + 1 < line.size && line.data[i + 1] == ' ';
        if (wide || code == '\t' || code == '|' || code == 0x203A || code == 0x2022 || code == 0xB7 || code == 0xBB ||
            code == '>') {
            if (size) gaps++;
            if (size > longest) longest = size;
            size = 0;
        } else if (code != ' ') {
            size++;
        }
        i += step;
    }
    if (size > longest) longest = size;
    if (lines_ends_sentence(line)) return false;
    return gaps >= 2 ? longest <= 30 : gaps == 1 && line.size < 30 && size;
}

bool lines_is_contact(hs_text line) {
    size_t at = text_find(line, TEXT("@"), 0);
    if (at == SIZE_MAX || at == 0 || line.size > 300) return false;
    if (!byte_is_alpha((unsigned char)line.data[at - 1]) && !byte_is_digit((unsigned char)line.data[at - 1])) return false;
    hs_text host = text_slice(line, at + 1, line.size);
    host = text_cut(&host, ' ');
    size_t point = text_find(host, TEXT("."), 1);
    return point != SIZE_MAX && point + 2 < host.size;
}

// The next letter or digit at or behind *at, lower case; 0 at the end.
static uint32_t next_letter(hs_text text, size_t *at) {
    while (*at < text.size) {
        uint32_t step;
        uint32_t code = utf8_decode(text, *at, &step);
        *at += step;
        if (code_is_letter(code) || (code < 128 && byte_is_digit((unsigned char)code))) return code_lower(code);
    }
    return 0;
}

bool lines_same(hs_text a, hs_text b) {
    size_t i = 0, k = 0;
    if (!a.size || !b.size) return false;
    for (;;) {
        uint32_t x = next_letter(a, &i), y = next_letter(b, &k);
        if (x != y) return false;
        if (!x) return true;
    }
}

hs_text lines_byline(const struct document_rules *rules, hs_text line) {
    char words[PHRASE_BYTES];
    size_t ends[PHRASE_WORDS];
    bool all;
    size_t count = first_words(line, words, ends, &all);
    for (size_t n = count < 3 ? count : 3; n > 0; n--) {
        if (!text_equal(rules_find(&rules->words, (hs_text){words, ends[n - 1]}, "means"), TEXT("byline"))) continue;
        // past n words of the line itself
        size_t at = 0, seen = 0;
        bool inside = false;
        for (; at < line.size; at++) {
            unsigned char c = (unsigned char)line.data[at];
            bool part = !byte_is_space(c) && c != ':';
            if (inside && !part && ++seen == n) break;
            inside = part;
        }
        hs_text rest = text_slice(line, at, line.size);
        while (rest.size && (rest.data[0] == ':' || byte_is_space((unsigned char)rest.data[0])))
            rest = text_slice(rest, 1, rest.size);
        return text_trim(rest);
    }
    return (hs_text){0};
}
