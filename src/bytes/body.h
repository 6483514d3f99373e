// What an HTTP answer carries, with its transfer and content encodings undone.
#ifndef BYTES_BODY_H
#define BYTES_BODY_H

#include "base/arena.h"
#include "hearsay.h"

// Bytes of a block of header lines with the empty line behind it, SIZE_MAX where none ends.
size_t body_header_size(hs_text text);

// Value of a header field, empty where it is missing. Borrowed.
hs_text body_field(hs_text header, hs_text name);

// The body under that header: chunks joined, gzip, deflate, zstd or brotli unpacked. Borrows
// where there is nothing to undo. `*trouble` is set where something was damaged or too large:
// what could be unpacked before is returned, perhaps nothing. Thread-safe.
hs_text body_decode(hs_text header, hs_text body, hs_arena *keep, const char **trouble);

#endif
