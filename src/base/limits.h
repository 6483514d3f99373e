// Every limit on what comes from outside, in one place. What is beyond one is told as a
// notice with path and byte, never cut in silence.
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

static const size_t LIMIT_PAYLOAD_BYTES = (size_t)64 << 20;     // one report as it came in
static const size_t LIMIT_TEXT_BYTES = (size_t)16 << 20;        // clean text of one report
static const size_t LIMIT_INFLATE_RATIO = 1000;                 // decompressed to compressed bytes, past the first MiB
static const size_t LIMIT_MARKUP_DEPTH = 512;                   // open elements; deeper ones are read as if closed
static const size_t LIMIT_ATTRIBUTES = 256;                     // of one element
static const size_t LIMIT_ARCHIVE_KEYS = (size_t)1 << 20;       // names of records that revisits may repeat
static const size_t LIMIT_JSON_DEPTH = 64;
static const size_t LIMIT_FOLDER_DEPTH = 64;
static const size_t LIMIT_SENTENCE_TOKENS = 400;                // longer ones are cut at the best place before
static const size_t LIMIT_LIFTED_WORDS = 8;                     // of a sentence, whose arcs are put back to cross others
static const size_t LIMIT_TOKEN_BYTES = 512;                    // longer runs are cut
static const size_t LIMIT_CHAIN_LINKS = 8;                      // voices on top of one another
static const size_t LIMIT_DOCUMENT_ARENA_BYTES = (size_t)8 << 30;  // address space, touched only as used
static const size_t LIMIT_STORY_ARENA_BYTES = (size_t)64 << 30;    // the same, of a story with its reports
static const size_t LIMIT_RUN_ARENA_BYTES = (size_t)256 << 30;
static const size_t LIMIT_MODEL_BYTES = (size_t)256 << 20;
static const size_t LIMIT_FETCH_BYTES = (size_t)32 << 20;       // one answer, decompressed
static const size_t LIMIT_FETCH_HEADER_BYTES = (size_t)16 << 10; // kept of an answer's headers
static const uint32_t LIMIT_FETCH_REDIRECTS = 10;
static const uint32_t LIMIT_FETCH_PAUSE_S = 60;                 // most that a Crawl-delay can ask for
static const size_t LIMIT_URL_BYTES = 8192;
static const uint32_t LIMIT_WATCH_PAGES = 20000;                // asked for in one round; the rest is due in the next
static const size_t LIMIT_NOTE_BYTES = 65536;                   // a note that somebody writes
static const size_t LIMIT_MARK_STATEMENTS = 256;                // by which a mark knows its claims again
static const size_t LIMIT_ROBOTS_BYTES = (size_t)500 << 10;     // of a robots.txt; RFC 9309 wants as many at least
static const size_t LIMIT_ROBOTS_RULES = 10000;
static const size_t LIMIT_ROBOTS_PATTERN_BYTES = 2048;

#endif
