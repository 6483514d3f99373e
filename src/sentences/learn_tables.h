// Learning of the tables that words.h reads: word ends to rules.
#ifndef SENTENCES_LEARN_TABLES_H
#define SENTENCES_LEARN_TABLES_H

#include "sentences/conllu.h"
#include "sentences/model.h"

// What was seen: a word (lower case) for which `value` was right `count` times.
typedef struct seen_word {
    hs_text lower;
    uint32_t context, value;
    uint32_t count;
} seen_word;

typedef struct seen_list {
    seen_word *items;
    size_t count, capacity;
} seen_list;

// A suffix table that gets as many of `seen` right as it can: an end is in it only where it
// decides better than the shorter ones.
key_table tables_learn(const seen_list *seen, hs_arena *keep, hs_arena scratch);

// Lemmas and multiword tokens of treebanks; classes[i] is the tag class of token i of a
// treebank. They fill the fields of `out` that are named after them, and append to letters.
typedef struct letter_list {
    char *items;
    size_t count, capacity;
} letter_list;
void tables_lemmas(const treebank *banks, size_t count, uint32_t *const *contexts, hs_text tsv, letter_list *letters, model *out,
                   hs_arena *keep, hs_arena scratch);
// `tsv` is the word list of train.h: rows of kind `parts` count as words seen.
void tables_multiwords(const treebank *banks, size_t count, hs_text tsv, letter_list *letters, model *out, hs_arena *keep,
                       hs_arena scratch);

#endif
