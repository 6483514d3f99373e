// Cutting text into atoms, and finding phrases among them. See atoms.h.
//
// In: a parsed document, or one text. Out: runs of letters, runs of ASCII digits, and every
// other character by itself, white space left out. Typographic dashes and apostrophes are
// written as "-" and "'", so that a lexicon needs one spelling of "o'clock".
//
// A phrase table hashes whole keys, and first atoms with the longest key they begin: most
// atoms begin none and cost one probe.
#include "statements/atoms.h"

#include "base/text.h"

enum { LONGEST_KEY_BYTES = 160, SEED = 8 };

uint32_t atom_hash(hs_text lower) { return (uint32_t)text_hash(lower, SEED); }

typedef struct cutter {
    hs_text text;
    atom *items;
    size_t count, capacity;
    hs_arena *keep;
} cutter;

static bool is_letter(uint32_t code) {
    return code < 128 ? byte_is_alpha((unsigned char)code) : code_is_letter(code) && code != 0xBA && code != 0xAA;
}

static hs_text plain_mark(uint32_t code, hs_text as_it_stands) {
    if (code == 0x2019 || code == 0x2018 || code == 0x2BC) return TEXT("'");
    if (code >= 0x2010 && code <= 0x2013) return TEXT("-");
    if (code == 0x2212) return TEXT("-");
    return as_it_stands;
}

// Lower case without a copy where nothing changes.
static hs_text lower_form(cutter *c, hs_text form) {
    for (size_t i = 0; i < form.size; i++)
        if (byte_is_upper((unsigned char)form.data[i]) || (unsigned char)form.data[i] >= 0x80)
            return text_lower(c->keep, form);
    return form;
}

// End of the run of letters or digits that begins at `at`.
static size_t run_end(hs_text text, size_t at, size_t end, bool letters) {
    while (at < end) {
        uint32_t size, code = utf8_decode(text, at, &size);
        if (letters ? !is_letter(code) : code > 127 || !byte_is_digit((unsigned char)code)) break;
        at += size;
    }
    return at < end ? at : end;
}

static void cut(cutter *c, size_t start, size_t end, uint32_t sentence) {
    bool glued = false;
    for (size_t at = start; at < end;) {
        uint32_t size, code = utf8_decode(c->text, at, &size);
        size_t stop = at + size;
        if (code_is_space(code)) {
            glued = false, at = stop;
            continue;
        }
        atom one = {.token = HS_NONE, .sentence = sentence, .glued = glued, .kind = ATOM_MARK};
        if (is_letter(code)) one.kind = ATOM_WORD, one.upper = code_is_upper(code);
        else if (code < 128 && byte_is_digit((unsigned char)code)) one.kind = ATOM_DIGITS;
        if (one.kind != ATOM_MARK) stop = run_end(c->text, at, end, one.kind == ATOM_WORD);
        if (stop > end) stop = end;
        hs_text form = text_slice(c->text, at, stop);
        one.lower = one.kind == ATOM_WORD ? lower_form(c, form) : plain_mark(code, form);
        if (one.kind == ATOM_DIGITS) one.lower = form;
        one.hash = atom_hash(one.lower);
        one.span = (hs_span){(uint32_t)at, (uint32_t)stop};
        *arena_push(c->keep, c->items, c->count, c->capacity) = one;
        glued = true, at = stop;
    }
}

// Tokens stand in order, as atoms do.
static void link_tokens(cutter *c, const hs_parse *parse) {
    uint32_t token = 0;
    for (size_t i = 0; i < c->count; i++) {
        while (token < parse->token_count && parse->tokens[token].span.end <= c->items[i].span.start) token++;
        if (token < parse->token_count && parse->tokens[token].span.start < c->items[i].span.end)
            c->items[i].token = token;
    }
}

atoms atoms_read(const reading *r, hs_arena *keep) {
    cutter c = {.text = r->document->text, .keep = keep};
    for (uint32_t s = 0; s < r->parse->sentence_count; s++) {
        hs_span span = r->parse->sentences[s].span;
        if (span.end <= c.text.size) cut(&c, span.start, span.end, s);
    }
    link_tokens(&c, r->parse);
    return (atoms){c.items, (uint32_t)c.count, c.text};
}

atoms atoms_of(hs_text text, hs_arena *keep) {
    cutter c = {.text = text, .keep = keep};
    cut(&c, 0, text.size, 0);
    return (atoms){c.items, (uint32_t)c.count, text};
}

// ---------------------------------------------------------------- phrases

// Joins atoms by blanks in `buffer`; false where they are too long to be a key.
static bool join(const atoms *a, uint32_t at, uint32_t length, char buffer[LONGEST_KEY_BYTES], hs_text *joined) {
    size_t size = 0;
    for (uint32_t i = at; i < at + length; i++) {
        hs_text lower = a->items[i].lower;
        if (size + lower.size + 1 > LONGEST_KEY_BYTES) return false;
        if (i > at) buffer[size++] = ' ';
        memcpy(buffer + size, lower.data, lower.size);
        size += lower.size;
    }
    *joined = (hs_text){buffer, size};
    return true;
}

static void put_first(phrases *table, uint32_t *firsts, uint32_t first, uint32_t length) {
    uint32_t slot = first & table->first_mask;
    if (firsts[slot] < length) firsts[slot] = length;
}

static uint32_t *find_slot(const phrases *table, uint32_t *slots, hs_text key) {
    uint32_t slot = atom_hash(key) & table->mask;
    while (slots[slot] && !text_equal(table->items[slots[slot] - 1].key, key)) slot = (slot + 1) & table->mask;
    return &slots[slot];
}

phrases phrases_open(const lexicon_table *table, hs_arena *keep) {
    phrases out = {.mask = 15, .first_mask = 255};
    while (out.mask < table->row_count * 2) out.mask = out.mask * 2 + 1;
    while (out.first_mask < table->row_count * 8) out.first_mask = out.first_mask * 2 + 1;
    phrase *items = arena_new(keep, phrase, table->row_count + 1);
    uint32_t *slots = arena_new(keep, uint32_t, out.mask + 1);
    uint32_t *firsts = arena_new(keep, uint32_t, out.first_mask + 1);
    out.items = items;
    for (uint32_t row = 0; row < table->row_count; row++) {
        atoms key = atoms_of(table->cells[(size_t)row * table->column_count], keep);
        char buffer[LONGEST_KEY_BYTES];
        hs_text joined;
        if (!key.count || !join(&key, 0, key.count, buffer, &joined)) continue;
        phrase *one = &items[out.count++];
        *one = (phrase){arena_text(keep, joined), row, key.count, HS_NONE};
        put_first(&out, firsts, key.items[0].hash, key.count);
        uint32_t *slot = find_slot(&out, slots, one->key);
        if (*slot) one->next = *slot - 1;
        *slot = out.count;
    }
    out.slots = slots;
    out.firsts = firsts;
    return out;
}

static uint32_t find_key(const phrases *table, hs_text key, uint32_t hash) {
    for (uint32_t slot = hash & table->mask; table->slots[slot]; slot = (slot + 1) & table->mask)
        if (text_equal(table->items[table->slots[slot] - 1].key, key)) return table->slots[slot] - 1;
    return HS_NONE;
}

uint32_t phrases_exact(const phrases *table, const atoms *a, uint32_t at, uint32_t length) {
    char buffer[LONGEST_KEY_BYTES];
    hs_text joined;
    if (at + length > a->count) return HS_NONE;
    if (length == 1) return find_key(table, a->items[at].lower, a->items[at].hash);
    return join(a, at, length, buffer, &joined) ? find_key(table, joined, atom_hash(joined)) : HS_NONE;
}

uint32_t phrases_match(const phrases *table, const atoms *a, uint32_t at, uint32_t end) {
    if (at >= end) return HS_NONE;
    uint32_t longest = phrases_longest(table, &a->items[at]);
    if (longest > end - at) longest = end - at;
    for (uint32_t length = longest; length > 0; length--) {
        uint32_t found = phrases_exact(table, a, at, length);
        if (found != HS_NONE) return found;
    }
    return HS_NONE;
}
