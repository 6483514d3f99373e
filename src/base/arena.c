// Arenas over reserved address space: pages are touched only when used, so a large limit
// costs nothing. See arena.h for the convention.
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
enum { REDZONE = 16 };

// Takes the red zones away where pages are resident: the whole stretch has a shadow of gigabytes.
static void unpoison_resident(char *from, char *to) {
    static const size_t STEP = (size_t)1 << 28, PAGE = 4096;
    unsigned char *resident = malloc(STEP / PAGE);
    for (char *at = (char *)((uintptr_t)from & ~(PAGE - 1)); resident && at < to; at += STEP) {
        size_t size = (size_t)(to - at) < STEP ? (size_t)(to - at) : STEP;
        if (mincore(at, size, resident) != 0) continue;
        for (size_t page = 0; page * PAGE < size; page++)
            if (resident[page] & 1) ASAN_UNPOISON_MEMORY_REGION(at + page * PAGE, PAGE);
    }
    free(resident);
}
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
enum { REDZONE = 0 };
static void unpoison_resident(char *from, char *to) { (void)from, (void)to; }
#endif

// Pages above this are given back to the system at a reset.
static const size_t KEEP_RESIDENT_BYTES = 64u << 20;
static const size_t SCRATCH_RESIDENT_BYTES = 16u << 20;

hs_arena *hs_arena_open(size_t limit_bytes) {
    hs_arena *arena = calloc(1, sizeof *arena);
    if (!arena) return NULL;
    // a system with a limit on address space gets a smaller stretch
    for (size_t size = limit_bytes; size >= 1u << 20; size /= 2) {
        char *base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (base == MAP_FAILED) continue;
        *arena = (hs_arena){.base = base, .next = base, .high = base, .end = base + size};
        return arena;
    }
    free(arena);
    return NULL;
}

void arena_use_large_pages(hs_arena *arena) { madvise(arena->base, (size_t)(arena->end - arena->base), MADV_HUGEPAGE); }

void hs_arena_reset(hs_arena *arena) {
    unpoison_resident(arena->base, arena->high);
    char *keep = arena->base + KEEP_RESIDENT_BYTES;
    if (arena->high > keep) madvise(keep, (size_t)(arena->end - keep), MADV_DONTNEED), arena->high = keep;
    arena->next = arena->base;
}

void hs_arena_close(hs_arena *arena) {
    if (!arena) return;
    unpoison_resident(arena->base, arena->end);
    munmap(arena->base, (size_t)(arena->end - arena->base));
    free(arena);
}

static _Noreturn void arena_full(hs_arena *arena) {
    if (arena->recover) longjmp(*arena->recover, 1);
    abort();
}

void *arena_allocate(hs_arena *arena, size_t count, size_t size, size_t align) {
    size_t room = (size_t)(arena->end - arena->next);
    size_t pad = -(uintptr_t)arena->next & (align - 1);
    if (pad + REDZONE > room || count > (room - pad - REDZONE) / size) arena_full(arena);
    char *start = arena->next + pad;
    size_t bytes = count * size;
    arena->next = start + bytes + REDZONE;
    ASAN_UNPOISON_MEMORY_REGION(start, bytes);
    ASAN_POISON_MEMORY_REGION(start + bytes, REDZONE);
    if (arena->next > arena->high) arena->high = arena->next;
    return memset(start, 0, bytes);
}

hs_arena arena_split(hs_arena *arena) {
    char *middle = arena->next + (arena->end - arena->next) / 2;
    middle -= (uintptr_t)middle & 4095;
    hs_arena upper = {.base = middle, .next = middle, .high = middle, .end = arena->end, .recover = arena->recover};
    arena->end = middle;
    arena->whole = upper.end;
    return upper;
}

void arena_join(hs_arena *arena) {
    // what the scratch touched is not counted in `high`: give all but its beginning back
    char *keep = arena->end + SCRATCH_RESIDENT_BYTES;
    unpoison_resident(arena->end, arena->whole);
    if (keep < arena->whole) madvise(keep, (size_t)(arena->whole - keep), MADV_DONTNEED);
    arena->end = arena->whole;
}

void arena_trim(hs_arena *arena) {
    char *from = (char *)(((uintptr_t)arena->next + 4095) & ~(uintptr_t)4095);
    if (from < arena->end) madvise(from, (size_t)(arena->end - from), MADV_DONTNEED);
}

void *arena_grow(hs_arena *arena, void *items, size_t used, size_t *capacity, size_t size, size_t align) {
    size_t more = *capacity ? *capacity * 2 : 16;
    char *past = (char *)items + *capacity * size;
    if (items && past + REDZONE == arena->next && REDZONE == 0) {
        arena_allocate(arena, more - *capacity, size, 1);
        *capacity = more;
        return items;
    }
    void *moved = arena_allocate(arena, more, size, align);
    if (used) memcpy(moved, items, used * size);
    *capacity = more;
    return moved;
}

hs_text arena_text(hs_arena *arena, hs_text text) {
    char *copy = arena_new(arena, char, text.size);
    if (text.size) memcpy(copy, text.data, text.size);
    return (hs_text){copy, text.size};
}

hs_text arena_phrase(hs_arena *arena, hs_text a, hs_text b) {
    char *joined = arena_new(arena, char, a.size + 1 + b.size);
    if (a.size) memcpy(joined, a.data, a.size);
    joined[a.size] = ' ';
    if (b.size) memcpy(joined + a.size + 1, b.data, b.size);
    return (hs_text){joined, a.size + 1 + b.size};
}

hs_text arena_print(hs_arena *arena, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *copy = arena_new(arena, char, (size_t)(size > 0 ? size : 0) + 1);
    vsnprintf(copy, (size_t)size + 1, format, again);
    va_end(again);
    return (hs_text){copy, (size_t)size};
}
