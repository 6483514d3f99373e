// One dated entry of a page: an update of a live blog. In: its element. Out: title, time and
// text of it alone; outlet, language and address come with the payload, from the page.
//
// Method: what the page says of the entry for machines; else the first heading in it and the
// first <time>; lines with names and dates are masthead, the rest is text.
//
// What it gets wrong: a heading that is part of the text and no headline of the entry.
#include "base/text.h"
#include "bytes/markup.h"
#include "document/article.h"
#include "document/credit.h"
#include "document/dates.h"
#include "document/lines.h"
#include "document/page_dates.h"
#include "document/repair.h"

// The element that the page calls the headline, else the first heading that is shown, 0 where there is none.
static uint32_t find_heading(const draft *d, const elements *t, const uint8_t *marks, hs_text *text) {
    for (uint32_t i = 1; i < t->count; i++) {
        uint16_t tag = t->nodes[i].tag;
        if (tag == TAG_TEXT || !text_equal(elements_attribute(t, i, "itemprop"), TEXT("headline"))) continue;
        *text = tag == TAG_META ? text_trim(markup_decode(elements_attribute(t, i, "content"), true, d->work))
                                : article_node_text(t, i, d->work);
        if (text->size && text->size <= 400) return tag == TAG_META ? 0 : i;
    }
    for (uint32_t i = 1; i < t->count; i++) {
        uint16_t tag = t->nodes[i].tag;
        if (tag < TAG_H1 || tag > TAG_H6 || marks[i] & MARK_DROP) continue;
        *text = article_node_text(t, i, d->work);
        if (text->size && text->size <= 400) return i;
    }
    *text = (hs_text){0};
    return 0;
}

static void set_title(draft *d, const mapped *from, const elements *t, const uint8_t *marks) {
    hs_text shown;
    uint32_t node = find_heading(d, t, marks, &shown), first = node, last = node;
    d->out->title = shown.size ? shown : d->payload->title;
    for (uint32_t i = node; node && i < t->nodes[node].past; i++)
        if (t->nodes[i].tag == TAG_TEXT) first = first == node ? i : first, last = i;
    if (first != node) draft_title_source(d, from, (hs_span){t->nodes[first].start, t->nodes[last].end});
}

// <meta itemprop=datePublished> and its like, where entries carry them.
static void read_metas(draft *d, const elements *t) {
    for (uint32_t i = 1; i < t->count; i++) {
        hs_text name = t->nodes[i].tag == TAG_META ? elements_attribute(t, i, "itemprop") : (hs_text){0};
        if (text_equal(name, TEXT("url")) && !d->out->url.size)
            d->out->url = text_trim(markup_decode(elements_attribute(t, i, "content"), true, d->work));
        bool published = text_equal(name, TEXT("datePublished")), updated = text_equal(name, TEXT("dateModified"));
        hs_date *into = published ? &d->out->published : &d->out->updated;
        found_date found;
        if ((!published && !updated) || into->precision) continue;
        if (!dates_find(d->rules, elements_attribute(t, i, "content"), 0, false, &found)) continue;
        *into = found.date;
        into->from = "meta";
    }
}

void entry_read(draft *d, mapped from) {
    from = repair_text(d->rules->repair, from, d->work);
    elements t = elements_read(from.text, d->work);
    uint8_t *marks = article_mark(d->rules, &t, d->work);
    hs_document *out = d->out;
    // the entry's own element may be named like a box beside a report
    for (uint32_t i = 1; i < t.count && t.nodes[i].depth <= 1; i++) marks[i] &= (uint8_t)~MARK_DROP;
    masthead found = {0};
    found_date declared;
    set_title(d, &from, &t, marks);
    if (dates_find(d->rules, d->payload->published, 0, false, &declared)) {
        out->published = declared.date;
        out->published.from = "json-ld";
    }
    read_metas(d, &t);
    page_read_times(d, &t, marks, &found);
    article_read_entry(d, &from, &t, marks, out->title, &found);
    out->byline = masthead_polish_byline(d, found.byline, out->outlet);
    masthead_set_dates(d, &found);
    credit_read(d);
}
