// One <item> or <entry> of a feed. Title, link, date and author stand in elements of many
// names; of the elements that may hold the text, the longest is read, as HTML.
#include "base/text.h"
#include "bytes/markup.h"
#include "document/credit.h"
#include "document/dates.h"
#include "document/masthead.h"
#include "document/reading.h"
#include "document/repair.h"

typedef struct fields {
    mapped title, body, summary;
    hs_text link, guid, byline, published, updated, base, section;
    hs_basis source; // <source>: the feed that the item was taken from
    hs_span title_span;
    bool body_html, title_own;
    uint8_t body_rank;
} fields;

// The character data of an element, its references undone, as one text.
static void collect(const mapped *from, map_builder *out, const markup_token *token) {
    uint32_t at = token->inner;
    while (at < token->inner_end) {
        const char *hit = token->raw ? NULL : memchr(from->text.data + at, '&', token->inner_end - at);
        uint32_t mark = hit ? (uint32_t)(hit - from->text.data) : token->inner_end;
        map_append_mapped(out, from->text, &from->map, (hs_span){at, mark});
        if (!hit) return;
        uint32_t codes[2];
        uint32_t used = (uint32_t)markup_reference((hs_text){from->text.data, token->inner_end}, mark, false, codes);
        if (used) {
            char buffer[8];
            uint32_t size = utf8_encode(codes[0], buffer);
            if (codes[1]) size += utf8_encode(codes[1], buffer + size);
            map_append_as(out, (hs_text){buffer, size}, &from->map, (hs_span){mark, mark + used});
        } else {
            map_append_mapped(out, from->text, &from->map, (hs_span){mark, mark + 1});
        }
        at = mark + (used ? used : 1);
    }
}

typedef struct reader {
    draft *d;
    const mapped *from;
    markup m;
    fields out;
    hs_text prefix; // of the item's own name
} reader;

// Reads up to the end tag of `open`: its text; inner markup of an xhtml element is kept as
// markup. `*past` moves behind it.
static mapped read_content(reader *r, const markup_token *open, bool keep_markup, hs_span *span) {
    map_builder out = {.arena = r->d->work};
    hs_text name = text_slice(r->from->text, open->name, open->name_end);
    uint32_t depth = 1;
    *span = (hs_span){open->end, open->end};
    if (open->self_closing) return (mapped){0};
    for (markup_token token; depth && markup_next(&r->m, &token);) {
        hs_text tag = text_slice(r->from->text, token.name, token.name_end);
        if (token.kind == MARKUP_CLOSE && text_equal(tag, name) && --depth == 0) break;
        if (token.kind == MARKUP_OPEN && text_equal(tag, name) && !token.self_closing) depth++;
        span->end = token.end;
        if (token.kind == MARKUP_TEXT) {
            if (!out.size && token.raw) span->start = token.inner;
            if (keep_markup && !token.raw)
                map_append_mapped(&out, r->from->text, &r->from->map, (hs_span){token.start, token.end});
            else collect(r->from, &out, &token);
            if (token.raw) span->end = token.inner_end;
        } else if (keep_markup && (token.kind == MARKUP_OPEN || token.kind == MARKUP_CLOSE)) {
            map_append_mapped(&out, r->from->text, &r->from->map, (hs_span){token.start, token.end});
        }
    }
    return repair_text(r->d->rules->repair, (mapped){{out.text, out.size}, map_of(&out, 0)}, r->d->work);
}

static hs_text attribute(const reader *r, const markup_token *tag, const char *name) {
    markup_attribute a;
    if (!markup_find_attribute(r->from->text, tag, text_of(name), &a)) return (hs_text){0};
    return text_trim(markup_decode(text_slice(r->from->text, a.value, a.value_end), true, r->d->work));
}

static bool any(hs_text name, const char *const *names) {
    for (; *names; names++)
        if (text_equal_fold(name, text_of(*names))) return true;
    return false;
}

static void read_link(reader *r, const markup_token *token) {
    hs_span span;
    hs_text rel = attribute(r, token, "rel"), href = attribute(r, token, "href");
    if (href.size) {
        if ((!rel.size || text_equal_fold(rel, TEXT("alternate"))) && !r->out.link.size) r->out.link = href;
        return;
    }
    hs_text link = text_trim(read_content(r, token, false, &span).text);
    if (link.size) r->out.link = link;
}

static void read_author(reader *r, const markup_token *token) {
    hs_span span;
    mapped content = read_content(r, token, true, &span);
    hs_text name = text_trim(content.text);
    // Atom: <author><name>…</name></author>; RSS: "mail@host (Name)"
    markup m = markup_begin(content.text, true);
    bool wanted = false;
    for (markup_token inner; markup_next(&m, &inner);) {
        if (inner.kind == MARKUP_OPEN) wanted = text_equal_fold(markup_local_name(content.text, &inner), TEXT("name"));
        if (inner.kind != MARKUP_TEXT || !wanted) continue;
        name = text_trim(text_slice(content.text, inner.inner, inner.inner_end));
        break;
    }
    if (name.size && name.data[0] == '<') return;
    size_t open = text_find(name, TEXT("("), 0);
    if (text_find(name, TEXT("@"), 0) != SIZE_MAX) {
        if (open == SIZE_MAX) return;
        name = text_slice(name, open + 1, name.size);
        name = text_trim(text_cut(&name, ')'));
    }
    name = markup_decode(name, false, r->d->work);
    if (!name.size) return;
    r->out.byline =
        r->out.byline.size ? arena_print(r->d->work, "%.*s, %.*s", TEXT_ARGS(r->out.byline), TEXT_ARGS(name)) : name;
}

// How much a prefix says that an element is the feed's own: formats and the modules that
// carry text, then modules that describe what is attached, then modules nobody knows.
static uint8_t prefix_rank(const reader *r, hs_text prefix) {
    static const char *const own[] = {"",    "content:", "rss:",   "atom:", "atom03:", "atom10:", "a10:",
                                      "dc:", "dcterms:", "xhtml:", "body:", "rdf:",    NULL};
    static const char *const attached[] = {"media:", "itunes:", NULL};
    if (r->prefix.size) return text_equal(prefix, r->prefix) ? 3 : any(prefix, own + 1) ? 2 : 1;
    return any(prefix, own) ? 3 : any(prefix, attached) ? 2 : 1;
}

// An element that may hold the text: of those of the best rank the longest one does.
static void read_body(reader *r, const markup_token *token, uint8_t rank) {
    hs_span span;
    hs_text type = attribute(r, token, "type");
    bool xhtml =
        text_find_fold(type, TEXT("xhtml"), 0) != SIZE_MAX || text_equal_fold(attribute(r, token, "mode"), TEXT("xml"));
    mapped text = read_content(r, token, xhtml, &span);
    if (!text.text.size || rank < r->out.body_rank ||
        (rank == r->out.body_rank && text.text.size <= r->out.body.text.size))
        return;
    r->out.body_rank = rank;
    r->out.body = text;
    r->out.body_html = !text_equal_fold(type, TEXT("text")) && !text_equal_fold(type, TEXT("text/plain"));
}

// RSS: <source url="…">Name</source>; Atom: a <source> with title and link of its own.
static void read_source(reader *r, const markup_token *token) {
    hs_span span;
    hs_text url = attribute(r, token, "url"), content = text_trim(read_content(r, token, true, &span).text);
    r->out.source.url = url;
    r->out.source.outlet = content.size && content.data[0] != '<' && content.size <= 120 ? content : (hs_text){0};
}

static void read_element(reader *r, const markup_token *token) {
    static const char *const bodies[] = {"description", "summary",  "content",  "encoded", "body",
                                         "abstract",    "fulltext", "fullitem", NULL};
    static const char *const published[] = {"pubdate", "published", "issued", "date", "created", NULL};
    static const char *const updated[] = {"updated", "modified", NULL};
    static const char *const authors[] = {"author", "creator", NULL};
    static const char *const aside[] = {"image", "enclosure", "thumbnail", "category", "textinput", NULL};
    hs_text whole = text_slice(r->from->text, token->name, token->name_end),
            name = markup_local_name(r->from->text, token);
    hs_span span;
    if (text_equal_fold(name, TEXT("item")) || text_equal_fold(name, TEXT("entry"))) {
        r->prefix = text_slice(whole, 0, whole.size - name.size);
        hs_text href = attribute(r, token, "href");
        r->out.base = attribute(r, token, "xml:base");
        if (href.size) r->out.link = href;
        return;
    }
    if (text_equal_fold(name, TEXT("source"))) read_source(r, token);
    else if (text_equal_fold(name, TEXT("category")) && !r->out.section.size) {
        r->out.section = attribute(r, token, "term");
        hs_text shown = read_content(r, token, false, &span).text;
        if (!r->out.section.size) r->out.section = text_trim(shown);
    } else if (any(name, aside)) (void)read_content(r, token, false, &span);
    else if (text_equal_fold(name, TEXT("title"))) {
        bool markup_inside = text_find_fold(attribute(r, token, "type"), TEXT("xhtml"), 0) != SIZE_MAX ||
                             text_equal_fold(attribute(r, token, "mode"), TEXT("xml"));
        mapped title = read_content(r, token, markup_inside, &span);
        // a title of the format itself before one of an extension
        if (!r->out.title.text.size || (name.size == whole.size && !r->out.title_own))
            r->out.title = title, r->out.title_span = span;
        r->out.title_own = r->out.title_own || name.size == whole.size;
    } else if (text_equal_fold(name, TEXT("link"))) read_link(r, token);
    else if (text_equal_fold(name, TEXT("guid"))) {
        bool link = !text_equal_fold(attribute(r, token, "ispermalink"), TEXT("false"));
        hs_text guid = text_trim(read_content(r, token, false, &span).text);
        if (link && text_starts(guid, TEXT("http"))) r->out.guid = guid;
    } else if (any(name, bodies)) read_body(r, token, prefix_rank(r, text_slice(whole, 0, whole.size - name.size)));
    else if (any(name, published)) {
        hs_text value = read_content(r, token, false, &span).text;
        if (!r->out.published.size) r->out.published = value;
    } else if (any(name, updated)) r->out.updated = read_content(r, token, false, &span).text;
    else if (any(name, authors)) read_author(r, token);
}

// Text of a small piece of HTML: tags gone, references undone, spaces folded.
static hs_text plain_of(draft *d, hs_text html) {
    map_builder out = {.arena = d->work};
    markup m = markup_begin(html, false);
    bool hidden = false;
    for (markup_token token; markup_next(&m, &token);) {
        if (token.kind == MARKUP_OPEN || token.kind == MARKUP_CLOSE)
            hidden = token.kind == MARKUP_OPEN && m.raw_until.size && !m.raw_references;
        if (token.kind != MARKUP_TEXT || hidden) continue;
        hs_text text = markup_decode(text_slice(html, token.inner, token.inner_end), false, d->work);
        for (size_t i = 0; i < text.size; i++) {
            bool space = byte_is_space((unsigned char)text.data[i]);
            if (!space) map_append_for(&out, text_slice(text, i, i + 1), 0, 0);
            else if (out.size && out.text[out.size - 1] != ' ') map_append_for(&out, TEXT(" "), 0, 0);
        }
    }
    return text_trim((hs_text){out.text, out.size});
}

// A reference to another page, resolved against the feed (RFC 3986 in its common cases).
static hs_text resolve(draft *d, hs_text base, hs_text link) {
    if (!link.size || !base.size || text_find(link, TEXT("://"), 0) != SIZE_MAX || text_starts(link, TEXT("mailto:")))
        return link;
    size_t scheme = text_find(base, TEXT("://"), 0);
    if (scheme == SIZE_MAX) return link;
    size_t path = text_find(base, TEXT("/"), scheme + 3);
    if (path == SIZE_MAX) path = base.size;
    if (text_starts(link, TEXT("//")))
        return arena_print(d->work, "%.*s:%.*s", (int)scheme, base.data, TEXT_ARGS(link));
    if (link.data[0] == '/') return arena_print(d->work, "%.*s%.*s", (int)path, base.data, TEXT_ARGS(link));
    size_t last = base.size;
    while (last > path && base.data[last - 1] != '/') last--;
    const char *slash = last == path ? "/" : "";
    return arena_print(d->work, "%.*s%s%.*s", (int)last, base.data, slash, TEXT_ARGS(link));
}

static void set_date(draft *d, hs_text text, hs_date *out) {
    found_date found;
    if (!text.size || !dates_find(d->rules, text, 0, true, &found)) return;
    *out = found.date;
    out->from = "feed";
}

void item_read(draft *d, mapped from) {
    reader r = {.d = d, .from = &from, .m = markup_begin(from.text, true)};
    for (markup_token token; markup_next(&r.m, &token);)
        if (token.kind == MARKUP_OPEN) read_element(&r, &token);
    hs_document *out = d->out;
    out->title = plain_of(d, r.out.title.text);
    if (out->title.size && r.out.title_span.end > r.out.title_span.start)
        draft_title_source(d, &from, r.out.title_span);
    hs_text link = r.out.link.size ? r.out.link : r.out.guid;
    if (link.size)
        out->url = resolve(d, r.out.base.size ? resolve(d, d->payload->base, r.out.base) : d->payload->base, link);
    out->outlet = masthead_feed_outlet(out->outlet, out->url);
    out->byline = plain_of(d, r.out.byline);
    if (r.out.section.size <= 80) out->section = plain_of(d, r.out.section);
    r.out.source.outlet = plain_of(d, r.out.source.outlet);
    if (r.out.source.outlet.size && !text_equal_fold(r.out.source.outlet, out->outlet)) draft_basis(d, r.out.source);
    set_date(d, r.out.published, &out->published);
    set_date(d, r.out.updated, &out->updated);
    if (!out->published.precision) out->published = out->updated;
    if (r.out.body_html) page_read_fragment(d, r.out.body);
    else if (r.out.body.text.size) {
        draft_begin(d);
        draft_add(d, &r.out.body, (hs_span){0, (uint32_t)r.out.body.text.size});
        draft_end(d, HS_BLOCK_PARAGRAPH);
    }
    credit_read(d);
}
