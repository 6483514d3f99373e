// What the statements room works on: one parsed document, with what each pass has found so
// far. The passes run in the order of the fields; each reads what stands above its own.
#ifndef STATEMENTS_READING_H
#define STATEMENTS_READING_H

#include "base/arena.h"
#include "base/lexicon.h"
#include "base/ud.h"
#include "hearsay.h"

typedef struct knowledge knowledge; // statements/statements.h
typedef struct token_words token_words; // statements/words.h

// Somebody's words or thoughts in this document (voices.c).
typedef struct voice {
    hs_link link;
    const hs_span *contents; // what it covers, in order; link.content is their hull
    uint32_t content_count;
    uint32_t parent;         // the voice inside whose content this one speaks or which holds it, HS_NONE
    uint32_t cue_token;      // head of the cue, HS_NONE for a bare quote
    const char *rule;        // what made it one, for --explain
    uint32_t entity;         // who speaks, as an hs_entity, HS_NONE
} voice;

typedef struct reading {
    const knowledge *knowledge;
    const hs_document *document;
    const hs_parse *parse;
    bool explain;

    // the tree: children of a token in order of position, and the sentence of each (tree.c)
    const uint32_t *first_child;  // [token_count] HS_NONE where there is none
    const uint32_t *next_sibling; // [token_count] HS_NONE at the last
    const uint32_t *token_sentence; // [token_count]
    const token_words *words;     // [token_count] what the lexicon knows of each
    const hs_token *words_of;     // the tokens that were looked up

    const hs_time *times;         // times.c
    uint32_t time_count;
    const uint32_t *token_time;   // [token_count] the time that covers it, HS_NONE

    const hs_quantity *quantities; // quantities.c
    uint32_t quantity_count;
    const uint32_t *token_quantity;

    const hs_entity *entities;    // entities.c
    uint32_t entity_count;
    const uint32_t *token_entity; // [token_count] the entity mention that covers it, HS_NONE

    // coreference.c: for a pronoun, possessive or definite noun's head token the entity
    // (by canonical mention) that it stands for, HS_NONE; entity mentions point at their canonical
    const uint32_t *token_referent;

    hs_statement *statements;     // predicates.c makes them; the later passes fill them in
    uint32_t statement_count;
    const uint32_t *token_statement; // [token_count] the statement whose predicate it heads, HS_NONE

    const voice *voices;          // voices.c
    uint32_t voice_count;
} reading;

#endif
