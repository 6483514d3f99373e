// Whether a sentence ends between two pieces.
#ifndef SENTENCES_BOUNDARY_H
#define SENTENCES_BOUNDARY_H

#include "sentences/split.h"

enum { BOUNDARY_WEIGHTS = 1 << 16, BOUNDARY_FEATURES = 20 };

// A place between items[at] and items[at + 1] in a run of pieces, looked at from left to right.
typedef struct boundary_place {
    hs_text text;
    const pieces *all;
    split_words words;
    size_t first;      // piece that begins the sentence
    size_t at;
    bool quoted;       // an odd number of plain quotes since `first`, or an open “
    bool bracketed;    // an open ( since `first`
} boundary_place;

// Moves to the next piece, keeping count of quotes and brackets.
void boundary_advance(boundary_place *place);
// A sentence begins at items[first].
void boundary_restart(boundary_place *place, size_t first);

// Whether the place is worth a decision: white space, and a mark before or no small letter behind.
bool boundary_possible(const boundary_place *place);

// Whether a sentence ends here though no white space follows: "the ministry said.The army", as
// pages have it where line breaks were lost; not "node.The".
bool boundary_lacks_blank(const boundary_place *place);

// By rules alone: a stop that belongs to no abbreviation, and a fit beginning behind it.
bool boundary_by_rule(const boundary_place *place);

// The features of a possible place, as numbers of weights.
void boundary_features(const boundary_place *place, uint32_t features[BOUNDARY_FEATURES]);

// The decision: by the weights where the words have them, else by rule.
bool boundary_ends(const boundary_place *place);

#endif
