// membership_follow against its naive twin: whatever documents come, go or are linked to others, each of them with few links near the
// bars so that stories begin, join and fall apart all the time, the store keeps of stories what stories_choose_all makes of all links.
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/sort.h"
#include "claims/stories.h"
#include "engine/membership.h"
#include "store/members.h"

enum { FIRST = 30, MOST = 70, ROUNDS = 1000, MOST_LINKS = 5, TRIES = 50 };

// Documents by number; `there` of those that are linked.
typedef struct world {
    store *store;
    hs_arena *keep, *each;
    uint64_t state;
    sketch_place places[MOST + 1];
    story_link like[MOST + 1][MOST_LINKS];
    uint32_t like_count[MOST + 1];
    bool there[MOST + 1];
    int64_t changed[MOST], gone[1];
    uint32_t changed_count, gone_count;
} world;

static uint32_t next_random(world *w) {
    w->state ^= w->state << 13, w->state ^= w->state >> 7, w->state ^= w->state << 17;
    return (uint32_t)(w->state >> 32);
}

static bool stands_before(const world *w, int64_t a, int64_t b) { return sketch_order(&w->places[a], &w->places[b]) < 0; }

static void put_links(world *w, int64_t number) {
    hs_error error = {0};
    story_links links = {.like = w->like[number], .like_count = w->like_count[number]};
    hs_arena_reset(w->each);
    assert_int_equal(store_put_links(w->store, number, &links, *w->each, &error), HS_OK);
    w->changed[w->changed_count++] = number;
}

// Documents near in time, so that they lead to the same ones.
static void draw_links(world *w, int64_t number) {
    w->like_count[number] = 0;
    for (uint32_t tries = next_random(w) % TRIES; tries; tries--) {
        int64_t other = 1 + next_random(w) % MOST;
        bool double_one = false;
        for (uint32_t i = 0; i < w->like_count[number]; i++) double_one |= w->like[number][i].number == other;
        if (double_one || w->like_count[number] == MOST_LINKS || !w->there[other] || !stands_before(w, other, number)) continue;
        if (w->places[number].date - w->places[other].date > 12) continue;
        w->like[number][w->like_count[number]++] = (story_link){other, 60000 + next_random(w) % 120000, 1};
    }
    put_links(w, number);
}

static void put_one(world *w, int64_t number) {
    hs_error error = {0};
    uint64_t none;
    w->there[number] = true;
    w->places[number] = (sketch_place){next_random(w) % 40, next_random(w)};
    sketch s = {.place = w->places[number], .terms = &none, .prints = &none};
    hs_arena_reset(w->each);
    assert_int_equal(store_put_sketch(w->store, number, &s, NULL, *w->each, &error), HS_OK);
    draw_links(w, number);
    for (int64_t other = 1; other <= MOST; other++) // some of those behind find it
        if (w->there[other] && stands_before(w, number, other) && w->places[other].date - w->places[number].date < 6 && next_random(w) % 4 == 0) draw_links(w, other);
}

static void take_one(world *w, int64_t number) {
    hs_error error = {0};
    w->there[number] = false;
    assert_int_equal(store_remove_sketch(w->store, number, &error), HS_OK);
    w->gone[w->gone_count++] = number;
    for (int64_t other = 1; other <= MOST; other++) {
        bool led = false;
        for (uint32_t i = 0; w->there[other] && i < w->like_count[other]; i++) led |= w->like[other][i].number == number;
        if (led) draw_links(w, other);
    }
}

static int by_place(const void *a, const void *b, const void *context) {
    const world *w = context;
    return sketch_order(&w->places[*(const int64_t *)a], &w->places[*(const int64_t *)b]);
}

static void check(world *w) {
    int64_t order[MOST];
    uint32_t rank[MOST + 1], count = 0, row_count, seen = 0;
    hs_error error = {0};
    store_member *rows;
    hs_arena_reset(w->keep);
    for (int64_t number = 1; number <= MOST; number++)
        if (w->there[number]) order[count++] = number;
    hs_arena sorting = arena_split(w->keep);
    sort_items(order, count, sizeof *order, by_place, w, sorting);
    for (uint32_t i = 0; i < count; i++) rank[order[i]] = i;
    story_links *links = arena_new(w->keep, story_links, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        story_link *like = arena_new(w->keep, story_link, MOST_LINKS);
        for (uint32_t k = 0; k < w->like_count[order[i]]; k++) like[k] = w->like[order[i]][k], like[k].number = rank[like[k].number];
        links[i] = (story_links){.like = like, .like_count = w->like_count[order[i]]};
    }
    const story_choice *should = stories_choose_all(links, count, w->keep, sorting);
    arena_join(w->keep);
    assert_int_equal(store_members(w->store, 0, w->keep, &rows, &row_count, &error), HS_OK);
    for (uint32_t i = 0; i < row_count; i++) {
        if (!rows[i].story) continue;
        assert_true(w->there[rows[i].number]);
        assert_int_equal(rows[i].story, order[should[rank[rows[i].number]].story]);
        seen++;
    }
    assert_int_equal(seen, count);
}

static void follow(world *w) {
    hs_error error = {0};
    membership_change change = {w->changed, w->gone, w->changed_count, w->gone_count};
    hs_arena_reset(w->keep), hs_arena_reset(w->each);
    assert_int_equal(membership_follow(w->store, &change, w->keep, w->each, &error), HS_OK);
    w->changed_count = w->gone_count = 0;
    check(w);
}

static void stories_are_those_of_all_links(void **state) {
    (void)state;
    char folder[] = "/tmp/hearsay-membership-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.db", folder);
    world *w = calloc(1, sizeof *w);
    hs_error error = {0};
    w->state = 0x9E3779B97F4A7C15ull;
    w->keep = hs_arena_open((size_t)1 << 30), w->each = hs_arena_open((size_t)1 << 28);
    assert_int_equal(store_open(&w->store, path, false, &error), HS_OK);
    assert_int_equal(store_begin(w->store, &error), HS_OK);
    for (int64_t number = 1; number <= FIRST; number++) put_one(w, number), w->changed_count = 0;
    assert_int_equal(membership_all(w->store, w->keep, w->each, &error), HS_OK);
    check(w);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        int64_t number = 1 + next_random(w) % MOST;
        if (!w->there[number]) put_one(w, number);
        else if (next_random(w) % 3) draw_links(w, number);
        else take_one(w, number);
        follow(w);
    }
    assert_int_equal(store_end(w->store, true, &error), HS_OK);
    store_close(w->store);
    hs_arena_close(w->keep), hs_arena_close(w->each);
    free(w);
    unlink(path), rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(stories_are_those_of_all_links)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
