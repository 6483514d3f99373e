// What the words of one clause say of how far its event has come: auxiliaries, negations,
// mood, inversion; and which operator a word is.
//
// In: a token and its children. Out: own_words, operator_use. Method: look-ups in the
// lexicons stage_auxiliaries, stage_negators, stage_operators and stage_unwilled, by lemma,
// by lemma and particle, by lemma and preposition; the rest is the shape of the clause.
// What it gets wrong: "not" before a phrase that it does not reach ("not because it rained").
#include "statements/stage.h"

#include "base/text.h"

static bool has(const reading *r, uint32_t token, uint32_t morph) { return (tree_token(r, token)->morph & morph) != 0; }

// ---------------------------------------------------------------- keys

// Two words with a blank between; empty where they do not fit, which is in no lexicon.
hs_text stage_join(char buffer[KEY_BYTES], hs_text a, hs_text b) {
    if (a.size + b.size + 1 > KEY_BYTES) return (hs_text){0};
    memmove(buffer, a.data, a.size);
    buffer[a.size] = ' ';
    memcpy(buffer + a.size + 1, b.data, b.size);
    return (hs_text){buffer, a.size + b.size + 1};
}

hs_text stage_folded(hs_text word, char buffer[KEY_BYTES]) {
    if (word.size > KEY_BYTES) return (hs_text){0};
    for (size_t i = 0; i < word.size; i++) buffer[i] = (char)byte_lower((unsigned char)word.data[i]);
    return (hs_text){buffer, word.size};
}

// ---------------------------------------------------------------- operators

// True where the comma-separated list names the word.
static bool list_has(hs_text list, hs_text word) {
    while (list.size) {
        hs_text item = text_cut(&list, ',');
        if (text_equal(item, word)) return true;
    }
    return false;
}

// "The offer to sell" is a noun's, "they offer to sell" a verb's; participles pass for both verbs and adjectives.
static bool class_fits(hs_text class, const hs_token *t) {
    bool noun = t->upos == UPOS_NOUN || t->upos == UPOS_PROPN,
         finite = t->upos == UPOS_VERB && (t->morph & MORPH_FINITE);
    if (text_equal(class, TEXT("any"))) return true;
    return text_equal(class, TEXT("noun")) == noun && !(finite && text_equal(class, TEXT("adjective")));
}

operator_use stage_operator_by_key(const walk *w, hs_text key, hs_text frame, uint32_t token) {
    const stage_rules *rules = w->rules;
    lexicon_rows rows = lexicon_find(rules->operators, key);
    for (uint32_t i = 0; i < rows.count; i++) {
        const hs_text *row = rows.cells + (size_t)i * rows.column_count;
        if (!list_has(row[rules->frame], frame) || !class_fits(row[rules->class], tree_token(w->r, token))) continue;
        return (operator_use){
            true, token, row[rules->stage], row[rules->sign], row[rules->stage_not], row[rules->sign_not]};
    }
    return (operator_use){.found = false, .token = token};
}

operator_use stage_operator(const walk *w, uint32_t token, hs_text frame, hs_text preposition) {
    const reading *r = w->r;
    char buffer[KEY_BYTES], joined[KEY_BYTES];
    uint32_t s = r->token_statement[token];
    hs_text bare = stage_folded(tree_token(r, token)->lemma, buffer);
    hs_text lemma = s != HS_NONE ? r->statements[s].lemma : bare;
    operator_use use = {.found = false};
    if (preposition.size) {
        use = stage_operator_by_key(w, stage_join(joined, lemma, preposition), frame, token);
        if (use.found) return use;
    }
    if (!use.found) use = stage_operator_by_key(w, lemma, frame, token);
    if (!use.found && lemma.size != bare.size) use = stage_operator_by_key(w, bare, frame, token);
    return use;
}

// ---------------------------------------------------------------- a clause's own words

hs_text stage_auxiliary_kind(const walk *w, uint32_t token) {
    return lexicon_cell(w->rules->auxiliaries, predicates_rows(w->r, w->rules->auxiliaries, token), 0, "kind");
}

static bool is_negator(const walk *w, uint32_t token) {
    char buffer[KEY_BYTES], other[KEY_BYTES], both[KEY_BYTES];
    hs_text form = stage_folded(tree_token(w->r, token)->form, buffer);
    if (!lexicon_find(w->rules->negators, form).count && !predicates_rows(w->r, w->rules->negators, token).count)
        return false;
    // "not only the dam": the word behind it takes the negation off
    uint32_t next = token + 1;
    if (next >= w->r->parse->token_count) return true;
    hs_text key = stage_join(both, form, stage_folded(tree_token(w->r, next)->form, other));
    lexicon_rows rows = lexicon_find(w->rules->negators, key);
    return !rows.count || !text_equal(lexicon_cell(w->rules->negators, rows, 0, "kind"), TEXT("none"));
}

// "no siren", "none of them", "not one of them", "neither firm".
uint32_t stage_negator_of_phrase(const walk *w, uint32_t noun) {
    const reading *r = w->r;
    hs_text kind = lexicon_cell(w->rules->negators, predicates_rows(r, w->rules->negators, noun), 0, "kind");
    if (text_equal(kind, TEXT("pronoun"))) return noun;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE && child < noun; child = r->next_sibling[child])
        if ((tree_is(r, child, REL_DET) || tree_is(r, child, REL_ADVMOD) || tree_is(r, child, REL_CC)) &&
            is_negator(w, child))
            return child;
    return HS_NONE;
}

uint32_t stage_own_negator(const walk *w, uint32_t token) {
    const reading *r = w->r;
    bool clause = predicates_is_clause(r, token);
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        switch (ud_relation_universal(tree_token(r, child)->relation)) {
        case REL_CASE:
        case REL_MARK:
            if (clause) break; // "without firing" is what the conjunction does, see marked()
            // fall through
        case REL_ADVMOD:
        case REL_AUX:
        case REL_CC:
        case REL_DET:
            if (is_negator(w, child)) return child;
            if (child > 0 && r->first_child[child] == child - 1 && is_negator(w, child - 1))
                return child - 1; // "no longer"
            break;
        case REL_NSUBJ:
        case REL_OBJ:
        case REL_IOBJ:
            if (clause && stage_negator_of_phrase(w, child) != HS_NONE) return stage_negator_of_phrase(w, child);
            break;
        default: break;
        }
    }
    return HS_NONE;
}

// "is to be held": "be" with an infinitive marker behind it; but: "is to blame", which says how it is.
static bool is_be_to(const reading *r, uint32_t token) {
    uint32_t be = HS_NONE;
    if (tree_word_is(r, token, "blamed")) return false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE && child < token; child = r->next_sibling[child]) {
        if ((tree_is(r, child, REL_AUX) || tree_is(r, child, REL_COP)) && tree_word_is(r, child, "be") &&
            has(r, child, MORPH_FINITE))
            be = child;
        if (be != HS_NONE && child > be && tree_token(r, child)->upos == UPOS_PART && tree_word_is(r, child, "infinitive"))
            return true;
    }
    return false;
}

static void weaken(own_words *own, hs_stage stage, uint32_t cue, const char *rule) {
    if (stage >= own->stage) return;
    own->stage = stage, own->cue = cue, own->rule = rule, own->modal = true;
}

static void read_auxiliary(const walk *w, uint32_t verb, uint32_t child, own_words *own) {
    const reading *r = w->r;
    hs_text kind = stage_auxiliary_kind(w, child);
    if (has(r, child, MORPH_FINITE)) own->finite = true;
    if (text_equal(kind, TEXT("future"))) own->future = true, own->cue = child, own->rule = "future auxiliary";
    else if (text_equal(kind, TEXT("possible"))) weaken(own, HS_STAGE_POSSIBLE, child, "modal of possibility");
    else if (text_equal(kind, TEXT("ability"))) weaken(own, HS_STAGE_POSSIBLE, child, "modal of ability");
    else if (text_equal(kind, TEXT("demand"))) weaken(own, HS_STAGE_POSSIBLE, child, "modal of demand");
    else if (text_equal(kind, TEXT("perfect"))) own->perfect = true;
    else if (has(r, child, MORPH_FUTURE) && !kind.size) own->future = true, own->cue = child, own->rule = "future tense"; // "serán decisivas"
    // "is drafting": going on; but: "was drafted"
    else if (text_equal(kind, TEXT("progressive")) && tree_token(r, child)->relation != REL_AUX_PASS &&
             ((has(r, verb, MORPH_PARTICIPLE) && has(r, verb, MORPH_PRESENT)) || has(r, verb, MORPH_GERUND)))
        own->progressive = true, own->cue = child;
    if (tree_token(r, child)->relation != REL_AUX_PASS) return;
    // "is being built" goes on too; but: "denied being told"
    if (text_equal(tree_token(r, child)->form, TEXT("being")) && own->finite) own->progressive = true, own->cue = child;
}

// "Did the dam hold?"; but: "Why did the dam break?" says that it did.
bool stage_asks_whether(const reading *r, uint32_t token) {
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, token)];
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if (has(r, child, MORPH_INTERROGATIVE)) return false;
    for (uint32_t i = s->first + s->count; i-- > s->first;) {
        const hs_token *t = &r->parse->tokens[i];
        if (t->upos != UPOS_PUNCT) return false;
        if (text_find(t->form, TEXT("?"), 0) != SIZE_MAX) return true;
    }
    return false;
}

// "had they wanted": the auxiliary before its subject, also where the parser took it for the verb.
static uint32_t inverted_auxiliary(const walk *w, uint32_t token) {
    const reading *r = w->r;
    uint32_t subject = tree_child(r, token, REL_NSUBJ), aux = tree_child(r, token, REL_AUX);
    if (subject != HS_NONE) return aux != HS_NONE && aux < subject ? aux : HS_NONE;
    return HS_NONE;
}

// "At no point had they wanted it": the sentence opens with a negation.
static bool opens_negated(const walk *w, uint32_t token) {
    const hs_sentence *s = &w->r->parse->sentences[tree_sentence(w->r, token)];
    for (uint32_t i = s->first; i < s->first + 3 && i < token; i++)
        if (is_negator(w, i) &&
            !tree_is(w->r, tree_token(w->r, i)->head == HS_NONE ? i : tree_token(w->r, i)->head, REL_NSUBJ))
            return true;
    return false;
}

bool stage_inverted(const walk *w, uint32_t token, own_words *own) {
    const reading *r = w->r;
    uint32_t aux = inverted_auxiliary(w, token);
    if (aux == HS_NONE || tree_child(r, token, REL_MARK) != HS_NONE) return false;
    if (tree_is(r, token, REL_ADVCL) || (tree_is(r, token, REL_PARATAXIS) && token < tree_token(r, token)->head)) {
        // "had they planned it": it was not so; but: "should it slip": it may
        if (text_equal(stage_auxiliary_kind(w, aux), TEXT("perfect"))) own->negated = true;
        else own->stage = HS_STAGE_POSSIBLE;
        own->rule = "inverted condition";
    } else if (opens_negated(w, token)) {
        own->negated = true, own->rule = "negation that opens the sentence";
    } else {
        return false;
    }
    own->cue = aux, own->modal = true;
    return true;
}

// Verbs that nobody plans ("die", "climb") and those that a timetable sets ("begin").
bool stage_will_kind(const walk *w, uint32_t token, const char *kind) {
    lexicon_rows rows = predicates_rows(w->r, w->rules->unwilled, token);
    return text_equal(lexicon_cell(w->rules->unwilled, rows, 0, "kind"), text_of(kind));
}

// "are due to approve it", where the parser made "due to" one conjunction.
static bool find_modal_mark(const walk *w, uint32_t token) {
    uint32_t mark = tree_child(w->r, token, REL_MARK);
    if (mark == HS_NONE) mark = tree_child(w->r, token, REL_CASE);
    return mark != HS_NONE && tree_token(w->r, mark)->upos == UPOS_ADJ && tree_child(w->r, token, REL_COP) != HS_NONE &&
           stage_operator(w, mark, TEXT("to"), (hs_text){0}).found;
}

// Nothing but marks, adverbs and "do" stands between the verb and where its sentence or quote begins.
static bool opens_sentence(const reading *r, uint32_t token) {
    uint32_t first = r->parse->sentences[tree_sentence(r, token)].first;
    for (uint32_t i = token; i-- > first;) {
        const hs_token *t = tree_token(r, i);
        bool quote = t->upos == UPOS_PUNCT && t->form.size && !byte_is_alpha((unsigned char)t->form.data[0]) &&
                     !text_equal(t->form, TEXT(","));
        if (quote) return true;
        if (t->upos != UPOS_PUNCT && t->upos != UPOS_ADV && t->upos != UPOS_INTJ && t->upos != UPOS_PART &&
            t->upos != UPOS_AUX && t->upos != UPOS_CCONJ)
            return false;
    }
    return true;
}

bool stage_lasts(const walk *w, uint32_t token) { return stage_operator(w, token, TEXT("lasts"), (hs_text){0}).found; }

// "In talks", "on strike", without an article: what one is in the middle of.
static bool is_ongoing(const walk *w, uint32_t noun) {
    const reading *r = w->r;
    uint32_t mark = tree_child(r, noun, REL_CASE);
    if (mark == HS_NONE || tree_child(r, noun, REL_DET) != HS_NONE) return false;
    char one[KEY_BYTES], other[KEY_BYTES], both[KEY_BYTES];
    hs_text key = stage_join(both, stage_folded(tree_token(r, mark)->form, one), stage_folded(tree_token(r, noun)->lemma, other));
    return stage_operator_by_key(w, key, TEXT("goes"), noun).found;
}

bool stage_is_kept(const walk *w, uint32_t noun, uint32_t verb) {
    bool behind = tree_is(w->r, noun, REL_OBL) || tree_is(w->r, noun, REL_XCOMP);
    return behind && stage_operator(w, verb, TEXT("keeps"), (hs_text){0}).found && is_ongoing(w, noun);
}

bool stage_enters(const walk *w, uint32_t noun, uint32_t verb) {
    char buffer[KEY_BYTES];
    uint32_t mark = tree_child(w->r, noun, REL_CASE);
    bool behind = (tree_is(w->r, noun, REL_OBL) || tree_is(w->r, noun, REL_OBJ)) && mark != HS_NONE && stage_lasts(w, noun);
    if (!behind) return false;
    char key[KEY_BYTES], other[KEY_BYTES];
    hs_text lemma = stage_folded(tree_token(w->r, verb)->lemma, buffer), preposition = stage_folded(tree_token(w->r, mark)->form, other);
    return stage_operator_by_key(w, stage_join(key, lemma, preposition), TEXT("enters"), verb).found;
}

// "Are in talks", "has been on strike since May", "police search the shore": it goes on; but: "were in the talks", "searched the shore".
static bool goes_on(const walk *w, uint32_t token, const own_words *own) {
    const reading *r = w->r;
    if (tree_child(r, token, REL_COP) != HS_NONE) return is_ongoing(w, token);
    return own->finite && has(r, token, MORPH_PRESENT) && !own->perfect && tree_token(r, token)->upos == UPOS_VERB && stage_lasts(w, token);
}

own_words stage_read_clause(const walk *w, uint32_t token) {
    const reading *r = w->r;
    own_words own = {.stage = HS_STAGE_DONE, .cue = HS_NONE, .rule = "plain statement"};
    own.finite = has(r, token, MORPH_FINITE);
    own.infinitive = has(r, token, MORPH_INFINITIVE);
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_AUX) || tree_is(r, child, REL_COP)) read_auxiliary(w, token, child, &own);
    if (has(r, token, MORPH_FUTURE) || has(r, token, MORPH_CONDITIONAL))
        own.future = true, own.cue = token, own.rule = "future tense";
    if (find_modal_mark(w, token))
        weaken(&own, stage_will_kind(w, token, "unwilled") ? HS_STAGE_POSSIBLE : HS_STAGE_PLANNED, token, "\"due to\"");
    if (is_be_to(r, token)) own.stage = HS_STAGE_PLANNED, own.modal = true, own.rule = "\"be to\"";
    if (has(r, token, MORPH_IMPERATIVE) && tree_child(r, token, REL_NSUBJ) == HS_NONE && opens_sentence(r, token))
        weaken(&own, HS_STAGE_POSSIBLE, token, "imperative");
    uint32_t negator = stage_own_negator(w, token);
    own.negated = negator != HS_NONE;
    if (own.negated && own.cue == HS_NONE) own.cue = negator, own.rule = "negation";
    bool ability =
        own.cue != HS_NONE && own.cue != negator && text_equal(stage_auxiliary_kind(w, own.cue), TEXT("ability"));
    // "could not be reached" was not; but: "might not be reached" may not be
    if (own.negated && ability && !own.perfect) own.stage = HS_STAGE_DONE, own.modal = false;
    if (!stage_inverted(w, token, &own) && own.stage == HS_STAGE_DONE && own.progressive && !own.negated)
        own.stage = HS_STAGE_UNDERWAY, own.rule = "progressive";
    if (own.stage == HS_STAGE_DONE && goes_on(w, token, &own)) own.stage = HS_STAGE_UNDERWAY, own.rule = "goes on";
    return own;
}
