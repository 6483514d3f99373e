// What a statement looks like to the model of factuality.
//
// In: a statement and the tree. Out: hashed features, each a template number mixed with the
// hashes of the words in it. The templates follow the literature on factuality (Saurí and
// Pustejovsky's FactBank, TruthTeller's signatures): the predicate itself, its auxiliaries,
// marks and negation, the three words above it with theirs, what those words say about a
// clause below them (factuality_words: "manage" holds, "fail" does not, "try" leaves open),
// neighbours, subject, and what the earlier passes found: stage, polarity, voices; then pairs
// of these: who does it with which auxiliaries ("we should go", "they went"), what the word
// above says with how the clause below it is made, the sentence's root and its last mark; articles, telling words of the
// whole sentence, and how the statements above and below stand.
#include "base/text.h"
#include "statements/factuality.h"
#include "statements/words.h"

enum { LEVELS_MOST = 4 };

uint32_t factuality_hash(hs_text text) {
    uint64_t hash = 1469598103934665603u; // FNV-1a over the letters, ASCII folded
    for (size_t i = 0; i < text.size; i++) hash = (hash ^ byte_lower((unsigned char)text.data[i])) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

// What the word says about the clause below it, as a number: hash of the class, 0 where it says nothing.
static uint32_t class_of(const factuality_rules *rules, const lexicon_word *lemma) {
    lexicon_rows rows = lexicon_rows_of(rules->words, lemma);
    return rows.count ? factuality_hash(lexicon_cell(rules->words, rows, 0, "class")) : 0;
}

// The field of a verb's or noun's first sense as a number, 0 where it is not told.
static uint32_t sense_of(const factuality_rules *rules, const hs_token *t, const lexicon_word *lemma) {
    const char *column = t->upos == UPOS_VERB || t->upos == UPOS_AUX ? "verb" : "noun";
    hs_text field = lexicon_cell(rules->senses, lexicon_rows_of(rules->senses, lemma), 0, column);
    return field.size ? factuality_hash(field) + t->upos : 0;
}

static uint64_t both(uint64_t a, uint64_t b) { return (a + 1) * 0x9E3779B97F4A7C15u ^ b; }

static bool is_negation(const factuality_words *words, uint32_t token) {
    const hs_token *t = tree_token(words->reading, token);
    return t->morph & MORPH_NEGATIVE || words->classes[token] == words->negation;
}

// What a word adds to the numbers of the one that it hangs on. Words are looked at in their order.
static void add_to_head(factuality_words *words, uint32_t token) {
    uint32_t head = tree_token(words->reading, token)->head;
    uint8_t relation = ud_relation_universal(tree_token(words->reading, token)->relation);
    if (head >= words->reading->parse->token_count || head == token) return;
    if (relation == REL_AUX || relation == REL_MARK || relation == REL_COP) words->frames[head] = words->frames[head] * 31 + words->forms[token];
    if (is_negation(words, token)) words->negated[head] = true;
    if (relation != REL_DET && relation != REL_CASE && relation != REL_NUMMOD) return;
    if (!words->determiners[head]) words->first_determiner[head] = words->forms[token];
    words->determiners[head] = both(words->determiners[head], words->forms[token]);
}

factuality_words factuality_words_make(const reading *r, const factuality_rules *rules, hs_arena *scratch) {
    uint32_t count = r->parse->token_count;
    factuality_words words = {.reading = r, .rules = rules, .negation = factuality_hash(TEXT("negation")), .condition = factuality_hash(TEXT("condition"))};
    words.forms = arena_new(scratch, uint32_t, count + 1), words.lemmas = arena_new(scratch, uint32_t, count + 1);
    words.classes = arena_new(scratch, uint32_t, count + 1), words.senses = arena_new(scratch, uint32_t, count + 1);
    words.frames = arena_new(scratch, uint32_t, count + 1), words.negated = arena_new(scratch, bool, count + 1);
    words.determiners = arena_new(scratch, uint64_t, count + 1), words.first_determiner = arena_new(scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const hs_token *t = &r->parse->tokens[i];
        words.forms[i] = factuality_hash(t->form);
        words.lemmas[i] = factuality_hash(t->lemma);
        words.classes[i] = class_of(rules, r->words[i].exact);
        words.senses[i] = sense_of(rules, t, r->words[i].exact);
        words.frames[i] = 17;
    }
    for (uint32_t i = 0; i < count; i++) add_to_head(&words, i);
    return words;
}

void factuality_unique(factuality_marks *marks, hs_arena scratch) {
    uint32_t kept = 0, mask = 63;
    while (mask < marks->count * 2) mask = mask * 2 + 1;
    uint32_t *slots = arena_new(&scratch, uint32_t, (size_t)mask + 1); // a kept mark + 1
    for (uint32_t i = 0; i < marks->count; i++) {
        uint32_t hash = marks->hashes[i], at = hash & mask;
        while (slots[at] && marks->hashes[slots[at] - 1] != hash) at = (at + 1) & mask;
        if (slots[at]) continue;
        marks->templates[kept] = marks->templates[i];
        marks->hashes[kept++] = hash;
        slots[at] = kept;
    }
    marks->count = kept;
}

typedef struct collector {
    const factuality_words *words;
    const reading *r;
    factuality_marks *out;
} collector;

static void add(collector *c, uint8_t template, uint64_t a, uint64_t b, uint64_t d) { factuality_add(c->out, template, a, b, d); }

static uint32_t shape(const hs_token *t) {
    const uint32_t mask = MORPH_PAST | MORPH_PRESENT | MORPH_FUTURE | MORPH_IMPERFECT | MORPH_FINITE | MORPH_INFINITIVE |
                          MORPH_GERUND | MORPH_PARTICIPLE | MORPH_SUBJUNCTIVE | MORPH_IMPERATIVE | MORPH_CONDITIONAL |
                          MORPH_PASSIVE;
    return (t->morph & mask) * 32 + t->upos;
}

static bool is_function(uint8_t relation) {
    switch (ud_relation_universal(relation)) {
    case REL_AUX: case REL_MARK: case REL_COP: case REL_ADVMOD: case REL_DET: case REL_CASE: case REL_CC: case REL_EXPL:
        return true;
    default: return false;
    }
}

static uint32_t frame_of(const factuality_words *words, uint32_t token, bool *negated) {
    *negated = words->negated[token];
    return words->frames[token];
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
            if (c->words->classes[child]) add(c, 4, relation, c->words->classes[child], 0);
        } else {
            add(c, 5, relation, c->words->lemmas[child], 0);
        }
        if (tree_is(r, child, REL_NSUBJ)) {
            subject = true;
            add(c, 6, c->words->forms[child], shape(tree_token(r, token)), 0);
            add(c, 7, t->upos, t->morph & (MORPH_FIRST | MORPH_SECOND | MORPH_THIRD | MORPH_PLURAL), shape(tree_token(r, token)));
        }
        object |= tree_is(r, child, REL_OBJ);
        if (c->words->negated[child]) add(c, 8, relation, 0, 0);
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
        uint32_t above = t->head, class = c->words->classes[above];
        bool negated;
        uint32_t frame = frame_of(c->words, above, &negated);
        if (level < LEVELS_MOST && c->words->senses[above]) {
            add(c, 32, path, c->words->senses[above], negated);
            add(c, 33, path, c->words->senses[above], shape(tree_token(r, above)));
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
        if (c->words->classes[i] == c->words->condition) add(c, 45, i < token, 0, 0);
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
    if (t->form.size > 3) add(c, 60, factuality_hash(text_slice(t->form, t->form.size - 3, t->form.size)), t->upos, 0);
    if (c->words->senses[token]) {
        add(c, 62, c->words->senses[token], how, 0);
        add(c, 63, c->words->senses[token], t->relation, negated);
        add(c, 64, c->words->senses[token], frame, 0);
    }
    if (c->words->classes[token]) add(c, 61, c->words->classes[token], negated, 0);
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
        add(c, 77, factuality_hash(inner->cue), standing, 0);
    }
    if (s->governor < c->r->statement_count) {
        const hs_statement *above = &c->r->statements[s->governor];
        uint64_t over = (uint64_t)above->stage * 2 + above->polarity;
        add(c, 78, over, standing, 0);
        if (above->token < c->r->parse->token_count) add(c, 79, over, c->words->lemmas[above->token], 0);
    }
    if (s->event.type.size) add(c, 80, factuality_hash(s->event.type), standing, 0);
    if (s->time != HS_NONE) add(c, 81, standing, 0, 0);
}

// ---------------------------------------------------------------- the clause and those above it, taken together

// The determiners, prepositions and numbers of a noun in order as a number, and in *first the first of them.
static uint64_t determiners(const factuality_words *words, uint32_t noun, uint64_t *first) {
    *first = words->first_determiner[noun];
    return words->determiners[noun];
}

// Who does it, as a number: the pronoun, or of a noun its determiner and number ("any reader", "readers"); 0 for nobody.
static uint64_t person_of(const factuality_words *words, uint32_t verb) {
    const reading *r = words->reading;
    uint32_t subject = tree_child(r, verb, REL_NSUBJ);
    if (subject == HS_NONE) return 0;
    const hs_token *t = tree_token(r, subject);
    if (t->upos == UPOS_PRON) return words->forms[subject];
    uint32_t determiner = tree_child(r, subject, REL_DET);
    return both(t->upos * 2u + (t->morph & MORPH_PLURAL ? 1 : 0), determiner == HS_NONE ? 0 : words->forms[determiner]);
}

// First letter of the last word of the sentence: '?', '!', '.' or another.
static uint32_t ending(const reading *r, uint32_t token) {
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, token)];
    hs_text last = tree_token(r, s->first + s->count - 1)->form;
    return last.size ? (unsigned char)last.data[0] : 0;
}

static void add_clause(collector *c, uint32_t token) {
    const reading *r = c->r;
    const hs_token *t = tree_token(r, token);
    uint32_t how = shape(t), end = ending(r, token), lemma = c->words->lemmas[token];
    uint64_t person = person_of(c->words, token), first;
    bool negated;
    uint32_t frame = frame_of(c->words, token, &negated), top = token;
    add(c, 90, frame, how, t->relation * 2u + negated);
    add(c, 91, person, frame, how);
    add(c, 92, person, how, end);
    add(c, 93, frame, how, end * 64u + t->relation);
    // "will go and see": the first of the coordinated ones has the auxiliary
    for (uint32_t i = 0; i < LEVELS_MOST && tree_is(r, top, REL_CONJ); i++) top = tree_token(r, top)->head;
    add(c, 94, both(person_of(c->words, top), frame_of(c->words, top, &negated)), shape(tree_token(r, top)), t->relation);
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(tree_token(r, child)->relation);
        if (relation == REL_ADVMOD) {
            add(c, 95, c->words->lemmas[child], how, 0);
            add(c, 96, c->words->lemmas[child], frame, 0);
        }
        if (relation != REL_OBJ && relation != REL_OBL && relation != REL_NSUBJ && relation != REL_XCOMP) continue;
        uint64_t all = determiners(c->words, child, &first);
        add(c, 97, tree_token(r, child)->relation, tree_token(r, child)->upos, all);
        add(c, 98, lemma, tree_token(r, child)->relation, first);
        if (relation == REL_OBJ || relation == REL_OBL) add(c, 99, relation, first, c->words->lemmas[child]);
        if (r->token_time[child] != HS_NONE) add(c, 100, c->words->lemmas[child], how, 0);
    }
}

// What one of the three words above says together with the clause; `path` are the relations up to it.
static void add_above(collector *c, uint32_t token, uint32_t above, uint64_t path, uint32_t level) {
    const hs_token *a = tree_token(c->r, above);
    bool negated, own_negated;
    uint32_t frame = frame_of(c->words, above, &negated), own = frame_of(c->words, token, &own_negated);
    uint32_t lemma = c->words->lemmas[above], class = c->words->classes[above];
    uint64_t person = person_of(c->words, above);
    add(c, 110, path, frame, both(own, shape(tree_token(c->r, token))));
    add(c, 111, path, lemma, own);
    add(c, 112, path, person, frame);
    add(c, 113, lemma, frame, level * 2u + negated);
    add(c, 114, path, both(lemma, own), a->upos == UPOS_VERB ? both(person, negated) : negated);
    if (class) {
        add(c, 115, path, both(class, negated), both(frame, own));
        add(c, 116, class, c->words->lemmas[token], 0);
        add(c, 117, both(class, negated), person, shape(a));
    }
    for (uint32_t child = tree_child(c->r, above, REL_ADVMOD); child != HS_NONE; child = tree_next(c->r, child, REL_ADVMOD))
        add(c, 118, level, c->words->lemmas[child], 0);
}

enum { ABOVE_MOST = 3, ROOT_MOST = 8 };

static void add_chain(collector *c, uint32_t token) {
    uint64_t path = 7;
    uint32_t at = token, level = 0;
    bool negated;
    for (; level < ROOT_MOST && tree_token(c->r, at)->head != HS_NONE; level++) {
        path = path * 131 + ud_relation_universal(tree_token(c->r, at)->relation);
        at = tree_token(c->r, at)->head;
        if (level < ABOVE_MOST) add_above(c, token, at, path, level);
    }
    if (!level) return;
    uint32_t frame = frame_of(c->words, at, &negated), how = shape(tree_token(c->r, at));
    add(c, 120, frame, how, both(person_of(c->words, at), level > 1));
    add(c, 121, path, frame_of(c->words, token, &negated), 0);
    add(c, 122, c->words->lemmas[at], 0, 0);
    add(c, 123, ending(c->r, token), frame, how);
}

// Where in its sentence the word stands, how it is written, and the words about it by pairs and threes.
static void add_place(collector *c, uint32_t token) {
    const hs_sentence *s = &c->r->parse->sentences[tree_sentence(c->r, token)];
    const hs_token *t = tree_token(c->r, token);
    const uint32_t *forms = c->words->forms;
    uint32_t how = shape(t), from = token - s->first, end = s->first + s->count;
    bool capital = t->form.size && byte_is_upper((unsigned char)t->form.data[0]);
    bool capitals = capital && t->form.size > 1 && byte_is_upper((unsigned char)t->form.data[1]);
    add(c, 130, forms[s->first], 0, 0);
    add(c, 131, forms[s->first], from < 3 ? from : 3, how);
    add(c, 132, ending(c->r, token), how, t->relation);
    add(c, 133, s->count / 6, t->relation, 0);
    add(c, 134, capital, capitals, from == 0);
    add(c, 135, from == 0, how, 0);
    if (from) add(c, 136, forms[token - 1], how, 0);
    if (from > 1) add(c, 137, forms[token - 2], forms[token - 1], forms[token]);
    if (token + 1 < end) add(c, 138, forms[token], forms[token + 1], 0);
    if (token + 2 < end) {
        add(c, 139, forms[token], forms[token + 2], 0);
        add(c, 46, forms[token + 1], forms[token + 2], 0);
    }
}

// ---------------------------------------------------------------- nouns, the sentence, what hangs below, how things stand

// Articles and number, its own and those of the word that it hangs on: "the attack", "attacks", "a plan to leave", "any reader who".
static void add_noun(collector *c, uint32_t token) {
    const hs_token *t = tree_token(c->r, token);
    uint64_t first, own = determiners(c->words, token, &first);
    uint32_t how = shape(t);
    add(c, 141, own, t->morph & MORPH_PLURAL, how);
    add(c, 142, first, t->relation, t->upos);
    if (t->head >= c->r->parse->token_count) return;
    const hs_token *h = tree_token(c->r, t->head);
    uint64_t all = determiners(c->words, t->head, &first);
    add(c, 143, both(first, h->morph & MORPH_PLURAL), both(t->relation, h->upos), how);
    add(c, 144, all, t->relation, h->relation);
    add(c, 145, c->words->lemmas[t->head], t->relation, how);
    if (c->words->senses[token] && c->words->senses[t->head])
        add(c, 146, c->words->senses[t->head], c->words->senses[token], t->relation);
}

static bool is_quote_mark(hs_text form) { return form.size && (form.data[0] == '"' || (unsigned char)form.data[0] == 0xE2); }

// Helpers, telling words, persons, marks and times anywhere in the sentence, before the word or behind it.
static void add_sentence(collector *c, uint32_t token, uint64_t standing) {
    const hs_sentence *s = &c->r->parse->sentences[tree_sentence(c->r, token)];
    uint32_t how = shape(tree_token(c->r, token));
    bool quoted = false;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const hs_token *w = tree_token(c->r, i);
        uint32_t class = c->words->classes[i], person = w->morph & (MORPH_FIRST | MORPH_SECOND);
        if (w->upos == UPOS_AUX) add(c, 151, c->words->lemmas[i], i < token, 0);
        if (class) add(c, 152, class, i < token, 0);
        if (class) add(c, 153, class, standing, 0);
        if (person) add(c, 154, person, how, 0);
        if (w->upos == UPOS_PUNCT) add(c, 155, c->words->forms[i], i < token, 0);
        if (w->upos == UPOS_PUNCT && i < token && is_quote_mark(w->form)) quoted = !quoted;
        if (c->r->token_time[i] != HS_NONE) add(c, 156, c->words->lemmas[i], standing, 0);
    }
    add(c, 157, quoted, how, 0);
}

// Stage and polarity of the statement that a word heads as a number, 0 where it heads none.
static uint64_t standing_of(const reading *r, uint32_t token) {
    uint32_t at = r->token_statement[token];
    return at < r->statement_count ? 1 + (uint64_t)r->statements[at].stage * 2 + r->statements[at].polarity : 0;
}

// Clauses that hang on the word ("if you call, we come") and how they stand.
static void add_below(collector *c, uint32_t token, uint64_t standing) {
    const reading *r = c->r;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        const hs_token *t = tree_token(r, child);
        uint8_t relation = ud_relation_universal(t->relation);
        if (relation != REL_ADVCL && relation != REL_CCOMP && relation != REL_XCOMP && relation != REL_CONJ && relation != REL_PARATAXIS)
            continue;
        bool negated;
        uint32_t frame = frame_of(c->words, child, &negated);
        add(c, 163, t->relation, frame, shape(tree_token(r, token)));
        add(c, 164, t->relation, frame, child < token);
        add(c, 165, t->relation, standing_of(r, child), standing);
    }
}

// How the statement stands, with its helpers, subject, voice and time, and how the words above it stand.
static void add_standing(collector *c, const hs_statement *s) {
    const reading *r = c->r;
    const hs_token *t = tree_token(r, s->token);
    const hs_link *inner = s->link_count ? &s->links[s->link_count - 1] : NULL;
    uint64_t standing = standing_of(r, s->token), person = person_of(c->words, s->token), path = 7;
    bool negated;
    uint32_t frame = frame_of(c->words, s->token, &negated), at = s->token, level = 0, how = shape(t);
    add(c, 171, standing, person, frame);
    add(c, 172, standing, t->relation, how);
    add(c, 173, standing, inner ? inner->kind * 8u + inner->manner + 1 : 0, t->relation);
    add(c, 174, standing, frame, how);
    if (c->words->senses[s->token]) add(c, 175, standing, c->words->senses[s->token], 0);
    if (s->time < r->time_count) add(c, 176, r->times[s->time].type, standing, frame);
    add(c, 177, s->generic, frame, person);
    for (; level < ROOT_MOST && tree_token(r, at)->head != HS_NONE; level++) {
        path = path * 131 + ud_relation_universal(tree_token(r, at)->relation);
        at = tree_token(r, at)->head;
        uint64_t over = standing_of(r, at);
        if (over && level < ABOVE_MOST) add(c, 178, over, standing, level);
        if (over && level < ABOVE_MOST) add(c, 179, over, path, frame);
    }
    add(c, 180, level, how, 0);
    add(c, 181, standing_of(r, at), standing, level > 1);
    add(c, 182, s->actor_count > 3 ? 3 : s->actor_count, s->recipient_count > 2 ? 2 : s->recipient_count, s->place_count > 0);
}

const char *factuality_group(uint8_t template) {
    static const char *const names[] = {"what hangs on it", "what hangs on it", "words above it", "words above it", "words about it",
                                        "the word itself", "the word itself", "stage and voices", "stage and voices", "its clause",
                                        "its clause", "clauses above it", "clauses above it", "its place", "its articles",
                                        "words of the sentence", "clauses below it", "stage and voices", "stage and voices"};
    return template / 10u < sizeof names / sizeof *names ? names[template / 10] : "the sentence";
}

void factuality_collect(const factuality_words *words, const hs_statement *statement, factuality_marks *out) {
    collector c = {words, words->reading, out};
    uint64_t standing = 1 + (uint64_t)statement->stage * 2 + statement->polarity;
    out->count = 0;
    add_own(&c, statement->token);
    add_children(&c, statement->token);
    add_path(&c, statement->token);
    add_passes(&c, statement);
    add_neighbours(&c, statement->token);
    add_clause(&c, statement->token);
    add_chain(&c, statement->token);
    add_place(&c, statement->token);
    add_noun(&c, statement->token);
    add_sentence(&c, statement->token, standing);
    add_below(&c, statement->token, standing);
    add_standing(&c, statement);
}
