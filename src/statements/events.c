// Events of the field's ontology: PLOVER type and mode, CAMEO code, and coded parties.
//
// In: statements with predicates, parties, stage and polarity. Out: statement.event where
// it is one of the 16 types, the parties' codes, and parties that only the event's frame
// knows ("imposed sanctions on X": X, not the sanctions, is the recipient).
// Method: the word's patterns on the tree (events_match.c), then three rules of the PLOVER
// manual that turn on stage and polarity:
//   a cooperative act that is only promised is AGREE: "will send aid", not "sent aid"
//   a cooperative act refused is REJECT: "will not attend the talks", not "did not attend"
//   what is demanded, threatened or refused is the code of both words (the operators)
// An act of force keeps its type at every stage: a planned strike is ASSAULT, planned.
// What it gets wrong: events told by words that no table holds.
#include "base/text.h"
#include "statements/actors.h"
#include "statements/events_match.h"
#include "statements/predicates.h"
#include "statements/statements.h"

struct events_rules {
    events_lexicon lexicon;
    actors_rules actors;
    const dictionary *dictionary;
};

hs_status events_open(const lexicon *tables, hs_text dictionary_bytes, hs_arena *keep, const events_rules **out,
                      hs_error *error) {
    (void)error;
    events_rules *rules = arena_new(keep, events_rules, 1);
    events_lexicon_open(tables, keep, &rules->lexicon);
    rules->dictionary = dictionary_read(dictionary_bytes, keep);
    actors_open(tables, rules->dictionary, &rules->actors);
    *out = rules;
    return HS_OK;
}

typedef struct filler {
    reading *r;
    const events_rules *rules;
    coder coder;
    actor_coder actors;
    hs_arena *keep;
} filler;

// ---------------------------------------------------------------- stage and polarity

static bool is_future(filler *f, uint32_t token) {
    const reading *r = f->r;
    if (tree_token(r, token)->morph & MORPH_FUTURE) return true;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(tree_token(r, child)->relation);
        bool mark = relation == REL_AUX || relation == REL_COP;
        if (mark && ((tree_token(r, child)->morph & MORPH_FUTURE) ||
                     events_word_is(f->coder.lexicon, coder_lemma(&f->coder, child), "future")))
            return true;
    }
    // a headline's infinitive: "Aldoria to host talks"
    bool top = tree_token(r, token)->relation == REL_ROOT;
    uint32_t mark = tree_child(r, token, REL_MARK);
    return top && mark != HS_NONE && events_word_is(f->coder.lexicon, coder_lemma(&f->coder, mark), "infinitive");
}

static bool is_cooperative(hs_text type) {
    static const hs_text types[] = {TEXT_INIT("CONSULT"), TEXT_INIT("SUPPORT"), TEXT_INIT("COOPERATE"),
                                    TEXT_INIT("AID"), TEXT_INIT("RETREAT"), TEXT_INIT("CONCEDE")};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_equal(types[i], type)) return true;
    return false;
}

// "failed to reach an accord": the accord was refused, in effect.
static bool is_failed(filler *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (t->head == HS_NONE || !tree_is(f->r, token, REL_XCOMP)) return false;
    uint32_t row = coder_code(&f->coder, t->head)->pattern;
    return row != HS_NONE && text_equal(f->coder.lexicon->pattern_rows[row].family, TEXT("fail"));
}

static uint32_t apply_stage(filler *f, const hs_statement *statement, uint32_t code, bool *changed) {
    const events_lexicon *tables = f->coder.lexicon;
    hs_text type = tables->code_rows[code].type;
    if (statement->nominal || !(is_cooperative(type) || text_equal(type, TEXT("AGREE")))) return code;
    bool failed = is_failed(f, statement->token);
    bool future = failed || is_future(f, statement->token), negated = failed || statement->polarity == HS_NEGATED;
    if (!future) return code;
    if (!negated && text_equal(type, TEXT("AGREE"))) return code;
    uint32_t both = events_code_upon(tables, negated ? TEXT("reject") : TEXT("intend"), code);
    *changed = both != HS_NONE;
    return *changed ? both : code;
}

// ---------------------------------------------------------------- user's verbs

static bool words_before(filler *f, hs_text words, uint32_t first, uint32_t end) {
    uint32_t token = first;
    while (words.size) {
        hs_text word = text_cut(&words, ' ');
        while (token < end && !text_equal_fold(tree_token(f->r, token)->form, word) &&
               !text_equal(coder_lemma(&f->coder, token), word))
            token++;
        if (token++ >= end) return false;
    }
    return true;
}

// The code that the user's dictionary gives: the pattern with most words, else the verb's own.
static uint32_t dictionary_event(filler *f, uint32_t token) {
    uint32_t count, best = HS_NONE;
    size_t longest = 0;
    hs_text lemma = coder_lemma(&f->coder, token);
    const hs_sentence *sentence = &f->r->parse->sentences[tree_sentence(f->r, token)];
    const dictionary_entry *patterns = dictionary_find(f->rules->dictionary, DICTIONARY_PATTERN, lemma, &count);
    for (uint32_t i = 0; i < count; i++) {
        size_t size = patterns[i].before.size + patterns[i].after.size;
        if (size <= longest || !words_before(f, patterns[i].before, sentence->first, token) ||
            !words_before(f, patterns[i].after, token + 1, sentence->first + sentence->count))
            continue;
        longest = size;
        best = events_code_find(f->coder.lexicon, patterns[i].code);
    }
    if (best != HS_NONE) return best;
    const dictionary_entry *verbs = dictionary_find(f->rules->dictionary, DICTIONARY_VERB, lemma, &count);
    return count ? events_code_find(f->coder.lexicon, verbs->code) : HS_NONE;
}

// ---------------------------------------------------------------- parties

static const uint64_t ACTORS = (uint64_t)1 << CLASS_NAME | (uint64_t)1 << CLASS_COUNTRY | (uint64_t)1 << CLASS_PERSON |
                               (uint64_t)1 << CLASS_GOV | (uint64_t)1 << CLASS_FORCE | (uint64_t)1 << CLASS_ORG |
                               (uint64_t)1 << CLASS_GROUP | (uint64_t)1 << CLASS_PLACE;

static bool is_actor(filler *f, uint32_t token) {
    return token != HS_NONE && f->r->token_time[token] == HS_NONE && (coder_classes(&f->coder, token) & ACTORS) &&
           coder_code(&f->coder, token)->code == HS_NONE;
}

static hs_party party_at(filler *f, uint32_t token) {
    const reading *r = f->r;
    hs_party party = {.span = tree_phrase(r, token), .head = arena_text(f->keep, coder_lemma(&f->coder, token))};
    party.entity = r->token_entity[token] != HS_NONE ? r->token_entity[token] : r->token_referent[token];
    if (r->token_entity[token] != HS_NONE) party.span = r->entities[r->token_entity[token]].span;
    party.name = party.entity != HS_NONE ? r->entities[party.entity].name : tree_text(r, party.span);
    return party;
}

enum { PARTIES_MOST = 6 };

// The phrase and what is joined to it: "sanctions on Aldoria and Brin".
static const hs_party *make_parties(filler *f, uint32_t token, uint32_t *count) {
    hs_party *parties = arena_new(f->keep, hs_party, PARTIES_MOST);
    parties[0] = party_at(f, token);
    *count = 1;
    uint32_t other = tree_child(f->r, token, REL_CONJ);
    for (; other != HS_NONE && *count < PARTIES_MOST; other = tree_next(f->r, other, REL_CONJ))
        if (is_actor(f, other)) parties[(*count)++] = party_at(f, other);
    return parties;
}

static uint32_t governed_actor(filler *f, const event_arguments *a) {
    if (is_actor(f, a->indirect)) return a->indirect;
    for (uint32_t i = 0; i < a->preposition_count; i++)
        if (events_word_is(f->coder.lexicon, a->prepositions[i].preposition, "recipient") &&
            is_actor(f, a->prepositions[i].token))
            return a->prepositions[i].token;
    return HS_NONE;
}

// Whom the act is done to, where the object names no one: what the verb's, then what the event noun's prepositions
// govern, then the object of the inner act ("refused to release the crew").
static uint32_t find_recipient(filler *f, uint32_t token, const event_code *code) {
    event_arguments a, inner;
    coder_arguments(&f->coder, token, &a);
    if (is_actor(f, a.object) && a.object != a.subject) return a.object;
    uint32_t found = governed_actor(f, &a);
    if (found != HS_NONE || a.object == HS_NONE) a.object = code->content;
    if (found != HS_NONE || a.object == HS_NONE) return found;
    coder_arguments(&f->coder, a.object, &inner);
    found = governed_actor(f, &inner);
    if (found == HS_NONE && is_actor(f, inner.object)) found = inner.object;
    if (found == HS_NONE && is_actor(f, inner.subject) && inner.subject != a.subject) found = inner.subject;
    return found;
}

// What is praised or blamed may be a deed: "condemned the bombing of the bridge".
static bool may_have_deed(const hs_statement *statement) {
    return text_equal(statement->event.type, TEXT("ACCUSE")) || text_equal(statement->event.type, TEXT("SUPPORT"));
}

// An act upon an act is done to whom the inner act is: "threatened to shell the port".
static bool take_inner_recipients(filler *f, hs_statement *statement, const event_code *code) {
    if (code->content == HS_NONE || statement->recipient_count) return false;
    uint32_t inner = f->r->token_statement[code->content];
    if (inner >= f->r->statement_count || !f->r->statements[inner].recipient_count) return false;
    if (!is_actor(f, actors_head(f->r, f->r->statements[inner].recipients[0].span))) return false;
    statement->recipients = f->r->statements[inner].recipients;
    statement->recipient_count = f->r->statements[inner].recipient_count;
    return true;
}

// "shelled the port of Varrow": done to the port, and coded as done to Varrow.
static const hs_party *coded_as(filler *f, const hs_statement *statement, uint32_t recipient) {
    hs_party *parties = arena_new(f->keep, hs_party, statement->recipient_count + 1);
    memcpy(parties, statement->recipients, statement->recipient_count * sizeof *parties);
    if (!parties[0].code.size) parties[0].code = actors_code(&f->actors, recipient);
    return parties;
}

// "detuvo a un banquero en Varno": the act happened there, and the banker stays whom it was done to; but: "cancelled a visit
// to Varno", done to Varno.
static bool is_where(const filler *f, const hs_statement *statement, uint32_t token) {
    for (uint32_t i = 0; i < statement->place_count; i++)
        if (actors_head(f->r, statement->places[i].span) == token) return true;
    return false;
}

static void complete_recipients(filler *f, hs_statement *statement, const event_code *code) {
    if (statement->recipient_count && may_have_deed(statement)) return;
    uint32_t first = statement->recipient_count ? actors_head(f->r, statement->recipients[0].span) : HS_NONE;
    if (is_actor(f, first) || take_inner_recipients(f, statement, code)) return;
    uint32_t recipient = find_recipient(f, statement->token, code);
    if (recipient == HS_NONE || recipient == first) return;
    bool at_place = first != HS_NONE && predicates_rows(f->r, f->r->knowledge->predicates->places, first).count;
    if (at_place || (first != HS_NONE && f->r->token_statement[first] == HS_NONE && is_where(f, statement, recipient)))
        statement->recipients = coded_as(f, statement, recipient);
    else
        statement->recipients = make_parties(f, recipient, &statement->recipient_count);
}

static void complete_parties(filler *f, hs_statement *statement, const event_code *code) {
    complete_recipients(f, statement, code);
    if (statement->actor_count) return;
    event_arguments a;
    coder_arguments(&f->coder, statement->token, &a);
    if (is_actor(f, a.subject)) statement->actors = make_parties(f, a.subject, &statement->actor_count);
}

// What somebody of no known role is by what he does.
static hs_text role_by_deed(const hs_statement *statement) {
    if (text_equal(statement->event.type, TEXT("ASSAULT"))) return TEXT("UAF");
    if (text_equal(statement->event.type, TEXT("PROTEST"))) return TEXT("CVL");
    return (hs_text){0};
}

// The token that the party's resolved name stands at in the text, where that is another than its words: "they".
static uint32_t meant_by(filler *f, const hs_party *party) {
    if (party->entity < f->r->entity_count) return f->r->entities[party->entity].head;
    hs_text text = f->r->document->text;
    if (party->name.data < text.data || party->name.data >= text.data + text.size) return HS_NONE;
    uint32_t start = (uint32_t)(party->name.data - text.data);
    if (start == party->span.start) return HS_NONE;
    return actors_head(f->r, (hs_span){start, start + (uint32_t)party->name.size});
}

static const hs_party *code_parties(filler *f, const hs_statement *statement, const hs_party *parties, uint32_t count,
                                    bool acting) {
    hs_party *coded = arena_new(f->keep, hs_party, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        coded[i] = parties[i];
        if (coded[i].code.size) continue;
        uint32_t head = actors_head(f->r, coded[i].span);
        coded[i].code = actors_code(&f->actors, head);
        if (!coded[i].code.size) coded[i].code = actors_code(&f->actors, meant_by(f, &coded[i]));
        bool named = head != HS_NONE && tree_token(f->r, head)->upos == UPOS_PROPN;
        if (acting && named && coded[i].code.size == 3 && !actors_is_role(&f->actors, coded[i].code))
            coded[i].code = arena_print(f->keep, "%.*sGOV", TEXT_ARGS(coded[i].code));
        if (acting && !coded[i].code.size && named) coded[i].code = role_by_deed(statement);
    }
    return coded;
}

// ---------------------------------------------------------------- statements

// Names the row of the lexicon: "lexicon: strike v obj:BUILDING|PLACE".
static void explain(filler *f, hs_statement *statement, const event_code *found) {
    if (!f->r->explain) return;
    const char *rule = "dictionary";
    if (found && found->pattern != HS_NONE) {
        const lexicon_table *table = f->coder.lexicon->patterns;
        const hs_text *cells = table->cells + (size_t)found->pattern * table->column_count; // lemma, kind, frame
        rule = arena_print(f->keep, "lexicon: %.*s %.*s %.*s", TEXT_ARGS(cells[0]), TEXT_ARGS(cells[1]), TEXT_ARGS(cells[2])).data;
    }
    reading_explain(f->r, statement, HS_ATTRIBUTE_EVENT, rule, statement->predicate, f->keep);
}

// A noun under a verb of another sense is no event: "denied the allegations", "free a new song".
static bool is_idle_noun(filler *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (t->upos != UPOS_NOUN || t->head == HS_NONE || !tree_is(f->r, token, REL_OBJ)) return false;
    uint32_t row = coder_code(&f->coder, t->head)->pattern;
    if (row == HS_NONE) return false;
    const pattern *above = &f->coder.lexicon->pattern_rows[row];
    return above->source == PATTERN_NONE && above->item_count;
}

static void fill(filler *f, hs_statement *statement) {
    if (statement->token >= f->r->parse->token_count) return;
    const event_code *found = coder_code(&f->coder, statement->token);
    uint32_t code = f->rules->dictionary ? dictionary_event(f, statement->token) : HS_NONE;
    bool own = code != HS_NONE, changed = false;
    if (!own && !is_idle_noun(f, statement->token)) code = found->code;
    if (code != HS_NONE) {
        code = apply_stage(f, statement, code, &changed);
        statement->event = f->coder.lexicon->code_rows[code];
        if (found->mode.size && !own && !changed) statement->event.mode = found->mode;
        if (!statement->event.type.size) statement->event = (hs_event){0};
    }
    if (statement->event.type.size) {
        complete_parties(f, statement, found);
        events_add_contexts(&f->coder, statement, f->keep);
        explain(f, statement, own ? NULL : found);
    }
    statement->actors = code_parties(f, statement, statement->actors, statement->actor_count, true);
    statement->recipients = code_parties(f, statement, statement->recipients, statement->recipient_count, false);
}

void events_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    const events_rules *rules = r->knowledge->events;
    if (!rules || !r->statement_count) return;
    filler f = {r, rules, coder_open(r, &rules->lexicon, &scratch), actors_begin(r, &rules->actors, keep, &scratch), keep};
    for (uint32_t i = 0; i < r->statement_count; i++) fill(&f, &r->statements[i]);
}
