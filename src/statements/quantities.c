// Quantities: the second pass of the statements room.
//
// In: atoms, the times found before, the tree. Out: intervals with a unit.
//
// A quantity is a core (quantities_core.c) with bounds around it. Bounds are phrases of the
// table quantities_bounds:
//   min, max, min-open, max-open, about, exact   before the core: "at least", "up to", "over"
//   after-min, after-max, after-about            behind it: "or more", "or so"
//   between … and …, from … to …, … to …         two cores make a range; "-" joins figures
//   joint                                        between two bounds: "over 3 and below 10"
//   change                                       verbs after which from … to … is no range: "rose from 3 to 5"
//   ratio                                        "two out of five"
//   after-equal                                  closes an open bound: "over ten or equal to it"
//   skip, of                                     words between a bound or scale and its core
// "At least three" is [3, inf) with value 3; "more than 10" begins at 11 for what is counted
// one by one and at 10 for money and measures; "dozens" is [24, inf) without a value;
// "between three and five" is [3, 5] without one. A date's figures are no quantities, nor
// are a name's ("F-16").
//
// The span of a counted quantity runs from its bound to the noun; that of a measure or a
// sum of money is the number with its unit, so that the same sum has the same words.
//
// Wrong on: scores that rise ("lost 1-3" is taken for a range), ellipsis ("fifteen people,
// not seventeen" leaves seventeen without a unit).
#include "statements/quantities.h"

#include "base/text.h"
#include "statements/tree.h"

enum { LONGEST_BOUND = 4 }; // words

static const hs_text effect_names[BOUND_EFFECTS] = {
    [BOUND_NONE] = TEXT_INIT("none"), [BOUND_MIN] = TEXT_INIT("min"), [BOUND_MIN_OPEN] = TEXT_INIT("min-open"),
    [BOUND_MAX] = TEXT_INIT("max"), [BOUND_MAX_OPEN] = TEXT_INIT("max-open"), [BOUND_ABOUT] = TEXT_INIT("about"),
    [BOUND_EXACT] = TEXT_INIT("exact"), [BOUND_BETWEEN] = TEXT_INIT("between"), [BOUND_FROM] = TEXT_INIT("from"),
    [BOUND_TO] = TEXT_INIT("to"), [BOUND_AND] = TEXT_INIT("and"), [BOUND_JOINT] = TEXT_INIT("joint"),
    [BOUND_AFTER_MIN] = TEXT_INIT("after-min"), [BOUND_AFTER_MAX] = TEXT_INIT("after-max"),
    [BOUND_AFTER_ABOUT] = TEXT_INIT("after-about"), [BOUND_AFTER_EQUAL] = TEXT_INIT("after-equal"),
    [BOUND_RATIO] = TEXT_INIT("ratio"), [BOUND_SKIP] = TEXT_INIT("skip"), [BOUND_OF] = TEXT_INIT("of"),
    [BOUND_CHANGE] = TEXT_INIT("change"),
};

static const hs_text place_names[] = {
    [UNIT_NONE] = TEXT_INIT("none"), [UNIT_BEFORE] = TEXT_INIT("before"), [UNIT_AFTER] = TEXT_INIT("after"),
    [UNIT_BOTH] = TEXT_INIT("both"), [UNIT_AGE] = TEXT_INIT("age"), [UNIT_PART] = TEXT_INIT("part"),
    [UNIT_CAPITAL] = TEXT_INIT("capital"),
};

static uint8_t name_number(hs_text name, const hs_text *names, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (text_equal(names[i], name)) return (uint8_t)i;
    return 0;
}

static hs_text cell(const lexicon_table *table, const phrase *of, const char *column) {
    uint32_t at = lexicon_column(table, column);
    return at == HS_NONE ? (hs_text){0} : table->cells[(size_t)of->row * table->column_count + at];
}

static void open_units(quantities_rules *rules, const lexicon *from, hs_arena *keep) {
    const lexicon_table *table = lexicon_find_table(from, "quantities_units");
    rules->units = phrases_open(table, keep);
    hs_text *names = arena_new(keep, hs_text, rules->units.count + 1);
    uint8_t *places = arena_new(keep, uint8_t, rules->units.count + 1);
    double *parts = arena_new(keep, double, rules->units.count + 1);
    for (uint32_t i = 0; i < rules->units.count; i++) {
        names[i] = cell(table, &rules->units.items[i], "unit");
        text_to_double(cell(table, &rules->units.items[i], "parts"), &parts[i]);
        places[i] = name_number(cell(table, &rules->units.items[i], "place"), place_names,
                                sizeof place_names / sizeof *place_names);
    }
    rules->unit_names = names;
    rules->unit_places = places;
    rules->unit_parts = parts;
}

const quantities_rules *quantities_open(const lexicon *from, hs_arena *keep) {
    quantities_rules *rules = arena_new(keep, quantities_rules, 1);
    rules->numbers = numbers_open(from, keep);
    open_units(rules, from, keep);
    const lexicon_table *bounds = lexicon_find_table(from, "quantities_bounds");
    rules->bounds = phrases_open(bounds, keep);
    uint8_t *effects = arena_new(keep, uint8_t, rules->bounds.count + 1);
    for (uint32_t i = 0; i < rules->bounds.count; i++)
        effects[i] = name_number(cell(bounds, &rules->bounds.items[i], "effect"), effect_names, BOUND_EFFECTS);
    rules->bound_effects = effects;
    const lexicon_table *vague = lexicon_find_table(from, "quantities_vague");
    rules->vague = phrases_open(vague, keep);
    double *minima = arena_new(keep, double, rules->vague.count + 1), *values = arena_new(keep, double, rules->vague.count + 1);
    for (uint32_t i = 0; i < rules->vague.count; i++) {
        text_to_double(cell(vague, &rules->vague.items[i], "min"), &minima[i]);
        text_to_double(cell(vague, &rules->vague.items[i], "value"), &values[i]);
    }
    rules->vague_minima = minima;
    rules->vague_values = values;
    return rules;
}

uint32_t quantities_words(const quantities_rules *rules, const atoms *a, uint32_t at, uint32_t end, uint32_t effects,
                          bound_effect *effect) {
    if (at >= end) return 0;
    uint32_t longest = phrases_longest(&rules->bounds, &a->items[at]);
    if (longest > end - at) longest = end - at;
    for (uint32_t length = longest; length > 0; length--) {
        uint32_t found = phrases_exact(&rules->bounds, a, at, length);
        for (; found != HS_NONE; found = rules->bounds.items[found].next) {
            if (!(effects >> rules->bound_effects[found] & 1)) continue;
            if (effect) *effect = (bound_effect)rules->bound_effects[found];
            return length;
        }
    }
    return 0;
}

bool quantities_bounded(const quantities_rules *rules, const atoms *a, uint32_t at, bool *about) {
    const uint32_t effects = 1u << BOUND_MIN | 1u << BOUND_MIN_OPEN | 1u << BOUND_MAX | 1u << BOUND_MAX_OPEN | 1u << BOUND_ABOUT;
    for (uint32_t length = 1; length <= LONGEST_BOUND && length <= at && a->items[at - length].sentence == a->items[at].sentence; length++) {
        bound_effect effect = BOUND_NONE;
        if (quantities_words(rules, a, at - length, at, effects, &effect) != length) continue;
        *about = effect == BOUND_ABOUT;
        return true;
    }
    return false;
}

// ---------------------------------------------------------------- bounds

// A quantity while it is read.
typedef struct found {
    hs_quantity quantity;
    core core;           // the last core
    uint32_t start, end; // atoms
    bool bounded;        // a bound stands before it
} found;

enum {
    BEFORE = 1u << BOUND_MIN | 1u << BOUND_MIN_OPEN | 1u << BOUND_MAX | 1u << BOUND_MAX_OPEN | 1u << BOUND_ABOUT |
             1u << BOUND_EXACT,
    BEHIND = 1u << BOUND_AFTER_MIN | 1u << BOUND_AFTER_MAX | 1u << BOUND_AFTER_ABOUT | 1u << BOUND_AFTER_EQUAL,
};

// One by one, so that "more than ten" begins at eleven.
static double step(const core *c) { return c->number.whole && !c->unit.size ? 1 : 0; }

static void apply(found *f, bound_effect effect) {
    hs_quantity *q = &f->quantity;
    const core *c = &f->core;
    double value = c->vague ? c->vague_min : c->number.value;
    switch (effect) {
    case BOUND_AFTER_MIN: q->has_max = false, q->max = 0; // fall through
    case BOUND_MIN: q->has_min = true, q->min = value; break;
    case BOUND_MIN_OPEN: q->has_min = true, q->min = value + step(c); break;
    case BOUND_MAX: case BOUND_AFTER_MAX: q->has_max = true, q->max = value, q->has_min = false, q->min = 0; break;
    case BOUND_MAX_OPEN: q->has_max = true, q->max = value - step(c), q->has_min = false, q->min = 0; break;
    case BOUND_AFTER_EQUAL:
        if (q->has_min) q->min = value;
        if (q->has_max) q->max = value;
        break;
    case BOUND_ABOUT: case BOUND_AFTER_ABOUT: q->approximate = true; break;
    case BOUND_EXACT: q->has_min = q->has_max = true, q->min = q->max = value; break;
    default: break;
    }
}

static void take_core(found *f) {
    const core *c = &f->core;
    f->quantity = (hs_quantity){.has_value = !c->vague, .value = c->number.value, .unit = c->unit,
                                .ordinal = c->number.ordinal, .approximate = c->approximate};
    if (c->vague) f->quantity.value = 0, f->quantity.has_min = c->vague_min > 0, f->quantity.min = c->vague_min;
    f->start = c->start, f->end = c->end;
}

static uint32_t skip_words(const quantity_reader *q, uint32_t at, uint32_t end) {
    return at + quantities_words(q->rules, q->a, at, end, 1u << BOUND_SKIP, NULL);
}

// Makes a range of two cores; the first takes scale and unit of the second where it has
// none of its own: "between 3 and 5 million crowns".
static bool make_range(found *f, const core *low, const core *high) {
    double from = low->number.value, to = high->number.value;
    // "fell 1/4 to $254": the sign belongs to one figure alone
    if (!low->unit.size && high->figure > high->start) return false;
    if (low->number.plain && high->number.counts && high->number.digits) {
        double scale = to / (to >= 1e9 ? 1e9 : to >= 1e6 ? 1e6 : 1e3);
        if (from <= scale * 1000 && from < to / 1000) from *= to / scale;
    }
    if (from >= to || low->vague || high->vague) return false;
    f->core = *high;
    f->quantity = (hs_quantity){.has_min = true, .has_max = true, .min = from, .max = to, .unit = high->unit};
    f->start = low->start;
    f->end = high->end;
    return true;
}

// "three or four boats" is a range, "10 or 10,000" is not.
enum { MOST_EITHER = 2 };

static bool is_tight_dash(const atoms *a, uint32_t at, uint32_t end) {
    return at + 1 < end && atom_is_mark(a, at, '-') && a->items[at].glued && a->items[at + 1].glued;
}

// "1-222-2222", "three-nought-four": figures in a row are no range.
static bool is_chain(const atoms *a, uint32_t start, uint32_t dash, uint32_t end) {
    if (!is_tight_dash(a, dash, end)) return false;
    if (start > 1 && a->items[start].glued && atom_is_mark(a, start - 1, '-') && a->items[start - 1].glued) return true;
    return is_tight_dash(a, dash + 2, end) && a->items[dash + 3].kind == a->items[dash + 1].kind && a->items[dash + 1].kind == a->items[start].kind;
}

static bool read_range(const quantity_reader *q, uint32_t at, uint32_t end, uint32_t middle, found *f) {
    core low, high;
    if (!quantities_core(q, at, end, &low) || low.vague) return false;
    uint32_t joint = quantities_words(q->rules, q->a, low.end, end, middle, NULL);
    if (!joint && (middle >> BOUND_TO & 1) && low.end < end && atom_is_mark(q->a, low.end, '-')) joint = 1;
    if (!joint || is_chain(q->a, at, low.end, end)) return false;
    uint32_t next = skip_words(q, low.end + joint, end);
    if (!quantities_core(q, next, end, &high)) return false;
    bool either = atom_is(q->a, low.end, "or") || atom_is(q->a, low.end, "o");
    if (either && high.number.value > low.number.value * MOST_EITHER) return false;
    if (low.number.ordinal != high.number.ordinal) return false;
    if (low.unit.size && !text_equal(low.unit, high.unit)) return false;
    return make_range(f, &low, &high);
}

// "between A and B", "from A to B" unless something changed from A to B.
static bool read_opened_range(const quantity_reader *q, uint32_t at, uint32_t end, found *f) {
    bound_effect effect = BOUND_NONE;
    uint32_t length = quantities_words(q->rules, q->a, at, end, 1u << BOUND_BETWEEN | 1u << BOUND_FROM, &effect);
    if (!length) return false;
    uint32_t middle = effect == BOUND_BETWEEN ? 1u << BOUND_AND : 1u << BOUND_TO;
    for (uint32_t back = 1; effect == BOUND_FROM && back <= 3 && back <= at; back++)
        if (quantities_words(q->rules, q->a, at - back, end, 1u << BOUND_CHANGE, NULL)) return false;
    if (!read_range(q, skip_words(q, at + length, end), end, middle, f)) return false;
    f->start = at;
    f->bounded = true;
    return true;
}

static bool read_bounded(const quantity_reader *q, uint32_t at, uint32_t end, int depth, found *f) {
    if (read_opened_range(q, at, end, f)) return true;
    bound_effect effect = BOUND_NONE;
    uint32_t length = depth < 3 ? quantities_words(q->rules, q->a, at, end, BEFORE, &effect) : 0;
    // "roughly a third", but "over the 30"
    if (length && (read_bounded(q, at + length, end, depth + 1, f) ||
                   read_bounded(q, skip_words(q, at + length, end), end, depth + 1, f))) {
        apply(f, effect);
        f->start = at;
        f->bounded = true;
        return true;
    }
    // behind a "from" that opened no range something changed from A to B
    bool changed = at && quantities_words(q->rules, q->a, at - 1, at, 1u << BOUND_FROM, NULL);
    if (!changed && read_range(q, at, end, 1u << BOUND_TO, f)) return true;
    if (!quantities_core(q, at, end, &f->core)) return false;
    take_core(f);
    return true;
}

static void read_behind(const quantity_reader *q, uint32_t end, found *f) {
    bound_effect effect = BOUND_NONE;
    uint32_t length = quantities_words(q->rules, q->a, f->end, end, BEHIND, &effect);
    if (!length) return;
    // "less than 10 and more than 5": the words belong to the next figure
    found next = {0};
    if (f->end + 1 < end && read_bounded(q, f->end + 1, end, 0, &next) && next.bounded) return;
    apply(f, effect);
    f->end += length;
    f->bounded = true;
}

// "greater than 30 and less than 40": two open sides make one interval.
static void read_joint(const quantity_reader *q, uint32_t end, found *f) {
    if (!f->bounded || f->quantity.has_min == f->quantity.has_max) return;
    uint32_t joint = quantities_words(q->rules, q->a, f->end, end, 1u << BOUND_JOINT, NULL);
    found other = {0};
    if (!joint || !read_bounded(q, f->end + joint, end, 0, &other)) return;
    read_behind(q, end, &other);
    if (!other.bounded) return;
    if (other.quantity.has_min == other.quantity.has_max || other.quantity.has_min == f->quantity.has_min) return;
    if (f->core.unit.size && other.core.unit.size && !text_equal(f->core.unit, other.core.unit)) return;
    double min = f->quantity.has_min ? f->quantity.min : other.quantity.min;
    double max = f->quantity.has_max ? f->quantity.max : other.quantity.max;
    if (min > max) return;
    f->quantity.has_min = f->quantity.has_max = true;
    f->quantity.has_value = false, f->quantity.value = 0;
    f->quantity.min = min, f->quantity.max = max;
    f->core = other.core;
    f->quantity.unit = other.core.unit.size ? other.core.unit : f->quantity.unit;
    f->end = other.end;
}

// ---------------------------------------------------------------- the pass

// Atoms that a date or a time of day covers.
static const uint8_t *mark_dates(const reading *r, const atoms *a, hs_arena *scratch) {
    uint8_t *skip = arena_new(scratch, uint8_t, a->count + 1);
    uint32_t time = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        while (time < r->time_count && r->times[time].span.end <= a->items[i].span.start) time++;
        if (time == r->time_count) break;
        const hs_time *one = &r->times[time];
        skip[i] = one->span.start < a->items[i].span.end && (one->type == HS_TIME_DATE || one->type == HS_TIME_TIME);
    }
    return skip;
}

// "One" and "un" are quantities only where something makes them so: a unit, a bound.
static bool is_mere_article(const quantity_reader *q, const found *f) {
    if (f->bounded || f->quantity.unit.size || f->quantity.ordinal || !f->quantity.has_value) return false;
    return f->core.number.article && f->quantity.value == 1 &&
           (f->core.figure_end - f->core.figure > 1 || q->a->items[f->core.figure].kind == ATOM_WORD);
}

static hs_text lower_lemma(const hs_token *token, hs_arena *keep) {
    hs_text lemma = token->lemma.size ? token->lemma : token->form;
    for (size_t i = 0; i < lemma.size; i++)
        if (byte_is_upper((unsigned char)lemma.data[i]) || (unsigned char)lemma.data[i] >= 0x80) return text_lower(keep, lemma);
    return lemma;
}

static bool finish_quantity(const quantity_reader *q, found *f, hs_arena *keep) {
    const atoms *a = q->a;
    if (is_mere_article(q, f)) return false;
    uint32_t start = f->start, end = f->end;
    if (f->core.unit.size && f->quantity.has_value) start = f->core.start, end = f->core.end;
    f->quantity.span = (hs_span){a->items[start].span.start, a->items[end - 1].span.end};
    if (f->core.unit.size) return true;
    uint32_t last, counted = quantities_counted(q, f->core.figure, f->core.figure_end, &last);
    if (counted == HS_NONE) return true;
    if (!f->quantity.ordinal) f->quantity.unit = lower_lemma(tree_token(q->r, counted), keep);
    if (last != HS_NONE && tree_token(q->r, last)->span.end > f->quantity.span.end && !f->quantity.ordinal)
        f->quantity.span.end = tree_token(q->r, last)->span.end;
    return true;
}

static uint32_t sentence_end(const atoms *a, uint32_t at) {
    uint32_t sentence = a->items[at].sentence;
    while (at < a->count && a->items[at].sentence == sentence) at++;
    return at;
}

static void map_tokens(reading *r, hs_arena *keep) {
    uint32_t *of = arena_new(keep, uint32_t, r->parse->token_count + 1), next = 0;
    for (uint32_t token = 0; token < r->parse->token_count; token++) {
        hs_span span = r->parse->tokens[token].span;
        while (next < r->quantity_count && r->quantities[next].span.end <= span.start) next++;
        bool inside = next < r->quantity_count && r->quantities[next].span.start < span.end;
        of[token] = inside ? next : HS_NONE;
    }
    r->token_quantity = of;
}

void quantities_find(reading *r, hs_arena *keep, hs_arena scratch) {
    atoms a = atoms_read(r, &scratch);
    quantity_reader q = {r->knowledge->quantities, r, &a, mark_dates(r, &a, &scratch)};
    hs_quantity *items = NULL;
    size_t count = 0, capacity = 0;
    uint32_t narrow = 0; // where the last quantity ends without its noun
    for (uint32_t at = 0, end = 0; at < a.count;) {
        if (at >= end) end = sentence_end(&a, at);
        found f = {0};
        if (!read_bounded(&q, at, end, 0, &f)) {
            at++;
            continue;
        }
        read_behind(&q, end, &f);
        read_joint(&q, end, &f);
        if (finish_quantity(&q, &f, keep)) {
            // "five of the 400 soldiers": what is counted must not reach into the next figure
            if (count && items[count - 1].span.end > f.quantity.span.start) items[count - 1].span.end = narrow;
            narrow = a.items[f.end - 1].span.end;
            *arena_push(keep, items, count, capacity) = f.quantity;
        }
        at = f.end > at ? f.end : at + 1;
    }
    r->quantities = items;
    r->quantity_count = (uint32_t)count;
    map_tokens(r, keep);
}
