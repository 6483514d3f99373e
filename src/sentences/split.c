// Pieces and sentence ends of a stretch of text.
//
// In: clean text of one block. Out: its pieces, the last of each sentence marked.
// Method: runs between white space are cut into pieces (scan.h); a full stop is first a
// piece of its own. At each piece that may end a sentence a decision is taken from the
// piece before it, the closing quotes behind it and the piece that follows; a full stop
// that ends no sentence and stands at a word is then given back to the word ("Inc.").
// What it gets wrong: a sentence that ends in an abbreviation before a name.
#include "sentences/split.h"

#include "base/limits.h"
#include "base/text.h"
#include "sentences/scan.h"

static void add_pieces(hs_text text, hs_span span, split_words words, hs_arena *keep, pieces *out) {
    bool space = true;
    for (size_t at = span.start; at < span.end;) {
        uint32_t size;
        if (scan_class(text, at, &size) == BYTE_SPACE) {
            space = true;
            at += size;
            continue;
        }
        size_t end = at;
        while (end < span.end && scan_class(text, end, &size) != BYTE_SPACE) end += size;
        if (end > span.end) end = span.end;
        for (size_t start = at; at < end; space = false) {
            size_t stop = scan_piece(text, start, at, end, words);
            piece *new = arena_push(keep, out->items, out->count, out->capacity);
            *new = (piece){.span = {(uint32_t)at, (uint32_t)stop}, .space_before = space};
            at = stop;
        }
    }
}

static hs_text piece_text(hs_text text, const piece *of) { return text_span(text, of->span); }

static bool ends_with_letter(hs_text word) {
    return word.size && (byte_is_alpha((unsigned char)word.data[word.size - 1]) || (unsigned char)word.data[word.size - 1] >= 0x80);
}

// ” " ) ] ' ’ » written at the stop, which close what the sentence opened.
static bool is_closer(hs_text mark) {
    static const hs_text closers[] = {TEXT_INIT("\""), TEXT_INIT("\xE2\x80\x9D"), TEXT_INIT(")"), TEXT_INIT("]"),
                                      TEXT_INIT("'"), TEXT_INIT("\xE2\x80\x99"), TEXT_INIT("\xC2\xBB"), TEXT_INIT("''")};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (text_equal(mark, closers[i])) return true;
    return false;
}

static bool is_stop(hs_text mark) {
    if (text_equal(mark, TEXT("\xE2\x80\xA6"))) return true;
    for (size_t i = 0; i < mark.size; i++)
        if (mark.data[i] != '.' && mark.data[i] != '!' && mark.data[i] != '?') return false;
    return mark.size > 0;
}

// The first letter of `word` is a capital.
static bool is_capital(hs_text word) {
    uint32_t size;
    return word.size && code_is_upper(utf8_decode(word, 0, &size));
}

static bool is_letters(hs_text word) {
    return ends_with_letter(word) && (byte_is_alpha((unsigned char)word.data[0]) || (unsigned char)word.data[0] >= 0x80);
}

// Whether a full stop behind `before` is part of an abbreviation, given the word that follows.
// "Gen. Ardley", "J. Ardley", "U.S. troops"; but "He left the U.S. The others stayed."
static bool stop_abbreviates(hs_text text, const piece *before, const piece *next, split_words words) {
    hs_text word = piece_text(text, before), follows = piece_text(text, next);
    uint32_t kinds = scan_kinds(text, before->span.start, before->span.end, words);
    if (kinds & WORD_TITLE) return true;
    bool initial = word.size == 1 && is_capital(word) && word.data[0] != 'I';
    bool dotted = word.size >= 3 && word.data[word.size - 2] == '.' && ends_with_letter(word);
    if (!initial && !dotted && !(kinds & WORD_ABBREVIATION)) return false;
    if (!is_capital(follows)) return true;
    return !(scan_kinds(text, next->span.start, next->span.end, words) & WORD_OPENER);
}

// Whether a sentence ends behind items[last], where items[stop] is the mark that would end
// it and items[last] the last closer written at it; there is a piece behind.
static bool stop_ends(hs_text text, const pieces *all, size_t first, size_t stop, size_t last, split_words words) {
    const piece *next = &all->items[last + 1];
    hs_text mark = piece_text(text, &all->items[stop]), follows = piece_text(text, next);
    if (!next->space_before) return false;
    uint32_t size;
    bool lower = code_is_lower(utf8_decode(follows, 0, &size));
    if (text_equal(mark, TEXT("."))) {
        bool at_word = stop > first && !all->items[stop].space_before;
        if (at_word && last == stop && stop_abbreviates(text, &all->items[stop - 1], next, words)) return false;
        return !lower;
    }
    // “Where to?” he asked; three dots in mid-sentence
    if (lower) return false;
    return !text_equal(follows, TEXT(",")) && !text_equal(follows, TEXT("-")) && !text_equal(follows, TEXT(";"));
}

static void mark_ends(hs_text text, pieces *all, size_t first, split_words words) {
    for (size_t i = first; i < all->count; i++) {
        if (i + 1 == all->count) {
            all->items[i].ends = true;
            break;
        }
        if (!is_stop(piece_text(text, &all->items[i]))) continue;
        size_t last = i;
        while (last + 2 < all->count && !all->items[last + 1].space_before && is_closer(piece_text(text, &all->items[last + 1])))
            last++;
        if (last + 1 < all->count && stop_ends(text, all, first, i, last, words)) all->items[last].ends = true, i = last;
    }
}

// Gives full stops that end no sentence back to the words they stand at.
static void join_stops(hs_text text, pieces *all, size_t first, split_words words) {
    size_t kept = first;
    for (size_t i = first; i < all->count; i++) {
        piece *now = &all->items[i];
        bool joins = i > first && !now->space_before && !now->ends && text_equal(piece_text(text, now), TEXT(".")) &&
                     kept > first && !all->items[kept - 1].ends;
        if (joins) {
            hs_text word = piece_text(text, &all->items[kept - 1]);
            bool closed = i + 1 < all->count && !all->items[i + 1].space_before;
            bool dotted = word.size >= 3 && word.data[word.size - 2] == '.';
            joins = is_letters(word) &&
                    (!closed || dotted || scan_kinds(text, all->items[kept - 1].span.start, all->items[kept - 1].span.end, words) &
                                              (WORD_ABBREVIATION | WORD_TITLE));
        }
        if (joins) all->items[kept - 1].span.end = now->span.end;
        else all->items[kept++] = *now;
    }
    all->count = kept;
}

// Cuts sentences that are too long for the parser, behind the last mark that fits.
static void cut_long(hs_text text, pieces *all, size_t first) {
    size_t limit = LIMIT_SENTENCE_TOKENS / 2; // a piece may become several words
    size_t start = first, mark = first;
    for (size_t i = first; i < all->count; i++) {
        hs_text word = piece_text(text, &all->items[i]);
        if (word.size == 1 && (word.data[0] == ',' || word.data[0] == ';' || word.data[0] == ':')) mark = i;
        if (all->items[i].ends) {
            start = mark = i + 1;
        } else if (i + 1 - start >= limit) {
            size_t cut = mark > start + limit / 2 ? mark : i;
            all->items[cut].ends = true;
            start = cut + 1;
            mark = start;
        }
    }
}

void split_span(hs_text text, hs_span span, split_words words, hs_arena *keep, pieces *out) {
    size_t first = out->count;
    add_pieces(text, span, words, keep, out);
    mark_ends(text, out, first, words);
    join_stops(text, out, first, words);
    cut_long(text, out, first);
}
