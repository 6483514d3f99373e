// Pages of entries, taken apart: live blogs by microdata, JSON-LD and structure; and pages that are one report.
#include "document/parts.h"
#include "document_rules.h"
#include "kept.h"
#include "map_check.h"

#define HEAD "<!doctype html><html lang=en><head><title>Harbour live</title><meta property=\"og:site_name\" content=\"Harbour Echo\">" \
             "<link rel=canonical href=\"https://echo.example/live\">"
#define ONE "Three ships left the harbour on Thursday, two days before they were expected to, its master said."
#define TWO "Nobody would say why, and the owners of the cafés on the quay had not been told of it at all."
#define THREE "The harbour office confirmed in the evening that the ships had taken all their crews along."
#define LEAD "<p>Everything that is known of the ships that left Lowton early this week, as our reporters hear of it.</p>"

static const document_rules *rules;

static int open_all(void **state) {
    open_arenas(state);
    rules = open_rules(keep);
    return 0;
}

typedef struct split {
    hs_text page;
    uint32_t count;
    hs_document documents[8];
} split;

// Takes the page apart and reads what it gives; every map must lead to the part's bytes, which stand in the page.
static split take_apart(const char *bytes) {
    split out = {.page = text_of(bytes)};
    hs_payload payload = {.kind = HS_KIND_HTML, .path = TEXT("live.html"), .bytes = out.page, .offset = 500};
    const hs_payload *parts;
    parts_split(rules, &payload, keep, *scratch, &parts, &out.count);
    assert_true(out.count <= 8);
    for (uint32_t i = 0; i < out.count; i++) {
        assert_int_equal(document_read(rules, &parts[i], keep, *scratch, &out.documents[i], NULL), HS_OK);
        const char *wrong = map_check(&out.documents[i], parts[i].bytes, true);
        if (wrong) fail_msg("%s", wrong);
        assert_memory_equal(parts[i].bytes.data, bytes + parts[i].offset - 500, parts[i].bytes.size);
    }
    return out;
}

static void assert_entry(const hs_document *d, const char *path, const char *title, int hour, const char *text) {
    assert_text(d->path, path);
    assert_text(d->title, title);
    assert_text(d->text, text);
    assert_text(d->parent, "live.html");
    assert_text(d->outlet, "Harbour Echo");
    assert_text(d->language, "en");
    assert_int_equal(d->published.day, 20);
    assert_true(d->published.has_time);
    assert_int_equal(d->published.hour, hour);
}

static void updates_in_microdata_are_entries(void **state) {
    (void)state;
    split s = take_apart(HEAD "</head><body><h1>Harbour live</h1>" LEAD
                              "<div itemprop=liveBlogUpdate id=u2><meta itemprop=datePublished content=\"2025-03-20T18:05:00Z\"><span>18:05</span><h3>Crews gone</h3><p>" THREE "</p></div>"
                              "<div itemprop=liveBlogUpdate id=u1><meta itemprop=datePublished content=\"2025-03-20T09:30:00Z\"><h3>Ships gone</h3><p>By Ada Brisk</p><p>" ONE "</p><p>" TWO "</p></div>"
                              "</body></html>");
    assert_int_equal(s.count, 3);
    assert_text(s.documents[0].title, "Harbour live");
    assert_true(text_starts(s.documents[0].text, TEXT("Everything that is known")));
    assert_true(text_find(s.documents[0].text, TEXT("confirmed in the evening"), 0) == SIZE_MAX);
    assert_int_equal(s.documents[0].parent.size, 0);
    assert_entry(&s.documents[1], "live.html#1", "Crews gone", 18, THREE);
    assert_entry(&s.documents[2], "live.html#2", "Ships gone", 9, ONE "\n\n" TWO);
    assert_text(s.documents[1].url, "https://echo.example/live#u2");
    assert_text(s.documents[2].byline, "Ada Brisk");
    assert_true(s.documents[1].has_title_source);
    hs_source source = s.documents[1].title_source;
    assert_text(text_slice(s.page, source.start - 500, source.end - 500), "Crews gone");
}

#define UPDATE(id, title, date) "{\"@type\":\"BlogPosting\",\"url\":\"https://echo.example/live#" id "\",\"headline\":\"" title "\",\"datePublished\":\"" date "\"}"

static void updates_of_json_are_found_on_the_page(void **state) {
    (void)state;
    const char *by_id = HEAD "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"headline\":\"Harbour live\",\"liveBlogUpdate\":["
        UPDATE("b", "Crews gone", "2025-03-20T18:05:00Z") "," UPDATE("a", "Ships gone", "2025-03-20T09:30:00Z") "]}</script></head><body><h1>Harbour live</h1>" LEAD
        "<ul><li><a id=b></a><b>Crews gone</b><div><p>" THREE "</p></div></li><li><a id=a></a><b>Ships gone</b><div><p>" ONE "</p></div></li></ul></body></html>";
    split s = take_apart(by_id);
    assert_int_equal(s.count, 3);
    assert_text(s.documents[2].title, "Ships gone");
    assert_text(s.documents[2].url, "https://echo.example/live#a");
    assert_int_equal(s.documents[2].published.hour, 9);
    assert_true(text_ends(s.documents[2].text, TEXT(ONE)));
    const char *by_headline = HEAD "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"headline\":\"Harbour live\",\"liveBlogUpdate\":["
        UPDATE("b", "Crews gone", "2025-03-20T18:05:00Z") "," UPDATE("a", "Ships gone", "2025-03-20T09:30:00Z") "]}</script></head><body><h1>Harbour live</h1>" LEAD
        "<div><section><h2>Crews gone</h2><p>" THREE "</p></section><section><h2>Ships gone</h2><p>" ONE "</p></section></div></body></html>";
    s = take_apart(by_headline);
    assert_int_equal(s.count, 3);
    assert_entry(&s.documents[1], "live.html#1", "Crews gone", 18, THREE);
    assert_entry(&s.documents[2], "live.html#2", "Ships gone", 9, ONE);
}

static void updates_that_scripts_draw_are_read_from_json(void **state) {
    (void)state;
    split s = take_apart(HEAD "<script type=\"application/ld+json\">\n {\"@type\":\"LiveBlogPosting\",\"headline\":\"Harbour live\",\"liveBlogUpdate\":["
        "{\"headline\":\"Crews gone\",\"datePublished\":\"2025-03-20T18:05:00Z\",\"articleBody\":\"" THREE "\"},"
        "{\"headline\":\"Ships &amp; crews\",\"datePublished\":\"2025-03-20T09:30:00Z\",\"author\":{\"name\":\"Ada Brisk\"},\"articleBody\":\"\\u003cp>" ONE "\n \\u003c/p>\\u003cp>Caf&eacute; owners\\u003c/p>\"}]}"
        "</script></head><body><h1>Harbour live</h1>" LEAD "</body></html>");
    assert_int_equal(s.count, 3);
    assert_entry(&s.documents[1], "live.html#1", "Crews gone", 18, THREE);
    assert_entry(&s.documents[2], "live.html#2", "Ships & crews", 9, ONE "\n\nCafé owners");
    assert_text(s.documents[2].byline, "Ada Brisk");
}

#define POST(id, hour, title, words) "<article class=\"post first\" id=" id "><h2>" title "</h2><time datetime=\"2025-03-20T" hour ":00:00Z\">" hour ":00</time><p>" words "</p></article>"

static void repeated_dated_elements_are_entries(void **state) {
    (void)state;
    split s = take_apart(HEAD "</head><body><h1>Harbour live</h1><div>" POST("p3", "18", "Crews gone", THREE) POST("p2", "12", "Nobody knows", TWO) POST("p1", "09", "Ships gone", ONE)
                         "</div></body></html>");
    assert_int_equal(s.count, 4);
    assert_entry(&s.documents[1], "live.html#1", "Crews gone", 18, THREE);
    assert_entry(&s.documents[3], "live.html#3", "Ships gone", 9, ONE);
    assert_int_equal(s.documents[0].block_count, 0);
    assert_int_equal(s.documents[0].notice_count, 0);
}

// Teasers beside a report, and comments below it, are dated and repeated too.
static void one_report_stays_whole(void **state) {
    (void)state;
#define TEASER(n) "<article class=teaser><h3><a href=/" n ">Tides for the week are out and they are high</a></h3><time datetime=\"2025-03-1" n "\">1" n " March</time></article>"
#define COMMENT(n) "<article class=comment><h4>Reader " n "</h4><time datetime=\"2025-03-20T1" n ":00:00Z\"></time><p>I was there and saw all three of them go, one behind the other, and nobody waved.</p></article>"
    split s = take_apart(HEAD "</head><body><h1>Ships gone</h1><p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><div>" TEASER("1") TEASER("2") TEASER("3")
                         "</div><div class=comments>" COMMENT("1") COMMENT("2") COMMENT("3") COMMENT("4") COMMENT("5") "</div></body></html>");
    assert_int_equal(s.count, 0);
    split plain = take_apart("<p>" ONE "</p>");
    assert_int_equal(plain.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(updates_in_microdata_are_entries), cmocka_unit_test(updates_of_json_are_found_on_the_page),
        cmocka_unit_test(updates_that_scripts_draw_are_read_from_json), cmocka_unit_test(repeated_dated_elements_are_entries),
        cmocka_unit_test(one_report_stays_whole),
    };
    return cmocka_run_group_tests(tests, open_all, close_arenas);
}
