// Any bytes as a file: compressed, archive, feed, JSON, page. Payloads must stand inside
// what was read, and reading must end.
#include "replay.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "bytes/input.h"

static void ignore_notice(void *context, const hs_notice *notice) { (void)context, (void)notice; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[] = "/tmp/hearsay-fuzz-XXXXXX";
    int file = mkstemp(path);
    if (file < 0) return 0;
    size_t left = size;
    while (left) {
        ssize_t wrote = write(file, data + size - left, left);
        if (wrote <= 0) break;
        left -= (size_t)wrote;
    }
    close(file);
    const char *paths[] = {path};
    hs_arena *arena = hs_arena_open((size_t)4 << 30);
    input *in;
    hs_payload payload;
    bool more = true;
    if (input_open(&in, paths, 1, &(input_options){.notify = ignore_notice}, NULL) == HS_OK) {
        while (input_next(in, arena, &payload, &more, NULL) == HS_OK && more) {
            if (payload.bytes.size && !payload.bytes.data) abort();
            hs_arena_reset(arena);
        }
        input_close(in);
    }
    hs_arena_close(arena);
    unlink(path);
    return 0;
}
