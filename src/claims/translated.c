// One body named in two languages, or in two orders: "Unión Cívica", "the Civic Union"; "the justice ministry", "the Ministry of
// Justice". In: two names, each with the language of a report that has it. Out: whether the one may translate the other. Method: content words are matched one to one where they are the same, begin alike
// ("instituto", "institute") or share a class of `claims_synonyms` ("banco", "bank"); as many words must be on both sides, and all must match
// (three in five of long names, whose rarer words no table has); in one language they must be the same words. Example: "Guardia Rural", "the Rural Guard"; but: "Ministerio de
// Salud", "the Ministry of Justice". Gets wrong: names of which a language uses other words ("Hacienda", "the Treasury") where no table has them.
#include "base/text.h"
#include "claims/relating.h"

enum {
    MOST_WORDS = 10,
    SHORTEST_WORD = 3, // bytes; shorter ones are "de", "of"
    ALIKE_LETTERS = 4, // of two words that begin alike
    LONG_NAME = 5,     // words of a name of which some may stay unmatched
};

hs_text translated_bare(hs_text text, hs_arena *arena) {
    char *out = arena_new(arena, char, text.size * 2 + 4);
    size_t count = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t size, code = utf8_decode(text, at, &size);
        if (code == 0xFFFD && size == 1) out[count++] = text.data[at]; // no letter at all: as it is
        else count += utf8_encode(code_bare(code), out + count);
        at += size;
    }
    return (hs_text){out, count};
}

static bool begin_alike(hs_text a, hs_text b) {
    size_t at_a = 0, at_b = 0;
    uint32_t size_a, size_b, same = 0;
    while (at_a < a.size && at_b < b.size && code_bare(utf8_decode(a, at_a, &size_a)) == code_bare(utf8_decode(b, at_b, &size_b)))
        at_a += size_a, at_b += size_b, same++;
    return same >= ALIKE_LETTERS || (same >= SHORTEST_WORD && at_a == a.size && at_b == b.size);
}

static bool share_class(const claims_rules *rules, hs_text a, uint32_t language_a, hs_text b, uint32_t language_b) {
    class_list x = rules_classes(rules, language_a, a), y = rules_classes(rules, language_b, b);
    for (uint32_t i = 0; i < x.count; i++)
        for (uint32_t k = 0; k < y.count; k++)
            if (x.classes[i] == y.classes[k] && !(x.weak >> i & 1) && !(y.weak >> k & 1)) return true;
    return false;
}

static uint32_t content_words(const claims_rules *rules, hs_text name, hs_text words[MOST_WORDS]) {
    uint32_t count = 0;
    for (hs_text rest = name; rest.size && count < MOST_WORDS;) {
        hs_text word = text_cut(&rest, ' ');
        if (word.size >= SHORTEST_WORD && !(rules_word(rules, HS_NONE, word) & (WORD_ARTICLE | WORD_OWNER | WORD_PRONOUN | WORD_COMMON))) words[count++] = word;
    }
    return count;
}

bool translated_fits(const claims_rules *rules, hs_text a, uint32_t language_a, hs_text b, uint32_t language_b) {
    hs_text x[MOST_WORDS], y[MOST_WORDS];
    uint32_t count = content_words(rules, a, x), matched = 0, taken = 0;
    bool same = language_a == language_b;
    if (count < 2 || count != content_words(rules, b, y)) return false;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < count; k++) {
            if (taken >> k & 1) continue;
            if (same ? !text_equal(x[i], y[k]) : !begin_alike(x[i], y[k]) && !share_class(rules, x[i], language_a, y[k], language_b)) continue;
            taken |= 1u << k;
            matched++;
            break;
        }
    }
    return count < LONG_NAME || same ? matched == count : matched * 5 >= count * 3;
}
