// Lines that stand on a page and are not the report: menus, share lines, credits, bios.
#ifndef DOCUMENT_LINES_H
#define DOCUMENT_LINES_H

#include "document/reading.h"

typedef enum line_kind {
    LINE_TEXT, // may be the report
    LINE_SKIP, // is not
    LINE_END,  // nor is anything behind it ("Most read", "About the author")
} line_kind;

line_kind lines_tell(const struct document_rules *rules, hs_text line);

// Several short items between bars, bullets or wide gaps: a menu or a trail of links.
bool lines_is_menu(hs_text line);

// A note that tells how its writer can be reached: it holds a mail address.
bool lines_is_contact(hs_text line);

// Equal but for case, quotes, white space and a final point.
bool lines_same(hs_text a, hs_text b);

// The text behind a word for authorship ("By", "Posted by", "Por"); empty where none stands first.
hs_text lines_byline(const struct document_rules *rules, hs_text line);

// Words of a line: runs of letters and digits.
uint32_t lines_count_words(hs_text line);
// Ends as a sentence does.
bool lines_ends_sentence(hs_text line);

#endif
