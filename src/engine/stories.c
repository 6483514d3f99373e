// See stories.h. Method: heads of all documents are read and grouped, by the links that the store keeps or, where it keeps
// none, by texts (hs_group_documents), in memory that is given back at once; what stays of a document is its masthead. A story is
// told from the records of its documents (hs_relate_group).
#include "engine/stories.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "claims/stories.h"
#include "claims/versions.h"
#include "engine/engine.h"
#include "engine/stories_rows.h"
#include "picture/record.h"
#include "store/linked.h"
#include "store/members.h"

// Heads of documents published on or before `last`, moved to the front; one without a date was there all the time.
static uint32_t keep_until(store_head *heads, uint32_t count, const hs_date *last, hs_arena *scratch) {
    uint32_t kept = 0;
    hs_text day = record_date(last, scratch);
    for (uint32_t i = 0; i < count; i++) {
        hs_text published = record_date(&heads[i].document.published, scratch);
        if (text_compare(text_slice(published, 0, day.size), day) <= 0) heads[kept++] = heads[i];
    }
    return kept;
}

hs_document stories_masthead(const stories *of, const hs_document *from, hs_arena *keep) {
    hs_document d = {.published = from->published, .updated = from->updated, .retrieved = from->retrieved, .version = from->version};
    d.id = arena_text(keep, from->id), d.path = arena_text(keep, from->path), d.url = arena_text(keep, from->url);
    d.outlet = arena_text(keep, from->outlet), d.title = arena_text(keep, from->title), d.language = arena_text(keep, from->language);
    houses_rename(of->engine->claims, &d);
    return d;
}

hs_text stories_title(const stories *of, const hs_group *g) {
    const hs_document *first = NULL;
    for (uint32_t i = 0; i < g->document_count; i++) {
        const hs_document *d = stories_document(of, g->documents[i]);
        if (d->title.size && (!first || dates_order(&d->published, &first->published) < 0)) first = d;
    }
    return first ? first->title : (hs_text){0};
}

// By publication; of those of one date by path and id, as they stand.
bool stories_stands_before(const stories *of, uint32_t a, uint32_t b) {
    int order = dates_order(&stories_document(of, a)->published, &stories_document(of, b)->published);
    return order ? order < 0 : a < b;
}

uint32_t stories_first(const stories *of, const hs_group *g) {
    uint32_t first = g->documents[0];
    for (uint32_t i = 1; i < g->document_count; i++)
        if (stories_stands_before(of, g->documents[i], first)) first = g->documents[i];
    return first;
}

static int by_path(const void *a, const void *b, const void *context) {
    const store_head *heads = context;
    const hs_document *x = &heads[*(const uint32_t *)a].document, *y = &heads[*(const uint32_t *)b].document;
    int order = text_compare(x->path, y->path);
    return order ? order : text_compare(x->id, y->id);
}

static uint32_t *sort_heads(const store_head *heads, uint32_t count, hs_arena *working) {
    uint32_t *order = arena_new(working, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    hs_arena sorting = arena_split(working);
    sort_items(order, count, sizeof *order, by_path, heads, sorting);
    arena_join(working);
    return order;
}

static hs_group *copy_groups(const hs_group *groups, uint32_t group_count, uint32_t document_count, uint32_t room, hs_arena *keep) {
    hs_group *list = arena_new(keep, hs_group, room + 1);
    uint32_t *places = arena_new(keep, uint32_t, document_count + 1), at = 0;
    for (uint32_t g = 0; g < group_count; g++) {
        list[g] = groups[g];
        list[g].id = arena_text(keep, groups[g].id);
        list[g].documents = places + at;
        for (uint32_t i = 0; i < groups[g].document_count; i++) places[at++] = groups[g].documents[i];
    }
    return list;
}

void stories_add_id(const stories *of, uint32_t *slots, uint32_t document) {
    uint32_t at = (uint32_t)text_hash(stories_document(of, document)->id, 0) & of->id_mask;
    while (slots[at] != HS_NONE) at = (at + 1) & of->id_mask;
    slots[at] = document;
}

static void index_ids(stories *of, uint32_t room, hs_arena *keep) {
    of->id_mask = 15;
    while (of->id_mask < 2 * room) of->id_mask = 2 * of->id_mask + 1;
    uint32_t *slots = arena_new(keep, uint32_t, (size_t)of->id_mask + 1);
    memset(slots, 0xFF, ((size_t)of->id_mask + 1) * sizeof *slots);
    for (uint32_t i = 0; i < of->document_count; i++) stories_add_id(of, slots, i);
    of->by_id = slots;
}

// What stays of all: heads in that order, and groups whose documents are places in it. With room for as many.
static void copy_all(stories *out, const hs_group *groups, const store_head *heads, const uint32_t *order, uint32_t room, hs_arena *keep) {
    hs_report *reports = arena_new(keep, hs_report, room + 1);
    int64_t *numbers = arena_new(keep, int64_t, room + 1);
    uint32_t *group_of = arena_new(keep, uint32_t, room + 1);
    hs_story *list = arena_new(keep, hs_story, room + 1);
    for (uint32_t i = 0; i < out->document_count; i++)
        reports[i].document = stories_masthead(out, &heads[order[i]].document, keep), numbers[i] = heads[order[i]].number;
    out->index.reports = reports, out->index.report_count = out->document_count;
    out->numbers = numbers, out->group_of = group_of;
    out->groups = copy_groups(groups, out->group_count, out->document_count, room, keep);
    for (uint32_t g = 0; g < out->group_count; g++) {
        const hs_group *group = &out->groups[g];
        list[g] = (hs_story){.id = group->id, .title = stories_title(out, group), .reports = group->documents, .report_count = group->document_count};
        for (uint32_t i = 0; i < group->document_count; i++) group_of[group->documents[i]] = g;
    }
    out->index.stories = list, out->index.story_count = out->group_count;
    index_ids(out, room, keep);
}

static hs_document *list_documents(const store_head *heads, const uint32_t *order, uint32_t count, hs_arena *working) {
    hs_document *documents = arena_new(working, hs_document, count + 1);
    for (uint32_t i = 0; i < count; i++) documents[i] = heads[order[i]].document;
    return documents;
}

static hs_status group_texts(const hs_engine *engine, store *s, const hs_date *last, hs_arena *working, hs_arena *keep, stories *out, hs_error *error) {
    store_head *heads;
    const hs_group *groups;
    uint32_t count;
    hs_status status = store_heads(s, working, &heads, &count, error);
    if (status != HS_OK) return status;
    if (last) count = keep_until(heads, count, last, working);
    uint32_t *order = sort_heads(heads, count, working);
    hs_document *documents = list_documents(heads, order, count, working);
    status = hs_group_documents(engine, documents, count, out->index.marks, out->index.mark_count, working, &groups, &out->group_count, error);
    out->document_count = count;
    if (status == HS_OK) copy_all(out, groups, heads, order, count, keep);
    return status;
}

// ---------------------------------------------------------------- by links

// What the store keeps of its documents: rows of those that are linked, by number.
typedef struct linked_documents {
    store_member *rows;
    uint32_t count, *at; // [last number + 1] row and one; 0 of what is not linked
    int64_t last;
} linked_documents;

static uint32_t row_of(const linked_documents *all, int64_t number) { return number > 0 && number <= all->last && all->at[number] ? all->at[number] - 1 : HS_NONE; }

static hs_status read_members(store *s, hs_arena *working, linked_documents *out, hs_error *error) {
    uint32_t count;
    hs_status status = store_members(s, 0, working, &out->rows, &count, error);
    if (status != HS_OK) return status;
    out->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (out->rows[i].story) out->rows[out->count++] = out->rows[i];
    out->last = out->count ? out->rows[out->count - 1].number : 0;
    out->at = arena_new(working, uint32_t, (size_t)out->last + 1);
    for (uint32_t i = 0; i < out->count; i++) out->at[out->rows[i].number] = i + 1;
    return HS_OK;
}

// Of documents in that order.
static story_member *list_members(const linked_documents *all, const store_head *heads, const uint32_t *order, hs_arena *working) {
    story_member *out = arena_new(working, story_member, all->count + 1);
    uint32_t *at = arena_new(working, uint32_t, all->count + 1); // of rows
    for (uint32_t i = 0; i < all->count; i++) at[row_of(all, heads[order[i]].number)] = i;
    for (uint32_t row = 0; row < all->count; row++) {
        const store_member *m = &all->rows[row];
        uint32_t *copies = arena_new(working, uint32_t, m->copy_count + 1), count = 0, story = row_of(all, m->story);
        for (uint32_t k = 0; k < m->copy_count; k++)
            if (row_of(all, m->copies[k]) != HS_NONE) copies[count++] = at[row_of(all, m->copies[k])];
        out[at[row]] = (story_member){story == HS_NONE ? row : story, copies, count};
    }
    return out;
}

// Heads of all: of documents that were there before from what is known of them, in their order, behind them those that came. A number is a
// document's for as long as it is there: one that came after it stands elsewhere.
static hs_status gather_heads(store *s, const linked_documents *all, const stories *before, hs_arena *working, store_head *heads, hs_error *error) {
    bool *known = arena_new(working, bool, all->count + 1);
    int64_t *numbers = arena_new(working, int64_t, all->count + 1);
    uint32_t count = 0, unknown = 0;
    for (uint32_t i = 0; before && before->places && i < before->document_count; i++) {
        uint32_t row = row_of(all, before->numbers[i]);
        if (row == HS_NONE || sketch_order(&all->rows[row].place, &before->places[i]) != 0) continue;
        known[row] = true;
        heads[count++] = (store_head){before->numbers[i], *stories_document(before, i)};
    }
    for (uint32_t row = 0; row < all->count; row++)
        if (!known[row]) numbers[unknown++] = all->rows[row].number;
    return store_bare_heads(s, numbers, unknown, working, heads + count, error);
}

// Rows in the documents' order, so that they can be followed.
static void keep_rows(stories *out, const linked_documents *all, int64_t round, uint32_t room, hs_arena *keep) {
    stories_rows *rows = arena_new(keep, stories_rows, 1);
    sketch_place *places = arena_new(keep, sketch_place, room + 1);
    *rows = (stories_rows){.round = round, .room = room, .members = arena_new(keep, store_member, room + 1), .first = arena_new(keep, uint32_t, room + 1)};
    for (uint32_t i = 0; i < out->document_count; i++) {
        store_member m = all->rows[row_of(all, out->numbers[i])];
        int64_t *copies = m.copy_count ? arena_new(keep, int64_t, m.copy_count) : NULL;
        if (m.copy_count) memcpy(copies, m.copies, m.copy_count * sizeof *copies);
        rows->members[i] = (store_member){.number = m.number, .story = m.story, .place = m.place, .copies = copies, .copy_count = m.copy_count};
        places[i] = m.place;
    }
    for (uint32_t g = 0; g < out->group_count; g++) rows->first[g] = stories_first(out, &out->groups[g]);
    out->places = places, out->rows = rows;
}

static hs_status group_members(const hs_engine *engine, store *s, const stories *before, hs_arena *working, hs_arena *keep, stories *out, hs_error *error) {
    enum { ROOM_SHARE = 16, LEAST_ROOM = 64 };
    linked_documents all;
    const hs_group *groups;
    hs_status status = read_members(s, working, &all, error);
    if (status != HS_OK) return status;
    store_head *heads = arena_new(working, store_head, all.count + 1);
    status = gather_heads(s, &all, before, working, heads, error);
    if (status != HS_OK) return status;
    uint32_t *order = sort_heads(heads, all.count, working), room = all.count + all.count / ROOM_SHARE + LEAST_ROOM;
    hs_document *documents = list_documents(heads, order, all.count, working);
    const story_member *members = list_members(&all, heads, order, working);
    hs_arena scratch = arena_split(working);
    claims_group_linked(engine->claims, documents, members, all.count, out->index.marks, out->index.mark_count, working, scratch, &groups, &out->group_count);
    arena_join(working);
    out->document_count = all.count;
    copy_all(out, groups, heads, order, room, keep);
    keep_rows(out, &all, store_last_round(s), room, keep);
    return HS_OK;
}

static hs_status open_all(const hs_engine *engine, store *s, const hs_date *last, const stories *before, hs_arena *working, hs_arena *keep, stories *out, hs_error *error) {
    hs_mark *marks;
    hs_status status = stories_link(engine, s, error);
    if (status == HS_OK) status = store_marks(s, false, keep, &marks, &out->index.mark_count, error);
    if (status != HS_OK) return status;
    out->index.marks = marks;
    if (!last && stories_linked(engine, s)) return group_members(engine, s, before, working, keep, out, error);
    return group_texts(engine, s, last, working, keep, out, error);
}

hs_status stories_open(const hs_engine *engine, store *s, const hs_date *last, const stories *before, hs_arena *keep, stories *out, hs_error *error) {
    hs_arena *working = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    *out = (stories){.engine = engine, .past = last != NULL};
    if (last) out->last = *last;
    if (!working) return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory");
    jmp_buf full, *outer = keep->recover;
    working->recover = keep->recover = &full;
    hs_status status = HS_OK;
    if (setjmp(full)) status = error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "too many documents for the memory at hand");
    else status = open_all(engine, s, last, before, working, keep, out, error);
    keep->recover = outer;
    hs_arena_close(working);
    return status;
}

// How many of the versions were there on the day; one that does not say when it was there was there with the one before it.
static uint32_t versions_until(const stories *of, const hs_report *versions, uint32_t count, hs_arena *scratch) {
    hs_text day = record_date(&of->last, scratch);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < count; i++) {
        hs_date date = versions_date(&versions[i - 1], &versions[i]);
        if (date.precision != HS_DATE_NONE && text_compare(text_slice(record_date(&date, scratch), 0, day.size), day) > 0) break;
        kept = i + 1;
    }
    return kept;
}

// Every version of those that have several; what the newest says, as of the day that was asked for, is dated by them.
static hs_status load_versions(const stories *of, store *s, const hs_group *g, hs_arena *keep, hs_report *reports, told_story *out, hs_error *error) {
    hs_report *all = NULL;
    size_t used = 0, capacity = 0;
    for (uint32_t i = 0; i < g->document_count; i++) {
        hs_report *versions;
        uint32_t count;
        if (stories_document(of, g->documents[i])->version < 2) continue;
        hs_status status = store_versions_of(s, of->numbers[g->documents[i]], keep, &versions, &count, error);
        if (status != HS_OK) return status;
        if (of->past) count = versions_until(of, versions, count, keep), reports[i] = versions[count - 1];
        status = hs_date_report(of->engine, versions, count, keep, &reports[i], error);
        if (status != HS_OK) return status;
        for (uint32_t k = 0; k < count; k++) *arena_push(keep, all, used, capacity) = versions[k];
    }
    out->versions = all;
    out->version_count = (uint32_t)used;
    return HS_OK;
}

static hs_status tell(const stories *of, store *s, uint32_t number, hs_arena *keep, told_story *out, hs_error *error) {
    const hs_group *g = &of->groups[number];
    hs_report *reports = arena_new(keep, hs_report, g->document_count);
    int64_t *numbers = arena_new(keep, int64_t, g->document_count);
    for (uint32_t i = 0; i < g->document_count; i++) numbers[i] = of->numbers[g->documents[i]];
    hs_status status = store_load_some(s, numbers, g->document_count, keep, reports, error);
    if (status == HS_OK) status = load_versions(of, s, g, keep, reports, out, error);
    if (status == HS_OK) status = hs_relate_group(of->engine, g, reports, of->index.marks, of->index.mark_count, keep, &out->picture, error);
    if (status == HS_OK) status = hs_compare_versions(of->engine, out->versions, out->version_count, keep, &out->picture, error);
    return status;
}

hs_status stories_tell(const stories *of, store *s, uint32_t number, hs_arena *keep, told_story *out, hs_error *error) {
    *out = (told_story){0};
    jmp_buf full, *outer = keep->recover;
    keep->recover = &full;
    hs_status status = HS_OK;
    if (setjmp(full)) status = error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "too many reports of one story for the memory at hand");
    else status = tell(of, s, number, keep, out, error);
    keep->recover = outer;
    return status;
}

hs_status stories_tell_some(const stories *of, store *s, const uint32_t *groups, uint32_t count, hs_arena *keep, hs_picture *out, hs_error *error) {
    hs_picture *parts = arena_new(keep, hs_picture, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        told_story told;
        hs_status status = stories_tell(of, s, groups[i], keep, &told, error);
        if (status != HS_OK) return status;
        parts[i] = told.picture;
    }
    hs_status status = hs_join_pictures(parts, count, keep, out, error);
    out->marks = of->index.marks, out->mark_count = of->index.mark_count;
    return status;
}

static uint64_t members_hash(const stories *of, uint32_t group) {
    const hs_group *g = &of->groups[group];
    uint64_t hash = g->document_count;
    for (uint32_t i = 0; i < g->document_count; i++) {
        int64_t number = of->numbers[g->documents[i]];
        hash = text_hash((hs_text){(const char *)&number, sizeof number}, hash);
    }
    return hash;
}

static int by_value(const void *a, const void *b, const void *context) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

uint32_t stories_only_in(const stories *of, const stories *other, hs_arena *keep, const uint32_t **groups) {
    uint64_t *known = arena_new(keep, uint64_t, other->group_count + 1);
    uint32_t *list = arena_new(keep, uint32_t, of->group_count + 1), count = 0;
    for (uint32_t g = 0; g < other->group_count; g++) known[g] = members_hash(other, g);
    hs_arena scratch = arena_split(keep);
    sort_items(known, other->group_count, sizeof *known, by_value, NULL, scratch);
    arena_join(keep);
    for (uint32_t g = 0; g < of->group_count; g++) {
        uint64_t hash = members_hash(of, g);
        uint32_t low = 0, high = other->group_count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (known[middle] < hash) low = middle + 1;
            else high = middle;
        }
        if (low == other->group_count || known[low] != hash) list[count++] = g;
    }
    *groups = list;
    return count;
}

uint32_t stories_with_number(const stories *of, int64_t number) {
    for (uint32_t i = 0; i < of->document_count; i++)
        if (of->numbers[i] == number) return of->group_of[i];
    return HS_NONE;
}

uint32_t stories_with_document(const stories *of, hs_text id) {
    uint32_t at = (uint32_t)text_hash(id, 0) & of->id_mask;
    while (of->by_id[at] != HS_NONE && !text_equal(stories_document(of, of->by_id[at])->id, id)) at = (at + 1) & of->id_mask;
    return of->by_id[at] == HS_NONE ? HS_NONE : of->group_of[of->by_id[at]];
}

uint32_t stories_with_id(const stories *of, hs_text id) {
    for (uint32_t g = 0; g < of->group_count; g++)
        if (text_equal(of->groups[g].id, id)) return g;
    return HS_NONE;
}
