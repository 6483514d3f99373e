// Markup as tokens with byte offsets: HTML by the tokenizer of the HTML standard (section
// 13.2.5), XML for feeds. Nothing is copied or changed: a token says where its parts stand,
// references are undone by whoever wants the text. The same tokenizer serves feeds and
// pages, so there is one parser.
#ifndef BYTES_MARKUP_H
#define BYTES_MARKUP_H

#include "base/arena.h"
#include "hearsay.h"

typedef enum markup_kind {
    MARKUP_TEXT,        // character data; with references unless `raw`
    MARKUP_OPEN,        // start tag
    MARKUP_CLOSE,       // end tag
    MARKUP_COMMENT,     // also what the standard calls a bogus comment
    MARKUP_DOCTYPE,     // in XML with its internal subset, which is never expanded
    MARKUP_INSTRUCTION, // <?…?> in XML
} markup_kind;

typedef struct markup_token {
    markup_kind kind;
    bool raw;                  // text in which '&' is only '&': scripts, styles, CDATA
    bool self_closing;         // "/>"
    uint32_t start, end;       // the whole token
    uint32_t name, name_end;   // of a tag, as it is written
    uint32_t inner, inner_end; // attributes of a tag; what stands between the marks of any other
} markup_token;

typedef struct markup {
    hs_text text;
    size_t at;
    bool xml;
    hs_text raw_until;   // HTML: name of the element whose content is text up to its end tag
    bool raw_references; // … and has references (title, textarea)
    bool raw_is_code;    // … and is no text at all (script, style)
    uint8_t raw_number;  // … its place among such elements
    uint8_t never_ended; // bits of those without an end tag ahead
} markup;

// Begins at byte 0. At most 4 GiB of text.
markup markup_begin(hs_text text, bool xml);
// The next token; false at the end. A tag that the end cuts off is no token.
bool markup_next(markup *m, markup_token *out);

typedef struct markup_attribute {
    uint32_t name, name_end;   // as written
    uint32_t value, value_end; // without quotes; empty where there is none
} markup_attribute;

// The attribute at or behind `*at` (begin with token->inner) of an open tag; moves `*at`.
bool markup_next_attribute(hs_text text, const markup_token *tag, uint32_t *at, markup_attribute *out);
// The value, as written, of the first attribute of that name (lower case), false where there is none.
bool markup_find_attribute(hs_text text, const markup_token *tag, hs_text name, markup_attribute *out);

// Name of a tag without its prefix: "creator" of <dc:creator>.
hs_text markup_local_name(hs_text text, const markup_token *tag);

// A reference that begins with the '&' at `at`: its one or two code points and its size in
// bytes, 0 where it is none. In attributes a name without ';' before a letter is none.
size_t markup_reference(hs_text text, size_t at, bool attribute, uint32_t codes[2]);

// The text with its references undone; borrows where there are none.
hs_text markup_decode(hs_text text, bool attribute, hs_arena *keep);

#endif
