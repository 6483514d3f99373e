// Inside of stories: what of a store is kept to follow it.
#ifndef ENGINE_STORIES_ROWS_H
#define ENGINE_STORIES_ROWS_H

#include "engine/stories.h"
#include "store/members.h"

struct stories_rows {
    int64_t round;              // of the newest row that is known
    uint32_t room;              // documents that the arrays have room for; no more groups than these
    store_member *members;      // [document_count] in their order
    uint32_t *first;            // [group_count] the document that a group is ordered by
};

// Of one masthead what pages that show many tell of it.
hs_document stories_masthead(const stories *of, const hs_document *from, hs_arena *keep);
// The title of the earliest document that has one.
hs_text stories_title(const stories *of, const hs_group *group);
// Whether a group that begins with the document stands before one that begins with the other; the document by which a group stands.
bool stories_stands_before(const stories *of, uint32_t a, uint32_t b);
uint32_t stories_first(const stories *of, const hs_group *group);
// A slot more of those by id.
void stories_add_id(const stories *of, uint32_t *slots, uint32_t document);

#endif
