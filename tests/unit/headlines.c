// Headlines are read again in small letters, where the rest of their document or word lists write their words small. By the model
// that was built. Needs HEARSAY_BUILD.
#include "parsed.h"
#include "sentences/sentences.h"
#include "statements/headlines.h"

static hs_arena *keep, *scratch;
static lexicon words;
static const knowledge *known;

static int set_up(void **state) {
    (void)state;
    keep = test_arena(), scratch = test_arena();
    words = parsed_lexicon(keep, "en");
    const char *build = getenv("HEARSAY_BUILD");
    hs_text path = arena_print(keep, "%s/data/en.model", build ? build : "build/release"), bytes;
    hs_error error;
    knowledge_files files = {0};
    if (file_map(path.data, &bytes, &error) != HS_OK || model_open(bytes, path, keep, &files.model, &error) != HS_OK ||
        knowledge_open(&words, &files, TEXT("en"), keep, &known, &error) != HS_OK)
        fail_msg("%s: %s", error.path, error.reason);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    hs_arena_close(keep), hs_arena_close(scratch);
    return 0;
}

typedef struct line {
    hs_document document;
    hs_parse parse;
    reading r;
} line;

// The first line of a text, as it is read.
static const line *read_text(const char *text) {
    line *l = arena_new(keep, line, 1);
    hs_error error;
    l->document = (hs_document){.id = TEXT("1"), .language = TEXT("en"), .text = text_of(text)};
    if (sentences_read(known->model, l->document.text, NULL, 0, keep, *scratch, &l->parse, &error) != HS_OK) fail_msg("%s", error.reason);
    l->r = (reading){.knowledge = known, .document = &l->document, .parse = &l->parse};
    headlines_read(&l->r, keep, *scratch);
    return l;
}

static void expect_first_line(const char *text, const char *expected) {
    const line *l = read_text(text);
    const hs_sentence *s = &l->r.parse->sentences[0];
    hs_text forms = {0};
    for (uint32_t t = s->first; t < s->first + s->count; t++)
        forms = arena_print(keep, "%.*s%s%.*s", TEXT_ARGS(forms), forms.size ? " " : "", TEXT_ARGS(l->r.parse->tokens[t].form));
    assert_text(forms, expected);
}

static void test_words_are_written_as_in_the_document(void **state) {
    (void)state;
    expect_first_line("Old Pier Manager Banks Quits\n\nOn Monday the manager of the pier, Ilse Banks, quit.", "old pier manager Banks quits");
    expect_first_line("Old Pier Manager Banks Quits\n\nOn Monday the manager of the pier left, as banks do.", "old pier manager banks quits");
}

static void test_names_of_lists_stay(void **state) {
    (void)state;
    expect_first_line("Ferry Sinks Off Norway After Storm\n\nIt was late.", "ferry sinks off Norway after storm");
}

static void test_the_small_reading_has_a_verb(void **state) {
    (void)state;
    const line *l = read_text("WORKERS BURN DOWN OLD PIER\n\nIt happened at night.");
    const hs_sentence *s = &l->r.parse->sentences[0];
    assert_int_equal(l->r.parse->tokens[s->root].upos, UPOS_VERB);
    assert_text(l->r.parse->tokens[s->root].lemma, "burn");
    assert_int_equal(l->r.parse->tokens[s->root].span.start, 8); // where it stood
}

static void test_what_is_no_headline_stays(void **state) {
    (void)state;
    expect_first_line("Ilse Banks Left Port Mellan Today.\n\nIt was late.", "Ilse Banks Left Port Mellan Today ."); // a sentence
    expect_first_line("Ferry sinks near Port Mellan pier\n\nIt was late.", "Ferry sinks near Port Mellan pier");   // small already
    expect_first_line("Ferry Sinks After Storm", "Ferry Sinks After Storm");                                       // of no document
    const line *l = read_text("It was late. Ferry Sinks After Storm");
    assert_ptr_equal(l->r.parse, &l->parse); // not on a line of its own
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_written_as_in_the_document),
        cmocka_unit_test(test_names_of_lists_stay),
        cmocka_unit_test(test_the_small_reading_has_a_verb),
        cmocka_unit_test(test_what_is_no_headline_stays),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
