// See show.h.
#include "cli/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"
#include "picture/record.h"
#include "engine/stories.h"
#include "picture/render.h"

static bool parse_format(const char *name, render_format *format) {
    static const char *const names[] = {"text", "json", "markdown", "html"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return *format = (render_format)i, true;
    return false;
}

// "2024-03-14" or a part of it from the left.
static bool parse_date(const char *given, hs_date *date) {
    hs_text rest = text_of(given), year = text_cut(&rest, '-'), month = text_cut(&rest, '-');
    uint64_t y = 0, m = 1, d = 1;
    if (year.size != 4 || !text_to_number(year, &y)) return false;
    if (month.size && (!text_to_number(month, &m) || m < 1 || m > 12)) return false;
    if (rest.size && (!text_to_number(rest, &d) || d < 1 || d > 31)) return false;
    *date = (hs_date){.precision = HS_DATE_DAY, .year = (int16_t)y, .month = (uint8_t)m, .day = (uint8_t)d};
    return true;
}

bool show_check_dates(const options *o) {
    hs_date date;
    const char *dates[] = {o->since, o->as_of};
    for (int i = 0; i < 2; i++)
        if (dates[i] && !parse_date(dates[i], &date)) {
            fprintf(stderr, "hearsay: '%s' is no date such as 2024-03-14\n", dates[i]);
            return false;
        }
    return true;
}

bool show_check(const options *o) {
    render_format format;
    if (parse_format(o->format, &format)) return show_check_dates(o);
    fprintf(stderr, "hearsay: no format '%s'; there are text, json, markdown and html\n", o->format);
    return false;
}

static uint32_t choose_columns(const options *o) {
    struct winsize window;
    uint64_t columns = 100, given;
    const char *variable = getenv("COLUMNS");
    if (o->columns) columns = o->columns;
    else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col) columns = window.ws_col;
    else if (variable && text_to_number(text_of(variable), &given)) columns = given;
    return columns < 40 ? 40 : columns > 400 ? 400 : (uint32_t)columns;
}

bool show_has_story(const options *o, const hs_picture *index) {
    render_options wanted = {.story = text_of(o->story)};
    bool found = !wanted.story.size;
    for (uint32_t i = 0; i < index->story_count && !found; i++) found = render_wants_story(&wanted, &index->stories[i]);
    if (!found) fprintf(stderr, "hearsay: %s: there is no story '%s'; the picture has %u\n", o->db, o->story, index->story_count);
    return found;
}

hs_status show_picture(const options *o, store *s, const hs_engine *engine, hs_arena *keep, hs_picture *picture, hs_error *error) {
    stories of;
    hs_date date;
    bool until = o->as_of && parse_date(o->as_of, &date);
    hs_status status = stories_open(engine, s, until ? &date : NULL, NULL, keep, &of, error);
    if (status != HS_OK) return status;
    uint32_t *groups = arena_new(keep, uint32_t, of.group_count + 1);
    for (uint32_t i = 0; i < of.group_count; i++) groups[i] = i;
    return stories_tell_some(&of, s, groups, of.group_count, keep, picture, error);
}

// ---------------------------------------------------------------- a story at a time

// What is in memory: the heads of all documents in `keep`, one story in `each`.
typedef struct showing {
    const options *options;
    store *store;
    messages *messages;
    hs_arena *keep, *each;
    stories stories;
    render_stream stream;
    hs_text head;   // what stands before the first story, until it is printed
} showing;

static render_options wanted_options(const options *o) {
    const char *no_color = getenv("NO_COLOR");
    render_options wanted = {.columns = choose_columns(o), .all = o->all, .claim = (uint32_t)o->claim, .story = text_of(o->story),
                             .colour = isatty(STDOUT_FILENO) && !(no_color && *no_color)};
    parse_format(o->format, &wanted.format);
    if (o->since) parse_date(o->since, &wanted.since);
    return wanted;
}

// Whether the one claim that was asked for lies behind this story.
static bool is_before(const showing *s, const hs_picture *story) {
    return s->options->claim && s->stream.options.first_claim + story->claim_count < s->options->claim;
}

static bool print(showing *s, hs_text text) {
    hs_text head = s->head;
    s->head = (hs_text){0};
    return (!head.size || messages_print(s->messages, head)) && messages_print(s->messages, text);
}

static hs_status show_stories(showing *s, hs_error *error) {
    bool printed = true;
    for (uint32_t g = 0; g < s->stories.group_count && printed; g++) {
        told_story told;
        if (!render_wants_story(&s->stream.options, &s->stories.index.stories[g])) continue;
        if (s->options->claim && s->stream.options.first_claim >= s->options->claim) break;
        hs_arena_reset(s->each);
        messages_relating(s->messages, g, s->stories.group_count);
        hs_status status = stories_tell(&s->stories, s->store, g, s->each, &told, error);
        if (status != HS_OK) return status;
        if (is_before(s, &told.picture)) s->stream.options.first_claim += told.picture.claim_count;
        else printed = print(s, render_next(&s->stream, &told.picture, s->each));
    }
    return printed ? HS_OK : HS_ERROR_STORE;
}

static int show_all(showing *s, const hs_engine *engine, hs_error *error) {
    hs_date date;
    const options *o = s->options;
    bool until = o->as_of && parse_date(o->as_of, &date);
    render_options wanted = wanted_options(o);
    hs_status status = stories_open(engine, s->store, until ? &date : NULL, NULL, s->keep, &s->stories, error);
    if (status != HS_OK) return EXIT_STORE;
    if (!show_has_story(o, &s->stories.index)) return EXIT_USAGE;
    s->head = render_begin(&s->stream, &s->stories.index, &wanted, s->keep);
    status = show_stories(s, error);
    if (status != HS_OK) return EXIT_STORE;
    if (o->claim > s->stream.options.first_claim) {
        fprintf(stderr, "hearsay: %s: there is no claim %llu; the picture has %u\n", o->db, (unsigned long long)o->claim, s->stream.options.first_claim);
        return EXIT_USAGE;
    }
    hs_arena_reset(s->each);
    return print(s, render_end(&s->stream, &s->stories.index, s->each)) ? EXIT_ALL_READ : EXIT_STORE;
}

int show_store(const options *o, store *s, const hs_engine *engine, messages *m) {
    hs_error error = {.byte = UINT64_MAX};
    showing it = {.options = o, .store = s, .messages = m, .keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES), .each = hs_arena_open(LIMIT_STORY_ARENA_BYTES)};
    int code = it.keep && it.each ? show_all(&it, engine, &error) : EXIT_DATA;
    if (*error.reason) messages_error(m, &error);
    hs_arena_close(it.keep);
    hs_arena_close(it.each);
    return code;
}

// ---------------------------------------------------------------- the whole

int show_with(const options *o, store *s, messages *m, show_use *use) {
    hs_error error = {.byte = UINT64_MAX};
    hs_picture picture;
    hs_engine *engine = inputs_engine(o, m, 0);
    hs_arena *keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    int code = EXIT_DATA;
    if (engine && keep) {
        if (show_picture(o, s, engine, keep, &picture, &error) != HS_OK) messages_error(m, &error), code = EXIT_STORE;
        else code = use(o, m, &picture, keep);
    }
    hs_arena_close(keep);
    hs_engine_close(engine);
    return code;
}

store *show_open(const options *o, bool write, messages *m) {
    store *s = NULL;
    hs_error error = {.byte = UINT64_MAX};
    hs_status status = store_open(&s, o->db, true, &error); // opened for writing at once, it would be made where there is none
    if (status == HS_OK && write) store_close(s), status = store_open(&s, o->db, false, &error);
    return status == HS_OK ? s : (messages_error(m, &error), NULL);
}
