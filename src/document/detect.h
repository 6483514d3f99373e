// Telling an encoding that nobody declared.
#ifndef DOCUMENT_DETECT_H
#define DOCUMENT_DETECT_H

#include "document/reading.h"

// ICU's name of the most likely encoding of bytes that are no UTF-8.
hs_text detect_encoding(const struct document_rules *rules, hs_text bytes, hs_arena scratch);

#endif
