// CoNLL-U, read and written. Source: universaldependencies.org/format.html
#ifndef SENTENCES_CONLLU_H
#define SENTENCES_CONLLU_H

#include "base/arena.h"
#include "sentences/sentences.h"

// Appends a document's sentences as CoNLL-U with "# sent_id", "# text" and SpaceAfter=No.
// `known` may be NULL. Returns the text; it lives in `keep`.
hs_text conllu_write(const model *known, hs_text text, const hs_parse *parse, hs_arena *keep);

// Reads CoNLL-U, keeps its sentences, tokens, multiword ranges and comments, and writes it
// again with the model's tags, features, lemmas, heads and relations: `parse --pretokenized`.
// HS_ERROR_FORMAT with the byte of the first line that is none.
HS_MUST_USE hs_status conllu_annotate(const model *known, hs_text conllu, hs_text path, hs_arena *keep,
                                      hs_arena scratch, hs_text *out, hs_error *error);

// A CoNLL-U file: its running text, its sentences, and columns that hs_token has no words for.
typedef struct treebank {
    hs_text text;            // forms with the blanks that SpaceAfter and "# newpar" tell
    hs_parse parse;          // all columns but the two below; xpos and features numbers are 0
    const hs_text *xpos;     // [token_count] "_" where there is none
    const hs_text *features; // [token_count]
} treebank;

// Reads all sentences of `bytes`; texts borrow from it. Empty nodes are left out. Fails with the
// byte of the line where a line is no CoNLL-U or a head points outside its sentence.
// The parser can be run on the result: sentences_tag and sentences_parse.
HS_MUST_USE hs_status conllu_read(hs_text bytes, hs_text path, hs_arena *keep, treebank *out, hs_error *error);

#endif
