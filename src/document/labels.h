// Labelled lines at the head of a plain text: "Title: …", "Fecha: …".
#ifndef DOCUMENT_LABELS_H
#define DOCUMENT_LABELS_H

#include "document/masthead.h"

typedef enum label_kind {
    LABEL_NONE,  // no labelled line
    LABEL_OTHER, // a label that the lexicon does not list: of a head where listed ones stand above it
    LABEL_DROP,  // tells nothing that is kept
    LABEL_FACT,  // fills a field of the head
    LABEL_TITLE, // fills the title
    LABEL_TEXT,  // the report begins with its value, or behind it
} label_kind;

// What the labelled lines of one head tell: slices of the lines.
typedef struct label_facts {
    hs_text title, outlet, byline, published, updated, retrieved, url, section, language;
} label_facts;

// Tells a line apart and takes what it says into `facts`, the first value of a field only. `value` is what stands
// behind the colon, empty for LABEL_NONE. Pure and thread-safe.
label_kind labels_take_line(const struct document_rules *rules, hs_text line, hs_arena scratch, label_facts *facts,
                            hs_text *value);

// Sets the document's url, outlet, section, language and dates where they are not known yet, and the byline of `m`.
void labels_set(draft *d, const label_facts *facts, masthead *m);

#endif
