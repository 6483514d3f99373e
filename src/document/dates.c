// Dates as machines and people write them. See dates.h.
//
// Method: a scan over the text that at each word or number tries the orders in which year,
// month and day are written; names of months, labels ("updated"), fillers ("of", "de"),
// units ("days") and time zones are words of the lexicon, in many languages at once, since
// pages mix them. The label of a date is the last one before it.
//
// What it gets wrong: 3/4/2024 where the page does not tell whose order it follows; eras
// and calendars other than the Gregorian.
#include "document/dates.h"

#include "base/text.h"

typedef struct scan {
    const struct document_rules *rules;
    hs_text text;
    bool month_first;
} scan;

static unsigned char at_byte(const scan *s, size_t at) {
    return at < s->text.size ? (unsigned char)s->text.data[at] : 0;
}

// Digits at `at`: how many, at most 14, and their value.
static size_t read_digits(const scan *s, size_t at, uint64_t *value) {
    size_t size = 0;
    *value = 0;
    while (size < 15 && byte_is_digit(at_byte(s, at + size))) *value = *value * 10 + (at_byte(s, at + size++) - '0');
    return size;
}

// A word at `at`, letters of any script, with its lower case in `buffer`; empty where none.
static hs_text read_word(const scan *s, size_t at, char buffer[64], size_t *past) {
    size_t size = 0;
    while (at < s->text.size && size + 4 < 64) {
        uint32_t step;
        uint32_t code = utf8_decode(s->text, at, &step);
        if (!code_is_letter(code)) break;
        size += utf8_encode(code_lower(code), buffer + size);
        at += step;
    }
    *past = at;
    return (hs_text){buffer, size};
}

static size_t skip_space(const scan *s, size_t at) {
    for (;;) {
        if (byte_is_space(at_byte(s, at))) at++;
        else if (at_byte(s, at) == 0xC2 && at_byte(s, at + 1) == 0xA0) at += 2;
        else return at;
    }
}

static bool is_day(uint64_t year, uint64_t month, uint64_t day) {
    static const uint8_t days[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
    return month != 2 || day < 29 || (year % 4 == 0 && (year % 100 || year % 400 == 0));
}

static bool is_year(uint64_t year) { return year >= 1800 && year <= 2100; }

static bool set_day(hs_date *out, uint64_t year, uint64_t month, uint64_t day) {
    if (!is_year(year) || !is_day(year, month, day)) return false;
    *out = (hs_date){.precision = HS_DATE_DAY, .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    return true;
}

static bool set_month(hs_date *out, uint64_t year, uint64_t month) {
    if (!is_year(year) || month < 1 || month > 12) return false;
    *out = (hs_date){.precision = HS_DATE_MONTH, .year = (int16_t)year, .month = (uint8_t)month};
    return true;
}

static uint64_t month_number(const scan *s, hs_text word) {
    uint64_t number = 0;
    if (word.size >= 2) (void)text_to_number(rules_find(&s->rules->months, word, "number"), &number);
    return number;
}

// ---------------------------------------------------------------- time of day and zone

static bool read_zone(const scan *s, size_t *at, hs_date *out) {
    size_t from = skip_space(s, *at), past;
    char buffer[64];
    unsigned char c = at_byte(s, from);
    uint64_t hours, minutes = 0;
    if (c == '+' || c == '-') {
        size_t digits = read_digits(s, from + 1, &hours), end = from + 1 + digits;
        if (digits == 4) minutes = hours % 100, hours /= 100;
        else if (digits == 2 && at_byte(s, end) == ':' && read_digits(s, end + 1, &minutes) == 2) end += 3;
        else if (digits > 2 || digits == 0 || *at != from) return false;
        if (hours > 14 || minutes > 59) return false;
        out->zone_minutes = (int16_t)((int)(hours * 60 + minutes) * (c == '-' ? -1 : 1));
        *at = end;
        return out->has_zone = true;
    }
    hs_text word = read_word(s, from, buffer, &past), zone;
    if (!word.size || !(zone = rules_find(&s->rules->dates, word, "zone")).size) return false;
    bool minus = zone.data[0] == '-';
    if (!text_to_number(text_slice(zone, minus, zone.size), &minutes)) return false;
    out->zone_minutes = (int16_t)(minus ? -(int)minutes : (int)minutes);
    *at = past;
    // "GMT+01:00" says how far from it
    size_t after = past;
    if (minutes == 0 && (at_byte(s, past) == '+' || at_byte(s, past) == '-') && read_zone(s, &after, out)) *at = after;
    return out->has_zone = true;
}

// "am", "p.m.", "pm": moves past it.
static void read_half(const scan *s, size_t *at, uint64_t *hour) {
    size_t from = skip_space(s, *at);
    unsigned char half = at_byte(s, from) | 32;
    size_t letter = from + 1 + (at_byte(s, from + 1) == '.');
    if ((half != 'a' && half != 'p') || (at_byte(s, letter) | 32) != 'm' || byte_is_alpha(at_byte(s, letter + 1)))
        return;
    if (*hour > 12) return;
    *hour = *hour % 12 + (half == 'p' ? 12 : 0);
    *at = letter + 1 + (at_byte(s, letter + 1) == '.');
}

// "17:31", "17:31:05.25", "8.30 pm", "06.00", "17h31", "5 pm".
static bool read_clock(const scan *s, size_t *at, hs_date *out) {
    uint64_t hour, minute = 0, second = 0;
    size_t from = *at, digits = read_digits(s, from, &hour), end = from + digits;
    if (digits == 0 || digits > 2) return false;
    unsigned char mark = at_byte(s, end) | 32;
    bool marked =
        (at_byte(s, end) == ':' || at_byte(s, end) == '.' || mark == 'h') && read_digits(s, end + 1, &minute) == 2;
    if (marked) end += 3;
    if (marked && at_byte(s, end) == ':' && read_digits(s, end + 1, &second) == 2) {
        end += 3;
        uint64_t part;
        if (at_byte(s, end) == '.') end += 1 + read_digits(s, end + 1, &part);
    } else {
        second = 0;
    }
    size_t past = end;
    read_half(s, &past, &hour);
    if (!marked && past == end) return false;
    if (hour > 24 || minute > 59 || second > 60) return false;
    // a year behind a point is a date ("06.12.2025"), digits behind make a number
    if (byte_is_digit(at_byte(s, past)) || (at_byte(s, past) == '.' && byte_is_digit(at_byte(s, past + 1))))
        return false;
    out->has_time = true;
    out->hour = (uint8_t)(hour % 24), out->minute = (uint8_t)minute, out->second = (uint8_t)(second % 60);
    *at = past;
    read_zone(s, at, out);
    return true;
}

// A time of day behind a date, across commas, bars and words like "at".
static void read_time_behind(const scan *s, size_t *at, hs_date *out) {
    size_t from = *at;
    if ((at_byte(s, from) | 32) == 't' && byte_is_digit(at_byte(s, from + 1))) {
        from++;
    } else {
        for (int i = 0; i < 6; i++) {
            char buffer[64];
            size_t past, next = skip_space(s, from);
            hs_text word = read_word(s, next, buffer, &past);
            unsigned char c = at_byte(s, next);
            if (word.size && text_equal(rules_find(&s->rules->dates, word, "means"), TEXT("filler"))) next = past;
            else if (c == ',' || c == '|' || c == '-' || c == '@' || c == '(' || c == '/') next++;
            else if (c == 0xC2 && at_byte(s, next + 1) == 0xB7) next += 2; // ·
            else if (c == 0xE2 && at_byte(s, next + 1) == 0x80 && (at_byte(s, next + 2) | 1) == 0x93)
                next += 3; // – and ’
            else if (c == 0xE2 && at_byte(s, next + 1) == 0x80 && at_byte(s, next + 2) == 0xA2) next += 3; // •
            else {
                from = next;
                break;
            }
            from = next;
        }
    }
    if (read_clock(s, &from, out)) *at = from;
}

// ---------------------------------------------------------------- dates

// Past "th", "st", ".", "º" and fillers ("of", "de") behind a day or month.
static size_t skip_fillers(const scan *s, size_t at) {
    for (int i = 0; i < 4; i++) {
        char buffer[64];
        size_t past, next = skip_space(s, at);
        hs_text word = read_word(s, next, buffer, &past);
        unsigned char c = at_byte(s, next);
        if (word.size && text_equal(rules_find(&s->rules->dates, word, "means"), TEXT("filler"))) at = past;
        else if (c == '.' || c == ',' || c == '-' || c == '/' || c == '\'') at = next + 1;
        else return next;
    }
    return at;
}

static bool read_year(const scan *s, size_t *at, uint64_t *year) {
    size_t digits = read_digits(s, *at, year);
    if (digits != 4 || !is_year(*year)) return false;
    *at += 4;
    return true;
}

// "2024-03-13", "2024/3/13", "20240313", "2024年3月13日".
static bool try_year_first(const scan *s, size_t *at, hs_date *out) {
    uint64_t year, month, day;
    size_t digits = read_digits(s, *at, &year), end = *at + digits;
    if (digits == 8 || digits == 14) {
        uint64_t days = digits == 14 ? year / 1000000 : year;
        if (!set_day(out, days / 10000, days / 100 % 100, days % 100)) return false;
        *at = end;
        return true;
    }
    if (digits != 4) return false;
    size_t mark = at_byte(s, end) >= 0xE3 ? 3 : 1; // 年 月 and their like take three bytes
    if (mark == 1 && at_byte(s, end) != '-' && at_byte(s, end) != '/' && at_byte(s, end) != '.') return false;
    size_t more = read_digits(s, skip_space(s, end + mark), &month);
    if (more == 0 || more > 2) return false;
    size_t next = skip_space(s, end + mark) + more;
    bool same = mark == 3 ? at_byte(s, next) >= 0xE3 : at_byte(s, next) == at_byte(s, end);
    size_t last = same ? read_digits(s, skip_space(s, next + mark), &day) : 0;
    if (last == 0 || last > 2) {
        if (more != 2 || at_byte(s, next) == '.' || !set_month(out, year, month)) return false;
        *at = next;
        return true;
    }
    *at = skip_space(s, next + mark) + last;
    if (mark == 3 && at_byte(s, *at) >= 0xE3) *at += 3;
    return set_day(out, year, month, day);
}

// "13/3/2024", "3/13/2024", "13.03.24".
static bool try_numbers(const scan *s, size_t *at, hs_date *out) {
    uint64_t first, second, year;
    size_t digits = read_digits(s, *at, &first), end = *at + digits;
    unsigned char mark = at_byte(s, end);
    if (digits == 0 || digits > 2 || (mark != '/' && mark != '.' && mark != '-')) return false;
    size_t from = skip_space(s, end + 1), more = read_digits(s, from, &second);
    if (more == 0 || more > 2 || at_byte(s, from + more) != mark) return false;
    size_t place = skip_space(s, from + more + 1), size = read_digits(s, place, &year);
    if (size == 2 && mark != '-') year += year < 70 ? 2000 : 1900;
    else if (size != 4) return false;
    *at = place + size;
    bool swap = second > 12 || (s->month_first && mark == '/' && first <= 12);
    return swap ? set_day(out, year, first, second) : set_day(out, year, second, first);
}

// "13 March 2024", "13. März 2024", "4 de marzo de 2024", "1st of May, 2024".
static bool try_day_first(const scan *s, size_t *at, hs_date *out) {
    char buffer[64];
    uint64_t day, year;
    size_t digits = read_digits(s, *at, &day), past;
    if (digits == 0 || digits > 2) return false;
    size_t next = *at + digits;
    if (at_byte(s, next) == 0xC2 && (at_byte(s, next + 1) == 0xBA || at_byte(s, next + 1) == 0xB0)) next += 2; // º °
    hs_text word = read_word(s, next, buffer, &past);
    if (word.size == 2 && !month_number(s, word)) next = past; // "th", "er"
    next = skip_fillers(s, next);
    uint64_t month = month_number(s, read_word(s, next, buffer, &past));
    if (!month) return false;
    past = skip_fillers(s, past);
    if (!read_year(s, &past, &year)) return false;
    *at = past;
    return set_day(out, year, month, day);
}

// "March 13, 2024", "Sept. 4 2025", "March 2024".
static bool try_month_first(const scan *s, size_t *at, hs_date *out) {
    char buffer[64];
    uint64_t day, year;
    size_t past;
    uint64_t month = month_number(s, read_word(s, *at, buffer, &past));
    if (!month) return false;
    size_t next = skip_fillers(s, past), digits = read_digits(s, next, &day);
    if (digits == 4 && is_year(day)) {
        *at = next + 4;
        return set_month(out, day, month);
    }
    if (digits == 0 || digits > 2) return false;
    next += digits;
    hs_text word = read_word(s, next, buffer, &past);
    if (word.size == 2) next = past;
    next = skip_fillers(s, next);
    if (!read_year(s, &next, &year)) return false;
    *at = next;
    return set_day(out, year, month, day);
}

static bool try_date(const scan *s, size_t *at, hs_date *out) {
    size_t from = *at;
    bool (*const orders[])(const scan *, size_t *, hs_date *) = {try_year_first, try_numbers, try_day_first};
    if (!byte_is_digit(at_byte(s, from))) return try_month_first(s, at, out);
    for (size_t i = 0; i < 3; i++, *at = from)
        if (orders[i](s, at, out)) return true;
    return false;
}

// The last label among the words of [from, to).
static date_label label_between(const scan *s, size_t from, size_t to) {
    date_label label = DATE_UNLABELLED;
    char buffer[64];
    while (from < to) {
        size_t past;
        hs_text word = read_word(s, from, buffer, &past);
        if (!word.size) {
            from++;
            continue;
        }
        hs_text means = rules_find(&s->rules->dates, word, "means");
        if (text_equal(means, TEXT("published"))) label = DATE_PUBLISHED;
        else if (text_equal(means, TEXT("updated"))) label = DATE_UPDATED;
        else if (text_equal(means, TEXT("today"))) label = DATE_RETRIEVED;
        from = past;
    }
    return label;
}

bool dates_find(const struct document_rules *rules, hs_text text, size_t from, bool month_first, found_date *out) {
    scan s = {rules, text, month_first};
    for (size_t at = from; at < text.size;) {
        unsigned char c = (unsigned char)text.data[at];
        size_t end = at;
        *out = (found_date){0};
        if ((byte_is_digit(c) || byte_is_alpha(c) || c >= 0xC2) && try_date(&s, &end, &out->date)) {
            read_time_behind(&s, &end, &out->date);
            out->where = (hs_span){(uint32_t)at, (uint32_t)end};
            out->label = label_between(&s, from, at);
            return true;
        }
        // to the next beginning of a word or number
        char buffer[64];
        size_t past;
        uint64_t value;
        size_t digits = read_digits(&s, at, &value);
        if (digits) at += digits;
        else if (read_word(&s, at, buffer, &past).size) at = past;
        else at++;
    }
    return false;
}

// ---------------------------------------------------------------- relative dates

// Days since 1970-01-01 and back (Howard Hinnant, "chrono-compatible low-level date
// algorithms").
static int64_t to_days(int64_t year, unsigned month, unsigned day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    unsigned of_era = (unsigned)(year - era * 400);
    unsigned of_year = (153 * (month + (month > 2 ? (unsigned)-3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + (int64_t)(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

static hs_date from_days(int64_t days) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    unsigned of_era = (unsigned)(days - era * 146097);
    unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    unsigned of_year = of_era - (365 * year + year / 4 - year / 100);
    unsigned shifted = (5 * of_year + 2) / 153;
    unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (hs_date){.precision = HS_DATE_DAY,
                     .year = (int16_t)(year + era * 400 + (month <= 2)),
                     .month = (uint8_t)month,
                     .day = (uint8_t)(of_year - (153 * shifted + 2) / 5 + 1)};
}

static hs_date before(const hs_date *base, uint64_t count, hs_text unit) {
    int64_t days = to_days(base->year, base->month, base->day);
    if (text_equal(unit, TEXT("year")))
        return (hs_date){.precision = HS_DATE_YEAR, .year = (int16_t)(base->year - (int)count)};
    if (text_equal(unit, TEXT("month"))) {
        int months = base->year * 12 + base->month - 1 - (int)count;
        return (hs_date){
            .precision = HS_DATE_MONTH, .year = (int16_t)(months / 12), .month = (uint8_t)(months % 12 + 1)};
    }
    if (text_equal(unit, TEXT("week"))) days -= (int64_t)count * 7;
    else if (text_equal(unit, TEXT("day"))) days -= (int64_t)count;
    else if (text_equal(unit, TEXT("hour")) && count >= 24) days -= (int64_t)count / 24;
    return from_days(days);
}

// "3 days ago" and "hace 3 días": a number and a unit with a word for "ago" on either side.
bool dates_find_relative(const struct document_rules *rules, hs_text text, const hs_date *base, hs_date *out,
                         hs_span *where) {
    if (base->precision != HS_DATE_DAY) return false;
    scan s = {rules, text, false};
    bool ago_before = false;
    size_t ago_at = 0;
    for (size_t at = 0; at < text.size;) {
        char buffer[64];
        size_t past = at;
        uint64_t count = 0;
        size_t digits = read_digits(&s, at, &count);
        hs_text word = digits ? (hs_text){0} : read_word(&s, at, buffer, &past);
        if (!digits && !word.size) {
            at++;
            continue;
        }
        size_t start = at;
        at = digits ? at + digits : past;
        if (word.size) {
            hs_text means = rules_find(&rules->dates, word, "means");
            if (text_equal(means, TEXT("ago"))) ago_before = true, ago_at = start;
            // "Yesterday", "Yesterday at noon" alone in a line
            if (text_equal(means, TEXT("yesterday")) && text.size < 40) {
                *out = before(base, 1, TEXT("day"));
                *where = (hs_span){(uint32_t)start, (uint32_t)at};
                return true;
            }
            if (!text_equal(means, TEXT("one"))) continue;
            count = 1;
        }
        if (count == 0 || count > 1000 || digits > 3) continue;
        size_t unit_at = skip_space(&s, at);
        hs_text unit = read_word(&s, unit_at, buffer, &past);
        unit = rules_find(&rules->dates, unit, "unit");
        if (!unit.size) continue;
        size_t after, ago = skip_space(&s, past);
        bool behind = text_equal(rules_find(&rules->dates, read_word(&s, ago, buffer, &after), "means"), TEXT("ago"));
        if (!behind && !ago_before) continue;
        *where = (hs_span){(uint32_t)(behind ? start : ago_at), (uint32_t)(behind ? after : past)};
        *out = before(base, count, unit);
        return true;
    }
    return false;
}

// ---------------------------------------------------------------- URLs, order

bool dates_in_url(hs_text url, hs_date *out) {
    scan s = {.text = url};
    hs_date month = {0};
    for (size_t at = text_find(url, TEXT("/"), 0); at < url.size; at++) {
        if (byte_is_digit((unsigned char)url.data[at]) || !byte_is_digit(at_byte(&s, at + 1))) continue;
        size_t end = at + 1;
        hs_date date;
        if (!try_year_first(&s, &end, &date) || byte_is_digit(at_byte(&s, end)) || date.year < 1990) continue;
        if (date.precision == HS_DATE_DAY) return *out = date, true;
        if (url.data[at] == '/' && at_byte(&s, end) == '/' && !month.precision) month = date;
    }
    *out = month;
    return month.precision != HS_DATE_NONE;
}

int dates_compare_days(const hs_date *a, const hs_date *b) {
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    if (a->precision < HS_DATE_MONTH || b->precision < HS_DATE_MONTH || a->month == b->month) {
        if (a->precision < HS_DATE_DAY || b->precision < HS_DATE_DAY) return 0;
        return a->day < b->day ? -1 : a->day > b->day;
    }
    return a->month < b->month ? -1 : 1;
}

int64_t dates_day_number(const hs_date *date) {
    return to_days(date->year, date->month ? date->month : 1, date->day ? date->day : 1);
}
