// Sentence ends, by rules and by weights learned from a treebank (train_boundary.c).
//
// In: a place between two pieces. Out: whether a sentence ends there. Method: rules look
// for a stop (. ! ? …) that belongs to no abbreviation, closing marks behind it, and a fit
// beginning. Where a model is at hand, a linear classifier takes the rules' answer as one
// feature among words and shapes on both sides, the sentence's length so far and open
// quotes, so that it also finds ends without a stop and stops without an end.
// What it gets wrong: a sentence that ends in an abbreviation before a name; names with a
// mark that no list has ("Wham! fans").
#include "sentences/boundary.h"

#include "base/text.h"
#include "sentences/scan.h"

static hs_text piece_text(const boundary_place *place, size_t number) {
    return number < place->all->count ? text_span(place->text, place->all->items[number].span) : TEXT("");
}

// ” " ) ] ' ’ » written at the stop, which close what the sentence opened.
static bool is_closer(hs_text mark) {
    static const hs_text closers[] = {TEXT_INIT("\""), TEXT_INIT("\xE2\x80\x9D"), TEXT_INIT(")"), TEXT_INIT("]"),
                                      TEXT_INIT("'"), TEXT_INIT("\xE2\x80\x99"), TEXT_INIT("\xC2\xBB"), TEXT_INIT("''")};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (text_equal(mark, closers[i])) return true;
    return false;
}

static bool is_stop(hs_text mark) {
    if (text_equal(mark, TEXT("\xE2\x80\xA6"))) return true;
    for (size_t i = 0; i < mark.size; i++)
        if (mark.data[i] != '.' && mark.data[i] != '!' && mark.data[i] != '?') return false;
    return mark.size > 0;
}

static uint32_t first_code(hs_text word) {
    uint32_t size;
    return word.size ? utf8_decode(word, 0, &size) : 0;
}

static bool is_lower(hs_text word) { return code_is_lower(first_code(word)); }
static bool is_capital(hs_text word) { return code_is_upper(first_code(word)); }

static bool ends_with_letter(hs_text word) {
    unsigned char c = word.size ? (unsigned char)word.data[word.size - 1] : 0;
    return byte_is_alpha(c) || c >= 0x80;
}

// ---------------------------------------------------------------- where the place is

void boundary_restart(boundary_place *place, size_t first) {
    place->first = place->at = first;
    place->quoted = place->bracketed = false;
    if (first < place->all->count) {
        place->at = first - 1;
        boundary_advance(place);
    }
}

void boundary_advance(boundary_place *place) {
    hs_text word = piece_text(place, ++place->at);
    if (text_equal(word, TEXT("\""))) place->quoted = !place->quoted;
    else if (text_equal(word, TEXT("\xE2\x80\x9C"))) place->quoted = true;
    else if (text_equal(word, TEXT("\xE2\x80\x9D"))) place->quoted = false;
    else if (text_equal(word, TEXT("("))) place->bracketed = true;
    else if (text_equal(word, TEXT(")"))) place->bracketed = false;
}

bool boundary_possible(const boundary_place *place) {
    if (place->at + 1 >= place->all->count || !place->all->items[place->at + 1].space_before) return false;
    hs_text before = piece_text(place, place->at), after = piece_text(place, place->at + 1);
    // "on 29 July 2004": what looks like a year, behind a word or a comma, begins no sentence
    bool year = after.size == 4 && (after.data[0] == '1' || after.data[0] == '2') && byte_is_digit((unsigned char)after.data[3]);
    if (year && (ends_with_letter(before) || text_equal(before, TEXT(",")))) return false;
    return !ends_with_letter(before) || !is_lower(after);
}

// The stop before the closers at the place: its piece number, or SIZE_MAX.
static size_t find_stop(const boundary_place *place) {
    size_t at = place->at;
    while (at > place->first && is_closer(piece_text(place, at)) && !place->all->items[at].space_before) at--;
    return is_stop(piece_text(place, at)) ? at : SIZE_MAX;
}

// ---------------------------------------------------------------- rules

static uint32_t kinds_of(const boundary_place *place, size_t number) {
    hs_span span = place->all->items[number].span;
    return scan_kinds(place->text, span.start, span.end, place->words);
}

// Whether the full stop behind piece `before` is part of an abbreviation, given what follows.
// "Gen. Harlow", "J. Harlow", "U.S. troops"; but "He left the U.S. The others stayed."
static bool stop_abbreviates(const boundary_place *place, size_t before) {
    hs_text word = piece_text(place, before);
    uint32_t kinds = kinds_of(place, before);
    if (kinds & WORD_TITLE) return true;
    bool initial = word.size == 1 && is_capital(word) && word.data[0] != 'I';
    bool dotted = word.size >= 3 && word.data[word.size - 2] == '.' && ends_with_letter(word);
    if (!initial && !dotted && !(kinds & WORD_ABBREVIATION)) return false;
    if (!is_capital(piece_text(place, place->at + 1))) return true;
    return !(kinds_of(place, place->at + 1) & WORD_OPENER);
}

bool boundary_by_rule(const boundary_place *place) {
    size_t stop = find_stop(place);
    hs_text follows = piece_text(place, place->at + 1);
    // “Where to?” he asked; three dots in mid-sentence
    if (stop == SIZE_MAX || is_lower(follows)) return false;
    if (text_equal(piece_text(place, stop), TEXT("."))) {
        bool at_word = stop > place->first && !place->all->items[stop].space_before;
        return !(at_word && place->at == stop && stop_abbreviates(place, stop - 1));
    }
    return !text_equal(follows, TEXT(",")) && !text_equal(follows, TEXT("-")) && !text_equal(follows, TEXT(";"));
}

// ---------------------------------------------------------------- weights

static uint64_t fold_hash(hs_text word) {
    char room[32];
    size_t size = word.size < sizeof room ? word.size : sizeof room;
    for (size_t i = 0; i < size; i++) room[i] = (char)byte_lower((unsigned char)word.data[i]);
    return text_hash((hs_text){room, size}, 1);
}

// Capital, capitals, small, figure, or the mark itself.
static uint32_t shape_of(hs_text word) {
    if (word.size == 0) return 0;
    uint32_t code = first_code(word);
    if (code < 0x80 && byte_is_digit((unsigned char)code)) return 1;
    if (code_is_lower(code)) return 2;
    if (code_is_upper(code)) {
        uint32_t size;
        utf8_decode(word, 0, &size);
        return word.size == size ? 3 : is_lower(text_slice(word, size, word.size)) ? 4 : 5;
    }
    return 16 + (uint32_t)(text_hash(word.size > 1 && word.data[0] == word.data[1] ? text_slice(word, 0, 2) : word, 2) % 4096);
}

static uint32_t bucket(size_t number) { return (uint32_t)(number <= 4 ? number : number <= 6 ? 5 : number <= 10 ? 6 : number <= 20 ? 7 : number <= 40 ? 8 : 9); }

static uint32_t mix(uint32_t feature, uint64_t a, uint64_t b, uint64_t c) {
    uint64_t x = feature * 0x9E3779B97F4A7C15u ^ a;
    x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u ^ b;
    x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u ^ c;
    x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(x >> 40) % BOUNDARY_WEIGHTS;
}

void boundary_features(const boundary_place *place, uint32_t features[BOUNDARY_FEATURES]) {
    size_t found = find_stop(place), stop = found == SIZE_MAX ? place->at + 1 : found;
    bool has_word = stop > place->first;
    hs_text before = has_word ? piece_text(place, stop - 1) : TEXT("");
    hs_text earlier = stop > place->first + 1 ? piece_text(place, stop - 2) : TEXT("");
    hs_text after = piece_text(place, place->at + 1), later = piece_text(place, place->at + 2);
    uint64_t mark = found == SIZE_MAX ? 0 : shape_of(piece_text(place, found));
    uint64_t closer = found == SIZE_MAX || found == place->at ? 0 : shape_of(piece_text(place, place->at));
    uint64_t word = fold_hash(before), next = fold_hash(after), second = fold_hash(later);
    uint64_t word_shape = shape_of(before) * 8 + (before.size < 5 ? before.size : 5), next_shape = shape_of(after), later_shape = shape_of(later);
    uint64_t kinds = has_word ? kinds_of(place, stop - 1) & WORD_WEIGHED : 0, next_kinds = kinds_of(place, place->at + 1) & WORD_WEIGHED;
    uint64_t rule = boundary_by_rule(place), open = place->quoted + 2u * place->bracketed;
    uint64_t length = bucket(place->at + 1 - place->first), rest = bucket(place->all->count - place->at - 1);
    uint64_t begin = shape_of(piece_text(place, place->first));
    uint32_t at = 0;
    features[at++] = mix(1, mark, rule, 0);
    features[at++] = mix(2, mark, closer, next_shape);
    features[at++] = mix(3, mark, word, 0);
    features[at++] = mix(4, mark, word_shape, kinds);
    features[at++] = mix(5, mark, next, 0);
    features[at++] = mix(6, mark, next_shape, rule);
    features[at++] = mix(7, mark, word, next_shape);
    features[at++] = mix(8, word, next, 0);
    features[at++] = mix(9, mark, word_shape, next_shape);
    features[at++] = mix(10, mark, kinds * 256 + next_kinds, next_shape);
    features[at++] = mix(11, mark, length, next_shape);
    features[at++] = mix(12, mark, length, begin);
    features[at++] = mix(13, next, second, mark);
    features[at++] = mix(14, mark, next_shape, later_shape);
    features[at++] = mix(15, mark, open, closer);
    features[at++] = mix(16, mark, open, next_shape);
    features[at++] = mix(17, mark, rest, length);
    features[at++] = mix(18, word, fold_hash(earlier), mark);
    features[at++] = mix(19, mark, rest, next_shape);
    features[at++] = mix(20, shape_of(earlier), word_shape, next_shape);
}

// ---------------------------------------------------------------- what weights do not overrule

static bool is_opening_quote(hs_text mark) {
    static const hs_text openers[] = {TEXT_INIT("\""), TEXT_INIT("'"), TEXT_INIT("\xE2\x80\x9C"), TEXT_INIT("\xE2\x80\x98"),
                                      TEXT_INIT("\xC2\xAB")};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (text_equal(mark, openers[i])) return true;
    return false;
}

// A capital twice, as abbreviations of plurals are written: "EE", "FF".
static bool is_doubled(hs_text word) { return word.size == 2 && byte_is_upper((unsigned char)word.data[0]) && word.data[0] == word.data[1]; }

// "at 3:30 a.m. killed twelve"; "Gen. T. Harlow", but not "at 4 p.m. The gate"; "J. R. Brennor".
static bool abbreviation_goes_on(const boundary_place *place, size_t stop) {
    if (stop <= place->first || stop != place->at || place->all->items[stop].space_before) return false;
    hs_text word = piece_text(place, stop - 1), follows = piece_text(place, place->at + 1);
    uint32_t kinds = kinds_of(place, stop - 1);
    bool dotted = word.size >= 3 && word.data[word.size - 2] == '.' && ends_with_letter(word);
    bool initial = word.size == 1 && is_capital(word) && word.data[0] != 'I';
    // "EE. UU. no respondió": plurals are doubled
    if (is_doubled(word) && is_doubled(follows)) return true;
    if (is_lower(follows)) return initial || is_doubled(word) || dotted || kinds & (WORD_ABBREVIATION | WORD_TITLE);
    // "by 4 a.m. Tuesday", but not "by 4 a.m. Crews left"
    if (dotted && is_lower(word) && kinds_of(place, place->at + 1) & WORD_CALENDAR) return true;
    if (!is_capital(follows) || kinds_of(place, place->at + 1) & WORD_OPENER) return false;
    bool named = stop == place->first + 1 || is_capital(piece_text(place, stop - 2)) || text_equal(piece_text(place, stop - 2), TEXT("."));
    return kinds & WORD_TITLE || (initial && named);
}

// Places where a sentence surely goes on.
static bool surely_goes_on(const boundary_place *place, size_t stop) {
    hs_text before = piece_text(place, place->at), follows = piece_text(place, place->at + 1);
    // They said: "We are ready."
    if (stop == SIZE_MAX) return text_equal(before, TEXT(":")) && is_opening_quote(follows);
    // "Is it over?" she asked.
    if (stop != place->at && is_lower(follows)) return true;
    return text_equal(piece_text(place, stop), TEXT(".")) && abbreviation_goes_on(place, stop);
}

// "¿Quién lo sabe? ¡Nadie!"
static bool opens_with_mark(const boundary_place *place) {
    hs_text mark = piece_text(place, place->at + 1);
    bool opens = text_equal(mark, TEXT("\xC2\xBF")) || text_equal(mark, TEXT("\xC2\xA1")) || text_equal(mark, TEXT("\xC2\xAB"));
    return opens && is_capital(piece_text(place, place->at + 2));
}

// Places where it surely ends: "moved to the U.S. The envoy left", "Who cares?! Stop!"
static bool surely_ends(const boundary_place *place, size_t stop) {
    if (stop == SIZE_MAX || stop <= place->first || !boundary_by_rule(place)) return false;
    if (opens_with_mark(place)) return true;
    if (!is_capital(piece_text(place, place->at + 1))) return false;
    hs_text mark = piece_text(place, stop), word = piece_text(place, stop - 1);
    if (mark.size > 1 && (mark.data[0] == '?' || mark.data[0] == '!')) return true;
    bool dotted = word.size >= 3 && word.data[word.size - 2] == '.' && ends_with_letter(word);
    return dotted && text_equal(mark, TEXT("."));
}

bool boundary_lacks_blank(const boundary_place *place) {
    if (place->words.learning || place->at <= place->first || place->at + 1 >= place->all->count || place->all->items[place->at + 1].space_before) return false;
    hs_text mark = piece_text(place, place->at), before = piece_text(place, place->at - 1), follows = piece_text(place, place->at + 1);
    bool stop = text_equal(mark, TEXT(".")) || text_equal(mark, TEXT("?")) || text_equal(mark, TEXT("!"));
    bool word = before.size > 2 && byte_is_lower((unsigned char)before.data[before.size - 1]) && !(kinds_of(place, place->at - 1) & WORD_WEIGHED);
    return stop && word && !place->all->items[place->at].space_before && is_capital(follows) &&
           kinds_of(place, place->at + 1) & WORD_OPENER && place->at + 2 < place->all->count && place->all->items[place->at + 2].space_before;
}

bool boundary_ends(const boundary_place *place) {
    size_t stop = find_stop(place);
    if (!place->words.learning && surely_goes_on(place, stop)) return false;
    if (!place->words.boundaries) return boundary_by_rule(place);
    if (!place->words.learning && surely_ends(place, stop)) return true;
    uint32_t features[BOUNDARY_FEATURES];
    boundary_features(place, features);
    int32_t sum = 0;
    for (uint32_t i = 0; i < BOUNDARY_FEATURES; i++) sum += place->words.boundaries[features[i]];
    return sum > 0;
}
