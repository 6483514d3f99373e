// From one payload to a document: encoding, markup, main text, masthead, dates, repair,
// each with the map back to the payload's bytes. Pure: the same payload gives the same
// document.
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/lexicon.h"
#include "hearsay.h"

// What the document room knows of languages: menus, share lines, month names, byline words.
typedef struct document_rules document_rules;

// `lexicons` are those of every language loaded, in a fixed order; kept, not copied.
const document_rules *document_rules_open(const lexicon *lexicons, uint32_t count, hs_arena *keep);

// Fills every field of `out` but `language` where it is not declared (the engine tells it
// from the text) and `version` (the store counts it; 1 here). Text that is garbled or odd
// gives notices in `out`. Fails only on limits. Thread-safe.
HS_MUST_USE hs_status document_read(const document_rules *rules, const hs_payload *payload, hs_arena *keep,
                                    hs_arena scratch, hs_document *out, hs_error *error);

#endif
