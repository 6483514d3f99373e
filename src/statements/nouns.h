// Nouns that no list has: whether one tells of an event where it stands.
#ifndef STATEMENTS_NOUNS_H
#define STATEMENTS_NOUNS_H

#include "statements/statements.h"

enum { NOUNS_MOST_SIGNS = 32 };

// What speaks for or against an event, as the table predicates_points names it: "ending ment", "case after".
typedef struct nouns_signs {
    hs_text names[NOUNS_MOST_SIGNS];
    uint32_t count;
} nouns_signs;

const nouns_rules *nouns_open(const lexicon *words, hs_arena *keep);

// A common noun that no other rule speaks of: no name, time or listed noun, and no part of another noun's name.
bool nouns_is_open(const reading *r, uint32_t token);
// Its signs, in no order that matters. Texts live in `arena` or borrow.
void nouns_read_signs(const reading *r, uint32_t token, nouns_signs *out, hs_arena *arena);
// True where the points of the signs together say so; false in a language without the table.
bool nouns_tells_event(const reading *r, uint32_t token, hs_arena scratch);

#endif
