// What the files of the claims room share: the rules opened from the lexicons, dates that
// can be compared, names that are compared across documents.
#ifndef CLAIMS_RELATING_H
#define CLAIMS_RELATING_H

#include "claims/claims.h"

// What people know of outlets (houses.c).
typedef struct house_table house_table;

// ---------------------------------------------------------------- rules (rules.c)

// What a word can be, of `claims_words.tsv`; one bit each.
enum {
    WORD_ARTICLE = 1 << 0,     // "the": no part of a name
    WORD_MEDIA = 1 << 1,       // "media", "reports": voices that may be any other outlet's
    WORD_RUMOUR = 1 << 2,      // "posts", "channels": voices that nobody answers for
    WORD_SOMEBODY = 1 << 3,    // "person", "people", "source": says nothing of who it is
    WORD_STATEMENT = 1 << 4,   // "statement", "presentation": a document by which its author speaks in public
    WORD_RECORD = 1 << 5,      // "memo", "court filing": a document that is a voice of its own
    WORD_TURN = 1 << 6,        // "no longer", "called off": takes back what was planned
    WORD_ATTITUDE = 1 << 7,    // "consider", "plan": its object is the event
    WORD_COMMON = 1 << 8,      // says nothing of what a text is about
    WORD_PEOPLE = 1 << 9,      // "residents", "victims": people that are counted
    WORD_SUFFIX = 1 << 10,     // "Inc", "Ltd": no part of a company's name
    WORD_ANOTHER = 1 << 11,    // "another", "second": sets a voice apart from the one before
    WORD_PRONOUN = 1 << 12,    // "it", "this": stands for what was told before
    WORD_TITLE = 1 << 13,      // "president", "minister": stands before a name, is no part of it
    WORD_SPEECH = 1 << 14,     // "say", "deny": telling, not the thing told
    WORD_WEAK = 1 << 15,       // "leave", "open": so many meanings that the parties have to agree too
    WORD_DEFINITE = 1 << 16,   // "the", "same": comes back to what was spoken of
    WORD_OWNER = 1 << 17,      // "of", "for": what stands behind it owns what stands before it
    WORD_OFFICE = 1 << 18,     // "office": speaks for whoever has it
    WORD_SPOKES = 1 << 19,     // "spokeswoman", "press officer", of `voices_people.tsv`
    WORD_AGE = 1 << 20,        // "year-old": people called by their age
    WORD_BASED = 1 << 21,      // "based on": names what a paper rests on
    WORD_FORGED = 1 << 23,     // "forge", "hoax": says of a paper that it is none
    WORD_GENUINE = 1 << 24,    // "genuine": the same where it is denied
    WORD_WITHDRAWN = 1 << 25,  // "retract": takes a report back
    WORD_CALLS = 1 << 26,      // "dismiss", "describe": calls a thing something
    WORD_EVIDENCE = 1 << 27,   // "video", "article": what can be forged or withdrawn beside papers
    WORD_PARTICLE = 1 << 28,   // "that": begins the content of a noun or verb
    WORD_BESIDE = INT32_MIN,   // bit 31: "after", "of": what stands behind it with an article is known, not told
    WORD_FINDING = 1 << 22,    // "found", "concluded": tells what was found out
    WORD_BEHIND = 1 << 30,     // "with", "close": begins what describes the noun before it
    WORD_ACTING = 1 << 29,     // "leadership", "prosecution": those who do it, not the doing
};

// What kind of body a word heads or calls, of `entities_bodies.tsv`; one bit each. "The union" is no ministry.
enum {
    BODY_BUSINESS = 1 << 0,
    BODY_OUTLET = 1 << 1,
    BODY_UNION = 1 << 2,
    BODY_PARTY = 1 << 3,
    BODY_MINISTRY = 1 << 4,
    BODY_POLICE = 1 << 5,
    BODY_PROSECUTION = 1 << 6,
    BODY_COURT = 1 << 7,
    BODY_HOSPITAL = 1 << 8,
    BODY_REGULATOR = 1 << 9,
    BODY_COUNCIL = 1 << 10,
    BODY_GOVERNMENT = 1 << 11,
    BODY_UNIVERSITY = 1 << 12,
    BODY_SCHOOL = 1 << 13,
    BODY_CLUB = 1 << 14,
    BODY_ARMY = 1 << 15,
    BODY_COMMITTEE = 1 << 16,
    BODY_CHURCH = 1 << 17,
    BODY_SERVICE = 1 << 18,
    BODY_CHARITY = 1 << 19,
    BODY_MUSEUM = 1 << 20,
    BODY_FORCES = BODY_POLICE | BODY_PROSECUTION | BODY_SERVICE | BODY_COURT | BODY_ARMY, // who acts as one: "firefighters", "los agentes"
    BODY_FIRM = 1 << 21,       // with a kind of business: a name with it is a firm's, whatever else is in it ("Bank", "Holding")
};

enum { CLASSES_PER_WORD = 16 }; // bits of `weak`

// A synonym class of `claims_synonyms.tsv`.
typedef struct word_class {
    hs_text name, field;   // "collapse", "damage"
    uint32_t field_number; // classes of one field share it
    bool grows;            // counts of it only grow: deaths, arrests
    bool loose;            // says little by itself: what is aimed at, led or used tells which aiming it is
    bool frame;            // tells how things stand to each other or to a mind, not what happens
    bool noun;             // classes of things, not of events: "dam", "embankment"
} word_class;

typedef struct class_list {
    uint16_t classes[CLASSES_PER_WORD];
    uint16_t weak;      // a bit a class: the word tells this only beside the right parties ("leave" for "evacuate")
    uint16_t count;
} class_list;

// Number of the language of a document, the first where it has no lexicon; HS_NONE where there is none at all.
uint32_t rules_language(const claims_rules *rules, hs_text language);
// WORD_* bits of a word or words parted by single blanks, lower case; in any language where `language` is HS_NONE.
uint32_t rules_word(const claims_rules *rules, uint32_t language, hs_text word);
// Of "interior minister" the ministry that its holder speaks for, "interior ministry"; empty where the role has none.
hs_text rules_office(const claims_rules *rules, uint32_t language, hs_text role, hs_arena *arena);
// BODY_* bits of a word in any language; 0 where it heads no name of a body.
uint32_t rules_bodies(const claims_rules *rules, hs_text word);
// The verb that an event noun was made from: "approve" for "approval"; empty where there is none.
hs_text rules_verb(const claims_rules *rules, uint32_t language, hs_text noun);
// The verb whose participle a word without a class is, by its ending: "desalojar" for "desalojado"; else the word itself.
hs_text rules_base(const claims_rules *rules, uint32_t language, hs_text word, hs_arena *arena);
// People, things, or what happens, holds or is thought, by the first sense of a noun; SORT_UNKNOWN of all else and where the language has no
// table of senses.
typedef enum noun_sort { SORT_UNKNOWN, SORT_PEOPLE, SORT_THING, SORT_MATTER } noun_sort;
noun_sort rules_sort(const claims_rules *rules, uint32_t language, hs_text noun);
// Whether a lemma is the one name of an event ("olympic games", of `predicates_named.tsv`).
bool rules_is_named(const claims_rules *rules, uint32_t language, hs_text lemma);
enum { SYNONYMS_PER_WORD = 8 };
// A pronoun that stands for things and bodies, not for people: "it".
bool rules_means_thing(const claims_rules *rules, uint32_t language, hs_text pronoun);
// How many senses a verb has, or a noun that is none; 0 where the language has no table of them or the word is unknown.
uint32_t rules_senses(const claims_rules *rules, uint32_t language, hs_text lemma);
// Hashes of the sets of synonyms of the first senses of a noun or a verb (WordNet's), `out` has room for SYNONYMS_PER_WORD; how many.
uint32_t rules_synonyms(const claims_rules *rules, uint32_t language, hs_text lemma, bool noun, uint64_t *out);
// How far a verb says that its object has come: ordered of "order", considered of "weigh". False of verbs that say nothing of it.
bool rules_object_stage(const claims_rules *rules, uint32_t language, hs_text verb, hs_stage *stage);
// Whether a noun says how far another event has come: "plan", "order", "offer".
bool rules_governs(const claims_rules *rules, uint32_t language, hs_text noun);
// Kinds of words in idioms, of `claims_idioms.tsv`.
enum {
    IDIOM_SKIPPED = 1,     // "the", "their": as if it were not there
    IDIOM_STATE = 2,       // "remain", "end up": puts or keeps in a state
    IDIOM_REFLEXIVE = 4,   // "se"
    IDIOM_PARTICLE = 8,    // "up": never makes an idiom alone
    IDIOM_PREPOSITION = 16, // "into": alone only right behind its verb
};
uint32_t rules_idiom_word(const claims_rules *rules, uint32_t language, hs_text word);
// The language's word for being, as the table of classes begins idioms of states ("be behind bars").
hs_text rules_being(const claims_rules *rules, uint32_t language);
// Whether some idiom of the table of classes begins with the word.
bool rules_begins_idiom(const claims_rules *rules, uint32_t language, hs_text word);
// The word without the longest ending of `claims_idioms.tsv`: what is left has three letters at least.
hs_text rules_stem(const claims_rules *rules, uint32_t language, hs_text word);
// Synonym classes of a lemma, or of an idiom: its verb and the stems of its other words, those that are skipped left out.
class_list rules_classes(const claims_rules *rules, uint32_t language, hs_text lemma);
const word_class *rules_class(const claims_rules *rules, uint32_t number);
uint32_t rules_class_count(const claims_rules *rules);

// ---------------------------------------------------------------- dates (dates.c)

// Negative, zero, positive as far as both dates are known: "September" and "4 September"
// are equal. Zero where either is unknown. A clock without a zone is in the zone of the other, as reports of one place are: no order to sort by.
int dates_compare(const hs_date *a, const hs_date *b);
// Days since 1 January of year 0 of the Gregorian calendar; month and day default to the first.
int32_t dates_days(int32_t year, uint32_t month, uint32_t day);
// First and last day that a TIMEX3 date covers ("2024-03", "2024-W11", "2024-03-11TNI"). False where it is no
// date of a calendar.
bool dates_interval(hs_text value, int32_t *first, int32_t *last);
// Narrows minutes from the first to the last of a day to the clock time of a TIMEX3 value ("2024-03-11T21:40",
// "2024-03-11TEV"); leaves them where it has none.
void dates_clock(hs_text value, int64_t *from, int64_t *to);

// ---------------------------------------------------------------- outlets (outlets.c)

// Lower case, without article and punctuation: how two spellings of an outlet are compared.
hs_text outlets_plain(const claims_rules *rules, hs_text name, hs_arena *keep);
// A hash of the same, 0 of a name without letters.
uint64_t outlets_hash(const claims_rules *rules, hs_text name);
// The same house: plain names are equal, one is the other's initials ("BPA"), or an alias of it by the table of houses.
bool outlets_same(const claims_rules *rules, hs_text a, hs_text b);
// True where the text names the outlet, as whole words with its capitals.
bool outlets_named(const claims_rules *rules, hs_text text, hs_text outlet);

// ---------------------------------------------------------------- houses (houses.c)

// What the table given with the rules says of outlets; NULL where there is none (rules.c).
const house_table *rules_houses(const claims_rules *rules);
HS_MUST_USE hs_status houses_open(const claims_rules *rules, hs_text table, hs_text path, hs_arena *keep, const house_table **out,
                                  hs_error *error);
// The name for which this is an alias, else the name itself.
hs_text houses_name(const claims_rules *rules, hs_text name);

// ---------------------------------------------------------------- what is being related

typedef struct name_table name_table;
typedef struct likeness_table likeness_table;

// A voice on which mentions rest.
typedef struct claim_root {
    hs_link_kind kind;
    hs_text name;          // as printed
    uint32_t named;        // number of the name of a person, body or outlet; HS_NONE
    uint32_t speaker;      // of a body: number of the person who spoke for it; HS_NONE
    hs_text holder;        // outlet that holds an anonymous voice or a document
    uint32_t count;
    uint32_t language;
    bool own;              // a document's own voice
    bool again;            // which cites what it told before
    bool anonymous;        // somebody without a name
    bool media;            // may be any other outlet's report
    bool rumour;           // nobody answers for it
} claim_root;

// Statements of all reports are numbered through: those of report r are first[r] to
// first[r + 1] - 1. Filled from the top down, each part by the file that is named.
typedef struct relating {
    const claims_rules *rules;
    const hs_report *reports;
    uint32_t report_count;
    const uint32_t *first;       // [report_count + 1]
    uint32_t total;
    const uint32_t *report_of;   // [total]
    const uint32_t *language;    // [report_count] of the rules
    const hs_reuse *reuse;       // by from, to, place
    uint32_t reuse_count;
    const uint32_t *copied_from; // [total] the statement that this one copies, HS_NONE (copies.c)
    const uint32_t *copied_report; // [total] the report whose passage this one stands in, HS_NONE (copies.c)
    const uint32_t *voice;       // [report_count] the report whose outlet's voice it is: its own, or one of the same owner's (houses.c)
    const likeness_table *likeness; // (likeness.c)
    const uint32_t *matter;      // [report_count] (matters.c)
    const name_table *names;     // (names.c)
    claim_root *roots;           // voices of all reports (speakers.c)
    size_t root_count, root_capacity;
    const uint32_t *root_of;     // [total] the innermost voice of a statement
    const uint32_t *own_root;    // [report_count] a document's own voice
    struct claim_partner *partners; // by statement: voices that speak together with root_of (together.c)
    size_t partner_count, partner_capacity;
    const struct claim_doubt *doubts; // by publication (doubts.c)
    size_t doubt_count;
    const struct relate_feature *features; // [total] (features.c)
    const uint32_t *claim;       // [total] (relate.c)
    uint32_t claim_count;
    const uint32_t *mark_claim;  // [marks] the claim that each is about, HS_NONE (marks.c)
} relating;

static inline const hs_statement *relating_statement(const relating *r, uint32_t number) {
    uint32_t report = r->report_of[number];
    return &r->reports[report].statements[number - r->first[report]];
}

// reuse.c: passages by from, to, place.
int reuse_order(const void *a, const void *b, const void *context);
// claims.c: all that is known of a group before its statements are related.
void relating_open(relating *r, const claims_rules *rules, const hs_group *group, const hs_report *reports, hs_arena *keep, hs_arena scratch);

// copies.c: which statements stand in copied passages, and what they copy.
void copies_find(relating *r, hs_arena *keep);

// houses.c: which reports speak with one voice, being copies inside one family.
void houses_join(relating *r, hs_arena *keep);

// likeness.c: how alike two reports of one story are, in thousandths.
void likeness_gather(relating *r, hs_arena *keep, hs_arena scratch);
uint32_t likeness_milli(const relating *r, uint32_t a, uint32_t b);

// matters.c: which reports of a story tell of one and the same matter of several alike.
void matters_find(relating *r, hs_arena *keep, hs_arena scratch);
// Both have a date and appeared within half a year of each other: reports of one story that did are of one matter, whatever
// names they share.
bool matters_neighbours(const relating *r, uint32_t a, uint32_t b);

// ---------------------------------------------------------------- names (names.c)

// Gathers the names of entities, parties, voices and outlets, and joins
// those that mean the same.
// Whether the last word has no capital.
bool names_is_description(hs_text name);
void names_gather(relating *r, hs_arena *keep, hs_arena scratch);
// translated.c: the text in lower case without the marks of its letters, which papers of other tongues leave out.
hs_text translated_bare(hs_text text, hs_arena *arena);
// Whether two plain names, each of a report in its language, may be one body's in two languages.
bool translated_fits(const claims_rules *rules, hs_text a, uint32_t language_a, hs_text b, uint32_t language_b);
// A name as it is compared: lower case, without articles, titles and suffixes of companies.
hs_text names_strip(const claims_rules *rules, hs_text name, hs_arena *arena);
// The number of what a name means in a story, HS_NONE where it was not gathered.
uint32_t names_find(const name_table *names, hs_text name, hs_arena scratch);
// Its fullest form as some document has it.
hs_text names_text(const name_table *names, uint32_t number);
// The body for which the person of that number speaks, HS_NONE.
uint32_t names_body(const name_table *names, uint32_t number);
// BODY_* bits of its head noun ("Tarrin Constabulary"), 0 where that tells none.
uint32_t names_bodies(const name_table *names, uint32_t number);
// The one body of a story that the BODY_* bits fit, HS_NONE where there is none or are several.
uint32_t names_only_body(const name_table *names, uint32_t kinds);
// The one person of a story who has the role ("mayor"), HS_NONE where there is none or are several.
uint32_t names_with_role(const name_table *names, hs_text role);
// The one whose role ends so: "governor" of "district governor".
uint32_t names_with_role_word(const name_table *names, hs_text word);
// As names_strip gives it.
hs_text names_plain(const name_table *names, uint32_t number);
// An organisation that is no outlet.
bool names_is_house(const name_table *names, uint32_t number);
bool names_is_outlet(const name_table *names, uint32_t number);
// The outlet or agency of a report.
bool names_is_masthead(const name_table *names, uint32_t number);
// What can have spokespeople: neither person, place nor outlet.
bool names_is_body(const name_table *names, uint32_t number);

// False for a description ("the city's regulator"): its head has no capital.
bool names_is_proper(const name_table *names, uint32_t number);
bool names_is_person(const name_table *names, uint32_t number);
bool names_is_place(const name_table *names, uint32_t number);

// A statement that calls a paper forged, or takes a report back.
typedef struct claim_doubt {
    hs_flaw flaw;
    hs_text paper;  // lemma of its noun
    hs_text maker;  // of a withdrawn report: its outlet
    uint32_t by;    // voice that says so, of relating.roots
    hs_mention at;
} claim_doubt;

// speakers.c: who the innermost voice of every statement is, before copies and citations are followed.
void speakers_find(relating *r, hs_arena *keep, hs_arena scratch);
// Number of the innermost voice that speaks, HS_NONE where the document itself does. Who considers or plans a thing
// does not say so: "the firm is weighing a sale, a banker said" rests on the banker.
uint32_t speakers_innermost(const relating *r, uint32_t report, const hs_statement *s);

// The outlet of the story whose whole name the words at `span` are part of, by its number among the names; HS_NONE.
uint32_t speakers_outlet_at(const relating *r, uint32_t report, hs_span span, hs_arena scratch);

// The voice of a name as its report has it: an outlet, a person, or the body that a person speaks for.
claim_root speakers_name(const relating *r, uint32_t report, hs_text name, hs_arena scratch);

// A voice to which a statement is given beside its innermost one.
typedef struct claim_partner {
    uint32_t statement, root; // of relating.roots
} claim_partner;

// together.c: voices that speak together.
void together_find(relating *r, hs_arena *keep, hs_arena scratch);
const claim_partner *together_of(const relating *r, uint32_t statement, uint32_t *count);

// rumours.c: the noun of rumour or of media reports whose content a statement is, empty where there is none.
hs_text rumours_before(const relating *r, uint32_t number, hs_arena scratch);

// doubts.c: papers called forged, reports taken back.
// Who calls a letter genuine denies that it is forged: turns such statements of the reports round, in copies. Before all that looks at them.
void doubts_turn_genuine(relating *r, hs_report *reports, hs_arena *keep, hs_arena scratch);
void doubts_find(relating *r, hs_arena *keep, hs_arena scratch);

// relate.c: which statements tell of one event; their features are read before.
void relate_statements(relating *r, hs_arena *keep, hs_arena scratch);

// marks.c: merges and splits that people asked for, and which claim each mark is about.
void marks_apply(relating *r, const hs_mark *marks, uint32_t count, hs_arena *keep, hs_arena scratch);
// The marks about the claim of that number.
void marks_attach(const relating *r, const hs_mark *marks, uint32_t count, uint32_t claim_number, hs_claim *claim, hs_arena *keep);

// ---------------------------------------------------------------- one claim

// A root on which a mention rests beside its first.
typedef struct view_partner {
    uint32_t mention, root; // of the view's roots
} view_partner;

// One claim while it is being filled.
typedef struct claim_view {
    const relating *r;
    hs_claim *claim;       // mentions are filled and in order
    const uint32_t *root_of; // [mention_count] index in roots: of several the first
    const view_partner *partners; // [partner_count] the others, by mention
    uint32_t partner_count;
    const uint32_t *told;    // [mention_count] the statement that the mention repeats, copies and citations followed; its own at least
    const claim_root *roots;
    uint32_t root_count;
    const uint32_t *root_of_origin; // [claim->origin_count] index in roots: not all that speak vouch
} claim_view;

static inline const hs_statement *view_statement(const claim_view *v, uint32_t mention) {
    hs_mention m = v->claim->mentions[mention];
    return &v->r->reports[m.report].statements[m.statement];
}

static inline const hs_document *view_document(const claim_view *v, uint32_t mention) {
    return &v->r->reports[v->claim->mentions[mention].report].document;
}

static inline const hs_date *view_told(const claim_view *v, uint32_t mention) {
    hs_mention m = v->claim->mentions[mention];
    return claims_told(&v->r->reports[m.report], m.statement);
}

// The mention stands in a passage that its report copies.
static inline bool view_is_copy(const claim_view *v, uint32_t mention) {
    hs_mention m = v->claim->mentions[mention];
    return v->r->copied_report[v->r->first[m.report] + m.statement] != HS_NONE;
}

// errors.c: the root of an outlet that told the same odd figure before this one, with the figure as it is written; HS_NONE.
uint32_t errors_shared(const claim_view *v, uint32_t root, hs_text *figure);
// doubts.c: the first statement by which a root is forged or withdrawn, NULL.
const claim_doubt *doubts_about(const claim_view *view, uint32_t root, hs_arena scratch);
// origins.c: roots of a claim's mentions, and its origins.
void origins_fill(claim_view *view, hs_arena *keep, hs_arena scratch);
// history.c: standing, moves, sides. True where a root is a party of the claim itself.
bool history_is_party(const claim_view *view, uint32_t root, hs_arena scratch);
void history_fill(claim_view *view, hs_arena *keep, hs_arena scratch);
// tellings.c: whether two mentions tell of the same parties.
bool tellings_compare(const claim_view *view, uint32_t a, uint32_t b, hs_arena scratch);
// Whether the two, taken by themselves, may tell of one event: a claim joins what fits on average.
bool tellings_meet(const claim_view *view, uint32_t a, uint32_t b);
// In how many reports there are tellings that so hang together, and of how many: the rest is held by a word alone.
uint32_t tellings_reach(const claim_view *view, uint32_t *reports);
// "Aimed", "used", "led"; "the flood victims", "camps for displaced people": two of five mentions are by words that name
// no event of themselves, or only what sort of thing another is.
bool tellings_are_frame(const claim_view *view, hs_arena scratch);
// conflicts.c: respects in which the mentions differ.
void conflicts_fill(claim_view *view, hs_arena *keep, hs_arena scratch);

#endif
