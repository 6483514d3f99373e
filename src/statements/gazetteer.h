// The gazetteer: names of countries, their parts, and towns, with where they are; and names
// that people have.
//
// tools/compile_gazetteer makes it at build time out of packages of the distribution
// (iso-codes, libgweather-4-common, marble-qt-data, python3-fake-factory), so that none of
// this data is kept in the project. A missing package makes it smaller, never wrong.
//
// Blob, all integers little-endian:
//   "HSGZ" version:u32 size:u32 place_count:u32 checksum:u64 (XXH3 of all bytes behind it)
//   name_count:u32 most_words:u32
//   place_count places of 28 bytes: latitude:i32 longitude:i32 (millionths of a degree,
//     GAZETTEER_NOWHERE where unknown) population:u32 (0 unknown) region:u32 (place, HS_NONE)
//     country:2 bytes kind:u8 capital:u8 (1 of a country, 2 of a part of one)
//     name_offset:u32 name_size:u32 (key of its first name)
//   name_count names of 12 bytes: offset:u32 size:u32 place:u32, sorted by key, then by the
//     places' rank: countries, capitals, population
//   gazetteer_slots(name_count) slots of 8 bytes: mark:u32 (upper half of the key's hash) name:u32 (the first
//     of that key, + 1; 0 in an empty slot), from the lower half on
//   the keys' bytes. A key is a name through gazetteer_key.
#ifndef STATEMENTS_GAZETTEER_H
#define STATEMENTS_GAZETTEER_H

#include "base/arena.h"
#include "hearsay.h"

enum { GAZETTEER_VERSION = 2, GAZETTEER_HEAD = 32, GAZETTEER_PLACE = 28, GAZETTEER_NAME = 12, GAZETTEER_SLOT = 8 };

// A power of two, at least twice as many as names.
static inline uint64_t gazetteer_slots(uint64_t names) {
    uint64_t slots = 2;
    while (slots < names * 2) slots *= 2;
    return slots;
}

static const int32_t GAZETTEER_NOWHERE = INT32_MIN;

// A given name's `capital` is its gender: 1 men, 2 women, 3 both, 0 not told.
typedef enum gazetteer_kind { GAZETTEER_COUNTRY, GAZETTEER_REGION, GAZETTEER_TOWN, GAZETTEER_GIVEN, GAZETTEER_SURNAME } gazetteer_kind;

// What a word is as a name of people.
typedef struct gazetteer_person {
    bool given, surname;
    char gender; // 'm', 'f', 0
} gazetteer_person;

typedef struct gazetteer_place {
    hs_text name;      // key of its first name
    bool has_place;
    double latitude, longitude;
    uint32_t population, region;
    char country[3];
    uint8_t kind, capital;
} gazetteer_place;

typedef struct gazetteer {
    hs_text blob;
    uint32_t place_count, name_count, most_words; // most words in a name
} gazetteer;

// Places of one name, best known first.
typedef struct gazetteer_hits {
    uint32_t first, count; // numbers of names
} gazetteer_hits;

// Checks the whole blob; an empty one gives an empty gazetteer. Borrows `blob`.
HS_MUST_USE hs_status gazetteer_open(hs_text blob, gazetteer *out, hs_error *error);

// Letters in lower case without marks, "St." as "saint", apostrophes and hyphens as blanks,
// so that spellings of one name meet: "São Tomé" and "Sao Tome", "St. Louis" and "Saint Louis".
hs_text gazetteer_key(hs_arena *arena, hs_text name);

// Places only.
gazetteer_hits gazetteer_find(const gazetteer *of, hs_text key);
gazetteer_person gazetteer_people(const gazetteer *of, hs_text key);
gazetteer_place gazetteer_hit(const gazetteer *of, gazetteer_hits hits, uint32_t number);
gazetteer_place gazetteer_at(const gazetteer *of, uint32_t place);

#endif
