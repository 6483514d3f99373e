// Words that mean something together: a verb and what stands behind it ("lost their lives", "walked off the job", "se hizo con la
// planta"), a state and what leads up to it ("is behind bars"), a noun of an event and the noun that says which ("job cuts", "corte de luz").
// In: a statement. Out: the words as `claims_synonyms` has them, without articles, owners and endings ("lose liv"), so that they are compared
// by what they mean and not by a word that means everything. Method: what is looked up is the verb, and where it only puts or keeps in a
// state ("remains", "ended up") also the language's word for being, with each run of words shortly behind it and with the head of each party;
// where the predicate is no verb, the word for being with the words that lead up to it; of a noun the words right beside it. The longest found
// counts. Example: "lost two lives", "lives were lost"; but: "lost two matches", which is nobody's death. Gets wrong: words that only stand
// near the verb ("set out as the fire spread").
#include "base/text.h"
#include "claims/relate.h"
#include "claims/shingles.h"

enum {
    WORDS_BEHIND = 6, // of the clause that are looked at
    WORDS_BEFORE = 4, // of the clause, before what a copula says
    LONGEST_RUN = 4,  // words beside the verb
};

// Words beside a predicate, in order.
typedef struct word_row {
    hs_text words[WORDS_BEHIND + WORDS_BEFORE];
    uint32_t count;
} word_row;

// What is looked up, and the longest that was found.
typedef struct idiom_search {
    const relating *r;
    uint32_t language;
    hs_arena *keep;
    hs_text best;
    uint32_t longest; // words of the best beside its verb
} idiom_search;

static uint32_t kinds_of(const idiom_search *search, hs_text word) { return rules_idiom_word(search->r->rules, search->language, word); }

// Kinds of things are no events: "power cut" stands among both.
static bool is_known(const idiom_search *search, hs_text words) {
    class_list classes = rules_classes(search->r->rules, search->language, words);
    bool event = false;
    for (uint32_t i = 0; i < classes.count; i++) event |= !rules_class(search->r->rules, classes.classes[i])->noun;
    return event;
}

static hs_text with_stem(const idiom_search *search, hs_text words, hs_text word) {
    return arena_print(search->keep, "%.*s %.*s", TEXT_ARGS(words), TEXT_ARGS(rules_stem(search->r->rules, search->language, word)));
}

// The words from `at` to `end` but those that are skipped: the first `most`, or the last.
static void read_words(idiom_search *search, hs_text text, uint32_t at, uint32_t end, uint32_t most, bool last, word_row *row) {
    uint32_t hash;
    hs_span span;
    row->count = 0;
    while ((last || row->count < most) && shingles_next_word(text_slice(text, 0, end), &at, &span, &hash)) {
        hs_text word = text_lower(search->keep, text_span(text, span));
        if (kinds_of(search, word) & IDIOM_SKIPPED) continue;
        if (row->count == most) {
            for (uint32_t i = 1; i < most; i++) row->words[i - 1] = row->words[i];
            row->count--;
        }
        row->words[row->count++] = word;
    }
}

// "Checked in May", "went over to the pier": the parser tells which particle belongs to a verb. "Looked into it", "dieron con él": a
// preposition does only right behind the verb.
static bool stands_alone(const idiom_search *search, hs_text word, uint32_t at) {
    uint32_t kinds = kinds_of(search, word);
    return !(kinds & IDIOM_PARTICLE) && (!at || !(kinds & IDIOM_PREPOSITION));
}

// Where the run of words may begin: anywhere ("lost two lives"); only right behind the verb where it has one word ("remained silent"; but:
// "placed on the injured list") or has any ("puesta en libertad").
typedef enum run_start { ANYWHERE, NEAR_ALONE, NEAR } run_start;

static void try_runs(idiom_search *search, hs_text verb, const word_row *row, run_start start) {
    hs_text rest = verb;
    if (!rules_begins_idiom(search->r->rules, search->language, text_cut(&rest, ' '))) return;
    for (uint32_t first = 0; first < (start == NEAR && row->count ? 1 : row->count); first++) {
        hs_text joined = verb;
        for (uint32_t run = 0; run < LONGEST_RUN && first + run < row->count; run++) {
            hs_text word = row->words[first + run];
            joined = with_stem(search, joined, word);
            if (run < search->longest || (!run && (!stands_alone(search, word, first) || (first && start != ANYWHERE)))) continue;
            if (is_known(search, joined)) search->best = joined, search->longest = run + 1;
        }
    }
}

// "Lives were lost": the words stand before the verb, as its party.
static void try_parties(idiom_search *search, hs_text verb, const hs_party *parties, uint32_t count) {
    for (uint32_t i = 0; i < count && !search->longest; i++) {
        if (!parties[i].head.size) continue;
        hs_text head = text_lower(search->keep, parties[i].head);
        hs_text words = with_stem(search, verb, head);
        if (is_known(search, words)) search->best = words, search->longest = 1;
    }
}

// "Is [behind bars]", "está [en marcha]": the runs that end with the predicate; but: "was [admitted]", which a verb alone says.
static void try_state(idiom_search *search, hs_text being, const word_row *before) {
    for (uint32_t size = 2; size <= before->count && size <= LONGEST_RUN; size++) {
        hs_text joined = being;
        for (uint32_t i = before->count - size; i < before->count; i++)
            joined = with_stem(search, joined, before->words[i]);
        if (size > search->longest && is_known(search, joined)) search->best = joined, search->longest = size;
    }
}

// "Se hizo con": a verb with the reflexive before it is in the table as one word, "hacerse".
static hs_text reflexive(idiom_search *search, const word_row *before, hs_text predicate, hs_text verb) {
    hs_text word = before->count > 1 ? before->words[before->count - 2] : (hs_text){0};
    if (kinds_of(search, word) & IDIOM_REFLEXIVE) return arena_print(search->keep, "%.*s%.*s", TEXT_ARGS(verb), TEXT_ARGS(word));
    return text_starts(predicate, verb) && predicate.size > verb.size ? predicate : verb;
}

// "Job cuts", "road traffic accident": the words that touch the noun from before.
static void try_before_noun(idiom_search *search, hs_text text, const hs_statement *s, hs_text noun) {
    enum { MOST = 2 };
    hs_text last[MOST] = {0}, joined = rules_stem(search->r->rules, search->language, noun);
    uint32_t at = s->span.start, end = at, hash;
    hs_span span;
    while (shingles_next_word(text_slice(text, 0, s->predicate.start), &at, &span, &hash)) {
        for (uint32_t i = MOST; i-- > 1;) last[i] = span.start == end + 1 ? last[i - 1] : (hs_text){0};
        last[0] = text_lower(search->keep, text_span(text, span));
        end = span.end;
    }
    for (uint32_t i = 0; i < MOST && last[i].size && s->predicate.start == end + 1; i++) {
        hs_text words = arena_print(search->keep, "%.*s %.*s", TEXT_ARGS(last[i]), TEXT_ARGS(joined));
        if (i + 1 > search->longest && is_known(search, words)) search->best = words, search->longest = i + 1;
        joined = arena_print(search->keep, "%.*s %.*s", TEXT_ARGS(rules_stem(search->r->rules, search->language, last[i])), TEXT_ARGS(joined));
    }
}

static void find_beside_noun(idiom_search *search, hs_text text, const hs_statement *s, hs_text noun, const word_row *behind, const word_row *before) {
    try_before_noun(search, text, s, noun);
    try_runs(search, noun, behind, NEAR);
    try_state(search, rules_being(search->r->rules, search->language), before);
}

static void find_beside_verb(idiom_search *search, const hs_statement *s, hs_text lemma, hs_text verb, hs_text own, const word_row *behind, const word_row *before) {
    hs_text being = rules_being(search->r->rules, search->language);
    if (own.size > verb.size) try_runs(search, own, behind, ANYWHERE);
    try_runs(search, verb, behind, ANYWHERE);
    if (lemma.size > verb.size) try_runs(search, lemma, behind, ANYWHERE);
    if (kinds_of(search, lemma) & IDIOM_STATE) try_runs(search, being, behind, NEAR_ALONE);
    else if (lemma.size == verb.size) try_state(search, being, before);
    try_parties(search, verb, s->recipients, s->recipient_count);
}

idiom idioms_find(const relating *r, uint32_t report, const hs_statement *s, hs_text lemma, hs_arena *keep) {
    idiom_search search = {.r = r, .language = r->language[report], .keep = keep};
    hs_text text = r->reports[report].document.text, rest = lemma, verb = text_cut(&rest, ' ');
    if (!verb.size || search.language == HS_NONE) return (idiom){0};
    word_row behind, before;
    hs_text predicate = text_lower(keep, text_span(text, s->predicate)), spoken = predicate;
    uint32_t at = s->nominal ? s->predicate.end : s->predicate.start + (uint32_t)text_cut(&spoken, ' ').size;
    read_words(&search, text, at, s->span.end, WORDS_BEHIND, false, &behind);
    read_words(&search, text, s->span.start < s->predicate.start ? s->span.start : s->predicate.start, s->predicate.end, WORDS_BEFORE, true, &before);
    hs_text own = s->nominal ? verb : reflexive(&search, &before, predicate, verb);
    if (s->nominal) find_beside_noun(&search, text, s, lemma, &behind, &before);
    else find_beside_verb(&search, s, lemma, verb, own, &behind, &before);
    if (!search.best.size || text_equal(search.best, lemma)) return (idiom){0}; // a particle verb that the parser told
    bool own_word = own.size > verb.size && text_starts(search.best, own); // "hacerse" is not "hacer"
    bool common = rules_word(r->rules, search.language, verb) & WORD_COMMON, empty = !rules_classes(r->rules, search.language, lemma).count;
    return (idiom){search.best, own_word || (common && !rest.size) || empty};
}
