// The pages of `serve`, whole: HTML, or the same as data. Nothing here knows of connections
// or of a clock.
#ifndef PICTURE_SITE_H
#define PICTURE_SITE_H

#include "picture/render.h"

// What pages are made from: the picture of one story; of the index, and of what is not there, that of all documents with
// neither statements nor claims.
typedef struct site {
    const hs_picture *picture;
    const hs_report *versions; // every version of its documents that have several, those of one together and in order
    uint32_t version_count;
    hs_text base;              // "http://127.0.0.1:8750", for links in feeds
} site;

// What a URL asks for.
typedef struct site_request {
    bool data;         // JSON
    uint32_t page;     // from 0, of a list that is too long for one
    bool by_change;    // claims of a story: the last changed first, not the weightiest
    hs_date since;     // of changes
    hs_span evidence;  // of a document; empty: none
} site_request;

// What a URL shows that leads nowhere.
hs_text site_missing(const site *s, hs_arena *keep);
// The stories that a page of the index lists, the last told first.
const uint32_t *site_listed(const site *s, uint32_t page, hs_arena *keep, uint32_t *count);
// `told` are the pictures of those stories, with claims, in the same order; NULL of what was not told.
hs_text site_index(const site *s, const hs_picture *const *told, const site_request *r, hs_arena *keep);
// Claims of a story in order of weight or change, each with its ladder, origins, sides and conflicts.
hs_text site_story(const site *s, uint32_t story, const site_request *r, hs_arena *keep);
// Every report of a claim beside the captured document; where reports differ.
hs_text site_claim(const site *s, uint32_t claim, const site_request *r, hs_arena *keep);
// Who rests on whom in a story.
hs_text site_sources(const site *s, uint32_t story, const site_request *r, hs_arena *keep);
// When it happened, was said, was published, was fetched.
hs_text site_timeline(const site *s, uint32_t story, const site_request *r, hs_arena *keep);
// Goldstein values of a story's events by pair of parties and week.
hs_text site_escalation(const site *s, uint32_t story, const site_request *r, hs_arena *keep);
hs_text site_escalation_csv(const site *s, uint32_t story, hs_arena *keep);
// What is new since a day, as a page, as data, as an Atom feed. `stories` are those in which something can be; so many more
// were left out.
hs_text site_changes(const site *stories, uint32_t story_count, uint32_t left_out, const site_request *r, hs_arena *keep);
hs_text site_changes_feed(const site *stories, uint32_t story_count, hs_text base, const site_request *r, hs_arena *keep);
// A document's clean text with the words of `evidence` marked. `report` may be an older version.
hs_text site_document(const site *s, const hs_report *report, const site_request *r, hs_arena *keep);
// What changed from version to version of a document that has several.
hs_text site_edits(const site *s, const hs_report *report, const site_request *r, hs_arena *keep);

// What a search found: a statement, or a document with an excerpt.
typedef struct site_hit {
    const hs_picture *picture; // of its story
    hs_mention at;             // statement HS_NONE of a document
    uint32_t claim;            // HS_NONE of a document, and where the story was not told for it
    hs_text excerpt;           // what was found between bytes 1 and 2
} site_hit;

typedef struct site_search {
    hs_text words;
    const site_hit *statements, *documents;
    uint32_t statement_count, document_count, statements_in_all, documents_in_all;
    uint32_t pages;            // how many there are of both lists
    bool by_arrival;           // too many statements to order by date
    const hs_text *saved;      // queries that somebody saved
    uint32_t saved_count;
    bool is_saved;             // this one
} site_search;

hs_text site_search_page(const site *s, const site_search *found, const site_request *r, hs_arena *keep);
hs_text site_search_feed(const site *s, const site_search *found, hs_arena *keep);

#endif
