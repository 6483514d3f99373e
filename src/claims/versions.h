// What goes on, and what does not, from one version of a report to another.
#ifndef CLAIMS_VERSIONS_H
#define CLAIMS_VERSIONS_H

#include "claims/claims.h"

// What a later version made of a statement.
typedef struct version_match {
    uint32_t now;           // the statement of the later version that took its place, HS_NONE where it is gone
    hs_vanished_kind kind;  // HS_VANISHED_NOT where it is still said
} version_match;

// One for each statement of `before`. They live in `keep`.
const version_match *versions_match(const claims_rules *rules, const hs_report *before, const hs_report *after, hs_arena *keep, hs_arena scratch);

// The same day and time, as far as they are known.
bool versions_same_moment(const hs_date *a, const hs_date *b);

// When `after` was there: its own date of update, where it has another than `before`, else when it was fetched. Precision NONE
// where neither is known.
hs_date versions_date(const hs_report *before, const hs_report *after);

#endif
