// Where one piece of a run without white space ends.
#ifndef SENTENCES_SCAN_H
#define SENTENCES_SCAN_H

#include "sentences/split.h"

typedef enum byte_class { BYTE_SPACE, BYTE_LETTER, BYTE_DIGIT, BYTE_MARK } byte_class;

// Class of the code point at text.data[at], its size in *size.
byte_class scan_class(hs_text text, size_t at, uint32_t *size);

// End of the piece that begins at `at` in the run [start, end), which holds no white space.
size_t scan_piece(hs_text text, size_t start, size_t at, size_t end, split_words words);

// What the words' list knows of text[start, end), lower-cased.
uint32_t scan_kinds(hs_text text, size_t start, size_t end, split_words words);

#endif
