// Headlines read once more in small letters. In: a parsed document whose own lines, with a Capital on Every Word or ALL IN CAPITALS,
// came out as one long name. Out: the same words and spans, with forms as a sentence would have them, and new tags and heads. Method:
// a word is written as the rest of the document writes it inside sentences (Lita, Ittycheriah, Roukos and Kambhatla 2003); one
// that stands nowhere else is small where word lists know it and no list writes it with a capital alone. A form that two
// lists write either way ("Mark", "will") is small where the small reading makes it a verb. Only lines of documents: what
// `parse` is given stays as it is written. Gets wrong: names that are also words and stand in the headline alone ("Banks").
#include "base/text.h"
#include "sentences/sentences.h"
#include "statements/headlines.h"

enum { LEAST_WORDS = 3, LONG_WORD_BYTES = 4, MOST_TOKENS = 40, CAPITAL_SHARE = 4 }; // one long word in so many may be small

// How often a word was written with and without a capital inside sentences.
typedef struct written {
    uint64_t word; // 0 where the place is empty
    uint32_t capital, small;
} written;

typedef struct writings {
    written *slots;
    uint64_t mask;
} writings;

static written *find_written(const writings *w, hs_text lower) {
    uint64_t word = text_hash(lower, 0) | 1, at = word >> 7 & w->mask;
    while (w->slots[at].word && w->slots[at].word != word) at = (at + 1) & w->mask;
    w->slots[at].word = word;
    return &w->slots[at];
}

// ---------------------------------------------------------------- which lines

static bool begins_letter(hs_text form) {
    uint32_t size;
    return form.size && code_is_letter(utf8_decode(form, 0, &size));
}

static bool is_own_line(hs_text text, hs_span span) {
    uint32_t before = span.start, behind = span.end;
    while (before && (text.data[before - 1] == ' ' || text.data[before - 1] == '\t')) before--;
    while (behind < text.size && (text.data[behind] == ' ' || text.data[behind] == '\t' || text.data[behind] == '\r')) behind++;
    return (!before || text.data[before - 1] == '\n') && (behind == text.size || text.data[behind] == '\n');
}

// "Ferry Sinks Off Port Mellan"; but: "Police in Port Mellan said ...", and "Mr Harlow left Port Mellan."
static bool is_headline(const reading *r, const hs_sentence *s) {
    const hs_token *tokens = r->parse->tokens + s->first;
    uint32_t words = 0, capitals = 0;
    if (s->count < LEAST_WORDS || s->count > MOST_TOKENS || text_equal(tokens[s->count - 1].form, TEXT("."))) return false;
    for (uint32_t i = 0; i < s->count; i++) {
        if (tokens[i].form.size < LONG_WORD_BYTES || !begins_letter(tokens[i].form)) continue;
        words++;
        capitals += text_is_capital(tokens[i].form);
    }
    return words >= LEAST_WORDS && (words - capitals) * CAPITAL_SHARE <= words && is_own_line(r->document->text, s->span);
}

// ---------------------------------------------------------------- how words are written

static writings read_writings(const reading *r, const bool *headline, hs_arena *scratch) {
    writings w = {.mask = 63};
    while (w.mask < 2 * (uint64_t)r->parse->token_count) w.mask = 2 * w.mask + 1;
    w.slots = arena_new(scratch, written, w.mask + 1);
    for (uint32_t s = 0; s < r->parse->sentence_count; s++) {
        const hs_sentence *sentence = &r->parse->sentences[s];
        for (uint32_t t = sentence->first + 1; !headline[s] && t < sentence->first + sentence->count; t++) {
            hs_text form = r->parse->tokens[t].form;
            hs_arena working = *scratch;
            if (!begins_letter(form)) continue;
            written *found = find_written(&w, text_lower(&working, form));
            if (text_is_capital(form)) found->capital++;
            else found->small++;
        }
    }
    return w;
}

static bool is_function_word(uint8_t upos) {
    return upos == UPOS_ADP || upos == UPOS_AUX || upos == UPOS_CCONJ || upos == UPOS_DET || upos == UPOS_PART || upos == UPOS_PRON ||
           upos == UPOS_SCONJ || upos == UPOS_NUM;
}

// `small` is the token as it reads where the whole line is small.
static bool is_written_small(const knowledge *k, const writings *w, const hs_token *small) {
    const written *seen = find_written(w, small->form);
    if (seen->small || seen->capital) return seen->small > seen->capital;
    const lexicon_table *capitals = k->capitals, *senses = k->senses;
    if (!senses->row_count || !capitals->row_count) return false;
    if (is_function_word(small->upos)) return true;
    hs_text kind = lexicon_cell(capitals, lexicon_find(capitals, small->form), 0, "kind");
    if (kind.size) return small->upos == UPOS_VERB && text_find(kind, TEXT("small"), 0) != SIZE_MAX;
    return small->upos == UPOS_ADJ || small->upos == UPOS_ADV || lexicon_find(senses, small->lemma).count > 0;
}

// ---------------------------------------------------------------- reading

static void read_small(const reading *r, const writings *w, const hs_sentence *s, hs_token *tokens, hs_arena *keep, hs_arena scratch) {
    const knowledge *k = r->knowledge;
    hs_token *small = arena_new(&scratch, hs_token, s->count);
    memcpy(small, tokens, s->count * sizeof *small);
    for (uint32_t i = 0; i < s->count; i++) small[i].form = text_lower(keep, tokens[i].form);
    sentences_tag(k->model, small, s->count, &scratch, arena_split(&scratch));
    for (uint32_t i = 0; i < s->count; i++)
        if (text_is_capital(tokens[i].form) && is_written_small(k, w, &small[i])) tokens[i].form = small[i].form;
    sentences_tag(k->model, tokens, s->count, keep, scratch);
    sentences_parse(k->model, tokens, s->count, scratch);
}

void headlines_read(reading *r, hs_arena *keep, hs_arena scratch) {
    uint32_t found = 0;
    bool *headline = arena_new(&scratch, bool, r->parse->sentence_count + 1);
    for (uint32_t s = 0; r->knowledge->model && s < r->parse->sentence_count; s++) found += headline[s] = is_headline(r, &r->parse->sentences[s]);
    if (!found || found == r->parse->sentence_count) return; // a line alone is no headline of anything
    writings w = read_writings(r, headline, &scratch);
    hs_parse *read = arena_new(keep, hs_parse, 1);
    hs_token *tokens = arena_new(keep, hs_token, r->parse->token_count + 1);
    hs_sentence *sentences = arena_new(keep, hs_sentence, r->parse->sentence_count + 1);
    *read = *r->parse;
    memcpy(tokens, read->tokens, read->token_count * sizeof *tokens);
    memcpy(sentences, read->sentences, read->sentence_count * sizeof *sentences);
    for (uint32_t s = 0; s < read->sentence_count; s++) {
        if (!headline[s]) continue;
        hs_token *own = tokens + sentences[s].first;
        read_small(r, &w, &sentences[s], own, keep, scratch);
        for (uint32_t i = 0; i < sentences[s].count; i++) {
            if (own[i].head == HS_NONE) sentences[s].root = sentences[s].first + i;
            else own[i].head += sentences[s].first;
        }
    }
    read->tokens = tokens, read->sentences = sentences;
    r->parse = read;
}
