// What the program says on stderr.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli.h"

// What does not count and names no byte is about the kind of input, not this one: once is enough.
static bool told_before(messages *m, const hs_notice *n) {
    if (n->counts || n->byte != UINT64_MAX) return false;
    uint64_t hash = text_hash(n->reason, 0);
    for (uint32_t i = 0; i < m->told_count; i++)
        if (m->told_once[i] == hash) return true;
    if (m->told_count < sizeof m->told_once / sizeof *m->told_once) m->told_once[m->told_count++] = hash;
    return false;
}

void messages_notice(void *context, const hs_notice *n) {
    messages *m = context;
    m->skipped |= n->counts;
    if (m->quiet || told_before(m, n)) return;
    messages_clear(m);
    fprintf(stderr, "hearsay: %.*s: ", TEXT_ARGS(n->path));
    if (n->byte != UINT64_MAX) fprintf(stderr, "byte %" PRIu64 ": ", n->byte);
    fprintf(stderr, "%.*s\n", TEXT_ARGS(n->reason));
}

void messages_error(messages *m, const hs_error *error) {
    messages_clear(m);
    fputs("hearsay: ", stderr);
    if (error->path[0]) fprintf(stderr, "%s: ", error->path);
    if (error->byte != UINT64_MAX) fprintf(stderr, "byte %" PRIu64 ": ", error->byte);
    fprintf(stderr, "%s\n", error->reason);
}

void messages_clear(messages *m) {
    if (m->bar) fputs("\r\033[K", stderr);
    m->bar = false;
}

static uint64_t now_ms(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (uint64_t)at.tv_sec * 1000 + (uint64_t)at.tv_nsec / 1000000;
}

// "▰▰▰▱▱  ", and behind what the caller prints "  12/s  0:40 left".
static bool begin_bar(messages *m, uint64_t done, uint64_t all) {
    static const char full[] = "████████████████████", empty[] = "····················";
    if (m->quiet || !isatty(STDERR_FILENO)) return false;
    if (!m->begun_ms) m->begun_ms = now_ms();
    int tenths = all ? (int)(done < all ? done * 20 / all : 20) : 0;
    fprintf(stderr, "\r\033[K%.*s%.*s ", tenths * 3, full, (20 - tenths) * 2, empty);
    return m->bar = true;
}

static void end_bar(const messages *m, uint64_t done, uint64_t all, uint64_t things) {
    uint64_t spent = now_ms() - m->begun_ms;
    if (spent < 500 || !done) return;
    fprintf(stderr, "  %.1f/s", (double)things * 1000 / (double)spent);
    if (all > done) {
        uint64_t left = (uint64_t)((double)spent * (double)(all - done) / (double)done / 1000);
        fprintf(stderr, "  %" PRIu64 ":%02u left", left / 60, (unsigned)(left % 60));
    }
}

void messages_progress(messages *m, uint64_t taken, uint64_t total, uint64_t documents) {
    if (!begin_bar(m, taken, total)) return;
    fprintf(stderr, "%" PRIu64 " reports  %.1f MB", documents, (double)taken / 1e6);
    if (total) fprintf(stderr, " of %.1f", (double)total / 1e6);
    end_bar(m, taken, total, documents);
}

void messages_round(messages *m, uint64_t asked, uint64_t all) {
    if (!begin_bar(m, asked, all)) return;
    fprintf(stderr, "%" PRIu64 " of %" PRIu64 " asked", asked, all);
    end_bar(m, asked, all, asked);
}

void messages_relating(messages *m, uint64_t told, uint64_t all) {
    if (!told) m->begun_ms = 0; // not the time of reading
    if (all < 2 || !begin_bar(m, told, all)) return;
    fprintf(stderr, "%" PRIu64 " of %" PRIu64 " stories related", told, all);
    end_bar(m, told, all, told);
}

bool messages_print(messages *m, hs_text text) {
    messages_clear(m);
    if (!text.size) return true;
    if (fwrite(text.data, 1, text.size, stdout) == text.size && fflush(stdout) == 0) return true;
    messages_clear(m);
    fprintf(stderr, "hearsay: standard output: cannot be written\n");
    return false;
}
