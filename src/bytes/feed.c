// See feed.h. Method: one pass over the tokens, with the depth below the last item and the
// element whose text is wanted; an item that is not closed ends where the next begins.
#include "bytes/feed.h"

#include "base/text.h"
#include "bytes/markup.h"

static hs_text declared_charset(hs_text xml) {
    hs_text head = text_slice(xml, 0, 256);
    size_t end = text_find(head, TEXT("?>"), 0), at = text_find(head, TEXT("encoding"), 0);
    if (at == SIZE_MAX || end == SIZE_MAX || at > end) return (hs_text){0};
    hs_text rest = text_slice(head, at + 8, end);
    for (size_t i = 0; i < rest.size; i++) {
        if (rest.data[i] != '"' && rest.data[i] != '\'') continue;
        hs_text value = text_slice(rest, i + 1, rest.size);
        return text_trim(text_cut(&value, rest.data[i]));
    }
    return (hs_text){0};
}

typedef struct reader {
    hs_text xml;
    hs_arena *keep;
    feed out;
    hs_source *items;
    size_t item_count, item_capacity;
    uint32_t item_start; // of the open item, HS_NONE outside
    uint32_t aside;      // open elements of image, textinput and the like
    hs_text *wanted;     // field that the next text belongs to
} reader;

static bool is_item(hs_text name) {
    return text_equal_fold(name, TEXT("item")) || text_equal_fold(name, TEXT("entry"));
}

// Elements of the channel with titles and links of their own.
static bool is_aside(hs_text name) {
    return text_equal_fold(name, TEXT("image")) || text_equal_fold(name, TEXT("textinput")) ||
           text_equal_fold(name, TEXT("author")) || text_equal_fold(name, TEXT("source")) ||
           text_equal_fold(name, TEXT("cloud"));
}

static void end_item(reader *r, uint32_t end) {
    if (r->item_start == HS_NONE) return;
    *arena_push(r->keep, r->items, r->item_count, r->item_capacity) = (hs_source){r->item_start, end};
    r->item_start = HS_NONE;
}

static void read_root_attributes(reader *r, const markup_token *token) {
    markup_attribute attribute;
    if (!r->out.language.size && markup_find_attribute(r->xml, token, TEXT("xml:lang"), &attribute))
        r->out.language = text_slice(r->xml, attribute.value, attribute.value_end);
    if (!r->out.base.size && markup_find_attribute(r->xml, token, TEXT("xml:base"), &attribute))
        r->out.base = text_slice(r->xml, attribute.value, attribute.value_end);
}

static void read_open(reader *r, const markup_token *token) {
    hs_text name = markup_local_name(r->xml, token);
    if (is_item(name)) {
        end_item(r, token->start);
        r->item_start = token->start;
        if (token->self_closing) end_item(r, token->end);
        return;
    }
    if (r->item_start != HS_NONE) return;
    r->wanted = NULL;
    if (text_equal_fold(name, TEXT("feed")) || text_equal_fold(name, TEXT("rss")) ||
        text_equal_fold(name, TEXT("channel")))
        read_root_attributes(r, token);
    if (token->self_closing) return;
    if (is_aside(name)) r->aside++;
    if (r->aside) return;
    if (text_equal_fold(name, TEXT("title")) && !r->out.title.size) r->wanted = &r->out.title;
    if (text_equal_fold(name, TEXT("language")) && !r->out.language.size) r->wanted = &r->out.language;
    if (text_equal_fold(name, TEXT("link")) && !r->out.base.size) r->wanted = &r->out.base;
}

static void read_close(reader *r, const markup_token *token) {
    hs_text name = markup_local_name(r->xml, token);
    if (is_item(name)) end_item(r, token->end);
    if (r->item_start != HS_NONE) return;
    r->wanted = NULL;
    if (is_aside(name) && r->aside) r->aside--;
}

static void read_text(reader *r, const markup_token *token) {
    hs_text text = text_trim(text_slice(r->xml, token->inner, token->inner_end));
    if (!r->wanted || !text.size) return;
    if (!token->raw) text = markup_decode(text, false, r->keep);
    *r->wanted = markup_decode(text, false, r->keep); // titles are often escaped twice
    r->wanted = NULL;
}

feed feed_read(hs_text xml, hs_arena *keep) {
    reader r = {.xml = xml, .keep = keep, .item_start = HS_NONE};
    r.out.charset = declared_charset(xml);
    markup m = markup_begin(xml, true);
    for (markup_token token; markup_next(&m, &token);) {
        if (token.kind == MARKUP_OPEN) read_open(&r, &token);
        else if (token.kind == MARKUP_CLOSE) read_close(&r, &token);
        else if (token.kind == MARKUP_TEXT) read_text(&r, &token);
    }
    end_item(&r, (uint32_t)xml.size);
    r.out.items = r.items;
    r.out.item_count = (uint32_t)r.item_count;
    return r.out;
}
