// What the weights of a language weigh: facts about a cue, one of its contents, one of its
// sources, as hashes of (template, values).
//
// Lexical facts (lemmas, forms), the tree (relations up and down), the quotation marks
// around, the lexicon's classes, and what the rules would choose. Templates are numbered by
// the order of the calls, so an insertion changes the model: raise MODEL_VERSION then.
#include "base/text.h"
#include "statements/tree.h"
#include "statements/voices.h"

static void add(features *out, uint32_t kind, uint64_t a, uint64_t b) {
    if (out->end == out->at + FEATURES_MOST) return;
    uint64_t x = (uint64_t)kind * 0x9E3779B97F4A7C15u ^ a * 0xC2B2AE3D27D4EB4Fu ^ b * 0x165667B19E3779F9u;
    x ^= x >> 33, x *= 0xff51afd7ed558ccdu, x ^= x >> 33, x *= 0xc4ceb9fe1a85ec53u, x ^= x >> 33;
    *out->end++ = (uint32_t)x;
    __builtin_prefetch(out->weights + ((uint32_t)x & out->mask));
}

void voices_begin_features(const voices_model *model, voices_table table, features *out) {
    static const int8_t none[1];
    out->end = out->at;
    out->weights = model ? model->weights[table] : none;
    out->mask = model ? model->mask[table] : 0;
}

static uint32_t form_at(const voices_work *work, uint32_t token, range limits) {
    return token >= limits.first && token < limits.end ? work->form[token] : token < limits.first ? 1 : 2;
}

static range sentence_range(const voices_work *work, uint32_t token) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    return (range){sentence->first, sentence->first + sentence->count};
}

static uint32_t kind_of(const voices_work *work, uint32_t token) {
    return token != HS_NONE && work->entry[token] ? work->entry[token]->kind : CUE_none;
}

static uint32_t entity_type(const voices_work *work, uint32_t token) {
    uint32_t entity = token == HS_NONE || !work->r->token_entity ? HS_NONE : work->r->token_entity[token];
    return entity == HS_NONE || entity >= work->r->entity_count ? 99 : (uint32_t)work->r->entities[entity].type;
}

static uint32_t bucket(uint32_t n) {
    return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : n < 40 ? 8 : 9;
}

// ---------------------------------------------------------------- context shared by the three

// Which dependents the cue has, one bit each.
static uint32_t shape_of(const voices_work *work, uint32_t token) {
    uint32_t shape = 0;
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        const hs_token *t = &work->tokens[child];
        switch (ud_relation_universal(t->relation)) {
        case REL_NSUBJ: shape |= t->relation == REL_NSUBJ_PASS ? 2 : child < token ? 1 : 4; break;
        case REL_OBJ: shape |= 8; break;
        case REL_CCOMP: shape |= child < token ? 16 : 32; break;
        case REL_XCOMP: shape |= 64; break;
        case REL_OBL: shape |= 128; break;
        case REL_PARATAXIS: shape |= 256; break;
        case REL_ACL: shape |= 512; break;
        case REL_NMOD: shape |= t->relation == REL_NMOD_POSS ? 1024 : 2048; break;
        case REL_ADVCL: shape |= 4096; break;
        case REL_COP: shape |= 8192; break;
        case REL_CSUBJ: shape |= 16384; break;
        case REL_IOBJ: shape |= 32768; break;
        case REL_AUX: if (t->relation == REL_AUX_PASS) shape |= 65536; break;
        default: break;
        }
    }
    return shape;
}

// Where quotations stand to the cue: inside one, how near before and behind, at the
// sentence's start, in the next sentence.
static uint32_t quote_code(const voices_work *work, uint32_t token) {
    range s = sentence_range(work, token);
    uint32_t own = work->quote[token], before = 9, after = 9;
    for (uint32_t i = token; i-- > s.first && before == 9;)
        if (work->quote[i] != HS_NONE && work->quote[i] != own) before = token - i > 4 ? 5 : token - i;
    for (uint32_t i = token + 1; i < s.end && after == 9; i++)
        if (work->quote[i] != HS_NONE && work->quote[i] != own) after = i - token > 4 ? 5 : i - token;
    uint32_t starts = work->quote[s.first] != HS_NONE && work->quote[s.first] != own;
    uint32_t next = s.end < work->count && work->quote[s.end] != HS_NONE && work->quote[s.end] != own;
    uint32_t colon = text_equal(work->tokens[s.end - 1].form, TEXT(":"));
    return (own != HS_NONE) | starts << 1 | next << 2 | colon << 3 | before << 4 | after << 8;
}

// ---------------------------------------------------------------- the cue

static void child_features(const voices_work *work, uint32_t token, uint32_t kind, features *out) {
    uint32_t lemma = work->lemma[token];
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        uint32_t relation = work->tokens[child].relation, side = child > token;
        if (work->tokens[child].upos == UPOS_PUNCT) {
            add(out, 40, work->form[child], side);
            continue;
        }
        add(out, 41, relation, side);
        add(out, 42, relation, (uint64_t)kind << 8 | work->tokens[token].upos);
        add(out, 43, relation * 2 + side, lemma);
        uint8_t universal = ud_relation_universal((uint8_t)relation);
        if (universal == REL_AUX || universal == REL_ADVMOD || universal == REL_COMPOUND || universal == REL_NSUBJ ||
            universal == REL_OBJ || universal == REL_XCOMP || universal == REL_CASE || universal == REL_DET || universal == REL_MARK ||
            universal == REL_AMOD)
            add(out, 44, relation, work->lemma[child]);
        if (universal == REL_NSUBJ || universal == REL_NMOD || universal == REL_OBJ) {
            add(out, 45, relation, (uint64_t)work->noun[child] << 8 | work->tokens[child].upos);
            add(out, 46, (uint64_t)relation << 8 | kind, (uint64_t)work->noun[child] << 8 | entity_type(work, child));
            add(out, 53, lemma, (uint64_t)work->noun[child] << 8 | relation);
        }
        uint32_t preposition = tree_child(work->r, child, REL_CASE), mark = tree_child(work->r, child, REL_MARK);
        if (preposition != HS_NONE) {
            add(out, 47, lemma, (uint64_t)work->form[preposition] << 8 | relation);
            add(out, 48, kind, (uint64_t)work->form[preposition] << 8 | relation);
        }
        if (mark != HS_NONE) {
            add(out, 49, lemma, (uint64_t)work->form[mark] << 8 | relation);
            add(out, 50, kind, (uint64_t)work->form[mark] << 8 | relation);
        }
    }
}

static void suffixes(const voices_work *work, uint32_t token, features *out) {
    hs_text form = work->tokens[token].form;
    for (uint32_t size = 2; size <= 4 && size <= form.size; size++)
        add(out, 51, text_hash(text_slice(form, form.size - size, form.size), 2), size);
}

// What the cue and the nouns on it mean, for the words that training has not seen: "lambasted the plan".
static void sense_features(const voices_work *work, const cue *of, uint32_t shape, uint32_t quotes, features *out) {
    uint32_t token = of->token, head = work->tokens[token].head, sense = work->sense[token];
    uint32_t upos = work->tokens[token].upos, relation = work->tokens[token].relation, above = head == HS_NONE ? 0 : work->sense[head];
    add(out, 200, sense, upos);
    add(out, 201, sense, (uint64_t)relation << 8 | upos);
    add(out, 202, sense, (uint64_t)shape << 8 | upos);
    add(out, 203, sense, (uint64_t)quotes << 8 | upos);
    add(out, 204, sense, (uint64_t)(of->entry ? of->entry->kind : CUE_none) << 8 | upos);
    add(out, 205, above, (uint64_t)relation << 8 | upos);
    add(out, 206, above, (uint64_t)sense << 8 | relation);
    for (uint32_t child = work->r->first_child[token]; child != HS_NONE; child = work->r->next_sibling[child]) {
        if (work->tokens[child].upos != UPOS_NOUN) continue;
        uint32_t arc = work->tokens[child].relation;
        add(out, 207, work->sense[child], (uint64_t)arc << 8 | upos);
        add(out, 208, work->sense[child], (uint64_t)sense << 8 | arc);
        add(out, 209, work->sense[child], (uint64_t)work->lemma[token] << 8 | arc);
    }
}

void voices_cue_features(const voices_work *work, cue *of, features *out) {
    uint32_t token = of->token, head = work->tokens[token].head;
    range s = sentence_range(work, token);
    uint32_t lemma = work->lemma[token], upos = work->tokens[token].upos, relation = work->tokens[token].relation;
    uint32_t kind = of->entry ? of->entry->kind : CUE_none, frames = of->entry ? of->entry->frames : 0;
    uint32_t shape = of->shape = shape_of(work, token), quotes = of->quotes = quote_code(work, token);
    uint32_t head_lemma = head == HS_NONE ? 0 : work->lemma[head], head_upos = head == HS_NONE ? 99 : work->tokens[head].upos;
    add(out, 0, 0, 0);
    add(out, 1, lemma, 0);
    add(out, 2, lemma, upos);
    add(out, 3, work->form[token], relation);
    add(out, 4, upos, relation);
    add(out, 5, kind, upos);
    add(out, 6, kind, (uint64_t)frames << 8 | relation);
    add(out, 7, lemma, relation);
    add(out, 8, head_lemma, relation);
    add(out, 9, (uint64_t)head_upos << 8 | relation, upos);
    add(out, 10, kind_of(work, head), (uint64_t)relation << 8 | kind);
    add(out, 11, shape, upos);
    add(out, 12, shape, kind);
    add(out, 13, shape, lemma);
    add(out, 14, shape & 0x3ff, relation);
    add(out, 15, quotes, 0);
    add(out, 16, quotes, kind);
    add(out, 17, quotes, lemma);
    add(out, 18, quotes & 0xf, lemma);
    add(out, 19, quotes >> 4, shape & 0x3f);
    for (uint32_t i = 0; i < 5; i++) {
        uint32_t at = token + i - 2; // wraps below the sentence: caught by form_at
        if (i == 2) continue;
        add(out, 20 + i, form_at(work, at, s), 0);
        add(out, 26 + i, form_at(work, at, s), lemma);
        bool inside = at >= s.first && at < s.end;
        add(out, 32 + i, inside ? work->tokens[at].upos : 99, (uint64_t)upos << 8 | kind);
    }
    add(out, 52, form_at(work, token - 1, s), form_at(work, token + 1, s));
    if (head != HS_NONE && work->tokens[head].head != HS_NONE)
        add(out, 54, work->lemma[work->tokens[head].head], (uint64_t)work->tokens[head].relation << 8 | relation);
    add(out, 55, head_lemma, lemma);
    add(out, 56, work->sentence[token] == 0 || work->r->parse->sentences[work->sentence[token]].block == 0, upos);
    add(out, 57, work->tokens[token].morph, upos);
    add(out, 58, work->tokens[token].morph, kind);
    suffixes(work, token, out);
    child_features(work, token, kind, out);
    sense_features(work, of, shape, quotes, out);
}

// ---------------------------------------------------------------- a content

// How quotation marks and a run of tokens cut each other.
static uint32_t balance(const voices_work *work, range part) {
    uint32_t first = work->quote[part.first], last = work->quote[part.end - 1], code = 0;
    if (first != HS_NONE) code |= work->quotes[first].tokens.first == part.first ? 1 : 2;
    if (last != HS_NONE) code |= work->quotes[last].tokens.end == part.end ? 4 : 8;
    if (first != HS_NONE && first == last) code |= 16;
    bool any = false;
    for (uint32_t i = part.first; i < part.end && !any; i++) any = work->quote[i] != HS_NONE;
    return code | (uint32_t)any << 5;
}

static uint32_t verbs_in(const voices_work *work, range part) {
    uint32_t verbs = 0;
    for (uint32_t i = part.first; i < part.end; i++) verbs += work->tokens[i].upos == UPOS_VERB || work->tokens[i].upos == UPOS_AUX;
    return verbs > 2 ? 2 : verbs;
}

static bool holds(const content *one, uint32_t token) {
    for (uint32_t i = 0; i < one->part_count; i++)
        if (token >= one->parts[i].first && token < one->parts[i].end) return true;
    return false;
}

// The largest constituent that begins at `start`, HS_NONE where there is no word.
static uint32_t beginning_at(const voices_work *work, uint32_t start, range s) {
    while (start < s.end && work->tokens[start].upos == UPOS_PUNCT) start++;
    if (start >= s.end) return HS_NONE;
    uint32_t top = start, head = work->tokens[top].head;
    while (head != HS_NONE && head >= start && work->low[head] == start && head < s.end && head != top) top = head, head = work->tokens[top].head;
    return top;
}

// The largest constituent that ends at `end` and begins behind `first`.
static uint32_t ending_at(const voices_work *work, range part) {
    uint32_t last = part.end - 1;
    while (last > part.first && work->tokens[last].upos == UPOS_PUNCT) last--;
    uint32_t top = last;
    for (uint32_t head = work->tokens[top].head, steps = 0; head != HS_NONE && head < last && steps < 64; steps++) {
        if (work->low[head] <= part.first || work->high[head] > part.end) break;
        top = head, head = work->tokens[top].head;
    }
    return top;
}

static uint32_t place_of(const content *one, uint32_t head, uint32_t cue_token) {
    return head == HS_NONE ? 0 : head == cue_token ? 1 : holds(one, head) ? 2 : 3;
}

// What the ends of a content cut off and what they take in, seen by the tree.
//   He said [the pump failed] although he had checked it    next: advcl, hung on the cue or on "failed"
static void edge_features(const voices_work *work, const cue *of, const content *one, uint64_t what, features *out) {
    range s = sentence_range(work, of->token), last = one->parts[one->part_count - 1];
    uint32_t kind = of->entry ? of->entry->kind : CUE_none;
    uint32_t next = last.end <= s.end ? beginning_at(work, last.end, s) : HS_NONE;
    if (next != HS_NONE) {
        uint32_t mark = tree_child(work->r, next, REL_MARK), place = place_of(one, work->tokens[next].head, of->token);
        if (mark == HS_NONE) mark = tree_child(work->r, next, REL_CASE);
        if (mark == HS_NONE) mark = tree_child(work->r, next, REL_CC);
        uint64_t arc = (uint64_t)work->tokens[next].relation << 4 | place;
        uint32_t word = mark == HS_NONE ? 0 : work->form[mark];
        add(out, 160, arc, one->type);
        add(out, 161, arc, word);
        add(out, 162, arc, kind);
        add(out, 163, word, place);
        add(out, 164, arc, (uint64_t)work->tokens[next].upos << 8 | work->noun[next]);
        add(out, 165, next == of->token, what);
    }
    uint32_t end = ending_at(work, last);
    uint32_t mark = tree_child(work->r, end, REL_MARK);
    if (mark == HS_NONE) mark = tree_child(work->r, end, REL_CASE);
    uint64_t arc = (uint64_t)work->tokens[end].relation << 4 | place_of(one, work->tokens[end].head, of->token);
    add(out, 166, arc, one->type);
    add(out, 167, arc, mark == HS_NONE ? 0 : work->form[mark]);
    add(out, 168, arc, (uint64_t)kind << 8 | one->last_relation);
    add(out, 169, arc, (uint64_t)work->tokens[end].upos << 8 | work->noun[end]);
    uint32_t top = beginning_at(work, one->parts[0].first, s);
    if (top == HS_NONE) return;
    arc = (uint64_t)work->tokens[top].relation << 4 | place_of(one, work->tokens[top].head, of->token);
    add(out, 170, arc, one->type);
    add(out, 171, arc, kind);
    add(out, 172, arc, work->lemma[of->token]);
    bool whole = work->high[top] == one->parts[0].end || work->high[top] + 1 == one->parts[0].end;
    add(out, 173, arc, (uint64_t)whole << 8 | one->type);
}

void voices_content_features(const voices_work *work, const cue *of, uint32_t which, features *out) {
    const content *one = &of->contents[which];
    uint32_t token = of->token, lemma = work->lemma[token], kind = of->entry ? of->entry->kind : CUE_none;
    uint32_t frames = of->entry ? of->entry->frames : 0;
    range s = sentence_range(work, token), part = one->parts[0], last = one->parts[one->part_count - 1];
    uint32_t type = one->type, form = (uint32_t)one->relation << 8 | one->last_relation;
    uint64_t what = (uint64_t)type << 16 | form;
    uint32_t shape = of->shape, quotes = of->quotes, relation = work->tokens[token].relation;
    uint32_t side = part.end <= token ? 0 : part.first > token ? 1 : 2, size = 0;
    for (uint32_t i = 0; i < one->part_count; i++) size += one->parts[i].end - one->parts[i].first;
    uint32_t marks = balance(work, part) | balance(work, last) << 6, verbs = verbs_in(work, part);
    bool rule = of->rule_content == which;
    add(out, 60, what, 0);
    add(out, 61, what, lemma);
    add(out, 62, what, (uint64_t)kind << 8 | frames);
    add(out, 63, what, relation);
    add(out, 64, what, shape);
    add(out, 65, what, quotes);
    add(out, 66, type, (uint64_t)lemma << 8 | relation);
    add(out, 67, what, (uint64_t)bucket(size) << 8 | verbs);
    add(out, 68, marks, what);
    add(out, 69, marks, (uint64_t)kind << 8 | side);
    add(out, 70, quotes, marks);
    add(out, 71, work->form[part.first], (uint64_t)kind << 24 | what);
    add(out, 72, work->form[part.first], (uint64_t)lemma << 2 | side);
    add(out, 73, work->tokens[part.first].upos, (uint64_t)form << 8 | side);
    add(out, 74, form_at(work, part.first - 1, s), (uint64_t)what);
    add(out, 75, last.end < s.end ? work->form[last.end] : 3, what);
    add(out, 76, last.end < s.end ? work->tokens[last.end].upos : 99, (uint64_t)type << 8 | one->last_relation);
    add(out, 77, bucket(size), (uint64_t)type << 8 | side);
    add(out, 78, one->part_count > 1, what);
    add(out, 79, last.end >= s.end - 1, (uint64_t)form << 8 | type);
    add(out, 80, part.first == s.first, (uint64_t)type << 8 | relation);
    uint32_t gap = side == 0 ? token - part.end : side == 1 ? part.first - token - 1 : 0;
    add(out, 81, bucket(gap), (uint64_t)type << 8 | side);
    add(out, 82, bucket(gap), (uint64_t)work->form[part.first] << 2 | side);
    add(out, 83, rule, 0);
    add(out, 84, rule, (uint64_t)kind << 8 | type);
    add(out, 85, (uint64_t)verbs << 2 | side, (uint64_t)kind << 8 | relation);
    add(out, 86, holds(one, token), type);
    uint32_t head = work->tokens[token].head;
    add(out, 87, head == HS_NONE ? 2 : holds(one, head), (uint64_t)type << 8 | relation);
    add(out, 88, work->tokens[token].upos, what);
    add(out, 89, work->form[last.end - 1], (uint64_t)type << 2 | side);
    uint32_t subject = tree_child(work->r, token, REL_NSUBJ);
    add(out, 90, subject == HS_NONE ? 2 : holds(one, subject), (uint64_t)what);
    uint32_t behind = last.end < s.end ? work->form[last.end] : 3, second = last.end + 1 < s.end ? work->form[last.end + 1] : 3;
    add(out, 92, behind, (uint64_t)second << 8 | type);
    add(out, 93, (uint64_t)behind << 32 | second, (uint64_t)kind << 8 | one->last_relation);
    add(out, 94, bucket(last.end < s.end ? s.end - last.end : 0), (uint64_t)type << 8 | one->last_relation);
    add(out, 220, what, work->sense[token]);
    add(out, 221, what, (uint64_t)work->sense[token] << 20 ^ shape);
    add(out, 222, work->form[part.first], (uint64_t)work->sense[token] << 2 | side);
    add(out, 223, work->sense[part.first], (uint64_t)work->sense[token] << 8 | type);
    add(out, 91, of->content_count > 9 ? 9 : of->content_count, type);
    edge_features(work, of, one, what, out);
}

// ---------------------------------------------------------------- a source

void voices_source_features(const voices_work *work, const cue *of, uint32_t which, features *out) {
    const source *one = &of->sources[which];
    uint32_t token = of->token, lemma = work->lemma[token], kind = of->entry ? of->entry->kind : CUE_none;
    uint32_t relation = work->tokens[token].relation, upos = work->tokens[token].upos, shape = of->shape;
    uint64_t what = (uint64_t)one->type << 16 | (uint64_t)one->distance << 8 | one->path;
    bool rule = of->rule_source == which;
    add(out, 100, what, 0);
    add(out, 101, what, kind);
    add(out, 102, what, lemma);
    add(out, 103, what, relation);
    add(out, 104, what, shape);
    add(out, 105, one->type, (uint64_t)lemma << 8 | relation);
    add(out, 106, one->type, (uint64_t)shape << 8 | upos);
    add(out, 107, rule, one->type);
    add(out, 108, rule, kind);
    add(out, 118, what, of->quotes & 0xf);
    const content *chosen = of->content ? &of->contents[of->content] : NULL;
    add(out, 119, what, chosen ? (uint64_t)chosen->type << 16 | (uint64_t)chosen->relation << 8 | chosen->last_relation : 0);
    if (one->head == HS_NONE) return;
    uint32_t head = one->head, noun = work->noun[head], type = entity_type(work, head);
    uint32_t distance = head < token ? token - head : head - token;
    add(out, 109, what, (uint64_t)noun << 8 | type);
    add(out, 110, one->type, (uint64_t)noun << 16 | type << 8 | kind);
    add(out, 111, one->type, work->lemma[head]);
    add(out, 112, one->type, (uint64_t)work->tokens[head].upos << 8 | upos);
    add(out, 113, (uint64_t)bucket(distance) << 1 | (head < token), one->type);
    add(out, 114, (work->quote[head] == work->quote[token]), (uint64_t)one->type << 8 | (work->quote[head] == HS_NONE));
    uint32_t preposition = tree_child(work->r, head, REL_CASE);
    if (preposition != HS_NONE) {
        add(out, 115, work->form[preposition], (uint64_t)kind << 32 | what);
        add(out, 116, work->form[preposition], (uint64_t)lemma << 8 | one->type);
    }
    add(out, 117, chosen ? holds(chosen, head) : 2, what);
    add(out, 230, what, work->sense[token]);
    add(out, 231, one->type, (uint64_t)work->sense[head] << 8 | kind);
    add(out, 232, one->type, (uint64_t)work->sense[head] << 8 ^ work->sense[token]);
    add(out, 120, work->form[head], (uint64_t)relation << 8 | one->type);
    add(out, 121, which, what);
    add(out, 122, one->head == HS_NONE ? 0 : work->tokens[one->head].relation, (uint64_t)one->type << 8 | relation);
}

// ---------------------------------------------------------------- the whole attribution

static uint32_t mix(uint32_t a, uint32_t b) {
    uint64_t x = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(x >> 29);
}

void voices_content_sketch(const voices_work *work, const cue *of, uint32_t which, uint32_t sketch[2]) {
    const content *one = &of->contents[which];
    range part = one->parts[0], last = one->parts[one->part_count - 1];
    uint32_t size = 0, side = part.end <= of->token ? 0 : part.first > of->token ? 1 : 2;
    for (uint32_t i = 0; i < one->part_count; i++) size += one->parts[i].end - one->parts[i].first;
    sketch[0] = mix((uint32_t)one->type << 16 | (uint32_t)one->relation << 8 | one->last_relation, side);
    sketch[1] = mix((balance(work, part) | balance(work, last) << 6) << 8 | bucket(size), verbs_in(work, part) << 8 | one->type);
}

void voices_source_sketch(const voices_work *work, const cue *of, uint32_t which, uint32_t sketch[2]) {
    const source *one = &of->sources[which];
    sketch[0] = mix((uint32_t)one->type << 16 | (uint32_t)one->distance << 8 | one->path, 7);
    if (one->head == HS_NONE) {
        sketch[1] = 0;
        return;
    }
    sketch[1] = mix((uint32_t)one->type << 16 | (uint32_t)work->noun[one->head] << 8 | work->tokens[one->head].upos,
                    entity_type(work, one->head) << 1 | (work->quote[one->head] == work->quote[of->token]));
}

voices_outline voices_outline_of(const voices_work *work, const cue *of) {
    uint32_t token = of->token;
    return (voices_outline){.lemma = work->lemma[token], .kind = of->entry ? of->entry->kind : CUE_none,
                            .relation = work->tokens[token].relation, .upos = work->tokens[token].upos,
                            .shape = of->shape, .quotes = of->quotes};
}

static int32_t level(int32_t score, int32_t step, int32_t most) {
    int32_t steps = score / step;
    return steps > most ? most : steps < -most ? -most : steps;
}

// Adds to the cue's own features what its best content and source say about it.
void voices_whole_features(const voices_outline *of, features *out) {
    uint32_t c = of->content[0], marks = of->content[1], from = of->source[0], noun = of->source[1];
    uint64_t word = (uint64_t)of->kind << 8 | of->relation;
    uint32_t scores = (uint32_t)(level(of->cue_score, 40, 20) + 64), margin = (uint32_t)(level(of->content_margin, 60, 6) + 64);
    uint32_t source_margin = (uint32_t)(level(of->source_margin, 60, 6) + 64);
    add(out, 130, c, 0);
    add(out, 131, c, of->lemma);
    add(out, 132, c, word);
    add(out, 133, c, of->shape);
    add(out, 134, c, of->quotes);
    add(out, 135, marks, 0);
    add(out, 136, marks, of->lemma);
    add(out, 137, marks, word);
    add(out, 138, from, 0);
    add(out, 139, from, of->lemma);
    add(out, 140, from, word);
    add(out, 141, noun, 0);
    add(out, 142, noun, of->lemma);
    add(out, 143, noun, of->kind);
    add(out, 144, c, from);
    add(out, 145, c, noun);
    add(out, 146, mix(c, from), of->kind);
    add(out, 147, mix(c, noun), of->kind);
    add(out, 148, mix(marks, noun), of->kind);
    add(out, 149, scores, 0);
    add(out, 150, scores, (uint64_t)margin << 8 | of->kind);
    add(out, 151, scores, noun);
    add(out, 152, margin, c);
    add(out, 153, margin, of->upos);
    add(out, 154, source_margin, from);
    add(out, 155, scores, of->upos);
}
