// The main content of a page. In: its tree. Out: blocks of the draft.
//
// Method: elements that name themselves menus, comments, advertisements and the like are
// left out. What remains is cut into blocks at the edges of block elements and at empty
// lines. A block of prose counts for its letters, a block of links or a scrap against them;
// the element whose blocks sum up highest holds the report (a maximum-sum subtree in place
// of readability's hand-tuned scores: it needs no thresholds for siblings). Inside it, link
// lists, lines of the lexicon and what stands before and behind the prose are left out.
//
// What it gets wrong: pages whose report is a list of short lines; reports cut into several
// columns that share no element but the whole page.
#include "document/article.h"

#include "base/limits.h"
#include "base/text.h"
#include "bytes/markup.h"
#include "document/credit.h"
#include "document/dates.h"
#include "document/lines.h"

// ---------------------------------------------------------------- marks

static uint8_t meaning(hs_text word) {
    if (text_equal(word, TEXT("drop"))) return MARK_DROP;
    if (text_equal(word, TEXT("body"))) return MARK_BODY;
    if (text_equal(word, TEXT("byline"))) return MARK_BYLINE;
    if (text_equal(word, TEXT("date"))) return MARK_DATE;
    if (text_equal(word, TEXT("deck"))) return MARK_DECK;
    return 0;
}

enum { CLASS_WORDS = 24, CLASS_BYTES = 256 };

// Splits a class or id into words, lower case, one space between: "relatedPosts_box-2"
// becomes "related posts box". Names of utility classes ("print:hidden") say how an element
// looks where, not what it is, and are left out.
static hs_text split_words(hs_text value, char *out) {
    size_t size = 0, name = 0;
    for (size_t i = 0; i < value.size && size + 2 < CLASS_BYTES; i++) {
        unsigned char c = (unsigned char)value.data[i];
        if (c == ':' || c == '[') {
            size = name;
            while (i + 1 < value.size && !byte_is_space((unsigned char)value.data[i + 1])) i++;
            continue;
        }
        if (byte_is_space(c)) name = size;
        // "ad6ed79d" is a number, no word for advertisements
        if (byte_is_digit(c) && size && out[size - 1] != ' ' && i && byte_is_alpha((unsigned char)value.data[i - 1])) {
            size_t start = size;
            while (start && out[start - 1] != ' ') start--;
            if (size - start <= 2) size = start;
        }
        bool hump = byte_is_upper(c) && i && byte_is_lower((unsigned char)value.data[i - 1]);
        if ((hump || !byte_is_alpha(c)) && size && out[size - 1] != ' ') out[size++] = ' ';
        if (byte_is_alpha(c)) out[size++] = (char)byte_lower(c);
    }
    while (size && out[size - 1] == ' ') size--;
    return (hs_text){out, size};
}

// Looks up every run of one to three words.
static uint8_t look_up_words(const struct document_rules *rules, hs_text words) {
    uint8_t marks = 0;
    size_t starts[CLASS_WORDS + 1], count = 0;
    for (size_t at = 0; at < words.size && count < CLASS_WORDS;) {
        starts[count++] = at;
        size_t space = text_find(words, TEXT(" "), at);
        at = space == SIZE_MAX ? words.size : space + 1;
    }
    starts[count] = words.size + 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k <= count && k <= i + 3; k++)
            marks |= meaning(rules_find(&rules->classes, text_slice(words, starts[i], starts[k] - 1), "means"));
    return marks;
}

// Marks of values met before: a page repeats few classes many times.
enum { MEMORY_SLOTS = 1024 };
typedef struct memory {
    uint64_t hash[MEMORY_SLOTS];
    uint8_t marks[MEMORY_SLOTS];
} memory;

static uint8_t look_up_value(const struct document_rules *rules, hs_text value, memory *seen) {
    char buffer[CLASS_BYTES];
    uint64_t hash = text_hash(value, 3) | 1;
    uint32_t slot = (uint32_t)(hash >> 8) % MEMORY_SLOTS;
    if (seen->hash[slot] != hash) {
        seen->marks[slot] = look_up_words(rules, split_words(value, buffer));
        seen->hash[slot] = hash;
    }
    return seen->marks[slot];
}

static uint8_t mark_by_attributes(const struct document_rules *rules, const elements *t, uint32_t node, memory *seen) {
    const element *n = &t->nodes[node];
    if (n->inner >= n->inner_end) return 0;
    uint8_t marks = 0;
    markup_token token = {.inner = n->inner, .inner_end = n->inner_end};
    markup_attribute a;
    for (uint32_t at = token.inner; markup_next_attribute(t->text, &token, &at, &a);) {
        hs_text name = text_slice(t->text, a.name, a.name_end), value = text_slice(t->text, a.value, a.value_end);
        if (name.size > 8) continue;
        if (text_equal_fold(name, TEXT("class")) || text_equal_fold(name, TEXT("id")) ||
            text_equal_fold(name, TEXT("role")) || text_equal_fold(name, TEXT("itemprop")) ||
            text_equal_fold(name, TEXT("rel")))
            marks |= look_up_value(rules, value, seen);
        else if (n->tag == TAG_A && text_equal_fold(name, TEXT("href")) &&
                 text_find(value, TEXT("/author"), 0) != SIZE_MAX)
            marks |= MARK_BYLINE;
        else if (text_equal_fold(name, TEXT("hidden"))) marks |= MARK_DROP;
        else if (text_equal_fold(name, TEXT("style")) && (text_find_fold(value, TEXT("display:none"), 0) != SIZE_MAX ||
                                                          text_find_fold(value, TEXT("display: none"), 0) != SIZE_MAX))
            marks |= MARK_DROP;
    }
    return marks;
}

static uint8_t mark_by_tag(uint16_t tag) {
    switch (tag) {
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_NOSCRIPT:
    case TAG_NAV:
    case TAG_FOOTER:
    case TAG_ASIDE:
    case TAG_BUTTON:
    case TAG_SELECT:
    case TAG_TEXTAREA:
    case TAG_IFRAME:
    case TAG_SVG:
    case TAG_TEMPLATE:
    case TAG_FIGCAPTION:
    case TAG_FIGURE:
    case TAG_HEAD:
    case TAG_TITLE:
    case TAG_VIDEO:
    case TAG_AUDIO:
    case TAG_CANVAS:
    case TAG_DIALOG:
    case TAG_NOFRAMES:
    case TAG_OPTION:
    case TAG_LABEL:
    case TAG_AMP_AD:
    case TAG_DATALIST:
    case TAG_MENU:
    case TAG_EMBED:
    case TAG_APPLET: return MARK_DROP;
    default: return 0;
    }
}

// Letters of prose before each node: runs of text outside of scripts, long enough to be
// part of a sentence. Prose of a subtree is a difference.
static uint32_t *sum_prose(const elements *t, hs_arena *keep) {
    uint32_t *before = arena_new(keep, uint32_t, t->count + 1);
    uint32_t link_past = 0, sum = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const element *n = &t->nodes[i];
        before[i] = sum;
        if (n->tag == TAG_A && n->past > link_past) link_past = n->past;
        if (n->tag == TAG_TEXT && !n->raw && i >= link_past && n->end - n->start >= 40) sum += n->end - n->start;
    }
    before[t->count] = sum;
    return before;
}

static uint32_t kept_prose(const elements *t, const uint8_t *marks, const uint32_t *before) {
    uint32_t sum = 0, from = 0;
    for (uint32_t i = 1; i < t->count;) {
        if (!(marks[i] & MARK_DROP)) {
            i++;
            continue;
        }
        sum += before[i] - before[from];
        i = from = t->nodes[i].past;
    }
    return sum + before[t->count] - before[from];
}

// A name that hides nearly all prose of the page is wrong ("sidebar-layout", "paywall"):
// elements that hold most of it are taken back, outermost first.
static void take_back(const elements *t, uint8_t *marks, hs_arena scratch) {
    const uint32_t *before = sum_prose(t, &scratch);
    uint32_t all = before[t->count];
    for (int round = 0; round < 6 && kept_prose(t, marks, before) < all / 4; round++) {
        bool changed = false;
        for (uint32_t i = 1; i < t->count;) {
            if (!(marks[i] & MARK_DROP)) {
                i++;
                continue;
            }
            uint32_t prose = before[t->nodes[i].past] - before[i];
            if (prose > all / 100 * 35) marks[i] &= (uint8_t)~MARK_DROP, changed = true;
            i = t->nodes[i].past;
        }
        if (!changed) return;
    }
}

uint8_t *article_mark(const struct document_rules *rules, const elements *t, hs_arena *keep) {
    uint8_t *marks = arena_new(keep, uint8_t, t->count);
    memory *seen = arena_new(keep, memory, 1);
    for (uint32_t i = 1; i < t->count; i++) {
        uint16_t tag = t->nodes[i].tag;
        if (tag == TAG_TEXT) continue;
        marks[i] = mark_by_tag(tag);
        if (marks[i] & MARK_DROP) continue;
        uint8_t by_attributes = mark_by_attributes(rules, t, i, seen);
        // what is named twice, body and something else, is the body
        if (tag == TAG_BODY || tag == TAG_HTML || tag == TAG_MAIN || tag == TAG_ARTICLE || (by_attributes & MARK_BODY))
            by_attributes &= ~MARK_DROP;
        // words inside a sentence are part of it, whatever they link to
        if (!elements_is_block(tag) && (tag == TAG_A || t->nodes[t->nodes[i].parent].tag == TAG_P))
            by_attributes &= ~MARK_DROP;
        marks[i] |= by_attributes;
    }
    take_back(t, marks, *keep);
    return marks;
}

// ---------------------------------------------------------------- blocks

typedef struct block {
    uint32_t from, to;       // nodes
    uint32_t holder;         // innermost block element
    uint32_t letters, links; // bytes that are no white space, and those of them inside links
    uint32_t commas;
    int32_t value;
    hs_block_kind kind;
    bool ends_sentence;
    bool announces; // ends with a colon
} block;

typedef struct blocks {
    block *items;
    size_t count, capacity;
} blocks;

static void count_text(block *b, hs_text text, bool link) {
    uint32_t letters = 0, commas = 0;
    char last = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (byte_is_space((unsigned char)c)) continue;
        letters += ((unsigned char)c & 0xC0) != 0x80;
        commas += c == ',';
        last = c;
    }
    b->letters += letters;
    b->commas += commas;
    if (link) b->links += letters;
    if (letters) {
        hs_text end = text_trim(text);
        b->announces = last == ':';
        b->ends_sentence = last == '.' || last == '!' || last == '?' || last == '"' || last == ':' ||
                           text_ends(end, TEXT("”")) || text_ends(end, TEXT("…")) || text_ends(end, TEXT("»")) ||
                           text_ends(end, TEXT("。")) || text_ends(end, TEXT("&quot;")) ||
                           text_ends(end, TEXT("&rdquo;")) || text_ends(end, TEXT("“"));
    }
}

static hs_block_kind kind_of(const elements *t, uint32_t holder) {
    for (uint32_t i = holder; i != HS_NONE; i = t->nodes[i].parent) {
        uint16_t tag = t->nodes[i].tag;
        if (tag >= TAG_H1 && tag <= TAG_H6) return HS_BLOCK_HEADING;
        if (tag == TAG_LI || tag == TAG_DT || tag == TAG_DD) return HS_BLOCK_LIST;
        if (tag == TAG_BLOCKQUOTE) return HS_BLOCK_QUOTE;
        if (tag != TAG_P && tag != TAG_SPAN && tag != TAG_DIV) break;
    }
    return HS_BLOCK_PARAGRAPH;
}

typedef struct cutter {
    const elements *t;
    const uint8_t *marks;
    hs_arena *keep;
    blocks out;
    block open;
    bool has_open;
    uint32_t breaks; // <br> since the last text
} cutter;

static void end_block(cutter *c, uint32_t at) {
    if (c->has_open && c->open.letters) {
        c->open.to = at;
        c->open.kind = kind_of(c->t, c->open.holder);
        *arena_push(c->keep, c->out.items, c->out.count, c->out.capacity) = c->open;
    }
    c->has_open = false;
    c->breaks = 0;
}

static uint32_t block_holder(const elements *t, uint32_t node) {
    uint32_t i = t->nodes[node].parent;
    while (t->nodes[i].parent != HS_NONE && !elements_is_block(t->nodes[i].tag)) i = t->nodes[i].parent;
    return i;
}

static void take_text(cutter *c, uint32_t node, uint32_t link_past) {
    const element *n = &c->t->nodes[node];
    hs_text text = text_slice(c->t->text, n->start, n->end);
    if (!text_trim(text).size) return;
    if (c->has_open && (c->breaks > 1 || (c->breaks == 1 && c->open.ends_sentence))) end_block(c, node);
    if (!c->has_open) {
        c->open = (block){.from = node, .holder = block_holder(c->t, node)};
        c->has_open = true;
    }
    c->breaks = 0;
    count_text(&c->open, text, node < link_past);
}

// Cuts what is not dropped into blocks.
static blocks cut_blocks(const elements *t, const uint8_t *marks, hs_arena *keep) {
    cutter c = {.t = t, .marks = marks, .keep = keep};
    uint32_t link_past = 0;
    uint32_t *ends = arena_new(keep, uint32_t, LIMIT_MARKUP_DEPTH + 2); // where open block elements end
    uint32_t open = 0;
    for (uint32_t i = 1; i < t->count;) {
        const element *n = &t->nodes[i];
        while (open && ends[open - 1] <= i) end_block(&c, i), open--;
        if (marks[i] & MARK_DROP) {
            if (elements_is_block(n->tag)) end_block(&c, i);
            i = n->past;
            continue;
        }
        if (n->tag == TAG_TEXT) take_text(&c, i, link_past);
        else if (n->tag == TAG_BR) c.breaks++;
        else if (n->tag == TAG_A && n->past > link_past) link_past = n->past;
        else if (elements_is_block(n->tag)) {
            end_block(&c, i);
            ends[open++] = n->past;
        }
        i++;
    }
    end_block(&c, t->count);
    return c.out;
}

// ---------------------------------------------------------------- choice

// What a block says for or against an element that holds it.
static int32_t value_of(const block *b) {
    int32_t letters = (int32_t)b->letters, links = (int32_t)b->links, plain = letters - links;
    if (b->kind == HS_BLOCK_HEADING) return links * 2 > letters ? -20 : 0;
    if (links * 2 > letters) return -10 - (letters < 200 ? letters / 2 : 100);
    if (letters < 25 && !b->ends_sentence) return -10;
    if (letters < 60 && !b->ends_sentence) return 0;
    if (b->kind == HS_BLOCK_LIST) return plain / 2;
    return plain + 10 * (int32_t)(b->commas < 10 ? b->commas : 10);
}

enum { SHARE_OF_BEST = 90 }; // percent

// The element whose blocks sum up highest; of those that are as good, the innermost.
static uint32_t choose(const elements *t, const uint8_t *marks, blocks *all, hs_arena scratch) {
    int64_t *sums = arena_new(&scratch, int64_t, t->count + 1);
    for (size_t i = 0; i < all->count; i++) {
        block *b = &all->items[i];
        b->value = value_of(b);
        sums[b->holder] += b->value;
    }
    uint32_t best = 0, inner = 0;
    for (uint32_t i = t->count; i-- > 1;)
        if (t->nodes[i].tag != TAG_TEXT && !(marks[i] & MARK_DROP)) sums[t->nodes[i].parent] += sums[i];
    for (uint32_t i = 1; i < t->count; i++)
        if (sums[i] >= sums[best]) best = i;
    // the innermost that holds nearly as much: what it leaves out stands around the report
    for (uint32_t i = best; i < t->nodes[best].past; i++)
        if (sums[i] * 100 >= sums[best] * SHARE_OF_BEST) inner = i;
    best = inner;
    // an element that the page itself calls the body, when most of the best stands in it
    uint32_t named = 0;
    for (uint32_t i = best; i < t->nodes[best].past; i++)
        if ((marks[i] & MARK_BODY || t->nodes[i].tag == TAG_ARTICLE) && sums[i] * 10 > sums[best] * 6 &&
            (!named || sums[i] * 10 >= sums[named] * 9))
            named = i;
    return named ? named : best;
}

// ---------------------------------------------------------------- output

hs_text article_node_text(const elements *t, uint32_t node, hs_arena *keep) {
    size_t room = 1, size = 0;
    for (uint32_t i = node; i < t->nodes[node].past; i++)
        if (t->nodes[i].tag == TAG_TEXT) room += 2 * (t->nodes[i].end - t->nodes[i].start) + 9;
    char *out = arena_new(keep, char, room);
    for (uint32_t i = node; i < t->nodes[node].past; i++) {
        const element *n = &t->nodes[i];
        if ((elements_is_block(n->tag) || n->tag == TAG_BR) && i > node && size && out[size - 1] != ' ')
            out[size++] = ' ';
        if (n->tag == TAG_SCRIPT || n->tag == TAG_STYLE) {
            i = n->past - 1;
            continue;
        }
        if (n->tag != TAG_TEXT) continue;
        hs_text text = text_slice(t->text, n->start, n->end);
        if (!n->raw) text = markup_decode(text, false, keep);
        for (size_t k = 0; k < text.size; k++) {
            char c = text.data[k];
            if (!byte_is_space((unsigned char)c)) out[size++] = c;
            else if (size && out[size - 1] != ' ') out[size++] = ' ';
        }
    }
    return text_trim((hs_text){out, size});
}

// Adds a run of character data, its references undone.
static void add_text(draft *d, const mapped *from, hs_span span, bool raw) {
    uint32_t at = span.start;
    while (at < span.end) {
        const char *hit = raw ? NULL : memchr(from->text.data + at, '&', span.end - at);
        uint32_t mark = hit ? (uint32_t)(hit - from->text.data) : span.end;
        if (mark > at) draft_add(d, from, (hs_span){at, mark});
        if (!hit) return;
        uint32_t codes[2];
        hs_text within = {from->text.data, span.end};
        uint32_t used = (uint32_t)markup_reference(within, mark, false, codes);
        if (used) draft_add_code(d, from, (hs_span){mark, mark + used}, codes);
        else draft_add(d, from, (hs_span){mark, mark + 1});
        at = mark + (used ? used : 1);
    }
}

static void add_block(draft *d, const mapped *from, const elements *t, const uint8_t *marks, const block *b) {
    draft_begin(d);
    for (uint32_t i = b->from; i < b->to;) {
        const element *n = &t->nodes[i];
        if (marks[i] & MARK_DROP) {
            i = n->past;
            continue;
        }
        if (n->tag == TAG_TEXT) add_text(d, from, (hs_span){n->start, n->end}, n->raw);
        else if (n->tag == TAG_BR) draft_space(d, (uint32_t)hs_map_span(&from->map, (hs_span){n->start, n->end}).start);
        i++;
    }
    draft_end(d, b->kind);
}

static hs_text block_text(const elements *t, const uint8_t *marks, const block *b, hs_arena *keep) {
    size_t room = 1, size = 0;
    for (uint32_t i = b->from; i < b->to; i++)
        if (t->nodes[i].tag == TAG_TEXT) room += 2 * (t->nodes[i].end - t->nodes[i].start) + 9;
    char *out = arena_new(keep, char, room);
    for (uint32_t i = b->from; i < b->to;) {
        const element *n = &t->nodes[i];
        if (marks[i] & MARK_DROP) {
            i = n->past;
            continue;
        }
        i++;
        if (n->tag == TAG_BR && size && out[size - 1] != ' ') out[size++] = ' ';
        if (n->tag != TAG_TEXT) continue;
        hs_text text = markup_decode(text_slice(t->text, n->start, n->end), false, keep);
        for (size_t k = 0; k < text.size; k++) {
            char c = text.data[k];
            if (!byte_is_space((unsigned char)c)) out[size++] = c;
            else if (size && out[size - 1] != ' ') out[size++] = ' ';
        }
    }
    return text_trim((hs_text){out, size});
}

static bool is_prose(const block *b) {
    return b->kind != HS_BLOCK_HEADING && b->links * 2 <= b->letters &&
           (b->ends_sentence ? b->letters >= 30 : b->letters >= 80);
}

// Says of every block inside `root` whether it is part of the report.
static void keep_blocks(draft *d, const elements *t, const uint8_t *marks, blocks *all, uint32_t root, hs_text title,
                        masthead *found, bool *kept) {
    size_t first = all->count, last = 0;
    uint64_t prose = 0, seen = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].from >= root && all->items[i].from < t->nodes[root].past && is_prose(&all->items[i]))
            prose += all->items[i].letters;
    for (size_t i = 0; i < all->count; i++) {
        const block *b = &all->items[i];
        if (b->from < root || b->from >= t->nodes[root].past) continue;
        hs_text text = block_text(t, marks, b, d->work);
        line_kind line = lines_tell(d->rules, text);
        if (is_prose(b)) seen += b->letters;
        // a box of related reports in the middle ends nothing
        if (line == LINE_END && seen * 10 > prose * 7) {
            credit_take_line(d, text);
            break;
        }
        if (line != LINE_TEXT) credit_take_line(d, text);
        if (line != LINE_TEXT || lines_same(text, title) || !lines_count_words(text)) continue;
        // cells of figures; old pages hold their text in tables, but in sentences
        uint16_t holder = t->nodes[b->holder].tag;
        if ((holder == TAG_TD || holder == TAG_TH) && !is_prose(b)) continue;
        if (text.size < 240 && masthead_take_line(d, found, text)) continue;
        if (b->links * 2 > b->letters && b->kind != HS_BLOCK_HEADING && !(b->ends_sentence && b->letters > 60))
            continue;
        kept[i] = true;
        if (is_prose(b)) {
            if (first == all->count) first = i;
            last = i;
        }
    }
    if (first == all->count) return;
    // short sentences that close the report
    while (last + 1 < all->count && kept[last + 1] && all->items[last + 1].kind == HS_BLOCK_PARAGRAPH &&
           all->items[last + 1].ends_sentence && all->items[last + 1].links == 0 && all->items[last + 1].letters >= 12)
        last++;
    // a list that the last sentence announces: "The winners are:"
    while (last + 1 < all->count && kept[last + 1] && all->items[last + 1].kind == HS_BLOCK_LIST &&
           (all->items[last].kind == HS_BLOCK_LIST || all->items[last].announces))
        last++;
    for (size_t i = 0; i < all->count; i++) {
        const block *b = &all->items[i];
        // scraps before and behind the prose; a list item may be the last of the report
        bool edge = i < first || (i > last && !(b->kind == HS_BLOCK_LIST && b->letters > 40));
        if (edge) kept[i] = false;
    }
}

// Notes about the authors behind the report begin with their names.
static void drop_author(const elements *t, const uint8_t *marks, const blocks *all, hs_text byline, hs_arena scratch,
                        bool *kept) {
    size_t last = all->count;
    if (byline.size < 5 || text_find(byline, TEXT(" "), 0) == SIZE_MAX) return;
    for (uint32_t seen = 0; last-- > 0 && seen < 4;) {
        if (!kept[last]) continue;
        seen++;
        if (text_starts(block_text(t, marks, &all->items[last], &scratch), byline)) kept[last] = false;
    }
}

// So do notes on how they can be reached.
static void drop_contacts(const elements *t, const uint8_t *marks, const blocks *all, hs_arena scratch, bool *kept) {
    size_t last = all->count;
    for (uint32_t seen = 0; last-- > 0 && seen < 3;) {
        if (!kept[last]) continue;
        if (seen++ && kept[last] && all->items[last].letters > 300) return;
        if (lines_is_contact(block_text(t, marks, &all->items[last], &scratch))) kept[last] = false;
    }
}

// A date that stands alone before the headline is the day on which the page was fetched; it
// matters where the report's own is told from it ("3 months ago").
static hs_date find_page_date(draft *d, const elements *t, const uint8_t *marks, const blocks *all, size_t until) {
    found_date date = {0};
    for (size_t i = 0; i < until; i++) {
        const block *b = &all->items[i];
        if (b->letters > 60 || b->letters < 8) continue;
        hs_arena scratch = *d->work;
        hs_text text = block_text(t, marks, b, &scratch);
        if (dates_find(d->rules, text, 0, false, &date) && date.date.precision == HS_DATE_DAY &&
            lines_count_words(text) <= 8) {
            date.date.from = "text";
            return date.date;
        }
    }
    return (hs_date){0};
}

// The lines between headline and report: dates and names, and decks, which tell the report
// in a sentence.
static void keep_decks(draft *d, const elements *t, const uint8_t *marks, blocks *all, uint32_t heading, hs_text title,
                       masthead *found, bool *kept) {
    size_t first = 0, taken = 0;
    while (first < all->count && !kept[first]) first++;
    if (!heading || first == all->count) return;
    uint32_t past = t->nodes[heading].past;
    size_t from = first;
    while (from && all->items[from - 1].from >= past) from--;
    if (first - from > 25) return;
    for (size_t i = from; i < first && taken < 3; i++) {
        block *b = &all->items[i];
        if (b->letters > 600) continue;
        hs_text text = block_text(t, marks, b, d->work);
        if (text.size < 240 && masthead_take_line(d, found, text)) continue;
        if (b->letters < 35 || b->links * 3 > b->letters || lines_count_words(text) < 6) continue;
        if (lines_tell(d->rules, text) != LINE_TEXT || lines_same(text, title) || lines_is_menu(text)) continue;
        kept[i] = true;
        taken++;
        if (!b->ends_sentence || b->kind != HS_BLOCK_PARAGRAPH) b->kind = HS_BLOCK_HEADING;
    }
    if (found->relative.size && !found->page.precision) found->page = find_page_date(d, t, marks, all, from);
}

static bool is_deck(const elements *t, const uint8_t *marks, uint32_t holder) {
    enum { MOST_LEVELS = 3 };
    for (int level = 0; holder != HS_NONE && level < MOST_LEVELS; level++, holder = t->nodes[holder].parent)
        if (marks[holder] & MARK_DECK) return true;
    return false;
}

// Decks that stand inside the report's element: those that say that they are, or do not end as sentences do, before the first paragraph. The report
// tells again what they tell, and better.
static void mark_decks(const elements *t, const uint8_t *marks, const blocks *all, const bool *kept) {
    enum { MOST_DECKS = 4, LEAST_LETTERS = 20 };
    uint32_t seen = 0;
    for (size_t i = 0; i < all->count && seen < MOST_DECKS; i++) {
        block *b = &all->items[i];
        if (!kept[i]) continue;
        bool deck = is_deck(t, marks, b->holder), open = b->kind == HS_BLOCK_PARAGRAPH && !b->ends_sentence && b->letters >= LEAST_LETTERS;
        if (deck || open) b->kind = HS_BLOCK_HEADING;
        else if (b->kind != HS_BLOCK_HEADING && b->ends_sentence) return;
        seen++;
    }
}

void article_read(draft *d, const mapped *from, const elements *t, const uint8_t *marks, hs_text title,
                  uint32_t heading, masthead *found) {
    blocks all = cut_blocks(t, marks, d->work);
    if (!all.count) return;
    uint32_t root = choose(t, marks, &all, *d->work);
    bool *kept = arena_new(d->work, bool, all.count);
    keep_blocks(d, t, marks, &all, root, title, found, kept);
    keep_decks(d, t, marks, &all, heading, title, found, kept);
    mark_decks(t, marks, &all, kept);
    drop_contacts(t, marks, &all, *d->work, kept);
    for (hs_text names = masthead_polish_byline(d, found->byline, (hs_text){0}); names.size;)
        drop_author(t, marks, &all, text_trim(text_cut(&names, ',')), *d->work, kept);
    for (size_t i = 0; i < all.count; i++)
        if (kept[i]) add_block(d, from, t, marks, &all.items[i]);
}

void article_read_notice(draft *d, const mapped *from, const elements *t, const uint8_t *marks) {
    enum { MOST_BLOCKS = 200 };
    blocks all = cut_blocks(t, marks, d->work);
    for (size_t i = 0; i < all.count && i < MOST_BLOCKS; i++) add_block(d, from, t, marks, &all.items[i]);
}

// A time of day and little else: "16:56", "16.56 Uhr", "20:39 (IST)". Not: "Won 3:1."
static bool is_clock_line(hs_text text) {
    bool clock = false;
    for (size_t i = 1; i + 2 < text.size && !clock; i++)
        clock = (text.data[i] == ':' || text.data[i] == '.' || text.data[i] == 'h') &&
                byte_is_digit((unsigned char)text.data[i - 1]) && byte_is_digit((unsigned char)text.data[i + 1]) &&
                byte_is_digit((unsigned char)text.data[i + 2]);
    return clock && text.size <= 40 && lines_count_words(text) <= 5 && !lines_ends_sentence(text);
}

void article_read_entry(draft *d, const mapped *from, const elements *t, const uint8_t *marks, hs_text title,
                        masthead *found) {
    blocks all = cut_blocks(t, marks, d->work);
    for (size_t i = 0; i < all.count; i++) {
        const block *b = &all.items[i];
        hs_text text = block_text(t, marks, b, d->work);
        if (lines_same(text, title) || !lines_count_words(text) || lines_tell(d->rules, text) != LINE_TEXT) continue;
        if (is_clock_line(text) || (text.size < 240 && masthead_take_line(d, found, text))) continue;
        if (b->links * 2 > b->letters && !(b->ends_sentence && b->letters > 60)) continue;
        add_block(d, from, t, marks, b);
    }
}

void article_read_all(draft *d, const mapped *from, const elements *t, const uint8_t *marks) {
    blocks all = cut_blocks(t, marks, d->work);
    for (size_t i = 0; i < all.count; i++) add_block(d, from, t, marks, &all.items[i]);
}
