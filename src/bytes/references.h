// The named character references of HTML.
#ifndef BYTES_REFERENCES_H
#define BYTES_REFERENCES_H

#include "hearsay.h"

// Code points of a name as the standard lists it: without '&', with ';' where it has one
// ("eacute;", "eacute"). False where it lists none. The second is 0 where there is one.
bool references_find(hs_text name, uint32_t codes[2]);

#endif
