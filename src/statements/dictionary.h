// Dictionaries in the PETRARCH and TABARI formats, given by the user and read as they are.
//
//   actors   "ALDORIA_ ; comment", "+ALDORIAN_" (another name), "[ALD]", "[ALDGOV 990101-051231]"
//   agents   "POLICEMAN {POLICEMEN} [~COP]"
//   verbs    "--- STRIKE [190] ---", words of the group, "- * CEASEFIRE WITH [0871]"
// Names are matched without regard to case; '_' and blanks part words. In a verb's pattern
// '*' is the verb; the other words must stand before and after it in this order, with other
// words between; '$', '+', '%', '(...)', '{...}' and '&...' are passed over. What cannot be
// read is passed over too.
#ifndef STATEMENTS_DICTIONARY_H
#define STATEMENTS_DICTIONARY_H

#include "base/arena.h"
#include "hearsay.h"

typedef enum dictionary_kind { DICTIONARY_ACTOR, DICTIONARY_AGENT, DICTIONARY_VERB, DICTIONARY_PATTERN } dictionary_kind;

typedef struct dictionary_entry {
    dictionary_kind kind;
    hs_text key;           // lower case, words parted by single blanks; of a pattern the verb
    hs_text before, after; // of a pattern: words around the verb
    hs_text code;          // actor, agent without '~', CAMEO
    hs_text from, to;      // actor: YYYYMMDD, empty where open
} dictionary_entry;

typedef struct dictionary {
    const dictionary_entry *entries; // by kind, key, order in the file
    uint32_t count;
    uint32_t longest; // words in the longest key
} dictionary;

// Every text lives in `keep`. NULL where there is nothing in it.
const dictionary *dictionary_read(hs_text bytes, hs_arena *keep);

// Entries with this kind and key; their number in *count.
const dictionary_entry *dictionary_find(const dictionary *d, dictionary_kind kind, hs_text key, uint32_t *count);

#endif
