// Parts of HTML pages.
#ifndef PICTURE_HTML_H
#define PICTURE_HTML_H

#include "picture/page.h"

// Everything up to the first element of <main>, and everything behind its last but the notice.
void html_head(page *page, hs_text title);
void html_foot(page *page);
// One claim with its statements, number from 0.
void html_claim(page *page, uint32_t number);
// One statement with its words, voices and place.
void html_report(page *page, hs_mention mention);

#endif
