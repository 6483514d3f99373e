// See sort.h. Insertion sort on short runs, then merging bottom up.
#include "base/sort.h"

enum { RUN = 8 };

static void sort_run(char *items, size_t count, size_t size, sort_order *order, const void *context, char *spare) {
    for (size_t i = 1; i < count; i++) {
        size_t at = i;
        while (at && order(items + (at - 1) * size, items + i * size, context) > 0) at--;
        if (at == i) continue;
        memcpy(spare, items + i * size, size);
        memmove(items + (at + 1) * size, items + at * size, (i - at) * size);
        memcpy(items + at * size, spare, size);
    }
}

static void merge(const char *from, size_t left, size_t right, size_t size, sort_order *order, const void *context,
                  char *to) {
    const char *a = from, *a_end = from + left * size, *b = a_end, *b_end = b + right * size;
    if (!right || order(a_end - size, b, context) <= 0) a = a_end, memcpy(to, from, left * size), to += left * size; // what is in order stays quickly
    while (a < a_end && b < b_end) {
        const char **take = order(a, b, context) <= 0 ? &a : &b;
        memcpy(to, *take, size);
        *take += size, to += size;
    }
    memcpy(to, a, (size_t)(a_end - a));
    memcpy(to + (a_end - a), b, (size_t)(b_end - b));
}

void sort_items(void *items, size_t count, size_t size, sort_order *order, const void *context, hs_arena scratch) {
    if (count < 2) return;
    char *from = items, *to = arena_allocate(&scratch, count + 1, size, _Alignof(max_align_t));
    char *spare = to + count * size;
    for (size_t at = 0; at < count; at += RUN)
        sort_run(from + at * size, count - at < RUN ? count - at : RUN, size, order, context, spare);
    for (size_t width = RUN; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t left = count - at < width ? count - at : width, rest = count - at - left;
            merge(from + at * size, left, rest < width ? rest : width, size, order, context, to + at * size);
        }
        char *swap = from;
        from = to, to = swap;
    }
    if (from != (char *)items) memcpy(items, from, count * size);
}
