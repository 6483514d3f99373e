// diff_items against the table of longest common subsequences, on random sequences of a small alphabet.
#include "picture/diff.h"
#include "testing.h"

enum { MOST = 40 };

static uint32_t next_random(uint64_t *state) {
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return (uint32_t)(*state >> 32);
}

static uint32_t longest_common(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m) {
    uint32_t table[MOST + 1][MOST + 1] = {0};
    for (uint32_t i = 1; i <= n; i++)
        for (uint32_t k = 1; k <= m; k++) {
            uint32_t up = table[i - 1][k], left = table[i][k - 1];
            table[i][k] = a[i - 1] == b[k - 1] ? table[i - 1][k - 1] + 1 : up > left ? up : left;
        }
    return table[n][m];
}

static void as_the_table(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    uint64_t seed = 88172645463325252ull;
    for (int round = 0; round < 3000; round++) {
        uint64_t a[MOST], b[MOST];
        uint32_t n = next_random(&seed) % MOST, m = next_random(&seed) % MOST, letters = 2 + next_random(&seed) % 6, count, same = 0, at_a = 0, at_b = 0;
        for (uint32_t i = 0; i < n; i++) a[i] = next_random(&seed) % letters;
        for (uint32_t i = 0; i < m; i++) b[i] = next_random(&seed) % letters;
        const diff_run *runs = diff_items(a, n, b, m, arena, &count);
        for (uint32_t i = 0; i < count; i++) {
            assert_int_equal(runs[i].a_start, at_a);
            assert_int_equal(runs[i].b_start, at_b);
            at_a = runs[i].a_end, at_b = runs[i].b_end;
            if (!runs[i].same) {
                assert_true(runs[i].a_start == runs[i].a_end || runs[i].b_start == runs[i].b_end);
                continue;
            }
            assert_int_equal(runs[i].a_end - runs[i].a_start, runs[i].b_end - runs[i].b_start);
            assert_memory_equal(a + runs[i].a_start, b + runs[i].b_start, (runs[i].a_end - runs[i].a_start) * sizeof *a);
            same += runs[i].a_end - runs[i].a_start;
        }
        assert_int_equal(at_a, n);
        assert_int_equal(at_b, m);
        assert_int_equal(same, longest_common(a, n, b, m));
        hs_arena_reset(arena);
    }
    hs_arena_close(arena);
}

static void words(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    hs_text a = TEXT("At least 4,500 people left."), b = TEXT("At least 5,000  people left, he said.");
    uint32_t count;
    const diff_run *runs = diff_words(a, b, arena, &count);
    assert_int_equal(count, 6);
    assert_text(text_slice(a, runs[1].a_start, runs[1].a_end), "4,500");
    assert_text(text_slice(b, runs[2].b_start, runs[2].b_end), "5,000");
    assert_text(text_slice(b, runs[4].b_start, runs[4].b_end), ", he said");
    hs_arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_the_table), cmocka_unit_test(words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
