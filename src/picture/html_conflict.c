// Where reports of one claim differ: values beside each other, figures on one axis by date. See html.h.
//
// Each value stands in its sentence, or where that is long in its clause. Words are marked that one report has and the
// first does not (Myers' differences, diff.h); of two that share fewer than half of their words nothing is marked, as
// everything would be. A figure is marked where it stands, of other differences the word that tells of the event.
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
    hs_text day = v->report_count ? render_day(mention_told(p->picture, v->reports[0]), p->keep) : (hs_text){0};
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
            const hs_date *mine = mention_told(p->picture, c->values[i].reports[0]);
            if (page_days(mine) >= page_days(mention_told(p->picture, c->values[order[at - 1]].reports[0]))) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

static void put_axis(page *p, const hs_conflict *c, const char *attributes) {
    double low, high;
    page_axis(c, &low, &high);
    const uint32_t *order = by_date(p, c);
    uint32_t rows = c->value_count < MOST_VALUES ? c->value_count : MOST_VALUES, bottom = rows * ROW + 6;
    page_print(p, "<svg class=axis viewBox=\"0 0 640 %u\" %s>\n", bottom + 20, attributes);
    put_ticks(p, low, high, bottom);
    for (uint32_t i = 0; i < rows; i++) put_interval(p, c, order[i], i * ROW);
    page_put(p, TEXT("</svg>\n"));
}

void html_figures(page *p, const hs_conflict *c) {
    if (c->kind == HS_CONFLICT_QUANTITY && c->value_count) put_axis(p, c, "aria-hidden=true");
}

// ---------------------------------------------------------------- values beside each other

// Where a value is told: its sentence, else its clause.
static hs_span words_of(page *p, const hs_conflict_value *v) {
    enum { LONG_SENTENCE_BYTES = 360 };
    const hs_report *r = &p->picture->reports[v->reports[0].report];
    const hs_statement *st = mention_statement(p->picture, v->reports[0]);
    if (st->sentence >= r->sentence_count) return st->span;
    hs_span sentence = r->sentences[st->sentence];
    bool holds = sentence.start <= st->span.start && st->span.end <= sentence.end;
    return holds && sentence.end - sentence.start <= LONG_SENTENCE_BYTES ? sentence : st->span;
}

static hs_text told_words(page *p, const hs_conflict_value *v) {
    return text_span(mention_document(p->picture, v->reports[0])->text, words_of(p, v));
}

// What is marked whatever the others say: the figure, else the predicate. Bytes of the words.
static hs_span marked_words(page *p, const hs_conflict *c, const hs_conflict_value *v) {
    hs_span words = words_of(p, v), mark = mention_statement(p->picture, v->reports[0])->predicate;
    if (c->kind == HS_CONFLICT_QUANTITY) {
        hs_text text = mention_document(p->picture, v->reports[0])->text;
        size_t clause = mention_statement(p->picture, v->reports[0])->span.start - words.start, at = v->value.size ? text_find(text_span(text, words), v->value, clause) : SIZE_MAX;
        return at == SIZE_MAX ? (hs_span){0, 0} : (hs_span){(uint32_t)at, (uint32_t)(at + v->value.size)};
    }
    bool inside = mark.start >= words.start && mark.end <= words.end;
    return inside ? (hs_span){mark.start - words.start, mark.end - words.start} : (hs_span){0, 0};
}

// Bytes of `clause` that `other` has not, as a flag a byte; none where the two share little.
static bool *differing(page *p, hs_text clause, hs_text other) {
    bool *marks = arena_new(p->keep, bool, clause.size + 1);
    uint32_t count, same = 0;
    const diff_run *runs = diff_words(other, clause, p->keep, &count);
    for (uint32_t i = 0; i < count; i++) same += runs[i].same ? runs[i].b_end - runs[i].b_start : 0;
    if (same * 2 < clause.size) return marks;
    for (uint32_t i = 0; i < count; i++)
        if (!runs[i].same && runs[i].b_end > runs[i].b_start) memset(marks + runs[i].b_start, true, runs[i].b_end - runs[i].b_start);
    return marks;
}

static void put_words(page *p, const hs_conflict *c, const hs_conflict_value *v, hs_text other) {
    hs_text words = told_words(p, v);
    const bool *differs = differing(p, words, other);
    hs_span mark = marked_words(p, c, v);
    for (size_t at = 0; at < words.size;) {
        bool in_mark = at >= mark.start && at < mark.end;
        size_t end = at + 1;
        while (end < words.size && differs[end] == differs[at] && (end >= mark.start && end < mark.end) == in_mark) end++;
        if (in_mark) page_put(p, TEXT("<mark class=figure>"));
        else if (differs[at]) page_put(p, TEXT("<mark class=differs>"));
        page_html(p, text_slice(words, at, end));
        if (in_mark || differs[at]) page_put(p, TEXT("</mark>"));
        at = end;
    }
}

static void put_value(page *p, const hs_claim *claim, const hs_conflict *c, uint32_t value) {
    const hs_conflict_value *v = &c->values[value];
    page_put(p, TEXT("<li><b>"));
    page_html(p, render_line(v->value, 0, p->keep));
    page_put(p, TEXT("</b>"));
    if (v->report_count) {
        page_put(p, TEXT("<q>"));
        put_words(p, c, v, c->values[value ? 0 : 1].report_count ? told_words(p, &c->values[value ? 0 : 1]) : (hs_text){0});
        page_put(p, TEXT("</q><span class=small>"));
        page_html(p, page_voices(p, claim, v->reports, v->report_count, 8));
        page_put(p, TEXT(" · "));
        html_day(p, mention_told(p->picture, v->reports[0]), true);
        if (p->options->linked) page_put(p, TEXT(" · <a href=\"")), html_evidence_link(p, v->reports[0]), page_put(p, TEXT("\">evidence</a>"));
        page_put(p, TEXT("</span>"));
    }
    page_put(p, TEXT("</li>\n"));
}

// What differs, in a word of its own.
static const char *kind_words(const hs_conflict *c) {
    static const char *const words[] = {"Figures", "How far", "Affirmed or denied", "When", "Where"};
    return words[c->kind];
}

void html_conflict(page *p, const hs_claim *claim, const hs_conflict *c) {
    page_print(p, "<section class=conflict><h3>%s <span class=\"verdict %.*s\">%.*s</span></h3>\n<ul class=values>\n",
               kind_words(c), TEXT_ARGS(render_verdict_name(c->verdict)), TEXT_ARGS(render_verdict_name(c->verdict)));
    for (uint32_t i = 0; i < c->value_count && i < MOST_VALUES; i++) put_value(p, claim, c, i);
    page_put(p, TEXT("</ul>\n"));
    if (c->value_count > MOST_VALUES) page_print(p, "<p class=small>%u more stand in the data.</p>\n", c->value_count - MOST_VALUES);
    if (c->kind == HS_CONFLICT_QUANTITY && c->value_count) {
        page_put(p, TEXT("<div class=scroll tabindex=0 role=region aria-label=\"Figures on one axis, by date: "));
        page_html(p, render_line(page_quote(p, claim), 80, p->keep)); // a page may hold several, which are told apart by ear
        page_put(p, TEXT("\">"));
        put_axis(p, c, "role=img aria-label=\"The figures as intervals on one axis, each with its date; they stand in words above\"");
        page_put(p, TEXT("</div>\n"));
    }
    page_put(p, TEXT("</section>\n"));
}

void html_conflict_line(page *p, const hs_conflict *c) {
    page_print(p, "<li><span class=kind>%s</span> ", kind_words(c));
    for (uint32_t i = 0; i < c->value_count && i < 4; i++) {
        if (i) page_put(p, TEXT(" <span class=against>against</span> "));
        page_put(p, TEXT("<q>"));
        page_html(p, render_line(c->values[i].value, 60, p->keep));
        page_put(p, TEXT("</q>"));
    }
    page_print(p, " <span class=\"verdict %.*s\">%.*s</span></li>", TEXT_ARGS(render_verdict_name(c->verdict)), TEXT_ARGS(render_verdict_name(c->verdict)));
}
