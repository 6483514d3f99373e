// From accepted cues to voices, from voices to chains, from chains to the statements.
//
// In: cues with their chosen content and source. Out: reading.voices in order of their
// cues, and for every statement its links, outermost first. A voice whose cue stands in the
// content of another is that one's inner voice; "told NBC", "seen by the Courier" and "NBC
// News' four sources" put an outlet outside; "citing four people" puts an inner voice
// under the cue it belongs to. The document's own outlet never enters a chain. A quotation
// that nobody was found for goes on the last speaker's.
#include "base/limits.h"
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/stage.h"
#include "statements/tree.h"
#include "statements/voices.h"
#include "statements/words.h"

typedef struct voice_list {
    voice *items;
    range (*parts)[CONTENT_PARTS]; // contents as tokens, beside items
    size_t count, capacity, parts_capacity;
    hs_arena *keep;
} voice_list;

static void set_contents(const voices_work *work, voice_list *list, uint32_t at, const range *parts, uint32_t count) {
    voice *v = &list->items[at];
    hs_span *spans = arena_new(list->keep, hs_span, count);
    for (uint32_t i = 0; i < count; i++) {
        spans[i] = voices_bytes(work, parts[i]);
        list->parts[at][i] = parts[i];
    }
    v->contents = spans;
    v->content_count = count;
    if (count) v->link.content = (hs_span){spans[0].start, spans[count - 1].end};
}

static uint32_t add_voice(const voices_work *work, voice_list *list, voice v, const range *parts, uint32_t count) {
    size_t used = list->count;
    *arena_push(list->keep, list->items, used, list->capacity) = v;
    size_t beside = list->count;
    arena_push(list->keep, list->parts, beside, list->parts_capacity);
    list->count = used;
    set_contents(work, list, (uint32_t)used - 1, parts, count);
    return (uint32_t)used - 1;
}

// ---------------------------------------------------------------- the cue's words

static hs_span cue_span(const voices_work *work, const cue *of) {
    uint32_t last = of->token;
    if (of->entry && of->entry->words > 1 && of->entry->upos != UPOS_VERB && of->entry->upos != UPOS_NOUN) {
        last += of->entry->words - 1u;
    } else if (of->entry && of->entry->upos == UPOS_ADP) {
        // "according to": the cue goes on over its own prepositions
        while (last + 1 < work->count && work->tokens[last + 1].upos == UPOS_ADP && work->sentence[last + 1] == work->sentence[last]) last++;
    } else {
        uint32_t particle = tree_child(work->r, of->token, REL_COMPOUND);
        if (particle != HS_NONE && particle > of->token && particle <= of->token + 2) last = particle;
    }
    return voices_bytes(work, (range){of->token, last + 1});
}

static bool mental_kind(uint8_t kind) {
    switch (kind) {
    case CUE_think: case CUE_want: case CUE_intend: case CUE_decide: case CUE_learn: case CUE_weigh: case CUE_refuse:
    case CUE_seem: case CUE_support: case CUE_oppose: return true;
    default: return false;
    }
}

// "The navy is drafting plans for a blockade": a word of planning or doing that only the weights took for a cue tells what is meant to
// be, not what is said.
static bool is_meant(const voices_work *work, const cue *of) {
    const stage_rules *stage = work->r->knowledge->stage;
    return !of->entry && stage && words_of_lemma(work->r, stage->operators, of->token).count > 0;
}

static bool quoted(const voices_work *work, range part) {
    uint32_t quote = work->quote[part.first];
    return quote != HS_NONE && work->quotes[quote].tokens.first == part.first && work->quote[part.end - 1] == quote;
}

// "[Police] arrested a clerk, they said": the subject of the clause that is told, where it is people without a name.
static uint32_t told_people(const voices_work *work, uint32_t subject) {
    uint8_t noun = work->noun[subject];
    bool people = noun == NOUN_body || noun == NOUN_anonymous || noun == NOUN_role || noun == NOUN_spokes;
    return people && work->tokens[subject].upos == UPOS_NOUN && work->tokens[subject].morph & MORPH_PLURAL ? subject : HS_NONE;
}

// The subject of the clause that is told before the cue: "[Halden Freight] has raised its bid for Merrow, it said", "[Ada Pell] will not resign, she told
// reporters". A thing for "it", a person for "she"; not of a passive, which another tells. HS_NONE.
static uint32_t told_subject(const voices_work *work, const cue *of) {
    const content *one = &of->contents[of->content];
    uint32_t head = of->sources[of->source].head, morph = head == HS_NONE ? 0 : work->tokens[head].morph;
    if (head == HS_NONE || work->tokens[head].upos != UPOS_PRON || !(morph & MORPH_THIRD) || !one->part_count) return HS_NONE;
    range told = one->parts[0];
    if (told.end > of->token || work->sentence[told.first] != work->sentence[of->token] || work->quote[told.first] != HS_NONE) return HS_NONE;
    for (uint32_t t = told.first; t < told.end; t++) {
        uint32_t over = work->tokens[t].head, subject = tree_child(work->r, t, REL_NSUBJ);
        bool top = over == HS_NONE || over < told.first || over >= told.end;
        if (!top || subject == HS_NONE || subject > t || subject < told.first || work->tokens[subject].relation == REL_NSUBJ_PASS) continue;
        if (morph & MORPH_PLURAL) return told_people(work, subject);
        uint32_t entity = voices_entity(work, subject);
        bool gendered = morph & (MORPH_FEMININE | MORPH_MASCULINE) && !(morph & MORPH_FEMININE && morph & MORPH_MASCULINE);
        // "the insurer, Halden Mutual, is offering a reward, it said"
        if (entity == HS_NONE && !gendered && work->tokens[subject].upos == UPOS_NOUN && tree_child(work->r, subject, REL_APPOS) != HS_NONE) return subject;
        if (entity == HS_NONE || work->tokens[subject].upos == UPOS_PRON) return HS_NONE;
        uint8_t type = work->r->entities[entity].type;
        bool person = type == HS_ENTITY_PERSON, thing = !person && type != HS_ENTITY_PLACE && type != HS_ENTITY_FACILITY && type != HS_ENTITY_VEHICLE;
        return (gendered ? person : thing) ? subject : HS_NONE;
    }
    return HS_NONE;
}

static voice make_voice(const voices_work *work, const cue *of, hs_arena scratch) {
    voice v = {.parent = HS_NONE, .cue_token = of->token, .entity = HS_NONE};
    const content *one = &of->contents[of->content];
    const source *from = &of->sources[of->source];
    uint8_t kind = of->entry ? of->entry->kind : CUE_none;
    v.link.cue_span = cue_span(work, of);
    v.link.cue = tree_text(work->r, v.link.cue_span);
    v.link.denies = kind == CUE_deny;
    v.link.mental = mental_kind(kind) || is_meant(work, of);
    bool reader = from->head != HS_NONE && work->tokens[from->head].morph & MORPH_SECOND; // "you won't believe"
    v.link.believes = (kind == CUE_think || kind == CUE_want) && !reader && !voices_word_is(work->rules, work->tokens[of->token].lemma, "unsaid");
    v.rule = of->plain ? "plain pattern of a cue" : work->rules->model ? "weights of a cue, its content and its source" : "cue and its frame";
    v.link.manner = quoted(work, one->parts[0]) ? HS_MANNER_QUOTE : HS_MANNER_INDIRECT;
    if (from->head != HS_NONE) {
        uint32_t subject = told_subject(work, of);
        voices_name(work, &v, subject == HS_NONE ? from->head : subject, subject == HS_NONE ? from->tokens : voices_phrase(work, subject), scratch);
        v.link.span = subject == HS_NONE ? v.link.span : voices_bytes(work, from->tokens);
        // "Radio Varn cited two officers as saying": the outlet holds them
        uint32_t citing = voices_cited_teller(work, of->token) == from->head ? tree_child(work->r, work->tokens[from->head].head, REL_NSUBJ) : HS_NONE;
        if (citing != HS_NONE && !v.link.holder.size && voices_is_outlet(work, citing)) v.link.holder = voices_outlet_name(work, citing);
    } else if (of->label) {
        v.link.kind = HS_LINK_UNNAMED;
        v.link.has_span = true;
        v.link.span = work->tokens[of->token - 1].span;
        v.link.name = tree_text(work->r, v.link.span);
    } else if (voices_heard(work, of)) {
        // "media reports that": the tellings are all that is named; not what they tell
        range phrase = voices_phrase(work, of->token);
        voices_name(work, &v, of->token, (range){phrase.first, of->token + 1}, scratch);
        v.link.kind = HS_LINK_ANONYMOUS;
    } else {
        v.link.kind = HS_LINK_UNNAMED;
        v.link.has_span = true;
        v.link.span = v.link.cue_span;
        v.link.manner = v.link.manner == HS_MANNER_QUOTE ? HS_MANNER_QUOTE : HS_MANNER_REPORTEDLY;
    }
    return v;
}

// ---------------------------------------------------------------- outer and inner voices

static hs_link outlet_link(const voices_work *work, const voice *inner, hs_text name, hs_span span) {
    hs_link link = {.kind = HS_LINK_OUTLET, .manner = HS_MANNER_INDIRECT, .name = name, .cue = inner->link.cue,
                    .cue_span = inner->link.cue_span, .has_span = span.end > span.start, .span = span};
    (void)work;
    return link;
}

// "told NBC in a message", "said in an interview with the Gazette": the outlet that was told.
static uint32_t told_outlet(const voices_work *work, uint32_t token) {
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(work->tokens[child].relation);
        if (relation != REL_OBJ && relation != REL_IOBJ && relation != REL_OBL) continue;
        if (child > token && work->tokens[child].upos == UPOS_PROPN && voices_is_outlet(work, child)) return child;
        // "in an interview with the Gazette", before the verb or behind it
        for (uint32_t inner = work->r->first_child[child]; inner != HS_NONE; inner = work->r->next_sibling[inner])
            if (relation == REL_OBL && tree_is(work->r, inner, REL_NMOD) && work->tokens[inner].upos == UPOS_PROPN &&
                work->noun[child] == NOUN_utterance && voices_is_outlet(work, inner))
                return inner;
    }
    return HS_NONE;
}

// Puts an outlet outside of `at` where the text names the one that holds it.
static void add_holder(const voices_work *work, voice_list *list, uint32_t at) {
    voice inner = list->items[at];
    hs_text name = inner.link.holder;
    hs_span span = {0};
    if (!name.size && inner.cue_token != HS_NONE && inner.link.kind != HS_LINK_OUTLET) {
        uint32_t told = told_outlet(work, inner.cue_token);
        if (told != HS_NONE) name = voices_outlet_name(work, told), span = work->tokens[told].span;
    }
    if (!name.size || inner.parent != HS_NONE || voices_own_outlet(work, name)) return;
    if (inner.link.kind == HS_LINK_ANONYMOUS || inner.link.kind == HS_LINK_DOCUMENT) list->items[at].link.holder = name;
    range parts[CONTENT_PARTS];
    memcpy(parts, list->parts[at], sizeof parts);
    voice outer = {.link = outlet_link(work, &inner, name, span), .parent = HS_NONE, .cue_token = inner.cue_token, .entity = HS_NONE,
                   .rule = "outlet that was told or holds it"};
    uint32_t outside = add_voice(work, list, outer, parts, inner.content_count);
    list->items[at].parent = outside;
}

// "…, citing four people familiar with the matter": who is cited speaks inside the cue above.
static bool add_cited(const voices_work *work, voice_list *list, const cue *of, const uint32_t *voice_at, hs_arena scratch) {
    uint32_t cited = tree_child(work->r, of->token, REL_OBJ), up = of->token;
    if (cited == HS_NONE) cited = tree_child(work->r, of->token, REL_OBL);
    if (cited == HS_NONE || cited < of->token) return false;
    uint8_t noun = work->noun[cited];
    if (noun == NOUN_none && voices_entity(work, cited) == HS_NONE) return false;
    uint32_t above = HS_NONE;
    for (unsigned steps = 0; steps < 3 && above == HS_NONE; steps++) {
        up = work->tokens[up].head;
        if (up == HS_NONE) return false;
        above = voice_at[up];
    }
    if (above == HS_NONE || list->items[above].cue_token == of->token) return false;
    voice v = {.parent = above, .cue_token = of->token, .entity = HS_NONE, .rule = "cited by the voice above"};
    v.link.cue_span = work->tokens[of->token].span;
    v.link.cue = tree_text(work->r, v.link.cue_span);
    v.link.manner = list->items[above].link.manner;
    voices_name(work, &v, cited, voices_phrase(work, cited), scratch);
    if (list->items[above].link.kind == HS_LINK_OUTLET && !v.link.holder.size && !voices_own_outlet(work, list->items[above].link.name) &&
        (v.link.kind == HS_LINK_ANONYMOUS || v.link.kind == HS_LINK_DOCUMENT))
        v.link.holder = list->items[above].link.name;
    range parts[CONTENT_PARTS];
    memcpy(parts, list->parts[above], sizeof parts);
    add_voice(work, list, v, parts, list->items[above].content_count);
    return true;
}

// "Inspectors warned that water was seeping, according to a memo": the tree may hang the memo
// on the seeping, but what frames the warning stands outside of what was warned.
static void cut_frames(const voices_work *work, voice_list *list, const uint32_t *entry_upos) {
    for (uint32_t x = 0; x < list->count; x++) {
        if (entry_upos[x] != UPOS_ADP) continue;
        uint32_t frame = list->items[x].cue_token;
        for (uint32_t y = x < 16 ? 0 : x - 16; y < list->count && y < x + 16; y++) {
            uint32_t cue_token = list->items[y].cue_token, last = list->items[y].content_count - 1;
            if (y == x || !list->items[y].content_count || cue_token == HS_NONE || cue_token > frame) continue;
            range *part = &list->parts[y][last];
            bool framed = false;
            for (uint32_t p = 0; p < list->items[x].content_count; p++)
                framed |= cue_token >= list->parts[x][p].first && cue_token < list->parts[x][p].end;
            if (!framed || frame <= part->first + 1 || frame >= part->end) continue;
            range cut = {part->first, frame};
            while (cut.end > cut.first + 1 && work->tokens[cut.end - 1].upos == UPOS_PUNCT) cut.end--;
            range parts[CONTENT_PARTS];
            memcpy(parts, list->parts[y], sizeof parts);
            parts[last] = cut;
            set_contents(work, list, y, parts, last + 1);
        }
    }
}

// "Varn Radio reported that the bridge had closed, according to two officials": the officials
// told the outlet, so they stand inside; but: "the board said …, according to Varn Radio".
static void turn_frames(const voices_work *work, voice_list *list, const uint32_t *entry_upos) {
    for (uint32_t x = 0; x < list->count; x++) {
        voice *frame = &list->items[x];
        bool known = frame->link.kind == HS_LINK_ANONYMOUS || frame->link.kind == HS_LINK_DOCUMENT || frame->link.kind == HS_LINK_ROLE;
        if (entry_upos[x] != UPOS_ADP || !known || frame->link.holder.size) continue;
        for (uint32_t y = 0; y < list->count; y++) {
            const voice *outlet = &list->items[y];
            if (outlet->link.kind != HS_LINK_OUTLET || voices_own_outlet(work, outlet->link.name) || !outlet->content_count) continue;
            uint32_t at = outlet->cue_token;
            bool framed = false;
            for (uint32_t p = 0; p < frame->content_count; p++) framed |= at >= list->parts[x][p].first && at < list->parts[x][p].end;
            if (!framed || work->sentence[at] != work->sentence[frame->cue_token]) continue;
            frame->parent = y;
            frame->link.holder = outlet->link.name;
            range parts[CONTENT_PARTS];
            memcpy(parts, list->parts[y], sizeof parts);
            set_contents(work, list, x, parts, outlet->content_count);
            break;
        }
    }
}

// ---------------------------------------------------------------- quotations without a cue

static bool covered(const voice_list *list, range of) {
    for (size_t i = 0; i < list->count; i++)
        for (uint32_t p = 0; p < list->items[i].content_count; p++)
            if (list->parts[i][p].first <= of.first + 1 && list->parts[i][p].end + 1 >= of.end) return true;
    return false;
}

// “…,” he said. [next paragraph] “…”: a bare quotation goes on the last speaker's words.
static void add_bare_quotes(const voices_work *work, voice_list *list) {
    const hs_parse *parse = work->r->parse;
    size_t made = list->count;
    uint32_t last = HS_NONE;
    size_t next = 0;
    for (uint32_t q = 0; q < work->quote_count; q++) {
        range at = work->quotes[q].tokens;
        for (; next < made && (list->items[next].cue_token == HS_NONE || list->items[next].cue_token < at.first); next++)
            if (list->items[next].link.manner == HS_MANNER_QUOTE && list->items[next].link.kind != HS_LINK_UNNAMED) last = (uint32_t)next;
        const hs_sentence *first = &parse->sentences[work->sentence[at.first]];
        const hs_sentence *end = &parse->sentences[work->sentence[at.end - 1]];
        bool alone = at.first == first->first && at.end + 1 >= end->first + end->count;
        if (!alone || !work->quotes[q].verbs || last == HS_NONE || covered(list, at)) continue;
        const hs_sentence *from = &parse->sentences[work->sentence[list->items[last].cue_token]];
        if (first->block > from->block + 2) continue;
        voice v = list->items[last];
        v.link.manner = HS_MANNER_QUOTE;
        v.rule = "quotation goes on without a cue";
        add_voice(work, list, v, &at, 1);
    }
}

// ---------------------------------------------------------------- nesting

static uint32_t total(const voice_list *list, uint32_t at) {
    uint32_t size = 0;
    for (uint32_t p = 0; p < list->items[at].content_count; p++) size += list->parts[at][p].end - list->parts[at][p].first;
    return size;
}

// Paints every token with the smallest voice over it; a voice's parent is what its cue is painted with.
static uint32_t *paint(const voices_work *work, voice_list *list, hs_arena *arena) {
    uint32_t *over = arena_new(arena, uint32_t, work->count + 1), *size = arena_new(arena, uint32_t, work->count + 1);
    for (uint32_t i = 0; i <= work->count; i++) over[i] = HS_NONE, size[i] = HS_NONE;
    for (uint32_t v = 0; v < list->count; v++) {
        uint32_t own = total(list, v);
        for (uint32_t p = 0; p < list->items[v].content_count; p++)
            for (uint32_t t = list->parts[v][p].first; t < list->parts[v][p].end; t++) {
                bool inner = over[t] != HS_NONE && (list->items[v].parent == over[t]);
                bool outer = over[t] != HS_NONE && list->items[over[t]].parent == v;
                if (inner || (own < size[t] && !outer)) over[t] = v, size[t] = own;
            }
    }
    return over;
}

static bool in_chain(const voice_list *list, uint32_t of, uint32_t at) {
    for (unsigned steps = 0; of != HS_NONE && steps < 64; steps++, of = list->items[of].parent)
        if (of == at) return true;
    return false;
}

static void nest(voice_list *list, const uint32_t *over) {
    for (uint32_t v = 0; v < list->count; v++) {
        uint32_t top = v; // an outer outlet stands outside; what holds both is found for the outermost
        for (unsigned steps = 0; list->items[top].parent != HS_NONE && steps < 64; steps++) top = list->items[top].parent;
        uint32_t cue_token = list->items[v].cue_token;
        if (cue_token == HS_NONE) continue;
        uint32_t above = over[cue_token];
        if (above != HS_NONE && !in_chain(list, above, top)) list->items[top].parent = above;
    }
}

// "I think" inside of a quotation: whoever is quoted; outside of any ("we reported on Monday"): who publishes it.
static void name_first_persons(const voices_work *work, voice_list *list, const uint32_t *source_of) {
    for (uint32_t v = 0; v < list->count; v++) {
        uint32_t head = source_of[v], parent = list->items[v].parent;
        if (head == HS_NONE || !(work->tokens[head].morph & MORPH_FIRST)) continue;
        hs_link *to = &list->items[v].link;
        if (parent == HS_NONE && work->quote[head] == HS_NONE) {
            to->kind = HS_LINK_OUTLET, to->name = work->r->document->outlet;
            continue;
        }
        if (parent == HS_NONE) continue;
        const hs_link *from = &list->items[parent].link;
        to->kind = from->kind, to->name = from->name, to->body = from->body, to->holder = from->holder, to->count = from->count;
        list->items[v].entity = list->items[parent].entity;
    }
}

// ---------------------------------------------------------------- statements

static hs_span part_over(const voice *v, hs_span predicate) {
    for (uint32_t i = 0; i < v->content_count; i++)
        if (predicate.start >= v->contents[i].start && predicate.start < v->contents[i].end) return v->contents[i];
    return v->link.content;
}

static bool same_voice(const hs_link *a, const hs_link *b) {
    return a->kind == b->kind && a->name.size && text_equal(a->name, b->name) && a->kind != HS_LINK_ANONYMOUS;
}

static bool is_conditional(const voices_work *work, uint32_t verb) {
    bool found = work->tokens[verb].morph & MORPH_CONDITIONAL;
    for (uint32_t child = tree_child(work->r, verb, REL_AUX); child != HS_NONE && !found; child = tree_next(work->r, child, REL_AUX))
        found = work->tokens[child].morph & MORPH_CONDITIONAL;
    return found;
}

// "Los rebeldes habrían tomado el puente, pero el ejército [envió] refuerzos": a clause beside that of the auxiliary, with a subject
// of its own and not of its form, is no rumour.
static bool is_beside_rumour(const voices_work *work, const voice *v, uint32_t token) {
    if (v->link.kind != HS_LINK_UNNAMED || v->cue_token == HS_NONE || work->tokens[v->cue_token].upos != UPOS_AUX) return false;
    uint32_t rumour = work->tokens[v->cue_token].head;
    for (uint32_t steps = 0; token != HS_NONE && token != rumour && steps < LIMIT_CHAIN_LINKS; steps++, token = work->tokens[token].head)
        if (tree_is(work->r, token, REL_CONJ) && tree_child(work->r, token, REL_NSUBJ) != HS_NONE && !is_conditional(work, token)) return true;
    return false;
}

// A clause with a relative pronoun; not all treebanks have a relation of its own for it.
static bool is_relative(const voices_work *work, uint32_t verb) {
    if (!tree_is(work->r, verb, REL_ACL)) return false;
    for (uint32_t child = work->r->first_child[verb]; child != HS_NONE && child < verb; child = work->r->next_sibling[child])
        if (work->tokens[child].morph & MORPH_RELATIVE) return true;
    return work->tokens[verb].relation == REL_ACL_RELCL;
}

// "La oposición pidió la dimisión del ministro, que se [negó] a hablar": what the reporter adds to a noun that somebody asks for, behind
// a comma, is no part of it; but: "dijo que el ministro, que se negó, …", where the clause is told.
static bool is_added(const voices_work *work, const voice *v, uint32_t token) {
    const reading *r = work->r;
    if (v->cue_token == HS_NONE || v->link.manner == HS_MANNER_QUOTE) return false;
    for (uint32_t steps = 0; token != HS_NONE && token > v->cue_token && steps < LIMIT_CHAIN_LINKS; steps++, token = work->tokens[token].head) {
        if (!is_relative(work, token)) continue;
        uint32_t first = work->low[token], noun = work->tokens[token].head;
        bool comma = text_equal(work->tokens[first].form, TEXT(",")) || (first && text_equal(work->tokens[first - 1].form, TEXT(",")));
        if (!comma) continue;
        while (noun != HS_NONE && noun > v->cue_token && tree_is(r, noun, REL_NMOD)) noun = work->tokens[noun].head;
        return noun != HS_NONE && tree_is(r, noun, REL_OBJ) && work->tokens[noun].head == v->cue_token;
    }
    return false;
}

// "Según dos fuentes, el ejército habría enviado …": the auxiliary says that somebody says so, and the text says who; but:
// "El ejército habría enviado …" alone.
static bool says_who_else(const voices_work *work, const voice_list *list, uint32_t inner, uint32_t at) {
    const voice *v = &list->items[at];
    if (v->link.kind != HS_LINK_UNNAMED || v->cue_token == HS_NONE || work->tokens[v->cue_token].upos != UPOS_AUX) return false;
    return at != inner || v->parent != HS_NONE;
}

static void give_links(const voices_work *work, const voice_list *list, hs_statement *st, uint32_t inner, hs_arena *keep) {
    hs_link chain[16];
    uint32_t count = 0;
    for (uint32_t v = inner; v != HS_NONE && count < LIMIT_CHAIN_LINKS; v = list->items[v].parent) {
        hs_link link = list->items[v].link;
        if (link.kind == HS_LINK_OUTLET && voices_own_outlet(work, link.name)) continue;
        if (says_who_else(work, list, inner, v) || is_beside_rumour(work, &list->items[v], st->token) || is_added(work, &list->items[v], st->token)) continue;
        if (count && same_voice(&link, &chain[count - 1])) {
            chain[count - 1].mental &= link.mental; // "it has agreed to sell, it said": it speaks
            chain[count - 1].believes &= link.believes;
            continue;
        }
        link.content = part_over(&list->items[v], st->predicate);
        uint32_t quote = st->token < work->count ? work->quote[st->token] : HS_NONE;
        if (v == inner && quote != HS_NONE && work->quotes[quote].tokens.end - work->quotes[quote].tokens.first > 4 && link.manner != HS_MANNER_REPORTEDLY &&
            (list->items[v].cue_token == HS_NONE || work->quote[list->items[v].cue_token] != quote))
            link.manner = HS_MANNER_QUOTE;
        chain[count++] = link;
    }
    if (!count) return;
    hs_link *links = arena_new(keep, hs_link, count);
    for (uint32_t i = 0; i < count; i++) links[i] = chain[count - 1 - i];
    st->links = links;
    st->link_count = count;
    st->content = links[count - 1].content;
}

// One reason a link, from the innermost voice out.
static void explain(reading *r, const voice_list *list, uint32_t voice_number, hs_statement *st, hs_arena *keep) {
    if (!r->explain || !st->link_count) return;
    for (uint32_t v = voice_number, links = 0; v != HS_NONE && links < LIMIT_CHAIN_LINKS; v = list->items[v].parent, links++) {
        const voice *one = &list->items[v];
        reading_explain(r, st, HS_ATTRIBUTE_ATTRIBUTION, one->rule, one->link.has_span ? one->link.span : one->link.cue_span, keep);
    }
}

// What is said in a content without a predicate becomes a statement of its own.
static void add_topics(const voices_work *work, const voice_list *list, reading *r, hs_arena *keep, hs_arena scratch) {
    uint32_t *tokens = arena_new(&scratch, uint32_t, list->count + 1), count = 0;
    for (uint32_t v = 0; v < list->count; v++) {
        uint32_t topic = voices_topic(work, list->parts[v], list->items[v].content_count);
        if (topic != HS_NONE && !predicates_in_heading(r, tree_sentence(r, topic))) tokens[count++] = topic;
    }
    if (count) predicates_add(r, tokens, count, keep, scratch);
}

// ---------------------------------------------------------------- half in quotation marks

// The clause before the cue that a quotation is part of or goes on with: "[The bridge will close on Monday], the mayor said, “if the river allows it”",
// "[The union warned that the alarm “can no longer be relied on”], the letter says". Empty where the quotation is a sentence of its own, or what stands before
// is no clause that is told.
static range clause_before(const voices_work *work, const cue *of, range quote) {
    uint32_t token = of->token, first = work->r->parse->sentences[work->sentence[token]].first, step;
    uint32_t told = work->tokens[token].head;
    if (!tree_is(work->r, token, REL_PARATAXIS)) told = tree_child(work->r, token, REL_CCOMP);
    uint32_t begins = quote.first;
    while (begins < quote.end && voices_is_mark(work, begins)) begins++;
    bool goes_on = begins < quote.end && code_is_lower(utf8_decode(work->tokens[begins].form, 0, &step));
    if (told == HS_NONE || told > token || told < first || !goes_on || work->sentence[quote.first] != work->sentence[token]) return (range){0};
    uint32_t subject = tree_child(work->r, token, REL_NSUBJ);
    uint32_t end = subject != HS_NONE && subject < token ? work->low[subject] : token;
    if (end <= first + 1 || end <= told || work->tokens[end - 1].upos != UPOS_PUNCT) return (range){0};
    return (range){first, end - 1};
}

static bool has_quote(const voices_work *work, range of) {
    for (uint32_t t = of.first; t < of.end; t++)
        if (work->quote[t] != HS_NONE) return true;
    return false;
}

// The parts of what is told with the whole clause that a fragment is quoted of; false where it is not such a fragment.
static bool join_clause(const voices_work *work, const cue *of, content *joined) {
    range quote = joined->parts[0], before = clause_before(work, of, quote);
    if (before.first == before.end) return false;
    if (quote.first < of->token) {
        bool inside = joined->part_count == 1 && quote.first > before.first + 1 && quote.end <= before.end + 1;
        if (inside) joined->parts[0] = before;
        return inside;
    }
    if (has_quote(work, before)) return false;
    memmove(joined->parts + 1, joined->parts, joined->part_count * sizeof *joined->parts);
    joined->parts[0] = before;
    joined->part_count++;
    return true;
}

// Cues of which only the half in quotation marks was taken for what they tell get the whole.
static void join_halves(voices_work *work, hs_arena *keep) {
    for (uint32_t i = 0; i < work->cue_count; i++) {
        cue *of = &work->cues[i];
        const content *half = &of->contents[of->content];
        bool quoted = half->type == CONTENT_UTTERANCE || half->type == CONTENT_QUOTE;
        bool verb = of->accepted && of->entry && of->entry->upos == UPOS_VERB;
        if (!verb || !quoted || !half->part_count || half->part_count == CONTENT_PARTS) continue;
        content joined = *half;
        if (!join_clause(work, of, &joined)) continue;
        content *contents = arena_new(keep, content, 2); // the first is no content
        contents[0] = of->contents[0], contents[1] = joined;
        of->contents = contents, of->content_count = 2, of->content = 1;
    }
}

// A kind of directive that makes its content no speech: "ordered the evacuation" is the deed's own stage.
static bool is_voice(const cue *of) { return of->accepted && !(of->entry && of->entry->kind == CUE_order); }

void voices_build(voices_work *work, reading *r, hs_arena *keep, hs_arena scratch) {
    voice_list list = {.keep = keep};
    join_halves(work, keep);
    uint32_t *voice_at = arena_new(&scratch, uint32_t, work->count + 1);
    uint32_t *source_of = arena_new(&scratch, uint32_t, 3 * (size_t)work->cue_count + work->quote_count + 1);
    for (uint32_t i = 0; i <= work->count; i++) voice_at[i] = HS_NONE;
    uint32_t *entry_upos = arena_new(&scratch, uint32_t, 3 * (size_t)work->cue_count + work->quote_count + 1);
    for (size_t i = 0; i <= 3 * (size_t)work->cue_count + work->quote_count; i++) source_of[i] = HS_NONE, entry_upos[i] = UPOS_COUNT;
    for (uint32_t i = 0; i < work->cue_count; i++) {
        const cue *of = &work->cues[i];
        if (!is_voice(of) || (of->entry && of->entry->kind == CUE_cite)) continue;
        const content *one = &of->contents[of->content];
        source_of[list.count] = of->sources[of->source].head;
        if (of->entry) entry_upos[list.count] = of->entry->upos;
        voice_at[of->token] = add_voice(work, &list, make_voice(work, of, scratch), one->parts, one->part_count);
    }
    for (uint32_t i = 0; i < work->cue_count; i++) {
        const cue *of = &work->cues[i];
        if (!of->entry || of->entry->kind != CUE_cite || add_cited(work, &list, of, voice_at, scratch) || !is_voice(of)) continue;
        const content *one = &of->contents[of->content];
        voice_at[of->token] = add_voice(work, &list, make_voice(work, of, scratch), one->parts, one->part_count);
    }
    cut_frames(work, &list, entry_upos);
    turn_frames(work, &list, entry_upos);
    add_bare_quotes(work, &list);
    for (uint32_t made = (uint32_t)list.count, v = 0; v < made; v++) add_holder(work, &list, v);
    uint32_t *over = paint(work, &list, &scratch);
    nest(&list, over);
    name_first_persons(work, &list, source_of);
    add_topics(work, &list, r, keep, scratch);
    for (uint32_t s = 0; s < r->statement_count; s++) {
        hs_statement *st = &r->statements[s];
        if (st->token >= work->count || over[st->token] == HS_NONE) continue;
        give_links(work, &list, st, over[st->token], keep);
        explain(r, &list, over[st->token], st, keep);
    }
    r->voices = list.items;
    r->voice_count = (uint32_t)list.count;
}
