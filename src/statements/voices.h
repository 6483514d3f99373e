// Inside the voices pass: shapes shared by its files. Only files named voices*.c include this.
//
// The pass reads cues ("said", "according to", "the claim that") one by one. For a cue it
// lists contents that the tree and the quotation marks allow, and sources likewise
// (voices_candidates.c); rules pick by the cue's class and frames (voices_rules.c); where a
// language has trained weights they decide, with the rules' choice among what they weigh
// (voices_model.c). What is chosen becomes a voice, and voices nest into chains
// (voices_links.c).
#ifndef STATEMENTS_VOICES_H
#define STATEMENTS_VOICES_H

#include "statements/statements.h"

// What kind of voicing a cue is; the names of the lexicon's class column.
#define VOICES_CLASSES(X)                                                                                   \
    X(say) X(go) X(promise) X(warn) X(demand) X(ask) X(think) X(call) X(judge) X(want) X(intend) X(decide)  \
    X(learn) X(weigh) X(refuse) X(propose) X(support) X(oppose) X(order) X(deny) X(accuse) X(show) X(cite)  \
    X(seem) X(unnamed)
typedef enum cue_class {
    CUE_none,
#define X(name) CUE_##name,
    VOICES_CLASSES(X)
#undef X
    CUE_CLASS_COUNT
} cue_class;

// What a cue takes as its content: one letter each in the lexicon's frames column.
enum {
    FRAME_CLAUSE = 1 << 0,     // c: "said that", "asked whether"
    FRAME_INFINITIVE = 1 << 1, // x: "promised to"
    FRAME_OBJECT = 1 << 2,     // o: "announced a vote"
    FRAME_SMALL = 1 << 3,      // s: "called it a lie"
    FRAME_QUOTE = 1 << 4,      // q: stands beside a direct quote
    FRAME_ADDRESSEE = 1 << 5,  // a: its object is who is addressed
    FRAME_PREPOSITION = 1 << 6, // p: a phrase with one of its prepositions
};

enum { CUE_PREPOSITIONS = 4 };

typedef struct cue_entry {
    uint8_t upos, kind; // kind: cue_class
    uint8_t words;      // of the key: 3 of "de acuerdo con"
    uint16_t frames;
    hs_text prepositions[CUE_PREPOSITIONS];
} cue_entry;

typedef struct voices_model voices_model;
typedef enum voices_table { TABLE_CUE, TABLE_CONTENT, TABLE_SOURCE, TABLE_WHOLE } voices_table;

struct voices_rules {
    const lexicon_table *cues, *documents, *media, *people, *phrases, *numbers, *words, *senses;
    const cue_entry *entries;  // [cues->row_count]
    const voices_model *model; // NULL where the language has none
    // while weights are made: takes the reading instead of looking for voices
    void (*take)(void *context, const reading *r, hs_arena scratch);
    void *context;
};

// Tokens, half open.
typedef struct range {
    uint32_t first, end;
} range;

// Words between marks, in one paragraph.
typedef struct quotation {
    range tokens;        // marks included
    bool unclosed;       // ran to the paragraph's end
    bool resumes;        // goes on what stood unclosed in the paragraph before
    uint32_t verbs;      // verbs inside, to tell speech from titles
} quotation;

enum { CONTENT_SET_IN = 200, CONTENT_PARTS = 8, CONTENTS_MOST = 64, SOURCES_MOST = 24 };

typedef enum content_type {
    CONTENT_NONE,
    CONTENT_CHILDREN, // from one dependent of the cue to another on the same side
    CONTENT_RUN,      // from behind the cue or from a dependent to a comma
    CONTENT_HEAD,     // the noun that the cue's clause modifies: "a strike announced by"
    CONTENT_BEFORE,   // what stands before the cue's group in the sentence
    CONTENT_AFTER,
    CONTENT_AROUND,   // both
    CONTENT_CLAUSE,   // of "according to": the clause it hangs on
    CONTENT_UTTERANCE, // the quotation beside the cue with what goes on it
    CONTENT_QUOTE,    // one quotation in the sentence
    CONTENT_NEXT,     // the quotation or sentence behind a colon
    CONTENT_TOLD,     // the clause of a telling that hangs on the cue: "said in a message that …"
    CONTENT_SAME,     // of "citing": the content of the cue it belongs to
    CONTENT_LAST,     // the sentence before: "Lo anunció el sindicato."
    CONTENT_TYPE_COUNT,
} content_type;

typedef struct content {
    // relations of the children it begins and ends with; CONTENT_SET_IN for what stands around ", he said,"
    uint8_t type, relation, last_relation;
    uint8_t part_count;
    range parts[CONTENT_PARTS];
} content;

typedef enum source_type {
    SOURCE_NONE,
    SOURCE_SUBJECT,    // subject of the cue
    SOURCE_AGENT,      // "announced by X"
    SOURCE_OWNER,      // "X's claim", "the ministry denial", "the claim of X"
    SOURCE_FROM,       // "a statement from X"
    SOURCE_OBJECT,     // "according to X"
    SOURCE_CONTROL,    // subject of a verb above: "X went on to say"
    SOURCE_MODIFIED,   // noun above: "officials saying", "a memo that warns"
    SOURCE_SELF,       // the cue's own noun: "critics of the plan"
    SOURCE_LABEL,      // what stands before a colon or dash
    SOURCE_NEAR,       // the noun or name last before the cue
    SOURCE_LAST,       // subject of the sentence before, or of a light verb above
    SOURCE_TYPE_COUNT,
} source_type;

typedef struct source {
    uint8_t type, distance; // arcs between the cue and what governs the source
    uint8_t path;           // first relation on the way up
    uint32_t head;          // token; HS_NONE for none
    range tokens;
} source;

typedef struct cue {
    uint32_t token;
    const cue_entry *entry;  // NULL where the lexicon lacks it
    uint32_t particle;       // "out" of "point out", else HS_NONE
    bool in_quote;
    uint32_t utterance;      // quotation that it stands beside, HS_NONE
    bool accepted;           // a voice
    bool plain;              // by a plain pattern of the rules; else by the weights where there are any
    bool label;              // the colon behind a label for a telling: "Claim: the pump is poisoned."
    uint32_t content, source; // chosen candidates
    const struct content *contents;
    uint32_t content_count;
    const struct source *sources;
    uint32_t source_count;
    uint32_t rule_content, rule_source; // what the rules would choose; HS_NONE
    uint32_t shape, quotes;  // its dependents and the quotations around it, as voices_cue_features codes them
} cue;

// What a noun says about a voice: the class columns of the small tables.
#define VOICES_NOUNS(X)                                                                                     \
    X(anonymous) X(role) X(spokes) X(body) X(record) X(utterance) X(rumour) X(outlet) X(name) X(vague)
typedef enum noun_kind {
    NOUN_none,
#define X(name) NOUN_##name,
    VOICES_NOUNS(X)
#undef X
    NOUN_pronoun, // any pronoun
    NOUN_proper,  // a name of none of these
    NOUN_KIND_COUNT,
} noun_kind;

// The pass at work on one document.
typedef struct voices_work {
    const reading *r;
    const voices_rules *rules;
    const hs_token *tokens;
    uint32_t count;
    uint32_t *low, *high;      // [count] first token and past the last token of the subtree
    const uint32_t *sentence;  // [count] the reading's
    uint32_t *quote;           // [count] quotation that covers the token, HS_NONE
    const cue_entry **entry;   // [count] the lexicon's entry of the token or NULL
    uint8_t *noun;             // [count] noun_kind
    uint32_t *lemma;           // [count] hash of the lower-case lemma
    uint32_t *form;            // [count] hash of the lower-case form
    uint32_t *sense;           // [count] hash of the field of a verb's or noun's first sense ("communication"), 0 unknown
    quotation *quotes;
    uint32_t quote_count;
    cue *cues;
    uint32_t cue_count;
} voices_work;

// voices_lexicon.c
const cue_entry *voices_entry(const voices_rules *rules, hs_text lemma, uint8_t upos);
const cue_entry *voices_entry_of(const voices_rules *rules, const lexicon_word *lemma, uint8_t upos);
// Class of a noun, phrase or word in one of the small tables; empty where it is not there.
hs_text voices_class(const lexicon_table *table, hs_text key);
uint8_t voices_noun(const voices_rules *rules, const lexicon_word *lemma);
bool voices_word_is(const voices_rules *rules, hs_text word, const char *kind);

// voices_quotes.c
// A mark of any kind, whatever the tagger says of it.
bool voices_is_mark(const voices_work *work, uint32_t token);
// A dash between a quotation and whose it is: “It was late.” — Signe Harlow. The quotation, else HS_NONE.
uint32_t voices_signed_quote(const voices_work *work, uint32_t token);
void voices_quotes(voices_work *work, hs_arena *arena);
// The quotation beside the cue with all that goes on it, as parts. Count of parts.
// `across`: over paragraphs that are nothing but quotation.
uint32_t voices_utterance(const voices_work *work, uint32_t quote, uint32_t cue_token, bool across, range *parts, uint32_t most);

// voices_candidates.c
void voices_prepare(voices_work *work, hs_arena *arena);
bool voices_is_candidate(const voices_work *work, uint32_t token);
void voices_candidates(const voices_work *work, cue *of, hs_arena *arena);
range voices_subtree(const voices_work *work, uint32_t token);
// A verb of telling whose object stands for the sentence before: "[Lo] anunció el sindicato", "The mayor said [so]".
bool voices_takes_up(const voices_work *work, uint32_t token);
// The form of the verb says that a third person speaks who is not named beside it.
bool voices_is_dropped(const voices_work *work, uint32_t token);
// The noun phrase of a source without relative clauses and appositions.
range voices_phrase(const voices_work *work, uint32_t head);

// voices_rules.c
void voices_choose(const voices_work *work, cue *of);
// True where the rules' choice is rarely wrong. After voices_choose.
bool voices_plain(const voices_work *work, const cue *of);
// Patterns that no weights are asked for: tellings without a teller, labels, "cited two officers as saying", "put the toll at nine".
// Sets content and source where true.
bool voices_certain(const voices_work *work, cue *of);
uint32_t voices_cited_teller(const voices_work *work, uint32_t verb);
// True of a passive without an agent that tells a fact: "was shown to be a forgery".
bool voices_is_fact(const voices_work *work, const cue *of);
// True of a colon behind such a label.
bool voices_labels_telling(const voices_work *work, uint32_t colon, hs_arena scratch);
// True of a colon behind a name that opens its paragraph: "VALE: Well, the pump failed."
bool voices_names_speaker(const voices_work *work, uint32_t colon);
// True of tellings without a teller: "after reports that the bank had failed".
bool voices_heard(const voices_work *work, const cue *of);

// voices_features.c: what the weights weigh, as hashes
enum { FEATURES_MOST = 224 };
typedef struct features {
    uint32_t at[FEATURES_MOST];
    uint32_t *end;         // past the last; a pointer, since a number could be what is written
    const int8_t *weights; // asked for as features are added: they lie anywhere in their table
    size_t mask;           // of the table
} features;
static inline uint32_t features_count(const features *of) { return (uint32_t)(of->end - of->at); }
// Empties `out`; what is added will be weighed by that table of `model`, by none where it is NULL.
void voices_begin_features(const voices_model *model, voices_table table, features *out);
// Each goes on what is in `out`.
void voices_cue_features(const voices_work *work, cue *of, features *out); // first: the others use its `shape` and `quotes`
void voices_content_features(const voices_work *work, const cue *of, uint32_t which, features *out);
void voices_source_features(const voices_work *work, const cue *of, uint32_t which, features *out);

// A cue with its best content and source in a few numbers, for the last decision.
typedef struct voices_outline {
    uint32_t lemma, kind, relation, upos, shape, quotes;
    uint32_t content[2], source[2];                 // sketches of the chosen ones
    int32_t cue_score, content_margin, source_margin; // in units of the blob's weights
} voices_outline;
void voices_content_sketch(const voices_work *work, const cue *of, uint32_t which, uint32_t sketch[2]);
void voices_source_sketch(const voices_work *work, const cue *of, uint32_t which, uint32_t sketch[2]);
voices_outline voices_outline_of(const voices_work *work, const cue *of);
void voices_whole_features(const voices_outline *of, features *out);

// voices_model.c
enum { VOICES_MODEL_VERSION = 3, VOICES_TABLES = 4, VOICES_HEAD_WORDS = 10, VOICES_HEAD_BYTES = 48 };
struct voices_model {
    const int8_t *weights[VOICES_TABLES]; // [mask + 1]
    uint32_t mask[VOICES_TABLES];
    int32_t floor;     // a cue below is not looked at further
    int32_t threshold; // a cue with content and source scores above it
};
enum { VOICES_MARGIN_ALONE = 1000 }; // the lead of a candidate without rivals
int32_t voices_score(const features *of); // by the table that it was begun for
HS_MUST_USE hs_status voices_model_open(hs_text bytes, hs_arena *keep, const voices_model **out, hs_error *error);
void voices_decide(const voices_work *work, const voices_model *model, cue *of, hs_arena *arena);

// voices_names.c
hs_span voices_bytes(const voices_work *work, range of);
// The canonical entity that a token names or stands for, HS_NONE.
uint32_t voices_entity(const voices_work *work, uint32_t token);
bool voices_is_outlet(const voices_work *work, uint32_t token);
bool voices_own_outlet(const voices_work *work, hs_text name);
hs_text voices_outlet_name(const voices_work *work, uint32_t token);
// Fills kind, name, body, holder, count, span and entity of the voice whose source is `head`.
void voices_name(const voices_work *work, voice *v, uint32_t head, range phrase, hs_arena scratch);

// voices_topics.c
bool voices_holds_statement(const voices_work *work, const range *parts, uint32_t count);
// The word that stands for what a content says where it holds no statement, HS_NONE.
uint32_t voices_topic(const voices_work *work, const range *parts, uint32_t count);

// voices_links.c
void voices_build(voices_work *work, reading *r, hs_arena *keep, hs_arena scratch);

#endif
