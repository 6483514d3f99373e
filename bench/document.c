// Speed of the document room: bytes in, clean text, masthead and dates out, on one core.
// usage: bench/document PATH...
#include <stdio.h>
#include <time.h>

#include "../tests/document_rules.h"
#include "bytes/input.h"

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int count, char **paths) {
    if (count < 2) return fprintf(stderr, "usage: bench/document PATH...\n"), 2;
    hs_arena *keep = hs_arena_open((size_t)8 << 30), *scratch = hs_arena_open((size_t)8 << 30),
             *forever = hs_arena_open((size_t)1 << 30);
    const document_rules *rules = open_rules(forever);
    input *in;
    hs_payload payload;
    hs_document document;
    hs_error error;
    size_t bytes = 0, pages = 0, text = 0;
    double busy = 0, started = now(CLOCK_MONOTONIC);
    if (input_open(&in, (const char *const *)paths + 1, (size_t)count - 1, NULL, &error) != HS_OK) return 1;
    for (bool more; input_next(in, keep, &payload, &more, &error) == HS_OK && more;) {
        double before = now(CLOCK_THREAD_CPUTIME_ID);
        if (document_read(rules, &payload, keep, *scratch, &document, &error) == HS_OK) text += document.text.size;
        busy += now(CLOCK_THREAD_CPUTIME_ID) - before;
        bytes += payload.bytes.size;
        pages++;
        hs_arena_reset(keep);
    }
    input_close(in);
    double wall = now(CLOCK_MONOTONIC) - started;
    printf("document: %zu payloads, %.1f MB in, %.1f MB of text\n", pages, (double)bytes / 1e6, (double)text / 1e6);
    printf("document: %.1f MB/s, %.0f payloads/s in the room; %.1f MB/s with reading the files\n",
           (double)bytes / 1e6 / busy, (double)pages / busy, (double)bytes / 1e6 / wall);
    return 0;
}
