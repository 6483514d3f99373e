// Plain text as crawlers leave it. In: lines. Out: masthead and blocks.
//
// Method: a head of labelled lines ("Title: …", "Fecha: …") is taken at its word. Else, and behind it, the lines before the report (outlet, slogan, menu, date, title, section, byline,
// share line) are a zone that ends at the last masthead line before the prose, or at the
// second telling of the title. In it the title is the first longer line behind the last menu
// or date; the outlet the first short line, or what a domain, a copyright line or a newsroom's
// byline names. Behind the report everything from the first closing line on ("Most read") is
// left out, and a note about the authors before it.
//
// What it gets wrong: a report that opens with two or three words; a slogan of a masthead
// without menu or date is taken for the title.
#include "base/text.h"
#include "document/credit.h"
#include "document/dates.h"
#include "document/labels.h"
#include "document/lines.h"
#include "document/masthead.h"
#include "document/reading.h"

typedef enum role { ROLE_BODY, ROLE_GONE, ROLE_TITLE, ROLE_META, ROLE_MENU, ROLE_DECK } role;

typedef struct line {
    hs_text text; // trimmed
    uint32_t start, end;
    role role;
    bool gap; // an empty line stands before it
} line;

typedef struct reader {
    draft *d;
    const mapped *from;
    line *lines;
    size_t count, capacity;
    size_t head; // first line behind the labelled ones
    size_t body; // first line of the report
    size_t end;  // past its last line
    masthead found;
    hs_text outlet, title;
    size_t title_line;
} reader;

enum { ZONE_LINES = 24 };

static void split_lines(reader *r) {
    hs_text text = r->from->text;
    bool gap = false;
    for (size_t at = 0; at < text.size;) {
        size_t end = text_find(text, TEXT("\n"), at);
        if (end == SIZE_MAX) end = text.size;
        hs_text trimmed = text_trim(text_slice(text, at, end));
        if (trimmed.size) {
            uint32_t start = (uint32_t)(trimmed.data - text.data);
            *arena_push(r->d->work, r->lines, r->count, r->capacity) =
                (line){.text = trimmed, .start = start, .end = start + (uint32_t)trimmed.size, .gap = gap};
        }
        gap = !trimmed.size;
        at = end + 1;
    }
}

// A head of labelled lines, of which two are of the lexicon, with nothing but the fences of front matter before it; a
// label that is not listed belongs to it where no empty line parts it from the rest: "Desk: Harbour". Not: "By: Ada Brisk"
// alone, which the masthead's rules read.
static void read_head(reader *r) {
    label_facts facts = {0};
    hs_text value;
    size_t known = 0, at = 0, title_line = SIZE_MAX;
    bool fenced = r->count && text_equal(r->lines[0].text, TEXT("---"));
    for (at = fenced; at < r->count && at < ZONE_LINES; at++) {
        line *l = &r->lines[at];
        label_kind kind = labels_take_line(r->d->rules, l->text, *r->d->work, &facts, &value);
        if (kind == LABEL_NONE || (kind == LABEL_OTHER && (!known || l->gap))) break;
        if (kind == LABEL_TITLE && title_line == SIZE_MAX) title_line = at;
        known += kind != LABEL_OTHER;
        if (kind == LABEL_TEXT && known < 3) break;
        if (kind == LABEL_TEXT && value.size) {
            l->start += (uint32_t)(value.data - l->text.data);
            l->text = value, l->end = l->start + (uint32_t)value.size;
            break;
        }
    }
    if (known < 2 || !(facts.title.size || facts.outlet.size || facts.published.size || facts.url.size)) return;
    if (fenced && at < r->count && text_equal(r->lines[at].text, TEXT("---"))) at++;
    for (size_t i = 0; i < at; i++) r->lines[i].role = ROLE_META;
    r->head = at;
    r->title = facts.title, r->title_line = title_line;
    labels_set(r->d, &facts, &r->found);
    r->outlet = facts.outlet;
}

static bool is_prose(hs_text text) { return text.size >= 160 || (text.size >= 70 && lines_ends_sentence(text)); }

// A domain and nothing else: "lowlandecho.example".
static bool is_domain(hs_text text) {
    size_t points = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '.') points++;
        else if (!byte_is_alpha(c) && !byte_is_digit(c) && c != '-') return false;
    }
    size_t last = text.size;
    while (last && text.data[last - 1] != '.') last--;
    return points >= 1 && points <= 3 && text.size >= 5 && text.size <= 60 && text.size - last >= 2 &&
           text.size - last <= 8 && last > 1;
}

// "Nine people are dead.": behind labelled lines, behind what may be the title, or where a report without one begins, a short
// sentence is the report's as well; but: "Hear it first." between an outlet and its menu.
static bool is_short_prose(const reader *r, size_t at) {
    const line *l = &r->lines[at];
    if (!lines_ends_sentence(l->text) || lines_count_words(l->text) <= (r->head ? 2 : 3)) return false;
    if (r->head) return true;
    if (at) return l->gap;
    return at + 1 < r->count && r->lines[1].gap && text_ends(l->text, TEXT(".")) && lines_ends_sentence(r->lines[1].text);
}

// Where the report begins: behind the last masthead line that has little prose before it,
// or behind the second telling of a line.
static size_t find_body(reader *r) {
    size_t body = r->head, prose = 0, first_prose = SIZE_MAX, limit = r->head + ZONE_LINES;
    if (limit > r->count) limit = r->count;
    for (size_t i = r->head; i < limit && prose <= 2; i++) {
        line *l = &r->lines[i];
        bool repeated = false;
        for (size_t k = 0; k < i && !repeated; k++)
            repeated = l->text.size > 20 && lines_same(l->text, r->lines[k].text);
        line_kind kind = lines_tell(r->d->rules, l->text);
        // behind prose only a byline, a date or a second title can still belong to the masthead
        if (prose && kind == LINE_END) break;
        bool behind = prose > 0;
        if (masthead_take_line(r->d, &r->found, l->text)) l->role = ROLE_META;
        else if (kind == LINE_SKIP) l->role = ROLE_GONE;
        else if (lines_is_menu(l->text)) l->role = ROLE_MENU;
        else if (is_domain(l->text)) l->role = ROLE_META, r->outlet = l->text;
        else if (repeated) l->role = ROLE_GONE;
        // a paragraph told twice is no title: the second one goes, the report began before
        if (repeated && is_prose(l->text)) continue;
        if (l->role != ROLE_BODY) {
            if (!behind || l->role == ROLE_META || repeated) body = i + 1;
            else l->role = ROLE_BODY;
            continue;
        }
        if (is_prose(l->text) || is_short_prose(r, i)) {
            prose++;
            if (first_prose == SIZE_MAX) first_prose = i;
        }
    }
    if (first_prose == SIZE_MAX) return body;
    return body > first_prose ? body : first_prose;
}

static bool is_candidate(const reader *r, size_t i) {
    const line *l = &r->lines[i];
    return l->role == ROLE_BODY && lines_count_words(l->text) >= 4 && l->text.size < 300;
}

static bool is_loud(hs_text text) {
    bool letter = false;
    for (size_t at = 0; at < text.size;) {
        uint32_t size, code = utf8_decode(text, at, &size);
        if (code_is_lower(code)) return false;
        letter |= code_is_upper(code);
        at += size;
    }
    return letter;
}

// The first line names the outlet and is no title, though it has as many words: by its words, or all in capitals above a line that is not.
static bool opens_with_outlet(const reader *r, size_t first, size_t next) {
    hs_text name = r->lines[first].text;
    if (lines_count_words(name) > 6 || lines_ends_sentence(name)) return false;
    return masthead_names_outlet(r->d, name) || (is_loud(name) && !is_loud(r->lines[next].text));
}

// The title among the lines before the report.
static void find_title(reader *r) {
    size_t from = 0, best = SIZE_MAX;
    for (size_t i = 0; i < r->body; i++)
        if (r->lines[i].role == ROLE_MENU ||
            (r->lines[i].role == ROLE_META && i < r->body / 2 + 1 && masthead_is_date_line(r->d, r->lines[i].text)))
            from = i + 1;
    for (size_t i = from; i < r->body && best == SIZE_MAX; i++)
        if (is_candidate(r, i)) best = i;
    for (size_t i = best; best == r->head && ++i < r->body;) {
        if (!is_candidate(r, i)) continue;
        if (opens_with_outlet(r, best, i)) best = i;
        break;
    }
    // a short title below the outlet and the date; not the outlet's line
    bool brief = r->body > from && r->lines[r->body - 1].role == ROLE_BODY && lines_count_words(r->lines[r->body - 1].text) >= 2;
    for (size_t i = from; i-- > 0 && best == SIZE_MAX;)
        if (is_candidate(r, i) && !(brief && i == r->head && masthead_names_outlet(r->d, r->lines[i].text))) best = i;
    if (best == SIZE_MAX && brief) best = r->body - 1;
    if (best == SIZE_MAX) return;
    r->title_line = best;
    r->lines[best].role = ROLE_TITLE;
    r->title = r->lines[best].text;
}

static bool is_name(hs_text text) {
    uint32_t words = lines_count_words(text), step;
    if (words < 2 || words > 4 || text.size > 40) return false;
    bool begins = true;
    for (size_t at = 0; at < text.size; at += step) {
        uint32_t code = utf8_decode(text, at, &step);
        if (begins && !code_is_upper(code)) return false;
        if (code < 128 &&
            (byte_is_digit((unsigned char)code) || code == ',' || code == ':' || code == '?' || code == '!'))
            return false;
        begins = code == ' ';
    }
    return true;
}

// Outlet, name of the author, decks, in what is left before the report.
static void read_zone(reader *r) {
    for (size_t i = 0; i < r->body; i++) {
        line *l = &r->lines[i];
        if (l->role != ROLE_BODY) continue;
        bool before = r->title_line == SIZE_MAX || i < r->title_line;
        if (before && text_ends(l->text, TEXT(" logo"))) {
            l->role = ROLE_GONE;
        } else if (before && (!r->outlet.size || is_domain(r->outlet)) && lines_count_words(l->text) <= 7 &&
                   !lines_ends_sentence(l->text)) {
            // "MarketWhistle – hear it first": the slogan goes
            hs_text name = l->text;
            size_t dash = text_find(name, TEXT(" – "), 0);
            if (dash == SIZE_MAX) dash = text_find(name, TEXT(" - "), 0);
            if (dash == SIZE_MAX) dash = text_find(name, TEXT(" | "), 0);
            if (dash != SIZE_MAX) name = text_slice(name, 0, dash);
            if (lines_count_words(name) <= 5) r->outlet = text_trim(name);
            l->role = ROLE_GONE;
        } else if (!before && is_name(l->text)) {
            if (!r->outlet.size && masthead_names_outlet(r->d, l->text)) r->outlet = l->text;
            else if (!r->found.byline.size) r->found.byline = l->text;
            l->role = ROLE_META;
        } else {
            l->role = !before && is_prose(l->text) ? ROLE_DECK : ROLE_GONE;
        }
    }
}

// The name before a phrase that outlets use of themselves: "… The Echo will bring updates".
static hs_text named_in_text(const reader *r, hs_text text) {
    size_t hit = text_find(text, TEXT(" will "), 0);
    for (; hit != SIZE_MAX; hit = text_find(text, TEXT(" will "), hit + 1)) {
        hs_text rest = text_slice(text, hit + 1, text.size);
        while (rest.size && !byte_is_alpha((unsigned char)rest.data[rest.size - 1])) rest.size--;
        hs_arena scratch = *r->d->work;
        if (!text_equal(rules_find(&r->d->rules->words, text_lower(&scratch, text_slice(rest, 0, 80)), "means"),
                        TEXT("outlet before")))
            continue;
        size_t start = hit;
        while (start) {
            size_t word = start;
            while (word && text.data[word - 1] != ' ') word--;
            if (!byte_is_upper((unsigned char)text.data[word])) break;
            start = word ? word - 1 : 0;
            if (!word) break;
        }
        hs_text name = text_trim(text_slice(text, start, hit));
        if (name.size) return name;
    }
    return (hs_text){0};
}

static bool begins_with_author(const reader *r, hs_text text) {
    hs_text name = r->found.byline;
    static const hs_text marks[] = {TEXT_INIT(","), TEXT_INIT(" and "), TEXT_INIT(" y "), TEXT_INIT(" & ")};
    for (size_t i = 0; i < 4; i++) {
        size_t cut = text_find(name, marks[i], 0);
        if (cut != SIZE_MAX) name = text_slice(name, 0, cut);
    }
    return name.size >= 4 && text_starts(text, name) && text.size < 500;
}

// A paragraph that stood before is left out: pull quotes, and pages that were saved with two layouts.
static void drop_repeated(reader *r) {
    size_t room = 16;
    while (room < r->count * 2) room *= 2;
    hs_arena scratch = *r->d->work;
    uint64_t *seen = arena_new(&scratch, uint64_t, room);
    for (size_t i = r->body; i < r->end; i++) {
        line *l = &r->lines[i];
        if (l->role != ROLE_BODY || !is_prose(l->text)) continue;
        uint64_t hash = text_hash(l->text, 7) | 1;
        size_t at = (size_t)(hash >> 20) & (room - 1);
        while (seen[at] && seen[at] != hash) at = (at + 1) & (room - 1);
        if (seen[at]) l->role = ROLE_GONE;
        seen[at] = hash;
    }
}

// What is offered under a line that is not the report's belongs to it: "Sign up for our newsletter", and below it
// "Top stories every morning." A paragraph behind an empty line does not.
static void drop_offers(reader *r) {
    enum { LONGEST_OFFER = 120 };
    for (size_t i = r->body + 1; i < r->end; i++) {
        line *l = &r->lines[i];
        bool under = r->lines[i - 1].role == ROLE_GONE && r->lines[i - 1].gap && !l->gap;
        bool closed = i + 1 >= r->count || r->lines[i + 1].gap;
        if (l->role == ROLE_BODY && under && closed && l->text.size <= LONGEST_OFFER && r->lines[i - 1].text.size <= LONGEST_OFFER)
            l->role = ROLE_GONE;
    }
}

// Where the report ends, and what the lines behind it tell.
static void find_end(reader *r) {
    r->end = r->count;
    for (size_t i = r->body; i < r->count; i++) {
        line *l = &r->lines[i];
        line_kind kind = lines_tell(r->d->rules, l->text);
        if (kind != LINE_TEXT) credit_take_line(r->d, l->text);
        if (kind == LINE_END && i > r->body) {
            r->end = i;
            break;
        }
        if (kind == LINE_SKIP) l->role = ROLE_GONE;
    }
    hs_text named = {0};
    for (size_t i = r->body; i < r->count; i++) {
        hs_text owner = masthead_copyright(r->d, r->lines[i].text);
        if (owner.size) named = owner;
    }
    if (named.size && (!r->outlet.size || is_domain(r->outlet) || lines_same(named, r->outlet))) r->outlet = named;
    while (r->end > r->body + 1 &&
           (r->lines[r->end - 1].role == ROLE_GONE || lines_is_menu(r->lines[r->end - 1].text) ||
            lines_is_contact(r->lines[r->end - 1].text) || begins_with_author(r, r->lines[r->end - 1].text)))
        r->end--;
    drop_offers(r);
    drop_repeated(r);
    if (r->outlet.size) return;
    for (size_t i = r->end; i-- > r->body && !r->outlet.size && r->end - i <= 3;)
        r->outlet = named_in_text(r, r->lines[i].text);
}

// "By Ada Brisk, The Lowton Star".
static hs_text outlet_in_byline(const draft *d, hs_text byline) {
    size_t comma = text_find(byline, TEXT(", "), 0);
    if (comma == SIZE_MAX) return (hs_text){0};
    hs_text rest = text_trim(text_slice(byline, comma + 2, byline.size));
    return masthead_names_outlet(d, rest) ? rest : (hs_text){0};
}

// A newsroom signs with its outlet's name: "By Echo Media Newsroom".
static hs_text outlet_of_byline(const draft *d, hs_text byline) {
    size_t last = byline.size;
    while (last && byline.data[last - 1] != ' ') last--;
    hs_arena scratch = *d->work;
    hs_text word = text_lower(&scratch, text_slice(byline, last, byline.size));
    if (!last || !text_equal(rules_find(&d->rules->words, word, "means"), TEXT("newsroom"))) return (hs_text){0};
    return text_trim(text_slice(byline, 0, last));
}

// The outlet's name as the title's tail writes it, where a domain is all that is known.
static void name_domain(reader *r) {
    hs_text title_outlet = {0}, rest = masthead_cut_title(r->title, &title_outlet);
    if (!r->outlet.size) {
        // "Ferry sinks | Lowton Star": a bar, or a name that papers have
        bool bar = text_find(r->title, TEXT(" | "), 0) != SIZE_MAX;
        if (title_outlet.size && (bar || masthead_names_outlet(r->d, title_outlet)))
            r->outlet = title_outlet, r->title = rest;
        return;
    }
    if (!is_domain(r->outlet)) {
        hs_text known = r->outlet;
        r->title = masthead_cut_title(r->title, &known);
        return;
    }
    hs_text host = r->outlet;
    char folded[128];
    size_t size = 0;
    for (size_t i = 0; i < title_outlet.size && size < sizeof folded; i++)
        if (byte_is_alpha((unsigned char)title_outlet.data[i]) || byte_is_digit((unsigned char)title_outlet.data[i]))
            folded[size++] = (char)byte_lower((unsigned char)title_outlet.data[i]);
    if (text_starts(host, TEXT("www."))) host = text_slice(host, 4, host.size);
    size_t article =
        size > 7 && text_starts((hs_text){folded, size}, TEXT("the")) && !text_starts(host, TEXT("the")) ? 3 : 0;
    if (size >= 4 && text_find_fold(host, (hs_text){folded + article, size - article}, 0) == 0)
        r->outlet = title_outlet, r->title = rest;
}

static hs_block_kind kind_of(const reader *r, size_t i, hs_span *span) {
    const line *l = &r->lines[i];
    hs_text text = l->text;
    *span = (hs_span){l->start, l->end};
    size_t mark = 0;
    if (text_starts(text, TEXT("- ")) || text_starts(text, TEXT("* "))) mark = 2;
    else if (text_starts(text, TEXT("• "))) mark = 4;
    else if (text_starts(text, TEXT("– "))) mark = 4;
    if (mark) {
        span->start += (uint32_t)mark;
        return HS_BLOCK_LIST;
    }
    size_t digits = 0;
    while (digits < text.size && byte_is_digit((unsigned char)text.data[digits])) digits++;
    if (digits && digits < 3 && digits + 1 < text.size && (text.data[digits] == '.' || text.data[digits] == ')') &&
        text.data[digits + 1] == ' ') {
        span->start += (uint32_t)digits + 2;
        return HS_BLOCK_LIST;
    }
    bool question = text_ends(text, TEXT("?")) && text.size < 80;
    if (text.size < 100 && lines_count_words(text) <= 14 && (!lines_ends_sentence(text) || question))
        return HS_BLOCK_HEADING;
    return HS_BLOCK_PARAGRAPH;
}

// Lines of one width are one paragraph cut by an old mail program or a terminal.
static bool is_wrapped(const reader *r) {
    size_t full = 0, lines = 0;
    for (size_t i = r->body; i < r->end; i++) {
        size_t size = r->lines[i].text.size;
        if (size > 100) return false;
        lines++;
        full += size >= 55;
    }
    return lines >= 6 && full * 10 >= lines * 6;
}

static void add_body(reader *r) {
    bool wrapped = is_wrapped(r);
    for (size_t i = 0; i < r->end; i++) {
        line *l = &r->lines[i];
        if (l->role != ROLE_DECK && (i < r->body || l->role != ROLE_BODY)) continue;
        if (i >= r->body && r->title.size && lines_same(l->text, r->title)) continue;
        hs_span span;
        hs_block_kind kind = l->role == ROLE_DECK ? HS_BLOCK_HEADING : kind_of(r, i, &span);
        if (l->role == ROLE_DECK) span = (hs_span){l->start, l->end};
        draft_begin(r->d);
        while (wrapped && i + 1 < r->end && !r->lines[i + 1].gap && r->lines[i + 1].role == ROLE_BODY)
            span.end = r->lines[++i].end;
        if (wrapped && span.end > l->end) kind = HS_BLOCK_PARAGRAPH;
        draft_add(r->d, r->from, span);
        draft_end(r->d, kind);
    }
}

void plain_read(draft *d, mapped from) {
    reader r = {.d = d, .from = &from, .title_line = SIZE_MAX};
    split_lines(&r);
    if (!r.count) {
        draft_notice(d, true, d->payload->offset, "no text");
        return;
    }
    read_head(&r);
    r.body = find_body(&r);
    if (!r.title.size) find_title(&r);
    read_zone(&r);
    find_end(&r);
    if (!r.outlet.size) r.outlet = outlet_of_byline(d, r.found.byline);
    if (!r.outlet.size) r.outlet = outlet_in_byline(d, r.found.byline);
    name_domain(&r);
    d->out->title = r.title;
    if (r.title.size) {
        uint32_t start = (uint32_t)(r.title.data - from.text.data);
        draft_title_source(d, &from, (hs_span){start, start + (uint32_t)r.title.size});
    }
    if (!d->out->outlet.size) d->out->outlet = masthead_quiet(d, r.outlet);
    d->out->byline =
        outlet_in_byline(d, r.found.byline).size ? masthead_polish_byline(d, r.found.byline, r.outlet) : r.found.byline;
    masthead_set_dates(d, &r.found);
    add_body(&r);
    // nothing that reads like a report: every line is text then
    if (!d->block_count)
        for (size_t i = 0; i < r.count; i++) {
            draft_begin(d);
            draft_add(d, &from, (hs_span){r.lines[i].start, r.lines[i].end});
            draft_end(d, HS_BLOCK_PARAGRAPH);
        }
    credit_read(d);
}
