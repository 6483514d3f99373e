// See robots.h. Source: RFC 9309; Crawl-delay, which is older than the standard and not in it, is kept too.
// Method: groups are read line by line; all that name the program are one, and where none does, all that name "*".
// Paths are compared octet by octet once escapes are written one way (section 2.2.2).
#include "bytes/robots.h"

#include "base/limits.h"
#include "base/text.h"

typedef struct rule {
    bool allow;
    hs_text pattern; // normal, with '*' and a last '$'
} rule;

struct robots {
    const rule *rules;
    uint32_t count, delay_s;
};

typedef struct group {
    rule *rules;
    size_t count, capacity;
    uint32_t delay_s;
} group;

static int hex_value(char c) {
    if (byte_is_digit((unsigned char)c)) return c - '0';
    char lower = (char)byte_lower((unsigned char)c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool is_unreserved(int c) {
    return byte_is_alpha((unsigned char)c) || byte_is_digit((unsigned char)c) || c == '-' || c == '.' || c == '_' || c == '~';
}

// Escapes of letters undone, other escapes in capitals, octets beyond ASCII escaped.
static hs_text normalize(hs_text path, hs_arena *keep) {
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_new(keep, char, path.size * 3);
    size_t size = 0;
    for (size_t i = 0; i < path.size; i++) {
        unsigned char c = (unsigned char)path.data[i];
        int high = c == '%' && i + 2 < path.size ? hex_value(path.data[i + 1]) : -1;
        int low = high >= 0 ? hex_value(path.data[i + 2]) : -1;
        if (low >= 0) c = (unsigned char)(high * 16 + low), i += 2;
        if (low < 0 ? c < 0x80 : is_unreserved(c)) {
            out[size++] = (char)c;
            continue;
        }
        out[size++] = '%', out[size++] = digits[c >> 4], out[size++] = digits[c & 15];
    }
    return (hs_text){out, size};
}

// Whether the product token at the front of `value` is `token`.
static bool names_program(hs_text value, hs_text token) {
    size_t end = 0;
    while (end < value.size && (byte_is_alpha((unsigned char)value.data[end]) || value.data[end] == '-' || value.data[end] == '_')) end++;
    return text_equal_fold(text_slice(value, 0, end), token);
}

static void add_rule(group *g, bool allow, hs_text value, hs_arena *keep) {
    if (!value.size || (value.data[0] != '/' && value.data[0] != '*')) return; // "Disallow:" alone refuses nothing
    if (g->count == LIMIT_ROBOTS_RULES || value.size > LIMIT_ROBOTS_PATTERN_BYTES) return;
    hs_text pattern = normalize(value, keep);
    *arena_push(keep, g->rules, g->count, g->capacity) = (rule){allow, pattern};
}

static void read_rule(group *g, hs_text key, hs_text value, hs_arena *keep) {
    uint64_t seconds;
    if (text_equal_fold(key, TEXT("allow"))) add_rule(g, true, value, keep);
    else if (text_equal_fold(key, TEXT("disallow"))) add_rule(g, false, value, keep);
    else if (text_equal_fold(key, TEXT("crawl-delay")) && text_to_number(text_cut(&value, '.'), &seconds))
        g->delay_s = (uint32_t)(seconds < LIMIT_FETCH_PAUSE_S ? seconds : LIMIT_FETCH_PAUSE_S);
}

const robots *robots_read(hs_text text, hs_text token, hs_arena *keep) {
    group own = {0}, all = {0};
    bool for_own = false, for_all = false, in_rules = false, found = false;
    text = text_slice(text, 0, LIMIT_ROBOTS_BYTES);
    if (text_starts(text, TEXT("\xEF\xBB\xBF"))) text = text_slice(text, 3, text.size);
    while (text.size) {
        hs_text part = text_cut(&text, '\n');
        for (hs_text line; part.size;) { // lines may end in a carriage return alone
            line = text_cut(&part, '\r');
            hs_text value = text_cut(&line, '#'), key = text_trim(text_cut(&value, ':'));
            value = text_trim(value);
            if (text_equal_fold(key, TEXT("user-agent"))) {
                if (in_rules) for_own = for_all = in_rules = false;
                for_own |= names_program(value, token), for_all |= text_equal(value, TEXT("*"));
                found |= for_own;
                continue;
            }
            if (for_own) read_rule(&own, key, value, keep);
            if (for_all) read_rule(&all, key, value, keep);
            in_rules |= text_equal_fold(key, TEXT("allow")) || text_equal_fold(key, TEXT("disallow"));
        }
    }
    const group *chosen = found ? &own : &all;
    robots *out = arena_new(keep, robots, 1);
    *out = (robots){chosen->rules, (uint32_t)chosen->count, chosen->delay_s};
    return out;
}

// Whether the pattern fits the path from its beginning. A star that fails is tried one octet further on; only the
// last one needs to be.
static bool fits(hs_text pattern, hs_text path) {
    bool anchored = text_ends(pattern, TEXT("$"));
    size_t p = 0, t = 0, star = SIZE_MAX, resume = 0;
    if (anchored) pattern.size--;
    for (;;) {
        if (p == pattern.size && (!anchored || t == path.size)) return true;
        if (p < pattern.size && pattern.data[p] == '*') star = p++, resume = t;
        else if (p < pattern.size && t < path.size && pattern.data[p] == path.data[t]) p++, t++;
        else if (star != SIZE_MAX && resume < path.size) p = star + 1, t = ++resume;
        else return false;
    }
}

bool robots_allow(const robots *r, hs_text path, hs_arena scratch) {
    size_t longest = 0;
    bool allowed = true;
    if (!r || text_equal(path, TEXT("/robots.txt"))) return true;
    hs_text normal = normalize(text_slice(path, 0, LIMIT_ROBOTS_PATTERN_BYTES), &scratch);
    for (uint32_t i = 0; i < r->count; i++) {
        const rule *at = &r->rules[i];
        if (at->pattern.size < longest || !fits(at->pattern, normal)) continue;
        allowed = at->pattern.size == longest ? allowed || at->allow : at->allow;
        longest = at->pattern.size;
    }
    return allowed;
}

uint32_t robots_delay_s(const robots *r) { return r ? r->delay_s : 0; }
