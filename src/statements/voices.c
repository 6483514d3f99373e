// Voices: who says, writes, thinks or fears what, in chains.
//
// In: a parsed document with times, quantities, entities, coreference and predicates. Out:
// reading.voices, and for every statement its chain of links (outermost first) and what
// they cover.
// Method: every word that could be a cue is looked at once. The lexicon's rules, or the
// language's trained weights with the rules' view among their facts, say whether it is one
// and choose its content and source from short lists (see voices.h). After the attribution
// relations of PARC and PolNeAR (Pareti 2012; Newell, Margolin and Ruths 2018).
// Gets wrong: contents that a wrong tree takes apart; a speaker named two sentences before
// an indirect continuation without a cue; irony.
#include "statements/voices.h"

#include "base/text.h"
#include "statements/predicates.h"

static bool is_cited(const cue *of) { return of->entry && of->entry->kind == CUE_cite; }

static void read_cues(voices_work *work, hs_arena *arena) {
    size_t capacity = 0, used = 0;
    for (uint32_t token = 0; token < work->count; token++) {
        if (!voices_is_candidate(work, token)) continue;
        cue one = {.token = token, .entry = work->entry[token], .utterance = HS_NONE};
        hs_arena before = *arena;
        one.label = !one.entry && voices_labels_telling(work, token, *arena);
        if (work->rules->model) {
            voices_decide(work, work->rules->model, &one, arena);
        } else if (one.entry || one.label || voices_names_speaker(work, token) || predicates_gives_figure(work->r, token)) {
            voices_candidates(work, &one, arena);
            voices_choose(work, &one);
            if (!voices_certain(work, &one)) one.content = one.rule_content, one.source = one.rule_source;
            one.accepted = one.content != 0;
        }
        if (one.accepted && voices_is_fact(work, &one)) one.accepted = false;
        if (!one.accepted && !is_cited(&one)) {
            *arena = before;
            continue;
        }
        *arena_push(arena, work->cues, used, capacity) = one;
        work->cue_count = (uint32_t)used; // those behind look at those before
    }
}

void voices_find(reading *r, hs_arena *keep, hs_arena scratch) {
    voices_work work = {.r = r, .rules = r->knowledge->voices, .tokens = r->parse->tokens, .count = r->parse->token_count};
    if (work.rules->take) work.rules->take(work.rules->context, r, scratch);
    if (!work.count || work.rules->take) return;
    voices_prepare(&work, &scratch);
    read_cues(&work, &scratch);
    voices_build(&work, r, keep, scratch);
}
