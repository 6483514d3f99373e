// The tables of the event coder, made ready for matching: frames parsed, classes as bits,
// codes as events.
//
// A frame says what must stand around a word for it to make an event. It is a list of
// items parted by ';', all of which must hold; an item is SLOT:VALUE|VALUE…:
//   subj:   the deep subject: who acts, also of a passive ("by the army")
//   obj:    the deep object: what is acted upon, also the subject of a passive
//   comp:   a clause that completes the word ("refused to leave")
//   other   a preposition: what it governs below the word ("on:" in "talks on trade")
//   intr    (alone) there is neither an object nor a clause that completes the word
// A VALUE in capitals is a class of events_classes or a computed one (NAME a proper noun,
// NUM a number, COUNTRY a country or its people, EVENT a word that is an event by these
// same tables, DEMANDED a clause that must or should be); in lower case a lemma, or a modifier and a lemma ("human shield"); "*" is
// anything, "-" nothing. "strike; obj:DEAL" is an agreement, "strike; obj:BUILDING" an attack.
#ifndef STATEMENTS_EVENTS_LEXICON_H
#define STATEMENTS_EVENTS_LEXICON_H

#include "base/arena.h"
#include "base/lexicon.h"
#include "hearsay.h"

typedef enum frame_slot { FRAME_SUBJECT, FRAME_OBJECT, FRAME_COMPLEMENT, FRAME_PREPOSITION } frame_slot;

typedef struct frame_item {
    frame_slot slot;
    bool any, none;      // "*" and "-"
    bool alone;          // "intr"
    hs_text preposition; // of FRAME_PREPOSITION
    hs_text words;       // the values as they stand, for the lemmas among them
    uint64_t classes;    // bits of the classes among the values
} frame_item;

// Where a pattern takes its code from.
typedef enum pattern_source {
    PATTERN_NONE,     // another sense of the word: no event
    PATTERN_CODE,     // its own
    PATTERN_CONTENT,  // that of what it is about: "launch a strike"
    PATTERN_OPERATOR, // an act upon an act: family and inner code
} pattern_source;

typedef struct pattern {
    char kind; // 'v', 'n', 'a'
    pattern_source source;
    uint32_t first_item, item_count;
    uint32_t code;  // row of the codes, HS_NONE; an operator's code where nothing is told about the inner act
    hs_text family; // of an operator
    hs_text mode;   // instead of the code's, where not empty
} pattern;

// Classes that the program itself tells.
typedef enum event_class {
    CLASS_NAME, CLASS_NUM, CLASS_COUNTRY, CLASS_EVENT, CLASS_PERSON, CLASS_GOV, CLASS_FORCE, CLASS_ORG,
    CLASS_PLACE, CLASS_BUILDING, CLASS_VEHICLE, CLASS_GROUP, CLASS_MEDIA, CLASS_DEMANDED, CLASS_KNOWN_COUNT,
    CLASS_MOST = 63, // the last bit marks what is computed
} event_class;

typedef struct events_lexicon {
    const lexicon_table *patterns, *classes, *codes, *contents, *functions, *contexts;
    const pattern *pattern_rows; // [patterns->row_count]
    const frame_item *items;
    const uint64_t *class_rows;  // [classes->row_count]
    const hs_event *code_rows;   // [codes->row_count]
    hs_text class_names[CLASS_MOST];
    uint32_t class_count;
} events_lexicon;

// Reads the tables of a language. What a table says wrongly (an unknown code) is left out.
void events_lexicon_open(const lexicon *from, hs_arena *keep, events_lexicon *out);

// Row of a CAMEO code, HS_NONE.
uint32_t events_code_find(const events_lexicon *tables, hs_text code);
hs_text events_code_text(const events_lexicon *tables, uint32_t code);
// The code of an act of `family` upon an act of `content`: the row with the longest fitting beginning, HS_NONE.
uint32_t events_code_upon(const events_lexicon *tables, hs_text family, uint32_t content);
// True where the table `events_functions` gives the word that function ("will" "future").
bool events_word_is(const events_lexicon *tables, hs_text word, const char *function);

#endif
