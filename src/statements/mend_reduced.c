// Adjectives and participles that were taken for each other. First, participles that were read as adjectives though
// they tell an event: "el banquero, [detenido] el lunes en Varno".
//
// In: an adjective with the form of a participle (some treebanks tag all participles outside of verb chains so). Out: a
// verb that describes the noun. Method: it tells an event where something is said of it (when, where, by whom, of
// what), where it stands behind a comma, where its noun is counted ("once personas [heridas]") or where a verb of
// result carries it ("la marcha queda [suspendida]"). But: "el pasado [reciente]", "un puente conocido". Gets wrong:
// adjectives with a complement ("harto de esperar"). A language whose participles are verbs is left alone.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"

static bool tells_more(const reading *r, uint32_t token) {
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if (child > token && (tree_is(r, child, REL_OBL) || tree_is(r, child, REL_OBJ) || tree_is(r, child, REL_ADVCL)))
            return true;
    return false;
}

static bool is_attribute(const reading *r, uint32_t token) {
    return tree_is(r, token, REL_AMOD) || tree_is(r, token, REL_ACL);
}

static bool is_described_event(const reading *r, const hs_token *tokens, uint32_t token) {
    uint32_t head = tokens[token].head;
    if (head == HS_NONE || head > token || !is_attribute(r, token)) return false;
    bool apart = text_equal(tokens[token - 1].form, TEXT(",")) && tree_child(r, token, REL_CC) == HS_NONE;
    return tells_more(r, token) || apart || tree_child(r, head, REL_NUMMOD) != HS_NONE;
}

// "[quedó] suspendida"
static bool is_result(const reading *r, const hs_token *tokens, uint32_t token) {
    uint32_t verb = tokens[token].head;
    bool said = tree_is(r, token, REL_XCOMP) || tree_is(r, token, REL_OBJ);
    return said && verb != HS_NONE && verb < token && tokens[verb].upos == UPOS_VERB &&
           tree_word_is(r, verb, "result") && tree_child(r, token, REL_CASE) == HS_NONE;
}

// The verb of result is what carries the passive, and what belonged to it belongs to the participle.
static void take_clause(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t verb = tokens[token].head;
    tokens[token].head = tokens[verb].head, tokens[token].relation = tokens[verb].relation;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        if (child == token) continue;
        tokens[child].head = token;
        if (tokens[child].relation == REL_NSUBJ) tokens[child].relation = REL_NSUBJ_PASS;
    }
    tokens[verb].head = token, tokens[verb].relation = REL_AUX_PASS, tokens[verb].upos = UPOS_AUX;
}

// "resultó [herido]", read as a noun; but: "resultó [un herido]", "resultó [vencedor]".
static bool is_noun_of_result(const reading *r, const hs_token *tokens, uint32_t token) {
    bool bare = tokens[token].upos == UPOS_NOUN && tree_child(r, token, REL_DET) == HS_NONE && tree_child(r, token, REL_NUMMOD) == HS_NONE;
    return bare && tree_ending_is(r, token, "participle") && is_result(r, tokens, token);
}

bool mend_reduced(const reading *r, hs_token *tokens, uint32_t token) {
    bool noun = is_noun_of_result(r, tokens, token);
    if (noun) tokens[token].morph |= MORPH_PARTICIPLE;
    else if (tokens[token].upos != UPOS_ADJ || !(tokens[token].morph & MORPH_PARTICIPLE)) return false;
    bool result = noun || is_result(r, tokens, token);
    if (!result && !is_described_event(r, tokens, token)) return false;
    tokens[token].upos = UPOS_VERB;
    tokens[token].morph |= MORPH_PAST;
    if (result) take_clause(r, tokens, token);
    else tokens[token].relation = REL_ACL;
    return true;
}

// "The reports were [unfounded]": an adjective for what is told, read as the participle of a verb that there is not;
// but: "The claims were proven", of "prove".
bool mend_judged(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t auxiliary = tree_child(r, token, REL_AUX);
    bool passive = auxiliary != HS_NONE && tokens[auxiliary].relation == REL_AUX_PASS;
    const lexicon_table *operators = r->knowledge->stage->operators;
    if (tokens[token].upos != UPOS_VERB || !passive || lexicon_find(operators, tokens[token].lemma).count) return false;
    lexicon_rows rows = lexicon_find(operators, tokens[token].form);
    if (!rows.count || text_find(lexicon_cell(operators, rows, 0, "frame"), TEXT("told"), 0) == SIZE_MAX) return false;
    tokens[token].upos = UPOS_ADJ, tokens[token].morph = 0;
    tokens[token].lemma = tokens[token].form;
    tokens[auxiliary].relation = REL_COP;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if (tokens[child].relation == REL_NSUBJ_PASS) tokens[child].relation = REL_NSUBJ;
    return true;
}
