// See conllu.h. Columns DEPS is "_", MISC tells SpaceAfter=No of surface tokens.
#include "sentences/conllu.h"

#include "base/text.h"
#include "base/ud.h"

// Bytes that grow in an arena.
typedef struct output {
    hs_arena *arena;
    char *data;
    size_t size, capacity;
} output;

static void put(output *out, hs_text text) {
    if (out->size + text.size > out->capacity) {
        size_t more = (out->size + text.size) * 2 + 4096;
        char *moved = arena_new(out->arena, char, more);
        if (out->size) memcpy(moved, out->data, out->size);
        out->data = moved;
        out->capacity = more;
    }
    if (text.size) memcpy(out->data + out->size, text.data, text.size);
    out->size += text.size;
}

static void put_number(output *out, uint32_t value) {
    char digits[10];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    put(out, (hs_text){digits + at, sizeof digits - at});
}

// A column: never empty, no tab or line end inside.
static void put_column(output *out, hs_text text) {
    if (text.size == 0) text = TEXT("_");
    size_t from = out->size;
    put(out, text);
    for (size_t i = from; i < out->size; i++)
        if ((unsigned char)out->data[i] < ' ') out->data[i] = ' ';
    put(out, TEXT("\t"));
}

// The sentence as one line: white space of any kind as one blank.
static void put_comment(output *out, hs_text text) {
    put(out, TEXT("# text = "));
    size_t from = out->size;
    put(out, text);
    size_t kept = from;
    for (size_t i = from; i < out->size; i++) {
        char c = (unsigned char)out->data[i] <= ' ' ? ' ' : out->data[i];
        if (c != ' ' || kept == from || out->data[kept - 1] != ' ') out->data[kept++] = c;
    }
    out->size = kept;
    put(out, TEXT("\n"));
}

static void put_misc(output *out, bool space_after) { put(out, space_after ? TEXT("_\n") : TEXT("SpaceAfter=No\n")); }

// "3-4  don't  _ …" before the words of a multiword token.
static void put_multiword(output *out, hs_text text, const hs_sentence *sentence, const hs_token *tokens, uint32_t at) {
    uint32_t last = at;
    while (last + 1 < sentence->first + sentence->count && tokens[last + 1].multiword_rest) last++;
    put_number(out, at - sentence->first + 1);
    put(out, TEXT("-"));
    put_number(out, last - sentence->first + 1);
    put(out, TEXT("\t"));
    put_column(out, text_span(text, tokens[at].span));
    put(out, TEXT("_\t_\t_\t_\t_\t_\t_\t"));
    put_misc(out, tokens[last].space_after);
}

static void put_token(output *out, const model *known, const hs_sentence *sentence, const hs_token *token, uint32_t number) {
    put_number(out, number);
    put(out, TEXT("\t"));
    put_column(out, token->form);
    put_column(out, token->lemma);
    put_column(out, ud_upos_name(token->upos));
    put_column(out, known ? model_xpos(known, token->xpos) : TEXT(""));
    put_column(out, known ? model_features(known, token->features) : TEXT(""));
    put_number(out, token->head == HS_NONE ? 0 : token->head - sentence->first + 1);
    put(out, TEXT("\t"));
    put_column(out, ud_relation_name(token->relation));
    put(out, TEXT("_\t"));
    put_misc(out, token->space_after || token->multiword_first || token->multiword_rest);
}

hs_text conllu_write(const model *known, hs_text text, const hs_parse *parse, hs_arena *keep) {
    output out = {.arena = keep};
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        const hs_sentence *sentence = &parse->sentences[s];
        put(&out, TEXT("# sent_id = "));
        put_number(&out, s + 1);
        put(&out, TEXT("\n"));
        put_comment(&out, text_span(text, sentence->span));
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            const hs_token *token = &parse->tokens[i];
            if (token->multiword_first) put_multiword(&out, text, sentence, parse->tokens, i);
            put_token(&out, known, sentence, token, i - sentence->first + 1);
        }
        put(&out, TEXT("\n"));
    }
    return (hs_text){out.data, out.size};
}

// ---------------------------------------------------------------- annotating what is given

static void annotate_sentences(const model *known, const hs_parse *parse, hs_arena *keep, hs_arena scratch) {
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        const hs_sentence *sentence = &parse->sentences[s];
        hs_token *tokens = (hs_token *)parse->tokens + sentence->first;
        for (uint32_t i = 0; i < sentence->count; i++) tokens[i].head = i ? 0 : HS_NONE;
        sentences_tag(known, tokens, sentence->count, keep, scratch);
        sentences_parse(known, tokens, sentence->count, scratch);
        for (uint32_t i = 0; i < sentence->count; i++)
            if (tokens[i].head != HS_NONE) tokens[i].head += sentence->first;
    }
}

// One line of the input: a word gets new columns, anything else stays.
static bool put_annotated(output *out, const model *known, const hs_sentence *sentence, const hs_token *token, hs_text line) {
    hs_text rest = line, number = text_cut(&rest, '\t');
    uint64_t value;
    if (line.size == 0 || line.data[0] == '#' || !text_to_number(number, &value)) {
        put(out, line);
        put(out, TEXT("\n"));
        return false;
    }
    for (int i = 1; i < 9; i++) text_cut(&rest, '\t');
    put_token(out, known, sentence, token, (uint32_t)value);
    // its own last column instead of the one that was put
    while (out->size && out->data[out->size - 1] != '\t') out->size--;
    put(out, rest);
    put(out, TEXT("\n"));
    return true;
}

hs_status conllu_annotate(const model *known, hs_text conllu, hs_text path, hs_arena *keep, hs_arena scratch, hs_text *out,
                          hs_error *error) {
    treebank bank;
    hs_status status = conllu_read(conllu, path, keep, &bank, error);
    if (status != HS_OK) return status;
    annotate_sentences(known, &bank.parse, keep, scratch);
    output made = {.arena = keep};
    hs_text rest = conllu;
    for (uint32_t token = 0, sentence = 0; rest.size;) {
        hs_text line = text_cut(&rest, '\n');
        if (line.size && line.data[line.size - 1] == '\r') line.size--;
        while (sentence + 1 < bank.parse.sentence_count && token >= bank.parse.sentences[sentence + 1].first) sentence++;
        const hs_sentence *now = &bank.parse.sentences[sentence];
        token += put_annotated(&made, known, now, bank.parse.tokens + token, line);
    }
    *out = (hs_text){made.data, made.size};
    return HS_OK;
}
