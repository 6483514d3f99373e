// Garden paths: a finite verb that was read as a participle of the noun beside it, so that the sentence lost its verb.
//
// In: the parse. Out: the verb over its subject and object. Method: English has no modifier before an article or number ("killed
// 12 people" is no noun), no verb in a chain of nouns, no noun that heads a clause with a preposition and a subject but without a copula, and no clause of a
// finite verb on a noun without a pronoun or a subject of its own, and no determiner of a verb; where the tree has one, the participle is the verb. The
// subject is the highest noun to its left that the chain of nouns leads to.
// What it gets wrong: subjects joined by "and" of which the chain leads to one.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/tree.h"

static bool is_noun(const hs_token *t) { return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_NUM || t->upos == UPOS_PRON; }

static bool is_child_of(const hs_token *tokens, uint32_t child, uint32_t head, uint8_t relation) {
    return tokens[child].head == head && ud_relation_universal(tokens[child].relation) == relation;
}

// From a noun up to the last before `verb`; HS_NONE where a verb or a copula stands between.
static uint32_t highest_noun(const reading *r, const hs_token *tokens, uint32_t noun, uint32_t verb) {
    uint32_t at = noun;
    for (uint32_t steps = 0; steps < verb; steps++) {
        if (tree_child(r, at, REL_COP) != HS_NONE || tree_child(r, at, REL_NSUBJ) != HS_NONE) return HS_NONE;
        uint32_t head = tokens[at].head;
        if (head == HS_NONE || head > verb || !is_noun(&tokens[head])) return at;
        at = head;
    }
    return HS_NONE;
}

static void make_finite(hs_token *verb) {
    verb->morph = (verb->morph | MORPH_FINITE | MORPH_INDICATIVE) & ~(uint32_t)(MORPH_PARTICIPLE | MORPH_PASSIVE);
}

// The verb takes the place of `subject` in the sentence: as root, or as what the verb behind it tells. False where it has none.
static bool take_place(const reading *r, hs_token *tokens, uint32_t verb, uint32_t subject) {
    uint32_t over = tokens[subject].head;
    if (over == HS_NONE) {
        tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    } else {
        bool told = tokens[over].upos == UPOS_VERB && over > verb;
        uint32_t teller = HS_NONE;
        for (uint32_t child = tree_child(r, over, REL_NSUBJ); child != HS_NONE; child = tree_next(r, child, REL_NSUBJ))
            if (child > verb) teller = child;
        bool clause = ud_relation_universal(tokens[subject].relation) == REL_CCOMP;
        if (!clause && (!told || teller == HS_NONE)) return false;
        tokens[verb].head = over, tokens[verb].relation = REL_CCOMP;
    }
    tokens[subject].head = verb, tokens[subject].relation = REL_NSUBJ;
    make_finite(&tokens[verb]);
    return true;
}

// What hung on the subject from behind the object is the verb's: "The arrest drew criticism [from two groups]".
static void take_rest(const reading *r, hs_token *tokens, uint32_t subject, uint32_t object, uint32_t verb) {
    for (uint32_t child = r->first_child[subject]; child != HS_NONE; child = r->next_sibling[child]) {
        if (child <= object || tokens[child].head != subject) continue;
        tokens[child].head = verb;
        if (tokens[child].relation == REL_NMOD) tokens[child].relation = REL_OBL;
    }
}

// "Police [fired] tear gas at the crowd.": a sentence that has no other verb and begins with who may have done it; but: "Police
// issued warnings", a headline, "The police issued warnings."
static bool stands_alone(const reading *r, const hs_token *tokens, uint32_t before, uint32_t object) {
    if (tokens[object].head != HS_NONE || tree_child(r, object, REL_NSUBJ) != HS_NONE || tree_child(r, object, REL_COP) != HS_NONE) return false;
    uint32_t last = HS_NONE, first = before;
    for (uint32_t child = r->first_child[object]; child != HS_NONE; child = r->next_sibling[child]) {
        last = child;
        if (child < first) first = child;
    }
    return first == before && last != HS_NONE && tokens[last].upos == UPOS_PUNCT && predicates_is_agent(r, before);
}

// "A strike on the port of Quill [killed] 12 people": read as the people's modifier before their number or article, and the
// name before it as another; but: "an estimated 12 people", "12 killed people".
bool mend_modifier(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t object = tokens[verb].head, before = verb - 1;
    if (verb == 0 || tokens[verb].upos != UPOS_VERB || !(tokens[verb].morph & MORPH_PAST) || object == HS_NONE || object < verb + 1) return false;
    bool compound = is_child_of(tokens, verb, object, REL_COMPOUND); // no verb stands in a chain of nouns
    if ((!compound && !is_child_of(tokens, verb, object, REL_AMOD)) || !is_noun(&tokens[before])) return false;
    if (tokens[before].head != object && tokens[before].head != verb) return false;
    bool begins = is_child_of(tokens, verb + 1, object, REL_NUMMOD) || is_child_of(tokens, verb + 1, object, REL_DET);
    if (!begins && !compound && !stands_alone(r, tokens, before, object)) return false;
    uint32_t determiner = tree_child(r, object, REL_DET), over = tokens[object].head;
    bool path = over != HS_NONE && over < before && is_noun(&tokens[over]);
    if ((determiner != HS_NONE && determiner < verb && !path) || (!path && over != HS_NONE)) return false;
    uint32_t subject = path ? highest_noun(r, tokens, over, verb) : before;
    if (subject == HS_NONE) return false;
    uint8_t relation = tokens[object].relation;
    if (!path) tokens[before].head = over, tokens[before].relation = relation;
    if (!take_place(r, tokens, verb, subject)) return false;
    if (path) tokens[before].head = over, tokens[before].relation = relation;
    for (uint32_t child = r->first_child[object]; child != HS_NONE; child = r->next_sibling[child])
        if (child < before) tokens[child].head = before;
        else if (child > object && tokens[child].upos == UPOS_PUNCT) tokens[child].head = verb;
    if (path) take_rest(r, tokens, subject, object, verb);
    tokens[object].head = verb, tokens[object].relation = REL_OBJ;
    return true;
}

// "The guard [resigned] on Friday after reports": the subject's participle is the verb where the noun that was taken for the head
// of the clause stands behind a preposition and has no copula; but: "The man accused is in the dock".
bool mend_behind(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t subject = tree_child(r, noun, REL_NSUBJ), mark = tree_child(r, noun, REL_CASE);
    if (!is_noun(&tokens[noun]) || subject == HS_NONE || mark == HS_NONE || subject > mark || tree_child(r, noun, REL_COP) != HS_NONE) return false;
    uint32_t verb = tree_child(r, subject, REL_ACL);
    if (verb == HS_NONE || tokens[verb].relation != REL_ACL || tokens[verb].upos != UPOS_VERB || !(tokens[verb].morph & MORPH_PAST) || verb > mark) return false;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child])
        if (child < mark || tokens[child].upos == UPOS_PUNCT) tokens[child].head = verb;
    tokens[verb].head = tokens[noun].head, tokens[verb].relation = tokens[noun].relation;
    tokens[subject].head = verb, tokens[subject].relation = REL_NSUBJ;
    tokens[noun].head = verb, tokens[noun].relation = REL_OBL;
    make_finite(&tokens[verb]);
    return true;
}

// "The last of the villagers [left] on Friday": a finite verb as the modifier of the last noun of a sentence's subject; but: "the
// last that left".
bool mend_finite_modifier(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head;
    if (tokens[verb].upos != UPOS_VERB || tokens[verb].relation != REL_ACL || noun == HS_NONE || noun > verb || !is_noun(&tokens[noun])) return false;
    if (!(tokens[verb].morph & MORPH_PAST) || tree_child(r, verb, REL_NSUBJ) != HS_NONE || tree_child(r, verb, REL_MARK) != HS_NONE) return false;
    uint32_t subject = highest_noun(r, tokens, noun, verb);
    // what is told is a clause, so that there a participle, too, may be its verb; elsewhere a sentence may have none: "Two men found dead."
    if (subject == HS_NONE || (tokens[subject].head == HS_NONE && !(tokens[verb].morph & MORPH_FINITE)) || !take_place(r, tokens, verb, subject)) return false;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE; child = r->next_sibling[child])
        if (child > verb) tokens[child].head = verb;
    return true;
}

// Whether a clause with a subject of its own is joined to the noun: "..., and the river is expected to rise".
static bool joins_clause(const reading *r, const hs_token *tokens, uint32_t noun) {
    for (uint32_t child = tree_child(r, noun, REL_CONJ); child != HS_NONE; child = tree_next(r, child, REL_CONJ))
        if (tokens[child].upos == UPOS_VERB && tree_child(r, child, REL_NSUBJ) != HS_NONE && tree_child(r, child, REL_CC) != HS_NONE) return true;
    return false;
}

// "The dam at Hollow Lane [burst] on Monday, and the river is rising": what a clause is joined to is a clause, so a word behind a
// name that may be a verb is one; but: "the Lane burst, and the mayor said so", where the noun has a verb.
bool mend_joined_clause(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t name = verb - 1, noun = tokens[verb].head;
    if (verb == 0 || tokens[verb].upos != UPOS_NOUN || noun == HS_NONE || noun > verb || !is_noun(&tokens[noun])) return false;
    if (tokens[name].upos != UPOS_PROPN || tokens[name].head != verb || !byte_is_lower((unsigned char)tokens[verb].form.data[0])) return false;
    uint32_t subject = highest_noun(r, tokens, noun, verb);
    if (subject == HS_NONE || tokens[subject].head != HS_NONE || !joins_clause(r, tokens, subject)) return false;
    const lexicon_table *senses = r->knowledge->senses;
    if (!lexicon_cell(senses, lexicon_find(senses, tokens[verb].form), 0, "verb").size) return false;
    tokens[name].head = noun, tokens[name].relation = tokens[verb].relation;
    if (!take_place(r, tokens, verb, subject)) return false;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < name; child = r->next_sibling[child]) tokens[child].head = name;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE; child = r->next_sibling[child])
        if (child > verb) tokens[child].head = verb;
    tokens[verb].upos = UPOS_VERB, tokens[verb].morph = MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    return true;
}

// "[Another] recalled it": a determiner that hangs on a verb is its subject; but: "another recalled product".
bool mend_determiner(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t verb = tokens[token].head;
    if (tokens[token].upos != UPOS_DET || tokens[token].relation != REL_DET || verb == HS_NONE || verb < token) return false;
    if (tokens[verb].upos != UPOS_VERB || !(tokens[verb].morph & (MORPH_FINITE | MORPH_PAST)) || tree_child(r, verb, REL_NSUBJ) != HS_NONE) return false;
    make_finite(&tokens[verb]);
    tokens[token].relation = REL_NSUBJ;
    return true;
}
