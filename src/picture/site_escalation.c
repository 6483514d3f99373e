// Escalation of a story: Goldstein values (J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", Journal of
// Conflict Resolution 36, 1992: -10 conflict to +10 cooperation) by pair of parties and ISO week. In: claims that are events of
// the ontology, with an actor and a recipient, that are done or underway and not denied. Each claim counts once, however many reports
// tell it. The week is that of the event, else of the first report. Plans and threats of deeds are not deeds and stay out.
#include "base/sort.h"
#include "picture/html.h"
#include "picture/record.h"
#include "picture/site.h"
#include "statements/times.h"

enum { MOST_PAIRS = 12, WIDTH = 440, HEIGHT = 96, LEFT = 34 };

typedef struct week {
    hs_text actor, recipient;
    int64_t monday;
    uint32_t claims;
    int32_t sum, low, high; // tenths
} week;

typedef struct series {
    week *weeks; // by actor, recipient, week
    uint32_t count, left_out;
    int64_t first, last; // Mondays
} series;

// "USA" of "USAGOV"; where the code says no country, the name.
static hs_text party_name(const hs_party *party, hs_arena *keep) {
    hs_text country = page_country(party->code);
    return country.size ? country : render_line(party->name, 40, keep);
}

static int64_t monday_of(int64_t day) { return day - calendar_weekday(day) + 1; }

static int by_pair(const void *a, const void *b, const void *context) {
    const week *x = a, *y = b;
    (void)context;
    int order = text_compare(x->actor, y->actor);
    if (!order) order = text_compare(x->recipient, y->recipient);
    return order ? order : x->monday < y->monday ? -1 : x->monday > y->monday;
}

static bool same_pair(const week *a, const week *b) { return text_equal(a->actor, b->actor) && text_equal(a->recipient, b->recipient); }

static bool take(const hs_claim *c, hs_arena *keep, week *out) {
    if (!c->actor_count || !c->recipient_count || c->polarity == HS_NEGATED || c->stage < HS_STAGE_UNDERWAY) return false;
    hs_date happened = record_date_of(c->time_from);
    int64_t day = page_days(&happened);
    if (day == INT64_MIN) day = page_days(&c->since); // when it had first come so far
    if (day == INT64_MIN) return false;
    int32_t value = c->event.goldstein_tenths;
    *out = (week){party_name(&c->actors[0], keep), party_name(&c->recipients[0], keep), monday_of(day), 1, value, value, value};
    return !text_equal(out->actor, out->recipient);
}

static series gather(const hs_picture *p, const hs_story *story, hs_arena *keep) {
    series s = {.weeks = arena_new(keep, week, story->claim_count + 1), .first = INT64_MAX, .last = INT64_MIN};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < story->claim_count; i++) {
        const hs_claim *c = &p->claims[story->claims[i]];
        if (!c->event.type.size) continue;
        if (take(c, keep, &s.weeks[s.count])) s.count++;
        else s.left_out++;
    }
    sort_items(s.weeks, s.count, sizeof *s.weeks, by_pair, NULL, *keep);
    for (uint32_t i = 0; i < s.count; i++) {
        week *last = kept ? &s.weeks[kept - 1] : NULL, it = s.weeks[i];
        if (it.monday < s.first) s.first = it.monday;
        if (it.monday > s.last) s.last = it.monday;
        if (!last || by_pair(last, &it, NULL)) {
            s.weeks[kept++] = it;
            continue;
        }
        last->claims++, last->sum += it.sum;
        if (it.low < last->low) last->low = it.low;
        if (it.high > last->high) last->high = it.high;
    }
    s.count = kept;
    return s;
}

static hs_text tenths(int32_t value, hs_arena *keep) {
    int32_t size = value < 0 ? -value : value;
    return arena_print(keep, "%s%d.%d", value < 0 ? "-" : "", size / 10, size % 10);
}

static int32_t mean(const week *w) { return (w->sum * 2 + (w->sum < 0 ? -1 : 1) * (int32_t)w->claims) / (2 * (int32_t)w->claims); }

// ---------------------------------------------------------------- page

static void put_bar(page *p, const series *s, const week *w) {
    int64_t weeks = (s->last - s->first) / 7 + 1;
    int32_t room = WIDTH - LEFT, wide = (int32_t)(room / weeks), bar = wide > 26 ? 24 : wide > 4 ? wide - 2 : 2;
    int32_t x = LEFT + (int32_t)((w->monday - s->first) / 7 * room / weeks) + (wide - bar) / 2, value = mean(w);
    int32_t height = (value < 0 ? -value : value) * 40 / 100;
    hs_date date = page_date(w->monday);
    page_print(p, "<rect class=%s x=%d y=%d width=%d height=%d><title>week of %.*s: %.*s</title></rect>", value < 0 ? "conflict" : "cooperation", x,
               value < 0 ? 44 : 44 - height, bar, height ? height : 1, TEXT_ARGS(render_full_day(&date, p->keep)), TEXT_ARGS(tenths(value, p->keep)));
    if (w->claims > 1) page_print(p, "<text class=count x=%d y=%d>%u</text>", x + bar / 2, value < 0 ? 44 + height + 11 : 40 - height, w->claims);
}

// The Mondays under the middle of their weeks, as many as have room.
static void put_weeks(page *p, const series *s) {
    enum { MOST_DAYS = 7 };
    int64_t weeks = (s->last - s->first) / 7 + 1, step = (weeks + MOST_DAYS - 1) / MOST_DAYS;
    for (int64_t i = 0; i < weeks; i += step) {
        hs_date monday = page_date(s->first + i * 7);
        page_print(p, "<text class=day x=%d y=%d>%.*s</text>", LEFT + (int32_t)((2 * i + 1) * (WIDTH - LEFT) / (2 * weeks)), HEIGHT + 4,
                   TEXT_ARGS(render_day(&monday, p->keep)));
    }
}

static void put_chart(page *p, const series *s, uint32_t first, uint32_t past) {
    page_put(p, TEXT("<figure class=pair-chart><figcaption>"));
    page_html(p, s->weeks[first].actor);
    page_put(p, TEXT(" → "));
    page_html(p, s->weeks[first].recipient);
    page_print(p, "</figcaption><svg viewBox=\"0 0 %d %d\" role=img aria-label=\"Mean Goldstein value by week; the table below says the same\">"
                  "<text class=tick x=%d y=8>+10</text><text class=tick x=%d y=48>0</text><text class=tick x=%d y=88>-10</text><line x1=%d y1=44 x2=%d y2=44 />",
               WIDTH, HEIGHT + 8, LEFT - 6, LEFT - 6, LEFT - 6, LEFT, WIDTH);
    for (uint32_t i = first; i < past; i++) put_bar(p, s, &s->weeks[i]);
    put_weeks(p, s);
    page_put(p, TEXT("</svg></figure>\n"));
}

static void put_charts(page *p, const series *s) {
    uint32_t pairs = 0;
    page_put(p, TEXT("<div class=charts>\n"));
    for (uint32_t first = 0, past; first < s->count; first = past, pairs++) {
        for (past = first + 1; past < s->count && same_pair(&s->weeks[first], &s->weeks[past]);) past++;
        if (pairs < MOST_PAIRS) put_chart(p, s, first, past);
    }
    page_put(p, TEXT("</div>\n"));
    if (pairs > MOST_PAIRS) page_print(p, "<p class=small>%u more pairs stand in the table and the data.</p>\n", pairs - MOST_PAIRS);
}

static void put_table(page *p, const series *s) {
    page_put(p, TEXT("<div class=scroll tabindex=0 role=region aria-label=\"Values as a table\"><table><thead><tr><th scope=col>Week of</th><th scope=col>Actor</th><th scope=col>Recipient</th>"
                     "<th scope=col>Events</th><th scope=col>Mean</th><th scope=col>Lowest</th><th scope=col>Highest</th></tr></thead><tbody>\n"));
    for (uint32_t i = 0; i < s->count && i < 300; i++) {
        const week *w = &s->weeks[i];
        hs_date date = page_date(w->monday);
        page_put(p, TEXT("<tr><td>"));
        html_day(p, &date, true);
        page_put(p, TEXT("</td><td>")), page_html(p, w->actor);
        page_put(p, TEXT("</td><td>")), page_html(p, w->recipient);
        page_print(p, "</td><td>%u</td><td>%.*s</td><td>%.*s</td><td>%.*s</td></tr>\n", w->claims, TEXT_ARGS(tenths(mean(w), p->keep)),
                   TEXT_ARGS(tenths(w->low, p->keep)), TEXT_ARGS(tenths(w->high, p->keep)));
    }
    page_put(p, TEXT("</tbody></table></div>\n"));
}

static hs_text data(const series *s, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '[');
    for (uint32_t i = 0; i < s->count; i++) {
        hs_date date = page_date(s->weeks[i].monday);
        json_open(w, '{');
        json_member_text(w, "week", record_date(&date, keep));
        json_member_text(w, "actor", s->weeks[i].actor);
        json_member_text(w, "recipient", s->weeks[i].recipient);
        json_key(w, "events"), json_number(w, s->weeks[i].claims);
        json_key(w, "sum"), json_decimal(w, s->weeks[i].sum / 10.0, 1);
        json_key(w, "mean"), json_decimal(w, mean(&s->weeks[i]) / 10.0, 1);
        json_key(w, "lowest"), json_decimal(w, s->weeks[i].low / 10.0, 1);
        json_key(w, "highest"), json_decimal(w, s->weeks[i].high / 10.0, 1);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}

hs_text site_escalation(const site *s, uint32_t story, const site_request *r, hs_arena *keep) {
    static const render_options linked = {.format = RENDER_HTML, .linked = true};
    const hs_story *it = &s->picture->stories[story];
    series list = gather(s->picture, it, keep);
    if (r->data) return data(&list, keep);
    page p = {.picture = s->picture, .options = &linked, .keep = keep};
    html_frame frame = {.title = it->title, .twin = arena_print(keep, "/story/%.*s/escalation.json", TEXT_ARGS(it->id))};
    html_head(&p, &frame);
    html_story_head(&p, it, "escalation");
    page_print(&p, "<p class=lead>Goldstein values, from −10 conflict to +10 cooperation, by pair of parties and week. Each claim counts once, however many "
                   "reports tell it; only what is done or underway and not denied counts. <a href=\"/story/%.*s/escalation.csv\">The numbers as CSV</a></p>\n",
               TEXT_ARGS(it->id));
    if (list.left_out) page_print(&p, "<p class=small>%u %s left out: planned, denied, without a date, or not between two parties.</p>\n", list.left_out,
                                  list.left_out == 1 ? "event is" : "events are");
    if (list.count) put_charts(&p, &list), put_table(&p, &list);
    else page_put(&p, TEXT("<p>No event of this story counts.</p>\n"));
    html_foot(&p, &frame);
    return (hs_text){p.data, p.size};
}

static void put_cell(page *p, hs_text text) {
    page_put(p, TEXT("\""));
    for (size_t i = 0; i < text.size; i++) page_put(p, text.data[i] == '"' ? TEXT("\"\"") : text_slice(text, i, i + 1));
    page_put(p, TEXT("\","));
}

hs_text site_escalation_csv(const site *s, uint32_t story, hs_arena *keep) {
    series list = gather(s->picture, &s->picture->stories[story], keep);
    page p = {.keep = keep};
    page_put(&p, TEXT("week,actor,recipient,events,sum,mean,lowest,highest\n"));
    for (uint32_t i = 0; i < list.count; i++) {
        const week *w = &list.weeks[i];
        hs_date date = page_date(w->monday);
        page_print(&p, "%.*s,", TEXT_ARGS(record_date(&date, keep)));
        put_cell(&p, w->actor);
        put_cell(&p, w->recipient);
        page_print(&p, "%u,%.*s,%.*s,%.*s,%.*s\n", w->claims, TEXT_ARGS(tenths(w->sum, keep)), TEXT_ARGS(tenths(mean(w), keep)), TEXT_ARGS(tenths(w->low, keep)),
                   TEXT_ARGS(tenths(w->high, keep)));
    }
    return (hs_text){p.data, p.size};
}
