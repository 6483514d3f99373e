// Inside the claims room: what the mentions of a claim count, as intervals that can be compared.
#ifndef CLAIMS_FIGURES_H
#define CLAIMS_FIGURES_H

#include "claims/relating.h"

enum { NO_UNIT, PEOPLE_UNIT }; // beside units that are hashes

// One mention's figure as an interval.
typedef struct figure {
    double low, high, value;
    uint64_t unit;   // of what is counted; what is counted of those who act has another
    bool people;     // counts people of some kind ("soldiers")
    bool general;    // counts them as people, of whatever kind
    bool single;     // one of them, by an article ("a man")
    uint64_t object; // of a count of acts, the unit of what they were done to; 0
    uint32_t mention;
    const hs_quantity *quantity;
    bool part;       // of a larger one
    bool met;        // set against another (conflicts.c)
} figure;

static inline bool figures_overlap(const figure *a, const figure *b) { return a->low <= b->high && b->low <= a->high; }

// figures.c: the figures of all mentions that affirm, those of one report together, parts of others left out. Figures and the quantities that
// no report has as such ("two women and a man") lie in the arena.
uint32_t figures_read(const claim_view *view, figure **out, hs_arena *arena);

#endif
