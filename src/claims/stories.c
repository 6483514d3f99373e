// Stories: documents about one unfolding matter. In: what each document is linked to (links.c), who published it, what people
// marked. Out: the story of every document. Method: in order of publication every document joins the story to whose three
// likest documents it is like enough; one that is like two stories joins them. Copies are of one story whatever their
// names, those of one outlet aside. Gets wrong: two matters of one kind with one cast.
#include "base/sort.h"
#include "base/text.h"
#include "claims/links.h"

enum {
    LIKEST = 3,             // documents of a story that decide
    PARTS = 6,              // a mean of one, two or three is a whole number of sixths
    JOIN_MICRO = 130000,    // millionths from which a document joins a story,
    MERGE_MICRO = 170000,   // and from which it joins one more
};

typedef struct joining {
    uint32_t *parent, *size; // by rank
} joining;

static uint32_t root_of(const joining *j, uint32_t at) {
    while (j->parent[at] != at) at = j->parent[at] = j->parent[j->parent[at]];
    return at;
}

// The smaller rank stays root.
static void join(joining *j, uint32_t a, uint32_t b) {
    a = root_of(j, a), b = root_of(j, b);
    if (a == b) return;
    uint32_t first = a < b ? a : b, second = a < b ? b : a;
    j->parent[second] = first;
    j->size[first] += j->size[second];
}

typedef struct closeness {
    uint32_t story;
    uint32_t likest[LIKEST];
} closeness;

static void note_likeness(closeness *c, uint32_t value) {
    for (int i = 0; i < LIKEST; i++) {
        if (value <= c->likest[i]) continue;
        uint32_t swap = c->likest[i];
        c->likest[i] = value, value = swap;
    }
}

// PARTS times the millionths.
static uint32_t mean_likeness(const joining *j, const closeness *c) {
    uint32_t count = j->size[c->story] < LIKEST ? j->size[c->story] : LIKEST, sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += c->likest[i];
    return sum * PARTS / count;
}

static void place_document(joining *j, uint32_t rank, const story_links *links) {
    closeness stories[LINKS_MOST];
    uint32_t means[LINKS_MOST], count = 0, best = HS_NONE;
    for (uint32_t i = 0; i < links->like_count; i++) {
        uint32_t story = root_of(j, (uint32_t)links->like[i].number), k = 0;
        while (k < count && stories[k].story != story) k++;
        if (k == count) stories[count++] = (closeness){.story = story};
        note_likeness(&stories[k], links->like[i].micro);
    }
    for (uint32_t k = 0; k < count; k++) {
        means[k] = mean_likeness(j, &stories[k]);
        if (best == HS_NONE || means[k] > means[best] || (means[k] == means[best] && stories[k].story < stories[best].story)) best = k;
    }
    if (best == HS_NONE || means[best] < JOIN_MICRO * PARTS) return;
    for (uint32_t k = 0; k < count; k++)
        if (k == best || means[k] >= MERGE_MICRO * PARTS) join(j, stories[k].story, rank);
}

static bool same_house(const claims_rules *rules, const hs_document *a, const hs_document *b) {
    return a->outlet.size && outlets_same(rules, a->outlet, b->outlet);
}

// The document that a mark names; HS_NONE where it is gone.
static uint32_t find_named(const hs_document *documents, const uint32_t *order, uint32_t count, hs_text name) {
    for (uint32_t rank = 0; rank < count; rank++) {
        const hs_document *d = &documents[order[rank]];
        if (text_equal(d->url.size ? d->url : d->id, name)) return rank;
    }
    return HS_NONE;
}

// Somebody who says that two claims are one says that their documents tell of one matter.
static void join_merged(const hs_document *documents, const uint32_t *order, uint32_t count, const hs_mark *marks, uint32_t mark_count, joining *j) {
    for (uint32_t i = 0; i < mark_count; i++) {
        uint32_t first = HS_NONE;
        for (uint32_t k = 0; marks[i].kind == HS_MARK_MERGE && k < marks[i].target_count; k++) {
            uint32_t rank = find_named(documents, order, count, marks[i].targets[k].document);
            if (first != HS_NONE && rank != HS_NONE) join(j, first, rank);
            if (first == HS_NONE) first = rank;
        }
    }
}

static int publication_order(const hs_document *a, const hs_document *b) {
    int order = dates_order(&a->published, &b->published);
    if (!order) order = text_compare(a->path, b->path);
    return order ? order : text_compare(a->id, b->id);
}

static int by_publication(const void *x, const void *y, const void *context) {
    const hs_document *const *documents = context;
    return publication_order(documents[*(const uint32_t *)x], documents[*(const uint32_t *)y]);
}

// Stories are numbered in order of their first documents.
static uint32_t number_stories(const hs_document *documents, const uint32_t *order, uint32_t count, joining *j, uint32_t *story, hs_arena scratch) {
    const hs_document **first = arena_new(&scratch, const hs_document *, count + 1); // by root
    uint32_t *roots = arena_new(&scratch, uint32_t, count + 1), *number = arena_new(&scratch, uint32_t, count + 1), used = 0;
    for (uint32_t rank = 0; rank < count; rank++) {
        const hs_document *d = &documents[order[rank]];
        uint32_t root = root_of(j, rank);
        if (!first[root]) roots[used++] = root;
        if (!first[root] || publication_order(d, first[root]) < 0) first[root] = d;
    }
    sort_items(roots, used, sizeof *roots, by_publication, first, scratch);
    for (uint32_t i = 0; i < used; i++) number[roots[i]] = i;
    for (uint32_t rank = 0; rank < count; rank++) story[order[rank]] = number[root_of(j, rank)];
    return used;
}

uint32_t stories_find(const claims_rules *rules, const hs_document *documents, const uint32_t *order, const story_links *links, uint32_t count,
                      const hs_mark *marks, uint32_t mark_count, hs_arena *keep, hs_arena scratch, const uint32_t **story_of) {
    joining j = {.parent = arena_new(&scratch, uint32_t, count + 1), .size = arena_new(&scratch, uint32_t, count + 1)};
    for (uint32_t i = 0; i < count; i++) j.parent[i] = i, j.size[i] = 1;
    for (uint32_t rank = 0; rank < count; rank++) place_document(&j, rank, &links[rank]);
    for (uint32_t rank = 0; rank < count; rank++)
        for (uint32_t i = 0; i < links[rank].copy_count; i++) {
            uint32_t other = (uint32_t)links[rank].copies[i];
            if (!same_house(rules, &documents[order[rank]], &documents[order[other]])) join(&j, other, rank);
        }
    join_merged(documents, order, count, marks, mark_count, &j);
    uint32_t *story = arena_new(keep, uint32_t, count + 1);
    *story_of = story;
    return number_stories(documents, order, count, &j, story, scratch);
}
