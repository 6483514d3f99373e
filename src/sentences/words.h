// From pieces to syntactic words, and from words to lemmas, by rules learned from word ends.
#ifndef SENTENCES_WORDS_H
#define SENTENCES_WORDS_H

#include "sentences/model.h"

// Key of the last `size` bytes of `word` in a suffix table; `context` tells tables' users
// apart (a tag); `whole` where the suffix is the word.
uint64_t words_key(hs_text word, size_t size, bool whole, uint32_t context);

enum { WORDS_SUFFIX_BYTES = 8, WORDS_BYTES = 64 };

// Instead of a tag: any form of a verb.
enum { WORDS_ANY_VERB = 0x7FFFFFFF };

// Lower-case copy in `room`, of the same size letter by letter; an over-long word is cut at
// its front, which no rule looks at.
hs_text words_lower(hs_text word, char room[WORDS_BYTES]);

// The same word with straight apostrophes, as the words of treebanks have them: "we're" for "we’re". Shorter then, `word`
// itself where it has none.
hs_text words_straight(hs_text word, char room[WORDS_BYTES]);

// The value at the longest suffix of `lower` that the table has, HS_NONE where it has none.
uint32_t words_longest(key_table table, hs_text lower, uint32_t context);

// The value of the whole word, HS_NONE where the table tells it by its end or not at all.
uint32_t words_whole(key_table table, hs_text lower, uint32_t context);

// `word` by a rule.
hs_text words_edit(const model *known, edit_rule rule, hs_text word, hs_arena *keep);

// Appends the words of the piece text[span] to `tokens`. `before` is the piece before it in the sentence,
// empty where it is the first.
typedef struct token_list {
    hs_token *items;
    size_t count, capacity;
} token_list;
void words_cut(const model *known, hs_text text, hs_span span, hs_text before, hs_arena *keep, token_list *tokens);

// Sets the lemmas of tagged tokens.
void words_lemmas(const model *known, hs_token *tokens, uint32_t count, hs_arena *keep);

// The infinitive of a form that stands for a verb, whatever tag it was given; empty where the model knows of none. In `keep`.
hs_text words_verb(const model *known, hs_text form, hs_arena *keep);

#endif
