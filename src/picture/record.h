// A report as one line of JSON, as `annotate` prints it and the store keeps it, and back.
// The shape is the contract's; a record with its map can be read back whole.
#ifndef PICTURE_RECORD_H
#define PICTURE_RECORD_H

#include "base/json.h"
#include "hearsay.h"

enum {
    RECORD_TEXT = 1, RECORD_SENTENCES = 2, RECORD_ENTITIES = 4, RECORD_TIMES = 8,
    RECORD_QUANTITIES = 16, RECORD_STATEMENTS = 32, RECORD_EXPLAIN = 64,
    RECORD_MAP = 128, // the map and what else only the program needs: for the store
    RECORD_HEAD = 256, // dates with all that is known of them, for what the store keeps of a document beside its record
    RECORD_ALL = 127 - 64,
};

// Appends the report, without a line feed.
void record_write(json_writer *writer, const hs_report *report, unsigned layers);

// Reads a record written with RECORD_MAP. Texts live in `keep` or borrow from `line`.
HS_MUST_USE hs_status record_read(hs_text line, hs_arena *keep, hs_report *report, hs_error *error);

// Reads the document alone, of a record that may lack everything else.
HS_MUST_USE hs_status record_read_head(hs_text line, hs_arena *keep, hs_arena scratch, hs_document *document, hs_error *error);

// Parts of it that the picture's JSON has too, each with its key: "span" and "source", a statement's chain of voices,
// an event (nothing where it is none), parties by name and code (nothing where there is none).
void record_write_places(json_writer *writer, const hs_map *map, hs_span span);
void record_write_links(json_writer *writer, const hs_map *map, const hs_statement *statement);
void record_write_event(json_writer *writer, const hs_event *event);
void record_write_parties(json_writer *writer, const char *key, const hs_party *parties, uint32_t count);

// Shared words of the contract: "planned", "negated", "organisation", ….
hs_text record_stage_name(hs_stage stage);
hs_text record_polarity_name(hs_polarity polarity);
hs_text record_link_kind_name(hs_link_kind kind);
hs_text record_date(const hs_date *date, hs_arena *keep); // "2025-09" with the precision it has; empty

// The other way; precision NONE where it is no such date.
hs_date record_date_of(hs_text value);

#endif
