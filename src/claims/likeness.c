// How alike two reports of one story are. In: their texts. Out: thousandths for any two
// reports of a story. Method: the cosine of their names and figures, each weighing the more the fewer
// reports of that very story have it. What the story has everywhere ("earthquake", the country) says
// little here; what tells this earthquake from the last one, all. So two matters of one kind that came into one
// story stay apart (Bugert, Reimers and Gurevych 2021 show how much of the confusion over documents is of
// that sort). Gets wrong: reports that tell of two sides of one matter without a common name.
#include <math.h>

#include "base/sort.h"
#include "base/text.h"
#include "claims/terms.h"

enum {
    MOST_NAMES = 400, // names and figures of a report that are looked at
    STEPS = 16,       // weights are 16ths of a doubling
    MOST_PAIRS = 1 << 14, // comparisons that are remembered
};

typedef struct weighed {
    uint64_t hash;
    uint32_t weight;
} weighed;

// A pair that was compared; the statements of two reports are compared in a row.
typedef struct remembered {
    uint32_t a, b; // a < b; both 0: none yet
    uint32_t milli;
} remembered;

struct likeness_table {
    const weighed *terms;
    const size_t *starts; // [report_count + 1]
    const double *norms;  // [report_count]
    remembered *pairs;    // [pair_mask + 1] by a hash of the pair
    uint32_t pair_mask;
};

typedef struct posting {
    uint64_t hash;
    uint32_t report;
    size_t at;
} posting;

static int by_hash(const void *x, const void *y, const void *context) {
    (void)context;
    const weighed *a = x, *b = y;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static int by_term(const void *x, const void *y, const void *context) {
    (void)context;
    const posting *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->report < b->report ? -1 : a->report > b->report;
}

// The names and figures of a report, each once, by hash.
static uint32_t gather(const relating *r, uint32_t report, weighed out[MOST_NAMES], hs_arena scratch) {
    hs_text text = r->reports[report].document.text;
    uint32_t at = 0, count = 0, kept = 0;
    text_term term;
    while (count < MOST_NAMES && terms_next(r->rules, r->language[report], text, &at, &term, scratch))
        if (term.kind != TERM_WORD) out[count++] = (weighed){term.hash, 0};
    sort_items(out, count, sizeof *out, by_hash, NULL, scratch);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || out[kept - 1].hash != out[i].hash) out[kept++] = out[i];
    return kept;
}

// STEPS times the binary logarithm of reports / having; what one report alone has cannot be shared and counts less.
static uint32_t rarity(uint32_t reports, uint32_t having) {
    double weight = STEPS * log2((double)(reports + 1) / having);
    return (uint32_t)(having == 1 ? weight * 0.3 : weight);
}

static void weigh(const relating *r, weighed *terms, const size_t *starts, hs_arena scratch) {
    size_t count = starts[r->report_count];
    posting *list = arena_new(&scratch, posting, count + 1);
    for (uint32_t i = 0; i < r->report_count; i++)
        for (size_t k = starts[i]; k < starts[i + 1]; k++) list[k] = (posting){terms[k].hash, i, k};
    sort_items(list, count, sizeof *list, by_term, NULL, scratch);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && list[end].hash == list[i].hash;) end++;
        uint32_t weight = rarity(r->report_count, (uint32_t)(end - i));
        for (size_t k = i; k < end; k++) terms[list[k].at].weight = weight;
    }
}

void likeness_gather(relating *r, hs_arena *keep, hs_arena scratch) {
    likeness_table *t = arena_new(keep, likeness_table, 1);
    size_t *starts = arena_new(keep, size_t, r->report_count + 2), count = 0, capacity = 0;
    double *norms = arena_new(keep, double, r->report_count + 1);
    weighed *terms = NULL;
    weighed found[MOST_NAMES];
    for (uint32_t i = 0; i < r->report_count; i++) {
        uint32_t names = gather(r, i, found, scratch);
        for (uint32_t k = 0; k < names; k++) *arena_push(keep, terms, count, capacity) = found[k];
        starts[i + 1] = count;
    }
    weigh(r, terms, starts, scratch);
    for (uint32_t i = 0; i < r->report_count; i++) {
        uint64_t sum = 0;
        for (size_t k = starts[i]; k < starts[i + 1]; k++) sum += (uint64_t)terms[k].weight * terms[k].weight;
        norms[i] = sqrt((double)sum);
    }
    uint32_t pairs = 1;
    while (pairs < MOST_PAIRS && pairs < (uint64_t)r->report_count * r->report_count) pairs *= 2;
    *t = (likeness_table){terms, starts, norms, arena_new(keep, remembered, pairs), pairs - 1};
    r->likeness = t;
}

static uint32_t compare(const likeness_table *t, uint32_t a, uint32_t b) {
    uint64_t dot = 0;
    size_t i = t->starts[a], k = t->starts[b];
    while (i < t->starts[a + 1] && k < t->starts[b + 1]) {
        if (t->terms[i].hash < t->terms[k].hash) i++;
        else if (t->terms[i].hash > t->terms[k].hash) k++;
        else dot += (uint64_t)t->terms[i++].weight * t->terms[k++].weight;
    }
    return dot ? (uint32_t)((double)dot * 1000 / (t->norms[a] * t->norms[b])) : 0;
}

uint32_t likeness_milli(const relating *r, uint32_t a, uint32_t b) {
    uint32_t first = a < b ? a : b, second = a < b ? b : a;
    remembered *place = &r->likeness->pairs[(first * 2654435761u ^ second * 2246822519u) >> 7 & r->likeness->pair_mask];
    if (place->a != first || place->b != second || !second) *place = (remembered){first, second, compare(r->likeness, first, second)};
    return place->milli;
}
