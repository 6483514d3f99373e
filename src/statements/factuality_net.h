// A small network that reads marks and numbers: what factuality is weighed by.
//
// A mark is a hashed feature. Those that training kept have a row each; rows, the inputs' share and a bias add up to a
// hidden layer, rectified, of which every head takes a weighted sum:
//   h = max(0, bias + sum rows[mark] + inputs * dense),   out[k] = head_bias[k] + sum h * heads[k]
// Numbers are whole: rows count 2^-NET_ROW_SHIFT, inputs 2^-NET_INPUT_SHIFT, dense, heads and outputs 2^-NET_SHIFT, so results
// do not depend on the machine.
//
// In a file, little-endian: mark_count:u32 input_count:u32 hidden:u32 head_count:u32, then keys:u32[mark_count] ascending,
// bias:i32[hidden] head_bias:i32[head_count] dense:i16[input_count][hidden] heads:i16[head_count][hidden]
// rows:i8[mark_count][hidden], then zeros up to a multiple of four bytes.
#ifndef STATEMENTS_FACTUALITY_NET_H
#define STATEMENTS_FACTUALITY_NET_H

#include "base/arena.h"
#include "hearsay.h"

enum {
    NET_ROW_SHIFT = 9,
    NET_INPUT_SHIFT = 9,
    NET_SHIFT = 12,
    NET_HIDDEN_MOST = 64,
    NET_LANES = 8, // the hidden layer's size is a multiple of it
    NET_HEADS_MOST = 2,
    NET_INPUTS_MOST = 2 * HS_VECTOR,
    NET_MARKS_MOST = 1 << 20,
    NET_WEIGHT_LIMIT = 8191, // of dense and heads: no sum over all inputs leaves 32 bits
};

typedef struct net_slot {
    uint32_t key, next; // a mark, and the number behind its own; 0 where the place is empty
} net_slot;

typedef struct factuality_net {
    const int8_t *rows;    // [mark_count][hidden]
    const int16_t *dense;  // [hidden][input_count]: turned round, so that numbers that are multiplied together stand together
    const int16_t *heads;  // [head_count][hidden]
    const int32_t *bias;   // [hidden] in units of 2^-(NET_INPUT_SHIFT + NET_SHIFT)
    const int32_t *head_bias;
    uint32_t mark_count, input_count, hidden, head_count;
    net_slot *slots;       // [slot_mask + 1] marks by hash
    uint32_t slot_mask;
} factuality_net;

// What the hidden layer came to, in units of 2^-(NET_INPUT_SHIFT + NET_SHIFT).
typedef struct net_layer {
    int64_t hidden[NET_HIDDEN_MOST];
    int32_t out[NET_HEADS_MOST]; // in 2^-NET_SHIFT
} net_layer;

// Takes a network off the front of `bytes`, copied into `keep`. False where it is not whole.
bool net_open(hs_text *bytes, hs_arena *keep, factuality_net *out);

// The network's number of a mark, HS_NONE for one it has not kept.
uint32_t net_find(const factuality_net *net, uint32_t mark);

// Adds to `sums`, [hidden], what the inputs from `first` on say: `inputs` are [count] in 2^-NET_INPUT_SHIFT, at most 1,023 either way.
void net_add_inputs(const factuality_net *net, uint32_t first, uint32_t count, const int16_t *inputs, int32_t *sums);

// Words that net_read needs to tell marks that it has seen.
static inline size_t net_seen_words(const factuality_net *net) { return net->mark_count / 64 + 1; }

// What the heads say of the marks and of `sums`, which net_add_inputs made; NULL where there are no inputs. A mark counts once however
// often it stands among the marks. `seen` is [net_seen_words] zeros, and zeros again on return.
void net_read(const factuality_net *net, const uint32_t *marks, uint32_t count, const int32_t *sums, uint64_t *seen, net_layer *layer);

// What one mark adds to a head's output where the hidden layer is as it is: the share of its row in the numbers that are
// not rectified away. In 2^-NET_SHIFT; 0 for a mark that the network has not kept.
int32_t net_share(const factuality_net *net, const net_layer *layer, uint32_t mark, uint32_t head);

#endif
