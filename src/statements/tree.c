// Walking the dependency tree of a reading. See tree.h.
//
// In: the heads of the parse. Out: children in order of position, and the bytes that a
// subtree, a clause or a noun phrase covers. Every walk is iterative and visits a token at
// most once, so a malformed tree (two roots, a token outside its sentence) costs time
// linear in the sentence at worst.
#include "statements/tree.h"

#include "base/limits.h"
#include "base/text.h"
#include "statements/words.h"

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
    uint32_t *sentence = arena_new(keep, uint32_t, count + 1);
    for (uint32_t i = 0; i < r->parse->sentence_count; i++)
        for (uint32_t k = 0; k < r->parse->sentences[i].count; k++) sentence[r->parse->sentences[i].first + k] = i;
    r->first_child = first;
    r->next_sibling = next;
    r->token_sentence = sentence;
    words_read(r, keep);
}

bool tree_has_there(const reading *r, uint32_t token) {
    uint32_t child = tree_child(r, token, REL_EXPL);
    return child != HS_NONE && tree_token(r, child)->relation == REL_EXPL && !(tree_token(r, child)->morph & MORPH_REFLEXIVE);
}

static bool are_of(const lexicon_table *table, lexicon_rows rows, const char *kind) {
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "kind"), text_of(kind))) return true;
    return false;
}

enum { LONGEST_WORD = 24, LONGEST_ENDING = 6 };

bool tree_word_is(const reading *r, uint32_t token, const char *kind) {
    const lexicon_table *table = r->knowledge->words;
    return table && tree_token(r, token)->lemma.size <= LONGEST_WORD && are_of(table, words_of_lemma(r, table, token), kind);
}

bool tree_drops_subjects(const reading *r) {
    const lexicon_table *table = r->knowledge->words;
    return table && are_of(table, lexicon_find(table, TEXT("-")), "dropped");
}

bool tree_ending_is(const reading *r, uint32_t token, const char *kind) {
    const lexicon_table *table = r->knowledge->words;
    char key[LONGEST_ENDING + 1] = {'-'};
    hs_text form = tree_token(r, token)->form;
    for (size_t size = 1; table && size <= LONGEST_ENDING && size < form.size; size++) {
        memcpy(key + 1, form.data + form.size - size, size);
        if (are_of(table, lexicon_find(table, (hs_text){key, size + 1}), kind)) return true;
    }
    return false;
}

hs_text tree_case(const reading *r, uint32_t token, hs_arena *keep) {
    uint32_t mark = tree_child(r, token, REL_CASE);
    if (mark == HS_NONE) return (hs_text){0};
    hs_text joined = text_lower(keep, tree_token(r, mark)->form);
    for (uint32_t part = tree_child(r, mark, REL_FIXED); part != HS_NONE; part = tree_next(r, part, REL_FIXED)) {
        hs_text form = text_lower(keep, tree_token(r, part)->form);
        joined = arena_phrase(keep, joined, form);
    }
    return joined;
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

// "[del] ministro": the article is written in one with a preposition that is left out.
static bool is_fused(const reading *r, uint32_t token, uint32_t top, left_out rules) {
    return token && tree_token(r, token)->upos == UPOS_DET && tree_token(r, token)->multiword_rest && is_left_out(r, token - 1, top, rules);
}

static hs_span hull(const reading *r, uint32_t top, left_out rules) {
    hs_span span = tree_token(r, top)->span;
    bool down = true;
    for (uint32_t token = walk_next(r, top, top, true); token != HS_NONE; token = walk_next(r, token, top, down)) {
        down = !is_left_out(r, token, top, rules);
        const hs_token *t = tree_token(r, token);
        if (!down || t->upos == UPOS_PUNCT || is_fused(r, token, top, rules)) continue;
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
    return hull(r, token,
                (left_out){BIT(REL_ACL), BIT(REL_APPOS) | BIT(REL_PARATAXIS) | BIT(REL_CONJ) | BIT(REL_CASE) |
                                             BIT(REL_CC) | BIT(REL_MARK) | BIT(REL_COP) | BIT(REL_NSUBJ) |
                                             BIT(REL_AUX) | BIT(REL_ADVCL) | BIT(REL_CSUBJ)});
}

hs_text tree_text(const reading *r, hs_span span) { return text_span(r->document->text, span); }
