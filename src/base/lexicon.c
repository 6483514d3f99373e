// See lexicon.h for the format.
#include "base/lexicon.h"

#include "base/error.h"
#include "base/text.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "lexicons are read in place");

enum { TABLE_BYTES = 32, INDEX_BYTES = 24 };

struct lexicon_index {
    hs_text blob;
    const lexicon_slot *slots; // [slot_mask + 1] words by the hash of the key
    uint32_t slot_mask, word_count, run_count;
    const lexicon_word *words;
    const lexicon_run *runs;
};

typedef struct reader {
    hs_text blob;
    size_t at;
    bool bad;
} reader;

static uint32_t read_u32(reader *r) {
    if (r->blob.size - r->at < 4) return r->bad = true, 0;
    uint32_t value;
    memcpy(&value, r->blob.data + r->at, 4);
    r->at += 4;
    return value;
}

static hs_text read_str(reader *r) {
    uint32_t offset = read_u32(r), size = read_u32(r);
    if (r->bad || offset > r->blob.size || size > r->blob.size - offset) return r->bad = true, (hs_text){0};
    return (hs_text){r->blob.data + offset, size};
}

// ---------------------------------------------------------------- the index

// Past the rows with the key of `row`.
static uint32_t run_end(const lexicon_table *table, uint32_t row) {
    const hs_text *first = table->cells + (size_t)row * table->column_count, *at = first;
    do row++, at += table->column_count;
    while (row < table->row_count && text_equal(*at, *first));
    return row;
}

static hs_text key_of(const lexicon_index *index, const lexicon_word *word) { return (hs_text){index->blob.data + word->key_at, word->key_size}; }

// The word of the key; NULL where there is none.
static const lexicon_word *find_word(const lexicon_index *index, hs_text key, uint64_t hash) {
    const lexicon_slot *slot;
    for (uint32_t at = (uint32_t)hash & index->slot_mask; (slot = &index->slots[at])->number; at = (at + 1) & index->slot_mask)
        if (slot->mark == (uint32_t)(hash >> 32) && text_equal(key_of(index, &index->words[slot->number - 1]), key)) return &index->words[slot->number - 1];
    return NULL;
}

// The slot of the key's first row in one table, an empty one where it has none.
static uint32_t find_row(const lexicon_table *table, hs_text key, uint64_t hash) {
    uint32_t at = (uint32_t)hash & table->slot_mask;
    for (; table->slots[at].number; at = (at + 1) & table->slot_mask)
        if (table->slots[at].mark == (uint32_t)(hash >> 32) &&
            text_equal(table->cells[(size_t)(table->slots[at].number - 1) * table->column_count], key))
            break;
    return at;
}

// ---------------------------------------------------------------- opening

// A section of `count` items that are read in place.
static const void *read_section(reader *r, uint32_t at, uint64_t count, size_t size) {
    if (r->bad || at % 8 || at > r->blob.size || count * size > r->blob.size - at) return r->bad = true, NULL;
    return r->blob.data + at;
}

// Slots of which one at least is empty, and which lead to no more than `most`.
static const lexicon_slot *read_slots(reader *r, uint32_t *mask, uint32_t most) {
    uint32_t at = read_u32(r), used = 0;
    *mask = read_u32(r);
    const lexicon_slot *slots = read_section(r, at, (uint64_t)*mask + 1, sizeof *slots);
    r->bad |= (*mask & (*mask + 1)) != 0 || *mask == UINT32_MAX;
    for (uint32_t i = 0; !r->bad && i <= *mask; i++) used += slots[i].number != 0, r->bad |= slots[i].number > most;
    r->bad |= used > *mask;
    return slots;
}

static void read_table(reader *r, hs_arena *keep, lexicon_table *table) {
    table->name = read_str(r);
    table->column_count = read_u32(r);
    table->row_count = read_u32(r);
    uint64_t cells = ((uint64_t)table->row_count + 1) * table->column_count;
    reader at = {r->blob, read_u32(r), r->bad};
    table->slots = read_slots(r, &table->slot_mask, table->row_count);
    table->longest_key = read_u32(r);
    if (r->bad || table->column_count == 0 || at.at > r->blob.size || cells * 8 > r->blob.size - at.at) {
        r->bad = true;
        return;
    }
    hs_text *texts = arena_new(keep, hs_text, cells);
    for (uint64_t i = 0; i < cells; i++) texts[i] = read_str(&at);
    r->bad |= at.bad;
    if (r->bad) return;
    table->columns = texts;
    table->cells = texts + table->column_count;
}

// The runs of a word lie in their tables.
static bool runs_fit(const lexicon_index *index, const lexicon_word *word, const lexicon_table *tables, uint32_t table_count) {
    uint32_t at = word->first_run;
    for (uint32_t part = 0; part < LEXICON_TABLE_WORDS; part++)
        for (uint64_t bits = word->tables[part]; bits; bits &= bits - 1, at++) {
            uint32_t table = part * 64 + (uint32_t)__builtin_ctzll(bits);
            if (table >= table_count || at >= index->run_count) return false;
            if ((uint64_t)index->runs[at].row + index->runs[at].count > tables[table].row_count) return false;
        }
    return word->key_at <= index->blob.size && word->key_size <= index->blob.size - word->key_at;
}

static void read_index(reader *r, lexicon_index *index) {
    index->blob = r->blob;
    reader slots = *r;
    r->at += 8;
    uint32_t words = read_u32(r);
    index->word_count = read_u32(r);
    uint32_t runs = read_u32(r);
    index->run_count = read_u32(r);
    index->slots = read_slots(&slots, &index->slot_mask, index->word_count);
    r->bad |= slots.bad;
    index->words = read_section(r, words, index->word_count, sizeof *index->words);
    index->runs = read_section(r, runs, index->run_count, sizeof *index->runs);
}

static hs_status check_head(hs_text blob, hs_text path, hs_error *error) {
    if (blob.size < LEXICON_HEAD_BYTES || memcmp(blob.data, "HSLX", 4) != 0 || (uintptr_t)blob.data % 8)
        return error_set(error, HS_ERROR_FORMAT, path, 0, "not a compiled lexicon");
    reader r = {blob, 4, false};
    uint32_t version = read_u32(&r), size = read_u32(&r);
    if (version != LEXICON_VERSION)
        return error_set(error, HS_ERROR_FORMAT, path, 4, "lexicon of version %u where %u is needed", version,
                         (unsigned)LEXICON_VERSION);
    if (size != blob.size)
        return error_set(error, HS_ERROR_FORMAT, path, blob.size, "lexicon of %u bytes is cut at %zu", size, blob.size);
    uint64_t checksum;
    memcpy(&checksum, blob.data + 16, 8);
    if (checksum != text_hash(text_slice(blob, LEXICON_HEAD_BYTES, blob.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, 16, "the lexicon's checksum is wrong");
    return HS_OK;
}

hs_status lexicon_open(hs_text blob, hs_text path, hs_arena *keep, lexicon *out, hs_error *error) {
    hs_status status = check_head(blob, path, error);
    if (status != HS_OK) return status;
    reader r = {blob, LEXICON_HEAD_BYTES, false};
    uint32_t count = read_u32(&r);
    r.at += 4;
    if (count > blob.size / TABLE_BYTES || count >= LEXICON_TABLES_MOST) return error_set(error, HS_ERROR_FORMAT, path, LEXICON_HEAD_BYTES, "impossible number of tables");
    lexicon_index *index = arena_new(keep, lexicon_index, 1);
    lexicon_table *tables = arena_new(keep, lexicon_table, count);
    if (blob.size < r.at + INDEX_BYTES) r.bad = true;
    else read_index(&r, index);
    for (uint32_t i = 0; i < count && !r.bad; i++) {
        read_table(&r, keep, &tables[i]);
        tables[i].number = i, tables[i].index = index;
    }
    for (uint32_t i = 0; i < index->word_count && !r.bad; i++) r.bad = !runs_fit(index, &index->words[i], tables, count);
    if (r.bad) return error_set(error, HS_ERROR_FORMAT, path, r.at, "the lexicon points outside of itself");
    *out = (lexicon){tables, count, index};
    return HS_OK;
}

const lexicon_table *lexicon_find_table(const lexicon *of, const char *name) {
    static const lexicon_table empty = {.column_count = 1};
    hs_text wanted = text_of(name);
    for (uint32_t i = 0; i < of->table_count; i++)
        if (text_equal(of->tables[i].name, wanted)) return &of->tables[i];
    return &empty;
}

const lexicon_word *lexicon_find_word(const lexicon *of, hs_text key) {
    static const lexicon_word unknown = {.first_run = 0};
    const lexicon_index *index = of ? of->index : NULL;
    if (!index) return &unknown;
    const lexicon_word *word = find_word(index, key, text_hash(key, 0));
    return word ? word : &unknown;
}

lexicon_rows lexicon_rows_of(const lexicon_table *table, const lexicon_word *word) {
    lexicon_rows rows = {NULL, 0, table->column_count};
    uint32_t part = table->number / 64;
    uint64_t bit = (uint64_t)1 << table->number % 64;
    if (!table->index || !(word->tables[part] & bit)) return rows;
    uint32_t before = (uint32_t)__builtin_popcountll(word->tables[part] & (bit - 1));
    for (uint32_t i = 0; i < part; i++) before += (uint32_t)__builtin_popcountll(word->tables[i]);
    const lexicon_run *found = &table->index->runs[word->first_run + before];
    rows.cells = table->cells + (size_t)found->row * table->column_count;
    rows.count = found->count;
    return rows;
}

lexicon_rows lexicon_find(const lexicon_table *table, hs_text key) {
    lexicon_rows rows = {NULL, 0, table->column_count};
    if (!table->slots) return rows;
    uint32_t at = find_row(table, key, text_hash(key, 0));
    if (!table->slots[at].number) return rows;
    uint32_t row = table->slots[at].number - 1;
    rows.cells = table->cells + (size_t)row * table->column_count;
    rows.count = run_end(table, row) - row;
    return rows;
}

uint32_t lexicon_column(const lexicon_table *table, const char *column) {
    hs_text wanted = text_of(column);
    for (uint32_t i = 0; table->columns && i < table->column_count; i++)
        if (text_equal(table->columns[i], wanted)) return i;
    return HS_NONE;
}

hs_text lexicon_cell(const lexicon_table *table, lexicon_rows rows, uint32_t row, const char *column) {
    uint32_t at = row < rows.count ? lexicon_column(table, column) : HS_NONE;
    if (at == HS_NONE) return (hs_text){0};
    return rows.cells[(size_t)row * rows.column_count + at];
}
