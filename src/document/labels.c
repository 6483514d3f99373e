// See labels.h. In: a line. Out: the field that it fills and its value.
//
// Method: archives, mail and hand-made collections put a report's masthead into lines of a label, a colon and a value.
// The label is one to three words that the lexicon lists ("Fecha de publicación"); signs of Markdown and of front matter
// around it do not matter ("**Title:** …", "title: \"…\""). A source is the outlet where it is a name and the address
// where it is one.
//
// What it gets wrong: a head in a language whose labels are not listed; a value that goes on in the next line.
#include "document/labels.h"

#include "base/text.h"
#include "document/dates.h"
#include "document/lines.h"

enum { LABEL_BYTES = 40, LABEL_WORDS = 3, LONGEST_LABELLED = 500 };

// Without the signs that set a label or a value apart: "**Title" -> "Title".
static hs_text without_signs(hs_text text) {
    text = text_trim(text);
    while (text.size && (text.data[0] == '*' || text.data[0] == '#' || text.data[0] == '_' || text.data[0] == ' '))
        text = text_slice(text, 1, text.size);
    while (text.size && (text.data[text.size - 1] == '*' || text.data[text.size - 1] == '_')) text.size--;
    text = text_trim(text);
    bool quoted = text.size >= 2 && text.data[0] == '"' && text.data[text.size - 1] == '"';
    bool alone = quoted && text_find(text, TEXT("\""), 1) == text.size - 1;
    return alone ? text_trim(text_slice(text, 1, text.size - 1)) : text;
}

static hs_text *field_of(label_facts *facts, hs_text name) {
    const struct {
        const char *name;
        hs_text *field;
    } fields[] = {{"title", &facts->title},         {"outlet", &facts->outlet},   {"byline", &facts->byline},
                  {"published", &facts->published}, {"updated", &facts->updated}, {"retrieved", &facts->retrieved},
                  {"url", &facts->url},             {"section", &facts->section}, {"language", &facts->language}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (text_equal(name, text_of(fields[i].name))) return fields[i].field;
    return NULL;
}

static bool is_address(hs_text value) {
    return text_starts(value, TEXT("http://")) || text_starts(value, TEXT("https://")) || text_starts(value, TEXT("www."));
}

// Who a letter is from, without the address: "\"The Harbour Letter\" <letter@harbour.example>"; an address alone stays.
static hs_text without_mailbox(hs_text value) {
    size_t at = text_find(value, TEXT("<"), 0);
    if (at == SIZE_MAX || text_find(value, TEXT("@"), at) == SIZE_MAX) return value;
    hs_text name = without_signs(text_slice(value, 0, at));
    return name.size ? name : value;
}

label_kind labels_take_line(const struct document_rules *rules, hs_text line, hs_arena scratch, label_facts *facts,
                            hs_text *value) {
    *value = (hs_text){0};
    size_t colon = text_find(line, TEXT(":"), 0);
    if (colon == SIZE_MAX || colon > LABEL_BYTES) return LABEL_NONE;
    hs_text label = without_signs(text_slice(line, 0, colon)), rest = without_signs(text_slice(line, colon + 1, line.size));
    // "21:40 saw the gates closed", "https://…"
    uint32_t words = lines_count_words(label), step;
    if (!words || words > LABEL_WORDS || !code_is_letter(utf8_decode(label, 0, &step)) || text_starts(rest, TEXT("//")))
        return LABEL_NONE;
    hs_text name = rules_find(&rules->labels, text_lower(&scratch, label), "field");
    if (text_equal(name, TEXT("text"))) return *value = rest, LABEL_TEXT;
    if (line.size > LONGEST_LABELLED) return LABEL_NONE;
    if (!name.size) return words <= 2 && !lines_ends_sentence(rest) ? LABEL_OTHER : LABEL_NONE;
    *value = rest;
    hs_text *field = is_address(rest) ? &facts->url : field_of(facts, name);
    if (!field || !rest.size) return LABEL_DROP;
    if (!field->size) *field = field == &facts->outlet ? without_mailbox(rest) : rest;
    return field == &facts->title ? LABEL_TITLE : LABEL_FACT;
}

static void set_date(const draft *d, hs_text value, hs_date *out) {
    found_date found;
    if (out->precision || !value.size || !dates_find(d->rules, value, 0, false, &found)) return;
    *out = found.date;
    out->from = "text";
}

void labels_set(draft *d, const label_facts *facts, masthead *m) {
    hs_document *out = d->out;
    if (!out->url.size) out->url = facts->url;
    if (!out->outlet.size) out->outlet = facts->outlet;
    if (!out->section.size) out->section = facts->section;
    // "en", "es-MX"; names of languages are told from the text
    bool coded = facts->language.size == 2 || (facts->language.size > 2 && facts->language.data[2] == '-');
    if (!out->language.size && coded) out->language = text_lower(d->keep, text_slice(facts->language, 0, 2));
    set_date(d, facts->published, &out->published);
    set_date(d, facts->updated, &out->updated);
    set_date(d, facts->retrieved, &out->retrieved);
    if (facts->byline.size) m->byline = masthead_clean_byline(d, facts->byline);
}
