// What an event is about: PLOVER's contexts, several of which may hold.
//
// In: a statement that is an event, with the contexts that its code implies ("sign a military
// pact": military). Out: those, and behind them what the words of its clause tell, in the order in
// which they stand. Method: lemmas, two and three of them in a row ("human rights"), in the
// table `events_contexts`; the longest entry wins, so that "human rights" is not "rights".
// What it gets wrong: a word of two senses ("the mine") gives the context of its commoner one.
#include "base/text.h"
#include "statements/events_match.h"

enum { CONTEXT_WORDS = 3, CONTEXT_BYTES = 128, CONTEXTS_MOST = 37 };

typedef struct context_list {
    hs_text items[CONTEXTS_MOST];
    uint32_t count;
} context_list;

static void add(context_list *list, hs_text context) {
    for (uint32_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], context)) return;
    if (list->count < CONTEXTS_MOST) list->items[list->count++] = context;
}

static bool may_open(const hs_token *token) {
    return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || token->upos == UPOS_ADJ;
}

// Words of the longest entry that begins at `token`, 0 where there is none.
static uint32_t match_at(coder *c, uint32_t token, uint32_t end, context_list *list) {
    char joined[CONTEXT_BYTES];
    size_t ends[CONTEXT_WORDS], size = 0;
    uint32_t words = 0;
    while (words < CONTEXT_WORDS && token + words < end) {
        hs_text lemma = coder_lemma(c, token + words);
        if (size + lemma.size + 1 > sizeof joined) break;
        if (words) joined[size++] = ' ';
        memcpy(joined + size, lemma.data, lemma.size);
        ends[words++] = size += lemma.size;
    }
    for (; words; words--) {
        lexicon_rows rows = lexicon_find(c->lexicon->contexts, (hs_text){joined, ends[words - 1]});
        for (uint32_t row = 0; row < rows.count; row++) add(list, lexicon_cell(c->lexicon->contexts, rows, row, "context"));
        if (rows.count) return words;
    }
    return 0;
}

void events_add_contexts(coder *c, hs_statement *statement, hs_arena *keep) {
    const hs_parse *parse = c->reading->parse;
    const hs_sentence *sentence = &parse->sentences[statement->sentence];
    context_list list = {.count = 0};
    for (uint32_t i = 0; i < statement->event.context_count; i++) add(&list, statement->event.contexts[i]);
    uint32_t implied = list.count, end = sentence->first + sentence->count;
    while (end > sentence->first && parse->tokens[end - 1].span.start >= statement->span.end) end--;
    for (uint32_t token = sentence->first; token < end;) {
        const hs_token *t = &parse->tokens[token];
        uint32_t words = t->span.start >= statement->span.start && may_open(t) ? match_at(c, token, end, &list) : 0;
        token += words ? words : 1;
    }
    if (list.count == implied) return;
    hs_text *contexts = arena_new(keep, hs_text, list.count);
    memcpy(contexts, list.items, list.count * sizeof *contexts);
    statement->event.contexts = contexts;
    statement->event.context_count = list.count;
}
