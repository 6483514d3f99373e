// Compiles the TSV files given to one lexicon blob (format: base/lexicon.h).
// usage: compile_lexicons OUT.lexicon FILE.tsv...
// A line that does not fit its table is an error with file and line: a lexicon is right or
// is not built.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/text.h"

typedef struct buffer {
    char *data;
    size_t size, capacity;
} buffer;

typedef struct row {
    char **cells;
    size_t number; // order in the file
} row;

typedef struct table {
    char *name;
    char **columns;
    size_t column_count; // compiled ones
    size_t file_columns;
    row *rows;
    size_t row_count;
    lexicon_slot *slots;
    size_t slot_count, longest_key;
} table;

static _Noreturn void fail(const char *path, size_t line, const char *reason) {
    fprintf(stderr, "%s:%zu: %s\n", path, line, reason);
    exit(1);
}

static void *checked(void *memory) {
    if (!memory) fail("compile_lexicons", 0, "out of memory");
    return memory;
}

static void append(buffer *b, const void *data, size_t size) {
    while (b->size + size > b->capacity) {
        b->capacity = b->capacity ? b->capacity * 2 : 1 << 16;
        b->data = checked(realloc(b->data, b->capacity));
    }
    memcpy(b->data + b->size, data, size);
    b->size += size;
}

static void append_u32(buffer *b, size_t value) {
    unsigned v = (unsigned)value;
    append(b, &v, 4);
}

static size_t split(char *line, char **cells, size_t most) {
    size_t count = 0;
    for (char *at = line;;) {
        if (count < most) cells[count] = at;
        count++;
        char *tab = strchr(at, '\t');
        if (!tab) return count;
        *tab = 0;
        at = tab + 1;
    }
}

static void check_key(const char *path, size_t line, const char *key) {
    size_t size = strlen(key);
    if (!size) fail(path, line, "empty key");
    if (key[0] == ' ' || key[size - 1] == ' ' || strstr(key, "  ")) fail(path, line, "stray blank in the key");
}

enum { MOST_COLUMNS = 32 };

static table read_table(const char *path) {
    table t = {0};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    t.name = checked(strndup(name, strcspn(name, ".")));
    FILE *file = fopen(path, "r");
    if (!file) fail(path, 0, "cannot be read");
    char *line = NULL;
    size_t room = 0, number = 0, capacity = 0;
    for (ssize_t size; (size = getline(&line, &room, file)) >= 0;) {
        number++;
        if (size && line[size - 1] == '\n') line[size - 1] = 0;
        if (!*line || *line == '#') continue;
        char *copy = checked(strdup(line)), *cells[MOST_COLUMNS];
        size_t count = split(copy, cells, MOST_COLUMNS);
        if (count > MOST_COLUMNS) fail(path, number, "too many columns");
        if (!t.columns) {
            if (count < 3 || strcmp(cells[count - 2], "example") || strcmp(cells[count - 1], "source"))
                fail(path, number, "the first line must name the columns and end with example and source");
            t.file_columns = count;
            t.column_count = count - 2;
            t.columns = checked(calloc(count, sizeof *t.columns));
            memcpy(t.columns, cells, count * sizeof *cells);
            continue;
        }
        if (count != t.file_columns) fail(path, number, "another number of columns than the first line");
        check_key(path, number, cells[0]);
        if (t.row_count == capacity) t.rows = checked(realloc(t.rows, (capacity = capacity * 2 + 64) * sizeof *t.rows));
        row *r = &t.rows[t.row_count++];
        r->number = number;
        r->cells = checked(calloc(count, sizeof *r->cells));
        memcpy(r->cells, cells, count * sizeof *cells);
    }
    if (!t.columns) fail(path, number, "no line that names the columns");
    free(line);
    fclose(file);
    return t;
}

static int by_key(const void *a, const void *b) {
    const row *x = a, *y = b;
    int order = strcmp(x->cells[0], y->cells[0]);
    return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static int by_name(const void *a, const void *b) { return strcmp(((const table *)a)->name, ((const table *)b)->name); }

// ---------------------------------------------------------------- the index

// Every key of all tables once.
typedef struct word {
    lexicon_word of;
    const char *key;
} word;

typedef struct indexing {
    word *words;
    lexicon_slot *slots;
    lexicon_run *runs;
    size_t word_count, slot_count, run_count;
} indexing;

static uint64_t hash_of(const char *key) { return text_hash(text_of(key), 0); }

static size_t slots_for(size_t rows) {
    size_t size = 16;
    while (size < rows * 2) size *= 2;
    return size;
}

static size_t run_end(const table *t, size_t first) {
    size_t end = first + 1;
    while (end < t->row_count && !strcmp(t->rows[end].cells[0], t->rows[first].cells[0])) end++;
    return end;
}

static size_t count_words(const char *key) {
    size_t words = 1;
    for (; *key; key++) words += *key == ' ';
    return words;
}

static void add_slot(lexicon_slot *slots, size_t count, uint64_t hash, size_t number) {
    size_t at = hash & (count - 1);
    while (slots[at].number) at = (at + 1) & (count - 1);
    slots[at] = (lexicon_slot){(uint32_t)(hash >> 32), (uint32_t)number + 1};
}

static word *find_word(const indexing *x, const char *key, uint64_t hash) {
    for (size_t at = hash & (x->slot_count - 1); x->slots[at].number; at = (at + 1) & (x->slot_count - 1))
        if (!strcmp(x->words[x->slots[at].number - 1].key, key)) return &x->words[x->slots[at].number - 1];
    return NULL;
}

static void index_table(indexing *x, table *t, size_t number) {
    t->slot_count = slots_for(t->row_count);
    t->slots = checked(calloc(t->slot_count, sizeof *t->slots));
    for (size_t first = 0; first < t->row_count; first = run_end(t, first)) {
        const char *key = t->rows[first].cells[0];
        uint64_t hash = hash_of(key);
        size_t length = count_words(key);
        word *w = find_word(x, key, hash);
        if (!w) {
            add_slot(x->slots, x->slot_count, hash, x->word_count);
            w = &x->words[x->word_count++];
            w->key = key;
        }
        add_slot(t->slots, t->slot_count, hash, first);
        w->of.tables[number / 64] |= (uint64_t)1 << number % 64;
        if (length > t->longest_key) t->longest_key = length;
        x->run_count++;
    }
}

// The runs of a word together, in the tables' order.
static void list_runs(indexing *x, const table *tables, size_t table_count) {
    uint32_t total = 0;
    for (size_t i = 0; i < x->word_count; i++) {
        x->words[i].of.first_run = total;
        for (int part = 0; part < LEXICON_TABLE_WORDS; part++) total += (uint32_t)__builtin_popcountll(x->words[i].of.tables[part]);
    }
    uint32_t *next = checked(calloc(x->word_count + 1, sizeof *next));
    x->runs = checked(calloc(x->run_count + 1, sizeof *x->runs));
    for (size_t i = 0; i < table_count; i++)
        for (size_t first = 0, end; first < tables[i].row_count; first = end) {
            end = run_end(&tables[i], first);
            word *w = find_word(x, tables[i].rows[first].cells[0], hash_of(tables[i].rows[first].cells[0]));
            x->runs[w->of.first_run + next[w - x->words]++] = (lexicon_run){(uint32_t)first, (uint32_t)(end - first)};
        }
    free(next);
}

static indexing make_index(table *tables, size_t table_count) {
    indexing x = {0};
    size_t rows = 0;
    for (size_t i = 0; i < table_count; i++) rows += tables[i].row_count;
    x.slot_count = slots_for(rows);
    x.slots = checked(calloc(x.slot_count, sizeof *x.slots));
    x.words = checked(calloc(rows + 1, sizeof *x.words));
    for (size_t i = 0; i < table_count; i++) index_table(&x, &tables[i], i);
    list_runs(&x, tables, table_count);
    return x;
}

// ---------------------------------------------------------------- writing

enum { STRING_BYTES = 8, TABLE_BYTES = 32 };

// What follows begins at a multiple of 8; returns where, in the blob.
static size_t begin_section(buffer *b) {
    static const char zeros[8];
    append(b, zeros, -(LEXICON_HEAD_BYTES + b->size) % 8);
    return LEXICON_HEAD_BYTES + b->size;
}

static void put_u32(buffer *b, size_t at, size_t value) {
    uint32_t v = (uint32_t)value;
    memcpy(b->data + at - LEXICON_HEAD_BYTES, &v, sizeof v);
}

// Strings that are written, each once.
typedef struct strings {
    struct { const char *text; size_t at; } *slots; // [mask + 1]
    size_t mask;
} strings;

// A reference at `at` to a string, which is put behind all where it is new; returns past the reference.
static size_t put_str(buffer *b, strings *written, size_t at, const char *text) {
    size_t slot = hash_of(text) & written->mask;
    while (written->slots[slot].text && strcmp(written->slots[slot].text, text)) slot = (slot + 1) & written->mask;
    if (!written->slots[slot].text) {
        written->slots[slot].text = text, written->slots[slot].at = LEXICON_HEAD_BYTES + b->size;
        append(b, text, strlen(text));
    }
    put_u32(b, at, written->slots[slot].at), put_u32(b, at + 4, strlen(text));
    return at + STRING_BYTES;
}

static void append_zeros(buffer *b, size_t size) {
    char *zeros = checked(calloc(size + 1, 1));
    append(b, zeros, size);
    free(zeros);
}

// The table's entry at `entry`; its slots are there, its cells have their room.
static void write_table(buffer *b, strings *written, size_t entry, const table *t, size_t cells, size_t slots) {
    size_t at = put_str(b, written, entry, t->name);
    const size_t numbers[] = {t->column_count, t->row_count, cells, slots, t->slot_count - 1, t->longest_key};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) put_u32(b, at + 4 * i, numbers[i]);
    for (size_t c = 0; c < t->column_count; c++) cells = put_str(b, written, cells, t->columns[c]);
    for (size_t r = 0; r < t->row_count; r++)
        for (size_t c = 0; c < t->column_count; c++) cells = put_str(b, written, cells, t->rows[r].cells[c]);
}

static void write_index(buffer *b, strings *written, size_t at, const indexing *x) {
    size_t slots = begin_section(b);
    append(b, x->slots, x->slot_count * sizeof *x->slots);
    size_t words = begin_section(b);
    for (size_t i = 0; i < x->word_count; i++) append(b, &x->words[i].of, sizeof x->words[i].of);
    size_t runs = begin_section(b);
    append(b, x->runs, x->run_count * sizeof *x->runs);
    for (size_t i = 0; i < x->word_count; i++) {
        size_t word_at = words + i * sizeof(lexicon_word);
        put_str(b, written, word_at + offsetof(lexicon_word, key_at), x->words[i].key);
    }
    const size_t numbers[] = {slots, x->slot_count - 1, words, x->word_count, runs, x->run_count};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) put_u32(b, at + 4 * i, numbers[i]);
}

// All behind the head.
static buffer write_tables(table *tables, size_t table_count) {
    enum { COUNT_BYTES = 8, INDEX_BYTES = 24 };
    buffer b = {0};
    indexing x = make_index(tables, table_count);
    strings written = {.mask = 1023};
    size_t most = 0;
    for (size_t i = 0; i < table_count; i++) most += (tables[i].row_count + 1) * tables[i].column_count + 1;
    while (written.mask < 2 * most) written.mask = 2 * written.mask + 1;
    written.slots = checked(calloc(written.mask + 1, sizeof *written.slots));
    append_zeros(&b, COUNT_BYTES + INDEX_BYTES + table_count * TABLE_BYTES);
    put_u32(&b, LEXICON_HEAD_BYTES, table_count);
    write_index(&b, &written, LEXICON_HEAD_BYTES + COUNT_BYTES, &x);
    for (size_t i = 0; i < table_count; i++) {
        const table *t = &tables[i];
        size_t slots = begin_section(&b);
        append(&b, t->slots, t->slot_count * sizeof *t->slots);
        size_t cells = begin_section(&b);
        append_zeros(&b, (t->row_count + 1) * t->column_count * STRING_BYTES);
        write_table(&b, &written, LEXICON_HEAD_BYTES + COUNT_BYTES + INDEX_BYTES + i * TABLE_BYTES, t, cells, slots);
    }
    return b;
}

int main(int count, char **arguments) {
    if (count < 3) return fprintf(stderr, "usage: compile_lexicons OUT.lexicon FILE.tsv...\n"), 2;
    size_t table_count = (size_t)count - 2;
    if (table_count >= LEXICON_TABLES_MOST) fail(arguments[1], 0, "too many tables");
    table *tables = checked(calloc(table_count, sizeof *tables));
    for (size_t i = 0; i < table_count; i++) {
        tables[i] = read_table(arguments[i + 2]);
        qsort(tables[i].rows, tables[i].row_count, sizeof *tables[i].rows, by_key);
    }
    qsort(tables, table_count, sizeof *tables, by_name);
    buffer all = write_tables(tables, table_count), out = {0};
    append(&out, "HSLX", 4);
    append_u32(&out, LEXICON_VERSION);
    append_u32(&out, LEXICON_HEAD_BYTES + all.size);
    append_u32(&out, 0);
    uint64_t checksum = text_hash((hs_text){all.data, all.size}, 0);
    append(&out, &checksum, sizeof checksum);
    append(&out, all.data, all.size);
    FILE *file = fopen(arguments[1], "wb");
    if (!file || fwrite(out.data, 1, out.size, file) != out.size || fclose(file)) fail(arguments[1], 0, "cannot be written");
    return 0;
}
