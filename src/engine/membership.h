// Keeps the stories that a store holds (store/members.h) those that its links make.
#ifndef ENGINE_MEMBERSHIP_H
#define ENGINE_MEMBERSHIP_H

#include "store/linked.h"

// What came or was linked anew, and what is no longer linked; a document may stand twice.
typedef struct membership_change {
    const int64_t *changed, *gone;
    uint32_t changed_count, gone_count;
} membership_change;

// membership.c: takes what the stories take in which the change lies, and what is linked to them. `keep` and `each` are for what is
// forgotten.
HS_MUST_USE hs_status membership_follow(store *s, const membership_change *change, hs_arena *keep, hs_arena *each, hs_error *error);
// All anew, of all links; rows that stay as they are are not written.
HS_MUST_USE hs_status membership_all(store *s, hs_arena *keep, hs_arena *each, hs_error *error);

#endif
