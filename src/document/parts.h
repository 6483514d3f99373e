// Pages that hold several reports: live blogs, and other pages of dated entries.
#ifndef DOCUMENT_PARTS_H
#define DOCUMENT_PARTS_H

#include "document/document.h"

// Takes a page of entries apart: `*parts` are payloads, the page itself first, which then says
// what of it stands in the others; they borrow its bytes. `*count` is 0 where the payload is one
// report. Thread-safe.
void parts_split(const document_rules *rules, const hs_payload *payload, hs_arena *keep, hs_arena scratch,
                 const hs_payload **parts, uint32_t *count);

#endif
