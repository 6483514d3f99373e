// Shared by the parts of the entity pass: entities.c (the pass), entities_chunks.c (which
// words are names by rule), entities_segments.c (by weights), entities_types.c (what kind of thing), entities_aliases.c (which names
// are one thing), entities_places.c (where).
#ifndef STATEMENTS_ENTITIES_H
#define STATEMENTS_ENTITIES_H

#include "statements/gazetteer.h"
#include "statements/names.h"
#include "statements/statements.h"

enum { ENTITY_TYPES = HS_ENTITY_OUTLET + 1 };

struct entities_rules {
    const lexicon_table *heads;     // nouns that say what a name is: "Ministry", "River", "dam"
    const lexicon_table *roles;     // what people are: "president", "Mr", "spokeswoman"
    const lexicon_table *names;     // names that everybody knows: "White House"
    const lexicon_table *brands;    // firms, teams, schools that many know
    const lexicon_table *places;    // parts of the world, seas, abbreviations
    const lexicon_table *codes;     // letters for parts of countries: "OH"
    const lexicon_table *demonyms;  // "German", "Germans"
    const lexicon_table *given;     // given names with their gender
    const lexicon_table *contexts;  // words beside a name that tell its kind
    const lexicon_table *surnames;  // words of the landscape that are surnames too: "Hill"
    const lexicon_table *stops;     // words with a capital that are no names
    const lexicon_table *joins;     // small words inside names: "of", "de"
    const lexicon_table *senses;    // what common words mean, where the language has that
    const lexicon_table *capitals; // how words are written, likewise
    gazetteer gazetteer;
    names_model model;              // empty where the language has no trained weights
};

// What is known of a mention besides its words.
enum {
    MENTION_TITLED = 1 << 0,   // a title stands before it: a person
    MENTION_DEMONYM = 1 << 1,  // "Chilean"
    MENTION_COMMON = 1 << 2,   // a body named by common words: "the defence ministry"
    MENTION_KNOWN = 1 << 3,    // in the lexicon of names
    MENTION_ACRONYM = 1 << 4,  // capitals only
    MENTION_COUNTRY = 1 << 5,  // a country by its name
    MENTION_CAPITAL = 1 << 6,  // a country's capital
    MENTION_HEADING = 1 << 8,  // stands where every word has a capital
    MENTION_PLAIN = 1 << 9,    // at the first mention: one of them stands elsewhere
    MENTION_LOCATED = 1 << 7,  // known to some list of places
};

typedef struct mention {
    uint32_t first, last; // tokens, both inside
    uint32_t head;        // token
    uint32_t flags;
    uint32_t owner;       // of a body named by common words: last token of whose it is, HS_NONE
    int32_t own[ENTITY_TYPES];    // points by the name's own words
    int32_t scores[ENTITY_TYPES]; // those and what stands beside it
    int32_t points[NAMES_CLASSES]; // of the trained weights
    hs_entity_type type;
    hs_text text;         // as it stands, white space folded
    hs_text key;          // gazetteer_key of the text
    hs_text name;         // a fuller name from the lexicon, else empty
    char country[3];
    hs_text region;       // key of the gazetteer, else empty
    bool has_place;
    double latitude, longitude;
    uint32_t mentions;    // at the first mention: how many others there are
    uint32_t same;        // an earlier mention of the same thing, itself at the first
} mention;

typedef struct finder {
    reading *r;
    const entities_rules *rules;
    hs_arena *keep;
    hs_arena *scratch;
    const hs_text *lower; // [token_count] lower case
    hs_text *forms;       // [form_mask + 1] set of the proper nouns inside sentences, by hash
    uint32_t form_mask;
    mention *mentions;
    size_t count, capacity;
} finder;

void entities_chunk(finder *f);                        // fills mentions with spans, in order
void entities_common(finder *f);                       // adds bodies named by common words, sorts
void entities_score(const finder *f, mention *m);           // own and context evidence
bool entities_located(const finder *f, const mention *m); // "at | Linden Park": a preposition of place stands before it
bool entities_acts(const finder *f, const mention *m); // does what a government does, not where something is
void entities_join(finder *f);                         // `same`: which mentions are one thing
void entities_features(const finder *f, const mention *m, names_features *out); // needs the points of entities_score
void entities_locate(finder *f);                       // countries and coordinates
void entities_segment(finder *f);                      // mentions by the trained weights (entities_segments.c)

// Mentions by the rules, with the evidence of words and surroundings.
finder entities_gather(reading *r, hs_arena *keep, hs_arena *scratch);
// Words, points, and the country of a demonym or of a country's name, which other parts ask for.
void entities_describe(const finder *f, mention *m);
// How the sentence of a mention is written: with a verb, with capitals at most words, without any, all in capitals.
enum { GENRE_VERB = 1, GENRE_CAPITALS = 2, GENRE_SMALL = 4, GENRE_LOUD = 8 };
uint32_t entities_genre(const finder *f, const mention *m);

// Adds what the rules' points are worth for each class; less where the thing is named but `once`.
void entities_add_rules(const mention *m, bool once, int32_t points[NAMES_CLASSES]);
hs_entity_type entities_best(const int32_t *scores); // the kind with most points
bool entities_titled(const finder *f, uint32_t first);       // a title in lower case stands before it: "spokeswoman | Ada Pell"
bool entities_heading(const finder *f, const hs_sentence *s); // a line whose words all begin with capitals
bool entities_name_word(const finder *f, uint32_t token);
bool entities_all_capitals(hs_text form);
uint32_t entities_head(const finder *f, uint32_t first, uint32_t last); // the token that the others hang on

// Lexicon rows for tokens first..last joined by blanks, lower case.
lexicon_rows entities_rows(const finder *f, const lexicon_table *table, uint32_t first, uint32_t last);
// The cell of the first row whose `filter` column is `value` (NULL: any); empty.
hs_text entities_cell(const lexicon_table *table, lexicon_rows rows, const char *column);
// A word as a name of people, by the lexicon and the gazetteer; only with a capital.
gazetteer_person entities_person(const entities_rules *rules, hs_text word, hs_arena scratch);
// "Dora | Hill": a given name before a word of the landscape that is a surname too; not "Stone | Lake".
bool entities_surname_behind(const finder *f, uint32_t first, uint32_t last);
// "Tarrin, | OH", "Tarrin | OH": capitals for a part of a country behind a town; no rows elsewhere.
lexicon_rows entities_code(const finder *f, uint32_t token);
// -1 where the name is none.
int entities_type_named(hs_text name);
uint32_t entities_sentence_end(const finder *f, uint32_t token); // past its last token
uint32_t entities_sentence_start(const finder *f, uint32_t token);
// Bytes of tokens first..last; of a word that shares its token with others ("Pell's") its own.
hs_span entities_span(const reading *r, uint32_t first, uint32_t last);
hs_text entities_text(const finder *f, uint32_t first, uint32_t last, hs_arena *arena);

// Training: what the pass sees at every stretch of a parsed document that may be a name, with
// its class by the names that people marked.
typedef struct marked_name {
    hs_span span;
    names_class class_number;
} marked_name;

void entities_examples(reading *r, const marked_name *marked, uint32_t count, names_sentence **sentences, size_t *sentence_count,
                       size_t *sentence_capacity, hs_arena *keep, hs_arena scratch);

#endif
