// reuse_find against its naive twin: every pair of short random documents, every pair of places,
// the longest run of equal words. What the twin finds as a run of a dozen words or more must be covered
// by a passage on both sides; every passage must agree in at least half of its words, and stand at words' borders. And the words of
// a text at once against the same words one by one.
#include "testing.h"

#include "claims/claims.h"
#include "claims/shingles.h"

enum { DOCUMENTS = 6, ROUNDS = 200, WORDS = 400, MOST_COPIES = 4 };

static uint32_t next_random(uint64_t *state) {
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return (uint32_t)(*state >> 32);
}

typedef struct words {
    uint32_t list[WORDS + 1];
    uint32_t count;
} words;

// A word's number as letters: "qx" for 7 and so on; every 40th ends a sentence.
static hs_text spell(const words *w, hs_arena *arena) {
    char *out = arena_new(arena, char, (size_t)w->count * 8 + 1);
    size_t size = 0;
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t number = w->list[i];
        out[size++] = 'w';
        do out[size++] = (char)('a' + number % 26);
        while (number /= 26);
        out[size++] = i % 40 == 39 ? '.' : ' ';
    }
    return (hs_text){out, size};
}

static void copy_run(words *to, const words *from, uint64_t *state) {
    uint32_t length = 5 + next_random(state) % 40, at = next_random(state) % from->count;
    if (at + length > from->count) length = from->count - at;
    uint32_t place = next_random(state) % (to->count - length + 1);
    memcpy(to->list + place, from->list + at, length * sizeof *from->list);
    if (next_random(state) % 2) to->list[place + length / 2] = 100000 + next_random(state) % 1000; // an edit
}

static void make_documents(words *all, uint64_t *state) {
    for (int d = 0; d < DOCUMENTS; d++) {
        all[d].count = 60 + next_random(state) % (WORDS - 60);
        for (uint32_t i = 0; i < all[d].count; i++) all[d].list[i] = next_random(state) % 5000;
    }
    for (int d = 1; d < DOCUMENTS; d++)
        for (uint32_t copies = next_random(state) % MOST_COPIES; copies > 0; copies--) copy_run(&all[d], &all[d - 1], state);
}

// Number of the word that begins at or after the byte.
static uint32_t word_at(hs_text text, uint32_t byte) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < byte; i++) count += text.data[i] == ' ' || text.data[i] == '.';
    return count;
}

static bool covered(const hs_reuse *list, uint32_t count, const hs_document *documents, uint32_t a, uint32_t b, uint32_t i, uint32_t j, uint32_t run) {
    for (uint32_t k = 0; k < count; k++) {
        const hs_reuse *p = &list[k];
        bool straight = p->from == a && p->to == b;
        if (!straight && !(p->from == b && p->to == a)) continue;
        hs_span of_a = straight ? p->from_span : p->to_span, of_b = straight ? p->to_span : p->from_span;
        if (word_at(documents[a].text, of_a.start) <= i && word_at(documents[a].text, of_a.end) + 1 >= i + run &&
            word_at(documents[b].text, of_b.start) <= j && word_at(documents[b].text, of_b.end) + 1 >= j + run)
            return true;
    }
    return false;
}

static bool holds(hs_text text, hs_span span, uint32_t word) { return word_at(text, span.start) <= word && word_at(text, span.end) >= word; }

// True where the run of b stands in another passage: a place in a copy has its best parent alone.
static bool told_otherwise(const hs_reuse *list, uint32_t count, const hs_document *documents, uint32_t b, uint32_t j, uint32_t run) {
    for (uint32_t k = 0; k < count; k++)
        if (list[k].to == b && holds(documents[b].text, list[k].to_span, j + run / 2)) return true;
    return false;
}

static uint32_t run_length(const words *a, uint32_t i, const words *b, uint32_t j) {
    uint32_t run = 0;
    while (i + run < a->count && j + run < b->count && a->list[i + run] == b->list[j + run]) run++;
    return run;
}

static void check_round(const claims_rules *rules, uint64_t *state, hs_arena *arena, hs_arena *scratch) {
    words *all = arena_new(arena, words, DOCUMENTS);
    hs_document documents[DOCUMENTS];
    memset(documents, 0, sizeof documents);
    make_documents(all, state);
    for (uint32_t d = 0; d < DOCUMENTS; d++) {
        documents[d].text = spell(&all[d], arena);
        documents[d].id = documents[d].path = arena_print(arena, "d%u", d);
        documents[d].published = (hs_date){.precision = HS_DATE_DAY, .year = 2031, .month = 5, .day = (uint8_t)(d + 1)};
    }
    const hs_reuse *list;
    uint32_t count;
    reuse_find(rules, documents, DOCUMENTS, arena, *scratch, &list, &count);
    for (uint32_t k = 0; k < count; k++) {
        assert_true(list[k].score_milli >= 500 && list[k].score_milli <= 1000);
        assert_true(list[k].from < list[k].to); // the earlier one is the source
        assert_true(list[k].from_span.end <= documents[list[k].from].text.size);
        assert_true(list[k].to_span.end <= documents[list[k].to].text.size);
    }
    for (uint32_t a = 0; a < DOCUMENTS; a++) {
        for (uint32_t b = a + 1; b < DOCUMENTS; b++) {
            for (uint32_t i = 0; i < all[a].count; i++) {
                for (uint32_t j = 0; j < all[b].count; j++) {
                    if (i && j && all[a].list[i - 1] == all[b].list[j - 1]) continue; // not the run's beginning
                    uint32_t run = run_length(&all[a], i, &all[b], j);
                    if (run >= 20 && !covered(list, count, documents, a, b, i, j, run)) assert_true(told_otherwise(list, count, documents, b, j, run));
                }
            }
        }
    }
}

static void test_no_copied_run_is_missed(void **state) {
    (void)state;
    hs_arena *arena = hs_arena_open((size_t)1 << 32), *scratch = hs_arena_open((size_t)1 << 32);
    uint64_t random = 0x9E3779B97F4A7C15ull;
    for (int round = 0; round < ROUNDS; round++) {
        const claims_rules *rules = claims_rules_open(NULL, NULL, 0, arena);
        check_round(rules, &random, arena, scratch);
        hs_arena_reset(arena);
    }
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

// ---------------------------------------------------------------- both sides of a passage

enum { RUN_WORDS = 80, MOST_EDITS = 4, EDGE_WORDS = 8 };

// A copy of a run among other words, with some words replaced, left out or put in, none near its ends. Returns how many.
static uint32_t copy_with_edits(words *to, const words *from, uint32_t at, uint64_t *state) {
    uint32_t edits = next_random(state) % (MOST_EDITS + 1), step = (RUN_WORDS - 2 * EDGE_WORDS) / (MOST_EDITS + 1), made = 0;
    to->count = 0;
    for (uint32_t i = 0; i < 30; i++) to->list[to->count++] = 5000 + next_random(state) % 5000;
    for (uint32_t i = 0; i < RUN_WORDS; i++) {
        bool edit = made < edits && i == EDGE_WORDS + (made + 1) * step;
        uint32_t kind = edit ? next_random(state) % 3 : 3;
        made += edit;
        if (kind < 2) to->list[to->count++] = 20000 + next_random(state) % 5000;
        if (kind > 0 && kind != 2) to->list[to->count++] = from->list[at + i]; // 1 puts a word in before it, 2 leaves it out
    }
    for (uint32_t i = 0; i < 30; i++) to->list[to->count++] = 5000 + next_random(state) % 5000;
    return edits;
}

// Fewest words to put in, leave out or replace to make one list the other.
static uint32_t edit_distance(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count) {
    uint32_t row[WORDS + 1];
    for (uint32_t k = 0; k <= b_count; k++) row[k] = k;
    for (uint32_t i = 1; i <= a_count; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t k = 1; k <= b_count; k++) {
            uint32_t least = corner + (a[i - 1] != b[k - 1]);
            corner = row[k];
            if (row[k] + 1 < least) least = row[k] + 1;
            if (row[k - 1] + 1 < least) least = row[k - 1] + 1;
            row[k] = least;
        }
    }
    return row[b_count];
}

static void check_sides(const claims_rules *rules, uint64_t *state, hs_arena *arena, hs_arena *scratch) {
    words *all = arena_new(arena, words, 2);
    hs_document documents[2];
    memset(documents, 0, sizeof documents);
    all[0].count = 200;
    for (uint32_t i = 0; i < all[0].count; i++) all[0].list[i] = next_random(state) % 5000;
    uint32_t at = 20 + next_random(state) % 80, edits = copy_with_edits(&all[1], &all[0], at, state), count;
    for (uint32_t d = 0; d < 2; d++) {
        documents[d].text = spell(&all[d], arena);
        documents[d].id = documents[d].path = arena_print(arena, "d%u", d);
        documents[d].published = (hs_date){.precision = HS_DATE_DAY, .year = 2031, .month = 5, .day = (uint8_t)(d + 1)};
    }
    const hs_reuse *list;
    reuse_find(rules, documents, 2, arena, *scratch, &list, &count);
    assert_int_equal(count, 1);
    uint32_t from = word_at(documents[0].text, list[0].from_span.start), from_end = word_at(documents[0].text, list[0].from_span.end);
    uint32_t to = word_at(documents[1].text, list[0].to_span.start), to_end = word_at(documents[1].text, list[0].to_span.end);
    from_end += documents[0].text.data[list[0].from_span.end - 1] != '.';
    to_end += documents[1].text.data[list[0].to_span.end - 1] != '.';
    assert_int_equal(from, at); // the whole run, and nothing beside it
    assert_int_equal(from_end, at + RUN_WORDS);
    assert_int_equal(all[0].list[from], all[1].list[to]);
    assert_int_equal(all[0].list[from_end - 1], all[1].list[to_end - 1]);
    assert_true(edit_distance(all[0].list + from, from_end - from, all[1].list + to, to_end - to) <= edits);
}

static void test_both_sides_agree_but_for_edits(void **state) {
    (void)state;
    hs_arena *arena = hs_arena_open((size_t)1 << 32), *scratch = hs_arena_open((size_t)1 << 32);
    uint64_t random = 0xD1B54A32D192ED03ull;
    for (int round = 0; round < ROUNDS; round++) {
        const claims_rules *rules = claims_rules_open(NULL, NULL, 0, arena);
        check_sides(rules, &random, arena, scratch);
        hs_arena_reset(arena);
    }
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

// Letters, digits, blanks and signs, now and then beyond ASCII, broken or a word of hundreds of bytes.
static hs_text random_text(uint64_t *state, hs_arena *arena) {
    static const char *const pieces[] = {"\xC3\xA9", "\xC3\x9C", "\xE2\x80\x9C", "\xE2\x80\x94", "\xE4\xBD\xA0", "\xCC\x81", "\xFF", "\xC3", "\n", "@", "[", "`", "{", "/", ":", "0", "9", "A", "Z", "a", "z"};
    uint32_t size = next_random(state) % 400, at = 0;
    char *out = arena_new(arena, char, size + 4);
    while (at < size) {
        uint32_t kind = next_random(state) % 64;
        if (kind < 3) {
            const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
            while (*piece && at < size) out[at++] = *piece++;
        } else if (kind == 3) {
            for (uint32_t length = next_random(state) % 200; length && at < size; length--) out[at++] = 'x';
        } else out[at++] = kind < 14 ? ' ' : kind < 40 ? (char)('a' + kind - 14) : kind < 50 ? (char)('0' + kind - 40) : (char)('A' + kind - 50);
    }
    return (hs_text){out, size};
}

static void test_words_at_once_are_words_one_by_one(void **unused) {
    (void)unused;
    uint64_t state = 0x2545F4914F6CDD1Dull;
    hs_arena *arena = hs_arena_open((size_t)1 << 26), *grown = hs_arena_open((size_t)1 << 26);
    for (int round = 0; round < 20000; round++) {
        hs_arena_reset(arena), hs_arena_reset(grown);
        hs_text text = random_text(&state, arena);
        word_list list = {.arena = grown};
        uint32_t count = shingles_words(text, &list), at = 0, hash, found = 0;
        hs_span span;
        for (; shingles_next_word(text, &at, &span, &hash); found++) {
            assert_true(found < count);
            assert_int_equal(list.words[found], hash);
        }
        assert_int_equal(found, count);
        assert_int_equal(list.count, count);
    }
    hs_arena_close(arena), hs_arena_close(grown);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_both_sides_agree_but_for_edits),
                                       cmocka_unit_test(test_no_copied_run_is_missed),
                                       cmocka_unit_test(test_words_at_once_are_words_one_by_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
