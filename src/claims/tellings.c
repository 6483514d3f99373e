// Whether two tellings of a claim can be set against each other. In: a claim with its mentions. Out: whether two of them tell of the same
// parties. Method: relating joins what is most likely one event, and a join that is wrong looks like a conflict ("to carry drugs", "did not
// carry the bill"). Where two of five tellings are by words that name no event of themselves ("carry", "aim", "provide"), two of them are set
// against each other only where they share what it is done to, by name, head or class, or, where one does not tell to what, the actor or the word. Gets
// wrong: the same party under two names that nothing joins.
#include "base/text.h"
#include "claims/relate.h"

typedef enum slot_fit { SLOT_OPEN, SLOT_SAME, SLOT_OTHER } slot_fit;

static bool same_party(const claim_view *v, uint32_t a, const hs_party *one, uint32_t b, const hs_party *other, hs_arena scratch) {
    const relating *r = v->r;
    uint32_t first = names_find(r->names, one->name, scratch), second = names_find(r->names, other->name, scratch);
    if (first != HS_NONE && first == second) return true;
    hs_text head = text_lower(&scratch, one->head), other_head = text_lower(&scratch, other->head);
    if (!head.size || !other_head.size) return false;
    class_list classes = rules_classes(r->rules, r->language[v->claim->mentions[a].report], head);
    class_list others = rules_classes(r->rules, r->language[v->claim->mentions[b].report], other_head);
    return text_equal(head, other_head) || relate_lists_meet(&classes, &others);
}

static slot_fit fit(const claim_view *v, uint32_t a, const hs_party *one, uint32_t one_count, uint32_t b, const hs_party *other, uint32_t other_count,
                    hs_arena scratch) {
    for (uint32_t i = 0; i < one_count; i++)
        for (uint32_t k = 0; k < other_count; k++)
            if (same_party(v, a, &one[i], b, &other[k], scratch)) return SLOT_SAME;
    return one_count && other_count ? SLOT_OTHER : SLOT_OPEN;
}

bool tellings_compare(const claim_view *v, uint32_t a, uint32_t b, hs_arena scratch) {
    const hs_statement *one = view_statement(v, a), *other = view_statement(v, b);
    slot_fit recipients = fit(v, a, one->recipients, one->recipient_count, b, other->recipients, other->recipient_count, scratch);
    if (recipients != SLOT_OPEN) return recipients == SLOT_SAME;
    if (text_equal_fold(one->lemma, other->lemma)) return true; // "crossed the river", "nobody crossed"
    return fit(v, a, one->actors, one->actor_count, b, other->actors, other->actor_count, scratch) == SLOT_SAME;
}

bool tellings_are_frame(const claim_view *v, hs_arena scratch) {
    enum { FRAMES = 2, OF_TELLINGS = 5 };
    uint32_t frames = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        hs_mention m = v->claim->mentions[i];
        const hs_statement *s = view_statement(v, i);
        bool word = s->span.start == s->predicate.start && s->span.end == s->predicate.end;
        frames += s->generic || word || relate_is_frame(v->r, v->r->first[m.report] + m.statement, scratch);
    }
    return OF_TELLINGS * frames > FRAMES * v->claim->mention_count;
}

bool tellings_meet(const claim_view *v, uint32_t a, uint32_t b) {
    hs_mention first = v->claim->mentions[a], second = v->claim->mentions[b];
    return relate_meets_closely(v->r, v->r->features, v->r->first[first.report] + first.statement, v->r->first[second.report] + second.statement);
}

uint32_t tellings_reach(const claim_view *v, uint32_t *reports) {
    enum { MOST = 32 };
    uint32_t count = v->claim->mention_count < MOST ? v->claim->mention_count : MOST, group[MOST], best = 0;
    for (uint32_t i = 0; i < count; i++) {
        group[i] = i;
        for (uint32_t k = 0; k < i; k++) {
            uint32_t from = group[i];
            if (group[k] == from || v->claim->mentions[i].report == v->claim->mentions[k].report || !tellings_meet(v, i, k)) continue;
            for (uint32_t m = 0; m <= i; m++)
                if (group[m] == from) group[m] = group[k];
        }
    }
    *reports = 0;
    for (uint32_t g = 0; g < count; g++) {
        uint32_t reached = 0, last = HS_NONE;
        for (uint32_t i = 0; i < count; i++) {
            if (group[i] != g || v->claim->mentions[i].report == last) continue;
            last = v->claim->mentions[i].report, reached++;
        }
        best = reached > best ? reached : best;
        *reports += !g || v->claim->mentions[g].report != v->claim->mentions[g - 1].report;
    }
    return best;
}
