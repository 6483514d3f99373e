// On how many origins a claim rests. In: the mentions of one claim with their chains of voices, copies
// and citations. Out: the root of every mention, the different roots with the reason for each,
// and how many there are at least and at most. Method: copying is followed to its source,
// then the innermost voice is taken; who speaks for a body is the body; an outlet that is
// cited and whose own report is at hand has the root of that report. Named voices and outlets'
// own voices are never merged. Who speaks of the event only as of something that may
// come, or that is known and on which something else hangs, is no origin of it. A voice without a name counts in `min` only where no other
// root of the same polarity could be it. Rules and worked cases: DESIGN.md,
// "Origins fail closed". Gets wrong: a person who speaks for himself and not for his office.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"
#include "claims/ways.h"

enum { DEEPEST_COPY = 8, MOST_WORDS = 24 };

typedef struct tracer {
    const claim_view *view;
    hs_arena *keep;
    hs_arena scratch;
} tracer;

// ---------------------------------------------------------------- one mention's root

// The voice of a statement once copying is followed. A copy whose source holds no such statement keeps its own words, held
// by the outlet of the source.
static claim_root trace(const tracer *t, uint32_t number, uint32_t *told) {
    const relating *r = t->view->r;
    for (int depth = 0; depth < DEEPEST_COPY && r->copied_from[number] != HS_NONE; depth++) number = r->copied_from[number];
    *told = number;
    claim_root root = r->roots[r->root_of[number]];
    if (r->copied_report[number] == HS_NONE) return root;
    const claim_root *own = &r->roots[r->own_root[r->report_of[number]]], *source = &r->roots[r->own_root[r->copied_report[number]]];
    if (root.own) return *source;
    if (outlets_same(r->rules, root.holder, own->name)) root.holder = source->name;
    return root;
}

// ---------------------------------------------------------------- which roots are one

// Words of a description that tell who it is: without articles, numbers and "people", "source".
static uint32_t telling_words(const tracer *t, const claim_root *root, uint64_t *out, hs_arena *scratch, uint32_t *kinds) {
    hs_text rest = outlets_plain(t->view->r->rules, root->name, scratch);
    uint32_t count = 0;
    while (rest.size && count < MOST_WORDS) {
        hs_text word = text_cut(&rest, ' ');
        uint32_t bits = rules_word(t->view->r->rules, root->language, word);
        *kinds |= bits;
        if (bits & (WORD_SOMEBODY | WORD_ARTICLE | WORD_COMMON | WORD_PRONOUN | WORD_ANOTHER)) continue;
        if (word.size < 3 || byte_is_digit((unsigned char)word.data[0])) continue;
        out[count++] = text_hash(text_slice(word, 0, 6), 0);
    }
    return count;
}

static uint32_t count_shared(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count) {
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++)
            if (a[i] == b[k]) {
                shared++;
                break;
            }
    return shared;
}

typedef struct likeness {
    bool part;     // all that the one says of itself the other says too
    bool shares;   // they share a telling word
    bool another;  // one is set apart: "a second person"
    bool somebody; // one is only "a person", "a source", "officials"
} likeness;

static likeness compare_words(const tracer *t, const claim_root *a, const claim_root *b) {
    hs_arena scratch = t->scratch;
    uint64_t words_a[MOST_WORDS], words_b[MOST_WORDS];
    uint32_t kinds_a = 0, kinds_b = 0;
    uint32_t count_a = telling_words(t, a, words_a, &scratch, &kinds_a), count_b = telling_words(t, b, words_b, &scratch, &kinds_b);
    uint32_t shared = count_shared(words_a, count_a, words_b, count_b);
    return (likeness){.part = shared == (count_a < count_b ? count_a : count_b), .shares = shared > 0,
                      .another = (kinds_a | kinds_b) & WORD_ANOTHER, .somebody = (kinds_a | kinds_b) & WORD_SOMEBODY};
}

static bool same_holder(const tracer *t, const claim_root *a, const claim_root *b) {
    return outlets_same(t->view->r->rules, a->holder, b->holder);
}

static bool same_document(const tracer *t, const claim_root *a, const claim_root *b) {
    if (text_equal_fold(a->name, b->name)) return true;
    bool same_author = a->speaker != HS_NONE && a->speaker == b->speaker;
    likeness l = compare_words(t, a, b);
    return (same_author || same_holder(t, a, b)) && (l.part || l.shares);
}

static bool same_root(const tracer *t, const claim_root *a, const claim_root *b) {
    if (a->anonymous != b->anonymous) return false;
    if (a->named != HS_NONE || b->named != HS_NONE) return a->named == b->named;
    if (a->anonymous) {
        if (!same_holder(t, a, b) || a->media != b->media) return false;
        if (text_equal_fold(a->name, b->name)) return true;
        likeness l = compare_words(t, a, b);
        return !l.another && l.part;
    }
    if (a->kind == HS_LINK_DOCUMENT && b->kind == HS_LINK_DOCUMENT) return same_document(t, a, b);
    return a->kind == b->kind && text_equal_fold(a->name, b->name);
}

// "her ministry" and "the ministry": descriptions of which one says no more than the other.
static bool same_description(const tracer *t, const claim_root *a, const claim_root *b) {
    if (a->anonymous || b->anonymous || a->kind == HS_LINK_OUTLET || b->kind == HS_LINK_OUTLET) return false;
    if (a->kind == HS_LINK_DOCUMENT || b->kind == HS_LINK_DOCUMENT) return false;
    if (!names_is_description(a->name) || !names_is_description(b->name)) return false;
    likeness l = compare_words(t, a, b);
    return l.part && l.shares;
}

// What a name says of a force beside that it is one: its words without those for forces, articles, places and owners; and how many of them have a capital.
static uint32_t force_words(const tracer *t, const claim_root *root, uint64_t *out, uint32_t *kinds) {
    hs_arena scratch = t->scratch;
    uint32_t count = 0;
    *kinds = 0;
    for (hs_text rest = outlets_plain(t->view->r->rules, root->name, &scratch); rest.size && count < MOST_WORDS;) {
        hs_text word = text_cut(&rest, ' ');
        uint32_t force = rules_bodies(t->view->r->rules, word) & (BODY_POLICE | BODY_PROSECUTION);
        uint32_t bits = rules_word(t->view->r->rules, HS_NONE, word), place = names_find(t->view->r->names, word, scratch);
        *kinds |= force;
        bool empty = force || word.size < 3 || bits & (WORD_ARTICLE | WORD_DEFINITE | WORD_OWNER | WORD_OFFICE | WORD_BEHIND | WORD_BESIDE | WORD_COMMON);
        if (!empty && !(place != HS_NONE && names_is_place(t->view->r->names, place))) out[count++] = text_hash(text_slice(word, 0, 6), 0);
    }
    return count;
}

// "The police", "police in Tarrin" and "city police"; "provincial prosecutors" and "Fiscalía": the only force of its kind that is spoken of, where
// one of the names says nothing of which it is, or they are of two languages. Not: "city police" and "federal police".
static bool same_force(const tracer *t, const claim_root *a, const claim_root *b) {
    uint64_t words_a[MOST_WORDS], words_b[MOST_WORDS];
    uint32_t kinds_a, kinds_b;
    bool bodies = !a->anonymous && !b->anonymous && a->kind != HS_LINK_DOCUMENT && b->kind != HS_LINK_DOCUMENT && a->kind != HS_LINK_OUTLET && b->kind != HS_LINK_OUTLET &&
                  a->kind != HS_LINK_PERSON && b->kind != HS_LINK_PERSON;
    if (!bodies) return false;
    uint32_t count_a = force_words(t, a, words_a, &kinds_a), count_b = force_words(t, b, words_b, &kinds_b);
    if (!(kinds_a & kinds_b)) return false;
    bool described = names_is_description(a->name) || names_is_description(b->name);
    return !count_a || !count_b || count_shared(words_a, count_a, words_b, count_b) || (described && a->language != b->language);
}

// ---------------------------------------------------------------- citation

// Same number of people, as far as both tell it.
static bool counts_fit(const claim_root *a, const claim_root *b) { return !a->count || !b->count || a->count == b->count; }

// What an outlet told of the claim before the mention, with its polarity: the root of that telling; HS_NONE. Of a voice without
// a name that the citing report words in its own way, the telling that rests on such a voice.
static uint32_t earlier_telling(const tracer *t, const claim_root *roots, uint32_t mention, hs_text outlet) {
    const claim_view *v = t->view;
    const claim_root *cited = &roots[mention];
    const hs_document *own = view_document(v, mention);
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_document *d = view_document(v, i);
        if (i == mention || d == own || !outlets_same(v->r->rules, d->outlet, outlet)) continue;
        if (view_statement(v, i)->polarity != view_statement(v, mention)->polarity || dates_compare(&d->published, &own->published) > 0) continue;
        if (cited->anonymous && !(roots[i].anonymous && counts_fit(cited, &roots[i]))) continue;
        if (cited->again && roots[i].own) continue;
        return i;
    }
    return HS_NONE;
}

// "NBC reported it" beside "four people told NBC of it", and no report of NBC is at hand: the telling that rests on them, where there is one such
// voice alone; HS_NONE.
static uint32_t held_telling(const tracer *t, const claim_root *roots, uint32_t mention) {
    const claim_view *v = t->view;
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        if (outlets_same(v->r->rules, view_document(v, i)->outlet, roots[mention].name)) return HS_NONE;
        if (!roots[i].anonymous || roots[i].media || !outlets_same(v->r->rules, roots[i].holder, roots[mention].name)) continue;
        if (view_statement(v, i)->polarity != view_statement(v, mention)->polarity) continue;
        if (found != HS_NONE && !same_root(t, &roots[found], &roots[i])) return HS_NONE;
        if (found == HS_NONE) found = i;
    }
    return found;
}

// An outlet that is only cited, alone or for a voice that it holds, and whose own telling of the claim is at hand, or the voice on which it rests:
// the root of that telling. The mention by which it is told, HS_NONE.
static uint32_t follow_citation(const tracer *t, const claim_root *roots, uint32_t mention) {
    const claim_view *v = t->view;
    const claim_root *root = &roots[mention];
    const hs_statement *s = view_statement(v, mention);
    uint32_t inner = speakers_innermost(v->r, v->claim->mentions[mention].report, s), found = HS_NONE;
    bool cited = root->kind == HS_LINK_OUTLET && !root->own && root->speaker == HS_NONE; // its editor speaks for it now
    if (inner != HS_NONE && cited) {
        found = earlier_telling(t, roots, mention, root->name);
        if (found == HS_NONE) found = held_telling(t, roots, mention);
    }
    else if (root->again) found = earlier_telling(t, roots, mention, view_document(v, mention)->outlet);
    else if (root->anonymous && root->holder.size && !outlets_same(v->r->rules, root->holder, view_document(v, mention)->outlet))
        found = earlier_telling(t, roots, mention, root->holder);
    return found;
}

// ---------------------------------------------------------------- what could be another

typedef struct origin_state {
    const claim_root *root;
    hs_polarity polarity;
    uint32_t first_mention;
    bool cited_outlet;  // an outlet that speaks only through others
    bool vouches;       // tells of the event itself, not only of what would be if it came
    bool absorbed;
} origin_state;

// "Police sources" may be the Tarrin Police, "fuentes fiscales" the Fiscalía; not a force that is called otherwise, and not "a person close to
// the police".
static bool calls_body(const tracer *t, const claim_root *voice, uint32_t body) {
    enum { ALIKE_BYTES = 6 };
    hs_arena scratch = t->scratch;
    bool called = false;
    if (voice->speaker != HS_NONE) return false; // it says whose
    for (hs_text rest = outlets_plain(t->view->r->rules, voice->name, &scratch); rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (rules_word(t->view->r->rules, voice->language, word) & (WORD_SOMEBODY | WORD_ARTICLE | WORD_PRONOUN)) continue;
        bool tells = word.size >= ALIKE_BYTES && rules_bodies(t->view->r->rules, word), found = false;
        for (hs_text name = names_plain(t->view->r->names, body); tells && name.size;)
            found |= text_starts(text_cut(&name, ' '), text_slice(word, 0, ALIKE_BYTES));
        if (!found) return false;
        called = true;
    }
    return called;
}

// True where the voice without a name `v` could be `other`.
static bool could_be(const tracer *t, const origin_state *v, const origin_state *other) {
    const claim_root *a = v->root, *b = other->root;
    if (!a->anonymous || v->polarity != other->polarity) return false;
    if (b->kind == HS_LINK_OUTLET && !(a->media && other->cited_outlet)) return false;
    if (a->media) return !outlets_same(t->view->r->rules, a->holder, b->holder);
    if (b->media) return !outlets_same(t->view->r->rules, a->holder, b->holder);
    if (a->rumour || b->rumour) return a->rumour && b->rumour;
    if (!b->anonymous) return b->named != HS_NONE && (a->speaker == b->named || calls_body(t, a, b->named));
    likeness l = compare_words(t, a, b);
    return !same_holder(t, a, b) && (l.somebody || l.shares);
}

// ---------------------------------------------------------------- ways

static bool rests_on(const claim_view *v, uint32_t mention, uint32_t root) {
    if (v->root_of[mention] == root) return true;
    for (uint32_t i = 0; i < v->partner_count; i++)
        if (v->partners[i].mention == mention && v->partners[i].root == root) return true;
    return false;
}

static bool is_joint(const claim_view *v, uint32_t mention) {
    for (uint32_t i = 0; i < v->partner_count; i++)
        if (v->partners[i].mention == mention) return true;
    return false;
}

// The first mention that repeats the same statement.
static uint32_t first_telling(const claim_view *v, uint32_t mention) {
    for (uint32_t i = 0; i < mention; i++)
        if (v->told[i] == v->told[mention]) return i;
    return mention;
}

// How many of the roots that count reach the claim by ways of their own. A root that some statement gives alone has one; of those
// that only speak together each needs another statement: two agencies that one report names in one breath are one way,
// where two reports name both they are two.
static uint32_t count_ways(const tracer *t, const origin_state *states, uint32_t count, int polarity) {
    const claim_view *v = t->view;
    hs_arena scratch = t->scratch;
    uint32_t mentions = v->claim->mention_count, end = count + mentions, used = 0;
    way_edge *edges = arena_new(&scratch, way_edge, (size_t)count * mentions + mentions + 1);
    for (uint32_t i = 0; i < mentions; i++) {
        bool joint = is_joint(v, i), leads = false;
        for (uint32_t k = 0; k < count; k++) {
            if (states[k].absorbed || (polarity >= 0 && states[k].polarity != (hs_polarity)polarity) || !rests_on(v, i, (uint32_t)(states[k].root - v->roots))) continue;
            edges[used++] = (way_edge){k, joint ? count + first_telling(v, i) : end};
            leads = true;
        }
        if (joint && leads) edges[used++] = (way_edge){count + first_telling(v, i), end};
    }
    return ways_count(edges, used, end + 1, count, end, scratch);
}

// At least so many: every voice that is shown to be another. Marks those that could be one already counted.
static uint32_t count_least(const tracer *t, origin_state *states, uint32_t count, int polarity) {
    uint32_t least = 0;
    for (int named = 1; named >= 0; named--) {
        for (uint32_t i = 0; i < count; i++) {
            if (states[i].root->anonymous == (bool)named || (polarity >= 0 && states[i].polarity != (hs_polarity)polarity)) continue;
            states[i].absorbed = false;
            for (uint32_t k = 0; k < count && !named && !states[i].absorbed; k++) {
                bool counted = k != i && (!states[k].root->anonymous || (k < i && !states[k].absorbed));
                if (counted && polarity >= 0) counted = states[k].polarity == (hs_polarity)polarity;
                states[i].absorbed = counted && could_be(t, &states[i], &states[k]);
            }
            least += !states[i].absorbed;
        }
    }
    return t->view->partner_count ? count_ways(t, states, count, polarity) : least;
}

static hs_range_count count_range(const tracer *t, origin_state *states, uint32_t count, int polarity) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++) most += polarity < 0 || states[i].polarity == (hs_polarity)polarity;
    return (hs_range_count){count_least(t, states, count, polarity), most};
}

// ---------------------------------------------------------------- why

// Outlets other than the holder whose mentions rest on the root by copying or by citing, each once.
static hs_text list_outlets(const tracer *t, uint32_t root, bool copies) {
    const claim_view *v = t->view;
    hs_text out = {0};
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        if (!rests_on(v, i, root)) continue;
        hs_mention m = v->claim->mentions[i];
        uint32_t number = v->r->first[m.report] + m.statement;
        hs_text outlet = view_document(v, i)->outlet;
        if ((v->r->copied_report[number] != HS_NONE) != copies || !outlet.size) continue;
        if (outlets_same(v->r->rules, outlet, v->roots[root].holder) || text_find(out, outlet, 0) != SIZE_MAX) continue;
        out = out.size ? arena_print(t->keep, "%.*s, %.*s", TEXT_ARGS(out), TEXT_ARGS(outlet)) : outlet;
    }
    return out;
}

static hs_text base_reason(const tracer *t, const origin_state *state) {
    const claim_root *root = state->root;
    const char *verb = state->polarity == HS_NEGATED ? "denies it" : "says it";
    hs_text name = root->name, holder = root->holder;
    if (root->media) return arena_print(t->keep, "%.*s: %.*s does not say whose", TEXT_ARGS(name), TEXT_ARGS(holder));
    if (root->anonymous) return arena_print(t->keep, "%.*s, known to %.*s alone", TEXT_ARGS(name), TEXT_ARGS(holder));
    if (root->kind == HS_LINK_DOCUMENT) return arena_print(t->keep, "%.*s, a document that %.*s cites", TEXT_ARGS(name), TEXT_ARGS(holder));
    if (root->kind == HS_LINK_OUTLET && root->speaker == HS_NONE) return arena_print(t->keep, "%.*s %s in its own voice", TEXT_ARGS(name), verb);
    if (root->speaker == HS_NONE || root->speaker == root->named) return arena_print(t->keep, "%.*s %s", TEXT_ARGS(name), verb);
    hs_text speaker = names_text(t->view->r->names, root->speaker);
    return arena_print(t->keep, "%.*s %s through %.*s", TEXT_ARGS(name), verb, TEXT_ARGS(speaker));
}

// Of a root that no statement gives alone, those with which it speaks; empty of all others.
static hs_text list_partners(const tracer *t, uint32_t root) {
    const claim_view *v = t->view;
    hs_text out = {0};
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        if (!rests_on(v, i, root)) continue;
        if (!is_joint(v, i)) return (hs_text){0};
        for (uint32_t k = 0; k < v->root_count; k++) {
            hs_text name = v->roots[k].name;
            if (k == root || !rests_on(v, i, k) || text_find(out, name, 0) != SIZE_MAX) continue;
            out = out.size ? arena_print(t->keep, "%.*s, %.*s", TEXT_ARGS(out), TEXT_ARGS(name)) : name;
        }
    }
    return out;
}

static hs_text reason(const tracer *t, const origin_state *state, uint32_t root) {
    hs_text why = base_reason(t, state), partners = list_partners(t, root);
    if (partners.size) why = arena_print(t->keep, "%.*s, only together with %.*s", TEXT_ARGS(why), TEXT_ARGS(partners));
    hs_text copies = list_outlets(t, root, true), tells = list_outlets(t, root, false);
    if (tells.size) why = arena_print(t->keep, "%.*s; told by %.*s", TEXT_ARGS(why), TEXT_ARGS(tells));
    if (copies.size) why = arena_print(t->keep, "%.*s; copied by %.*s", TEXT_ARGS(why), TEXT_ARGS(copies));
    hs_text figure;
    uint32_t before = errors_shared(t->view, root, &figure);
    if (before != HS_NONE)
        why = arena_print(t->keep, "%.*s; tells \"%.*s\" as %.*s did before, which others tell otherwise", TEXT_ARGS(why), TEXT_ARGS(figure),
                          TEXT_ARGS(t->view->roots[before].name));
    const claim_doubt *doubt = doubts_about(t->view, root, t->scratch);
    if (doubt) {
        hs_text by = t->view->r->roots[doubt->by].name;
        why = doubt->flaw == HS_FLAW_FORGED ? arena_print(t->keep, "%.*s; called forged by %.*s", TEXT_ARGS(why), TEXT_ARGS(by))
                                            : arena_print(t->keep, "%.*s; withdrawn by %.*s", TEXT_ARGS(why), TEXT_ARGS(doubt->maker));
    }
    if (state->absorbed) why = arena_print(t->keep, "%.*s; could be one of the others", TEXT_ARGS(why));
    return why;
}

// ---------------------------------------------------------------- all together

static const hs_mention *mentions_of(const tracer *t, uint32_t root, uint32_t *count) {
    const claim_view *v = t->view;
    *count = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) *count += rests_on(v, i, root);
    hs_mention *out = arena_new(t->keep, hs_mention, *count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++)
        if (rests_on(v, i, root)) out[at++] = v->claim->mentions[i];
    return out;
}

// Which of the roots it is; it becomes one where it is none yet.
static uint32_t place_root(const tracer *t, claim_root *roots, uint32_t *count, const claim_root *root) {
    uint32_t k = 0;
    while (k < *count && !same_root(t, &roots[k], root) && !same_description(t, &roots[k], root) && !same_force(t, &roots[k], root)) k++;
    if (k == *count) roots[(*count)++] = *root;
    // of two that are one the proper name is shown
    if (k < *count && !root->anonymous && names_is_description(roots[k].name) && !names_is_description(root->name)) roots[k].name = root->name, roots[k].named = root->named;
    if (root->count > roots[k].count) roots[k].count = root->count, roots[k].name = root->name;
    return k;
}

static uint32_t count_partners(const claim_view *v, const uint32_t *told) {
    uint32_t all = 0, count;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) together_of(v->r, told[i], &count), all += count;
    return all;
}

// Voices that speak together in what a mention repeats. An outlet among them whose own telling is at hand has the root of that.
static uint32_t gather_partners(const tracer *t, const claim_root *traced, const uint32_t *told, const uint32_t *root_of, claim_root *roots,
                                uint32_t *root_count, view_partner *out) {
    const claim_view *v = t->view;
    uint32_t used = 0, count;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const claim_partner *list = together_of(v->r, told[i], &count);
        uint32_t first = used;
        for (uint32_t k = 0; k < count; k++) {
            const claim_root *root = &v->r->roots[list[k].root];
            uint32_t found = root->kind == HS_LINK_OUTLET ? earlier_telling(t, traced, i, root->name) : HS_NONE;
            uint32_t place = place_root(t, roots, root_count, found == HS_NONE ? root : &traced[found]);
            bool known = place == root_of[i];
            for (uint32_t p = first; p < used && !known; p++) known = out[p].root == place;
            if (!known) out[used++] = (view_partner){i, place};
        }
    }
    return used;
}

static void gather_roots(tracer *t, claim_view *view) {
    uint32_t count = view->claim->mention_count, root_count = 0;
    claim_root *traced = arena_new(&t->scratch, claim_root, count + 1);
    uint32_t *root_of = arena_new(t->keep, uint32_t, count + 1), *told = arena_new(t->keep, uint32_t, count + 1), *own = arena_new(&t->scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        hs_mention m = view->claim->mentions[i];
        traced[i] = trace(t, view->r->first[m.report] + m.statement, &own[i]);
    }
    uint32_t *cited = arena_new(&t->scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        cited[i] = follow_citation(t, traced, i);
        told[i] = own[cited[i] == HS_NONE ? i : cited[i]];
    }
    uint32_t partners = count_partners(view, told);
    claim_root *roots = arena_new(t->keep, claim_root, count + partners + 1);
    view_partner *list = arena_new(t->keep, view_partner, partners + 1);
    for (uint32_t i = 0; i < count; i++) root_of[i] = place_root(t, roots, &root_count, &traced[cited[i] == HS_NONE ? i : cited[i]]);
    view->partner_count = gather_partners(t, traced, told, root_of, roots, &root_count, list);
    view->partners = list, view->told = told;
    view->roots = roots;
    view->root_count = root_count;
    view->root_of = root_of;
}

// "The spill killed hundreds of fish": what acts in another claim's clause is known.
static bool acts_elsewhere(const claim_view *v, uint32_t mention) {
    hs_mention m = v->claim->mentions[mention];
    const hs_report *report = &v->r->reports[m.report];
    const hs_statement *s = &report->statements[m.statement];
    const uint32_t *claim = v->r->claim + v->r->first[m.report];
    uint32_t at = m.statement;
    while (at && report->statements[at - 1].sentence == s->sentence) at--;
    for (; at < report->statement_count && report->statements[at].sentence == s->sentence; at++) {
        const hs_statement *over = &report->statements[at];
        if (over->nominal || claim[at] == claim[m.statement]) continue;
        for (uint32_t i = 0; i < over->actor_count; i++)
            if (over->actors[i].span.start <= s->predicate.start && s->predicate.end <= over->actors[i].span.end) return true;
    }
    return false;
}

// Speaks of the event only as of something known, on which something else hangs: "31 are in hospital after the spill", "the cause of the
// fire", "un día de huelga". Not: "there was a spill", "the spill began at noon".
static bool is_beside(const claim_view *v, uint32_t mention, hs_arena scratch) {
    enum { MOST_WORDS_BETWEEN = 2, LONGEST_WORD = 24 };
    const hs_statement *s = view_statement(v, mention);
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    uint32_t language = v->r->language[v->claim->mentions[mention].report], between = 0;
    if (!s->nominal || s->stage < HS_STAGE_UNDERWAY || s->polarity == HS_NEGATED || s->same_as != HS_NONE || s->sentence >= report->sentence_count) return false;
    hs_text before = text_slice(report->document.text, report->sentences[s->sentence].start, s->predicate.start);
    bool definite = false;
    while (before.size) {
        while (before.size && before.data[before.size - 1] == ' ') before.size--;
        size_t at = before.size;
        while (at && before.data[at - 1] != ' ') at--;
        hs_text word = text_slice(before, at, before.size);
        if (!word.size || word.size > LONGEST_WORD) return false;
        hs_arena copy = scratch;
        uint32_t bits = rules_word(v->r->rules, language, text_lower(&copy, word));
        if (bits & WORD_BESIDE) return definite || (!between && bits & WORD_OWNER);
        if (definite) return false;
        definite = bits & (WORD_DEFINITE | WORD_PRONOUN);
        if (definite && acts_elsewhere(v, mention)) return true;
        if (!definite && (bits & WORD_ARTICLE || ++between > MOST_WORDS_BETWEEN || !byte_is_alpha((unsigned char)word.data[word.size - 1]))) return false;
        before.size = at;
    }
    return false;
}

// Speaks of the event only as of something that may come, beside tellings that it is planned or was not done: "strikes would end
// the talks", "the note recommends that the lake be lowered" beside "it never was". Not: "is likely to approve it".
static bool is_aside(const claim_view *v, uint32_t mention, bool further, bool undone) {
    const hs_statement *s = view_statement(v, mention);
    if (s->stage != HS_STAGE_POSSIBLE) return false;
    return s->polarity == HS_AFFIRMED && ((s->nominal && further) || undone);
}

// Which roots vouch for anything; all of them where none would.
static void mark_vouching(const claim_view *v, origin_state *states, hs_arena scratch) {
    bool further = false, undone = false, told = false;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        further |= s->stage > HS_STAGE_POSSIBLE;
        told |= !is_beside(v, i, scratch);
        undone |= s->polarity == HS_NEGATED && s->stage >= HS_STAGE_UNDERWAY;
    }
    for (uint32_t i = 0; i < v->claim->mention_count; i++) states[v->root_of[i]].vouches |= !is_aside(v, i, further, undone) && !(told && is_beside(v, i, scratch));
    for (uint32_t i = 0; i < v->partner_count; i++) states[v->partners[i].root].vouches |= !is_aside(v, v->partners[i].mention, further, undone) && !(told && is_beside(v, v->partners[i].mention, scratch));
}

// Moves the states of roots that vouch to the front, in their order; the number of each into `roots`.
static uint32_t keep_vouching(origin_state *states, uint32_t *roots, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t k = 0; k < count; k++) {
        if (!states[k].vouches) continue;
        roots[kept] = k;
        states[kept++] = states[k];
    }
    return kept;
}

static void read_states(const tracer *t, origin_state *states) {
    const claim_view *v = t->view;
    for (uint32_t k = 0; k < v->root_count; k++) states[k] = (origin_state){.root = &v->roots[k], .first_mention = HS_NONE, .cited_outlet = true};
    for (uint32_t i = 0; i < v->partner_count; i++) states[v->partners[i].root].polarity = view_statement(v, v->partners[i].mention)->polarity;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        origin_state *state = &states[v->root_of[i]];
        // the last word counts
        state->polarity = view_statement(v, i)->polarity;
        if (state->first_mention == HS_NONE) state->first_mention = i;
        if (outlets_same(v->r->rules, view_document(v, i)->outlet, state->root->name)) state->cited_outlet = false;
    }
}

void origins_fill(claim_view *view, hs_arena *keep, hs_arena scratch) {
    tracer t = {.view = view, .keep = keep, .scratch = scratch};
    gather_roots(&t, view);
    hs_claim *claim = view->claim;
    origin_state *states = arena_new(&t.scratch, origin_state, view->root_count + 1);
    uint32_t *roots = arena_new(keep, uint32_t, view->root_count + 1);
    read_states(&t, states);
    mark_vouching(view, states, t.scratch);
    uint32_t count = keep_vouching(states, roots, view->root_count);
    claim->affirmed = count_range(&t, states, count, HS_AFFIRMED);
    claim->negated = count_range(&t, states, count, HS_NEGATED);
    claim->origins = count_range(&t, states, count, -1);
    hs_origin *list = arena_new(keep, hs_origin, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const claim_root *root = &view->roots[roots[i]];
        list[i] = (hs_origin){.kind = root->kind, .name = root->name, .count = root->count,
                              .polarity = states[i].polarity, .vague = states[i].absorbed, .why = reason(&t, &states[i], roots[i])};
        list[i].reports = mentions_of(&t, roots[i], &list[i].report_count);
        const claim_doubt *doubt = doubts_about(view, roots[i], t.scratch);
        if (!doubt) continue;
        list[i].flaw = doubt->flaw, list[i].flaw_at = doubt->at;
        list[i].flaw_by = doubt->maker.size ? doubt->maker : view->r->roots[doubt->by].name;
    }
    claim->origin_list = list;
    claim->origin_count = count;
    view->root_of_origin = roots;
}
