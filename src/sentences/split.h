// From a stretch of text to pieces (what stands between white space, cut at punctuation)
// and sentence ends. Words of multiword tokens are made from pieces later, by the model.
#ifndef SENTENCES_SPLIT_H
#define SENTENCES_SPLIT_H

#include "base/arena.h"
#include "hearsay.h"

// What a text is known to contain by the model's word lists; see model.h.
typedef enum word_kind {
    WORD_ABBREVIATION = 1 << 0, // may be followed by a full stop of its own: "Inc"
    WORD_TITLE = 1 << 1,        // abbreviation that a name follows: "Gen"
    WORD_UNIT = 1 << 2,         // stands apart from a number written before it: "bn"
    WORD_PREFIX = 1 << 3,       // keeps its hyphen: "non"
    WORD_OPENER = 1 << 4,       // often begins a sentence: "the"
    WORD_WHOLE = 1 << 5,        // a form with inner punctuation that stays whole: "e-mail", "yahoo!"
    WORD_CALENDAR = 1 << 6,     // a day, month or zone, which goes on behind an hour: "4 a.m. Tuesday"
    WORD_OPENING = 1 << 7,      // is two words only where it opens a clause: "Lets go", but not "it lets him go"
    WORD_CONNECTIVE = 1 << 8,   // behind it a clause may open without a subject: "so lets go"
    WORD_WEIGHED = WORD_CALENDAR - 1, // the kinds that weights of sentence ends ask about; rules alone ask about the rest
} word_kind;

// Kinds of a lower-case word, 0 where nothing is known. `context` is the model's list.
typedef uint32_t word_kinds_fn(const void *context, hs_text lower);

typedef struct split_words {
    word_kinds_fn *kinds;      // NULL where nothing is known
    const void *context;
    const int16_t *boundaries; // [BOUNDARY_WEIGHTS] of boundary.h; NULL leaves it to rules
    bool learning;             // by weights alone, as they were learned: no rule goes before them
} split_words;

typedef struct piece {
    hs_span span;
    bool space_before; // white space stands before it
    bool ends;         // last of its sentence
} piece;

typedef struct pieces {
    piece *items;
    size_t count, capacity;
} pieces;

// Appends the pieces of text[span], the last of each sentence marked. Linear in the span.
void split_span(hs_text text, hs_span span, split_words words, hs_arena *keep, pieces *out);

// The first half of it: pieces as they are cut, full stops by themselves, no end marked.
void split_pieces(hs_text text, hs_span span, split_words words, hs_arena *keep, pieces *out);

#endif
