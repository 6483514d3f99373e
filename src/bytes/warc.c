// See warc.h. In: the decompressed archive, through a window. Out: bodies of responses and
// resources as a browser would have seen them.
//
// Method: a record is its header lines and Content-Length bytes. Where behind these stands
// neither another record nor the end, the length lies: the record then ends before the next
// line that begins one. Records above LIMIT_PAYLOAD_BYTES are skipped without being held. A
// revisit has no body: it names the record whose payload was met again.
//
// What it gets wrong: a revisit that says only by its digest what it repeats can be followed
// to what stands before it alone.
#include "bytes/warc.h"

#include "base/limits.h"
#include "base/text.h"
#include "bytes/body.h"

enum { HEADER_BYTES = 64 << 10 };

static bool begins_record(hs_text text, size_t at) {
    return text_equal(text_slice(text, at, at + 5), TEXT("WARC/")) && at + 6 < text.size &&
           byte_is_digit((unsigned char)text.data[at + 5]);
}

// The next line at or behind `from` that begins a record, SIZE_MAX where there is none.
static size_t find_record(hs_text text, size_t from) {
    for (size_t at = from; (at = text_find(text, TEXT("WARC/"), at)) != SIZE_MAX; at++)
        if ((at == 0 || text.data[at - 1] == '\n') && begins_record(text, at)) return at;
    return SIZE_MAX;
}

static size_t skip_ends(hs_text text, size_t at) {
    while (at < text.size && (text.data[at] == '\r' || text.data[at] == '\n')) at++;
    return at;
}

// ---------------------------------------------------------------- payloads

static hs_text charset_of(hs_text type) {
    size_t at = text_find_fold(type, TEXT("charset="), 0);
    if (at == SIZE_MAX) return (hs_text){0};
    hs_text rest = text_slice(type, at + 8, type.size);
    hs_text value = text_trim(text_cut(&rest, ';'));
    while (value.size && (value.data[0] == '"' || value.data[0] == '\'')) value = text_slice(value, 1, value.size);
    while (value.size && (value.data[value.size - 1] == '"' || value.data[value.size - 1] == '\'')) value.size--;
    return value;
}

static bool is_readable(hs_text type) {
    static const hs_text kinds[] = {TEXT_INIT("html"), TEXT_INIT("text/plain"), TEXT_INIT("xml"), TEXT_INIT("json")};
    if (!type.size) return true;
    for (size_t i = 0; i < 4; i++)
        if (text_find_fold(type, kinds[i], 0) != SIZE_MAX) return true;
    return false;
}

static hs_text bare_address(hs_text url) {
    return text_starts(url, TEXT("<")) && text_ends(url, TEXT(">")) ? text_slice(url, 1, url.size - 1) : url;
}

static void read_identity(hs_text header, warc_record *out, hs_arena *keep) {
    out->url = arena_text(keep, bare_address(body_field(header, TEXT("WARC-Target-URI"))));
    out->retrieved = arena_text(keep, body_field(header, TEXT("WARC-Date")));
    out->id = arena_text(keep, body_field(header, TEXT("WARC-Record-ID")));
    out->digest = arena_text(keep, body_field(header, TEXT("WARC-Payload-Digest")));
    out->repeats_id = arena_text(keep, body_field(header, TEXT("WARC-Refers-To")));
    out->repeats_url = arena_text(keep, bare_address(body_field(header, TEXT("WARC-Refers-To-Target-URI"))));
    out->repeats_date = arena_text(keep, body_field(header, TEXT("WARC-Refers-To-Date")));
}

// True where the HTTP header at the beginning of a revisit, if it has one, is that of a report.
static bool revisits_report(hs_text block) {
    size_t size = text_starts(block, TEXT("HTTP/")) ? body_header_size(block) : SIZE_MAX;
    return size == SIZE_MAX || is_readable(body_field(text_slice(block, 0, size), TEXT("Content-Type")));
}

// What a whole record in `block` gives.
static warc_result read_record(hs_text header, hs_text block, hs_arena *keep, warc_record *out) {
    hs_text kind = body_field(header, TEXT("WARC-Type")), type = body_field(header, TEXT("Content-Type"));
    read_identity(header, out, keep);
    hs_text url = out->url;
    if (text_equal_fold(kind, TEXT("revisit"))) return revisits_report(block) ? WARC_REVISIT : WARC_OTHER;
    bool response = text_equal_fold(kind, TEXT("response"));
    if (!response && !text_equal_fold(kind, TEXT("resource")) && !text_equal_fold(kind, TEXT("conversion")))
        return WARC_OTHER;
    if (text_starts(url, TEXT("metadata:")) || text_starts(url, TEXT("dns:"))) return WARC_OTHER;
    out->body = block;
    if (response && text_starts(block, TEXT("HTTP/"))) {
        size_t size = body_header_size(block);
        if (size == SIZE_MAX) return WARC_OTHER;
        hs_text http = text_slice(block, 0, size), rest = http, line = text_cut(&rest, '\n');
        (void)text_cut(&line, ' ');
        if (!text_starts(text_trim(line), TEXT("2"))) return WARC_OTHER;
        type = body_field(http, TEXT("Content-Type"));
        out->body = text_slice(block, size, block.size);
        if (is_readable(type)) out->body = body_decode(http, out->body, keep, &out->trouble);
    }
    if (!is_readable(type)) return WARC_OTHER;
    out->charset = arena_text(keep, charset_of(type));
    out->body = arena_text(keep, out->body);
    return out->body.size ? WARC_PAYLOAD : out->trouble ? WARC_LOST : WARC_OTHER;
}

// ---------------------------------------------------------------- records

// Skips a record too large to be held, at most to where another begins behind an empty line: its
// length may lie.
static void skip_bytes(source *file, uint64_t count) {
    enum { MARK_BYTES = 16 };
    while (count) {
        size_t size = source_fill(file, HEADER_BYTES);
        if (!size) return;
        hs_text window = text_slice(source_window(file), 0, size > HEADER_BYTES ? HEADER_BYTES : size);
        size_t next = find_record(window, 1);
        bool behind_gap = next != SIZE_MAX && next >= 3 && window.data[next - 2] == (window.data[next - 3] == '\n' ? '\r' : '\n');
        // the mark of the next record may stand across two windows
        size_t step = behind_gap ? next : window.size > 2 * MARK_BYTES ? window.size - MARK_BYTES : window.size;
        if (step > count) step = (size_t)count;
        source_skip(file, step);
        count = behind_gap ? 0 : count - step;
    }
}

// To the next record, past what belongs to none. False at the end.
static bool find_next(source *file, warc_record *out) {
    for (bool told = false;;) {
        size_t size = source_fill(file, HEADER_BYTES);
        hs_text window = source_window(file);
        size_t at = skip_ends(window, 0);
        if (at < window.size && begins_record(window, at)) return source_skip(file, at), true;
        if (at >= size) {
            source_skip(file, at);
            if (size) continue;
            if (!source_damage(file)) return false;
            out->trouble = source_damage(file), out->trouble_at = source_position(file);
            if (!source_resume(file)) return false;
            continue;
        }
        if (!told) out->trouble = "bytes that belong to no record", out->trouble_at = source_position(file) + at;
        told = true;
        size_t next = find_record(window, at);
        source_skip(file, next != SIZE_MAX ? next : size > 8 ? size - 8 : size);
        if (next == SIZE_MAX && source_fill(file, 9) <= 8) source_skip(file, source_window(file).size);
    }
}

// Where the block really ends when its length lies: before the next record, else at the end
// of what there is.
static size_t real_end(hs_text window, size_t from) {
    size_t next = find_record(window, from);
    if (next == SIZE_MAX) return window.size;
    for (int i = 0; i < 4 && next > from && (window.data[next - 1] == '\n' || window.data[next - 1] == '\r'); i++)
        next--;
    return next;
}

warc_result warc_next(source *file, hs_arena *keep, warc_record *out) {
    *out = (warc_record){0};
    if (!find_next(file, out)) return out->trouble ? WARC_LOST : WARC_END;
    out->start = source_position(file);
    (void)source_fill(file, HEADER_BYTES);
    hs_text window = text_slice(source_window(file), 0, HEADER_BYTES);
    size_t head = body_header_size(window);
    uint64_t length;
    if (head == SIZE_MAX || !text_to_number(body_field(text_slice(window, 0, head), TEXT("Content-Length")), &length)) {
        out->trouble = head == SIZE_MAX ? "a record whose header does not end" : "a record without a length";
        out->trouble_at = out->start;
        source_skip(file, 5 < window.size ? 5 : window.size);
        return WARC_LOST;
    }
    if (length > LIMIT_PAYLOAD_BYTES) {
        bool needed = !text_equal_fold(body_field(text_slice(window, 0, head), TEXT("WARC-Type")), TEXT("request"));
        if (needed) out->trouble = "a record of more than 64 MiB", out->trouble_at = out->start;
        source_skip(file, head);
        skip_bytes(file, length);
        return needed ? WARC_LOST : WARC_OTHER;
    }
    size_t want = head + (size_t)length, got = source_fill(file, want + 16);
    window = source_window(file);
    size_t end = want, next = got > want ? skip_ends(window, want) : got;
    if (got < want) {
        end = real_end(window, head);
        out->trouble = source_damage(file) ? source_damage(file) : "a record that is cut off";
    } else if (next < got && next < want + 16 && !begins_record(window, next) && got - next > 8) {
        (void)source_fill(file, want + HEADER_BYTES);
        window = source_window(file);
        end = real_end(window, head);
        out->trouble = "a record whose length lies";
    }
    if (out->trouble) out->trouble_at = out->start;
    warc_result result = read_record(text_slice(window, 0, head), text_slice(window, head, end), keep, out);
    source_skip(file, end);
    // told with this record: what follows is looked for behind the damage
    if (got < want && source_damage(file)) (void)source_resume(file);
    return result;
}
