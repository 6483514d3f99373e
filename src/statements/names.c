// See names.h for what the weights are.
#include "statements/names.h"

#include "base/error.h"
#include "base/text.h"

static uint32_t u32_at(hs_text blob, size_t at) {
    uint32_t value;
    memcpy(&value, blob.data + at, 4);
    return value;
}

hs_status names_open(hs_text blob, names_model *out, hs_error *error) {
    hs_text path = TEXT("names");
    *out = (names_model){0};
    if (!blob.size) return HS_OK;
    if (blob.size < NAMES_HEAD || memcmp(blob.data, "HSNM", 4) != 0) return error_set(error, HS_ERROR_FORMAT, path, 0, "no weights of names");
    if (u32_at(blob, 4) != NAMES_VERSION)
        return error_set(error, HS_ERROR_FORMAT, path, 4, "weights of version %u where %u is needed", u32_at(blob, 4), (unsigned)NAMES_VERSION);
    if (u32_at(blob, 8) != blob.size)
        return error_set(error, HS_ERROR_FORMAT, path, blob.size, "weights of %u bytes are cut at %zu", u32_at(blob, 8), blob.size);
    uint64_t checksum;
    memcpy(&checksum, blob.data + 16, 8);
    if (checksum != text_hash(text_slice(blob, NAMES_HEAD, blob.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, 16, "the checksum of the weights of names is wrong");
    uint32_t mask = u32_at(blob, 12);
    if ((mask & (mask + 1)) != 0 || !mask || (uint64_t)NAMES_HEAD + ((uint64_t)mask + 1) * NAMES_SLOT != blob.size)
        return error_set(error, HS_ERROR_FORMAT, path, 12, "the weights of names have an impossible size");
    *out = (names_model){blob, mask};
    return HS_OK;
}

static void add_hash(names_features *features, uint64_t hash) {
    uint32_t folded = (uint32_t)(hash ^ hash >> 32);
    if (features->count < NAMES_MOST_FEATURES) features->hashes[features->count++] = folded ? folded : 1;
}

void names_add(names_features *features, const char *kind, hs_text value) {
    add_hash(features, text_hash(value, text_hash(text_of(kind), 0)));
}

void names_add_number(names_features *features, const char *kind, int64_t value) {
    add_hash(features, text_hash((hs_text){(const char *)&value, sizeof value}, text_hash(text_of(kind), 1)));
}

void names_points(const names_model *model, const names_features *features, int32_t points[NAMES_CLASSES]) {
    memset(points, 0, NAMES_CLASSES * sizeof *points);
    for (uint32_t i = 0; model->slot_mask && i < features->count; i++) {
        uint32_t at = features->hashes[i] & model->slot_mask;
        for (uint32_t steps = 0; steps <= model->slot_mask; steps++, at = (at + 1) & model->slot_mask) {
            const char *slot = model->blob.data + NAMES_HEAD + (size_t)at * NAMES_SLOT;
            uint32_t hash;
            memcpy(&hash, slot, 4);
            if (!hash) break;
            if (hash != features->hashes[i]) continue;
            int16_t weights[NAMES_CLASSES];
            memcpy(weights, slot + 4, sizeof weights);
            for (int k = 0; k < NAMES_CLASSES; k++) points[k] += weights[k];
            break;
        }
    }
}

void names_choose(const names_sentence *sentence, const int32_t (*points)[NAMES_CLASSES], uint8_t *chosen, hs_arena scratch) {
    int64_t *best = arena_new(&scratch, int64_t, (size_t)sentence->length + 1);
    uint32_t *by = arena_new(&scratch, uint32_t, (size_t)sentence->length + 1);
    uint8_t *class_of = arena_new(&scratch, uint8_t, sentence->count + 1);
    uint32_t next = 0;
    best[0] = 0;
    for (uint32_t past = 1; past <= sentence->length; past++) {
        best[past] = best[past - 1], by[past] = HS_NONE;
        for (; next < sentence->count && sentence->items[next].past == past; next++) {
            chosen[next] = NAMES_NONE, class_of[next] = 0;
            for (uint8_t k = 1; k < NAMES_NONE; k++)
                if (points[next][k] > points[next][class_of[next]]) class_of[next] = k;
            int64_t sum = best[sentence->items[next].first] + points[next][class_of[next]];
            if (sum > best[past]) best[past] = sum, by[past] = next;
        }
    }
    for (uint32_t past = sentence->length; past > 0;) {
        uint32_t one = by[past];
        if (one == HS_NONE) { past--; continue; }
        chosen[one] = class_of[one];
        past = sentence->items[one].first;
    }
}
