// From reports to the picture's data, a step a file:
//   reuse     copied passages                 copies    statements that stand in them
//   stories   documents about one matter      names     what names mean the same there
//   likeness  of two reports of a story       matters   reports of one of several alike things
//   speakers  who each innermost voice is     doubts    papers called forged, reports taken back
//   relate    which statements are one claim  origins   on how many voices it rests
//   history   where it stands                 conflicts where tellings differ
// In: reports in any order. Out: stories, claims, passages, all in an order that depends on the
// reports alone: reports by path, claims by story, weight and id. An id is the hash of the earliest
// statement (document for a story), so that it stays as more reports arrive behind it.
#include "claims/claims.h"

#include "base/sort.h"
#include "base/text.h"
#include "claims/relate.h"

static void number_statements(relating *r, hs_arena *keep) {
    uint32_t *first = arena_new(keep, uint32_t, r->report_count + 1);
    for (uint32_t i = 0; i < r->report_count; i++) first[i + 1] = first[i] + r->reports[i].statement_count;
    r->first = first;
    r->total = first[r->report_count];
    uint32_t *report_of = arena_new(keep, uint32_t, r->total + 1), *language = arena_new(keep, uint32_t, r->report_count + 1);
    for (uint32_t i = 0; i < r->report_count; i++) {
        language[i] = rules_language(r->rules, r->reports[i].document.language);
        for (uint32_t k = first[i]; k < first[i + 1]; k++) report_of[k] = i;
    }
    r->report_of = report_of;
    r->language = language;
}

// ---------------------------------------------------------------- mentions of claims

static int mention_order(const void *x, const void *y, const void *context) {
    const hs_report *reports = context;
    const hs_mention *a = x, *b = y;
    if (a->report != b->report) {
        int order = dates_order(&reports[a->report].document.published, &reports[b->report].document.published);
        return order ? order : a->report < b->report ? -1 : 1;
    }
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static void gather_mentions(const relating *r, hs_claim *claims, hs_arena *keep, hs_arena scratch) {
    for (uint32_t i = 0; i < r->total; i++) claims[r->claim[i]].mention_count++;
    hs_mention *all = arena_new(keep, hs_mention, r->total + 1);
    for (uint32_t c = 0, at = 0; c < r->claim_count; c++) {
        claims[c].mentions = all + at;
        at += claims[c].mention_count;
        claims[c].mention_count = 0;
    }
    for (uint32_t i = 0; i < r->total; i++) {
        hs_claim *claim = &claims[r->claim[i]];
        uint32_t report = r->report_of[i];
        ((hs_mention *)claim->mentions)[claim->mention_count++] = (hs_mention){report, i - r->first[report]};
    }
    for (uint32_t c = 0; c < r->claim_count; c++)
        sort_items((hs_mention *)claims[c].mentions, claims[c].mention_count, sizeof(hs_mention), mention_order, r->reports, scratch);
}

// ---------------------------------------------------------------- the clearest telling

enum { HIGHEST_GOVERNOR = 4 };

// True where the clause can stand alone: it begins as a sentence does ("The dam gave way", not "to drain it",
// "that the dam gave way") or with the words of its own actor.
static bool stands_alone(const hs_report *report, const hs_statement *s) {
    uint32_t size;
    if (s->span.start >= s->span.end) return false;
    if (!code_is_lower(utf8_decode(report->document.text, s->span.start, &size))) return true;
    return s->actor_count && s->actors[0].span.start == s->span.start && s->actors[0].span.end > s->span.start;
}

// Behind the place that a report opens with: "VARNO, May 4 - The dam gave way".
static uint32_t behind_dateline(hs_text text, hs_span quote) {
    enum { LONGEST_DATELINE = 48, CAPITALS = 3 };
    static const hs_text dashes[] = {TEXT_INIT(" \xE2\x80\x94 "), TEXT_INIT(" \xE2\x80\x93 "), TEXT_INIT(" - "), TEXT_INIT(" -- "), TEXT_INIT(".- ")};
    hs_text head = text_slice(text, quote.start, quote.end - quote.start > LONGEST_DATELINE ? quote.start + LONGEST_DATELINE : quote.end);
    for (size_t i = 0; i < CAPITALS; i++)
        if (i >= head.size || !byte_is_upper((unsigned char)head.data[i])) return quote.start;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t at = text_find(head, dashes[i], 0);
        if (at != SIZE_MAX) return quote.start + (uint32_t)(at + dashes[i].size);
    }
    return quote.start;
}

// The sentence that a clause stands in, where it is none too long.
static hs_span whole_sentence(const hs_report *report, const hs_statement *s) {
    enum { LONGEST_SENTENCE = 300 };
    if (s->sentence >= report->sentence_count) return s->span;
    hs_span sentence = report->sentences[s->sentence];
    bool around = sentence.start <= s->span.start && s->span.end <= sentence.end;
    if (around && sentence.end > s->span.end && report->document.text.data[sentence.end - 1] == '.') sentence.end--; // as a clause ends
    return around && sentence.end - sentence.start <= LONGEST_SENTENCE ? sentence : s->span;
}

// The clause, or that of the statements above it where it cannot stand alone, or the sentence.
hs_span claims_quote(const hs_report *report, uint32_t statement) {
    const hs_statement *s = &report->statements[statement], *at = s;
    for (uint32_t i = 0; i < HIGHEST_GOVERNOR && !stands_alone(report, at); i++) {
        if (at->governor >= report->statement_count || report->statements[at->governor].sentence != s->sentence) break;
        at = &report->statements[at->governor];
    }
    hs_span quote = {at->span.start < s->span.start ? at->span.start : s->span.start, at->span.end > s->span.end ? at->span.end : s->span.end};
    if (!stands_alone(report, at)) quote = whole_sentence(report, s);
    quote.start = behind_dateline(report->document.text, quote);
    return quote;
}

uint64_t claims_key(const hs_report *report, uint32_t statement) {
    const hs_document *d = &report->document;
    const hs_statement *s = &report->statements[statement];
    uint64_t document = text_hash(d->url.size ? d->url : d->id, 3);
    return text_hash(s->lemma, text_hash(text_span(d->text, s->span), document));
}

uint64_t claims_number(hs_text statement_id) { return text_hash(statement_id, 1); }

// "It did not": a reader does not know who.
static bool begins_with_pronoun(const claim_view *v, uint32_t report, hs_span quote) {
    hs_text rest = text_span(v->r->reports[report].document.text, quote), word = text_cut(&rest, ' ');
    char lower[16];
    if (!word.size || word.size > sizeof lower) return false;
    for (size_t i = 0; i < word.size; i++) lower[i] = (char)byte_lower((unsigned char)word.data[i]);
    uint32_t kinds = rules_word(v->r->rules, v->r->language[report], (hs_text){lower, word.size});
    return kinds & WORD_PRONOUN && !(kinds & WORD_ARTICLE);
}

// Told by the same word elsewhere: a claim is not headed by the one telling that may not belong to it.
static bool is_common_word(const claim_view *v, uint32_t mention) {
    enum { LOOKED_AT = 64 };
    hs_text lemma = view_statement(v, mention)->lemma;
    for (uint32_t i = 0; i < v->claim->mention_count && i < LOOKED_AT; i++)
        if (i != mention && text_equal_fold(view_statement(v, i)->lemma, lemma)) return true;
    return false;
}

// Points for a quotable clause: that stands where the claim stands, names its parties, is a verb's that tells what happens by itself, can
// stand alone, is neither a fragment nor a paragraph.
static int32_t clearness(const claim_view *v, uint32_t mention, hs_arena scratch) {
    enum { SHORT_BYTES = 40, LONG_BYTES = 220 };
    const hs_report *report = &v->r->reports[v->claim->mentions[mention].report];
    const hs_statement *s = view_statement(v, mention);
    hs_span quote = claims_quote(report, v->claim->mentions[mention].statement);
    uint32_t size = quote.end - quote.start, step;
    int32_t points = 0;
    if (s->stage == v->claim->stage && s->polarity == v->claim->polarity) points += 6;
    else if (s->polarity == v->claim->polarity) points += 3;
    points += s->actor_count ? 2 : 0;
    points += s->recipient_count ? 2 : 0;
    points += s->place_count || s->time != HS_NONE ? 1 : 0;
    points += s->nominal ? 0 : 3;
    points += is_common_word(v, mention) ? 3 : 0;
    points -= s->generic || relate_is_frame(v->r, v->r->first[v->claim->mentions[mention].report] + v->claim->mentions[mention].statement, scratch) ? 6 : 0;
    points -= begins_with_pronoun(v, v->claim->mentions[mention].report, quote) ? 2 : 0;
    points += stands_alone(report, s) ? 4 : !code_is_lower(utf8_decode(report->document.text, quote.start, &step)) ? 1 : 0;
    points += size >= SHORT_BYTES && size <= LONG_BYTES ? 2 : 0;
    return points - (size > 2 * LONG_BYTES ? 3 : 0);
}

// Words that head a claim already; open addressing.
typedef struct heading_set {
    uint64_t *hashes; // 0 where empty
    uint64_t mask;
} heading_set;

static uint64_t heading_hash(const claim_view *v, hs_mention m) {
    const hs_report *report = &v->r->reports[m.report];
    hs_span quote = claims_quote(report, m.statement);
    return text_hash(text_slice(report->document.text, quote.start, quote.end), 0) | 1;
}

// Where the hash stands, or would.
static uint64_t *heading_find(const heading_set *set, uint64_t hash) {
    uint64_t at = hash & set->mask;
    while (set->hashes[at] && set->hashes[at] != hash) at = (at + 1) & set->mask;
    return &set->hashes[at];
}

// The clearest telling, of those whose words head no claim of `taken` yet; HS_NONE where all do.
static uint32_t clearest(const claim_view *v, const heading_set *taken, hs_arena scratch) {
    uint32_t best = HS_NONE;
    int32_t best_points = INT32_MIN;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        if (taken && *heading_find(taken, heading_hash(v, v->claim->mentions[i]))) continue;
        int32_t points = clearness(v, i, scratch);
        if (points > best_points) best = i, best_points = points;
    }
    return best;
}

// The summary's parties, and where it has none those of the first telling that has.
static void fill_parties(const claim_view *v) {
    hs_claim *claim = v->claim;
    claim->actor_count = claim->recipient_count = claim->place_count = 0;
    claim->event = (hs_event){0};
    for (uint32_t i = 0; i <= claim->mention_count; i++) {
        const hs_report *report = &v->r->reports[i ? claim->mentions[i - 1].report : claim->summary.report];
        const hs_statement *s = &report->statements[i ? claim->mentions[i - 1].statement : claim->summary.statement];
        if (!claim->actor_count) claim->actors = s->actors, claim->actor_count = s->actor_count;
        if (!claim->recipient_count) claim->recipients = s->recipients, claim->recipient_count = s->recipient_count;
        if (!claim->place_count) claim->places = s->places, claim->place_count = s->place_count;
        if (!claim->event.type.size) claim->event = s->event;
    }
}

// The narrowest time that a telling of the standing polarity gives, as it is written.
static void fill_time(const claim_view *v) {
    hs_claim *claim = v->claim;
    int32_t first, last, narrowest = INT32_MAX;
    for (uint32_t i = 0; i < claim->mention_count; i++) {
        const hs_statement *s = view_statement(v, i);
        const hs_report *report = &v->r->reports[claim->mentions[i].report];
        if (s->time >= report->time_count || s->polarity != claim->polarity) continue;
        const hs_time *time = &report->times[s->time];
        if (time->type > HS_TIME_TIME || !dates_interval(time->value, &first, &last) || last - first >= narrowest) continue;
        narrowest = last - first;
        claim->time_from = claim->time_to = text_slice(time->value, 0, 10);
    }
}

static uint32_t count_outlets(const claim_view *v) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        hs_text outlet = view_document(v, i)->outlet;
        bool known = false;
        for (uint32_t k = 0; k < i && !known; k++)
            known = v->claim->mentions[k].report == v->claim->mentions[i].report ||
                    (outlet.size && outlets_same(v->r->rules, view_document(v, k)->outlet, outlet));
        count += !known;
    }
    return count;
}

// That somebody said something is the frame of a claim, rarely one that matters itself.
static bool is_telling(const claim_view *v) {
    hs_mention m = v->claim->summary;
    const hs_report *report = &v->r->reports[m.report];
    return (rules_word(v->r->rules, v->r->language[m.report], report->statements[m.statement].lemma) & WORD_SPEECH) != 0;
}

// In how many reports the claim stands at the head, where news begins with what matters.
static int32_t count_leads(const claim_view *v) {
    enum { LEAD_SENTENCES = 3 };
    int32_t count = 0;
    uint32_t last = HS_NONE;
    for (uint32_t i = 0; i < v->claim->mention_count; i++) {
        if (v->claim->mentions[i].report == last || view_statement(v, i)->sentence >= LEAD_SENTENCES) continue;
        last = v->claim->mentions[i].report;
        count++;
    }
    return count;
}

// Most contested and most changed first, then what most outlets and voices tell and what reports begin with.
static int32_t weigh_claim(const claim_view *v, hs_arena scratch) {
    const hs_claim *claim = v->claim;
    int32_t weight = (int32_t)claim->outlets * 20 + (int32_t)claim->origins.max * 10 + count_leads(v) * 20;
    for (uint32_t i = 0; i < claim->conflict_count; i++)
        weight += claim->conflicts[i].verdict == HS_CONTRADICTION ? 60 : claim->conflicts[i].verdict == HS_UPDATE ? 30 : 15;
    if (claim->move_count > 1) weight += 20 * ((int32_t)claim->move_count - 1);
    if (is_telling(v)) weight /= 16;
    else if (tellings_are_frame(v, scratch)) weight /= 4;
    uint32_t reports, reached = tellings_reach(v, &reports);
    weight = weight * (int32_t)reached / (int32_t)reports;
    return weight * 16 + (claim->mention_count < 15 ? (int32_t)claim->mention_count : 15);
}

static void fill_claim(const relating *r, hs_claim *claim, hs_arena *keep, hs_arena scratch) {
    claim_view view = {.r = r, .claim = claim};
    const hs_mention *first = &claim->mentions[0];
    claim->id = text_hex(keep, claims_number(r->reports[first->report].statements[first->statement].id));
    origins_fill(&view, keep, scratch);
    history_fill(&view, keep, scratch);
    conflicts_fill(&view, keep, scratch);
    claim->summary = claim->mentions[clearest(&view, NULL, scratch)];
    fill_parties(&view);
    fill_time(&view);
    claim->outlets = count_outlets(&view);
    claim->weight = weigh_claim(&view, scratch);
}

static int claim_order(const void *x, const void *y, const void *context) {
    (void)context;
    const hs_claim *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return text_compare(a->id, b->id);
}

// "A fire killed nine": the dead and the fire are two claims. The weightier keeps the words, the other is headed by another
// telling where it has one. Claims lie in their order.
static void part_headings(const relating *r, hs_claim *claims, hs_arena scratch) {
    heading_set taken = {.mask = 15};
    while (taken.mask < 2 * (uint64_t)r->claim_count) taken.mask = 2 * taken.mask + 1;
    taken.hashes = arena_new(&scratch, uint64_t, taken.mask + 1);
    for (uint32_t i = 0; i < r->claim_count; i++) {
        claim_view view = {.r = r, .claim = &claims[i]};
        uint64_t *place = heading_find(&taken, heading_hash(&view, claims[i].summary));
        uint32_t other = *place ? clearest(&view, &taken, scratch) : HS_NONE;
        if (other != HS_NONE) {
            claims[i].summary = claims[i].mentions[other];
            fill_parties(&view);
            place = heading_find(&taken, heading_hash(&view, claims[i].summary));
        }
        *place = heading_hash(&view, claims[i].summary);
    }
}

// ---------------------------------------------------------------- the story

static int by_publication(const void *x, const void *y, const void *context) {
    const hs_report *reports = context;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    int order = dates_order(&reports[a].document.published, &reports[b].document.published);
    return order ? order : a < b ? -1 : a > b;
}

// The reports in order of publication; the first title names the story.
static const hs_story *make_story(const relating *r, hs_text id, hs_arena *keep, hs_arena scratch) {
    hs_story *story = arena_new(keep, hs_story, 1);
    uint32_t *reports = arena_new(keep, uint32_t, r->report_count + 1), *claims = arena_new(keep, uint32_t, r->claim_count + 1);
    for (uint32_t i = 0; i < r->report_count; i++) reports[i] = i;
    for (uint32_t i = 0; i < r->claim_count; i++) claims[i] = i;
    sort_items(reports, r->report_count, sizeof *reports, by_publication, r->reports, scratch);
    *story = (hs_story){.id = id, .reports = reports, .report_count = r->report_count, .claims = claims, .claim_count = r->claim_count};
    for (uint32_t i = 0; i < r->report_count && !story->title.size; i++) story->title = r->reports[reports[i]].document.title;
    return story;
}

static hs_report *renamed(const claims_rules *rules, const hs_report *reports, uint32_t count, hs_arena *keep) {
    hs_report *out = arena_new(keep, hs_report, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        out[i] = reports[i];
        houses_rename(rules, &out[i].document);
    }
    return out;
}

static void find_passages(relating *r, hs_arena *keep, hs_arena scratch) {
    hs_document *documents = arena_new(&scratch, hs_document, r->report_count + 1);
    for (uint32_t i = 0; i < r->report_count; i++) documents[i] = r->reports[i].document;
    hs_arena working = arena_split(&scratch);
    reuse_find(r->rules, documents, r->report_count, keep, working, &r->reuse, &r->reuse_count);
}

void relating_open(relating *r, const claims_rules *rules, const hs_group *group, const hs_report *reports, hs_arena *keep, hs_arena scratch) {
    *r = (relating){.rules = rules, .report_count = group->document_count};
    hs_report *own = renamed(rules, reports, r->report_count, keep);
    r->reports = own;
    find_passages(r, keep, scratch);
    number_statements(r, keep);
    doubts_turn_genuine(r, own, keep, scratch);
    copies_find(r, keep);
    houses_join(r, keep);
    likeness_gather(r, keep, scratch);
    matters_find(r, keep, scratch);
    names_gather(r, keep, scratch);
    speakers_find(r, keep, scratch);
    together_find(r, keep, scratch);
    doubts_find(r, keep, scratch);
}

void claims_relate_group(const claims_rules *rules, const hs_group *group, const hs_report *reports, const hs_mark *marks, uint32_t mark_count,
                         hs_arena *keep, hs_arena scratch, hs_picture *picture) {
    relating r;
    relating_open(&r, rules, group, reports, keep, scratch);
    r.features = relate_features(&r, &scratch, arena_split(&scratch));
    relate_statements(&r, keep, scratch);
    marks_apply(&r, marks, mark_count, keep, scratch);
    hs_claim *claims = arena_new(keep, hs_claim, r.claim_count + 1);
    gather_mentions(&r, claims, keep, scratch);
    for (uint32_t i = 0; i < r.claim_count; i++) {
        fill_claim(&r, &claims[i], keep, scratch);
        marks_attach(&r, marks, mark_count, i, &claims[i], keep);
    }
    sort_items(claims, r.claim_count, sizeof *claims, claim_order, NULL, scratch);
    part_headings(&r, claims, scratch);
    *picture = (hs_picture){.reports = r.reports, .report_count = r.report_count, .claims = claims, .claim_count = r.claim_count, .reuse = r.reuse,
                            .reuse_count = r.reuse_count, .marks = marks, .mark_count = mark_count, .story_count = 1};
    picture->stories = make_story(&r, group->id, keep, scratch);
}
