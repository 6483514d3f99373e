// What is judged of something told: "Rumours that the captain fled [proved false]".
//
// In: an adjective that says of a telling that it is not so (stage_operators, "told"), behind "be", "prove" or "turn out", with
// a noun of telling and "that" before it. Out: the noun as subject of what judges it, the clause between as what
// is told. Method: the words fix the shape, so the tree is made anew from them where the parser took the noun for a verb
// ("Claims that he lied are untrue") or what judges for a part of what is told. But: "Reports that are false", no clause of its
// own; "The claim that the figures are false angered them", where a verb follows.
// Gets wrong: a judgement inside of what is told, where nothing follows: "Reports that the figures are false".
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"

// Words of the sentence, in order: the telling, "that", what is told up to `end`, the verb, the judgement.
typedef struct judged {
    uint32_t first, telling, that, end, verb, judgement;
} judged;

static bool frame_has(const reading *r, hs_text key, const char *frame) {
    const lexicon_table *operators = r->knowledge->stage->operators;
    lexicon_rows rows = lexicon_find(operators, key);
    for (uint32_t i = 0; i < rows.count; i++) {
        hs_text list = lexicon_cell(operators, rows, i, "frame");
        while (list.size)
            if (text_equal(text_cut(&list, ','), text_of(frame))) return true;
    }
    return false;
}

// The verb before the judgement and the first token of its group; false where there is none.
static bool find_verb(const reading *r, const hs_token *tokens, judged *of) {
    uint32_t at = of->judgement - 1;
    if (tokens[at].upos == UPOS_ADV && at > of->first) at--;
    of->verb = of->judgement;
    if (tree_word_is(r, at, "be")) {
        while (at > of->first && tokens[at - 1].upos == UPOS_AUX) at--;
        of->end = at;
        if (tokens[at - 1].upos != UPOS_PART) return true;
        at -= 2; // "turned out [to be] false"
    }
    if (tokens[at].upos == UPOS_ADP && at > of->first) at--;
    of->verb = of->end = at;
    return tree_word_is(r, at, "proves");
}

// "Claims [in the Gazette] that": the "that" of a telling, at once behind it or behind where it is told; HS_NONE.
static uint32_t that_behind(const reading *r, const hs_token *tokens, uint32_t telling, uint32_t end) {
    enum { LONGEST_BETWEEN = 8 };
    if (tree_word_is(r, telling + 1, "that")) return telling + 1;
    if (tokens[telling + 1].upos != UPOS_ADP) return HS_NONE;
    for (uint32_t at = telling + 2; at < end && at - telling <= LONGEST_BETWEEN; at++) {
        if (tree_word_is(r, at, "that")) return at;
        uint8_t upos = tokens[at].upos;
        if (upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_PUNCT || upos == UPOS_CCONJ) return HS_NONE;
    }
    return HS_NONE;
}

// The nearest telling with "that" before the verb, at the sentence's beginning or behind a verb or comma, with its modifiers.
static bool find_telling(const reading *r, const hs_token *tokens, judged *of) {
    uint32_t start = of->first;
    for (uint32_t at = of->end; at-- > start;) {
        if (tokens[at].upos == UPOS_AUX || !frame_has(r, tokens[at].lemma, "tells")) continue;
        of->that = that_behind(r, tokens, at, of->end);
        if (of->that == HS_NONE || of->that + 2 >= of->end) continue;
        of->telling = of->first = at;
        while (of->first > start && (tokens[of->first - 1].upos == UPOS_DET || tokens[of->first - 1].upos == UPOS_ADJ)) of->first--;
        uint8_t before = of->first == start ? UPOS_PUNCT : tokens[of->first - 1].upos;
        return before == UPOS_PUNCT || before == UPOS_VERB || before == UPOS_SCONJ;
    }
    return false;
}

static bool is_between(const judged *of, uint32_t token) { return token != HS_NONE && token > of->that && token < of->end; }

// The verb of what is told: the first with a subject there.
static uint32_t told_verb(const reading *r, const hs_token *tokens, const judged *of) {
    for (uint32_t at = of->that + 1; at < of->end; at++) {
        uint32_t subject = tree_child(r, at, REL_NSUBJ);
        if (is_between(of, subject) && subject < at && tokens[at].upos != UPOS_PROPN) return at;
    }
    for (uint32_t at = of->that + 2; at < of->end; at++)
        if (tokens[at].upos == UPOS_VERB || (tokens[at].upos == UPOS_AUX && at + 1 == of->end)) return at;
    return HS_NONE;
}

// What the whole hangs on: the head of that of its words which hangs on none of the others.
static uint32_t outer_word(const hs_token *tokens, const judged *of) {
    for (uint32_t at = of->first; at <= of->judgement; at++)
        if (tokens[at].head == HS_NONE || tokens[at].head > of->judgement || tokens[at].head < of->first) return at;
    return HS_NONE;
}

static void hang_told(hs_token *tokens, const judged *of, uint32_t told) {
    for (uint32_t at = of->telling + 1; at < of->that; at++)
        if (tokens[at].head <= of->telling || tokens[at].head >= of->that) tokens[at].head = of->telling, tokens[at].relation = REL_NMOD;
    for (uint32_t at = of->that + 1; at < of->end; at++) {
        if (at == told || is_between(of, tokens[at].head)) continue;
        tokens[at].head = told;
        bool noun = tokens[at].upos == UPOS_NOUN || tokens[at].upos == UPOS_PROPN || tokens[at].upos == UPOS_PRON;
        if (noun) tokens[at].relation = at < told ? REL_NSUBJ : REL_OBJ;
        else if (tokens[at].relation == REL_ROOT) tokens[at].relation = REL_DEP;
    }
    tokens[told].head = of->telling, tokens[told].relation = REL_ACL;
    if (tokens[told].upos == UPOS_AUX) tokens[told].upos = UPOS_VERB;
    tokens[of->that].head = told, tokens[of->that].relation = REL_MARK;
    tokens[of->that].upos = UPOS_SCONJ;
}

bool mend_verdict(const reading *r, hs_token *tokens, uint32_t token) {
    if (tokens[token].upos != UPOS_ADJ && tokens[token].upos != UPOS_VERB) return false;
    judged of = {.first = r->parse->sentences[tree_sentence(r, token)].first, .judgement = token};
    if (token < of.first + 5 || !frame_has(r, tokens[token].lemma, "told")) return false;
    if (!find_verb(r, tokens, &of) || !find_telling(r, tokens, &of)) return false;
    uint32_t told = told_verb(r, tokens, &of), outer = outer_word(tokens, &of), main = of.verb;
    if (told == HS_NONE || outer == HS_NONE) return false;
    bool bare = tokens[told].morph & MORPH_PARTICIPLE && tree_child(r, told, REL_AUX) == HS_NONE;
    if (bare) tokens[told].morph = MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE; // "that the mayor [resigned]"
    bool noun = tokens[of.telling].upos == UPOS_NOUN && tokens[told].relation != REL_ACL_RELCL && !bare;
    if (noun && tree_child(r, main, REL_NSUBJ) == of.telling) return false; // nothing to mend
    hs_token above = tokens[outer];
    for (uint32_t at = of.first; at < of.telling; at++) tokens[at].head = of.telling;
    for (uint32_t at = of.end; at < token; at++) tokens[at].head = main;
    if (main == token) tokens[of.end].relation = REL_COP;
    else tokens[token].head = main, tokens[token].relation = REL_XCOMP;
    for (uint32_t at = token + 1; at < r->parse->token_count && tree_sentence(r, at) == tree_sentence(r, token); at++)
        if (tokens[at].head <= token) tokens[at].head = main;
    hang_told(tokens, &of, told);
    tokens[of.telling].head = main, tokens[of.telling].relation = REL_NSUBJ, tokens[of.telling].upos = UPOS_NOUN;
    tokens[main].head = above.head, tokens[main].relation = above.head == HS_NONE ? REL_ROOT : above.relation;
    if (main != token) tokens[main].upos = UPOS_VERB, tokens[main].morph = MORPH_PAST | MORPH_FINITE | MORPH_INDICATIVE;
    tokens[token].upos = UPOS_ADJ;
    return true;
}
