// Where a document's words stand in the lexicon of its language: every token is looked up once, in all tables together, and
// every pass reads what was found.
#ifndef STATEMENTS_WORDS_H
#define STATEMENTS_WORDS_H

#include "statements/statements.h"

struct token_words {
    hs_text lower;              // the form in small letters
    hs_text lemma;              // the lemma in small letters; `lower` where there is none
    const lexicon_word *form;   // of `lower`
    const lexicon_word *small;  // of `lemma`
    const lexicon_word *exact;  // of the lemma as it stands
    const lexicon_word *folded; // of the lemma with its ASCII letters small
};

// Fills `words` of the reading for the tokens of its parse. What it had before is kept where a token has the lemma that it had.
void words_read(reading *r, hs_arena *keep);

static inline lexicon_rows words_of_form(const reading *r, const lexicon_table *table, uint32_t token) {
    return lexicon_rows_of(table, r->words[token].form);
}

// The lemma's rows whatever the case of its ASCII letters.
static inline lexicon_rows words_of_lemma(const reading *r, const lexicon_table *table, uint32_t token) {
    return lexicon_rows_of(table, r->words[token].folded);
}

#endif
