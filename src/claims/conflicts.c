// In what respects the mentions of a claim differ. In: one claim with its roots, standing and history. Out:
// at most one conflict of each kind, with all values and who says each. Method: figures are
// intervals: equal values agree, overlapping ones are compatible, otherwise a later figure of
// the same root, of a count that grows, or of a story that moved on is an update, and what
// is left a contradiction. Stages differ as an update where they advance with time; polarity as
// an update where the standing turned. Times and places conflict where they exclude one another: a day and the week that holds it,
// a village and its valley do not. Gets wrong: figures of different scopes with one
// unit in one clause.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

enum { MOST_VALUES = 32, MOST_COMPARED = 256 };

static const double NO_BOUND = 1e300;

enum { PEOPLE_UNIT = 1 }; // beside units that are hashes

// One mention's figure as an interval.
typedef struct figure {
    double low, high, value;
    uint64_t unit;
    bool people;     // counts people of some kind ("soldiers")
    uint64_t object; // of a count of acts, the unit of what they were done to; 0
    uint32_t mention;
    const hs_quantity *quantity;
    bool part; // of a larger one in the same sentence
} figure;

typedef struct finder {
    const claim_view *view;
    hs_arena *keep;
    hs_arena scratch;
    hs_conflict *list;
} finder;

static figure read_figure(const hs_quantity *q) {
    figure f = {.quantity = q};
    f.value = q->has_value ? q->value : q->has_min ? q->min : q->max;
    bool open = q->has_min || q->has_max;
    f.low = q->has_min ? q->min : open ? -NO_BOUND : q->value;
    f.high = q->has_max ? q->max : open ? NO_BOUND : q->value;
    if (q->approximate && !open) f.low -= q->value / 10, f.high += q->value / 10;
    return f;
}

static bool overlap(const figure *a, const figure *b) { return a->low <= b->high && b->low <= a->high; }

// People are counted in many words: residents, victims, villagers.
static uint64_t unit_key(const finder *f, uint32_t report, hs_text unit) {
    hs_arena scratch = f->scratch;
    hs_text lower = text_lower(&scratch, unit);
    const claims_rules *rules = f->view->r->rules;
    uint32_t language = f->view->r->language[report];
    if (!lower.size || rules_word(rules, language, lower) & (WORD_PEOPLE | WORD_SOMEBODY)) return PEOPLE_UNIT;
    class_list classes = rules_classes(rules, language, lower);
    for (uint32_t i = 0; i < classes.count; i++)
        if (rules_class(rules, classes.classes[i])->noun) return 2 + classes.classes[i];
    return text_hash(lower, 5);
}

static bool counts_people(const finder *f, uint32_t report, hs_text unit) {
    hs_arena scratch = f->scratch;
    return unit.size && rules_sort(f->view->r->rules, f->view->r->language[report], text_lower(&scratch, unit)) == SORT_PEOPLE;
}

// "three strikes on boats" counts acts; what each was done to is counted in boats.
static uint64_t object_key(const finder *f, uint32_t report, const hs_statement *s, const hs_quantity *q) {
    if (!s->recipient_count || !q->unit.size || !text_equal_fold(q->unit, s->lemma)) return 0;
    return unit_key(f, report, s->recipients[0].head);
}

// Acts and what they were done to are one count where both can be true ("at least three strikes on boats", "at least
// four boats sunk"); where they cannot, there may have been more things than acts.
static void join_objects(figure *figures, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count && figures[i].object; k++)
            if (figures[k].unit == figures[i].object && overlap(&figures[i], &figures[k])) {
                figures[i].unit = figures[i].object;
                break;
            }
}

// "Risen to 14 after five of the injured died": nobody contradicts himself in one sentence; the smaller figure is of a part.
static bool is_part(const finder *f, const figure *one, const figure *other) {
    const claim_view *v = f->view;
    return other->mention != one->mention && other->unit == one->unit && other->value > one->value &&
           view_statement(v, other->mention)->sentence == view_statement(v, one->mention)->sentence;
}

static bool same_report(const finder *f, const figure *a, const figure *b) {
    return f->view->claim->mentions[a->mention].report == f->view->claim->mentions[b->mention].report;
}

// Figures of one report lie together.
static uint32_t drop_parts(const finder *f, figure *figures, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = i; k-- > 0 && same_report(f, &figures[k], &figures[i]);) figures[i].part |= is_part(f, &figures[i], &figures[k]);
        for (uint32_t k = i + 1; k < count && same_report(f, &figures[k], &figures[i]); k++) figures[i].part |= is_part(f, &figures[i], &figures[k]);
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

// The first figure of each unit in a mention: what stands behind it is often corrected by it
// ("fifteen people and not 17").
static uint32_t read_figures(const finder *f, figure *out) {
    const claim_view *v = f->view;
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        uint32_t report = v->claim->mentions[i].report, first = count;
        const hs_statement *s = view_statement(v, i);
        for (uint32_t k = 0; k < s->quantity_count && s->polarity == HS_AFFIRMED; k++) {
            const hs_quantity *q = &v->r->reports[report].quantities[s->quantities[k]];
            if (q->ordinal || (!q->has_value && !q->has_min && !q->has_max)) continue;
            uint64_t unit = unit_key(f, report, q->unit);
            bool known = false;
            for (uint32_t j = first; j < count; j++) known |= out[j].unit == unit;
            if (known) continue;
            out[count] = read_figure(q);
            out[count].unit = unit;
            out[count].people = unit == PEOPLE_UNIT || counts_people(f, report, q->unit);
            out[count].object = object_key(f, report, s, q);
            out[count++].mention = i;
        }
    }
    count = drop_parts(f, out, count);
    join_people(out, count);
    join_objects(out, count);
    return count;
}

// A figure that is without a unit beside one that has it is the same count ("and not 17").
static uint64_t busiest_unit(const figure *figures, uint32_t count) {
    uint64_t best = 0;
    uint32_t best_mentions = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t mentions = 0;
        bool differ = false;
        for (uint32_t k = 0; k < count; k++) {
            mentions += figures[k].unit == figures[i].unit;
            differ |= figures[k].unit == figures[i].unit && figures[k].value != figures[i].value;
        }
        if (differ && mentions > best_mentions) best = figures[i].unit, best_mentions = mentions;
    }
    return best;
}

static bool claim_grows(const finder *f) {
    const claim_view *v = f->view;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        uint32_t language = v->r->language[v->claim->mentions[i].report];
        class_list classes = rules_classes(v->r->rules, language, view_statement(v, i)->lemma);
        for (uint32_t k = 0; k < classes.count; k++)
            if (rules_class(v->r->rules, classes.classes[k])->grows) return true;
    }
    return false;
}

// The verdict on two figures, `a` published before `b` or with it.
static hs_verdict judge(const finder *f, const figure *a, const figure *b, bool grows) {
    const claim_view *v = f->view;
    if (overlap(a, b)) return HS_COMPATIBLE;
    if (v->root_of[a->mention] == v->root_of[b->mention]) return HS_UPDATE;
    int later = dates_compare(&view_document(v, b->mention)->published, &view_document(v, a->mention)->published);
    if (grows && later > 0 && b->value > a->value) return HS_UPDATE;
    if (later > 0 && view_statement(v, b->mention)->stage > view_statement(v, a->mention)->stage) return HS_UPDATE;
    return HS_CONTRADICTION;
}

// A figure that its own voice replaced later; what a copy repeats was said when its source was.
static bool is_replaced(const finder *f, const figure *figures, uint32_t count, uint32_t at) {
    const claim_view *v = f->view;
    const figure *one = &figures[at];
    for (uint32_t k = 0; k < count; k++) {
        const figure *other = &figures[k];
        if (k == at || other->unit != one->unit || other->value == one->value || overlap(one, other)) continue;
        if (v->root_of[other->mention] != v->root_of[one->mention] || view_is_copy(v, other->mention)) continue;
        if (view_is_copy(v, one->mention) || dates_compare(&view_document(v, other->mention)->published, &view_document(v, one->mention)->published) > 0) return true;
    }
    return false;
}

static hs_verdict judge_all(const finder *f, const figure *figures, uint32_t count, uint64_t unit) {
    bool grows = claim_grows(f);
    hs_verdict worst = HS_COMPATIBLE;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = i + 1; k < count; k++) {
            if (figures[i].unit != unit || figures[k].unit != unit || figures[i].value == figures[k].value) continue;
            hs_verdict verdict = judge(f, &figures[i], &figures[k], grows);
            if (verdict == HS_COMPATIBLE) continue;
            if (is_replaced(f, figures, count, i) || is_replaced(f, figures, count, k)) verdict = HS_UPDATE;
            if (worst != HS_CONTRADICTION) worst = verdict;
        }
    }
    return worst;
}

// ---------------------------------------------------------------- values

typedef struct value_list {
    hs_conflict_value values[MOST_VALUES];
    uint64_t keys[MOST_VALUES];
    uint32_t count;
} value_list;

// Adds a mention to the value of that key, a new value at the end where there is none.
static void add_value(finder *f, value_list *list, uint64_t key, hs_text words, uint32_t mention) {
    uint32_t i = 0;
    while (i < list->count && list->keys[i] != key) i++;
    if (i == MOST_VALUES) return;
    hs_conflict_value *value = &list->values[i];
    if (i == list->count) {
        *value = (hs_conflict_value){.value = words, .reports = arena_new(f->keep, hs_mention, f->view->claim->mention_count)};
        list->keys[i] = key;
        list->count++;
    }
    ((hs_mention *)value->reports)[value->report_count++] = f->view->claim->mentions[mention];
}

static void add_conflict(finder *f, hs_conflict_kind kind, hs_verdict verdict, const value_list *list) {
    hs_conflict_value *values = arena_new(f->keep, hs_conflict_value, list->count);
    memcpy(values, list->values, list->count * sizeof *values);
    f->list[f->view->claim->conflict_count++] = (hs_conflict){kind, verdict, values, list->count};
}

static void find_quantity_conflict(finder *f) {
    const claim_view *v = f->view;
    uint32_t most = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) most += view_statement(v, i)->quantity_count;
    figure *figures = arena_new(&f->scratch, figure, most + 1);
    uint32_t count = read_figures(f, figures);
    uint64_t unit = busiest_unit(figures, count);
    if (!unit) return;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    for (uint32_t i = 0; i < count; i++) {
        if (figures[i].unit != unit) continue;
        uint32_t mention = figures[i].mention;
        hs_text words = text_span(view_document(v, mention)->text, figures[i].quantity->span);
        uint64_t key = text_hash((hs_text){(const char *)&figures[i].value, sizeof(double)}, 0);
        add_value(f, list, key, words, mention);
        for (uint32_t k = 0; k < list->count; k++)
            if (list->keys[k] == key) list->values[k].quantity = *figures[i].quantity;
    }
    if (list->count > 1) add_conflict(f, HS_CONFLICT_QUANTITY, judge_all(f, figures, count, unit), list);
}

// One voice in one report does not contradict itself: "no tanker docked", "two anchored" are two things that were taken for one.
static bool is_one_voice(const claim_view *v) {
    const hs_mention *mentions = v->claim->mentions;
    const uint32_t *roots = v->r->root_of + v->r->first[mentions[0].report];
    for (uint32_t i = 1; i < v->claim->mention_count; i++)
        if (mentions[i].report != mentions[0].report || roots[mentions[i].statement] != roots[mentions[0].statement]) return false;
    return true;
}

static hs_text stage_words(hs_stage stage) {
    static const hs_text names[] = {TEXT_INIT("possible"), TEXT_INIT("considered"), TEXT_INIT("planned"),
                                    TEXT_INIT("ordered"), TEXT_INIT("underway"), TEXT_INIT("done")};
    return names[stage];
}

// Stages that somebody affirms. Where they do not advance with time, a deed beside a plan is a contradiction, two
// shades of a plan are compatible; that a thing goes on and that it was done ("are in talks", "they talk") is no difference,
// nor is what would be if it came ("strikes would end the talks").
static void find_stage_conflict(finder *f) {
    const claim_view *v = f->view;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    bool advances = false, planned = false;
    hs_stage furthest = HS_STAGE_POSSIBLE;
    const hs_date *since = NULL;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        if (s->polarity != HS_AFFIRMED || (s->nominal && s->stage == HS_STAGE_POSSIBLE)) continue;
        const hs_date *date = &view_document(v, i)->published;
        if (list->count && s->stage > furthest && dates_order(date, since) > 0) advances = true;
        if (!list->count || s->stage > furthest) furthest = s->stage, since = date;
        planned |= s->stage > HS_STAGE_POSSIBLE && s->stage < HS_STAGE_UNDERWAY;
        add_value(f, list, s->stage, stage_words(s->stage), i);
    }
    if (list->count < 2 || !(advances || planned) || is_one_voice(v)) return;
    bool excluded = planned && furthest >= HS_STAGE_UNDERWAY;
    add_conflict(f, HS_CONFLICT_STAGE, advances ? HS_UPDATE : excluded ? HS_CONTRADICTION : HS_COMPATIBLE, list);
}

static bool standing_turned(const hs_claim *claim) {
    for (uint32_t i = 1; i < claim->move_count; i++)
        if (claim->history[i].polarity != claim->history[i - 1].polarity) return true;
    return false;
}

// A denial that a later stage was reached does not exclude an earlier one: "has not
// approved" beside "is to approve".
static void find_polarity_conflict(finder *f) {
    const claim_view *v = f->view;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    hs_stage affirmed = HS_STAGE_POSSIBLE, negated = HS_STAGE_DONE;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        if (s->polarity == HS_AFFIRMED && s->stage > affirmed) affirmed = s->stage;
        if (s->polarity == HS_NEGATED && s->stage < negated) negated = s->stage;
        add_value(f, list, s->polarity, s->polarity == HS_AFFIRMED ? TEXT("affirmed") : TEXT("negated"), i);
    }
    if (list->count < 2 || is_one_voice(v)) return;
    bool turned = standing_turned(v->claim);
    if (negated <= affirmed || turned) add_conflict(f, HS_CONFLICT_POLARITY, turned ? HS_UPDATE : HS_CONTRADICTION, list);
}

// ---------------------------------------------------------------- when and where

// Minutes that a mention's time covers; false where it has none, or one wider than a week.
static bool time_span(const claim_view *v, uint32_t mention, int64_t *from, int64_t *to) {
    enum { WIDEST_DAYS = 7, DAY_MINUTES = 1440 };
    const hs_statement *s = view_statement(v, mention);
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    int32_t first, last;
    // "approved the sale on Friday": a noun may have its verb's time
    if (s->nominal || s->polarity != HS_AFFIRMED || s->stage < HS_STAGE_PLANNED || s->time >= report->time_count) return false;
    const hs_time *time = &report->times[s->time];
    if (time->type > HS_TIME_TIME || !dates_interval(time->value, &first, &last) || last - first >= WIDEST_DAYS) return false;
    *from = (int64_t)first * DAY_MINUTES, *to = (int64_t)(last + 1) * DAY_MINUTES - 1;
    if (first == last) dates_clock(time->value, from, to);
    return true;
}

// The verdict on two mentions that exclude one another in time or place: the same voice corrects itself, a plan is moved.
static hs_verdict judge_other(const claim_view *v, uint32_t a, uint32_t b) {
    bool later = dates_compare(&view_document(v, b)->published, &view_document(v, a)->published) > 0;
    bool plan = view_statement(v, a)->stage < HS_STAGE_UNDERWAY;
    return v->root_of[a] == v->root_of[b] || (later && plan) ? HS_UPDATE : HS_CONTRADICTION;
}

// Days or hours that exclude one another; a time that contains another does not differ from it.
static void find_time_conflict(finder *f) {
    const claim_view *v = f->view;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    uint32_t count = v->claim->mention_count;
    bool differ = false;
    hs_verdict worst = HS_COMPATIBLE;
    for (uint32_t i = 0; i < count; i++) {
        int64_t from, to, other_from, other_to;
        if (!time_span(v, i, &from, &to)) continue;
        const hs_report *report = &v->r->reports[v->claim->mentions[i].report];
        hs_text value = report->times[view_statement(v, i)->time].value;
        add_value(f, list, text_hash(value, 0), value, i);
        for (uint32_t k = 0; k < i && list->count <= MOST_VALUES; k++) {
            if (!time_span(v, k, &other_from, &other_to) || (other_from <= to && from <= other_to)) continue;
            if ((view_statement(v, k)->stage < HS_STAGE_UNDERWAY) != (view_statement(v, i)->stage < HS_STAGE_UNDERWAY)) continue;
            differ = true;
            if (worst != HS_CONTRADICTION) worst = judge_other(v, k, i);
        }
        if (count > MOST_COMPARED && i >= MOST_COMPARED) break;
    }
    if (differ && list->count > 1) add_conflict(f, HS_CONFLICT_TIME, worst, list);
}

// The place of a mention: a named one that a map knows.
static const hs_entity *place_of(const claim_view *v, uint32_t mention) {
    const hs_statement *s = view_statement(v, mention);
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    if (s->polarity != HS_AFFIRMED || s->stage < HS_STAGE_PLANNED) return NULL;
    for (uint32_t i = 0; i < s->place_count; i++) {
        uint32_t entity = s->places[i].entity;
        if (entity < report->entity_count && report->entities[entity].type == HS_ENTITY_PLACE) return &report->entities[entity];
    }
    return NULL;
}

static bool names_place(const hs_report *report, hs_text name) {
    for (uint32_t i = 0; i < report->entity_count; i++)
        if (text_equal_fold(report->entities[i].name, name)) return true;
    return false;
}

// True where the two cannot be one place, nor one in the other: far apart on the map; or both unknown to it, and neither report names
// the place of the other, as it would where it lay there.
static bool apart(const claim_view *v, uint32_t a, uint32_t b, const hs_entity *one, const hs_entity *other) {
    static const double FAR_DEGREES = 0.5; // some 50 km
    const hs_report *report = &v->r->reports[v->claim->mentions[a].report], *second = &v->r->reports[v->claim->mentions[b].report];
    if (text_equal_fold(one->name, other->name)) return false;
    if (names_place(report, other->name) || names_place(second, one->name)) return false;
    // "Varno depot" lies in Varno
    if (text_find(one->name, other->name, 0) != SIZE_MAX || text_find(other->name, one->name, 0) != SIZE_MAX) return false;
    if (one->has_place != other->has_place) return false;
    if (!one->has_place) return true;
    if (!one->country[0] || !other->country[0]) return false;
    double north = one->latitude - other->latitude, east = one->longitude - other->longitude;
    return north * north + east * east > FAR_DEGREES * FAR_DEGREES;
}

static void find_place_conflict(finder *f) {
    const claim_view *v = f->view;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    uint32_t count = v->claim->mention_count < MOST_COMPARED ? v->claim->mention_count : MOST_COMPARED;
    bool differ = false;
    hs_verdict worst = HS_COMPATIBLE;
    for (uint32_t i = 0; i < count; i++) {
        const hs_entity *place = place_of(v, i);
        if (!place) continue;
        hs_arena scratch = f->scratch;
        add_value(f, list, text_hash(text_lower(&scratch, place->name), 0), place->name, i);
        for (uint32_t k = 0; k < i; k++) {
            const hs_entity *other = place_of(v, k);
            if (!other || !apart(v, i, k, place, other)) continue;
            differ = true;
            if (worst != HS_CONTRADICTION) worst = judge_other(v, k, i);
        }
    }
    if (differ && list->count > 1) add_conflict(f, HS_CONFLICT_PLACE, worst, list);
}

void conflicts_fill(claim_view *view, hs_arena *keep, hs_arena scratch) {
    finder f = {.view = view, .keep = keep, .scratch = scratch};
    f.list = arena_new(keep, hs_conflict, 5);
    view->claim->conflicts = f.list;
    find_quantity_conflict(&f);
    find_stage_conflict(&f);
    find_polarity_conflict(&f);
    find_time_conflict(&f);
    find_place_conflict(&f);
}
