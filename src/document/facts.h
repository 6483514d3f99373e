// What a page says of itself for machines.
#ifndef DOCUMENT_FACTS_H
#define DOCUMENT_FACTS_H

#include "base/json.h"
#include "document/reading.h"

typedef struct page_fact {
    hs_text text;
    unsigned rank; // lower is better
} page_fact;

typedef struct page_facts {
    page_fact title, outlet, url, published, updated, byline, language, section; // of meta elements
    page_fact source; // address or name of what the page was taken from
    hs_text head_title;                                                 // <title>
    hs_text headline, publisher, ld_published, ld_updated, ld_byline;   // of JSON-LD
    hs_text page_published; // of JSON-LD about the page, where it has none about a report
    hs_text ld_section, ld_language;
    hs_text ld_source; // an organisation that gave the report to the publisher
    hs_basis *bases;   // of JSON-LD: isBasedOn
    size_t basis_count, basis_capacity;
    bool has_article; // the JSON-LD facts are those of a report
} page_facts;

enum { FACTS_OBJECTS = 256 };

// The objects of a JSON-LD script, outer ones first, at most FACTS_OBJECTS of them and lists.
typedef struct facts_walk {
    const json_value *pending[FACTS_OBJECTS];
    size_t first, last;
} facts_walk;

// A copy in which control characters, which pages put into strings, are spaces.
hs_text facts_mend(hs_arena *keep, hs_text json);
// Reads a script as JSON, false where it is none. Places in the tree count from byte `*shift` of it.
bool facts_open(hs_arena *keep, hs_text script, const json_value **root, uint32_t *shift);
facts_walk facts_walk_begin(const json_value *root);
// NULL at the end.
const json_value *facts_walk_next(facts_walk *walk);

// Takes the facts of one JSON-LD script. A report among them is preferred to the page.
void facts_read_json(draft *d, hs_text json, page_facts *facts);

#endif
