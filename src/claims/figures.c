// What the mentions of a claim count. In: one claim with its statements. Out: a figure for each thing that a mention counts, as an interval
// with a unit. Method: figures are compared where they count the same: people under whatever name, things of one class, acts and what
// they were done to. Who acts is counted apart from what is acted on ("two men killed nine"); ages, figures of places and parts
// of a sum are left out. Gets wrong: figures of different scopes with one unit in one clause.
#include "claims/figures.h"

#include "base/text.h"

static const double NO_BOUND = 1e300;

// Where figures are gathered.
typedef struct reader {
    const claim_view *view;
    hs_arena *keep;
} reader;

static const hs_report *report_of(const reader *r, uint32_t mention) { return &r->view->r->reports[r->view->claim->mentions[mention].report]; }

static figure read_figure(const hs_quantity *q) {
    figure f = {.quantity = q};
    f.value = q->has_value ? q->value : q->has_min ? q->min : q->max;
    bool open = q->has_min || q->has_max;
    f.low = q->has_min ? q->min : open ? -NO_BOUND : q->value;
    f.high = q->has_max ? q->max : open ? NO_BOUND : q->value;
    if (q->approximate && !open) f.low -= q->value / 10, f.high += q->value / 10;
    return f;
}

// ---------------------------------------------------------------- units

// People are counted in many words: residents, victims, villagers.
static uint64_t unit_key(const reader *r, uint32_t report, hs_text unit) {
    hs_arena scratch = *r->keep;
    hs_text lower = text_lower(&scratch, unit);
    const claims_rules *rules = r->view->r->rules;
    uint32_t language = r->view->r->language[report];
    if (!lower.size) return NO_UNIT;
    if (rules_word(rules, language, lower) & (WORD_PEOPLE | WORD_SOMEBODY)) return PEOPLE_UNIT;
    class_list classes = rules_classes(rules, language, lower);
    for (uint32_t i = 0; i < classes.count; i++)
        if (rules_class(rules, classes.classes[i])->noun) return 2 + classes.classes[i];
    return text_hash(lower, 5);
}

static bool counts_people(const reader *r, uint32_t report, hs_text unit) {
    hs_arena scratch = *r->keep;
    hs_text lower = text_lower(&scratch, unit);
    uint32_t language = r->view->r->language[report];
    return rules_sort(r->view->r->rules, language, lower) == SORT_PEOPLE ||
           (rules_word(r->view->r->rules, language, lower) & (WORD_PEOPLE | WORD_SOMEBODY));
}

// "three strikes on boats" counts acts; what each was done to is counted in boats.
static uint64_t object_key(const reader *r, uint32_t report, const hs_statement *s, const hs_quantity *q) {
    if (!s->recipient_count || !q->unit.size || !text_equal_fold(q->unit, s->lemma)) return 0;
    return unit_key(r, report, s->recipients[0].head);
}

static bool is_within(const hs_party *parties, uint32_t count, hs_span span) {
    for (uint32_t i = 0; i < count; i++)
        if (parties[i].span.start <= span.start && span.end <= parties[i].span.end) return true;
    return false;
}

static bool is_people(const reader *r, uint32_t mention, const hs_party *party) {
    const hs_report *report = report_of(r, mention);
    if (party->entity < report->entity_count) return report->entities[party->entity].type == HS_ENTITY_PERSON;
    return counts_people(r, r->view->claim->mentions[mention].report, party->head);
}

static bool done_to_people(const reader *r, uint32_t mention) {
    const hs_statement *s = view_statement(r->view, mention);
    bool done_to = false;
    for (uint32_t i = 0; i < s->recipient_count; i++) done_to |= is_people(r, mention, &s->recipients[i]);
    return done_to;
}

// Who does it where it is done to people: "two men killed nine"; but: "nine died", "nine developed a fever".
static bool is_of_actor(const reader *r, uint32_t mention, hs_span span) {
    const hs_statement *s = view_statement(r->view, mention);
    return done_to_people(r, mention) && is_within(s->actors, s->actor_count, span) && !is_within(s->recipients, s->recipient_count, span);
}

// The word that ends before a byte, without the blanks between.
static hs_text word_before(hs_text text, uint32_t at) {
    while (at && text.data[at - 1] == ' ') at--;
    uint32_t start = at;
    while (start && text.data[start - 1] != ' ') start--;
    return text_slice(text, start, at);
}

static uint32_t word_kinds(const reader *r, uint32_t mention, hs_text word) {
    hs_arena scratch = *r->keep;
    return rules_word(r->view->r->rules, r->view->r->language[r->view->claim->mentions[mention].report], text_lower(&scratch, word));
}

// "Ada Orm, 34,", "a 34-year-old", "a man aged 34", "una mujer de 34 años"; but: "a sentence of 34 years".
static bool is_age(const reader *r, uint32_t mention, const hs_quantity *q) {
    const hs_statement *s = view_statement(r->view, mention);
    hs_text text = report_of(r, mention)->document.text, words = text_span(text, q->span);
    hs_text before = word_before(text, q->span.start);
    if (!q->unit.size) return before.size && before.data[before.size - 1] == ',';
    size_t hyphen = text_find(words, TEXT("-"), 0);
    if (hyphen != SIZE_MAX) {
        hs_text behind = text_slice(words, hyphen + 1, words.size);
        if (text_find(behind, TEXT("-"), 0) != SIZE_MAX && word_kinds(r, mention, behind) & WORD_AGE) return true;
    }
    if (!(word_kinds(r, mention, q->unit) & WORD_AGE)) return false;
    for (uint32_t i = 0; i < s->actor_count; i++)
        if (is_within(&s->actors[i], 1, q->span) && is_people(r, mention, &s->actors[i])) return true;
    for (uint32_t i = 0; i < s->recipient_count; i++)
        if (is_within(&s->recipients[i], 1, q->span) && is_people(r, mention, &s->recipients[i])) return true;
    return false;
}

// "Two of the seven", "another five", "two other men": of some that are counted elsewhere; but: "dozens of people", "nine others".
static bool is_rest(const reader *r, uint32_t mention, const hs_quantity *q) {
    hs_text text = report_of(r, mention)->document.text, words = text_span(text, q->span), behind = text_trim(text_slice(text, q->span.end, text.size));
    if (word_kinds(r, mention, word_before(text, q->span.start)) & WORD_ANOTHER) return true;
    if (text_find(words, TEXT(" "), 0) == SIZE_MAX) return word_kinds(r, mention, text_cut(&behind, ' ')) & WORD_OWNER;
    while (words.size) {
        hs_text word = text_cut(&words, ' ');
        if (words.size && word_kinds(r, mention, word) & WORD_ANOTHER) return true;
    }
    return false;
}

// "Two of its [six tanks]": all of which others are some; not: "two of the crew".
static bool is_whole(const reader *r, uint32_t mention, const hs_quantity *q) {
    const hs_statement *s = view_statement(r->view, mention);
    const hs_report *report = report_of(r, mention);
    for (uint32_t i = 0; i < s->quantity_count; i++) {
        const hs_quantity *some = &report->quantities[s->quantities[i]];
        if (some->span.end >= q->span.start) continue;
        hs_text between = text_trim(text_slice(report->document.text, some->span.end, q->span.start)), first = text_cut(&between, ' ');
        bool last = text_find(between, TEXT(" "), 0) == SIZE_MAX;
        if (word_kinds(r, mention, first) & WORD_OWNER && last && (!between.size || word_kinds(r, mention, between) & (WORD_ARTICLE | WORD_DEFINITE | WORD_PRONOUN))) return true;
    }
    return false;
}

// What is no count of what happens: ages, the rest of another count, all of which something is a part, "a mile from the two towns".
static bool is_aside(const reader *r, uint32_t mention, const hs_quantity *q) {
    const hs_statement *s = view_statement(r->view, mention);
    if (is_age(r, mention, q) || is_rest(r, mention, q) || is_whole(r, mention, q)) return true;
    return is_within(s->places, s->place_count, q->span) && !is_within(s->recipients, s->recipient_count, q->span) &&
           !is_within(s->actors, s->actor_count, q->span);
}

static figure make_figure(const reader *r, const hs_quantity *q, uint32_t mention) {
    uint32_t report = r->view->claim->mentions[mention].report;
    const hs_statement *s = view_statement(r->view, mention);
    figure f = read_figure(q);
    f.unit = unit_key(r, report, q->unit);
    f.general = f.unit == PEOPLE_UNIT;
    f.people = f.general || counts_people(r, report, q->unit);
    f.object = object_key(r, report, s, q);
    f.mention = mention;
    if (!q->unit.size || !is_of_actor(r, mention, q->span)) return f;
    f.unit = text_hash((hs_text){(const char *)&f.unit, sizeof f.unit}, 7);
    f.people = f.general = false;
    return f;
}

// ---------------------------------------------------------------- people told one by one

// How many people a party is: its figure, or one where its noun is no plural and it is not known already ("the man"); 0 unknown.
static double count_party(const reader *r, uint32_t mention, const hs_party *party, bool *figured) {
    const hs_statement *s = view_statement(r->view, mention);
    const hs_report *report = report_of(r, mention);
    uint32_t language = r->view->r->language[r->view->claim->mentions[mention].report];
    hs_arena scratch = *r->keep;
    hs_text words = text_span(report->document.text, party->span), rest = words;
    uint32_t kinds = rules_word(r->view->r->rules, language, text_lower(&scratch, text_cut(&rest, ' ')));
    bool indefinite = kinds & WORD_ARTICLE && !(kinds & WORD_DEFINITE);
    bool one = rest.size && !(kinds & WORD_DEFINITE) && text_find(rest, party->head, 0) != SIZE_MAX; // "one man"; but: "men", "police"
    for (uint32_t k = 0; k < s->quantity_count; k++) {
        const hs_quantity *q = &report->quantities[s->quantities[k]];
        if (!q->has_value || q->span.start < party->span.start || q->span.end > party->span.end) continue;
        if (q->ordinal) return indefinite ? q->value : 0;
        *figured = true;
        return q->value;
    }
    return indefinite || (one && *figured) ? 1 : 0;
}

// The people among parties that are told one by one, "a man", "a second man" of whom there are two by now, "two women and a man"; 0 where
// others are among them ("the man", "men"), or one figure says it all.
static double count_people(const reader *r, uint32_t mention, const hs_party *parties, uint32_t count, hs_span *span, const hs_party **only) {
    uint32_t report = r->view->claim->mentions[mention].report, counted = 0;
    bool figured = false;
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!counts_people(r, report, parties[i].head)) continue;
        double number = count_party(r, mention, &parties[i], &figured);
        if (number <= 0) return 0;
        if (!counted || parties[i].span.start < span->start) span->start = parties[i].span.start;
        if (!counted || parties[i].span.end > span->end) span->end = parties[i].span.end;
        *only = counted++ ? NULL : &parties[i];
        sum += number;
    }
    return figured && counted < 2 ? 0 : sum;
}

// "A man was arrested" counts one; but: "a crowd".
static bool read_told(const reader *r, uint32_t mention, hs_quantity *out) {
    const hs_statement *s = view_statement(r->view, mention);
    const hs_party *only = NULL;
    hs_span span = {0};
    bool done_to = done_to_people(r, mention);
    double people = done_to ? count_people(r, mention, s->recipients, s->recipient_count, &span, &only)
                            : count_people(r, mention, s->actors, s->actor_count, &span, &only);
    if (people <= 0) return false;
    *out = (hs_quantity){.span = only ? only->span : span, .has_value = true, .value = people, .unit = only ? only->head : (hs_text){0}};
    return true;
}

// ---------------------------------------------------------------- one mention, all mentions

// The first figure of each unit in a mention: what stands behind it is often corrected by it
// ("fifteen people and not 17").
static uint32_t read_mention(const reader *r, uint32_t mention, figure *out) {
    const hs_statement *s = view_statement(r->view, mention);
    uint32_t count = 0;
    hs_quantity told;
    bool one_by_one = read_told(r, mention, &told);
    for (uint32_t k = 0; k < s->quantity_count; k++) {
        const hs_quantity *q = &report_of(r, mention)->quantities[s->quantities[k]];
        if (q->ordinal || (!q->has_value && !q->has_min && !q->has_max) || is_aside(r, mention, q)) continue;
        if (one_by_one && told.span.start <= q->span.start && q->span.end <= told.span.end) continue;
        out[count] = make_figure(r, q, mention);
        bool known = false;
        for (uint32_t j = 0; j < count; j++) known |= out[j].unit == out[count].unit;
        count += !known;
    }
    if (!one_by_one || (count && told.unit.size)) return count;
    hs_quantity *kept = arena_new(r->keep, hs_quantity, 1);
    *kept = told;
    out[count] = make_figure(r, kept, mention);
    out[count].single = told.value < 2;
    if (!told.unit.size) out[count].unit = PEOPLE_UNIT, out[count].people = out[count].general = true;
    return count + 1;
}

// "Risen to 14 after five of the injured died": nobody contradicts himself in one sentence; the smaller figure is of a part. But: "3,000
// marched, police said; the organisers spoke of 10,000".
static bool is_part(const reader *r, const figure *one, const figure *other) {
    const claim_view *v = r->view;
    if (other->mention == one->mention || other->unit != one->unit || other->value <= one->value) return false;
    if (view_statement(v, other->mention)->sentence != view_statement(v, one->mention)->sentence) return false;
    uint32_t from = one->quantity->span.start, to = other->quantity->span.start;
    hs_text between = text_slice(view_document(v, one->mention)->text, from < to ? from : to, from < to ? to : from);
    return text_find(between, TEXT(";"), 0) == SIZE_MAX;
}

static bool same_report(const reader *r, const figure *a, const figure *b) {
    return r->view->claim->mentions[a->mention].report == r->view->claim->mentions[b->mention].report;
}

// Figures of one report lie together.
static uint32_t drop_parts(const reader *r, figure *figures, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = i; k-- > 0 && same_report(r, &figures[k], &figures[i]);) figures[i].part |= is_part(r, &figures[i], &figures[k]);
        for (uint32_t k = i + 1; k < count && same_report(r, &figures[k], &figures[i]); k++) figures[i].part |= is_part(r, &figures[i], &figures[k]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (!figures[i].part) figures[kept++] = figures[i];
    return kept;
}

// "Nine soldiers were hurt", "eleven people were hurt": where somebody counts people, all who are counted are.
static void join_people(figure *figures, uint32_t count) {
    bool any = false;
    for (uint32_t i = 0; i < count; i++) any |= figures[i].unit == PEOPLE_UNIT;
    for (uint32_t i = 0; i < count && any; i++)
        if (figures[i].people) figures[i].unit = PEOPLE_UNIT;
}

// Acts and what they were done to are one count where both can be true ("at least three strikes on boats", "at least
// four boats sunk"); where they cannot, there may have been more things than acts.
static void join_objects(figure *figures, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count && figures[i].object; k++)
            if (figures[k].unit == figures[i].object && figures_overlap(&figures[i], &figures[k])) {
                figures[i].unit = figures[i].object;
                break;
            }
}

// "Police put the crowd at 2,000", "elevaron la cifra a 10.000": a figure without a unit that stands alone is of what the others count
// most; but: "from 24 to nine months", "half".
static void join_bare(figure *figures, uint32_t count) {
    enum { LEAST_BARE = 3 }; // "a minute or two"
    uint64_t best = PEOPLE_UNIT;
    uint32_t best_mentions = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (figures[i].unit == NO_UNIT || (i && figures[i - 1].mention == figures[i].mention)) continue;
        uint32_t mentions = 0;
        for (uint32_t k = 0; k < count; k++) mentions += figures[k].unit == figures[i].unit;
        if (mentions > best_mentions) best = figures[i].unit, best_mentions = mentions;
    }
    for (uint32_t i = 0; i < count; i++) {
        bool beside = (i && figures[i - 1].mention == figures[i].mention) || (i + 1 < count && figures[i + 1].mention == figures[i].mention);
        if (figures[i].unit == NO_UNIT && !beside && best_mentions && figures[i].value >= LEAST_BARE) figures[i].unit = best;
    }
}

uint32_t figures_read(const claim_view *view, figure **out, hs_arena *arena) {
    reader r = {view, arena};
    uint32_t most = 1, count = 0;
    for (uint32_t i = 0; i < view->claim->mention_count; i++) most += view_statement(view, i)->quantity_count + 1;
    figure *figures = arena_new(arena, figure, most);
    for (uint32_t i = 0; i < view->claim->mention_count; i++)
        if (view_statement(view, i)->polarity == HS_AFFIRMED) count += read_mention(&r, i, figures + count);
    count = drop_parts(&r, figures, count);
    join_people(figures, count);
    join_objects(figures, count);
    join_bare(figures, count);
    *out = figures;
    return count;
}
