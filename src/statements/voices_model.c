// Trained weights: four tables of hashed features that say whether a token is worth a look,
// which of its contents and which of its sources it has, and whether the whole is an
// attribution.
//
// In: a blob, checked whole before use. Out: decisions. The sum of the weights of a
// candidate's features is its score; the best candidate wins. Integers throughout, so the
// same on every machine.
//
// Blob, little-endian: "HSVM" version:u32 size:u32 floor:i32 threshold:i32 bits:u32[4] reserved:u32
// checksum:u64 (XXH3 of all behind it), then 2^bits weights of i8 for each table.
#include "base/error.h"
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/voices.h"

// What a plain pattern adds to the rules' content and to the whole, in units of weights. On PolNeAR's development
// articles they change nothing to speak of: they are for texts of other kinds.
enum { PLAIN_CONTENT = 200, PLAIN_WHOLE = 800 };

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
    for (unsigned i = 0; i < VOICES_TABLES; i++) {
        if (head[5 + i] < 8 || head[5 + i] > 26)
            return error_set(error, HS_ERROR_FORMAT, path, 20 + 4 * i, "impossible size of a table");
        size += (uint64_t)1 << head[5 + i];
    }
    if (size != bytes.size || head[2] != bytes.size)
        return error_set(error, HS_ERROR_FORMAT, path, bytes.size, "weights of %u bytes are cut at %zu", head[2], bytes.size);
    if (checksum != text_hash(text_slice(bytes, VOICES_HEAD_BYTES, bytes.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, sizeof head, "the weights' checksum is wrong");
    voices_model *model = arena_new(keep, voices_model, 1);
    const int8_t *at = (const int8_t *)bytes.data + VOICES_HEAD_BYTES;
    model->floor = (int32_t)head[3];
    model->threshold = (int32_t)head[4];
    for (unsigned i = 0; i < VOICES_TABLES; i++) {
        model->weights[i] = at;
        model->mask[i] = (1u << head[5 + i]) - 1;
        at += (size_t)1 << head[5 + i];
    }
    *out = model;
    return HS_OK;
}

int32_t voices_score(const features *of) {
    int32_t sum = 0;
    for (const uint32_t *at = of->at; at < of->end; at++) sum += of->weights[*at & of->mask];
    return sum;
}

// Nobody's words name who speaks them.
static bool inside_content(const cue *of, uint32_t token) {
    const content *one = &of->contents[of->content];
    for (uint32_t i = 0; token != HS_NONE && i < one->part_count; i++)
        if (token >= one->parts[i].first && token < one->parts[i].end) return true;
    return false;
}

static uint32_t speaker_outside(const cue *of) {
    if (of->rule_source && !inside_content(of, of->sources[of->rule_source].head)) return of->rule_source;
    for (uint32_t i = 1; i < of->source_count; i++)
        if (of->sources[i].type == SOURCE_CONTROL && !inside_content(of, of->sources[i].head)) return i;
    return 0;
}

// "A person briefed on the repairs said …": the subject itself speaks, not a noun inside of it.
static uint32_t whole_subject(const voices_work *work, const cue *of) {
    const source *rule = &of->sources[of->rule_source], *chosen = &of->sources[of->source];
    if (!of->rule_source || !of->source || rule->type != SOURCE_SUBJECT || chosen->head == rule->head) return of->source;
    bool inside = chosen->head >= work->low[rule->head] && chosen->head < work->high[rule->head];
    return inside ? of->rule_source : of->source;
}

// The best candidate from `first` on, and by how much it leads.
static uint32_t best_of(const voices_work *work, const voices_model *model, const cue *of, voices_table table, uint32_t first,
                        uint32_t count, bool plain, int32_t *margin) {
    int32_t best = INT32_MIN, second = INT32_MIN;
    uint32_t which = 0;
    features f;
    for (uint32_t i = first; i < count; i++) {
        if (table == TABLE_SOURCE && inside_content(of, of->sources[i].head)) continue;
        voices_begin_features(model, table, &f);
        if (table == TABLE_CONTENT) voices_content_features(work, of, i, &f);
        else voices_source_features(work, of, i, &f);
        int32_t now = voices_score(&f);
        if (plain && table == TABLE_CONTENT && i == of->rule_content && of->contents[i].type != CONTENT_CHILDREN) now += PLAIN_CONTENT;
        if (now > best) second = best, best = now, which = i;
        else if (now > second) second = now;
    }
    *margin = second == INT32_MIN ? VOICES_MARGIN_ALONE : best - second;
    return which;
}

// "told [the board] that the gate was shut": who is addressed is no part of what is said.
static uint32_t without_addressee(const cue *of) {
    const content *one = &of->contents[of->content];
    if (!of->entry || !(of->entry->frames & FRAME_ADDRESSEE) || one->type != CONTENT_CHILDREN) return of->content; // others have no relation of the tree
    uint8_t first = ud_relation_universal(one->relation), last = ud_relation_universal(one->last_relation);
    bool addressed = first == REL_OBJ || first == REL_IOBJ || first == REL_OBL;
    if (!addressed) return of->content;
    if (last != REL_CCOMP && last != REL_XCOMP) return of->content;
    for (uint32_t i = 1; i < of->content_count; i++) {
        const content *other = &of->contents[i];
        if (other->type == CONTENT_CHILDREN && other->relation == one->last_relation && other->parts[0].end == one->parts[0].end) return i;
    }
    return of->content;
}

void voices_decide(const voices_work *work, const voices_model *model, cue *of, hs_arena *arena) {
    features f;
    voices_begin_features(model, TABLE_CUE, &f);
    voices_cue_features(work, of, &f);
    int32_t score = voices_score(&f);
    of->accepted = false;
    of->content = of->source = 0;
    bool known = of->entry || work->tokens[of->token].upos == UPOS_PUNCT || predicates_gives_figure(work->r, of->token);
    if (score <= model->floor && !known) return;
    voices_candidates(work, of, arena);
    if (of->content_count < 2) return;
    voices_choose(work, of);
    if (voices_certain(work, of)) {
        of->accepted = of->plain = true;
        return;
    }
    bool plain = of->plain = voices_plain(work, of);
    if (score <= model->floor && !plain) return;
    voices_outline outline = voices_outline_of(work, of);
    outline.cue_score = score;
    of->content = best_of(work, model, of, TABLE_CONTENT, 1, of->content_count, plain, &outline.content_margin);
    of->source = best_of(work, model, of, TABLE_SOURCE, 0, of->source_count, plain, &outline.source_margin);
    of->content = without_addressee(of);
    of->source = whole_subject(work, of);
    if (plain && of->entry && of->entry->upos == UPOS_ADV) of->content = of->rule_content;
    if (plain && of->contents[of->rule_content].relation == CONTENT_SET_IN) of->content = of->rule_content, of->source = of->rule_source;
    voices_content_sketch(work, of, of->content, outline.content);
    voices_source_sketch(work, of, of->source, outline.source);
    f.weights = model->weights[TABLE_WHOLE], f.mask = model->mask[TABLE_WHOLE]; // the cue's features go on
    voices_whole_features(&outline, &f);
    uint8_t type = of->contents[of->content].type;
    bool speech = type == CONTENT_UTTERANCE || type == CONTENT_NEXT;
    if (!of->source && speech) of->source = speaker_outside(of); // somebody speaks
    if (plain && !of->entry) of->content = of->rule_content, of->source = of->rule_source; // a colon
    of->accepted = (plain && !of->entry) || voices_score(&f) > model->threshold - (plain ? PLAIN_WHOLE : 0);
    uint32_t start = of->contents[of->content].parts[0].first;
    bool announced = start && text_equal(work->tokens[start - 1].form, TEXT(":")); // the colon itself is the cue there
    if (!of->entry && speech && announced && work->tokens[of->token].upos != UPOS_PUNCT) of->accepted = false;
    if (!of->entry && !of->source) of->accepted = false; // nobody by an unknown word: no voice that a reader could name
}
