// Stories that follow their store. In: stories as they are known, and the rows that were written since (store/members.h). Out: the same stories
// as opening the store would give. Method: what is linked anew, came or went touches the groups in which it stood, those whose story it
// joined and those of which it has passages; the documents of these are grouped anew, all others stay together. Arrays are
// changed where they lie: of what is not touched the numbers change, nothing else. Where much has changed, where there is no room left, or where people
// marked something since, the store is opened again.
#include "base/sort.h"
#include "base/text.h"
#include "claims/claims.h"
#include "claims/stories.h"
#include "engine/engine.h"
#include "engine/stories_rows.h"
#include "store/linked.h"

enum { MOST_ROWS = 256, MOST_TOUCHED = 20000 };

// What was made here and is const for everybody else.
#define writable(type, list) ((type *)(uintptr_t)(list))

// Items that go from an array, and places of those that come, in the array as it will be; both rising.
typedef struct plan {
    uint32_t *gone, *come;
    uint32_t gone_count, come_count, count; // `count` items now
} plan;

typedef struct following {
    stories *of;
    store *store;
    hs_arena *keep, *scratch;
    hs_error *error;
    store_member *rows;         // that were written since
    uint32_t row_count;
    store_head *heads;          // of documents that come, by path; `come[i]` their rows
    store_member *come;
    plan documents, groups;
    uint32_t *moved_document;   // [documents there were] HS_NONE of those that went
    bool *touched;              // [groups there were]
} following;

// ---------------------------------------------------------------- arrays

static void move_items(void *items, size_t size, uint32_t to, uint32_t from, uint32_t count) {
    memmove((char *)items + to * size, (char *)items + from * size, count * size);
}

// What goes is closed up from the front, then room is made from the back.
static void rearrange(void *items, size_t size, const plan *p) {
    uint32_t at = 0, from = 0, count = p->count - p->gone_count;
    for (uint32_t i = 0; i <= p->gone_count; i++) {
        uint32_t until = i < p->gone_count ? p->gone[i] : p->count;
        if (at != from) move_items(items, size, at, from, until - from);
        at += until - from, from = until + 1;
    }
    for (uint32_t i = p->come_count, end = count + p->come_count; i-- > 0; end = p->come[i])
        move_items(items, size, p->come[i] + 1, p->come[i] - i, end - p->come[i] - 1);
}

// Where every item is afterwards.
static uint32_t *moved_places(const plan *p, hs_arena *keep) {
    uint32_t *moved = arena_new(keep, uint32_t, p->count + 1), gone = 0, come = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        if (gone < p->gone_count && p->gone[gone] == i) {
            moved[i] = HS_NONE, gone++;
            continue;
        }
        while (come < p->come_count && p->come[come] <= i - gone + come) come++;
        moved[i] = i - gone + come;
    }
    return moved;
}

// ---------------------------------------------------------------- what changed

static uint32_t find_number(const stories *of, int64_t number) {
    for (uint32_t i = 0; i < of->document_count; i++)
        if (of->numbers[i] == number) return i;
    return HS_NONE;
}

// A number is a document's for as long as it is there: one that came after it stands elsewhere.
static bool is_there(const following *f, const store_member *row, uint32_t at) {
    return at != HS_NONE && row->story && sketch_order(&f->of->places[at], &row->place) == 0;
}

static int by_value(const void *a, const void *b, const void *context) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

static void touch_document(following *f, uint32_t at) {
    if (at != HS_NONE) f->touched[f->of->group_of[at]] = true;
}

// Groups of what a row was and is.
static void touch(following *f, const store_member *row) {
    const stories *of = f->of;
    touch_document(f, find_number(of, row->number));
    for (uint32_t i = 0; row->story && i < of->document_count; i++)
        if (of->rows->members[i].story == row->story) touch_document(f, i);
    for (uint32_t i = 0; i < row->copy_count; i++) touch_document(f, find_number(of, row->copies[i]));
}

// What comes and goes; and of what stays what is known of it.
static void take_rows(following *f) {
    int64_t *numbers = arena_new(f->scratch, int64_t, f->row_count + 1);
    f->come = arena_new(f->scratch, store_member, f->row_count + 1);
    f->documents = (plan){arena_new(f->scratch, uint32_t, f->row_count + 1), arena_new(f->scratch, uint32_t, f->row_count + 1), 0, 0, f->of->document_count};
    f->touched = arena_new(f->scratch, bool, f->of->group_count + 1);
    for (uint32_t i = 0; i < f->row_count; i++) {
        const store_member *row = &f->rows[i];
        uint32_t at = find_number(f->of, row->number);
        touch(f, row);
        if (is_there(f, row, at)) continue;
        if (at != HS_NONE) f->documents.gone[f->documents.gone_count++] = at;
        if (row->story) numbers[f->documents.come_count] = row->number, f->come[f->documents.come_count++] = *row;
    }
    sort_items(f->documents.gone, f->documents.gone_count, sizeof *f->documents.gone, by_value, NULL, *f->scratch);
}

static store_member keep_row(const store_member *row, hs_arena *keep) {
    int64_t *copies = arena_new(keep, int64_t, row->copy_count + 1);
    if (row->copy_count) memcpy(copies, row->copies, row->copy_count * sizeof *copies);
    return (store_member){.number = row->number, .story = row->story, .place = row->place, .copies = copies, .copy_count = row->copy_count};
}

static int path_order(const hs_document *a, const hs_document *b) {
    int order = text_compare(a->path, b->path);
    return order ? order : text_compare(a->id, b->id);
}

static int by_path(const void *a, const void *b, const void *context) {
    const store_head *heads = context;
    return path_order(&heads[*(const uint32_t *)a].document, &heads[*(const uint32_t *)b].document);
}

// The place of a document among those there are that stay.
static uint32_t place_among(const following *f, const hs_document *d) {
    uint32_t low = 0, high = f->of->document_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (path_order(stories_document(f->of, middle), d) < 0) low = middle + 1;
        else high = middle;
    }
    uint32_t before = 0;
    while (before < f->documents.gone_count && f->documents.gone[before] < low) before++;
    return low - before;
}

// Heads of what comes, sorted, each with its place.
static hs_status read_heads(following *f) {
    uint32_t count = f->documents.come_count, *order = arena_new(f->scratch, uint32_t, count + 1);
    int64_t *numbers = arena_new(f->scratch, int64_t, count + 1);
    store_head *heads = arena_new(f->scratch, store_head, count + 1);
    store_member *rows = arena_new(f->scratch, store_member, count + 1);
    for (uint32_t i = 0; i < count; i++) numbers[i] = f->come[i].number, order[i] = i;
    hs_status status = store_bare_heads(f->store, numbers, count, f->scratch, heads, f->error);
    if (status != HS_OK) return status;
    sort_items(order, count, sizeof *order, by_path, heads, *f->scratch);
    f->heads = arena_new(f->scratch, store_head, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        f->heads[i] = heads[order[i]], rows[i] = f->come[order[i]];
        f->documents.come[i] = place_among(f, &f->heads[i].document) + i;
    }
    f->come = rows;
    return HS_OK;
}

// ---------------------------------------------------------------- documents

static void move_groups_documents(following *f) {
    const stories *of = f->of;
    for (uint32_t g = 0; g < of->group_count; g++) {
        if (f->touched[g]) continue;
        uint32_t *list = writable(uint32_t, of->groups[g].documents);
        for (uint32_t i = 0; i < of->groups[g].document_count; i++) list[i] = f->moved_document[list[i]];
        of->rows->first[g] = f->moved_document[of->rows->first[g]];
    }
}

static void move_ids(following *f) {
    stories *of = f->of;
    uint32_t *slots = writable(uint32_t, of->by_id);
    if (!f->documents.gone_count) {
        for (uint32_t i = 0; i <= of->id_mask; i++)
            if (slots[i] != HS_NONE) slots[i] = f->moved_document[slots[i]];
        for (uint32_t i = 0; i < f->documents.come_count; i++) stories_add_id(of, slots, f->documents.come[i]);
        return;
    }
    memset(slots, 0xFF, ((size_t)of->id_mask + 1) * sizeof *slots);
    for (uint32_t i = 0; i < of->document_count; i++) stories_add_id(of, slots, i);
}

static void change_documents(following *f) {
    stories *of = f->of;
    const plan *p = &f->documents;
    hs_report *reports = writable(hs_report, of->index.reports);
    int64_t *numbers = writable(int64_t, of->numbers);
    sketch_place *places = writable(sketch_place, of->places);
    uint32_t *group_of = writable(uint32_t, of->group_of);
    for (uint32_t i = 0; i < f->row_count; i++) {
        uint32_t at = find_number(of, f->rows[i].number);
        if (is_there(f, &f->rows[i], at)) of->rows->members[at] = keep_row(&f->rows[i], f->keep);
    }
    f->moved_document = moved_places(p, f->scratch);
    move_groups_documents(f);
    rearrange(reports, sizeof *reports, p), rearrange(numbers, sizeof *numbers, p), rearrange(places, sizeof *places, p);
    rearrange(group_of, sizeof *group_of, p), rearrange(of->rows->members, sizeof *of->rows->members, p);
    of->document_count = of->index.report_count = p->count - p->gone_count + p->come_count;
    for (uint32_t i = 0; i < p->come_count; i++) {
        uint32_t at = p->come[i];
        reports[at] = (hs_report){.document = stories_masthead(of, &f->heads[i].document, f->keep)};
        numbers[at] = f->come[i].number, places[at] = f->come[i].place, group_of[at] = HS_NONE, of->rows->members[at] = keep_row(&f->come[i], f->keep);
    }
    move_ids(f);
}

// ---------------------------------------------------------------- groups

// Documents whose groups are found anew, in their order.
static uint32_t *list_touched(const following *f, uint32_t *count) {
    const stories *of = f->of;
    uint32_t *list = arena_new(f->scratch, uint32_t, of->document_count + 1);
    *count = 0;
    for (uint32_t i = 0; i < of->document_count; i++)
        if (of->group_of[i] == HS_NONE || f->touched[of->group_of[i]]) list[(*count)++] = i;
    return list;
}

// A document's place in that list by a number: its own, or that of its story.
typedef struct numbered {
    int64_t number;
    uint32_t at;
} numbered;

static int by_number(const void *a, const void *b, const void *context) {
    const numbered *x = a, *y = b;
    (void)context;
    return x->number != y->number ? (x->number < y->number ? -1 : 1) : x->at < y->at ? -1 : x->at > y->at;
}

static uint32_t place_of_number(const numbered *list, uint32_t count, int64_t number) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list[middle].number < number) low = middle + 1;
        else high = middle;
    }
    return low < count && list[low].number == number ? list[low].at : HS_NONE;
}

// They as members among themselves. Passages that lead out of them are of the same publisher: else they would not.
static story_member *members_of(const following *f, const uint32_t *list, uint32_t count) {
    numbered *documents = arena_new(f->scratch, numbered, count + 1), *of_story = arena_new(f->scratch, numbered, count + 1);
    story_member *out = arena_new(f->scratch, story_member, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const store_member *row = &f->of->rows->members[list[i]];
        documents[i] = (numbered){row->number, i}, of_story[i] = (numbered){row->story, i};
    }
    sort_items(documents, count, sizeof *documents, by_number, NULL, *f->scratch);
    sort_items(of_story, count, sizeof *of_story, by_number, NULL, *f->scratch);
    for (uint32_t i = 0; i < count; i++) {
        const store_member *row = &f->of->rows->members[list[i]];
        uint32_t *copies = arena_new(f->scratch, uint32_t, row->copy_count + 1), found = 0;
        for (uint32_t k = 0; k < row->copy_count; k++) {
            uint32_t at = place_of_number(documents, count, row->copies[k]);
            if (at != HS_NONE) copies[found++] = at;
        }
        out[i] = (story_member){place_of_number(of_story, count, row->story), copies, found};
    }
    return out;
}

// The new groups, in order, their documents numbers of all; and their places among those that stay.
static hs_group *find_groups(following *f, uint32_t *first) {
    const stories *of = f->of;
    uint32_t count, group_count, kept = 0, *stay = arena_new(f->scratch, uint32_t, of->group_count + 1), *list = list_touched(f, &count);
    const story_member *members = members_of(f, list, count);
    hs_document *documents = arena_new(f->scratch, hs_document, count + 1);
    const hs_group *found;
    for (uint32_t i = 0; i < count; i++) documents[i] = *stories_document(of, list[i]);
    hs_arena working = arena_split(f->scratch);
    claims_group_linked(of->engine->claims, documents, members, count, NULL, 0, f->scratch, working, &found, &group_count);
    arena_join(f->scratch);
    hs_group *out = arena_new(f->scratch, hs_group, group_count + 1);
    plan *p = &f->groups;
    *p = (plan){arena_new(f->scratch, uint32_t, of->group_count + 1), arena_new(f->scratch, uint32_t, group_count + 1), 0, group_count, of->group_count};
    for (uint32_t g = 0; g < of->group_count; g++) {
        if (f->touched[g]) p->gone[p->gone_count++] = g;
        else stay[kept++] = of->rows->first[g];
    }
    for (uint32_t g = 0, at = 0; g < group_count; g++) {
        uint32_t *numbers = arena_new(f->keep, uint32_t, found[g].document_count);
        for (uint32_t i = 0; i < found[g].document_count; i++) numbers[i] = list[found[g].documents[i]];
        out[g] = (hs_group){arena_text(f->keep, found[g].id), numbers, found[g].document_count};
        first[g] = stories_first(of, &out[g]);
        for (uint32_t high = kept; at < high;) {
            uint32_t middle = at + (high - at) / 2;
            if (stories_stands_before(of, stay[middle], first[g])) at = middle + 1;
            else high = middle;
        }
        p->come[g] = at + g;
    }
    return out;
}

static void change_groups(following *f, const uint32_t **moved) {
    stories *of = f->of;
    uint32_t *first = arena_new(f->scratch, uint32_t, of->document_count + 1), *group_of = writable(uint32_t, of->group_of);
    const hs_group *come = find_groups(f, first);
    const plan *p = &f->groups;
    hs_group *groups = writable(hs_group, of->groups);
    hs_story *list = writable(hs_story, of->index.stories);
    const uint32_t *to = *moved = moved_places(p, f->scratch);
    for (uint32_t i = 0; i < of->document_count; i++)
        if (group_of[i] != HS_NONE) group_of[i] = to[group_of[i]];
    rearrange(groups, sizeof *groups, p), rearrange(list, sizeof *list, p), rearrange(of->rows->first, sizeof *of->rows->first, p);
    of->group_count = of->index.story_count = p->count - p->gone_count + p->come_count;
    for (uint32_t i = 0; i < p->come_count; i++) {
        uint32_t g = p->come[i];
        groups[g] = come[i], of->rows->first[g] = first[i];
        list[g] = (hs_story){.id = come[i].id, .title = stories_title(of, &come[i]), .reports = come[i].documents, .report_count = come[i].document_count};
        for (uint32_t k = 0; k < come[i].document_count; k++) group_of[come[i].documents[k]] = g;
    }
}

// ---------------------------------------------------------------- all

static uint32_t count_touched(const following *f) {
    uint32_t count = 0;
    for (uint32_t g = 0; g < f->of->group_count; g++)
        if (f->touched[g]) count += f->of->groups[g].document_count;
    return count;
}

// Whether what people marked is what it was, and makes no stories one: those may lie anywhere.
static hs_status marks_hold(following *f, bool *hold) {
    hs_mark *marks;
    uint32_t count;
    hs_status status = store_marks(f->store, false, f->scratch, &marks, &count, f->error);
    *hold = status == HS_OK && count == f->of->index.mark_count;
    for (uint32_t i = 0; *hold && i < count; i++) *hold = marks[i].number == f->of->index.marks[i].number && marks[i].kind != HS_MARK_MERGE;
    return status;
}

hs_status stories_follow(stories *of, store *s, hs_arena *keep, hs_arena *scratch, bool *followed, const uint32_t **moved, uint32_t *moved_count, hs_error *error) {
    following f = {.of = of, .store = s, .keep = keep, .scratch = scratch, .error = error};
    *followed = false, *moved_count = of->group_count;
    if (!of->rows || !stories_linked(of->engine, s)) return HS_OK;
    int64_t round = store_last_round(s);
    bool hold;
    hs_status status = marks_hold(&f, &hold);
    if (status == HS_OK && hold) status = store_members(s, of->rows->round, scratch, &f.rows, &f.row_count, error);
    if (status != HS_OK || !hold || f.row_count > MOST_ROWS) return status;
    take_rows(&f);
    if (of->document_count + f.documents.come_count > of->rows->room || count_touched(&f) > MOST_TOUCHED) return HS_OK;
    status = read_heads(&f);
    if (status != HS_OK) return status;
    change_documents(&f);
    change_groups(&f, moved);
    of->rows->round = round;
    *followed = true;
    return HS_OK;
}
