// Which pairs of statements are compared at all. In: statements, their features and order of publication. Out: the pairs that have
// points enough, best first. Method: statements of one story meet in buckets, of one verb, of one beginning of the
// word, of one class of synonyms, of one kind of event, of one field of meaning with the same number; in a bucket each is
// compared with those published next, so that time does not grow with the square of a bucket. Gets wrong: tellings that
// have nothing of these in common ("quit", "parted ways").
#include "base/sort.h"
#include "base/text.h"
#include "claims/relate.h"

enum {
    BUCKET_NEIGHBOURS = 120, // pairs tried for each statement of one meaning
    LEAST_NUMBER = 3,        // "two" is everywhere
};

typedef struct keyed {
    uint64_t key;
    uint32_t statement;
} keyed;

// ---------------------------------------------------------------- order

static int by_publication(const void *x, const void *y, const void *context) {
    const relating *r = context;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    const hs_document *da = &r->reports[r->report_of[a]].document, *db = &r->reports[r->report_of[b]].document;
    int order = dates_order(&da->published, &db->published);
    if (!order) order = text_compare(da->path, db->path);
    return order ? order : a < b ? -1 : a > b;
}

relate_order relate_by_publication(const relating *r, hs_arena *keep, hs_arena scratch) {
    uint32_t *order = arena_new(keep, uint32_t, r->total + 1), *rank = arena_new(keep, uint32_t, r->total + 1);
    for (uint32_t i = 0; i < r->total; i++) order[i] = i;
    sort_items(order, r->total, sizeof *order, by_publication, r, scratch);
    for (uint32_t i = 0; i < r->total; i++) rank[order[i]] = i;
    return (relate_order){order, rank};
}

static int by_key(const void *x, const void *y, const void *context) {
    const uint32_t *rank = context;
    const keyed *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return rank[a->statement] < rank[b->statement] ? -1 : rank[a->statement] > rank[b->statement];
}

static int by_pair(const void *x, const void *y, const void *context) {
    (void)context;
    const relate_pair *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

static int by_points(const void *x, const void *y, const void *context) {
    const uint32_t *rank = context;
    const relate_pair *a = x, *b = y;
    if (a->points != b->points) return a->points > b->points ? -1 : 1;
    if (rank[a->a] != rank[b->a]) return rank[a->a] < rank[b->a] ? -1 : 1;
    return rank[a->b] < rank[b->b] ? -1 : rank[a->b] > rank[b->b];
}

// ---------------------------------------------------------------- buckets

static uint64_t bucket_key(uint64_t kind, uint64_t value) {
    uint64_t parts[2] = {kind, value};
    return text_hash((hs_text){(const char *)parts, sizeof parts}, 3);
}

static size_t count_keys(const relating *r, const relate_feature *features) {
    size_t count = 0;
    for (uint32_t i = 0; i < r->total; i++) {
        const relate_feature *f = &features[i];
        count += 3 + f->classes.count + f->synonym_count + relating_statement(r, i)->quantity_count;
        for (uint32_t slot = SLOT_ACTOR; slot <= SLOT_RECIPIENT; slot++) count += f->party_count[slot];
    }
    return count;
}

// What is counted alike may be told in words that have nothing in common: "suprimir 120 puestos", "120 jobs to go".
static size_t fill_numbers(const relating *r, uint32_t statement, keyed *keys) {
    const hs_report *report = &r->reports[r->report_of[statement]];
    const hs_statement *s = relating_statement(r, statement);
    size_t count = 0;
    for (uint32_t q = 0; q < s->quantity_count; q++) {
        const hs_quantity *quantity = &report->quantities[s->quantities[q]];
        if (quantity->has_value && quantity->value >= LEAST_NUMBER) keys[count++] = (keyed){bucket_key(4, (uint64_t)quantity->value), statement};
    }
    return count;
}

// So may be what happens to one thing: "fixed the lever", "the lever was mended". Names are everywhere.
static size_t fill_things(const relate_feature *f, uint32_t statement, keyed *keys) {
    size_t count = 0;
    for (uint32_t slot = SLOT_ACTOR; slot <= SLOT_RECIPIENT; slot++) {
        for (uint32_t i = 0; i < f->party_count[slot]; i++) {
            const party_key *party = &f->parties[slot][i];
            if (party->proper || !party->head) continue;
            uint64_t thing = party->classes.count ? party->classes.classes[0] : party->head;
            keys[count++] = (keyed){bucket_key(6, thing), statement};
        }
    }
    return count;
}

static size_t fill_keys(const relating *r, const relate_feature *features, keyed *keys) {
    size_t count = 0;
    for (uint32_t i = 0; i < r->total; i++) {
        const relate_feature *f = &features[i];
        keys[count++] = (keyed){bucket_key(1, f->verb), i};
        if (f->prefix) keys[count++] = (keyed){bucket_key(2, f->prefix), i};
        if (f->event) keys[count++] = (keyed){bucket_key(5, f->event), i};
        for (uint32_t k = 0; k < f->classes.count; k++) keys[count++] = (keyed){bucket_key(3, f->classes.classes[k]), i};
        for (uint32_t k = 0; k < f->synonym_count; k++) keys[count++] = (keyed){bucket_key(7, f->synonyms[k]), i};
        count += fill_numbers(r, i, keys + count);
        count += fill_things(f, i, keys + count);
    }
    return count;
}

size_t relate_candidates(const relating *r, const relate_feature *features, const relate_order *order, int32_t least, relate_pair **out,
                         hs_arena *arena, hs_arena scratch) {
    keyed *keys = arena_new(&scratch, keyed, count_keys(r, features) + 1);
    size_t key_count = fill_keys(r, features, keys), count = 0, capacity = 0, kept = 0;
    sort_items(keys, key_count, sizeof *keys, by_key, order->rank, scratch);
    relate_pair *pairs = NULL;
    for (size_t i = 0; i < key_count; i++) {
        for (size_t k = i + 1; k < key_count && k <= i + BUCKET_NEIGHBOURS && keys[k].key == keys[i].key; k++) {
            uint32_t a = keys[i].statement, b = keys[k].statement;
            int32_t points = a == b ? RELATE_NEVER : relate_points(r, features, a, b);
            if (points > RELATE_NEVER && points >= least) *arena_push(arena, pairs, count, capacity) = (relate_pair){points, a < b ? a : b, a < b ? b : a};
        }
    }
    sort_items(pairs, count, sizeof *pairs, by_pair, NULL, scratch);
    for (size_t i = 0; i < count; i++)
        if (!kept || pairs[kept - 1].a != pairs[i].a || pairs[kept - 1].b != pairs[i].b) pairs[kept++] = pairs[i];
    sort_items(pairs, kept, sizeof *pairs, by_points, order->rank, scratch);
    *out = pairs;
    return kept;
}
