// Words that mean something together: a verb and what stands behind it ("lost their lives", "walked off the job", "quedó en
// libertad"), a noun of an event and the noun that says which ("job cuts", "corte de luz"). In: a statement. Out: the words as
// `claims_synonyms` has them ("lose life", "walk off job"), so that they are compared by what they mean and not by a word that means
// everything. Method: the verb's lemma with each word of a party, and with each run of words shortly behind it, as they stand and without
// articles and owners, is looked up; the longest found counts. Of a noun the words right beside it. Example: "lost two lives"; but: "lost two
// matches", which is nobody's death. Gets wrong: words that only stand near the verb ("set out as the fire spread").
#include "base/text.h"
#include "claims/relate.h"
#include "claims/shingles.h"

enum {
    WORDS_BEHIND = 5, // of the clause that are looked at
    LONGEST_RUN = 4,  // words beside the verb
    WORDS_BEFORE = 2, // of a noun: "road traffic accident"
};

typedef struct idiom {
    hs_text words;
    uint32_t run; // words beside the verb, 0: none found
} idiom;

// Kinds of things are no events: "power cut" stands among both.
static bool is_known(const relating *r, uint32_t language, hs_text words) {
    class_list classes = rules_classes(r->rules, language, words);
    bool event = false;
    for (uint32_t i = 0; i < classes.count; i++) event |= !rules_class(r->rules, classes.classes[i])->noun;
    return event;
}

// "Checked in May", "went over to the pier": the parser tells which small word belongs to the verb.
static bool is_small(const relating *r, uint32_t language, hs_text word) {
    enum { SMALL_BYTES = 3 };
    return word.size <= SMALL_BYTES || rules_word(r->rules, language, word) & (WORD_COMMON | WORD_ARTICLE | WORD_PRONOUN | WORD_PARTICLE);
}

// `bare`: without "the" and "their".
static uint32_t words_behind(const relating *r, uint32_t report, const hs_statement *s, bool bare, hs_text words[WORDS_BEHIND], hs_arena *keep) {
    hs_text text = r->reports[report].document.text;
    uint32_t at = s->predicate.end, count = 0, hash;
    hs_span span;
    while (count < WORDS_BEHIND && shingles_next_word(text_slice(text, 0, s->span.end), &at, &span, &hash)) {
        hs_text word = text_lower(keep, text_span(text, span));
        if (bare && rules_word(r->rules, r->language[report], word) & (WORD_ARTICLE | WORD_PRONOUN)) continue;
        words[count++] = word;
    }
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

static void longest_run(const relating *r, uint32_t language, hs_text verb, const hs_text *words, uint32_t count, hs_arena *keep, idiom *best) {
    for (uint32_t first = 0; first < count; first++) {
        hs_text joined = verb;
        for (uint32_t run = 0; run < LONGEST_RUN && first + run < count; run++) {
            joined = arena_print(keep, "%.*s %.*s", TEXT_ARGS(joined), TEXT_ARGS(words[first + run]));
            if (!run && is_small(r, language, words[first])) continue;
            if (run + 1 > best->run && is_known(r, language, joined)) *best = (idiom){joined, run + 1};
        }
    }
}

// "Job cuts", "road traffic accident": the words that touch the noun from before.
static hs_text with_words_before(const relating *r, uint32_t report, const hs_statement *s, hs_text noun, hs_arena *keep) {
    hs_text text = r->reports[report].document.text, last[WORDS_BEFORE] = {0}, found = {0}, joined = noun;
    uint32_t at = s->span.start, end = s->span.start, hash;
    hs_span span;
    while (shingles_next_word(text_slice(text, 0, s->predicate.start), &at, &span, &hash)) {
        for (uint32_t i = WORDS_BEFORE; i-- > 1;) last[i] = span.start == end + 1 ? last[i - 1] : (hs_text){0};
        last[0] = text_span(text, span);
        end = span.end;
    }
    if (s->predicate.start != end + 1) return found;
    for (uint32_t i = 0; i < WORDS_BEFORE && last[i].size; i++) {
        joined = arena_print(keep, "%.*s %.*s", TEXT_ARGS(text_lower(keep, last[i])), TEXT_ARGS(joined));
        if (is_known(r, r->language[report], joined)) found = joined;
    }
    return found;
}

static hs_text noun_idiom(const relating *r, uint32_t report, const hs_statement *s, hs_text noun, hs_arena *keep) {
    hs_text words[WORDS_BEHIND], joined = noun, found = with_words_before(r, report, s, noun, keep);
    uint32_t count = found.size ? 0 : words_behind(r, report, s, true, words, keep);
    for (uint32_t i = 0; i < count && i < LONGEST_RUN; i++) {
        joined = arena_print(keep, "%.*s %.*s", TEXT_ARGS(joined), TEXT_ARGS(words[i]));
        if (is_known(r, r->language[report], joined)) found = joined;
    }
    return found;
}

hs_text idioms_find(const relating *r, uint32_t report, const hs_statement *s, hs_text lemma, hs_arena *keep) {
    uint32_t language = r->language[report];
    hs_text words[WORDS_BEHIND];
    if (!lemma.size) return (hs_text){0};
    if (s->nominal) return noun_idiom(r, report, s, lemma, keep);
    idiom best = {0};
    for (int bare = 0; bare < 2; bare++) {
        uint32_t count = words_behind(r, report, s, bare, words, keep);
        longest_run(r, language, lemma, words, count, keep, &best);
    }
    if (best.run < 2) {
        hs_text party = with_party(r, language, lemma, s->recipients, s->recipient_count, keep);
        if (party.size) return party;
    }
    return best.words;
}
