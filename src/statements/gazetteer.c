// See gazetteer.h for the format.
#include "statements/gazetteer.h"

#include "base/error.h"
#include "base/text.h"

static uint32_t u32_at(hs_text blob, size_t at) {
    uint32_t value;
    memcpy(&value, blob.data + at, 4);
    return value;
}

static bool text_inside(hs_text blob, size_t at) {
    uint32_t offset = u32_at(blob, at), size = u32_at(blob, at + 4);
    return offset <= blob.size && size <= blob.size - offset;
}

static bool tables_fit(const gazetteer *g) {
    hs_text blob = g->blob;
    uint64_t names = GAZETTEER_HEAD + (uint64_t)g->place_count * GAZETTEER_PLACE, slots = gazetteer_slots(g->name_count);
    uint64_t first_slot = names + (uint64_t)g->name_count * GAZETTEER_NAME, empty = 0;
    if (first_slot + slots * GAZETTEER_SLOT > blob.size) return false;
    for (uint32_t i = 0; i < g->place_count; i++) {
        size_t at = GAZETTEER_HEAD + (size_t)i * GAZETTEER_PLACE;
        uint32_t region = u32_at(blob, at + 12);
        if (!text_inside(blob, at + 20) || (region != HS_NONE && region >= g->place_count)) return false;
    }
    for (uint32_t i = 0; i < g->name_count; i++) {
        size_t at = (size_t)names + (size_t)i * GAZETTEER_NAME;
        if (!text_inside(blob, at) || u32_at(blob, at + 8) >= g->place_count) return false;
    }
    for (uint64_t i = 0; i < slots; i++) {
        uint32_t name = u32_at(blob, (size_t)(first_slot + i * GAZETTEER_SLOT + 4));
        if (name > g->name_count) return false;
        empty += name == 0;
    }
    return empty > 0;
}

hs_status gazetteer_open(hs_text blob, gazetteer *out, hs_error *error) {
    hs_text path = TEXT("gazetteer");
    *out = (gazetteer){0};
    if (!blob.size) return HS_OK;
    if (blob.size < GAZETTEER_HEAD || memcmp(blob.data, "HSGZ", 4) != 0)
        return error_set(error, HS_ERROR_FORMAT, path, 0, "not a compiled gazetteer");
    if (u32_at(blob, 4) != GAZETTEER_VERSION)
        return error_set(error, HS_ERROR_FORMAT, path, 4, "gazetteer of version %u where %u is needed", u32_at(blob, 4),
                         (unsigned)GAZETTEER_VERSION);
    if (u32_at(blob, 8) != blob.size)
        return error_set(error, HS_ERROR_FORMAT, path, blob.size, "gazetteer of %u bytes is cut at %zu", u32_at(blob, 8), blob.size);
    uint64_t checksum;
    memcpy(&checksum, blob.data + 16, 8);
    if (checksum != text_hash(text_slice(blob, 24, blob.size), 0))
        return error_set(error, HS_ERROR_FORMAT, path, 16, "the gazetteer's checksum is wrong");
    *out = (gazetteer){blob, u32_at(blob, 12), u32_at(blob, 24), u32_at(blob, 28)};
    if (!tables_fit(out)) return error_set(error, HS_ERROR_FORMAT, path, 24, "the gazetteer points outside of itself");
    return HS_OK;
}

static bool ends_in_word(const char *out, size_t size, const char *word) {
    size_t length = strlen(word);
    return size >= length && memcmp(out + size - length, word, length) == 0 && (size == length || out[size - length - 1] == ' ');
}

hs_text gazetteer_key(hs_arena *arena, hs_text name) {
    char *out = arena_new(arena, char, name.size * 3 + 8);
    size_t size = 0;
    for (size_t at = 0; at < name.size;) {
        unsigned char plain = (unsigned char)name.data[at];
        if (byte_is_alpha(plain)) { // most are
            out[size++] = (char)(plain | 32), at++;
            continue;
        }
        uint32_t step, code = utf8_decode(name, at, &step);
        at += step;
        bool mark = code == 0x2019 || code == 0x2018 || code == '\'' || code == '`';
        if (mark || (code >= 0x0300 && code < 0x0370)) continue;
        bool blank = code == '-' || code == '.' || code == ',' || code_is_space(code) || (code >= 0x2010 && code <= 0x2014);
        if (blank) {
            if (code == '.' && ends_in_word(out, size, "st")) memcpy(out + size - 2, "saint", 5), size += 3;
            bool initial = code == '.' && size && (size == 1 || out[size - 2] == ' '); // U.S. is "us"
            if (size && out[size - 1] != ' ' && !initial) out[size++] = ' ';
            continue;
        }
        size += utf8_encode(code_bare(code), out + size);
    }
    while (size && out[size - 1] == ' ') size--;
    return (hs_text){out, size};
}

static hs_text key_of(const gazetteer *g, size_t at) {
    return text_slice(g->blob, u32_at(g->blob, at), u32_at(g->blob, at) + u32_at(g->blob, at + 4));
}

static size_t name_place(const gazetteer *g, uint32_t name) {
    return GAZETTEER_HEAD + (size_t)g->place_count * GAZETTEER_PLACE + (size_t)name * GAZETTEER_NAME;
}

// All names of that key: places in order of their rank, then names of people.
static gazetteer_hits find_all(const gazetteer *g, hs_text key) {
    gazetteer_hits hits = {0};
    if (!g->name_count) return hits;
    uint64_t hash = text_hash(key, 0), mask = gazetteer_slots(g->name_count) - 1, slot = (uint32_t)hash & mask;
    size_t slots = name_place(g, g->name_count);
    for (uint32_t name; (name = u32_at(g->blob, slots + slot * GAZETTEER_SLOT + 4)) != 0; slot = (slot + 1) & mask) {
        if (u32_at(g->blob, slots + slot * GAZETTEER_SLOT) != (uint32_t)(hash >> 32)) continue;
        hits.first = name - 1;
        while (hits.first + hits.count < g->name_count && text_equal(key_of(g, name_place(g, hits.first + hits.count)), key)) hits.count++;
        if (hits.count) break;
    }
    return hits;
}

gazetteer_hits gazetteer_find(const gazetteer *g, hs_text key) {
    gazetteer_hits hits = find_all(g, key);
    while (hits.count && gazetteer_hit(g, hits, hits.count - 1).kind > GAZETTEER_TOWN) hits.count--;
    return hits;
}

gazetteer_person gazetteer_people(const gazetteer *g, hs_text key) {
    gazetteer_hits hits = find_all(g, key);
    gazetteer_person found = {false, false, 0};
    for (uint32_t i = hits.count; i-- > 0;) {
        gazetteer_place place = gazetteer_hit(g, hits, i);
        if (place.kind == GAZETTEER_SURNAME) found.surname = true;
        else if (place.kind == GAZETTEER_GIVEN) found.given = true, found.gender = place.capital == 1 ? 'm' : place.capital == 2 ? 'f' : 0;
        else break;
    }
    return found;
}

gazetteer_place gazetteer_at(const gazetteer *g, uint32_t place) {
    size_t at = GAZETTEER_HEAD + (size_t)place * GAZETTEER_PLACE;
    int32_t latitude = (int32_t)u32_at(g->blob, at), longitude = (int32_t)u32_at(g->blob, at + 4);
    const char *rest = g->blob.data + at + 16;
    gazetteer_place found = {.name = key_of(g, at + 20), .has_place = latitude != GAZETTEER_NOWHERE};
    if (found.has_place) found.latitude = latitude / 1e6, found.longitude = longitude / 1e6;
    found.population = u32_at(g->blob, at + 8);
    found.region = u32_at(g->blob, at + 12);
    memcpy(found.country, rest, 2);
    found.kind = (uint8_t)rest[2];
    found.capital = (uint8_t)rest[3];
    return found;
}

gazetteer_place gazetteer_hit(const gazetteer *g, gazetteer_hits hits, uint32_t number) {
    return gazetteer_at(g, u32_at(g->blob, name_place(g, hits.first + number) + 8));
}
