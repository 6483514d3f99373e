// Which words are names.
//
// In: tokens with tags and heads. Out: mentions with their first and last token and head,
// in order, not yet typed.
//
// A run of name words (proper nouns, words with a capital where none is due, small words
// between them that names may hold) is taken apart at titles ("President | Ana
// Belmonte"), at adjectives of countries ("Chilean | President"), between places that
// stand side by side ("Ashford | Oregon") and where the tree shows two phrases. A run
// that ends in a noun that heads names ("Northern Rail Union") stays whole.
//
// Gets wrong: names in lower case that the tagger takes for nouns; "X and Y" inside the
// name of one firm; titles that are part of a name.
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

bool entities_all_capitals(hs_text form) {
    bool letter = false;
    for (size_t at = 0; at < form.size;) {
        uint32_t size, code = utf8_decode(form, at, &size);
        if (code_is_lower(code)) return false;
        letter |= code_is_upper(code);
        at += size;
    }
    return letter;
}

static hs_text form_of(const finder *f, uint32_t token) { return tree_token(f->r, token)->form; }
static uint8_t upos_of(const finder *f, uint32_t token) { return tree_token(f->r, token)->upos; }

static bool has_word(const finder *f, const lexicon_table *table, uint32_t token) { return words_of_form(f->r, table, token).count > 0; }

// The first cell with something in it.
static hs_text head_kind(const finder *f, uint32_t token, const char *column) {
    lexicon_rows rows = words_of_form(f->r, f->rules->heads, token);
    hs_text cell = {0};
    for (uint32_t i = 0; i < rows.count && !cell.size; i++) cell = lexicon_cell(f->rules->heads, rows, i, column);
    return cell;
}

// Whether the noun stands inside names at all: "Ministry"; not "rival", which stands beside them.
static bool heads_names(const finder *f, uint32_t token) {
    lexicon_rows rows = words_of_form(f->r, f->rules->heads, token);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(f->rules->heads, rows, i, "place"), TEXT("last"))) return true;
    return false;
}

static bool is_place_name(const finder *f, uint32_t first, uint32_t last) {
    if (entities_rows(f, f->rules->places, first, last).count) return true;
    hs_arena copy = *f->scratch;
    hs_text key = gazetteer_key(&copy, entities_text(f, first, last, &copy));
    return gazetteer_find(&f->rules->gazetteer, key).count > 0;
}

// "Banco Central": languages whose head noun stands first.
static bool stands_at_head(const finder *f, uint32_t token) {
    lexicon_rows rows = words_of_form(f->r, f->rules->heads, token);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(f->rules->heads, rows, i, "place"), TEXT("head"))) return true;
    return false;
}

// A word that begins a sentence, a quotation or a list item has its capital from there.
static bool stands_first(const finder *f, uint32_t token) {
    uint32_t start = entities_sentence_start(f, token);
    while (start < token && (upos_of(f, start) == UPOS_PUNCT || upos_of(f, start) == UPOS_SYM || upos_of(f, start) == UPOS_NUM)) start++;
    if (start >= token) return true;
    uint8_t before = upos_of(f, token - 1);
    return before == UPOS_PUNCT && !text_equal(form_of(f, token - 1), TEXT(",")) && !text_equal(form_of(f, token - 1), TEXT("("));
}

// "www.example.org", "ada@example.org"
static bool is_address(hs_text lower) {
    return text_find(lower, TEXT("@"), 0) != SIZE_MAX || text_find(lower, TEXT("//"), 0) != SIZE_MAX || text_starts(lower, TEXT("www."));
}

// "Muslim" names nothing, but in "Board of Muslim Scholars" it is part of a name.
static bool is_inner(const finder *f, uint32_t token) {
    hs_text inner = entities_cell(f->rules->stops, words_of_form(f->r, f->rules->stops, token), "inner");
    uint32_t start = entities_sentence_start(f, token), end = entities_sentence_end(f, token);
    if (!inner.size || token == start || token + 1 >= end || !text_is_capital(form_of(f, token))) return false;
    bool before = upos_of(f, token - 1) == UPOS_PROPN || words_of_form(f->r, f->rules->joins, token - 1).count || has_word(f, f->rules->demonyms, token - 1);
    return before && upos_of(f, token + 1) == UPOS_PROPN && text_is_capital(form_of(f, token + 1));
}

static bool is_capital_noun(const finder *f, uint32_t token) {
    return (upos_of(f, token) == UPOS_PROPN || upos_of(f, token) == UPOS_NOUN) && text_is_capital(form_of(f, token));
}

// "Governing Council met": a first word whose capital may be the sentence's, before a proper
// noun that heads names and that it hangs on; "Northern" of a place in the lists.
static bool begins_name(const finder *f, uint32_t token) {
    uint32_t end = entities_sentence_end(f, token), last = token + 1;
    if (last >= end || !is_capital_noun(f, last)) return false;
    while (last + 1 < end && is_capital_noun(f, last + 1) && last < token + 5) last++;
    uint32_t head = tree_token(f->r, token)->head;
    for (uint32_t t = token + 1; t <= last; t++)
        if (entities_rows(f, f->rules->names, token, t).count || is_place_name(f, token, t)) return true;
    bool linked = (head != HS_NONE && head > token && head <= last) || tree_token(f->r, last)->head == token;
    if (stands_at_head(f, token)) return true;
    return linked && heads_names(f, last);
}

static bool is_open_word(uint8_t upos) {
    return upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_X || upos == UPOS_VERB || upos == UPOS_ADV || upos == UPOS_INTJ;
}

// "el enviado chileno": languages that write the adjectives of countries small.
static bool is_small_demonym(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (t->upos != UPOS_ADJ && t->upos != UPOS_NOUN && t->upos != UPOS_PROPN) return false;
    lexicon_rows rows = words_of_form(f->r, f->rules->demonyms, token);
    return text_equal(entities_cell(f->rules->demonyms, rows, "small"), TEXT("yes"));
}

// "i live in toronto": places in lower case, where a preposition of place goes before.
static bool is_careless_place(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (token == 0 || (t->upos != UPOS_NOUN && t->upos != UPOS_ADJ && t->upos != UPOS_X && t->upos != UPOS_VERB) || t->form.size < 4) return false;
    lexicon_rows rows = words_of_form(f->r, f->rules->places, token);
    if (text_equal(entities_cell(f->rules->places, rows, "kind"), TEXT("country")) || text_equal(entities_cell(f->rules->places, rows, "kind"), TEXT("state"))) return true;
    lexicon_rows before = words_of_form(f->r, f->rules->contexts, token - 1);
    if (!text_equal(entities_cell(f->rules->contexts, before, "kind"), TEXT("case")) || upos_of(f, token - 1) != UPOS_ADP) return false;
    hs_arena copy = *f->scratch;
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, t->form));
    if (!hits.count) return false;
    gazetteer_place best = gazetteer_hit(&f->rules->gazetteer, hits, 0);
    return best.kind == GAZETTEER_COUNTRY || best.population > 200000;
}

// A sentence without capitals but the first: names in lower case are worth a look.
static bool is_careless(const finder *f, uint32_t token) {
    uint32_t start = entities_sentence_start(f, token), end = entities_sentence_end(f, token);
    if (token + 1 < end && text_equal(form_of(f, token + 1), TEXT("-"))) return false;
    uint32_t from = token > start + 30 ? token - 30 : start + 1, until = token + 30 < end ? token + 30 : end;
    for (uint32_t t = from; t < until; t++)
        if (upos_of(f, t) == UPOS_PROPN && text_is_capital(form_of(f, t))) return false;
    return true;
}

// A first word of a sentence that the tagger takes for another noun but a list knows.
static bool is_listed(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (t->upos == UPOS_ADV || t->upos == UPOS_VERB) { // "Bogotá expulsó": capitals of countries are few
        hs_arena copy = *f->scratch;
        gazetteer_hits known = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, t->form));
        if (!known.count) return false;
        gazetteer_place first = gazetteer_hit(&f->rules->gazetteer, known, 0);
        return first.kind == GAZETTEER_TOWN && first.capital == 1 && first.population > 200000;
    }
    if (t->upos != UPOS_NOUN && t->upos != UPOS_ADJ && t->upos != UPOS_X && t->upos != UPOS_INTJ) return false;
    gazetteer_person person = entities_person(f->rules, t->form, *f->scratch);
    if (person.given || has_word(f, f->rules->places, token)) return true;
    hs_arena copy = *f->scratch;
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, t->form));
    return hits.count && (gazetteer_hit(&f->rules->gazetteer, hits, 0).kind == GAZETTEER_COUNTRY || gazetteer_hit(&f->rules->gazetteer, hits, 0).population > 200000);
}

static uint32_t form_slot(const finder *f, hs_text lower) {
    uint32_t at = (uint32_t)text_hash(lower, 0) & f->form_mask;
    while (f->forms[at].size && !text_equal(f->forms[at], lower)) at = (at + 1) & f->form_mask;
    return at;
}

// A proper noun inside some sentence of the report is one at the start of another, whatever
// the tagger makes of its capital there.
static bool is_named_elsewhere(const finder *f, uint32_t token) { return f->forms[form_slot(f, f->lower[token])].size > 0; }

static void remember_forms(finder *f) {
    uint32_t size = 64;
    while (size < f->r->parse->token_count * 2) size *= 2;
    f->forms = arena_new(f->scratch, hs_text, size);
    f->form_mask = size - 1;
    for (uint32_t t = 1; t < f->r->parse->token_count; t++)
        if (upos_of(f, t) == UPOS_PROPN && text_is_capital(form_of(f, t)) && !stands_first(f, t)) f->forms[form_slot(f, f->lower[t])] = f->lower[t];
}

// A name word: a proper noun, an adjective of a country, or a noun with a capital inside
// a sentence. "the Ministry" is one, "Yesterday the ministry" has none. Words of a time
// ("Monday", "May 3") are none.
bool entities_name_word(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    uint32_t size;
    // "el | Diario de Tarrín" is no time; "Diario" that opens a sentence may be
    bool headed = text_is_capital(t->form) && stands_at_head(f, token) && !stands_first(f, token);
    if (f->r->token_time && f->r->token_time[token] != HS_NONE && !headed) return false;
    if (entities_code(f, token).count) return true; // "Tarrin, | ME"
    if (!t->form.size || t->upos == UPOS_PUNCT || t->upos == UPOS_NUM || t->upos == UPOS_DET || t->upos == UPOS_PRON) return false;
    if (!code_is_letter(utf8_decode(t->form, 0, &size)) && t->upos != UPOS_PROPN) return false;
    if (is_address(f->lower[token]) || (has_word(f, f->rules->stops, token) && !is_inner(f, token))) return false;
    if (t->upos == UPOS_PROPN && text_is_capital(t->form)) return true;
    if (!text_is_capital(t->form) && is_small_demonym(f, token)) return true;
    if (!text_is_capital(t->form)) return is_careless_place(f, token) || (t->upos == UPOS_PROPN && t->form.size > 1 && is_careless(f, token));
    if (has_word(f, f->rules->demonyms, token) || has_word(f, f->rules->names, token)) return true;
    bool noun = t->upos == UPOS_NOUN || t->upos == UPOS_ADJ || t->upos == UPOS_X;
    if (stands_first(f, token) && (is_listed(f, token) || (is_open_word(t->upos) && is_named_elsewhere(f, token)))) return true;
    if (stands_first(f, token)) return (t->upos == UPOS_X && entities_all_capitals(t->form) && t->form.size > 1) || (is_open_word(t->upos) && begins_name(f, token));
    bool before = is_open_word(t->upos) && token + 1 < entities_sentence_end(f, token) && upos_of(f, token + 1) == UPOS_PROPN && text_is_capital(form_of(f, token + 1));
    return (noun || before) && t->form.size > 1;
}

// ---------------------------------------------------------------- runs

static bool heads_body(const finder *f, uint32_t first, uint32_t last) {
    for (uint32_t t = first; t <= last; t++)
        if (text_is_capital(form_of(f, t)) && text_equal(head_kind(f, t, "joins"), TEXT("yes"))) return true;
    return false;
}

static bool inside(uint32_t token, uint32_t first, uint32_t last) { return token >= first && token <= last; }

static bool hangs_flat(const finder *f, uint32_t token, uint32_t first, uint32_t last) {
    const hs_token *t = tree_token(f->r, token);
    return (tree_is(f->r, token, REL_FLAT) || tree_is(f->r, token, REL_COMPOUND)) && inside(t->head, first, last);
}

// "la empresa | Aguas del Ebro", "Aguas del Ebro S.A.": a noun before the name, or a suffix behind, tells a body.
static bool is_named_body(const finder *f, uint32_t first, uint32_t at, uint32_t end) {
    if (first > entities_sentence_start(f, first)) {
        lexicon_rows rows = words_of_form(f->r, f->rules->heads, first - 1);
        for (uint32_t i = 0; i < rows.count; i++) {
            hs_text type = lexicon_cell(f->rules->heads, rows, i, "type");
            bool body = text_equal(type, TEXT("organisation")) || text_equal(type, TEXT("outlet"));
            if (body && text_equal(lexicon_cell(f->rules->heads, rows, i, "place"), TEXT("common"))) return true;
        }
    }
    for (uint32_t t = at; t < end && t < at + 4; t++) {
        if (t > at && text_equal(head_kind(f, t, "joins"), TEXT("suffix"))) return true;
        if (!entities_name_word(f, t)) break;
    }
    return false;
}

// Past the small words at `token` that may stand inside a name, or `token` itself.
// "Ministry of | Defence", "Ludwig van | Aken", "University of the | West"; not "director
// of | Halden", where no noun of a body stands before.
static uint32_t skip_joins(const finder *f, uint32_t first, uint32_t token, uint32_t end) {
    uint32_t at = token;
    bool body = false, particle = true;
    while (at < end && at - token < 3) {
        lexicon_rows rows = words_of_form(f->r, f->rules->joins, at);
        if (!rows.count) break;
        bool name = false;
        for (uint32_t i = 0; i < rows.count; i++) {
            name |= text_equal(lexicon_cell(f->rules->joins, rows, i, "kind"), TEXT("name"));
            body |= text_equal(lexicon_cell(f->rules->joins, rows, i, "kind"), TEXT("body"));
        }
        particle &= name;
        at++;
    }
    if (at == token || at >= end || !entities_name_word(f, at) || !text_is_capital(form_of(f, at))) return token;
    // "Casa Blanca | y Bruselas", "Universidad de Lorca | y el Hospital"; "Ministerio de Salud y Bienestar" is one
    bool other = upos_of(f, token) == UPOS_CCONJ && (at > token + 1 || stands_at_head(f, at) || is_place_name(f, at, at) || has_word(f, f->rules->names, at));
    if (other) return token;
    if (is_named_body(f, first, at, end)) return at;
    if (hangs_flat(f, at, first, token - 1) || hangs_flat(f, token, first, token - 1)) return at;
    if (particle && entities_person(f->rules, form_of(f, first), *f->scratch).given && entities_person(f->rules, form_of(f, at), *f->scratch).surname) return at;
    // "Nicolás del | Pozo", whose surname no list has; not "Ana de Norrick", "Ana del Banco", "Ana y Pozo"
    hs_text type = head_kind(f, at, "type");
    bool ground = !type.size || text_equal(type, TEXT("place")) || text_equal(type, TEXT("facility"));
    bool article = at > token + 1 && !text_is_capital(form_of(f, at - 1)); // towns have none but with a capital: "de La Vega"
    bool surname = particle && upos_of(f, token) != UPOS_CCONJ && (article || !is_place_name(f, at, at)) && !is_place_name(f, first, first) && ground && !has_word(f, f->rules->names, at);
    if (surname && token == first + 1 && entities_person(f->rules, form_of(f, first), *f->scratch).given) return at;
    if (has_word(f, f->rules->demonyms, at) && !body) return token;
    return heads_body(f, first, token - 1) && !entities_person(f->rules, form_of(f, at), *f->scratch).given ? at : token;
}

// "Weavers' Federation", "People's Court": a plural in the genitive before a head noun.
static bool joins_possessive(const finder *f, uint32_t token, uint32_t end) {
    hs_text form = form_of(f, token), owner = f->lower[token - 1];
    bool mark = text_equal(form, TEXT("'")) || text_equal(form, TEXT("\xE2\x80\x99"));
    bool plural = mark && text_ends(owner, TEXT("s"));
    if (!mark && !text_equal(f->lower[token], TEXT("'s")) && !text_equal(f->lower[token], TEXT("\xE2\x80\x99s"))) return false;
    plural |= text_equal(head_kind(f, token - 1, "type"), TEXT("members"));
    uint32_t last = token + 1;
    if (!plural || last >= end || !entities_name_word(f, last) || !text_is_capital(form_of(f, last))) return false;
    while (last + 1 < end && entities_name_word(f, last + 1)) last++;
    return head_kind(f, last, "type").size > 0;
}

// "Tarrin Fire and Rescue": both words in capitals, as a body's name joins them.
static bool is_pair(const finder *f, uint32_t token) {
    bool capitals = text_is_capital(form_of(f, token - 1)) && text_is_capital(form_of(f, token + 1));
    return capitals && text_equal(entities_cell(f->rules->joins, entities_rows(f, f->rules->joins, token - 1, token + 1), "kind"), TEXT("pair"));
}

// "Health and Safety | Executive": the word before "and" hangs on a head noun behind it.
static bool joins_and(const finder *f, uint32_t first, uint32_t token, uint32_t end) {
    if (upos_of(f, token) != UPOS_CCONJ || token + 1 >= end || !entities_name_word(f, token + 1)) return false;
    uint32_t last = token + 1;
    while (last + 1 < end && entities_name_word(f, last + 1)) last++;
    // "the Metal and Cycle Workers' | Union"
    if (last + 2 < end && joins_possessive(f, last + 1, end) && heads_body(f, last + 2, last + 2) && !heads_body(f, first, token - 1)) return true;
    if (text_equal(form_of(f, token), TEXT("&")) || is_pair(f, token)) return true;
    // "University of Tarrin | and St. Brannoc's Hospital" are two
    if (last + 2 < end && upos_of(f, last + 1) == UPOS_PART && entities_name_word(f, last + 2) && heads_body(f, last + 2, last + 2)) return false;
    bool behind = heads_body(f, token + 1, last), before = heads_body(f, first, token - 1);
    if (before && !behind) { // Ministry of Health and Welfare
        for (uint32_t t = first; t < token; t++)
            for (uint32_t k = token + 1; k <= last && words_of_form(f->r, f->rules->joins, t).count; k++)
                if (tree_is(f->r, k, REL_CONJ) && inside(tree_token(f->r, k)->head, t, token)) return true;
        return false;
    }
    uint32_t head = tree_token(f->r, token - 1)->head;
    return behind && !before && head != HS_NONE && inside(head, token + 1, last) && !tree_is(f->r, token - 1, REL_CONJ);
}

static bool joins_hyphen(const finder *f, uint32_t token, uint32_t end) {
    hs_text form = form_of(f, token);
    if (!text_equal(form, TEXT("-")) && !text_equal(form, TEXT("\xE2\x80\x91"))) return false;
    if (token + 1 >= end || tree_token(f->r, token - 1)->space_after || tree_token(f->r, token)->space_after) return false;
    if (!entities_name_word(f, token + 1) && upos_of(f, token + 1) != UPOS_NUM) return false;
    bool country = has_word(f, f->rules->demonyms, token - 1) || has_word(f, f->rules->places, token - 1);
    bool names = has_word(f, f->rules->names, token - 1) && has_word(f, f->rules->names, token + 1);
    return !country && !names; // U.S.-Chile relations
}

// "Halden Power, Inc."
static bool joins_suffix(const finder *f, uint32_t token, uint32_t end) {
    if (!text_equal(form_of(f, token), TEXT(",")) || token + 1 >= end) return false;
    return text_equal(head_kind(f, token + 1, "joins"), TEXT("suffix")) && text_is_capital(form_of(f, token + 1));
}

// "Channel 6", "Pier 14": a number behind a noun that is counted.
static bool joins_number(const finder *f, uint32_t token) {
    if (upos_of(f, token) != UPOS_NUM || !byte_is_digit((unsigned char)form_of(f, token).data[0])) return false;
    return text_equal(head_kind(f, token - 1, "numbered"), TEXT("yes")) && form_of(f, token).size <= 4;
}

// Tokens of the title that begins at `token`, 0 where none does: "Prime Minister", "Mr.".
static uint32_t title_size(const finder *f, uint32_t token, uint32_t last) {
    for (uint32_t size = last - token + 1 < 4 ? last - token + 1 : 4; size; size--) {
        lexicon_rows rows = entities_rows(f, f->rules->roles, token, token + size - 1);
        if (text_equal(entities_cell(f->rules->roles, rows, "title"), TEXT("yes"))) return size;
    }
    return 0;
}

// "al-Harun", "bin Tal": past a particle that may begin a name and the hyphen behind it, or
// `token` itself.
static uint32_t skip_particle(const finder *f, uint32_t token, uint32_t end) {
    hs_text starts = entities_cell(f->rules->joins, words_of_form(f->r, f->rules->joins, token), "starts");
    uint32_t next = token + 1;
    if (!starts.size || next >= end) return token;
    bool hyphen = text_equal(form_of(f, next), TEXT("-")) && !tree_token(f->r, token)->space_after && !tree_token(f->r, next)->space_after;
    if (hyphen) next++;
    else if (!text_equal(starts, TEXT("yes"))) return token;
    return next < end && entities_name_word(f, next) && text_is_capital(form_of(f, next)) ? next : token;
}

static bool is_quote(hs_text form) {
    static const char *const quotes[] = {"\"", "''", "``", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (text_equal(form, text_of(quotes[i]))) return true;
    return false;
}

// 'Ramón "Moncho" | Echarte': past a name in quotation marks between a given name and a surname, or `token`.
static uint32_t skip_nickname(const finder *f, uint32_t first, uint32_t token, uint32_t end) {
    if (token > first + 2 || !is_quote(form_of(f, token)) || !entities_person(f->rules, form_of(f, first), *f->scratch).given) return token;
    for (uint32_t close = token + 2; close < end && close <= token + 3; close++) {
        if (!text_is_capital(form_of(f, close - 1))) return token;
        if (!is_quote(form_of(f, close))) continue;
        bool name = close + 1 < end && entities_name_word(f, close + 1) && text_is_capital(form_of(f, close + 1));
        return name ? close + 1 : token;
    }
    return token;
}

enum { MOST_NAME_WORDS = 24 };

// Past the run that begins at `first`.
static uint32_t run_end(const finder *f, uint32_t first, uint32_t end) {
    uint32_t at = first + 1;
    if (end - first > MOST_NAME_WORDS) end = first + MOST_NAME_WORDS;
    uint32_t title = title_size(f, first, end - 1); // "Minister of Defence"
    if (title > 1) at = first + title;
    uint32_t begun = skip_particle(f, first, end);
    if (begun != first) at = begun + 1;
    while (at < end) {
        uint32_t particle = skip_particle(f, at, end), nickname = skip_nickname(f, first, at, end);
        if (particle != at) at = particle + 1;
        else if (nickname != at) at = nickname + 1;
        else if (entities_name_word(f, at) || joins_number(f, at)) at++;
        else if (joins_possessive(f, at, end) || joins_and(f, first, at, end) || joins_hyphen(f, at, end) || joins_suffix(f, at, end)) at += 2;
        else {
            uint32_t next = skip_joins(f, first, at, end);
            if (next == at) break;
            at = next + 1;
        }
    }
    return at;
}

// ---------------------------------------------------------------- taking runs apart

uint32_t entities_head(const finder *f, uint32_t first, uint32_t last) {
    for (uint32_t t = first; t <= last; t++)
        if (!inside(tree_token(f->r, t)->head, first, last) && upos_of(f, t) != UPOS_PUNCT && upos_of(f, t) != UPOS_ADP) return t;
    return last;
}

// "they ate at Corley's": a genitive that is a chain's name; not "Corley's house".
static bool ends_in_genitive(const finder *f, uint32_t first, uint32_t last) {
    if (last + 1 >= entities_sentence_end(f, last) || upos_of(f, last + 1) != UPOS_PART) return false;
    if (tree_token(f->r, entities_head(f, first, last))->relation == REL_NMOD_POSS) return false;
    return entities_rows(f, f->rules->brands, first, last + 1).count || entities_rows(f, f->rules->names, first, last + 1).count;
}

static void add_mention(finder *f, uint32_t first, uint32_t last, uint32_t flags) {
    while (first < last && (upos_of(f, first) == UPOS_DET || upos_of(f, first) == UPOS_PUNCT || tree_word_is(f->r, first, "article"))) first++;
    // "en | La Guajira", whose article has a capital of its own
    bool article = first > entities_sentence_start(f, first) + 1 && upos_of(f, first - 1) == UPOS_DET && text_is_capital(form_of(f, first - 1));
    if (article && is_place_name(f, first - 1, last)) first--;
    while (last > first && (upos_of(f, last) == UPOS_PUNCT || upos_of(f, last) == UPOS_ADP || upos_of(f, last) == UPOS_DET || upos_of(f, last) == UPOS_PART)) last--;
    uint32_t end = entities_sentence_end(f, last); // "Inc" | "." is one word of the name
    bool dotted = last > first && last + 1 < end && text_equal(form_of(f, last + 1), TEXT(".")) && !tree_token(f->r, last)->space_after;
    if (dotted && text_equal(head_kind(f, last, "joins"), TEXT("suffix"))) last++;
    if (ends_in_genitive(f, first, last)) last++;
    mention *m = arena_push(f->scratch, f->mentions, f->count, f->capacity);
    *m = (mention){.first = first, .last = last, .head = entities_head(f, first, last), .flags = flags};
}

// Whether a word can begin a phrase of its own: an argument, an apposition; not a part of a
// name or a modifier of a noun that follows.
static bool begins_phrase(const finder *f, uint32_t token) {
    switch (ud_relation_universal(tree_token(f->r, token)->relation)) {
    case REL_NSUBJ: case REL_OBJ: case REL_IOBJ: case REL_OBL: case REL_ROOT: case REL_VOCATIVE:
    case REL_PARATAXIS: case REL_LIST: case REL_APPOS: case REL_CONJ: return true;
    default: return false;
    }
}

// The first token behind `first` that begins another phrase by the tree. The parser is
// wrong often enough on names that both sides must look like phrases.
static uint32_t tree_break(const finder *f, uint32_t first, uint32_t last) {
    for (uint32_t t = first + 1; t <= last; t++) {
        const hs_token *token = tree_token(f->r, t);
        if (words_of_form(f->r, f->rules->joins, t).count || token->upos == UPOS_PUNCT || token->upos == UPOS_PART) continue;
        uint8_t before = upos_of(f, t - 1);
        // whether the words before and from here hang together: "Nicolás del Pozo", "Ruiz-Mateos" do, whatever the tree says
        bool glued = !tree_token(f->r, t - 1)->space_after && upos_of(f, t - 1) == UPOS_PUNCT && !is_quote(form_of(f, t - 1)) && t > first + 1;
        bool linked = glued || (t > first + 1 && (before == UPOS_ADP || before == UPOS_DET) && words_of_form(f->r, f->rules->joins, t - 1).count > 0);
        for (uint32_t k = first; k <= last && !linked; k++) {
            uint32_t head = tree_token(f->r, k)->head;
            linked = k < t ? inside(head, t, last) : inside(head, first, t - 1);
        }
        if (!linked && begins_phrase(f, entities_head(f, first, t - 1)) && begins_phrase(f, entities_head(f, t, last))) return t;
        bool apart = tree_is(f->r, t, REL_APPOS) || tree_is(f->r, t, REL_PARATAXIS) || tree_is(f->r, t, REL_LIST);
        if (apart && t == last && inside(token->head, first, t - 1) && !entities_person(f->rules, form_of(f, t), *f->scratch).surname && last > first + 1) return t;
    }
    return last + 1;
}

// "Texas"; not "Urdaneta", a town.
static bool is_state_name(const finder *f, uint32_t token) {
    if (has_word(f, f->rules->places, token)) return true;
    hs_arena copy = *f->scratch;
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, form_of(f, token)));
    return hits.count && gazetteer_hit(&f->rules->gazetteer, hits, 0).kind != GAZETTEER_TOWN;
}

// Two places side by side: the first token of the second, past the end where there are none.
static uint32_t place_break(const finder *f, uint32_t first, uint32_t last) {
    if (entities_person(f->rules, form_of(f, first), *f->scratch).given && !is_state_name(f, last)) return last + 1; // Carolina Urdaneta
    for (uint32_t t = first + 1; t <= last; t++)
        if (!text_equal(head_kind(f, first, "place"), TEXT("first")) && is_place_name(f, t, last) && is_place_name(f, first, t - 1)) return t;
    return last + 1;
}

static bool stays_whole(const finder *f, uint32_t first, uint32_t last) {
    if (first == last || entities_rows(f, f->rules->names, first, last).count || is_place_name(f, first, last)) return true;
    bool whole = heads_names(f, last) || (text_is_capital(form_of(f, first)) && stands_at_head(f, first));
    for (uint32_t t = first; t < last && !whole; t++)
        whole = words_of_form(f->r, f->rules->joins, t + 1).count && text_is_capital(form_of(f, t)) && head_kind(f, t, "joins").size;
    return whole && !text_equal(head_kind(f, last, "type"), TEXT("members"));
}

// Tokens of the adjective of a country that begins at `first`: "Chilean", "South Korean".
static uint32_t demonym_size(const finder *f, uint32_t first, uint32_t last) {
    if (first < last && entities_rows(f, f->rules->demonyms, first, first + 1).count) return 2;
    return has_word(f, f->rules->demonyms, first) ? 1 : 0;
}

static bool is_country_name(const finder *f, uint32_t token) {
    return text_equal(entities_cell(f->rules->places, words_of_form(f->r, f->rules->places, token), "kind"), TEXT("country"));
}

// Where a run parts: the last token of its first piece, and that piece's meaning.
typedef enum piece { PIECE_NAME, PIECE_TITLE, PIECE_DEMONYM } piece;

static uint32_t first_piece(const finder *f, uint32_t first, uint32_t last, piece *kind) {
    *kind = PIECE_NAME;
    if (entities_rows(f, f->rules->names, first, last).count) return last;
    for (uint32_t t = first + 1; t <= last && t <= first + 2; t++) // Ramón "Moncho" Echarte
        if (skip_nickname(f, first, t, last + 1) != t) return last;
    if (first < last && entities_rows(f, f->rules->brands, first, last).count) return last; // "Burger King" is no king
    if (first < last && is_place_name(f, first, last) && !title_size(f, first, last)) return last;
    uint32_t title = title_size(f, first, last), until = tree_break(f, first, last);
    bool titled = title && last > first + title && entities_surname_behind(f, first + title, last); // Mayor | Pavel Lake
    bool whole = stays_whole(f, first, last) && !titled;
    if (title && !(whole && first < last)) return *kind = PIECE_TITLE, first + title - 1;
    for (uint32_t t = first; t <= last && !whole; t++) // White House | Press Secretary | Ada Penn
        if (t > first && title_size(f, t, last)) return until <= t ? until - 1 : t - 1;
    if (until <= last && !whole) return until - 1;
    bool event = first < last && text_equal(head_kind(f, last, "type"), TEXT("event")); // Chaco | War
    bool person = entities_person(f->rules, form_of(f, first), *f->scratch).given && entities_person(f->rules, form_of(f, last), *f->scratch).surname;
    if (person) event = false;
    bool role = first < last && !whole && !person && entities_rows(f, f->rules->roles, last, last).count > 0;
    if (event || role) return last - 1;
    uint32_t demonym = demonym_size(f, first, last);
    if (demonym && (first + demonym > last || !whole)) return *kind = PIECE_DEMONYM, first + demonym - 1;
    if (whole) return last;
    for (uint32_t t = first; t < last && t < first + 3; t++) { // White House | Briefing
        lexicon_rows known = entities_rows(f, f->rules->names, first, t);
        if (text_equal(entities_cell(f->rules->names, known, "type"), TEXT("government"))) return t;
    }
    if (is_country_name(f, first)) return first; // U.S. | Trade Representative
    if (first < last && entities_person(f->rules, form_of(f, first), *f->scratch).given && has_word(f, f->rules->names, last)) return last - 1;
    if (is_country_name(f, last) || (first < last && entities_code(f, last).count)) return last - 1; // Tarrin | OH
    uint32_t second = place_break(f, first, last);
    return second <= last ? second - 1 : last;
}

static void take_apart(finder *f, uint32_t first, uint32_t last) {
    bool titled = false;
    uint32_t begin = first;
    while (first <= last) {
        if (upos_of(f, first) == UPOS_PUNCT && first < last) { first++; continue; }
        piece kind;
        uint32_t end = first_piece(f, first, last, &kind);
        bool rest = first == end && first > begin && (text_equal(head_kind(f, first, "type"), TEXT("event")) || entities_rows(f, f->rules->roles, first, first).count);
        bool demonym = demonym_size(f, first, end) == end - first + 1 && !titled;
        if (kind == PIECE_NAME && !rest) add_mention(f, first, end, demonym ? MENTION_DEMONYM : titled ? MENTION_TITLED : 0);
        if (kind == PIECE_DEMONYM) add_mention(f, first, end, MENTION_DEMONYM);
        titled = kind == PIECE_TITLE;
        first = end + 1;
    }
}

// A title in lower case before the run: "spokeswoman Ada Pell", "la presidenta Belmonte".
bool entities_titled(const finder *f, uint32_t first) {
    uint32_t start = entities_sentence_start(f, first);
    for (uint32_t size = 1; size <= 3 && first >= start + size; size++) {
        lexicon_rows rows = entities_rows(f, f->rules->roles, first - size, first - 1);
        if (rows.count) return true;
    }
    return false;
}

// A line whose words all begin with capitals, as headings do: its capitals say nothing.
bool entities_heading(const finder *f, const hs_sentence *s) {
    uint32_t words = 0, small = 0;
    if (s->count < 4 || s->count > 30 || upos_of(f, s->first + s->count - 1) == UPOS_PUNCT) return false;
    for (uint32_t t = s->first; t < s->first + s->count; t++) {
        hs_text form = form_of(f, t);
        if (form.size < 4 || !byte_is_alpha((unsigned char)form.data[0])) continue;
        words++;
        small += !text_is_capital(form);
    }
    return words >= 3 && small == 0;
}

void entities_chunk(finder *f) {
    remember_forms(f);
    for (uint32_t s = 0; s < f->r->parse->sentence_count; s++) {
        const hs_sentence *sentence = &f->r->parse->sentences[s];
        uint32_t end = sentence->first + sentence->count;
        size_t from = f->count;
        for (uint32_t t = sentence->first; t < end;) {
            if (!entities_name_word(f, t) && skip_particle(f, t, end) == t) { t++; continue; }
            uint32_t past = run_end(f, t, end);
            size_t before = f->count;
            take_apart(f, t, past - 1);
            if (f->count > before && f->mentions[before].first == t && entities_titled(f, t)) f->mentions[before].flags |= MENTION_TITLED;
            t = past;
        }
        bool heading = f->count > from && entities_heading(f, sentence);
        for (size_t i = from; i < f->count && heading; i++) f->mentions[i].flags |= MENTION_HEADING;
    }
    for (size_t i = 0; i < f->count; i++) {
        const mention *m = &f->mentions[i];
        hs_text form = form_of(f, m->first);
        if (m->first == m->last && form.size >= 2 && form.size <= 7 && entities_all_capitals(form)) f->mentions[i].flags |= MENTION_ACRONYM;
    }
}
