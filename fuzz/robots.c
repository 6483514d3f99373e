// Any bytes as a robots.txt, and behind a NUL the path that is asked for. An answer must be there, be the same however
// the letters of the path are escaped and however its lines end, and robots.txt itself must always be allowed.
#include "replay.h"

#include "base/limits.h"
#include "base/text.h"
#include "bytes/robots.h"

static void check(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "robots: %s\n", what);
    abort();
}

// Every letter and digit as %XX.
static hs_text escape(hs_text path, hs_arena *keep) {
    static const char digits[] = "0123456789abcdef";
    char *out = arena_new(keep, char, path.size * 3);
    size_t size = 0;
    for (size_t i = 0; i < path.size; i++) {
        unsigned char c = (unsigned char)path.data[i];
        bool plain = byte_is_alpha(c) || byte_is_digit(c);
        out[size++] = plain ? '%' : (char)c;
        if (plain) out[size++] = digits[c >> 4], out[size++] = digits[c & 15];
    }
    return (hs_text){out, size};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    hs_arena *keep = hs_arena_open((size_t)1 << 30), *work = hs_arena_open((size_t)1 << 30);
    hs_text path = {(const char *)data, size}, text = text_cut(&path, 0);
    const robots *rules = robots_read(text, TEXT("hearsay"), keep);
    check(robots_delay_s(rules) <= LIMIT_FETCH_PAUSE_S, "a delay above the limit");
    check(robots_allow(rules, TEXT("/robots.txt"), *work), "robots.txt is refused");
    bool allowed = robots_allow(rules, path, *work);
    if (path.size < 512 && !memchr(path.data ? path.data : "", '%', path.size))
        check(robots_allow(rules, escape(path, work), *work) == allowed, "escapes change the answer");
    char *returns = arena_new(keep, char, text.size);
    for (size_t i = 0; i < text.size; i++) returns[i] = text.data[i] == '\n' ? '\r' : text.data[i];
    check(robots_allow(robots_read((hs_text){returns, text.size}, TEXT("hearsay"), keep), path, *work) == allowed, "line ends change the answer");
    hs_arena_close(keep);
    hs_arena_close(work);
    return 0;
}
