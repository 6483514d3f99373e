// What unit tests share: cmocka with its headers in order, an arena, and comparing texts.
#ifndef TESTS_TESTING_H
#define TESTS_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static inline hs_arena *test_arena(void) {
    hs_arena *arena = hs_arena_open((size_t)1 << 30);
    if (!arena) abort();
    return arena;
}

#define assert_text(text, expected)                                                                       \
    do {                                                                                                  \
        hs_text is_ = (text), wanted_ = text_of(expected);                                                \
        if (!text_equal(is_, wanted_)) fail_msg("'%.*s' is not '%s'", TEXT_ARGS(is_), expected);         \
    } while (0)

#endif
