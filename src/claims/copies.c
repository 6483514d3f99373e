// Statements in copied passages. In: passages that two documents share. Out: for every statement
// of a copy the statement of the source that it repeats. Method: the passage of the
// source is searched for the same predicate; of several the one at the same share of the
// passage is taken. Gets wrong: a predicate that the copy replaced by another word.
#include "base/text.h"
#include "claims/relating.h"

// First statement of a report whose predicate starts at or after `byte`.
static uint32_t first_at(const hs_report *report, uint32_t byte) {
    uint32_t low = 0, high = report->statement_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (report->statements[middle].predicate.start < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

static uint32_t place_milli(hs_span passage, hs_span predicate) {
    uint32_t size = passage.end - passage.start;
    return size ? (uint32_t)((uint64_t)(predicate.start - passage.start) * 1000 / size) : 0;
}

static bool inside(hs_span passage, hs_span predicate) {
    return predicate.start >= passage.start && predicate.end <= passage.end;
}

static uint32_t find_source(const hs_report *from, hs_span from_span, const hs_statement *copy, uint32_t place) {
    uint32_t best = HS_NONE, best_distance = 250; // thousandths of the passage
    for (uint32_t i = first_at(from, from_span.start); i < from->statement_count; i++) {
        const hs_statement *s = &from->statements[i];
        if (s->predicate.start >= from_span.end) break;
        if (!inside(from_span, s->predicate) || !text_equal(s->lemma, copy->lemma)) continue;
        uint32_t its = place_milli(from_span, s->predicate), distance = its > place ? its - place : place - its;
        if (distance < best_distance) best = i, best_distance = distance;
    }
    return best;
}

void copies_find(relating *r, hs_arena *keep) {
    uint32_t *copied = arena_new(keep, uint32_t, r->total + 1), *report = arena_new(keep, uint32_t, r->total + 1);
    uint16_t *score = arena_new(keep, uint16_t, r->total + 1);
    for (uint32_t i = 0; i <= r->total; i++) copied[i] = report[i] = HS_NONE;
    for (uint32_t i = 0; i < r->reuse_count; i++) {
        const hs_reuse *passage = &r->reuse[i];
        const hs_report *from = &r->reports[passage->from], *to = &r->reports[passage->to];
        for (uint32_t k = first_at(to, passage->to_span.start); k < to->statement_count; k++) {
            const hs_statement *s = &to->statements[k];
            if (s->predicate.start >= passage->to_span.end) break;
            uint32_t number = r->first[passage->to] + k;
            if (!inside(passage->to_span, s->predicate) || passage->score_milli <= score[number]) continue;
            uint32_t source = find_source(from, passage->from_span, s, place_milli(passage->to_span, s->predicate));
            copied[number] = source == HS_NONE ? HS_NONE : r->first[passage->from] + source;
            report[number] = passage->from;
            score[number] = passage->score_milli;
        }
    }
    r->copied_from = copied;
    r->copied_report = report;
}
