// Memory by lifetime. An arena is one stretch of address space that only grows; what was
// allocated is given back all at once, by a reset or by returning from the function that
// was handed a copy.
//
// Convention: a function takes `hs_arena *keep` for results and, by value, `hs_arena
// scratch` for what it forgets on return. Both never point into the same stretch.
//
// An arena that is full does not return: it jumps to the place that the engine set with
// arena_recover, which turns it into HS_ERROR_MEMORY. Code between never sees a null
// pointer. Nothing in an arena owns anything outside of it, so nothing leaks.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <string.h>

#include "hearsay.h"

struct hs_arena {
    char *base;      // first byte of the stretch
    char *next;      // first free byte
    char *end;       // past the last byte
    char *whole;     // the real end while the upper half is lent as scratch
    char *high;      // farthest byte ever handed out: pages up to here may be resident
    jmp_buf *recover; // where to go when full; NULL aborts
};

// Zeroed memory for `count` items of `size` bytes. Never null, never returns when full.
void *arena_allocate(hs_arena *arena, size_t count, size_t size, size_t align);

#define arena_new(arena, type, count) ((type *)arena_allocate((arena), (count), sizeof(type), _Alignof(type)))

// Moves `used` items of an array of `capacity` to one of at least twice that; grows in
// place when the array is the last thing in the arena. Returns the array, updates capacity.
void *arena_grow(hs_arena *arena, void *items, size_t used, size_t *capacity, size_t size, size_t align);

// Room for one more item at the end of a growing array in `arena`.
#define arena_push(arena, items, used, capacity)                                        \
    ((items) = (used) < (capacity)                                                      \
                   ? (items)                                                            \
                   : arena_grow((arena), (items), (used), &(capacity), sizeof *(items), \
                                _Alignof(__typeof__(*(items)))),                        \
     (items) + (used)++)

// The upper half of `arena` as scratch, while the arena itself keeps the lower half. Undone
// by arena_join with the same arena.
hs_arena arena_split(hs_arena *arena);
void arena_join(hs_arena *arena);

// Asks the system for large pages, for what is looked up everywhere: the processor finds few of them sooner than many small ones. Not for scratch, where
// each is cleared for a few bytes.
void arena_use_large_pages(hs_arena *arena);

// Gives back the pages behind what is allocated: for an arena that is kept long and grows no more.
void arena_trim(hs_arena *arena);

// A copy of `text` in the arena.
hs_text arena_text(hs_arena *arena, hs_text text);

// "a b": the second behind the first and a space.
hs_text arena_phrase(hs_arena *arena, hs_text a, hs_text b);

// A formatted text, of %s for texts with a terminating NUL, %.*s, %u, %d, %llu, %c, %x only.
hs_text arena_print(hs_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
