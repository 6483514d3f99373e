// What a statement looks like to the model of factuality.
//
// In: a statement and the tree. Out: hashed features, each a template number mixed with the
// hashes of the words in it. The templates follow the literature on factuality (Saurí and
// Pustejovsky's FactBank, TruthTeller's signatures): the predicate itself, its auxiliaries,
// marks and negation, the three words above it with theirs, what those words say about a
// clause below them (factuality_words: "manage" holds, "fail" does not, "try" leaves open),
// neighbours, subject, and what the earlier passes found: stage, polarity, voices.
#include "base/text.h"
#include "statements/factuality.h"

enum { LEVELS_MOST = 4 };

static uint32_t lower_hash(hs_text text) {
    uint64_t hash = 1469598103934665603u; // FNV-1a over the letters, ASCII folded
    for (size_t i = 0; i < text.size; i++) hash = (hash ^ byte_lower((unsigned char)text.data[i])) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

factuality_words factuality_words_make(const reading *r, const factuality_rules *rules, hs_arena *scratch) {
    uint32_t count = r->parse->token_count;
    factuality_words words = {r, rules, arena_new(scratch, uint32_t, count + 1), arena_new(scratch, uint32_t, count + 1),
                              arena_new(scratch, uint64_t, ((size_t)1 << FACTUALITY_BITS) / 64)};
    for (uint32_t i = 0; i < count; i++) {
        words.forms[i] = lower_hash(r->parse->tokens[i].form);
        words.lemmas[i] = lower_hash(r->parse->tokens[i].lemma);
    }
    return words;
}

typedef struct collector {
    const factuality_words *words;
    const reading *r;
    factuality_features *out;
} collector;

static void add(collector *c, uint32_t template, uint64_t a, uint64_t b, uint64_t d) {
    if (c->out->count == FACTUALITY_FEATURES_MOST) return;
    uint64_t hash = ((uint64_t)template + 1) * 0x9E3779B97F4A7C15u;
    const uint64_t parts[3] = {a, b, d};
    for (int i = 0; i < 3; i++) {
        hash = (hash ^ (parts[i] + 0x7F4A7C15u)) * 0xBF58476D1CE4E5B9u;
        hash ^= hash >> 31;
    }
    c->out->buckets[c->out->count++] = (uint32_t)(hash >> 20) & ((1u << FACTUALITY_BITS) - 1);
}

static uint32_t shape(const hs_token *t) {
    const uint32_t mask = MORPH_PAST | MORPH_PRESENT | MORPH_FUTURE | MORPH_IMPERFECT | MORPH_FINITE | MORPH_INFINITIVE |
                          MORPH_GERUND | MORPH_PARTICIPLE | MORPH_SUBJUNCTIVE | MORPH_IMPERATIVE | MORPH_CONDITIONAL |
                          MORPH_PASSIVE;
    return (t->morph & mask) * 32 + t->upos;
}

// What the word says about the clause below it, as a number: hash of the class, 0 where it says nothing.
static uint32_t word_class(const factuality_words *words, uint32_t token) {
    hs_text lemma = tree_token(words->reading, token)->lemma;
    lexicon_rows rows = lexicon_find(words->rules->words, lemma);
    return rows.count ? lower_hash(lexicon_cell(words->rules->words, rows, 0, "class")) : 0;
}

// The field of a verb's or noun's first sense as a number, 0 where it is not told.
static uint32_t sense(const factuality_words *words, uint32_t token) {
    const hs_token *t = tree_token(words->reading, token);
    const lexicon_table *table = words->rules->senses;
    lexicon_rows rows = lexicon_find(table, t->lemma);
    hs_text field = lexicon_cell(table, rows, 0, t->upos == UPOS_VERB || t->upos == UPOS_AUX ? "verb" : "noun");
    return field.size ? lower_hash(field) + t->upos : 0;
}

static bool is_function(uint8_t relation) {
    switch (ud_relation_universal(relation)) {
    case REL_AUX: case REL_MARK: case REL_COP: case REL_ADVMOD: case REL_DET: case REL_CASE: case REL_CC: case REL_EXPL:
        return true;
    default: return false;
    }
}

static bool is_negation(const factuality_words *words, uint32_t token) {
    const hs_token *t = tree_token(words->reading, token);
    if (t->morph & MORPH_NEGATIVE) return true;
    lexicon_rows rows = lexicon_find(words->rules->words, t->lemma);
    return text_equal(lexicon_cell(words->rules->words, rows, 0, "class"), TEXT("negation"));
}

// Auxiliaries, marks and copulas of a word in order, as one number; whether a negation is among its children.
static uint32_t frame_of(const factuality_words *words, uint32_t token, bool *negated) {
    const reading *r = words->reading;
    uint32_t sequence = 17;
    *negated = false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(tree_token(r, child)->relation);
        if (relation == REL_AUX || relation == REL_MARK || relation == REL_COP) sequence = sequence * 31 + words->forms[child];
        if (is_negation(words, child)) *negated = true;
    }
    return sequence;
}

static void add_children(collector *c, uint32_t token) {
    const reading *r = c->r;
    bool subject = false, object = false, quantified = false;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        const hs_token *t = tree_token(r, child);
        uint8_t relation = t->relation;
        add(c, 1, relation, 0, 0);
        if (is_function(relation)) {
            add(c, 2, relation, c->words->lemmas[child], 0);
            add(c, 3, relation, c->words->forms[child], shape(tree_token(r, token)));
            if (word_class(c->words, child)) add(c, 4, relation, word_class(c->words, child), 0);
        } else {
            add(c, 5, relation, c->words->lemmas[child], 0);
        }
        if (tree_is(r, child, REL_NSUBJ)) {
            subject = true;
            add(c, 6, c->words->forms[child], shape(tree_token(r, token)), 0);
            add(c, 7, t->upos, t->morph & (MORPH_FIRST | MORPH_SECOND | MORPH_THIRD | MORPH_PLURAL), shape(tree_token(r, token)));
        }
        object |= tree_is(r, child, REL_OBJ);
        for (uint32_t below = r->first_child[child]; below != HS_NONE; below = r->next_sibling[below])
            if (is_negation(c->words, below)) add(c, 8, relation, 0, 0);
        quantified |= relation == REL_NUMMOD;
    }
    add(c, 9, subject, object, shape(tree_token(r, token)));
    if (quantified) add(c, 10, 0, 0, 0);
}

// The words above, nearest first: what they are, how they are negated, what they say about what is below them.
static void add_path(collector *c, uint32_t token) {
    const reading *r = c->r;
    uint64_t path = 7;
    uint32_t signs = 0;
    for (uint32_t level = 1; level <= LEVELS_MOST; level++) {
        const hs_token *t = tree_token(r, token);
        path = path * 131 + ud_relation_universal(t->relation);
        if (t->head >= r->parse->token_count) {
            add(c, 20, path, 0, 0);
            return;
        }
        uint32_t above = t->head, class = word_class(c->words, above);
        bool negated;
        uint32_t frame = frame_of(c->words, above, &negated);
        if (level < LEVELS_MOST && sense(c->words, above)) {
            add(c, 32, path, sense(c->words, above), negated);
            add(c, 33, path, sense(c->words, above), shape(tree_token(r, above)));
        }
        if (level < LEVELS_MOST) {
            add(c, 21, level, c->words->lemmas[above], 0);
            add(c, 22, path, shape(tree_token(r, above)), 0);
            add(c, 23, path, c->words->lemmas[above], 0);
            add(c, 24, path, c->words->lemmas[above], negated);
            add(c, 25, level, frame, 0);
            add(c, 26, path, frame, 0);
            if (level == 1) add(c, 27, c->words->lemmas[above], c->words->lemmas[token], path);
        }
        if (class) {
            add(c, 28, path, class, negated);
            add(c, 29, class, negated, level);
            signs = signs * 7 + class % 1009 * 2 + negated;
        }
        if (negated) add(c, 30, level, path, 0);
        token = above;
    }
    if (signs) add(c, 31, signs, 0, 0);
}

static void add_neighbours(collector *c, uint32_t token) {
    const hs_sentence *s = &c->r->parse->sentences[tree_sentence(c->r, token)];
    uint32_t end = s->first + s->count;
    for (int32_t step = -3; step <= 3; step++) {
        int64_t at = (int64_t)token + step;
        if (step && at >= s->first && at < end) add(c, 40, (uint64_t)(step + 8), c->words->forms[at], 0);
    }
    if (token > s->first) add(c, 41, c->words->forms[token - 1], c->words->forms[token], 0);
    if (token > s->first + 1) add(c, 42, c->words->forms[token - 2], c->words->forms[token - 1], 0);
    uint32_t last = end ? end - 1 : 0;
    bool question = s->count && tree_token(c->r, last)->form.size && tree_token(c->r, last)->form.data[0] == '?';
    add(c, 43, question, 0, 0);
    add(c, 44, question, shape(tree_token(c->r, token)), 0);
    for (uint32_t i = s->first; i < end; i++)
        if (word_class(c->words, i) == lower_hash(TEXT("condition"))) add(c, 45, i < token, 0, 0);
}

static void add_own(collector *c, uint32_t token) {
    const hs_token *t = tree_token(c->r, token);
    uint32_t lemma = c->words->lemmas[token], form = c->words->forms[token], how = shape(t);
    bool negated;
    uint32_t frame = frame_of(c->words, token, &negated);
    add(c, 50, lemma, 0, 0);
    add(c, 51, form, 0, 0);
    add(c, 52, how, 0, 0);
    add(c, 53, how, t->relation, 0);
    add(c, 54, t->relation, 0, 0);
    add(c, 55, lemma, how, 0);
    add(c, 56, frame, how, 0);
    add(c, 57, frame, how, negated);
    add(c, 58, negated, t->relation, 0);
    add(c, 59, negated, lemma, 0);
    if (t->form.size > 3) add(c, 60, lower_hash(text_slice(t->form, t->form.size - 3, t->form.size)), t->upos, 0);
    if (sense(c->words, token)) {
        add(c, 62, sense(c->words, token), how, 0);
        add(c, 63, sense(c->words, token), t->relation, negated);
        add(c, 64, sense(c->words, token), frame, 0);
    }
    if (word_class(c->words, token)) add(c, 61, word_class(c->words, token), negated, 0);
}

// What the earlier passes found.
static void add_passes(collector *c, const hs_statement *s) {
    uint64_t standing = (uint64_t)s->stage * 2 + s->polarity;
    add(c, 70, standing, 0, 0);
    add(c, 71, standing, s->nominal, 0);
    add(c, 72, standing, s->generic, 0);
    add(c, 73, standing, c->words->lemmas[s->token], 0);
    add(c, 74, standing, tree_token(c->r, s->token)->relation, 0);
    add(c, 75, s->link_count, 0, 0);
    if (s->link_count) {
        const hs_link *inner = &s->links[s->link_count - 1];
        add(c, 76, inner->kind, inner->manner, inner->denies);
        add(c, 77, lower_hash(inner->cue), standing, 0);
    }
    if (s->governor < c->r->statement_count) {
        const hs_statement *above = &c->r->statements[s->governor];
        uint64_t over = (uint64_t)above->stage * 2 + above->polarity;
        add(c, 78, over, standing, 0);
        if (above->token < c->r->parse->token_count) add(c, 79, over, c->words->lemmas[above->token], 0);
    }
    if (s->event.type.size) add(c, 80, lower_hash(s->event.type), standing, 0);
    if (s->time != HS_NONE) add(c, 81, standing, 0, 0);
}

// Keeps the first of each. The set is empty before and after.
static uint32_t unique(const factuality_words *words, uint32_t *buckets, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t bit = 1ull << (buckets[i] & 63);
        if (words->seen[buckets[i] >> 6] & bit) continue;
        words->seen[buckets[i] >> 6] |= bit;
        buckets[kept++] = buckets[i];
    }
    for (uint32_t i = 0; i < kept; i++) words->seen[buckets[i] >> 6] = 0;
    return kept;
}

// Words, pairs of neighbours, triples of parts of speech, and how long the sentences are.
const uint32_t *factuality_gate_words(const factuality_words *words, hs_arena *scratch, uint32_t *count) {
    const hs_parse *parse = words->reading->parse;
    const hs_token *t = parse->tokens;
    uint32_t *buckets = arena_new(scratch, uint32_t, 5 * (size_t)parse->token_count + parse->sentence_count + 1), used = 0;
    const uint32_t shift = 32 - FACTUALITY_GATE_BITS, odd = 2654435761u;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        uint32_t kind = t[i].upos * 8u + (t[i].morph & MORPH_FIRST ? 1 : t[i].morph & MORPH_SECOND ? 2 : t[i].morph & MORPH_PAST ? 3 : 0);
        buckets[used++] = words->forms[i] * odd >> shift;
        buckets[used++] = ((uint32_t)t[i].relation * 977 + kind + 5) * odd >> shift;
        if (!i) continue;
        uint32_t before = t[i - 1].upos * 8u;
        buckets[used++] = (words->forms[i - 1] * 31 + words->forms[i]) * odd >> shift;
        buckets[used++] = (before * 1031 + kind + 100003) * odd >> shift;
        if (i > 1) buckets[used++] = ((t[i - 2].upos * 257u + before) * 1031 + kind + 300007) * odd >> shift;
    }
    for (uint32_t i = 0; i < parse->sentence_count; i++)
        buckets[used++] = (parse->sentences[i].count / 5 + 7) * odd >> shift;
    *count = unique(words, buckets, used);
    return buckets;
}

void factuality_collect(const factuality_words *words, const hs_statement *statement, factuality_features *out) {
    collector c = {words, words->reading, out};
    out->count = 0;
    add_own(&c, statement->token);
    add_children(&c, statement->token);
    add_path(&c, statement->token);
    add_passes(&c, statement);
    add_neighbours(&c, statement->token);
    out->count = unique(words, out->buckets, out->count);
}
