// Tokens of markup: their places, their attributes, their references.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "bytes/markup.h"
#include "bytes/references.h"

// Tokens as one line: "O:p T:hello C:p".
static const char *outline(const char *html, bool xml) {
    static char line[1000];
    size_t size = 0;
    hs_text text = text_of(html);
    markup m = markup_begin(text, xml);
    uint32_t end = 0;
    line[0] = 0;
    for (markup_token t; markup_next(&m, &t);) {
        bool tag = t.kind == MARKUP_OPEN || t.kind == MARKUP_CLOSE;
        hs_text shown = tag ? text_slice(text, t.name, t.name_end) : text_slice(text, t.inner, t.inner_end);
        assert_true(t.start >= end && t.end > t.start && t.end <= text.size);
        end = t.end;
        size += (size_t)snprintf(line + size, sizeof line - size, "%s%c%s:%.*s", size ? " " : "", "TOC!DI"[t.kind], t.raw ? "r" : t.self_closing ? "/" : "", TEXT_ARGS(shown));
    }
    return line;
}

static void tokens_follow_the_standard(void **state) {
    (void)state;
    assert_string_equal(outline("<p>a<b>c</b></p>", false), "O:p T:a O:b T:c C:b C:p");
    assert_string_equal(outline("1 < 2 & 3 <4", false), "T:1 < 2 & 3 <4");
    assert_string_equal(outline("<br/><img src=a/>", false), "O/:br O:img");
    assert_string_equal(outline("<a title='x>y' href=z>t</a>", false), "O:a T:t C:a");
    assert_string_equal(outline("<!doctype html><!-- a > b --><p>", false), "D:doctype html !: a > b  O:p");
    assert_string_equal(outline("<!--> a --!> b", false), "!: T: a --!> b");
    assert_string_equal(outline("<!-- a --!> b", false), "!: a  T: b");
    assert_string_equal(outline("<?php x ?>b</3>c", false), "!:?php x ? T:b !:3 T:c");
    assert_string_equal(outline("a<p class=\"never closed", false), "T:a");
}

static void raw_elements_hold_text(void **state) {
    (void)state;
    assert_string_equal(outline("<script>if (a<b) '</p>'</script>x", false), "O:script Tr:if (a<b) '</p>' C:script T:x");
    assert_string_equal(outline("<script><!-- <script> </script> --></script>x", false), "O:script Tr:<!-- <script> </script> --> C:script T:x");
    assert_string_equal(outline("<title>a <b> &amp;</title>x", false), "O:title T:a <b> &amp; C:title T:x");
    assert_string_equal(outline("<STYLE>a</Style >b", false), "O:STYLE Tr:a C:Style T:b");
    assert_string_equal(outline("<iframe>text goes on", false), "O:iframe T:text goes on");
}

static void xml_has_cdata_and_instructions(void **state) {
    (void)state;
    assert_string_equal(outline("<?xml version='1.0'?><a><![CDATA[<b>&amp;]]></a>", true), "I:xml version='1.0' O:a Tr:<b>&amp; C:a");
    assert_string_equal(outline("<!DOCTYPE x [<!ENTITY e \"]>\"> ]><x/>", true), "D:DOCTYPE x [<!ENTITY e \"]>\"> ] O/:x");
    assert_string_equal(outline("<script>a<b/></script>", true), "O:script T:a O/:b C:script");
}

static void attributes_have_places(void **state) {
    (void)state;
    hs_text text = TEXT("<a href = 'x y' checked data-q=1&2 title=\"\" =odd>");
    markup m = markup_begin(text, false);
    markup_token t;
    markup_attribute a;
    assert_true(markup_next(&m, &t));
    static const char *const wanted[][2] = {{"href", "x y"}, {"checked", ""}, {"data-q", "1&2"}, {"title", ""}, {"=odd", ""}};
    size_t count = 0;
    for (uint32_t at = t.inner; markup_next_attribute(text, &t, &at, &a); count++) {
        assert_true(count < 5);
        assert_true(text_equal(text_slice(text, a.name, a.name_end), text_of(wanted[count][0])));
        assert_true(text_equal(text_slice(text, a.value, a.value_end), text_of(wanted[count][1])));
    }
    assert_int_equal(count, 5);
    assert_true(markup_find_attribute(text, &t, TEXT("DATA-Q"), &a));
    assert_false(markup_find_attribute(text, &t, TEXT("src"), &a));
}

static void references_are_undone(void **state) {
    (void)state;
    hs_arena *arena = hs_arena_open(1 << 20);
    static const char *const cases[][2] = {
        {"a &amp; b", "a & b"}, {"caf&eacute;", "café"}, {"caf&eacute s", "café s"}, {"&notit;", "¬it;"}, {"&notin;", "∉"},
        {"&#8217;&#x2019;&#X41;", "’’A"}, {"&#150;", "–"}, {"&#0;&#xD800;&#x110000;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"&nGt;", "≫⃒"}, {"&unknown; & &; &#; &#x;", "&unknown; & &; &#; &#x;"}, {"&CounterClockwiseContourIntegral;", "∳"}, {"&amp", "&"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(text_equal(markup_decode(text_of(cases[i][0]), false, arena), text_of(cases[i][1])));
    assert_true(text_equal(markup_decode(TEXT("?a=1&copy=2&lt;"), true, arena), TEXT("?a=1&copy=2<")));
    hs_arena_close(arena);
}

static void names_are_found_at_both_ends(void **state) {
    (void)state;
    uint32_t codes[2];
    assert_true(references_find(TEXT("AElig"), codes) && codes[0] == 0xC6 && !codes[1]);
    assert_true(references_find(TEXT("zwnj;"), codes) && codes[0] == 0x200C);
    assert_false(references_find(TEXT("AEli"), codes));
    assert_false(references_find(TEXT(""), codes));
    assert_false(references_find(TEXT("zzz;"), codes));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_follow_the_standard), cmocka_unit_test(raw_elements_hold_text),
        cmocka_unit_test(xml_has_cdata_and_instructions), cmocka_unit_test(attributes_have_places),
        cmocka_unit_test(references_are_undone), cmocka_unit_test(names_are_found_at_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
