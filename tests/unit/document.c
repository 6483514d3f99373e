// Payloads of every kind to documents: masthead, dates, blocks, and the map to the bytes.
#include "document/dates.h"
#include "document/masthead.h"
#include "document/repair.h"
#include "document_rules.h"
#include "kept.h"
#include "map_check.h"

static const document_rules *rules;

static int open_all(void **state) {
    open_arenas(state);
    rules = open_rules(keep);
    return 0;
}

static hs_document read_as(hs_kind kind, const char *bytes) {
    hs_payload payload = {.kind = kind, .path = TEXT("test"), .bytes = text_of(bytes), .offset = 1000};
    hs_document out;
    assert_int_equal(document_read(rules, &payload, keep, *scratch, &out, NULL), HS_OK);
    const char *wrong = map_check(&out, payload.bytes, true);
    if (wrong) fail_msg("%s", wrong);
    return out;
}

static void assert_date(const hs_date *date, int year, int month, int day, const char *from) {
    assert_int_equal(date->year, year);
    assert_int_equal(date->month, month);
    assert_int_equal(date->day, day);
    assert_string_equal(date->from, from);
}

// Where the bytes of the first `words` in the text stood.
static hs_text source_of(const hs_document *d, const char *bytes, const char *words) {
    size_t at = text_find(d->text, text_of(words), 0);
    assert_true(at != SIZE_MAX);
    hs_source source = hs_map_span(&d->map, (hs_span){(uint32_t)at, (uint32_t)(at + strlen(words))});
    return text_slice(text_of(bytes), source.start - 1000, source.end - 1000);
}

static void crawled_text_loses_its_masthead(void **state) {
    (void)state;
    const char *bytes = "HARBOUR ECHO ONLINE\nTides and trade since 1950\nSunday, 30 March 2025\nHome   News   Sport   Tides\n\n"
                        "Three ships leave the harbour early\n\nNews\n10 days ago\nBy Ada Brisk and Wim Hale\nShare this article\n\n"
                        "LOWTON (NPA) — Three ships left the harbour on Thursday, two days before they were expected to, its master said.\n\n"
                        "What is known\n- None of the owners would say why they went.\n\n"
                        "“Ask the owners,” he told reporters on the quay, and closed the door of his office behind him.\n\n"
                        "Ada Brisk has covered the harbour since 2011.\n\nMost read\nTides for the week\n© Harbour Echo Online 2025\n";
    hs_document d = read_as(HS_KIND_TEXT, bytes);
    assert_text(d.outlet, "Harbour Echo Online");
    assert_text(d.title, "Three ships leave the harbour early");
    assert_text(d.byline, "Ada Brisk and Wim Hale");
    assert_text(d.credit, "NPA");
    assert_date(&d.published, 2025, 3, 20, "relative");
    assert_date(&d.retrieved, 2025, 3, 30, "text");
    assert_int_equal(d.block_count, 5);
    assert_int_equal(d.blocks[0].kind, HS_BLOCK_HEADING);
    assert_text(text_trim(text_span(d.text, d.blocks[0].span)), "LOWTON (NPA) —");
    assert_int_equal(d.blocks[1].kind, HS_BLOCK_PARAGRAPH);
    assert_int_equal(d.blocks[2].kind, HS_BLOCK_HEADING);
    assert_int_equal(d.blocks[3].kind, HS_BLOCK_LIST);
    assert_text(text_span(d.text, d.blocks[3].span), "None of the owners would say why they went.");
    assert_int_equal(d.title_source.end - d.title_source.start, d.title.size);
    assert_text(source_of(&d, bytes, "Ask the owners"), "Ask the owners");
}

static void plain_text_loses_what_surrounds_it(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_TEXT, "Coastline Pulse\n\nFerry sinks off Lowton after storm\nFerry sinks off Lowton after storm\n\nMarch 4, 2025 | 5:40 pm\n\n"
                                          "A ferry sank off the coast of Lowton early on Tuesday, and nine people were still missing by evening, the coast guard said.\n\n"
                                          "Sign up for our newsletter\nThe best of the coast every morning.\n\n"
                                          "The vessel had left the harbour at 2 a.m. with 41 people on board, its owners said later.\n\n"
                                          "A ferry sank off the coast of Lowton early on Tuesday, and nine people were still missing by evening, the coast guard said.\n\n"
                                          "Nobody on the quay would talk.\n\n"
                                          "Jon Pale is a reporter at Coastline Pulse. He can be reached at jon@pulse.example.\n\nRead next\nMayor of Lowton resigns\n");
    assert_text(d.title, "Ferry sinks off Lowton after storm");
    assert_text(d.text, "A ferry sank off the coast of Lowton early on Tuesday, and nine people were still missing by evening, the coast guard said.\n\n"
                        "The vessel had left the harbour at 2 a.m. with 41 people on board, its owners said later.\n\nNobody on the quay would talk.");
}

#define SHORT_REPORT                                                  \
    "The weir has burst.\n\nNine people are dead.\n\n"               \
    "Four boats and sixty people were sent to the valley below the weir, the county said."

static void short_sentences_are_kept(void **state) {
    (void)state;
    hs_document titled = read_as(HS_KIND_TEXT, "Weir bursts\n\n" SHORT_REPORT), untitled = read_as(HS_KIND_TEXT, SHORT_REPORT);
    assert_text(titled.title, "Weir bursts");
    assert_text(titled.text, SHORT_REPORT);
    assert_text(untitled.text, SHORT_REPORT);
}

static void titles_lose_a_glued_outlet(void **state) {
    (void)state;
    hs_text known = TEXT("Lowton Star"), unknown = {0};
    assert_text(masthead_cut_title(TEXT("Three ships leave the harbour-Lowton Star"), &known), "Three ships leave the harbour");
    assert_text(masthead_cut_title(TEXT("Three ships leave the harbourLowton Star"), &known), "Three ships leave the harbour");
    assert_text(masthead_cut_title(TEXT("Three ships leave the harbour of Lowton Star"), &known), "Three ships leave the harbour of Lowton Star");
    assert_text(masthead_cut_title(TEXT("三艘船提前离开港口 原因不明-港口网"), &unknown), "三艘船提前离开港口 原因不明");
    assert_text(unknown, "港口网");
}

static void months_ago_give_a_month(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_TEXT, "Harbour Echo\nTuesday, December 30, 2025\n\nThree ships leave the harbour early\n\nWorld 3 months ago\n\n"
                                          "Three ships left the harbour on Thursday, two days before they were expected to, its master said.\n");
    assert_int_equal(d.published.precision, HS_DATE_MONTH);
    assert_int_equal(d.published.year * 100 + d.published.month, 202509);
    assert_date(&d.retrieved, 2025, 12, 30, "text");
}

static void text_without_clues_has_no_outlet(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_TEXT, "Three ships left the harbour on Thursday, two days before they were expected to, its master said, and more will follow soon.\n");
    assert_int_equal(d.outlet.size, 0);
    assert_int_equal(d.published.precision, HS_DATE_NONE);
    assert_int_equal(d.block_count, 1);
}

static const char page[] =
    "<!doctype html><html lang=\"en-GB\"><head><title>Three ships leave early | Harbour Echo</title>"
    "<meta property=\"og:site_name\" content=\"Harbour Echo\"><link rel=canonical href=\"https://echo.example/ships?a=1&amp;b=2\">"
    "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"Three ships leave early\","
    "\"datePublished\":\"2025-03-20T18:05:00+01:00\",\"dateModified\":\"2025-03-21T07:00:00Z\",\"author\":[{\"name\":\"Ada Brisk\"},{\"name\":\"Wim Hale\"}]}]}</script>"
    "</head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><main><h1>Three ships leave early</h1>"
    "<p>Three ships left the harbour on&nbsp;Thursday &mdash; two days before they were <b>expected</b>\n to, its master said.</p>"
    "<div class=\"related-posts\"><ul><li><a href=/x>Tides for the week are out and they are high</a></li></ul></div>"
    "<p>Nobody would say why; caf&eacute; owners on the quay had not been told, and some had baked for the crews.</p>"
    "<div id=comments><p>First! I was there, and I saw all three of them go, one behind the other.</p></div></main>"
    "<footer>&copy; Harbour Echo</footer></body></html>";

static void labelled_lines_are_the_masthead(void **state) {
    (void)state;
    const char *bytes = "Title: Two ferries meet off Lowton\nOutlet: The Lowton Star\nBy: Ada Brisk and Bert Noll\n"
                        "Date: 3 March 2021\nDesk: Harbour\nSource: https://star.example/ferries\n\n"
                        "Nobody was hurt.\n\nThe two ferries met off Lowton on Tuesday night in thick fog, the harbour master said.\n";
    hs_document d = read_as(HS_KIND_TEXT, bytes);
    assert_text(d.title, "Two ferries meet off Lowton");
    assert_text(d.outlet, "The Lowton Star");
    assert_text(d.url, "https://star.example/ferries");
    assert_int_equal(d.author_count, 2);
    assert_date(&d.published, 2021, 3, 3, "text");
    assert_int_equal(d.title_source.start, 1007);
    assert_true(text_starts(d.text, TEXT("Nobody was hurt.")));
    d = read_as(HS_KIND_TEXT, "---\ntítulo: \"Dos barcos chocan\"\n**Medio:** El Faro\nFecha de publicación: 3/4/2021\n---\n"
                              "Dos barcos chocaron el martes frente a la costa de Lowton, informó la capitanía del puerto.\n");
    assert_text(d.title, "Dos barcos chocan");
    assert_text(d.outlet, "El Faro");
    assert_date(&d.published, 2021, 4, 3, "text");
    assert_true(text_starts(d.text, TEXT("Dos barcos chocaron")));
    // a letter
    d = read_as(HS_KIND_TEXT, "From: \"The Lowton Letter\" <letter@lowton.example>\nTo: readers@lowton.example\nSubject: Two ferries meet\n"
                              "Date: Wed, 3 Mar 2021 07:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
                              "The two ferries met off Lowton on Tuesday night in thick fog, the harbour master said.\n");
    assert_text(d.title, "Two ferries meet");
    assert_text(d.outlet, "The Lowton Letter");
    assert_date(&d.published, 2021, 3, 3, "text");
    assert_true(text_starts(d.text, TEXT("The two ferries met")));
    // one label is no head, and a question with its answer is none either
    d = read_as(HS_KIND_TEXT, "Summary: the ferry sank and nobody was hurt, the harbour master of Lowton said on Tuesday.\n\n"
                              "The ferry sank in thick fog off Lowton on Monday night, he said, and all were saved.\n");
    assert_true(text_starts(d.text, TEXT("Summary: the ferry")));
}

static void shouted_names_are_said_quietly(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_TEXT, "METRÓPOLI ÁGIL\nInicio > Puerto\n\nDos barcos chocan frente a Lowton\n\nRedacción | 3/4/2021\n\n"
                                          "Dos barcos chocaron el martes frente a la costa de Lowton, informó la capitanía del puerto. Nadie resultó herido.\n");
    assert_text(d.outlet, "Metrópoli Ágil");
}

static void datelines_tell_dates(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_TEXT, "LOWTON, March 3, 2021 (NPA) - Two ferries met off Lowton in thick fog, the harbour master said.\n");
    assert_date(&d.published, 2021, 3, 3, "dateline");
    assert_text(d.credit, "NPA");
    d = read_as(HS_KIND_TEXT, "Lowton, 3 de marzo de 2021 (NPA).- Dos barcos chocaron frente a la costa, informó la capitanía del puerto.\n");
    assert_date(&d.published, 2021, 3, 3, "dateline");
    assert_text(d.credit, "NPA");
    assert_int_equal(d.blocks[0].kind, HS_BLOCK_HEADING);
    d = read_as(HS_KIND_TEXT, "The ferries of 3 March 2021 - both of them grey and old - met off Lowton, the harbour master said.\n");
    assert_int_equal(d.published.precision, 0);
}

static void pages_give_their_report(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_HTML, page);
    assert_text(d.title, "Three ships leave early");
    assert_text(d.outlet, "Harbour Echo");
    assert_text(d.byline, "Ada Brisk, Wim Hale");
    assert_text(d.url, "https://echo.example/ships?a=1&b=2");
    assert_text(d.language, "en");
    assert_date(&d.published, 2025, 3, 20, "json-ld");
    assert_int_equal(d.published.zone_minutes, 60);
    assert_date(&d.updated, 2025, 3, 21, "json-ld");
    assert_int_equal(d.block_count, 2);
    assert_text(text_span(d.text, d.blocks[0].span), "Three ships left the harbour on Thursday — two days before they were expected to, its master said.");
    assert_text(source_of(&d, page, "café"), "caf&eacute;");
    assert_text(source_of(&d, page, "on Thursday"), "on&nbsp;Thursday");
    assert_text(source_of(&d, page, "expected to"), "expected</b>\n to");
}

// Decks tell the report again: no statements are made of them.
static void decks_are_headings(void **state) {
    (void)state;
    hs_document d = read_as(HS_KIND_HTML, "<html><head><title>Lowton Star 98 - Ships leave</title><link rel=canonical href=\"https://lowtonstar.example/1\"></head><body><article>"
                                          "<h1>Ships leave</h1><p>Owners of three ships stay silent as these leave the harbour two days early</p><p class=standfirst>Three ships left early. Nobody says why.</p>"
                                          "<p>Three ships left the harbour on Thursday, two days before they were expected to, its master said.</p>"
                                          "<p>Nobody would say why, and the owners of the mills on the quay had not been told.</p></article></body></html>");
    assert_text(d.outlet, "Lowton Star 98"); // not "Ships leave": the address spells it
    assert_int_equal(d.block_count, 4);
    assert_int_equal(d.blocks[0].kind, HS_BLOCK_HEADING);
    assert_int_equal(d.blocks[1].kind, HS_BLOCK_HEADING);
    assert_int_equal(d.blocks[2].kind, HS_BLOCK_PARAGRAPH);
    assert_int_equal(d.blocks[3].kind, HS_BLOCK_PARAGRAPH);
}

static void records_of_crawlers_are_read(void **state) {
    (void)state;
    static const char *const records[] = {
        "{\"source\":{\"id\":null,\"name\":\"Lowton Star\"},\"title\":\"Ships\",\"publishedAt\":\"2025-03-04T10:00:00Z\",\"content\":\"<p>Three ships left the harbour on Thursday, said its master.</p>\"}",
        "{\"maintext\":\"Three ships left the harbour on Thursday, said its master.\",\"title\":\"Ships\",\"date_publish\":\"2025-03-04 10:00:00\",\"source_domain\":\"Lowton Star\"}",
        "{\"headline\":\"Ships\",\"articleBody\":\"Three ships left the harbour on Thursday, said its master.\",\"datePublished\":\"2025-03-04\",\"publisher\":{\"name\":\"Lowton Star\"}}",
    };
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        hs_document d = read_as(HS_KIND_JSON, records[i]);
        assert_text(d.outlet, "Lowton Star");
        assert_text(d.title, "Ships");
        assert_text(d.text, "Three ships left the harbour on Thursday, said its master.");
        assert_int_equal(d.published.day, 4);
    }
}

static void feeds_of_a_section_are_their_outlet_s(void **state) {
    (void)state;
    static const char *const feeds[][3] = {
        {"Lowton Star", "https://lowtonstar.example/a", "Lowton Star"},
        {"Lowton Star - Home news", "https://lowtonstar.example/a", "Lowton Star"},
        {"World | The Lowton Star", "https://www.lowtonstar.example/a", "The Lowton Star"},
        {"Orrin Wire: Culture & Crime", "https://ow.example/a", "Orrin Wire"},
        {"Orrin Wire", "", "Orrin Wire"},
    };
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) assert_text(masthead_feed_outlet(text_of(feeds[i][0]), text_of(feeds[i][1])), feeds[i][2]);
}

static void a_first_line_may_be_the_outlet(void **state) {
    (void)state;
    static const char body[] = "\n\nThree ships left the harbour on Thursday, two days before they were expected to, its master said.\n";
    static const char *const heads[][3] = {
        {"LA GACETA DEL PUERTO\nSucesos\n\nTres barcos salen antes de tiempo", "La Gaceta Del Puerto", "Tres barcos salen antes de tiempo"},
        {"Agencia Valdesa de Prensa\n\nTres barcos salen antes de tiempo", "Agencia Valdesa de Prensa", "Tres barcos salen antes de tiempo"},
        {"The Bell Harbour Post\n12 March 2026\n\nFerry runs aground", "The Bell Harbour Post", "Ferry runs aground"},
        {"Three ships leave the harbour early\n\nTheir owners would not say a word", "", "Three ships leave the harbour early"},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        hs_document d = read_as(HS_KIND_TEXT, arena_print(keep, "%s%s", heads[i][0], body).data);
        assert_text(d.outlet, heads[i][1]);
        assert_text(d.title, heads[i][2]);
    }
}

// A page fetched from another site than the one that it says it belongs to.
static void pages_tell_what_they_are_based_on(void **state) {
    (void)state;
    const char *bytes =
        "<!doctype html><html><head><title>Ships</title><link rel=canonical href=\"https://echo.example/world/news/ships\">"
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Ships\",\"inLanguage\":\"en-GB\",\"author\":[{\"name\":\"Ada Brisk\"},{\"name\":\"Wim Hale\"}],"
        "\"provider\":{\"name\":\"Northern Press Agency\"},"
        "\"isBasedOn\":[\"https://star.example/a\",{\"@type\":\"Report\",\"name\":\"Harbour survey\",\"publisher\":{\"name\":\"Harbour Board\"}}]}</script></head><body>"
        "<p>Three ships left the harbour on Thursday, two days before they were expected to, its master said.</p>"
        "<p>Nobody would say why, and the owners of the cafés on the quay had not been told of it at all.</p>"
        "<p>This article was originally published in The Lowton Star on Friday.</p></body></html>";
    hs_payload payload = {.kind = HS_KIND_HTML, .path = TEXT("test"), .bytes = text_of(bytes), .url = TEXT("https://copies.example/1")};
    hs_document d;
    assert_int_equal(document_read(rules, &payload, keep, *scratch, &d, NULL), HS_OK);
    assert_text(d.url, "https://copies.example/1");
    assert_text(d.canonical, "https://echo.example/world/news/ships");
    assert_text(d.section, "world");
    assert_text(d.language, "en");
    assert_text(d.credit, "Northern Press Agency");
    assert_int_equal(d.author_count, 2);
    assert_text(d.authors[1], "Wim Hale");
    assert_int_equal(d.basis_count, 4);
    assert_text(d.bases[0].url, "https://echo.example/world/news/ships");
    assert_text(d.bases[1].url, "https://star.example/a");
    assert_text(d.bases[2].title, "Harbour survey");
    assert_text(d.bases[2].outlet, "Harbour Board");
    assert_text(d.bases[3].outlet, "The Lowton Star");
}

static void agencies_are_credited_by_lines(void **state) {
    (void)state;
    hs_document source = read_as(HS_KIND_TEXT, "Three ships left the harbour on Thursday, two days before they were expected to, its master said.\n\n"
                                               "Nobody would say why, and the owners of the cafés on the quay had not been told of it at all.\n\nSource: AFP\n");
    assert_text(source.credit, "AFP");
    hs_document date = read_as(HS_KIND_TEXT, "LOWTON (Aug. 13) - Three ships left the harbour on Thursday, two days before they were expected to, its master said.\n");
    assert_int_equal(date.credit.size, 0);
    hs_document item = read_as(HS_KIND_FEED_ITEM, "<item><title>Ships</title><category>Trade</category><source url=\"https://star.example/feed\">The Lowton Star</source>"
                                                  "<description>Three ships left.</description></item>");
    assert_text(item.section, "Trade");
    assert_int_equal(item.basis_count, 1);
    assert_text(item.bases[0].outlet, "The Lowton Star");
}

// A page that is drawn by scripts: its report is a string of theirs.
static void scripts_may_hold_the_report(void **state) {
    (void)state;
    const char *bytes = "<!doctype html><title>Ships</title><body><div id=app></div><script>window.state={\"menu\":\"Home News Sport\",\"body\":\"\\u003cp class=\\\"x\\\">"
                        "Three ships left the harbour on Thursday, two days before they were expected to, its master said.\\u003c/p>\\u003cp>"
                        "Nobody would say why, and the owners of the caf&eacute;s on the quay had not been told of it at all.\\u003c/p>\\u003cp>"
                        "The \\u201cowners\\u201d were not there.\\u003c/p>\"}</script></body>";
    hs_document d = read_as(HS_KIND_HTML, bytes);
    assert_int_equal(d.block_count, 3);
    assert_text(text_span(d.text, d.blocks[2].span), "The “owners” were not there.");
    assert_text(source_of(&d, bytes, "“owners”"), "\\u201cowners\\u201d");
    assert_text(source_of(&d, bytes, "cafés"), "caf&eacute;s");
    hs_document named = read_as(HS_KIND_HTML, "<title>Ships</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\""
                                              "Three ships left the harbour on Thursday, two days before they were expected to, its master said. Nobody would say why, and the owners "
                                              "of the boats on the quay had not been told of it at all, they say.\"}</script>");
    assert_true(text_starts(named.text, TEXT("Three ships left")));
    hs_document broken = read_as(HS_KIND_HTML, "<title>Ships</title><p>Short notice</p><script>x=\"<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                               "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\u0\"");
    assert_text(broken.text, "Short notice");
}

static void records_are_taken_whole(void **state) {
    (void)state;
    const char *bytes = "{\"id\":\"r-7\",\"outlet\":\"Echo\",\"title\":\"T\",\"published\":\"2025-03-20T18:05:00+01:00\",\"text\":\"Share\\n\\nCaf\\u00e9 owners said \\\"no\\\". Itâ€™s over.\"}";
    hs_document d = read_as(HS_KIND_JSON, bytes);
    assert_text(d.id, "r-7");
    assert_text(d.text, "Share\n\nCafé owners said \"no\". It’s over.");
    assert_date(&d.published, 2025, 3, 20, "record");
    assert_text(source_of(&d, bytes, "Café"), "Caf\\u00e9");
    assert_text(source_of(&d, bytes, "It’s"), "Itâ€™s");
    assert_int_equal(d.block_count, 2);
}

static void items_undo_markup_twice(void **state) {
    (void)state;
    const char *bytes = "<item><title>Ships &amp;amp; tides</title><link>https://echo.example/1</link><dc:creator>Ada Brisk</dc:creator>"
                        "<pubDate>Thu, 20 Mar 2025 18:05:00 +0100</pubDate>"
                        "<description>&lt;p&gt;Caf&amp;eacute; owners&lt;/p&gt;&lt;p&gt;Crews&lt;/p&gt;</description></item>";
    hs_document d = read_as(HS_KIND_FEED_ITEM, bytes);
    assert_text(d.title, "Ships & tides");
    assert_text(d.url, "https://echo.example/1");
    assert_text(d.byline, "Ada Brisk");
    assert_text(d.text, "Café owners\n\nCrews");
    assert_date(&d.published, 2025, 3, 20, "feed");
    assert_text(source_of(&d, bytes, "Café"), "Caf&amp;eacute;");
}

static void ids_follow_url_and_bytes(void **state) {
    (void)state;
    hs_document a = read_as(HS_KIND_TEXT, "One line of text.\n"), b = read_as(HS_KIND_TEXT, "One line of text.\n"), c = read_as(HS_KIND_TEXT, "Two lines of text.\n");
    assert_int_equal(a.id.size, 16);
    assert_true(text_equal(a.id, b.id));
    assert_false(text_equal(a.id, c.id));
}

static void dates_are_read_in_many_shapes(void **state) {
    (void)state;
    static const struct { const char *text; int year, month, day, hour, minute, zone; } cases[] = {
        {"2025-03-20T18:05:00+01:00", 2025, 3, 20, 18, 5, 60}, {"2025-03-20 18:05:09.123Z", 2025, 3, 20, 18, 5, 0},
        {"Thu, 20 Mar 2025 18:05:00 -0530", 2025, 3, 20, 18, 5, -330}, {"20250320", 2025, 3, 20, -1, 0, 0},
        {"March 20, 2025 at 6:05 pm EST", 2025, 3, 20, 18, 5, -300}, {"Thursday 20 March 2025, 8.30 pm", 2025, 3, 20, 20, 30, 0},
        {"20. März 2025, 18:05 Uhr", 2025, 3, 20, 18, 5, 0}, {"20 de marzo de 2025", 2025, 3, 20, -1, 0, 0},
        {"20/03/2025 17h31", 2025, 3, 20, 17, 31, 0}, {"3/20/2025", 2025, 3, 20, -1, 0, 0}, {"20.03.25", 2025, 3, 20, -1, 0, 0},
        {"2025年3月20日", 2025, 3, 20, -1, 0, 0}, {"Sept. 4th, 2025", 2025, 9, 4, -1, 0, 0}, {"4 SEPTEMBER 2025", 2025, 9, 4, -1, 0, 0},
        {"March 2025", 2025, 3, 0, -1, 0, 0}, {"2025-03", 2025, 3, 0, -1, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        found_date found;
        if (!dates_find(rules, text_of(cases[i].text), 0, false, &found)) fail_msg("no date in %s", cases[i].text);
        bool right = found.date.year == cases[i].year && found.date.month == cases[i].month && found.date.day == cases[i].day &&
                     found.date.has_time == (cases[i].hour >= 0) && (cases[i].hour < 0 || (found.date.hour == cases[i].hour && found.date.minute == cases[i].minute)) &&
                     found.date.zone_minutes == cases[i].zone;
        if (!right) fail_msg("%s gave %d-%d-%d %d:%d %d", cases[i].text, found.date.year, found.date.month, found.date.day, found.date.hour, found.date.minute, found.date.zone_minutes);
    }
    static const char *const none[] = {"30/02/2025", "12.5.3", "call 555-2025", "May be 12 of 20", "in 2025"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        found_date found;
        if (dates_find(rules, text_of(none[i]), 0, false, &found)) fail_msg("a date in %s", none[i]);
    }
}

static void labels_and_urls_tell_dates_apart(void **state) {
    (void)state;
    found_date found;
    hs_date date;
    hs_text line = TEXT("Published: 12/12/2025 17:31 Last updated: 13/12/2025");
    assert_true(dates_find(rules, line, 0, false, &found) && found.label == DATE_PUBLISHED && found.date.day == 12);
    assert_true(dates_find(rules, line, found.where.end, false, &found) && found.label == DATE_UPDATED && found.date.day == 13);
    assert_true(dates_in_url(TEXT("https://echo.example/2025/03/20/ships"), &date) && date.day == 20);
    assert_true(dates_in_url(TEXT("https://echo.example/2025/03/ships"), &date) && date.precision == HS_DATE_MONTH);
    assert_false(dates_in_url(TEXT("https://echo.example/20250/ships-1234"), &date));
}

static hs_text repaired(const char *text) {
    hs_map map = map_identity(keep, (uint32_t)strlen(text), 0);
    return repair_text(repair_open(keep), (mapped){text_of(text), map}, keep).text;
}

static void only_certain_garbling_is_repaired(void **state) {
    (void)state;
    assert_text(repaired("Itâ€™s dÃ©jÃ\xC2\xA0 vu"), "It’s déjà vu");
    assert_text(repaired("bell đź””"), "bell 🔔");
    static const char *const clean[] = {"São Paulo", "ÅNGSTRÖM", "naïve café – “so”", "Übergrößenträger", "L’Haÿ-les-Roses", "€ 5 £ 3", "PÂTÉ", "Привет, мир", "日本語"};
    for (size_t i = 0; i < sizeof clean / sizeof *clean; i++) assert_text(repaired(clean[i]), clean[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crawled_text_loses_its_masthead), cmocka_unit_test(months_ago_give_a_month), cmocka_unit_test(titles_lose_a_glued_outlet),
        cmocka_unit_test(plain_text_loses_what_surrounds_it), cmocka_unit_test(short_sentences_are_kept), cmocka_unit_test(labelled_lines_are_the_masthead),
        cmocka_unit_test(shouted_names_are_said_quietly), cmocka_unit_test(datelines_tell_dates),
        cmocka_unit_test(text_without_clues_has_no_outlet), cmocka_unit_test(pages_give_their_report),
        cmocka_unit_test(pages_tell_what_they_are_based_on), cmocka_unit_test(agencies_are_credited_by_lines),
        cmocka_unit_test(decks_are_headings), cmocka_unit_test(records_of_crawlers_are_read), cmocka_unit_test(feeds_of_a_section_are_their_outlet_s),
        cmocka_unit_test(a_first_line_may_be_the_outlet), cmocka_unit_test(scripts_may_hold_the_report),
        cmocka_unit_test(records_are_taken_whole), cmocka_unit_test(items_undo_markup_twice),
        cmocka_unit_test(ids_follow_url_and_bytes), cmocka_unit_test(dates_are_read_in_many_shapes),
        cmocka_unit_test(labels_and_urls_tell_dates_apart), cmocka_unit_test(only_certain_garbling_is_repaired),
    };
    return cmocka_run_group_tests(tests, open_all, close_arenas);
}
