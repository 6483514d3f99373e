// stories_link against its naive twin: whatever order documents come in, and whatever of them are newer versions of others or are taken down,
// what the store keeps of their links is what links_find_all makes of all of them at once, what it keeps of stories what
// stories_choose_all makes of these, and the stories, opened or followed, are those of
// hs_group_documents.
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/sort.h"
#include "claims/stories.h"
#include "engine/engine.h"
#include "engine/stories.h"
#include "store/linked.h"
#include "store/members.h"

// The weights of links change at 1,024 documents and at powers of two behind. Sanitizers make it slow.
#if defined(__SANITIZE_ADDRESS__)
enum { MANY = 2060, ROUNDS = 4 };
#else
enum { MANY = 4110, ROUNDS = 12 };
#endif
enum { FEW = 1040, WORDS = 24, TOPIC = 8, NAMES = 6, COMMON = 5, DAYS = 200 };

typedef struct making {
    hs_engine *engine;
    store *store;
    hs_arena *arena;
    uint64_t state;
    uint32_t made;
    bool late;
    hs_arena *held; // of the stories at the last check
    stories before;
    hs_arena *kept;  // of stories that follow the store
    stories shown;
    uint32_t followed;
} making;

static uint32_t next_random(making *m) {
    m->state ^= m->state << 13, m->state ^= m->state >> 7, m->state ^= m->state << 17;
    return (uint32_t)(m->state >> 32);
}

static size_t spell(char *out, char first, uint32_t number) {
    size_t size = 0;
    out[size++] = first;
    do out[size++] = (char)('a' + number % 26);
    while (number /= 26);
    out[size++] = ' ';
    return size;
}

// Names of a topic, names that half of all have and that stand alone, so that not all who have one are looked at, common words, and now and then
// a notice that many share or a passage of the topic's.
static hs_text make_text(making *m, uint32_t topic, hs_arena *arena) {
    char *out = arena_new(arena, char, 4096);
    size_t size = spell(out, 'w', next_random(m) % 4);
    for (int i = 0; i < WORDS; i++) {
        uint32_t kind = next_random(m) % 8;
        if (kind == 0) size += spell(out + size, 'M', 700 + next_random(m) % 5);
        else if (kind < 4) size += spell(out + size, 'N', 700 + topic * 40 + next_random(m) % NAMES);
        else size += spell(out + size, 'v', 30 + next_random(m) % 500);
        if (i % 10 == 9) out[size - 1] = '.', out[size++] = ' ';
    }
    for (uint32_t i = 0; i < COMMON; i++) {
        if (next_random(m) % 2) continue;
        size += spell(out + size, 'v', 30 + next_random(m) % 500), size += spell(out + size, 'L', 700 + i), size += spell(out + size, 'v', 30 + next_random(m) % 500);
    }
    uint32_t shared = next_random(m) % 6, passage = shared == 0 ? next_random(m) % 3 : 100 + topic;
    for (uint32_t i = 0; shared < 2 && i < 90; i++) size += spell(out + size, 'p', passage * 977 + i * 31);
    return (hs_text){out, size};
}

static void put_one(making *m, bool version) {
    hs_arena *each = hs_arena_open((size_t)1 << 23);
    uint32_t topic = next_random(m) % (MANY / TOPIC), number = version && m->made ? next_random(m) % m->made : m->made++;
    hs_report report = {.document = {.path = arena_print(each, "%05u.txt", number), .url = arena_print(each, "https://a.example/%u", number),
                                     .outlet = arena_print(each, "Outlet %u", topic % 5), .language = TEXT("en")}};
    report.document.text = make_text(m, topic, each);
    report.document.id = text_digest(each, report.document.text);
    uint32_t day = next_random(m) % DAYS;
    if (m->late && next_random(m) % 8) day = DAYS - 1 - day / 3; // most of what comes in is new
    if (day) report.document.published = (hs_date){.precision = HS_DATE_DAY, .year = 2030, .month = (uint8_t)(1 + day / 28), .day = (uint8_t)(1 + day % 28)};
    hs_payload payload = {.kind = HS_KIND_TEXT, .path = report.document.path, .bytes = report.document.text};
    hs_error error = {0};
    bool added;
    hs_arena scratch = arena_split(each);
    if (store_put(m->store, &report, &payload, scratch, &added, &error) != HS_OK) fail_msg("%s", error.reason);
    hs_arena_close(each);
}

// Takes a document down, if it is still there.
static void forget_one(making *m) {
    hs_arena *each = hs_arena_open((size_t)1 << 23);
    hs_error error = {0};
    store_forgotten gone;
    hs_text url = arena_print(each, "https://a.example/%u", next_random(m) % m->made);
    if (store_forget(m->store, url, TEXT("2030-01-01"), each, &gone, &error) == HS_OK) {
        if (stories_unlink(m->engine, m->store, gone.linked, &error) != HS_OK) fail_msg("%s", error.reason);
        assert_int_equal(store_forget_end(m->store, true, &error), HS_OK);
        assert_true(stories_linked(m->engine, m->store));
    }
    hs_arena_close(each);
}

static int by_row(const void *a, const void *b, const void *context) {
    const store_links *x = a, *y = b;
    (void)context;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int by_number(const void *a, const void *b, const void *context) {
    const store_head *x = a, *y = b;
    (void)context;
    return x->number < y->number ? -1 : x->number > y->number;
}

// Every link of the store beside that of the twin.
static void compare_links(const store_links *kept, const links_all *all, uint32_t count) {
    for (uint32_t rank = 0; rank < count; rank++) {
        const story_links *is = &kept[all->by_place[rank]].links, *should = &all->links[rank];
        assert_int_equal(is->like_count, should->like_count);
        assert_int_equal(is->copy_count, should->copy_count);
        for (uint32_t i = 0; i < is->like_count; i++) {
            assert_int_equal(is->like[i].number, kept[all->by_place[should->like[i].number]].number);
            assert_int_equal(is->like[i].micro, should->like[i].micro);
            assert_int_equal(is->like[i].shared, should->like[i].shared);
        }
        for (uint32_t i = 0; i < is->copy_count; i++) assert_int_equal(is->copies[i], kept[all->by_place[should->copies[i]]].number);
    }
}

// Every document's story, by likeness alone, beside that of the twin.
static void compare_members(making *m, const store_links *kept, const links_all *all, uint32_t count, hs_arena *keep) {
    hs_error error = {0};
    store_member *rows;
    uint32_t row_count, at = 0;
    hs_arena scratch = arena_split(keep);
    const story_choice *choices = stories_choose_all(all->links, count, keep, scratch);
    arena_join(keep);
    uint32_t *rank = arena_new(keep, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) rank[all->by_place[i]] = i;
    assert_int_equal(store_members(m->store, 0, keep, &rows, &row_count, &error), HS_OK);
    for (uint32_t i = 0; i < row_count; i++) {
        if (!rows[i].story) continue;
        const story_choice *should = &choices[rank[at]];
        assert_int_equal(rows[i].number, kept[at].number);
        assert_int_equal(rows[i].story, kept[all->by_place[should->story]].number);
        assert_int_equal(rows[i].joined_count, should->joined_count);
        assert_int_equal(rows[i].copy_count, kept[at].links.copy_count);
        at++;
    }
    assert_int_equal(at, count);
}

static void compare_stories(const stories *is, const hs_document *documents, const hs_group *should, uint32_t count) {
    assert_int_equal(is->group_count, count);
    for (uint32_t g = 0; g < count; g++) {
        assert_true(text_equal(is->groups[g].id, should[g].id));
        assert_int_equal(is->groups[g].document_count, should[g].document_count);
        for (uint32_t i = 0; i < should[g].document_count; i++)
            assert_true(text_equal(stories_document(is, is->groups[g].documents[i])->id, documents[should[g].documents[i]].id));
    }
}

// What follows the store is what opening it anew gives, to the last number.
static void compare_followed(const stories *is, const stories *should) {
    assert_int_equal(is->document_count, should->document_count);
    assert_int_equal(is->group_count, should->group_count);
    assert_int_equal(is->index.report_count, should->index.report_count);
    assert_int_equal(is->index.story_count, should->index.story_count);
    for (uint32_t i = 0; i < is->document_count; i++) {
        assert_int_equal(is->numbers[i], should->numbers[i]);
        assert_int_equal(is->group_of[i], should->group_of[i]);
        assert_int_equal(sketch_order(&is->places[i], &should->places[i]), 0);
        assert_true(text_equal(stories_document(is, i)->id, stories_document(should, i)->id));
        assert_int_equal(stories_with_document(is, stories_document(is, i)->id), is->group_of[i]);
    }
    for (uint32_t g = 0; g < is->group_count; g++) {
        const hs_story *a = &is->index.stories[g], *b = &should->index.stories[g];
        assert_true(text_equal(is->groups[g].id, should->groups[g].id));
        assert_true(text_equal(a->id, b->id) && text_equal(a->title, b->title));
        assert_int_equal(is->groups[g].document_count, should->groups[g].document_count);
        assert_int_equal(a->report_count, b->report_count);
        assert_true(a->reports == is->groups[g].documents);
        for (uint32_t i = 0; i < a->report_count; i++) assert_int_equal(a->reports[i], b->reports[i]);
    }
}

// Groups that are said to be what they were are so.
static void follow(making *m) {
    hs_error error = {0};
    hs_arena *scratch = hs_arena_open((size_t)1 << 28);
    const uint32_t *moved;
    uint32_t count;
    bool followed = false;
    if (m->shown.engine) {
        hs_text *ids = arena_new(scratch, hs_text, m->shown.group_count + 1);
        for (uint32_t g = 0; g < m->shown.group_count; g++) ids[g] = m->shown.groups[g].id;
        assert_int_equal(stories_follow(&m->shown, m->store, m->kept, scratch, &followed, &moved, &count, &error), HS_OK);
        for (uint32_t g = 0; followed && g < count; g++)
            if (moved[g] != HS_NONE) assert_true(text_equal(ids[g], m->shown.groups[moved[g]].id));
    }
    hs_arena_close(scratch);
    m->followed += followed;
    if (followed) return;
    if (m->kept) hs_arena_close(m->kept);
    m->kept = hs_arena_open((size_t)1 << 30);
    assert_int_equal(stories_open(m->engine, m->store, NULL, NULL, m->kept, &m->shown, &error), HS_OK);
}

static void check(making *m) {
    hs_arena *keep = hs_arena_open((size_t)1 << 30);
    hs_error error = {0};
    store_head *heads;
    store_links *kept;
    stories of;
    uint32_t count, linked, groups;
    const hs_group *should;
    if (stories_link(m->engine, m->store, &error) != HS_OK) fail_msg("%s", error.reason);
    assert_true(stories_linked(m->engine, m->store));
    assert_int_equal(store_heads(m->store, keep, &heads, &count, &error), HS_OK);
    assert_int_equal(store_all_links(m->store, keep, &kept, &linked, &error), HS_OK);
    assert_int_equal(linked, count);
    hs_arena sorting = arena_split(keep);
    sort_items(heads, count, sizeof *heads, by_number, NULL, sorting);
    sort_items(kept, linked, sizeof *kept, by_row, NULL, sorting);
    arena_join(keep);
    sketch *sketches = arena_new(keep, sketch, count);
    hs_document *documents = arena_new(keep, hs_document, count);
    links_all all;
    hs_arena scratch = arena_split(keep), found = arena_split(&scratch);
    for (uint32_t i = 0; i < count; i++) {
        documents[i] = heads[i].document;
        assert_int_equal(kept[i].number, heads[i].number);
        sketch_make(m->engine->claims, &documents[i], &scratch, found, &sketches[i]);
        assert_int_equal(sketch_order(&sketches[i].place, &kept[i].place), 0);
    }
    links_weigh_all(sketches, count, &scratch, found, &all);
    links_find_all(sketches, count, &scratch, found, &all);
    compare_links(kept, &all, count);
    compare_members(m, kept, &all, count, &found);
    arena_join(keep);
    assert_int_equal(stories_open(m->engine, m->store, NULL, m->before.engine ? &m->before : NULL, keep, &of, &error), HS_OK);
    assert_int_equal(hs_group_documents(m->engine, documents, count, NULL, 0, keep, &should, &groups, &error), HS_OK);
    compare_stories(&of, documents, should, groups);
    follow(m);
    compare_followed(&m->shown, &of);
    if (m->held) hs_arena_close(m->held);
    m->held = keep, m->before = of;
}

static void links_are_those_of_all_at_once(void **state) {
    (void)state;
    char folder[] = "/tmp/hearsay-linking-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.db", folder);
    making m = {.state = 0x9E3779B97F4A7C15ull, .arena = hs_arena_open((size_t)1 << 30)};
    hs_error error = {0};
    const char *build = getenv("HEARSAY_BUILD");
    char data[256];
    snprintf(data, sizeof data, "%s/data", build ? build : "build/release");
    hs_options options = {.data_folder = data};
    if (hs_engine_open(&m.engine, &options, &error) != HS_OK) fail_msg("%s", error.reason);
    assert_int_equal(store_open(&m.store, path, false, &error), HS_OK);
    for (uint32_t until = FEW; until <= MANY; until += MANY - FEW) {
        m.late = false;
        while (m.made < until) put_one(&m, false);
        check(&m);
        m.late = true;
        for (uint32_t round = 0; round < ROUNDS; round++) {
            for (uint32_t changes = 1 + next_random(&m) % 4; changes; changes--) put_one(&m, next_random(&m) % 5 == 0);
            if (round % 4 == 3) check(&m);
            else assert_int_equal(stories_link(m.engine, m.store, &error), HS_OK), follow(&m);
            if (round % 4 == 2) forget_one(&m);
        }
    }
    assert_true(m.followed > ROUNDS);
    hs_arena_close(m.held), hs_arena_close(m.kept);
    store_close(m.store);
    hs_engine_close(m.engine);
    hs_arena_close(m.arena);
    unlink(path), rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(links_are_those_of_all_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
