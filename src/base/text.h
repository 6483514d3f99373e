// Text as bytes with a size: comparison, UTF-8, folding, hashing, numbers. Nothing here
// knows a locale; letters beyond ASCII are folded by the tables of ICU's uchar functions.
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"
#include "hearsay.h"

// A literal as a text, TEXT("said"), and the same in the initializer of a static table.
#define TEXT_INIT(literal) {"" literal, sizeof(literal) - 1}
#define TEXT(literal) ((hs_text)TEXT_INIT(literal))

// For printf's %.*s.
#define TEXT_ARGS(text) (int)(text).size, (text).data

static inline hs_text text_of(const char *terminated) { return (hs_text){terminated, terminated ? strlen(terminated) : 0}; }
static inline bool text_equal(hs_text a, hs_text b) { return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0); }
// Equal but for the case of ASCII letters.
bool text_equal_fold(hs_text a, hs_text b);
// Total order by bytes: negative, zero, positive.
int text_compare(hs_text a, hs_text b);
bool text_starts(hs_text text, hs_text prefix);
bool text_ends(hs_text text, hs_text suffix);
// First place of `needle` at or after `from`, SIZE_MAX where there is none.
size_t text_find(hs_text text, hs_text needle, size_t from);
// The same without regard to the case of ASCII letters.
size_t text_find_fold(hs_text text, hs_text needle, size_t from);
static inline hs_text text_slice(hs_text text, size_t start, size_t end) {
    if (end > text.size) end = text.size;
    if (start > end) start = end;
    return (hs_text){text.data + start, end - start};
}
static inline hs_text text_span(hs_text text, hs_span span) { return text_slice(text, span.start, span.end); }
// Without ASCII white space and no-break spaces at both ends.
hs_text text_trim(hs_text text);
// Splits `rest` at the first `mark`: returns what stands before it, moves rest behind it.
// Returns all of rest, and leaves it empty, where there is no mark.
hs_text text_cut(hs_text *rest, char mark);

static inline bool byte_is_space(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool byte_is_digit(unsigned char c) { return (unsigned)(c - '0') < 10; }
static inline bool byte_is_upper(unsigned char c) { return (unsigned)(c - 'A') < 26; }
static inline bool byte_is_lower(unsigned char c) { return (unsigned)(c - 'a') < 26; }
static inline bool byte_is_alpha(unsigned char c) { return (unsigned)((c | 32) - 'a') < 26; }
static inline unsigned char byte_lower(unsigned char c) { return byte_is_upper(c) ? c | 32 : c; }

// The code point at text.data[at], its length in *size (at least 1). An invalid byte is
// U+FFFD of length 1. Needs at < text.size.
uint32_t utf8_decode(hs_text text, size_t at, uint32_t *size);
// Writes 1 to 4 bytes, returns how many; U+FFFD for what is no scalar value.
uint32_t utf8_encode(uint32_t code, char out[4]);
// First byte that is not well-formed UTF-8, SIZE_MAX where all is.
size_t utf8_invalid(hs_text text);

bool code_is_letter(uint32_t code);
bool code_is_upper(uint32_t code);
// Whether a text begins with a capital of any script; false for an empty one.
bool text_is_capital(hs_text text);
bool code_is_lower(uint32_t code);
bool code_is_space(uint32_t code); // no-break and other Unicode spaces too
uint32_t code_lower(uint32_t code);
// The letter below its marks, in lower case: "e" for "É", "l" for "ł".
uint32_t code_bare(uint32_t code);

// Lower case, simple folding, letter by letter. The size in bytes may differ.
hs_text text_lower(hs_arena *arena, hs_text text);

// 64-bit XXH3 of the bytes, with a seed to tell uses apart.
uint64_t text_hash(hs_text text, uint64_t seed);
// 32 lower-case hex digits of the XXH3-128 of the bytes, as `xxhsum -H2` prints them: by which a capture is known.
hs_text text_digest(hs_arena *arena, hs_text text);
// 16 lower-case hex digits.
hs_text text_hex(hs_arena *arena, uint64_t value);
// The other way; what is no hexadecimal digit gives any number.
uint64_t text_from_hex(hs_text hex);

// A decimal number of digits only, at most 18 of them. False where it is none.
bool text_to_number(hs_text text, uint64_t *value);
// A decimal fraction with '.' as its mark and an optional sign; no exponent.
bool text_to_double(hs_text text, double *value);

#endif
