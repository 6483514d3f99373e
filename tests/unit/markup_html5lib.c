// The tokenizer against the html5lib tokenizer tests: a folder of *.test files of that project, named by
// HEARSAY_HTML5LIB (its `tokenizer` folder). Skipped where it is not given.
//
// Compared are names, attributes, text and comments, references undone. What an article reader does not keep is left
// out: error tokens, identifiers of document types, the difference between U+0000 and U+FFFD, end of line conversion
// and the plaintext state. The tree builder's switches of state are those of the tests.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "bytes/markup.h"

enum { LEAST_PERMILLE = 999 };

typedef struct tally {
    uint32_t passed, failed, left_out;
    bool verbose;
} tally;

static uint32_t hex_at(hs_text text, size_t at) {
    uint32_t value = 0;
    for (size_t i = at; i < at + 4; i++) {
        unsigned char c = i < text.size ? (unsigned char)text.data[i] : 0, letter = c | 32;
        if (byte_is_digit(c)) value = value * 16 + (c - '0');
        else if (letter >= 'a' && letter <= 'f') value = value * 16 + (letter - 'a' + 10u);
        else return UINT32_MAX;
    }
    return value;
}

// A string of a test: \uXXXX undone once more where `twice`, U+0000 as U+FFFD. False where it holds half a pair.
static bool string_of(const json_value *value, bool twice, hs_arena *keep, hs_text *text) {
    hs_text from = json_string(value, keep);
    char *out = arena_new(keep, char, from.size * 3 + 4);
    size_t size = 0;
    bool whole = true;
    for (size_t at = 0; at < from.size;) {
        uint32_t step, code = utf8_decode(from, at, &step);
        uint32_t escaped = twice && code == '\\' && at + 1 < from.size && from.data[at + 1] == 'u' ? hex_at(from, at + 2) : UINT32_MAX;
        if (escaped != UINT32_MAX) {
            code = escaped, step = 6;
            uint32_t low = escaped >> 10 == 0x36 && at + 7 < from.size && from.data[at + 6] == '\\' ? hex_at(from, at + 8) : 0;
            if (low >> 10 == 0x37) code = 0x10000 + ((escaped & 0x3FF) << 10) + (low & 0x3FF), step = 12;
        }
        if (code >= 0xD800 && code < 0xE000) whole = false;
        size += utf8_encode(code ? code : 0xFFFD, out + size);
        at += step;
    }
    *text = (hs_text){out, size};
    return whole;
}

// Tokens of either side as one text: "<name a=b>", "</name>", "<!--x-->", "<!doctype name>", characters.
static void add(json_writer *out, const char *kind, hs_text text) {
    out->comma = false;
    json_raw(out, text_of(kind));
    out->comma = false;
    json_raw(out, text);
}

static void add_attributes(json_writer *out, hs_text names[], hs_text values[], size_t count) {
    // in order of their names: an object of the tests has none
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && text_compare(names[k - 1], names[k]) > 0; k--) {
            hs_text name = names[k], value = values[k];
            names[k] = names[k - 1], values[k] = values[k - 1];
            names[k - 1] = name, values[k - 1] = value;
        }
    for (size_t i = 0; i < count; i++) add(out, " ", names[i]), add(out, "=", values[i]);
}

enum { MOST_ATTRIBUTES = 64 };

static bool write_expected(json_writer *out, const json_value *tokens, bool twice, hs_arena *keep) {
    bool whole = true, text_open = false;
    for (const json_value *token = tokens->first; token; token = token->next) {
        if (token->kind != JSON_ARRAY) continue;
        hs_text kind = json_string(token->first, keep), name = {0};
        const json_value *first = token->first->next;
        if (first) whole &= string_of(first, twice, keep, &name);
        bool text = text_equal(kind, TEXT("Character"));
        if (text) add(out, text_open ? "" : "\n#", name);
        else if (text_equal(kind, TEXT("Comment"))) add(out, "\n!", name);
        else if (text_equal(kind, TEXT("DOCTYPE"))) add(out, "\nD", text_lower(keep, name));
        else if (text_equal(kind, TEXT("EndTag"))) add(out, "\n/", name);
        else {
            hs_text names[MOST_ATTRIBUTES], values[MOST_ATTRIBUTES];
            size_t count = 0;
            add(out, "\n<", name);
            for (const json_value *a = first->next ? first->next->first : NULL; a && count < MOST_ATTRIBUTES; a = a->next, count++) {
                json_value key = {.kind = JSON_STRING, .raw = a->key};
                whole &= string_of(&key, twice, keep, &names[count]) & string_of(a, twice, keep, &values[count]);
            }
            add_attributes(out, names, values, count);
            const json_value *closed = first->next ? first->next->next : NULL;
            if (closed && closed->kind == JSON_TRUE) add(out, " /", (hs_text){0});
        }
        text_open = text;
    }
    return whole;
}

static void write_tag(json_writer *out, hs_text text, const markup_token *t, hs_arena *keep) {
    hs_text names[MOST_ATTRIBUTES], values[MOST_ATTRIBUTES];
    size_t count = 0;
    markup_attribute a;
    add(out, "\n<", text_lower(keep, text_slice(text, t->name, t->name_end)));
    for (uint32_t at = t->inner; count < MOST_ATTRIBUTES && markup_next_attribute(text, t, &at, &a);) {
        names[count] = text_lower(keep, text_slice(text, a.name, a.name_end));
        values[count] = markup_decode(text_slice(text, a.value, a.value_end), true, keep);
        bool again = false;
        for (size_t i = 0; i < count; i++) again |= text_equal(names[i], names[count]);
        count += !again;
    }
    add_attributes(out, names, values, count);
    if (t->self_closing) add(out, " /", (hs_text){0});
}

static hs_text doctype_name(hs_text inner, hs_arena *keep) {
    hs_text rest = text_slice(inner, 7, inner.size);
    while (rest.size && rest.data[0] != '\v' && byte_is_space((unsigned char)rest.data[0])) rest = text_slice(rest, 1, rest.size);
    size_t end = 0;
    while (end < rest.size && (rest.data[end] == '\v' || !byte_is_space((unsigned char)rest.data[end]))) end++;
    return text_lower(keep, text_slice(rest, 0, end));
}

static void write_tokens(json_writer *out, hs_text text, hs_text state, hs_text last, hs_arena *keep) {
    bool xml = false, data = text_equal(state, TEXT("Data state")), text_open = false;
    markup m = markup_begin(text, xml);
    if (!data) {
        m.raw_until = last.size ? last : TEXT("script");
        m.raw_references = text_equal(state, TEXT("RCDATA state"));
        m.raw_is_code = true;
    }
    for (markup_token t; markup_next(&m, &t);) {
        hs_text inner = text_slice(text, t.inner, t.inner_end);
        if (t.kind == MARKUP_TEXT) add(out, text_open ? "" : "\n#", t.raw ? inner : markup_decode(inner, false, keep));
        else if (t.kind == MARKUP_COMMENT) add(out, "\n!", inner);
        else if (t.kind == MARKUP_DOCTYPE) add(out, "\nD", doctype_name(inner, keep));
        else if (t.kind == MARKUP_CLOSE) add(out, "\n/", text_lower(keep, text_slice(text, t.name, t.name_end)));
        else write_tag(out, text, &t, keep);
        text_open = t.kind == MARKUP_TEXT;
        m.raw_until = (hs_text){0}; // in the tests nobody switches
    }
}

static void run_test(tally *sum, const json_value *test, hs_text state, hs_arena *keep) {
    const json_value *twice_value = json_member(test, "doubleEscaped");
    bool twice = twice_value && twice_value->kind == JSON_TRUE;
    hs_text input, last = json_string(json_member(test, "lastStartTag"), keep);
    json_writer expected = {.arena = keep}, found = {.arena = keep};
    bool whole = string_of(json_member(test, "input"), twice, keep, &input);
    whole &= write_expected(&expected, json_member(test, "output"), twice, keep);
    bool known = text_equal(state, TEXT("Data state")) || text_equal(state, TEXT("RCDATA state")) ||
                 text_equal(state, TEXT("RAWTEXT state")) || text_equal(state, TEXT("Script data state"));
    if (!known || !whole || memchr(input.data, '\r', input.size)) {
        sum->left_out++;
        return;
    }
    write_tokens(&found, input, state, last, keep);
    hs_text want = {expected.data, expected.size}, have = {found.data, found.size};
    if (text_equal(want, have)) {
        sum->passed++;
        return;
    }
    sum->failed++;
    if (sum->verbose)
        printf("%.*s, %.*s: %.*s\n  wanted %.*s\n  found %.*s\n", TEXT_ARGS(json_string(json_member(test, "description"), keep)), TEXT_ARGS(state),
               TEXT_ARGS(input), TEXT_ARGS(want), TEXT_ARGS(have));
}

static void run_file(tally *sum, const char *path, hs_arena *keep) {
    hs_text bytes;
    hs_error error;
    const json_value *root;
    if (file_map(path, &bytes, &error) != HS_OK) return;
    if (json_read(bytes, keep, &root, &error) == HS_OK) {
        const json_value *tests = json_member(root, "tests");
        for (const json_value *test = tests ? tests->first : NULL; test; test = test->next) {
            const json_value *states = json_member(test, "initialStates");
            if (!states) run_test(sum, test, TEXT("Data state"), keep);
            for (const json_value *s = states ? states->first : NULL; s; s = s->next) run_test(sum, test, json_string(s, keep), keep);
        }
    }
    file_unmap(bytes);
}

int main(int count, char **arguments) {
    const char *folder = getenv("HEARSAY_HTML5LIB");
    DIR *open = folder ? opendir(folder) : NULL;
    (void)arguments;
    if (!open) return puts("no HEARSAY_HTML5LIB"), 77;
    tally sum = {.verbose = count > 1};
    hs_arena *keep = hs_arena_open((size_t)4 << 30);
    for (struct dirent *entry; (entry = readdir(open));) {
        char path[4096];
        hs_text name = text_of(entry->d_name);
        if (!text_ends(name, TEXT(".test"))) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        tally before = sum;
        run_file(&sum, path, keep);
        printf("%-28s %u of %u, %u left out\n", entry->d_name, sum.passed - before.passed,
               sum.passed + sum.failed - before.passed - before.failed, sum.left_out - before.left_out);
        hs_arena_reset(keep);
    }
    closedir(open);
    hs_arena_close(keep);
    uint32_t all = sum.passed + sum.failed;
    printf("html5lib %u of %u, %u left out\n", sum.passed, all, sum.left_out);
    return !all || sum.passed * 1000ull < (uint64_t)all * LEAST_PERMILLE;
}
