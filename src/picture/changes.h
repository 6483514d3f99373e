// What is new since a day.
#ifndef PICTURE_CHANGES_H
#define PICTURE_CHANGES_H

#include "picture/site.h"

typedef enum change_kind { CHANGE_CLAIM, CHANGE_MOVE, CHANGE_ORIGIN, CHANGE_CONFLICT, CHANGE_EDIT } change_kind;

typedef struct change {
    change_kind kind;
    hs_date date;
    const hs_picture *picture; // of its story
    uint32_t story;  // of those that were looked at
    uint32_t claim;  // of the picture; HS_NONE of an edit
    uint32_t item;   // of the claim's history, origins or conflicts
    const hs_report *before, *after; // versions of an edit
} change;

// The day before the newest report's; precision NONE where no report has a date.
hs_date changes_yesterday(const hs_picture *picture);
// The latest first; of one day what reports differ in, then moves, origins, edits, new claims, each the weightiest first. Of a
// claim that is itself new, nothing else is told.
const change *changes_find(const site *stories, uint32_t story_count, const hs_date *since, hs_arena *keep, uint32_t *count);

#endif
