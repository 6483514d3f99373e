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
#include "statements/words.h"

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

// Who tells in the words from `first` to `last`, none of which is a finite verb: the first noun, where it calls a paper, a body or people; HS_NONE.
static uint32_t teller_within(const reading *r, const hs_token *tokens, uint32_t first, uint32_t last) {
    for (uint32_t t = first; t < last; t++) {
        uint8_t upos = tokens[t].upos;
        if (upos == UPOS_AUX || upos == UPOS_PRON || upos == UPOS_CCONJ || upos == UPOS_SCONJ || upos == UPOS_ADP) return HS_NONE;
        if (upos == UPOS_VERB && !(tokens[t].morph & MORPH_PARTICIPLE)) return HS_NONE;
        if (upos != UPOS_NOUN || (t + 1 < last && (tokens[t + 1].upos == UPOS_NOUN || tokens[t + 1].upos == UPOS_PART))) continue;
        return voices_noun(r->knowledge->voices, r->words[t].exact) == NOUN_none ? HS_NONE : t;
    }
    return HS_NONE;
}

// "The yard sold its cranes, a leaked letter [shows].", "..., a letter seen by the Herald [says].": the word that closes the sentence, read as a noun
// of what stands before it; but: "He likes fairs, boats, a dog and the autumn shows."
bool mend_shown(const reading *r, hs_token *tokens, uint32_t noun) {
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, noun)];
    uint32_t end = s->first + s->count, first = noun, root = s->root;
    if (tokens[noun].upos != UPOS_NOUN || noun + 2 != end || tokens[noun + 1].upos != UPOS_PUNCT || !tree_ending_is(r, noun, "third")) return false;
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[noun].lemma, UPOS_VERB);
    if (!entry || !(entry->frames & FRAME_CLAUSE) || (entry->kind != CUE_show && entry->kind != CUE_say)) return false;
    while (first > s->first && tokens[first - 1].upos != UPOS_PUNCT) first--;
    if (first < s->first + 2 || !text_equal(tokens[first - 1].form, TEXT(",")) || root == HS_NONE || root + 1 >= first || tokens[root].upos != UPOS_VERB) return false;
    uint32_t teller = tokens[first].upos == UPOS_DET ? teller_within(r, tokens, first, noun) : HS_NONE;
    if (teller == HS_NONE) return false;
    for (uint32_t t = s->first; t < noun; t++) {
        bool within = tokens[t].head != HS_NONE && tokens[t].head >= first && tokens[t].head <= noun;
        if (t < first && within) tokens[t].head = root; // "where there should have been six, a letter [shows]"
        if (t >= first && (!within || tokens[t].head == noun)) tokens[t].head = teller;
    }
    tokens[teller].head = noun, tokens[teller].relation = REL_NSUBJ;
    if (teller + 1 < noun && tokens[teller + 1].head == teller && tokens[teller + 1].upos == UPOS_VERB) tokens[teller + 1].relation = REL_ACL;
    tokens[noun] = (hs_token){.form = tokens[noun].form, .lemma = tokens[noun].lemma, .span = tokens[noun].span, .upos = UPOS_VERB, .head = root, .relation = REL_PARATAXIS,
                              .morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE | MORPH_THIRD | MORPH_SINGULAR};
    return true;
}

// "The firm [denied] ever having looked at it": a verb of denial that was read as an adverb of the deed that it denies.
bool mend_denied_deed(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t deed = tokens[verb].head, subject = deed == HS_NONE ? HS_NONE : tree_child(r, deed, REL_NSUBJ);
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB);
    if (tokens[verb].upos != UPOS_VERB || !entry || entry->kind != CUE_deny || !tree_is(r, verb, REL_ADVMOD)) return false;
    if (deed == HS_NONE || deed < verb + 2 || subject == HS_NONE || subject > verb) return false;
    uint32_t auxiliary = tree_child(r, deed, REL_AUX);
    if (auxiliary == HS_NONE || auxiliary < verb || tokens[auxiliary].morph & MORPH_FINITE) return false;
    tokens[verb].head = tokens[deed].head, tokens[verb].relation = tokens[deed].relation;
    tokens[deed].head = verb, tokens[deed].relation = REL_XCOMP;
    for (uint32_t child = r->first_child[deed]; child != HS_NONE; child = r->next_sibling[child])
        if (child < verb || tokens[child].upos == UPOS_PUNCT) tokens[child].head = verb;
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
