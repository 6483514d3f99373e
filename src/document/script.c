// See script.h. In: a page without prose. Out: blocks, from the one string in its scripts that is
// most likely the report.
//
// Method: strings of JSON are looked for in every script, whatever it is. One under the name
// articleBody (schema.org) is the report; else the longest one that holds several paragraphs of
// HTML. It is read as a fragment of HTML, through its escapes, so that its map leads to them.
//
// What it gets wrong: strings inside strings (escaped twice) are not seen; a report that is cut into
// many strings, one a paragraph, is not put together.
#include "document/script.h"

#include "base/text.h"
#include "document/facts.h"

enum { LEAST_BYTES = 200, LEAST_PARAGRAPHS = 2 };

// Past the string that begins behind the quote at `at`: the byte of its closing quote, SIZE_MAX where none closes it.
static size_t string_end(hs_text code, size_t at) {
    for (at++; at < code.size; at++) {
        const char *hit = memchr(code.data + at, '"', code.size - at);
        if (!hit) return SIZE_MAX;
        size_t end = (size_t)(hit - code.data), slashes = 0;
        while (end - slashes > at && code.data[end - slashes - 1] == '\\') slashes++;
        if (slashes % 2 == 0) return end;
        at = end;
    }
    return SIZE_MAX;
}

// Beginnings of paragraphs, escaped or not.
static uint32_t count_paragraphs(hs_text string) {
    static const hs_text marks[] = {TEXT_INIT("<p>"), TEXT_INIT("<p "), TEXT_INIT("\\u003cp"), TEXT_INIT("\\u003Cp")};
    uint32_t count = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (size_t at = 0; (at = text_find(string, marks[i], at)) != SIZE_MAX; at++) count++;
    return count;
}

// The longest string that may be the report, in `best`; true where its name says that it is.
static bool search(hs_text code, hs_text *best) {
    bool named = false;
    for (size_t at = 0; at < code.size;) {
        const char *hit = memchr(code.data + at, '"', code.size - at);
        if (!hit) break;
        size_t start = (size_t)(hit - code.data), end = string_end(code, start);
        if (end == SIZE_MAX) break;
        hs_text string = text_slice(code, start + 1, end);
        named = named || text_equal(string, TEXT("articleBody"));
        at = end + 1;
        if (string.size < LEAST_BYTES) continue;
        if (named) return *best = string, true;
        if (string.size > best->size && count_paragraphs(string) >= LEAST_PARAGRAPHS) *best = string;
    }
    return false;
}

void script_read(draft *d, const mapped *from, const elements *t) {
    hs_text best = {0};
    for (uint32_t i = 1; i < t->count; i++) {
        const element *n = &t->nodes[i];
        if (n->tag == TAG_TEXT && n->raw && search(text_slice(t->text, n->start, n->end), &best)) break;
    }
    if (!best.size) return;
    // with its quotes, as a JSON text of its own: its escapes are checked
    uint32_t quote = (uint32_t)(best.data - t->text.data) - 1;
    const json_value *read;
    hs_error error;
    hs_text quoted = facts_mend(d->work, text_slice(t->text, quote, quote + best.size + 2));
    if (json_read(quoted, d->work, &read, &error) != HS_OK) return;
    json_value value = *read;
    value.start += quote, value.end += quote;
    page_read_fragment(d, object_text(d, from, &value));
}
