// Compiles the TSV files given to one lexicon blob (format: base/lexicon.h).
// usage: compile_lexicons OUT.lexicon FILE.tsv...
// A line that does not fit its table is an error with file and line: a lexicon is right or
// is not built.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

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

// Writes a reference to a string that will stand at `*next` in the string part.
static void append_str(buffer *head, buffer *strings, size_t base, const char *text) {
    append_u32(head, base + strings->size);
    append_u32(head, strlen(text));
    append(strings, text, strlen(text));
}

int main(int count, char **arguments) {
    if (count < 3) return fprintf(stderr, "usage: compile_lexicons OUT.lexicon FILE.tsv...\n"), 2;
    size_t table_count = (size_t)count - 2, cells_at = 24 + 4 + table_count * 20;
    table *tables = checked(calloc(table_count, sizeof *tables));
    for (size_t i = 0; i < table_count; i++) {
        tables[i] = read_table(arguments[i + 2]);
        qsort(tables[i].rows, tables[i].row_count, sizeof *tables[i].rows, by_key);
    }
    qsort(tables, table_count, sizeof *tables, by_name);
    size_t strings_at = cells_at;
    for (size_t i = 0; i < table_count; i++) strings_at += (tables[i].row_count + 1) * tables[i].column_count * 8;
    buffer head = {0}, cells = {0}, strings = {0};
    append_u32(&head, table_count);
    for (size_t i = 0; i < table_count; i++) {
        table *t = &tables[i];
        append_str(&head, &strings, strings_at, t->name);
        append_u32(&head, t->column_count);
        append_u32(&head, t->row_count);
        append_u32(&head, cells_at + cells.size);
        for (size_t c = 0; c < t->column_count; c++) append_str(&cells, &strings, strings_at, t->columns[c]);
        for (size_t r = 0; r < t->row_count; r++)
            for (size_t c = 0; c < t->column_count; c++) append_str(&cells, &strings, strings_at, t->rows[r].cells[c]);
    }
    append(&head, cells.data, cells.size);
    append(&head, strings.data, strings.size);
    buffer out = {0};
    append(&out, "HSLX", 4);
    append_u32(&out, 1);
    append_u32(&out, head.size + 24);
    append_u32(&out, 0);
    unsigned long long checksum = XXH3_64bits(head.data, head.size);
    append(&out, &checksum, 8);
    append(&out, head.data, head.size);
    FILE *file = fopen(arguments[1], "wb");
    if (!file || fwrite(out.data, 1, out.size, file) != out.size || fclose(file)) fail(arguments[1], 0, "cannot be written");
    return 0;
}
