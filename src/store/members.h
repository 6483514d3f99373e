// The stories that a store keeps (schema_7.sql): of every linked document what its links make of it (claims/stories.h). Errors are those of
// store.h.
#ifndef STORE_MEMBERS_H
#define STORE_MEMBERS_H

#include "claims/links.h"
#include "store/store.h"

typedef struct store_member {
    int64_t number, story;  // story 0: it is no longer linked
    sketch_place place;
    const int64_t *joined, *copies;
    uint32_t joined_count, copy_count;
} store_member;

// The last round in which rows were written; 0 where there are none.
int64_t store_last_round(store *s);
// Rows that were written behind round `since`, of all rounds behind 0, by number.
HS_MUST_USE hs_status store_members(store *s, int64_t since, hs_arena *keep, store_member **list, uint32_t *count, hs_error *error);
// `*found` false where the document has none or is no longer linked.
HS_MUST_USE hs_status store_get_member(store *s, int64_t number, hs_arena *keep, store_member *out, bool *found, hs_error *error);
HS_MUST_USE hs_status store_story_members(store *s, int64_t story, hs_arena *keep, store_member **list, uint32_t *count, hs_error *error);
HS_MUST_USE hs_status store_put_member(store *s, const store_member *member, int64_t round, hs_arena scratch, hs_error *error);
// Documents, all before it, that a document is near to, in the place of those that it was near to; `none_yet` where it was near to none.
HS_MUST_USE hs_status store_put_near(store *s, int64_t number, const int64_t *others, uint32_t count, bool none_yet, hs_error *error);
// Documents that are near to that one.
HS_MUST_USE hs_status store_near(store *s, int64_t other, hs_arena *keep, int64_t **numbers, uint32_t *count, hs_error *error);
// Nobody is near to anybody, and what is put until store_end_near is quickly put.
HS_MUST_USE hs_status store_begin_near(store *s, hs_error *error);
HS_MUST_USE hs_status store_end_near(store *s, hs_error *error);
// None is linked any more.
HS_MUST_USE hs_status store_clear_members(store *s, int64_t round, hs_error *error);

#endif
