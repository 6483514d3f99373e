// What the files of this room share: a document on its way from bytes to clean text.
#ifndef DOCUMENT_READING_H
#define DOCUMENT_READING_H

#include "base/arena.h"
#include "base/json.h"
#include "base/lexicon.h"
#include "base/map.h"
#include "hearsay.h"

// UTF-8 text and where its bytes stood in the payload. The map's offset stays 0 until the
// document is done.
typedef struct mapped {
    hs_text text;
    hs_map map;
} mapped;

enum { RULES_TABLES = 17 };

// Tables of one kind in every language loaded, looked up one behind the other.
typedef struct rules_tables {
    const lexicon_table *tables[RULES_TABLES];
    uint32_t count;
} rules_tables;

typedef struct repair_tables repair_tables;

struct document_rules {
    const repair_tables *repair;
    rules_tables months;   // name -> number
    rules_tables dates;    // words before or in dates -> what they make of it
    rules_tables lines;    // lines and beginnings of lines that are not the report's
    rules_tables words;    // words of mastheads: bylines, menus, credits
    rules_tables letters;  // of languages, and the encodings of their old pages
    rules_tables metas;    // names of meta elements -> field and rank
    rules_tables agencies; // wire services, and words that their names end with
    rules_tables folders;  // of addresses, that are no section
    rules_tables classes;  // words in class and id attributes -> what the element is
    rules_tables labels;   // of lines that head a plain text -> field
};

// First row with that key in any language; empty where there is none.
hs_text rules_find(const rules_tables *tables, hs_text key, const char *column);

typedef struct draft {
    const struct document_rules *rules;
    const hs_payload *payload;
    hs_arena *keep; // results
    hs_arena *work; // forgotten when the document is done
    hs_document *out;
    map_builder text;
    hs_block *blocks;
    size_t block_count, block_capacity;
    hs_basis *bases;
    size_t basis_count, basis_capacity;
    hs_text source_line; // "Source: NPA" among what was left out: the agency, else empty
    hs_notice *notices;
    size_t notice_count, notice_capacity;
    uint32_t block_start; // of the open block
} draft;

// A block of clean text: begin, add pieces in order, end. White space runs become one space
// unless they are added whole. A block without text leaves nothing.
void draft_begin(draft *d);
void draft_add(draft *d, const mapped *from, hs_span span);
void draft_add_whole(draft *d, const mapped *from, hs_span span);
void draft_space(draft *d, uint32_t source); // a space where none stood ("<br>")
// What a reference at `span` means: one or two code points.
void draft_add_code(draft *d, const mapped *from, hs_span span, const uint32_t codes[2]);
void draft_end(draft *d, hs_block_kind kind);

void draft_notice(draft *d, bool counts, uint64_t byte, const char *reason);

// Another work that the document is based on; the same one once.
void draft_basis(draft *d, hs_basis basis);

// Sets title_source from a span of `from`.
void draft_title_source(draft *d, const mapped *from, hs_span span);

// ---------------------------------------------------------------- charset.c

// What was odd about an encoding: `reason` is NULL where nothing was.
typedef struct charset_note {
    const char *reason;
    size_t byte;   // of the payload
    hs_text label; // the encoding that it was read in; empty for UTF-8
} charset_note;

// The payload's bytes as UTF-8. `markup` looks into the head of a page for what it declares.
mapped charset_decode(const struct document_rules *rules, hs_text bytes, hs_text declared, bool markup, hs_arena *keep,
                      charset_note *note);

// ---------------------------------------------------------------- the kinds of payload

void plain_read(draft *d, mapped from);
void page_read(draft *d, mapped from);
void item_read(draft *d, mapped from);
void object_read(draft *d, mapped from);
void entry_read(draft *d, mapped from);

// A string of JSON as text with its map: escapes undone, garbling repaired.
mapped object_text(draft *d, const mapped *from, const json_value *value);

// The body of a fragment of HTML (a feed's content, a JSON record's content_html), as blocks.
void page_read_fragment(draft *d, mapped from);

#endif
