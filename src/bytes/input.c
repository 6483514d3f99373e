// PATHs in, payloads out. See input.h.
//
// Method: walk.c gives files, source.c a window over the bytes of one, kind.c what it is.
// JSON Lines and archives stream; a page, a plain text, a feed and JSON over several lines
// stand in the window as a whole, up to LIMIT_PAYLOAD_BYTES. Whatever is above a limit,
// damaged or no report gives one notice, and the next record or file is read.
#include "bytes/input.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "bytes/feed.h"
#include "bytes/held.h"
#include "bytes/kind.h"
#include "bytes/source.h"
#include "bytes/walk.h"
#include "bytes/warc.h"

struct input {
    input_options options;
    walk *paths;
    hs_arena *memory; // of the file at hand
    held records;     // of all archives so far
    source *file;     // NULL between files
    hs_text path;
    bool inside; // met in a folder
    kind_shape shape;
    size_t unit;             // bytes a code unit, for feeds
    hs_text wide;            // encoding of wide units, else empty
    feed items;              // of a feed
    hs_text title;           // of a JSON Feed
    const json_value *value; // next record of SHAPE_JSON
    uint32_t record;         // number of the last record or item
    const fetch_answer *given; // the answer to read instead of paths
    fetch_answer answer;     // of a file that was fetched; `asked` empty of others
    uint64_t taken;          // bytes of files that are done
};

static void tell(input *in, hs_text path, uint64_t byte, bool counts, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
static void tell(input *in, hs_text path, uint64_t byte, bool counts, const char *format, ...) {
    char reason[256];
    va_list list;
    va_start(list, format);
    int size = vsnprintf(reason, sizeof reason, format, list);
    va_end(list);
    if (!in->options.notify || size < 0) return;
    hs_notice notice = {.counts = counts, .path = path, .byte = byte, .reason = text_of(reason)};
    in->options.notify(in->options.notify_context, &notice);
}

static void tell_walk(void *context, hs_text path, const char *reason) {
    tell(context, path, UINT64_MAX, true, "cannot be read: %s", reason);
}

hs_status input_open(input **out, const char *const *paths, size_t count, const input_options *options,
                     hs_error *error) {
    input *in = calloc(1, sizeof *in);
    if (in) {
        if (options) in->options = *options;
        in->paths = walk_open(paths, count, tell_walk, in);
        in->memory = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
        in->records.memory = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    }
    if (!in || !in->paths || !in->memory || !in->records.memory) {
        input_close(in);
        return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "no memory to read input");
    }
    *out = in;
    return HS_OK;
}

hs_status input_open_answer(input **out, const fetch_answer *answer, const input_options *options, hs_error *error) {
    hs_status status = input_open(out, NULL, 0, options, error);
    if (status == HS_OK) (*out)->given = answer;
    return status;
}

void input_close(input *in) {
    if (!in) return;
    source_close(in->file);
    walk_close(in->paths);
    hs_arena_close(in->memory);
    hs_arena_close(in->records.memory);
    free(in);
}

void input_progress(const input *in, uint64_t *taken, uint64_t *total) {
    *taken = in->taken + (in->file ? source_taken(in->file) : 0);
    *total = walk_total(in->paths);
}

static void end_file(input *in) {
    if (!in->file) return;
    in->taken += source_taken(in->file);
    source_close(in->file);
    in->file = NULL;
    hs_arena_reset(in->memory);
}

// Where the window is cut by damage, says so. True where it was.
static bool tell_damage(input *in) {
    const char *damage = source_damage(in->file);
    if (!damage) return false;
    tell(in, in->path, source_position(in->file) + source_window(in->file).size, true, "%s", damage);
    return true;
}

// The whole file in the window. False, told, where it is too large or damaged.
static bool take_whole(input *in, hs_text *out) {
    size_t size = source_fill(in->file, LIMIT_PAYLOAD_BYTES + 1);
    if (tell_damage(in)) return false;
    if (size > LIMIT_PAYLOAD_BYTES) {
        tell(in, in->path, LIMIT_PAYLOAD_BYTES, true, "one report of more than %zu MiB", LIMIT_PAYLOAD_BYTES >> 20);
        return false;
    }
    *out = source_window(in->file);
    return true;
}

// Prepares SHAPE_FEED and SHAPE_JSON. False, told, where there is nothing to give.
static bool open_feed(input *in) {
    hs_text whole;
    if (!take_whole(in, &whole)) return false;
    in->wide = kind_wide(whole, &in->unit);
    hs_text narrow = in->wide.size ? kind_narrow(whole, in->wide, in->unit, in->memory) : whole;
    in->items = feed_read(narrow, in->memory);
    // a feed without items is read for what it says of itself
    if (!in->items.item_count) in->shape = SHAPE_HTML;
    return true;
}

static bool open_json(input *in) {
    hs_text whole;
    hs_error error;
    const json_value *value;
    if (!take_whole(in, &whole)) return false;
    if (text_starts(whole, TEXT("\xEF\xBB\xBF"))) source_skip(in->file, 3), whole = source_window(in->file);
    if (json_read(whole, in->memory, &value, &error) != HS_OK) {
        tell(in, in->path, source_position(in->file) + error.byte, true, "no JSON: %s", error.reason);
        return false;
    }
    const json_value *items = json_member(value, "items");
    in->value = value;
    if (items && items->kind == JSON_ARRAY) {
        in->title = json_string(json_member(value, "title"), in->memory);
        in->value = items->first;
    } else if (value->kind == JSON_ARRAY) {
        in->value = value->first;
    }
    return true;
}

// Looks at a file just opened. False where it gives no payload, which has been told.
static bool open_shape(input *in) {
    size_t size = source_fill(in->file, KIND_HEAD_BYTES);
    bool whole = size < KIND_HEAD_BYTES;
    if (size == 0 && tell_damage(in)) return false;
    in->shape = kind_tell(text_slice(source_window(in->file), 0, KIND_HEAD_BYTES), whole, *in->memory);
    if (in->options.text_whole && in->shape != SHAPE_EMPTY && in->shape != SHAPE_BINARY) in->shape = SHAPE_TEXT;
    switch (in->shape) {
    case SHAPE_EMPTY: tell(in, in->path, 0, !in->inside, "empty"); return false;
    case SHAPE_BINARY: tell(in, in->path, 0, !in->inside, "no text: a binary file"); return false;
    case SHAPE_FEED: return open_feed(in);
    case SHAPE_JSON: return open_json(in);
    case SHAPE_WARC: held_begin(&in->records, in->path); return true;
    default: return true;
    }
}

// Fetches the page that a path names. False, told, where that fails.
static bool fetch_file(input *in, hs_text url) {
    fetcher *f;
    hs_error error = {0};
    fetch_answer answer = {.trouble = TEXT("no URL that can be fetched")};
    fetch_request request = {.url = url, .named = true};
    if (fetch_open(&f, in->options.fetch, &error) != HS_OK) return tell(in, url, UINT64_MAX, true, "%s", error.reason), false;
    if (fetch_add(f, &request) && !fetch_next(f, in->memory, &answer)) answer.trouble = TEXT("was not waited for");
    fetch_close(f);
    if (answer.trouble.size) return tell(in, url, UINT64_MAX, true, "%.*s", TEXT_ARGS(answer.trouble)), false;
    if (source_open_bytes(&in->file, answer.body, &error) != HS_OK) return tell(in, url, UINT64_MAX, true, "%s", error.reason), false;
    in->answer = answer;
    return true;
}

static bool open_file(input *in, const char *path) {
    hs_error error;
    if (in->options.fetch && !in->inside && fetch_is_url(text_of(path))) return fetch_file(in, text_of(path));
    if (source_open(&in->file, path, &error) == HS_OK) return true;
    tell(in, text_of(path), UINT64_MAX, true, "%s", error.reason);
    return false;
}

// The answer given instead of paths, once.
static bool open_given(input *in) {
    hs_error error;
    if (!in->given || source_open_bytes(&in->file, in->given->body, &error) != HS_OK) return false;
    in->answer = *in->given;
    in->given = NULL;
    return true;
}

// The next file that gives payloads. False at the end of all.
static bool open_next(input *in) {
    for (;;) {
        in->answer = (fetch_answer){0};
        bool given = open_given(in);
        const char *path = given ? NULL : walk_next(in->paths, &in->inside);
        if (!given && !path) return false;
        if (!given && !open_file(in, path)) continue;
        in->path = given ? in->answer.asked : arena_text(in->memory, text_of(path));
        in->record = 0;
        in->wide = in->title = (hs_text){0};
        in->items = (feed){0};
        if (open_shape(in)) return true;
        end_file(in);
    }
}

// Copies `bytes` of the window, which begin at `offset` of the file.
static void fill_payload(input *in, hs_arena *keep, hs_payload *out, hs_kind kind, hs_text bytes, uint64_t offset) {
    *out = (hs_payload){.kind = kind, .offset = offset};
    out->bytes = arena_text(keep, bytes);
    out->charset = in->wide;
    if (in->answer.asked.size) {
        if (!out->charset.size) out->charset = arena_text(keep, in->answer.charset);
        if (!in->record) out->url = arena_text(keep, in->answer.final);
        out->asked = arena_text(keep, in->answer.asked);
        out->headers = arena_text(keep, in->answer.headers);
        out->retrieved = arena_text(keep, in->options.now);
    }
    out->path = in->record ? arena_print(keep, "%.*s#%u", TEXT_ARGS(in->path), in->record) : arena_text(keep, in->path);
}

// A file that is one report.
static bool next_whole(input *in, hs_arena *keep, hs_payload *out) {
    hs_text whole;
    hs_kind kind = in->shape == SHAPE_HTML ? HS_KIND_HTML : in->shape == SHAPE_CONLLU ? HS_KIND_CONLLU : HS_KIND_TEXT;
    bool good = take_whole(in, &whole);
    if (good) fill_payload(in, keep, out, kind, whole, 0);
    if (good && in->items.charset.size && !out->charset.size) out->charset = arena_text(keep, in->items.charset);
    end_file(in);
    return good;
}

static bool next_item(input *in, hs_arena *keep, hs_payload *out) {
    if (in->record == in->items.item_count) return end_file(in), false;
    hs_source item = in->items.items[in->record++];
    uint64_t start = item.start * in->unit;
    fill_payload(in, keep, out, HS_KIND_FEED_ITEM, text_slice(source_window(in->file), start, item.end * in->unit),
                 start);
    if (!out->charset.size) out->charset = arena_text(keep, in->items.charset);
    out->outlet = arena_text(keep, in->items.title);
    out->language = arena_text(keep, in->items.language);
    out->base = arena_text(keep, in->items.base.size ? in->items.base : in->answer.final);
    return true;
}

static bool next_value(input *in, hs_arena *keep, hs_payload *out) {
    const json_value *value = in->value;
    if (!value) return end_file(in), false;
    in->value = value->next;
    in->record++;
    uint64_t offset = source_position(in->file) + value->start;
    if (value->kind == JSON_OBJECT) {
        fill_payload(in, keep, out, HS_KIND_JSON, text_slice(source_window(in->file), value->start, value->end),
                     offset);
        out->outlet = arena_text(keep, in->title);
        return true;
    }
    tell(in, in->path, offset, true, "record %u is no JSON object", in->record);
    return false;
}

// Bytes of the next line with its line feed, SIZE_MAX where it is too long.
static size_t measure_line(input *in) {
    for (size_t want = KIND_HEAD_BYTES, seen = 0;; want *= 2) {
        size_t size = source_fill(in->file, want);
        hs_text window = source_window(in->file);
        const char *hit = size > seen ? memchr(window.data + seen, '\n', size - seen) : NULL;
        if (hit) return (size_t)(hit - window.data) + 1;
        if (size < want) return size;
        if (size > LIMIT_PAYLOAD_BYTES) return SIZE_MAX;
        seen = size;
    }
}

static void skip_line(input *in) {
    for (size_t size; (size = source_fill(in->file, KIND_HEAD_BYTES));) {
        hs_text window = source_window(in->file);
        const char *hit = memchr(window.data, '\n', window.size);
        source_skip(in->file, hit ? (size_t)(hit - window.data) + 1 : window.size);
        if (hit) return;
    }
}

static bool next_line(input *in, hs_arena *keep, hs_payload *out) {
    size_t size = measure_line(in);
    uint64_t start = source_position(in->file);
    if (size == SIZE_MAX) {
        in->record++;
        tell(in, in->path, start, true, "record %u is a line of more than %zu MiB", in->record,
             LIMIT_PAYLOAD_BYTES >> 20);
        skip_line(in);
        return false;
    }
    if (source_damage(in->file) && size == source_window(in->file).size) {
        tell_damage(in);
        end_file(in);
        return false;
    }
    if (size == 0) return end_file(in), false;
    hs_text line = text_slice(source_window(in->file), 0, size), body = line;
    if (start == 0 && text_starts(body, TEXT("\xEF\xBB\xBF"))) body = text_slice(body, 3, body.size);
    body = text_trim(body);
    bool good = body.size;
    if (good) {
        in->record++;
        fill_payload(in, keep, out, HS_KIND_JSON, body, start + (uint64_t)(body.data - line.data));
    }
    source_skip(in->file, size);
    return good;
}

// A record of an archive.
static bool next_archived(input *in, hs_arena *keep, hs_payload *out) {
    warc_record record;
    warc_result result = warc_next(in->file, keep, &record);
    if (result == WARC_END) return end_file(in), false;
    in->record++;
    hs_text path = arena_print(keep, "%.*s#%u", TEXT_ARGS(in->path), in->record);
    if (record.trouble) tell(in, path, record.trouble_at, true, "%s", record.trouble);
    if (result == WARC_REVISIT) {
        *out = (hs_payload){.kind = HS_KIND_REVISIT,
                            .path = path,
                            .url = record.url,
                            .retrieved = record.retrieved,
                            .repeats = held_find(&in->records, &record, keep)};
        return true;
    }
    if (result != WARC_PAYLOAD) return false;
    kind_shape shape =
        kind_tell(text_slice(record.body, 0, KIND_HEAD_BYTES), record.body.size < KIND_HEAD_BYTES, *keep);
    if (shape != SHAPE_HTML && shape != SHAPE_TEXT) return false;
    held_add(&in->records, &record, in->record);
    *out = (hs_payload){.kind = shape == SHAPE_HTML ? HS_KIND_HTML : HS_KIND_TEXT,
                        .path = path,
                        .bytes = record.body,
                        .charset = record.charset,
                        .url = record.url,
                        .retrieved = record.retrieved};
    return true;
}

hs_status input_next(input *in, hs_arena *keep, hs_payload *out, bool *more, hs_error *error) {
    (void)error;
    *more = true;
    for (;;) {
        if (!in->file && !open_next(in)) return *more = false, HS_OK;
        bool good = in->shape == SHAPE_FEED         ? next_item(in, keep, out)
                    : in->shape == SHAPE_JSON       ? next_value(in, keep, out)
                    : in->shape == SHAPE_JSON_LINES ? next_line(in, keep, out)
                    : in->shape == SHAPE_WARC       ? next_archived(in, keep, out)
                                                    : next_whole(in, keep, out);
        if (good) return HS_OK;
    }
}
