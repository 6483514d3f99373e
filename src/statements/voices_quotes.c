// Quotations: the words between quotation marks, in one paragraph each, and what belongs
// together as one utterance.
//
// In: tokens by paragraph. Out: quotations in order. Marks: “ ” « » „ ‟, the straight one
// and its twins '' and ``, single ones ‘ ’ where they stand around words, and the dash that
// opens a line of dialogue (Spanish, French). A quotation that is not closed by the
// paragraph's end runs to it, and goes on where the next paragraph opens with a mark, as
// newspapers do.
// Gets wrong: a straight mark that a page lost turns the paragraph's quotes inside out.
#include "base/text.h"
#include "statements/voices.h"

typedef enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_STRAIGHT, MARK_SINGLE_OPEN, MARK_SINGLE_CLOSE, MARK_DASH } mark;

static mark mark_of(hs_text form) {
    if (form.size == 0) return MARK_NONE;
    if (text_equal(form, TEXT("\"")) || text_equal(form, TEXT("''"))) return MARK_STRAIGHT;
    if (text_equal(form, TEXT("``"))) return MARK_OPEN;
    uint32_t size, code = utf8_decode(form, 0, &size);
    if (size != form.size) return MARK_NONE;
    switch (code) {
    case 0x201C: case 0x201E: case 0x201F: case 0xAB: return MARK_OPEN;
    case 0x201D: case 0xBB: return MARK_CLOSE;
    case 0x2018: return MARK_SINGLE_OPEN;
    case 0x2019: return MARK_SINGLE_CLOSE;
    case 0x2013: case 0x2014: case 0x2015: return MARK_DASH;
    default: return MARK_NONE;
    }
}

// A dash opens dialogue where a letter or an opening ¿ ¡ follows without a blank.
static bool opens_dialogue(const voices_work *work, uint32_t token, uint32_t end) {
    return token + 1 < end && mark_of(work->tokens[token].form) == MARK_DASH && !work->tokens[token].space_after &&
           work->tokens[token + 1].upos != UPOS_NUM;
}

static void add_quote(voices_work *work, hs_arena *arena, size_t *capacity, quotation quote) {
    size_t used = work->quote_count;
    for (uint32_t i = quote.tokens.first; i < quote.tokens.end; i++) {
        work->quote[i] = work->quote_count;
        quote.verbs += work->tokens[i].upos == UPOS_VERB || work->tokens[i].upos == UPOS_AUX;
    }
    *arena_push(arena, work->quotes, used, *capacity) = quote;
    work->quote_count = (uint32_t)used;
}

static uint32_t sentence_end(const voices_work *work, uint32_t token, uint32_t end) {
    const hs_sentence *sentence = &work->r->parse->sentences[work->sentence[token]];
    return sentence->first + sentence->count < end ? sentence->first + sentence->count : end;
}

static bool closes(mark open, mark now) {
    switch (open) {
    case MARK_OPEN: return now == MARK_CLOSE;
    case MARK_STRAIGHT: return now == MARK_STRAIGHT || now == MARK_CLOSE;
    case MARK_SINGLE_OPEN: return now == MARK_SINGLE_CLOSE;
    default: return false;
    }
}

// Dialogue with dashes: speech, then the narrator between two dashes, then speech again.
static void read_dialogue(voices_work *work, hs_arena *arena, size_t *capacity, range block) {
    uint32_t start = block.first;
    bool speech = true;
    for (uint32_t i = block.first + 1; i <= block.end; i++) {
        if (i < block.end && mark_of(work->tokens[i].form) != MARK_DASH) continue;
        if (speech) add_quote(work, arena, capacity, (quotation){.tokens = {start, i}});
        speech = !speech;
        start = i;
    }
}

static void read_block(voices_work *work, hs_arena *arena, size_t *capacity, range block, bool was_open) {
    if (opens_dialogue(work, block.first, block.end)) {
        read_dialogue(work, arena, capacity, block);
        return;
    }
    mark open = MARK_NONE;
    uint32_t start = 0;
    for (uint32_t i = block.first; i < block.end; i++) {
        mark now = mark_of(work->tokens[i].form);
        if (now == MARK_NONE || now == MARK_DASH) continue;
        if (open == MARK_NONE) {
            if (now == MARK_CLOSE && i == block.first && !work->tokens[i].space_after) now = MARK_OPEN; // ”It was late,” she said.
            if (now == MARK_OPEN || now == MARK_STRAIGHT || (now == MARK_SINGLE_OPEN && !work->tokens[i].space_after))
                open = now, start = i;
        } else if (closes(open, now)) {
            add_quote(work, arena, capacity,
                      (quotation){.tokens = {start, i + 1}, .resumes = was_open && start == block.first});
            open = MARK_NONE;
        }
    }
    if (open == MARK_NONE || open == MARK_SINGLE_OPEN) return;
    // an unclosed mark in the middle of a sentence is more likely a lost one than a long speech
    uint32_t end = open == MARK_STRAIGHT ? sentence_end(work, start, block.end) : block.end;
    add_quote(work, arena, capacity,
              (quotation){.tokens = {start, end}, .unclosed = true, .resumes = was_open && start == block.first});
}

void voices_quotes(voices_work *work, hs_arena *arena) {
    const hs_parse *parse = work->r->parse;
    size_t capacity = 0;
    uint32_t last_block = HS_NONE;
    for (uint32_t i = 0; i < parse->sentence_count;) {
        uint32_t block = parse->sentences[i].block, first = parse->sentences[i].first, end = first;
        for (; i < parse->sentence_count && parse->sentences[i].block == block; i++)
            end = parse->sentences[i].first + parse->sentences[i].count;
        const quotation *last = work->quote_count ? &work->quotes[work->quote_count - 1] : NULL;
        bool was_open = last && last->unclosed && last_block + 1 == block &&
                        parse->sentences[work->sentence[last->tokens.first]].block == last_block;
        if (end > first) read_block(work, arena, &capacity, (range){first, end}, was_open);
        last_block = block;
    }
}

// ---------------------------------------------------------------- utterances

bool voices_is_mark(const voices_work *work, uint32_t token) {
    return work->tokens[token].upos == UPOS_PUNCT || mark_of(work->tokens[token].form) != MARK_NONE;
}

static bool only_marks(const voices_work *work, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (!voices_is_mark(work, i)) return false;
    return true;
}

// What stands behind the dash is a name to the sentence's end, with no verb in it.
uint32_t voices_signed_quote(const voices_work *work, uint32_t token) {
    const hs_parse *parse = work->r->parse;
    const hs_sentence *sentence = &parse->sentences[work->sentence[token]];
    uint32_t end = sentence->first + sentence->count;
    if (!token || token + 1 >= end || mark_of(work->tokens[token].form) != MARK_DASH || work->quote[token] != HS_NONE) return HS_NONE;
    uint32_t quote = work->quote[token - 1];
    if (quote == HS_NONE || work->quotes[quote].tokens.end != token || work->quotes[quote].unclosed) return HS_NONE;
    if (!work->quotes[quote].verbs && token - work->quotes[quote].tokens.first < 6) return HS_NONE;
    for (uint32_t i = token + 1; i < end; i++) {
        if (i > token + 1 && work->quote[i] != HS_NONE && work->quote[i] != quote) break; // the next one, in the same paragraph
        if (work->tokens[i].upos == UPOS_VERB || work->tokens[i].upos == UPOS_AUX || work->quote[i] != HS_NONE) return HS_NONE;
    }
    hs_text next = work->tokens[token + 1].form;
    uint32_t size;
    bool capital = next.size && code_is_upper(utf8_decode(next, 0, &size));
    return capital ? quote : HS_NONE;
}

// True where nothing but the quotation stands in the sentences that it touches.
static bool fills_sentences(const voices_work *work, const quotation *quote) {
    const hs_sentence *first = &work->r->parse->sentences[work->sentence[quote->tokens.first]];
    const hs_sentence *last = &work->r->parse->sentences[work->sentence[quote->tokens.end - 1]];
    return only_marks(work, first->first, quote->tokens.first) &&
           only_marks(work, quote->tokens.end, last->first + last->count);
}

// True where the quotation is all of its paragraph.
static bool fills_paragraph(const voices_work *work, const quotation *quote) {
    const hs_parse *parse = work->r->parse;
    uint32_t first = work->sentence[quote->tokens.first], last = work->sentence[quote->tokens.end - 1];
    return fills_sentences(work, quote) && quote->verbs &&
           (first == 0 || parse->sentences[first - 1].block != parse->sentences[first].block) &&
           (last + 1 == parse->sentence_count || parse->sentences[last + 1].block != parse->sentences[last].block);
}

// May the utterance go on from `before` to `after`, its neighbour in the text?
//   “I saw it,” she said. “Then I ran.”      goes on: the gap is in the cue's sentence
//   “I saw it,” she said. The road was wet. “It was late,” he said.     does not
// With `across` a next paragraph that is nothing but a quotation goes on too.
static bool goes_on(const voices_work *work, const quotation *before, const quotation *after, uint32_t cue_token, bool across) {
    const hs_parse *parse = work->r->parse;
    uint32_t sentence = work->sentence[cue_token], block = parse->sentences[sentence].block;
    uint32_t from = before->tokens.end, to = after->tokens.first;
    if (after->resumes) return true;
    uint32_t block_before = parse->sentences[work->sentence[from - 1]].block, block_after = parse->sentences[work->sentence[to]].block;
    if (block_before != block_after)
        return across && block_after == block_before + 1 && block_before >= block && fills_paragraph(work, after);
    if (parse->sentences[work->sentence[to]].block != block) return only_marks(work, from, to);
    uint32_t sentence_first = parse->sentences[sentence].first;
    uint32_t sentence_last = sentence_first + parse->sentences[sentence].count;
    bool cue_between = cue_token >= from && cue_token < to;
    if (work->sentence[to] == sentence) return cue_between || only_marks(work, from, to);
    if (!fills_sentences(work, after) && !(to <= cue_token)) return false;
    if (from < sentence_last && to >= sentence_last && cue_token < to) return only_marks(work, sentence_last, to);
    return only_marks(work, from, to);
}

static void add_part(range *parts, uint32_t *count, uint32_t most, range part) {
    if (*count && parts[*count - 1].end == part.first) parts[*count - 1].end = part.end;
    else if (*count < most) parts[(*count)++] = part;
}

uint32_t voices_utterance(const voices_work *work, uint32_t quote, uint32_t cue_token, bool across, range *parts, uint32_t most) {
    uint32_t first = quote, last = quote, count = 0;
    while (first > 0 && quote - first < 64 && goes_on(work, &work->quotes[first - 1], &work->quotes[first], cue_token, false)) first--;
    while (last + 1 < work->quote_count && last - quote < 64 &&
           goes_on(work, &work->quotes[last], &work->quotes[last + 1], cue_token, across))
        last++;
    for (uint32_t i = first; i <= last; i++) add_part(parts, &count, most, work->quotes[i].tokens);
    return count;
}
