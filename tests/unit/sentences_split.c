// Pieces, sentence ends and multiword tokens, with and without a model.
#include "testing.h"

#include "base/file.h"
#include "base/ud.h"
#include "sentences/sentences.h"

typedef struct loaded {
    hs_arena *arena, *scratch;
    const model *english, *spanish;
} loaded;

static const model *load_model(hs_arena *arena, const char *language) {
    const char *build = getenv("HEARSAY_BUILD");
    const model *known = NULL;
    hs_error error = {0};
    hs_text path = arena_print(arena, "%s/data/%s.model", build ? build : "build/release", language), bytes;
    if (file_map(path.data, &bytes, &error) != HS_OK || model_open(bytes, path, arena, &known, &error) != HS_OK)
        fprintf(stderr, "%s: %s\n", error.path, error.reason);
    return known;
}

static int load(void **state) {
    static loaded all;
    all = (loaded){.arena = test_arena(), .scratch = test_arena()};
    all.english = load_model(all.arena, "en");
    all.spanish = load_model(all.arena, "es");
    *state = &all;
    return all.english && all.spanish ? 0 : -1;
}

// Words parted by blanks, sentences by " | ".
static hs_text words_of(loaded *with, const model *known, const char *text) {
    hs_parse parse;
    hs_error error;
    char all[4096] = "";
    size_t size = 0;
    assert_int_equal(sentences_read(known, text_of(text), NULL, 0, with->arena, *with->scratch, &parse, &error), HS_OK);
    for (uint32_t s = 0; s < parse.sentence_count; s++)
        for (uint32_t i = 0; i < parse.sentences[s].count; i++) {
            hs_text form = parse.tokens[parse.sentences[s].first + i].form;
            size += (size_t)snprintf(all + size, sizeof all - size, "%s%.*s", i ? " " : s ? " | " : "", TEXT_ARGS(form));
        }
    return arena_text(with->arena, (hs_text){all, size});
}

static void rules_cut_and_join(void **state) {
    static const char *const cases[][2] = {
        {"He paid (\"$4.2\") on 11/28/2031, at 4:30.", "He paid ( \" $ 4.2 \" ) on 11/28/2031 , at 4:30 ."},
        {"Ms Harlow, J. Harlow and U.S. troops left. They won!", "Ms Harlow , J. Harlow and U.S. troops left . | They won !"},
        {"“Where to?” he asked.", "“ Where to ? ” he asked ."},
        {"“We left.” The others stayed.", "“ We left . ” | The others stayed ."},
        {"See https://example.org/a(b)?c=1. Write to a.b@example.org!", "See https://example.org/a(b)?c=1 . | Write to a.b@example.org !"},
        {"A well-known 20th-century F-35 -- 50%...", "A well - known 20th - century F - 35 -- 50 % ..."},
        {"end.Then AT&T asp.net", "end . Then AT&T asp.net"},
        {"One\n\nTwo", "One | Two"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_text(words_of(*state, NULL, cases[i][0]), cases[i][1]);
}

static void model_cuts_and_ends(void **state) {
    loaded *with = *state;
    static const char *const cases[][2] = {
        {"They don't know the mayor's plan, but we cannot wait.", "They do n't know the mayor 's plan , but we can not wait ."},
        {"Gen. Harlow said on Sept. 2 that the U.S. had a $4.2bn plan.", "Gen. Harlow said on Sept. 2 that the U.S. had a $ 4.2 bn plan ."},
        {"“We will stay,” he said. “It’s over.” The crowd left.", "“ We will stay , ” he said . | “ It ’s over . ” | The crowd left ."},
        {"You’ve seen what they’re like; we’ll know if I’d go.", "You ’ve seen what they ’re like ; we ’ll know if I ’d go ."},
        {"Lets begin. It lets him go, so lets wait.", "Let s begin . | It lets him go , so let s wait ."},
        {"Officials shared (#OpenTheGates) with @harrow as plan #4, a #.", "Officials shared ( #OpenTheGates ) with @harrow as plan # 4 , a # ."},
        {"The anti-ship missiles, e-mailed Acme Inc. on Monday, failed at 10am.", "The anti-ship missiles , e-mailed Acme Inc. on Monday , failed at 10 am ."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_text(words_of(with, with->english, cases[i][0]), cases[i][1]);
}

// What weights learned from a treebank of the web do not overrule.
static void news_ends_where_it_should(void **state) {
    loaded *with = *state;
    static const char *const english[][2] = {
        {"The talks moved to the U.S. The envoy left at 5 p.m. He flew home.", "The talks moved to the U.S . | The envoy left at 5 p.m . | He flew home ."},
        {"The blast at 3:30 a.m. killed twelve.", "The blast at 3:30 a.m. killed twelve ."},
        {"J. R. Brennor met Gen. T. Harlow Jr. in Norvia.", "J. R. Brennor met Gen. T. Harlow Jr. in Norvia ."},
        {"\"Is it over?\" she asked. \"Not yet!\"", "\" Is it over ? \" she asked . | \" Not yet ! \""},
        {"They said: \"We are ready.\" The room fell silent.", "They said : \" We are ready . \" | The room fell silent ."},
        {"Who cares?! Stop!!", "Who cares ?! | Stop !!"},
        {"The ministry said.The army denied it.", "The ministry said . | The army denied it ."},
        {"He holds a Ph.D. in law.", "He holds a Ph.D. in law ."},
        {"He said ... nothing.", "He said ... nothing ."},
        {"Yahoo! shares fell by 4 a.m. Tuesday. Crews ran node.js there.",
         "Yahoo! shares fell by 4 a.m. Tuesday . | Crews ran node.js there ."},
    };
    static const char *const spanish[][2] = {
        {"EE. UU. no respondió. El Sr. Brennor llegó a las 5 p.m. La Sra. Calvane salió.",
         "EE. UU. no respondió . | El Sr. Brennor llegó a las 5 p.m . | La Sra. Calvane salió ."},
        {"¿Quién lo sabe? ¡Nadie! «Es tarde.» Y se fue.", "¿ Quién lo sabe ? | ¡ Nadie ! | « Es tarde . » | Y se fue ."},
        {"Quiero decírselo del coche al tren.", "Quiero decir se lo de el coche a el tren ."},
        {"Dámelo. Cuéntenselo. Vámonos.", "Da me lo . | Cuenten se lo . | Vamos nos ."},
        {"Los coroneles pidieron que regrese la concejala.", "Los coroneles pidieron que regrese la concejala ."},
    };
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) assert_text(words_of(with, with->english, english[i][0]), english[i][1]);
    for (size_t i = 0; i < sizeof spanish / sizeof *spanish; i++) assert_text(words_of(with, with->spanish, spanish[i][0]), spanish[i][1]);
}

// A word is read alike with either apostrophe, and function words are known ones.
static void words_are_what_they_look_like(void **state) {
    loaded *with = *state;
    static const char *const texts[2] = {"They don't say why it's shut; Harlow's crew couldn't.", "They don’t say why it’s shut; Harlow’s crew couldn’t."};
    hs_parse parse[2], spanish;
    hs_error error;
    for (int i = 0; i < 2; i++) assert_int_equal(sentences_read(with->english, text_of(texts[i]), NULL, 0, with->arena, *with->scratch, &parse[i], &error), HS_OK);
    assert_int_equal(parse[0].token_count, parse[1].token_count);
    for (uint32_t i = 0; i < parse[0].token_count; i++) {
        const hs_token *a = &parse[0].tokens[i], *b = &parse[1].tokens[i];
        assert_true(a->upos == b->upos && a->features == b->features && a->head == b->head && a->relation == b->relation && text_equal(a->lemma, b->lemma));
    }
    assert_text(parse[1].tokens[2].lemma, "not");
    assert_int_equal(sentences_read(with->spanish, TEXT("El gobierno estudia imponer una tasa."), NULL, 0, with->arena, *with->scratch, &spanish, &error), HS_OK);
    assert_int_equal(spanish.tokens[2].upos, UPOS_VERB);
    assert_text(spanish.tokens[2].lemma, "estudiar");
}

static void multiword_tokens_share_a_span(void **state) {
    loaded *with = *state;
    hs_parse parse;
    hs_error error;
    assert_int_equal(sentences_read(with->english, TEXT("We don't."), NULL, 0, with->arena, *with->scratch, &parse, &error), HS_OK);
    assert_int_equal(parse.token_count, 4);
    const hs_token *t = parse.tokens;
    assert_true(t[1].multiword_first && !t[1].multiword_rest && t[2].multiword_rest && !t[2].multiword_first);
    assert_true(t[1].span.start == 3 && t[1].span.end == 8 && t[2].span.start == 3 && t[2].span.end == 8);
    assert_true(t[0].space_after && !t[2].space_after);
    assert_text(t[2].lemma, "not");
}

// Strong pasts and changing stems, most of which no treebank of this size shows.
static void verbs_have_their_lemma(void **state) {
    loaded *with = *state;
    static const struct {
        const char *text;
        uint32_t token;
        const char *lemma;
    } cases[] = {{"Los vecinos dijeron que la presa cedió.", 2, "decir"}, {"Ellos trajeron agua.", 1, "traer"},
                 {"Los vecinos huyeron al monte.", 2, "huir"},           {"Los guardias sintieron miedo.", 2, "sentir"},
                 {"Los soldados condujeron hasta la frontera.", 2, "conducir"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hs_parse parse;
        hs_error error;
        assert_int_equal(sentences_read(with->spanish, text_of(cases[i].text), NULL, 0, with->arena, *with->scratch, &parse, &error), HS_OK);
        assert_text(parse.tokens[cases[i].token].lemma, cases[i].lemma);
    }
}

// A capital within a sentence makes a name of a word that no vocabulary has, but not of one that it has.
static void unknown_capitals_are_names(void **state) {
    loaded *with = *state;
    hs_parse parse;
    hs_error error;
    hs_text text = TEXT("The army attacked the port of Varrow on Sunday, and the port of Vellumbrash too.");
    assert_int_equal(sentences_read(with->english, text, NULL, 0, with->arena, *with->scratch, &parse, &error), HS_OK);
    assert_int_equal(parse.tokens[6].upos, UPOS_PROPN);
    assert_int_equal(parse.tokens[14].upos, UPOS_PROPN);
    assert_int_equal(parse.tokens[1].upos, UPOS_NOUN);
}

static void tree_tells_who_did_what(void **state) {
    loaded *with = *state;
    hs_parse parse;
    hs_error error;
    hs_text text = TEXT("The minister said that the bridge was destroyed by rebels.");
    assert_int_equal(sentences_read(with->english, text, NULL, 0, with->arena, *with->scratch, &parse, &error), HS_OK);
    const hs_token *t = parse.tokens;
    assert_int_equal(parse.sentences[0].root, 2);
    assert_int_equal(t[1].head, 2);
    assert_int_equal(t[7].head, 2); // destroyed, a ccomp
    assert_int_equal(t[5].head, 7); // bridge, its passive subject
    assert_int_equal(t[9].head, 7); // rebels
    assert_text(t[7].lemma, "destroy");
}

static void checks_every_byte(loaded *with, hs_text text) {
    hs_parse parse;
    hs_error error;
    assert_int_equal(sentences_read(with->english, text, NULL, 0, with->arena, *with->scratch, &parse, &error), HS_OK);
    uint32_t last = 0;
    for (uint32_t s = 0; s < parse.sentence_count; s++) {
        const hs_sentence *sentence = &parse.sentences[s];
        assert_true(sentence->count > 0 && sentence->root >= sentence->first && sentence->root < sentence->first + sentence->count);
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const hs_token *token = &parse.tokens[i];
            if (!token->multiword_rest) {
                for (uint32_t b = last; b < token->span.start; b++) {
                    uint32_t size, code = utf8_decode(text, b, &size);
                    if (!code_is_space(code) && ((unsigned char)text.data[b] & 0xC0) != 0x80) fail_msg("byte %u is in no token", b);
                }
                assert_true(token->span.start >= last && token->span.end > token->span.start);
                last = token->span.end;
            }
            uint32_t steps = 0, at = i;
            for (; parse.tokens[at].head != HS_NONE && steps <= sentence->count; steps++) at = parse.tokens[at].head;
            assert_int_equal(at, sentence->root);
        }
    }
}

static void any_bytes_are_read(void **state) {
    loaded *with = *state;
    uint64_t seed = 7;
    static char bytes[6000];
    static const char *const bits[] = {" ", "\n\n", ".", "\"", "'s", "\xE2\x80\x9D", "-", "a", "Zed", "9", "@b.c", "http://x", "\xC3", "\xFF", "n't", "\xF0\x9F\x98\x80", "\t", "é", "(", "..."};
    for (int round = 0; round < 80; round++) {
        size_t size = 0;
        while (size + 16 < (size_t)(round * 20 + 20)) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *bit = bits[(seed >> 33) % (sizeof bits / sizeof *bits)];
            memcpy(bytes + size, bit, strlen(bit));
            size += strlen(bit);
        }
        checks_every_byte(with, (hs_text){bytes, size});
    }
    checks_every_byte(with, TEXT(""));
    checks_every_byte(with, TEXT(" \n\n \t"));
}

static void a_sentence_without_end_is_cut(void **state) {
    loaded *with = *state;
    size_t size = 1 << 15;
    char *bytes = malloc(size);
    for (size_t i = 0; i < size; i++) bytes[i] = i % 7 == 6 ? ' ' : 'a';
    checks_every_byte(with, (hs_text){bytes, size});
    memset(bytes, 'b', size);
    checks_every_byte(with, (hs_text){bytes, size});
    memset(bytes, '(', size);
    for (size_t i = 1; i < size; i += 2) bytes[i] = '\'';
    checks_every_byte(with, (hs_text){bytes, size});
    for (size_t i = 0; i + 5 < size; i += 6) memcpy(bytes + i, "don't ", 6);
    checks_every_byte(with, (hs_text){bytes, size / 6 * 6});
    free(bytes);
}

// A megabyte, by rules alone: what is not linear takes minutes here.
static void a_long_run_takes_linear_time(void **state) {
    loaded *with = *state;
    static const char *const runs[] = {"b", "('", "a.", "-a", "http://", "@", "1,", "\xE2\x80\x99", "a@b.", "don't "};
    char *bytes = malloc(1 << 20);
    for (size_t r = 0; r < sizeof runs / sizeof *runs; r++) {
        size_t size = r < 2 ? 1 << 20 : 1 << 17;
        hs_parse parse;
        hs_error error;
        for (size_t i = 0; i < size; i++) bytes[i] = runs[r][i % strlen(runs[r])];
        hs_arena keep = *with->arena;
        assert_int_equal(sentences_read(NULL, (hs_text){bytes, size}, NULL, 0, &keep, *with->scratch, &parse, &error), HS_OK);
        assert_true(parse.token_count > 0);
    }
    free(bytes);
}

static void blocks_end_sentences(void **state) {
    loaded *with = *state;
    hs_text text = TEXT("Storm hits coast\nThe storm came at night");
    hs_block blocks[2] = {{{0, 16}, HS_BLOCK_HEADING}, {{17, (uint32_t)text.size}, HS_BLOCK_PARAGRAPH}};
    hs_parse parse;
    hs_error error;
    assert_int_equal(sentences_read(with->english, text, blocks, 2, with->arena, *with->scratch, &parse, &error), HS_OK);
    assert_int_equal(parse.sentence_count, 2);
    assert_int_equal(parse.sentences[1].block, 1);
    assert_int_equal(parse.sentences[1].span.start, 17);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_cut_and_join), cmocka_unit_test(model_cuts_and_ends),
        cmocka_unit_test(news_ends_where_it_should), cmocka_unit_test(words_are_what_they_look_like),
        cmocka_unit_test(multiword_tokens_share_a_span),
        cmocka_unit_test(verbs_have_their_lemma), cmocka_unit_test(unknown_capitals_are_names),
        cmocka_unit_test(tree_tells_who_did_what),
        cmocka_unit_test(any_bytes_are_read), cmocka_unit_test(a_sentence_without_end_is_cut),
        cmocka_unit_test(a_long_run_takes_linear_time), cmocka_unit_test(blocks_end_sentences),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
