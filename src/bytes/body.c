// See body.h. In: a body and the header that came with it. Out: the body as whoever asked for
// the page got it.
//
// Method: chunks are joined; gzip and zstd are told by their magic, since headers often speak
// of what a crawler has undone already; deflate and brotli, which have none, by the header,
// and taken as they stand where they do not unpack. Output is capped by LIMIT_PAYLOAD_BYTES
// and LIMIT_INFLATE_RATIO.
//
// What it gets wrong: bodies that were packed twice are unpacked once.
#include "bytes/body.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/limits.h"
#include "base/text.h"

size_t body_header_size(hs_text text) {
    for (size_t at = 0; at < text.size;) {
        const char *hit = memchr(text.data + at, '\n', text.size - at);
        if (!hit) break;
        size_t next = (size_t)(hit - text.data) + 1;
        if (next - at == 1 || (next - at == 2 && text.data[at] == '\r')) return next;
        at = next;
    }
    return SIZE_MAX;
}

hs_text body_field(hs_text header, hs_text name) {
    while (header.size) {
        hs_text line = text_cut(&header, '\n');
        if (line.size <= name.size || line.data[name.size] != ':') continue;
        if (text_equal_fold(text_slice(line, 0, name.size), name))
            return text_trim(text_slice(line, name.size + 1, line.size));
    }
    return (hs_text){0};
}

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

static bool unpack_brotli(hs_text text, hs_arena *keep, hs_text *out, const char **trouble) {
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!state) return false;
    const uint8_t *next_in = (const uint8_t *)text.data;
    size_t in = text.size, size = 0, capacity = 0;
    char *data = NULL;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && grow(keep, &data, size, &capacity, text.size)) {
        uint8_t *next_out = (uint8_t *)data + size;
        size_t room = capacity - size;
        result = BrotliDecoderDecompressStream(state, &in, &next_in, &room, &next_out, NULL);
        size = capacity - room;
    }
    BrotliDecoderDestroyInstance(state);
    if (size == 0) return false;
    if (result != BROTLI_DECODER_RESULT_SUCCESS)
        *trouble = result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT ? "a compressed body that unpacks beyond the limit"
                                                                     : "a compressed body that is damaged";
    *out = (hs_text){data, size};
    return true;
}

// Text and no compressed data: where the crawler undid the encoding and kept the header.
static bool is_plain(hs_text body) {
    return text_starts(text_trim(text_slice(body, 0, 64)), TEXT("<")) || utf8_invalid(body) == SIZE_MAX;
}

hs_text body_decode(hs_text header, hs_text body, hs_arena *keep, const char **trouble) {
    hs_text transfer = body_field(header, TEXT("Transfer-Encoding")),
            content = body_field(header, TEXT("Content-Encoding"));
    if (text_find_fold(transfer, TEXT("chunked"), 0) != SIZE_MAX) (void)join_chunks(body, keep, &body);
    const unsigned char *p = (const unsigned char *)body.data;
    if (body.size > 2 && p[0] == 0x1F && p[1] == 0x8B) (void)inflate_body(body, keep, &body, trouble);
    else if (body.size > 4 && p[0] == 0x28 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD)
        (void)unpack_zstd(body, keep, &body, trouble);
    else if (text_find_fold(content, TEXT("deflate"), 0) != SIZE_MAX && body.size && !is_plain(body))
        (void)inflate_body(body, keep, &body, trouble);
    else if (text_equal_fold(content, TEXT("br")) && body.size && !is_plain(body) &&
             !unpack_brotli(body, keep, &body, trouble))
        *trouble = "a compressed body that is damaged", body = (hs_text){0};
    return body;
}
