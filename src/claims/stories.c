// Stories: documents about one unfolding matter. In: clean texts and dates. Out: the story of
// every document. Method: a document is the set of its words and names (words with a
// capital inside a sentence), weighing the more the fewer documents have them, names more
// than words, what no other document has little; likeness is the cosine. In order of
// publication every document joins the story to whose three likest documents it is like
// enough; one that is like two stories joins them. Only earlier documents that share
// several rare names are looked at, so that the time a document takes does not grow with
// the store. Gets wrong: documents without names; two matters of one kind with one cast;
// languages that write every noun with a capital, where all nouns weigh as names.
#include <math.h>

#include "base/sort.h"
#include "base/text.h"
#include "claims/terms.h"

enum {
    LEAST_NAMES = 2,        // that two documents must share,
    BRIEF_TERMS = 40,       // one where either has fewer words than these that others have too
    LIKEST = 3,             // documents of a story that decide
    POSTINGS = 64,          // nearest earlier documents of a name that are candidates
    CANDIDATES = 32,        // compared in full
    MOST_TERMS = 600,       // of a document
    BACKGROUND = 64,        // documents that are imagined beside few, so that what all share still counts
    STEPS = 16,             // weights are 16ths of a doubling
    MOST_WEIGHT = 5 * STEPS,
};

static const double JOIN_LIKENESS = 0.13, MERGE_LIKENESS = 0.17;

// A word or name that stands in a document.
typedef struct posting {
    uint64_t hash;     // odd: a name
    uint32_t document; // rank
    bool first;        // it begins a sentence wherever the document has it: a name only if it is one elsewhere
} posting;

// The same in a document's list; words that no other document has are left out.
typedef struct term {
    uint32_t first;  // posting of the first document that has it: its number
    uint32_t place;  // of this document's posting
    uint32_t weight;
    bool name;
} term;

typedef struct gathering {
    const claims_rules *rules;
    const hs_document *documents;
    uint32_t document_count;
    const uint32_t *order;  // [document_count] rank -> document
    posting *postings;      // by hash, then document
    size_t count, capacity;
    const term *terms;      // by document, then hash
    size_t *starts;         // [document_count + 1]
    size_t *ends;           // [document_count]
    double *norms;          // [document_count]
} gathering;

typedef struct joining {
    uint32_t *parent, *size; // by rank
    uint32_t *shared;        // [document_count] names shared with the document at hand
    uint32_t *touched;       // documents whose `shared` is not 0
    uint32_t touched_count;
} joining;

static int by_publication(const void *x, const void *y, const void *context) {
    const hs_document *documents = context, *a = &documents[*(const uint32_t *)x], *b = &documents[*(const uint32_t *)y];
    int order = dates_order(&a->published, &b->published);
    if (!order) order = text_compare(a->path, b->path);
    return order ? order : text_compare(a->id, b->id);
}

static int by_hash(const void *x, const void *y, const void *context) {
    (void)context;
    const posting *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    if (a->document != b->document) return a->document < b->document ? -1 : 1;
    return (int)a->first - (int)b->first;
}

// ---------------------------------------------------------------- terms

static void gather_document(gathering *g, uint32_t rank, hs_arena *arena, hs_arena scratch) {
    const hs_document *d = &g->documents[g->order[rank]];
    uint32_t at = 0, language = rules_language(g->rules, d->language);
    size_t first = g->count;
    text_term next;
    while (g->count - first < MOST_TERMS && terms_next(g->rules, language, d->text, &at, &next, scratch)) {
        if (next.kind == TERM_NUMBER) continue;
        *arena_push(arena, g->postings, g->count, g->capacity) = (posting){(next.hash & ~(uint64_t)1) | (next.kind == TERM_NAME), rank, false};
        if (next.as_name) *arena_push(arena, g->postings, g->count, g->capacity) = (posting){next.as_name | 1, rank, true};
    }
    sort_items(g->postings + first, g->count - first, sizeof *g->postings, by_hash, NULL, scratch);
    size_t kept = first;
    for (size_t i = first; i < g->count; i++)
        if (kept == first || g->postings[kept - 1].hash != g->postings[i].hash) g->postings[kept++] = g->postings[i];
    g->count = kept;
}

// STEPS times the binary logarithm of documents / having, linear between powers of two.
static uint32_t rarity(uint64_t documents, uint64_t having) {
    uint32_t weight = 0;
    uint64_t ratio = documents * 256 / having;
    while (ratio >= 512 && weight < MOST_WEIGHT) ratio /= 2, weight += STEPS;
    weight += ratio > 256 ? (uint32_t)((ratio - 256) * STEPS / 256) : 0;
    return weight < MOST_WEIGHT ? weight : MOST_WEIGHT;
}

// Postings in their order, so that every document's list comes out by hash.
static void weigh(gathering *g, hs_arena *keep, hs_arena scratch) {
    term *terms = arena_new(keep, term, g->count + 1);
    uint64_t *squares = arena_new(&scratch, uint64_t, g->document_count + 1);
    sort_items(g->postings, g->count, sizeof *g->postings, by_hash, NULL, scratch);
    for (size_t i = 0, end; i < g->count; i = end) {
        bool name = g->postings[i].hash & 1, known = !name;
        for (end = i; end < g->count && g->postings[end].hash == g->postings[i].hash; end++) known |= !g->postings[end].first;
        if (!known) continue; // a word that only ever begins sentences
        uint32_t weight = 2 * rarity(g->document_count + BACKGROUND, end - i);
        if (end - i == 1) weight = weight * 3 / 10;
        if (name) weight = weight * 3 / 2;
        for (size_t k = i; k < end; k++) {
            uint32_t document = g->postings[k].document;
            squares[document] += (uint64_t)weight * weight;
            if (end - i > 1) terms[g->ends[document]++] = (term){(uint32_t)i, (uint32_t)k, weight, name};
        }
    }
    for (uint32_t d = 0; d < g->document_count; d++) g->norms[d] = sqrt((double)squares[d]);
    g->terms = terms;
}

// ---------------------------------------------------------------- likeness

static double likeness(const gathering *g, uint32_t a, uint32_t b) {
    uint64_t dot = 0;
    uint32_t names = 0;
    size_t i = g->starts[a], j = g->starts[b];
    while (i < g->ends[a] && j < g->ends[b]) {
        if (g->terms[i].first < g->terms[j].first) i++;
        else if (g->terms[i].first > g->terms[j].first) j++;
        else dot += (uint64_t)g->terms[i].weight * g->terms[j].weight, names += g->terms[i].name, i++, j++;
    }
    bool brief = g->ends[a] - g->starts[a] < BRIEF_TERMS || g->ends[b] - g->starts[b] < BRIEF_TERMS;
    return names < (brief ? 1 : LEAST_NAMES) ? 0 : (double)dot / (g->norms[a] * g->norms[b]);
}

static uint32_t root_of(const joining *j, uint32_t at) {
    while (j->parent[at] != at) at = j->parent[at] = j->parent[j->parent[at]];
    return at;
}

// The smaller rank stays root: the earliest document names the story.
static void join(joining *j, uint32_t a, uint32_t b) {
    a = root_of(j, a), b = root_of(j, b);
    if (a == b) return;
    uint32_t first = a < b ? a : b, second = a < b ? b : a;
    j->parent[second] = first;
    j->size[first] += j->size[second];
}

static int by_shared(const void *x, const void *y, const void *context) {
    const uint32_t *shared = context;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    if (shared[a] != shared[b]) return shared[a] > shared[b] ? -1 : 1;
    return a > b ? -1 : a < b; // the nearest first
}

// Earlier documents by the names they share with this one, most first.
static uint32_t find_candidates(const gathering *g, joining *j, uint32_t rank, hs_arena scratch) {
    for (uint32_t i = 0; i < j->touched_count; i++) j->shared[j->touched[i]] = 0;
    j->touched_count = 0;
    for (size_t i = g->starts[rank]; i < g->ends[rank]; i++) {
        const term *t = &g->terms[i];
        if (!t->name) continue;
        for (uint32_t k = t->place, looked = 0; k-- > t->first && looked < POSTINGS; looked++) {
            uint32_t other = g->postings[k].document;
            if (!j->shared[other]) j->touched[j->touched_count++] = other;
            j->shared[other] += t->weight;
        }
    }
    sort_items(j->touched, j->touched_count, sizeof *j->touched, by_shared, j->shared, scratch);
    return j->touched_count < CANDIDATES ? j->touched_count : CANDIDATES;
}

typedef struct closeness {
    uint32_t story;
    double likest[LIKEST];
} closeness;

static void note_likeness(closeness *c, double value) {
    for (int i = 0; i < LIKEST; i++) {
        if (value <= c->likest[i]) continue;
        double swap = c->likest[i];
        c->likest[i] = value, value = swap;
    }
}

static double mean_likeness(const joining *j, const closeness *c) {
    uint32_t count = j->size[c->story] < LIKEST ? j->size[c->story] : LIKEST;
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += c->likest[i];
    return sum / count;
}

static void place_document(const gathering *g, joining *j, uint32_t rank, hs_arena scratch) {
    closeness stories[CANDIDATES];
    uint32_t count = 0, candidates = find_candidates(g, j, rank, scratch), best = HS_NONE;
    for (uint32_t i = 0; i < candidates; i++) {
        uint32_t story = root_of(j, j->touched[i]), k = 0;
        while (k < count && stories[k].story != story) k++;
        if (k == count) stories[count++] = (closeness){.story = story};
        note_likeness(&stories[k], likeness(g, rank, j->touched[i]));
    }
    double means[CANDIDATES];
    for (uint32_t k = 0; k < count; k++) {
        means[k] = mean_likeness(j, &stories[k]);
        if (best == HS_NONE || means[k] > means[best] || (!(means[k] < means[best]) && stories[k].story < stories[best].story)) best = k;
    }
    if (best == HS_NONE || means[best] < JOIN_LIKENESS) return;
    for (uint32_t k = 0; k < count; k++)
        if (k == best || means[k] >= MERGE_LIKENESS) join(j, stories[k].story, rank);
}

// Copied passages make documents one story whatever their names.
static void join_copies(const hs_reuse *reuse, uint32_t count, joining *j, const uint32_t *rank_of) {
    for (uint32_t i = 0; i < count; i++) join(j, rank_of[reuse[i].from], rank_of[reuse[i].to]);
}

// The document that a mark names; HS_NONE where it is gone.
static uint32_t find_named(const gathering *g, hs_text name) {
    for (uint32_t rank = 0; rank < g->document_count; rank++) {
        const hs_document *d = &g->documents[g->order[rank]];
        if (text_equal(d->url.size ? d->url : d->id, name)) return rank;
    }
    return HS_NONE;
}

// Somebody who says that two claims are one says that their documents tell of one matter.
static void join_merged(const gathering *g, const hs_mark *marks, uint32_t count, joining *j) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = HS_NONE;
        for (uint32_t k = 0; marks[i].kind == HS_MARK_MERGE && k < marks[i].target_count; k++) {
            uint32_t rank = find_named(g, marks[i].targets[k].document);
            if (first != HS_NONE && rank != HS_NONE) join(j, first, rank);
            if (first == HS_NONE) first = rank;
        }
    }
}

// Stories are numbered in order of their first documents.
static uint32_t number_stories(const gathering *g, joining *j, uint32_t *story, hs_arena scratch) {
    uint32_t *number = arena_new(&scratch, uint32_t, g->document_count + 1), count = 0;
    for (uint32_t rank = 0; rank < g->document_count; rank++) {
        uint32_t root = root_of(j, rank);
        if (root == rank) number[rank] = count++;
        story[g->order[rank]] = number[root];
    }
    return count;
}

uint32_t stories_find(const claims_rules *rules, const hs_document *documents, uint32_t count, const hs_reuse *reuse, uint32_t reuse_count,
                      const hs_mark *marks, uint32_t mark_count, hs_arena *keep, hs_arena scratch, const uint32_t **story_of) {
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1), *rank_of = arena_new(&scratch, uint32_t, count + 1);
    gathering g = {.rules = rules, .documents = documents, .document_count = count, .order = order};
    g.starts = arena_new(&scratch, size_t, count + 2);
    g.ends = arena_new(&scratch, size_t, count + 1);
    g.norms = arena_new(&scratch, double, count + 1);
    joining j = {.parent = arena_new(&scratch, uint32_t, count + 1), .size = arena_new(&scratch, uint32_t, count + 1),
                 .shared = arena_new(&scratch, uint32_t, count + 1), .touched = arena_new(&scratch, uint32_t, count + 1)};
    for (uint32_t i = 0; i < count; i++) order[i] = j.parent[i] = i, j.size[i] = 1;
    sort_items(order, count, sizeof *order, by_publication, documents, scratch);
    hs_arena words = arena_split(&scratch);
    for (uint32_t rank = 0; rank < count; rank++) {
        rank_of[order[rank]] = rank;
        g.starts[rank] = g.ends[rank] = g.count;
        gather_document(&g, rank, &scratch, words);
    }
    weigh(&g, &scratch, words);
    for (uint32_t rank = 0; rank < count; rank++) place_document(&g, &j, rank, words);
    join_copies(reuse, reuse_count, &j, rank_of);
    join_merged(&g, marks, mark_count, &j);
    uint32_t *story = arena_new(keep, uint32_t, count + 1);
    *story_of = story;
    return number_stories(&g, &j, story, words);
}
