// How fast text becomes CoNLL-U, a stage at a time, on one core.
//
// usage: bench/sentences MODEL FILE [UDPIPE UDPIPE_MODEL]
// Prints words/s of the best of ROUNDS: splitting, tagging, parsing, writing, all. With a
// UDPipe binary and a model for it, also that program's words/s on the same file and the ratio.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "sentences/conllu.h"
#include "clock.h"

enum { ROUNDS = 5, STAGES = 5 };

static void keep_least(double *least, double seconds) {
    if (*least == 0 || seconds < *least) *least = seconds;
}

static uint32_t run(const model *known, hs_text text, hs_arena *keep, hs_arena *scratch, double best[STAGES]) {
    hs_parse pieces, parse;
    hs_error error;
    hs_arena_reset(keep);
    double start = clock_processor();
    if (sentences_read(NULL, text, NULL, 0, keep, *scratch, &pieces, &error) != HS_OK) bench_stop(error.reason);
    keep_least(&best[0], clock_processor() - start);
    hs_arena_reset(keep);
    start = clock_processor();
    if (sentences_read(known, text, NULL, 0, keep, *scratch, &parse, &error) != HS_OK) bench_stop(error.reason);
    double read = clock_processor();
    conllu_write(known, text, &parse, keep);
    double written = clock_processor();
    keep_least(&best[3], written - read);
    keep_least(&best[4], written - start);
    for (int stage = 1; stage <= 2; stage++) {
        start = clock_processor();
        for (uint32_t s = 0; s < parse.sentence_count; s++) {
            hs_token *tokens = (hs_token *)parse.tokens + parse.sentences[s].first;
            if (stage == 1) sentences_tag(known, tokens, parse.sentences[s].count, keep, *scratch);
            else sentences_parse(known, tokens, parse.sentences[s].count, *scratch);
        }
        keep_least(&best[stage], clock_processor() - start);
    }
    return parse.token_count;
}

// Seconds of processor time that the other program takes for the same file, its start included.
static double run_peer(const char *program, const char *peer_model, const char *path) {
    fflush(stdout); // else the child writes it once more
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout)) _exit(127);
        execl(program, program, "--tokenize", "--tag", "--parse", peer_model, path, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) bench_stop("the other program failed");
    return clock_children();
}

int main(int count, char **arguments) {
    if (count != 3 && count != 5) bench_stop("usage: bench/sentences MODEL FILE [UDPIPE UDPIPE_MODEL]");
    static const char *const names[STAGES] = {"pieces and ends by rule", "vectors and tags", "vectors, tags and heads", "writing CoNLL-U", "text to CoNLL-U"};
    hs_arena *models = hs_arena_open((size_t)64 << 20), *keep = hs_arena_open((size_t)4 << 30), *scratch = hs_arena_open((size_t)4 << 30);
    hs_text bytes, text;
    hs_error error;
    const model *known;
    if (!models || !keep || !scratch) bench_stop("no memory");
    double start = clock_processor();
    if (file_read(arguments[1], models, &bytes, &error) != HS_OK || model_open(bytes, text_of(arguments[1]), models, &known, &error) != HS_OK) bench_stop(error.reason);
    printf("model opened in %.1f ms, %.1f MB\n", (clock_processor() - start) * 1e3, (double)bytes.size / 1e6);
    if (file_map(arguments[2], &text, &error) != HS_OK) bench_stop(error.reason);
    double best[STAGES] = {0};
    uint32_t words = 0;
    for (int i = 0; i < ROUNDS; i++) words = run(known, text, keep, scratch, best);
    for (int i = 0; i < STAGES; i++) printf("%-26s %10.0f words/s\n", names[i], words / best[i]);
    if (count == 5) {
        double peer = run_peer(arguments[3], arguments[4], arguments[2]);
        printf("%-26s %10.0f words/s, ratio %.1f\n", "the other program", words / peer, peer / best[4]);
    }
    clock_print_memory();
    return 0;
}
