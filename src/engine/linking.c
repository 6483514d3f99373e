// Links of a store kept up to date. In: a store to which documents came, or of which newer versions did. Out: for each document
// its sketch, the postings of its names and prints, and its links, as links_find_all would make them of all that the store holds
// (tests/oracle/linking.c). Method: a document that comes in changes the links of those later ones alone for which it is
// among the nearest earlier ones of a name: by what it shares with each, and by what those share no more that it pushes out of reach (links_add); and
// of those that share a print with it. One that goes has these linked again. Where the weights change
// (links_weighed), where much is new, or where rules are others than those that made what is there, all is made anew: of sketches, not of texts, where they are there.
#include "base/error.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "engine/engine.h"
#include "engine/membership.h"
#include "engine/stories.h"
#include "store/linked.h"
#include "store/members.h"

enum { SHAPE = 2, MUCH_NEW = 24 }; // of sketches and postings; one in so many

typedef struct linking {
    const hs_engine *engine;
    store *store;
    hs_arena *keep, *each, *rows; // of the whole update; of one document; postings of all
    store_linked state;
    int64_t gone;                 // the document that is taken down
    hs_error *error;
} linking;

// By what rules sketches are made: the words of all languages.
static int64_t made_by(const hs_engine *e) {
    enum { HEADER_BYTES = 24 }; // with a checksum of all behind it (base/lexicon.h)
    uint64_t hash = SHAPE;
    for (uint32_t i = 0; i < e->language_count; i++) hash = text_hash(text_slice(e->languages[i].words, 0, HEADER_BYTES), hash);
    return (int64_t)(hash >> 1);
}

static hs_status make_sketch(linking *l, int64_t number, hs_arena *keep, sketch *out) {
    hs_document document;
    hs_status status = store_head_of(l->store, number, l->each, &document, l->error);
    if (status != HS_OK) return status;
    hs_arena scratch = arena_split(l->each);
    sketch_make(l->engine->claims, &document, keep, scratch, out);
    arena_join(l->each);
    return HS_OK;
}

static int by_posting(const void *x, const void *y, const void *context) {
    (void)context;
    const store_posting *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    int order = sketch_order(&a->place, &b->place);
    return order ? order : a->number < b->number ? -1 : a->number > b->number;
}

typedef struct posting_list {
    store_posting *items;
    size_t count, capacity;
} posting_list;

static void add_postings(posting_list *list, int64_t number, const link_document *d, hs_arena *keep) {
    for (uint32_t i = 0; i < d->term_count; i++)
        if (links_is_name(d->terms[i])) *arena_push(keep, list->items, list->count, list->capacity) = (store_posting){store_name_key(links_name(d->terms[i])), number, d->place};
    for (uint32_t i = 0; i < d->print_count; i++)
        *arena_push(keep, list->items, list->count, list->capacity) = (store_posting){store_print_key(d->prints[i]), number, d->place};
}

// ---------------------------------------------------------------- all anew

// Sketches of all documents, from the store where the same rules made them.
static hs_status gather_sketches(linking *l, const int64_t *numbers, uint32_t count, bool kept, sketch *out) {
    for (uint32_t i = 0; i < count; i++) {
        bool found = false;
        hs_status status = HS_OK;
        hs_arena_reset(l->each);
        if (kept) status = store_get_sketch(l->store, numbers[i], l->keep, &out[i], &found, l->error);
        if (status == HS_OK && !found) status = make_sketch(l, numbers[i], l->keep, &out[i]);
        if (status != HS_OK) return status;
    }
    return HS_OK;
}

// Rows are written in the order in which they lie.
static hs_status write_links(linking *l, const int64_t *numbers, const links_all *all, uint32_t count) {
    uint32_t *rank = arena_new(l->keep, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) rank[all->by_place[i]] = i;
    for (uint32_t i = 0; i < count; i++) {
        hs_arena_reset(l->each);
        const story_links *of = &all->links[rank[i]];
        story_link *like = arena_new(l->each, story_link, of->like_count + 1);
        int64_t *copies = arena_new(l->each, int64_t, of->copy_count + 1);
        for (uint32_t k = 0; k < of->like_count; k++) like[k] = of->like[k], like[k].number = numbers[all->by_place[of->like[k].number]];
        for (uint32_t k = 0; k < of->copy_count; k++) copies[k] = numbers[all->by_place[of->copies[k]]];
        story_links named = {like, copies, of->like_count, of->copy_count};
        hs_status status = store_put_links(l->store, numbers[i], &named, *l->each, l->error);
        if (status != HS_OK) return status;
    }
    return HS_OK;
}

static hs_status write_postings(linking *l, const int64_t *numbers, const links_all *all, uint32_t count) {
    posting_list list = {0};
    for (uint32_t i = 0; i < count; i++) add_postings(&list, numbers[all->by_place[i]], &all->documents[i], l->rows);
    hs_arena sorting = arena_split(l->rows);
    sort_items(list.items, list.count, sizeof *list.items, by_posting, NULL, sorting);
    return store_put_postings(l->store, list.items, list.count, false, l->error);
}

// Before links are found: sketches are gone then.
static hs_status write_sketches(linking *l, const int64_t *numbers, const sketch *sketches, uint32_t count, const link_weights *weights) {
    uint32_t terms;
    hs_arena listing = arena_split(l->keep);
    const link_weight *list = links_list_weights(weights, &listing, &terms);
    hs_status status = store_put_weights(l->store, list, terms, l->error);
    arena_join(l->keep);
    for (uint32_t i = 0; i < count && status == HS_OK; i++) {
        hs_arena_reset(l->each);
        uint16_t *weighed = arena_new(l->each, uint16_t, sketches[i].term_count + 1);
        links_weigh_terms(weights, &sketches[i], weighed);
        status = store_put_sketch(l->store, numbers[i], &sketches[i], weighed, *l->each, l->error);
    }
    return status;
}

static hs_status link_all(linking *l, bool kept, uint32_t count, int64_t last) {
    int64_t *numbers;
    hs_status status = store_numbers(l->store, l->keep, &numbers, &count, l->error);
    if (status != HS_OK) return status;
    sketch *sketches = arena_new(l->keep, sketch, count + 1);
    status = gather_sketches(l, numbers, count, kept, sketches);
    if (status == HS_OK) status = store_clear_linked(l->store, l->error);
    if (status == HS_OK && count < LINKS_SMALL) status = store_clear_members(l->store, store_last_round(l->store) + 1, l->error);
    if (status != HS_OK || count < LINKS_SMALL) return status;
    links_all all;
    hs_arena working = arena_split(l->keep);
    links_weigh_all(sketches, count, l->keep, working, &all);
    arena_join(l->keep);
    status = write_sketches(l, numbers, sketches, count, all.weights);
    if (status != HS_OK) return status;
    l->state = (store_linked){.made_by = made_by(l->engine), .last = last, .count = count, .weighed = all.weighed, .sampled = all.sample_count,
                              .edge = sketches[all.by_place[all.weighed - 1]].place, .most_tie = all.most_tie};
    working = arena_split(l->keep);
    links_find_all(sketches, count, l->keep, working, &all);
    arena_join(l->keep);
    status = write_links(l, numbers, &all, count);
    if (status == HS_OK) status = write_postings(l, numbers, &all, count);
    if (status == HS_OK) status = membership_all(l->store, l->rows, l->each, l->error);
    return status == HS_OK ? store_put_linked(l->store, &l->state, l->error) : status;
}

// ---------------------------------------------------------------- what changed

typedef struct number_list {
    int64_t *items;
    size_t count, capacity;
} number_list;

typedef struct change {
    int64_t *added, *removed;
    uint32_t added_count, removed_count;
    sketch *sketches;       // [added_count]
    sketch_place *gone;     // [removed_count]
    linked_index *index;
    link_finder *finder;
    number_list linked;     // whose links were written
} change;

static hs_status put_links(linking *l, change *c, int64_t number, const story_links *links) {
    *arena_push(l->keep, c->linked.items, c->linked.count, c->linked.capacity) = number;
    return store_put_links(l->store, number, links, *l->each, l->error);
}

static int by_number(const void *a, const void *b, const void *context) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

static void sort_numbers(number_list *list, hs_arena *keep) {
    hs_arena sorting = arena_split(keep);
    sort_items(list->items, list->count, sizeof *list->items, by_number, NULL, sorting);
    arena_join(keep);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!kept || list->items[kept - 1] != list->items[i]) list->items[kept++] = list->items[i];
    list->count = kept;
}

// Those that have a print of the document; not of a print that is a notice with it and without.
static hs_status find_holders(linking *l, const link_document *d, number_list *out) {
    enum { MOST = LINKS_HOLDERS + 2 };
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < d->print_count && status == HS_OK; i++) {
        int64_t *numbers;
        uint32_t count;
        status = store_postings(l->store, store_print_key(d->prints[i]), MOST, l->each, &numbers, &count, l->error);
        for (uint32_t k = 0; status == HS_OK && count < MOST && k < count; k++) *arena_push(l->keep, out->items, out->count, out->capacity) = numbers[k];
    }
    return status;
}

// ---------------------------------------------------------------- one that went

// Links a document again, as far as prints go, or wholly.
static hs_status link_again(linking *l, change *c, int64_t number, bool wholly) {
    link_document d;
    story_links links;
    bool found;
    hs_arena_reset(l->each);
    hs_status status = store_get_weighed(l->store, number, l->each, &d, &found, l->error);
    if (status != HS_OK || !found) return status; // it is gone
    if (wholly) links_find(c->finder, &d, l->each, &links);
    else if (linked_index_find(c->index, number, &links)) links_find_copies(c->finder, &d, l->each, &links);
    else return HS_OK; // told when the index is closed
    return put_links(l, c, number, &links);
}

static void find_later(linking *l, change *c, const link_document *d, number_list *out) {
    link_posting later[LINKS_POSTINGS];
    for (uint32_t i = 0; i < d->term_count; i++) {
        uint32_t count = links_is_name(d->terms[i]) ? linked_index_later(c->index, links_name(d->terms[i]), &d->place, later) : 0;
        for (uint32_t k = 0; k < count; k++) *arena_push(l->keep, out->items, out->count, out->capacity) = later[k].number;
    }
}

static hs_status take_out_one(linking *l, change *c, uint32_t number) {
    posting_list list = {0};
    number_list others = {0};
    link_document d;
    bool found;
    hs_arena_reset(l->each);
    hs_status status = store_get_weighed(l->store, c->removed[number], l->keep, &d, &found, l->error);
    if (status != HS_OK || !found) return status;
    c->gone[number] = d.place;
    find_later(l, c, &d, &others);
    status = find_holders(l, &d, &others);
    add_postings(&list, c->removed[number], &d, l->keep);
    if (status == HS_OK) status = store_put_postings(l->store, list.items, list.count, true, l->error);
    if (status == HS_OK) status = store_remove_sketch(l->store, c->removed[number], l->error);
    sort_numbers(&others, l->keep);
    for (size_t i = 0; i < others.count && status == HS_OK; i++) status = link_again(l, c, others.items[i], true);
    return status;
}

// ---------------------------------------------------------------- one that came

// That a document shares so much more or less with another, because of the one that came.
typedef struct shift {
    int64_t document, other;
    uint32_t shared;
} shift;

typedef struct shift_list {
    shift *items;
    size_t count, capacity;
} shift_list;

static int by_document(const void *a, const void *b, const void *context) {
    const shift *x = a, *y = b;
    (void)context;
    if (x->document != y->document) return x->document < y->document ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

// Of a name the nearest later documents have the new one within reach; what was the last within reach is no more.
static void find_shifts(linking *l, change *c, int64_t number, const link_document *d, const link_index *links, shift_list *out) {
    link_posting later[LINKS_POSTINGS], earlier[LINKS_POSTINGS];
    for (uint32_t i = 0; i < d->term_count; i++) {
        uint32_t weight = d->terms[i] & 255;
        if (!links_is_name(d->terms[i]) || !weight) continue;
        uint32_t count = linked_index_later(c->index, links_name(d->terms[i]), &d->place, later);
        uint32_t before = count ? links->earlier(links->context, links_name(d->terms[i]), &d->place, earlier) : 0;
        for (uint32_t k = 0; k < count; k++) {
            *arena_push(l->keep, out->items, out->count, out->capacity) = (shift){later[k].number, number, weight};
            uint32_t pushed = LINKS_POSTINGS - 1 - k;
            if (pushed < before) *arena_push(l->keep, out->items, out->count, out->capacity) = (shift){later[k].number, earlier[pushed].number, weight};
        }
    }
    hs_arena sorting = arena_split(l->keep);
    sort_items(out->items, out->count, sizeof *out->items, by_document, NULL, sorting);
    arena_join(l->keep);
}

static bool same_links(const story_links *a, const story_links *b) {
    if (a->like_count != b->like_count) return false;
    for (uint32_t i = 0; i < a->like_count; i++)
        if (a->like[i].number != b->like[i].number || a->like[i].shared != b->like[i].shared) return false;
    return true;
}

// The shifts of one document.
static hs_status apply_shifts(linking *l, change *c, int64_t number, const link_document *added, const shift *shifts, size_t count) {
    hs_arena_reset(l->each);
    link_shift more = {.number = number}, *less = arena_new(l->each, link_shift, count + 1);
    uint32_t less_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (shifts[i].other == number) more.shared += shifts[i].shared;
        else if (less_count && less[less_count - 1].number == shifts[i].other) less[less_count - 1].shared += shifts[i].shared;
        else less[less_count++] = (link_shift){shifts[i].other, shifts[i].shared};
    }
    story_links was, is;
    if (!linked_index_find(c->index, shifts->document, &was)) return HS_OK; // told when the index is closed
    is = was;
    if (!links_add(c->finder, shifts->document, added, &more, less, less_count, l->each, &is)) return link_again(l, c, shifts->document, true);
    return same_links(&was, &is) ? HS_OK : put_links(l, c, shifts->document, &is);
}

static hs_status put_in_one(linking *l, change *c, int64_t number, const link_document *d) {
    link_index links = linked_index_links(c->index);
    posting_list list = {0};
    shift_list shifts = {0};
    number_list others = {0};
    story_links found;
    hs_arena_reset(l->each);
    find_shifts(l, c, number, d, &links, &shifts);
    add_postings(&list, number, d, l->keep);
    hs_arena sorting = arena_split(l->keep);
    sort_items(list.items, list.count, sizeof *list.items, by_posting, NULL, sorting);
    arena_join(l->keep);
    hs_status status = store_put_postings(l->store, list.items, list.count, false, l->error);
    links_find(c->finder, d, l->each, &found);
    if (status == HS_OK) status = put_links(l, c, number, &found);
    for (size_t i = 0, end; i < shifts.count && status == HS_OK; i = end) {
        for (end = i; end < shifts.count && shifts.items[end].document == shifts.items[i].document;) end++;
        status = apply_shifts(l, c, number, d, shifts.items + i, end - i);
    }
    if (status == HS_OK) status = find_holders(l, d, &others);
    sort_numbers(&others, l->keep);
    for (size_t i = 0; i < others.count && status == HS_OK; i++)
        if (others.items[i] != number) status = link_again(l, c, others.items[i], false);
    return status;
}

// ---------------------------------------------------------------- all that changed

// Sketches of those that came in, with their weights, in the place of those that went.
static hs_status put_sketches(linking *l, change *c, link_document *documents) {
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < c->added_count && status == HS_OK; i++) {
        const link_weights *weights;
        hs_arena_reset(l->each);
        status = make_sketch(l, c->added[i], l->keep, &c->sketches[i]);
        if (status == HS_OK) status = store_get_weights(l->store, &c->sketches[i], l->state.sampled, l->each, &weights, l->error);
        if (status != HS_OK) break;
        uint16_t *weighed = arena_new(l->each, uint16_t, c->sketches[i].term_count + 1);
        links_weigh_terms(weights, &c->sketches[i], weighed);
        status = store_put_sketch(l->store, c->added[i], &c->sketches[i], weighed, *l->each, l->error);
        documents[i] = links_document(&c->sketches[i], weighed);
    }
    return status;
}

// Moves the edge of what is weighed over the documents that came or went before it. `*same` false where one of them, or one that comes
// over the edge, is or would be of the sample.
static hs_status move_edge(linking *l, const change *c, bool *same) {
    store_linked *s = &l->state;
    int64_t came = 0;
    *same = true;
    for (uint32_t i = 0; i < c->added_count; i++) {
        if (sketch_order(&c->sketches[i].place, &s->edge) > 0) continue;
        came++, *same &= c->sketches[i].place.tie > s->most_tie;
    }
    for (uint32_t i = 0; i < c->removed_count; i++) {
        if (sketch_order(&c->gone[i], &s->edge) > 0) continue;
        came--, *same &= c->gone[i].tie > s->most_tie;
    }
    if (!came || !*same) return HS_OK;
    // the edge may have gone itself: counted from where it was, its place is there or not
    sketch_place *places;
    uint32_t count, most = (uint32_t)(came > 0 ? came + 1 : -came);
    hs_status status = store_places(l->store, &s->edge, came < 0, most, l->each, &places, &count, l->error);
    if (status != HS_OK) return status;
    *same = count == most;
    for (uint32_t i = 0; i < (came > 0 ? count - 1 : count) && *same; i++) *same = places[i].tie > s->most_tie;
    if (*same) s->edge = places[count - 1];
    return HS_OK;
}

static hs_status link_changed(linking *l, change *c, bool *same) {
    c->sketches = arena_new(l->keep, sketch, c->added_count + 1);
    c->gone = arena_new(l->keep, sketch_place, c->removed_count + 1);
    link_document *documents = arena_new(l->keep, link_document, c->added_count + 1);
    c->index = linked_index_open(l->store, l->keep, l->each);
    link_index links = linked_index_links(c->index);
    c->finder = links_finder(&links, l->keep);
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < c->removed_count && status == HS_OK; i++) status = take_out_one(l, c, i);
    if (status == HS_OK) status = put_sketches(l, c, documents);
    if (status == HS_OK) status = move_edge(l, c, same);
    for (uint32_t i = 0; i < c->added_count && status == HS_OK && *same; i++) status = put_in_one(l, c, c->added[i], &documents[i]);
    hs_status closed = linked_index_close(c->index, l->error);
    if (status == HS_OK) status = closed;
    if (status != HS_OK || !*same) return status;
    sort_numbers(&c->linked, l->keep);
    membership_change of = {c->linked.items, c->removed, (uint32_t)c->linked.count, c->removed_count};
    return membership_follow(l->store, &of, l->keep, l->each, l->error);
}

// ---------------------------------------------------------------- one update

// What came and went since the state was written; `last` is the number of the last document now.
static hs_status take_change(linking *l, change *c, int64_t last) {
    uint32_t count = l->state.count + c->added_count - c->removed_count;
    bool same = false, anew = links_weighed(count) != l->state.weighed || (uint64_t)c->added_count * MUCH_NEW > count;
    hs_status status = anew ? HS_OK : link_changed(l, c, &same);
    if (status != HS_OK) return status;
    if (!same) return link_all(l, true, count, last);
    l->state.last = last, l->state.count = count;
    return store_put_linked(l->store, &l->state, l->error);
}

static hs_status update(linking *l) {
    bool found;
    change c = {0};
    hs_status status = store_get_linked(l->store, &l->state, &found, l->error);
    if (status != HS_OK) return status;
    int64_t last;
    uint32_t count;
    if (!found || l->state.made_by != made_by(l->engine)) {
        status = store_count(l->store, &count, &last, l->error);
        if (status != HS_OK || (!found && count < LINKS_SMALL)) return status;
        return link_all(l, false, count, last);
    }
    if (!store_last_round(l->store)) status = membership_all(l->store, l->rows, l->each, l->error); // of an older store
    if (status == HS_OK) status = store_changed(l->store, l->state.last, l->keep, &c.added, &c.added_count, &c.removed, &c.removed_count, l->error);
    if (status != HS_OK || !c.added_count) return status;
    last = l->state.last;
    for (uint32_t i = 0; i < c.added_count; i++) last = c.added[i] > last ? c.added[i] : last;
    return take_change(l, &c, last);
}

static hs_status take_down(linking *l) {
    bool found;
    int64_t last;
    uint32_t count;
    hs_status status = store_get_linked(l->store, &l->state, &found, l->error);
    if (status != HS_OK || !found) return status;
    status = store_count(l->store, &count, &last, l->error);
    if (status != HS_OK) return status;
    if (l->state.made_by != made_by(l->engine)) return link_all(l, false, count, last);
    if (!store_last_round(l->store)) status = membership_all(l->store, l->rows, l->each, l->error);
    if (status != HS_OK) return status;
    change c = {.removed = &l->gone, .removed_count = 1};
    return take_change(l, &c, last < l->state.last ? last : l->state.last);
}

static hs_status within(linking *l, hs_status work(linking *l)) {
    jmp_buf full;
    l->keep->recover = l->each->recover = l->rows->recover = &full;
    if (setjmp(full)) return error_set(l->error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "too many documents for the memory at hand");
    return work(l);
}

// Nothing came in, or there is too little for links.
static bool is_done(linking *l) {
    bool found;
    uint32_t count;
    int64_t last;
    if (store_get_linked(l->store, &l->state, &found, NULL) != HS_OK) return false;
    if (found) return l->state.made_by == made_by(l->engine) && !store_is_behind(l->store) && store_last_round(l->store);
    return store_count(l->store, &count, &last, NULL) == HS_OK && count < LINKS_SMALL;
}

static hs_status link_new(linking *l) {
    if (is_done(l)) return HS_OK;
    hs_status status = store_begin(l->store, l->error);
    if (status != HS_OK) return status;
    status = within(l, update);
    hs_status ended = store_end(l->store, status == HS_OK, l->error);
    return status == HS_OK ? ended : status;
}

static hs_status with_memory(const hs_engine *engine, store *s, int64_t gone, hs_error *error) {
    linking l = {.engine = engine, .store = s, .keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), .each = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES),
                 .rows = hs_arena_open(LIMIT_RUN_ARENA_BYTES), .gone = gone, .error = error};
    hs_status status = HS_OK;
    if (!l.keep || !l.each || !l.rows) status = error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory");
    else status = gone ? within(&l, take_down) : link_new(&l);
    hs_arena_close(l.keep), hs_arena_close(l.each), hs_arena_close(l.rows);
    return status;
}

hs_status stories_link(const hs_engine *engine, store *s, hs_error *error) { return store_can_write(s) ? with_memory(engine, s, 0, error) : HS_OK; }

hs_status stories_unlink(const hs_engine *engine, store *s, int64_t number, hs_error *error) {
    return number ? with_memory(engine, s, number, error) : HS_OK;
}

bool stories_linked(const hs_engine *engine, store *s) {
    store_linked state;
    bool found;
    return store_get_linked(s, &state, &found, NULL) == HS_OK && found && state.made_by == made_by(engine) && !store_is_behind(s) && store_last_round(s);
}
