// From clean text to sentences, tokens, tags, features, lemmas and a dependency tree, by
// models that `hearsay train` makes. Pure.
#ifndef SENTENCES_SENTENCES_H
#define SENTENCES_SENTENCES_H

#include "base/arena.h"
#include "base/lexicon.h"
#include "hearsay.h"

// A language model, read-only and shared by threads.
typedef struct model model;

// Checks a whole model file (magic, version, size, checksum, every table) and builds what
// it needs in `keep`. Borrows `bytes` (mapped read-only by the caller).
HS_MUST_USE hs_status model_open(hs_text bytes, hs_text path, hs_arena *keep, const model **out, hs_error *error);

hs_text model_language(const model *known);                  // ISO 639-1
hs_text model_xpos(const model *known, uint16_t xpos);       // name of hs_token.xpos
hs_text model_features(const model *known, uint16_t number); // CoNLL-U FEATS of hs_token.features

// Splits, tokenises, tags and parses `text`. No sentence crosses a block; no blocks means
// the text is split at blank lines. Every byte that is no white space is in one token.
// Without a model (NULL) there are pieces and sentences only: every word is UPOS_X and
// hangs on the first of its sentence. Time is linear in the text's size, memory too.
// Thread-safe.
HS_MUST_USE hs_status sentences_read(const model *known, hs_text text, const hs_block *blocks, uint32_t block_count,
                                     hs_arena *keep, hs_arena scratch, hs_parse *out, hs_error *error);

// The first half of it: pieces, sentences and words, without tags and heads.
HS_MUST_USE hs_status sentences_split(const model *known, hs_text text, const hs_block *blocks, uint32_t block_count,
                                      hs_arena *keep, hs_arena scratch, hs_parse *out, hs_error *error);

// The parts, for `parse --pretokenized` and for training: the tokens are those of one
// sentence and have span and form. The first sets tag, features, lemma (in `keep`); the
// second, on tagged tokens, heads as indices from `tokens` and relations.
void sentences_tag(const model *known, hs_token *tokens, uint32_t count, hs_arena *keep, hs_arena scratch);
void sentences_parse(const model *known, hs_token *tokens, uint32_t count, hs_arena scratch);

// What tells languages apart: the tables language_words of all lexicons, those with one first,
// and language_words_more. Lives in `keep`, borrows nothing.
typedef struct language_rules language_rules;
const language_rules *language_rules_open(const lexicon *lexicons, uint32_t count, hs_arena *keep);

// Tells the language of a text: ISO 639-1 of one of those the tables have, else empty. Thread-safe.
hs_text language_tell(const language_rules *rules, hs_text text);

#endif
