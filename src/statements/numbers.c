// Reading numbers, in words and in figures. See numbers.h.
//
// In: atoms. Out: the value of the longest number at a place. Words are of kinds that the
// lexicon gives (table numbers_words):
//   small   0 to 29 where the language has one word for it; added to a ten or a hundred
//   ten     20, 30, … 90
//   hundred multiplies what stands before it ("two hundred")
//   hundreds  added as it is ("doscientos")
//   scale   closes a group: thousand, million, …
//   dozen   multiplies, and takes no group ("two dozen")
//   ordinal, ordinals, ordinal-scale  as small or ten, hundred, scale, and the number is an ordinal
//   parts   a denominator in the plural ("thirds"); part one that may be an ordinal too ("third")
//   portion a share by its own name ("half")
//   article one, before hundred, scale, dozen, part or portion only ("a million")
//   and     joins a hundred or scale to what follows; and-ten joins a ten to a unit ("treinta y dos")
//   point, minus; fraction a sign ("½"); suffix behind figures ("4.2bn"), suffix-upper in
//   capitals only ("10M"), suffix-apart in small letters behind a blank, too ("10 k");
//   ordinal-suffix behind figures ("11th"); of between a share and a scale
//   parts-ending makes a denominator of the number words written before it in one word, inner
//   joins those ("treinta" "i" "cinco" "avos")
// A group is the classical one: value below a thousand, closed by a scale; scales fall from
// left to right, but for a thousand of a larger one ("mil millones").
//
// Wrong on: numbers read digit by digit ("nine one one" is three numbers), years in words.
#include "statements/numbers.h"

#include <math.h>

#include "base/text.h"

typedef enum kind {
    NO_KIND, SMALL, TEN, HUNDRED, HUNDREDS, SCALE, DOZEN, ORDINAL, ORDINALS, ORDINAL_SCALE, PARTS, PART, PORTION,
    ARTICLE, AND, AND_TEN, POINT, MINUS, FRACTION, SUFFIX, SUFFIX_UPPER, ORDINAL_SUFFIX, OF, PARTS_ENDING, INNER, SUFFIX_APART, KINDS,
} kind;

static const hs_text kind_names[KINDS] = {
    [SMALL] = TEXT_INIT("small"), [TEN] = TEXT_INIT("ten"), [HUNDRED] = TEXT_INIT("hundred"),
    [HUNDREDS] = TEXT_INIT("hundreds"), [SCALE] = TEXT_INIT("scale"), [DOZEN] = TEXT_INIT("dozen"),
    [ORDINAL] = TEXT_INIT("ordinal"), [ORDINALS] = TEXT_INIT("ordinals"), [ORDINAL_SCALE] = TEXT_INIT("ordinal-scale"),
    [PARTS] = TEXT_INIT("parts"), [PART] = TEXT_INIT("part"), [PORTION] = TEXT_INIT("portion"),
    [ARTICLE] = TEXT_INIT("article"), [AND] = TEXT_INIT("and"), [AND_TEN] = TEXT_INIT("and-ten"),
    [POINT] = TEXT_INIT("point"), [MINUS] = TEXT_INIT("minus"), [FRACTION] = TEXT_INIT("fraction"),
    [SUFFIX] = TEXT_INIT("suffix"), [SUFFIX_UPPER] = TEXT_INIT("suffix-upper"),
    [ORDINAL_SUFFIX] = TEXT_INIT("ordinal-suffix"), [OF] = TEXT_INIT("of"),
    [PARTS_ENDING] = TEXT_INIT("parts-ending"), [INNER] = TEXT_INIT("inner"),
    [SUFFIX_APART] = TEXT_INIT("suffix-apart"),
};

typedef struct word {
    double value;
    uint8_t kind;
    uint32_t length;
    uint32_t next; // another reading of the same words, HS_NONE
} word;

struct number_rules {
    phrases phrases;
    const word *words; // [phrases.count]
    char thousands, decimal;
};

static kind kind_of(hs_text name) {
    for (uint8_t i = 1; i < KINDS; i++)
        if (text_equal(kind_names[i], name)) return (kind)i;
    return NO_KIND;
}

static char mark_of(const lexicon *from, const char *name, char otherwise) {
    const lexicon_table *table = lexicon_find_table(from, "numbers_marks");
    hs_text mark = lexicon_cell(table, lexicon_find(table, text_of(name)), 0, "mark");
    return mark.size == 1 ? mark.data[0] : otherwise;
}

const number_rules *numbers_open(const lexicon *from, hs_arena *keep) {
    const lexicon_table *table = lexicon_find_table(from, "numbers_words");
    uint32_t kind_column = lexicon_column(table, "kind"), value_column = lexicon_column(table, "value");
    number_rules *rules = arena_new(keep, number_rules, 1);
    rules->phrases = phrases_open(table, keep);
    rules->thousands = mark_of(from, "thousands", ',');
    rules->decimal = mark_of(from, "decimal", '.');
    word *words = arena_new(keep, word, rules->phrases.count + 1);
    for (uint32_t i = 0; i < rules->phrases.count; i++) {
        const phrase *one = &rules->phrases.items[i];
        const hs_text *cells = table->cells + (size_t)one->row * table->column_count;
        words[i] = (word){.length = one->length, .next = one->next};
        if (kind_column != HS_NONE) words[i].kind = (uint8_t)kind_of(cells[kind_column]);
        if (value_column != HS_NONE) text_to_double(cells[value_column], &words[i].value);
    }
    rules->words = words;
    return rules;
}

// The word of one of the kinds in `mask` at `at`; length 0 where there is none.
static word look(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, uint32_t mask) {
    word none = {.next = HS_NONE};
    if (at >= end) return none;
    uint32_t longest = phrases_longest(&rules->phrases, &a->items[at]);
    if (longest > end - at) longest = end - at;
    for (uint32_t length = longest; length > 0; length--) {
        uint32_t found = phrases_exact(&rules->phrases, a, at, length);
        for (; found != HS_NONE; found = rules->words[found].next)
            if (mask >> rules->words[found].kind & 1) return rules->words[found];
    }
    return none;
}

#define BIT(kind) (1u << (kind))

// ---------------------------------------------------------------- figures

static bool is_digits(const atoms *a, uint32_t at, uint32_t end) { return at < end && a->items[at].kind == ATOM_DIGITS; }

static bool glued_mark(const atoms *a, uint32_t at, uint32_t end, char mark) {
    return at < end && a->items[at].glued && atom_is_mark(a, at, mark);
}

static bool glued_digits(const atoms *a, uint32_t at, uint32_t end) {
    return is_digits(a, at, end) && a->items[at].glued;
}

static double digits_value(hs_text digits) {
    double value = 0;
    for (size_t i = 0; i < digits.size; i++) value = value * 10 + (digits.data[i] - '0');
    return value;
}

static double decimals_value(hs_text digits) {
    uint64_t exact;
    if (text_to_number(digits, &exact) && digits.size <= 15) return (double)exact / pow(10, (double)digits.size);
    double value = 0;
    for (size_t i = digits.size; i-- > 0;) value = (value + (digits.data[i] - '0')) / 10;
    return value;
}

// "40 000": a blank parts thousands where it is a no-break one, where there are two groups
// or where the group is all zeros ("on day 3 400 people" is two numbers).
static bool blank_group(const atoms *a, uint32_t at, uint32_t end) {
    if (!is_digits(a, at, end) || a->items[at].glued || a->items[at].lower.size != 3) return false;
    uint32_t gap = a->items[at].span.start - a->items[at - 1].span.end;
    if (gap > 1) return gap <= 3;
    bool another = is_digits(a, at + 1, end) && !a->items[at + 1].glued && a->items[at + 1].lower.size == 3;
    return another || text_equal(a->items[at].lower, TEXT("000"));
}

// A glued mark and a glued run of `size` digits.
static bool group_at(const atoms *a, uint32_t at, uint32_t end, char mark, size_t size) {
    return glued_mark(a, at, end, mark) && glued_digits(a, at + 1, end) && a->items[at + 1].lower.size == size;
}

// "1.111,11" in a language that writes 1,111.11: both marks together leave no doubt.
static bool marks_swapped(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end) {
    return group_at(a, at, end, rules->decimal, 3) && glued_mark(a, at + 2, end, rules->thousands) &&
           glued_digits(a, at + 3, end) && a->items[at + 3].lower.size != 3;
}

enum { MOST_GROUPS = 6, MOST_DIGITS = 18 };

static uint32_t read_thousands(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double *value) {
    hs_text first = a->items[at - 1].lower;
    if (first.size > 3 || first.data[0] == '0') return at;
    if (blank_group(a, at, end)) {
        for (int most = MOST_GROUPS; most > 0 && is_digits(a, at, end) && !a->items[at].glued && a->items[at].lower.size == 3; most--)
            *value = *value * 1000 + digits_value(a->items[at].lower), at++;
        return at;
    }
    uint32_t pairs = at; // "12,34,567": lakhs and crores
    while (pairs < at + 2 * MOST_GROUPS && group_at(a, pairs, end, rules->thousands, 2)) pairs += 2;
    if (pairs > at && group_at(a, pairs, end, rules->thousands, 3))
        for (; at < pairs; at += 2) *value = *value * 100 + digits_value(a->items[at + 1].lower);
    for (int most = MOST_GROUPS; most > 0 && group_at(a, at, end, rules->thousands, 3); most--)
        *value = *value * 1000 + digits_value(a->items[at + 1].lower), at += 2;
    return at;
}

// Decimals behind the whole part that ends at `at`. The other mark is taken for a decimal
// mark where it cannot part thousands: "5,00", "0.0638".
static uint32_t read_decimals(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, bool grouped,
                              number *out) {
    if (!glued_digits(a, at + 1, end)) return at;
    bool own = glued_mark(a, at, end, rules->decimal);
    bool other = !grouped && glued_mark(a, at, end, rules->thousands);
    bool zero = text_equal(a->items[at - 1].lower, TEXT("0")), long_whole = a->items[at - 1].lower.size > 3;
    // "22,24,26" and "notes 1,2" are lists, "168.1.2" is no number at all
    bool listed = at > 2 && a->items[at - 1].glued && a->items[at - 2].glued && a->items[at - 3].kind == ATOM_DIGITS;
    if (listed && (glued_mark(a, at - 2, end, rules->thousands) || glued_mark(a, at - 2, end, rules->decimal)) && !grouped) return at;
    if ((!own && !other) || (other && !zero && a->items[at + 1].lower.size < 2)) return at;
    bool goes_on = glued_mark(a, at + 2, end, a->items[at].lower.data[0]) && glued_digits(a, at + 3, end);
    // "1111,121" in a language that parts thousands by a comma: behind four figures it cannot
    if (goes_on || (other && !zero && !long_whole && a->items[at + 1].lower.size == 3)) return at;
    out->value += decimals_value(a->items[at + 1].lower);
    out->whole = false;
    return at + 2;
}

static bool common_denominator(double value) {
    static const double common[] = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (value == common[i]) return true;
    return false;
}

// "1/2", but no date ("3/4/2021") and no name ("9/11").
static uint32_t read_slash(const atoms *a, uint32_t at, uint32_t end, double *value) {
    if (!is_digits(a, at, end) || at + 2 >= end || !atom_is_mark(a, at + 1, '/') || !is_digits(a, at + 2, end)) return at;
    if (glued_mark(a, at + 3, end, '/') || a->items[at + 1].glued != a->items[at + 2].glued) return at;
    double above = digits_value(a->items[at].lower), below = digits_value(a->items[at + 2].lower);
    if (!common_denominator(below) || a->items[at].lower.size > 3) return at;
    *value = above / below;
    return at + 3;
}

static uint32_t read_suffix(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    if (at >= end) return at;
    word suffix = look(rules, a, at, end, BIT(SUFFIX));
    if (!suffix.length && a->items[at].upper) suffix = look(rules, a, at, end, BIT(SUFFIX_UPPER));
    if (!a->items[at].glued && !a->items[at].upper && look(rules, a, at, end, BIT(SUFFIX_APART)).length) suffix.kind = SUFFIX_APART;
    bool apart = suffix.kind == SUFFIX_APART || (suffix.kind == SUFFIX && a->items[at].lower.size > 1) ||
                 (suffix.kind == SUFFIX_UPPER && !out->plain && !out->whole); // "1,674.5 G", not "5 B"
    if (suffix.length && (a->items[at].glued || apart)) {
        out->value *= suffix.value;
        out->counts = true;
        return at + suffix.length;
    }
    word ordinal = look(rules, a, at, end, BIT(ORDINAL_SUFFIX));
    if (!ordinal.length || !a->items[at].glued || !out->plain) return at;
    // "37ºC" is a temperature
    if (a->items[at].kind == ATOM_MARK && at + 1 < end && a->items[at + 1].lower.size == 1 && a->items[at + 1].upper) return at;
    out->ordinal = true;
    return at + ordinal.length;
}

static uint32_t read_and_share(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double whole,
                               number *out);
static uint32_t read_rest_words(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double most,
                                number *out);

// "2.5 million", "2 mil millones", "3 dozen": scales behind figures.
static uint32_t read_scales(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    double last = 0;
    for (int most = 2; most > 0; most--) {
        word scale = look(rules, a, at, end, BIT(SCALE) | BIT(HUNDRED) | BIT(DOZEN));
        if (!scale.length) break;
        out->value *= scale.value;
        out->counts = true;
        at += scale.length;
        last = scale.value;
    }
    return last ? read_and_share(rules, a, at, end, last, out) : at;
}

// "1e10", "2.5^-1", "1.3x10^6"
static uint32_t read_power(const atoms *a, uint32_t at, uint32_t end, number *out) {
    if (at + 1 >= end || !a->items[at].glued) return at;
    bool times_ten = atom_is(a, at, "x") && at + 3 < end && atom_is(a, at + 1, "10") && atom_is_mark(a, at + 2, '^');
    bool ten = times_ten || atom_is(a, at, "e");
    if (!ten && !atom_is_mark(a, at, '^')) return at;
    uint32_t digits = at + (times_ten ? 3 : 1);
    double sign = 1;
    for (int most = 2; most > 0 && digits + 1 < end && a->items[digits].glued; most--) {
        if (atom_is_mark(a, digits, '-')) sign = -1, digits++;
        else if (atom_is_mark(a, digits, '+')) digits++;
    }
    if (!glued_digits(a, digits, end) || a->items[digits].lower.size > 2) return at;
    double exponent = sign * digits_value(a->items[digits].lower);
    out->value = ten ? out->value * pow(10, exponent) : pow(out->value, exponent);
    return digits + 1;
}

// "4 thousand 3 hundred and 21": smaller figures behind a hundred or thousand.
static uint32_t read_rest(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    double least = 1e15;
    for (int most = 3; most > 0; most--) {
        word last = at ? look(rules, a, at - 1, end, BIT(SCALE) | BIT(HUNDRED)) : (word){0};
        if (!last.length || last.value > 1e7 || last.value > least) break;
        least = last.value;
        uint32_t joint = look(rules, a, at, end, BIT(AND)).length, next = at + joint;
        double value;
        if (joint && !is_digits(a, next, end)) {
            uint32_t after = read_rest_words(rules, a, next, end, least, out);
            return after > next ? after : at;
        }
        if (!is_digits(a, next, end) || a->items[next].lower.size > 3) break;
        if (group_at(a, next + 1, end, rules->decimal, 1) || group_at(a, next + 1, end, rules->decimal, 2)) break; // "3 hundred and 2.5 tons"
        value = digits_value(a->items[next].lower);
        word scale = look(rules, a, next + 1, end, BIT(SCALE) | BIT(HUNDRED));
        if ((!joint && !scale.length) || (scale.length && scale.value >= least)) break;
        if (next + 1 < end && a->items[next + 1].glued && !scale.length && a->items[next + 1].kind != ATOM_MARK) break;
        value *= scale.length ? scale.value : 1;
        if (value >= least) break;
        out->value += value;
        at = next + 1 + scale.length;
    }
    return at;
}

static bool read_figures(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    uint32_t start = at;
    bool led = glued_digits(a, at + 1, end) && atom_is_mark(a, at, rules->decimal); // ".5"
    if (led && !a->items[at].glued) {
        *out = (number){.value = decimals_value(a->items[at + 1].lower), .length = 2, .digits = true};
        return true;
    }
    if (!is_digits(a, at, end) || a->items[at].lower.size > MOST_DIGITS) return false;
    *out = (number){.digits = true, .whole = true, .plain = true};
    uint32_t after = read_slash(a, at, end, &out->value);
    if (after > at) {
        out->fraction = true, out->whole = out->plain = false;
        out->length = read_scales(rules, a, after, end, out) - start;
        return true;
    }
    out->value = digits_value(a->items[at++].lower);
    number_rules other = *rules;
    if (marks_swapped(rules, a, at, end)) other.thousands = rules->decimal, other.decimal = rules->thousands;
    uint32_t grouped = read_thousands(&other, a, at, end, &out->value);
    after = read_decimals(&other, a, grouped, end, grouped > at, out);
    after = read_power(a, after, end, out);
    if (after > at) out->plain = false;
    double part = 0;
    if (out->whole && !glued_digits(a, after, end)) {
        uint32_t mixed = read_slash(a, after, end, &part);
        word sign = look(rules, a, after, end, BIT(FRACTION));
        if (mixed > after && part < 1) out->value += part, after = mixed, out->whole = false;
        else if (sign.length) out->value += sign.value, after += sign.length, out->whole = false;
    }
    uint32_t scaled = read_suffix(rules, a, after, end, out);
    if (scaled == after) scaled = read_scales(rules, a, after, end, out);
    if (scaled > after) scaled = read_rest(rules, a, scaled, end, out);
    if (scaled > after) out->plain = false;
    out->length = scaled - start;
    return true;
}

// ---------------------------------------------------------------- words

// A number in words while it grows.
typedef struct sum {
    double high, mid, group; // closed by large scales, by a thousand, open
    double last_large;       // the smallest large scale so far
    double last;             // value of the last word in the group, 0 after a scale
    double last_scale;       // of the word that closed a group
    double before_and;       // what had been read before the last "and"
    bool any, group_open, ordinal, counts;
    uint32_t words;
} sum;

static const double LARGE = 1e5;

// True and taken in where the word may stand here.
static bool add_small(sum *s, double value, bool ten) {
    bool after_ten = s->last >= (s->ordinal ? 10 : 20) && s->last < 100 && !ten && value > 0 && value < 10 && fmod(s->last, 10) == 0;
    bool after_hundred = s->group_open && s->last >= 100 && value > 0;
    if (s->group_open && !after_ten && !after_hundred) return false;
    s->group += value;
    s->last = value;
    s->group_open = true;
    return true;
}

static bool add_hundred(sum *s, double value, bool multiplies) {
    if (multiplies && s->group_open) {
        if (s->group >= 100 || s->group <= 0) return false; // "one hundred and one hundred" is two numbers
        s->group *= value;
    } else {
        if (s->group_open) return false;
        s->group = value;
    }
    s->last = 100;
    s->group_open = true;
    return true;
}

static bool add_scale(sum *s, double value) {
    double before = s->group_open ? s->group : 0;
    if (value < LARGE) {
        if (s->mid > 0) return false;
        s->mid = (s->group_open ? before : 1) * value;
    } else {
        bool of_scale = s->high > 0 && s->mid == 0 && !s->group_open && s->last_scale == s->last_large; // "lakh crore"
        if (s->last_large > 0 && value >= s->last_large && !(of_scale && value > s->last_large)) return false;
        double times = s->mid + before;
        if (of_scale) s->high *= value;
        else s->high += (times > 0 ? times : 1) * value;
        s->mid = 0;
        s->last_large = value;
    }
    s->group = s->last = 0;
    s->last_scale = value;
    s->group_open = false;
    s->counts = true;
    return true;
}

static bool add_word(sum *s, word w) {
    sum before = *s;
    bool fits = false;
    s->counts = false;
    switch (w.kind) {
    case SMALL: case TEN: fits = add_small(s, w.value, w.kind == TEN); break;
    case HUNDRED: fits = add_hundred(s, w.value, true); break;
    case HUNDREDS: fits = add_hundred(s, w.value, false); break;
    case SCALE: fits = add_scale(s, w.value); break;
    case ORDINAL: case PART: fits = add_small(s, w.value, w.value >= 20); break;
    case ORDINALS: fits = s->group_open ? add_hundred(s, w.value, true) : add_hundred(s, w.value, false); break;
    case PARTS: fits = w.value < 100 && add_small(s, w.value, w.value >= 20); break;
    case ORDINAL_SCALE: fits = add_scale(s, w.value); break;
    default: break;
    }
    if (!fits) {
        *s = before;
        return false;
    }
    s->ordinal = w.kind == ORDINAL || w.kind == ORDINALS || w.kind == ORDINAL_SCALE || w.kind == PART || w.kind == PARTS;
    s->any = true;
    s->words++;
    return true;
}

static double sum_value(const sum *s) { return s->high + s->mid + s->group; }

enum { COUNTING = BIT(SMALL) | BIT(TEN) | BIT(HUNDRED) | BIT(HUNDREDS) | BIT(SCALE) };
enum { ORDERING = BIT(ORDINAL) | BIT(ORDINALS) | BIT(ORDINAL_SCALE) | BIT(PART) };

// Among the kinds asked for: stop before "and" with a share. A numerator is read without, so
// that nothing calls itself.
static const uint32_t BEFORE_SHARES = 1u << 31;

// Words that join: returns where the next number word may stand, `at` where nothing joins.
static uint32_t skip_joint(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, const sum *s) {
    if (at >= end) return at;
    // a spaced dash joins only a ten and a unit, as old corpora print "ninety - five"
    if (atom_is_mark(a, at, '-') && at + 1 < end && a->items[at].glued == a->items[at + 1].glued) return at + 1;
    bool ten = s->last >= 20 && s->last < 100;
    bool round = s->last >= 100 || (s->last == 0 && s->any && !s->group_open);
    word joint = look(rules, a, at, end, (ten ? BIT(AND_TEN) : 0) | (round ? BIT(AND) : 0));
    return at + joint.length;
}

static uint32_t read_cardinal(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, uint32_t kinds,
                              sum *s) {
    while (at < end) {
        uint32_t next = s->any ? skip_joint(rules, a, at, end, s) : at;
        bool joined = next > at && a->items[at].kind == ATOM_WORD;
        word w = look(rules, a, next, end, kinds & ~BEFORE_SHARES);
        number share = {0};
        if (joined && look(rules, a, at, end, BIT(POINT)).length) break; // "con" goes before decimals and shares
        double value = sum_value(s);
        bool round = s->last >= 100 || s->last == 0;
        if (joined && kinds & BEFORE_SHARES && read_and_share(rules, a, at, end, 1, &share) > at) break; // "one hundred and three quarters"
        // after "and" only what is smaller: "two hundred and thirty", not "five and a thousand"
        if (!w.length || (joined && (w.kind == SCALE || w.kind == HUNDRED)) || !add_word(s, w)) break;
        at = next + w.length;
        if (joined && round) s->before_and = value;
        if (s->ordinal && !(kinds & ORDERING)) break;
        if (s->ordinal) {
            word more = look(rules, a, at, end, ORDERING);
            if (!more.length) break;
        }
    }
    return at;
}

// "6 crore and | two hundred": smaller words behind a scale that stands behind figures.
static uint32_t read_rest_words(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double most,
                                number *out) {
    sum s = {0};
    uint32_t after = read_cardinal(rules, a, at, end, COUNTING, &s);
    double value = sum_value(&s);
    if (after == at || value >= most || value <= 0) return at;
    number share;
    if (read_and_share(rules, a, at - 1, end, most, &share) > at) return at; // "2 million and three quarters"
    out->value += value;
    return after;
}

// "point nought three": decimals in words behind a whole number.
static uint32_t read_point(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double *value) {
    word point = look(rules, a, at, end, BIT(POINT));
    if (!point.length) return at;
    uint32_t next = at + point.length;
    double scale = 1, decimals = 0;
    for (int most = 12; most > 0; most--) {
        sum part = {0};
        uint32_t after = read_cardinal(rules, a, next, end, COUNTING, &part);
        if (after == next || part.counts) break;
        double digits = sum_value(&part), shift = 10;
        while (shift <= digits) shift *= 10;
        decimals = decimals * shift + digits;
        scale *= shift;
        next = after;
    }
    if (scale == 1) return at;
    *value += decimals / scale;
    return next;
}

enum { MOST_PIECES = 8, MOST_NUMERATOR = 10 };

// Takes apart what is written in one word: "treinta" "i" "cinco", longest words first. The
// pieces that are kept; 0 where something is left over.
static uint32_t split_word(const number_rules *rules, hs_text whole, atom pieces[MOST_PIECES]) {
    uint32_t count = 0;
    for (size_t at = 0; at < whole.size;) {
        size_t size = whole.size - at;
        word found = {0};
        for (; size > 0 && !found.length; size -= !found.length) {
            atom one = atom_alone(text_slice(whole, at, at + size));
            one.glued = at > 0;
            atoms alone = {&one, 1, {0}};
            found = look(rules, &alone, 0, 1, COUNTING | BIT(INNER));
            if (found.length && found.kind != INNER && count < MOST_PIECES) pieces[count] = one;
        }
        if (!found.length || count == MOST_PIECES) return 0;
        count += found.kind != INNER;
        at += size;
    }
    return count;
}

// "veinticincoavos", "dosmilésimos": a denominator made of a number in one word.
static double one_word_parts(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, uint32_t *after) {
    if (at >= end || a->items[at].kind != ATOM_WORD) return 0;
    hs_text whole = a->items[at].lower;
    for (size_t cut = whole.size; cut-- > 2;) {
        atom ending = atom_alone(text_slice(whole, cut, whole.size)), pieces[MOST_PIECES];
        atoms alone = {&ending, 1, {0}}, stem = {pieces, 0, {0}};
        if (!look(rules, &alone, 0, 1, BIT(PARTS_ENDING)).length) continue;
        stem.count = split_word(rules, text_slice(whole, 0, cut), pieces);
        sum below = {0};
        if (!stem.count || read_cardinal(rules, &stem, 0, stem.count, COUNTING, &below) != stem.count) continue;
        *after = at + 1;
        return sum_value(&below);
    }
    return 0;
}

// A share behind a numerator: "two thirds", "a quarter". Returns the denominator, 0 for none.
static double read_denominator(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, bool one,
                               uint32_t *after) {
    if (at < end && atom_is_mark(a, at, '-')) at++;
    word share = look(rules, a, at, end, BIT(PARTS) | BIT(PORTION) | (one ? BIT(PART) | BIT(ORDINALS) | BIT(ORDINAL_SCALE) : 0));
    if (!share.length) return one_word_parts(rules, a, at, end, after);
    *after = at + share.length;
    return share.value;
}

// Whether a whole cardinal stands at [at, end), and its value.
static bool read_whole(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double *value) {
    sum s = {0};
    bool all = read_cardinal(rules, a, at, end, COUNTING, &s) == end && s.any;
    *value = sum_value(&s);
    return all;
}

// "three twenty-fifths", "one hundred | thirty fifths": a denominator of several words whose
// last is a unit behind a ten, hundred or scale; in the singular ("a twenty-fifth") of one alone.
static bool read_compound_share(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    double above = 1;
    for (uint32_t middle = at + 1; middle + 1 < end && middle < at + MOST_NUMERATOR; middle++) {
        bool article = middle == at + 1 && look(rules, a, at, end, BIT(ARTICLE)).length == 1;
        if (!look(rules, a, middle, end, BIT(SMALL) | BIT(TEN) | BIT(HUNDREDS)).length) continue;
        if (!article && !read_whole(rules, a, at, middle, &above)) continue;
        if (article) above = 1;
        sum below = {0};
        uint32_t after = read_cardinal(rules, a, middle, end, COUNTING | BIT(PARTS) | (above == 1 ? ORDERING : 0), &below);
        if (!below.ordinal || below.words < 2 || below.last >= 10 || below.last <= 0) continue;
        *out = (number){.value = above / sum_value(&below), .fraction = true, .length = after - at};
        return true;
    }
    return false;
}

// "half a million", "two thirds of a million", "quarter million"
static uint32_t read_share_of(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double *value) {
    uint32_t next = at + look(rules, a, at, end, BIT(OF)).length;
    next += look(rules, a, next, end, BIT(ARTICLE)).length;
    word scale = look(rules, a, next, end, BIT(SCALE) | BIT(DOZEN) | BIT(HUNDRED));
    if (!scale.length || scale.value < 12) return at;
    *value *= scale.value;
    return next + scale.length;
}

static bool read_share(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, bool of_scale, number *out) {
    word article = look(rules, a, at, end, BIT(ARTICLE));
    uint32_t after = at;
    double below = read_denominator(rules, a, at + article.length, end, article.length > 0, &after);
    word sign = look(rules, a, at, end, BIT(FRACTION));
    if (!below && sign.length) below = 1 / sign.value, after = at + sign.length;
    if (!below) return false;
    word bare = look(rules, a, at, end, BIT(PARTS));
    if (!article.length && bare.length) return false; // "thirds" alone is no number
    *out = (number){.value = 1 / below, .fraction = true};
    if (of_scale) after = read_share_of(rules, a, after, end, &out->value);
    out->length = after - at;
    return true;
}

// "and a half", "and three fifths", "y medio" behind a whole number: adds the share of
// `whole`, which is the scale in "two million and a half".
static uint32_t read_and_share(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, double whole,
                               number *out) {
    word joint = look(rules, a, at, end, BIT(AND) | BIT(AND_TEN));
    if (!joint.length) return at;
    uint32_t next = at + joint.length, after = next;
    number share;
    double part = 0;
    if (read_share(rules, a, next, end, false, &share) && share.value < 1) {
        part = share.value, after = next + share.length;
    } else {
        sum above = {0};
        uint32_t over = read_cardinal(rules, a, next, end, COUNTING, &above);
        if (over == next) return at;
        double below = read_denominator(rules, a, over, end, sum_value(&above) == 1, &after);
        if (!below || sum_value(&above) >= below) return at;
        part = sum_value(&above) / below;
    }
    // "a billion and a half million" adds half a million
    word scale = look(rules, a, after, end, BIT(SCALE));
    if (scale.length && whole > scale.value) out->value += part * scale.value, after += scale.length;
    else out->value += part * whole, out->whole = whole > 1;
    return after;
}

// Behind a cardinal: denominators, dozens, decimals, "and a half".
static uint32_t finish(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, const sum *read, number *out) {
    double scale = read->counts ? read->last_scale : 1;
    uint32_t after = at;
    double below = read_denominator(rules, a, at, end, out->value == 1, &after);
    if (below) {
        out->value /= below;
        out->fraction = true, out->whole = false;
        return read_share_of(rules, a, after, end, &out->value);
    }
    word dozen = look(rules, a, at, end, BIT(DOZEN));
    if (dozen.length) {
        out->value += (out->value - read->before_and) * (dozen.value - 1); // "three hundred and two dozen"
        out->counts = true;
        return at + dozen.length;
    }
    after = read_and_share(rules, a, at, end, scale, out);
    if (after > at) return read_scales(rules, a, after, end, out);
    after = read_point(rules, a, at, end, &out->value);
    if (after == at) return at;
    out->whole = false;
    return read_scales(rules, a, after, end, out);
}

static bool read_words(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    if (read_share(rules, a, at, end, true, out) || read_compound_share(rules, a, at, end, out)) return true;
    word article = look(rules, a, at, end, BIT(ARTICLE));
    word first = look(rules, a, at, end, COUNTING | ORDERING | BIT(DOZEN));
    uint32_t start = at;
    if (article.length) {
        word next = look(rules, a, at + article.length, end, BIT(HUNDRED) | BIT(SCALE) | BIT(DOZEN));
        if (next.length) at += article.length, first = next;
        else if (!first.length) return false;
    }
    if (!first.length) return false;
    *out = (number){.whole = true};
    if (first.kind == DOZEN) {
        *out = (number){.value = first.value, .length = at + first.length - start, .whole = true, .counts = true};
        return at > start;
    }
    sum cardinal = {0}, ordinal = {0};
    uint32_t after = read_cardinal(rules, a, at, end, COUNTING | BEFORE_SHARES, &cardinal);
    uint32_t ordered = read_cardinal(rules, a, at, end, COUNTING | ORDERING | BEFORE_SHARES, &ordinal);
    // "one fourth" is a share, "twenty fourth" an ordinal
    if (ordered > after && ordinal.ordinal && !(cardinal.any && sum_value(&cardinal) == 1)) {
        *out = (number){.value = sum_value(&ordinal), .length = ordered - start, .ordinal = true, .whole = true};
        return true;
    }
    if (!cardinal.any) return false;
    out->value = sum_value(&cardinal);
    out->counts = cardinal.counts;
    uint32_t finished = finish(rules, a, after, end, &cardinal, out);
    out->length = finished - start;
    out->article = article.length > 0 && cardinal.words == 1 && finished == after && out->value == 1;
    return true;
}

// ---------------------------------------------------------------- both

bool numbers_read(const number_rules *rules, const atoms *a, uint32_t at, uint32_t end, number *out) {
    if (at >= end) return false;
    bool may_begin = a->items[at].kind != ATOM_WORD || phrases_longest(&rules->phrases, &a->items[at]) > 0;
    if (!may_begin) return false; // as most words do not
    if (read_figures(rules, a, at, end, out) || read_words(rules, a, at, end, out)) return true;
    word minus = look(rules, a, at, end, BIT(MINUS));
    bool sign = atom_is_mark(a, at, '-');
    uint32_t after = at + (sign ? 1 : minus.length);
    // a dash is a sign only at the left of a blank and to the right of none: "-5", not "3-5" or "mid-5"
    if (after == at || (sign && a->items[at].glued && at && a->items[at - 1].kind != ATOM_MARK)) return false;
    if (sign && (after >= end || !a->items[after].glued)) return false;
    if (!read_figures(rules, a, after, end, out) && !read_words(rules, a, after, end, out)) return false;
    if (out->ordinal) return false;
    out->value = -out->value;
    out->length += after - at;
    out->plain = false;
    return true;
}
