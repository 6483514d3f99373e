// robots.txt: groups, the longest rule, wildcards, escapes (RFC 9309).
#include "testing.h"

#include "bytes/robots.h"

static hs_arena *arena;

static void expect(const char *text, const char *path, bool allowed) {
    hs_arena scratch = arena_split(arena);
    const robots *r = robots_read(text_of(text), TEXT("hearsay"), arena);
    if (robots_allow(r, text_of(path), scratch) != allowed) fail_msg("%s: %s should %sbe allowed", text, path, allowed ? "" : "not ");
    arena_join(arena);
}

static void groups(void **state) {
    (void)state;
    static const char two[] = "User-agent: *\nDisallow: /\n\nUser-agent: Hearsay/2.0\nUser-agent: other\nDisallow: /private # not this\n";
    expect(two, "/news", true);
    expect(two, "/private/a", false);
    expect("User-agent: other\nDisallow: /\n", "/news", true);
    expect("User-agent: *\nDisallow: /news\n", "/news/a", false);
    expect("User-agent: *\nDisallow:\n", "/news", true);
    expect("Disallow: /\n", "/news", true); // of no group
    // several groups of one program are one group
    expect("user-agent: hearsay\ndisallow: /a\nuser-agent: x\ndisallow: /\nuser-agent: hearsay\ndisallow: /b\n", "/b", false);
    expect("user-agent: hearsay\ndisallow: /a\nuser-agent: x\ndisallow: /\nuser-agent: hearsay\ndisallow: /b\n", "/a", false);
    expect("\xEF\xBB\xBFUser-agent: *\r\nDisallow: /a\r\n", "/a", false);
    expect("User-agent: hearsays\nDisallow: /\n", "/a", true);
    expect("\x00\xFF<html>nothing: here</html>", "/a", true);
}

static void longest_rule(void **state) {
    (void)state;
    static const char rules[] = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /news/open/not$\n";
    expect(rules, "/news/a", false);
    expect(rules, "/news/open/a", true);
    expect(rules, "/news/open/not", false);
    expect(rules, "/news/open/not/so", true);
    expect("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true); // of one length: allowed
    expect("User-agent: *\nDisallow: /*?print=\n", "/a/b?print=1", false);
    expect("User-agent: *\nDisallow: /*?print=\n", "/a/b?page=1", true);
    expect("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", true);
    expect("User-agent: *\nDisallow: /*a*b*c$\n", "/xaybzbc", false);
    expect("User-agent: *\nDisallow: /\n", "/robots.txt", true);
}

static void escapes(void **state) {
    (void)state;
    expect("User-agent: *\nDisallow: /a%62c\n", "/abc", false);
    expect("User-agent: *\nDisallow: /abc\n", "/%61bc", false);
    expect("User-agent: *\nDisallow: /a%2fb\n", "/a/b", true); // an escaped slash is none
    expect("User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb", false);
    expect("User-agent: *\nDisallow: /se\xC3\xB1" "al\n", "/se%c3%b1al", false);
    expect("User-agent: *\nDisallow: /100%\n", "/100%", false);
}

static void delay(void **state) {
    (void)state;
    assert_int_equal(robots_delay_s(robots_read(TEXT("User-agent: *\nCrawl-delay: 7\nDisallow: /x"), TEXT("hearsay"), arena)), 7);
    assert_int_equal(robots_delay_s(robots_read(TEXT("User-agent: *\nCrawl-delay: 86400"), TEXT("hearsay"), arena)), 60);
    assert_int_equal(robots_delay_s(NULL), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(groups), cmocka_unit_test(longest_rule), cmocka_unit_test(escapes),
                                       cmocka_unit_test(delay)};
    arena = test_arena();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    hs_arena_close(arena);
    return failed;
}
