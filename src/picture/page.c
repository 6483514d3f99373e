// See page.h.
#include "picture/page.h"

#include "base/sort.h"
#include "picture/record.h"
#include "statements/times.h"

void page_put(page *p, hs_text text) {
    while (p->size + text.size > p->capacity) {
        size_t more = p->capacity ? p->capacity * 2 : 1 << 14;
        char *moved = arena_new(p->keep, char, more);
        if (p->size) memcpy(moved, p->data, p->size);
        p->data = moved;
        p->capacity = more;
    }
    if (text.size) memcpy(p->data + p->size, text.data, text.size);
    p->size += text.size;
}

static void put_escaped(page *p, hs_text text, const char *marks, const char *const *escapes) {
    size_t from = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *hit = text.data[i] ? strchr(marks, text.data[i]) : NULL;
        if (!hit) continue;
        page_put(p, text_slice(text, from, i));
        page_put(p, text_of(escapes[hit - marks]));
        from = i + 1;
    }
    page_put(p, text_slice(text, from, text.size));
}

void page_html(page *p, hs_text text) {
    static const char *const escapes[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    put_escaped(p, text, "&<>\"'", escapes);
}

void page_markdown(page *p, hs_text text) {
    static const char *const escapes[] = {"\\\\", "\\*", "\\_", "\\`", "\\[", "\\]", "&lt;", "\\#", "\\|"};
    put_escaped(p, text, "\\*_`[]<#|", escapes);
}

void page_url(page *p, hs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool plain = byte_is_alpha(c) || byte_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) page_put(p, text_slice(text, i, i + 1));
        else page_print(p, "%%%02X", c);
    }
}

hs_text page_quote(const page *p, const hs_claim *c) {
    hs_text words = render_line(text_span(mention_document(p->picture, c->summary)->text, claim_quote(p->picture, c)), 0, p->keep);
    uint32_t size;
    bool inside = words.size && code_is_lower(utf8_decode(words, 0, &size)); // cut out of a sentence
    return inside ? arena_print(p->keep, "…%.*s", TEXT_ARGS(words)) : words;
}

hs_text page_state(const page *p, hs_stage stage, hs_polarity polarity) {
    return arena_print(p->keep, "%s%.*s", polarity == HS_NEGATED ? "not " : "", TEXT_ARGS(record_stage_name(stage)));
}

bool page_disputed(const hs_claim *c) {
    for (uint32_t i = 0; i < c->conflict_count; i++)
        if (c->conflicts[i].verdict == HS_CONTRADICTION) return true;
    return false;
}

hs_text page_standing(const page *p, const hs_claim *c) {
    static const hs_text names[] = {TEXT_INIT("POSSIBLE"), TEXT_INIT("CONSIDERED"), TEXT_INIT("PLANNED"),
                                    TEXT_INIT("ORDERED"),  TEXT_INIT("UNDERWAY"),   TEXT_INIT("DONE")};
    bool negated = c->polarity == HS_NEGATED;
    return arena_print(p->keep, "%s%.*s%s", negated ? "NOT " : "", TEXT_ARGS(names[c->stage]),
                       page_disputed(c) ? ", disputed" : "");
}

int64_t page_days(const hs_date *date) {
    if (date->precision == HS_DATE_NONE) return INT64_MIN;
    return calendar_days(date->year, date->month ? date->month : 1, date->day ? date->day : 1);
}

hs_date page_date(int64_t days) {
    hs_date date = {.precision = HS_DATE_DAY};
    int32_t year;
    calendar_date(days, &year, &date.month, &date.day);
    date.year = (int16_t)year;
    return date;
}

// Roles, organisations and kinds of the CAMEO codebook (P. A. Schrodt, 2012), chapter 3: what can stand where a country could.
hs_text page_country(hs_text code) {
    static const char roles[] = " GOV MIL LEG JUD SPY OPP REB INS SEP RAD COP CVL BUS MED EDU ELI LAB REF HLH HRI ENV DEV AGR CRM UAF UNS SET MOD "
                                "NGO NGM IGO IMG INT MNC AMN ";
    hs_text country = text_slice(code, 0, 3);
    char wanted[6] = {' ', 0, 0, 0, ' ', 0};
    if (country.size < 3) return (hs_text){0};
    memcpy(wanted + 1, country.data, 3);
    return strstr(roles, wanted) ? (hs_text){0} : country;
}

hs_text page_outlet(const hs_document *d) { return d->outlet.size ? d->outlet : d->path; }

hs_text page_file(const hs_document *d, hs_text name) {
    if (d->outlet.size || !text_equal(name, d->path)) return name;
    size_t at = name.size;
    while (at && name.data[at - 1] != '/') at--;
    return text_slice(name, at, name.size);
}

enum { MOST_NAMES = 16 };

// Names in one line, each once, as far as there may be so many.
typedef struct name_list {
    hs_text line, shown[MOST_NAMES];
    uint32_t used, most;
    bool more;
} name_list;

// False where the name stands there or no more may.
static bool name_is_new(name_list *list, hs_text name) {
    for (uint32_t k = 0; k < list->used; k++)
        if (text_equal(list->shown[k], name)) return false;
    list->more |= list->used == list->most || list->used == MOST_NAMES;
    return !list->more;
}

// `printed`: the name as a reader sees it.
static void add_name(const page *p, name_list *list, hs_text name, hs_text printed) {
    list->shown[list->used++] = name;
    list->line = arena_print(p->keep, "%.*s%s%.*s", TEXT_ARGS(list->line), list->line.size ? ", " : "", TEXT_ARGS(printed));
}

static hs_text names_line(const page *p, const name_list *list) {
    return list->more ? arena_print(p->keep, "%.*s and more", TEXT_ARGS(list->line)) : list->line;
}

hs_text page_outlets(const page *p, const hs_mention *mentions, uint32_t count, uint32_t most, hs_text but) {
    name_list list = {.most = most};
    for (uint32_t i = 0; i < count; i++) {
        const hs_document *d = mention_document(p->picture, mentions[i]);
        hs_text outlet = page_outlet(d);
        if (!text_equal(outlet, but) && name_is_new(&list, outlet)) add_name(p, &list, outlet, page_file(d, outlet));
    }
    return names_line(p, &list);
}

static const hs_origin *origin_of(const hs_claim *c, hs_mention m) {
    for (uint32_t i = 0; i < c->origin_count; i++)
        for (uint32_t k = 0; k < c->origin_list[i].report_count; k++)
            if (c->origin_list[i].reports[k].report == m.report && c->origin_list[i].reports[k].statement == m.statement) return &c->origin_list[i];
    return NULL;
}

hs_text page_voices(const page *p, const hs_claim *c, const hs_mention *mentions, uint32_t count, uint32_t most) {
    enum { LONGEST_NAME = 40 };
    name_list list = {.most = most};
    for (uint32_t i = 0; i < count; i++) {
        const hs_document *d = mention_document(p->picture, mentions[i]);
        const hs_origin *origin = origin_of(c, mentions[i]);
        hs_text name = origin && origin->name.size ? origin->name : page_outlet(d);
        if (name_is_new(&list, name)) add_name(p, &list, name, render_line(page_file(d, name), LONGEST_NAME, p->keep));
    }
    return names_line(p, &list);
}

// ---------------------------------------------------------------- a story

static int by_hash(const void *a, const void *b, const void *context) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

// Outlets of a story, and its first and last publication date.
static uint32_t count_outlets(const page *on, const hs_story *s, hs_date *from, hs_date *to) {
    uint32_t outlets = 0, named = 0;
    uint64_t *names = arena_new(on->keep, uint64_t, s->report_count + 1);
    for (uint32_t i = 0; i < s->report_count; i++) {
        const hs_document *d = &on->picture->reports[s->reports[i]].document;
        if (d->outlet.size) names[named++] = text_hash(text_lower(on->keep, d->outlet), 0);
        else outlets++; // as claims count them: one of its own
        if (d->published.precision == HS_DATE_NONE) continue;
        if (from->precision == HS_DATE_NONE || page_days(&d->published) < page_days(from)) *from = d->published;
        if (to->precision == HS_DATE_NONE || page_days(&d->published) > page_days(to)) *to = d->published;
    }
    sort_items(names, named, sizeof *names, by_hash, NULL, *on->keep);
    for (uint32_t i = 0; i < named; i++) outlets += !i || names[i] != names[i - 1];
    return outlets;
}

hs_text page_story_line(const page *p, const hs_story *s) {
    hs_date from = {0}, to = {0};
    uint32_t outlets = count_outlets(p, s, &from, &to);
    hs_text first = render_full_day(&from, p->keep), last = render_full_day(&to, p->keep);
    if (text_equal(first, last)) last = (hs_text){0};
    return arena_print(p->keep, "%u %s · %u %s%s%.*s%s%.*s", s->report_count, s->report_count == 1 ? "report" : "reports", outlets,
                       outlets == 1 ? "outlet" : "outlets", first.size ? " · " : "", TEXT_ARGS(first), last.size ? " to " : "",
                       TEXT_ARGS(last));
}

enum { MOST_COPIES = 12 }; // pairs of reports that are named

hs_text page_copies(const page *p, const hs_story *s, uint32_t *passages) {
    const hs_picture *picture = p->picture;
    bool *inside = arena_new(p->keep, bool, picture->report_count + 1);
    page line = {.keep = p->keep};
    uint32_t pairs = 0;
    *passages = 0;
    for (uint32_t i = 0; i < s->report_count; i++) inside[s->reports[i]] = true;
    for (uint32_t i = 0; i < picture->reuse_count; i++) {
        const hs_reuse *r = &picture->reuse[i];
        if (!inside[r->to]) continue;
        ++*passages;
        if (i && picture->reuse[i - 1].from == r->from && picture->reuse[i - 1].to == r->to) continue;
        if (pairs++ >= MOST_COPIES) continue;
        page_print(&line, "%s%.*s from %.*s", line.size ? ", " : "", TEXT_ARGS(page_outlet(&picture->reports[r->to].document)),
                   TEXT_ARGS(page_outlet(&picture->reports[r->from].document)));
    }
    if (pairs > MOST_COPIES) page_print(&line, " and %u more", pairs - MOST_COPIES);
    return (hs_text){line.data, line.size};
}

hs_text page_added(const page *p, hs_mention m) {
    const hs_date *told = mention_told(p->picture, m);
    if (told == &mention_document(p->picture, m)->published) return (hs_text){0};
    return arena_print(p->keep, ", added %.*s", TEXT_ARGS(render_full_day(told, p->keep)));
}

hs_text page_place(const page *p, hs_mention m) {
    const hs_document *d = mention_document(p->picture, m);
    hs_source source = hs_map_span(&d->map, mention_statement(p->picture, m)->span);
    return arena_print(p->keep, "%.*s:%llu-%llu", TEXT_ARGS(d->path), (unsigned long long)source.start, (unsigned long long)source.end);
}

// ---------------------------------------------------------------- figures on one axis

static double low_of(const hs_quantity *q) { return q->has_min ? q->min : q->has_value ? q->value : 0; }
static double high_of(const hs_quantity *q) { return q->has_max ? q->max : q->has_value && !q->has_min ? q->value : -1; }

static uint32_t thousandth(double value, double low, double high) {
    double at = (value - low) / (high - low) * 1000;
    return at < 0 ? 0 : at > 1000 ? 1000 : (uint32_t)at;
}

void page_axis(const hs_conflict *c, double *low, double *high) {
    *low = 1e300, *high = -1e300;
    for (uint32_t i = 0; i < c->value_count; i++) {
        double from = low_of(&c->values[i].quantity), to = high_of(&c->values[i].quantity);
        if (from < *low) *low = from;
        if (from > *high) *high = from;
        if (to > *high) *high = to;
    }
    double room = (*high - *low) / 6 + 1e-9;
    *low = *low >= 0 && *low - room < 0 ? 0 : *low - room;
    *high += room;
}

page_interval page_figure(const hs_conflict *c, uint32_t value) {
    double low, high;
    page_axis(c, &low, &high);
    const hs_quantity *q = &c->values[value].quantity;
    bool open = high_of(q) < 0;
    return (page_interval){thousandth(low_of(q), low, high), open ? 1000 : thousandth(high_of(q), low, high), open,
                           !open && !q->has_min && !q->has_max};
}

void page_csv(page *p, hs_text text) {
    static const char special[] = ",\"\n\r";
    bool needs = false;
    for (size_t i = 0; i < text.size; i++) needs |= text.data[i] && strchr(special, text.data[i]) != NULL;
    if (!needs) {
        page_put(p, text);
        return;
    }
    page_put(p, TEXT("\""));
    for (hs_text rest = text; rest.size;) {
        hs_text part = text_cut(&rest, '"');
        bool marked = part.data + part.size < text.data + text.size;
        page_put(p, part);
        if (marked) page_put(p, TEXT("\"\""));
    }
    page_put(p, TEXT("\""));
}
