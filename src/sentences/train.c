// `hearsay train`: from treebanks to a model.
//
// In: CoNLL-U and a word list. Out: a model file. Method: tags are numbered by how often
// they occur; word lists, suffix tables and the vocabulary are counted; the network is
// trained (learn.h); all is written in one file (model.h). One thread, one order, sums in
// a fixed order: the same input gives the same bytes.
#include "sentences/train.h"

#include "base/error.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/ud.h"
#include "sentences/conllu.h"
#include "sentences/learn.h"
#include "sentences/learn_tables.h"
#include "sentences/lift.h"
#include "sentences/train_boundary.h"
#include "sentences/train_words.h"
#include "sentences/words.h"

enum { DEFAULT_EPOCHS = 14, LONGEST_SENTENCE = 200, RAREST_TAG = 2 };

// Words get a row of their own where they occur twice in treebanks or four times in plain text.
enum { WORD_IN_BANK = 2, WORD_IN_TEXT = 1, RAREST_WORD = 4 };

// Sentences of plain text that are learned from: shorter ones are headings and scraps.
enum { SHORTEST_PLAIN = 4, LONGEST_PLAIN = 80 };

typedef struct training {
    const treebank *banks;
    size_t bank_count;
    hs_parse plain;       // sentences of the plain text
    uint16_t **tags;      // [bank][token] class
    uint32_t **contexts;  // [bank][token] for lemmas, as words_lemmas makes them
    model made;
    letter_list letters;
    hs_arena *keep;
} training;

// ---------------------------------------------------------------- tags

// A column's distinct texts, numbered from the most frequent.
typedef struct name_count {
    hs_text name;
    uint32_t count;
} name_count;

static int name_order(const void *a, const void *b, const void *context) {
    (void)context;
    const name_count *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return text_compare(x->name, y->name);
}

static int text_order(const void *a, const void *b, const void *context) {
    (void)context;
    return text_compare(((const name_count *)a)->name, ((const name_count *)b)->name);
}

// Sorts `names` by frequency with doubles added up; returns how many are left.
static size_t count_names(name_count *names, size_t count, hs_arena scratch) {
    sort_items(names, count, sizeof *names, text_order, NULL, scratch);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && text_equal(names[kept - 1].name, names[i].name)) names[kept - 1].count += names[i].count;
        else names[kept++] = names[i];
    }
    sort_items(names, kept, sizeof *names, name_order, NULL, scratch);
    return kept;
}

// Treebanks that give XPOS to few words only are read as if they gave none.
static bool has_xpos(const training *of) {
    uint64_t with = 0, all = 1;
    for (size_t b = 0; b < of->bank_count; b++)
        for (uint32_t i = 0; i < of->banks[b].parse.token_count; i++) with += !text_equal(of->banks[b].xpos[i], TEXT("_")), all++;
    return with * 10 > all * 9;
}

static hs_text tag_text(const training *of, size_t bank, uint32_t i, bool xpos, hs_arena *arena) {
    hs_text upos = ud_upos_name(of->banks[bank].parse.tokens[i].upos), fine = xpos ? of->banks[bank].xpos[i] : TEXT("_");
    hs_text features = of->banks[bank].features[i];
    return arena_print(arena, "%.*s\t%.*s\t%.*s", TEXT_ARGS(upos), TEXT_ARGS(fine), TEXT_ARGS(features));
}

static uint16_t name_number(hs_text **names, uint32_t *count, hs_text name, hs_arena *keep) {
    for (uint32_t i = 0; i < *count; i++)
        if (text_equal((*names)[i], name)) return (uint16_t)i;
    (*names)[*count] = arena_text(keep, name);
    return (uint16_t)(*count)++;
}

static void make_classes(training *of, const name_count *names, size_t count) {
    tag_class *classes = arena_new(of->keep, tag_class, count);
    hs_text *xpos = arena_new(of->keep, hs_text, count + 1), *features = arena_new(of->keep, hs_text, count + 1);
    for (size_t i = 0; i < count; i++) {
        hs_text rest = names[i].name, upos = text_cut(&rest, '\t'), fine = text_cut(&rest, '\t');
        classes[i] = (tag_class){.upos = ud_upos_find(upos), .morph = ud_morph(rest)};
        classes[i].xpos = name_number(&xpos, &of->made.xpos_count, text_equal(fine, TEXT("_")) ? TEXT("") : fine, of->keep);
        classes[i].features = name_number(&features, &of->made.feature_count, text_equal(rest, TEXT("_")) ? TEXT("") : rest, of->keep);
    }
    of->made.classes = classes;
    of->made.class_count = (uint32_t)count;
    of->made.xpos = xpos;
    of->made.features = features;
}

// The class of a tag too rare for one of its own: the most frequent with the same UPOS and
// XPOS, else with the same UPOS.
static uint32_t nearest_class(const name_count *names, size_t count, hs_text tag) {
    hs_text rest = tag, upos = text_cut(&rest, '\t'), fine = text_cut(&rest, '\t');
    hs_text both = {tag.data, (size_t)(fine.data + fine.size + 1 - tag.data)}, one = {tag.data, upos.size + 1};
    for (size_t i = 0; i < count; i++)
        if (text_starts(names[i].name, both)) return (uint32_t)i;
    for (size_t i = 0; i < count; i++)
        if (text_starts(names[i].name, one)) return (uint32_t)i;
    return 0;
}

static void number_tags(training *of, hs_arena scratch) {
    size_t total = 0, kept = 0;
    for (size_t b = 0; b < of->bank_count; b++) total += of->banks[b].parse.token_count;
    name_count *names = arena_new(&scratch, name_count, total + 1);
    bool xpos = has_xpos(of);
    size_t at = 0;
    for (size_t b = 0; b < of->bank_count; b++)
        for (uint32_t i = 0; i < of->banks[b].parse.token_count; i++) names[at++] = (name_count){tag_text(of, b, i, xpos, &scratch), 1};
    size_t distinct = count_names(names, total, scratch);
    while (kept < distinct && (names[kept].count >= RAREST_TAG || kept == 0)) kept++;
    make_classes(of, names, kept);
    key_pair *pairs = arena_new(&scratch, key_pair, distinct);
    for (size_t i = 0; i < distinct; i++)
        pairs[i] = (key_pair){text_hash(names[i].name, 0), i < kept ? (uint32_t)i : nearest_class(names, kept, names[i].name)};
    key_table table = key_build(pairs, distinct, &scratch);
    for (size_t b = 0; b < of->bank_count; b++) {
        uint32_t count = of->banks[b].parse.token_count;
        of->tags[b] = arena_new(of->keep, uint16_t, count + 1);
        of->contexts[b] = arena_new(of->keep, uint32_t, count + 1);
        for (uint32_t i = 0; i < count; i++) {
            hs_arena forget = scratch;
            uint32_t class = key_find(table, text_hash(tag_text(of, b, i, xpos, &forget), 0));
            of->tags[b][i] = (uint16_t)class;
            of->contexts[b][i] = (uint32_t)of->made.classes[class].features * 32 + of->made.classes[class].upos;
        }
    }
}

// ---------------------------------------------------------------- vocabulary

static hs_text lower_form(const hs_token *token, hs_arena *arena) {
    char room[WORDS_BYTES];
    return arena_text(arena, words_lower(token->form, room));
}

// Known words from row 1 on; returns how often each form occurs, by its lower case.
static key_table make_vocabulary(training *of, hs_arena *arena) {
    size_t total = of->plain.token_count, at = 0;
    for (size_t b = 0; b < of->bank_count; b++) total += of->banks[b].parse.token_count;
    name_count *names = arena_new(arena, name_count, total + 1);
    for (size_t b = 0; b < of->bank_count; b++)
        for (uint32_t i = 0; i < of->banks[b].parse.token_count; i++)
            names[at++] = (name_count){lower_form(&of->banks[b].parse.tokens[i], arena), WORD_IN_BANK};
    for (uint32_t i = 0; i < of->plain.token_count; i++) names[at++] = (name_count){lower_form(&of->plain.tokens[i], arena), WORD_IN_TEXT};
    size_t distinct = count_names(names, total, *arena), kept = 0;
    while (kept < distinct && names[kept].count >= RAREST_WORD) kept++;
    key_pair *pairs = arena_new(arena, key_pair, distinct);
    for (size_t i = 0; i < kept; i++) pairs[i] = (key_pair){words_key(names[i].name, names[i].name.size, true, 0), (uint32_t)i + 1};
    of->made.vocabulary = key_build(pairs, kept, of->keep);
    of->made.network.vocabulary = (uint32_t)kept + 1;
    for (size_t i = 0; i < distinct; i++) pairs[i] = (key_pair){words_key(names[i].name, names[i].name.size, true, 0), names[i].count / WORD_IN_BANK};
    return key_build(pairs, distinct, arena);
}

static uint32_t word_row(key_table vocabulary, uint64_t key) {
    uint32_t row = key_find(vocabulary, key);
    return row == HS_NONE ? 0 : row;
}

static void fill_word(const training *of, const hs_token *token, bool first, key_table frequency, const model *teacher, learn_word *word) {
    char room[WORDS_BYTES];
    hs_text lower = words_lower(token->form, room);
    uint64_t key = words_key(lower, lower.size, true, 0);
    network_rows(token->form, word_row(of->made.vocabulary, key), first, of->made.network.vocabulary, word->rows);
    word->taught = teacher ? word_row(teacher->vocabulary, key) : 0;
    word->frequency = key_find(frequency, key);
}

// The parser makes no crossing arcs: it learns them lifted.
static void lift_gold(learn_word *words, uint32_t count) {
    uint16_t head[LONGEST_SENTENCE + 1] = {0};
    uint8_t relation[LONGEST_SENTENCE + 1] = {0}, lift[LONGEST_SENTENCE + 1];
    for (uint32_t i = 1; i <= count; i++) head[i] = words[i].head, relation[i] = words[i].relation;
    lift_crossing(head, relation, lift, count);
    for (uint32_t i = 1; i <= count; i++) words[i].head = head[i], words[i].lift = lift[i];
}

static void fill_gold(const training *of, size_t bank, const hs_sentence *sentence, learn_word *words) {
    for (uint32_t i = 0; i < sentence->count; i++) {
        const hs_token *token = &of->banks[bank].parse.tokens[sentence->first + i];
        words[i + 1].tag = of->tags[bank][sentence->first + i];
        words[i + 1].head = token->head == HS_NONE ? 0 : (uint16_t)(token->head - sentence->first + 1);
        words[i + 1].relation = token->relation;
    }
    lift_gold(words, sentence->count);
}

// The sentences of treebanks, then those of the plain text.
static size_t fill_sentences(const training *of, key_table frequency, const model *teacher, learn_sentence *out, hs_arena *arena) {
    size_t count = 0;
    for (size_t b = 0; b <= of->bank_count; b++) {
        bool bare = b == of->bank_count;
        const hs_parse *parse = bare ? &of->plain : &of->banks[b].parse;
        for (uint32_t s = 0; s < parse->sentence_count; s++) {
            const hs_sentence *sentence = &parse->sentences[s];
            if (bare ? sentence->count < SHORTEST_PLAIN || sentence->count > LONGEST_PLAIN : sentence->count > LONGEST_SENTENCE) continue;
            learn_word *words = arena_new(arena, learn_word, sentence->count + 1);
            for (uint32_t i = 0; i < sentence->count; i++)
                fill_word(of, &parse->tokens[sentence->first + i], i == 0, frequency, teacher, &words[i + 1]);
            if (!bare) fill_gold(of, b, sentence, words);
            out[count++] = (learn_sentence){words, sentence->count, bare ? 0 : (uint32_t)b, bare};
        }
    }
    return count;
}

typedef struct forwarded {
    train_progress *progress;
    void *context;
    uint32_t epochs;
} forwarded;

static void forward_progress(void *context, uint32_t epoch, uint32_t tags, uint32_t heads) {
    const forwarded *to = context;
    train_report report = {epoch, to->epochs, tags / 100000.0, heads / 100000.0};
    if (to->progress) to->progress(to->context, &report);
}

static void train_network(training *of, const train_options *options, hs_arena scratch, forwarded *to) {
    key_table frequency = make_vocabulary(of, &scratch);
    size_t total = of->plain.sentence_count;
    for (size_t b = 0; b < of->bank_count; b++) total += of->banks[b].parse.sentence_count;
    learn_sentence *sentences = arena_new(&scratch, learn_sentence, total + 1);
    size_t count = fill_sentences(of, frequency, options->teacher_count ? options->teachers[0] : NULL, sentences, &scratch);
    const network **teachers = arena_new(&scratch, const network *, options->teacher_count + 1);
    for (uint32_t i = 0; i < options->teacher_count; i++) teachers[i] = &options->teachers[i]->network;
    to->epochs = options->epochs ? options->epochs : DEFAULT_EPOCHS;
    learn_options learn = {.epochs = to->epochs, .rate = 0.002f, .seed = options->seed ? options->seed : 88172645463325252u,
                           .teachers = teachers, .teacher_count = options->teacher_count};
    of->made.network = learn_network(sentences, count, of->made.network.vocabulary, of->made.class_count, learn,
                                     forward_progress, to, of->keep, scratch);
}

// ---------------------------------------------------------------- all

// Teachers' scores are added up, so all must number words and tags as this treebank does.
static hs_status check_teachers(const training *of, const train_options *options, hs_error *error) {
    for (uint32_t i = 0; i < options->teacher_count; i++) {
        const model *one = options->teachers[i];
        bool fits = one->network.vocabulary == options->teachers[0]->network.vocabulary && one->class_count == of->made.class_count &&
                    memcmp(one->classes, of->made.classes, one->class_count * sizeof *one->classes) == 0;
        if (!fits) return error_set(error, HS_ERROR_FORMAT, TEXT("teacher"), i, "a teacher was trained on other treebanks");
    }
    if (options->text.size && !options->teacher_count)
        return error_set(error, HS_ERROR_INPUT, TEXT("text"), 0, "plain text teaches nothing without teachers");
    return HS_OK;
}

static hs_status read_banks(training *of, const hs_text *treebanks, const hs_text *paths, size_t count, hs_error *error) {
    treebank *banks = arena_new(of->keep, treebank, count);
    size_t words = 0;
    for (size_t i = 0; i < count; i++) {
        hs_status status = conllu_read(treebanks[i], paths[i], of->keep, &banks[i], error);
        if (status != HS_OK) return status;
        words += banks[i].parse.token_count;
    }
    if (words == 0) return error_set(error, HS_ERROR_FORMAT, count ? paths[0] : TEXT(""), 0, "there is no sentence to learn from");
    of->banks = banks;
    of->bank_count = count;
    of->tags = arena_new(of->keep, uint16_t *, count);
    of->contexts = arena_new(of->keep, uint32_t *, count);
    return HS_OK;
}

hs_status train_model(const hs_text *treebanks, const hs_text *paths, size_t count, hs_text language,
                      const train_options *options, hs_arena *keep, hs_arena scratch, hs_text *model_bytes,
                      train_progress *progress, void *context, hs_error *error) {
    training of = {.keep = keep, .made.language = language, .made.learning = true};
    hs_status status = read_banks(&of, treebanks, paths, count, error);
    if (status == HS_OK) status = train_words(of.banks, count, options->words, &of.made.words, keep, scratch, error);
    if (status != HS_OK) return status;
    of.made.boundaries = train_boundaries(of.banks, count, &of.made, keep, scratch);
    number_tags(&of, scratch);
    tables_lemmas(of.banks, count, of.contexts, options->words, &of.letters, &of.made, keep, scratch);
    tables_multiwords(of.banks, count, options->words, &of.letters, &of.made, keep, scratch);
    of.made.letters = (hs_text){of.letters.items, of.letters.count};
    status = check_teachers(&of, options, error);
    if (status == HS_OK) status = sentences_split(&of.made, options->text, NULL, 0, keep, scratch, &of.plain, error);
    if (status != HS_OK) return status;
    forwarded to = {.progress = progress, .context = context};
    train_network(&of, options, scratch, &to);
    *model_bytes = model_write(&of.made, keep);
    return HS_OK;
}
