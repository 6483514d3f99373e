// How certain it is that an event happened, as the text's own author presents it, from -3
// (certainly not) to 3 (certainly): the scale of Universal Decompositional Semantics.
//
// In: statements with stage, polarity and voices. Out: factuality_milli. Method: a small network
// (factuality_net.c) over marks of the tree and of the earlier passes (factuality_features.c) and over
// what the parser's network knows of the word and of its sentence, trained on human ratings
// (factuality_train.c), after Stanovsky et al. 2017, who add the tree's lexical signatures to a
// regression, and Rudinger et al. 2018, whose networks have one head for each way of rating. People
// rate what news tells otherwise than what other text tells, so there are two heads, and a second
// network, the gate, says of every sentence how much of news it is; a document's sentences add up.
// Sums are integers, so every machine gives the same. A language without weights has a rule from
// stage and polarity.
// What it gets wrong: irony, and the world's own knowledge ("claimed to have flown").
#include "statements/factuality.h"

#include "base/error.h"
#include "base/sort.h"
#include "base/text.h"

static uint32_t read_u32(hs_text bytes, size_t at) {
    uint32_t value;
    memcpy(&value, bytes.data + at, 4);
    return value;
}

static hs_status check_weights(hs_text bytes, hs_error *error) {
    hs_text path = TEXT("factuality weights");
    if (bytes.size < FACTUALITY_HEAD_BYTES || memcmp(bytes.data, "HSFW", 4) != 0)
        return error_set(error, HS_ERROR_FORMAT, path, 0, "no weights of factuality");
    if (read_u32(bytes, 4) != FACTUALITY_VERSION) return error_set(error, HS_ERROR_FORMAT, path, 4, "weights of another version");
    if (bytes.size != read_u32(bytes, 8))
        return error_set(error, HS_ERROR_FORMAT, path, bytes.size, "%zu bytes where %zu are needed", bytes.size, (size_t)read_u32(bytes, 8));
    uint64_t checksum;
    memcpy(&checksum, bytes.data + 16, 8);
    if (checksum != text_hash(text_slice(bytes, FACTUALITY_HEAD_BYTES, bytes.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, 16, "the checksum of the weights is wrong");
    return HS_OK;
}

static hs_status read_weights(hs_text bytes, hs_arena *keep, factuality_rules *rules, hs_error *error) {
    hs_status status = check_weights(bytes, error);
    if (status != HS_OK) return status;
    hs_text rest = text_slice(bytes, FACTUALITY_HEAD_BYTES, bytes.size);
    rules->weighs = net_open(&rest, keep, &rules->statement) && net_open(&rest, keep, &rules->gate) && !rest.size &&
                    rules->statement.input_count == FACTUALITY_INPUTS && rules->statement.head_count == 2 &&
                    rules->gate.input_count == HS_VECTOR && rules->gate.head_count == 1;
    return rules->weighs ? HS_OK : error_set(error, HS_ERROR_FORMAT, TEXT("factuality weights"), FACTUALITY_HEAD_BYTES, "networks of another shape");
}

hs_status factuality_open(const lexicon *tables, hs_text weights, hs_arena *keep, const factuality_rules **out,
                          hs_error *error) {
    factuality_rules *rules = arena_new(keep, factuality_rules, 1);
    rules->words = lexicon_find_table(tables, "factuality_words");
    rules->senses = lexicon_find_table(tables, "word_senses");
    *out = rules;
    return weights.size ? read_weights(weights, keep, rules, error) : HS_OK;
}

// Without weights: the further an event has come, the more it is a fact.
static int32_t by_stage(const hs_statement *statement) {
    static const int32_t milli[] = {
        [HS_STAGE_POSSIBLE] = 500, [HS_STAGE_CONSIDERED] = 500, [HS_STAGE_PLANNED] = 1000,
        [HS_STAGE_ORDERED] = 1500, [HS_STAGE_UNDERWAY] = 2800,  [HS_STAGE_DONE] = 3000,
    };
    int32_t value = milli[statement->stage];
    return statement->polarity == HS_NEGATED ? -value : value;
}

// ---------------------------------------------------------------- weighing

// What one document's statements are weighed with.
typedef struct scale {
    const factuality_words *words;
    const int16_t (*means)[HS_VECTOR]; // [sentence_count] what the parser knows of a sentence's words, in the mean; NULL
    factuality_marks *marks;           // of the statement or sentence at hand
    uint64_t *seen;                    // for net_read, of both networks
    int32_t *sums;                     // what the mean of sentence `summed` says to the statements' network
    uint32_t summed;
    int64_t news;                      // how much of news the document is, in thousandths
} scale;

enum { UNIT = (1 << NET_INPUT_SHIFT) / 64 }; // what one step of hs_parse.vectors is as an input: the network learned 1/64 for it

static const int16_t (*sentence_means(const hs_parse *parse, hs_arena *scratch))[HS_VECTOR] {
    if (!parse->vectors) return NULL;
    int16_t(*means)[HS_VECTOR] = arena_allocate(scratch, (size_t)parse->sentence_count + 1, sizeof *means, 8);
    for (uint32_t i = 0; i < parse->sentence_count; i++) {
        const hs_sentence *s = &parse->sentences[i];
        int32_t sums[HS_VECTOR] = {0};
        const int8_t *at = parse->vectors + (size_t)s->first * HS_VECTOR;
        for (uint32_t t = 0; t < s->count; t++, at += HS_VECTOR)
            for (uint32_t k = 0; k < HS_VECTOR; k++) sums[k] += at[k];
        for (uint32_t k = 0; s->count && k < HS_VECTOR; k++) means[i][k] = (int16_t)(sums[k] * UNIT / (int32_t)s->count);
    }
    return (const int16_t(*)[HS_VECTOR])means;
}

static const int16_t *inputs_of(const scale *s, uint32_t token, int16_t inputs[FACTUALITY_INPUTS]) {
    const reading *r = s->words->reading;
    if (!s->means) return NULL;
    const int8_t *own = r->parse->vectors + (size_t)token * HS_VECTOR;
    for (uint32_t k = 0; k < HS_VECTOR; k++) inputs[k] = (int16_t)(own[k] * UNIT);
    memcpy(inputs + HS_VECTOR, s->means[tree_sentence(r, token)], sizeof *s->means);
    return inputs;
}

// What the inputs of a statement say, in `sums`. Statements come in the order of their sentences, whose share is the same for all.
static const int32_t *add_inputs(scale *s, uint32_t token, const int16_t *inputs, int32_t sums[NET_HIDDEN_MOST]) {
    const factuality_net *net = &s->words->rules->statement;
    uint32_t sentence = tree_sentence(s->words->reading, token);
    if (!inputs) return NULL;
    if (s->summed != sentence) {
        memset(s->sums, 0, NET_HIDDEN_MOST * sizeof *sums);
        net_add_inputs(net, HS_VECTOR, HS_VECTOR, inputs + HS_VECTOR, s->sums);
        s->summed = sentence;
    }
    memcpy(sums, s->sums, NET_HIDDEN_MOST * sizeof *sums);
    net_add_inputs(net, 0, HS_VECTOR, inputs, sums);
    return sums;
}

// Of a text whose sentences tell nothing, and what a sentence that surely is of news adds.
enum { NEWS_IN_DOUBT = 200, NEWS_SURE = 800 };

// Looks at every sentence with the gate; training takes what it looks at.
static void read_news(scale *s, hs_arena scratch) {
    const reading *r = s->words->reading;
    const factuality_rules *rules = s->words->rules;
    s->news = NEWS_IN_DOUBT;
    for (uint32_t i = 0; i < r->parse->sentence_count; i++) {
        const int16_t *inputs = s->means ? s->means[i] : NULL;
        net_layer layer;
        factuality_collect_sentence(s->words, i, s->marks);
        if (rules->take) factuality_unique(s->marks, scratch), rules->take(rules->context, NULL, s->marks, inputs);
        if (!rules->weighs) continue;
        int32_t sums[NET_HIDDEN_MOST] = {0};
        if (inputs) net_add_inputs(&rules->gate, 0, HS_VECTOR, inputs, sums);
        net_read(&rules->gate, s->marks->hashes, s->marks->count, sums, s->seen, &layer);
        s->news += (int64_t)layer.out[0] * NEWS_SURE / (1 << NET_SHIFT);
    }
    s->news = s->news < 0 ? 0 : s->news > 1000 ? 1000 : s->news;
}

static int32_t mixed(const scale *s, int64_t news, int64_t other) {
    return (int32_t)((news * s->news + other * (1000 - s->news)) / (1 << NET_SHIFT));
}

// ---------------------------------------------------------------- why

enum { GROUPS = 26, GROUPS_TOLD = 3, GROUP_LEAST_MILLI = 100 };

typedef struct group {
    const char *name;
    int32_t milli;
} group;

static int heavier(const void *a, const void *b, const void *context) {
    (void)context;
    int32_t x = ((const group *)a)->milli, y = ((const group *)b)->milli;
    x = x < 0 ? -x : x, y = y < 0 ? -y : y;
    return (x < y) - (x > y);
}

// The groups of marks that moved the value most, each with what its marks add to it where the hidden layer is as it is, and how
// much of news the text was taken for: "weights: the word itself +0.812, words above it -1.950; news 0.9".
static const char *tell(const scale *s, const net_layer *layer, hs_arena *keep, hs_arena scratch) {
    group groups[GROUPS] = {{NULL, 0}};
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->marks->count; i++) {
        const char *name = factuality_group(s->marks->templates[i]);
        uint32_t at = 0;
        while (at < count && groups[at].name != name) at++;
        if (at == count) groups[count++].name = name;
        const factuality_net *net = &s->words->rules->statement;
        groups[at].milli += mixed(s, net_share(net, layer, s->marks->hashes[i], FACTUALITY_NEWS),
                                  net_share(net, layer, s->marks->hashes[i], FACTUALITY_OTHER));
    }
    sort_items(groups, count, sizeof *groups, heavier, NULL, scratch);
    hs_text out = TEXT("weights");
    for (uint32_t i = 0; i < count && i < GROUPS_TOLD; i++) {
        int32_t milli = groups[i].milli < 0 ? -groups[i].milli : groups[i].milli;
        if (milli < GROUP_LEAST_MILLI) break;
        out = arena_print(keep, "%.*s%s %s %s%d.%d", (int)out.size, out.data, i ? "," : ":", groups[i].name, groups[i].milli < 0 ? "-" : "+",
                          milli / 1000, milli / 100 % 10);
    }
    out = arena_print(keep, "%.*s; news %d.%d", (int)out.size, out.data, (int)s->news / 1000, (int)s->news / 100 % 10);
    return out.data;
}

// ---------------------------------------------------------------- the pass

static int32_t weigh(reading *r, scale *s, hs_statement *statement, hs_arena *keep, hs_arena scratch) {
    const factuality_rules *rules = s->words->rules;
    int16_t room[FACTUALITY_INPUTS];
    const int16_t *inputs = inputs_of(s, statement->token, room);
    factuality_collect(s->words, statement, s->marks);
    if (rules->take || r->explain) factuality_unique(s->marks, scratch);
    if (rules->take) rules->take(rules->context, statement, s->marks, inputs);
    if (!rules->weighs) return by_stage(statement);
    net_layer layer;
    int32_t sums[NET_HIDDEN_MOST];
    net_read(&rules->statement, s->marks->hashes, s->marks->count, add_inputs(s, statement->token, inputs, sums), s->seen, &layer);
    int32_t milli = mixed(s, layer.out[FACTUALITY_NEWS], layer.out[FACTUALITY_OTHER]);
    if (r->explain) reading_explain(r, statement, HS_ATTRIBUTE_FACTUALITY, tell(s, &layer, keep, scratch), statement->predicate, keep);
    return milli > 3000 ? 3000 : milli < -3000 ? -3000 : milli;
}

void factuality_fill(reading *r, hs_arena *keep, hs_arena scratch) {
    const factuality_rules *rules = r->knowledge->factuality;
    bool looks = rules && (rules->weighs || rules->take);
    scale s = {0};
    factuality_words words;
    if (looks) {
        words = factuality_words_make(r, rules, &scratch);
        s = (scale){&words, sentence_means(r->parse, &scratch), arena_new(&scratch, factuality_marks, 1), .summed = HS_NONE};
        size_t own = net_seen_words(&rules->statement), gate = net_seen_words(&rules->gate);
        s.seen = arena_new(&scratch, uint64_t, own > gate ? own : gate);
        s.sums = arena_new(&scratch, int32_t, NET_HIDDEN_MOST);
        read_news(&s, scratch);
    }
    for (uint32_t i = 0; i < r->statement_count; i++) {
        hs_statement *statement = &r->statements[i];
        bool weighed = looks && statement->token < r->parse->token_count;
        statement->factuality_milli = (int16_t)(weighed ? weigh(r, &s, statement, keep, scratch) : by_stage(statement));
        if (!weighed || !rules->weighs)
            reading_explain(r, statement, HS_ATTRIBUTE_FACTUALITY, "stage and polarity", statement->predicate, keep);
    }
}
