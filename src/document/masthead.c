// See masthead.h. Shared by pages and plain text: a line is masthead matter when, once its
// dates and the words of bylines and labels are taken away, no sentence is left.
#include "document/masthead.h"

#include "base/text.h"
#include "document/dates.h"
#include "document/lines.h"

static bool is_word_of(const draft *d, hs_text word, const char *means, hs_arena scratch) {
    return text_equal(rules_find(&d->rules->words, text_lower(&scratch, word), "means"), text_of(means));
}

// Words that begin in lower case and are no words of mastheads: what makes a sentence.
static uint32_t count_plain_words(const draft *d, hs_text line) {
    uint32_t count = 0;
    for (size_t at = 0; at < line.size;) {
        uint32_t step, code = utf8_decode(line, at, &step);
        if (!code_is_letter(code)) {
            at += step;
            continue;
        }
        size_t from = at;
        while (at < line.size && (code_is_letter(utf8_decode(line, at, &step)) || line.data[at] == '\'')) at += step;
        hs_text word = text_slice(line, from, at);
        hs_arena scratch = *d->work;
        hs_text lower = text_lower(&scratch, word);
        if (!code_is_lower(code) || word.size < 2 || rules_find(&d->rules->dates, lower, "means").size ||
            rules_find(&d->rules->words, lower, "means").size || rules_find(&d->rules->months, lower, "number").size ||
            rules_find(&d->rules->dates, lower, "unit").size)
            continue;
        count++;
    }
    return count;
}

bool masthead_is_date_line(const draft *d, hs_text line) {
    found_date found;
    if (line.size > 80 || !dates_find(d->rules, line, 0, false, &found) || found.date.precision != HS_DATE_DAY)
        return false;
    hs_text before = text_slice(line, 0, found.where.start), behind = text_slice(line, found.where.end, line.size);
    uint32_t foreign = 0; // words before it that are none of dates
    while (before.size) {
        hs_text word = text_cut(&before, ' ');
        hs_arena scratch = *d->work;
        while (word.size && !byte_is_alpha((unsigned char)word.data[word.size - 1]) &&
               (unsigned char)word.data[word.size - 1] < 0x80)
            word.size--;
        foreign += word.size && !rules_find(&d->rules->dates, text_lower(&scratch, word), "means").size;
    }
    return foreign <= 1 && lines_count_words(behind) == 0;
}

static void take_date(masthead *m, const found_date *found, bool alone, bool byline) {
    hs_date *into = found->label == DATE_UPDATED     ? &m->updated
                    : found->label == DATE_RETRIEVED ? &m->page
                    : found->label == DATE_PUBLISHED ? &m->published
                    : byline                         ? &m->published
                    : alone                          ? &m->page
                                                     : &m->undecided;
    if (!into->precision) *into = found->date;
    if (!into->from) into->from = found->label == DATE_PUBLISHED || byline ? "byline" : "text";
}

// "By Friday all was quiet": a time, no author.
static bool begins_with_date(const draft *d, hs_text text) {
    hs_text word = text_cut(&text, ' ');
    hs_arena scratch = *d->work;
    word = text_lower(&scratch, word);
    while (word.size && (word.data[word.size - 1] == ',' || word.data[word.size - 1] == '.')) word.size--;
    hs_text means = rules_find(&d->rules->dates, word, "means");
    return text_equal(means, TEXT("weekday")) || text_equal(means, TEXT("today")) ||
           rules_find(&d->rules->months, word, "number").size ||
           (word.size && byte_is_digit((unsigned char)word.data[0]));
}

// A byline that stands behind the date.
static hs_text byline_behind(const draft *d, hs_text line) {
    for (size_t at = 0; (at = text_find(line, TEXT(" "), at)) != SIZE_MAX;) {
        hs_text rest = text_slice(line, ++at, line.size), name = lines_byline(d->rules, rest);
        uint32_t step;
        if (name.size && code_is_upper(utf8_decode(name, 0, &step))) return masthead_clean_byline(d, name);
    }
    return (hs_text){0};
}

bool masthead_take_line(const draft *d, masthead *m, hs_text line) {
    line = text_trim(line);
    if (!line.size || line.size > 240 || lines_count_words(line) > 30) return false;
    hs_text author = lines_byline(d->rules, line);
    bool byline = author.size > 0 && !begins_with_date(d, author), alone = masthead_is_date_line(d, line),
         dated = false;
    hs_date base = {.precision = HS_DATE_DAY, .year = 2000, .month = 6, .day = 15}, ignored;
    hs_span where;
    found_date found;
    bool relative = dates_find_relative(d->rules, line, &base, &ignored, &where);
    for (size_t at = 0; dates_find(d->rules, line, at, m->month_first, &found); at = found.where.end)
        dated = dated || found.date.precision == HS_DATE_DAY;
    if (!byline && !dated && !relative) return false;
    uint32_t plain = count_plain_words(d, line);
    if (plain > (byline ? 4u : 2u) || (relative && !byline && lines_count_words(line) > 8)) return false;
    // "By Monday the water had gone." is a sentence
    if (byline && !dated && lines_ends_sentence(line) && plain > 1) return false;
    // so is "He left on March 4, 2024.", and "“That was 3 years ago,” she said."
    if (!byline && plain && lines_ends_sentence(line)) return false;
    for (size_t at = 0; dates_find(d->rules, line, at, m->month_first, &found); at = found.where.end)
        if (found.date.precision == HS_DATE_DAY) take_date(m, &found, alone, byline);
    if (relative && !m->relative.size) m->relative = line;
    // "Posted on March 4, 2024 by Ada Brisk"
    hs_text signed_by = byline || (!dated && !relative) ? (hs_text){0} : byline_behind(d, line);
    if (signed_by.size && !m->byline.size) m->byline = signed_by;
    if (byline && !m->byline.size) m->byline = masthead_clean_byline(d, line);
    return true;
}

void masthead_set_dates(draft *d, const masthead *m) {
    hs_document *out = d->out;
    hs_span where;
    hs_date relative = {0};
    hs_date page = m->page.precision ? m->page : out->retrieved;
    if (m->relative.size) (void)dates_find_relative(d->rules, m->relative, &page, &relative, &where);
    if (!out->updated.precision) out->updated = m->updated;
    if (!out->published.precision) {
        if (m->published.precision) out->published = m->published;
        else if (m->undecided.precision && !relative.precision) out->published = m->undecided;
        else if (relative.precision) out->published = relative, out->published.from = "relative";
        else if (m->page.precision) out->published = m->page;
        // the page's own date is when it was fetched once another one is the publication
        if (out->published.precision && m->page.precision && dates_compare_days(&out->published, &m->page) != 0 &&
            !out->retrieved.precision)
            out->retrieved = m->page;
    } else if (m->page.precision && !out->retrieved.precision && dates_compare_days(&m->page, &out->published) > 0) {
        out->retrieved = m->page;
    }
    if (!out->published.precision && out->updated.precision) out->published = out->updated;
}

// Up to the first sign that ends a list of names.
hs_text masthead_clean_byline(const draft *d, hs_text line) {
    hs_text rest = lines_byline(d->rules, line);
    if (!rest.size) rest = text_trim(line);
    found_date found;
    if (dates_find(d->rules, rest, 0, false, &found)) {
        rest = text_slice(rest, 0, found.where.start);
        // the day of the week and the label before a date
        static const hs_text marks[] = {TEXT_INIT(" | "), TEXT_INIT(" · "), TEXT_INIT(" - "), TEXT_INIT(" – "),
                                        TEXT_INIT(". "),  TEXT_INIT(" • "), TEXT_INIT("  ")};
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t cut = text_find(rest, marks[i], 0);
            if (cut != SIZE_MAX) rest = text_slice(rest, 0, cut);
        }
    }
    static const hs_text ends[] = {TEXT_INIT(" | "), TEXT_INIT(" · "), TEXT_INIT(" • "),
                                   TEXT_INIT(" – "), TEXT_INIT(" — "), TEXT_INIT(" - ")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t cut = text_find(rest, ends[i], 0);
        if (cut != SIZE_MAX && cut) rest = text_slice(rest, 0, cut);
    }
    // what follows a comma in lower case is a role: "Ada Brisk, harbour editor"
    for (size_t at = text_find(rest, TEXT(", "), 0); at != SIZE_MAX; at = text_find(rest, TEXT(", "), at + 2)) {
        uint32_t step;
        if (at + 2 < rest.size && code_is_lower(utf8_decode(rest, at + 2, &step)) &&
            !is_word_of(d, text_slice(rest, at + 2, at + 5), "and", *d->work)) {
            rest = text_slice(rest, 0, at);
            break;
        }
    }
    // "Ada Brink in Lowton"
    size_t in = text_find(rest, TEXT(" in "), 0);
    if (in != SIZE_MAX && in) rest = text_slice(rest, 0, in);
    while (rest.size &&
           (rest.data[rest.size - 1] == '.' || rest.data[rest.size - 1] == ',' || rest.data[rest.size - 1] == '|'))
        rest.size--;
    return text_trim(rest);
}

// Without words for roles at its end: "Ada Brisk Columnist".
static hs_text cut_roles(const draft *d, hs_text name) {
    for (;;) {
        name = text_trim(name);
        while (name.size &&
               (name.data[name.size - 1] == ',' || name.data[name.size - 1] == ':' || name.data[name.size - 1] == '|'))
            name.size--;
        size_t start = name.size;
        while (start && name.data[start - 1] != ' ') start--;
        hs_text word = text_slice(name, start, name.size);
        if (!word.size || (!is_word_of(d, word, "role", *d->work) && !is_word_of(d, word, "and", *d->work))) break;
        name.size = start;
    }
    return name;
}

static bool holds_role(const draft *d, hs_text part) {
    while (part.size) {
        hs_text word = text_cut(&part, ' ');
        if (word.size && is_word_of(d, word, "role", *d->work)) return true;
    }
    return false;
}

// True where a part of a list of names is none.
static bool is_no_name(const draft *d, hs_text part, hs_text outlet, bool first) {
    uint32_t digits = 0;
    for (size_t i = 0; i < part.size; i++) digits += byte_is_digit((unsigned char)part.data[i]);
    if (!part.size || digits > 2 || (digits && text_find(part, TEXT(" "), 0) != SIZE_MAX) || part.size > 60 ||
        text_find(part, TEXT("://"), 0) != SIZE_MAX || text_find(part, TEXT("www."), 0) != SIZE_MAX)
        return true;
    if (text_find(part, TEXT("@"), 0) != SIZE_MAX && text_find(part, TEXT("."), 0) != SIZE_MAX) return true;
    if (outlet.size && (lines_same(part, outlet) || (part.size >= 3 && text_find_fold(outlet, part, 0) == 0)))
        return true;
    return !first && (holds_role(d, part) || text_starts(part, TEXT("The ")));
}

// Where the next part of a list ends, and how wide the mark behind it is.
static size_t part_end(hs_text list, size_t *width) {
    static const hs_text marks[] = {TEXT_INIT(","),   TEXT_INIT("|"),   TEXT_INIT(";"),     TEXT_INIT(" and "),
                                    TEXT_INIT(" & "), TEXT_INIT(" y "), TEXT_INIT(" und "), TEXT_INIT(" et "),
                                    TEXT_INIT(" • "), TEXT_INIT(" · "), TEXT_INIT("   ")};
    size_t best = list.size;
    *width = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t hit = text_find(list, marks[i], 0);
        if (hit < best) best = hit, *width = marks[i].size;
    }
    return best;
}

// No-break spaces as spaces, and nothing behind a wide gap: there stands where the author works
// ("Ada Brisk    THE LOWTON STAR").
static hs_text even_spaces(const draft *d, hs_text list) {
    char *out = arena_new(d->work, char, list.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < list.size;) {
        uint32_t step, code = utf8_decode(list, at, &step);
        bool space = code == 0xA0 || code == ' ', before = size && out[size - 1] == ' ';
        if (space && before && code == 0xA0) break;
        if (space) out[size++] = ' ';
        else memcpy(out + size, list.data + at, step), size += step;
        at += step;
    }
    return text_trim((hs_text){out, size});
}

hs_text masthead_polish_byline(const draft *d, hs_text list, hs_text outlet) {
    list = even_spaces(d, list);
    hs_text out = {0}, by = lines_byline(d->rules, list);
    if (text_starts(list, TEXT(","))) return out; // the name before a role was lost
    if (by.size) list = by;
    bool first = true;
    while (list.size) {
        size_t width, end = part_end(list, &width);
        hs_text part = text_trim(text_slice(list, 0, end));
        list = text_slice(list, end + width, list.size);
        by = lines_byline(d->rules, part);
        if (by.size) part = by;
        hs_text name = cut_roles(d, part);
        bool gone = is_no_name(d, name, outlet, first) || (!first && holds_role(d, part)) ||
                    text_find(out, name, 0) != SIZE_MAX;
        if (part.size) first = false;
        if (!gone) out = out.size ? arena_print(d->work, "%.*s, %.*s", TEXT_ARGS(out), TEXT_ARGS(name)) : name;
    }
    return out;
}

hs_text masthead_quiet(draft *d, hs_text name) {
    for (size_t i = 0; i < name.size; i++)
        if (byte_is_lower((unsigned char)name.data[i])) return name;
    if (name.size < 6 || text_find(name, TEXT(" "), 0) == SIZE_MAX) return name; // letters may be initials
    hs_text lower = text_lower(d->work, name); // may differ in size: "İ"
    if (lower.size != name.size) return name;
    char *out = arena_new(d->work, char, name.size);
    for (size_t i = 0; i < name.size; i++) {
        bool first = i == 0 || name.data[i - 1] == ' ' || name.data[i - 1] == '-';
        uint32_t size;
        if (first) utf8_decode(name, i, &size), memcpy(out + i, name.data + i, size), i += size - 1;
        else out[i] = lower.data[i];
    }
    return (hs_text){out, name.size};
}

hs_text masthead_copyright(const draft *d, hs_text line) {
    static const hs_text signs[] = {TEXT_INIT("\xC2\xA9"), TEXT_INIT("(c)"), TEXT_INIT("(C)"), TEXT_INIT("Copyright"),
                                    TEXT_INIT("COPYRIGHT")};
    line = text_trim(line);
    bool found = false;
    for (size_t i = 0; i < 5 && !found; i++)
        if ((found = text_starts(line, signs[i]))) line = text_trim(text_slice(line, signs[i].size, line.size));
    if (!found) return (hs_text){0};
    // capitalised words, without years and words of the trade
    size_t start = SIZE_MAX, end = 0;
    for (size_t at = 0; at < line.size;) {
        hs_text rest = text_slice(line, at, line.size);
        hs_text word = text_cut(&rest, ' ');
        uint32_t step;
        bool year = word.size && byte_is_digit((unsigned char)word.data[0]);
        bool trade = word.size && is_word_of(d, word, "trade", *d->work);
        bool capital = word.size && code_is_upper(utf8_decode(word, 0, &step));
        if (start != SIZE_MAX && (!capital || year || trade) &&
            !(word.size <= 3 && !year && rest.size && byte_is_upper((unsigned char)rest.data[0])))
            break;
        if (start == SIZE_MAX && capital && !trade) start = at;
        if (start != SIZE_MAX) end = at + word.size;
        at += word.size + 1;
    }
    if (start == SIZE_MAX) return (hs_text){0};
    hs_text name = text_slice(line, start, end);
    while (name.size && (name.data[name.size - 1] == '.' || name.data[name.size - 1] == ',')) name.size--;
    return name;
}

bool masthead_names_outlet(const draft *d, hs_text name) {
    static const hs_text articles[] = {TEXT_INIT("The "), TEXT_INIT("El "),  TEXT_INIT("La "), TEXT_INIT("Le "),
                                       TEXT_INIT("Der "), TEXT_INIT("Die "), TEXT_INIT("Il ")};
    uint32_t words = lines_count_words(name);
    if (!words || words > 6 || name.size > 60) return false;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (text_starts(name, articles[i])) return true;
    size_t last = name.size;
    while (last && name.data[last - 1] != ' ') last--;
    hs_text rest = name, first = text_cut(&rest, ' ');
    // "Agencia Norte", "Lowton Star"
    return is_word_of(d, text_slice(name, last, name.size), "paper", *d->work) || (rest.size && is_word_of(d, first, "paper first", *d->work));
}

hs_text masthead_host(hs_text url) {
    size_t scheme = text_find(url, TEXT("://"), 0);
    hs_text host = scheme == SIZE_MAX ? url : text_slice(url, scheme + 3, url.size);
    host = text_cut(&host, '/');
    if (text_starts(host, TEXT("www."))) host = text_slice(host, 4, host.size);
    return host;
}

// Whether the host has the letters of the name, articles aside: "Tarrin Press" in "news.tarrinpress.example".
static bool is_spelled(hs_text name, hs_text host) {
    enum { LEAST = 4, MOST = 64 };
    char letters[MOST];
    size_t size = 0, skipped = text_starts(name, TEXT("The ")) ? 4 : 0;
    for (size_t i = skipped; i < name.size && size < MOST; i++)
        if (byte_is_alpha((unsigned char)name.data[i])) letters[size++] = (char)byte_lower((unsigned char)name.data[i]);
    return size >= LEAST && text_find_fold(host, (hs_text){letters, size}, 0) != SIZE_MAX;
}

// What stands on both sides of the first mark; false where there is none.
static bool split_title(hs_text title, hs_text *front, hs_text *back) {
    static const hs_text marks[] = {TEXT_INIT(" | "), TEXT_INIT(" – "), TEXT_INIT(" — "), TEXT_INIT(" - "), TEXT_INIT(" » "), TEXT_INIT(" > "),
                                    TEXT_INIT(" :: "), TEXT_INIT(" · "), TEXT_INIT(" • "), TEXT_INIT(": ")};
    size_t first = SIZE_MAX, width = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t hit = text_find(title, marks[i], 0);
        if (hit < first) first = hit, width = marks[i].size;
    }
    if (first == SIZE_MAX || !first) return false;
    *front = text_trim(text_slice(title, 0, first)), *back = text_trim(text_slice(title, first + width, title.size));
    return true;
}

hs_text masthead_spelled_side(hs_text title, hs_text url) {
    hs_text front, back, host = masthead_host(url);
    if (!split_title(title, &front, &back)) return (hs_text){0};
    return is_spelled(front, host) ? front : is_spelled(back, host) ? back : (hs_text){0};
}

hs_text masthead_feed_outlet(hs_text title, hs_text url) {
    hs_text front, back, spelled = masthead_spelled_side(title, url);
    return spelled.size ? spelled : split_title(title, &front, &back) ? front : title;
}

// Marks between a title and the outlet, with or without spaces, of any script.
static bool is_title_mark(uint32_t code) {
    return code == '-' || code == '|' || code == ':' || code == '_' || code == '/' || code == 0xB7 || code == 0xBB ||
           (code >= 0x2010 && code <= 0x2015) || code == 0x2022 || code == 0x3163 || code == 0xFF1A || code == 0xFF5C ||
           code == 0x30FB || code == 0xFF0D;
}

// The title without the outlet's own name behind a mark that has no spaces around it: "Three ships leave-Lowton Star".
// Not: "Harbour of Lowton", where Lowton is the outlet and part of the sentence.
static hs_text cut_glued_outlet(hs_text title, hs_text outlet) {
    enum { LEAST_REST = 12 };
    if (outlet.size < 4 || title.size < outlet.size + LEAST_REST) return title;
    size_t at = title.size - outlet.size, end = at;
    if (!text_equal_fold(text_slice(title, at, title.size), outlet)) return title;
    while (end && title.data[end - 1] == ' ') end--;
    size_t before = end - 1;
    while (before && ((unsigned char)title.data[before] & 0xC0) == 0x80) before--;
    uint32_t step, mark = utf8_decode(title, before, &step);
    if (is_title_mark(mark)) return text_trim(text_slice(title, 0, before));
    // "Three ships leaveLowton Star"
    bool joint = end == at && code_is_lower(mark) && code_is_upper(utf8_decode(title, at, &step));
    return joint ? text_slice(title, 0, at) : title;
}

// What stands behind the last mark in scripts that write no spaces: "…-新华网". SIZE_MAX where there is none.
static size_t find_glued_tail(hs_text title) {
    enum { LONGEST_TAIL = 24, EAST = 0x2E80 };
    uint32_t before = 0;
    size_t found = SIZE_MAX;
    for (size_t at = 0; at < title.size;) {
        uint32_t step, code = utf8_decode(title, at, &step), size;
        size_t next = at + step;
        if (is_title_mark(code) && before >= EAST && next < title.size && utf8_decode(title, next, &size) >= EAST) found = at;
        before = code;
        at = next;
    }
    return found != SIZE_MAX && title.size - found <= LONGEST_TAIL && found >= LONGEST_TAIL ? found : SIZE_MAX;
}

static hs_text cut_glued_tail(hs_text title, hs_text *outlet) {
    size_t at = find_glued_tail(title);
    uint32_t step;
    if (at == SIZE_MAX) return title;
    (void)utf8_decode(title, at, &step);
    if (!outlet->size) *outlet = text_slice(title, at + step, title.size);
    return text_slice(title, 0, at);
}

hs_text masthead_cut_title(hs_text title, hs_text *outlet) {
    static const hs_text marks[] = {TEXT_INIT(" | "), TEXT_INIT(" – "),  TEXT_INIT(" — "), TEXT_INIT(" - "),
                                    TEXT_INIT(" » "), TEXT_INIT(" :: "), TEXT_INIT(" · "), TEXT_INIT(" • "),
                                    TEXT_INIT(" : "), TEXT_INIT(" -- "), TEXT_INIT("｜"),  TEXT_INIT("ㅣ"),
                                    TEXT_INIT("_")};
    hs_text whole = title;
    title = cut_glued_outlet(title, *outlet);
    // behind the outlet stood the section
    if (!outlet->size || title.size < whole.size) title = cut_glued_tail(title, outlet);
    for (int round = 0; round < 3; round++) {
        size_t best = SIZE_MAX, width = 0, first = SIZE_MAX, first_width = 0;
        bool bar = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t from = 0, hit, last = SIZE_MAX;
            while ((hit = text_find(title, marks[i], from)) != SIZE_MAX) {
                if (hit < first || first == SIZE_MAX) first = hit, first_width = marks[i].size;
                last = hit, from = hit + 1;
            }
            if (last != SIZE_MAX && (best == SIZE_MAX || last > best)) best = last, width = marks[i].size, bar = i == 0;
        }
        if (best == SIZE_MAX) break;
        hs_text tail = text_trim(text_slice(title, best + width, title.size)),
                head = text_trim(text_slice(title, 0, best));
        hs_text front = text_trim(text_slice(title, 0, first)),
                back = text_trim(text_slice(title, first + first_width, title.size));
        // marks and pictures before the name are no part of it
        while (tail.size && ((unsigned char)tail.data[0] >= 0xE2 || tail.data[0] == ' ')) {
            uint32_t step;
            if (code_is_letter(utf8_decode(tail, 0, &step))) break;
            tail = text_slice(tail, step, tail.size);
        }
        bool known = outlet->size > 0;
        bool short_for = known && tail.size >= 3 && text_find_fold(*outlet, tail, 0) == 0; // "ESPN" of "ESPN.com"
        if (known && (lines_same(tail, *outlet) || short_for || (bar && lines_count_words(tail) <= 3))) title = head;
        else if (known && lines_same(front, *outlet)) title = back;
        else if (!known && lines_count_words(tail) <= 5 && lines_count_words(tail) < lines_count_words(head))
            *outlet = tail, title = head;
        else if (!known && lines_count_words(front) <= 4 && lines_count_words(front) < lines_count_words(back))
            *outlet = front, title = back;
        else break;
    }
    return title;
}
