// Reading with the small network of factuality_net.h. In: marks and numbers. Out: what its heads say.
#include "statements/factuality_net.h"

#include "base/text.h"
#include "base/wide.h"

enum { AHEAD = 8, BATCH = 256 };
enum { HEAD_FIELDS = 4, ROW_LIFT = NET_INPUT_SHIFT + NET_SHIFT - NET_ROW_SHIFT };

static uint32_t slot_of(const factuality_net *net, uint32_t key) { return (uint32_t)(key * 2654435761u >> 7) & net->slot_mask; }

static void index_keys(factuality_net *net, const uint32_t *keys, hs_arena *keep) {
    uint32_t size = 16;
    while (size < net->mark_count * 2) size *= 2;
    net->slots = arena_new(keep, net_slot, size);
    net->slot_mask = size - 1;
    for (uint32_t i = 0; i < net->mark_count; i++) {
        uint32_t at = slot_of(net, keys[i]);
        while (net->slots[at].next) at = (at + 1) & net->slot_mask;
        net->slots[at] = (net_slot){keys[i], i + 1};
    }
}

// The file has all outputs of an input together.
static const int16_t *turn_round(const int16_t *by_input, size_t inputs, size_t hidden, hs_arena *keep) {
    int16_t *out = arena_new(keep, int16_t, inputs * hidden + 1);
    for (size_t i = 0; i < inputs; i++)
        for (size_t j = 0; j < hidden; j++) out[j * inputs + i] = by_input[i * hidden + j];
    return out;
}

// A copy, as the file's bytes may be unaligned.
static const void *take(hs_text *bytes, size_t count, size_t size, hs_arena *keep) {
    void *out = arena_allocate(keep, count + 1, size, 8);
    memcpy(out, bytes->data, count * size);
    *bytes = text_slice(*bytes, count * size, bytes->size);
    return out;
}

static bool are_small(const int16_t *weights, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (weights[i] > NET_WEIGHT_LIMIT || weights[i] < -NET_WEIGHT_LIMIT) return false;
    return true;
}

bool net_open(hs_text *bytes, hs_arena *keep, factuality_net *out) {
    uint32_t fields[HEAD_FIELDS];
    if (bytes->size < sizeof fields) return false;
    memcpy(fields, bytes->data, sizeof fields);
    factuality_net net = {.mark_count = fields[0], .input_count = fields[1], .hidden = fields[2], .head_count = fields[3]};
    if (net.mark_count > NET_MARKS_MOST || net.input_count > NET_INPUTS_MOST || net.hidden > NET_HIDDEN_MOST || net.head_count > NET_HEADS_MOST ||
        net.hidden % NET_LANES)
        return false;
    size_t marks = net.mark_count, hidden = net.hidden, rows = (marks * hidden + 3) / 4 * 4;
    size_t wanted = sizeof fields + marks * 4 + (hidden + net.head_count) * 4 + (net.input_count + net.head_count) * hidden * 2;
    if (wanted % 4 || bytes->size < wanted + rows) return false;
    *bytes = text_slice(*bytes, sizeof fields, bytes->size);
    const uint32_t *keys = take(bytes, marks, 4, keep);
    net.bias = take(bytes, hidden, 4, keep);
    net.head_bias = take(bytes, net.head_count, 4, keep);
    net.dense = turn_round(take(bytes, net.input_count * hidden, 2, keep), net.input_count, hidden, keep);
    net.heads = take(bytes, net.head_count * hidden, 2, keep);
    net.rows = take(bytes, rows, 1, keep);
    index_keys(&net, keys, keep);
    *out = net;
    return are_small(net.dense, net.input_count * hidden) && are_small(net.heads, net.head_count * hidden);
}

uint32_t net_find(const factuality_net *net, uint32_t mark) {
    for (uint32_t at = slot_of(net, mark); net->slots[at].next; at = (at + 1) & net->slot_mask)
        if (net->slots[at].key == mark) return net->slots[at].next - 1;
    return HS_NONE;
}

WIDE void net_add_inputs(const factuality_net *net, uint32_t first, uint32_t count, const int16_t *restrict inputs, int32_t *restrict sums) {
    const int16_t *row = net->dense + first;
    for (size_t j = 0; j < net->hidden; j++, row += net->input_count) {
        int32_t sum = 0;
        for (size_t i = 0; i < count; i++) sum += inputs[i] * row[i];
        sums[j] += sum;
    }
}

typedef int8_t bytes_8 __attribute__((vector_size(8)));
typedef int16_t lanes_8 __attribute__((vector_size(16)));
typedef int8_t bytes_16 __attribute__((vector_size(16)));
typedef int16_t lanes_16 __attribute__((vector_size(32)));

// Eight or sixteen columns of many rows, in the machine's registers while all rows are added: left to itself the compiler adds them one by one.
#define ADD_COLUMNS(columns)                                                                                                        \
    INLINE void add_##columns(const factuality_net *net, const uint32_t *numbers, uint32_t count, size_t first, int32_t *sums) {    \
        lanes_##columns lanes = {0};                                                                                                \
        for (size_t i = 0; i < count; i++) {                                                                                        \
            bytes_##columns row;                                                                                                    \
            memcpy(&row, net->rows + (size_t)numbers[i] * net->hidden + first, sizeof row);                                         \
            lanes += __builtin_convertvector(row, lanes_##columns);                                                                 \
        }                                                                                                                           \
        for (size_t j = 0; j < (columns); j++) sums[first + j] += lanes[j];                                                         \
    }
ADD_COLUMNS(8)
ADD_COLUMNS(16)

// No sum of BATCH numbers of 8 bits leaves 16.
WIDE static void add_rows(const factuality_net *net, const uint32_t *numbers, uint32_t count, int32_t *restrict sums) {
    for (uint32_t done = 0; done < count; done += BATCH, numbers += BATCH) {
        uint32_t part = count - done < BATCH ? count - done : BATCH;
        size_t first = 0;
        for (; first + 16 <= net->hidden; first += 16) add_16(net, numbers, part, first, sums);
        if (first < net->hidden) add_8(net, numbers, part, first, sums);
    }
}

// The kept ones among the marks, each once. Tables are larger than what lies near the processor: what is needed soon is asked for early.
static uint32_t find_rows(const factuality_net *net, const uint32_t *marks, uint32_t count, uint64_t *seen, uint32_t *numbers) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i + AHEAD < count) __builtin_prefetch(&net->slots[slot_of(net, marks[i + AHEAD])]);
        uint32_t number = net_find(net, marks[i]);
        if (number == HS_NONE || seen[number / 64] >> number % 64 & 1) continue;
        seen[number / 64] |= (uint64_t)1 << number % 64;
        const int8_t *row = net->rows + (size_t)number * net->hidden;
        __builtin_prefetch(row);
        __builtin_prefetch(row + net->hidden - 1);
        numbers[used++] = number;
    }
    return used;
}

static void add_marks(const factuality_net *net, const uint32_t *marks, uint32_t count, uint64_t *seen, int32_t *sums) {
    uint32_t numbers[BATCH * 4];
    while (count) { // mostly once
        uint32_t part = count < BATCH * 4 ? count : BATCH * 4, used = find_rows(net, marks, part, seen, numbers);
        add_rows(net, numbers, used, sums);
        marks += part, count -= part;
    }
}

void net_read(const factuality_net *net, const uint32_t *marks, uint32_t count, const int32_t *sums, uint64_t *seen, net_layer *layer) {
    int32_t rows[NET_HIDDEN_MOST] = {0};
    add_marks(net, marks, count, seen, rows);
    memset(seen, 0, net_seen_words(net) * sizeof *seen);
    int64_t out[NET_HEADS_MOST] = {0};
    for (uint32_t j = 0; j < net->hidden; j++) {
        int64_t h = (int64_t)net->bias[j] + (sums ? sums[j] : 0) + (int64_t)rows[j] * (1 << ROW_LIFT);
        layer->hidden[j] = h > 0 ? h : 0;
        for (uint32_t k = 0; k < net->head_count; k++) out[k] += layer->hidden[j] * net->heads[(size_t)k * net->hidden + j];
    }
    for (uint32_t k = 0; k < net->head_count; k++)
        layer->out[k] = net->head_bias[k] + (int32_t)(out[k] / (1 << (NET_INPUT_SHIFT + NET_SHIFT)));
}

int32_t net_share(const factuality_net *net, const net_layer *layer, uint32_t mark, uint32_t head) {
    uint32_t number = net_find(net, mark);
    if (number == HS_NONE) return 0;
    const int8_t *row = net->rows + (size_t)number * net->hidden;
    int32_t total = 0;
    for (uint32_t j = 0; j < net->hidden; j++)
        if (layer->hidden[j]) total += row[j] * net->heads[(size_t)head * net->hidden + j];
    return total / (1 << NET_ROW_SHIFT);
}
