// How much speaks for two statements telling of one event. In: two statements of one story. Out: the signs that
// hold of the pair, and their points together; what reaches JOIN_POINTS may join. Each respect in which two tellings can
// agree or differ has its signs; a missing value is none. What they weigh: points.c. The idea of pairs that are judged by slots: Bagga and Baldwin 1999, Cybulska and Vossen
// 2015. Gets wrong: see relate.c.
#include "base/text.h"
#include "claims/relate.h"

enum {
    LONG_AGO_DAYS = 180,
    NEAR_SENTENCES = 3,
    SMALL_NUMBER = 3, // "two" is everywhere
    LITTLE_CONTEXT = 3, SOME_CONTEXT = 6, MOST_CONTEXT = 16, LIGHT_CLAUSE = 12,
};

// ---------------------------------------------------------------- predicates

relate_meeting relate_lists_meet(const class_list *a, const class_list *b) {
    relate_meeting best = MEET_NEVER;
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

// "Thwarted", "foiled": one of the first senses of both is the same.
static bool are_synonyms(const relate_feature *a, const relate_feature *b) {
    for (uint32_t i = 0; i < a->synonym_count; i++)
        for (uint32_t k = 0; k < b->synonym_count; k++)
            if (a->synonyms[i] == b->synonyms[k]) return true;
    return false;
}

static void put(relate_signs *out, relate_sign sign) {
    if (out->count < RELATE_SIGNS) out->signs[out->count++] = (uint8_t)sign;
}

static void put_predicate(const relating *r, const relate_feature *a, const relate_feature *b, relate_signs *out) {
    relate_meeting meet = relate_lists_meet(&a->classes, &b->classes);
    if (a->lemma == b->lemma) put(out, SIGN_LEMMA);
    else if (a->verb == b->verb) put(out, SIGN_VERB);
    else if (meet != MEET_NEVER && are_synonyms(a, b)) put(out, SIGN_SYNONYM);
    else if (meet == MEET_FULLY) put(out, SIGN_CLASS);
    else if (meet == MEET_WEAKLY) put(out, SIGN_WEAK_CLASS);
    else if (are_synonyms(a, b)) put(out, SIGN_ONLY_SYNONYM);
    else if (a->prefix && a->prefix == b->prefix) put(out, SIGN_PREFIX);
    else if (a->event && a->event == b->event) put(out, SIGN_EVENT); // "sank", "struck": the parties decide
    else if (fields_meet(r->rules, &a->classes, &b->classes)) put(out, SIGN_FIELD);
    else put(out, SIGN_STRANGE); // what only others join: "blew up", "explosion", "collapse"
    if (a->lemma == b->lemma && a->named) put(out, SIGN_NAMED);
    uint32_t kinds = a->kinds | b->kinds;
    if (kinds & WORD_SPEECH) put(out, SIGN_SPEECH);
    else if (kinds & WORD_ATTITUDE) put(out, SIGN_ATTITUDE);
    else if (kinds & WORD_COMMON) put(out, SIGN_COMMON);
    else if (kinds & WORD_WEAK && a->lemma == b->lemma) put(out, SIGN_WEAK);
}

// ---------------------------------------------------------------- parties

typedef enum fit { FIT_UNKNOWN, FIT_NAME, FIT_HEAD, FIT_OTHER_HEAD, FIT_OTHER_PEOPLE, FIT_OTHER_COUNT, FIT_OTHER_SORT, FIT_OTHER_NAME } fit;

// A director acts for the company.
static bool speaks_for(const relating *r, const party_key *person, const party_key *body) {
    return person->proper && body->name != HS_NONE && names_body(r->names, person->name) == body->name;
}

// One person by name and several people: "the general was arrested" beside "48 soldiers were arrested".
static bool other_count(const party_key *a, const party_key *b) {
    bool person_and_many = a->proper && a->kind == 1 && b->many, many_and_person = b->proper && b->kind == 1 && a->many;
    return (person_and_many && b->sort == SORT_PEOPLE) || (many_and_person && a->sort == SORT_PEOPLE);
}

// "Dismissed Ada Pell", "cut jobs".
static bool person_and_matter(const party_key *person, const party_key *matter) {
    return person->proper && person->kind == 1 && matter->sort == SORT_MATTER;
}

static fit party_fit(const relating *r, const party_key *a, const party_key *b) {
    if (a->name != HS_NONE && a->name == b->name) return FIT_NAME;
    if (speaks_for(r, a, b) || speaks_for(r, b, a)) return FIT_HEAD;
    if (a->proper && b->proper) return a->kind == b->kind ? FIT_OTHER_NAME : FIT_OTHER_HEAD;
    if (other_count(a, b)) return FIT_OTHER_COUNT;
    if (a->sort != b->sort && (a->sort == SORT_PEOPLE || b->sort == SORT_PEOPLE) && (a->sort == SORT_THING || b->sort == SORT_THING)) return FIT_OTHER_SORT;
    if (person_and_matter(a, b) || person_and_matter(b, a)) return FIT_OTHER_SORT;
    if (!a->head || !b->head) return FIT_UNKNOWN;
    if (a->head == b->head || relate_lists_meet(&a->classes, &b->classes)) return FIT_HEAD;
    bool known = a->classes.count && b->classes.count;
    if ((a->proper || b->proper || a->language != b->language) && !known) return FIT_UNKNOWN; // "el pastor", "a shepherd"
    if (a->proper || b->proper) return FIT_OTHER_HEAD;
    return a->people && b->people ? FIT_OTHER_PEOPLE : FIT_OTHER_HEAD;
}

static const int8_t goodness[] = {[FIT_UNKNOWN] = 3, [FIT_NAME] = 5, [FIT_HEAD] = 4, [FIT_OTHER_HEAD] = 1, [FIT_OTHER_PEOPLE] = 2, [FIT_OTHER_COUNT] = 0, [FIT_OTHER_SORT] = 0, [FIT_OTHER_NAME] = 0};

// The best fit of any two parties of two slots.
static fit slots_fit(const relating *r, const relate_feature *a, uint32_t slot_a, const relate_feature *b, uint32_t slot_b) {
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

static bool has(const relate_feature *f, uint32_t slot) { return f->party_count[slot] > 0; }

static bool fits(fit f) { return f == FIT_NAME || f == FIT_HEAD; }

static void put_fit(fit f, relate_sign first, relate_signs *out) {
    if (f != FIT_UNKNOWN) put(out, (relate_sign)(first + f - FIT_NAME));
}

// "Left Varno" beside "were driven out in Varno": a name that both have, as another party.
static bool shares_crossed(const relate_feature *a, const relate_feature *b) {
    for (uint32_t x = 0; x < SLOT_COUNT; x++)
        for (uint32_t y = 0; y < SLOT_COUNT; y++)
            for (uint32_t i = 0; x != y && i < a->party_count[x]; i++)
                for (uint32_t k = 0; k < b->party_count[y]; k++)
                    if (a->parties[x][i].proper && a->parties[x][i].name == b->parties[y][k].name) return true;
    return false;
}

// Whether both tell of people called by whose they are: of one and the same, or of two. "Norvian soldiers", "Tarvian soldiers".
static relate_verdict compare_nations(const relate_feature *a, const relate_feature *b) {
    relate_verdict verdict = RELATE_OPEN;
    for (uint32_t x = SLOT_ACTOR; x <= SLOT_RECIPIENT; x++)
        for (uint32_t i = 0; i < a->party_count[x]; i++)
            for (uint32_t y = SLOT_ACTOR; y <= SLOT_RECIPIENT; y++)
                for (uint32_t k = 0; k < b->party_count[y]; k++) {
                    const party_key *p = &a->parties[x][i], *q = &b->parties[y][k];
                    if (!p->nation || !q->nation || p->language != q->language) continue;
                    if (p->nation == q->nation) return RELATE_ONE;
                    verdict = RELATE_TWO;
                }
    return verdict;
}

// "Considers a sale" and "considers a merger" are two considerings.
static void put_content(const relate_feature *a, const relate_feature *b, relate_signs *out) {
    if (a->content && b->content) {
        put(out, a->content == b->content || relate_lists_meet(&a->content_classes, &b->content_classes) ? SIGN_SAME_CONTENT : SIGN_OTHER_CONTENT);
    } else if (a->content || b->content) {
        put(out, SIGN_ONE_CONTENT);
    }
}

// Slot by slot. What dies is what is killed: where one telling has only an actor and the
// other only a recipient, these are compared ("12 people died", "12 people were killed").
static void put_parties(const relating *r, const relate_feature *a, const relate_feature *b, relate_signs *out) {
    bool crossed = (has(a, SLOT_ACTOR) && !has(a, SLOT_RECIPIENT) && has(b, SLOT_RECIPIENT)) ||
                   (has(b, SLOT_ACTOR) && !has(b, SLOT_RECIPIENT) && has(a, SLOT_RECIPIENT));
    fit actor = slots_fit(r, a, SLOT_ACTOR, b, SLOT_ACTOR), recipient = slots_fit(r, a, SLOT_RECIPIENT, b, SLOT_RECIPIENT);
    if (crossed) {
        fit to = slots_fit(r, a, SLOT_ACTOR, b, SLOT_RECIPIENT), from = slots_fit(r, a, SLOT_RECIPIENT, b, SLOT_ACTOR);
        if (goodness[to] + goodness[from] > goodness[actor] + goodness[recipient]) actor = to, recipient = from;
    }
    put_fit(actor, SIGN_ACTOR_NAME, out);
    put_fit(recipient, SIGN_RECIPIENT_NAME, out);
    fit place = slots_fit(r, a, SLOT_PLACE, b, SLOT_PLACE);
    if (fits(place)) put(out, SIGN_PLACE);
    else if (place == FIT_OTHER_NAME) put(out, SIGN_OTHER_PLACE);
    if (shares_crossed(a, b)) put(out, SIGN_CROSSED_NAME);
    if (compare_nations(a, b) == RELATE_TWO) put(out, SIGN_OTHER_NATION);
    uint32_t kinds = a->kinds | b->kinds;
    if (out->signs[0] == SIGN_WEAK_CLASS && (fits(actor) || fits(recipient))) put(out, SIGN_WEAK_CLASS_PARTY);
    if (kinds & (WORD_COMMON | WORD_WEAK) && fits(recipient)) put(out, kinds & WORD_COMMON ? SIGN_COMMON_OBJECT : SIGN_WEAK_OBJECT);
}

// ---------------------------------------------------------------- times, numbers, the rest of the clause

static bool is_real(const hs_statement *s) { return s->stage >= HS_STAGE_UNDERWAY; }

// What is told without a time is news: it is not what happened long before ("blocked a merger in 2009"). The day of a plan
// moves: only deeds are two for their days.
static void put_time(const relate_feature *a, const relate_feature *b, bool deeds, relate_signs *out) {
    if (a->timed != b->timed) {
        const relate_feature *timed = a->timed ? a : b, *other = a->timed ? b : a;
        if (other->published && timed->last_day + LONG_AGO_DAYS < other->published) put(out, SIGN_LONG_AGO);
    } else if (a->timed) {
        bool apart = a->last_day < b->first_day || b->last_day < a->first_day;
        bool days = a->first_day == a->last_day && b->first_day == b->last_day;
        put(out, apart ? (deeds ? SIGN_OTHER_DAY : SIGN_OTHER_DAY_PLANNED) : days ? SIGN_DAY : SIGN_TIME);
    }
}

static bool other_days(const relate_feature *a, const relate_feature *b) {
    return a->timed && b->timed && (a->last_day < b->first_day || b->last_day < a->first_day);
}

static relate_sign number_sign(const relating *r, uint32_t a, uint32_t b) {
    const hs_report *ra = &r->reports[r->report_of[a]], *rb = &r->reports[r->report_of[b]];
    const hs_statement *sa = relating_statement(r, a), *sb = relating_statement(r, b);
    relate_sign sign = SIGN_COUNT;
    for (uint32_t i = 0; i < sa->quantity_count; i++) {
        for (uint32_t k = 0; k < sb->quantity_count; k++) {
            const hs_quantity *qa = &ra->quantities[sa->quantities[i]], *qb = &rb->quantities[sb->quantities[k]];
            if (!qa->has_value || !qb->has_value) continue;
            if (qa->value == qb->value && qa->value >= SMALL_NUMBER) return SIGN_NUMBER;
            if (text_equal(qa->unit, qb->unit) && qa->value != qb->value) sign = SIGN_OTHER_NUMBER;
        }
    }
    return sign;
}

static void put_context(const relate_feature *a, const relate_feature *b, relate_signs *out) {
    uint32_t i = 0, k = 0, shared = 0;
    while (i < a->word_count && k < b->word_count) {
        if (a->words[i].hash < b->words[k].hash) i++;
        else if (a->words[i].hash > b->words[k].hash) k++;
        else shared += a->words[i].weight, i++, k++;
    }
    uint32_t lighter = a->word_weight < b->word_weight ? a->word_weight : b->word_weight;
    if (!lighter) return;
    uint64_t share = (uint64_t)shared * MOST_CONTEXT / (lighter < LIGHT_CLAUSE ? LIGHT_CLAUSE : lighter);
    if (share) put(out, share <= LITTLE_CONTEXT ? SIGN_CONTEXT_LITTLE : share <= SOME_CONTEXT ? SIGN_CONTEXT_SOME : SIGN_CONTEXT_MUCH);
}

static void put_likeness(const relating *r, uint32_t a, uint32_t b, relate_signs *out) {
    static const uint16_t bounds[] = {15, 35, 60, 100, 160, 240, 350}; // thousandths
    uint32_t report_a = r->report_of[a], report_b = r->report_of[b], step = 0;
    if (report_a == report_b) {
        put(out, SIGN_SAME_REPORT);
        return;
    }
    if (matters_neighbours(r, report_a, report_b)) {
        put(out, SIGN_NEWS);
        return;
    }
    uint32_t milli = likeness_milli(r, report_a, report_b);
    while (step < sizeof bounds / sizeof *bounds && milli >= bounds[step]) step++;
    put(out, (relate_sign)(SIGN_LIKE_0 + step));
    if (r->matter[report_a] != r->matter[report_b]) put(out, SIGN_OTHER_MATTER);
}

// ---------------------------------------------------------------- deeds, plans, and what was told just before

// Told of the same object, place or number, or of the same actor where there is no object and no two places.
static bool are_alike(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    const relate_feature *fa = &features[a], *fb = &features[b];
    bool alone = !has(fa, SLOT_RECIPIENT) && !has(fb, SLOT_RECIPIENT) && !(has(fa, SLOT_PLACE) && has(fb, SLOT_PLACE));
    return (alone && fits(slots_fit(r, fa, SLOT_ACTOR, fb, SLOT_ACTOR))) ||
           fits(slots_fit(r, fa, SLOT_RECIPIENT, fb, SLOT_RECIPIENT)) || fits(slots_fit(r, fa, SLOT_PLACE, fb, SLOT_PLACE)) ||
           number_sign(r, a, b) == SIGN_NUMBER;
}

// Who tells of a deed and of a plan in one report tells of two events ("since the strikes on the boats the army has
// drafted plans for strikes inside the country"), and so does a plan that is published days after the deed. A plan
// published before the deed may be the same event, further on, if it is also told of the same object, place or number.
static relate_sign order_sign(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    const hs_statement *sa = relating_statement(r, a), *sb = relating_statement(r, b);
    if (is_real(sa) == is_real(sb)) return SIGN_COUNT;
    uint32_t deed = is_real(sa) ? a : b, plan = is_real(sa) ? b : a;
    if (relating_statement(r, deed)->polarity == HS_NEGATED) return SIGN_COUNT;
    if (r->report_of[a] == r->report_of[b]) return SIGN_AFTER_DEED;
    int32_t told = features[deed].published, planned = features[plan].published;
    // "called off the strike": what goes on can be taken back, what is done cannot
    bool stopped = relating_statement(r, plan)->polarity == HS_NEGATED && relating_statement(r, deed)->stage == HS_STAGE_UNDERWAY;
    if (told && planned && told + 1 < planned && !stopped) return SIGN_AFTER_DEED;
    return are_alike(r, features, a, b) ? SIGN_COUNT : SIGN_UNPROVEN;
}

bool relate_is_bare(const relate_feature *f) { return !has(f, SLOT_ACTOR) && !has(f, SLOT_RECIPIENT) && !has(f, SLOT_PLACE); }

// An event noun without parties goes on with what was told just before: "a bid would ...".
static bool is_near(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    if (r->report_of[a] != r->report_of[b] || (!relate_is_bare(&features[a]) && !relate_is_bare(&features[b]))) return false;
    uint32_t sa = relating_statement(r, a)->sentence, sb = relating_statement(r, b)->sentence;
    return (sa > sb ? sa - sb : sb - sa) <= NEAR_SENTENCES;
}

// ---------------------------------------------------------------- a pair

// What a loose word tells shows in its theme: what is acted on or, where nothing is, who acts. "Aimed at the boats" is
// not "aimed at the people"; what they govern, their figure or most words of the clause may also say that it is the same.
static void put_loose(const relating *r, const relate_feature *a, const relate_feature *b, relate_signs *out) {
    bool same = false, other = false, acted_on = has(a, SLOT_RECIPIENT) || has(b, SLOT_RECIPIENT);
    for (uint32_t i = 0; i < out->count; i++) {
        relate_sign sign = (relate_sign)out->signs[i];
        same |= sign == SIGN_SAME_CONTENT || sign == SIGN_NUMBER || sign == SIGN_CONTEXT_MUCH || sign == SIGN_DAY;
        other |= sign == SIGN_OTHER_CONTENT;
    }
    uint32_t slot = acted_on ? SLOT_RECIPIENT : SLOT_ACTOR;
    fit theme = slots_fit(r, a, slot, b, slot);
    same |= fits(theme);
    other |= theme != FIT_UNKNOWN && !fits(theme);
    if (!same || other) put(out, other && !same ? SIGN_LOOSE_OTHER : SIGN_LOOSE_OPEN);
}

// Signs that something beside the predicate is one: a party, the time or place, a figure, what surrounds it.
static bool is_support(uint8_t sign) {
    switch (sign) {
    case SIGN_ACTOR_NAME: case SIGN_ACTOR_HEAD: case SIGN_RECIPIENT_NAME: case SIGN_RECIPIENT_HEAD: case SIGN_CROSSED_NAME: case SIGN_COMMON_OBJECT:
    case SIGN_WEAK_OBJECT: case SIGN_WEAK_CLASS_PARTY: case SIGN_SAME_CONTENT: case SIGN_PLACE: case SIGN_DAY: case SIGN_TIME: case SIGN_NUMBER:
    case SIGN_CONTEXT_SOME: case SIGN_CONTEXT_MUCH: case SIGN_NEAR: return true;
    default: return false;
    }
}

// "Disparar": to shoot, and to rise; words of the table that stand in two fields of meaning.
static bool has_fields(const claims_rules *rules, const class_list *of) {
    uint32_t first = HS_NONE;
    for (uint32_t i = 0; i < of->count; i++) {
        if (of->weak >> i & 1) continue;
        uint32_t field = rules_class(rules, of->classes[i])->field_number;
        if (first != HS_NONE && field != first) return true;
        first = field;
    }
    return false;
}

// "The pits stopped" and "they broke down": of one class, by words of many meanings, and nothing else says that they are one; not: "they stopped", "they
// stopped"; "a burglary", "a theft"; "the pits stopped", "the pits broke down". Of two languages little else could say so, and the word must
// stand in several fields as well: "dispararon", "shares recovered".
static bool is_alone(const relating *r, const relate_feature *a, const relate_feature *b, bool one_language, const relate_signs *signs) {
    enum { MANY_SENSES = 8 };
    uint8_t first = signs->signs[0];
    if (a->senses < MANY_SENSES && b->senses < MANY_SENSES) return false;
    if (!one_language && !has_fields(r->rules, &a->classes) && !has_fields(r->rules, &b->classes)) return false;
    if (first != SIGN_CLASS && first != SIGN_SYNONYM && first != SIGN_VERB && first != SIGN_WEAK_CLASS) return false;
    for (uint32_t i = 1; i < signs->count; i++)
        if (is_support(signs->signs[i])) return false;
    return true;
}

bool relate_read_signs(const relating *r, const relate_feature *features, uint32_t a, uint32_t b, relate_signs *out) {
    const relate_feature *fa = &features[a], *fb = &features[b];
    const hs_statement *sa = relating_statement(r, a), *sb = relating_statement(r, b);
    out->count = 0;
    uint32_t report = r->report_of[a];
    if (report == r->report_of[b]) {
        uint32_t first = r->first[report];
        if (sa->governor == b - first || sb->governor == a - first) return false;
    }
    put_predicate(r, fa, fb, out);
    put_parties(r, fa, fb, out);
    put_content(fa, fb, out);
    put_time(fa, fb, is_real(sa) && is_real(sb), out);
    put_context(fa, fb, out);
    put_likeness(r, a, b, out);
    relate_sign number = number_sign(r, a, b), order = order_sign(r, features, a, b);
    if (number != SIGN_COUNT) put(out, number);
    if (order != SIGN_COUNT) put(out, order);
    if (is_near(r, features, a, b)) put(out, SIGN_NEAR);
    if (sa->generic || sb->generic) put(out, SIGN_GENERIC);
    if (sa->nominal != sb->nominal) put(out, SIGN_NOUN_AND_VERB);
    if (sa->nominal && sb->nominal) put(out, SIGN_NOUNS);
    if (relate_is_bare(fa) || relate_is_bare(fb)) put(out, SIGN_BARE);
    if (fa->loose || fb->loose) put_loose(r, fa, fb, out);
    bool one_language = r->language[report] == r->language[r->report_of[b]];
    if (is_alone(r, fa, fb, one_language, out)) put(out, SIGN_ALONE);
    return true;
}

int32_t relate_points(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    relate_signs signs;
    if (!relate_read_signs(r, features, a, b, &signs)) return RELATE_NEVER;
    bool news = matters_neighbours(r, r->report_of[a], r->report_of[b]);
    int32_t sum = relate_sign_points(SIGN_BASE, news);
    for (uint32_t i = 0; i < signs.count; i++) sum += relate_sign_points((relate_sign)signs.signs[i], news);
    return sum;
}

// ---------------------------------------------------------------- two tellings by themselves

typedef struct sign_set {
    bool has[SIGN_COUNT];
    bool theme, actor, near, says; // what is acted on, or who acts, is one; the reports appeared near each other
} sign_set;

static bool has_any(const sign_set *set, const uint8_t *signs, size_t count) {
    bool found = false;
    for (size_t i = 0; i < count; i++) found |= set->has[signs[i]];
    return found;
}

#define HAS_ANY(set, ...) has_any(set, (const uint8_t[]){__VA_ARGS__}, sizeof((uint8_t[]){__VA_ARGS__}))

static bool read_set(const relating *r, const relate_feature *features, uint32_t a, uint32_t b, sign_set *out) {
    relate_signs signs;
    if (!relate_read_signs(r, features, a, b, &signs)) return false;
    *out = (sign_set){.says = features[a].says && features[b].says, .near = matters_neighbours(r, r->report_of[a], r->report_of[b])};
    for (uint32_t i = 0; i < signs.count; i++) out->has[signs.signs[i]] = true;
    out->theme = HAS_ANY(out, SIGN_RECIPIENT_NAME, SIGN_RECIPIENT_HEAD, SIGN_SAME_CONTENT, SIGN_NUMBER, SIGN_CONTEXT_MUCH);
    out->actor = HAS_ANY(out, SIGN_ACTOR_NAME, SIGN_ACTOR_HEAD);
    return true;
}

// What speaks against one event, whatever else speaks for it.
static bool are_other(const sign_set *s) {
    if (HAS_ANY(s, SIGN_RECIPIENT_OTHER_HEAD, SIGN_RECIPIENT_OTHER_SORT, SIGN_RECIPIENT_OTHER_COUNT, SIGN_RECIPIENT_OTHER_NAME)) return true;
    if (HAS_ANY(s, SIGN_LOOSE_OTHER, SIGN_GENERIC)) return true;
    // one's warning is not another's
    if (s->says && HAS_ANY(s, SIGN_ACTOR_OTHER_HEAD, SIGN_ACTOR_OTHER_SORT, SIGN_ACTOR_OTHER_COUNT, SIGN_ACTOR_OTHER_NAME)) return true;
    return s->has[SIGN_COMMON] && !s->theme && !s->actor && !s->has[SIGN_COMMON_OBJECT];
}

// Near each other, reports mostly tell of one matter: there nothing need speak for it. Elsewhere a word alone does only where it tells what
// happens ("the quake", but not "the operation"), and the same actor does not do everything to the same.
static bool are_shown(const sign_set *s) {
    bool word = HAS_ANY(s, SIGN_LEMMA, SIGN_VERB), context = HAS_ANY(s, SIGN_CONTEXT_MUCH, SIGN_CONTEXT_SOME);
    if (s->near) return true;
    if (HAS_ANY(s, SIGN_ACTOR_OTHER_HEAD, SIGN_ACTOR_OTHER_SORT, SIGN_ACTOR_OTHER_COUNT, SIGN_ACTOR_OTHER_NAME) && !s->theme) return false;
    return s->theme || s->actor || context || (word && !s->has[SIGN_LOOSE_OPEN] && (!s->has[SIGN_BARE] || s->has[SIGN_CONTEXT_LITTLE]));
}

bool relate_meets(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    sign_set s;
    return read_set(r, features, a, b, &s) && !are_other(&s) && are_shown(&s);
}

bool relate_meets_closely(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    sign_set s;
    if (r->report_of[a] != r->report_of[b] && matters_neighbours(r, r->report_of[a], r->report_of[b])) return true;
    if (!read_set(r, features, a, b, &s) || are_other(&s) || !are_shown(&s)) return false;
    if (HAS_ANY(&s, SIGN_OTHER_PLACE, SIGN_OTHER_DAY)) return false; // which is a conflict of its own
    if (s.has[SIGN_LOOSE_OPEN] && !s.theme) return false; // "authorised the agency", "has not authorised the options"
    if (!HAS_ANY(&s, SIGN_LEMMA, SIGN_VERB, SIGN_SYNONYM, SIGN_CLASS, SIGN_WEAK_CLASS_PARTY)) return false;
    if (HAS_ANY(&s, SIGN_COMMON, SIGN_ATTITUDE) && !s.theme && !s.has[SIGN_COMMON_OBJECT] && !(s.near && s.actor)) return false;
    return !s.has[SIGN_WEAK] || s.theme || s.actor;
}

// ---------------------------------------------------------------- judgements of groups

relate_verdict relate_actors(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    fit f = slots_fit(r, &features[a], SLOT_ACTOR, &features[b], SLOT_ACTOR);
    return f == FIT_NAME ? RELATE_ONE : f == FIT_OTHER_NAME ? RELATE_TWO : RELATE_OPEN;
}

relate_verdict relate_nations(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    (void)r;
    return compare_nations(&features[a], &features[b]);
}

// "The army shelled the port and plans to shell the town" tells of two; but: "the strike on Friday was called on Monday; on
// Friday they struck".
relate_verdict relate_deeds(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    const relate_feature *fa = &features[a], *fb = &features[b];
    if (is_real(relating_statement(r, a)) == is_real(relating_statement(r, b))) return RELATE_ONE;
    if (order_sign(r, features, a, b) != SIGN_AFTER_DEED) return RELATE_OPEN;
    bool met = fa->timed && fb->timed && !other_days(fa, fb);
    return met || are_alike(r, features, a, b) ? RELATE_OPEN : RELATE_TWO;
}

// Two names, or people and things in the same frame: "fish died", "a girl died"; not: "the board opened a shelter", "the shelter opened".
static bool are_others(fit of, bool same_frame) { return of == FIT_OTHER_NAME || (of == FIT_OTHER_SORT && same_frame); }

bool relate_clash(const relating *r, const relate_feature *features, uint32_t a, uint32_t b) {
    const relate_feature *fa = &features[a], *fb = &features[b];
    return order_sign(r, features, a, b) == SIGN_AFTER_DEED ||
           are_others(slots_fit(r, fa, SLOT_ACTOR, fb, SLOT_ACTOR), has(fa, SLOT_RECIPIENT) == has(fb, SLOT_RECIPIENT)) ||
           are_others(slots_fit(r, fa, SLOT_RECIPIENT, fb, SLOT_RECIPIENT), true) ||
           (is_real(relating_statement(r, a)) && is_real(relating_statement(r, b)) && other_days(&features[a], &features[b]));
}
