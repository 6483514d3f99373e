// Rules that choose a cue's content and source by the lexicon's class and frames. Alone they
// serve a language without weights; where there are weights, their choice is one more fact
// that is weighed.
//
// In: a cue with its candidates. Out: rule_content and rule_source; content 0 means that
// the rules see no voice here.
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"

enum { LABEL_MOST = 4 }; // words of a name before a colon

// Something is said, not only thought or done.
static bool speaks(uint8_t kind) {
    switch (kind) {
    case CUE_say: case CUE_go: case CUE_warn: case CUE_promise: case CUE_deny: case CUE_ask: case CUE_demand: case CUE_accuse:
    case CUE_propose: return true;
    default: return false;
    }
}

static bool speaks_or_unnamed(uint8_t kind) { return speaks(kind) || kind == CUE_unnamed; }

static uint32_t find_content(const cue *of, uint8_t type) {
    for (uint32_t i = 1; i < of->content_count; i++)
        if (of->contents[i].type == type) return i;
    return 0;
}

// From a dependent `first` to a dependent `last`; REL_COUNT stands for any last one.
static uint32_t find_child(const cue *of, uint8_t first, uint8_t last) {
    for (uint32_t i = 1; i < of->content_count; i++) {
        const content *one = &of->contents[i];
        if (one->type != CONTENT_CHILDREN || ud_relation_universal(one->relation) != first) continue;
        if (last == REL_COUNT || ud_relation_universal(one->last_relation) == last) return i;
    }
    return 0;
}

// A subject inside of the quotation is not who speaks.
static uint32_t speaking_subject(const voices_work *work, uint32_t token) {
    uint32_t subject = tree_child(work->r, token, REL_NSUBJ);
    while (subject != HS_NONE && work->quote[subject] != work->quote[token]) subject = tree_next(work->r, subject, REL_NSUBJ);
    return subject;
}

static bool only_marks(const voices_work *work, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (!voices_is_mark(work, i)) return false;
    return true;
}

// A quotation long enough to be speech, with nothing but the speaker between it and the cue.
//   “We ran for the hill,” said Signe Harlow     is
//   She called it “a scandal” and said …        is not
static bool beside_speech(const voices_work *work, const cue *of) {
    if (of->utterance == HS_NONE) return false;
    const quotation *quote = &work->quotes[of->utterance];
    if (!quote->verbs && quote->tokens.end - quote->tokens.first < 6) return false;
    uint32_t token = of->token, subject = speaking_subject(work, token);
    uint32_t low = token, high = token + 1;
    if (subject != HS_NONE) { // the tree may give it marks of the quotation behind
        if (work->low[subject] < low) low = work->low[subject];
        if (work->high[subject] > high) high = work->high[subject];
    }
    if (quote->tokens.first > token && high > quote->tokens.first) high = quote->tokens.first;
    if (quote->tokens.end <= low) return only_marks(work, quote->tokens.end, low);
    return quote->tokens.first >= high && quote->tokens.first - high <= 8 &&
           (only_marks(work, high, quote->tokens.first) || work->tokens[quote->tokens.first - 1].upos == UPOS_PUNCT);
}

static uint32_t prepositional_content(const voices_work *work, const cue *of) {
    for (uint32_t child = work->r->first_child[of->token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint32_t preposition = tree_child(work->r, child, REL_CASE);
        if (preposition == HS_NONE) preposition = tree_child(work->r, child, REL_MARK);
        if (preposition == HS_NONE || child < of->token) continue;
        for (unsigned p = 0; p < CUE_PREPOSITIONS; p++)
            if (of->entry->prepositions[p].size &&
                text_equal_fold(of->entry->prepositions[p], work->tokens[preposition].form))
                for (uint32_t i = 1; i < of->content_count; i++)
                    if (of->contents[i].type == CONTENT_CHILDREN && of->contents[i].parts[0].first == work->low[child] &&
                        of->contents[i].parts[0].end == work->high[child])
                        return i;
    }
    return 0;
}

// "As the mayor put it, the dam held", "Tal como explicó la alcaldesa, …"; but: "When the mayor said so, …"
static bool opens_comparison(const voices_work *work, uint32_t token) {
    for (uint32_t i = work->r->parse->sentences[work->sentence[token]].first; i < token; i++)
        if (voices_word_is(work->rules, work->tokens[i].form, "as") && work->tokens[i].head != HS_NONE &&
            (work->tokens[i].head == token || work->tokens[work->tokens[i].head].head == token))
            return true;
    return false;
}

// "The dam held, the ministry said": the cue is set into or behind the clause it covers.
static uint32_t parenthetical_content(const voices_work *work, const cue *of) {
    uint32_t token = of->token, subject = tree_child(work->r, token, REL_NSUBJ);
    if (subject == HS_NONE) return 0;
    bool loose = tree_is(work->r, token, REL_PARATAXIS) || tree_is(work->r, token, REL_ADVCL);
    uint32_t left = find_child(of, REL_CCOMP, REL_PUNCT);
    if (!loose && left) return left;
    if (!loose && !find_child(of, REL_PARATAXIS, REL_COUNT)) return 0;
    uint32_t around = find_content(of, CONTENT_AROUND), before = find_content(of, CONTENT_BEFORE);
    if (before || around) return before ? before : around;
    if (!opens_comparison(work, token)) return 0;
    uint32_t behind = find_child(of, REL_PARATAXIS, REL_COUNT);
    return behind ? behind : find_content(of, CONTENT_AFTER);
}

static uint32_t set_in_content(const cue *of) {
    for (uint32_t i = 1; i < of->content_count; i++)
        if (of->contents[i].relation == CONTENT_SET_IN) return i;
    return 0;
}

// "se dice que …", "it is said that …": nobody who says it stands in the clause.
static bool says_itself(const voices_work *work, uint32_t token) {
    return tree_child(work->r, token, REL_EXPL) != HS_NONE && tree_child(work->r, token, REL_NSUBJ) == HS_NONE;
}

static uint32_t around_content(const cue *of) {
    uint32_t around = find_content(of, CONTENT_AROUND);
    if (!around) around = find_content(of, CONTENT_BEFORE);
    return around ? around : find_content(of, CONTENT_AFTER);
}

// "habría muerto"; but: "habría muerto si …", "dijo que habría muerto", which somebody says
static uint32_t auxiliary_content(const voices_work *work, const cue *of) {
    uint32_t verb = work->tokens[of->token].head;
    if (verb == HS_NONE || tree_is(work->r, verb, REL_CCOMP) || tree_is(work->r, verb, REL_ADVCL)) return 0;
    for (uint32_t child = tree_child(work->r, verb, REL_ADVCL); child != HS_NONE; child = tree_next(work->r, child, REL_ADVCL)) {
        uint32_t mark = tree_child(work->r, child, REL_MARK);
        if (mark != HS_NONE && voices_word_is(work->rules, work->tokens[mark].form, "if")) return 0;
    }
    uint32_t clause = find_content(of, CONTENT_CLAUSE);
    return clause ? clause : around_content(of);
}

// "not the 12,000 [that] Halden claims": what is told stands in front, and no more than that.
static bool has_relative_object(const voices_work *work, uint32_t token) {
    uint32_t object = tree_child(work->r, token, REL_OBJ);
    return tree_is(work->r, token, REL_ACL) && object != HS_NONE && object < token && work->tokens[object].upos == UPOS_PRON && work->tokens[object].morph & MORPH_RELATIVE;
}

static uint32_t verb_content(const voices_work *work, const cue *of) {
    uint16_t frames = of->entry->frames;
    uint32_t found = 0;
    if (has_relative_object(work, of->token) && tree_child(work->r, of->token, REL_CCOMP) == HS_NONE) return find_content(of, CONTENT_HEAD);
    if (frames & FRAME_QUOTE && beside_speech(work, of)) found = find_content(of, CONTENT_UTTERANCE);
    if (!found && frames & (FRAME_CLAUSE | FRAME_QUOTE) && speaks(of->entry->kind)) found = set_in_content(of);
    if (!found && frames & FRAME_CLAUSE) found = find_child(of, REL_CCOMP, REL_CCOMP);
    if (!found && frames & FRAME_CLAUSE) found = find_content(of, CONTENT_TOLD);
    if (!found && frames & FRAME_CLAUSE && says_itself(work, of->token)) found = find_child(of, REL_CSUBJ, REL_CSUBJ);
    if (!found && frames & FRAME_SMALL) found = find_child(of, REL_OBJ, REL_XCOMP);
    if (!found && frames & FRAME_INFINITIVE) found = find_child(of, REL_XCOMP, REL_XCOMP);
    if (!found && frames & (FRAME_CLAUSE | FRAME_QUOTE)) found = parenthetical_content(work, of);
    if (!found && frames & FRAME_QUOTE && !of->in_quote) {
        found = find_content(of, CONTENT_NEXT);
        if (found && !of->contents[found].relation) found = 0; // no colon
    }
    if (!found && frames & FRAME_PREPOSITION) found = prepositional_content(work, of);
    if (!found && frames & FRAME_OBJECT) found = find_child(of, REL_OBJ, REL_OBJ);
    if (!found && frames & (FRAME_OBJECT | FRAME_CLAUSE)) found = find_content(of, CONTENT_HEAD);
    return found;
}

static uint32_t noun_content(const voices_work *work, const cue *of) {
    uint16_t frames = of->entry->frames;
    uint32_t found = 0;
    if (frames & (FRAME_CLAUSE | FRAME_INFINITIVE)) found = find_child(of, REL_ACL, REL_ACL);
    if (!found && frames & FRAME_CLAUSE) found = find_child(of, REL_CCOMP, REL_CCOMP);
    if (!found && frames & FRAME_INFINITIVE) found = find_child(of, REL_XCOMP, REL_XCOMP);
    if (!found && frames & FRAME_PREPOSITION) found = prepositional_content(work, of);
    return found;
}

// "Claim: the pump is poisoned.": a label for a telling opens the sentence, and the colon is the cue.
bool voices_labels_telling(const voices_work *work, uint32_t colon, hs_arena scratch) {
    uint32_t first = work->r->parse->sentences[work->sentence[colon]].first;
    if (colon != first + 1 || !text_equal(work->tokens[colon].form, TEXT(":"))) return false;
    const cue_entry *entry = voices_entry(work->rules, text_lower(&scratch, work->tokens[first].form), UPOS_NOUN);
    return entry && speaks_or_unnamed(entry->kind);
}

// "Ingrid Vale: The dam is safe.", "“VALE: Well, it failed. We ran.": a person or body opens the paragraph and what stands behind is
// theirs. But: "VARN: The dam broke on Monday.", a place; "Vale in Oslo: “…”", which is no bare name.
bool voices_names_speaker(const voices_work *work, uint32_t colon) {
    const hs_parse *parse = work->r->parse;
    uint32_t sentence = work->sentence[colon], first = parse->sentences[sentence].first, verbs = 0;
    if (!text_equal(work->tokens[colon].form, TEXT(":")) || (sentence && parse->sentences[sentence - 1].block == parse->sentences[sentence].block)) return false;
    while (first < colon && voices_is_mark(work, first)) first++;
    if (first == colon || colon - first > LABEL_MOST) return false;
    for (uint32_t i = first; i < colon; i++)
        if (voices_entity(work, i) == HS_NONE) return false; // whatever its tag: "VALE" is a noun to the tagger
    uint32_t entity = voices_entity(work, colon - 1), end = parse->sentences[sentence].first + parse->sentences[sentence].count;
    for (uint32_t i = colon + 1; i < end; i++) verbs += work->tokens[i].upos == UPOS_VERB || work->tokens[i].upos == UPOS_AUX;
    if (entity == HS_NONE || !verbs) return false;
    uint8_t type = work->r->entities[entity].type;
    return type == HS_ENTITY_PERSON || type == HS_ENTITY_ORGANISATION || type == HS_ENTITY_GOVERNMENT || type == HS_ENTITY_ARMED_FORCE || type == HS_ENTITY_OUTLET;
}

// "A ministry letter was blunt: “…”" where no verb of saying announces the quotation.
static uint32_t colon_content(const voices_work *work, const cue *of) {
    uint32_t token = of->token, next = token + 1;
    // the label may be a sentence of its own
    if (of->label) return find_content(of, CONTENT_AFTER) ? find_content(of, CONTENT_AFTER) : find_content(of, CONTENT_NEXT);
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    if (next >= work->count || work->quote[next] == HS_NONE || work->quotes[work->quote[next]].tokens.first != next) return 0;
    if (!work->quotes[work->quote[next]].verbs || work->quote[token] != HS_NONE) return 0;
    for (uint32_t i = sentence->first; i < token; i++)
        if (work->entry[i] && ((work->entry[i]->frames & FRAME_QUOTE && work->entry[i]->upos == UPOS_VERB) || i + 1 == token)) return 0;
    uint32_t found = find_content(of, CONTENT_UTTERANCE);
    return found ? found : find_content(of, CONTENT_NEXT);
}

// "boats [allegedly] carrying weapons": an adverb that opens the clause of its verb is about that clause, whatever stands
// before it; but: "The boats allegedly carried weapons".
static uint32_t opened_clause(const voices_work *work, const cue *of) {
    uint32_t head = work->tokens[of->token].head;
    if (head == HS_NONE || head < of->token || work->low[head] != of->token || tree_is(work->r, head, REL_ROOT)) return 0;
    for (uint32_t i = 1; i < of->content_count; i++) {
        const content *one = &of->contents[i];
        if (one->part_count == 1 && one->parts[0].first == of->token + 1 && one->parts[0].end == work->high[head]) return i;
    }
    return 0;
}

// "Talks are being held in secret, [underscoring] their weight": who writes draws the conclusion, and the talks are not told by it.
static bool is_remark(const voices_work *work, const cue *of) {
    uint32_t token = of->token, object = tree_child(work->r, token, REL_OBJ);
    const content *one = &of->contents[of->content];
    if (!tree_is(work->r, token, REL_ADVCL) || !tree_ending_is(work->r, token, "gerund") || object == HS_NONE || object < token) return false;
    return of->content && work->tokens[token].head < token && one->parts[one->part_count - 1].end <= token && one->type != CONTENT_UTTERANCE;
}

// "The talks, he said, [adding] a warning, were over": what is said is not who says it; but: "[citing] officials".
static bool says_itself_alone(const voices_work *work, const cue *of) {
    uint32_t object = tree_child(work->r, of->token, REL_OBJ);
    if (!of->entry || of->entry->upos != UPOS_VERB || of->entry->kind == CUE_cite || object == HS_NONE || !of->source) return false;
    return of->sources[of->source].head == object && tree_ending_is(work->r, of->token, "gerund");
}

// "…, who insisted that Halden leads a gang, a claim Halden [denies]": the denial is of what "claim" stands for, not of all
// that stands before it.
static bool denies_claim(const voices_work *work, const cue *of) {
    enum { WORDS_BEFORE = 5 };
    uint32_t noun = work->tokens[of->token].head, from = HS_NONE;
    if (!of->entry || of->entry->kind != CUE_deny || !of->content) return false;
    if (tree_is(work->r, of->token, REL_ACL) && noun != HS_NONE && noun < of->token) from = noun;
    // "…, which she denies", wherever the parser hung it
    for (uint32_t at = of->token; from == HS_NONE && at > 1 && of->token - at < WORDS_BEFORE; at--)
        if (work->tokens[at].upos == UPOS_PRON && work->tokens[at].morph & MORPH_RELATIVE && work->tokens[at - 1].upos == UPOS_PUNCT) from = at;
    return from != HS_NONE && of->contents[of->content].parts[0].first < from;
}

static uint32_t choose_content(const voices_work *work, const cue *of) {
    if (!of->entry && voices_signed_quote(work, of->token) != HS_NONE) return find_content(of, CONTENT_UTTERANCE);
    if (!of->entry) return work->tokens[of->token].upos == UPOS_PUNCT ? colon_content(work, of) : 0;
    switch (of->entry->upos) {
    case UPOS_ADP: return around_content(of);
    case UPOS_ADV: {
        uint32_t clause = opened_clause(work, of);
        if (!clause) clause = find_content(of, CONTENT_CLAUSE);
        return clause ? clause : around_content(of);
    }
    case UPOS_AUX: return auxiliary_content(work, of);
    case UPOS_NOUN: case UPOS_ADJ: return noun_content(work, of);
    default: return verb_content(work, of);
    }
}

static uint32_t find_source(const cue *of, uint8_t type) {
    for (uint32_t i = 1; i < of->source_count; i++)
        if (of->sources[i].type == type) return i;
    return 0;
}

static bool is_passive(const voices_work *work, uint32_t token) {
    uint32_t subject = tree_child(work->r, token, REL_NSUBJ_PASS), auxiliary = tree_child(work->r, token, REL_AUX_PASS);
    return (subject != HS_NONE && work->tokens[subject].relation == REL_NSUBJ_PASS) ||
           (auxiliary != HS_NONE && work->tokens[auxiliary].relation == REL_AUX_PASS);
}

// "rejected the accusation that …": whoever turns it down did not make it; but: "made the accusation that …"
static bool is_turned_down(const voices_work *work, uint32_t noun) {
    uint32_t verb = work->tokens[noun].head;
    if (verb == HS_NONE || !work->entry[verb] || !tree_is(work->r, noun, REL_OBJ)) return false;
    uint8_t kind = work->entry[verb]->kind;
    return kind == CUE_deny || kind == CUE_refuse || kind == CUE_oppose;
}

// Who goes on where the verb names nobody; 0.
static uint32_t dropped_source(const cue *of) {
    for (uint32_t i = 1; i < of->source_count; i++)
        if (of->sources[i].type == SOURCE_LAST && of->sources[i].distance == 2) return i;
    return 0;
}

// "según dijo": who spoke last; but "según se informa", "según trascendió": nobody.
static uint32_t preposition_source(const voices_work *work, const cue *of) {
    uint32_t object = find_source(of, SOURCE_OBJECT), verb = work->tokens[of->token].head;
    if (object && of->sources[object].path) object = 0; // of a verb above
    if (object || verb == HS_NONE || !work->entry[verb] || !speaks(work->entry[verb]->kind)) return object;
    return voices_is_dropped(work, verb) && tree_child(work->r, verb, REL_EXPL) == HS_NONE ? dropped_source(of) : 0;
}

static uint32_t choose_source(const voices_work *work, const cue *of) {
    if (!of->entry && voices_signed_quote(work, of->token) != HS_NONE) return find_source(of, SOURCE_LABEL);
    if (!of->entry) {
        uint32_t first = work->r->parse->sentences[work->sentence[of->token]].first;
        for (uint32_t t = first; t < of->token; t++) // the sentence's own subject
            for (uint32_t i = 1; tree_is(work->r, t, REL_NSUBJ) && work->quote[t] == HS_NONE && i < of->source_count; i++)
                if (of->sources[i].head == t) return i;
        return find_source(of, SOURCE_LABEL);
    }
    if (of->entry->upos == UPOS_ADP) return preposition_source(work, of);
    if (of->entry->upos == UPOS_ADV || of->entry->upos == UPOS_AUX || of->entry->kind == CUE_unnamed || of->entry->kind == CUE_seem) return 0;
    uint32_t agent = find_source(of, SOURCE_AGENT);
    if (of->entry->upos == UPOS_VERB && says_itself(work, of->token)) return agent;
    if (of->entry->upos == UPOS_NOUN) {
        uint32_t owner = find_source(of, SOURCE_OWNER);
        if (!owner) owner = agent ? agent : find_source(of, SOURCE_FROM);
        return owner || is_turned_down(work, of->token) ? owner : find_source(of, SOURCE_CONTROL);
    }
    if (is_passive(work, of->token)) return agent;
    for (uint32_t i = 1; i < of->source_count; i++)
        if (of->sources[i].type == SOURCE_SUBJECT && work->quote[of->sources[i].head] == work->quote[of->token]) return i;
    if (agent && tree_is(work->r, of->token, REL_ACL)) return agent;
    uint32_t above = find_source(of, SOURCE_MODIFIED);
    if (tree_is(work->r, of->token, REL_ACL) && above) return above;
    if (voices_is_dropped(work, of->token) && dropped_source(of)) return dropped_source(of);
    uint32_t above_all = find_source(of, SOURCE_CONTROL);
    return above_all || !voices_is_dropped(work, of->token) ? above_all : find_source(of, SOURCE_LAST);
}

void voices_choose(const voices_work *work, cue *of) {
    of->rule_content = choose_content(work, of);
    of->rule_source = choose_source(work, of);
}

// Patterns so plain that the rules' choice is rarely wrong: "according to", "reportedly",
// a verb of saying set behind its clause, beside speech, or with a clause of its own.
bool voices_plain(const voices_work *work, const cue *of) {
    if (!of->rule_content) return false;
    if (!of->entry) return voices_is_mark(work, of->token) && of->rule_source;
    if (of->entry->upos == UPOS_ADP || of->entry->upos == UPOS_AUX || (of->entry->upos == UPOS_ADV && of->entry->kind == CUE_unnamed)) return true;
    if (of->entry->upos != UPOS_VERB || !speaks(of->entry->kind) || of->sources[of->rule_source].type != SOURCE_SUBJECT) return false;
    const content *one = &of->contents[of->rule_content];
    switch (one->type) {
    case CONTENT_UTTERANCE: return true;
    case CONTENT_BEFORE: case CONTENT_AROUND: return one->relation == CONTENT_SET_IN || tree_is(work->r, of->token, REL_PARATAXIS);
    case CONTENT_CHILDREN: return ud_relation_universal(one->relation) == REL_CCOMP;
    default: return false;
    }
}

// "cited two officers as [saying] that …": who is cited says it, not who cites; HS_NONE.
uint32_t voices_cited_teller(const voices_work *work, uint32_t verb) {
    uint32_t up = work->tokens[verb].head;
    if (!verb || work->tokens[verb].upos != UPOS_VERB || !voices_word_is(work->rules, work->tokens[verb - 1].form, "as")) return HS_NONE;
    for (int steps = 0; steps < 2 && up != HS_NONE; steps++, up = work->tokens[up].head)
        if (work->entry[up] && work->entry[up]->kind == CUE_cite && tree_child(work->r, up, REL_OBJ) != HS_NONE) return tree_child(work->r, up, REL_OBJ);
    return HS_NONE;
}

// Tellings that nobody is named for, under a preposition or told to exist: "fell after reports that the bank had failed", "there
// were rumours that …". Not: "the mayor's reports that …", "made claims that …", which have their teller.
bool voices_heard(const voices_work *work, const cue *of) {
    if (!of->entry || of->entry->upos != UPOS_NOUN || !speaks_or_unnamed(of->entry->kind) || !of->rule_content) return false;
    uint32_t noun = of->token;
    const content *one = &of->contents[of->rule_content];
    uint8_t relation = one->type == CONTENT_CHILDREN ? ud_relation_universal(one->relation) : REL_COUNT;
    if (!(work->tokens[noun].morph & MORPH_PLURAL) || (relation != REL_ACL && relation != REL_CCOMP)) return false;
    uint32_t owner = find_source(of, SOURCE_OWNER), head = work->tokens[noun].head;
    bool owned = owner && !tree_is(work->r, of->sources[owner].head, REL_COMPOUND); // "media reports"
    if (owned || find_source(of, SOURCE_AGENT) || find_source(of, SOURCE_FROM)) return false;
    bool exists = head != HS_NONE && tree_has_there(work->r, head) && tree_is(work->r, noun, REL_NSUBJ);
    bool under = (tree_is(work->r, noun, REL_OBL) || tree_is(work->r, noun, REL_NMOD)) && tree_child(work->r, noun, REL_CASE) != HS_NONE;
    // "wrote in its reports that": a clause with "that" is told, an infinitive or a participle is not
    uint32_t verb = tree_child(work->r, noun, relation);
    return (exists || under) && verb != HS_NONE && tree_child(work->r, verb, REL_MARK) != HS_NONE && !(work->tokens[verb].morph & MORPH_INFINITIVE);
}

// "The army attacked the port", which nobody says; but: "attacked the plan", "announced a new port".
static bool is_done_to_place(const voices_work *work, const cue *of) {
    uint32_t object = tree_child(work->r, of->token, REL_OBJ);
    bool within = object != HS_NONE && of->contents[of->content].part_count == 1 && of->contents[of->content].parts[0].first <= object &&
                  object < of->contents[of->content].parts[0].end;
    if (!within || (of->entry && speaks(of->entry->kind)) || tree_child(work->r, of->token, REL_CCOMP) != HS_NONE) return false;
    return work->quote[object] == HS_NONE && predicates_rows(work->r, work->r->knowledge->predicates->places, object).count > 0;
}

// "was shown to be a forgery": what is shown and nobody is named for holds for whoever writes it; but: "was said to be a forgery".
bool voices_is_fact(const voices_work *work, const cue *of) {
    if (of->content && (is_done_to_place(work, of) || is_remark(work, of) || denies_claim(work, of) || says_itself_alone(work, of))) return true;
    if (!of->entry || of->entry->upos != UPOS_VERB || of->source) return false;
    return (of->entry->kind == CUE_show || of->entry->kind == CUE_learn) && is_passive(work, of->token);
}

// The clause that hangs on such a passive. A purpose is none: "was released to calm the markets".
static uint32_t hearsay_content(const voices_work *work, const cue *of) {
    uint32_t token = of->token;
    bool reduced = tree_is(work->r, token, REL_ACL);
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(work->tokens[child].relation);
        bool clause = !reduced && (relation == REL_CCOMP || relation == REL_CSUBJ); // "Harlow repeated that", to the parser
        uint32_t mark = child > token ? tree_child(work->r, child, REL_MARK) : HS_NONE;
        bool told = relation == REL_XCOMP || (relation == REL_ADVCL && mark == token + 1 && (of->entry->upos == UPOS_ADJ || work->tokens[mark + 1].upos == UPOS_AUX));
        if (child > token && (clause || (told && mark != HS_NONE))) return find_child(of, relation, relation);
    }
    return 0;
}

// Passives in which something is told or thought: "is said to have fled", "it was believed that …", "a pipe said by some to leak". But: "was told to leave", where the subject is told; "is known to have fled", which
// holds for whoever writes it; "is supposed to pay", who has to.
static bool is_hearsay(const voices_work *work, const cue *of) {
    uint32_t token = of->token;
    if (!of->entry || (of->entry->upos != UPOS_ADJ && !(work->tokens[token].morph & MORPH_PARTICIPLE))) return false;
    bool told = of->entry->kind == CUE_say || of->entry->kind == CUE_think || of->entry->kind == CUE_unnamed;
    if (!told || of->entry->frames & FRAME_ADDRESSEE) return false;
    if (of->entry->kind == CUE_think && voices_word_is(work->rules, work->tokens[token].lemma, "unsaid")) return false;
    bool adjective = of->entry->kind == CUE_unnamed && tree_child(work->r, token, REL_COP) != HS_NONE; // "is alleged to", to the tagger
    return adjective || is_passive(work, token) || (tree_is(work->r, token, REL_ACL) && tree_child(work->r, token, REL_AUX) == HS_NONE);
}

static uint32_t source_at(const cue *of, uint32_t head) {
    for (uint32_t i = 1; i < of->source_count; i++)
        if (of->sources[i].head == head) return i;
    return 0;
}

static uint32_t labelled_content(const cue *of) {
    for (uint32_t i = 1; i < of->content_count; i++)
        if (of->contents[i].type == CONTENT_NEXT && of->contents[i].last_relation) return i;
    return 0;
}

bool voices_certain(const voices_work *work, cue *of) {
    uint32_t cited = voices_cited_teller(work, of->token);
    of->content = of->rule_content, of->source = 0;
    if ((of->label || voices_heard(work, of)) && of->content) return true;
    if (voices_names_speaker(work, of->token) && (of->content = labelled_content(of))) return of->source = find_source(of, SOURCE_LABEL), of->source != 0;
    if (cited != HS_NONE && of->content) return of->source = source_at(of, cited), of->source != 0;
    if (is_hearsay(work, of) && (of->content = hearsay_content(work, of))) return of->source = find_source(of, SOURCE_AGENT), true;
    if (voices_takes_up(work, of->token) && (of->content = find_content(of, CONTENT_LAST))) return of->source = of->rule_source, of->source != 0;
    if (!predicates_gives_figure(work->r, of->token)) return false;
    uint32_t subject = tree_child(work->r, of->token, REL_NSUBJ);
    of->source = source_at(of, subject);
    of->content = find_child(of, REL_OBJ, REL_OBL);
    if (!of->content) of->content = find_child(of, REL_OBJ, REL_OBJ);
    bool speaker = work->noun[subject] != NOUN_none || voices_entity(work, subject) != HS_NONE;
    return speaker && of->content && of->source;
}
