// Verbs of telling that were read as nouns: "The ministry [denies] that it was warned".
//
// In: a plural noun whose lemma tells and is no noun by any of its meanings. Out: the verb, with the word before it as its subject
// and what stands behind it as what it tells or what it is about. Method: the parser hung the subject on the "noun" as a part of
// its name and the told clause as one that describes it, or took the "noun" for the subject of the told clause; both are turned
// round. But: "The ministry reports": a report is a noun. Gets wrong: a subject that something stands behind ("the ministry, in
// May, denies"). Left alone where the language has no table of meanings.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"

static bool is_only_verb(const reading *r, hs_text lemma) {
    const voices_rules *rules = r->knowledge->voices;
    if (!rules->senses || !voices_entry(rules, lemma, UPOS_VERB)) return false;
    lexicon_rows rows = lexicon_find(rules->senses, lemma);
    return rows.count && !lexicon_cell(rules->senses, rows, 0, "noun").size && lexicon_cell(rules->senses, rows, 0, "verb").size;
}

// The word straight before it that hangs on it, or what was read as its subject; HS_NONE.
static uint32_t subject_of(const reading *r, const hs_token *tokens, uint32_t noun) {
    uint32_t read = tree_child(r, noun, REL_NSUBJ);
    if (read != HS_NONE) return read < noun ? read : HS_NONE;
    if (!noun || tokens[noun - 1].head != noun) return HS_NONE;
    uint8_t upos = tokens[noun - 1].upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_ADJ ? noun - 1 : HS_NONE;
}

// "The ministry denies [it was warned]", where the "noun" was read as a subject of "warned".
static void take_clause(hs_token *tokens, uint32_t verb) {
    uint32_t clause = tokens[verb].head;
    tokens[verb].head = tokens[clause].head, tokens[verb].relation = tokens[clause].relation;
    tokens[clause].head = verb, tokens[clause].relation = REL_CCOMP;
}

// What was hung behind the "noun": a clause is told, the first noun without a preposition is what is denied.
static void turn_children(const reading *r, hs_token *tokens, uint32_t verb) {
    bool object = tree_child(r, verb, REL_OBJ) != HS_NONE;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(tokens[child].relation);
        bool name = tokens[child].upos == UPOS_NOUN || tokens[child].upos == UPOS_PROPN || tokens[child].upos == UPOS_PRON;
        if (child < verb) continue;
        if (relation == REL_ACL) {
            tokens[child].relation = REL_CCOMP;
        } else if (relation == REL_NMOD && tree_child(r, child, REL_CASE) != HS_NONE) {
            tokens[child].relation = REL_OBL;
        } else if (!object && name && (relation == REL_NMOD || relation == REL_APPOS || relation == REL_COMPOUND || relation == REL_DEP)) {
            tokens[child].relation = REL_OBJ;
            object = true;
        }
    }
}

bool mend_denies(const reading *r, hs_token *tokens, uint32_t noun) {
    if (tokens[noun].upos != UPOS_NOUN || !tree_ending_is(r, noun, "third") || !is_only_verb(r, tokens[noun].lemma)) return false;
    uint32_t subject = subject_of(r, tokens, noun), head = tokens[noun].head;
    if (subject == HS_NONE) return false;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE && child < subject; child = r->next_sibling[child])
        if (tokens[child].upos != UPOS_PUNCT && tokens[child].upos != UPOS_ADV) tokens[child].head = subject;
    tokens[subject].relation = REL_NSUBJ;
    if (tokens[subject].upos == UPOS_ADJ) tokens[subject].upos = UPOS_PROPN;
    if (head != HS_NONE && head > noun && ud_relation_universal(tokens[noun].relation) == REL_NSUBJ) take_clause(tokens, noun);
    else turn_children(r, tokens, noun);
    tokens[noun].upos = UPOS_VERB, tokens[noun].morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE;
    return true;
}
