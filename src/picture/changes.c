// See changes.h. A claim is new when its first report was published on or after the day, an origin when the first report
// that rests on it was, a conflict when the report was that made it one. An edit is a version of a document beside the
// one before it. Gets wrong: a report that is published late about an old claim does not move its first date.
#include "picture/changes.h"

#include "base/sort.h"
#include "picture/edits.h"

typedef struct finder {
    const site *site;
    uint32_t story;
    int64_t since;
    hs_arena *keep;
    change *list;
    size_t used, capacity;
} finder;

static void add(finder *f, change c) {
    c.picture = f->site->picture, c.story = f->story;
    if (page_days(&c.date) >= f->since && c.date.precision != HS_DATE_NONE) *arena_push(f->keep, f->list, f->used, f->capacity) = c;
}

// The earliest day of the reports; precision NONE where none has one.
static hs_date first_date(const hs_picture *p, const hs_mention *reports, uint32_t count) {
    hs_date first = {0};
    for (uint32_t i = 0; i < count; i++) {
        const hs_date *date = &mention_document(p, reports[i])->published;
        if (date->precision == HS_DATE_NONE) continue;
        if (first.precision == HS_DATE_NONE || page_days(date) < page_days(&first)) first = *date;
    }
    return first;
}

// The day on which the second value was told: before, there was nothing to differ from.
static hs_date conflict_date(const hs_picture *p, const hs_conflict *c) {
    hs_date first = {0}, second = {0};
    for (uint32_t i = 0; i < c->value_count; i++) {
        hs_date date = first_date(p, c->values[i].reports, c->values[i].report_count);
        if (date.precision == HS_DATE_NONE) continue;
        if (first.precision == HS_DATE_NONE || page_days(&date) < page_days(&first)) second = first, first = date;
        else if (second.precision == HS_DATE_NONE || page_days(&date) < page_days(&second)) second = date;
    }
    return second;
}

static void find_of_claim(finder *f, uint32_t number) {
    const hs_picture *p = f->site->picture;
    const hs_claim *c = &p->claims[number];
    hs_date first = first_date(p, c->mentions, c->mention_count);
    if (first.precision == HS_DATE_NONE) return;
    if (page_days(&first) >= f->since) {
        add(f, (change){.kind = CHANGE_CLAIM, .date = first, .claim = number});
        return;
    }
    for (uint32_t i = 1; i < c->move_count; i++) add(f, (change){.kind = CHANGE_MOVE, .date = c->history[i].date, .claim = number, .item = i});
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        add(f, (change){.kind = CHANGE_ORIGIN, .date = first_date(p, o->reports, o->report_count), .claim = number, .item = i});
    }
    for (uint32_t i = 0; i < c->conflict_count; i++)
        add(f, (change){.kind = CHANGE_CONFLICT, .date = conflict_date(p, &c->conflicts[i]), .claim = number, .item = i});
}

static void find_edits(finder *f) {
    const site *s = f->site;
    for (uint32_t i = 1; i < s->version_count; i++) {
        const hs_report *before = &s->versions[i - 1], *after = &s->versions[i];
        if (after->document.version <= before->document.version) continue; // the first version of another document
        add(f, (change){.kind = CHANGE_EDIT, .date = edits_date(after), .claim = HS_NONE, .item = i, .before = before, .after = after});
    }
}

static int by_latest(const void *a, const void *b, const void *context) {
    static const int rank[] = {[CHANGE_CONFLICT] = 0, [CHANGE_MOVE] = 1, [CHANGE_ORIGIN] = 2, [CHANGE_EDIT] = 3, [CHANGE_CLAIM] = 4};
    const change *x = a, *y = b;
    int64_t left = page_days(&x->date), right = page_days(&y->date);
    (void)context;
    if (left != right) return left > right ? -1 : 1;
    if (x->kind != y->kind) return rank[x->kind] - rank[y->kind];
    if (x->story != y->story) return x->story < y->story ? -1 : 1;
    return x->claim < y->claim ? -1 : x->claim > y->claim;
}

hs_date changes_yesterday(const hs_picture *p) {
    int64_t newest = INT64_MIN;
    for (uint32_t i = 0; i < p->report_count; i++) {
        int64_t day = page_days(&p->reports[i].document.published);
        if (day > newest) newest = day;
    }
    return newest == INT64_MIN ? (hs_date){0} : page_date(newest - 1);
}

const change *changes_find(const site *stories, uint32_t story_count, const hs_date *since, hs_arena *keep, uint32_t *count) {
    finder f = {.since = page_days(since), .keep = keep};
    for (f.story = 0; f.story < story_count; f.story++) {
        f.site = &stories[f.story];
        for (uint32_t i = 0; i < f.site->picture->claim_count; i++) find_of_claim(&f, i);
        find_edits(&f);
    }
    sort_items(f.list, f.used, sizeof *f.list, by_latest, NULL, *keep);
    *count = (uint32_t)f.used;
    return f.list;
}
