// Where named things are.
//
// In: typed mentions. Out: country and coordinates.
//
// A place's name is looked up in the lexicon of places (parts of the world, states,
// abbreviations), then in the gazetteer. Of several towns of one name the one wins that
// the text places itself ("Fairview, Oregon"), then the best known one, where a country
// or a part of one that the report names counts as much as sixteen times the people. A
// street or building that no list knows lies where the nearest town of the report does.
//
// Gets wrong: a small namesake far from everything else the report names.
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

typedef struct votes {
    uint16_t counts[26 * 26]; // mentions of a country
} votes;

static int country_number(const char *code) {
    return code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z' ? (code[0] - 'A') * 26 + code[1] - 'A' : -1;
}

static void take(const finder *f, mention *m, const gazetteer_place *place) {
    bool inside = place->kind == GAZETTEER_TOWN && place->region != HS_NONE;
    m->region = place->kind == GAZETTEER_REGION ? place->name : inside ? gazetteer_at(&f->rules->gazetteer, place->region).name : (hs_text){0};
    memcpy(m->country, place->country, 3);
    m->has_place = place->has_place;
    m->latitude = place->latitude;
    m->longitude = place->longitude;
}

static bool from_rows(const lexicon_table *places, lexicon_rows rows, mention *m) {
    if (!rows.count) return false;
    hs_text country = lexicon_cell(places, rows, 0, "country"), name = lexicon_cell(places, rows, 0, "name");
    double latitude, longitude;
    if (country.size == 2) memcpy(m->country, country.data, 2);
    if (name.size) m->name = name;
    if (text_to_double(lexicon_cell(places, rows, 0, "latitude"), &latitude) && text_to_double(lexicon_cell(places, rows, 0, "longitude"), &longitude))
        m->has_place = true, m->latitude = latitude, m->longitude = longitude;
    return true;
}

lexicon_rows entities_code(const finder *f, uint32_t token) {
    hs_text form = tree_token(f->r, token)->form;
    if (form.size < 2 || form.size > 3 || !entities_all_capitals(form)) return (lexicon_rows){0};
    lexicon_rows rows = words_of_form(f->r, f->rules->codes, token);
    uint32_t start = entities_sentence_start(f, token), before = token;
    if (!rows.count || token == start) return (lexicon_rows){0};
    bool comma = text_equal(tree_token(f->r, before - 1)->form, TEXT(","));
    if (before < start + 1 + comma) return (lexicon_rows){0};
    before -= 1 + comma;
    hs_text town = tree_token(f->r, before)->form;
    bool known = comma && tree_token(f->r, before)->upos == UPOS_PROPN;
    hs_arena copy = *f->scratch;
    if (!known) known = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, town)).count > 0;
    return known && !entities_all_capitals(town) ? rows : (lexicon_rows){0};
}

static bool from_lexicon(const finder *f, mention *m) {
    if (m->first == m->last && from_rows(f->rules->codes, entities_code(f, m->first), m)) return true;
    return from_rows(f->rules->places, entities_rows(f, f->rules->places, m->first, m->last), m);
}

// The country's own row, for its coordinates.
static bool from_country(const finder *f, mention *m) {
    const gazetteer *g = &f->rules->gazetteer;
    for (uint32_t i = 0; i < g->place_count; i++) {
        gazetteer_place place = gazetteer_at(g, i);
        if (place.kind != GAZETTEER_COUNTRY) break; // countries stand first
        if (memcmp(place.country, m->country, 2) != 0) continue;
        take(f, m, &place);
        return true;
    }
    return false;
}

// The place mention that the text hangs behind this one with a comma: "Tarrin, Norland".
static const mention *behind_comma(const finder *f, size_t at) {
    const mention *m = &f->mentions[at], *next = at + 1 < f->count ? &f->mentions[at + 1] : NULL;
    if (!next || next->first <= m->last || next->first > m->last + 2 || !(next->flags & MENTION_LOCATED)) return NULL;
    if (next->first == m->last + 2 && !text_equal(tree_token(f->r, m->last + 1)->form, TEXT(","))) return NULL;
    if (tree_is(f->r, next->head, REL_CONJ)) return NULL;
    return next;
}

static int32_t magnitude(uint32_t population) {
    int32_t bits = 0;
    for (; population > 1; population /= 2) bits++;
    return bits;
}

static int32_t distance_km(double latitude, double longitude, double other_latitude, double other_longitude) {
    double up = (latitude - other_latitude) * 111, across = (longitude - other_longitude) * 80; // near enough at mid latitudes
    double square = up * up + across * across;
    int32_t km = 0;
    for (int32_t step = 16384; step; step /= 2)
        if ((double)(km + step) * (km + step) <= square) km += step;
    return km;
}

static int32_t fitness(const votes *v, const gazetteer_place *place, const mention *container) {
    int32_t points = magnitude(place->population ? place->population : 2000) + (place->capital == 1 ? 4 : place->capital == 2 ? 2 : 0);
    int number = country_number(place->country);
    uint16_t votes_here = number >= 0 ? v->counts[number] : 0;
    points += votes_here > 3 ? 5 : votes_here > 1 ? 4 : votes_here ? 3 : 0;
    if (place->kind == GAZETTEER_COUNTRY) points += 30;
    if (!place->has_place) points -= 6;
    if (!container) return points;
    if (memcmp(container->country, place->country, 2) == 0) points += 20;
    if (container->has_place && !(container->flags & MENTION_COUNTRY)) {
        int32_t km = distance_km(place->latitude, place->longitude, container->latitude, container->longitude);
        points += km < 250 ? 20 : km < 600 ? 12 : 0;
    }
    return points;
}

static bool from_gazetteer(const finder *f, const votes *v, mention *m, const mention *container) {
    const gazetteer *g = &f->rules->gazetteer;
    hs_arena copy = *f->scratch;
    gazetteer_hits hits = gazetteer_find(g, gazetteer_key(&copy, m->text));
    int32_t best = INT32_MIN;
    for (uint32_t i = 0; i < hits.count && i < 64; i++) {
        gazetteer_place place = gazetteer_hit(g, hits, i);
        int32_t points = fitness(v, &place, container);
        if (points > best) best = points, take(f, m, &place);
    }
    return hits.count > 0;
}

// A country, or a town that a name may well be called after; "Central" is a small town too.
static bool is_well_known(const finder *f, const mention *part) {
    hs_arena copy = *f->scratch;
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, part->text));
    if (!hits.count) return false;
    gazetteer_place best = gazetteer_hit(&f->rules->gazetteer, hits, 0);
    return best.kind == GAZETTEER_COUNTRY || best.population > 150000 || best.capital == 1 || (best.kind == GAZETTEER_TOWN && part->last > part->first);
}

// A body or a building named after where it is: "Tarrin Fire Station", "University of
// Oskary". The longest place inside the name; not people.
static void from_inside(const finder *f, const votes *v, mention *m) {
    for (uint32_t size = m->last - m->first; size > 0; size--)
        for (uint32_t first = m->first; first + size - 1 <= m->last; first++) {
            mention part = {.first = first, .last = first + size - 1, .head = first};
            uint32_t length = 0;
            hs_text form = tree_token(f->r, first)->form;
            if (!form.size || !code_is_upper(utf8_decode(form, 0, &length))) continue;
            lexicon_rows demonym = words_of_form(f->r, f->rules->demonyms, first);
            hs_text country = entities_cell(f->rules->demonyms, demonym, "country");
            part.text = entities_text(f, part.first, part.last, f->scratch);
            bool found = from_lexicon(f, &part);
            if (!found && size == 1 && country.size == 2) { // "Chilean Navy"
                memcpy(m->country, country.data, 2);
                from_rows(f->rules->places, lexicon_find(f->rules->places, text_lower(f->scratch, entities_cell(f->rules->demonyms, demonym, "name"))), &part);
                memcpy(part.country, m->country, 3);
                found = part.has_place || from_country(f, &part);
            }
            if (!found && !country.size && part.text.size > 3 && is_well_known(f, &part)) found = from_gazetteer(f, v, &part, NULL);
            if (!found) continue;
            memcpy(m->country, part.country, 3);
            m->region = part.region, m->has_place = part.has_place, m->latitude = part.latitude, m->longitude = part.longitude;
            return;
        }
}

// Where a public body sits, where the lexicon of names says so.
static bool seat_of(const finder *f, mention *m) {
    const lexicon_table *names = f->rules->names;
    lexicon_rows rows = entities_rows(f, names, m->first, m->last);
    double latitude, longitude;
    if (!text_to_double(lexicon_cell(names, rows, 0, "latitude"), &latitude) || !text_to_double(lexicon_cell(names, rows, 0, "longitude"), &longitude)) return false;
    m->has_place = true, m->latitude = latitude, m->longitude = longitude;
    return true;
}

// "Ulm State", "Ulm Province": the name without the noun that says what it is.
static bool without_noun(const finder *f, const votes *v, mention *m) {
    hs_text type = entities_cell(f->rules->heads, words_of_form(f->r, f->rules->heads, m->last), "type");
    if (m->first == m->last || !text_equal(type, TEXT("place"))) return false;
    mention part = {.first = m->first, .last = m->last - 1, .head = m->first};
    part.text = entities_text(f, part.first, part.last, f->scratch);
    if (!from_lexicon(f, &part) && !(is_well_known(f, &part) && from_gazetteer(f, v, &part, NULL))) return false;
    memcpy(m->country, part.country, 3);
    m->region = part.region, m->has_place = part.has_place, m->latitude = part.latitude, m->longitude = part.longitude;
    return true;
}

static void locate(const finder *f, const votes *v, size_t at) {
    mention *m = &f->mentions[at];
    if (m->flags & (MENTION_DEMONYM | MENTION_COUNTRY)) {
        hs_text name = m->name;
        hs_arena copy = *f->scratch;
        if (!from_lexicon(f, m)) from_rows(f->rules->places, lexicon_find(f->rules->places, text_lower(&copy, m->name)), m);
        if (!m->has_place && m->country[0]) from_country(f, m);
        if (name.size) m->name = name;
        return;
    }
    if (m->flags & MENTION_KNOWN && seat_of(f, m)) return;
    bool place = m->type == HS_ENTITY_PLACE || m->type == HS_ENTITY_GOVERNMENT || m->type == HS_ENTITY_FACILITY;
    if (m->flags & MENTION_COMMON) return;
    if (place && (from_lexicon(f, m) || from_gazetteer(f, v, m, behind_comma(f, at)) || without_noun(f, v, m))) return;
    if (m->type != HS_ENTITY_PERSON && m->last > m->first && m->last - m->first < 8) from_inside(f, v, m);
}

// A town or a part of one that the report places; not a country, which is too wide for a street.
static bool is_local(const mention *m) {
    return m->has_place && m->type == HS_ENTITY_PLACE && !(m->flags & (MENTION_COUNTRY | MENTION_DEMONYM | MENTION_COMMON));
}

enum { NEAR_TOKENS = 120 };

// "Third Street" and "Ulm Hall" that no list knows lie where the nearest town does that the report
// places; not "Ulm Hall" in a report that names none about it.
static void locate_by_neighbour(finder *f) {
    uint32_t before = HS_NONE;
    for (size_t i = 0; i < f->count; i++) {
        mention *m = &f->mentions[i];
        if (is_local(m)) before = (uint32_t)i;
        bool wants = (m->type == HS_ENTITY_PLACE || m->type == HS_ENTITY_FACILITY) && !m->has_place && !m->country[0];
        if (!wants || m->flags & (MENTION_COMMON | MENTION_DEMONYM | MENTION_COUNTRY)) continue;
        size_t behind = i + 1;
        while (behind < f->count && f->mentions[behind].first <= m->last + NEAR_TOKENS && !is_local(&f->mentions[behind])) behind++;
        bool there = behind < f->count && f->mentions[behind].first <= m->last + NEAR_TOKENS;
        const mention *near = before != HS_NONE && f->mentions[before].last + NEAR_TOKENS >= m->first ? &f->mentions[before] : NULL;
        if (there && (!near || f->mentions[behind].first - m->last < m->first - near->last)) near = &f->mentions[behind];
        if (!near) continue;
        memcpy(m->country, near->country, 3);
        m->region = near->region, m->has_place = true, m->latitude = near->latitude, m->longitude = near->longitude;
    }
}

void entities_locate(finder *f) {
    votes v = {{0}};
    for (size_t i = 0; i < f->count; i++) { // countries first: they place the towns
        int number = country_number(f->mentions[i].country);
        if (number >= 0 && v.counts[number] < UINT16_MAX) v.counts[number]++;
    }
    for (size_t i = f->count; i-- > 0;) locate(f, &v, i); // what stands behind a comma before what it places
    locate_by_neighbour(f);
}
