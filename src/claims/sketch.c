// Sketches. In: a document's clean text and masthead. Out: the words and names that say what it is about, as hashes; prints of
// its passages; its place in time. Method: of the five-word shingles those are taken whose hash falls into a sixteenth of the
// hash space (Manber 1994), so that two documents take the same of what they share; where that gives too many, the smallest.
// Words between quotation marks make no prints: two outlets heard the same speaker. Gets wrong: what shingles.c and terms.c do.
#include "claims/sketch.h"

#include "base/sort.h"
#include "base/text.h"
#include "claims/shingles.h"
#include "claims/terms.h"

enum {
    MOST_TERMS = 600,  // of a document that are looked at
    MOST_PRINTS = 64,
    ONE_IN = 16,       // shingles
    BYTES_EACH = 6,
};

static const uint64_t MASK = ((uint64_t)1 << 8 * BYTES_EACH) - 1;

static int by_value(const void *x, const void *y, const void *context) {
    (void)context;
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

// Sorts; of equals, `shift` lowest bits aside, the smallest stays.
static uint32_t sort_unique(uint64_t *list, uint32_t count, int shift, hs_arena scratch) {
    uint32_t kept = 0;
    sort_items(list, count, sizeof *list, by_value, NULL, scratch);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || list[kept - 1] >> shift != list[i] >> shift) list[kept++] = list[i];
    return kept;
}

static uint64_t term_of(uint64_t hash, unsigned kind) { return (hash & MASK & ~(uint64_t)3) | kind; }

static void make_terms(const claims_rules *rules, const hs_document *d, hs_arena *keep, hs_arena scratch, sketch *out) {
    uint64_t *list = arena_new(keep, uint64_t, MOST_TERMS + 2);
    uint32_t at = 0, count = 0, language = rules_language(rules, d->language);
    text_term next;
    while (count < MOST_TERMS && terms_next(rules, language, d->text, &at, &next, scratch)) {
        if (next.kind == TERM_NUMBER) continue;
        list[count++] = term_of(next.hash, next.kind == TERM_NAME ? SKETCH_NAME : 0);
        if (next.as_name) list[count++] = term_of(next.as_name, SKETCH_NAME | SKETCH_FIRST);
    }
    out->terms = list;
    out->term_count = sort_unique(list, count, 1, scratch);
}

static void make_prints(const hs_document *d, hs_arena *keep, hs_arena scratch, sketch *out) {
    hs_arena words = arena_split(&scratch);
    word_list list = {.arena = &words};
    uint32_t count = shingles_words(d->text, &list), found = 0, quoted = 0;
    word_places places = shingles_places(d->text, count, &scratch);
    uint64_t *prints = arena_new(&scratch, uint64_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        quoted = places.quoted[i] ? quoted + 1 : 0; // words in a row
        if (i + 1 < SHINGLE_WORDS || quoted >= SHINGLE_WORDS) continue;
        uint64_t hash = shingles_hash(list.words + i + 1 - SHINGLE_WORDS);
        if (hash % ONE_IN == 0) prints[found++] = hash / ONE_IN & MASK;
    }
    found = sort_unique(prints, found, 0, scratch);
    out->print_count = found < MOST_PRINTS ? found : MOST_PRINTS;
    uint64_t *kept = arena_new(keep, uint64_t, out->print_count + 1);
    memcpy(kept, prints, out->print_count * sizeof *kept);
    out->prints = kept;
}

static sketch_place place_of(const hs_document *d) {
    int64_t version = d->version;
    uint64_t seed = text_hash((hs_text){(const char *)&version, sizeof version}, 9);
    return (sketch_place){dates_key(&d->published), (int64_t)(text_hash(d->path, text_hash(d->id, seed)) >> 1)};
}

void sketch_make(const claims_rules *rules, const hs_document *d, hs_arena *keep, hs_arena scratch, sketch *out) {
    *out = (sketch){.place = place_of(d)};
    make_terms(rules, d, keep, scratch, out);
    make_prints(d, keep, scratch, out);
}

// ---------------------------------------------------------------- bytes

static char *put(char *at, const uint64_t *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < BYTES_EACH; k++) *at++ = (char)(list[i] >> 8 * k & 0xFF);
    return at;
}

static uint64_t *take(const char *from, uint32_t count, hs_arena *keep) {
    uint64_t *list = arena_new(keep, uint64_t, count + 1);
    for (uint32_t i = 0; i < count * BYTES_EACH; i++) list[i / BYTES_EACH] |= (uint64_t)(unsigned char)from[i] << 8 * (i % BYTES_EACH);
    return list;
}

// The number of prints in one byte, the prints, the terms.
hs_text sketch_pack(const sketch *s, hs_arena *keep) {
    size_t size = 1 + (size_t)(s->print_count + s->term_count) * BYTES_EACH;
    char *out = arena_new(keep, char, size);
    out[0] = (char)s->print_count;
    put(put(out + 1, s->prints, s->print_count), s->terms, s->term_count);
    return (hs_text){out, size};
}

bool sketch_unpack(hs_text bytes, hs_arena *keep, sketch *out) {
    uint32_t prints = bytes.size ? (unsigned char)bytes.data[0] : 0, items = (uint32_t)(bytes.size / BYTES_EACH);
    if (bytes.size % BYTES_EACH != 1 || prints > MOST_PRINTS || prints > items || items > MOST_PRINTS + MOST_TERMS + 1) return false;
    out->prints = take(bytes.data + 1, prints, keep), out->print_count = prints;
    out->terms = take(bytes.data + 1 + prints * BYTES_EACH, items - prints, keep), out->term_count = items - prints;
    return true;
}
