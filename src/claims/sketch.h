// What telling stories apart needs of a document, and no more: made once, kept in a store beside the head, so that a text
// is never read again for it.
#ifndef CLAIMS_SKETCH_H
#define CLAIMS_SKETCH_H

#include "claims/relating.h"

// Terms and prints are 48 bits; of a term the lowest two say what it is.
enum {
    SKETCH_FIRST = 1, // it begins a sentence wherever the document has it: a name only if it is one elsewhere
    SKETCH_NAME = 2,
};

// Where a document stands among all: by publication, and among those of one moment by what no other has.
typedef struct sketch_place {
    int64_t date; // greater is later; less precise comes first, unknown last
    int64_t tie;  // a hash of id, path and version, not negative
} sketch_place;

typedef struct sketch {
    sketch_place place;
    uint64_t *terms;        // rising; words and names, each once
    uint32_t term_count;
    const uint64_t *prints; // rising; some of the five-word shingles that stand outside quotation marks
    uint32_t print_count;
} sketch;

void sketch_make(const claims_rules *rules, const hs_document *document, hs_arena *keep, hs_arena scratch, sketch *out);

// Negative, zero, positive as `a` stands before, at or behind `b`.
static inline int sketch_order(const sketch_place *a, const sketch_place *b) {
    if (a->date != b->date) return a->date < b->date ? -1 : 1;
    return a->tie < b->tie ? -1 : a->tie > b->tie;
}

// Terms and prints as bytes that are the same on every machine, and back; false where they are no such bytes.
hs_text sketch_pack(const sketch *s, hs_arena *keep);
bool sketch_unpack(hs_text bytes, hs_arena *keep, sketch *out);

#endif
