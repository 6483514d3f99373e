// What predicates.c knows about words, for the passes that build on it (roles.c, stage.c).
#ifndef STATEMENTS_PREDICATES_H
#define STATEMENTS_PREDICATES_H

#include "statements/statements.h"

struct predicates_rules {
    const lexicon_table *nouns;        // predicates_nouns: nouns that name events
    const lexicon_table *suffixes;     // predicates_suffixes: endings of other such nouns
    const lexicon_table *phrases;      // predicates_phrases: verb and word that mean one thing
    const lexicon_table *fixed;        // predicates_fixed: phrases whose noun is no event
    const lexicon_table *light;        // predicates_light: verbs that only carry their noun
    const lexicon_table *heads;        // predicates_heads: nouns behind the event that they are of
    const lexicon_table *states;       // predicates_states: adjectives that tell what became of somebody
    const lexicon_table *counts;       // predicates_counts: nouns and verbs of a figure: "toll", "rise"
    const lexicon_table *prepositions; // roles_prepositions: what a preposition makes of its noun
    const lexicon_table *persons;      // predicates_persons: nouns for those who act
    const lexicon_table *places;       // predicates_places: nouns for places
    const lexicon_table *unwilled;     // stage_unwilled: verbs that nobody plans, verbs of a timetable
    const lexicon_table *endings;      // predicates_endings: finite forms by the ends of their infinitives
    const lexicon_table *moods;        // predicates_moods: ends of subjunctives by the ends of their infinitives
    const lexicon_table *named;        // predicates_named: names and abbreviations of events
    const lexicon_table *beside;       // predicates_beside: nouns that are events beside certain words
    const lexicon_table *plans;        // stage_operators: "plan", whose modifier "strike" is an event
};

// Lower-case lemma of a token; in `keep` where it had to be made.
hs_text predicates_lemma(const reading *r, uint32_t token, hs_arena *keep);
// The rows of a table for the token's lemma.
lexicon_rows predicates_rows(const reading *r, const lexicon_table *table, uint32_t token);
// The event that a name or an abbreviation names, by its one name: "academy awards" for "the 86th Oscars"; empty. (predicates_named.c)
hs_text predicates_named(const reading *r, uint32_t token);
// A noun that the words beside it make an event: "at the [party]", "broke the [record]"; but: "the ruling party".
bool predicates_is_beside(const reading *r, uint32_t token, hs_arena scratch);
// A noun that names an event, wherever it stands.
bool predicates_is_event_noun(const reading *r, uint32_t token);
// Whether a noun with that relation is a part of what it hangs on, and names nothing of its own.
bool predicates_is_part(uint8_t relation);
// Heads a clause: a verb, or anything with a copula.
bool predicates_is_clause(const reading *r, uint32_t token);
// Whether the verb carries an event noun in that way: "light", "aspect", "subject", "exists",
// "intend", "promise" (predicates_light).
bool predicates_carries(const reading *r, uint32_t verb, const char *kind);
// A verb whose object is to do what its infinitive says: "ask", "order"; but: "promise".
bool predicates_orders_object(const reading *r, uint32_t verb);
// Who that is: "asked [the crew] to leave", "called on [the mayor] to resign"; HS_NONE.
uint32_t predicates_addressee(const reading *r, uint32_t verb);
// A noun phrase for somebody who can act: a person, a body, a pronoun for one.
bool predicates_is_agent(const reading *r, uint32_t token);
// An event before a noun that it is known by: "flood victims", "murder trial"; but: "flood barrier".
bool predicates_is_known_by(const reading *r, uint32_t noun);
// A noun for what may become of an event: "plan", "threat", "order".
bool predicates_is_plan(const reading *r, uint32_t noun);
// What a noun phrase belongs to: its head; but the plan where a parser gave its complement
// to the verb: "drafting plans for strikes".
uint32_t predicates_attachment(const reading *r, uint32_t noun);
// A word for those to whom something happened, counted: "the [death] toll rose to 11", "left 11 [dead]" (predicates_counts.c).
bool predicates_is_counted(const reading *r, uint32_t token);
// The verb that carries the figure of such a word or of an event noun: "the death toll [rose] to 11"; HS_NONE.
uint32_t predicates_counting_verb(const reading *r, uint32_t token);
// Whether that verb tells of a figure, so that its subject acts on nobody: "the death toll rose"; but: "the storm left 11 dead".
bool predicates_is_figure(const reading *r, uint32_t token);
// The noun that a noun of number or part is of: the children of "a pair of children", the soldiers of "a total of 187 soldiers"; else the token.
uint32_t predicates_counted(const reading *r, uint32_t token);
// Whose subject tells of a figure: "the clinic [put] the number of wounded at nine", "the ministry [lowered] its count".
bool predicates_gives_figure(const reading *r, uint32_t verb);
// The number at `token` is somebody's age: "a 34-year-old man", "a man of 34"; not "jailed for 34 years", "34 men".
bool predicates_is_age(const reading *r, uint32_t token);
// The number at `token` is the one of before: "rose to 61 [from 40]", "61 people, up [from 40]"; not "moved 61 people from 40 villages".
bool predicates_is_earlier_figure(const reading *r, uint32_t token);
// "left nine people dead": a verb that leaves its object in the state that the word names.
bool predicates_leaves_state(const reading *r, uint32_t verb, uint32_t state);
// The verb is in the passive: auxiliary, subject or bare participle say so.
bool predicates_is_passive(const reading *r, uint32_t verb);

// Statements for words that no rule takes for a predicate and that stand for what somebody
// says: "criticised the plan", "called it a disaster". Before roles_fill: statements get new numbers.
void predicates_add(reading *r, const uint32_t *tokens, uint32_t count, hs_arena *keep, hs_arena scratch);
// Whether the sentence is a heading or deck, of which no statements are made.
bool predicates_in_heading(const reading *r, uint32_t sentence);

#endif
