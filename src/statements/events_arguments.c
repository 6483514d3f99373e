// What stands around a word that may be an event: who acts, what is acted upon, what the
// prepositions below it govern, which clause completes it.
//
// In: the tree. Out: deep roles, the same for "the army shelled the town", "the town was
// shelled by the army", "the army that shelled the town", "shelling the town, the army" and
// "the shelling of the town by the army". An event noun under a light verb borrows what
// hangs on the verb: "the army launched a raid on the town", where the parser may hang "on
// the town" on either. What it gets wrong: a gap is filled by the nearest candidate, without
// regard to meaning; a shared object of coordinated verbs is taken only when it follows both.
#include "base/text.h"
#include "statements/events_match.h"

static const uint32_t STEPS_MOST = 4; // how far a shared subject is looked for

static bool is_relative(coder *c, uint32_t token) {
    const hs_token *t = tree_token(c->reading, token);
    return (t->upos == UPOS_PRON || t->upos == UPOS_DET || t->upos == UPOS_SCONJ) &&
           ((t->morph & MORPH_RELATIVE) || events_word_is(c->lexicon, coder_lemma(c, token), "relative"));
}

static bool is_verbal(const reading *r, uint32_t token) {
    uint8_t upos = tree_token(r, token)->upos;
    return upos == UPOS_VERB || upos == UPOS_AUX;
}

static void add_preposition(event_arguments *out, hs_text preposition, uint32_t token) {
    if (!preposition.size || out->preposition_count == sizeof out->prepositions / sizeof *out->prepositions) return;
    out->prepositions[out->preposition_count++] = (event_argument){preposition, token};
}

static void add_particle(event_arguments *out, uint32_t token) {
    if (out->particle_count < sizeof out->particles / sizeof *out->particles)
        out->particles[out->particle_count++] = token;
}

static void set(uint32_t *slot, uint32_t token) {
    if (*slot == HS_NONE) *slot = token;
}

// The mark of a clause below a word: "of" in "accused of killing".
static hs_text mark_of(coder *c, uint32_t clause) {
    uint32_t mark = tree_child(c->reading, clause, REL_MARK);
    if (mark == HS_NONE) mark = tree_child(c->reading, clause, REL_CASE);
    return mark == HS_NONE ? (hs_text){0} : coder_lemma(c, mark);
}

static void take_clause(coder *c, uint32_t child, uint8_t relation, event_arguments *out) {
    const hs_token *t = tree_token(c->reading, child);
    hs_text mark = mark_of(c, child);
    bool infinitive = (t->morph & MORPH_INFINITIVE) || events_word_is(c->lexicon, mark, "infinitive");
    if (relation == REL_CCOMP || relation == REL_XCOMP || infinitive) set(&out->complement, child);
    if (mark.size) add_preposition(out, mark, child);
}

static void take_verb_child(coder *c, uint32_t child, event_arguments *out) {
    const reading *r = c->reading;
    const hs_token *t = tree_token(r, child);
    uint8_t relation = ud_relation_universal(t->relation);
    switch (relation) {
    case REL_NSUBJ: set(out->passive ? &out->object : &out->subject, child); break;
    case REL_OBJ: set(&out->object, child); break;
    case REL_IOBJ: set(&out->indirect, child); break;
    case REL_OBL: {
        hs_text preposition = tree_case(r, child, c->scratch);
        if (r->token_time[child] != HS_NONE) break; // "called the king on Friday" calls on nobody
        if (t->relation == REL_OBL_AGENT || (out->passive && events_word_is(c->lexicon, preposition, "agent")))
            set(&out->subject, child);
        add_preposition(out, preposition, child);
        break;
    }
    case REL_XCOMP:
        if (t->upos == UPOS_ADJ || t->upos == UPOS_ADV) add_particle(out, child);
        take_clause(c, child, relation, out);
        break;
    case REL_CCOMP:
    case REL_ADVCL: take_clause(c, child, relation, out); break;
    case REL_COMPOUND:
        if (t->relation == REL_COMPOUND_PRT) add_particle(out, child);
        break;
    case REL_ADVMOD:
        if (t->span.end - t->span.start <= 7) add_particle(out, child);
        break;
    case REL_CASE: // "a man to look into the fire": a stranded preposition reads like a particle
    case REL_MARK:
        if (t->upos == UPOS_ADP) add_particle(out, child);
        break;
    default: break;
    }
}

static bool is_passive(const reading *r, uint32_t verb) {
    const hs_token *t = tree_token(r, verb);
    bool object = false;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = tree_token(r, child)->relation;
        if (relation == REL_AUX_PASS || relation == REL_NSUBJ_PASS || relation == REL_EXPL_PASS) return true;
        object |= relation == REL_OBJ;
    }
    if (object) return false; // a past tense that was tagged as a participle
    if (t->morph & MORPH_PASSIVE) return true;
    return t->relation == REL_ACL && (t->morph & MORPH_PARTICIPLE) && (t->morph & MORPH_PAST);
}

// A sentence whose only verb hangs as a participle on its root noun was misread: "The premier called for
// calm" reads as "the premier, called for calm". But: "Prisoners held by the army." has an agent.
static bool misread(const reading *r, uint32_t noun, const event_arguments *out) {
    return tree_token(r, noun)->relation == REL_ROOT && out->subject == HS_NONE && out->object == HS_NONE &&
           tree_child(r, noun, REL_COP) == HS_NONE;
}

// The noun that a participle or a relative clause stands at: "talks held in June", "troops that fled".
static void take_modified_noun(coder *c, uint32_t verb, event_arguments *out) {
    const reading *r = c->reading;
    const hs_token *t = tree_token(r, verb);
    if (t->head == HS_NONE || ud_relation_universal(t->relation) != REL_ACL) return;
    bool relative = t->relation == REL_ACL_RELCL;
    if (out->subject != HS_NONE && is_relative(c, out->subject)) out->subject = t->head;
    else if (out->object != HS_NONE && is_relative(c, out->object)) out->object = t->head;
    else if (out->passive && misread(r, t->head, out)) out->subject = t->head;
    else if (out->passive) set(&out->object, t->head);
    else if (out->subject == HS_NONE) out->subject = t->head;
    else if (relative) set(&out->object, t->head); // "the town the army took"
}

// A missing subject is that of the verb above: "halted the talks and left", "ordered the army to move".
static void share_subject(coder *c, uint32_t verb, event_arguments *out) {
    const reading *r = c->reading;
    uint32_t at = verb;
    for (uint32_t step = 0; step < STEPS_MOST && out->subject == HS_NONE; step++) {
        const hs_token *t = tree_token(r, at);
        uint8_t relation = ud_relation_universal(t->relation);
        bool inner = relation == REL_XCOMP || relation == REL_ADVCL || relation == REL_CCOMP;
        if (t->head == HS_NONE || !(relation == REL_CONJ || inner) || !is_verbal(r, t->head)) return;
        uint32_t object = tree_child(r, t->head, REL_OBJ), subject = tree_child(r, t->head, REL_NSUBJ);
        bool controlled = relation == REL_XCOMP && object != HS_NONE;
        bool passive_above = is_passive(r, t->head);
        uint32_t found = controlled ? object : subject;
        if (found != HS_NONE && !(relation == REL_CONJ && passive_above != out->passive)) {
            set(out->passive ? &out->object : &out->subject, found);
            return;
        }
        at = t->head;
    }
}

// "killed and injured dozens": the object hangs on the first verb and follows both.
static void share_object(coder *c, uint32_t verb, event_arguments *out) {
    const hs_token *t = tree_token(c->reading, verb);
    if (out->object != HS_NONE || t->relation != REL_CONJ || t->head == HS_NONE) return;
    uint32_t object = tree_child(c->reading, t->head, REL_OBJ);
    if (object != HS_NONE && object > verb) out->object = object;
}

// What hangs on the object may belong to the verb: "sent aid to the islands".
static void borrow_from_object(coder *c, event_arguments *out) {
    const reading *r = c->reading;
    if (out->object == HS_NONE || tree_token(r, out->object)->upos != UPOS_NOUN) return;
    for (uint32_t child = tree_child(r, out->object, REL_NMOD); child != HS_NONE; child = tree_next(r, child, REL_NMOD)) {
        hs_text preposition = tree_case(r, child, c->scratch);
        if (preposition.size && !events_word_is(c->lexicon, preposition, "object")) add_preposition(out, preposition, child);
    }
}

static void arguments_of_verb(coder *c, uint32_t verb, event_arguments *out) {
    const reading *r = c->reading;
    out->passive = is_passive(r, verb);
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child])
        take_verb_child(c, child, out);
    take_modified_noun(c, verb, out);
    share_object(c, verb, out);
    borrow_from_object(c, out);
    if (out->subject == HS_NONE && !(out->passive && out->object != HS_NONE)) share_subject(c, verb, out);
}

static void take_noun_child(coder *c, uint32_t child, event_arguments *out) {
    const reading *r = c->reading;
    const hs_token *t = tree_token(r, child);
    switch (ud_relation_universal(t->relation)) {
    case REL_NMOD:
    case REL_OBL: {
        hs_text preposition = tree_case(r, child, c->scratch);
        if (t->relation == REL_NMOD_POSS) set(&out->subject, child);
        else if (events_word_is(c->lexicon, preposition, "agent")) out->subject = child;
        else if (events_word_is(c->lexicon, preposition, "object")) set(&out->object, child);
        add_preposition(out, preposition, child);
        break;
    }
    case REL_ACL:
    case REL_ADVCL:
    case REL_XCOMP:
    case REL_CCOMP:
        if (t->relation != REL_ACL_RELCL) take_clause(c, child, REL_ACL, out);
        break;
    default: break;
    }
}

static event_arguments nothing(void) {
    return (event_arguments){.subject = HS_NONE, .object = HS_NONE, .indirect = HS_NONE, .complement = HS_NONE};
}

static void arguments_of_noun(coder *c, uint32_t noun, event_arguments *out) {
    const reading *r = c->reading;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child])
        take_noun_child(c, child, out);
    const hs_token *t = tree_token(r, noun);
    bool carried = tree_is(r, noun, REL_OBJ) || t->relation == REL_NSUBJ_PASS;
    if (!carried || t->head == HS_NONE || !is_verbal(r, t->head)) return;
    event_arguments verb = nothing();
    arguments_of_verb(c, t->head, &verb);
    set(&out->subject, verb.subject);
    set(&out->indirect, verb.indirect);
    for (uint32_t i = 0; i < verb.preposition_count; i++)
        add_preposition(out, verb.prepositions[i].preposition, verb.prepositions[i].token);
}

void coder_arguments(coder *c, uint32_t token, event_arguments *out) {
    *out = nothing();
    if (is_verbal(c->reading, token)) {
        arguments_of_verb(c, token, out);
        return;
    }
    uint8_t upos = tree_token(c->reading, token)->upos;
    if (upos == UPOS_ADJ) arguments_of_verb(c, token, out); // "were ready to meet"
    else arguments_of_noun(c, token, out);
}
