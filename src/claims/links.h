// Which earlier documents each document is like: all that telling stories apart needs of the texts. What a document is linked to
// depends on it and on those that share its names, never on how many others there are: linking one more takes what its own
// candidates take. The documents may lie in memory or in a store: an index finds them.
#ifndef CLAIMS_LINKS_H
#define CLAIMS_LINKS_H

#include "claims/sketch.h"

enum {
    LINKS_SMALL = 1024,    // so few documents are linked all anew at each change
    LINKS_SAMPLE = 1024,   // documents of which the weights of a larger store are taken
    LINKS_POSTINGS = 64,   // nearest earlier documents of a name that are candidates
    LINKS_MOST = 32,       // candidates that are compared in full
    LINKS_HOLDERS = 40,    // a print that more documents have is a notice
};

// ---------------------------------------------------------------- weights

// What a term weighs: the more the fewer of the weighed documents have it.
typedef struct link_weight {
    uint64_t term;  // without SKETCH_FIRST
    uint8_t weight;
    bool only;      // one document has it, and there are no others than those weighed
    bool known;     // no name, or a name inside some sentence
} link_weight;

typedef struct link_weights link_weights;

// Of how many documents, the earliest of `count`, the weights are taken: of all where they are few, else of the first half of the
// largest power of two that there are, of which those LINKS_SAMPLE whose ties are smallest are the sample. So weights change
// when the documents have doubled, or where one comes in among the earliest, and never by what is new.
uint32_t links_weighed(uint32_t count);
// `whole`: the sketches are all that there are.
const link_weights *links_weigh(const sketch *const *sketches, uint32_t count, bool whole, hs_arena *keep, hs_arena scratch);
// All of them by term, and weights made of some of them again: enough for documents that have no other terms of all. `count`: documents
// of which they were taken.
const link_weight *links_list_weights(const link_weights *weights, hs_arena *keep, uint32_t *term_count);
const link_weights *links_take_weights(const link_weight *list, uint32_t term_count, uint32_t count, hs_arena *keep);

// ---------------------------------------------------------------- documents

// A document with its terms weighed.
typedef struct link_document {
    sketch_place place;
    const uint64_t *terms; // rising; the weight in the lowest 8 bits, above them the hash with SKETCH_NAME
    uint32_t term_count;
    uint32_t common;       // terms that some other document may have
    double norm;
    const uint64_t *prints;
    uint32_t print_count;
} link_document;

// How a term of a sketch weighs in its document.
enum {
    LINKS_ONLY = 256,    // no other document has it,
    LINKS_DROPPED = 512, // or it is none: a word that only ever begins sentences
};
// `out[term_count]`: the weight of each term of the sketch, with what it is.
void links_weigh_terms(const link_weights *weights, const sketch *s, uint16_t *out);
// In the place of the sketch's terms, which are gone.
link_document links_document(sketch *s, const uint16_t *weights);

static inline bool links_is_name(uint64_t term) { return term >> 8 & SKETCH_NAME; }
// By what the index knows a name.
static inline uint64_t links_name(uint64_t term) { return term >> 8; }

// ---------------------------------------------------------------- finding

// A document that has a name or a print.
typedef struct link_posting {
    int64_t number; // by which the index knows it
    sketch_place place;
} link_posting;

typedef struct link_index {
    void *context;
    // The nearest documents before `place` that have the name, the nearest first; returns how many, at most LINKS_POSTINGS.
    uint32_t (*earlier)(void *context, uint64_t name, const sketch_place *place, link_posting *out);
    // Documents that have the print; returns how many, LINKS_HOLDERS + 1 where there are more than LINKS_HOLDERS.
    uint32_t (*holders)(void *context, uint64_t print, link_posting *out);
    // A document of the index; NULL where it cannot be had.
    const link_document *(*document)(void *context, int64_t number);
} link_index;

typedef struct story_link {
    int64_t number;
    uint32_t micro;  // likeness, in millionths
    uint32_t shared; // weight of the names by which it was found
} story_link;

// Of one document.
typedef struct story_links {
    const story_link *like; // the earlier documents that share most names, by weight, first those that share most
    const int64_t *copies;  // earlier documents of which it shares passages
    uint32_t like_count, copy_count; // at most LINKS_MOST
} story_links;

// What finding needs from document to document.
typedef struct link_finder link_finder;
link_finder *links_finder(const link_index *index, hs_arena *keep);
void links_find(link_finder *finder, const link_document *d, hs_arena *keep, story_links *out);
// The part of it that comes of prints.
void links_find_copies(link_finder *finder, const link_document *d, hs_arena *keep, story_links *out);

// A document that shares so much more, or less, with another than it did.
typedef struct link_shift {
    int64_t number;
    uint32_t shared;
} link_shift;
// What one document more, which shares `more->shared` with the one at hand, changes in what that is like; `less` are those that
// it pushed out of reach of some names. `*links` becomes what finding it all anew would give; false where that must be done.
bool links_add(link_finder *finder, int64_t number, const link_document *added, const link_shift *more, const link_shift *less, uint32_t less_count,
               hs_arena *keep, story_links *links);

// ---------------------------------------------------------------- all at once

// An index over documents in memory, which stand in sketch_order and are numbered from 0.
link_index links_memory(const link_document *documents, uint32_t count, hs_arena *keep, hs_arena scratch);
// What linking all documents gives, in two steps: how they weigh, and, their sketches' terms gone then, the links.
typedef struct links_all {
    const uint32_t *by_place;   // [count] places of the sketches in sketch_order: the rank of a document
    uint32_t weighed;           // links_weighed
    const link_weights *weights;
    uint32_t sample_count;      // sketches whose weights were taken
    int64_t most_tie;           // a document that comes among the weighed is of the sample where its tie is not greater
    const story_links *links;   // [count] by rank, to ranks
    const link_document *documents; // [count] by rank
} links_all;

void links_weigh_all(const sketch *sketches, uint32_t count, hs_arena *keep, hs_arena scratch, links_all *out);
void links_find_all(sketch *sketches, uint32_t count, hs_arena *keep, hs_arena scratch, links_all *out);

#endif
