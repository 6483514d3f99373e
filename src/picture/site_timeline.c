// When it happened, when it was said, when it was published, when it was fetched: four times of every claim, never one for
// another. Happened: the claim's own days. Said: the time of the verb by which a voice says it ("said on Tuesday"). Published
// and fetched: the reports' dates. Gets wrong: a day of saying that stands in another sentence than the saying.
#include "picture/html.h"
#include "picture/record.h"
#include "picture/site.h"
#include "statements/times.h"

enum { CLAIMS_A_PAGE = 30, LANE = 34, LEFT = 300, WIDTH = 960, MOST_DAYS = 24 };

typedef enum time_kind { HAPPENED, SAID, PUBLISHED, FETCHED, TIME_KINDS } time_kind;
static const char *const kind_names[] = {"happened", "said", "published", "fetched"};

// Different days, sorted.
typedef struct day_list {
    int64_t days[MOST_DAYS];
    uint32_t count;
} day_list;

typedef struct claim_times {
    uint32_t claim;
    day_list of[TIME_KINDS]; // happened: first and last day
} claim_times;

static void add_day(day_list *list, int64_t day) {
    uint32_t at = list->count;
    if (day == INT64_MIN) return;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->days[i] == day) return;
    if (list->count == MOST_DAYS) return;
    for (; at && list->days[at - 1] > day; at--) list->days[at] = list->days[at - 1];
    list->days[at] = day;
    list->count++;
}

// Only a day is a day: not a week, a month or a year.
static int64_t day_of(hs_text value) {
    hs_date date = record_date_of(value);
    return date.precision == HS_DATE_DAY ? page_days(&date) : INT64_MIN;
}

// The day of the saying: the time of the statement whose predicate is the voice's cue.
static void add_said(day_list *list, const hs_report *r, const hs_statement *s) {
    for (uint32_t i = 0; i < s->link_count; i++)
        for (uint32_t k = 0; k < r->statement_count && s->links[i].cue_span.end; k++) {
            const hs_statement *saying = &r->statements[k];
            if (saying->predicate.start != s->links[i].cue_span.start || saying == s || saying->time >= r->time_count) continue;
            if (r->times[saying->time].type == HS_TIME_DATE || r->times[saying->time].type == HS_TIME_TIME) add_day(list, day_of(r->times[saying->time].value));
        }
}

static claim_times times_of(const hs_picture *p, uint32_t claim) {
    const hs_claim *c = &p->claims[claim];
    claim_times t = {.claim = claim};
    if (c->time_from.size) add_day(&t.of[HAPPENED], day_of(c->time_from)), add_day(&t.of[HAPPENED], day_of(c->time_to));
    for (uint32_t i = 0; i < c->mention_count; i++) {
        const hs_document *d = mention_document(p, c->mentions[i]);
        add_day(&t.of[PUBLISHED], page_days(&d->published));
        add_day(&t.of[FETCHED], page_days(&d->retrieved));
        add_said(&t.of[SAID], &p->reports[c->mentions[i].report], mention_statement(p, c->mentions[i]));
    }
    return t;
}

// ---------------------------------------------------------------- drawing

typedef struct axis {
    int64_t first, last;
} axis;

// From the first to the last day of saying and publishing, and a third of that more on both sides for what happened
// before or lies ahead; days farther off stand at the edge.
static axis make_axis(const claim_times *list, uint32_t count) {
    axis a = {INT64_MAX, INT64_MIN};
    for (uint32_t i = 0; i < count; i++)
        for (int kind = SAID; kind <= PUBLISHED; kind++)
            for (uint32_t k = 0; k < list[i].of[kind].count; k++) {
                if (list[i].of[kind].days[k] < a.first) a.first = list[i].of[kind].days[k];
                if (list[i].of[kind].days[k] > a.last) a.last = list[i].of[kind].days[k];
            }
    if (a.first > a.last) return (axis){0, 1};
    int64_t room = (a.last - a.first) / 3 + 2;
    return (axis){a.first - room, a.last + room};
}

static uint32_t day_x(const axis *a, int64_t day) {
    if (day < a->first) day = a->first;
    if (day > a->last) day = a->last;
    return (uint32_t)(LEFT + (day - a->first) * (WIDTH - LEFT - 16) / (a->last - a->first));
}

static void put_marks(page *p, const axis *a, const claim_times *t, uint32_t y) {
    const day_list *happened = &t->of[HAPPENED];
    if (happened->count) {
        uint32_t from = day_x(a, happened->days[0]), to = day_x(a, happened->days[happened->count - 1]);
        page_print(p, "<rect class=happened x=%u y=%u width=%u height=5 rx=1 />", from - 3, y - 12, to - from + 6);
    }
    for (uint32_t i = 0; i < t->of[SAID].count; i++) page_print(p, "<path class=said d=\"M%u %ul5 5-5 5-5-5z\"/>", day_x(a, t->of[SAID].days[i]), y - 5);
    for (uint32_t i = 0; i < t->of[PUBLISHED].count; i++) page_print(p, "<circle class=published cx=%u cy=%u r=4 />", day_x(a, t->of[PUBLISHED].days[i]), y);
    for (uint32_t i = 0; i < t->of[FETCHED].count; i++) page_print(p, "<rect class=fetched x=%u y=%u width=7 height=7 />", day_x(a, t->of[FETCHED].days[i]) - 3, y + 6);
}

static void put_axis_days(page *p, const axis *a, uint32_t bottom) {
    int64_t step = (a->last - a->first) / 7 + 1;
    for (int64_t day = a->first; day <= a->last; day += step) {
        hs_date date = page_date(day);
        uint32_t x = day_x(a, day);
        page_print(p, "<line class=grid x1=%u y1=0 x2=%u y2=%u /><text class=day x=%u y=%u>%.*s</text>", x, x, bottom, x, bottom + 14,
                   TEXT_ARGS(render_day(&date, p->keep)));
    }
}

static void draw(page *p, const claim_times *list, uint32_t count) {
    axis a = make_axis(list, count);
    uint32_t bottom = count * LANE + 4;
    page_print(p, "<figure class=timeline><div class=scroll tabindex=0 role=region aria-label=Timeline><svg viewBox=\"0 0 %u %u\" role=group "
                  "aria-label=\"When each claim happened, was said, published and fetched. The table below says the same.\">\n", WIDTH, bottom + 22);
    put_axis_days(p, &a, bottom);
    for (uint32_t i = 0; i < count; i++) {
        const hs_claim *c = &p->picture->claims[list[i].claim];
        uint32_t y = i * LANE + LANE / 2 + 2;
        page_print(p, "<line class=lane x1=0 y1=%u x2=%u y2=%u /><a href=\"", y + LANE / 2, WIDTH, y + LANE / 2);
        html_claim_link(p, c);
        page_print(p, "\"><text class=claim x=0 y=%u>", y + 4);
        page_html(p, render_line(page_quote(p, c), 42, p->keep));
        page_put(p, TEXT("</text></a>"));
        put_marks(p, &a, &list[i], y);
    }
    page_put(p, TEXT("</svg></div>\n<ul class=key><li><svg viewBox=\"0 0 24 14\" aria-hidden=true><rect class=happened x=2 y=4 width=20 height=5 /></svg>happened</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><path class=said d=\"M12 2l5 5-5 5-5-5z\"/></svg>said</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><circle class=published cx=12 cy=7 r=4 /></svg>published</li>"
                     "<li><svg viewBox=\"0 0 24 14\" aria-hidden=true><rect class=fetched x=8 y=3 width=7 height=7 /></svg>fetched</li></ul>\n</figure>\n"));
}

// ---------------------------------------------------------------- table and data

static void put_days(page *p, const day_list *list) {
    page_put(p, TEXT("<td>"));
    for (uint32_t i = 0; i < list->count; i++) {
        if (i && i + 1 < list->count) continue; // the first and the last
        hs_date date = page_date(list->days[i]);
        if (i) page_put(p, TEXT(" to "));
        html_day(p, &date, true);
    }
    page_put(p, TEXT("</td>"));
}

static void put_table(page *p, const claim_times *list, uint32_t count) {
    page_put(p, TEXT("<div class=scroll tabindex=0 role=region aria-label=\"Times as a table\"><table class=times><thead><tr><th scope=col>Claim</th><th scope=col>Happened</th>"
                     "<th scope=col>Said</th><th scope=col>Published</th><th scope=col>Fetched</th></tr></thead><tbody>\n"));
    for (uint32_t i = 0; i < count; i++) {
        const hs_claim *c = &p->picture->claims[list[i].claim];
        page_put(p, TEXT("<tr><th scope=row><a href=\""));
        html_claim_link(p, c);
        page_put(p, TEXT("\">"));
        page_html(p, render_line(page_quote(p, c), 90, p->keep));
        page_put(p, TEXT("</a></th>"));
        for (int kind = 0; kind < TIME_KINDS; kind++) put_days(p, &list[i].of[kind]);
        page_put(p, TEXT("</tr>\n"));
    }
    page_put(p, TEXT("</tbody></table></div>\n"));
}

static hs_text data(const hs_picture *p, const hs_story *s, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '[');
    for (uint32_t i = 0; i < s->claim_count; i++) {
        claim_times t = times_of(p, s->claims[i]);
        json_open(w, '{');
        json_member_text(w, "claim", p->claims[t.claim].id);
        for (int kind = 0; kind < TIME_KINDS; kind++) {
            json_key(w, kind_names[kind]);
            json_open(w, '[');
            for (uint32_t k = 0; k < t.of[kind].count; k++) {
                hs_date date = page_date(t.of[kind].days[k]);
                json_text(w, record_date(&date, keep));
            }
            json_close(w, ']');
        }
        json_close(w, '}');
    }
    json_close(w, ']');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}

hs_text site_timeline(const site *s, uint32_t story, const site_request *r, hs_arena *keep) {
    static const render_options linked = {.format = RENDER_HTML, .linked = true};
    const hs_story *it = &s->picture->stories[story];
    if (r->data) return data(s->picture, it, keep);
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    html_frame frame = {.title = it->title, .twin = arena_print(keep, "/story/%.*s/timeline.json", TEXT_ARGS(it->id))};
    claim_times *list = arena_new(keep, claim_times, CLAIMS_A_PAGE);
    uint32_t count = 0;
    for (uint64_t i = (uint64_t)r->page * CLAIMS_A_PAGE; i < it->claim_count && count < CLAIMS_A_PAGE; i++) list[count++] = times_of(s->picture, it->claims[i]);
    html_head(&p, &frame);
    html_story_head(&p, it, "timeline");
    page_put(&p, TEXT("<p class=lead>When it happened, was said, was published and was fetched are four times. None stands for another.</p>\n"));
    draw(&p, list, count);
    put_table(&p, list, count);
    html_pages(&p, arena_print(keep, "/story/%.*s/timeline", TEXT_ARGS(it->id)), (hs_text){0}, r->page, CLAIMS_A_PAGE, it->claim_count);
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}
