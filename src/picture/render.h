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

// The style sheet, the script and the icon that linked pages ask for.
hs_text render_style(void);
hs_text render_icon(void);
hs_text render_script(void);

// One page that stands on its own, for paper: claims, and behind them all evidence and every report.
hs_text render_report(const hs_picture *picture, const render_options *options, hs_arena *keep);

// One copied passage as JSON: {"from":{…},"to":{…},"score":…}.
void render_reuse(json_writer *writer, const hs_document *from, const hs_document *to, const hs_reuse *reuse);

#endif
