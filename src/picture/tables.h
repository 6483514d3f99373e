// The picture as tables for programs that calculate: CSV (RFC 4180) or JSON Lines, and what describes them
// (Frictionless Data Package, https://specs.frictionlessdata.io, version 1).
#ifndef PICTURE_TABLES_H
#define PICTURE_TABLES_H

#include "hearsay.h"

typedef enum table_name {
    TABLE_DOCUMENTS, TABLE_STATEMENTS, TABLE_CLAIMS, TABLE_ORIGINS, TABLE_CONFLICTS, TABLE_PASSAGES, TABLE_MARKS, TABLE_COUNT,
} table_name;

// "documents" and so on: the name of the file without its ending.
hs_text tables_name(table_name table);
// All rows, of CSV under a line of names. In JSON what does not apply is left out, in CSV the cell is empty.
hs_text tables_rows(const hs_picture *picture, table_name table, bool json, hs_arena *keep);
// The datapackage.json beside them: files, columns with their types, and which refers to which.
hs_text tables_package(bool json, hs_arena *keep);

#endif
