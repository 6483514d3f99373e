// The picture as text for a terminal: the most contested and most changed first, each line
// a thing that can be followed to its evidence. Nothing is worded by the program but fixed
// templates: headings are cut from the reports.
#include "picture/record.h"
#include "picture/walk.h"

enum { MOST_ORIGINS = 5, MOST_REPORTS = 4, AXIS_COLUMNS = 28 };

// Columns that a text takes on a terminal: code points, combining marks apart.
static uint32_t width_of(hs_text text) {
    uint32_t columns = 0, step;
    for (size_t at = 0; at < text.size; at += step) {
        uint32_t code = utf8_decode(text, at, &step);
        columns += !(code >= 0x300 && code < 0x370);
    }
    return columns;
}

// Bytes of `text` that fit into `columns`.
static hs_text fit(page *p, hs_text text, uint32_t columns) {
    if (width_of(text) <= columns) return text;
    size_t bytes = 0;
    uint32_t used = 0, step;
    while (bytes < text.size && used + 1 < columns) {
        utf8_decode(text, bytes, &step);
        bytes += step;
        used++;
    }
    return render_line(text, bytes, p->keep);
}

static void colour(page *p, const char *code) {
    if (p->options->colour) page_print(p, "\033[%sm", code);
}

static void put_coloured(page *p, const char *code, hs_text text) {
    colour(p, code);
    page_put(p, text);
    colour(p, "0");
}

static void put_blanks(page *p, uint32_t count) {
    while (count--) page_put(p, TEXT(" "));
}

// Text that is broken at blanks to the page's width; lines after the first are indented.
static void put_wrapped(page *p, hs_text text, uint32_t indent) {
    uint32_t room = p->options->columns > indent + 20 ? p->options->columns - indent : 20, used = 0;
    for (hs_text rest = text; rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        uint32_t columns = width_of(word);
        if (used && used + 1 + columns > room) {
            page_put(p, TEXT("\n"));
            put_blanks(p, indent);
            used = 0;
        }
        if (used) page_put(p, TEXT(" ")), used++;
        page_put(p, word);
        used += columns;
    }
    page_put(p, TEXT("\n"));
}

// ---------------------------------------------------------------- a claim

static const char *polarity_colour(hs_polarity polarity) { return polarity == HS_NEGATED ? "31" : "32"; }

// Cuts `text` at the last blank before `columns`; returns what stands behind it.
static hs_text cut_line(hs_text *text, uint32_t columns) {
    hs_text whole = *text;
    size_t blank = 0;
    uint32_t used = 0, step;
    for (size_t at = 0; at < whole.size && used <= columns; at += step, used++) {
        utf8_decode(whole, at, &step);
        if (whole.data[at] == ' ') blank = at;
    }
    if (used <= columns || !blank) return (hs_text){0};
    *text = text_slice(whole, 0, blank);
    return text_slice(whole, blank + 1, whole.size);
}

// Of two lines at most: with the first only the subject of a long clause is seen.
static void put_heading(page *p, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    hs_text words = page_quote(p, c);
    hs_text state = page_standing(p, c), label = arena_print(p->keep, "%3u  ", p->options->first_claim + number + 1);
    uint32_t right = width_of(state) + 2, room = p->options->columns > right + 25 ? p->options->columns - right - 5 : 20;
    hs_text shown = words, rest = cut_line(&shown, room);
    if (rest.size) rest = fit(p, rest, p->options->columns > 25 ? p->options->columns - 5 : 20);
    page_put(p, TEXT("\n"));
    page_put(p, label);
    put_coloured(p, "1", shown);
    put_blanks(p, room - (width_of(shown) < room ? width_of(shown) : room) + 2);
    put_coloured(p, c->polarity == HS_NEGATED ? "1;31" : page_disputed(c) ? "1;33" : "1;32", state);
    page_put(p, TEXT("\n"));
    if (!rest.size) return;
    put_blanks(p, 5);
    put_coloured(p, "1", rest);
    page_put(p, TEXT("\n"));
}

static void put_origin(page *p, const hs_origin *o) {
    hs_text outlets = page_outlets(p, o->reports, o->report_count, MOST_REPORTS, o->name);
    hs_text given = o->report_count ? page_file(mention_document(p->picture, o->reports[0]), o->name) : o->name;
    hs_text name = o->name.size ? render_line(given, 70, p->keep) : TEXT("somebody who is not named");
    hs_text line = arena_print(p->keep, "%s%.*s%s%s%.*s%s", o->vague && o->name.size ? "“" : "", TEXT_ARGS(name), o->vague && o->name.size ? "”" : "",
                               outlets.size ? " ← " : "", TEXT_ARGS(outlets), o->vague ? "; could be another of these" : "");
    if (o->flaw != HS_FLAW_NONE)
        line = arena_print(p->keep, "%.*s; %.*s, says %.*s", TEXT_ARGS(line), TEXT_ARGS(render_flaw_name(o->flaw)), TEXT_ARGS(o->flaw_by));
    page_put(p, TEXT("       "));
    colour(p, o->flaw != HS_FLAW_NONE ? "33" : polarity_colour(o->polarity));
    page_put(p, o->flaw != HS_FLAW_NONE ? TEXT("⚠ ") : o->polarity == HS_NEGATED ? TEXT("✗ ") : TEXT("✓ "));
    colour(p, "0");
    put_wrapped(p, line, 11);
}

static void put_origins(page *p, const hs_claim *c) {
    page_print(p, "     %u %s · ", c->outlets, c->outlets == 1 ? "outlet" : "outlets");
    page_put(p, render_count(c->origins, "origin", "origins", p->keep));
    if (c->affirmed.max && c->negated.max)
        page_print(p, ": %.*s, %.*s", TEXT_ARGS(render_count(c->affirmed, "affirms", "affirm", p->keep)),
            TEXT_ARGS(render_count(c->negated, "denies", "deny", p->keep)));
    page_put(p, TEXT("\n"));
    uint32_t most = p->options->claim ? c->origin_count : MOST_ORIGINS;
    for (uint32_t i = 0; i < c->origin_count && i < most; i++) put_origin(p, &c->origin_list[i]);
    if (c->origin_count > most) page_print(p, "       and %u more\n", c->origin_count - most);
}

// planned ── ordered ── done, with the dates below.
static void put_history(page *p, const hs_claim *c) {
    hs_text dates = TEXT("     ");
    page_put(p, TEXT("     "));
    for (uint32_t i = 0; i < c->move_count; i++) {
        const hs_move *m = &c->history[i];
        hs_text word = page_state(p, m->stage, m->polarity);
        hs_text day = render_move_day(c, i, p->keep);
        uint32_t columns = width_of(word) > width_of(day) ? width_of(word) : width_of(day);
        put_coloured(p, polarity_colour(m->polarity), word);
        put_blanks(p, columns - width_of(word));
        if (i + 1 < c->move_count) page_put(p, TEXT(" ── "));
        dates = arena_print(p->keep, "%.*s%.*s%*s", TEXT_ARGS(dates), TEXT_ARGS(day), (int)(columns - width_of(day) + 4), "");
    }
    page_put(p, TEXT("\n"));
    hs_text known = text_trim(dates);
    if (!known.size) return; // no report has a date
    put_coloured(p, "2", (hs_text){dates.data, (size_t)(known.data - dates.data) + known.size});
    page_put(p, TEXT("\n"));
}

// ---------------------------------------------------------------- figures on one axis

static void put_interval(page *p, page_interval at) {
    uint32_t from = at.from * (AXIS_COLUMNS - 1) / 1000, to = at.to * (AXIS_COLUMNS - 1) / 1000;
    put_blanks(p, from);
    if (at.point) page_put(p, TEXT("█"));
    for (uint32_t i = from; !at.point && i <= to; i++)
        page_put(p, i == from ? TEXT("┃") : i == to && at.open ? TEXT("▶") : TEXT("░"));
}

static hs_text day_of(page *p, const hs_conflict_value *v) {
    return v->report_count ? render_day(mention_told(p->picture, v->reports[0]), p->keep) : (hs_text){0};
}

// Columns that an interval takes on the axis.
static uint32_t interval_columns(page_interval at) {
    uint32_t from = at.from * (AXIS_COLUMNS - 1) / 1000, to = at.to * (AXIS_COLUMNS - 1) / 1000;
    return at.point || to < from ? from + 1 : to + 1;
}

static void put_figures(page *p, const hs_claim *claim, const hs_conflict *c) {
    uint32_t day_columns = 7;
    for (uint32_t i = 0; i < c->value_count; i++) {
        uint32_t columns = width_of(day_of(p, &c->values[i])) + 1;
        if (columns > day_columns) day_columns = columns;
    }
    for (uint32_t i = 0; i < c->value_count; i++) {
        const hs_conflict_value *v = &c->values[i];
        hs_text day = day_of(p, v), words = fit(p, render_line(v->value, 0, p->keep), 24);
        page_put(p, TEXT("       "));
        page_put(p, day);
        put_blanks(p, day_columns - width_of(day));
        page_put(p, words);
        put_blanks(p, width_of(words) < 25 ? 25 - width_of(words) : 1);
        colour(p, "36");
        put_interval(p, page_figure(c, i));
        colour(p, "0");
        uint32_t taken = 7 + day_columns + (width_of(words) < 25 ? 25 : width_of(words) + 1) + AXIS_COLUMNS + 2;
        hs_text who = page_voices(p, claim, v->reports, v->report_count, 2);
        put_blanks(p, AXIS_COLUMNS - interval_columns(page_figure(c, i)) + 2);
        page_put(p, fit(p, who, p->options->columns > taken + 12 ? p->options->columns - taken : 12));
        page_put(p, TEXT("\n"));
    }
    page_print(p, "       %.*s: %.*s\n", TEXT_ARGS(render_conflict_name(c->kind)), TEXT_ARGS(render_verdict_name(c->verdict)));
}

static void put_values(page *p, const hs_claim *claim, const hs_conflict *c) {
    hs_text line = arena_print(p->keep, "%.*s:", TEXT_ARGS(render_conflict_name(c->kind)));
    for (uint32_t i = 0; i < c->value_count; i++) {
        hs_text voices = page_voices(p, claim, c->values[i].reports, c->values[i].report_count, MOST_REPORTS);
        hs_text value = render_line(c->values[i].value, 40, p->keep);
        line = arena_print(p->keep, "%.*s%s %.*s (%.*s)", TEXT_ARGS(line), i ? " ·" : "", TEXT_ARGS(value), TEXT_ARGS(voices));
    }
    line = arena_print(p->keep, "%.*s · %.*s", TEXT_ARGS(line), TEXT_ARGS(render_verdict_name(c->verdict)));
    page_put(p, TEXT("       "));
    put_wrapped(p, line, 9);
}

static void put_conflict(page *p, const hs_claim *c, const hs_conflict *conflict) {
    if (conflict->kind == HS_CONFLICT_STAGE && conflict->verdict == HS_UPDATE && c->move_count > 1) return; // the history shows it
    if (conflict->kind == HS_CONFLICT_QUANTITY) put_figures(p, c, conflict);
    else put_values(p, c, conflict);
}

// ---------------------------------------------------------------- evidence

// A coloured line behind its sign, so many blanks in.
static void put_noted(page *p, uint32_t blanks, const char *code, hs_text sign, hs_text line) {
    put_blanks(p, blanks);
    colour(p, code);
    page_put(p, sign);
    put_wrapped(p, line, blanks + 2);
    colour(p, "0");
}

static void put_mark(page *p, hs_text line) { put_noted(p, 7, "36", TEXT("✎ "), line); }

// The clause with the predicate marked, and where it stands in the file.
static void put_report(page *p, hs_mention m) {
    const hs_document *d = mention_document(p->picture, m);
    const hs_statement *s = mention_statement(p->picture, m);
    hs_text day = render_full_day(&d->published, p->keep), chain = render_chain(s, p->keep);
    hs_text stage = page_state(p, s->stage, s->polarity);
    page_put(p, TEXT("\n     "));
    put_coloured(p, "1", page_outlet(d));
    page_print(p, "%s%.*s%.*s · ", day.size ? ", " : "", TEXT_ARGS(day), TEXT_ARGS(page_added(p, m)));
    put_coloured(p, polarity_colour(s->polarity), stage);
    if (chain.size) page_print(p, " · %.*s", TEXT_ARGS(chain));
    page_put(p, TEXT("\n       "));
    hs_text before = render_line(text_slice(d->text, s->span.start, s->predicate.start), 0, p->keep);
    hs_text words = render_line(text_span(d->text, s->predicate), 0, p->keep);
    hs_text after = render_line(text_slice(d->text, s->predicate.end, s->span.end), 0, p->keep);
    bool glued = s->predicate.end < s->span.end && !byte_is_space((unsigned char)d->text.data[s->predicate.end]);
    hs_text line = arena_print(p->keep, "%.*s%s»%.*s«%s%.*s", TEXT_ARGS(before), before.size ? " " : "", TEXT_ARGS(words),
                               after.size && !glued ? " " : "", TEXT_ARGS(after));
    put_wrapped(p, line, 7);
    page_put(p, TEXT("       "));
    colour(p, "2");
    page_put(p, page_place(p, m));
    colour(p, "0");
    page_put(p, TEXT("\n"));
}

static void put_whys(page *p, const hs_claim *c) {
    for (uint32_t i = 0; i < c->origin_count; i++) {
        if (!c->origin_list[i].why.size) continue;
        page_put(p, TEXT("       "));
        put_wrapped(p, c->origin_list[i].why, 9);
    }
}

// ---------------------------------------------------------------- a story

static void put_story(page *p, const hs_story *s, bool behind, uint32_t passages, hs_text copies) {
    if (behind) page_put(p, TEXT("\n"));
    page_put(p, page_story_line(p, s));
    hs_text title = render_line(s->title, 60, p->keep); // texts without a headline give none
    if (title.size) page_put(p, TEXT(" · "));
    put_coloured(p, "1", title);
    page_put(p, TEXT("\n"));
    if (!passages) return;
    page_print(p, "%u %s copied: ", passages, passages == 1 ? "passage" : "passages");
    put_wrapped(p, copies, 2);
}

static void put_more(page *p, uint32_t more) {
    if (!more) return;
    const char *what = p->options->since.precision == HS_DATE_NONE ? "more" : "more new";
    page_print(p, "\n… %u %s %s\n", more, what, more == 1 ? "claim" : "claims");
}

static void put_news(page *p, hs_text line) { put_noted(p, 5, "33", TEXT("+ "), line); }

static void put_vanished_head(page *p) { put_coloured(p, "1", TEXT("\nNo longer said\n")); }

static void put_vanished(page *p, hs_text line) {
    page_put(p, TEXT("     − "));
    put_wrapped(p, line, 7);
}

static void begin(render_stream *s, page *p) {
    hs_text since = walk_since(p);
    (void)s;
    if (since.size) put_coloured(p, "1", since), page_put(p, TEXT("\n\n"));
}

static bool put_all(render_stream *s, page *p) {
    static const walk_form form = {.most_claims = 8, .mark = put_mark, .story = put_story, .claim = put_heading, .origins = put_origins, .moves = put_history,
                                   .conflict = put_conflict, .evidence_of = put_whys, .report = put_report, .story_end = put_more, .news = put_news,
                                   .vanished_begin = put_vanished_head, .vanished = put_vanished};
    return walk_picture(p, &form, s->any);
}

static void end(render_stream *s, page *p) {
    if (!s->any) page_put(p, p->picture->report_count ? TEXT("nothing to show\n") : TEXT("no reports yet\n"));
    if (s->options.claim) return;
    colour(p, "2");
    page_put(p, TEXT("\nall claims  hearsay picture --all      evidence  hearsay picture --claim 1\nnot judged: whether any of this is true\n"));
    colour(p, "0");
}

const render_form render_text_form = {begin, put_all, end};
