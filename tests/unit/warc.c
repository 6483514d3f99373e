// Archives: records of every kind, lying lengths, cut and damaged members.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/text.h"
#include "bytes/input.h"

#define PAGE "<html><body><p>Three ships left the harbour.</p></body></html>"
#define HTTP "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"iso-8859-2\"\r\n\r\n" PAGE

typedef struct seen {
    hs_arena *arena;
    hs_payload payloads[8];
    size_t count, notices;
    char last[300];
} seen;

static void take_notice(void *context, const hs_notice *notice) {
    seen *s = context;
    s->notices++;
    snprintf(s->last, sizeof s->last, "%.*s", TEXT_ARGS(notice->reason));
}

static size_t add_record(char *out, size_t at, const char *type, const char *body, long length) {
    return at + (size_t)sprintf(out + at, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://echo.example/%zu>\r\nWARC-Date: 2025-03-20T10:00:00Z\r\n"
                                          "Content-Length: %ld\r\n\r\n%s\r\n\r\n", type, at, length < 0 ? (long)strlen(body) : length, body);
}

static seen read_bytes(const void *data, size_t size) {
    seen s = {.arena = hs_arena_open((size_t)1 << 30)};
    char path[] = "/tmp/hearsay-warc-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, data, size) == (ssize_t)size);
    close(file);
    const char *paths[] = {path};
    input *in;
    bool more;
    assert_int_equal(input_open(&in, paths, 1, &(input_options){.notify = take_notice, .notify_context = &s}, NULL), HS_OK);
    while (s.count < 8 && input_next(in, s.arena, &s.payloads[s.count], &more, NULL) == HS_OK && more) s.count++;
    input_close(in);
    unlink(path);
    return s;
}

static void responses_give_payloads(void **state) {
    (void)state;
    char warc[8192];
    size_t size = add_record(warc, 0, "warcinfo", "software: x", -1);
    size_t second = size;
    size = add_record(warc, size, "response", HTTP, -1);
    size = add_record(warc, size, "request", "GET / HTTP/1.1\r\n\r\n", -1);
    size = add_record(warc, size, "response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" PAGE, -1);
    size = add_record(warc, size, "metadata", "outlink: x", -1);
    size = add_record(warc, size, "resource", PAGE, -1);
    seen s = read_bytes(warc, size);
    assert_int_equal(s.count, 2);
    assert_int_equal(s.notices, 0);
    char url[64];
    snprintf(url, sizeof url, "http://echo.example/%zu", second);
    assert_true(text_equal(s.payloads[0].url, text_of(url)));
    assert_true(text_equal(s.payloads[0].charset, TEXT("iso-8859-2")));
    assert_true(text_equal(s.payloads[0].retrieved, TEXT("2025-03-20T10:00:00Z")));
    assert_true(text_equal(s.payloads[0].bytes, TEXT(PAGE)));
    assert_true(text_ends(s.payloads[0].path, TEXT("#2")));
    assert_true(text_ends(s.payloads[1].path, TEXT("#6")));
    hs_arena_close(s.arena);
}

static void chunks_are_joined(void **state) {
    (void)state;
    char warc[4096];
    size_t size = add_record(warc, 0, "response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"
                                                  "6;x=y\r\n<html>\r\nd\r\n<p>Three</p>\r\n\r\n0\r\n\r\n", -1);
    size = add_record(warc, size, "response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n" PAGE, -1);
    seen s = read_bytes(warc, size);
    assert_int_equal(s.count, 2);
    assert_true(text_starts(s.payloads[0].bytes, TEXT("<html><p>Three</p>")));
    assert_true(text_equal(s.payloads[1].bytes, TEXT(PAGE)));
    hs_arena_close(s.arena);
}

static void lying_lengths_lose_no_record(void **state) {
    (void)state;
    char warc[8192];
    size_t size = add_record(warc, 0, "response", HTTP, (long)strlen(HTTP) + 50);
    size = add_record(warc, size, "response", HTTP, (long)strlen(HTTP) - 30);
    size = add_record(warc, size, "response", HTTP, -1);
    seen s = read_bytes(warc, size);
    assert_int_equal(s.count, 3);
    assert_int_equal(s.notices, 2);
    for (size_t i = 0; i < 3; i++) assert_true(text_equal(text_trim(s.payloads[i].bytes), TEXT(PAGE)));
    hs_arena_close(s.arena);
}

static size_t pack(const char *data, size_t size, unsigned char *out) {
    z_stream z = {.next_in = (Bytef *)(uintptr_t)data, .avail_in = (uInt)size, .next_out = out, .avail_out = 4096};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return z.total_out;
}

static void damaged_members_are_stepped_over(void **state) {
    (void)state;
    char warc[4096];
    unsigned char packed[16384];
    size_t one = add_record(warc, 0, "response", HTTP, -1), size = 0, ends[3];
    for (int i = 0; i < 3; i++) ends[i] = size += pack(warc, one, packed + size);
    seen whole = read_bytes(packed, size);
    assert_int_equal(whole.count, 3);
    assert_int_equal(whole.notices, 0);
    memset(packed + ends[0] + 60, 0xFF, 40);
    seen damaged = read_bytes(packed, size);
    assert_true(damaged.count >= 2);
    assert_true(damaged.notices >= 1);
    assert_true(text_equal(damaged.payloads[damaged.count - 1].bytes, TEXT(PAGE)));
    seen cut = read_bytes(packed, ends[0] - 20);
    assert_int_equal(cut.notices, 1);
    assert_non_null(strstr(cut.last, "cut off"));
    hs_arena_close(whole.arena), hs_arena_close(damaged.arena), hs_arena_close(cut.arena);
}

static void bytes_between_records_are_told(void **state) {
    (void)state;
    char warc[4096];
    size_t size = add_record(warc, 0, "response", HTTP, -1);
    size += (size_t)sprintf(warc + size, "garbage that belongs to nothing\n\n");
    size = add_record(warc, size, "response", HTTP, -1);
    seen s = read_bytes(warc, size);
    assert_int_equal(s.count, 2);
    assert_true(s.notices >= 1);
    hs_arena_close(s.arena);
}

// A body that holds zeros, behind the HTTP header `head`.
static size_t add_bytes(char *out, size_t at, const char *head, const void *body, size_t size) {
    at += (size_t)sprintf(out + at, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://echo.example/%zu\r\nContent-Length: %zu\r\n\r\n%s",
                          at, strlen(head) + size, head);
    memcpy(out + at, body, size);
    memcpy(out + at + size, "\r\n\r\n", 4);
    return at + size + 4;
}

static void bodies_are_unpacked(void **state) {
    (void)state;
    static const unsigned char brotli[] = {0x1B, 0x3D, 0x00, 0xE8, 0x8D, 0x94, 0xA9, 0xEB, 0x53, 0xF3, 0xC0, 0xA1, 0xBD, 0x6C, 0x1F, 0xB6, 0x36, 0xBA, 0xE0, 0x90, 0x03, 0xF6, 0x7F, 0x09, 0x25, 0x1A, 0x52, 0x30, 0x91, 0x63, 0x0B, 0x93, 0x5B, 0xF3, 0x8F, 0x7F, 0x31, 0x52, 0x09, 0x08, 0x47, 0x4A, 0x04, 0xE6, 0x43, 0xF2, 0x58, 0xB0};
    char warc[8192], raw[256];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)PAGE, .avail_in = sizeof PAGE - 1, .next_out = (Bytef *)raw, .avail_out = sizeof raw};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
#define ENCODED(name) "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " name "\r\n\r\n"
    size_t size = add_bytes(warc, 0, ENCODED("br"), brotli, sizeof brotli);
    size = add_bytes(warc, size, ENCODED("deflate"), raw, z.total_out);
    size = add_bytes(warc, size, ENCODED("br"), PAGE, sizeof PAGE - 1); // the crawler undid it and kept the header
    size = add_bytes(warc, size, ENCODED("br"), brotli, sizeof brotli - 20);
    seen s = read_bytes(warc, size);
    assert_true(s.count >= 3);
    for (size_t i = 0; i < 3; i++) assert_true(text_equal(s.payloads[i].bytes, TEXT(PAGE)));
    assert_int_equal(s.notices, 1);
    assert_non_null(strstr(s.last, "damaged"));
    hs_arena_close(s.arena);
}

static void revisits_lead_to_what_they_repeat(void **state) {
    (void)state;
    static const char head[] = "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: http://echo.example/ships\r\nWARC-Date: 2025-03-2%dT10:00:00Z\r\n"
                               "WARC-Record-ID: <urn:uuid:%d>\r\nWARC-Payload-Digest: sha1:%s\r\n%sContent-Length: %zu\r\n\r\n%s\r\n\r\n";
    static const char short_head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    char warc[8192];
    size_t size = (size_t)sprintf(warc, head, "response", 0, 1, "ABC", "", strlen(HTTP), HTTP);
    size += (size_t)sprintf(warc + size, head, "revisit", 1, 2, "ABC", "", strlen(short_head), short_head);
    size += (size_t)sprintf(warc + size, head, "revisit", 2, 3, "DEF", "WARC-Refers-To: <urn:uuid:1>\r\n", strlen(short_head), short_head);
    size += (size_t)sprintf(warc + size, head, "revisit", 3, 4, "GHI",
                            "WARC-Refers-To-Target-URI: http://echo.example/old\r\nWARC-Refers-To-Date: 2024-01-01T00:00:00Z\r\n", strlen(short_head), short_head);
    size += (size_t)sprintf(warc + size, head, "revisit", 4, 5, "JKL", "", strlen("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
                            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n");
    seen s = read_bytes(warc, size);
    assert_int_equal(s.count, 4);
    assert_int_equal(s.notices, 0);
    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(s.payloads[i].kind, HS_KIND_REVISIT);
        assert_int_equal(s.payloads[i].bytes.size, 0);
    }
    assert_true(text_equal(s.payloads[1].repeats.path, s.payloads[0].path));
    assert_true(text_equal(s.payloads[1].retrieved, TEXT("2025-03-21T10:00:00Z")));
    assert_true(text_equal(s.payloads[2].repeats.path, s.payloads[0].path));
    assert_int_equal(s.payloads[3].repeats.path.size, 0);
    assert_true(text_equal(s.payloads[3].repeats.url, TEXT("http://echo.example/old")));
    assert_true(text_equal(s.payloads[3].repeats.digest, TEXT("sha1:GHI")));
    hs_arena_close(s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(responses_give_payloads), cmocka_unit_test(chunks_are_joined), cmocka_unit_test(lying_lengths_lose_no_record),
        cmocka_unit_test(damaged_members_are_stepped_over), cmocka_unit_test(bytes_between_records_are_told),
        cmocka_unit_test(bodies_are_unpacked), cmocka_unit_test(revisits_lead_to_what_they_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
