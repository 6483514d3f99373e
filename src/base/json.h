// JSON (RFC 8259) as a tree with byte positions, and a writer whose output depends on
// nothing but its input. Ours rather than a library's because every string has to lead
// back to the bytes it came from, through its escapes, which no packaged library gives.
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"
#include "hearsay.h"

typedef enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } json_kind;

typedef struct json_value {
    json_kind kind;
    uint32_t start, end;           // bytes in the text read; a string's without its quotes
    hs_text raw;                   // a string's bytes between the quotes, escapes as they stand; a number's digits
    hs_text key;                   // of a member: raw bytes between the quotes
    const struct json_value *next; // sibling
    const struct json_value *first; // first member or element
} json_value;

// Reads one value; anything but white space behind it is an error. Depth is limited. Bad
// JSON is HS_ERROR_FORMAT with the byte. Texts borrow from `text`.
HS_MUST_USE hs_status json_read(hs_text text, hs_arena *keep, const json_value **out, hs_error *error);

// The member of that name (compared as raw bytes), NULL where `object` is NULL, no object,
// or has none. The first of several.
const json_value *json_member(const json_value *object, const char *name);

// The text of a string with its escapes undone, lone surrogates as U+FFFD; empty where
// `value` is NULL or no string. Borrows where there is no escape.
hs_text json_string(const json_value *value, hs_arena *keep);

// The same with the map: runs of unescaped text to bytes of the text that was read.
hs_text json_string_map(const json_value *value, hs_arena *keep, const hs_map_run **runs, uint32_t *run_count);

// The number as a double or whole number; `otherwise` where it is none.
double json_double(const json_value *value, double otherwise);
int64_t json_integer(const json_value *value, int64_t otherwise);

// ---------------------------------------------------------------- writer

// Grows in an arena. Commas and quotes are put by the functions; keys in call order.
typedef struct json_writer {
    hs_arena *arena;
    char *data;
    size_t size, capacity;
    bool comma; // the next value needs one before it
} json_writer;

void json_open(json_writer *writer, char bracket);  // '{' or '['
void json_close(json_writer *writer, char bracket); // '}' or ']'
void json_key(json_writer *writer, const char *key);
void json_text(json_writer *writer, hs_text text);  // invalid UTF-8 as U+FFFD
void json_number(json_writer *writer, int64_t value);
// The shortest of at most `decimals` decimals, without trailing zeros.
void json_decimal(json_writer *writer, double value, int decimals);
void json_bool(json_writer *writer, bool value);
void json_raw(json_writer *writer, hs_text bytes);  // a value that is JSON already
void json_line(json_writer *writer);                // a line feed between values
// Key and value; nothing at all where the text is empty.
void json_member_text(json_writer *writer, const char *key, hs_text text);

#endif
