// Words of a text by what they say of its matter: names, figures, other words.
#ifndef CLAIMS_TERMS_H
#define CLAIMS_TERMS_H

#include "claims/relating.h"

typedef enum term_kind { TERM_WORD, TERM_NAME, TERM_NUMBER } term_kind;

// The next word at or after *at that says something, as a hash in which its kind is contained, and that kind: a name
// has a capital where none is due, a number begins with a digit, a word is cut after its sixth letter. False at the end.
bool terms_next(const claims_rules *rules, uint32_t language, hs_text text, uint32_t *at, uint64_t *hash, term_kind *kind,
                hs_arena scratch);

#endif
