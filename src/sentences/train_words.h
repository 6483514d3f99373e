// The word list of a model: what the splitter asks about single words.
#ifndef SENTENCES_TRAIN_WORDS_H
#define SENTENCES_TRAIN_WORDS_H

#include "sentences/conllu.h"
#include "sentences/model.h"

// Word kinds that treebanks show, and those of the list `tsv` (see train.h).
HS_MUST_USE hs_status train_words(const treebank *banks, size_t count, hs_text tsv, key_table *out, hs_arena *keep,
                                  hs_arena scratch, hs_error *error);

#endif
