// Words of a text by what they say of its matter: names, figures, other words.
#ifndef CLAIMS_TERMS_H
#define CLAIMS_TERMS_H

#include "claims/relating.h"

typedef enum term_kind { TERM_WORD, TERM_NAME, TERM_NUMBER } term_kind;

typedef struct text_term {
    uint64_t hash;      // in which the kind is contained
    term_kind kind;
    uint64_t as_name;   // the hash that a word which begins a sentence has if it is a name; 0 of all others
} text_term;

// The next word at or after *at that says something: a name has a capital where none is due, a number begins with a
// digit, a word is cut after its sixth letter. False at the end.
bool terms_next(const claims_rules *rules, uint32_t language, hs_text text, uint32_t *at, text_term *term, hs_arena scratch);

#endif
