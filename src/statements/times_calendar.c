// Calendar arithmetic and TIMEX3 values. See times.h.
//
// In: moments. Out: moments and their values: 2025-09-02, 2025-W36, 2025-W36-WE, 2025-Q3,
// 2025-H1, 2025-FA, 199, 19, 2025-09-02T21:10, 2025-09-02TMO. Days are counted from
// 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible
// low-level date algorithms"); weeks are those of ISO 8601.
#include <math.h>

#include "base/text.h"
#include "statements/times.h"

int64_t calendar_days(int32_t year, int32_t month, int32_t day) {
    int64_t y = month <= 2 ? (int64_t)year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void calendar_date(int64_t days, int32_t *year, uint8_t *month, uint8_t *day) {
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    *day = (uint8_t)(of_year - (153 * m + 2) / 5 + 1);
    *month = (uint8_t)(m < 10 ? m + 3 : m - 9);
    *year = (int32_t)(y + era * 400 + (*month <= 2));
}

uint8_t calendar_weekday(int64_t days) {
    int64_t of = (days + 3) % 7; // 1970-01-01 was a Thursday
    return (uint8_t)((of < 0 ? of + 7 : of) + 1);
}

uint8_t calendar_month_days(int32_t year, int32_t month) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return (uint8_t)(days[(month + 11) % 12] + (month == 2 && leap));
}

moment calendar_day(int64_t days) {
    moment m = {.grain = GRAIN_DAY};
    calendar_date(days, &m.year, &m.month, &m.day);
    return m;
}

moment calendar_week(int64_t days) {
    int64_t monday = days - (calendar_weekday(days) - 1);
    moment m = calendar_day(monday);
    m.grain = GRAIN_WEEK;
    int32_t year;
    uint8_t month, day;
    calendar_date(monday + 3, &year, &month, &day); // the week's Thursday tells its year
    m.number = (uint8_t)((monday + 3 - calendar_days(year, 1, 1)) / 7 + 1);
    return m;
}

static int32_t week_year(const moment *m) {
    int32_t year;
    uint8_t month, day;
    calendar_date(calendar_days(m->year, m->month, m->day) + 3, &year, &month, &day);
    return year;
}

static uint8_t season_month(hs_text season) {
    if (text_equal(season, TEXT("SP"))) return 3;
    if (text_equal(season, TEXT("SU"))) return 6;
    if (text_equal(season, TEXT("FA"))) return 9;
    return 12;
}

static hs_text season_of(uint8_t month) {
    if (month == 12 || month < 3) return TEXT("WI");
    return month < 6 ? TEXT("SP") : month < 9 ? TEXT("SU") : TEXT("FA");
}

int64_t calendar_first(const moment *m) {
    if (!m->year) return INT64_MIN;
    switch (m->grain) {
    case GRAIN_NONE: return INT64_MIN;
    case GRAIN_CENTURY: case GRAIN_DECADE: case GRAIN_YEAR: return calendar_days(m->year, 1, 1);
    case GRAIN_HALF: return calendar_days(m->year, m->number == 2 ? 7 : 1, 1);
    case GRAIN_QUARTER: return calendar_days(m->year, m->number * 3 - 2, 1);
    case GRAIN_SEASON: return calendar_days(m->year, season_month(m->season), 1);
    case GRAIN_MONTH: return calendar_days(m->year, m->month, 1);
    default: return calendar_days(m->year, m->month, m->day);
    }
}

moment calendar_widen(const moment *m, grain to) {
    if (m->grain == to || m->grain == GRAIN_NONE || !m->year) return *m;
    int64_t first = calendar_first(m);
    moment day = calendar_day(first), out = {.grain = to, .year = day.year, .month = day.month, .day = day.day};
    switch (to) {
    case GRAIN_CENTURY: out.year = day.year / 100 * 100; break;
    case GRAIN_DECADE: out.year = day.year / 10 * 10; break;
    case GRAIN_HALF: out.number = (uint8_t)((day.month + 5) / 6); break;
    case GRAIN_QUARTER: out.number = (uint8_t)((day.month + 2) / 3); break;
    case GRAIN_WEEK: out = calendar_week(first); break;
    case GRAIN_SEASON: out.season = season_of(day.month); break;
    case GRAIN_WEEKEND: out = calendar_week(first), out.grain = GRAIN_WEEKEND; break;
    default: break;
    }
    // what is known less finely than asked stays as it is
    return m->grain < to && to != GRAIN_WEEK && to != GRAIN_WEEKEND ? *m : out;
}

static void move_months(moment *m, int64_t months) {
    int64_t index = (int64_t)m->year * 12 + (m->month ? m->month - 1 : 0) + months;
    m->year = (int32_t)(index / 12);
    if (m->month) m->month = (uint8_t)(index % 12 + 1);
    if (m->day) {
        uint8_t most = calendar_month_days(m->year, m->month);
        if (m->day > most) m->day = most;
    }
}

static void move_quarters(moment *m, int64_t quarters, int64_t per_year) {
    int64_t index = (int64_t)m->year * per_year + m->number - 1 + quarters;
    m->year = (int32_t)(index / per_year);
    m->number = (uint8_t)(index % per_year + 1);
}

static bool within_years(int64_t year) { return year > -10000 && year < 10000 && year != 0; }

// Days and weeks of what has days; a month moved by weeks becomes a month again.
static moment move_days(const moment *m, int64_t days) {
    int64_t first = calendar_first(m);
    if (first == INT64_MIN) return *m;
    if (m->grain == GRAIN_WEEK || m->grain == GRAIN_WEEKEND) {
        moment week = calendar_week(first + days);
        week.grain = m->grain;
        return week;
    }
    moment day = calendar_day(first + days);
    day.part = m->part, day.clock = m->clock, day.has_minute = m->has_minute, day.hour = m->hour, day.minute = m->minute;
    return m->grain < GRAIN_DAY ? calendar_widen(&day, m->grain) : day;
}

moment calendar_move(const moment *m, grain unit, double count) {
    moment out = *m;
    if (m->grain == GRAIN_NONE || !m->year || fabs(count) > 5000) return out;
    double whole = floor(count);
    int64_t steps = (int64_t)whole;
    switch (unit) {
    case GRAIN_CENTURY: out.year += (int32_t)(steps * 100); break;
    case GRAIN_DECADE: out.year += (int32_t)(steps * 10); break;
    case GRAIN_YEAR: case GRAIN_SEASON:
        if (m->grain >= GRAIN_WEEK) move_months(&out, (int64_t)(count * 12));
        else out.year += (int32_t)steps;
        break;
    case GRAIN_HALF: if (m->grain == GRAIN_HALF) move_quarters(&out, steps, 2); else move_months(&out, steps * 6); break;
    case GRAIN_QUARTER: if (m->grain == GRAIN_QUARTER) move_quarters(&out, steps, 4); else move_months(&out, steps * 3); break;
    case GRAIN_MONTH:
        if (m->grain == GRAIN_QUARTER) move_quarters(&out, steps / 3, 4);
        else move_months(&out, (int64_t)floor(count));
        break;
    case GRAIN_WEEK: case GRAIN_WEEKEND: return move_days(m, (int64_t)(count * 7));
    case GRAIN_DAY: return move_days(m, steps);
    default: return out;
    }
    if (!within_years(out.year)) return *m;
    if (out.grain == GRAIN_WEEK || out.grain == GRAIN_WEEKEND) {
        moment week = calendar_week(calendar_days(out.year, out.month, out.day));
        week.grain = out.grain;
        return week;
    }
    return out;
}

// ---------------------------------------------------------------- values

static hs_text year_text(int32_t year, hs_arena *keep) {
    if (year < 0) return arena_print(keep, "BC%u%u%u%u", -year / 1000 % 10u, -year / 100 % 10u, -year / 10 % 10u, -year % 10u);
    return year > 0 ? arena_print(keep, "%u%u%u%u", year / 1000 % 10u, year / 100 % 10u, year / 10 % 10u, year % 10u)
                    : TEXT("XXXX");
}

static hs_text two(uint32_t value, hs_arena *keep) { return arena_print(keep, "%u%u", value / 10 % 10, value % 10); }

static hs_text day_text(const moment *m, hs_arena *keep) {
    hs_text year = year_text(m->year, keep);
    hs_text month = m->month ? two(m->month, keep) : TEXT("XX"), day = m->day ? two(m->day, keep) : TEXT("XX");
    return arena_print(keep, "%.*s-%.*s-%.*s", TEXT_ARGS(year), TEXT_ARGS(month), TEXT_ARGS(day));
}

static hs_text date_text(const moment *m, hs_arena *keep) {
    hs_text year = year_text(m->grain == GRAIN_WEEK || m->grain == GRAIN_WEEKEND ? m->year ? week_year(m) : 0 : m->year, keep);
    hs_text count = two(m->number, keep);
    switch (m->grain) {
    case GRAIN_CENTURY: return text_slice(year, 0, year.size - 2);
    case GRAIN_DECADE: return text_slice(year, 0, year.size - 1);
    case GRAIN_YEAR: return year;
    case GRAIN_HALF: return arena_print(keep, "%.*s-H%u", TEXT_ARGS(year), m->number);
    case GRAIN_QUARTER:
        if (!m->number) return arena_print(keep, "%.*s-QX", TEXT_ARGS(year));
        return arena_print(keep, "%.*s-Q%u", TEXT_ARGS(year), m->number);
    case GRAIN_SEASON: return arena_print(keep, "%.*s-%.*s", TEXT_ARGS(year), TEXT_ARGS(m->season));
    case GRAIN_MONTH: {
        hs_text month = m->month ? two(m->month, keep) : TEXT("XX");
        return arena_print(keep, "%.*s-%.*s", TEXT_ARGS(year), TEXT_ARGS(month));
    }
    case GRAIN_WEEK: return arena_print(keep, "%.*s-W%.*s", TEXT_ARGS(year), TEXT_ARGS(count));
    case GRAIN_WEEKEND: return arena_print(keep, "%.*s-W%.*s-WE", TEXT_ARGS(year), TEXT_ARGS(count));
    default: return day_text(m, keep);
    }
}

hs_text calendar_value(const moment *m, hs_arena *keep) {
    if (m->grain == GRAIN_NONE && !m->clock && !m->part.size) return (hs_text){0};
    hs_text date = m->grain == GRAIN_NONE ? (hs_text){0} : date_text(m, keep);
    if (m->clock) {
        hs_text hour = two(m->hour, keep), minute = two(m->minute, keep);
        hs_text time = arena_print(keep, "%.*sT%.*s:%.*s", TEXT_ARGS(date), TEXT_ARGS(hour), TEXT_ARGS(minute));
        if (m->has_second) {
            hs_text second = two(m->second, keep);
            time = arena_print(keep, "%.*s:%.*s", TEXT_ARGS(time), TEXT_ARGS(second));
        }
        return m->zone.size ? arena_print(keep, "%.*s%.*s", TEXT_ARGS(time), TEXT_ARGS(m->zone)) : time;
    }
    if (m->part.size) return arena_print(keep, "%.*sT%.*s", TEXT_ARGS(date), TEXT_ARGS(m->part));
    return date;
}
