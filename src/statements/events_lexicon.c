// Makes the event tables ready: see events_lexicon.h for what they say. All work that
// depends on the tables alone is done here once, so that matching compares bits and short
// texts only.
#include "statements/events_lexicon.h"

#include "base/text.h"

static uint32_t class_bit(events_lexicon *out, hs_text name) {
    for (uint32_t i = 0; i < out->class_count; i++)
        if (text_equal(out->class_names[i], name)) return i;
    if (out->class_count == CLASS_MOST) return HS_NONE;
    out->class_names[out->class_count] = name;
    return out->class_count++;
}

static void name_known_classes(events_lexicon *out) {
    static const char *const names[CLASS_KNOWN_COUNT] = {
        [CLASS_NAME] = "NAME",   [CLASS_NUM] = "NUM",     [CLASS_COUNTRY] = "COUNTRY",   [CLASS_EVENT] = "EVENT",
        [CLASS_PERSON] = "PERSON", [CLASS_GOV] = "GOV",   [CLASS_FORCE] = "FORCE",       [CLASS_ORG] = "ORG",
        [CLASS_PLACE] = "PLACE", [CLASS_BUILDING] = "BUILDING", [CLASS_VEHICLE] = "VEHICLE", [CLASS_GROUP] = "GROUP",
        [CLASS_MEDIA] = "MEDIA", [CLASS_DEMANDED] = "DEMANDED",
    };
    for (uint32_t i = 0; i < CLASS_KNOWN_COUNT; i++) class_bit(out, text_of(names[i]));
}

static hs_text cell(const lexicon_table *table, uint32_t row, const char *column) {
    uint32_t at = lexicon_column(table, column);
    return at == HS_NONE ? (hs_text){0} : table->cells[(size_t)row * table->column_count + at];
}

static void read_values(events_lexicon *out, frame_item *item, hs_text values) {
    item->words = values;
    item->any = text_equal(values, TEXT("*"));
    item->none = text_equal(values, TEXT("-"));
    while (values.size) {
        hs_text value = text_cut(&values, '|');
        if (!value.size || !byte_is_upper((unsigned char)value.data[0])) continue;
        uint32_t bit = class_bit(out, value);
        if (bit != HS_NONE) item->classes |= (uint64_t)1 << bit;
    }
}

static frame_item read_item(events_lexicon *out, hs_text text) {
    frame_item item = {0};
    if (text_equal(text, TEXT("intr"))) {
        item.slot = FRAME_OBJECT;
        item.none = item.alone = true;
        return item;
    }
    hs_text slot = text_cut(&text, ':');
    if (text_equal(slot, TEXT("subj"))) item.slot = FRAME_SUBJECT;
    else if (text_equal(slot, TEXT("obj"))) item.slot = FRAME_OBJECT;
    else if (text_equal(slot, TEXT("comp"))) item.slot = FRAME_COMPLEMENT;
    else item.slot = FRAME_PREPOSITION, item.preposition = slot;
    read_values(out, &item, text);
    return item;
}

static void read_code(const events_lexicon *out, pattern *p, hs_text code) {
    p->code = HS_NONE;
    size_t plus = text_find(code, TEXT("+"), 0);
    if (text_equal(code, TEXT("="))) {
        p->source = PATTERN_CONTENT;
    } else if (plus != SIZE_MAX) {
        p->source = PATTERN_OPERATOR;
        p->family = text_slice(code, 0, plus);
        p->code = events_code_find(out, text_slice(code, plus + 1, code.size));
    } else {
        p->code = events_code_find(out, code);
        p->source = p->code == HS_NONE ? PATTERN_NONE : PATTERN_CODE;
    }
}

static void read_patterns(events_lexicon *out, hs_arena *keep) {
    uint32_t count = out->patterns->row_count;
    pattern *patterns = arena_new(keep, pattern, count + 1);
    frame_item *items = NULL;
    size_t used = 0, capacity = 0;
    for (uint32_t row = 0; row < count; row++) {
        pattern *p = &patterns[row];
        hs_text kind = cell(out->patterns, row, "kind"), frame = cell(out->patterns, row, "frame");
        p->kind = kind.size ? kind.data[0] : 0;
        p->mode = cell(out->patterns, row, "mode");
        p->first_item = (uint32_t)used;
        while (frame.size) *arena_push(keep, items, used, capacity) = read_item(out, text_cut(&frame, ';'));
        p->item_count = (uint32_t)used - p->first_item;
        read_code(out, p, cell(out->patterns, row, "code"));
    }
    out->pattern_rows = patterns;
    out->items = items;
}

static void read_classes(events_lexicon *out, hs_arena *keep) {
    uint64_t *rows = arena_new(keep, uint64_t, out->classes->row_count + 1);
    for (uint32_t row = 0; row < out->classes->row_count; row++) {
        hs_text names = cell(out->classes, row, "classes");
        while (names.size) {
            uint32_t bit = class_bit(out, text_cut(&names, ' '));
            if (bit != HS_NONE) rows[row] |= (uint64_t)1 << bit;
        }
    }
    out->class_rows = rows;
}

static const hs_text *read_contexts(hs_text names, hs_arena *keep, uint32_t *count) {
    hs_text *contexts = NULL;
    size_t used = 0, capacity = 0;
    while (names.size) *arena_push(keep, contexts, used, capacity) = text_cut(&names, ' ');
    *count = (uint32_t)used;
    return contexts;
}

static void read_codes(events_lexicon *out, hs_arena *keep) {
    hs_event *events = arena_new(keep, hs_event, out->codes->row_count + 1);
    for (uint32_t row = 0; row < out->codes->row_count; row++) {
        hs_event *event = &events[row];
        hs_text goldstein = cell(out->codes, row, "goldstein_tenths");
        bool minus = text_starts(goldstein, TEXT("-"));
        uint64_t tenths = 0;
        if (!text_to_number(text_slice(goldstein, minus, goldstein.size), &tenths) || tenths > 100) tenths = 0;
        event->goldstein_tenths = (int16_t)(minus ? -(int)tenths : (int)tenths);
        event->cameo = cell(out->codes, row, "code");
        event->type = cell(out->codes, row, "type");
        event->mode = cell(out->codes, row, "mode");
        event->contexts = read_contexts(cell(out->codes, row, "contexts"), keep, &event->context_count);
    }
    out->code_rows = events;
}

void events_lexicon_open(const lexicon *from, hs_arena *keep, events_lexicon *out) {
    *out = (events_lexicon){
        .patterns = lexicon_find_table(from, "events_patterns"),
        .classes = lexicon_find_table(from, "events_classes"),
        .codes = lexicon_find_table(from, "events_codes"),
        .contents = lexicon_find_table(from, "events_contents"),
        .functions = lexicon_find_table(from, "events_functions"),
        .contexts = lexicon_find_table(from, "events_contexts"),
    };
    name_known_classes(out);
    read_codes(out, keep);
    read_classes(out, keep);
    read_patterns(out, keep);
}

static uint32_t row_of(const lexicon_table *table, lexicon_rows rows) {
    return (uint32_t)((size_t)(rows.cells - table->cells) / table->column_count);
}

uint32_t events_code_find(const events_lexicon *tables, hs_text code) {
    lexicon_rows rows = lexicon_find(tables->codes, code);
    return rows.count ? row_of(tables->codes, rows) : HS_NONE;
}

hs_text events_code_text(const events_lexicon *tables, uint32_t code) {
    return code == HS_NONE ? (hs_text){0} : tables->code_rows[code].cameo;
}

uint32_t events_code_upon(const events_lexicon *tables, hs_text family, uint32_t content) {
    hs_text inner = events_code_text(tables, content), best = {0};
    lexicon_rows rows = lexicon_find(tables->contents, family);
    size_t longest = 0;
    for (uint32_t row = 0; row < rows.count; row++) {
        hs_text prefix = lexicon_cell(tables->contents, rows, row, "content");
        if (prefix.size <= longest || !text_starts(inner, prefix)) continue;
        longest = prefix.size;
        best = lexicon_cell(tables->contents, rows, row, "code");
    }
    return best.size ? events_code_find(tables, best) : HS_NONE;
}

bool events_word_is(const events_lexicon *tables, hs_text word, const char *function) {
    lexicon_rows rows = lexicon_find(tables->functions, word);
    for (uint32_t row = 0; row < rows.count; row++)
        if (text_equal(lexicon_cell(tables->functions, rows, row, "function"), text_of(function))) return true;
    return false;
}
