// Stories: documents about one unfolding matter. In: clean texts and dates. Out: the story of every
// document. Method: a document is the set of its names (words with a capital inside a
// sentence), each weighing the more the fewer documents have it; in order of publication every
// document joins the story of the earlier document whose names it shares most, if it shares
// enough; one that is close to two stories joins them. So a new document only looks at the
// documents that share a rare name with it. Gets wrong: documents without names; two
// matters with one cast; languages that write every noun with a capital.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"
#include "claims/shingles.h"

enum {
    LEAST_SHARED = 2,       // names
    JOIN_SHARE = 250,       // thousandths of the weight of the document with fewer names
    MERGE_SHARE = 400,      // the same, to join two stories
    POSTINGS = 200,         // a name of more documents proposes no candidates
    LEAST_BYTES = 3,        // of a name
    NAMES_PER_DOCUMENT = 400,
};

typedef struct term {
    uint64_t hash;
    uint32_t document; // by rank
    uint32_t weight;
} term;

typedef struct gathering {
    relating *r;
    const uint32_t *order;  // [report_count] rank -> report
    term *terms;            // by document, then hash
    size_t count, capacity;
    size_t *starts;         // [report_count + 1]
    uint64_t *totals;       // [report_count] weight of all names
} gathering;

static int by_publication(const void *x, const void *y, const void *context) {
    const hs_report *reports = context;
    const hs_document *a = &reports[*(const uint32_t *)x].document, *b = &reports[*(const uint32_t *)y].document;
    int order = dates_order(&a->published, &b->published);
    if (!order) order = text_compare(a->path, b->path);
    return order ? order : text_compare(a->id, b->id);
}

static int by_document(const void *x, const void *y, const void *context) {
    (void)context;
    const term *a = x, *b = y;
    if (a->document != b->document) return a->document < b->document ? -1 : 1;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static int by_hash(const void *x, const void *y, const void *context) {
    (void)context;
    const term *const *a = x, *const *b = y;
    if ((*a)->hash != (*b)->hash) return (*a)->hash < (*b)->hash ? -1 : 1;
    return (*a)->document < (*b)->document ? -1 : (*a)->document > (*b)->document;
}

// A sentence's or a quotation's first word has its capital from its place.
static bool begins_sentence(hs_text text, uint32_t start) {
    while (start > 0) {
        unsigned char c = (unsigned char)text.data[start - 1];
        if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '"' || c >= 0x80) return true;
        if (!byte_is_space(c)) return false;
        start--;
    }
    return true;
}

static void gather_document(gathering *g, uint32_t rank, hs_arena *arena, hs_arena scratch) {
    const hs_document *document = &g->r->reports[g->order[rank]].document;
    uint32_t at = 0, hash, language = g->r->language[g->order[rank]];
    size_t first = g->count;
    hs_span span;
    while (shingles_next_word(document->text, &at, &span, &hash) && g->count - first < NAMES_PER_DOCUMENT) {
        hs_arena word_arena = scratch;
        hs_text word = text_span(document->text, span);
        uint32_t size, code = utf8_decode(word, 0, &size);
        if (word.size < LEAST_BYTES || !code_is_upper(code) || begins_sentence(document->text, span.start)) continue;
        hs_text lower = text_lower(&word_arena, word);
        if (rules_word(g->r->rules, language, lower) & WORD_COMMON) continue;
        *arena_push(arena, g->terms, g->count, g->capacity) = (term){text_hash(lower, 0), rank, 0};
    }
    sort_items(g->terms + first, g->count - first, sizeof *g->terms, by_document, NULL, scratch);
    size_t kept = first;
    for (size_t i = first; i < g->count; i++)
        if (kept == first || g->terms[kept - 1].hash != g->terms[i].hash) g->terms[kept++] = g->terms[i];
    g->count = kept;
}

// 16 times the binary logarithm of count / of, at least 8.
static uint32_t rarity(uint32_t count, uint32_t of) {
    uint32_t weight = 8;
    uint64_t ratio = ((uint64_t)count + 1) * 256 / of;
    while (ratio >= 512) ratio /= 2, weight += 16;
    return weight + (uint32_t)(ratio > 256 ? (ratio - 256) / 16 : 0);
}

// Weighs every name by how few documents have it. Returns the terms by name.
static const term **weigh(gathering *g, hs_arena *keep, hs_arena scratch) {
    const term **sorted = arena_new(keep, const term *, g->count + 1);
    for (size_t i = 0; i < g->count; i++) sorted[i] = &g->terms[i];
    sort_items(sorted, g->count, sizeof *sorted, by_hash, NULL, scratch);
    for (size_t i = 0; i < g->count;) {
        size_t end = i;
        while (end < g->count && sorted[end]->hash == sorted[i]->hash) end++;
        uint32_t weight = rarity(g->r->report_count, (uint32_t)(end - i));
        for (; i < end; i++) g->terms[sorted[i] - g->terms].weight = weight;
    }
    for (size_t i = 0; i < g->count; i++) g->totals[g->terms[i].document] += g->terms[i].weight;
    return sorted;
}

// Thousandths of the lighter document's names that both have; 0 where they share too few.
static uint32_t share(const gathering *g, uint32_t a, uint32_t b) {
    uint64_t weight = 0;
    uint32_t names = 0;
    size_t i = g->starts[a], j = g->starts[b];
    while (i < g->starts[a + 1] && j < g->starts[b + 1]) {
        if (g->terms[i].hash < g->terms[j].hash) i++;
        else if (g->terms[i].hash > g->terms[j].hash) j++;
        else weight += g->terms[i].weight, names++, i++, j++;
    }
    uint64_t lighter = g->totals[a] < g->totals[b] ? g->totals[a] : g->totals[b];
    return names < LEAST_SHARED || !lighter ? 0 : (uint32_t)(weight * 1000 / lighter);
}

static uint32_t root_of(uint32_t *parent, uint32_t at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
}

// The smaller rank stays root: the earliest document names the story.
static void join(uint32_t *parent, uint32_t a, uint32_t b) {
    a = root_of(parent, a), b = root_of(parent, b);
    if (a < b) parent[b] = a;
    else parent[a] = b;
}

static void place_document(const gathering *g, const term **sorted, const size_t *place, uint32_t rank, uint32_t *parent,
                           uint32_t *seen) {
    uint32_t best = HS_NONE, best_share = 0;
    for (size_t i = g->starts[rank]; i < g->starts[rank + 1]; i++) {
        // candidates: earlier documents of the name, nearest first
        uint32_t looked = 0;
        for (size_t k = place[i]; k-- > 0 && sorted[k]->hash == g->terms[i].hash && looked < POSTINGS; looked++) {
            uint32_t other = sorted[k]->document;
            if (seen[other] == rank + 1) continue;
            seen[other] = rank + 1;
            uint32_t s = share(g, rank, other);
            if (s >= MERGE_SHARE) join(parent, rank, other);
            if (s > best_share || (s == best_share && best != HS_NONE && other < best)) best = other, best_share = s;
        }
    }
    if (best_share >= JOIN_SHARE) join(parent, rank, best);
}

// Copied passages make documents one story whatever their names.
static void join_copies(const gathering *g, uint32_t *parent, hs_arena scratch) {
    uint32_t *rank_of = arena_new(&scratch, uint32_t, g->r->report_count + 1);
    for (uint32_t rank = 0; rank < g->r->report_count; rank++) rank_of[g->order[rank]] = rank;
    for (uint32_t i = 0; i < g->r->reuse_count; i++) join(parent, rank_of[g->r->reuse[i].from], rank_of[g->r->reuse[i].to]);
}

// Stories are numbered in order of their first documents.
static void number_stories(relating *r, const uint32_t *order, uint32_t *parent, hs_arena *keep, hs_arena scratch) {
    uint32_t *story = arena_new(keep, uint32_t, r->report_count + 1);
    uint32_t *number = arena_new(&scratch, uint32_t, r->report_count + 1);
    for (uint32_t rank = 0; rank < r->report_count; rank++) {
        uint32_t root = root_of(parent, rank);
        if (root == rank) number[rank] = r->story_count++;
        story[order[rank]] = number[root];
    }
    r->story = story;
}

void stories_find(relating *r, hs_arena *keep, hs_arena scratch) {
    uint32_t count = r->report_count;
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1), *parent = arena_new(&scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = parent[i] = i;
    sort_items(order, count, sizeof *order, by_publication, r->reports, scratch);
    gathering g = {.r = r, .order = order};
    g.starts = arena_new(&scratch, size_t, count + 2);
    g.totals = arena_new(&scratch, uint64_t, count + 1);
    uint32_t *seen = arena_new(&scratch, uint32_t, count + 1);
    hs_arena words = arena_split(&scratch);
    for (uint32_t rank = 0; rank < count; rank++) {
        gather_document(&g, rank, &scratch, words);
        g.starts[rank + 1] = g.count;
    }
    const term **sorted = weigh(&g, &scratch, words);
    size_t *place = arena_new(&scratch, size_t, g.count + 1);
    for (size_t i = 0; i < g.count; i++) place[sorted[i] - g.terms] = i;
    for (uint32_t rank = 0; rank < count; rank++) place_document(&g, sorted, place, rank, parent, seen);
    join_copies(&g, parent, words);
    number_stories(r, order, parent, keep, words);
}
