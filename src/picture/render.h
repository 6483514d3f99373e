// The picture for people and programs: JSON, text for a terminal, Markdown, HTML.
#ifndef PICTURE_RENDER_H
#define PICTURE_RENDER_H

#include "base/json.h"
#include "hearsay.h"

typedef enum render_format { RENDER_TEXT, RENDER_JSON, RENDER_MARKDOWN, RENDER_HTML } render_format;

typedef struct render_options {
    render_format format;
    uint32_t columns;   // width of the terminal, at least 40
    bool colour;
    bool all;           // every claim, not only the weightiest
    uint32_t claim;     // from 1: that claim with every report; 0: the picture
    hs_text story;      // only that story's id or title's beginning; empty: all
    hs_date since;      // only claims that changed on or after it; precision NONE: all
    bool linked;        // HTML for `serve`: claims, stories and documents are pages of their own
} render_options;

// The whole output; it lives in `keep`.
hs_text render_picture(const hs_picture *picture, const render_options *options, hs_arena *keep);

// Pages of `serve`, whole, in `keep`.
// A document's clean text with the words of `evidence` marked (an empty span marks none),
// and the statements that were read in it.
hs_text render_document_page(const hs_picture *picture, uint32_t report, hs_span evidence, hs_arena *keep);
// Every story, the newest first, and the form for searching.
hs_text render_index_page(const hs_picture *picture, hs_arena *keep);
// Statements whose clause, predicate or voices hold every word of `query`, newest first.
hs_text render_search_page(const hs_picture *picture, hs_text query, hs_arena *keep);
// Claims that are new or moved on or after `since`, as an Atom feed; `base` is the site's URL.
hs_text render_changes_feed(const hs_picture *picture, const hs_date *since, hs_text base, hs_arena *keep);
// The style sheet that linked pages ask for.
hs_text render_style(void);

// One copied passage as JSON: {"from":{…},"to":{…},"score":…}.
void render_reuse(json_writer *writer, const hs_report *reports, const hs_reuse *reuse);

#endif
