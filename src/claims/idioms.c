// A verb and a word behind it that mean something together: "lost their lives", "set the boat on fire", "quedó en libertad". In: a
// statement. Out: the words as `claims_synonyms` has them ("lose life"), so that the pair is compared by what it means and not by a verb that means
// everything. Method: the verb's lemma with each word of a party, and with each run of words shortly behind it, is looked up; the longest
// found counts. Example: "lost two lives"; but: "lost two matches", which is nobody's death. Gets wrong: words that only stand near the verb
// ("set out as the fire spread").
#include "base/text.h"
#include "claims/relate.h"
#include "claims/shingles.h"

enum {
    WORDS_BEHIND = 5, // of the clause that are looked at
    LONGEST_RUN = 3,  // words beside the verb
};

static bool is_known(const relating *r, uint32_t language, hs_text words) { return rules_classes(r->rules, language, words).count > 0; }

// "Checked in May", "went over to the pier": the parser tells which small word belongs to the verb.
static bool is_small(const relating *r, uint32_t language, hs_text word) {
    enum { SMALL_BYTES = 3 };
    return word.size <= SMALL_BYTES || rules_word(r->rules, language, word) & (WORD_COMMON | WORD_ARTICLE | WORD_PRONOUN | WORD_PARTICLE);
}

static uint32_t words_behind(hs_text text, const hs_statement *s, hs_text words[WORDS_BEHIND], hs_arena *keep) {
    uint32_t at = s->predicate.end, count = 0, hash;
    hs_span span;
    while (count < WORDS_BEHIND && shingles_next_word(text_slice(text, 0, s->span.end), &at, &span, &hash))
        words[count++] = text_lower(keep, text_span(text, span));
    return count;
}

static hs_text with_party(const relating *r, uint32_t language, hs_text verb, const hs_party *parties, uint32_t count, hs_arena *keep) {
    for (uint32_t i = 0; i < count; i++) {
        if (!parties[i].head.size) continue;
        hs_text words = arena_print(keep, "%.*s %.*s", TEXT_ARGS(verb), TEXT_ARGS(parties[i].head));
        if (is_known(r, language, words)) return words;
    }
    return (hs_text){0};
}

hs_text idioms_find(const relating *r, uint32_t report, const hs_statement *s, hs_text lemma, hs_arena *keep) {
    uint32_t language = r->language[report];
    hs_text words[WORDS_BEHIND], rest = lemma, verb = text_cut(&rest, ' ');
    if (s->nominal || rest.size || !verb.size) return (hs_text){0};
    uint32_t count = words_behind(r->reports[report].document.text, s, words, keep);
    hs_text best = {0};
    uint32_t longest = 0;
    for (uint32_t first = 0; first < count; first++) {
        hs_text joined = verb;
        for (uint32_t run = 0; run < LONGEST_RUN && first + run < count; run++) {
            joined = arena_print(keep, "%.*s %.*s", TEXT_ARGS(joined), TEXT_ARGS(words[first + run]));
            if (!run && is_small(r, language, words[first])) continue;
            if (run + 1 > longest && is_known(r, language, joined)) best = joined, longest = run + 1;
        }
    }
    if (longest < 2) {
        hs_text party = with_party(r, language, verb, s->recipients, s->recipient_count, keep);
        if (party.size) return party;
    }
    return best;
}
