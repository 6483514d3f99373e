// Where a claim stands, and how it got there. In: one claim's mentions in order of publication, with
// their roots. Out: stage and polarity now and since when, every move, the sides. Method:
// document by document. The stage is the furthest that somebody affirms. A word of the actor that takes it back
// ("no longer", "called off") turns it; so does a finding of a third party, or a
// retraction of whoever said it; the denial of a party concerned does not, but stands as
// long as nobody affirms. A denial that a later stage was reached ("has not approved") leaves an earlier one
// (planned) alone. Gets wrong: third parties who only repeat what a party told them.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

// What one root says so far.
typedef struct voice_state {
    bool spoke, party, solid;
    hs_polarity polarity;   // last word
    hs_stage affirmed, negated; // furthest stage of each
    hs_date date;           // of the last word
    uint32_t first;         // mention
    const claim_doubt *withdrawn; // what it told was taken back there, NULL
} voice_state;

typedef struct standing {
    hs_stage stage;
    hs_polarity polarity;
} standing;

typedef struct tracker {
    const claim_view *view;
    voice_state *voices;    // a root
    bool has_event;         // not every mention is by a verb that only governs the event
    bool turned;            // taken back by its actor
    hs_stage turned_stage;
    hs_date turned_date;
    bool moved, affirmed;   // it stood somewhere, and as affirmed once
    hs_stage furthest;      // as affirmed
    standing now;
    hs_arena scratch;
} tracker;

// "A Sarmian drone", "the Vellum ferry": a word of the party begins with the voice's name; but: no name of three letters.
static bool is_inside(const claim_view *v, hs_text party, uint32_t name, hs_arena scratch) {
    enum { SHORTEST_NAME = 5 };
    if (name == HS_NONE) return false;
    hs_text plain = names_plain(v->r->names, name), words = outlets_plain(v->r->rules, party, &scratch);
    if (plain.size < SHORTEST_NAME) return false;
    for (size_t at = text_find(words, plain, 0); at != SIZE_MAX; at = text_find(words, plain, at + 1))
        if (!at || words.data[at - 1] == ' ') return true;
    return false;
}

static bool names_party(const claim_view *v, const hs_party *parties, uint32_t count, const claim_root *root, hs_arena scratch) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t name = names_find(v->r->names, parties[i].name, scratch);
        if (is_inside(v, parties[i].name, root->named, scratch)) return true;
        if (name == HS_NONE) continue;
        if (name == root->named || name == root->speaker) return true;
        if (root->named != HS_NONE && names_body(v->r->names, name) == root->named) return true;
    }
    return false;
}

bool history_is_party(const claim_view *v, uint32_t root, hs_arena scratch) {
    const claim_root *r = &v->roots[root];
    if (r->anonymous || r->kind == HS_LINK_DOCUMENT || (r->named == HS_NONE && r->speaker == HS_NONE)) return false;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        if (names_party(v, s->actors, s->actor_count, r, scratch) || names_party(v, s->recipients, s->recipient_count, r, scratch)) return true;
    }
    return false;
}

// A word that takes back: in the clause before the predicate's end, or as the statement that governs it.
static bool is_turn(const claim_view *v, uint32_t mention, hs_arena scratch) {
    const hs_statement *s = view_statement(v, mention);
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    uint32_t language = v->r->language[v->claim->mentions[mention].report];
    if (s->governor < report->statement_count &&
        (rules_word(v->r->rules, language, text_lower(&scratch, report->statements[s->governor].lemma)) & WORD_TURN))
        return true;
    hs_text rest = outlets_plain(v->r->rules, text_span(report->document.text, s->span), &scratch), before = {0};
    while (rest.size) {
        hs_text word = text_cut(&rest, ' ');
        if (rules_word(v->r->rules, language, word) & WORD_TURN) return true;
        hs_text both = before.size ? (hs_text){before.data, (size_t)(word.data + word.size - before.data)} : word;
        if (rules_word(v->r->rules, language, both) & WORD_TURN) return true;
        before = word;
    }
    return false;
}

static bool is_operator(const claim_view *v, uint32_t mention, hs_stage *stage) {
    const hs_statement *s = view_statement(v, mention);
    return !s->nominal && rules_object_stage(v->r->rules, v->r->language[v->claim->mentions[mention].report], s->lemma, stage);
}

// "The operation was ordered at noon" in the claim of the operation says how far that has come, not that it is done; but: in a claim
// of nothing but orders the order is done.
static hs_stage stage_told(const tracker *t, uint32_t mention) {
    hs_stage object, stage = view_statement(t->view, mention)->stage;
    return t->has_event && is_operator(t->view, mention, &object) && object < stage ? object : stage;
}

static bool has_event(const claim_view *v) {
    enum { LOOKED_AT = 64 };
    hs_stage stage;
    for (uint32_t i = 0; i < v->claim->mention_count && i < LOOKED_AT; i++) {
        const hs_statement *s = view_statement(v, i);
        bool noun = s->nominal && rules_governs(v->r->rules, v->r->language[v->claim->mentions[i].report], s->lemma); // "the offer"
        if (!noun && !is_operator(v, i, &stage)) return true;
    }
    return false;
}

// "The boats that were to be sold": an outlet itself that tells of a plan which stands as taken back or denied looks back to what was planned
// once. Somebody whom it names, or a later stage, takes it up again.
static bool looks_back(const tracker *t, uint32_t mention, hs_stage stage) {
    bool plan = stage < HS_STAGE_UNDERWAY && stage <= t->furthest && view_statement(t->view, mention)->polarity == HS_AFFIRMED;
    return plan && t->affirmed && t->moved && t->now.polarity == HS_NEGATED && t->view->roots[t->view->root_of[mention]].own;
}

static void hear(tracker *t, uint32_t mention) {
    const claim_view *v = t->view;
    const hs_statement *s = view_statement(v, mention);
    hs_stage told = stage_told(t, mention);
    if (looks_back(t, mention, told)) return;
    voice_state *voice = &t->voices[v->root_of[mention]];
    if (!voice->spoke) *voice = (voice_state){.spoke = true, .party = voice->party, .solid = voice->solid, .withdrawn = voice->withdrawn, .first = mention};
    voice->polarity = s->polarity;
    voice->date = *view_told(v, mention);
    hs_stage *stage = s->polarity == HS_AFFIRMED ? &voice->affirmed : &voice->negated;
    if (told > *stage) *stage = told;
    if (s->polarity == HS_NEGATED && s->stage < HS_STAGE_DONE && is_turn(v, mention, t->scratch)) {
        t->turned = true;
        t->turned_stage = told;
        t->turned_date = voice->date;
    } else if (s->polarity == HS_AFFIRMED && t->turned && dates_compare(&voice->date, &t->turned_date) > 0) {
        t->turned = false;
    }
}

typedef struct camp {
    uint32_t count, solid; // solid: those that tell of the furthest stage
    hs_stage stage;
    hs_date latest;        // of solid voices
    uint32_t first;
} camp;

// A voice that tells of a plan alone does not vouch for the deed.
static void join_camp(camp *c, const voice_state *voice, hs_stage stage, bool solid) {
    if (!c->count || stage > c->stage) c->stage = stage, c->solid = 0;
    if (!c->count || voice->first < c->first) c->first = voice->first;
    c->count++;
    if (!solid || stage < c->stage) return;
    if (!c->solid || dates_compare(&voice->date, &c->latest) > 0) c->latest = voice->date;
    c->solid++;
}

// What was withdrawn by the date is not told any more.
static bool is_withdrawn(const tracker *t, const voice_state *voice, const hs_date *now) {
    if (!voice->withdrawn) return false;
    hs_mention at = voice->withdrawn->at;
    return dates_order(claims_told(&t->view->r->reports[at.report], at.statement), now) <= 0;
}

static standing stand(const tracker *t, const hs_date *now) {
    camp yes = {0}, no = {0}, third = {0};
    for (uint32_t i = 0; i < t->view->root_count; i++) {
        const voice_state *voice = &t->voices[i];
        if (!voice->spoke) continue;
        if (voice->polarity == HS_AFFIRMED && is_withdrawn(t, voice, now)) {
            join_camp(&no, voice, voice->affirmed, voice->solid);
            continue;
        }
        if (voice->polarity == HS_AFFIRMED) {
            join_camp(&yes, voice, voice->affirmed, voice->solid);
        } else {
            join_camp(&no, voice, voice->negated, voice->solid);
            if (!voice->party && voice->solid) join_camp(&third, voice, voice->negated, true);
        }
    }
    // what went on was stopped there; a plan is taken back at the stage that is named, if one is ("ruled it out" names none)
    bool went_on = yes.count && (yes.stage >= HS_STAGE_UNDERWAY || t->turned_stage == HS_STAGE_POSSIBLE) && yes.stage > t->turned_stage;
    if (t->turned) return (standing){went_on ? yes.stage : t->turned_stage, HS_NEGATED};
    if (!yes.count) return (standing){no.stage, HS_NEGATED};
    standing affirmed = {yes.stage, HS_AFFIRMED}, negated = {third.stage, HS_NEGATED};
    // what is only feared or demanded does not stand against its denial
    if (no.count && yes.stage == HS_STAGE_POSSIBLE && no.stage > yes.stage) return (standing){no.stage, HS_NEGATED};
    if (!third.count || third.stage > yes.stage) return affirmed;
    if (!yes.solid) return negated;
    int later = dates_compare(&third.latest, &yes.latest);
    if (later) return later > 0 ? negated : affirmed;
    if (third.solid != yes.solid) return third.solid > yes.solid ? negated : affirmed;
    if (t->moved) return t->now.polarity == HS_NEGATED ? negated : affirmed;
    return third.first < yes.first ? negated : affirmed;
}

static void find_sides(const claim_view *v, hs_arena *keep) {
    hs_claim *claim = v->claim;
    hs_side *sides = arena_new(keep, hs_side, v->root_count + 1);
    for (uint32_t i = 0; i < claim->origin_count; i++) {
        hs_link_kind kind = claim->origin_list[i].kind;
        if (v->roots[v->root_of_origin[i]].anonymous || kind == HS_LINK_OUTLET || kind == HS_LINK_DOCUMENT) continue;
        sides[claim->side_count++] = (hs_side){claim->origin_list[i].name, claim->origin_list[i].polarity};
    }
    claim->sides = sides;
}

static int by_telling(const void *x, const void *y, const void *context) {
    const claim_view *v = context;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    int order = dates_order(view_told(v, a), view_told(v, b));
    return order ? order : a < b ? -1 : a > b;
}

// What a later version of a report brought stands where it came, not where the report was published.
static const uint32_t *order_mentions(const claim_view *v, hs_arena *keep, hs_arena scratch) {
    uint32_t *order = arena_new(keep, uint32_t, v->claim->mention_count + 1);
    for (uint32_t i = 0; i < v->claim->mention_count; i++) order[i] = i;
    sort_items(order, v->claim->mention_count, sizeof *order, by_telling, v, scratch);
    return order;
}

// Told by one report at one time.
static bool told_together(const claim_view *v, uint32_t a, uint32_t b) {
    return v->claim->mentions[a].report == v->claim->mentions[b].report && dates_order(view_told(v, a), view_told(v, b)) == 0;
}

void history_fill(claim_view *v, hs_arena *keep, hs_arena scratch) {
    tracker t = {.view = v, .voices = arena_new(&scratch, voice_state, v->root_count + 1), .scratch = scratch, .has_event = has_event(v)};
    hs_claim *claim = v->claim;
    for (uint32_t i = 0; i < v->root_count; i++) {
        t.voices[i].party = history_is_party(v, i, scratch);
        t.voices[i].solid = !v->roots[i].media && !v->roots[i].rumour;
        const claim_doubt *doubt = doubts_about(v, i, scratch);
        t.voices[i].withdrawn = doubt && doubt->flaw == HS_FLAW_WITHDRAWN ? doubt : NULL;
    }
    hs_move *moves = arena_new(keep, hs_move, claim->mention_count + 1);
    hs_arena working = arena_split(&scratch);
    const uint32_t *order = order_mentions(v, &scratch, working);
    t.scratch = working;
    for (uint32_t i = 0; i < claim->mention_count;) {
        uint32_t end = i;
        for (; end < claim->mention_count && told_together(v, order[i], order[end]); end++) hear(&t, order[end]);
        standing s = stand(&t, view_told(v, order[i]));
        if (!t.moved || s.stage != t.now.stage || s.polarity != t.now.polarity)
            moves[claim->move_count++] = (hs_move){*view_told(v, order[i]), s.stage, s.polarity, claim->mentions[order[i]]};
        t.moved = true;
        t.now = s;
        if (s.polarity == HS_AFFIRMED && (!t.affirmed || s.stage > t.furthest)) t.affirmed = true, t.furthest = s.stage;
        i = end;
    }
    claim->history = moves;
    claim->stage = t.now.stage;
    claim->polarity = t.now.polarity;
    if (claim->move_count) claim->since = moves[claim->move_count - 1].date;
    find_sides(v, keep);
}
