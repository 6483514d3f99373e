// Which language a text is in, by its smallest words, word ends, letters and script.
//
// In: any text, and the tables language_words of all lexicons and language_words_more of one
// (those of `common` are in every lexicon). Out: ISO 639-1, or nothing where no language
// stands out. Method: of the first 32 KiB, each word that is a function word of some
// languages is worth WORD_WORTH, shared by them; of other words the longest end that is in a
// table is worth END_WORTH, and each letter beyond ASCII LETTER_WORTH, shared alike. The
// language with most wins where it has a tenth more than the next: "o camino" alone tells
// nothing, as Portuguese and Galician share "o"; "el camino hacia la costa" is Spanish.
// Where most letters are of a script, its language stands unless another one's words do.
// What it gets wrong: a few words that several languages write alike, lists of names,
// languages that no table has and that resemble one that is there.
#include "base/text.h"
#include "sentences/model.h"
#include "sentences/sentences.h"

enum {
    LOOK_AT_BYTES = 32768, WORD_LETTERS = 24, MOST_LANGUAGES = 64, MOST_SCRIPTS = 32, LONGEST_END = 6,
    WORD_WORTH = 240, END_WORTH = 48, LETTER_WORTH = 24,
    LEAST_WORTH = 180,       // most of a word of one language's own,
    LEAST_SIGNS = 2,         // and one more sign
    LEAST_WORTH_A_WORD = 18, // about one word in ten
};

// What a text is looked up for, so that a word and an end are different keys.
typedef enum sign { SIGN_WORD, SIGN_END, SIGN_LETTER } sign;

struct language_rules {
    char codes[MOST_LANGUAGES][2];
    uint32_t count, own;   // those with a lexicon come first
    key_table signs;       // text and what it is -> place in `masks`
    const uint64_t *masks; // one bit for each language that has the sign
    struct { uint32_t first, last, language; } scripts[MOST_SCRIPTS];
    uint32_t script_count;
};

// ---------------------------------------------------------------- tables

typedef struct sign_list {
    key_pair *items;
    size_t count, capacity;
    uint64_t *masks; // in the order of items
    size_t mask_count, mask_capacity;
} sign_list;

static uint32_t find_language(language_rules *rules, hs_text code) {
    if (code.size != 2) return HS_NONE;
    for (uint32_t i = 0; i < rules->count; i++)
        if (memcmp(rules->codes[i], code.data, 2) == 0) return i;
    if (rules->count == MOST_LANGUAGES) return HS_NONE;
    memcpy(rules->codes[rules->count], code.data, 2);
    return rules->count++;
}

static void add_sign(sign_list *list, hs_text text, sign kind, uint32_t language, hs_arena *arena) {
    uint64_t key = text_hash(text, kind);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].key == key) {
            list->masks[list->items[i].value] |= 1ull << language;
            return;
        }
    *arena_push(arena, list->items, list->count, list->capacity) = (key_pair){key, (uint32_t)list->mask_count};
    *arena_push(arena, list->masks, list->mask_count, list->mask_capacity) = 1ull << language;
}

static uint32_t hexadecimal(hs_text digits) {
    uint32_t value = 0;
    for (size_t i = 0; i < digits.size && i < 6; i++) {
        unsigned char c = (unsigned char)digits.data[i];
        value = value * 16 + ((byte_is_digit(c) ? c - 48u : byte_lower(c) - 87u) & 15u);
    }
    return value;
}

static void add_row(language_rules *rules, sign_list *list, hs_text code, hs_text kind, hs_text texts, hs_arena *arena) {
    uint32_t language = find_language(rules, code);
    if (language == HS_NONE) return;
    if (text_equal(kind, TEXT("script"))) {
        if (rules->script_count == MOST_SCRIPTS) return;
        hs_text first = text_cut(&texts, '-');
        rules->scripts[rules->script_count].first = hexadecimal(first);
        rules->scripts[rules->script_count].last = hexadecimal(texts);
        rules->scripts[rules->script_count++].language = language;
        return;
    }
    sign what = text_equal(kind, TEXT("words")) ? SIGN_WORD : text_equal(kind, TEXT("ends")) ? SIGN_END : SIGN_LETTER;
    while (texts.size) add_sign(list, text_cut(&texts, ' '), what, language, arena);
}

static void add_table(language_rules *rules, sign_list *list, const lexicon_table *table, hs_arena *arena) {
    uint32_t kind = lexicon_column(table, "kind"), texts = lexicon_column(table, "list");
    if (kind == HS_NONE || texts == HS_NONE) return;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        add_row(rules, list, cells[0], cells[kind], cells[texts], arena);
    }
}

const language_rules *language_rules_open(const lexicon *lexicons, uint32_t count, hs_arena *keep) {
    language_rules *rules = arena_new(keep, language_rules, 1);
    sign_list list = {0};
    for (uint32_t i = 0; i < count; i++) add_table(rules, &list, lexicon_find_table(&lexicons[i], "language_words"), keep);
    rules->own = rules->count;
    if (count) add_table(rules, &list, lexicon_find_table(&lexicons[0], "language_words_more"), keep);
    rules->signs = key_build(list.items, list.count, keep);
    rules->masks = list.masks;
    return rules;
}

// ---------------------------------------------------------------- telling

typedef struct tally {
    const language_rules *rules;
    uint64_t words, letters;
    uint64_t worth[MOST_LANGUAGES];
    uint32_t signs[MOST_LANGUAGES]; // how many it is made of, each time another than the last one
    uint64_t last[MOST_LANGUAGES];  // the last of them: one word said over and over is one sign
    uint64_t script[MOST_SCRIPTS]; // letters of each
} tally;

// What a sign tells is shared by the languages that have it.
static bool count_sign(tally *of, hs_text text, sign kind, uint32_t worth) {
    uint64_t key = text_hash(text, kind);
    uint32_t place = key_find(of->rules->signs, key);
    if (place == HS_NONE) return false;
    uint64_t mask = of->rules->masks[place];
    uint32_t share = worth / (uint32_t)__builtin_popcountll(mask);
    for (; mask; mask &= mask - 1) {
        of->worth[__builtin_ctzll(mask)] += share;
        of->signs[__builtin_ctzll(mask)] += of->last[__builtin_ctzll(mask)] != key;
        of->last[__builtin_ctzll(mask)] = key;
    }
    return true;
}

static void count_word(tally *of, hs_text word) {
    of->words++;
    if (count_sign(of, word, SIGN_WORD, WORD_WORTH)) return;
    size_t longest = word.size > LONGEST_END + 1 ? LONGEST_END : word.size > 2 ? word.size - 2 : 0;
    for (size_t size = longest; size > 0; size--)
        if (count_sign(of, text_slice(word, word.size - size, word.size), SIGN_END, END_WORTH)) return;
}

// A letter as it is written in lower case, or a mark beyond ASCII.
static void count_letter(tally *of, hs_text letter, uint32_t code) {
    const language_rules *rules = of->rules;
    of->letters += code_is_letter(code);
    if (code < 0x80) return;
    count_sign(of, letter, SIGN_LETTER, LETTER_WORTH);
    for (uint32_t i = 0; i < rules->script_count; i++)
        if (code >= rules->scripts[i].first && code <= rules->scripts[i].last) of->script[i]++;
}

static void count_text(tally *of, hs_text text) {
    char word[WORD_LETTERS + 8];
    size_t size = 0;
    for (size_t at = 0; at <= text.size;) {
        uint32_t step = 1, code = at < text.size ? utf8_decode(text, at, &step) : ' ';
        char letter[8];
        size_t written = utf8_encode(code_lower(code), letter);
        count_letter(of, (hs_text){letter, written}, code);
        if (code_is_letter(code)) {
            // of a long word its end is kept
            if (size + written > WORD_LETTERS) size = 0;
            memcpy(word + size, letter, written);
            size += written;
        } else if (size) {
            count_word(of, (hs_text){word, size});
            size = 0;
        }
        at += step;
    }
}

// The language of the script that comes most, HS_NONE where most letters are Latin.
static uint32_t script_language(const tally *of) {
    uint32_t best = HS_NONE;
    uint64_t all = 0;
    for (uint32_t i = 0; i < of->rules->script_count; i++) {
        all += of->script[i];
        if (of->script[i] && (best == HS_NONE || of->script[i] > of->script[best])) best = i;
    }
    return best == HS_NONE || all * 2 < of->letters ? HS_NONE : of->rules->scripts[best].language;
}

// A language's signs tell it where they are enough, in number and to the word, and a tenth
// more than the next one's; one with a lexicon is in doubt the likelier one.
static bool speaks(const tally *of, uint32_t best, uint64_t least) {
    uint64_t second = 0;
    uint32_t rivals = best < of->rules->own ? of->rules->own : of->rules->count;
    for (uint32_t i = 0; i < rivals; i++)
        if (i != best && of->worth[i] > second) second = of->worth[i];
    return of->signs[best] >= LEAST_SIGNS && of->worth[best] >= least && of->worth[best] >= of->words * LEAST_WORTH_A_WORD &&
           of->worth[best] * 10 >= second * 11;
}

hs_text language_tell(const language_rules *rules, hs_text text) {
    tally of = {.rules = rules};
    count_text(&of, text_slice(text, 0, LOOK_AT_BYTES));
    uint32_t best = 0, script = script_language(&of);
    for (uint32_t i = 1; i < rules->count; i++)
        if (of.worth[i] > of.worth[best]) best = i;
    if (!speaks(&of, best, script == HS_NONE ? LEAST_WORTH : LETTER_WORTH)) best = script;
    return best == HS_NONE ? TEXT("") : (hs_text){rules->codes[best], 2};
}
