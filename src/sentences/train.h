// `hearsay train`: treebanks in, the bytes of a model file out. Pure: files are the caller's.
#ifndef SENTENCES_TRAIN_H
#define SENTENCES_TRAIN_H

#include "base/arena.h"
#include "hearsay.h"
#include "sentences/sentences.h"

typedef struct train_options {
    uint32_t epochs; // passes over the treebank; 0 takes the default
    uint64_t seed;   // of the random numbers; 0 takes the default
    // Word list, TSV: word, kind (abbreviation title unit prefix whole
    // calendar opening connective parts verb), parts, example,
    // source; the first line names the columns. May be empty. See models/README.md.
    hs_text words;
    // Models of the same treebanks, trained with other seeds, whose mean the new one learns from
    // besides gold, and plain text (UTF-8) that they read with it. Both may be empty.
    const model *const *teachers; // [teacher_count]
    uint32_t teacher_count;
    hs_text text;
} train_options;

// One line about how far training has come: step, of how many, what it reached in hundredths of a percent.
typedef struct train_report {
    uint32_t epoch, epochs;
    double tags, heads; // share of the words trained on that were right in this epoch
} train_report;
typedef void train_progress(void *context, const train_report *report);

// Trains on the CoNLL-U files `treebanks` (bytes; paths[i] names each in errors) a model
// for `language` (ISO 639-1). *model_bytes lives in `keep`. About 1 GiB of `scratch` is
// used for a treebank of 200,000 words. `progress` may be NULL. Fails with HS_ERROR_FORMAT
// and the byte where a treebank or the word list is wrong, or where a teacher knows other tags. The same input gives the same bytes
// on machines of one architecture.
HS_MUST_USE hs_status train_model(const hs_text *treebanks, const hs_text *paths, size_t count, hs_text language,
                                  const train_options *options, hs_arena *keep, hs_arena scratch, hs_text *model_bytes,
                                  train_progress *progress, void *context, hs_error *error);

#endif
