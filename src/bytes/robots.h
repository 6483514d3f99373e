// What a site lets programs fetch: robots.txt (RFC 9309).
#ifndef BYTES_ROBOTS_H
#define BYTES_ROBOTS_H

#include "base/arena.h"
#include "hearsay.h"

typedef struct robots robots;

// The rules for the program of that product token ("hearsay"), else those for all. Texts are
// copied. Whatever is no rule is passed over, as the standard wants.
const robots *robots_read(hs_text text, hs_text token, hs_arena *keep);

// Whether a path with its query ("/news/a?b=c") may be fetched. The longest rule that fits decides, allowing
// before refusing; without one it may. NULL allows all.
bool robots_allow(const robots *rules, hs_text path, hs_arena scratch);

// Seconds to wait between two requests, where the site says so; else 0.
uint32_t robots_delay_s(const robots *rules);

#endif
