// Reads PETRARCH and TABARI dictionaries. See dictionary.h.
//
// In: the bytes of one file (or several, one after the other). Out: entries sorted for
// look-up. One pass over the lines; what a line is, is told by how it looks: "[~" an agent,
// "---" the head of a verb group, "-" a pattern, "+" another name, "[" codes of the names
// above, anything else a name or, inside a verb group, a verb. What it gets wrong: macros
// ("!PERSON!"), synonym sets ("&ARMS") and TABARI's tense suffixes are passed over.
#include "statements/dictionary.h"

#include "base/sort.h"
#include "base/text.h"

typedef struct builder {
    hs_arena *keep;
    dictionary_entry *entries;
    size_t count, capacity;
    hs_text *names;      // of the actor or verb group being read
    size_t name_count, name_capacity;
    bool verbs;          // inside a verb group
    hs_text verb, code;  // its head and code
} builder;

// Lower case, '_' as a blank, single blanks, without what stands in {…}, (…) or after ';' or '#'.
static hs_text clean(builder *b, hs_text text) {
    hs_text lower = text_lower(b->keep, text);
    char *out = arena_new(b->keep, char, lower.size + 1);
    size_t size = 0;
    char closing = 0;
    for (size_t i = 0; i < lower.size; i++) {
        char letter = lower.data[i] == '_' || byte_is_space((unsigned char)lower.data[i]) ? ' ' : lower.data[i];
        if (closing) {
            if (letter == closing) closing = 0;
            continue;
        }
        if (letter == '{') closing = '}';
        else if (letter == '(') closing = ')';
        else if (letter == ';' || letter == '#') break;
        else if (letter != ' ' || (size && out[size - 1] != ' ')) out[size++] = letter;
    }
    while (size && out[size - 1] == ' ') size--;
    return (hs_text){out, size};
}

static void add(builder *b, dictionary_entry entry) {
    if (entry.key.size && entry.code.size) *arena_push(b->keep, b->entries, b->count, b->capacity) = entry;
}

// "990101" or "19990101" as YYYYMMDD; empty where it is none.
static hs_text read_date(builder *b, hs_text text) {
    uint64_t number;
    if (!text_to_number(text, &number)) return (hs_text){0};
    if (text.size == 8) return text;
    if (text.size != 6) return (hs_text){0};
    return arena_print(b->keep, "%s%.*s", text.data[0] >= '4' ? "19" : "20", TEXT_ARGS(text));
}

// The inside of one pair of brackets for every name of the group: "ALDGOV 990101-051231", "ALD <010101".
static void add_actor_code(builder *b, hs_text inside) {
    inside = text_trim(inside);
    hs_text code = text_cut(&inside, ' ');
    hs_text range = text_trim(inside), from = {0}, to = {0};
    if (range.size && range.data[0] == '<') to = read_date(b, text_slice(range, 1, range.size));
    else if (range.size && range.data[0] == '>') from = read_date(b, text_slice(range, 1, range.size));
    else if (range.size) from = read_date(b, text_trim(text_cut(&range, '-'))), to = read_date(b, text_trim(range));
    for (size_t i = 0; i < b->name_count; i++)
        add(b, (dictionary_entry){DICTIONARY_ACTOR, b->names[i], {0}, {0}, code, from, to});
}

static void add_actor_codes(builder *b, hs_text rest) {
    while (rest.size) {
        text_cut(&rest, '[');
        hs_text inside = text_cut(&rest, ']');
        if (inside.size) add_actor_code(b, inside);
    }
}

static void add_agent(builder *b, hs_text line, size_t bracket) {
    hs_text head = text_slice(line, 0, bracket), rest = text_slice(line, bracket + 2, line.size);
    hs_text code = text_trim(text_cut(&rest, ']'));
    size_t open = text_find(head, TEXT("{"), 0), close = text_find(head, TEXT("}"), 0);
    add(b, (dictionary_entry){DICTIONARY_AGENT, clean(b, head), {0}, {0}, code, {0}, {0}});
    if (open != SIZE_MAX && close != SIZE_MAX && open < close)
        add(b, (dictionary_entry){DICTIONARY_AGENT, clean(b, text_slice(head, open + 1, close)), {0}, {0}, code, {0}, {0}});
}

// The first code of "[112:190]"; "---" is no code.
static hs_text bracketed(hs_text line) {
    text_cut(&line, '[');
    hs_text code = text_trim(text_cut(&line, ']'));
    code = text_cut(&code, ':');
    return code.size && byte_is_digit((unsigned char)code.data[0]) ? code : (hs_text){0};
}

static hs_text pattern_words(builder *b, hs_text side) {
    hs_text out = {0};
    side = clean(b, side);
    while (side.size) {
        hs_text word = text_cut(&side, ' ');
        unsigned char first = word.size ? (unsigned char)word.data[0] : 0;
        if (!byte_is_alpha(first) && first < 0x80) continue;
        out = out.size ? arena_phrase(b->keep, out, word) : word;
    }
    return out;
}

static void add_pattern(builder *b, hs_text line) {
    size_t star = text_find(line, TEXT("*"), 0), bracket = text_find(line, TEXT("["), 0);
    if (star == SIZE_MAX || bracket == SIZE_MAX || bracket < star) return;
    hs_text before = pattern_words(b, text_slice(line, 1, star)), after = pattern_words(b, text_slice(line, star + 1, bracket));
    for (size_t i = 0; i < b->name_count; i++)
        add(b, (dictionary_entry){DICTIONARY_PATTERN, b->names[i], before, after, bracketed(line), {0}, {0}});
}

static void begin_verbs(builder *b, hs_text line) {
    b->verbs = true;
    b->name_count = 0;
    b->code = bracketed(line);
}

static void add_name(builder *b, hs_text line, size_t bracket) {
    hs_text name = clean(b, text_slice(line, 0, bracket == SIZE_MAX ? line.size : bracket));
    if (!name.size) return;
    *arena_push(b->keep, b->names, b->name_count, b->name_capacity) = name;
    hs_text own = bracket == SIZE_MAX ? (hs_text){0} : bracketed(line);
    if (b->verbs) add(b, (dictionary_entry){DICTIONARY_VERB, name, {0}, {0}, own.size ? own : b->code, {0}, {0}});
}

static void read_line(builder *b, hs_text line) {
    line = text_trim(line);
    if (!line.size || line.data[0] == '#' || line.data[0] == ';' || line.data[0] == '<') return;
    size_t agent = text_find(line, TEXT("[~"), 0), bracket = text_find(line, TEXT("["), 0);
    if (text_find(line, TEXT("!"), 0) != SIZE_MAX) return;
    if (agent != SIZE_MAX) add_agent(b, line, agent);
    else if (text_starts(line, TEXT("---"))) begin_verbs(b, line);
    else if (b->verbs && (line.data[0] == '-' || line.data[0] == '~')) add_pattern(b, line);
    else if (line.data[0] == '&' || line.data[0] == '-' || line.data[0] == '~') return;
    else if (line.data[0] == '[') add_actor_codes(b, line);
    else if (line.data[0] == '+') add_name(b, text_slice(line, 1, line.size), bracket == SIZE_MAX ? bracket : bracket - 1);
    else {
        if (!b->verbs) b->name_count = 0;
        add_name(b, line, bracket);
        if (!b->verbs && bracket != SIZE_MAX) add_actor_codes(b, text_slice(line, bracket, line.size));
    }
}

static int entry_order(const void *a, const void *b, const void *context) {
    (void)context;
    const dictionary_entry *x = a, *y = b;
    return x->kind != y->kind ? (int)x->kind - (int)y->kind : text_compare(x->key, y->key);
}

const dictionary *dictionary_read(hs_text bytes, hs_arena *keep) {
    if (!text_trim(bytes).size) return NULL;
    builder b = {.keep = keep};
    while (bytes.size) read_line(&b, text_cut(&bytes, '\n'));
    if (!b.count) return NULL;
    dictionary_entry *sorted = arena_new(keep, dictionary_entry, b.count);
    memcpy(sorted, b.entries, b.count * sizeof *sorted);
    sort_items(sorted, b.count, sizeof *sorted, entry_order, NULL, *keep);
    dictionary *out = arena_new(keep, dictionary, 1);
    *out = (dictionary){sorted, (uint32_t)b.count, 1};
    for (uint32_t i = 0; i < out->count; i++) {
        uint32_t words = 1;
        for (size_t at = 0; at < sorted[i].key.size; at++) words += sorted[i].key.data[at] == ' ';
        if (words > out->longest) out->longest = words;
    }
    return out;
}

const dictionary_entry *dictionary_find(const dictionary *d, dictionary_kind kind, hs_text key, uint32_t *count) {
    *count = 0;
    if (!d) return NULL;
    dictionary_entry wanted = {kind, key, {0}, {0}, {0}, {0}, {0}};
    uint32_t low = 0, high = d->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (entry_order(&d->entries[middle], &wanted, NULL) < 0) low = middle + 1;
        else high = middle;
    }
    while (low + *count < d->count && entry_order(&d->entries[low + *count], &wanted, NULL) == 0) ++*count;
    return d->entries + low;
}
