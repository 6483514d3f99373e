// Atoms: the words, digit runs and single marks of a text, for the passes that read figures
// and dates. A tokenizer keeps "4.2bn", "mid-November" or "10/05/2021" together or takes
// them apart as its treebank did; atoms are always apart, and each knows its token.
#ifndef STATEMENTS_ATOMS_H
#define STATEMENTS_ATOMS_H

#include "statements/reading.h"

typedef enum atom_kind { ATOM_WORD, ATOM_DIGITS, ATOM_MARK } atom_kind;

typedef struct atom {
    hs_span span;
    hs_text lower;     // lower case; dashes as "-", apostrophes as "'"
    uint32_t token;    // the first token that covers it
    uint32_t sentence;
    uint32_t hash;     // atom_hash of `lower`
    uint8_t kind;
    bool glued;        // nothing stands between it and the atom before
    bool upper;        // begins with a capital
} atom;

typedef struct atoms {
    const atom *items;
    uint32_t count;
    hs_text text;
} atoms;

// All atoms of the sentences in order. Linear in the text.
atoms atoms_read(const reading *r, hs_arena *keep);
// The atoms of one text, as if it were one sentence; tokens are HS_NONE.
atoms atoms_of(hs_text text, hs_arena *keep);

// By which words are looked up in every table.
uint32_t atom_hash(hs_text lower);
// A word by itself, in small letters.
static inline atom atom_alone(hs_text lower) { return (atom){.lower = lower, .hash = atom_hash(lower), .kind = ATOM_WORD}; }

// A table of words and phrases, found atom by atom.
typedef struct phrase {
    hs_text key;       // atoms joined by blanks
    uint32_t row;      // in the table that was given
    uint32_t length;   // atoms
    uint32_t next;     // further row of the same key, HS_NONE
} phrase;

typedef struct phrases {
    const phrase *items;
    uint32_t count;
    const uint32_t *slots;  // [mask + 1] phrase + 1 by hash of the key
    uint32_t mask;
    const uint32_t *firsts; // [first_mask + 1] longest length + 1 under the hash of the first atom
    uint32_t first_mask;
} phrases;

// Indexes the keys of a lexicon table. Lives in `keep`.
phrases phrases_open(const lexicon_table *table, hs_arena *keep);
// The longest length that a phrase beginning with this atom may have, 0 for none.
static inline uint32_t phrases_longest(const phrases *table, const atom *first) { return table->firsts[first->hash & table->first_mask]; }
// The phrase that is exactly `length` atoms from `at`, HS_NONE where there is none.
uint32_t phrases_exact(const phrases *table, const atoms *a, uint32_t at, uint32_t length);
// The longest phrase at `at` that ends at `end` or before, HS_NONE.
uint32_t phrases_match(const phrases *table, const atoms *a, uint32_t at, uint32_t end);

static inline bool atom_is(const atoms *a, uint32_t at, const char *word) {
    hs_text lower = a->items[at].lower;
    for (size_t i = 0; i < lower.size; i++)
        if (!word[i] || word[i] != lower.data[i]) return false;
    return !word[lower.size];
}

static inline bool atom_is_mark(const atoms *a, uint32_t at, char mark) {
    const atom *one = &a->items[at];
    return one->kind == ATOM_MARK && one->lower.size == 1 && one->lower.data[0] == mark;
}

#endif
