// Mends of the tree that have a file of their own; mend.c calls them one by one.
#ifndef STATEMENTS_MEND_H
#define STATEMENTS_MEND_H

#include "statements/statements.h"

// Gives a verb behind what it tells its subject (mend_tellers.c). True where something was mended.
bool mend_teller(const reading *r, hs_token *tokens, uint32_t verb);
// A verb that takes a clause as what is said: "say", "add"; not "come". Whether somebody stands before such a verb, or behind it, who may tell what
// `subject` begins; gives him to the verb as its subject (mend_tellers.c).
bool mend_says(const reading *r, uint32_t verb);
bool mend_can_tell(const reading *r, const hs_token *tokens, uint32_t verb, uint32_t subject);
void mend_give_teller(const reading *r, hs_token *tokens, uint32_t verb, uint32_t told);
// Makes a past tense that was read as a participle the verb of what is told behind it (mend_garden.c).
bool mend_garden_path(const reading *r, hs_token *tokens, uint32_t verb);
// The same where a participle beside the subject took it (mend_tellers.c).
bool mend_described_teller(const reading *r, hs_token *tokens, uint32_t verb);
// Gives a clause that was hung on an insertion back to the verb that tells it (mend_tellers.c).
bool mend_told_late(const reading *r, hs_token *tokens, uint32_t verb);
// Makes what is told of a clause that was read as one about its telling (mend_tellers.c).
bool mend_told_clause(const reading *r, hs_token *tokens, uint32_t verb);
// The same where it has its subject but was read as a part of the clause (mend_tellers.c).
bool mend_tail(const reading *r, hs_token *tokens, uint32_t verb);
// Makes a verb of telling that was read as a noun a verb again (mend_denies.c).
bool mend_denies(const reading *r, hs_token *tokens, uint32_t noun);
// The same for one that closes the sentence behind who tells, and for one that was read as an adverb of what it denies (mend_denies.c).
bool mend_shown(const reading *r, hs_token *tokens, uint32_t noun);
bool mend_denied_deed(const reading *r, hs_token *tokens, uint32_t verb);
// Hangs who denies a claim behind it on the claim: "a claim the ministry rejects" (mend_denies.c).
bool mend_denied_claim(const reading *r, hs_token *tokens, uint32_t verb);

// Makes a finite verb that was read as something else before an infinitive a verb again (mend_finite.c).
bool mend_finite(const reading *r, hs_token *tokens, uint32_t token);
// Tells subjunctives that were read as indicatives (mend_finite.c).
bool mend_mood(const reading *r, hs_token *tokens, uint32_t verb);

// Gives what is said back its subject, where a relative clause behind that had swallowed it (mend_tellers.c).
bool mend_swallowed(const reading *r, hs_token *tokens, uint32_t verb);

// Makes a participle the finite verb of the sentence (mend_paths.c): before a number or article, with the clause's head behind
// a preposition, on the last noun of the subject.
bool mend_modifier(const reading *r, hs_token *tokens, uint32_t verb);
bool mend_behind(const reading *r, hs_token *tokens, uint32_t noun);
bool mend_finite_modifier(const reading *r, hs_token *tokens, uint32_t verb);

// Makes a noun the verb of a sentence that has none, to which a clause is joined (mend_paths.c).
bool mend_joined_clause(const reading *r, hs_token *tokens, uint32_t verb);

// Makes a determiner that hangs on a verb its subject (mend_paths.c).
bool mend_determiner(const reading *r, hs_token *tokens, uint32_t token);

// Makes a participle that was read as an adjective, but has a clause of its own, a verb (mend_reduced.c).
bool mend_reduced(const reading *r, hs_token *tokens, uint32_t token);
// Makes an adjective for what is told, read as a participle, an adjective again (mend_reduced.c).
bool mend_judged(const reading *r, hs_token *tokens, uint32_t token);

// Hang what is told on the verb or noun that tells it, make a noun of a subject that tells, an infinitive behind "que" what there is to do, and give a
// participle the noun before it (mend_content.c).
bool mend_content(const reading *r, hs_token *tokens, uint32_t clause);
bool mend_asked_that(const reading *r, hs_token *tokens, uint32_t clause);
bool mend_about(const reading *r, hs_token *tokens, uint32_t about);
bool mend_adverbial_content(const reading *r, hs_token *tokens, uint32_t clause);
bool mend_told_through(const reading *r, hs_token *tokens, uint32_t verb);
bool mend_told_subject(const reading *r, hs_token *tokens, uint32_t token);
bool mend_told_apart(const reading *r, hs_token *tokens, uint32_t clause);
bool mend_to_do(const reading *r, hs_token *tokens, uint32_t verb);
bool mend_dated_participle(const reading *r, hs_token *tokens, uint32_t token);

// Gives an office what the parser gave its adjective behind a hyphen (mend_offices.c).
bool mend_office(const reading *r, hs_token *tokens, uint32_t token);

// Puts a finite verb that hung below a part of its own subject at the head of the sentence (mend_lost.c).
bool mend_lost(const reading *r, hs_token *tokens, uint32_t verb);

// Gives a noun of telling what is told and what is judged of it: "Rumours that he fled proved false" (mend_verdict.c).
bool mend_verdict(const reading *r, hs_token *tokens, uint32_t token);

// Sets a verb of telling that closes a sentence or stands in it between marks beside what it tells, and gives it who tells; gives one whose
// object stands in front and is taken up by a pronoun its subject (mend_tags.c).
bool mend_tag(const reading *r, hs_token *tokens, uint32_t verb);
bool mend_taken_up(const reading *r, hs_token *tokens, uint32_t verb);

// Makes "it" before a verb of saying its subject: "and it said that it was shut" (mend_tellers.c).
bool mend_it_said(const reading *r, hs_token *tokens, uint32_t verb);

// "an official there said": the noun tells, not the adverb (mend_tellers.c).
bool mend_there(const reading *r, hs_token *tokens, uint32_t verb);

#endif
