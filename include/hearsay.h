// hearsay: many news reports of one story in, an accountable picture out.
//
// This is the whole public interface: the shapes that go from room to room, and the few
// functions that a program needs. Everything a function returns lives in the arena that
// the caller passed for results, and lives as long as that arena. Nothing here prints,
// exits, reads a clock or depends on a locale. Shapes are plain data: read them, do not
// write them.
//
// Words used throughout:
//   span    half-open range of bytes in a document's clean text
//   source  half-open range of bytes in what came in (the file, decompressed; for WARC the
//           record's decoded payload)
//   notice  something in the input that had to be skipped or repaired, told with its byte
#ifndef HEARSAY_H
#define HEARSAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEARSAY_VERSION "0.1.0"

// ---------------------------------------------------------------- text, spans, errors

// Borrowed bytes, UTF-8 wherever text is meant, never NUL-terminated.
typedef struct hs_text {
    const char *data;
    size_t size; // bytes
} hs_text;

// Bytes of a document's clean text, half open.
typedef struct hs_span {
    uint32_t start, end;
} hs_span;

// Bytes of the input, half open. 64 bits: a JSON Lines file may be larger than 4 GiB.
typedef struct hs_source {
    uint64_t start, end;
} hs_source;

// An index that points at nothing.
#define HS_NONE UINT32_MAX

typedef enum hs_status {
    HS_OK = 0,
    HS_ERROR_MEMORY, // an arena is full
    HS_ERROR_INPUT,  // a path cannot be read
    HS_ERROR_FORMAT, // a model, lexicon or record is not what it says
    HS_ERROR_LIMIT,  // a documented limit was reached
    HS_ERROR_STORE,  // the store cannot be opened or written
    HS_ERROR_USAGE,  // the caller asked for something that cannot be
} hs_status;

// Functions that can fail must have their status looked at.
#define HS_MUST_USE __attribute__((warn_unused_result))

// Owned by the caller, filled by the callee when the status is not HS_OK. `path` and
// `reason` are NUL-terminated and cut to fit; `byte` is UINT64_MAX where none applies.
typedef struct hs_error {
    hs_status status;
    uint64_t byte;
    char path[256];
    char reason[256];
} hs_error;

// Something about the input that the user should know. Reading goes on after it.
typedef struct hs_notice {
    bool counts;   // something was lost: the exit status says so
    hs_text path;  // which file or item
    uint64_t byte; // where in the input; UINT64_MAX where none applies
    hs_text reason; // one sentence without a full stop
} hs_notice;

// Called by whichever thread reads; never two calls at a time.
typedef void hs_notify_fn(void *context, const hs_notice *notice);

// Memory for results: see base/arena.h. Opaque here.
typedef struct hs_arena hs_arena;

// ---------------------------------------------------------------- bytes: one payload

typedef enum hs_kind {
    HS_KIND_TEXT,      // plain text as a crawler or a person left it
    HS_KIND_HTML,      // a page
    HS_KIND_FEED_ITEM, // one <item> or <entry>: `bytes` is the element
    HS_KIND_JSON,      // one object of a JSON Lines file: `bytes` is the line
    HS_KIND_CONLLU,    // told apart so that `parse` can refuse or read it
    HS_KIND_ENTRY,     // one dated entry of a page, as of a live blog: `bytes` is its element
    HS_KIND_REVISIT,   // an archive's word that a payload was met again: no bytes of its own
} hs_kind;

// What a revisit repeats, as far as the archive says. Texts may be empty.
typedef struct hs_revisit {
    hs_text path;      // the record that holds it, where that was read before in the same run
    hs_text url;       // the address and the time at which it was fetched first
    hs_text retrieved; // ISO 8601
    hs_text digest;    // of the payload as the archive writes it: "sha1:…"
} hs_revisit;

// One report as it came in. All texts are borrowed from the arena given to input_next.
typedef struct hs_payload {
    hs_kind kind;
    hs_text path;        // FILE, FOLDER/…/FILE, or FILE#N
    hs_text bytes;       // the payload itself
    uint64_t offset;     // where `bytes` begins in the (decompressed) file; 0 for a WARC record
    hs_text charset;     // declared by transport or XML, else empty
    hs_text url;         // declared by the archive or feed, else empty
    hs_text outlet;      // title of the feed, else empty
    hs_text language;    // declared by the feed, else empty
    hs_text retrieved;   // ISO 8601, from the archive or the fetch, else empty
    hs_text asked;       // of a fetched page: the URL that was asked for, before redirects, else empty
    hs_text headers;     // of a fetched page: the answer's, "Name: value" lines, else empty
    hs_text base;        // what relative links of a feed's item count from, else empty
    hs_text id;          // by which whoever gives it knows the document, where its record says none; else empty
    hs_revisit repeats;  // of HS_KIND_REVISIT
    // Of a page that was taken apart, the bytes of it that are payloads of their own, in order.
    const hs_source *apart;
    uint32_t apart_count;
    // Of such a part, the page's path, and what the page says of it; else empty.
    hs_text parent, title, published;
} hs_payload;

// ---------------------------------------------------------------- document

typedef enum hs_precision { HS_DATE_NONE, HS_DATE_YEAR, HS_DATE_MONTH, HS_DATE_DAY } hs_precision;

// A date with the precision it has, and the time of day where one is known.
typedef struct hs_date {
    hs_precision precision;
    int16_t year;
    uint8_t month, day;          // 1-based; 0 where the precision lacks it
    bool has_time;
    uint8_t hour, minute, second;
    bool has_zone;
    int16_t zone_minutes;        // east of UTC
    const char *from;            // "feed" "record" "meta" "json-ld" "time" "url" "byline" "relative" "dateline" "text"
} hs_date;

// One run of clean text and the input bytes it came from. Where `linear`, byte i of the
// run is byte i of the source; otherwise the run as a whole stands for the source range
// (an entity, a repaired letter). A break between blocks maps to what stood between them.
typedef struct hs_map_run {
    uint32_t text;          // first byte of the run in the clean text
    uint32_t source;        // first byte in the payload
    uint32_t source_size;   // bytes in the payload
    bool linear;
} hs_map_run;

// Runs in order of `text`, without gaps, covering the whole text.
typedef struct hs_map {
    const hs_map_run *runs;
    uint32_t count;
    uint32_t text_size;
    uint64_t offset;        // added to every source byte: hs_payload.offset
} hs_map;

typedef enum hs_block_kind {
    HS_BLOCK_PARAGRAPH,
    HS_BLOCK_HEADING, // a heading inside the body: makes no statements
    HS_BLOCK_LIST,    // one item of a list
    HS_BLOCK_QUOTE,   // a block quotation
} hs_block_kind;

// Paragraphs of the clean text in order; no sentence crosses one.
typedef struct hs_block {
    hs_span span;
    hs_block_kind kind;
} hs_block;

// A work that a document says it is made from: another outlet's report, a paper. What the
// page leaves out is empty.
typedef struct hs_basis {
    hs_text url, title, outlet;
} hs_basis;

typedef struct hs_document {
    hs_text id;        // 16 hex digits, or the id that the record gave
    hs_text path, url, outlet, title, byline;
    hs_text credit;    // wire service whose copy this is by its own word ("BPA" in "ESTREL (BPA) -"), else empty
    hs_text section;   // of the outlet that it stands in: "World", else empty
    hs_text canonical; // the address that the page gives itself, where it was fetched from another; else empty
    hs_text digest;    // of the payload's bytes: 32 hex digits, XXH3-128
    hs_text parent;    // path of the page that it is an entry of, else empty
    hs_text language;  // ISO 639-1, else empty where it could not be told
    hs_date published, updated, retrieved;
    hs_source title_source;
    bool has_title_source;
    uint32_t version;  // from 1; counts other bytes under the same URL or given id
    hs_text text;      // clean text; blocks are parted by "\n\n" where they are not taken whole
    hs_map map;
    const hs_block *blocks;
    uint32_t block_count;
    const hs_text *authors; // the names of the byline, one by one
    uint32_t author_count;
    const hs_basis *bases;  // what it is based on by its own word
    uint32_t basis_count;
    const hs_notice *notices;
    uint32_t notice_count;
} hs_document;

// Where the bytes of `span` stood in the input. Thread-safe, O(log runs).
hs_source hs_map_span(const hs_map *map, hs_span span);

// ---------------------------------------------------------------- sentences

typedef struct hs_token {
    hs_span span;       // several words of one multiword token share its span
    hs_text form;       // the syntactic word: borrowed from the text, or from the model for a multiword part
    hs_text lemma;      // lower case but for names
    uint8_t upos;       // base/ud.h
    uint8_t relation;   // base/ud.h: universal relation or one of the listed subtypes
    uint16_t xpos;      // the model's own table
    uint16_t features;  // the model's own table; see morph for the bits that rules use
    uint32_t morph;     // base/ud.h: MORPH_* bits
    uint32_t head;      // index in the document's tokens, HS_NONE at a root
    bool space_after;
    bool multiword_first, multiword_rest; // first and following words of a multiword token
} hs_token;

typedef struct hs_sentence {
    hs_span span;
    uint32_t first, count; // tokens
    uint32_t root;         // token; HS_NONE in an empty sentence
    uint32_t block;        // hs_block it stands in
} hs_sentence;

enum { HS_VECTOR = 96 }; // numbers in what a model knows of a word

typedef struct hs_parse {
    const hs_token *tokens;
    uint32_t token_count;
    const hs_sentence *sentences;
    uint32_t sentence_count;
    const int8_t *vectors; // [token_count][HS_VECTOR] what the network that parses knows of each word in its sentence, in 1/32; NULL without
} hs_parse;

// ---------------------------------------------------------------- statements

typedef enum hs_entity_type {
    HS_ENTITY_PERSON, HS_ENTITY_GOVERNMENT, HS_ENTITY_ARMED_FORCE, HS_ENTITY_ORGANISATION,
    HS_ENTITY_PLACE, HS_ENTITY_FACILITY, HS_ENTITY_VEHICLE, HS_ENTITY_GROUP, HS_ENTITY_OTHER,
    HS_ENTITY_OUTLET, // printed as "organisation"
} hs_entity_type;

// One mention of a named thing. Mentions of one thing in a document share `canonical`.
typedef struct hs_entity {
    hs_span span;
    hs_entity_type type;
    hs_text name;          // the fullest name the document gives it: "Marta Iglesias"
    char country[3];       // ISO 3166 alpha-2, "" where unknown
    hs_text region;        // the part of the country that it is or lies in, as the gazetteer calls it, else empty
    bool has_place;
    double latitude, longitude;
    uint32_t canonical;    // index of the first mention of the same thing
    uint32_t head;         // token
    uint32_t body;         // person: canonical entity that he or she speaks or works for by the text, HS_NONE
    hs_text role;          // person: what he or she is there, lower case ("spokeswoman", "director"), else empty
} hs_entity;

typedef enum hs_time_type { HS_TIME_DATE, HS_TIME_TIME, HS_TIME_DURATION, HS_TIME_SET } hs_time_type;

typedef struct hs_time {
    hs_span span;
    hs_time_type type;
    hs_text value;         // TIMEX3
} hs_time;

// An interval. `value` is what the words name; min or max is missing where the words leave
// that side open, both are missing where the number is exact or only approximate.
typedef struct hs_quantity {
    hs_span span;
    bool has_value, has_min, has_max, approximate, ordinal;
    double value, min, max;
    hs_text unit;          // "USD", "percent", or the lemma of what is counted
} hs_quantity;

typedef enum hs_stage {
    HS_STAGE_POSSIBLE, HS_STAGE_CONSIDERED, HS_STAGE_PLANNED,
    HS_STAGE_ORDERED, HS_STAGE_UNDERWAY, HS_STAGE_DONE,
} hs_stage;

typedef enum hs_polarity { HS_AFFIRMED, HS_NEGATED } hs_polarity;

typedef enum hs_link_kind {
    HS_LINK_OUTLET, HS_LINK_PERSON, HS_LINK_ORGANISATION, HS_LINK_ROLE,
    HS_LINK_ANONYMOUS, HS_LINK_DOCUMENT, HS_LINK_UNNAMED,
} hs_link_kind;

typedef enum hs_manner { HS_MANNER_QUOTE, HS_MANNER_INDIRECT, HS_MANNER_REPORTEDLY } hs_manner;

// One voice of a chain.
typedef struct hs_link {
    hs_link_kind kind;
    hs_manner manner;
    hs_text name;          // resolved inside the document where the text gives a name: "Tomas Harlow" for "he"
    hs_text body;          // the named body this voice speaks for ("Civil Protection Service" for its director), else empty
    hs_text holder;        // anonymous voices and documents: the outlet that holds them, else empty (then it is the document's own)
    uint32_t count;        // anonymous voices: how many; 0 where the text does not say
    hs_text cue;           // "according to", "said"; empty for a bare quote
    bool denies;           // the cue is a denial
    bool mental;           // the cue is a thought, a wish or an intention, nothing said: no origin of its own beside a voice that speaks
    bool believes;         // the cue is a belief or a wish, which nobody knows of who was not told: the voice where nobody speaks
    bool has_span;
    hs_span span;          // the words that name the voice
    hs_span cue_span;      // empty where there is no cue
    hs_span content;       // what this link covers
} hs_link;

// A party of a statement: what stands in the actor, recipient or place slot.
typedef struct hs_party {
    hs_text name;          // resolved: the entity's name, else the noun phrase's words
    hs_text head;          // lemma of the head noun, lower case: "boat"
    hs_text code;          // CAMEO actor code or empty
    uint32_t entity;       // hs_entity, HS_NONE where it is no named thing
    hs_span span;          // the words
} hs_party;

// PLOVER and CAMEO; empty `type` where the statement is none of the 16. Texts are static.
typedef struct hs_event {
    hs_text type, mode, cameo;
    const hs_text *contexts;
    uint32_t context_count;
    int16_t goldstein_tenths;
} hs_event;

typedef enum hs_attribute {
    HS_ATTRIBUTE_PREDICATE, HS_ATTRIBUTE_STAGE, HS_ATTRIBUTE_POLARITY, HS_ATTRIBUTE_FACTUALITY,
    HS_ATTRIBUTE_EVENT, HS_ATTRIBUTE_ACTOR, HS_ATTRIBUTE_RECIPIENT, HS_ATTRIBUTE_PLACE,
    HS_ATTRIBUTE_TIME, HS_ATTRIBUTE_ATTRIBUTION, HS_ATTRIBUTE_QUANTITY,
} hs_attribute;

// Why an attribute is what it is: the rule or weight, and the words that gave it.
typedef struct hs_reason {
    hs_attribute attribute;
    hs_text rule;
    hs_span span;
} hs_reason;

typedef struct hs_statement {
    hs_text id;              // 16 hex digits: document id, version and predicate span hashed
    hs_span span;            // the clause that is the evidence
    hs_span predicate;
    hs_text lemma;           // of the predicate; particles and copula complements included ("give way")
    uint32_t token;          // head token of the predicate; HS_NONE once read back from a store
    uint32_t sentence;
    int16_t factuality_milli; // -3000 … 3000
    hs_stage stage;
    hs_polarity polarity;
    bool nominal;            // the predicate is a noun ("strike", "approval")
    bool generic;            // a habitual or general statement, or a thing that a voice is about: no single event
    uint32_t governor;       // statement whose complement this is ("ordered" for "move"), HS_NONE
    uint32_t same_as;        // light or aspectual verb and its noun: the other statement of the pair, HS_NONE
    hs_event event;
    const hs_party *actors;
    const hs_party *recipients;
    const hs_party *places;
    uint32_t actor_count, recipient_count, place_count;
    uint32_t time;           // index in times, HS_NONE
    const uint32_t *quantities; // indices
    uint32_t quantity_count;
    const hs_link *links;    // outermost voice first
    uint32_t link_count;
    hs_span content;         // what the attribution covers; empty without one
    const hs_reason *reasons; // only where the options ask for them
    uint32_t reason_count;
} hs_statement;

// Everything read from one document. Arrays are in order of their spans' starts.
typedef struct hs_report {
    hs_document document;
    const hs_span *sentences;
    uint32_t sentence_count;
    const hs_entity *entities;
    uint32_t entity_count;
    const hs_time *times;
    uint32_t time_count;
    const hs_quantity *quantities;
    uint32_t quantity_count;
    const hs_statement *statements;
    uint32_t statement_count;
    const hs_date *told;     // [statement_count] when a later version first said it; precision NONE of what the first
                             // says. NULL where there is one version, or hs_date_report was not asked
} hs_report;

// ---------------------------------------------------------------- claims

// A statement anywhere: report and statement numbers.
typedef struct hs_mention {
    uint32_t report, statement;
} hs_mention;

typedef struct hs_range_count {
    uint32_t min, max;
} hs_range_count;

// What a report says of an origin itself.
typedef enum hs_flaw { HS_FLAW_NONE, HS_FLAW_FORGED, HS_FLAW_WITHDRAWN } hs_flaw;

typedef struct hs_origin {
    hs_link_kind kind;
    hs_text name;
    uint32_t count;            // people behind an anonymous voice, 0 unknown
    hs_polarity polarity;
    bool vague;                // could be another root of the claim: counts in max alone
    const hs_mention *reports; // what rests on it
    uint32_t report_count;
    hs_flaw flaw;              // called a forgery, or taken back by whoever told it
    hs_text flaw_by;           // who says so
    hs_mention flaw_at;        // the statement that says so
    hs_text why;               // a fixed template with names
} hs_origin;

typedef struct hs_side {
    hs_text name;
    hs_polarity polarity;
} hs_side;

typedef struct hs_move {
    hs_date date;              // publication date at which the claim got here
    hs_stage stage;
    hs_polarity polarity;
    hs_mention statement;
} hs_move;

typedef enum hs_conflict_kind {
    HS_CONFLICT_QUANTITY, HS_CONFLICT_STAGE, HS_CONFLICT_POLARITY, HS_CONFLICT_TIME, HS_CONFLICT_PLACE,
} hs_conflict_kind;

typedef enum hs_verdict { HS_CONTRADICTION, HS_COMPATIBLE, HS_UPDATE } hs_verdict;

typedef struct hs_conflict_value {
    hs_text value;             // the words of the clearest report: "at least 12"
    hs_quantity quantity;      // of a quantity conflict
    const hs_mention *reports;
    uint32_t report_count;
} hs_conflict_value;

typedef struct hs_conflict {
    hs_conflict_kind kind;
    hs_verdict verdict;
    const hs_conflict_value *values;
    uint32_t value_count;
} hs_conflict;

// ---------------------------------------------------------------- marks: what people say of it

typedef enum hs_mark_kind {
    HS_MARK_NOTE,         // words about a claim, a document or an outlet
    HS_MARK_GRADE,        // of an outlet: a letter after the Admiralty code, A to F; of a claim: a digit, 1 to 6
    HS_MARK_UNVERIFIABLE, // a claim that nobody can check
    HS_MARK_MERGE,        // claims that are one
    HS_MARK_SPLIT,        // statements that are a claim of their own
} hs_mark_kind;

// A statement that a mark is about.
typedef struct hs_mark_target {
    uint32_t part;     // from 0: which of the claims that are merged
    hs_text statement; // its id when the mark was made
    uint64_t key;      // claims_key: by which it is known again
    hs_text document;  // URL of its document, else id
} hs_mark_target;

// Kept apart from what was read, never changed, undone by saying so.
typedef struct hs_mark {
    uint64_t number;
    hs_mark_kind kind;
    hs_text at, who;       // ISO 8601; a name
    hs_text target;        // id of a document or name of an outlet; empty where it is about statements
    hs_text value;         // the words of a note, the letter or digit of a grade
    hs_text undone_at, undone_by; // empty while it holds
    const hs_mark_target *targets;
    uint32_t target_count;
} hs_mark;

typedef struct hs_claim {
    hs_text id;                // 16 hex digits
    uint32_t story;
    hs_mention summary;        // the clearest report, whose clause is quoted as the summary
    hs_event event;
    const hs_party *actors;
    const hs_party *recipients;
    const hs_party *places;
    uint32_t actor_count, recipient_count, place_count;
    hs_text time_from, time_to; // ISO dates, empty where unknown
    hs_stage stage;            // where it stands now
    hs_polarity polarity;
    hs_date since;             // publication date at which it got there
    const hs_mention *mentions; // by publication date, path, position
    uint32_t mention_count;
    uint32_t outlets;
    hs_range_count origins, affirmed, negated;
    const hs_origin *origin_list;
    uint32_t origin_count;
    const hs_side *sides;
    uint32_t side_count;
    const hs_move *history;
    uint32_t move_count;
    const hs_conflict *conflicts;
    uint32_t conflict_count;
    int32_t weight;            // orders the picture: most contested and most changed first
    const hs_mark *const *marks; // about this claim, oldest first
    uint32_t mark_count;
} hs_claim;

typedef struct hs_story {
    hs_text id, title;
    const uint32_t *reports;
    uint32_t report_count;
    const uint32_t *claims;
    uint32_t claim_count;
} hs_story;

// A passage that stands in two documents; `from` is the earlier or cited one.
typedef struct hs_reuse {
    uint32_t from, to;         // reports
    hs_span from_span, to_span;
    uint16_t score_milli;      // share of tokens of the longer side that agree
} hs_reuse;

// What became of a statement in the next version of its report.
typedef enum hs_vanished_kind {
    HS_VANISHED_NOT,        // still said
    HS_VANISHED_GONE,
    HS_VANISHED_WEAKER,     // said of a lower stage: "ignored" became "may have ignored"
    HS_VANISHED_OPPOSITE,   // "was arrested" became "was not arrested"
    HS_VANISHED_FIGURE,     // "four workers" became "five workers"
    HS_VANISHED_ATTRIBUTED, // what the report said itself, somebody else says now
    HS_VANISHED_TITLE,      // the title is another
} hs_vanished_kind;

// A statement of one version of a report that the next version does not make as it was.
typedef struct hs_vanished {
    const hs_report *before, *after;
    hs_vanished_kind kind;
    uint32_t statement;        // of `before`; HS_NONE of a title
    uint32_t now;              // of `after`, in its place; HS_NONE where there is none
    hs_date date;              // when `after` was there; precision NONE where nobody says
    bool back;                 // the newest version says it again
    hs_date back_date;         // when that was there
} hs_vanished;

typedef struct hs_picture {
    const hs_report *reports;  // by path, then version
    uint32_t report_count;
    const hs_story *stories;
    uint32_t story_count;
    const hs_claim *claims;    // by story, then weight, then id
    uint32_t claim_count;
    const hs_reuse *reuse;
    uint32_t reuse_count;
    const hs_mark *marks;      // all that hold, oldest first
    uint32_t mark_count;
    const hs_vanished *vanished; // filled by hs_compare_versions
    uint32_t vanished_count;
} hs_picture;

// Documents about one unfolding matter, and what they copied from each other.
typedef struct hs_group {
    hs_text id;                // of the story
    const uint32_t *documents; // numbers of those given, by path and version
    uint32_t document_count;
} hs_group;

// ---------------------------------------------------------------- functions

// Models and lexicons, loaded once, const afterwards, shared by any number of threads.
typedef struct hs_engine hs_engine;

typedef struct hs_options {
    const char *data_folder;   // where models and lexicons lie; NULL: found as hearsay(1) tells
    const char *language;      // ISO 639-1; NULL: told from each document
    const char *dictionary;    // PETRARCH dictionary file or NULL
    const char *outlets;       // table of outlets, aliases and owners, or NULL
    bool explain;              // fill hs_statement.reasons
    bool documents_alone;      // hs_annotate reads neither sentences nor statements
} hs_options;

// Loads every language that the data folder holds. Free with hs_engine_close.
HS_MUST_USE hs_status hs_engine_open(hs_engine **engine, const hs_options *options, hs_error *error);
void hs_engine_close(hs_engine *engine);

// A zeroed arena that can grow to `limit_bytes` of address space; NULL where there is none.
hs_arena *hs_arena_open(size_t limit_bytes);
void hs_arena_reset(hs_arena *arena);
void hs_arena_close(hs_arena *arena);

// Takes a page of dated entries apart: `*parts` are payloads, the page first, without what stands
// in the others; `*count` is 0 where the payload is one report and stands for itself. The parts
// borrow from the payload. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_split(const hs_engine *engine, const hs_payload *payload, hs_arena *keep,
                               const hs_payload **parts, uint32_t *count, hs_error *error);

// Reads one payload into a report. The payload's bytes must outlive the report. Bad input
// gives notices, not an error. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_annotate(const hs_engine *engine, const hs_payload *payload, hs_arena *keep,
                                  hs_report *report, hs_error *error);

// Relates the statements of many reports. The order of `reports` does not matter. The
// picture borrows from the reports. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_relate(const hs_engine *engine, const hs_report *reports, uint32_t count,
                                hs_arena *keep, hs_picture *picture, hs_error *error);

// The same with what people said of it: merges and splits are done, the rest stands beside its claims. `marks` are
// those that hold, oldest first; the picture borrows from them.
HS_MUST_USE hs_status hs_relate_marked(const hs_engine *engine, const hs_report *reports, uint32_t count, const hs_mark *marks,
                                       uint32_t mark_count, hs_arena *keep, hs_picture *picture, hs_error *error);

// The first half of relating, for more reports than memory holds: which documents belong to one story, by their texts alone,
// in the order of their first documents. `documents` may come in any order; groups borrow nothing from them. Marks that merge
// claims of two stories make them one. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_group_documents(const hs_engine *engine, const hs_document *documents, uint32_t count, const hs_mark *marks,
                                         uint32_t mark_count, hs_arena *keep, const hs_group **groups, uint32_t *group_count, hs_error *error);

// The second half: the picture of one group, which is a picture of one story. `reports[i]` is that of group->documents[i].
// All groups one after the other give what hs_relate_marked gives at once. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_relate_group(const hs_engine *engine, const hs_group *group, const hs_report *reports, const hs_mark *marks,
                                      uint32_t mark_count, hs_arena *keep, hs_picture *picture, hs_error *error);

// Pictures of different groups as one. It takes over what the parts have, which are not to be used any more; what they borrow
// must go on. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_join_pictures(const hs_picture *parts, uint32_t count, hs_arena *keep, hs_picture *picture, hs_error *error);

// Tells when each statement of a changed report was first said: fills report->told, before the report is related. `versions` are
// those up to the report, it among them, in order. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_date_report(const hs_engine *engine, const hs_report *versions, uint32_t count, hs_arena *keep, hs_report *report,
                                     hs_error *error);

// Adds to the picture what changed reports no longer say. `versions` hold every version of the documents that have more
// than one, those of one document together and in order. The picture borrows from them. Thread-safe for different arenas.
HS_MUST_USE hs_status hs_compare_versions(const hs_engine *engine, const hs_report *versions, uint32_t count, hs_arena *keep, hs_picture *picture,
                                          hs_error *error);

#endif
