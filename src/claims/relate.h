// Inside relate: what is compared of two statements, and how much it speaks for one event.
#ifndef CLAIMS_RELATE_H
#define CLAIMS_RELATE_H

#include "claims/relating.h"

enum { RELATE_NEVER = -1000 };

// A party as it is compared.
typedef struct party_key {
    uint32_t name;        // number of the name, HS_NONE
    bool proper;          // a name, no description
    uint8_t kind;         // of a proper name: 1 a person, 2 a place, 0 anything else
    uint64_t head;        // of the head noun's lemma, 0 where it says nothing ("it", "people")
    class_list classes;   // of the head noun
    bool people;          // a noun for people that are counted
    bool many;            // a description of more than one: "48 soldiers"
    uint64_t nation;      // of people called by whose they are ("Norvian soldiers"), by the first letters; 0
    noun_sort sort;       // of the head noun, or of the name
    uint32_t language;    // of the report
} party_key;

enum { SLOT_ACTOR, SLOT_RECIPIENT, SLOT_PLACE, SLOT_COUNT };

// A word of the clause.
typedef struct clause_word {
    uint64_t hash;
    uint32_t weight;      // by how few documents have it
} clause_word;

typedef struct relate_feature {
    uint64_t lemma, prefix; // prefix: of the word's first letters, 0 where it is too short
    uint64_t verb;          // of the verb that a noun was made from ("approve" for "approval"), else the lemma
    class_list classes;
    uint64_t synonyms[SYNONYMS_PER_WORD]; // sets of synonyms of the predicate's first senses
    uint32_t synonym_count;
    bool named;             // the predicate is the name of the event ("the Olympics")
    bool loose;             // the predicate does not tell by itself which event it is
    bool says;              // it is a speech act: "warn", "praise"
    uint32_t senses;        // of the predicate, 0 where nobody counted them
    uint64_t content;       // verb of the first statement that this one governs ("orders to close"), 0 where there is none
    class_list content_classes;
    uint64_t event;         // of the PLOVER type, 0 where the statement is none
    uint32_t kinds;         // WORD_* of the lemma
    const party_key *parties[SLOT_COUNT];
    uint32_t party_count[SLOT_COUNT];
    bool timed;
    int32_t first_day, last_day;
    int32_t published;    // day, 0 unknown
    const clause_word *words; // by hash, each once
    uint32_t word_count;
    uint32_t word_weight;
} relate_feature;

// One a statement, numbered through.
const relate_feature *relate_features(const relating *r, hs_arena *keep, hs_arena scratch);
// Respects in which two tellings agree or differ.
typedef enum relate_sign {
    SIGN_BASE, // every pair
    SIGN_LEMMA, SIGN_VERB, SIGN_SYNONYM, SIGN_CLASS, SIGN_WEAK_CLASS, SIGN_ONLY_SYNONYM, SIGN_PREFIX, SIGN_EVENT, SIGN_FIELD, SIGN_STRANGE, // the first that holds
    SIGN_NAMED,                                                                             // both by the name of the event
    SIGN_SPEECH, SIGN_ATTITUDE, SIGN_COMMON, SIGN_WEAK,                                     // a predicate of that kind
    SIGN_GENERIC, SIGN_NOUNS, SIGN_NOUN_AND_VERB, SIGN_BARE,
    SIGN_ACTOR_NAME, SIGN_ACTOR_HEAD, SIGN_ACTOR_OTHER_HEAD, SIGN_ACTOR_OTHER_PEOPLE, SIGN_ACTOR_OTHER_COUNT, SIGN_ACTOR_OTHER_SORT, SIGN_ACTOR_OTHER_NAME,
    SIGN_RECIPIENT_NAME, SIGN_RECIPIENT_HEAD, SIGN_RECIPIENT_OTHER_HEAD, SIGN_RECIPIENT_OTHER_PEOPLE, SIGN_RECIPIENT_OTHER_COUNT, SIGN_RECIPIENT_OTHER_SORT, SIGN_RECIPIENT_OTHER_NAME,
    SIGN_OTHER_NATION, // "Norvian soldiers", "Tarvian soldiers"
    SIGN_CROSSED_NAME, // a name in two different slots
    SIGN_COMMON_OBJECT, SIGN_WEAK_OBJECT, // a common predicate is told by its object
    SIGN_WEAK_CLASS_PARTY, // a word that only here means the same is told by its parties: "the pier failed", "it gave way"
    SIGN_SAME_CONTENT, SIGN_OTHER_CONTENT, SIGN_ONE_CONTENT, // of what they govern
    SIGN_PLACE, SIGN_OTHER_PLACE,
    SIGN_DAY, SIGN_TIME, SIGN_OTHER_DAY, SIGN_OTHER_DAY_PLANNED, SIGN_LONG_AGO,
    SIGN_NUMBER, SIGN_OTHER_NUMBER,
    SIGN_CONTEXT_LITTLE, SIGN_CONTEXT_SOME, SIGN_CONTEXT_MUCH, // words of the clauses that both have
    SIGN_AFTER_DEED, // a plan told beside or after the deed is another event
    SIGN_UNPROVEN,   // nothing but the predicate and the actor says that a deed is the plan carried out
    SIGN_NEAR,
    SIGN_SAME_REPORT,
    SIGN_NEWS, // reports that appeared near each other; of others how alike they are, in steps
    SIGN_LIKE_0, SIGN_LIKE_1, SIGN_LIKE_2, SIGN_LIKE_3, SIGN_LIKE_4, SIGN_LIKE_5, SIGN_LIKE_6, SIGN_LIKE_7,
    SIGN_OTHER_MATTER, // of reports that tell of two alike things
    SIGN_ALONE, // nothing but the predicate agrees, and that by its meaning, not its word, where one of the words has many meanings
    SIGN_LOOSE_OPEN, SIGN_LOOSE_OTHER, // a loose predicate whose themes are not known to be one, or are two
    SIGN_COUNT,
} relate_sign;

enum { RELATE_SIGNS = 24 };

typedef struct relate_signs {
    uint8_t signs[RELATE_SIGNS];
    uint32_t count;
} relate_signs;

// points.c: what a sign weighs, in tenths of a logit, and between reports that appeared near each other; how it is called; whether its points
// were set by hand.
int32_t relate_sign_points(relate_sign sign, bool news);
hs_text relate_sign_name(relate_sign sign);
bool relate_sign_is_set(relate_sign sign);

// Whether words of two lists of classes can tell of one event or thing; weakly where one of them does at times alone.
typedef enum relate_meeting { MEET_NEVER, MEET_WEAKLY, MEET_FULLY } relate_meeting;
relate_meeting relate_lists_meet(const class_list *a, const class_list *b);
// The signs of a pair. False where it cannot be one event.
bool relate_read_signs(const relating *r, const relate_feature *features, uint32_t a, uint32_t b, relate_signs *out);
// How much speaks for one event; RELATE_NEVER where they cannot be one.
int32_t relate_points(const relating *r, const relate_feature *features, uint32_t a, uint32_t b);
// Whether two statements, taken by themselves, may tell of one event: nothing says that they tell of two, and where their reports did not
// appear near each other, more than a light word or a word of many events says that it is one.
bool relate_meets(const relating *r, const relate_feature *features, uint32_t a, uint32_t b);
// Closely enough to be set against each other: the word tells the same as well, and a word of many meanings has its parties. Of two reports that appeared
// near each other what is in one claim does.
bool relate_meets_closely(const relating *r, const relate_feature *features, uint32_t a, uint32_t b);
// The predicate is no word for something that happens ("aimed", "used", "led"), or only at times ("carried", "hit").
bool relate_is_frame(const relating *r, uint32_t number, hs_arena scratch);
// Tells neither who acts nor on whom nor where.
bool relate_is_bare(const relate_feature *f);
// The object is a pronoun alone, or there is none and a pronoun stands right behind the predicate.
bool relate_is_pronoun(const relating *r, uint32_t number);
// idioms.c: the words behind a verb, or beside a noun, that make another meaning of it, with it, as `claims_synonyms` has them without endings
// ("lose liv"); empty where there are none. `whole`: the verb means nothing beside them ("took office"; but: "closed the border").
typedef struct idiom {
    hs_text words;
    bool whole;
} idiom;
idiom idioms_find(const relating *r, uint32_t report, const hs_statement *s, hs_text lemma, hs_arena *keep);
// What two statements say of being one event in one respect.
typedef enum relate_verdict { RELATE_OPEN, RELATE_ONE, RELATE_TWO } relate_verdict;
typedef relate_verdict relate_judge(const relating *r, const relate_feature *features, uint32_t a, uint32_t b);
relate_judge relate_actors; // the same named actor, or two
relate_judge relate_nations; // people called by whose they are, the same or two
relate_judge relate_deeds;  // two deeds or two plans, or a deed and a plan that one teller knows as two
// Other named parties in one slot, people and things, other days, a plan told after the deed.
bool relate_clash(const relating *r, const relate_feature *features, uint32_t a, uint32_t b);


// Statements in the order in which they were published, and the place of each in it.
typedef struct relate_order {
    const uint32_t *statements, *rank; // [total] each
} relate_order;

relate_order relate_by_publication(const relating *r, hs_arena *keep, hs_arena scratch);

// Two statements that may tell of one event.
typedef struct relate_pair {
    int32_t points;
    uint32_t a, b; // a < b
} relate_pair;

// candidates.c: every two statements of a story that share a meaning of the predicate and have at least so many points, each once,
// best first.
size_t relate_candidates(const relating *r, const relate_feature *features, const relate_order *order, int32_t least, relate_pair **out,
                         hs_arena *arena, hs_arena scratch);

#endif
