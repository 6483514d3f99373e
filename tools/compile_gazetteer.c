// Compiles places of the world to one gazetteer blob (format: statements/gazetteer.h).
// usage: compile_gazetteer OUT.gazetteer [ROOT]
// Reads what is installed of these packages of the distribution, below ROOT/usr/share (ROOT
// is empty by default), and says which it misses:
//   iso-codes             countries and their parts, names in English and Spanish
//   libgweather-4-common  towns with coordinates, those of some countries by their part
//   marble-qt-data        towns with coordinates, population and rank; countries' coordinates
//   python3-fake-factory  given names with their gender and surnames of some forty countries
// One town that two packages know is one place: same name and country, less than 60 km apart.
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/sort.h"
#include "base/text.h"
#include "statements/gazetteer.h"

typedef struct place {
    int32_t latitude, longitude;
    uint32_t population, region;
    char country[2];
    uint8_t kind, capital;
    hs_text name;
} place;

typedef struct name {
    hs_text key;
    uint32_t place;
} name;

typedef struct world {
    hs_arena *arena;
    place *places;
    size_t place_count, place_capacity;
    name *names;
    size_t name_count, name_capacity;
    uint32_t *slots; // hash of key -> first name of a chain + 1
    uint32_t *chain; // next name with the slot
} world;

enum { SLOTS = 1 << 18, MOST_NAMES = 1 << 20 };

static hs_text map_share(const char *root, const char *path, const char *package) {
    char full[4096];
    hs_text bytes = {0};
    hs_error error;
    snprintf(full, sizeof full, "%s/usr/share/%s", root, path);
    if (file_map(full, &bytes, &error) != HS_OK) fprintf(stderr, "gazetteer: without %s (package %s)\n", full, package);
    return bytes;
}

static void add_name(world *w, hs_text text, uint32_t to) {
    hs_text key = gazetteer_key(w->arena, text);
    if (!key.size || w->name_count >= MOST_NAMES) return;
    uint32_t slot = (uint32_t)text_hash(key, 0) & (SLOTS - 1);
    for (uint32_t at = w->slots[slot]; at; at = w->chain[at - 1])
        if (w->names[at - 1].place == to && text_equal(w->names[at - 1].key, key)) return;
    uint32_t number = (uint32_t)w->name_count;
    *arena_push(w->arena, w->names, w->name_count, w->name_capacity) = (name){key, to};
    w->chain[number] = w->slots[slot];
    w->slots[slot] = number + 1;
}

// "Al Harrah" is also "Harrah" and "Harra", "Ash Shatib" also "Shatib".
static void add_arabic(world *w, hs_text text, uint32_t to) {
    static const char *const articles[] = {"al ", "ad ", "an ", "ar ", "as ", "at ", "az ", "ash ", "el "};
    hs_text key = gazetteer_key(w->arena, text);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (text_starts(key, text_of(articles[i])) && key.size > strlen(articles[i]) + 3) {
            key = text_slice(key, strlen(articles[i]), key.size);
            add_name(w, key, to);
            break;
        }
    if (text_ends(key, TEXT("ah")) && key.size > 5) add_name(w, text_slice(key, 0, key.size - 1), to);
}

static uint32_t add_place(world *w, place p, hs_text text) {
    p.name = gazetteer_key(w->arena, text);
    *arena_push(w->arena, w->places, w->place_count, w->place_capacity) = p;
    add_name(w, text, (uint32_t)w->place_count - 1);
    return (uint32_t)w->place_count - 1;
}

static uint32_t find_country(const world *w, const char *code) {
    for (uint32_t i = 0; i < w->place_count && w->places[i].kind == GAZETTEER_COUNTRY; i++)
        if (memcmp(w->places[i].country, code, 2) == 0) return i;
    return HS_NONE;
}

static bool near(const place *p, int32_t latitude, int32_t longitude) {
    double up = (p->latitude - latitude) / 1e6 * 111, across = (p->longitude - longitude) / 1e6 * 111 * cos(latitude / 1e6 / 57.3);
    return up * up + across * across < 60 * 60;
}

// A place of the name, country and kind; of a town also close by.
static uint32_t find_place(const world *w, hs_text text, const char *country, uint8_t kind, int32_t latitude, int32_t longitude) {
    hs_text key = gazetteer_key(w->arena, text);
    for (uint32_t at = w->slots[(uint32_t)text_hash(key, 0) & (SLOTS - 1)]; at; at = w->chain[at - 1]) {
        const place *p = &w->places[w->names[at - 1].place];
        if (p->kind != kind || memcmp(p->country, country, 2) != 0 || !text_equal(w->names[at - 1].key, key)) continue;
        if (kind != GAZETTEER_TOWN || near(p, latitude, longitude)) return w->names[at - 1].place;
    }
    return HS_NONE;
}

// ---------------------------------------------------------------- translations (GNU MO files)

typedef struct catalogue {
    hs_text bytes;
    uint32_t count, from, to;
} catalogue;

static uint32_t u32_at(hs_text bytes, size_t at) {
    uint32_t value = 0;
    if (at + 4 <= bytes.size) memcpy(&value, bytes.data + at, 4);
    return value;
}

static catalogue open_catalogue(hs_text bytes) {
    if (bytes.size < 28 || u32_at(bytes, 0) != 0x950412de) return (catalogue){0};
    return (catalogue){bytes, u32_at(bytes, 8), u32_at(bytes, 12), u32_at(bytes, 16)};
}

static hs_text entry(const catalogue *c, uint32_t table, uint32_t at) {
    uint32_t size = u32_at(c->bytes, table + 8 * (size_t)at), offset = u32_at(c->bytes, table + 8 * (size_t)at + 4);
    if (offset > c->bytes.size || size > c->bytes.size - offset) return (hs_text){0};
    return (hs_text){c->bytes.data + offset, size};
}

// Message ids stand sorted by their bytes.
static hs_text translate(const catalogue *c, hs_text text) {
    uint32_t low = 0, high = c->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = text_compare(entry(c, c->from, middle), text);
        if (order == 0) return entry(c, c->to, middle);
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return (hs_text){0};
}

// ---------------------------------------------------------------- iso-codes

// "Bolivia, Plurinational State of" is also plain "Bolivia".
static void add_plain(world *w, hs_text text, uint32_t to) {
    hs_text rest = text, head = text_cut(&rest, ',');
    add_name(w, text, to);
    if (rest.size) add_name(w, text_trim(head), to);
    head = text_cut(&text, '(');
    if (text.size) add_name(w, text_trim(head), to);
}

static void read_countries(world *w, hs_text json, const catalogue *spanish) {
    static const char *const members[] = {"common_name", "name", "official_name"};
    const json_value *root = NULL;
    hs_error error;
    if (!json.size || json_read(json, w->arena, &root, &error) != HS_OK) return;
    const json_value *list = json_member(root, "3166-1");
    for (const json_value *item = list ? list->first : NULL; item; item = item->next) {
        hs_text code = json_string(json_member(item, "alpha_2"), w->arena);
        if (code.size != 2) continue;
        place p = {GAZETTEER_NOWHERE, GAZETTEER_NOWHERE, 0, HS_NONE, {code.data[0], code.data[1]}, GAZETTEER_COUNTRY, 0, {0}};
        uint32_t at = HS_NONE;
        for (size_t i = 0; i < 3; i++) {
            hs_text text = json_string(json_member(item, members[i]), w->arena);
            if (!text.size) continue;
            hs_text rest = text, plain = text_trim(text_cut(&rest, ','));
            if (at == HS_NONE) at = add_place(w, p, plain);
            add_plain(w, text, at);
            add_plain(w, translate(spanish, text), at);
        }
    }
}

static void read_parts(world *w, hs_text json, const catalogue *spanish) {
    const json_value *root = NULL;
    hs_error error;
    if (!json.size || json_read(json, w->arena, &root, &error) != HS_OK) return;
    const json_value *list = json_member(root, "3166-2");
    for (const json_value *item = list ? list->first : NULL; item; item = item->next) {
        hs_text code = json_string(json_member(item, "code"), w->arena), text = json_string(json_member(item, "name"), w->arena);
        if (code.size < 4 || !text.size) continue;
        place p = {GAZETTEER_NOWHERE, GAZETTEER_NOWHERE, 0, HS_NONE, {code.data[0], code.data[1]}, GAZETTEER_REGION, 0, {0}};
        uint32_t at = find_place(w, text, p.country, GAZETTEER_REGION, 0, 0);
        if (at == HS_NONE) at = add_place(w, p, text);
        add_plain(w, text, at);
        add_name(w, translate(spanish, text), at);
    }
}

// ---------------------------------------------------------------- marble (QDataStream, big-endian)

typedef struct stream {
    hs_text bytes;
    size_t at;
    bool bad;
    hs_arena *arena;
} stream;

static uint64_t read_big(stream *s, size_t size) {
    uint64_t value = 0;
    if (s->bytes.size - s->at < size) return s->bad = true, 0;
    for (size_t i = 0; i < size; i++) value = value << 8 | (unsigned char)s->bytes.data[s->at++];
    return value;
}

static double read_double(stream *s) {
    uint64_t bits = read_big(s, 8);
    double value;
    memcpy(&value, &bits, 8);
    return value;
}

static hs_text read_string(stream *s) {
    uint64_t size = read_big(s, 4);
    if (s->bad || size == 0xFFFFFFFF) return (hs_text){0};
    if (s->bytes.size - s->at < size) return s->bad = true, (hs_text){0};
    char *out = arena_new(s->arena, char, size * 2 + 4);
    size_t length = 0;
    for (uint64_t i = 0; i + 1 < size; i += 2) length += utf8_encode((uint32_t)read_big(s, 2), out + length);
    return (hs_text){out, length};
}

static int32_t millionths(double degrees) { return fabs(degrees) > 360 ? 0 : (int32_t)lround(degrees * 1e6); }

static void place_marble(world *w, hs_text text, hs_text role, const place *p) {
    bool country = text_equal(role, TEXT("S"));
    uint32_t at = country ? find_country(w, p->country) : HS_NONE;
    if (country && at != HS_NONE) {
        w->places[at].latitude = p->latitude;
        w->places[at].longitude = p->longitude;
        w->places[at].population = p->population;
        add_plain(w, text, at);
    } else if (text_starts(role, TEXT("PPL")) && find_place(w, text, p->country, GAZETTEER_TOWN, p->latitude, p->longitude) == HS_NONE) {
        add_arabic(w, text, add_place(w, *p, text));
    }
}

static void read_marble(world *w, hs_text bytes) {
    stream s = {bytes, 0, false, w->arena};
    if (bytes.size < 8 || read_big(&s, 4) != 0x31415926) return;
    read_big(&s, 4);
    while (!s.bad && s.at < bytes.size) {
        hs_text text = read_string(&s);
        double longitude = read_double(&s) * 57.29577951308232, latitude = read_double(&s) * 57.29577951308232;
        read_double(&s); // height
        hs_text role = read_string(&s);
        read_string(&s); // description
        hs_text code = read_string(&s);
        read_string(&s); // part of the country, always empty
        read_double(&s); // area
        uint64_t population = read_big(&s, 8);
        read_big(&s, 3); // time zone
        if (s.bad || code.size != 2) continue;
        place p = {millionths(latitude), millionths(longitude), population > UINT32_MAX ? 0 : (uint32_t)population, HS_NONE,
                   {code.data[0], code.data[1]}, GAZETTEER_TOWN, 0, {0}};
        p.capital = text_equal(role, TEXT("PPLC")) ? 1 : text_equal(role, TEXT("PPLA")) ? 2 : 0;
        place_marble(w, text, role, &p);
    }
}

// ---------------------------------------------------------------- libgweather (XML)

// What the reader of Locations.xml is inside of.
typedef struct inside {
    char country[2];
    hs_text part;
    bool city;
    hs_text city_name;
    int32_t low[2], high[2]; // hull of the part's towns
} inside;

static hs_text unescape(hs_arena *arena, hs_text text) {
    static const char *const entities[][2] = {{"&apos;", "'"}, {"&amp;", "&"}, {"&quot;", "\""}};
    char *out = arena_new(arena, char, text.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.size; at++) {
        char byte = text.data[at];
        for (size_t i = 0; byte == '&' && i < 3; i++)
            if (text_starts(text_slice(text, at, text.size), text_of(entities[i][0]))) byte = entities[i][1][0], at += strlen(entities[i][0]) - 1;
        out[size++] = byte;
    }
    return (hs_text){out, size};
}

static bool is_tag(hs_text tag, const char *word) {
    hs_text wanted = text_of(word);
    return text_starts(tag, wanted) && (tag.size == wanted.size || tag.data[wanted.size] == ' ');
}

static void stretch(inside *in, int32_t latitude, int32_t longitude) {
    if (in->low[0] > latitude) in->low[0] = latitude;
    if (in->high[0] < latitude) in->high[0] = latitude;
    if (in->low[1] > longitude) in->low[1] = longitude;
    if (in->high[1] < longitude) in->high[1] = longitude;
}

static void end_city(world *w, inside *in, hs_text coordinates, const catalogue *spanish) {
    double latitude = 0, longitude = 0;
    hs_text rest = coordinates, first = text_cut(&rest, ' ');
    if (!text_to_double(first, &latitude) || !text_to_double(text_trim(rest), &longitude)) return;
    int32_t up = millionths(latitude), across = millionths(longitude);
    stretch(in, up, across);
    uint32_t region = in->part.size ? find_place(w, in->part, in->country, GAZETTEER_REGION, 0, 0) : HS_NONE;
    uint32_t at = find_place(w, in->city_name, in->country, GAZETTEER_TOWN, up, across);
    place p = {up, across, 0, region, {in->country[0], in->country[1]}, GAZETTEER_TOWN, 0, {0}};
    if (at == HS_NONE) at = add_place(w, p, in->city_name);
    w->places[at].region = region;
    hs_text said = translate(spanish, in->city_name);
    if (said.size) add_name(w, said, at);
}

static void end_state(world *w, const inside *in) {
    uint32_t region = find_place(w, in->part, in->country, GAZETTEER_REGION, 0, 0);
    if (region == HS_NONE || in->low[0] > in->high[0]) return;
    w->places[region].latitude = in->low[0] / 2 + in->high[0] / 2;
    w->places[region].longitude = in->low[1] / 2 + in->high[1] / 2;
}

static void read_gweather(world *w, hs_text xml, const catalogue *spanish) {
    inside in = {0};
    hs_text *wanted = NULL, coordinates = {0}, none = {0};
    for (size_t at = 0; (at = text_find(xml, TEXT("<"), at)) != SIZE_MAX;) {
        hs_text rest = text_slice(xml, at + 1, xml.size);
        if (text_starts(rest, TEXT("!--"))) {
            if ((at = text_find(xml, TEXT("-->"), at)) == SIZE_MAX) break;
            continue;
        }
        hs_text tag = text_cut(&rest, '>'), value = text_cut(&rest, '<');
        at += tag.size + 2;
        if (is_tag(tag, "country")) in = (inside){0}, wanted = NULL;
        else if (is_tag(tag, "iso-code") && value.size == 2) memcpy(in.country, value.data, 2);
        else if (is_tag(tag, "state")) in.part = none, wanted = &in.part, in.low[0] = in.low[1] = INT32_MAX, in.high[0] = in.high[1] = INT32_MIN;
        else if (is_tag(tag, "city")) in.city = true, in.city_name = none, coordinates = none, wanted = &in.city_name;
        else if (is_tag(tag, "location")) wanted = NULL;
        else if (is_tag(tag, "_name") && wanted && !wanted->size) *wanted = unescape(w->arena, value);
        else if (is_tag(tag, "coordinates") && in.city && !coordinates.size) coordinates = text_trim(value);
        else if (is_tag(tag, "/city")) in.city = false, end_city(w, &in, coordinates, spanish);
        else if (is_tag(tag, "/state")) end_state(w, &in), in.part = none;
    }
}

// ---------------------------------------------------------------- names of people (lists in Python source)

typedef enum list_kind { LIST_NONE, LIST_GIVEN, LIST_SURNAME } list_kind;

static bool is_latin(hs_text key) {
    for (size_t at = 0; at < key.size;) {
        uint32_t size;
        if (utf8_decode(key, at, &size) >= 0x250) return false;
        at += size;
    }
    return key.size > 1;
}

static void add_person_name(world *w, hs_text text, list_kind kind, uint8_t gender) {
    uint8_t place_kind = kind == LIST_GIVEN ? GAZETTEER_GIVEN : GAZETTEER_SURNAME;
    place p = {GAZETTEER_NOWHERE, GAZETTEER_NOWHERE, 0, HS_NONE, {' ', ' '}, place_kind, gender, {0}};
    if (!is_latin(gazetteer_key(w->arena, text))) return;
    uint32_t at = find_place(w, text, p.country, place_kind, 0, 0);
    if (at == HS_NONE) add_place(w, p, text);
    else w->places[at].capital |= gender;
}

// "    first_names_female = (" opens a list, the next such line closes it; every quoted
// string between is a name.
static void read_names(world *w, hs_text source) {
    list_kind kind = LIST_NONE;
    uint8_t gender = 0;
    while (source.size) {
        hs_text line = text_cut(&source, '\n'), trimmed = text_trim(line);
        bool opens = line.size > 4 && line.data[0] == ' ' && line.data[4] != ' ' && byte_is_alpha((unsigned char)line.data[4]);
        if (opens) {
            kind = text_starts(trimmed, TEXT("first_name")) ? LIST_GIVEN : text_starts(trimmed, TEXT("last_name")) ? LIST_SURNAME : LIST_NONE;
            gender = text_find(trimmed, TEXT("female"), 0) < 20 ? 2 : text_find(trimmed, TEXT("male"), 0) < 20 ? 1 : 0;
        }
        char mark = 0;
        for (size_t at = 0, from = 0; kind != LIST_NONE && at < line.size; at++) {
            char byte = line.data[at];
            if (!mark && byte == '#') break;
            if (!mark && (byte == '"' || byte == '\'')) mark = byte, from = at + 1;
            else if (mark && byte == mark) mark = 0, add_person_name(w, text_slice(line, from, at), kind, gender);
        }
    }
}

static int by_text(const void *a, const void *b, const void *context) {
    (void)context;
    return text_compare(*(const hs_text *)a, *(const hs_text *)b);
}

static void read_people(world *w, const char *root) {
    const char *folder = "/usr/lib/python3/dist-packages/faker/providers/person";
    char path[4096];
    snprintf(path, sizeof path, "%s%s", root, folder);
    DIR *list = opendir(path);
    if (!list) {
        fprintf(stderr, "gazetteer: without %s (package python3-fake-factory)\n", path);
        return;
    }
    hs_text names[128];
    size_t count = 0;
    for (struct dirent *item; (item = readdir(list)) && count < 128;)
        if (item->d_name[0] >= 'a' && item->d_name[0] <= 'z') names[count++] = arena_text(w->arena, text_of(item->d_name));
    closedir(list);
    hs_arena scratch = arena_split(w->arena);
    sort_items(names, count, sizeof *names, by_text, NULL, scratch);
    arena_join(w->arena);
    for (size_t i = 0; i < count; i++) {
        hs_text bytes = {0};
        hs_error error;
        snprintf(path, sizeof path, "%s%s/%.*s/__init__.py", root, folder, TEXT_ARGS(names[i]));
        if (file_map(path, &bytes, &error) == HS_OK) read_names(w, bytes);
    }
}

// ---------------------------------------------------------------- writing

// Countries, then capitals, then by population; parts of a country stand between towns of
// a million and smaller ones.
static uint64_t rank_of(const place *p) {
    uint64_t population = p->population ? p->population : 1000;
    if (p->kind > GAZETTEER_TOWN) return p->kind == GAZETTEER_GIVEN ? 2 : 1;
    if (p->kind == GAZETTEER_COUNTRY) return 5000000000000u + population;
    if (p->kind == GAZETTEER_REGION) return 900000;
    return population * (p->capital == 1 ? 1000 : p->capital == 2 ? 3 : 1);
}

static int by_key(const void *a, const void *b, const void *context) {
    const name *x = a, *y = b;
    const world *w = context;
    int order = text_compare(x->key, y->key);
    if (order) return order;
    uint64_t left = rank_of(&w->places[x->place]), right = rank_of(&w->places[y->place]);
    if (left != right) return left > right ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

typedef struct buffer {
    char *data;
    size_t size;
} buffer;

static void put(buffer *b, const void *data, size_t size) {
    memcpy(b->data + b->size, data, size);
    b->size += size;
}

static void put_u32(buffer *b, size_t value) {
    uint32_t v = (uint32_t)value;
    put(b, &v, 4);
}

static void put_text(buffer *b, size_t *strings, hs_text text) {
    put_u32(b, *strings);
    put_u32(b, text.size);
    *strings += text.size;
}

// The first of each run of equal keys by its hash.
static void put_slots(buffer *b, const world *w) {
    uint64_t count = gazetteer_slots(w->name_count);
    uint32_t *slots = arena_new(w->arena, uint32_t, count * 2); // mark and name of each
    for (size_t i = 0; i < w->name_count; i++) {
        if (i && text_equal(w->names[i].key, w->names[i - 1].key)) continue;
        uint64_t hash = text_hash(w->names[i].key, 0), slot = (uint32_t)hash & (count - 1);
        while (slots[slot * 2 + 1]) slot = (slot + 1) & (count - 1);
        slots[slot * 2] = (uint32_t)(hash >> 32), slots[slot * 2 + 1] = (uint32_t)i + 1;
    }
    put(b, slots, count * GAZETTEER_SLOT);
}

static hs_text write_blob(world *w) {
    size_t strings = GAZETTEER_HEAD + w->place_count * GAZETTEER_PLACE + w->name_count * GAZETTEER_NAME, words = 1;
    strings += gazetteer_slots(w->name_count) * GAZETTEER_SLOT;
    size_t most = strings;
    for (size_t i = 0; i < w->place_count; i++) most += w->places[i].name.size;
    for (size_t i = 0; i < w->name_count; i++) most += w->names[i].key.size;
    buffer b = {arena_new(w->arena, char, most), 24};
    for (size_t i = 0; i < w->name_count; i++) {
        size_t blanks = 1;
        for (size_t k = 0; k < w->names[i].key.size; k++) blanks += w->names[i].key.data[k] == ' ';
        if (blanks > words) words = blanks;
    }
    put_u32(&b, w->name_count);
    put_u32(&b, words);
    for (size_t i = 0; i < w->place_count; i++) {
        const place *p = &w->places[i];
        put(&b, &p->latitude, 16);
        put(&b, p->country, 2);
        put(&b, &p->kind, 2);
        put_text(&b, &strings, p->name);
    }
    for (size_t i = 0; i < w->name_count; i++) put_text(&b, &strings, w->names[i].key), put_u32(&b, w->names[i].place);
    put_slots(&b, w);
    for (size_t i = 0; i < w->place_count; i++) put(&b, w->places[i].name.data, w->places[i].name.size);
    for (size_t i = 0; i < w->name_count; i++) put(&b, w->names[i].key.data, w->names[i].key.size);
    buffer head = {b.data, 0};
    uint64_t checksum = text_hash(text_slice((hs_text){b.data, b.size}, 24, b.size), 0);
    put(&head, "HSGZ", 4);
    put_u32(&head, GAZETTEER_VERSION);
    put_u32(&head, b.size);
    put_u32(&head, w->place_count);
    put(&head, &checksum, 8);
    return (hs_text){b.data, b.size};
}

int main(int count, char **arguments) {
    if (count < 2) return fprintf(stderr, "usage: compile_gazetteer OUT.gazetteer [ROOT]\n"), 2;
    const char *root = count > 2 ? arguments[2] : "", *codes = "iso-codes", *weather = "libgweather-4-common", *marble = "marble-qt-data";
    world w = {.arena = hs_arena_open((size_t)1 << 30)};
    if (!w.arena) return fprintf(stderr, "compile_gazetteer: out of memory\n"), 1;
    w.slots = arena_new(w.arena, uint32_t, SLOTS);
    w.chain = arena_new(w.arena, uint32_t, MOST_NAMES);
    catalogue countries = open_catalogue(map_share(root, "locale/es/LC_MESSAGES/iso_3166-1.mo", codes));
    catalogue parts = open_catalogue(map_share(root, "locale/es/LC_MESSAGES/iso_3166-2.mo", codes));
    catalogue towns = open_catalogue(map_share(root, "locale/es/LC_MESSAGES/libgweather-4.0-locations.mo", weather));
    read_countries(&w, map_share(root, "iso-codes/json/iso_3166-1.json", codes), &countries);
    read_parts(&w, map_share(root, "iso-codes/json/iso_3166-2.json", codes), &parts);
    read_marble(&w, map_share(root, "marble/data/placemarks/boundaryplacemarks.cache", marble));
    read_marble(&w, map_share(root, "marble/data/placemarks/cityplacemarks.cache", marble));
    read_gweather(&w, map_share(root, "libgweather-4/Locations.xml", weather), &towns);
    read_people(&w, root);
    hs_arena scratch = arena_split(w.arena);
    sort_items(w.names, w.name_count, sizeof *w.names, by_key, &w, scratch);
    arena_join(w.arena);
    hs_error error;
    if (file_write(arguments[1], write_blob(&w), &error) != HS_OK) return fprintf(stderr, "%s: %s\n", error.path, error.reason), 1;
    printf("gazetteer: %zu places, %zu names\n", w.place_count, w.name_count);
    return 0;
}
