// What a changed report no longer says, and when it first said what it says. In: every version of the documents that have more than one.
// Out: the statements and titles of a version that the next one lacks or has otherwise, with the day by which that was so; and of each
// statement of the newest version the day of the version that brought it. Method: versions are compared two by two (versions.c). Of
// what goes in one sentence the clause that holds the rest is told. What the newest version says again is back.
// Gets wrong: what one version brought, a second took out and a third brought again was said from the first on.
#include "claims/versions.h"

#include "base/text.h"
#include "claims/relating.h"

typedef struct vanished_list {
    hs_vanished *items;
    size_t count, capacity;
} vanished_list;

typedef struct version_pair {
    const hs_report *before, *after;
    const version_match *match;   // [statements of before] in `after`
    const version_match *newest;  // the same in the newest version; NULL where `after` is that
    hs_date date;
} version_pair;

// Not said as it was. That a noun is gone is told by its verb, but: "ordered the closure" that became "is considering the closure".
static bool is_changed(const version_pair *p, uint32_t statement) {
    hs_vanished_kind kind = p->match[statement].kind;
    return kind != HS_VANISHED_NOT && (kind != HS_VANISHED_GONE || !p->before->statements[statement].nominal);
}

static bool holds(const hs_statement *outer, const hs_statement *inner) {
    return outer->span.start <= inner->span.start && inner->span.end <= outer->span.end;
}

// Whether one of two changed statements of a sentence is told by the other: what became something else before what is gone, of equals the clause
// that holds the other ("The mayor said that the harbour would close" holds "the harbour would close"), of equals the first.
static bool tells_for(const version_pair *p, uint32_t one, uint32_t other) {
    const hs_statement *a = &p->before->statements[one], *b = &p->before->statements[other];
    bool gone = p->match[one].kind == HS_VANISHED_GONE, other_gone = p->match[other].kind == HS_VANISHED_GONE;
    if (!holds(a, b) && !holds(b, a)) return false;
    if (gone != other_gone) return other_gone;
    return holds(a, b) && (!holds(b, a) || one < other);
}

static bool is_told_elsewhere(const version_pair *p, uint32_t statement) {
    const hs_statement *all = p->before->statements;
    uint32_t first = statement, past = statement + 1;
    while (first && all[first - 1].sentence == all[statement].sentence) first--;
    while (past < p->before->statement_count && all[past].sentence == all[statement].sentence) past++;
    for (uint32_t i = first; i < past; i++)
        if (i != statement && is_changed(p, i) && tells_for(p, i, statement)) return true;
    return false;
}

static bool is_back(const version_pair *p, uint32_t statement) {
    return p->newest && p->newest[statement].kind == HS_VANISHED_NOT;
}

static void list_pair(const version_pair *p, const hs_date *back, vanished_list *list, hs_arena *keep) {
    hs_text title = p->before->document.title, now = p->after->document.title;
    if (title.size && now.size && !text_equal(title, now))
        *arena_push(keep, list->items, list->count, list->capacity) =
            (hs_vanished){.before = p->before, .after = p->after, .kind = HS_VANISHED_TITLE, .statement = HS_NONE, .now = HS_NONE, .date = p->date};
    for (uint32_t i = 0; i < p->before->statement_count; i++) {
        if (!is_changed(p, i) || is_told_elsewhere(p, i)) continue;
        hs_vanished one = {.before = p->before, .after = p->after, .kind = p->match[i].kind, .statement = i, .now = p->match[i].now, .date = p->date};
        if (is_back(p, i)) one.back = true, one.back_date = *back;
        *arena_push(keep, list->items, list->count, list->capacity) = one;
    }
}

// Versions of one document, in order.
static void compare_run(const claims_rules *rules, const hs_report *run, uint32_t count, vanished_list *list, hs_arena *keep, hs_arena scratch) {
    const hs_report *newest = &run[count - 1];
    hs_date last = versions_date(newest - 1, newest);
    for (uint32_t i = 1; i < count; i++) {
        hs_arena here = scratch, working = arena_split(&here);
        version_pair p = {.before = &run[i - 1], .after = &run[i], .date = versions_date(&run[i - 1], &run[i])};
        p.match = versions_match(rules, p.before, p.after, &here, working);
        if (p.after != newest) p.newest = versions_match(rules, p.before, newest, &here, working);
        list_pair(&p, &last, list, keep);
    }
}

void claims_vanished(const claims_rules *rules, const hs_report *versions, uint32_t count, hs_arena *keep, hs_arena scratch, hs_picture *picture) {
    vanished_list list = {0};
    for (uint32_t first = 0, past; first < count; first = past) {
        for (past = first + 1; past < count && versions[past].document.version > versions[past - 1].document.version;) past++;
        if (past - first > 1) compare_run(rules, versions + first, past - first, &list, keep, scratch);
    }
    picture->vanished = list.items;
    picture->vanished_count = (uint32_t)list.count;
}

void claims_date(const claims_rules *rules, const hs_report *versions, uint32_t count, hs_arena *keep, hs_arena scratch, hs_report *report) {
    if (count < 2) return;
    hs_date *told = arena_new(keep, hs_date, report->statement_count + 1);
    for (uint32_t k = count; k-- > 0;) {
        hs_arena here = scratch, working = arena_split(&here);
        hs_date date = k ? versions_date(&versions[k - 1], &versions[k]) : (hs_date){0};
        bool published = report->document.published.precision != HS_DATE_NONE;
        if (published && dates_compare(&date, &report->document.published) <= 0) date = (hs_date){0};
        const version_match *match = k + 1 < count ? versions_match(rules, &versions[k], report, &here, working) : NULL;
        for (uint32_t i = 0; !match && i < report->statement_count; i++) told[i] = date;
        for (uint32_t i = 0; match && i < versions[k].statement_count; i++) {
            bool kept = match[i].now != HS_NONE && match[i].kind == HS_VANISHED_NOT;
            if (kept && versions[k].statements[i].stage == report->statements[match[i].now].stage) told[match[i].now] = date;
        }
    }
    report->told = told;
}
