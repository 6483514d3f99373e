// A number with its unit, and what is counted. See quantities.h.
//
// In: atoms, the tree. Out: cores.
// The unit of a measure, a currency or a share stands beside the number and is found in the
// lexicon (table quantities_units: places before, after, both, age). What is counted is the
// noun that the tree hangs the number on; where the parser missed it, the noun that follows
// through adjectives. "Four hundred tired soldiers" counts soldiers; "three of the crew"
// counts crew; "at least 40 others" counts others; "the 2021 budget" counts nothing.
#include "base/text.h"
#include "statements/quantities.h"
#include "statements/tree.h"

enum { MOST_BETWEEN = 5 }; // words between a number and the noun it counts

static bool is_glued_dash(const atoms *a, uint32_t at, uint32_t end) {
    return at + 1 < end && atom_is_mark(a, at, '-') && a->items[at].glued && a->items[at + 1].glued;
}

static uint32_t unit_at(const quantity_reader *q, uint32_t at, uint32_t end, uint8_t place) {
    uint32_t found = phrases_match(&q->rules->units, q->a, at, end);
    // the figure of "m2" is glued to it: "12 m 2 dm" is two lengths
    for (uint32_t i = 1; found != HS_NONE && i < q->rules->units.items[found].length; i++)
        if (q->a->items[at + i].kind == ATOM_DIGITS && !q->a->items[at + i].glued)
            found = phrases_exact(&q->rules->units, q->a, at, i);
    for (; found != HS_NONE; found = q->rules->units.items[found].next) {
        uint8_t own = q->rules->unit_places[found];
        if (own == UNIT_CAPITAL && place == UNIT_AFTER && q->a->items[at].upper) return found;
        if (own == place || (own == UNIT_BOTH && (place == UNIT_BEFORE || place == UNIT_AFTER))) return found;
    }
    return HS_NONE;
}

// A short sign such as "m" or "t" may be a word: it must stand glued or in the case of signs.
static bool unit_fits(const quantity_reader *q, uint32_t at, uint32_t found) {
    const phrase *unit = &q->rules->units.items[found];
    const atom *one = &q->a->items[at];
    if (unit->length > 1 || unit->key.size > 1 || one->kind != ATOM_WORD) return true;
    return one->glued || !one->upper || q->rules->unit_places[found] == UNIT_CAPITAL;
}

// "1 $10 note", "3 USD50 cards": a sign that the next figure is glued to belongs to that one.
static bool belongs_behind(const quantity_reader *q, uint32_t found, uint32_t behind, uint32_t end) {
    return q->rules->unit_places[found] == UNIT_BOTH && behind < end && q->a->items[behind].kind == ATOM_DIGITS && q->a->items[behind].glued;
}

static bool is_currency(hs_text unit) {
    return unit.size == 3 && byte_is_upper((unsigned char)unit.data[0]) && byte_is_upper((unsigned char)unit.data[2]);
}

// "75 USD million": the scale behind a code.
static void read_scale_behind(const quantity_reader *q, uint32_t end, core *out) {
    number scale;
    if (!is_currency(out->unit) || !out->number.digits || out->number.counts) return;
    if (!numbers_read(q->rules->numbers, q->a, out->end, end, &scale) || !scale.counts || scale.digits || scale.length > 2) return;
    if (scale.value < 1000) return;
    out->number.value *= scale.value;
    out->end += scale.length;
}

static bool may_be_counted(const quantity_reader *q, uint32_t at) {
    if (q->a->items[at].token == HS_NONE) return true;
    uint8_t upos = tree_token(q->r, q->a->items[at].token)->upos;
    return upos != UPOS_VERB && upos != UPOS_AUX && upos != UPOS_CCONJ && upos != UPOS_SCONJ && upos != UPOS_PRON;
}

// "15 dollars 50" at the end of a clause, or where no noun follows to be counted.
static void read_bare_parts(const quantity_reader *q, uint32_t at, uint32_t end, const number *part, core *out) {
    uint32_t behind = at + part->length;
    bool two = part->digits ? part->plain && q->a->items[at].lower.size == 2 : part->value < 100;
    if (!two || atom_is_mark(q->a, out->end, ',')) return;
    if (behind < end && q->a->items[behind].kind != ATOM_MARK && may_be_counted(q, behind)) return;
    if (behind + 1 < end && q->a->items[behind].glued && q->a->items[behind + 1].glued) return;
    out->number.value += part->value / 100;
    out->number.whole = false;
    out->end = behind;
}

// "3 dollars and 50 cents", "5 feet 2 inches": smaller units behind larger ones.
static void read_parts(const quantity_reader *q, uint32_t end, core *out) {
    bool feet = text_equal(out->unit, TEXT("foot"));
    if ((!is_currency(out->unit) && !feet) || !out->number.whole || out->number.counts) return;
    uint32_t at = out->end + quantities_words(q->rules, q->a, out->end, end, 1u << BOUND_JOINT, NULL);
    number part;
    if (at >= end || !numbers_read(q->rules->numbers, q->a, at, end, &part) || !part.whole || part.ordinal) return;
    uint32_t found = unit_at(q, at + part.length, end, feet ? UNIT_PART : UNIT_AFTER);
    if (found == HS_NONE) found = unit_at(q, at + part.length, end, UNIT_AFTER);
    if (found == HS_NONE && !feet) {
        read_bare_parts(q, at, end, &part, out);
        return;
    }
    double parts = found == HS_NONE ? 0 : q->rules->unit_parts[found];
    if ((feet ? parts != 12 : parts != 10 && parts != 100) || part.value >= parts) return;
    out->number.value += part.value / parts;
    out->number.whole = false;
    out->end = at + part.length + q->rules->units.items[found].length;
}

static bool is_bracket(const atoms *a, uint32_t at) {
    hs_text one = a->items[at].lower;
    return a->items[at].kind == ATOM_MARK && one.size == 1 && text_find(TEXT("()[]{}<>"), one, 0) != SIZE_MAX;
}

// "30 MUSD": a code with its million in front.
static void read_scaled_code(const quantity_reader *q, uint32_t at, uint32_t end, core *out) {
    if (at >= end || q->a->items[at].lower.size != 4 || q->a->items[at].lower.data[0] != 'm') return;
    atom code = q->a->items[at];
    code.lower = text_slice(code.lower, 1, 4);
    code.hash = atom_hash(code.lower);
    atoms alone = {&code, 1, {0}};
    uint32_t found = phrases_exact(&q->rules->units, &alone, 0, 1);
    if (found == HS_NONE || !is_currency(q->rules->unit_names[found])) return;
    out->unit = q->rules->unit_names[found];
    out->number.value *= 1e6;
    out->end = at + 1;
}

static void read_unit_after(const quantity_reader *q, uint32_t end, core *out) {
    uint32_t at = out->end;
    if (is_glued_dash(q->a, at, end)) at++;
    else if (out->number.counts || out->number.fraction)
        at += quantities_words(q->rules, q->a, at, end, 1u << BOUND_OF, NULL);
    bool bracket = at + 2 < end && is_bracket(q->a, at); // "20 (kg)"
    uint32_t found = unit_at(q, at + bracket, end, UNIT_AFTER);
    if (found == HS_NONE) {
        read_scaled_code(q, at, end, out);
        return;
    }
    if (!unit_fits(q, at + bracket, found)) return;
    uint32_t behind = at + bracket + q->rules->units.items[found].length;
    if (!q->a->items[at].glued && belongs_behind(q, found, behind, end)) return;
    if (bracket && (behind >= end || !is_bracket(q->a, behind))) return;
    out->unit = q->rules->unit_names[found];
    out->end = behind + bracket;
    // millions of pounds are money, unless they are pounds of something
    bool of = quantities_words(q->rules, q->a, out->end, end, 1u << BOUND_OF, NULL) > 0;
    if (text_equal(out->unit, TEXT("pound")) && out->number.value >= 1e6 && !of) out->unit = TEXT("GBP");
    read_scale_behind(q, end, out);
    read_parts(q, end, out);
    uint32_t age = out->end;
    if (is_glued_dash(q->a, age, end)) age++;
    uint32_t old = unit_at(q, age, end, UNIT_AGE);
    if (old != HS_NONE) out->end = age + q->rules->units.items[old].length;
}

// "$5", "US$ 10 billion", "rmb 20": the sign stands before.
static bool read_unit_before(const quantity_reader *q, uint32_t at, uint32_t end, core *out) {
    uint32_t found = unit_at(q, at, end, UNIT_BEFORE);
    if (found == HS_NONE) return false;
    uint32_t figure = at + q->rules->units.items[found].length;
    if (figure >= end) return false;
    const atom *first = &q->a->items[at], *last = &q->a->items[figure - 1];
    // "A$5", but "a $5 ticket" and "the crew's $5"
    if (figure - at == 2 && first->lower.size == 1 && first->kind == ATOM_WORD && first->lower.data[0] != 'c' && !last->glued) return false;
    if (last->kind == ATOM_WORD && q->a->items[figure].kind == ATOM_WORD) return false;
    if (!numbers_read(q->rules->numbers, q->a, figure, end, &out->number) || out->number.ordinal) return false;
    out->start = at, out->figure = figure;
    out->figure_end = out->end = figure + out->number.length;
    out->unit = q->rules->unit_names[found];
    return true;
}

static bool read_vague(const quantity_reader *q, uint32_t at, uint32_t end, core *out) {
    uint32_t found = phrases_match(&q->rules->vague, q->a, at, end);
    if (found == HS_NONE) return false;
    uint32_t length = q->rules->vague.items[found].length;
    double value = q->rules->vague_values[found];
    *out = (core){.start = at, .figure = at, .end = at + length, .figure_end = at + length};
    out->number = (number){.value = value, .length = length, .whole = true, .counts = true};
    out->vague = value == 0;
    out->approximate = value != 0;
    out->vague_min = q->rules->vague_minima[found];
    read_unit_after(q, end, out);
    return true;
}

// "F-16", "COVID-19", "B2": a figure glued to a name is no number.
static bool part_of_name(const atoms *a, uint32_t at) {
    if (!at || !a->items[at].glued) return false;
    if (a->items[at - 1].kind == ATOM_WORD) return true;
    return at > 1 && atom_is_mark(a, at - 1, '-') && a->items[at - 1].glued && a->items[at - 2].kind == ATOM_WORD &&
           a->items[at - 2].upper;
}

// "two out of five", "one in ten" but not "two in ten days".
static void read_ratio(const quantity_reader *q, uint32_t end, core *out) {
    const number *above = &out->number;
    uint32_t joint = quantities_words(q->rules, q->a, out->end, end, 1u << BOUND_RATIO, NULL);
    uint32_t at = out->end + joint;
    number below;
    if (!joint || !above->whole || !numbers_read(q->rules->numbers, q->a, at, end, &below) || !below.whole || below.ordinal) return;
    if (above->value >= below.value || above->value <= 0 || below.value > 1000) return;
    if (unit_at(q, at + below.length, end, UNIT_AFTER) != HS_NONE) return;
    out->number.value /= below.value;
    out->number.whole = false, out->number.fraction = true, out->number.plain = false, out->number.article = false;
    out->end = out->figure_end = at + below.length;
}

// "A third company" is no third of one: before a noun the share is an ordinal.
static void read_ordinal(const quantity_reader *q, uint32_t at, uint32_t end, core *out) {
    uint32_t next = at + out->number.length;
    number ordinal;
    if (!out->number.fraction || out->number.length < 2 || next >= end || q->a->items[next].token == HS_NONE) return;
    uint8_t upos = q->r->parse->tokens[q->a->items[next].token].upos;
    if ((upos != UPOS_NOUN && upos != UPOS_ADJ && upos != UPOS_PROPN) || unit_at(q, next, end, UNIT_AFTER) != HS_NONE) return;
    if (!numbers_read(q->rules->numbers, q->a, at + 1, end, &ordinal) || !ordinal.ordinal || at + 1 + ordinal.length != next) return;
    out->start = out->figure = at + 1;
    out->number = ordinal;
}

// "at - 20 degrees": before a temperature a dash between blanks is a sign.
static void read_frost(const quantity_reader *q, core *out) {
    uint32_t at = out->start;
    hs_text unit = out->unit;
    bool temperature = text_equal(unit, TEXT("celsius")) || text_equal(unit, TEXT("fahrenheit")) || text_equal(unit, TEXT("degree"));
    if (!temperature || !at || out->number.value <= 0 || !atom_is_mark(q->a, at - 1, '-') || q->a->items[at - 1].glued) return;
    if (at > 1 && (q->a->items[at - 2].kind == ATOM_DIGITS || q->a->items[at - 2].sentence != q->a->items[at].sentence)) return;
    if (text_slice(q->a->text, q->a->items[at - 1].span.start, q->a->items[at - 1].span.end).size > 1) return; // "—" parts clauses
    out->number.value = -out->number.value;
    out->start = at - 1;
}

bool quantities_core(const quantity_reader *q, uint32_t at, uint32_t end, core *out) {
    if (at >= end || q->skip[at]) return false;
    *out = (core){.start = at, .figure = at};
    if (read_unit_before(q, at, end, out)) return true;
    if (read_vague(q, at, end, out)) return true;
    *out = (core){.start = at, .figure = at};
    if (q->a->items[at].kind == ATOM_DIGITS && part_of_name(q->a, at)) return false;
    if (!numbers_read(q->rules->numbers, q->a, at, end, &out->number)) return false;
    read_ordinal(q, at, end, out);
    out->figure_end = out->end = out->figure + out->number.length;
    for (uint32_t i = at; i < out->end; i++)
        if (q->skip[i]) return false;
    if (out->number.ordinal) return true;
    read_ratio(q, end, out);
    read_unit_after(q, end, out);
    read_frost(q, out);
    return true;
}

// ---------------------------------------------------------------- what is counted

static bool is_noun(const hs_token *token) { return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN; }

// The noun below `top` behind "of": "three of the sailors", "millones de personas". `behind`
// is the atom behind the figure.
static uint32_t noun_of(const quantity_reader *q, uint32_t top, uint32_t behind) {
    uint32_t end = q->a->count;
    if (behind >= end || !quantities_words(q->rules, q->a, behind, behind + 1, 1u << BOUND_OF, NULL)) return HS_NONE;
    uint32_t below = tree_child(q->r, top, REL_NMOD);
    if (below == HS_NONE || below < top || !is_noun(tree_token(q->r, below))) return HS_NONE;
    uint32_t mark = tree_child(q->r, below, REL_CASE);
    return mark != HS_NONE && below - top <= MOST_BETWEEN && mark == top + 1 ? below : HS_NONE;
}

static bool may_stand_between(const hs_token *token) {
    // "two B-1 bombers"
    if (token->upos == UPOS_PUNCT) return text_equal(token->form, TEXT("-")) && !token->space_after;
    if (token->upos == UPOS_NUM) return true;
    switch (token->upos) {
    case UPOS_ADJ: case UPOS_NOUN: case UPOS_PROPN: return true;
    case UPOS_VERB: return token->morph & MORPH_PARTICIPLE;
    default: return false;
    }
}

// The noun that follows through adjectives, participles and compounds.
static uint32_t noun_behind(const quantity_reader *q, uint32_t token, uint32_t sentence) {
    const hs_sentence *of = &q->r->parse->sentences[sentence];
    uint32_t end = of->first + of->count, found = HS_NONE;
    for (uint32_t i = token + 1; i < end && i <= token + MOST_BETWEEN; i++) {
        const hs_token *one = tree_token(q->r, i);
        if (!may_stand_between(one) || q->r->token_time[i] != HS_NONE) break;
        if (one->upos == UPOS_NOUN) found = i;
        else if (found != HS_NONE) break;
    }
    return found;
}

uint32_t quantities_counted(const quantity_reader *q, uint32_t start, uint32_t end, uint32_t *last) {
    uint32_t first = q->a->items[start].token, stop = q->a->items[end - 1].token;
    *last = HS_NONE;
    if (first == HS_NONE || stop == HS_NONE) return HS_NONE;
    // the head of the number's own words
    uint32_t top = stop;
    for (uint32_t i = first; i <= stop; i++) {
        uint32_t head = tree_token(q->r, i)->head;
        if (head == HS_NONE || head < first || head > stop) top = i;
    }
    const hs_token *figure = tree_token(q->r, top);
    uint32_t counted = HS_NONE;
    if ((tree_is(q->r, top, REL_NUMMOD) || tree_is(q->r, top, REL_AMOD) || tree_is(q->r, top, REL_DET)) && figure->head != HS_NONE &&
        is_noun(tree_token(q->r, figure->head)) && figure->head > stop && q->r->token_time[figure->head] == HS_NONE)
        counted = figure->head;
    if (counted != HS_NONE && tree_token(q->r, counted)->upos == UPOS_PROPN) {
        uint32_t common = noun_behind(q, stop, q->a->items[start].sentence);
        if (common != HS_NONE) counted = common;
    }
    if (counted == HS_NONE) counted = noun_of(q, top, end);
    if (counted == HS_NONE) counted = noun_behind(q, stop, q->a->items[start].sentence);
    if (counted != HS_NONE && counted > stop && counted - stop <= MOST_BETWEEN) *last = counted;
    return counted;
}
