// PATHs and URLs in, one payload at a time out. What a file is, is told by its content: HTML, feed,
// JSON Lines, plain text, each perhaps inside gzip or zstd; folders are walked in byte
// order of the names. The only room, with store, serve and cli, that touches the system.
#ifndef BYTES_INPUT_H
#define BYTES_INPUT_H

#include "base/arena.h"
#include "bytes/fetch.h"
#include "hearsay.h"

typedef struct input input;

typedef struct input_options {
    bool text_whole;      // a file is one plain text, told by nothing: what `parse` wants
    const fetch_options *fetch; // how a path that is a URL is fetched; NULL: it is not
    hs_text now;          // ISO 8601: what `retrieved` is set to of what is fetched
    hs_notify_fn *notify; // told of every skipped file, record and item
    void *notify_context;
} input_options;

// Prepares to read `paths` in the order given. Nothing is opened yet. Close with input_close.
HS_MUST_USE hs_status input_open(input **in, const char *const *paths, size_t count, const input_options *options,
                                 hs_error *error);

// Prepares to read one answer as if it were a file.
HS_MUST_USE hs_status input_open_answer(input **in, const fetch_answer *answer, const input_options *options, hs_error *error);

// The next payload; everything in it lives in `keep`. `*more` is false at the end. What
// cannot be read is told to `notify` and stepped over; a status other than HS_OK means that
// nothing more can be read at all. One thread at a time.
HS_MUST_USE hs_status input_next(input *in, hs_arena *keep, hs_payload *out, bool *more, hs_error *error);

// Bytes of input taken so far and, where known, in all (0 otherwise): for a progress bar.
void input_progress(const input *in, uint64_t *taken, uint64_t *total);

void input_close(input *in);

#endif
