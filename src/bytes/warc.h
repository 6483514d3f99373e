// Web archives (WARC 0.17 to 1.1, ISO 28500), record by record.
#ifndef BYTES_WARC_H
#define BYTES_WARC_H

#include "base/arena.h"
#include "bytes/source.h"
#include "hearsay.h"

typedef enum warc_result {
    WARC_PAYLOAD, // a report
    WARC_REVISIT, // a report that another record holds
    WARC_OTHER,   // a record that holds none: requests, pictures, refusals
    WARC_LOST,    // a record that could not be read
    WARC_END,
} warc_result;

typedef struct warc_record {
    uint64_t start; // byte of the record in the decompressed archive
    hs_text url;
    hs_text retrieved;   // WARC-Date
    hs_text charset;     // of the HTTP header
    hs_text body;        // chunks joined, content encoding undone
    hs_text id;          // WARC-Record-ID
    hs_text digest;      // WARC-Payload-Digest, else empty
    hs_text repeats_id, repeats_url, repeats_date; // of a revisit: WARC-Refers-To and its like
    const char *trouble; // what was wrong with it, NULL where nothing was
    uint64_t trouble_at;
} warc_record;

// Reads the next record; texts live in `keep`.
warc_result warc_next(source *file, hs_arena *keep, warc_record *out);

#endif
