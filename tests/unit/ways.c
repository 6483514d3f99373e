// Ways through small graphs that share no vertex, worked by hand.
#include "testing.h"

#include "claims/ways.h"

static hs_arena *keep;

static uint32_t ways(const way_edge *edges, uint32_t edge_count, uint32_t vertex_count, uint32_t starts) {
    return ways_count(edges, edge_count, vertex_count, starts, vertex_count - 1, *keep);
}

// Agencies 0 and 1; each of the reports 2 and 3 names both; 4 is the claim.
static void test_two_reports_that_rest_on_both_of_two_agencies(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 4}, {3, 4}};
    assert_int_equal(ways(edges, 6, 5, 2), 2);
}

// Both agencies are known by report 2 alone, which report 3 repeats.
static void test_a_choke_point_is_one_way(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 2}, {1, 2}, {2, 3}, {3, 4}};
    assert_int_equal(ways(edges, 4, 5, 2), 1);
}

// The Harbour Echo (1) cites the Tarrin Post (0); report 2 cites both; the Echo's own words reach the claim beside it.
static void test_one_cited_outlet_cites_the_other(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}};
    assert_int_equal(ways(edges, 5, 4, 1), 1);
    assert_int_equal(ways(edges, 5, 4, 2), 2); // where the Echo is a voice of its own
}

// The shortest way first would shut the second out: 0 has to give 3 up for 2.
static void test_a_way_is_laid_anew_where_another_needs_it(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 3}, {0, 2}, {1, 3}, {2, 4}, {3, 4}};
    assert_int_equal(ways(edges, 5, 5, 2), 2);
}

static void test_three_voices_by_two_reports_are_two_ways(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 3}, {1, 3}, {1, 4}, {2, 4}, {3, 5}, {4, 5}};
    assert_int_equal(ways(edges, 6, 6, 3), 2);
}

static void test_what_leads_nowhere_is_no_way(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 2}, {2, 3}};
    assert_int_equal(ways(edges, 2, 4, 2), 1);
    assert_int_equal(ways(NULL, 0, 1, 0), 0);
}

// Circles of citation end.
static void test_reports_that_cite_each_other(void **state) {
    (void)state;
    const way_edge edges[] = {{0, 1}, {1, 2}, {2, 1}, {2, 3}};
    assert_int_equal(ways(edges, 4, 4, 1), 1);
}

static void test_too_many_edges_give_a_bound(void **state) {
    (void)state;
    way_edge *edges = arena_new(keep, way_edge, WAYS_MOST_EDGES + 1);
    for (uint32_t i = 0; i <= WAYS_MOST_EDGES; i++) edges[i] = (way_edge){i % 2, 3};
    assert_int_equal(ways(edges, WAYS_MOST_EDGES + 1, 4, 3), 2);
}

int main(void) {
    keep = hs_arena_open((size_t)1 << 30);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_reports_that_rest_on_both_of_two_agencies),
        cmocka_unit_test(test_a_choke_point_is_one_way),
        cmocka_unit_test(test_one_cited_outlet_cites_the_other),
        cmocka_unit_test(test_a_way_is_laid_anew_where_another_needs_it),
        cmocka_unit_test(test_three_voices_by_two_reports_are_two_ways),
        cmocka_unit_test(test_what_leads_nowhere_is_no_way),
        cmocka_unit_test(test_reports_that_cite_each_other),
        cmocka_unit_test(test_too_many_edges_give_a_bound),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    hs_arena_close(keep);
    return failed;
}
