// The picture as rows, in the shapes that other tools of the field read.
#ifndef PICTURE_EXPORT_H
#define PICTURE_EXPORT_H

#include "hearsay.h"

typedef enum export_format {
    EXPORT_GDELT,      // tab-separated, columns after GDELT 2.0's event table
    EXPORT_PLOVER,     // tab-separated, columns after PLOVER and ICEWS event data
    EXPORT_CLAIMS,     // CSV: one row a claim
    EXPORT_STATEMENTS, // CSV: one row a statement
    EXPORT_ANNOTATIONS, // JSON Lines: W3C Web Annotations, one a statement
    EXPORT_ACLED,      // CSV, columns after ACLED: events of violence and protest that are told as happening or done
    EXPORT_SCHEMA,     // JSON-LD: schema.org Claims with their appearances
} export_format;

// All rows under a line of column names (none of annotations). Of the first two, one row a
// claim that is an event of the ontology: copies are one event, and stage, polarity and
// origins stand beside it. Lives in `keep`.
hs_text export_picture(const hs_picture *picture, export_format format, hs_arena *keep);

#endif
