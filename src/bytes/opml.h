// Lists of feeds (OPML 1.0 and 2.0, http://opml.org/spec2.opml).
#ifndef BYTES_OPML_H
#define BYTES_OPML_H

#include "base/arena.h"
#include "hearsay.h"

// The xmlUrl of every outline, in order, references undone. False where it is no OPML.
bool opml_read(hs_text xml, hs_arena *keep, hs_text **urls, uint32_t *count);

#endif
