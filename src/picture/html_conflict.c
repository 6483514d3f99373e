// Where reports of one claim differ: values beside each other, figures on one axis by date. See html.h.
//
// Words are marked that one report has and the first does not (Myers' differences, diff.h); of two clauses that share
// fewer than a third of their words nothing is marked, as everything would be. A figure is marked where it stands.
#include "picture/diff.h"
#include "picture/html.h"
#include "picture/record.h"

// ---------------------------------------------------------------- axis

enum { AXIS_LEFT = 300, AXIS_WIDTH = 320, ROW = 26, MOST_VALUES = 12 };

// "4,500", or with a fraction "0.5".
static hs_text number_text(page *p, double value) {
    json_writer w = {.arena = p->keep};
    json_decimal(&w, value, value < 1 ? 3 : 1);
    hs_text digits = {w.data, w.size};
    size_t whole = 0, size = 0;
    while (whole < digits.size && byte_is_digit((unsigned char)digits.data[whole])) whole++;
    char *out = arena_new(p->keep, char, digits.size * 2 + 1);
    for (size_t i = 0; i < digits.size; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) out[size++] = ',';
        out[size++] = digits.data[i];
    }
    return (hs_text){out, size};
}

// A round step that gives at most five marks on the axis: 1, 2 or 5 times a power of ten.
static double round_step(double size) {
    double step = 1e-6;
    for (int i = 0; step * 5 < size && i < 100; i++) step *= i % 3 == 1 ? 2.5 : 2;
    return step;
}

static void put_ticks(page *p, double low, double high, uint32_t bottom) {
    double step = round_step(high - low), at = 0;
    if (low > 0) at = (double)(uint64_t)(low / step < 1e15 ? low / step : 0) * step;
    for (int i = 0; i < 12 && at <= high; i++, at += step) {
        if (at < low) continue;
        uint32_t x = AXIS_LEFT + (uint32_t)((at - low) / (high - low) * AXIS_WIDTH);
        page_print(p, "<line x1=%u y1=4 x2=%u y2=%u /><text class=tick x=%u y=%u>%.*s</text>", x, x, bottom, x, bottom + 14,
                   TEXT_ARGS(number_text(p, at)));
    }
}

static void put_interval(page *p, const hs_conflict *c, uint32_t value, uint32_t y) {
    const hs_conflict_value *v = &c->values[value];
    page_interval at = page_figure(c, value);
    uint32_t from = AXIS_LEFT + at.from * AXIS_WIDTH / 1000, to = AXIS_LEFT + at.to * AXIS_WIDTH / 1000;
    hs_text day = v->report_count ? render_day(&mention_document(p->picture, v->reports[0])->published, p->keep) : (hs_text){0};
    page_print(p, "<text x=0 y=%u>%.*s</text><text x=72 y=%u>", y + 17, TEXT_ARGS(day), y + 17);
    page_html(p, render_line(v->value, 30, p->keep));
    page_put(p, TEXT("</text>"));
    if (at.point) page_print(p, "<circle class=figure cx=%u cy=%u r=5 />", from, y + 13);
    else page_print(p, "<rect class=\"figure%s\" x=%u y=%u width=%u height=8 rx=2 />", at.open ? " open" : "", from, y + 9, to > from + 4 ? to - from : 4);
    if (at.open) page_print(p, "<path class=figure d=\"M%u %ul8 5l-8 5z\"/>", to, y + 8);
}

// Values by the date at which they were first told.
static uint32_t *by_date(page *p, const hs_conflict *c) {
    uint32_t *order = arena_new(p->keep, uint32_t, c->value_count);
    for (uint32_t i = 0; i < c->value_count; i++) {
        uint32_t at = i;
        for (; at && c->values[i].report_count && c->values[order[at - 1]].report_count; at--) {
            const hs_date *mine = &mention_document(p->picture, c->values[i].reports[0])->published;
            if (page_days(mine) >= page_days(&mention_document(p->picture, c->values[order[at - 1]].reports[0])->published)) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

static void put_axis(page *p, const hs_conflict *c) {
    double low, high;
    page_axis(c, &low, &high);
    const uint32_t *order = by_date(p, c);
    uint32_t rows = c->value_count < MOST_VALUES ? c->value_count : MOST_VALUES, bottom = rows * ROW + 6;
    page_print(p, "<div class=scroll tabindex=0 role=region aria-label=\"Figures on one axis, by date\"><svg class=axis viewBox=\"0 0 640 %u\" "
                  "role=img aria-label=\"The figures as intervals on one axis, each with its date; they stand in words above\">\n", bottom + 20);
    put_ticks(p, low, high, bottom);
    for (uint32_t i = 0; i < rows; i++) put_interval(p, c, order[i], i * ROW);
    page_put(p, TEXT("</svg></div>\n"));
}

// ---------------------------------------------------------------- values beside each other

static hs_text clause_of(page *p, const hs_conflict_value *v) {
    return text_span(mention_document(p->picture, v->reports[0])->text, mention_statement(p->picture, v->reports[0])->span);
}

// Bytes of `clause` that `other` has not, as a flag a byte; none where the two share little.
static bool *differing(page *p, hs_text clause, hs_text other) {
    bool *marks = arena_new(p->keep, bool, clause.size + 1);
    uint32_t count, same = 0;
    const diff_run *runs = diff_words(other, clause, p->keep, &count);
    for (uint32_t i = 0; i < count; i++) same += runs[i].same ? runs[i].b_end - runs[i].b_start : 0;
    if (same * 3 < clause.size) return marks;
    for (uint32_t i = 0; i < count; i++)
        if (!runs[i].same && runs[i].b_end > runs[i].b_start) memset(marks + runs[i].b_start, true, runs[i].b_end - runs[i].b_start);
    return marks;
}

static void put_clause(page *p, const hs_conflict_value *v, hs_text other) {
    hs_text clause = clause_of(p, v);
    const bool *marks = differing(p, clause, other);
    size_t figure = v->value.size ? text_find(clause, v->value, 0) : SIZE_MAX, past = figure == SIZE_MAX ? 0 : figure + v->value.size;
    for (size_t at = 0; at < clause.size;) {
        bool in_figure = at >= figure && at < past;
        size_t end = at + 1;
        while (end < clause.size && marks[end] == marks[at] && (end >= figure && end < past) == in_figure) end++;
        if (in_figure) page_put(p, TEXT("<mark class=figure>"));
        else if (marks[at]) page_put(p, TEXT("<mark class=differs>"));
        page_html(p, text_slice(clause, at, end));
        if (in_figure || marks[at]) page_put(p, TEXT("</mark>"));
        at = end;
    }
}

static void put_value(page *p, const hs_conflict *c, uint32_t value) {
    const hs_conflict_value *v = &c->values[value];
    page_put(p, TEXT("<li><b>"));
    page_html(p, render_line(v->value, 0, p->keep));
    page_put(p, TEXT("</b>"));
    if (v->report_count) {
        page_put(p, TEXT("<q>"));
        put_clause(p, v, c->values[value ? 0 : 1].report_count ? clause_of(p, &c->values[value ? 0 : 1]) : (hs_text){0});
        page_put(p, TEXT("</q><span class=small>"));
        page_html(p, page_outlets(p, v->reports, v->report_count, 8, (hs_text){0}));
        page_put(p, TEXT(" · "));
        html_day(p, &mention_document(p->picture, v->reports[0])->published, true);
        if (p->options->linked) page_put(p, TEXT(" · <a href=\"")), html_evidence_link(p, v->reports[0]), page_put(p, TEXT("\">evidence</a>"));
        page_put(p, TEXT("</span>"));
    }
    page_put(p, TEXT("</li>\n"));
}

void html_conflict(page *p, const hs_conflict *c) {
    page_print(p, "<section class=conflict><h3>%.*s <span class=\"verdict %.*s\">%.*s</span></h3>\n<ul class=values>\n",
               TEXT_ARGS(render_conflict_name(c->kind)), TEXT_ARGS(render_verdict_name(c->verdict)), TEXT_ARGS(render_verdict_name(c->verdict)));
    for (uint32_t i = 0; i < c->value_count && i < MOST_VALUES; i++) put_value(p, c, i);
    page_put(p, TEXT("</ul>\n"));
    if (c->value_count > MOST_VALUES) page_print(p, "<p class=small>%u more stand in the data.</p>\n", c->value_count - MOST_VALUES);
    if (c->kind == HS_CONFLICT_QUANTITY && c->value_count) put_axis(p, c);
    page_put(p, TEXT("</section>\n"));
}

void html_conflict_line(page *p, const hs_conflict *c) {
    page_print(p, "<li><span class=kind>%.*s</span> ", TEXT_ARGS(render_conflict_name(c->kind)));
    for (uint32_t i = 0; i < c->value_count && i < 4; i++) {
        if (i) page_put(p, TEXT(" <span class=against>against</span> "));
        page_put(p, TEXT("<q>"));
        page_html(p, render_line(c->values[i].value, 60, p->keep));
        page_put(p, TEXT("</q>"));
    }
    page_print(p, " <span class=\"verdict %.*s\">%.*s</span></li>", TEXT_ARGS(render_verdict_name(c->verdict)), TEXT_ARGS(render_verdict_name(c->verdict)));
}
