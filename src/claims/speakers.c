// Who the voices of a document are. In: the chains of a report's statements with its entities, and the names of its
// story. Out: for every statement the root that its innermost voice is, before copies and
// citations are followed (origins.c does that). Method: the voices of a document are read once in the order of the text. A
// name is looked up in the story, a description is read by described.c, a voice without a name by unnamed.c, a paper by papers.c. Who holds
// an office of a ministry is the ministry. Gets wrong: a person who speaks for himself and not for his office.
#include "base/sort.h"
#include "base/text.h"
#include "claims/hearing.h"

enum { MOST_BEHIND = 4 };

// ---------------------------------------------------------------- one voice

// "the [Tarrin] Daily reported": names are also tried from up to two words before on.
uint32_t speakers_outlet_at(const relating *r, uint32_t report, hs_span span, hs_arena scratch) {
    enum { NAME_WORDS = 6 };
    hs_text text = r->reports[report].document.text;
    uint32_t start = span.start;
    for (int before = 0; before <= 2 && span.end > span.start; before++) {
        uint32_t end = start;
        for (int words = 0; words < NAME_WORDS && end < text.size && text.data[end] != '\n'; words++) {
            while (end < text.size && text.data[end] == ' ') end++;
            while (end < text.size && (byte_is_alpha((unsigned char)text.data[end]) || byte_is_digit((unsigned char)text.data[end]) || (unsigned char)text.data[end] >= 0x80)) end++;
            if (end < span.end) continue;
            hs_arena copy = scratch;
            uint32_t found = names_find(r->names, text_slice(text, start, end), scratch);
            if (found == HS_NONE || !names_is_masthead(r->names, found)) continue;
            if (text_equal(names_plain(r->names, found), names_strip(r->rules, text_slice(text, start, end), &copy))) return found;
        }
        if (start < 2 || text.data[start - 1] != ' ') break;
        for (start -= 1; start && text.data[start - 1] != ' ' && text.data[start - 1] != '\n';) start--;
        if (!byte_is_upper((unsigned char)text.data[start])) break;
    }
    return HS_NONE;
}

static uint32_t outlet_at(const listener *l, const hs_link *link) {
    if (!link->has_span || link->kind == HS_LINK_OUTLET) return HS_NONE;
    return speakers_outlet_at(l->r, l->number, link->span, l->scratch);
}

// The outlet that stands outside the innermost voice, else the document's own.
static hs_text holder_of(const listener *l, const hs_statement *s, uint32_t inner) {
    if (s->links[inner].holder.size) return s->links[inner].holder;
    for (uint32_t i = inner; i-- > 0;) {
        uint32_t outlet = s->links[i].kind == HS_LINK_OUTLET ? HS_NONE : outlet_at(l, &s->links[i]);
        if (outlet != HS_NONE) return names_text(l->r->names, outlet);
        if (s->links[i].kind == HS_LINK_OUTLET) return s->links[i].name;
    }
    return hearing_own(l).name;
}

static claim_root role_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder) {
    if (hearing_says_nothing(l, link->name, WORD_PRONOUN)) {
        uint32_t thing = rules_means_thing(l->r->rules, l->language, link->name) ? described_thing_before(l, link->span.start) : HS_NONE;
        if (thing != HS_NONE) return hearing_numbered(l, HS_LINK_ORGANISATION, thing, link->name);
        uint32_t before = hearing_named_before(l, link->span.start);
        if (before != HS_NONE) return *hearing_root(l, before);
    }
    if (link->body.size) return described_root(l, link, link->span.start);
    if (hearing_words(l, link->name) & WORD_AGE) { // "the 34-year-old"
        uint32_t before = hearing_named_before(l, link->span.start);
        if (before != HS_NONE) return *hearing_root(l, before);
    }
    uint32_t before = unnamed_before(l, link, at);
    if (before != HS_NONE) return *hearing_root(l, before);
    bool spokes = hearing_words(l, link->name) & WORD_SPOKES && described_spoken_for(l, link->name, link->span.start) != HS_NONE;
    if (!spokes && hearing_says_nothing(l, link->name, WORD_SOMEBODY)) return hearing_anonymous(l, link, holder);
    return described_root(l, link, link->span.start);
}

// A firm's bare name, which only other sentences or reports know for one; not: "Two Halden officials".
static bool is_known_name(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    uint32_t number = name.size && !names_is_description(name) ? hearing_find(l, name) : HS_NONE;
    return number != HS_NONE && text_equal(names_plain(l->r->names, number), names_strip(l->r->rules, name, &scratch));
}

// "Provincial prosecutors", "firefighters", "los agentes": not so many people but the body that they are; not: "two detectives", "police sources".
static bool is_force(const listener *l, const hs_link *link) {
    uint32_t kinds = described_kinds(l, link->name);
    return !link->count && kinds & BODY_FORCES && !(hearing_words(l, link->name) & (WORD_SOMEBODY | WORD_ANOTHER));
}

static claim_root force_root(const listener *l, const hs_link *link, uint32_t start) {
    hs_link body = *link;
    body.kind = HS_LINK_ORGANISATION;
    return described_root(l, &body, start);
}

// "Halden has made an offer, Halden said. The two firms had talked for weeks, it added": who spoke in this sentence or the two before goes on, where "it" was
// taken for something that has done nothing in them; HS_NONE.
static uint32_t goes_on(const listener *l, uint32_t at) {
    enum { SENTENCES_BACK = 2 };
    const hs_link *link = l->list[at].link;
    if (link->kind != HS_LINK_ORGANISATION || !link->has_span) return HS_NONE;
    if (!rules_means_thing(l->r->rules, l->language, text_span(l->report->document.text, link->span))) return HS_NONE; // "it", not "which"
    uint32_t from = hearing_sentences_back(l, link->span.start, SENTENCES_BACK), taken = hearing_find(l, link->name);
    if (taken != HS_NONE && described_acts(l, taken, from, link->span.start)) return HS_NONE;
    uint32_t before = hearing_named_before(l, link->span.start);
    if (before == HS_NONE || l->list[before].start < from) return HS_NONE;
    const claim_root *root = hearing_root(l, before);
    return root->named != taken && root->kind != HS_LINK_PERSON ? before : HS_NONE;
}

static claim_root voice_root(const listener *l, uint32_t at) {
    const spoken *s = &l->list[at];
    hs_text holder = holder_of(l, s->statement, s->at);
    uint32_t outlet = outlet_at(l, s->link);
    if (outlet != HS_NONE) return hearing_outlet(l, names_text(l->r->names, outlet));
    uint32_t before = goes_on(l, at);
    if (before != HS_NONE) return *hearing_root(l, before);
    switch (s->link->kind) {
    case HS_LINK_OUTLET: return hearing_outlet(l, s->link->name);
    case HS_LINK_DOCUMENT: return papers_root(l, s->link, at, holder);
    case HS_LINK_ANONYMOUS:
        if (hearing_words(l, s->link->name) & WORD_AGE) return role_root(l, s->link, at, holder);
        if (is_force(l, s->link)) return force_root(l, s->link, s->start);
        if (is_known_name(l, s->link->name)) return described_root(l, s->link, s->start);
        return unnamed_root(l, s->link, at, holder);
    case HS_LINK_UNNAMED: return unnamed_root(l, s->link, at, holder);
    case HS_LINK_ROLE: return role_root(l, s->link, at, holder);
    default: return described_root(l, s->link, s->start);
    }
}

// ---------------------------------------------------------------- a report's voices

// What somebody found out is told by whoever found it: "the leak was old, the inspectors found".
static bool is_finding(const relating *r, uint32_t report, hs_text cue) {
    char lower[24];
    if (cue.size > sizeof lower) return false;
    for (size_t i = 0; i < cue.size; i++) lower[i] = (char)byte_lower((unsigned char)cue.data[i]);
    return rules_word(r->rules, r->language[report], (hs_text){lower, cue.size}) & WORD_FINDING;
}

// What shows is no voice, whoever writes that it shows speaks himself: "this connection implies", "Norvia's response signals".
static bool is_matter(const relating *r, uint32_t report, const hs_link *link) {
    if (link->kind != HS_LINK_ROLE && link->kind != HS_LINK_ANONYMOUS) return false;
    hs_text head = {0};
    for (hs_text rest = link->name; rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (rules_word(r->rules, r->language[report], word) & (WORD_OWNER | WORD_BEHIND)) break;
        head = word;
    }
    if (rules_word(r->rules, r->language[report], head) & WORD_PRONOUN) return false; // "it"
    if (rules_sort(r->rules, r->language[report], head) == SORT_MATTER) return true;
    bool plural = text_ends(head, TEXT("s"));
    return plural && rules_sort(r->rules, r->language[report], text_slice(head, 0, head.size - 1)) == SORT_MATTER;
}

uint32_t speakers_innermost(const relating *r, uint32_t report, const hs_statement *s) {
    for (uint32_t inner = s->link_count; inner-- > 0;) {
        const hs_link *link = &s->links[inner];
        bool thought = link->mental && link->kind != HS_LINK_DOCUMENT && !is_finding(r, report, link->cue); // papers think nothing: "a letter indicates"
        if (is_matter(r, report, link) || thought) continue;
        if (link->kind != HS_LINK_UNNAMED || inner == 0) return inner;
    }
    // "the court did not believe that it leaked", "the opposition wants her to resign": who believes or wishes so has told it; not: "the firm wants to
    // sell", which tells what is planned
    for (uint32_t inner = s->link_count; inner-- > 0;) {
        const hs_link *link = &s->links[inner];
        bool told = s->stage == HS_STAGE_POSSIBLE || s->stage >= HS_STAGE_UNDERWAY;
        if (link->believes && told && link->kind != HS_LINK_UNNAMED && !is_matter(r, report, link)) return inner;
    }
    return HS_NONE;
}

static int spoken_order(const void *x, const void *y, const void *context) {
    (void)context;
    const spoken *a = x, *b = y;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (a->statement != b->statement) return a->statement < b->statement ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static uint32_t add_root(relating *r, const claim_root *root, hs_arena *keep) {
    *arena_push(keep, r->roots, r->root_count, r->root_capacity) = *root;
    return (uint32_t)r->root_count - 1;
}

static bool same_naming(const spoken *a, const spoken *b) {
    return a->start == b->start && a->link->kind == b->link->kind && text_equal(a->link->name, b->link->name) && a->link->has_span == b->link->has_span;
}

// "Halden denies it was warned": where no voice was found, the one who does the denying that governs the clause.
static uint32_t governing_actor(const listener *l, const hs_statement *s) {
    if (s->governor >= l->report->statement_count) return HS_NONE;
    const hs_statement *over = &l->report->statements[s->governor];
    hs_arena scratch = l->scratch;
    bool speech = hearing_word(l, text_lower(&scratch, over->lemma)) & WORD_SPEECH;
    if (!speech || over->nominal || !over->actor_count || over->sentence != s->sentence) return HS_NONE;
    // a name that only other documents may know for one
    const hs_party *actor = &over->actors[0];
    bool named = actor->entity != HS_NONE || !names_is_description(actor->name);
    return named && actor->name.size < HEARING_LONGEST_NAME ? hearing_find(l, actor->name) : HS_NONE;
}

// The outlet itself tells, by its name or as "this newspaper".
static bool outlet_tells(const listener *l, const hs_statement *telling) {
    hs_arena scratch = l->scratch;
    if (!telling->actor_count || !(hearing_word(l, text_lower(&scratch, telling->lemma)) & WORD_SPEECH)) return false;
    hs_text actor = telling->actors[0].name;
    return outlets_same(l->r->rules, actor, l->report->document.outlet) || (hearing_says_nothing(l, actor, WORD_MEDIA) && unnamed_comes_back(l, actor));
}

// "That it leaked was first reported by this newspaper": the outlet cites itself, as the statement that governs, or behind
// in the same sentence.
static bool cites_itself(const listener *l, const hs_statement *s) {
    const hs_statement *all = l->report->statements;
    uint32_t own = (uint32_t)(s - all);
    if (s->governor < l->report->statement_count) return all[s->governor].sentence == s->sentence && outlet_tells(l, &all[s->governor]);
    for (uint32_t at = own + 1; at < l->report->statement_count && all[at].sentence == s->sentence && at <= own + MOST_BEHIND; at++)
        if (outlet_tells(l, &all[at])) return true;
    return false;
}

// Voices of one report, in the order of the text, each link of each statement once more than needed.
static uint32_t list_voices(const hs_report *report, spoken *list) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->statement_count; i++) {
        const hs_statement *s = &report->statements[i];
        for (uint32_t k = 0; k < s->link_count; k++) {
            const hs_link *link = &s->links[k];
            list[count++] = (spoken){.link = link, .statement = s, .at = k, .start = link->has_span ? link->span.start : s->predicate.start};
        }
    }
    return count;
}

// "The board denied reports that the pier was closed": the board speaks.
static bool is_denial(const hs_statement *s) {
    for (uint32_t i = 0; i < s->link_count; i++)
        if (s->links[i].denies) return true;
    return s->polarity == HS_NEGATED;
}

static claim_root nobodys_root(const listener *l, hs_text noun, hs_text holder) {
    hs_arena scratch = l->scratch;
    bool rumour = hearing_word(l, text_lower(&scratch, noun)) & WORD_RUMOUR;
    return (claim_root){.kind = HS_LINK_ANONYMOUS, .name = noun, .named = HS_NONE, .speaker = HS_NONE, .holder = holder,
                        .language = l->language, .anonymous = true, .rumour = rumour, .media = !rumour};
}

// Of every statement whether something is told in it: it governs another, or is the cue of a voice.
static const bool *find_holding(const listener *l, hs_arena *arena) {
    const hs_report *report = l->report;
    bool *holds = arena_new(arena, bool, report->statement_count + 1);
    for (uint32_t i = 0; i < report->statement_count; i++)
        if (report->statements[i].governor < report->statement_count) holds[report->statements[i].governor] = true;
    for (uint32_t i = 0; i < l->count; i++) {
        hs_span cue = l->list[i].link->cue_span;
        for (uint32_t at = hearing_statement_from(l, cue.start); at < report->statement_count && report->statements[at].predicate.start < cue.end; at++) holds[at] = true;
    }
    return holds;
}

// "Halden denies it", "the mayor has confirmed this": a telling that holds nothing else is its actor's, not the outlet's; not: "Halden denied that it
// burned", whose clause is told.
static uint32_t bare_teller(const listener *l, const bool *holds, const hs_statement *s) {
    hs_arena scratch = l->scratch;
    bool speech = hearing_word(l, text_lower(&scratch, s->lemma)) & WORD_SPEECH;
    if (!speech || s->nominal || !s->actor_count || s->recipient_count || holds[s - l->report->statements]) return HS_NONE;
    const hs_party *actor = &s->actors[0];
    bool named = actor->entity != HS_NONE || !names_is_description(actor->name);
    return named && actor->name.size < HEARING_LONGEST_NAME ? described_find(l, actor->name, s->predicate.start) : HS_NONE;
}

static void hear_report(relating *r, uint32_t number, uint32_t *root_of, hs_arena *keep, hs_arena scratch) {
    const hs_report *report = &r->reports[number];
    uint32_t links = 0;
    for (uint32_t i = 0; i < report->statement_count; i++) links += report->statements[i].link_count;
    spoken *list = arena_new(&scratch, spoken, links + 1);
    listener l = {.r = r, .report = report, .number = number, .language = r->language[number], .list = list};
    l.count = list_voices(report, list);
    sort_items(list, l.count, sizeof *list, spoken_order, NULL, scratch);
    const bool *holds = find_holding(&l, &scratch);
    l.scratch = scratch;
    claim_root own = hearing_own(&l);
    uint32_t own_number = add_root(r, &own, keep);
    for (uint32_t i = 0; i < report->statement_count; i++) root_of[r->first[number] + i] = own_number;
    for (uint32_t i = 0; i < l.count; i++) {
        if (i && same_naming(&list[i - 1], &list[i])) {
            list[i].root = list[i - 1].root;
        } else {
            claim_root root = voice_root(&l, i);
            list[i].root = add_root(r, &root, keep);
        }
        uint32_t inner = speakers_innermost(r, number, list[i].statement);
        if (inner == list[i].at) root_of[r->first[number] + (uint32_t)(list[i].statement - report->statements)] = list[i].root;
    }
    for (uint32_t i = 0; i < report->statement_count; i++) {
        const hs_statement *s = &report->statements[i];
        hs_text rumour = is_denial(s) ? (hs_text){0} : rumours_before(r, r->first[number] + i, scratch);
        if (rumour.size) {
            claim_root nobody = nobodys_root(&l, rumour, own.name);
            root_of[r->first[number] + i] = add_root(r, &nobody, keep);
            continue;
        }
        if (s->link_count) continue;
        if (cites_itself(&l, s)) {
            claim_root again = own;
            again.again = true;
            root_of[r->first[number] + i] = add_root(r, &again, keep);
            continue;
        }
        uint32_t actor = governing_actor(&l, s);
        if (actor == HS_NONE) actor = bare_teller(&l, holds, s);
        if (actor == HS_NONE) continue;
        claim_root root = hearing_numbered(&l, names_is_person(r->names, actor) ? HS_LINK_PERSON : HS_LINK_ORGANISATION, actor, (hs_text){0});
        root_of[r->first[number] + i] = add_root(r, &root, keep);
    }
}

void speakers_find(relating *r, hs_arena *keep, hs_arena scratch) {
    uint32_t *root_of = arena_new(keep, uint32_t, r->total + 1), *own = arena_new(keep, uint32_t, r->report_count + 1);
    for (uint32_t i = 0; i < r->report_count; i++) {
        own[i] = (uint32_t)r->root_count;
        hear_report(r, i, root_of, keep, scratch);
    }
    r->root_of = root_of;
    r->own_root = own;
}
