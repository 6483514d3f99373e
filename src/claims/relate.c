// Which statements tell of one event. In: statements of many reports, their stories, names
// and copies. Out: the claim of every statement. Method: pairs that share a meaning
// of the predicate inside a story are scored in points: the predicate, the parties, place,
// day, numbers and the rest of the clause speak for or against; pairs are joined best first,
// as long as the two groups fit on average. A light verb and its noun, and a copied
// statement and its source, are one from the start; a statement and the one it governs
// never (the approving is beside the thing approved). Sources of the idea: Bagga and Baldwin
// 1999, Cybulska and Vossen 2015 (one event template a document, arguments compared slot by slot).
// Gets wrong: two events of one kind with the same cast and no dates.
#include "claims/relate.h"

#include "base/sort.h"
#include "base/text.h"

enum {
    JOIN_POINTS = 0,       // a pair of at least this may join
    GROUP_POINTS = 0,     // two groups must fit this well on average
    GROUP_SAMPLE = 6,      // members of each group that are compared
    CAST_SAMPLE = 24,      // members of each group whose actors are compared
    MOST_OTHERS = 3,       // so many pairs with other actors, and none with the same, part two groups
    GROWN = 3,             // statements of a group that has grown
    MOST_CLASHES = 6,      // one pair in so many may have other named parties or another day
    BUCKET_NEIGHBOURS = 120, // pairs tried for each statement of one meaning
};

typedef struct pair {
    int32_t points;
    uint32_t a, b;
} pair;

typedef struct keyed {
    uint64_t key;
    uint32_t statement;
} keyed;

typedef struct relater {
    relating *r;
    const relate_feature *features;
    uint32_t *parent;
    uint32_t *next;        // [total] next member of the group, a ring
    uint32_t *size;
    uint32_t *rank;        // [total] place in order of publication
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

// ---------------------------------------------------------------- candidates

static int by_key(const void *x, const void *y, const void *context) {
    const uint32_t *rank = context;
    const keyed *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return rank[a->statement] < rank[b->statement] ? -1 : rank[a->statement] > rank[b->statement];
}

static int by_pair(const void *x, const void *y, const void *context) {
    (void)context;
    const pair *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

static int by_points(const void *x, const void *y, const void *context) {
    const uint32_t *rank = context;
    const pair *a = x, *b = y;
    if (a->points != b->points) return a->points > b->points ? -1 : 1;
    if (rank[a->a] != rank[b->a]) return rank[a->a] < rank[b->a] ? -1 : 1;
    return rank[a->b] < rank[b->b] ? -1 : rank[a->b] > rank[b->b];
}

static uint64_t story_key(uint32_t story, uint32_t kind, uint64_t value) {
    uint64_t parts[2] = {(uint64_t)story << 8 | kind, value};
    return text_hash((hs_text){(const char *)parts, sizeof parts}, 3);
}

static size_t count_keys(const relater *t) {
    size_t count = 0;
    for (uint32_t i = 0; i < t->r->total; i++)
        count += 3 + t->features[i].classes.count * (1 + relating_statement(t->r, i)->quantity_count);
    return count;
}

// Statements meet in buckets: of one lemma, of one beginning of the word, of one class, of one
// kind of event, and of one field of meaning with the same number.
static size_t fill_keys(const relater *t, keyed *keys) {
    size_t count = 0;
    for (uint32_t i = 0; i < t->r->total; i++) {
        const relate_feature *f = &t->features[i];
        const hs_report *report = &t->r->reports[t->r->report_of[i]];
        const hs_statement *s = relating_statement(t->r, i);
        keys[count++] = (keyed){story_key(f->story, 1, f->verb), i};
        if (f->prefix) keys[count++] = (keyed){story_key(f->story, 2, f->prefix), i};
        if (f->event) keys[count++] = (keyed){story_key(f->story, 5, f->event), i};
        for (uint32_t k = 0; k < f->classes.count; k++) {
            keys[count++] = (keyed){story_key(f->story, 3, f->classes.classes[k]), i};
            uint32_t field = rules_class(t->r->rules, f->classes.classes[k])->field_number;
            for (uint32_t q = 0; q < s->quantity_count; q++) {
                const hs_quantity *quantity = &report->quantities[s->quantities[q]];
                if (!quantity->has_value || quantity->value < 3) continue;
                keys[count++] = (keyed){story_key(f->story, 4, (uint64_t)quantity->value * 1024 + field), i};
            }
        }
    }
    return count;
}

static size_t collect_pairs(relater *t, pair **out, hs_arena *arena, hs_arena scratch) {
    keyed *keys = arena_new(&scratch, keyed, count_keys(t) + 1);
    size_t key_count = fill_keys(t, keys), count = 0, capacity = 0;
    sort_items(keys, key_count, sizeof *keys, by_key, t->rank, scratch);
    pair *pairs = NULL;
    for (size_t i = 0; i < key_count; i++) {
        for (size_t k = i + 1; k < key_count && k <= i + BUCKET_NEIGHBOURS && keys[k].key == keys[i].key; k++) {
            uint32_t a = keys[i].statement, b = keys[k].statement;
            if (a == b || group_of(t, a) == group_of(t, b)) continue;
            int32_t points = relate_points(t->r, t->features, a, b);
            if (points >= JOIN_POINTS) *arena_push(arena, pairs, count, capacity) = (pair){points, a < b ? a : b, a < b ? b : a};
        }
    }
    sort_items(pairs, count, sizeof *pairs, by_pair, NULL, scratch);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || pairs[kept - 1].a != pairs[i].a || pairs[kept - 1].b != pairs[i].b) pairs[kept++] = pairs[i];
    sort_items(pairs, kept, sizeof *pairs, by_points, t->rank, scratch);
    *out = pairs;
    return kept;
}

// ---------------------------------------------------------------- joining

// True where both groups name who acts and no name of the one is in the other: the two rival bids for one firm.
static bool other_cast(relater *t, uint32_t a, uint32_t b) {
    uint32_t x = a;
    uint32_t others = 0;
    for (uint32_t i = 0; i < CAST_SAMPLE; i++) {
        uint32_t y = b;
        for (uint32_t k = 0; k < CAST_SAMPLE; k++) {
            switch (relate_actors(t->r, t->features, x, y)) {
            case RELATE_SAME_ACTOR: return false;
            case RELATE_OTHER_ACTOR: others++; break;
            case RELATE_UNKNOWN_ACTOR: break;
            }
            if ((y = t->next[y]) == b) break;
        }
        if ((x = t->next[x]) == a) break;
    }
    return others >= MOST_OTHERS;
}

// Mean points between members of two groups, the members nearest in each ring.
static bool groups_fit(relater *t, uint32_t a, uint32_t b) {
    int64_t sum = 0;
    uint32_t compared = 0, clashes = 0, x = a;
    bool grown = t->size[group_of(t, a)] >= GROWN && t->size[group_of(t, b)] >= GROWN;
    for (uint32_t i = 0; i < GROUP_SAMPLE; i++) {
        uint32_t y = b;
        for (uint32_t k = 0; k < GROUP_SAMPLE; k++) {
            int32_t points = relate_points(t->r, t->features, x, y);
            if (points <= RELATE_NEVER) return false;
            sum += points;
            compared++;
            clashes += relate_clash(t->r, t->features, x, y, grown);
            if ((y = t->next[y]) == b) break;
        }
        if ((x = t->next[x]) == a) break;
    }
    return sum >= (int64_t)GROUP_POINTS * compared && clashes * MOST_CLASHES <= compared && !other_cast(t, a, b);
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

static int by_publication(const void *x, const void *y, const void *context) {
    const relating *r = context;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    const hs_document *da = &r->reports[r->report_of[a]].document, *db = &r->reports[r->report_of[b]].document;
    int order = dates_order(&da->published, &db->published);
    if (!order) order = text_compare(da->path, db->path);
    return order ? order : a < b ? -1 : a > b;
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
    relater t = {.r = r};
    uint32_t *order = arena_new(&scratch, uint32_t, total + 1);
    t.parent = arena_new(&scratch, uint32_t, total + 1);
    t.next = arena_new(&scratch, uint32_t, total + 1);
    t.size = arena_new(&scratch, uint32_t, total + 1);
    t.rank = arena_new(&scratch, uint32_t, total + 1);
    for (uint32_t i = 0; i < total; i++) order[i] = t.parent[i] = t.next[i] = i, t.size[i] = 1;
    sort_items(order, total, sizeof *order, by_publication, r, scratch);
    for (uint32_t i = 0; i < total; i++) t.rank[order[i]] = i;
    hs_arena working = arena_split(&scratch);
    t.features = relate_features(r, &scratch, working);
    join_given(&t);
    pair *pairs;
    size_t count = collect_pairs(&t, &pairs, &scratch, working);
    for (size_t i = 0; i < count; i++) {
        uint32_t a = pairs[i].a, b = pairs[i].b;
        if (group_of(&t, a) != group_of(&t, b) && groups_fit(&t, a, b)) join_groups(&t, a, b);
    }
    join_pronouns(&t);
    number_claims(&t, order, keep, working);
}
