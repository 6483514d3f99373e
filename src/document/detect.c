// Telling an encoding that nobody declared. In: bytes that are no UTF-8. Out: a name.
//
// Method: a sample around the bytes beyond ASCII is decoded in every encoding of every
// language of the lexicon. A letter that the language writes counts for the reading, the
// more the more frequent it is; a letter of another script, a capital behind a small letter,
// a sign inside a word, a control or an undefined byte count against it. The sum over bytes
// decides, so that encodings of one and two bytes compare.
//
// What it gets wrong: a handful of letters beyond ASCII can be read in several ways that all
// make sense; the first of the list wins then.
#include "document/detect.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include "base/text.h"

enum { SAMPLE_BYTES = 8192, LETTERS = 512, RARE_ENCODING = 4 };

typedef struct language {
    uint32_t letters[LETTERS]; // most frequent first
    uint32_t count;
    UScriptCode script;
    bool wide; // thousands of letters: those not listed are in order too
    bool kana, hangul, latin;
} language;

static language read_language(hs_text letters) {
    language out = {0};
    for (size_t at = 0; at < letters.size && out.count < LETTERS;) {
        uint32_t step;
        out.letters[out.count++] = utf8_decode(letters, at, &step);
        at += step;
    }
    UErrorCode status = U_ZERO_ERROR;
    out.script = out.count ? uscript_getScript((UChar32)out.letters[0], &status) : USCRIPT_COMMON;
    out.kana = out.script == USCRIPT_HIRAGANA;
    out.latin = out.script == USCRIPT_LATIN;
    out.hangul = out.script == USCRIPT_HANGUL;
    out.wide = out.kana || out.hangul || out.script == USCRIPT_HAN;
    return out;
}

// Signs that stand in text of any language.
static bool is_common_sign(uint32_t code) {
    switch (code) {
    case 0xA0:
    case 0xA3:
    case 0xA7:
    case 0xA9:
    case 0xAB:
    case 0xAE:
    case 0xB0:
    case 0xB4:
    case 0xB7:
    case 0xBB:
    case 0x2013:
    case 0x2014:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2022:
    case 0x2026:
    case 0x20AC:
    case 0x2116:
    case 0x2122:
    case 0x3000:
    case 0x3001:
    case 0x3002:
    case 0x300C:
    case 0x300D:
    case 0x30FB:
    case 0x30FC:
    case 0xFF0C:
    case 0xFF08:
    case 0xFF09:
    case 0xFF1A:
    case 0xFF01:
    case 0xFF1F: return true;
    default: return code >= 0xFF10 && code <= 0xFF5A;
    }
}

static int letter_score(const language *l, uint32_t code, bool behind_small) {
    uint32_t lower = code_lower(code);
    bool capital = lower != code;
    for (uint32_t i = 0; i < l->count; i++)
        if (l->letters[i] == lower)
            return 10 - (int)(i * 6 / l->count) - (capital ? 3 : 0) - (capital && behind_small ? 22 : 0);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code, &status);
    if (l->kana)
        return script == USCRIPT_HIRAGANA   ? 8
               : script == USCRIPT_KATAKANA ? (code >= 0xFF00 ? -6 : 6)
               : script == USCRIPT_HAN      ? 3
                                            : -15;
    if (l->hangul) return script == USCRIPT_HANGUL ? 5 : script == USCRIPT_HAN ? -4 : -15;
    if (l->wide) return script == USCRIPT_HAN ? 2 : -12;
    return (script == l->script ? -8 : -18) - (capital && behind_small ? 10 : 0);
}

// An apostrophe inside a word and quotes around one are what English has beyond ASCII: they are worth a letter.
static bool is_placed_quote(uint32_t code, uint32_t before, bool letter_behind) {
    if (code == 0x2019) return code_is_letter(before) && letter_behind;
    if (code == 0x201C || code == 0x2018) return !code_is_letter(before) && letter_behind;
    return code == 0x201D && before && !code_is_space(before) && !letter_behind;
}

static int64_t score(const language *l, hs_text sample, UConverter *converter) {
    const char *at = sample.data, *end = sample.data + sample.size;
    int64_t sum = 0;
    uint32_t before = ' ';
    while (at < end) {
        const char *from = at;
        UErrorCode status = U_ZERO_ERROR;
        UChar32 code = ucnv_getNextUChar(converter, &at, end, &status);
        if (at == from) at++;
        if (U_FAILURE(status)) code = 0xFFFD;
        if (code < 0x80) {
            before = (uint32_t)code;
            continue;
        }
        int value;
        if (code == 0xFFFD || (code >= 0x80 && code < 0xA0) || (code >= 0xE000 && code < 0xF900))
            value = end - from > 4 ? -60 : 0;
        else if (!l->latin && !l->wide && u_isalpha(code) &&
                 ((before < 0x80 && code_is_letter(before)) || (at < end && byte_is_alpha((unsigned char)*at))))
            value = -20; // two scripts in one word
        else if (!l->wide && u_isalpha(code) && !code_is_letter(before) && at < end && byte_is_digit((unsigned char)*at))
            value = -10; // "£5" is no "Ł5"
        else if (is_placed_quote((uint32_t)code, before, at < end && byte_is_alpha((unsigned char)*at))) value = 10;
        else if (u_isalpha(code) || u_charType(code) == U_NON_SPACING_MARK)
            value = letter_score(l, (uint32_t)code, code_is_lower(before));
        else if (is_common_sign((uint32_t)code))
            value = code_is_letter(before) && code != 0x2019 && !l->wide && code != 0xA0 && code != 0xBB &&
                            code != 0x201D && code != 0x2026 && code != 0x201C && code != 0x2013 && code != 0xAB
                        ? -6
                        : 2;
        else value = code_is_letter(before) && !l->wide ? -25 : -12;
        sum += value * (int64_t)(at - from);
        before = (uint32_t)code;
    }
    return sum;
}

// Pieces of the bytes around those beyond ASCII.
static hs_text take_sample(hs_text bytes, hs_arena *keep) {
    char *out = arena_new(keep, char, SAMPLE_BYTES);
    size_t size = 0;
    for (size_t i = 0; i < bytes.size && size + 8 < SAMPLE_BYTES; i++) {
        if ((unsigned char)bytes.data[i] < 0x80) continue;
        size_t from = i && (unsigned char)bytes.data[i - 1] < 0x80 ? i - 1 : i, end = i;
        // whole runs, so that no letter of two bytes is cut
        while (end < bytes.size &&
               ((unsigned char)bytes.data[end] >= 0x80 ||
                (end + 1 < bytes.size && (unsigned char)bytes.data[end + 1] >= 0x80) ||
                (unsigned char)bytes.data[end - 1] >= 0x80) &&
               end - from < SAMPLE_BYTES - size - 4)
            end++;
        memcpy(out + size, bytes.data + from, end - from);
        size += end - from;
        out[size++] = ' ';
        i = end;
    }
    return (hs_text){out, size};
}

hs_text detect_encoding(const struct document_rules *rules, hs_text bytes, hs_arena scratch) {
    hs_text sample = take_sample(bytes, &scratch), best = TEXT("windows-1252");
    int64_t best_score = INT64_MIN;
    const lexicon_table *table = rules->letters.count ? rules->letters.tables[0] : NULL;
    uint32_t encodings = table ? lexicon_column(table, "encodings") : HS_NONE,
             letters = table ? lexicon_column(table, "letters") : HS_NONE;
    if (encodings == HS_NONE || letters == HS_NONE) return best;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        language l = read_language(cells[letters]);
        for (hs_text rest = cells[encodings]; rest.size;) {
            hs_text name = text_cut(&rest, ' ');
            char terminated[64] = {0};
            if (name.size >= sizeof terminated) continue;
            memcpy(terminated, name.data, name.size);
            UErrorCode status = U_ZERO_ERROR;
            UConverter *converter = ucnv_open(terminated, &status);
            if (U_FAILURE(status)) continue;
            int64_t value = score(&l, sample, converter);
            ucnv_close(converter);
            // the first encoding of a language is what most of its pages are in
            if (!text_equal(name, text_slice(cells[encodings], 0, name.size))) value -= RARE_ENCODING;
            if (value > best_score) best_score = value, best = name;
        }
    }
    return best;
}
