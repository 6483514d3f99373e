// An arena for a test program, and one for what it forgets, opened and closed around its tests.
#ifndef TESTS_KEPT_H
#define TESTS_KEPT_H

#include "testing.h"

static hs_arena *keep, *scratch;

static inline int open_arenas(void **state) {
    (void)state;
    keep = test_arena(), scratch = test_arena();
    return 0;
}

static inline int close_arenas(void **state) {
    (void)state;
    hs_arena_close(keep), hs_arena_close(scratch);
    return 0;
}

#endif
