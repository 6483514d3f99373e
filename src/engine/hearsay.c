// The whole pipeline: bytes -> document -> sentences -> statements, and the statements of
// many documents -> claims -> picture.
#include <setjmp.h>

#include "base/error.h"
#include "base/text.h"
#include "document/parts.h"
#include "engine/engine.h"

static bool can_read(const hs_engine *e, hs_text code) {
    const engine_language *language = engine_find(e, code);
    return language && language->model;
}

// Below so many bytes a text tells little of its language: what is declared goes before, and
// a tiny one is not refused for it; where so much prose speaks no language, it is one that
// nobody here knows ("und" in ISO 639-2).
enum { SHORT_TEXT_BYTES = 200, TINY_TEXT_BYTES = 64, LONG_TEXT_BYTES = 1000 };

// The language to read a document in: what the user said, what the text looks like, what
// the document declares, else English or the first that can be read.
static hs_text choose_language(const hs_engine *e, const hs_document *document) {
    hs_text declared = text_slice(document->language, 0, 2), told = language_tell(e->tell, document->text);
    bool brief = document->text.size < SHORT_TEXT_BYTES, tiny = document->text.size < TINY_TEXT_BYTES;
    if (e->only.size) return e->only;
    if (brief && can_read(e, declared)) return declared;
    if (told.size && (!tiny || can_read(e, told))) return told;
    if (declared.size == 2 && !tiny) return declared;
    if (document->text.size >= LONG_TEXT_BYTES) return TEXT("und");
    return can_read(e, TEXT("en")) ? TEXT("en") : e->languages[0].name;
}

// A language without a model: the document stands, without sentences and statements.
static void note_language(hs_document *document, hs_arena *keep) {
    hs_notice *notices = arena_new(keep, hs_notice, document->notice_count + 1);
    if (document->notice_count) memcpy(notices, document->notices, document->notice_count * sizeof *notices);
    hs_text reason = arena_print(keep, "no model for the language '%.*s': statements are not read", TEXT_ARGS(document->language));
    notices[document->notice_count++] = (hs_notice){.path = document->path, .byte = UINT64_MAX, .reason = reason};
    document->notices = notices;
}

static hs_status annotate(const hs_engine *e, const hs_payload *payload, hs_arena *keep, hs_arena scratch,
                          hs_report *report, hs_error *error) {
    hs_document document;
    hs_parse parse;
    hs_status status = document_read(e->document, payload, keep, scratch, &document, error);
    if (status != HS_OK) return status;
    document.language = choose_language(e, &document);
    report->document = document;
    if (!can_read(e, document.language)) {
        note_language(&report->document, keep);
        return HS_OK;
    }
    if (e->documents_alone) return HS_OK;
    const engine_language *language = engine_find(e, document.language);
    status = sentences_read(language->model, document.text, document.blocks, document.block_count, keep, scratch, &parse, error);
    if (status != HS_OK) return status;
    return statements_read(language->knowledge, &document, &parse, e->explain, keep, scratch, report, error);
}

// While a public function works in the arena that it was given: where the arena goes when it is full, and its upper half.
typedef struct guard {
    jmp_buf full, *outer;
    hs_arena scratch;
} guard;

static void guard_begin(guard *g, hs_arena *keep) {
    g->outer = keep->recover;
    keep->recover = &g->full;
    g->scratch = arena_split(keep);
}

static hs_status guard_end(const guard *g, hs_arena *keep, hs_status status) {
    arena_join(keep);
    keep->recover = g->outer;
    return status;
}

static hs_status too_large(hs_error *error, hs_text path, const char *reason) {
    return error_set(error, HS_ERROR_MEMORY, path, UINT64_MAX, "%s", reason);
}

hs_status hs_annotate(const hs_engine *e, const hs_payload *payload, hs_arena *keep, hs_report *report, hs_error *error) {
    *report = (hs_report){0};
    guard g;
    guard_begin(&g, keep);
    hs_status status = setjmp(g.full) ? too_large(error, payload->path, "too large for the memory of one document")
                                      : annotate(e, payload, keep, g.scratch, report, error);
    return guard_end(&g, keep, status);
}

hs_status hs_split(const hs_engine *e, const hs_payload *payload, hs_arena *keep, const hs_payload **parts,
                   uint32_t *count, hs_error *error) {
    *count = 0;
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, payload->path, "too large for the memory of one document");
    else parts_split(e->document, payload, keep, g.scratch, parts, count);
    return guard_end(&g, keep, status);
}

hs_status hs_relate(const hs_engine *e, const hs_report *reports, uint32_t count, hs_arena *keep, hs_picture *picture,
                    hs_error *error) {
    return hs_relate_marked(e, reports, count, NULL, 0, keep, picture, error);
}

hs_status hs_relate_marked(const hs_engine *e, const hs_report *reports, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                           hs_arena *keep, hs_picture *picture, hs_error *error) {
    *picture = (hs_picture){0};
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, (hs_text){0}, "too many reports for the memory at hand");
    else claims_relate(e->claims, reports, count, marks, mark_count, keep, g.scratch, picture);
    return guard_end(&g, keep, status);
}

hs_status hs_group_documents(const hs_engine *e, const hs_document *documents, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                             hs_arena *keep, const hs_group **groups, uint32_t *group_count, hs_error *error) {
    *groups = NULL, *group_count = 0;
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, (hs_text){0}, "too many documents for the memory at hand");
    else claims_group(e->claims, documents, count, marks, mark_count, keep, g.scratch, groups, group_count);
    return guard_end(&g, keep, status);
}

hs_status hs_relate_group(const hs_engine *e, const hs_group *group, const hs_report *reports, const hs_mark *marks, uint32_t mark_count,
                          hs_arena *keep, hs_picture *picture, hs_error *error) {
    *picture = (hs_picture){0};
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, (hs_text){0}, "too many reports of one story for the memory at hand");
    else claims_relate_group(e->claims, group, reports, marks, mark_count, keep, g.scratch, picture);
    return guard_end(&g, keep, status);
}

hs_status hs_join_pictures(const hs_picture *parts, uint32_t count, hs_arena *keep, hs_picture *picture, hs_error *error) {
    *picture = (hs_picture){0};
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, (hs_text){0}, "too many reports for the memory at hand");
    else claims_join(parts, count, keep, g.scratch, picture);
    return guard_end(&g, keep, status);
}

hs_status hs_date_report(const hs_engine *e, const hs_report *versions, uint32_t count, hs_arena *keep, hs_report *report, hs_error *error) {
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, report->document.path, "too many versions for the memory at hand");
    else claims_date(e->claims, versions, count, keep, g.scratch, report);
    return guard_end(&g, keep, status);
}

hs_status hs_compare_versions(const hs_engine *e, const hs_report *versions, uint32_t count, hs_arena *keep, hs_picture *picture, hs_error *error) {
    guard g;
    guard_begin(&g, keep);
    hs_status status = HS_OK;
    if (setjmp(g.full)) status = too_large(error, (hs_text){0}, "too many versions for the memory at hand");
    else claims_vanished(e->claims, versions, count, keep, g.scratch, picture);
    return guard_end(&g, keep, status);
}
