// Names over documents. In: names of entities, parties, voices, bodies and outlets. Out: one number for
// all names that mean the same thing in the reports of one story, and the body that a person speaks for.
// Method: names are compared without case, accents, articles, titles and company suffixes; a
// shorter name joins the longer one that begins or ends with its words, if only one does or
// one is by far the commonest; initials join what they abbreviate. A place joins only
// places. Two full names never join. Gets wrong: a son who bears his father's name.
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

enum { NAME_WORDS = 12, ANY_TYPE = -1 };
enum { ROLE = 13, ROLE_WORD = 17 }; // what a hash is of

typedef struct name {
    hs_text plain;      // words parted by single blanks, without accents: "Elias Poza" is "Elías Poza"
    hs_text spelled;    // the same with them
    hs_text text;       // as first met
    uint32_t documents; // mentions, at most one a document and source
    uint32_t last_report;
    uint32_t persons, places, outlets, others; // mentions of each kind: the names recogniser errs now and then
    uint32_t houses, kinds; // mentions as an organisation, and as anything, by the names recogniser alone
    uint32_t speakers;  // times that a text gives somebody an office in it, and reads no outlet there
    uint32_t abroad;    // mentions as an organisation in reports that are not its own
    bool masthead;      // the outlet of a document
    uint32_t language;  // of the first report that has it
    uint32_t body;      // of a person: the one given most often, HS_NONE
    uint32_t bodies;    // BODY_* bits: what its head noun says that it is, 0 where it says nothing
    bool institution;   // it heads a name in which no word is one of outlets: "Ministry of Roads", "Halden Holding", not "Tarrin Press Union"
    hs_text role;       // of "the editor of the Herald", empty of a name
    bool headed;        // such a noun begins it: no person's name does
    bool surname;       // a person's full name ends so
    uint32_t same;      // number of the name that it means; itself at first
} name;

struct name_table {
    const claims_rules *rules;
    name *names;
    size_t count, capacity;
    uint32_t *slots;    // hash -> number + 1
    size_t slot_mask;
    struct held_role *roles; // by role, person
    size_t role_count, role_capacity;
    uint32_t *bodies;        // [body_count] names that tell which kind of body they are
    uint32_t body_count;
    struct open_office *open;
    size_t open_count, open_capacity;
    struct held_body *held; // each time that a text gives a person a body
    size_t held_count, held_capacity;
};

// A role that the text gives a person.
typedef struct held_role {
    uint32_t person;
    uint64_t role;
} held_role;

// A person whose office is that of a body which his report does not name.
typedef struct open_office {
    uint32_t person, kinds;
} open_office;

// A body that a text gives a person.
typedef struct held_body {
    uint32_t person, body;
} held_body;

// ---------------------------------------------------------------- plain names

// Removes the first or last word; the last one of a name stays.
static void drop_first(hs_text *name_text) {
    hs_text rest = *name_text;
    text_cut(&rest, ' ');
    if (rest.size) *name_text = rest;
}

static hs_text first_word(hs_text text) { return text_cut(&text, ' '); }

static hs_text last_word(hs_text text) {
    size_t at = text.size;
    while (at && text.data[at - 1] != ' ') at--;
    return text_slice(text, at, text.size);
}

static hs_text strip(const claims_rules *rules, hs_text raw, hs_arena *arena) {
    // a possessive is no part of a name
    if (text_ends(raw, TEXT("'s"))) raw.size -= 2;
    else if (text_ends(raw, TEXT("\xE2\x80\x99s"))) raw.size -= 4;
    hs_text plain = outlets_plain(rules, raw, arena);
    while (rules_word(rules, HS_NONE, first_word(plain)) & (WORD_TITLE | WORD_ARTICLE | WORD_PRONOUN)) {
        size_t before = plain.size;
        drop_first(&plain);
        if (plain.size == before) break;
    }
    for (;;) {
        hs_text last = last_word(plain);
        if (last.size == plain.size || !(rules_word(rules, HS_NONE, last) & WORD_SUFFIX)) return plain;
        plain.size -= last.size + 1;
    }
}

hs_text names_strip(const claims_rules *rules, hs_text raw, hs_arena *arena) { return translated_bare(strip(rules, raw, arena), arena); }

static size_t find_slot(const name_table *t, hs_text plain) {
    size_t at = text_hash(plain, 0) & t->slot_mask;
    for (; t->slots[at]; at = (at + 1) & t->slot_mask) {
        if (text_equal(t->names[t->slots[at] - 1].plain, plain)) break;
    }
    return at;
}

bool names_is_description(hs_text text) {
    hs_text last = last_word(text);
    uint32_t size, code = last.size ? utf8_decode(last, 0, &size) : 0;
    return !code_is_upper(code) && !(code < 128 && byte_is_digit((unsigned char)code));
}

// What the head of a plain name, with its accents, says that it is: its last word, or the one before "of", in other tongues its first:
// "Tarrin Constabulary", "Institute for Roads", "Guardia de Orrín".
static uint32_t head_bodies(const claims_rules *rules, hs_text plain) {
    hs_text rest = plain, before = {0};
    uint32_t first = rules_bodies(rules, first_word(plain)), last = rules_bodies(rules, last_word(plain));
    while (rest.size) {
        hs_text word = text_cut(&rest, ' ');
        if (before.size && rules_word(rules, HS_NONE, word) & WORD_OWNER) return first | rules_bodies(rules, before);
        before = word;
    }
    return last ? last : first;
}

static bool has_outlet_word(const claims_rules *rules, hs_text plain) {
    while (plain.size)
        if (rules_bodies(rules, text_cut(&plain, ' ')) & BODY_OUTLET) return true;
    return false;
}

typedef struct gatherer {
    relating *r;
    name_table *table;
    hs_arena *keep;
    hs_arena scratch;
} gatherer;

// Of "the editor of the Tarrin Herald", which is no name though it ends as one, the role; empty of a name.
static hs_text phrase_role(const claims_rules *rules, hs_text raw, hs_text plain, hs_arena scratch) {
    hs_text rest = raw, first = text_lower(&scratch, text_cut(&rest, ' '));
    if (names_is_description(raw) || !(rules_word(rules, HS_NONE, first) & WORD_ARTICLE)) return (hs_text){0};
    for (rest = plain; rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (rules_word(rules, HS_NONE, word) & WORD_OWNER && word.data > plain.data) return text_slice(plain, 0, (size_t)(word.data - plain.data) - 1);
    }
    return (hs_text){0};
}

static name *add_name(gatherer *g, uint32_t report, hs_text raw) {
    name_table *t = g->table;
    hs_arena scratch = g->scratch;
    hs_text spelled = strip(t->rules, raw, &scratch), plain = translated_bare(spelled, &scratch);
    if (!plain.size) return NULL;
    size_t slot = find_slot(t, plain);
    if (!t->slots[slot]) {
        plain = arena_text(g->keep, plain);
        name *n = arena_push(g->keep, t->names, t->count, t->capacity);
        *n = (name){.plain = plain, .spelled = arena_text(g->keep, spelled), .text = raw, .body = HS_NONE, .same = (uint32_t)t->count - 1, .last_report = HS_NONE, .language = g->r->language[report]};
        n->bodies = head_bodies(t->rules, n->spelled);
        n->role = phrase_role(t->rules, raw, plain, scratch);
        if (n->role.size && rules_bodies(t->rules, last_word(n->role))) n->role = (hs_text){0}; // "the Federation of Weavers"
        bool firm = n->bodies & BODY_FIRM || rules_word(t->rules, HS_NONE, text_lower(&scratch, last_word(raw))) & WORD_SUFFIX;
        n->institution = (firm || (n->bodies && !(n->bodies & BODY_BUSINESS))) && !has_outlet_word(t->rules, n->spelled);
        n->headed = rules_bodies(t->rules, first_word(n->spelled)) != 0;
        t->slots[slot] = (uint32_t)t->count;
    }
    name *n = &t->names[t->slots[slot] - 1];
    if (n->last_report != report) n->documents++;
    n->last_report = report;
    return n;
}

// ---------------------------------------------------------------- gathering

static void hold_body(gatherer *g, uint32_t person, const name *body) {
    if (body) *arena_push(g->keep, g->table->held, g->table->held_count, g->table->held_capacity) = (held_body){person, (uint32_t)(body - g->table->names)};
}

// Of "a spokesman for the Tarrin Constabulary" the constabulary, which only such words may name.
static bool gather_spoken_for(gatherer *g, uint32_t report, hs_text voice) {
    hs_arena scratch = g->scratch;
    hs_text rest = voice, head = text_cut(&rest, ' ');
    bool spokes = false;
    for (; rest.size; head = text_cut(&rest, ' ')) {
        uint32_t bits = rules_word(g->r->rules, g->r->language[report], text_lower(&scratch, head));
        if (spokes && bits & WORD_OWNER) break;
        spokes |= (bits & WORD_SPOKES) != 0;
    }
    if (!spokes || !rest.size || names_is_description(rest)) return false;
    name *body = add_name(g, report, rest);
    if (body) body->others++;
    return body;
}

static void gather_links(gatherer *g, uint32_t report, const hs_statement *s) {
    for (uint32_t i = 0; i < s->link_count; i++) {
        const hs_link *link = &s->links[i];
        if (link->kind == HS_LINK_ANONYMOUS || link->kind == HS_LINK_UNNAMED || link->kind == HS_LINK_DOCUMENT) {
            if (link->body.size) add_name(g, report, link->body);
            continue;
        }
        if (link->kind == HS_LINK_ROLE && gather_spoken_for(g, report, link->name)) continue;
        name *speaker = add_name(g, report, link->name);
        if (speaker && link->kind == HS_LINK_PERSON) speaker->persons++;
        if (speaker && link->kind == HS_LINK_ORGANISATION) speaker->others++;
        if (speaker && link->kind == HS_LINK_OUTLET) speaker->outlets++;
        if (!speaker || !link->body.size) continue;
        uint32_t number = (uint32_t)(speaker - g->table->names);
        hs_text body = link->body, first = text_cut(&body, ' ');
        const name *n = add_name(g, report, link->body);
        bool described = names_is_description(link->body) && rules_word(g->r->rules, g->r->language[report], first) & WORD_ARTICLE;
        bool told = n && (n->bodies & BODY_FORCES || text_find(body, TEXT(" "), 0) != SIZE_MAX); // "the police", "the general staff"
        if (!described || told) hold_body(g, number, n); // "the mayor" is another one in another report
    }
}

static void gather_parties(gatherer *g, uint32_t report, const hs_party *parties, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (parties[i].entity != HS_NONE) add_name(g, report, parties[i].name);
}

// Whether what is named does something between the two bytes.
static bool acts_between(const hs_report *from, hs_text who, uint32_t start, uint32_t end) {
    for (uint32_t i = 0; i < from->statement_count && from->statements[i].predicate.start < end; i++) {
        const hs_statement *s = &from->statements[i];
        if (s->predicate.start < start) continue;
        for (uint32_t k = 0; k < s->actor_count; k++)
            if (text_equal(s->actors[k].name, who)) return true;
    }
    return false;
}

// The body of that kind that acts in the sentence of a role, that it names, else the nearest one before: "The Ferrin Clinic closed a ward, chief surgeon
// Ada Pell said", "Halden may sell Merrow, chief executive Ada Pell said". A firm's name need not say that it is one. Of an office whose body is called by
// several words ("central bank") one that is called so.
static uint32_t body_near(gatherer *g, uint32_t report, const hs_entity *person, uint32_t kinds, hs_text called) {
    enum { NEAR_BYTES = 400 };
    bool wordy = kinds & BODY_BUSINESS && text_find(called, TEXT(" "), 0) != SIZE_MAX;
    const hs_report *from = &g->r->reports[report];
    uint32_t at = (uint32_t)(person - from->entities), start = 0, nearest = HS_NONE;
    for (uint32_t i = 0; i < from->sentence_count && from->sentences[i].start <= person->span.start; i++) start = from->sentences[i].start;
    while (at-- > 0 && from->entities[at].span.start + NEAR_BYTES > person->span.start) {
        const hs_entity *e = &from->entities[at];
        hs_arena scratch = g->scratch;
        hs_text plain = strip(g->r->rules, e->name, &scratch);
        uint32_t bodies = head_bodies(g->r->rules, plain);
        if (nearest != HS_NONE && e->span.start < start) break;
        if (wordy && text_find(plain, called, 0) == SIZE_MAX) continue;
        bool lone = e->type == HS_ENTITY_PERSON && text_find(e->name, TEXT(" "), 0) == SIZE_MAX; // a firm's name may be a person's
        bool untold = kinds & BODY_BUSINESS && !bodies && (lone || e->type == HS_ENTITY_ORGANISATION || e->type == HS_ENTITY_OTHER);
        if ((e->type == HS_ENTITY_PERSON && !lone) || e->type == HS_ENTITY_PLACE || (e->type == HS_ENTITY_OUTLET && !(kinds & BODY_OUTLET))) continue;
        if (!(bodies & kinds || untold)) continue;
        if (e->span.start >= start && acts_between(from, e->name, start, person->span.start)) return at;
        if (lone) continue;
        if (nearest == HS_NONE) nearest = at;
    }
    return nearest;
}

// The body that a person speaks for: by the text, or by the office that the role is.
static void gather_body(gatherer *g, uint32_t report, const hs_entity *e, uint32_t person) {
    const hs_report *from = &g->r->reports[report];
    if (e->role.size) {
        held_role *held = arena_push(g->keep, g->table->roles, g->table->role_count, g->table->role_capacity);
        *held = (held_role){person, text_hash(e->role, ROLE)};
        held = arena_push(g->keep, g->table->roles, g->table->role_count, g->table->role_capacity);
        *held = (held_role){person, text_hash(last_word(e->role), ROLE_WORD)};
    }
    hs_text body = e->body < from->entity_count ? from->entities[e->body].name : (hs_text){0};
    hs_text office = rules_office(g->r->rules, g->r->language[report], e->role, g->keep);
    bool country = e->body < from->entity_count && (from->entities[e->body].type == HS_ENTITY_PLACE || from->entities[e->body].type == HS_ENTITY_GOVERNMENT);
    uint32_t kinds = head_bodies(g->r->rules, office);
    bool which = kinds & BODY_MINISTRY && text_find(office, TEXT(" "), 0) != SIZE_MAX; // of "minister" alone there is no telling
    if (which && (!body.size || country)) body = office;
    if (!body.size && kinds && !(kinds & BODY_MINISTRY)) {
        uint32_t near = body_near(g, report, e, kinds, office);
        if (near != HS_NONE) body = from->entities[near].name;
        else if (kinds & (BODY_POLICE | BODY_PROSECUTION)) body = office; // "el comisario": the police
        else if (text_find(office, TEXT(" "), 0) == SIZE_MAX || !(kinds & BODY_BUSINESS)) // "the governor" is no firm's
            *arena_push(g->keep, g->table->open, g->table->open_count, g->table->open_capacity) = (open_office){person, kinds};
    }
    if (!body.size) return;
    name *held = add_name(g, report, body);
    // "the court, which Director Pell had asked": no court has a director general
    if (!held || (kinds && held->bodies && !(held->bodies & kinds))) return;
    held->speakers += e->role.size && !(e->body < from->entity_count && from->entities[e->body].type == HS_ENTITY_OUTLET);
    hold_body(g, person, held);
}

// Whose report it is, and which organisations other than that it tells of.
static void gather_masthead(gatherer *g, uint32_t report) {
    const hs_report *from = &g->r->reports[report];
    const name *agency = add_name(g, report, from->document.credit);
    uint32_t credit = agency ? (uint32_t)(agency - g->table->names) : HS_NONE, own = HS_NONE;
    const name *outlet = add_name(g, report, from->document.outlet);
    if (outlet) own = (uint32_t)(outlet - g->table->names);
    if (credit != HS_NONE) g->table->names[credit].masthead = true;
    if (own != HS_NONE) g->table->names[own].masthead = true;
    for (uint32_t i = 0; i < from->entity_count; i++) {
        name *n = from->entities[i].type == HS_ENTITY_ORGANISATION ? add_name(g, report, from->entities[i].name) : NULL;
        uint32_t number = n ? (uint32_t)(n - g->table->names) : HS_NONE;
        if (n && number != credit && number != own) n->abroad++;
    }
}

static void gather_report(gatherer *g, uint32_t report) {
    const hs_report *from = &g->r->reports[report];
    for (uint32_t i = 0; i < from->entity_count; i++) {
        const hs_entity *e = &from->entities[i];
        name *n = add_name(g, report, e->name);
        if (!n) continue;
        uint32_t number = (uint32_t)(n - g->table->names);
        if (e->type == HS_ENTITY_PERSON && (e->body != HS_NONE || e->role.size)) gather_body(g, report, e, number);
        n = &g->table->names[number]; // the table may have moved
        n->persons += e->type == HS_ENTITY_PERSON;
        n->places += e->type == HS_ENTITY_PLACE;
        n->outlets += e->type == HS_ENTITY_OUTLET;
        n->houses += e->type == HS_ENTITY_ORGANISATION;
        n->kinds++;
        n->others += e->type != HS_ENTITY_PERSON && e->type != HS_ENTITY_PLACE && e->type != HS_ENTITY_OUTLET;
    }
    for (uint32_t i = 0; i < from->statement_count; i++) {
        const hs_statement *s = &from->statements[i];
        gather_links(g, report, s);
        gather_parties(g, report, s->actors, s->actor_count);
        gather_parties(g, report, s->recipients, s->recipient_count);
        gather_parties(g, report, s->places, s->place_count);
    }
    gather_masthead(g, report);
}

// Room for every name that may come: twice as many slots.
static size_t count_candidates(const relating *r) {
    size_t count = 2 * (size_t)r->report_count;
    for (uint32_t i = 0; i < r->report_count; i++) count += 2 * (size_t)r->reports[i].entity_count;
    for (uint32_t i = 0; i < r->total; i++) {
        const hs_statement *s = relating_statement(r, i);
        count += 2 * s->link_count + s->actor_count + s->recipient_count + s->place_count;
    }
    return count;
}

// ---------------------------------------------------------------- joining

// What a shorter name can mean: every full name adds itself under its first and its last word.
typedef struct ending {
    uint32_t number;
    uint64_t word;
} ending;

static int ending_order(const void *x, const void *y, const void *context) {
    (void)context;
    const ending *a = x, *b = y;
    if (a->word != b->word) return a->word < b->word ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

// "merrow" begins "merrow lines", "holvek" ends "pia holvek"; whole words.
static bool is_part(hs_text part, hs_text whole) {
    if (whole.size <= part.size + 1) return false;
    if (text_starts(whole, part) && whole.data[part.size] == ' ') return true;
    return text_ends(whole, part) && whole.data[whole.size - part.size - 1] == ' ';
}

// "Constabulary", "Guardia Rural": whatever the reader of names took them for.
static bool is_person(const name *n) { return n->persons > n->places + n->others + n->outlets && !n->headed; }

static bool is_place(const name *n) { return n->places > n->persons + n->others + n->outlets; }

// What publishes statements of its own and is no house of news: others tell of it as of a body, or of those who speak for it.
static bool publishes_itself(const name *n) {
    enum { LEAST = 2 };
    return n->masthead && !(n->bodies & BODY_OUTLET) && (n->speakers >= LEAST || (n->abroad >= LEAST && n->abroad > n->outlets));
}

// A ministry that publishes its own statements stays a ministry.
static bool is_outlet(const name *n) {
    return !n->institution && !publishes_itself(n) && (n->masthead || n->outlets > n->persons + n->places + n->others);
}

static bool kinds_fit(const name *shorter, const name *longer) {
    if (is_place(shorter) != is_place(longer)) return false;
    // a newspaper bears its town's name, a person is not the house named after him; but the reader of names may take the last word of an outlet's
    // for a body's: "Files" of "Tarrin Files"
    bool cut = longer->masthead && is_outlet(longer) && !is_person(shorter) && text_ends(longer->plain, shorter->plain) && !shorter->bodies;
    if (is_outlet(shorter) != is_outlet(longer) && !cut) return false;
    // papers give a person's full name once: "Halden" beside "Halden Cycles", and no Ada Halden, is the firm
    bool misread = (longer->documents >= 3 * shorter->documents || !shorter->surname) && text_starts(longer->plain, shorter->plain);
    if (is_person(shorter) && !is_person(longer)) return misread;
    // a first name alone joins nobody: it ends no name
    return !is_person(longer) || text_ends(longer->plain, shorter->plain);
}

// "Court of the Tarrin Council" is no longer name of "Tarrin Council", nor "Institute of Weaving" of "Weaving", each a thing of its own; but: "Ministry of
// Health" of "Health", "the management of Halden Freight" of "Halden Freight", whose voice it is.
static bool is_owned(const claims_rules *rules, const name *whole, const name *part) {
    hs_text before = whole->plain;
    if (!text_ends(before, part->plain) || before.size < part->plain.size + 2) return false;
    for (before.size -= part->plain.size + 1; before.size;) {
        hs_text word = last_word(before);
        uint32_t bits = rules_word(rules, HS_NONE, word);
        if (!(bits & (WORD_ARTICLE | WORD_DEFINITE))) {
            bool speaks = rules_word(rules, HS_NONE, first_word(whole->plain)) & (WORD_OFFICE | WORD_ACTING) && part->bodies;
            return bits & WORD_OWNER && !speaks && !(whole->bodies & BODY_MINISTRY);
        }
        if (word.size == before.size) return false;
        before.size -= word.size + 1;
    }
    return false;
}

static uint64_t name_word(const name *n, bool last) { return text_hash(last ? last_word(n->plain) : first_word(n->plain), 7); }

// The longer name that a shorter one means: the only one, or one that has three times as many documents
// as the next.
static uint32_t find_longer(const name_table *t, const ending *endings, size_t count, uint32_t number, uint64_t word) {
    const name *n = &t->names[number];
    ending wanted = {0, word};
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ending_order(&endings[middle], &wanted, NULL) < 0) low = middle + 1;
        else high = middle;
    }
    uint32_t best = HS_NONE, next_documents = 0;
    for (; low < count && endings[low].word == word; low++) {
        const name *longer = &t->names[endings[low].number];
        if (endings[low].number == number || !is_part(n->plain, longer->plain) || !kinds_fit(n, longer) || is_owned(t->rules, longer, n)) continue;
        if (best != HS_NONE && is_part(longer->plain, t->names[best].plain)) continue; // the fuller form of the same
        if (best == HS_NONE || longer->documents > t->names[best].documents) {
            if (best != HS_NONE && !is_part(t->names[best].plain, longer->plain)) next_documents = t->names[best].documents;
            best = endings[low].number;
        } else if (longer->documents > next_documents) {
            next_documents = longer->documents;
        }
    }
    return best == HS_NONE || t->names[best].documents < 3 * next_documents ? HS_NONE : best;
}

static uint32_t follow(const name_table *t, uint32_t number) {
    for (int steps = 0; steps < NAME_WORDS && t->names[number].same != number; steps++) number = t->names[number].same;
    return number;
}

// Which names end the full names of people.
static void mark_surnames(name_table *t) {
    for (size_t i = 0; i < t->count; i++) {
        hs_text last = last_word(t->names[i].plain);
        if (!is_person(&t->names[i]) || last.size == t->names[i].plain.size) continue;
        size_t slot = find_slot(t, last);
        if (t->slots[slot]) t->names[t->slots[slot] - 1].surname = true;
    }
}

static void join_parts(name_table *t, hs_arena scratch) {
    mark_surnames(t);
    ending *endings = arena_new(&scratch, ending, 2 * t->count + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const name *n = &t->names[i];
        // "Norvia's response" is no longer name of Norvia
        if (text_find(n->plain, TEXT(" "), 0) == SIZE_MAX || names_is_description(n->text)) continue;
        endings[count++] = (ending){i, name_word(n, false)};
        if (name_word(n, true) != name_word(n, false)) endings[count++] = (ending){i, name_word(n, true)};
    }
    sort_items(endings, count, sizeof *endings, ending_order, NULL, scratch);
    for (uint32_t i = 0; i < t->count; i++) {
        // "the ministry" is another one in another document
        if (names_is_description(t->names[i].text) || t->names[i].role.size) continue;
        uint32_t as_first = find_longer(t, endings, count, i, name_word(&t->names[i], false));
        uint32_t as_last = find_longer(t, endings, count, i, name_word(&t->names[i], true));
        uint32_t longer = as_first == HS_NONE ? as_last : as_first;
        if (longer != HS_NONE && (as_last == HS_NONE || as_last == longer)) t->names[i].same = longer;
    }
}

// Hash of the capitals that begin a name's words: "Civil Protection Service" -> "CPS". 0 for single words.
static uint64_t initials_hash(hs_text text) {
    char initials[NAME_WORDS];
    size_t count = 0;
    for (hs_text rest = text; rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        if (word.size && byte_is_upper((unsigned char)word.data[0]) && count < NAME_WORDS) initials[count++] = word.data[0];
    }
    return count < 2 ? 0 : text_hash((hs_text){initials, count}, 11);
}

// "CPS" joins "Civil Protection Service".
static void join_initials(name_table *t, hs_arena scratch) {
    ending *full = arena_new(&scratch, ending, t->count + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        uint64_t hash = initials_hash(t->names[i].text);
        if (hash) full[count++] = (ending){i, hash};
    }
    sort_items(full, count, sizeof *full, ending_order, NULL, scratch);
    for (uint32_t i = 0; i < t->count; i++) {
        hs_text text = t->names[i].text;
        if (text.size < 2 || text.size > NAME_WORDS || !byte_is_upper((unsigned char)text.data[1])) continue;
        ending wanted = {0, text_hash(text, 11)};
        size_t low = 0, high = count;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (ending_order(&full[middle], &wanted, NULL) < 0) low = middle + 1;
            else high = middle;
        }
        bool found = low < count && full[low].word == wanted.word;
        if (found && full[low].number != i) t->names[i].same = full[low].number;
    }
}

// "La agencia Allwire", "the website Tarrin Now": a noun for outlets before the name of one.
static void join_called(name_table *t) {
    for (uint32_t i = 0; i < t->count; i++) {
        name *n = &t->names[i];
        hs_text rest = n->plain;
        text_cut(&rest, ' ');
        if (!rest.size || n->masthead || !(rules_bodies(t->rules, first_word(n->spelled)) & BODY_OUTLET)) continue;
        uint32_t slot = t->slots[find_slot(t, rest)];
        if (slot && is_outlet(&t->names[slot - 1])) n->same = slot - 1;
    }
}

// Bodies that a translator could have named: two words at least, or there is nothing to compare.
static bool is_translatable(const name *n) {
    bool body = n->others > 0 || n->headed || (!n->persons && !n->places && !n->outlets); // an office that only its holder shows
    return body && !is_person(n) && !is_place(n) && !is_outlet(n) && text_find(n->plain, TEXT(" "), 0) != SIZE_MAX;
}

// "Unión Cívica" joins "Civic Union", "justice ministry" "Ministry of Justice", where nothing else could be meant. Of the names of a story few are
// bodies'.
static void join_translated(name_table *t, hs_arena scratch) {
    enum { MOST_BODIES = 400 };
    uint32_t *bodies = arena_new(&scratch, uint32_t, MOST_BODIES), count = 0;
    for (uint32_t i = 0; i < t->count && count < MOST_BODIES; i++)
        if (t->names[i].same == i && is_translatable(&t->names[i])) bodies[count++] = i;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t found = HS_NONE, others = 0;
        for (uint32_t k = 0; k < i; k++) {
            const name *a = &t->names[bodies[k]], *b = &t->names[bodies[i]];
            if (a->same != bodies[k] || !translated_fits(t->rules, a->spelled, a->language, b->spelled, b->language)) continue;
            found = bodies[k];
            others++;
        }
        if (others == 1) t->names[bodies[i]].same = found;
    }
}

// Names of which `names_only_body` chooses: neither of people or places nor a bare noun. "The election commission" is enough of a name.
static void list_bodies(name_table *t, hs_arena *keep) {
    t->bodies = arena_new(keep, uint32_t, t->count + 1);
    for (uint32_t i = 0; i < t->count; i++) {
        const name *n = &t->names[i];
        bool named = !names_is_description(n->text) || (n->kinds && text_find(n->plain, TEXT(" "), 0) != SIZE_MAX);
        if (n->bodies && named && !is_person(n) && !is_place(n)) t->bodies[t->body_count++] = i;
    }
}

static int held_order(const void *x, const void *y, const void *context) {
    (void)context;
    const held_body *a = x, *b = y;
    if (a->person != b->person) return a->person < b->person ? -1 : 1;
    return a->body < b->body ? -1 : a->body > b->body;
}

// Every person has the body that the texts give most often.
static void settle_bodies(name_table *t, hs_arena scratch) {
    for (size_t i = 0; i < t->held_count; i++) t->held[i] = (held_body){follow(t, t->held[i].person), follow(t, t->held[i].body)};
    sort_items(t->held, t->held_count, sizeof *t->held, held_order, NULL, scratch);
    for (size_t i = 0, end, most = 0; i < t->held_count; i = end) {
        for (end = i; end < t->held_count && held_order(&t->held[end], &t->held[i], NULL) == 0;) end++;
        if (!i || t->held[i - 1].person != t->held[i].person) most = 0;
        if (end - i <= most || t->held[i].body == t->held[i].person) continue;
        most = end - i;
        t->names[t->held[i].person].body = t->held[i].body;
    }
}

// "The mayor, Ada Pell, said": whose report names no council speaks for the only one of the story.
static void settle_offices(name_table *t) {
    for (size_t i = 0; i < t->open_count; i++) {
        uint32_t person = follow(t, t->open[i].person), body = t->names[person].body == HS_NONE ? names_only_body(t, t->open[i].kinds) : HS_NONE;
        if (body != HS_NONE && body != person) t->names[person].body = body;
    }
}

static int role_order(const void *x, const void *y, const void *context) {
    (void)context;
    const held_role *a = x, *b = y;
    if (a->role != b->role) return a->role < b->role ? -1 : 1;
    return a->person < b->person ? -1 : a->person > b->person;
}

static uint32_t holder_of(const name_table *t, uint64_t role) {
    held_role wanted = {0, role};
    size_t low = 0, high = t->role_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (role_order(&t->roles[middle], &wanted, NULL) < 0) low = middle + 1;
        else high = middle;
    }
    uint32_t found = HS_NONE;
    for (; low < t->role_count && t->roles[low].role == wanted.role; low++) {
        uint32_t person = follow(t, t->roles[low].person);
        if (found != HS_NONE && found != person) return HS_NONE;
        found = person;
    }
    return found;
}

uint32_t names_with_role(const name_table *t, hs_text role) { return holder_of(t, text_hash(role, ROLE)); }

uint32_t names_with_role_word(const name_table *t, hs_text word) { return holder_of(t, text_hash(word, ROLE_WORD)); }

void names_gather(relating *r, hs_arena *keep, hs_arena scratch) {
    name_table *t = arena_new(keep, name_table, 1);
    size_t slots = 64;
    while (slots < 2 * count_candidates(r)) slots *= 2;
    t->rules = r->rules;
    t->slots = arena_new(keep, uint32_t, slots);
    t->slot_mask = slots - 1;
    gatherer g = {.r = r, .table = t, .keep = keep, .scratch = scratch};
    for (uint32_t i = 0; i < r->report_count; i++) gather_report(&g, i);
    join_initials(t, scratch);
    join_parts(t, scratch);
    join_called(t);
    join_translated(t, scratch);
    settle_bodies(t, scratch);
    list_bodies(t, keep);
    settle_offices(t);
    sort_items(t->roles, t->role_count, sizeof *t->roles, role_order, NULL, scratch);
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t holder = t->names[i].role.size ? names_with_role(t, t->names[i].role) : HS_NONE;
        if (holder != HS_NONE) t->names[i].same = holder;
    }
    r->names = t;
}

uint32_t names_find(const name_table *t, hs_text raw, hs_arena scratch) {
    hs_text plain = names_strip(t->rules, raw, &scratch);
    size_t slot = plain.size ? find_slot(t, plain) : 0;
    return plain.size && t->slots[slot] ? follow(t, t->slots[slot] - 1) : HS_NONE;
}

hs_text names_text(const name_table *t, uint32_t number) { return t->names[number].text; }

uint32_t names_body(const name_table *t, uint32_t number) {
    uint32_t body = t->names[number].body;
    return body == HS_NONE ? HS_NONE : follow(t, body);
}

bool names_is_place(const name_table *t, uint32_t number) { return is_place(&t->names[number]); }

bool names_is_person(const name_table *t, uint32_t number) { return is_person(&t->names[number]); }

bool names_is_proper(const name_table *t, uint32_t number) { return !names_is_description(t->names[number].text); }

hs_text names_plain(const name_table *t, uint32_t number) { return t->names[number].plain; }

bool names_is_outlet(const name_table *t, uint32_t number) { return is_outlet(&t->names[number]); }

bool names_is_masthead(const name_table *t, uint32_t number) { return t->names[number].masthead; }

uint32_t names_bodies(const name_table *t, uint32_t number) { return t->names[number].bodies; }

uint32_t names_only_body(const name_table *t, uint32_t kinds) {
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < t->body_count; i++) {
        uint32_t number = follow(t, t->bodies[i]);
        if (!(t->names[t->bodies[i]].bodies & kinds) || (is_outlet(&t->names[number]) && !(kinds & BODY_OUTLET))) continue;
        if (found != HS_NONE && found != number) return HS_NONE;
        found = number;
    }
    return found;
}

bool names_is_house(const name_table *t, uint32_t number) {
    const name *n = &t->names[number];
    return 2 * n->houses > n->kinds && !is_outlet(n);
}

bool names_is_body(const name_table *t, uint32_t number) {
    const name *n = &t->names[number];
    return (n->others > 0 || n->headed) && !is_person(n) && !is_place(n) && !is_outlet(n);
}
