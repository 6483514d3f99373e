// What a changed report no longer says. In: every version of the documents that have more than one. Out: the statements of a
// version that the next one lacks, with the date at which they were gone. Method: a statement goes on where the next version has one
// with the same predicate, polarity and first parties, or the same words. Gets wrong: a sentence that was rewritten from the ground.
#include "base/sort.h"
#include "base/text.h"
#include "claims/claims.h"

static int key_order(const void *x, const void *y, const void *context) {
    (void)context;
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static uint64_t first_party(const hs_party *parties, uint32_t count, uint64_t seed, hs_arena scratch) {
    return count ? text_hash(text_lower(&scratch, parties[0].name), seed) : seed;
}

static uint64_t parties_key(const hs_statement *s, hs_arena scratch) {
    uint64_t key = text_hash(s->lemma, s->polarity == HS_NEGATED);
    key = first_party(s->actors, s->actor_count, key, scratch);
    return first_party(s->recipients, s->recipient_count, key + 1, scratch);
}

static uint64_t words_key(const hs_report *report, const hs_statement *s) { return text_hash(text_span(report->document.text, s->span), 17); }

static bool holds(const uint64_t *keys, uint32_t count, uint64_t key) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (keys[middle] < key) low = middle + 1;
        else high = middle;
    }
    return low < count && keys[low] == key;
}

static hs_date gone_date(const hs_document *d) {
    return d->updated.precision != HS_DATE_NONE ? d->updated : d->retrieved.precision != HS_DATE_NONE ? d->retrieved : d->published;
}

typedef struct vanished_list {
    hs_vanished *items;
    size_t count, capacity;
} vanished_list;

static void compare_versions(const hs_report *before, const hs_report *after, vanished_list *list, hs_arena *keep, hs_arena scratch) {
    uint32_t count = 2 * after->statement_count;
    uint64_t *keys = arena_new(&scratch, uint64_t, count + 1);
    for (uint32_t i = 0; i < after->statement_count; i++) {
        keys[2 * i] = parties_key(&after->statements[i], scratch);
        keys[2 * i + 1] = words_key(after, &after->statements[i]);
    }
    sort_items(keys, count, sizeof *keys, key_order, NULL, scratch);
    for (uint32_t i = 0; i < before->statement_count; i++) {
        const hs_statement *s = &before->statements[i];
        if (s->nominal || holds(keys, count, parties_key(s, scratch)) || holds(keys, count, words_key(before, s))) continue;
        *arena_push(keep, list->items, list->count, list->capacity) = (hs_vanished){before, after, i, gone_date(&after->document)};
    }
}

void claims_vanished(const hs_report *versions, uint32_t count, hs_arena *keep, hs_arena scratch, hs_picture *picture) {
    vanished_list list = {0};
    for (uint32_t i = 1; i < count; i++) {
        bool same = versions[i].document.version > versions[i - 1].document.version;
        if (same) compare_versions(&versions[i - 1], &versions[i], &list, keep, scratch);
    }
    picture->vanished = list.items;
    picture->vanished_count = (uint32_t)list.count;
}
