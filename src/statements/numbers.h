// Numbers in words and figures: "4,500", "2.4bn", "twenty-one", "half a million", "11th".
#ifndef STATEMENTS_NUMBERS_H
#define STATEMENTS_NUMBERS_H

#include "statements/atoms.h"

typedef struct number_rules number_rules;

typedef struct number {
    double value;
    uint32_t length;   // atoms
    bool ordinal;      // "third", "11th"
    bool fraction;     // "two thirds", "1/2"
    bool digits;       // begins with a figure
    bool whole;        // no decimals, no fraction
    bool plain;        // nothing but one run of digits
    bool article;      // its only word is an article-like "one" ("un", "una")
    bool counts;       // ends in a word like "dozen" or "million", which takes "of" before a noun in some languages
} number;

// Words from the table numbers_words, marks from numbers_marks. Lives in `keep`.
const number_rules *numbers_open(const lexicon *from, hs_arena *keep);

// The longest number that begins at `at` and ends at `end` or before.
bool numbers_read(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out);

#endif
