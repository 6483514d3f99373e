// The wire service whose copy a report is by its own word.
#ifndef DOCUMENT_CREDIT_H
#define DOCUMENT_CREDIT_H

#include "document/reading.h"

// Looks at the beginning of the draft's text for "ESTREL (BPA) -" or "(Substack)—" and sets
// the document's credit.
void credit_read(draft *d);

#endif
