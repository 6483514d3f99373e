// Making the weights of a language's voices from documents in which people marked who says
// what. Deterministic: the same files in the same order give the same bytes.
#ifndef STATEMENTS_VOICES_TRAIN_H
#define STATEMENTS_VOICES_TRAIN_H

#include "sentences/sentences.h"
#include "statements/statements.h"

// One attribution as people marked it: each a list of spans, in order.
typedef struct voices_example {
    const hs_span *sources, *cues, *contents;
    uint32_t source_count, cue_count, content_count;
} voices_example;

typedef struct voices_trainer voices_trainer;

// A trainer in `keep`, which needs 16 GiB of address space (what the features of PolNeAR's
// 840 training articles fill is 2 GiB).
voices_trainer *voices_trainer_open(const voices_rules *rules, hs_arena *keep);

// Takes one document whose reading has been filled by the passes before voices.
void voices_trainer_add(voices_trainer *trainer, const reading *r, const voices_example *examples, uint32_t count,
                        hs_arena scratch);

// Learns and returns the blob for voices_open, in the trainer's arena.
hs_text voices_trainer_finish(voices_trainer *trainer, uint32_t rounds);

// All of it for files of JSON Lines: {"text":…, "gold":[{"source":[[first, end],…], "cue":[…],
// "content":[…]},…]}, spans in code points of the text. `paths` name the files in messages.
HS_MUST_USE hs_status voices_train(const model *language, const knowledge *known, const hs_text *files, const hs_text *paths,
                                   uint32_t count, hs_arena *keep, hs_arena scratch, hs_text *out, hs_error *error);

#endif
