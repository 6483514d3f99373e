// Whether a noun that no list has tells of an event where it stands: "after a long [stay]", "his [scolding] by the board"; but:
// "a long [road]".
//
// In: the tree, the names and the times. Out: yes or no for a noun. Method: what the word may mean (WordNet's fields, how many of its
// senses in texts are events, whether it is a verb as well), its ending, its relation and preposition, and what hangs on it are signs;
// each has points, a logistic regression's over nouns in sentences in which people marked all events. `tools/train_nouns` makes them,
// models/README.md tells from what. Gets wrong: about every second noun that it takes is one that people did not mark, most of them
// states and things made ("flaw", "list").
#include "statements/nouns.h"

#include "base/text.h"
#include "statements/predicates.h"
#include "statements/tree.h"

enum { LEAST_POINTS = -60, LONGEST_ENDING = 4, SHORTEST_STEM = 3 };

struct nouns_rules {
    const lexicon_table *points; // predicates_points: signs
    const int32_t *values;       // [points->row_count] hundredths of a logit
    const lexicon_table *senses; // word_senses
    const lexicon_table *papers; // voices_documents: what is said in a report is told, the report is not
};

const nouns_rules *nouns_open(const lexicon *words, hs_arena *keep) {
    nouns_rules *rules = arena_new(keep, nouns_rules, 1);
    rules->points = lexicon_find_table(words, "predicates_points");
    rules->senses = lexicon_find_table(words, "word_senses");
    rules->papers = lexicon_find_table(words, "voices_documents");
    int32_t *values = arena_new(keep, int32_t, rules->points->row_count + 1);
    uint32_t column = lexicon_column(rules->points, "points");
    double value;
    for (uint32_t i = 0; column != HS_NONE && i < rules->points->row_count; i++)
        if (text_to_double(rules->points->cells[(size_t)i * rules->points->column_count + column], &value)) values[i] = (int32_t)value;
    rules->values = values;
    return rules;
}

bool nouns_is_open(const reading *r, uint32_t token) {
    const predicates_rules *rules = r->knowledge->predicates;
    const hs_token *t = tree_token(r, token);
    if (t->upos != UPOS_NOUN || t->lemma.size < SHORTEST_STEM || r->token_entity[token] != HS_NONE || r->token_time[token] != HS_NONE) return false;
    if (predicates_is_part(t->relation) || tree_is(r, token, REL_COMPOUND) || tree_is(r, token, REL_NUMMOD)) return false;
    const lexicon_table *others[] = {rules->nouns, rules->persons, rules->places, r->knowledge->nouns->papers};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (predicates_rows(r, others[i], token).count) return false;
    return true;
}

static void put(nouns_signs *out, hs_text name) {
    if (out->count < NOUNS_MOST_SIGNS) out->names[out->count++] = name;
}

static void put_pair(nouns_signs *out, const char *kind, hs_text value, hs_arena *arena) {
    put(out, arena_phrase(arena, text_of(kind), value.size ? value : TEXT("none")));
}

// What the word may mean, and how it is made.
static void put_word(const nouns_rules *rules, hs_text lemma, nouns_signs *out, hs_arena *arena) {
    lexicon_rows rows = lexicon_find(rules->senses, lemma);
    hs_text field = lexicon_cell(rules->senses, rows, 0, "noun");
    put_pair(out, "field", field, arena);
    if (field.size) put_pair(out, "events", lexicon_cell(rules->senses, rows, 0, "events"), arena);
    if (lexicon_cell(rules->senses, rows, 0, "verb").size) put(out, TEXT("verb too"));
    for (size_t size = 2; size <= LONGEST_ENDING && size + SHORTEST_STEM <= lemma.size; size++)
        put_pair(out, "ending", text_slice(lemma, lemma.size - size, lemma.size), arena);
}

// What it hangs on.
static void put_place(const reading *r, uint32_t token, nouns_signs *out, hs_arena *arena) {
    const hs_token *t = tree_token(r, token);
    hs_text relation = ud_relation_name(ud_relation_universal(t->relation)), preposition = tree_case(r, token, arena);
    put_pair(out, "relation", relation, arena);
    if (t->head != HS_NONE) put_pair(out, "relation", arena_phrase(arena, relation, ud_upos_name(tree_token(r, t->head)->upos)), arena);
    put_pair(out, "case", preposition, arena);
    if (t->morph & MORPH_PLURAL) put(out, TEXT("plural"));
}

// What hangs on it.
static void put_parts(const reading *r, uint32_t token, nouns_signs *out, hs_arena *arena) {
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = tree_token(r, child)->relation, universal = ud_relation_universal(relation);
        hs_text name = ud_relation_name(relation);
        if (universal == REL_DET) put_pair(out, "det", text_lower(arena, tree_token(r, child)->lemma), arena);
        else if (relation == REL_NMOD_POSS) put(out, TEXT("owned"));
        else if (universal == REL_NMOD) put_pair(out, "nmod", tree_case(r, child, arena), arena);
        else if (universal == REL_COMPOUND) put_pair(out, "compound", ud_upos_name(tree_token(r, child)->upos), arena);
        else if (universal == REL_AMOD || universal == REL_NUMMOD || universal == REL_ACL || universal == REL_COP) put_pair(out, "has", name, arena);
    }
}

void nouns_read_signs(const reading *r, uint32_t token, nouns_signs *out, hs_arena *arena) {
    out->count = 0;
    put(out, TEXT("always"));
    put_word(r->knowledge->nouns, predicates_lemma(r, token, arena), out, arena);
    put_place(r, token, out, arena);
    put_parts(r, token, out, arena);
}

bool nouns_tells_event(const reading *r, uint32_t token, hs_arena scratch) {
    const nouns_rules *rules = r->knowledge->nouns;
    const lexicon_table *table = rules->points;
    if (!table->row_count || !nouns_is_open(r, token)) return false;
    nouns_signs signs;
    int32_t points = 0;
    nouns_read_signs(r, token, &signs, &scratch);
    for (uint32_t i = 0; i < signs.count; i++) {
        lexicon_rows rows = lexicon_find(table, signs.names[i]);
        if (rows.count) points += rules->values[(size_t)(rows.cells - table->cells) / table->column_count];
    }
    return points > LEAST_POINTS;
}
