// See lexicon.h for the format.
#include "base/lexicon.h"

#include "base/error.h"
#include "base/text.h"

enum { HEAD_BYTES = 24, LEXICON_VERSION = 1 };

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

static void index_table(lexicon_table *table, hs_arena *keep) {
    uint32_t size = 16;
    while (size < table->row_count * 2) size *= 2;
    lexicon_slot *slots = arena_new(keep, lexicon_slot, size);
    table->slot_mask = size - 1;
    for (uint32_t row = 0; row < table->row_count; row++) {
        hs_text key = table->cells[(size_t)row * table->column_count];
        if (row && text_equal(key, table->cells[(size_t)(row - 1) * table->column_count])) continue;
        uint64_t hash = text_hash(key, 0);
        uint32_t slot = (uint32_t)hash & table->slot_mask;
        while (slots[slot].first_row) slot = (slot + 1) & table->slot_mask;
        slots[slot] = (lexicon_slot){(uint32_t)(hash >> 32), row + 1};
        uint32_t words = count_words(key);
        if (words > table->longest_key) table->longest_key = words;
    }
    table->slots = slots;
}

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
    index_table(table, keep);
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
    if (count > blob.size / 20) return error_set(error, HS_ERROR_FORMAT, path, HEAD_BYTES, "impossible number of tables");
    lexicon_table *tables = arena_new(keep, lexicon_table, count);
    for (uint32_t i = 0; i < count && !r.bad; i++) read_table(&r, keep, &tables[i]);
    if (r.bad) return error_set(error, HS_ERROR_FORMAT, path, r.at, "the lexicon points outside of itself");
    *out = (lexicon){tables, count};
    return HS_OK;
}

const lexicon_table *lexicon_find_table(const lexicon *of, const char *name) {
    static const lexicon_table empty = {.column_count = 1};
    hs_text wanted = text_of(name);
    for (uint32_t i = 0; i < of->table_count; i++)
        if (text_equal(of->tables[i].name, wanted)) return &of->tables[i];
    return &empty;
}

lexicon_rows lexicon_find(const lexicon_table *table, hs_text key) {
    lexicon_rows rows = {NULL, 0, table->column_count};
    if (!table->slots) return rows;
    uint64_t hash = text_hash(key, 0);
    uint32_t slot = (uint32_t)hash & table->slot_mask, mark = (uint32_t)(hash >> 32);
    for (; table->slots[slot].first_row; slot = (slot + 1) & table->slot_mask) {
        if (table->slots[slot].mark != mark) continue;
        uint32_t row = table->slots[slot].first_row - 1;
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        if (!text_equal(*cells, key)) continue;
        rows.cells = cells;
        do rows.count++, cells += table->column_count;
        while (++row < table->row_count && text_equal(*cells, key));
        break;
    }
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
