// Which code a word has by what stands around it in the tree.
#ifndef STATEMENTS_EVENTS_MATCH_H
#define STATEMENTS_EVENTS_MATCH_H

#include "statements/events_lexicon.h"
#include "statements/tree.h"

typedef struct event_argument {
    hs_text preposition; // lower case: "on", "out of"; a clause's mark too ("of killing", "after meeting")
    uint32_t token;
} event_argument;

// What stands around a word, by its deep roles.
typedef struct event_arguments {
    uint32_t subject, object, indirect, complement; // tokens, HS_NONE
    event_argument prepositions[12];
    uint32_t preposition_count;
    uint32_t particles[3];  // "up" in "blow up", "free" in "set free"
    uint32_t particle_count;
    bool passive;
} event_arguments;

typedef struct event_code {
    uint8_t state;     // 0 not looked at, 1 being looked at, 2 known
    uint32_t code;     // row of the codes, HS_NONE
    uint32_t inner;    // of an operator: code of the inner act, HS_NONE
    uint32_t pattern;  // row of the patterns, HS_NONE
    uint32_t content;  // token that the code was taken from or that the act is about, HS_NONE
    hs_text mode;      // instead of the code's, where not empty
} event_code;

// One document's matching. Everything is found once a token.
typedef struct coder {
    const reading *reading;
    const events_lexicon *lexicon;
    uint64_t *classes;   // [token_count] bits, with CLASS_MOST set where they are known
    event_code *codes;   // [token_count]
    hs_text *lemmas;     // [token_count] lower case, empty where not looked at
    hs_arena *scratch;
} coder;

coder coder_open(const reading *r, const events_lexicon *lexicon, hs_arena *scratch);
hs_text coder_lemma(coder *c, uint32_t token);
uint64_t coder_classes(coder *c, uint32_t token);
void coder_arguments(coder *c, uint32_t token, event_arguments *out);
// The code of a word as it stands in the tree.
const event_code *coder_code(coder *c, uint32_t token);

// Adds to the contexts of the statement's event those that the words of its clause tell; the list lives in `keep`.
void events_add_contexts(coder *c, hs_statement *statement, hs_arena *keep);

#endif
