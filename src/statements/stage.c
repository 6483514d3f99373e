// How far each event has come, and whether it is affirmed or denied, as the innermost
// voice presents it.
//
// In: the tree, the predicates with their parties and times. Out: stage, polarity and
// generic of every statement. Method: a "world" for every token, made from the root down.
// A token's world is what its operator makes of it ("plan", "deny", "fail", "if", each
// with an effect under affirmation and one under negation, after Nairn, Condoravdi and
// Karttunen, "Computing relative polarity for textual inference", 2006), limited by the
// operator's own world, then what its own auxiliaries, negations and tense say. A noun
// that names an event shares the world of the verb that carries it, is presupposed where
// it is definite ("since the strikes"), and is as hypothetical as its clause where not.
// Operators are words of the lexicon (stage_operators, stage_marks, stage_auxiliaries,
// stage_negators, stage_bodies); what is here is how they combine. What it gets wrong:
// scope that only the meaning tells ("did not resign because of the flood"), irony, and
// plans told in the plain past ("drew up the next raid").
#include "statements/stage.h"

#include "base/limits.h"
#include "base/text.h"

static hs_stage lower(hs_stage a, hs_stage b) { return a < b ? a : b; }
static uint32_t head_of(const reading *r, uint32_t token) { return tree_token(r, token)->head; }
static bool has(const reading *r, uint32_t token, uint32_t morph) { return (tree_token(r, token)->morph & morph) != 0; }

const stage_rules *stage_open(const lexicon *words, hs_arena *keep) {
    stage_rules *rules = arena_new(keep, stage_rules, 1);
    rules->operators = lexicon_find_table(words, "stage_operators");
    rules->auxiliaries = lexicon_find_table(words, "stage_auxiliaries");
    rules->negators = lexicon_find_table(words, "stage_negators");
    rules->marks = lexicon_find_table(words, "stage_marks");
    rules->unwilled = lexicon_find_table(words, "stage_unwilled");
    rules->bodies = lexicon_find_table(words, "stage_bodies");
    rules->class = lexicon_column(rules->operators, "class");
    rules->frame = lexicon_column(rules->operators, "frame");
    rules->stage = lexicon_column(rules->operators, "stage");
    rules->sign = lexicon_column(rules->operators, "sign");
    rules->stage_not = lexicon_column(rules->operators, "stage_not");
    rules->sign_not = lexicon_column(rules->operators, "sign_not");
    return rules;
}

// Time behind the day of publication: "the boards meet on Friday".
static bool is_future_time(const walk *w, const hs_statement *s) {
    if (!s || s->time == HS_NONE || w->today.size == 0) return false;
    hs_text value = w->r->times[s->time].value;
    // "2031-W21", "2031-06": against as much of today
    if (value.size >= 8 && value.data[5] == 'W') return text_compare(text_slice(value, 0, 8), w->week) > 0;
    if (value.size == 7 && byte_is_digit((unsigned char)value.data[5]))
        return text_compare(value, text_slice(w->today, 0, 7)) > 0;
    if (value.size < 10 || !byte_is_digit((unsigned char)value.data[0])) return false;
    return text_compare(text_slice(value, 0, 10), w->today) > 0;
}

// ---------------------------------------------------------------- future

static bool party_acts(const reading *r, const hs_party *parties, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (parties[i].entity != HS_NONE) {
            hs_entity_type type = r->entities[parties[i].entity].type;
            if (type != HS_ENTITY_PLACE && type != HS_ENTITY_FACILITY && type != HS_ENTITY_VEHICLE &&
                type != HS_ENTITY_OTHER)
                return true;
        } else if (lexicon_find(r->knowledge->predicates->persons, parties[i].head).count) {
            return true;
        }
    }
    return false;
}

// The words of a token and its fixed parts, "in order", in lower case.
static hs_text fixed_words(const reading *r, uint32_t mark, char buffer[KEY_BYTES]) {
    hs_text joined = stage_folded(tree_token(r, mark)->form, buffer);
    for (uint32_t part = tree_child(r, mark, REL_FIXED); part != HS_NONE; part = tree_next(r, part, REL_FIXED)) {
        char other[KEY_BYTES];
        joined = stage_join(buffer, joined, stage_folded(tree_token(r, part)->form, other));
    }
    return joined;
}

// "engineers will walk the crest" and "the service will be held" are planned; "the toll will
// climb" and "strikes would provoke unrest" are foretold.
static hs_stage stage_of_future(const walk *w, uint32_t token) {
    const reading *r = w->r;
    uint32_t s = r->token_statement[token];
    if (s == HS_NONE || tree_token(r, token)->upos != UPOS_VERB) return HS_STAGE_POSSIBLE;
    for (uint32_t child = tree_child(r, token, REL_ADVCL); child != HS_NONE; child = tree_next(r, child, REL_ADVCL)) {
        uint32_t mark = tree_child(r, child, REL_MARK);
        hs_text effect = mark == HS_NONE
                             ? (hs_text){0}
                             : lexicon_cell(w->rules->marks, predicates_rows(r, w->rules->marks, mark), 0, "stage");
        own_words own = {.stage = HS_STAGE_DONE};
        bool even = mark != HS_NONE && mark && tree_word_is(r, mark - 1, "concessive");
        if (even) continue; // "will go ahead even if it rains"
        char buffer[KEY_BYTES];
        lexicon_rows rows = mark == HS_NONE ? (lexicon_rows){0} : lexicon_find(w->rules->marks, fixed_words(r, mark, buffer));
        if (text_equal(lexicon_cell(w->rules->marks, rows, 0, "kind"), TEXT("averted"))) continue; // "will strike unless": a threat
        if (text_equal(effect, TEXT("possible")) || stage_inverted(w, child, &own)) return HS_STAGE_POSSIBLE;
    }
    if (stage_will_kind(w, token, "unwilled")) return HS_STAGE_POSSIBLE;
    if (stage_will_kind(w, token, "scheduled") || predicates_is_passive(r, token)) return HS_STAGE_PLANNED;
    const hs_statement *statement = &r->statements[s];
    if (party_acts(r, statement->actors, statement->actor_count)) return HS_STAGE_PLANNED;
    uint32_t subject = tree_child(r, token, REL_NSUBJ);
    if (subject == HS_NONE && tree_is(r, token, REL_PARATAXIS) && head_of(r, token) < token)
        subject = head_of(r, token);
    if (subject == HS_NONE) return has(r, token, MORPH_FIRST) ? HS_STAGE_PLANNED : HS_STAGE_POSSIBLE; // "atacaremos"
    // "the plans would use drones": a plan does what its maker plans
    if (stage_operator(w, subject, TEXT("of"), (hs_text){0}).found || predicates_is_agent(r, subject))
        return HS_STAGE_PLANNED;
    return HS_STAGE_POSSIBLE;
}

// ---------------------------------------------------------------- applying an operator

static bool stage_named(hs_text name, hs_stage *stage) {
    static const char *const names[] = {"possible", "considered", "planned", "ordered", "underway", "done"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(name, text_of(names[i]))) return *stage = (hs_stage)i, true;
    return false;
}

// Whether who approves commands who acts: a minister the army; but: a board, a regulator.
static bool commands(const walk *w, uint32_t verb) {
    const reading *r = w->r;
    uint32_t s = r->token_statement[verb];
    if (s == HS_NONE) return false;
    const hs_statement *statement = &r->statements[s];
    for (uint32_t i = 0; i < statement->actor_count; i++) {
        const hs_party *actor = &statement->actors[i];
        hs_text kind = lexicon_cell(w->rules->bodies, lexicon_find(w->rules->bodies, actor->head), 0, "kind");
        if (text_equal(kind, TEXT("consents"))) return false;
        if (text_equal(kind, TEXT("commands"))) return true;
        if (actor->entity == HS_NONE) continue;
        hs_entity_type type = r->entities[actor->entity].type;
        if (type == HS_ENTITY_GOVERNMENT || type == HS_ENTITY_ARMED_FORCE || type == HS_ENTITY_PERSON) return true;
    }
    return false;
}

// A company's deed is its own: a government's approval of it is consent.
static bool acts_for_itself(const walk *w, uint32_t token, uint32_t approver) {
    const reading *r = w->r;
    uint32_t s = r->token_statement[token], a = r->token_statement[approver];
    if (s == HS_NONE || a == HS_NONE) return false;
    const hs_statement *statement = &r->statements[s];
    for (uint32_t i = 0; i < statement->actor_count; i++)
        if (statement->actors[i].entity != HS_NONE) {
            hs_entity_type type = r->entities[statement->actors[i].entity].type;
            if (type == HS_ENTITY_ORGANISATION) return true;
        }
    return false;
}

// The verb or its copula stands in the past.
static bool is_past(const walk *w, uint32_t token) {
    for (uint32_t child = w->r->first_child[token]; child != HS_NONE; child = w->r->next_sibling[child])
        if ((tree_is(w->r, child, REL_COP) || tree_is(w->r, child, REL_AUX)) &&
            (has(w->r, child, MORPH_PAST) || text_equal(stage_auxiliary_kind(w, child), TEXT("perfect"))))
            return true;
    return false;
}

// "Negó que hubiera despedido a [nadie]": a negative word behind a subjunctive says no second time what the denial above it says; but:
// "negó que no lo hubiera visto".
static bool is_licensed(const walk *w, uint32_t token, const own_words *own) {
    uint32_t helper = tree_child(w->r, token, REL_AUX);
    bool subjunctive = has(w->r, token, MORPH_SUBJUNCTIVE) || (helper != HS_NONE && has(w->r, helper, MORPH_SUBJUNCTIVE));
    return subjunctive && own->cue != HS_NONE && own->cue > token;
}

// What the operator makes of its complement. `own` are the complement's own words.
static world apply(const walk *w, uint32_t token, operator_use use, const own_words *own) {
    const world *above = &w->worlds[use.token];
    world out = {.stage = own->stage, .cue = use.token, .rule = "operator"};
    hs_text effect = above->negated ? use.stage_not : use.stage;
    hs_text sign = above->negated ? use.sign_not : use.sign;
    if (text_equal(effect, TEXT("approved")))
        effect = commands(w, use.token) && !acts_for_itself(w, token, use.token) ? TEXT("ordered") : TEXT("planned");
    hs_stage named;
    if (text_equal(effect, TEXT("own"))) {
        if (own->future) out.stage = lower(out.stage, stage_of_future(w, token));
    } else if (text_equal(effect, TEXT("same"))) {
        out.stage = lower(own->stage, above->stage);
    } else if (text_equal(effect, TEXT("past"))) {
        // "had to leave", "was able to leave" did; "has to leave", "is able to leave" may
        out.stage = has(w->r, use.token, MORPH_PAST) || is_past(w, use.token) ? lower(own->stage, above->stage)
                                                                              : HS_STAGE_POSSIBLE;
    } else if (text_equal(effect, TEXT("future")) || text_equal(effect, TEXT("schedule"))) {
        hs_stage limit = above->stage >= HS_STAGE_UNDERWAY ? HS_STAGE_DONE : above->stage;
        // "is due to land": somebody set it; but: "is due to rain"
        bool set = text_equal(effect, TEXT("schedule")) && !stage_will_kind(w, token, "unwilled");
        out.stage = lower(lower(own->stage, set ? HS_STAGE_PLANNED : stage_of_future(w, token)), limit);
    } else if (stage_named(effect, &named)) {
        // a plan that is only possible leaves the deed possible: "may order the army to move"
        hs_stage limit = above->stage >= HS_STAGE_UNDERWAY ? HS_STAGE_DONE : above->stage;
        out.stage = lower(lower(named, own->modal ? own->stage : HS_STAGE_DONE), limit);
    }
    out.negated = own->negated != text_equal(sign, TEXT("-"));
    if (own->negated && !out.negated && is_licensed(w, token, own)) out.negated = true;
    if (text_equal(effect, TEXT("own")) && own->modal) out.cue = own->cue, out.rule = own->rule;
    return out;
}

static world plain(const walk *w, uint32_t token, const own_words *own) {
    world out = {.stage = own->stage, .negated = own->negated, .modal = own->modal, .cue = own->cue, .rule = own->rule};
    if (own->future) {
        out.stage = lower(out.stage, stage_of_future(w, token));
        out.modal = true;
    }
    uint32_t s = w->r->token_statement[token];
    bool past = has(w->r, token, MORPH_PAST) || own->perfect;
    if (s != HS_NONE && out.stage >= HS_STAGE_UNDERWAY && !past && own->finite &&
        is_future_time(w, &w->r->statements[s])) {
        out.stage = HS_STAGE_PLANNED, out.rule = "present tense with a time to come";
        out.cue = HS_NONE;
    }
    return out;
}

// ---------------------------------------------------------------- clauses

static bool is_infinitive(const walk *w, uint32_t token) {
    // "to go", "can go": only the first is an infinitive of its own
    if (has(w->r, token, MORPH_INFINITIVE) && tree_child(w->r, token, REL_AUX) == HS_NONE &&
        tree_child(w->r, token, REL_COP) == HS_NONE)
        return true;
    for (uint32_t child = w->r->first_child[token]; child != HS_NONE && child < token;
         child = w->r->next_sibling[child])
        if (tree_token(w->r, child)->upos == UPOS_PART && tree_word_is(w->r, child, "infinitive")) return true;
    return false;
}

// The conjunction or preposition that a clause begins with.
static hs_text marker_of(const walk *w, uint32_t token, char buffer[KEY_BYTES]) {
    char other[KEY_BYTES];
    uint32_t mark = tree_child(w->r, token, REL_MARK);
    for (uint32_t next = mark; next != HS_NONE; next = tree_next(w->r, next, REL_MARK)) // "at whether to go"
        if (lexicon_find(w->rules->marks, fixed_words(w->r, next, other)).count) mark = next;
    if (mark == HS_NONE) mark = tree_child(w->r, token, REL_CASE);
    for (uint32_t child = w->r->first_child[token]; mark == HS_NONE && child != HS_NONE && child < token;
         child = w->r->next_sibling[child])
        if (tree_is(w->r, child, REL_ADVMOD) && predicates_rows(w->r, w->rules->marks, child).count) mark = child;
    if (mark == HS_NONE) return (hs_text){0};
    hs_text whole = fixed_words(w->r, mark, buffer);
    // "whether to", where the parser joined the two
    return lexicon_find(w->rules->marks, whole).count ? whole : stage_folded(tree_token(w->r, mark)->form, buffer);
}

// No more than the world above, which is how far a deed can have come inside a plan or a guess.
static world limited(const walk *w, world out, uint32_t head) {
    const world *above = &w->worlds[head];
    if (above->stage < HS_STAGE_UNDERWAY && above->stage < out.stage)
        out.stage = above->stage, out.cue = above->cue, out.rule = "inside what is not yet done";
    return out;
}

// "before they could leave", "unless it rains", "without firing": a conjunction's effect.
static world marked(const walk *w, uint32_t token, uint32_t head, hs_text mark, const own_words *own) {
    world out = plain(w, token, own);
    lexicon_rows rows = lexicon_find(w->rules->marks, mark);
    hs_text effect = lexicon_cell(w->rules->marks, rows, 0, "stage");
    hs_stage named;
    if (stage_named(effect, &named) && named < out.stage) out.stage = named, out.rule = "conjunction", out.cue = token;
    if (text_equal(lexicon_cell(w->rules->marks, rows, 0, "sign"), TEXT("-"))) {
        out.negated = !out.negated, out.rule = "conjunction", out.cue = token;
    }
    bool bare = tree_child(w->r, token, REL_NSUBJ) == HS_NONE && !own->finite;
    // "when the water falls, they will leave": it has not fallen; but: "as it fell, they would leave"
    bool to_come = w->worlds[head].stage < HS_STAGE_UNDERWAY && has(w->r, token, MORPH_PRESENT) && !own->perfect &&
                   !text_equal(lexicon_cell(w->rules->marks, rows, 0, "kind"), TEXT("reason"));
    return bare || to_come ? limited(w, out, head) : out;
}

// "too weak to stand" does not stand; "strong enough to stand" may.
static bool has_too(const reading *r, uint32_t head) {
    for (uint32_t child = tree_child(r, head, REL_ADVMOD); child != HS_NONE; child = tree_next(r, child, REL_ADVMOD))
        if (tree_word_is(r, child, "excess")) return child < head;
    return false;
}

// "the first to leave", "the only man to speak": they did.
static bool is_singled_out(const reading *r, uint32_t noun) {
    if (has(r, noun, MORPH_ORDINAL)) return true;
    for (uint32_t child = tree_child(r, noun, REL_AMOD); child != HS_NONE; child = tree_next(r, child, REL_AMOD))
        if (has(r, child, MORPH_ORDINAL) || tree_word_is(r, child, "single")) return true;
    return false;
}

// "how to leave", "what to say".
static bool asks_how(const reading *r, uint32_t token) {
    for (uint32_t child = r->first_child[token]; child != HS_NONE && child < token; child = r->next_sibling[child])
        if (has(r, child, MORPH_INTERROGATIVE)) return true;
    return false;
}

// "ordered the crew to leave", where the parser gave the infinitive to the crew.
static operator_use operator_over_object(const walk *w, uint32_t noun) {
    if (!tree_is(w->r, noun, REL_OBJ) || predicates_is_plan(w->r, noun)) return (operator_use){.found = false};
    return stage_operator(w, head_of(w->r, noun), TEXT("objto"), (hs_text){0});
}

// "has yet to ratify it" has not.
static bool is_yet_to_come(const reading *r, uint32_t head) {
    for (uint32_t child = tree_child(r, head, REL_ADVMOD); child != HS_NONE; child = tree_next(r, child, REL_ADVMOD))
        if (tree_word_is(r, child, "yet") && tree_word_is(r, head, "perfect")) return true;
    return false;
}

// "Rejected a request to close it", "dismissed calls for an inquiry": who could do it will not; but: "heard calls for it".
static bool is_refused(const walk *w, uint32_t noun) {
    const reading *r = w->r;
    uint32_t verb = head_of(r, noun);
    bool object = tree_is(r, noun, REL_OBJ) || tree_token(r, noun)->relation == REL_NSUBJ_PASS;
    return object && verb != HS_NONE && !w->worlds[verb].negated && w->worlds[verb].stage >= HS_STAGE_UNDERWAY &&
           stage_operator(w, noun, TEXT("demands"), (hs_text){0}).found && stage_operator(w, verb, TEXT("refuses"), (hs_text){0}).found;
}

static world refused_world(uint32_t noun, const own_words *own) {
    return (world){.stage = lower(own->stage, HS_STAGE_PLANNED), .negated = !own->negated, .cue = noun, .rule = "refused"};
}

static world infinitive_world(const walk *w, uint32_t token, uint32_t edge, uint32_t head, hs_text mark,
                              const own_words *own) {
    bool noun_head = tree_is(w->r, edge, REL_ACL);
    // "they want to leave" is their plan; "they want him to leave", "he was asked to leave" is a demand
    bool other = tree_child(w->r, head, REL_OBJ) != HS_NONE || tree_child(w->r, head, REL_IOBJ) != HS_NONE ||
                 tree_child(w->r, edge, REL_NSUBJ) != HS_NONE || predicates_is_passive(w->r, head);
    operator_use use = {.found = false};
    if (noun_head && is_refused(w, head)) return refused_world(head, own);
    if (other && !noun_head) use = stage_operator(w, head, TEXT("objto"), mark);
    if (!use.found) use = stage_operator(w, head, TEXT("to"), mark);
    if (!use.found && noun_head) use = stage_operator(w, head, TEXT("of"), mark);
    if (!use.found && noun_head) use = operator_over_object(w, head);
    bool asks = asks_how(w->r, edge);
    if (use.found && !asks && !is_yet_to_come(w->r, head) && (!tree_is(w->r, edge, REL_ADVCL) || edge > head))
        return apply(w, token, use, own);
    world out = plain(w, token, own);
    out.cue = head;
    if (is_yet_to_come(w->r, head))
        return out.stage = HS_STAGE_PLANNED, out.negated = !out.negated, out.rule = "yet to", out;
    if (own->perfect && !own->modal) // "is said to have left", "is not thought to have left"
        return out.negated = out.negated != w->worlds[head].negated, out;
    if (asks) return out.stage = HS_STAGE_POSSIBLE, out.rule = "infinitive behind a question word", out;
    // "took an hour to close it", where the parser gave the infinitive to the hour
    if (noun_head && w->r->token_time[head] != HS_NONE && tree_is(w->r, head, REL_OBJ))
        return limited(w, out, head_of(w->r, head));
    uint32_t object = tree_child(w->r, head, REL_OBJ); // "took an hour to close it", "it took them an hour to close it"
    bool took = object != HS_NONE && w->r->token_time[object] != HS_NONE;
    if (took && (tree_is(w->r, edge, REL_ADVCL) || tree_is(w->r, edge, REL_CSUBJ))) return limited(w, out, head);
    if (tree_is(w->r, edge, REL_ADVCL)) {
        if (has_too(w->r, head)) return out.negated = !out.negated, out.rule = "too ... to", out;
        out.stage = HS_STAGE_PLANNED, out.rule = "purpose";
    } else if (noun_head && tree_is(w->r, head, REL_OBJ) && !predicates_is_plan(w->r, head) &&
               !predicates_carries(w->r, head_of(w->r, head), "holds")) {
        out.stage = HS_STAGE_PLANNED,
        out.rule = "purpose"; // "opened the gate to lower the water"; but: "has a house to sell"
    } else if (noun_head || tree_is(w->r, edge, REL_CSUBJ)) {
        if (is_singled_out(w->r, head)) return limited(w, out, head);
        out.stage = HS_STAGE_POSSIBLE, out.rule = "infinitive behind a noun";
    } else {
        out.stage = HS_STAGE_PLANNED, out.rule = "infinitive";
        out.negated = out.negated != w->worlds[head].negated; // "was not chosen to leave"
    }
    return limited(w, out, head);
}

static bool comma_between(const reading *r, uint32_t from, uint32_t to) {
    for (uint32_t token = from + 1; token < to; token++)
        if (tree_token(r, token)->upos == UPOS_PUNCT) return true;
    return false;
}

static operator_use told_by(const walk *w, uint32_t token) { return stage_operator(w, token, TEXT("told"), (hs_text){0}); }

// A modifier that says of a telling that it is not so: "a false rumour", "falsely claimed".
static operator_use untrue_modifier(const walk *w, uint32_t telling, uint8_t relation) {
    operator_use use = {.found = false};
    for (uint32_t child = tree_child(w->r, telling, relation); child != HS_NONE && !use.found; child = tree_next(w->r, child, relation))
        use = told_by(w, child);
    return use;
}

// What denies a telling noun denies what is told: "denied reports that the pier burned", "the claim that it burned is false",
// "a false rumour that it burned"; but: "denied the request that it be closed", "heard reports that it burned".
static operator_use denial_of_telling(const walk *w, uint32_t noun) {
    const reading *r = w->r;
    uint32_t above = head_of(r, noun);
    if (tree_token(r, noun)->upos == UPOS_VERB) return untrue_modifier(w, noun, REL_ADVMOD);
    if (!stage_operator(w, noun, TEXT("tells"), (hs_text){0}).found) return (operator_use){.found = false};
    operator_use use = untrue_modifier(w, noun, REL_AMOD);
    if (use.found || above == HS_NONE) return use;
    uint8_t relation = tree_token(r, noun)->relation;
    bool passive = relation == REL_NSUBJ_PASS || (tree_is(r, noun, REL_NSUBJ) && predicates_is_passive(r, above));
    uint32_t turned = tree_child(r, above, REL_XCOMP); // "turned out to be false", "resultaron falsos"
    if (turned == HS_NONE) turned = tree_child(r, above, REL_OBJ);
    if (tree_is(r, noun, REL_NSUBJ)) use = told_by(w, above);
    if (tree_is(r, noun, REL_NSUBJ) && !use.found && turned != HS_NONE) use = told_by(w, turned);
    if (!use.found && (passive || tree_is(r, noun, REL_OBJ))) use = stage_operator(w, above, TEXT("that"), (hs_text){0});
    // "is not true" as "is false"
    hs_text sign = use.found && w->worlds[use.token].negated ? use.sign_not : use.sign;
    // "would not discuss reports" leaves them as they are
    use.found = use.found && text_equal(sign, TEXT("-")) && text_equal(use.stage, TEXT("own"));
    return use;
}

static bool is_gerund(const reading *r, uint32_t token) {
    return has(r, token, MORPH_GERUND) || (has(r, token, MORPH_PARTICIPLE) && has(r, token, MORPH_PRESENT));
}

// "denied [being] told", "denied [having] been told".
static bool has_gerund(const reading *r, uint32_t token) {
    for (uint32_t child = r->first_child[token]; child != HS_NONE && child < token; child = r->next_sibling[child])
        if ((tree_is(r, child, REL_AUX) || tree_is(r, child, REL_COP)) && is_gerund(r, child)) return true;
    return false;
}

// "The union denies it: no guard slept", "lo ha desmentido: no hay heridos": behind a colon stands what is said itself, not what is denied.
static bool stands_behind_colon(const reading *r, uint32_t token, uint32_t head) {
    for (uint32_t at = head + 1; at < token; at++)
        if (text_equal(tree_token(r, at)->form, TEXT(":"))) return true;
    return false;
}

static world governed_world(const walk *w, uint32_t token, uint32_t edge, const own_words *own) {
    const reading *r = w->r;
    char buffer[KEY_BYTES];
    uint32_t head = head_of(r, edge);
    if (own->finite && stands_behind_colon(r, edge, head)) return plain(w, token, own);
    hs_text mark = marker_of(w, edge, buffer);
    lexicon_rows mark_rows = lexicon_find(w->rules->marks, mark);
    hs_text mark_kind = lexicon_cell(w->rules->marks, mark_rows, 0, "kind");
    if (is_infinitive(w, edge) && !text_equal(mark_kind, TEXT("whether"))) {
        // "without to": Spanish "sin atacar", "antes de atacar" have a preposition with an effect of its own
        // "tras atacar", "al atacar" tell a time
        bool own_effect =
            lexicon_cell(w->rules->marks, mark_rows, 0, "sign").size || text_equal(mark_kind, TEXT("apart"));
        if ((own_effect || tree_child(r, edge, REL_DET) != HS_NONE) && tree_is(r, edge, REL_ADVCL))
            return marked(w, token, head, mark, own);
        return infinitive_world(w, token, edge, head, mark, own);
    }
    if (text_equal(mark_kind, TEXT("whether")) &&
        !(tree_is(r, edge, REL_ADVCL) && tree_token(r, head)->upos == UPOS_VERB && edge < head)) {
        operator_use use = stage_operator(w, head, TEXT("whether"), (hs_text){0});
        if (use.found) return apply(w, token, use, own);
        world out = plain(w, token, own);
        if (out.stage > HS_STAGE_POSSIBLE) out.stage = HS_STAGE_POSSIBLE, out.rule = "whether", out.cue = head;
        return out;
    }
    bool gerund = !own->finite && (is_gerund(r, edge) || has_gerund(r, edge));
    if (gerund) {
        operator_use use = stage_operator(w, head, TEXT("ing"), mark);
        if (!use.found && tree_is(r, edge, REL_ACL) && mark.size) use = stage_operator(w, head, TEXT("of"), mark);
        // "is weighing using it"; but: "was weighing it, using a scale", "waited before using it"
        bool adjunct = tree_is(r, edge, REL_ADVCL) &&
                       (mark_rows.count || (!mark.size && (edge < head || comma_between(r, head, edge))));
        if (use.found && !adjunct) return apply(w, token, use, own);
        if (tree_is(r, edge, REL_ADVCL)) return marked(w, token, head, mark, own);
        // "will stop boats carrying fuel" are carrying it; but: "a reward for information leading to them"
        if (tree_is(r, edge, REL_ACL) && !mark.size && !w->worlds[head].modal) return plain(w, token, own);
        return limited(w, plain(w, token, own), head);
    }
    if (tree_is(r, edge, REL_ADVCL)) return marked(w, token, head, mark, own);
    if (tree_is(r, edge, REL_XCOMP) && own->finite) return plain(w, token, own); // a clause of its own, hung there
    if (tree_is(r, edge, REL_XCOMP)) { // "got it painted": as far as the verb above; but: "is feared dead"
        operator_use use = stage_operator(w, head, TEXT("small"), (hs_text){0});
        if (use.found) return apply(w, token, use, own);
        world out = limited(w, plain(w, token, own), head);
        out.negated = out.negated != w->worlds[head].negated;
        return out;
    }
    operator_use use = denial_of_telling(w, head);
    if (!use.found) use = stage_operator(w, head, TEXT("that"), (hs_text){0});
    if (use.found && !(tree_is(r, edge, REL_ACL) && !own->finite)) return apply(w, token, use, own);
    return plain(w, token, own);
}

// The conjunct that holds the place of a joined clause in the tree.
static uint32_t first_conjunct(const reading *r, uint32_t token) {
    for (size_t steps = 0; steps < LIMIT_SENTENCE_TOKENS && tree_is(r, token, REL_CONJ); steps++) {
        if (head_of(r, token) == HS_NONE) break;
        token = head_of(r, token);
    }
    return token;
}

static bool is_governed(const reading *r, uint32_t token) {
    if (head_of(r, token) == HS_NONE || tree_token(r, token)->relation == REL_ACL_RELCL) return false;
    switch (ud_relation_universal(tree_token(r, token)->relation)) {
    case REL_XCOMP:
    case REL_CCOMP:
    case REL_CSUBJ:
    case REL_ADVCL:
    case REL_ACL: return true;
    default: return false;
    }
}

static world clause_world(const walk *w, uint32_t token) {
    const reading *r = w->r;
    own_words own = stage_read_clause(w, token);
    uint32_t edge = token;
    if (tree_is(r, token, REL_CONJ) && head_of(r, token) != HS_NONE) {
        edge = first_conjunct(r, token);
        bool alone = (own.finite && !has(r, token, MORPH_IMPERATIVE)) || tree_child(r, token, REL_NSUBJ) != HS_NONE ||
                     !predicates_is_clause(r, edge);
        // "will drain and rebuild it", "was neither seen nor heard": the first's auxiliaries serve both
        // but: "might be a target, complained about it", where the forms differ
        uint32_t forms = MORPH_PARTICIPLE | MORPH_INFINITIVE | MORPH_GERUND;
        bool same_form = ((tree_token(r, token)->morph ^ tree_token(r, head_of(r, token))->morph) & forms) == 0;
        // "could provoke it or draw it in": the bare form fits behind a modal, whatever the tagger made of it
        bool bare = text_equal_fold(tree_token(r, token)->form, tree_token(r, token)->lemma);
        if (alone && bare && w->worlds[edge].modal && tree_child(r, token, REL_NSUBJ) == HS_NONE &&
            tree_child(r, token, REL_AUX) == HS_NONE && predicates_is_clause(r, edge))
            alone = false, same_form = true;
        if (!alone && !same_form) edge = token;
        if (!alone && same_form && tree_child(r, token, REL_AUX) == HS_NONE) {
            world out = w->worlds[head_of(r, token)];
            out.negated = out.negated || own.negated;
            return out;
        }
        if (alone && own.finite && tree_child(r, edge, REL_MARK) == HS_NONE) edge = token;
    }
    if (is_governed(r, edge)) return governed_world(w, token, edge, &own);
    world out = plain(w, token, &own);
    bool main = tree_token(r, edge)->relation == REL_ROOT || tree_is(r, token, REL_CONJ);
    if (main && out.stage > HS_STAGE_POSSIBLE && stage_asks_whether(r, token))
        out.stage = HS_STAGE_POSSIBLE, out.rule = "question";
    return out;
}

// ---------------------------------------------------------------- nouns

static bool is_definite(const reading *r, uint32_t noun) {
    if (tree_child(r, noun, REL_NMOD_POSS) != HS_NONE) return true;
    for (uint32_t child = tree_child(r, noun, REL_DET); child != HS_NONE; child = tree_next(r, child, REL_DET))
        if (has(r, child, MORPH_DEFINITE | MORPH_DEMONSTRATIVE | MORPH_POSSESSIVE)) return true;
    return false;
}

// The same noun further up, where it was not a deed yet: "weighs a bid ... the bid".
static bool earlier_stage(const walk *w, uint32_t noun, world *out) {
    const reading *r = w->r;
    uint32_t s = r->token_statement[noun];
    if (s == HS_NONE) return false;
    for (uint32_t back = 1; back <= 64 && back <= s; back++) {
        const hs_statement *other = &r->statements[s - back];
        if (!other->nominal || !text_equal(other->lemma, r->statements[s].lemma)) continue;
        const world *then = &w->worlds[other->token];
        if (then->stage == HS_STAGE_CONSIDERED || then->stage == HS_STAGE_PLANNED || then->stage == HS_STAGE_ORDERED)
            return out->stage = then->stage, out->cue = other->token, out->rule = "as told before", true;
        return false;
    }
    return false;
}

// Only together with the preposition: "call for a strike"; but: "called during a strike".
static operator_use find_with_preposition(const walk *w, uint32_t head, hs_text preposition) {
    char buffer[KEY_BYTES], joined[KEY_BYTES];
    uint32_t s = w->r->token_statement[head];
    hs_text lemma = s != HS_NONE ? w->r->statements[s].lemma : stage_folded(tree_token(w->r, head)->lemma, buffer);
    if (!preposition.size) return (operator_use){.found = false};
    return stage_operator_by_key(w, stage_join(joined, lemma, preposition), TEXT("obl"), head);
}

// "deny a request": what verb and noun do together goes before what the verb does alone.
static operator_use find_over_object(const walk *w, uint32_t head, uint32_t noun) {
    char buffer[KEY_BYTES];
    return stage_operator(w, head, TEXT("obj"), stage_folded(tree_token(w->r, noun)->lemma, buffer));
}

// "called the move a coup", "the strike was called illegal": a verb that says what something is makes no plan of it; but:
// "called a strike".
static bool says_what(const reading *r, uint32_t verb) {
    uint32_t what = tree_child(r, verb, REL_XCOMP), object = tree_child(r, verb, REL_OBJ);
    if (object != HS_NONE && (tree_next(r, object, REL_OBJ) != HS_NONE || tree_child(r, verb, REL_IOBJ) != HS_NONE)) return true;
    if (what == HS_NONE || tree_child(r, what, REL_CASE) != HS_NONE || tree_child(r, what, REL_MARK) != HS_NONE) return false;
    uint8_t upos = tree_token(r, what)->upos;
    bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ;
    return noun && (object != HS_NONE || predicates_is_passive(r, verb));
}

static operator_use operator_of_noun(const walk *w, uint32_t edge, uint32_t head) {
    const reading *r = w->r;
    char buffer[KEY_BYTES];
    uint8_t relation = tree_token(r, edge)->relation;
    uint32_t mark = tree_child(r, edge, REL_CASE);
    hs_text preposition = mark == HS_NONE ? (hs_text){0} : fixed_words(r, mark, buffer);
    bool apart =
        text_equal(lexicon_cell(w->rules->marks, lexicon_find(w->rules->marks, preposition), 0, "kind"), TEXT("apart"));
    if (apart || (tree_token(r, head)->upos == UPOS_VERB && stage_operator(w, head, TEXT("names"), (hs_text){0}).found && says_what(r, head)))
        return (operator_use){.found = false};
    if (relation == REL_NSUBJ_PASS || (tree_is(r, edge, REL_NSUBJ) && predicates_is_passive(r, head)))
        return find_over_object(w, head, edge);
    switch (ud_relation_universal(relation)) {
    case REL_OBJ:
    case REL_XCOMP: return find_over_object(w, head, edge);
    case REL_NSUBJ: { // "the strike stopped", but "the strike stopped the trains"
        if (tree_child(r, head, REL_OBJ) != HS_NONE) return (operator_use){.found = false};
        operator_use use = stage_operator(w, head, TEXT("subj"), (hs_text){0});
        if (use.found) return use;
        uint32_t what = tree_child(r, head, REL_XCOMP), state = tree_child(r, head, REL_OBL);
        if (what != HS_NONE && has(r, what, MORPH_PARTICIPLE) && !has(r, what, MORPH_PRESENT)) // "the strike remains called off"
            return stage_operator(w, what, TEXT("obj"), (hs_text){0});
        bool kept = state != HS_NONE && stage_operator(w, head, TEXT("keeps"), (hs_text){0}).found; // "la venta está en estudio"
        return kept ? stage_operator(w, state, TEXT("subj"), (hs_text){0}) : use;
    }
    case REL_OBL:
        if (head == head_of(r, edge)) return find_with_preposition(w, head, preposition);
        return stage_operator(w, head, TEXT("of"), preposition);
    case REL_NMOD:
    case REL_COMPOUND: {
        operator_use use = find_with_preposition(w, head, preposition);
        return use.found ? use : stage_operator(w, head, TEXT("of"), preposition);
    }
    default: return (operator_use){.found = false};
    }
}

static bool named_stage_is(operator_use use, hs_stage stage) {
    hs_stage named;
    return stage_named(use.stage, &named) && named == stage;
}

// "possible strikes", "a planned vote", "the bid rejected on Monday": modifiers have effects too.
static void apply_modifiers(const walk *w, uint32_t noun, world *out) {
    const reading *r = w->r;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child]) {
        operator_use use = {.found = false};
        char form[KEY_BYTES]; // "planned" itself, not "plan"
        if (tree_is(r, child, REL_AMOD) || tree_is(r, child, REL_COMPOUND))
            use = stage_operator_by_key(w, stage_folded(tree_token(r, child)->form, form), TEXT("amod"), child);
        // "the bid rejected on Monday"; but: "operations aimed at closing it"
        bool alone = tree_child(r, child, REL_XCOMP) == HS_NONE && tree_child(r, child, REL_ADVCL) == HS_NONE &&
                     tree_child(r, child, REL_CCOMP) == HS_NONE;
        if (tree_is(r, child, REL_ACL) && alone && predicates_is_passive(r, child) && !is_infinitive(w, child))
            use = stage_operator(w, child, TEXT("obj"), (hs_text){0});
        if (!use.found) continue;
        bool refused = stage_own_negator(w, child) != HS_NONE;
        hs_stage named;
        // "a potential strike plan" is a plan
        if (predicates_is_plan(r, noun) && named_stage_is(use, HS_STAGE_POSSIBLE) &&
            tree_child(r, noun, REL_COMPOUND) != HS_NONE)
            continue;
        bool further =
            named_stage_is(use, HS_STAGE_PLANNED) && out->stage == HS_STAGE_CONSIDERED; // "discussed a planned strike"
        if (stage_named(refused ? use.stage_not : use.stage, &named) && (further || named < out->stage))
            out->stage = named, out->cue = child, out->rule = "modifier";
        if (text_equal(refused ? use.sign_not : use.sign, TEXT("-")))
            out->negated = true, out->cue = child, out->rule = "modifier";
    }
}

static bool is_existential(const reading *r, uint32_t edge, uint32_t head) {
    return (tree_is(r, edge, REL_NSUBJ) || tree_is(r, edge, REL_OBJ)) &&
           (tree_has_there(r, head) || predicates_carries(r, head, "exists"));
}

static bool has_would(const walk *w, uint32_t verb) {
    for (uint32_t child = tree_child(w->r, verb, REL_AUX); child != HS_NONE; child = tree_next(w->r, child, REL_AUX))
        if (text_equal(stage_auxiliary_kind(w, child), TEXT("future")) && !has(w->r, child, MORPH_PRESENT)) return true;
    return has(w->r, verb, MORPH_CONDITIONAL);
}

// A noun with nothing over it that has an effect of its own.
static world bare_noun_world(const walk *w, uint32_t noun, uint32_t edge, uint32_t head, world out) {
    const reading *r = w->r;
    if (is_definite(r, noun)) {
        bool told = !out.negated && earlier_stage(w, noun, &out);
        // "The takeover would create a giant": not done where nothing else is told of it; but: "The strike hurt them"
        if (!told && head != HS_NONE && tree_is(r, edge, REL_NSUBJ) && has_would(w, head)) out = limited(w, out, head);
        return out;
    }
    if (head == HS_NONE) return out;
    const world *above = &w->worlds[head];
    out = limited(w, out, head);
    bool object = tree_is(r, edge, REL_OBJ) || tree_token(r, edge)->relation == REL_NSUBJ_PASS;
    // "did not see a blast" sees none; but: "was not hurt in a blast"
    if (object && above->negated && predicates_is_clause(r, head))
        out.negated = true, out.cue = above->cue, out.rule = "negation";
    return out;
}

// "a second night of riots", "a wave of strikes": a noun that only measures an event.
static bool measures_event(const reading *r, uint32_t noun) {
    for (uint32_t child = tree_child(r, noun, REL_NMOD); child != HS_NONE; child = tree_next(r, child, REL_NMOD))
        if (predicates_is_event_noun(r, child)) return true;
    return false;
}

static world noun_world(const walk *w, uint32_t noun) {
    const reading *r = w->r;
    uint32_t edge = first_conjunct(r, noun), head = predicates_attachment(r, edge),
             negator = stage_negator_of_phrase(w, noun);
    if (negator == HS_NONE) negator = stage_own_negator(w, noun);
    own_words own = {.stage = HS_STAGE_DONE,
                     .negated = negator != HS_NONE,
                     .cue = negator,
                     .rule = negator != HS_NONE ? "negation" : "noun for an event"};
    world out = {.stage = own.stage, .negated = own.negated, .cue = own.cue, .rule = own.rule};
    if (predicates_is_known_by(r, noun)) return out; // "the murder trial may begin": the murder has happened
    operator_use use = head == HS_NONE ? (operator_use){.found = false} : operator_of_noun(w, edge, head);
    operator_use denied = head != HS_NONE && tree_is(r, edge, REL_NMOD) ? denial_of_telling(w, head) : (operator_use){.found = false};
    if (denied.found) use = denied;
    if (head != HS_NONE && (tree_is(r, edge, REL_NMOD) || head != head_of(r, edge)) && is_refused(w, head)) return refused_world(head, &own);
    if (!use.found && head != HS_NONE && stage_enters(w, edge, head)) return w->worlds[head];
    if (!use.found && head != HS_NONE && stage_is_kept(w, edge, head)) return own.stage = HS_STAGE_UNDERWAY, plain(w, noun, &own);
    uint32_t s = r->token_statement[noun];
    bool pair = s != HS_NONE && r->statements[s].same_as != HS_NONE;
    if (head != HS_NONE && (is_existential(r, edge, head) || (pair && !use.found))) {
        uint32_t partner = pair ? r->statements[r->statements[s].same_as].token : head;
        const world *above = &w->worlds[tree_below(r, partner, noun) && partner != head ? head : partner];
        if (tree_below(r, partner, noun)) above = &out; // "strikes carried out by": the participle hangs below
        out.stage = above->stage, out.cue = above->cue, out.rule = above->rule;
        out.negated = own.negated || above->negated;
        bool now = is_existential(r, edge, head) && has(r, head, MORPH_PRESENT) && out.stage == HS_STAGE_DONE; // "there are no talks"
        if (now && stage_lasts(w, noun)) out.stage = HS_STAGE_UNDERWAY, out.rule = "goes on";
    } else if (use.found && (s != HS_NONE || predicates_is_plan(r, noun) || predicates_is_event_noun(r, noun) ||
                             predicates_is_plan(r, head) || measures_event(r, noun))) {
        own.negated = own.negated && !w->worlds[head].negated; // one "no" makes verb and noun negated, not affirmed
        out = apply(w, noun, use, &own);
        if (negator != HS_NONE) out.negated = true;
        out.modal = predicates_is_plan(r, head);
    } else {
        out = bare_noun_world(w, noun, edge, head, out);
    }
    // "weighs a strike ... The strike would begin": still weighed
    world before = {.stage = HS_STAGE_DONE};
    if (head != HS_NONE && w->worlds[head].modal && is_definite(r, noun) && earlier_stage(w, noun, &before))
        out.stage = lower(out.stage, (hs_stage)before.stage);
    apply_modifiers(w, noun, &out);
    return out;
}

// ---------------------------------------------------------------- adverbs

// "perhaps", "almost": an adverb's effect on its predicate.
static void apply_adverbs(const walk *w, uint32_t token, world *out) {
    for (uint32_t child = tree_child(w->r, token, REL_ADVMOD); child != HS_NONE;
         child = tree_next(w->r, child, REL_ADVMOD)) {
        operator_use use = stage_operator(w, child, TEXT("adv"), (hs_text){0});
        if (!use.found) continue;
        hs_stage named;
        if (stage_named(use.stage, &named) && named < out->stage)
            out->stage = named, out->cue = child, out->rule = "adverb";
        if (text_equal(use.sign, TEXT("-"))) out->negated = true, out->cue = child, out->rule = "adverb";
    }
}

static bool says_habit(const walk *w, uint32_t token) {
    for (uint32_t child = tree_child(w->r, token, REL_ADVMOD); child != HS_NONE;
         child = tree_next(w->r, child, REL_ADVMOD)) {
        operator_use use = stage_operator(w, child, TEXT("adv"), (hs_text){0});
        if (use.found && text_equal(use.stage, TEXT("generic"))) return true;
    }
    return false;
}

// ---------------------------------------------------------------- the pass

static world world_of(const walk *w, uint32_t token) {
    const hs_token *t = tree_token(w->r, token);
    world out = {.stage = HS_STAGE_DONE, .cue = HS_NONE, .rule = "plain statement"};
    bool there_is = t->upos == UPOS_AUX && predicates_carries(w->r, token, "exists"); // "no hay heridos"
    if (predicates_is_clause(w->r, token) || there_is || (t->upos == UPOS_AUX && tree_child(w->r, token, REL_NSUBJ) != HS_NONE))
        out = clause_world(w, token);
    else if (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN) out = noun_world(w, token);
    else if (is_governed(w->r, token)) out = clause_world(w, token);
    else return out;
    apply_adverbs(w, token, &out);
    return out;
}

// From each root down, so that what governs is known before what it governs.
static void fill_worlds(walk *w) {
    const hs_parse *parse = w->r->parse;
    uint32_t *queue = arena_new(&w->scratch, uint32_t, parse->token_count + 1), count = 0;
    for (uint32_t token = 0; token < parse->token_count; token++)
        if (tree_token(w->r, token)->head >= parse->token_count) queue[count++] = token;
    for (uint32_t at = 0; at < count; at++) {
        w->worlds[queue[at]] = world_of(w, queue[at]);
        for (uint32_t child = w->r->first_child[queue[at]]; child != HS_NONE; child = w->r->next_sibling[child])
            if (count < parse->token_count) queue[count++] = child;
    }
}

static void set(reading *r, hs_statement *s, const world *from, hs_arena *keep) {
    s->stage = (hs_stage)from->stage;
    s->polarity = from->negated ? HS_NEGATED : HS_AFFIRMED;
    hs_span span = from->cue == HS_NONE ? s->predicate : tree_token(r, from->cue)->span;
    reading_explain(r, s, HS_ATTRIBUTE_STAGE, from->rule, span, keep);
    reading_explain(r, s, HS_ATTRIBUTE_POLARITY, from->rule, span, keep);
}

// The ISO 8601 week of a day, "2031-W20".
static hs_text week_of(const hs_date *day, hs_arena *keep) {
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int year = day->year;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int in_year = before[(day->month + 11) % 12] + day->day + (leap && day->month > 2);
    int days = (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + in_year;
    int week = (in_year - (days - 1) % 7 + 9) / 7; // day 1 of year 1 was a Monday
    if (week < 1) week = 1;
    if (week > 53) week = 53;
    return arena_print(keep, "%d%d%d%d-W%d%d", year / 1000 % 10, year / 100 % 10, year / 10 % 10, year % 10, week / 10,
                       week % 10);
}

void stage_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    walk w = {.r = r, .rules = r->knowledge->stage, .scratch = scratch};
    w.worlds = arena_new(&w.scratch, world, r->parse->token_count + 1);
    const hs_date *day = &r->document->published;
    if (day->precision == HS_DATE_DAY)
        w.today = arena_print(&w.scratch, "%d%d%d%d-%d%d-%d%d", day->year / 1000 % 10, day->year / 100 % 10,
                              day->year / 10 % 10, day->year % 10, day->month / 10, day->month % 10, day->day / 10,
                              day->day % 10);
    if (w.today.size) w.week = week_of(day, &w.scratch);
    fill_worlds(&w);
    for (uint32_t i = 0; i < r->statement_count; i++) {
        hs_statement *s = &r->statements[i];
        uint32_t from = s->token; // the verb of a pair is as far as its noun
        if (!s->nominal && s->same_as != HS_NONE) from = r->statements[s->same_as].token;
        set(r, s, &w.worlds[from], keep);
        s->generic |= says_habit(&w, s->token);
    }
}
