// See opml.h. Nesting and titles are not looked at; an outline without a feed leads nowhere.
#include "bytes/opml.h"

#include "base/text.h"
#include "bytes/markup.h"

bool opml_read(hs_text xml, hs_arena *keep, hs_text **urls, uint32_t *count) {
    size_t used = 0, capacity = 0;
    bool opml = false;
    *urls = NULL;
    markup m = markup_begin(xml, true);
    for (markup_token token; markup_next(&m, &token);) {
        if (token.kind != MARKUP_OPEN) continue;
        hs_text name = markup_local_name(xml, &token);
        if (!opml && !text_equal_fold(name, TEXT("opml"))) return false;
        opml = true;
        markup_attribute a;
        if (!text_equal_fold(name, TEXT("outline")) || !markup_find_attribute(xml, &token, TEXT("xmlurl"), &a)) continue;
        hs_text url = arena_text(keep, text_trim(markup_decode(text_slice(xml, a.value, a.value_end), true, keep)));
        if (url.size) *arena_push(keep, *urls, used, capacity) = url;
    }
    *count = (uint32_t)used;
    return opml;
}
