// Making the weights of a language's factuality from human ratings. Deterministic: the same
// files in the same order give the same bytes.
#ifndef STATEMENTS_FACTUALITY_TRAIN_H
#define STATEMENTS_FACTUALITY_TRAIN_H

#include "sentences/sentences.h"
#include "statements/statements.h"

// One file of ratings, JSON Lines: {"text":…, "gold":[{"span":[first, end], "score":-3…3},…]},
// spans in code points of the text. `paths` name the files in messages. The weights come
// out as the bytes of a file that factuality_open takes, in `keep`, which needs about a
// gigabyte of address space for forty thousand ratings.
HS_MUST_USE hs_status factuality_train(const model *language, const knowledge *known, const hs_text *files,
                                       const hs_text *paths, uint32_t count, hs_arena *keep, hs_arena scratch,
                                       hs_text *out, hs_error *error);

#endif
