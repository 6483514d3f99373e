// Who the voices of a document are. In: the chains of a report's statements with its entities, and the names of its
// story. Out: for every statement the root that its innermost voice is, before copies and
// citations are followed (origins.c does that). Method: the voices of a document are read once in the order of the text. A
// name is looked up in the story. A description takes what was named before it, else the only one of the story: a body of the kind that it
// calls ("the firm", "the police" for "Tarrin Constabulary"), what ends with the same words ("the ministry"), who has the role ("the minister"), the owner of an office ("the minister's
// office"), the body of its spokespeople ("the company's spokeswoman"), the voice without a name that it
// comes back to ("the person", "two of the officials", "they"), the paper that it comes back to ("the four-page note").
// A voice without a name that the next sentence introduces is that person ("A former foreman told the Echo ... Joren Tal, 67,
// left the works last year"). Who holds an office of a ministry is the ministry. Compare: Lee et al.
// (2013), "Deterministic coreference resolution", for sieves from the surest to the widest. Gets wrong: the second
// of two companies in a sentence; a person who speaks for himself and not for his office.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

enum { LOOK_BACK = 400, MOST_WORDS = 24, LONGEST_NAME = 80, MOST_BEHIND = 4 };

// One naming of a voice.
typedef struct spoken {
    const hs_link *link;
    const hs_statement *statement; // the first one that it stands over
    uint32_t at;                   // link number in its chain
    uint32_t start;                // byte
    uint32_t root;                 // number in roots
} spoken;

typedef struct listener {
    relating *r;
    const hs_report *report;
    uint32_t number, language;
    const spoken *list;
    uint32_t count;
    hs_arena scratch;
} listener;

// The same for a function below, where `scratch` already holds a text that has to stay.
static listener with_scratch(const listener *l, hs_arena scratch) {
    listener below = *l;
    below.scratch = scratch;
    return below;
}

// ---------------------------------------------------------------- words

static uint32_t find_name(const listener *l, hs_text name) {
    return names_find(l->r->names, name, l->scratch);
}

static uint32_t word_kinds(const listener *l, hs_text word) { return rules_word(l->r->rules, l->language, word); }

// WORD_* bits of any word of the text.
static uint32_t words_kinds(const listener *l, hs_text text) {
    hs_arena scratch = l->scratch;
    uint32_t kinds = 0;
    for (hs_text rest = outlets_plain(l->r->rules, text, &scratch); rest.size;) kinds |= word_kinds(l, text_cut(&rest, ' '));
    return kinds;
}

// Words by which a voice is called and which say nothing of who it is.
static bool says_nothing(const listener *l, hs_text name, uint32_t kind) {
    hs_arena scratch = l->scratch;
    bool any = false;
    for (hs_text rest = outlets_plain(l->r->rules, name, &scratch); rest.size;) {
        uint32_t bits = word_kinds(l, text_cut(&rest, ' '));
        if (!(bits & (kind | WORD_ARTICLE | WORD_COMMON | WORD_ANOTHER | WORD_DEFINITE))) return false;
        any |= bits & kind;
    }
    return any;
}

static hs_text last_word(hs_text text) {
    size_t at = text.size;
    while (at && text.data[at - 1] != ' ') at--;
    return text_slice(text, at, text.size);
}

// Sets both sides of "the company's spokeswoman" or "the spokeswoman of the company"; false where there is no owner.
static bool split_owner(const listener *l, hs_text name, hs_text *owner, hs_text *head) {
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
        if (!rest.size || !(word_kinds(l, text_lower(&scratch, word)) & WORD_OWNER)) continue;
        *owner = rest;
        *head = text_slice(name, 0, at);
        return true;
    }
    return false;
}

// ---------------------------------------------------------------- roots

static claim_root outlet_root(const listener *l, hs_text outlet) {
    outlet = houses_name(l->r->rules, outlet);
    claim_root root = {.kind = HS_LINK_OUTLET, .name = outlet, .holder = outlet, .speaker = HS_NONE, .language = l->language};
    root.named = find_name(l, outlet);
    if (root.named == HS_NONE) return root;
    root.name = names_text(l->r->names, root.named);
    if (!names_is_outlet(l->r->names, root.named)) root.kind = HS_LINK_ORGANISATION; // a ministry's own statement
    return root;
}

// A document's own voice: its outlet, or the agency whose copy it is by its own word.
static claim_root own_voice(const listener *l) {
    const hs_document *d = &l->r->reports[l->r->voice[l->number]].document;
    bool agency = d->credit.size && !outlets_same(l->r->rules, d->credit, d->outlet);
    claim_root root = outlet_root(l, agency ? d->credit : d->outlet.size ? d->outlet : d->path);
    root.own = true;
    return root;
}

// Not an outlet: its reporters are not its spokespeople, and towns lend outlets their names.
static bool is_body(const listener *l, uint32_t body) {
    return body != HS_NONE && !names_is_place(l->r->names, body) && !names_is_outlet(l->r->names, body);
}

// Who speaks for a person that speaks for a ministry speaks for the ministry.
static claim_root body_root(const listener *l, uint32_t speaker, uint32_t body, hs_text name) {
    uint32_t over = body != HS_NONE && names_is_person(l->r->names, body) ? names_body(l->r->names, body) : HS_NONE;
    if (is_body(l, over)) body = over;
    claim_root root = {.kind = HS_LINK_ORGANISATION, .named = body, .speaker = speaker, .name = name, .language = l->language};
    if (body == HS_NONE) return root;
    root.name = names_text(l->r->names, body);
    if (names_is_person(l->r->names, body)) root.kind = HS_LINK_PERSON;
    return root;
}

// A person or body by number: who speaks for a body is the body.
static claim_root numbered_root(const listener *l, hs_link_kind kind, uint32_t number, hs_text name) {
    uint32_t body = number != HS_NONE ? names_body(l->r->names, number) : HS_NONE;
    if (number != HS_NONE && names_is_outlet(l->r->names, number)) return outlet_root(l, names_text(l->r->names, number));
    if (is_body(l, body) && (kind == HS_LINK_PERSON || names_is_person(l->r->names, number))) return body_root(l, number, body, name);
    claim_root root = {.kind = kind, .named = number, .speaker = HS_NONE, .name = name, .language = l->language};
    if (number != HS_NONE) root.name = names_text(l->r->names, number);
    return root;
}

claim_root speakers_name(const relating *r, uint32_t report, hs_text name, hs_arena scratch) {
    listener l = {.r = (relating *)(uintptr_t)r, .report = &r->reports[report], .number = report, .language = r->language[report], .scratch = scratch};
    uint32_t number = find_name(&l, name);
    if (number != HS_NONE && names_is_outlet(r->names, number)) return outlet_root(&l, names_text(r->names, number));
    return numbered_root(&l, number != HS_NONE && names_is_person(r->names, number) ? HS_LINK_PERSON : HS_LINK_ORGANISATION, number, name);
}

static claim_root anonymous_root(const listener *l, const hs_link *link, hs_text holder) {
    uint32_t kinds = words_kinds(l, link->name);
    claim_root root = {.kind = link->kind, .name = link->name, .named = HS_NONE, .speaker = HS_NONE, .count = link->count,
                       .holder = holder, .language = l->language, .anonymous = true};
    if (!root.name.size) root.name = TEXT("an unnamed voice");
    if (link->body.size) root.speaker = find_name(l, link->body);
    root.media = link->kind == HS_LINK_UNNAMED || (kinds & WORD_MEDIA);
    root.rumour = kinds & WORD_RUMOUR;
    return root;
}

// ---------------------------------------------------------------- what was said before

// The root of the voice at list[at], resolved already.
static const claim_root *root_at(const listener *l, uint32_t at) { return &l->r->roots[l->list[at].root]; }

// First voice that starts at or after `byte`.
static uint32_t voice_from(const listener *l, uint32_t byte) {
    uint32_t low = 0, high = l->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (l->list[middle].start < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

static uint32_t lowest(uint32_t at) { return at > LOOK_BACK ? at - LOOK_BACK : 0; }

// The last voice with a name before `byte`; HS_NONE.
static uint32_t named_before(const listener *l, uint32_t byte) {
    uint32_t end = voice_from(l, byte);
    for (uint32_t i = end; i-- > lowest(end);)
        if (!root_at(l, i)->anonymous && root_at(l, i)->kind != HS_LINK_DOCUMENT && root_at(l, i)->kind != HS_LINK_OUTLET) return i;
    return HS_NONE;
}

// Number of entities that start before `byte`.
static uint32_t entities_before(const listener *l, uint32_t byte) {
    uint32_t low = 0, high = l->report->entity_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (l->report->entities[middle].span.start < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

// Sentence that holds the byte.
static hs_span sentence_at(const listener *l, uint32_t byte) {
    uint32_t low = 0, high = l->report->sentence_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (l->report->sentences[middle].end <= byte) low = middle + 1;
        else high = middle;
    }
    return low < l->report->sentence_count ? l->report->sentences[low] : (hs_span){byte, byte};
}

// ---------------------------------------------------------------- descriptions of bodies and people

// What kind of body a description calls by its last word, in other tongues its first: "the company", "el sindicato convocante".
static uint32_t described_kinds(const listener *l, hs_text words) {
    hs_arena scratch = l->scratch;
    hs_text rest = outlets_plain(l->r->rules, words, &scratch), first = text_cut(&rest, ' ');
    while (rest.size && word_kinds(l, first) & (WORD_ARTICLE | WORD_DEFINITE | WORD_PRONOUN)) first = text_cut(&rest, ' ');
    uint32_t kinds = rest.size ? rules_bodies(l->r->rules, last_word(rest)) : 0;
    return kinds ? kinds : rules_bodies(l->r->rules, first);
}

// Whether a name may be that of a body of the kinds asked for: by its head noun; a firm's need not say that it is one.
static bool is_of_kind(const listener *l, uint32_t number, uint32_t kinds, bool untold) {
    uint32_t bodies = names_bodies(l->r->names, number);
    if (names_is_outlet(l->r->names, number)) return kinds & BODY_OUTLET;
    if (!names_is_proper(l->r->names, number) || names_is_place(l->r->names, number)) return false;
    return bodies ? (bodies & kinds) != 0 : untold && kinds & BODY_BUSINESS;
}

// The nearest body of that kind that is named before, else the only one of the story. Of a firm by its own words, by what the reader of names
// takes it for, or where nothing else is known of it.
static uint32_t body_before(const listener *l, uint32_t kinds, uint32_t byte) {
    uint32_t end = entities_before(l, byte), untold = HS_NONE, untyped = HS_NONE;
    for (uint32_t i = end; i-- > lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        uint32_t found = find_name(l, e->name);
        if (found == HS_NONE || !is_of_kind(l, found, kinds, true)) continue;
        if (names_bodies(l->r->names, found) & kinds || kinds & BODY_OUTLET) return found;
        if (untold == HS_NONE && names_is_house(l->r->names, found)) untold = found;
        if (untyped == HS_NONE && e->type == HS_ENTITY_OTHER && names_is_body(l->r->names, found)) untyped = found;
    }
    if (untold != HS_NONE) return untold;
    return untyped != HS_NONE ? untyped : names_only_body(l->r->names, kinds);
}

static bool ends_with_words(hs_text longer, hs_text shorter) {
    return longer.size > shorter.size + 1 && text_ends(longer, shorter) && longer.data[longer.size - shorter.size - 1] == ' ';
}

// "the ministry" for "interior ministry", in what was named before, by itself or by the office of a person.
static uint32_t longer_before(const listener *l, hs_text plain, uint32_t byte) {
    uint32_t entity = entities_before(l, byte), voice = voice_from(l, byte);
    uint32_t last_entity = lowest(entity), last_voice = lowest(voice);
    while (entity > last_entity || voice > last_voice) {
        bool first = entity > last_entity && (voice == last_voice || l->report->entities[entity - 1].span.start >= l->list[voice - 1].start);
        uint32_t number = first ? find_name(l, l->report->entities[--entity].name) : root_at(l, --voice)->named;
        if (number == HS_NONE) continue;
        if (ends_with_words(names_plain(l->r->names, number), plain)) return number;
        uint32_t office = names_body(l->r->names, number);
        if (office != HS_NONE && ends_with_words(names_plain(l->r->names, office), plain)) return office;
    }
    return HS_NONE;
}

// "the minister", "the mayor of Tarrin": a person of the document whose role it is, else of the story. Nearest before.
static uint32_t person_with_role(const listener *l, hs_text plain, uint32_t byte) {
    uint32_t end = entities_before(l, byte);
    for (uint32_t i = end; i-- > lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        if (e->type == HS_ENTITY_PERSON && e->role.size && (text_equal(e->role, plain) || ends_with_words(e->role, plain))) return find_name(l, e->name);
    }
    return names_with_role(l->r->names, plain);
}

// The same among the parties of earlier statements: "the interior ministry is considering" tells of a body that only
// other documents name.
static uint32_t longer_party_before(const listener *l, hs_text plain, uint32_t byte) {
    uint32_t end = l->report->statement_count;
    while (end && l->report->statements[end - 1].predicate.start >= byte) end--;
    for (uint32_t i = end; i-- > lowest(end);) {
        const hs_statement *s = &l->report->statements[i];
        for (uint32_t k = 0; k < s->actor_count + s->recipient_count; k++) {
            const hs_party *party = k < s->actor_count ? &s->actors[k] : &s->recipients[k - s->actor_count];
            uint32_t number = party->name.size < LONGEST_NAME ? find_name(l, party->name) : HS_NONE;
            if (number != HS_NONE && ends_with_words(names_plain(l->r->names, number), plain)) return number;
        }
    }
    return HS_NONE;
}

static uint32_t find_described(const listener *l, hs_text name, uint32_t byte);

// Of "spokeswoman for the firm", "police spokesman", "a spokeswoman": the body for which it speaks.
static uint32_t spoken_for(const listener *l, hs_text name, uint32_t byte) {
    hs_text owner, head, first;
    if (split_owner(l, name, &owner, &head)) return find_described(l, owner, byte);
    hs_arena scratch = l->scratch;
    hs_text plain = outlets_plain(l->r->rules, name, &scratch), last = last_word(plain);
    while (plain.size > last.size && (first = text_slice(plain, 0, text_find(plain, TEXT(" "), 0)), word_kinds(l, first) & (WORD_ARTICLE | WORD_DEFINITE)))
        plain = text_slice(plain, first.size + 1, plain.size);
    listener below = with_scratch(l, scratch);
    if (plain.size > last.size + 1) return find_described(&below, text_slice(plain, 0, plain.size - last.size - 1), byte);
    // the body that the sentence, or the one before, speaks of
    hs_span sentence = sentence_at(l, byte);
    uint32_t end = entities_before(l, sentence.end), nearest = HS_NONE;
    for (uint32_t i = end; i-- > lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        if (e->span.start < sentence.start && nearest != HS_NONE) break;
        if (e->span.start + 400 < sentence.start) break;
        uint32_t found = e->type == HS_ENTITY_OUTLET ? HS_NONE : find_name(l, e->name);
        if (found != HS_NONE && names_is_body(l->r->names, found)) nearest = found;
    }
    return nearest;
}

// Of "minister": the minister by name, else the ministry.
static uint32_t holder_of_office(const listener *l, hs_text role, uint32_t byte) {
    uint32_t person = person_with_role(l, role, byte);
    if (person != HS_NONE) return person;
    hs_arena scratch = l->scratch;
    hs_text body = rules_office(l->r->rules, l->language, role, &scratch);
    if (!body.size) return HS_NONE;
    listener below = with_scratch(l, scratch);
    uint32_t found = longer_before(&below, body, byte);
    if (found == HS_NONE) found = longer_party_before(&below, body, byte);
    return found == HS_NONE ? find_name(&below, body) : found;
}

// Number of what a description stands for at `byte`; of the description itself where that is not known.
static uint32_t find_described(const listener *l, hs_text name, uint32_t byte) {
    if (!names_is_description(name)) return find_name(l, name);
    hs_arena scratch = l->scratch;
    hs_text plain = names_strip(l->r->rules, name, &scratch), owner, head;
    listener below = with_scratch(l, scratch); // what is asked from here on must leave `plain` alone
    uint32_t kinds = words_kinds(&below, last_word(plain)), found = HS_NONE;
    if (!plain.size) return HS_NONE;
    if (split_owner(&below, name, &owner, &head) && words_kinds(&below, last_word(head)) & WORD_OFFICE) {
        // one step only: an office has no office
        hs_text inner = names_strip(l->r->rules, owner, &scratch);
        listener under = with_scratch(l, scratch);
        found = names_is_description(owner) ? holder_of_office(&under, inner, byte) : find_name(&under, owner);
        if (found != HS_NONE) return found;
    }
    if (kinds & WORD_SPOKES) return HS_NONE;
    uint32_t bodies = described_kinds(&below, name);
    bool alone = text_find(plain, TEXT(" "), 0) == SIZE_MAX; // "the union", not "the dockers' union", which may be another
    if (bodies & BODY_BUSINESS) found = body_before(&below, bodies, byte);
    if (found == HS_NONE) found = longer_before(&below, plain, byte);
    if (found == HS_NONE) found = longer_party_before(&below, plain, byte);
    if (found == HS_NONE) found = person_with_role(&below, plain, byte);
    if (found == HS_NONE && bodies && alone) found = body_before(&below, bodies, byte);
    if (found == HS_NONE) found = find_name(&below, name);
    // "the minister" for "the justice minister", whom another report names
    uint32_t holder = found != HS_NONE && !names_is_proper(l->r->names, found) ? names_with_role(l->r->names, names_plain(l->r->names, found)) : HS_NONE;
    return holder == HS_NONE ? found : holder;
}

// The words by which a voice was named where they describe a body ("the company") and what they were taken for inside the report is none of that
// kind, which only the story knows: an outlet, the prosecutors. Else the name that it was taken for.
static hs_text name_or_words(const listener *l, const hs_link *link) {
    hs_text words = link->has_span ? text_span(l->report->document.text, link->span) : (hs_text){0};
    if (link->kind != HS_LINK_ORGANISATION || !words.size || names_is_description(link->name) || !names_is_description(words)) return link->name;
    uint32_t kinds = described_kinds(l, words), number = find_name(l, link->name);
    return !kinds || number == HS_NONE || is_of_kind(l, number, kinds, true) ? link->name : words;
}

// "Tarrin Press Office"; not: "A spokeswoman for the Tarrin Office".
static bool is_called_by_name(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    hs_text rest = name, first = text_cut(&rest, ' ');
    uint32_t size;
    return !names_is_description(name) && code_is_upper(utf8_decode(name, 0, &size)) && !(word_kinds(l, text_lower(&scratch, first)) & WORD_ARTICLE);
}

static claim_root named_root(const listener *l, const hs_link *link, uint32_t byte) {
    uint32_t body = link->body.size ? find_described(l, link->body, byte) : HS_NONE;
    if (body == HS_NONE && link->kind != HS_LINK_PERSON && words_kinds(l, link->name) & WORD_SPOKES && !is_called_by_name(l, link->name))
        body = spoken_for(l, link->name, byte);
    hs_text name = name_or_words(l, link);
    uint32_t speaker = find_described(l, name, byte);
    bool settled = link->kind == HS_LINK_PERSON && speaker != HS_NONE && is_body(l, names_body(l->r->names, speaker));
    if (is_body(l, body) && !settled) return body_root(l, link->kind == HS_LINK_PERSON ? speaker : HS_NONE, body, link->body);
    return numbered_root(l, link->kind, speaker, name);
}

// ---------------------------------------------------------------- voices without a name

// Hashes of the words up to the first comma that tell who it is, singular and plural alike.
static uint32_t describing_words(const listener *l, hs_text name, uint64_t *out) {
    hs_arena scratch = l->scratch;
    uint32_t count = 0;
    hs_text rest = name, first = text_cut(&rest, ',');
    for (rest = outlets_plain(l->r->rules, first, &scratch); rest.size && count < MOST_WORDS;) {
        hs_text word = text_cut(&rest, ' ');
        uint32_t bits = word_kinds(l, word);
        if (bits & (WORD_ARTICLE | WORD_DEFINITE | WORD_OWNER) || (bits & WORD_COMMON && !(bits & WORD_SOMEBODY)) || byte_is_digit((unsigned char)word.data[0])) continue;
        if (word.size > 3 && word.data[word.size - 1] == 's') word.size--;
        out[count++] = text_hash(word, 3);
    }
    return count;
}

// Comes back to a voice: "the person", "two of the officials"; not: "people familiar with the matter".
static bool comes_back(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    hs_text lower = text_lower(&scratch, name);
    for (hs_text rest = lower; rest.size;) {
        uint32_t bits = word_kinds(l, text_cut(&rest, ' '));
        if (bits & WORD_DEFINITE) return true;
        if (bits & (WORD_SOMEBODY | WORD_PEOPLE) && !(bits & WORD_PRONOUN)) return false;
    }
    return false;
}

// The earlier voice without a name whose words hold all of this one's; HS_NONE.
static uint32_t same_before(const listener *l, const hs_link *link, uint32_t end) {
    uint64_t words[MOST_WORDS], other[MOST_WORDS];
    bool pronoun = says_nothing(l, link->name, WORD_PRONOUN) || says_nothing(l, link->name, WORD_PRONOUN | WORD_SOMEBODY);
    uint32_t count = describing_words(l, link->name, words);
    if (!pronoun && !comes_back(l, link->name)) return HS_NONE;
    for (uint32_t i = end; i-- > lowest(end);) {
        const claim_root *root = root_at(l, i);
        if (!root->anonymous || root->media || root->rumour) continue;
        if (pronoun && !(words_kinds(l, link->name) & WORD_SOMEBODY && count)) return i;
        uint32_t other_count = describing_words(l, root->name, other), shared = 0;
        for (uint32_t a = 0; a < count; a++)
            for (uint32_t b = 0; b < other_count; b++)
                if (words[a] == other[b]) {
                    shared++;
                    break;
                }
        if (count && shared == count) return i;
    }
    return HS_NONE;
}

// "A former foreman said so. Joren Tal, 67, left last year": a single voice of whom the next sentence's first words, a name
// met for the first time, tell the age, the role or more; not: "A resident said so. Ada Pell, the mayor, came".
static uint32_t named_next(const listener *l, const hs_link *link) {
    if (link->count > 1 || comes_back(l, link->name)) return HS_NONE;
    hs_text text = l->report->document.text;
    uint32_t next = sentence_at(l, link->span.start).end;
    while (next < text.size && byte_is_space((unsigned char)text.data[next])) next++;
    uint32_t at = entities_before(l, next);
    if (at == l->report->entity_count) return HS_NONE;
    const hs_entity *e = &l->report->entities[at];
    bool full = text_find(text_span(text, e->span), TEXT(" "), 0) != SIZE_MAX;
    if (e->span.start != next || e->type != HS_ENTITY_PERSON || e->canonical != at || !full) return HS_NONE;
    hs_arena scratch = l->scratch;
    if (e->role.size) return text_find(text_lower(&scratch, link->name), last_word(e->role), 0) != SIZE_MAX ? find_name(l, e->name) : HS_NONE;
    hs_text behind = text_slice(text, e->span.end, e->span.end + 16 < text.size ? e->span.end + 16 : text.size);
    if (!text_starts(behind, TEXT(", "))) return HS_NONE;
    hs_text rest = text_slice(behind, 2, behind.size), word = text_cut(&rest, ' ');
    bool told = word.size && (byte_is_digit((unsigned char)word.data[0]) || word_kinds(l, text_lower(&scratch, word)) & WORD_PRONOUN);
    return told ? find_name(l, e->name) : HS_NONE;
}

static claim_root unnamed_voice(const listener *l, const hs_link *link, uint32_t at, hs_text holder) {
    uint32_t before = link->name.size ? same_before(l, link, at) : HS_NONE, named;
    if (before != HS_NONE) return *root_at(l, before);
    claim_root root = anonymous_root(l, link, holder);
    if (root.media || root.rumour || !link->has_span || link->kind == HS_LINK_UNNAMED) return root;
    named = named_next(l, link);
    return named == HS_NONE ? root : numbered_root(l, HS_LINK_PERSON, named, link->name);
}

// ---------------------------------------------------------------- papers

static bool is_paper_word(const listener *l, hs_text word) { return (word_kinds(l, word) & (WORD_STATEMENT | WORD_RECORD)) != 0; }

// The voice in whose sentence the paper was spoken of before: "Halden said in a presentation ... according to the presentation".
static uint32_t author_before(const listener *l, hs_text name, uint32_t byte) {
    hs_arena scratch = l->scratch;
    hs_text noun = {0};
    for (hs_text rest = outlets_plain(l->r->rules, name, &scratch); rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (is_paper_word(l, word)) noun = word;
    }
    uint32_t end = voice_from(l, byte);
    for (uint32_t i = end; noun.size && i-- > lowest(end);) {
        const claim_root *root = root_at(l, i);
        if (root->anonymous || root->kind == HS_LINK_DOCUMENT || root->kind == HS_LINK_OUTLET) continue;
        hs_span sentence = sentence_at(l, l->list[i].start);
        if (sentence.end <= byte && text_find_fold(text_span(l->report->document.text, sentence), noun, 0) != SIZE_MAX) return i;
    }
    return named_before(l, byte);
}

// "The four-page note" after "a memorandum of the inspectorate": the paper spoken of before.
static uint32_t paper_before(const listener *l, const hs_link *link, uint32_t end) {
    if (!comes_back(l, link->name)) return HS_NONE;
    for (uint32_t i = end; i-- > lowest(end);)
        if (root_at(l, i)->kind == HS_LINK_DOCUMENT && !root_at(l, i)->anonymous) return i;
    return HS_NONE;
}

// "A count based on the service's bulletins": whose; HS_NONE.
static uint32_t based_on(const listener *l, const hs_link *link) {
    hs_text text = l->report->document.text;
    hs_arena scratch = l->scratch;
    uint32_t from = link->span.start, end = sentence_at(l, from).end;
    hs_text lower = text_lower(&scratch, text_slice(text, from, end)), before = {0};
    for (hs_text rest = lower; rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        hs_text both = before.size ? (hs_text){before.data, (size_t)(word.data + word.size - before.data)} : word;
        before = word;
        if (!(word_kinds(l, both) & WORD_BASED)) continue;
        hs_text behind = text_slice(text, end - (uint32_t)rest.size, end), owner, head;
        if (!split_owner(l, behind, &owner, &head)) return HS_NONE;
        uint32_t found = find_described(l, owner, from);
        return found != HS_NONE && names_is_body(l->r->names, found) ? found : HS_NONE;
    }
    return HS_NONE;
}

// "The Herald has withdrawn its story. In a note the paper says that": an outlet other than the report's own that was named shortly before.
static uint32_t outlet_before(const listener *l, uint32_t byte) {
    enum { NEAR_BYTES = 300 };
    uint32_t end = entities_before(l, byte);
    for (uint32_t i = end; i-- > 0 && l->report->entities[i].span.start + NEAR_BYTES > byte;) {
        uint32_t found = find_name(l, l->report->entities[i].name);
        if (found == HS_NONE || !names_is_outlet(l->r->names, found)) continue;
        return outlets_same(l->r->rules, names_text(l->r->names, found), l->report->document.outlet) ? HS_NONE : found;
    }
    return HS_NONE;
}

// A memo is a voice of its own; a public statement is its author's ("said in a presentation"); "media reports" and posts are
// nobody's.
static claim_root paper_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder) {
    uint32_t outlet = comes_back(l, link->name) && described_kinds(l, link->name) == BODY_OUTLET ? outlet_before(l, link->span.start) : HS_NONE;
    if (outlet != HS_NONE) return outlet_root(l, names_text(l->r->names, outlet));
    uint32_t kinds = words_kinds(l, link->name);
    uint32_t author = link->body.size ? find_described(l, link->body, link->span.start) : HS_NONE;
    if ((kinds & (WORD_MEDIA | WORD_RUMOUR)) && !(kinds & WORD_RECORD && author != HS_NONE) && (author == HS_NONE || kinds & WORD_RUMOUR)) return anonymous_root(l, link, holder);
    if ((kinds & WORD_STATEMENT) && !(kinds & WORD_RECORD)) {
        uint32_t before = author_before(l, link->name, link->span.start);
        if (author != HS_NONE) return body_root(l, HS_NONE, author, link->body);
        if (before != HS_NONE) return *root_at(l, before);
    }
    uint32_t basis = based_on(l, link);
    if (basis != HS_NONE) return body_root(l, HS_NONE, basis, link->name);
    uint32_t before = author == HS_NONE ? paper_before(l, link, at) : HS_NONE;
    if (before != HS_NONE) return *root_at(l, before);
    return (claim_root){.kind = HS_LINK_DOCUMENT, .name = link->name, .named = HS_NONE, .speaker = author, .holder = holder, .language = l->language};
}

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
    return own_voice(l).name;
}

static claim_root role_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder) {
    if (says_nothing(l, link->name, WORD_PRONOUN)) {
        uint32_t before = named_before(l, link->span.start);
        if (before != HS_NONE) return *root_at(l, before);
    }
    if (link->body.size) return named_root(l, link, link->span.start);
    if (words_kinds(l, link->name) & WORD_AGE) { // "the 34-year-old"
        uint32_t before = named_before(l, link->span.start);
        if (before != HS_NONE) return *root_at(l, before);
    }
    uint32_t before = same_before(l, link, at);
    if (before != HS_NONE) return *root_at(l, before);
    bool spokes = words_kinds(l, link->name) & WORD_SPOKES && spoken_for(l, link->name, link->span.start) != HS_NONE;
    if (!spokes && says_nothing(l, link->name, WORD_SOMEBODY)) return anonymous_root(l, link, holder);
    return named_root(l, link, link->span.start);
}

// A firm's bare name, which only other sentences or reports know for one; not: "Two Halden officials".
static bool is_known_name(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    uint32_t number = name.size && !names_is_description(name) ? find_name(l, name) : HS_NONE;
    return number != HS_NONE && text_equal(names_plain(l->r->names, number), names_strip(l->r->rules, name, &scratch));
}

static claim_root voice_root(const listener *l, uint32_t at) {
    const spoken *s = &l->list[at];
    hs_text holder = holder_of(l, s->statement, s->at);
    uint32_t outlet = outlet_at(l, s->link);
    if (outlet != HS_NONE) return outlet_root(l, names_text(l->r->names, outlet));
    switch (s->link->kind) {
    case HS_LINK_OUTLET: return outlet_root(l, s->link->name);
    case HS_LINK_DOCUMENT: return paper_root(l, s->link, at, holder);
    case HS_LINK_ANONYMOUS:
        if (words_kinds(l, s->link->name) & WORD_AGE) return role_root(l, s->link, at, holder);
        if (is_known_name(l, s->link->name)) return named_root(l, s->link, s->start);
        return unnamed_voice(l, s->link, at, holder);
    case HS_LINK_UNNAMED: return unnamed_voice(l, s->link, at, holder);
    case HS_LINK_ROLE: return role_root(l, s->link, at, holder);
    default: return named_root(l, s->link, s->start);
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
    if (rules_sort(r->rules, r->language[report], head) == SORT_MATTER) return true;
    bool plural = text_ends(head, TEXT("s"));
    return plural && rules_sort(r->rules, r->language[report], text_slice(head, 0, head.size - 1)) == SORT_MATTER;
}

uint32_t speakers_innermost(const relating *r, uint32_t report, const hs_statement *s) {
    for (uint32_t inner = s->link_count; inner-- > 0;) {
        const hs_link *link = &s->links[inner];
        if (is_matter(r, report, link) || (link->mental && !is_finding(r, report, link->cue))) continue;
        if (link->kind != HS_LINK_UNNAMED || inner == 0) return inner;
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
    bool speech = word_kinds(l, text_lower(&scratch, over->lemma)) & WORD_SPEECH;
    if (!speech || over->nominal || !over->actor_count || over->sentence != s->sentence) return HS_NONE;
    // a name that only other documents may know for one
    const hs_party *actor = &over->actors[0];
    bool named = actor->entity != HS_NONE || !names_is_description(actor->name);
    return named && actor->name.size < LONGEST_NAME ? find_name(l, actor->name) : HS_NONE;
}

// The outlet itself tells, by its name or as "this newspaper".
static bool outlet_tells(const listener *l, const hs_statement *telling) {
    hs_arena scratch = l->scratch;
    if (!telling->actor_count || !(word_kinds(l, text_lower(&scratch, telling->lemma)) & WORD_SPEECH)) return false;
    hs_text actor = telling->actors[0].name;
    return outlets_same(l->r->rules, actor, l->report->document.outlet) || (says_nothing(l, actor, WORD_MEDIA) && comes_back(l, actor));
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
    return s->link_count && s->polarity == HS_NEGATED;
}

static claim_root nobodys_root(const listener *l, hs_text noun, hs_text holder) {
    hs_arena scratch = l->scratch;
    bool rumour = word_kinds(l, text_lower(&scratch, noun)) & WORD_RUMOUR;
    return (claim_root){.kind = HS_LINK_ANONYMOUS, .name = noun, .named = HS_NONE, .speaker = HS_NONE, .holder = holder,
                        .language = l->language, .anonymous = true, .rumour = rumour, .media = !rumour};
}

static void hear_report(relating *r, uint32_t number, uint32_t *root_of, hs_arena *keep, hs_arena scratch) {
    const hs_report *report = &r->reports[number];
    uint32_t links = 0;
    for (uint32_t i = 0; i < report->statement_count; i++) links += report->statements[i].link_count;
    spoken *list = arena_new(&scratch, spoken, links + 1);
    listener l = {.r = r, .report = report, .number = number, .language = r->language[number], .list = list};
    l.count = list_voices(report, list);
    sort_items(list, l.count, sizeof *list, spoken_order, NULL, scratch);
    l.scratch = scratch;
    claim_root own = own_voice(&l);
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
        if (actor == HS_NONE) continue;
        claim_root root = numbered_root(&l, names_is_person(r->names, actor) ? HS_LINK_PERSON : HS_LINK_ORGANISATION, actor, (hs_text){0});
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
