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
    uint32_t first_claim; // how many claims lie before those of the picture
    hs_text story;      // only that story's id or title's beginning; empty: all
    hs_date since;      // only claims that changed on or after it; precision NONE: all
    bool documents_alone; // JSON: stories and documents, no claims
    bool linked;        // HTML for `serve`: claims, stories and documents are pages of their own
} render_options;

// Whether the options ask for this story.
bool render_wants_story(const render_options *options, const hs_story *story);

// The whole output; it lives in `keep`.
hs_text render_picture(const hs_picture *picture, const render_options *options, hs_arena *keep);

// The same in parts, for more stories than memory holds: a beginning, each story from a picture of its own, an end.
// Filled by render_begin; what it says of claims is read in between.
typedef struct render_stream {
    render_options options;
    bool any;              // something was worth showing
    json_writer json;      // whose commas go on from part to part
    json_writer stories, reuse, vanished; // what JSON says behind the claims
} render_stream;

// `all` has every document and the id and title of every story; its reports may lack statements. What is said at the
// end grows in `keep`.
hs_text render_begin(render_stream *stream, const hs_picture *all, const render_options *options, hs_arena *keep);
// The story's part, which lives in `each`. options.first_claim moves on by its claims.
hs_text render_next(render_stream *stream, const hs_picture *story, hs_arena *each);
hs_text render_end(render_stream *stream, const hs_picture *all, hs_arena *each);

// The style sheet, the script and the icon that linked pages ask for.
hs_text render_style(void);
hs_text render_icon(void);
hs_text render_script(void);

// One page that stands on its own, for paper: claims, and behind them all evidence and every report.
hs_text render_report(const hs_picture *picture, const render_options *options, hs_arena *keep);

// One copied passage as JSON: {"from":{…},"to":{…},"score":…}.
void render_reuse(json_writer *writer, const hs_document *from, const hs_document *to, const hs_reuse *reuse);

#endif
