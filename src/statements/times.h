// Between the files of the times pass.
#ifndef STATEMENTS_TIMES_H
#define STATEMENTS_TIMES_H

#include "statements/numbers.h"
#include "statements/statements.h"

// ---------------------------------------------------------------- the calendar

typedef enum grain {
    GRAIN_NONE, GRAIN_CENTURY, GRAIN_DECADE, GRAIN_YEAR, GRAIN_HALF, GRAIN_QUARTER, GRAIN_SEASON, GRAIN_MONTH,
    GRAIN_WEEK, GRAIN_WEEKEND, GRAIN_DAY, GRAIN_HOUR, GRAIN_MINUTE, GRAIN_SECOND,
} grain;

// A stretch of the calendar with the grain it is known at.
typedef struct moment {
    grain grain;
    int32_t year;          // 0 where unknown, negative before Christ; of a week the ISO year; a decade is year / 10, a century year / 100
    uint8_t month, day;    // 1-based; of a week or weekend its Monday
    uint8_t number;        // half, quarter, ISO week
    hs_text season;        // "SP" "SU" "FA" "WI"
    hs_text part;          // of the day: "MO" "AF" "EV" "NI" "MI" "DT"; empty
    bool clock, has_minute, has_second;
    uint8_t hour, minute, second;
    hs_text zone;          // "Z" or empty
} moment;

int64_t calendar_days(int32_t year, int32_t month, int32_t day); // since 1970-01-01, proleptic Gregorian
void calendar_date(int64_t days, int32_t *year, uint8_t *month, uint8_t *day);
uint8_t calendar_weekday(int64_t days);                          // 1 Monday … 7 Sunday
uint8_t calendar_month_days(int32_t year, int32_t month);
moment calendar_day(int64_t days);
moment calendar_week(int64_t days);                              // the ISO week of the day
// First day of what the moment covers; INT64_MIN where its year is unknown.
int64_t calendar_first(const moment *m);
// The stretch of a grain in which a moment lies.
moment calendar_widen(const moment *m, grain to);
// Moved by `count` units of a grain, at the grain it has.
moment calendar_move(const moment *m, grain unit, double count);
// The TIMEX3 value; empty where there is none.
hs_text calendar_value(const moment *m, hs_arena *keep);

// ---------------------------------------------------------------- words and patterns

// Classes of words that carry a value, by their names in the tables; further classes are
// numbered as they come.
#define TIMES_CLASSES(X)                                                                                     \
    X(MONTH) X(WEEKDAY) X(UNIT) X(UNITS) X(SEASON) X(PART) X(NUM) X(ORD) X(DAY) X(YEAR) X(YY) X(HOUR)        \
    X(MINUTE) X(SECOND) X(DECADE) X(SHIFT) X(WHEN) X(REF) X(SET) X(HOLIDAY) X(FUZZY) X(AMPM) X(ZONE) X(HALF) \
    X(ERA) X(MM) X(DD) X(CENTURY) X(NIGHT)

typedef enum times_class {
    CLASS_NONE,
#define X(name) CLASS_##name,
    TIMES_CLASSES(X)
#undef X
    CLASS_KNOWN,
} times_class;

// One reading of the words at a place.
typedef struct entry {
    uint16_t class;
    uint16_t length;  // atoms
    double number;
    hs_text text;
    uint32_t next;    // further entry at the same place, HS_NONE
} entry;

typedef enum times_action {
    ACTION_NONE, ACTION_DATE, ACTION_UNIT, ACTION_SHIFT, ACTION_DURATION, ACTION_SET, ACTION_VALUE, ACTION_PART,
    ACTION_QUARTER, ACTION_DECADE, ACTION_CENTURY, ACTION_MENTION, ACTION_CLOCK, ACTION_EVERY, ACTION_SPAN, ACTIONS,
} times_action;

enum { MOST_ELEMENTS = 14, MOST_ALTERNATIVES = 12 };

typedef struct element {
    uint16_t classes[MOST_ALTERNATIVES];
    uint8_t count;
    bool optional, glued;
    bool before;      // tested on the atom before, takes none
    bool behind;      // tested on the atom that follows, takes none
} element;

typedef struct pattern {
    element elements[MOST_ELEMENTS];
    uint8_t count;
    uint8_t action; // times_action
    uint8_t type;   // hs_time_type
    int8_t rank;    // among matches of one length the higher wins
    hs_text argument;
} pattern;

typedef struct pattern_list {
    uint32_t pattern, next;
} pattern_list;

struct times_rules {
    const number_rules *numbers;
    phrases words;
    const entry *word_entries;     // [words.count] class, number and text
    const uint8_t *word_flags;     // [words.count]
    const pattern *patterns;
    uint32_t pattern_count;
    const uint32_t *first_of_class; // [class_count] in `lists`, HS_NONE
    const pattern_list *lists;
    uint32_t class_count;
    const hs_text *class_names;    // [class_count]
    const uint16_t *literal_slots; // [literal_mask + 1] class of a literal word by hash
    uint32_t literal_mask;
    phrases tense;                 // auxiliaries and verbs that tell when
    const int8_t *tense_of;        // [tense.count]
    bool month_first;              // "3/4/2021" is the fourth of March
};

// What the elements of a pattern stood for; the second of a class where there are two.
typedef struct bindings {
    const entry *of[CLASS_KNOWN];
    const entry *second[CLASS_KNOWN];
} bindings;

typedef struct lexed {
    const atoms *atoms;
    const entry *entries;
    const uint32_t *first; // [atoms] HS_NONE
} lexed;

// All readings at all places.
lexed times_lex(const times_rules *rules, const reading *r, const atoms *a, hs_arena *keep);

// The longest pattern at `at`; HS_NONE where none fits. `end` is the end of the sentence.
uint32_t times_match(const times_rules *rules, const lexed *l, uint32_t at, uint32_t end, bindings *bound,
                     uint32_t *stop);

void times_open_patterns(times_rules *rules, const lexicon *from, hs_arena *keep);

// ---------------------------------------------------------------- meaning

typedef enum tense { TENSE_NONE, TENSE_PAST, TENSE_PRESENT, TENSE_FUTURE } tense;

// What the clause of a token tells about its time.
tense times_tense(const times_rules *rules, const reading *r, uint32_t token);

// True where a verb of its own dates the event ("closed in October"), not a noun or a plan
// ("the closure in October", "planned for October").
bool times_of_verb(const times_rules *rules, const reading *r, uint32_t token);

// What earlier words of the document have fixed.
typedef struct times_context {
    const times_rules *rules;
    const reading *r;
    const atoms *atoms;
    moment published;
    moment mention;        // the last date that was named, grain NONE at first
    moment quarter;        // the last quarter that was named
    uint32_t mention_sentence, quarter_sentence;
    bool narrative;        // a history: dates hang on one another, not on publication
    hs_arena *keep;
} times_context;

// The value of a match in atoms [start, stop). False where it is no time.
bool times_resolve(times_context *c, const pattern *p, const bindings *b, uint32_t start, uint32_t stop, hs_time *out);

#endif
