// See credit.h. The credit is an agency that signs, a bracket at the end, or stands in brackets within the first words
// of the text, before a dash: "LOWTON, March 3 (NPA) — Three ships…". Not: "The agency (NPA) said - to nobody's
// surprise -", where words in lower case stand before the bracket.
#include "document/credit.h"

#include "base/text.h"
#include "document/dates.h"

static bool is_dash(uint32_t code) { return code == '-' || (code >= 0x2010 && code <= 0x2015); }

static bool is_day_or_month(const draft *d, hs_text word) {
    hs_arena scratch = *d->work;
    while (word.size && !byte_is_alpha((unsigned char)word.data[word.size - 1]) && (unsigned char)word.data[word.size - 1] < 0x80) word.size--;
    word = text_lower(&scratch, word);
    return text_equal(rules_find(&d->rules->dates, word, "means"), TEXT("weekday")) || rules_find(&d->rules->months, word, "number").size;
}

// True where what stands before the bracket can be a dateline: places, months, days, and the small words between them
// ("Rio de Lunes, 3 de marzo"), but for one.
static bool is_dateline(const draft *d, hs_text text) {
    enum { SMALL_WORD = 3 };
    uint32_t plain = 0, step;
    while (text.size) {
        hs_text word = text_cut(&text, ' ');
        bool lower = word.size && code_is_lower(utf8_decode(word, 0, &step));
        plain += lower && word.size > SMALL_WORD && !is_day_or_month(d, word);
    }
    return plain <= 1;
}

static bool is_capitals(hs_text text) {
    for (size_t i = 0; i < text.size; i++)
        if (!byte_is_upper((unsigned char)text.data[i])) return false;
    return text.size >= 2 && text.size <= 8;
}

// "… said the harbour master. (NPA)" at the very end. Not: "… the Northern Press (NPA).",
// where the bracket stands inside the sentence.
static hs_text credit_at_end(const draft *d) {
    if (!d->block_count) return (hs_text){0};
    hs_text text = text_span((hs_text){d->text.text, d->text.size}, d->blocks[d->block_count - 1].span);
    if (!text_ends(text, TEXT(")"))) return (hs_text){0};
    size_t open = text.size;
    while (open && text.data[open - 1] != '(') open--;
    hs_text inside = text_slice(text, open, text.size - 1),
            before = text_trim(text_slice(text, 0, open ? open - 1 : 0));
    bool closed = !before.size || before.data[before.size - 1] == '.' || text_ends(before, TEXT("”")) ||
                  text_ends(before, TEXT("\""));
    return open && closed && is_capitals(inside) ? inside : (hs_text){0};
}

// One of the names that is an agency: "Northern Press Agency", "Reuters".
static hs_text agency_among(const draft *d, hs_text names) {
    for (hs_text rest = names; rest.size;) {
        hs_text part = text_trim(text_cut(&rest, ','));
        hs_arena scratch = *d->work;
        hs_text lower = text_lower(&scratch, part);
        size_t last = lower.size;
        while (last && lower.data[last - 1] != ' ') last--;
        if (rules_find(&d->rules->agencies, lower, "name").size) return part;
        if (last && text_equal(rules_find(&d->rules->agencies, text_slice(lower, last, lower.size), "name"), TEXT("*")))
            return part;
    }
    return (hs_text){0};
}

// "ESTREL (BPA) -" at the beginning.
static hs_text credit_at_start(const draft *d) {
    hs_text text = {d->text.text, d->text.size};
    if (d->block_count) text = text_span(text, d->blocks[0].span);
    hs_text head = text_slice(text, 0, 120);
    size_t open = text_find(head, TEXT("("), 0), close = text_find(head, TEXT(")"), 0);
    if (open == SIZE_MAX || close == SIZE_MAX || close < open + 2 || close - open > 40) return (hs_text){0};
    if (open > 60 || !is_dateline(d, text_slice(head, 0, open))) return (hs_text){0};
    size_t at = close + 1;
    while (at < head.size && (head.data[at] == ' ' || head.data[at] == '\t' || head.data[at] == '.')) at++;
    uint32_t step;
    if (at >= head.size || !is_dash(utf8_decode(head, at, &step))) return (hs_text){0};
    hs_text credit = text_trim(text_slice(head, open + 1, close));
    for (size_t i = 0; i < credit.size; i++)
        if (byte_is_digit((unsigned char)credit.data[i])) return (hs_text){0}; // "(Aug. 13) -"
    return credit.size && code_is_upper(utf8_decode(credit, 0, &step)) ? credit : (hs_text){0};
}

// Where the report itself begins behind a dateline ("LOWTON, March 3 (NPA) — Three ships…"), 0 where there is none.
// In Spanish a point may stand before the dash: "Lowton, 3 mar (NPA).- Tres barcos…".
// Not: "Three ships — all of them grey — left", where no word is in capitals.
static size_t behind_dateline(const draft *d, hs_text text) {
    enum { FARTHEST = 80 };
    uint32_t step;
    size_t first = 0;
    while (first < text.size && byte_is_upper((unsigned char)text.data[first])) first++;
    bool capitals = first >= 3 && !(first < text.size && byte_is_lower((unsigned char)text.data[first]));
    for (size_t at = 0; at < text.size && at < FARTHEST; at += step) {
        uint32_t code = utf8_decode(text, at, &step);
        if (!is_dash(code) || at == 0 || (code == '-' && text.data[at - 1] != ' ' && text.data[at - 1] != '.')) continue;
        hs_text before = text_trim(text_slice(text, 0, at));
        if (text_ends(before, TEXT(")."))) before.size--;
        if (!is_dateline(d, before) || !(capitals || text_ends(before, TEXT(")")))) return 0;
        at += step;
        while (at < text.size && byte_is_space((unsigned char)text.data[at])) at++;
        return at;
    }
    return 0;
}

// A whole date in the dateline is the report's where nothing else told one: "LOWTON, March 3, 2021 (NPA) -".
static void take_dateline_date(draft *d, hs_text dateline) {
    found_date found;
    if (d->out->published.precision || !dates_find(d->rules, dateline, 0, false, &found)) return;
    d->out->published = found.date;
    d->out->published.from = "dateline";
}

// A dateline is a heading of its own: it belongs to no clause.
static void part_dateline(draft *d) {
    if (!d->block_count || d->blocks[0].kind != HS_BLOCK_PARAGRAPH) return;
    hs_span whole = d->blocks[0].span;
    hs_text text = text_span((hs_text){d->text.text, d->text.size}, whole);
    size_t at = behind_dateline(d, text);
    if (!at || at >= whole.end - whole.start) return;
    take_dateline_date(d, text_slice(text, 0, at));
    hs_block last = d->blocks[d->block_count - 1];
    *arena_push(d->keep, d->blocks, d->block_count, d->block_capacity) = last;
    for (size_t i = d->block_count - 1; i > 1; i--) d->blocks[i] = d->blocks[i - 1];
    uint32_t begin = whole.start + (uint32_t)at;
    d->blocks[1] = (hs_block){{begin, whole.end}, HS_BLOCK_PARAGRAPH};
    d->blocks[0] = (hs_block){{whole.start, begin}, HS_BLOCK_HEADING};
}

// Past the words of a phrase for a first publication ("originally published in"), SIZE_MAX where the line has none.
static size_t behind_republished(const draft *d, hs_text line) {
    enum { PHRASE_WORDS = 3 };
    hs_arena scratch = *d->work;
    hs_text lower = text_lower(&scratch, line);
    for (size_t at = 0; at < lower.size; at++) {
        if (at && lower.data[at - 1] != ' ') continue;
        for (size_t end = at, words = 0; words < PHRASE_WORDS && end < lower.size; words++) {
            size_t space = text_find(lower, TEXT(" "), end);
            if (space == SIZE_MAX) break;
            if (text_equal(rules_find(&d->rules->words, text_slice(lower, at, space), "means"), TEXT("republished")))
                return lower.size == line.size ? space + 1 : SIZE_MAX;
            end = space + 1;
        }
    }
    return SIZE_MAX;
}

// The capitalised words at the beginning: "The Lowton Star" of "The Lowton Star on Monday.".
static hs_text leading_name(const draft *d, hs_text text) {
    size_t end = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t step;
        size_t space = text_find(text, TEXT(" "), at);
        if (space == SIZE_MAX) space = text.size;
        hs_text word = text_slice(text, at, space);
        bool capital = word.size && code_is_upper(utf8_decode(word, 0, &step)), small = word.size <= 3 && at;
        if ((!capital && !small) || (capital && at && is_day_or_month(d, word))) break;
        if (capital) end = space;
        char last = word.size ? word.data[word.size - 1] : '.';
        if (capital && (last == '.' || last == ',' || last == ':' || last == ';' || last == ')')) break;
        at = space + 1;
    }
    while (end && !byte_is_alpha((unsigned char)text.data[end - 1]) && (unsigned char)text.data[end - 1] < 0x80) end--;
    return text_slice(text, 0, end);
}

void credit_take_line(draft *d, hs_text line) {
    if (line.size > 300) return;
    size_t at = behind_republished(d, line);
    hs_text outlet = at == SIZE_MAX ? (hs_text){0} : leading_name(d, text_slice(line, at, line.size));
    if (outlet.size >= 2 && outlet.size <= 60 && !text_equal_fold(outlet, d->out->outlet))
        draft_basis(d, (hs_basis){.outlet = outlet});
    size_t colon = text_find(line, TEXT(":"), 0);
    if (colon == SIZE_MAX || colon > 24 || line.size > 80 || d->source_line.size) return;
    hs_arena scratch = *d->work;
    if (text_equal(rules_find(&d->rules->words, text_lower(&scratch, text_slice(line, 0, colon)), "means"), TEXT("source")))
        d->source_line = text_trim(text_slice(line, colon + 1, line.size));
}

void credit_read(draft *d) {
    hs_text credit = d->out->credit.size ? d->out->credit : credit_at_start(d);
    if (!credit.size) credit = agency_among(d, d->out->byline);
    if (!credit.size) credit = credit_at_end(d);
    if (!credit.size) credit = agency_among(d, d->source_line);
    d->out->credit = credit;
    for (size_t i = 0; i < d->block_count; i++) {
        // who a report was first published by stands above or below it
        if (i == 2 && d->block_count > 5) i = d->block_count - 3;
        credit_take_line(d, text_span((hs_text){d->text.text, d->text.size}, d->blocks[i].span));
    }
    part_dateline(d);
}
