// Parts of HTML pages. All of them read without a script, a style or colour: what a picture
// shows stands beside it in words.
#ifndef PICTURE_HTML_H
#define PICTURE_HTML_H

#include "picture/page.h"

// What a page of `serve` says of itself.
typedef struct html_frame {
    hs_text title;
    hs_text twin;   // URL of the same as data; empty: none
    hs_text feed;   // URL of an Atom feed of it; empty: that of all changes
    hs_text query;  // words in the search box
} html_frame;

// Everything up to the first element of <main>, and everything behind its last but the notice.
void html_head(page *page, const html_frame *frame);
void html_foot(page *page, const html_frame *frame);
// <h1>, below it the line of a story and the tabs of its views; `view` is "claims", "sources", "timeline" or "escalation".
void html_story_head(page *page, const hs_story *story, const char *view);

// "3 Jun 2025" as <time>; nothing without a date.
void html_day(page *page, const hs_date *date, bool with_year);
// href of a claim, a document, the evidence in a document. Only of linked pages.
void html_claim_link(page *page, const hs_claim *claim);
void html_evidence_link(page *page, hs_mention mention);
// Links to the pages before and behind the `number`-th (from 0) of so many items; `path` and `query` as in "/changes" "since=2025-06-03".
void html_pages(page *page, hs_text path, hs_text query, uint32_t number, uint32_t each, uint32_t items);

// An Atom feed up to its first entry; a day as its time stamp.
void html_feed_head(page *page, hs_text title, hs_text id, const hs_date *updated, hs_text self);
hs_text html_stamp(const hs_date *date, hs_arena *keep);

// ---------------------------------------------------------------- of a claim

// The six stages in a row, those that it came to with their dates.
void html_ladder(page *page, const hs_claim *claim);
// Outlets on the left, origins on the right, and which rest on which.
void html_collapse(page *page, const hs_claim *claim);
// An item of a list: where it stands, its words as a link, outlets and origins.
void html_claim_line(page *page, const hs_claim *claim);
// "4 outlets · 6 origins: 5 affirm, 1 denies".
void html_counts(page *page, const hs_claim *claim);
// At most so many of them.
void html_origins(page *page, const hs_claim *claim, uint32_t most);
void html_sides(page *page, const hs_claim *claim);
// The figures of a conflict as intervals on one axis, for the eye alone: beside a line that says them.
void html_figures(page *page, const hs_conflict *conflict);
// One line: "Figures: at least nine, fifteen · compatible".
void html_conflict_line(page *page, const hs_conflict *conflict);
// Every value beside the others with its voices and words, differing words and figures marked; figures as intervals on one axis.
void html_conflict(page *page, const hs_claim *claim, const hs_conflict *conflict);
// The clause with its predicate marked, who tells it when, the voices, where it stands.
void html_report(page *page, hs_mention mention);

#endif
