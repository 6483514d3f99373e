// From a parsed document to its statements: the pipeline of passes.
//
// In: a document, its parse, and the knowledge of its language. Out: the report. Each pass
// is one file; this one says in which order they run, gives every pass's arrays a meaning
// before it ran (nothing found), and hands the result over.
#include "statements/statements.h"

#include "base/text.h"
#include "statements/headlines.h"
#include "statements/nouns.h"
#include "statements/tree.h"

hs_status knowledge_open(const lexicon *words, const knowledge_files *files, hs_text language, hs_arena *keep,
                         const knowledge **out, hs_error *error) {
    knowledge *k = arena_new(keep, knowledge, 1);
    k->lexicon = words;
    k->language = arena_text(keep, language);
    k->words = lexicon_find_table(words, "tree_words");
    k->model = files->model;
    k->senses = lexicon_find_table(words, "word_senses");
    k->capitals = lexicon_find_table(words, "word_capitals");
    k->times = times_open(words, keep);
    k->quantities = quantities_open(words, keep);
    k->coreference = coreference_open(words, keep);
    k->predicates = predicates_open(words, keep);
    k->nouns = nouns_open(words, keep);
    k->stage = stage_open(words, keep);
    *out = k;
    hs_status status = entities_open(words, files->gazetteer, files->names, keep, &k->entities, error);
    if (status == HS_OK) status = voices_open(words, files->voices, keep, &k->voices, error);
    if (status == HS_OK) status = events_open(words, files->dictionary, keep, &k->events, error);
    if (status == HS_OK) status = factuality_open(words, files->factuality, keep, &k->factuality, error);
    return status;
}

static const uint32_t *nothing_found(uint32_t count, hs_arena *keep) {
    uint32_t *items = arena_new(keep, uint32_t, count + 1);
    for (uint32_t i = 0; i <= count; i++) items[i] = HS_NONE;
    return items;
}

void statements_begin(reading *r, hs_arena *keep, hs_arena scratch) {
    const uint32_t *none = nothing_found(r->parse->token_count, keep);
    r->token_time = r->token_quantity = r->token_entity = r->token_referent = r->token_statement = none;
    headlines_read(r, keep, scratch);
    tree_build(r, keep);
    tree_mend(r, keep);
    times_find(r, keep, scratch);
    quantities_find(r, keep, scratch);
    entities_find(r, keep, scratch);
    coreference_resolve(r, keep, scratch);
}

static void finish(const reading *r, hs_arena *keep, hs_report *report) {
    hs_span *sentences = arena_new(keep, hs_span, r->parse->sentence_count + 1);
    for (uint32_t i = 0; i < r->parse->sentence_count; i++) sentences[i] = r->parse->sentences[i].span;
    report->sentences = sentences, report->sentence_count = r->parse->sentence_count;
    report->entities = r->entities, report->entity_count = r->entity_count;
    report->times = r->times, report->time_count = r->time_count;
    report->quantities = r->quantities, report->quantity_count = r->quantity_count;
    report->statements = r->statements, report->statement_count = r->statement_count;
}

hs_status statements_read(const knowledge *known, const hs_document *document, const hs_parse *parse, bool explain,
                          hs_arena *keep, hs_arena scratch, hs_report *report, hs_error *error) {
    (void)error;
    reading r = {.knowledge = known, .document = document, .parse = parse, .explain = explain};
    statements_begin(&r, keep, scratch);
    predicates_find(&r, keep, scratch);
    voices_find(&r, keep, scratch);
    roles_fill(&r, keep, scratch);
    stage_fill(&r, keep, scratch);
    retractions_fill(&r, keep, scratch);
    events_fill(&r, keep, scratch);
    factuality_fill(&r, keep, scratch);
    finish(&r, keep, report);
    return HS_OK;
}

void reading_explain(reading *r, hs_statement *statement, hs_attribute attribute, const char *rule, hs_span span,
                     hs_arena *keep) {
    if (!r->explain) return;
    uint32_t count = statement->reason_count;
    hs_reason *reasons = (hs_reason *)statement->reasons; // made below, in this run's arena
    if ((count & (count - 1)) == 0) {                     // a power of two is full
        reasons = arena_new(keep, hs_reason, count ? (size_t)count * 2 : 1);
        if (count) memcpy(reasons, statement->reasons, count * sizeof *reasons);
        statement->reasons = reasons;
    }
    reasons[count] = (hs_reason){attribute, arena_text(keep, text_of(rule)), span};
    statement->reason_count = count + 1;
}
