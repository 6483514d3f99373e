// CoNLL-U, read and written. Source: universaldependencies.org/format.html
#ifndef SENTENCES_CONLLU_H
#define SENTENCES_CONLLU_H

#include "base/arena.h"
#include "base/json.h"
#include "sentences/sentences.h"

// Appends a document's sentences as CoNLL-U with "# sent_id", "# text" and SpaceAfter=No.
// Returns the text; it lives in `keep`.
hs_text conllu_write(const model *known, hs_text text, const hs_parse *parse, hs_arena *keep);

// Reads CoNLL-U, keeps its sentences, tokens, multiword ranges and comments, and writes it
// again with the model's tags, features, lemmas, heads and relations: `parse --pretokenized`.
// HS_ERROR_FORMAT with the byte of the first line that is none.
HS_MUST_USE hs_status conllu_annotate(const model *model, hs_text conllu, hs_text path, hs_arena *keep,
                                      hs_arena scratch, hs_text *out, hs_error *error);

#endif
