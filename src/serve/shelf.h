// Stories that were told for a page stand here until they are pushed out by others: a page of the same story does not wait.
#ifndef SERVE_SHELF_H
#define SERVE_SHELF_H

#include "engine/stories.h"

enum { SHELF_BOOKS = 160 }; // more than the stories of any one page

typedef struct shelf_book {
    uint32_t group;
    hs_arena *arena; // NULL: an empty place
    told_story told;
    uint64_t asked;  // the request that it was last asked for
} shelf_book;

typedef struct shelf {
    const stories *of;
    store *store;    // that records are read from
    shelf_book books[SHELF_BOOKS];
    uint64_t request;
} shelf;

// A request begins: what was told for the ones before may go.
void shelf_begin(shelf *s);
// Lives until the next shelf_begin. NULL with an error where it cannot be told.
const told_story *shelf_tell(shelf *s, uint32_t group, hs_error *error);
// When groups have other numbers: HS_NONE, or `count` and above, of those that are not what they were.
void shelf_renumber(shelf *s, const uint32_t *moved, uint32_t count);
// When the store is another.
void shelf_clear(shelf *s);

#endif
