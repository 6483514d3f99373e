// Making the weights of a language's voices from documents in which people marked who says
// what. Deterministic: the same documents in the same order give the same bytes.
#ifndef STATEMENTS_VOICES_TRAIN_H
#define STATEMENTS_VOICES_TRAIN_H

#include "statements/statements.h"

// One attribution as people marked it: each a list of spans, in order.
typedef struct voices_example {
    const hs_span *sources, *cues, *contents;
    uint32_t source_count, cue_count, content_count;
} voices_example;

typedef struct voices_trainer voices_trainer;

// A trainer in `keep`, which must have room for all examples' features (a gigabyte for
// PolNeAR's training part).
voices_trainer *voices_trainer_open(const voices_rules *rules, hs_arena *keep);

// Takes one document whose reading has been filled up to the passes before voices.
void voices_trainer_add(voices_trainer *trainer, const reading *r, const voices_example *examples, uint32_t count,
                        hs_arena scratch);

// Learns and returns the blob for voices_open, in the trainer's arena.
hs_text voices_trainer_finish(voices_trainer *trainer, uint32_t rounds);

#endif
