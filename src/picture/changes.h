// What is new since a day.
#ifndef PICTURE_CHANGES_H
#define PICTURE_CHANGES_H

#include "picture/page.h"
#include "picture/site.h"

typedef enum change_kind { CHANGE_CLAIM, CHANGE_MOVE, CHANGE_ORIGIN, CHANGE_CONFLICT, CHANGE_VALUE, CHANGE_EDIT } change_kind;

typedef struct change {
    change_kind kind;
    hs_date date;
    const hs_picture *picture; // of its story
    uint32_t story;  // of those that were looked at
    uint32_t claim;  // of the picture; HS_NONE of an edit
    uint32_t item;   // of the claim's history, origins or conflicts
    uint32_t value;  // of a conflict that was there: the value that is new
    hs_mention at;   // who says so first; not of an edit
    const hs_report *before, *after; // versions of an edit
} change;

// The day before the newest report's; precision NONE where no report has a date.
hs_date changes_yesterday(const hs_picture *picture);
// The latest first; of one day what reports differ in, then moves, origins, edits, new claims, each the weightiest first. Of a
// claim that is itself new, nothing else is told.
const change *changes_find(const site *stories, uint32_t story_count, const hs_date *since, hs_arena *keep, uint32_t *count);
// The same of one claim, in the order of its history, origins and conflicts.
const change *changes_of_claim(const hs_picture *picture, uint32_t claim, const hs_date *since, hs_arena *keep, uint32_t *count);
// Whether there is any.
bool changes_any(const hs_picture *picture, uint32_t claim, const hs_date *since);

// "claim", "move", "origin", "conflict", "value", "edit".
hs_text changes_name(change_kind kind);
// What happened, in words of its own: "planned → ordered", "Orla Finn", "quantity: at least nine against fifteen", "without saying so".
hs_text changes_what(page *page, const change *change);
// Of a claim's change one line: "5 Mar 2031: planned → ordered (The Gazette, gazette.html:12-80)".
hs_text changes_line(page *page, const change *change);

#endif
