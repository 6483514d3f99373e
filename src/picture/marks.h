// What people said, for every form of the picture.
#ifndef PICTURE_MARKS_H
#define PICTURE_MARKS_H

#include "base/json.h"
#include "hearsay.h"

// "note", "grade", "unverifiable", "merge", "split".
hs_text mark_kind_name(hs_mark_kind kind);

// The letter that the last grade of an outlet gave it, 0 where nobody graded it.
char mark_letter(const hs_picture *picture, hs_text outlet);

// The digit of the Admiralty code (STANAG 2022: credibility of the information) that the claim's origins propose: 1 where
// two that could not be each other affirm and none denies, 2 where there may be two, 3 where more affirm than deny, 4
// where no more do, 5 where more deny, 6 where only one voice says it and nothing can be compared. A person's own digit
// goes before it; *proposed is false then. It counts voices; it does not know what is true.
uint32_t mark_digit(const hs_claim *claim, bool *proposed);

// Whether somebody graded the claim or an outlet that tells it.
bool mark_is_graded(const hs_picture *picture, const hs_claim *claim);

// A mark as JSON.
void mark_write(json_writer *writer, const hs_mark *mark);
// "grades": [{"outlet","letter"}], "digit": {"value","from"} of a claim, where it is graded.
void mark_write_grades(json_writer *writer, const hs_picture *picture, const hs_claim *claim);

#endif
