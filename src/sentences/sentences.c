// The room's main way: text, to pieces, to words, to tags, to heads.
#include "sentences/sentences.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/ud.h"
#include "sentences/split.h"
#include "sentences/words.h"

typedef struct sentence_list {
    hs_sentence *items;
    size_t count, capacity;
} sentence_list;

// ---------------------------------------------------------------- vectors, tags, heads of one sentence

// "#Norrick" is read as the word behind its mark, "we’re" with a straight apostrophe.
static hs_text plain_form(hs_text form, char room[WORDS_BYTES]) {
    form = words_straight(form, room);
    bool marked = form.size > 1 && (form.data[0] == '#' || form.data[0] == '@');
    uint32_t size;
    return marked && code_is_letter(utf8_decode(form, 1, &size)) ? text_slice(form, 1, form.size) : form;
}

static uint32_t vocabulary_row(const model *known, hs_text form) {
    char room[WORDS_BYTES];
    hs_text lower = words_lower(form, room);
    return key_find(known->vocabulary, words_key(lower, lower.size, true, 0));
}

// What is known of a sentence before its tags are.
typedef struct reading {
    const int16_t *vectors; // see network_vectors
    const bool *in_vocabulary; // [count]
} reading;

static reading read_vectors(const model *known, const hs_token *tokens, uint32_t count, hs_arena *scratch) {
    uint32_t(*rows)[NETWORK_FEATURES] = arena_allocate(scratch, count + 1, sizeof *rows, _Alignof(uint32_t));
    bool *in_vocabulary = arena_new(scratch, bool, count);
    for (uint32_t i = 0; i < count; i++) {
        char room[WORDS_BYTES];
        hs_text form = plain_form(tokens[i].form, room);
        uint32_t row = vocabulary_row(known, form);
        in_vocabulary[i] = row != HS_NONE;
        network_rows(form, in_vocabulary[i] ? row : 0, i == 0, known->network.vocabulary, rows[i + 1]);
    }
    return (reading){network_vectors(&known->network, (const uint32_t(*)[NETWORK_FEATURES])rows, count, scratch), in_vocabulary};
}

static bool is_capital(hs_text form) {
    uint32_t size;
    return form.size > 2 && code_is_upper(utf8_decode(form, 0, &size)) && byte_is_lower((unsigned char)form.data[form.size - 1]);
}

// Most words of a headline may begin with capitals, which then tell no name.
static bool is_headline(const hs_token *tokens, uint32_t count) {
    uint32_t capitals = 0, words = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t size, code = utf8_decode(tokens[i].form, 0, &size);
        if (!code_is_letter(code)) continue;
        words++;
        capitals += code_is_upper(code);
    }
    return capitals * 2 > words;
}

// Where a capital within a sentence, behind a word or a comma, begins a singular noun that is in no vocabulary, the noun is a
// name: "the port of Varrow"; but: "the Town of the north", whose word is known.
static void tag_unknown_names(const model *known, const hs_token *tokens, uint32_t count, reading read, uint16_t *tags) {
    for (uint32_t i = 1; i < count; i++) {
        const tag_class *class = &known->classes[tags[i + 1]];
        if (class->upos != UPOS_NOUN || class->morph & MORPH_PLURAL || !is_capital(tokens[i].form)) continue;
        bool within = known->classes[tags[i]].upos != UPOS_PUNCT || text_equal(tokens[i - 1].form, TEXT(","));
        if (!within || read.in_vocabulary[i] || is_headline(tokens, count)) continue;
        uint32_t name = 0; // classes are in order of frequency: the plainest of names
        while (name < known->class_count && known->classes[name].upos != UPOS_PROPN) name++;
        if (name < known->class_count) tags[i + 1] = (uint16_t)name;
    }
}

static bool is_closed(uint8_t upos) {
    return upos == UPOS_ADP || upos == UPOS_AUX || upos == UPOS_CCONJ || upos == UPOS_DET || upos == UPOS_PART || upos == UPOS_PRON ||
           upos == UPOS_SCONJ;
}

// Function words are known, if not by their form then by their lemma: "estudia" before an infinitive is no auxiliary, as there
// is no "estudiaber"; but "hubiéramos" may be one, of "haber".
static bool has_known_lemma(const model *known, const hs_token *token, const tag_class *class, hs_arena scratch) {
    hs_token word = *token;
    word.upos = class->upos, word.features = class->features;
    words_lemmas(known, &word, 1, &scratch);
    return vocabulary_row(known, word.lemma) != HS_NONE;
}

// A word that is no function word gets the best of the other tags.
static void tag_open_classes(const model *known, const hs_token *tokens, uint32_t count, reading read, const int32_t *scores,
                             uint16_t *tags, hs_arena scratch) {
    for (uint32_t i = 0; i < count; i++, scores += matrix_width(&known->network.tags)) {
        const tag_class *class = &known->classes[tags[i + 1]];
        if (!is_closed(class->upos) || read.in_vocabulary[i] || has_known_lemma(known, &tokens[i], class, scratch)) continue;
        uint32_t best = HS_NONE;
        for (uint32_t c = 0; c < known->class_count; c++)
            if (!is_closed(known->classes[c].upos) && (best == HS_NONE || scores[c] > scores[best])) best = c;
        if (best != HS_NONE) tags[i + 1] = (uint16_t)best;
    }
}

static uint16_t *read_tags(const model *known, const hs_token *tokens, uint32_t count, reading read, hs_arena *scratch) {
    uint16_t *tags = arena_new(scratch, uint16_t, count + 2);
    hs_arena aside = *scratch;
    const int32_t *scores = network_tag_scores(&known->network, read.vectors, count, &aside);
    network_tags(&known->network, scores, count, tags);
    tag_open_classes(known, tokens, count, read, scores, tags, aside);
    tag_unknown_names(known, tokens, count, read, tags);
    return tags;
}

static void set_tags(const model *known, hs_token *tokens, uint32_t count, const uint16_t *tags) {
    for (uint32_t i = 0; i < count; i++) {
        const tag_class *class = &known->classes[tags[i + 1]];
        tokens[i].upos = class->upos;
        tokens[i].xpos = class->xpos;
        tokens[i].features = class->features;
        tokens[i].morph = class->morph;
    }
}

// A mark heads no word: what hangs on one goes to where the mark hangs, and of what hangs
// on a mark at the root the first word takes its place. In `"Why now?" asked Harlow` the
// opening quote may come out as the root; the root is then "asked".
static void lift_from_marks(hs_token *tokens, uint32_t count) {
    uint32_t root = HS_NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t head = tokens[i].head;
        // marks may hang on marks, but on no more of them than there are words
        for (uint32_t steps = 0; head != HS_NONE && tokens[head].upos == UPOS_PUNCT && steps < count; steps++) head = tokens[head].head;
        if (tokens[i].upos == UPOS_PUNCT || head == tokens[i].head) continue;
        if (head == HS_NONE && root == HS_NONE) root = i;
        tokens[i].head = head;
    }
    if (root == HS_NONE) return;
    for (uint32_t i = 0; i < count; i++) {
        if (i == root || tokens[i].head != HS_NONE) continue;
        tokens[i].head = root;
        if (tokens[i].relation == REL_ROOT) tokens[i].relation = tokens[i].upos == UPOS_PUNCT ? REL_PUNCT : REL_PARATAXIS;
    }
    tokens[root].relation = REL_ROOT;
}

static void set_heads(const model *known, hs_token *tokens, uint32_t count, const int16_t *vectors, const uint16_t *tags,
                      hs_arena scratch) {
    transition *state = arena_new(&scratch, transition, 1);
    network_parse(&known->network, vectors, tags, count, state, scratch);
    lift_put_back(state->head, state->relation, state->lift, count);
    for (uint32_t i = 0; i < count; i++) {
        tokens[i].head = state->head[i + 1] ? state->head[i + 1] - 1u : HS_NONE;
        tokens[i].relation = state->relation[i + 1];
    }
    lift_from_marks(tokens, count);
}

// ---------------------------------------------------------------- text to sentences

// Where the paragraph that begins at `from` ends: a line that holds nothing but blanks.
static size_t paragraph_end(hs_text text, size_t from) {
    for (size_t at = from; at < text.size; at++) {
        if (text.data[at] != '\n') continue;
        size_t next = at + 1;
        while (next < text.size && (text.data[next] == ' ' || text.data[next] == '\t' || text.data[next] == '\r')) next++;
        if (next < text.size && text.data[next] == '\n') return at;
        at = next - 1;
    }
    return text.size;
}

// Words of pieces [from, to) as one sentence. Plain heads, which the parser replaces.
static void add_sentence(const model *known, hs_text text, const piece *from, const piece *to, const piece *end,
                         uint32_t block, hs_arena *keep, token_list *tokens, sentence_list *sentences) {
    uint32_t first = (uint32_t)tokens->count;
    for (const piece *at = from; at < to; at++) {
        size_t before = tokens->count;
        words_cut(known, text, at->span, at > from ? text_span(text, at[-1].span) : TEXT(""), keep, tokens);
        bool space = at + 1 >= end || at[1].space_before;
        for (size_t i = before; i < tokens->count; i++) tokens->items[i].space_after = space;
    }
    for (size_t i = first; i < tokens->count; i++) {
        tokens->items[i].lemma = tokens->items[i].form;
        tokens->items[i].head = i == first ? HS_NONE : first;
        tokens->items[i].relation = i == first ? REL_ROOT : REL_DEP;
    }
    hs_sentence *sentence = arena_push(keep, sentences->items, sentences->count, sentences->capacity);
    *sentence = (hs_sentence){.span = {from->span.start, to[-1].span.end},
                              .first = first,
                              .count = (uint32_t)tokens->count - first,
                              .root = first,
                              .block = block};
}

static void add_block(const model *known, hs_text text, hs_span span, uint32_t block, hs_arena *keep, hs_arena scratch,
                      token_list *tokens, sentence_list *sentences) {
    pieces all = {0};
    split_words words = known ? model_words(known) : (split_words){0};
    split_span(text, span, words, &scratch, &all);
    const piece *end = all.items + all.count;
    for (const piece *from = all.items, *at = all.items; at < end; at++) {
        if (!at->ends) continue;
        add_sentence(known, text, from, at + 1, end, block, keep, tokens, sentences);
        from = at + 1;
    }
}

static void split_text(const model *known, hs_text text, const hs_block *blocks, uint32_t block_count, hs_arena *keep,
                       hs_arena scratch, hs_parse *out) {
    // both grow: one in the results' arena, the other in scratch until its size is known
    token_list tokens = {0};
    sentence_list sentences = {0};
    for (uint32_t i = 0; i < block_count; i++)
        add_block(known, text, blocks[i].span, i, keep, scratch, &tokens, &sentences);
    for (size_t at = 0; block_count == 0 && at < text.size;) {
        size_t end = paragraph_end(text, at);
        add_block(known, text, (hs_span){(uint32_t)at, (uint32_t)end}, 0, keep, scratch, &tokens, &sentences);
        at = end + 1;
    }
    *out = (hs_parse){tokens.items, (uint32_t)tokens.count, sentences.items, (uint32_t)sentences.count, NULL};
}

// ---------------------------------------------------------------- tags and heads

void sentences_tag(const model *known, hs_token *tokens, uint32_t count, hs_arena *keep, hs_arena scratch) {
    if (!known || count == 0 || count > LIMIT_SENTENCE_TOKENS) return;
    reading read = read_vectors(known, tokens, count, &scratch);
    const uint16_t *tags = read_tags(known, tokens, count, read, &scratch);
    set_tags(known, tokens, count, tags);
    words_lemmas(known, tokens, count, keep);
}

void sentences_parse(const model *known, hs_token *tokens, uint32_t count, hs_arena scratch) {
    if (!known || count == 0 || count > LIMIT_SENTENCE_TOKENS) return;
    reading read = read_vectors(known, tokens, count, &scratch);
    const uint16_t *tags = read_tags(known, tokens, count, read, &scratch);
    set_heads(known, tokens, count, read.vectors, tags, scratch);
}

_Static_assert((int)HS_VECTOR == (int)NETWORK_WIDTH, "a word's vector is handed on whole");

// In eighths of what the network counts in; hardly one in two hundred numbers is cut off.
static void keep_vectors(const int16_t *from, uint32_t count, int8_t *to) {
    for (size_t i = 0; i < (size_t)count * HS_VECTOR; i++) {
        int value = from[NETWORK_WIDTH + i] / 8; // the first row stands before the first word
        to[i] = (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
    }
}

// Both at once, over vectors that are computed once.
static void read_sentence(const model *known, hs_token *tokens, uint32_t count, int8_t *vectors, hs_arena *keep, hs_arena scratch) {
    reading read = read_vectors(known, tokens, count, &scratch);
    keep_vectors(read.vectors, count, vectors);
    const uint16_t *tags = read_tags(known, tokens, count, read, &scratch);
    set_tags(known, tokens, count, tags);
    words_lemmas(known, tokens, count, keep);
    set_heads(known, tokens, count, read.vectors, tags, scratch);
}

hs_status sentences_split(const model *known, hs_text text, const hs_block *blocks, uint32_t block_count, hs_arena *keep,
                          hs_arena scratch, hs_parse *out, hs_error *error) {
    if (text.size > LIMIT_TEXT_BYTES)
        return error_set(error, HS_ERROR_LIMIT, TEXT(""), LIMIT_TEXT_BYTES, "the text is larger than %zu bytes",
                         LIMIT_TEXT_BYTES);
    split_text(known, text, blocks, block_count, keep, scratch, out);
    return HS_OK;
}

hs_status sentences_read(const model *known, hs_text text, const hs_block *blocks, uint32_t block_count, hs_arena *keep,
                         hs_arena scratch, hs_parse *out, hs_error *error) {
    hs_status status = sentences_split(known, text, blocks, block_count, keep, scratch, out, error);
    if (status != HS_OK) return status;
    int8_t *vectors = known ? arena_allocate(keep, (size_t)out->token_count + 1, HS_VECTOR, 8) : NULL;
    out->vectors = vectors;
    for (size_t s = 0; known && s < out->sentence_count; s++) {
        hs_sentence *sentence = (hs_sentence *)&out->sentences[s];
        hs_token *tokens = (hs_token *)out->tokens + sentence->first;
        if (sentence->count > LIMIT_SENTENCE_TOKENS) continue; // pieces are limited, but one may be several words
        read_sentence(known, tokens, sentence->count, vectors + (size_t)sentence->first * HS_VECTOR, keep, scratch);
        for (uint32_t i = 0; i < sentence->count; i++) {
            if (tokens[i].head == HS_NONE) sentence->root = sentence->first + i;
            else tokens[i].head += sentence->first;
        }
    }
    return HS_OK;
}
