// Shared shingles. In: clean texts. Out: the places where two texts have five words in a
// row alike. Method: words are runs of letters and digits, folded to lower case, so that
// quotation marks, dashes and spacing do not matter; every five in a row are hashed;
// what no other place shares is sieved out, the rest sorted (radix, least byte first), and equal
// neighbours paired. The hash space is cut into parts so that one part's shingles fit a bounded
// array; the parts' results are the same as one sort's. Gets wrong: languages written without blanks are one word a clause.
#include "claims/shingles.h"

#include "base/sort.h"
#include "base/text.h"

static const size_t PART_SHINGLES = (size_t)1 << 23; // sorted at a time
enum {
    FEW_DOCUMENTS = 40, // a shingle of more documents is frequent
    FIRST_DOCUMENTS = 2, // to which a frequent one ties the rest
    PLACES_EACH = 4,     // of one shingle in one document that are looked at
};

typedef struct shingle {
    uint64_t hash;
    uint32_t document, at;
} shingle;

// Letters, digits and combining marks, told cheaply: beyond ASCII everything but Latin-1
// signs, general punctuation and CJK punctuation.
static bool is_word_code(uint32_t code) {
    if (code < 128) return byte_is_alpha((unsigned char)code) || byte_is_digit((unsigned char)code);
    if (code < 0xC0) return code == 0xAA || code == 0xB5 || code == 0xBA;
    return !(code >= 0x2000 && code < 0x2070) && !(code >= 0x3000 && code < 0x3020) && code != 0xFFFD;
}

// Bytes of a folded word, eight at a time.
typedef struct word_hash {
    uint64_t state, bytes;
    uint32_t filled;
} word_hash;

static inline uint64_t mix_bytes(uint64_t state, uint64_t bytes) {
    state = (state ^ bytes) * 0x9E3779B97F4A7C15ull;
    return state ^ state >> 29;
}

static inline uint32_t end_hash(uint64_t state, uint32_t size) {
    state = mix_bytes(state, size);
    return (uint32_t)(state >> 32);
}

static const uint64_t FIRST_STATE = 0x811C9DC5u;

// Of letters and digits of ASCII, whose small letters are those with bit 5 set; so are digits. A slice of up to eight.
static inline uint64_t fold_slice(hs_text text, uint32_t at, uint32_t size) {
    uint64_t bytes = 0;
    if (size >= 8) memcpy(&bytes, text.data + at, 8);
    else if (at + 8 <= text.size) memcpy(&bytes, text.data + at, 8), bytes &= ((uint64_t)1 << 8 * size) - 1;
    else memcpy(&bytes, text.data + at, size);
    return bytes | (0x2020202020202020ull & (size >= 8 ? ~(uint64_t)0 : ((uint64_t)1 << 8 * size) - 1));
}

static uint32_t hash_plain(hs_text text, uint32_t start, uint32_t end) {
    uint64_t state = FIRST_STATE;
    for (uint32_t at = start; at < end; at += 8) state = mix_bytes(state, fold_slice(text, at, end - at));
    return end_hash(state, end - start);
}

static inline void add_byte(word_hash *h, unsigned char byte) {
    h->bytes |= (uint64_t)byte << 8 * (h->filled++ & 7);
    if (h->filled & 7) return;
    h->state = mix_bytes(h->state, h->bytes);
    h->bytes = 0;
}

// The same hash for a word with letters beyond ASCII; returns its end.
static uint32_t hash_folded(hs_text text, uint32_t start, uint32_t *hash) {
    word_hash h = {.state = FIRST_STATE};
    uint32_t i = start, length;
    for (; i < text.size; i += length) {
        uint32_t code = utf8_decode(text, i, &length);
        char bytes[4];
        if (!is_word_code(code)) break;
        uint32_t size = utf8_encode(code < 128 ? byte_lower((unsigned char)code) : code_lower(code), bytes);
        for (uint32_t k = 0; k < size; k++) add_byte(&h, (unsigned char)bytes[k]);
    }
    if (h.filled & 7) h.state = mix_bytes(h.state, h.bytes);
    *hash = end_hash(h.state, h.filled);
    return i;
}

static inline bool is_plain(unsigned char byte) { return (unsigned)((byte | 32) - 'a') < 26 || (unsigned)(byte - '0') < 10; }

bool shingles_next_word(hs_text text, uint32_t *at, hs_span *span, uint32_t *hash) {
    uint32_t i = *at, size = (uint32_t)text.size, length;
    for (; i < size && !is_plain((unsigned char)text.data[i]); i += length) {
        length = 1;
        if ((unsigned char)text.data[i] >= 0x80 && is_word_code(utf8_decode(text, i, &length))) break;
    }
    uint32_t start = i;
    while (i < size && is_plain((unsigned char)text.data[i])) i++;
    if (i < size && (unsigned char)text.data[i] >= 0x80) i = hash_folded(text, start, hash);
    else *hash = hash_plain(text, start, i);
    *span = (hs_span){start, i};
    *at = i;
    return i > start;
}

// ---------------------------------------------------------------- many words

enum { BLOCK = 64 }; // bytes of which it is told at a time where words begin and end

static inline uint64_t each_byte(unsigned char byte) { return 0x0101010101010101ull * byte; }

typedef unsigned char bytes_16 __attribute__((vector_size(16)));
typedef uint64_t halves_16 __attribute__((vector_size(16)));

// A bit for each of sixteen bytes that are all ones or noughts: the bits of eight lie apart, so that a product adds them up.
static inline uint64_t bits_of(bytes_16 set) {
    const bytes_16 each = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    halves_16 halves = (halves_16)(set & each);
    return (halves[0] * each_byte(1)) >> 56 | (halves[1] * each_byte(1)) >> 56 << 8;
}

// Of 64 bytes a bit each: plain ones, and those beyond ASCII.
static inline void classify(const char *block, uint64_t *plain, uint64_t *beyond) {
    bytes_16 bytes[BLOCK / 16], high = {0};
    memcpy(bytes, block, BLOCK);
    *plain = *beyond = 0;
    for (int i = 0; i < BLOCK / 16; i++) {
        bytes_16 set = (bytes_16)((bytes[i] | 32) - 'a' < 26) | (bytes_16)(bytes[i] - '0' < 10);
        *plain |= bits_of(set) << 16 * i;
        high |= bytes[i];
    }
    if (!(((halves_16)high)[0] & each_byte(128)) && !(((halves_16)high)[1] & each_byte(128))) return;
    for (int i = 0; i < BLOCK / 16; i++) *beyond |= bits_of((bytes_16)(bytes[i] > 127)) << 16 * i;
}

// From 16 - n on: ones for the n bytes of a word, then noughts.
static const unsigned char OF_WORD[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

// hash_plain without a branch for most words.
static inline uint32_t hash_short(hs_text text, uint32_t start, uint32_t end) {
    uint32_t size = end - start;
    if (size > 16 || start + 16 > text.size) return hash_plain(text, start, end);
    uint64_t first, second, in_first, in_second;
    memcpy(&first, text.data + start, 8), memcpy(&second, text.data + start + 8, 8);
    memcpy(&in_first, OF_WORD + 16 - size, 8), memcpy(&in_second, OF_WORD + 24 - size, 8);
    uint64_t one = mix_bytes(FIRST_STATE, (first | each_byte(32)) & in_first);
    uint64_t two = mix_bytes(one, (second | each_byte(32)) & in_second);
    return end_hash(size > 8 ? two : one, size);
}

// Appends the words from `at` on, up to the first byte beyond ASCII: returns the beginning of the word that it is part of, or its own place.
static uint32_t plain_words(hs_text text, uint32_t at, word_list *list) {
    uint32_t start = 0, size = (uint32_t)text.size;
    bool inside = false;
    for (; at < size; at += BLOCK) {
        char padded[BLOCK] = {0};
        uint64_t plain, beyond;
        if (size - at < BLOCK) memcpy(padded, text.data + at, size - at);
        classify(size - at < BLOCK ? padded : text.data + at, &plain, &beyond);
        uint64_t edges = plain ^ (plain << 1 | inside); // where one begins, then where it ends
        if (beyond) edges &= (beyond & -beyond) - 1;
        while (list->capacity - list->count < BLOCK / 2)
            list->words = arena_grow(list->arena, list->words, list->count, &list->capacity, sizeof *list->words, _Alignof(uint32_t));
        uint32_t *out = list->words + list->count;
        if (inside && edges) *out++ = hash_short(text, start, at + (uint32_t)__builtin_ctzll(edges)), edges &= edges - 1, inside = false;
        while (edges) {
            start = at + (uint32_t)__builtin_ctzll(edges), edges &= edges - 1;
            if (!edges) {
                inside = true;
                break;
            }
            *out++ = hash_short(text, start, at + (uint32_t)__builtin_ctzll(edges)), edges &= edges - 1;
        }
        list->count = (size_t)(out - list->words);
        if (beyond) return inside ? start : at + (uint32_t)__builtin_ctzll(beyond);
    }
    if (inside) *arena_push(list->arena, list->words, list->count, list->capacity) = hash_plain(text, start, size);
    return size;
}

uint32_t shingles_words(hs_text text, word_list *list) {
    uint32_t at = 0, hash;
    size_t before = list->count;
    hs_span span;
    for (;;) {
        at = plain_words(text, at, list);
        if (!shingles_next_word(text, &at, &span, &hash)) break;
        *arena_push(list->arena, list->words, list->count, list->capacity) = hash;
    }
    return (uint32_t)(list->count - before);
}

// Opening and closing marks; a straight one turns quoting on and off, a line feed ends it.
static bool quote_state(hs_text text, uint32_t from, uint32_t to, bool quoted) {
    for (uint32_t i = from; i < to;) {
        uint32_t length, code = utf8_decode(text, i, &length);
        if (code == '\n') quoted = false;
        else if (code == '"') quoted = !quoted;
        else if (code == 0x201C || code == 0x201E || code == 0xAB) quoted = true;
        else if (code == 0x201D || code == 0xBB) quoted = false;
        i += length;
    }
    return quoted;
}

word_places shingles_places(hs_text text, uint32_t count, hs_arena *keep) {
    hs_span *spans = arena_new(keep, hs_span, count + 1);
    bool *quoted = arena_new(keep, bool, count + 1);
    uint32_t at = 0, before = 0, hash;
    bool state = false;
    for (uint32_t i = 0; i < count && shingles_next_word(text, &at, &spans[i], &hash); i++) {
        state = quote_state(text, before, spans[i].start, state);
        quoted[i] = state;
        before = spans[i].end;
    }
    return (word_places){spans, quoted};
}

// The part of the hash space: multiplied rather than divided.
static inline uint32_t part_of(uint64_t hash, uint32_t parts) { return (uint32_t)((hash >> 32) * parts >> 32); }

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, HASH_PASSES = 3, HASH_SHIFT = 64 - HASH_PASSES * DIGIT_BITS };

// Turns counts of digits into the places where they begin.
static void sum_counts(size_t counts[DIGITS]) {
    for (size_t i = 0, sum = 0; i < DIGITS; i++) {
        size_t of = counts[i];
        counts[i] = sum;
        sum += of;
    }
}

static int shingle_order(const void *x, const void *y, const void *context) {
    (void)context;
    const shingle *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->document != b->document ? (a->document < b->document ? -1 : 1) : a->at < b->at ? -1 : a->at > b->at;
}

// Brings equal hashes together, stable: by the high bits of the hash, of which the sieve uses the low ones.
static shingle *sort_shingles(shingle *items, shingle *spare, size_t count, hs_arena scratch) {
    for (int pass = 0; pass < HASH_PASSES; pass++) {
        size_t starts[DIGITS] = {0};
        int shift = HASH_SHIFT + pass * DIGIT_BITS;
        for (size_t i = 0; i < count; i++) starts[items[i].hash >> shift & (DIGITS - 1)]++;
        sum_counts(starts);
        for (size_t i = 0; i < count; i++) spare[starts[items[i].hash >> shift & (DIGITS - 1)]++] = items[i];
        shingle *swap = items;
        items = spare, spare = swap;
    }
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        bool mixed = false;
        for (; end < count && items[end].hash >> HASH_SHIFT == items[i].hash >> HASH_SHIFT; end++) mixed |= items[end].hash != items[i].hash;
        if (mixed) sort_items(items + i, end - i, sizeof *items, shingle_order, NULL, scratch); // few share these bits and no more
        i = end;
    }
    return items;
}

typedef struct match_list {
    hs_arena *arena;
    const word_stream *streams;
    bool *frequent;
    shingle_match *items;
    size_t count, capacity;
} match_list;

static void add_match(match_list *list, const shingle *a, const shingle *b) {
    shingle_match *m = arena_push(list->arena, list->items, list->count, list->capacity);
    *m = (shingle_match){.a = a->document, .b = b->document, .at_a = a->at, .at_b = b->at};
}

// One run of equal hashes, in order of document and place.
static void pair_run(const shingle *run, size_t count, match_list *list) {
    size_t documents = 1, first_end = count;
    for (size_t i = 1; i < count; i++) {
        if (run[i].document == run[i - 1].document) continue;
        if (documents == FIRST_DOCUMENTS) first_end = i;
        documents++;
    }
    if (documents < 2) return;
    bool frequent = documents > FEW_DOCUMENTS;
    if (!frequent) first_end = count;
    for (size_t i = 0; frequent && i < count; i++) {
        size_t before = (size_t)(list->streams[run[i].document].words - list->streams[0].words);
        list->frequent[before + run[i].at] = true;
    }
    for (size_t i = 0, of_i = 0; i < first_end; i++) {
        of_i = i && run[i].document == run[i - 1].document ? of_i + 1 : 0;
        if (of_i >= PLACES_EACH) continue;
        for (size_t j = i + 1, of_j = 0; j < count; j++) {
            of_j = run[j].document == run[j - 1].document ? of_j + 1 : 0;
            if (run[j].document != run[i].document && of_j < PLACES_EACH) add_match(list, &run[i], &run[j]);
        }
    }
}

// Most shingles stand in one place only and need no sorting. Two bits a slot count how often a hash that falls into
// the slot was seen, up to twice; what was seen once is left out.
typedef struct sieve {
    uint8_t *slots;
    uint64_t mask;
} sieve;

enum { SIEVE_SLOTS = 8 }; // a shingle

static sieve sieve_open(size_t size, hs_arena *scratch) {
    uint64_t slots = 1024;
    while (slots < (uint64_t)size * SIEVE_SLOTS) slots *= 2;
    return (sieve){arena_new(scratch, uint8_t, slots / 4), slots - 1};
}

static inline void sieve_count(sieve *s, uint64_t hash) {
    uint64_t slot = hash & s->mask;
    uint8_t *byte = &s->slots[slot >> 2], shift = (uint8_t)(2 * (slot & 3));
    if (!(*byte >> shift & 2)) *byte = (uint8_t)(*byte + (1u << shift));
}

static inline bool sieve_holds(const sieve *s, uint64_t hash) {
    uint64_t slot = hash & s->mask;
    return s->slots[slot >> 2] >> (2 * (slot & 3)) & 2;
}

typedef struct part_size {
    size_t largest, total;
} part_size;

static part_size measure_parts(const word_stream *streams, uint32_t count, uint32_t parts, hs_arena scratch) {
    size_t *sizes = arena_new(&scratch, size_t, parts);
    part_size out = {0};
    for (uint32_t d = 0; d < count; d++) {
        uint32_t shingles = streams[d].count >= SHINGLE_WORDS ? streams[d].count - SHINGLE_WORDS + 1 : 0;
        out.total += shingles;
        for (uint32_t at = 0; parts > 1 && at < shingles; at++) sizes[part_of(shingles_hash(streams[d].words + at), parts)]++;
    }
    for (uint32_t i = 0; i < parts; i++)
        if (sizes[i] > out.largest) out.largest = sizes[i];
    if (parts == 1) out.largest = out.total;
    return out;
}

static void match_part(const word_stream *streams, uint32_t count, uint32_t part, uint32_t parts, size_t most, hs_arena scratch,
                       match_list *list) {
    uint64_t *hashes = arena_new(&scratch, uint64_t, most + 1);
    sieve seen = sieve_open(most, &scratch);
    size_t size = 0, kept = 0;
    for (uint32_t d = 0; d < count; d++)
        for (uint32_t at = 0; at + SHINGLE_WORDS <= streams[d].count; at++) {
            uint64_t hash = shingles_hash(streams[d].words + at);
            if (parts > 1 && part_of(hash, parts) != part) continue;
            hashes[size++] = hash;
            sieve_count(&seen, hash);
        }
    for (size_t i = 0; i < size; i++) kept += sieve_holds(&seen, hashes[i]);
    shingle *items = arena_new(&scratch, shingle, kept + 1), *spare = arena_new(&scratch, shingle, kept + 1);
    size = kept = 0;
    for (uint32_t d = 0; d < count; d++)
        for (uint32_t at = 0; at + SHINGLE_WORDS <= streams[d].count; at++) {
            if (parts > 1 && part_of(shingles_hash(streams[d].words + at), parts) != part) continue;
            uint64_t hash = hashes[size++];
            if (sieve_holds(&seen, hash)) items[kept++] = (shingle){hash, d, at};
        }
    items = sort_shingles(items, spare, kept, scratch);
    for (size_t i = 0; i < kept;) {
        size_t end = i + 1;
        while (end < kept && items[end].hash == items[i].hash) end++;
        if (end - i > 1) pair_run(items + i, end - i, list);
        i = end;
    }
}

// A field of a match, the last to be compared first.
static inline uint32_t match_field(const shingle_match *m, int field) {
    return field == 0 ? m->at_b : field == 1 ? m->at_a : field == 2 ? m->b : m->a;
}

// Stable radix sorts by the fields from the last to the first, of each as many digits as its largest value has.
static shingle_match *sort_matches(shingle_match *items, shingle_match *spare, size_t count) {
    for (int field = 0; field < 4; field++) {
        uint32_t bits = 0;
        for (size_t i = 0; i < count; i++) bits |= match_field(&items[i], field);
        for (int shift = 0; shift < 32 && bits >> shift; shift += DIGIT_BITS) {
            size_t starts[DIGITS] = {0};
            for (size_t i = 0; i < count; i++) starts[match_field(&items[i], field) >> shift & (DIGITS - 1)]++;
            sum_counts(starts);
            for (size_t i = 0; i < count; i++) spare[starts[match_field(&items[i], field) >> shift & (DIGITS - 1)]++] = items[i];
            shingle_match *swap = items;
            items = spare, spare = swap;
        }
    }
    return items;
}

void shingles_match(const word_stream *streams, uint32_t count, bool *frequent, hs_arena *keep, hs_arena scratch,
                    shingle_match **out, size_t *out_count) {
    size_t total = measure_parts(streams, count, 1, scratch).total;
    uint32_t parts = (uint32_t)(total / PART_SHINGLES) + 1;
    size_t largest = measure_parts(streams, count, parts, scratch).largest;
    match_list list = {.arena = keep, .streams = streams, .frequent = frequent};
    for (uint32_t part = 0; part < parts; part++) match_part(streams, count, part, parts, largest, scratch, &list);
    hs_arena after = scratch;
    shingle_match *other = arena_new(&after, shingle_match, list.count + 1);
    *out = sort_matches(list.items, other, list.count);
    if (*out == other && list.count) {
        memcpy(list.items, other, list.count * sizeof *other);
        *out = list.items;
    }
    *out_count = list.count;
}
