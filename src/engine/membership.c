// Stories kept up with their links. In: documents that came, went or are linked to others than before. Out: rows that say of each document what
// stories_choose_all would say of all. Method: which stories a document joins depends on what it is linked to and on how those hung
// together before it. So every story that a change touches is told again in order of place: documents whose links changed choose anew, of the
// rest it is known what they joined. Where a choice changes how others hang together (it joined two stories or one of fewer than
// three, or what it joined is another than before), those behind it that are near to one of such a story choose anew as well, which may touch
// more stories; until nothing more is touched. Where that is too much, all choose (membership_all).
#include "engine/membership.h"

#include "base/sort.h"
#include "claims/stories.h"
#include "store/members.h"

enum {
    ENOUGH = 3,           // documents of a story beyond which one more changes no mean (claims/stories.c)
    MOST_TOLD = 30000,    // documents that are told again
    MOST_TURNS = 12,      // times that they are
    MOST_LATER = 4000,    // documents that are asked for their links one by one
};

typedef struct member {
    store_member was;     // story 0 where it is new
    story_links links;    // of one that chooses
    const int64_t *joined;
    uint32_t joined_count;
    bool chooses, gone;
    bool stirs;           // its choice changes how others hang together
    bool touched;         // how it hangs together with others has changed
} member;

typedef struct number_slot {
    int64_t number;       // 0 where the slot is empty
    uint32_t at;
} number_slot;

// Numbers with what they stand for.
typedef struct number_map {
    number_slot *slots;
    uint32_t mask, count;
} number_map;

typedef struct telling {
    store *store;
    hs_arena *keep, *each;
    hs_error *error;
    member *members;
    size_t count, capacity;
    number_map at, stories; // members by number; stories that were read
    bool too_much;
} telling;

// ---------------------------------------------------------------- numbers

static number_slot *find_slot(const number_map *m, int64_t number) {
    uint32_t at = (uint32_t)((uint64_t)number * 0x9E3779B97F4A7C15ull >> 32) & m->mask;
    while (m->slots[at].number && m->slots[at].number != number) at = (at + 1) & m->mask;
    return &m->slots[at];
}

static void note_number(number_map *m, int64_t number, uint32_t at, hs_arena *keep) {
    if (!m->slots || 2 * m->count >= m->mask) {
        number_map wider = {.mask = m->slots ? 2 * m->mask + 1 : 255};
        wider.slots = arena_new(keep, number_slot, (size_t)wider.mask + 1);
        for (uint32_t i = 0; m->slots && i <= m->mask; i++)
            if (m->slots[i].number) *find_slot(&wider, m->slots[i].number) = m->slots[i];
        wider.count = m->count;
        *m = wider;
    }
    number_slot *slot = find_slot(m, number);
    m->count += !slot->number;
    *slot = (number_slot){number, at};
}

static uint32_t find_number(const number_map *m, int64_t number) {
    const number_slot *slot = m->slots ? find_slot(m, number) : NULL;
    return slot && slot->number ? slot->at : HS_NONE;
}

// ---------------------------------------------------------------- what is told again

static void add_member(telling *t, const store_member *was) {
    note_number(&t->at, was->number, (uint32_t)t->count, t->keep);
    *arena_push(t->keep, t->members, t->count, t->capacity) = (member){.was = *was, .joined = was->joined, .joined_count = was->joined_count};
    t->too_much |= t->count > MOST_TOLD;
}

static hs_status take_story(telling *t, int64_t story) {
    store_member *list;
    uint32_t count;
    if (find_number(&t->stories, story) != HS_NONE) return HS_OK;
    note_number(&t->stories, story, 0, t->keep);
    hs_status status = store_story_members(t->store, story, t->keep, &list, &count, t->error);
    for (uint32_t i = 0; status == HS_OK && i < count; i++) add_member(t, &list[i]);
    return status;
}

// The document with the story that it is of; one that is of none is new.
static hs_status take_document(telling *t, int64_t number) {
    store_member row;
    bool found;
    if (find_number(&t->at, number) != HS_NONE || t->too_much) return HS_OK;
    hs_status status = store_get_member(t->store, number, t->keep, &row, &found, t->error);
    if (status != HS_OK) return status;
    if (found) return take_story(t, row.story);
    add_member(t, &(store_member){.number = number});
    return HS_OK;
}

// It chooses anew: all that it is linked to is told again. One that is no longer linked is none of them.
static hs_status let_choose(telling *t, int64_t number) {
    story_links links;
    sketch_place place;
    bool linked;
    hs_status status = store_get_links(t->store, number, t->keep, &links, &place, &linked, t->error);
    if (status != HS_OK || !linked) return status;
    status = take_document(t, number);
    for (uint32_t i = 0; i < links.like_count && status == HS_OK; i++) status = take_document(t, links.like[i].number);
    if (status != HS_OK || t->too_much) return status;
    member *m = &t->members[find_number(&t->at, number)];
    m->chooses = true, m->links = links, m->was.place = place;
    return HS_OK;
}

static hs_status let_go(telling *t, int64_t number) {
    hs_status status = take_document(t, number);
    uint32_t at = find_number(&t->at, number);
    if (status == HS_OK && at != HS_NONE) t->members[at].gone = true;
    return status;
}

// ---------------------------------------------------------------- telling

// Members in order of place, and the place of each.
typedef struct order {
    uint32_t *at, *place;
    story_sets sets; // of places
} order;

static int by_place(const void *x, const void *y, const void *context) {
    const member *members = context, *a = &members[*(const uint32_t *)x], *b = &members[*(const uint32_t *)y];
    int of = sketch_order(&a->was.place, &b->was.place);
    return of ? of : a->was.number < b->was.number ? -1 : a->was.number > b->was.number;
}

static order order_members(const telling *t, hs_arena *keep) {
    uint32_t count = (uint32_t)t->count;
    order o = {arena_new(keep, uint32_t, count + 1), arena_new(keep, uint32_t, count + 1), story_sets_open(count, keep)};
    for (uint32_t i = 0; i < count; i++) o.at[i] = i;
    hs_arena sorting = arena_split(keep);
    sort_items(o.at, count, sizeof *o.at, by_place, t->members, sorting);
    arena_join(keep);
    for (uint32_t i = 0; i < count; i++) o.place[o.at[i]] = i;
    return o;
}

static uint32_t place_of(const telling *t, const order *o, int64_t number) {
    uint32_t at = find_number(&t->at, number);
    return at == HS_NONE || t->members[at].gone ? HS_NONE : o->place[at];
}

// Different stories in which these stand, by root.
static uint32_t list_roots(const telling *t, const order *o, const int64_t *numbers, uint32_t count, uint32_t *roots) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t place = place_of(t, o, numbers[i]), root = place == HS_NONE ? HS_NONE : story_sets_root(&o->sets, place), k = 0;
        while (k < found && roots[k] != root) k++;
        if (k == found) roots[found++] = root;
    }
    return found;
}

// Whether how others hang together is the same with the choice and without: it joined nothing, or one story that is large enough.
static bool is_still(const order *o, const uint32_t *roots, uint32_t count) {
    return !count || (count == 1 && roots[0] != HS_NONE && o->sets.size[roots[0]] >= ENOUGH);
}

static bool same_roots(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count) {
    bool same = a_count == b_count;
    for (uint32_t i = 0; same && i < a_count; i++) {
        uint32_t k = 0;
        while (k < b_count && b[k] != a[i]) k++;
        same = k < b_count && a[i] != HS_NONE;
    }
    return same;
}

// Its links, to places.
static story_links links_to_places(const telling *t, const order *o, const story_links *links, hs_arena *keep) {
    story_link *like = arena_new(keep, story_link, links->like_count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < links->like_count; i++) {
        uint32_t place = place_of(t, o, links->like[i].number);
        if (place != HS_NONE) like[count] = links->like[i], like[count++].number = place;
    }
    return (story_links){.like = like, .like_count = count};
}

// What it joins now, and whether that stirs others.
static void choose(telling *t, const order *o, member *m) {
    uint32_t joined[LINKS_MOST], was[LINKS_MOST], is[LINKS_MOST];
    hs_arena_reset(t->each);
    story_links links = links_to_places(t, o, &m->links, t->each);
    uint32_t count = stories_choose(&o->sets, &links, joined);
    int64_t *numbers = arena_new(t->keep, int64_t, count + 1);
    for (uint32_t i = 0; i < count; i++) numbers[i] = t->members[o->at[joined[i]]].was.number;
    m->joined = numbers, m->joined_count = count;
    uint32_t was_count = list_roots(t, o, m->was.joined, m->was.joined_count, was), is_count = list_roots(t, o, numbers, count, is);
    m->stirs = m->was.story ? !same_roots(was, was_count, is, is_count) : !is_still(o, is, is_count);
}

// All of them once, in order.
static void tell(telling *t, order *o) {
    for (uint32_t place = 0; place < t->count; place++) {
        member *m = &t->members[o->at[place]];
        uint32_t roots[LINKS_MOST];
        if (m->gone) {
            m->stirs = !is_still(o, roots, list_roots(t, o, m->was.joined, m->was.joined_count, roots));
            continue;
        }
        if (m->chooses) choose(t, o, m);
        for (uint32_t i = 0; i < m->joined_count; i++) {
            uint32_t other = place_of(t, o, m->joined[i]);
            if (other != HS_NONE) story_sets_join(&o->sets, other, place);
        }
    }
}

// ---------------------------------------------------------------- whom it touches

// Marks whoever is of a story, before or now, that was stirred; false where none was. `*first`: the first place from which it was.
static bool mark_touched(telling *t, const order *o, sketch_place *first, hs_arena scratch) {
    bool *stirred = arena_new(&scratch, bool, t->count + 1), any = false; // by root
    number_map stories = {0};
    for (uint32_t place = 0; place < t->count; place++) {
        member *m = &t->members[o->at[place]];
        if (!m->stirs) continue;
        if (!any) *first = m->was.place;
        any = true;
        if (m->was.story) note_number(&stories, m->was.story, 0, &scratch);
        if (!m->gone) stirred[story_sets_root(&o->sets, place)] = true;
        for (uint32_t i = 0; i < m->was.joined_count; i++) {
            uint32_t other = place_of(t, o, m->was.joined[i]);
            if (other != HS_NONE) stirred[story_sets_root(&o->sets, other)] = true;
        }
    }
    for (uint32_t place = 0; any && place < t->count; place++) {
        member *m = &t->members[o->at[place]];
        m->touched = !m->gone && (stirred[story_sets_root(&o->sets, place)] || (m->was.story && find_number(&stories, m->was.story) != HS_NONE));
    }
    return any;
}

// Whoever is near to what is touched and stands behind `first` chooses anew; `*more` where that is to be told again.
static hs_status let_touched_choose(telling *t, const sketch_place *first, bool *more) {
    hs_status status = HS_OK;
    size_t count = t->count; // what comes in meanwhile is not touched
    *more = false;
    for (size_t i = 0; i < count && status == HS_OK && !t->too_much; i++) {
        int64_t *near;
        uint32_t near_count;
        if (!t->members[i].touched) continue;
        status = store_near(t->store, t->members[i].was.number, t->keep, &near, &near_count, t->error);
        for (uint32_t k = 0; k < near_count && status == HS_OK && !t->too_much; k++) {
            status = take_document(t, near[k]);
            uint32_t at = find_number(&t->at, near[k]);
            if (status != HS_OK || at == HS_NONE || t->members[at].gone || t->members[at].chooses || sketch_order(&t->members[at].was.place, first) <= 0) continue;
            status = let_choose(t, near[k]);
            *more = true;
        }
    }
    *more |= t->count > count; // they are not in order yet
    return status;
}

// ---------------------------------------------------------------- what is written

static bool same_numbers(const int64_t *a, uint32_t a_count, const int64_t *b, uint32_t b_count) {
    return a_count == b_count && (!a_count || memcmp(a, b, a_count * sizeof *a) == 0);
}

static bool same_member(const store_member *a, const store_member *b) {
    return a->story == b->story && sketch_order(&a->place, &b->place) == 0 && same_numbers(a->joined, a->joined_count, b->joined, b->joined_count) &&
           same_numbers(a->copies, a->copy_count, b->copies, b->copy_count);
}

static hs_status put_changed(store *s, const store_member *was, const store_member *is, int64_t round, hs_arena *each, hs_error *error) {
    hs_arena_reset(each);
    return same_member(was, is) ? HS_OK : store_put_member(s, is, round, *each, error);
}

// Documents to which one is near, by its links.
static uint32_t list_near(const story_links *links, int64_t *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < links->like_count; i++)
        if (links->like[i].micro >= STORIES_NEAR) out[count++] = links->like[i].number;
    return count;
}

// Of those whose links changed, or of one that went.
static hs_status put_near(telling *t, const membership_change *change) {
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < change->gone_count && status == HS_OK; i++) status = store_put_near(t->store, change->gone[i], NULL, 0, false, t->error);
    for (uint32_t i = 0; i < change->changed_count && status == HS_OK; i++) {
        story_links links;
        sketch_place place;
        bool linked;
        int64_t near[LINKS_MOST];
        hs_arena_reset(t->each);
        status = store_get_links(t->store, change->changed[i], t->each, &links, &place, &linked, t->error);
        if (status == HS_OK && linked) status = store_put_near(t->store, change->changed[i], near, list_near(&links, near), false, t->error);
    }
    return status;
}

static hs_status write_told(const telling *t, const order *o) {
    int64_t round = store_last_round(t->store) + 1;
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < t->count && status == HS_OK; i++) {
        const member *m = &t->members[i];
        store_member is = m->was;
        if (m->gone) is = (store_member){.number = m->was.number, .place = m->was.place};
        else is.story = t->members[o->at[story_sets_root(&o->sets, o->place[i])]].was.number;
        if (m->chooses) is.joined = m->joined, is.joined_count = m->joined_count, is.copies = m->links.copies, is.copy_count = m->links.copy_count;
        status = put_changed(t->store, &m->was, &is, round, t->each, t->error);
    }
    return status;
}

// ---------------------------------------------------------------- all

// Links to numbers as links to places in the list, which is in order of place.
static story_links *links_of_all(const store_links *all, uint32_t count, hs_arena *keep) {
    number_map at = {0};
    story_links *out = arena_new(keep, story_links, count + 1);
    for (uint32_t i = 0; i < count; i++) note_number(&at, all[i].number, i, keep);
    for (uint32_t i = 0; i < count; i++) {
        const story_links *of = &all[i].links;
        story_link *like = arena_new(keep, story_link, of->like_count + 1);
        for (uint32_t k = 0; k < of->like_count; k++) {
            uint32_t place = find_number(&at, of->like[k].number);
            if (place != HS_NONE) like[out[i].like_count] = of->like[k], like[out[i].like_count++].number = place;
        }
        out[i].like = like;
    }
    return out;
}

// Rows that are not those of before.
static hs_status write_all(store *s, const store_links *all, uint32_t count, const story_choice *choices, hs_arena *keep, hs_arena *each, hs_error *error) {
    store_member *rows;
    number_map known = {0};
    uint32_t row_count;
    int64_t round = store_last_round(s) + 1;
    hs_status status = store_members(s, 0, keep, &rows, &row_count, error);
    for (uint32_t i = 0; status == HS_OK && i < row_count; i++) note_number(&known, rows[i].number, i, keep);
    for (uint32_t i = 0; status == HS_OK && i < count; i++) {
        int64_t joined[LINKS_MOST];
        uint32_t before = find_number(&known, all[i].number);
        for (uint32_t k = 0; k < choices[i].joined_count; k++) joined[k] = all[choices[i].joined[k]].number;
        store_member is = {all[i].number, all[choices[i].story].number, all[i].place, joined, all[i].links.copies, choices[i].joined_count, all[i].links.copy_count};
        status = put_changed(s, before == HS_NONE ? &(store_member){0} : &rows[before], &is, round, each, error);
        if (before != HS_NONE) rows[before].number = 0;
    }
    for (uint32_t i = 0; status == HS_OK && i < row_count; i++)
        if (rows[i].number) status = put_changed(s, &rows[i], &(store_member){.number = rows[i].number, .place = rows[i].place}, round, each, error);
    return status;
}

static hs_status put_all_near(store *s, const store_links *all, uint32_t count, hs_error *error) {
    hs_status status = store_begin_near(s, error);
    for (uint32_t i = 0; i < count && status == HS_OK; i++) {
        int64_t near[LINKS_MOST];
        status = store_put_near(s, all[i].number, near, list_near(&all[i].links, near), true, error);
    }
    return status == HS_OK ? store_end_near(s, error) : status;
}

static hs_status choose_all(store *s, bool anew, hs_arena *keep, hs_arena *each, hs_error *error) {
    store_links *all;
    uint32_t count;
    hs_status status = store_all_links(s, keep, &all, &count, error);
    if (status == HS_OK && anew) status = put_all_near(s, all, count, error);
    if (status != HS_OK) return status;
    const story_links *links = links_of_all(all, count, keep);
    hs_arena scratch = arena_split(keep);
    const story_choice *choices = stories_choose_all(links, count, keep, scratch);
    arena_join(keep);
    return write_all(s, all, count, choices, keep, each, error);
}

hs_status membership_all(store *s, hs_arena *keep, hs_arena *each, hs_error *error) { return choose_all(s, true, keep, each, error); }

// ---------------------------------------------------------------- what a change makes of it

hs_status membership_follow(store *s, const membership_change *change, hs_arena *keep, hs_arena *each, hs_error *error) {
    telling t = {.store = s, .keep = keep, .each = each, .error = error};
    hs_status status = HS_OK;
    bool more = true;
    status = put_near(&t, change);
    for (uint32_t i = 0; i < change->gone_count && status == HS_OK; i++) status = let_go(&t, change->gone[i]);
    for (uint32_t i = 0; i < change->changed_count && status == HS_OK; i++) status = let_choose(&t, change->changed[i]);
    for (uint32_t turn = 0; status == HS_OK && more && !t.too_much; turn++) {
        sketch_place first = {0};
        order o = order_members(&t, keep);
        tell(&t, &o);
        hs_arena scratch = arena_split(keep);
        more = mark_touched(&t, &o, &first, scratch);
        arena_join(keep);
        if (more) status = let_touched_choose(&t, &first, &more);
        t.too_much |= turn == MOST_TURNS;
        if (status == HS_OK && !more && !t.too_much) return write_told(&t, &o);
    }
    return status == HS_OK ? choose_all(s, false, keep, each, error) : status;
}
