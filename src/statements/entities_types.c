// What kind of thing a mention names.
//
// In: mentions with their words. Out: points for every type from the name's own words
// (a noun that heads names, a given name, a list of places) and from what stands beside
// it (a preposition, the verb it is subject of, an apposition, an age). Points of all
// mentions of one thing are summed by entities.c, so that one telling place in a report
// ("in Oskary") decides the others. The words and their points stand in the lexicon.
//
// Gets wrong: a person with the name of a town and no telling context; firms named after
// people where nothing but deeds that both can do is told of them.
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

static const char *const type_names[ENTITY_TYPES] = {
    [HS_ENTITY_PERSON] = "person", [HS_ENTITY_GOVERNMENT] = "government", [HS_ENTITY_ARMED_FORCE] = "armed-force",
    [HS_ENTITY_ORGANISATION] = "organisation", [HS_ENTITY_PLACE] = "place", [HS_ENTITY_FACILITY] = "facility",
    [HS_ENTITY_VEHICLE] = "vehicle", [HS_ENTITY_GROUP] = "group", [HS_ENTITY_OTHER] = "other", [HS_ENTITY_OUTLET] = "outlet",
};

int entities_type_named(hs_text name) {
    for (int i = 0; i < ENTITY_TYPES; i++)
        if (text_equal(name, text_of(type_names[i]))) return i;
    return -1;
}

static void give(mention *m, hs_text type, int32_t points) {
    int at = entities_type_named(type);
    if (at >= 0) m->scores[at] += points;
}

static hs_text lower_lemma(const finder *f, uint32_t token, hs_arena *arena) {
    return text_lower(arena, tree_token(f->r, token)->lemma);
}

// ---------------------------------------------------------------- the name's own words

static void score_known(const finder *f, mention *m) {
    const lexicon_table *names = f->rules->names;
    lexicon_rows rows = entities_rows(f, names, m->first, m->last);
    if (!rows.count) return;
    m->flags |= MENTION_KNOWN;
    give(m, lexicon_cell(names, rows, 0, "type"), 60);
    m->name = lexicon_cell(names, rows, 0, "name");
    hs_text country = lexicon_cell(names, rows, 0, "country");
    if (country.size == 2) memcpy(m->country, country.data, 2);
}

// "Wendall's" as a chain that many know; less where the word is another as well ("Target").
static void score_brands(const finder *f, mention *m) {
    const lexicon_table *brands = f->rules->brands;
    lexicon_rows rows = entities_rows(f, brands, m->first, m->last);
    if (!rows.count) return;
    bool product = text_equal(lexicon_cell(brands, rows, 0, "kind"), TEXT("product"));
    int32_t points = lexicon_cell(brands, rows, 0, "common").size ? 2 : 10;
    m->scores[product ? HS_ENTITY_OTHER : HS_ENTITY_ORGANISATION] += points;
}

// "Hill | Street": the last word says that this is a place; not "Dora | Hill".
static bool names_place(const finder *f, const mention *m) {
    lexicon_rows rows = words_of_form(f->r, f->rules->heads, m->last);
    hs_text type = entities_cell(f->rules->heads, rows, "type");
    bool place = text_equal(type, TEXT("place")) || text_equal(type, TEXT("facility"));
    return m->first < m->last && place && text_equal(entities_cell(f->rules->heads, rows, "place"), TEXT("last")) &&
           !words_of_form(f->r, f->rules->surnames, m->last).count;
}

// "at | Linden Park": a preposition of place, which people seldom have.
bool entities_located(const finder *f, const mention *m) {
    hs_arena copy = *f->scratch;
    lexicon_rows rows = lexicon_find(f->rules->contexts, tree_case(f->r, m->head, &copy));
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(f->rules->contexts, rows, i, "kind"), TEXT("case")) && text_equal(lexicon_cell(f->rules->contexts, rows, i, "type"), TEXT("place")))
            return true;
    return false;
}

// The noun that says what is named: "Third Mountain | Regiment", "University | of Tarrin",
// "Lake | Ulm". `place` is where such a noun must stand.
static void score_heads(const finder *f, mention *m) {
    const lexicon_table *heads = f->rules->heads;
    bool long_name = m->last > m->first, headed = false;
    for (uint32_t t = m->first; t <= m->last && !headed; t++) { // what is behind "Ministry of" tells the ministry's matter
        lexicon_rows rows = words_of_form(f->r, heads, t);
        bool ends = t == m->last || words_of_form(f->r, f->rules->joins, t + 1).count || tree_token(f->r, t + 1)->upos == UPOS_NUM;
        for (uint32_t i = 0; i < rows.count; i++) {
            hs_text where = lexicon_cell(heads, rows, i, "place"), type = lexicon_cell(heads, rows, i, "type");
            if (text_equal(where, TEXT("common")) || text_equal(where, TEXT("event"))) continue; // beside names, not in them
            bool first = text_equal(where, TEXT("first")) || text_equal(where, TEXT("head"));
            headed |= t < m->last && words_of_form(f->r, f->rules->joins, t + 1).count > 0;
            bool article = t > 0 && m->first == m->last && t > entities_sentence_start(f, t) && tree_token(f->r, t - 1)->upos == UPOS_DET;
            if (article && text_equal(type, TEXT("outlet"))) give(m, type, 10); // "told the Echo"
            bool fits = first ? t == m->first && long_name : ends && (long_name || text_equal(where, TEXT("alone")));
            bool doubtful = t == m->last && t > m->first && words_of_form(f->r, f->rules->surnames, t).count > 0;
            bool happening = text_equal(type, TEXT("event")); // "Hurricane | Orrin" is nobody
            if (fits && first && happening) m->scores[HS_ENTITY_OTHER] += 24;
            if (fits && doubtful && !entities_located(f, m) && entities_surname_behind(f, m->first, m->last)) give(m, type, 3); // Dora Hill
            else if (fits) give(m, type, doubtful ? 11 : 14);
            // "Radio | Ulm" reports as people do; not "Channel Islands"
            if (fits && first && text_equal(type, TEXT("outlet")) && !names_place(f, m)) give(m, type, 10), m->flags |= MENTION_KNOWN;
            else if (!first && t > m->first) give(m, type, 3);
        }
    }
}

// "David Ryland", "David" by the lists of names; "J. Ryland" by the initial.
static void score_given(const finder *f, mention *m) {
    if (names_place(f, m)) return;
    uint32_t words = m->last - m->first + 1;
    hs_text first = tree_token(f->r, m->first)->form;
    gazetteer_person one = entities_person(f->rules, first, *f->scratch), other = entities_person(f->rules, tree_token(f->r, m->last)->form, *f->scratch);
    bool initial = first.size == 2 && first.data[1] == '.' && byte_is_upper((unsigned char)first.data[0]);
    if (one.given) m->scores[HS_ENTITY_PERSON] += words == 1 ? 6 : words <= 4 ? 10 : 3;
    if (words > 1 && words < 5 && other.surname) m->scores[HS_ENTITY_PERSON] += one.given ? 5 : 3;
    if (words == 1 && one.surname && !one.given) m->scores[HS_ENTITY_PERSON] += 3;
    if (initial && words > 1) m->scores[HS_ENTITY_PERSON] += 10;
}

static void score_shape(const finder *f, mention *m) {
    uint32_t words = m->last - m->first + 1, capitals = 0;
    bool digit = false, given = entities_person(f->rules, tree_token(f->r, m->first)->form, *f->scratch).given;
    for (uint32_t t = m->first; t <= m->last; t++) {
        hs_text form = tree_token(f->r, t)->form;
        capitals += form.size && byte_is_upper((unsigned char)form.data[0]);
        for (size_t i = 0; i < form.size; i++) digit |= byte_is_digit((unsigned char)form.data[i]);
    }
    if (m->flags & MENTION_ACRONYM && !digit) m->scores[HS_ENTITY_ORGANISATION] += 5;
    else if (digit) m->scores[HS_ENTITY_OTHER] += 4;
    // "Open Doors", "Halden Pumps": nobody is called by a plural; but "Ada Rivers"
    else if (words > 1 && tree_token(f->r, m->last)->morph & MORPH_PLURAL && !given) m->scores[HS_ENTITY_ORGANISATION] += 8, m->scores[HS_ENTITY_PERSON] -= 8;
    else if (words == 2 || words == 3) m->scores[HS_ENTITY_PERSON] += capitals == words ? 3 : 0;
    else if (words > 3) m->scores[HS_ENTITY_ORGANISATION] += 3;
    else m->scores[HS_ENTITY_PERSON] += 1;
}

// Countries and towns by the lists; a small town's name is often a person's or a firm's.
static void score_places(const finder *f, mention *m) {
    if (m->first == m->last && entities_code(f, m->first).count) {
        m->flags |= MENTION_LOCATED;
        m->scores[HS_ENTITY_PLACE] += 24;
        return;
    }
    lexicon_rows rows = entities_rows(f, f->rules->places, m->first, m->last);
    if (rows.count) {
        m->flags |= MENTION_LOCATED;
        m->scores[HS_ENTITY_PLACE] += 20;
        hs_text kind = lexicon_cell(f->rules->places, rows, 0, "kind");
        if (text_equal(kind, TEXT("country"))) m->flags |= MENTION_COUNTRY;
        if (text_equal(kind, TEXT("capital"))) m->flags |= MENTION_CAPITAL;
        return;
    }
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, m->key);
    if (!hits.count) return;
    gazetteer_place best = gazetteer_hit(&f->rules->gazetteer, hits, 0);
    m->flags |= MENTION_LOCATED;
    if (best.kind == GAZETTEER_COUNTRY) m->flags |= MENTION_COUNTRY;
    if (best.kind == GAZETTEER_TOWN && best.capital == 1) m->flags |= MENTION_CAPITAL;
    int32_t points = best.kind == GAZETTEER_COUNTRY ? 24 : best.kind == GAZETTEER_REGION ? 6 : best.population > 1000000 || best.capital == 1 ? 14
                   : best.population > 200000 ? 10 : best.population > 30000 ? 6 : 3;
    if (m->last > m->first) points += 6;
    bool person = entities_person(f->rules, tree_token(f->r, m->first)->form, *f->scratch).given && best.kind != GAZETTEER_COUNTRY && m->last == m->first;
    m->scores[HS_ENTITY_PLACE] += person && best.population < 1000000 ? points / 3 : points;
}

// ---------------------------------------------------------------- what stands beside it

static void score_context(const finder *f, mention *m, const char *kind, hs_text word) {
    lexicon_rows rows = lexicon_find(f->rules->contexts, word);
    for (uint32_t i = 0; i < rows.count; i++) {
        uint64_t points = 0;
        if (!text_equal(lexicon_cell(f->rules->contexts, rows, i, "kind"), text_of(kind))) continue;
        if (text_to_number(lexicon_cell(f->rules->contexts, rows, i, "points"), &points))
            give(m, lexicon_cell(f->rules->contexts, rows, i, "type"), (int32_t)points);
    }
}

// A common noun that tells what the name beside it is: "Ada Pell, a spokeswoman",
// "Tarrin, a town of 9,000", "Halden, the operator of the dam".
static void score_noun(const finder *f, mention *m, uint32_t noun) {
    hs_arena copy = *f->scratch;
    const hs_token *t = tree_token(f->r, noun);
    if (t->upos != UPOS_NOUN && t->upos != UPOS_PROPN) return;
    hs_text lemma = lower_lemma(f, noun, &copy);
    if (lexicon_find(f->rules->roles, lemma).count) m->scores[HS_ENTITY_PERSON] += 12;
    lexicon_rows rows = lexicon_find(f->rules->heads, lemma);
    if (t->upos == UPOS_NOUN) give(m, entities_cell(f->rules->heads, rows, "type"), 10);
}

// The noun right before a name that says what it is: "the trawler | Morning Star", "la empresa
// Aguas", 'el buque "Alba"', "el huracán | Orrin"; not "Orvale bridge", whose noun stands behind.
static void score_before(const finder *f, mention *m) {
    uint32_t start = entities_sentence_start(f, m->first), at = m->first;
    if (at > start && tree_token(f->r, at - 1)->upos == UPOS_PUNCT && !text_equal(tree_token(f->r, at - 1)->form, TEXT(","))) at--;
    if (at == start || entities_all_capitals(tree_token(f->r, at - 1)->form)) return;
    hs_arena copy = *f->scratch;
    hs_text noun = f->lower[at - 1], lemma = lower_lemma(f, at - 1, &copy);
    if (!text_equal(noun, tree_token(f->r, at - 1)->form)) return;
    lexicon_rows rows = lexicon_find(f->rules->heads, noun);
    if (!rows.count) rows = lexicon_find(f->rules->heads, lemma);
    for (uint32_t i = 0; i < rows.count; i++) {
        hs_text type = lexicon_cell(f->rules->heads, rows, i, "type"), where = lexicon_cell(f->rules->heads, rows, i, "place");
        bool event = text_equal(type, TEXT("event")), common = text_equal(where, TEXT("common")) || text_equal(type, TEXT("vehicle"));
        if (event) m->scores[HS_ENTITY_OTHER] += 20;
        else if (common) give(m, type, 12);
        if (event || common) return;
    }
}

// "Hollow Cross | hospital": a name of several words right before the noun in small letters that says what it is; not: "Tarrin hospital", the town's.
static void score_behind(const finder *f, mention *m) {
    uint32_t next = m->last + 1;
    if (m->first == m->last || m->flags & (MENTION_LOCATED | MENTION_TITLED) || next >= entities_sentence_end(f, m->last)) return;
    const hs_token *t = tree_token(f->r, next);
    if ((t->upos != UPOS_NOUN && t->upos != UPOS_PROPN) || !text_equal(f->lower[next], t->form)) return;
    hs_text type = entities_cell(f->rules->heads, words_of_form(f->r, f->rules->heads, next), "type");
    bool person = entities_person(f->rules, tree_token(f->r, m->first)->form, *f->scratch).given;
    if (!text_equal(type, TEXT("organisation")) || person) return;
    m->scores[HS_ENTITY_ORGANISATION] += 10;
}

static bool is_place_kind(hs_text type) { return text_equal(type, TEXT("place")) || text_equal(type, TEXT("facility")); }

static bool is_age(const finder *f, uint32_t token) {
    uint64_t value = 0;
    return tree_token(f->r, token)->upos == UPOS_NUM && text_to_number(tree_token(f->r, token)->form, &value) && value > 4 && value < 111;
}

static void score_children(const finder *f, mention *m) {
    uint32_t end = entities_sentence_end(f, m->last);
    bool comma = m->last + 2 < end && text_equal(tree_token(f->r, m->last + 1)->form, TEXT(","));
    if (comma && is_age(f, m->last + 2)) // "Ada Ryland, 61, who"; not "in Tarrin, 61 people"
        if (m->last + 3 >= end || tree_token(f->r, m->last + 3)->upos == UPOS_PUNCT) m->scores[HS_ENTITY_PERSON] += 14;
    for (uint32_t child = f->r->first_child[m->head]; child != HS_NONE; child = f->r->next_sibling[child]) {
        if (tree_is(f->r, child, REL_APPOS) || tree_token(f->r, child)->relation == REL_NMOD_DESC) score_noun(f, m, child);
        if (tree_is(f->r, child, REL_CASE)) score_context(f, m, "case", f->lower[child]);
        if (tree_token(f->r, child)->relation == REL_ACL_RELCL && child > m->last) {
            uint32_t first = m->last + 1;
            while (first < end && tree_token(f->r, first)->upos == UPOS_PUNCT) first++;
            if (first < end) score_context(f, m, "relative", f->lower[first]);
        }
        if (tree_is(f->r, child, REL_COP) && tree_child(f->r, m->head, REL_NSUBJ) != HS_NONE) score_noun(f, m, tree_child(f->r, m->head, REL_NSUBJ));
    }
}

static void score_head(const finder *f, mention *m) {
    const hs_token *t = tree_token(f->r, m->head);
    if (t->head == HS_NONE) return;
    const hs_token *governor = tree_token(f->r, t->head);
    hs_text lemma = lower_lemma(f, t->head, f->scratch);
    bool verb = governor->upos == UPOS_VERB || governor->upos == UPOS_AUX, noun = governor->upos == UPOS_NOUN;
    if (t->relation == REL_NSUBJ && verb) score_context(f, m, "subject", lemma), m->scores[HS_ENTITY_PERSON]++;
    if (t->relation == REL_NSUBJ && noun) score_noun(f, m, t->head);
    if (tree_is(f->r, m->head, REL_OBJ) || tree_is(f->r, m->head, REL_IOBJ) || t->relation == REL_NSUBJ_PASS) score_context(f, m, "object", lemma);
    if (tree_is(f->r, m->head, REL_APPOS)) score_noun(f, m, t->head);
    if (!noun && governor->upos != UPOS_PROPN) return;
    hs_text mark = tree_case(f->r, m->head, f->scratch);
    // "the Dunmore naval base", "el embalse de Torrenegra"; not "Ada Pell's house"
    bool located = noun && (tree_is(f->r, m->head, REL_COMPOUND) || tree_is(f->r, m->head, REL_NMOD)) && t->relation != REL_NMOD_POSS;
    if (located && is_place_kind(entities_cell(f->rules->heads, lexicon_find(f->rules->heads, lemma), "type"))) m->scores[HS_ENTITY_PLACE] += 6;
    // "consejero de Obras Públicas" looks after them; "abogado de Inés Carballeda" works for her
    bool office = tree_is(f->r, m->head, REL_NMOD) && mark.size && governor->upos == UPOS_NOUN && lexicon_find(f->rules->roles, lemma).count > 0;
    if (office && !entities_person(f->rules, tree_token(f->r, m->first)->form, *f->scratch).given) m->scores[HS_ENTITY_PERSON] -= 6;
    if (t->relation == REL_NMOD_POSS) score_context(f, m, "owns", lemma);
    else if (tree_is(f->r, m->head, REL_NMOD) && mark.size) score_context(f, m, "of", lemma);
    else if (tree_is(f->r, m->head, REL_COMPOUND) || tree_is(f->r, m->head, REL_NMOD)) score_context(f, m, "modifies", lemma);
}

// "VARNO — ", "ORVALE, Oct 30 - ", "ESTREL (BPA) -": the place of writing that opens a
// paragraph in capitals.
static void score_dateline(const finder *f, mention *m) {
    uint32_t start = entities_sentence_start(f, m->first), end = entities_sentence_end(f, m->first);
    if (m->first != start) return;
    for (uint32_t t = m->last + 1; t < end && t < m->last + 9; t++) {
        hs_text form = tree_token(f->r, t)->form;
        bool dash = text_equal(form, TEXT("\xE2\x80\x94")) || text_equal(form, TEXT("\xE2\x80\x93")) || text_equal(form, TEXT("-")) || text_equal(form, TEXT("--"));
        if (!dash) continue;
        if (m->flags & MENTION_ACRONYM || (m->last > m->first && byte_is_upper((unsigned char)m->text.data[m->text.size - 1]))) m->scores[HS_ENTITY_PLACE] += 16;
        return;
    }
}

// "Tarrin, Norland": a name behind a comma that is itself a country or a part of one.
static void score_comma(const finder *f, mention *m) {
    uint32_t end = entities_sentence_end(f, m->last);
    if (m->last + 2 >= end || !text_equal(tree_token(f->r, m->last + 1)->form, TEXT(","))) return;
    uint32_t next = m->last + 2;
    bool place = words_of_form(f->r, f->rules->places, next).count > 0;
    if (!place && tree_token(f->r, next)->upos == UPOS_PROPN) {
        hs_arena copy = *f->scratch;
        gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, tree_token(f->r, next)->form));
        place = hits.count && gazetteer_hit(&f->rules->gazetteer, hits, 0).kind != GAZETTEER_TOWN;
    }
    if (place && !tree_is(f->r, next, REL_CONJ)) m->scores[HS_ENTITY_PLACE] += 7;
}

// The outlet whose report this is, by its whole name or the last words of it.
static void score_masthead(const finder *f, mention *m) {
    hs_arena copy = *f->scratch;
    hs_text outlet = gazetteer_key(&copy, f->r->document->outlet);
    if (!outlet.size || !m->key.size || !text_ends(outlet, m->key)) return;
    if (outlet.size > m->key.size && outlet.data[outlet.size - m->key.size - 1] != ' ') return;
    m->scores[HS_ENTITY_OUTLET] += 40;
    m->flags |= MENTION_KNOWN;
    m->name = f->r->document->outlet;
}

// "According to the | Constabulary", "la | Guardia Rural": people have no article of their own, but for "the | Orrin plant" and titles.
static bool has_article(const finder *f, const mention *m) {
    const hs_token *t = tree_token(f->r, m->first - 1);
    bool own = t->morph & MORPH_DEFINITE && t->head >= m->first && t->head <= m->last && t->head == m->head;
    return own && !(m->flags & MENTION_TITLED) && tree_child(f->r, m->head, REL_NMOD_DESC) == HS_NONE;
}

void entities_score(const finder *f, mention *m) {
    if (m->flags & (MENTION_DEMONYM | MENTION_COMMON)) return;
    score_masthead(f, m);
    score_known(f, m);
    score_brands(f, m);
    score_heads(f, m);
    score_given(f, m);
    score_shape(f, m);
    score_places(f, m);
    if (m->flags & MENTION_TITLED) m->scores[HS_ENTITY_PERSON] += 16;
    // "in the RRA": towns have no article; countries with one are in the lists
    bool article = m->first > entities_sentence_start(f, m->first) && tree_token(f->r, m->first - 1)->upos == UPOS_DET;
    if (article && m->flags & MENTION_ACRONYM && !(m->flags & MENTION_LOCATED)) m->scores[HS_ENTITY_ORGANISATION] += 6;
    if (article && has_article(f, m)) m->scores[HS_ENTITY_PERSON] -= 8;
    memcpy(m->own, m->scores, sizeof m->own);
    score_before(f, m);
    score_behind(f, m);
    score_children(f, m);
    score_head(f, m);
    score_dateline(f, m);
    score_comma(f, m);
}

// "Santiago condemned the strike" is its government; "Santiago is a city of three million"
// and "the road to Santiago" are the town.
bool entities_acts(const finder *f, const mention *m) {
    uint32_t place = m->head;
    for (uint32_t steps = 0; steps < 8 && tree_is(f->r, place, REL_CONJ); steps++) place = tree_token(f->r, place)->head; // "Lima and | Santiago condemned"
    const hs_token *t = tree_token(f->r, place);
    if (t->head == HS_NONE || !(m->flags & (MENTION_COUNTRY | MENTION_CAPITAL))) return false;
    const hs_token *governor = tree_token(f->r, t->head);
    hs_arena copy = *f->scratch;
    hs_text mark = tree_case(f->r, place, &copy);
    bool subject = t->relation == REL_NSUBJ && governor->upos == UPOS_VERB;
    bool agent = t->relation == REL_OBL_AGENT || (tree_is(f->r, place, REL_OBL) && lexicon_find(f->rules->contexts, mark).count &&
                                                   text_equal(entities_cell(f->rules->contexts, lexicon_find(f->rules->contexts, mark), "kind"), TEXT("agent")));
    if (subject || agent) return true;
    lexicon_rows rows = lexicon_find(f->rules->contexts, lower_lemma(f, t->head, &copy));
    for (uint32_t i = 0; i < rows.count; i++) // told, warned, accused: "warned Santiago"
        if (text_equal(lexicon_cell(f->rules->contexts, rows, i, "kind"), TEXT("addressed")) && tree_is(f->r, place, REL_OBJ)) return true;
    return false;
}

// ---------------------------------------------------------------- bodies named by common words

static size_t mention_at(const finder *f, uint32_t token, size_t count) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->mentions[middle].last < token) low = middle + 1;
        else high = middle;
    }
    return low < count && f->mentions[low].first <= token ? low : SIZE_MAX;
}

// "the health | ministry"; not a "9,000-person | agency".
static bool is_topic(const finder *f, uint32_t child, uint32_t noun) {
    if (!tree_is(f->r, child, REL_COMPOUND) && !tree_is(f->r, child, REL_NMOD)) return false;
    if (tree_token(f->r, child)->upos != UPOS_NOUN || (child + 1 != noun && child != noun + 2)) return false;
    return tree_child(f->r, child, REL_NUMMOD) == HS_NONE;
}

// "the Chilean | military", "Belmonte's | government", "the defence | ministry": a common
// noun of a body with what tells it from others. `needs` is what that must be: "owner", a
// country or a name, or "topic", where another noun will do. Not "the local police".
static void add_common(finder *f, uint32_t token, size_t names) {
    lexicon_rows rows = words_of_form(f->r, f->rules->heads, token);
    hs_text needs = {0};
    int type = -1;
    for (uint32_t i = 0; i < rows.count && !needs.size; i++) {
        needs = lexicon_cell(f->rules->heads, rows, i, "common");
        type = entities_type_named(lexicon_cell(f->rules->heads, rows, i, "type"));
    }
    if (!needs.size || type < 0) return;
    mention m = {.first = token, .last = token, .head = token, .owner = HS_NONE, .flags = MENTION_COMMON, .type = (hs_entity_type)type};
    bool enough = false;
    for (uint32_t child = f->r->first_child[token]; child != HS_NONE; child = f->r->next_sibling[child]) {
        bool modifier = tree_is(f->r, child, REL_COMPOUND) || tree_is(f->r, child, REL_AMOD) || tree_is(f->r, child, REL_NMOD);
        size_t owner = mention_at(f, child, names);
        bool topic = text_equal(needs, TEXT("topic")) && owner == SIZE_MAX && is_topic(f, child, token);
        // "the HR | department" is a firm's; "the US | department" is not
        if (owner != SIZE_MAX && type == HS_ENTITY_GOVERNMENT && text_equal(needs, TEXT("topic")) && f->mentions[owner].flags & MENTION_ACRONYM && !f->mentions[owner].country[0]) continue;
        bool behind = child > token; // "the government of Chile", not "the village of Ulm", "the bridge at Ulm"
        if (!modifier || (owner == SIZE_MAX && !topic) || (behind && (type == HS_ENTITY_PLACE || type == HS_ENTITY_FACILITY || type == HS_ENTITY_VEHICLE))) continue;
        uint32_t first = owner == SIZE_MAX ? child : f->mentions[owner].first, last = owner == SIZE_MAX ? child : f->mentions[owner].last;
        if (first + 4 < m.first || last > m.last + 5) continue;
        if (first < m.first) m.first = first;
        if (last > m.last) m.last = last;
        bool names_place = type == HS_ENTITY_PLACE || type == HS_ENTITY_FACILITY; // the Ulm valley
        if (owner != SIZE_MAX && names_place) f->mentions[owner].scores[HS_ENTITY_PLACE] += 12;
        if (owner != SIZE_MAX && m.owner == HS_NONE) m.owner = f->mentions[owner].last;
        if (owner != SIZE_MAX && !m.country[0]) memcpy(m.country, f->mentions[owner].country, 3);
        enough = true;
    }
    if (enough) *arena_push(f->scratch, f->mentions, f->count, f->capacity) = m;
}

void entities_common(finder *f) {
    size_t names = f->count;
    for (uint32_t t = 0; t < f->r->parse->token_count; t++)
        if ((tree_token(f->r, t)->upos == UPOS_NOUN || tree_token(f->r, t)->upos == UPOS_PROPN) && mention_at(f, t, names) == SIZE_MAX) add_common(f, t, names);
}
