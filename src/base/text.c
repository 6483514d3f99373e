// See text.h.
#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

bool text_equal_fold(hs_text a, hs_text b) {
    if (a.size != b.size) return false;
    for (size_t i = 0; i < a.size; i++)
        if (byte_lower((unsigned char)a.data[i]) != byte_lower((unsigned char)b.data[i])) return false;
    return true;
}

int text_compare(hs_text a, hs_text b) {
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    if (order) return order;
    return a.size < b.size ? -1 : a.size > b.size;
}

bool text_starts(hs_text text, hs_text prefix) {
    return text.size >= prefix.size && text_equal((hs_text){text.data, prefix.size}, prefix);
}

bool text_ends(hs_text text, hs_text suffix) {
    return text.size >= suffix.size &&
           text_equal((hs_text){text.data + text.size - suffix.size, suffix.size}, suffix);
}

size_t text_find(hs_text text, hs_text needle, size_t from) {
    if (needle.size == 0) return from <= text.size ? from : SIZE_MAX;
    while (from + needle.size <= text.size) {
        const char *hit = memchr(text.data + from, needle.data[0], text.size - needle.size - from + 1);
        if (!hit) return SIZE_MAX;
        if (memcmp(hit, needle.data, needle.size) == 0) return (size_t)(hit - text.data);
        from = (size_t)(hit - text.data) + 1;
    }
    return SIZE_MAX;
}

size_t text_find_fold(hs_text text, hs_text needle, size_t from) {
    for (; from + needle.size <= text.size; from++)
        if (text_equal_fold((hs_text){text.data + from, needle.size}, needle)) return from;
    return SIZE_MAX;
}

hs_text text_trim(hs_text text) {
    for (;;) {
        if (text.size && byte_is_space((unsigned char)text.data[0])) text.data++, text.size--;
        else if (text.size >= 2 && memcmp(text.data, "\xC2\xA0", 2) == 0) text.data += 2, text.size -= 2;
        else break;
    }
    for (;;) {
        if (text.size && byte_is_space((unsigned char)text.data[text.size - 1])) text.size--;
        else if (text.size >= 2 && memcmp(text.data + text.size - 2, "\xC2\xA0", 2) == 0) text.size -= 2;
        else break;
    }
    return text;
}

hs_text text_cut(hs_text *rest, char mark) {
    const char *hit = rest->size ? memchr(rest->data, mark, rest->size) : NULL;
    hs_text head = *rest;
    if (!hit) {
        *rest = (hs_text){rest->data + rest->size, 0};
        return head;
    }
    head.size = (size_t)(hit - rest->data);
    *rest = (hs_text){hit + 1, rest->size - head.size - 1};
    return head;
}

// Bounds on the second byte reject overlong forms, surrogates and codes past U+10FFFF
// (The Unicode Standard, table 3-7).
uint32_t utf8_decode(hs_text text, size_t at, uint32_t *size) {
    const unsigned char *p = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    *size = 1;
    if (p[0] < 0x80) return p[0];
    uint32_t need = p[0] >= 0xC2 && p[0] <= 0xDF ? 1 : (p[0] & 0xF0) == 0xE0 ? 2 : p[0] >= 0xF0 && p[0] <= 0xF4 ? 3 : 0;
    if (!need || left <= need) return 0xFFFD;
    unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high) return 0xFFFD;
    uint32_t code = p[0] & (0x3Fu >> need);
    for (uint32_t i = 1; i <= need; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0xFFFD;
        code = code << 6 | (p[i] & 0x3Fu);
    }
    *size = need + 1;
    return code;
}

uint32_t utf8_encode(uint32_t code, char out[4]) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
    if (code < 0x80) return out[0] = (char)code, 1;
    if (code < 0x800) return out[0] = (char)(0xC0 | code >> 6), out[1] = (char)(0x80 | (code & 0x3F)), 2;
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t utf8_invalid(hs_text text) {
    size_t at = 0;
    while (at < text.size) {
        uint64_t word;
        if (at + 8 <= text.size && (memcpy(&word, text.data + at, 8), (word & 0x8080808080808080u) == 0)) {
            at += 8;
            continue;
        }
        uint32_t size;
        if (utf8_decode(text, at, &size) == 0xFFFD && size == 1) return at;
        at += size;
    }
    return SIZE_MAX;
}

bool code_is_letter(uint32_t code) { return code < 128 ? byte_is_alpha((unsigned char)code) : u_isalpha((UChar32)code); }
bool code_is_upper(uint32_t code) { return code < 128 ? byte_is_upper((unsigned char)code) : u_isupper((UChar32)code); }

bool text_is_capital(hs_text text) {
    uint32_t size;
    return text.size && code_is_upper(utf8_decode(text, 0, &size));
}
bool code_is_lower(uint32_t code) { return code < 128 ? byte_is_lower((unsigned char)code) : u_islower((UChar32)code); }
bool code_is_space(uint32_t code) { return code < 128 ? byte_is_space((unsigned char)code) : u_isUWhiteSpace((UChar32)code); }
uint32_t code_bare(uint32_t code) {
    if (code < 0xC0) return code_lower(code);
    UChar parts[8];
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
    int32_t count = U_FAILURE(status) ? -1 : unorm2_getDecomposition(normalizer, (UChar32)code, parts, 8, &status);
    uint32_t lower = code_lower(U_FAILURE(status) || count < 1 ? code : parts[0]);
    switch (lower) { // letters with a stroke, which Unicode does not take apart
    case 0xF8: return 'o';
    case 0x111: return 'd';
    case 0x142: return 'l';
    default: return lower;
    }
}

uint32_t code_lower(uint32_t code) { return code < 128 ? byte_lower((unsigned char)code) : (uint32_t)u_tolower((UChar32)code); }

#define BYTES(value) (UINT64_C(0x0101010101010101) * (value))

// Eight bytes at once: 'A' to 'Z' are those whose sums with these constants reach the highest bit once.
static inline uint64_t lower_eight(uint64_t bytes) {
    uint64_t low = bytes & BYTES(0x7F), from_a = low + BYTES(0x80 - 'A'), behind_z = low + BYTES(0x7F - 'Z');
    return bytes | ((from_a ^ behind_z) & ~bytes & BYTES(0x80)) >> 2;
}

// Small ASCII letters in `out`; false where there are other letters. Ends are read twice rather than byte by byte.
static bool lower_ascii(hs_text text, char *out) {
    uint64_t all = 0, word;
    size_t at = 0;
    if (text.size < 4) {
        for (; at < text.size; at++) all |= (unsigned char)text.data[at], out[at] = (char)byte_lower((unsigned char)text.data[at]);
    } else if (text.size < 8) {
        uint32_t first, last;
        memcpy(&first, text.data, 4), memcpy(&last, text.data + text.size - 4, 4);
        all = first | (uint64_t)last << 32, word = lower_eight(all);
        first = (uint32_t)word, last = (uint32_t)(word >> 32);
        memcpy(out, &first, 4), memcpy(out + text.size - 4, &last, 4);
    } else {
        for (; at < text.size; at += 8) {
            size_t from = at + 8 <= text.size ? at : text.size - 8;
            memcpy(&word, text.data + from, 8);
            all |= word, word = lower_eight(word);
            memcpy(out + from, &word, 8);
        }
    }
    return !(all & BYTES(0x80));
}

hs_text text_lower(hs_arena *arena, hs_text text) {
    char *same = arena_new(arena, char, text.size);
    if (lower_ascii(text, same)) return (hs_text){same, text.size};
    char *out = arena_new(arena, char, text.size * 2); // no letter grows past twice its bytes
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t step;
        uint32_t code = utf8_decode(text, at, &step);
        if (code == 0xFFFD && step == 1) out[size++] = text.data[at];
        else size += utf8_encode(code_lower(code), out + size);
        at += step;
    }
    return (hs_text){out, size};
}

hs_text text_digest(hs_arena *arena, hs_text text) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data, text.size));
    char *out = arena_new(arena, char, 32);
    for (int i = 0; i < 32; i++) out[i] = "0123456789abcdef"[canonical.digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
    return (hs_text){out, 32};
}

uint64_t text_hash(hs_text text, uint64_t seed) { return XXH3_64bits_withSeed(text.data, text.size, seed); }

hs_text text_hex(hs_arena *arena, uint64_t value) {
    char *out = arena_new(arena, char, 16);
    for (int i = 0; i < 16; i++) out[i] = "0123456789abcdef"[value >> (60 - 4 * i) & 15];
    return (hs_text){out, 16};
}

uint64_t text_from_hex(hs_text hex) {
    uint64_t value = 0;
    for (size_t i = 0; i < hex.size; i++) {
        unsigned char c = (unsigned char)hex.data[i];
        value = value << 4 | (uint64_t)((byte_is_digit(c) ? c - '0' : (c | 32) - 'a' + 10) & 15);
    }
    return value;
}

bool text_to_number(hs_text text, uint64_t *value) {
    uint64_t sum = 0;
    if (text.size == 0 || text.size > 18) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (!byte_is_digit((unsigned char)text.data[i])) return false;
        sum = sum * 10 + (uint64_t)(text.data[i] - '0');
    }
    *value = sum;
    return true;
}

bool text_to_double(hs_text text, double *value) {
    bool minus = text.size && text.data[0] == '-';
    if (text.size && (minus || text.data[0] == '+')) text = text_slice(text, 1, text.size);
    hs_text rest = text, whole = text_cut(&rest, '.');
    bool mark = whole.size < text.size;
    uint64_t units = 0, parts = 0;
    if (whole.size + rest.size == 0 || whole.size > 15 || (mark && rest.size == 0 && whole.size == 0)) return false;
    if (whole.size && !text_to_number(whole, &units)) return false;
    rest = text_slice(rest, 0, 15);
    if (rest.size && !text_to_number(rest, &parts)) return false;
    double scale = 1;
    for (size_t i = 0; i < rest.size; i++) scale *= 10;
    double sum = (double)units + (double)parts / scale;
    *value = minus ? -sum : sum;
    return true;
}
