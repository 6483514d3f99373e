// Many reports, a story at a time. In: documents in any order. Out: groups of documents about one matter (stories.c) with
// the passages that they share (reuse.c); and, of reports that fit into memory together, the picture of all: that of every
// group, one behind the other. Two documents of different groups share no passage, no name and no claim, so that a group
// needs nothing but its own reports: what is related at a time is one story, however large the store.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

// What was made here a moment ago and is const for everybody else.
#define writable(type, list) ((type *)(uintptr_t)(list))

// ---------------------------------------------------------------- grouping

static int by_path(const void *x, const void *y, const void *context) {
    const hs_document *documents = context, *a = &documents[*(const uint32_t *)x], *b = &documents[*(const uint32_t *)y];
    int order = text_compare(a->path, b->path);
    if (!order) order = a->version < b->version ? -1 : a->version > b->version;
    if (!order) order = text_compare(a->id, b->id);
    return order ? order : text_compare(a->text, b->text);
}

static hs_document *sorted_documents(const claims_rules *rules, const hs_document *documents, const uint32_t *order, uint32_t count, hs_arena *arena) {
    hs_document *sorted = arena_new(arena, hs_document, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = documents[order[i]];
        houses_rename(rules, &sorted[i]);
    }
    return sorted;
}

// Where the items of every group begin, of items that are in a group each; one more at the end.
static uint32_t *group_starts(const uint32_t *group_of, uint32_t count, uint32_t group_count, hs_arena *arena) {
    uint32_t *starts = arena_new(arena, uint32_t, group_count + 1);
    for (uint32_t i = 0; i < count; i++) starts[group_of[i] + 1]++;
    for (uint32_t g = 0; g < group_count; g++) starts[g + 1] += starts[g];
    return starts;
}

// Members in order of path, as places among the sorted documents; the place of each in its group in `within`.
static void list_members(hs_group *groups, uint32_t group_count, const uint32_t *group_of, uint32_t count, uint32_t *within, hs_arena *keep, hs_arena scratch) {
    uint32_t *members = arena_new(keep, uint32_t, count + 1);
    const uint32_t *starts = group_starts(group_of, count, group_count, &scratch);
    for (uint32_t g = 0; g < group_count; g++) groups[g].documents = members + starts[g];
    for (uint32_t i = 0; i < count; i++) {
        within[i] = groups[group_of[i]].document_count++;
        members[starts[group_of[i]] + within[i]] = i;
    }
}

static void list_reuse(hs_group *groups, uint32_t group_count, const uint32_t *group_of, const uint32_t *within, const hs_reuse *reuse,
                       uint32_t count, hs_arena *keep, hs_arena scratch) {
    hs_reuse *list = arena_new(keep, hs_reuse, count + 1);
    uint32_t *its = arena_new(&scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) its[i] = group_of[reuse[i].from];
    const uint32_t *starts = group_starts(its, count, group_count, &scratch);
    for (uint32_t g = 0; g < group_count; g++) groups[g].reuse = list + starts[g];
    for (uint32_t i = 0; i < count; i++) {
        hs_reuse *passage = &list[starts[its[i]] + groups[its[i]].reuse_count++];
        *passage = reuse[i];
        passage->from = within[reuse[i].from], passage->to = within[reuse[i].to];
    }
}

// The earliest document gives a story its id.
static hs_text story_id(const hs_group *group, const hs_document *sorted, hs_arena *keep) {
    const hs_document *first = &sorted[group->documents[0]];
    for (uint32_t i = 1; i < group->document_count; i++) {
        const hs_document *d = &sorted[group->documents[i]];
        if (dates_order(&d->published, &first->published) < 0) first = d;
    }
    return text_hex(keep, text_hash(first->id, 2));
}

void claims_group(const claims_rules *rules, const hs_document *documents, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                  hs_arena *keep, hs_arena scratch, const hs_group **out, uint32_t *out_count) {
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1), *within = arena_new(&scratch, uint32_t, count + 1), reuse_count;
    const uint32_t *story_of;
    const hs_reuse *reuse;
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    sort_items(order, count, sizeof *order, by_path, documents, scratch);
    const hs_document *sorted = sorted_documents(rules, documents, order, count, &scratch);
    hs_arena working = arena_split(&scratch);
    reuse_find(rules, sorted, count, &scratch, working, &reuse, &reuse_count);
    *out_count = stories_find(rules, sorted, count, reuse, reuse_count, marks, mark_count, &scratch, working, &story_of);
    hs_group *groups = arena_new(keep, hs_group, *out_count + 1);
    list_members(groups, *out_count, story_of, count, within, keep, working);
    list_reuse(groups, *out_count, story_of, within, reuse, reuse_count, keep, working);
    for (uint32_t g = 0; g < *out_count; g++) groups[g].id = story_id(&groups[g], sorted, keep);
    uint32_t *members = *out_count ? writable(uint32_t, groups[0].documents) : NULL; // of all groups, one behind the other
    for (uint32_t i = 0; i < count; i++) members[i] = order[members[i]];
    *out = groups;
}

// ---------------------------------------------------------------- all groups as one picture

// Numbers of a group's reports, claims and story become those of the whole.
typedef struct renumbering {
    const uint32_t *reports; // of the group: its number among all
    uint32_t claims, story;  // how many lie before
} renumbering;

static void renumber_mention(const renumbering *n, hs_mention *m) { m->report = n->reports[m->report]; }

static void renumber_mentions(const renumbering *n, const hs_mention *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) renumber_mention(n, &writable(hs_mention, list)[i]);
}

static void renumber_claim(const renumbering *n, hs_claim *c) {
    c->story += n->story;
    renumber_mention(n, &c->summary);
    renumber_mentions(n, c->mentions, c->mention_count);
    for (uint32_t i = 0; i < c->origin_count; i++) {
        hs_origin *o = &writable(hs_origin, c->origin_list)[i];
        renumber_mentions(n, o->reports, o->report_count);
        if (o->flaw != HS_FLAW_NONE) renumber_mention(n, &o->flaw_at);
    }
    for (uint32_t i = 0; i < c->move_count; i++) renumber_mention(n, &writable(hs_move, c->history)[i].statement);
    for (uint32_t i = 0; i < c->conflict_count; i++)
        for (uint32_t k = 0; k < c->conflicts[i].value_count; k++)
            renumber_mentions(n, c->conflicts[i].values[k].reports, c->conflicts[i].values[k].report_count);
}

static void renumber_list(const uint32_t *list, uint32_t count, const renumbering *n, bool claims) {
    for (uint32_t i = 0; i < count; i++) writable(uint32_t, list)[i] = claims ? list[i] + n->claims : n->reports[list[i]];
}

// What is being put together.
typedef struct whole {
    hs_claim *claims;
    hs_story *stories;
    hs_reuse *reuse;
    size_t claim_count, claim_capacity, story_count, story_capacity, reuse_count, reuse_capacity;
} whole;

static void append(whole *w, const hs_picture *part, const uint32_t *reports, hs_arena *arena) {
    renumbering n = {reports, (uint32_t)w->claim_count, (uint32_t)w->story_count};
    for (uint32_t i = 0; i < part->claim_count; i++) {
        hs_claim *claim = arena_push(arena, w->claims, w->claim_count, w->claim_capacity);
        *claim = part->claims[i];
        renumber_claim(&n, claim);
    }
    for (uint32_t i = 0; i < part->story_count; i++) {
        hs_story *story = arena_push(arena, w->stories, w->story_count, w->story_capacity);
        *story = part->stories[i];
        renumber_list(story->reports, story->report_count, &n, false);
        renumber_list(story->claims, story->claim_count, &n, true);
    }
    for (uint32_t i = 0; i < part->reuse_count; i++) {
        hs_reuse *passage = arena_push(arena, w->reuse, w->reuse_count, w->reuse_capacity);
        *passage = part->reuse[i];
        passage->from = reports[passage->from], passage->to = reports[passage->to];
    }
}

static void finish(whole *w, hs_picture *picture, hs_arena *keep, hs_arena scratch) {
    hs_claim *claims = arena_new(keep, hs_claim, w->claim_count + 1);
    hs_story *stories = arena_new(keep, hs_story, w->story_count + 1);
    hs_reuse *reuse = arena_new(keep, hs_reuse, w->reuse_count + 1);
    if (w->claim_count) memcpy(claims, w->claims, w->claim_count * sizeof *claims);
    if (w->story_count) memcpy(stories, w->stories, w->story_count * sizeof *stories);
    if (w->reuse_count) memcpy(reuse, w->reuse, w->reuse_count * sizeof *reuse);
    sort_items(reuse, w->reuse_count, sizeof *reuse, reuse_order, NULL, scratch);
    picture->claims = claims, picture->stories = stories, picture->reuse = reuse;
    picture->claim_count = (uint32_t)w->claim_count;
    picture->story_count = (uint32_t)w->story_count;
    picture->reuse_count = (uint32_t)w->reuse_count;
}

// Numbers of the reports by path, and of each its place among them.
static const hs_report *sorted_reports(const claims_rules *rules, const hs_report *reports, const hs_document *documents, uint32_t count,
                                       uint32_t *place, hs_arena *keep, hs_arena scratch) {
    hs_report *sorted = arena_new(keep, hs_report, count + 1);
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    sort_items(order, count, sizeof *order, by_path, documents, scratch);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = reports[order[i]];
        houses_rename(rules, &sorted[i].document);
        place[order[i]] = i;
    }
    return sorted;
}

void claims_relate(const claims_rules *rules, const hs_report *reports, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                   hs_arena *keep, hs_arena scratch, hs_picture *picture) {
    whole w = {0};
    const hs_group *groups;
    uint32_t group_count, *place = arena_new(&scratch, uint32_t, count + 1), *numbers = arena_new(&scratch, uint32_t, count + 1);
    hs_document *documents = arena_new(&scratch, hs_document, count + 1);
    for (uint32_t i = 0; i < count; i++) documents[i] = reports[i].document;
    hs_report *members = arena_new(&scratch, hs_report, count + 1);
    hs_arena lists = arena_split(&scratch), working = arena_split(&lists);
    *picture = (hs_picture){.report_count = count, .marks = marks, .mark_count = mark_count};
    picture->reports = sorted_reports(rules, reports, documents, count, place, keep, working);
    claims_group(rules, documents, count, marks, mark_count, &scratch, working, &groups, &group_count);
    for (uint32_t g = 0; g < group_count; g++) {
        hs_picture part;
        for (uint32_t i = 0; i < groups[g].document_count; i++) {
            members[i] = reports[groups[g].documents[i]];
            numbers[i] = place[groups[g].documents[i]];
        }
        claims_relate_group(rules, &groups[g], members, marks, mark_count, keep, working, &part);
        append(&w, &part, numbers, &lists);
    }
    finish(&w, picture, keep, working);
}
