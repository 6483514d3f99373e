// What stage.c and stage_words.c share: how things stand for a token, what an operator does
// to what it governs, and what the words of one clause say.
#ifndef STATEMENTS_STAGE_H
#define STATEMENTS_STAGE_H

#include "statements/predicates.h"
#include "statements/tree.h"

enum { KEY_BYTES = 128 }; // longest key looked up: two words and a blank

struct stage_rules {
    const lexicon_table *operators, *auxiliaries, *negators, *marks, *unwilled, *bodies;
    uint32_t class, frame, stage, sign, stage_not, sign_not; // columns of operators
};

// How things stand for one token.
typedef struct world {
    uint8_t stage; // hs_stage
    bool negated;
    bool modal;       // stage comes from the token's own auxiliary
    const char *rule; // which rule decided
    uint32_t cue;     // token that gave it, HS_NONE
} world;

// What one pass over a document needs.
typedef struct walk {
    const reading *r;
    const stage_rules *rules;
    world *worlds; // [token_count]
    hs_arena scratch;
    hs_text today; // publication date, "" where it is not known to the day
    hs_text week;  // the same as a week, "2031-W20"
} walk;

// An operator over a token: where it stands and what it does.
typedef struct operator_use {
    bool found;
    uint32_t token;
    hs_text stage, sign, stage_not, sign_not;
} operator_use;

// What the words of a clause itself say.
typedef struct own_words {
    hs_stage stage;
    bool negated, modal, progressive, perfect, finite, infinitive, future;
    uint32_t cue;
    const char *rule;
} own_words;

// Two words with a blank between; empty where they do not fit, which is in no lexicon.
hs_text stage_join(char buffer[KEY_BYTES], hs_text a, hs_text b);
// The word in lower case (ASCII), in the buffer.
hs_text stage_folded(hs_text word, char buffer[KEY_BYTES]);

// The operator of exactly this key in this frame, for the token it would be.
operator_use stage_operator_by_key(const walk *w, hs_text key, hs_text frame, uint32_t token);
// The operator that `token` is in this frame: with the preposition of its complement, else
// with its particles, else bare.
operator_use stage_operator(const walk *w, uint32_t token, hs_text frame, hs_text preposition);

// What kind of auxiliary a token is: "future", "possible", "ability" ...; empty.
hs_text stage_auxiliary_kind(const walk *w, uint32_t token);
// The word that negates a noun phrase: "no siren", "none of them"; HS_NONE.
uint32_t stage_negator_of_phrase(const walk *w, uint32_t noun);
// The word that negates a clause or noun; HS_NONE.
uint32_t stage_own_negator(const walk *w, uint32_t token);
// Whether what the word tells goes on for as long as it is told of in the present: "search", "talks".
bool stage_lasts(const walk *w, uint32_t token);
// "Irán a la huelga": whether the verb brings somebody into what the noun behind it tells, which then is as far as the verb.
bool stage_enters(const walk *w, uint32_t noun, uint32_t verb);
// "Remain in talks", "siguen en huelga": whether the verb keeps somebody in what the noun behind it tells.
bool stage_is_kept(const walk *w, uint32_t noun, uint32_t verb);
// Whether the verb is of a kind: "unwilled" ("die"), "scheduled" ("begin").
bool stage_will_kind(const walk *w, uint32_t token, const char *kind);
// A clause whose auxiliary stands before its subject, and what that makes of it.
bool stage_inverted(const walk *w, uint32_t token, own_words *own);
// A question that can be answered by yes or no.
bool stage_asks_whether(const reading *r, uint32_t token);
// All that the words of a clause say.
own_words stage_read_clause(const walk *w, uint32_t token);

#endif
