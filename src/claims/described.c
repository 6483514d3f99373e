// Who a description means: "the ministry", "the firm", "the mayor of Tarrin", "a spokeswoman for the union". In: the words of a voice, and where
// they stand. Out: the number of the name that they mean in the story, or the root of who speaks so. Method: what was named before, else the only one of the story:
// a body of the kind that it calls, what ends with the same words, who has the role, the owner of an office, the body of its spokespeople; sieves
// from the surest to the widest (Lee et al. 2013, "Deterministic coreference resolution"). Gets wrong: the second of two companies in a
// sentence.
#include "base/text.h"
#include "claims/hearing.h"

// ---------------------------------------------------------------- descriptions of bodies and people

// Of "the workers", who are people, none; a name ("the Harbour Workers") is a union's.
static uint32_t called_kinds(const listener *l, hs_text word) {
    return rules_bodies(l->r->rules, word) & (hearing_word(l, word) & WORD_PEOPLE ? ~(uint32_t)BODY_UNION : UINT32_MAX);
}

// What kind of body a description calls by its last word, in other tongues its first: "the company", "el sindicato convocante".
uint32_t described_kinds(const listener *l, hs_text words) {
    hs_arena scratch = l->scratch;
    hs_text rest = outlets_plain(l->r->rules, words, &scratch), first = text_cut(&rest, ' ');
    while (rest.size && hearing_word(l, first) & (WORD_ARTICLE | WORD_DEFINITE | WORD_PRONOUN)) first = text_cut(&rest, ' ');
    uint32_t kinds = rest.size ? called_kinds(l, hearing_last_word(rest)) : 0;
    return kinds ? kinds : called_kinds(l, first);
}

// Whether a name may be that of a body of the kinds asked for: by its head noun; a firm's need not say that it is one.
static bool is_of_kind(const listener *l, uint32_t number, uint32_t kinds, bool untold) {
    uint32_t bodies = names_bodies(l->r->names, number);
    // a bank that publishes its own statements stays a bank
    if (names_is_outlet(l->r->names, number)) return kinds & BODY_OUTLET || (bodies & kinds && !(bodies & BODY_OUTLET));
    if (!names_is_proper(l->r->names, number) || names_is_place(l->r->names, number)) return false;
    return bodies ? (bodies & kinds) != 0 : untold && kinds & BODY_BUSINESS;
}

// What is known of a body of the kinds asked for: that it is one, that it is an organisation of no known kind, only that nothing else is known of it.
typedef enum body_fit { FIT_NONE, FIT_UNTYPED, FIT_UNTOLD, FIT_KIND } body_fit;

static body_fit fit_body(const listener *l, uint32_t number, const hs_entity *e, uint32_t kinds) {
    if (number == HS_NONE || !is_of_kind(l, number, kinds, true)) return FIT_NONE;
    if (names_bodies(l->r->names, number) & kinds || kinds & BODY_OUTLET) return FIT_KIND;
    if (names_is_house(l->r->names, number)) return FIT_UNTOLD;
    bool opens = hearing_sentence(l, e->span.start).start == e->span.start; // where any word has a capital
    return e->type == HS_ENTITY_OTHER && !opens && names_is_body(l->r->names, number) ? FIT_UNTYPED : FIT_NONE;
}

// Whether a statement between the two bytes has the thing for its actor: "[The bank] lent the club 40 million, the institution said".
bool described_acts(const listener *l, uint32_t number, uint32_t from, uint32_t to) {
    for (uint32_t i = hearing_statement_from(l, from); i < l->report->statement_count && l->report->statements[i].predicate.start < to; i++) {
        const hs_statement *s = &l->report->statements[i];
        for (uint32_t k = 0; k < s->actor_count; k++)
            if (s->actors[k].entity != HS_NONE && hearing_find(l, s->actors[k].name) == number) return true;
    }
    return false;
}

// The nearest body of that kind that is named before, in a sentence rather one that acts there, else the only one of the story. Of a firm by its own words, by
// what the reader of names takes it for, or where nothing else is known of it.
static uint32_t body_before(const listener *l, uint32_t kinds, uint32_t byte) {
    enum { FIT_POINTS = 2, ACTS_POINTS = 3 };
    uint32_t end = hearing_entities_before(l, byte), best = HS_NONE, sentence = HS_NONE, points = 0;
    body_fit most = FIT_NONE;
    for (uint32_t i = end; i-- > hearing_lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        uint32_t found = hearing_find(l, e->name), at = hearing_sentence(l, e->span.start).start;
        if (most == FIT_KIND && at != sentence) break;
        body_fit fit = fit_body(l, found, e, kinds);
        if (!fit || (at != sentence && fit <= most)) continue;
        uint32_t now = FIT_POINTS * fit + (described_acts(l, found, at, byte) ? ACTS_POINTS : 0);
        if (at == sentence && now <= points) continue;
        best = found, most = fit, sentence = at, points = now;
    }
    return best != HS_NONE ? best : names_only_body(l->r->names, kinds);
}

static bool ends_with_words(hs_text longer, hs_text shorter) {
    return longer.size > shorter.size + 1 && text_ends(longer, shorter) && longer.data[longer.size - shorter.size - 1] == ' ';
}

// "the ministry" for "interior ministry", in what was named before, by itself or by the office of a person.
static uint32_t longer_before(const listener *l, hs_text plain, uint32_t byte) {
    uint32_t entity = hearing_entities_before(l, byte), voice = hearing_voice_from(l, byte);
    uint32_t last_entity = hearing_lowest(entity), last_voice = hearing_lowest(voice);
    while (entity > last_entity || voice > last_voice) {
        bool first = entity > last_entity && (voice == last_voice || l->report->entities[entity - 1].span.start >= l->list[voice - 1].start);
        uint32_t number = first ? hearing_find(l, l->report->entities[--entity].name) : hearing_root(l, --voice)->named;
        if (number == HS_NONE) continue;
        if (ends_with_words(names_plain(l->r->names, number), plain)) return number;
        uint32_t office = names_body(l->r->names, number);
        if (office != HS_NONE && ends_with_words(names_plain(l->r->names, office), plain)) return office;
    }
    return HS_NONE;
}

// "the minister", "the mayor of Tarrin": a person of the document whose role it is, else of the story. Nearest before.
static uint32_t person_with_role(const listener *l, hs_text plain, uint32_t byte) {
    uint32_t end = hearing_entities_before(l, byte);
    for (uint32_t i = end; i-- > hearing_lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        if (e->type == HS_ENTITY_PERSON && e->role.size && (text_equal(e->role, plain) || ends_with_words(e->role, plain))) return hearing_find(l, e->name);
    }
    return names_with_role(l->r->names, plain);
}

// The same among the parties of earlier statements: "the interior ministry is considering" tells of a body that only
// other documents name.
static uint32_t longer_party_before(const listener *l, hs_text plain, uint32_t byte) {
    uint32_t end = l->report->statement_count;
    while (end && l->report->statements[end - 1].predicate.start >= byte) end--;
    for (uint32_t i = end; i-- > hearing_lowest(end);) {
        const hs_statement *s = &l->report->statements[i];
        for (uint32_t k = 0; k < s->actor_count + s->recipient_count; k++) {
            const hs_party *party = k < s->actor_count ? &s->actors[k] : &s->recipients[k - s->actor_count];
            uint32_t number = party->name.size < HEARING_LONGEST_NAME ? hearing_find(l, party->name) : HS_NONE;
            if (number != HS_NONE && ends_with_words(names_plain(l->r->names, number), plain)) return number;
        }
    }
    return HS_NONE;
}


uint32_t described_thing_before(const listener *l, uint32_t byte) {
    enum { SENTENCES_BACK = 2 };
    uint32_t to = byte, from = hearing_sentence(l, byte).start;
    for (int back = 0; back <= SENTENCES_BACK; back++, to = from, from = hearing_sentence_before(l, from)) {
        for (uint32_t i = hearing_statement_from(l, from); i < l->report->statement_count && l->report->statements[i].predicate.start < to; i++) {
            const hs_statement *s = &l->report->statements[i];
            if (!s->actor_count || s->actors[0].name.size >= HEARING_LONGEST_NAME) continue;
            hs_text name = s->actors[0].name;
            bool body = s->actors[0].entity != HS_NONE || described_kinds(l, name);
            uint32_t found = body && !hearing_says_nothing(l, name, WORD_PRONOUN) ? described_find(l, name, s->predicate.start) : HS_NONE;
            if (found != HS_NONE && !names_is_person(l->r->names, found) && !names_is_place(l->r->names, found)) return found;
        }
        if (!from) break;
    }
    return HS_NONE;
}

// "[Halden] will cut nine jobs, a spokeswoman said": the first thing that does something between the two bytes and may have somebody who speaks for it.
static uint32_t acting_in(const listener *l, uint32_t from, uint32_t to) {
    for (uint32_t i = hearing_statement_from(l, from); i < l->report->statement_count && l->report->statements[i].predicate.start < to; i++) {
        const hs_statement *s = &l->report->statements[i];
        if (!s->actor_count || s->actors[0].entity == HS_NONE) continue;
        uint32_t found = hearing_find(l, s->actors[0].name);
        bool body = found != HS_NONE && hearing_is_body(l, found) && !names_is_person(l->r->names, found);
        if (body && names_is_proper(l->r->names, found)) return found;
    }
    return HS_NONE;
}

// Of "spokeswoman for the firm", "police spokesman", "a spokeswoman": the body for which it speaks.
uint32_t described_spoken_for(const listener *l, hs_text name, uint32_t byte) {
    hs_text owner, head, first;
    if (hearing_split_owner(l, name, &owner, &head)) return described_find(l, owner, byte);
    hs_arena scratch = l->scratch;
    hs_text plain = outlets_plain(l->r->rules, name, &scratch), last = hearing_last_word(plain);
    while (plain.size > last.size && (first = text_slice(plain, 0, text_find(plain, TEXT(" "), 0)), hearing_word(l, first) & (WORD_ARTICLE | WORD_DEFINITE)))
        plain = text_slice(plain, first.size + 1, plain.size);
    listener below = hearing_with(l, scratch);
    if (plain.size > last.size + 1) return described_find(&below, text_slice(plain, 0, plain.size - last.size - 1), byte);
    hs_span sentence = hearing_sentence(l, byte);
    uint32_t actor = acting_in(&below, sentence.start, byte);
    if (actor == HS_NONE) actor = acting_in(&below, hearing_sentence_before(l, sentence.start), sentence.start);
    if (actor != HS_NONE) return actor;
    // the body that the sentence, or the one before, speaks of
    uint32_t end = hearing_entities_before(l, sentence.end), nearest = HS_NONE;
    for (uint32_t i = end; i-- > hearing_lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        if (e->span.start < sentence.start && nearest != HS_NONE) break;
        if (e->span.start + 400 < sentence.start) break;
        uint32_t found = e->type == HS_ENTITY_OUTLET ? HS_NONE : hearing_find(l, e->name);
        bool opens = e->type == HS_ENTITY_OTHER && e->span.start == hearing_sentence(l, e->span.start).start;
        if (found != HS_NONE && !opens && names_is_body(l->r->names, found)) nearest = found;
    }
    return nearest;
}

// Of "minister": the minister by name, else the ministry.
static uint32_t holder_of_office(const listener *l, hs_text role, uint32_t byte) {
    uint32_t person = person_with_role(l, role, byte);
    if (person == HS_NONE) person = names_with_role_word(l->r->names, role); // "the governor's office": of the district governor, the only one
    if (person != HS_NONE) return person;
    hs_arena scratch = l->scratch;
    hs_text body = rules_office(l->r->rules, l->language, role, &scratch);
    if (!body.size) return HS_NONE;
    listener below = hearing_with(l, scratch);
    uint32_t found = longer_before(&below, body, byte);
    if (found == HS_NONE) found = longer_party_before(&below, body, byte);
    return found == HS_NONE ? hearing_find(&below, body) : found;
}

// "The Company confirms", "the museum regrets" in what a body publishes itself: that body; not: "a company".
static uint32_t own_body(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    uint32_t own = l->report->document.outlet.size ? hearing_find(l, l->report->document.outlet) : HS_NONE;
    if (own == HS_NONE || !hearing_is_body(l, own) || names_is_person(l->r->names, own)) return HS_NONE;
    hs_text plain = names_strip(l->r->rules, name, &scratch);
    listener below = hearing_with(l, scratch);
    if (text_find(plain, TEXT(" "), 0) != SIZE_MAX || (names_is_description(name) && !unnamed_comes_back(&below, name))) return HS_NONE;
    uint32_t kinds = rules_bodies(l->r->rules, plain), bodies = names_bodies(l->r->names, own);
    return kinds & bodies || (kinds & BODY_FIRM && !(bodies & ~(uint32_t)(BODY_BUSINESS | BODY_FIRM))) ? own : HS_NONE;
}

// Number of what a description stands for at `byte`; of the description itself where that is not known.
uint32_t described_find(const listener *l, hs_text name, uint32_t byte) {
    uint32_t own = own_body(l, name);
    if (own != HS_NONE) return own;
    if (!names_is_description(name)) return hearing_find(l, name);
    hs_arena scratch = l->scratch;
    hs_text plain = names_strip(l->r->rules, name, &scratch), owner, head;
    listener below = hearing_with(l, scratch); // what is asked from here on must leave `plain` alone
    uint32_t kinds = hearing_words(&below, hearing_last_word(plain)), found = HS_NONE;
    if (!plain.size) return HS_NONE;
    if (hearing_split_owner(&below, name, &owner, &head) && hearing_words(&below, hearing_last_word(head)) & WORD_OFFICE) {
        // one step only: an office has no office
        hs_text inner = names_strip(l->r->rules, owner, &scratch);
        listener under = hearing_with(l, scratch);
        found = names_is_description(owner) ? holder_of_office(&under, inner, byte) : hearing_find(&under, owner);
        if (found != HS_NONE) return found;
    }
    if (kinds & WORD_SPOKES) return HS_NONE;
    uint32_t bodies = described_kinds(&below, name);
    bool alone = text_find(plain, TEXT(" "), 0) == SIZE_MAX; // "the union", not "the dockers' union", which may be another
    // "the central bank" is the Central Bank, whatever other bank was named last
    uint32_t same = alone ? HS_NONE : hearing_find(&below, name);
    if (same != HS_NONE && names_is_proper(l->r->names, same)) return same;
    if (bodies & BODY_BUSINESS) found = body_before(&below, bodies, byte);
    if (found == HS_NONE) found = longer_before(&below, plain, byte);
    if (found == HS_NONE) found = longer_party_before(&below, plain, byte);
    if (found == HS_NONE) found = person_with_role(&below, plain, byte);
    if (found == HS_NONE && bodies && alone) found = body_before(&below, bodies, byte);
    if (found == HS_NONE) found = hearing_find(&below, name);
    // "the minister" for "the justice minister", whom another report names
    uint32_t holder = found != HS_NONE && !names_is_proper(l->r->names, found) ? names_with_role(l->r->names, names_plain(l->r->names, found)) : HS_NONE;
    return holder == HS_NONE ? found : holder;
}

// The words by which a voice was named where they describe a body ("the company") and what they were taken for inside the report is none of that
// kind, which only the story knows: an outlet, the prosecutors. Else the name that it was taken for.
static hs_text name_or_words(const listener *l, const hs_link *link) {
    hs_text words = link->has_span ? text_span(l->report->document.text, link->span) : (hs_text){0};
    if (link->kind != HS_LINK_ORGANISATION || !words.size || names_is_description(link->name) || !names_is_description(words)) return link->name;
    uint32_t kinds = described_kinds(l, words), number = hearing_find(l, link->name);
    return !kinds || number == HS_NONE || is_of_kind(l, number, kinds, true) ? link->name : words;
}

// "Tarrin Press Office"; not: "A spokeswoman for the Tarrin Office".
static bool is_called_by_name(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    hs_text rest = name, first = text_cut(&rest, ' ');
    return !names_is_description(name) && text_is_capital(name) && !(hearing_word(l, text_lower(&scratch, first)) & WORD_ARTICLE);
}

// The role that the report gives a person who speaks; empty where it gives none.
static hs_text role_of(const listener *l, const hs_link *link, uint32_t byte) {
    if (link->kind != HS_LINK_PERSON) return (hs_text){0};
    uint32_t end = hearing_entities_before(l, hearing_sentence(l, byte).end);
    for (uint32_t i = end; i-- > hearing_lowest(end);) {
        const hs_entity *e = &l->report->entities[i];
        if (e->type == HS_ENTITY_PERSON && text_equal(e->name, link->name)) return e->role; // every mention has it
    }
    return (hs_text){0};
}

// "The site's editor said": who publishes it speaks for an outlet, its reporters do not.
static bool publishes(const listener *l, hs_text role) {
    hs_arena scratch = l->scratch;
    hs_text office = role.size ? rules_office(l->r->rules, l->language, role, &scratch) : (hs_text){0};
    return office.size && rules_bodies(l->r->rules, hearing_last_word(office)) & BODY_OUTLET;
}

claim_root described_root(const listener *l, const hs_link *link, uint32_t byte) {
    uint32_t body = link->body.size ? described_find(l, link->body, byte) : HS_NONE;
    hs_text role = role_of(l, link, byte);
    if (body == HS_NONE && link->kind != HS_LINK_PERSON && hearing_words(l, link->name) & WORD_SPOKES && !is_called_by_name(l, link->name))
        body = described_spoken_for(l, link->name, byte);
    // "a spokesman, Colonel Otto Brandel, said"
    if (body == HS_NONE && role.size && hearing_words(l, role) & WORD_SPOKES) body = described_spoken_for(l, role, byte);
    if (body != HS_NONE && names_is_outlet(l->r->names, body) && publishes(l, role)) {
        claim_root root = hearing_outlet(l, names_text(l->r->names, body));
        root.speaker = hearing_find(l, link->name);
        return root;
    }
    hs_text name = name_or_words(l, link);
    uint32_t speaker = described_find(l, name, byte);
    bool settled = link->kind == HS_LINK_PERSON && speaker != HS_NONE && hearing_is_body(l, names_body(l->r->names, speaker));
    if (hearing_is_body(l, body) && !settled) return hearing_body(l, link->kind == HS_LINK_PERSON ? speaker : HS_NONE, body, link->body);
    return hearing_numbered(l, link->kind, speaker, name);
}
