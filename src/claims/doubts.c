// Papers called forged, and reports taken back. In: the statements of a story. Out: what says that a letter, a video
// or a report is a forgery, or that an outlet withdrew what it had told; and which root of a claim it is about. Method: a
// predicate of forging ("was forged", "is a hoax", "is not genuine", "called the memo a fake") over a paper is about the roots of
// the story that are papers of that noun; a predicate of withdrawing ("has withdrawn its report") is about what its outlet had told of the
// claims that the withdrawing report tells, too. Who calls a paper genuine denies that it is forged, and stands in that claim. Nothing is counted otherwise for it: what is in doubt is shown with
// who says so. Gets wrong: two letters of one story of which one is forged.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

// The paper of which a statement says so, and how; HS_NONE parties are skipped.
static const hs_party *paper_of(const relating *r, uint32_t language, const hs_statement *s) {
    for (uint32_t k = 0; k < s->recipient_count + s->actor_count; k++) {
        const hs_party *party = k < s->recipient_count ? &s->recipients[k] : &s->actors[k - s->recipient_count];
        if (rules_word(r->rules, language, party->head) & (WORD_RECORD | WORD_STATEMENT | WORD_MEDIA | WORD_RUMOUR | WORD_EVIDENCE)) return party;
    }
    return NULL;
}

static uint32_t kinds_of(const relating *r, uint32_t language, hs_text word) { return rules_word(r->rules, language, word); }

// A word of the clause behind the paper: "called the memo a [fake]".
static bool calls_forged(const relating *r, uint32_t language, const hs_report *report, const hs_statement *s, const hs_party *paper, hs_arena scratch) {
    if (!(kinds_of(r, language, s->lemma) & (WORD_SPEECH | WORD_CALLS)) || paper->span.end >= s->span.end) return false;
    hs_text behind = text_slice(report->document.text, paper->span.end, s->span.end);
    for (hs_text rest = outlets_plain(r->rules, behind, &scratch); rest.size;)
        if (kinds_of(r, language, text_cut(&rest, ' ')) & WORD_FORGED) return true;
    return false;
}

// "The letter is [genuine]": a word of the class of what is forged that says the contrary; but: "the danger is real".
static bool is_contrary(const relating *r, uint32_t language, hs_text lemma) {
    return kinds_of(r, language, lemma) & WORD_GENUINE && rules_classes(r->rules, language, lemma).count > 0;
}

void doubts_turn_genuine(relating *r, hs_report *reports, hs_arena *keep, hs_arena scratch) {
    for (uint32_t i = 0; i < r->report_count; i++) {
        hs_statement *turned = NULL;
        for (uint32_t k = 0; k < reports[i].statement_count; k++) {
            hs_arena working = scratch;
            const hs_statement *s = &reports[i].statements[k];
            if (!is_contrary(r, r->language[i], text_lower(&working, s->lemma)) || !paper_of(r, r->language[i], s)) continue;
            if (!turned) {
                turned = arena_new(keep, hs_statement, reports[i].statement_count);
                memcpy(turned, reports[i].statements, reports[i].statement_count * sizeof *turned);
            }
            turned[k].polarity = s->polarity == HS_NEGATED ? HS_AFFIRMED : HS_NEGATED;
        }
        if (turned) reports[i].statements = turned;
    }
}

static hs_flaw flaw_of(const relating *r, uint32_t number, const hs_report *report, const hs_statement *s, const hs_party *paper, hs_arena scratch) {
    uint32_t language = r->language[number], kinds = kinds_of(r, language, text_lower(&scratch, s->lemma));
    bool affirmed = s->polarity == HS_AFFIRMED && s->stage == HS_STAGE_DONE;
    if (kinds & WORD_FORGED && affirmed) return HS_FLAW_FORGED;
    if (is_contrary(r, language, text_lower(&scratch, s->lemma)) ? affirmed : kinds & WORD_GENUINE && s->polarity == HS_NEGATED) return HS_FLAW_FORGED;
    if (kinds & WORD_WITHDRAWN && affirmed) return HS_FLAW_WITHDRAWN;
    return affirmed && calls_forged(r, language, report, s, paper, scratch) ? HS_FLAW_FORGED : HS_FLAW_NONE;
}

// Who takes it back: the outlet that the words of the actor name, else the document's own.
static hs_text maker_of(const relating *r, uint32_t number, const hs_statement *s, hs_arena scratch) {
    const hs_document *d = &r->reports[number].document;
    if (!s->actor_count) return d->outlet;
    uint32_t outlet = speakers_outlet_at(r, number, s->actors[0].span, scratch);
    if (outlet != HS_NONE) return names_text(r->names, outlet);
    hs_text rest = outlets_plain(r->rules, s->actors[0].name, &scratch);
    while (rest.size)
        if (kinds_of(r, r->language[number], text_cut(&rest, ' ')) & (WORD_MEDIA | WORD_PRONOUN)) return d->outlet;
    return s->actors[0].name;
}

static int doubt_order(const void *x, const void *y, const void *context) {
    const relating *r = context;
    const claim_doubt *a = x, *b = y;
    int order = dates_order(&r->reports[a->at.report].document.published, &r->reports[b->at.report].document.published);
    if (order) return order;
    if (a->at.report != b->at.report) return a->at.report < b->at.report ? -1 : 1;
    return a->at.statement < b->at.statement ? -1 : a->at.statement > b->at.statement;
}

void doubts_find(relating *r, hs_arena *keep, hs_arena scratch) {
    claim_doubt *list = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t i = 0; i < r->total; i++) {
        const hs_statement *s = relating_statement(r, i);
        uint32_t number = r->report_of[i];
        const hs_party *paper = paper_of(r, r->language[number], s);
        hs_flaw flaw = paper ? flaw_of(r, number, &r->reports[number], s, paper, scratch) : HS_FLAW_NONE;
        if (flaw == HS_FLAW_NONE) continue;
        *arena_push(keep, list, count, capacity) = (claim_doubt){
            .flaw = flaw, .paper = paper->head, .at = {number, i - r->first[number]},
            .by = r->root_of[i], .maker = flaw == HS_FLAW_WITHDRAWN ? maker_of(r, number, s, scratch) : (hs_text){0}};
    }
    sort_items(list, count, sizeof *list, doubt_order, r, scratch);
    r->doubts = list;
    r->doubt_count = count;
}

// Whether a root's name holds the noun, singular or plural.
static bool names_paper(const relating *r, hs_text name, hs_text noun, hs_arena scratch) {
    for (hs_text rest = outlets_plain(r->rules, name, &scratch); rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (text_equal(word, noun) || (word.size == noun.size + 1 && text_starts(word, noun))) return true;
    }
    return false;
}

// The withdrawing report tells the claim itself, and its outlet told it before.
static bool was_told(const claim_view *v, const claim_doubt *doubt, uint32_t root) {
    bool tells = false, told = false;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        tells |= v->claim->mentions[i].report == doubt->at.report;
        told |= v->root_of[i] == root && v->claim->mentions[i].report != doubt->at.report && outlets_same(v->r->rules, view_document(v, i)->outlet, doubt->maker);
    }
    return tells && told;
}

const claim_doubt *doubts_about(const claim_view *v, uint32_t root, hs_arena scratch) {
    const relating *r = v->r;
    const claim_root *one = &v->roots[root];
    for (size_t i = 0; i < r->doubt_count; i++) {
        const claim_doubt *doubt = &r->doubts[i];
        if (doubt->flaw == HS_FLAW_FORGED && one->kind == HS_LINK_DOCUMENT && names_paper(r, one->name, doubt->paper, scratch)) return doubt;
        if (doubt->flaw == HS_FLAW_WITHDRAWN && outlets_same(r->rules, one->holder, doubt->maker) && was_told(v, doubt, root)) return doubt;
    }
    return NULL;
}
