// Walking the dependency tree of a reading.
#ifndef STATEMENTS_TREE_H
#define STATEMENTS_TREE_H

#include "base/ud.h"
#include "statements/reading.h"

// Fills first_child, next_sibling, token_sentence and words.
void tree_build(reading *r, hs_arena *keep);

// Puts right what a parser is known to get wrong where the tree itself shows it: replaces
// the reading's parse by a mended copy. Call behind tree_build. (mend.c)
void tree_mend(reading *r, hs_arena *keep);

static inline const hs_token *tree_token(const reading *r, uint32_t token) { return &r->parse->tokens[token]; }

// Whether the token hangs by the relation or a subtype of it.
static inline bool tree_is(const reading *r, uint32_t token, uint8_t relation) {
    uint8_t own = tree_token(r, token)->relation;
    return own == relation || ud_relation_universal(own) == relation;
}

// `token` or the first of its later siblings with the relation.
static inline uint32_t tree_first(const reading *r, uint32_t token, uint8_t relation) {
    while (token != HS_NONE && !tree_is(r, token, relation)) token = r->next_sibling[token];
    return token;
}

// First child with the relation, subtypes included where `relation` is universal; HS_NONE.
static inline uint32_t tree_child(const reading *r, uint32_t token, uint8_t relation) {
    return tree_first(r, r->first_child[token], relation);
}
// The next such sibling after `child`.
static inline uint32_t tree_next(const reading *r, uint32_t child, uint8_t relation) {
    return tree_first(r, r->next_sibling[child], relation);
}
// Whether a word that means nothing holds the subject's place: "there are talks"; but: "las conversaciones se rompieron".
bool tree_has_there(const reading *r, uint32_t token);
// Whether the word has that kind in the table tree_words ("to" "infinitive"), where its lemma stands in small letters.
bool tree_word_is(const reading *r, uint32_t token, const char *kind);
// Whether the language lets the form of a verb alone tell who does it: "Dijo que vendría", whatever its ending.
bool tree_drops_subjects(const reading *r);
// The same of its ending ("-ing" "gerund").
bool tree_ending_is(const reading *r, uint32_t token, const char *kind);
// The preposition (first `case` child, with its `fixed` parts joined by a blank), lower case; empty.
hs_text tree_case(const reading *r, uint32_t token, hs_arena *keep);
// Sentence of a token.
static inline uint32_t tree_sentence(const reading *r, uint32_t token) { return r->token_sentence[token]; }
// True where `token` is `top` or below it.
bool tree_below(const reading *r, uint32_t token, uint32_t top);
// Bytes of the whole subtree, outer punctuation left out.
hs_span tree_span(const reading *r, uint32_t token);
// Bytes of the clause: the subtree without clauses joined by conj, parataxis or advcl that stand outside it.
hs_span tree_clause(const reading *r, uint32_t token);
// Bytes of the noun phrase: the subtree without clauses, appositions, parataxis, conj, outer punctuation and case.
hs_span tree_phrase(const reading *r, uint32_t token);
hs_text tree_text(const reading *r, hs_span span);

#endif
