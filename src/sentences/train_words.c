// Word kinds for the splitter, counted in treebanks and read from a list.
//
// Counted: what stands with a full stop inside a sentence ("Inc."), what stands at a number
// but apart from it ("bn"), what keeps its hyphen ("non-") and what gives it up, and what
// is written with a capital hardly anywhere but at a sentence's beginning ("The").
#include "sentences/train_words.h"

#include "base/error.h"
#include "base/sort.h"
#include "base/text.h"
#include "sentences/words.h"

// One observation: a word and what it counts for.
typedef enum evidence {
    SEEN_STOPPED, SEEN_UNIT, SEEN_NOT_UNIT, SEEN_PREFIX, SEEN_NOT_PREFIX, SEEN_WHOLE, SEEN_OPENING, SEEN_INSIDE_CAPITAL,
    SEEN_INSIDE_LOWER, SEEN_COUNT
} evidence;

typedef struct observation {
    hs_text lower;
    uint32_t kind; // evidence, or SEEN_COUNT + word_kind bits from the list
} observation;

typedef struct observations {
    observation *items;
    size_t count, capacity;
    hs_arena *texts;
    hs_arena *arena;
} observations;

static void observe(observations *of, hs_text word, uint32_t kind) {
    char room[WORDS_BYTES];
    if (word.size == 0 || word.size > 48) return;
    hs_text lower = arena_text(of->texts, words_lower(word, room));
    *arena_push(of->arena, of->items, of->count, of->capacity) = (observation){lower, kind};
}

static bool all_letters(hs_text word) {
    for (size_t i = 0; i < word.size; i++)
        if (!byte_is_alpha((unsigned char)word.data[i]) && (unsigned char)word.data[i] < 0x80) return false;
    return word.size > 0;
}

static void observe_hyphens(observations *of, hs_text surface) {
    hs_text rest = surface, left = text_cut(&rest, '-');
    if (rest.size == 0 || !all_letters(left) || !all_letters(rest)) return;
    observe(of, left, SEEN_PREFIX);
    observe(of, surface, SEEN_WHOLE);
}

static void observe_token(observations *of, const treebank *bank, const hs_sentence *sentence, uint32_t i) {
    const hs_token *tokens = bank->parse.tokens, *token = &tokens[i];
    uint32_t end = sentence->first + sentence->count;
    hs_text surface = text_span(bank->text, token->span);
    if (surface.size > 1 && surface.data[surface.size - 1] == '.' && i + 1 < end)
        observe(of, text_slice(surface, 0, surface.size - 1), SEEN_STOPPED);
    observe_hyphens(of, surface);
    bool before = i > sentence->first && !tokens[i - 1].space_after;
    if (before && all_letters(surface) && tokens[i - 1].form.size && byte_is_digit((unsigned char)tokens[i - 1].form.data[tokens[i - 1].form.size - 1]))
        observe(of, surface, SEEN_UNIT);
    if (i + 2 < end && !token->space_after && text_equal(tokens[i + 1].form, TEXT("-")) && !tokens[i + 1].space_after && all_letters(surface))
        observe(of, surface, SEEN_NOT_PREFIX);
    size_t digits = 0;
    while (digits < surface.size && byte_is_digit((unsigned char)surface.data[digits])) digits++;
    if (digits && digits < surface.size) observe(of, text_slice(surface, digits, surface.size), SEEN_NOT_UNIT);
    if (!all_letters(surface)) return;
    bool capital = byte_is_upper((unsigned char)surface.data[0]);
    if (i == sentence->first && capital) observe(of, surface, SEEN_OPENING);
    else if (i > sentence->first) observe(of, surface, capital ? SEEN_INSIDE_CAPITAL : SEEN_INSIDE_LOWER);
}

// HS_NONE where no kind has that name; 0 for a kind that is no property of a word.
static uint32_t kind_named(hs_text name) {
    static const struct {
        hs_text name;
        uint32_t kind;
    } kinds[] = {{TEXT_INIT("abbreviation"), WORD_ABBREVIATION}, {TEXT_INIT("title"), WORD_TITLE | WORD_ABBREVIATION},
                 {TEXT_INIT("unit"), WORD_UNIT}, {TEXT_INIT("prefix"), WORD_PREFIX}, {TEXT_INIT("whole"), WORD_WHOLE},
                 {TEXT_INIT("calendar"), WORD_CALENDAR},
                 {TEXT_INIT("opening"), WORD_OPENING}, {TEXT_INIT("connective"), WORD_CONNECTIVE}, {TEXT_INIT("parts"), 0}, {TEXT_INIT("verb"), 0}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equal(kinds[i].name, name)) return kinds[i].kind;
    return HS_NONE;
}

static hs_status observe_list(observations *of, hs_text tsv, hs_error *error) {
    hs_text rest = tsv;
    bool first = true;
    while (rest.size) {
        uint64_t at = (uint64_t)(rest.data - tsv.data);
        hs_text line = text_cut(&rest, '\n'), word = text_cut(&line, '\t'), kind = text_cut(&line, '\t');
        if (first || word.size == 0 || word.data[0] == '#') {
            first = false;
            continue;
        }
        uint32_t bits = kind_named(kind);
        if (bits == HS_NONE)
            return error_set(error, HS_ERROR_FORMAT, TEXT("word list"), at,
                             "a word's kind is none of abbreviation, title, unit, prefix, whole, calendar, opening, connective, parts, verb");
        if (bits) observe(of, word, SEEN_COUNT + bits);
    }
    return HS_OK;
}

static int observation_order(const void *a, const void *b, const void *context) {
    (void)context;
    const observation *x = a, *y = b;
    int order = text_compare(x->lower, y->lower);
    return order ? order : x->kind < y->kind ? -1 : x->kind > y->kind;
}

static uint32_t decide(const uint32_t seen[SEEN_COUNT]) {
    uint32_t kinds = 0;
    if (seen[SEEN_STOPPED] >= 1) kinds |= WORD_ABBREVIATION;
    if (seen[SEEN_UNIT] > seen[SEEN_NOT_UNIT] && seen[SEEN_UNIT] >= 2) kinds |= WORD_UNIT;
    if (seen[SEEN_PREFIX] > seen[SEEN_NOT_PREFIX] && seen[SEEN_PREFIX] >= 2) kinds |= WORD_PREFIX;
    if (seen[SEEN_WHOLE] >= 1) kinds |= WORD_WHOLE;
    if (seen[SEEN_OPENING] >= 2 && seen[SEEN_INSIDE_LOWER] > 2 * seen[SEEN_INSIDE_CAPITAL]) kinds |= WORD_OPENER;
    return kinds;
}

hs_status train_words(const treebank *banks, size_t count, hs_text tsv, key_table *out, hs_arena *keep, hs_arena scratch,
                      hs_error *error) {
    observations of = {.texts = keep, .arena = &scratch};
    for (size_t b = 0; b < count; b++)
        for (uint32_t s = 0; s < banks[b].parse.sentence_count; s++) {
            const hs_sentence *sentence = &banks[b].parse.sentences[s];
            for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++)
                if (!banks[b].parse.tokens[i].multiword_rest) observe_token(&of, &banks[b], sentence, i);
        }
    hs_status status = observe_list(&of, tsv, error);
    if (status != HS_OK) return status;
    sort_items(of.items, of.count, sizeof *of.items, observation_order, NULL, scratch);
    key_pair *pairs = arena_new(&scratch, key_pair, of.count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < of.count;) {
        uint32_t seen[SEEN_COUNT] = {0}, kinds = 0;
        size_t k = i;
        for (; k < of.count && text_equal(of.items[k].lower, of.items[i].lower); k++) {
            if (of.items[k].kind < SEEN_COUNT) seen[of.items[k].kind]++;
            else kinds |= of.items[k].kind - SEEN_COUNT;
        }
        hs_text lower = of.items[i].lower;
        i = k;
        kinds |= decide(seen);
        if (kinds) pairs[kept++] = (key_pair){words_key(lower, lower.size, true, 0), kinds};
    }
    *out = key_build(pairs, kept, keep);
    return HS_OK;
}
