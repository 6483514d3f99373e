// Filling in hs_error: one line that names path, byte and reason.
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "hearsay.h"

// Sets all fields of `error` (which may be NULL) and returns `status`. `byte` is
// UINT64_MAX where none applies.
hs_status error_set(hs_error *error, hs_status status, hs_text path, uint64_t byte, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
