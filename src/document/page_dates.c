// See page_dates.h. In order of trust: JSON-LD, meta elements, <time>, the URL, lines around
// the report, members of scripts, dates that stand alone behind the headline, the title.
//
// What it gets wrong: pages that give the date of the last change alone; days that differ
// between the page's own time zone and the one that its machines write.
#include "document/page_dates.h"

#include "base/text.h"
#include "bytes/markup.h"
#include "document/article.h"
#include "document/dates.h"
#include "document/lines.h"

static bool names_change(hs_text attributes) {
    return text_find_fold(attributes, TEXT("modif"), 0) != SIZE_MAX ||
           text_find_fold(attributes, TEXT("update"), 0) != SIZE_MAX;
}

static bool names_date(hs_text classes) {
    return text_find(classes, TEXT("published"), 0) != SIZE_MAX || text_find(classes, TEXT("updated"), 0) != SIZE_MAX;
}

void page_read_times(const draft *d, const elements *t, const uint8_t *marks, masthead *found) {
    for (uint32_t i = 1; i < t->count;) {
        if (marks[i] & MARK_DROP && !elements_hold_heading(t, i)) {
            i = t->nodes[i].past;
            continue;
        }
        // hAtom, which came before <time>: <abbr class="published" title="2016-12-23T05:11:00-05:00">
        bool dated = t->nodes[i].tag == TAG_ABBR && names_date(elements_attribute(t, i, "class"));
        if (t->nodes[i].tag == TAG_TIME || dated) {
            hs_text value = elements_attribute(t, i, dated ? "title" : "datetime");
            found_date date;
            if (!value.size) value = elements_attribute(t, i, "content");
            if (value.size && dates_find(d->rules, value, 0, false, &date) && date.date.precision == HS_DATE_DAY) {
                bool updated = names_change(text_slice(t->text, t->nodes[i].inner, t->nodes[i].inner_end));
                hs_date *into = updated ? &found->updated : &found->published;
                if (!into->precision) *into = date.date, into->from = "time";
            }
        }
        i++;
    }
}

static bool set_date(draft *d, hs_text value, const char *from, bool month_first, hs_date *out) {
    found_date found;
    if (out->precision || !value.size || !dates_find(d->rules, value, 0, month_first, &found)) return false;
    *out = found.date;
    out->from = from;
    return true;
}

// Members of scripts that are no JSON-LD: state that a page is drawn from.
static void search_scripts(draft *d, const elements *t, hs_date *out) {
    static const hs_text keys[] = {TEXT_INIT("datePublished"), TEXT_INIT("publishedAt"), TEXT_INIT("published_at"),
                                   TEXT_INIT("publishedDate"), TEXT_INIT("publishDate"), TEXT_INIT("publicationDate"),
                                   TEXT_INIT("publish_date"),  TEXT_INIT("pubDate")};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (uint32_t i = 1; i < t->count; i++) {
            const element *n = &t->nodes[i];
            if (n->tag != TAG_TEXT || !n->raw) continue;
            hs_text code = text_slice(t->text, n->start, n->end);
            size_t at = text_find(code, keys[k], 0);
            if (at == SIZE_MAX) continue;
            hs_text value = text_slice(code, at + keys[k].size, at + keys[k].size + 40);
            if (set_date(d, value, "meta", false, out) && out->precision == HS_DATE_DAY) return;
            *out = (hs_date){0};
        }
}

// How much a date standing in a short run of text may be the publication's.
static int trust(uint32_t node, uint32_t heading, uint8_t marks, const found_date *date, uint32_t words) {
    if (date->label == DATE_UPDATED || date->label == DATE_RETRIEVED) return 0;
    int value = 1;
    if (date->label == DATE_PUBLISHED) value += 4;
    if (marks & MARK_DATE) value += 2;
    if (words <= 6) value += 2;
    if (heading && node > heading) value += 2;
    return value;
}

// Dates that stand alone somewhere on the page, or open a paragraph ("27.1.2022 - The
// harbour…"); the first of the most trusted. Returns how much it is trusted.
static int search_text(draft *d, const elements *t, const uint8_t *marks, uint32_t heading, bool month_first,
                       hs_date *out) {
    int best = 0;
    uint32_t hidden = 0;
    for (uint32_t i = 1; i < t->count; i++) {
        const element *n = &t->nodes[i];
        if (marks[i] & MARK_DROP && n->past > hidden) hidden = n->past;
        if (n->tag != TAG_TEXT || n->raw || n->end - n->start < 6) continue;
        hs_arena scratch = *d->work;
        bool is_long = n->end - n->start > 200;
        hs_text text =
            text_trim(markup_decode(text_slice(t->text, n->start, is_long ? n->start + 40 : n->end), false, &scratch));
        found_date date;
        if (text.size > 120 || !dates_find(d->rules, text, 0, month_first, &date) || date.date.precision != HS_DATE_DAY)
            continue;
        int value = trust(i, heading, marks[n->parent], &date, lines_count_words(text)) - (i < hidden ? 3 : 0);
        if (is_long && (date.where.start ||
                        text_find(text_slice(text, date.where.end, date.where.end + 5), TEXT(" - "), 0) == SIZE_MAX))
            continue;
        if (value <= best) continue;
        best = value;
        *out = date.date;
        out->from = "text";
    }
    return best;
}

// True where `b` is the day before or behind `a`, as a zone other than UTC may write it.
static bool is_neighbour(const hs_date *a, const hs_date *b) {
    if (a->precision != HS_DATE_DAY || b->precision != HS_DATE_DAY) return false;
    int64_t apart = dates_day_number(b) - dates_day_number(a);
    return (apart == -1 && a->hour < 14) || (apart == 1 && a->hour >= 9);
}

// Machines write UTC; readers know the day where the page was made. Where the page shows
// the neighbouring day, that is the day of publication.
static void use_local_day(draft *d, const elements *t, const uint8_t *marks, uint32_t heading, const page_facts *facts,
                          const masthead *found) {
    hs_date *published = &d->out->published, other = {0};
    if (!published->has_time || !published->has_zone || published->zone_minutes) return;
    if (set_date(d, facts->published.text, "meta", found->month_first, &other) && is_neighbour(published, &other))
        *published = other;
    if (is_neighbour(published, &found->published)) {
        *published = found->published;
    } else if (dates_in_url(d->out->url, &other) && is_neighbour(published, &other)) {
        *published = other, published->from = "url";
    } else {
        other = (hs_date){0};
        if (search_text(d, t, marks, heading, found->month_first, &other) >= 5 && is_neighbour(published, &other))
            *published = other;
    }
}

void page_set_dates(draft *d, const elements *t, const uint8_t *marks, uint32_t heading, const page_facts *facts,
                    masthead *found) {
    hs_document *out = d->out;
    (void)set_date(d, facts->ld_published, "json-ld", found->month_first, &out->published);
    (void)set_date(d, facts->published.text, "meta", found->month_first, &out->published);
    (void)set_date(d, facts->page_published, "json-ld", found->month_first, &out->published);
    (void)set_date(d, facts->ld_updated, "json-ld", found->month_first, &out->updated);
    (void)set_date(d, facts->updated.text, "meta", found->month_first, &out->updated);
    hs_date in_url, changed = out->updated;
    bool dated_url = dates_in_url(out->url, &in_url);
    if (!out->published.precision && dated_url && in_url.precision == HS_DATE_DAY)
        out->published = in_url, out->published.from = "url";
    bool known =
        out->published.precision || found->published.precision || found->undecided.precision || found->page.precision;
    if (!known) search_scripts(d, t, &out->published);
    if (!known && !out->published.precision)
        (void)search_text(d, t, marks, heading, found->month_first, &out->published);
    if (!known && !out->published.precision)
        (void)set_date(d, facts->head_title, "text", found->month_first, &out->published);
    out->updated = changed;
    use_local_day(d, t, marks, heading, facts, found);
    if (!out->published.precision && dated_url && !known && !changed.precision)
        out->published = in_url, out->published.from = "url";
    // the time of day from whoever gives it
    if (!out->published.has_time && found->published.has_time &&
        dates_compare_days(&out->published, &found->published) == 0 && out->published.precision == HS_DATE_DAY) {
        const char *from = out->published.from;
        out->published = found->published;
        out->published.from = from;
    }
    masthead_set_dates(d, found);
}
