// Which statements tell of one event. In: statements of many reports, their stories, names
// and copies. Out: the claim of every statement. Method: pairs that share a meaning
// of the predicate inside a story are scored in points: the predicate, the parties, place,
// day, numbers and the rest of the clause speak for or against; the two groups that fit best on average are joined, again and
// again, as long as they fit well enough (average linkage, Sokal and Michener 1958). Then a group falls apart where no
// telling of one report meets one of another, undated or far from it in time, by more than a light word. Groups whose members stand beside
// each other in sentences are two events. A light verb and its noun, and a copied
// statement and its source, are one from the start; a statement and the one it governs
// never (the approving is beside the thing approved). Sources of the idea: Bagga and Baldwin
// 1999, Cybulska and Vossen 2015 (one event template a document, arguments compared slot by slot).
// Gets wrong: two events of one kind with the same cast and no dates.
#include "claims/relate.h"

#include "base/sort.h"
#include "base/text.h"

enum {
    JOIN_POINTS = 0,       // a pair of at least this may bring groups together
    GROUP_POINTS = -9,     // two groups must fit this well on average
    GROUP_SAMPLE = 6,       // members of each group that are compared
    MOST_CLASHES = 2,      // one pair in so many may have other named parties or another day
    TELLING_WEIGHT = 6,    // of two members that both tell who or where, against those that do not
    PARTS = 16,            // of a point
    PAIR_SAMPLE = 24,      // members of each group that are judged in one respect
    OTHERS_SHARE = 4,      // and one of so many at least
    MOST_OTHERS = 3,       // so many pairs with other actors or people, and none with the same, part two groups
    MOST_PARTED = 64,      // members of a group that may fall apart again
    BESIDE_SAMPLE = 64,    // members whose sentences are looked through
    BESIDE_SHARE = 4,      // one of so many that stands in one sentence with the other group parts the two,
    BESIDE_POINTS = 50,    // and fewer take away their share of so many points
};

typedef struct relater {
    relating *r;
    const relate_feature *features;
    uint32_t *parent;
    uint32_t *next;        // [total] next member of the group, a ring
    uint32_t *size;
} relater;

static uint32_t group_of(relater *t, uint32_t at) {
    while (t->parent[at] != at) at = t->parent[at] = t->parent[t->parent[at]];
    return at;
}

static void join_groups(relater *t, uint32_t a, uint32_t b) {
    a = group_of(t, a), b = group_of(t, b);
    if (a == b) return;
    if (a > b) {
        uint32_t swap = a;
        a = b, b = swap;
    }
    t->parent[b] = a;
    t->size[a] += t->size[b];
    uint32_t swap = t->next[a]; // two rings become one
    t->next[a] = t->next[b];
    t->next[b] = swap;
}

// ---------------------------------------------------------------- joining

// How the pairs of two groups are judged in one respect.
typedef struct tally {
    uint32_t compared, one, two;
} tally;

static tally tally_pairs(const relater *t, uint32_t a, uint32_t b, relate_judge *judge) {
    tally out = {0};
    uint32_t x = a;
    for (uint32_t i = 0; i < PAIR_SAMPLE; i++) {
        uint32_t y = b;
        for (uint32_t k = 0; k < PAIR_SAMPLE; k++) {
            relate_verdict verdict = judge(t->r, t->features, x, y);
            out.compared++;
            out.one += verdict == RELATE_ONE;
            out.two += verdict == RELATE_TWO;
            if ((y = t->next[y]) == b) break;
        }
        if ((x = t->next[x]) == a) break;
    }
    return out;
}

// True where enough pairs tell two things apart and none tell of one.
static bool are_two(const relater *t, uint32_t a, uint32_t b, relate_judge *judge) {
    tally pairs = tally_pairs(t, a, b, judge);
    return !pairs.one && pairs.two >= MOST_OTHERS && pairs.two * OTHERS_SHARE >= pairs.compared;
}

// True where most tellers who speak of both groups speak of a deed and of a plan that is another: the strikes on the boats and
// those that are planned inside the country. Tellers of one alone, who may call either "the strikes", do not bring them together.
static bool deed_and_plan(const relater *t, uint32_t a, uint32_t b) {
    tally deeds = tally_pairs(t, a, b, relate_deeds);
    return deeds.two && deeds.two >= deeds.one;
}

// Two words for what happens in one sentence by one voice are two events ("was shot and killed", "the quake struck, injuring six");
// but: "the firm says the sirens sounded; the mayor says none went off".
static bool is_told_apart(const relater *t, uint32_t a, uint32_t b) {
    const relating *r = t->r;
    return t->features[a].verb != t->features[b].verb && r->root_of[a] == r->root_of[b] &&
           relating_statement(r, a)->polarity == relating_statement(r, b)->polarity;
}

// Whether in the sentence of a statement one of a group is told apart from it.
static bool stands_beside(relater *t, uint32_t at, uint32_t group) {
    const relating *r = t->r;
    uint32_t report = r->report_of[at], sentence = relating_statement(r, at)->sentence;
    for (uint32_t i = at; i-- > r->first[report] && relating_statement(r, i)->sentence == sentence;)
        if (group_of(t, i) == group && is_told_apart(t, at, i)) return true;
    for (uint32_t i = at + 1; i < r->first[report + 1] && relating_statement(r, i)->sentence == sentence; i++)
        if (group_of(t, i) == group && is_told_apart(t, at, i)) return true;
    return false;
}

// How many members of the smaller group stand beside the other, in PARTS of all.
static uint32_t share_beside(relater *t, uint32_t a, uint32_t b) {
    uint32_t first = group_of(t, a), second = group_of(t, b), met = 0, seen = 0;
    if (t->size[first] > t->size[second]) {
        uint32_t swap = first;
        first = second, second = swap;
    }
    for (uint32_t x = first; !seen || (x != first && seen < BESIDE_SAMPLE); x = t->next[x], seen++) met += stands_beside(t, x, second);
    return met * PARTS / seen;
}

// How two groups fit: the mean points between their members, the nearest in each ring, in parts of a point.
typedef struct group_fit {
    int32_t mean;
    bool apart;      // they cannot be one
} group_fit;

static const group_fit FIT_APART = {.apart = true};

static group_fit fit_groups(relater *t, uint32_t a, uint32_t b) {
    int64_t sum = 0;
    uint32_t compared = 0, clashes = 0, weights = 0, x = a, beside = share_beside(t, a, b);
    if (beside * BESIDE_SHARE >= PARTS) return FIT_APART;
    for (uint32_t i = 0; i < GROUP_SAMPLE; i++) {
        uint32_t y = b;
        for (uint32_t k = 0; k < GROUP_SAMPLE; k++) {
            int32_t points = relate_points(t->r, t->features, x, y);
            if (points <= RELATE_NEVER) return FIT_APART;
            uint32_t weight = relate_is_bare(&t->features[x]) || relate_is_bare(&t->features[y]) ? 1 : TELLING_WEIGHT;
            sum += (int64_t)points * weight;
            weights += weight;
            compared++;
            clashes += relate_clash(t->r, t->features, x, y);
            if ((y = t->next[y]) == b) break;
        }
        if ((x = t->next[x]) == a) break;
    }
    return (group_fit){(int32_t)(sum * PARTS / weights) - (int32_t)beside * BESIDE_POINTS, clashes * MOST_CLASHES > compared};
}

// ---------------------------------------------------------------- best first

// Two statements whose groups wait to be joined, with how these fitted when they had so many members together.
typedef struct waiting {
    int32_t fit;
    uint32_t a, b, size;
} waiting;

typedef struct queue {
    waiting *list;
    size_t count;
    const uint32_t *rank;
} queue;

static bool goes_first(const queue *q, const waiting *x, const waiting *y) {
    if (x->fit != y->fit) return x->fit > y->fit;
    if (q->rank[x->a] != q->rank[y->a]) return q->rank[x->a] < q->rank[y->a];
    return q->rank[x->b] < q->rank[y->b];
}

// Moves what stands at the head to its place: a binary heap.
static void sink(queue *q) {
    waiting moved = q->list[0];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < q->count; at = child) {
        if (child + 1 < q->count && goes_first(q, &q->list[child + 1], &q->list[child])) child++;
        if (!goes_first(q, &q->list[child], &moved)) break;
        q->list[at] = q->list[child];
    }
    q->list[at] = moved;
}

// Joins the two groups that fit best, again and again; `pairs` come best first, which is a heap already. Where groups have grown
// since they were compared, they are compared again and wait in their new place.
static void join_best(relater *t, const relate_pair *pairs, size_t count, const uint32_t *rank, hs_arena scratch) {
    queue q = {arena_new(&scratch, waiting, count + 1), count, rank};
    for (size_t i = 0; i < count; i++) q.list[i] = (waiting){pairs[i].points * PARTS, pairs[i].a, pairs[i].b, 0};
    while (q.count) {
        waiting *first = &q.list[0];
        uint32_t a = group_of(t, first->a), b = group_of(t, first->b), size = t->size[a] + t->size[b];
        bool done = a == b;
        if (!done && first->size != size) {
            group_fit fit = fit_groups(t, first->a, first->b);
            done = fit.apart || fit.mean < GROUP_POINTS * PARTS;
            first->size = size, first->fit = fit.mean;
        } else if (!done) {
            // no name of who acts in the one is in the other: two rival bids for one firm; soldiers of two sides
            if (!are_two(t, a, b, relate_actors) && !are_two(t, a, b, relate_nations) && !deed_and_plan(t, a, b)) join_groups(t, a, b);
            done = true;
        }
        if (done) q.list[0] = q.list[--q.count];
        if (q.count) sink(&q);
    }
}

// ---------------------------------------------------------------- groups that a word alone holds together

static bool is_given(const relating *r, uint32_t a, uint32_t b) {
    uint32_t first = r->first[r->report_of[a]];
    bool pair = relating_statement(r, a)->same_as == b - first || relating_statement(r, b)->same_as == a - first;
    return (r->report_of[a] == r->report_of[b] && pair) || r->copied_from[a] == b || r->copied_from[b] == a;
}

// Members of one group that stay together: what one report tells, and what two do of which some two tellings meet. Average linkage brings
// together what is alike in nothing but a word ("the operation", "curbed") where nothing speaks against it either, in reports that appeared far from each
// other or without a date: of one matter and week most of what is alike is one.
static void part_groups(relater *t, hs_arena scratch) {
    const relating *r = t->r;
    uint32_t *next = arena_new(&scratch, uint32_t, r->total + 1), *group = arena_new(&scratch, uint32_t, r->total + 1);
    for (uint32_t i = 0; i < r->total; i++) next[i] = t->next[i], group[i] = group_of(t, i);
    uint32_t *size = arena_new(&scratch, uint32_t, r->total + 1);
    memcpy(size, t->size, r->total * sizeof *size);
    for (uint32_t i = 0; i < r->total; i++) t->parent[i] = t->next[i] = i, t->size[i] = 1;
    for (uint32_t i = 0; i < r->total; i++) {
        if (size[group[i]] > MOST_PARTED) {
            join_groups(t, i, next[i]);
            continue;
        }
        for (uint32_t k = next[i]; k != i; k = next[k]) {
            if (k < i || group_of(t, i) == group_of(t, k)) continue;
            bool say = t->features[i].says && t->features[k].says;
            bool near = !say && (r->report_of[i] == r->report_of[k] || matters_neighbours(r, r->report_of[i], r->report_of[k]));
            if (near || is_given(r, i, k) || relate_meets(r, t->features, i, k)) join_groups(t, i, k);
        }
    }
}

// What is one by construction: light verbs with their nouns, copies with their sources.
static void join_given(relater *t) {
    const relating *r = t->r;
    for (uint32_t i = 0; i < r->total; i++) {
        const hs_statement *s = relating_statement(r, i);
        uint32_t report = r->report_of[i];
        if (s->same_as < r->reports[report].statement_count) join_groups(t, i, r->first[report] + s->same_as);
        if (r->copied_from[i] != HS_NONE) join_groups(t, i, r->copied_from[i]);
    }
}

// "I never considered it": a verb of thought whose object is a pronoun belongs to the claim of the
// event that it stands for: the last one before, in its sentence or the one before, that a
// thought of the same kind governs, and which is not of another's saying so.
static void join_pronouns(relater *t) {
    const relating *r = t->r;
    for (uint32_t i = 0; i < r->total; i++) {
        uint32_t report = r->report_of[i];
        const hs_statement *s = relating_statement(r, i);
        if (!(t->features[i].kinds & WORD_ATTITUDE) || !relate_is_pronoun(r, i)) continue;
        for (uint32_t k = i; k-- > r->first[report] && s->sentence - relating_statement(r, k)->sentence <= 2;) {
            const hs_statement *before = relating_statement(r, k);
            if (before->governor >= r->reports[report].statement_count) continue;
            uint32_t governor = r->first[report] + before->governor;
            if (t->features[governor].lemma != t->features[i].lemma || governor == i) continue;
            join_groups(t, i, k);
            break;
        }
    }
}

static void number_claims(relater *t, const uint32_t *order, hs_arena *keep, hs_arena scratch) {
    relating *r = t->r;
    uint32_t *claim = arena_new(keep, uint32_t, r->total + 1), *number = arena_new(&scratch, uint32_t, r->total + 1);
    for (uint32_t i = 0; i < r->total; i++) number[i] = HS_NONE;
    for (uint32_t i = 0; i < r->total; i++) {
        uint32_t group = group_of(t, order[i]);
        if (number[group] == HS_NONE) number[group] = r->claim_count++;
        claim[order[i]] = number[group];
    }
    r->claim = claim;
}

void relate_statements(relating *r, hs_arena *keep, hs_arena scratch) {
    uint32_t total = r->total;
    relater t = {.r = r, .features = r->features};
    t.parent = arena_new(&scratch, uint32_t, total + 1);
    t.next = arena_new(&scratch, uint32_t, total + 1);
    t.size = arena_new(&scratch, uint32_t, total + 1);
    for (uint32_t i = 0; i < total; i++) t.parent[i] = t.next[i] = i, t.size[i] = 1;
    hs_arena working = arena_split(&scratch);
    relate_order order = relate_by_publication(r, &scratch, working);
    join_given(&t);
    relate_pair *pairs;
    size_t count = relate_candidates(r, t.features, &order, JOIN_POINTS, &pairs, &scratch, working);
    join_best(&t, pairs, count, order.rank, working);
    part_groups(&t, working);
    join_pronouns(&t);
    number_claims(&t, order.statements, keep, working);
}
