// Any bytes as a list of feeds: what it names has no blanks at its ends, and a list with another outline in front names
// one feed more.
#include "replay.h"

#include "base/text.h"
#include "bytes/opml.h"

static void check(int good, const char *what) {
    if (good) return;
    fprintf(stderr, "opml: %s\n", what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    hs_arena *keep = hs_arena_open((size_t)1 << 30);
    hs_text xml = {(const char *)data, size}, *urls, *more;
    uint32_t count, all;
    bool read = opml_read(xml, keep, &urls, &count);
    for (uint32_t i = 0; read && i < count; i++) check(urls[i].size && text_equal(urls[i], text_trim(urls[i])), "a URL that is not trimmed");
    static const char front[] = "<opml><outline xmlUrl=\"https://echo.example/rss\"/>";
    char *longer = arena_new(keep, char, sizeof front + size);
    memcpy(longer, front, sizeof front - 1);
    if (size) memcpy(longer + sizeof front - 1, data, size);
    check(opml_read((hs_text){longer, sizeof front - 1 + size}, keep, &more, &all), "no list any more");
    check(all == count + 1 || !read, "an outline more is not a feed more");
    check(text_equal(more[0], TEXT("https://echo.example/rss")), "another feed");
    hs_arena_close(keep);
    return 0;
}
