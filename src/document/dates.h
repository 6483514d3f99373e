// Dates as machines and people write them.
#ifndef DOCUMENT_DATES_H
#define DOCUMENT_DATES_H

#include "document/reading.h"

typedef enum date_label { DATE_UNLABELLED, DATE_PUBLISHED, DATE_UPDATED, DATE_RETRIEVED } date_label;

typedef struct found_date {
    hs_date date;     // `from` is left empty
    hs_span where;    // of the date and its time of day
    date_label label; // by the words before it
} found_date;

// The first date at or behind byte `from` of a short text: ISO 8601, RFC 822, "13 March
// 2024", "March 13, 2024", "13/3/2024", "2024年3月13日". `month_first` reads 3/4/2024 as
// the fourth of March. False where there is none.
bool dates_find(const struct document_rules *rules, hs_text text, size_t from, bool month_first, found_date *out);

// "3 months ago", "hace dos días": resolved against `base` with the precision it has. `where`
// is the span of the words.
bool dates_find_relative(const struct document_rules *rules, hs_text text, const hs_date *base, hs_date *out,
                         hs_span *where);

// The date in a URL's path, /2024/03/13/ or 2024-03-13. Month precision for /2024/03/.
bool dates_in_url(hs_text url, hs_date *out);

// Negative, zero, positive as `a` is before, the same day as (where one is no more precise
// than a month or a year: within), or behind `b`.
int dates_compare_days(const hs_date *a, const hs_date *b);

// Days since 1970-01-01; of a month or year, its first.
int64_t dates_day_number(const hs_date *date);

#endif
