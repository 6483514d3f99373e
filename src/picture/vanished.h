// What a changed report no longer says, in words.
#ifndef PICTURE_VANISHED_H
#define PICTURE_VANISHED_H

#include "base/json.h"
#include "picture/page.h"

// "“Four workers died” was in version 1 of The Gazette (gazette.html:12-80), gone by 4 Mar 2031".
hs_text vanished_line(page *page, const hs_vanished *vanished);
// The same as data.
void vanished_write(json_writer *writer, const hs_vanished *vanished);
// "gone", "weaker", "opposite", "figure", "attributed", "title".
hs_text vanished_name(hs_vanished_kind kind);

#endif
