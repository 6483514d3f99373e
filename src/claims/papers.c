// Papers that speak: whose voice they are. In: a voice that is a paper, and those before it. Out: its root. Method: a memo is a voice of its own, a public
// statement is its author's, "media reports" are nobody's; "the four-page note" is the paper spoken of before; a count that is based on a
// body's bulletins is that body's. Gets wrong: two papers of one kind in one report.
#include "base/text.h"
#include "claims/hearing.h"

// ---------------------------------------------------------------- papers

static bool is_paper_word(const listener *l, hs_text word) { return (hearing_word(l, word) & (WORD_STATEMENT | WORD_RECORD)) != 0; }

// The voice in whose sentence the paper was spoken of before: "Halden said in a presentation ... according to the presentation".
static uint32_t author_before(const listener *l, hs_text name, uint32_t byte) {
    hs_arena scratch = l->scratch;
    hs_text noun = {0};
    for (hs_text rest = outlets_plain(l->r->rules, name, &scratch); rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (is_paper_word(l, word)) noun = word;
    }
    uint32_t end = hearing_voice_from(l, byte);
    for (uint32_t i = end; noun.size && i-- > hearing_lowest(end);) {
        const claim_root *root = hearing_root(l, i);
        if (root->anonymous || root->kind == HS_LINK_DOCUMENT || root->kind == HS_LINK_OUTLET) continue;
        hs_span sentence = hearing_sentence(l, l->list[i].start);
        if (sentence.end <= byte && text_find_fold(text_span(l->report->document.text, sentence), noun, 0) != SIZE_MAX) return i;
    }
    return hearing_named_before(l, byte);
}

// "The four-page note" after "a memorandum of the inspectorate": the paper spoken of before.
static uint32_t paper_before(const listener *l, const hs_link *link, uint32_t end) {
    hs_text owner, head;
    if (!unnamed_comes_back(l, link->name) || hearing_split_owner(l, link->name, &owner, &head)) return HS_NONE; // "the log of the house" is another
    for (uint32_t i = end; i-- > hearing_lowest(end);)
        if (hearing_root(l, i)->kind == HS_LINK_DOCUMENT && !hearing_root(l, i)->anonymous) return i;
    return HS_NONE;
}

// "A count based on the service's bulletins": whose; HS_NONE.
static uint32_t based_on(const listener *l, const hs_link *link) {
    hs_text text = l->report->document.text;
    hs_arena scratch = l->scratch;
    uint32_t from = link->span.start, end = hearing_sentence(l, from).end;
    hs_text lower = text_lower(&scratch, text_slice(text, from, end)), before = {0};
    for (hs_text rest = lower; rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        hs_text both = before.size ? (hs_text){before.data, (size_t)(word.data + word.size - before.data)} : word;
        before = word;
        if (!(hearing_word(l, both) & WORD_BASED)) continue;
        hs_text behind = text_slice(text, end - (uint32_t)rest.size, end), owner, head;
        if (!hearing_split_owner(l, behind, &owner, &head)) return HS_NONE;
        uint32_t found = described_find(l, owner, from);
        return found != HS_NONE && names_is_body(l->r->names, found) ? found : HS_NONE;
    }
    return HS_NONE;
}

// "The Herald has withdrawn its story. In a note the paper says that": an outlet other than the report's own that was named shortly before.
static uint32_t outlet_before(const listener *l, uint32_t byte) {
    enum { NEAR_BYTES = 300 };
    uint32_t end = hearing_entities_before(l, byte);
    for (uint32_t i = end; i-- > 0 && l->report->entities[i].span.start + NEAR_BYTES > byte;) {
        uint32_t found = hearing_find(l, l->report->entities[i].name);
        if (found == HS_NONE || !names_is_outlet(l->r->names, found)) continue;
        return outlets_same(l->r->rules, names_text(l->r->names, found), l->report->document.outlet) ? HS_NONE : found;
    }
    return HS_NONE;
}

// A memo is a voice of its own; a public statement is its author's ("said in a presentation"); "media reports" and posts are
// nobody's.
claim_root papers_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder) {
    uint32_t outlet = unnamed_comes_back(l, link->name) && described_kinds(l, link->name) == BODY_OUTLET ? outlet_before(l, link->span.start) : HS_NONE;
    if (outlet != HS_NONE) return hearing_outlet(l, names_text(l->r->names, outlet));
    uint32_t kinds = hearing_words(l, link->name);
    uint32_t author = link->body.size ? described_find(l, link->body, link->span.start) : HS_NONE;
    if ((kinds & (WORD_MEDIA | WORD_RUMOUR)) && !(kinds & WORD_RECORD && author != HS_NONE) && (author == HS_NONE || kinds & WORD_RUMOUR)) return hearing_anonymous(l, link, holder);
    if ((kinds & WORD_STATEMENT) && !(kinds & WORD_RECORD)) {
        uint32_t before = author_before(l, link->name, link->span.start);
        if (author != HS_NONE) return hearing_body(l, HS_NONE, author, link->body);
        if (before != HS_NONE) return *hearing_root(l, before);
    }
    uint32_t basis = based_on(l, link);
    if (basis != HS_NONE) return hearing_body(l, HS_NONE, basis, link->name);
    uint32_t before = author == HS_NONE ? paper_before(l, link, at) : HS_NONE;
    if (before != HS_NONE) return *hearing_root(l, before);
    return (claim_root){.kind = HS_LINK_DOCUMENT, .name = link->name, .named = HS_NONE, .speaker = author, .holder = holder, .language = l->language};
}
