// One payload to one document. See document.h.
//
// Method: bytes are decoded to UTF-8 with a map, garbled text is repaired, then the reader
// of the payload's kind finds masthead and body and adds the body's blocks to a draft. Every
// step maps what it made to what it was given, so the last map leads to the payload.
#include "document/document.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "document/dates.h"
#include "document/masthead.h"
#include "document/reading.h"
#include "document/repair.h"

// The tables of that name in every lexicon, and behind them one that is the same in all.
static rules_tables find_tables(const lexicon *lexicons, uint32_t count, const char *name, const char *common) {
    rules_tables out = {0};
    for (uint32_t i = 0; name && i < count && out.count + 1 < RULES_TABLES; i++)
        out.tables[out.count++] = lexicon_find_table(&lexicons[i], name);
    if (common && count) out.tables[out.count++] = lexicon_find_table(&lexicons[0], common);
    return out;
}

const document_rules *document_rules_open(const lexicon *lexicons, uint32_t count, hs_arena *keep) {
    document_rules *rules = arena_new(keep, document_rules, 1);
    rules->repair = repair_open(keep);
    rules->months = find_tables(lexicons, count, NULL, "document_months");
    rules->dates = find_tables(lexicons, count, NULL, "document_dates");
    rules->letters = find_tables(lexicons, count, NULL, "document_letters");
    rules->metas = find_tables(lexicons, count, NULL, "document_metas");
    rules->agencies = find_tables(lexicons, count, NULL, "document_agencies");
    rules->folders = find_tables(lexicons, count, NULL, "document_folders");
    rules->classes = find_tables(lexicons, count, NULL, "document_classes");
    rules->labels = find_tables(lexicons, count, NULL, "document_labels");
    rules->lines = find_tables(lexicons, count, "document_lines", "document_lines_more");
    rules->words = find_tables(lexicons, count, "document_words", "document_words_more");
    return rules;
}

hs_text rules_find(const rules_tables *tables, hs_text key, const char *column) {
    for (uint32_t i = 0; i < tables->count; i++) {
        lexicon_rows rows = lexicon_find(tables->tables[i], key);
        if (rows.count) return lexicon_cell(tables->tables[i], rows, 0, column);
    }
    return (hs_text){0};
}

void draft_notice(draft *d, bool counts, uint64_t byte, const char *reason) {
    *arena_push(d->keep, d->notices, d->notice_count, d->notice_capacity) =
        (hs_notice){.counts = counts, .path = d->out->path, .byte = byte, .reason = text_of(reason)};
}

void draft_basis(draft *d, hs_basis basis) {
    for (size_t i = 0; i < d->basis_count; i++)
        if (basis.url.size ? text_equal(d->bases[i].url, basis.url) : text_equal(d->bases[i].outlet, basis.outlet)) return;
    *arena_push(d->keep, d->bases, d->basis_count, d->basis_capacity) =
        (hs_basis){arena_text(d->keep, basis.url), arena_text(d->keep, basis.title), arena_text(d->keep, basis.outlet)};
}

void draft_title_source(draft *d, const mapped *from, hs_span span) {
    hs_source source = hs_map_span(&from->map, span);
    d->out->title_source = (hs_source){source.start + d->payload->offset, source.end + d->payload->offset};
    d->out->has_title_source = true;
}

// ---------------------------------------------------------------- blocks

void draft_begin(draft *d) { d->block_start = (uint32_t)d->text.size; }

// End of what the last run of the text stands for.
static uint32_t source_end(const draft *d) {
    if (!d->text.run_count) return 0;
    const hs_map_run *last = &d->text.runs[d->text.run_count - 1];
    return last->source + last->source_size;
}

// The break before a block that gets its first bytes: it stands for what was left out.
static void add_break(draft *d, const mapped *from, uint32_t at) {
    if (d->text.size != d->block_start || d->text.size == 0) return;
    uint32_t end = source_end(d), source = (uint32_t)hs_map_span(&from->map, (hs_span){at, at + 1}).start;
    if (source >= end) map_append_for(&d->text, TEXT("\n\n"), end, source - end);
    else map_append_for(&d->text, TEXT("\n\n"), end, 0);
    d->block_start = (uint32_t)d->text.size;
}

static bool fits(draft *d, size_t more) {
    if (d->text.size + more + 8 <= LIMIT_TEXT_BYTES) return true;
    if (!d->notice_count || !text_starts(d->notices[d->notice_count - 1].reason, TEXT("more than")))
        draft_notice(d, true, d->payload->offset + source_end(d), "more than 16 MiB of text: the rest is left out");
    return false;
}

void draft_add_whole(draft *d, const mapped *from, hs_span span) {
    if (span.start >= span.end || !fits(d, span.end - span.start)) return;
    add_break(d, from, span.start);
    map_append_mapped(&d->text, from->text, &from->map, span);
}

// White space at `at`: its size in bytes, 0 where there is none.
static uint32_t space_size(hs_text text, uint32_t at) {
    unsigned char c = (unsigned char)text.data[at];
    if (byte_is_space(c)) return 1;
    if (c < 0xC2) return 0;
    if (c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3) return 0;
    uint32_t size;
    return code_is_space(utf8_decode(text, at, &size)) ? size : 0;
}

static void add_space(draft *d, const mapped *from, hs_span span) {
    if (d->text.size == d->block_start || d->text.text[d->text.size - 1] == ' ') return;
    if (span.end - span.start == 1 && from->text.data[span.start] == ' ')
        map_append_mapped(&d->text, from->text, &from->map, span);
    else map_append_as(&d->text, TEXT(" "), &from->map, span);
}

void draft_space(draft *d, uint32_t source) {
    if (d->text.size == d->block_start || d->text.text[d->text.size - 1] == ' ') return;
    map_append_for(&d->text, TEXT(" "), source, 0);
}

void draft_add(draft *d, const mapped *from, hs_span span) {
    if (!fits(d, span.end - span.start)) return;
    uint32_t word = span.start, at = span.start;
    while (at < span.end) {
        uint32_t size = space_size(from->text, at);
        if (!size) {
            at++;
            continue;
        }
        if (word < at) draft_add_whole(d, from, (hs_span){word, at});
        uint32_t space = at;
        while (at < span.end && (size = space_size(from->text, at))) at += size;
        add_space(d, from, (hs_span){space, at});
        word = at;
    }
    if (word < at) draft_add_whole(d, from, (hs_span){word, at});
}

void draft_add_code(draft *d, const mapped *from, hs_span span, const uint32_t codes[2]) {
    char buffer[8];
    uint32_t size = utf8_encode(codes[0], buffer);
    if (codes[1]) size += utf8_encode(codes[1], buffer + size);
    if (!fits(d, size)) return;
    if (code_is_space(codes[0])) {
        if (d->text.size == d->block_start || d->text.text[d->text.size - 1] == ' ') return;
        map_append_as(&d->text, TEXT(" "), &from->map, span);
        return;
    }
    if (codes[0] == 0xAD || codes[0] == 0x200B) return; // soft hyphen, zero width space
    add_break(d, from, span.start);
    map_append_as(&d->text, (hs_text){buffer, size}, &from->map, span);
}

void draft_end(draft *d, hs_block_kind kind) {
    if (d->text.size > d->block_start && d->text.text[d->text.size - 1] == ' ') map_cut(&d->text, d->text.size - 1);
    if (d->text.size <= d->block_start) return;
    *arena_push(d->keep, d->blocks, d->block_count, d->block_capacity) =
        (hs_block){{d->block_start, (uint32_t)d->text.size}, kind};
    d->block_start = (uint32_t)d->text.size;
}

// ---------------------------------------------------------------- the whole

static hs_text make_id(draft *d) {
    hs_text url = d->out->url, outlet = d->out->outlet, title = d->out->title;
    uint64_t name = url.size ? text_hash(url, 1) : text_hash(title, text_hash(outlet, 2));
    return text_hex(d->keep, text_hash(d->payload->bytes, name));
}

static void read_payload(draft *d) {
    const hs_payload *payload = d->payload;
    charset_note note = {0};
    mapped decoded =
        charset_decode(d->rules, payload->bytes, payload->charset, payload->kind == HS_KIND_HTML, d->work, &note);
    if (note.reason) draft_notice(d, false, payload->offset + note.byte, arena_print(d->keep, "%s", note.reason).data);
    switch (payload->kind) {
    case HS_KIND_HTML: page_read(d, decoded); break;
    case HS_KIND_FEED_ITEM: item_read(d, decoded); break;
    case HS_KIND_ENTRY: entry_read(d, decoded); break;
    case HS_KIND_JSON: object_read(d, decoded); break;
    case HS_KIND_REVISIT: break; // its text stands in another record
    case HS_KIND_TEXT:
    case HS_KIND_CONLLU: plain_read(d, repair_text(d->rules->repair, decoded, d->work)); break;
    }
}

// Texts of the document may still borrow from scratch.
static void keep_texts(hs_document *out, hs_arena *keep) {
    hs_text *texts[] = {&out->id, &out->url, &out->outlet, &out->title, &out->byline,
                        &out->credit, &out->section, &out->canonical, &out->parent, &out->language};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = arena_text(keep, *texts[i]);
}

// The byline's names one by one.
static void set_authors(draft *d) {
    enum { MOST_AUTHORS = 64 };
    hs_text list = masthead_polish_byline(d, d->out->byline, (hs_text){0});
    hs_text *authors = arena_new(d->keep, hs_text, MOST_AUTHORS);
    uint32_t count = 0;
    while (list.size && count < MOST_AUTHORS) {
        hs_text name = text_trim(text_cut(&list, ','));
        if (name.size) authors[count++] = arena_text(d->keep, name);
    }
    d->out->authors = authors;
    d->out->author_count = count;
}

hs_status document_read(const document_rules *rules, const hs_payload *payload, hs_arena *keep, hs_arena scratch,
                        hs_document *out, hs_error *error) {
    *out = (hs_document){.version = 1, .id = payload->id, .path = payload->path, .url = payload->url, .outlet = payload->outlet,
                         .parent = payload->parent};
    if (payload->bytes.size > LIMIT_PAYLOAD_BYTES)
        return error_set(error, HS_ERROR_LIMIT, payload->path, LIMIT_PAYLOAD_BYTES, "one report of more than 64 MiB");
    draft d = {.rules = rules, .payload = payload, .keep = keep, .work = &scratch, .out = out, .text = {.arena = keep}};
    found_date fetched;
    if (payload->retrieved.size && dates_find(rules, payload->retrieved, 0, false, &fetched)) {
        out->retrieved = fetched.date;
        out->retrieved.from = "record";
    }
    read_payload(&d);
    if (!out->outlet.size && out->url.size) out->outlet = masthead_host(out->url);
    if (!out->id.size) out->id = make_id(&d);
    out->digest = text_digest(keep, payload->bytes);
    if (!out->language.size && payload->language.size >= 2)
        out->language = text_lower(keep, text_slice(payload->language, 0, 2));
    keep_texts(out, keep);
    set_authors(&d);
    out->bases = d.bases;
    out->basis_count = (uint32_t)d.basis_count;
    out->text = (hs_text){d.text.text, d.text.size};
    out->map = map_of(&d.text, payload->offset);
    out->blocks = d.blocks;
    out->block_count = (uint32_t)d.block_count;
    out->notices = d.notices;
    out->notice_count = (uint32_t)d.notice_count;
    return HS_OK;
}
