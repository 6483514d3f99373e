// When a page was published and changed, from all that stands on it.
#ifndef DOCUMENT_PAGE_DATES_H
#define DOCUMENT_PAGE_DATES_H

#include "document/elements.h"
#include "document/facts.h"
#include "document/masthead.h"

// Dates of <time> elements that are the report's own.
void page_read_times(const draft *d, const elements *t, const uint8_t *marks, masthead *found);

// Sets the document's dates: what the page says for machines, then <time>, URL and masthead
// lines, then dates in scripts, and standing alone anywhere. `heading` is the headline's node.
void page_set_dates(draft *d, const elements *t, const uint8_t *marks, uint32_t heading, const page_facts *facts,
                    masthead *found);

#endif
