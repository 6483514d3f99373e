// The model file: written once by `hearsay train`, mapped and checked, then read in place.
//
// All integers little-endian. 32 bytes: "HSMD" version:u32 size:u32 sections:u32
// checksum:u64 (XXH3 of all bytes behind these 32) 0:u64. Then offset:u32 size:u32 for each
// section, then the sections, each at a multiple of 64 bytes:
//   language   ISO 639-1
//   xpos, features   names, each ended by a line feed
//   classes    tag_class
//   words, vocabulary, multiwords, lemmas   key_slot, a power of two of them
//   multiword rules, lemma rules, letters
//   boundaries i16: weights of sentence ends
//   numbers    u32: sizes the network was built with, then vocabulary, embedding shift,
//              classes and the shift of each matrix
//   embeddings i8; weights i16: matrices, absent, table; biases i32: of the matrices
// Everything that is later used as an index is checked here once, so nothing behind this
// file needs to.
#include "sentences/model.h"

#include "base/error.h"
#include "base/text.h"
#include "sentences/boundary.h"
#include "sentences/words.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "model files are read in place");

enum { FILE_VERSION = 5, HEADER_BYTES = 32, SECTION_ALIGN = 64, MATRICES = NETWORK_LAYERS + SLOT_COUNT + 2 };

enum {
    SECTION_LANGUAGE, SECTION_XPOS, SECTION_FEATURES, SECTION_CLASSES, SECTION_WORDS, SECTION_VOCABULARY,
    SECTION_MULTIWORDS, SECTION_LEMMAS, SECTION_MULTIWORD_RULES, SECTION_LEMMA_RULES, SECTION_LETTERS, SECTION_BOUNDARIES,
    SECTION_NUMBERS, SECTION_EMBEDDINGS, SECTION_WEIGHTS, SECTION_BIASES, SECTION_COUNT
};

// What the program was compiled with; a file of other sizes is refused.
static const uint32_t built[] = {NETWORK_WIDTH, NETWORK_HIDDEN, NETWORK_LAYERS, NETWORK_HASHED, SLOT_COUNT,
                                 REL_COUNT,     UPOS_COUNT,     TABLE_FIXED_ROWS, LIFT_COUNT};
enum { BUILT = sizeof built / sizeof *built, NUMBERS = BUILT + 3 + MATRICES };

uint32_t key_find(key_table table, uint64_t key) {
    if (!table.slots) return HS_NONE;
    uint32_t mark = (uint32_t)(key >> 32) | 1;
    for (uint32_t at = (uint32_t)key & table.mask; table.slots[at].mark; at = (at + 1) & table.mask)
        if (table.slots[at].mark == mark) return table.slots[at].value;
    return HS_NONE;
}

key_table key_build(const key_pair *pairs, size_t count, hs_arena *keep) {
    uint32_t size = 16;
    while (size < count * 2) size *= 2;
    key_slot *slots = arena_new(keep, key_slot, size);
    key_table table = {slots, size - 1};
    for (size_t i = 0; i < count; i++) {
        if (key_find(table, pairs[i].key) != HS_NONE) continue;
        uint32_t at = (uint32_t)pairs[i].key & table.mask;
        while (slots[at].mark) at = (at + 1) & table.mask;
        slots[at] = (key_slot){(uint32_t)(pairs[i].key >> 32) | 1, pairs[i].value};
    }
    return table;
}

hs_text model_language(const model *known) { return known->language; }
hs_text model_xpos(const model *known, uint16_t xpos) { return xpos < known->xpos_count ? known->xpos[xpos] : TEXT(""); }
hs_text model_features(const model *known, uint16_t number) {
    return number < known->feature_count ? known->features[number] : TEXT("");
}

static uint32_t known_kinds(const void *context, hs_text lower) {
    uint32_t kinds = key_find(((const model *)context)->words, words_key(lower, lower.size, true, 0));
    return kinds == HS_NONE ? 0 : kinds;
}

split_words model_words(const model *known) { return (split_words){known_kinds, known, known->boundaries, known->learning}; }

// ---------------------------------------------------------------- writing

// The network's matrices in the order of the file.
static void list_matrices(network *net, matrix *list[MATRICES]) {
    size_t count = 0;
    for (int i = 0; i < NETWORK_LAYERS; i++) list[count++] = &net->layers[i];
    for (int i = 0; i < SLOT_COUNT; i++) list[count++] = &net->slots[i];
    list[count++] = &net->tags;
    list[count++] = &net->scores;
}

static hs_text joined(const hs_text *names, uint32_t count, hs_arena *keep) {
    size_t size = 0;
    for (uint32_t i = 0; i < count; i++) size += names[i].size + 1;
    char *all = arena_new(keep, char, size);
    size_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        memcpy(all + at, names[i].data, names[i].size);
        at += names[i].size;
        all[at++] = '\n';
    }
    return (hs_text){all, size};
}

static hs_text bytes_of(const void *data, size_t count, size_t size) { return (hs_text){data, count * size}; }
static hs_text slots_of(key_table table) { return bytes_of(table.slots, (size_t)table.mask + 1, sizeof(key_slot)); }

static hs_text numbers_of(const model *known, matrix *const list[MATRICES], hs_arena *keep) {
    uint32_t *numbers = arena_new(keep, uint32_t, NUMBERS);
    memcpy(numbers, built, sizeof built);
    numbers[BUILT] = known->network.vocabulary;
    numbers[BUILT + 1] = known->network.embedding_shift;
    numbers[BUILT + 2] = known->class_count;
    for (int i = 0; i < MATRICES; i++) numbers[BUILT + 3 + i] = list[i]->shift;
    return bytes_of(numbers, NUMBERS, sizeof *numbers);
}

static void put_bytes(char **at, const void *data, size_t size) {
    memcpy(*at, data, size);
    *at += size;
}

static void weights_of(const model *known, matrix *const list[MATRICES], hs_arena *keep, hs_text *weights, hs_text *biases) {
    size_t rows = 0, count = (size_t)SLOT_COUNT * NETWORK_HIDDEN, table = (size_t)transition_rows(known->class_count) * NETWORK_HIDDEN;
    for (int i = 0; i < MATRICES; i++) rows += list[i]->rows, count += (size_t)list[i]->rows * list[i]->columns;
    char *all = arena_allocate(keep, count + table, sizeof(int16_t), 64), *at = all;
    char *bias = arena_allocate(keep, rows, sizeof(int32_t), 64), *next = bias;
    for (int i = 0; i < MATRICES; i++) {
        put_bytes(&at, list[i]->weights, (size_t)list[i]->rows * list[i]->columns * sizeof(int16_t));
        put_bytes(&next, list[i]->bias, list[i]->rows * sizeof(int32_t));
    }
    put_bytes(&at, known->network.absent, (size_t)SLOT_COUNT * NETWORK_HIDDEN * sizeof(int16_t));
    put_bytes(&at, known->network.table, table * sizeof(int16_t));
    *weights = (hs_text){all, (size_t)(at - all)};
    *biases = (hs_text){bias, (size_t)(next - bias)};
}

static void put_u32(char *at, uint32_t value) { memcpy(at, &value, sizeof value); }
static uint32_t get_u32(const char *at) {
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static size_t aligned(size_t size) { return (size + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN; }

static hs_text join_sections(const hs_text sections[SECTION_COUNT], hs_arena *keep) {
    size_t size = aligned(HEADER_BYTES + SECTION_COUNT * 8);
    for (int i = 0; i < SECTION_COUNT; i++) size += aligned(sections[i].size);
    char *file = arena_allocate(keep, size, 1, SECTION_ALIGN);
    size_t at = aligned(HEADER_BYTES + SECTION_COUNT * 8);
    for (int i = 0; i < SECTION_COUNT; i++) {
        put_u32(file + HEADER_BYTES + i * 8, (uint32_t)at);
        put_u32(file + HEADER_BYTES + i * 8 + 4, (uint32_t)sections[i].size);
        if (sections[i].size) memcpy(file + at, sections[i].data, sections[i].size);
        at += aligned(sections[i].size);
    }
    memcpy(file, "HSMD", 4);
    put_u32(file + 4, FILE_VERSION);
    put_u32(file + 8, (uint32_t)size);
    put_u32(file + 12, SECTION_COUNT);
    uint64_t checksum = text_hash((hs_text){file + HEADER_BYTES, size - HEADER_BYTES}, 0);
    memcpy(file + 16, &checksum, sizeof checksum);
    return (hs_text){file, size};
}

hs_text model_write(const model *known, hs_arena *keep) {
    network net = known->network;
    matrix *list[MATRICES];
    list_matrices(&net, list);
    hs_text sections[SECTION_COUNT] = {
        [SECTION_LANGUAGE] = known->language,
        [SECTION_XPOS] = joined(known->xpos, known->xpos_count, keep),
        [SECTION_FEATURES] = joined(known->features, known->feature_count, keep),
        [SECTION_CLASSES] = bytes_of(known->classes, known->class_count, sizeof *known->classes),
        [SECTION_WORDS] = slots_of(known->words),
        [SECTION_VOCABULARY] = slots_of(known->vocabulary),
        [SECTION_MULTIWORDS] = slots_of(known->multiwords),
        [SECTION_LEMMAS] = slots_of(known->lemmas),
        [SECTION_MULTIWORD_RULES] = bytes_of(known->multiword_rules, known->multiword_count, sizeof *known->multiword_rules),
        [SECTION_LEMMA_RULES] = bytes_of(known->lemma_rules, known->lemma_count, sizeof *known->lemma_rules),
        [SECTION_LETTERS] = known->letters,
        [SECTION_BOUNDARIES] = bytes_of(known->boundaries, BOUNDARY_WEIGHTS, sizeof *known->boundaries),
        [SECTION_NUMBERS] = numbers_of(known, list, keep),
        [SECTION_EMBEDDINGS] = bytes_of(net.embeddings, (size_t)net.vocabulary + NETWORK_HASHED, NETWORK_WIDTH),
    };
    weights_of(known, list, keep, &sections[SECTION_WEIGHTS], &sections[SECTION_BIASES]);
    return join_sections(sections, keep);
}

// ---------------------------------------------------------------- opening

typedef struct opening {
    hs_text bytes, path;
    hs_arena *keep;
    hs_error *error;
    hs_text sections[SECTION_COUNT];
} opening;

static hs_status refuse(const opening *from, uint64_t byte, const char *reason) {
    return error_set(from->error, HS_ERROR_FORMAT, from->path, byte, "%s", reason);
}

static hs_status refuse_section(const opening *from, int section, const char *reason) {
    return refuse(from, (uint64_t)(from->sections[section].data - from->bytes.data), reason);
}

static hs_status open_sections(opening *from) {
    hs_text bytes = from->bytes;
    if (bytes.size < HEADER_BYTES + SECTION_COUNT * 8) return refuse(from, bytes.size, "the model file is too short");
    if (memcmp(bytes.data, "HSMD", 4) != 0) return refuse(from, 0, "this is no model file");
    if (get_u32(bytes.data + 4) != FILE_VERSION) return refuse(from, 4, "the model file has another version");
    if (get_u32(bytes.data + 8) != bytes.size) return refuse(from, 8, "the model file is cut or has grown");
    if (get_u32(bytes.data + 12) != SECTION_COUNT) return refuse(from, 12, "the model file has other sections");
    uint64_t checksum;
    memcpy(&checksum, bytes.data + 16, sizeof checksum);
    if (checksum != text_hash(text_slice(bytes, HEADER_BYTES, bytes.size), 0))
        return refuse(from, 16, "the model file's checksum does not hold");
    for (uint32_t i = 0; i < SECTION_COUNT; i++) {
        uint32_t at = get_u32(bytes.data + HEADER_BYTES + i * 8), size = get_u32(bytes.data + HEADER_BYTES + i * 8 + 4);
        if (at % SECTION_ALIGN || at > bytes.size || size > bytes.size - at)
            return refuse(from, HEADER_BYTES + i * 8, "a section lies outside the model file");
        from->sections[i] = (hs_text){bytes.data + at, size};
    }
    return HS_OK;
}

static const hs_text *open_names(hs_text joined_names, hs_arena *keep, uint32_t *count) {
    hs_text rest = joined_names;
    uint32_t lines = 0;
    for (; rest.size; lines++) text_cut(&rest, '\n');
    hs_text *names = arena_new(keep, hs_text, lines ? lines : 1);
    rest = joined_names;
    for (uint32_t i = 0; i < lines; i++) names[i] = text_cut(&rest, '\n');
    *count = lines;
    return names;
}

// Slots must be a power of two, one of them empty, all values below `limit`.
static hs_status open_keys(const opening *from, int section, uint32_t limit, key_table *out) {
    hs_text bytes = from->sections[section];
    size_t count = bytes.size / sizeof(key_slot), used = 0;
    if (count < 2 || count > UINT32_MAX / 2 || (count & (count - 1)) || bytes.size % sizeof(key_slot))
        return refuse_section(from, section, "a hash table of the model has a wrong size");
    const key_slot *slots = (const void *)bytes.data;
    for (size_t i = 0; i < count; i++) {
        used += slots[i].mark != 0;
        if (slots[i].mark && slots[i].value >= limit) return refuse_section(from, section, "a hash table of the model has a wrong value");
    }
    if (used == count) return refuse_section(from, section, "a hash table of the model is full");
    *out = (key_table){slots, (uint32_t)count - 1};
    return HS_OK;
}

static bool edit_holds(const edit_rule *rule, size_t letters) {
    return rule->mode <= EDIT_WHOLE && rule->append <= letters && rule->size <= letters - rule->append;
}

static hs_status open_rules(const opening *from, model *made) {
    hs_text multiwords = from->sections[SECTION_MULTIWORD_RULES], lemmas = from->sections[SECTION_LEMMA_RULES];
    made->letters = from->sections[SECTION_LETTERS];
    made->multiword_rules = (const void *)multiwords.data;
    made->multiword_count = (uint32_t)(multiwords.size / sizeof *made->multiword_rules);
    made->lemma_rules = (const void *)lemmas.data;
    made->lemma_count = (uint32_t)(lemmas.size / sizeof *made->lemma_rules);
    for (uint32_t i = 0; i < made->lemma_count; i++)
        if (!edit_holds(&made->lemma_rules[i], made->letters.size))
            return refuse_section(from, SECTION_LEMMA_RULES, "a lemma rule of the model is wrong");
    for (uint32_t i = 0; i < made->multiword_count; i++) {
        const multiword_rule *rule = &made->multiword_rules[i];
        bool holds = rule->count >= 1 && rule->count <= MULTIWORD_PARTS;
        for (int k = 0; k < MULTIWORD_PARTS; k++) holds = holds && edit_holds(&rule->edits[k], made->letters.size);
        if (!holds) return refuse_section(from, SECTION_MULTIWORD_RULES, "a multiword rule of the model is wrong");
    }
    made->boundaries = (const void *)from->sections[SECTION_BOUNDARIES].data;
    if (from->sections[SECTION_BOUNDARIES].size != BOUNDARY_WEIGHTS * sizeof *made->boundaries)
        return refuse_section(from, SECTION_BOUNDARIES, "the model's sentence ends have a wrong size");
    return HS_OK;
}

// What the features of each tag mean to this program, which may know more of them than the one that made the model did.
static void read_morphs(model *made, hs_arena *keep) {
    tag_class *classes = arena_new(keep, tag_class, made->class_count);
    memcpy(classes, made->classes, made->class_count * sizeof *classes);
    for (uint32_t i = 0; i < made->class_count; i++) classes[i].morph = ud_morph(made->features[classes[i].features]);
    made->classes = classes;
}

static hs_status open_tags(const opening *from, model *made) {
    hs_text classes = from->sections[SECTION_CLASSES];
    made->xpos = open_names(from->sections[SECTION_XPOS], from->keep, &made->xpos_count);
    made->features = open_names(from->sections[SECTION_FEATURES], from->keep, &made->feature_count);
    made->classes = (const void *)classes.data;
    made->class_count = (uint32_t)(classes.size / sizeof *made->classes);
    if (made->class_count == 0 || made->class_count > UINT16_MAX) return refuse_section(from, SECTION_CLASSES, "the model has no tags");
    for (uint32_t i = 0; i < made->class_count; i++)
        if (made->classes[i].upos >= UPOS_COUNT || made->classes[i].features >= made->feature_count ||
            made->classes[i].xpos >= made->xpos_count)
            return refuse_section(from, SECTION_CLASSES, "a tag of the model is wrong");
    read_morphs(made, from->keep);
    return HS_OK;
}

// Rows and columns of all matrices, weights yet to be set.
static void shape_matrices(model *made, const uint32_t *numbers) {
    network *net = &made->network;
    net->vocabulary = numbers[BUILT];
    net->embedding_shift = numbers[BUILT + 1];
    for (uint32_t i = 0; i < NETWORK_LAYERS; i++)
        net->layers[i] = (matrix){.rows = network_layer_rows(i), .columns = network_layer_columns(i)};
    for (int i = 0; i < SLOT_COUNT; i++) net->slots[i] = (matrix){.rows = NETWORK_HIDDEN, .columns = NETWORK_WIDTH};
    net->tags = (matrix){.rows = made->class_count, .columns = NETWORK_WIDTH};
    net->scores = (matrix){.rows = NETWORK_SCORES, .columns = NETWORK_HIDDEN};
    matrix *list[MATRICES];
    list_matrices(net, list);
    for (int i = 0; i < MATRICES; i++) list[i]->shift = numbers[BUILT + 3 + i];
}

// No sum may leave 32 bits: all weights and biases are within their limits.
static bool weights_hold(const int16_t *weights, size_t count, const int32_t *biases, size_t rows) {
    int32_t most = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t size = weights[i] < 0 ? -weights[i] : weights[i];
        most = size > most ? size : most;
    }
    for (size_t i = 0; i < rows; i++)
        if (biases[i] > NETWORK_BIAS_LIMIT || biases[i] < -NETWORK_BIAS_LIMIT) return false;
    return most <= NETWORK_WEIGHT_LIMIT;
}

static hs_status open_network(const opening *from, model *made) {
    hs_text numbers = from->sections[SECTION_NUMBERS], weights = from->sections[SECTION_WEIGHTS], biases = from->sections[SECTION_BIASES];
    const uint32_t *values = (const void *)numbers.data;
    if (numbers.size != NUMBERS * sizeof *values || memcmp(values, built, sizeof built) != 0 ||
        values[BUILT + 2] != made->class_count || values[BUILT + 1] > 7)
        return refuse_section(from, SECTION_NUMBERS, "the model was made for another build of the program");
    shape_matrices(made, values);
    network *net = &made->network;
    matrix *list[MATRICES];
    list_matrices(net, list);
    size_t rows = 0, count = 0, table = (size_t)transition_rows(made->class_count) * NETWORK_HIDDEN;
    for (int i = 0; i < MATRICES; i++) {
        list[i]->weights = (const int16_t *)(const void *)weights.data + count;
        list[i]->bias = (const int32_t *)(const void *)biases.data + rows;
        rows += list[i]->rows;
        count += (size_t)list[i]->rows * list[i]->columns;
        if (list[i]->shift > 20) return refuse_section(from, SECTION_NUMBERS, "a matrix of the model is wrong");
    }
    net->absent = (const int16_t *)(const void *)weights.data + count;
    net->table = net->absent + (size_t)SLOT_COUNT * NETWORK_HIDDEN;
    count += (size_t)SLOT_COUNT * NETWORK_HIDDEN + table;
    net->embeddings = (const int8_t *)from->sections[SECTION_EMBEDDINGS].data;
    if (weights.size != count * sizeof(int16_t) || biases.size != rows * sizeof(int32_t) || net->vocabulary == 0 ||
        from->sections[SECTION_EMBEDDINGS].size != ((size_t)net->vocabulary + NETWORK_HASHED) * NETWORK_WIDTH)
        return refuse_section(from, SECTION_WEIGHTS, "the model's weights have a wrong size");
    if (!weights_hold((const void *)weights.data, count, (const void *)biases.data, rows))
        return refuse_section(from, SECTION_WEIGHTS, "a weight of the model is out of range");
    for (int i = 0; i < MATRICES; i++)
        if (list[i] != &net->scores) matrix_pack(list[i], from->keep);
    return HS_OK;
}

hs_status model_open(hs_text bytes, hs_text path, hs_arena *keep, const model **out, hs_error *error) {
    // a mapped file begins at a page; bytes from elsewhere are moved to where tables can be read in place
    if ((uintptr_t)bytes.data % SECTION_ALIGN) {
        char *copy = arena_allocate(keep, bytes.size, 1, SECTION_ALIGN);
        memcpy(copy, bytes.data, bytes.size);
        bytes.data = copy;
    }
    opening from = {.bytes = bytes, .path = path, .keep = keep, .error = error};
    model *made = arena_new(keep, model, 1);
    hs_status status = open_sections(&from);
    if (status == HS_OK) status = open_tags(&from, made);
    if (status == HS_OK) status = open_rules(&from, made);
    if (status == HS_OK) status = open_network(&from, made);
    if (status == HS_OK) status = open_keys(&from, SECTION_WORDS, UINT32_MAX, &made->words);
    if (status == HS_OK) status = open_keys(&from, SECTION_VOCABULARY, made->network.vocabulary, &made->vocabulary);
    if (status == HS_OK) status = open_keys(&from, SECTION_MULTIWORDS, made->multiword_count, &made->multiwords);
    if (status == HS_OK) status = open_keys(&from, SECTION_LEMMAS, made->lemma_count, &made->lemmas);
    made->language = from.sections[SECTION_LANGUAGE];
    if (status == HS_OK) *out = made;
    return status;
}
