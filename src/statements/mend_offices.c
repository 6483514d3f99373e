// Offices whose adjective stands behind a hyphen: "its director-[general] said", "the president-elect".
//
// In: such an adjective (tree_words, "postposed") right behind a noun and a hyphen. Out: the noun in the adjective's place, with the adjective as its
// own. Method: the parser takes the parts for two nouns, or the adjective alone for who acts; what it gave the adjective is the noun's.
// But: "He was director; general staff came". Gets wrong: nothing known; "the director - general at last - ..." has blanks.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/tree.h"

static bool is_glued(const hs_token *a, const hs_token *b) { return a->span.end == b->span.start; }

bool mend_office(const reading *r, hs_token *tokens, uint32_t token) {
    if (token < 2 || !tree_word_is(r, token, "postposed") || !text_equal(tokens[token - 1].form, TEXT("-"))) return false;
    uint32_t noun = token - 2, head = tokens[token].head;
    if (tokens[noun].upos != UPOS_NOUN && tokens[noun].upos != UPOS_PROPN) return false;
    if (!is_glued(&tokens[noun], &tokens[token - 1]) || !is_glued(&tokens[token - 1], &tokens[token]) || head == noun) return false;
    bool named = tokens[token].upos == UPOS_NOUN || tokens[token].upos == UPOS_PROPN || ud_relation_universal(tokens[token].relation) == REL_NSUBJ;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) tokens[child].head = noun;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child]) tokens[child].head = noun;
    tokens[noun].head = head, tokens[noun].relation = named ? tokens[token].relation : REL_NSUBJ;
    tokens[token - 1].head = noun, tokens[token - 1].relation = REL_PUNCT;
    tokens[token].head = noun, tokens[token].relation = REL_AMOD, tokens[token].upos = UPOS_ADJ;
    return true;
}
