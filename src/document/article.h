// The main content of a page among everything else that stands on it.
#ifndef DOCUMENT_ARTICLE_H
#define DOCUMENT_ARTICLE_H

#include "document/elements.h"
#include "document/masthead.h"
#include "document/reading.h"

// What an element is by its name, role, class and id.
enum {
    MARK_DROP = 1 << 0, // nothing in it is the report: menus, comments, advertisements
    MARK_BODY = 1 << 1, // the page says that the report's body is here
    MARK_BYLINE = 1 << 2,
    MARK_DATE = 1 << 3,
    MARK_DECK = 1 << 4, // tells the report in a sentence, below the headline
};

// Marks of every node; arrays are indexed by node. Dropped elements hide all they hold.
uint8_t *article_mark(const struct document_rules *rules, const elements *t, hs_arena *keep);

// Adds the blocks of the main content to the draft. `title` is left out where it is repeated;
// masthead lines among the blocks are taken into `found`. `heading` is the node of the
// headline, 0 where there is none.
void article_read(draft *d, const mapped *from, const elements *t, const uint8_t *marks, hs_text title,
                  uint32_t heading, masthead *found);

// Adds what a page without prose shows: it may be a short notice.
void article_read_notice(draft *d, const mapped *from, const elements *t, const uint8_t *marks);

// Adds every block: for fragments that are content as a whole.
void article_read_all(draft *d, const mapped *from, const elements *t, const uint8_t *marks);

// Adds every block that is text, but the title and masthead lines, which are taken into `found`:
// for entries, which are cut out of their page already.
void article_read_entry(draft *d, const mapped *from, const elements *t, const uint8_t *marks, hs_text title,
                        masthead *found);

// Sets the draft's address, outlet, title and language from what a page says of itself.
void page_read_about(draft *d, const mapped *from, const elements *t, const uint8_t *marks);

// The text of a node with references undone and white space folded; dropped parts too.
hs_text article_node_text(const elements *t, uint32_t node, hs_arena *keep);

#endif
