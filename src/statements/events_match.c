// Matching the patterns of a word against the tree.
//
// In: a token and what stands around it (events_arguments.c). Out: the code of the pattern
// that fits best. Every pattern under the word's keys is tried: the lemma, lemma and
// particle ("blow up"), lemma and preposition ("look into", whose object is what the
// preposition governs), lemma and modifier ("hunger strike"), noun of noun ("state of
// emergency"). Longer keys and tighter frames win; among equals the first of the table.
// "=" takes the code of what the word is about, an operator combines it with its own.
// What it gets wrong: a sense that no frame tells apart ("strikes" without an object).
#include "statements/events_match.h"

#include "base/text.h"

static const uint32_t DEPTH_MOST = 12; // "agreed to call for an end to attacks on aid convoys" has four

static const event_code *code_within(coder *c, uint32_t token, uint32_t depth);
static uint32_t event_token(coder *c, uint32_t token, uint32_t depth);

coder coder_open(const reading *r, const events_lexicon *tables, hs_arena *scratch) {
    uint32_t count = r->parse->token_count + 1;
    return (coder){r,
                   tables,
                   arena_new(scratch, uint64_t, count),
                   arena_new(scratch, event_code, count),
                   arena_new(scratch, hs_text, count),
                   scratch};
}

// A verb's lemma that the lemmatizer cut wrongly, where the lexicon knows the right one: "tortur", "cancell".
static hs_text mended(coder *c, hs_text lemma) {
    if (lemma.size < 4 || lexicon_find(c->lexicon->patterns, lemma).count) return lemma;
    hs_text shorter = text_slice(lemma, 0, lemma.size - 1), longer = arena_print(c->scratch, "%.*se", TEXT_ARGS(lemma));
    if (lexicon_find(c->lexicon->patterns, longer).count) return longer;
    bool doubled = lemma.data[lemma.size - 1] == lemma.data[lemma.size - 2];
    return doubled && lexicon_find(c->lexicon->patterns, shorter).count ? shorter : lemma;
}

hs_text coder_lemma(coder *c, uint32_t token) {
    if (c->lemmas[token].size) return c->lemmas[token];
    hs_text lemma = tree_token(c->reading, token)->lemma;
    if (!lemma.size) lemma = tree_token(c->reading, token)->form;
    bool plain = true;
    for (size_t i = 0; i < lemma.size; i++) plain &= !byte_is_upper((unsigned char)lemma.data[i]) && !(lemma.data[i] & 0x80);
    if (!plain) lemma = text_lower(c->scratch, lemma);
    return c->lemmas[token] = tree_token(c->reading, token)->upos == UPOS_VERB ? mended(c, lemma) : lemma;
}

// ---------------------------------------------------------------- classes

static uint64_t bit(event_class class) { return (uint64_t)1 << class; }

static uint64_t classes_of_key(const coder *c, hs_text key) {
    lexicon_rows rows = lexicon_find(c->lexicon->classes, key);
    if (!rows.count) return 0;
    size_t row = (size_t)(rows.cells - c->lexicon->classes->cells) / c->lexicon->classes->column_count;
    return c->lexicon->class_rows[row];
}

static uint64_t classes_of_entity(const hs_entity *entity) {
    switch (entity->type) {
    case HS_ENTITY_PERSON: return bit(CLASS_PERSON);
    case HS_ENTITY_GOVERNMENT: return bit(CLASS_GOV);
    case HS_ENTITY_ARMED_FORCE: return bit(CLASS_FORCE) | bit(CLASS_GROUP);
    case HS_ENTITY_ORGANISATION: return bit(CLASS_ORG);
    case HS_ENTITY_PLACE: return bit(CLASS_PLACE) | bit(CLASS_COUNTRY);
    case HS_ENTITY_FACILITY: return bit(CLASS_BUILDING);
    case HS_ENTITY_VEHICLE: return bit(CLASS_VEHICLE);
    case HS_ENTITY_GROUP: return bit(CLASS_GROUP);
    case HS_ENTITY_OUTLET: return bit(CLASS_ORG) | bit(CLASS_MEDIA);
    default: return 0;
    }
}

static bool is_modifier(const reading *r, uint32_t child) {
    return tree_is(r, child, REL_COMPOUND) || tree_is(r, child, REL_AMOD) || tree_is(r, child, REL_FLAT);
}

// "riot police", "human shield": the longer name of a thing says more than its noun.
static uint64_t classes_of_compound(coder *c, uint32_t token) {
    const reading *r = c->reading;
    uint64_t classes = 0;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        if (!is_modifier(r, child)) continue;
        hs_text a = coder_lemma(c, child), b = coder_lemma(c, token);
        classes |= classes_of_key(c, arena_phrase(c->scratch, a, b));
    }
    return classes;
}

// "they", not "it", which stands for things as well.
static bool is_person_pronoun(coder *c, uint32_t token) {
    const hs_token *t = tree_token(c->reading, token);
    return t->upos == UPOS_PRON && (t->morph & MORPH_PERSONAL) &&
           !events_word_is(c->lexicon, coder_lemma(c, token), "thing");
}

// "must release", "should leave": what its speaker wants done.
static bool is_demanded(coder *c, uint32_t token) {
    const reading *r = c->reading;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if (tree_is(r, child, REL_AUX) && events_word_is(c->lexicon, coder_lemma(c, child), "demand")) return true;
    return false;
}

// The noun that a measure counts: the prisoners of "dozens of prisoners"; else the token itself.
static uint32_t counted(coder *c, uint32_t token) {
    if (!events_word_is(c->lexicon, coder_lemma(c, token), "measure")) return token;
    const reading *r = c->reading;
    for (uint32_t child = tree_child(r, token, REL_NMOD); child != HS_NONE; child = tree_next(r, child, REL_NMOD))
        if (events_word_is(c->lexicon, tree_case(r, child, c->scratch), "object")) return child;
    return token;
}

uint64_t coder_classes(coder *c, uint32_t token) {
    uint64_t known = (uint64_t)1 << CLASS_MOST;
    if (c->classes[token] & known) return c->classes[token];
    c->classes[token] = known; // ends a circle
    uint32_t inside = counted(c, token);
    uint64_t of_inside = inside == token ? 0 : coder_classes(c, inside);
    const reading *r = c->reading;
    const hs_token *t = tree_token(r, token);
    uint64_t classes = known | of_inside | classes_of_key(c, coder_lemma(c, token));
    if (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN) classes |= classes_of_compound(c, token);
    uint32_t entity = r->token_entity[token];
    if (entity == HS_NONE) entity = r->token_referent[token];
    if (entity != HS_NONE) classes |= classes_of_entity(&r->entities[entity]);
    if (t->upos == UPOS_VERB && is_demanded(c, token)) classes |= bit(CLASS_DEMANDED);
    if (t->upos == UPOS_PROPN) classes |= bit(CLASS_NAME);
    if (t->upos == UPOS_NUM) classes |= bit(CLASS_NUM) | bit(CLASS_PERSON);
    if (is_person_pronoun(c, token) || t->upos == UPOS_DET) classes |= bit(CLASS_PERSON);
    return c->classes[token] = classes;
}

// ---------------------------------------------------------------- values

static bool has_modifier(coder *c, uint32_t token, hs_text modifier) {
    const reading *r = c->reading;
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child])
        if ((is_modifier(r, child) || tree_is(r, child, REL_NMOD)) && text_equal(coder_lemma(c, child), modifier)) return true;
    return false;
}

static bool has_modifiers(coder *c, uint32_t token, hs_text modifiers) {
    while (modifiers.size)
        if (!has_modifier(c, token, text_cut(&modifiers, ' '))) return false;
    return true;
}

// 0 where the word is not among the values, else how telling it is.
static uint32_t match_words(coder *c, hs_text words, uint32_t token) {
    hs_text lemma = coder_lemma(c, token);
    while (words.size) {
        hs_text value = text_cut(&words, '|');
        if (!value.size || byte_is_upper((unsigned char)value.data[0])) continue;
        if (text_equal(value, lemma)) return 4;
        if (value.size <= lemma.size || !text_ends(value, lemma)) continue;
        hs_text modifier = text_slice(value, 0, value.size - lemma.size);
        if (text_ends(modifier, TEXT(" ")) && has_modifiers(c, token, text_slice(modifier, 0, modifier.size - 1))) return 5;
    }
    return 0;
}

static uint32_t match_value(coder *c, const frame_item *item, uint32_t token, uint32_t depth) {
    uint32_t words = match_words(c, item->words, token), inside = words ? token : counted(c, token);
    if (inside != token) words = match_words(c, item->words, inside);
    if (words) return words;
    uint64_t classes = coder_classes(c, token);
    if (classes & item->classes) return 3;
    if ((item->classes & bit(CLASS_EVENT)) && depth && event_token(c, token, depth - 1) != HS_NONE) return 3;
    return item->any ? 1 : 0;
}

static uint32_t match_preposition(coder *c, const frame_item *item, const event_arguments *a, uint32_t depth) {
    uint32_t best = 0;
    for (uint32_t i = 0; i < a->preposition_count; i++) {
        if (!text_equal(a->prepositions[i].preposition, item->preposition)) continue;
        uint32_t score = match_value(c, item, a->prepositions[i].token, depth);
        if (score > best) best = score;
    }
    return best ? best + 1 : 0;
}

static uint32_t match_item(coder *c, const frame_item *item, const event_arguments *a, uint32_t depth) {
    uint32_t token = item->slot == FRAME_SUBJECT ? a->subject : item->slot == FRAME_OBJECT ? a->object : a->complement;
    if (item->slot == FRAME_PREPOSITION) return match_preposition(c, item, a, depth);
    if (item->alone && a->complement != HS_NONE) return 0;
    if (item->none) return token == HS_NONE ? 2 : 0;
    return token == HS_NONE ? 0 : match_value(c, item, token, depth);
}

// ---------------------------------------------------------------- patterns

typedef struct candidate {
    uint32_t pattern, score;
    uint32_t object; // token that a preposition of the key made the object, HS_NONE
} candidate;

// How well the frame fits, 0 where it does not; an empty frame fits with 1.
static uint32_t match_frame(coder *c, const pattern *p, const event_arguments *a, uint32_t depth) {
    uint32_t score = 1;
    for (uint32_t i = 0; i < p->item_count; i++) {
        uint32_t item = match_item(c, &c->lexicon->items[p->first_item + i], a, depth);
        if (!item) return 0;
        score += item;
    }
    return score + (p->source == PATTERN_NONE && p->item_count); // another sense, where it is told apart
}

static void try_key(coder *c, hs_text key, char kind, uint32_t weight, const event_arguments *a, uint32_t object,
                    uint32_t depth, candidate *best) {
    const lexicon_table *table = c->lexicon->patterns;
    lexicon_rows rows = lexicon_find(table, key);
    if (!rows.count) return;
    uint32_t first = (uint32_t)((size_t)(rows.cells - table->cells) / table->column_count);
    for (uint32_t row = first; row < first + rows.count; row++) {
        const pattern *p = &c->lexicon->pattern_rows[row];
        if (p->kind != kind) continue;
        uint32_t score = match_frame(c, p, a, depth);
        if (score && score + weight > best->score) *best = (candidate){row, score + weight, object};
    }
}

static hs_text join(coder *c, hs_text a, hs_text b) {
    return arena_phrase(c->scratch, a, b);
}

// lemma + preposition: what the preposition governs is the object.
static void try_prepositions(coder *c, hs_text key, uint32_t weight, const event_arguments *a, uint32_t depth,
                             candidate *best) {
    for (uint32_t i = 0; i < a->preposition_count; i++) {
        event_arguments shifted = *a;
        shifted.object = a->prepositions[i].token;
        try_key(c, join(c, key, a->prepositions[i].preposition), 'v', weight, &shifted, shifted.object, depth, best);
    }
}

static void try_verb(coder *c, uint32_t token, const event_arguments *a, uint32_t depth, candidate *best) {
    hs_text lemma = coder_lemma(c, token);
    try_key(c, lemma, 'v', 0, a, HS_NONE, depth, best);
    try_prepositions(c, lemma, 6, a, depth, best);
    for (uint32_t i = 0; i < a->particle_count; i++) {
        hs_text key = join(c, lemma, coder_lemma(c, a->particles[i]));
        try_key(c, key, 'v', 8, a, HS_NONE, depth, best);
        try_prepositions(c, key, 12, a, depth, best);
    }
    if (a->object != HS_NONE) try_key(c, join(c, lemma, coder_lemma(c, a->object)), 'v', 8, a, HS_NONE, depth, best);
}

static void try_noun(coder *c, uint32_t token, const event_arguments *a, uint32_t depth, candidate *best) {
    const reading *r = c->reading;
    hs_text lemma = coder_lemma(c, token);
    try_key(c, lemma, 'n', 0, a, HS_NONE, depth, best);
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        if (is_modifier(r, child)) {
            hs_text key = join(c, coder_lemma(c, child), lemma);
            uint32_t next = r->next_sibling[child];
            try_key(c, key, 'n', 8, a, HS_NONE, depth, best);
            if (next != HS_NONE && is_modifier(r, next))
                try_key(c, join(c, coder_lemma(c, child), join(c, coder_lemma(c, next), lemma)), 'n', 12, a, HS_NONE, depth, best);
        } else if (tree_is(r, child, REL_NMOD)) {
            hs_text preposition = tree_case(r, child, c->scratch);
            if (!preposition.size) continue;
            hs_text key = join(c, join(c, lemma, preposition), coder_lemma(c, child));
            try_key(c, key, 'n', 8, a, HS_NONE, depth, best);
        }
    }
}

static candidate best_pattern(coder *c, uint32_t token, const event_arguments *a, uint32_t depth) {
    candidate best = {HS_NONE, 0, HS_NONE};
    switch (tree_token(c->reading, token)->upos) {
    case UPOS_VERB:
    case UPOS_AUX: try_verb(c, token, a, depth, &best); break;
    case UPOS_NOUN:
    case UPOS_PROPN: try_noun(c, token, a, depth, &best); break;
    case UPOS_ADJ: try_key(c, coder_lemma(c, token), 'a', 0, a, HS_NONE, depth, &best); break;
    default: break;
    }
    return best;
}

// ---------------------------------------------------------------- codes

// The event that a noun is or that the noun before it is: "eased the curfew", "eased curfew hours".
static uint32_t event_token(coder *c, uint32_t token, uint32_t depth) {
    if (code_within(c, token, depth)->code != HS_NONE) return token;
    uint32_t child = tree_child(c->reading, token, REL_COMPOUND);
    for (; child != HS_NONE; child = tree_next(c->reading, child, REL_COMPOUND))
        if (code_within(c, child, depth)->code != HS_NONE) return child;
    return HS_NONE;
}

static bool take_content(coder *c, uint32_t token, uint32_t depth, event_code *out) {
    if (token != HS_NONE) token = event_token(c, token, depth);
    if (token == HS_NONE) return false;
    const event_code *inner = code_within(c, token, depth);
    out->content = token;
    out->inner = inner->code;
    // What an appeal is about counts, not the appeal: "rejected a call for talks" rejects talks.
    if (inner->inner != HS_NONE && inner->pattern != HS_NONE) {
        hs_text family = c->lexicon->pattern_rows[inner->pattern].family;
        if (text_equal(family, TEXT("appeal")) || text_equal(family, TEXT("demand"))) out->inner = inner->inner;
    }
    return true;
}

// What the act is about: the clause that completes the word, the object, then the prepositions in order.
static void find_content(coder *c, const event_arguments *a, uint32_t depth, event_code *out) {
    if (take_content(c, a->complement, depth, out)) return;
    if (take_content(c, a->object, depth, out)) return;
    for (uint32_t i = 0; i < a->preposition_count; i++) {
        hs_text preposition = a->prepositions[i].preposition;
        if (events_word_is(c->lexicon, preposition, "content") &&
            take_content(c, a->prepositions[i].token, depth, out))
            return;
    }
}

static void resolve(coder *c, const pattern *p, const event_arguments *a, uint32_t depth, event_code *out) {
    out->code = p->code;
    out->mode = p->mode;
    if (p->source == PATTERN_NONE) out->code = HS_NONE;
    if (p->source == PATTERN_NONE || p->source == PATTERN_CODE) return;
    if (depth) find_content(c, a, depth - 1, out);
    if (p->source == PATTERN_CONTENT) {
        out->code = out->content == HS_NONE ? HS_NONE : c->codes[out->content].code;
        if (out->content != HS_NONE) out->mode = c->codes[out->content].mode;
    } else if (out->inner != HS_NONE) {
        uint32_t both = events_code_upon(c->lexicon, p->family, out->inner);
        if (both != HS_NONE) out->code = both;
    }
}

static const event_code *code_within(coder *c, uint32_t token, uint32_t depth) {
    static const event_code none = {2, HS_NONE, HS_NONE, HS_NONE, HS_NONE, {0}};
    event_code *found = &c->codes[token];
    if (found->state == 2) return found;
    if (found->state == 1) return &none; // a circle: the word is about itself
    *found = none;
    found->state = 1;
    event_arguments a;
    if (c->reading->token_time[token] != HS_NONE && tree_token(c->reading, token)->upos == UPOS_PROPN) {
        found->state = 2; // "March" is no demonstration
        return found;
    }
    coder_arguments(c, token, &a);
    candidate best = best_pattern(c, token, &a, depth);
    if (best.pattern != HS_NONE) {
        found->pattern = best.pattern;
        if (best.object != HS_NONE) a.object = best.object;
        resolve(c, &c->lexicon->pattern_rows[best.pattern], &a, depth, found);
    }
    found->state = 2;
    return found;
}

const event_code *coder_code(coder *c, uint32_t token) { return code_within(c, token, DEPTH_MOST); }
