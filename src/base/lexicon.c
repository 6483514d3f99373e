// See lexicon.h for the format.
#include "base/lexicon.h"

#include "base/error.h"
#include "base/text.h"

enum { HEAD_BYTES = 24, LEXICON_VERSION = 1, TABLE_WORDS = 2, TABLES_MOST = 64 * TABLE_WORDS };

struct lexicon_word {
    uint64_t tables[TABLE_WORDS]; // a bit for each table that has it
    const hs_text *key;
    uint32_t first_run;           // of its runs, by table
};

// Rows of a table with the same key.
typedef struct run {
    uint32_t row, count;
} run;

struct lexicon_index {
    const lexicon_slot *slots; // [slot_mask + 1] words by the hash of the key
    uint32_t slot_mask;
    const lexicon_word *words;
    const run *runs;
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

static uint32_t count_words(hs_text key) {
    uint32_t words = 1;
    for (size_t i = 0; i < key.size; i++) words += key.data[i] == ' ';
    return words;
}

// ---------------------------------------------------------------- the index

// Past the rows with the key of `row`.
static uint32_t run_end(const lexicon_table *table, uint32_t row) {
    const hs_text *first = table->cells + (size_t)row * table->column_count, *at = first;
    do row++, at += table->column_count;
    while (row < table->row_count && text_equal(*at, *first));
    return row;
}

// The slot of the key in the index of all, an empty one where it is new.
static uint32_t find_slot(const lexicon_slot *slots, uint32_t mask, const lexicon_word *words, hs_text key, uint64_t hash) {
    uint32_t at = (uint32_t)hash & mask;
    for (; slots[at].number; at = (at + 1) & mask)
        if (slots[at].mark == (uint32_t)(hash >> 32) && text_equal(*words[slots[at].number - 1].key, key)) break;
    return at;
}

// The same in that of one table.
static uint32_t find_row(const lexicon_table *table, hs_text key, uint64_t hash) {
    uint32_t at = (uint32_t)hash & table->slot_mask;
    for (; table->slots[at].number; at = (at + 1) & table->slot_mask)
        if (table->slots[at].mark == (uint32_t)(hash >> 32) &&
            text_equal(table->cells[(size_t)(table->slots[at].number - 1) * table->column_count], key))
            break;
    return at;
}

static uint32_t slots_for(uint32_t rows) {
    uint32_t size = 16;
    while (size < rows * 2) size *= 2;
    return size;
}

// Indexes the keys of the table and gives each its bit; the words of the table's runs go to `of_run`. Returns past the last.
static uint32_t *add_keys(lexicon_table *table, lexicon_slot *slots, uint32_t mask, lexicon_word *words, uint32_t *count, uint32_t *of_run,
                          hs_arena *keep) {
    lexicon_slot *own = arena_new(keep, lexicon_slot, slots_for(table->row_count));
    table->slots = own, table->slot_mask = slots_for(table->row_count) - 1;
    for (uint32_t row = 0; row < table->row_count; row = run_end(table, row)) {
        const hs_text *key = table->cells + (size_t)row * table->column_count;
        uint64_t hash = text_hash(*key, 0);
        uint32_t at = find_slot(slots, mask, words, *key, hash), length = count_words(*key);
        if (!slots[at].number) {
            words[*count].key = key;
            slots[at] = (lexicon_slot){(uint32_t)(hash >> 32), ++*count};
        }
        own[find_row(table, *key, hash)] = (lexicon_slot){(uint32_t)(hash >> 32), row + 1};
        *of_run++ = slots[at].number - 1;
        words[slots[at].number - 1].tables[table->number / 64] |= (uint64_t)1 << table->number % 64;
        if (length > table->longest_key) table->longest_key = length;
    }
    return of_run;
}

static uint32_t tables_of(const lexicon_word *word) {
    uint32_t count = 0;
    for (unsigned i = 0; i < TABLE_WORDS; i++) count += (uint32_t)__builtin_popcountll(word->tables[i]);
    return count;
}

// The tables' runs in one list, those of a word together and in the tables' order.
static const run *list_runs(const lexicon_table *tables, uint32_t table_count, lexicon_word *words, uint32_t word_count, const uint32_t *of_run,
                            hs_arena *keep) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < word_count; i++) words[i].first_run = total, total += tables_of(&words[i]);
    run *runs = arena_new(keep, run, (size_t)total + 1);
    for (uint32_t i = 0; i < table_count; i++)
        for (uint32_t row = 0, end; row < tables[i].row_count; row = end) {
            end = run_end(&tables[i], row);
            runs[words[*of_run++].first_run++] = (run){row, end - row};
        }
    for (uint32_t i = 0; i < word_count; i++) words[i].first_run -= tables_of(&words[i]);
    return runs;
}

static const lexicon_index *index_tables(lexicon_table *tables, uint32_t count, hs_arena *keep) {
    lexicon_index *index = arena_new(keep, lexicon_index, 1);
    uint32_t rows = 0, words = 0;
    for (uint32_t i = 0; i < count; i++) rows += tables[i].row_count;
    uint32_t size = slots_for(rows);
    lexicon_slot *slots = arena_new(keep, lexicon_slot, size);
    hs_arena scratch = arena_split(keep);
    lexicon_word *all = arena_new(&scratch, lexicon_word, rows + 1);
    uint32_t *of_run = arena_new(&scratch, uint32_t, rows + 1), *end = of_run;
    for (uint32_t i = 0; i < count; i++) {
        tables[i].number = i, tables[i].index = index;
        end = add_keys(&tables[i], slots, size - 1, all, &words, end, keep);
    }
    lexicon_word *kept = arena_new(keep, lexicon_word, words + 1);
    memcpy(kept, all, words * sizeof *kept);
    *index = (lexicon_index){slots, size - 1, kept, list_runs(tables, count, kept, words, of_run, keep)};
    arena_join(keep);
    return index;
}

// ---------------------------------------------------------------- opening

static void read_table(reader *r, hs_arena *keep, lexicon_table *table) {
    table->name = read_str(r);
    table->column_count = read_u32(r);
    table->row_count = read_u32(r);
    uint64_t cells = ((uint64_t)table->row_count + 1) * table->column_count;
    reader at = {r->blob, read_u32(r), r->bad};
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

hs_status lexicon_open(hs_text blob, hs_text path, hs_arena *keep, lexicon *out, hs_error *error) {
    if (blob.size < HEAD_BYTES || memcmp(blob.data, "HSLX", 4) != 0)
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
    if (checksum != text_hash(text_slice(blob, HEAD_BYTES, blob.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, 16, "the lexicon's checksum is wrong");
    r.at = HEAD_BYTES;
    uint32_t count = read_u32(&r);
    if (count > blob.size / 20 || count >= TABLES_MOST) return error_set(error, HS_ERROR_FORMAT, path, HEAD_BYTES, "impossible number of tables");
    lexicon_table *tables = arena_new(keep, lexicon_table, count);
    for (uint32_t i = 0; i < count && !r.bad; i++) read_table(&r, keep, &tables[i]);
    if (r.bad) return error_set(error, HS_ERROR_FORMAT, path, r.at, "the lexicon points outside of itself");
    *out = (lexicon){tables, count, index_tables(tables, count, keep)};
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
    uint32_t at = find_slot(index->slots, index->slot_mask, index->words, key, text_hash(key, 0));
    return index->slots[at].number ? &index->words[index->slots[at].number - 1] : &unknown;
}

lexicon_rows lexicon_rows_of(const lexicon_table *table, const lexicon_word *word) {
    lexicon_rows rows = {NULL, 0, table->column_count};
    uint32_t part = table->number / 64;
    uint64_t bit = (uint64_t)1 << table->number % 64;
    if (!table->index || !(word->tables[part] & bit)) return rows;
    uint32_t before = (uint32_t)__builtin_popcountll(word->tables[part] & (bit - 1));
    for (uint32_t i = 0; i < part; i++) before += (uint32_t)__builtin_popcountll(word->tables[i]);
    const run *found = &table->index->runs[word->first_run + before];
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
