// See warc.h. In: the decompressed archive, through a window. Out: bodies of responses and
// resources as a browser would have seen them.
//
// Method: a record is its header lines and Content-Length bytes. Where behind these stands
// neither another record nor the end, the length lies: the record then ends before the next
// line that begins one. Records above LIMIT_PAYLOAD_BYTES are skipped without being held.
// Compressed bodies that are none, and chunks that are none, are taken as they stand.
//
// What it gets wrong: bodies in brotli are told and skipped.
#include "bytes/warc.h"

#include <zlib.h>
#include <zstd.h>

#include "base/limits.h"
#include "base/text.h"

enum { HEADER_BYTES = 64 << 10 };

// Bytes of a block of header lines with the empty line behind it, SIZE_MAX where none ends.
static size_t header_size(hs_text text) {
    for (size_t at = 0; at < text.size;) {
        const char *hit = memchr(text.data + at, '\n', text.size - at);
        if (!hit) break;
        size_t next = (size_t)(hit - text.data) + 1;
        if (next - at == 1 || (next - at == 2 && text.data[at] == '\r')) return next;
        at = next;
    }
    return SIZE_MAX;
}

// Value of a header field, empty where it is missing.
static hs_text field(hs_text header, hs_text name) {
    while (header.size) {
        hs_text line = text_cut(&header, '\n');
        if (line.size <= name.size || line.data[name.size] != ':') continue;
        if (text_equal_fold(text_slice(line, 0, name.size), name))
            return text_trim(text_slice(line, name.size + 1, line.size));
    }
    return (hs_text){0};
}

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

// ---------------------------------------------------------------- bodies

// Joins chunks; false where the text is not chunked, whatever its header says.
static bool join_chunks(hs_text text, hs_arena *keep, hs_text *out) {
    char *joined = arena_new(keep, char, text.size);
    size_t size = 0;
    while (text.size) {
        hs_text rest = text, line = text_trim(text_cut(&rest, '\n'));
        size_t length = 0, digits = 0;
        for (; digits < line.size && digits < 8; digits++) {
            unsigned char c = (unsigned char)line.data[digits], letter = c | 32;
            if (byte_is_digit(c)) length = length * 16 + (c - '0');
            else if (letter >= 'a' && letter <= 'f') length = length * 16 + (letter - 'a' + 10u);
            else break;
        }
        if (!digits || (digits < line.size && line.data[digits] != ';' && line.data[digits] != ' ')) {
            if (size == 0) return false;
            break;
        }
        if (length == 0) break;
        if (length > rest.size) length = rest.size;
        memcpy(joined + size, rest.data, length);
        size += length;
        text = text_slice(rest, length, rest.size);
        if (text_starts(text, TEXT("\r\n"))) text = text_slice(text, 2, text.size);
        else if (text_starts(text, TEXT("\n"))) text = text_slice(text, 1, text.size);
    }
    *out = (hs_text){joined, size};
    return true;
}

// A growing output with the limits of a payload. False where it is full.
static bool grow(hs_arena *keep, char **data, size_t size, size_t *capacity, size_t in) {
    if (size > LIMIT_PAYLOAD_BYTES || (size > 1u << 20 && size / LIMIT_INFLATE_RATIO > in)) return false;
    if (size == *capacity) *data = arena_grow(keep, *data, size, capacity, 1, 1);
    return true;
}

static bool inflate_body(hs_text text, hs_arena *keep, hs_text *out, const char **trouble) {
    z_stream z = {.next_in = (Bytef *)(uintptr_t)text.data, .avail_in = (uInt)text.size};
    bool gzip = text.size > 2 && (unsigned char)text.data[0] == 0x1F,
         zlib = text.size > 2 && (text.data[0] & 0x0F) == 8;
    if (inflateInit2(&z, gzip ? 15 + 16 : zlib ? 15 : -15) != Z_OK) return false;
    char *data = NULL;
    size_t size = 0, capacity = 0;
    int result = Z_OK;
    while (result == Z_OK && grow(keep, &data, size, &capacity, text.size)) {
        z.next_out = (Bytef *)data + size;
        z.avail_out = (uInt)(capacity - size);
        result = inflate(&z, Z_NO_FLUSH);
        size = capacity - z.avail_out;
        if (result == Z_BUF_ERROR && z.avail_in) result = Z_OK;
    }
    inflateEnd(&z);
    if (size == 0) return false;
    if (result != Z_STREAM_END)
        *trouble =
            result == Z_OK ? "a compressed body that unpacks beyond the limit" : "a compressed body that is damaged";
    *out = (hs_text){data, size};
    return true;
}

static bool unpack_zstd(hs_text text, hs_arena *keep, hs_text *out, const char **trouble) {
    ZSTD_DStream *stream = ZSTD_createDStream();
    if (!stream) return false;
    ZSTD_inBuffer in = {text.data, text.size, 0};
    char *data = NULL;
    size_t size = 0, capacity = 0, result = 1;
    while (result && !ZSTD_isError(result) && grow(keep, &data, size, &capacity, text.size)) {
        ZSTD_outBuffer room = {data + size, capacity - size, 0};
        size_t before = in.pos;
        result = ZSTD_decompressStream(stream, &room, &in);
        size += room.pos;
        if (in.pos == before && room.pos == 0) break;
    }
    ZSTD_freeDStream(stream);
    if (size == 0) return false;
    if (result) *trouble = "a compressed body that is damaged";
    *out = (hs_text){data, size};
    return true;
}

// The body as the reader of the page got it.
static void decode_body(hs_text header, warc_record *out, hs_arena *keep) {
    hs_text transfer = field(header, TEXT("Transfer-Encoding")), content = field(header, TEXT("Content-Encoding"));
    if (text_find_fold(transfer, TEXT("chunked"), 0) != SIZE_MAX) (void)join_chunks(out->body, keep, &out->body);
    const unsigned char *p = (const unsigned char *)out->body.data;
    bool gzip = out->body.size > 2 && p[0] == 0x1F && p[1] == 0x8B,
         zstd = out->body.size > 4 && p[0] == 0x28 && p[1] == 0xB5;
    if (gzip) (void)inflate_body(out->body, keep, &out->body, &out->trouble);
    else if (zstd) (void)unpack_zstd(out->body, keep, &out->body, &out->trouble);
    else if (text_find_fold(content, TEXT("deflate"), 0) != SIZE_MAX && out->body.size && p[0] != '<')
        (void)inflate_body(out->body, keep, &out->body, &out->trouble);
    else if (text_equal_fold(content, TEXT("br")) && out->body.size && p[0] != '<' &&
             utf8_invalid(out->body) != SIZE_MAX) {
        out->trouble = "a body in brotli, which is not read";
        out->body = (hs_text){0};
    }
}

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

// What a whole record in `block` gives.
static warc_result read_record(hs_text header, hs_text block, hs_arena *keep, warc_record *out) {
    hs_text kind = field(header, TEXT("WARC-Type")), type = field(header, TEXT("Content-Type")),
            url = field(header, TEXT("WARC-Target-URI"));
    if (text_starts(url, TEXT("<")) && text_ends(url, TEXT(">"))) url = text_slice(url, 1, url.size - 1);
    out->url = arena_text(keep, url);
    out->retrieved = arena_text(keep, field(header, TEXT("WARC-Date")));
    bool response = text_equal_fold(kind, TEXT("response"));
    if (!response && !text_equal_fold(kind, TEXT("resource")) && !text_equal_fold(kind, TEXT("conversion")))
        return WARC_OTHER;
    if (text_starts(url, TEXT("metadata:")) || text_starts(url, TEXT("dns:"))) return WARC_OTHER;
    out->body = block;
    if (response && text_starts(block, TEXT("HTTP/"))) {
        size_t size = header_size(block);
        if (size == SIZE_MAX) return WARC_OTHER;
        hs_text http = text_slice(block, 0, size), rest = http, line = text_cut(&rest, '\n');
        (void)text_cut(&line, ' ');
        if (!text_starts(text_trim(line), TEXT("2"))) return WARC_OTHER;
        type = field(http, TEXT("Content-Type"));
        out->body = text_slice(block, size, block.size);
        if (is_readable(type)) decode_body(http, out, keep);
    }
    if (!is_readable(type)) return WARC_OTHER;
    out->charset = arena_text(keep, charset_of(type));
    out->body = arena_text(keep, out->body);
    return out->body.size ? WARC_PAYLOAD : out->trouble ? WARC_LOST : WARC_OTHER;
}

// ---------------------------------------------------------------- records

// Skips a record too large to be held. False where the archive ends in it.
static bool skip_bytes(source *file, uint64_t count) {
    while (count) {
        size_t size = source_fill(file, HEADER_BYTES);
        if (!size) return false;
        if (size > count) size = (size_t)count;
        source_skip(file, size);
        count -= size;
    }
    return true;
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
    size_t head = header_size(window);
    uint64_t length;
    if (head == SIZE_MAX || !text_to_number(field(text_slice(window, 0, head), TEXT("Content-Length")), &length)) {
        out->trouble = head == SIZE_MAX ? "a record whose header does not end" : "a record without a length";
        out->trouble_at = out->start;
        source_skip(file, 5 < window.size ? 5 : window.size);
        return WARC_LOST;
    }
    if (length > LIMIT_PAYLOAD_BYTES) {
        bool needed = !text_equal_fold(field(text_slice(window, 0, head), TEXT("WARC-Type")), TEXT("request"));
        if (needed) out->trouble = "a record of more than 64 MiB", out->trouble_at = out->start;
        source_skip(file, head);
        (void)skip_bytes(file, length);
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
