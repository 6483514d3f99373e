// Patterns of times: opening them, reading words into classes, matching. See times.h.
//
// In: atoms. Out: at each place, what the words there may be; and the longest pattern.
//
// Table times_words gives a word or phrase its class, its value and flags: "cap" needs a
// capital ("May", but "may"), "noun" refuses what the tagger calls a verb or auxiliary
// ("march"), "only" takes nothing but a noun ("a second"), "figure" needs a figure beside it ("Jan 4", but "Jan"). Figures are classes by their shape: YEAR four digits, DAY 1 to 31, HOUR, MINUTE,
// SECOND, MM, DD, YY; NUM and ORD are what numbers.c reads; DECADE is "1980s" or "'80s".
//
// Table times_patterns has a pattern a row: elements parted by blanks, each a class in
// capitals or a word or mark as it stands, alternatives with "|", a trailing "?" where it may
// be missing, a leading "~" where nothing may stand before it, a leading "<" for a word that
// must stand before the pattern and is no part of it, a leading ">" for one behind it. "MONTH .? DAY ,? YEAR" fits
// "Sept. 2, 2025"; it does not fit "September, the 2nd of it". Among patterns that fit, the
// longest match wins, then the higher rank.
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/quantities.h"
#include "statements/times.h"
#include "statements/tree.h"

static const hs_text known_names[CLASS_KNOWN] = {
#define X(name) [CLASS_##name] = TEXT_INIT(#name),
    TIMES_CLASSES(X)
#undef X
};

static const hs_text action_names[ACTIONS] = {
    [ACTION_NONE] = TEXT_INIT("none"), [ACTION_DATE] = TEXT_INIT("date"), [ACTION_UNIT] = TEXT_INIT("unit"),
    [ACTION_SHIFT] = TEXT_INIT("shift"), [ACTION_DURATION] = TEXT_INIT("duration"), [ACTION_SET] = TEXT_INIT("set"),
    [ACTION_VALUE] = TEXT_INIT("value"), [ACTION_PART] = TEXT_INIT("part"), [ACTION_QUARTER] = TEXT_INIT("quarter"),
    [ACTION_DECADE] = TEXT_INIT("decade"), [ACTION_CENTURY] = TEXT_INIT("century"),
    [ACTION_MENTION] = TEXT_INIT("mention"), [ACTION_CLOCK] = TEXT_INIT("clock"), [ACTION_EVERY] = TEXT_INIT("every"),
    [ACTION_SPAN] = TEXT_INIT("span"),
};

static const hs_text type_names[] = {TEXT_INIT("DATE"), TEXT_INIT("TIME"), TEXT_INIT("DURATION"), TEXT_INIT("SET")};

enum { FLAG_CAPITAL = 1, FLAG_NOUN = 2, FLAG_FIGURE = 4, FLAG_ONLY_NOUN = 8, MOST_CLASSES = 1024, LITERAL_SLOTS = 4096 };

// ---------------------------------------------------------------- opening

typedef struct opener {
    times_rules *rules;
    hs_text *names;
    uint16_t *literals;
    pattern_list *lists;
    uint32_t *first_of_class;
    size_t list_count, list_capacity;
    hs_arena *keep;
} opener;

static uint16_t literal_class(const times_rules *rules, hs_text word, uint32_t hash) {
    uint32_t slot = hash & rules->literal_mask;
    for (; rules->literal_slots[slot]; slot = (slot + 1) & rules->literal_mask)
        if (text_equal(rules->class_names[rules->literal_slots[slot]], word)) return rules->literal_slots[slot];
    return CLASS_NONE;
}

static bool is_class_name(hs_text name) { return name.size > 1 && byte_is_upper((unsigned char)name.data[0]); }

// The number of a class or literal word; a new one where it is new. CLASS_NONE when full.
static uint16_t class_of(opener *o, hs_text name) {
    if (is_class_name(name)) {
        for (uint16_t i = 1; i < o->rules->class_count; i++)
            if (text_equal(o->names[i], name)) return i;
    } else {
        uint16_t known = literal_class(o->rules, name, atom_hash(name));
        if (known) return known;
    }
    if (o->rules->class_count == MOST_CLASSES) return CLASS_NONE;
    uint16_t made = (uint16_t)o->rules->class_count++;
    o->names[made] = name;
    if (!is_class_name(name)) {
        uint32_t slot = atom_hash(name) & o->rules->literal_mask;
        while (o->literals[slot]) slot = (slot + 1) & o->rules->literal_mask;
        o->literals[slot] = made;
    }
    return made;
}

static bool read_element(opener *o, hs_text text, element *out) {
    *out = (element){0};
    if (text.size > 1 && text.data[0] == '<') out->before = true, text = text_slice(text, 1, text.size);
    if (text.size > 1 && text.data[0] == '>') out->behind = true, text = text_slice(text, 1, text.size);
    if (text.size > 1 && text.data[0] == '~') out->glued = true, text = text_slice(text, 1, text.size);
    if (text.size > 1 && text.data[text.size - 1] == '?') out->optional = true, text = text_slice(text, 0, text.size - 1);
    while (text.size) {
        hs_text one = text_cut(&text, '|');
        if (!one.size || out->count == MOST_ALTERNATIVES) return false;
        out->classes[out->count++] = class_of(o, one);
    }
    return out->count > 0;
}

static void list_pattern(opener *o, uint32_t which, uint16_t class) {
    for (uint32_t i = o->first_of_class[class]; i != HS_NONE; i = o->lists[i].next)
        if (o->lists[i].pattern == which) return;
    pattern_list one = {which, o->first_of_class[class]};
    o->first_of_class[class] = (uint32_t)o->list_count;
    *arena_push(o->keep, o->lists, o->list_count, o->list_capacity) = one;
}

static uint8_t number_of(hs_text name, const hs_text *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(names[i], name)) return (uint8_t)i;
    return 0;
}

static hs_text cell_at(const lexicon_table *table, uint32_t row, const char *column) {
    uint32_t at = lexicon_column(table, column);
    return at == HS_NONE ? (hs_text){0} : table->cells[(size_t)row * table->column_count + at];
}

static bool read_pattern(opener *o, const lexicon_table *table, uint32_t row, pattern *out) {
    *out = (pattern){0};
    hs_text elements = table->cells[(size_t)row * table->column_count];
    while (elements.size) {
        hs_text one = text_cut(&elements, ' ');
        if (out->count == MOST_ELEMENTS || !read_element(o, one, &out->elements[out->count++])) return false;
    }
    out->action = number_of(cell_at(table, row, "action"), action_names, ACTIONS);
    out->type = number_of(cell_at(table, row, "type"), type_names, 4);
    out->argument = cell_at(table, row, "argument");
    uint64_t rank = 0;
    text_to_number(cell_at(table, row, "rank"), &rank);
    out->rank = (int8_t)(rank < 100 ? rank : 100);
    return out->count > 0;
}

static void open_words(opener *o, const lexicon *from) {
    times_rules *rules = o->rules;
    const lexicon_table *table = lexicon_find_table(from, "times_words");
    rules->words = phrases_open(table, o->keep);
    entry *entries = arena_new(o->keep, entry, rules->words.count + 1);
    uint8_t *flags = arena_new(o->keep, uint8_t, rules->words.count + 1);
    for (uint32_t i = 0; i < rules->words.count; i++) {
        const phrase *one = &rules->words.items[i];
        entry *made = &entries[i];
        made->class = class_of(o, cell_at(table, one->row, "class"));
        made->length = (uint16_t)one->length;
        made->text = cell_at(table, one->row, "value");
        made->next = HS_NONE;
        text_to_double(made->text, &made->number);
        hs_text flag = cell_at(table, one->row, "flags");
        if (text_find(flag, TEXT("cap"), 0) != SIZE_MAX) flags[i] |= FLAG_CAPITAL;
        if (text_find(flag, TEXT("noun"), 0) != SIZE_MAX) flags[i] |= FLAG_NOUN;
        if (text_find(flag, TEXT("only"), 0) != SIZE_MAX) flags[i] |= FLAG_ONLY_NOUN;
        if (text_find(flag, TEXT("figure"), 0) != SIZE_MAX) flags[i] |= FLAG_FIGURE;
    }
    rules->word_entries = entries;
    rules->word_flags = flags;
}

void times_open_patterns(times_rules *rules, const lexicon *from, hs_arena *keep) {
    opener o = {.rules = rules, .keep = keep};
    o.names = arena_new(keep, hs_text, MOST_CLASSES);
    o.literals = arena_new(keep, uint16_t, LITERAL_SLOTS);
    o.first_of_class = arena_new(keep, uint32_t, MOST_CLASSES);
    for (uint32_t i = 0; i < MOST_CLASSES; i++) o.first_of_class[i] = HS_NONE;
    memcpy(o.names, known_names, sizeof known_names);
    rules->class_names = o.names;
    rules->class_count = CLASS_KNOWN;
    rules->literal_slots = o.literals;
    rules->literal_mask = LITERAL_SLOTS - 1;
    open_words(&o, from);
    const lexicon_table *table = lexicon_find_table(from, "times_patterns");
    pattern *patterns = arena_new(keep, pattern, table->row_count + 1);
    for (uint32_t row = 0; row < table->row_count; row++) {
        pattern *made = &patterns[rules->pattern_count];
        if (!read_pattern(&o, table, row, made)) continue;
        uint32_t which = rules->pattern_count++;
        for (uint32_t e = 0; e < made->count; e++) {
            for (uint32_t c = 0; c < made->elements[e].count && !made->elements[e].before; c++) list_pattern(&o, which, made->elements[e].classes[c]);
            if (!made->elements[e].optional && !made->elements[e].before) break;
        }
    }
    rules->patterns = patterns;
    rules->lists = o.lists;
    rules->first_of_class = o.first_of_class;
}

// ---------------------------------------------------------------- reading words

typedef struct lexer {
    const times_rules *rules;
    const reading *r;
    const atoms *a;
    entry *entries;
    size_t count, capacity;
    uint32_t *first;
    hs_arena *keep;
} lexer;

static void put(lexer *x, uint32_t at, entry one) {
    one.next = x->first[at];
    x->first[at] = (uint32_t)x->count;
    *arena_push(x->keep, x->entries, x->count, x->capacity) = one;
}

static void put_number(lexer *x, uint32_t at, uint16_t class, uint32_t length, double value) {
    put(x, at, (entry){.class = class, .length = (uint16_t)length, .number = value});
}

static bool digits_at(const atoms *a, uint32_t at) { return at < a->count && a->items[at].kind == ATOM_DIGITS; }

// "60 Minutes", "This Week": a unit with a capital inside a sentence is part of a name.
static bool is_name(const lexer *x, uint32_t at, uint32_t length, uint16_t class) {
    const atom *last = &x->a->items[at + length - 1];
    if (class != CLASS_UNIT && class != CLASS_UNITS && class != CLASS_NIGHT) return false;
    return last->upper && at && x->a->items[at - 1].sentence == last->sentence;
}

static bool flags_fit(const lexer *x, uint32_t at, uint32_t length, uint8_t flags) {
    const atom *one = &x->a->items[at];
    if (flags & FLAG_FIGURE && !digits_at(x->a, at + length) && !(at && digits_at(x->a, at - 1))) return false;
    if (flags & FLAG_CAPITAL && !one->upper) return false;
    if (flags & FLAG_ONLY_NOUN && one->token != HS_NONE && x->r->parse->tokens[one->token].upos != UPOS_NOUN) return false;
    if (!(flags & FLAG_NOUN) || one->token == HS_NONE) return true;
    // a capital inside a sentence is a name whatever the tagger says: "last May"
    if (one->upper && at && x->a->items[at - 1].sentence == one->sentence) return true;
    uint8_t upos = x->r->parse->tokens[one->token].upos;
    return upos != UPOS_VERB && upos != UPOS_AUX;
}

static void lex_words(lexer *x, uint32_t at, uint32_t end) {
    const times_rules *rules = x->rules;
    uint32_t longest = phrases_longest(&rules->words, &x->a->items[at]);
    if (longest > end - at) longest = end - at;
    for (uint32_t length = 1; length <= longest; length++) {
        uint32_t found = phrases_exact(&rules->words, x->a, at, length);
        for (; found != HS_NONE; found = rules->words.items[found].next)
            if (flags_fit(x, at, length, rules->word_flags[found]) && !is_name(x, at, length, rules->word_entries[found].class))
                put(x, at, rules->word_entries[found]);
    }
    uint16_t literal = literal_class(rules, x->a->items[at].lower, x->a->items[at].hash);
    if (literal) put(x, at, (entry){.class = literal, .length = 1});
}

static bool is_word(const atoms *a, uint32_t at, uint32_t end, const char *word) {
    return at < end && a->items[at].glued && atom_is(a, at, word);
}

// "1980s", "'80s", "80s"
static void lex_decade(lexer *x, uint32_t at, uint32_t end, double value) {
    const atoms *a = x->a;
    if (a->items[at].lower.data[a->items[at].lower.size - 1] != '0') return;
    uint32_t behind = at + 1;
    if (behind < end && a->items[behind].glued && atom_is_mark(a, behind, '\'')) behind++;
    if (!is_word(a, behind, end, "s")) return;
    bool quoted = at && atom_is_mark(a, at - 1, '\'') && a->items[at].glued;
    uint32_t start = quoted && a->items[at].lower.size == 2 ? at - 1 : at;
    if (a->items[at].lower.size == 4 || a->items[at].lower.size == 2)
        put_number(x, start, CLASS_DECADE, behind + 1 - start, value);
}

// The plural noun that the figure counts by the tree, "1500 tired soldiers"; not "the 2016 elections".
static bool has_counted(const lexer *x, uint32_t at, bool *persons) {
    uint32_t token = x->a->items[at].token;
    if (token == HS_NONE || !tree_is(x->r, token, REL_NUMMOD)) return false;
    uint32_t noun = tree_token(x->r, token)->head;
    if (noun == HS_NONE || noun < token || noun > token + 3) return false;
    const hs_token *t = tree_token(x->r, noun), *before = token ? tree_token(x->r, token - 1) : NULL;
    if (t->upos != UPOS_NOUN || !(t->morph & MORPH_PLURAL)) return false;
    if (before && before->upos == UPOS_DET && !(before->morph & MORPH_PLURAL)) return false;
    *persons = x->r->knowledge->predicates && predicates_rows(x->r, x->r->knowledge->predicates->persons, noun).count > 0;
    return true;
}

// "in about 1900": a preposition before the adverbs of the number, also one that was taken for an adverb of the verb.
static bool opens_year(const lexer *x, uint32_t at) {
    uint32_t token = x->a->items[at].token, start = token;
    if (token == HS_NONE) return false;
    while (start && tree_token(x->r, start - 1)->upos == UPOS_ADV && tree_token(x->r, start - 1)->head == token) start--;
    if (start == 0) return false;
    const hs_token *before = tree_token(x->r, start - 1);
    bool loose = start < token && before->upos == UPOS_ADV && tree_is(x->r, token, REL_OBL) && before->head == tree_token(x->r, token)->head;
    return before->upos == UPOS_ADP || loose;
}

// "more than 2000 people", "rose above 1900", "1500 soldiers" count; "in 2019 prices rose", "over 2019",
// "since about 2000" are years.
static bool is_count(const lexer *x, uint32_t at, uint32_t length, uint64_t value) {
    bool persons = false, counted = has_counted(x, at + length - 1, &persons), spoken_of = value >= 1900 && value < 2100;
    bool about = false, bounded = x->r->knowledge->quantities && quantities_bounded(x->r->knowledge->quantities, x->a, at, &about);
    if (about && opens_year(x, at)) bounded = false;
    if (bounded) return !spoken_of || value % 50 == 0 || counted;
    return counted && (!spoken_of || value % 100 == 0 || persons);
}

static void lex_digits(lexer *x, uint32_t at, uint32_t end) {
    const atom *one = &x->a->items[at];
    size_t size = one->lower.size;
    uint64_t value;
    if (size > 4 || !text_to_number(one->lower, &value)) return;
    double n = (double)value;
    if (size == 4 && value >= 1000 && value < 2200 && !is_count(x, at, 1, value)) put_number(x, at, CLASS_YEAR, 1, n);
    lex_decade(x, at, end, n);
    if (size > 2) return;
    if (value >= 1 && value <= 31) put_number(x, at, CLASS_DAY, 1, n), put_number(x, at, CLASS_DD, 1, n);
    if (value >= 1 && value <= 12) put_number(x, at, CLASS_MM, 1, n);
    if (value <= 24) put_number(x, at, CLASS_HOUR, 1, n);
    if (size != 2) return;
    put_number(x, at, CLASS_YY, 1, n);
    if (value <= 59) put_number(x, at, CLASS_MINUTE, 1, n), put_number(x, at, CLASS_SECOND, 1, n);
}

// "nineteen ninety-six"
static void lex_spoken_year(lexer *x, uint32_t at, uint32_t end, const number *first) {
    number second;
    if (first->digits || first->value < 13 || first->value > 20 || first->length > 2) return;
    if (!numbers_read(x->rules->numbers, x->a, at + first->length, end, &second)) return;
    if (second.digits || second.ordinal || second.value < 10 || second.value > 99 || !second.whole) return;
    put_number(x, at, CLASS_YEAR, first->length + second.length, first->value * 100 + second.value);
}

// Returns the end of the number that begins at `at`, `at` where none does.
static uint32_t lex_numbers(lexer *x, uint32_t at, uint32_t end) {
    number read;
    if (!numbers_read(x->rules->numbers, x->a, at, end, &read) || read.value < 0) return at;
    if (read.ordinal) {
        if (read.digits && read.value >= 1 && read.value <= 31) put_number(x, at, CLASS_DAY, read.length, read.value);
        put_number(x, at, CLASS_ORD, read.length, read.value);
        return at + read.length;
    }
    if (read.fraction && read.value != 0.5) return at; // "a third-quarter loss"
    put_number(x, at, CLASS_NUM, read.length, read.value);
    if (read.digits) return at + read.length;
    lex_spoken_year(x, at, end, &read);
    bool year = read.value >= 1900 && read.value < 2100 && read.whole;
    if (year && !is_count(x, at, read.length, (uint64_t)read.value)) put_number(x, at, CLASS_YEAR, read.length, read.value);
    double hour = read.whole ? read.value : read.value - 0.5; // "las [ocho] y media"
    uint32_t half = read.whole ? 0 : 2;
    if (hour >= 1 && hour <= 12 && hour == (uint32_t)hour && read.length > half) put_number(x, at, CLASS_HOUR, read.length - half, hour);
    return at + read.length;
}

// A figure inside a larger one ("1,998.50") begins nothing.
static bool inside_number(const atoms *a, uint32_t at) {
    if (at < 2 || !a->items[at].glued || !a->items[at - 1].glued || a->items[at - 2].kind != ATOM_DIGITS) return false;
    return atom_is_mark(a, at - 1, ',') && a->items[at].lower.size == 3;
}

lexed times_lex(const times_rules *rules, const reading *r, const atoms *a, hs_arena *keep) {
    lexer x = {.rules = rules, .r = r, .a = a, .keep = keep};
    x.first = arena_new(keep, uint32_t, a->count + 1);
    for (uint32_t i = 0; i <= a->count; i++) x.first[i] = HS_NONE;
    uint32_t number_end = 0; // "two thousand" inside "thirty-two thousand" begins nothing
    for (uint32_t at = 0, end = 0; at < a->count; at++) {
        if (at >= end)
            for (end = at; end < a->count && a->items[end].sentence == a->items[at].sentence;) end++;
        if (a->items[at].kind == ATOM_DIGITS) {
            if (!inside_number(a, at)) lex_numbers(&x, at, end), lex_digits(&x, at, end);
            continue;
        }
        if (a->items[at].kind == ATOM_WORD && at >= number_end) number_end = lex_numbers(&x, at, end);
        lex_words(&x, at, end);
    }
    return (lexed){a, x.entries, x.first};
}

// ---------------------------------------------------------------- matching

typedef struct matcher {
    const lexed *l;
    const pattern *pattern;
    uint32_t end;
} matcher;

static bool accepts(const element *e, uint16_t class) {
    for (uint8_t i = 0; i < e->count; i++)
        if (e->classes[i] == class) return true;
    return false;
}

static bool stands_before(const matcher *m, const element *e, uint32_t at) {
    if (!at || at > m->l->atoms->count) return false;
    for (uint32_t i = m->l->first[at - 1]; i != HS_NONE; i = m->l->entries[i].next)
        if (m->l->entries[i].length == 1 && accepts(e, m->l->entries[i].class)) return true;
    return false;
}

static void bind(bindings *bound, const entry *one) {
    if (one->class >= CLASS_KNOWN) return;
    if (bound->of[one->class]) bound->second[one->class] = one;
    else bound->of[one->class] = one;
}

// Where the longest match ends. `bound` is NULL where nobody asks what the elements stood for. Depth is at most MOST_ELEMENTS.
static uint32_t match_from(const matcher *m, uint32_t e, uint32_t at, bindings *bound) {
    if (e == m->pattern->count) return at;
    const element *expected = &m->pattern->elements[e];
    if (expected->behind) return stands_before(m, expected, at + 1) ? match_from(m, e + 1, at, bound) : HS_NONE;
    if (expected->before) return stands_before(m, expected, at) ? match_from(m, e + 1, at, bound) : HS_NONE;
    uint32_t best = HS_NONE;
    bindings tried, best_bound;
    if (at < m->end && (!expected->glued || m->l->atoms->items[at].glued)) {
        for (uint32_t i = m->l->first[at]; i != HS_NONE; i = m->l->entries[i].next) {
            const entry *one = &m->l->entries[i];
            if (!accepts(expected, one->class) || at + one->length > m->end) continue;
            if (bound) tried = *bound, bind(&tried, one);
            uint32_t stop = match_from(m, e + 1, at + one->length, bound ? &tried : NULL);
            if (stop == HS_NONE || (best != HS_NONE && stop <= best)) continue;
            best = stop;
            if (bound) best_bound = tried;
        }
    }
    if (expected->optional) {
        if (bound) tried = *bound;
        uint32_t stop = match_from(m, e + 1, at, bound ? &tried : NULL);
        if (stop != HS_NONE && (best == HS_NONE || stop > best)) {
            best = stop;
            if (bound) best_bound = tried;
        }
    }
    if (bound && best != HS_NONE) *bound = best_bound;
    return best;
}

// "10" of "10.5%" or of "$10" is no hour and no day.
static bool edges_fit(const lexed *l, uint32_t start, uint32_t stop, uint32_t end) {
    const atoms *a = l->atoms;
    const atom *first = &a->items[start], *last = &a->items[stop - 1];
    if (first->kind == ATOM_DIGITS && first->glued && start) {
        const atom *before = &a->items[start - 1];
        if (before->kind == ATOM_WORD) return false;
        if (before->glued && start > 1 && a->items[start - 2].kind == ATOM_DIGITS && !atom_is_mark(a, start - 1, '-')) return false;
        if (atom_is_mark(a, start - 1, '$') || atom_is_mark(a, start - 1, '.') || atom_is_mark(a, start - 1, '#')) return false;
    }
    if (first->kind == ATOM_DIGITS && start && atom_is_mark(a, start - 1, '$')) return false;
    if (last->kind != ATOM_DIGITS || stop >= end) return true;
    if (atom_is_mark(a, stop, '%')) return false;
    bool more = a->items[stop].glued && stop + 1 < end && a->items[stop + 1].glued && a->items[stop + 1].kind == ATOM_DIGITS;
    if (more && !atom_is_mark(a, stop, '-')) return false;
    return !(a->items[stop].glued && a->items[stop].kind == ATOM_WORD && last->lower.size < 4);
}

static uint32_t pattern_weight(const pattern *p) { return (uint32_t)(p->rank + 100); }

uint32_t times_match(const times_rules *rules, const lexed *l, uint32_t at, uint32_t end, bindings *bound,
                     uint32_t *stop) {
    uint32_t best = HS_NONE;
    *stop = at;
    for (uint32_t i = l->first[at]; i != HS_NONE; i = l->entries[i].next) {
        uint32_t item = rules->first_of_class[l->entries[i].class];
        for (; item != HS_NONE; item = rules->lists[item].next) {
            const pattern *p = &rules->patterns[rules->lists[item].pattern];
            matcher m = {l, p, end};
            uint32_t reached = match_from(&m, 0, at, NULL);
            if (reached == HS_NONE || reached == at || reached < *stop || !edges_fit(l, at, reached, end)) continue;
            bool better = reached > *stop || best == HS_NONE ||
                          pattern_weight(p) > pattern_weight(&rules->patterns[best]) ||
                          (pattern_weight(p) == pattern_weight(&rules->patterns[best]) && rules->lists[item].pattern < best);
            if (!better) continue;
            best = rules->lists[item].pattern;
            *stop = reached;
        }
    }
    if (best == HS_NONE) return best;
    matcher m = {l, &rules->patterns[best], end};
    *bound = (bindings){0};
    match_from(&m, 0, at, bound);
    return best;
}
