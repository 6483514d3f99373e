// A page of dated entries, taken apart. In: a page's payload. Out: one payload an entry, whose
// bytes are the entry's element, or its object in JSON-LD where the page is drawn by scripts.
//
// Method: what the page says of itself first. Entries are elements with the microdata property
// liveBlogUpdate; else the updates of a LiveBlogPosting in JSON-LD, each found again on the page
// by the fragment of its address or by its headline, the entry being the largest element around
// it that holds no other; else the JSON objects themselves. A page that says nothing is taken
// apart where its structure does: three elements or more of one tag, class and depth, each with
// a <time> of its own and a heading or an <article> tag, that hold most of the page's prose.
//
// What it gets wrong: entries without times or markup of their own are read as one report;
// a front page whose teasers are long is taken for entries.
#include "document/parts.h"

#include "base/json.h"
#include "base/sort.h"
#include "base/text.h"
#include "bytes/markup.h"
#include "document/article.h"
#include "document/facts.h"

enum { LEAST_ENTRIES = 3, LEAST_UPDATES = 2, MOST_ENTRIES = 2000, LEAST_PROSE = 80 };

// What JSON-LD says of one update.
typedef struct update {
    hs_text url, headline, published;
    hs_source json; // bytes of its object in the decoded page
    bool has_body;
    uint32_t node; // where it was found again, 0 nowhere
} update;

typedef struct splitter {
    draft *d;
    const mapped *from;
    const elements *t;
    const uint8_t *marks;
    update *updates;
    size_t update_count, update_capacity;
    uint32_t *entries; // nodes, in order
    size_t entry_count, entry_capacity;
} splitter;

static void add_entry(splitter *s, uint32_t node) {
    if (s->entry_count >= MOST_ENTRIES) return;
    if (s->entry_count && node < s->t->nodes[s->entries[s->entry_count - 1]].past) return; // inside the last one
    *arena_push(s->d->work, s->entries, s->entry_count, s->entry_capacity) = node;
}

// ---------------------------------------------------------------- microdata

static void find_microdata(splitter *s) {
    for (uint32_t i = 1; i < s->t->count; i++) {
        if (s->t->nodes[i].tag == TAG_TEXT || s->t->nodes[i].inner >= s->t->nodes[i].inner_end) continue;
        if (text_equal(elements_attribute(s->t, i, "itemprop"), TEXT("liveBlogUpdate"))) add_entry(s, i);
    }
    if (s->entry_count < LEAST_UPDATES) s->entry_count = 0;
}

// ---------------------------------------------------------------- JSON-LD

static hs_text member(splitter *s, const json_value *object, const char *name) {
    const json_value *value = json_member(object, name);
    if (!value || value->kind != JSON_STRING) return (hs_text){0};
    return text_trim(markup_decode(json_string(value, s->d->work), false, s->d->work));
}

static void add_updates(splitter *s, const json_value *list, uint32_t base) {
    const json_value *one = list->kind == JSON_ARRAY ? list->first : list;
    for (; one && s->update_count < MOST_ENTRIES; one = list->kind == JSON_ARRAY ? one->next : NULL) {
        if (one->kind != JSON_OBJECT) continue;
        update u = {.url = member(s, one, "url"),
                    .headline = member(s, one, "headline"),
                    .published = member(s, one, "datePublished"),
                    .json = {base + one->start, base + one->end},
                    .has_body = member(s, one, "articleBody").size > 0};
        if (!u.url.size) u.url = member(s, one, "@id");
        if (!u.headline.size) u.headline = member(s, one, "name");
        *arena_push(s->d->work, s->updates, s->update_count, s->update_capacity) = u;
    }
}

static void read_updates(splitter *s) {
    for (uint32_t i = 1; i + 1 < s->t->count && !s->update_count; i++) {
        const element *text = &s->t->nodes[i + 1];
        if (s->t->nodes[i].tag != TAG_SCRIPT || text->tag != TAG_TEXT) continue;
        hs_text code = text_slice(s->t->text, text->start, text->end);
        const json_value *root, *object;
        uint32_t shift;
        if (text_find(code, TEXT("liveBlogUpdate"), 0) == SIZE_MAX || !facts_open(s->d->work, code, &root, &shift)) continue;
        facts_walk walk = facts_walk_begin(root);
        while ((object = facts_walk_next(&walk)) && !s->update_count) {
            const json_value *list = json_member(object, "liveBlogUpdate");
            if (list) add_updates(s, list, text->start + shift);
        }
    }
}

static hs_text fragment_of(hs_text url) {
    size_t mark = text_find(url, TEXT("#"), 0);
    return mark == SIZE_MAX ? (hs_text){0} : text_slice(url, mark + 1, url.size);
}

// A table from hashes of texts to updates: pages have thousands of elements and updates.
typedef struct finder {
    uint64_t *hashes; // [room], 0 free
    uint32_t *updates;
    size_t room;
} finder;

static finder make_finder(splitter *s, bool by_fragment) {
    finder f = {.room = 16};
    while (f.room < s->update_count * 2 + 2) f.room *= 2;
    f.hashes = arena_new(s->d->work, uint64_t, f.room);
    f.updates = arena_new(s->d->work, uint32_t, f.room);
    for (uint32_t i = 0; i < s->update_count; i++) {
        hs_text key = by_fragment ? fragment_of(s->updates[i].url) : s->updates[i].headline;
        if (key.size < (by_fragment ? 1 : 8)) continue;
        uint64_t hash = text_hash(key, 5) | 1;
        size_t at = hash >> 8 & (f.room - 1);
        while (f.hashes[at] && f.hashes[at] != hash) at = (at + 1) & (f.room - 1);
        if (!f.hashes[at]) f.hashes[at] = hash, f.updates[at] = i;
    }
    return f;
}

static update *find_update(splitter *s, const finder *f, hs_text key) {
    uint64_t hash = text_hash(key, 5) | 1;
    size_t at = hash >> 8 & (f->room - 1);
    while (f->hashes[at] && f->hashes[at] != hash) at = (at + 1) & (f->room - 1);
    return f->hashes[at] ? &s->updates[f->updates[at]] : NULL;
}

// Finds the updates again on the page: by ids, else by headlines. How many were found.
static size_t place_updates(splitter *s, bool by_fragment) {
    finder f = make_finder(s, by_fragment);
    size_t found = 0;
    for (uint32_t i = 1; i < s->t->count; i++) {
        uint16_t tag = s->t->nodes[i].tag;
        hs_text key = {0};
        if (tag == TAG_TEXT || tag == TAG_SCRIPT) continue;
        if (by_fragment) key = elements_attribute(s->t, i, "id");
        else if (tag >= TAG_H1 && tag <= TAG_H6) key = article_node_text(s->t, i, s->d->work);
        update *u = key.size && key.size < 400 ? find_update(s, &f, key) : NULL;
        if (u && !u->node) u->node = i, found++;
    }
    return found;
}

static int by_node(const void *a, const void *b, const void *context) {
    (void)context;
    uint32_t x = ((const update *)a)->node, y = ((const update *)b)->node;
    return x < y ? -1 : x > y;
}

// The largest element around each update that was found which holds no other.
static void grow_updates(splitter *s) {
    sort_items(s->updates, s->update_count, sizeof *s->updates, by_node, NULL, *s->d->work);
    uint32_t before = 0; // node of the update before
    for (size_t i = 0; i < s->update_count; i++) {
        update *u = &s->updates[i];
        uint32_t own = u->node, node = own, next = i + 1 < s->update_count ? s->updates[i + 1].node : s->t->count;
        if (!own) continue;
        for (uint32_t up; (up = s->t->nodes[node].parent) != HS_NONE && up && up > before && s->t->nodes[up].past <= next;) {
            uint16_t tag = s->t->nodes[up].tag;
            if (tag == TAG_BODY || tag == TAG_MAIN || tag == TAG_HTML) break;
            node = up;
        }
        u->node = node;
        before = own;
        add_entry(s, node);
    }
}

static void find_announced(splitter *s) {
    read_updates(s);
    if (s->update_count < LEAST_UPDATES) return;
    size_t found = place_updates(s, true);
    if (found * 2 < s->update_count) {
        for (size_t i = 0; i < s->update_count; i++) s->updates[i].node = 0;
        found = place_updates(s, false);
    }
    if (found * 2 >= s->update_count && found >= LEAST_UPDATES) grow_updates(s);
}

// ---------------------------------------------------------------- structure

// Elements of one look.
typedef struct look {
    uint64_t hash;
    uint32_t count, timed, prose;
    uint32_t first, last; // nodes
    bool headed;
} look;

// How many <time> elements, headings and bytes of prose stand before each node.
typedef struct sums {
    uint32_t *times, *headings, *prose;
} sums;

static sums count_before(const splitter *s, hs_arena *keep) {
    const elements *t = s->t;
    sums out = {arena_new(keep, uint32_t, t->count + 1), arena_new(keep, uint32_t, t->count + 1),
                arena_new(keep, uint32_t, t->count + 1)};
    uint32_t link_past = 0, drop_past = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const element *n = &t->nodes[i];
        if (s->marks[i] & MARK_DROP && n->past > drop_past) drop_past = n->past;
        if (n->tag == TAG_A && n->past > link_past) link_past = n->past;
        bool seen = i >= drop_past, timed = seen && n->tag == TAG_TIME && elements_attribute(t, i, "datetime").size >= 10;
        bool prose = seen && n->tag == TAG_TEXT && !n->raw && i >= link_past && n->end - n->start >= 40;
        out.times[i + 1] = out.times[i] + timed;
        out.headings[i + 1] = out.headings[i] + (seen && n->tag >= TAG_H1 && n->tag <= TAG_H6);
        out.prose[i + 1] = out.prose[i] + (prose ? n->end - n->start : 0);
    }
    return out;
}

static uint64_t look_of(const elements *t, uint32_t node) {
    const element *n = &t->nodes[node];
    hs_text name = elements_attribute(t, node, "class"), first = text_cut(&name, ' ');
    uint64_t what = (uint64_t)n->tag << 16 | n->depth;
    return text_hash(first, what) | 1;
}

static bool may_be_entry(const splitter *s, const sums *before, uint32_t node) {
    const element *n = &s->t->nodes[node];
    bool block = n->tag == TAG_ARTICLE || n->tag == TAG_SECTION || n->tag == TAG_DIV || n->tag == TAG_LI;
    uint32_t times = before->times[n->past] - before->times[node];
    return block && !(s->marks[node] & MARK_DROP) && times >= 1 && times <= 3 &&
           before->prose[n->past] - before->prose[node] >= LEAST_PROSE;
}

enum { LOOKS = 64 };

static look *find_look(look *looks, size_t *count, uint64_t hash, uint32_t node) {
    for (size_t i = 0; i < *count; i++)
        if (looks[i].hash == hash) return &looks[i];
    if (*count == LOOKS) return NULL;
    looks[*count] = (look){.hash = hash, .first = node};
    return &looks[(*count)++];
}

// Entries by their look, where the page announces none.
static void find_repeated(splitter *s) {
    sums before = count_before(s, s->d->work);
    look looks[LOOKS];
    size_t count = 0;
    for (uint32_t i = 1; i < s->t->count; i++) {
        if (!may_be_entry(s, &before, i)) continue;
        look *l = find_look(looks, &count, look_of(s->t, i), i);
        if (!l || (l->count && i < s->t->nodes[l->last].past)) continue;
        uint32_t past = s->t->nodes[i].past;
        l->count++;
        l->last = i;
        l->prose += before.prose[past] - before.prose[i];
        l->headed |= s->t->nodes[i].tag == TAG_ARTICLE || before.headings[past] > before.headings[i];
    }
    const look *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (looks[i].count >= LEAST_ENTRIES && looks[i].headed && (!best || looks[i].prose > best->prose)) best = &looks[i];
    if (!best || best->prose * 10ull < before.prose[s->t->count] * 7ull) return;
    for (uint32_t i = best->first; i <= best->last; i++)
        if (may_be_entry(s, &before, i) && look_of(s->t, i) == best->hash) add_entry(s, i);
}

// ---------------------------------------------------------------- payloads

static hs_source source_of(const splitter *s, uint64_t start, uint64_t end) {
    return hs_map_span(&s->from->map, (hs_span){(uint32_t)start, (uint32_t)end});
}

static hs_source entry_source(const splitter *s, uint32_t node) {
    const elements *t = s->t;
    uint32_t past = t->nodes[node].past;
    // up to the next tag: the end tag of the entry itself belongs to it
    uint32_t end = past < t->count ? t->nodes[past].start : (uint32_t)t->text.size;
    return source_of(s, t->nodes[node].start, end);
}

// The id that an address of the page can lead to, of the entry or what opens it.
static hs_text entry_id(const splitter *s, uint32_t node) {
    for (uint32_t i = node; i < node + 3 && i < s->t->nodes[node].past; i++) {
        hs_text id = s->t->nodes[i].tag == TAG_TEXT ? (hs_text){0} : elements_attribute(s->t, i, "id");
        if (id.size && id.size <= 100 && text_find(id, TEXT(" "), 0) == SIZE_MAX) return id;
    }
    return (hs_text){0};
}

static const update *update_at(const splitter *s, uint32_t node) {
    for (size_t i = 0; i < s->update_count; i++)
        if (s->updates[i].node == node) return &s->updates[i];
    return NULL;
}

static void fill_part(hs_payload *part, const hs_payload *page, const hs_document *about, uint32_t number,
                      hs_source source, hs_arena *keep) {
    *part = (hs_payload){.kind = HS_KIND_ENTRY,
                         .offset = page->offset + source.start,
                         .bytes = text_slice(page->bytes, source.start, source.end),
                         .charset = page->charset,
                         .outlet = arena_text(keep, about->outlet),
                         .language = arena_text(keep, about->language),
                         .retrieved = page->retrieved,
                         .parent = page->path};
    part->path = arena_print(keep, "%.*s#%u", TEXT_ARGS(page->path), number);
}

static void fill_entries(splitter *s, const hs_payload *page, const hs_document *about, hs_payload *parts, hs_source *apart,
                         hs_arena *keep) {
    for (uint32_t i = 0; i < s->entry_count; i++) {
        const update *u = update_at(s, s->entries[i]);
        hs_text id = entry_id(s, s->entries[i]);
        apart[i] = entry_source(s, s->entries[i]);
        fill_part(&parts[i + 1], page, about, i + 1, apart[i], keep);
        if (u && u->url.size) parts[i + 1].url = arena_text(keep, u->url);
        else if (id.size && about->url.size) parts[i + 1].url = arena_print(keep, "%.*s#%.*s", TEXT_ARGS(about->url), TEXT_ARGS(id));
        if (u) parts[i + 1].title = arena_text(keep, u->headline), parts[i + 1].published = arena_text(keep, u->published);
    }
}

// Updates that stand in JSON-LD alone.
static void fill_updates(splitter *s, const hs_payload *page, const hs_document *about, hs_payload *parts, hs_arena *keep) {
    for (uint32_t i = 0; i < s->update_count; i++) {
        hs_source json = s->updates[i].json;
        fill_part(&parts[i + 1], page, about, i + 1, source_of(s, json.start, json.end), keep);
        parts[i + 1].kind = HS_KIND_JSON;
    }
}

static size_t count_bodies(const splitter *s) {
    size_t bodies = 0;
    for (size_t i = 0; i < s->update_count; i++) bodies += s->updates[i].has_body;
    return bodies;
}

// What tells at once that a page is none of entries: most pages are looked at no further.
static bool may_hold_entries(hs_text bytes) {
    if (text_find(bytes, TEXT("liveBlogUpdate"), 0) != SIZE_MAX) return true;
    size_t times = 0;
    for (size_t at = 0; times < LEAST_ENTRIES && (at = text_find(bytes, TEXT("<time"), at)) != SIZE_MAX; at++) times++;
    return times >= LEAST_ENTRIES;
}

static void split_page(splitter *s, const hs_payload *page, hs_arena *keep, const hs_payload **parts, uint32_t *count) {
    find_microdata(s);
    if (!s->entry_count) find_announced(s);
    if (!s->entry_count && !s->update_count) find_repeated(s);
    bool objects = !s->entry_count && s->update_count >= LEAST_UPDATES && count_bodies(s) * 2 >= s->update_count;
    size_t entries = objects ? s->update_count : s->entry_count;
    if (entries < LEAST_UPDATES) return;
    // the page's own masthead goes with every entry
    hs_document about = {.url = page->url, .outlet = page->outlet};
    s->d->out = &about;
    page_read_about(s->d, s->from, s->t, s->marks);
    hs_payload *list = arena_new(keep, hs_payload, entries + 1);
    hs_source *apart = arena_new(keep, hs_source, entries);
    list[0] = *page;
    list[0].apart = apart;
    list[0].apart_count = objects ? 0 : (uint32_t)entries;
    if (objects) fill_updates(s, page, &about, list, keep);
    else fill_entries(s, page, &about, list, apart, keep);
    *parts = list;
    *count = (uint32_t)entries + 1;
}

void parts_split(const document_rules *rules, const hs_payload *payload, hs_arena *keep, hs_arena scratch,
                 const hs_payload **parts, uint32_t *count) {
    *count = 0;
    if (payload->kind != HS_KIND_HTML || !may_hold_entries(payload->bytes)) return;
    charset_note note = {0};
    mapped from = charset_decode(rules, payload->bytes, payload->charset, true, &scratch, &note);
    elements t = elements_read(from.text, &scratch);
    hs_payload page = *payload;
    if (note.label.size) page.charset = arena_text(keep, note.label);
    draft d = {.rules = rules, .payload = &page, .keep = &scratch, .work = &scratch, .text = {.arena = &scratch}};
    splitter s = {.d = &d, .from = &from, .t = &t, .marks = article_mark(rules, &t, &scratch)};
    split_page(&s, &page, keep, parts, count);
}
