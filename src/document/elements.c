// See elements.h. In: tokens of a page. Out: nodes in document order, each knowing its parent
// and where its subtree ends, so that every walk is a loop.
//
// Method: the parts of the HTML standard's tree construction that matter for text: void
// elements, end tags that may be left out (p, li, dt, dd, tr, td, th, option), end tags
// that close what stands open inside. Below LIMIT_MARKUP_DEPTH elements are closed at once.
//
// What it gets wrong: tables are not repaired (text between rows stays where it stands),
// and misnested formatting is closed rather than cloned; neither moves text.
#include "document/elements.h"

#include "base/limits.h"
#include "base/text.h"
#include "bytes/markup.h"

static const hs_text tag_names[TAG_COUNT] = {TEXT_INIT(""), TEXT_INIT(""),
#define X(name, label) TEXT_INIT(label),
                                             ELEMENT_TAGS(X)
#undef X
};

// ELEMENT_TAGS is sorted by label: binary search, case folded.
static uint16_t find_tag(hs_text name) {
    char lower[16];
    if (name.size == 0 || name.size > sizeof lower) return TAG_OTHER;
    for (size_t i = 0; i < name.size; i++) lower[i] = (char)byte_lower((unsigned char)name.data[i]);
    hs_text key = {lower, name.size};
    uint16_t low = TAG_TEXT + 1, high = TAG_COUNT;
    while (low < high) {
        uint16_t middle = (uint16_t)((low + high) / 2);
        int order = text_compare(key, tag_names[middle]);
        if (order == 0) return middle;
        if (order < 0) high = middle;
        else low = (uint16_t)(middle + 1);
    }
    return TAG_OTHER;
}

static bool is_void(uint16_t tag) {
    switch (tag) {
    case TAG_AREA:
    case TAG_BASE:
    case TAG_BR:
    case TAG_COL:
    case TAG_EMBED:
    case TAG_HR:
    case TAG_IMG:
    case TAG_INPUT:
    case TAG_IFRAME:
    case TAG_LINK:
    case TAG_META:
    case TAG_PARAM:
    case TAG_SOURCE:
    case TAG_TRACK:
    case TAG_WBR: return true;
    default: return false;
    }
}

bool elements_is_block(uint16_t tag) {
    switch (tag) {
    case TAG_ADDRESS:
    case TAG_ARTICLE:
    case TAG_ASIDE:
    case TAG_BLOCKQUOTE:
    case TAG_BODY:
    case TAG_CAPTION:
    case TAG_CENTER:
    case TAG_DD:
    case TAG_DETAILS:
    case TAG_DIALOG:
    case TAG_DIV:
    case TAG_DL:
    case TAG_DT:
    case TAG_FIELDSET:
    case TAG_FIGCAPTION:
    case TAG_FIGURE:
    case TAG_FOOTER:
    case TAG_FORM:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
    case TAG_HEAD:
    case TAG_HEADER:
    case TAG_HGROUP:
    case TAG_HR:
    case TAG_HTML:
    case TAG_LEGEND:
    case TAG_LI:
    case TAG_MAIN:
    case TAG_MENU:
    case TAG_NAV:
    case TAG_OL:
    case TAG_OPTION:
    case TAG_P:
    case TAG_PRE:
    case TAG_SECTION:
    case TAG_SUMMARY:
    case TAG_TABLE:
    case TAG_TBODY:
    case TAG_TD:
    case TAG_TFOOT:
    case TAG_TH:
    case TAG_THEAD:
    case TAG_TR:
    case TAG_UL:
    case TAG_VIDEO:
    case TAG_AUDIO:
    case TAG_IFRAME:
    case TAG_TITLE:
    case TAG_SELECT:
    case TAG_BUTTON: return true;
    default: return false;
    }
}

typedef struct builder {
    hs_text text;
    hs_arena *keep;
    element *nodes;
    size_t count, capacity;
    uint32_t open[512]; // LIMIT_MARKUP_DEPTH
    uint32_t depth;
} builder;

static uint32_t add_node(builder *b, element node) {
    node.parent = b->depth ? b->open[b->depth - 1] : HS_NONE;
    node.depth = (uint16_t)b->depth;
    node.past = (uint32_t)b->count + 1;
    *arena_push(b->keep, b->nodes, b->count, b->capacity) = node;
    return (uint32_t)b->count - 1;
}

// Closes elements until `depth` are open.
static void close_to(builder *b, uint32_t depth) {
    while (b->depth > depth) b->nodes[b->open[--b->depth]].past = (uint32_t)b->count;
}

static uint16_t tag_at(const builder *b, uint32_t depth) { return b->nodes[b->open[depth]].tag; }

// Closes the innermost open element `tag`, unless one of `walls` stands between.
static void close_one(builder *b, uint16_t tag, const uint16_t *walls, size_t wall_count) {
    for (uint32_t i = b->depth; i-- > 1;) {
        uint16_t open = tag_at(b, i);
        if (open == tag) {
            close_to(b, i);
            return;
        }
        for (size_t k = 0; k < wall_count; k++)
            if (open == walls[k]) return;
    }
}

// End tags that the start of `tag` implies (HTML standard, 13.1.2.4).
static void close_implied(builder *b, uint16_t tag) {
    static const uint16_t list_walls[] = {TAG_UL, TAG_OL, TAG_MENU, TAG_TABLE, TAG_ARTICLE, TAG_SECTION};
    static const uint16_t definition_walls[] = {TAG_DL, TAG_TABLE, TAG_ARTICLE, TAG_SECTION};
    static const uint16_t table_walls[] = {TAG_TABLE};
    static const uint16_t paragraph_walls[] = {TAG_TD,     TAG_TH,  TAG_TABLE, TAG_BUTTON,
                                               TAG_OBJECT, TAG_DIV, TAG_LI,    TAG_BLOCKQUOTE};
    switch (tag) {
    case TAG_LI: close_one(b, TAG_LI, list_walls, 6); break;
    case TAG_DT:
    case TAG_DD:
        close_one(b, TAG_DT, definition_walls, 4);
        close_one(b, TAG_DD, definition_walls, 4);
        break;
    case TAG_TR: close_one(b, TAG_TR, table_walls, 1); break;
    case TAG_TD:
    case TAG_TH:
        close_one(b, TAG_TD, table_walls, 1);
        close_one(b, TAG_TH, table_walls, 1);
        break;
    case TAG_TBODY:
    case TAG_THEAD:
    case TAG_TFOOT:
        close_one(b, TAG_TBODY, table_walls, 1);
        close_one(b, TAG_THEAD, table_walls, 1);
        break;
    case TAG_OPTION: close_one(b, TAG_OPTION, (const uint16_t[]){TAG_SELECT}, 1); break;
    case TAG_BODY: close_one(b, TAG_HEAD, NULL, 0); break;
    default: break;
    }
    // what is a block ends a paragraph; what may stand in a head does not
    if (elements_is_block(tag) && tag != TAG_TITLE && tag != TAG_BUTTON && tag != TAG_SELECT && tag != TAG_OPTION &&
        tag != TAG_VIDEO && tag != TAG_AUDIO && tag != TAG_IFRAME)
        close_one(b, TAG_P, paragraph_walls, 8);
}

static void take_open(builder *b, const markup_token *token) {
    uint16_t tag = find_tag(text_slice(b->text, token->name, token->name_end));
    close_implied(b, tag);
    uint32_t node = add_node(b, (element){.start = token->start,
                                          .end = token->end,
                                          .inner = token->inner,
                                          .inner_end = token->inner_end,
                                          .tag = tag});
    bool closed = is_void(tag) || (token->self_closing && (tag == TAG_OTHER || tag == TAG_SVG));
    if (closed || b->depth >= LIMIT_MARKUP_DEPTH) return;
    b->open[b->depth++] = node;
}

static void take_close(builder *b, const markup_token *token) {
    static const uint16_t walls[] = {TAG_TABLE, TAG_TD, TAG_TH};
    uint16_t tag = find_tag(text_slice(b->text, token->name, token->name_end));
    if (tag == TAG_BR || tag == TAG_P) {
        bool open = false;
        for (uint32_t i = b->depth; i-- > 1 && !open;) open = tag_at(b, i) == TAG_P;
        // "</p>" and "</br>" without a start make an empty element
        if (tag == TAG_BR || !open) {
            add_node(b, (element){.start = token->start,
                                  .end = token->end,
                                  .inner = token->end,
                                  .inner_end = token->end,
                                  .tag = tag});
            return;
        }
    }
    // bodies are closed by the end: much stands behind their end tags
    if (tag == TAG_BODY || tag == TAG_HTML) return;
    if (tag == TAG_OTHER) {
        // told apart by their names
        hs_text name = text_slice(b->text, token->name, token->name_end);
        for (uint32_t i = b->depth; i-- > 1;) {
            const element *open = &b->nodes[b->open[i]];
            if (open->tag != TAG_OTHER && elements_is_block(open->tag)) return;
            if (open->tag == TAG_OTHER && text_equal_fold(text_slice(b->text, open->start + 1, open->inner), name)) {
                close_to(b, i);
                return;
            }
        }
        return;
    }
    bool of_table =
        tag == TAG_TD || tag == TAG_TH || tag == TAG_TR || tag == TAG_TBODY || tag == TAG_THEAD || tag == TAG_TFOOT;
    if (elements_is_block(tag)) close_one(b, tag, walls, tag == TAG_TABLE ? 0 : of_table ? 1 : 3);
    else {
        // formatting is not closed over the edge of a block
        for (uint32_t i = b->depth; i-- > 1;) {
            uint16_t open = tag_at(b, i);
            if (open == tag) {
                close_to(b, i);
                return;
            }
            if (elements_is_block(open)) return;
        }
    }
}

elements elements_read(hs_text text, hs_arena *keep) {
    builder b = {.text = text, .keep = keep};
    b.open[0] = add_node(&b, (element){.end = 0});
    b.depth = 1;
    markup m = markup_begin(text, false);
    for (markup_token token; markup_next(&m, &token);) {
        if (token.kind == MARKUP_OPEN) take_open(&b, &token);
        else if (token.kind == MARKUP_CLOSE) take_close(&b, &token);
        // what an iframe holds is shown where it is not loaded: in a feed, always
        else if (token.kind == MARKUP_TEXT && token.raw && b.nodes[b.count - 1].tag == TAG_IFRAME &&
                 !memchr(text.data + token.inner, '<', token.inner_end - token.inner))
            add_node(&b, (element){.start = token.inner, .end = token.inner_end, .tag = TAG_TEXT});
        else if (token.kind == MARKUP_TEXT &&
                 (!token.raw || tag_at(&b, b.depth - 1) == TAG_SCRIPT || tag_at(&b, b.depth - 1) == TAG_STYLE))
            add_node(&b, (element){.start = token.inner, .end = token.inner_end, .tag = TAG_TEXT, .raw = token.raw});
    }
    close_to(&b, 0);
    return (elements){text, b.nodes, (uint32_t)b.count};
}

hs_text elements_attribute(const elements *t, uint32_t node, const char *name) {
    const element *n = &t->nodes[node];
    if (n->inner >= n->inner_end) return (hs_text){0};
    markup_token token = {.inner = n->inner, .inner_end = n->inner_end};
    markup_attribute found;
    if (!markup_find_attribute(t->text, &token, text_of(name), &found)) return (hs_text){0};
    return text_slice(t->text, found.value, found.value_end);
}

bool elements_hold_heading(const elements *t, uint32_t node) {
    for (uint32_t i = node; i < t->nodes[node].past; i++)
        if (t->nodes[i].tag == TAG_H1) return true;
    return false;
}
