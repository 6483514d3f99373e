// Files of every kind, and files that are none, through input.c.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/text.h"
#include "bytes/input.h"

typedef struct seen {
    hs_arena *arena;
    hs_payload payloads[32];
    size_t count;
    char notices[8][300];
    bool counts[8];
    size_t notice_count;
} seen;

static char folder[64];

static void take_notice(void *context, const hs_notice *notice) {
    seen *s = context;
    if (s->notice_count == 8) return;
    s->counts[s->notice_count] = notice->counts;
    snprintf(s->notices[s->notice_count++], 300, "%.*s:%lld: %.*s", TEXT_ARGS(notice->path), (long long)notice->byte,
             TEXT_ARGS(notice->reason));
}

static seen read_path(const char *path, bool text_whole) {
    seen s = {.arena = hs_arena_open((size_t)1 << 30)};
    input *in;
    bool more;
    assert_int_equal(input_open(&in, &path, 1, &(input_options){.text_whole = text_whole, .notify = take_notice, .notify_context = &s}, NULL), HS_OK);
    while (s.count < 32 && input_next(in, s.arena, &s.payloads[s.count], &more, NULL) == HS_OK && more) s.count++;
    input_close(in);
    return s;
}

static const char *write_file(const char *name, const void *data, size_t size) {
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    fclose(file);
    return path;
}

static seen read_text(const char *name, const char *text) { return read_path(write_file(name, text, strlen(text)), false); }

static int make_folder(void **state) {
    (void)state;
    strcpy(folder, "/tmp/hearsay-input-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void plain_text_is_one_payload(void **state) {
    (void)state;
    seen s = read_text("a", "The bridge fell.\n\nNobody was hurt.\n");
    assert_int_equal(s.count, 1);
    assert_int_equal(s.payloads[0].kind, HS_KIND_TEXT);
    assert_int_equal(s.payloads[0].bytes.size, 35);
    hs_arena_close(s.arena);
}

static void json_lines_give_one_payload_each(void **state) {
    (void)state;
    seen s = read_text("b", "{\"text\":\"one\"}\r\n\n  {\"text\":\"two\"}\n{\"text\":\"three\"}");
    assert_int_equal(s.count, 3);
    assert_int_equal(s.payloads[1].kind, HS_KIND_JSON);
    assert_true(text_ends(s.payloads[1].path, TEXT("/b#2")));
    assert_int_equal(s.payloads[1].offset, 19);
    assert_true(text_equal(s.payloads[1].bytes, TEXT("{\"text\":\"two\"}")));
    assert_int_equal(s.payloads[2].offset, 34);
    hs_arena_close(s.arena);
}

static void feed_gives_items_with_title_and_language(void **state) {
    (void)state;
    const char *xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>Bay &amp; Hill</title>"
                      "<language>en</language><image><title>logo</title></image>"
                      "<item><title>One</title></item>\n<item><title><![CDATA[Two </item>]]></title></item></channel></rss>";
    seen s = read_text("c", xml);
    assert_int_equal(s.count, 2);
    assert_int_equal(s.payloads[0].kind, HS_KIND_FEED_ITEM);
    assert_true(text_equal(s.payloads[0].outlet, TEXT("Bay & Hill")));
    assert_true(text_equal(s.payloads[0].language, TEXT("en")));
    assert_true(text_starts(s.payloads[1].bytes, TEXT("<item><title><![CDATA[Two")));
    assert_memory_equal(xml + s.payloads[1].offset, s.payloads[1].bytes.data, s.payloads[1].bytes.size);
    hs_arena_close(s.arena);
}

static void pages_and_parses_are_told_apart(void **state) {
    (void)state;
    seen page = read_text("d", "<!-- saved --><html><body><p>Text</body></html>");
    seen parse = read_text("e", "# sent_id = 1\n1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\t_\n\n");
    seen note = read_text("f", "Prices < 5 and > 3 were seen <i>often</i>, he said.");
    assert_int_equal(page.payloads[0].kind, HS_KIND_HTML);
    assert_int_equal(parse.payloads[0].kind, HS_KIND_CONLLU);
    assert_int_equal(note.payloads[0].kind, HS_KIND_TEXT);
    hs_arena_close(page.arena), hs_arena_close(parse.arena), hs_arena_close(note.arena);
}

static void bad_files_give_one_notice(void **state) {
    (void)state;
    seen empty = read_text("g", "");
    seen binary = read_path(write_file("h", "\x89PNG\r\n\x1a\n\0\0\0", 11), false);
    seen missing = read_path("/nowhere/at/all", false);
    assert_int_equal(empty.count + binary.count + missing.count, 0);
    assert_int_equal(empty.notice_count, 1);
    assert_non_null(strstr(empty.notices[0], "/g:0: empty"));
    assert_true(empty.counts[0]);
    assert_non_null(strstr(binary.notices[0], "binary"));
    assert_non_null(strstr(missing.notices[0], "/nowhere/at/all"));
    hs_arena_close(empty.arena), hs_arena_close(binary.arena), hs_arena_close(missing.arena);
}

static void folders_are_walked_in_byte_order(void **state) {
    (void)state;
    char path[200];
    snprintf(path, sizeof path, "%s/walk", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/walk/b", folder);
    mkdir(path, 0700);
    write_file("walk/c", "third", 5), write_file("walk/B", "first", 5), write_file("walk/b/z", "second", 6);
    write_file("walk/.hidden", "never", 5), write_file("walk/a.bin", "\0\0\0\0", 4);
    snprintf(path, sizeof path, "%s/walk/", folder);
    seen s = read_path(path, false);
    assert_int_equal(s.count, 3);
    assert_true(text_equal(s.payloads[0].bytes, TEXT("first")));
    assert_true(text_equal(s.payloads[1].bytes, TEXT("second")));
    assert_true(text_ends(s.payloads[1].path, TEXT("/walk/b/z")));
    assert_int_equal(s.notice_count, 1);
    assert_false(s.counts[0]);
    hs_arena_close(s.arena);
}

static size_t pack_gzip(const char *text, unsigned char *out, size_t room) {
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text, z.avail_in = (unsigned)strlen(text);
    z.next_out = out, z.avail_out = (unsigned)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return z.total_out;
}

static void compressed_files_are_unpacked(void **state) {
    (void)state;
    unsigned char packed[4096];
    size_t size = pack_gzip("{\"text\":\"one\"}\n", packed, sizeof packed);
    size += pack_gzip("{\"text\":\"two\"}\n", packed + size, sizeof packed - size);
    seen s = read_path(write_file("i.gz", packed, size), false);
    assert_int_equal(s.count, 2);
    assert_int_equal(s.payloads[1].offset, 15);
    seen cut = read_path(write_file("j.gz", packed, size - 12), false);
    assert_int_equal(cut.count, 1);
    assert_int_equal(cut.notice_count, 1);
    assert_non_null(strstr(cut.notices[0], "cut off"));
    size_t zstd = ZSTD_compress(packed, sizeof packed, "plain words", 11, 3);
    seen z = read_path(write_file("k.zst", packed, zstd), false);
    assert_true(text_equal(z.payloads[0].bytes, TEXT("plain words")));
    hs_arena_close(s.arena), hs_arena_close(cut.arena), hs_arena_close(z.arena);
}

static void bombs_are_stopped(void **state) {
    (void)state;
    size_t size = (size_t)256 << 20;
    char *zeros = calloc(1, size);
    memset(zeros, 'a', size);
    size_t room = 1 << 20;
    char *packed = malloc(room);
    size_t zstd = ZSTD_compress(packed, room, zeros, size, 3);
    seen s = read_path(write_file("l.zst", packed, zstd), false);
    assert_int_equal(s.count, 0);
    assert_int_equal(s.notice_count, 1);
    free(zeros), free(packed);
    hs_arena_close(s.arena);
}

static void a_line_too_long_is_stepped_over(void **state) {
    (void)state;
    size_t size = (size_t)80 << 20;
    char *text = malloc(size + 64);
    memset(text, 'x', size);
    memcpy(text, "{\"text\":\"ok\"}\n{\"text\":\"", 23);
    memcpy(text + size, "\n{\"text\":\"after\"}\n", 18);
    seen s = read_path(write_file("m", text, size + 18), false);
    assert_int_equal(s.count, 2);
    assert_true(text_ends(s.payloads[1].path, TEXT("#3")));
    assert_int_equal(s.notice_count, 1);
    memset(text, 'x', size);
    seen whole = read_path(write_file("m", text, size), false);
    assert_int_equal(whole.count, 0);
    assert_int_equal(whole.notice_count, 1);
    free(text);
    hs_arena_close(s.arena), hs_arena_close(whole.arena);
}

static void json_feed_and_lists_give_records(void **state) {
    (void)state;
    seen feed = read_text("n", "{\n \"version\": \"https://jsonfeed.org/version/1.1\",\n \"title\": \"Bay\",\n"
                               " \"items\": [\n {\"id\":\"1\"},\n {\"id\":\"2\"}]}");
    seen list = read_text("o", "[{\"text\":\"x\"}, 5]");
    assert_int_equal(feed.count, 2);
    assert_true(text_equal(feed.payloads[1].outlet, TEXT("Bay")));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.notice_count, 1);
    hs_arena_close(feed.arena), hs_arena_close(list.arena);
}

static void parse_takes_text_whole(void **state) {
    (void)state;
    seen s = read_path(write_file("p", "<p>{\"a\":1}", 10), true);
    assert_int_equal(s.payloads[0].kind, HS_KIND_TEXT);
    hs_arena_close(s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_one_payload),
        cmocka_unit_test(json_lines_give_one_payload_each),
        cmocka_unit_test(feed_gives_items_with_title_and_language),
        cmocka_unit_test(pages_and_parses_are_told_apart),
        cmocka_unit_test(bad_files_give_one_notice),
        cmocka_unit_test(folders_are_walked_in_byte_order),
        cmocka_unit_test(compressed_files_are_unpacked),
        cmocka_unit_test(bombs_are_stopped),
        cmocka_unit_test(a_line_too_long_is_stepped_over),
        cmocka_unit_test(json_feed_and_lists_give_records),
        cmocka_unit_test(parse_takes_text_whole),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
