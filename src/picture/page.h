// Output that grows in an arena, for the renderers.
#ifndef PICTURE_PAGE_H
#define PICTURE_PAGE_H

#include "base/text.h"
#include "picture/render_parts.h"

struct page {
    const hs_picture *picture;
    const render_options *options;
    hs_arena *keep;
    char *data;
    size_t size, capacity;
};

void page_put(page *page, hs_text text);
#define page_print(page, ...) page_put((page), arena_print((page)->keep, __VA_ARGS__))

// The same with what means something in HTML or in Markdown escaped.
void page_html(page *page, hs_text text);
void page_markdown(page *page, hs_text text);
// As a cell of CSV (RFC 4180): in quotes where it has to be.
void page_csv(page *page, hs_text text);
// As a part of a URL's path or query: what is neither letter, digit nor one of "-._~" as %XX.
void page_url(page *page, hs_text text);

// The words that stand for a claim, on one line, with an ellipsis before them where their sentence begins earlier.
hs_text page_quote(const page *page, const hs_claim *claim);
// Lower-case stage word with "not " before it where negated.
hs_text page_state(const page *page, hs_stage stage, hs_polarity polarity);
// "AFFIRMED, disputed" for a claim's heading.
hs_text page_standing(const page *page, const hs_claim *claim);
bool page_disputed(const hs_claim *claim);
// Days since 1970 of a date, the first of what its precision lacks; INT64_MIN without one.
int64_t page_days(const hs_date *date);
// The other way: a date of precision DAY.
hs_date page_date(int64_t days);
// The country of a CAMEO actor code: "USA" of "USAGOV"; empty where it says a role alone ("GOV").
hs_text page_country(hs_text code);
// The outlet, else the path.
hs_text page_outlet(const hs_document *document);
// `name`, without the folders where it is the path of a document of which nobody knows the outlet.
hs_text page_file(const hs_document *document, hs_text name);
// Outlets on which the mentions stand, each once: "The Post, Echo and more". `but` is left out.
hs_text page_outlets(const page *page, const hs_mention *mentions, uint32_t count, uint32_t most, hs_text but);
// The voices of the claim on which the mentions rest, each once: "Coast Guard, the mayor and more".
hs_text page_voices(const page *page, const hs_claim *claim, const hs_mention *mentions, uint32_t count, uint32_t most);
// "11 reports · 7 outlets · 12 Mar 2024 to 15 Mar 2024".
hs_text page_story_line(const page *page, const hs_story *story);
// "Echo from Wire Agency, Digest from Courier" and the number of passages.
hs_text page_copies(const page *page, const hs_story *story, uint32_t *passages);
// When a later version of the report said it first: ", added 5 Mar 2031"; empty of what the first says.
hs_text page_added(const page *page, hs_mention mention);
// Where the statement stands: "FILE:12-80".
hs_text page_place(const page *page, hs_mention mention);

// What somebody said, on one line: "note: call the harbour office (Ana, 2025-06-03)".
hs_text page_mark(const page *page, const hs_mark *mark);
// Letters that people gave the outlets which tell the claim, with the digit that its origins propose: "The Echo B2 (…)";
// empty where nobody graded any.
hs_text page_grades(const page *page, const hs_claim *claim);

// Figures of a quantity conflict on one axis, each as a share of it in thousandths.
typedef struct page_interval {
    uint32_t from, to;
    bool open, point; // open: no upper end
} page_interval;
page_interval page_figure(const hs_conflict *conflict, uint32_t value);
// The ends of that axis.
void page_axis(const hs_conflict *conflict, double *low, double *high);

#endif
