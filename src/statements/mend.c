// Mends what a tagger and parser are known to get wrong where the tree itself shows it.
//
// In: the parse. Out: a copy of it, where something was mended, that the reading uses from
// then on. Method: each function knows one shape that no right tree has (an infinitive with
// "to" as the head of a sentence, a noun with an object, a noun with a subject and a verb as
// its modifier) and puts the tree of the nearest right reading in its place. All passes
// behind it see the mended tree; `hearsay parse` shows the parser's own. What it gets
// wrong: a shape that two readings share goes to the one that newspapers write more often.
#include "base/text.h"
#include "sentences/words.h"
#include "statements/coreference.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"

// The verb between a subject and its object that the parser took for the object's modifier, with the subject as either's:
// "The rebels [denied] involvement"; but: "The rebels are wanted men".
static uint32_t misread_verb(const reading *r, uint32_t noun) {
    uint8_t upos = tree_token(r, noun)->upos;
    uint32_t subject = tree_child(r, noun, REL_NSUBJ);
    if ((upos != UPOS_NOUN && upos != UPOS_PROPN) || tree_child(r, noun, REL_COP) != HS_NONE) return HS_NONE;
    for (uint32_t child = tree_child(r, noun, REL_AMOD); child != HS_NONE && child < noun;
         child = tree_next(r, child, REL_AMOD)) {
        uint32_t own = tree_child(r, child, REL_NSUBJ), first = own == HS_NONE ? subject : own;
        if (tree_token(r, child)->upos == UPOS_VERB && first != HS_NONE && first < child) return child;
    }
    return HS_NONE;
}

// "The president [authorised] strikes.": the subject was read as the noun's part, too, and nothing else in the sentence is a
// verb. But: "Rebels backed by the army.", "A state owned bank failed."
static bool mend_bare_verb(const reading *r, hs_token *tokens, uint32_t noun) {
    if (tokens[noun].head != HS_NONE || tokens[noun].upos != UPOS_NOUN || tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE) return false;
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, noun)];
    uint32_t verb = HS_NONE, last = s->first + s->count - 1;
    for (uint32_t t = s->first; t < noun; t++) {
        if (tokens[t].upos == UPOS_AUX || (tokens[t].upos == UPOS_VERB && verb != HS_NONE)) return false;
        if (tokens[t].upos == UPOS_VERB) verb = t;
    }
    for (uint32_t t = noun + 1; t <= last; t++)
        if (tokens[t].upos == UPOS_AUX || (tokens[t].upos == UPOS_VERB && tokens[t].morph & MORPH_FINITE)) return false;
    if (verb == HS_NONE || verb == s->first || tokens[verb].head != noun || !tree_is(r, verb, REL_AMOD) || !(tokens[verb].morph & MORPH_PAST)) return false;
    uint32_t subject = verb - 1;
    bool part = tokens[subject].head == noun && tree_is(r, subject, REL_COMPOUND) && predicates_is_agent(r, subject);
    if (!part || !text_equal(tokens[last].form, TEXT("."))) return false;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child])
        if (child < subject) tokens[child].head = subject;
        else if (child == last) tokens[child].head = verb;
    tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    tokens[verb].morph = (tokens[verb].morph | MORPH_FINITE | MORPH_INDICATIVE) & ~(uint32_t)(MORPH_PARTICIPLE | MORPH_PASSIVE);
    tokens[subject].head = verb, tokens[subject].relation = REL_NSUBJ;
    tokens[noun].head = verb, tokens[noun].relation = REL_OBJ;
    return true;
}

// The verb takes the noun's place, the noun becomes its object, what belongs to the clause goes along.
static bool mend_verb(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t verb = misread_verb(r, noun);
    if (verb == HS_NONE || tokens[verb].head != noun) return false;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t universal = ud_relation_universal(tokens[child].relation);
        bool of_noun = universal == REL_NMOD || universal == REL_AMOD || universal == REL_COMPOUND ||
                       universal == REL_DET || universal == REL_NUMMOD || universal == REL_FLAT ||
                       universal == REL_APPOS || universal == REL_ACL || universal == REL_CASE;
        if (child != verb && (child < verb || !of_noun)) tokens[child].head = verb;
    }
    tokens[verb].head = tokens[noun].head;
    tokens[verb].relation = tokens[noun].relation;
    tokens[noun].head = verb;
    tokens[noun].relation = REL_OBJ;
    return true;
}

// "Talks between the union and the company began": a verb that the parser joined to the
// noun it is said of. Its subject is the second of the two that "and" joins.
static bool mend_joined_verb(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head;
    if (noun == HS_NONE || tokens[verb].relation != REL_CONJ || tokens[verb].upos != UPOS_VERB) return false;
    if (tokens[noun].head != HS_NONE || (tokens[noun].upos != UPOS_NOUN && tokens[noun].upos != UPOS_PROPN))
        return false;
    uint32_t subject = tree_child(r, verb, REL_NSUBJ), and = tree_child(r, verb, REL_CC),
             first = tree_child(r, noun, REL_NMOD);
    if (subject == HS_NONE || and == HS_NONE || first == HS_NONE || and > subject || subject > verb || first > and)
        return false;
    if (tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE) return false;
    tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    tokens[noun].head = verb, tokens[noun].relation = REL_NSUBJ;
    tokens[subject].head = first, tokens[subject].relation = REL_CONJ;
    tokens[and].head = subject;
    return true;
}

// "called off the march": an oblique without a preposition is the object where there is none.
static bool mend_object(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t verb = tokens[noun].head;
    if (tokens[noun].relation != REL_OBL || tokens[noun].upos != UPOS_NOUN || verb == HS_NONE || verb > noun)
        return false;
    if (tokens[verb].upos != UPOS_VERB || tree_child(r, noun, REL_CASE) != HS_NONE) return false;
    if (tree_child(r, verb, REL_OBJ) != HS_NONE || tree_child(r, verb, REL_COMPOUND_PRT) == HS_NONE) return false;
    tokens[noun].relation = REL_OBJ;
    return true;
}

static bool is_nominal(const hs_token *t) {
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_ADJ;
}

static bool has_to(const reading *r, uint32_t verb) {
    uint32_t mark = tree_child(r, verb, REL_MARK);
    return mark != HS_NONE && mark < verb && tree_word_is(r, mark, "infinitive");
}

// A noun or adjective with an object, or with a subject in a clause of its own and no
// copula, is a verb that the tagger did not know: "when it [sank]", "ruled out [raising] taxes".
static bool mend_class(const reading *r, hs_token *tokens, uint32_t token) {
    bool adverb = tokens[token].upos == UPOS_ADV && tree_child(r, token, REL_AUX) != HS_NONE;
    if ((!is_nominal(&tokens[token]) && !adverb) || tree_child(r, token, REL_COP) != HS_NONE) return false;
    uint32_t object = tree_child(r, token, REL_OBJ), subject = tree_child(r, token, REL_NSUBJ);
    uint8_t relation = ud_relation_universal(tokens[token].relation);
    bool clause = relation == REL_ADVCL || relation == REL_CCOMP || tokens[token].relation == REL_ACL_RELCL;
    uint32_t inside = tree_child(r, token, REL_COMPOUND), mark = tree_child(r, token, REL_MARK);
    // "as the [fire] advanced": the noun before it is its subject
    bool hidden = relation == REL_ADVCL && mark != HS_NONE && subject == HS_NONE && inside != HS_NONE &&
                  inside + 1 == token && tree_ending_is(r, token, "past");
    bool helped = tree_child(r, token, REL_AUX) != HS_NONE && subject != HS_NONE; // "should the talks [fail]"
    bool governs =
        (object != HS_NONE && object > token) || (clause && subject != HS_NONE && subject < token) || hidden || helped;
    // "Clerks [familiar] with the sale told her": no clause, it describes who tells (mend_tellers.c)
    bool describes = tokens[token].upos == UPOS_ADJ && relation == REL_CCOMP && tokens[token].head > token && subject != HS_NONE && subject + 1 == token;
    if (!governs || describes) return false;
    if (hidden) {
        for (uint32_t child = r->first_child[token]; child != HS_NONE && child < inside; child = r->next_sibling[child])
            if (child != mark) tokens[child].head = inside;
        tokens[inside].relation = REL_NSUBJ;
    }
    bool gerund = tree_ending_is(r, token, "gerund");
    tokens[token].upos = UPOS_VERB;
    tokens[token].morph = gerund ? MORPH_GERUND : MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    if (gerund && tokens[token].relation == REL_OBJ) tokens[token].relation = REL_XCOMP;
    return true;
}

// "The [museum] plans to return it": a noun between a subject and an infinitive, where the
// sentence has no other verb; but: "Plans to return it." and "The museum's plans to return it."
static bool mend_planning(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t subject = tree_child(r, token, REL_COMPOUND), infinitive = tree_child(r, token, REL_ACL);
    if (tokens[token].upos != UPOS_NOUN || tokens[token].head != HS_NONE || subject == HS_NONE || infinitive == HS_NONE)
        return false;
    if (subject + 1 != token || !(tokens[infinitive].morph & MORPH_INFINITIVE) || infinitive < token) return false;
    if (tree_child(r, token, REL_COP) != HS_NONE || tree_child(r, token, REL_NSUBJ) != HS_NONE) return false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE && child < token; child = r->next_sibling[child])
        if (child != subject) tokens[child].head = subject;
    tokens[subject].relation = REL_NSUBJ;
    tokens[infinitive].relation = REL_XCOMP;
    tokens[token].upos = UPOS_VERB;
    tokens[token].morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE;
    return true;
}

// The same where the infinitive became the head: "The museum plans to [return] it", with "plans" as its subject.
static bool mend_infinitive(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tree_child(r, verb, REL_NSUBJ);
    if (tokens[verb].upos != UPOS_VERB || noun == HS_NONE || !has_to(r, verb) ||
        tree_child(r, verb, REL_AUX) != HS_NONE)
        return false;
    uint32_t subject = tree_child(r, noun, REL_COMPOUND), mark = tree_child(r, verb, REL_MARK);
    if (tokens[noun].upos != UPOS_NOUN || subject == HS_NONE || subject + 1 != noun || noun + 1 != mark) return false;
    if (tree_is(r, verb, REL_XCOMP) || tree_is(r, verb, REL_ADVCL) || tree_is(r, verb, REL_ACL)) return false;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE && child < noun; child = r->next_sibling[child])
        if (child != subject) tokens[child].head = subject;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_PARATAXIS) || tree_is(r, child, REL_CONJ)) tokens[child].head = noun;
    tokens[noun].head = tokens[verb].head, tokens[noun].relation = tokens[verb].relation;
    tokens[noun].upos = UPOS_VERB;
    tokens[noun].morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE;
    tokens[subject].relation = REL_NSUBJ;
    tokens[verb].head = noun, tokens[verb].relation = REL_XCOMP;
    return true;
}

// "[Had] the board wanted it, ...", "..., had the board wanted it": an auxiliary before its
// subject that was read as a verb with an object; but: "She had the car mended".
static bool mend_inversion(const reading *r, hs_token *tokens, uint32_t had) {
    if (tokens[had].upos != UPOS_VERB || !tree_word_is(r, had, "perfect")) return false;
    if (tree_child(r, had, REL_NSUBJ) != HS_NONE || tree_child(r, had, REL_CC) != HS_NONE ||
        tree_child(r, had, REL_AUX) != HS_NONE)
        return false;
    uint32_t first = r->parse->sentences[tree_sentence(r, had)].first, object = tree_child(r, had, REL_OBJ);
    bool opens = had == first || tokens[had - 1].upos == UPOS_PUNCT || tree_is(r, had, REL_ADVCL);
    if (!opens || object == HS_NONE || object < had) return false;
    uint32_t verb = tree_child(r, had, REL_XCOMP);
    if (verb == HS_NONE) verb = tree_child(r, object, REL_ACL);
    if (verb == HS_NONE || verb < object || tokens[verb].upos != UPOS_VERB ||
        !(tokens[verb].morph & (MORPH_PAST | MORPH_PARTICIPLE)))
        return false;
    uint32_t main = tree_child(r, had, REL_PARATAXIS);
    for (uint32_t child = r->first_child[had]; child != HS_NONE; child = r->next_sibling[child])
        if (child != verb) tokens[child].head = verb;
    tokens[verb].head = tokens[had].head, tokens[verb].relation = tokens[had].relation;
    if (tree_is(r, had, REL_CCOMP) && had < tokens[had].head) tokens[verb].relation = REL_ADVCL; // "..., it would have said so"
    tokens[verb].morph = (tokens[verb].morph | MORPH_PARTICIPLE | MORPH_PAST) & ~(uint32_t)MORPH_FINITE;
    tokens[had].head = verb, tokens[had].relation = REL_AUX, tokens[had].upos = UPOS_AUX;
    tokens[object].relation = REL_NSUBJ;
    if (main != HS_NONE && tokens[verb].head == HS_NONE && main > verb) { // the condition hangs on what follows
        tokens[main].head = HS_NONE, tokens[main].relation = REL_ROOT;
        tokens[verb].head = main, tokens[verb].relation = REL_ADVCL;
    }
    return true;
}

// "The opposition [called] on them.": a bare participle behind the only noun of a sentence is its verb.
static bool mend_participle(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t verb = tree_child(r, noun, REL_ACL);
    if (!is_nominal(&tokens[noun]) || tokens[noun].head != HS_NONE || verb == HS_NONE || tokens[verb].upos != UPOS_VERB)
        return false;
    if (tokens[verb].relation != REL_ACL || !(tokens[verb].morph & MORPH_PAST) || verb < noun) return false;
    if (tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE ||
        tree_child(r, noun, REL_CONJ) != HS_NONE)
        return false;
    if (tree_child(r, noun, REL_PARATAXIS) != HS_NONE) return false;
    for (uint32_t child = tree_child(r, verb, REL_OBL); child != HS_NONE; child = tree_next(r, child, REL_OBL)) {
        uint32_t mark = tree_child(r, child, REL_CASE);
        if (tokens[child].relation == REL_OBL_AGENT ||
            (mark != HS_NONE && tree_word_is(r, mark, "agent")))
            return false;
    }
    tokens[verb].head = HS_NONE, tokens[verb].relation = REL_ROOT;
    tokens[verb].morph = MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    tokens[noun].head = verb, tokens[noun].relation = REL_NSUBJ;
    return true;
}

// A verb of saying or thinking, which seldom stands before a noun as its modifier.
static bool tells(const reading *r, uint32_t verb) {
    const lexicon_table *table = r->knowledge->predicates->plans;
    lexicon_rows rows = predicates_rows(r, table, verb);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "class"), TEXT("verb")) &&
            text_find(lexicon_cell(table, rows, i, "frame"), TEXT("that"), 0) != SIZE_MAX)
            return true;
    return false;
}

// "praised the crew and [denied] blame"; but: "sold boats and stolen cars".
static bool mend_second_verb(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head;
    if (tokens[verb].relation != REL_AMOD || tokens[verb].upos != UPOS_VERB || noun == HS_NONE || noun < verb ||
        !tells(r, verb))
        return false;
    if (!verb || tokens[verb - 1].upos != UPOS_CCONJ || tree_child(r, noun, REL_CASE) != HS_NONE) return false;
    uint32_t first = tokens[noun].head;
    for (int steps = 0; steps < 8 && first != HS_NONE && tokens[first].upos != UPOS_VERB; steps++)
        first = tokens[first].head;
    if (first == HS_NONE || tokens[first].upos != UPOS_VERB || first > verb) return false;
    tokens[verb].head = first, tokens[verb].relation = REL_CONJ;
    tokens[verb].morph = MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    tokens[verb - 1].head = verb;
    tokens[noun].head = verb, tokens[noun].relation = REL_OBJ;
    return true;
}

static bool is_known_verb(const reading *r, hs_text lemma) {
    const predicates_rules *rules = r->knowledge->predicates;
    return lexicon_find(rules->plans, lemma).count || lexicon_find(rules->light, lemma).count ||
           lexicon_find(rules->unwilled, lemma).count;
}

// "had [dissolved] parliament": a perfect tense whose participle was read as the object's modifier.
static bool mend_perfect(const reading *r, hs_token *tokens, uint32_t had) {
    uint32_t verb = had + 1, noun = tree_child(r, had, REL_OBJ);
    if (!tree_word_is(r, had, "perfect") || noun == HS_NONE || verb >= r->parse->token_count)
        return false;
    if (tokens[verb].upos != UPOS_VERB || tokens[verb].relation != REL_AMOD || tokens[verb].head != noun) return false;
    if (tree_child(r, had, REL_NSUBJ) == HS_NONE || !(tokens[verb].morph & (MORPH_PAST | MORPH_PARTICIPLE)))
        return false;
    for (uint32_t child = r->first_child[had]; child != HS_NONE; child = r->next_sibling[child])
        tokens[child].head = verb;
    tokens[verb].head = tokens[had].head, tokens[verb].relation = tokens[had].relation;
    tokens[had].head = verb, tokens[had].relation = REL_AUX, tokens[had].upos = UPOS_AUX;
    tokens[noun].head = verb;
    return true;
}

// "were told to [leave]", "were advised to [boil] water": an infinitive read as a noun.
static bool mend_told(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t to = verb + 1, done = verb + 2;
    if (tokens[verb].upos != UPOS_VERB || done >= r->parse->token_count || !predicates_is_passive(r, verb))
        return false;
    if (!tree_word_is(r, to, "infinitive") || tokens[done].upos != UPOS_NOUN ||
        !predicates_orders_object(r, verb))
        return false;
    if (!text_equal(tokens[done].form, tokens[done].lemma) || tree_child(r, done, REL_DET) != HS_NONE) return false;
    uint32_t noun = tokens[done].relation == REL_COMPOUND ? tokens[done].head : done;
    if (noun == HS_NONE || noun < done || tokens[noun].head != verb || tree_child(r, noun, REL_DET) != HS_NONE)
        return false;
    if (noun != done) tokens[noun].head = done, tokens[noun].relation = REL_OBJ;
    tokens[to].head = done, tokens[to].relation = REL_MARK, tokens[to].upos = UPOS_PART;
    tokens[done].head = verb, tokens[done].relation = REL_XCOMP;
    tokens[done].upos = UPOS_VERB, tokens[done].morph = MORPH_INFINITIVE;
    return true;
}

// "The terminal [opens] on 1 June.": the only verb of a sentence read as a plural noun; but: "Storm warnings."
static bool mend_only_verb(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t subject = tree_child(r, token, REL_COMPOUND);
    if (tokens[token].upos != UPOS_NOUN || tokens[token].head != HS_NONE || subject == HS_NONE || subject + 1 != token)
        return false;
    if (!tree_ending_is(r, token, "third") || tree_child(r, token, REL_COP) != HS_NONE) return false;
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, token)];
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if (tokens[i].upos == UPOS_VERB || tokens[i].upos == UPOS_AUX) return false;
    bool goes_on = false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        goes_on |= child > token && tokens[child].upos != UPOS_PUNCT;
    if (!goes_on || tree_child(r, token, REL_DET) == HS_NONE || !is_known_verb(r, tokens[token].lemma)) return false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        if (child < subject) tokens[child].head = subject;
        else if (child > token && tree_is(r, child, REL_NMOD)) tokens[child].relation = REL_OBL;
    }
    tokens[subject].relation = REL_NSUBJ;
    tokens[token].upos = UPOS_VERB, tokens[token].morph = MORPH_PRESENT | MORPH_FINITE | MORPH_INDICATIVE;
    return true;
}

// "Ada [Pell], the minister, said": a surname read as an apposition of the first name, or one that what stands beside the whole
// name was hung on.
static bool mend_surname(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t first = tokens[token].head;
    bool apposed = tree_is(r, token, REL_APPOS), beside = false;
    if (tokens[token].upos != UPOS_PROPN || !(apposed || tree_is(r, token, REL_FLAT))) return false;
    if (first + 1 != token || tokens[first].upos != UPOS_PROPN) return false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        if (!apposed && !tree_is(r, child, REL_APPOS) && !tree_is(r, child, REL_ACL)) continue;
        tokens[child].head = first;
        beside = true;
    }
    tokens[token].relation = REL_FLAT;
    return apposed || beside;
}

// "The interior minister, Ada [Pell], ordered a review": a second subject between two commas is the first one's name;
// but: "The minister, Pell and two aides left".
static bool mend_second_subject(const reading *r, hs_token *tokens, uint32_t verb) {
    if (tokens[verb].upos != UPOS_VERB) return false;
    uint32_t first = tree_child(r, verb, REL_NSUBJ), second = first == HS_NONE ? HS_NONE : tree_next(r, first, REL_NSUBJ);
    if (second == HS_NONE || second > verb || tokens[second].upos != UPOS_PROPN || tokens[first].upos != UPOS_NOUN) return false;
    if (tree_child(r, second, REL_CONJ) != HS_NONE || tree_child(r, second, REL_CASE) != HS_NONE) return false;
    uint32_t start = second, end = second + 1;
    while (start > first + 1 && tokens[start - 1].upos == UPOS_PROPN) start--;
    while (end < verb && tokens[end].upos == UPOS_PROPN) end++;
    bool commas = tokens[start - 1].upos == UPOS_PUNCT && end < verb && tokens[end].upos == UPOS_PUNCT;
    if (!commas || start <= first + 1) return false;
    tokens[second].head = first, tokens[second].relation = REL_APPOS;
    return true;
}

// A noun for a kind of body: what may stand before a body's name.
static bool names_body(const reading *r, hs_text lemma) {
    const lexicon_table *table = r->knowledge->coreference->nouns;
    hs_text type = lexicon_cell(table, lexicon_find(table, lemma), 0, "type");
    return text_equal(type, TEXT("organisation")) || text_equal(type, TEXT("outlet")) || text_equal(type, TEXT("armed-force"));
}

static bool is_capitalised(const hs_token *t) {
    bool word = t->upos == UPOS_PROPN || t->upos == UPOS_NOUN || t->upos == UPOS_ADJ;
    return word && text_is_capital(t->form);
}

// "the relief [group] Broad Shoulders", "Pump [maker] Halden Devices": a name behind a noun for what it is, of which the parser
// took the noun for a part, or for a second subject. The name is the head and the noun describes it; but: "the [bank]
// Halden owns".
static bool mend_described(const reading *r, hs_token *tokens, uint32_t noun) {
    uint32_t count = r->parse->token_count, end = noun + 1;
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, noun)];
    if (tokens[noun].upos != UPOS_NOUN || is_capitalised(&tokens[noun]) || !names_body(r, tokens[noun].lemma)) return false;
    while (end < count && end < s->first + s->count && is_capitalised(&tokens[end])) end++;
    if (end < noun + 3) return false;
    uint32_t name = HS_NONE, over = tokens[noun].head;
    for (uint32_t t = noun + 1; t < end; t++) {
        uint32_t head = tokens[t].head;
        if (head != HS_NONE && head > noun && head < end) continue;
        if (name != HS_NONE) return false;
        name = t;
    }
    bool part = name != HS_NONE && over == name;
    bool second = name != HS_NONE && over != HS_NONE && over == tokens[name].head && tree_is(r, noun, REL_NSUBJ) && tree_is(r, name, REL_NSUBJ);
    if (!part && !second) return false;
    tokens[noun].head = name, tokens[noun].relation = REL_NMOD_DESC;
    for (uint32_t t = noun + 1; t < end; t++) tokens[t].upos = UPOS_PROPN;
    return true;
}

// "He left after press [reports] that it had burned": a plural between a preposition and a clause, read as a verb that nobody
// does; but: "He left after the paper reports that it burned".
static bool mend_tellings(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t noun = tree_child(r, token, REL_COMPOUND), mark = tree_child(r, token, REL_MARK), told = tree_child(r, token, REL_CCOMP);
    if (tokens[token].upos != UPOS_VERB || !tree_is(r, token, REL_ADVCL) || noun == HS_NONE || mark == HS_NONE || told == HS_NONE) return false;
    if (noun + 1 != token || mark >= noun || told < token || tree_child(r, token, REL_NSUBJ) != HS_NONE || tree_child(r, token, REL_AUX) != HS_NONE)
        return false;
    if (!tree_ending_is(r, token, "third") || tree_child(r, told, REL_MARK) == HS_NONE) return false;
    tokens[token].upos = UPOS_NOUN, tokens[token].morph = MORPH_PLURAL, tokens[token].relation = REL_OBL;
    tokens[mark].upos = UPOS_ADP, tokens[mark].relation = REL_CASE;
    tokens[told].relation = REL_ACL;
    return true;
}

// "Ten people are known to have [died]": what is told of them, read as the purpose of the knowing; but: "was built to last".
static bool mend_raised(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t over = tokens[verb].head, have = tree_child(r, verb, REL_AUX);
    if (tokens[verb].upos != UPOS_VERB || !tree_is(r, verb, REL_ADVCL) || over == HS_NONE || over > verb) return false;
    if (have == HS_NONE || !(tokens[have].morph & MORPH_INFINITIVE) || !predicates_is_passive(r, over)) return false;
    if (tree_child(r, over, REL_XCOMP) != HS_NONE || tree_child(r, verb, REL_NSUBJ) != HS_NONE) return false;
    tokens[verb].relation = REL_XCOMP;
    return true;
}

// "The health [ministry] said so": a noun in small letters that was read as a name; but: "eBay", "al-Sadr", "van".
static bool mend_small_name(const reading *r, hs_token *tokens, uint32_t token) {
    hs_text form = tokens[token].form;
    if (tokens[token].upos != UPOS_PROPN || form.size < 4) return false;
    for (size_t i = 0; i < form.size; i++)
        if (!byte_is_lower((unsigned char)form.data[i])) return false;
    const lexicon_table *senses = r->knowledge->senses;
    if (!lexicon_cell(senses, lexicon_find(senses, form), 0, "noun").size) return false;
    tokens[token].upos = UPOS_NOUN, tokens[token].morph = MORPH_SINGULAR, tokens[token].lemma = form;
    return true;
}

// "ordered the navy to [blockade] Ostrel": a word behind "to" that was read as a name, and what it governs as the name's end.
static bool mend_to_noun(const reading *r, hs_token *tokens, uint32_t token) {
    if (!is_nominal(&tokens[token]) || token == 0 || !has_to(r, token) || tree_child(r, token, REL_COP) != HS_NONE) return false;
    if (tree_child(r, token, REL_MARK) + 1 != token || tokens[token - 1].upos != UPOS_PART) return false;
    if (!tokens[token].form.size || !byte_is_lower((unsigned char)tokens[token].form.data[0])) return false;
    tokens[token].upos = UPOS_VERB, tokens[token].morph = MORPH_INFINITIVE;
    uint32_t over = tokens[token].head;
    bool ordered = over != HS_NONE && tree_is(r, token, REL_ADVCL) && predicates_orders_object(r, over) && tree_child(r, over, REL_OBJ) != HS_NONE;
    if (ordered) tokens[token].relation = REL_XCOMP;
    bool object = tree_child(r, token, REL_OBJ) != HS_NONE;
    for (uint32_t child = r->first_child[token]; child != HS_NONE && !object; child = r->next_sibling[child])
        if (child > token && (tree_is(r, child, REL_FLAT) || tree_is(r, child, REL_COMPOUND) || tree_is(r, child, REL_APPOS)))
            tokens[child].relation = REL_OBJ, object = true;
    return true;
}

// The same where the name went to the noun before "to": "ordered the navy on Monday to [blockade] Ostrel".
static bool mend_to_name(const reading *r, hs_token *tokens, uint32_t name) {
    uint32_t to = tree_child(r, name, REL_CASE), verb = to + 1, over = tokens[name].head;
    if (to == HS_NONE || tokens[to].upos != UPOS_PART || verb >= name || tokens[verb].head != name || !tree_word_is(r, to, "infinitive")) return false;
    if (!tree_is(r, verb, REL_COMPOUND) || !is_nominal(&tokens[verb]) || !byte_is_lower((unsigned char)tokens[verb].form.data[0])) return false;
    while (over != HS_NONE && over < to && tokens[over].upos != UPOS_VERB) over = tokens[over].head;
    if (over == HS_NONE || over > to) return false;
    bool ordered = predicates_orders_object(r, over) && tree_child(r, over, REL_OBJ) != HS_NONE;
    for (uint32_t child = r->first_child[name]; child != HS_NONE; child = r->next_sibling[child])
        if (child <= to) tokens[child].head = verb;
    tokens[to].relation = REL_MARK;
    tokens[verb].upos = UPOS_VERB, tokens[verb].morph = MORPH_INFINITIVE;
    tokens[verb].head = over, tokens[verb].relation = ordered ? REL_XCOMP : REL_ADVCL;
    tokens[name].head = verb, tokens[name].relation = REL_OBJ;
    return true;
}

// "asked the government to [intervene]": a verb of no other kind behind "to" that was read as a noun; but: "sent the man to court".
static bool mend_asked(const reading *r, hs_token *tokens, uint32_t token) {
    uint32_t over = tokens[token].head, to = tree_child(r, token, REL_CASE);
    if (tokens[token].upos != UPOS_NOUN || !tree_is(r, token, REL_OBL) || to == HS_NONE || to + 1 != token || !tree_word_is(r, to, "infinitive")) return false;
    if (over == HS_NONE || !predicates_orders_object(r, over) || tree_child(r, over, REL_OBJ) == HS_NONE) return false;
    const lexicon_table *senses = r->knowledge->senses;
    lexicon_rows rows = lexicon_find(senses, tokens[token].form);
    if (!lexicon_cell(senses, rows, 0, "verb").size || lexicon_cell(senses, rows, 0, "noun").size) return false;
    tokens[token].upos = UPOS_VERB, tokens[token].morph = MORPH_INFINITIVE, tokens[token].relation = REL_XCOMP;
    tokens[to].upos = UPOS_PART, tokens[to].relation = REL_MARK;
    return true;
}

// "asked the court to [extend] it": what is asked, read as a purpose; but: "called the court to learn the date".
static bool mend_request(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t over = tokens[verb].head, to = tree_child(r, verb, REL_MARK);
    if (tokens[verb].upos != UPOS_VERB || !tree_is(r, verb, REL_ADVCL) || to == HS_NONE || !tree_word_is(r, to, "infinitive")) return false;
    if (over == HS_NONE || over > verb || tokens[over].upos != UPOS_VERB || !predicates_orders_object(r, over)) return false;
    uint32_t asked = tree_child(r, over, REL_OBJ);
    if (asked == HS_NONE) asked = tree_child(r, over, REL_IOBJ);
    if (asked == HS_NONE || asked < over || asked > to || tree_child(r, over, REL_XCOMP) != HS_NONE) return false;
    tokens[verb].relation = REL_XCOMP, tokens[asked].relation = REL_OBJ;
    return true;
}

// "left nine people [dead]": what the verb leaves its object as, read as the object's attribute; but: "left the dead men".
static bool mend_left_state(const reading *r, hs_token *tokens, uint32_t state) {
    uint32_t noun = tokens[state].head;
    if (tokens[state].relation != REL_AMOD || noun == HS_NONE || noun > state || tokens[noun].relation != REL_OBJ) return false;
    uint32_t verb = tokens[noun].head;
    if (verb == HS_NONE || !predicates_leaves_state(r, verb, state)) return false;
    tokens[state].head = verb, tokens[state].relation = REL_XCOMP;
    return true;
}

// "left [12] dead and 30 injured": a number that the parser took for the object, its noun for another's attribute.
static bool mend_left_number(const reading *r, hs_token *tokens, uint32_t number) {
    uint32_t verb = tokens[number].head, count = r->parse->token_count, state = number + 1;
    bool object = tokens[number].relation == REL_OBJ || tokens[number].relation == REL_IOBJ;
    if (tokens[number].upos != UPOS_NUM || !object || verb == HS_NONE || state >= count || !predicates_leaves_state(r, verb, state)) return false;
    tokens[state].head = verb, tokens[state].relation = REL_OBJ;
    tokens[number].head = state, tokens[number].relation = REL_NUMMOD;
    uint32_t and = state + 1, second = state + 3;
    if (second >= count || tokens[and].upos != UPOS_CCONJ || tokens[second - 1].upos != UPOS_NUM || !predicates_leaves_state(r, verb, second)) return true;
    tokens[second].head = state, tokens[second].relation = REL_CONJ;
    tokens[and].head = tokens[second - 1].head = second;
    tokens[and].relation = REL_CC, tokens[second - 1].relation = REL_NUMMOD;
    return true;
}

// "The office, she added, [was] weighing a sale": words of speech between commas that took the verb behind them as their
// content, and its subject as their head; but: "The office, she added, which is new, was weighing a sale".
static bool mend_aside(const reading *r, hs_token *tokens, uint32_t noun) {
    if (!is_nominal(&tokens[noun]) && tokens[noun].upos != UPOS_PRON) return false;
    if (tree_child(r, noun, REL_COP) != HS_NONE || tree_child(r, noun, REL_NSUBJ) != HS_NONE) return false;
    uint32_t said = tree_child(r, noun, REL_PARATAXIS);
    if (said == HS_NONE) said = tree_child(r, noun, REL_ACL);
    if (said == HS_NONE || said < noun + 3 || tokens[said].upos != UPOS_VERB || tree_child(r, said, REL_NSUBJ) == HS_NONE) return false;
    uint32_t verb = tree_child(r, said, REL_CCOMP);
    if (verb == HS_NONE || verb < said + 2 || tokens[said + 1].upos != UPOS_PUNCT || tokens[said - 2].upos != UPOS_PUNCT) return false;
    bool finite = tree_child(r, verb, REL_AUX) != HS_NONE || tree_child(r, verb, REL_COP) != HS_NONE || tokens[verb].morph & MORPH_FINITE;
    if (!finite || tree_child(r, verb, REL_NSUBJ) != HS_NONE || tree_child(r, verb, REL_MARK) != HS_NONE) return false;
    tokens[verb].head = tokens[noun].head, tokens[verb].relation = tokens[noun].relation;
    tokens[noun].head = verb, tokens[noun].relation = REL_NSUBJ;
    tokens[said].head = verb, tokens[said].relation = REL_PARATAXIS;
    for (uint32_t child = r->first_child[noun]; child != HS_NONE; child = r->next_sibling[child])
        if (child > verb) tokens[child].head = verb;
    return true;
}

// "200 or more [lorries]": the noun that a figure counts, read as joined to the figure; but: "one or more".
static bool mend_counted(const reading *r, hs_token *tokens, uint32_t noun) {
    if (tokens[noun].upos != UPOS_NOUN || !tree_is(r, noun, REL_CONJ) || noun < 3) return false;
    uint32_t figure = noun - 3, or = noun - 2, more = noun - 1;
    if (tokens[noun].head != figure || tokens[figure].upos != UPOS_NUM || tree_is(r, figure, REL_NUMMOD)) return false;
    if (tokens[or].upos != UPOS_CCONJ || tokens[or].head != noun || tokens[more].upos != UPOS_ADJ || tokens[more].head != noun) return false;
    tokens[noun].head = tokens[figure].head, tokens[noun].relation = tokens[figure].relation;
    tokens[figure].head = noun, tokens[figure].relation = REL_NUMMOD;
    tokens[more].head = figure, tokens[more].relation = REL_CONJ;
    tokens[or].head = more;
    for (uint32_t child = r->first_child[figure]; child != HS_NONE; child = r->next_sibling[child])
        if (child != noun) tokens[child].head = noun;
    return true;
}

// "[De] acuerdo con la alcaldesa, el puente está cerrado": a preposition that the parser took for the head, and the
// sentence for its aside; but: "Against the wall, he said".
static bool mend_opening(const reading *r, hs_token *tokens, uint32_t token) {
    if (tokens[token].upos != UPOS_ADP || tokens[token].head != HS_NONE) return false;
    uint32_t clause = tree_child(r, token, REL_PARATAXIS);
    if (clause == HS_NONE || clause < token || tree_child(r, clause, REL_NSUBJ) == HS_NONE) return false;
    if (tree_child(r, token, REL_FIXED) == HS_NONE) return false;
    tokens[clause].head = HS_NONE, tokens[clause].relation = REL_ROOT;
    tokens[token].head = clause, tokens[token].relation = REL_ADVMOD;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if (child > clause) tokens[child].head = clause;
    return true;
}

// "Los muelles [fueron] cerrados por la alcaldía", "muelles cerrados por la alcaldía": a treebank that has no relations of
// the passive hangs its auxiliary, subject and agent as those of any verb; but: "cerrados por la tarde", an adjunct.
static bool mend_passive(const reading *r, hs_token *tokens, uint32_t verb) {
    bool adjective = tokens[verb].upos == UPOS_ADJ; // "fueran [hospitalizados]": so the same treebank tags participles
    if ((tokens[verb].upos != UPOS_VERB && !adjective) || !(tokens[verb].morph & MORPH_PARTICIPLE)) return false;
    bool passive = tree_is(r, verb, REL_ACL), mended = false;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        bool carries = tree_is(r, child, REL_AUX) || tree_is(r, child, REL_COP);
        if (!carries || !tree_word_is(r, child, "passive")) continue;
        mended |= tokens[child].relation != REL_AUX_PASS;
        tokens[child].relation = REL_AUX_PASS;
        passive = true;
    }
    if (adjective && !mended) return false;
    tokens[verb].upos = UPOS_VERB;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && passive; child = r->next_sibling[child]) {
        uint32_t mark = tree_child(r, child, REL_CASE);
        bool agent = tokens[child].relation == REL_OBJ && child > verb && mark != HS_NONE && tree_word_is(r, mark, "agent");
        if (agent) tokens[child].relation = REL_OBL_AGENT;
        else if (tokens[child].relation == REL_NSUBJ && mended) tokens[child].relation = REL_NSUBJ_PASS;
        else continue;
        mended = true;
    }
    return mended;
}

// Two mends in one sentence can undo each other's tree: every token must still lead to a root.
static bool is_tree(const hs_token *tokens, const hs_sentence *s) {
    for (uint32_t token = s->first; token < s->first + s->count; token++) {
        uint32_t at = token, steps = 0;
        while (at != HS_NONE && steps++ <= s->count) at = tokens[at].head;
        if (at != HS_NONE) return false;
    }
    return true;
}

typedef bool mend_one(const reading *r, hs_token *tokens, uint32_t token);

// At a token the first that mends something.
static mend_one *const mends[] = {
    mend_finite, mend_tag, mend_taken_up, mend_told_through,
    mend_denied_claim, mend_denied_deed, mend_shown, mend_it_said, mend_denies,     mend_to_noun,     mend_to_name,     mend_modifier,    mend_behind,      mend_finite_modifier, mend_determiner, mend_joined_clause, mend_verb,        mend_second_verb, mend_joined_verb, mend_object,     mend_perfect, mend_told,           mend_only_verb,
    mend_inversion,   mend_infinitive,  mend_planning,    mend_participle, mend_class,   mend_surname,        mend_second_subject,
    mend_aside,       mend_counted,     mend_described,   mend_tellings,
    mend_opening,     mend_passive,     mend_described_teller, mend_told_late, mend_told_clause, mend_garden_path, mend_teller,
    mend_tail,        mend_raised,      mend_left_state,  mend_left_number,
    mend_swallowed,   mend_there,       mend_asked,       mend_bare_verb,   mend_request,   mend_dated_participle, mend_reduced, mend_judged,
    mend_content,     mend_asked_that,  mend_about,       mend_adverbial_content, mend_told_subject, mend_told_apart, mend_to_do,       mend_small_name, mend_office, mend_verdict, mend_lost,
};

// "Fueron [cerrados]": a participle that was read as an adjective has the lemma of one, "cerrado", not "cerrar".
static void name_verbs(const reading *r, hs_token *tokens, hs_arena *keep) {
    const model *known = r->knowledge->model;
    for (uint32_t token = 0; known && token < r->parse->token_count; token++) {
        bool made = tokens[token].upos == UPOS_VERB && tokens[token].morph & MORPH_PARTICIPLE && r->parse->tokens[token].upos != UPOS_VERB;
        hs_text lemma = made ? words_verb(known, tokens[token].form, keep) : (hs_text){0};
        if (lemma.size) tokens[token].lemma = lemma;
    }
}

void tree_mend(reading *r, hs_arena *keep) {
    uint32_t count = r->parse->token_count;
    hs_token *tokens = arena_new(keep, hs_token, count + 1);
    if (count) memcpy(tokens, r->parse->tokens, count * sizeof *tokens);
    bool mended_any = false;
    for (uint32_t token = 0; token < count; token++) mended_any |= mend_mood(r, tokens, token);
    for (uint32_t token = 0; token < count; token++) {
        bool mended = false;
        for (size_t i = 0; i < sizeof mends / sizeof *mends && !mended; i++) mended = mends[i](r, tokens, token);
        mended_any |= mended;
    }
    if (!mended_any) return;
    name_verbs(r, tokens, keep);
    hs_parse *mended = arena_new(keep, hs_parse, 1);
    *mended = *r->parse;
    mended->tokens = tokens;
    hs_sentence *sentences = arena_new(keep, hs_sentence, mended->sentence_count + 1);
    memcpy(sentences, mended->sentences, mended->sentence_count * sizeof *sentences);
    for (uint32_t i = 0; i < mended->sentence_count; i++) {
        hs_sentence *one = &sentences[i];
        if (!is_tree(tokens, one))
            memcpy(tokens + one->first, r->parse->tokens + one->first, one->count * sizeof *tokens);
        for (uint32_t token = one->first; token < one->first + one->count; token++)
            if (tokens[token].head == HS_NONE) one->root = token;
    }
    mended->sentences = sentences;
    r->parse = mended;
    tree_build(r, keep);
}
