// The bridge between mentions and the trained weights of names.h: features of a mention,
// and what the weights' points do to it.
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

// "Aa0.a": capitals, small letters, digits and the rest, repeats folded.
static hs_text shape_of(hs_text form, hs_arena *arena) {
    char *out = arena_new(arena, char, form.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < form.size;) {
        uint32_t step, code = utf8_decode(form, at, &step);
        char mark = code_is_upper(code) ? 'A' : code_is_letter(code) ? 'a' : code < 128 && byte_is_digit((unsigned char)code) ? '0' : '.';
        if (size < 2 || out[size - 1] != mark || out[size - 2] != mark) out[size++] = mark;
        at += step;
    }
    return (hs_text){out, size};
}

// Adds texts and small numbers joined by blanks as one value. Printing would cost more than all the rest of this file.
typedef struct joined {
    char bytes[192];
    size_t size, parts;
} joined;

static void join(joined *j, hs_text text) {
    if (j->parts++ && j->size < sizeof j->bytes) j->bytes[j->size++] = ' ';
    size_t size = text.size < sizeof j->bytes - j->size ? text.size : sizeof j->bytes - j->size;
    if (size) memcpy(j->bytes + j->size, text.data, size);
    j->size += size;
}

static void join_number(joined *j, int64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    join(j, (hs_text){digits + at, sizeof digits - at});
}

static void add_joined(names_features *x, const char *kind, const joined *j) { names_add(x, kind, (hs_text){j->bytes, j->size}); }

static void add_word(const finder *f, names_features *x, const char *word, const char *part, uint32_t token) {
    hs_text lower = f->lower[token];
    names_add(x, word, lower);
    names_add(x, part, text_slice(lower, lower.size > 3 ? lower.size - 3 : 0, lower.size));
}

// How words begin and end says where they come from: "-ville", "Mc-", "-tech".
static void add_affixes(const finder *f, const mention *m, names_features *x) {
    for (uint32_t t = m->first; t <= m->last && t < m->first + 4; t++) {
        hs_text word = f->lower[t];
        if (word.size < 3) continue;
        names_add(x, "start 3", text_slice(word, 0, 3));
        names_add(x, "end 2", text_slice(word, word.size - 2, word.size));
        if (word.size < 4) continue;
        names_add(x, "start 4", text_slice(word, 0, 4));
        names_add(x, "end 4", text_slice(word, word.size - 4, word.size));
    }
}

enum { GENRE_WORDS = 40 };

uint32_t entities_genre(const finder *f, const mention *m) {
    uint32_t start = entities_sentence_start(f, m->first), end = entities_sentence_end(f, m->last);
    uint32_t words = 0, capitals = 0, loud = 0, verbs = 0, step;
    for (uint32_t t = start; t < end && t < start + GENRE_WORDS; t++) {
        const hs_token *one = tree_token(f->r, t);
        if (one->upos == UPOS_PUNCT || one->upos == UPOS_SYM || one->upos == UPOS_NUM || !one->form.size) continue;
        words++;
        capitals += t > start && code_is_upper(utf8_decode(one->form, 0, &step));
        loud += one->form.size > 1 && entities_all_capitals(one->form);
        verbs += one->upos == UPOS_VERB || one->upos == UPOS_AUX;
    }
    return (verbs > 0 ? GENRE_VERB : 0) + (capitals * 2 > words ? GENRE_CAPITALS : 0) + (capitals == 0 ? GENRE_SMALL : 0) + (loud * 2 > words ? GENRE_LOUD : 0);
}

static void add_genre(const finder *f, const mention *m, names_features *x, hs_text shape) {
    uint32_t start = entities_sentence_start(f, m->first), words = m->last - m->first + 1;
    int64_t genre = entities_genre(f, m);
    names_add_number(x, "genre", genre);
    names_add_number(x, "genre and tag", genre * 4096 + tree_token(f->r, m->first)->upos * 64 + tree_token(f->r, m->last)->upos);
    joined j = {.size = 0};
    join_number(&j, genre);
    join(&j, shape);
    join_number(&j, words > 2 ? 3 : words);
    join_number(&j, m->first == start);
    add_joined(x, "genre and shape", &j);
}

static void add_neighbours(const finder *f, const mention *m, names_features *x) {
    static const char *const before[] = {"w-1", "w-2"}, *const behind[] = {"w+1", "w+2"}, *const tag_before[] = {"t-1", "t-2"}, *const tag_behind[] = {"t+1", "t+2"};
    uint32_t start = entities_sentence_start(f, m->first), end = entities_sentence_end(f, m->last);
    for (uint32_t i = 0; i < 2; i++) {
        bool left = m->first >= start + i + 1, right = m->last + i + 1 < end;
        names_add(x, before[i], left ? f->lower[m->first - i - 1] : TEXT("<s>"));
        names_add(x, behind[i], right ? f->lower[m->last + i + 1] : TEXT("</s>"));
        names_add_number(x, tag_before[i], left ? tree_token(f->r, m->first - i - 1)->upos : -1);
        names_add_number(x, tag_behind[i], right ? tree_token(f->r, m->last + i + 1)->upos : -1);
    }
    names_add_number(x, "alone", m->first == start && m->last + 1 == end);
    names_add_number(x, "length", end - start > 12 ? 3 : (end - start) / 4);
}

static void add_tree(const finder *f, const mention *m, names_features *x, hs_arena *arena) {
    const hs_token *t = tree_token(f->r, m->head);
    hs_text mark = tree_case(f->r, m->head, arena), lemma = TEXT("root");
    if (t->head != HS_NONE) lemma = text_lower(arena, tree_token(f->r, t->head)->lemma);
    names_add_number(x, "relation", t->relation);
    names_add(x, "governor", lemma);
    names_add(x, "case", mark);
    names_add_number(x, "governor tag", t->head == HS_NONE ? -1 : tree_token(f->r, t->head)->upos * 100 + t->relation);
    for (uint32_t child = f->r->first_child[m->head]; child != HS_NONE; child = f->r->next_sibling[child])
        if (child < m->first || child > m->last) names_add_number(x, "child", tree_token(f->r, child)->relation);
}

// The field of a word's first sense as a noun ("person") and whether it names one thing alone.
static hs_text noun_sense(const finder *f, hs_text word, hs_text *proper) {
    lexicon_rows rows = lexicon_find(f->rules->senses, word);
    *proper = lexicon_cell(f->rules->senses, rows, 0, "proper");
    return lexicon_cell(f->rules->senses, rows, 0, "noun");
}

static void add_sense(const finder *f, names_features *x, const char *kind, const char *with, hs_text word, int64_t more) {
    hs_text proper, sense = noun_sense(f, word, &proper);
    joined j = {.size = 0};
    join(&j, sense);
    join(&j, proper);
    add_joined(x, kind, &j);
    join_number(&j, more);
    add_joined(x, with, &j);
}

// What the words mean, and those that stand about.
static void add_senses(const finder *f, const mention *m, names_features *x, hs_arena *arena) {
    uint32_t start = entities_sentence_start(f, m->first), end = entities_sentence_end(f, m->last), words = m->last - m->first + 1;
    int64_t shape = (words > 3 ? 3 : words) * 8 + (m->first == start) * 4 + (tree_token(f->r, m->head)->upos == UPOS_PROPN) * 2;
    add_sense(f, x, "sense", "sense and shape", text_lower(arena, m->text), shape);
    add_sense(f, x, "last sense", "last sense and shape", text_lower(arena, tree_token(f->r, m->last)->lemma), shape);
    if (m->first < m->last) add_sense(f, x, "first sense", "first sense and shape", f->lower[m->first], shape);
    if (m->first > start) add_sense(f, x, "s-1", "s-1 and tag", f->lower[m->first - 1], tree_token(f->r, m->first - 1)->upos);
    if (m->last + 1 < end) add_sense(f, x, "s+1", "s+1 and tag", f->lower[m->last + 1], tree_token(f->r, m->last + 1)->upos);
    uint32_t above = tree_token(f->r, m->head)->head;
    if (above == HS_NONE) return;
    hs_text lemma = text_lower(arena, tree_token(f->r, above)->lemma);
    int64_t relation = tree_token(f->r, m->head)->relation;
    if (tree_token(f->r, above)->upos == UPOS_VERB) {
        joined j = {.size = 0};
        join(&j, lexicon_cell(f->rules->senses, lexicon_find(f->rules->senses, lemma), 0, "verb"));
        join_number(&j, relation);
        add_joined(x, "verb sense", &j);
    } else
        add_sense(f, x, "governor sense", "governor sense and relation", lemma, relation);
}

// How lists write the first word and the last: "capital", "small", "capital small"; empty where no list has it.
static void add_writing(const finder *f, const mention *m, names_features *x) {
    const lexicon_table *table = f->rules->capitals;
    uint32_t words = m->last - m->first + 1;
    joined j = {.size = 0};
    join(&j, lexicon_cell(table, words_of_form(f->r, table, m->first), 0, "kind"));
    join(&j, lexicon_cell(table, words_of_form(f->r, table, m->last), 0, "kind"));
    join_number(&j, words > 2 ? 3 : words);
    add_joined(x, "writing", &j);
    join_number(&j, m->first == entities_sentence_start(f, m->first));
    join_number(&j, tree_token(f->r, m->first)->upos);
    join_number(&j, m->flags & MENTION_ACRONYM ? 1 : 0);
    add_joined(x, "writing and start", &j);
}

static void add_rules(const mention *m, names_features *x) {
    static const char *const kinds[ENTITY_TYPES] = {"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"};
    int best = HS_ENTITY_OTHER, second = HS_ENTITY_OTHER;
    for (int i = 0; i < ENTITY_TYPES; i++) {
        int32_t points = m->scores[i];
        if (points) names_add_number(x, kinds[i], points > 30 ? 10 : points > 14 ? 8 : points > 9 ? 7 : points > 5 ? 6 : points > 3 ? 4 : points);
        if (points > m->scores[best]) second = best, best = i;
        else if (i != best && points > m->scores[second]) second = i;
    }
    int32_t margin = m->scores[best] - m->scores[second];
    names_add_number(x, "best", best);
    names_add_number(x, "margin", best * 8 + (margin > 20 ? 5 : margin > 10 ? 4 : margin > 5 ? 3 : margin > 2 ? 2 : margin > 0));
    names_add_number(x, "second", best * 16 + second);
    for (uint32_t bit = 0; bit < 9; bit++)
        if (m->flags >> bit & 1) names_add_number(x, "flag", bit);
}

// What the lists say of the whole name: a country, a part of one, a town by its size; a chain, a team; a body that all know.
static int64_t listed_place(const finder *f, hs_text key) {
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, key);
    if (!hits.count) return 0;
    gazetteer_place best = gazetteer_hit(&f->rules->gazetteer, hits, 0);
    if (best.kind != GAZETTEER_TOWN) return best.kind == GAZETTEER_COUNTRY ? 1 : 2;
    return best.population > 1000000 || best.capital == 1 ? 3 : best.population > 200000 ? 4 : best.population > 30000 ? 5 : 6;
}

// "company", "place"; nothing for "Marsh", which people are called too
static hs_text head_type(const finder *f, uint32_t token) {
    if (lexicon_find(f->rules->surnames, f->lower[token]).count) return (hs_text){0};
    return lexicon_cell(f->rules->heads, lexicon_find(f->rules->heads, f->lower[token]), 0, "type");
}

static void add_lists(const finder *f, const mention *m, names_features *x, hs_arena *arena) {
    uint32_t words = m->last - m->first + 1, start = entities_sentence_start(f, m->first), end = entities_sentence_end(f, m->last), step;
    lexicon_rows brand = entities_rows(f, f->rules->brands, m->first, m->last), name = entities_rows(f, f->rules->names, m->first, m->last);
    lexicon_rows part = entities_rows(f, f->rules->places, m->first, m->last);
    hs_text form = tree_token(f->r, m->first)->form;
    int64_t place = part.count ? 7 : listed_place(f, m->key), large = code_is_upper(utf8_decode(form, 0, &step));
    joined j = {.size = 0};
    join_number(&j, place);
    join(&j, entities_cell(f->rules->brands, brand, "kind"));
    join(&j, entities_cell(f->rules->brands, brand, "common"));
    join(&j, entities_cell(f->rules->names, name, "type"));
    add_joined(x, "lists", &j);
    join_number(&j, words > 1);
    join_number(&j, large);
    join_number(&j, tree_token(f->r, m->head)->upos);
    add_joined(x, "lists and tag", &j);
    joined h = {.size = 0};
    join(&h, head_type(f, m->last));
    join_number(&h, words > 2 ? 3 : words);
    join_number(&h, large);
    add_joined(x, "head type", &h);
    if (m->first < m->last) {
        joined g = {.size = 0};
        join(&g, head_type(f, m->first));
        join(&g, head_type(f, m->last));
        add_joined(x, "head types", &g);
    }
    // what the lists say of the neighbours
    for (int side = 0; side < 2; side++) {
        bool there = side ? m->last + 1 < end : m->first > start;
        uint32_t t = side ? m->last + 1 : m->first - 1;
        joined n = {.size = 0};
        if (there) {
            hs_arena copy = *arena;
            hs_text near = tree_token(f->r, t)->form;
            gazetteer_person person = entities_person(f->rules, near, copy);
            join_number(&n, code_is_upper(utf8_decode(near, 0, &step)));
            join_number(&n, person.given + 2 * person.surname);
            join_number(&n, listed_place(f, gazetteer_key(&copy, near)));
            join(&n, head_type(f, t));
            join_number(&n, lexicon_find(f->rules->roles, f->lower[t]).count > 0);
        }
        add_joined(x, side ? "list+1" : "list-1", &n);
    }
}

void entities_features(const finder *f, const mention *m, names_features *x) {
    hs_arena copy = *f->scratch;
    uint32_t words = m->last - m->first + 1;
    x->count = 0;
    names_add(x, "bias", (hs_text){0});
    names_add_number(x, "words", words > 4 ? 5 : words);
    names_add(x, "name", text_lower(&copy, m->text));
    add_word(f, x, "first", "first end", m->first);
    add_word(f, x, "last", "last end", m->last);
    for (uint32_t t = m->first; t <= m->last && t < m->first + 5; t++) names_add(x, "word", f->lower[t]);
    hs_text first = shape_of(tree_token(f->r, m->first)->form, &copy), last = shape_of(tree_token(f->r, m->last)->form, &copy);
    names_add(x, "shape", first);
    joined shapes = {.size = 0}, marks = {.size = 0}, relations = {.size = 0};
    join(&shapes, first);
    join(&shapes, last);
    join_number(&shapes, words > 3 ? 4 : words);
    add_joined(x, "shapes", &shapes);
    names_add_number(x, "tag", tree_token(f->r, m->first)->upos * 32 + tree_token(f->r, m->last)->upos);
    gazetteer_person one = entities_person(f->rules, tree_token(f->r, m->first)->form, copy);
    gazetteer_person other = entities_person(f->rules, tree_token(f->r, m->last)->form, copy);
    names_add_number(x, "people", (one.given ? 1 : 0) + (one.surname ? 2 : 0) + (other.given ? 4 : 0) + (other.surname ? 8 : 0) + 16 * (words > 2 ? 3 : words));
    int64_t people = (one.given ? 1 : 0) + (one.surname ? 2 : 0) + (other.given ? 4 : 0) + (other.surname ? 8 : 0);
    int64_t place = m->scores[HS_ENTITY_PLACE] > 12 ? 3 : m->scores[HS_ENTITY_PLACE] > 5 ? 2 : m->scores[HS_ENTITY_PLACE] > 0;
    const hs_token *head = tree_token(f->r, m->head);
    hs_text mark = tree_case(f->r, m->head, &copy);
    bool capital = first.size && first.data[0] == 'A';
    names_add_number(x, "people and relation", people * 128 + head->relation);
    names_add_number(x, "people and place", people * 64 + place * 8 + (words > 2 ? 3 : words) * 2 + capital);
    names_add_number(x, "capital and tag", head->upos * 2 + capital);
    join(&marks, mark);
    join_number(&marks, place);
    join_number(&marks, people);
    add_joined(x, "case and place", &marks);
    join(&relations, first);
    join_number(&relations, head->relation);
    add_joined(x, "shape and relation", &relations);
    add_neighbours(f, m, x);
    add_tree(f, m, x, &copy);
    add_senses(f, m, x, &copy);
    add_writing(f, m, x);
    add_lists(f, m, x, &copy);
    add_affixes(f, m, x);
    add_genre(f, m, x, shape_of(tree_token(f->r, m->first)->form, &copy)); // what stood in the arena before is written over
    add_rules(m, x);
}
