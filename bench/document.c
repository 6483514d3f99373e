// Speed of the document room, stage by stage, on one core: MB/s of input and payloads/s.
// usage: bench/document PATH... (where python3 can import trafilatura, it reads the same pages in the same run)
//
// `input` is reading files into payloads. The stages behind it are timed on pages alone, each for itself: tree holds
// tokenise, and whole (bytes to text, masthead and dates) holds them all.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../tests/document_rules.h"
#include "bytes/input.h"
#include "bytes/markup.h"
#include "clock.h"
#include "document/article.h"
#include "document/parts.h"
#include "document/repair.h"

enum { ROUNDS = 3 };
enum { INPUT, SPLIT, CHARSET, REPAIR, TOKENISE, TREE, MARKS, MASTHEAD, ARTICLE, WHOLE, STAGES };

static const char *const names[STAGES] = {"input", "entries told apart", "charset", "repair", "tokenise", "tree",
                                          "elements named", "masthead", "article", "whole"};

typedef struct totals {
    double seconds[STAGES];
    size_t pages, page_bytes, payloads, bytes, text;
} totals;

static void add(totals *t, int stage, double *since) {
    double now = clock_processor();
    t->seconds[stage] += now - *since;
    *since = clock_processor();
}

static void time_stages(const document_rules *rules, const hs_payload *page, hs_arena *keep, hs_arena scratch, totals *t) {
    const hs_payload *parts;
    uint32_t count;
    hs_document out = {.url = page->url, .outlet = page->outlet};
    draft d = {.rules = rules, .payload = page, .keep = keep, .work = &scratch, .out = &out, .text = {.arena = keep}};
    double since = clock_processor();
    parts_split(rules, page, keep, scratch, &parts, &count);
    add(t, SPLIT, &since);
    charset_note note = {0};
    mapped from = charset_decode(rules, page->bytes, page->charset, true, &scratch, &note);
    add(t, CHARSET, &since);
    from = repair_text(rules->repair, from, &scratch);
    add(t, REPAIR, &since);
    markup m = markup_begin(from.text, false);
    for (markup_token token; markup_next(&m, &token);) continue;
    add(t, TOKENISE, &since);
    elements tree = elements_read(from.text, &scratch);
    add(t, TREE, &since);
    uint8_t *marks = article_mark(rules, &tree, &scratch);
    add(t, MARKS, &since);
    page_read_about(&d, &from, &tree, marks);
    add(t, MASTHEAD, &since);
    masthead found = {0};
    article_read(&d, &from, &tree, marks, out.title, 0, &found);
    add(t, ARTICLE, &since);
    t->pages++;
    t->page_bytes += page->bytes.size;
}

static totals run(const document_rules *rules, char **paths, size_t count, hs_arena *keep, hs_arena *scratch) {
    totals t = {0};
    input *in;
    hs_payload payload;
    hs_document document;
    hs_error error;
    if (input_open(&in, (const char *const *)paths, count, NULL, &error) != HS_OK) exit(1);
    for (;;) {
        bool more;
        hs_arena_reset(keep);
        double since = clock_processor();
        if (input_next(in, keep, &payload, &more, &error) != HS_OK || !more) break;
        add(&t, INPUT, &since);
        t.payloads++;
        t.bytes += payload.bytes.size;
        if (document_read(rules, &payload, keep, *scratch, &document, &error) == HS_OK) t.text += document.text.size;
        add(&t, WHOLE, &since);
        if (payload.kind == HS_KIND_HTML) time_stages(rules, &payload, keep, *scratch, &t);
    }
    input_close(in);
    return t;
}

// trafilatura on the same files in a process of its own, which prints its line.
static void run_peer(char **paths, int count, double mb_per_second) {
    char **arguments = calloc((size_t)count + 4, sizeof *arguments), rate[32];
    snprintf(rate, sizeof rate, "%.3f", mb_per_second);
    arguments[0] = (char[]){"python3"}, arguments[1] = (char[]){"bench/trafilatura_peer.py"}, arguments[2] = rate;
    for (int i = 0; i < count; i++) arguments[i + 3] = paths[i];
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        execvp("python3", arguments);
        _exit(127);
    }
    if (child > 0) waitpid(child, NULL, 0);
    free(arguments);
}

int main(int count, char **paths) {
    if (count < 2) return fprintf(stderr, "usage: bench/document PATH...\n"), 2;
    hs_arena *keep = hs_arena_open((size_t)8 << 30), *scratch = hs_arena_open((size_t)8 << 30), *forever = hs_arena_open((size_t)1 << 30);
    const document_rules *rules = open_rules(forever);
    totals best = {0};
    for (int round = 0; round < ROUNDS; round++) {
        totals t = run(rules, paths + 1, (size_t)count - 1, keep, scratch);
        if (round == 0) best = t;
        for (int i = 0; i < STAGES; i++)
            if (t.seconds[i] < best.seconds[i]) best.seconds[i] = t.seconds[i];
    }
    printf("%zu payloads, %.1f MB in, %.1f MB of text; %zu pages, %.1f MB\n", best.payloads, (double)best.bytes / 1e6, (double)best.text / 1e6,
           best.pages, (double)best.page_bytes / 1e6);
    for (int i = 0; i < STAGES; i++) {
        bool all = i == INPUT || i == WHOLE;
        double bytes = (double)(all ? best.bytes : best.page_bytes), number = (double)(all ? best.payloads : best.pages);
        if (best.seconds[i] > 0) printf("%-20s %8.1f MB/s %8.0f payloads/s\n", names[i], bytes / 1e6 / best.seconds[i], number / best.seconds[i]);
    }
    clock_print_memory();
    run_peer(paths + 1, count - 1, (double)best.bytes / 1e6 / best.seconds[WHOLE]);
    return 0;
}
