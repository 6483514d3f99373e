// The corpus that weights of voices are made from: JSON Lines with marked attributions.
//
// In: lines of {"text", "gold"}. Out: weights. Every line is read as `annotate` would read
// it, up to the passes before voices; the marks, spans in code points, become bytes.
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "statements/voices.h"
#include "statements/voices_train.h"

enum { TRAINING_ROUNDS = 4 };

typedef struct corpus {
    voices_trainer *trainer;
    const voices_example *examples; // of the line at hand
    uint32_t example_count, taken;
} corpus;

static void take(void *context, const reading *r, hs_arena scratch) {
    corpus *c = context;
    voices_trainer_add(c->trainer, r, c->examples, c->example_count, scratch);
    c->taken++;
}

// [count + 1] byte of every code point.
static const uint32_t *bytes_of_points(hs_text text, hs_arena *keep, uint32_t *count) {
    uint32_t *at = arena_new(keep, uint32_t, text.size + 1), points = 0;
    for (size_t byte = 0; byte < text.size;) {
        uint32_t size;
        at[points++] = (uint32_t)byte;
        utf8_decode(text, byte, &size);
        byte += size;
    }
    at[points] = (uint32_t)text.size;
    *count = points;
    return at;
}

static uint32_t byte_of(const uint32_t *bytes, uint32_t points, int64_t point) {
    return bytes[point < 0 ? 0 : point > points ? points : (uint32_t)point];
}

static const hs_span *read_spans(const json_value *list, const uint32_t *bytes, uint32_t points, hs_arena *keep, uint32_t *count) {
    uint32_t size = 0;
    for (const json_value *one = list ? list->first : NULL; one; one = one->next) size++;
    hs_span *spans = arena_new(keep, hs_span, size + 1);
    *count = 0;
    for (const json_value *one = list ? list->first : NULL; one; one = one->next) {
        const json_value *first = one->kind == JSON_ARRAY ? one->first : NULL;
        if (!first || !first->next) continue;
        spans[(*count)++] = (hs_span){byte_of(bytes, points, json_integer(first, 0)), byte_of(bytes, points, json_integer(first->next, 0))};
    }
    return spans;
}

static void read_gold(corpus *c, hs_text text, const json_value *gold, hs_arena *keep) {
    uint32_t points, size = 0;
    const uint32_t *bytes = bytes_of_points(text, keep, &points);
    for (const json_value *one = gold ? gold->first : NULL; one; one = one->next) size++;
    voices_example *examples = arena_new(keep, voices_example, size + 1);
    size = 0;
    for (const json_value *one = gold ? gold->first : NULL; one; one = one->next) {
        voices_example *e = &examples[size++];
        e->sources = read_spans(json_member(one, "source"), bytes, points, keep, &e->source_count);
        e->cues = read_spans(json_member(one, "cue"), bytes, points, keep, &e->cue_count);
        e->contents = read_spans(json_member(one, "content"), bytes, points, keep, &e->content_count);
    }
    c->examples = examples, c->example_count = size;
}

static hs_status read_line(corpus *c, const model *language, const knowledge *known, hs_text line, hs_text path, hs_arena keep,
                           hs_arena scratch, hs_error *error) {
    const json_value *record;
    hs_parse parse;
    hs_report report = {0};
    hs_status status = json_read(line, &keep, &record, error);
    if (status != HS_OK) return error_set(error, status, path, UINT64_MAX, "a line that is no JSON");
    hs_document document = {.id = TEXT("0000000000000000"), .language = known->language, .version = 1,
                            .text = json_string(json_member(record, "text"), &keep),
                            .outlet = json_string(json_member(record, "outlet"), &keep)};
    if (document.text.size > UINT32_MAX / 4) return error_set(error, HS_ERROR_LIMIT, path, UINT64_MAX, "a text that is too long");
    read_gold(c, document.text, json_member(record, "gold"), &keep);
    status = sentences_read(language, document.text, NULL, 0, &keep, scratch, &parse, error);
    if (status == HS_OK) status = statements_read(known, &document, &parse, false, &keep, scratch, &report, error);
    return status;
}

hs_status voices_train(const model *language, const knowledge *known, const hs_text *files, const hs_text *paths, uint32_t count,
                       hs_arena *keep, hs_arena scratch, hs_text *out, hs_error *error) {
    corpus c = {.trainer = voices_trainer_open(known->voices, keep)};
    voices_rules taking = *known->voices;
    knowledge training = *known;
    taking.model = NULL, taking.take = take, taking.context = &c;
    training.voices = &taking;
    // what a document needs and forgets comes from two halves of the scratch
    size_t half = (size_t)(scratch.end - scratch.next) / 2;
    hs_arena results = scratch, work = scratch;
    results.end = work.next = scratch.next + half;
    work.base = work.high = work.next;
    for (uint32_t i = 0; i < count; i++) {
        hs_text rest = files[i];
        while (rest.size) {
            hs_text line = text_cut(&rest, '\n');
            if (!text_trim(line).size) continue;
            hs_status status = read_line(&c, language, &training, line, paths[i], results, work, error);
            if (status != HS_OK) return status;
        }
    }
    if (!c.taken) return error_set(error, HS_ERROR_INPUT, count ? paths[0] : (hs_text){0}, UINT64_MAX, "no document to learn from");
    *out = voices_trainer_finish(c.trainer, TRAINING_ROUNDS);
    return HS_OK;
}
