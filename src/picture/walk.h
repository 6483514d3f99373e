// The walk through what is worth showing of a picture, for every form that people read: stories, their claims, and of
// each its origins, moves, conflicts and reports. A form is a table of functions; JSON, which is
// complete, has its own (render_json.c).
#ifndef PICTURE_WALK_H
#define PICTURE_WALK_H

#include "picture/page.h"

typedef struct walk_form {
    uint32_t most_claims;  // of a story, where the options do not ask for all
    bool evidence;         // every report of every claim; else only of the one that the options ask for
    void (*story)(page *page, const hs_story *story, bool behind, uint32_t passages, hs_text copies); // `behind` another
    void (*claim)(page *page, uint32_t number);
    void (*origins)(page *page, const hs_claim *claim);
    void (*news)(page *page, hs_text line);           // what is new of the claim since the day that the options name
    void (*moves)(page *page, const hs_claim *claim); // of a claim that moved
    void (*mark)(page *page, hs_text line);           // what somebody said of the claim
    void (*conflict)(page *page, const hs_claim *claim, const hs_conflict *conflict);
    void (*evidence_of)(page *page, const hs_claim *claim); // before the first report; may be NULL
    void (*report)(page *page, hs_mention mention);
    void (*claim_end)(page *page);                    // may be NULL
    void (*story_end)(page *page, uint32_t more);     // claims that are not shown
    void (*vanished_begin)(page *page);               // before the first thing that a changed report no longer says
    void (*vanished)(page *page, hs_text line);
    void (*vanished_end)(page *page);                 // may be NULL
} walk_form;

// False where the options leave nothing to show. `behind`: something was shown before.
bool walk_picture(page *page, const walk_form *form, bool behind);

// "What is new since 4 Mar 2031, that day included"; empty where the options name no day.
hs_text walk_since(const page *page);

#endif
