// A window over a file that may be compressed. In: a path. Out: decompressed bytes, in
// order, as many as asked for at once.
//
// Method: raw bytes are read in blocks of 256 KiB; the first four tell gzip (RFC 1952) or
// zstd (RFC 8878). Every gzip member and zstd frame is undone one behind the other, as
// archives write one a record. An output above LIMIT_INFLATE_RATIO times the input is
// taken for a bomb and ends the stream. After damage the next member is looked for by its
// magic, from the beginning of the damaged one where that is still held: a member that was cut
// short has swallowed the head of the next before the damage shows.
//
// What it gets wrong: a magic may by chance stand inside compressed data; the reader above
// then sees garbage once more and resumes again.
#include "bytes/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

enum { RAW_BYTES = 512 << 10, STEP_BYTES = 256 << 10, KEPT_BYTES = 128 << 10, AGAIN_BYTES = 16 << 20 };

typedef enum packing { PACKING_UNKNOWN, PACKING_NONE, PACKING_GZIP, PACKING_ZSTD } packing;

struct source {
    int file;
    packing packing;
    bool raw_end; // the file has no more bytes
    bool inside;  // a member or frame has begun and not ended
    const char *damage;
    unsigned char *raw; // [RAW_BYTES], or all of the bytes that were there already
    size_t raw_next, raw_size;
    size_t member_at; // of the member that is open, in `raw`; SIZE_MAX once it is no longer held
    uint64_t again;   // bytes that were looked at once more after damage
    char *window; // [capacity]
    size_t start, end, capacity;
    uint64_t position;               // of window[start]
    uint64_t taken;                  // raw bytes read
    uint64_t member_raw, member_out; // of the stream since it was last known to be good
    z_stream gzip;
    bool gzip_ready;
    ZSTD_DStream *zstd;
};

hs_status source_open(source **out, const char *path, hs_error *error) {
    bool standard = strcmp(path, "-") == 0;
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return error_set(error, HS_ERROR_INPUT, text_of(path), UINT64_MAX, "cannot be opened: %s", strerror(errno));
    source *s = calloc(1, sizeof *s);
    if (s) s->raw = malloc(RAW_BYTES);
    if (!s || !s->raw) {
        free(s);
        if (!standard) close(file);
        return error_set(error, HS_ERROR_MEMORY, text_of(path), UINT64_MAX, "no memory to read it");
    }
    s->file = file;
    *out = s;
    return HS_OK;
}

hs_status source_open_bytes(source **out, hs_text bytes, hs_error *error) {
    source *s = calloc(1, sizeof *s);
    if (s) s->raw = malloc(bytes.size + 1);
    if (!s || !s->raw) {
        free(s);
        return error_set(error, HS_ERROR_MEMORY, (hs_text){0}, UINT64_MAX, "no memory to read it");
    }
    if (bytes.size) memcpy(s->raw, bytes.data, bytes.size);
    s->file = -1;
    s->raw_size = s->taken = bytes.size;
    s->raw_end = true;
    *out = s;
    return HS_OK;
}

void source_close(source *s) {
    if (!s) return;
    if (s->file > STDIN_FILENO) close(s->file);
    if (s->gzip_ready) inflateEnd(&s->gzip);
    ZSTD_freeDStream(s->zstd);
    free(s->raw);
    free(s->window);
    free(s);
}

hs_text source_window(const source *s) { return (hs_text){s->window + s->start, s->end - s->start}; }
uint64_t source_position(const source *s) { return s->position; }
const char *source_damage(const source *s) { return s->damage; }
uint64_t source_taken(const source *s) { return s->taken; }

void source_skip(source *s, size_t count) {
    s->start += count;
    s->position += count;
}

// More raw bytes behind those not used yet. False at the end of the file.
static bool read_raw(source *s) {
    if (s->raw_end) return false;
    bool held = s->inside && s->member_at != SIZE_MAX && s->raw_next - s->member_at <= KEPT_BYTES;
    size_t keep = held ? s->member_at : s->raw_next;
    if (keep) memmove(s->raw, s->raw + keep, s->raw_size - keep);
    s->raw_size -= keep;
    s->raw_next -= keep;
    s->member_at = held ? 0 : SIZE_MAX;
    if (s->raw_size == RAW_BYTES) return true;
    ssize_t got;
    do got = read(s->file, s->raw + s->raw_size, RAW_BYTES - s->raw_size);
    while (got < 0 && errno == EINTR);
    if (got < 0) s->damage = strerror(errno);
    if (got <= 0) return s->raw_end = true, false;
    s->raw_size += (size_t)got;
    s->taken += (uint64_t)got;
    return true;
}

static packing told_by_magic(const unsigned char *p, size_t size) {
    if (size >= 3 && p[0] == 0x1F && p[1] == 0x8B && p[2] == 8) return PACKING_GZIP;
    if (size >= 4 && p[0] == 0x28 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD) return PACKING_ZSTD;
    // a skippable frame: archives in zstd carry their dictionary in one
    if (size >= 4 && (p[0] & 0xF0) == 0x50 && p[1] == 0x2A && p[2] == 0x4D && p[3] == 0x18) return PACKING_ZSTD;
    return PACKING_NONE;
}

static void tell_packing(source *s) {
    while (s->raw_size < 4 && read_raw(s)) continue;
    s->packing = told_by_magic(s->raw, s->raw_size);
    if (s->packing == PACKING_GZIP) s->gzip_ready = inflateInit2(&s->gzip, 15 + 16) == Z_OK;
    if (s->packing == PACKING_ZSTD) s->zstd = ZSTD_createDStream();
    if ((s->packing == PACKING_GZIP && !s->gzip_ready) || (s->packing == PACKING_ZSTD && !s->zstd))
        s->damage = "no memory to decompress it";
}

// Room for STEP_BYTES behind the window's end. False where there is no memory.
static bool make_room(source *s) {
    if (s->start && (s->start == s->end || s->start > s->capacity / 2)) {
        memmove(s->window, s->window + s->start, s->end - s->start);
        s->end -= s->start;
        s->start = 0;
    }
    if (s->capacity - s->end >= STEP_BYTES) return true;
    size_t more = s->capacity ? s->capacity * 2 : 4 * STEP_BYTES;
    char *moved = realloc(s->window, more);
    if (!moved) return s->damage = "no memory to read on", false;
    s->window = moved;
    s->capacity = more;
    return true;
}

static void take_plain(source *s) {
    size_t size = s->raw_size - s->raw_next;
    if (size > STEP_BYTES) size = STEP_BYTES;
    memcpy(s->window + s->end, s->raw + s->raw_next, size);
    s->end += size;
    s->raw_next += size;
}

static void take_gzip(source *s) {
    if (!s->inside) {
        // what stands behind the last member and is no member: padding, as some writers leave it
        if (told_by_magic(s->raw + s->raw_next, s->raw_size - s->raw_next) != PACKING_GZIP) {
            if (s->raw_size - s->raw_next < 3 && read_raw(s)) return;
            s->raw_next = s->raw_size;
            s->raw_end = true;
            return;
        }
        inflateReset(&s->gzip);
        s->inside = true;
        s->member_at = s->raw_next;
    }
    s->gzip.next_in = s->raw + s->raw_next;
    s->gzip.avail_in = (uInt)(s->raw_size - s->raw_next);
    s->gzip.next_out = (Bytef *)s->window + s->end;
    s->gzip.avail_out = STEP_BYTES;
    int result = inflate(&s->gzip, Z_NO_FLUSH);
    size_t used = s->raw_size - s->raw_next - s->gzip.avail_in, made = STEP_BYTES - s->gzip.avail_out;
    s->raw_next += used, s->member_raw += used;
    s->end += made, s->member_out += made;
    if (result == Z_STREAM_END) s->inside = false;
    else if (result != Z_OK && result != Z_BUF_ERROR) s->damage = "damaged gzip data";
}

static void take_zstd(source *s) {
    if (!s->inside) {
        if (told_by_magic(s->raw + s->raw_next, s->raw_size - s->raw_next) != PACKING_ZSTD) {
            if (s->raw_size - s->raw_next < 4 && read_raw(s)) return;
            s->raw_next = s->raw_size;
            s->raw_end = true;
            return;
        }
        ZSTD_initDStream(s->zstd);
        s->inside = true;
        s->member_at = s->raw_next;
    }
    ZSTD_inBuffer in = {s->raw, s->raw_size, s->raw_next};
    ZSTD_outBuffer out = {s->window + s->end, STEP_BYTES, 0};
    size_t result = ZSTD_decompressStream(s->zstd, &out, &in);
    s->member_raw += in.pos - s->raw_next;
    s->raw_next = in.pos;
    s->end += out.pos, s->member_out += out.pos;
    if (ZSTD_isError(result)) s->damage = "damaged zstd data";
    else if (result == 0) s->inside = false;
}

static void take(source *s) {
    if (s->packing == PACKING_NONE) take_plain(s);
    else if (s->packing == PACKING_GZIP) take_gzip(s);
    else take_zstd(s);
    if (s->member_out > 1u << 20 && s->member_out / LIMIT_INFLATE_RATIO > s->member_raw)
        s->damage = "unpacks to more than a thousand times its size";
}

size_t source_fill(source *s, size_t want) {
    if (s->packing == PACKING_UNKNOWN) tell_packing(s);
    while (s->end - s->start < want && !s->damage) {
        if (!make_room(s)) break;
        size_t before = s->end;
        bool more = s->raw_next < s->raw_size || read_raw(s);
        // a decompressor may still hold bytes when the file has ended
        if (!more && (s->packing == PACKING_NONE || !s->inside)) break;
        take(s);
        if (!more && s->end == before) {
            if (s->inside && !s->damage) s->damage = "compressed data is cut off";
            break;
        }
    }
    return s->end - s->start;
}

bool source_resume(source *s) {
    if (s->packing != PACKING_GZIP && s->packing != PACKING_ZSTD) return false;
    s->damage = NULL;
    if (s->inside && s->member_at != SIZE_MAX && s->again <= AGAIN_BYTES) {
        s->again += s->raw_next - s->member_at;
        s->raw_next = s->member_at + 1;
    }
    s->inside = false;
    s->member_raw = s->member_out = 0;
    s->position += s->end - s->start;
    s->start = s->end = 0;
    do {
        while (s->raw_next + 4 <= s->raw_size) {
            if (told_by_magic(s->raw + s->raw_next, s->raw_size - s->raw_next) == s->packing) return true;
            s->raw_next++;
        }
    } while (read_raw(s));
    return false;
}
