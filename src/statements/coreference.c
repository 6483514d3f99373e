// Who "he", "the company" and "its director" are.
//
// In: named things of a document and its trees. Out: token_referent, the canonical entity
// that a pronoun, a possessive, a relative pronoun or a definite noun stands for; and for
// every person the role and the body that the text gives ("Ada Pell, a spokeswoman for
// Halden Power").
//
// Method: the text is read once in order. Things stand in a list, the one named last in
// front. A pronoun takes the best of the nearest few that agree with it in kind and gender:
// near ones, subjects, and those spoken of before. A definite noun takes the nearest thing
// whose own noun it is ("the agency" for "Rural Roads Agency"), that was called so before
// ("Halden Power, the operator"), or whose kind it names ("the company"). What is learnt on
// the way (a gender from "she") holds from then on.
//
// Gets wrong: "it" for a whole event; "they" for people without names, which is left alone;
// pronouns of a quotation that mean somebody outside of it.
// Compare: Hobbs (1978), Lappin and Leass (1994) for the weights' order.
#include "base/text.h"
#include "statements/coreference.h"
#include "statements/entities.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"

const coreference_rules *coreference_open(const lexicon *words, hs_arena *keep) {
    coreference_rules *rules = arena_new(keep, coreference_rules, 1);
    rules->pronouns = lexicon_find_table(words, "coreference_pronouns");
    rules->nouns = lexicon_find_table(words, "coreference_nouns");
    rules->links = lexicon_find_table(words, "coreference_links");
    rules->verbs = lexicon_find_table(words, "coreference_verbs");
    rules->bodies = lexicon_find_table(words, "entities_bodies");
    rules->people = lexicon_find_table(words, "voices_people");
    rules->roles = lexicon_find_table(words, "entities_roles");
    rules->contexts = lexicon_find_table(words, "entities_contexts");
    return rules;
}

// ---------------------------------------------------------------- things

static void to_front(resolver *v, uint32_t thing) {
    coreference_thing *t = &v->things[thing];
    if (v->front == thing) return;
    if (t->listed) {
        if (t->before != HS_NONE) v->things[t->before].after = t->after;
        if (t->after != HS_NONE) v->things[t->after].before = t->before;
    }
    t->listed = true;
    t->before = HS_NONE;
    t->after = v->front;
    if (v->front != HS_NONE) v->things[v->front].before = thing;
    v->front = thing;
}

static bool is_subject(const resolver *v, uint32_t token) {
    return tree_is(v->r, token, REL_NSUBJ) || tree_token(v->r, token)->relation == REL_OBL_AGENT;
}

// The thing was spoken of at `token`.
static void touch(resolver *v, uint32_t thing, uint32_t token) {
    coreference_thing *t = &v->things[thing];
    if (t->sentence != v->sentence || !t->subject) t->subject = is_subject(v, token);
    t->token = token;
    t->sentence = v->sentence;
    t->count++;
    to_front(v, thing);
}

static char name_gender(const resolver *v, hs_text name, hs_arena *arena) {
    hs_text rest = name, first = text_cut(&rest, ' ');
    if (!rest.size) return 0;
    return entities_person(v->r->knowledge->entities, first, *arena).gender;
}

static bool is_kind_of_thing(const resolver *v, hs_text lemma) {
    return lexicon_find(v->rules->nouns, lemma).count || lexicon_find(v->rules->bodies, lemma).count;
}

// "Hollow Cross [hospital]": what a thing that is no person is called by the word behind its name; not: "the Halden company", which Halden may own.
static hs_text noun_behind(const resolver *v, const hs_entity *e, hs_arena scratch) {
    const hs_parse *parse = v->r->parse;
    uint32_t next = e->head + 1;
    if (e->type == HS_ENTITY_PERSON || e->type == HS_ENTITY_PLACE || next >= parse->token_count || v->r->token_entity[next] != HS_NONE) return (hs_text){0};
    const hs_token *t = tree_token(v->r, next);
    hs_text lemma = text_lower(&scratch, t->lemma);
    bool small = (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN) && text_equal_fold(t->form, lemma) && byte_is_lower((unsigned char)t->form.data[0]);
    return small && !text_equal(lexicon_cell(v->rules->nouns, lexicon_find(v->rules->nouns, lemma), 0, "calls"), TEXT("business")) && is_kind_of_thing(v, lemma) ? t->lemma : (hs_text){0};
}

static void meet(resolver *v, uint32_t entity, hs_arena scratch) {
    const hs_entity *e = &v->entities[entity];
    uint32_t thing = e->canonical;
    coreference_thing *t = &v->things[thing];
    bool common = e->head < v->r->parse->token_count && tree_token(v->r, e->head)->upos == UPOS_NOUN;
    if (!t->count) t->type = v->entities[thing].type, t->token = e->head;
    if (t->type == HS_ENTITY_PERSON && !t->gender) t->gender = name_gender(v, e->name, &scratch);
    if (common) t->noun = tree_token(v->r, e->head)->lemma;
    hs_text behind = noun_behind(v, e, scratch);
    if (behind.size && !t->noun.size) t->noun = behind;
    touch(v, thing, e->head);
    v->referent[e->head] = thing;
}

// ---------------------------------------------------------------- pronouns

static bool is_body(hs_entity_type type) {
    return type == HS_ENTITY_ORGANISATION || type == HS_ENTITY_OUTLET || type == HS_ENTITY_GOVERNMENT || type == HS_ENTITY_ARMED_FORCE ||
           type == HS_ENTITY_GROUP;
}

// Whether the word over `token` is something that only people and bodies do.
static bool does_deed(const resolver *v, uint32_t token, hs_arena *arena) {
    uint32_t head = tree_token(v->r, token)->head;
    if (head == HS_NONE || !is_subject(v, token)) return false;
    lexicon_rows rows = lexicon_find(v->rules->contexts, text_lower(arena, tree_token(v->r, head)->lemma));
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(v->rules->contexts, rows, i, "kind"), TEXT("subject"))) return true;
    return false;
}

// A verb's subject and its object are two things, but for reflexives.
static bool same_clause(const resolver *v, uint32_t a, uint32_t b) {
    uint32_t head = tree_token(v->r, a)->head;
    return head != HS_NONE && head == tree_token(v->r, b)->head && !(tree_token(v->r, b)->morph & MORPH_REFLEXIVE);
}

static bool agrees(const coreference_thing *t, hs_text kind) {
    if (text_equal(kind, TEXT("m"))) return t->type == HS_ENTITY_PERSON && t->gender != 'f';
    if (text_equal(kind, TEXT("f"))) return t->type == HS_ENTITY_PERSON && t->gender != 'm';
    if (text_equal(kind, TEXT("any"))) return t->type != HS_ENTITY_OTHER;
    if (text_equal(kind, TEXT("they"))) return is_body(t->type);
    return t->type != HS_ENTITY_PERSON && t->type != HS_ENTITY_OTHER;
}

enum { NEAR_THINGS = 24, FAR_THINGS = 200, LEAST = 6 };

static int32_t pronoun_points(const resolver *v, const coreference_thing *t, uint32_t token, hs_text kind, bool owner, bool deed) {
    uint32_t distance = v->sentence - t->sentence;
    bool personal = text_equal(kind, TEXT("m")) || text_equal(kind, TEXT("f"));
    int32_t points = 12 - 4 * (int32_t)(distance < 8 ? distance : 8) + (t->subject ? 4 : 0) + (t->count > 2 ? 1 : 0);
    if (personal) return points + (t->gender && t->gender == kind.data[0] ? 4 : 0) + (distance < 4 ? 3 : 0);
    if (is_body(t->type)) points += deed || owner ? 4 : 0;
    else if (deed) points -= 12;
    else if (t->type == HS_ENTITY_PLACE) points -= owner ? 5 : 8;
    if (!owner && !deed) points -= is_subject(v, token) ? 4 : 12; // "it" is mostly no named thing
    if (text_equal(kind, TEXT("they"))) points -= owner || deed ? 5 : 40;
    return points - (distance > 1 ? 4 : 0);
}

// Where the subject before the pronoun is a common noun, "it" is that: "the bridge lay on
// its side". Not where a named subject stands between: "the bridge that Halden lost its way to".
static bool common_subject(const resolver *v, uint32_t token) {
    const hs_sentence *s = &v->r->parse->sentences[v->sentence];
    for (uint32_t t = token; t-- > s->first;) {
        if (!tree_is(v->r, t, REL_NSUBJ)) continue;
        const hs_token *subject = tree_token(v->r, t);
        if (v->referent[t] != HS_NONE || v->r->token_entity[t] != HS_NONE) return false;
        if (subject->upos == UPOS_NOUN && !(subject->morph & MORPH_PLURAL)) return true;
    }
    return false;
}

// "During his stay, Otto Brandel said": the person who follows as the sentence's subject.
static uint32_t subject_ahead(const resolver *v, uint32_t token, hs_text kind) {
    uint32_t root = v->r->parse->sentences[v->sentence].root;
    if (root == HS_NONE || root < token) return HS_NONE;
    uint32_t subject = tree_child(v->r, root, REL_NSUBJ), top = token;
    if (subject == HS_NONE || subject < token || v->r->token_entity[subject] == HS_NONE) return HS_NONE;
    for (uint32_t steps = 0; steps < 32 && tree_token(v->r, top)->head != root; steps++)
        if ((top = tree_token(v->r, top)->head) == HS_NONE) return HS_NONE;
    if (!tree_is(v->r, top, REL_OBL) && !tree_is(v->r, top, REL_ADVCL)) return HS_NONE;
    uint32_t thing = v->entities[v->r->token_entity[subject]].canonical;
    coreference_thing seen = v->things[thing];
    if (!seen.count) seen.type = v->entities[thing].type;
    return agrees(&seen, kind) ? thing : HS_NONE;
}

// A common noun for one person: "guard".
static bool is_someone(const reading *r, uint32_t token, hs_arena scratch) {
    const hs_token *t = tree_token(r, token);
    if (t->upos != UPOS_NOUN || t->morph & MORPH_PLURAL) return false;
    hs_text lemma = text_lower(&scratch, t->lemma);
    hs_text class = lexicon_cell(r->knowledge->coreference->people, lexicon_find(r->knowledge->coreference->people, lemma), 0, "class");
    const lexicon_table *persons = r->knowledge->predicates->persons;
    hs_text kind = lexicon_cell(persons, lexicon_find(persons, lemma), 0, "kind");
    return text_equal(class, TEXT("anonymous")) || (!class.size && text_equal(kind, TEXT("person")));
}

static bool is_person_noun(const reading *r, uint32_t token, bool many, hs_arena scratch) {
    const hs_token *t = tree_token(r, token);
    bool fits = t->upos == UPOS_NOUN && many == ((t->morph & MORPH_PLURAL) != 0);
    hs_text class = lexicon_cell(r->knowledge->coreference->people,
                                 lexicon_find(r->knowledge->coreference->people, text_lower(&scratch, t->lemma)), 0, "class");
    return (fits && class.size && (many || !text_equal(class, TEXT("body")))) || (!many && is_someone(r, token, scratch)); // "the police", who are many
}

// "The Echo has spoken to a fitter who works there": whom an outlet, or who writes, has met; HS_NONE.
static uint32_t interviewed(const reading *r, uint32_t subject, hs_arena scratch) {
    uint32_t entity = r->token_entity[subject], verb = tree_token(r, subject)->head;
    bool outlet = entity != HS_NONE && (r->entities[entity].type == HS_ENTITY_OUTLET || text_equal_fold(r->entities[entity].name, r->document->outlet));
    bool writer = tree_token(r, subject)->upos == UPOS_PRON && !(tree_token(r, subject)->morph & (MORPH_THIRD | MORPH_SECOND));
    for (uint32_t child = outlet || writer ? r->first_child[verb] : HS_NONE; child != HS_NONE; child = r->next_sibling[child]) {
        bool met = child > verb && (tree_is(r, child, REL_OBJ) || tree_is(r, child, REL_OBL)) && r->token_entity[child] == HS_NONE;
        if (met && is_someone(r, child, scratch)) return child;
    }
    return HS_NONE;
}

uint32_t coreference_unnamed(const reading *r, const uint32_t *referent, uint32_t pronoun, hs_arena scratch) {
    enum { SENTENCES_BACK = 4 };
    uint32_t sentence = tree_sentence(r, pronoun), end = pronoun;
    bool many = (tree_token(r, pronoun)->morph & MORPH_PLURAL) != 0;
    for (uint32_t back = 1; back <= SENTENCES_BACK && back <= sentence; back++) {
        const hs_sentence *s = &r->parse->sentences[sentence - back];
        uint32_t subject = s->root == HS_NONE ? HS_NONE : tree_child(r, s->root, REL_NSUBJ);
        if (subject == HS_NONE) return HS_NONE;
        for (uint32_t t = subject + 1; t < end; t++)
            if (r->token_entity[t] != HS_NONE && r->entities[r->token_entity[t]].type == HS_ENTITY_PERSON) return HS_NONE;
        uint32_t met = many ? HS_NONE : interviewed(r, subject, scratch);
        if (met != HS_NONE) return met;
        if (r->token_entity[subject] != HS_NONE || referent[subject] != HS_NONE) return HS_NONE;
        if (tree_token(r, subject)->upos != UPOS_PRON) return is_person_noun(r, subject, many, scratch) ? subject : HS_NONE;
        end = s->first;
    }
    return HS_NONE;
}

// "A guard is helping the police; [he] has not been charged": the pronoun goes on with somebody without a name whom the same
// sentence is about, not with a person named before; but: "A spokesman said he would resign", who speaks of others.
static bool is_unnamed_here(const resolver *v, uint32_t pronoun, hs_arena scratch) {
    const reading *r = v->r;
    const hs_sentence *s = &r->parse->sentences[v->sentence];
    for (uint32_t t = pronoun; t-- > s->first;) {
        uint32_t entity = r->token_entity[t] != HS_NONE ? r->token_entity[t] : v->referent[t], head = tree_token(r, t)->head;
        if (entity != HS_NONE && v->things[v->entities[entity].canonical].type == HS_ENTITY_PERSON) return false;
        if (!tree_is(r, t, REL_NSUBJ) || entity != HS_NONE || !is_someone(r, t, scratch)) continue;
        const cue_entry *said = head == HS_NONE ? NULL : voices_entry(r->knowledge->voices, tree_token(r, head)->lemma, UPOS_VERB);
        return !said || said->kind != CUE_say || tree_token(r, t)->relation == REL_NSUBJ_PASS;
    }
    return false;
}

static void resolve_pronoun(resolver *v, uint32_t token, hs_text kind, bool owner, hs_arena scratch) {
    if (tree_is(v->r, token, REL_EXPL)) return;
    bool deed = does_deed(v, token, &scratch), personal = text_equal(kind, TEXT("m")) || text_equal(kind, TEXT("f"));
    bool they = text_equal(kind, TEXT("they")) && deed;
    if ((personal || they) && coreference_unnamed(v->r, v->referent, token, scratch) != HS_NONE) return;
    if (personal && is_unnamed_here(v, token, scratch)) return;
    if (text_equal(kind, TEXT("it")) && !deed && common_subject(v, token)) return;
    uint32_t best = personal ? subject_ahead(v, token, kind) : HS_NONE, looked = 0;
    if (best != HS_NONE) {
        v->referent[token] = best;
        return;
    }
    int32_t most = LEAST - 1;
    for (uint32_t at = v->front; at != HS_NONE && looked < NEAR_THINGS; at = v->things[at].after, looked++) {
        const coreference_thing *t = &v->things[at];
        if (!agrees(t, kind) || t->token >= token || (!owner && same_clause(v, t->token, token))) continue;
        int32_t points = pronoun_points(v, t, token, kind, owner, deed);
        if (points > most) most = points, best = at;
    }
    if (best == HS_NONE) return;
    if (personal) v->things[best].gender = kind.data[0];
    v->referent[token] = best;
    touch(v, best, token);
}

// "Otto Brandel, who left": the pronoun stands for what its clause hangs on.
static bool resolve_relative(resolver *v, uint32_t token) {
    const hs_token *t = tree_token(v->r, token);
    if (!(t->morph & MORPH_RELATIVE)) return false;
    uint32_t at = token;
    for (uint32_t steps = 0; steps < 6 && at != HS_NONE; steps++) {
        if (tree_token(v->r, at)->relation == REL_ACL_RELCL || tree_token(v->r, at)->relation == REL_ACL) {
            uint32_t head = tree_token(v->r, at)->head;
            if (head != HS_NONE && head < token) v->referent[token] = v->referent[head];
            return true;
        }
        at = tree_token(v->r, at)->head;
    }
    return true;
}

// ---------------------------------------------------------------- definite nouns

// "This newspaper", "este diario": the document's own, whichever was named last.
static bool is_demonstrative(const resolver *v, uint32_t token) {
    for (uint32_t child = v->r->first_child[token]; child != HS_NONE; child = v->r->next_sibling[child])
        if (tree_is(v->r, child, REL_DET) && tree_token(v->r, child)->morph & MORPH_DEMONSTRATIVE) return true;
    return false;
}

static bool is_definite(const resolver *v, uint32_t token) {
    for (uint32_t child = v->r->first_child[token]; child != HS_NONE; child = v->r->next_sibling[child]) {
        const hs_token *t = tree_token(v->r, child);
        if (tree_is(v->r, child, REL_DET) && t->morph & (MORPH_DEFINITE | MORPH_DEMONSTRATIVE)) return true;
    }
    return false;
}

// Words about the noun that tell it from others: "another company", "the rival company".
static bool is_modified(const resolver *v, uint32_t token) {
    for (uint32_t child = v->r->first_child[token]; child != HS_NONE; child = v->r->next_sibling[child])
        if (tree_is(v->r, child, REL_AMOD) || tree_is(v->r, child, REL_COMPOUND) || tree_is(v->r, child, REL_NUMMOD) ||
            (tree_is(v->r, child, REL_NMOD) && tree_token(v->r, child)->relation != REL_NMOD_POSS) ||
            (tree_token(v->r, child)->relation == REL_ACL && child == token + 1)) // "the union representing the drivers"
            return true;
    return false;
}

static bool names_noun(const resolver *v, uint32_t thing, hs_text lemma, hs_arena *arena) {
    if (v->things[thing].type == HS_ENTITY_PERSON) return false;
    hs_text name = text_lower(arena, v->entities[thing].name);
    bool last = text_ends(name, lemma) && name.size > lemma.size && name.data[name.size - lemma.size - 1] == ' ';
    if (last && is_body(v->things[thing].type) && !is_kind_of_thing(v, lemma)) last = false; // "the rail" for Halden Rail
    // "the bank" for the Bank of Tarrin, but not "the rail" for the Rail Accident Board: what a body is may stand first, what it is for is no name of it
    bool first = text_starts(name, lemma) && name.size > lemma.size && name.data[lemma.size] == ' ' && is_kind_of_thing(v, lemma);
    return last || first || text_equal(name, lemma);
}

static hs_text noun_cell(const resolver *v, hs_text noun, const char *column) {
    return lexicon_cell(v->rules->nouns, lexicon_find(v->rules->nouns, noun), 0, column);
}

static hs_text body_kinds(const resolver *v, hs_text noun) { return lexicon_cell(v->rules->bodies, lexicon_find(v->rules->bodies, noun), 0, "kinds"); }

static bool shares_kind(hs_text a, hs_text b) {
    while (a.size) {
        hs_text kind = text_cut(&a, ' ');
        for (hs_text rest = b; rest.size;)
            if (text_equal(text_cut(&rest, ' '), kind)) return true;
    }
    return false;
}

// "Ulm valley" is no town, and the Weavers' Union no court: their names say what they are.
static bool has_other_noun(const resolver *v, uint32_t thing, hs_text lemma, hs_arena *arena) {
    hs_text name = text_lower(arena, v->entities[thing].name), first = text_cut(&name, ' '), last = first;
    while (name.size) last = text_cut(&name, ' ');
    hs_text type = noun_cell(v, last, "type"), kinds = body_kinds(v, lemma), other = body_kinds(v, last);
    if (!other.size) other = body_kinds(v, first);
    if (kinds.size && other.size && !shares_kind(kinds, other)) return true;
    return text_equal(type, TEXT("place")) || text_equal(type, TEXT("facility"));
}

// By its whole name or the first or last words of it.
static bool is_own_outlet(const resolver *v, uint32_t thing, hs_arena *arena) {
    hs_text name = text_lower(arena, v->entities[thing].name), outlet = text_lower(arena, v->r->document->outlet);
    return name.size && (text_starts(outlet, name) || text_ends(outlet, name));
}

static int32_t noun_points(const resolver *v, uint32_t thing, hs_text lemma, hs_text type, hs_arena *arena) {
    const coreference_thing *t = &v->things[thing];
    uint32_t distance = v->sentence - t->sentence;
    int32_t points = -1000, far = (int32_t)(distance < 30 ? distance : 30);
    if (t->called.size && text_equal_fold(t->called, lemma)) points = 72;
    else if (text_equal_fold(t->noun, lemma)) points = 60;
    else if (names_noun(v, thing, lemma, arena)) points = 56;
    else if (type.size && coreference_is_type(t->type, type) && distance < 12 && !has_other_noun(v, thing, lemma, arena)) points = 20 + (t->count > 3 ? 3 : 0);
    // "the firm denied it", where the only name of it told no kind: "Halden said on Monday"
    else if (t->type == HS_ENTITY_OTHER && t->subject && distance < 8 && text_equal(noun_cell(v, lemma, "calls"), TEXT("business")))
        points = 10 + (t->count > 2 ? 2 : 0);
    // an outlet is a company, too, but rarely the one that a report is about, and no bank or board
    else if (t->type == HS_ENTITY_OUTLET && text_equal(noun_cell(v, lemma, "calls"), TEXT("business")) && distance < 4 && !is_own_outlet(v, thing, arena)) points = 12;
    return points - far + (t->subject ? 2 : 0);
}

static void resolve_noun(resolver *v, uint32_t token, hs_arena scratch) {
    hs_text lemma = text_lower(&scratch, tree_token(v->r, token)->lemma);
    lexicon_rows rows = lexicon_find(v->rules->nouns, lemma);
    bool role = lexicon_find(v->rules->roles, lemma).count > 0, modified = is_modified(v, token);
    hs_text type = modified ? (hs_text){0} : lexicon_cell(v->rules->nouns, rows, 0, "type");
    uint32_t owner = coreference_owner(v, token), best = HS_NONE, looked = 0;
    int32_t most = 0;
    bool many = tree_token(v->r, token)->morph & MORPH_PLURAL && !text_equal(type, TEXT("armed-force")) && !text_equal(type, TEXT("group")) &&
                !text_equal(type, TEXT("government"));
    if (many) return; // "the two firms"
    if (text_equal(type, TEXT("outlet")) && is_demonstrative(v, token)) return;
    bool office = text_equal(lexicon_cell(v->rules->nouns, rows, 0, "type"), TEXT("office"));
    if (office && owner != HS_NONE && v->things[owner].type != HS_ENTITY_PLACE) {
        v->referent[token] = owner; // "her office", "the ministry's press service": who it speaks for
        return;
    }
    uint32_t body = owner != HS_NONE && v->things[owner].type == HS_ENTITY_PERSON ? v->entities[owner].body : HS_NONE;
    if (body != HS_NONE && (names_noun(v, body, lemma, &scratch) || (type.size && coreference_is_type(v->things[body].type, type)))) {
        v->referent[token] = body; // "his service" is the one that he heads
        return;
    }
    for (uint32_t at = v->front; at != HS_NONE && looked < FAR_THINGS; at = v->things[at].after, looked++) {
        hs_arena copy = scratch;
        const coreference_thing *t = &v->things[at];
        if (t->token >= token || (t->type == HS_ENTITY_PERSON && !role) || (modified && !text_equal_fold(t->noun, lemma))) continue;
        if (modified && t->type != HS_ENTITY_PERSON) continue;
        if (owner != HS_NONE && (t->type != HS_ENTITY_PERSON || v->entities[at].body != owner)) continue;
        int32_t points = noun_points(v, at, lemma, type, &copy);
        if (points > most) most = points, best = at;
    }
    if (best == HS_NONE) return;
    v->referent[token] = best;
    // "the administration" goes on to mean the one that it meant, when another is named later
    if (!modified && owner == HS_NONE && names_noun(v, best, lemma, &scratch)) v->things[best].called = tree_token(v->r, token)->lemma;
    touch(v, best, token);
}

// ---------------------------------------------------------------- the pass

static bool is_mention_head(const resolver *v, uint32_t token) {
    uint32_t entity = v->r->token_entity[token];
    return entity != HS_NONE && v->entities[entity].head == token;
}

static void read_token(resolver *v, uint32_t token, hs_arena scratch) {
    const hs_token *t = tree_token(v->r, token);
    if (is_mention_head(v, token)) {
        meet(v, v->r->token_entity[token], scratch);
        return;
    }
    if (v->referent[token] != HS_NONE) return;
    if (t->upos == UPOS_PRON || t->upos == UPOS_DET || t->upos == UPOS_ADJ) {
        hs_text lower = text_lower(&scratch, t->form);
        lexicon_rows rows = lexicon_find(v->rules->pronouns, lower);
        if (resolve_relative(v, token) || !rows.count) return;
        bool owner = text_equal(lexicon_cell(v->rules->pronouns, rows, 0, "owner"), TEXT("yes"));
        resolve_pronoun(v, token, lexicon_cell(v->rules->pronouns, rows, 0, "kind"), owner, scratch);
    } else if (t->upos == UPOS_NOUN && v->r->token_entity[token] == HS_NONE) {
        if (is_definite(v, token) || coreference_owner(v, token) != HS_NONE) resolve_noun(v, token, scratch);
    }
}

static void start(resolver *v, hs_arena *keep, hs_arena *scratch) {
    reading *r = v->r;
    v->referent = arena_new(keep, uint32_t, r->parse->token_count + 1);
    for (uint32_t t = 0; t < r->parse->token_count; t++) v->referent[t] = HS_NONE;
    v->entities = arena_new(keep, hs_entity, r->entity_count + 1);
    if (r->entity_count) memcpy(v->entities, r->entities, r->entity_count * sizeof *v->entities);
    v->things = arena_new(scratch, coreference_thing, r->entity_count + 1);
    v->front = HS_NONE;
}

void coreference_resolve(reading *r, hs_arena *keep, hs_arena scratch) {
    resolver v = {.r = r, .rules = r->knowledge->coreference};
    start(&v, keep, &scratch);
    for (v.sentence = 0; v.sentence < r->parse->sentence_count; v.sentence++) {
        const hs_sentence *s = &r->parse->sentences[v.sentence];
        v.read = false;
        coreference_roles(&v, s, keep, scratch); // so that "its director" is known when read
        for (uint32_t t = s->first; t < s->first + s->count; t++) read_token(&v, t, scratch);
        v.read = true;
        coreference_roles(&v, s, keep, scratch); // with what the sentence's own words stand for
    }
    for (uint32_t i = 0; i < r->entity_count; i++) {
        hs_entity *e = &v.entities[i];
        if (e->canonical == i) continue;
        e->body = v.entities[e->canonical].body;
        e->role = v.entities[e->canonical].role;
    }
    r->entities = v.entities;
    r->token_referent = v.referent;
}
