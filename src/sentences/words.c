// From pieces to syntactic words, and from words to lemmas.
//
// In: a piece of text, or a tagged word. Out: its words ("don't" gives "do" and "n't"), or
// its lemma. Method: a table from word ends to rules, learned from the treebank (train.c);
// the longest end that the table has decides, a whole word before any end. A table holds an
// end only where it decides otherwise than the shorter ones.
// What it gets wrong: rare irregular words, and names that end like a verb with a clitic.
#include "sentences/words.h"

#include "base/text.h"
#include "base/ud.h"

uint64_t words_key(hs_text word, size_t size, bool whole, uint32_t context) {
    hs_text end = {word.data + word.size - size, size};
    // seeds that lie side by side give the same hash to short words that do: "saw" and "sat"
    return text_hash(end, ((uint64_t)context * 2 + whole) * 0x9E3779B97F4A7C15u);
}

uint32_t words_whole(key_table table, hs_text lower, uint32_t context) {
    return key_find(table, words_key(lower, lower.size, true, context));
}

uint32_t words_longest(key_table table, hs_text lower, uint32_t context) {
    uint32_t value = words_whole(table, lower, context);
    size_t size = lower.size < WORDS_SUFFIX_BYTES ? lower.size : WORDS_SUFFIX_BYTES;
    for (; value == HS_NONE; size--) {
        value = key_find(table, words_key(lower, size, false, context));
        if (size == 0) break;
    }
    return value;
}

hs_text words_lower(hs_text word, char room[WORDS_BYTES]) {
    if (word.size > WORDS_BYTES) word = text_slice(word, word.size - WORDS_BYTES, word.size);
    for (size_t i = 0; i < word.size;) {
        uint32_t size;
        uint32_t code = utf8_decode(word, i, &size), lower = code_lower(code);
        char bytes[4];
        // letters whose lower case has another size are left as they are
        if (lower != code && utf8_encode(lower, bytes) == size) memcpy(room + i, bytes, size);
        else memcpy(room + i, word.data + i, size);
        i += size;
    }
    return (hs_text){room, word.size};
}

static const hs_text curly = TEXT_INIT("\xE2\x80\x99");

hs_text words_straight(hs_text word, char room[WORDS_BYTES]) {
    size_t at = text_find(word, curly, 0), size = 0;
    if (at == SIZE_MAX || word.size > WORDS_BYTES) return word;
    for (size_t i = 0; i < word.size;) {
        bool is_curly = i == at;
        room[size++] = is_curly ? '\'' : word.data[i];
        i += is_curly ? curly.size : 1;
        if (is_curly) at = text_find(word, curly, i);
    }
    return (hs_text){room, size};
}

// How many of the last bytes of `word` make the last `straight` bytes of it with straight apostrophes.
static size_t end_size(hs_text word, size_t straight) {
    size_t at = word.size;
    for (; straight > 0 && at > 0; straight--) at -= text_ends(text_slice(word, 0, at), curly) ? curly.size : 1;
    return word.size - at;
}

hs_text words_edit(const model *known, edit_rule rule, hs_text word, hs_arena *keep) {
    hs_text append = text_slice(known->letters, rule.append, (size_t)rule.append + rule.size);
    if (rule.mode == EDIT_WHOLE) return append;
    size_t stem = word.size - (rule.strip < word.size ? rule.strip : word.size);
    // a rule learned from letters of other sizes must not cut one in two
    while (stem > 0 && stem < word.size && ((unsigned char)word.data[stem] & 0xC0) == 0x80) stem--;
    if (rule.mode == EDIT_KEEP && append.size == 0) return text_slice(word, 0, stem);
    char *made = arena_new(keep, char, stem + append.size);
    memcpy(made, word.data, stem);
    if (append.size) memcpy(made + stem, append.data, append.size);
    for (size_t i = 0; rule.mode == EDIT_LOWER && i < stem;) {
        uint32_t size;
        uint32_t code = utf8_decode((hs_text){made, stem}, i, &size), lower = code_lower(code);
        char bytes[4];
        if (lower != code && utf8_encode(lower, bytes) == size) memcpy(made + i, bytes, size);
        i += size;
    }
    return (hs_text){made, stem + append.size};
}

// "node.js" has a stop inside and no apostrophe: what ends it is no clitic. But "U.S.'s" has.
static bool is_file_name(hs_text form) {
    size_t stop = text_find(form, TEXT("."), 1);
    if (stop == SIZE_MAX || stop + 1 >= form.size) return false;
    return text_find(form, TEXT("'"), 0) == SIZE_MAX && text_find(form, TEXT("\xE2\x80\x99"), 0) == SIZE_MAX;
}

static bool starts_with_letter(hs_text word) {
    uint32_t size;
    return word.size && code_is_letter(utf8_decode(word, 0, &size));
}

static uint32_t kinds_of(const model *known, hs_text form) {
    char room[WORDS_BYTES];
    uint32_t kinds = words_whole(known->words, words_lower(form, room), 0);
    return kinds == HS_NONE ? 0 : kinds;
}

// Behind a word, but for "so" or "and", stands the verb of a clause that has begun: "it lets him go".
static bool is_one_word_here(const model *known, hs_text form, hs_text before) {
    return !known->learning && starts_with_letter(before) && kinds_of(known, form) & WORD_OPENING && !(kinds_of(known, before) & WORD_CONNECTIVE);
}

// "met Donna", "DeGeneres": a name that ends like "gonna" or "lets". Only a capital behind a word or inside of the word
// tells it from "Cannot wait" and "Hacerlo sería un error"; "Donna's" has an apostrophe.
static bool is_name(hs_text form, hs_text before) {
    uint32_t capitals = 0, size;
    if (text_find(form, TEXT("'"), 0) != SIZE_MAX) return false;
    for (size_t i = 0; i < form.size; i += size) {
        uint32_t code = utf8_decode(form, i, &size);
        if (code_lower(code) == code) continue;
        if (i || starts_with_letter(before)) capitals++;
    }
    return capitals && capitals < form.size / 2; // but: "THEY DONT"
}

static const multiword_rule *find_multiword(const model *known, hs_text form, hs_text before) {
    char room[WORDS_BYTES], straight_room[WORDS_BYTES];
    if (!known || form.size < 2 || is_one_word_here(known, form, before)) return NULL;
    if (!known->learning) form = words_straight(form, straight_room);
    hs_text lower = words_lower(form, room);
    bool whole = !known->learning && (is_file_name(form) || is_name(form, before));
    uint32_t number = whole ? words_whole(known->multiwords, lower, 0) : words_longest(known->multiwords, lower, 0);
    if (number == HS_NONE) return NULL;
    const multiword_rule *rule = &known->multiword_rules[number];
    size_t taken = 0;
    for (uint32_t i = rule->count; i-- > 1;) {
        taken += rule->take[i];
        if (taken >= form.size || ((unsigned char)form.data[form.size - taken] & 0xC0) == 0x80) return NULL;
    }
    // an ending that another word's stem was cut by: nothing of this one would be left
    if (rule->count > 1 && rule->edits[0].mode != EDIT_WHOLE && rule->edits[0].strip && rule->edits[0].strip >= form.size - taken) return NULL;
    return rule->count > 1 ? rule : NULL;
}

void words_cut(const model *known, hs_text text, hs_span span, hs_text before, hs_arena *keep, token_list *tokens) {
    hs_text form = text_span(text, span);
    const multiword_rule *rule = find_multiword(known, form, before);
    uint32_t count = rule ? rule->count : 1;
    size_t from = 0, sizes[MULTIWORD_PARTS] = {form.size};
    for (uint32_t i = count; i-- > 1;) {
        size_t take = rule->take[i];
        sizes[i] = known->learning ? take : end_size(text_slice(form, 0, sizes[0]), take);
        sizes[0] -= sizes[i];
    }
    for (uint32_t i = 0; i < count; i++) {
        size_t size = sizes[i];
        hs_token *token = arena_push(keep, tokens->items, tokens->count, tokens->capacity);
        *token = (hs_token){.span = span, .head = HS_NONE, .upos = UPOS_X, .relation = REL_DEP};
        token->form = text_slice(form, from, from + size);
        if (rule) token->form = words_edit(known, rule->edits[i], token->form, keep);
        token->multiword_first = rule && i == 0;
        token->multiword_rest = i > 0;
        from += size;
    }
}

void words_lemmas(const model *known, hs_token *tokens, uint32_t count, hs_arena *keep) {
    for (uint32_t i = 0; i < count; i++) {
        char room[WORDS_BYTES], straight[WORDS_BYTES];
        hs_text form = words_straight(tokens[i].form, straight), lower = words_lower(form, room);
        if (form.data == straight) form = arena_text(keep, form);
        uint32_t context = (uint32_t)tokens[i].features * 32 + tokens[i].upos;
        // all forms of verbs together know more words than the few that the treebank has of one form
        uint32_t number = tokens[i].upos == UPOS_VERB ? words_whole(known->lemmas, lower, context) : HS_NONE;
        if (number == HS_NONE && tokens[i].upos == UPOS_VERB) number = words_longest(known->lemmas, lower, WORDS_ANY_VERB);
        if (number == HS_NONE) number = words_longest(known->lemmas, lower, context);
        edit_rule plain = {.mode = tokens[i].upos == UPOS_PROPN ? EDIT_KEEP : EDIT_LOWER};
        tokens[i].lemma = words_edit(known, number == HS_NONE ? plain : known->lemma_rules[number], form, keep);
    }
}

hs_text words_verb(const model *known, hs_text form, hs_arena *keep) {
    char room[WORDS_BYTES];
    uint32_t number = words_longest(known->lemmas, words_lower(form, room), WORDS_ANY_VERB);
    return number == HS_NONE ? (hs_text){0} : words_edit(known, known->lemma_rules[number], form, keep);
}
