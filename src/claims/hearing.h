// Inside the hearing of voices: shapes and functions that its files share (hearing.c, described.c, unnamed.c, papers.c, speakers.c).
#ifndef CLAIMS_HEARING_H
#define CLAIMS_HEARING_H

#include "claims/relating.h"

// One naming of a voice.
typedef struct spoken {
    const hs_link *link;
    const hs_statement *statement; // the first one that it stands over
    uint32_t at;                   // link number in its chain
    uint32_t start;                // byte
    uint32_t root;                 // number in roots
} spoken;

// A report while its voices are read in the order of the text: those before the one at hand have their roots.
typedef struct listener {
    relating *r;
    const hs_report *report;
    uint32_t number, language;
    const spoken *list;
    uint32_t count;
    hs_arena scratch;
} listener;

enum { HEARING_LONGEST_NAME = 80 };

// ---------------------------------------------------------------- hearing.c

// The same for a function below, where `scratch` already holds a text that has to stay.
listener hearing_with(const listener *l, hs_arena scratch);
// Number of the name in the story, HS_NONE.
uint32_t hearing_find(const listener *l, hs_text name);
// WORD_* bits of a word, and of any word of a text.
uint32_t hearing_word(const listener *l, hs_text word);
uint32_t hearing_words(const listener *l, hs_text text);
// Words of that kind, by which a voice is called and which say nothing of who it is.
bool hearing_says_nothing(const listener *l, hs_text name, uint32_t kind);
hs_text hearing_last_word(hs_text text);
// Both sides of "the company's spokeswoman" or "the spokeswoman of the company"; false where there is no owner.
bool hearing_split_owner(const listener *l, hs_text name, hs_text *owner, hs_text *head);
// Roots: an outlet's; a document's own voice; that of a body, through `speaker`; that of a person or body by number, where who speaks for a body is
// the body; that of a voice without a name.
claim_root hearing_outlet(const listener *l, hs_text outlet);
claim_root hearing_own(const listener *l);
claim_root hearing_body(const listener *l, uint32_t speaker, uint32_t body, hs_text name);
claim_root hearing_numbered(const listener *l, hs_link_kind kind, uint32_t number, hs_text name);
claim_root hearing_anonymous(const listener *l, const hs_link *link, hs_text holder);
// What can have spokespeople: no outlet, whose reporters are none, and no town, which lends outlets its name.
bool hearing_is_body(const listener *l, uint32_t body);
// The root of the voice at list[at], resolved already.
const claim_root *hearing_root(const listener *l, uint32_t at);
// First voice that starts at or after `byte`, and the number of entities that start before it.
uint32_t hearing_voice_from(const listener *l, uint32_t byte);
uint32_t hearing_entities_before(const listener *l, uint32_t byte);
// The first statement whose predicate starts at or after `byte`, and the number of them where there is none.
uint32_t hearing_statement_from(const listener *l, uint32_t byte);
// How far back from voice or entity `at` it is worth to look.
uint32_t hearing_lowest(uint32_t at);
// The last voice with a name before `byte`; HS_NONE.
uint32_t hearing_named_before(const listener *l, uint32_t byte);
// Sentence that holds the byte, or is the next behind it.
hs_span hearing_sentence(const listener *l, uint32_t byte);
// Where the sentence before that one starts; 0 where there is none.
uint32_t hearing_sentence_before(const listener *l, uint32_t byte);
// Where the sentence begins that stands so many before the one around `byte`.
uint32_t hearing_sentences_back(const listener *l, uint32_t byte, int count);

// ---------------------------------------------------------------- described.c

// BODY_* bits of what a description calls by its last word, in other tongues its first: "the company", "el sindicato convocante".
uint32_t described_kinds(const listener *l, hs_text words);
// Number of what a description stands for at `byte`; of the description itself where that is not known.
uint32_t described_find(const listener *l, hs_text name, uint32_t byte);
// Of "spokeswoman for the firm", "police spokesman", "a spokeswoman": the body for which it speaks; HS_NONE.
uint32_t described_spoken_for(const listener *l, hs_text name, uint32_t byte);
// Whether a statement between the two bytes has the thing for its actor.
bool described_acts(const listener *l, uint32_t number, uint32_t from, uint32_t to);
// What "it" before a verb of saying most likely is ("The Bell withdrew its report: nobody died, it wrote", "The company has done sums. It will pay, it
// said"): the thing, an outlet too, that acts in the sentence before `byte`, else in the two before; HS_NONE.
uint32_t described_thing_before(const listener *l, uint32_t byte);
// The root of a voice that is named or described.
claim_root described_root(const listener *l, const hs_link *link, uint32_t byte);

// ---------------------------------------------------------------- unnamed.c

// Comes back to a voice: "the person", "two of the officials"; not: "people familiar with the matter".
bool unnamed_comes_back(const listener *l, hs_text name);
// The voice before list[end] without a name whose words hold all of this one's; HS_NONE.
uint32_t unnamed_before(const listener *l, const hs_link *link, uint32_t end);
// The root of such a voice.
claim_root unnamed_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder);

// ---------------------------------------------------------------- papers.c

// The root of a paper.
claim_root papers_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder);

#endif
