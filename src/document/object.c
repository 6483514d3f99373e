// One object of a JSON Lines file, or one item of a JSON Feed. Its `text` is taken whole:
// nothing is removed, only certain mojibake repaired. Members follow the contract; the names of
// JSON Feed (content_text, content_html, date_published, authors), of schema.org and of what common crawlers and
// news interfaces write ("maintext", "publishedAt", "source": {"name"}) are read too, the first that there is.
#include "base/json.h"
#include "base/text.h"
#include "bytes/markup.h"
#include "document/credit.h"
#include "document/dates.h"
#include "document/facts.h"
#include "document/reading.h"
#include "document/repair.h"

mapped object_text(draft *d, const mapped *from, const json_value *value) {
    const hs_map_run *runs;
    uint32_t count;
    mapped out = {.text = json_string_map(value, d->work, &runs, &count)};
    map_builder made = {.arena = d->work};
    hs_map inner = {runs, count, (uint32_t)out.text.size, 0};
    // from runs of the string to runs of the payload
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = i + 1 < count ? runs[i + 1].text : inner.text_size;
        hs_text bytes = text_slice(out.text, runs[i].text, end);
        hs_span span = {runs[i].source, runs[i].source + runs[i].source_size};
        if (runs[i].linear) map_append_mapped(&made, from->text, &from->map, span);
        else map_append_as(&made, bytes, &from->map, span);
    }
    return repair_text(d->rules->repair, (mapped){{made.text, made.size}, map_of(&made, 0)}, d->work);
}

static hs_text member(draft *d, const mapped *from, const json_value *record, const char *name) {
    const json_value *value = json_member(record, name);
    if (!value || value->kind != JSON_STRING) return (hs_text){0};
    return text_trim(object_text(d, from, value).text);
}

// Of several names of one member the first that has a text, or an object with a name.
static hs_text member_of(draft *d, const mapped *from, const json_value *record, const char *const *names) {
    for (; *names; names++) {
        const json_value *value = json_member(record, *names);
        hs_text found = member(d, from, record, *names);
        if (!found.size && value && value->kind == JSON_OBJECT) found = member(d, from, value, "name");
        if (found.size) return found;
    }
    return (hs_text){0};
}

static const json_value *text_of_record(const json_value *record, const char *const *names) {
    for (; *names; names++) {
        const json_value *value = json_member(record, *names);
        if (value && value->kind == JSON_STRING && value->raw.size) return value;
    }
    return NULL;
}

// Blocks of a text taken whole: its paragraphs, with every byte between them kept.
static void add_whole(draft *d, const mapped *from) {
    draft_begin(d);
    draft_add_whole(d, from, (hs_span){0, (uint32_t)from->text.size});
    hs_text text = {d->text.text, d->text.size};
    for (size_t at = 0; at < text.size;) {
        // a paragraph ends at an empty line; single line feeds part headings and items
        size_t end = text_find(text, TEXT("\n"), at);
        if (end == SIZE_MAX) end = text.size;
        hs_text line = text_trim(text_slice(text, at, end));
        if (line.size) {
            uint32_t start = (uint32_t)(line.data - text.data);
            *arena_push(d->keep, d->blocks, d->block_count, d->block_capacity) =
                (hs_block){{start, start + (uint32_t)line.size}, HS_BLOCK_PARAGRAPH};
        }
        at = end + 1;
    }
    d->block_start = (uint32_t)d->text.size;
}

static void set_date(draft *d, hs_text text, const char *from, hs_date *out) {
    found_date found;
    if (out->precision || !text.size || !dates_find(d->rules, text, 0, false, &found)) {
        uint64_t year;
        if (!out->precision && text.size == 4 && text_to_number(text, &year))
            *out = (hs_date){.precision = HS_DATE_YEAR, .year = (int16_t)year, .from = from};
        return;
    }
    *out = found.date;
    out->from = from;
}

// "byline", "author" or the names of "authors", which may be texts or objects.
static hs_text read_byline(draft *d, const mapped *from, const json_value *record) {
    hs_text byline = member(d, from, record, "byline");
    if (!byline.size) byline = member(d, from, record, "author");
    if (byline.size) return byline;
    const json_value *list = json_member(record, "authors");
    if (!list) list = json_member(record, "author");
    const json_value *item = list && list->kind == JSON_ARRAY    ? list->first
                             : list && list->kind == JSON_OBJECT ? list
                                                                 : NULL;
    for (; item; item = item->next) {
        hs_text name =
            item->kind == JSON_STRING ? json_string(item, d->work) : json_string(json_member(item, "name"), d->work);
        if (name.size)
            byline = byline.size ? arena_print(d->work, "%.*s, %.*s", TEXT_ARGS(byline), TEXT_ARGS(name)) : name;
        if (list->kind == JSON_OBJECT) break;
    }
    return byline;
}

static void read_masthead(draft *d, const mapped *from, const json_value *record) {
    hs_document *out = d->out;
    static const char *const outlets[] = {"outlet", "source", "publisher", "site_name", "sitename", "source_domain", NULL};
    static const char *const sections[] = {"section", "articleSection", "category", NULL}, *const languages[] = {"language", "lang", "inLanguage", NULL};
    hs_text id = member(d, from, record, "id"), outlet = member_of(d, from, record, outlets), url = member(d, from, record, "url");
    const json_value *number = json_member(record, "id");
    if (id.size) out->id = id;
    else if (number && number->kind == JSON_NUMBER) out->id = number->raw;
    if (!url.size) url = member(d, from, record, "link");
    if (url.size) out->url = url;
    if (outlet.size) out->outlet = outlet;
    const json_value *title = json_member(record, "title");
    const char *title_name = title ? "title" : "headline";
    if (!title) title = json_member(record, "headline");
    if (title && title->kind == JSON_STRING && title->raw.size) {
        out->title = text_trim(markup_decode(member(d, from, record, title_name), false, d->work));
        draft_title_source(d, from, (hs_span){title->start, title->end});
    }
    out->byline = read_byline(d, from, record);
    out->credit = member(d, from, record, "credit");
    out->section = member_of(d, from, record, sections);
    const json_value *basis = json_member(record, "isBasedOn");
    if (basis && basis->kind == JSON_STRING) draft_basis(d, (hs_basis){.url = json_string(basis, d->work)});
    hs_text language = member_of(d, from, record, languages);
    out->language = text_lower(d->keep, text_slice(language, 0, 2));
    static const struct {
        const char *name, *from;
    } published[] = {{"published", "record"}, {"date_published", "record"}, {"date", "record"}, {"datePublished", "json-ld"}, {"published_at", "record"},
                     {"publishedAt", "record"}, {"published_date", "record"}, {"date_publish", "record"}, {"pubDate", "feed"}, {"pub_date", "record"}},
      updated[] = {{"updated", "record"}, {"dateModified", "json-ld"}, {"date_modified", "record"}, {"updated_at", "record"}, {"date_modify", "record"}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) set_date(d, member(d, from, record, published[i].name), published[i].from, &out->published);
    for (size_t i = 0; i < sizeof updated / sizeof *updated; i++) set_date(d, member(d, from, record, updated[i].name), updated[i].from, &out->updated);
    set_date(d, member(d, from, record, "retrieved"), "record", &out->retrieved);
}

void object_read(draft *d, mapped from) {
    const json_value *record;
    hs_error error;
    if (d->payload->parent.size) from.text = facts_mend(d->work, from.text);
    if (json_read(from.text, d->work, &record, &error) != HS_OK) {
        hs_source place = hs_map_span(&from.map, (hs_span){(uint32_t)error.byte, (uint32_t)error.byte});
        draft_notice(d, true, d->payload->offset + place.start, arena_print(d->keep, "no JSON: %s", error.reason).data);
        return;
    }
    if (record->kind != JSON_OBJECT) {
        draft_notice(d, true, d->payload->offset, "a record that is no JSON object");
        return;
    }
    read_masthead(d, &from, record);
    static const char *const whole[] = {"text", "content_text", "maintext", "body_text", "full_text", NULL};
    // what is often escaped or marked as for a page
    static const char *const marked[] = {"content_html", "articleBody", "body", "content", NULL};
    const json_value *text = text_of_record(record, whole), *page = text ? NULL : text_of_record(record, marked);
    if (text) {
        mapped body = object_text(d, &from, text);
        add_whole(d, &body);
    } else if (page) {
        page_read_fragment(d, object_text(d, &from, page));
    } else {
        draft_notice(d, false, d->payload->offset, "a record without text");
    }
    credit_read(d);
}
