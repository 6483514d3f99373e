// See changes.h. A claim is new when its first report was published on or after the day, an origin when the first report
// that rests on it was, a conflict when the report was that made it one, a value of one that was there when its first report was. What
// a later version of a report brought is as new as that version; a report without a date as its fetching. An edit is a version of a
// document beside the one before it. Gets wrong: a report of long ago that comes in late brings nothing new; `watch` tells of it.
#include "picture/changes.h"

#include "base/sort.h"
#include "picture/edits.h"

typedef struct finder {
    const hs_picture *picture; // of the story at hand
    uint32_t story;
    int64_t since;
    hs_arena *keep;  // NULL: changes are counted
    change *list;
    size_t used, capacity;
} finder;

static void add(finder *f, change c) {
    c.picture = f->picture, c.story = f->story;
    if (c.date.precision == HS_DATE_NONE || page_days(&c.date) < f->since) return;
    if (f->keep) *arena_push(f->keep, f->list, f->used, f->capacity) = c;
    else f->used++;
}

// When it was said, or where the report does not tell, when it was fetched: by then at the latest.
static const hs_date *known_date(const hs_picture *p, hs_mention m) {
    const hs_date *told = mention_told(p, m);
    return told->precision != HS_DATE_NONE ? told : &mention_document(p, m)->retrieved;
}

// The earliest of the reports that have a day; `at` stays where none has.
static hs_date first_date(const hs_picture *p, const hs_mention *reports, uint32_t count, hs_mention *at) {
    hs_date first = {0};
    for (uint32_t i = 0; i < count; i++) {
        const hs_date *date = known_date(p, reports[i]);
        if (date->precision == HS_DATE_NONE) continue;
        if (first.precision == HS_DATE_NONE || page_days(date) < page_days(&first)) first = *date, *at = reports[i];
    }
    return first;
}

// The value that was told second, at its day: before, there was nothing to differ from. HS_NONE where fewer have a day.
static uint32_t second_value(const hs_picture *p, const hs_conflict *c, hs_date *date, hs_mention *at) {
    uint32_t first = HS_NONE, second = HS_NONE;
    hs_date days[2] = {{0}, {0}};
    hs_mention where[2] = {{0}, {0}};
    for (uint32_t i = 0; i < c->value_count; i++) {
        hs_mention here = {0};
        hs_date day = first_date(p, c->values[i].reports, c->values[i].report_count, &here);
        if (day.precision == HS_DATE_NONE) continue;
        if (first == HS_NONE || page_days(&day) < page_days(&days[0])) {
            second = first, days[1] = days[0], where[1] = where[0];
            first = i, days[0] = day, where[0] = here;
        } else if (second == HS_NONE || page_days(&day) < page_days(&days[1])) {
            second = i, days[1] = day, where[1] = here;
        }
    }
    *date = days[1], *at = where[1];
    return second;
}

// A conflict that is new, or values that came to one that was there.
static void find_of_conflict(finder *f, uint32_t number, uint32_t item) {
    const hs_conflict *c = &f->picture->claims[number].conflicts[item];
    change told = {.kind = CHANGE_CONFLICT, .claim = number, .item = item};
    if (c->verdict == HS_UPDATE && (c->kind == HS_CONFLICT_STAGE || c->kind == HS_CONFLICT_POLARITY)) return; // a move tells it
    if (second_value(f->picture, c, &told.date, &told.at) == HS_NONE) return;
    if (page_days(&told.date) >= f->since) {
        add(f, told);
        return;
    }
    for (told.kind = CHANGE_VALUE; told.value < c->value_count; told.value++) {
        const hs_conflict_value *v = &c->values[told.value];
        told.date = first_date(f->picture, v->reports, v->report_count, &told.at);
        add(f, told);
    }
}

static void find_of_claim(finder *f, uint32_t number) {
    const hs_picture *p = f->picture;
    const hs_claim *c = &p->claims[number];
    hs_mention at = {0};
    hs_date first = first_date(p, c->mentions, c->mention_count, &at);
    if (first.precision == HS_DATE_NONE) return;
    if (page_days(&first) >= f->since) {
        add(f, (change){.kind = CHANGE_CLAIM, .date = first, .claim = number, .at = at});
        return;
    }
    for (uint32_t i = 1; i < c->move_count; i++) {
        const hs_move *move = &c->history[i];
        add(f, (change){.kind = CHANGE_MOVE, .date = *known_date(p, move->statement), .claim = number, .item = i, .at = move->statement});
    }
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        hs_date date = first_date(p, o->reports, o->report_count, &at);
        add(f, (change){.kind = CHANGE_ORIGIN, .date = date, .claim = number, .item = i, .at = at});
    }
    for (uint32_t i = 0; i < c->conflict_count; i++) find_of_conflict(f, number, i);
}

const change *changes_of_claim(const hs_picture *picture, uint32_t claim, const hs_date *since, hs_arena *keep, uint32_t *count) {
    finder f = {.picture = picture, .since = page_days(since), .keep = keep};
    find_of_claim(&f, claim);
    *count = (uint32_t)f.used;
    return f.list;
}

bool changes_any(const hs_picture *picture, uint32_t claim, const hs_date *since) {
    finder f = {.picture = picture, .since = page_days(since)};
    find_of_claim(&f, claim);
    return f.used > 0;
}

static void find_edits(finder *f, const site *s) {
    for (uint32_t i = 1; i < s->version_count; i++) {
        const hs_report *before = &s->versions[i - 1], *after = &s->versions[i];
        if (after->document.version <= before->document.version) continue; // the first version of another document
        add(f, (change){.kind = CHANGE_EDIT, .date = edits_date(before, after), .claim = HS_NONE, .item = i, .before = before, .after = after});
    }
}

static int by_latest(const void *a, const void *b, const void *context) {
    static const int rank[] = {[CHANGE_CONFLICT] = 0, [CHANGE_MOVE] = 1, [CHANGE_VALUE] = 2, [CHANGE_ORIGIN] = 3, [CHANGE_EDIT] = 4, [CHANGE_CLAIM] = 5};
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
        f.picture = stories[f.story].picture;
        for (uint32_t i = 0; i < f.picture->claim_count; i++) find_of_claim(&f, i);
        find_edits(&f, &stories[f.story]);
    }
    sort_items(f.list, f.used, sizeof *f.list, by_latest, NULL, *keep);
    *count = (uint32_t)f.used;
    return f.list;
}

// ---------------------------------------------------------------- words

hs_text changes_name(change_kind kind) {
    static const hs_text names[] = {TEXT_INIT("claim"), TEXT_INIT("move"), TEXT_INIT("origin"), TEXT_INIT("conflict"), TEXT_INIT("value"), TEXT_INIT("edit")};
    return names[kind];
}

static hs_text value_words(page *p, const hs_conflict_value *v) { return render_line(v->value, 40, p->keep); }

hs_text changes_what(page *p, const change *c) {
    enum { MOST_VALUES = 4 };
    if (c->kind == CHANGE_EDIT) return edits_silent(c->before, c->after) ? TEXT("without saying so") : TEXT("as its date of update says");
    const hs_claim *claim = &c->picture->claims[c->claim];
    if (c->kind == CHANGE_CLAIM) return page_state(p, claim->stage, claim->polarity);
    if (c->kind == CHANGE_ORIGIN) return render_line(claim->origin_list[c->item].name, 80, p->keep);
    if (c->kind == CHANGE_MOVE) {
        const hs_move *to = &claim->history[c->item], *from = to - 1;
        return arena_print(p->keep, "%.*s → %.*s", TEXT_ARGS(page_state(p, from->stage, from->polarity)), TEXT_ARGS(page_state(p, to->stage, to->polarity)));
    }
    const hs_conflict *conflict = &claim->conflicts[c->item];
    hs_text name = render_conflict_name(conflict->kind);
    if (c->kind == CHANGE_VALUE) return arena_print(p->keep, "%.*s: %.*s", TEXT_ARGS(name), TEXT_ARGS(value_words(p, &conflict->values[c->value])));
    for (uint32_t i = 0; i < conflict->value_count && i < MOST_VALUES; i++)
        name = arena_print(p->keep, "%.*s%s%.*s", TEXT_ARGS(name), i ? " against " : ": ", TEXT_ARGS(value_words(p, &conflict->values[i])));
    return name;
}

hs_text changes_line(page *p, const change *c) {
    static const char *const kinds[] = {"new claim", "", "new origin: ", "reports differ, ", "another value, ", ""};
    const hs_claim *claim = &c->picture->claims[c->claim];
    hs_text what = c->kind == CHANGE_CLAIM ? (hs_text){0} : changes_what(p, c);
    bool denies = c->kind == CHANGE_ORIGIN && claim->origin_list[c->item].polarity == HS_NEGATED;
    bool fetched = mention_told(c->picture, c->at)->precision == HS_DATE_NONE;
    hs_text outlet = mention_document(c->picture, c->at)->outlet;
    return arena_print(p->keep, "%s%.*s: %s%.*s%s (%.*s%s%.*s)", fetched ? "fetched " : "", TEXT_ARGS(render_full_day(&c->date, p->keep)), kinds[c->kind],
                       TEXT_ARGS(what), denies ? ", who denies it" : "", TEXT_ARGS(outlet), outlet.size ? ", " : "", TEXT_ARGS(page_place(p, c->at)));
}
