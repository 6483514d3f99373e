// CoNLL-U, read and written. Source: universaldependencies.org/format.html
#ifndef SENTENCES_CONLLU_H
#define SENTENCES_CONLLU_H

#include "base/arena.h"
#include "base/json.h"
#include "sentences/sentences.h"

// Appends a document's sentences as CoNLL-U with "# sent_id", "# text" and SpaceAfter=No.
// Returns the text; it lives in `keep`.
hs_text conllu_write(const model *known, hs_text text, const hs_parse *parse, hs_arena *keep);

#endif
