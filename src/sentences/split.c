// Pieces and sentence ends of a stretch of text.
//
// In: clean text of one block. Out: its pieces, the last of each sentence marked.
// Method: runs between white space are cut into pieces (scan.h); a full stop is first a
// piece of its own. Sentence ends are told place by place (boundary.h). A full stop that
// ends no sentence and stands at a word is then given back to the word ("Inc.").
#include "sentences/split.h"

#include "base/limits.h"
#include "base/text.h"
#include "sentences/boundary.h"
#include "sentences/scan.h"

void split_pieces(hs_text text, hs_span span, split_words words, hs_arena *keep, pieces *out) {
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

static bool is_letters(hs_text word) {
    unsigned char first = (unsigned char)word.data[0], last = (unsigned char)word.data[word.size - 1];
    return (byte_is_alpha(first) || first >= 0x80) && (byte_is_alpha(last) || last >= 0x80);
}

// Joins what scan.c takes for two sentences without a blank: "Ph" "." "D", two letters and one.
static void join_degrees(hs_text text, pieces *all, size_t first) {
    size_t kept = first;
    for (size_t i = first; i < all->count; i++) {
        piece *now = &all->items[i], *next = i + 2 < all->count ? now + 2 : NULL;
        bool joins = next && now->span.end - now->span.start == 2 && next->span.end - next->span.start == 1 && !now[1].space_before &&
                     !next->space_before && is_letters(piece_text(text, now)) && is_letters(piece_text(text, next)) &&
                     text_equal(piece_text(text, now + 1), TEXT("."));
        piece made = *now;
        if (joins) made.span.end = next->span.end, i += 2;
        all->items[kept++] = made;
    }
    all->count = kept;
}

static void mark_ends(hs_text text, pieces *all, size_t first, split_words words) {
    if (first == all->count) return;
    boundary_place place = {.text = text, .all = all, .words = words};
    boundary_restart(&place, first);
    for (size_t i = first; i + 1 < all->count; i++) {
        if ((boundary_possible(&place) && boundary_ends(&place)) || boundary_lacks_blank(&place)) {
            all->items[i].ends = true;
            boundary_restart(&place, i + 1);
        } else {
            boundary_advance(&place);
        }
    }
    all->items[all->count - 1].ends = true;
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
    split_pieces(text, span, words, keep, out);
    if (!words.learning) join_degrees(text, out, first);
    mark_ends(text, out, first, words);
    join_stops(text, out, first, words);
    cut_long(text, out, first);
}
