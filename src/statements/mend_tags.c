// Tellings that stand behind what they tell, in tongues whose verbs say who by their form: "El muelle cerrará, [denunció] la central",
// "Ha vuelto a abrir, [precisó]", "… en junio, [avanzaron] a este diario fuentes del puerto"; and "El paro [lo anunció] el sindicato".
//
// In: a finite verb of telling in the third person, right behind a comma or a quotation, in a piece of the sentence that has no other
// verb. Out: the verb set beside the clause that it tells, with who tells as its subject. Method: the subject is the first noun of the piece that no
// preposition governs and that is no time; an adjective with an article that nothing follows is such a noun ("la central"); a noun that the
// parser put under the addressee's preposition is freed where the outlet that was told stands between. Where nobody
// stands there the verb keeps no subject: whoever spoke before goes on (voices_rules.c). But: "El alcalde vino, dijo que llovía y se
// fue", which has a clause of its own. Gets wrong: "Llegó el martes, anunció la huelga", where what stands behind is announced.
#include "base/text.h"
#include "statements/mend.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"

// The verb with its auxiliaries, and the words behind it up to the next mark.
typedef struct tag {
    uint32_t verb, first, end;
} tag;

static bool is_finite(const hs_token *t) { return (t->upos == UPOS_VERB || t->upos == UPOS_AUX) && t->morph & MORPH_FINITE; }

static bool tells(const reading *r, uint32_t verb) {
    const cue_entry *entry = voices_entry(r->knowledge->voices, r->parse->tokens[verb].lemma, UPOS_VERB);
    if (!entry || !(entry->frames & FRAME_CLAUSE)) return false;
    switch (entry->kind) {
    case CUE_say: case CUE_go: case CUE_warn: case CUE_promise: case CUE_deny: case CUE_accuse: case CUE_show: return true;
    default: return false;
    }
}

// False where the verb has a clause of its own or opens its sentence.
static bool read_tag(const reading *r, const hs_token *tokens, uint32_t verb, tag *out) {
    const hs_sentence *s = &r->parse->sentences[tree_sentence(r, verb)];
    uint32_t last = s->first + s->count, auxiliary = verb && tokens[verb - 1].upos == UPOS_AUX && tokens[verb - 1].head == verb ? verb - 1 : verb;
    bool third = is_finite(&tokens[auxiliary]) && tokens[auxiliary].morph & MORPH_THIRD;
    if (tokens[verb].upos != UPOS_VERB || !third || auxiliary < s->first + 2 || tokens[auxiliary - 1].upos != UPOS_PUNCT || !tells(r, verb)) return false;
    *out = (tag){verb, auxiliary, verb + 1};
    while (out->end < last && tokens[out->end].upos != UPOS_PUNCT) {
        const hs_token *t = &tokens[out->end];
        if (t->morph & MORPH_RELATIVE && out->end > verb + 1) break; // "afirma un vecino en un audio [que circula]"
        if (is_finite(t) || t->upos == UPOS_SCONJ || t->upos == UPOS_CCONJ || t->morph & MORPH_RELATIVE) return false;
        out->end++;
    }
    for (uint32_t child = r->first_child[verb]; child != HS_NONE && child < verb; child = r->next_sibling[child])
        if (tree_is(r, child, REL_MARK) || (tree_is(r, child, REL_NSUBJ) && child + 1 >= out->first)) return false;
    return true;
}

static bool agrees(const hs_token *noun, const hs_token *verb) {
    uint32_t number = MORPH_SINGULAR | MORPH_PLURAL;
    return !(noun->morph & number) || !(verb->morph & number) || noun->morph & verb->morph & number;
}

// "a [este] [diario] fuentes": who was told, which the parser made a part of who tells. Freed; the verb's.
static bool free_addressee(const reading *r, hs_token *tokens, const tag *of, uint32_t teller) {
    uint32_t mark = tree_child(r, teller, REL_CASE);
    if (mark == HS_NONE || mark < of->verb || mark + 3 != teller || tokens[mark + 1].upos != UPOS_DET) return false;
    hs_text lemma = tokens[teller - 1].lemma;
    bool outlet = voices_class(r->knowledge->voices->media, lemma).size > 0;
    if (!outlet || !tree_word_is(r, mark, "addressee")) return false;
    tokens[teller - 1].upos = UPOS_NOUN;
    tokens[teller - 1].head = of->verb, tokens[teller - 1].relation = REL_OBL;
    tokens[mark].head = tokens[mark + 1].head = teller - 1;
    return true;
}

// Who tells in the piece; HS_NONE.
static uint32_t find_teller(const reading *r, hs_token *tokens, const tag *of) {
    for (uint32_t t = of->verb + 1; t < of->end; t++) {
        uint8_t upos = tokens[t].upos;
        bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_NUM;
        bool bare = upos == UPOS_ADJ && t + 1 == of->end && tokens[t - 1].upos == UPOS_DET && tokens[t - 1].head == t; // "la [central]"
        bool within = tokens[t].head != HS_NONE && tokens[t].head > of->verb && tokens[t].head < of->end;
        if ((!noun && !bare) || within || tree_is(r, t, REL_OBL) || tree_is(r, t, REL_ADVMOD)) continue;
        uint32_t mark = tree_child(r, t, REL_CASE);
        if (mark != HS_NONE && mark > of->verb && !free_addressee(r, tokens, of, t)) continue;
        if (!agrees(&tokens[t], &tokens[of->first])) continue;
        if (bare) tokens[t].upos = UPOS_NOUN;
        return t;
    }
    return HS_NONE;
}

// The top of what stands before the tag: what it was hung on, or its highest word before.
static uint32_t told_before(const reading *r, const hs_token *tokens, const tag *of) {
    uint32_t head = tokens[of->verb].head;
    if (head != HS_NONE && head < of->first) return head;
    for (uint32_t child = r->first_child[of->verb]; child != HS_NONE && child < of->first; child = r->next_sibling[child])
        if (tokens[child].upos != UPOS_PUNCT && tokens[child].upos != UPOS_CCONJ && (tree_is(r, child, REL_CCOMP) || tree_is(r, child, REL_XCOMP) || tree_is(r, child, REL_ADVCL)))
            return child;
    return HS_NONE;
}

bool mend_tag(const reading *r, hs_token *tokens, uint32_t verb) {
    tag of;
    if (!tree_drops_subjects(r) || !read_tag(r, tokens, verb, &of)) return false;
    uint32_t told = told_before(r, tokens, &of), teller = tree_child(r, verb, REL_NSUBJ);
    if (told == HS_NONE) return false;
    if (teller == HS_NONE || teller < verb) teller = find_teller(r, tokens, &of);
    if (teller != HS_NONE) tokens[teller].head = verb, tokens[teller].relation = REL_NSUBJ;
    if (tokens[verb].head == told) tokens[verb].relation = REL_PARATAXIS;
    else tokens[told].relation = REL_CCOMP;
    return true;
}

// "El paro, que será largo, lo [anunció] anoche el sindicato": what stands in front is taken up by the pronoun, who does it stands behind.
bool mend_taken_up(const reading *r, hs_token *tokens, uint32_t verb) {
    uint32_t front = tree_child(r, verb, REL_NSUBJ), object = tree_child(r, verb, REL_OBJ), doer = HS_NONE;
    if (!tree_drops_subjects(r) || tokens[verb].upos != UPOS_VERB || !(tokens[verb].morph & MORPH_FINITE) || front == HS_NONE || front > verb || !tells(r, verb)) return false;
    bool clitic = object != HS_NONE && object + 1 == verb && tokens[object].upos == UPOS_PRON && tokens[object].morph & MORPH_THIRD;
    if (!clitic || object < 1 || tokens[front].upos == UPOS_PRON) return false;
    for (uint32_t child = tree_next(r, object, REL_OBJ); child != HS_NONE && doer == HS_NONE; child = tree_next(r, child, REL_OBJ))
        if (child > verb && tree_child(r, child, REL_CASE) == HS_NONE && agrees(&tokens[child], &tokens[verb])) doer = child;
    if (doer == HS_NONE) return false;
    tokens[front].relation = REL_OBJ;
    tokens[doer].relation = REL_NSUBJ;
    return true;
}
