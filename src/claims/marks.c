// What people said of claims. In: marks, oldest first, and which statements are one claim by the rules. Out: the same
// with merges and splits done, and of each mark the claim that it is about. Method: a mark names statements, known again by
// claims_key; the claim that holds most of them is meant, of equals the first. What a mark names that is not there is
// passed over: a mark never makes a claim. Gets wrong: a clause that was edited is not known again.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

typedef struct keyed {
    uint64_t key;
    uint32_t statement;
} keyed;

typedef struct finder {
    const relating *r;
    const keyed *keys; // [r->total], sorted
    uint32_t *claim;   // [r->total]
} finder;

static int keyed_order(const void *x, const void *y, const void *context) {
    (void)context;
    const keyed *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static const keyed *sorted_keys(const relating *r, hs_arena *keep, hs_arena scratch) {
    keyed *keys = arena_new(keep, keyed, r->total + 1);
    for (uint32_t i = 0; i < r->total; i++) {
        uint32_t report = r->report_of[i];
        keys[i] = (keyed){claims_key(&r->reports[report], i - r->first[report]), i};
    }
    sort_items(keys, r->total, sizeof *keys, keyed_order, NULL, scratch);
    return keys;
}

static uint32_t first_at(const finder *f, uint64_t key) {
    uint32_t low = 0, high = f->r->total;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->keys[middle].key < key) low = middle + 1;
        else high = middle;
    }
    return low;
}

// The claim that holds most statements of a part; HS_NONE where none is there. `votes` is zero throughout.
static uint32_t meant(const finder *f, const hs_mark *mark, uint32_t part, uint32_t *votes) {
    uint32_t best = HS_NONE;
    for (int clear = 0; clear < 2; clear++)
        for (uint32_t i = 0; i < mark->target_count; i++) {
            if (mark->targets[i].part != part) continue;
            for (uint32_t k = first_at(f, mark->targets[i].key); k < f->r->total && f->keys[k].key == mark->targets[i].key; k++) {
                uint32_t claim = f->claim[f->keys[k].statement];
                votes[claim] = clear ? 0 : votes[claim] + 1;
                if (clear) continue;
                if (best == HS_NONE || votes[claim] > votes[best] || (votes[claim] == votes[best] && claim < best)) best = claim;
            }
        }
    return best;
}

static uint32_t part_count(const hs_mark *mark) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < mark->target_count; i++)
        if (mark->targets[i].part >= count) count = mark->targets[i].part + 1;
    return count;
}

static void merge(finder *f, const hs_mark *mark, uint32_t *votes) {
    uint32_t to = meant(f, mark, 0, votes);
    for (uint32_t part = 1; part < part_count(mark); part++) {
        uint32_t from = meant(f, mark, part, votes);
        if (to == HS_NONE) to = from;
        if (from == HS_NONE || from == to) continue;
        for (uint32_t i = 0; i < f->r->total; i++)
            if (f->claim[i] == from) f->claim[i] = to;
    }
}

// The statements named leave the claim that holds most of them, for one of their own.
static void split(finder *f, const hs_mark *mark, uint32_t fresh, uint32_t *votes) {
    uint32_t from = meant(f, mark, 0, votes);
    for (uint32_t i = 0; from != HS_NONE && i < mark->target_count; i++)
        for (uint32_t k = first_at(f, mark->targets[i].key); k < f->r->total && f->keys[k].key == mark->targets[i].key; k++)
            if (f->claim[f->keys[k].statement] == from) f->claim[f->keys[k].statement] = fresh;
}

// Claims numbered anew without gaps, in the order of their first statements.
static uint32_t renumber(uint32_t *claim, uint32_t total, uint32_t most, hs_arena scratch) {
    uint32_t *number = arena_new(&scratch, uint32_t, most + 1), count = 0;
    for (uint32_t i = 0; i < total; i++) {
        if (!number[claim[i]]) number[claim[i]] = ++count;
        claim[i] = number[claim[i]] - 1;
    }
    return count;
}

void marks_apply(relating *r, const hs_mark *marks, uint32_t count, hs_arena *keep, hs_arena scratch) {
    if (!count) return;
    hs_arena sorting = arena_split(&scratch);
    finder f = {r, sorted_keys(r, keep, sorting), arena_new(keep, uint32_t, r->total + 1)};
    if (r->total) memcpy(f.claim, r->claim, r->total * sizeof *f.claim);
    uint32_t most = r->claim_count + count, *votes = arena_new(&scratch, uint32_t, most + 1);
    for (uint32_t i = 0; i < count; i++) {
        if (marks[i].kind == HS_MARK_MERGE) merge(&f, &marks[i], votes);
        if (marks[i].kind == HS_MARK_SPLIT) split(&f, &marks[i], r->claim_count + i, votes);
    }
    r->claim_count = renumber(f.claim, r->total, most, sorting);
    r->claim = f.claim;
    uint32_t *of = arena_new(keep, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) of[i] = marks[i].target_count ? meant(&f, &marks[i], 0, votes) : HS_NONE;
    r->mark_claim = of;
}

void marks_attach(const relating *r, const hs_mark *marks, uint32_t count, uint32_t claim_number, hs_claim *claim, hs_arena *keep) {
    uint32_t about = 0;
    for (uint32_t i = 0; i < count; i++) about += r->mark_claim[i] == claim_number;
    if (!about) return;
    const hs_mark **list = arena_new(keep, const hs_mark *, about);
    for (uint32_t i = 0, at = 0; i < count; i++)
        if (r->mark_claim[i] == claim_number) list[at++] = &marks[i];
    claim->marks = list;
    claim->mark_count = about;
}
