// Words of a text by what they say of its matter. In: clean text. Out: one hash after the other,
// with the kind of the word. Method: a capital inside a sentence makes a name, a digit at the
// front a number, and words that every text has are passed over. Gets wrong: languages that
// write every noun with a capital, where all nouns are names.
#include "claims/terms.h"

#include "base/text.h"
#include "claims/shingles.h"

enum {
    LEAST_BYTES = 3, // of a word or name
    STEM_BYTES = 6,  // of a word that is no name
};

// A sentence's or a quotation's first word has its capital from its place.
static bool begins_sentence(hs_text text, uint32_t start) {
    while (start > 0) {
        unsigned char c = (unsigned char)text.data[start - 1];
        if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '"' || c >= 0x80) return true;
        if (!byte_is_space(c)) return false;
        start--;
    }
    return true;
}

bool terms_next(const claims_rules *rules, uint32_t language, hs_text text, uint32_t *at, text_term *term, hs_arena scratch) {
    hs_span span;
    uint32_t folded;
    while (shingles_next_word(text, at, &span, &folded)) {
        hs_arena word_arena = scratch;
        hs_text word = text_span(text, span);
        uint32_t size, code = utf8_decode(word, 0, &size);
        if (code < 128 && byte_is_digit((unsigned char)code)) {
            *term = (text_term){text_hash(word, TERM_NUMBER), TERM_NUMBER, 0};
            return true;
        }
        if (word.size < LEAST_BYTES || !code_is_letter(code)) continue;
        hs_text lower = text_lower(&word_arena, word);
        if (rules_word(rules, language, lower) & (WORD_COMMON | WORD_PRONOUN | WORD_ARTICLE | WORD_SPEECH | WORD_WEAK)) continue;
        bool capital = code_is_upper(code), begins = capital && begins_sentence(text, span.start);
        term->kind = capital && !begins ? TERM_NAME : TERM_WORD;
        term->as_name = begins ? text_hash(lower, TERM_NAME) : 0;
        if (term->kind == TERM_WORD && lower.size > STEM_BYTES) lower.size = STEM_BYTES;
        term->hash = text_hash(lower, term->kind);
        return true;
    }
    return false;
}
