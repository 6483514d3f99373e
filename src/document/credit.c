// See credit.h. The credit stands in brackets within the first words of the text, before a
// dash: "LOWTON, March 3 (NPA) — Three ships…". Not: "The agency (NPA) said - to nobody's
// surprise -", where words in lower case stand before the bracket.
#include "document/credit.h"

#include "base/text.h"

static bool is_dash(uint32_t code) { return code == '-' || (code >= 0x2010 && code <= 0x2015); }

// True where what stands before the bracket can be a dateline: places, months, days.
static bool is_dateline(hs_text text) {
    uint32_t small = 0;
    bool begins = true;
    for (size_t at = 0; at < text.size;) {
        uint32_t step, code = utf8_decode(text, at, &step);
        if (begins && code_is_lower(code)) small++;
        begins = code == ' ';
        at += step;
    }
    return small <= 1; // "Rio de Lunes"
}

void credit_read(draft *d) {
    hs_text text = {d->text.text, d->text.size};
    if (d->block_count) text = text_span(text, d->blocks[0].span);
    hs_text head = text_slice(text, 0, 120);
    size_t open = text_find(head, TEXT("("), 0), close = text_find(head, TEXT(")"), 0);
    if (open == SIZE_MAX || close == SIZE_MAX || close < open + 2 || close - open > 40) return;
    if (open > 60 || !is_dateline(text_slice(head, 0, open))) return;
    size_t at = close + 1;
    while (at < head.size && (head.data[at] == ' ' || head.data[at] == '\t')) at++;
    uint32_t step;
    if (at >= head.size || !is_dash(utf8_decode(head, at, &step))) return;
    hs_text credit = text_trim(text_slice(head, open + 1, close));
    uint32_t first = utf8_decode(credit, 0, &step);
    if (!credit.size || !code_is_upper(first)) return;
    d->out->credit = credit;
}
