// Reports as JSON and back.
//
// In: a report. Out: the contract's object, keys in a fixed order, nothing null. Every
// annotation carries `span` (bytes of the clean text) and `source` (bytes of the input,
// through the document's map). With RECORD_MAP the record also holds what only the program
// needs (the map, blocks, slots that the contract leaves out), under keys of their own, so
// that reading it back gives the same report and the same picture.
#include "picture/record.h"

#include "base/error.h"
#include "base/text.h"

// ---------------------------------------------------------------- words of the contract

static const hs_text stage_names[] = {TEXT_INIT("possible"), TEXT_INIT("considered"), TEXT_INIT("planned"),
                                      TEXT_INIT("ordered"),  TEXT_INIT("underway"),   TEXT_INIT("done")};
static const hs_text polarity_names[] = {TEXT_INIT("affirmed"), TEXT_INIT("negated")};
static const hs_text kind_names[] = {TEXT_INIT("outlet"),    TEXT_INIT("person"),   TEXT_INIT("organisation"),
                                     TEXT_INIT("role"),      TEXT_INIT("anonymous"), TEXT_INIT("document"),
                                     TEXT_INIT("unnamed")};
static const hs_text manner_names[] = {TEXT_INIT("quote"), TEXT_INIT("indirect"), TEXT_INIT("reportedly")};
static const hs_text entity_names[] = {
    TEXT_INIT("person"), TEXT_INIT("government"), TEXT_INIT("armed-force"), TEXT_INIT("organisation"), TEXT_INIT("place"),
    TEXT_INIT("facility"), TEXT_INIT("vehicle"), TEXT_INIT("group"), TEXT_INIT("other"), TEXT_INIT("outlet")};
static const hs_text time_names[] = {TEXT_INIT("DATE"), TEXT_INIT("TIME"), TEXT_INIT("DURATION"), TEXT_INIT("SET")};
static const hs_text precision_names[] = {TEXT_INIT(""), TEXT_INIT("year"), TEXT_INIT("month"), TEXT_INIT("day")};
static const char *const date_origins[] = {"feed", "record", "meta", "json-ld", "time", "url", "byline", "relative",
                                           "dateline", "text"};
static const hs_text attribute_names[] = {
    TEXT_INIT("predicate"), TEXT_INIT("stage"), TEXT_INIT("polarity"), TEXT_INIT("factuality"), TEXT_INIT("event"),
    TEXT_INIT("actor"), TEXT_INIT("recipient"), TEXT_INIT("place"), TEXT_INIT("time"), TEXT_INIT("attribution"),
    TEXT_INIT("quantity")};

#define COUNT(array) (sizeof(array) / sizeof *(array))

hs_text record_stage_name(hs_stage stage) { return stage_names[stage]; }
hs_text record_polarity_name(hs_polarity polarity) { return polarity_names[polarity]; }
hs_text record_link_kind_name(hs_link_kind kind) { return kind_names[kind]; }

// Place of `word` among the names, 0 where it is none of them.
static uint32_t find_name(const hs_text *names, size_t count, hs_text word) {
    for (uint32_t i = 0; i < count; i++)
        if (text_equal(names[i], word)) return i;
    return 0;
}

hs_text record_date(const hs_date *date, hs_arena *keep) {
    switch (date->precision) {
    case HS_DATE_YEAR: return arena_print(keep, "%04d", date->year);
    case HS_DATE_MONTH: return arena_print(keep, "%04d-%02u", date->year, date->month);
    case HS_DATE_DAY: return arena_print(keep, "%04d-%02u-%02u", date->year, date->month, date->day);
    default: return (hs_text){0};
    }
}

// ---------------------------------------------------------------- writing

typedef struct record_writer {
    json_writer *json;
    const hs_map *map;
    unsigned layers;
} record_writer;

static void write_pair(json_writer *w, const char *key, uint64_t start, uint64_t end) {
    json_key(w, key);
    json_open(w, '[');
    json_number(w, (int64_t)start);
    json_number(w, (int64_t)end);
    json_close(w, ']');
}

void record_write_places(json_writer *w, const hs_map *map, hs_span span) {
    hs_source source = hs_map_span(map, span);
    write_pair(w, "span", span.start, span.end);
    write_pair(w, "source", source.start, source.end);
}

static void write_places(const record_writer *r, hs_span span) { record_write_places(r->json, r->map, span); }

static void write_spot(const record_writer *r, const char *key, hs_span span) {
    json_key(r->json, key);
    json_open(r->json, '{');
    write_places(r, span);
    json_close(r->json, '}');
}

static void write_date(json_writer *w, const char *key, const hs_date *date) {
    if (date->precision == HS_DATE_NONE) return;
    json_key(w, key);
    json_open(w, '{');
    json_member_text(w, "value", record_date(date, w->arena));
    if (date->has_time) json_member_text(w, "time", arena_print(w->arena, "%02u:%02u:%02u", date->hour, date->minute, date->second));
    if (date->has_zone) {
        unsigned minutes = (unsigned)(date->zone_minutes < 0 ? -date->zone_minutes : date->zone_minutes);
        json_member_text(w, "zone", arena_print(w->arena, "%c%02u:%02u", date->zone_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60));
    }
    json_member_text(w, "precision", precision_names[date->precision]);
    if (date->from) json_member_text(w, "from", text_of(date->from));
    json_close(w, '}');
}

static void write_authors(json_writer *w, const hs_document *d) {
    if (!d->author_count) return;
    json_key(w, "authors");
    json_open(w, '[');
    for (uint32_t i = 0; i < d->author_count; i++) json_text(w, d->authors[i]);
    json_close(w, ']');
}

static void write_bases(json_writer *w, const hs_document *d) {
    if (!d->basis_count) return;
    json_key(w, "isBasedOn");
    json_open(w, '[');
    for (uint32_t i = 0; i < d->basis_count; i++) {
        json_open(w, '{');
        json_member_text(w, "url", d->bases[i].url);
        json_member_text(w, "title", d->bases[i].title);
        json_member_text(w, "outlet", d->bases[i].outlet);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_masthead(const record_writer *r, const hs_document *d) {
    json_writer *w = r->json;
    json_member_text(w, "id", d->id);
    json_member_text(w, "path", d->path);
    json_member_text(w, "url", d->url);
    json_member_text(w, "outlet", d->outlet);
    json_member_text(w, "title", d->title);
    json_member_text(w, "byline", d->byline);
    write_authors(w, d);
    json_member_text(w, "credit", d->credit);
    json_member_text(w, "section", d->section);
    json_member_text(w, "canonical", d->canonical);
    json_member_text(w, "digest", d->digest);
    json_member_text(w, "parent", d->parent);
    write_bases(w, d);
    write_date(w, "published", &d->published);
    write_date(w, "updated", &d->updated);
    json_key(w, "version");
    json_number(w, d->version);
    if (d->has_title_source) write_pair(w, "title_source", d->title_source.start, d->title_source.end);
    if (d->retrieved.precision != HS_DATE_NONE) {
        if (r->layers & (RECORD_MAP | RECORD_HEAD)) write_date(w, "retrieved_date", &d->retrieved);
        json_member_text(w, "retrieved", record_date(&d->retrieved, w->arena));
    }
    json_member_text(w, "language", d->language);
    if (r->layers & RECORD_TEXT) {
        json_key(w, "text");
        json_text(w, d->text);
    }
}

static void write_map(json_writer *w, const hs_document *d) {
    json_key(w, "map");
    json_open(w, '[');
    json_number(w, (int64_t)d->map.offset);
    for (uint32_t i = 0; i < d->map.count; i++) {
        const hs_map_run *run = &d->map.runs[i];
        json_number(w, run->text);
        json_number(w, run->source);
        json_number(w, run->linear ? run->source_size : -(int64_t)run->source_size);
    }
    json_close(w, ']');
    json_key(w, "blocks");
    json_open(w, '[');
    for (uint32_t i = 0; i < d->block_count; i++) {
        json_number(w, d->blocks[i].span.start);
        json_number(w, d->blocks[i].span.end);
        json_number(w, d->blocks[i].kind);
    }
    json_close(w, ']');
}

static void write_sentences(json_writer *w, const hs_report *report) {
    json_key(w, "sentences");
    json_open(w, '[');
    for (uint32_t i = 0; i < report->sentence_count; i++) {
        json_open(w, '[');
        json_number(w, report->sentences[i].start);
        json_number(w, report->sentences[i].end);
        json_close(w, ']');
    }
    json_close(w, ']');
}

static void write_entities(const record_writer *r, const hs_report *report) {
    json_writer *w = r->json;
    json_key(w, "entities");
    json_open(w, '[');
    for (uint32_t i = 0; i < report->entity_count; i++) {
        const hs_entity *e = &report->entities[i];
        json_open(w, '{');
        write_places(r, e->span);
        json_member_text(w, "type", e->type == HS_ENTITY_OUTLET ? entity_names[HS_ENTITY_ORGANISATION] : entity_names[e->type]);
        json_member_text(w, "name", e->name);
        json_member_text(w, "country", text_of(e->country));
        json_member_text(w, "region", e->region);
        if (e->has_place) {
            json_key(w, "lat");
            json_decimal(w, e->latitude, 4);
            json_key(w, "lon");
            json_decimal(w, e->longitude, 4);
        }
        if (r->layers & RECORD_MAP) {
            json_key(w, "is");
            json_number(w, e->canonical);
            json_member_text(w, "kind", entity_names[e->type]);
            if (e->body != HS_NONE) json_key(w, "body"), json_number(w, e->body);
            json_member_text(w, "role", e->role);
        }
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_times(const record_writer *r, const hs_report *report) {
    json_key(r->json, "times");
    json_open(r->json, '[');
    for (uint32_t i = 0; i < report->time_count; i++) {
        json_open(r->json, '{');
        write_places(r, report->times[i].span);
        json_member_text(r->json, "type", time_names[report->times[i].type]);
        json_member_text(r->json, "value", report->times[i].value);
        json_close(r->json, '}');
    }
    json_close(r->json, ']');
}

static void write_number(json_writer *w, const char *key, bool has, double value) {
    if (!has) return;
    json_key(w, key);
    json_decimal(w, value, value > -1 && value < 1 ? 15 : 6); // a share may be small: a millionth
}

static void write_quantity(const record_writer *r, const hs_quantity *q) {
    json_writer *w = r->json;
    json_open(w, '{');
    write_places(r, q->span);
    write_number(w, "value", q->has_value, q->value);
    write_number(w, "min", q->has_min, q->min);
    write_number(w, "max", q->has_max, q->max);
    json_member_text(w, "unit", q->unit);
    json_key(w, "approximate");
    json_bool(w, q->approximate);
    if (q->ordinal) {
        json_key(w, "ordinal");
        json_bool(w, true);
    }
    json_close(w, '}');
}

static void write_party(const record_writer *r, const hs_party *party) {
    json_writer *w = r->json;
    json_open(w, '{');
    json_member_text(w, "name", party->name);
    json_member_text(w, "code", party->code);
    if (r->map) {
        json_member_text(w, "head", party->head);
        write_places(r, party->span);
    }
    if (r->layers & RECORD_MAP && party->entity != HS_NONE) {
        json_key(w, "is");
        json_number(w, party->entity);
    }
    json_close(w, '}');
}

static void write_parties(const record_writer *r, const char *key, const hs_party *parties, uint32_t count) {
    if (!count) return;
    json_key(r->json, key);
    json_open(r->json, '[');
    for (uint32_t i = 0; i < count; i++) write_party(r, &parties[i]);
    json_close(r->json, ']');
}

void record_write_parties(json_writer *w, const char *key, const hs_party *parties, uint32_t count) {
    write_parties(&(record_writer){.json = w}, key, parties, count);
}

void record_write_event(json_writer *w, const hs_event *event) {
    if (!event->type.size) return;
    json_key(w, "event");
    json_open(w, '{');
    json_member_text(w, "type", event->type);
    json_member_text(w, "mode", event->mode);
    if (event->context_count) {
        json_key(w, "contexts");
        json_open(w, '[');
        for (uint32_t i = 0; i < event->context_count; i++) json_text(w, event->contexts[i]);
        json_close(w, ']');
    }
    json_member_text(w, "cameo", event->cameo);
    json_key(w, "goldstein");
    json_decimal(w, event->goldstein_tenths / 10.0, 1);
    json_close(w, '}');
}

static void write_link(const record_writer *r, const hs_link *link) {
    json_writer *w = r->json;
    json_open(w, '{');
    json_member_text(w, "kind", kind_names[link->kind]);
    json_member_text(w, "name", link->name);
    json_member_text(w, "body", link->body);
    json_member_text(w, "holder", link->holder);
    if (link->count) {
        json_key(w, "count");
        json_number(w, link->count);
    }
    json_member_text(w, "cue", link->cue);
    if (link->denies) {
        json_key(w, "denies");
        json_bool(w, true);
    }
    if (link->mental) {
        json_key(w, "mental");
        json_bool(w, true);
    }
    if (link->believes) {
        json_key(w, "believes");
        json_bool(w, true);
    }
    if (link->has_span) write_places(r, link->span);
    if (link->cue_span.end > link->cue_span.start) write_spot(r, "cue_at", link->cue_span);
    json_member_text(w, "manner", manner_names[link->manner]);
    if (link->content.end > link->content.start) write_spot(r, "content", link->content);
    json_close(w, '}');
}

void record_write_links(json_writer *w, const hs_map *map, const hs_statement *s) {
    json_key(w, "attribution");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->link_count; i++) write_link(&(record_writer){.json = w, .map = map}, &s->links[i]);
    json_close(w, ']');
}

static void write_reasons(const record_writer *r, const hs_statement *s) {
    json_writer *w = r->json;
    if (!(r->layers & RECORD_EXPLAIN) || !s->reason_count) return;
    json_key(w, "why");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->reason_count; i++) {
        json_open(w, '{');
        json_member_text(w, "attribute", attribute_names[s->reasons[i].attribute]);
        json_member_text(w, "rule", s->reasons[i].rule);
        write_places(r, s->reasons[i].span);
        json_close(w, '}');
    }
    json_close(w, ']');
}

// What the contract leaves out and relating needs.
static void write_statement_rest(json_writer *w, const hs_statement *s) {
    json_key(w, "rest");
    json_open(w, '[');
    json_number(w, s->sentence);
    json_number(w, s->nominal);
    json_number(w, s->generic);
    json_number(w, s->governor == HS_NONE ? -1 : (int64_t)s->governor);
    json_number(w, s->same_as == HS_NONE ? -1 : (int64_t)s->same_as);
    json_number(w, s->time == HS_NONE ? -1 : (int64_t)s->time);
    for (uint32_t i = 0; i < s->quantity_count; i++) json_number(w, s->quantities[i]);
    json_close(w, ']');
}

static void write_predicate(const record_writer *r, const hs_statement *s) {
    json_key(r->json, "predicate");
    json_open(r->json, '{');
    write_places(r, s->predicate);
    json_member_text(r->json, "lemma", s->lemma);
    json_close(r->json, '}');
}

static void write_statement(const record_writer *r, const hs_report *report, const hs_statement *s) {
    json_writer *w = r->json;
    json_open(w, '{');
    json_member_text(w, "id", s->id);
    write_places(r, s->span);
    write_predicate(r, s);
    json_key(w, "factuality");
    json_decimal(w, s->factuality_milli / 1000.0, 3);
    json_member_text(w, "stage", stage_names[s->stage]);
    json_member_text(w, "polarity", polarity_names[s->polarity]);
    record_write_event(w, &s->event);
    write_parties(r, "actor", s->actors, s->actor_count);
    write_parties(r, "recipient", s->recipients, s->recipient_count);
    write_parties(r, "place", s->places, s->place_count);
    if (s->time != HS_NONE && s->time < report->time_count) {
        json_key(w, "time");
        json_open(w, '{');
        json_member_text(w, "value", report->times[s->time].value);
        json_close(w, '}');
    }
    if (s->quantity_count) {
        json_key(w, "quantities");
        json_open(w, '[');
        for (uint32_t i = 0; i < s->quantity_count; i++)
            if (s->quantities[i] < report->quantity_count) write_quantity(r, &report->quantities[s->quantities[i]]);
        json_close(w, ']');
    }
    if (s->link_count) record_write_links(w, r->map, s);
    if (s->content.end > s->content.start) write_spot(r, "content", s->content);
    if (r->layers & RECORD_MAP) write_statement_rest(w, s);
    write_reasons(r, s);
    json_close(w, '}');
}

void record_write(json_writer *w, const hs_report *report, unsigned layers) {
    record_writer r = {w, &report->document.map, layers};
    json_open(w, '{');
    write_masthead(&r, &report->document);
    if (layers & RECORD_MAP) write_map(w, &report->document);
    if (layers & RECORD_SENTENCES) write_sentences(w, report);
    if (layers & RECORD_ENTITIES) write_entities(&r, report);
    if (layers & RECORD_TIMES) write_times(&r, report);
    if (layers & RECORD_QUANTITIES) {
        json_key(w, "quantities");
        json_open(w, '[');
        for (uint32_t i = 0; i < report->quantity_count; i++) write_quantity(&r, &report->quantities[i]);
        json_close(w, ']');
    }
    if (layers & RECORD_STATEMENTS) {
        json_key(w, "statements");
        json_open(w, '[');
        for (uint32_t i = 0; i < report->statement_count; i++) write_statement(&r, report, &report->statements[i]);
        json_close(w, ']');
    }
    json_close(w, '}');
}

// ---------------------------------------------------------------- reading

static hs_text read_text(const json_value *object, const char *key, hs_arena *keep) {
    return json_string(json_member(object, key), keep);
}

static uint32_t count_items(const json_value *array) {
    uint32_t count = 0;
    for (const json_value *v = array ? array->first : NULL; v; v = v->next) count++;
    return count;
}

// Whole numbers of an array; what is no number or out of range is 0.
static int64_t *read_numbers(const json_value *array, uint32_t *count, hs_arena *keep) {
    *count = count_items(array);
    int64_t *numbers = arena_new(keep, int64_t, *count);
    uint32_t i = 0;
    for (const json_value *v = array ? array->first : NULL; v; v = v->next) numbers[i++] = json_integer(v, 0);
    return numbers;
}

static uint32_t in_text(int64_t number, uint32_t size) { return number < 0 ? 0 : number > size ? size : (uint32_t)number; }

static hs_span read_span(const json_value *object, const char *key, const hs_document *d) {
    const json_value *pair = json_member(object, key), *first = pair ? pair->first : NULL;
    if (!first || !first->next) return (hs_span){0, 0};
    uint32_t size = (uint32_t)d->text.size, end = in_text(json_integer(first->next, 0), size);
    uint32_t start = in_text(json_integer(first, 0), end);
    return (hs_span){start, end};
}

static uint8_t two_digits(hs_text text, size_t at) {
    uint64_t value = 0;
    return text_to_number(text_slice(text, at, at + 2), &value) ? (uint8_t)value : 0;
}

hs_date record_date_of(hs_text value) {
    uint64_t year = 0;
    if (value.size < 4 || !text_to_number(text_slice(value, 0, 4), &year)) return (hs_date){0};
    hs_date date = {.year = (int16_t)year, .month = two_digits(value, 5), .day = two_digits(value, 8)};
    if (date.month > 12 || date.day > 31) return (hs_date){0};
    date.precision = date.day && date.month ? HS_DATE_DAY : date.month ? HS_DATE_MONTH : HS_DATE_YEAR;
    return date;
}

static hs_date read_date(const json_value *object, hs_arena *keep) {
    hs_text time = read_text(object, "time", keep), zone = read_text(object, "zone", keep), from = read_text(object, "from", keep);
    hs_date date = record_date_of(read_text(object, "value", keep));
    if (time.size == 8) {
        date.has_time = true;
        date.hour = two_digits(time, 0), date.minute = two_digits(time, 3), date.second = two_digits(time, 6);
    }
    if (zone.size == 6) {
        date.has_zone = true;
        date.zone_minutes = (int16_t)((two_digits(zone, 1) * 60 + two_digits(zone, 4)) * (zone.data[0] == '-' ? -1 : 1));
    }
    for (size_t i = 0; i < COUNT(date_origins); i++)
        if (text_equal(text_of(date_origins[i]), from)) date.from = date_origins[i];
    return date;
}

static void read_map(const json_value *record, hs_document *d, hs_arena *keep) {
    uint32_t count;
    int64_t *numbers = read_numbers(json_member(record, "map"), &count, keep);
    uint32_t runs = count ? (count - 1) / 3 : 0;
    hs_map_run *list = arena_new(keep, hs_map_run, runs);
    for (uint32_t i = 0; i < runs; i++) {
        const int64_t *n = numbers + 1 + 3 * i;
        list[i] = (hs_map_run){in_text(n[0], (uint32_t)d->text.size), (uint32_t)n[1], (uint32_t)(n[2] < 0 ? -n[2] : n[2]), n[2] > 0};
    }
    d->map = (hs_map){list, runs, (uint32_t)d->text.size, count ? (uint64_t)numbers[0] : 0};
    numbers = read_numbers(json_member(record, "blocks"), &count, keep);
    hs_block *blocks = arena_new(keep, hs_block, count / 3);
    for (uint32_t i = 0; i < count / 3; i++) {
        uint32_t end = in_text(numbers[3 * i + 1], (uint32_t)d->text.size);
        blocks[i] = (hs_block){{in_text(numbers[3 * i], end), end}, (hs_block_kind)(numbers[3 * i + 2] & 3)};
    }
    d->blocks = blocks;
    d->block_count = count / 3;
}

static void read_lists(const json_value *record, hs_document *d, hs_arena *keep) {
    const json_value *authors = json_member(record, "authors"), *bases = json_member(record, "isBasedOn");
    hs_text *names = arena_new(keep, hs_text, d->author_count = count_items(authors));
    uint32_t i = 0;
    for (const json_value *v = authors ? authors->first : NULL; v; v = v->next) names[i++] = json_string(v, keep);
    d->authors = names;
    hs_basis *list = arena_new(keep, hs_basis, d->basis_count = count_items(bases));
    i = 0;
    for (const json_value *v = bases ? bases->first : NULL; v; v = v->next, i++) {
        list[i].url = read_text(v, "url", keep);
        list[i].title = read_text(v, "title", keep);
        list[i].outlet = read_text(v, "outlet", keep);
    }
    d->bases = list;
}

static void read_document(const json_value *record, hs_document *d, hs_arena *keep) {
    d->id = read_text(record, "id", keep), d->path = read_text(record, "path", keep);
    d->url = read_text(record, "url", keep), d->outlet = read_text(record, "outlet", keep);
    d->title = read_text(record, "title", keep), d->byline = read_text(record, "byline", keep);
    d->credit = read_text(record, "credit", keep), d->language = read_text(record, "language", keep);
    d->text = read_text(record, "text", keep);
    d->published = read_date(json_member(record, "published"), keep);
    d->updated = read_date(json_member(record, "updated"), keep);
    d->retrieved = read_date(json_member(record, "retrieved_date"), keep);
    d->version = (uint32_t)json_integer(json_member(record, "version"), 1);
    const json_value *title = json_member(record, "title_source");
    if (title && title->first && title->first->next) {
        d->has_title_source = true;
        d->title_source = (hs_source){(uint64_t)json_integer(title->first, 0), (uint64_t)json_integer(title->first->next, 0)};
    }
    d->parent = read_text(record, "parent", keep), d->digest = read_text(record, "digest", keep);
    d->section = read_text(record, "section", keep), d->canonical = read_text(record, "canonical", keep);
    read_lists(record, d, keep);
    read_map(record, d, keep);
}

static void read_entities(const json_value *array, hs_report *report, hs_arena *keep) {
    uint32_t count = report->entity_count = count_items(array), i = 0;
    hs_entity *entities = arena_new(keep, hs_entity, count);
    for (const json_value *v = array ? array->first : NULL; v; v = v->next, i++) {
        hs_entity *e = &entities[i];
        e->span = read_span(v, "span", &report->document);
        e->type = (hs_entity_type)find_name(entity_names, COUNT(entity_names), read_text(v, "kind", keep));
        e->name = read_text(v, "name", keep);
        hs_text country = read_text(v, "country", keep);
        if (country.size == 2) memcpy(e->country, country.data, 2);
        e->region = read_text(v, "region", keep);
        e->has_place = json_member(v, "lat") != NULL;
        e->latitude = json_double(json_member(v, "lat"), 0);
        e->longitude = json_double(json_member(v, "lon"), 0);
        uint32_t canonical = (uint32_t)json_integer(json_member(v, "is"), i);
        e->canonical = canonical < count ? canonical : i;
        int64_t body = json_integer(json_member(v, "body"), -1);
        e->body = body >= 0 && body < count ? (uint32_t)body : HS_NONE;
        e->role = read_text(v, "role", keep);
        e->head = HS_NONE;
    }
    report->entities = entities;
}

static void read_times(const json_value *array, hs_report *report, hs_arena *keep) {
    uint32_t i = 0;
    hs_time *times = arena_new(keep, hs_time, report->time_count = count_items(array));
    for (const json_value *v = array ? array->first : NULL; v; v = v->next, i++) {
        times[i].span = read_span(v, "span", &report->document);
        times[i].type = (hs_time_type)find_name(time_names, COUNT(time_names), read_text(v, "type", keep));
        times[i].value = read_text(v, "value", keep);
    }
    report->times = times;
}

static bool read_number(const json_value *object, const char *key, double *value) {
    const json_value *number = json_member(object, key);
    *value = json_double(number, 0);
    return number != NULL;
}

static bool read_true(const json_value *object, const char *key) {
    const json_value *value = json_member(object, key);
    return value && value->kind == JSON_TRUE;
}

static void read_quantities(const json_value *array, hs_report *report, hs_arena *keep) {
    uint32_t i = 0;
    hs_quantity *quantities = arena_new(keep, hs_quantity, report->quantity_count = count_items(array));
    for (const json_value *v = array ? array->first : NULL; v; v = v->next, i++) {
        hs_quantity *q = &quantities[i];
        q->span = read_span(v, "span", &report->document);
        q->has_value = read_number(v, "value", &q->value);
        q->has_min = read_number(v, "min", &q->min);
        q->has_max = read_number(v, "max", &q->max);
        q->unit = read_text(v, "unit", keep);
        q->approximate = read_true(v, "approximate");
        q->ordinal = read_true(v, "ordinal");
    }
    report->quantities = quantities;
}

static const hs_party *read_parties(const json_value *array, const hs_report *report, uint32_t *count, hs_arena *keep) {
    uint32_t i = 0;
    hs_party *parties = arena_new(keep, hs_party, *count = count_items(array));
    for (const json_value *v = array ? array->first : NULL; v; v = v->next, i++) {
        parties[i].name = read_text(v, "name", keep);
        parties[i].code = read_text(v, "code", keep);
        parties[i].head = read_text(v, "head", keep);
        parties[i].span = read_span(v, "span", &report->document);
        int64_t entity = json_integer(json_member(v, "is"), -1);
        parties[i].entity = entity >= 0 && entity < report->entity_count ? (uint32_t)entity : HS_NONE;
    }
    return parties;
}

static void read_links(const json_value *array, hs_statement *s, const hs_document *d, hs_arena *keep) {
    uint32_t i = 0;
    hs_link *links = arena_new(keep, hs_link, s->link_count = count_items(array));
    for (const json_value *v = array ? array->first : NULL; v; v = v->next, i++) {
        hs_link *l = &links[i];
        l->kind = (hs_link_kind)find_name(kind_names, COUNT(kind_names), read_text(v, "kind", keep));
        l->manner = (hs_manner)find_name(manner_names, COUNT(manner_names), read_text(v, "manner", keep));
        l->name = read_text(v, "name", keep), l->body = read_text(v, "body", keep);
        l->holder = read_text(v, "holder", keep), l->cue = read_text(v, "cue", keep);
        l->count = (uint32_t)json_integer(json_member(v, "count"), 0);
        l->denies = read_true(v, "denies");
        l->mental = read_true(v, "mental");
        l->believes = read_true(v, "believes");
        l->has_span = json_member(v, "span") != NULL;
        l->span = read_span(v, "span", d);
        l->cue_span = read_span(json_member(v, "cue_at"), "span", d);
        l->content = read_span(json_member(v, "content"), "span", d);
    }
    s->links = links;
}

static hs_event read_event(const json_value *value, hs_arena *keep) {
    hs_event event = {0};
    const json_value *contexts = json_member(value, "contexts");
    event.type = read_text(value, "type", keep), event.mode = read_text(value, "mode", keep);
    event.cameo = read_text(value, "cameo", keep);
    double tenths = json_double(json_member(value, "goldstein"), 0) * 10;
    event.goldstein_tenths = (int16_t)(tenths < 0 ? tenths - 0.5 : tenths + 0.5);
    hs_text *texts = arena_new(keep, hs_text, event.context_count = count_items(contexts));
    uint32_t i = 0;
    for (const json_value *v = contexts ? contexts->first : NULL; v; v = v->next) texts[i++] = json_string(v, keep);
    event.contexts = texts;
    return event;
}

static uint32_t below(int64_t number, uint32_t count) { return number >= 0 && number < count ? (uint32_t)number : HS_NONE; }

static void read_statement_rest(const json_value *value, hs_statement *s, const hs_report *report, hs_arena *keep) {
    uint32_t count, kept = 0;
    int64_t *n = read_numbers(json_member(value, "rest"), &count, keep);
    s->governor = s->same_as = s->time = HS_NONE;
    if (count < 6) return;
    s->sentence = (uint32_t)n[0];
    s->nominal = n[1], s->generic = n[2];
    s->governor = below(n[3], report->statement_count);
    s->same_as = below(n[4], report->statement_count);
    s->time = below(n[5], report->time_count);
    uint32_t *quantities = arena_new(keep, uint32_t, count - 6);
    for (uint32_t i = 6; i < count; i++)
        if (below(n[i], report->quantity_count) != HS_NONE) quantities[kept++] = (uint32_t)n[i];
    s->quantities = quantities;
    s->quantity_count = kept;
}

static void read_statement(const json_value *v, hs_statement *s, const hs_report *report, hs_arena *keep) {
    const hs_document *d = &report->document;
    const json_value *predicate = json_member(v, "predicate");
    s->id = read_text(v, "id", keep);
    s->span = read_span(v, "span", d);
    s->predicate = read_span(predicate, "span", d);
    s->lemma = read_text(predicate, "lemma", keep);
    s->token = HS_NONE;
    double milli = json_double(json_member(v, "factuality"), 0) * 1000;
    s->factuality_milli = (int16_t)(milli < 0 ? milli - 0.5 : milli + 0.5);
    s->stage = (hs_stage)find_name(stage_names, COUNT(stage_names), read_text(v, "stage", keep));
    s->polarity = (hs_polarity)find_name(polarity_names, COUNT(polarity_names), read_text(v, "polarity", keep));
    s->event = read_event(json_member(v, "event"), keep);
    s->actors = read_parties(json_member(v, "actor"), report, &s->actor_count, keep);
    s->recipients = read_parties(json_member(v, "recipient"), report, &s->recipient_count, keep);
    s->places = read_parties(json_member(v, "place"), report, &s->place_count, keep);
    read_links(json_member(v, "attribution"), s, d, keep);
    s->content = read_span(json_member(v, "content"), "span", d);
    read_statement_rest(v, s, report, keep);
}

static void read_sentences(const json_value *array, hs_report *report, hs_arena *keep) {
    uint32_t i = 0, size = (uint32_t)report->document.text.size;
    hs_span *spans = arena_new(keep, hs_span, report->sentence_count = count_items(array));
    for (const json_value *v = array ? array->first : NULL; v; v = v->next, i++)
        if (v->first && v->first->next)
            spans[i] = (hs_span){in_text(json_integer(v->first, 0), size), in_text(json_integer(v->first->next, 0), size)};
    report->sentences = spans;
}

static hs_status read_record(const json_value *record, hs_arena *keep, hs_report *report, hs_error *error) {
    if (record->kind != JSON_OBJECT || !json_member(record, "map"))
        return error_set(error, HS_ERROR_FORMAT, (hs_text){0}, 0, "not a record with its map");
    *report = (hs_report){0};
    read_document(record, &report->document, keep);
    read_sentences(json_member(record, "sentences"), report, keep);
    read_entities(json_member(record, "entities"), report, keep);
    read_times(json_member(record, "times"), report, keep);
    read_quantities(json_member(record, "quantities"), report, keep);
    const json_value *array = json_member(record, "statements");
    hs_statement *statements = arena_new(keep, hs_statement, report->statement_count = count_items(array));
    uint32_t i = 0;
    for (const json_value *v = array ? array->first : NULL; v; v = v->next) read_statement(v, &statements[i++], report, keep);
    report->statements = statements;
    return HS_OK;
}

// The tree is many times as large as the report and is forgotten.
hs_status record_read(hs_text line, hs_arena *keep, hs_report *report, hs_error *error) {
    hs_arena scratch = arena_split(keep);
    const json_value *record;
    hs_status status = json_read(line, &scratch, &record, error);
    if (status == HS_OK) status = read_record(record, keep, report, error);
    arena_join(keep);
    return status;
}

hs_status record_read_head(hs_text line, hs_arena *keep, hs_arena scratch, hs_document *document, hs_error *error) {
    const json_value *record;
    *document = (hs_document){0};
    hs_status status = json_read(line, &scratch, &record, error);
    if (status == HS_OK) read_document(record, document, keep);
    return status;
}
