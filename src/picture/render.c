// Choosing the renderer, and what the renderers share.
#include "picture/render.h"

#include "base/text.h"
#include "picture/changes.h"
#include "picture/page.h"
#include "picture/record.h"

static const render_form *form_of(const render_options *o) {
    static const render_form *const forms[] = {&render_text_form, &render_json_form, &render_markdown_form, &render_html_form};
    return forms[o->format];
}

static hs_text text_of_page(const page *p) { return (hs_text){p->data, p->size}; }

hs_text render_begin(render_stream *s, const hs_picture *all, const render_options *options, hs_arena *keep) {
    *s = (render_stream){.options = *options, .stories = {.arena = keep}, .reuse = {.arena = keep}, .vanished = {.arena = keep}};
    page p = {.picture = all, .options = &s->options, .keep = keep};
    form_of(options)->begin(s, &p);
    return text_of_page(&p);
}

hs_text render_next(render_stream *s, const hs_picture *story, hs_arena *each) {
    page p = {.picture = story, .options = &s->options, .keep = each};
    if (form_of(&s->options)->story(s, &p)) s->any = true;
    s->options.first_claim += story->claim_count;
    return text_of_page(&p);
}

hs_text render_end(render_stream *s, const hs_picture *all, hs_arena *each) {
    page p = {.picture = all, .options = &s->options, .keep = each};
    form_of(&s->options)->end(s, &p);
    return text_of_page(&p);
}

hs_text render_picture(const hs_picture *picture, const render_options *options, hs_arena *keep) {
    render_stream s;
    page whole = {.keep = keep};
    page_put(&whole, render_begin(&s, picture, options, keep));
    page_put(&whole, render_next(&s, picture, keep));
    page_put(&whole, render_end(&s, picture, keep));
    return text_of_page(&whole);
}

hs_text render_conflict_name(hs_conflict_kind kind) {
    static const hs_text names[] = {TEXT_INIT("quantity"), TEXT_INIT("stage"), TEXT_INIT("polarity"), TEXT_INIT("time"),
                                    TEXT_INIT("place")};
    return names[kind];
}

hs_text render_flaw_name(hs_flaw flaw) { return flaw == HS_FLAW_FORGED ? TEXT("forged") : flaw == HS_FLAW_WITHDRAWN ? TEXT("withdrawn") : (hs_text){0}; }

hs_text render_verdict_name(hs_verdict verdict) {
    static const hs_text names[] = {TEXT_INIT("contradiction"), TEXT_INIT("compatible"), TEXT_INIT("update")};
    return names[verdict];
}

bool render_wants_story(const render_options *o, const hs_story *story) {
    return !o->story.size || text_starts(story->id, o->story) ||
           text_equal_fold(text_slice(story->title, 0, o->story.size), o->story);
}

static bool is_since(const render_options *o, const hs_date *date) {
    return date->precision != HS_DATE_NONE && page_days(date) >= page_days(&o->since);
}

bool render_wants_claim(const hs_picture *p, const render_options *o, uint32_t number) {
    const hs_claim *claim = &p->claims[number];
    if (o->claim) return o->claim == o->first_claim + number + 1;
    if (!render_wants_story(o, &p->stories[claim->story])) return false;
    return o->since.precision == HS_DATE_NONE || changes_any(p, number, &o->since);
}

bool render_wants_vanished(const hs_picture *p, const render_options *o, const hs_story *story, const hs_vanished *v) {
    bool told = false;
    for (uint32_t i = 0; i < story->report_count && !told; i++) {
        const hs_document *d = &p->reports[story->reports[i]].document;
        told = text_equal(d->id, v->after->document.id) || (d->url.size && text_equal(d->url, v->after->document.url));
    }
    return told && !o->claim && render_wants_story(o, story) && (o->since.precision == HS_DATE_NONE || v->date.precision == HS_DATE_NONE || is_since(o, &v->date));
}

hs_text render_day(const hs_date *date, hs_arena *keep) {
    static const char *const months[] = {"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const char *month = date->month <= 12 ? months[date->month] : "";
    switch (date->precision) {
    case HS_DATE_DAY: return arena_print(keep, "%u %s", date->day, month);
    case HS_DATE_MONTH: return arena_print(keep, "%s %d", month, date->year);
    case HS_DATE_YEAR: return arena_print(keep, "%d", date->year);
    default: return (hs_text){0};
    }
}

static bool is_behind(const hs_claim *c, uint32_t move) {
    if (!move || move >= c->move_count) return false;
    const hs_date *before = &c->history[move - 1].date, *now = &c->history[move].date;
    return before->precision != HS_DATE_NONE && now->precision != HS_DATE_NONE && page_days(now) < page_days(before);
}

hs_text render_move_day(const hs_claim *c, uint32_t move, hs_arena *keep) {
    const hs_date *date = &c->history[move].date;
    hs_text day = render_day(date, keep);
    if (!date->has_zone || !(is_behind(c, move) || is_behind(c, move + 1))) return day;
    int minutes = date->zone_minutes < 0 ? -date->zone_minutes : date->zone_minutes;
    return arena_print(keep, "%.*s %02u:%02u %c%02d:%02d", TEXT_ARGS(day), date->hour, date->minute, date->zone_minutes < 0 ? '-' : '+', minutes / 60,
                       minutes % 60);
}

hs_text render_full_day(const hs_date *date, hs_arena *keep) {
    hs_text day = render_day(date, keep);
    return date->precision == HS_DATE_DAY ? arena_print(keep, "%.*s %d", TEXT_ARGS(day), date->year) : day;
}

hs_text render_line(hs_text text, size_t most, hs_arena *keep) {
    char *out = arena_new(keep, char, text.size + 4);
    size_t size = 0;
    bool blank = false;
    for (size_t i = 0; i < text.size; i++) {
        if (byte_is_space((unsigned char)text.data[i])) {
            blank = size > 0;
            continue;
        }
        if (blank) out[size++] = ' ';
        blank = false;
        out[size++] = text.data[i];
    }
    if (!most || size <= most) return (hs_text){out, size};
    size_t cut = most;
    while (cut && out[cut] != ' ') cut--;
    if (!cut)
        for (cut = most; cut && ((unsigned char)out[cut] & 0xC0) == 0x80;) cut--;
    memcpy(out + cut, "…", 3);
    return (hs_text){out, cut + 3};
}

hs_text render_count(hs_range_count range, const char *one, const char *many, hs_arena *keep) {
    if (range.min == range.max) return arena_print(keep, "%u %s", range.max, range.max == 1 ? one : many);
    return arena_print(keep, "%u to %u %s", range.min, range.max, many);
}

hs_text render_chain(const hs_statement *s, hs_arena *keep) {
    hs_text chain = {0};
    for (uint32_t i = 0; i < s->link_count; i++) {
        hs_text name = render_line(s->links[i].name, 80, keep);
        if (!name.size) name = record_link_kind_name(s->links[i].kind);
        chain = arena_print(keep, "%.*s%s%.*s", TEXT_ARGS(chain), i ? " ← " : "", TEXT_ARGS(name));
    }
    return chain;
}

bool render_notable(const hs_claim *c) { return c->outlets > 1 || c->conflict_count || c->move_count > 1; }

// Of a day's news what one outlet alone tells for the first time is shown as far as there is room.
static bool is_small_news(const hs_picture *p, const render_options *o, uint32_t number) {
    return o->since.precision != HS_DATE_NONE && !render_notable(&p->claims[number]);
}

uint32_t render_choose(const hs_picture *p, const hs_story *story, const render_options *o, uint32_t most, uint32_t *chosen, uint32_t *left_out) {
    uint32_t count = 0, wanted = 0;
    bool since = o->since.precision != HS_DATE_NONE;
    for (uint32_t i = 0; i < story->claim_count; i++) {
        uint32_t number = story->claims[i];
        if (!render_wants_claim(p, o, number)) continue;
        wanted++;
        bool room = count < most && (since || render_notable(&p->claims[number]));
        if (o->all || o->claim || count == 0 || room || (since && !is_small_news(p, o, number))) chosen[count++] = number;
    }
    *left_out = o->claim ? 0 : (since ? wanted : story->claim_count) - count;
    return count;
}
