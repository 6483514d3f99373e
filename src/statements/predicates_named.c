// Words that name an event only as a whole name, or only beside certain words. In: the tree and the names. Out: the event of a
// token, and yes or no for a noun. Method: two tables. `predicates_named` holds names and abbreviations of events, each with the one
// name that is its lemma, so that "the Oscars" and "the Academy Awards" are one event's names; a longer name that ends in one is it
// too ("the 86th Oscars"). `predicates_beside` holds nouns of several meanings with the words that settle which it is: "shot at an
// office [party]", "broke the [record]"; but: "the ruling party", "a court record". Gets wrong: a person called Oscar whom the names
// recogniser takes for no person; "at the party" where delegates are meant.
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/tree.h"

enum { LONGEST_NAME = 64 };

// The longest end of the words that the table has: of "86th Oscars" "oscars".
static hs_text find_end(const lexicon_table *table, hs_text words) {
    while (words.size) {
        lexicon_rows rows = lexicon_find(table, words);
        if (rows.count) return lexicon_cell(table, rows, 0, "event");
        text_cut(&words, ' ');
    }
    return (hs_text){0};
}

hs_text predicates_named(const reading *r, uint32_t token) {
    const lexicon_table *table = r->knowledge->predicates->named;
    uint32_t entity = r->token_entity[token];
    const hs_token *t = tree_token(r, token);
    if (!table->row_count || (t->upos != UPOS_NOUN && t->upos != UPOS_PROPN)) return (hs_text){0};
    hs_text words = t->form;
    if (entity != HS_NONE) {
        const hs_entity *e = &r->entities[entity];
        bool thing = e->type == HS_ENTITY_OTHER || e->type == HS_ENTITY_ORGANISATION;
        if (!thing || e->head != token) return (hs_text){0};
        words = tree_text(r, e->span);
    }
    char lower[LONGEST_NAME];
    if (words.size > sizeof lower) return (hs_text){0};
    for (size_t i = 0; i < words.size; i++) lower[i] = (char)byte_lower((unsigned char)words.data[i]);
    return find_end(table, (hs_text){lower, words.size});
}

static bool has_word(const lexicon_table *table, lexicon_rows rows, const char *place, hs_text word) {
    for (uint32_t i = 0; word.size && i < rows.count; i++) {
        if (!text_equal(lexicon_cell(table, rows, i, "place"), text_of(place))) continue;
        for (hs_text rest = lexicon_cell(table, rows, i, "words"); rest.size;)
            if (text_equal(text_trim(text_cut(&rest, ',')), word)) return true;
    }
    return false;
}

// Whether what stands before the noun settles it: "an office party", "a religious service".
static bool is_told_before(const reading *r, uint32_t token, lexicon_rows rows, hs_arena scratch) {
    const lexicon_table *table = r->knowledge->predicates->beside;
    for (uint32_t child = r->first_child[token]; child != HS_NONE && child < token; child = r->next_sibling[child])
        if (has_word(table, rows, "before", text_lower(&scratch, tree_token(r, child)->lemma))) return true;
    return false;
}

bool predicates_is_beside(const reading *r, uint32_t token, hs_arena scratch) {
    const lexicon_table *table = r->knowledge->predicates->beside;
    const hs_token *t = tree_token(r, token);
    if (t->upos != UPOS_NOUN || r->token_entity[token] != HS_NONE) return false;
    lexicon_rows rows = predicates_rows(r, table, token);
    if (!rows.count) return false;
    if (is_told_before(r, token, rows, scratch) || has_word(table, rows, "case", tree_case(r, token, &scratch))) return true;
    bool object = t->head != HS_NONE && (tree_is(r, token, REL_OBJ) || t->relation == REL_NSUBJ_PASS);
    return object && has_word(table, rows, "object", text_lower(&scratch, tree_token(r, t->head)->lemma));
}
