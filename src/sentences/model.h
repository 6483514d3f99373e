// What a model holds, as inference reads it. See model.c for the file.
#ifndef SENTENCES_MODEL_H
#define SENTENCES_MODEL_H

#include "sentences/network.h"
#include "sentences/sentences.h"
#include "sentences/split.h"

// Hash table from 64-bit keys to numbers, open addressing, at most half full. Only the high
// half of a key is kept: among 10^5 entries a stranger is mistaken for one once in 10^5.
typedef struct key_slot {
    uint32_t mark;  // high half of the key, 0 in an empty slot
    uint32_t value;
} key_slot;

typedef struct key_table {
    const key_slot *slots; // [mask + 1]
    uint32_t mask;
} key_table;

// HS_NONE where the key is not there.
uint32_t key_find(key_table table, uint64_t key);

typedef struct key_pair {
    uint64_t key;
    uint32_t value;
} key_pair;

// A table of pairs; of two with one key the first counts.
key_table key_build(const key_pair *pairs, size_t count, hs_arena *keep);

// How a word is made from the end of another: the last `strip` bytes give way to `append`.
typedef struct edit_rule {
    uint8_t mode;    // EDIT_*
    uint8_t strip;   // bytes
    uint16_t size;   // of append
    uint32_t append; // place in model.letters
} edit_rule;

enum { EDIT_LOWER, EDIT_KEEP, EDIT_WHOLE };

// How a multiword token is cut, from its end: each part takes `take` bytes, the first part
// what is left; then its rule is applied.
enum { MULTIWORD_PARTS = 4 };
typedef struct multiword_rule {
    uint8_t count;                 // parts; 1 means it is no multiword token
    uint8_t take[MULTIWORD_PARTS]; // [0] unused
    edit_rule edits[MULTIWORD_PARTS];
} multiword_rule;

typedef struct tag_class {
    uint16_t xpos, features;
    uint8_t upos;
    uint8_t reserved[3];
    uint32_t morph;
} tag_class;

struct model {
    hs_text language;
    const hs_text *xpos;     // [xpos_count]
    const hs_text *features; // [feature_count]
    uint32_t xpos_count, feature_count;
    const tag_class *classes; // [class_count]
    uint32_t class_count;
    key_table words;          // lower-case word -> word_kind bits
    key_table vocabulary;     // lower-case word -> row of the network
    key_table multiwords;     // suffix key -> multiword rule
    const multiword_rule *multiword_rules;
    uint32_t multiword_count;
    key_table lemmas;         // suffix key with the tag -> edit rule
    const edit_rule *lemma_rules;
    uint32_t lemma_count;
    hs_text letters;
    const int16_t *boundaries; // [BOUNDARY_WEIGHTS]
    network network;
    bool learning; // in training: see split_words
};

// What the splitter asks a model.
split_words model_words(const model *known);

// A model as the bytes of a model file.
hs_text model_write(const model *known, hs_arena *keep);

#endif
