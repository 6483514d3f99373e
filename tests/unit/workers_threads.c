// Ordered work: whatever the number of threads, results come in the order of the items.
#include "testing.h"

#include "base/workers.h"

enum { ITEMS = 500, SLOTS = 7 };

typedef struct counting {
    uint32_t produced, consumed, stop_at;
    uint32_t in[SLOTS];
    uint64_t out[SLOTS];
    bool ordered;
} counting;

static bool produce(void *context, uint32_t slot) {
    counting *c = context;
    if (c->produced == ITEMS) return false;
    c->in[slot] = c->produced++;
    return true;
}

static void work(void *context, uint32_t slot) {
    counting *c = context;
    uint64_t sum = c->in[slot];
    for (uint32_t i = 0; i < (c->in[slot] % 13) * 1000; i++) sum = sum * 6364136223846793005u + 1;
    c->out[slot] = sum ? c->in[slot] : 0;
}

static bool consume(void *context, uint32_t slot) {
    counting *c = context;
    c->ordered &= c->out[slot] == c->consumed;
    return ++c->consumed != c->stop_at;
}

static void order_is_kept(void **state) {
    (void)state;
    for (uint32_t threads = 0; threads < 6; threads++) {
        counting c = {.ordered = true};
        workers_run(threads, SLOTS, &(workers_job){&c, produce, work, consume});
        assert_true(c.ordered);
        assert_int_equal(c.consumed, ITEMS);
    }
}

static void stops_when_told(void **state) {
    (void)state;
    for (uint32_t threads = 0; threads < 4; threads++) {
        counting c = {.ordered = true, .stop_at = 20};
        workers_run(threads, SLOTS, &(workers_job){&c, produce, work, consume});
        assert_int_equal(c.consumed, 20);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(order_is_kept), cmocka_unit_test(stops_when_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
