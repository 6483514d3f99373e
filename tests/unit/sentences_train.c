// CoNLL-U in and out, training, and model files that are not what they say.
#include "testing.h"

#include "sentences/conllu.h"
#include "sentences/train.h"

static const char bank_text[] =
    "# newdoc\n"
    "# text = Harlow didn't sleep.\n"
    "1\tHarlow\tHarlow\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\t_\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
    "4\tsleep\tsleep\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tDogs\tdog\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n"
    "2\tslept\tsleep\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No\n"
    "3\t!\t!\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n";

// The two sentences over and over, so that there is something to count.
static hs_text bank_of(hs_arena *arena, size_t times) {
    size_t size = sizeof bank_text - 1;
    char *all = arena_new(arena, char, size * times);
    for (size_t i = 0; i < times; i++) memcpy(all + i * size, bank_text, size);
    return (hs_text){all, size * times};
}

static hs_text train(hs_arena *arena, hs_arena *scratch, hs_text bank) {
    hs_text made, path = TEXT("bank.conllu");
    hs_error error;
    train_options options = {.epochs = 3};
    assert_int_equal(train_model(&bank, &path, 1, TEXT("en"), &options, arena, *scratch, &made, NULL, NULL, &error), HS_OK);
    return made;
}

// Models with two teachers and plain text besides the bank.
static hs_text train_with_teachers(hs_arena *arena, hs_arena *scratch, hs_text bank) {
    hs_text made, bytes, path = TEXT("bank.conllu");
    hs_error error;
    const model *teachers[2];
    for (uint32_t i = 0; i < 2; i++) {
        train_options alone = {.epochs = 2, .seed = 7 + i};
        assert_int_equal(train_model(&bank, &path, 1, TEXT("en"), &alone, arena, *scratch, &bytes, NULL, NULL, &error), HS_OK);
        assert_int_equal(model_open(bytes, path, arena, &teachers[i], &error), HS_OK);
    }
    train_options options = {.epochs = 3, .teachers = teachers, .teacher_count = 2, .text = TEXT("Dogs didn't sleep. Harlow slept! Cats slept.")};
    assert_int_equal(train_model(&bank, &path, 1, TEXT("en"), &options, arena, *scratch, &made, NULL, NULL, &error), HS_OK);
    // teachers of another bank number tags otherwise; plain text needs teachers
    hs_text other = TEXT("1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n2\tno\tno\tINTJ\tUH\t_\t1\tdiscourse\t_\t_\n\n");
    hs_text none;
    assert_int_equal(train_model(&other, &path, 1, TEXT("en"), &options, arena, *scratch, &none, NULL, NULL, &error), HS_ERROR_FORMAT);
    options.teacher_count = 0;
    assert_int_equal(train_model(&bank, &path, 1, TEXT("en"), &options, arena, *scratch, &none, NULL, NULL, &error), HS_ERROR_INPUT);
    return made;
}

static void reads_what_it_wrote(void **state) {
    (void)state;
    hs_arena *arena = test_arena();
    treebank bank, again;
    hs_error error;
    assert_int_equal(conllu_read(text_of(bank_text), TEXT("bank"), arena, &bank, &error), HS_OK);
    assert_text(bank.text, "Harlow didn't sleep. Dogs slept!");
    assert_int_equal(bank.parse.sentence_count, 2);
    assert_int_equal(bank.parse.tokens[2].head, 3);
    assert_int_equal(bank.parse.sentences[1].root, 6);
    hs_text written = conllu_write(NULL, bank.text, &bank.parse, arena);
    assert_int_equal(conllu_read(written, TEXT("bank"), arena, &again, &error), HS_OK);
    assert_true(text_equal(bank.text, again.text));
    for (uint32_t i = 0; i < bank.parse.token_count; i++) {
        const hs_token *a = &bank.parse.tokens[i], *b = &again.parse.tokens[i];
        assert_true(a->head == b->head && a->relation == b->relation && a->upos == b->upos && text_equal(a->lemma, b->lemma));
        assert_true(a->multiword_first == b->multiword_first && a->multiword_rest == b->multiword_rest);
    }
    hs_arena_close(arena);
}

static void refuses_lines_with_their_byte(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t byte;
    } bad[] = {{"1\ta\n", 0}, {"\n1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n3\tb\tb\tX\t_\t_\t0\troot\t_\t_\n", 24},
               {"1\ta\ta\tX\t_\t_\t9\troot\t_\t_\n\n", 23}, {"x\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 0},
               {"2-1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 0}};
    hs_arena *arena = test_arena();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        treebank bank;
        hs_error error = {0};
        assert_int_equal(conllu_read(text_of(bad[i].text), TEXT("p"), arena, &bank, &error), HS_ERROR_FORMAT);
        if (error.byte != bad[i].byte) fail_msg("case %d: byte %d, not %d", (int)i, (int)error.byte, (int)bad[i].byte);
    }
    hs_arena_close(arena);
}

static void training_gives_the_same_bytes_and_learns(void **state) {
    (void)state;
    hs_arena *arena = test_arena(), *scratch = test_arena();
    hs_text bank = bank_of(arena, 30), first = train(arena, scratch, bank), second = train(arena, scratch, bank), out;
    assert_true(text_equal(first, second));
    const model *known;
    hs_error error;
    assert_int_equal(model_open(first, TEXT("m"), arena, &known, &error), HS_OK);
    assert_text(model_language(known), "en");
    hs_parse parse;
    assert_int_equal(sentences_read(known, TEXT("Harlow didn't sleep."), NULL, 0, arena, *scratch, &parse, &error), HS_OK);
    assert_int_equal(parse.token_count, 5);
    assert_int_equal(parse.sentences[0].root, 3);
    assert_text(parse.tokens[1].lemma, "do");
    assert_text(model_xpos(known, parse.tokens[3].xpos), "VB");
    assert_int_equal(conllu_annotate(known, text_of(bank_text), TEXT("b"), arena, *scratch, &out, &error), HS_OK);
    assert_text(out, bank_text);
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

static void teachers_give_the_same_bytes_and_more_words(void **state) {
    (void)state;
    hs_arena *arena = test_arena(), *scratch = test_arena();
    hs_text bank = bank_of(arena, 30), first = train_with_teachers(arena, scratch, bank), out;
    assert_true(text_equal(first, train_with_teachers(arena, scratch, bank)));
    assert_false(text_equal(first, train(arena, scratch, bank)));
    const model *known;
    hs_error error;
    assert_int_equal(model_open(first, TEXT("m"), arena, &known, &error), HS_OK);
    assert_int_equal(conllu_annotate(known, text_of(bank_text), TEXT("b"), arena, *scratch, &out, &error), HS_OK);
    assert_text(out, bank_text);
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

// Treebanks that name the same arc otherwise: the model names it as the first one does, though
// the second has more of it.
static void the_first_treebank_sets_the_conventions(void **state) {
    (void)state;
    static const char other_text[] = "1\tDogs\tdog\tNOUN\tNNS\tNumber=Plur\t2\tobj\t_\t_\n"
                                     "2\tslept\tsleep\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No\n"
                                     "3\t!\t!\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    hs_arena *arena = test_arena(), *scratch = test_arena();
    enum { TIMES = 90 };
    size_t size = sizeof other_text - 1;
    char *others = arena_new(arena, char, size * TIMES);
    for (size_t i = 0; i < TIMES; i++) memcpy(others + i * size, other_text, size);
    hs_text banks[2] = {bank_of(arena, 30), {others, size * TIMES}}, paths[2] = {TEXT("a.conllu"), TEXT("b.conllu")}, made, out;
    hs_error error;
    train_options options = {.epochs = 8};
    const model *known;
    assert_int_equal(train_model(banks, paths, 2, TEXT("en"), &options, arena, *scratch, &made, NULL, NULL, &error), HS_OK);
    assert_int_equal(model_open(made, TEXT("m"), arena, &known, &error), HS_OK);
    assert_int_equal(conllu_annotate(known, text_of(bank_text), TEXT("b"), arena, *scratch, &out, &error), HS_OK);
    assert_text(out, bank_text);
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

static void refuses_models_that_are_not_whole(void **state) {
    (void)state;
    hs_arena *arena = test_arena(), *scratch = test_arena();
    hs_text good = train(arena, scratch, bank_of(arena, 2));
    const model *known;
    hs_error error;
    for (size_t size = 0; size < good.size; size += size < 2048 ? 203 : 999983) {
        hs_text cut = {good.data, size};
        assert_int_equal(model_open(cut, TEXT("m"), arena, &known, &error), HS_ERROR_FORMAT);
    }
    for (size_t at = 0; at < good.size; at += at < 1024 ? 41 : 777777) {
        char *copy = arena_allocate(arena, good.size, 1, 64);
        memcpy(copy, good.data, good.size);
        copy[at] ^= 0x40;
        hs_status got = model_open((hs_text){copy, good.size}, TEXT("m"), arena, &known, &error);
        // the last eight bytes of the header mean nothing
        if (at < 24 || at >= 32) assert_int_equal(got, HS_ERROR_FORMAT);
        arena->next = copy;
    }
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

static void refuses_word_lists_and_empty_banks(void **state) {
    (void)state;
    hs_arena *arena = test_arena(), *scratch = test_arena();
    hs_text made, bank = text_of(bank_text), empty = TEXT("# nothing\n"), path = TEXT("bank.conllu");
    hs_error error;
    train_options options = {.epochs = 1, .words = TEXT("word\tkind\tparts\texample\tsource\nInc\tabbrev\t\t\t\n")};
    assert_int_equal(train_model(&bank, &path, 1, TEXT("en"), &options, arena, *scratch, &made, NULL, NULL, &error), HS_ERROR_FORMAT);
    assert_int_equal(error.byte, 31);
    options.words = TEXT("");
    assert_int_equal(train_model(&empty, &path, 1, TEXT("en"), &options, arena, *scratch, &made, NULL, NULL, &error), HS_ERROR_FORMAT);
    hs_arena_close(arena);
    hs_arena_close(scratch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_wrote), cmocka_unit_test(refuses_lines_with_their_byte),
        cmocka_unit_test(training_gives_the_same_bytes_and_learns),
        cmocka_unit_test(teachers_give_the_same_bytes_and_more_words),
        cmocka_unit_test(the_first_treebank_sets_the_conventions), cmocka_unit_test(refuses_models_that_are_not_whole),
        cmocka_unit_test(refuses_word_lists_and_empty_banks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
