// Dates as far as they are known. In: publication dates with their precision, TIMEX3
// values. Out: comparisons that never claim more than the precision allows, and the
// interval of days that a value covers. Gets wrong: weeks are counted from the first
// Monday-to-Sunday week with a Thursday (ISO 8601); seasons are their meteorological
// months of the northern half.
#include "base/text.h"
#include "claims/relating.h"

// Days from civil: Howard Hinnant, "chrono-compatible low-level date algorithms".
int32_t dates_days(int32_t year, uint32_t month, uint32_t day) {
    if (month == 0) month = 1;
    if (day == 0) day = 1;
    year -= month <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    uint32_t of_era = (uint32_t)(year - era * 400);
    uint32_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    uint32_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + (int32_t)days + 60;
}

// Minutes of universal time; a clock without a zone is taken as it stands.
static int64_t minutes_of(const hs_date *d) {
    int64_t minutes = (int64_t)dates_days(d->year, d->month, d->day) * 1440;
    minutes += d->hour * 60 + d->minute;
    return d->has_zone ? minutes - d->zone_minutes : minutes;
}

static int sign(int64_t value) { return value < 0 ? -1 : value > 0; }

int dates_compare(const hs_date *a, const hs_date *b) {
    if (a->precision == HS_DATE_NONE || b->precision == HS_DATE_NONE) return 0;
    if (a->has_time && b->has_time) {
        hs_date one = *a, other = *b;
        if (one.has_zone != other.has_zone) one.has_zone = other.has_zone = false;
        int order = sign(minutes_of(&one) - minutes_of(&other));
        return order ? order : sign(a->second - b->second);
    }
    if (a->year != b->year) return sign(a->year - b->year);
    if (a->precision == HS_DATE_YEAR || b->precision == HS_DATE_YEAR) return 0;
    if (a->month != b->month) return sign(a->month - b->month);
    if (a->precision == HS_DATE_MONTH || b->precision == HS_DATE_MONTH) return 0;
    return sign(a->day - b->day);
}

// The day, what precision there is, then the minute; where the zone is known all in universal time, so that of two reports of one night
// the earlier stands first though its clock was ahead by a day.
int64_t dates_key(const hs_date *d) {
    enum { DAY_MINUTES = 1440, ASIDE = 2048 };
    if (d->precision == HS_DATE_NONE) return INT64_MAX;
    int64_t minutes = d->has_time ? minutes_of(d) : (int64_t)dates_days(d->year, d->month, d->day) * DAY_MINUTES;
    int64_t day = minutes / DAY_MINUTES, minute = d->has_time ? minutes - day * DAY_MINUTES + ASIDE : 0;
    return (((day * 8 + (int64_t)d->precision) * 2 + d->has_time) * 8192 + minute) * 64 + (d->has_time ? d->second : 0);
}

int dates_order(const hs_date *a, const hs_date *b) {
    int64_t x = dates_key(a), y = dates_key(b);
    return x < y ? -1 : x > y;
}

static bool digits(hs_text text, size_t at, size_t count, uint32_t *out) {
    *out = 0;
    if (at + count > text.size) return false;
    for (size_t i = at; i < at + count; i++) {
        if (!byte_is_digit((unsigned char)text.data[i])) return false;
        *out = *out * 10 + (uint32_t)(text.data[i] - '0');
    }
    return true;
}

static uint32_t next_month(uint32_t month) { return month == 12 ? 1 : month + 1; }

// ISO week: week 1 holds 4 January; day 0 of our count is a Saturday (1 January 0000).
static void week_interval(uint32_t year, uint32_t week, int32_t *first, int32_t *last) {
    int32_t fourth = dates_days((int32_t)year, 1, 4);
    int32_t monday = fourth - ((fourth + 5) % 7);
    *first = monday + ((int32_t)week - 1) * 7;
    *last = *first + 6;
}

static bool months_interval(uint32_t year, uint32_t from, uint32_t to, int32_t *first, int32_t *last) {
    *first = dates_days((int32_t)year, from, 1);
    *last = dates_days((int32_t)year + (to == 12), next_month(to), 1) - 1;
    return true;
}

bool dates_interval(hs_text value, int32_t *first, int32_t *last) {
    uint32_t year, month, day, week;
    if (!digits(value, 0, 4, &year)) return false;
    if (value.size == 4) return months_interval(year, 1, 12, first, last);
    if (value.size < 7 || value.data[4] != '-') return false;
    hs_text part = text_slice(value, 5, 7);
    if (text_equal(part, TEXT("SP"))) return months_interval(year, 3, 5, first, last);
    if (text_equal(part, TEXT("SU"))) return months_interval(year, 6, 8, first, last);
    if (text_equal(part, TEXT("FA"))) return months_interval(year, 9, 11, first, last);
    if (part.data[0] == 'Q' && part.data[1] >= '1' && part.data[1] <= '4') {
        uint32_t quarter = (uint32_t)(part.data[1] - '0');
        return months_interval(year, quarter * 3 - 2, quarter * 3, first, last);
    }
    if (part.data[0] == 'W' && digits(value, 6, 2, &week)) {
        week_interval(year, week, first, last);
        return true;
    }
    if (!digits(value, 5, 2, &month) || month < 1 || month > 12) return false;
    if (value.size < 10 || value.data[7] != '-' || !digits(value, 8, 2, &day) || day < 1 || day > 31)
        return months_interval(year, month, month, first, last);
    *first = *last = dates_days((int32_t)year, month, day);
    return true;
}

void dates_clock(hs_text value, int64_t *from, int64_t *to) {
    static const struct {
        hs_text code;
        int first, last; // minutes of the day; nights reach into the next
    } parts[] = {{TEXT_INIT("MO"), 240, 779}, {TEXT_INIT("MI"), 660, 839}, {TEXT_INIT("AF"), 660, 1139},
                 {TEXT_INIT("EV"), 960, 1439}, {TEXT_INIT("NI"), 1080, 1799}, {TEXT_INIT("DT"), 300, 1200}};
    uint32_t hour, minute;
    if (value.size < 13 || value.data[10] != 'T') return;
    int64_t day = *from;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (text_starts(text_slice(value, 11, value.size), parts[i].code)) *from = day + parts[i].first, *to = day + parts[i].last;
    if (!digits(value, 11, 2, &hour) || hour > 24) return;
    bool precise = value.size >= 16 && value.data[13] == ':' && digits(value, 14, 2, &minute) && minute < 60;
    *from = day + hour * 60 + (precise ? minute : 0);
    *to = *from + (precise ? 0 : 59);
}
