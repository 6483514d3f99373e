// The report of a page that is drawn by scripts.
#ifndef DOCUMENT_SCRIPT_H
#define DOCUMENT_SCRIPT_H

#include "document/elements.h"
#include "document/reading.h"

// Adds the blocks of the report that a script of the page holds as a string; nothing where none does.
void script_read(draft *d, const mapped *from, const elements *t);

#endif
