// Opening the voices' lexicon tables and looking words up in them. Rows of voices_cues are
// read once into entries beside the table, so that a look-up costs one hash.
#include "base/error.h"
#include "base/text.h"
#include "statements/voices.h"

static uint8_t class_of(hs_text name) {
    static const hs_text names[] = {
        TEXT_INIT(""),
#define X(name) TEXT_INIT(#name),
        VOICES_CLASSES(X)
#undef X
    };
    for (uint8_t i = 1; i < CUE_CLASS_COUNT; i++)
        if (text_equal(names[i], name)) return i;
    return CUE_none;
}

static uint16_t frames_of(hs_text letters) {
    static const char order[] = "cxosqap"; // bit i for letter i, as the FRAME_* values say
    uint16_t frames = 0;
    for (size_t i = 0; i < letters.size; i++)
        for (unsigned bit = 0; order[bit]; bit++)
            if (letters.data[i] == order[bit]) frames |= (uint16_t)(1u << bit);
    return frames;
}

static uint32_t words_in(hs_text key) {
    uint32_t words = 1;
    for (size_t i = 0; i < key.size; i++) words += key.data[i] == ' ';
    return words;
}

static const cue_entry *read_entries(const lexicon_table *table, hs_arena *keep) {
    cue_entry *entries = arena_new(keep, cue_entry, table->row_count + 1);
    for (uint32_t row = 0; row < table->row_count; row++) {
        lexicon_rows one = {table->cells + (size_t)row * table->column_count, 1, table->column_count};
        cue_entry *entry = &entries[row];
        entry->upos = ud_upos_find(lexicon_cell(table, one, 0, "upos"));
        entry->words = (uint8_t)words_in(lexicon_cell(table, one, 0, "lemma"));
        entry->kind = class_of(lexicon_cell(table, one, 0, "class"));
        entry->frames = frames_of(lexicon_cell(table, one, 0, "frames"));
        hs_text rest = lexicon_cell(table, one, 0, "prepositions");
        for (unsigned i = 0; i < CUE_PREPOSITIONS && rest.size; i++) entry->prepositions[i] = text_cut(&rest, ',');
    }
    return entries;
}

hs_status voices_open(const lexicon *words, hs_text weights, hs_arena *keep, const voices_rules **out,
                      hs_error *error) {
    voices_rules *rules = arena_new(keep, voices_rules, 1);
    rules->cues = lexicon_find_table(words, "voices_cues");
    rules->documents = lexicon_find_table(words, "voices_documents");
    rules->media = lexicon_find_table(words, "voices_media");
    rules->people = lexicon_find_table(words, "voices_people");
    rules->phrases = lexicon_find_table(words, "voices_phrases");
    rules->numbers = lexicon_find_table(words, "voices_numbers");
    rules->words = lexicon_find_table(words, "voices_words");
    rules->senses = lexicon_find_table(words, "word_senses");
    rules->entries = read_entries(rules->cues, keep);
    *out = rules;
    return weights.size ? voices_model_open(weights, keep, &rules->model, error) : HS_OK;
}

// AUX is looked up as VERB ("would like"), PROPN as NOUN (headlines).
static const cue_entry *entry_of(const voices_rules *rules, lexicon_rows rows, uint8_t upos) {
    if (upos == UPOS_AUX) upos = UPOS_VERB;
    if (upos == UPOS_PROPN) upos = UPOS_NOUN;
    for (uint32_t i = 0; i < rows.count; i++) {
        size_t row = (size_t)(rows.cells - rules->cues->cells) / rows.column_count + i;
        if (rules->entries[row].upos == upos) return &rules->entries[row];
    }
    return NULL;
}

const cue_entry *voices_entry(const voices_rules *rules, hs_text lemma, uint8_t upos) {
    return entry_of(rules, lexicon_find(rules->cues, lemma), upos);
}

const cue_entry *voices_entry_of(const voices_rules *rules, const lexicon_word *lemma, uint8_t upos) {
    return entry_of(rules, lexicon_rows_of(rules->cues, lemma), upos);
}

hs_text voices_class(const lexicon_table *table, hs_text key) {
    lexicon_rows rows = lexicon_find(table, key);
    return lexicon_cell(table, rows, 0, "class");
}

uint8_t voices_noun(const voices_rules *rules, const lexicon_word *lemma) {
    static const hs_text names[] = {
        TEXT_INIT(""),
#define X(name) TEXT_INIT(#name),
        VOICES_NOUNS(X)
#undef X
    };
    const lexicon_table *tables[] = {rules->people, rules->documents, rules->media};
    for (unsigned t = 0; t < sizeof tables / sizeof *tables; t++) {
        hs_text found = lexicon_cell(tables[t], lexicon_rows_of(tables[t], lemma), 0, "class");
        for (uint8_t i = 1; found.size && i < sizeof names / sizeof *names; i++)
            if (text_equal(names[i], found)) return i;
    }
    return NOUN_none;
}

bool voices_word_is(const voices_rules *rules, hs_text word, const char *kind) {
    hs_text wanted = text_of(kind);
    lexicon_rows rows = lexicon_find(rules->words, word);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(rules->words, rows, i, "kind"), wanted)) return true;
    return false;
}
