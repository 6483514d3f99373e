// Trained weights: three tables of hashed features that say whether a token is a cue, which
// of its contents and which of its sources it has.
//
// In: a blob, checked whole before use. Out: decisions. The sum of the weights of a
// candidate's features is its score; the best candidate wins, "none" among them; a cue needs
// a sum above the blob's threshold. Integers throughout, so the same on every machine.
//
// Blob, little-endian: "HSVM" version:u32 size:u32 threshold:i32 bits:u32[3] reserved:u32
// checksum:u64 (XXH3 of all behind it), then 2^bits weights of i8 for cues, contents, sources.
#include "base/error.h"
#include "base/text.h"
#include "statements/voices.h"

hs_status voices_model_open(hs_text bytes, hs_arena *keep, const voices_model **out, hs_error *error) {
    hs_text path = TEXT("voices");
    uint32_t head[VOICES_HEAD_WORDS];
    uint64_t checksum;
    if (bytes.size < VOICES_HEAD_BYTES || memcmp(bytes.data, "HSVM", 4) != 0)
        return error_set(error, HS_ERROR_FORMAT, path, 0, "not weights for voices");
    memcpy(head, bytes.data, sizeof head);
    memcpy(&checksum, bytes.data + sizeof head, 8);
    if (head[1] != VOICES_MODEL_VERSION)
        return error_set(error, HS_ERROR_FORMAT, path, 4, "weights of version %u where %u is needed", head[1],
                         (unsigned)VOICES_MODEL_VERSION);
    uint64_t size = VOICES_HEAD_BYTES;
    for (unsigned i = 0; i < 3; i++) {
        if (head[4 + i] < 8 || head[4 + i] > 26)
            return error_set(error, HS_ERROR_FORMAT, path, 16 + 4 * i, "impossible size of a table");
        size += (uint64_t)1 << head[4 + i];
    }
    if (size != bytes.size || head[2] != bytes.size)
        return error_set(error, HS_ERROR_FORMAT, path, bytes.size, "weights of %u bytes are cut at %zu", head[2], bytes.size);
    if (checksum != text_hash(text_slice(bytes, VOICES_HEAD_BYTES, bytes.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, sizeof head, "the weights' checksum is wrong");
    voices_model *model = arena_new(keep, voices_model, 1);
    const int8_t *at = (const int8_t *)bytes.data + VOICES_HEAD_BYTES;
    model->threshold = (int32_t)head[3];
    for (unsigned i = 0; i < 3; i++) {
        model->weights[i] = at;
        model->mask[i] = (1u << head[4 + i]) - 1;
        at += (size_t)1 << head[4 + i];
    }
    *out = model;
    return HS_OK;
}

int32_t voices_score(const voices_model *model, unsigned table, const features *of) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < of->count; i++) sum += model->weights[table][of->at[i] & model->mask[table]];
    return sum;
}

void voices_decide(const voices_work *work, const voices_model *model, cue *of, hs_arena *arena) {
    features f;
    voices_cue_features(work, of, &f);
    int32_t score = voices_score(model, 0, &f);
    of->accepted = false;
    of->content = of->source = 0;
    if (score <= model->threshold) return;
    voices_candidates(work, of, arena);
    voices_choose(work, of);
    int32_t best = INT32_MIN;
    for (uint32_t i = 1; i < of->content_count; i++) {
        voices_content_features(work, of, i, &f);
        int32_t now = voices_score(model, 1, &f);
        if (now > best) best = now, of->content = i;
    }
    best = INT32_MIN;
    for (uint32_t i = 0; i < of->source_count; i++) {
        voices_source_features(work, of, i, &f);
        int32_t now = voices_score(model, 2, &f);
        if (now > best) best = now, of->source = i;
    }
    of->accepted = of->content != 0;
}
