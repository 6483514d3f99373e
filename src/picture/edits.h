// What an outlet changed in a report after it had published it.
#ifndef PICTURE_EDITS_H
#define PICTURE_EDITS_H

#include "picture/page.h"

// When the newer version was there: updated, else fetched; published where nobody says.
hs_date edits_date(const hs_report *before, const hs_report *after);
// Nothing in the newer version says that it was changed: its date of update is that of the older one, or it has none.
bool edits_silent(const hs_report *before, const hs_report *after);
// Paragraphs that were taken away, added or changed, words marked; at most so many.
void edits_draw(page *page, const hs_report *before, const hs_report *after, uint32_t most);

#endif
