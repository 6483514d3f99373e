// See walk.h.
#include "picture/walk.h"

#include "picture/changes.h"
#include "picture/vanished.h"

hs_text walk_since(const page *p) {
    if (p->options->since.precision == HS_DATE_NONE) return (hs_text){0};
    return arena_print(p->keep, "What is new since %.*s, that day included", TEXT_ARGS(render_full_day(&p->options->since, p->keep)));
}

static void walk_news(page *p, const walk_form *form, uint32_t number) {
    uint32_t count;
    if (p->options->since.precision == HS_DATE_NONE) return;
    const change *list = changes_of_claim(p->picture, number, &p->options->since, p->keep, &count);
    for (uint32_t i = 0; i < count; i++) form->news(p, changes_line(p, &list[i]));
}

static void walk_claim(page *p, const walk_form *form, uint32_t number) {
    const hs_claim *c = &p->picture->claims[number];
    form->claim(p, number);
    form->origins(p, c);
    walk_news(p, form, number);
    if (c->move_count > 1) form->moves(p, c);
    for (uint32_t i = 0; i < c->conflict_count; i++) form->conflict(p, c, &c->conflicts[i]);
    for (uint32_t i = 0; form->mark && i < c->mark_count; i++) form->mark(p, page_mark(p, c->marks[i]));
    hs_text grades = form->mark ? page_grades(p, c) : (hs_text){0};
    if (grades.size) form->mark(p, grades);
    if (form->evidence || p->options->claim) {
        if (form->evidence_of) form->evidence_of(p, c);
        for (uint32_t i = 0; i < c->mention_count; i++) form->report(p, c->mentions[i]);
    }
    if (form->claim_end) form->claim_end(p);
}

static bool walk_vanished(page *p, const walk_form *form) {
    bool any = false;
    for (uint32_t i = 0; i < p->picture->story_count; i++)
        for (uint32_t k = 0; k < p->picture->vanished_count; k++) {
            const hs_vanished *v = &p->picture->vanished[k];
            if (!render_wants_vanished(p->picture, p->options, &p->picture->stories[i], v)) continue;
            if (!any) form->vanished_begin(p);
            any = true;
            form->vanished(p, vanished_line(p, v));
        }
    if (any && form->vanished_end) form->vanished_end(p);
    return any;
}

bool walk_picture(page *p, const walk_form *form, bool behind) {
    const hs_picture *picture = p->picture;
    bool any = false;
    for (uint32_t i = 0; i < picture->story_count; i++) {
        const hs_story *s = &picture->stories[i];
        if (!render_wants_story(p->options, s)) continue;
        uint32_t *chosen = arena_new(p->keep, uint32_t, s->claim_count), passages, left_out;
        uint32_t count = render_choose(picture, s, p->options, form->most_claims, chosen, &left_out);
        if (!count) continue;
        hs_text copies = page_copies(p, s, &passages);
        form->story(p, s, behind || any, passages, copies);
        any = true;
        for (uint32_t k = 0; k < count; k++) walk_claim(p, form, chosen[k]);
        form->story_end(p, left_out);
    }
    return walk_vanished(p, form) || any;
}
