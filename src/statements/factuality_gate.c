// What a sentence looks like to the gate that tells news from other text, as people rate what the two tell differently.
//
// In: a parsed sentence. Out: marks: words and how they are written, what they hang on, pairs of neighbours, triples of
// parts of speech, how the sentence begins and ends and how long it is.
#include "base/text.h"
#include "statements/factuality.h"

// "McAllister" gives XxXx, "4.2" 9.9: one sign for each run of a kind.
static uint32_t spelling(hs_text form) {
    char signs[12];
    size_t size = 0;
    for (size_t i = 0; i < form.size && size < sizeof signs; i++) {
        unsigned char c = (unsigned char)form.data[i];
        char sign = byte_is_upper(c) ? 'X' : byte_is_lower(c) ? 'x' : byte_is_digit(c) ? '9' : (char)c;
        if (!size || signs[size - 1] != sign) signs[size++] = sign;
    }
    return factuality_hash((hs_text){signs, size}) ^ (signs[0] == 'X');
}

// Part of speech, with the person of pronouns and the past of verbs.
static uint32_t kind_of(const hs_token *t) {
    return t->upos * 8u + (t->morph & MORPH_FIRST ? 1 : t->morph & MORPH_SECOND ? 2 : t->morph & MORPH_PAST ? 3 : 0);
}

static void add_word(factuality_marks *out, const factuality_words *words, uint32_t i, uint32_t first) {
    const hs_token *t = tree_token(words->reading, i);
    uint32_t kind = kind_of(t), lemma = words->lemmas[i];
    bool root = t->head >= words->reading->parse->token_count;
    factuality_add(out, 201, words->forms[i], 0, 0);
    factuality_add(out, 202, t->relation, kind, 0);
    factuality_add(out, 203, text_hash(t->form, 0), 0, 0); // with its capitals
    factuality_add(out, 204, spelling(t->form), 0, 0);
    factuality_add(out, 205, factuality_hash(text_slice(t->form, t->form.size > 3 ? t->form.size - 3 : 0, t->form.size)), 0, 0);
    factuality_add(out, 206, factuality_hash(text_slice(t->form, 0, t->form.size > 4 ? 4 : t->form.size)), 0, 0);
    factuality_add(out, 207, lemma, t->relation, 0);
    factuality_add(out, 208, lemma, root ? 0 : words->lemmas[t->head], 0);
    factuality_add(out, 209, t->upos, t->relation, root ? 0 : tree_token(words->reading, t->head)->upos);
    factuality_add(out, 210, words->senses[i], 0, 0);
    if (i == first) return;
    uint32_t before = kind_of(t - 1);
    factuality_add(out, 211, words->forms[i - 1], words->forms[i], 0);
    factuality_add(out, 212, before, kind, 0);
    if (i > first + 1) factuality_add(out, 213, kind_of(t - 2), before, kind);
}

void factuality_collect_sentence(const factuality_words *words, uint32_t sentence, factuality_marks *out) {
    const hs_parse *parse = words->reading->parse;
    const hs_sentence *s = &parse->sentences[sentence];
    out->count = 0;
    factuality_add(out, 214, s->count / 5, 0, 0);
    if (!s->count) return;
    factuality_add(out, 215, words->forms[s->first], byte_is_lower((unsigned char)parse->tokens[s->first].form.data[0]), 0);
    factuality_add(out, 216, words->forms[s->first + s->count - 1], 0, 0);
    for (uint32_t i = s->first; i < s->first + s->count; i++) add_word(out, words, i, s->first);
}
