// What the renderers share.
#ifndef PICTURE_RENDER_PARTS_H
#define PICTURE_RENDER_PARTS_H

#include "claims/claims.h"
#include "picture/render.h"

typedef struct page page; // page.h

// A format: its parts appended to a page whose options are the stream's. `story` puts what is worth showing of the
// page's picture and says whether there was anything.
typedef struct render_form {
    void (*begin)(render_stream *stream, page *page);
    bool (*story)(render_stream *stream, page *page);
    void (*end)(render_stream *stream, page *page);
} render_form;

extern const render_form render_text_form, render_json_form, render_markdown_form, render_html_form;

static inline const hs_document *mention_document(const hs_picture *p, hs_mention m) { return &p->reports[m.report].document; }
static inline const hs_statement *mention_statement(const hs_picture *p, hs_mention m) {
    return &p->reports[m.report].statements[m.statement];
}

// When the report said it.
static inline const hs_date *mention_told(const hs_picture *p, hs_mention m) { return claims_told(&p->reports[m.report], m.statement); }

// The words that stand for a claim.
static inline hs_span claim_quote(const hs_picture *p, const hs_claim *claim) {
    return claims_quote(&p->reports[claim->summary.report], claim->summary.statement);
}

hs_text render_conflict_name(hs_conflict_kind kind);
hs_text render_verdict_name(hs_verdict verdict);
hs_text render_flaw_name(hs_flaw flaw);

// Whether the options ask for this claim (number from 0).
bool render_wants_claim(const hs_picture *picture, const render_options *options, uint32_t claim);
// Whether what vanished belongs to a story that the options ask for.
bool render_wants_vanished(const hs_picture *picture, const render_options *options, const hs_story *story, const hs_vanished *vanished);

// "12 Mar", or "Mar 2024" and "2024" where the day is not known; empty without a date.
hs_text render_day(const hs_date *date, hs_arena *keep);
// The day of a claim's move; where clocks of two zones would make moves stand in no order ("4 May" before "3 May"), with them.
hs_text render_move_day(const hs_claim *claim, uint32_t move, hs_arena *keep);
// As render_day, with the year.
hs_text render_full_day(const hs_date *date, hs_arena *keep);

// Words of the input on one line: runs of white space as one blank, cut after `most` bytes
// at a word's end with an ellipsis. 0: not cut.
hs_text render_line(hs_text text, size_t most, hs_arena *keep);

// "2 to 3 origins", "1 origin".
hs_text render_count(hs_range_count range, const char *one, const char *many, hs_arena *keep);

// The chain of voices of a statement as words: "NBC News ← four sources"; the outlet's own voice is empty.
hs_text render_chain(const hs_statement *statement, hs_arena *keep);

// More than one outlet tells it, or it is in conflict, or it moved.
bool render_notable(const hs_claim *claim);

// Claims of a story worth showing without --all: those that more than one outlet tells, that are in conflict, or
// that moved; at least one, at most `most`. Of a day's news these all, and what else is new while there is room. `left_out` are claims,
// or claims with news, that are not shown.
uint32_t render_choose(const hs_picture *picture, const hs_story *story, const render_options *options, uint32_t most,
                       uint32_t *chosen, uint32_t *left_out);

#endif
