// What a store keeps of how its documents are linked (claims/links.h), so that one more is linked without reading the rest.
// Errors are those of store.h. Everything here is empty in a store of fewer documents than LINKS_SMALL.
#ifndef STORE_LINKED_H
#define STORE_LINKED_H

#include "claims/links.h"
#include "store/store.h"

// For what the rows of sketches, postings and links hold (schema_6.sql).
typedef struct store_linked {
    int64_t made_by, last;
    uint32_t count, weighed, sampled;
    sketch_place edge;
    int64_t most_tie;
} store_linked;

// `*found` false where nothing is linked, as in a store of an older version.
HS_MUST_USE hs_status store_get_linked(store *s, store_linked *out, bool *found, hs_error *error);
HS_MUST_USE hs_status store_put_linked(store *s, const store_linked *linked, hs_error *error);
HS_MUST_USE hs_status store_clear_linked(store *s, hs_error *error);
// True where documents came in that the links know nothing of; false where nothing is linked at all.
bool store_is_behind(store *s);
// Whether it was opened for writing, and no change is under way.
bool store_can_write(const store *s);

// Several changes as one. `good` false takes them back.
HS_MUST_USE hs_status store_begin(store *s, hs_error *error);
HS_MUST_USE hs_status store_end(store *s, bool good, hs_error *error);

// What is read from here to store_let_go is of one moment, whatever others write meanwhile.
HS_MUST_USE hs_status store_hold(store *s, hs_error *error);
void store_let_go(store *s);

// How many documents there are, versions aside, and the number of the last row.
HS_MUST_USE hs_status store_count(store *s, uint32_t *documents, int64_t *last, hs_error *error);
// The newest versions behind that number, and the linked documents that they are newer versions of.
HS_MUST_USE hs_status store_changed(store *s, int64_t last, hs_arena *keep, int64_t **added, uint32_t *added_count, int64_t **removed,
                                    uint32_t *removed_count, hs_error *error);
// The newest version of every document.
HS_MUST_USE hs_status store_numbers(store *s, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error);

// `*found` false where the document has none.
HS_MUST_USE hs_status store_get_sketch(store *s, int64_t number, hs_arena *keep, sketch *out, bool *found, hs_error *error);
// The same as the document that its weights make of it.
HS_MUST_USE hs_status store_get_weighed(store *s, int64_t number, hs_arena *keep, link_document *out, bool *found, hs_error *error);
// `weights[term_count]` as links_weigh_terms gives them for more documents than are weighed: LINKS_ONLY is not kept.
HS_MUST_USE hs_status store_put_sketch(store *s, int64_t number, const sketch *of, const uint16_t *weights, hs_arena scratch, hs_error *error);
HS_MUST_USE hs_status store_remove_sketch(store *s, int64_t number, hs_error *error);
// What a document is linked to, and its place; `*found` false where it is not linked.
HS_MUST_USE hs_status store_get_links(store *s, int64_t number, hs_arena *keep, story_links *out, sketch_place *place, bool *found, hs_error *error);
HS_MUST_USE hs_status store_put_links(store *s, int64_t number, const story_links *links, hs_arena scratch, hs_error *error);

// Weights of all terms that the sample has, and of those terms of a sketch.
HS_MUST_USE hs_status store_put_weights(store *s, const link_weight *list, uint32_t count, hs_error *error);
HS_MUST_USE hs_status store_get_weights(store *s, const sketch *of, uint32_t sampled, hs_arena *keep, const link_weights **out, hs_error *error);

// By what names and prints are known in one table.
static inline int64_t store_name_key(uint64_t name) { return (int64_t)(name << 1); }
static inline int64_t store_print_key(uint64_t print) { return (int64_t)(print << 1 | 1); }

typedef struct store_posting {
    int64_t key, number;
    sketch_place place;
} store_posting;

// Adds, or with `remove` takes out; quickest where they are sorted by key and place.
HS_MUST_USE hs_status store_put_postings(store *s, const store_posting *list, size_t count, bool remove, hs_error *error);
// Documents that have the key in order; at most `most`.
HS_MUST_USE hs_status store_postings(store *s, int64_t key, uint32_t most, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error);
// Places of linked documents from `place` on, those behind it, or those up to it, the nearest first; at most `most`.
HS_MUST_USE hs_status store_places(store *s, const sketch_place *place, bool behind, uint32_t most, hs_arena *keep, sketch_place **places, uint32_t *count,
                                   hs_error *error);

// An index over what is linked. What it gives lives until `each` is reset.
typedef struct linked_index linked_index;
linked_index *linked_index_open(store *s, hs_arena *keep, hs_arena *each);
link_index linked_index_links(linked_index *index);
// The nearest documents behind `place` that have the name, the nearest first; returns how many, at most LINKS_POSTINGS.
uint32_t linked_index_later(linked_index *index, uint64_t name, const sketch_place *place, link_posting *out);
// What a document is linked to; false where that cannot be had.
bool linked_index_find(linked_index *index, int64_t number, story_links *out);
// Ends it; fails where something could not be read meanwhile.
HS_MUST_USE hs_status linked_index_close(linked_index *index, hs_error *error);

// Where every linked document stands and what it is linked to, in order of place.
typedef struct store_links {
    int64_t number;
    sketch_place place;
    story_links links; // to numbers
} store_links;
HS_MUST_USE hs_status store_all_links(store *s, hs_arena *keep, store_links **list, uint32_t *count, hs_error *error);

#endif
