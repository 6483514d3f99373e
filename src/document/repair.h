// Undoing double decoding.
#ifndef DOCUMENT_REPAIR_H
#define DOCUMENT_REPAIR_H

#include "document/reading.h"

// What the code pages hold; made once.
const repair_tables *repair_open(hs_arena *keep);

// Undoes double decoding where that is certain; returns what it was given where there is none.
mapped repair_text(const repair_tables *tables, mapped from, hs_arena *keep);

#endif
