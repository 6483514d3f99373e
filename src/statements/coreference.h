// Shared by coreference.c (pronouns and definite nouns) and coreference_roles.c (what a
// person is, and for whom).
#ifndef STATEMENTS_COREFERENCE_H
#define STATEMENTS_COREFERENCE_H

#include "statements/statements.h"

struct coreference_rules {
    const lexicon_table *pronouns; // word, kind (m, f, it, they, any), owner
    const lexicon_table *nouns;    // definite nouns and the kind of thing they stand for
    const lexicon_table *bodies;   // what kind of body a noun calls
    const lexicon_table *links;    // prepositions between a role and its body
    const lexicon_table *verbs;    // by which a person has a body: "chair"
    const lexicon_table *people;   // of the voices: who is a spokesperson
    const lexicon_table *roles, *contexts; // of the entities
};

// What is known of a named thing while the text is read; by its canonical entity.
typedef struct coreference_thing {
    hs_entity_type type;
    char gender;            // 'm', 'f', 0
    bool subject;           // its latest mention is one
    bool listed;
    uint32_t token, sentence; // its latest mention
    uint32_t count;         // mentions so far; 0: not met yet
    uint32_t before, after; // in the list, latest first
    hs_text noun;           // a noun it was called by: "operator", "spokeswoman"
    hs_text called;         // the last noun of its name that stood for it: "administration" of "Brand administration"
} coreference_thing;

typedef struct resolver {
    reading *r;
    const coreference_rules *rules;
    hs_entity *entities;    // [entity_count] with roles and bodies
    coreference_thing *things; // [entity_count]
    uint32_t *referent;     // [token_count]
    uint32_t front, sentence;
    bool read;              // the words of the sentence are
} resolver;

// The noun of a person without a name, subject of the sentence before, that a pronoun goes on with: "A Halden spokesman
// declined to comment. [He] denied it.", "…, two people said. [They] left." HS_NONE where a name stands between or the subject has one. `referent` is token_referent.
uint32_t coreference_unnamed(const reading *r, const uint32_t *referent, uint32_t pronoun, hs_arena scratch);
// Canonical entity of the owner of a noun ("its director", "Halden's chair"), HS_NONE.
uint32_t coreference_owner(const resolver *v, uint32_t noun);
// Roles and bodies of the persons named in a sentence, and what appositions say of things.
void coreference_roles(resolver *v, const hs_sentence *sentence, hs_arena *keep, hs_arena scratch);
// Whether the noun calls one who speaks for a client ("lawyer"), lower case.
bool coreference_is_counsel(const coreference_rules *rules, hs_text noun);
// Who is of a body without speaking for it: a noun of such a trade, or one behind "former".
bool coreference_is_self(const coreference_rules *rules, const reading *r, uint32_t noun, hs_arena scratch);
// Whether a thing's kind is the one a noun asks for: "organisation" takes every kind of body.
bool coreference_is_type(hs_entity_type type, hs_text name);

#endif
