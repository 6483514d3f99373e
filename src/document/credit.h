// The wire service whose copy a report is by its own word.
#ifndef DOCUMENT_CREDIT_H
#define DOCUMENT_CREDIT_H

#include "document/reading.h"

// Sets the document's credit from the beginning of its text ("LOWTON (NPA) -"), from a
// byline that is an agency, or from the end of the text ("… he said. (NPA)"). A dateline at
// the beginning becomes a heading, apart from the first paragraph.
void credit_read(draft *d);

#endif
