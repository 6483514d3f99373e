// What the signs of a pair weigh (signs.c). In: a sign. Out: tenths of a logit. Method: the weights of a logistic regression over
// pairs of statements whose predicates people marked as one event or two; `tools/train_signs` makes them again and prints this
// table, models/README.md tells from what. Set by hand, `true` in the third place: what no such corpus shows (dates, rival parties,
// plans beside deeds), and what was moved until whole claims came out best. The last column judges reports that appeared near each
// other: there most of what looks alike is one event. Its weights began as those of the first column and were moved by dated stories
// made for it (models/README.md). Gets wrong: signs that depend on one another.
#include "base/text.h"
#include "claims/relate.h"

typedef struct sign_points {
    hs_text name;
    int16_t points;
    bool set; // by hand
    int16_t news; // the points between reports that appeared near each other
} sign_points;

static const sign_points table[SIGN_COUNT] = {
    [SIGN_BASE] = {TEXT_INIT("BASE"), 1, false, -2},
    [SIGN_LEMMA] = {TEXT_INIT("LEMMA"), 23, true, 21},
    [SIGN_VERB] = {TEXT_INIT("VERB"), 16, false, 19},
    [SIGN_SYNONYM] = {TEXT_INIT("SYNONYM"), 7, true, 17},
    [SIGN_CLASS] = {TEXT_INIT("CLASS"), 0, true, 15},
    [SIGN_WEAK_CLASS] = {TEXT_INIT("WEAK_CLASS"), -7, false, -6},
    [SIGN_ONLY_SYNONYM] = {TEXT_INIT("ONLY_SYNONYM"), -12, true, 0},
    [SIGN_PREFIX] = {TEXT_INIT("PREFIX"), 0, false, 0},
    [SIGN_EVENT] = {TEXT_INIT("EVENT"), -27, false, -24},
    [SIGN_FIELD] = {TEXT_INIT("FIELD"), -19, true, -20},
    [SIGN_STRANGE] = {TEXT_INIT("STRANGE"), -25, true, -27},
    [SIGN_NAMED] = {TEXT_INIT("NAMED"), 15, true, 15},
    [SIGN_SPEECH] = {TEXT_INIT("SPEECH"), -27, true, -15},
    [SIGN_ATTITUDE] = {TEXT_INIT("ATTITUDE"), -11, false, -10},
    [SIGN_COMMON] = {TEXT_INIT("COMMON"), -20, true, -13},
    [SIGN_WEAK] = {TEXT_INIT("WEAK"), -16, false, -18},
    [SIGN_GENERIC] = {TEXT_INIT("GENERIC"), -8, true, -3},
    [SIGN_NOUNS] = {TEXT_INIT("NOUNS"), 0, false, -10},
    [SIGN_NOUN_AND_VERB] = {TEXT_INIT("NOUN_AND_VERB"), -8, false, -13},
    [SIGN_BARE] = {TEXT_INIT("BARE"), -5, false, -1},
    [SIGN_ACTOR_NAME] = {TEXT_INIT("ACTOR_NAME"), 5, false, 10},
    [SIGN_ACTOR_HEAD] = {TEXT_INIT("ACTOR_HEAD"), 6, true, 8},
    [SIGN_ACTOR_OTHER_HEAD] = {TEXT_INIT("ACTOR_OTHER_HEAD"), -6, false, -5},
    [SIGN_ACTOR_OTHER_PEOPLE] = {TEXT_INIT("ACTOR_OTHER_PEOPLE"), 0, false, 0},
    [SIGN_ACTOR_OTHER_COUNT] = {TEXT_INIT("ACTOR_OTHER_COUNT"), -10, true, -12},
    [SIGN_ACTOR_OTHER_SORT] = {TEXT_INIT("ACTOR_OTHER_SORT"), -10, true, -10},
    [SIGN_ACTOR_OTHER_NAME] = {TEXT_INIT("ACTOR_OTHER_NAME"), -18, true, -19},
    [SIGN_RECIPIENT_NAME] = {TEXT_INIT("RECIPIENT_NAME"), 0, false, 5},
    [SIGN_RECIPIENT_HEAD] = {TEXT_INIT("RECIPIENT_HEAD"), 6, false, 7},
    [SIGN_RECIPIENT_OTHER_HEAD] = {TEXT_INIT("RECIPIENT_OTHER_HEAD"), -1, false, -2},
    [SIGN_RECIPIENT_OTHER_PEOPLE] = {TEXT_INIT("RECIPIENT_OTHER_PEOPLE"), -3, false, -3},
    [SIGN_RECIPIENT_OTHER_COUNT] = {TEXT_INIT("RECIPIENT_OTHER_COUNT"), -10, true, -12},
    [SIGN_RECIPIENT_OTHER_SORT] = {TEXT_INIT("RECIPIENT_OTHER_SORT"), -10, true, -11},
    [SIGN_RECIPIENT_OTHER_NAME] = {TEXT_INIT("RECIPIENT_OTHER_NAME"), -18, true, -8},
    [SIGN_OTHER_NATION] = {TEXT_INIT("OTHER_NATION"), -25, true, -35},
    [SIGN_CROSSED_NAME] = {TEXT_INIT("CROSSED_NAME"), 3, false, 0},
    [SIGN_COMMON_OBJECT] = {TEXT_INIT("COMMON_OBJECT"), 12, false, 11},
    [SIGN_WEAK_OBJECT] = {TEXT_INIT("WEAK_OBJECT"), 1, false, 0},
    [SIGN_WEAK_CLASS_PARTY] = {TEXT_INIT("WEAK_CLASS_PARTY"), 4, false, 8},
    [SIGN_SAME_CONTENT] = {TEXT_INIT("SAME_CONTENT"), 0, false, 0},
    [SIGN_OTHER_CONTENT] = {TEXT_INIT("OTHER_CONTENT"), -13, false, -15},
    [SIGN_ONE_CONTENT] = {TEXT_INIT("ONE_CONTENT"), -9, false, -12},
    [SIGN_PLACE] = {TEXT_INIT("PLACE"), 0, false, 2},
    [SIGN_OTHER_PLACE] = {TEXT_INIT("OTHER_PLACE"), -8, false, -8},
    [SIGN_DAY] = {TEXT_INIT("DAY"), 8, true, 9},
    [SIGN_TIME] = {TEXT_INIT("TIME"), 0, false, 12},
    [SIGN_OTHER_DAY] = {TEXT_INIT("OTHER_DAY"), -25, true, -17},
    [SIGN_OTHER_DAY_PLANNED] = {TEXT_INIT("OTHER_DAY_PLANNED"), -8, true, -12},
    [SIGN_LONG_AGO] = {TEXT_INIT("LONG_AGO"), -10, true, 0},
    [SIGN_NUMBER] = {TEXT_INIT("NUMBER"), 2, false, 12},
    [SIGN_OTHER_NUMBER] = {TEXT_INIT("OTHER_NUMBER"), -2, true, 0},
    [SIGN_CONTEXT_LITTLE] = {TEXT_INIT("CONTEXT_LITTLE"), 3, false, 4},
    [SIGN_CONTEXT_SOME] = {TEXT_INIT("CONTEXT_SOME"), 6, false, 9},
    [SIGN_CONTEXT_MUCH] = {TEXT_INIT("CONTEXT_MUCH"), 6, false, 6},
    [SIGN_AFTER_DEED] = {TEXT_INIT("AFTER_DEED"), -20, true, -22},
    [SIGN_UNPROVEN] = {TEXT_INIT("UNPROVEN"), -4, true, -8},
    [SIGN_NEAR] = {TEXT_INIT("NEAR"), 10, true, 12},
    [SIGN_SAME_REPORT] = {TEXT_INIT("SAME_REPORT"), -1, false, -8},
    [SIGN_NEWS] = {TEXT_INIT("NEWS"), -5, true, -2},
    [SIGN_LIKE_0] = {TEXT_INIT("LIKE_0"), -6, false, -6},
    [SIGN_LIKE_1] = {TEXT_INIT("LIKE_1"), -4, false, -4},
    [SIGN_LIKE_2] = {TEXT_INIT("LIKE_2"), -1, false, -1},
    [SIGN_LIKE_3] = {TEXT_INIT("LIKE_3"), -2, false, -2},
    [SIGN_LIKE_4] = {TEXT_INIT("LIKE_4"), 1, false, 1},
    [SIGN_LIKE_5] = {TEXT_INIT("LIKE_5"), 4, false, 4},
    [SIGN_LIKE_6] = {TEXT_INIT("LIKE_6"), 6, false, 6},
    [SIGN_LIKE_7] = {TEXT_INIT("LIKE_7"), 6, false, 6},
    [SIGN_ALONE] = {TEXT_INIT("ALONE"), 0, true, -20},
    [SIGN_LOOSE_OPEN] = {TEXT_INIT("LOOSE_OPEN"), -5, true, -10},
    [SIGN_LOOSE_OTHER] = {TEXT_INIT("LOOSE_OTHER"), -12, true, -20},
    [SIGN_OTHER_MATTER] = {TEXT_INIT("OTHER_MATTER"), -34, false, -34},
};

int32_t relate_sign_points(relate_sign sign, bool news) { return news ? table[sign].news : table[sign].points; }

hs_text relate_sign_name(relate_sign sign) { return table[sign].name; }

bool relate_sign_is_set(relate_sign sign) { return table[sign].set; }
