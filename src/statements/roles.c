// Who does it, to whom, where, when, how many: fills parties, place, time, quantities and
// governor of every statement.
//
// In: predicates, names, coreference, times and quantities. Out: the same statements with
// what stands in their slots. Method: the tree gives a verb's subject and object; where it
// does not, the construction does (passive, relative clause, control and raising, bare
// participle, coordination). A noun's parties are its possessor, its modifier, its "of",
// "by", "on", "between"; where it has none they are those of the verb that carries it or
// of the plan it belongs to. What it gets wrong: which of two parties a bare modifier is
// ("police raid", "prison raid") is told by a list of nouns for those who act; a subject
// that only an earlier sentence names is found by coreference or not at all.
#include "statements/predicates.h"

#include "base/limits.h"
#include "base/text.h"
#include "statements/tree.h"

enum { PARTY_LIMIT = 12, CLIMB_LIMIT = 12 };

// Heads of the noun phrases in one slot.
typedef struct slot {
    uint32_t tokens[PARTY_LIMIT];
    uint32_t count;
} slot;

// What one statement has been given so far.
typedef struct roles {
    slot actors, recipients, places;
} roles;

static uint32_t head_of(const reading *r, uint32_t token) { return tree_token(r, token)->head; }
static bool has(const reading *r, uint32_t token, uint32_t morph) { return (tree_token(r, token)->morph & morph) != 0; }

// ---------------------------------------------------------------- slots

// The noun phrase that ends right before a token, commas left out: its head.
static uint32_t phrase_before(const reading *r, uint32_t token) {
    uint32_t first = r->parse->sentences[tree_sentence(r, token)].first, at = token;
    while (at > first && (tree_token(r, at - 1)->upos == UPOS_PUNCT || tree_token(r, at - 1)->upos == UPOS_ADP)) at--;
    if (at == first) return HS_NONE;
    at--;
    for (int steps = 0; steps < CLIMB_LIMIT; steps++) {
        if (!tree_is(r, at, REL_COMPOUND) && !tree_is(r, at, REL_FLAT) && !tree_is(r, at, REL_AMOD)) break;
        at = head_of(r, at);
    }
    uint8_t upos = tree_token(r, at)->upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON ? at : HS_NONE;
}

// "the resignation of the minister, who declined": "who" stands for the last before it that can act.
static uint32_t person_meant(const reading *r, uint32_t head, uint32_t pronoun) {
    if (!tree_word_is(r, pronoun, "who") || predicates_is_agent(r, head)) return head;
    for (uint32_t i = pronoun; i-- > head + 1;)
        if ((tree_token(r, i)->upos == UPOS_NOUN || tree_token(r, i)->upos == UPOS_PROPN) && predicates_is_agent(r, i)) return i;
    return head;
}

// "who", "which", "that" in a relative clause stand for what the clause belongs to: the
// noun it hangs on, or where it hangs on a verb the noun right before it.
static uint32_t antecedent(const reading *r, uint32_t token) {
    const hs_token *t = tree_token(r, token);
    if ((t->upos != UPOS_PRON && t->upos != UPOS_DET) ||
        !has(r, token, MORPH_RELATIVE | MORPH_INTERROGATIVE | MORPH_DEMONSTRATIVE))
        return token;
    uint32_t at = token;
    for (int steps = 0; steps < CLIMB_LIMIT && at != HS_NONE; steps++) {
        uint8_t relation = tree_token(r, at)->relation;
        uint32_t head = head_of(r, at);
        bool relative =
            relation == REL_ACL_RELCL || relation == REL_ADVCL_RELCL || (relation == REL_ACL && at != token);
        if (relative && at > token && head != HS_NONE && head < token) {
            if (relation != REL_ADVCL_RELCL && !predicates_is_clause(r, head)) return person_meant(r, head, token);
            uint32_t before = phrase_before(r, token);
            return before == HS_NONE ? token : before;
        }
        if (at != token && predicates_is_clause(r, at)) break;
        at = head;
    }
    // "led by Ada Rule, who ...", wherever the parser hung the clause; but: "asked who came"
    uint32_t before =
        token && text_equal(tree_token(r, token - 1)->form, TEXT(",")) ? phrase_before(r, token) : HS_NONE;
    bool subject = tree_is(r, token, REL_NSUBJ) && head_of(r, token) > token;
    return subject && before != HS_NONE && has(r, token, MORPH_RELATIVE | MORPH_INTERROGATIVE) ? before : token;
}

static void put_one(const reading *r, slot *to, uint32_t token) {
    if (token == HS_NONE) return;
    token = antecedent(r, token);
    const hs_token *t = tree_token(r, token);
    if (t->upos == UPOS_PUNCT || r->token_time[token] != HS_NONE || has(r, token, MORPH_REFLEXIVE)) return;
    if (tree_child(r, token, REL_EXPL) != HS_NONE || t->relation == REL_EXPL) return;
    for (uint32_t i = 0; i < to->count; i++)
        if (to->tokens[i] == token) return;
    if (to->count < PARTY_LIMIT) to->tokens[to->count++] = token;
}

// The phrase and what is joined to it: "Harlow and two partners".
static void put(const reading *r, slot *to, uint32_t token) {
    if (token == HS_NONE) return;
    put_one(r, to, token);
    token = antecedent(r, token);
    for (uint32_t other = tree_child(r, token, REL_CONJ); other != HS_NONE; other = tree_next(r, other, REL_CONJ))
        if (!predicates_is_clause(r, other)) put_one(r, to, other);
}

static void put_all(const reading *r, slot *to, const slot *from) {
    for (uint32_t i = 0; i < from->count; i++) put_one(r, to, from->tokens[i]);
}

// ---------------------------------------------------------------- prepositions

static bool case_is(const reading *r, uint32_t token, const char *table_name) {
    uint32_t mark = tree_child(r, token, REL_CASE);
    if (mark == HS_NONE) return false;
    const lexicon_table *table = r->knowledge->predicates->prepositions;
    lexicon_rows rows = predicates_rows(r, table, mark);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "role"), text_of(table_name))) return true;
    return false;
}

// A name that no gazetteer knows, where only a place can stand: "in Varrow"; but: "in May", "in Orlen shares".
static bool is_place_by_position(const reading *r, uint32_t token) {
    hs_text form = tree_token(r, token)->form;
    bool name =
        form.size > 1 && byte_is_upper((unsigned char)form.data[0]) && byte_is_lower((unsigned char)form.data[1]);
    return name && r->token_time[token] == HS_NONE && case_is(r, token, "within");
}

// A name or noun for somewhere: "Varno", "the villa".
static bool is_place(const reading *r, uint32_t token) {
    uint32_t entity = r->token_entity[token] != HS_NONE ? r->token_entity[token] : r->token_referent[token];
    if (entity != HS_NONE) {
        const hs_entity *e = &r->entities[entity];
        if (e->type == HS_ENTITY_PLACE || e->type == HS_ENTITY_FACILITY || e->has_place) return true;
        return e->type == HS_ENTITY_OTHER && is_place_by_position(r, token);
    }
    return predicates_rows(r, r->knowledge->predicates->places, token).count > 0 || is_place_by_position(r, token);
}

// ---------------------------------------------------------------- verbs

// "por 40 millones", "por tres millones de euros"; but: "por dos hombres", "by 40 officers".
static bool is_price(const reading *r, uint32_t token) {
    uint32_t quantity = r->token_quantity[token];
    if (quantity == HS_NONE || predicates_is_agent(r, token)) return false;
    hs_text unit = r->quantities[quantity].unit;
    return !unit.size || byte_is_upper((unsigned char)unit.data[0]);
}

static uint32_t agent_phrase(const reading *r, uint32_t verb) {
    for (uint32_t child = tree_child(r, verb, REL_OBL); child != HS_NONE; child = tree_next(r, child, REL_OBL)) {
        // "by mistake", "por temor": a cause, nobody who acts; but: "by neighbours", "por la policía"
        bool cause = tree_child(r, child, REL_DET) == HS_NONE && tree_word_is(r, child, "cause");
        if (r->token_time[child] != HS_NONE || cause || is_price(r, child)) continue;
        if (tree_token(r, child)->relation == REL_OBL_AGENT) return child;
        if (case_is(r, child, "agent") && predicates_is_passive(r, verb)) return child;
    }
    return HS_NONE;
}

static uint32_t own_subject(const reading *r, uint32_t token) {
    uint32_t subject = tree_child(r, token, REL_NSUBJ);
    return subject != HS_NONE && tree_child(r, subject, REL_EXPL) == HS_NONE ? subject : HS_NONE;
}

// Who is meant to do what a noun names: the owner of the plan in "its plan to leave", else
// the subject of the verb that the plan is the object of.
static uint32_t owner_of_noun(const reading *r, uint32_t noun) {
    uint32_t owner = tree_child(r, noun, REL_NMOD_POSS);
    if (owner != HS_NONE) return owner;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE && child < noun; child = r->next_sibling[child])
        if (tree_is(r, child, REL_COMPOUND) && predicates_is_agent(r, child)) return child;
    for (uint32_t child = tree_child(r, noun, REL_NMOD); child != HS_NONE; child = tree_next(r, child, REL_NMOD))
        if ((case_is(r, child, "agent") || case_is(r, child, "of")) && predicates_is_agent(r, child)) return child;
    return HS_NONE;
}

// "the stolen boat", "the striking crew": a verb before its noun.
static bool is_modifier(const reading *r, uint32_t token) {
    return tree_is(r, token, REL_AMOD) && tree_token(r, token)->upos == UPOS_VERB && has(r, token, MORPH_PARTICIPLE | MORPH_GERUND);
}

// Whoever is asked or ordered to do what a clause says: "pidió a los vecinos que salgan"; HS_NONE where it has a subject of
// its own or nobody is.
static uint32_t asked_of(const reading *r, uint32_t clause) {
    uint32_t head = head_of(r, clause), object = head == HS_NONE ? HS_NONE : tree_child(r, head, REL_OBJ);
    bool asks = head != HS_NONE && tree_is(r, clause, REL_CCOMP) && has(r, clause, MORPH_SUBJUNCTIVE) && predicates_orders_object(r, head);
    if (asks && object == HS_NONE) object = tree_child(r, head, REL_IOBJ);
    return asks && object != HS_NONE && object < clause && predicates_is_agent(r, object) ? object : HS_NONE;
}

// The subject that `token` takes over from what it hangs on. Sets `at` to where to look
// next, and `passive` where the subject found there is that of a passive.
static uint32_t controller(const reading *r, uint32_t token, uint32_t *at) {
    uint32_t head = head_of(r, token);
    *at = head;
    if (head == HS_NONE) return HS_NONE;
    if (tree_is(r, token, REL_XCOMP)) {
        // "told the crew to leave": the crew leaves; but: "promised the crew to leave"
        uint32_t object = tree_child(r, head, REL_OBJ), indirect = tree_child(r, head, REL_IOBJ);
        bool subject_control = predicates_carries(r, head, "promise");
        if (object != HS_NONE && predicates_leaves_state(r, head, token)) return object; // "left nine people dead"
        if (indirect != HS_NONE && !subject_control) return indirect;
        // but: "took forty days to leave"
        bool acts = object != HS_NONE && (predicates_orders_object(r, head) || predicates_is_agent(r, object));
        if (acts && !subject_control && tree_token(r, token)->upos == UPOS_VERB) return object;
        if (object == HS_NONE && predicates_addressee(r, head) != HS_NONE) return predicates_addressee(r, head);
        return own_subject(r, head);
    }
    if (tree_token(r, token)->relation == REL_ACL_RELCL) return *at = HS_NONE, HS_NONE;
    if (is_modifier(r, token)) return *at = HS_NONE, head;
    if (tree_is(r, token, REL_ACL)) {
        bool infinitive = has(r, token, MORPH_INFINITIVE) || tree_child(r, token, REL_MARK) != HS_NONE;
        if (!infinitive) return *at = HS_NONE, head; // "boats carrying fuel"
        if (predicates_is_plan(r, head) || !tree_is(r, head, REL_OBJ)) return owner_of_noun(r, head);
        // "ordered the crew to leave"; but: "opened the gate to lower the water"
        if (predicates_orders_object(r, head_of(r, head))) return head;
        return HS_NONE;
    }
    if (tree_is(r, token, REL_ADVCL) && has(r, token, MORPH_INFINITIVE) && predicates_addressee(r, head) != HS_NONE)
        return predicates_addressee(r, head);
    if (asked_of(r, token) != HS_NONE) return asked_of(r, token);
    if (tree_is(r, token, REL_CONJ) || tree_is(r, token, REL_ADVCL) || tree_is(r, token, REL_CCOMP))
        return own_subject(r, head);
    return HS_NONE;
}

// "La junta dijo que había cerrado": a language that leaves the subject out means that of the verb before, where the number
// of both is one; but: "dijeron que llueve", "the gate that he said was shut", where nothing marks the clause.
static bool is_dropped(const reading *r, uint32_t token) {
    uint32_t finite = has(r, token, MORPH_FINITE) ? token : tree_child(r, token, REL_AUX), above = head_of(r, token);
    if (!tree_is(r, token, REL_CCOMP) || above == HS_NONE || above > token || finite == HS_NONE || !has(r, finite, MORPH_THIRD)) return false;
    if (tree_child(r, token, REL_MARK) == HS_NONE || tree_child(r, token, REL_EXPL) != HS_NONE) return false;
    uint32_t subject = asked_of(r, token) != HS_NONE ? asked_of(r, token) : own_subject(r, above);
    return subject != HS_NONE && has(r, subject, MORPH_PLURAL) == has(r, finite, MORPH_PLURAL);
}

// A clause with a subject slot of its own left open: only these look further up.
static bool lacks_subject(const reading *r, uint32_t token) {
    if (tree_is(r, token, REL_XCOMP) || tree_is(r, token, REL_ACL) || tree_is(r, token, REL_CONJ)) return true;
    if (is_dropped(r, token) || is_modifier(r, token)) return true;
    // "Sitting down, he said ..."; "to reach the town"; but: "when it rains"
    bool finite = has(r, token, MORPH_FINITE) || tree_child(r, token, REL_AUX) != HS_NONE;
    return !finite && (tree_is(r, token, REL_ADVCL) || tree_is(r, token, REL_CCOMP));
}

// "called for the minister to resign", "asked for the gate to be opened": who stands before the infinitive is its subject, on
// whatever the parser hung it; but: "paid for the boat to impress her".
static uint32_t subject_before_infinitive(const reading *r, uint32_t verb) {
    uint32_t to = tree_child(r, verb, REL_MARK);
    if (to == HS_NONE || to > verb || to < 2 || !tree_word_is(r, to, "infinitive")) return HS_NONE;
    uint32_t noun = to - 1;
    for (int steps = 0; steps < CLIMB_LIMIT && noun != HS_NONE && noun < to; steps++, noun = head_of(r, noun)) {
        uint32_t mark = tree_child(r, noun, REL_CASE);
        if (mark == HS_NONE || !tree_word_is(r, mark, "for")) continue;
        uint32_t at = head_of(r, noun);
        bool near = head_of(r, verb) == noun || at == head_of(r, verb) || (at != HS_NONE && head_of(r, at) == head_of(r, verb));
        return near && (predicates_is_agent(r, noun) || predicates_is_passive(r, verb)) ? noun : HS_NONE;
    }
    return HS_NONE;
}

// The noun phrase that is the subject of a verb, however far up it stands.
static uint32_t find_subject(const reading *r, uint32_t verb) {
    uint32_t own = own_subject(r, verb);
    if (own == HS_NONE) own = subject_before_infinitive(r, verb);
    if (own != HS_NONE) return own;
    uint32_t head = head_of(r, verb); // a subject that the parser took for the whole sentence
    if (tree_is(r, verb, REL_PARATAXIS) && head < verb && !predicates_is_clause(r, head)) return head;
    uint32_t at = verb;
    for (int steps = 0; steps < CLIMB_LIMIT && at != HS_NONE && lacks_subject(r, at); steps++) {
        uint32_t next, found = controller(r, at, &next);
        if (found != HS_NONE) return found;
        if (next == HS_NONE) return HS_NONE;
        at = next;
        // a noun on the way ("drafting plans to strike"): go on from the verb that carries it
        while (at != HS_NONE && !predicates_is_clause(r, at) && steps++ < CLIMB_LIMIT) at = head_of(r, at);
        if (at == HS_NONE) return HS_NONE;
        own = own_subject(r, at);
        if (own != HS_NONE) {
            uint32_t agent = predicates_is_passive(r, at) ? agent_phrase(r, at) : HS_NONE;
            return tree_is(r, verb, REL_ACL) && agent != HS_NONE ? agent : own;
        }
    }
    return HS_NONE;
}

// The gap of a relative clause: "the letter that Harlow sent" has the letter as its object.
static uint32_t relative_gap(const reading *r, uint32_t verb) {
    if (tree_token(r, verb)->relation != REL_ACL_RELCL) return HS_NONE;
    if (tree_token(r, verb)->upos != UPOS_VERB || tree_child(r, verb, REL_OBJ) != HS_NONE) return HS_NONE;
    if (tree_child(r, verb, REL_CCOMP) != HS_NONE || tree_child(r, verb, REL_XCOMP) != HS_NONE) return HS_NONE;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child])
        if (has(r, child, MORPH_RELATIVE)) return HS_NONE; // the pronoun has its own place
    return own_subject(r, verb) != HS_NONE ? head_of(r, verb) : HS_NONE;
}

// "fired on the crowd"; but: "fired on Sunday", where no time was made of it.
static bool is_thing(const reading *r, uint32_t token) {
    if (predicates_named(r, token).size) return false;
    return tree_token(r, token)->upos == UPOS_NOUN || r->token_entity[token] != HS_NONE ||
           r->token_referent[token] != HS_NONE;
}

static void put_obliques(const reading *r, uint32_t token, roles *out) {
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        if (!tree_is(r, child, REL_OBL) && !tree_is(r, child, REL_NMOD)) continue;
        if (tree_token(r, child)->relation == REL_NMOD_POSS || r->token_time[child] != HS_NONE) continue;
        if (case_is(r, child, "place") && is_place(r, child)) put(r, &out->places, child);
        // "wrote to both firms", "fired on the crowd"; but: "moved to the coast"
        else if (case_is(r, child, "goal") && !is_place(r, child) && tree_is(r, child, REL_OBL) &&
                 predicates_is_agent(r, child))
            put(r, &out->recipients, child);
        else if (case_is(r, child, "target") && tree_is(r, child, REL_OBL) && is_thing(r, child) && !is_price(r, child))
            put(r, &out->recipients, child);
    }
}

// "was arrested by the police [in Varrow]": where it was done, hung on who did it.
static void put_places(const reading *r, uint32_t noun, roles *out) {
    for (uint32_t child = noun == HS_NONE ? HS_NONE : tree_child(r, noun, REL_NMOD); child != HS_NONE; child = tree_next(r, child, REL_NMOD))
        if (case_is(r, child, "place") && is_place(r, child)) put(r, &out->places, child);
}

static void fill_verb(const reading *r, uint32_t verb, roles *out) {
    uint32_t subject = find_subject(r, verb);
    bool passive = predicates_is_passive(r, verb);
    if (passive) {
        put(r, &out->recipients, subject);
        put(r, &out->actors, agent_phrase(r, verb));
        put_places(r, agent_phrase(r, verb), out);
    } else {
        put(r, &out->actors, subject);
    }
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child])
        if ((tree_is(r, child, REL_OBJ) || tree_is(r, child, REL_IOBJ)) && !predicates_is_clause(r, child))
            put(r, &out->recipients, child);
    put(r, &out->recipients, relative_gap(r, verb));
    put_obliques(r, verb, out);
}

// ---------------------------------------------------------------- nouns

// "of X": who resigns in "the resignation of X", what is bombed in "the bombing of X".
static bool of_is_actor(const reading *r, uint32_t noun) {
    const lexicon_table *table = r->knowledge->predicates->nouns;
    return text_equal(lexicon_cell(table, predicates_rows(r, table, noun), 0, "of"), TEXT("actor"));
}

static void put_complement(const reading *r, uint32_t noun, uint32_t child, bool named_actor, roles *out) {
    if (case_is(r, child, "agent")) put(r, &out->actors, child);
    else if (case_is(r, child, "between")) put(r, &out->actors, child);
    else if (case_is(r, child, "of"))
        put(r, of_is_actor(r, noun) && !named_actor ? &out->actors : &out->recipients, child);
    else if (case_is(r, child, "with") || case_is(r, child, "target")) {
        if (case_is(r, child, "place") && is_place(r, child)) put(r, &out->places, child);
        put(r, &out->recipients, child);
    } else if (case_is(r, child, "goal")) {
        if (!is_place(r, child) || predicates_is_agent(r, child)) put(r, &out->recipients, child);
    }
}

// A modifier before the noun: "police raid", "U.S. strikes"; but: "prison raid", "drone strike".
static void put_modifier(const reading *r, uint32_t noun, uint32_t child, bool names_only, roles *out) {
    if (child > noun) return;
    uint32_t entity = r->token_entity[child];
    bool place = entity != HS_NONE &&
                 (r->entities[entity].type == HS_ENTITY_PLACE || r->entities[entity].type == HS_ENTITY_FACILITY);
    bool country = entity != HS_NONE && r->entities[entity].country[0] && !r->entities[entity].has_place;
    bool common = entity == HS_NONE;
    if (common != names_only && (predicates_is_agent(r, child) || country)) put_one(r, &out->actors, child);
    else if (names_only && common) return;
    else if (place && tree_is(r, child, REL_AMOD)) put_one(r, &out->actors, child); // "Belmarran strikes"
    else if (place) put_one(r, &out->places, child);
    else if (tree_is(r, child, REL_COMPOUND) && of_is_actor(r, noun)) put_one(r, &out->actors, child); // "dam collapse"
}

// "prevented an attack on the camp", where the parser gave what stands right behind the noun to the verb.
static void put_stray_complement(const reading *r, uint32_t noun, roles *out) {
    uint32_t verb = tree_is(r, noun, REL_OBJ) ? head_of(r, noun) : HS_NONE;
    if (verb == HS_NONE) return;
    for (uint32_t child = tree_child(r, verb, REL_OBL); child != HS_NONE; child = tree_next(r, child, REL_OBL))
        if (tree_child(r, child, REL_CASE) == noun + 1 && r->token_time[child] == HS_NONE &&
            (case_is(r, child, "target") || case_is(r, child, "of") || case_is(r, child, "between")))
            put_complement(r, noun, child, out->actors.count > 0, out);
}

static void fill_noun(const reading *r, uint32_t noun, roles *out) {
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = tree_token(r, child)->relation;
        if (relation == REL_NMOD_POSS) put(r, &out->actors, child);
        else if (tree_is(r, child, REL_COMPOUND) || tree_is(r, child, REL_AMOD))
            put_modifier(r, noun, child, true, out);
    }
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child])
        if ((tree_is(r, child, REL_NMOD) || tree_is(r, child, REL_OBL)) &&
            tree_token(r, child)->relation != REL_NMOD_POSS && r->token_time[child] == HS_NONE)
            put_complement(r, noun, child, out->actors.count > 0, out);
    put_obliques(r, noun, out);
    put_stray_complement(r, noun, out);
    // "condemned the bombing of the market by rebels", where the parser gave the rebels to the verb
    uint32_t verb = tree_is(r, noun, REL_OBJ) ? head_of(r, noun) : HS_NONE;
    if (verb != HS_NONE && out->actors.count == 0 && !predicates_is_passive(r, verb))
        for (uint32_t child = tree_child(r, verb, REL_OBL); child != HS_NONE; child = tree_next(r, child, REL_OBL))
            if (child > noun && case_is(r, child, "agent") && predicates_is_agent(r, child))
                put(r, &out->actors, child);
    if (tree_child(r, noun, REL_COP) != HS_NONE && out->actors.count == 0) put(r, &out->actors, own_subject(r, noun));
}

// ---------------------------------------------------------------- who passes parties on

// The verb whose object or passive subject the noun is; HS_NONE where it is neither.
static uint32_t carrying_verb(const reading *r, uint32_t noun) {
    uint32_t at = noun;
    for (int steps = 0; steps < CLIMB_LIMIT && tree_is(r, at, REL_CONJ) && head_of(r, at) != HS_NONE; steps++)
        at = head_of(r, at);
    uint32_t head = head_of(r, at);
    if (head == HS_NONE) return HS_NONE;
    bool passive_subject =
        tree_token(r, at)->relation == REL_NSUBJ_PASS || (tree_is(r, at, REL_NSUBJ) && predicates_is_passive(r, head));
    // "gave the bid a hearing"; but: "dio luz verde [a] la compra", where the purchase is not what was given
    bool object = tree_is(r, at, REL_OBJ) && tree_child(r, at, REL_CASE) == HS_NONE;
    return object || passive_subject ? head : HS_NONE;
}

// A participle behind the noun carries it as well: "strikes carried out by the army".
static uint32_t carrying_participle(const reading *r, uint32_t noun) {
    for (uint32_t child = tree_child(r, noun, REL_ACL); child != HS_NONE; child = tree_next(r, child, REL_ACL))
        if (predicates_is_passive(r, child) &&
            (predicates_carries(r, child, "light") || predicates_carries(r, child, "aspect")))
            return child;
    return HS_NONE;
}

// The noun is what the verb's subject does or means to do: "is weighing a bid"; but: "denounced the bid".
static bool passes_subject(const reading *r, uint32_t verb) {
    return predicates_carries(r, verb, "light") || predicates_carries(r, verb, "aspect") ||
           predicates_carries(r, verb, "intend");
}

// What a plan noun stands on: "plans for strikes", "attack plan" both lead from strike to plan.
static uint32_t plan_noun(const reading *r, uint32_t noun) {
    uint32_t head = predicates_attachment(r, noun);
    bool complement = tree_is(r, noun, REL_NMOD) || tree_is(r, noun, REL_COMPOUND) || tree_is(r, noun, REL_OBL);
    return head != HS_NONE && complement && predicates_is_plan(r, head) ? head : HS_NONE;
}

static void borrow_actor(const reading *r, uint32_t noun, roles *out) {
    uint32_t verb = carrying_verb(r, noun), participle = carrying_participle(r, noun), plan = plan_noun(r, noun);
    uint32_t owner = plan == HS_NONE ? HS_NONE : owner_of_noun(r, plan);
    if (participle != HS_NONE) owner = agent_phrase(r, participle);
    else if (plan != HS_NONE) verb = carrying_verb(r, plan);
    else if (verb != HS_NONE && !passes_subject(r, verb)) verb = HS_NONE;
    if (owner == HS_NONE && verb != HS_NONE)
        owner = predicates_is_passive(r, verb) ? agent_phrase(r, verb) : find_subject(r, verb);
    put(r, &out->actors, owner);
}

// ---------------------------------------------------------------- places from around

// "boats inside Varno", "leaders in the port": the place of a party is where it happens.
static void places_of_parties(const reading *r, const slot *parties, roles *out) {
    for (uint32_t i = 0; i < parties->count; i++) {
        uint32_t party = parties->tokens[i];
        for (uint32_t child = tree_child(r, party, REL_NMOD); child != HS_NONE; child = tree_next(r, child, REL_NMOD))
            if (case_is(r, child, "place") && is_place(r, child)) put_one(r, &out->places, child);
    }
}

// A place said of the verb or plan around it: "held talks at the villa", "plans inside Varno for a raid".
static void places_from_above(const reading *r, uint32_t token, roles *out) {
    uint32_t at = token;
    for (int steps = 0; steps < 4 && out->places.count == 0; steps++) {
        const hs_token *t = tree_token(r, at);
        bool carried = tree_is(r, at, REL_XCOMP) || (tree_is(r, at, REL_ACL) && t->relation != REL_ACL_RELCL) ||
                       tree_is(r, at, REL_OBJ) || tree_is(r, at, REL_NSUBJ) || tree_is(r, at, REL_NMOD);
        if (t->head == HS_NONE || !carried) return;
        at = t->head;
        for (uint32_t child = r->first_child[at]; child != HS_NONE; child = r->next_sibling[child])
            if ((tree_is(r, child, REL_OBL) || tree_is(r, child, REL_NMOD)) && case_is(r, child, "place") &&
                is_place(r, child) && r->token_time[child] == HS_NONE && !tree_below(r, token, child))
                put_one(r, &out->places, child);
    }
}

// What is done to a place is done there too: "the evacuation of Varno".
static void places_from_recipients(const reading *r, roles *out) {
    for (uint32_t i = 0; i < out->recipients.count; i++) {
        uint32_t entity = r->token_entity[out->recipients.tokens[i]];
        if (entity == HS_NONE) continue;
        if (r->entities[entity].type == HS_ENTITY_PLACE || r->entities[entity].type == HS_ENTITY_FACILITY)
            put_one(r, &out->places, out->recipients.tokens[i]);
    }
}

// ---------------------------------------------------------------- parties

// A noun that cannot be what coreference took it for: several where the name is one, or the
// object of what the name itself does: "The authority ordered the buyer to sell".
static bool is_other_than_said(const reading *r, uint32_t token) {
    uint32_t referent = r->token_referent[token];
    if (referent == HS_NONE || tree_token(r, token)->upos != UPOS_NOUN) return false;
    if (has(r, token, MORPH_PLURAL) && r->entities[referent].type != HS_ENTITY_ARMED_FORCE &&
        r->entities[referent].type != HS_ENTITY_GROUP)
        return true;
    uint32_t head = head_of(r, token), subject = head == HS_NONE ? HS_NONE : find_subject(r, head);
    if (subject == HS_NONE || subject == token || !(tree_is(r, token, REL_OBJ) || tree_is(r, token, REL_IOBJ)))
        return false;
    uint32_t other = r->token_entity[subject] != HS_NONE ? r->token_entity[subject] : r->token_referent[subject];
    return other != HS_NONE && r->entities[other].canonical == r->entities[referent].canonical;
}

// The entity that a phrase names: its head, the name it is called by ("the operator, Holm
// Freight"), or the person behind a title ("spokeswoman Ada Rule").
static uint32_t entity_of_phrase(const reading *r, uint32_t token) {
    if (r->token_entity[token] != HS_NONE) return r->token_entity[token];
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if ((tree_is(r, child, REL_APPOS) || tree_is(r, child, REL_FLAT)) && r->token_entity[child] != HS_NONE)
            return r->token_entity[child];
    return is_other_than_said(r, token) ? HS_NONE : r->token_referent[token];
}

static bool is_person(const reading *r, uint32_t token) {
    const lexicon_table *table = r->knowledge->predicates->persons;
    lexicon_rows rows = predicates_rows(r, table, token);
    uint32_t entity = entity_of_phrase(r, token);
    if (rows.count || entity == HS_NONE) return text_equal(lexicon_cell(table, rows, 0, "kind"), TEXT("person"));
    return r->entities[entity].type == HS_ENTITY_PERSON;
}

// The pronoun's own kind: "he" and "she" are persons by the lexicon, "it" is not.
static bool speaker_meant_agrees(const reading *r, uint32_t pronoun, uint32_t speaker) {
    bool plural = has(r, pronoun, MORPH_PLURAL);
    if (plural) return has(r, speaker, MORPH_PLURAL) || !is_person(r, speaker);
    return !has(r, speaker, MORPH_PLURAL) && is_person(r, pronoun) == is_person(r, speaker);
}

// "The ministry said that it would send troops": a pronoun that nothing else resolves is
// who speaks, where number and kind agree; but: "The ministry said that they would go".
static uint32_t speaker_meant(const reading *r, uint32_t token) {
    const hs_token *t = tree_token(r, token);
    if (t->upos != UPOS_PRON || !has(r, token, MORPH_PERSONAL) || !has(r, token, MORPH_THIRD)) return token;
    uint32_t clause = head_of(r, token);
    for (int steps = 0; steps < CLIMB_LIMIT && clause != HS_NONE && !tree_is(r, clause, REL_CCOMP); steps++)
        clause = head_of(r, clause);
    if (clause == HS_NONE || head_of(r, clause) == HS_NONE) return token;
    uint32_t speaker = find_subject(r, head_of(r, clause));
    if (speaker == HS_NONE) return token;
    const hs_token *s = tree_token(r, speaker);
    if ((s->upos != UPOS_NOUN && s->upos != UPOS_PROPN) || !predicates_is_agent(r, speaker)) return token;
    return speaker_meant_agrees(r, token, speaker) ? speaker : token;
}

static hs_party party_of(const reading *r, uint32_t token, hs_arena *keep) {
    hs_party party = {.entity = HS_NONE, .span = tree_phrase(r, token), .head = predicates_lemma(r, predicates_counted(r, token), keep)};
    uint32_t entity = entity_of_phrase(r, token), meant = entity == HS_NONE ? speaker_meant(r, token) : token;
    if (meant != token) {
        entity = entity_of_phrase(r, meant);
        party.name = tree_text(r, tree_phrase(r, meant));
        party.head = predicates_lemma(r, predicates_counted(r, meant), keep);
    }
    if (entity != HS_NONE) {
        party.entity = entity;
        party.name = r->entities[entity].name;
        if (r->token_entity[token] != HS_NONE) party.span = r->entities[r->token_entity[token]].span;
    }
    if (party.name.size == 0) party.name = tree_text(r, party.span);
    return party;
}

static const hs_party *parties_of(const reading *r, const slot *from, uint32_t *count, hs_arena *keep) {
    hs_party *parties = arena_new(keep, hs_party, from->count + 1);
    uint32_t made = 0;
    for (uint32_t i = 0; i < from->count; i++) {
        hs_party party = party_of(r, from->tokens[i], keep);
        bool again = false;
        for (uint32_t k = 0; k < made; k++) again |= text_equal(parties[k].name, party.name);
        if (!again && party.name.size) parties[made++] = party;
    }
    *count = made;
    return parties;
}

// ---------------------------------------------------------------- governor and pairs

// The statement whose complement this one is.
static uint32_t governor_of(const reading *r, uint32_t token) {
    uint32_t at = token;
    for (int steps = 0; steps < CLIMB_LIMIT; steps++) {
        uint32_t head = head_of(r, at);
        if (head == HS_NONE) return HS_NONE;
        const hs_token *t = tree_token(r, at);
        bool complement = tree_is(r, at, REL_XCOMP) || tree_is(r, at, REL_CCOMP) || tree_is(r, at, REL_CSUBJ) ||
                          tree_is(r, at, REL_OBJ) || t->relation == REL_NSUBJ_PASS ||
                          (tree_is(r, at, REL_ACL) && t->relation != REL_ACL_RELCL && has(r, at, MORPH_INFINITIVE)) ||
                          tree_is(r, at, REL_CONJ) || plan_noun(r, at) != HS_NONE || tree_is(r, at, REL_NMOD);
        if (!complement) return HS_NONE;
        if (r->token_statement[head] != HS_NONE && !tree_is(r, at, REL_CONJ)) return r->token_statement[head];
        at = head;
    }
    return HS_NONE;
}

static bool is_reflexive(const reading *r, uint32_t verb) { return verb != HS_NONE && tree_child(r, verb, REL_EXPL) != HS_NONE; }

// "Las conversaciones empezaron"; "se produjo un choque", where the parser may take what happens for an object; but: "el choque produjo un atasco".
static bool says_it_happens(const reading *r, uint32_t verb) {
    return predicates_carries(r, verb, "subject") || (is_reflexive(r, verb) && predicates_carries(r, verb, "reflexive"));
}

// "made an approach", "talks were held", "strikes carried out by", "the talks began": verb and noun are one event.
static void pair_with_verb(reading *r, hs_statement *noun) {
    uint32_t verb = carrying_verb(r, noun->token);
    if (verb == HS_NONE) verb = carrying_participle(r, noun->token);
    bool as_subject = verb == HS_NONE ? tree_is(r, noun->token, REL_NSUBJ) : is_reflexive(r, verb);
    if (as_subject) verb = head_of(r, noun->token);
    uint32_t figure = predicates_counting_verb(r, noun->token);
    if (figure != HS_NONE) verb = figure;
    if (verb == HS_NONE || r->token_statement[verb] == HS_NONE) return;
    bool same = figure != HS_NONE || predicates_carries(r, verb, "aspect") || (as_subject ? says_it_happens(r, verb) : predicates_carries(r, verb, "light"));
    hs_statement *other = &r->statements[r->token_statement[verb]];
    if (!same || other->same_as != HS_NONE) return;
    noun->same_as = r->token_statement[verb];
    other->same_as = r->token_statement[noun->token];
}

// ---------------------------------------------------------------- times and quantities

// The nearest predicate above a token, itself included.
static uint32_t statement_above(const reading *r, uint32_t token) {
    for (size_t steps = 0; steps < LIMIT_SENTENCE_TOKENS && token != HS_NONE; steps++) {
        if (r->token_statement[token] != HS_NONE) return r->token_statement[token];
        token = head_of(r, token);
    }
    return HS_NONE;
}

static bool time_is_better(const reading *r, uint32_t a, uint32_t b) {
    if (b == HS_NONE) return true;
    bool point_a = r->times[a].type <= HS_TIME_TIME, point_b = r->times[b].type <= HS_TIME_TIME;
    return point_a && !point_b;
}

// The token of a time span that hangs outside of it.
static uint32_t time_head(const reading *r, uint32_t token, uint32_t time) {
    for (size_t steps = 0; steps < LIMIT_SENTENCE_TOKENS; steps++) {
        uint32_t head = head_of(r, token);
        if (head == HS_NONE || r->token_time[head] != time) break;
        token = head;
    }
    return token;
}

static void attach_times(reading *r) {
    for (uint32_t token = 0, before = HS_NONE; token < r->parse->token_count; token++) {
        uint32_t time = r->token_time[token];
        if (time == HS_NONE || time == before) continue;
        before = time;
        uint32_t head = time_head(r, token, time), parent = head_of(r, head);
        uint32_t s = parent == HS_NONE ? HS_NONE : statement_above(r, parent);
        if (s != HS_NONE && time_is_better(r, time, r->statements[s].time)) r->statements[s].time = time;
    }
}

// A statement without a time of its own takes that of the clause it is part of: the noun
// its verb's ("registered no blast on Monday"), a bare participle its main verb's, an
// infinitive that of a verb that only says how far it has come, a joined verb that of the
// first where the time stands before both.
static uint32_t time_from(const reading *r, const hs_statement *s) {
    if (s->same_as != HS_NONE && r->statements[s->same_as].time != HS_NONE) return r->statements[s->same_as].time;
    uint32_t head = head_of(r, s->token);
    if (head == HS_NONE || r->token_statement[head] == HS_NONE) return HS_NONE;
    const hs_statement *above = &r->statements[r->token_statement[head]];
    if (above->time == HS_NONE) return HS_NONE;
    bool participle = tree_is(r, s->token, REL_ADVCL) && tree_child(r, s->token, REL_MARK) == HS_NONE &&
                      tree_child(r, s->token, REL_NSUBJ) == HS_NONE;
    bool noun = s->nominal && (carrying_verb(r, s->token) != HS_NONE || tree_is(r, s->token, REL_NSUBJ)) &&
                r->times[above->time].type <= HS_TIME_TIME;
    bool joined = tree_is(r, s->token, REL_CONJ) && r->times[above->time].span.end <= above->predicate.start;
    bool raised = tree_is(r, s->token, REL_XCOMP) &&
                  (predicates_carries(r, head, "light") || predicates_carries(r, head, "aspect"));
    return participle || noun || joined || raised ? above->time : HS_NONE;
}

static void add_quantity(hs_statement *s, uint32_t quantity, hs_arena *keep) {
    for (uint32_t i = 0; i < s->quantity_count; i++)
        if (s->quantities[i] == quantity) return;
    uint32_t *items = arena_new(keep, uint32_t, s->quantity_count + 1);
    if (s->quantity_count) memcpy(items, s->quantities, s->quantity_count * sizeof *items);
    items[s->quantity_count++] = quantity;
    s->quantities = items;
}

static void attach_quantities(reading *r, hs_arena *keep) {
    for (uint32_t token = 0, before = HS_NONE; token < r->parse->token_count; token++) {
        uint32_t quantity = r->token_quantity[token];
        if (quantity == HS_NONE || quantity == before) continue;
        before = quantity;
        uint32_t s = statement_above(r, token);
        if (s == HS_NONE || predicates_is_earlier_figure(r, token) || predicates_is_age(r, token)) continue;
        add_quantity(&r->statements[s], quantity, keep);
        uint32_t pair = r->statements[s].same_as;
        if (pair != HS_NONE) add_quantity(&r->statements[pair], quantity, keep);
    }
}

// The number of a party that stands in another clause: "Two men are known to have died".
static void quantities_of_parties(reading *r, hs_statement *s, const slot *from, hs_arena *keep) {
    for (uint32_t i = 0; i < from->count; i++)
        for (uint32_t child = tree_child(r, from->tokens[i], REL_NUMMOD); child != HS_NONE;
             child = tree_next(r, child, REL_NUMMOD))
            if (r->token_quantity[child] != HS_NONE) add_quantity(s, r->token_quantity[child], keep);
}

// ---------------------------------------------------------------- the pass

static void collect(const reading *r, const hs_statement *s, roles *out) {
    uint32_t token = s->token;
    if (s->nominal) {
        fill_noun(r, token, out);
        if (out->actors.count == 0) borrow_actor(r, token, out);
        // "weighs a rival bid": the subject bids; "a police raid": the police do
        for (uint32_t child = r->first_child[token]; out->actors.count == 0 && child != HS_NONE;
             child = r->next_sibling[child])
            if (tree_is(r, child, REL_COMPOUND) || tree_is(r, child, REL_AMOD))
                put_modifier(r, token, child, false, out);
    } else {
        fill_verb(r, token, out);
    }
    places_of_parties(r, &out->recipients, out);
    places_from_recipients(r, out);
    places_from_above(r, token, out);
}

static void explain_parties(reading *r, hs_statement *s, hs_arena *keep) {
    for (uint32_t i = 0; i < s->actor_count; i++)
        reading_explain(r, s, HS_ATTRIBUTE_ACTOR, s->nominal ? "party of the noun" : "subject or agent",
                        s->actors[i].span, keep);
    for (uint32_t i = 0; i < s->recipient_count; i++)
        reading_explain(r, s, HS_ATTRIBUTE_RECIPIENT,
                        s->nominal ? "complement of the noun" : "object or passive subject", s->recipients[i].span,
                        keep);
    for (uint32_t i = 0; i < s->place_count; i++)
        reading_explain(r, s, HS_ATTRIBUTE_PLACE, "phrase of place", s->places[i].span, keep);
    for (uint32_t i = 0; i < s->quantity_count; i++)
        reading_explain(r, s, HS_ATTRIBUTE_QUANTITY, "number of the clause or of a party", r->quantities[s->quantities[i]].span, keep);
    if (s->time != HS_NONE)
        reading_explain(r, s, HS_ATTRIBUTE_TIME, "time of the clause", r->times[s->time].span, keep);
}

void roles_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    roles *found = arena_new(&scratch, roles, r->statement_count + 1);
    for (uint32_t i = 0; i < r->statement_count; i++) {
        hs_statement *s = &r->statements[i];
        if (s->nominal) pair_with_verb(r, s);
        s->governor = governor_of(r, s->token);
        collect(r, s, &found[i]);
    }
    for (uint32_t i = 0; i < r->statement_count; i++) { // the two of a pair share their parties
        hs_statement *s = &r->statements[i];
        if (s->same_as == HS_NONE || !s->nominal || predicates_is_figure(r, s->token)) continue;
        roles *verb = &found[s->same_as], *noun = &found[i];
        if (noun->actors.count == 0) put_all(r, &noun->actors, &verb->actors);
        put_all(r, &noun->places, &verb->places);
        verb->actors = noun->actors, verb->recipients = noun->recipients, verb->places = noun->places;
    }
    attach_times(r);
    attach_quantities(r, keep);
    for (uint32_t i = 0; i < r->statement_count; i++) {
        hs_statement *s = &r->statements[i];
        s->actors = parties_of(r, &found[i].actors, &s->actor_count, keep);
        s->recipients = parties_of(r, &found[i].recipients, &s->recipient_count, keep);
        s->places = parties_of(r, &found[i].places, &s->place_count, keep);
        if (s->time == HS_NONE) s->time = time_from(r, s);
        quantities_of_parties(r, s, &found[i].actors, keep);
        quantities_of_parties(r, s, &found[i].recipients, keep);
        explain_parties(r, s, keep);
    }
}
