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
    size = add_record(warc, size, "revisit", "HTTP/1.1 200 OK\r\n\r\n", -1);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(responses_give_payloads), cmocka_unit_test(chunks_are_joined), cmocka_unit_test(lying_lengths_lose_no_record),
        cmocka_unit_test(damaged_members_are_stepped_over), cmocka_unit_test(bytes_between_records_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
