// The stories of a store, each related when it is asked for: what is in memory is the heads of all documents and the
// reports of the stories at hand.
#ifndef ENGINE_STORIES_H
#define ENGINE_STORIES_H

#include "claims/sketch.h"
#include "hearsay.h"
#include "store/store.h"

// What it takes to follow the store (follow.c).
typedef struct stories_rows stories_rows;

// A store as it was when it was opened, or followed. Const between.
typedef struct stories {
    const hs_engine *engine;
    const int64_t *numbers;       // [document_count] of the documents in the store; they stand by path
    const sketch_place *places;   // [document_count] where they stand among all; NULL where the store does not say
    uint32_t document_count;
    const hs_group *groups;
    uint32_t group_count;
    const uint32_t *group_of;     // [document_count]
    const uint32_t *by_id;        // [id_mask + 1] documents by a hash of their ids, HS_NONE where there is none
    uint32_t id_mask;
    bool past;                    // as it stood on a day
    hs_date last;                 // that day
    hs_picture index;             // all of it as a picture without statements and claims; of documents their mastheads
    stories_rows *rows;           // NULL where it cannot be followed
} stories;

static inline const hs_document *stories_document(const stories *of, uint32_t number) { return &of->index.reports[number].document; }

// A story with every report in it.
typedef struct told_story {
    hs_picture picture;        // of one story
    const hs_report *versions; // every version of its documents that have several
    uint32_t version_count;
} told_story;

// linking.c: brings up to date what a store that is not small keeps of how its documents are linked, in time that what came in takes
// and not what was there. Does nothing to a store that is opened for reading, nor while a
// change of it is under way.
HS_MUST_USE hs_status stories_link(const hs_engine *engine, store *s, hs_error *error);
// Takes the links of a document out, inside the transaction that takes it down (store_forget says its number).
HS_MUST_USE hs_status stories_unlink(const hs_engine *engine, store *s, int64_t number, hs_error *error);
// Whether all is linked: stories are told apart without a text then.
bool stories_linked(const hs_engine *engine, store *s);

// `last`: reports that were published later are left out, and of those that were changed the version of that day is taken; NULL takes all. `before`: the same store
// as it was, whose documents are not read again; NULL where it was not opened yet.
HS_MUST_USE hs_status stories_open(const hs_engine *engine, store *s, const hs_date *last, const stories *before, hs_arena *keep, stories *out, hs_error *error);

// Brings them up to date with the store where little has changed, in memory of `keep`, in which they were opened: `*followed` false, and nothing
// changed, where stories_open must. In `*moved` the new number of every group there was, HS_NONE of those that are not what they
// were; in `scratch`. What was taken from them before is no longer valid.
HS_MUST_USE hs_status stories_follow(stories *of, store *s, hs_arena *keep, hs_arena *scratch, bool *followed, const uint32_t **moved, uint32_t *moved_count,
                                     hs_error *error);

// Relates one. Thread-safe for different stores and arenas. HS_ERROR_STORE where a document was taken down since.
HS_MUST_USE hs_status stories_tell(const stories *of, store *s, uint32_t group, hs_arena *keep, told_story *out, hs_error *error);

// Tells some as one picture, groups in the order given.
HS_MUST_USE hs_status stories_tell_some(const stories *of, store *s, const uint32_t *groups, uint32_t count, hs_arena *keep, hs_picture *out, hs_error *error);

// The groups of one that another, of the same store at another moment, does not have with just the same documents.
uint32_t stories_only_in(const stories *of, const stories *other, hs_arena *keep, const uint32_t **groups);

// The group of the document that has the store's number, or the id; HS_NONE where there is none.
uint32_t stories_with_number(const stories *of, int64_t number);
uint32_t stories_with_document(const stories *of, hs_text id);
// The group that is the story of that id.
uint32_t stories_with_id(const stories *of, hs_text id);

#endif
