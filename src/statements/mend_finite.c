// Finite verbs that were read as something else before an infinitive: "La junta [planea] cerrar el muelle".
//
// In: a word straight before an infinitive, whose form is that of a verb which takes one (predicates_endings, stage_operators).
// Out: the verb, with its subject before it and the infinitive as what it is about. Method: where the parser saw the clause it
// only took the word for a name or an adjective; behind a pronoun ("que [estudia] imponer") it made the infinitive the verb of
// the clause; elsewhere it made the word a part of the subject and the infinitive the head of the sentence, which no Spanish
// sentence with a subject has. But: "La idea [nueva] es cerrar", no infinitive behind it.
// Before "que" and a clause of its own only the tag was wrong: "El alcalde [desmiente] que cierre".
// Moods that the tagger did not tell are told by the ends of form and infinitive (predicates_moods).
// Gets wrong: nothing known; verbs that no table has stay as they are. Left alone where the language has no such endings.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"

enum { LONGEST_FORM = 40, LONGEST_ENDING = 8 };

// The lemma that the lexicon has of a form by its ending; empty where it has none.
static hs_text infinitive_of(const reading *r, hs_text form) {
    const lexicon_table *endings = r->knowledge->predicates->endings, *operators = r->knowledge->stage->operators;
    char wanted[LONGEST_FORM + LONGEST_ENDING];
    for (size_t size = 1; size < form.size && size <= LONGEST_ENDING && form.size <= LONGEST_FORM; size++) {
        lexicon_rows rows = lexicon_find(endings, text_slice(form, form.size - size, form.size));
        for (uint32_t i = 0; i < rows.count; i++) {
            hs_text ending = lexicon_cell(endings, rows, i, "infinitive");
            if (ending.size > LONGEST_ENDING) continue;
            memcpy(wanted, form.data, form.size - size);
            memcpy(wanted + form.size - size, ending.data, ending.size);
            lexicon_rows found = lexicon_find(operators, (hs_text){wanted, form.size - size + ending.size});
            if (found.count) return lexicon_cell(operators, found, 0, "operator");
        }
    }
    return (hs_text){0};
}

static bool is_infinitive(const hs_token *token) { return token->upos == UPOS_VERB && token->morph & MORPH_INFINITIVE; }

static void make_verb(hs_token *token, hs_text lemma) {
    token->upos = UPOS_VERB, token->lemma = lemma;
    token->morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE | MORPH_THIRD;
}

// "La firma [valora] vender": the tree is right but for the word's tag.
static bool has_clause(const reading *r, uint32_t token) {
    uint32_t subject = tree_child(r, token, REL_NSUBJ), clause = tree_child(r, token, REL_XCOMP);
    if (clause == HS_NONE) clause = tree_child(r, token, REL_CSUBJ);
    return subject != HS_NONE && subject < token && clause == token + 1;
}

// "La empresa [planea] reanudar": the word went to the subject, and the infinitive heads the sentence.
static bool is_swallowed(const hs_token *tokens, uint32_t token) {
    uint32_t infinitive = token + 1, subject = tokens[token].head;
    bool part = tokens[token].relation == REL_AMOD && subject != HS_NONE && subject < token;
    return part && tokens[subject].head == infinitive && ud_relation_universal(tokens[subject].relation) == REL_NSUBJ &&
           tokens[infinitive].head == HS_NONE;
}

// "La naviera [planea] reanudar": the word was read as the subject, and the true one as its adjective or part.
static bool is_subject(const hs_token *tokens, uint32_t token) {
    bool subject = tokens[token].head == token + 1 && ud_relation_universal(tokens[token].relation) == REL_NSUBJ && tokens[token + 1].head == HS_NONE;
    return subject && token && tokens[token - 1].head == token && tokens[token - 1].relation != REL_DET && tokens[token - 1].upos != UPOS_PUNCT;
}

// "El ministro que [estudia] imponer": the word and the pronoun before it both went to the infinitive.
static bool is_in_clause(const hs_token *tokens, uint32_t token) {
    uint32_t infinitive = token + 1;
    if (!token || tokens[token].head != infinitive || tokens[token - 1].head != infinitive || tokens[infinitive].head == HS_NONE) return false;
    return tokens[token - 1].upos == UPOS_PRON || tokens[token - 1].upos == UPOS_SCONJ;
}

// "El Consejo [estudia] cerrar", read as an auxiliary; but: "El Consejo [puede] cerrar", which is one.
static bool is_false_auxiliary(const reading *r, const hs_token *tokens, uint32_t token) {
    return tokens[token].relation == REL_AUX && tokens[token].head == token + 1 && !predicates_rows(r, r->knowledge->stage->auxiliaries, token).count;
}

// "La junta [prepara] abrir el expediente", read as what joins the infinitive to a noun that heads the sentence.
static bool is_false_mark(const hs_token *tokens, uint32_t token) {
    uint32_t subject = tokens[token + 1].head;
    bool joins = tokens[token].upos == UPOS_VERB && tokens[token].relation == REL_MARK && tokens[token].head == token + 1;
    return joins && subject != HS_NONE && subject < token && tokens[subject].head == HS_NONE && tokens[token + 1].relation == REL_ACL;
}

// What hung on the infinitive before the verb hangs on the verb, which hangs where the infinitive did.
static void take_clause(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t infinitive = verb + 1;
    tokens[verb].head = tokens[infinitive].head, tokens[verb].relation = tokens[infinitive].relation;
    for (uint32_t child = r->first_child[infinitive]; child != HS_NONE; child = r->next_sibling[child])
        if (child < verb) tokens[child].head = verb;
    tokens[infinitive].head = verb, tokens[infinitive].relation = REL_XCOMP;
}

// The word before it takes over what was the word's own.
static void give_subject(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t subject = verb - 1;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child])
        if (child < subject) tokens[child].head = subject;
    if (tokens[subject].upos == UPOS_ADJ) tokens[subject].upos = UPOS_NOUN;
    tokens[subject].relation = REL_NSUBJ;
    tokens[verb].head = subject; // where take_subject looks
}

// What stands behind the verb on the noun that headed the sentence is the verb's.
static void hand_over(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t subject = tokens[verb + 1].head;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE; child = r->next_sibling[child])
        if (child > verb) tokens[child].head = verb;
    tokens[subject].relation = REL_NSUBJ;
    tokens[verb].head = subject; // where take_subject looks
}

static void take_subject(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t infinitive = verb + 1, subject = tokens[verb].head;
    tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    for (uint32_t child = r->first_child[infinitive]; child != HS_NONE; child = r->next_sibling[child])
        if (child < verb || tokens[child].upos == UPOS_PUNCT) tokens[child].head = verb;
    tokens[subject].head = verb;
    tokens[infinitive].head = verb, tokens[infinitive].relation = REL_XCOMP;
}

// "El alcalde [desmiente] que cierre": the tree is right but for the word's tag.
static bool has_content(const reading *r, uint32_t token) {
    uint32_t clause = tree_child(r, token, REL_CCOMP);
    return clause != HS_NONE && clause > token && tree_word_is(r, token + 1, "that") && tree_token(r, token + 1)->head == clause;
}

bool mend_finite(const reading *r, hs_token *tokens, uint32_t token) {
    if (token + 1 >= r->parse->token_count || tokens[token].upos == UPOS_AUX) return false;
    bool auxiliary = is_false_auxiliary(r, tokens, token);
    bool mark = is_false_mark(tokens, token);
    if (tokens[token].upos == UPOS_VERB && !auxiliary && !mark) return false;
    if (has_content(r, token)) {
        hs_text verb = infinitive_of(r, tokens[token].form);
        if (verb.size) make_verb(&tokens[token], verb);
        return verb.size > 0;
    }
    if (!is_infinitive(&tokens[token + 1])) return false;
    bool swallowed = mark || is_swallowed(tokens, token), subject = is_subject(tokens, token);
    bool clause = !swallowed && !subject && is_in_clause(tokens, token);
    if (!swallowed && !subject && !clause && !auxiliary && !has_clause(r, token)) return false;
    hs_text lemma = infinitive_of(r, tokens[token].form);
    if (!lemma.size) return false;
    if (subject) give_subject(r, tokens, token);
    if (mark) hand_over(r, tokens, token);
    if (swallowed || subject) take_subject(r, tokens, token);
    if (clause || auxiliary) take_clause(r, tokens, token);
    make_verb(&tokens[token], lemma);
    return true;
}

// "Pidió que [cierre]": a present of the subjunctive by its ending, read as an indicative; but: "[Come] pan".
static bool is_subjunctive(const reading *r, const hs_token *token) {
    enum { LEAST_FORM = 4, MOST_ENDING = 4 };
    const lexicon_table *moods = r->knowledge->predicates->moods;
    for (size_t size = 1; size <= MOST_ENDING && token->form.size >= LEAST_FORM; size++) {
        lexicon_rows rows = lexicon_find(moods, text_slice(token->form, token->form.size - size, token->form.size));
        for (uint32_t i = 0; i < rows.count; i++)
            if (text_ends(token->lemma, lexicon_cell(moods, rows, i, "infinitive"))) return true;
    }
    return false;
}

bool mend_mood(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t morph = tokens[verb].morph;
    bool verbal = tokens[verb].upos == UPOS_VERB || tokens[verb].upos == UPOS_AUX;
    // "fueran", "llegaran": pasts that were read as futures, whose endings bear an accent ("serán")
    bool past = verbal && morph & MORPH_FUTURE && tree_ending_is(r, verb, "subjunctive");
    bool present = tokens[verb].upos == UPOS_VERB && morph & MORPH_PRESENT && morph & MORPH_INDICATIVE && is_subjunctive(r, &tokens[verb]);
    if (!past && !present) return false;
    tokens[verb].morph = (morph & ~(uint32_t)(MORPH_FUTURE | MORPH_INDICATIVE)) | MORPH_SUBJUNCTIVE | (past ? MORPH_PAST : 0);
    return true;
}
