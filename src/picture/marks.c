// See marks.h.
#include "picture/marks.h"

#include "picture/page.h"

hs_text mark_kind_name(hs_mark_kind kind) {
    static const hs_text names[] = {TEXT_INIT("note"), TEXT_INIT("grade"), TEXT_INIT("unverifiable"), TEXT_INIT("merge"), TEXT_INIT("split")};
    return names[kind];
}

char mark_letter(const hs_picture *p, hs_text outlet) {
    char letter = 0;
    for (uint32_t i = 0; i < p->mark_count && outlet.size; i++)
        if (p->marks[i].kind == HS_MARK_GRADE && p->marks[i].value.size && text_equal_fold(p->marks[i].target, outlet)) letter = p->marks[i].value.data[0];
    return letter;
}

uint32_t mark_digit(const hs_claim *c, bool *proposed) {
    *proposed = false;
    for (uint32_t i = c->mark_count; i-- > 0;)
        if (c->marks[i]->kind == HS_MARK_GRADE && c->marks[i]->value.size) return (uint32_t)(c->marks[i]->value.data[0] - '0');
    *proposed = true;
    if (!c->negated.max) return c->affirmed.min >= 2 ? 1 : c->affirmed.max >= 2 ? 2 : 6;
    if (c->affirmed.min > c->negated.max) return 3;
    return c->negated.min > c->affirmed.max ? 5 : 4;
}

// The claim's outlets from the `from`-th mention on, each at its first mention.
static bool is_first_of_outlet(const hs_picture *p, const hs_claim *c, uint32_t mention) {
    hs_text outlet = mention_document(p, c->mentions[mention])->outlet;
    for (uint32_t i = 0; i < mention; i++)
        if (text_equal(mention_document(p, c->mentions[i])->outlet, outlet)) return false;
    return true;
}

bool mark_is_graded(const hs_picture *p, const hs_claim *c) {
    bool proposed;
    if (!p->mark_count) return false;
    (void)mark_digit(c, &proposed);
    for (uint32_t i = 0; i < c->mention_count && proposed; i++) proposed = !mark_letter(p, mention_document(p, c->mentions[i])->outlet);
    return !proposed;
}

void mark_write(json_writer *w, const hs_mark *m) {
    json_open(w, '{');
    json_key(w, "number"), json_number(w, (int64_t)m->number);
    json_member_text(w, "kind", mark_kind_name(m->kind));
    json_member_text(w, "target", m->target);
    json_member_text(w, "value", m->value);
    json_member_text(w, "who", m->who);
    json_member_text(w, "at", m->at);
    json_member_text(w, "undone_by", m->undone_by);
    json_member_text(w, "undone_at", m->undone_at);
    if (m->target_count) {
        json_key(w, "statements");
        json_open(w, '[');
        for (uint32_t i = 0; i < m->target_count; i++) json_text(w, m->targets[i].statement);
        json_close(w, ']');
    }
    json_close(w, '}');
}

void mark_write_grades(json_writer *w, const hs_picture *p, const hs_claim *c) {
    bool proposed;
    if (!mark_is_graded(p, c)) return;
    json_key(w, "grades");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->mention_count; i++) {
        hs_text outlet = mention_document(p, c->mentions[i])->outlet;
        char letter = mark_letter(p, outlet);
        if (!letter || !is_first_of_outlet(p, c, i)) continue;
        json_open(w, '{');
        json_member_text(w, "outlet", outlet);
        json_member_text(w, "letter", (hs_text){&letter, 1});
        json_close(w, '}');
    }
    json_close(w, ']');
    uint32_t digit = mark_digit(c, &proposed);
    json_key(w, "digit");
    json_open(w, '{');
    json_key(w, "value"), json_number(w, digit);
    json_member_text(w, "from", proposed ? TEXT("origins") : TEXT("mark"));
    json_close(w, '}');
}

hs_text page_mark(const page *p, const hs_mark *m) {
    hs_text name = mark_kind_name(m->kind), value = render_line(m->value, 0, p->keep), day = text_slice(m->at, 0, 10);
    return arena_print(p->keep, "%.*s%s%.*s (%.*s, %.*s)", TEXT_ARGS(name), value.size ? ": " : "", TEXT_ARGS(value), TEXT_ARGS(m->who), TEXT_ARGS(day));
}

hs_text page_grades(const page *p, const hs_claim *c) {
    bool proposed;
    hs_text all = {0};
    uint32_t digit = mark_digit(c, &proposed);
    if (!mark_is_graded(p->picture, c)) return all;
    for (uint32_t i = 0; i < c->mention_count; i++) {
        hs_text outlet = mention_document(p->picture, c->mentions[i])->outlet;
        char letter = mark_letter(p->picture, outlet);
        if (letter && is_first_of_outlet(p->picture, c, i))
            all = arena_print(p->keep, "%.*s%s%.*s %c%u", TEXT_ARGS(all), all.size ? ", " : "", TEXT_ARGS(outlet), letter, digit);
    }
    if (!all.size || !proposed) return all;
    return arena_print(p->keep, "%.*s (the letter is a person's, the digit counts origins)", TEXT_ARGS(all));
}
