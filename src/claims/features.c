// What is compared of a statement: its predicate, parties, place, time and the rest of the clause, read
// once for each. In: statements, names, lexicons. Out: one relate_feature a statement. Gets wrong: a word of
// several meanings has them all.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relate.h"
#include "claims/shingles.h"

enum { PREFIX_BYTES = 6, MAX_PARTIES = 6, MAX_CLAUSE_WORDS = 60, BACKGROUND = 128 };

// ---------------------------------------------------------------- features

// More than one: a figure stands before the noun, or the noun in another form than its lemma, which is the plural.
static bool is_many(const hs_report *report, const hs_statement *s, const hs_party *p, hs_text head, hs_arena scratch) {
    enum { ALIKE = 2 };
    for (uint32_t i = 0; i < s->quantity_count; i++) {
        const hs_quantity *q = &report->quantities[s->quantities[i]];
        if (q->has_value && q->value >= 2 && q->span.start >= p->span.start && q->span.end <= p->span.end) return true;
    }
    hs_text words = text_span(report->document.text, p->span);
    uint32_t at = 0, hash;
    hs_span span;
    bool other = false;
    while (shingles_next_word(words, &at, &span, &hash)) {
        hs_arena copy = scratch;
        hs_text word = text_lower(&copy, text_span(words, span));
        if (text_equal(word, head)) return false;
        other |= word.size >= ALIKE && head.size >= ALIKE && text_equal(text_slice(word, 0, ALIKE), text_slice(head, 0, ALIKE));
    }
    return other;
}

static hs_text word_before(hs_text text, size_t *at) {
    while (*at && text.data[*at - 1] == ' ') (*at)--;
    size_t end = *at;
    while (*at && text.data[*at - 1] != ' ') (*at)--;
    return text_slice(text, *at, end);
}

// "Two [Norvian] soldiers": the one word with a capital right before the last, of a description; not "Fish Quay residents", "Two soldiers".
static uint64_t read_nation(const relating *r, uint32_t report, const hs_party *p, hs_arena scratch) {
    enum { LETTERS = 5 }; // "Norvia's", "Norvian"
    hs_text words = text_span(r->reports[report].document.text, p->span);
    size_t at = words.size;
    hs_text last = word_before(words, &at), word = word_before(words, &at), before = word_before(words, &at);
    if (text_is_capital(last) || !text_is_capital(word) || word.size < LETTERS || !(at || before.size || p->span.start)) return 0;
    hs_text lower = text_lower(&scratch, before);
    bool number = rules_word(r->rules, r->language[report], lower) & (WORD_ARTICLE | WORD_DEFINITE | WORD_COMMON) || !at;
    if (text_is_capital(before) && !number) return 0;
    return text_hash(text_slice(text_lower(&scratch, word), 0, LETTERS), 0);
}

static party_key read_party(const relating *r, uint32_t report, const hs_statement *s, const hs_party *p, hs_arena scratch) {
    party_key key = {.name = names_find(r->names, p->name, scratch), .language = r->language[report]};
    hs_text head = p->head.size ? text_lower(&scratch, p->head) : text_lower(&scratch, p->name);
    uint32_t kinds = rules_word(r->rules, r->language[report], head);
    key.proper = key.name != HS_NONE && names_is_proper(r->names, key.name);
    if (key.proper) key.kind = names_is_person(r->names, key.name) ? 1 : names_is_place(r->names, key.name) ? 2 : 0;
    key.people = kinds & WORD_PEOPLE;
    key.many = !key.proper && is_many(&r->reports[report], s, p, head, scratch);
    key.classes = rules_classes(r->rules, r->language[report], head);
    bool empty = kinds & (WORD_PRONOUN | WORD_ARTICLE | WORD_PARTICLE); // "I", "los", "que"
    bool body = rules_bodies(r->rules, head) || kinds & WORD_OFFICE; // "the prosecutor's office", which acts as people do and may be a house
    if (key.proper) key.sort = key.kind == 1 ? SORT_PEOPLE : SORT_UNKNOWN;
    else key.sort = empty || body ? SORT_UNKNOWN : key.people ? SORT_PEOPLE : rules_sort(r->rules, r->language[report], head);
    key.nation = !key.proper && key.sort == SORT_PEOPLE ? read_nation(r, report, p, scratch) : 0;
    key.head = empty || kinds & (WORD_SOMEBODY | WORD_COMMON) ? 0 : text_hash(head, 0);
    return key;
}

static void read_slot(const relating *r, uint32_t report, const hs_statement *s, const hs_party *parties, uint32_t count, relate_feature *f,
                      uint32_t slot, hs_arena *keep, hs_arena scratch) {
    if (count > MAX_PARTIES) count = MAX_PARTIES;
    party_key *keys = arena_new(keep, party_key, count);
    for (uint32_t i = 0; i < count; i++) keys[i] = read_party(r, report, s, &parties[i], scratch);
    f->parties[slot] = keys;
    f->party_count[slot] = count;
}

static int word_order(const void *x, const void *y, const void *context) {
    (void)context;
    const clause_word *a = x, *b = y;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

// Words of the clause that are not the predicate's and say something. Endings are cut: "leaking" meets "leaks".
static void read_clause(const relating *r, uint32_t report, const hs_statement *s, relate_feature *f, hs_arena *keep,
                        hs_arena scratch) {
    hs_text text = r->reports[report].document.text;
    clause_word *words = arena_new(&scratch, clause_word, MAX_CLAUSE_WORDS);
    uint32_t at = s->span.start, count = 0, hash;
    hs_span span;
    while (shingles_next_word(text_slice(text, 0, s->span.end), &at, &span, &hash) && count < MAX_CLAUSE_WORDS) {
        if (span.start < s->predicate.end && s->predicate.start < span.end) continue;
        hs_arena word_arena = scratch;
        hs_text lower = text_lower(&word_arena, text_span(text, span));
        if (lower.size < 3 || (rules_word(r->rules, r->language[report], lower) & (WORD_COMMON | WORD_PRONOUN | WORD_ARTICLE))) continue;
        if (lower.size > PREFIX_BYTES + 1) lower.size = PREFIX_BYTES + 1;
        words[count++].hash = text_hash(lower, 0);
    }
    sort_items(words, count, sizeof *words, word_order, NULL, scratch);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!kept || words[kept - 1].hash != words[i].hash) words[kept++] = words[i];
    clause_word *out = arena_new(keep, clause_word, kept);
    if (kept) memcpy(out, words, kept * sizeof *out);
    f->words = out;
    f->word_count = kept;
}

static void read_time(const hs_report *report, const hs_statement *s, relate_feature *f) {
    if (s->time >= report->time_count) return;
    const hs_time *time = &report->times[s->time];
    if (time->type != HS_TIME_DATE && time->type != HS_TIME_TIME) return;
    f->timed = dates_interval(time->value, &f->first_day, &f->last_day);
}

// Without the classes of things: a "deal" that is closed is an event, not the thing.
static class_list event_classes(const claims_rules *rules, class_list of) {
    class_list out = {0};
    for (uint32_t i = 0; i < of.count; i++) {
        if (rules_class(rules, of.classes[i])->noun) continue;
        out.weak |= (uint16_t)((of.weak >> i & 1) << out.count);
        out.classes[out.count++] = of.classes[i];
    }
    return out;
}

// A word of no class, or of those alone whose parties tell which event it is.
static bool are_loose(const claims_rules *rules, class_list of) {
    for (uint32_t i = 0; i < of.count; i++)
        if (!rules_class(rules, of.classes[i])->loose) return false;
    return true;
}

// A warning, a threat, praise: whose it is tells which.
static bool are_sayings(const claims_rules *rules, class_list of) {
    for (uint32_t i = 0; i < of.count; i++)
        if (!text_equal(rules_class(rules, of.classes[i])->field, TEXT("speech-act"))) return false;
    return of.count > 0;
}

// Whose actors a statement has: its own, else those of the plan or thought that governs it
// ("Vellum dropped the idea of a bid": Vellum bids).
static const hs_statement *acting(const relating *r, uint32_t report, const hs_statement *s) {
    const hs_report *from = &r->reports[report];
    if (s->actor_count || s->governor >= from->statement_count) return s;
    const hs_statement *governor = &from->statements[s->governor];
    hs_text lemma = governor->lemma;
    return rules_word(r->rules, r->language[report], lemma) & WORD_ATTITUDE ? governor : s;
}

// What says the event: of a light verb and its noun the noun ("conducted flights" is no other conducting).
static const hs_statement *telling(const relating *r, uint32_t report, const hs_statement *s) {
    const hs_report *from = &r->reports[report];
    bool carried = !s->nominal && s->same_as < from->statement_count && from->statements[s->same_as].nominal;
    return carried ? &from->statements[s->same_as] : s;
}

// The verb that a lemma is or was made from.
static uint64_t verb_hash(const relating *r, uint32_t language, const hs_statement *s, hs_text lemma) {
    hs_text verb = s->nominal ? rules_verb(r->rules, language, lemma) : lemma;
    return text_hash(verb.size ? verb : lemma, 0);
}

// Classes of an event that a lemma may be of; a verb with its particle has those of the verb where it has none of its own.
static class_list lemma_classes(const relating *r, uint32_t language, hs_text lemma) {
    class_list classes = rules_classes(r->rules, language, lemma);
    hs_text rest = lemma, first = text_cut(&rest, ' ');
    if (!classes.count && rest.size) classes = rules_classes(r->rules, language, first);
    return event_classes(r->rules, classes);
}

// "Closed the border" is a closing and what a closed border is; of "lost their lives" only the whole tells.
static class_list joined_classes(class_list a, class_list b) {
    for (uint32_t i = 0; i < b.count && a.count < CLASSES_PER_WORD; i++) {
        a.weak |= (uint16_t)((b.weak >> i & 1) << a.count);
        a.classes[a.count++] = b.classes[i];
    }
    return a;
}

bool relate_is_frame(const relating *r, uint32_t number, hs_arena scratch) {
    uint32_t report = r->report_of[number];
    const hs_statement *told = telling(r, report, relating_statement(r, number));
    hs_text lemma = rules_base(r->rules, r->language[report], text_lower(&scratch, told->lemma), &scratch);
    idiom found = idioms_find(r, report, told, lemma, &scratch);
    if (found.whole) lemma = found.words;
    class_list classes = lemma_classes(r, r->language[report], lemma);
    if (classes.weak == (1u << classes.count) - 1) return true;
    for (uint32_t i = 0; i < classes.count; i++)
        if (!rules_class(r->rules, classes.classes[i])->frame) return false;
    return true;
}

static relate_feature read_statement(const relating *r, uint32_t number, hs_arena *keep, hs_arena scratch) {
    uint32_t report = r->report_of[number], language = r->language[report];
    const hs_statement *s = relating_statement(r, number);
    const hs_statement *told = telling(r, report, s);
    hs_text lemma = text_lower(&scratch, told->lemma);
    relate_feature f = {.lemma = text_hash(lemma, 0)};
    lemma = rules_base(r->rules, language, lemma, &scratch);
    idiom found = idioms_find(r, report, told, lemma, &scratch);
    if (found.whole) lemma = found.words, f.lemma = text_hash(lemma, 0);
    f.classes = lemma_classes(r, language, lemma);
    f.named = rules_is_named(r->rules, language, lemma);
    f.synonym_count = rules_synonyms(r->rules, language, lemma, told->nominal, f.synonyms);
    if (found.words.size && told->nominal) f.classes = lemma_classes(r, language, found.words); // "job cuts" are no cuts of prices
    else if (found.words.size && !found.whole) f.classes = joined_classes(f.classes, lemma_classes(r, language, found.words));
    f.event = s->event.type.size ? text_hash(s->event.type, 2) : 0;
    f.kinds = rules_word(r->rules, language, lemma);
    f.verb = verb_hash(r, language, told, lemma);
    hs_text rest = lemma, first = text_cut(&rest, ' ');
    f.loose = are_loose(r->rules, f.classes);
    f.says = are_sayings(r->rules, f.classes);
    f.senses = rules_senses(r->rules, language, lemma);
    if (first.size > PREFIX_BYTES) f.prefix = text_hash(text_slice(first, 0, PREFIX_BYTES), 1);
    const hs_statement *actor = acting(r, report, s);
    read_slot(r, report, actor, actor->actors, actor->actor_count, &f, SLOT_ACTOR, keep, scratch);
    read_slot(r, report, s, s->recipients, s->recipient_count, &f, SLOT_RECIPIENT, keep, scratch);
    read_slot(r, report, s, s->places, s->place_count, &f, SLOT_PLACE, keep, scratch);
    read_time(&r->reports[report], s, &f);
    const hs_date *published = &r->reports[report].document.published;
    if (published->precision != HS_DATE_NONE) f.published = dates_days(published->year, published->month, published->day);
    read_clause(r, report, s, &f, keep, scratch);
    return f;
}

typedef struct occurrence {
    uint64_t hash;
    uint32_t report, statement, word;
} occurrence;

static int occurrence_order(const void *x, const void *y, const void *context) {
    (void)context;
    const occurrence *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->report < b->report ? -1 : a->report > b->report;
}

// Weighs clause words by how few reports of the story have them, BACKGROUND more imagined beside them: 1 for a word of
// every report, up to 8. What other stories say weighs nothing, so that a story stays as it is while others come.
static void weigh_words(const relating *r, relate_feature *features, hs_arena scratch) {
    size_t count = 0;
    for (uint32_t i = 0; i < r->total; i++) count += features[i].word_count;
    occurrence *list = arena_new(&scratch, occurrence, count + 1);
    count = 0;
    for (uint32_t i = 0; i < r->total; i++)
        for (uint32_t w = 0; w < features[i].word_count; w++)
            list[count++] = (occurrence){features[i].words[w].hash, r->report_of[i], i, w};
    sort_items(list, count, sizeof *list, occurrence_order, NULL, scratch);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        uint32_t reports = 0, weight = 1;
        for (; end < count && list[end].hash == list[i].hash; end++) reports += end == i || list[end].report != list[end - 1].report;
        while (weight < 8 && ((uint64_t)reports << weight) <= r->report_count + BACKGROUND) weight++;
        for (; i < end; i++) {
            relate_feature *f = &features[list[i].statement];
            ((clause_word *)f->words)[list[i].word].weight = weight;
            f->word_weight += weight;
        }
    }
}

// "Rejected the sale", "wants to sell"; but: "held a man over the sale", which is no selling.
static bool is_object(const hs_statement *governor, const hs_statement *s) {
    bool found = !s->nominal;
    for (uint32_t i = 0; i < governor->recipient_count && !found; i++) found = text_equal(governor->recipients[i].head, s->lemma);
    return found;
}

// What a statement governs first: of "orders the closing of the port and denies ..." the closing.
static void read_contents(const relating *r, relate_feature *features, hs_arena scratch) {
    for (uint32_t i = 0; i < r->total; i++) {
        uint32_t report = r->report_of[i], language = r->language[report];
        const hs_statement *s = relating_statement(r, i);
        if (s->governor >= r->reports[report].statement_count) continue;
        uint32_t governor = r->first[report] + s->governor;
        bool carried = relating_statement(r, governor)->same_as == i - r->first[report]; // "opened an investigation" governs nothing
        if (governor == i || carried || features[governor].content || !is_object(relating_statement(r, governor), s)) continue;
        hs_arena working = scratch;
        features[governor].content = verb_hash(r, language, s, text_lower(&working, s->lemma));
        features[governor].content_classes = features[i].classes;
    }
}

const relate_feature *relate_features(const relating *r, hs_arena *keep, hs_arena scratch) {
    relate_feature *features = arena_new(keep, relate_feature, r->total + 1);
    for (uint32_t i = 0; i < r->total; i++) features[i] = read_statement(r, i, keep, scratch);
    read_contents(r, features, scratch);
    weigh_words(r, features, scratch);
    return features;
}

bool relate_is_pronoun(const relating *r, uint32_t number) {
    uint32_t report = r->report_of[number], at, hash;
    const hs_statement *s = relating_statement(r, number);
    hs_text text = r->reports[report].document.text;
    hs_span span;
    at = s->predicate.end;
    if (!shingles_next_word(text, &at, &span, &hash) || span.start > s->predicate.end + 1) return false;
    hs_text word = text_span(text, span);
    return word.size <= 5 && rules_word(r->rules, r->language[report], word) & WORD_PRONOUN;
}
