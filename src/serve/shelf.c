// See shelf.h. The longest unasked goes first, and more go where all together have grown to SHELF_BYTES.
#include "serve/shelf.h"

#include "base/error.h"
#include "base/limits.h"

static const size_t SHELF_BYTES = (size_t)1 << 30;

static void put_away(shelf_book *book) {
    hs_arena_close(book->arena);
    *book = (shelf_book){0};
}

static size_t bytes_of(const shelf_book *book) { return book->arena ? (size_t)(book->arena->next - book->arena->base) : 0; }

// The longest unasked of those that no page needs now; an empty place before all; NULL where there is none.
static shelf_book *oldest(shelf *s, bool filled) {
    shelf_book *found = NULL;
    for (uint32_t i = 0; i < SHELF_BOOKS; i++) {
        shelf_book *book = &s->books[i];
        if (filled && !book->arena) continue;
        if (book->arena && book->asked == s->request) continue;
        if (!found || (!book->arena && found->arena) || (!book->arena == !found->arena && book->asked < found->asked)) found = book;
    }
    return found;
}

void shelf_begin(shelf *s) {
    size_t all = 0;
    s->request++;
    for (uint32_t i = 0; i < SHELF_BOOKS; i++) all += bytes_of(&s->books[i]);
    while (all > SHELF_BYTES) {
        shelf_book *book = oldest(s, true);
        all -= bytes_of(book);
        put_away(book);
    }
}

const told_story *shelf_tell(shelf *s, uint32_t group, hs_error *error) {
    for (uint32_t i = 0; i < SHELF_BOOKS; i++) {
        shelf_book *book = &s->books[i];
        if (!book->arena || book->group != group) continue;
        book->asked = s->request;
        return &book->told;
    }
    shelf_book *book = oldest(s, false);
    hs_arena *arena = book ? hs_arena_open(LIMIT_STORY_ARENA_BYTES) : NULL;
    if (!arena) return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "not enough memory for one more story"), NULL;
    put_away(book);
    *book = (shelf_book){.group = group, .arena = arena, .asked = s->request};
    bool told = stories_tell(s->of, s->store, group, arena, &book->told, error) == HS_OK;
    arena_trim(arena);
    if (!told) put_away(book);
    return told ? &book->told : NULL;
}

void shelf_renumber(shelf *s, const uint32_t *moved, uint32_t count) {
    for (uint32_t i = 0; i < SHELF_BOOKS; i++) {
        shelf_book *book = &s->books[i];
        uint32_t group = book->arena && book->group < count ? moved[book->group] : HS_NONE;
        if (group == HS_NONE) put_away(book);
        else book->group = group;
    }
}

void shelf_clear(shelf *s) {
    for (uint32_t i = 0; i < SHELF_BOOKS; i++) put_away(&s->books[i]);
}
