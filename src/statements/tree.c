// Walking the dependency tree of a reading. See tree.h.
//
// In: the heads of the parse. Out: children in order of position, and the bytes that a
// subtree, a clause or a noun phrase covers. Every walk is iterative and visits a token at
// most once, so a malformed tree (two roots, a token outside its sentence) costs time
// linear in the sentence at worst.
#include "statements/tree.h"

#include "base/limits.h"
#include "base/text.h"

void tree_build(reading *r, hs_arena *keep) {
    uint32_t count = r->parse->token_count;
    uint32_t *first = arena_new(keep, uint32_t, count + 1), *next = arena_new(keep, uint32_t, count + 1);
    for (uint32_t token = 0; token < count; token++) first[token] = next[token] = HS_NONE;
    for (uint32_t token = count; token-- > 0;) {
        uint32_t head = r->parse->tokens[token].head;
        if (head >= count || head == token) continue;
        next[token] = first[head];
        first[head] = token;
    }
    r->first_child = first;
    r->next_sibling = next;
}

bool tree_is(const reading *r, uint32_t token, uint8_t relation) {
    uint8_t own = tree_token(r, token)->relation;
    return own == relation || ud_relation_universal(own) == relation;
}

static uint32_t first_with(const reading *r, uint32_t token, uint8_t relation) {
    while (token != HS_NONE && !tree_is(r, token, relation)) token = r->next_sibling[token];
    return token;
}

uint32_t tree_child(const reading *r, uint32_t token, uint8_t relation) {
    return first_with(r, r->first_child[token], relation);
}

uint32_t tree_next(const reading *r, uint32_t child, uint8_t relation) {
    return first_with(r, r->next_sibling[child], relation);
}

bool tree_lemma_is(const reading *r, uint32_t token, const char *lemma) {
    return text_equal_fold(tree_token(r, token)->lemma, text_of(lemma));
}

hs_text tree_case(const reading *r, uint32_t token, hs_arena *keep) {
    uint32_t mark = tree_child(r, token, REL_CASE);
    if (mark == HS_NONE) return (hs_text){0};
    hs_text joined = text_lower(keep, tree_token(r, mark)->form);
    for (uint32_t part = tree_child(r, mark, REL_FIXED); part != HS_NONE; part = tree_next(r, part, REL_FIXED)) {
        hs_text form = text_lower(keep, tree_token(r, part)->form);
        joined = arena_print(keep, "%.*s %.*s", TEXT_ARGS(joined), TEXT_ARGS(form));
    }
    return joined;
}

uint32_t tree_sentence(const reading *r, uint32_t token) {
    uint32_t low = 0, high = r->parse->sentence_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (r->parse->sentences[middle].first <= token) low = middle;
        else high = middle;
    }
    return low;
}

bool tree_below(const reading *r, uint32_t token, uint32_t top) {
    for (size_t steps = 0; steps <= LIMIT_SENTENCE_TOKENS && token < r->parse->token_count; steps++) {
        if (token == top) return true;
        token = tree_token(r, token)->head;
    }
    return false;
}

// Which children a hull leaves out: bits over universal relations.
typedef struct left_out {
    uint64_t anywhere; // at any depth of the phrase's own nouns
    uint64_t at_top;   // only where they are children of the top
} left_out;

_Static_assert(REL_COUNT <= 64, "relations fit the bits of a word");
#define BIT(relation) ((uint64_t)1 << (relation))

static bool is_left_out(const reading *r, uint32_t token, uint32_t top, left_out rules) {
    uint64_t bits = BIT(tree_token(r, token)->relation) | BIT(ud_relation_universal(tree_token(r, token)->relation));
    return (bits & rules.anywhere) || (tree_token(r, token)->head == top && (bits & rules.at_top));
}

// The token behind `token` in a walk over the subtree of `top`; `down` is false to pass by its children.
static uint32_t walk_next(const reading *r, uint32_t token, uint32_t top, bool down) {
    if (down && r->first_child[token] != HS_NONE) return r->first_child[token];
    while (token != top && token < r->parse->token_count) {
        if (r->next_sibling[token] != HS_NONE) return r->next_sibling[token];
        token = tree_token(r, token)->head;
    }
    return HS_NONE;
}

static hs_span hull(const reading *r, uint32_t top, left_out rules) {
    hs_span span = tree_token(r, top)->span;
    bool down = true;
    for (uint32_t token = walk_next(r, top, top, true); token != HS_NONE; token = walk_next(r, token, top, down)) {
        down = !is_left_out(r, token, top, rules);
        const hs_token *t = tree_token(r, token);
        if (!down || t->upos == UPOS_PUNCT) continue;
        if (t->span.start < span.start) span.start = t->span.start;
        if (t->span.end > span.end) span.end = t->span.end;
    }
    return span;
}

hs_span tree_span(const reading *r, uint32_t token) { return hull(r, token, (left_out){0, 0}); }

hs_span tree_clause(const reading *r, uint32_t token) {
    return hull(r, token, (left_out){0, BIT(REL_CONJ) | BIT(REL_PARATAXIS) | BIT(REL_ADVCL) | BIT(REL_CC)});
}

hs_span tree_phrase(const reading *r, uint32_t token) {
    return hull(r, token, (left_out){BIT(REL_ACL), BIT(REL_APPOS) | BIT(REL_PARATAXIS) | BIT(REL_CONJ) |
                                            BIT(REL_CASE) | BIT(REL_CC) | BIT(REL_MARK) | BIT(REL_COP) |
                                            BIT(REL_NSUBJ) | BIT(REL_AUX) | BIT(REL_ADVCL) | BIT(REL_CSUBJ)});
}

hs_text tree_text(const reading *r, hs_span span) { return text_span(r->document->text, span); }

// ---------------------------------------------------------------- mending

// The verb between a subject and its object that the parser took for the object's modifier:
// "The rebels [denied] involvement"; but: "The rebels are wanted men".
static uint32_t misread_verb(const reading *r, uint32_t noun) {
    uint8_t upos = tree_token(r, noun)->upos;
    uint32_t subject = tree_child(r, noun, REL_NSUBJ);
    if ((upos != UPOS_NOUN && upos != UPOS_PROPN) || subject == HS_NONE || subject > noun) return HS_NONE;
    if (tree_child(r, noun, REL_COP) != HS_NONE) return HS_NONE;
    for (uint32_t child = tree_next(r, subject, REL_AMOD); child != HS_NONE && child < noun; child = tree_next(r, child, REL_AMOD))
        if (tree_token(r, child)->upos == UPOS_VERB) return child;
    return HS_NONE;
}

// The verb takes the noun's place, the noun becomes its object, what belongs to the clause goes along.
static void mend_verb(const reading *r, hs_token *tokens, uint32_t noun, uint32_t verb) {
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t universal = ud_relation_universal(tokens[child].relation);
        bool of_noun = universal == REL_NMOD || universal == REL_AMOD || universal == REL_COMPOUND || universal == REL_DET ||
                       universal == REL_NUMMOD || universal == REL_FLAT || universal == REL_APPOS || universal == REL_ACL ||
                       universal == REL_CASE;
        if (child != verb && (child < verb || !of_noun)) tokens[child].head = verb;
    }
    tokens[verb].head = tokens[noun].head;
    tokens[verb].relation = tokens[noun].relation;
    tokens[noun].head = verb;
    tokens[noun].relation = REL_OBJ;
}

// "Talks between the union and the company began": a verb that the parser joined to the
// noun it is said of. Its subject is the second of the two that "and" joins.
static bool mend_joined_verb(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head;
    if (noun == HS_NONE || tokens[verb].relation != REL_CONJ || tokens[verb].upos != UPOS_VERB) return false;
    if (tokens[noun].head != HS_NONE || (tokens[noun].upos != UPOS_NOUN && tokens[noun].upos != UPOS_PROPN)) return false;
    uint32_t subject = tree_child(r, verb, REL_NSUBJ), and = tree_child(r, verb, REL_CC), first = tree_child(r, noun, REL_NMOD);
    if (subject == HS_NONE || and == HS_NONE || first == HS_NONE || and > subject || subject > verb || first > and) return false;
    if (tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE) return false;
    tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    tokens[noun].head = verb, tokens[noun].relation = REL_NSUBJ;
    tokens[subject].head = first, tokens[subject].relation = REL_CONJ;
    tokens[and].head = subject;
    return true;
}

// "called off the march": an oblique without a preposition is the object where there is none.
static bool mend_object(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t verb = tokens[noun].head;
    if (tokens[noun].relation != REL_OBL || tokens[noun].upos != UPOS_NOUN || verb == HS_NONE || verb > noun) return false;
    if (tokens[verb].upos != UPOS_VERB || tree_child(r, noun, REL_CASE) != HS_NONE) return false;
    if (tree_child(r, verb, REL_OBJ) != HS_NONE || tree_child(r, verb, REL_COMPOUND_PRT) == HS_NONE) return false;
    tokens[noun].relation = REL_OBJ;
    return true;
}

static bool is_nominal(const hs_token *t) { return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_ADJ; }

// A noun or adjective with an object, or with a subject in a clause of its own and no
// copula, is a verb that the tagger did not know: "when it [sank]", "ruled out [raising] taxes".
static bool mend_class(const reading *r, hs_token *tokens, uint32_t token) {
    if (!is_nominal(&tokens[token]) || tree_child(r, token, REL_COP) != HS_NONE) return false;
    uint32_t object = tree_child(r, token, REL_OBJ), subject = tree_child(r, token, REL_NSUBJ);
    uint8_t relation = ud_relation_universal(tokens[token].relation);
    bool clause = relation == REL_ADVCL || relation == REL_CCOMP || tokens[token].relation == REL_ACL_RELCL;
    bool governs = (object != HS_NONE && object > token) || (clause && subject != HS_NONE && subject < token);
    if (!governs) return false;
    bool gerund = text_ends(tokens[token].form, TEXT("ing"));
    tokens[token].upos = UPOS_VERB;
    tokens[token].morph = gerund ? MORPH_GERUND : MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    if (gerund && tokens[token].relation == REL_OBJ) tokens[token].relation = REL_XCOMP;
    return true;
}

// "The [museum] plans to return it": a noun between a subject and an infinitive, where the
// sentence has no other verb; but: "Plans to return it." and "The museum's plans to return it."
static bool mend_planning(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t subject = tree_child(r, token, REL_COMPOUND), infinitive = tree_child(r, token, REL_ACL);
    if (tokens[token].upos != UPOS_NOUN || tokens[token].head != HS_NONE || subject == HS_NONE || infinitive == HS_NONE) return false;
    if (subject + 1 != token || !(tokens[infinitive].morph & MORPH_INFINITIVE) || infinitive < token) return false;
    if (tree_child(r, token, REL_COP) != HS_NONE || tree_child(r, token, REL_NSUBJ) != HS_NONE) return false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE && child < token; child = r->next_sibling[child])
        if (child != subject) tokens[child].head = subject;
    tokens[subject].relation = REL_NSUBJ;
    tokens[infinitive].relation = REL_XCOMP;
    tokens[token].upos = UPOS_VERB;
    tokens[token].morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE;
    return true;
}

// "The opposition [called] on them.": a bare participle behind the only noun of a sentence is its verb.
static bool mend_participle(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t verb = tree_child(r, noun, REL_ACL);
    if (!is_nominal(&tokens[noun]) || tokens[noun].head != HS_NONE || verb == HS_NONE || tokens[verb].upos != UPOS_VERB) return false;
    if (tokens[verb].relation != REL_ACL || !(tokens[verb].morph & MORPH_PAST) || verb < noun) return false;
    if (tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE || tree_child(r, noun, REL_CONJ) != HS_NONE) return false;
    if (tree_child(r, noun, REL_PARATAXIS) != HS_NONE) return false;
    for (uint32_t child = tree_child(r, verb, REL_OBL); child != HS_NONE; child = tree_next(r, child, REL_OBL)) {
        uint32_t mark = tree_child(r, child, REL_CASE);
        if (tokens[child].relation == REL_OBL_AGENT || (mark != HS_NONE && text_equal_fold(tokens[mark].form, TEXT("by")))) return false;
    }
    tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    tokens[verb].morph = MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    tokens[noun].head = verb, tokens[noun].relation = REL_NSUBJ;
    return true;
}

void tree_mend(reading *r, hs_arena *keep) {
    uint32_t count = r->parse->token_count;
    hs_token *tokens = arena_new(keep, hs_token, count + 1);
    if (count) memcpy(tokens, r->parse->tokens, count * sizeof *tokens);
    bool mended_any = false;
    for (uint32_t token = 0; token < count; token++) {
        uint32_t verb = misread_verb(r, token);
        if (verb != HS_NONE) mend_verb(r, tokens, token, verb);
        mended_any |= verb != HS_NONE || mend_joined_verb(r, tokens, token) || mend_object(r, tokens, token) ||
                      mend_planning(r, tokens, token) || mend_participle(r, tokens, token) || mend_class(r, tokens, token);
    }
    if (!mended_any) return;
    hs_parse *mended = arena_new(keep, hs_parse, 1);
    *mended = *r->parse;
    mended->tokens = tokens;
    hs_sentence *sentences = arena_new(keep, hs_sentence, mended->sentence_count + 1);
    memcpy(sentences, mended->sentences, mended->sentence_count * sizeof *sentences);
    for (uint32_t i = 0; i < mended->sentence_count; i++)
        for (uint32_t token = sentences[i].first; token < sentences[i].first + sentences[i].count; token++)
            if (tokens[token].head == HS_NONE) sentences[i].root = token;
    mended->sentences = sentences;
    r->parse = mended;
    tree_build(r, keep);
}
