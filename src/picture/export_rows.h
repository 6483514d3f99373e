// Rows of cells, for the files that export.
#ifndef PICTURE_EXPORT_ROWS_H
#define PICTURE_EXPORT_ROWS_H

#include "picture/export.h"
#include "picture/page.h"

typedef struct rows {
    page page;
    char mark;  // between cells
    bool quote; // CSV: cells that need it are quoted; else blanks stand for tabs and line feeds
    bool first; // cell of its row
} rows;

void rows_text(rows *r, hs_text text);
void rows_number(rows *r, int64_t value);
void rows_end(rows *r);
// When it happened, else when it was first told to have come so far, else when it was first told.
hs_text rows_event_date(rows *r, const hs_claim *claim);
// Four cells: stage, polarity, origins at least and at most.
void rows_standing(rows *r, const hs_claim *claim);

// Whether no earlier mention of the claim stands in that mention's report (export_web.c).
bool export_first_of_report(const hs_claim *claim, uint32_t mention);

// After ACLED's columns; no row where the claim is none of its events (export_acled.c).
void export_acled_row(rows *r, const hs_claim *claim);
// The whole picture as JSON-LD (export_web.c).
hs_text export_schema(const hs_picture *picture, hs_arena *keep);

#endif
