// Learning a small network (factuality_net.h) from examples. Deterministic, one thread.
#ifndef STATEMENTS_FACTUALITY_LEARN_H
#define STATEMENTS_FACTUALITY_LEARN_H

#include "statements/factuality_net.h"

typedef struct net_example {
    const uint32_t *marks;           // ascending
    uint32_t count;
    const int16_t *inputs;           // [plan's inputs] as net_read takes them
    float target[NET_HEADS_MOST];
    float weight[NET_HEADS_MOST];    // how much a head learns from it; 0 not at all
} net_example;

typedef struct net_plan {
    uint32_t hidden, inputs, heads;
    uint32_t least;  // a mark is kept that this many examples have
    uint32_t rounds; // times all examples are seen
    float first;     // what a head says before it has learned anything
} net_plan;

// The network as the bytes that net_open takes, in `keep`.
hs_text net_learn(const net_example *examples, size_t count, const net_plan *plan, hs_arena *keep, hs_arena scratch);

#endif
