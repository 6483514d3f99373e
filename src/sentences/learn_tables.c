// Suffix tables from what a treebank shows, and the rules they lead to.
//
// Method: level by level from the empty end to eight bytes to the whole word. At each level
// words are grouped by their end; where the value that most of a group have differs from
// what the shorter ends say, and is right more often by at least two (by one for a whole
// word), the end enters the table. Rules are numbered in the order of their first use.
#include "sentences/learn_tables.h"

#include "base/sort.h"
#include "base/text.h"
#include "base/ud.h"
#include "sentences/words.h"

// ---------------------------------------------------------------- suffix tables

typedef struct grouped {
    uint64_t key;
    uint32_t word;  // in seen
    uint32_t value; // its value, so that a group is in order of value
} grouped;

static int grouped_order(const void *a, const void *b, const void *context) {
    (void)context;
    const grouped *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

typedef struct learner {
    const seen_list *seen;
    uint32_t *now; // [seen->count] what the ends so far say
    key_pair *pairs;
    size_t pair_count, pair_capacity;
    hs_arena *arena;
} learner;

// Decides for one group and tells its words.
static void decide(learner *of, const grouped *group, size_t count, bool whole) {
    const seen_word *seen = of->seen->items;
    uint64_t most = 0, right = 0;
    uint32_t best = 0;
    for (size_t i = 0; i < count;) {
        uint64_t sum = 0;
        size_t k = i;
        for (; k < count && group[k].value == group[i].value; k++) sum += seen[group[k].word].count;
        if (sum > most) most = sum, best = group[i].value;
        i = k;
    }
    for (size_t i = 0; i < count; i++)
        if (of->now[group[i].word] == group[i].value) right += seen[group[i].word].count;
    if (most < right + (whole ? 1 : 2)) return;
    *arena_push(of->arena, of->pairs, of->pair_count, of->pair_capacity) = (key_pair){group[0].key, best};
    for (size_t i = 0; i < count; i++) of->now[group[i].word] = best;
}

static void learn_level(learner *of, size_t size, bool whole, hs_arena scratch) {
    grouped *items = arena_new(&scratch, grouped, of->seen->count);
    size_t count = 0;
    for (uint32_t i = 0; i < of->seen->count; i++) {
        const seen_word *word = &of->seen->items[i];
        size_t end = whole ? word->lower.size : size;
        if (word->lower.size < end) continue;
        items[count++] = (grouped){words_key(word->lower, end, whole, word->context), i, word->value};
    }
    sort_items(items, count, sizeof *items, grouped_order, NULL, scratch);
    for (size_t i = 0; i < count;) {
        size_t k = i;
        while (k < count && items[k].key == items[i].key) k++;
        decide(of, items + i, k - i, whole);
        i = k;
    }
}

key_table tables_learn(const seen_list *seen, hs_arena *keep, hs_arena scratch) {
    learner of = {.seen = seen, .arena = keep};
    of.now = arena_new(&scratch, uint32_t, seen->count);
    for (size_t i = 0; i < seen->count; i++) of.now[i] = HS_NONE;
    for (size_t size = 0; size <= WORDS_SUFFIX_BYTES; size++) learn_level(&of, size, false, scratch);
    learn_level(&of, 0, true, scratch);
    return key_build(of.pairs, of.pair_count, keep);
}

// ---------------------------------------------------------------- edit rules

static edit_rule make_edit(uint8_t mode, size_t strip, hs_text append, letter_list *letters, hs_arena *keep) {
    edit_rule rule = {.mode = mode, .strip = (uint8_t)strip, .size = (uint16_t)append.size};
    size_t at = text_find((hs_text){letters->items, letters->count}, append, 0);
    if (at == SIZE_MAX) {
        at = letters->count;
        for (size_t i = 0; i < append.size; i++) *arena_push(keep, letters->items, letters->count, letters->capacity) = append.data[i];
    }
    rule.append = (uint32_t)at;
    return rule;
}

static bool on_boundary(hs_text text, size_t at) { return at >= text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80; }

// The rule that makes `to` from the end of `from`.
static edit_rule edit_between(hs_text from, hs_text to, bool keep_case, letter_list *letters, hs_arena *keep) {
    char room[2][WORDS_BYTES];
    hs_text lower = words_lower(from, room[0]);
    bool lowers = !keep_case && from.size <= WORDS_BYTES && to.size <= WORDS_BYTES && text_equal(to, words_lower(to, room[1]));
    hs_text base = lowers ? lower : from;
    size_t common = 0;
    while (common < base.size && common < to.size && base.data[common] == to.data[common]) common++;
    while (common > 0 && (!on_boundary(base, common) || !on_boundary(to, common))) common--;
    if ((common == 0 && to.size) || base.size - common > 255) return make_edit(EDIT_WHOLE, 0, to, letters, keep);
    return make_edit(lowers ? EDIT_LOWER : EDIT_KEEP, base.size - common, text_slice(to, common, to.size), letters, keep);
}

typedef struct rule_list {
    edit_rule *items;
    size_t count, capacity;
} rule_list;

static uint32_t rule_number(rule_list *rules, edit_rule rule, hs_arena *keep) {
    for (size_t i = 0; i < rules->count; i++)
        if (memcmp(&rules->items[i], &rule, sizeof rule) == 0) return (uint32_t)i;
    *arena_push(keep, rules->items, rules->count, rules->capacity) = rule;
    return (uint32_t)rules->count - 1;
}

static int seen_order(const void *a, const void *b, const void *context) {
    (void)context;
    const seen_word *x = a, *y = b;
    int order = text_compare(x->lower, y->lower);
    if (order) return order;
    if (x->context != y->context) return x->context < y->context ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

// Adds up equal items.
static void merge_seen(seen_list *seen, hs_arena scratch) {
    sort_items(seen->items, seen->count, sizeof *seen->items, seen_order, NULL, scratch);
    size_t kept = 0;
    for (size_t i = 0; i < seen->count; i++) {
        if (kept && seen_order(&seen->items[kept - 1], &seen->items[i], NULL) == 0) seen->items[kept - 1].count += seen->items[i].count;
        else seen->items[kept++] = seen->items[i];
    }
    seen->count = kept;
}

static hs_text lower_of(hs_text form, hs_arena *arena) {
    char room[WORDS_BYTES];
    return arena_text(arena, words_lower(form, room));
}

// "sink  verb  sinks sinking sank sunk": each form, and the verb itself, stands for the verb.
static void see_verbs(seen_list *seen, rule_list *rules, hs_text tsv, letter_list *letters, hs_arena *keep, hs_arena *arena) {
    for (hs_text rest = tsv; rest.size;) {
        hs_text line = text_cut(&rest, '\n'), lemma = text_cut(&line, '\t'), kind = text_cut(&line, '\t'), forms = text_cut(&line, '\t');
        if (!text_equal(kind, TEXT("verb"))) continue;
        for (hs_text form = lemma; form.size; form = text_cut(&forms, ' ')) {
            uint32_t rule = rule_number(rules, edit_between(form, lemma, false, letters, keep), keep);
            *arena_push(arena, seen->items, seen->count, seen->capacity) = (seen_word){form, WORDS_ANY_VERB, rule, 2};
        }
    }
}

void tables_lemmas(const treebank *banks, size_t count, uint32_t *const *contexts, hs_text tsv, letter_list *letters, model *out,
                   hs_arena *keep, hs_arena scratch) {
    seen_list seen = {0};
    rule_list rules = {0};
    hs_arena *arena = &scratch;
    // both the list and the lower-case words grow: the words come first
    size_t total = 0;
    for (size_t b = 0; b < count; b++) total += banks[b].parse.token_count;
    seen.capacity = 2 * total + 1; // each token, and verbs once more
    seen.items = arena_new(arena, seen_word, seen.capacity);
    for (size_t b = 0; b < count; b++)
        for (uint32_t i = 0; i < banks[b].parse.token_count; i++) {
            const hs_token *token = &banks[b].parse.tokens[i];
            if (text_equal(token->lemma, TEXT("_")) && !text_equal(token->form, TEXT("_"))) continue;
            edit_rule rule = edit_between(token->form, token->lemma, false, letters, keep);
            seen.items[seen.count++] = (seen_word){lower_of(token->form, arena), contexts[b][i], rule_number(&rules, rule, keep), 1};
            if (token->upos != UPOS_VERB) continue;
            seen.items[seen.count] = seen.items[seen.count - 1];
            seen.items[seen.count++].context = WORDS_ANY_VERB;
        }
    see_verbs(&seen, &rules, tsv, letters, keep, arena);
    merge_seen(&seen, scratch);
    out->lemmas = tables_learn(&seen, keep, scratch);
    out->lemma_rules = rules.items;
    out->lemma_count = (uint32_t)rules.count;
}

// ---------------------------------------------------------------- multiword tokens

typedef struct multiword_list {
    multiword_rule *items;
    size_t count, capacity;
} multiword_list;

static size_t common_end(hs_text a, hs_text b) {
    size_t same = 0;
    while (same < a.size && same < b.size && byte_lower((unsigned char)a.data[a.size - 1 - same]) == byte_lower((unsigned char)b.data[b.size - 1 - same])) same++;
    return same;
}

static bool equal_but_case(hs_text a, hs_text b) { return text_equal_fold(a, b); }

// The rule that cuts `surface` into the forms of words[0 … count): each takes what it shares
// with the end of what is left, the first what remains. "del" is de + [l -> el].
static multiword_rule multiword_between(hs_text surface, const hs_token *words, uint32_t count, letter_list *letters, hs_arena *keep) {
    multiword_rule rule = {.count = (uint8_t)count};
    hs_text left = surface;
    for (uint32_t i = count; i-- > 0;) {
        hs_text form = words[i].form, part = left;
        if (i > 0) {
            size_t take = common_end(left, form);
            while (take > 0 && !on_boundary(left, left.size - take)) take--;
            if (take == 0 || take >= left.size || take > 255) return (multiword_rule){.count = 1};
            rule.take[i] = (uint8_t)take;
            part = text_slice(left, left.size - take, left.size);
            left = text_slice(left, 0, left.size - take);
        }
        if (equal_but_case(part, form)) rule.edits[i] = make_edit(EDIT_KEEP, 0, TEXT(""), letters, keep);
        else rule.edits[i] = edit_between(part, form, true, letters, keep);
    }
    return rule;
}

static uint32_t multiword_number(multiword_list *rules, multiword_rule rule, hs_arena *keep) {
    for (size_t i = 0; i < rules->count; i++)
        if (memcmp(&rules->items[i], &rule, sizeof rule) == 0) return (uint32_t)i;
    *arena_push(keep, rules->items, rules->count, rules->capacity) = rule;
    return (uint32_t)rules->count - 1;
}

typedef struct multiword_learner {
    seen_list seen;
    multiword_list rules;
    letter_list *letters;
    hs_arena *keep, *texts;
} multiword_learner;

static void see_surface(multiword_learner *of, hs_text surface, const hs_token *words, uint32_t count, uint32_t times) {
    multiword_rule rule = {.count = 1};
    if (count > 1 && count <= MULTIWORD_PARTS) rule = multiword_between(surface, words, count, of->letters, of->keep);
    hs_text lower = lower_of(surface, of->texts);
    *arena_push(of->keep, of->seen.items, of->seen.count, of->seen.capacity) =
        (seen_word){lower, 0, multiword_number(&of->rules, rule, of->keep), times};
}

// "dárselo  parts  dar se lo": a made example stands for a pattern, so it counts as several.
static void see_list(multiword_learner *of, hs_text tsv) {
    for (hs_text rest = tsv; rest.size;) {
        hs_text line = text_cut(&rest, '\n'), word = text_cut(&line, '\t'), kind = text_cut(&line, '\t'), parts = text_cut(&line, '\t');
        if (!text_equal(kind, TEXT("parts"))) continue;
        hs_token words[MULTIWORD_PARTS] = {0};
        uint32_t count = 0;
        while (parts.size && count < MULTIWORD_PARTS) words[count++].form = text_cut(&parts, ' ');
        see_surface(of, word, words, count, 3);
    }
}

void tables_multiwords(const treebank *banks, size_t count, hs_text tsv, letter_list *letters, model *out, hs_arena *keep,
                       hs_arena scratch) {
    multiword_learner of = {.letters = letters, .keep = keep, .texts = &scratch};
    multiword_number(&of.rules, (multiword_rule){.count = 1}, keep);
    see_list(&of, tsv);
    for (size_t b = 0; b < count; b++) {
        const hs_parse *parse = &banks[b].parse;
        for (uint32_t i = 0, next; i < parse->token_count; i = next) {
            for (next = i + 1; next < parse->token_count && parse->tokens[next].multiword_rest; next++) {}
            see_surface(&of, text_span(banks[b].text, parse->tokens[i].span), parse->tokens + i, next - i, 1);
        }
    }
    merge_seen(&of.seen, scratch);
    out->multiwords = tables_learn(&of.seen, keep, scratch);
    out->multiword_rules = of.rules.items;
    out->multiword_count = (uint32_t)of.rules.count;
}
