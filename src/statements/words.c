// Looking up the words of a document. In: the tokens of a parse, as they came or mended. Out: beside each token its form and lemma
// in small letters and what the lexicon knows of them.
#include "statements/words.h"

#include "base/text.h"
#include "statements/tree.h"

static bool is_plain(hs_text text) {
    for (size_t i = 0; i < text.size; i++)
        if (byte_is_upper((unsigned char)text.data[i]) || (unsigned char)text.data[i] >= 0x80) return false;
    return true;
}

// With its ASCII letters small.
static hs_text folded(hs_text text, hs_arena *keep) {
    char *out = arena_new(keep, char, text.size);
    for (size_t i = 0; i < text.size; i++) out[i] = (char)byte_lower((unsigned char)text.data[i]);
    return (hs_text){out, text.size};
}

// What the lexicon knows of `text`, which may be a word that was just looked up.
static const lexicon_word *look(const lexicon *in, hs_text text, hs_text known, const lexicon_word *found) {
    return text_equal(text, known) ? found : lexicon_find_word(in, text);
}

static token_words look_up(const lexicon *in, const hs_token *t, hs_arena *keep) {
    token_words w = {.lower = is_plain(t->form) ? t->form : text_lower(keep, t->form)};
    w.form = lexicon_find_word(in, w.lower);
    w.exact = w.folded = look(in, t->lemma, w.lower, w.form);
    w.lemma = t->lemma, w.small = w.exact;
    if (!t->lemma.size) w.lemma = w.lower, w.small = w.form;
    else if (!is_plain(t->lemma)) {
        hs_text ascii = folded(t->lemma, keep);
        w.lemma = text_lower(keep, t->lemma);
        w.small = look(in, w.lemma, w.lower, w.form);
        w.folded = look(in, ascii, w.lemma, w.small);
    }
    return w;
}

void words_read(reading *r, hs_arena *keep) {
    const lexicon *in = r->knowledge->lexicon;
    uint32_t count = r->parse->token_count;
    token_words *words = arena_new(keep, token_words, count + 1);
    const hs_token *before = r->words_of; // of the words that are there
    for (uint32_t i = 0; i < count; i++) {
        const hs_token *t = tree_token(r, i);
        bool same = before && before[i].form.data == t->form.data && before[i].lemma.data == t->lemma.data && before[i].lemma.size == t->lemma.size;
        words[i] = same ? r->words[i] : look_up(in, t, keep);
    }
    r->words = words;
    r->words_of = r->parse->tokens;
}
