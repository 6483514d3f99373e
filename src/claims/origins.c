// On how many origins a claim rests. In: the mentions of one claim with their chains of voices, copies
// and citations. Out: the root of every mention, the different roots with the reason for each,
// and how many there are at least and at most. Method: copying is followed to its source,
// then the innermost voice is taken; who speaks for a body is the body; an outlet that is
// cited and whose own report is at hand has the root of that report. Named voices and outlets'
// own voices are never merged. A voice without a name counts in `min` only where no other
// root of the same polarity could be it. Rules and worked cases: DESIGN.md,
// "Origins fail closed". Gets wrong: a person who speaks for himself and not for his office.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

enum { DEEPEST_COPY = 8, MOST_WORDS = 24 };

typedef struct tracer {
    const claim_view *view;
    hs_arena *keep;
    hs_arena scratch;
} tracer;

// ---------------------------------------------------------------- one mention's root

static const hs_report *report_of(const tracer *t, uint32_t report) { return &t->view->r->reports[report]; }

static uint32_t find_name(const tracer *t, uint32_t report, hs_text name) {
    return names_find(t->view->r->names, t->view->r->story[report], name, t->scratch);
}

static claim_root outlet_root(const tracer *t, uint32_t report, hs_text outlet) {
    outlet = houses_name(t->view->r->rules, outlet);
    claim_root root = {.kind = HS_LINK_OUTLET, .name = outlet, .holder = outlet, .speaker = HS_NONE};
    root.named = find_name(t, report, outlet);
    root.language = t->view->r->language[report];
    if (root.named != HS_NONE) root.name = names_text(t->view->r->names, root.named);
    return root;
}

// A document's own voice: its outlet, or the agency whose copy it is by its own word.
static claim_root own_voice(const tracer *t, uint32_t report) {
    report = t->view->r->voice[report];
    const hs_document *d = &report_of(t, report)->document;
    bool agency = d->credit.size && !outlets_same(t->view->r->rules, d->credit, d->outlet);
    hs_text voice = agency ? d->credit : d->outlet.size ? d->outlet : d->path;
    return outlet_root(t, report, voice);
}

// WORD_* bits of any word of the text.
static uint32_t words_kinds(const tracer *t, uint32_t language, hs_text text) {
    hs_arena scratch = t->scratch;
    uint32_t kinds = 0;
    hs_text rest = outlets_plain(t->view->r->rules, text, &scratch);
    while (rest.size) kinds |= rules_word(t->view->r->rules, language, text_cut(&rest, ' '));
    return kinds;
}

static claim_root body_root(const tracer *t, uint32_t report, uint32_t speaker, uint32_t body, hs_text name) {
    claim_root root = {.kind = HS_LINK_ORGANISATION, .named = body, .speaker = speaker, .name = name};
    if (body != HS_NONE) root.name = names_text(t->view->r->names, body);
    root.language = t->view->r->language[report];
    return root;
}

static bool is_body(const tracer *t, uint32_t body) {
    return body != HS_NONE && !names_is_place(t->view->r->names, body);
}

// The number of a name; a description is taken for what it stands for in its document.
static uint32_t find_described(const tracer *t, uint32_t report, hs_text name, uint32_t at) {
    hs_text stands_for = {0};
    if (names_is_description(name)) stands_for = names_described(t->view->r, report, name, at, t->scratch);
    return find_name(t, report, stands_for.size ? stands_for : name);
}

static claim_root named_root(const tracer *t, uint32_t report, const hs_link *link) {
    const name_table *names = t->view->r->names;
    uint32_t speaker = find_described(t, report, link->name, link->span.start);
    uint32_t body = link->body.size ? find_described(t, report, link->body, link->span.start) : HS_NONE;
    if (!is_body(t, body) && speaker != HS_NONE && link->kind == HS_LINK_PERSON) body = names_body(names, speaker);
    if (is_body(t, body)) return body_root(t, report, link->kind == HS_LINK_PERSON ? speaker : HS_NONE, body, link->body);
    claim_root root = {.kind = link->kind, .named = speaker, .speaker = HS_NONE, .name = link->name};
    if (speaker != HS_NONE) root.name = names_text(names, speaker);
    root.language = t->view->r->language[report];
    return root;
}

static claim_root anonymous_root(const tracer *t, uint32_t report, const hs_link *link, hs_text holder) {
    uint32_t language = t->view->r->language[report], kinds = words_kinds(t, language, link->name);
    claim_root root = {.kind = link->kind, .name = link->name, .named = HS_NONE, .speaker = HS_NONE, .count = link->count,
                       .holder = holder, .language = language, .anonymous = true};
    if (!root.name.size) root.name = TEXT("an unnamed voice");
    if (link->body.size) root.speaker = find_name(t, report, link->body);
    root.media = link->kind == HS_LINK_UNNAMED || (kinds & WORD_MEDIA);
    root.rumour = kinds & WORD_RUMOUR;
    return root;
}

// The last voice with a name that spoke before: whose statement "the statement" is, who "he" is.
static const hs_link *voice_before(const tracer *t, uint32_t report, uint32_t at) {
    const hs_report *from = report_of(t, report);
    const hs_link *best = NULL;
    for (uint32_t i = 0; i < from->statement_count; i++) {
        for (uint32_t k = 0; k < from->statements[i].link_count; k++) {
            const hs_link *link = &from->statements[i].links[k];
            if (!link->has_span || link->span.start >= at || (best && link->span.start < best->span.start)) continue;
            bool named = link->kind == HS_LINK_PERSON || link->kind == HS_LINK_ORGANISATION || link->kind == HS_LINK_ROLE;
            if (named && !(words_kinds(t, t->view->r->language[report], link->name) & WORD_PRONOUN)) best = link;
        }
    }
    return best;
}

// A memo is a voice of its own; a public statement is its author's ("said in a presentation");
// "media reports" are nobody's.
static claim_root document_root(const tracer *t, uint32_t report, const hs_link *link, hs_text holder) {
    uint32_t language = t->view->r->language[report], kinds = words_kinds(t, language, link->name);
    uint32_t author = link->body.size ? find_described(t, report, link->body, link->span.start) : HS_NONE;
    if ((kinds & WORD_MEDIA) && author == HS_NONE) return anonymous_root(t, report, link, holder);
    if ((kinds & WORD_STATEMENT) && !(kinds & WORD_RECORD)) {
        const hs_link *before = voice_before(t, report, link->span.start);
        if (author != HS_NONE) return body_root(t, report, HS_NONE, author, link->body);
        if (before) return named_root(t, report, before);
    }
    return (claim_root){.kind = HS_LINK_DOCUMENT, .name = link->name, .named = HS_NONE, .speaker = author, .holder = holder,
                        .language = language};
}

// The outlet that stands outside the innermost voice, else the document's own.
static hs_text holder_of(const tracer *t, uint32_t report, const hs_statement *s, uint32_t inner) {
    if (s->links[inner].holder.size) return s->links[inner].holder;
    for (uint32_t i = inner; i-- > 0;)
        if (s->links[i].kind == HS_LINK_OUTLET) return s->links[i].name;
    return own_voice(t, report).name;
}

// Words by which a voice is called and which say nothing of who it is.
static bool says_nothing(const tracer *t, uint32_t report, hs_text name, uint32_t kind) {
    hs_arena scratch = t->scratch;
    hs_text rest = outlets_plain(t->view->r->rules, name, &scratch);
    bool any = false;
    while (rest.size) {
        uint32_t bits = rules_word(t->view->r->rules, t->view->r->language[report], text_cut(&rest, ' '));
        if (!(bits & (kind | WORD_ARTICLE | WORD_COMMON | WORD_ANOTHER))) return false;
        any |= bits & kind;
    }
    return any;
}

static claim_root role_root(const tracer *t, uint32_t report, const hs_link *link, hs_text holder) {
    if (says_nothing(t, report, link->name, WORD_PRONOUN)) {
        const hs_link *before = voice_before(t, report, link->span.start);
        if (before) return named_root(t, report, before);
    }
    if (says_nothing(t, report, link->name, WORD_SOMEBODY) && !link->body.size) return anonymous_root(t, report, link, holder);
    return named_root(t, report, link);
}

// Number of the innermost voice that speaks, HS_NONE where the document itself does. Who considers or plans a thing
// does not say so: "the firm is weighing a sale, a banker said" rests on the banker.
static uint32_t innermost(const hs_statement *s) {
    for (uint32_t inner = s->link_count; inner-- > 0;)
        if (!s->links[inner].mental && (s->links[inner].kind != HS_LINK_UNNAMED || inner == 0)) return inner;
    return HS_NONE;
}

static claim_root statement_root(const tracer *t, uint32_t report, const hs_statement *s) {
    uint32_t at = innermost(s);
    if (at == HS_NONE) return own_voice(t, report);
    const hs_link *inner = &s->links[at];
    hs_text holder = holder_of(t, report, s, at);
    switch (inner->kind) {
    case HS_LINK_OUTLET: return outlet_root(t, report, inner->name);
    case HS_LINK_DOCUMENT: return document_root(t, report, inner, holder);
    case HS_LINK_ANONYMOUS:
    case HS_LINK_UNNAMED: return anonymous_root(t, report, inner, holder);
    case HS_LINK_ROLE: return role_root(t, report, inner, holder);
    default: return named_root(t, report, inner);
    }
}

static claim_root trace(const tracer *t, uint32_t number) {
    const relating *r = t->view->r;
    for (int depth = 0; depth < DEEPEST_COPY && r->copied_from[number] != HS_NONE; depth++) number = r->copied_from[number];
    const hs_statement *s = relating_statement(r, number);
    return statement_root(t, r->copied_report[number] == HS_NONE ? r->report_of[number] : r->copied_report[number], s);
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

// ---------------------------------------------------------------- citation

// An outlet that is only cited, and whose own telling of the claim is at hand: the root of that telling.
static bool follow_citation(const tracer *t, const claim_root *roots, uint32_t mention, claim_root *out) {
    const claim_view *v = t->view;
    const hs_statement *s = view_statement(v, mention);
    uint32_t inner = innermost(s);
    if (inner == HS_NONE || s->links[inner].kind != HS_LINK_OUTLET) return false;
    hs_text cited = s->links[inner].name;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        const hs_document *d = view_document(v, i);
        if (!outlets_same(v->r->rules, d->outlet, cited) || view_statement(v, i)->polarity != s->polarity) continue;
        if (dates_compare(&d->published, &view_document(v, mention)->published) > 0) continue;
        *out = roots[i];
        return true;
    }
    return false;
}

// ---------------------------------------------------------------- what could be another

typedef struct origin_state {
    const claim_root *root;
    hs_polarity polarity;
    uint32_t first_mention;
    bool cited_outlet;  // an outlet that speaks only through others
    bool absorbed;
} origin_state;

// True where the voice without a name `v` could be `other`.
static bool could_be(const tracer *t, const origin_state *v, const origin_state *other) {
    const claim_root *a = v->root, *b = other->root;
    if (!a->anonymous || v->polarity != other->polarity) return false;
    if (b->kind == HS_LINK_OUTLET && !(a->media && other->cited_outlet)) return false;
    if (a->media) return !outlets_same(t->view->r->rules, a->holder, b->holder);
    if (b->media) return !outlets_same(t->view->r->rules, a->holder, b->holder);
    if (a->rumour || b->rumour) return a->rumour && b->rumour;
    if (!b->anonymous) return b->named != HS_NONE && a->speaker == b->named;
    likeness l = compare_words(t, a, b);
    return !same_holder(t, a, b) && (l.somebody || l.shares);
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
    return least;
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
        if (v->root_of[i] != root) continue;
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
    if (root->kind == HS_LINK_OUTLET) return arena_print(t->keep, "%.*s %s in its own voice", TEXT_ARGS(name), verb);
    if (root->speaker == HS_NONE || root->speaker == root->named) return arena_print(t->keep, "%.*s %s", TEXT_ARGS(name), verb);
    hs_text speaker = names_text(t->view->r->names, root->speaker);
    return arena_print(t->keep, "%.*s %s through %.*s", TEXT_ARGS(name), verb, TEXT_ARGS(speaker));
}

static hs_text reason(const tracer *t, const origin_state *state, uint32_t root) {
    hs_text why = base_reason(t, state);
    hs_text copies = list_outlets(t, root, true), tells = list_outlets(t, root, false);
    if (tells.size) why = arena_print(t->keep, "%.*s; told by %.*s", TEXT_ARGS(why), TEXT_ARGS(tells));
    if (copies.size) why = arena_print(t->keep, "%.*s; copied by %.*s", TEXT_ARGS(why), TEXT_ARGS(copies));
    if (state->absorbed) why = arena_print(t->keep, "%.*s; could be one of the others", TEXT_ARGS(why));
    return why;
}

// ---------------------------------------------------------------- all together

static const hs_mention *mentions_of(const tracer *t, uint32_t root, uint32_t *count) {
    const claim_view *v = t->view;
    *count = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) *count += v->root_of[i] == root;
    hs_mention *out = arena_new(t->keep, hs_mention, *count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++)
        if (v->root_of[i] == root) out[at++] = v->claim->mentions[i];
    return out;
}

static void gather_roots(tracer *t, claim_view *view) {
    uint32_t count = view->claim->mention_count, root_count = 0;
    claim_root *traced = arena_new(&t->scratch, claim_root, count + 1);
    claim_root *roots = arena_new(t->keep, claim_root, count + 1);
    uint32_t *root_of = arena_new(t->keep, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        hs_mention m = view->claim->mentions[i];
        traced[i] = trace(t, view->r->first[m.report] + m.statement);
    }
    for (uint32_t i = 0; i < count; i++) {
        claim_root root = traced[i];
        follow_citation(t, traced, i, &root);
        uint32_t k = 0;
        while (k < root_count && !same_root(t, &roots[k], &root) && !same_description(t, &roots[k], &root)) k++;
        if (k == root_count) roots[root_count++] = root;
        if (root.count > roots[k].count) roots[k].count = root.count, roots[k].name = root.name;
        root_of[i] = k;
    }
    view->roots = roots;
    view->root_count = root_count;
    view->root_of = root_of;
}

static void read_states(const tracer *t, origin_state *states) {
    const claim_view *v = t->view;
    for (uint32_t k = 0; k < v->root_count; k++) states[k] = (origin_state){.root = &v->roots[k], .first_mention = HS_NONE, .cited_outlet = true};
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
    read_states(&t, states);
    claim->affirmed = count_range(&t, states, view->root_count, HS_AFFIRMED);
    claim->negated = count_range(&t, states, view->root_count, HS_NEGATED);
    claim->origins = count_range(&t, states, view->root_count, -1);
    hs_origin *list = arena_new(keep, hs_origin, view->root_count + 1);
    for (uint32_t k = 0; k < view->root_count; k++) {
        list[k] = (hs_origin){.kind = view->roots[k].kind, .name = view->roots[k].name, .count = view->roots[k].count,
                              .polarity = states[k].polarity, .vague = states[k].absorbed, .why = reason(&t, &states[k], k)};
        list[k].reports = mentions_of(&t, k, &list[k].report_count);
    }
    claim->origin_list = list;
    claim->origin_count = view->root_count;
}
