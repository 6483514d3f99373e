// Times: the first pass of the statements room.
//
// In: the sentences' atoms, the tree, the day of publication. Out: TIMEX3 (ISO 24617-1):
// DATE, TIME, DURATION and SET with their values.
//
// The grammar is data: times_words.tsv gives words their classes, times_patterns.tsv says
// which run of classes is a time and by which action it gets its value (times_patterns.c);
// the actions are few and the same for every language (times_resolve.c). At each place the
// longest pattern wins and reading goes on behind it, so the pass is linear in the text.
//
// Ages ("43-year-old") are patterns of their own that give nothing.
#include "base/text.h"
#include "statements/times.h"

static const hs_text tense_names[] = {TEXT_INIT("none"), TEXT_INIT("past"), TEXT_INIT("present"), TEXT_INIT("future")};

static void open_tense(times_rules *rules, const lexicon *from, hs_arena *keep) {
    const lexicon_table *table = lexicon_find_table(from, "times_tense");
    uint32_t column = lexicon_column(table, "tense");
    rules->tense = phrases_open(table, keep);
    int8_t *tenses = arena_new(keep, int8_t, rules->tense.count + 1);
    for (uint32_t i = 0; i < rules->tense.count && column != HS_NONE; i++)
        for (int8_t t = 0; t < 4; t++)
            if (text_equal(tense_names[t], table->cells[(size_t)rules->tense.items[i].row * table->column_count + column]))
                tenses[i] = t;
    rules->tense_of = tenses;
}

const times_rules *times_open(const lexicon *from, hs_arena *keep) {
    times_rules *rules = arena_new(keep, times_rules, 1);
    rules->numbers = numbers_open(from, keep);
    open_tense(rules, from, keep);
    times_open_patterns(rules, from, keep);
    const lexicon_table *order = lexicon_find_table(from, "times_order");
    rules->month_first = lexicon_find(order, TEXT("month-first")).count > 0;
    return rules;
}

static moment published_moment(const hs_date *date) {
    moment m = {.year = date->year, .month = date->month, .day = date->day};
    switch (date->precision) {
    case HS_DATE_DAY: m.grain = GRAIN_DAY; break;
    case HS_DATE_MONTH: m.grain = GRAIN_MONTH, m.day = 0; break;
    case HS_DATE_YEAR: m.grain = GRAIN_YEAR, m.month = m.day = 0; break;
    default: m = (moment){0}; break;
    }
    return m;
}

// A history names many years long gone and hardly speaks of days around its publication.
enum { HISTORY_YEARS = 8, HISTORY_DISTANCE = 2, HISTORY_SHARE = 3 };

static bool is_history(const lexed *l, const moment *published) {
    uint32_t far = 0, spoken = 0;
    if (!published->year) return false;
    for (uint32_t at = 0; at < l->atoms->count; at++) {
        for (uint32_t i = l->first[at]; i != HS_NONE; i = l->entries[i].next) {
            const entry *one = &l->entries[i];
            if (one->class == CLASS_YEAR && one->number >= 1200) far += one->number < published->year - HISTORY_DISTANCE;
            else if (one->class == CLASS_SHIFT || one->class == CLASS_WEEKDAY) spoken++;
        }
    }
    return far >= HISTORY_YEARS && far > spoken * HISTORY_SHARE;
}

static void map_tokens(reading *r, hs_arena *keep) {
    uint32_t *of = arena_new(keep, uint32_t, r->parse->token_count + 1), next = 0;
    for (uint32_t token = 0; token < r->parse->token_count; token++) {
        hs_span span = r->parse->tokens[token].span;
        while (next < r->time_count && r->times[next].span.end <= span.start) next++;
        bool inside = next < r->time_count && r->times[next].span.start < span.end;
        of[token] = inside ? next : HS_NONE;
    }
    r->token_time = of;
}

static uint32_t sentence_end(const atoms *a, uint32_t at) {
    uint32_t end = at;
    while (end < a->count && a->items[end].sentence == a->items[at].sentence) end++;
    return end;
}

// End of the sentence; of the next one too where an abbreviation made it seem to end:
// "until 9 a.m. Tuesday", "on Jan. 6".
static uint32_t stretch_end(const lexed *l, uint32_t at) {
    uint32_t end = sentence_end(l->atoms, at);
    enum { MOST_ABBREVIATION = 4 };
    for (uint32_t back = 2; back <= MOST_ABBREVIATION && back <= end - at; back++)
        for (uint32_t i = l->first[end - back]; i != HS_NONE; i = l->entries[i].next) {
            const entry *one = &l->entries[i];
            bool stops = atom_is_mark(l->atoms, end - 1, '.') && one->length == back;
            if (stops && end < l->atoms->count && (one->class == CLASS_AMPM || one->class == CLASS_MONTH)) return sentence_end(l->atoms, end);
        }
    return end;
}

void times_find(reading *r, hs_arena *keep, hs_arena scratch) {
    const times_rules *rules = r->knowledge->times;
    atoms a = atoms_read(r, &scratch);
    lexed l = times_lex(rules, r, &a, &scratch);
    times_context c = {.rules = rules, .r = r, .atoms = &a, .keep = keep};
    c.published = published_moment(&r->document->published);
    c.narrative = is_history(&l, &c.published);
    hs_time *items = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t at = 0, end = 0; at < a.count;) {
        if (at >= end) end = stretch_end(&l, at);
        bindings bound;
        uint32_t stop, found = times_match(rules, &l, at, end, &bound, &stop);
        hs_time one = {0};
        if (found != HS_NONE && times_resolve(&c, &rules->patterns[found], &bound, at, stop, &one))
            *arena_push(keep, items, count, capacity) = one;
        bool skip = found != HS_NONE && (one.value.size || rules->patterns[found].action == ACTION_NONE);
        at = skip ? stop : at + 1;
    }
    r->times = items;
    r->time_count = (uint32_t)count;
    map_tokens(r, keep);
}
