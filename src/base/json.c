// See json.h. A recursive-descent reader with a depth limit; one pass, no copies.
#include "base/json.h"

#include <math.h>
#include <stdio.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

typedef struct reader {
    hs_text text;
    size_t at;
    hs_arena *keep;
    const char *wrong; // reason, where reading has failed
} reader;

static void skip_space(reader *r) {
    while (r->at < r->text.size && strchr(" \t\r\n", r->text.data[r->at]) && r->text.data[r->at]) r->at++;
}

static int peek(const reader *r) { return r->at < r->text.size ? (unsigned char)r->text.data[r->at] : -1; }

static bool fail(reader *r, const char *reason) { return r->wrong = reason, false; }

static bool read_value(reader *r, json_value *out, size_t depth);

// Finds the closing quote; escapes are only checked here, undone by json_string.
static bool read_string(reader *r, hs_text *raw) {
    size_t start = ++r->at;
    for (; r->at < r->text.size; r->at++) {
        unsigned char c = (unsigned char)r->text.data[r->at];
        if (c == '"') {
            *raw = text_slice(r->text, start, r->at++);
            return true;
        }
        if (c < 0x20) return fail(r, "control character in a string");
        if (c != '\\') continue;
        if (++r->at >= r->text.size) break;
        c = (unsigned char)r->text.data[r->at];
        if (!c || !strchr("\"\\/bfnrtu", c)) return fail(r, "unknown escape in a string");
        for (size_t i = 1; c == 'u' && i <= 4; i++) {
            unsigned char digit = r->at + i < r->text.size ? (unsigned char)r->text.data[r->at + i] : 0;
            if (!byte_is_digit(digit) && (unsigned)((digit | 32) - 'a') > 5) return fail(r, "\\u without four hex digits");
        }
    }
    return fail(r, "string without an end");
}

static bool read_number(reader *r) {
    if (peek(r) == '-') r->at++;
    size_t digits = r->at;
    while (byte_is_digit((unsigned char)peek(r)) && peek(r) >= 0) r->at++;
    if (r->at == digits) return fail(r, "not a JSON value");
    if (r->text.data[digits] == '0' && r->at > digits + 1) return fail(r, "number with a leading zero");
    if (peek(r) == '.') {
        size_t from = ++r->at;
        while (peek(r) >= 0 && byte_is_digit((unsigned char)peek(r))) r->at++;
        if (r->at == from) return fail(r, "number without digits behind its point");
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        r->at++;
        if (peek(r) == '+' || peek(r) == '-') r->at++;
        size_t from = r->at;
        while (peek(r) >= 0 && byte_is_digit((unsigned char)peek(r))) r->at++;
        if (r->at == from) return fail(r, "number without digits in its exponent");
    }
    return true;
}

static bool read_word(reader *r, const char *word) {
    hs_text wanted = text_of(word);
    if (!text_equal(text_slice(r->text, r->at, r->at + wanted.size), wanted)) return fail(r, "not a JSON value");
    r->at += wanted.size;
    return true;
}

// Members of an object or elements of an array, as a list in order.
static bool read_list(reader *r, json_value *out, char close, size_t depth) {
    const json_value **tail = &out->first;
    if (depth >= LIMIT_JSON_DEPTH) return fail(r, "nested too deeply");
    r->at++;
    skip_space(r);
    if (peek(r) == close) return r->at++, true;
    for (;;) {
        json_value *item = arena_new(r->keep, json_value, 1);
        skip_space(r);
        if (close == '}') {
            if (peek(r) != '"') return fail(r, "member without a name");
            if (!read_string(r, &item->key)) return false;
            skip_space(r);
            if (peek(r) != ':') return fail(r, "no colon behind a name");
            r->at++;
        }
        if (!read_value(r, item, depth + 1)) return false;
        *tail = item;
        tail = &item->next;
        skip_space(r);
        if (peek(r) == close) return r->at++, true;
        if (peek(r) != ',') return fail(r, r->at < r->text.size ? "neither a comma nor an end" : "cut off");
        r->at++;
    }
}

static bool read_value(reader *r, json_value *out, size_t depth) {
    skip_space(r);
    out->start = (uint32_t)r->at;
    bool good;
    switch (peek(r)) {
    case '{': out->kind = JSON_OBJECT, good = read_list(r, out, '}', depth); break;
    case '[': out->kind = JSON_ARRAY, good = read_list(r, out, ']', depth); break;
    case 't': out->kind = JSON_TRUE, good = read_word(r, "true"); break;
    case 'f': out->kind = JSON_FALSE, good = read_word(r, "false"); break;
    case 'n': out->kind = JSON_NULL, good = read_word(r, "null"); break;
    case '"':
        out->kind = JSON_STRING;
        out->start++;
        good = read_string(r, &out->raw);
        out->end = (uint32_t)r->at - 1;
        return good;
    default: out->kind = JSON_NUMBER, good = read_number(r);
    }
    out->end = (uint32_t)r->at;
    out->raw = text_slice(r->text, out->start, out->end);
    return good;
}

hs_status json_read(hs_text text, hs_arena *keep, const json_value **out, hs_error *error) {
    if (text.size >= UINT32_MAX) return error_set(error, HS_ERROR_LIMIT, (hs_text){0}, 0, "JSON of more than 4 GiB");
    reader r = {.text = text, .keep = keep};
    json_value *value = arena_new(keep, json_value, 1);
    bool good = read_value(&r, value, 0);
    if (good) skip_space(&r);
    if (good && r.at < text.size) good = fail(&r, "something behind the JSON value");
    if (!good) return error_set(error, HS_ERROR_FORMAT, (hs_text){0}, r.at, "%s", r.wrong);
    *out = value;
    return HS_OK;
}

const json_value *json_member(const json_value *object, const char *name) {
    if (!object || object->kind != JSON_OBJECT) return NULL;
    hs_text wanted = text_of(name);
    for (const json_value *member = object->first; member; member = member->next)
        if (text_equal(member->key, wanted)) return member;
    return NULL;
}

static uint32_t hex4(const char *at) {
    uint32_t code = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)at[i];
        code = code * 16 + (byte_is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)(c | 32) - 'a' + 10);
    }
    return code;
}

// Decodes the escape at raw.data[at]; returns its size in the input.
static uint32_t read_escape(hs_text raw, size_t at, uint32_t *code) {
    char c = raw.data[at + 1];
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *hit = strchr(from, c);
    if (c != 'u') {
        *code = hit ? (uint32_t)to[hit - from] : (uint32_t)(unsigned char)c;
        return 2;
    }
    *code = hex4(raw.data + at + 2);
    bool high = (*code & 0xFC00) == 0xD800;
    if (high && at + 12 <= raw.size && raw.data[at + 6] == '\\' && raw.data[at + 7] == 'u') {
        uint32_t low = hex4(raw.data + at + 8);
        if ((low & 0xFC00) == 0xDC00) {
            *code = 0x10000 + ((*code & 0x3FF) << 10) + (low & 0x3FF);
            return 12;
        }
    }
    return 6;
}

hs_text json_string_map(const json_value *value, hs_arena *keep, const hs_map_run **runs, uint32_t *run_count) {
    hs_text raw = value && value->kind == JSON_STRING ? value->raw : (hs_text){0};
    hs_map_run *list = NULL;
    size_t count = 0, capacity = 0, size = 0;
    char *out = arena_new(keep, char, raw.size);
    for (size_t at = 0; at < raw.size;) {
        const char *slash = memchr(raw.data + at, '\\', raw.size - at);
        size_t plain = slash ? (size_t)(slash - raw.data) - at : raw.size - at;
        if (plain) {
            *arena_push(keep, list, count, capacity) =
                (hs_map_run){(uint32_t)size, value->start + (uint32_t)at, (uint32_t)plain, true};
            memcpy(out + size, raw.data + at, plain);
            size += plain, at += plain;
            continue;
        }
        uint32_t code, taken = read_escape(raw, at, &code);
        *arena_push(keep, list, count, capacity) = (hs_map_run){(uint32_t)size, value->start + (uint32_t)at, taken, false};
        size += utf8_encode(code, out + size);
        at += taken;
    }
    *runs = list;
    *run_count = (uint32_t)count;
    return (hs_text){out, size};
}

hs_text json_string(const json_value *value, hs_arena *keep) {
    if (!value || value->kind != JSON_STRING) return (hs_text){0};
    if (!memchr(value->raw.data, '\\', value->raw.size)) return value->raw;
    char *out = arena_new(keep, char, value->raw.size);
    size_t size = 0;
    for (size_t at = 0; at < value->raw.size;) {
        uint32_t code;
        if (value->raw.data[at] != '\\') out[size++] = value->raw.data[at++];
        else {
            at += read_escape(value->raw, at, &code);
            size += utf8_encode(code, out + size);
        }
    }
    return (hs_text){out, size};
}

double json_double(const json_value *value, double otherwise) {
    if (!value || value->kind != JSON_NUMBER) return otherwise;
    hs_text digits = value->raw;
    size_t mark = 0;
    while (mark < digits.size && (digits.data[mark] | 32) != 'e') mark++;
    double sum;
    if (!text_to_double(text_slice(digits, 0, mark), &sum)) return otherwise;
    hs_text exponent = text_slice(digits, mark + 1, digits.size);
    bool minus = exponent.size && exponent.data[0] == '-';
    if (exponent.size && (minus || exponent.data[0] == '+')) exponent = text_slice(exponent, 1, exponent.size);
    uint64_t power = 0;
    if (exponent.size && (!text_to_number(exponent, &power) || power > 308)) return otherwise;
    for (; power; power--) sum = minus ? sum / 10 : sum * 10;
    return sum;
}

int64_t json_integer(const json_value *value, int64_t otherwise) {
    double number = json_double(value, 0.5);
    return number == floor(number) && fabs(number) < 9e15 ? (int64_t)number : otherwise;
}

// ---------------------------------------------------------------- writer

static void put(json_writer *w, const char *data, size_t size) {
    if (w->size + size > w->capacity) {
        size_t more = w->capacity ? w->capacity * 2 : 4096;
        while (more < w->size + size) more *= 2;
        char *moved = arena_new(w->arena, char, more);
        if (w->size) memcpy(moved, w->data, w->size);
        w->data = moved;
        w->capacity = more;
    }
    memcpy(w->data + w->size, data, size);
    w->size += size;
}

static void before_value(json_writer *w) {
    if (w->comma) put(w, ",", 1);
    w->comma = true;
}

static void put_string(json_writer *w, hs_text text) {
    put(w, "\"", 1);
    for (size_t at = 0; at < text.size;) {
        size_t plain = at;
        while (plain < text.size) {
            unsigned char c = (unsigned char)text.data[plain];
            if (c < 0x20 || c == '"' || c == '\\' || c >= 0x80) break;
            plain++;
        }
        put(w, text.data + at, plain - at);
        at = plain;
        if (at >= text.size) break;
        unsigned char c = (unsigned char)text.data[at];
        uint32_t size = 1;
        char escape[8];
        if (c == '"' || c == '\\') put(w, (char[]){'\\', (char)c}, 2);
        else if (c == '\n') put(w, "\\n", 2);
        else if (c == '\t') put(w, "\\t", 2);
        else if (c < 0x20) put(w, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", c));
        else if (utf8_decode(text, at, &size) == 0xFFFD && size == 1) put(w, "\xEF\xBF\xBD", 3);
        else put(w, text.data + at, size);
        at += size;
    }
    put(w, "\"", 1);
}

void json_open(json_writer *w, char bracket) {
    before_value(w);
    put(w, &bracket, 1);
    w->comma = false;
}

void json_close(json_writer *w, char bracket) {
    put(w, &bracket, 1);
    w->comma = true;
}

void json_key(json_writer *w, const char *key) {
    before_value(w);
    put_string(w, text_of(key));
    put(w, ":", 1);
    w->comma = false;
}

void json_text(json_writer *w, hs_text text) { before_value(w), put_string(w, text); }
void json_bool(json_writer *w, bool value) { json_raw(w, value ? TEXT("true") : TEXT("false")); }
void json_raw(json_writer *w, hs_text bytes) { before_value(w), put(w, bytes.data, bytes.size); }
void json_line(json_writer *w) { put(w, "\n", 1), w->comma = false; }

void json_number(json_writer *w, int64_t value) {
    char digits[24];
    before_value(w);
    put(w, digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)value));
}

void json_decimal(json_writer *w, double value, int decimals) {
    char digits[400];
    if (!isfinite(value)) value = 0;
    size_t size = (size_t)snprintf(digits, sizeof digits, "%.*f", decimals, value);
    if (memchr(digits, '.', size)) {
        while (digits[size - 1] == '0') size--;
        if (digits[size - 1] == '.') size--;
    }
    before_value(w);
    if (size == 2 && digits[0] == '-' && digits[1] == '0') put(w, "0", 1);
    else put(w, digits, size);
}

void json_member_text(json_writer *w, const char *key, hs_text text) {
    if (!text.size) return;
    json_key(w, key);
    json_text(w, text);
}
