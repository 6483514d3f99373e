// CAMEO actor codes: country, then role ("USAGOV", "VENMIL", "REB", "IGOUNO").
#ifndef STATEMENTS_ACTORS_H
#define STATEMENTS_ACTORS_H

#include "statements/dictionary.h"
#include "statements/tree.h"

typedef struct actors_rules {
    const lexicon_table *names;     // actors_names: names, people's and country's adjectives, leaders with dates
    const lexicon_table *agents;    // actors_agents: nouns for roles
    const lexicon_table *countries; // actors_countries: two letters to three
    const lexicon_table *functions; // events_functions: prepositions of place
    const dictionary *dictionary;   // the user's, NULL without one
} actors_rules;

// One document's coding.
typedef struct actor_coder {
    const reading *reading;
    const actors_rules *rules;
    hs_text date;        // publication, YYYYMMDD, empty where unknown
    hs_text *codes;      // [token_count] of a phrase's head, where known
    bool *known;         // [token_count]
    hs_text *countries;  // [sentence_count] the country that the sentence names first, empty
    uint32_t *places;    // [sentence_count] the token where it does; 0 where it says where things happen
    hs_text country;     // the country that the document names most
    hs_arena *keep, *scratch;
} actor_coder;

void actors_open(const lexicon *tables, const dictionary *own, actors_rules *out);
actor_coder actors_begin(const reading *r, const actors_rules *rules, hs_arena *keep, hs_arena *scratch);
// Code of the noun phrase that `head` heads; empty where nothing is known. Lives in `keep`.
hs_text actors_code(actor_coder *a, uint32_t head);
// Token that heads the words of a span, HS_NONE.
uint32_t actors_head(const reading *r, hs_span span);
// Whether the code is a role without a country: "COP", but not "FRA".
bool actors_is_role(const actor_coder *a, hs_text code);

#endif
