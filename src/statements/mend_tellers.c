// Who tells: the subject of a verb of telling that stands behind what it tells.
//
// In: a finite verb without a subject. Out: its subject, where the parser hung the words between it and the clause
// before on that clause: "The jobs are to be cut, the secretary, Ada Orm, told a crowd", "The ministry ordered it on Tuesday, its
// spokeswoman, Ada Orm, said", "They rang; the mayor says not". A Spanish subject behind its verb that was read as its object:
// "La presa tiene grietas, dijeron dos vecinos". Method: the words straight before the verb are cut at their commas; a
// piece without a verb that has a noun is who tells, and a name alone belongs to the noun in the piece before. Gets wrong:
// "He took the keys, the purse, left".
#include "base/text.h"
#include "statements/coreference.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"
#include "statements/voices.h"

// A run of tokens between two marks, and the noun or name in it that the others hang on.
typedef struct piece {
    uint32_t first, end, head;
    bool name; // names alone
} piece;

static bool is_comma(const hs_token *t) { return text_equal(t->form, TEXT(",")); }

// "its chief [executive]": a noun for what somebody is, though the tagger took it for an adjective.
static bool is_role(const reading *r, uint32_t token) {
    const hs_token *t = tree_token(r, token);
    return t->upos == UPOS_ADJ && lexicon_find(r->knowledge->coreference->roles, t->lemma).count;
}

// "Tarrin Fire [and] Rescue", "Ada Pell [and] Otto Orm".
static bool joins_names(const hs_token *tokens, uint32_t token, uint32_t first, uint32_t end) {
    return tokens[token].upos == UPOS_CCONJ && token > first && token + 1 < end && text_is_capital(tokens[token - 1].form) && text_is_capital(tokens[token + 1].form);
}

// The words from the mark before `end` to `end`; false where they hold a verb, or no noun, or no mark stands before them.
static bool piece_before(const reading *r, const hs_token *tokens, uint32_t end, uint32_t least, piece *out) {
    uint32_t first = end;
    while (first > least && tokens[first - 1].upos != UPOS_PUNCT) first--;
    if (first == end || first <= least) return false;
    *out = (piece){.first = first, .end = end, .head = HS_NONE, .name = true};
    for (uint32_t t = first; t < end; t++) {
        uint8_t upos = tokens[t].upos;
        if (upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_SCONJ) return false;
        if (upos == UPOS_CCONJ && !joins_names(tokens, t, first, end)) return false;
        if (upos == UPOS_PRON && !(tokens[t].morph & MORPH_POSSESSIVE)) return false;
        out->name &= upos == UPOS_PROPN;
        bool inside = tokens[t].head != HS_NONE && tokens[t].head >= first && tokens[t].head < end;
        // "a person close to the board [said]": not the subject of what describes it
        inside &= !(tree_is(r, t, REL_NSUBJ) && tokens[tokens[t].head].upos == UPOS_ADJ);
        if (!inside && (upos == UPOS_NOUN || upos == UPOS_PROPN || is_role(r, t)) && out->head == HS_NONE) out->head = t;
    }
    if (out->head == HS_NONE) return false;
    // "on Tuesday", "in the north"
    for (uint32_t child = r->first_child[out->head]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_CASE) && child < out->head) return false;
    return true;
}

// A verb that takes a clause as what is said: "say", "add"; not "come".
bool mend_says(const reading *r, uint32_t verb) {
    const cue_entry *entry = voices_entry(r->knowledge->voices, r->parse->tokens[verb].lemma, UPOS_VERB);
    return entry && entry->frames & FRAME_CLAUSE;
}

// The clause that the verb tells: what it was joined to, or its clause before it.
static uint32_t told_before(const reading *r, const hs_token *tokens, uint32_t verb) {
    uint32_t clause = tree_child(r, verb, REL_CCOMP);
    if (clause != HS_NONE && clause < verb) return clause;
    bool aside = tree_is(r, verb, REL_ADVCL) && tree_child(r, verb, REL_MARK) == HS_NONE && mend_says(r, verb);
    bool joined = tree_is(r, verb, REL_CONJ) || tree_is(r, verb, REL_PARATAXIS);
    if (!(joined || aside) || tree_child(r, verb, REL_CC) != HS_NONE) return HS_NONE;
    uint32_t over = tokens[verb].head;
    return over != HS_NONE && over < verb && tokens[over].upos != UPOS_NOUN ? over : HS_NONE;
}

static bool is_open(const reading *r, const hs_token *tokens, uint32_t verb) {
    return tokens[verb].upos == UPOS_VERB && tokens[verb].morph & MORPH_FINITE && tree_child(r, verb, REL_NSUBJ) == HS_NONE &&
           tree_child(r, verb, REL_AUX) == HS_NONE && tree_child(r, verb, REL_COP) == HS_NONE;
}

// "The yard will close, said a manager", "…, dijeron dos vecinos": with what is told before the verb, what stands behind it is no object.
static bool mend_inverted(const reading *r, hs_token *tokens, uint32_t verb, uint32_t told) {
    uint32_t object = tree_child(r, verb, REL_OBJ);
    if (object == HS_NONE || object < verb || tokens[verb - 1].upos != UPOS_PUNCT) return false;
    if (!tree_is(r, told, REL_CCOMP) && !mend_says(r, verb)) return false;
    // "said one of them" too
    if (tokens[object].upos != UPOS_NOUN && tokens[object].upos != UPOS_PROPN && tokens[object].upos != UPOS_NUM) return false;
    for (uint32_t child = r->first_child[object]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_CASE)) return false;
    tokens[object].relation = REL_NSUBJ;
    if (!tree_is(r, told, REL_CCOMP)) tokens[verb].relation = REL_PARATAXIS;
    return true;
}

// Nothing of the piece may hang from outside on words in it but the subject itself.
static void take_subject(const reading *r, hs_token *tokens, uint32_t verb, uint32_t told, const piece *role, const piece *name) {
    const piece *first = role ? role : name;
    uint32_t head = first->head, mark = first->first - 1;
    tokens[head].head = verb, tokens[head].relation = REL_NSUBJ;
    if (tokens[head].upos == UPOS_ADJ) tokens[head].upos = UPOS_NOUN, tokens[head].morph = MORPH_SINGULAR;
    if (role) tokens[name->head].head = head, tokens[name->head].relation = REL_APPOS;
    for (uint32_t t = first->first; t < verb; t++) {
        bool outside = tokens[t].head != HS_NONE && (tokens[t].head < first->first || tokens[t].head > verb);
        if (outside && t != head) tokens[t].head = head;
    }
    if (tokens[verb].head != told || !is_comma(&tokens[mark])) return;
    tokens[verb].head = tokens[told].head, tokens[verb].relation = tokens[told].relation;
    tokens[told].head = verb, tokens[told].relation = REL_CCOMP;
    for (uint32_t child = r->first_child[told]; child != HS_NONE; child = r->next_sibling[child])
        if (tokens[child].head == told && child > verb) tokens[child].head = verb;
}

// "The yard will close, two people briefed on it [said]", "Clerks familiar with the sale [told] her": a participle or adjective that
// took the teller as its subject, and the whole as what is told; it describes who tells. But: "Two people fled [said]", which no
// paper writes, and "The yard closed, she said".
static bool is_description(const reading *r, const hs_token *tokens, uint32_t inner, uint32_t teller, uint32_t verb) {
    bool bare = tokens[inner].upos == UPOS_VERB && tokens[inner].morph & MORPH_PARTICIPLE && tree_child(r, inner, REL_AUX) == HS_NONE;
    bool close = tokens[inner].upos == UPOS_ADJ && inner + 1 < verb && tokens[inner + 1].upos == UPOS_ADP && tree_child(r, inner, REL_COP) == HS_NONE;
    if ((!bare && !close) || teller == HS_NONE || teller + 1 != inner || tokens[teller].upos != UPOS_NOUN) return false;
    for (uint32_t t = teller; t < verb; t++)
        if (tokens[t].upos == UPOS_PUNCT) return false;
    return true;
}

// The same where the participle is over the teller's verb.
static bool mend_described_above(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t inner = tokens[verb].head, teller = inner == HS_NONE || inner > verb ? HS_NONE : tree_child(r, inner, REL_NSUBJ);
    if (teller == HS_NONE || !is_description(r, tokens, inner, teller, verb) || tree_is(r, verb, REL_CONJ)) return false;
    for (uint32_t child = r->first_child[inner]; child != HS_NONE; child = r->next_sibling[child]) {
        if (child == teller || (child > inner && child < verb)) continue;
        bool clause = child < teller && tokens[child].upos == UPOS_VERB;
        tokens[child].head = verb;
        if (clause) tokens[child].relation = REL_CCOMP;
    }
    tokens[verb].head = tokens[inner].head, tokens[verb].relation = tokens[inner].relation;
    tokens[teller].head = verb, tokens[teller].relation = REL_NSUBJ;
    tokens[inner].head = teller, tokens[inner].relation = REL_ACL;
    return true;
}

bool mend_described_teller(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t inner = HS_NONE;
    if (!is_open(r, tokens, verb) || !mend_says(r, verb)) return false;
    if (mend_described_above(r, tokens, verb)) return true;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < verb; child = r->next_sibling[child])
        if (tree_is(r, child, REL_CCOMP) || tree_is(r, child, REL_ADVCL)) inner = child;
    if (inner == HS_NONE) return false;
    uint32_t teller = tree_child(r, inner, REL_NSUBJ), first = teller;
    if (!is_description(r, tokens, inner, teller, verb)) return false;
    while (first && tokens[first - 1].upos != UPOS_PUNCT) first--;
    for (uint32_t child = r->first_child[inner]; child != HS_NONE && child < first; child = r->next_sibling[child]) {
        bool clause = tokens[child].upos != UPOS_PUNCT;
        tokens[child].head = verb;
        if (clause) tokens[child].relation = REL_CCOMP;
    }
    tokens[teller].head = verb, tokens[teller].relation = REL_NSUBJ;
    tokens[inner].head = teller, tokens[inner].relation = REL_ACL;
    return true;
}

// A noun for what somebody tells: "rumour", "claim".
static bool is_telling(const reading *r, uint32_t noun) {
    const lexicon_table *table = r->knowledge->stage->operators;
    lexicon_rows rows = lexicon_find(table, tree_token(r, noun)->lemma);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "frame"), TEXT("tells"))) return true;
    return false;
}

// "the rumour [that] the dam had burst": what the noun holds, read as a clause about it, although nothing is left for "that" to
// stand for, or nothing that is done to tellings. But: "the rumours that he spread", "los rumores que difundió".
bool mend_told_clause(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t noun = tokens[verb].head, that = HS_NONE, objects = 0, subject = HS_NONE;
    if (tokens[verb].relation != REL_ACL_RELCL || noun == HS_NONE || tokens[noun].upos != UPOS_NOUN) return false;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child]) {
        bool object = tree_is(r, child, REL_OBJ), word = child < verb && that == HS_NONE && tree_word_is(r, child, "that");
        objects += object;
        if (word && (object || tree_is(r, child, REL_NSUBJ) || tree_is(r, child, REL_MARK))) that = child;
        else if (tree_is(r, child, REL_NSUBJ) && child < verb) subject = child;
    }
    const cue_entry *entry = voices_entry(r->knowledge->voices, tokens[noun].lemma, UPOS_NOUN);
    if (that == HS_NONE || subject == HS_NONE || !entry || !(entry->frames & FRAME_CLAUSE)) return false;
    bool done_to_tellings = voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB) || predicates_carries(r, verb, "light");
    bool held = objects > 1 || tokens[that].upos != UPOS_PRON;
    bool likely = that == noun + 1 && tree_word_is(r, that, "content") && is_telling(r, noun) && !done_to_tellings;
    if (!held && !likely) return false;
    tokens[verb].relation = REL_ACL;
    tokens[that].upos = UPOS_SCONJ, tokens[that].relation = REL_MARK, tokens[that].morph = 0;
    return true;
}

// "Two guards told the paper, asking not to be named as they might lose their posts, that it was [paid]": a clause with "that" which
// the parser hung on the insertion; but: "so small that it was lost", "said that …, that …".
bool mend_told_late(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t mark = tree_child(r, verb, REL_MARK), up = tokens[verb].head;
    bool adverbial = tree_is(r, verb, REL_ADVCL) && mark != HS_NONE && tree_word_is(r, mark, "that");
    if (!adverbial || !mark || tokens[mark - 1].upos != UPOS_PUNCT || tree_child(r, verb, REL_NSUBJ) == HS_NONE) return false;
    for (int steps = 0; steps < 6 && up != HS_NONE; steps++, up = tokens[up].head) {
        if (up > verb || tokens[up].upos != UPOS_VERB || !mend_says(r, up) || tree_child(r, up, REL_NSUBJ) == HS_NONE) continue;
        if (tree_child(r, up, REL_CCOMP) != HS_NONE || tree_child(r, up, REL_XCOMP) != HS_NONE) return false;
        tokens[verb].head = up, tokens[verb].relation = REL_CCOMP;
        return true;
    }
    return false;
}

// Who tells before the verb, in one piece or two: a name, and the noun before it that tells what it is.
typedef struct teller {
    piece name, role;
    bool found, named; // there is one; there is a role
} teller;

static teller teller_before(const reading *r, const hs_token *tokens, uint32_t verb, uint32_t least) {
    teller out = {0};
    uint32_t end = tokens[verb - 1].upos == UPOS_PUNCT ? verb - 1 : verb;
    out.found = piece_before(r, tokens, end, least, &out.name);
    uint32_t mark = out.found ? out.name.first - 1 : 0;
    out.named = out.found && out.name.name && is_comma(&tokens[mark]) && piece_before(r, tokens, mark, least, &out.role) && !out.role.name;
    // a name alone, set off by a comma from the verb, is an apposition of something
    if (!out.named && end < verb && out.name.name) out.found = false;
    return out;
}

// "…, the prosecutor, Ada Orm, [announced]." was read as a participle: nothing but the end follows it.
static bool closes(const reading *r, const hs_token *tokens, uint32_t verb) {
    bool participle = tokens[verb].upos == UPOS_VERB && tokens[verb].morph & MORPH_PARTICIPLE && tokens[verb].morph & MORPH_PAST && tree_child(r, verb, REL_AUX) == HS_NONE;
    bool ends = verb + 1 < r->parse->token_count && tokens[verb + 1].upos == UPOS_PUNCT &&
                (verb + 2 == r->parse->token_count || tree_sentence(r, verb + 2) != tree_sentence(r, verb));
    return participle && ends && tree_is(r, verb, REL_CONJ) && tree_child(r, verb, REL_NSUBJ) == HS_NONE && mend_says(r, verb);
}

bool mend_teller(const reading *r, hs_token *tokens, uint32_t verb) {
    bool closing = verb && closes(r, tokens, verb);
    if (!verb || !(closing || is_open(r, tokens, verb))) return false;
    uint32_t told = told_before(r, tokens, verb);
    if (told == HS_NONE) return false;
    teller who = teller_before(r, tokens, verb, told + 1);
    // not: "its secretary, Ada Orm, told parliament"
    if (!who.named && mend_inverted(r, tokens, verb, told)) return true;
    if (!who.found) return false;
    if (closing) tokens[verb].morph = MORPH_FINITE | MORPH_INDICATIVE | MORPH_PAST;
    take_subject(r, tokens, verb, told, who.named ? &who.role : NULL, &who.name);
    return true;
}

// Who stands behind the verb of telling as its object: "said four residents".
static uint32_t teller_behind(const reading *r, const hs_token *tokens, uint32_t verb) {
    uint32_t object = tree_child(r, verb, REL_OBJ);
    bool noun = object != HS_NONE && object > verb && (tokens[object].upos == UPOS_NOUN || tokens[object].upos == UPOS_PROPN);
    return noun && tokens[verb - 1].upos == UPOS_PUNCT && tree_child(r, object, REL_CASE) == HS_NONE ? object : HS_NONE;
}

bool mend_can_tell(const reading *r, const hs_token *tokens, uint32_t verb, uint32_t subject) {
    teller who = teller_before(r, tokens, verb, subject + 1);
    return who.named || teller_behind(r, tokens, verb) != HS_NONE || who.found;
}

void mend_give_teller(const reading *r, hs_token *tokens, uint32_t verb, uint32_t told) {
    teller who = teller_before(r, tokens, verb, told + 1);
    uint32_t behind = who.named ? HS_NONE : teller_behind(r, tokens, verb);
    if (behind != HS_NONE) tokens[behind].relation = REL_NSUBJ;
    else if (who.found) take_subject(r, tokens, verb, told, who.named ? &who.role : NULL, &who.name);
}

// "The ministry is weighing whether to sell it, its office [said].": not a part of the clause but what tells it; what hung
// on it from before its own words belongs to the clause. But: "He left, as the office said."
bool mend_tail(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t told = tokens[verb].head, subject = tree_child(r, verb, REL_NSUBJ);
    bool part = tree_is(r, verb, REL_CCOMP) || tree_is(r, verb, REL_ADVCL) || (tree_is(r, verb, REL_CONJ) && tree_child(r, verb, REL_CC) == HS_NONE);
    if (tokens[verb].upos != UPOS_VERB || !part || told == HS_NONE || told > verb || subject == HS_NONE || subject > verb) return false;
    if (verb + 1 >= r->parse->token_count || tokens[verb + 1].upos != UPOS_PUNCT || tree_child(r, verb, REL_MARK) != HS_NONE) return false;
    uint32_t first = subject;
    while (first > told + 1 && tokens[first - 1].upos != UPOS_PUNCT) first--;
    if (first <= told + 1 || !is_comma(&tokens[first - 1]) || !mend_says(r, verb)) return false;
    tokens[verb].relation = REL_PARATAXIS;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < first - 1; child = r->next_sibling[child])
        tokens[child].head = told;
    return true;
}

// The copula's predicate that closes a relative clause behind `subject` with the clause's object as its own subject.
static uint32_t swallowed(const reading *r, uint32_t subject, uint32_t end) {
    uint32_t clause = HS_NONE;
    for (uint32_t child = r->first_child[subject]; child != HS_NONE && clause == HS_NONE; child = r->next_sibling[child])
        if (tree_token(r, child)->relation == REL_ACL_RELCL) clause = child;
    for (uint32_t t = clause; clause != HS_NONE && t < end; t++) {
        uint32_t inner = tree_child(r, t, REL_NSUBJ);
        if (tree_child(r, t, REL_COP) != HS_NONE && inner != HS_NONE && inner > clause && tree_is(r, t, REL_CCOMP) && tree_child(r, t, REL_MARK) == HS_NONE) return t;
    }
    return HS_NONE;
}

// "A video that shows guards is [fake], the ministry said": the relative clause took the object for the subject of what is
// said, and the saying got two subjects. But: "A man who says guards are fake, left".
bool mend_swallowed(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t first = tree_child(r, verb, REL_NSUBJ), second = first == HS_NONE ? HS_NONE : tree_next(r, first, REL_NSUBJ);
    if (tokens[verb].upos != UPOS_VERB || second == HS_NONE || second > verb || !mend_says(r, verb)) return false;
    uint32_t mark = second;
    while (mark > first && !is_comma(&tokens[mark])) mark--;
    uint32_t told = mark > first ? swallowed(r, first, mark) : HS_NONE;
    if (told == HS_NONE) return false;
    uint32_t object = tree_child(r, told, REL_NSUBJ);
    tokens[object].head = tokens[told].head, tokens[object].relation = REL_OBJ;
    tokens[told].head = verb, tokens[told].relation = REL_CCOMP;
    tokens[first].head = told, tokens[first].relation = REL_NSUBJ;
    return true;
}

// "The bridge is shut, an official [there] said": the adverb behind who tells, read as the subject of a relative clause. But:
// "a man who said so there".
bool mend_there(const reading *r, hs_token *tokens, uint32_t verb) {
    if (verb < 2 || tokens[verb].upos != UPOS_VERB || tokens[verb].relation != REL_ACL_RELCL || !mend_says(r, verb)) return false;
    uint32_t there = verb - 1, noun = verb - 2, top = noun;
    if (tokens[there].upos != UPOS_ADV || tokens[there].head != verb || !tree_is(r, there, REL_NSUBJ)) return false;
    if (tokens[verb].head != noun || tokens[noun].head == HS_NONE || tokens[noun].head > noun) return false;
    for (uint32_t steps = 0; tokens[top].head != HS_NONE && steps < verb; steps++) top = tokens[top].head;
    tokens[there].head = noun, tokens[there].relation = REL_ADVMOD;
    tokens[noun].head = verb, tokens[noun].relation = REL_NSUBJ;
    tokens[verb].head = top, tokens[verb].relation = REL_PARATAXIS;
    return true;
}

// "It did not name them, and [it] said that it was shut": who says so, read as an empty subject; but: "It is said that it was shut".
bool mend_it_said(const reading *r, hs_token *tokens, uint32_t verb) {
    const cue_entry *entry = tokens[verb].upos == UPOS_VERB ? voices_entry(r->knowledge->voices, tokens[verb].lemma, UPOS_VERB) : NULL;
    uint32_t it = entry && entry->kind == CUE_say && !tree_drops_subjects(r) ? tree_child(r, verb, REL_EXPL) : HS_NONE;
    if (it == HS_NONE || it > verb || tokens[it].upos != UPOS_PRON || !(tokens[verb].morph & MORPH_FINITE)) return false;
    for (uint32_t child = r->first_child[verb]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_NSUBJ) || tokens[child].relation == REL_AUX_PASS) return false;
    tokens[it].relation = REL_NSUBJ;
    return true;
}
