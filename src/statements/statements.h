// From a parsed document to its statements: who says what happened, to whom, where, when,
// how many, how far it has come, resting on whom. One pass a file, in this order:
//   times, quantities, entities, coreference, predicates, roles, voices, stage, events,
//   factuality
// Pure. Knowledge is loaded once a language and shared.
#ifndef STATEMENTS_STATEMENTS_H
#define STATEMENTS_STATEMENTS_H

#include "statements/reading.h"

// Each pass opens its own rules from the lexicon; see its file.
typedef struct times_rules times_rules;
typedef struct quantities_rules quantities_rules;
typedef struct entities_rules entities_rules;
typedef struct coreference_rules coreference_rules;
typedef struct predicates_rules predicates_rules;
typedef struct nouns_rules nouns_rules;
typedef struct voices_rules voices_rules;
typedef struct stage_rules stage_rules;
typedef struct events_rules events_rules;
typedef struct factuality_rules factuality_rules;

struct knowledge {
    const lexicon *lexicon;
    hs_text language; // ISO 639-1
    const struct model *model; // reads headlines again; NULL where there is none
    const lexicon_table *words; // tree_words: the few words that the shape of a tree turns on; may be NULL
    const lexicon_table *senses;   // word_senses: what words may mean
    const lexicon_table *capitals; // word_capitals: how words are written
    const times_rules *times;
    const quantities_rules *quantities;
    const entities_rules *entities;
    const coreference_rules *coreference;
    const predicates_rules *predicates;
    const nouns_rules *nouns;
    const voices_rules *voices;
    const stage_rules *stage;
    const events_rules *events;
    const factuality_rules *factuality;
};

// Files beside the lexicon that a language may have; empty texts where it has none.
typedef struct knowledge_files {
    const struct model *model; // by which the parses are made; may be NULL
    hs_text gazetteer;  // countries, places: made at build time from the distribution's packages
    hs_text voices;     // trained weights
    hs_text factuality; // trained weights
    hs_text names;      // trained weights of the name recogniser
    hs_text dictionary; // PETRARCH dictionary given by the user
} knowledge_files;

HS_MUST_USE hs_status knowledge_open(const lexicon *lexicon, const knowledge_files *files, hs_text language,
                                     hs_arena *keep, const knowledge **out, hs_error *error);

// Fills everything of `report` but its document, which is given. `parse` must be of the
// document's text. Thread-safe.
HS_MUST_USE hs_status statements_read(const knowledge *knowledge, const hs_document *document, const hs_parse *parse,
                                      bool explain, hs_arena *keep, hs_arena scratch, hs_report *report,
                                      hs_error *error);

// The passes before predicates_find: a tree, times, quantities, entities and what stands for them. For training.
void statements_begin(reading *r, hs_arena *keep, hs_arena scratch);

// The passes. Each fills its part of the reading; results live in `keep`.
const times_rules *times_open(const lexicon *lexicon, hs_arena *keep);
void times_find(reading *r, hs_arena *keep, hs_arena scratch);

const quantities_rules *quantities_open(const lexicon *lexicon, hs_arena *keep);
void quantities_find(reading *r, hs_arena *keep, hs_arena scratch);

HS_MUST_USE hs_status entities_open(const lexicon *lexicon, hs_text gazetteer, hs_text names, hs_arena *keep,
                                    const entities_rules **out, hs_error *error);
void entities_find(reading *r, hs_arena *keep, hs_arena scratch);

const coreference_rules *coreference_open(const lexicon *lexicon, hs_arena *keep);
void coreference_resolve(reading *r, hs_arena *keep, hs_arena scratch);

const predicates_rules *predicates_open(const lexicon *lexicon, hs_arena *keep);
void predicates_find(reading *r, hs_arena *keep, hs_arena scratch); // statements with predicate, clause, lemma
void roles_fill(reading *r, hs_arena *keep, hs_arena scratch);      // parties, places, time, quantities, governor

HS_MUST_USE hs_status voices_open(const lexicon *lexicon, hs_text weights, hs_arena *keep, const voices_rules **out,
                                  hs_error *error);
void voices_find(reading *r, hs_arena *keep, hs_arena scratch);     // voices, and the links of statements

const stage_rules *stage_open(const lexicon *lexicon, hs_arena *keep);
void stage_fill(reading *r, hs_arena *keep, hs_arena scratch);      // stage, polarity, generic
void retractions_fill(reading *r, hs_arena *keep, hs_arena scratch); // polarity of what an outlet takes back

HS_MUST_USE hs_status events_open(const lexicon *lexicon, hs_text dictionary, hs_arena *keep, const events_rules **out,
                                  hs_error *error);
void events_fill(reading *r, hs_arena *keep, hs_arena scratch);     // event, codes of the parties

HS_MUST_USE hs_status factuality_open(const lexicon *lexicon, hs_text weights, hs_arena *keep,
                                      const factuality_rules **out, hs_error *error);
void factuality_fill(reading *r, hs_arena *keep, hs_arena scratch);

// Notes why an attribute is what it is; does nothing unless the reading explains.
void reading_explain(reading *r, hs_statement *statement, hs_attribute attribute, const char *rule, hs_span span,
                     hs_arena *keep);

#endif
