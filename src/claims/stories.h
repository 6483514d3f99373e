// Which documents are of one matter, by what they are linked to (links.h). In two steps: by likeness, in order of place, which asks for
// nothing but links, and so can be kept beside them; then by copies, publishers and what people marked.
#ifndef CLAIMS_STORIES_H
#define CLAIMS_STORIES_H

#include "claims/links.h"

enum { STORIES_NEAR = 130000 }; // millionths: a document joins no story in which it is like none so much

// Sets of documents numbered from 0; the smallest of a set is its root.
typedef struct story_sets {
    uint32_t *parent, *size;
} story_sets;

story_sets story_sets_open(uint32_t count, hs_arena *keep);
uint32_t story_sets_root(const story_sets *sets, uint32_t at);
void story_sets_join(story_sets *sets, uint32_t a, uint32_t b);

// Of which stories a document becomes a part, and so makes one: `links` are to documents of the sets, all before it in order of place. In
// `joined[LINKS_MOST]` one document of each; returns how many. What stands behind a document does not matter to it.
uint32_t stories_choose(const story_sets *sets, const story_links *links, uint32_t *joined);

// What a document is by likeness.
typedef struct story_choice {
    uint32_t story;         // the first document of its story
    const uint32_t *joined; // one document of each story that it joined
    uint32_t joined_count;
} story_choice;

// Of documents in order of place, to which the links are.
const story_choice *stories_choose_all(const story_links *links, uint32_t count, hs_arena *keep, hs_arena scratch);

// What telling stories apart needs of a document behind that.
typedef struct story_member {
    uint32_t story;         // a number below that of all documents, the same for those that likeness makes one story
    const uint32_t *copies; // documents of which it shares passages
    uint32_t copy_count;
} story_member;

// The second step. In `*story_of` the number of every document's story, stories in order of their first documents; returns how many there are.
uint32_t stories_find(const claims_rules *rules, const hs_document *documents, const story_member *members, uint32_t count, const hs_mark *marks,
                      uint32_t mark_count, hs_arena *keep, hs_arena scratch, const uint32_t **story_of);

// group.c: claims_group of documents, without texts, that were linked before.
void claims_group_linked(const claims_rules *rules, const hs_document *documents, const story_member *members, uint32_t count, const hs_mark *marks,
                         uint32_t mark_count, hs_arena *keep, hs_arena scratch, const hs_group **groups, uint32_t *group_count);

#endif
