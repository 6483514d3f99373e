// Named things: who and what a report names, of which kind, under which full name, where.
//
// In: a parsed document with its times. Out: hs_entity, one a mention, in order of their
// spans, with mentions of one thing under one canonical mention.
//
// Method: runs of name words are cut into mentions (entities_chunks.c); every mention gets
// points for every kind of thing from its words and its surroundings (entities_types.c);
// mentions of one thing are joined (entities_aliases.c) and share the sum of their points,
// the best of which is the kind; places are looked up (entities_places.c). A country or
// capital that acts is its government. Trained weights (names.c) move the points where
// the language has them.
//
// Gets wrong: see the parts.
#include "base/sort.h"
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

hs_status entities_open(const lexicon *words, hs_text blob, hs_text names, hs_arena *keep, const entities_rules **out,
                        hs_error *error) {
    entities_rules *rules = arena_new(keep, entities_rules, 1);
    rules->heads = lexicon_find_table(words, "entities_heads");
    rules->roles = lexicon_find_table(words, "entities_roles");
    rules->names = lexicon_find_table(words, "entities_names");
    rules->brands = lexicon_find_table(words, "entities_brands");
    rules->places = lexicon_find_table(words, "entities_places");
    rules->codes = lexicon_find_table(words, "entities_codes");
    rules->demonyms = lexicon_find_table(words, "entities_demonyms");
    rules->given = lexicon_find_table(words, "entities_given");
    rules->contexts = lexicon_find_table(words, "entities_contexts");
    rules->surnames = lexicon_find_table(words, "entities_surnames");
    rules->stops = lexicon_find_table(words, "entities_stops");
    rules->joins = lexicon_find_table(words, "entities_joins");
    rules->senses = lexicon_find_table(words, "word_senses");
    rules->capitals = lexicon_find_table(words, "word_capitals");
    *out = rules;
    hs_status status = gazetteer_open(blob, &rules->gazetteer, error);
    if (status == HS_OK) status = names_open(names, &rules->model, error);
    return status;
}

// The words of one token share its span; where their forms stand there as written, each
// has its own part of it.
hs_span entities_span(const reading *r, uint32_t first, uint32_t last) {
    const hs_token *a = tree_token(r, first), *b = tree_token(r, last);
    hs_span span = {a->span.start, b->span.end};
    hs_text whole = tree_text(r, a->span), end = tree_text(r, b->span);
    bool split_before = first > 0 && a[-1].span.start == a->span.start, split_behind = last + 1 < r->parse->token_count && b[1].span.start == b->span.start;
    if (split_before && text_ends(whole, a->form)) span.start = a->span.end - (uint32_t)a->form.size;
    if (split_behind && text_starts(end, b->form)) span.end = b->span.start + (uint32_t)b->form.size;
    return span.start < span.end ? span : (hs_span){a->span.start, b->span.end};
}

hs_text entities_text(const finder *f, uint32_t first, uint32_t last, hs_arena *arena) {
    hs_text whole = tree_text(f->r, entities_span(f->r, first, last));
    char *out = arena_new(arena, char, whole.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < whole.size; at++) {
        char byte = byte_is_space((unsigned char)whole.data[at]) ? ' ' : whole.data[at];
        if (byte != ' ' || (size && out[size - 1] != ' ')) out[size++] = byte;
    }
    return (hs_text){out, size};
}

lexicon_rows entities_rows(const finder *f, const lexicon_table *table, uint32_t first, uint32_t last) {
    if (first == last) return words_of_form(f->r, table, first);
    if (last - first >= table->longest_key + 2) return (lexicon_rows){0};
    hs_arena copy = *f->scratch;
    return lexicon_find(table, text_lower(&copy, entities_text(f, first, last, &copy)));
}

hs_text entities_cell(const lexicon_table *table, lexicon_rows rows, const char *column) { return lexicon_cell(table, rows, 0, column); }

gazetteer_person entities_person(const entities_rules *rules, hs_text word, hs_arena scratch) {
    gazetteer_person found = gazetteer_people(&rules->gazetteer, gazetteer_key(&scratch, word));
    lexicon_rows rows = lexicon_find(rules->given, text_lower(&scratch, word));
    if (!rows.count) return found;
    hs_text gender = lexicon_cell(rules->given, rows, 0, "gender");
    found.given = true;
    if (gender.size) found.gender = gender.data[0];
    return found;
}

bool entities_surname_behind(const finder *f, uint32_t first, uint32_t last) {
    if (first == last || last > first + 2 || !words_of_form(f->r, f->rules->surnames, last).count) return false;
    if (words_of_form(f->r, f->rules->surnames, first).count || words_of_form(f->r, f->rules->heads, first).count) return false;
    return entities_person(f->rules, tree_token(f->r, first)->form, *f->scratch).given;
}

uint32_t entities_sentence_start(const finder *f, uint32_t token) { return f->r->parse->sentences[tree_sentence(f->r, token)].first; }

uint32_t entities_sentence_end(const finder *f, uint32_t token) {
    const hs_sentence *sentence = &f->r->parse->sentences[tree_sentence(f->r, token)];
    return sentence->first + sentence->count;
}

// ---------------------------------------------------------------- the pass

// What a point of the rules is worth beside the weights' points: where a report names a thing several times, the
// rules add up what is told of it, while the weights look at each mention alone. Once named, its own words say
// little more than the weights know of them already, what stands beside it more.
enum { RULE_WEIGHT = 150, OWN_WORDS_ONCE = 50, TOLD_ONCE = 100, PLACE_FOR_SURE = 10, TOLD_BESIDE = 6, TOLD_SURELY = 10, HEADED = 14 };

static const hs_text *lower_forms(const reading *r, hs_arena *arena) {
    hs_text *lower = arena_new(arena, hs_text, r->parse->token_count + 1);
    for (uint32_t t = 0; t < r->parse->token_count; t++) lower[t] = text_lower(arena, r->parse->tokens[t].form);
    return lower;
}

void entities_describe(const finder *f, mention *m) {
    m->text = entities_text(f, m->first, m->last, f->scratch);
    m->key = gazetteer_key(f->scratch, m->text);
    hs_text country = {0};
    if (m->flags & MENTION_DEMONYM) {
        lexicon_rows rows = entities_rows(f, f->rules->demonyms, m->first, m->last);
        country = entities_cell(f->rules->demonyms, rows, "country");
        m->name = entities_cell(f->rules->demonyms, rows, "name");
        m->type = HS_ENTITY_OTHER;
    }
    entities_score(f, m);
    if (m->flags & MENTION_COUNTRY) {
        lexicon_rows rows = entities_rows(f, f->rules->places, m->first, m->last);
        country = entities_cell(f->rules->places, rows, "country");
        m->name = entities_cell(f->rules->places, rows, "name");
        gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, m->key);
        if (!rows.count && hits.count) memcpy(m->country, gazetteer_hit(&f->rules->gazetteer, hits, 0).country, 2);
    }
    if (country.size == 2) memcpy(m->country, country.data, 2);
}

static int by_place(const void *a, const void *b, const void *context) {
    const mention *x = a, *y = b;
    (void)context;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    if (x->last != y->last) return x->last > y->last ? -1 : 1;
    return 0;
}

hs_entity_type entities_best(const int32_t *scores) {
    static const hs_entity_type order[] = {HS_ENTITY_PERSON, HS_ENTITY_PLACE, HS_ENTITY_ORGANISATION, HS_ENTITY_OUTLET, HS_ENTITY_GOVERNMENT,
                                           HS_ENTITY_ARMED_FORCE, HS_ENTITY_FACILITY, HS_ENTITY_VEHICLE, HS_ENTITY_GROUP, HS_ENTITY_OTHER};
    hs_entity_type best = HS_ENTITY_OTHER;
    for (size_t i = 0; i < ENTITY_TYPES; i++)
        if (scores[order[i]] > scores[best] || (best == HS_ENTITY_OTHER && scores[order[i]] == scores[best] && scores[best] > 0)) best = order[i];
    return best;
}

// The best kind where there are no weights: a single hint is not enough.
static hs_entity_type plain_type(const int32_t *scores) {
    hs_entity_type best = entities_best(scores);
    return scores[best] < 3 ? HS_ENTITY_OTHER : best;
}

// Kinds by class of the weights; a government is a body or a place.
static names_class class_of(hs_entity_type type) {
    switch (type) {
    case HS_ENTITY_PERSON: return NAMES_PERSON;
    case HS_ENTITY_PLACE:
    case HS_ENTITY_FACILITY: return NAMES_PLACE;
    case HS_ENTITY_VEHICLE:
    case HS_ENTITY_OTHER: return NAMES_NONE;
    default: return NAMES_ORGANISATION;
    }
}

// What the rules' points say for each class and against none of them.
void entities_add_rules(const mention *m, bool once, int32_t points[NAMES_CLASSES]) {
    int32_t classes[NAMES_CLASSES] = {0}, own = once ? OWN_WORDS_ONCE : RULE_WEIGHT, told = once ? TOLD_ONCE : RULE_WEIGHT;
    for (int i = 0; i < ENTITY_TYPES; i++) {
        names_class k = class_of((hs_entity_type)i);
        int32_t worth = m->own[i] * own + (m->scores[i] - m->own[i]) * told;
        if (worth > classes[k]) classes[k] = worth;
    }
    for (int k = 0; k < NAMES_NONE; k++) points[k] += classes[k] - classes[NAMES_NONE];
}

// "Nice teachers", "Best in the City": one word that is written small as well, whatever town bears it.
static bool is_common_word(const finder *f, const mention *m) {
    if (m->first != m->last) return false;
    hs_text kind = lexicon_cell(f->rules->capitals, words_of_form(f->r, f->rules->capitals, m->first), 0, "kind");
    hs_text proper = lexicon_cell(f->rules->senses, words_of_form(f->r, f->rules->senses, m->first), 0, "proper");
    return text_ends(kind, TEXT("small")) || text_equal(proper, TEXT("none"));
}

// "the mayor of | Norrick": what stands beside a name that the weights have never seen tells its kind
// better than they do; "in the | World" is not enough.
static bool told_beside(const finder *f, const mention *root) {
    hs_entity_type best = entities_best(root->scores);
    return root->scores[best] - root->own[best] >= (is_common_word(f, root) || !root->mentions ? TOLD_SURELY : TOLD_BESIDE) && !(root->flags & MENTION_HEADING);
}

// "blamed Halden | Shipping": a noun that firms and bodies are named with says so within a sentence; not in a line of
// capitals, nor at the beginning, where the first word may be none of the name ("Excellent Service").
static bool headed_as_body(const finder *f, const mention *root) {
    hs_entity_type best = entities_best(root->scores);
    if (class_of(best) != NAMES_ORGANISATION || root->own[best] < HEADED || root->first == root->last) return false;
    return root->first > entities_sentence_start(f, root->first) && !(entities_genre(f, root) & GENRE_CAPITALS);
}

// The class by the rules' points and the weights', each class against none of them; then
// the best kind within it, or its plainest where the rules know nothing of that class.
static hs_entity_type weighed_type(const finder *f, const mention *root) {
    static const hs_entity_type plain[] = {HS_ENTITY_PERSON, HS_ENTITY_ORGANISATION, HS_ENTITY_PLACE, HS_ENTITY_OTHER};
    int32_t points[NAMES_CLASSES], most = 0;
    for (int k = 0; k < NAMES_CLASSES; k++) points[k] = root->points[k] / (1 + (int32_t)root->mentions);
    entities_add_rules(root, !root->mentions, points);
    int best = NAMES_NONE;
    for (int k = 0; k < NAMES_NONE; k++)
        if (points[k] > most) most = points[k], best = k;
    // a country or city that everybody knows is one, whatever stands about it
    if (best == NAMES_NONE && root->flags & MENTION_LOCATED && root->own[HS_ENTITY_PLACE] >= PLACE_FOR_SURE && !is_common_word(f, root)) best = NAMES_PLACE;
    if (best == NAMES_NONE && (told_beside(f, root) || headed_as_body(f, root))) return entities_best(root->scores);
    int32_t scores[ENTITY_TYPES];
    for (int i = 0; i < ENTITY_TYPES; i++) scores[i] = (int)class_of((hs_entity_type)i) == best ? root->scores[i] : -1;
    hs_entity_type type = entities_best(scores);
    return scores[type] > 0 && (int)class_of(type) == best ? type : plain[best];
}

static void decide_types(finder *f) {
    bool weighed = f->rules->model.slot_mask != 0;
    for (size_t i = 0; i < f->count; i++) {
        mention *m = &f->mentions[i], *root = &f->mentions[m->same];
        if (!(m->flags & MENTION_HEADING)) root->flags |= MENTION_PLAIN;
        if (m == root) continue;
        for (int k = 0; k < ENTITY_TYPES; k++) { // the words count once, the surroundings every time
            int32_t own = m->own[k] > root->own[k] ? m->own[k] : root->own[k];
            root->scores[k] += m->scores[k] - m->own[k] + own - root->own[k];
            root->own[k] = own;
        }
        for (int k = 0; k < NAMES_CLASSES; k++) root->points[k] += m->points[k];
        root->flags |= m->flags & MENTION_KNOWN;
        root->mentions++;
    }
    for (size_t i = 0; i < f->count; i++) {
        mention *m = &f->mentions[i], *root = &f->mentions[m->same];
        if (m->flags & MENTION_COMMON && (m->type == HS_ENTITY_PLACE || m->type == HS_ENTITY_FACILITY)) m->type = HS_ENTITY_OTHER; // no name: "the Ulm valley"
        if (m->flags & (MENTION_DEMONYM | MENTION_COMMON)) continue;
        bool doubtful = !(root->flags & (MENTION_PLAIN | MENTION_KNOWN | MENTION_LOCATED)) && m->flags & MENTION_HEADING;
        if (!weighed && doubtful && root->own[HS_ENTITY_PERSON] < 10) {
            m->type = HS_ENTITY_OTHER;
            continue;
        }
        m->type = weighed && !(root->flags & MENTION_KNOWN) ? weighed_type(f, root) : plain_type(root->scores);
        if (m->type == HS_ENTITY_PLACE && entities_acts(f, m)) m->type = HS_ENTITY_GOVERNMENT;
    }
}

static bool is_short(hs_text name) { // "U.S.", "UK"
    for (size_t i = 0; i < name.size; i++)
        if (name.data[i] == '.' || byte_is_lower((unsigned char)name.data[i])) return name.data[i] == '.' && name.size < 7;
    return name.size < 5;
}

// How well a mention's words serve as the name of the thing: long ones of the same kind.
static size_t name_worth(const mention *m) {
    if (m->flags & MENTION_DEMONYM) return 0;
    bool capitals = m->text.size > 4 && !byte_is_lower((unsigned char)m->text.data[1]) && !byte_is_lower((unsigned char)m->text.data[2]) &&
                    !byte_is_lower((unsigned char)m->text.data[3]);
    return 1 + 4 * m->text.size * (is_short(m->text) || capitals ? 1 : 8);
}

static void decide_names(finder *f) {
    size_t *worth = arena_new(f->scratch, size_t, f->count + 1);
    for (size_t i = 0; i < f->count; i++) {
        mention *m = &f->mentions[i], *root = &f->mentions[m->same];
        if (m->name.size && (m->flags & MENTION_KNOWN || is_short(m->text) || m->flags & MENTION_DEMONYM)) {
            if (!root->name.size || root == m) root->name = m->name;
            worth[m->same] = worth[m->same] > 100000 ? worth[m->same] : m->flags & MENTION_DEMONYM ? 1 : 100000;
        } else if (name_worth(m) > worth[m->same]) {
            worth[m->same] = name_worth(m);
            root->name = m->text;
        }
    }
}

// A gazetteer's key, which is in lower case, as a name: "north rhine" -> "North Rhine".
static hs_text capitalize(hs_text key, hs_arena *keep) {
    char *out = arena_new(keep, char, key.size);
    for (size_t i = 0; i < key.size; i++) {
        bool first = byte_is_lower((unsigned char)key.data[i]) && (!i || key.data[i - 1] == ' ');
        out[i] = (char)(first ? key.data[i] - 32 : key.data[i]);
    }
    return (hs_text){out, key.size};
}

static void write_entities(finder *f) {
    reading *r = f->r;
    hs_entity *entities = arena_new(f->keep, hs_entity, f->count + 1);
    uint32_t *covers = arena_new(f->keep, uint32_t, r->parse->token_count + 1);
    for (uint32_t t = 0; t < r->parse->token_count; t++) covers[t] = HS_NONE;
    for (uint32_t i = 0; i < f->count; i++) {
        const mention *m = &f->mentions[i];
        hs_span span = entities_span(r, m->first, m->last);
        entities[i] = (hs_entity){.span = span, .type = m->type, .has_place = m->has_place, .latitude = m->latitude, .longitude = m->longitude,
                                  .canonical = m->same, .head = m->head, .body = HS_NONE};
        memcpy(entities[i].country, m->country, sizeof m->country);
        entities[i].region = capitalize(m->region, f->keep);
        entities[i].name = arena_text(f->keep, f->mentions[m->same].name.size ? f->mentions[m->same].name : m->text);
        for (uint32_t t = m->first; t <= m->last; t++) covers[t] = i; // an inner mention stands later
    }
    for (uint32_t i = 0; i < f->count; i++)
        if (f->mentions[i].flags & MENTION_COMMON) covers[f->mentions[i].head] = i;
    r->entities = entities;
    r->entity_count = (uint32_t)f->count;
    r->token_entity = covers;
}

finder entities_gather(reading *r, hs_arena *keep, hs_arena *scratch) {
    finder f = {.r = r, .rules = r->knowledge->entities, .keep = keep, .scratch = scratch};
    f.lower = lower_forms(r, scratch);
    entities_chunk(&f);
    for (size_t i = 0; i < f.count; i++) entities_describe(&f, &f.mentions[i]);
    return f;
}

void entities_find(reading *r, hs_arena *keep, hs_arena scratch) {
    finder f = entities_gather(r, keep, &scratch);
    if (f.rules->model.slot_mask) entities_segment(&f);
    size_t names = f.count;
    entities_common(&f);
    for (size_t i = names; i < f.count; i++) entities_describe(&f, &f.mentions[i]);
    sort_items(f.mentions, f.count, sizeof *f.mentions, by_place, NULL, scratch);
    entities_join(&f);
    decide_types(&f);
    entities_locate(&f);
    decide_names(&f);
    write_entities(&f);
}
