// Pieces of a run without white space, by rules that hold for English and Spanish alike.
//
// In: a run such as `(“$4.2bn-a-year,”`. Out: the end of the piece that begins at a given
// byte; called from left to right it gives ( “ $ 4.2 bn - a - year , ”.
// Method: the class of the first letter picks one of four scanners (address, word, number,
// mark), each of which goes forward only, so a run costs time linear in its size.
// Follows the tokenisation of the UD treebanks: hyphens and slashes inside words stand
// alone, numbers part from their units and currencies, runs of one mark stay whole.
// A topic or an account keeps its mark ("#OpenTheGates"), as treebanks of the web have it.
// What it gets wrong: names with marks that no list knows ("Wham!"), codes that mix
// letters and hyphens ("x3-9890"), emoticons beyond the usual ones.
#include "sentences/scan.h"

#include "base/limits.h"
#include "base/text.h"

static bool at_byte(hs_text text, size_t at, size_t end, char byte) { return at < end && text.data[at] == byte; }

byte_class scan_class(hs_text text, size_t at, uint32_t *size) {
    unsigned char c = (unsigned char)text.data[at];
    *size = 1;
    if (c < 0x80) {
        if (byte_is_alpha(c)) return BYTE_LETTER;
        if (byte_is_digit(c)) return BYTE_DIGIT;
        return byte_is_space(c) ? BYTE_SPACE : BYTE_MARK;
    }
    uint32_t code = utf8_decode(text, at, size);
    if (code == 0xFFFD) return BYTE_MARK;
    if (code_is_letter(code)) return BYTE_LETTER;
    if (code_is_space(code)) return BYTE_SPACE;
    // combining accents and joiners belong to the letter before them
    if ((code >= 0x300 && code < 0x370) || code == 0x200D || code == 0xFE0F || code == 0xAD) return BYTE_LETTER;
    return BYTE_MARK;
}

static byte_class class_at(hs_text text, size_t at, size_t end) {
    uint32_t size;
    return at < end ? scan_class(text, at, &size) : BYTE_SPACE;
}

// Past the letters, or the digits, that begin at `at`.
static size_t skip_class(hs_text text, size_t at, size_t end, byte_class class) {
    uint32_t size;
    while (at < end && scan_class(text, at, &size) == class) at += size;
    return at;
}

uint32_t scan_kinds(hs_text text, size_t start, size_t end, split_words words) {
    char lower[48];
    if (!words.kinds || start >= end || end - start > sizeof lower) return 0;
    for (size_t i = start; i < end; i++) lower[i - start] = (char)byte_lower((unsigned char)text.data[i]);
    return words.kinds(words.context, (hs_text){lower, end - start});
}

// Length of an apostrophe at `at`: ' or ’ or ‘ misused; 0 where there is none.
static size_t apostrophe(hs_text text, size_t at, size_t end) {
    if (at_byte(text, at, end, '\'')) return 1;
    if (at + 3 <= end && !memcmp(text.data + at, "\xE2\x80\x99", 3)) return 3;
    return 0;
}

// ---------------------------------------------------------------- addresses

static bool starts_address(hs_text text, size_t at, size_t end) {
    static const hs_text schemes[] = {TEXT_INIT("http://"), TEXT_INIT("https://"), TEXT_INIT("www."), TEXT_INIT("ftp://"),
                                      TEXT_INIT("mailto:")};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (end - at > schemes[i].size && text_equal_fold(text_slice(text, at, at + schemes[i].size), schemes[i])) return true;
    return false;
}

// Whether text[at, end) reads name@host.domain, with marks only as such names have them.
static bool is_mail(hs_text text, size_t at, size_t end) {
    size_t mark = 0, dot = 0;
    for (size_t i = at; i < end; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '@' && mark) return false;
        if (c == '@') mark = i;
        else if (c == '.' && mark) dot = i;
        else if (c == '<' || c == '>' || c == '"' || c == '(' || c == ')' || c == ',' || c == ';') return false;
    }
    return mark > at && dot > mark + 1 && dot + 2 < end;
}

// An address without the marks that close the sentence or bracket around it.
static size_t trim_address(hs_text text, size_t at, size_t end) {
    while (end > at + 1) {
        char c = text.data[end - 1];
        bool closes = c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '"' || c == '\'' ||
                      c == ')' || c == ']' || c == '}' || c == '>';
        if (closes) end--;
        else if (end - at > 3 && !memcmp(text.data + end - 3, "\xE2\x80\x9D", 3)) end -= 3;
        else break;
    }
    return end;
}

// End of the address at `at`, or `at` where there is none. Looked for only where a run or
// a bracket opens, so that a long run is not read again at each of its pieces.
static size_t scan_address(hs_text text, size_t start, size_t at, size_t end) {
    if (end - at < 5 || end - at > LIMIT_TOKEN_BYTES) return at;
    if (at > start && class_at(text, at - 1, end) != BYTE_MARK) return at;
    if (starts_address(text, at, end)) {
        for (size_t i = at; i < end; i++)
            if (text.data[i] == '<' || text.data[i] == '>' || text.data[i] == '"') end = i;
        return trim_address(text, at, end);
    }
    if (at > start + 2) return at;
    size_t trimmed = trim_address(text, at, end);
    return class_at(text, at, end) != BYTE_MARK && is_mail(text, at, trimmed) ? trimmed : at;
}

// ---------------------------------------------------------------- numbers

// 12 12.5 1,000 4:30 9/11 11/28/2000 20th 1970s; not 4.2|bn 10|am. Unlike the parts of
// "1-2" a telephone number stays whole: 555-0100, three digits and four.
static size_t scan_number(hs_text text, size_t at, size_t end, split_words words) {
    size_t digits = at, stop = skip_class(text, at, end, BYTE_DIGIT);
    while (stop + 1 < end && class_at(text, stop + 1, end) == BYTE_DIGIT) {
        char c = text.data[stop];
        size_t next = skip_class(text, stop + 1, end, BYTE_DIGIT);
        bool joins = c == '.' || c == ',' || c == ':' || c == '/';
        if (c == '-') joins = stop - digits == 3 && (next - stop == 4 || next - stop == 5);
        if (!joins) break;
        digits = stop + 1;
        stop = next;
    }
    size_t letters = skip_class(text, stop, end, BYTE_LETTER);
    if (letters == stop || scan_kinds(text, stop, letters, words) & WORD_UNIT) return stop;
    return skip_class(text, letters, end, BYTE_DIGIT);
}

// ---------------------------------------------------------------- words

// Whether the full stop at `at` stands inside the word that began at `start`: U.S, p.m,
// asp.net, but not "end.Then", which lacks a blank.
static bool stop_joins(hs_text text, size_t start, size_t at, size_t end) {
    uint32_t size;
    if (at + 1 >= end || scan_class(text, at + 1, &size) != BYTE_LETTER) return false;
    if (at - start == 1 || (at - start >= 2 && text.data[at - 2] == '.')) return true;
    unsigned char before = (unsigned char)text.data[at - 1], next = (unsigned char)text.data[at + 1];
    return !(byte_is_lower(before) && byte_is_upper(next));
}

// Whether the hyphen at `at` stays inside the word: a listed prefix (non-, anti-) or a
// listed whole ("e-mail"), but not "well-known".
static bool hyphen_joins(hs_text text, size_t start, size_t at, size_t end, split_words words) {
    if (class_at(text, at + 1, end) != BYTE_LETTER) return false;
    if (scan_kinds(text, start, at, words) & WORD_PREFIX) return true;
    size_t stop = skip_class(text, at + 1, end, BYTE_LETTER);
    return scan_kinds(text, start, stop, words) & WORD_WHOLE;
}

// Whether the mark at `at` ends a listed name: "Yahoo! shares", but not "Stop! shares".
static bool mark_belongs(hs_text text, size_t start, size_t at, size_t end, split_words words) {
    byte_class next = class_at(text, at + 1, end);
    bool last = next == BYTE_SPACE || apostrophe(text, at + 1, end);
    return !words.learning && last && scan_kinds(text, start, at + 1, words) & WORD_WHOLE;
}

// A word with what may stand inside it: O'Neill, don't, AT&T, U.S, Analysis_07, B2B, Yahoo!
static size_t scan_word(hs_text text, size_t start, size_t end, split_words words) {
    size_t at = start;
    uint32_t size;
    while (at < end) {
        byte_class class = scan_class(text, at, &size);
        if (class == BYTE_LETTER || class == BYTE_DIGIT) {
            at += size;
            continue;
        }
        char c = text.data[at];
        size_t quote = apostrophe(text, at, end);
        byte_class next = class_at(text, at + (quote ? quote : size), end);
        bool joins = (quote && next == BYTE_LETTER) || (c == '_' && class != BYTE_SPACE) ||
                     ((c == '&' || c == '@') && next == BYTE_LETTER) ||
                     (c == '.' && stop_joins(text, start, at, end)) || (c == '!' && mark_belongs(text, start, at, end, words)) ||
                     (c == '-' && hyphen_joins(text, start, at, end, words));
        if (!joins) break;
        at += quote ? quote : size;
    }
    return at;
}

// A topic or an account, at the opening of a run or behind its brackets and quotes: #OpenTheGates, @harrow; but #4 and "a #".
static bool opens_topic(hs_text text, size_t start, size_t at, size_t end) {
    if (!at_byte(text, at, end, '#') && !at_byte(text, at, end, '@')) return false;
    return class_at(text, at + 1, end) == BYTE_LETTER && (at == start || class_at(text, at - 1, end) == BYTE_MARK);
}

// ---------------------------------------------------------------- marks

static bool is_any(char c, const char *set) {
    for (; *set; set++)
        if (*set == c) return true;
    return false;
}

// :) ;-) =( :D at the end of a run or before a mark; not the ":)" of "(as follows:)".
static size_t scan_face(hs_text text, size_t start, size_t at, size_t end) {
    if (!is_any(text.data[at], ":;=") || (at > start && class_at(text, at - 1, end) != BYTE_LETTER && at != start)) return at;
    size_t mouth = at + 1 + (at_byte(text, at + 1, end, '-') ? 1 : 0);
    if (mouth >= end || !is_any(text.data[mouth], ")(DP/")) return at;
    if (mouth + 1 < end) return at;
    for (size_t i = start; i < at; i++)
        if (text.data[i] == '(') return at;
    return mouth + 1;
}

// One mark, or a run of one kind that reads as one: ... -- !!! ?! *** === '' <<.
static size_t scan_mark(hs_text text, size_t start, size_t at, size_t end) {
    uint32_t size;
    scan_class(text, at, &size);
    char c = text.data[at];
    size_t stop = at + size;
    if (is_any(c, ".!?")) {
        while (stop < end && is_any(text.data[stop], ".!?")) stop++;
        return stop;
    }
    if (is_any(c, "-*=_~+#<>'`")) {
        while (stop < end && text.data[stop] == c) stop++;
        return stop;
    }
    size_t face = scan_face(text, start, at, end);
    return face > at ? face : stop;
}

size_t scan_piece(hs_text text, size_t start, size_t at, size_t end, split_words words) {
    size_t stop = scan_address(text, start, at, end);
    if (stop > at) return stop;
    // an over-long piece is cut, before a code point; nothing farther is looked at
    if (end - at > LIMIT_TOKEN_BYTES) {
        end = at + LIMIT_TOKEN_BYTES;
        for (int i = 0; i < 3 && ((unsigned char)text.data[end] & 0xC0) == 0x80; i++) end--;
    }
    uint32_t size;
    byte_class class = scan_class(text, at, &size);
    if (class == BYTE_DIGIT) return scan_number(text, at, end, words);
    bool topic = !words.learning && class == BYTE_MARK && opens_topic(text, start, at, end);
    if (class == BYTE_LETTER || topic) stop = scan_word(text, at + topic, end, words);
    else stop = scan_mark(text, start, at, end);
    return stop < end ? stop : end;
}
