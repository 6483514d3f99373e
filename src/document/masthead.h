// What stands above and below a report: byline, dates, outlet.
#ifndef DOCUMENT_MASTHEAD_H
#define DOCUMENT_MASTHEAD_H

#include "document/reading.h"

// Dates and names met in lines around the report.
typedef struct masthead {
    hs_date published, updated, page, undecided;
    hs_text relative; // "3 months ago", to be resolved against the page's own date
    hs_text byline;
    bool month_first; // how the page writes 3/4/2024
} masthead;

// True where the line is masthead matter: a byline, dates, a reading time. What it tells is
// taken into `m`. `alone` says that a name without a word for authorship is a byline here.
bool masthead_take_line(const draft *d, masthead *m, hs_text line);

// A date and nothing else.
bool masthead_is_date_line(const draft *d, hs_text line);

// Sets the document's dates from what was met, where better sources gave none.
void masthead_set_dates(draft *d, const masthead *m);

// A byline without "By", places and dates: "By Ada Brisk, harbour editor" -> "Ada Brisk".
hs_text masthead_clean_byline(const draft *d, hs_text line);

// A list of names as a page gives it, without roles, the outlet, addresses and repetitions:
// "Ada Brisk, Money Reporter | The Echo" -> "Ada Brisk".
hs_text masthead_polish_byline(const draft *d, hs_text list, hs_text outlet);

// "WHIRL DIGEST ONLINE" -> "Whirl Digest Online".
hs_text masthead_quiet(draft *d, hs_text name);

// Outlet named by a copyright line: "© The Varno Courier 2024 – all rights reserved".
hs_text masthead_copyright(const draft *d, hs_text line);

// The title without the outlet before or behind it; `outlet` is set where it was empty and
// the title names one behind a bar.
hs_text masthead_cut_title(hs_text title, hs_text *outlet);

// True where a short name can be an outlet's: it begins with an article or ends as papers do.
bool masthead_names_outlet(const draft *d, hs_text name);
// The outlet of a feed whose title has the section too ("Tarrin Press - Home news", "World | Tarrin Press"): the side that the address spells, else
// the first.
hs_text masthead_feed_outlet(hs_text title, hs_text url);
// The side of a page's title that its address spells; empty.
hs_text masthead_spelled_side(hs_text title, hs_text url);

// Name of the site in a URL: "example.org" of "https://www.example.org/x".
hs_text masthead_host(hs_text url);

#endif
