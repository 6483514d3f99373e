// Voices that speak together. In: statements with their innermost voices. Out: the other voices to which the same words give them.
// Method: who speaks is the actor of a predicate of telling; where that has several actors, one of which is the voice, each
// of them that is a name is one. "The fire service and Mayor Dorne said" has two; "Mayor Dorne, head of the
// fire service, said" has one. Gets wrong: "according to the fire service and the mayor", which has no such predicate.
#include "base/text.h"
#include "claims/relating.h"

// The statement whose predicate is the cue ("said") where it has several actors, NULL.
static const hs_statement *find_telling(const hs_report *report, const hs_statement *s, const hs_link *link) {
    uint32_t at = (uint32_t)(s - report->statements);
    while (at && report->statements[at - 1].sentence == s->sentence) at--;
    for (; at < report->statement_count && report->statements[at].sentence == s->sentence; at++) {
        const hs_statement *t = &report->statements[at];
        if (t != s && t->predicate.start < link->cue_span.end && link->cue_span.start < t->predicate.end) return t->actor_count > 1 ? t : NULL;
    }
    return NULL;
}

static void add_partner(relating *r, uint32_t number, const claim_root *root, hs_arena *keep) {
    const claim_root *first = &r->roots[r->root_of[number]];
    if (root->named == HS_NONE || root->named == first->named || root->named == first->speaker) return;
    for (size_t i = r->partner_count; i-- > 0 && r->partners[i].statement == number;)
        if (r->roots[r->partners[i].root].named == root->named) return;
    *arena_push(keep, r->roots, r->root_count, r->root_capacity) = *root;
    *arena_push(keep, r->partners, r->partner_count, r->partner_capacity) = (claim_partner){number, (uint32_t)r->root_count - 1};
}

static bool overlaps(hs_span a, hs_span b) { return a.start < b.end && b.start < a.end; }

static bool is_actor(const hs_statement *telling, hs_span voice) {
    for (uint32_t i = 0; i < telling->actor_count; i++)
        if (overlaps(telling->actors[i].span, voice)) return true;
    return false;
}

static void read_statement(relating *r, uint32_t number, hs_arena *keep, hs_arena scratch) {
    uint32_t report = r->report_of[number];
    const hs_statement *s = relating_statement(r, number);
    uint32_t inner = speakers_innermost(r, report, s);
    const hs_link *link = inner == HS_NONE ? NULL : &s->links[inner];
    if (!link || !link->has_span || link->cue_span.end <= link->cue_span.start || r->roots[r->root_of[number]].anonymous) return;
    const hs_statement *telling = find_telling(&r->reports[report], s, link);
    if (!telling || !is_actor(telling, link->span)) return;
    for (uint32_t i = 0; i < telling->actor_count; i++) {
        const hs_party *actor = &telling->actors[i];
        if (actor->entity == HS_NONE) continue;
        claim_root root = speakers_name(r, report, actor->name, scratch);
        add_partner(r, number, &root, keep);
    }
}

void together_find(relating *r, hs_arena *keep, hs_arena scratch) {
    for (uint32_t i = 0; i < r->total; i++)
        if (relating_statement(r, i)->link_count) read_statement(r, i, keep, scratch);
}

const claim_partner *together_of(const relating *r, uint32_t statement, uint32_t *count) {
    size_t low = 0, high = r->partner_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->partners[middle].statement < statement) low = middle + 1;
        else high = middle;
    }
    *count = 0;
    while (low + *count < r->partner_count && r->partners[low + *count].statement == statement) (*count)++;
    return r->partners + low;
}
