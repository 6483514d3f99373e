// Text that was decoded twice: UTF-8 read as another encoding, so that one letter became
// several ("Ã©" for "é", "â€™" for "’", "РџСЂ" for "Пр", "鈥檚" for "’s").
//
// In: UTF-8 text with its map. Out: the same, repaired where that is certain; what was made
// of a run of garbled letters maps to that run.
//
// Method: line by line, and for every encoding in which UTF-8 is commonly misread: the
// letters beyond ASCII are turned back into bytes. If all of these bytes together are
// well-formed UTF-8, and what they spell is written somewhere in the world, the line was
// misread in that encoding: by chance this does not happen, because a lead byte and its
// continuations come from different corners of every code page. A line that is only partly
// garbled is repaired where three or four bytes, or two that cannot follow one another in
// writing, spell punctuation, a Latin letter or an emoji. Repeated while something changes,
// as some text went through the mill twice.
//
// What it gets wrong: letters that were lost on the way (replaced by '?', or a no-break space
// turned into a space) stay lost; one pair of letters alone ("Г©") is left.
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include "base/sort.h"
#include "base/text.h"
#include "document/repair.h"

// Encodings of one byte a letter, in the order in which they are believed.
static const char *const page_names[] = {"windows-1252", "windows-1250", "iso-8859-2",   "windows-1251",
                                         "windows-1254", "windows-1253", "windows-1257", "macintosh",
                                         "ibm-437",      "ibm-850",      "koi8-r"};
static const char *const wide_names[] = {"gbk", "ibm-943_P15A-2003"};
enum { PAGE_COUNT = sizeof page_names / sizeof *page_names, WIDE_COUNT = sizeof wide_names / sizeof *wide_names };
enum { TEXT_ROUNDS = 3 };

typedef struct code_byte {
    uint16_t code;
    uint8_t byte;
} code_byte;

typedef struct code_page {
    code_byte letters[128]; // by code
    uint32_t count;
} code_page;

struct repair_tables {
    code_page pages[PAGE_COUNT];
};

static int by_code(const void *a, const void *b, const void *context) {
    (void)context;
    return (int)((const code_byte *)a)->code - (int)((const code_byte *)b)->code;
}

const repair_tables *repair_open(hs_arena *keep) {
    repair_tables *tables = arena_new(keep, repair_tables, 1);
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(page_names[i], &status);
        if (U_FAILURE(status)) continue;
        code_page *page = &tables->pages[i];
        for (int byte = 0x80; byte < 0x100; byte++) {
            char in = (char)byte;
            const char *at = &in;
            status = U_ZERO_ERROR;
            UChar32 code = ucnv_getNextUChar(converter, &at, &in + 1, &status);
            // bytes without a letter came through as the code point of the same number
            if (U_FAILURE(status) || code == 0xFFFD || code > 0xFFFF) code = byte;
            page->letters[page->count++] = (code_byte){(uint16_t)code, (uint8_t)byte};
        }
        sort_items(page->letters, page->count, sizeof *page->letters, by_code, NULL, *keep);
        ucnv_close(converter);
    }
    return tables;
}

// ---------------------------------------------------------------- one encoding

typedef struct codec {
    const code_page *page; // or
    UConverter *converter;
} codec;

// Bytes of `code`, 0 where the encoding has none.
static uint32_t encode(const codec *c, uint32_t code, unsigned char out[4]) {
    if (code < 0x80) return out[0] = (unsigned char)code, 1;
    if (!c->page) {
        UChar in[2];
        UErrorCode status = U_ZERO_ERROR;
        char made[16];
        int32_t units = code > 0xFFFF ? 2 : 1;
        in[0] = units == 2 ? (UChar)(0xD7C0 + (code >> 10)) : (UChar)code;
        in[1] = (UChar)(0xDC00 | (code & 0x3FF));
        int32_t size = ucnv_fromUChars(c->converter, made, sizeof made, in, units, &status);
        if (U_FAILURE(status) || size < 1 || size > 2 || (size == 1 && made[0] == 0x1A)) return 0;
        memcpy(out, made, (size_t)size);
        return (uint32_t)size;
    }
    uint32_t low = 0, high = c->page->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (c->page->letters[middle].code == code) return out[0] = c->page->letters[middle].byte, 1;
        if (c->page->letters[middle].code < code) low = middle + 1;
        else high = middle;
    }
    return code >= 0x80 && code < 0xA0 ? (out[0] = (unsigned char)code, 1) : 0;
}

typedef enum written { WRITTEN_NOWHERE, WRITTEN_SIGN, WRITTEN_LETTER, WRITTEN_EAST, WRITTEN_EMOJI } written;

// Where a letter that came out is written.
static written where_written(uint32_t code) {
    if ((code >= 0xA0 && code < 0xC0) || code == 0xD7 || code == 0xF7) return WRITTEN_SIGN;
    if (code < 0x17F && code >= 0xC0) return WRITTEN_LETTER;
    if ((code >= 0x2010 && code <= 0x2044) || (code >= 0x20A0 && code <= 0x22FF) || (code >= 0x2009 && code <= 0x200F))
        return WRITTEN_SIGN;
    if ((code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x2600 && code <= 0x27BF) || code == 0xFE0F)
        return WRITTEN_EMOJI;
    if (code >= 0x3000 && code <= 0x303F) return WRITTEN_EAST;
    if ((code >= 0x250 && code < 0x370) || !u_isdefined((UChar32)code) || code < 0xA0)
        return code >= 0x2B9 && code < 0x370 && code != 0x345 ? WRITTEN_SIGN : WRITTEN_NOWHERE;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript((UChar32)code, &status)) {
    case USCRIPT_LATIN:
        return (code >= 0x1E00 && code <= 0x1EFF) || (code >= 0x180 && code < 0x250) ||
                       (code >= 0xFB00 && code < 0xFB07)
                   ? WRITTEN_LETTER
               : code >= 0xFF21 ? WRITTEN_EAST
                                : WRITTEN_NOWHERE;
    case USCRIPT_CYRILLIC: return code <= 0x45F || code == 0x490 || code == 0x491 ? WRITTEN_LETTER : WRITTEN_NOWHERE;
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_THAI:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_GEORGIAN:
    case USCRIPT_BENGALI:
    case USCRIPT_TAMIL: return WRITTEN_LETTER;
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL: return WRITTEN_EAST;
    case USCRIPT_COMMON: return code >= 0xFF00 && code <= 0xFFEF ? WRITTEN_EAST : WRITTEN_NOWHERE;
    default: return WRITTEN_NOWHERE;
    }
}

// Bytes that a line turns back into, letter by letter.
typedef struct reading {
    uint32_t sequences;     // well-formed ones
    uint32_t wrong;         // letters that fit none
    uint32_t weight;        // how little of it can be chance
    uint32_t letters, east; // that came out
    uint32_t western;       // signs and letters of Latin-1 that came out of a letter and a sign
    uint32_t longer;        // sequences of three and four bytes
} reading;

// How many bytes a UTF-8 sequence has by its first.
static uint32_t sequence_size(unsigned char lead) {
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
}

// State of a walk over a line: bytes of letters not yet spelled out.
typedef struct walker {
    const codec *c;
    hs_text line;
    size_t at; // next letter
    unsigned char bytes[8];
    uint32_t count;      // bytes pending
    size_t pending_from; // letter that the first pending byte came from
    bool broken;         // the next letter has no bytes here
} walker;

// Fills up to `want` pending bytes. False where the line ends or a letter has none.
static bool want_bytes(walker *w, uint32_t want) {
    while (w->count < want) {
        if (w->at >= w->line.size) return false;
        uint32_t step, code = utf8_decode(w->line, w->at, &step);
        unsigned char made[4];
        uint32_t size = code == 0xFFFD ? 0 : encode(w->c, code, made);
        if (!size) return w->broken = true, false;
        if (w->count == 0) w->pending_from = w->at;
        memcpy(w->bytes + w->count, made, size);
        w->count += size;
        w->at += step;
    }
    return true;
}

static void drop_bytes(walker *w, uint32_t count) {
    memmove(w->bytes, w->bytes + count, w->count - count);
    w->count -= count;
}

// The next code point that the bytes spell; false where they spell none.
static bool spell(walker *w, uint32_t *code, uint32_t *size) {
    *size = sequence_size(w->bytes[0]);
    if (!*size || !want_bytes(w, *size)) return false;
    uint32_t used;
    *code = utf8_decode((hs_text){(const char *)w->bytes, *size}, 0, &used);
    return used == *size;
}

static void weigh(reading *r, written where, uint32_t code, uint32_t size, uint32_t first, uint32_t second,
                  bool both_letters) {
    // "Ã’s" may be the letter and a quote: a sign of punctuation behind it proves nothing
    bool letter = where == WRITTEN_LETTER || code_is_letter(first);
    r->western += size == 2 && code < 0x100 && letter && !both_letters && !(second >= 0x2010 && second <= 0x2040) &&
                  second != 0xD7;
    r->longer += size > 2;
    r->sequences++;
    r->letters += where == WRITTEN_LETTER;
    r->east += where == WRITTEN_EAST;
    r->weight += size >= 3 ? 3 : both_letters ? 1 : 2;
}

// Reads the line as misread in `c`; gives up once it plainly was not.
static reading read_line(const codec *c, hs_text line) {
    reading r = {0};
    walker w = {.c = c, .line = line};
    while (w.at < line.size || w.count) {
        // runs of ASCII make themselves
        if (!w.count)
            while (w.at < line.size && (unsigned char)line.data[w.at] < 0x80) w.at++;
        uint32_t code, size, step;
        if (!want_bytes(&w, 1)) {
            if (!w.broken) break;
            w.broken = false;
            (void)utf8_decode(line, w.at, &step);
            w.at += step;
            r.wrong++;
        } else if (w.bytes[0] < 0x80) {
            drop_bytes(&w, 1);
        } else if (spell(&w, &code, &size)) {
            written where = where_written(code);
            uint32_t first = utf8_decode(line, w.pending_from, &step), second = ' ';
            if (w.pending_from + step < line.size) second = utf8_decode(line, w.pending_from + step, &step);
            if (where == WRITTEN_NOWHERE) r.wrong++;
            else weigh(&r, where, code, size, first, second, code_is_letter(first) && code_is_letter(second));
            drop_bytes(&w, size);
        } else {
            drop_bytes(&w, 1);
            r.wrong++;
        }
        if (r.wrong > 1 && r.wrong * 8 > r.sequences) break;
    }
    return r;
}

// ---------------------------------------------------------------- writing it out

// A line that was misread in `c`, spelled out. Letters and what they spell part at places
// where both end.
static void write_line(map_builder *out, const mapped *from, hs_span line, const codec *c) {
    walker w = {.c = c, .line = {from->text.data, line.end}, .at = line.start};
    size_t kept = line.start;
    while (w.at < line.end) {
        if ((unsigned char)from->text.data[w.at] < 0x80) {
            w.at++;
            continue;
        }
        size_t start = w.at;
        char spelled[64];
        uint32_t size = 0, code, used;
        bool good = true;
        w.count = 0, w.broken = false;
        do {
            if (!want_bytes(&w, 1)) good = false;
            else if (w.bytes[0] < 0x80) spelled[size++] = (char)w.bytes[0], drop_bytes(&w, 1);
            else if (spell(&w, &code, &used) && where_written(code) != WRITTEN_NOWHERE)
                size += utf8_encode(code, spelled + size), drop_bytes(&w, used);
            else good = false;
        } while (good && w.count && size < sizeof spelled - 8);
        if (!good || w.count) {
            uint32_t step;
            (void)utf8_decode(from->text, start, &step);
            w.at = start + step;
            continue;
        }
        map_append_mapped(out, from->text, &from->map, (hs_span){(uint32_t)kept, (uint32_t)start});
        map_append_as(out, (hs_text){spelled, size}, &from->map, (hs_span){(uint32_t)start, (uint32_t)w.at});
        kept = w.at;
    }
    map_append_mapped(out, from->text, &from->map, (hs_span){(uint32_t)kept, line.end});
}

// The letter spelled at `at` of a line that is only partly garbled, and how many bytes of
// text it takes: 0 where what stands there may be meant.
static uint32_t spell_part(const repair_tables *tables, hs_text text, size_t at, uint32_t *code) {
    unsigned char first = (unsigned char)text.data[at];
    // a control that text never has is a letter of windows-1252 read as ISO 8859-1
    if (first == 0xC2 && at + 1 < text.size && (unsigned char)text.data[at + 1] < 0xA0) {
        for (uint32_t i = 0; i < tables->pages[0].count; i++)
            if (tables->pages[0].letters[i].byte == (unsigned char)text.data[at + 1])
                *code = tables->pages[0].letters[i].code;
        return *code >= 0xA0 ? 2 : 0;
    }
    for (size_t i = 0; i < 2; i++) {
        codec c = {.page = &tables->pages[i]};
        walker w = {.c = &c, .line = text, .at = at};
        uint32_t size, step;
        if (!want_bytes(&w, 1) || !spell(&w, code, &size)) continue;
        written where = where_written(*code);
        (void)utf8_decode(text, at, &step);
        uint32_t second = utf8_decode(text, at + step, &step);
        bool sign_behind = !code_is_letter(second);
        bool certain = size == 4   ? where == WRITTEN_EMOJI
                       : size == 3 ? where == WRITTEN_SIGN || (where == WRITTEN_EMOJI && i == 0)
                                   : sign_behind && *code < 0x100;
        if (certain) return (uint32_t)(w.at - at);
    }
    return 0;
}

// The next garbled letter of a line that is only partly so; false at its end. A sign that is
// no ASCII before it means that what is garbled is garbled otherwise.
static bool next_part(const repair_tables *tables, hs_text text, size_t *at, size_t repaired, uint32_t *code,
                      uint32_t *used) {
    for (; *at < text.size; (*at)++) {
        unsigned char c = (unsigned char)text.data[*at];
        *code = 0;
        // Â Ã â ð Å Ä and their like all begin with these bytes
        if (c < 0xC2 || c > 0xC5 || !(*used = spell_part(tables, text, *at, code))) continue;
        size_t before = *at;
        while (before && ((unsigned char)text.data[before - 1] & 0xC0) == 0x80) before--;
        uint32_t step, last = before && before < *at ? utf8_decode(text, before - 1, &step) : ' ';
        bool lead = last == 0xC2 || last == 0xC3 || last == 0xE2 || last == 0xE3; // Â Ã â ã
        if (last < 0xA1 || *at == repaired || (last >= 0xC0 && last < 0x100 && !lead) ||
            (last >= 0x2010 && last <= 0x201F) || last == 0x2026)
            return true;
    }
    return false;
}

// True where enough is garbled in a line that is only partly so: "DrÃ¥pe" alone could be a name.
static bool has_parts(const repair_tables *tables, hs_text text, size_t start) {
    uint32_t code, used, pairs = 0;
    for (size_t at = start, last = SIZE_MAX; next_part(tables, text, &at, last, &code, &used); last = at += used)
        if (code >= 0x800 || used <= 2 || ++pairs > 1) return true;
    return false;
}

static void write_parts(map_builder *out, const repair_tables *tables, const mapped *from, hs_span line) {
    hs_text text = {from->text.data, line.end};
    uint32_t code, used;
    size_t kept = line.start;
    for (size_t at = line.start, last = SIZE_MAX; next_part(tables, text, &at, last, &code, &used); last = at += used) {
        char buffer[4];
        map_append_mapped(out, from->text, &from->map, (hs_span){(uint32_t)kept, (uint32_t)at});
        map_append_as(out, (hs_text){buffer, utf8_encode(code, buffer)}, &from->map,
                      (hs_span){(uint32_t)at, (uint32_t)(at + used)});
        kept = at + used;
    }
    map_append_mapped(out, from->text, &from->map, (hs_span){(uint32_t)kept, line.end});
}

// ---------------------------------------------------------------- lines

static bool is_certain(const reading *r) {
    if (!r->sequences || r->wrong > r->sequences / 16) return false;
    if (r->east && r->east < 3 && r->east * 2 < r->sequences) return false;
    if (r->longer) return true;
    return r->sequences == 1 ? r->western : r->weight >= 3;
}

static bool has_wide_letter(hs_text line) {
    for (size_t i = 0; i < line.size; i++)
        if ((unsigned char)line.data[i] >= 0xE3 && (unsigned char)line.data[i] <= 0xEF) return true;
    return false;
}

// What one text needs over all its lines and rounds.
typedef struct repairer {
    const repair_tables *tables;
    UConverter *wide[WIDE_COUNT]; // opened when the first line asks for them
    bool opened;
    map_builder out;
} repairer;

static void open_wide(repairer *r) {
    if (r->opened) return;
    r->opened = true;
    for (size_t i = 0; i < WIDE_COUNT; i++) {
        UErrorCode status = U_ZERO_ERROR;
        r->wide[i] = ucnv_open(wide_names[i], &status);
        if (U_FAILURE(status)) r->wide[i] = NULL;
        else ucnv_setFallback(r->wide[i], false);
    }
}

// The encoding in which the line was misread, in `best`; false where it was in none.
static bool choose_codec(repairer *r, hs_text line, codec *best) {
    uint32_t weight = 0;
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        codec c = {.page = &r->tables->pages[i]};
        reading read = read_line(&c, line);
        if (is_certain(&read) && read.weight > weight) *best = c, weight = read.weight;
    }
    if (weight || !has_wide_letter(line)) return weight;
    open_wide(r);
    for (size_t i = 0; i < WIDE_COUNT && !weight; i++) {
        codec c = {.converter = r->wide[i]};
        if (!c.converter) continue;
        reading read = read_line(&c, line);
        if (is_certain(&read) && read.weight >= 3) *best = c, weight = read.weight;
    }
    return weight;
}

// The first byte beyond ASCII at or behind `at`, the size where there is none.
static size_t find_high(hs_text text, size_t at) {
    while (at + 8 <= text.size) {
        uint64_t word;
        memcpy(&word, text.data + at, 8);
        if (word & 0x8080808080808080u) break;
        at += 8;
    }
    while (at < text.size && (unsigned char)text.data[at] < 0x80) at++;
    return at;
}

// True where the line may be garbled: letters beyond ASCII stand side by side, or are
// ideographs, or controls.
static bool is_suspect(hs_text line) {
    for (size_t at = find_high(line, 0); at < line.size; at = find_high(line, at)) {
        unsigned char first = (unsigned char)line.data[at];
        if (first >= 0xE3 || (first == 0xC2 && at + 1 < line.size && (unsigned char)line.data[at + 1] < 0xA0))
            return true;
        uint32_t step;
        (void)utf8_decode(line, at, &step);
        at += step;
        if (at < line.size && (unsigned char)line.data[at] >= 0x80) return true;
    }
    return false;
}

// One round over all lines; lines of ASCII are passed over.
static bool repair_round(repairer *r, const mapped *from) {
    size_t kept = 0, size = from->text.size;
    for (size_t at = 0; (at = find_high(from->text, at)) < size;) {
        size_t start = at;
        while (start > kept && from->text.data[start - 1] != '\n') start--;
        const char *mark = memchr(from->text.data + at, '\n', size - at);
        size_t end = mark ? (size_t)(mark - from->text.data) + 1 : size;
        at = end;
        hs_text line = text_slice(from->text, start, end);
        codec best;
        if (!is_suspect(line)) continue;
        bool whole = choose_codec(r, line, &best);
        if (!whole && !has_parts(r->tables, (hs_text){from->text.data, end}, start)) continue;
        map_reserve(&r->out, size + size / 64 + 64); // what is spelled out is seldom longer
        map_append_mapped(&r->out, from->text, &from->map, (hs_span){(uint32_t)kept, (uint32_t)start});
        if (whole) write_line(&r->out, from, (hs_span){(uint32_t)start, (uint32_t)end}, &best);
        else write_parts(&r->out, r->tables, from, (hs_span){(uint32_t)start, (uint32_t)end});
        kept = end;
    }
    if (!kept) return false;
    map_append_mapped(&r->out, from->text, &from->map, (hs_span){(uint32_t)kept, (uint32_t)size});
    return true;
}

// Each round writes what the next one reads; two builders take turns, so that memory does not grow with the rounds.
mapped repair_text(const repair_tables *tables, mapped from, hs_arena *keep) {
    repairer r = {.tables = tables, .out = {.arena = keep}};
    map_builder other = {.arena = keep};
    for (int round = 0; round < TEXT_ROUNDS && repair_round(&r, &from); round++) {
        from = (mapped){{r.out.text, r.out.size}, map_of(&r.out, 0)};
        map_builder latest = r.out;
        r.out = other;
        other = latest;
        map_clear(&r.out);
    }
    for (size_t i = 0; i < WIDE_COUNT; i++) ucnv_close(r.wide[i]);
    return from;
}
