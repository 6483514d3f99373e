// Who speaks: from the head of a source to a link's kind, name, number, body and holder.
//
// In: a token ("he", "people", "memorandum") with entities and coreference. Out: the fields
// of hs_link that name the voice. A relative pronoun stands for its noun, "I" inside a
// quotation for who is quoted, a pronoun that coreference leaves open for the last voice it
// fits. Person nouns are anonymous where plural or indefinite, roles where definite
// singular; nouns of papers are documents, or their author speaking ("a statement by X").
// Gets wrong: surnames that are also words of outlets ("Post") where no entity says so.
#include "base/text.h"
#include "statements/coreference.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"

hs_span voices_bytes(const voices_work *work, range of) {
    if (of.first >= of.end) return (hs_span){0};
    return (hs_span){work->tokens[of.first].span.start, work->tokens[of.end - 1].span.end};
}

static hs_text words_of(const voices_work *work, range of) { return tree_text(work->r, voices_bytes(work, of)); }

static bool is_kind(const voices_work *work, uint32_t token, const char *kind, hs_arena scratch) {
    return voices_word_is(work->rules, text_lower(&scratch, work->tokens[token].form), kind);
}

uint32_t voices_entity(const voices_work *work, uint32_t token) {
    const reading *r = work->r;
    uint32_t entity = r->token_entity ? r->token_entity[token] : HS_NONE;
    if (entity == HS_NONE && r->token_referent) entity = r->token_referent[token];
    if (entity >= r->entity_count) return HS_NONE;
    return r->entities[entity].canonical < r->entity_count ? r->entities[entity].canonical : entity;
}

static bool is_someone(const voices_work *work, uint32_t token, hs_arena scratch) {
    uint8_t kind = work->noun[token];
    if (work->tokens[token].upos == UPOS_PROPN) return true; // a name may be anybody's
    return kind == NOUN_anonymous || kind == NOUN_role || kind == NOUN_spokes || lexicon_find(work->r->knowledge->predicates->persons, text_lower(&scratch, work->tokens[token].lemma)).count;
}

// "An engineer with years in [radio], who", "a report by the [clerks], which": the clause was hung on the nearest noun, which is nobody to speak of as "who",
// or somebody; the one before that fits.
static uint32_t fitting_noun(const voices_work *work, uint32_t pronoun, uint32_t noun, hs_arena scratch) {
    enum { MOST_WORDS = 14 };
    bool personal = is_kind(work, pronoun, "personal", scratch), thing = is_kind(work, pronoun, "thing", scratch);
    if ((!personal && !thing) || is_someone(work, noun, scratch) == personal || work->noun[noun] == NOUN_body) return noun;
    uint32_t first = work->r->parse->sentences[work->sentence[noun]].first;
    for (uint32_t at = noun; at-- > first && noun - at < MOST_WORDS;) {
        if (work->tokens[at].upos == UPOS_VERB && work->tokens[at].morph & MORPH_FINITE) break;
        if (work->tokens[at].upos != UPOS_NOUN) continue;
        if (personal ? is_someone(work, at, scratch) : work->noun[at] == NOUN_record || work->noun[at] == NOUN_utterance) return at;
    }
    return noun;
}

// The noun that a relative pronoun stands for, else the token itself.
static uint32_t antecedent(const voices_work *work, uint32_t token, hs_arena scratch) {
    if (work->tokens[token].upos != UPOS_PRON && work->tokens[token].upos != UPOS_DET) return token;
    if (!(work->tokens[token].morph & MORPH_RELATIVE) && !is_kind(work, token, "relative", scratch)) return token;
    uint32_t up = token;
    for (unsigned steps = 0; steps < 4 && up != HS_NONE; steps++, up = work->tokens[up].head)
        if (work->tokens[up].relation == REL_ACL_RELCL || (steps && tree_is(work->r, up, REL_ACL)))
        {
            uint32_t noun = work->tokens[up].head;
            if (noun != HS_NONE && work->r->token_time[noun] == HS_NONE && work->tokens[noun].upos != UPOS_VERB) return fitting_noun(work, token, noun, scratch);
            break;
        }
    // the clause hangs on no noun: the nearest noun before that can speak
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    for (uint32_t i = token; i-- > sentence->first;)
        if (work->noun[i] != NOUN_none && work->noun[i] != NOUN_pronoun && work->noun[i] != NOUN_proper) return i;
    return token;
}

// The person last named before a pronoun that coreference left open, subjects first, in this paragraph or the one before.
static uint32_t person_before(const voices_work *work, uint32_t token) {
    const hs_parse *parse = work->r->parse;
    uint32_t block = parse->sentences[work->sentence[token]].block, found = HS_NONE;
    for (uint32_t i = token; i-- > 0 && parse->sentences[work->sentence[i]].block + 1 >= block;) {
        uint32_t entity = voices_entity(work, i);
        if (entity == HS_NONE || work->r->entities[entity].type != HS_ENTITY_PERSON || work->quote[i] != work->quote[token]) continue;
        if (tree_is(work->r, i, REL_NSUBJ)) return entity;
        if (found == HS_NONE) found = entity;
    }
    return found;
}

// "Its chief executive, Ruben Askar, said", "its insurer, Halden Mutual": the name beside the role.
static uint32_t named_beside(const voices_work *work, uint32_t head) {
    for (uint32_t child = tree_child(work->r, head, REL_APPOS); child != HS_NONE; child = tree_next(work->r, child, REL_APPOS)) {
        uint32_t entity = voices_entity(work, child);
        if (entity == HS_NONE) continue;
        uint8_t type = work->r->entities[entity].type;
        if (type == HS_ENTITY_PERSON || type == HS_ENTITY_ORGANISATION) return entity;
    }
    // "Ada Pell, 49, [an engineer], told": the age between them parted the noun from the name
    uint32_t low = work->low[head], first = work->r->parse->sentences[work->sentence[head]].first;
    while (low < head && work->tokens[low].upos == UPOS_PUNCT) low++;
    if (low >= first + 4 && work->tokens[low - 1].upos == UPOS_PUNCT && work->tokens[low - 2].upos == UPOS_NUM && work->tokens[low - 3].upos == UPOS_PUNCT) {
        uint32_t named = work->r->token_entity[low - 4];
        if (named != HS_NONE && work->r->entities[named].type == HS_ENTITY_PERSON) return work->r->entities[named].canonical;
    }
    // "Halden, [the pump maker], says": the noun is beside the name
    uint32_t over = tree_is(work->r, head, REL_APPOS) ? work->tokens[head].head : HS_NONE, entity = over == HS_NONE || over > head ? HS_NONE : voices_entity(work, over);
    return entity != HS_NONE && work->tokens[over].upos == UPOS_PROPN && work->r->entities[entity].type != HS_ENTITY_PLACE ? entity : HS_NONE;
}

bool voices_own_outlet(const voices_work *work, hs_text name) {
    hs_text own = work->r->document->outlet;
    if (!own.size || !name.size) return false;
    if (text_equal_fold(own, name)) return true;
    // "the Courier" is "The Varno Courier": the shorter closes the longer at a word
    hs_text longer = own.size > name.size ? own : name, shorter = own.size > name.size ? name : own;
    if (shorter.size > 4 && text_equal_fold(text_slice(shorter, 0, 4), TEXT("the "))) shorter = text_slice(shorter, 4, shorter.size);
    if (shorter.size < 3 || shorter.size >= longer.size) return false;
    hs_text tail = text_slice(longer, longer.size - shorter.size, longer.size);
    return text_equal_fold(tail, shorter) && longer.data[longer.size - shorter.size - 1] == ' ';
}

bool voices_is_outlet(const voices_work *work, uint32_t token) {
    uint32_t entity = voices_entity(work, token);
    if (entity != HS_NONE) {
        const hs_entity *e = &work->r->entities[entity];
        if (e->type == HS_ENTITY_OUTLET || voices_own_outlet(work, e->name)) return true;
        if (e->type == HS_ENTITY_PERSON || e->type == HS_ENTITY_GOVERNMENT || e->type == HS_ENTITY_ARMED_FORCE) return false;
    }
    if (work->tokens[token].upos != UPOS_PROPN) return work->noun[token] == NOUN_outlet;
    return work->noun[token] == NOUN_name || work->noun[token] == NOUN_outlet;
}

// ---------------------------------------------------------------- numbers

static uint32_t number_at(const voices_work *work, uint32_t token, hs_arena scratch) {
    uint64_t value;
    const reading *r = work->r;
    hs_text form = text_lower(&scratch, work->tokens[token].form);
    lexicon_rows rows = lexicon_find(work->rules->numbers, form);
    hs_text known = lexicon_cell(work->rules->numbers, rows, 0, "value");
    if (known.size && text_to_number(known, &value)) return (uint32_t)value;
    if (text_to_number(form, &value) && value < 100000) return (uint32_t)value;
    uint32_t quantity = r->token_quantity ? r->token_quantity[token] : HS_NONE;
    if (quantity < r->quantity_count && r->quantities[quantity].has_value && !r->quantities[quantity].ordinal &&
        r->quantities[quantity].value >= 1 && r->quantities[quantity].value < 100000)
        return (uint32_t)r->quantities[quantity].value;
    return 0;
}

// "nine residents" 9, "two of the people" 2, "a source" 1, "residents" 0.
static uint32_t count_of(const voices_work *work, uint32_t head, hs_arena scratch) {
    if (work->tokens[head].upos == UPOS_NUM) return number_at(work, head, scratch);
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE; child = work->r->next_sibling[child]) {
        if (tree_is(work->r, child, REL_NUMMOD)) return number_at(work, child, scratch);
        bool plural = (work->tokens[head].morph & MORPH_PLURAL) != 0;
        if (tree_is(work->r, child, REL_DET) && !plural && is_kind(work, child, "indefinite", scratch)) return 1;
    }
    return 0;
}

// ---------------------------------------------------------------- phrases

// "four people familiar with the matter": what tells how anonymous voices know stays with them.
static range with_knowledge(const voices_work *work, uint32_t head, range of, hs_arena scratch) {
    uint32_t end = work->high[head];
    for (uint32_t i = of.end; i < end && i <= of.end + 1; i++) {
        hs_text key = {0};
        for (uint32_t size = 1; size <= 4 && i + size <= end; size++) {
            key = text_lower(&scratch, words_of(work, (range){i, i + size}));
            hs_text kind = voices_class(work->rules->phrases, key);
            if (!text_equal(kind, TEXT("knows"))) continue;
            while (end > i + size && work->tokens[end - 1].upos == UPOS_PUNCT) end--;
            uint32_t stop = i + size;
            while (stop < end && work->tokens[stop].upos != UPOS_PUNCT && work->tokens[stop].upos != UPOS_VERB &&
                   !(work->tokens[stop].morph & MORPH_RELATIVE))
                stop++;
            return (range){of.first, stop};
        }
    }
    return of;
}

static bool definite(const voices_work *work, uint32_t head, hs_arena scratch) {
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE; child = work->r->next_sibling[child]) {
        if (work->tokens[child].relation == REL_NMOD_POSS) return true;
        if (tree_is(work->r, child, REL_DET)) return !is_kind(work, child, "indefinite", scratch);
    }
    return false;
}

// Whose the noun is: "[her] aides", "the [mayor's] campaign"; HS_NONE.
static uint32_t owner_of(const voices_work *work, uint32_t head) {
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE && child < head; child = work->r->next_sibling[child])
        if (work->tokens[child].relation == REL_NMOD_POSS || work->tokens[child].morph & MORPH_POSSESSIVE) return voices_entity(work, child);
    return HS_NONE;
}

// "Her aides", "su equipo": who works for somebody and tells for him what he does; not: "two aides", "an aide to the mayor".
static bool name_staff(const voices_work *work, voice *v, uint32_t head, range phrase, hs_arena scratch) {
    uint32_t owner = voices_word_is(work->rules, text_lower(&scratch, work->tokens[head].lemma), "staff") ? owner_of(work, head) : HS_NONE;
    if (owner == HS_NONE || work->r->entities[owner].type == HS_ENTITY_PLACE) return false;
    v->link.kind = HS_LINK_ROLE;
    v->link.name = words_of(work, phrase);
    v->link.body = work->r->entities[owner].name;
    return true;
}

static bool plural(const voices_work *work, uint32_t head) {
    if (work->tokens[head].morph & (MORPH_PLURAL | MORPH_SINGULAR)) return (work->tokens[head].morph & MORPH_PLURAL) != 0;
    return !text_equal_fold(work->tokens[head].form, work->tokens[head].lemma);
}

static bool is_counsel(const voices_work *work, uint32_t head, hs_arena scratch) {
    return coreference_is_counsel(work->r->knowledge->coreference, text_lower(&scratch, work->tokens[head].lemma));
}

// The named body a role speaks for: "a spokeswoman for the ministry", "the company's director"; of lawyers and spokespeople a person, too: "her
// lawyer", but not "their lawyer", whose clients are seldom whom the report has named last.
static hs_text body_of(const voices_work *work, uint32_t head, hs_arena scratch) {
    bool counsel = is_counsel(work, head, scratch);
    if (coreference_is_self(work->r->knowledge->coreference, work->r, head, scratch)) return (hs_text){0};
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE; child = work->r->next_sibling[child]) {
        if (!tree_is(work->r, child, REL_NMOD) && !tree_is(work->r, child, REL_COMPOUND) && !tree_is(work->r, child, REL_AMOD)) continue;
        uint32_t entity = voices_entity(work, child);
        if (entity == HS_NONE) continue;
        bool personal = work->tokens[child].morph & (MORPH_FEMININE | MORPH_MASCULINE);
        if (work->r->token_entity[child] == HS_NONE && counsel && work->tokens[child].upos == UPOS_PRON && !personal) continue;
        if (counsel || work->noun[head] == NOUN_spokes || work->r->entities[entity].type != HS_ENTITY_PERSON) return work->r->entities[entity].name;
    }
    return (hs_text){0};
}

static hs_text owner_words(hs_text words) {
    size_t mark = text_ends(words, TEXT("'s")) ? 2 : text_ends(words, TEXT("\xE2\x80\x99s")) ? 4 : 0;
    return text_slice(words, 0, words.size - mark);
}

// What hangs on a noun behind a preposition, without it: of "the chief of the general staff" the last three words.
static hs_text words_behind(const voices_work *work, uint32_t head, uint32_t child) {
    uint32_t first = child;
    while (first > head + 1 && tree_child(work->r, child, REL_CASE) != first - 1) first--;
    return words_of(work, (range){first, child + 1});
}

// "a spokesman for the mayor", "the federation's lawyer", "the fire brigade's commander", "the chief of the fire brigade": who it is, in the words of the
// text, where no name is known.
static hs_text described_body(const voices_work *work, uint32_t head, hs_arena scratch) {
    if (coreference_is_self(work->r->knowledge->coreference, work->r, head, scratch)) return (hs_text){0};
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE && child < head; child = work->r->next_sibling[child])
        if (work->tokens[child].relation == REL_NMOD_POSS && work->noun[child] == NOUN_body) return owner_words(words_of(work, (range){work->low[child], child + 1}));
    bool speaks = work->noun[head] == NOUN_spokes || is_counsel(work, head, scratch);
    for (uint32_t child = tree_child(work->r, head, REL_NMOD); child != HS_NONE; child = tree_next(work->r, child, REL_NMOD)) {
        if (child < head || tree_child(work->r, child, REL_CASE) == HS_NONE || work->tokens[child].upos != UPOS_NOUN) continue;
        bool linked = lexicon_find(work->r->knowledge->coreference->links, tree_case(work->r, child, &scratch)).count > 0;
        if (speaks || (work->noun[head] == NOUN_role && work->noun[child] == NOUN_body && linked)) return words_behind(work, head, child);
    }
    return (hs_text){0};
}

// The author of a paper: "a statement by X", "X's letter", "the Inspectorate report".
static uint32_t author_of(const voices_work *work, uint32_t head) {
    uint32_t best = HS_NONE;
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE; child = work->r->next_sibling[child]) {
        bool near = tree_is(work->r, child, REL_NMOD) || tree_is(work->r, child, REL_COMPOUND);
        uint32_t preposition = tree_child(work->r, child, REL_CASE);
        bool addressed = child > head && preposition != HS_NONE && voices_word_is(work->rules, work->tokens[preposition].form, "to"); // "a statement to Varn Radio"
        if (near && !addressed && work->tokens[child].upos != UPOS_NUM &&
            (voices_entity(work, child) != HS_NONE || work->tokens[child].upos == UPOS_PROPN || work->noun[child] == NOUN_body ||
             work->noun[child] == NOUN_role))
            best = child;
    }
    return best;
}

// An outlet that holds the paper or the person: "seen by the Courier", "who spoke with NBC".
static uint32_t holder_of(const voices_work *work, uint32_t head) {
    uint32_t end = work->high[head];
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[head]];
    if (end > sentence->first + sentence->count) end = sentence->first + sentence->count;
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE; child = work->r->next_sibling[child])
        if (child < head && work->tokens[child].upos == UPOS_PROPN && voices_is_outlet(work, child)) return child;
    bool clause = false;
    for (uint32_t i = head + 1; i < end; i++) {
        clause |= work->tokens[i].upos == UPOS_VERB;
        if (clause && work->tokens[i].upos == UPOS_PROPN && !tree_is(work->r, i, REL_COMPOUND) && voices_is_outlet(work, i)) return i;
    }
    return HS_NONE;
}

static hs_text outlet_name(const voices_work *work, uint32_t token) {
    uint32_t entity = voices_entity(work, token);
    if (entity != HS_NONE) return work->r->entities[entity].name;
    uint32_t first = token;
    while (first > work->low[token] && work->tokens[first - 1].upos == UPOS_PROPN) first--;
    return words_of(work, (range){first, token + 1});
}

// ---------------------------------------------------------------- kinds

static hs_link_kind kind_of_entity(const hs_entity *entity) {
    switch (entity->type) {
    case HS_ENTITY_PERSON: return HS_LINK_PERSON;
    case HS_ENTITY_OUTLET: return HS_LINK_OUTLET;
    default: return HS_LINK_ORGANISATION;
    }
}

static void name_entity(const voices_work *work, voice *v, uint32_t entity) {
    const hs_entity *e = &work->r->entities[entity];
    v->entity = entity;
    v->link.kind = voices_own_outlet(work, e->name) ? HS_LINK_OUTLET : kind_of_entity(e);
    v->link.name = e->name;
    if (e->type == HS_ENTITY_PERSON && e->body < work->r->entity_count) v->link.body = work->r->entities[e->body].name;
}

static void name_paper(const voices_work *work, voice *v, uint32_t head, hs_arena scratch) {
    uint32_t author = author_of(work, head);
    if (work->noun[head] == NOUN_utterance && author != HS_NONE) {
        uint32_t entity = voices_entity(work, author);
        if (entity != HS_NONE) { // "a statement by the ministry": the ministry speaks
            name_entity(work, v, entity);
            return;
        }
    }
    v->link.kind = HS_LINK_DOCUMENT;
    if (author != HS_NONE && voices_entity(work, author) != HS_NONE)
        v->link.body = work->r->entities[voices_entity(work, author)].name;
    (void)scratch;
}

// "media reports", "local media", and "reports" alone: nobody in particular; but: "the reports by the board"
static bool is_vague(const voices_work *work, uint32_t head, hs_arena scratch) {
    hs_text lemma = text_lower(&scratch, work->tokens[head].lemma);
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE && child < head; child = work->r->next_sibling[child]) {
        hs_text key = arena_phrase(&scratch, text_lower(&scratch, work->tokens[child].form), lemma);
        if (text_equal(voices_class(work->rules->media, key), TEXT("vague"))) return true;
    }
    return work->r->first_child[head] == HS_NONE && text_equal(voices_class(work->rules->media, text_lower(&scratch, work->tokens[head].form)), TEXT("vague"));
}

// "la web de verificación [Plomada]": the name at the end of a phrase for an outlet, its first token; HS_NONE where it ends with none.
static uint32_t name_at_end(const voices_work *work, uint32_t head, range phrase) {
    uint32_t first = phrase.end;
    while (first > head + 1 && work->tokens[first - 1].upos == UPOS_PROPN) first--;
    return first == phrase.end || (first && work->tokens[first - 1].upos == UPOS_ADP) ? HS_NONE : first;
}

static void name_noun(const voices_work *work, voice *v, uint32_t head, range phrase, hs_arena scratch) {
    v->link.name = words_of(work, phrase);
    if (is_vague(work, head, scratch)) {
        v->link.kind = HS_LINK_ANONYMOUS;
        v->link.count = count_of(work, head, scratch);
        return;
    }
    switch (work->noun[head]) {
    case NOUN_record: case NOUN_utterance: name_paper(work, v, head, scratch); break;
    case NOUN_outlet:
        if (!plural(work, head) && name_at_end(work, head, phrase) != HS_NONE) {
            v->link.kind = HS_LINK_OUTLET;
            v->link.name = words_of(work, (range){name_at_end(work, head, phrase), phrase.end});
            break;
        }
        v->link.kind = plural(work, head) ? HS_LINK_ANONYMOUS : HS_LINK_OUTLET;
        // "la televisión [pública]" is no word for whoever publishes this
        if (definite(work, head, scratch) && v->link.kind == HS_LINK_OUTLET && tree_child(work->r, head, REL_AMOD) != HS_NONE) v->link.kind = HS_LINK_ORGANISATION;
        else if (definite(work, head, scratch) && v->link.kind == HS_LINK_OUTLET && author_of(work, head) == HS_NONE) v->link.name = work->r->document->outlet;
        break;
    case NOUN_name: v->link.kind = work->tokens[head].upos == UPOS_PROPN ? HS_LINK_OUTLET : HS_LINK_ANONYMOUS; break;
    case NOUN_body:
        v->link.kind = HS_LINK_ORGANISATION;
        break;
    case NOUN_spokes: case NOUN_role:
        v->link.kind = plural(work, head) ? HS_LINK_ANONYMOUS : HS_LINK_ROLE;
        v->link.body = body_of(work, head, scratch);
        break;
    case NOUN_anonymous:
        if (owner_of(work, head) != HS_NONE && plural(work, head) && text_equal(voices_class(work->rules->documents, text_lower(&scratch, work->tokens[head].lemma)), TEXT("record"))) {
            name_paper(work, v, head, scratch); // "its own figures"; not: "two senior figures"
            break;
        }
        v->link.kind = definite(work, head, scratch) && !plural(work, head) ? HS_LINK_ROLE : HS_LINK_ANONYMOUS;
        v->link.body = body_of(work, head, scratch);
        if (v->link.body.size && is_counsel(work, head, scratch)) v->link.kind = HS_LINK_ROLE; // "lawyers for Halden" are Halden
        break;
    case NOUN_proper: {
        bool two = head > phrase.first && work->tokens[head - 1].upos == UPOS_PROPN;
        bool more = head + 1 < phrase.end && work->tokens[head + 1].upos == UPOS_PROPN;
        v->link.kind = two || more ? HS_LINK_PERSON : HS_LINK_ORGANISATION;
        break;
    }
    case NOUN_pronoun: v->link.kind = plural(work, head) ? HS_LINK_ANONYMOUS : HS_LINK_ROLE; break;
    default: // "the harbour master"; but: "villagers", "a diver"
        v->link.kind = definite(work, head, scratch) && !plural(work, head) ? HS_LINK_ROLE : HS_LINK_ANONYMOUS;
        break;
    }
    if (v->link.kind == HS_LINK_ANONYMOUS) v->link.count = count_of(work, head, scratch);
}

static void name_body_of(const voices_work *work, voice *v, uint32_t noun, hs_arena scratch) {
    if (!v->link.body.size) v->link.body = body_of(work, noun, scratch);
    if (!v->link.body.size) v->link.body = described_body(work, noun, scratch);
}

static bool is_office(const voices_work *work, uint32_t token) { return work->noun[token] == NOUN_spokes || work->noun[token] == NOUN_role; }

static bool is_comma(const voices_work *work, uint32_t token) { return text_equal(work->tokens[token].form, TEXT(",")); }

// "On Thursday, the chief of the coast guard, [Ada Pell], said": the office between the commas before a name, where the tree hung it on something else.
static uint32_t office_before(const voices_work *work, uint32_t head) {
    enum { MOST_STEPS = 3 };
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[head]];
    uint32_t first = head, entity = work->r->token_entity[head], end = head + 1;
    while (entity != HS_NONE && first > sentence->first && work->r->token_entity[first - 1] == entity) first--;
    while (entity != HS_NONE && end < sentence->first + sentence->count && work->r->token_entity[end] == entity) end++;
    if (first < sentence->first + 2 || end >= sentence->first + sentence->count || !is_comma(work, first - 1) || !is_comma(work, end)) return HS_NONE;
    uint32_t token = first - 2;
    for (uint32_t steps = 0; steps < MOST_STEPS && token != HS_NONE && token < first && work->sentence[token] == work->sentence[head]; steps++) {
        if (is_office(work, token)) return token;
        token = work->tokens[token].head;
    }
    return HS_NONE;
}

// Of a person by name whom the noun calls, or a noun beside it ("Ada Pell, a spokeswoman for the city, said"): for whom, where the person's own mention
// does not tell it.
static void name_body(const voices_work *work, voice *v, uint32_t head, hs_arena scratch) {
    if (work->tokens[head].upos == UPOS_NOUN) name_body_of(work, v, head, scratch);
    for (uint32_t child = tree_child(work->r, head, REL_APPOS); child != HS_NONE; child = tree_next(work->r, child, REL_APPOS))
        if (is_office(work, child)) name_body_of(work, v, child, scratch);
    uint32_t office = v->link.body.size ? HS_NONE : office_before(work, head);
    if (office != HS_NONE) name_body_of(work, v, office, scratch);
}

// "el [propio] Sindicato Unido": a word before a name that the tree took for the subject, with the name as its part or as a second one.
static bool is_own(const voices_work *work, uint32_t head) {
    uint8_t upos = work->tokens[head].upos;
    if ((upos != UPOS_ADJ && upos != UPOS_DET) || head + 1 >= work->count || work->tokens[head + 1].upos != UPOS_PROPN) return false;
    uint32_t over = work->tokens[head + 1].head;
    return over == head || (over != HS_NONE && over == work->tokens[head].head && tree_is(work->r, head + 1, REL_NSUBJ));
}

void voices_name(const voices_work *work, voice *v, uint32_t head, range phrase, hs_arena scratch) {
    if (is_own(work, head)) {
        phrase = (range){head + 1, head + 2};
        while (phrase.end < work->count && work->tokens[phrase.end].upos == UPOS_PROPN && work->sentence[phrase.end] == work->sentence[head]) phrase.end++;
        head++;
    }
    uint32_t stands_for = antecedent(work, head, scratch);
    v->entity = HS_NONE;
    v->link.has_span = true;
    v->link.span = voices_bytes(work, phrase);
    if (stands_for != head) {
        head = stands_for;
        phrase = voices_phrase(work, head);
    }
    uint32_t entity = voices_entity(work, head);
    bool personal = work->tokens[head].morph & (MORPH_FEMININE | MORPH_MASCULINE) && work->tokens[head].upos == UPOS_PRON;
    bool they = work->tokens[head].upos == UPOS_PRON && (work->tokens[head].morph & (MORPH_PLURAL | MORPH_THIRD)) == (MORPH_PLURAL | MORPH_THIRD);
    uint32_t unnamed = (personal || they) && entity == HS_NONE ? coreference_unnamed(work->r, work->r->token_referent, head, scratch) : HS_NONE;
    if (unnamed != HS_NONE) head = unnamed, phrase = voices_phrase(work, head);
    if (work->tokens[head].upos != UPOS_PROPN && work->tokens[head].upos != UPOS_PRON) {
        uint32_t beside = named_beside(work, head);
        if (beside != HS_NONE) {
            name_entity(work, v, beside);
            name_body(work, v, head, scratch);
            return;
        }
    }
    if (entity == HS_NONE && personal && unnamed == HS_NONE)
        entity = person_before(work, head);
    bool named = entity != HS_NONE && (work->r->token_entity[head] != HS_NONE || work->noun[head] == NOUN_pronoun ||
                                       work->noun[head] == NOUN_role || work->noun[head] == NOUN_spokes ||
                                       work->noun[head] == NOUN_body || definite(work, head, scratch));
    bool paper = work->noun[head] == NOUN_record || work->noun[head] == NOUN_utterance;
    if (name_staff(work, v, head, phrase, scratch)) return;
    if (named && !(paper && work->tokens[head].upos == UPOS_NOUN)) {
        name_entity(work, v, entity);
        if (v->link.kind != HS_LINK_PERSON) return;
        name_body(work, v, head, scratch);
        return;
    }
    phrase = with_knowledge(work, head, phrase, scratch);
    name_noun(work, v, head, phrase, scratch);
    if (v->link.kind != HS_LINK_ANONYMOUS && v->link.kind != HS_LINK_DOCUMENT) return;
    uint32_t holder = holder_of(work, head);
    if (holder == HS_NONE) return;
    hs_text name = outlet_name(work, holder);
    if (!voices_own_outlet(work, name)) v->link.holder = name;
}

hs_text voices_outlet_name(const voices_work *work, uint32_t token) { return outlet_name(work, token); }
