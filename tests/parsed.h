// A parsed document made by hand, for tests of what works on trees: one line a token,
// "form lemma UPOS head relation [features]", head counted from 1 in the sentence; an empty
// line ends a sentence. Needs HEARSAY_BUILD for the lexicon of the language.
#ifndef TESTS_PARSED_H
#define TESTS_PARSED_H

#include "base/file.h"
#include "base/lexicon.h"
#include "base/ud.h"
#include "statements/statements.h"
#include "testing.h"

static inline lexicon parsed_lexicon(hs_arena *keep, const char *language) {
    const char *build = getenv("HEARSAY_BUILD");
    hs_text path = arena_print(keep, "%s/data/%s.lexicon", build ? build : "build/release", language), bytes;
    hs_error error;
    lexicon out;
    if (file_map(path.data, &bytes, &error) != HS_OK || lexicon_open(bytes, path, keep, &out, &error) != HS_OK)
        fail_msg("%s: %s", error.path, error.reason);
    return out;
}

typedef struct parsed {
    hs_document document;
    hs_parse parse;
} parsed;

static inline hs_token parsed_token(hs_text line, uint32_t first, hs_arena *keep) {
    hs_token token = {.form = text_cut(&line, ' '), .space_after = true};
    uint64_t head = 0;
    token.lemma = text_cut(&line, ' ');
    token.upos = ud_upos_find(text_cut(&line, ' '));
    if (!text_to_number(text_cut(&line, ' '), &head)) fail_msg("no head");
    token.head = head ? first + (uint32_t)head - 1 : HS_NONE;
    token.relation = ud_relation_find(text_cut(&line, ' '));
    token.morph = ud_morph(line);
    (void)keep;
    return token;
}

// Tokens are parted by single blanks in the text, sentences too.
static inline parsed parsed_make(const char *lines, hs_arena *keep) {
    parsed out = {0};
    hs_token *tokens = arena_new(keep, hs_token, 512);
    hs_sentence *sentences = arena_new(keep, hs_sentence, 64);
    char *text = arena_new(keep, char, 8192);
    uint32_t size = 0, count = 0, first = 0, done = 0;
    for (hs_text rest = text_of(lines); rest.size || first < count;) {
        hs_text line = rest.size ? text_cut(&rest, '\n') : (hs_text){0};
        if (line.size) {
            hs_token token = parsed_token(line, first, keep);
            memcpy(text + size, token.form.data, token.form.size);
            token.span = (hs_span){size, size + (uint32_t)token.form.size};
            size += (uint32_t)token.form.size;
            text[size++] = ' ';
            tokens[count++] = token;
            continue;
        }
        hs_sentence *s = &sentences[done++];
        *s = (hs_sentence){{tokens[first].span.start, tokens[count - 1].span.end}, first, count - first, HS_NONE, 0};
        for (uint32_t i = first; i < count; i++)
            if (tokens[i].head == HS_NONE) s->root = i;
        first = count;
    }
    out.parse = (hs_parse){tokens, count, sentences, done, NULL};
    out.document = (hs_document){.id = TEXT("0000000000000001"), .language = TEXT("en"), .version = 1, .text = {text, size},
                                 .published = {.precision = HS_DATE_DAY, .year = 2025, .month = 9, .day = 27, .from = "text"}};
    return out;
}

// Everything that the statements room makes of it.
static inline hs_report parsed_read(const char *language, const char *lines, hs_text dictionary, hs_arena *keep) {
    hs_error error = {0};
    lexicon *words = arena_new(keep, lexicon, 1);
    *words = parsed_lexicon(keep, language);
    knowledge_files files = {.dictionary = dictionary};
    const knowledge *known;
    parsed p = parsed_make(lines, keep);
    hs_parse *parse = arena_new(keep, hs_parse, 1);
    *parse = p.parse;
    hs_report report = {.document = p.document};
    hs_arena *scratch = test_arena();
    if (knowledge_open(words, &files, text_of(language), keep, &known, &error) != HS_OK ||
        statements_read(known, &report.document, parse, true, keep, *scratch, &report, &error) != HS_OK)
        fail_msg("%s", error.reason);
    hs_arena_close(scratch);
    return report;
}

static inline const hs_statement *parsed_statement(const hs_report *report, const char *lemma) {
    for (uint32_t i = 0; i < report->statement_count; i++)
        if (text_equal(report->statements[i].lemma, text_of(lemma))) return &report->statements[i];
    fail_msg("no statement '%s'", lemma);
    return NULL;
}

#endif
