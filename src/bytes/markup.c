// See markup.h. In: UTF-8 (or any encoding in which the bytes of ASCII mean ASCII). Out:
// tokens in order, touching one another.
//
// Method: the tokenizer of the HTML standard with its states folded into a few loops: each
// byte is looked at once or, inside tags, at most three times. In XML, CDATA sections and
// instructions are told too, and a document type with its internal subset is one token, so
// that no entity it declares is ever expanded.
//
// What it gets wrong: an iframe, title or textarea without an end tag is read as if it had
// ended at once, where a browser would hide the rest of the page. CDATA inside svg or math of an HTML page is read as a
// comment.
#include "bytes/markup.h"

#include "base/text.h"
#include "bytes/references.h"

markup markup_begin(hs_text text, bool xml) { return (markup){.text = text, .xml = xml}; }

static bool is_tag_space(unsigned char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

static unsigned char byte_at(hs_text text, size_t at) { return at < text.size ? (unsigned char)text.data[at] : 0; }

static size_t find_byte(hs_text text, char byte, size_t from) {
    const char *hit = from < text.size ? memchr(text.data + from, byte, text.size - from) : NULL;
    return hit ? (size_t)(hit - text.data) : text.size;
}

static bool starts_at(hs_text text, size_t at, hs_text what) {
    return text_equal(text_slice(text, at, at + what.size), what);
}

static bool starts_fold(hs_text text, size_t at, hs_text what) {
    return text_equal_fold(text_slice(text, at, at + what.size), what);
}

// Up to `mark`, which is left out of `inner`; to the end of the text where it is missing.
static bool take_until(markup *m, markup_token *out, markup_kind kind, size_t start, size_t inner, hs_text mark) {
    size_t end = text_find(m->text, mark, inner < m->text.size ? inner : m->text.size);
    size_t past = end == SIZE_MAX ? m->text.size : end + mark.size;
    if (end == SIZE_MAX) end = m->text.size;
    *out = (markup_token){.kind = kind,
                          .start = (uint32_t)start,
                          .end = (uint32_t)past,
                          .inner = (uint32_t)(inner < end ? inner : end),
                          .inner_end = (uint32_t)end};
    m->at = past;
    return true;
}

// <!DOCTYPE …>; in XML past the brackets of the internal subset and quotes in it.
static bool take_doctype(markup *m, markup_token *out) {
    size_t start = m->at, at = start + 2;
    int depth = 0;
    for (char quote = 0; at < m->text.size; at++) {
        char c = m->text.data[at];
        if (quote) quote = c == quote ? 0 : quote;
        else if (m->xml && depth && (c == '"' || c == '\'')) quote = c;
        else if (m->xml && c == '[') depth++;
        else if (m->xml && c == ']') depth -= depth > 0;
        else if (c == '>' && depth == 0) break;
    }
    size_t past = at < m->text.size ? at + 1 : at;
    *out = (markup_token){.kind = MARKUP_DOCTYPE,
                          .start = (uint32_t)start,
                          .end = (uint32_t)past,
                          .inner = (uint32_t)start + 2,
                          .inner_end = (uint32_t)at};
    m->at = past;
    return true;
}

// A comment that the text's end cuts off, without the dashes that might have ended it.
static bool take_open_comment(markup *m, markup_token *out, size_t start) {
    size_t end = m->text.size, inner = start + 4;
    if (end >= inner + 3 && starts_at(m->text, end - 3, TEXT("--!"))) end -= 3;
    else if (end >= inner + 2 && starts_at(m->text, end - 2, TEXT("--"))) end -= 2;
    else if (end > inner && m->text.data[end - 1] == '-') end--;
    *out = (markup_token){.kind = MARKUP_COMMENT,
                          .start = (uint32_t)start,
                          .end = (uint32_t)m->text.size,
                          .inner = (uint32_t)inner,
                          .inner_end = (uint32_t)end};
    m->at = m->text.size;
    return true;
}

// What begins with "<!".
static bool take_declaration(markup *m, markup_token *out) {
    size_t at = m->at;
    if (starts_at(m->text, at, TEXT("<!--"))) {
        // "<!-->" and "<!--->" are whole comments
        if (!m->xml && byte_at(m->text, at + 4) == '>')
            return take_until(m, out, MARKUP_COMMENT, at, at + 4, TEXT(">"));
        if (!m->xml && starts_at(m->text, at + 4, TEXT("->")))
            return take_until(m, out, MARKUP_COMMENT, at, at + 4, TEXT("->"));
        size_t end = at + 4;
        for (; !m->xml && (end = text_find(m->text, TEXT("--"), end)) != SIZE_MAX; end++) {
            // "--!>" ends a comment of HTML too
            if (byte_at(m->text, end + 2) == '>')
                return take_until(m, out, MARKUP_COMMENT, at, end, TEXT("-->")), out->inner = (uint32_t)at + 4, true;
            if (starts_at(m->text, end + 2, TEXT("!>")))
                return take_until(m, out, MARKUP_COMMENT, at, end, TEXT("--!>")), out->inner = (uint32_t)at + 4, true;
        }
        if (end == SIZE_MAX) return take_open_comment(m, out, at);
        return take_until(m, out, MARKUP_COMMENT, at, at + 4, TEXT("-->"));
    }
    if (starts_fold(m->text, at, TEXT("<!doctype"))) return take_doctype(m, out);
    if (m->xml && starts_at(m->text, at, TEXT("<![CDATA["))) {
        take_until(m, out, MARKUP_TEXT, at, at + 9, TEXT("]]>"));
        return out->raw = true;
    }
    return take_until(m, out, MARKUP_COMMENT, at, at + 2, TEXT(">"));
}

// Past the value that begins at `at`, which is not white space.
static size_t skip_value(hs_text text, size_t at) {
    unsigned char quote = byte_at(text, at);
    if (quote == '"' || quote == '\'') return find_byte(text, (char)quote, at + 1) + 1;
    while (at < text.size && !is_tag_space((unsigned char)text.data[at]) && text.data[at] != '>') at++;
    return at;
}

// Past one attribute that begins at `at`, or past one byte that belongs to none.
static size_t skip_attribute(hs_text text, size_t at, markup_attribute *out) {
    size_t name = at++; // a first '=' is part of the name
    while (at < text.size && !is_tag_space((unsigned char)text.data[at]) && text.data[at] != '/' &&
           text.data[at] != '>' && text.data[at] != '=')
        at++;
    *out = (markup_attribute){(uint32_t)name, (uint32_t)at, (uint32_t)at, (uint32_t)at};
    size_t mark = at;
    while (is_tag_space(byte_at(text, mark))) mark++;
    if (byte_at(text, mark) != '=') return at;
    at = mark + 1;
    while (is_tag_space(byte_at(text, at))) at++;
    size_t past = skip_value(text, at);
    bool quoted = byte_at(text, at) == '"' || byte_at(text, at) == '\'';
    if (past > text.size) return text.size; // a quote without an end: the tag has no end either
    out->value = (uint32_t)(at + quoted);
    out->value_end = (uint32_t)(past - quoted);
    return past;
}

// The next attribute in [at, limit), skipping white space and slashes; SIZE_MAX where there is none.
static size_t find_attribute(hs_text text, size_t at) {
    while (at < text.size && (is_tag_space((unsigned char)text.data[at]) || text.data[at] == '/')) at++;
    return at < text.size && text.data[at] != '>' ? at : SIZE_MAX;
}

static const hs_text raw_elements[] = {TEXT_INIT("script"), TEXT_INIT("style"),   TEXT_INIT("xmp"),
                                       TEXT_INIT("iframe"), TEXT_INIT("noembed"), TEXT_INIT("noframes"),
                                       TEXT_INIT("title"),  TEXT_INIT("textarea")};

// A start tag may begin an element whose content is text up to its own end tag.
static void begin_raw(markup *m, hs_text name) {
    unsigned char first = byte_lower((unsigned char)name.data[0]);
    if (first != 's' && first != 'x' && first != 'i' && first != 'n' && first != 't') return;
    for (size_t i = 0; i < sizeof raw_elements / sizeof *raw_elements; i++)
        if (text_equal_fold(name, raw_elements[i]) && !(m->never_ended >> i & 1)) {
            m->raw_until = raw_elements[i];
            m->raw_references = i >= 6;
            m->raw_is_code = i < 2;
            m->raw_number = (uint8_t)i;
        }
}

static bool take_tag(markup *m, markup_token *out) {
    size_t start = m->at, at = start + 1;
    bool close = m->text.data[at] == '/';
    at += close;
    size_t name = at;
    while (at < m->text.size && !is_tag_space((unsigned char)m->text.data[at]) && m->text.data[at] != '/' &&
           m->text.data[at] != '>')
        at++;
    *out = (markup_token){.kind = close ? MARKUP_CLOSE : MARKUP_OPEN,
                          .start = (uint32_t)start,
                          .name = (uint32_t)name,
                          .name_end = (uint32_t)at,
                          .inner = (uint32_t)at};
    for (size_t next; (next = find_attribute(m->text, at)) != SIZE_MAX;) {
        markup_attribute skipped;
        at = skip_attribute(m->text, next, &skipped);
    }
    size_t end = find_byte(m->text, '>', at);
    m->at = end + 1;
    if (end >= m->text.size) return m->at = m->text.size, false;
    out->inner_end = (uint32_t)end;
    out->end = (uint32_t)end + 1;
    // the slash of an unquoted value ("href=a/>") belongs to the value
    out->self_closing = m->text.data[end - 1] == '/' && at < end;
    if (!close && !m->xml) begin_raw(m, text_slice(m->text, name, out->name_end));
    return true;
}

static bool is_name_start(const markup *m, unsigned char c) {
    return byte_is_alpha(c) || (m->xml && (c == '_' || c == ':' || c >= 0x80));
}

// True where the '<' at `at` begins a token other than text.
static bool begins_markup(const markup *m, size_t at) {
    unsigned char c = byte_at(m->text, at + 1);
    if (c == '/') {
        unsigned char after = byte_at(m->text, at + 2);
        return m->xml ? is_name_start(m, after) : at + 2 < m->text.size;
    }
    return c == '!' || c == '?' || is_name_start(m, c);
}

static bool take_text(markup *m, markup_token *out, size_t end, bool raw) {
    *out = (markup_token){.kind = MARKUP_TEXT,
                          .raw = raw,
                          .start = (uint32_t)m->at,
                          .end = (uint32_t)end,
                          .inner = (uint32_t)m->at,
                          .inner_end = (uint32_t)end};
    m->at = end;
    return true;
}

static bool ends_raw(hs_text text, size_t at, hs_text name) {
    if (!starts_fold(text, at + 2, name)) return false;
    unsigned char after = byte_at(text, at + 2 + name.size);
    return is_tag_space(after) || after == '/' || after == '>';
}

// Where the content of a raw element ends. In a script, "<!-- <script>" hides one end tag
// (the standard's double escaped state).
static size_t find_raw_end(const markup *m) {
    bool script = m->raw_until.size == 6 && m->raw_until.data[1] == 'c', escaped = false, twice = false;
    for (size_t at = m->at; at < m->text.size; at++) {
        size_t hit = find_byte(m->text, '<', at);
        if (escaped) {
            size_t closed = text_find(text_slice(m->text, 0, hit), TEXT("-->"), at);
            if (closed != SIZE_MAX) escaped = twice = false;
        }
        if (hit >= m->text.size) break;
        at = hit;
        unsigned char next = byte_at(m->text, at + 1);
        if (next == '/' && ends_raw(m->text, at, m->raw_until)) {
            if (!twice) return at;
            twice = false;
        } else if (script && !escaped && starts_at(m->text, at, TEXT("<!--"))) {
            escaped = byte_at(m->text, at + 4) != '>' && !starts_at(m->text, at + 4, TEXT("->"));
        } else if (script && escaped && !twice && ends_raw(m->text, at - 1, m->raw_until)) {
            twice = true;
        }
    }
    return m->text.size;
}

bool markup_next(markup *m, markup_token *out) {
    while (m->at < m->text.size) {
        if (m->raw_until.size) {
            size_t end = find_raw_end(m);
            bool raw = !m->raw_references;
            m->raw_until = (hs_text){0};
            // the standard lets it swallow the rest; feeds cut in the middle would lose their text
            if (end == m->text.size && !m->raw_is_code) m->never_ended |= (uint8_t)(1u << m->raw_number);
            else if (end > m->at) return take_text(m, out, end, raw);
        }
        if (m->text.data[m->at] == '<' && begins_markup(m, m->at)) {
            unsigned char c = byte_at(m->text, m->at + 1);
            if (c == '!') return take_declaration(m, out);
            if (c == '?' && m->xml) return take_until(m, out, MARKUP_INSTRUCTION, m->at, m->at + 2, TEXT("?>"));
            if (c == '?') return take_until(m, out, MARKUP_COMMENT, m->at, m->at + 1, TEXT(">"));
            if (c == '/' && byte_at(m->text, m->at + 2) == '>') {
                m->at += 3; // "</>" is nothing at all
                continue;
            }
            if (c == '/' && !is_name_start(m, byte_at(m->text, m->at + 2)))
                return take_until(m, out, MARKUP_COMMENT, m->at, m->at + 2, TEXT(">"));
            if (take_tag(m, out)) return true;
            continue;
        }
        size_t end = find_byte(m->text, '<', m->at + 1);
        while (end < m->text.size && !begins_markup(m, end)) end = find_byte(m->text, '<', end + 1);
        return take_text(m, out, end, false);
    }
    return false;
}

bool markup_next_attribute(hs_text text, const markup_token *tag, uint32_t *at, markup_attribute *out) {
    hs_text within = {text.data, tag->inner_end};
    size_t next = find_attribute(within, *at);
    if (next == SIZE_MAX) return false;
    *at = (uint32_t)skip_attribute(within, next, out);
    return true;
}

bool markup_find_attribute(hs_text text, const markup_token *tag, hs_text name, markup_attribute *out) {
    for (uint32_t at = tag->inner; markup_next_attribute(text, tag, &at, out);)
        if (text_equal_fold(text_slice(text, out->name, out->name_end), name)) return true;
    return false;
}

hs_text markup_local_name(hs_text text, const markup_token *tag) {
    hs_text name = text_slice(text, tag->name, tag->name_end);
    size_t colon = text_find(name, TEXT(":"), 0);
    return colon == SIZE_MAX ? name : text_slice(name, colon + 1, name.size);
}

// Numbers that name control characters of windows-1252 mean its characters
// (HTML standard, 13.2.5.80).
static uint32_t number_means(uint32_t code) {
    static const uint16_t upper[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0xFFFD;
    return code >= 0x80 && code < 0xA0 ? upper[code - 0x80] : code;
}

static size_t read_number(hs_text text, size_t at, uint32_t codes[2]) {
    size_t from = at + 2;
    bool hex = (byte_at(text, from) | 32) == 'x';
    from += hex;
    size_t next = from;
    uint32_t code = 0;
    for (; next < text.size; next++) {
        unsigned char c = (unsigned char)text.data[next], letter = c | 32;
        uint32_t digit = byte_is_digit(c) ? c - 48u : hex && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10u : 99;
        if (digit == 99) break;
        code = code > 0x10FFFF ? code : code * (hex ? 16 : 10) + digit;
    }
    if (next == from) return 0;
    codes[0] = number_means(code);
    return next - at + (byte_at(text, next) == ';');
}

enum { LONGEST_NAME = 32 }; // "CounterClockwiseContourIntegral;"

size_t markup_reference(hs_text text, size_t at, bool attribute, uint32_t codes[2]) {
    codes[0] = codes[1] = 0;
    if (byte_at(text, at + 1) == '#') return read_number(text, at, codes);
    size_t end = at + 1;
    while (end < text.size && end - at <= LONGEST_NAME &&
           (byte_is_alpha((unsigned char)text.data[end]) || byte_is_digit((unsigned char)text.data[end])))
        end++;
    if (end == at + 1) return 0;
    if (byte_at(text, end) == ';' && references_find(text_slice(text, at + 1, end + 1), codes)) return end + 1 - at;
    // the longest name that is allowed to stand without ';'
    for (size_t stop = end - at > 7 ? at + 7 : end; stop > at + 2; stop--) {
        if (!references_find(text_slice(text, at + 1, stop), codes)) continue;
        unsigned char after = byte_at(text, stop);
        if (attribute && (after == '=' || byte_is_alpha(after) || byte_is_digit(after))) return 0;
        return stop - at;
    }
    return 0;
}

hs_text markup_decode(hs_text text, bool attribute, hs_arena *keep) {
    if (find_byte(text, '&', 0) == text.size) return text;
    char *out = arena_new(keep, char, text.size * 2 + 8); // no reference grows past twice its bytes
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t codes[2];
        size_t used = text.data[at] == '&' ? markup_reference(text, at, attribute, codes) : 0;
        if (used) {
            size += utf8_encode(codes[0], out + size);
            if (codes[1]) size += utf8_encode(codes[1], out + size);
            at += used;
        } else {
            size_t next = find_byte(text, '&', at + 1);
            memcpy(out + size, text.data + at, next - at);
            size += next - at;
            at = next;
        }
    }
    return (hs_text){out, size};
}
