// See news.h. Method: the keys of all statements of both pictures, sorted; a claim's counterpart is the claim of the
// other picture with which it shares most of them, of equals the first. Gets wrong: of a claim that fell into two, one
// part is told as the claim of before and the other as none.
#include "picture/news.h"

#include "base/sort.h"
#include "picture/page.h"
#include "picture/record.h"

typedef struct keyed {
    uint64_t key;
    uint32_t claim;
} keyed;

typedef struct key_list {
    keyed *items;
    uint32_t count;
} key_list;

typedef struct comparison {
    page page; // for words of states
    const hs_picture *before, *after;
    hs_arena *keep;
    news *list;
    size_t count, capacity;
} comparison;

static int key_order(const void *x, const void *y, const void *context) {
    (void)context;
    const keyed *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->claim < b->claim ? -1 : a->claim > b->claim;
}

static uint64_t key_of(const hs_picture *p, hs_mention m) { return claims_key(&p->reports[m.report], m.statement); }

static key_list keys_of(const hs_picture *p, hs_arena *keep, hs_arena scratch) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < p->claim_count; i++) total += p->claims[i].mention_count;
    key_list list = {arena_new(keep, keyed, total + 1), 0};
    for (uint32_t i = 0; i < p->claim_count; i++)
        for (uint32_t k = 0; k < p->claims[i].mention_count; k++)
            list.items[list.count++] = (keyed){key_of(p, p->claims[i].mentions[k]), i};
    sort_items(list.items, list.count, sizeof *list.items, key_order, NULL, scratch);
    return list;
}

static uint32_t find_claim(const key_list *list, uint64_t key) {
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->items[middle].key < key) low = middle + 1;
        else high = middle;
    }
    return low < list->count && list->items[low].key == key ? list->items[low].claim : HS_NONE;
}

// The claim of `other` that shares most statements with a claim; HS_NONE where none does. `votes` is zero throughout.
static uint32_t counterpart(const hs_picture *p, const hs_claim *claim, const key_list *other, uint32_t *votes) {
    uint32_t best = HS_NONE;
    for (uint32_t i = 0; i < claim->mention_count; i++) {
        uint32_t found = find_claim(other, key_of(p, claim->mentions[i]));
        if (found == HS_NONE) continue;
        votes[found]++;
        if (best == HS_NONE || votes[found] > votes[best] || (votes[found] == votes[best] && found < best)) best = found;
    }
    for (uint32_t i = 0; i < claim->mention_count; i++) {
        uint32_t found = find_claim(other, key_of(p, claim->mentions[i]));
        if (found != HS_NONE) votes[found] = 0;
    }
    return best;
}

static void tell(comparison *c, news_kind kind, const hs_picture *p, const hs_claim *claim, hs_text what) {
    hs_text words = render_line(text_span(mention_document(p, claim->summary)->text, claim_quote(p, claim)), 120, c->keep);
    *arena_push(c->keep, c->list, c->count, c->capacity) =
        (news){kind, claim->id, arena_print(c->keep, "%.*s%s%.*s", TEXT_ARGS(words), what.size ? ": " : "", TEXT_ARGS(what))};
}

static uint32_t most_values(const hs_claim *claim, hs_conflict_kind kind) {
    uint32_t most = 0;
    for (uint32_t i = 0; claim && i < claim->conflict_count; i++) {
        const hs_conflict *conflict = &claim->conflicts[i];
        if (conflict->kind == kind && conflict->verdict == HS_CONTRADICTION && conflict->value_count > most) most = conflict->value_count;
    }
    return most;
}

static void tell_contradictions(comparison *c, const hs_claim *claim, const hs_claim *was) {
    for (uint32_t i = 0; i < claim->conflict_count; i++) {
        const hs_conflict *conflict = &claim->conflicts[i];
        if (conflict->verdict != HS_CONTRADICTION || conflict->value_count <= most_values(was, conflict->kind)) continue;
        hs_text values = render_conflict_name(conflict->kind);
        for (uint32_t k = 0; k < conflict->value_count; k++)
            values = arena_print(c->keep, "%.*s%s%.*s", TEXT_ARGS(values), k ? " | " : " ", TEXT_ARGS(render_line(conflict->values[k].value, 60, c->keep)));
        tell(c, NEWS_CONTRADICTION, c->after, claim, values);
    }
}

static void tell_moves(comparison *c, const hs_claim *claim, const hs_claim *was) {
    if (claim->stage != was->stage || claim->polarity != was->polarity)
        tell(c, NEWS_STAGE, c->after, claim, arena_print(c->keep, "%.*s → %.*s", TEXT_ARGS(page_state(&c->page, was->stage, was->polarity)),
                                                         TEXT_ARGS(page_state(&c->page, claim->stage, claim->polarity))));
    bool more = claim->origins.min > was->origins.min || claim->affirmed.min > was->affirmed.min || claim->negated.min > was->negated.min;
    bool fewer = claim->origins.min < was->origins.min || claim->origins.max < was->origins.max;
    if (!more && !fewer) return;
    tell(c, more ? NEWS_ORIGIN : NEWS_FEWER, c->after, claim,
         arena_print(c->keep, "%.*s → %.*s", TEXT_ARGS(render_count(was->origins, "origin", "origins", c->keep)),
                     TEXT_ARGS(render_count(claim->origins, "origin", "origins", c->keep))));
}

void news_compare(const hs_picture *before, const hs_picture *after, hs_arena *keep, hs_arena scratch, const news **out, uint32_t *count) {
    comparison c = {.page = {.picture = after, .keep = keep}, .before = before, .after = after, .keep = keep};
    hs_arena sorting = arena_split(&scratch);
    key_list old = keys_of(before, &scratch, sorting), fresh = keys_of(after, &scratch, sorting);
    uint32_t most = before->claim_count > after->claim_count ? before->claim_count : after->claim_count;
    uint32_t *votes = arena_new(&scratch, uint32_t, most + 1);
    for (uint32_t i = 0; i < after->claim_count; i++) {
        uint32_t at = counterpart(after, &after->claims[i], &old, votes);
        const hs_claim *was = at == HS_NONE ? NULL : &before->claims[at];
        tell_contradictions(&c, &after->claims[i], was);
        if (was) tell_moves(&c, &after->claims[i], was);
    }
    for (uint32_t i = 0; i < before->claim_count; i++)
        if (counterpart(before, &before->claims[i], &fresh, votes) == HS_NONE) tell(&c, NEWS_GONE, before, &before->claims[i], (hs_text){0});
    *out = c.list;
    *count = (uint32_t)c.count;
}

hs_text news_name(news_kind kind) {
    static const hs_text names[] = {TEXT_INIT("contradiction"), TEXT_INIT("stage"), TEXT_INIT("origin"), TEXT_INIT("fewer"), TEXT_INIT("gone")};
    return names[kind];
}
