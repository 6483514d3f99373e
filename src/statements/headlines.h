// Headlines: lines with a capital on every word, read once more in small letters (headlines.c).
#ifndef STATEMENTS_HEADLINES_H
#define STATEMENTS_HEADLINES_H

#include "statements/statements.h"

// Puts a parse in which headlines are read anew in the place of the reading's, where there are any. The tree is not built yet.
void headlines_read(reading *r, hs_arena *keep, hs_arena scratch);

#endif
