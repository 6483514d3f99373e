// Links of a store kept up to date. In: a store to which documents came, or of which newer versions did. Out: for each document
// its sketch, the postings of its names and prints, and its links, as links_find_all would make them of all that the store holds
// (tests/oracle/linking.c). Method: a document that comes or goes changes the links of those later ones alone for which it is, or
// was, among the nearest earlier ones of a name, and of those that share a print with it: they are found by the postings,
// and linked again. Where the weights change (links_weighed), where much is new, or where rules are others than those
// that made what is there, all is made anew: of sketches, not of texts, where they are there.
#include "base/error.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "engine/engine.h"
#include "engine/stories.h"
#include "store/linked.h"

enum { SHAPE = 1, MUCH_NEW = 8 }; // of sketches and postings; one in so many

typedef struct linking {
    const hs_engine *engine;
    store *store;
    hs_arena *keep, *each, *rows; // of the whole update; of one document; postings of all
    store_linked state;
    hs_error *error;
} linking;

static hs_status put_state(linking *l) {
    hs_arena_reset(l->each);
    return store_put_linked(l->store, &l->state, *l->each, l->error);
}

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
        for (uint32_t k = 0; k < of->like_count; k++) like[k] = (story_link){numbers[all->by_place[of->like[k].number]], of->like[k].micro};
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

static hs_status link_all(linking *l, bool kept, uint32_t count, int64_t last) {
    int64_t *numbers;
    hs_status status = store_numbers(l->store, l->keep, &numbers, &count, l->error);
    if (status != HS_OK) return status;
    sketch *sketches = arena_new(l->keep, sketch, count + 1);
    status = gather_sketches(l, numbers, count, kept, sketches);
    if (status == HS_OK) status = store_clear_linked(l->store, l->error);
    if (status != HS_OK || count < LINKS_SMALL) return status;
    for (uint32_t i = 0; i < count && status == HS_OK; i++) hs_arena_reset(l->each), status = store_put_sketch(l->store, numbers[i], &sketches[i], *l->each, l->error);
    links_all all;
    hs_arena working = arena_split(l->keep);
    links_find_all(sketches, count, l->keep, working, &all);
    arena_join(l->keep);
    if (status == HS_OK) status = write_links(l, numbers, &all, count);
    if (status == HS_OK) status = write_postings(l, numbers, &all, count);
    int64_t *sample = arena_new(l->keep, int64_t, all.sample_count + 1);
    for (uint32_t i = 0; i < all.sample_count; i++) sample[i] = numbers[all.sample[i]];
    l->state = (store_linked){.made_by = made_by(l->engine), .last = last, .count = count, .weighed = all.weighed, .edge = sketches[all.by_place[all.weighed - 1]].place,
                              .most_tie = all.most_tie, .sample = sample, .sample_count = all.sample_count};
    return status == HS_OK ? put_state(l) : status;
}

// ---------------------------------------------------------------- what changed

// Documents, each once, in no order.
typedef struct number_list {
    int64_t *items;
    size_t count, capacity;
} number_list;

typedef struct change {
    int64_t *added, *removed;
    uint32_t added_count, removed_count;
    sketch *sketches;       // [added_count]
    sketch_place *gone;     // [removed_count]
    number_list affected;
    uint32_t holders;       // so many documents with a print, and it may have become a notice or ceased to be one
} change;

static hs_status load_weights(linking *l, const link_weights **out) {
    const sketch **sample = arena_new(l->keep, const sketch *, l->state.sample_count + 1);
    for (uint32_t i = 0; i < l->state.sample_count; i++) {
        bool found;
        sketch *one = arena_new(l->keep, sketch, 1);
        hs_status status = store_get_sketch(l->store, l->state.sample[i], l->keep, one, &found, l->error);
        if (status != HS_OK) return status;
        if (!found) return error_set(l->error, HS_ERROR_STORE, (hs_text){0}, UINT64_MAX, "a sketch is missing");
        sample[i] = one;
    }
    hs_arena working = arena_split(l->keep);
    *out = links_weigh(sample, l->state.sample_count, false, l->keep, working);
    arena_join(l->keep);
    return HS_OK;
}

static hs_status add_affected(linking *l, change *c, int64_t key, const sketch_place *place, uint32_t most) {
    int64_t *numbers;
    uint32_t count;
    hs_status status = store_postings(l->store, key, place, most, l->each, &numbers, &count, l->error);
    if (status != HS_OK || (!place && count == most)) return status; // a notice before and after
    for (uint32_t i = 0; i < count; i++) *arena_push(l->keep, c->affected.items, c->affected.count, c->affected.capacity) = numbers[i];
    return HS_OK;
}

// Those whose links may be others with the document than without.
static hs_status find_affected(linking *l, change *c, const link_document *d) {
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < d->term_count && status == HS_OK; i++)
        if (links_is_name(d->terms[i])) status = add_affected(l, c, store_name_key(links_name(d->terms[i])), &d->place, LINKS_POSTINGS);
    for (uint32_t i = 0; i < d->print_count && status == HS_OK; i++) status = add_affected(l, c, store_print_key(d->prints[i]), NULL, c->holders);
    return status;
}

static hs_status take_out(linking *l, change *c, const link_weights *weights) {
    posting_list list = {0};
    hs_status status = HS_OK;
    for (uint32_t i = 0; i < c->removed_count && status == HS_OK; i++) {
        sketch gone;
        bool found;
        hs_arena_reset(l->each);
        status = store_get_sketch(l->store, c->removed[i], l->each, &gone, &found, l->error);
        if (status != HS_OK || !found) continue;
        link_document d = links_document(weights, &gone);
        c->gone[i] = gone.place;
        add_postings(&list, c->removed[i], &d, l->keep);
        status = find_affected(l, c, &d);
    }
    if (status == HS_OK) status = store_put_postings(l->store, list.items, list.count, true, l->error);
    for (uint32_t i = 0; i < c->removed_count && status == HS_OK; i++) status = store_remove_sketch(l->store, c->removed[i], l->error);
    return status;
}

static hs_status put_in(linking *l, change *c, const link_weights *weights) {
    posting_list list = {0};
    hs_status status = HS_OK;
    link_document *documents = arena_new(l->keep, link_document, c->added_count + 1);
    for (uint32_t i = 0; i < c->added_count && status == HS_OK; i++) {
        hs_arena_reset(l->each);
        status = store_put_sketch(l->store, c->added[i], &c->sketches[i], *l->each, l->error);
        documents[i] = links_document(weights, &c->sketches[i]);
        add_postings(&list, c->added[i], &documents[i], l->keep);
        *arena_push(l->keep, c->affected.items, c->affected.count, c->affected.capacity) = c->added[i];
    }
    hs_arena sorting = arena_split(l->keep);
    sort_items(list.items, list.count, sizeof *list.items, by_posting, NULL, sorting);
    arena_join(l->keep);
    if (status == HS_OK) status = store_put_postings(l->store, list.items, list.count, false, l->error);
    for (uint32_t i = 0; i < c->added_count && status == HS_OK; i++) hs_arena_reset(l->each), status = find_affected(l, c, &documents[i]);
    return status;
}

static int by_number(const void *a, const void *b, const void *context) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

static hs_status link_affected(linking *l, change *c, const link_weights *weights) {
    hs_arena sorting = arena_split(l->keep);
    sort_items(c->affected.items, c->affected.count, sizeof *c->affected.items, by_number, NULL, sorting);
    arena_join(l->keep);
    linked_index *index = linked_index_open(l->store, weights, l->keep, l->each);
    link_index links = linked_index_links(index);
    link_finder *finder = links_finder(&links, l->keep);
    hs_status status = HS_OK;
    for (size_t i = 0; i < c->affected.count && status == HS_OK; i++) {
        if (i && c->affected.items[i] == c->affected.items[i - 1]) continue;
        hs_arena_reset(l->each);
        sketch of;
        bool found;
        story_links made;
        status = store_get_sketch(l->store, c->affected.items[i], l->each, &of, &found, l->error);
        if (status != HS_OK || !found) continue; // it is gone
        link_document d = links_document(weights, &of);
        links_find(finder, &d, l->each, &made);
        status = store_put_links(l->store, c->affected.items[i], &made, *l->each, l->error);
    }
    hs_status closed = linked_index_close(index, l->error);
    return status == HS_OK ? closed : status;
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
    const link_weights *weights = NULL;
    c->sketches = arena_new(l->keep, sketch, c->added_count + 1);
    c->gone = arena_new(l->keep, sketch_place, c->removed_count + 1);
    c->holders = LINKS_HOLDERS + c->added_count + c->removed_count + 1;
    hs_status status = load_weights(l, &weights);
    for (uint32_t i = 0; i < c->added_count && status == HS_OK; i++) {
        hs_arena_reset(l->each);
        status = make_sketch(l, c->added[i], l->keep, &c->sketches[i]);
    }
    if (status == HS_OK) status = take_out(l, c, weights);
    if (status == HS_OK) status = put_in(l, c, weights);
    if (status == HS_OK) status = move_edge(l, c, same);
    return status == HS_OK && *same ? link_affected(l, c, weights) : status;
}

// ---------------------------------------------------------------- one update

static hs_status update(linking *l) {
    bool found, same = false;
    change c = {0};
    hs_status status = store_get_linked(l->store, l->keep, &l->state, &found, l->error);
    if (status != HS_OK) return status;
    bool kept = found && l->state.made_by == made_by(l->engine);
    int64_t last;
    uint32_t count;
    if (!kept) {
        status = store_count(l->store, &count, &last, l->error);
        if (status != HS_OK || (!found && count < LINKS_SMALL)) return status;
        return link_all(l, false, count, last);
    }
    status = store_changed(l->store, l->state.last, l->keep, &c.added, &c.added_count, &c.removed, &c.removed_count, l->error);
    if (status != HS_OK || !c.added_count) return status;
    last = l->state.last;
    for (uint32_t i = 0; i < c.added_count; i++) last = c.added[i] > last ? c.added[i] : last;
    count = l->state.count + c.added_count - c.removed_count;
    bool anew = links_weighed(count) != l->state.weighed || (uint64_t)c.added_count * MUCH_NEW > count;
    if (!anew) status = link_changed(l, &c, &same);
    if (status != HS_OK) return status;
    if (!same) return link_all(l, true, count, last);
    l->state.last = last, l->state.count = count;
    return put_state(l);
}

static hs_status update_within(linking *l) {
    jmp_buf full;
    l->keep->recover = l->each->recover = l->rows->recover = &full;
    if (setjmp(full)) return error_set(l->error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "too many documents for the memory at hand");
    return update(l);
}

// Nothing came in, or there is too little for links.
static bool is_done(linking *l) {
    bool found;
    uint32_t count;
    int64_t last;
    if (store_get_linked(l->store, l->keep, &l->state, &found, NULL) != HS_OK) return false;
    if (found) return l->state.made_by == made_by(l->engine) && !store_is_behind(l->store);
    return store_count(l->store, &count, &last, NULL) == HS_OK && count < LINKS_SMALL;
}

hs_status stories_link(const hs_engine *engine, store *s, hs_error *error) {
    if (!store_can_write(s)) return HS_OK;
    linking l = {.engine = engine, .store = s, .keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), .each = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES),
                 .rows = hs_arena_open(LIMIT_RUN_ARENA_BYTES), .error = error};
    hs_status status = HS_OK;
    if (!l.keep || !l.each || !l.rows) status = error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory");
    else if (!is_done(&l)) {
        status = store_begin(s, error);
        if (status == HS_OK) {
            status = update_within(&l);
            hs_status ended = store_end(s, status == HS_OK, error);
            if (status == HS_OK) status = ended;
        }
    }
    hs_arena_close(l.keep), hs_arena_close(l.each), hs_arena_close(l.rows);
    return status;
}

bool stories_linked(const hs_engine *engine, store *s, hs_arena *keep) {
    store_linked state;
    bool found;
    return store_get_linked(s, keep, &state, &found, NULL) == HS_OK && found && state.made_by == made_by(engine) && !store_is_behind(s);
}
