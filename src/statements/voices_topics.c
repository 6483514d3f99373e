// What stands for a content that holds no predicate: "criticised the plan", "called it a
// disaster", "warned of a famine".
//
// In: a content as tokens. Out: the one word that a statement can stand on. What the cue's
// own complement says of its object comes first ("a disaster", "as reckless"), then the head of
// the phrase. A pronoun tells a reader nothing and stands for nothing.
// Gets wrong: where the tagger took a verb for a noun, the noun beside it.
#include "base/text.h"
#include "statements/tree.h"
#include "statements/voices.h"

bool voices_holds_statement(const voices_work *work, const range *parts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t token = parts[i].first; token < parts[i].end; token++)
            if (work->r->token_statement[token] != HS_NONE) return true;
    return false;
}

static bool inside(const range *parts, uint32_t count, uint32_t token) {
    for (uint32_t i = 0; i < count; i++)
        if (token >= parts[i].first && token < parts[i].end) return true;
    return false;
}

static bool can_stand(const voices_work *work, uint32_t token) {
    switch (work->tokens[token].upos) {
    case UPOS_NOUN: case UPOS_PROPN: case UPOS_ADJ: case UPOS_VERB: case UPOS_NUM: return true;
    default: return false;
    }
}

// "called it [a disaster]", "described him as [a liar]"; but: "called [the mayor]".
static bool is_said_of_another(const voices_work *work, uint32_t token) {
    uint32_t head = work->tokens[token].head;
    if (head == HS_NONE || work->tokens[head].upos != UPOS_VERB) return false;
    if (tree_is(work->r, token, REL_XCOMP)) return true;
    uint32_t preposition = tree_child(work->r, token, REL_CASE);
    if (preposition == HS_NONE) preposition = tree_child(work->r, token, REL_MARK);
    bool beside = tree_is(work->r, token, REL_OBL) || tree_is(work->r, token, REL_ADVCL);
    return beside && preposition != HS_NONE &&
           voices_word_is(work->rules, work->tokens[preposition].form, "as");
}

uint32_t voices_topic(const voices_work *work, const range *parts, uint32_t count) {
    uint32_t top = HS_NONE;
    if (voices_holds_statement(work, parts, count)) return HS_NONE;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t token = parts[i].first; token < parts[i].end; token++) {
            uint32_t head = work->tokens[token].head;
            if (!can_stand(work, token) || (head != HS_NONE && inside(parts, count, head))) continue;
            if (is_said_of_another(work, token)) return token;
            if (top == HS_NONE) top = token;
        }
    return work->rules->model ? top : HS_NONE; // rules alone take more objects for contents than people do
}
