// What a matched pattern means: from its words to a moment, a duration or a set. See times.h.
//
// In: bindings, the tense of the clause, publication, what was named before. Out: TIMEX3.
//
// Resolution. A weekday is the last one on or before publication, or the next one where its
// clause looks ahead: "met on Monday", "will meet on Monday". A day of a month without a
// year is the nearest such day, unless that is far on the wrong side of the tense. A month
// alone follows the tense. "Two days later" counts from the date named before, "two days
// ago" from publication. "A year ago", where a quarter is the topic, is that quarter a year
// before. A history (more years named than days spoken of) resolves against its own dates.
// A publication known to the month gives months, never invented days.
//
// Wrong on: a past verb that sets a future date ("scheduled the vote for December") where
// December also lies in the past; fiscal years that are not calendar years.
#include <math.h>

#include "base/text.h"
#include "statements/times.h"

typedef struct resolver {
    times_context *c;
    const pattern *pattern;
    const bindings *b;
    uint32_t start, stop;
    uint32_t top;          // token that heads the match
    moment base;
    tense tense;
} resolver;

static bool argument_has(const resolver *v, const char *word) {
    return text_find(v->pattern->argument, text_of(word), 0) != SIZE_MAX;
}

static grain grain_of(hs_text unit) {
    static const struct {
        hs_text name;
        grain grain;
    } units[] = {
        {TEXT_INIT("Y"), GRAIN_YEAR}, {TEXT_INIT("M"), GRAIN_MONTH}, {TEXT_INIT("W"), GRAIN_WEEK},
        {TEXT_INIT("D"), GRAIN_DAY}, {TEXT_INIT("Q"), GRAIN_QUARTER}, {TEXT_INIT("H"), GRAIN_HALF},
        {TEXT_INIT("WE"), GRAIN_WEEKEND}, {TEXT_INIT("DE"), GRAIN_DECADE}, {TEXT_INIT("CE"), GRAIN_CENTURY},
        {TEXT_INIT("TH"), GRAIN_HOUR}, {TEXT_INIT("TM"), GRAIN_MINUTE}, {TEXT_INIT("TS"), GRAIN_SECOND},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_equal(units[i].name, unit)) return units[i].grain;
    return GRAIN_NONE;
}

static const entry *unit_entry(const resolver *v) {
    return v->b->of[CLASS_UNIT] ? v->b->of[CLASS_UNIT] : v->b->of[CLASS_UNITS];
}

// The unit that the words name, else the one that ends the pattern's argument.
static grain unit_grain(const resolver *v) {
    const entry *unit = unit_entry(v);
    if (unit) return grain_of(unit->text);
    hs_text rest = v->pattern->argument, last = rest;
    while (rest.size) last = text_cut(&rest, ' ');
    return grain_of(last);
}

static bool has_mention(const times_context *c) { return c->mention.grain != GRAIN_NONE && c->mention.year; }

// ---------------------------------------------------------------- dates

static int32_t century_of(const resolver *v, int32_t short_year) {
    int32_t near = v->base.year ? v->base.year : 2000;
    int32_t year = near / 100 * 100 + short_year;
    return year > near + 10 ? year - 100 : year;
}

static double number_or(const entry *e, double otherwise) { return e ? e->number : otherwise; }

static void set_numeric(const resolver *v, moment *m) {
    const entry *first = v->b->of[CLASS_MM], *second = v->b->second[CLASS_MM];
    const entry *dd = v->b->of[CLASS_DD], *other = v->b->second[CLASS_DD];
    if (first) m->month = (uint8_t)first->number;
    if (dd) m->day = (uint8_t)dd->number;
    if (dd && other) { // two figures that either order fits
        bool month_first = v->c->rules->month_first;
        uint8_t a = (uint8_t)dd->number, b = (uint8_t)other->number;
        if ((month_first && a <= 12) || b > 12) m->month = a, m->day = b;
        else m->day = a, m->month = b;
    }
    (void)second;
}

// Four figures alone are a year only where years are spoken of: not "1000-5000 boats".
static bool bare_figure(const resolver *v) {
    const entry *year = v->b->of[CLASS_YEAR];
    return year && v->stop - v->start == 1 && (year->number < 1500 || year->number > 2100);
}

static bool parts_of_date(const resolver *v, moment *m) {
    const bindings *b = v->b;
    *m = (moment){0};
    if (b->of[CLASS_YEAR]) m->year = (int32_t)b->of[CLASS_YEAR]->number;
    else if (b->of[CLASS_YY]) m->year = century_of(v, (int32_t)b->of[CLASS_YY]->number);
    if (b->of[CLASS_ERA] && b->of[CLASS_NUM] && b->of[CLASS_NUM]->number < 10000)
        m->year = (int32_t)(b->of[CLASS_ERA]->number * b->of[CLASS_NUM]->number);
    if (b->of[CLASS_MONTH]) m->month = (uint8_t)b->of[CLASS_MONTH]->number;
    if (b->of[CLASS_DAY]) m->day = (uint8_t)b->of[CLASS_DAY]->number;
    else if (b->of[CLASS_ORD] && b->of[CLASS_ORD]->number <= 31) m->day = (uint8_t)b->of[CLASS_ORD]->number;
    else if (m->month && !b->of[CLASS_ERA] && b->of[CLASS_NUM] && b->of[CLASS_NUM]->number <= 31) m->day = (uint8_t)b->of[CLASS_NUM]->number;
    set_numeric(v, m);
    if (b->of[CLASS_HOLIDAY]) {
        hs_text rest = b->of[CLASS_HOLIDAY]->text, month = text_cut(&rest, '-');
        uint64_t mm = 0, dd = 0;
        if (text_to_number(month, &mm) && text_to_number(rest, &dd)) m->month = (uint8_t)mm, m->day = (uint8_t)dd;
    }
    if (b->of[CLASS_SEASON]) m->season = b->of[CLASS_SEASON]->text;
    if (m->month > 12 || m->day > 31) return false;
    if (m->day && m->month && m->day > calendar_month_days(m->year ? m->year : 2000, m->month)) return false;
    m->grain = m->day ? GRAIN_DAY : m->month ? GRAIN_MONTH : m->season.size ? GRAIN_SEASON : m->year ? GRAIN_YEAR : GRAIN_NONE;
    return !bare_figure(v);
}

static int64_t distance(const moment *m, int32_t year, int64_t base) {
    moment at = *m;
    at.year = year;
    int64_t first = calendar_first(&at);
    if (at.grain == GRAIN_MONTH && base > first) { // inside a month is no distance
        int64_t last = first + calendar_month_days(year, at.month) - 1;
        return base <= last ? 0 : last - base;
    }
    return first - base;
}

enum { NEAR_DAYS = 75, NEAR_MONTH = 45, FAR_MONTH = 270 };

// In a history, of three years the one nearest to the date named before.
static int32_t told_year(int32_t year, int64_t before, int64_t same, int64_t after) {
    int64_t stay = same < 0 ? -same : same;
    if (-before < stay) return year - 1;
    return after < stay ? year + 1 : year;
}

// The year of a date without one.
static int32_t missing_year(const resolver *v, const moment *m) {
    int32_t year = v->base.year;
    if (!year) return 0;
    if (v->base.grain == GRAIN_YEAR) return year;
    int64_t base = calendar_first(&v->base);
    int64_t before = distance(m, year - 1, base), same = distance(m, year, base), after = distance(m, year + 1, base);
    if (v->c->narrative) return told_year(year, before, same, after);
    const entry *when = v->b->of[CLASS_WHEN];
    if (when && when->number == 0) return year;
    if (when) return when->number < 0 ? (same < 0 ? year : year - 1) : (same > 0 ? year : year + 1);
    int32_t past = same <= 0 ? year : year - 1, future = same >= 0 ? year : year + 1;
    int64_t to_past = same <= 0 ? -same : -before, to_future = same >= 0 ? same : after;
    if (m->grain != GRAIN_DAY) {
        // "planned the march for March", said in February: the far one would be called last March
        bool open = v->tense == TENSE_NONE || !times_of_verb(v->c->rules, v->c->r, v->top);
        if (open && to_future <= NEAR_MONTH && to_past > FAR_MONTH) return future;
        if (open && to_past <= NEAR_MONTH && to_future > FAR_MONTH) return past;
        if (v->tense == TENSE_PAST) return past;
        if (v->tense == TENSE_FUTURE) return future;
        return to_past <= to_future + NEAR_DAYS ? past : future;
    }
    if (v->tense == TENSE_PAST) return to_future <= NEAR_DAYS && to_future < to_past ? future : past;
    if (v->tense == TENSE_FUTURE) return to_past <= NEAR_DAYS && to_past < to_future ? past : future;
    return to_past <= to_future ? past : future;
}

// A weekday against the base.
static moment weekday_moment(const resolver *v, uint8_t weekday) {
    moment none = {.grain = GRAIN_DAY};
    if (v->base.grain < GRAIN_DAY) return v->base.year ? v->base : none;
    int64_t base = calendar_first(&v->base);
    int64_t back = (calendar_weekday(base) - weekday + 7) % 7, ahead = (7 - back) % 7;
    const entry *when = v->b->of[CLASS_WHEN];
    bool future = v->tense == TENSE_FUTURE;
    if (when && when->number < 0) return calendar_day(base - (back ? back : 7));
    if (when && when->number > 0) return calendar_day(base + (ahead ? ahead : 7));
    return calendar_day(future ? base + ahead : base - back);
}

// "the 14th": in the month that is spoken of.
static bool day_of_month(const resolver *v, moment *m) {
    moment base = v->base;
    if (base.grain < GRAIN_MONTH) return false;
    m->year = base.year, m->month = base.month;
    if (base.grain >= GRAIN_DAY) {
        bool past = v->tense == TENSE_PAST;
        int32_t months = past && m->day > base.day + 7 ? -1 : v->tense == TENSE_FUTURE && m->day < base.day ? 1 : 0;
        moment month = calendar_widen(&base, GRAIN_MONTH);
        month = calendar_move(&month, GRAIN_MONTH, months);
        m->year = month.year, m->month = month.month;
    }
    return m->day <= calendar_month_days(m->year, m->month);
}

// A day that moves, in a year: "easter -2" Good Friday, "nth 11 4 4" the fourth Thursday of
// November; the fifth is the last.
static bool holiday_in(const entry *holiday, int32_t year, moment *m) {
    uint64_t month = 0, nth = 0, weekday = 0;
    hs_text rest = holiday->text, name = text_cut(&rest, ' ');
    if (text_equal(name, TEXT("easter"))) { // Gauss, in the form of Meeus, "Astronomical Algorithms"
        int32_t a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int32_t h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
        int32_t n = (a + 11 * h + 22 * l) / 451, p = h + l - 7 * n + 114;
        double shift = 0;
        text_to_double(rest, &shift);
        *m = calendar_day(calendar_days(year, p / 31, p % 31 + 1) + (int64_t)shift);
        return true;
    }
    hs_text month_text = text_cut(&rest, ' '), nth_text = text_cut(&rest, ' ');
    if (!text_to_number(month_text, &month) || !text_to_number(nth_text, &nth) || !text_to_number(rest, &weekday)) return false;
    int64_t first = calendar_days(year, (int32_t)month, 1);
    int64_t day = first + ((int64_t)weekday - calendar_weekday(first) + 7) % 7 + 7 * ((int64_t)nth - 1);
    if (nth == 5)
        while (day >= first + calendar_month_days(year, (int32_t)month)) day -= 7;
    *m = calendar_day(day);
    return true;
}

// "Thanksgiving", "Easter": days that move.
static bool moving_holiday(const resolver *v, moment *m) {
    const entry *holiday = v->b->of[CLASS_HOLIDAY];
    if (!holiday || m->month) return false;
    int32_t year = v->b->of[CLASS_YEAR] ? m->year : v->base.year;
    if (!year || !holiday_in(holiday, year, m)) return false;
    int64_t base = calendar_first(&v->base), away = calendar_first(m) - base;
    if (v->b->of[CLASS_YEAR] || v->base.grain < GRAIN_MONTH) return true;
    if (away > NEAR_DAYS && v->tense != TENSE_FUTURE) return holiday_in(holiday, year - 1, m);
    if (away < -NEAR_DAYS && v->tense == TENSE_FUTURE) return holiday_in(holiday, year + 1, m);
    return true;
}
static bool shifted_day(const resolver *v, moment *m) {
    const entry *shift = v->b->of[CLASS_SHIFT];
    if (!shift) return false;
    hs_text rest = shift->text, count = text_cut(&rest, 'D');
    double days = 0;
    text_to_double(count, &days);
    moment base = v->c->published; // "today" is the reader's day in a history too
    *m = base.grain == GRAIN_DAY ? calendar_move(&base, GRAIN_DAY, days) : base;
    m->clock = false, m->part = (hs_text){0};
    if (rest.size > 1) m->part = text_slice(rest, 1, rest.size); // "-1DTNI": last night
    return true;
}

// Any date among the bindings: of a calendar, a weekday, a shifted day.
static bool bound_date(const resolver *v, moment *m) {
    if (shifted_day(v, m)) return true;
    if (!parts_of_date(v, m)) return false;
    if (moving_holiday(v, m)) return true;
    const entry *weekday = v->b->of[CLASS_WEEKDAY];
    if (m->grain == GRAIN_NONE) {
        if (!weekday) return false;
        *m = weekday_moment(v, (uint8_t)weekday->number);
        return true;
    }
    if (m->day && !m->month) return day_of_month(v, m);
    if (!m->year && m->grain != GRAIN_YEAR) m->year = missing_year(v, m);
    return true;
}

// ---------------------------------------------------------------- times of day

static void set_clock(const resolver *v, moment *m) {
    const entry *hour = v->b->of[CLASS_HOUR], *minute = v->b->of[CLASS_MINUTE], *second = v->b->of[CLASS_SECOND];
    const entry *half = v->b->of[CLASS_AMPM];
    if (!hour) return;
    uint8_t h = (uint8_t)hour->number;
    if (half && text_equal(half->text, TEXT("PM")) && h < 12) h = (uint8_t)(h + 12);
    if (half && text_equal(half->text, TEXT("AM")) && h == 12) h = 0;
    const entry *part = v->b->of[CLASS_PART];
    bool late = part && (text_equal(part->text, TEXT("AF")) || text_equal(part->text, TEXT("EV")) || text_equal(part->text, TEXT("NI")));
    if (late && h < 12 && !(text_equal(part->text, TEXT("NI")) && h < 5)) h = (uint8_t)(h + 12);
    m->clock = m->has_minute = true;
    m->hour = h;
    m->minute = (uint8_t)number_or(minute, 0);
    if (second) m->has_second = true, m->second = (uint8_t)second->number;
    if (v->b->of[CLASS_ZONE]) m->zone = v->b->of[CLASS_ZONE]->text;
}

static void set_part(const resolver *v, moment *m) {
    const entry *part = v->b->of[CLASS_PART];
    if (part && !m->clock && m->grain == GRAIN_DAY) m->part = part->text;
}

// The day that a time of day without one belongs to.
static moment current_day(const resolver *v) {
    const times_context *c = v->c;
    bool here = has_mention(c) && c->mention_sentence == c->atoms->items[v->start].sentence && c->mention.grain == GRAIN_DAY;
    moment day = here || c->narrative ? c->mention : c->published;
    day.clock = false, day.part = (hs_text){0};
    return day;
}

// ---------------------------------------------------------------- actions

static bool act_date(const resolver *v, moment *m) {
    if (!bound_date(v, m)) return false;
    set_part(v, m);
    set_clock(v, m);
    return true;
}

// "half past eight", "a quarter to nine": minutes that the argument gives.
static void set_past(const resolver *v, moment *m) {
    double minutes;
    if (!text_to_double(v->pattern->argument, &minutes)) return;
    if (minutes < 0) m->hour = (uint8_t)(m->hour ? m->hour - 1 : 23), minutes += 60;
    m->minute = (uint8_t)minutes;
}

static bool act_clock(const resolver *v, moment *m) {
    bool dated = v->b->of[CLASS_WEEKDAY] || v->b->of[CLASS_SHIFT] || v->b->of[CLASS_MONTH] || v->b->of[CLASS_DD];
    if (dated ? !bound_date(v, m) : (*m = current_day(v), false)) return false;
    if (v->b->of[CLASS_HOUR]) set_clock(v, m), set_past(v, m);
    else if (v->b->of[CLASS_NIGHT]) m->clock = true, m->hour = (uint8_t)v->b->of[CLASS_NIGHT]->number;
    return m->clock && m->hour <= 24;
}

static bool act_part(const resolver *v, moment *m) {
    if (argument_has(v, "bare")) *m = (moment){0};
    else *m = current_day(v);
    if (!argument_has(v, "bare") && argument_has(v, "published")) *m = v->c->published;
    if (argument_has(v, "+")) *m = has_mention(v->c) && v->c->mention.grain == GRAIN_DAY ? v->c->mention : v->c->published;
    if (argument_has(v, "+") && m->grain == GRAIN_DAY) *m = calendar_move(m, GRAIN_DAY, 1);
    if (v->b->of[CLASS_PART]) m->part = v->b->of[CLASS_PART]->text;
    m->clock = false;
    if (m->grain != GRAIN_DAY) *m = (moment){.part = m->part};
    return m->part.size > 0;
}

static moment reference(const resolver *v) {
    return argument_has(v, "mention") && has_mention(v->c) ? v->c->mention : v->base;
}

// "last week", "next year", "this month", "the following day"
static bool act_unit(const resolver *v, moment *m) {
    grain unit = unit_grain(v);
    double count = number_or(v->b->of[CLASS_WHEN], 0);
    moment base = reference(v);
    if (v->b->of[CLASS_WHEN] && count == 0) base = v->c->published;
    if (unit == GRAIN_NONE || unit >= GRAIN_HOUR || base.grain == GRAIN_NONE) return false;
    if (base.grain < unit && count == 0) return *m = base, true;
    moment wide = calendar_widen(&base, unit);
    wide.clock = false, wide.part = (hs_text){0};
    // "over the weekend" on a weekday and in the past is the weekend before
    bool behind = unit == GRAIN_WEEKEND && count == 0 && v->tense != TENSE_FUTURE && base.grain == GRAIN_DAY &&
                  calendar_weekday(calendar_first(&base)) < 6;
    *m = calendar_move(&wide, unit, behind ? -1 : count);
    set_part(v, m);
    return true;
}

static bool quarter_is_topic(const times_context *c, uint32_t start) {
    return c->quarter.grain == GRAIN_QUARTER && c->atoms->items[start].sentence - c->quarter_sentence <= 1;
}

enum { MOST_UNITS = 4000 }; // beyond the calendar: "ten thousand years ago"

static bool shift_fuzzy(const resolver *v, hs_time *out) {
    if (argument_has(v, "mention")) return false;
    out->value = argument_has(v, "-") ? TEXT("PAST_REF") : TEXT("FUTURE_REF");
    return true;
}

// "two days ago", "a year earlier", "three weeks later"
static bool act_shift(const resolver *v, moment *m) {
    grain unit = unit_grain(v);
    double count = number_or(v->b->of[CLASS_NUM], 1) * (argument_has(v, "-") ? -1 : 1);
    moment base = reference(v);
    bool anchored = argument_has(v, "mention") && has_mention(v->c);
    if (unit == GRAIN_NONE || base.grain == GRAIN_NONE || fabs(count) > MOST_UNITS) return false;
    if (unit == GRAIN_YEAR && quarter_is_topic(v->c, v->start) && fabs(count) == 1) base = v->c->quarter, anchored = true;
    if (unit >= GRAIN_HOUR) {
        if (base.grain != GRAIN_DAY) return false;
        *m = base;
        return true;
    }
    base.clock = false, base.part = (hs_text){0};
    if (!anchored || argument_has(v, "wide")) base = calendar_widen(&base, unit);
    *m = calendar_move(&base, unit, count);
    return true;
}

static bool act_quarter(const resolver *v, moment *m) {
    const times_context *c = v->c;
    double ordinal = number_or(v->b->of[CLASS_ORD], number_or(v->b->of[CLASS_HALF], 0));
    grain unit = argument_has(v, "half") ? GRAIN_HALF : GRAIN_QUARTER;
    double per_year = unit == GRAIN_HALF ? 2 : 4;
    if (argument_has(v, "mention")) {
        moment base = c->quarter.grain == GRAIN_QUARTER ? c->quarter : calendar_widen(&v->base, GRAIN_QUARTER);
        if (c->quarter.grain != GRAIN_QUARTER && base.grain == GRAIN_QUARTER) base = calendar_move(&base, GRAIN_QUARTER, -1);
        if (base.grain != GRAIN_QUARTER) return false;
        *m = calendar_move(&base, GRAIN_YEAR, argument_has(v, "-") ? -1 : 0);
        if (v->b->of[CLASS_YEAR]) m->year = (int32_t)v->b->of[CLASS_YEAR]->number;
        return true;
    }
    if (argument_has(v, "last")) ordinal = per_year;
    if (ordinal < 1 || ordinal > per_year) return false;
    *m = (moment){.grain = unit, .number = (uint8_t)ordinal, .year = v->base.year};
    if (v->b->of[CLASS_YEAR]) m->year = (int32_t)v->b->of[CLASS_YEAR]->number;
    else if (v->b->of[CLASS_YY]) m->year = century_of(v, (int32_t)v->b->of[CLASS_YY]->number);
    else if (v->b->of[CLASS_WHEN]) m->year += (int32_t)v->b->of[CLASS_WHEN]->number;
    else if (m->year && v->base.grain >= GRAIN_MONTH) {
        int64_t ahead = calendar_first(m) - calendar_first(&v->base);
        // a quarter that is over lies ahead only next year, one to come behind only last year
        if (v->tense == TENSE_FUTURE && ahead < -NEAR_DAYS - 15) m->year++;
        if (v->tense != TENSE_FUTURE && ahead > (v->tense == TENSE_PAST ? 0 : 31)) m->year--;
    }
    return true;
}

static bool act_decade(const resolver *v, moment *m) {
    const entry *decade = v->b->of[CLASS_DECADE] ? v->b->of[CLASS_DECADE] : v->b->of[CLASS_NUM];
    if (!decade || fmod(decade->number, 10) != 0) return false;
    int32_t year = (int32_t)decade->number;
    if (year < 100) year = century_of(v, year);
    *m = (moment){.grain = GRAIN_DECADE, .year = year};
    return year > 0;
}

static bool act_century(const resolver *v, moment *m) {
    const entry *which = v->b->of[CLASS_CENTURY] ? v->b->of[CLASS_CENTURY] : v->b->of[CLASS_ORD];
    *m = (moment){.grain = GRAIN_CENTURY};
    if (which) m->year = ((int32_t)which->number - 1) * 100;
    else m->year = v->base.year ? v->base.year / 100 * 100 + 100 * (int32_t)number_or(v->b->of[CLASS_WHEN], 0) : 0;
    return m->year > 0 && m->year < 3000;
}

static bool act_mention(const resolver *v, moment *m) {
    grain unit = unit_grain(v);
    moment base = has_mention(v->c) ? v->c->mention : v->base;
    if (unit == GRAIN_NONE || unit >= GRAIN_HOUR || base.grain == GRAIN_NONE) return false;
    *m = calendar_widen(&base, unit);
    m->clock = false, m->part = (hs_text){0};
    set_part(v, m);
    return true;
}

// ---------------------------------------------------------------- durations and sets

static hs_text number_text(double count, hs_arena *keep) {
    if (count == floor(count)) return arena_print(keep, "%d", (int)count);
    int tenths = (int)floor(fabs(count) * 100 + 0.5);
    return tenths % 10 ? arena_print(keep, "%d.%d%d", tenths / 100, tenths / 10 % 10, tenths % 10)
                       : arena_print(keep, "%d.%d", tenths / 100, tenths / 10 % 10);
}

// "P3D", "PT4H", "PXM": one length of time.
static hs_text period(const entry *unit, const entry *count, double otherwise, bool fuzzy, hs_arena *keep) {
    hs_text name = unit->text;
    bool clock = name.size == 2 && name.data[0] == 'T';
    double many = count ? count->number : otherwise;
    if (text_equal(name, TEXT("DE")) && !fuzzy) many *= 10, name = TEXT("Y");
    else if (text_equal(name, TEXT("CE")) && !fuzzy) many *= 100, name = TEXT("Y");
    else if (text_equal(name, TEXT("H"))) many *= 6, name = TEXT("M");
    if (clock) name = text_slice(name, 1, 2);
    fuzzy |= !(many < 1e9);
    hs_text amount = fuzzy ? TEXT("X") : number_text(many, keep);
    return arena_print(keep, "%s%.*s%.*s", clock ? "PT" : "P", TEXT_ARGS(amount), TEXT_ARGS(name));
}

static bool act_duration(const resolver *v, hs_time *out) {
    const entry *unit = unit_entry(v);
    const entry *second_unit = v->b->of[CLASS_UNIT] ? v->b->second[CLASS_UNIT] : v->b->second[CLASS_UNITS];
    if (!unit) return false;
    bool fuzzy = argument_has(v, "X") || (v->b->of[CLASS_FUZZY] && !v->b->of[CLASS_FUZZY]->number);
    const entry *count = v->b->of[CLASS_NUM] ? v->b->of[CLASS_NUM] : v->b->of[CLASS_FUZZY];
    double otherwise = 1;
    if (argument_has(v, "half")) otherwise = 0.5;
    entry and_half = {0};
    if (argument_has(v, "and-half") && count) and_half = *count, and_half.number += 0.5, count = &and_half;
    out->value = period(unit, count, otherwise, fuzzy, v->c->keep);
    if (second_unit && v->b->second[CLASS_NUM]) {
        hs_text more = period(second_unit, v->b->second[CLASS_NUM], 1, false, v->c->keep);
        bool timed = more.data[1] == 'T' && out->value.data[1] == 'T';
        more = text_slice(more, timed ? 2 : 1, more.size);
        out->value = arena_print(v->c->keep, "%.*s%.*s", TEXT_ARGS(out->value), TEXT_ARGS(more));
    }
    return true;
}

static bool act_set(const resolver *v, hs_time *out) {
    if (v->b->of[CLASS_SET]) out->value = v->b->of[CLASS_SET]->text;
    else if (unit_entry(v)) out->value = period(unit_entry(v), v->b->of[CLASS_NUM], argument_has(v, "2") ? 2 : 1, false, v->c->keep);
    return out->value.size > 0;
}

// "every Monday", "on Mondays", "each March", "every morning"
static bool act_every(const resolver *v, hs_time *out) {
    const entry *weekday = v->b->of[CLASS_WEEKDAY], *month = v->b->of[CLASS_MONTH], *part = v->b->of[CLASS_PART];
    const entry *season = v->b->of[CLASS_SEASON];
    hs_arena *keep = v->c->keep;
    if (weekday && part) out->value = arena_print(keep, "XXXX-WXX-%dT%.*s", (int)weekday->number, TEXT_ARGS(part->text));
    else if (weekday) out->value = arena_print(keep, "XXXX-WXX-%d", (int)weekday->number);
    else if (month) out->value = arena_print(keep, "XXXX-%d%d", (int)month->number / 10, (int)month->number % 10);
    else if (season) out->value = arena_print(keep, "XXXX-%.*s", TEXT_ARGS(season->text));
    else if (part) out->value = arena_print(keep, "T%.*s", TEXT_ARGS(part->text));
    else if (unit_entry(v)) out->value = TEXT("XXXX-WXX-WE");
    return out->value.size > 0;
}

static bool act_value(const resolver *v, hs_time *out) {
    out->value = v->b->of[CLASS_REF] ? v->b->of[CLASS_REF]->text : v->pattern->argument;
    return out->value.size > 0;
}

// ---------------------------------------------------------------- all

static void remember(times_context *c, const moment *m, uint32_t at) {
    if (!m->year || m->grain == GRAIN_NONE) return;
    c->mention = *m;
    c->mention_sentence = c->atoms->items[at].sentence;
    if (m->grain == GRAIN_QUARTER) c->quarter = *m, c->quarter_sentence = c->mention_sentence;
}

static bool act_moment(const resolver *v, moment *m) {
    switch (v->pattern->action) {
    case ACTION_DATE: return act_date(v, m);
    case ACTION_UNIT: return act_unit(v, m);
    case ACTION_SHIFT: return act_shift(v, m);
    case ACTION_PART: return act_part(v, m);
    case ACTION_QUARTER: return act_quarter(v, m);
    case ACTION_DECADE: return act_decade(v, m);
    case ACTION_CENTURY: return act_century(v, m);
    case ACTION_MENTION: return act_mention(v, m);
    case ACTION_CLOCK: return act_clock(v, m);
    default: return false;
    }
}

// The token among the words of the match whose head is not among them.
static uint32_t top_token(const times_context *c, uint32_t start, uint32_t stop) {
    uint32_t first = c->atoms->items[start].token, last = c->atoms->items[stop - 1].token;
    for (uint32_t i = first; first != HS_NONE && last != HS_NONE && i <= last; i++) {
        uint32_t head = c->r->parse->tokens[i].head;
        if (head == HS_NONE || head < first || head > last) return i;
    }
    return first;
}

bool times_resolve(times_context *c, const pattern *p, const bindings *b, uint32_t start, uint32_t stop, hs_time *out) {
    resolver v = {.c = c, .pattern = p, .b = b, .start = start, .stop = stop};
    v.base = c->narrative && has_mention(c) ? c->mention : c->published;
    v.base.clock = false, v.base.part = (hs_text){0};
    v.top = top_token(c, start, stop);
    v.tense = times_tense(c->rules, c->r, v.top);
    if (argument_has(&v, "future")) v.tense = TENSE_FUTURE;
    if (argument_has(&v, "past")) v.tense = TENSE_PAST;
    out->span = (hs_span){c->atoms->items[start].span.start, c->atoms->items[stop - 1].span.end};
    out->type = (hs_time_type)p->type;
    switch (p->action) {
    case ACTION_NONE: return false;
    case ACTION_DURATION: return act_duration(&v, out);
    case ACTION_SET: return act_set(&v, out);
    case ACTION_EVERY: return act_every(&v, out);
    case ACTION_VALUE: return act_value(&v, out);
    case ACTION_SHIFT: if (b->of[CLASS_FUZZY] && !b->of[CLASS_FUZZY]->number) return shift_fuzzy(&v, out); break;
    default: break;
    }
    moment m = {0};
    if (!act_moment(&v, &m)) return false;
    out->value = calendar_value(&m, c->keep);
    if ((m.clock || m.part.size) && out->type == HS_TIME_DATE) out->type = HS_TIME_TIME;
    // a figure of comparison ("the year-earlier quarter") does not become the topic
    if (!(p->action == ACTION_QUARTER && argument_has(&v, "-")) && !(p->action == ACTION_SHIFT && m.grain == GRAIN_QUARTER))
        remember(c, &m, start);
    return out->value.size > 0;
}
