// What an outlet takes back of its own: "On Monday we reported that the pier had given way. We withdraw that report."
//
// In: statements with parties, stage and polarity. Out: what the outlet had told, denied in its own voice. Method: a telling by "we" or by the
// outlet's own name, with its content, and in one of the next two sentences either a judgement of it ("This was wrong", "We no longer
// stand by this": operators of the frame "told") or a telling noun under an operator that undoes it ("We withdraw that report"). But:
// "The guild reported that it burned. This was wrong": what others told stands as they told it, and the outlet's word beside it.
// "An earlier version of this article said that it burned" takes back by itself; but: "An earlier version of the bill said so".
// Gets wrong: a judgement of something else ("We reported that it burned. It is wrong to burn things").
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"
#include "statements/voices.h"

static bool is_first_person(const reading *r, uint32_t token) { return (tree_token(r, token)->morph & MORPH_FIRST) != 0; }

// "We", "informamos", or the outlet by its name.
static bool is_own(const reading *r, const hs_statement *s) {
    uint32_t subject = tree_child(r, s->token, REL_NSUBJ);
    if (subject != HS_NONE) {
        if (is_first_person(r, subject)) return true;
    } else if (is_first_person(r, s->token)) {
        return true;
    }
    for (uint32_t i = 0; i < s->actor_count; i++)
        if (r->document->outlet.size && text_equal_fold(s->actors[i].name, r->document->outlet)) return true;
    return false;
}

// The clause that an own telling tells, HS_NONE.
static uint32_t told_clause(const reading *r, const hs_statement *s) {
    if (s->nominal || s->polarity != HS_AFFIRMED || s->stage != HS_STAGE_DONE) return HS_NONE;
    const cue_entry *entry = voices_entry(r->knowledge->voices, tree_token(r, s->token)->lemma, UPOS_VERB);
    return entry && entry->kind == CUE_say && is_own(r, s) ? tree_child(r, s->token, REL_CCOMP) : HS_NONE;
}

static bool undoes(hs_text sign) { return text_equal(sign, TEXT("-")); }

// "It had not.": nothing but a pronoun and what denies that it did.
static bool only_denies(const walk *w, const hs_statement *s) {
    uint32_t helper = tree_child(w->r, s->token, REL_AUX), thing = MORPH_PERSONAL | MORPH_THIRD;
    bool pronoun = (tree_token(w->r, s->token)->morph & thing) == thing;
    return pronoun && helper != HS_NONE && (stage_own_negator(w, helper) != HS_NONE || stage_own_negator(w, s->token) != HS_NONE);
}

// "This was wrong", "it is not true", "we no longer stand by this".
static bool judges(const walk *w, const hs_statement *s) {
    if (only_denies(w, s)) return true;
    uint32_t beside = tree_child(w->r, s->token, REL_OBL); // "stand [by this]"
    hs_arena scratch = w->scratch;
    hs_text preposition = beside == HS_NONE ? (hs_text){0} : tree_case(w->r, beside, &scratch);
    operator_use use = stage_operator(w, s->token, TEXT("told"), preposition);
    if (!use.found || !undoes(s->polarity == HS_NEGATED ? use.sign_not : use.sign)) return false;
    uint32_t subject = tree_child(w->r, s->token, REL_NSUBJ);
    if (subject == HS_NONE) return true; // "no es cierto"
    uint32_t thing = MORPH_PERSONAL | MORPH_THIRD | MORPH_SINGULAR, morph = tree_token(w->r, subject)->morph;
    bool it = (morph & thing) == thing && !(morph & (MORPH_FEMININE | MORPH_MASCULINE));
    return morph & MORPH_DEMONSTRATIVE || it || is_first_person(w->r, subject);
}

// "We withdraw that report", "we have taken the story down"; but: "we withdraw our ships".
static bool takes_back(const walk *w, const hs_statement *s) {
    uint32_t object = tree_child(w->r, s->token, REL_OBJ);
    if (object == HS_NONE || s->polarity != HS_AFFIRMED || !is_own(w->r, s)) return false;
    operator_use use = stage_operator(w, s->token, TEXT("obj"), (hs_text){0});
    return use.found && undoes(use.sign) && stage_operator(w, object, TEXT("tells"), (hs_text){0}).found;
}

static bool is_taken_back(const walk *w, uint32_t telling) {
    enum { SENTENCES_BEHIND = 2 };
    const reading *r = w->r;
    uint32_t sentence = r->statements[telling].sentence;
    for (uint32_t i = telling + 1; i < r->statement_count && r->statements[i].sentence <= sentence + SENTENCES_BEHIND; i++) {
        const hs_statement *s = &r->statements[i];
        if (s->sentence > sentence && (judges(w, s) || takes_back(w, s))) return true;
    }
    return false;
}

// The clause itself, those joined to it, and what it only leads to ("had offered [to buy] them").
static bool is_told(const reading *r, uint32_t token, uint32_t clause) {
    while (token != clause && (tree_is(r, token, REL_CONJ) || tree_is(r, token, REL_XCOMP)) && tree_token(r, token)->head != HS_NONE)
        token = tree_token(r, token)->head;
    return token == clause;
}

// ---------------------------------------------------------------- what was said about it

static bool undoes_object(const walk *w, uint32_t verb) {
    uint32_t s = w->r->token_statement[verb];
    operator_use use = stage_operator(w, verb, TEXT("obj"), (hs_text){0});
    return s != HS_NONE && w->r->statements[s].polarity == HS_AFFIRMED && tree_token(w->r, verb)->upos == UPOS_VERB && use.found && undoes(use.sign);
}

static bool is_question_word(const reading *r, uint32_t token) { return (tree_token(r, token)->morph & (MORPH_INTERROGATIVE | MORPH_RELATIVE)) != 0; }

// "Withdrew [what it had said] about", with the relative clause behind "what" or over it.
static bool is_said_and_undone(const walk *w, uint32_t teller) {
    const reading *r = w->r;
    const cue_entry *entry = voices_entry(r->knowledge->voices, tree_token(r, teller)->lemma, UPOS_VERB);
    uint32_t what = tree_child(r, teller, REL_OBJ), first = r->parse->sentences[tree_sentence(r, teller)].first;
    if (tree_token(r, teller)->relation == REL_ACL_RELCL && what == HS_NONE) what = tree_token(r, teller)->head;
    if (!entry || entry->kind != CUE_say || what == HS_NONE || what > teller || !is_question_word(r, what)) return false;
    for (uint32_t verb = what; verb-- > first;)
        if (tree_token(r, verb)->upos == UPOS_VERB) return undoes_object(w, verb);
    return false;
}

// "The hospital withdrew what it had said about the deaths", "retracted its statement about the sale"; but: "withdrew its ships after it had
// spoken about the deaths".
static bool was_said_and_undone(const walk *w, const hs_statement *s) {
    const reading *r = w->r;
    uint32_t mark = tree_child(r, s->token, REL_CASE), teller = tree_token(r, s->token)->head;
    if (mark == HS_NONE) mark = tree_child(r, s->token, REL_MARK);
    if (mark == HS_NONE || teller >= r->parse->token_count || !tree_word_is(r, mark, "about")) return false;
    if (tree_token(r, teller)->upos == UPOS_VERB) return is_said_and_undone(w, teller);
    uint32_t verb = tree_token(r, teller)->head;
    bool tells = stage_operator(w, teller, TEXT("tells"), (hs_text){0}).found || stage_operator(w, teller, TEXT("says"), (hs_text){0}).found;
    return tells && tree_is(r, teller, REL_OBJ) && verb < r->parse->token_count && undoes_object(w, verb);
}

// ---------------------------------------------------------------- earlier versions

// "An earlier version of this article", "una versión anterior de esta nota".
static bool is_earlier_version(const reading *r, uint32_t subject) {
    uint32_t whole = tree_child(r, subject, REL_NMOD), earlier = tree_child(r, subject, REL_AMOD);
    if (whole == HS_NONE || earlier == HS_NONE || !tree_word_is(r, subject, "version") || !tree_word_is(r, earlier, "earlier")) return false;
    uint32_t determiner = tree_child(r, whole, REL_DET);
    return determiner != HS_NONE && tree_token(r, determiner)->morph & MORPH_DEMONSTRATIVE;
}

// The clause that an earlier version told, HS_NONE.
static uint32_t clause_of_version(const reading *r, const hs_statement *s) {
    if (s->nominal || s->polarity != HS_AFFIRMED) return HS_NONE;
    uint32_t subject = tree_child(r, s->token, REL_NSUBJ);
    const cue_entry *entry = voices_entry(r->knowledge->voices, tree_token(r, s->token)->lemma, UPOS_VERB);
    bool says = entry && entry->kind == CUE_say && subject != HS_NONE && is_earlier_version(r, subject);
    return says ? tree_child(r, s->token, REL_CCOMP) : HS_NONE;
}

// The outlet spoke, whatever version it calls its voice.
static void drop_voice(const reading *r, hs_statement *s, uint32_t teller, hs_arena *keep) {
    hs_span version = tree_token(r, tree_child(r, r->statements[teller].token, REL_NSUBJ))->span;
    hs_link *links = arena_new(keep, hs_link, s->link_count + 1);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->link_count; i++) {
        bool own = s->links[i].has_span && s->links[i].span.start <= version.start && version.end <= s->links[i].span.end;
        if (!own) links[kept++] = s->links[i];
    }
    s->links = links, s->link_count = kept;
}

static void take_back(reading *r, uint32_t telling, uint32_t clause, bool version, hs_arena *keep) {
    for (uint32_t k = 0; k < r->statement_count; k++) {
        hs_statement *s = &r->statements[k];
        if (s->sentence != r->statements[telling].sentence || s->polarity == HS_NEGATED || !is_told(r, s->token, clause)) continue;
        s->polarity = HS_NEGATED;
        if (version) drop_voice(r, s, telling, keep);
        reading_explain(r, s, HS_ATTRIBUTE_POLARITY, "taken back by who told it", s->predicate, keep);
    }
}

void retractions_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    walk w = {.r = r, .rules = r->knowledge->stage, .scratch = scratch};
    for (uint32_t i = 0; i < r->statement_count; i++) {
        uint32_t clause = told_clause(r, &r->statements[i]), version = clause_of_version(r, &r->statements[i]);
        if (version != HS_NONE) take_back(r, i, version, true, keep);
        else if (clause != HS_NONE && is_taken_back(&w, i)) take_back(r, i, clause, false, keep);
        else if (r->statements[i].polarity == HS_AFFIRMED && was_said_and_undone(&w, &r->statements[i])) {
            r->statements[i].polarity = HS_NEGATED;
            reading_explain(r, &r->statements[i], HS_ATTRIBUTE_POLARITY, "taken back by who told it", r->statements[i].predicate, keep);
        }
    }
}
