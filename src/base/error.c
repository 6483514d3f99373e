// See error.h.
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

hs_status error_set(hs_error *error, hs_status status, hs_text path, uint64_t byte, const char *format, ...) {
    if (!error) return status;
    error->status = status;
    error->byte = byte;
    int size = path.size < sizeof error->path - 1 ? (int)path.size : (int)sizeof error->path - 1;
    snprintf(error->path, sizeof error->path, "%.*s", size, path.data ? path.data : "");
    va_list list;
    va_start(list, format);
    vsnprintf(error->reason, sizeof error->reason, format, list);
    va_end(list);
    return status;
}
