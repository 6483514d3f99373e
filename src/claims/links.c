// Likeness of documents. In: sketches. Out: for a document the earlier ones that it is like, and those that share its passages.
// Method: a document is the set of its words and names (words with a capital inside a sentence), weighing the more the fewer
// documents have them, names more than words, what no other document has little; likeness is the cosine. Only documents
// that share the weightiest names are compared, of a name the nearest earlier ones. Copies share prints (sketch.h) that few have.
// Weights are those of a sample: what a thirtieth of all documents lack weighs all it can, so that a thousand tell as much
// as all. Gets wrong: documents without names; languages that write every noun with a capital, where all nouns weigh as names.
#include "claims/links.h"

#include <math.h>

#include "base/sort.h"
#include "base/text.h"

enum {
    LEAST_NAMES = 2,        // that two documents must share,
    BRIEF_TERMS = 40,       // one where either has fewer words than these that others may have too
    LEAST_PRINTS = 3,       // that copies share,
    LEAST_SHARE = 8,        // and one in so many of what the shorter has
    BACKGROUND = 64,        // documents that are imagined beside few, so that what all share still counts
    STEPS = 16,             // weights are 16ths of a doubling
    MOST_WEIGHT = 5 * STEPS,
    WEIGHT_BITS = 8,
};

// ---------------------------------------------------------------- weights

struct link_weights {
    link_weight *slots; // term 0 where the place is empty
    uint64_t mask;
    uint32_t count; // documents
};

uint32_t links_weighed(uint32_t count) {
    uint32_t half = LINKS_SMALL / 2;
    if (count < LINKS_SMALL) return count;
    while (half <= count / 4) half *= 2;
    return half;
}

static int by_value(const void *x, const void *y, const void *context) {
    (void)context;
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

// STEPS times the binary logarithm of documents / having, linear between powers of two.
static uint32_t rarity(uint64_t documents, uint64_t having) {
    uint32_t weight = 0;
    uint64_t ratio = documents * 256 / having;
    while (ratio >= 512 && weight < MOST_WEIGHT) ratio /= 2, weight += STEPS;
    weight += ratio > 256 ? (uint32_t)((ratio - 256) * STEPS / 256) : 0;
    return weight < MOST_WEIGHT ? weight : MOST_WEIGHT;
}

static uint8_t weight_of(uint32_t documents, uint32_t having, bool only, bool name) {
    uint32_t weight = 2 * rarity(documents + BACKGROUND, having);
    if (only) weight = weight * 3 / 10;
    return (uint8_t)(name ? weight * 3 / 2 : weight);
}

static link_weight *find_term(const link_weights *w, uint64_t term) {
    uint64_t at = term * 0x9E3779B97F4A7C15ull >> 20 & w->mask;
    while (w->slots[at].term && w->slots[at].term != term) at = (at + 1) & w->mask;
    return &w->slots[at];
}

static link_weights *make_weights(size_t terms, uint32_t count, hs_arena *keep) {
    link_weights *w = arena_new(keep, link_weights, 1);
    *w = (link_weights){.mask = 63, .count = count};
    while (w->mask < 2 * terms) w->mask = 2 * w->mask + 1;
    w->slots = arena_new(keep, link_weight, w->mask + 1);
    return w;
}

const link_weights *links_weigh(const sketch *const *sketches, uint32_t count, bool whole, hs_arena *keep, hs_arena scratch) {
    size_t total = 0, at = 0, different = 0;
    for (uint32_t i = 0; i < count; i++) total += sketches[i]->term_count;
    uint64_t *all = arena_new(&scratch, uint64_t, total + 1);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < sketches[i]->term_count; k++) all[at++] = sketches[i]->terms[k];
    sort_items(all, total, sizeof *all, by_value, NULL, scratch);
    for (size_t i = 0; i < total; i++) different += !i || (all[i] ^ all[i - 1]) >> 1;
    link_weights *w = make_weights(different, count, keep);
    for (size_t i = 0, end; i < total; i = end) {
        uint64_t term = all[i] & ~(uint64_t)SKETCH_FIRST;
        for (end = i; end < total && !((all[end] ^ all[i]) >> 1);) end++;
        bool only = whole && end - i == 1;
        // what begins a sentence wherever it stands sorts behind
        *find_term(w, term) = (link_weight){term, weight_of(count, (uint32_t)(end - i), only, term & SKETCH_NAME), only, !(all[i] & SKETCH_FIRST)};
    }
    return w;
}

static int by_term(const void *x, const void *y, const void *context) {
    (void)context;
    uint64_t a = ((const link_weight *)x)->term, b = ((const link_weight *)y)->term;
    return a < b ? -1 : a > b;
}

const link_weight *links_list_weights(const link_weights *w, hs_arena *keep, uint32_t *term_count) {
    link_weight *list = arena_new(keep, link_weight, w->mask + 1);
    uint32_t count = 0;
    for (uint64_t i = 0; i <= w->mask; i++)
        if (w->slots[i].term) list[count++] = w->slots[i];
    hs_arena sorting = arena_split(keep);
    sort_items(list, count, sizeof *list, by_term, NULL, sorting);
    arena_join(keep);
    *term_count = count;
    return list;
}

const link_weights *links_take_weights(const link_weight *list, uint32_t term_count, uint32_t count, hs_arena *keep) {
    link_weights *w = make_weights(term_count, count, keep);
    for (uint32_t i = 0; i < term_count; i++) *find_term(w, list[i].term) = list[i];
    return w;
}

// ---------------------------------------------------------------- documents

void links_weigh_terms(const link_weights *w, const sketch *s, uint16_t *out) {
    for (uint32_t i = 0; i < s->term_count; i++) {
        uint64_t raw = s->terms[i], term = raw & ~(uint64_t)SKETCH_FIRST;
        link_weight found = *find_term(w, term);
        if (!found.term) found = (link_weight){term, weight_of(w->count, 1, false, term & SKETCH_NAME), false, !(raw & SKETCH_FIRST)};
        if (!found.known && raw & SKETCH_FIRST) out[i] = LINKS_DROPPED;
        else out[i] = (uint16_t)(found.weight | (found.only ? LINKS_ONLY : 0));
    }
}

link_document links_document(sketch *s, const uint16_t *weights) {
    uint64_t *terms = s->terms, squares = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->term_count; i++) {
        uint64_t weight = weights[i] & ((1 << WEIGHT_BITS) - 1);
        if (weights[i] & LINKS_DROPPED) continue;
        squares += weight * weight;
        if (!(weights[i] & LINKS_ONLY)) terms[count++] = (s->terms[i] & ~(uint64_t)SKETCH_FIRST) << WEIGHT_BITS | weight;
    }
    return (link_document){s->place, terms, count, count, sqrt((double)squares), s->prints, s->print_count};
}

// In millionths.
static uint32_t likeness(const link_document *a, const link_document *b) {
    uint64_t dot = 0;
    uint32_t names = 0, i = 0, k = 0;
    while (i < a->term_count && k < b->term_count) {
        uint64_t x = a->terms[i], y = b->terms[k], weight = x & ((1 << WEIGHT_BITS) - 1);
        if (x < y) i++;
        else if (x > y) k++;
        else dot += weight * weight, names += links_is_name(x), i++, k++;
    }
    bool brief = a->common < BRIEF_TERMS || b->common < BRIEF_TERMS;
    return !dot || names < (brief ? 1 : LEAST_NAMES) ? 0 : (uint32_t)((double)dot * 1e6 / (a->norm * b->norm));
}

// ---------------------------------------------------------------- finding

enum { SLOTS = 1 << 16, MOST_TOUCHED = SLOTS / 4 * 3 }; // more than the postings of all names that a sketch can have

// A document that shares something with the one at hand.
typedef struct candidate {
    int64_t number;
    sketch_place place;
    uint32_t shared; // 0 where the slot is empty
} candidate;

struct link_finder {
    const link_index *index;
    candidate *slots;  // [SLOTS] by a hash of the number
    uint32_t *touched; // [MOST_TOUCHED] slots that are not empty
    uint32_t touched_count;
};

link_finder *links_finder(const link_index *index, hs_arena *keep) {
    link_finder *f = arena_new(keep, link_finder, 1);
    *f = (link_finder){index, arena_new(keep, candidate, SLOTS), arena_new(keep, uint32_t, MOST_TOUCHED), 0};
    return f;
}

static void add_shared(link_finder *f, const link_posting *p, uint32_t weight) {
    uint32_t at = (uint32_t)((uint64_t)p->number * 0x9E3779B97F4A7C15ull >> 40) & (SLOTS - 1);
    while (f->slots[at].shared && f->slots[at].number != p->number) at = (at + 1) & (SLOTS - 1);
    if (!f->slots[at].shared) {
        if (f->touched_count == MOST_TOUCHED) return;
        f->touched[f->touched_count++] = at;
        f->slots[at] = (candidate){p->number, p->place, 0};
    }
    f->slots[at].shared += weight;
}

static void clear(link_finder *f) {
    for (uint32_t i = 0; i < f->touched_count; i++) f->slots[f->touched[i]].shared = 0;
    f->touched_count = 0;
}

// More shared, then the nearest.
static bool stands_before(const candidate *a, const candidate *b) {
    return a->shared != b->shared ? a->shared > b->shared : sketch_order(&a->place, &b->place) > 0;
}

// The best of those touched, the best first.
static uint32_t choose_best(const link_finder *f, const candidate *best[LINKS_MOST]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->touched_count; i++) {
        const candidate *c = &f->slots[f->touched[i]];
        if (count == LINKS_MOST && !stands_before(c, best[count - 1])) continue;
        uint32_t at = count < LINKS_MOST ? count++ : count - 1;
        for (; at && stands_before(c, best[at - 1]); at--) best[at] = best[at - 1];
        best[at] = c;
    }
    return count;
}

static void find_like(link_finder *f, const link_document *d, hs_arena *keep, story_links *out) {
    link_posting postings[LINKS_POSTINGS];
    const candidate *best[LINKS_MOST];
    clear(f);
    for (uint32_t i = 0; i < d->term_count; i++) {
        if (!links_is_name(d->terms[i])) continue;
        uint32_t weight = d->terms[i] & ((1 << WEIGHT_BITS) - 1), count = weight ? f->index->earlier(f->index->context, links_name(d->terms[i]), &d->place, postings) : 0;
        for (uint32_t k = 0; k < count; k++) add_shared(f, &postings[k], weight);
    }
    uint32_t count = choose_best(f, best);
    story_link *list = arena_new(keep, story_link, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const link_document *other = f->index->document(f->index->context, best[i]->number);
        list[out->like_count++] = (story_link){best[i]->number, other ? likeness(d, other) : 0, best[i]->shared};
    }
    out->like = list;
}

// Earlier documents that share prints enough, notices aside.
void links_find_copies(link_finder *f, const link_document *d, hs_arena *keep, story_links *out) {
    link_posting postings[LINKS_HOLDERS];
    const candidate *best[LINKS_MOST];
    clear(f);
    for (uint32_t i = 0; i < d->print_count; i++) {
        uint32_t count = f->index->holders(f->index->context, d->prints[i], postings);
        for (uint32_t k = 0; k < count && count <= LINKS_HOLDERS; k++)
            if (sketch_order(&postings[k].place, &d->place) < 0) add_shared(f, &postings[k], 1);
    }
    uint32_t count = choose_best(f, best);
    int64_t *list = arena_new(keep, int64_t, count + 1);
    out->copy_count = 0;
    for (uint32_t i = 0; i < count && best[i]->shared >= LEAST_PRINTS; i++) {
        const link_document *other = f->index->document(f->index->context, best[i]->number);
        uint32_t shorter = other && other->print_count < d->print_count ? other->print_count : d->print_count;
        if (other && best[i]->shared * LEAST_SHARE >= shorter) list[out->copy_count++] = best[i]->number;
    }
    out->copies = list;
}

void links_find(link_finder *f, const link_document *d, hs_arena *keep, story_links *out) {
    *out = (story_links){0};
    find_like(f, d, keep, out);
    links_find_copies(f, d, keep, out);
}

// ---------------------------------------------------------------- one document more

// As stands_before; where two share as much, their places are asked for.
static bool is_before(const link_finder *f, const story_link *a, const story_link *b) {
    if (a->shared != b->shared) return a->shared > b->shared;
    const link_document *x = f->index->document(f->index->context, a->number), *y = f->index->document(f->index->context, b->number);
    return x && y && sketch_order(&x->place, &y->place) > 0;
}

static void put_between(const link_finder *f, story_link *list, uint32_t *count, const story_link *one) {
    uint32_t at = (*count)++;
    for (; at && is_before(f, one, &list[at - 1]); at--) list[at] = list[at - 1];
    list[at] = *one;
}

// What is left of what it shares.
static uint32_t lessened(const story_link *of, const link_shift *less, uint32_t less_count) {
    uint32_t shared = of->shared;
    for (uint32_t i = 0; i < less_count; i++)
        if (less[i].number == of->number) shared -= less[i].shared;
    return shared;
}

// Those whose share is as it was keep their order; the others find their places among them. A list that is full hides who would be next:
// none that stands behind the last may have come to stand before him.
bool links_add(link_finder *f, int64_t number, const link_document *added, const link_shift *more, const link_shift *less, uint32_t less_count,
               hs_arena *keep, story_links *links) {
    story_link *list = arena_new(keep, story_link, links->like_count + 2), last = {0};
    uint32_t count = 0;
    bool full = links->like_count == LINKS_MOST;
    if (full) last = links->like[LINKS_MOST - 1];
    for (uint32_t i = 0; i < links->like_count; i++)
        if (lessened(&links->like[i], less, less_count) == links->like[i].shared) list[count++] = links->like[i];
    for (uint32_t i = 0; i < links->like_count; i++) {
        story_link one = links->like[i];
        one.shared = lessened(&one, less, less_count);
        if (one.shared && one.shared != links->like[i].shared) put_between(f, list, &count, &one);
    }
    story_link one = {more->number, 0, more->shared};
    if (!full || is_before(f, &one, &last)) put_between(f, list, &count, &one);
    if (count > LINKS_MOST) count = LINKS_MOST;
    if (full && (count < LINKS_MOST || is_before(f, &last, &list[count - 1]))) return false;
    for (uint32_t i = 0; i < count; i++) {
        if (list[i].number != more->number) continue;
        const link_document *d = f->index->document(f->index->context, number);
        list[i].micro = d ? likeness(d, added) : 0;
    }
    links->like = list, links->like_count = count;
    return true;
}

// ---------------------------------------------------------------- in memory

typedef struct keyed {
    uint64_t key;
    uint32_t rank;
} keyed;

// Where the documents begin that share a name or print.
typedef struct run {
    uint64_t key; // 0 where the place is empty
    uint32_t start, count;
} run;

typedef struct memory {
    const link_document *documents;
    const uint32_t *ranks; // of all runs, rising in each
    run *runs;
    uint64_t mask;
} memory;

static uint64_t name_key(uint64_t name) { return name << 1 | 1; }
static uint64_t print_key(uint64_t print) { return (print << 1) + 2; }

static int by_key(const void *x, const void *y, const void *context) {
    (void)context;
    const keyed *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

static run *find_run(const memory *m, uint64_t key) {
    uint64_t at = key * 0x9E3779B97F4A7C15ull >> 20 & m->mask;
    while (m->runs[at].key && m->runs[at].key != key) at = (at + 1) & m->mask;
    return &m->runs[at];
}

static link_posting posting_of(const memory *m, uint32_t at) {
    uint32_t rank = m->ranks[at];
    return (link_posting){rank, m->documents[rank].place};
}

static uint32_t memory_earlier(void *context, uint64_t name, const sketch_place *place, link_posting *out) {
    const memory *m = context;
    const run *r = find_run(m, name_key(name));
    uint32_t low = r->start, high = r->start + r->count, count = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sketch_order(&m->documents[m->ranks[middle]].place, place) < 0) low = middle + 1;
        else high = middle;
    }
    while (low > r->start && count < LINKS_POSTINGS) out[count++] = posting_of(m, --low);
    return count;
}

static uint32_t memory_holders(void *context, uint64_t print, link_posting *out) {
    const memory *m = context;
    const run *r = find_run(m, print_key(print));
    if (r->count > LINKS_HOLDERS) return LINKS_HOLDERS + 1;
    for (uint32_t i = 0; i < r->count; i++) out[i] = posting_of(m, r->start + i);
    return r->count;
}

static const link_document *memory_document(void *context, int64_t number) {
    const memory *m = context;
    return &m->documents[number];
}

static size_t gather_keys(const link_document *documents, uint32_t count, keyed *out) {
    size_t at = 0;
    for (uint32_t rank = 0; rank < count; rank++) {
        const link_document *d = &documents[rank];
        for (uint32_t i = 0; i < d->term_count; i++) {
            if (links_is_name(d->terms[i]) && out) out[at] = (keyed){name_key(links_name(d->terms[i])), rank};
            at += links_is_name(d->terms[i]);
        }
        for (uint32_t i = 0; i < d->print_count; i++, at++)
            if (out) out[at] = (keyed){print_key(d->prints[i]), rank};
    }
    return at;
}

// What one document alone has leads nowhere and is left out.
link_index links_memory(const link_document *documents, uint32_t count, hs_arena *keep, hs_arena scratch) {
    size_t total = gather_keys(documents, count, NULL), kept = 0, runs = 0;
    keyed *keys = arena_new(&scratch, keyed, total + 1);
    gather_keys(documents, count, keys);
    sort_items(keys, total, sizeof *keys, by_key, NULL, scratch);
    for (size_t i = 0; i < total; i++) {
        bool before = i && keys[i - 1].key == keys[i].key, behind = i + 1 < total && keys[i + 1].key == keys[i].key;
        kept += before || behind, runs += !before && behind;
    }
    memory *m = arena_new(keep, memory, 1);
    uint32_t *ranks = arena_new(keep, uint32_t, kept + 1);
    *m = (memory){.documents = documents, .ranks = ranks, .mask = 63};
    while (m->mask < 2 * runs) m->mask = 2 * m->mask + 1;
    m->runs = arena_new(keep, run, m->mask + 1);
    kept = 0;
    for (size_t i = 0, end; i < total; i = end) {
        for (end = i; end < total && keys[end].key == keys[i].key;) end++;
        if (end - i < 2) continue;
        *find_run(m, keys[i].key) = (run){keys[i].key, (uint32_t)kept, (uint32_t)(end - i)};
        for (; i < end; i++) ranks[kept++] = keys[i].rank;
    }
    return (link_index){m, memory_earlier, memory_holders, memory_document};
}

// ---------------------------------------------------------------- all at once

static int by_place_order(const void *x, const void *y, const void *context) {
    const sketch *sketches = context;
    return sketch_order(&sketches[*(const uint32_t *)x].place, &sketches[*(const uint32_t *)y].place);
}

static int by_tie(const void *x, const void *y, const void *context) {
    const sketch *sketches = context;
    int64_t a = sketches[*(const uint32_t *)x].place.tie, b = sketches[*(const uint32_t *)y].place.tie;
    return a < b ? -1 : a > b;
}

// Which sketches give the weights: of the weighed those with the smallest ties.
static uint32_t *choose_sample(const sketch *sketches, const uint32_t *order, uint32_t weighed, hs_arena *keep, hs_arena scratch) {
    uint32_t *sample = arena_new(keep, uint32_t, weighed + 1);
    memcpy(sample, order, weighed * sizeof *sample);
    sort_items(sample, weighed, sizeof *sample, by_tie, sketches, scratch);
    return sample;
}

void links_weigh_all(const sketch *sketches, uint32_t count, hs_arena *keep, hs_arena scratch, links_all *out) {
    uint32_t *order = arena_new(keep, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    sort_items(order, count, sizeof *order, by_place_order, sketches, scratch);
    *out = (links_all){.by_place = order, .weighed = links_weighed(count), .most_tie = INT64_MAX};
    const uint32_t *chosen = choose_sample(sketches, order, out->weighed, keep, scratch);
    out->sample_count = out->weighed < LINKS_SAMPLE ? out->weighed : LINKS_SAMPLE;
    if (out->weighed > LINKS_SAMPLE) out->most_tie = sketches[chosen[LINKS_SAMPLE - 1]].place.tie;
    const sketch **sample = arena_new(&scratch, const sketch *, out->sample_count + 1);
    for (uint32_t i = 0; i < out->sample_count; i++) sample[i] = &sketches[chosen[i]];
    out->weights = links_weigh(sample, out->sample_count, out->weighed == count, keep, scratch);
}

void links_find_all(sketch *sketches, uint32_t count, hs_arena *keep, hs_arena scratch, links_all *out) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++) most = sketches[i].term_count > most ? sketches[i].term_count : most;
    uint16_t *weighed = arena_new(&scratch, uint16_t, most + 1);
    link_document *documents = arena_new(keep, link_document, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        sketch *s = &sketches[out->by_place[i]];
        links_weigh_terms(out->weights, s, weighed);
        documents[i] = links_document(s, weighed);
    }
    hs_arena working = arena_split(&scratch);
    link_index index = links_memory(documents, count, &scratch, working);
    link_finder *finder = links_finder(&index, &scratch);
    story_links *links = arena_new(keep, story_links, count + 1);
    for (uint32_t i = 0; i < count; i++) links_find(finder, &documents[i], keep, &links[i]);
    out->documents = documents, out->links = links;
}
