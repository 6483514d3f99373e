// From the statements of many documents to claims: stories, copied passages, which
// statements tell of one event, on how many origins they rest, where they conflict, how
// they moved. Pure; the order of the reports does not matter. Reads only what a report
// holds, so that reports read back from a store or made by another process do as well.
#ifndef CLAIMS_CLAIMS_H
#define CLAIMS_CLAIMS_H

#include "base/arena.h"
#include "base/lexicon.h"
#include "hearsay.h"

// Words that claims need: synonym classes, relations between body and spokesperson, vague voices.
typedef struct claims_rules claims_rules;

// Lexicons of every language loaded; a document uses that of its language.
claims_rules *claims_rules_open(const lexicon *lexicons, const hs_text *languages, uint32_t count, hs_arena *keep);
// Adds what a table of outlets, their aliases and owners says (houses.c tells its shape), before the rules are used.
// HS_ERROR_FORMAT with path and byte where it has another shape. `table` must outlive the rules.
HS_MUST_USE hs_status claims_rules_outlets(claims_rules *rules, hs_text table, hs_text path, hs_arena *keep, hs_error *error);

// The outlet and the agency of a document under the names by which they are known (houses.c).
void houses_rename(const claims_rules *rules, hs_document *document);

// Dates in their order: what is less precise comes first, what is unknown last (dates.c).
int dates_order(const hs_date *a, const hs_date *b);
// A number by which dates stand in that order.
int64_t dates_key(const hs_date *d);

// Copied passages between documents, sorted by from, to, place.
void reuse_find(const claims_rules *rules, const hs_document *documents, uint32_t count, hs_arena *keep, hs_arena scratch,
                const hs_reuse **out, uint32_t *out_count);

// The words by which a statement can be quoted: its clause, or where that cannot stand alone ("to drain the lake") the
// clause that governs it ("The ministry is considering draining the lake"), if there is one in the same sentence.
hs_span claims_quote(const hs_report *report, uint32_t statement);

// By what a statement is known again in a later version of its document: a hash of the document's URL (else id), the
// clause and the predicate's lemma.
uint64_t claims_key(const hs_report *report, uint32_t statement);

// The number that a claim is called by, in hexadecimal digits: that of the statement it begins with.
uint64_t claims_number(hs_text statement_id);

// vanished.c: what one version of a report says and the next does not; see hs_compare_versions.
void claims_vanished(const claims_rules *rules, const hs_report *versions, uint32_t count, hs_arena *keep, hs_arena scratch, hs_picture *picture);
// vanished.c: hs_date_report.
void claims_date(const claims_rules *rules, const hs_report *versions, uint32_t count, hs_arena *keep, hs_arena scratch, hs_report *report);

// When a report said it: when it was published, but what a later version brought when that was there.
static inline const hs_date *claims_told(const hs_report *report, uint32_t statement) {
    return report->told && report->told[statement].precision != HS_DATE_NONE ? &report->told[statement] : &report->document.published;
}

// group.c: hs_group_documents.
void claims_group(const claims_rules *rules, const hs_document *documents, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                  hs_arena *keep, hs_arena scratch, const hs_group **groups, uint32_t *group_count);
// claims.c: hs_relate_group.
void claims_relate_group(const claims_rules *rules, const hs_group *group, const hs_report *reports, const hs_mark *marks, uint32_t mark_count,
                         hs_arena *keep, hs_arena scratch, hs_picture *picture);
// group.c: hs_join_pictures.
void claims_join(const hs_picture *parts, uint32_t count, hs_arena *keep, hs_arena scratch, hs_picture *picture);
// group.c: the whole picture, group by group. `reports` may come in any order; picture->reports is the sorted copy.
void claims_relate(const claims_rules *rules, const hs_report *reports, uint32_t count, const hs_mark *marks, uint32_t mark_count,
                   hs_arena *keep, hs_arena scratch, hs_picture *picture);

#endif
