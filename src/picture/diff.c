// The shortest edit script between two sequences. Method: E. W. Myers, "An O(ND) Difference Algorithm and Its
// Variations", Algorithmica 1 (1986): the farthest point on each diagonal, step by step, and back
// along the steps. In: hashes of items. Out: runs that are the same or not. Gets wrong: two words whose 64-bit hashes
// agree; what moved from one place to another is taken away there and added here.
#include "picture/diff.h"

#include "base/text.h"

enum { MOST_STEPS = 1500 };

typedef struct differ {
    const uint64_t *a, *b;
    int32_t a_count, b_count; // what is not common at both ends
    int32_t **steps;          // steps[d][k + d]: farthest place in a on diagonal k after d edits
    int32_t taken;            // edits
} differ;

// Farthest place on diagonal k after d edits, from what d - 1 edits reached.
static int32_t reach(const differ *f, int32_t d, int32_t k) {
    int32_t x = 0;
    if (d) {
        const int32_t *before = f->steps[d - 1] + d - 1;
        bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
        x = down ? before[k + 1] : before[k - 1] + 1;
    }
    while (x < f->a_count && x - k < f->b_count && x - k >= 0 && f->a[x] == f->b[x - k]) x++;
    return x;
}

// False where more than MOST_STEPS edits part the two.
static bool search(differ *f, hs_arena *keep) {
    int32_t most = f->a_count + f->b_count < MOST_STEPS ? f->a_count + f->b_count : MOST_STEPS;
    f->steps = arena_new(keep, int32_t *, (size_t)most + 1);
    for (int32_t d = 0; d <= most; d++) {
        f->steps[d] = arena_new(keep, int32_t, 2 * (size_t)d + 1);
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = f->steps[d][k + d] = reach(f, d, k);
            if (x >= f->a_count && x - k >= f->b_count) return f->taken = d, true;
        }
    }
    return false;
}

// Marks the items of both that the edits take away or add.
static void walk_back(const differ *f, bool *a_gone, bool *b_new) {
    int32_t x = f->a_count, y = f->b_count;
    for (int32_t d = f->taken; d > 0; d--) {
        const int32_t *before = f->steps[d - 1] + d - 1;
        int32_t k = x - y;
        bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
        int32_t from = down ? k + 1 : k - 1;
        x = before[from], y = x - from;
        if (down) b_new[y] = true;
        else a_gone[x] = true;
    }
}

static diff_run *gather(const bool *a_gone, uint32_t a_count, const bool *b_new, uint32_t b_count, hs_arena *keep, uint32_t *count) {
    diff_run *runs = NULL;
    size_t used = 0, capacity = 0;
    for (uint32_t a = 0, b = 0; a < a_count || b < b_count;) {
        diff_run run = {.a_start = a, .b_start = b};
        if (a < a_count && a_gone[a]) while (a < a_count && a_gone[a]) a++;
        else if (b < b_count && b_new[b]) while (b < b_count && b_new[b]) b++;
        else {
            run.same = true;
            while (a < a_count && b < b_count && !a_gone[a] && !b_new[b]) a++, b++;
        }
        run.a_end = a, run.b_end = b;
        *arena_push(keep, runs, used, capacity) = run;
    }
    *count = (uint32_t)used;
    return runs;
}

static diff_run *compare(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count, hs_arena *keep, uint32_t *count) {
    uint32_t head = 0, tail = 0;
    while (head < a_count && head < b_count && a[head] == b[head]) head++;
    while (tail < a_count - head && tail < b_count - head && a[a_count - 1 - tail] == b[b_count - 1 - tail]) tail++;
    differ f = {.a = a + head, .b = b + head, .a_count = (int32_t)(a_count - head - tail), .b_count = (int32_t)(b_count - head - tail)};
    bool *a_gone = arena_new(keep, bool, a_count + 1), *b_new = arena_new(keep, bool, b_count + 1);
    if (search(&f, keep)) walk_back(&f, a_gone + head, b_new + head);
    else memset(a_gone + head, true, (size_t)f.a_count), memset(b_new + head, true, (size_t)f.b_count);
    return gather(a_gone, a_count, b_new, b_count, keep, count);
}

const diff_run *diff_items(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count, hs_arena *keep, uint32_t *count) {
    return compare(a, a_count, b, b_count, keep, count);
}

// ---------------------------------------------------------------- words

typedef struct word_list {
    uint64_t *hashes;
    hs_span *spans;
    uint32_t count;
} word_list;

static bool in_word(unsigned char c) { return c >= 0x80 || byte_is_alpha(c) || byte_is_digit(c); }

static bool joins(hs_text text, size_t at) { // "4,500", "1.5", "it's": inside, not behind
    char c = text.data[at];
    return (c == '.' || c == ',' || c == '\'' || c == '-') && at + 1 < text.size && in_word((unsigned char)text.data[at + 1]);
}

static word_list list_words(hs_text text, hs_arena *keep) {
    word_list list = {arena_new(keep, uint64_t, text.size + 1), arena_new(keep, hs_span, text.size + 1), 0};
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        if (byte_is_space((unsigned char)text.data[at])) {
            at++;
            continue;
        }
        if (!in_word((unsigned char)text.data[at])) at++;
        else while (at < text.size && (in_word((unsigned char)text.data[at]) || joins(text, at))) at++;
        list.spans[list.count] = (hs_span){(uint32_t)start, (uint32_t)at};
        list.hashes[list.count++] = text_hash(text_slice(text, start, at), 0);
    }
    return list;
}

// From the first byte of the run's first word to the last byte of its last.
static void set_bytes(const word_list *words, uint32_t *start, uint32_t *end) {
    uint32_t first = *start, last = *end;
    if (first == last) {
        *start = *end = first < words->count ? words->spans[first].start : words->count ? words->spans[words->count - 1].end : 0;
        return;
    }
    *start = words->spans[first].start;
    *end = words->spans[last - 1].end;
}

const diff_run *diff_words(hs_text a, hs_text b, hs_arena *keep, uint32_t *count) {
    word_list of_a = list_words(a, keep), of_b = list_words(b, keep);
    diff_run *runs = compare(of_a.hashes, of_a.count, of_b.hashes, of_b.count, keep, count);
    for (uint32_t i = 0; i < *count; i++) {
        set_bytes(&of_a, &runs[i].a_start, &runs[i].a_end);
        set_bytes(&of_b, &runs[i].b_start, &runs[i].b_end);
    }
    return runs;
}
