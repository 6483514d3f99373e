// See edits.h. Method: paragraphs are compared as wholes, those that differ word by word with the one that took their
// place (diff.h). Gets wrong: a paragraph that moved is taken away here and added there.
#include "picture/edits.h"

#include "claims/versions.h"
#include "picture/diff.h"
#include "picture/record.h"

hs_date edits_date(const hs_report *before, const hs_report *after) {
    hs_date date = versions_date(before, after);
    return date.precision != HS_DATE_NONE ? date : after->document.published;
}

bool edits_silent(const hs_report *before, const hs_report *after) {
    const hs_date *updated = &after->document.updated;
    return updated->precision == HS_DATE_NONE || versions_same_moment(&before->document.updated, updated);
}

static uint64_t *hash_blocks(const hs_document *d, hs_arena *keep) {
    uint64_t *hashes = arena_new(keep, uint64_t, d->block_count + 1);
    for (uint32_t i = 0; i < d->block_count; i++) hashes[i] = text_hash(render_line(text_span(d->text, d->blocks[i].span), 0, keep), 0);
    return hashes;
}

static void put_piece(page *p, hs_text text, uint32_t start, uint32_t end, const char *element) {
    if (start == end) return;
    page_print(p, "<%s>", element);
    page_html(p, text_slice(text, start, end));
    page_print(p, "</%s>", element);
}

// A blank, where one stands behind that byte.
static void put_blank(page *p, hs_text text, uint32_t end) {
    if (end < text.size && byte_is_space((unsigned char)text.data[end])) page_put(p, TEXT(" "));
}

// One paragraph that became another.
static void put_changed(page *p, hs_text before, hs_text after) {
    uint32_t count;
    const diff_run *runs = diff_words(before, after, p->keep, &count);
    page_put(p, TEXT("<p>"));
    for (uint32_t i = 0; i < count; i++) {
        if (runs[i].same) {
            page_html(p, text_slice(after, runs[i].b_start, runs[i].b_end));
            put_blank(p, after, runs[i].b_end);
        } else {
            put_piece(p, before, runs[i].a_start, runs[i].a_end, "del");
            bool instead = runs[i].b_end > runs[i].b_start || (i + 1 < count && !runs[i + 1].same); // other words come in their place
            if (runs[i].a_end > runs[i].a_start && instead) page_put(p, TEXT(" "));
            else if (runs[i].a_end > runs[i].a_start) put_blank(p, before, runs[i].a_end);
            put_piece(p, after, runs[i].b_start, runs[i].b_end, "ins");
            if (runs[i].b_end > runs[i].b_start) put_blank(p, after, runs[i].b_end);
        }
    }
    page_put(p, TEXT("</p>\n"));
}

static void put_whole(page *p, const hs_document *d, uint32_t block, const char *element) {
    page_put(p, TEXT("<p>"));
    put_piece(p, d->text, d->blocks[block].span.start, d->blocks[block].span.end, element);
    page_put(p, TEXT("</p>\n"));
}

static void put_unchanged(page *p, uint32_t count) {
    if (count) page_print(p, "<p class=\"small same\">%u %s unchanged</p>\n", count, count == 1 ? "paragraph" : "paragraphs");
}

void edits_draw(page *p, const hs_report *before, const hs_report *after, uint32_t most) {
    const hs_document *old = &before->document, *new = &after->document;
    uint32_t count, shown = 0;
    const diff_run *runs = diff_items(hash_blocks(old, p->keep), old->block_count, hash_blocks(new, p->keep), new->block_count, p->keep, &count);
    page_put(p, TEXT("<div class=diff>\n"));
    if (!text_equal(old->title, new->title)) put_changed(p, old->title, new->title);
    for (uint32_t i = 0; i < count && shown < most; i++) {
        if (runs[i].same) {
            put_unchanged(p, runs[i].a_end - runs[i].a_start);
            continue;
        }
        // what was taken away stands before what came instead
        bool pair = i + 1 < count && !runs[i + 1].same && runs[i].a_end > runs[i].a_start;
        uint32_t b_start = pair ? runs[i + 1].b_start : runs[i].b_start, b_end = pair ? runs[i + 1].b_end : runs[i].b_end;
        uint32_t a = runs[i].a_start, b = b_start;
        for (; a < runs[i].a_end && b < b_end && shown < most; a++, b++, shown++)
            put_changed(p, text_span(old->text, old->blocks[a].span), text_span(new->text, new->blocks[b].span));
        for (; a < runs[i].a_end && shown < most; a++, shown++) put_whole(p, old, a, "del");
        for (; b < b_end && shown < most; b++, shown++) put_whole(p, new, b, "ins");
        i += pair;
    }
    if (!shown && text_equal(old->title, new->title)) page_put(p, TEXT("<p class=small>The text is the same; other bytes of the page changed.</p>\n"));
    page_put(p, TEXT("</div>\n"));
}
