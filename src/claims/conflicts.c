// In what respects the mentions of a claim differ. In: one claim with its roots, standing and history. Out:
// at most one conflict of each kind, with all values and who says each. Method: figures are
// intervals: equal values agree, overlapping ones are compatible, otherwise a later figure of
// the same root, of a count that grows, or of a story that moved on is an update, and what
// is left a contradiction (figures.c reads them). Stages differ as an update where they advance with time; polarity as
// an update where the standing turned. Times and places conflict where they exclude one another: a day and the week that holds it,
// a village and its valley do not. Gets wrong: tellings of two events
// that their claim joins with every sign of one.
#include "base/sort.h"
#include "base/text.h"
#include "claims/figures.h"

enum { MOST_VALUES = 32, MOST_COMPARED = 256 };

typedef struct finder {
    const claim_view *view;
    hs_arena *keep;
    hs_arena scratch;
    hs_conflict *list;
} finder;

// The unit in which most mentions count, and differ.
static uint64_t busiest_unit(const figure *figures, uint32_t count) {
    uint64_t best = 0;
    uint32_t best_mentions = 1;
    for (uint32_t i = 0; i < count; i++) {
        if (figures[i].unit == NO_UNIT) continue;
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
    if (figures_overlap(a, b)) return HS_COMPATIBLE;
    if (v->root_of[a->mention] == v->root_of[b->mention]) return HS_UPDATE;
    int later = dates_compare(view_told(v, b->mention), view_told(v, a->mention));
    if (grows && later > 0 && b->value > a->value) return HS_UPDATE;
    hs_stage before = view_statement(v, a->mention)->stage, now = view_statement(v, b->mention)->stage;
    if (later > 0 && (now > before || now < HS_STAGE_UNDERWAY)) return HS_UPDATE; // a plan is carried out, or changed
    return HS_CONTRADICTION;
}

// A figure that its own voice replaced later; what a copy repeats was said when its source was.
static bool is_replaced(const finder *f, const figure *figures, uint32_t count, uint32_t at) {
    const claim_view *v = f->view;
    const figure *one = &figures[at];
    for (uint32_t k = 0; k < count; k++) {
        const figure *other = &figures[k];
        if (k == at || other->unit != one->unit || other->value == one->value || figures_overlap(one, other)) continue;
        if (v->root_of[other->mention] != v->root_of[one->mention] || view_is_copy(v, other->mention)) continue;
        if (view_is_copy(v, one->mention) || dates_compare(view_told(v, other->mention), view_told(v, one->mention)) > 0) return true;
    }
    return false;
}

// Whether two figures count the same. Between reports that did not appear near each other, "a man" is rarely the one of "two people", nor
// are "two women" all the people of "three people".
static bool are_of_one(const finder *f, const figure *a, const figure *b) {
    const claim_view *v = f->view;
    if (a->mention == b->mention || !tellings_meet(v, a->mention, b->mention)) return false;
    if (matters_neighbours(v->r, v->claim->mentions[a->mention].report, v->claim->mentions[b->mention].report)) return true;
    const figure *fewer = a->value < b->value ? a : b, *more = fewer == a ? b : a;
    return !a->single && !b->single && (fewer->general || !fewer->people || !more->general);
}

// Marks the figures that are set against others.
static hs_verdict judge_all(const finder *f, figure *figures, uint32_t count, uint64_t unit) {
    bool grows = claim_grows(f);
    hs_verdict worst = HS_COMPATIBLE;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = i + 1; k < count; k++) {
            if (figures[i].unit != unit || figures[k].unit != unit || figures[i].value == figures[k].value) continue;
            if (!are_of_one(f, &figures[i], &figures[k])) continue;
            figures[i].met = figures[k].met = true;
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

static bool is_met(const figure *figures, uint32_t count, const figure *one) {
    bool met = false;
    for (uint32_t i = 0; i < count; i++) met |= figures[i].met && figures[i].unit == one->unit && figures[i].value == one->value;
    return met;
}

static void find_quantity_conflict(finder *f) {
    const claim_view *v = f->view;
    figure *figures;
    uint32_t count = figures_read(v, &figures, &f->scratch);
    if (count > MOST_COMPARED) count = MOST_COMPARED;
    uint64_t unit = busiest_unit(figures, count);
    if (!unit) return;
    hs_verdict verdict = judge_all(f, figures, count, unit);
    value_list *list = arena_new(&f->scratch, value_list, 1);
    for (uint32_t i = 0; i < count; i++) {
        if (figures[i].unit != unit || !is_met(figures, count, &figures[i])) continue;
        uint32_t mention = figures[i].mention;
        hs_text words = text_span(view_document(v, mention)->text, figures[i].quantity->span);
        uint64_t key = text_hash((hs_text){(const char *)&figures[i].value, sizeof(double)}, 0);
        add_value(f, list, key, words, mention);
        for (uint32_t k = 0; k < list->count; k++)
            if (list->keys[k] == key) list->values[k].quantity = *figures[i].quantity;
    }
    if (list->count > 1) add_conflict(f, HS_CONFLICT_QUANTITY, verdict, list);
}

// One voice in one report does not contradict itself: "no tanker docked", "two anchored" are two things that were taken for one.
static bool is_one_voice(const claim_view *v) {
    const hs_mention *mentions = v->claim->mentions;
    const uint32_t *roots = v->r->root_of + v->r->first[mentions[0].report];
    for (uint32_t i = 1; i < v->claim->mention_count; i++)
        if (mentions[i].report != mentions[0].report || roots[mentions[i].statement] != roots[mentions[0].statement]) return false;
    return true;
}

// Who denies that it will come, or that it was meant, does not deny that it has come.
static bool differ_in_polarity(const hs_statement *a, const hs_statement *b) {
    const hs_statement *negated = a->polarity == HS_NEGATED ? a : b, *affirmed = negated == a ? b : a;
    return a->polarity != b->polarity && (negated->stage >= HS_STAGE_UNDERWAY || affirmed->stage < HS_STAGE_UNDERWAY);
}
static bool differ_in_stage(const hs_statement *a, const hs_statement *b) { return a->stage != b->stage; }

// Told by one voice in one report.
static bool same_breath(const claim_view *v, uint32_t a, uint32_t b) {
    hs_mention first = v->claim->mentions[a], second = v->claim->mentions[b];
    const uint32_t *roots = v->r->root_of + v->r->first[first.report];
    return first.report == second.report && roots[first.statement] == roots[second.statement];
}

// Whether two mentions that differ tell of one thing, which their claim alone does not show.
static bool any_compare(const finder *f, bool differ(const hs_statement *a, const hs_statement *b)) {
    const claim_view *v = f->view;
    uint32_t count = v->claim->mention_count < MOST_COMPARED ? v->claim->mention_count : MOST_COMPARED;
    bool frame = tellings_are_frame(v, f->scratch);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (differ(view_statement(v, i), view_statement(v, k)) && !same_breath(v, k, i) && tellings_meet(v, k, i) && (!frame || tellings_compare(v, k, i, f->scratch)))
                return true;
    return false;
}

static hs_text stage_words(hs_stage stage) {
    static const hs_text names[] = {TEXT_INIT("possible"), TEXT_INIT("considered"), TEXT_INIT("planned"),
                                    TEXT_INIT("ordered"), TEXT_INIT("underway"), TEXT_INIT("done")};
    return names[stage];
}

// Published after it: on another day, or on the same with a time of day that says so.
static bool is_later(const hs_date *date, const hs_date *since) {
    bool days = date->precision == HS_DATE_DAY && since->precision == HS_DATE_DAY;
    return dates_compare(date, since) > 0 || (days && dates_order(date, since) > 0);
}

// Stages that somebody affirms. Where they do not advance with time, a deed beside a plan is a contradiction, but between reports
// without dates, of which nobody knows which came first. No difference are two shades of a plan, nor that a thing goes on and that it was done ("are in talks", "they talk"), nor what would be if it
// came ("strikes would end the talks").
static void find_stage_conflict(finder *f) {
    const claim_view *v = f->view;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    bool advances = false, planned = false, done = false;
    hs_stage furthest = HS_STAGE_POSSIBLE;
    const hs_date *since = NULL;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        if (s->nominal && s->stage == HS_STAGE_POSSIBLE) continue;
        const hs_date *date = view_told(v, i);
        bool further = list->count && s->stage > furthest && is_later(date, since);
        bool decided = s->stage >= HS_STAGE_CONSIDERED && s->stage < HS_STAGE_UNDERWAY;
        if (s->polarity == HS_NEGATED && !(further && decided)) continue;
        advances |= further;
        if (!list->count || s->stage > furthest) furthest = s->stage, since = date;
        if (date->precision != HS_DATE_NONE) planned |= s->stage > HS_STAGE_POSSIBLE && s->stage < HS_STAGE_UNDERWAY;
        done |= s->stage >= HS_STAGE_UNDERWAY && date->precision != HS_DATE_NONE;
        add_value(f, list, s->stage, stage_words(s->stage), i);
    }
    bool excluded = planned && done;
    if (list->count < 2 || !(advances || excluded) || is_one_voice(v) || !any_compare(f, differ_in_stage)) return;
    add_conflict(f, HS_CONFLICT_STAGE, advances ? HS_UPDATE : HS_CONTRADICTION, list);
}

// What a voice says in one report, and what it said before.
typedef struct last_word {
    bool affirms, negates;      // in the report at hand
    bool spoke;                 // in this or an earlier one
    hs_polarity first, current; // by the reports that are closed
} last_word;

// Nobody contradicts himself in one report: who tells both there repeats what he said first, and the other is his word now
// ("the firm, which had denied that it knew, says: we knew").
static void close_report(const claim_view *v, last_word *words) {
    for (uint32_t i = 0; i < v->root_count; i++) {
        last_word *word = &words[i];
        if (!word->affirms && !word->negates) continue;
        bool both = word->affirms && word->negates;
        if (both && word->spoke) word->current = word->first == HS_AFFIRMED ? HS_NEGATED : HS_AFFIRMED;
        if (!both) word->current = word->affirms ? HS_AFFIRMED : HS_NEGATED;
        if (!word->spoke) word->first = word->current;
        word->spoke = true;
        word->affirms = word->negates = false;
    }
}

// Whether nobody is left on one side once every voice has had its last word: all who denied a thing have owned it, or all who told it have
// taken it back. Papers found forged, reports withdrawn and hearsay of other media hold no side; a copy repeats an old word.
static bool side_gave_in(const finder *f) {
    const claim_view *v = f->view;
    hs_arena scratch = f->scratch;
    last_word *words = arena_new(&scratch, last_word, v->root_count + 1);
    uint32_t left[2] = {0};
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        last_word *word = &words[v->root_of[i]];
        if (i && v->claim->mentions[i].report != v->claim->mentions[i - 1].report) close_report(v, words);
        if (view_is_copy(v, i) && word->spoke) continue;
        if (view_statement(v, i)->polarity == HS_AFFIRMED) word->affirms = true;
        else word->negates = true;
    }
    close_report(v, words);
    for (uint32_t i = 0; i < v->root_count; i++) {
        if (!words[i].spoke || v->roots[i].media || doubts_about(v, i, scratch)) continue;
        left[words[i].current]++;
    }
    return !left[HS_AFFIRMED] || !left[HS_NEGATED];
}

// What has happened stays as it was, whoever is found to be right; what is planned or goes on can turn.
static bool events_turned(const hs_claim *claim) {
    for (uint32_t i = 1; i < claim->move_count; i++) {
        const hs_move *before = &claim->history[i - 1], *now = &claim->history[i];
        if (now->polarity != before->polarity && (before->stage < HS_STAGE_DONE || now->stage < HS_STAGE_DONE)) return true;
    }
    return false;
}

// Who says yes and who says no: an update where one side gave in or the thing itself turned, else different voices exclude one another. A
// denial that a thing has happened leaves a plan alone ("has not approved" beside "is to approve"); one that it will does not.
static void find_polarity_conflict(finder *f) {
    const claim_view *v = f->view;
    value_list *list = arena_new(&f->scratch, value_list, 1);
    hs_stage affirmed = HS_STAGE_POSSIBLE, negated = HS_STAGE_DONE;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        if (s->polarity == HS_NEGATED && s->stage == HS_STAGE_POSSIBLE) continue; // "would stop the traffic", "to avoid a clash": nobody denies it
        if (s->polarity == HS_AFFIRMED && s->stage > affirmed) affirmed = s->stage;
        if (s->polarity == HS_NEGATED && s->stage < negated) negated = s->stage;
        add_value(f, list, s->polarity, s->polarity == HS_AFFIRMED ? TEXT("affirmed") : TEXT("negated"), i);
    }
    if (list->count < 2 || is_one_voice(v) || !any_compare(f, differ_in_polarity)) return;
    bool turned = events_turned(v->claim) || side_gave_in(f);
    if (negated <= affirmed || negated < HS_STAGE_UNDERWAY || turned)
        add_conflict(f, HS_CONFLICT_POLARITY, turned ? HS_UPDATE : HS_CONTRADICTION, list);
}

// ---------------------------------------------------------------- when and where

// Minutes that a mention's time covers; false where it has none, or one wider than a week.
static bool time_span(const claim_view *v, uint32_t mention, int64_t *from, int64_t *to) {
    enum { WIDEST_DAYS = 7, DAY_MINUTES = 1440 };
    const hs_statement *s = view_statement(v, mention);
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    int32_t first, last;
    // "approved the sale on Friday": a noun may have its verb's time
    if (s->nominal || s->polarity != HS_AFFIRMED || s->stage < HS_STAGE_PLANNED || s->time >= report->time_count || view_is_copy(v, mention)) return false;
    const hs_time *time = &report->times[s->time];
    if (time->type > HS_TIME_TIME || !dates_interval(time->value, &first, &last) || last - first >= WIDEST_DAYS) return false;
    *from = (int64_t)first * DAY_MINUTES, *to = (int64_t)(last + 1) * DAY_MINUTES - 1;
    if (first == last) dates_clock(time->value, from, to);
    return true;
}

// The verdict on two mentions that exclude one another in time or place: the same voice corrects itself, a plan is moved.
static hs_verdict judge_other(const claim_view *v, uint32_t a, uint32_t b) {
    bool later = dates_compare(view_told(v, b), view_told(v, a)) > 0;
    bool plan = view_statement(v, a)->stage < HS_STAGE_UNDERWAY;
    return v->root_of[a] == v->root_of[b] || (later && plan) ? HS_UPDATE : HS_CONTRADICTION;
}

static bool same_party(const claim_view *v, const hs_party *a, const hs_party *b, hs_arena scratch) {
    uint32_t one = names_find(v->r->names, a->name, scratch), other = names_find(v->r->names, b->name, scratch);
    if (one != HS_NONE || other != HS_NONE) return one == other;
    return text_equal_fold(a->head, b->head);
}

// Another day is most often another event that was taken for this one: a conflict needs the same thing done to the same, or by the same.
static bool same_parties(const claim_view *v, uint32_t a, uint32_t b, hs_arena scratch) {
    const hs_statement *one = view_statement(v, a), *other = view_statement(v, b);
    if (one->recipient_count && other->recipient_count) return same_party(v, one->recipients, other->recipients, scratch);
    return one->actor_count && other->actor_count && same_party(v, one->actors, other->actors, scratch);
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
            if (view_statement(v, k)->stage != view_statement(v, i)->stage) continue; // what goes on on Thursday can be done by Friday
            if (!same_parties(v, k, i, f->scratch)) continue;
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
