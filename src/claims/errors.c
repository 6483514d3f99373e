// Shared errors. In: a claim with its roots. Out: of an outlet that tells something itself, the outlet that told the same odd figure
// before it, while others agree on another one. What two tell alike and everybody else otherwise was rarely found out twice: it
// is stronger evidence of copying than what all tell alike (Dong, Berti-Equille and Srivastava 2009). It is told beside the origin
// and changes no count: an outlet's own voice is never taken for another's. Gets wrong: two who were early, where the others
// corrected themselves without saying so.
#include "base/text.h"
#include "claims/relating.h"

enum { LEAST_FIGURE = 10, LEAST_RIVALS = 2, MOST_COMPARED = 60 };

// The figure that a mention gives: exact, and so large that two do not hit on it by chance; NULL.
static const hs_quantity *figure_of(const claim_view *v, uint32_t mention) {
    const hs_statement *s = view_statement(v, mention);
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    for (uint32_t i = 0; i < s->quantity_count && s->polarity == HS_AFFIRMED; i++) {
        const hs_quantity *q = &report->quantities[s->quantities[i]];
        if (q->has_value && !q->has_min && !q->has_max && !q->approximate && !q->ordinal && q->value >= LEAST_FIGURE) return q;
    }
    return NULL;
}

static bool same_value(const hs_quantity *a, const hs_quantity *b) { return !(a->value < b->value) && !(a->value > b->value); }

// How many roots other than `root` give the figure by the date, each once; one of them that is an outlet's own voice in `*own`.
static uint32_t count_tellers(const claim_view *v, uint32_t root, const hs_quantity *figure, const hs_date *by, uint32_t *own) {
    uint32_t count = 0, most = v->claim->mention_count < MOST_COMPARED ? v->claim->mention_count : MOST_COMPARED;
    *own = HS_NONE;
    for (uint32_t i = 0; i < most; i++) {
        const hs_quantity *q = figure_of(v, i);
        bool fits = q && v->root_of[i] != root && text_equal_fold(q->unit, figure->unit) && same_value(q, figure) &&
                    dates_compare(view_told(v, i), by) <= 0, known = false;
        for (uint32_t k = 0; k < i && fits && !known; k++)
            known = v->root_of[k] == v->root_of[i] && figure_of(v, k) && same_value(figure_of(v, k), figure);
        if (!fits || known) continue;
        count++;
        if (v->roots[v->root_of[i]].own) *own = v->root_of[i];
    }
    return count;
}

// True where others, more than two, agree on another figure by the date.
static bool has_rival(const claim_view *v, uint32_t root, const hs_quantity *figure, const hs_date *by) {
    uint32_t own, most = v->claim->mention_count < MOST_COMPARED ? v->claim->mention_count : MOST_COMPARED;
    for (uint32_t i = 0; i < most; i++) {
        const hs_quantity *q = figure_of(v, i);
        if (q && text_equal_fold(q->unit, figure->unit) && !same_value(q, figure) && count_tellers(v, root, q, by, &own) >= LEAST_RIVALS) return true;
    }
    return false;
}

uint32_t errors_shared(const claim_view *v, uint32_t root, hs_text *figure) {
    for (uint32_t i = 0; i < v->claim->mention_count && i < MOST_COMPARED; i++) {
        uint32_t own;
        const hs_quantity *q = v->root_of[i] == root && v->roots[root].own && !view_is_copy(v, i) ? figure_of(v, i) : NULL;
        const hs_date *by = view_told(v, i);
        if (!q || count_tellers(v, root, q, by, &own) != 1 || own == HS_NONE || !has_rival(v, root, q, by)) continue;
        *figure = text_span(view_document(v, i)->text, q->span);
        return own;
    }
    return HS_NONE;
}
