// What a store keeps of how its documents are linked (claims/links.h), so that one more is linked without reading the rest.
// Errors are those of store.h. Everything here is empty in a store of fewer documents than LINKS_SMALL.
#ifndef STORE_LINKED_H
#define STORE_LINKED_H

#include "claims/links.h"
#include "store/store.h"

// For what the rows of sketches, postings and links hold (schema_5.sql).
typedef struct store_linked {
    int64_t made_by, last;
    uint32_t count, weighed;
    sketch_place edge;
    int64_t most_tie;
    const int64_t *sample;
    uint32_t sample_count;
} store_linked;

// `*found` false where nothing is linked, as in a store of an older version.
HS_MUST_USE hs_status store_get_linked(store *s, hs_arena *keep, store_linked *out, bool *found, hs_error *error);
HS_MUST_USE hs_status store_put_linked(store *s, const store_linked *linked, hs_arena scratch, hs_error *error);
HS_MUST_USE hs_status store_clear_linked(store *s, hs_error *error);
// True where documents came in that the links know nothing of; false where nothing is linked at all.
bool store_is_behind(store *s);
// Whether it was opened for writing, and no change is under way.
bool store_can_write(const store *s);

// Several changes as one. `good` false takes them back.
HS_MUST_USE hs_status store_begin(store *s, hs_error *error);
HS_MUST_USE hs_status store_end(store *s, bool good, hs_error *error);

// How many documents there are, versions aside, and the number of the last row.
HS_MUST_USE hs_status store_count(store *s, uint32_t *documents, int64_t *last, hs_error *error);
// The newest versions behind that number, and the linked documents that they are newer versions of.
HS_MUST_USE hs_status store_changed(store *s, int64_t last, hs_arena *keep, int64_t **added, uint32_t *added_count, int64_t **removed,
                                    uint32_t *removed_count, hs_error *error);
// The newest version of every document.
HS_MUST_USE hs_status store_numbers(store *s, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error);

// `*found` false where the document has none.
HS_MUST_USE hs_status store_get_sketch(store *s, int64_t number, hs_arena *keep, sketch *out, bool *found, hs_error *error);
HS_MUST_USE hs_status store_put_sketch(store *s, int64_t number, const sketch *of, hs_arena scratch, hs_error *error);
HS_MUST_USE hs_status store_put_links(store *s, int64_t number, const story_links *links, hs_arena scratch, hs_error *error);
HS_MUST_USE hs_status store_remove_sketch(store *s, int64_t number, hs_error *error);

// By what names and prints are known in one table.
static inline int64_t store_name_key(uint64_t name) { return (int64_t)(name << 1); }
static inline int64_t store_print_key(uint64_t print) { return (int64_t)(print << 1 | 1); }

typedef struct store_posting {
    int64_t key, number;
    sketch_place place;
} store_posting;

// Adds, or with `remove` takes out; quickest where they are sorted by key and place.
HS_MUST_USE hs_status store_put_postings(store *s, const store_posting *list, size_t count, bool remove, hs_error *error);
// Documents that have the key: those behind `place`, the nearest first, or all in order where it is NULL; at most `most`.
HS_MUST_USE hs_status store_postings(store *s, int64_t key, const sketch_place *place, uint32_t most, hs_arena *keep, int64_t **numbers, uint32_t *count,
                                     hs_error *error);
// Places of linked documents from `place` on, those behind it, or those up to it, the nearest first; at most `most`.
HS_MUST_USE hs_status store_places(store *s, const sketch_place *place, bool behind, uint32_t most, hs_arena *keep, sketch_place **places, uint32_t *count,
                                   hs_error *error);

// An index over what is linked, for the weights by which its postings were made. What it gives lives until `each` is reset.
typedef struct linked_index linked_index;
linked_index *linked_index_open(store *s, const link_weights *weights, hs_arena *keep, hs_arena *each);
link_index linked_index_links(linked_index *index);
// Ends it; fails where something could not be read meanwhile.
HS_MUST_USE hs_status linked_index_close(linked_index *index, hs_error *error);

// Where every linked document stands and what it is linked to, by number.
typedef struct store_links {
    int64_t number;
    sketch_place place;
    story_links links; // to numbers
} store_links;
HS_MUST_USE hs_status store_all_links(store *s, hs_arena *keep, store_links **list, uint32_t *count, hs_error *error);

#endif
