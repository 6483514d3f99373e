// What is compared of two statements, and the points for and against their being one event.
// In: two statements of one story. Out: points; 40 and more may join. The same lemma or class
// inside a story is taken for one event unless something speaks against it (other parties,
// another day); common verbs and speech need more. Gets wrong: see relate.c.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relate.h"
#include "claims/shingles.h"

enum {
    // predicates
    POINTS_LEMMA = 46, POINTS_CLASS = 42, POINTS_WEAK = 30, POINTS_PREFIX = 38, POINTS_FIELD = 12, POINTS_EVENT = 22,
    LESS_WEAK = 14, LESS_COMMON = 26, LESS_SPEECH = 30, LESS_ATTITUDE = 14, LESS_GENERIC = 12,
    // parties
    POINTS_SAME_NAME = 12, POINTS_SAME_HEAD = 10, LESS_OTHER_HEAD = 7, LESS_OTHER_NAME = 36, LESS_OTHER_PEOPLE = 3,
    POINTS_SAME_PLACE = 8, LESS_OTHER_PLACE = 14,
    // the rest
    POINTS_SAME_DAY = 12, POINTS_SAME_TIME = 5, LESS_OTHER_DAY = 35, LESS_LONG_AGO = 10, LONG_AGO_DAYS = 180, POINTS_SAME_NUMBER = 16, LESS_OTHER_NUMBER = 2,
    LESS_AFTER_DEED = 30, // a plan told beside or after the deed is another event
    LESS_UNPROVEN = 14,   // and nothing but the predicate and the actor says that a deed is the plan carried out
    MOST_CONTEXT = 16, POINTS_NEAR = 8, NEAR_SENTENCES = 3,
    POINTS_COMMON_OBJECT = 14, POINTS_WEAK_OBJECT = 6, // a common verb is told by its object
    PREFIX_BYTES = 5, MAX_PARTIES = 6, MAX_CLAUSE_WORDS = 60,
};

// ---------------------------------------------------------------- features

static party_key read_party(const relating *r, uint32_t report, const hs_party *p, hs_arena scratch) {
    party_key key = {.name = names_find(r->names, r->story[report], p->name, scratch)};
    hs_text head = p->head.size ? text_lower(&scratch, p->head) : text_lower(&scratch, p->name);
    uint32_t kinds = rules_word(r->rules, r->language[report], head);
    key.proper = key.name != HS_NONE && names_is_proper(r->names, key.name);
    if (key.proper) key.kind = names_is_person(r->names, key.name) ? 1 : names_is_place(r->names, key.name) ? 2 : 0;
    key.people = kinds & WORD_PEOPLE;
    key.classes = rules_classes(r->rules, r->language[report], head);
    key.head = kinds & (WORD_PRONOUN | WORD_SOMEBODY | WORD_COMMON) ? 0 : text_hash(head, 0);
    return key;
}

static void read_slot(const relating *r, uint32_t report, const hs_party *parties, uint32_t count, relate_feature *f,
                      uint32_t slot, hs_arena *keep, hs_arena scratch) {
    if (count > MAX_PARTIES) count = MAX_PARTIES;
    party_key *keys = arena_new(keep, party_key, count);
    for (uint32_t i = 0; i < count; i++) keys[i] = read_party(r, report, &parties[i], scratch);
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

// Whose actors a statement has: its own, else those of the plan or thought that governs it
// ("Vellum dropped the idea of a bid": Vellum bids).
static const hs_statement *acting(const relating *r, uint32_t report, const hs_statement *s) {
    const hs_report *from = &r->reports[report];
    if (s->actor_count || s->governor >= from->statement_count) return s;
    const hs_statement *governor = &from->statements[s->governor];
    hs_text lemma = governor->lemma;
    return rules_word(r->rules, r->language[report], lemma) & WORD_ATTITUDE ? governor : s;
}

static relate_feature read_statement(const relating *r, uint32_t number, hs_arena *keep, hs_arena scratch) {
    uint32_t report = r->report_of[number], language = r->language[report];
    const hs_statement *s = relating_statement(r, number);
    hs_text lemma = text_lower(&scratch, s->lemma);
    relate_feature f = {.story = r->story[report], .lemma = text_hash(lemma, 0)};
    f.classes = rules_classes(r->rules, language, lemma);
    f.event = s->event.type.size ? text_hash(s->event.type, 2) : 0;
    f.kinds = rules_word(r->rules, language, lemma);
    hs_text rest = lemma, first = text_cut(&rest, ' ');
    if (!f.classes.count && rest.size) f.classes = rules_classes(r->rules, language, first);
    f.classes = event_classes(r->rules, f.classes);
    if (first.size > PREFIX_BYTES) f.prefix = text_hash(text_slice(first, 0, PREFIX_BYTES), 1);
    const hs_statement *actor = acting(r, report, s);
    read_slot(r, report, actor->actors, actor->actor_count, &f, SLOT_ACTOR, keep, scratch);
    read_slot(r, report, s->recipients, s->recipient_count, &f, SLOT_RECIPIENT, keep, scratch);
    read_slot(r, report, s->places, s->place_count, &f, SLOT_PLACE, keep, scratch);
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

// Weighs clause words by how few reports have them: 1 for a word of every report, up to 8.
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
        while (weight < 8 && ((uint64_t)reports << weight) <= r->report_count) weight++;
        for (; i < end; i++) {
            relate_feature *f = &features[list[i].statement];
            ((clause_word *)f->words)[list[i].word].weight = weight;
            f->word_weight += weight;
        }
    }
}

const relate_feature *relate_features(const relating *r, hs_arena *keep, hs_arena scratch) {
    relate_feature *features = arena_new(keep, relate_feature, r->total + 1);
    for (uint32_t i = 0; i < r->total; i++) features[i] = read_statement(r, i, keep, scratch);
    weigh_words(r, features, scratch);
    return features;
}

// ---------------------------------------------------------------- points

typedef enum meeting { MEET_NEVER, MEET_WEAKLY, MEET_FULLY } meeting;

static meeting lists_meet(const class_list *a, const class_list *b) {
    meeting best = MEET_NEVER;
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            if (a->classes[i] != b->classes[k]) continue;
            if (!(a->weak >> i & 1) && !(b->weak >> k & 1)) return MEET_FULLY;
            best = MEET_WEAKLY;
        }
    }
    return best;
}

static bool fields_meet(const claims_rules *rules, const class_list *a, const class_list *b) {
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (rules_class(rules, a->classes[i])->field_number == rules_class(rules, b->classes[k])->field_number) return true;
    return false;
}

static int32_t predicate_points(const relating *r, const relate_feature *a, const relate_feature *b) {
    int32_t points = 0;
    meeting meet = lists_meet(&a->classes, &b->classes);
    if (a->lemma == b->lemma) points = POINTS_LEMMA;
    else if (meet == MEET_FULLY) points = POINTS_CLASS;
    else if (meet == MEET_WEAKLY) points = POINTS_WEAK;
    else if (a->prefix && a->prefix == b->prefix) points = POINTS_PREFIX;
    else if (a->event && a->event == b->event) points = POINTS_EVENT; // "sank", "struck": the parties decide
    else if (fields_meet(r->rules, &a->classes, &b->classes)) points = POINTS_FIELD;
    uint32_t kinds = a->kinds | b->kinds;
    if (kinds & WORD_SPEECH) points -= LESS_SPEECH;
    else if (kinds & WORD_ATTITUDE) points -= LESS_ATTITUDE;
    else if (kinds & WORD_COMMON) points -= LESS_COMMON;
    else if (kinds & WORD_WEAK && a->lemma == b->lemma) points -= LESS_WEAK;
    return points;
}

typedef enum fit { FIT_UNKNOWN, FIT_NAME, FIT_HEAD, FIT_OTHER_HEAD, FIT_OTHER_PEOPLE, FIT_OTHER_NAME } fit;

// A director acts for the company.
static bool speaks_for(const relating *r, const party_key *person, const party_key *body) {
    return person->proper && body->name != HS_NONE && names_body(r->names, person->name) == body->name;
}

static fit party_fit(const relating *r, const party_key *a, const party_key *b) {
    if (a->name != HS_NONE && a->name == b->name) return FIT_NAME;
    if (speaks_for(r, a, b) || speaks_for(r, b, a)) return FIT_HEAD;
    if (a->proper && b->proper) return a->kind == b->kind ? FIT_OTHER_NAME : FIT_OTHER_HEAD;
    if (!a->head || !b->head) return FIT_UNKNOWN;
    if (a->head == b->head || lists_meet(&a->classes, &b->classes)) return FIT_HEAD;
    if (a->proper || b->proper) return a->classes.count && b->classes.count ? FIT_OTHER_HEAD : FIT_UNKNOWN;
    return a->people && b->people ? FIT_OTHER_PEOPLE : FIT_OTHER_HEAD;
}

// The best fit of any two parties of two slots.
static fit slots_fit(const relating *r, const relate_feature *a, uint32_t slot_a, const relate_feature *b, uint32_t slot_b) {
    static const int goodness[] = {[FIT_UNKNOWN] = 3, [FIT_NAME] = 5, [FIT_HEAD] = 4, [FIT_OTHER_HEAD] = 1, [FIT_OTHER_PEOPLE] = 2, [FIT_OTHER_NAME] = 0};
    fit best = FIT_UNKNOWN;
    bool any = false;
    for (uint32_t i = 0; i < a->party_count[slot_a]; i++) {
        for (uint32_t k = 0; k < b->party_count[slot_b]; k++) {
            fit f = party_fit(r, &a->parties[slot_a][i], &b->parties[slot_b][k]);
            if (!any || goodness[f] > goodness[best]) best = f;
            any = true;
        }
    }
    return best;
}

static int32_t fit_points(fit f) {
    static const int32_t points[] = {[FIT_UNKNOWN] = 0, [FIT_NAME] = POINTS_SAME_NAME, [FIT_HEAD] = POINTS_SAME_HEAD,
                                     [FIT_OTHER_HEAD] = -LESS_OTHER_HEAD, [FIT_OTHER_PEOPLE] = -LESS_OTHER_PEOPLE,
                                     [FIT_OTHER_NAME] = -LESS_OTHER_NAME};
    return points[f];
}

static bool has(const relate_feature *f, uint32_t slot) { return f->party_count[slot] > 0; }

// Slot by slot. What dies is what is killed: where one telling has only an actor and the
// other only a recipient, these are compared ("12 people died", "12 people were killed").
static int32_t party_points(const relating *r, const relate_feature *a, const relate_feature *b) {
    bool crossed = (has(a, SLOT_ACTOR) && !has(a, SLOT_RECIPIENT) && has(b, SLOT_RECIPIENT)) ||
                   (has(b, SLOT_ACTOR) && !has(b, SLOT_RECIPIENT) && has(a, SLOT_RECIPIENT));
    int32_t straight = fit_points(slots_fit(r, a, SLOT_ACTOR, b, SLOT_ACTOR)) + fit_points(slots_fit(r, a, SLOT_RECIPIENT, b, SLOT_RECIPIENT));
    if (!crossed) return straight;
    int32_t cross = fit_points(slots_fit(r, a, SLOT_ACTOR, b, SLOT_RECIPIENT)) + fit_points(slots_fit(r, a, SLOT_RECIPIENT, b, SLOT_ACTOR));
    return cross > straight ? cross : straight;
}

static int32_t place_points(const relating *r, const relate_feature *a, const relate_feature *b) {
    fit f = slots_fit(r, a, SLOT_PLACE, b, SLOT_PLACE);
    return f == FIT_NAME || f == FIT_HEAD ? POINTS_SAME_PLACE : f == FIT_OTHER_NAME ? -LESS_OTHER_PLACE : 0;
}

// What is told without a time is news: it is not what happened long before ("blocked a merger in 2009").
static int32_t time_points(const relate_feature *a, const relate_feature *b) {
    if (a->timed != b->timed) {
        const relate_feature *timed = a->timed ? a : b, *other = a->timed ? b : a;
        return other->published && timed->last_day + LONG_AGO_DAYS < other->published ? -LESS_LONG_AGO : 0;
    }
    if (!a->timed) return 0;
    if (a->last_day < b->first_day || b->last_day < a->first_day) return -LESS_OTHER_DAY;
    return a->first_day == a->last_day && b->first_day == b->last_day ? POINTS_SAME_DAY : POINTS_SAME_TIME;
}

static int32_t number_points(const relating *r, uint32_t a, uint32_t b) {
    const hs_report *ra = &r->reports[r->report_of[a]], *rb = &r->reports[r->report_of[b]];
    const hs_statement *sa = relating_statement(r, a), *sb = relating_statement(r, b);
    int32_t best = 0;
    for (uint32_t i = 0; i < sa->quantity_count; i++) {
        for (uint32_t k = 0; k < sb->quantity_count; k++) {
            const hs_quantity *qa = &ra->quantities[sa->quantities[i]], *qb = &rb->quantities[sb->quantities[k]];
            if (!qa->has_value || !qb->has_value) continue;
            if (qa->value == qb->value && qa->value >= 3) return POINTS_SAME_NUMBER;
            if (text_equal(qa->unit, qb->unit) && qa->value != qb->value) best = -LESS_OTHER_NUMBER;
        }
    }
    return best;
}

static int32_t context_points(const relate_feature *a, const relate_feature *b) {
    uint32_t i = 0, k = 0, shared = 0;
    while (i < a->word_count && k < b->word_count) {
        if (a->words[i].hash < b->words[k].hash) i++;
        else if (a->words[i].hash > b->words[k].hash) k++;
        else shared += a->words[i].weight, i++, k++;
    }
    uint32_t lighter = a->word_weight < b->word_weight ? a->word_weight : b->word_weight;
    return lighter ? (int32_t)((uint64_t)shared * MOST_CONTEXT / (lighter < 12 ? 12 : lighter)) : 0;
}

static bool is_real(const hs_statement *s) { return s->stage >= HS_STAGE_UNDERWAY; }

// Who tells of a deed and of a plan in one report tells of two events ("since the strikes on the boats the army has
// drafted plans for strikes inside the country"), and so does a plan that is published days after the deed. A plan
// published before the deed may be the same event, further on, if it is also told of the same object, place or number.
static int32_t order_points(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    const hs_statement *sa = relating_statement(r, a), *sb = relating_statement(r, b);
    if (is_real(sa) == is_real(sb)) return 0;
    uint32_t deed = is_real(sa) ? a : b, plan = is_real(sa) ? b : a;
    if (relating_statement(r, deed)->polarity == HS_NEGATED) return 0;
    if (r->report_of[a] == r->report_of[b]) return -LESS_AFTER_DEED;
    int32_t told = features[deed].published, planned = features[plan].published;
    if (told && planned && told + 1 < planned) return -LESS_AFTER_DEED;
    const relate_feature *fa = &features[a], *fb = &features[b];
    bool alike = fit_points(slots_fit(r, fa, SLOT_RECIPIENT, fb, SLOT_RECIPIENT)) > 0 || place_points(r, fa, fb) > 0 || number_points(r, a, b) > 0;
    return alike ? 0 : -LESS_UNPROVEN;
}

static bool is_bare(const relate_feature *f) { return !has(f, SLOT_ACTOR) && !has(f, SLOT_RECIPIENT) && !has(f, SLOT_PLACE); }

// An event noun without parties goes on with what was told just before: "a bid would ...".
static int32_t near_points(const relating *r, uint32_t a, uint32_t b, const relate_feature *fa, const relate_feature *fb) {
    if (r->report_of[a] != r->report_of[b] || (!is_bare(fa) && !is_bare(fb))) return 0;
    uint32_t sa = relating_statement(r, a)->sentence, sb = relating_statement(r, b)->sentence;
    return (sa > sb ? sa - sb : sb - sa) <= NEAR_SENTENCES ? POINTS_NEAR : 0;
}

int32_t relate_points(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    const relate_feature *fa = &features[a], *fb = &features[b];
    const hs_statement *sa = relating_statement(r, a), *sb = relating_statement(r, b);
    if (fa->story != fb->story) return RELATE_NEVER;
    if (r->report_of[a] == r->report_of[b]) {
        uint32_t first = r->first[r->report_of[a]];
        if (sa->governor == b - first || sb->governor == a - first) return RELATE_NEVER;
    }
    int32_t points = predicate_points(r, fa, fb) + party_points(r, fa, fb) + place_points(r, fa, fb) + time_points(fa, fb) +
                     number_points(r, a, b) + context_points(fa, fb) + order_points(r, features, a, b);
    uint32_t kinds = fa->kinds | fb->kinds;
    if (kinds & (WORD_COMMON | WORD_WEAK) && fit_points(slots_fit(r, fa, SLOT_RECIPIENT, fb, SLOT_RECIPIENT)) > 0)
        points += kinds & WORD_COMMON ? POINTS_COMMON_OBJECT : POINTS_WEAK_OBJECT;
    points += near_points(r, a, b, fa, fb);
    return points - (sa->generic || sb->generic ? LESS_GENERIC : 0);
}

relate_cast relate_actors(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    fit f = slots_fit(r, &features[a], SLOT_ACTOR, &features[b], SLOT_ACTOR);
    return f == FIT_NAME ? RELATE_SAME_ACTOR : f == FIT_OTHER_NAME ? RELATE_OTHER_ACTOR : RELATE_UNKNOWN_ACTOR;
}

bool relate_clash(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    return order_points(r, features, a, b) < 0 || slots_fit(r, &features[a], SLOT_ACTOR, &features[b], SLOT_ACTOR) == FIT_OTHER_NAME ||
           slots_fit(r, &features[a], SLOT_RECIPIENT, &features[b], SLOT_RECIPIENT) == FIT_OTHER_NAME ||
           (features[a].timed && features[b].timed && time_points(&features[a], &features[b]) < 0);
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
