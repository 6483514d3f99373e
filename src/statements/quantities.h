// Between the files of the quantities pass: reading cores and bounds, finding what is counted.
#ifndef STATEMENTS_QUANTITIES_H
#define STATEMENTS_QUANTITIES_H

#include "statements/numbers.h"
#include "statements/statements.h"

// A number with its unit, before any bound.
typedef struct core {
    number number;
    uint32_t start, end;       // atoms
    uint32_t figure;           // atom at which the number itself begins
    uint32_t figure_end;
    hs_text unit;              // of a measure, a currency or a share; empty where things are counted
    bool vague;                // "dozens": no value, a lower bound
    bool approximate;          // "a couple"
    double vague_min;          // 0 where the word gives none ("several" gives 3)
} core;

typedef struct quantity_reader {
    const quantities_rules *rules;
    const reading *r;
    const atoms *a;
    const uint8_t *skip;       // [atoms] part of a date or of a name
} quantity_reader;

// The number with its unit at `at`; false where there is none.
bool quantities_core(const quantity_reader *q, uint32_t at, uint32_t end, core *out);

// The noun that is counted by the figure in atoms [start, end); HS_NONE. `last` gets the
// last token of the phrase that reads "four hundred tired soldiers".
uint32_t quantities_counted(const quantity_reader *q, uint32_t start, uint32_t end, uint32_t *last);

typedef enum bound_effect {
    BOUND_NONE, BOUND_MIN, BOUND_MIN_OPEN, BOUND_MAX, BOUND_MAX_OPEN, BOUND_ABOUT, BOUND_EXACT, BOUND_BETWEEN, BOUND_FROM,
    BOUND_TO, BOUND_AND, BOUND_JOINT, BOUND_AFTER_MIN, BOUND_AFTER_MAX, BOUND_AFTER_ABOUT, BOUND_AFTER_EQUAL, BOUND_RATIO, BOUND_SKIP, BOUND_OF, BOUND_CHANGE,
    BOUND_EFFECTS,
} bound_effect;

// Words of the table quantities_bounds with the effect, at `at`; 0 atoms where there are none.
uint32_t quantities_words(const quantities_rules *rules, const atoms *a, uint32_t at, uint32_t end, uint32_t effects,
                          bound_effect *effect);

// Whether words that bound a number end right before `at`; `about` where they only make it less exact.
bool quantities_bounded(const quantities_rules *rules, const atoms *a, uint32_t at, bool *about);

typedef enum unit_place { UNIT_NONE, UNIT_BEFORE, UNIT_AFTER, UNIT_BOTH, UNIT_AGE, UNIT_PART, UNIT_CAPITAL } unit_place;

struct quantities_rules {
    const number_rules *numbers;
    phrases units;
    const hs_text *unit_names;    // [units.count]
    const uint8_t *unit_places;   // [units.count]
    const double *unit_parts;     // [units.count] how many make the next larger unit ("100" cents), 0
    phrases bounds;
    const uint8_t *bound_effects; // [bounds.count]
    phrases vague;
    const double *vague_minima;   // [vague.count]; 0 where the table has none
    const double *vague_values;   // [vague.count]; 0 where the words name no value
};

#endif
