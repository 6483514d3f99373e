// Which stretches of words are names, by the trained weights (names.h).
//
// In: the mentions that the rules cut, with their points. Out: mentions again: of all stretches that
// may be names the set that the weights like best, and what the rules found apart from it.
//
// A stretch that may be a name begins and ends in a word with a capital, a proper noun or a
// name that some list knows in small letters ("i live in toronto"), and holds nothing else but
// small words that names may hold. What the rules cut is such a stretch, whatever its words.
//
// Gets wrong: names in small letters that no list knows.
#include "base/sort.h"
#include "base/text.h"
#include "statements/entities.h"
#include "statements/tree.h"
#include "statements/words.h"

enum { MOST_WORDS = 7, MOST_CANDIDATES = 4096 };

// One sentence while it is looked at.
typedef struct stretch {
    mention *mentions; // candidates, those of the rules first
    size_t count, capacity;
    uint32_t start, end;      // tokens of the sentence
    size_t rules, rules_past; // the rules' mentions of the sentence, in the finder
} stretch;

// "lena", "estonia": word lists have it with a capital alone; not "mark".
static bool is_written_large(const finder *f, uint32_t token) {
    hs_text kind = lexicon_cell(f->rules->capitals, words_of_form(f->r, f->rules->capitals, token), 0, "kind");
    return (text_starts(kind, TEXT("capital")) || text_starts(kind, TEXT("person"))) && !text_ends(kind, TEXT("small"));
}

static bool is_listed_small(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (t->form.size < 3 || (t->upos != UPOS_NOUN && t->upos != UPOS_ADJ && t->upos != UPOS_X)) return false;
    if (words_of_form(f->r, f->rules->places, token).count || words_of_form(f->r, f->rules->names, token).count) return true;
    if (is_written_large(f, token)) return true;
    hs_arena copy = *f->scratch;
    gazetteer_hits hits = gazetteer_find(&f->rules->gazetteer, gazetteer_key(&copy, t->form));
    if (!hits.count) return false;
    gazetteer_place best = gazetteer_hit(&f->rules->gazetteer, hits, 0);
    return best.kind == GAZETTEER_COUNTRY || best.kind == GAZETTEER_REGION || best.population > 50000;
}

// Whether a name may begin or end with the word.
static bool is_open(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (f->r->token_time && f->r->token_time[token] != HS_NONE) return false;
    if (t->upos == UPOS_PUNCT || t->upos == UPOS_SYM || t->upos == UPOS_DET || t->upos == UPOS_NUM || !t->form.size) return false;
    if (t->upos == UPOS_PROPN) return true;
    if (text_is_capital(t->form)) return t->upos != UPOS_PRON && t->upos != UPOS_AUX && t->upos != UPOS_CCONJ && t->upos != UPOS_SCONJ;
    return is_listed_small(f, token);
}

// Whether a name may hold the word between others.
static bool may_hold(const finder *f, uint32_t token) {
    const hs_token *t = tree_token(f->r, token);
    if (t->upos == UPOS_NUM || t->upos == UPOS_PART || t->upos == UPOS_DET || t->upos == UPOS_SYM) return true;
    if (words_of_form(f->r, f->rules->joins, token).count) return true;
    return t->upos == UPOS_PUNCT && t->form.size == 1 && (t->form.data[0] == '-' || t->form.data[0] == '&' || t->form.data[0] == '.' || t->form.data[0] == '\'');
}

static uint32_t rule_at(const finder *f, const stretch *s, uint32_t first, uint32_t last) {
    for (size_t i = s->rules; i < s->rules_past; i++)
        if (f->mentions[i].first == first && f->mentions[i].last == last) return (uint32_t)i;
    return HS_NONE;
}

static void add_stretch(const finder *f, stretch *s, uint32_t first, uint32_t last, bool heading) {
    if (s->count >= MOST_CANDIDATES || rule_at(f, s, first, last) != HS_NONE) return;
    mention *m = arena_push(f->scratch, s->mentions, s->count, s->capacity);
    hs_text form = tree_token(f->r, first)->form;
    *m = (mention){.first = first, .last = last, .head = entities_head(f, first, last), .flags = heading ? MENTION_HEADING : 0};
    if (entities_titled(f, first)) m->flags |= MENTION_TITLED;
    if (first == last && form.size >= 2 && form.size <= 7 && entities_all_capitals(form)) m->flags |= MENTION_ACRONYM;
    entities_describe(f, m);
}

static int by_end(const void *a, const void *b, const void *context) {
    const mention *x = a, *y = b;
    (void)context;
    if (x->last != y->last) return x->last < y->last ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static stretch gather(const finder *f, uint32_t sentence, size_t rules, size_t rules_past) {
    const hs_sentence *of = &f->r->parse->sentences[sentence];
    stretch s = {.start = of->first, .end = of->first + of->count, .rules = rules, .rules_past = rules_past};
    bool heading = entities_heading(f, of);
    for (size_t i = rules; i < rules_past; i++) *arena_push(f->scratch, s.mentions, s.count, s.capacity) = f->mentions[i];
    for (uint32_t first = s.start; first < s.end; first++) {
        if (!is_open(f, first)) continue;
        for (uint32_t last = first; last < s.end && last < first + MOST_WORDS; last++) {
            bool open = is_open(f, last), number = last > first && tree_token(f->r, last)->upos == UPOS_NUM;
            // "tampa bay", "Tampa Bay"; not "the Tampa depot", whose noun is none
            bool even = number || text_is_capital(tree_token(f->r, last)->form) || !text_is_capital(tree_token(f->r, first)->form);
            if ((open || number) && even) add_stretch(f, &s, first, last, heading);
            if (!open && !may_hold(f, last)) break;
        }
    }
    if (s.count) sort_items(s.mentions, s.count, sizeof *s.mentions, by_end, NULL, *f->scratch);
    return s;
}

// How the stretch lies to what the rules cut: one of those, in one, around some, across.
static void add_rule_features(const finder *f, const stretch *s, const mention *m, names_features *x) {
    uint32_t inside = 0, around = 0, across = 0, equal = 0, class = 0;
    for (size_t i = s->rules; i < s->rules_past; i++) {
        const mention *other = &f->mentions[i];
        if (other->last < m->first || other->first > m->last) continue;
        bool begins = other->first >= m->first, ends = other->last <= m->last;
        if (other->first == m->first && other->last == m->last) equal = 1, class = (uint32_t)entities_best(other->scores) + 1;
        else if (begins && ends) around++;
        else if (!begins && !ends) inside++;
        else if ((other->first == m->first && !ends) || (other->last == m->last && !begins)) inside++;
        else across++;
        if (other->flags & MENTION_DEMONYM) class += 100;
    }
    uint32_t relation = equal ? 0 : 1 + (inside > 0) + 2 * (around > 1 ? 2 : around) + 6 * (across > 0);
    names_add_number(x, "rule", relation);
    names_add_number(x, "rule class", relation * 1000 + class);
}

static uint32_t open_tag(const finder *f, const stretch *s, uint32_t token, bool there) {
    return !there || token < s->start || token >= s->end ? 0 : 1 + is_open(f, token) + 2 * (tree_token(f->r, token)->upos == UPOS_PROPN);
}

static void add_stretch_features(const finder *f, const stretch *s, const mention *m, names_features *x) {
    uint32_t words = m->last - m->first + 1, heads = 0, small = 0;
    uint64_t tags = 0, relations = 0;
    for (uint32_t t = m->first; t <= m->last; t++) {
        const hs_token *one = tree_token(f->r, t);
        if (one->head == HS_NONE || one->head < m->first || one->head > m->last) heads++;
        small += !text_is_capital(one->form) && one->upos != UPOS_PUNCT && one->upos != UPOS_PART;
        tags = tags * 32 + one->upos;
        if (t - m->first < 3) relations = relations * 64 + one->relation;
    }
    uint32_t left = open_tag(f, s, m->first - 1, m->first > s->start), right = open_tag(f, s, m->last + 1, true);
    bool starts = m->first == s->start;
    names_add_number(x, "heads", heads > 2 ? 3 : heads);
    names_add_number(x, "heads and words", (heads > 2 ? 3 : heads) * 8 + (words > 6 ? 7 : words));
    names_add_number(x, "left", left);
    names_add_number(x, "right", right);
    names_add_number(x, "sides", left * 8 + right);
    names_add_number(x, "sides and words", (left * 8 + right) * 8 + (words > 6 ? 7 : words));
    names_add_number(x, "small", small * 8 + (words > 6 ? 7 : words));
    names_add_number(x, "starts", starts * 32 + tree_token(f->r, m->first)->upos);
    names_add_number(x, "tags", (int64_t)tags);
    names_add_number(x, "relations", (int64_t)relations);
    names_add_number(x, "starts and rule", starts * 16 + (m->flags & MENTION_LOCATED ? 1 : 0) + (m->flags & MENTION_KNOWN ? 2 : 0));
    add_rule_features(f, s, m, x);
}

// Features of all candidates, as names_choose and names_train want them.
static names_sentence describe(const finder *f, const stretch *s, hs_arena *keep) {
    names_candidate *items = arena_new(keep, names_candidate, s->count + 1);
    for (size_t i = 0; i < s->count; i++) {
        names_features x;
        entities_features(f, &s->mentions[i], &x);
        add_stretch_features(f, s, &s->mentions[i], &x);
        uint32_t *hashes = arena_new(keep, uint32_t, x.count + 1);
        memcpy(hashes, x.hashes, x.count * sizeof *hashes);
        items[i] = (names_candidate){s->mentions[i].first - s->start, s->mentions[i].last + 1 - s->start, hashes, x.count, NAMES_NONE};
    }
    return (names_sentence){items, (uint32_t)s->count, s->end - s->start};
}

static bool overlaps_chosen(const stretch *s, const uint8_t *chosen, const mention *m) {
    for (size_t i = 0; i < s->count; i++)
        if (chosen[i] != NAMES_NONE && s->mentions[i].first <= m->last && m->first <= s->mentions[i].last) return true;
    return false;
}

// The chosen stretches, and what the rules found besides them, in order of their place.
static void keep_chosen(finder *f, const stretch *s, const uint8_t *chosen, mention **kept, size_t *count, size_t *capacity) {
    size_t from = *count;
    for (size_t i = 0; i < s->count; i++) {
        const mention *m = &s->mentions[i];
        bool by_rule = rule_at(f, s, m->first, m->last) != HS_NONE;
        if (chosen[i] != NAMES_NONE || (by_rule && !overlaps_chosen(s, chosen, m))) *arena_push(f->scratch, *kept, *count, *capacity) = *m;
    }
    for (size_t i = from + 1; i < *count; i++) // few, and nearly in order
        for (size_t k = i; k > from && (*kept)[k].first < (*kept)[k - 1].first; k--) {
            mention other = (*kept)[k];
            (*kept)[k] = (*kept)[k - 1], (*kept)[k - 1] = other;
        }
}

static void choose(finder *f, stretch *s, mention **kept, size_t *count, size_t *capacity) {
    names_sentence sentence = describe(f, s, f->scratch);
    int32_t(*points)[NAMES_CLASSES] = arena_allocate(f->scratch, s->count + 1, sizeof *points, 8);
    uint8_t *chosen = arena_new(f->scratch, uint8_t, s->count + 1);
    for (size_t i = 0; i < s->count; i++) {
        names_features x = {.count = sentence.items[i].count};
        memcpy(x.hashes, sentence.items[i].hashes, x.count * sizeof *x.hashes);
        names_points(&f->rules->model, &x, points[i]);
        memcpy(s->mentions[i].points, points[i], sizeof points[i]);
        if (rule_at(f, s, s->mentions[i].first, s->mentions[i].last) != HS_NONE) entities_add_rules(&s->mentions[i], true, points[i]);
    }
    names_choose(&sentence, (const int32_t(*)[NAMES_CLASSES])points, chosen, *f->scratch);
    keep_chosen(f, s, chosen, kept, count, capacity);
}

void entities_segment(finder *f) {
    mention *kept = NULL;
    size_t count = 0, capacity = 0, rules = 0;
    for (uint32_t i = 0; i < f->r->parse->sentence_count; i++) {
        const hs_sentence *of = &f->r->parse->sentences[i];
        size_t past = rules;
        while (past < f->count && f->mentions[past].first < of->first + of->count) past++;
        stretch s = gather(f, i, rules, past);
        if (s.count) choose(f, &s, &kept, &count, &capacity);
        rules = past;
    }
    f->mentions = kept, f->count = count, f->capacity = capacity;
}

void entities_examples(reading *r, const marked_name *marked, uint32_t count, names_sentence **sentences, size_t *sentence_count,
                       size_t *sentence_capacity, hs_arena *keep, hs_arena scratch) {
    finder f = entities_gather(r, keep, &scratch);
    size_t rules = 0;
    for (uint32_t i = 0; i < r->parse->sentence_count; i++) {
        const hs_sentence *of = &r->parse->sentences[i];
        size_t past = rules;
        while (past < f.count && f.mentions[past].first < of->first + of->count) past++;
        stretch s = gather(&f, i, rules, past);
        names_sentence sentence = describe(&f, &s, keep);
        names_candidate *items = (names_candidate *)sentence.items;
        for (uint32_t c = 0; c < sentence.count; c++) {
            hs_span span = entities_span(r, s.mentions[c].first, s.mentions[c].last);
            for (uint32_t k = 0; k < count; k++)
                if (marked[k].span.start == span.start && marked[k].span.end == span.end) items[c].label = (uint8_t)marked[k].class_number;
        }
        *arena_push(keep, *sentences, *sentence_count, *sentence_capacity) = sentence;
        rules = past;
    }
}
