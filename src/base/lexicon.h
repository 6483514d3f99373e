// Lexicons: tables of facts about a language, edited as TSV under lexicons/LANGUAGE/,
// compiled by tools/compile_lexicons to one blob a language, loaded read-only.
//
// A TSV file's first line names its columns; '#' begins a comment line; the first column
// is the key (words parted by single spaces, lower case unless the table says otherwise);
// the last two columns are always `example` and `source` and are not compiled. A key may
// have several rows. The table's name is the file's name without ".tsv".
//
// Blob, all integers little-endian, sections at multiples of 8:
//   "HSLX" version:u32 size:u32 reserved:u32 checksum:u64 (XXH3 of all bytes behind it)
//   table_count:u32 0:u32, index slots:u32 mask:u32 words:u32 word_count:u32 runs:u32 run_count:u32, then per table name:str
//   column_count:u32 row_count:u32 cells:u32 (place of (1 + row_count) * column_count str, the columns' names first, rows sorted by key bytes, then
//   by order in the file) slots:u32 mask:u32 longest_key:u32
//   str is offset:u32 size:u32 into the blob; slots are lexicon_slot, words lexicon_word, runs lexicon_run, read in place
#ifndef BASE_LEXICON_H
#define BASE_LEXICON_H

#include "base/arena.h"
#include "hearsay.h"

enum { LEXICON_VERSION = 2, LEXICON_HEAD_BYTES = 24, LEXICON_TABLE_WORDS = 2, LEXICON_TABLES_MOST = 64 * LEXICON_TABLE_WORDS };

// A key with all tables that have it: a word is looked up once and then asked for table by table.
typedef struct lexicon_word {
    uint64_t tables[LEXICON_TABLE_WORDS]; // a bit for each table that has it
    uint32_t key_at, key_size;            // in the blob
    uint32_t first_run, reserved;         // of its runs, in the tables' order
} lexicon_word;

// Rows of a table with the same key.
typedef struct lexicon_run {
    uint32_t row, count;
} lexicon_run;

typedef struct lexicon_index lexicon_index;

// A mark tells most other keys without a look at their bytes.
typedef struct lexicon_slot {
    uint32_t mark;   // upper half of the key's hash
    uint32_t number; // + 1, of a row or word; 0 in an empty slot
} lexicon_slot;

typedef struct lexicon_table {
    hs_text name;
    const hs_text *columns;  // [column_count] names; the first is the key
    const hs_text *cells;    // [row_count][column_count]
    uint32_t column_count, row_count;
    const lexicon_slot *slots; // [slot_mask + 1] first rows by the hash of the key: small, so that phrases are looked up near by
    uint32_t slot_mask;
    const lexicon_index *index; // of the lexicon; NULL where the table is none
    uint32_t number;         // among its tables
    uint32_t longest_key;    // words in the longest key
} lexicon_table;

typedef struct lexicon {
    const lexicon_table *tables; // by name
    uint32_t table_count;
    const lexicon_index *index;  // NULL in an empty lexicon
} lexicon;

// Rows with one key.
typedef struct lexicon_rows {
    const hs_text *cells;    // [count][column_count]
    uint32_t count, column_count;
} lexicon_rows;

// Checks a whole blob (magic, version, checksum, every offset). It must lie at a multiple of 8 and is borrowed; `keep` holds what leads
// into it. Thread-safe.
HS_MUST_USE hs_status lexicon_open(hs_text blob, hs_text path, hs_arena *keep, lexicon *out, hs_error *error);

// A table by name; an empty table where the language has none. Never NULL.
const lexicon_table *lexicon_find_table(const lexicon *of, const char *name);

// The rows whose key is exactly these bytes; count 0 where there are none.
lexicon_rows lexicon_find(const lexicon_table *table, hs_text key);

// The key that is exactly these bytes, in whatever tables; one that no table has where there is none. Never NULL.
const lexicon_word *lexicon_find_word(const lexicon *of, hs_text key);

// The rows of such a key in a table of the same lexicon: lexicon_find without looking the key up.
lexicon_rows lexicon_rows_of(const lexicon_table *table, const lexicon_word *word);

// The cell of row `row` in the column of that name; empty where the table lacks it.
hs_text lexicon_cell(const lexicon_table *table, lexicon_rows rows, uint32_t row, const char *column);

// Number of a column, HS_NONE where there is none.
uint32_t lexicon_column(const lexicon_table *table, const char *column);

#endif
