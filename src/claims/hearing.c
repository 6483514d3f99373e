// What a listener of one report knows: what its words say of voices, what a name stands for, which voices and things stood before.
// In: the names of the story, the words of the lexicon, the voices of the report as far as they are read. Out: roots for names, bodies
// and outlets, and the nearest voice or thing before a byte. Method: the lists lie in the order of the text and are searched by halves. Gets
// wrong: nothing by itself; it is what described.c, unnamed.c, papers.c and speakers.c choose by.
#include "base/text.h"
#include "claims/hearing.h"

enum { LOOK_BACK = 400 };

// The same for a function below, where `scratch` already holds a text that has to stay.
listener hearing_with(const listener *l, hs_arena scratch) {
    listener below = *l;
    below.scratch = scratch;
    return below;
}

// ---------------------------------------------------------------- words

uint32_t hearing_find(const listener *l, hs_text name) {
    return names_find(l->r->names, name, l->scratch);
}

uint32_t hearing_word(const listener *l, hs_text word) { return rules_word(l->r->rules, l->language, word); }

// WORD_* bits of any word of the text.
uint32_t hearing_words(const listener *l, hs_text text) {
    hs_arena scratch = l->scratch;
    uint32_t kinds = 0;
    for (hs_text rest = outlets_plain(l->r->rules, text, &scratch); rest.size;) kinds |= hearing_word(l, text_cut(&rest, ' '));
    return kinds;
}

// Words by which a voice is called and which say nothing of who it is.
bool hearing_says_nothing(const listener *l, hs_text name, uint32_t kind) {
    hs_arena scratch = l->scratch;
    bool any = false;
    for (hs_text rest = outlets_plain(l->r->rules, name, &scratch); rest.size;) {
        uint32_t bits = hearing_word(l, text_cut(&rest, ' '));
        if (!(bits & (kind | WORD_ARTICLE | WORD_COMMON | WORD_ANOTHER | WORD_DEFINITE))) return false;
        any |= bits & kind;
    }
    return any;
}

hs_text hearing_last_word(hs_text text) {
    size_t at = text.size;
    while (at && text.data[at - 1] != ' ') at--;
    return text_slice(text, at, text.size);
}

// Sets both sides of "the company's spokeswoman" or "the spokeswoman of the company"; false where there is no owner.
bool hearing_split_owner(const listener *l, hs_text name, hs_text *owner, hs_text *head) {
    static const hs_text marks[] = {TEXT_INIT("'s "), TEXT_INIT("\xE2\x80\x99s "), TEXT_INIT("' "), TEXT_INIT("\xE2\x80\x99 ")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = text_find(name, marks[i], 0);
        if (at == SIZE_MAX || !at) continue;
        *owner = text_slice(name, 0, at);
        *head = text_slice(name, at + marks[i].size, name.size);
        return true;
    }
    hs_arena scratch = l->scratch;
    for (size_t at = 0; (at = text_find(name, TEXT(" "), at)) != SIZE_MAX; at++) {
        hs_text rest = text_slice(name, at + 1, name.size), word = text_cut(&rest, ' ');
        if (!rest.size || !(hearing_word(l, text_lower(&scratch, word)) & WORD_OWNER)) continue;
        *owner = rest;
        *head = text_slice(name, 0, at);
        return true;
    }
    return false;
}

// ---------------------------------------------------------------- roots

claim_root hearing_outlet(const listener *l, hs_text outlet) {
    outlet = houses_name(l->r->rules, outlet);
    claim_root root = {.kind = HS_LINK_OUTLET, .name = outlet, .holder = outlet, .speaker = HS_NONE, .language = l->language};
    root.named = hearing_find(l, outlet);
    if (root.named == HS_NONE) return root;
    root.name = names_text(l->r->names, root.named);
    if (!names_is_outlet(l->r->names, root.named)) root.kind = HS_LINK_ORGANISATION; // a ministry's own statement
    return root;
}

// A document's own voice: its outlet, or the agency whose copy it is by its own word.
claim_root hearing_own(const listener *l) {
    const hs_document *d = &l->r->reports[l->r->voice[l->number]].document;
    bool agency = d->credit.size && !outlets_same(l->r->rules, d->credit, d->outlet);
    claim_root root = hearing_outlet(l, agency ? d->credit : d->outlet.size ? d->outlet : d->path);
    root.own = true;
    return root;
}

// Not an outlet: its reporters are not its spokespeople, and towns lend outlets their names.
bool hearing_is_body(const listener *l, uint32_t body) {
    return body != HS_NONE && !names_is_place(l->r->names, body) && !names_is_outlet(l->r->names, body);
}

// Who speaks for a person that speaks for a ministry speaks for the ministry.
claim_root hearing_body(const listener *l, uint32_t speaker, uint32_t body, hs_text name) {
    uint32_t over = body != HS_NONE && names_is_person(l->r->names, body) ? names_body(l->r->names, body) : HS_NONE;
    if (hearing_is_body(l, over)) body = over;
    claim_root root = {.kind = HS_LINK_ORGANISATION, .named = body, .speaker = speaker, .name = name, .language = l->language};
    if (body == HS_NONE) return root;
    root.name = names_text(l->r->names, body);
    if (names_is_person(l->r->names, body)) root.kind = HS_LINK_PERSON;
    return root;
}

// A person or body by number: who speaks for a body is the body.
claim_root hearing_numbered(const listener *l, hs_link_kind kind, uint32_t number, hs_text name) {
    uint32_t body = number != HS_NONE ? names_body(l->r->names, number) : HS_NONE;
    if (number != HS_NONE && names_is_outlet(l->r->names, number)) return hearing_outlet(l, names_text(l->r->names, number));
    if (hearing_is_body(l, body) && (kind == HS_LINK_PERSON || names_is_person(l->r->names, number))) return hearing_body(l, number, body, name);
    claim_root root = {.kind = kind, .named = number, .speaker = HS_NONE, .name = name, .language = l->language};
    if (number != HS_NONE) root.name = names_text(l->r->names, number);
    return root;
}

claim_root speakers_name(const relating *r, uint32_t report, hs_text name, hs_arena scratch) {
    listener l = {.r = (relating *)(uintptr_t)r, .report = &r->reports[report], .number = report, .language = r->language[report], .scratch = scratch};
    uint32_t number = hearing_find(&l, name);
    if (number != HS_NONE && names_is_outlet(r->names, number)) return hearing_outlet(&l, names_text(r->names, number));
    return hearing_numbered(&l, number != HS_NONE && names_is_person(r->names, number) ? HS_LINK_PERSON : HS_LINK_ORGANISATION, number, name);
}

claim_root hearing_anonymous(const listener *l, const hs_link *link, hs_text holder) {
    uint32_t kinds = hearing_words(l, link->name);
    claim_root root = {.kind = link->kind, .name = link->name, .named = HS_NONE, .speaker = HS_NONE, .count = link->count,
                       .holder = holder, .language = l->language, .anonymous = true};
    if (!root.name.size) root.name = TEXT("an unnamed voice");
    if (link->body.size) root.speaker = hearing_find(l, link->body);
    root.media = link->kind == HS_LINK_UNNAMED || (kinds & WORD_MEDIA);
    root.rumour = kinds & WORD_RUMOUR;
    return root;
}

// ---------------------------------------------------------------- what was said before

// The root of the voice at list[at], resolved already.
const claim_root *hearing_root(const listener *l, uint32_t at) { return &l->r->roots[l->list[at].root]; }

// Number of the first of `count` items of `size` bytes whose place, `offset` bytes in, is not before `byte`; they stand in the order of their places.
static uint32_t first_from(const void *items, uint32_t count, size_t size, size_t offset, uint32_t byte) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = (low + high) / 2, at;
        memcpy(&at, (const char *)items + middle * size + offset, sizeof at);
        if (at < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

// First voice that starts at or after `byte`.
uint32_t hearing_voice_from(const listener *l, uint32_t byte) {
    return first_from(l->list, l->count, sizeof *l->list, offsetof(spoken, start), byte);
}

uint32_t hearing_lowest(uint32_t at) { return at > LOOK_BACK ? at - LOOK_BACK : 0; }

// The last voice with a name before `byte`; HS_NONE.
uint32_t hearing_named_before(const listener *l, uint32_t byte) {
    uint32_t end = hearing_voice_from(l, byte);
    for (uint32_t i = end; i-- > hearing_lowest(end);)
        if (!hearing_root(l, i)->anonymous && hearing_root(l, i)->kind != HS_LINK_DOCUMENT && hearing_root(l, i)->kind != HS_LINK_OUTLET) return i;
    return HS_NONE;
}

// Number of entities that start before `byte`.
uint32_t hearing_entities_before(const listener *l, uint32_t byte) {
    return first_from(l->report->entities, l->report->entity_count, sizeof(hs_entity), offsetof(hs_entity, span.start), byte);
}

uint32_t hearing_statement_from(const listener *l, uint32_t byte) {
    return first_from(l->report->statements, l->report->statement_count, sizeof(hs_statement), offsetof(hs_statement, predicate.start), byte);
}

// First sentence that ends behind the byte.
static uint32_t sentence_at(const listener *l, uint32_t byte) {
    return first_from(l->report->sentences, l->report->sentence_count, sizeof(hs_span), offsetof(hs_span, end), byte + 1);
}

hs_span hearing_sentence(const listener *l, uint32_t byte) {
    uint32_t at = sentence_at(l, byte);
    return at < l->report->sentence_count ? l->report->sentences[at] : (hs_span){byte, byte};
}

uint32_t hearing_sentence_before(const listener *l, uint32_t byte) {
    uint32_t at = sentence_at(l, byte);
    return at && at <= l->report->sentence_count ? l->report->sentences[at - 1].start : 0;
}

uint32_t hearing_sentences_back(const listener *l, uint32_t byte, int count) {
    uint32_t from = hearing_sentence(l, byte).start;
    while (count-- > 0 && from) from = hearing_sentence_before(l, from);
    return from;
}
