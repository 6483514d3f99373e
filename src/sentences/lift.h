// Crossing arcs for a parser that makes none: pseudo-projective transformation (Nivre and
// Nilsson 2005).
#ifndef SENTENCES_LIFT_H
#define SENTENCES_LIFT_H

#include "base/ud.h"
#include "hearsay.h"

// What tells of a word that its arc was lifted: LIFT_NONE, or the universal relation of the
// head that it hung on before.
enum { LIFT_NONE, LIFT_COUNT = 16 };

// LIFT_NONE where heads of that relation are too rare to be told.
uint8_t lift_of_head(uint8_t relation);

// Makes a tree projective: while an arc spans words that its head does not dominate, the shortest
// such arc goes up to the head's head. Words are numbered from 1; head[0 … count], 0 the root;
// relation[0 … count]; lift[0 … count] is set. What is no tree is left alone.
void lift_crossing(uint16_t *head, const uint8_t *relation, uint8_t *lift, uint32_t count);

// Puts lifted arcs back: each to the highest word below its head, of those the first, that has the
// relation told and makes the arc cross. A word for which there is none stays. `head` is a tree and
// stays one. Linear where nothing is lifted; else for a bounded number of words, count * count each.
void lift_put_back(uint16_t *head, const uint8_t *relation, const uint8_t *lift, uint32_t count);

#endif
