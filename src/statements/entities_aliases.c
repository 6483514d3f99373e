// Which mentions name one thing.
//
// In: mentions in order with their points. Out: `same`, the first mention of the thing.
//
// Equal names are one thing, and so are a name and a part of it by which reports go on:
// the last word of a person ("Brandel" for "Otto Brandel"), the first words of a body
// ("Halden" for "Halden Power"), the noun of an outlet or body ("the Echo" for
// "The Tarrin Echo"), the capitals of a body ("RRA" for "Rural Roads Agency"),
// and a country with its adjective. Where several names fit, the latest before it does.
// Every part of a name is put into one table by its hash, so the pass is linear.
//
// Gets wrong: two people with one surname told apart by nothing but a first name far back;
// nicknames.
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

typedef enum part_kind { PART_FULL = 1, PART_END, PART_BEGIN, PART_CAPITALS, PART_SURNAME } part_kind;

typedef struct slot {
    uint64_t hash;
    uint32_t mention; // + 1
} slot;

typedef struct parts {
    slot *slots;
    uint32_t mask;
} parts;

static slot *find_slot(const parts *p, part_kind kind, hs_text text) {
    uint64_t hash = text_hash(text, (uint64_t)kind);
    uint32_t at = (uint32_t)hash & p->mask;
    while (p->slots[at].mention && p->slots[at].hash != hash) at = (at + 1) & p->mask;
    p->slots[at].hash = hash;
    return &p->slots[at];
}

static uint32_t look(const parts *p, part_kind kind, hs_text text) {
    slot *found = find_slot(p, kind, text);
    return found->mention ? found->mention - 1 : HS_NONE;
}

static void put(const parts *p, part_kind kind, hs_text text, uint32_t at) {
    if (text.size) find_slot(p, kind, text)->mention = at + 1;
}

static uint32_t root_of(const finder *f, uint32_t at) {
    while (f->mentions[at].same != at) at = f->mentions[at].same;
    return at;
}

// The later root joins the earlier; paths stay short because every mention looks up roots.
static void unite(finder *f, uint32_t a, uint32_t b) {
    a = root_of(f, a), b = root_of(f, b);
    if (a < b) f->mentions[b].same = a;
    else f->mentions[a].same = b;
}

static hs_entity_type likely(const mention *m) {
    int best = HS_ENTITY_OTHER;
    for (int i = 0; i < ENTITY_TYPES; i++)
        if (m->scores[i] > m->scores[best]) best = i;
    return (hs_entity_type)best;
}

static bool is_person(const mention *m) { return likely(m) == HS_ENTITY_PERSON; }
static bool is_place(const mention *m) { return likely(m) == HS_ENTITY_PLACE && m->scores[HS_ENTITY_PLACE] >= 6; }

// First letters of the words with a capital: "Rural Roads Agency" gives "rra".
static hs_text capitals_of(const finder *f, const mention *m, hs_arena *arena) {
    char *out = arena_new(arena, char, (size_t)(m->last - m->first + 1));
    size_t size = 0;
    for (uint32_t t = m->first; t <= m->last; t++) {
        hs_text form = tree_token(f->r, t)->form;
        if (form.size && byte_is_upper((unsigned char)form.data[0])) out[size++] = (char)byte_lower((unsigned char)form.data[0]);
    }
    return (hs_text){out, size};
}

// The n-th part of the key: its last words, or its first ones. Empty past the end.
static hs_text tail(hs_text key, size_t number) {
    for (size_t at = 0; at < key.size; at++)
        if (key.data[at] == ' ' && number-- == 0) return text_slice(key, at + 1, key.size);
    return (hs_text){0};
}

static hs_text start(hs_text key, size_t number) {
    for (size_t at = key.size; at-- > 0;)
        if (key.data[at] == ' ' && number-- == 0) return text_slice(key, 0, at);
    return (hs_text){0};
}

enum { MOST_PARTS = 3 };

static bool may_end(const finder *f, const mention *m) {
    if (m->flags & (MENTION_COMMON | MENTION_DEMONYM) || is_place(m)) return false;
    if (is_person(m)) return true;
    hs_text place = entities_cell(f->rules->heads, words_of_form(f->r, f->rules->heads, m->last), "type");
    return place.size > 0;
}

static bool may_begin(const mention *m) { return !(m->flags & (MENTION_COMMON | MENTION_DEMONYM | MENTION_COUNTRY)); }

static void remember(finder *f, const parts *p, uint32_t at) {
    mention *m = &f->mentions[at];
    put(p, PART_FULL, m->key, at);
    if (m->first == m->last) return;
    for (size_t i = 0; i < MOST_PARTS; i++) {
        if (may_end(f, m)) put(p, PART_END, tail(m->key, i), at);
        if (may_begin(m)) put(p, PART_BEGIN, start(m->key, i), at);
    }
    hs_arena copy = *f->scratch;
    hs_text capitals = capitals_of(f, m, &copy);
    if (capitals.size >= 2 && !is_person(m)) put(p, PART_CAPITALS, capitals, at);
}

enum { SURE_PERSON = 10, WELL_KNOWN_PLACE = 14 };

// "Henrik Moss ... Moss's government": a small town's name after a person who bears it, where
// no preposition of place stands before it; not "in Moss", not "London".
static bool is_bare_surname(const finder *f, const parts *p, const mention *m) {
    if (m->first != m->last || m->own[HS_ENTITY_PLACE] >= WELL_KNOWN_PLACE || entities_located(f, m)) return false;
    uint32_t whole = look(p, PART_END, m->key);
    return whole != HS_NONE && is_person(&f->mentions[whole]) && f->mentions[whole].own[HS_ENTITY_PERSON] >= SURE_PERSON;
}

// An earlier, fuller name of which this is a part.
static uint32_t fuller(const finder *f, const parts *p, const mention *m) {
    if (m->flags & (MENTION_DEMONYM | MENTION_COMMON | MENTION_COUNTRY)) return HS_NONE;
    uint32_t found = HS_NONE;
    if (m->flags & MENTION_ACRONYM) found = look(p, PART_CAPITALS, m->key);
    if (found == HS_NONE && !is_place(m)) found = look(p, PART_END, m->key);
    if (found == HS_NONE && is_bare_surname(f, p, m)) found = look(p, PART_END, m->key);
    if (found != HS_NONE || (m->flags & MENTION_LOCATED && m->scores[HS_ENTITY_PLACE] > 4)) return found;
    found = look(p, PART_BEGIN, m->key);
    if (found == HS_NONE) return found;
    const mention *whole = &f->mentions[found];
    bool located = m->scores[HS_ENTITY_PLACE] - m->own[HS_ENTITY_PLACE] > 0; // by what stands about it
    if ((is_place(m) || located) && !is_place(whole)) return HS_NONE; // "in Tarrin" is not in the Tarrin Echo
    bool given = entities_person(f->rules, tree_token(f->r, m->first)->form, *f->scratch).given;
    return is_person(whole) && !given && m->first == m->last ? HS_NONE : found;
}

// Earlier, shorter names that are parts of this one: "Halden" before "Halden Power".
static void join_shorter(finder *f, const parts *p, uint32_t at) {
    mention *m = &f->mentions[at];
    if (m->first == m->last || m->flags & (MENTION_COMMON | MENTION_DEMONYM | MENTION_COUNTRY)) return;
    for (size_t i = 0; i < 2; i++) {
        uint32_t last = may_end(f, m) ? look(p, PART_FULL, tail(m->key, i)) : HS_NONE;
        uint32_t begin = may_begin(m) && !is_person(m) && !is_place(m) ? look(p, PART_FULL, start(m->key, i)) : HS_NONE;
        if (last != HS_NONE && !is_place(&f->mentions[last]) && !(f->mentions[last].flags & MENTION_DEMONYM) &&
            (is_person(m) || f->mentions[last].first == f->mentions[last].last))
            unite(f, last, at);
        if (begin != HS_NONE && !(f->mentions[begin].flags & (MENTION_LOCATED | MENTION_DEMONYM | MENTION_COMMON)) && !is_person(&f->mentions[begin]) &&
            !is_place(&f->mentions[begin]) && !is_place(&f->mentions[root_of(f, begin)]))
            unite(f, begin, at);
    }
    hs_arena copy = *f->scratch;
    hs_text capitals = capitals_of(f, m, &copy);
    uint32_t acronym = capitals.size >= 2 && !is_person(m) ? look(p, PART_FULL, capitals) : HS_NONE;
    if (acronym != HS_NONE && f->mentions[acronym].flags & MENTION_ACRONYM) unite(f, acronym, at);
}

// A country and its adjective meet under its name.
static hs_text meeting_key(const finder *f, const mention *m, hs_arena *arena) {
    if (m->flags & (MENTION_COUNTRY | MENTION_DEMONYM)) return gazetteer_key(arena, m->name.size ? m->name : m->text);
    if (m->flags & MENTION_COMMON) { // "Belmonte's government" and "the Belmonte regime", "U.S. forces" and "the U.S. military"
        bool body = m->type == HS_ENTITY_GOVERNMENT || m->type == HS_ENTITY_ARMED_FORCE;
        hs_text needs = entities_cell(f->rules->heads, words_of_form(f->r, f->rules->heads, m->head), "common");
        if (!body || m->owner == HS_NONE || !text_equal(needs, TEXT("owner"))) return arena_print(arena, "body %.*s", TEXT_ARGS(m->key));
        hs_text owner = m->country[0] ? (hs_text){m->country, 2} : f->lower[m->owner];
        return arena_print(arena, "body %.*s %d", TEXT_ARGS(owner), (int)m->type);
    }
    return m->key;
}

enum { BARE_SURNAME = 20 };

// "Edo Marsh ... Marsh said": places are not called by their last word alone, at least not without
// an article, so a report that goes on with the bare word speaks of a person; not "the Lake".
static void know_surnames(finder *f, const parts *p) {
    for (uint32_t at = 0; at < f->count; at++) {
        const mention *m = &f->mentions[at];
        if (m->first != m->last || m->flags & (MENTION_COMMON | MENTION_DEMONYM) || !words_of_form(f->r, f->rules->surnames, m->last).count) continue;
        bool article = m->first > 0 && tree_token(f->r, m->first - 1)->upos == UPOS_DET;
        if (!article && tree_token(f->r, m->head)->upos == UPOS_PROPN) put(p, PART_SURNAME, f->lower[m->last], at);
    }
    for (uint32_t at = 0; at < f->count; at++) {
        mention *m = &f->mentions[at];
        if (m->first == m->last || m->last > m->first + 2 || m->flags & (MENTION_COMMON | MENTION_DEMONYM)) continue;
        if (look(p, PART_SURNAME, f->lower[m->last]) == HS_NONE || words_of_form(f->r, f->rules->surnames, m->first).count) continue;
        m->scores[HS_ENTITY_PERSON] += BARE_SURNAME, m->own[HS_ENTITY_PERSON] += BARE_SURNAME;
    }
}

void entities_join(finder *f) {
    uint32_t size = 64;
    while (size < f->count * 16) size *= 2;
    parts p = {arena_new(f->scratch, slot, size), size - 1};
    know_surnames(f, &p);
    for (uint32_t at = 0; at < f->count; at++) {
        mention *m = &f->mentions[at];
        m->same = at;
        m->key = meeting_key(f, m, f->scratch);
        uint32_t equal = look(&p, PART_FULL, m->key);
        if (equal != HS_NONE) {
            m->same = root_of(f, equal);
        } else {
            uint32_t whole = fuller(f, &p, m);
            if (whole != HS_NONE) m->same = root_of(f, whole);
            join_shorter(f, &p, at);
        }
        remember(f, &p, at);
    }
    for (uint32_t at = 0; at < f->count; at++) f->mentions[at].same = root_of(f, at);
}
