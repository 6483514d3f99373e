// The wire service whose copy a report is by its own word.
#ifndef DOCUMENT_CREDIT_H
#define DOCUMENT_CREDIT_H

#include "document/reading.h"

// Sets the document's credit from the beginning of its text ("LOWTON (NPA) -"), from a
// byline that is an agency, or from the end of the text ("… he said. (NPA)"). A dateline at
// the beginning becomes a heading, apart from the first paragraph.
void credit_read(draft *d);

// A line around the report may name the agency that it is from ("Source: NPA") or who published it first
// ("This article was originally published in The Lowton Star").
void credit_take_line(draft *d, hs_text line);

#endif
