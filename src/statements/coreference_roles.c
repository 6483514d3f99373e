// What a person is and for whom: role and body.
//
// In: persons of a sentence, its tree. Out: hs_entity.role ("general secretary") and .body
// (the canonical entity of "Weavers' Federation").
//
// The role is a noun beside the name: an apposition on either side ("Ada Pell, a spokeswoman
// for Halden", "its director, Otto Brandel"), a title ("White House press secretary Ada
// Pell"), or a predicate ("Ada Pell is the director"). The body is the noun's owner, what
// hangs on it with "of", "for", "at", or the name that stands before it; without a role,
// what hangs on the name ("Otto Brandel of the Weavers' Federation"), or the object of a verb of office ("who chairs
// the federation").
//
// Where the tree has not joined them, what stands right before the name and its comma is taken for its role: "a spokeswoman for the
// commission, Ada Pell, said", "its interim chief executive, Otto Brandel, said".
//
// Who was something, or is of a body without speaking for it ("a former minister", "its coach"), has the role and no body.
//
// Gets wrong: trades that nobody listed; of those who lead a part of a body, that they speak for that part alone.
#include "base/text.h"
#include "statements/coreference.h"
#include "statements/tree.h"

bool coreference_is_type(hs_entity_type type, hs_text name) {
    switch (type) {
    case HS_ENTITY_PERSON: return text_equal(name, TEXT("person"));
    case HS_ENTITY_GOVERNMENT: return text_equal(name, TEXT("government"));
    case HS_ENTITY_ARMED_FORCE: return text_equal(name, TEXT("armed-force"));
    case HS_ENTITY_ORGANISATION: return text_equal(name, TEXT("organisation"));
    case HS_ENTITY_OUTLET: return text_equal(name, TEXT("outlet"));
    case HS_ENTITY_PLACE: return text_equal(name, TEXT("place"));
    case HS_ENTITY_FACILITY: return text_equal(name, TEXT("facility"));
    case HS_ENTITY_VEHICLE: return text_equal(name, TEXT("vehicle"));
    case HS_ENTITY_GROUP: return text_equal(name, TEXT("group"));
    default: return false;
    }
}

// What a token stands for: a mention's thing, or what it was resolved to.
static uint32_t thing_at(const resolver *v, uint32_t token) {
    uint32_t entity = v->r->token_entity[token];
    if (entity != HS_NONE && v->entities[entity].head == token) return v->entities[entity].canonical;
    if (v->referent[token] != HS_NONE) return v->referent[token];
    return entity == HS_NONE ? HS_NONE : v->entities[entity].canonical;
}

// Who speaks for a client: "her lawyer".
bool coreference_is_counsel(const coreference_rules *rules, hs_text noun) {
    return text_equal(lexicon_cell(rules->roles, lexicon_find(rules->roles, noun), 0, "kind"), TEXT("counsel"));
}

// Who is of a body and speaks for nobody but himself: "its coach", "a former minister", "expresidente".
bool coreference_is_self(const coreference_rules *rules, const reading *r, uint32_t noun, hs_arena scratch) {
    const hs_token *t = tree_token(r, noun);
    bool self = text_equal(lexicon_cell(rules->roles, lexicon_find(rules->roles, text_lower(&scratch, t->lemma)), 0, "kind"), TEXT("self")) ||
                text_equal(lexicon_cell(rules->roles, lexicon_find(rules->roles, text_lower(&scratch, t->form)), 0, "kind"), TEXT("self"));
    for (uint32_t child = r->first_child[noun]; child != HS_NONE && !self; child = r->next_sibling[child])
        self = child < noun && tree_word_is(r, child, "former");
    return self || (noun && tree_sentence(r, noun - 1) == tree_sentence(r, noun) && tree_word_is(r, noun - 1, "former"));
}

// People are a body for their spokespeople and lawyers alone: "a spokesman for the mayor".
static bool may_be_body(const resolver *v, uint32_t thing, bool speaks) {
    return thing != HS_NONE && (speaks || v->entities[thing].type != HS_ENTITY_PERSON) && v->entities[thing].type != HS_ENTITY_VEHICLE;
}

static bool speaks_for(const resolver *v, uint32_t noun, hs_arena scratch) {
    hs_text lemma = text_lower(&scratch, tree_token(v->r, noun)->lemma);
    lexicon_rows rows = lexicon_find(v->rules->people, lemma);
    return text_equal(lexicon_cell(v->rules->people, rows, 0, "class"), TEXT("spokes")) || coreference_is_counsel(v->rules, lemma);
}

uint32_t coreference_owner(const resolver *v, uint32_t noun) {
    for (uint32_t child = v->r->first_child[noun]; child != HS_NONE; child = v->r->next_sibling[child])
        if (tree_token(v->r, child)->relation == REL_NMOD_POSS || tree_token(v->r, child)->morph & MORPH_POSSESSIVE) return thing_at(v, child);
    return HS_NONE;
}

// The thing that "its" owns for, where what it stands for is not known: a firm of which nothing has told that it is one is no body yet
// ("The Lantern stood by it. Its editor, Ada Pell, left").
static uint32_t untold_owner(const resolver *v, uint32_t pronoun) {
    enum { NEAR_THINGS = 8 };
    uint32_t looked = 0;
    for (uint32_t at = v->front; at != HS_NONE && looked < NEAR_THINGS; at = v->things[at].after, looked++) {
        const coreference_thing *t = &v->things[at];
        if (t->token >= pronoun || t->sentence + 1 < v->sentence || t->type == HS_ENTITY_PERSON || t->type == HS_ENTITY_PLACE) continue;
        if (t->subject) return at;
    }
    return HS_NONE;
}

// A paper that tells of others has not whoever it lets speak: "the union may go on, its secretary told this newspaper". It must act itself, just before.
static bool is_told(const resolver *v, uint32_t owner) {
    bool acts = owner != HS_NONE && v->things[owner].subject && v->things[owner].sentence + 1 >= v->sentence;
    return owner != HS_NONE && !acts && text_equal_fold(v->entities[owner].name, v->r->document->outlet);
}

// Whose "its chief delegate" is, said of what acts in the sentence: "Norvia will free the Tarvian soldiers, its chief delegate said"; else `owner`.
static uint32_t acting_owner(const resolver *v, uint32_t pronoun, uint32_t owner) {
    bool acts = owner != HS_NONE && v->things[owner].sentence == v->sentence && v->things[owner].subject;
    uint32_t untold = acts || !v->read ? HS_NONE : untold_owner(v, pronoun);
    bool here = untold != HS_NONE && v->things[untold].sentence == v->sentence;
    return here || owner == HS_NONE ? untold : owner;
}

// Whose a role is: "Norvia's delegate", "its delegate".
static uint32_t role_owner(const resolver *v, uint32_t noun, bool speaks, hs_arena scratch) {
    uint32_t owner = coreference_owner(v, noun);
    for (uint32_t child = v->r->first_child[noun]; child != HS_NONE && child < noun; child = v->r->next_sibling[child]) {
        lexicon_rows rows = lexicon_find(v->rules->pronouns, text_lower(&scratch, tree_token(v->r, child)->form));
        if (rows.count && is_told(v, owner)) return HS_NONE;
        hs_text kind = lexicon_cell(v->rules->pronouns, rows, 0, "kind");
        bool thing = text_equal(kind, TEXT("it")) || (speaks && text_equal(kind, TEXT("any")));
        if (thing && owner != HS_NONE && v->entities[owner].type != HS_ENTITY_PERSON) return acting_owner(v, child, owner);
    }
    return owner;
}

static bool links(const resolver *v, uint32_t token, hs_arena *arena) {
    return lexicon_find(v->rules->links, tree_case(v->r, token, arena)).count > 0;
}

// The body that hangs on a noun or name.
static uint32_t body_below(const resolver *v, uint32_t noun, hs_arena scratch) {
    bool speaks = speaks_for(v, noun, scratch), counsel = coreference_is_counsel(v->rules, text_lower(&scratch, tree_token(v->r, noun)->lemma));
    uint32_t owner = role_owner(v, noun, speaks, scratch);
    if (may_be_body(v, owner, speaks)) return owner;
    uint32_t found = HS_NONE;
    for (uint32_t child = v->r->first_child[noun]; child != HS_NONE; child = v->r->next_sibling[child]) {
        bool hangs = tree_is(v->r, child, REL_NMOD) && links(v, child, &scratch);
        bool before = (tree_is(v->r, child, REL_COMPOUND) || tree_is(v->r, child, REL_AMOD) || tree_token(v->r, child)->relation == REL_NMOD) && child < noun;
        uint32_t thing = hangs || before ? thing_at(v, child) : HS_NONE;
        if (thing != HS_NONE && hangs && counsel && v->entities[thing].type == HS_ENTITY_PLACE) continue; // "the banker's lawyer in Norvia"
        if (may_be_body(v, thing, speaks && hangs) && (found == HS_NONE || hangs)) found = thing;
        if (hangs && thing == HS_NONE) { // "director of operations at Halden Power"
            uint32_t deeper = tree_child(v->r, child, REL_NMOD);
            if (deeper != HS_NONE && links(v, deeper, &scratch) && may_be_body(v, thing_at(v, deeper), false)) found = thing_at(v, deeper);
        }
    }
    return found;
}

// The longest known role that ends at `last`: its first token, HS_NONE where there is none.
static uint32_t role_first(const resolver *v, uint32_t last, uint32_t start, hs_arena scratch) {
    uint32_t found = HS_NONE;
    hs_text joined = {0};
    for (uint32_t first = last + 1; first-- > start && last - first < 4;) {
        hs_text form = text_lower(&scratch, tree_token(v->r, first)->form);
        joined = joined.size ? arena_phrase(&scratch, form, joined) : form;
        if (lexicon_find(v->rules->roles, joined).count) found = first;
    }
    return found;
}

static bool is_role(const resolver *v, uint32_t token, hs_arena scratch) {
    const hs_token *t = tree_token(v->r, token);
    if (t->upos != UPOS_NOUN && t->upos != UPOS_PROPN) return false;
    return lexicon_find(v->rules->roles, text_lower(&scratch, t->lemma)).count || lexicon_find(v->rules->roles, text_lower(&scratch, t->form)).count;
}

// The word behind that makes the noun a longer known role: "director [general]".
static uint32_t role_last(const resolver *v, uint32_t noun, hs_arena scratch) {
    const hs_parse *parse = v->r->parse;
    uint32_t next = noun + 1;
    if (next >= parse->token_count || tree_sentence(v->r, next) != tree_sentence(v->r, noun)) return noun;
    hs_text first = text_lower(&scratch, tree_token(v->r, noun)->form), behind = text_lower(&scratch, tree_token(v->r, next)->form);
    return lexicon_find(v->rules->roles, arena_phrase(&scratch, first, behind)).count ? next : noun;
}

// The role's words: nouns and adjectives straight before the noun that name nothing, and what makes it a longer role.
static hs_text role_text(const resolver *v, uint32_t noun, uint32_t start, hs_arena *keep, hs_arena scratch) {
    uint32_t first = role_first(v, noun, start, scratch), last = role_last(v, noun, scratch);
    if (first == HS_NONE) first = noun;
    while (first > start && noun - first < 4) {
        const hs_token *t = tree_token(v->r, first - 1);
        bool part = tree_is(v->r, first - 1, REL_COMPOUND) || tree_is(v->r, first - 1, REL_AMOD) || tree_is(v->r, first - 1, REL_FLAT);
        if (!part || t->upos == UPOS_DET || v->r->token_entity[first - 1] != HS_NONE) break;
        first--;
    }
    hs_span span = {tree_token(v->r, first)->span.start, tree_token(v->r, last)->span.end};
    return text_lower(keep, tree_text(v->r, span));
}

// "Halden's [operations] director Ada Pell", "its [medical] director, Ada Pell": what kind of one the role is.
static uint32_t role_widened(const resolver *v, uint32_t start, uint32_t least) {
    enum { MOST_WORDS = 2 };
    uint32_t first = start;
    while (first > least && start - first < MOST_WORDS) {
        const hs_token *t = tree_token(v->r, first - 1);
        bool kind = (t->upos == UPOS_NOUN || t->upos == UPOS_ADJ) && t->form.size && byte_is_lower((unsigned char)t->form.data[0]);
        if (!kind || v->r->token_entity[first - 1] != HS_NONE) break;
        first--;
    }
    // else the words may be anything
    const hs_token *before = first > least ? tree_token(v->r, first - 1) : NULL;
    return before && (before->upos == UPOS_PART || before->upos == UPOS_DET || before->morph & MORPH_POSSESSIVE) ? first : start;
}

static char role_gender(const resolver *v, hs_text role) {
    hs_text cell = lexicon_cell(v->rules->roles, lexicon_find(v->rules->roles, role), 0, "gender");
    return cell.size ? cell.data[0] : 0;
}

static bool is_courtesy(const resolver *v, hs_text role) {
    return text_equal(lexicon_cell(v->rules->roles, lexicon_find(v->rules->roles, role), 0, "kind"), TEXT("courtesy"));
}

// "Their lawyer", "su abogada": the client is whoever the report is about just then, more often people without a name than the body named last.
static bool has_vague_client(const resolver *v, uint32_t noun, hs_arena scratch) {
    enum { NEAR_TOKENS = 3 };
    if (!coreference_is_counsel(v->rules, text_lower(&scratch, tree_token(v->r, noun)->lemma))) return false;
    for (uint32_t at = noun; at-- > 0 && noun - at <= NEAR_TOKENS;) {
        lexicon_rows rows = lexicon_find(v->rules->pronouns, text_lower(&scratch, tree_token(v->r, at)->form));
        hs_text kind = lexicon_cell(v->rules->pronouns, rows, 0, "kind");
        if (rows.count) return text_equal(kind, TEXT("they")) || text_equal(kind, TEXT("any"));
    }
    return false;
}

static void give_role(resolver *v, uint32_t person, uint32_t noun, hs_text role, uint32_t body, hs_arena scratch) {
    hs_entity *e = &v->entities[person];
    if (has_vague_client(v, noun, scratch) || coreference_is_self(v->rules, v->r, noun, scratch)) body = HS_NONE;
    coreference_thing *t = &v->things[person];
    if (!t->gender) t->gender = role_gender(v, role);
    if (is_courtesy(v, role)) return;
    if (!e->role.size) e->role = role;
    if (e->body == HS_NONE && body != person) e->body = body;
    t->noun = tree_token(v->r, noun)->lemma;
    if (v->referent[noun] == HS_NONE && v->r->token_entity[noun] == HS_NONE) v->referent[noun] = person;
}

// A title before the name, and the name of a body before the title.
static void title_before(resolver *v, const hs_sentence *s, uint32_t mention, hs_arena *keep, hs_arena scratch) {
    const hs_entity *e = &v->entities[mention];
    uint32_t first = e->head;
    while (first > s->first && v->r->token_entity[first - 1] == mention) first--;
    if (first == s->first) return;
    uint32_t noun = first - 1, start = role_first(v, noun, s->first, scratch);
    if (start == HS_NONE) return;
    start = role_widened(v, start, s->first);
    hs_span span = {tree_token(v->r, start)->span.start, tree_token(v->r, noun)->span.end};
    uint32_t before = start > s->first ? v->r->token_entity[start - 1] : HS_NONE;
    if (before == HS_NONE && start > s->first + 1 && tree_token(v->r, start - 1)->upos == UPOS_PART) before = v->r->token_entity[start - 2];
    uint32_t body = before == HS_NONE ? body_below(v, noun, scratch) : v->entities[before].canonical;
    // "its partner Nils Ambrose": the tree may hang "its" on the name
    if (body == HS_NONE && start > s->first && tree_token(v->r, start - 1)->morph & MORPH_POSSESSIVE) body = thing_at(v, start - 1);
    give_role(v, e->canonical, noun, text_lower(keep, tree_text(v->r, span)), may_be_body(v, body, speaks_for(v, noun, scratch)) ? body : HS_NONE, scratch);
}

// Of "its chief executive", "the paper's chief executive" at the role's first token: whose.
static uint32_t owner_before(const resolver *v, const hs_sentence *s, uint32_t role, hs_arena scratch) {
    enum { MOST_ADJECTIVES = 3 };
    for (uint32_t steps = 0; steps <= MOST_ADJECTIVES && role > s->first; steps++, role--) {
        const hs_token *t = tree_token(v->r, role - 1);
        if (t->upos == UPOS_PART && role > s->first + 1) return thing_at(v, role - 2);
        if (lexicon_find(v->rules->pronouns, text_lower(&scratch, t->form)).count) {
            uint32_t owner = thing_at(v, role - 1);
            return is_told(v, owner) ? HS_NONE : acting_owner(v, role - 1, owner);
        }
        if (t->upos != UPOS_ADJ) return HS_NONE;
    }
    return HS_NONE;
}

// "A spokeswoman for the commission": the role's last token where a role and a word that links it to its body stand before `last`, HS_NONE. In
// `*body` what is named between.
static uint32_t linked_role(const resolver *v, const hs_sentence *s, uint32_t last, uint32_t *body, hs_arena scratch) {
    enum { LONGEST_BODY = 8 };
    *body = HS_NONE;
    for (uint32_t at = last; at > s->first && last - at < LONGEST_BODY; at--) {
        const hs_token *t = tree_token(v->r, at);
        if (t->upos == UPOS_PUNCT || t->upos == UPOS_VERB) return HS_NONE;
        if (*body == HS_NONE) *body = thing_at(v, at);
        bool link = t->upos == UPOS_ADP && lexicon_find(v->rules->links, text_lower(&scratch, t->form)).count;
        if (link && role_first(v, at - 1, s->first, scratch) != HS_NONE) return at - 1;
    }
    return HS_NONE;
}

// Role and body in the words before the name's comma; but: "He told the mayor, and Ada Pell agreed".
static void role_before_comma(resolver *v, const hs_sentence *s, uint32_t mention, hs_arena *keep, hs_arena scratch) {
    const hs_entity *e = &v->entities[mention];
    uint32_t first = e->head, body = HS_NONE;
    while (first > s->first && v->r->token_entity[first - 1] == mention) first--;
    if (first > s->first + 2 && role_first(v, first - 1, first - 1, scratch) != HS_NONE) first--; // "its commander, [Colonel] Otto Brandel"
    if (first > s->first + 2 && tree_token(v->r, first - 1)->upos == UPOS_DET) first--; // "su portavoz, [el] capitán Elías Poza"
    if (first < s->first + 2 || !text_equal(tree_token(v->r, first - 1)->form, TEXT(","))) return;
    uint32_t last = linked_role(v, s, first - 2, &body, scratch);
    if (last == HS_NONE) last = first - 2, body = HS_NONE;
    uint32_t start = role_first(v, last, s->first, scratch);
    if (start == HS_NONE) return;
    if (body == HS_NONE) body = owner_before(v, s, start, scratch);
    start = role_widened(v, start, s->first);
    bool fits = may_be_body(v, body, speaks_for(v, last, scratch));
    hs_span span = {tree_token(v->r, start)->span.start, tree_token(v->r, last)->span.end};
    give_role(v, e->canonical, last, text_lower(keep, tree_text(v->r, span)), fits ? body : HS_NONE, scratch);
}

static void role_of_person(resolver *v, const hs_sentence *s, uint32_t mention, hs_arena *keep, hs_arena scratch) {
    const hs_entity *e = &v->entities[mention];
    uint32_t head = e->head, over = tree_token(v->r, head)->head, body = HS_NONE;
    title_before(v, s, mention, keep, scratch);
    for (uint32_t child = tree_child(v->r, head, REL_APPOS); child != HS_NONE; child = tree_next(v->r, child, REL_APPOS))
        if (is_role(v, child, scratch)) give_role(v, e->canonical, child, role_text(v, child, s->first, keep, scratch), body_below(v, child, scratch), scratch);
    bool apposed = over != HS_NONE && tree_is(v->r, head, REL_APPOS);
    // "the head of the Rural Roads Agency, Otto Brandel": hung on the nearer noun
    uint32_t above = apposed && tree_is(v->r, over, REL_NMOD) ? tree_token(v->r, over)->head : HS_NONE;
    if (above != HS_NONE && !is_role(v, over, scratch) && is_role(v, above, scratch)) over = above;
    bool predicate = over != HS_NONE && tree_is(v->r, head, REL_NSUBJ) && tree_child(v->r, over, REL_COP) != HS_NONE;
    if ((apposed || predicate) && is_role(v, over, scratch)) {
        hs_text role = role_text(v, over, s->first, keep, scratch);
        body = body_below(v, over, scratch);
        give_role(v, e->canonical, over, role, body, scratch);
        if (predicate) v->referent[over] = v->referent[over] == e->canonical ? HS_NONE : v->referent[over];
    }
    body = body_below(v, head, scratch);
    if (may_be_body(v, body, false) && v->entities[e->canonical].body == HS_NONE && body != e->canonical && v->entities[body].type != HS_ENTITY_PLACE)
        v->entities[e->canonical].body = body;
    if (v->entities[e->canonical].body == HS_NONE) role_before_comma(v, s, mention, keep, scratch);
}

// "Ada Pell, who has chaired the company since March": an office told by its verb. Not one of the past: "who led the
// company until March".
static void office_by_verb(resolver *v, uint32_t verb, hs_arena scratch) {
    const hs_token *t = tree_token(v->r, verb);
    lexicon_rows rows = t->upos == UPOS_VERB ? lexicon_find(v->rules->verbs, text_lower(&scratch, t->lemma)) : (lexicon_rows){0};
    if (!rows.count) return;
    hs_text preposition = lexicon_cell(v->rules->verbs, rows, 0, "preposition");
    bool present = (t->morph & MORPH_PRESENT) != 0;
    for (uint32_t child = tree_child(v->r, verb, REL_AUX); child != HS_NONE; child = tree_next(v->r, child, REL_AUX))
        present |= (tree_token(v->r, child)->morph & MORPH_PRESENT) != 0;
    uint32_t subject = tree_child(v->r, verb, REL_NSUBJ), object = tree_child(v->r, verb, REL_OBJ), over = tree_token(v->r, verb)->head;
    if (preposition.size && subject == HS_NONE && over != HS_NONE && t->morph & MORPH_PARTICIPLE) { // "Ada Pell, speaking for the firm, said"
        present = true;
        subject = tree_is(v->r, verb, REL_ACL) ? over : tree_is(v->r, verb, REL_ADVCL) ? tree_child(v->r, over, REL_NSUBJ) : HS_NONE;
    }
    if (object == HS_NONE) object = tree_child(v->r, verb, REL_OBL);
    if (preposition.size && object != HS_NONE && !text_equal(tree_case(v->r, object, &scratch), preposition)) return; // "speaks to the firm"
    if (!present || subject == HS_NONE || object == HS_NONE) return;
    uint32_t person = thing_at(v, subject), body = thing_at(v, object);
    if (person == HS_NONE || v->entities[person].type != HS_ENTITY_PERSON || !may_be_body(v, body, false)) return;
    if (v->entities[body].type == HS_ENTITY_PLACE || v->entities[person].body != HS_NONE) return;
    v->entities[person].body = body;
}

// "Halden Power, the operator of the dam": the noun stands for the name from then on.
static void noun_of_thing(resolver *v, uint32_t mention) {
    const hs_entity *e = &v->entities[mention];
    uint32_t over = tree_token(v->r, e->head)->head, noun = HS_NONE;
    for (uint32_t child = tree_child(v->r, e->head, REL_APPOS); child != HS_NONE; child = tree_next(v->r, child, REL_APPOS))
        if (tree_token(v->r, child)->upos == UPOS_NOUN) noun = child;
    if (noun == HS_NONE && over != HS_NONE && tree_is(v->r, e->head, REL_APPOS) && tree_token(v->r, over)->upos == UPOS_NOUN) noun = over;
    if (noun == HS_NONE || v->r->token_entity[noun] != HS_NONE) return;
    if (!v->things[e->canonical].noun.size) v->things[e->canonical].noun = tree_token(v->r, noun)->lemma;
    v->referent[noun] = e->canonical;
}

void coreference_roles(resolver *v, const hs_sentence *sentence, hs_arena *keep, hs_arena scratch) {
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t mention = v->r->token_entity[t];
        office_by_verb(v, t, scratch);
        if (mention == HS_NONE || v->entities[mention].head != t) continue;
        if (v->entities[mention].type == HS_ENTITY_PERSON) role_of_person(v, sentence, mention, keep, scratch);
        else if (v->entities[mention].type != HS_ENTITY_OTHER) noun_of_thing(v, mention);
    }
}
