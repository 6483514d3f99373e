// CoNLL-U read into the shapes that the parser makes, with a running text to point at.
//
// In: the bytes of a file. Out: a text as raw readers would see it, tokens with spans in it.
// Method: line by line; a sentence is closed by an empty line, then its heads are turned
// from numbers of the sentence into tokens of the whole. A head outside its sentence is an
// error with its byte: nothing is repaired in silence.
#include "base/error.h"
#include "base/text.h"
#include "base/ud.h"
#include "sentences/conllu.h"

enum { COLUMNS = 10 };

typedef struct reader {
    hs_arena *keep;
    hs_text bytes, path;
    hs_error *error;
    size_t at; // byte of the line that is read
    char *text;
    size_t text_size, text_capacity;
    hs_token *tokens;
    size_t token_count, token_capacity;
    hs_text *xpos;
    size_t xpos_count, xpos_capacity;
    hs_text *features;
    size_t feature_count, feature_capacity;
    hs_sentence *sentences;
    size_t sentence_count, sentence_capacity;
    size_t first;            // token that begins the open sentence
    uint64_t multiword_last; // number of the last word of the open multiword token, 0 none
    hs_span multiword;
    bool paragraph, space;
} reader;

static hs_status fail(reader *from, const char *reason) {
    return error_set(from->error, HS_ERROR_FORMAT, from->path, from->at, "%s", reason);
}

static void put_text(reader *from, hs_text bytes) {
    for (size_t i = 0; i < bytes.size; i++) {
        char *c = arena_push(from->keep, from->text, from->text_size, from->text_capacity);
        *c = bytes.data[i];
    }
}

// The form as the running text has it, with the blank or paragraph break before it.
static hs_span put_form(reader *from, hs_text form) {
    if (from->paragraph && from->text_size) put_text(from, TEXT("\n\n"));
    else if (from->space && from->text_size) put_text(from, TEXT(" "));
    from->paragraph = false;
    uint32_t start = (uint32_t)from->text_size;
    put_text(from, form);
    return (hs_span){start, (uint32_t)from->text_size};
}

static void add_word(reader *from, const hs_text columns[COLUMNS], uint64_t number, uint64_t head) {
    bool inside = number <= from->multiword_last;
    bool space = text_find(columns[9], TEXT("SpaceAfter=No"), 0) == SIZE_MAX;
    hs_token token = {.form = columns[1], .lemma = columns[2], .head = (uint32_t)head};
    token.upos = ud_upos_find(columns[3]);
    token.relation = ud_relation_find(columns[7]);
    token.morph = ud_morph(columns[5]);
    token.span = inside ? from->multiword : put_form(from, columns[1]);
    if (!inside) from->space = space;
    token.space_after = from->space;
    token.multiword_rest = inside && from->token_count > from->first && from->tokens[from->token_count - 1].span.start == token.span.start;
    token.multiword_first = inside && !token.multiword_rest;
    *arena_push(from->keep, from->tokens, from->token_count, from->token_capacity) = token;
    *arena_push(from->keep, from->xpos, from->xpos_count, from->xpos_capacity) = columns[4];
    *arena_push(from->keep, from->features, from->feature_count, from->feature_capacity) = columns[5];
}

static hs_status read_row(reader *from, hs_text line) {
    hs_text columns[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        if (line.size == 0) return fail(from, "a line of a sentence has fewer than ten columns");
        columns[i] = text_cut(&line, '\t');
    }
    hs_text last = columns[0], start = text_cut(&last, '-');
    uint64_t number, end, head;
    if (text_find(start, TEXT("."), 0) != SIZE_MAX) return HS_OK; // an empty node
    if (!text_to_number(start, &number) || columns[1].size == 0) return fail(from, "a word has no number or no form");
    if (last.size) {
        if (!text_to_number(last, &end) || end < number) return fail(from, "a multiword token has no range");
        from->multiword_last = end;
        from->multiword = put_form(from, columns[1]);
        from->space = text_find(columns[9], TEXT("SpaceAfter=No"), 0) == SIZE_MAX;
        return HS_OK;
    }
    if (number != from->token_count - from->first + 1) return fail(from, "words are not numbered from 1");
    if (!text_to_number(columns[6], &head)) head = 0;
    if (head > UINT32_MAX - 1) return fail(from, "a head is out of range");
    add_word(from, columns, number, head);
    return HS_OK;
}

// Turns heads into token numbers; the first word without one is the root.
static hs_status close_sentence(reader *from) {
    size_t count = from->token_count - from->first;
    from->multiword_last = 0;
    if (count == 0) return HS_OK;
    hs_token *tokens = from->tokens + from->first;
    hs_sentence *sentence = arena_push(from->keep, from->sentences, from->sentence_count, from->sentence_capacity);
    *sentence = (hs_sentence){.span = {tokens[0].span.start, tokens[count - 1].span.end},
                              .first = (uint32_t)from->first,
                              .count = (uint32_t)count,
                              .root = HS_NONE};
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].head > count) return fail(from, "a head is not in its sentence");
        if (tokens[i].head == 0 && sentence->root == HS_NONE) sentence->root = (uint32_t)(from->first + i);
        tokens[i].head = tokens[i].head ? (uint32_t)from->first + tokens[i].head - 1 : HS_NONE;
    }
    from->first = from->token_count;
    return HS_OK;
}

hs_status conllu_read(hs_text bytes, hs_text path, hs_arena *keep, treebank *out, hs_error *error) {
    reader from = {.keep = keep, .bytes = bytes, .path = path, .error = error, .space = true};
    hs_text rest = bytes;
    while (rest.size) {
        from.at = (size_t)(rest.data - bytes.data);
        hs_text line = text_cut(&rest, '\n');
        if (line.size && line.data[line.size - 1] == '\r') line.size--;
        hs_status status = HS_OK;
        if (line.size == 0) status = close_sentence(&from);
        else if (text_starts(line, TEXT("# newpar")) || text_starts(line, TEXT("# newdoc"))) from.paragraph = true;
        else if (line.data[0] != '#') status = read_row(&from, line);
        if (status != HS_OK) return status;
        if (from.text_size > UINT32_MAX / 2) return fail(&from, "the treebank is too large");
    }
    hs_status status = close_sentence(&from);
    if (status != HS_OK) return status;
    out->text = (hs_text){from.text, from.text_size};
    out->parse = (hs_parse){from.tokens, (uint32_t)from.token_count, from.sentences, (uint32_t)from.sentence_count, NULL};
    out->xpos = from.xpos;
    out->features = from.features;
    return HS_OK;
}
