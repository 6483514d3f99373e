// Stories: documents about one unfolding matter. In: what each document is linked to (links.c), who published it, what people
// marked. Out: the story of every document. Method: in order of publication every document joins the story to whose three
// likest documents it is like enough; one that is like two stories joins them. Copies are of one story whatever their
// names, those of one outlet aside. Gets wrong: two matters of one kind with one cast.
#include "base/sort.h"
#include "base/text.h"
#include "claims/stories.h"

enum {
    LIKEST = 3,             // documents of a story that decide
    PARTS = 6,              // a mean of one, two or three is a whole number of sixths
    MERGE_MICRO = 170000,   // millionths from which a document joins one story more than one, which takes STORIES_NEAR
};

// ---------------------------------------------------------------- sets

story_sets story_sets_open(uint32_t count, hs_arena *keep) {
    story_sets s = {.parent = arena_new(keep, uint32_t, count + 1), .size = arena_new(keep, uint32_t, count + 1)};
    for (uint32_t i = 0; i < count; i++) s.parent[i] = i, s.size[i] = 1;
    return s;
}

uint32_t story_sets_root(const story_sets *s, uint32_t at) {
    while (s->parent[at] != at) at = s->parent[at] = s->parent[s->parent[at]];
    return at;
}

void story_sets_join(story_sets *s, uint32_t a, uint32_t b) {
    a = story_sets_root(s, a), b = story_sets_root(s, b);
    if (a == b) return;
    uint32_t first = a < b ? a : b, second = a < b ? b : a;
    s->parent[second] = first;
    s->size[first] += s->size[second];
}

// ---------------------------------------------------------------- by likeness

typedef struct closeness {
    uint32_t story, first; // of its documents the first in the list
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
static uint32_t mean_likeness(const story_sets *sets, const closeness *c) {
    uint32_t count = sets->size[c->story] < LIKEST ? sets->size[c->story] : LIKEST, sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += c->likest[i];
    return sum * PARTS / count;
}

uint32_t stories_choose(const story_sets *sets, const story_links *links, uint32_t *joined) {
    closeness stories[LINKS_MOST];
    uint32_t means[LINKS_MOST], count = 0, chosen = 0, best = HS_NONE;
    for (uint32_t i = 0; i < links->like_count; i++) {
        uint32_t number = (uint32_t)links->like[i].number, story = story_sets_root(sets, number), k = 0;
        while (k < count && stories[k].story != story) k++;
        if (k == count) stories[count++] = (closeness){.story = story, .first = number};
        note_likeness(&stories[k], links->like[i].micro);
    }
    for (uint32_t k = 0; k < count; k++) {
        means[k] = mean_likeness(sets, &stories[k]);
        if (best == HS_NONE || means[k] > means[best] || (means[k] == means[best] && stories[k].story < stories[best].story)) best = k;
    }
    if (best == HS_NONE || means[best] < STORIES_NEAR * PARTS) return 0;
    for (uint32_t k = 0; k < count; k++)
        if (k == best || means[k] >= MERGE_MICRO * PARTS) joined[chosen++] = stories[k].first;
    return chosen;
}

const story_choice *stories_choose_all(const story_links *links, uint32_t count, hs_arena *keep, hs_arena scratch) {
    story_sets sets = story_sets_open(count, &scratch);
    story_choice *out = arena_new(keep, story_choice, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t chosen[LINKS_MOST], many = stories_choose(&sets, &links[i], chosen), *joined = arena_new(keep, uint32_t, many + 1);
        for (uint32_t k = 0; k < many; k++) story_sets_join(&sets, joined[k] = chosen[k], i);
        out[i] = (story_choice){.joined = joined, .joined_count = many};
    }
    for (uint32_t i = 0; i < count; i++) out[i].story = story_sets_root(&sets, i);
    return out;
}

// ---------------------------------------------------------------- by copies and marks

static bool same_house(const claims_rules *rules, const hs_document *a, const hs_document *b) {
    return a->outlet.size && outlets_same(rules, a->outlet, b->outlet);
}

// The document that a mark names; HS_NONE where it is gone.
static uint32_t find_named(const hs_document *documents, uint32_t count, hs_text name) {
    for (uint32_t i = 0; i < count; i++)
        if (text_equal(documents[i].url.size ? documents[i].url : documents[i].id, name)) return i;
    return HS_NONE;
}

// Somebody who says that two claims are one says that their documents tell of one matter.
static void join_merged(const hs_document *documents, uint32_t count, const hs_mark *marks, uint32_t mark_count, story_sets *sets) {
    for (uint32_t i = 0; i < mark_count; i++) {
        uint32_t first = HS_NONE;
        for (uint32_t k = 0; marks[i].kind == HS_MARK_MERGE && k < marks[i].target_count; k++) {
            uint32_t at = find_named(documents, count, marks[i].targets[k].document);
            if (first != HS_NONE && at != HS_NONE) story_sets_join(sets, first, at);
            if (first == HS_NONE) first = at;
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
static uint32_t number_stories(const hs_document *documents, uint32_t count, const story_sets *sets, uint32_t *story, hs_arena scratch) {
    const hs_document **first = arena_new(&scratch, const hs_document *, count + 1); // by root
    uint32_t *roots = arena_new(&scratch, uint32_t, count + 1), *number = arena_new(&scratch, uint32_t, count + 1), used = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = story_sets_root(sets, i);
        if (!first[root]) roots[used++] = root;
        if (!first[root] || publication_order(&documents[i], first[root]) < 0) first[root] = &documents[i];
    }
    sort_items(roots, used, sizeof *roots, by_publication, first, scratch);
    for (uint32_t i = 0; i < used; i++) number[roots[i]] = i;
    for (uint32_t i = 0; i < count; i++) story[i] = number[story_sets_root(sets, i)];
    return used;
}

uint32_t stories_find(const claims_rules *rules, const hs_document *documents, const story_member *members, uint32_t count, const hs_mark *marks,
                      uint32_t mark_count, hs_arena *keep, hs_arena scratch, const uint32_t **story_of) {
    story_sets sets = story_sets_open(count, &scratch);
    uint32_t *first = arena_new(&scratch, uint32_t, count + 1); // place and one of the first document with that number
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *of = &first[members[i].story];
        if (*of) story_sets_join(&sets, *of - 1, i);
        else *of = i + 1;
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < members[i].copy_count; k++)
            if (!same_house(rules, &documents[i], &documents[members[i].copies[k]])) story_sets_join(&sets, members[i].copies[k], i);
    join_merged(documents, count, marks, mark_count, &sets);
    uint32_t *story = arena_new(keep, uint32_t, count + 1);
    *story_of = story;
    return number_stories(documents, count, &sets, story, scratch);
}
