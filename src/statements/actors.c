// CAMEO actor codes of noun phrases.
//
// In: a phrase's head token, the entities, the name and agent tables, the date of
// publication. Out: country and role, "FRAGOV" for "the French foreign minister".
//   country  from a name in the phrase (country, people's adjective, capital, leader in
//            office at that date), left of the head first; from the entity; for a plain
//            role ("police", "protesters") from a name before it in the sentence or from
//            where the sentence says things happen, else from the country that the document
//            names most; but not from its counterpart ("the minister met the Russian envoy")
//   role     from the nouns of the phrase, nearest the head first: "minister" GOV,
//            "troops" MIL, "gunmen" UAF
// A user's dictionary goes before the tables. What it gets wrong: foreign police in a story
// about another country get that country when nothing near them names their own.
#include "statements/actors.h"

#include "base/sort.h"
#include "base/text.h"

enum { WORDS_MOST = 6 }; // of a name that is looked up

void actors_open(const lexicon *tables, const dictionary *own, actors_rules *out) {
    *out = (actors_rules){lexicon_find_table(tables, "actors_names"), lexicon_find_table(tables, "actors_agents"),
                          lexicon_find_table(tables, "actors_countries"), lexicon_find_table(tables, "events_functions"), own};
}

static hs_text digits_of(const hs_date *date, hs_arena *keep) {
    if (date->precision == HS_DATE_NONE) return (hs_text){0};
    unsigned month = date->precision >= HS_DATE_MONTH ? date->month : 6, day = date->precision == HS_DATE_DAY ? date->day : 15;
    unsigned value = (unsigned)date->year * 10000 + month * 100 + day;
    return arena_print(keep, "%u", value);
}

static bool holds_on(hs_text date, hs_text from, hs_text to) {
    if (!date.size) return true; // undated: the last of the rows counts
    return (!from.size || text_compare(from, date) <= 0) && (!to.size || text_compare(date, to) <= 0);
}

// ---------------------------------------------------------------- names

static hs_text dictionary_code(const actor_coder *a, dictionary_kind kind, hs_text key) {
    uint32_t count;
    const dictionary_entry *entries = dictionary_find(a->rules->dictionary, kind, key, &count);
    hs_text fallback = {0};
    for (uint32_t i = 0; i < count; i++) {
        bool dated = entries[i].from.size || entries[i].to.size;
        if (dated && holds_on(a->date, entries[i].from, entries[i].to)) return entries[i].code;
        if (!dated) fallback = entries[i].code;
    }
    return fallback;
}

static hs_text name_code(const actor_coder *a, hs_text key) {
    hs_text own = dictionary_code(a, DICTIONARY_ACTOR, key);
    if (own.size) return own;
    lexicon_rows rows = lexicon_find(a->rules->names, key);
    for (uint32_t row = rows.count; row-- > 0;)
        if (holds_on(a->date, lexicon_cell(a->rules->names, rows, row, "from"), lexicon_cell(a->rules->names, rows, row, "to")))
            return lexicon_cell(a->rules->names, rows, row, "code");
    return (hs_text){0};
}

static uint32_t words_most(const actor_coder *a) {
    uint32_t most = a->rules->names->longest_key;
    if (a->rules->dictionary && a->rules->dictionary->longest > most) most = a->rules->dictionary->longest;
    return most < WORDS_MOST ? most : WORDS_MOST;
}

static bool may_name(const hs_token *t) {
    return t->upos == UPOS_PROPN || t->upos == UPOS_ADJ || t->upos == UPOS_NOUN || t->upos == UPOS_X;
}

// Code of the longest name that begins at `token` and ends before `end`; its words in *words.
static hs_text name_at(const actor_coder *a, uint32_t token, uint32_t end, uint32_t *words) {
    hs_text key = {0}, best = {0};
    uint32_t most = words_most(a);
    hs_arena scratch = *a->scratch;
    for (uint32_t i = 0; i < most && token + i < end; i++) {
        hs_text form = text_lower(&scratch, tree_token(a->reading, token + i)->form);
        key = i ? arena_phrase(&scratch, key, form) : form;
        hs_text code = name_code(a, key);
        if (code.size) best = code, *words = i + 1;
    }
    return best;
}

// The first name that begins at a token before `last`; the longest at its place, up to `end`.
static hs_text name_within(const actor_coder *a, uint32_t first, uint32_t last, uint32_t end) {
    for (uint32_t token = first; token < last; token++) {
        if (!may_name(tree_token(a->reading, token))) continue;
        uint32_t words;
        hs_text code = name_at(a, token, end, &words);
        if (code.size) return code;
    }
    return (hs_text){0};
}

static hs_text country_of_entity(const actor_coder *a, uint32_t entity) {
    if (entity == HS_NONE) return (hs_text){0};
    const hs_entity *e = &a->reading->entities[entity];
    if (!e->country[0] && e->body != HS_NONE && e->body < a->reading->entity_count) e = &a->reading->entities[e->body];
    lexicon_rows rows = lexicon_find(a->rules->countries, text_of(e->country));
    return lexicon_cell(a->rules->countries, rows, 0, "alpha_3");
}

// ---------------------------------------------------------------- roles

static hs_text agent_code(const actor_coder *a, hs_text key) {
    hs_text own = dictionary_code(a, DICTIONARY_AGENT, key);
    return own.size ? own : lexicon_cell(a->rules->agents, lexicon_find(a->rules->agents, key), 0, "role");
}

static hs_text role_at(const actor_coder *a, uint32_t token, uint32_t first) {
    hs_arena scratch = *a->scratch;
    const hs_token *t = tree_token(a->reading, token);
    hs_text lemma = text_lower(&scratch, t->lemma.size ? t->lemma : t->form), form = text_lower(&scratch, t->form), code = {0};
    if (token > first) {
        hs_text before = text_lower(&scratch, tree_token(a->reading, token - 1)->form);
        code = agent_code(a, arena_phrase(&scratch, before, lemma));
    }
    if (!code.size) code = agent_code(a, lemma);
    return code.size ? code : agent_code(a, form);
}

// Nearest the head first, then what stands left of it, then right: "Foreign Minister Harlow", "Harlow, the minister".
static hs_text role_within(const actor_coder *a, uint32_t head, uint32_t first, uint32_t end) {
    for (uint32_t token = head + 1; token-- > first;) {
        hs_text code = role_at(a, token, first);
        if (code.size) return code;
    }
    for (uint32_t token = head + 1; token < end; token++) {
        hs_text code = tree_token(a->reading, token)->upos == UPOS_NOUN ? role_at(a, token, first) : (hs_text){0};
        if (code.size) return code;
    }
    return (hs_text){0};
}

bool actors_is_role(const actor_coder *a, hs_text code) {
    static const hs_text own[] = {TEXT_INIT("GOV"), TEXT_INIT("MIL"), TEXT_INIT("JRN")}; // of entities
    const lexicon_table *table = a->rules->agents;
    uint32_t column = lexicon_column(table, "role");
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (text_equal(own[i], code)) return true;
    for (uint32_t row = 0; column != HS_NONE && row < table->row_count; row++)
        if (text_equal(table->cells[(size_t)row * table->column_count + column], code)) return true;
    return false;
}

static hs_text role_of_entity(const actor_coder *a, uint32_t entity) {
    if (entity == HS_NONE) return (hs_text){0};
    const hs_entity *e = &a->reading->entities[entity];
    hs_arena scratch = *a->scratch;
    if (e->role.size) {
        hs_text role = text_lower(&scratch, e->role), code = agent_code(a, role);
        for (hs_text last = role; !code.size && role.size;) last = text_cut(&role, ' '), code = role.size ? code : agent_code(a, last);
        if (code.size) return code;
    }
    if (e->type == HS_ENTITY_GOVERNMENT) return TEXT("GOV");
    if (e->type == HS_ENTITY_ARMED_FORCE) return TEXT("MIL");
    if (e->type == HS_ENTITY_OUTLET) return TEXT("JRN");
    return (hs_text){0};
}

// ---------------------------------------------------------------- context

typedef struct tally {
    hs_text country;
    uint32_t count;
} tally;

static bool is_country_code(hs_text code) {
    return code.size >= 3 && !text_starts(code, TEXT("IGO")) && !text_starts(code, TEXT("NGO")) &&
           !text_starts(code, TEXT("IMG")) && !text_starts(code, TEXT("MNC")) && !text_starts(code, TEXT("INT"));
}

static void count_country(tally *tallies, uint32_t *used, uint32_t most, hs_text country) {
    for (uint32_t i = 0; i < *used; i++)
        if (text_equal(tallies[i].country, country)) {
            tallies[i].count++;
            return;
        }
    if (*used < most) tallies[(*used)++] = (tally){country, 1};
}

static bool says_where(const actor_coder *a, uint32_t token) {
    hs_arena scratch = *a->scratch;
    hs_text preposition = tree_case(a->reading, token, &scratch);
    lexicon_rows rows = preposition.size ? lexicon_find(a->rules->functions, preposition) : (lexicon_rows){0};
    for (uint32_t row = 0; row < rows.count; row++)
        if (text_equal(lexicon_cell(a->rules->functions, rows, row, "function"), TEXT("place"))) return true;
    return false;
}

// The country that every sentence names first, and the one that the document names most.
static void find_context(actor_coder *a) {
    const reading *r = a->reading;
    tally tallies[64];
    uint32_t used = 0;
    for (uint32_t s = 0; s < r->parse->sentence_count; s++) {
        const hs_sentence *sentence = &r->parse->sentences[s];
        uint32_t end = sentence->first + sentence->count;
        for (uint32_t token = sentence->first; token < end; token++) {
            uint8_t upos = tree_token(r, token)->upos;
            if (upos != UPOS_PROPN && upos != UPOS_ADJ) continue;
            uint32_t words = 1;
            hs_text code = name_at(a, token, end, &words);
            if (!is_country_code(code)) continue;
            hs_text country = text_slice(code, 0, 3);
            bool where = says_where(a, token);
            if (!a->countries[s].size || (where && a->places[s])) a->countries[s] = country, a->places[s] = where ? 0 : token;
            count_country(tallies, &used, 64, country);
            token += words - 1;
        }
    }
    for (uint32_t i = 0, best = 0; i < used; i++)
        if (tallies[i].count > best) best = tallies[i].count, a->country = tallies[i].country;
}

actor_coder actors_begin(const reading *r, const actors_rules *rules, hs_arena *keep, hs_arena *scratch) {
    actor_coder a = {.reading = r, .rules = rules, .keep = keep, .scratch = scratch};
    a.date = digits_of(&r->document->published, scratch);
    a.codes = arena_new(scratch, hs_text, r->parse->token_count + 1);
    a.known = arena_new(scratch, bool, r->parse->token_count + 1);
    a.countries = arena_new(scratch, hs_text, r->parse->sentence_count + 1);
    a.places = arena_new(scratch, uint32_t, r->parse->sentence_count + 1);
    find_context(&a);
    return a;
}

// ---------------------------------------------------------------- codes

uint32_t actors_head(const reading *r, hs_span span) {
    uint32_t low = 0, high = r->parse->token_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->parse->tokens[middle].span.start < span.start) low = middle + 1;
        else high = middle;
    }
    for (uint32_t token = low; token < r->parse->token_count && tree_token(r, token)->span.start < span.end; token++) {
        uint32_t head = tree_token(r, token)->head;
        if (tree_token(r, token)->upos == UPOS_PUNCT || tree_token(r, token)->upos == UPOS_ADP) continue;
        if (head >= r->parse->token_count || tree_token(r, head)->span.start < span.start ||
            tree_token(r, head)->span.start >= span.end)
            return token;
    }
    return HS_NONE;
}

static bool is_pronoun(const reading *r, uint32_t token) {
    return tree_token(r, token)->upos == UPOS_PRON || tree_token(r, token)->upos == UPOS_DET;
}

// Tokens of the phrase as a range; the head alone where the parse is odd.
static void phrase_range(const reading *r, uint32_t head, uint32_t *first, uint32_t *end) {
    hs_span span = tree_phrase(r, head);
    *first = head, *end = head + 1;
    while (*first > 0 && tree_token(r, *first - 1)->span.start >= span.start) --*first;
    while (*end < r->parse->token_count && tree_token(r, *end)->span.end <= span.end) ++*end;
}

static hs_text joined(const actor_coder *a, hs_text country, hs_text role) {
    if (!role.size) return country;
    if (!country.size || text_starts(role, country)) return role;
    return arena_print(a->keep, "%.*s%.*s", TEXT_ARGS(country), TEXT_ARGS(role));
}

static hs_text country_around(const actor_coder *a, uint32_t head) {
    uint32_t sentence = tree_sentence(a->reading, head);
    hs_text near = a->countries[sentence];
    if (near.size && a->places[sentence] < head) return near;
    return near.size && text_equal(near, a->country) ? (hs_text){0} : a->country;
}

static hs_text code_of_phrase(actor_coder *a, uint32_t head) {
    const reading *r = a->reading;
    uint32_t first, end, entity = r->token_entity[head];
    phrase_range(r, head, &first, &end);
    if (entity == HS_NONE) entity = r->token_referent[head];
    if (is_pronoun(r, head) && entity != HS_NONE && r->entities[entity].head < r->parse->token_count &&
        r->entities[entity].head != head && !is_pronoun(r, r->entities[entity].head))
        return actors_code(a, r->entities[entity].head);
    hs_text name = name_within(a, first, head + 1, end), role = role_within(a, head, first, end);
    if (!role.size) role = role_of_entity(a, entity);
    if (!name.size && entity != HS_NONE) name = country_of_entity(a, entity);
    if (!name.size) name = name_within(a, head + 1, end, end);
    if (name.size > 3 || (name.size && !is_country_code(name))) return name; // a name with its own role
    if (!name.size && role.size) name = country_around(a, head);
    return joined(a, name, role);
}

hs_text actors_code(actor_coder *a, uint32_t head) {
    if (head >= a->reading->parse->token_count) return (hs_text){0};
    if (a->known[head]) return a->codes[head];
    a->known[head] = true; // also ends a circle of referents
    return a->codes[head] = code_of_phrase(a, head);
}
