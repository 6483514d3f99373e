// Matters: reports of one story that tell of one of several alike things: two fires of one chain of shops, this earthquake and
// the one before. In: stories and how alike their reports are. Out: the matter of every report. Method: reports that appeared within
// half a year of one another are one matter; the rest joins where groups of reports are alike on average, the likest first
// (Sokal and Michener 1958): that two reports share no name says little, that two groups share few says much. Grown groups
// stay two where each is twice as like itself as the other. A story of very many reports is one matter. Gets wrong: one matter told
// by two sides that name nobody in common.
#include "claims/relating.h"

enum {
    MOST_REPORTS = 400,     // of a story whose reports are compared with each other
    ALIKE_MILLI = 60,       // groups are one matter from here on,
    GROWN = 8,              // but of so many reports each only
    OWN_SHARE = 50,         // where they are like each other by so many hundredths of what each is like itself
    NEIGHBOUR_DAYS = 180,
};

typedef struct grouping {
    uint32_t count;          // reports
    uint32_t *sums;          // [count * count] likeness between groups, summed over their pairs; of a group with itself, within
    uint32_t *sizes;         // 0 where the group went into another
    uint32_t *group;         // [count]
} grouping;

bool matters_neighbours(const relating *r, uint32_t a, uint32_t b) {
    const hs_date *first = &r->reports[a].document.published, *second = &r->reports[b].document.published;
    if (first->precision == HS_DATE_NONE || second->precision == HS_DATE_NONE) return false;
    int32_t days = dates_days(first->year, first->month, first->day) - dates_days(second->year, second->month, second->day);
    return days <= NEIGHBOUR_DAYS && -days <= NEIGHBOUR_DAYS;
}

static void join(grouping *g, uint32_t into, uint32_t from) {
    uint32_t within = g->sums[from * g->count + from];
    for (uint32_t k = 0; k < g->count; k++) {
        g->sums[into * g->count + k] += g->sums[from * g->count + k];
        g->sums[k * g->count + into] = g->sums[into * g->count + k];
        if (g->group[k] == from) g->group[k] = into;
    }
    g->sums[into * g->count + into] += within; // what lies between the two was added above
    g->sizes[into] += g->sizes[from];
    g->sizes[from] = 0;
}

// Two grown groups, each much liker itself than the other: two players of one club who were arrested, each for his own deed.
static bool are_apart(const grouping *g, uint32_t a, uint32_t b) {
    uint64_t between = g->sums[a * g->count + b], pairs = (uint64_t)g->sizes[a] * g->sizes[b];
    if (g->sizes[a] < GROWN || g->sizes[b] < GROWN) return false;
    for (uint32_t i = 0, at = a; i < 2; i++, at = b) {
        uint64_t within = g->sums[at * g->count + at], own = (uint64_t)g->sizes[at] * (g->sizes[at] - 1) / 2;
        if (100 * between * own >= OWN_SHARE * within * pairs) return false;
    }
    return true;
}

// The two groups that are likest on average; false where none are alike enough.
static bool find_likest(const grouping *g, uint32_t *into, uint32_t *from) {
    uint64_t best = ALIKE_MILLI, best_pairs = 1;
    bool found = false;
    for (uint32_t a = 0; a < g->count; a++) {
        for (uint32_t b = a + 1; b < g->count && g->sizes[a]; b++) {
            uint64_t pairs = (uint64_t)g->sizes[a] * g->sizes[b], sum = g->sums[a * g->count + b];
            if (!pairs || sum * best_pairs < best * pairs || (found && sum * best_pairs == best * pairs) || are_apart(g, a, b)) continue;
            best = sum, best_pairs = pairs;
            *into = a, *from = b, found = true;
        }
    }
    return found;
}

static void compare(const relating *r, grouping *g) {
    for (uint32_t a = 0; a < g->count; a++) {
        g->group[a] = a, g->sizes[a] = 1;
        for (uint32_t b = 0; b < a; b++) g->sums[a * g->count + b] = g->sums[b * g->count + a] = likeness_milli(r, a, b);
    }
    for (uint32_t a = 0; a < g->count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (g->group[a] != g->group[b] && matters_neighbours(r, a, b)) join(g, g->group[b], g->group[a]);
}

static void part_story(const relating *r, uint32_t *matter, hs_arena scratch) {
    uint32_t count = r->report_count, into, from;
    if (count > MOST_REPORTS) return;
    grouping g = {count, arena_new(&scratch, uint32_t, (size_t)count * count + 1), arena_new(&scratch, uint32_t, count + 1), matter};
    compare(r, &g);
    while (find_likest(&g, &into, &from)) join(&g, into, from);
}

void matters_find(relating *r, hs_arena *keep, hs_arena scratch) {
    uint32_t *matter = arena_new(keep, uint32_t, r->report_count + 1);
    part_story(r, matter, scratch);
    r->matter = matter;
}
