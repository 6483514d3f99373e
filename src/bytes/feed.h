// A feed as its items: RSS 0.9x to 2.0, RSS 1.0, Atom, CDF. Nothing it declares is expanded.
#ifndef BYTES_FEED_H
#define BYTES_FEED_H

#include "base/arena.h"
#include "hearsay.h"

typedef struct feed {
    hs_text title;          // of the channel, references undone
    hs_text language;       // "en-GB" as declared
    hs_text base;           // xml:base of the root, else the channel's link
    hs_text charset;        // of the XML declaration
    const hs_source *items; // elements, in order
    uint32_t item_count;
} feed;

// `xml` is the whole feed, in an encoding in which ASCII bytes mean ASCII.
feed feed_read(hs_text xml, hs_arena *keep);

#endif
