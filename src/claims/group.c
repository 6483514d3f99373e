// Many reports, a story at a time. In: documents in any order, or what is known of them. Out: groups of documents about one
// matter (stories.c); and, of reports that fit into memory together, the picture of all: that of every group, one behind
// the other. Two documents of different groups share no claim, so that a group needs nothing but its own reports: what is
// related at a time is one story, however large the store.
#include "base/sort.h"
#include "base/text.h"
#include "claims/stories.h"

// What was made here a moment ago and is const for everybody else.
#define writable(type, list) ((type *)(uintptr_t)(list))

// ---------------------------------------------------------------- grouping

static int document_order(const hs_document *a, const hs_document *b) {
    int order = text_compare(a->path, b->path);
    if (!order) order = a->version < b->version ? -1 : a->version > b->version;
    if (!order) order = text_compare(a->id, b->id);
    return order ? order : text_compare(a->text, b->text);
}

static int by_path(const void *x, const void *y, const void *context) {
    const hs_document *documents = context;
    return document_order(&documents[*(const uint32_t *)x], &documents[*(const uint32_t *)y]);
}

static hs_document *sorted_documents(const claims_rules *rules, const hs_document *documents, const uint32_t *order, uint32_t count, hs_arena *arena) {
    hs_document *sorted = arena_new(arena, hs_document, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = documents[order[i]];
        houses_rename(rules, &sorted[i]);
    }
    return sorted;
}

// Members in order of path, as places among the sorted documents.
static void list_members(hs_group *groups, uint32_t group_count, const uint32_t *group_of, uint32_t count, hs_arena *keep, hs_arena scratch) {
    uint32_t *members = arena_new(keep, uint32_t, count + 1), *starts = arena_new(&scratch, uint32_t, group_count + 1);
    for (uint32_t i = 0; i < count; i++) starts[group_of[i] + 1]++;
    for (uint32_t g = 0; g < group_count; g++) starts[g + 1] += starts[g];
    for (uint32_t g = 0; g < group_count; g++) groups[g].documents = members + starts[g];
    for (uint32_t i = 0; i < count; i++) {
        hs_group *group = &groups[group_of[i]];
        members[starts[group_of[i]] + group->document_count++] = i;
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

// Members in the order of the sorted documents, copies as places among these.
static story_member *sort_members(const story_member *members, const uint32_t *order, uint32_t count, hs_arena *keep) {
    uint32_t *at = arena_new(keep, uint32_t, count + 1);
    story_member *sorted = arena_new(keep, story_member, count + 1);
    for (uint32_t i = 0; i < count; i++) at[order[i]] = i;
    for (uint32_t i = 0; i < count; i++) {
        const story_member *m = &members[order[i]];
        uint32_t *copies = arena_new(keep, uint32_t, m->copy_count + 1);
        for (uint32_t k = 0; k < m->copy_count; k++) copies[k] = at[m->copies[k]];
        sorted[i] = (story_member){m->story, copies, m->copy_count};
    }
    return sorted;
}

void claims_group_linked(const claims_rules *rules, const hs_document *documents, const story_member *members, uint32_t count, const hs_mark *marks,
                         uint32_t mark_count, hs_arena *keep, hs_arena scratch, const hs_group **out, uint32_t *out_count) {
    uint32_t *order = arena_new(&scratch, uint32_t, count + 1);
    const uint32_t *story_of;
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    sort_items(order, count, sizeof *order, by_path, documents, scratch);
    const hs_document *sorted = sorted_documents(rules, documents, order, count, &scratch);
    const story_member *of = sort_members(members, order, count, &scratch);
    hs_arena working = arena_split(&scratch);
    *out_count = stories_find(rules, sorted, of, count, marks, mark_count, &scratch, working, &story_of);
    hs_group *groups = arena_new(keep, hs_group, *out_count + 1);
    list_members(groups, *out_count, story_of, count, keep, working);
    for (uint32_t g = 0; g < *out_count; g++) groups[g].id = story_id(&groups[g], sorted, keep);
    uint32_t *members_of = *out_count ? writable(uint32_t, groups[0].documents) : NULL; // of all groups, one behind the other
    for (uint32_t i = 0; i < count; i++) members_of[i] = order[members_of[i]];
    *out = groups;
}

// What stories of documents in order of place are, as members in the documents' order.
static story_member *members_of_all(const links_all *all, uint32_t count, hs_arena *keep, hs_arena scratch) {
    const story_choice *choices = stories_choose_all(all->links, count, keep, scratch);
    story_member *out = arena_new(keep, story_member, count + 1);
    for (uint32_t rank = 0; rank < count; rank++) {
        const story_links *of = &all->links[rank];
        uint32_t *copies = arena_new(keep, uint32_t, of->copy_count + 1);
        for (uint32_t k = 0; k < of->copy_count; k++) copies[k] = all->by_place[of->copies[k]];
        out[all->by_place[rank]] = (story_member){choices[rank].story, copies, of->copy_count};
    }
    return out;
}

void claims_group(const claims_rules *rules, const hs_document *documents, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                  hs_arena *keep, hs_arena scratch, const hs_group **out, uint32_t *out_count) {
    sketch *sketches = arena_new(&scratch, sketch, count + 1);
    links_all all;
    hs_arena working = arena_split(&scratch);
    for (uint32_t i = 0; i < count; i++) sketch_make(rules, &documents[i], &scratch, working, &sketches[i]);
    links_weigh_all(sketches, count, &scratch, working, &all);
    links_find_all(sketches, count, &scratch, working, &all);
    const story_member *members = members_of_all(&all, count, &scratch, working);
    claims_group_linked(rules, documents, members, count, marks, mark_count, keep, working, out, out_count);
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
    hs_report *reports;
    hs_claim *claims;
    hs_story *stories;
    hs_reuse *reuse;
    hs_vanished *vanished;
} whole;

static hs_picture count_all(const hs_picture *parts, uint32_t count) {
    hs_picture all = {0};
    for (uint32_t i = 0; i < count; i++) {
        all.report_count += parts[i].report_count, all.claim_count += parts[i].claim_count, all.story_count += parts[i].story_count;
        all.reuse_count += parts[i].reuse_count, all.vanished_count += parts[i].vanished_count;
        all.marks = parts[i].marks, all.mark_count = parts[i].mark_count; // the same of all
    }
    return all;
}

static int report_by_path(const void *x, const void *y, const void *context) {
    const hs_report *reports = context, *a = &reports[*(const uint32_t *)x], *b = &reports[*(const uint32_t *)y];
    return document_order(&a->document, &b->document);
}

// The reports of all parts by path; where each stands then, part behind part.
static uint32_t *sort_reports(const hs_picture *parts, uint32_t count, uint32_t total, hs_report *sorted, hs_arena *keep, hs_arena scratch) {
    hs_report *reports = arena_new(&scratch, hs_report, total + 1);
    uint32_t *order = arena_new(&scratch, uint32_t, total + 1), *place = arena_new(keep, uint32_t, total + 1), at = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < parts[i].report_count; k++) reports[at++] = parts[i].reports[k];
    for (uint32_t i = 0; i < total; i++) order[i] = i;
    sort_items(order, total, sizeof *order, report_by_path, reports, scratch);
    for (uint32_t i = 0; i < total; i++) sorted[i] = reports[order[i]], place[order[i]] = i;
    return place;
}

static void append(whole *w, const renumbering *n, hs_picture *so_far, const hs_picture *part) {
    for (uint32_t i = 0; i < part->claim_count; i++) {
        hs_claim *claim = &w->claims[so_far->claim_count++];
        *claim = part->claims[i];
        renumber_claim(n, claim);
    }
    for (uint32_t i = 0; i < part->story_count; i++) {
        hs_story *story = &w->stories[so_far->story_count++];
        *story = part->stories[i];
        renumber_list(story->reports, story->report_count, n, false);
        renumber_list(story->claims, story->claim_count, n, true);
    }
    for (uint32_t i = 0; i < part->reuse_count; i++) {
        hs_reuse *passage = &w->reuse[so_far->reuse_count++];
        *passage = part->reuse[i];
        passage->from = n->reports[passage->from], passage->to = n->reports[passage->to];
    }
    for (uint32_t i = 0; i < part->vanished_count; i++) w->vanished[so_far->vanished_count++] = part->vanished[i];
}

void claims_join(const hs_picture *parts, uint32_t count, hs_arena *keep, hs_arena scratch, hs_picture *out) {
    *out = count_all(parts, count);
    whole w = {arena_new(keep, hs_report, out->report_count + 1), arena_new(keep, hs_claim, out->claim_count + 1),
               arena_new(keep, hs_story, out->story_count + 1), arena_new(keep, hs_reuse, out->reuse_count + 1),
               arena_new(keep, hs_vanished, out->vanished_count + 1)};
    hs_arena working = arena_split(&scratch);
    const uint32_t *place = sort_reports(parts, count, out->report_count, w.reports, &scratch, working);
    hs_picture so_far = {0};
    for (uint32_t i = 0; i < count; i++) {
        renumbering n = {place, so_far.claim_count, so_far.story_count};
        append(&w, &n, &so_far, &parts[i]);
        place += parts[i].report_count;
    }
    sort_items(w.reuse, out->reuse_count, sizeof *w.reuse, reuse_order, NULL, working);
    out->reports = w.reports, out->claims = w.claims, out->stories = w.stories, out->reuse = w.reuse, out->vanished = w.vanished;
}

void claims_relate(const claims_rules *rules, const hs_report *reports, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                   hs_arena *keep, hs_arena scratch, hs_picture *picture) {
    const hs_group *groups;
    uint32_t group_count;
    hs_document *documents = arena_new(&scratch, hs_document, count + 1);
    hs_report *members = arena_new(&scratch, hs_report, count + 1);
    for (uint32_t i = 0; i < count; i++) documents[i] = reports[i].document;
    hs_arena working = arena_split(&scratch);
    claims_group(rules, documents, count, marks, mark_count, &scratch, working, &groups, &group_count);
    hs_picture *parts = arena_new(&scratch, hs_picture, group_count + 1);
    for (uint32_t g = 0; g < group_count; g++) {
        for (uint32_t i = 0; i < groups[g].document_count; i++) members[i] = reports[groups[g].documents[i]];
        claims_relate_group(rules, &groups[g], members, marks, mark_count, keep, working, &parts[g]);
    }
    claims_join(parts, group_count, keep, working, picture);
    picture->marks = marks, picture->mark_count = mark_count;
}
