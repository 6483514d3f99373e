// Names of outlets as two documents spell them. In: names from mastheads, feeds, credits
// and running text. Out: whether they mean one house. By equality without articles and
// punctuation, or by initials. Gets wrong: houses that share initials; a house renamed.
#include "base/text.h"
#include "claims/relating.h"

static bool is_article(const claims_rules *rules, hs_text word) {
    char lower[8];
    if (word.size > sizeof lower) return false;
    for (size_t i = 0; i < word.size; i++) lower[i] = (char)byte_lower((unsigned char)word.data[i]);
    return rules_word(rules, HS_NONE, (hs_text){lower, word.size}) & WORD_ARTICLE;
}

// The next run of letters and digits at or after *at; empty at the end.
static hs_text next_word(hs_text text, size_t *at) {
    size_t start = SIZE_MAX;
    while (*at < text.size) {
        uint32_t size, code = utf8_decode(text, *at, &size);
        bool inside = code_is_letter(code) || (code < 128 && byte_is_digit((unsigned char)code));
        if (inside && start == SIZE_MAX) start = *at;
        if (!inside && start != SIZE_MAX) break;
        *at += size;
    }
    return start == SIZE_MAX ? (hs_text){text.data, 0} : text_slice(text, start, *at);
}

hs_text outlets_plain(const claims_rules *rules, hs_text name, hs_arena *keep) {
    hs_text lower = text_lower(keep, name);
    char *out = arena_new(keep, char, lower.size + 1);
    size_t at = 0, size = 0;
    for (hs_text word; (word = next_word(lower, &at)).size;) {
        if (size == 0 && is_article(rules, word) && at < lower.size) continue;
        if (size) out[size++] = ' ';
        memcpy(out + size, word.data, word.size);
        size += word.size;
    }
    return (hs_text){out, size};
}

// True where the letters of `short_name` are the first letters of the words of `full`.
static bool is_initials(const claims_rules *rules, hs_text short_name, hs_text full) {
    if (short_name.size < 2 || short_name.size > 8) return false;
    size_t at = 0, letter = 0, words = 0;
    for (hs_text word; (word = next_word(full, &at)).size; words++) {
        if (words == 0 && is_article(rules, word)) continue;
        if (letter < short_name.size && word.data[0] == short_name.data[letter]) letter++;
        else if (byte_is_upper((unsigned char)word.data[0])) return false;
    }
    for (size_t i = 0; i < short_name.size; i++)
        if (!byte_is_upper((unsigned char)short_name.data[i])) return false;
    return letter == short_name.size;
}

uint64_t outlets_hash(const claims_rules *rules, hs_text name) {
    uint64_t hash = 0;
    size_t at = 0, words = 0;
    for (hs_text word; (word = next_word(name, &at)).size;) {
        if (words == 0 && is_article(rules, word) && at < name.size) continue;
        words++;
        for (size_t i = 0; i < word.size;) {
            uint32_t size, code = code_lower(utf8_decode(word, i, &size));
            hash = text_hash((hs_text){(const char *)&code, sizeof code}, hash);
            i += size;
        }
        hash = text_hash(TEXT(" "), hash);
    }
    return words ? hash : 0;
}

bool outlets_same(const claims_rules *rules, hs_text a, hs_text b) {
    a = houses_name(rules, a), b = houses_name(rules, b);
    size_t at_a = 0, at_b = 0;
    hs_text word_a = next_word(a, &at_a), word_b = next_word(b, &at_b);
    if (!word_a.size || !word_b.size) return false;
    if (is_article(rules, word_a) && at_a < a.size) word_a = next_word(a, &at_a);
    if (is_article(rules, word_b) && at_b < b.size) word_b = next_word(b, &at_b);
    while (word_a.size && word_b.size && text_equal_fold(word_a, word_b))
        word_a = next_word(a, &at_a), word_b = next_word(b, &at_b);
    if (!word_a.size && !word_b.size) return true;
    return is_initials(rules, a, b) || is_initials(rules, b, a);
}

static bool is_word_byte(char c) { return (unsigned char)c >= 0x80 || byte_is_alpha((unsigned char)c) || byte_is_digit((unsigned char)c); }

bool outlets_named(const claims_rules *rules, hs_text text, hs_text outlet) {
    size_t at = 0;
    hs_text first = next_word(outlet, &at);
    if (is_article(rules, first) && at < outlet.size) {
        outlet = text_trim(text_slice(outlet, at, outlet.size));
    }
    if (outlet.size < 2) return false;
    for (size_t hit = 0; (hit = text_find(text, outlet, hit)) != SIZE_MAX; hit++) {
        size_t end = hit + outlet.size;
        if ((hit == 0 || !is_word_byte(text.data[hit - 1])) && (end == text.size || !is_word_byte(text.data[end]))) return true;
    }
    return false;
}
