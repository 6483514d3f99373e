// What is told that hangs on the wrong word.
//
// In: a clause, or the word that tells it. Out: the clause on the verb or noun that tells it. Method: a clause with its own conjunction
// and subject describes no noun that names no telling: "denied in a statement [that its boats leaked]" is what was denied, "rumours in the port
// [that the ferry was sold]" what the rumours say. A "verb" that is a subject and tells is a noun: "[Claims] that it leaked are false". In
// Spanish an infinitive joined by "que" is what there is to do: "habrá que [marcharse]", and a participle goes to the noun before it, not to
// the day behind: "el marinero [detenido] el jueves". But: "the paper that the board signed", "the news that it leaked".
// What a telling is about goes to it where the telling is denied: "negó las informaciones [sobre un vertido]".
// Gets wrong: clauses behind two nouns that both tell ("reports of rumours that ...").
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"
#include "statements/voices.h"

static bool tells(const reading *r, uint32_t noun) {
    const lexicon_table *table = r->knowledge->stage->operators;
    lexicon_rows rows = predicates_rows(r, table, noun);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "frame"), TEXT("tells"))) return true;
    return false;
}

static bool takes_clause(const reading *r, const hs_token *tokens, uint32_t verb) {
    if (tokens[verb].upos != UPOS_VERB || tree_child(r, verb, REL_CCOMP) != HS_NONE) return false;
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB);
    return entry && entry->frames & FRAME_CLAUSE;
}

// The conjunction that begins the clause, HS_NONE where it has none, or one that is its object.
static uint32_t conjunction_of(const reading *r, const hs_token *tokens, uint32_t clause) {
    uint32_t first = r->first_child[clause], objects = 0;
    if (first == HS_NONE || first > clause || !tree_word_is(r, first, "that")) return HS_NONE;
    for (uint32_t child = first; child != HS_NONE; child = r->next_sibling[child]) objects += ud_relation_universal(tokens[child].relation) == REL_OBJ;
    bool object = ud_relation_universal(tokens[first].relation) == REL_OBJ;
    return ud_relation_universal(tokens[first].relation) == REL_MARK || (object && objects > 1) ? first : HS_NONE;
}

static bool has_subject(const reading *r, uint32_t clause) {
    uint32_t subject = tree_child(r, clause, REL_NSUBJ);
    return subject != HS_NONE && !tree_word_is(r, subject, "that");
}

// Of "an interview with the radio" the interview.
static uint32_t outer_noun(const reading *r, const hs_token *tokens, uint32_t noun) {
    while (tree_is(r, noun, REL_NMOD) && tokens[noun].head < noun) noun = tokens[noun].head;
    return noun;
}

bool mend_content(const reading *r, hs_token *tokens, uint32_t clause) {
    uint32_t noun = tokens[clause].head;
    if (!tree_is(r, clause, REL_ACL) || noun == HS_NONE || noun > clause || !has_subject(r, clause)) return false;
    if (tree_is(r, noun, REL_NMOD) && !tells(r, noun) && !tells(r, tokens[noun].head)) noun = outer_noun(r, tokens, noun);
    uint32_t over = tokens[noun].head, conjunction = conjunction_of(r, tokens, clause);
    if (over == HS_NONE || over > noun || conjunction == HS_NONE || tells(r, noun)) return false;
    if (tokens[clause].relation != REL_ACL && ud_relation_universal(tokens[conjunction].relation) != REL_MARK) return false;
    bool beside = tree_is(r, noun, REL_OBL) && takes_clause(r, tokens, over), inside = tree_is(r, noun, REL_NMOD) && tells(r, over);
    if (!beside && !inside) return false;
    tokens[clause].head = over;
    if (beside) tokens[clause].relation = REL_CCOMP;
    tokens[conjunction].relation = REL_MARK, tokens[conjunction].upos = UPOS_SCONJ;
    return true;
}

// "denied on Friday [that it was in talks]", read as a circumstance of the denying; but: "moved the crates so that it could dock".
bool mend_adverbial_content(const reading *r, hs_token *tokens, uint32_t clause) {
    uint32_t verb = tokens[clause].head;
    if (!tree_is(r, clause, REL_ADVCL) || verb == HS_NONE || verb > clause || !takes_clause(r, tokens, verb)) return false;
    if (!has_subject(r, clause) || conjunction_of(r, tokens, clause) == HS_NONE) return false;
    tokens[clause].relation = REL_CCOMP;
    return true;
}

static bool is_subjunctive(const reading *r, const hs_token *tokens, uint32_t verb) {
    if (tokens[verb].morph & MORPH_SUBJUNCTIVE) return true;
    uint32_t helper = tree_child(r, verb, REL_AUX);
    return helper != HS_NONE && tokens[helper].morph & MORPH_SUBJUNCTIVE;
}

// "señaló en un comunicado [que] no ha detenido a nadie": what is said, read as a clause about the paper that it is said in, whose
// verb says nothing else. But: "en un comunicado que fue difundido ayer", "«Vendrá», dijo en una carta que …".
bool mend_told_through(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head, that = tree_child(r, verb, REL_NSUBJ);
    if (!tree_is(r, verb, REL_ACL) || noun == HS_NONE || noun > verb) return false;
    noun = outer_noun(r, tokens, noun);
    if (!tree_is(r, noun, REL_OBL)) return false;
    uint32_t teller = tokens[noun].head;
    if (that == HS_NONE || that > verb || !tree_word_is(r, that, "that") || tokens[that - 1].upos == UPOS_PUNCT) return false;
    if (teller == HS_NONE || teller > noun || !takes_clause(r, tokens, teller)) return false;
    static const uint8_t told[] = {REL_XCOMP, REL_OBJ, REL_PARATAXIS};
    for (size_t i = 0; i < sizeof told; i++)
        if (tree_child(r, teller, told[i]) != HS_NONE) return false;
    // "negó en la radio que piense dimitir": what is denied stands in the subjunctive, whatever its verb
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[teller].lemma, UPOS_VERB);
    bool denied = entry && entry->kind == CUE_deny && is_subjunctive(r, tokens, verb);
    bool tells_more = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB) || predicates_carries(r, verb, "light");
    if (tells_more && !denied) return false;
    tokens[verb].head = teller, tokens[verb].relation = REL_CCOMP;
    tokens[that].upos = UPOS_SCONJ, tokens[that].relation = REL_MARK, tokens[that].morph = 0;
    return true;
}

// "negó las informaciones [sobre un vertido]": what a telling is about, hung on the verb before it; but: "publicó el informe
// sobre la mesa".
bool mend_about(const reading *r, hs_token *tokens, uint32_t about) {
    uint32_t verb = tokens[about].head, telling = tree_child(r, about, REL_CASE);
    if (!tree_is(r, about, REL_OBL) || verb == HS_NONE || verb > about || telling == HS_NONE || telling < verb + 2) return false;
    telling--;
    bool object = tokens[telling].head == verb && tree_is(r, telling, REL_OBJ) && tells(r, telling);
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB);
    if (!object || !entry || entry->kind != CUE_deny) return false;
    tokens[about].head = telling, tokens[about].relation = REL_NMOD;
    return true;
}

// "pidió a los vecinos [que no salgan]": what somebody is asked to do, read as a clause about whom is asked; but: "pidió un
// barco que no haga agua", asked of nobody.
bool mend_asked_that(const reading *r, hs_token *tokens, uint32_t clause) {
    uint32_t asked = tokens[clause].head, that = r->first_child[clause];
    if (!tree_is(r, clause, REL_ACL) || !(tokens[clause].morph & MORPH_SUBJUNCTIVE) || asked == HS_NONE || asked > clause) return false;
    uint32_t verb = tokens[asked].head, mark = tree_child(r, asked, REL_CASE);
    if (that == HS_NONE || that >= clause || !tree_word_is(r, that, "that") || tokens[that - 1].upos == UPOS_PUNCT) return false;
    if (verb == HS_NONE || verb > asked || mark == HS_NONE || !tree_word_is(r, mark, "addressee")) return false;
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB);
    if (!entry || (entry->kind != CUE_ask && entry->kind != CUE_demand && entry->kind != CUE_order) || tree_child(r, verb, REL_CCOMP) != HS_NONE) return false;
    tokens[clause].head = verb, tokens[clause].relation = REL_CCOMP;
    tokens[that].upos = UPOS_SCONJ, tokens[that].relation = REL_MARK, tokens[that].morph = 0;
    return true;
}

bool mend_told_subject(const reading *r, hs_token *tokens, uint32_t token) {
    if (tokens[token].upos != UPOS_VERB || !tree_is(r, token, REL_NSUBJ) || tree_child(r, token, REL_NSUBJ) != HS_NONE) return false;
    uint32_t clause = tree_child(r, token, REL_CCOMP);
    if (clause == HS_NONE || clause < token || conjunction_of(r, tokens, clause) == HS_NONE || !tells(r, token)) return false;
    tokens[token].upos = UPOS_NOUN, tokens[token].morph = MORPH_PLURAL;
    tokens[clause].relation = REL_ACL;
    return true;
}

// "sostienen, en cambio, [que] cerrarán": what is told, read as joined to its telling though it begins as no joined clause does; but: "dijo que
// llovía y que hacía frío", joined to what is told before.
bool mend_told_apart(const reading *r, hs_token *tokens, uint32_t clause) {
    uint32_t teller = tokens[clause].head, mark = tree_child(r, clause, REL_MARK);
    if (tokens[clause].relation != REL_CONJ || teller == HS_NONE || teller > clause || !takes_clause(r, tokens, teller)) return false;
    if (mark == HS_NONE || mark < teller || !tree_word_is(r, mark, "that") || tree_child(r, clause, REL_CC) != HS_NONE) return false;
    tokens[clause].relation = REL_CCOMP;
    return true;
}

bool mend_to_do(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t link = tree_child(r, verb, REL_CC), over = tokens[verb].head;
    if (!(tokens[verb].morph & MORPH_INFINITIVE) || tokens[verb].relation != REL_CONJ || link == HS_NONE || over == HS_NONE) return false;
    if (link != over + 1 || !tree_word_is(r, link, "that")) return false;
    tokens[verb].relation = REL_XCOMP;
    tokens[link].relation = REL_MARK;
    return true;
}

// The noun that a participle behind it describes: the one before it, or the one that the name before it belongs to ("el vecino de Durran").
static uint32_t described_by(const hs_token *tokens, uint32_t participle) {
    uint32_t noun = participle - 1;
    while (tokens[noun].upos == UPOS_PROPN && tokens[noun].head < noun) noun = tokens[noun].head;
    return tokens[noun].upos == UPOS_NOUN ? noun : HS_NONE;
}

bool mend_dated_participle(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t day = token + 2, noun;
    if (!token || day >= r->parse->token_count || tokens[token].upos != UPOS_ADJ || !(tokens[token].morph & MORPH_PARTICIPLE)) return false;
    bool bare = tokens[day].upos == UPOS_NOUN && tree_child(r, day, REL_DET) == token + 1 && tree_child(r, day, REL_CASE) == HS_NONE;
    bool beside = ud_relation_universal(tokens[day].relation) == REL_NMOD || tree_is(r, day, REL_OBL); // no object, no subject
    if (!bare || !beside || (noun = described_by(tokens, token)) == HS_NONE) return false;
    if (tokens[noun].head == token) return false;
    tokens[token].upos = UPOS_VERB, tokens[token].morph |= MORPH_PAST;
    tokens[token].head = noun, tokens[token].relation = REL_ACL;
    tokens[day].head = token, tokens[day].relation = REL_OBL;
    return true;
}
