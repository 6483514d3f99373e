// Finds the predicates of a document: one statement for every verb, every adjective or noun
// with a copula, and every noun that names an event.
//
// In: the tree and the names. Out: statements in order of their predicates, each with its
// head token, the words and lemma of the predicate, and the clause that is its evidence.
// Method: a look at each token's part of speech and relation, with lexicons for what those
// do not tell: which nouns name events, which verb and word mean one thing ("give way"),
// which phrases only look like events ("in response to"); nouns that no list has are judged
// where they stand (nouns.c).
#include "statements/entities.h"
#include "statements/predicates.h"

#include "base/limits.h"
#include "base/text.h"
#include "statements/nouns.h"
#include "statements/tree.h"
#include "statements/words.h"

const predicates_rules *predicates_open(const lexicon *words, hs_arena *keep) {
    predicates_rules *rules = arena_new(keep, predicates_rules, 1);
    rules->nouns = lexicon_find_table(words, "predicates_nouns");
    rules->suffixes = lexicon_find_table(words, "predicates_suffixes");
    rules->phrases = lexicon_find_table(words, "predicates_phrases");
    rules->fixed = lexicon_find_table(words, "predicates_fixed");
    rules->light = lexicon_find_table(words, "predicates_light");
    rules->endings = lexicon_find_table(words, "predicates_endings");
    rules->moods = lexicon_find_table(words, "predicates_moods");
    rules->heads = lexicon_find_table(words, "predicates_heads");
    rules->states = lexicon_find_table(words, "predicates_states");
    rules->counts = lexicon_find_table(words, "predicates_counts");
    rules->named = lexicon_find_table(words, "predicates_named");
    rules->beside = lexicon_find_table(words, "predicates_beside");
    rules->prepositions = lexicon_find_table(words, "roles_prepositions");
    rules->persons = lexicon_find_table(words, "predicates_persons");
    rules->places = lexicon_find_table(words, "predicates_places");
    rules->unwilled = lexicon_find_table(words, "stage_unwilled");
    rules->plans = lexicon_find_table(words, "stage_operators");
    return rules;
}

// ---------------------------------------------------------------- words

// The lemma in lower case, in `buffer` where letters had to change. Longer ones stay as they are.
static hs_text folded(hs_text lemma, char buffer[64]) {
    if (lemma.size > 64) return lemma;
    for (size_t i = 0; i < lemma.size; i++) buffer[i] = (char)byte_lower((unsigned char)lemma.data[i]);
    return (hs_text){buffer, lemma.size};
}

hs_text predicates_lemma(const reading *r, uint32_t token, hs_arena *keep) {
    return text_lower(keep, tree_token(r, token)->lemma);
}

lexicon_rows predicates_rows(const reading *r, const lexicon_table *table, uint32_t token) { return words_of_lemma(r, table, token); }

// An ending of a noun made from a verb: "unionisation". Needs a known stem of three letters at least.
static bool has_event_suffix(const reading *r, hs_text lemma) {
    const lexicon_table *table = r->knowledge->predicates->suffixes;
    for (size_t at = 3; at < lemma.size; at++)
        if (lexicon_find(table, text_slice(lemma, at, lemma.size)).count) return true;
    return false;
}

// "Se registraron [enfrentamientos]" where it was taken for an adjective.
static bool stands_as_noun(uint8_t relation) {
    uint8_t universal = ud_relation_universal(relation);
    return universal == REL_OBJ || universal == REL_NSUBJ || universal == REL_OBL || universal == REL_NMOD;
}

bool predicates_is_event_noun(const reading *r, uint32_t token) {
    const hs_token *t = tree_token(r, token);
    bool mistagged = t->upos == UPOS_ADJ && stands_as_noun(t->relation) && tree_child(r, token, REL_COP) == HS_NONE;
    if (t->upos != UPOS_NOUN && t->upos != UPOS_PROPN && !mistagged) return false;
    if (predicates_named(r, token).size) return true;
    uint32_t entity = r->token_entity[token];
    // "the Varno Marathon"; but: "Harvest Bank"
    if (entity != HS_NONE && (r->entities[entity].type != HS_ENTITY_OTHER || r->entities[entity].head != token)) return false;
    if (predicates_rows(r, r->knowledge->predicates->nouns, token).count) return true;
    char buffer[64];
    // "unionisation"; but: "organisation", which is a body
    return t->upos == UPOS_NOUN && has_event_suffix(r, folded(t->lemma, buffer)) &&
           predicates_rows(r, r->knowledge->predicates->persons, token).count == 0;
}

bool predicates_carries(const reading *r, uint32_t verb, const char *kind) {
    const lexicon_table *table = r->knowledge->predicates->light;
    uint32_t s = r->token_statement[verb];
    lexicon_rows rows = s == HS_NONE ? predicates_rows(r, table, verb) : lexicon_find(table, r->statements[s].lemma);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "kind"), text_of(kind))) return true;
    return false;
}

static bool has_frame(lexicon_rows rows, const lexicon_table *table, hs_text frame) {
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_find(lexicon_cell(table, rows, i, "frame"), frame, 0) != SIZE_MAX) return true;
    return false;
}

bool predicates_orders_object(const reading *r, uint32_t verb) {
    const lexicon_table *table = r->knowledge->predicates->plans;
    return has_frame(predicates_rows(r, table, verb), table, TEXT("objto"));
}

uint32_t predicates_addressee(const reading *r, uint32_t verb) {
    const lexicon_table *table = r->knowledge->predicates->plans;
    uint32_t object = tree_child(r, verb, REL_OBJ);
    if (object == HS_NONE) object = tree_child(r, verb, REL_IOBJ);
    // "asked the crew to leave"; but: "took an hour to leave"
    if (object != HS_NONE)
        return predicates_orders_object(r, verb) && r->token_time[object] == HS_NONE ? object : HS_NONE;
    for (uint32_t child = tree_child(r, verb, REL_OBL); child != HS_NONE; child = tree_next(r, child, REL_OBL)) {
        uint32_t mark = tree_child(r, child, REL_CASE);
        if (mark == HS_NONE) continue;
        char key[128];
        hs_text lemma = tree_token(r, verb)->lemma, preposition = tree_token(r, mark)->form;
        if (lemma.size + 1 + preposition.size > sizeof key) continue;
        memcpy(key, lemma.data, lemma.size);
        key[lemma.size] = ' ';
        memcpy(key + lemma.size + 1, preposition.data, preposition.size);
        lexicon_rows rows = lexicon_find(table, (hs_text){key, lemma.size + 1 + preposition.size});
        if (has_frame(rows, table, TEXT("objto"))) return child;
    }
    return HS_NONE;
}

bool predicates_is_clause(const reading *r, uint32_t token) {
    return tree_token(r, token)->upos == UPOS_VERB || tree_child(r, token, REL_COP) != HS_NONE;
}

static bool is_acting_subject(const reading *r, uint32_t subject) {
    return subject != HS_NONE && predicates_is_agent(r, subject);
}

bool predicates_is_passive(const reading *r, uint32_t verb) {
    bool subject = false, auxiliary = false;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = tree_token(r, child)->relation;
        if (relation == REL_AUX_PASS || relation == REL_OBL_AGENT) return true;
        // "se vendió la casa"; but: "la ministra se reunió", where she does it herself
        if (relation == REL_EXPL_PASS) return !is_acting_subject(r, tree_child(r, verb, REL_NSUBJ));
        subject |= relation == REL_NSUBJ_PASS || relation == REL_CSUBJ_PASS;
        auxiliary |= tree_is(r, child, REL_AUX) || tree_is(r, child, REL_COP) || tree_is(r, child, REL_EXPL);
    }
    if (subject) return auxiliary; // a passive subject alone is the parser's slip: "the firm denied that"
    // "the boats seized off Varno", "the seized boats"; but: "the boats that had seized the pier"
    const hs_token *t = tree_token(r, verb);
    return (tree_is(r, verb, REL_ACL) || tree_is(r, verb, REL_AMOD)) && t->relation != REL_ACL_RELCL && (t->morph & MORPH_PARTICIPLE) &&
           !(t->morph & MORPH_PRESENT) && tree_child(r, verb, REL_NSUBJ) == HS_NONE;
}

bool predicates_is_agent(const reading *r, uint32_t token) {
    const hs_token *t = tree_token(r, token);
    uint32_t entity = r->token_entity[token] != HS_NONE ? r->token_entity[token] : r->token_referent[token];
    if (entity != HS_NONE) {
        hs_entity_type type = r->entities[entity].type;
        return type != HS_ENTITY_PLACE && type != HS_ENTITY_FACILITY && type != HS_ENTITY_VEHICLE &&
               type != HS_ENTITY_OTHER;
    }
    if (t->upos == UPOS_PRON) return predicates_rows(r, r->knowledge->predicates->persons, token).count > 0;
    if (t->upos == UPOS_PROPN && t->form.size && !byte_is_lower((unsigned char)t->form.data[0])) return true;
    bool noun = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
    return noun && predicates_rows(r, r->knowledge->predicates->persons, token).count > 0;
}

bool predicates_is_known_by(const reading *r, uint32_t noun) {
    uint32_t head = tree_token(r, noun)->head;
    return head != HS_NONE && tree_is(r, noun, REL_COMPOUND) && !predicates_is_plan(r, head) &&
           predicates_rows(r, r->knowledge->predicates->heads, head).count > 0;
}

bool predicates_is_plan(const reading *r, uint32_t noun) {
    if (tree_token(r, noun)->upos != UPOS_NOUN) return false;
    const lexicon_table *table = r->knowledge->predicates->plans;
    lexicon_rows rows = predicates_rows(r, table, noun);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "class"), TEXT("noun")) &&
            text_starts(lexicon_cell(table, rows, i, "frame"), TEXT("of")))
            return true;
    return false;
}

uint32_t predicates_attachment(const reading *r, uint32_t noun) {
    uint32_t head = tree_token(r, noun)->head;
    if (head == HS_NONE || !tree_is(r, noun, REL_OBL)) return head;
    uint32_t object = tree_child(r, head, REL_OBJ);
    bool between = object != HS_NONE && head < object && object < noun;
    return between && predicates_is_plan(r, object) ? object : head;
}

// ---------------------------------------------------------------- which tokens

bool predicates_is_part(uint8_t relation) {
    switch (ud_relation_universal(relation)) {
    case REL_FLAT:
    case REL_FIXED:
    case REL_GOESWITH:
    case REL_CASE:
    case REL_AMOD:
    case REL_ADVMOD:
    case REL_CC: return true;
    default: return false;
    }
}

// "in response to the flood": the words behind the preposition name no event here.
static bool is_fixed_phrase(const reading *r, uint32_t token, hs_arena scratch) {
    uint32_t mark = tree_child(r, token, REL_CASE);
    if (mark == HS_NONE) return false;
    hs_text preposition = text_lower(&scratch, tree_token(r, mark)->form), lemma = predicates_lemma(r, token, &scratch);
    hs_text key = arena_phrase(&scratch, preposition, lemma);
    // a determiner or possessor makes it a thing of its own: "in his response to the flood"
    return tree_child(r, token, REL_DET) == HS_NONE && tree_child(r, token, REL_NMOD_POSS) == HS_NONE &&
           lexicon_find(r->knowledge->predicates->fixed, key).count > 0;
}

// "strike plans": an event before a noun for what may become of it; but: "strike pay".
static bool is_planned_modifier(const reading *r, uint32_t token) {
    uint32_t head = tree_token(r, token)->head;
    return head != HS_NONE && predicates_is_plan(r, head);
}

// "the flood victims", "a murder charge": an event that tells of what kind the noun behind it is; but: "strike plans", "the
// evacuation order".
static bool names_kind(const reading *r, uint32_t token) {
    return tree_is(r, token, REL_COMPOUND) && !is_planned_modifier(r, token) && !predicates_is_known_by(r, token);
}

// A noun for a body that people make up: "team", "agency".
static bool is_body(const reading *r, uint32_t token) {
    static const hs_text types[] = {TEXT_INIT("organisation"), TEXT_INIT("government"), TEXT_INIT("armed-force")};
    const lexicon_table *table = r->knowledge->entities->heads;
    lexicon_rows rows = lexicon_find(table, tree_token(r, token)->lemma);
    for (uint32_t i = 0; i < rows.count; i++)
        for (size_t k = 0; k < sizeof types / sizeof *types; k++)
            if (text_equal(lexicon_cell(table, rows, i, "type"), types[k])) return true;
    return false;
}

// "the rescue team", "the appeals court": an event before a body is what the body is for; but: "the vaccination campaign".
static bool names_body(const reading *r, uint32_t token) {
    uint32_t head = tree_token(r, token)->head;
    return head == token + 1 && is_body(r, head) && !predicates_is_event_noun(r, head);
}

// The words from `first` to `last` as the tables have phrases: the noun at `base` by its lemma, the others as they stand.
static hs_text joined_words(const reading *r, uint32_t first, uint32_t last, uint32_t base, hs_arena *keep) {
    hs_text joined = {0};
    for (uint32_t t = first; t <= last; t++) {
        hs_text word = t == base ? predicates_lemma(r, t, keep) : text_lower(keep, tree_token(r, t)->form);
        joined = joined.size ? arena_phrase(keep, joined, word) : word;
    }
    return joined;
}

static bool is_event_phrase(const reading *r, hs_text words) {
    const lexicon_table *table = r->knowledge->predicates->phrases;
    lexicon_rows rows = lexicon_find(table, words);
    return rows.count && text_equal(lexicon_cell(table, rows, 0, "kind"), TEXT("noun"));
}

// A noun that names an event with the words beside it: "a power [cut]", "el [alto] el fuego", "[efectos] adversos"; but: "a price cut",
// "un alto cargo". In `keep`; empty. Parsers hang such words anywhere, so that where they stand is looked at alone.
static hs_text event_phrase(const reading *r, uint32_t token, hs_arena *keep) {
    enum { MOST_BEHIND = 2 };
    const hs_sentence *sentence = &r->parse->sentences[tree_sentence(r, token)];
    if (tree_token(r, token)->upos != UPOS_NOUN) return (hs_text){0};
    for (uint32_t last = token; last <= token + MOST_BEHIND && last < sentence->first + sentence->count; last++) {
        if (last == token && token == sentence->first) continue;
        uint32_t first = last == token ? token - 1 : token;
        hs_text words = joined_words(r, first, last, token, keep);
        if (is_event_phrase(r, words)) return words;
        words = joined_words(r, first, last, HS_NONE, keep);
        if (is_event_phrase(r, words)) return words;
    }
    return (hs_text){0};
}

// "on 11 March", "el fin de semana"; but: "the march", "tres días de huelga".
static bool is_day(const reading *r, uint32_t token) {
    return r->token_time[token] != HS_NONE && r->times[r->token_time[token]].type == HS_TIME_DATE;
}

static bool is_nominal_predicate(const reading *r, uint32_t token, hs_arena scratch) {
    if (predicates_is_counted(r, token) || predicates_is_beside(r, token, scratch) || event_phrase(r, token, &scratch).size) return true;
    if (!predicates_is_event_noun(r, token))
        return !is_body(r, token) && nouns_tells_event(r, token, scratch) && !is_fixed_phrase(r, token, scratch);
    if (is_day(r, token)) return false;
    const hs_token *t = tree_token(r, token);
    if (tree_is(r, token, REL_COMPOUND)) return (t->upos == UPOS_NOUN && !names_body(r, token)) || predicates_named(r, token).size;
    return !predicates_is_part(t->relation) && !is_fixed_phrase(r, token, scratch);
}

// "There are no talks": the talks are the predicate, not the verb that says they exist.
static bool only_says_existence(const reading *r, uint32_t verb) {
    if (!tree_has_there(r, verb) && !predicates_carries(r, verb, "exists")) return false;
    uint32_t noun = tree_child(r, verb, REL_NSUBJ);
    if (noun == HS_NONE) noun = tree_child(r, verb, REL_OBJ);
    return noun != HS_NONE && predicates_is_event_noun(r, noun);
}

static uint8_t upos_at(const reading *r, uint32_t sentence, int64_t token) {
    const hs_sentence *s = &r->parse->sentences[sentence];
    bool inside = token >= s->first && token < (int64_t)s->first + s->count;
    return inside ? tree_token(r, (uint32_t)token)->upos : UPOS_PUNCT;
}

// What a headline says of those before it, where it leaves the verb out: "Ferry captain dead at 61", "three dead, nine hurt"; but:
// "a dead man", "the dead were named", "dead or alive".
static bool is_state_behind(const reading *r, uint32_t token) {
    uint32_t sentence = tree_sentence(r, token);
    uint8_t before = upos_at(r, sentence, (int64_t)token - 1), behind = upos_at(r, sentence, (int64_t)token + 1);
    bool told_of = before == UPOS_NUM || before == UPOS_NOUN || before == UPOS_PROPN;
    return told_of && behind != UPOS_NOUN && behind != UPOS_PROPN && behind != UPOS_ADJ && behind != UPOS_VERB && behind != UPOS_AUX;
}

// "found him dead", "pleaded guilty": what the verb says of its object or subject; but: "a dead man".
static bool is_told_state(const reading *r, uint32_t token) {
    if (!predicates_rows(r, r->knowledge->predicates->states, token).count) return false;
    return tree_is(r, token, REL_XCOMP) || is_state_behind(r, token);
}

// "would gladly re-home": an auxiliary, or a mark with a subject, makes a clause, whatever the word was taken for.
static bool has_auxiliary(const reading *r, uint32_t token) {
    if (tree_child(r, token, REL_AUX) != HS_NONE) return true;
    uint32_t mark = tree_child(r, token, REL_MARK);
    return mark != HS_NONE && (tree_child(r, token, REL_NSUBJ) != HS_NONE || tree_word_is(r, mark, "infinitive"));
}

static bool is_verbal_predicate(const reading *r, uint32_t token) {
    const hs_token *t = tree_token(r, token);
    // "the stolen car", "a growing crowd"; but: "a proud owner"
    if (t->upos == UPOS_VERB && tree_is(r, token, REL_AMOD)) return true;
    switch (ud_relation_universal(t->relation)) {
    case REL_AUX:
    case REL_COP:
    case REL_CASE:
    case REL_MARK:
    case REL_FIXED:
    case REL_CC:
    case REL_DET:
    case REL_AMOD:
    case REL_COMPOUND:
    case REL_FLAT:
    case REL_GOESWITH:
    case REL_ADVMOD:
    case REL_DISCOURSE: return is_told_state(r, token);
    default: break;
    }
    if (t->upos == UPOS_VERB) return !only_says_existence(r, token);
    if (t->upos == UPOS_AUX) return true; // "so they did": it stands for a verb
    return t->upos != UPOS_PUNCT && (tree_child(r, token, REL_COP) != HS_NONE || has_auxiliary(r, token) || is_told_state(r, token));
}

// ---------------------------------------------------------------- words and evidence

// The clause that a predicate stands in: where it is a noun or an infinitive, that of what governs it.
static hs_span evidence(const reading *r, uint32_t token) {
    uint32_t top = token;
    for (size_t steps = 0; steps < LIMIT_SENTENCE_TOKENS; steps++) {
        const hs_token *t = tree_token(r, top);
        bool infinitive = tree_is(r, top, REL_XCOMP) || (tree_is(r, top, REL_ACL) && (t->morph & MORPH_INFINITIVE));
        if (t->head == HS_NONE || (predicates_is_clause(r, top) && !infinitive)) break;
        if (!infinitive && (tree_is(r, top, REL_PARATAXIS) || tree_is(r, top, REL_ACL))) break;
        top = t->head;
    }
    return tree_clause(r, top);
}

// Words beside the verb that belong to it: particles, and the rest of a phrase like "give way".
static hs_text with_particles(const reading *r, uint32_t verb, hs_text lemma, hs_span *span, hs_arena *keep) {
    hs_text joined = lemma;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        if (child < verb) continue;
        hs_text word = text_lower(keep, tree_token(r, child)->form);
        hs_text key = arena_phrase(keep, lemma, word);
        bool particle = tree_token(r, child)->relation == REL_COMPOUND_PRT;
        // "face [up] to ten years" is no "face up"
        bool bound = particle && child + 2 < r->parse->token_count && tree_token(r, child + 1)->upos == UPOS_ADP && tree_token(r, child + 2)->upos == UPOS_NUM;
        if (bound) continue;
        if (!particle && !lexicon_find(r->knowledge->predicates->phrases, key).count) continue;
        joined = arena_phrase(keep, joined, word);
        if (child == verb + 1) span->end = tree_token(r, child)->span.end; // apart, it is the verb that is shown
    }
    return joined;
}

static const char *rule_of(const reading *r, uint32_t token, bool nominal) {
    if (nominal && predicates_rows(r, r->knowledge->predicates->nouns, token).count) return "noun that names an event";
    if (nominal) return predicates_is_event_noun(r, token) ? "noun with the ending of an event" : "noun that tells of an event here";
    if (tree_token(r, token)->upos == UPOS_VERB) return "verb";
    return tree_child(r, token, REL_COP) != HS_NONE ? "what a copula says" : "state that a verb tells";
}

// " 47" behind `at`; where it ends.
static char *put_number(char *at, uint32_t value) {
    char digits[10];
    unsigned count = 0;
    do digits[count++] = (char)('0' + value % 10);
    while (value /= 10);
    *at++ = ' ';
    while (count) *at++ = digits[--count];
    return at;
}

static hs_text id_of(const hs_document *document, hs_span predicate, hs_arena *keep) {
    enum { NUMBERS_BYTES = 3 * 11 };
    char *name = arena_new(keep, char, document->id.size + NUMBERS_BYTES), *end = name + document->id.size;
    if (document->id.size) memcpy(name, document->id.data, document->id.size);
    end = put_number(put_number(put_number(end, document->version), predicate.start), predicate.end);
    return text_hex(keep, text_hash((hs_text){name, (size_t)(end - name)}, 0));
}

static hs_statement make(reading *r, uint32_t token, uint32_t sentence, bool nominal, const char *rule, hs_arena *keep) {
    const hs_token *t = tree_token(r, token);
    hs_statement s = {.token = token,
                      .sentence = sentence,
                      .predicate = t->span,
                      .governor = HS_NONE,
                      .same_as = HS_NONE,
                      .time = HS_NONE,
                      .stage = HS_STAGE_DONE};
    s.nominal = nominal;
    hs_text named = nominal ? predicates_named(r, token) : (hs_text){0};
    if (nominal && !named.size) named = event_phrase(r, token, keep);
    s.lemma = named.size ? named : predicates_lemma(r, token, keep);
    if (t->upos == UPOS_VERB) s.lemma = with_particles(r, token, s.lemma, &s.predicate, keep);
    s.span = evidence(r, token);
    s.id = id_of(r->document, s.predicate, keep);
    reading_explain(r, &s, HS_ATTRIBUTE_PREDICATE, rule, s.predicate, keep);
    return s;
}

bool predicates_in_heading(const reading *r, uint32_t sentence) {
    uint32_t block = r->parse->sentences[sentence].block;
    return block < r->document->block_count && r->document->blocks[block].kind == HS_BLOCK_HEADING;
}

void predicates_find(reading *r, hs_arena *keep, hs_arena scratch) {
    size_t count = 0, capacity = 0;
    hs_statement *found = NULL;
    uint32_t *of_token = arena_new(keep, uint32_t, r->parse->token_count + 1);
    for (uint32_t i = 0; i <= r->parse->token_count; i++) of_token[i] = HS_NONE;
    for (uint32_t s = 0; s < r->parse->sentence_count; s++) {
        const hs_sentence *sentence = &r->parse->sentences[s];
        bool heading = predicates_in_heading(r, s);
        for (uint32_t t = sentence->first; !heading && t < sentence->first + sentence->count; t++) {
            bool nominal = is_nominal_predicate(r, t, scratch);
            if (!nominal && !is_verbal_predicate(r, t)) continue;
            of_token[t] = (uint32_t)count;
            hs_statement *made = arena_push(&scratch, found, count, capacity);
            *made = make(r, t, s, nominal, rule_of(r, t, nominal), keep);
            made->generic = nominal && names_kind(r, t);
        }
    }
    r->statements = arena_new(keep, hs_statement, count + 1);
    if (count) memcpy(r->statements, found, count * sizeof *found);
    r->statement_count = (uint32_t)count;
    r->token_statement = of_token;
}

void predicates_add(reading *r, const uint32_t *tokens, uint32_t count, hs_arena *keep, hs_arena scratch) {
    uint32_t old = 0, made = 0, *of_token = arena_new(keep, uint32_t, r->parse->token_count + 1);
    hs_statement *all = arena_new(keep, hs_statement, r->statement_count + count + 1);
    bool *wanted = arena_new(&scratch, bool, r->parse->token_count + 1);
    for (uint32_t i = 0; i < count; i++) wanted[tokens[i]] = true;
    for (uint32_t s = 0; s < r->parse->sentence_count; s++)
        for (uint32_t t = r->parse->sentences[s].first; t < r->parse->sentences[s].first + r->parse->sentences[s].count; t++) {
            of_token[t] = HS_NONE;
            if (r->token_statement[t] == HS_NONE && !wanted[t]) continue;
            of_token[t] = made;
            if (r->token_statement[t] != HS_NONE) {
                all[made++] = r->statements[old++];
                continue;
            }
            uint8_t upos = tree_token(r, t)->upos;
            bool noun = upos != UPOS_VERB && upos != UPOS_ADJ;
            all[made] = make(r, t, s, noun, "what a voice is about", keep);
            // "criticised the plan" tells of no event; "called it a disaster" tells what it is
            all[made++].generic = noun && !tree_is(r, t, REL_XCOMP);
        }
    of_token[r->parse->token_count] = HS_NONE;
    r->statements = all, r->statement_count = made;
    r->token_statement = of_token;
}
