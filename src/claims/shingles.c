// Shared shingles. In: clean texts. Out: the places where two texts have five words in a
// row alike. Method: words are runs of letters and digits, folded to lower case, so that
// quotation marks, dashes and spacing do not matter; every five in a row are hashed,
// sorted (radix, least byte first), and equal neighbours paired. The hash space is cut
// into parts so that one part's shingles fit a bounded array; the parts' results are the
// same as one sort's. Gets wrong: languages written without blanks are one word a clause.
#include "claims/shingles.h"

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

static inline uint32_t mix_letter(uint32_t hash, uint32_t letter) { return (hash ^ letter) * 0x9E3779B1u; }

bool shingles_next_word(hs_text text, uint32_t *at, hs_span *span, uint32_t *hash) {
    uint32_t i = *at, size = (uint32_t)text.size;
    bool inside = false;
    uint32_t h = 0x811C9DC5u;
    while (i < size) {
        unsigned char byte = (unsigned char)text.data[i];
        uint32_t length = 1, code = byte;
        if (byte >= 0x80) code = utf8_decode(text, i, &length);
        if (is_word_code(code)) {
            if (!inside) span->start = i, inside = true;
            h = mix_letter(h, code < 128 ? byte_lower(byte) : code_lower(code));
        } else if (inside) {
            break;
        }
        i += length;
    }
    *at = i;
    span->end = i;
    h ^= h >> 15;
    *hash = h * 0x2C1B3C6Du;
    return inside;
}

uint32_t shingles_words(hs_text text, word_list *list) {
    uint32_t at = 0, hash;
    size_t before = list->count;
    hs_span span;
    while (shingles_next_word(text, &at, &span, &hash)) *arena_push(list->arena, list->words, list->count, list->capacity) = hash;
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

static inline uint64_t shingle_hash(const uint32_t *words) {
    uint64_t h = 0;
    for (int i = 0; i < SHINGLE_WORDS; i++) h = (h ^ words[i]) * 0xD6E8FEB86659FD93ull, h ^= h >> 32;
    return h;
}

// Stable, by the hash's bytes 2 to 7: of the low two no part depends.
static shingle *sort_shingles(shingle *items, shingle *spare, size_t count) {
    for (int byte = 2; byte < 8; byte++) {
        size_t starts[256] = {0}, sum = 0;
        for (size_t i = 0; i < count; i++) starts[items[i].hash >> (8 * byte) & 255]++;
        for (int i = 0; i < 256; i++) {
            size_t of = starts[i];
            starts[i] = sum;
            sum += of;
        }
        for (size_t i = 0; i < count; i++) spare[starts[items[i].hash >> (8 * byte) & 255]++] = items[i];
        shingle *swap = items;
        items = spare, spare = swap;
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

static void match_part(const word_stream *streams, uint32_t count, uint32_t part, uint32_t parts, shingle *items,
                       shingle *spare, match_list *list) {
    size_t size = 0;
    for (uint32_t d = 0; d < count; d++) {
        for (uint32_t at = 0; at + SHINGLE_WORDS <= streams[d].count; at++) {
            uint64_t hash = shingle_hash(streams[d].words + at);
            if (parts == 1 || hash % parts == part) items[size++] = (shingle){hash, d, at};
        }
    }
    items = sort_shingles(items, spare, size);
    for (size_t i = 0; i < size;) {
        size_t end = i + 1;
        while (end < size && items[end].hash == items[i].hash) end++;
        if (end - i > 1) pair_run(items + i, end - i, list);
        i = end;
    }
}

static size_t part_size(const word_stream *streams, uint32_t count, uint32_t part, uint32_t parts) {
    size_t size = 0;
    for (uint32_t d = 0; d < count; d++)
        for (uint32_t at = 0; at + SHINGLE_WORDS <= streams[d].count; at++)
            size += parts == 1 || shingle_hash(streams[d].words + at) % parts == part;
    return size;
}

// Stable radix sorts by the fields from the last to the first.
static shingle_match *sort_matches(shingle_match *items, shingle_match *spare, size_t count) {
    for (int byte = 0; byte < 16; byte++) {
        size_t starts[257] = {0};
        int shift = 8 * (byte & 3);
        #define KEY(m) ((byte < 4 ? (m).at_b : byte < 8 ? (m).at_a : byte < 12 ? (m).b : (m).a) >> shift & 255)
        for (size_t i = 0; i < count; i++) starts[KEY(items[i]) + 1]++;
        if (count && starts[KEY(items[0]) + 1] == count) continue;
        for (int i = 0; i < 256; i++) starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++) spare[starts[KEY(items[i])]++] = items[i];
        #undef KEY
        shingle_match *swap = items;
        items = spare, spare = swap;
    }
    return items;
}

void shingles_match(const word_stream *streams, uint32_t count, bool *frequent, hs_arena *keep, hs_arena scratch,
                    shingle_match **out, size_t *out_count) {
    size_t total = part_size(streams, count, 0, 1);
    uint32_t parts = (uint32_t)(total / PART_SHINGLES) + 1;
    size_t largest = total;
    if (parts > 1) {
        largest = 0;
        for (uint32_t part = 0; part < parts; part++) {
            size_t size = part_size(streams, count, part, parts);
            if (size > largest) largest = size;
        }
    }
    shingle *items = arena_new(&scratch, shingle, largest + 1), *spare = arena_new(&scratch, shingle, largest + 1);
    match_list list = {.arena = keep, .streams = streams, .frequent = frequent};
    for (uint32_t part = 0; part < parts; part++) match_part(streams, count, part, parts, items, spare, &list);
    hs_arena after = scratch;
    shingle_match *other = arena_new(&after, shingle_match, list.count + 1);
    *out = sort_matches(list.items, other, list.count);
    if (*out == other && list.count) {
        memcpy(list.items, other, list.count * sizeof *other);
        *out = list.items;
    }
    *out_count = list.count;
}
