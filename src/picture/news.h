// What differs between two pictures: what newly appeared, and what is gone.
#ifndef PICTURE_NEWS_H
#define PICTURE_NEWS_H

#include "hearsay.h"

typedef enum news_kind {
    NEWS_CONTRADICTION, // reports contradict one another where they did not before, or in more ways
    NEWS_STAGE,         // a claim that was there stands elsewhere now
    NEWS_ORIGIN,        // a claim that was there rests on more origins
    NEWS_FEWER,         // on fewer
    NEWS_GONE,          // a claim that nothing tells any more
} news_kind;

typedef struct news {
    news_kind kind;
    hs_text claim; // its id; of one that is gone as it was
    hs_text text;  // one line: the claim's words and what became of it
} news;

// In the order of the claims of `after`, those that are gone at the end, in the order of `before`. Claims are known
// again by their statements (claims_key), so that their ids need not stay.
void news_compare(const hs_picture *before, const hs_picture *after, hs_arena *keep, hs_arena scratch, const news **out, uint32_t *count);

// "contradiction", "stage", "origin", "fewer", "gone".
hs_text news_name(news_kind kind);

#endif
