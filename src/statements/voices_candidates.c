// What a cue could have as content and as source: every span that the tree and the
// quotation marks allow, for the rules and the weights to choose from.
//
// In: the tree, quotations, the lexicon's entries. Out: per cue two short lists whose first
// item is "none". A content is one or more runs of tokens; the whole sentence around the
// cue is one ("The dam held, the ministry said on Monday"), a dependent another ("said that
// the dam held"). On PolNeAR's development articles the lists hold 90 of 100
// contents (by half their tokens) and 95 of 100 sources; what a wrong tree takes apart is what they miss.
#include "base/text.h"
#include "statements/predicates.h"
#include "statements/tree.h"
#include "statements/voices.h"
#include "statements/words.h"

enum { CHILDREN_MOST = 6, CLIMB_MOST = 4 };

static uint32_t hash32(hs_text text) { return (uint32_t)text_hash(text, 1); }

static const cue_entry *find_entry(const voices_work *work, uint32_t token, hs_arena scratch) {
    const reading *r = work->r;
    const lexicon_word *lemma = r->words[token].small;
    // "point out", "call for": verb and particle or preposition as one key, where the lexicon has it
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        uint32_t word = child;
        if (!tree_is(r, child, REL_COMPOUND)) {
            if (!tree_is(r, child, REL_OBL) && !tree_is(r, child, REL_ADVMOD)) continue;
            uint32_t preposition = tree_child(r, child, REL_CASE);
            word = preposition != HS_NONE ? preposition : child;
        }
        if (word < token || word > token + 3) continue;
        hs_text key = arena_phrase(&scratch, r->words[token].lemma, work->tokens[word].form);
        const cue_entry *entry = voices_entry(work->rules, key, work->tokens[token].upos);
        if (entry) return entry;
    }
    const cue_entry *entry = voices_entry_of(work->rules, lemma, work->tokens[token].upos);
    // "reportedly" is one whatever the tagger says
    return entry || work->tokens[token].upos == UPOS_PROPN ? entry : voices_entry_of(work->rules, lemma, UPOS_ADV);
}

// "40 per cent", "two per household": how many to what, which is a bare noun that calls no voice; but: "per the coast guard", "per officials".
static bool is_ratio(const voices_work *work, uint32_t token) {
    uint32_t next = token + 1;
    if (next >= work->count || work->sentence[next] != work->sentence[token] || !voices_word_is(work->rules, work->r->words[token].lower, "ratio")) return false;
    return work->tokens[next].upos == UPOS_NOUN && work->noun[next] == NOUN_none;
}

// "according" is a verb, an adverb or a preposition to the tagger: the word alone decides. So do
// words together: "in the words of". `limit` is the sentence's end.
static const cue_entry *find_preposition(const voices_work *work, uint32_t token, uint32_t limit, hs_arena scratch) {
    static const uint8_t wanted[] = {UPOS_ADP, UPOS_ADV};
    uint32_t longest = work->rules->cues->longest_key;
    uint8_t upos = work->tokens[token].upos;
    const cue_entry *entry = voices_entry_of(work->rules, work->r->words[token].form, UPOS_ADP);
    if (entry && is_ratio(work, token)) return NULL;
    if (entry || (upos != UPOS_ADP && upos != UPOS_ADV && upos != UPOS_SCONJ)) return entry;
    hs_text key = work->r->words[token].lower;
    for (uint32_t words = 2; words <= longest && token + words <= limit; words++) {
        key = arena_phrase(&scratch, key, work->r->words[token + words - 1].lower);
        for (unsigned i = 0; i < sizeof wanted; i++)
            if ((entry = voices_entry(work->rules, key, wanted[i]))) return entry;
    }
    return NULL;
}

// "habría muerto": a form of an auxiliary that says by itself that somebody else says so.
static const cue_entry *find_auxiliary(const voices_work *work, uint32_t token) {
    lexicon_rows rows = words_of_form(work->r, work->rules->cues, token);
    for (uint32_t i = 0; i < rows.count; i++) {
        const cue_entry *entry = &work->rules->entries[(size_t)(rows.cells - work->rules->cues->cells) / rows.column_count + i];
        uint32_t verb = work->tokens[token].head;
        if (entry->upos == UPOS_AUX && verb != HS_NONE && work->tokens[verb].morph & MORPH_PARTICIPLE) return entry;
    }
    return NULL;
}

static void read_extents(voices_work *work) {
    const hs_parse *parse = work->r->parse;
    for (uint32_t i = 0; i < work->count; i++) work->low[i] = i, work->high[i] = i + 1;
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        uint32_t end = parse->sentences[s].first + parse->sentences[s].count;
        for (uint32_t i = parse->sentences[s].first; i < end; i++) {
            uint32_t steps = 0; // a broken tree must not hang us
            for (uint32_t up = work->tokens[i].head; up != HS_NONE && steps < parse->sentences[s].count; steps++) {
                if (i < work->low[up]) work->low[up] = i;
                if (i + 1 > work->high[up]) work->high[up] = i + 1;
                up = work->tokens[up].head;
            }
        }
    }
}

static uint8_t noun_of(const voices_work *work, uint32_t token, hs_arena scratch) {
    uint8_t upos = work->tokens[token].upos;
    if (upos == UPOS_PRON) return NOUN_pronoun;
    if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_ADJ && upos != UPOS_NUM && upos != UPOS_DET) return NOUN_none;
    if (upos == UPOS_NOUN && token && work->tokens[token - 1].head == token) { // "the coast guard", but "a guard"
        hs_text pair = arena_phrase(&scratch, text_lower(&scratch, work->tokens[token - 1].form), text_lower(&scratch, work->tokens[token].lemma));
        if (text_equal(voices_class(work->rules->people, pair), TEXT("body"))) return NOUN_body;
    }
    uint8_t kind = voices_noun(work->rules, work->r->words[token].small);
    return kind == NOUN_none && upos == UPOS_PROPN ? NOUN_proper : kind;
}

static uint32_t sense_of(const voices_work *work, uint32_t token) {
    uint8_t upos = work->tokens[token].upos;
    if (upos != UPOS_VERB && upos != UPOS_NOUN) return 0;
    lexicon_rows rows = lexicon_rows_of(work->rules->senses, work->r->words[token].small);
    hs_text field = lexicon_cell(work->rules->senses, rows, 0, upos == UPOS_VERB ? "verb" : "noun");
    return field.size ? hash32(field) : 0;
}

void voices_prepare(voices_work *work, hs_arena *arena) {
    uint32_t n = work->count;
    work->low = arena_new(arena, uint32_t, n + 1);
    work->high = arena_new(arena, uint32_t, n + 1);
    work->sentence = work->r->token_sentence;
    work->quote = arena_new(arena, uint32_t, n + 1);
    work->entry = arena_new(arena, const cue_entry *, n + 1);
    work->lemma = arena_new(arena, uint32_t, n + 1);
    work->form = arena_new(arena, uint32_t, n + 1);
    work->noun = arena_new(arena, uint8_t, n + 1);
    work->sense = arena_new(arena, uint32_t, n + 1);
    read_extents(work);
    for (uint32_t i = 0; i < n; i++) work->quote[i] = HS_NONE;
    voices_quotes(work, arena);
    for (uint32_t i = 0; i < n; i++) {
        hs_arena scratch = *arena;
        const hs_token *token = &work->tokens[i];
        work->form[i] = hash32(work->r->words[i].lower);
        work->lemma[i] = hash32(work->r->words[i].lemma);
        work->noun[i] = noun_of(work, i, scratch);
        work->sense[i] = sense_of(work, i);
        if (token->upos == UPOS_PUNCT || token->upos == UPOS_NUM) continue;
        const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[i]];
        work->entry[i] = find_preposition(work, i, sentence->first + sentence->count, scratch);
        if (!work->entry[i] && token->upos == UPOS_AUX) work->entry[i] = find_auxiliary(work, i);
        if (!work->entry[i]) work->entry[i] = find_entry(work, i, scratch);
        if (!work->entry[i] && token->upos == UPOS_VERB) work->entry[i] = voices_entry_of(work->rules, work->r->words[i].form, UPOS_VERB); // "dijeron"
    }
}

// Open-class words and the colon may be cues; so may "according" whatever its tag.
bool voices_is_candidate(const voices_work *work, uint32_t token) {
    const hs_token *t = &work->tokens[token];
    if (work->entry[token]) return true;
    switch (t->upos) {
    case UPOS_VERB: case UPOS_NOUN: case UPOS_ADJ: return true;
    case UPOS_PUNCT: return text_equal(t->form, TEXT(":")) || voices_signed_quote(work, token) != HS_NONE;
    default: return voices_is_mark(work, token) && voices_signed_quote(work, token) != HS_NONE;
    }
}

// ---------------------------------------------------------------- ranges

range voices_subtree(const voices_work *work, uint32_t token) {
    return (range){work->low[token], work->high[token]};
}

// Marks at the ends that belong to neither side: "…, " before, " ," behind.
static bool is_edge(const voices_work *work, uint32_t token) {
    const hs_token *t = &work->tokens[token];
    if (t->upos != UPOS_PUNCT || t->form.size != 1) return false;
    char c = t->form.data[0];
    return c == ',' || c == ';' || c == ':' || c == '-';
}

static range trim(const voices_work *work, range of) {
    while (of.first < of.end && is_edge(work, of.first)) of.first++;
    while (of.first < of.end && is_edge(work, of.end - 1)) {
        // the comma before a closing mark stays with the quote
        of.end--;
    }
    return of;
}

static bool has_word(const voices_work *work, range of) {
    for (uint32_t i = of.first; i < of.end; i++)
        if (work->tokens[i].upos != UPOS_PUNCT) return true;
    return false;
}

typedef struct content_list {
    content *items;
    uint32_t count;
} content_list;

static void add_content(const voices_work *work, content_list *list, content one) {
    uint8_t kept = 0;
    for (uint8_t i = 0; i < one.part_count; i++) {
        range part = trim(work, one.parts[i]);
        if (has_word(work, part)) one.parts[kept++] = part;
    }
    one.part_count = kept;
    if (!kept || list->count >= CONTENTS_MOST) return;
    for (uint32_t i = 1; i < list->count; i++) {
        const content *other = &list->items[i];
        if (other->part_count == kept && memcmp(other->parts, one.parts, kept * sizeof(range)) == 0) return;
    }
    list->items[list->count++] = one;
}

static void add_one(const voices_work *work, content_list *list, uint8_t type, range part) {
    add_content(work, list, (content){.type = type, .part_count = 1, .parts = {part}});
}

static void add_two(const voices_work *work, content_list *list, uint8_t type, uint8_t level, range a, range b) {
    add_content(work, list, (content){.type = type, .last_relation = level, .part_count = 2, .parts = {a, b}});
}

// ---------------------------------------------------------------- the cue's own words

// Dependents that belong to the cue's words and not to what it covers.
static bool in_group(uint8_t relation) {
    switch (ud_relation_universal(relation)) {
    case REL_NSUBJ: case REL_AUX: case REL_ADVMOD: case REL_OBL: case REL_IOBJ: case REL_EXPL: case REL_COMPOUND:
    case REL_CASE: case REL_FIXED: case REL_MARK: case REL_CC: case REL_COP: case REL_DET: case REL_NMOD: case REL_AMOD:
        return true;
    default: return false;
    }
}

// The cue with its subject, auxiliaries, adverbs and times: "the ministry said on Monday".
static range cue_group(const voices_work *work, uint32_t token) {
    const reading *r = work->r;
    range group = {token, token + 1};
    for (uint32_t child = r->first_child[token]; child != HS_NONE; child = r->next_sibling[child]) {
        if (work->tokens[child].upos == UPOS_PUNCT) continue;
        bool inside = in_group(work->tokens[child].relation);
        if (child < token) {
            if (!inside) group.first = token; // a clause between: the group begins behind it
            else if (work->low[child] < group.first) group.first = work->low[child];
        } else {
            if (!inside) break;
            if (work->high[child] > group.end) group.end = work->high[child];
        }
    }
    return group;
}

// ---------------------------------------------------------------- contents

static bool content_child(const voices_work *work, uint32_t child) {
    switch (ud_relation_universal(work->tokens[child].relation)) {
    case REL_CCOMP: case REL_XCOMP: case REL_OBJ: case REL_OBL: case REL_ACL: case REL_NMOD: case REL_ADVCL:
    case REL_CSUBJ: case REL_PARATAXIS: case REL_NSUBJ: case REL_APPOS: case REL_DEP: case REL_IOBJ: case REL_ADVMOD:
    case REL_COMPOUND: case REL_AMOD:
        return work->tokens[child].upos != UPOS_PUNCT;
    case REL_CONJ: return false;
    default: return false;
    }
}

// "seen [by the Courier]": who does it is not what it is about; but: "said by noon that …"
static bool is_agent(const voices_work *work, uint32_t token, uint32_t child) {
    if (!(work->tokens[token].morph & MORPH_PARTICIPLE) || !tree_is(work->r, token, REL_ACL)) return false;
    uint32_t preposition = tree_child(work->r, child, REL_CASE);
    return preposition != HS_NONE && voices_word_is(work->rules, work->tokens[preposition].form, "agent");
}

static void child_contents(const voices_work *work, uint32_t token, content_list *list) {
    uint32_t left[CHILDREN_MOST], right[CHILDREN_MOST], lefts = 0, rights = 0;
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        if (!content_child(work, child) || is_agent(work, token, child)) continue;
        if (child < token && work->high[child] <= token) {
            if (lefts == CHILDREN_MOST) memmove(left, left + 1, sizeof left - sizeof *left), lefts--;
            left[lefts++] = child;
        } else if (child > token && work->low[child] > token && rights < CHILDREN_MOST) {
            right[rights++] = child;
        }
    }
    for (uint32_t i = 0; i < rights; i++)
        for (uint32_t j = i; j < rights; j++)
            add_content(work, list,
                        (content){.type = CONTENT_CHILDREN, .relation = work->tokens[right[i]].relation,
                                  .last_relation = work->tokens[right[j]].relation, .part_count = 1,
                                  .parts = {{work->low[right[i]], work->high[right[j]]}}});
    // "described it as a fluke, but stopped short of …": the last dependent without what is joined to it
    for (uint32_t i = 0; i < rights; i++) {
        uint32_t joined = tree_child(work->r, right[i], REL_CONJ);
        if (joined == HS_NONE || joined < right[i]) continue;
        uint32_t end = work->low[joined];
        if (end > right[0] && end <= work->high[right[i]])
            add_content(work, list,
                        (content){.type = CONTENT_CHILDREN, .relation = work->tokens[right[0]].relation,
                                  .last_relation = REL_CONJ, .part_count = 1, .parts = {{work->low[right[0]], end}}});
    }
    for (uint32_t i = 0; i < lefts; i++)
        add_content(work, list,
                    (content){.type = CONTENT_CHILDREN, .relation = work->tokens[left[i]].relation,
                              .last_relation = REL_PUNCT, .part_count = 1,
                              .parts = {{work->low[left[i]], work->high[left[i]]}}});
    // "Trump's move was criticised as rash": subject and what stands behind
    for (uint32_t i = 0; i < lefts; i++)
        if (tree_is(work->r, left[i], REL_NSUBJ) && rights)
            add_content(work, list,
                        (content){.type = CONTENT_CHILDREN, .relation = work->tokens[left[i]].relation,
                                  .last_relation = work->tokens[right[rights - 1]].relation, .part_count = 2,
                                  .parts = {{work->low[left[i]], work->high[left[i]]},
                                            {work->low[right[0]], work->high[right[rights - 1]]}}});
}

// "said in a message that the bridge would stay open", "concluded in its report that …"
static void told_contents(const voices_work *work, uint32_t token, content_list *list) {
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        bool held = tree_is(work->r, child, REL_OBL) || tree_is(work->r, child, REL_OBJ);
        if (child < token || !held || work->noun[child] == NOUN_none) continue;
        for (uint32_t clause = work->r->first_child[child]; clause != HS_NONE; clause = work->r->next_sibling[clause]) {
            bool told = (tree_is(work->r, clause, REL_ACL) && work->tokens[clause].relation != REL_ACL_RELCL) || tree_is(work->r, clause, REL_CCOMP);
            if (clause < child || !told || tree_child(work->r, clause, REL_MARK) == HS_NONE) continue;
            add_content(work, list, (content){.type = CONTENT_TOLD, .relation = work->tokens[child].relation, .part_count = 1,
                                              .parts = {{work->low[clause], work->high[clause]}}});
        }
    }
}

static bool breaks(const voices_work *work, uint32_t token, uint32_t quote) {
    const hs_token *t = &work->tokens[token];
    return t->upos == UPOS_PUNCT && work->quote[token] == quote && (is_edge(work, token) || t->form.size > 1);
}

// Runs behind the cue that end at a comma, for the trees that hang a clause too high or too low.
static void run_contents(const voices_work *work, uint32_t token, range group, content_list *list) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    uint32_t starts[3], start_count = 0, ends = 0, end = sentence->first + sentence->count;
    starts[start_count++] = token + 1;
    if (group.end > token + 1) starts[start_count++] = group.end;
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE && start_count < 3; child = work->r->next_sibling[child])
        if (child > token && content_child(work, child) && work->low[child] > token + 1 && work->low[child] != group.end)
            starts[start_count++] = work->low[child];
    for (uint32_t i = token + 1; i < end && ends < 4; i++) {
        if (!breaks(work, i, work->quote[token])) continue;
        bool used = false;
        for (uint32_t s = 0; s < start_count; s++)
            if (starts[s] < i) {
                content one = {.type = CONTENT_RUN, .relation = (uint8_t)s, .last_relation = (uint8_t)ends, .part_count = 1,
                               .parts = {{starts[s], i}}};
                add_content(work, list, one);
                used = true;
            }
        ends += used;
    }
}

static bool is_break(const voices_work *work, uint32_t token) {
    hs_text form = work->tokens[token].form;
    return work->tokens[token].upos == UPOS_PUNCT && form.size && form.data[0] != '\'' && form.data[0] != '-' && form.data[0] != '$';
}

// The noun right before a verb that the tree gives no subject: "…, a person close to the board said".
static uint32_t noun_before(const voices_work *work, uint32_t token) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    uint32_t found = HS_NONE, first = token;
    while (first > sentence->first && token - first < 14 && !is_break(work, first - 1) && work->quote[first - 1] == work->quote[token]) {
        uint8_t upos = work->tokens[first - 1].upos;
        if (upos == UPOS_VERB || upos == UPOS_SCONJ || upos == UPOS_CCONJ) return HS_NONE;
        first--;
    }
    for (uint32_t i = first; i < token && found == HS_NONE; i++) {
        uint8_t upos = work->tokens[i].upos;
        if (upos == UPOS_ADP) return HS_NONE;
        bool more = i + 1 < token && (work->tokens[i + 1].upos == UPOS_NOUN || work->tokens[i + 1].upos == UPOS_PROPN);
        if ((upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM) && !more) found = i;
    }
    return found;
}

// The noun right behind a verb that stands behind a quotation or comma: "…,” said Ingrid Vale, who …".
static uint32_t noun_after(const voices_work *work, uint32_t token) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    uint32_t end = sentence->first + sentence->count, stop = token + 1;
    if (token == sentence->first || work->tokens[token - 1].upos != UPOS_PUNCT) return HS_NONE;
    for (; stop < end && stop - token <= 10 && !is_break(work, stop); stop++) {
        uint8_t upos = work->tokens[stop].upos;
        if (upos == UPOS_ADP || upos == UPOS_VERB || upos == UPOS_SCONJ || upos == UPOS_AUX) break;
    }
    for (uint32_t i = token + 1; i < stop; i++) {
        uint8_t upos = work->tokens[i].upos;
        uint32_t head = work->tokens[i].head;
        bool top = head == HS_NONE || head <= token || head >= stop;
        if (top && (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON)) return i;
    }
    return HS_NONE;
}

static bool parted(const voices_work *work, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (is_break(work, i)) return true;
    return false;
}

// The tree's subject, unless a noun stands nearer with no comma between:
//   …, a new step from strikes at sea, Varn Radio reported      "Varn Radio", not "step"
static uint32_t subject_of(const voices_work *work, uint32_t token) {
    uint32_t subject = tree_child(work->r, token, REL_NSUBJ);
    if (!work->entry[token] || work->tokens[token].upos != UPOS_VERB) return subject;
    // "the chief executive, Dorothea Lenz, told [a meeting]": who is told is not who tells
    bool addressed = work->entry[token]->frames & FRAME_ADDRESSEE && token && text_equal(work->tokens[token - 1].form, TEXT(",")) && (subject == HS_NONE || subject > token);
    uint32_t named = addressed ? noun_before(work, token - 1) : HS_NONE;
    if (named != HS_NONE && (work->tokens[named].upos == UPOS_PROPN || work->noun[named] != NOUN_none)) return named;
    if (subject != HS_NONE && (subject > token || !parted(work, subject, token))) return subject;
    uint32_t nearer = noun_before(work, token);
    if (nearer == HS_NONE && subject == HS_NONE) nearer = noun_after(work, token);
    return nearer != HS_NONE ? nearer : subject;
}

// "…, [precisó].": the form of the verb or of its auxiliary tells the person, where the language lets the subject go. Not the first person: "pedimos
// ayuda".
bool voices_is_dropped(const voices_work *work, uint32_t token) {
    if (!tree_drops_subjects(work->r)) return false;
    uint32_t morph = work->tokens[token].morph;
    if (token && morph & MORPH_PARTICIPLE && work->tokens[token - 1].upos == UPOS_AUX && work->tokens[token - 1].head == token) morph = work->tokens[token - 1].morph;
    return morph & MORPH_FINITE && morph & MORPH_THIRD && tree_child(work->r, token, REL_NSUBJ) == HS_NONE && work->quote[token] == HS_NONE;
}

// The first word of a cue that nobody stands beside: the verb or its auxiliary.
static uint32_t dropped_first(const voices_work *work, uint32_t token) {
    return token && work->tokens[token - 1].upos == UPOS_AUX && work->tokens[token - 1].head == token ? token - 1 : token;
}

bool voices_takes_up(const voices_work *work, uint32_t token) {
    const cue_entry *entry = work->entry[token];
    if (!entry || entry->upos != UPOS_VERB || !(entry->frames & FRAME_CLAUSE) || work->quote[token] != HS_NONE) return false;
    if (entry->kind != CUE_say && entry->kind != CUE_show && entry->kind != CUE_warn && entry->kind != CUE_accuse && entry->kind != CUE_learn) return false;
    bool taken = false;
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(work->tokens[child].relation);
        if (relation == REL_CCOMP || relation == REL_XCOMP || (relation == REL_OBJ && work->tokens[child].upos == UPOS_NOUN)) return false;
        bool beside = child + 2 >= token && child <= token + 1 && (relation == REL_OBJ || relation == REL_ADVMOD || relation == REL_IOBJ || relation == REL_EXPL);
        taken |= beside && voices_word_is(work->rules, work->tokens[child].form, "taken");
        if (beside && work->tokens[child].form.size == 2) { // "Lo anunció" opens its sentence
            char lower[2] = {(char)byte_lower((unsigned char)work->tokens[child].form.data[0]), (char)byte_lower((unsigned char)work->tokens[child].form.data[1])};
            taken |= voices_word_is(work->rules, (hs_text){lower, 2}, "taken");
        }
    }
    return taken;
}

// The sentence before, of the same paragraph or the last of the one before.
static void last_contents(const voices_work *work, uint32_t token, content_list *list) {
    uint32_t sentence = work->sentence[token];
    if (!sentence || !voices_takes_up(work, token)) return;
    const hs_sentence *before = &work->r->parse->sentences[sentence - 1];
    if (before->block + 1 < work->r->parse->sentences[sentence].block || !before->count) return;
    add_one(work, list, CONTENT_LAST, (range){before->first, before->first + before->count});
}

// A cue that commas cut out of its clause, read off the words since trees often hang it wrong:
//   The dam held, the ministry said on Monday, and so did the bridge.     around it
//   When the dam broke, the ministry said that …                          is not set in
static void set_in_contents(const voices_work *work, uint32_t token, content_list *list) {
    uint32_t subject = subject_of(work, token);
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    uint32_t end = sentence->first + sentence->count;
    bool dropped = subject == HS_NONE && voices_is_dropped(work, token);
    if ((subject == HS_NONE && !dropped) || work->tokens[token].upos != UPOS_VERB || work->quote[token] != HS_NONE) return;
    uint32_t low = dropped ? dropped_first(work, token) : subject < token ? subject : token;
    while (low > sentence->first && !is_break(work, low - 1)) { // its determiners and what else stands before it
        if (work->tokens[low - 1].upos == UPOS_VERB || work->tokens[low - 1].upos == UPOS_SCONJ) return;
        low--;
    }
    if (low < sentence->first + 2 || !is_break(work, low - 1)) return;
    uint32_t stop = token + 1;
    for (; stop < end && stop - token <= 14 && !is_break(work, stop); stop++)
        if (work->tokens[stop].upos == UPOS_SCONJ || (work->tokens[stop].morph & MORPH_FINITE && work->tokens[stop].upos == UPOS_VERB) ||
            tree_is(work->r, stop, REL_CCOMP) || tree_is(work->r, stop, REL_XCOMP))
            return;
    if (stop < end && !is_break(work, stop)) return;
    uint32_t last = end - 1;
    if (work->tokens[last].upos == UPOS_PUNCT && work->quote[last] == HS_NONE) end--;
    bool aside = stop + 1 < end && work->tokens[stop + 1].upos == UPOS_VERB && // ", asking not to be named"
                 (work->tokens[stop + 1].morph & (MORPH_GERUND | MORPH_PARTICIPLE)) && !(work->tokens[stop + 1].morph & MORPH_PAST);
    bool verb = false;
    for (uint32_t i = sentence->first; i < low; i++) verb |= work->tokens[i].upos == UPOS_VERB || work->tokens[i].upos == UPOS_AUX;
    if (!verb && (aside || stop + 1 >= end)) return;
    content one = {.type = CONTENT_AROUND, .relation = CONTENT_SET_IN, .part_count = 1, .parts = {{sentence->first, low - 1}}};
    if (stop + 1 < end && !aside) one.parts[one.part_count++] = (range){stop, end};
    add_content(work, list, one);
}

static void sentence_contents(const voices_work *work, range group, uint32_t token, content_list *list) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    range before = {sentence->first, group.first}, after = {group.end, sentence->first + sentence->count};
    // the sentence's own full stop is nobody's content
    uint32_t last = after.end - 1;
    if (after.end > after.first && work->tokens[last].upos == UPOS_PUNCT && work->quote[last] == HS_NONE) after.end--;
    // "Two died, according to the police; the army says five": what stands behind the mark is another's
    if (after.end > after.first && before.end > before.first && text_equal(work->tokens[after.first].form, TEXT(";"))) after.end = after.first;
    add_one(work, list, CONTENT_BEFORE, before);
    add_one(work, list, CONTENT_AFTER, after);
    add_two(work, list, CONTENT_AROUND, 0, before, after);
}

// The clauses above the cue without the cue's own group: "…, which, the ministry said, had held, …"
static void clause_contents(const voices_work *work, range group, uint32_t token, content_list *list) {
    uint32_t up = work->tokens[token].head;
    for (uint8_t level = 1; level <= CLIMB_MOST && up != HS_NONE; level++, up = work->tokens[up].head) {
        if (up >= group.first && up < group.end) continue;
        uint32_t low = work->low[up], high = work->high[up];
        if (low < group.first && high > group.end) add_two(work, list, CONTENT_CLAUSE, level, (range){low, group.first}, (range){group.end, high});
        if (low < group.first)
            add_content(work, list, (content){.type = CONTENT_CLAUSE, .relation = 1, .last_relation = level, .part_count = 1, .parts = {{low, group.first}}});
        if (high > group.end)
            add_content(work, list, (content){.type = CONTENT_CLAUSE, .relation = 2, .last_relation = level, .part_count = 1, .parts = {{group.end, high}}});
    }
}

static void head_contents(const voices_work *work, uint32_t token, content_list *list) {
    uint32_t head = work->tokens[token].head;
    if (head == HS_NONE) return;
    if (tree_is(work->r, token, REL_ACL) || tree_is(work->r, token, REL_AMOD)) {
        if (head < token) add_one(work, list, CONTENT_HEAD, (range){work->low[head], work->low[token]});
        else add_one(work, list, CONTENT_HEAD, (range){work->high[token], work->high[head]});
    }
}

static uint32_t near_quote(const voices_work *work, range group, uint32_t token) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    uint32_t best = HS_NONE, distance = HS_NONE;
    for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
        uint32_t quote = work->quote[i];
        if (quote == HS_NONE || quote == work->quote[token]) continue;
        uint32_t gap = i < group.first ? group.first - i : i >= group.end ? i - group.end : 0;
        if (gap < distance) distance = gap, best = quote;
    }
    return best;
}

static bool touches(const voices_work *work, range group, range quote) {
    uint32_t from = group.end <= quote.first ? group.end : quote.end, to = group.end <= quote.first ? quote.first : group.first;
    for (uint32_t i = from; i < to; i++)
        if (!voices_is_mark(work, i)) return false;
    return true;
}

// What a label with a name says: all of its paragraph behind the colon.
static void labelled_contents(const voices_work *work, uint32_t colon, content_list *list) {
    const hs_parse *parse = work->r->parse;
    uint32_t last = work->sentence[colon];
    while (last + 1 < parse->sentence_count && parse->sentences[last + 1].block == parse->sentences[last].block) last++;
    uint32_t end = parse->sentences[last].first + parse->sentences[last].count;
    while (end > colon + 1 && voices_is_mark(work, end - 1)) end--;
    add_content(work, list, (content){.type = CONTENT_NEXT, .relation = 1, .last_relation = 1, .part_count = 1, .parts = {{colon + 1, end}}});
}

static void quote_contents(const voices_work *work, cue *of, range group, content_list *list) {
    uint32_t quote = voices_signed_quote(work, of->token);
    if (quote == HS_NONE) quote = near_quote(work, group, of->token);
    // "The plan, according to two officials, is old. “It stays,” the mayor said.": a preposition frames what it touches
    bool frames = quote != HS_NONE && of->entry && of->entry->upos == UPOS_ADP;
    if (frames && !touches(work, group, work->quotes[quote].tokens)) quote = HS_NONE;
    const hs_parse *parse = work->r->parse;
    of->utterance = quote;
    if (quote != HS_NONE) {
        content one = {.type = CONTENT_UTTERANCE};
        one.part_count = (uint8_t)voices_utterance(work, quote, of->token, false, one.parts, CONTENT_PARTS);
        add_content(work, list, one);
        one.relation = 1;
        one.part_count = (uint8_t)voices_utterance(work, quote, of->token, true, one.parts, CONTENT_PARTS);
        add_content(work, list, one);
        add_one(work, list, CONTENT_QUOTE, work->quotes[quote].tokens);
        return;
    }
    // what a colon announces stands behind it or in the next sentence
    uint32_t next = work->sentence[of->token] + 1;
    if (next >= parse->sentence_count || !parse->sentences[next].count) return;
    uint32_t first = parse->sentences[next].first, end = first + parse->sentences[next].count;
    uint32_t opening = work->quote[first];
    uint32_t last = first - 1;
    bool colon = text_equal(work->tokens[last].form, TEXT(":"));
    if (opening == HS_NONE && !colon) return;
    content one = {.type = CONTENT_NEXT, .relation = colon};
    if (opening != HS_NONE && work->quotes[opening].tokens.first == first)
        one.part_count = (uint8_t)voices_utterance(work, opening, first, true, one.parts, CONTENT_PARTS);
    else
        one.part_count = 1, one.parts[0] = (range){first, end};
    add_content(work, list, one);
}

// ---------------------------------------------------------------- sources

typedef struct source_list {
    source *items;
    uint32_t count;
} source_list;

// The noun phrase of a source without relative clauses and appositions: "Signe Harlow" of
// "Signe Harlow, who teaches there".
range voices_phrase(const voices_work *work, uint32_t head) {
    range of = trim(work, voices_subtree(work, head));
    for (uint32_t child = work->r->first_child[head]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint8_t relation = ud_relation_universal(work->tokens[child].relation);
        bool outside = relation == REL_ACL || relation == REL_APPOS || relation == REL_PARATAXIS || relation == REL_CCOMP;
        if (child > head && outside && work->low[child] > head && work->low[child] < of.end) of.end = work->low[child];
        if (child < head && (relation == REL_CASE || relation == REL_CC || relation == REL_MARK) && work->low[child] == of.first)
            of.first = work->high[child];
    }
    // "[del] ministro": the article is written in one with the preposition
    if (of.first < head && work->tokens[of.first].upos == UPOS_DET && work->tokens[of.first].multiword_rest) of.first++;
    return trim(work, of);
}

static void add_source(const voices_work *work, source_list *list, uint8_t type, uint8_t distance, uint8_t path, uint32_t head) {
    if (list->count >= SOURCES_MOST || head == HS_NONE) return;
    for (uint32_t i = 1; i < list->count; i++)
        if (list->items[i].head == head) return;
    range tokens = type == SOURCE_SELF ? (range){head, head + 1} : voices_phrase(work, head);
    if (tokens.first < tokens.end)
        list->items[list->count++] = (source){type, distance, path, head, tokens};
}

static void own_sources(const voices_work *work, uint32_t token, uint8_t distance, uint8_t path, source_list *list) {
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint8_t relation = work->tokens[child].relation;
        switch (ud_relation_universal(relation)) {
        case REL_NSUBJ:
            add_source(work, list, distance ? SOURCE_CONTROL : SOURCE_SUBJECT, distance, distance ? path : relation, child);
            break;
        case REL_OBL: case REL_NMOD: {
            uint32_t preposition = tree_child(work->r, child, REL_CASE);
            bool agent = relation == REL_OBL_AGENT ||
                         (preposition != HS_NONE && voices_word_is(work->rules, work->tokens[preposition].form, "agent"));
            uint8_t type = relation == REL_NMOD_POSS ? SOURCE_OWNER : agent ? SOURCE_AGENT : SOURCE_FROM;
            if (!distance || type != SOURCE_FROM) add_source(work, list, type, distance, distance ? path : relation, child);
            break;
        }
        case REL_OBJ: case REL_IOBJ:
            add_source(work, list, SOURCE_OBJECT, distance, distance ? path : relation, child);
            break;
        case REL_COMPOUND: case REL_AMOD:
            if (!distance && work->tokens[child].upos != UPOS_ADP) add_source(work, list, SOURCE_OWNER, distance, relation, child);
            break;
        case REL_DET: // "their" in treebanks that call it a determiner
            if (work->tokens[child].morph & MORPH_POSSESSIVE) add_source(work, list, SOURCE_OWNER, distance, relation, child);
            break;
        default: break;
        }
    }
}

static void higher_sources(const voices_work *work, uint32_t token, source_list *list) {
    uint8_t path = work->tokens[token].relation;
    uint32_t at = token;
    for (uint8_t distance = 1; distance <= CLIMB_MOST; distance++) {
        uint32_t up = work->tokens[at].head;
        if (up == HS_NONE) return;
        uint8_t upos = work->tokens[up].upos;
        if (tree_is(work->r, at, REL_ACL) && (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM))
            add_source(work, list, SOURCE_MODIFIED, distance, path, up);
        own_sources(work, up, distance, path, list);
        at = up;
    }
}

// People, bodies and what is called by a noun for them.
static bool can_speak(const voices_work *work, uint32_t head) {
    uint32_t entity = voices_entity(work, head);
    if (entity != HS_NONE) {
        uint8_t type = work->r->entities[entity].type;
        return type == HS_ENTITY_PERSON || type == HS_ENTITY_ORGANISATION || type == HS_ENTITY_GOVERNMENT || type == HS_ENTITY_ARMED_FORCE || type == HS_ENTITY_OUTLET;
    }
    uint8_t noun = work->noun[head];
    if (lexicon_find(work->r->knowledge->predicates->persons, work->tokens[head].lemma).count) return true;
    return noun == NOUN_body || noun == NOUN_role || noun == NOUN_spokes || noun == NOUN_anonymous || noun == NOUN_outlet;
}

static bool same_number(const hs_token *a, const hs_token *b) {
    uint32_t number = MORPH_SINGULAR | MORPH_PLURAL;
    return !(a->morph & number) || !(b->morph & number) || a->morph & b->morph & number;
}

// Who spoke last in the paragraph, or up to two sentences before: the source of the last voice outside of quotations; HS_NONE.
static uint32_t last_speaker(const voices_work *work, uint32_t token, const hs_token *verb) {
    enum { LOOK_BACK = 8, SENTENCES = 2 };
    const hs_parse *parse = work->r->parse;
    uint32_t sentence = work->sentence[token], block = parse->sentences[sentence].block;
    for (uint32_t i = work->cue_count; i-- > 0 && work->cue_count - i <= LOOK_BACK;) {
        const cue *before = &work->cues[i];
        uint32_t at = work->sentence[before->token], head = before->accepted ? before->sources[before->source].head : HS_NONE;
        if (parse->sentences[at].block != block && at + SENTENCES < sentence) return HS_NONE;
        if (head != HS_NONE && at < sentence && work->quote[before->token] == HS_NONE && can_speak(work, head) && same_number(&work->tokens[head], verb)) return head;
    }
    return HS_NONE;
}

// Who goes on where the verb alone tells the person: who spoke last, else the subject of what is told where that can speak ("La alcaldesa vendrá, ha
// dicho"), else the subject of the sentence before.
static void dropped_sources(const voices_work *work, uint32_t token, source_list *list) {
    const hs_token *verb = &work->tokens[dropped_first(work, token)];
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    uint32_t speaker = voices_takes_up(work, token) ? HS_NONE : last_speaker(work, token, verb);
    if (speaker != HS_NONE) {
        add_source(work, list, SOURCE_LAST, 2, 0, speaker);
        return;
    }
    for (uint32_t before = 0; before <= 1 && before <= work->sentence[token]; before++) {
        const hs_sentence *s = sentence - before;
        uint32_t top = s->count ? s->root : HS_NONE, told = top == token ? tree_child(work->r, token, REL_CCOMP) : top;
        uint32_t subject = told == HS_NONE || s->block != sentence->block ? HS_NONE : tree_child(work->r, told, REL_NSUBJ);
        if (subject == HS_NONE || subject == token || !can_speak(work, subject) || !same_number(&work->tokens[subject], verb)) continue;
        add_source(work, list, SOURCE_LAST, 2, 0, subject);
        return;
    }
}

static void text_sources(const voices_work *work, uint32_t token, source_list *list) {
    const hs_parse *parse = work->r->parse;
    const hs_sentence *sentence = &parse->sentences[work->sentence[token]];
    if (voices_signed_quote(work, token) != HS_NONE) {
        uint32_t head = token + 1, end = sentence->first + sentence->count;
        while (work->tokens[head].head != HS_NONE && work->tokens[head].head > token && work->tokens[head].head < end) head = work->tokens[head].head;
        add_source(work, list, SOURCE_LABEL, 1, 0, head);
    } else if (work->tokens[token].upos == UPOS_PUNCT) {
        for (uint32_t i = token; i-- > sentence->first;)
            if (work->tokens[i].upos == UPOS_PROPN || work->tokens[i].upos == UPOS_NOUN || voices_entity(work, i) != HS_NONE) {
                uint32_t head = i;
                while (work->tokens[head].head != HS_NONE && work->tokens[head].head < token && work->tokens[head].upos != UPOS_VERB &&
                       work->tokens[work->tokens[head].head].upos != UPOS_VERB)
                    head = work->tokens[head].head;
                add_source(work, list, SOURCE_LABEL, 0, 0, head);
                break;
            }
    }
    if (work->tokens[token].upos == UPOS_NOUN || work->tokens[token].upos == UPOS_PROPN)
        add_source(work, list, SOURCE_SELF, 0, 0, token);
    unsigned near = 0;
    for (uint32_t i = token; i-- > sentence->first && near < 2;) {
        uint8_t upos = work->tokens[i].upos, relation = ud_relation_universal(work->tokens[i].relation);
        if ((upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_PRON) && relation != REL_COMPOUND && relation != REL_FLAT)
            add_source(work, list, SOURCE_NEAR, (uint8_t)near++, relation, i);
    }
    if (sentence->root != HS_NONE && sentence->root < work->count) {
        uint32_t subject = tree_child(work->r, sentence->root, REL_NSUBJ);
        if (subject != HS_NONE) add_source(work, list, SOURCE_LAST, 0, 0, subject);
    }
    if (work->sentence[token] > 0) {
        const hs_sentence *last = sentence - 1;
        uint32_t subject = last->root != HS_NONE && last->count ? tree_child(work->r, last->root, REL_NSUBJ) : HS_NONE;
        if (subject != HS_NONE && last->block == sentence->block) add_source(work, list, SOURCE_LAST, 1, 0, subject);
    }
}

// "according to X": the noun hangs above the preposition or below it, as the parser has it.
static uint32_t preposition_object(const voices_work *work, uint32_t token) {
    if (work->entry[token] && work->entry[token]->words > 1) token += work->entry[token]->words - 1u; // "de acuerdo [con]"
    uint32_t head = work->tokens[token].head;
    if (tree_is(work->r, token, REL_CASE) || tree_is(work->r, token, REL_MARK) || tree_is(work->r, token, REL_FIXED)) {
        if (tree_is(work->r, token, REL_FIXED) && head != HS_NONE && head < token && tree_is(work->r, head, REL_CASE)) head = work->tokens[head].head;
        // "according to the Gazette's four sources": the sources, not the Gazette
        if (head != HS_NONE && work->tokens[head].relation == REL_NMOD_POSS && work->tokens[head].head > head && work->tokens[head].head != HS_NONE)
            return work->tokens[head].head;
        return head;
    }
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child])
        if (tree_is(work->r, child, REL_OBL) || tree_is(work->r, child, REL_OBJ) || tree_is(work->r, child, REL_NMOD) ||
            tree_is(work->r, child, REL_XCOMP))
            return child;
    return HS_NONE;
}

static bool is_any(hs_text field, const char *const *fields, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(field, text_of(fields[i]))) return true;
    return false;
}

// What happens shows things and says nothing; a time says nothing at all.
//   The coming weeks may reveal whether …; This operation shows that …    no voice
//   This inquiry found that …; The opposition said that …                 a voice
// Nor does nobody: "It was late, she said, and nobody had asked".
static bool is_mute(const voices_work *work, uint32_t head) {
    static const char *const happenings[] = {"act", "event", "state", "process", "phenomenon", "attribute"};
    const hs_token *token = &work->tokens[head];
    if (token->upos == UPOS_PRON && voices_word_is(work->rules, token->lemma, "nobody")) return true;
    if (token->upos != UPOS_NOUN || voices_noun(work->rules, work->r->words[head].exact) != NOUN_none) return false;
    hs_text field = lexicon_cell(work->rules->senses, lexicon_rows_of(work->rules->senses, work->r->words[head].exact), 0, "noun");
    if (text_equal(field, TEXT("time"))) return true;
    for (uint32_t child = tree_child(work->r, head, REL_DET); child != HS_NONE; child = tree_next(work->r, child, REL_DET))
        if (work->tokens[child].morph & MORPH_DEMONSTRATIVE) return is_any(field, happenings, sizeof happenings / sizeof *happenings);
    return false;
}

void voices_candidates(const voices_work *work, cue *of, hs_arena *arena) {
    uint32_t token = of->token;
    content content_room[CONTENTS_MOST]; // most are few: what is found is copied
    source source_room[SOURCES_MOST];
    content_list contents = {content_room, 1};
    source_list sources = {source_room, 1};
    contents.items[0] = (content){0};
    sources.items[0] = (source){.head = HS_NONE};
    of->in_quote = work->quote[token] != HS_NONE;
    range group = cue_group(work, token);
    if (of->entry && of->entry->upos == UPOS_ADV && group.end < token + of->entry->words) group.end = token + of->entry->words; // "por lo visto"
    uint32_t anchor = token;
    if (of->entry && of->entry->upos == UPOS_ADP) {
        uint32_t object = preposition_object(work, token);
        bool nameless = false;
        // "según informó el Servicio": the preposition opens a clause, whose subject speaks
        if (object != HS_NONE && work->tokens[object].upos == UPOS_VERB && object > token) {
            uint32_t speaker = tree_child(work->r, object, REL_NSUBJ);
            if (speaker == HS_NONE) speaker = tree_child(work->r, object, REL_OBJ);
            if (speaker != HS_NONE) add_source(work, &sources, SOURCE_OBJECT, 1, 0, speaker);
            nameless = speaker == HS_NONE; // "según se informa": nobody is named
            if (nameless && voices_is_dropped(work, object)) dropped_sources(work, object, &sources); // "según ha explicado": who spoke before
        }
        if (object != HS_NONE) {
            if (!nameless) add_source(work, &sources, SOURCE_OBJECT, 0, 0, object);
            range tree = voices_subtree(work, object);
            group = (range){token < tree.first ? token : tree.first, tree.end > token + 1 ? tree.end : token + 1};
            anchor = tree_is(work->r, token, REL_CASE) ? object : token;
            if (group.first > work->low[object]) group.first = work->low[object];
        }
    }
    if (voices_names_speaker(work, token)) labelled_contents(work, token, &contents);
    if (of->entry) set_in_contents(work, token, &contents);
    quote_contents(work, of, group, &contents);
    child_contents(work, token, &contents);
    told_contents(work, token, &contents);
    last_contents(work, token, &contents);
    head_contents(work, token, &contents);
    sentence_contents(work, group, token, &contents);
    clause_contents(work, group, anchor, &contents);
    if (anchor == token) run_contents(work, token, group, &contents);
    uint32_t subject = subject_of(work, token);
    if (subject != HS_NONE && is_mute(work, subject)) contents.count = 1;
    if (subject != HS_NONE && subject != tree_child(work->r, token, REL_NSUBJ))
        add_source(work, &sources, SOURCE_SUBJECT, 0, REL_DEP, subject);
    if (subject == HS_NONE && work->entry[token] && voices_is_dropped(work, token)) dropped_sources(work, token, &sources);
    own_sources(work, token, 0, 0, &sources);
    higher_sources(work, anchor, &sources);
    text_sources(work, token, &sources);
    content *kept_contents = arena_new(arena, content, contents.count);
    source *kept_sources = arena_new(arena, source, sources.count);
    memcpy(kept_contents, contents.items, contents.count * sizeof *kept_contents);
    memcpy(kept_sources, sources.items, sources.count * sizeof *kept_sources);
    of->contents = kept_contents, of->content_count = contents.count;
    of->sources = kept_sources, of->source_count = sources.count;
}
