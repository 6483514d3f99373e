// Copied passages. In: clean texts, outlets, publication dates. Out: passages of a sentence
// or a dozen words that stand in two documents, who copied whom, as spans on both sides.
// Method: shared five-word shingles (shingles.c) are the candidates; matches of a pair of
// documents on nearby diagonals are chained; a chain is aligned word by word and
// widened to the last word that agrees. The source of a pair is the one that the other
// cites or credits, else the earlier. Of several documents that share a passage each names its best
// earlier parent only: a forest, never connected components. What the pages of one outlet
// share is no reuse, nor what stands in many documents and is little of each (notices, menus), nor words that
// both sides put between quotation marks: two outlets heard the same speaker.
// Gets wrong: two copies of a third that is not in the set, which look like parent and
// child; translations.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"
#include "claims/shingles.h"

enum {
    LEAST_WORDS = 12,      // of a passage that stands alone
    LEAST_SENTENCE = 8,    // of one beside another passage of the pair, word for word
    LEAST_TOGETHER = 20,   // of a pair's passages where none is a whole sentence of both and neither names the other: less is how such a thing is said,
    FEW_TOGETHER = 14,     // but for so many that are one word in OF_SHORTER
    OF_SHORTER = 8,        // of the shorter document
    GAP_WORDS = 14,        // between two matches of a chain, and of drift between them
    OPEN_CHAINS = 64,      // followed at a time
    BRIDGE_WORDS = 16,     // an edit that the alignment can step over
    LEAST_AGREEMENT = 500, // thousandths of the longer side
    FREQUENT_SHARE = 500,  // thousandths of a document that a passage of frequent shingles must cover
    SAME_PLACE = 800,      // thousandths of a passage that another covers to be the same copy
    SAME_WORDS = 950,      // thousandths of the words taken that an earlier source has too
};

// A run of matches on nearby diagonals: first and last word of their shingles.
typedef struct chain {
    uint32_t a_first, a_last, b_first, b_last; // places of shingles
} chain;

// Words [start, end) of both sides; documents by rank of publication.
typedef struct passage {
    uint32_t a, b;
    uint32_t a_start, a_end, b_start, b_end;
    uint32_t agree;
    bool turned; // b is the source
} passage;

typedef struct finder {
    const claims_rules *rules;
    const hs_document *documents;
    const uint32_t *order;      // [count] rank -> document
    const word_stream *streams; // [count] by rank
    const word_places **places; // [count] by rank, NULL until asked for
    const bool *frequent;       // a word of all streams: many documents have the shingle that begins with it
    uint32_t count;
    hs_arena *arena;            // for passages and places
    passage *passages;
    size_t passage_count, passage_capacity;
} finder;

static const hs_document *document_of(const finder *f, uint32_t rank) { return &f->documents[f->order[rank]]; }

// ---------------------------------------------------------------- alignment

static bool words_equal(const uint32_t *a, const uint32_t *b, uint32_t count) {
    return memcmp(a, b, count * sizeof *a) == 0;
}

// Smallest edit after which `run` words agree again: how many words of each side it takes. Of edits of
// one size a replacement comes first.
static bool find_bridge(const uint32_t *a, uint32_t a_left, const uint32_t *b, uint32_t b_left, uint32_t most, uint32_t run,
                        uint32_t *skip_a, uint32_t *skip_b) {
    for (uint32_t sum = 1; sum <= 2 * most; sum++) {
        for (uint32_t turn = 0; turn <= sum + 1; turn++) {
            uint32_t x = turn ? turn - 1 : sum / 2, y = sum - x;
            if (x > most || y > most || x + run > a_left || y + run > b_left) continue;
            if (!words_equal(a + x, b + y, run)) continue;
            *skip_a = x;
            *skip_b = y;
            return true;
        }
    }
    return false;
}

// Words that agree in order between two stretches, greedily.
static uint32_t count_agreeing(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count) {
    uint32_t i = 0, j = 0, agree = 0, skip_a, skip_b;
    while (i < a_count && j < b_count) {
        if (a[i] == b[j]) {
            i++, j++, agree++;
        } else if (find_bridge(a + i, a_count - i, b + j, b_count - j, BRIDGE_WORDS, 2, &skip_a, &skip_b)) {
            i += skip_a, j += skip_b;
        } else {
            break;
        }
    }
    return agree;
}

// Moves both ends outwards while words agree, over small edits too where three agree behind them.
static void widen_end(const word_stream *a, const word_stream *b, passage *p) {
    uint32_t skip_a, skip_b;
    for (;;) {
        while (p->a_end < a->count && p->b_end < b->count && a->words[p->a_end] == b->words[p->b_end]) p->a_end++, p->b_end++;
        if (!find_bridge(a->words + p->a_end, a->count - p->a_end, b->words + p->b_end, b->count - p->b_end, 2, 3, &skip_a, &skip_b)) return;
        p->a_end += skip_a, p->b_end += skip_b;
    }
}

static bool words_before_equal(const word_stream *a, uint32_t i, const word_stream *b, uint32_t j, uint32_t run) {
    return i >= run && j >= run && words_equal(a->words + i - run, b->words + j - run, run);
}

static void widen_start(const word_stream *a, const word_stream *b, passage *p) {
    for (;;) {
        while (words_before_equal(a, p->a_start, b, p->b_start, 1)) p->a_start--, p->b_start--;
        bool moved = false;
        for (uint32_t sum = 1; sum <= 4 && !moved; sum++) {
            for (uint32_t x = 0; x <= 2 && x <= sum && !moved; x++) {
                uint32_t y = sum - x;
                if (y > 2 || x > p->a_start || y > p->b_start) continue;
                if (!words_before_equal(a, p->a_start - x, b, p->b_start - y, 3)) continue;
                p->a_start -= x, p->b_start -= y;
                moved = true;
            }
        }
        if (!moved) return;
    }
}

static uint32_t longer_side(const passage *p) {
    uint32_t a = p->a_end - p->a_start, b = p->b_end - p->b_start;
    return a > b ? a : b;
}

static bool inside_quotes(const word_places *places, uint32_t start, uint32_t end) {
    uint32_t quoted = 0;
    for (uint32_t i = start; i < end; i++) quoted += places->quoted[i];
    return quoted + 2 >= end - start;
}

static const word_places *places_of(finder *f, uint32_t rank) {
    if (!f->places[rank]) {
        word_places *places = arena_new(f->arena, word_places, 1);
        *places = shingles_places(document_of(f, rank)->text, f->streams[rank].count, f->arena);
        f->places[rank] = places;
    }
    return f->places[rank];
}

static bool covers_document(const finder *f, const passage *p) {
    uint32_t a = f->streams[p->a].count, b = f->streams[p->b].count;
    return (uint64_t)p->agree * 1000 >= (uint64_t)(a < b ? a : b) * FREQUENT_SHARE;
}

// Notices and menus are made of shingles that stand in many documents.
static bool enough_rare(const finder *f, const passage *p) {
    const bool *frequent = f->frequent + (f->streams[p->a].words - f->streams[0].words);
    uint32_t rare = 0;
    for (uint32_t i = p->a_start; i + SHINGLE_WORDS <= p->a_end; i++) rare += !frequent[i];
    return 2 * rare > p->a_end - p->a_start - SHINGLE_WORDS;
}

static void finish_chain(finder *f, uint32_t a, uint32_t b, const chain *c) {
    const word_stream *words_a = &f->streams[a], *words_b = &f->streams[b];
    passage p = {.a = a, .b = b, .a_start = c->a_first, .a_end = c->a_last + SHINGLE_WORDS,
                 .b_start = c->b_first, .b_end = c->b_last + SHINGLE_WORDS};
    widen_start(words_a, words_b, &p);
    widen_end(words_a, words_b, &p);
    if (longer_side(&p) < LEAST_SENTENCE) return;
    p.agree = count_agreeing(words_a->words + p.a_start, p.a_end - p.a_start, words_b->words + p.b_start, p.b_end - p.b_start);
    if ((uint64_t)p.agree * 1000 < (uint64_t)longer_side(&p) * LEAST_AGREEMENT) return;
    if (p.agree < LEAST_WORDS && p.agree != longer_side(&p)) return;
    if (!enough_rare(f, &p) && !covers_document(f, &p)) return;
    *arena_push(f->arena, f->passages, f->passage_count, f->passage_capacity) = p;
}

// ---------------------------------------------------------------- chaining

// The open chain that the match carries on, HS_NONE where there is none.
static uint32_t find_chain(const chain *open, uint32_t count, const shingle_match *m) {
    for (uint32_t i = count; i-- > 0;) {
        const chain *c = &open[i];
        if (m->at_b <= c->b_last || m->at_b > c->b_last + SHINGLE_WORDS + GAP_WORDS) continue;
        int64_t drift = (int64_t)(m->at_b - c->b_last) - (int64_t)(m->at_a - c->a_last);
        if (m->at_a > c->a_last && drift <= GAP_WORDS && drift >= -GAP_WORDS) return i;
    }
    return HS_NONE;
}

static void chain_pair(finder *f, const shingle_match *matches, size_t count) {
    chain open[OPEN_CHAINS];
    uint32_t open_count = 0, a = matches[0].a, b = matches[0].b;
    for (size_t i = 0; i < count; i++) {
        const shingle_match *m = &matches[i];
        for (uint32_t k = 0; k < open_count;) {
            if (m->at_a <= open[k].a_last + SHINGLE_WORDS + GAP_WORDS) {
                k++;
                continue;
            }
            finish_chain(f, a, b, &open[k]);
            memmove(open + k, open + k + 1, (--open_count - k) * sizeof *open);
        }
        uint32_t k = find_chain(open, open_count, m);
        if (k != HS_NONE) {
            open[k].a_last = m->at_a, open[k].b_last = m->at_b;
        } else if (open_count < OPEN_CHAINS) {
            open[open_count++] = (chain){m->at_a, m->at_a, m->at_b, m->at_b};
        }
    }
    for (uint32_t k = 0; k < open_count; k++) finish_chain(f, a, b, &open[k]);
}

static bool overlaps(uint32_t start, uint32_t end, uint32_t other_start, uint32_t other_end) {
    uint32_t from = start > other_start ? start : other_start, to = end < other_end ? end : other_end;
    return to > from && 2 * (to - from) > end - start;
}

// Longest first, then by place.
static int passage_by_length(const void *x, const void *y, const void *context) {
    (void)context;
    const passage *a = x, *b = y;
    if (a->agree != b->agree) return a->agree > b->agree ? -1 : 1;
    if (a->a_start != b->a_start) return a->a_start < b->a_start ? -1 : 1;
    return a->b_start < b->b_start ? -1 : a->b_start > b->b_start;
}

// Of one pair's passages keeps those whose place in the copy no longer one covers, that stand not between quotation marks on both
// sides, and the short ones only beside a long one.
static size_t choose_passages(finder *f, size_t first, bool turned) {
    passage *list = f->passages + first;
    size_t count = f->passage_count - first, kept = 0;
    sort_items(list, count, sizeof *list, passage_by_length, NULL, *f->arena);
    for (size_t i = 0; i < count; i++) {
        passage p = list[i];
        bool covered = p.agree < LEAST_WORDS && kept == 0;
        for (size_t j = 0; j < kept && !covered; j++)
            covered = turned ? overlaps(p.a_start, p.a_end, list[j].a_start, list[j].a_end)
                             : overlaps(p.b_start, p.b_end, list[j].b_start, list[j].b_end);
        covered = covered || (inside_quotes(places_of(f, p.a), p.a_start, p.a_end) &&
                              inside_quotes(places_of(f, p.b), p.b_start, p.b_end));
        // places live in the same arena: the list may have moved behind them
        list = f->passages + first;
        if (!covered) list[kept++] = p;
    }
    f->passage_count = first + kept;
    return kept;
}

static bool is_stop(char byte) { return byte == '.' || byte == '!' || byte == '?' || byte == '\n'; }

// True where a sentence begins with the words and one ends with them, both but for marks and blanks.
static bool is_whole(hs_text text, hs_span span) {
    uint32_t from = span.start, to = span.end;
    while (from && !is_stop(text.data[from - 1]) && !byte_is_alpha((unsigned char)text.data[from - 1]) && !byte_is_digit((unsigned char)text.data[from - 1])) from--;
    while (to < text.size && !is_stop(text.data[to]) && !byte_is_alpha((unsigned char)text.data[to]) && !byte_is_digit((unsigned char)text.data[to])) to++;
    return (!from || is_stop(text.data[from - 1])) && (to == text.size || is_stop(text.data[to]));
}

static hs_span words_span(const word_places *places, uint32_t start, uint32_t end) {
    return (hs_span){places->spans[start].start, places->spans[end - 1].end};
}

// A whole sentence of both sides, word for word or a long one.
static bool is_sentence(finder *f, const passage *p) {
    enum { LONG_SENTENCE = 14 };
    if (p->agree != longer_side(p) && p->agree < LONG_SENTENCE) return false;
    hs_span a = words_span(places_of(f, p->a), p->a_start, p->a_end), b = words_span(places_of(f, p->b), p->b_start, p->b_end);
    return is_whole(document_of(f, p->a)->text, a) && is_whole(document_of(f, p->b)->text, b);
}

// Whether a pair's passages, from `first` on, are more than two reports of one matter say alike by chance: "will invest 340 million in the port".
static bool is_enough(finder *f, size_t first) {
    uint32_t together = 0;
    for (size_t i = first; i < f->passage_count; i++) together += f->passages[i].agree;
    const passage *one = &f->passages[first];
    uint32_t a = f->streams[one->a].count, b = f->streams[one->b].count;
    if (together >= LEAST_TOGETHER || (together >= FEW_TOGETHER && (uint64_t)together * OF_SHORTER >= (a < b ? a : b))) return true;
    for (size_t i = first; i < f->passage_count; i++) {
        passage p = f->passages[i]; // the list may move behind its places
        if (is_sentence(f, &p)) return true;
    }
    return false;
}

// ---------------------------------------------------------------- who copied whom

// An address without its scheme and a last slash.
static hs_text bare_address(hs_text url) {
    size_t scheme = text_find(url, TEXT("://"), 0);
    if (scheme != SIZE_MAX) url = text_slice(url, scheme + 3, url.size);
    if (text_starts(url, TEXT("www."))) url = text_slice(url, 4, url.size);
    return text_ends(url, TEXT("/")) ? text_slice(url, 0, url.size - 1) : url;
}

// True where the copy says that it is made from the source (schema.org's isBasedOn).
static bool is_based_on(const finder *f, const hs_document *copy, const hs_document *source) {
    for (uint32_t i = 0; i < copy->basis_count; i++) {
        const hs_basis *basis = &copy->bases[i];
        if (basis->url.size && source->url.size && text_equal(bare_address(basis->url), bare_address(source->url)))
            return true;
        if (basis->outlet.size && outlets_same(f->rules, basis->outlet, source->outlet)) return true;
    }
    return false;
}

static bool credits(const finder *f, const hs_document *copy, const hs_document *source) {
    if (is_based_on(f, copy, source)) return true;
    return copy->credit.size && outlets_same(f->rules, copy->credit, source->outlet) &&
           !outlets_same(f->rules, copy->outlet, source->outlet);
}

static bool cites(const finder *f, const hs_document *copy, const hs_document *source) {
    return credits(f, copy, source) || outlets_named(f->rules, copy->text, source->outlet);
}

// Signs with its own name, as agencies do: "LOWTON (NPA) -" in what the NPA sends out.
static bool signs_itself(const finder *f, const hs_document *d) {
    return d->credit.size && d->outlet.size && outlets_same(f->rules, d->credit, d->outlet);
}

// True where b is the source of what it shares with a. An agency's credit first, then a
// name in the text, then the earlier date, then who is an agency, then the order of ids.
static bool source_is_second(const finder *f, const hs_document *a, const hs_document *b) {
    bool a_credits = credits(f, a, b), b_credits = credits(f, b, a);
    if (a_credits != b_credits) return a_credits;
    bool a_cites = cites(f, a, b), b_cites = cites(f, b, a);
    if (a_cites != b_cites) return a_cites;
    int order = dates_compare(&a->published, &b->published);
    return order ? order > 0 : !signs_itself(f, a) && signs_itself(f, b);
}

static bool same_house(const finder *f, const hs_document *a, const hs_document *b) {
    return a->outlet.size && outlets_same(f->rules, a->outlet, b->outlet);
}

static uint32_t source_rank(const passage *p) { return p->turned ? p->b : p->a; }
static uint32_t copy_rank(const passage *p) { return p->turned ? p->a : p->b; }
static uint32_t copy_start(const passage *p) { return p->turned ? p->a_start : p->b_start; }
static uint32_t copy_end(const passage *p) { return p->turned ? p->a_end : p->b_end; }
static uint32_t source_start(const passage *p) { return p->turned ? p->b_start : p->a_start; }
static uint32_t source_end(const passage *p) { return p->turned ? p->b_end : p->a_end; }

// By copy, then place in it, then the better parent: more words that agree, then the earlier.
static int passage_by_copy(const void *x, const void *y, const void *context) {
    (void)context;
    const passage *a = x, *b = y;
    if (copy_rank(a) != copy_rank(b)) return copy_rank(a) < copy_rank(b) ? -1 : 1;
    if (copy_start(a) != copy_start(b)) return copy_start(a) < copy_start(b) ? -1 : 1;
    if (a->agree != b->agree) return a->agree > b->agree ? -1 : 1;
    return source_rank(a) < source_rank(b) ? -1 : source_rank(a) > source_rank(b);
}

// What one document took from another, all passages together.
typedef struct edge {
    uint32_t from, to;
    uint32_t agree;
} edge;

static int edge_order(const void *x, const void *y, const void *context) {
    (void)context;
    const edge *a = x, *b = y;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

// Words taken; 0 where there is no such edge.
static uint32_t words_taken(const edge *edges, size_t count, uint32_t from, uint32_t to) {
    size_t low = 0, high = count;
    edge wanted = {from, to, 0};
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = edge_order(&edges[middle], &wanted, NULL);
        if (order == 0) return edges[middle].agree;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return 0;
}

static size_t collect_edges(const finder *f, edge *edges, hs_arena scratch) {
    for (size_t i = 0; i < f->passage_count; i++) {
        const passage *p = &f->passages[i];
        edges[i] = (edge){source_rank(p), copy_rank(p), p->agree};
    }
    sort_items(edges, f->passage_count, sizeof *edges, edge_order, NULL, scratch);
    size_t kept = 0;
    for (size_t i = 0; i < f->passage_count; i++) {
        if (kept && edge_order(&edges[kept - 1], &edges[i], NULL) == 0) edges[kept - 1].agree += edges[i].agree;
        else edges[kept++] = edges[i];
    }
    return kept;
}

// First passage whose copy is of that rank or a higher one; they are sorted by copy.
static size_t first_of_copy(const finder *f, uint32_t rank) {
    size_t low = 0, high = f->passage_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (copy_rank(&f->passages[middle]) < rank) low = middle + 1;
        else high = middle;
    }
    return low;
}

// True where some of those words of `copy` are taken from `source` themselves.
static bool is_taken(const finder *f, uint32_t source, uint32_t copy, uint32_t start, uint32_t end) {
    for (size_t i = first_of_copy(f, copy); i < f->passage_count && copy_rank(&f->passages[i]) == copy; i++) {
        const passage *p = &f->passages[i];
        if (source_rank(p) == source && copy_start(p) < end && start < copy_end(p)) return true;
    }
    return false;
}

// True where `other` tells the same copy better: it covers the place, and its source is the
// source of p's source too. A copy of a copy is the parent only where all that was taken
// from it is twice what the origin has.
static bool is_better_parent(const finder *f, const passage *other, const passage *p, const edge *edges, size_t count) {
    uint32_t start = copy_start(p) > copy_start(other) ? copy_start(p) : copy_start(other);
    uint32_t end = copy_end(p) < copy_end(other) ? copy_end(p) : copy_end(other);
    if (end <= start || (uint64_t)(end - start) * 1000 < (uint64_t)(copy_end(p) - copy_start(p)) * SAME_PLACE) return false;
    uint32_t mine = source_rank(p), its = source_rank(other), copy = copy_rank(p);
    uint64_t from_mine = words_taken(edges, count, mine, copy), from_its = words_taken(edges, count, its, copy);
    if (from_its * 1000 >= from_mine * SAME_WORDS && is_taken(f, its, mine, source_start(p), source_end(p))) return true;
    return from_its > 2 * from_mine && is_taken(f, mine, its, source_start(other), source_end(other));
}

// Leaves the best earlier parent of every copied place.
static void prune_parents(finder *f, hs_arena scratch) {
    edge *edges = arena_new(&scratch, edge, f->passage_count + 1);
    bool *drop = arena_new(&scratch, bool, f->passage_count + 1);
    size_t edge_count = collect_edges(f, edges, scratch);
    sort_items(f->passages, f->passage_count, sizeof *f->passages, passage_by_copy, NULL, scratch);
    enum { NEIGHBOURS = 64 }; // passages of one copy that begin nearby
    for (size_t i = 0; i < f->passage_count; i++) {
        const passage *p = &f->passages[i];
        for (size_t j = i > NEIGHBOURS ? i - NEIGHBOURS : 0; j < f->passage_count && j < i + NEIGHBOURS && !drop[i]; j++) {
            const passage *other = &f->passages[j];
            if (j != i && !drop[j] && copy_rank(other) == copy_rank(p)) drop[i] = is_better_parent(f, other, p, edges, edge_count);
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < f->passage_count; i++)
        if (!drop[i]) f->passages[kept++] = f->passages[i];
    f->passage_count = kept;
}

// ---------------------------------------------------------------- all together

static int by_publication(const void *x, const void *y, const void *context) {
    const hs_document *documents = context, *a = &documents[*(const uint32_t *)x], *b = &documents[*(const uint32_t *)y];
    int order = dates_order(&a->published, &b->published);
    if (!order) order = text_compare(a->path, b->path);
    if (!order) order = text_compare(a->id, b->id);
    return order ? order : a->version < b->version ? -1 : a->version > b->version;
}

static void read_streams(finder *f, hs_arena *words, hs_arena *keep, bool **frequent) {
    word_stream *streams = arena_new(keep, word_stream, f->count + 1);
    word_list list = {.arena = words};
    for (uint32_t i = 0; i < f->count; i++) streams[i].count = shingles_words(document_of(f, i)->text, &list);
    const uint32_t *next = list.words;
    for (uint32_t i = 0; i < f->count; i++) {
        streams[i].words = next;
        next += streams[i].count;
    }
    f->streams = streams;
    f->frequent = *frequent = arena_new(keep, bool, list.count + 1);
}

static void read_pair(finder *f, const shingle_match *matches, size_t count) {
    const hs_document *a = document_of(f, matches[0].a), *b = document_of(f, matches[0].b);
    if (same_house(f, a, b)) return;
    size_t first = f->passage_count;
    chain_pair(f, matches, count);
    if (f->passage_count == first) return;
    bool turned = source_is_second(f, a, b);
    if (choose_passages(f, first, turned) == 0) return;
    if (!is_enough(f, first) && !cites(f, a, b) && !cites(f, b, a)) {
        f->passage_count = first;
        return;
    }
    for (size_t i = first; i < f->passage_count; i++) f->passages[i].turned = turned;
}

static hs_reuse make_reuse(finder *f, const passage *p) {
    hs_span a = words_span(places_of(f, p->a), p->a_start, p->a_end), b = words_span(places_of(f, p->b), p->b_start, p->b_end);
    hs_reuse out = {.from = f->order[p->a], .to = f->order[p->b], .from_span = a, .to_span = b};
    if (p->turned) out = (hs_reuse){.from = f->order[p->b], .to = f->order[p->a], .from_span = b, .to_span = a};
    out.score_milli = (uint16_t)((uint64_t)p->agree * 1000 / longer_side(p));
    return out;
}

int reuse_order(const void *x, const void *y, const void *context) {
    (void)context;
    const hs_reuse *a = x, *b = y;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    if (a->from_span.start != b->from_span.start) return a->from_span.start < b->from_span.start ? -1 : 1;
    return a->to_span.start < b->to_span.start ? -1 : a->to_span.start > b->to_span.start;
}

void reuse_find(const claims_rules *rules, const hs_document *documents, uint32_t count, hs_arena *keep, hs_arena scratch,
                const hs_reuse **out, uint32_t *out_count) {
    finder f = {.rules = rules, .documents = documents, .count = count};
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    sort_items(order, count, sizeof *order, by_publication, documents, scratch);
    f.order = order;
    f.places = arena_new(&scratch, const word_places *, count + 1);
    hs_arena found = arena_split(&scratch), working = arena_split(&found);
    f.arena = &found;
    bool *frequent;
    read_streams(&f, &scratch, &found, &frequent);
    shingle_match *matches;
    size_t match_count;
    shingles_match(f.streams, count, frequent, &scratch, working, &matches, &match_count);
    for (size_t i = 0; i < match_count;) {
        size_t end = i + 1;
        while (end < match_count && matches[end].a == matches[i].a && matches[end].b == matches[i].b) end++;
        read_pair(&f, matches + i, end - i);
        i = end;
    }
    prune_parents(&f, working);
    hs_reuse *list = arena_new(keep, hs_reuse, f.passage_count + 1);
    for (size_t i = 0; i < f.passage_count; i++) list[i] = make_reuse(&f, &f.passages[i]);
    sort_items(list, f.passage_count, sizeof *list, reuse_order, NULL, working);
    *out = list;
    *out_count = (uint32_t)f.passage_count;
}
