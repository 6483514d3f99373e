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

static bool is_telling(const reading *r, const hs_token *tokens, uint32_t token) {
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[token].lemma, UPOS_NOUN);
    return tokens[token].upos == UPOS_NOUN && entry && token && tokens[token - 1].upos == UPOS_DET;
}

// The telling before whoever denies it, a noun with its determiner and what describes it; HS_NONE.
static uint32_t telling_before(const reading *r, const hs_token *tokens, uint32_t verb) {
    enum { MOST_WORDS = 6 };
    uint32_t first = r->parse->sentences[tree_sentence(r, verb)].first;
    for (uint32_t at = verb - 1; at > first + 1 && verb - at < MOST_WORDS; at--) {
        if (at + 1 < verb && is_telling(r, tokens, at)) return tokens[at - 2].upos == UPOS_PUNCT ? at : HS_NONE;
        uint8_t upos = tokens[at].upos;
        bool part = upos == UPOS_DET || upos == UPOS_ADJ || upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON;
        if (!part && !tree_word_is(r, at, "that")) return HS_NONE;
    }
    return HS_NONE;
}

bool mend_denied_claim(const reading *r, hs_token *tokens, uint32_t verb) {
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB);
    if (!entry || entry->kind != CUE_deny || verb < 4 || verb + 1 >= r->parse->token_count || tokens[verb + 1].upos != UPOS_PUNCT) return false;
    if (tokens[verb].upos != UPOS_VERB && !(tokens[verb].upos == UPOS_NOUN && tree_ending_is(r, verb, "third"))) return false;
    uint32_t telling = telling_before(r, tokens, verb), denier = verb - 1;
    if (telling == HS_NONE || (tokens[verb].head == telling && tokens[verb].relation == REL_ACL_RELCL)) return false;
    for (uint32_t at = telling + 1; at < denier; at++) tokens[at].head = tree_word_is(r, at, "that") ? verb : denier;
    tokens[verb].upos = UPOS_VERB, tokens[verb].morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE;
    tokens[verb].head = telling, tokens[verb].relation = REL_ACL_RELCL;
    tokens[denier].head = verb, tokens[denier].relation = REL_NSUBJ;
    if (tokens[denier].upos == UPOS_ADJ) tokens[denier].upos = UPOS_PROPN;
    return true;
}
