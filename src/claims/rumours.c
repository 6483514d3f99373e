// What nobody answers for. In: a statement. Out: the rumour or the reports that its clause is the content of, by the noun
// that stands before it in the sentence: "the theory, popular on certain channels, that the pier was blown up", "rumours that
// the mayor resigned", "he would not discuss reports that she left"; but: "the videos show it. That the pier was
// blown up is certain". Method: the clause begins with the particle of such contents, and between the noun and the clause nothing else is told;
// where somebody speaks, the noun stands right before it. Gets wrong: contents without a particle, "rumours were circulating that".
#include "base/text.h"
#include "claims/relating.h"

// True where another statement's predicate lies between the two bytes.
static bool tells_between(const hs_report *report, const hs_statement *s, uint32_t from, uint32_t to) {
    const hs_statement *all = report->statements;
    for (const hs_statement *other = s; other-- > all && other->sentence == s->sentence;)
        if (other->predicate.start >= from && other->predicate.end <= to) return true;
    for (const hs_statement *other = s + 1; other < all + report->statement_count && other->sentence == s->sentence; other++)
        if (other->predicate.start >= from && other->predicate.end <= to) return true;
    return false;
}

hs_text rumours_before(const relating *r, uint32_t number, hs_arena scratch) {
    enum { LONGEST_WORD = 40 };
    uint32_t report = r->report_of[number];
    const hs_report *from = &r->reports[report];
    const hs_statement *s = relating_statement(r, number);
    hs_text text = from->document.text, clause = text_span(text, s->span), first = text_cut(&clause, ' ');
    uint32_t start = s->sentence < from->sentence_count ? from->sentences[s->sentence].start : s->span.start;
    if (!(rules_word(r->rules, r->language[report], first) & WORD_PARTICLE)) return (hs_text){0};
    for (hs_text rest = text_slice(text, start, s->span.start); rest.size;) {
        hs_text word = text_cut(&rest, ' ');
        while (word.size && !byte_is_alpha((unsigned char)word.data[word.size - 1]) && (unsigned char)word.data[word.size - 1] < 0x80) word.size--;
        hs_arena working = scratch;
        if (!word.size || word.size > LONGEST_WORD) continue;
        if (!(rules_word(r->rules, r->language[report], text_lower(&working, word)) & (WORD_RUMOUR | WORD_MEDIA))) continue;
        uint32_t end = (uint32_t)(word.data + word.size - text.data);
        if (s->link_count && end + 1 < s->span.start) continue; // "two fitters, who feared for their posts, said that"
        return tells_between(from, s, end, s->span.start) ? (hs_text){0} : word;
    }
    return (hs_text){0};
}
