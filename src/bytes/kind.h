// What a file is, told by its first bytes.
#ifndef BYTES_KIND_H
#define BYTES_KIND_H

#include "base/arena.h"
#include "hearsay.h"

typedef enum kind_shape {
    SHAPE_EMPTY,
    SHAPE_BINARY,
    SHAPE_TEXT,
    SHAPE_HTML,
    SHAPE_FEED, // RSS, Atom, CDF
    SHAPE_JSON_LINES,
    SHAPE_JSON, // one value over several lines: a record, a list of records, a JSON Feed
    SHAPE_CONLLU,
    SHAPE_WARC,
} kind_shape;

enum { KIND_HEAD_BYTES = 64 << 10 }; // what kind_tell wants to see

// `whole` says that `head` is all there is.
kind_shape kind_tell(hs_text head, bool whole, hs_arena scratch);

// The encoding of code units wider than a byte, by byte order mark or by where the zeros
// stand: "utf-16le" … "utf-32be", else empty. `unit` is 1, 2 or 4.
hs_text kind_wide(hs_text head, size_t *unit);

// One byte a code unit, '?' for what is beyond ASCII: enough to find markup in.
hs_text kind_narrow(hs_text bytes, hs_text encoding, size_t unit, hs_arena *keep);

#endif
