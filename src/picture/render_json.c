// The picture as JSON, in the contract's shape. A claim is printed as it comes; the shorter lists stand behind the claims.
#include "base/text.h"
#include "picture/changes.h"
#include "picture/marks.h"
#include "picture/record.h"
#include "picture/vanished.h"

static void write_range(json_writer *w, const char *key, hs_range_count range) {
    json_key(w, key);
    json_open(w, '{');
    json_key(w, "min"), json_number(w, range.min);
    json_key(w, "max"), json_number(w, range.max);
    json_close(w, '}');
}

static void write_ids(json_writer *w, const char *key, const hs_picture *p, const hs_mention *mentions, uint32_t count) {
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++) json_text(w, mention_statement(p, mentions[i])->id);
    json_close(w, ']');
}

static void write_summary(json_writer *w, const hs_picture *p, const hs_claim *c) {
    const hs_document *d = mention_document(p, c->summary);
    hs_span quote = claim_quote(p, c);
    json_key(w, "summary");
    json_open(w, '{');
    json_member_text(w, "text", text_span(d->text, quote));
    json_member_text(w, "document", d->id);
    record_write_places(w, &d->map, quote);
    json_close(w, '}');
}

static void write_report(json_writer *w, const hs_picture *p, hs_mention m) {
    const hs_document *d = mention_document(p, m);
    const hs_statement *s = mention_statement(p, m);
    json_open(w, '{');
    json_member_text(w, "document", d->id);
    json_member_text(w, "statement", s->id);
    record_write_places(w, &d->map, s->span);
    json_key(w, "predicate");
    json_open(w, '{');
    record_write_places(w, &d->map, s->predicate);
    json_close(w, '}');
    json_member_text(w, "stage", record_stage_name(s->stage));
    json_member_text(w, "polarity", record_polarity_name(s->polarity));
    if (mention_told(p, m) != &d->published) json_member_text(w, "told", record_date(mention_told(p, m), w->arena));
    record_write_links(w, &d->map, s);
    json_close(w, '}');
}

static void write_origins(json_writer *w, const hs_picture *p, const hs_claim *c) {
    json_key(w, "origins");
    json_open(w, '{');
    json_key(w, "min"), json_number(w, c->origins.min);
    json_key(w, "max"), json_number(w, c->origins.max);
    write_range(w, "affirmed", c->affirmed);
    write_range(w, "negated", c->negated);
    json_key(w, "list");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        json_open(w, '{');
        json_member_text(w, "kind", record_link_kind_name(o->kind));
        json_member_text(w, "name", o->name);
        if (o->count) json_key(w, "count"), json_number(w, o->count);
        json_member_text(w, "polarity", record_polarity_name(o->polarity));
        if (o->vague) json_key(w, "vague"), json_bool(w, true);
        if (o->flaw != HS_FLAW_NONE) {
            json_key(w, "flaw");
            json_open(w, '{');
            json_member_text(w, "kind", render_flaw_name(o->flaw));
            json_member_text(w, "by", o->flaw_by);
            json_member_text(w, "statement", mention_statement(p, o->flaw_at)->id);
            json_close(w, '}');
        }
        write_ids(w, "reports", p, o->reports, o->report_count);
        json_member_text(w, "why", o->why);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

static void write_history(json_writer *w, const hs_picture *p, const hs_claim *c) {
    json_key(w, "history");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->move_count; i++) {
        json_open(w, '{');
        json_member_text(w, "date", record_date(&c->history[i].date, w->arena));
        json_member_text(w, "stage", record_stage_name(c->history[i].stage));
        json_member_text(w, "polarity", record_polarity_name(c->history[i].polarity));
        json_member_text(w, "statement", mention_statement(p, c->history[i].statement)->id);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_conflicts(json_writer *w, const hs_picture *p, const hs_claim *c) {
    json_key(w, "conflicts");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->conflict_count; i++) {
        const hs_conflict *conflict = &c->conflicts[i];
        json_open(w, '{');
        json_member_text(w, "kind", render_conflict_name(conflict->kind));
        json_key(w, "values");
        json_open(w, '[');
        for (uint32_t k = 0; k < conflict->value_count; k++) {
            json_open(w, '{');
            json_member_text(w, "value", conflict->values[k].value);
            write_ids(w, "reports", p, conflict->values[k].reports, conflict->values[k].report_count);
            json_close(w, '}');
        }
        json_close(w, ']');
        json_member_text(w, "verdict", render_verdict_name(conflict->verdict));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_sides(json_writer *w, const hs_claim *c) {
    json_key(w, "sides");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->side_count; i++) {
        json_open(w, '{');
        json_member_text(w, "name", c->sides[i].name);
        json_member_text(w, "polarity", record_polarity_name(c->sides[i].polarity));
        json_close(w, '}');
    }
    json_close(w, ']');
}

// What is new of the claim since the day.
static void write_news(json_writer *w, const hs_picture *p, const render_options *o, uint32_t number) {
    uint32_t count;
    page words = {.picture = p, .options = o, .keep = w->arena};
    if (o->since.precision == HS_DATE_NONE) return;
    const change *list = changes_of_claim(p, number, &o->since, w->arena, &count);
    json_key(w, "new");
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        json_open(w, '{');
        json_member_text(w, "kind", changes_name(list[i].kind));
        json_member_text(w, "date", record_date(&list[i].date, w->arena));
        json_member_text(w, "what", changes_what(&words, &list[i]));
        json_member_text(w, "document", mention_document(p, list[i].at)->id);
        json_member_text(w, "statement", mention_statement(p, list[i].at)->id);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_claim(json_writer *w, const hs_picture *p, const render_options *o, uint32_t number) {
    const hs_claim *c = &p->claims[number];
    json_open(w, '{');
    json_member_text(w, "id", c->id);
    json_member_text(w, "story", p->stories[c->story].id);
    write_summary(w, p, c);
    record_write_event(w, &c->event);
    record_write_parties(w, "actor", c->actors, c->actor_count);
    record_write_parties(w, "recipient", c->recipients, c->recipient_count);
    record_write_parties(w, "place", c->places, c->place_count);
    if (c->time_from.size) {
        json_key(w, "time");
        json_open(w, '{');
        json_member_text(w, "from", c->time_from);
        json_member_text(w, "to", c->time_to);
        json_close(w, '}');
    }
    json_member_text(w, "stage", record_stage_name(c->stage));
    json_member_text(w, "polarity", record_polarity_name(c->polarity));
    json_member_text(w, "since", record_date(&c->since, w->arena));
    json_key(w, "reports");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->mention_count; i++) write_report(w, p, c->mentions[i]);
    json_close(w, ']');
    json_key(w, "outlets"), json_number(w, c->outlets);
    write_origins(w, p, c);
    write_sides(w, c);
    write_history(w, p, c);
    write_conflicts(w, p, c);
    write_news(w, p, o, number);
    mark_write_grades(w, p, c);
    if (c->mark_count) {
        json_key(w, "marks");
        json_open(w, '[');
        for (uint32_t i = 0; i < c->mark_count; i++) json_number(w, (int64_t)c->marks[i]->number);
        json_close(w, ']');
    }
    json_close(w, '}');
}

static void write_story(json_writer *w, const hs_picture *p, const render_options *o, const hs_story *s) {
    json_open(w, '{');
    json_member_text(w, "id", s->id);
    json_member_text(w, "title", s->title);
    json_key(w, "documents");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->report_count; i++) json_text(w, p->reports[s->reports[i]].document.id);
    json_close(w, ']');
    if (!o->documents_alone) {
        json_key(w, "claims");
        json_open(w, '[');
        for (uint32_t i = 0; i < s->claim_count; i++) json_text(w, p->claims[s->claims[i]].id);
        json_close(w, ']');
    }
    json_close(w, '}');
}

static void write_document(json_writer *w, const hs_document *d) {
    json_open(w, '{');
    json_member_text(w, "id", d->id);
    json_member_text(w, "path", d->path);
    json_member_text(w, "url", d->url);
    json_member_text(w, "outlet", d->outlet);
    json_member_text(w, "title", d->title);
    json_member_text(w, "published", record_date(&d->published, w->arena));
    json_key(w, "version"), json_number(w, d->version);
    json_close(w, '}');
}

static void write_side(json_writer *w, const char *key, const hs_document *d, hs_span span) {
    json_key(w, key);
    json_open(w, '{');
    json_member_text(w, "document", d->id);
    json_member_text(w, "path", d->path);
    record_write_places(w, &d->map, span);
    json_close(w, '}');
}

void render_reuse(json_writer *w, const hs_document *from, const hs_document *to, const hs_reuse *r) {
    json_open(w, '{');
    write_side(w, "from", from, r->from_span);
    write_side(w, "to", to, r->to_span);
    json_key(w, "score");
    json_decimal(w, r->score_milli / 1000.0, 3);
    json_close(w, '}');
}

// ---------------------------------------------------------------- parts

// The writer goes on where the part before left off.
static json_writer *resume(render_stream *s, page *p) {
    s->json = (json_writer){.arena = p->keep, .comma = s->json.comma};
    return &s->json;
}

static void leave(const render_stream *s, page *p) { page_put(p, (hs_text){s->json.data, s->json.size}); }

static void begin(render_stream *s, page *p) {
    json_writer *w = resume(s, p);
    json_open(w, '{');
    json_member_text(w, "since", record_date(&s->options.since, p->keep));
    json_key(w, "documents");
    json_open(w, '[');
    for (uint32_t i = 0; i < p->picture->report_count; i++) write_document(w, &p->picture->reports[i].document);
    json_close(w, ']');
    if (!s->options.documents_alone) json_key(w, "claims"), json_open(w, '[');
    leave(s, p);
}

static void keep_vanished(render_stream *s, const hs_picture *p) {
    for (uint32_t i = 0; i < p->story_count; i++)
        for (uint32_t k = 0; k < p->vanished_count; k++)
            if (render_wants_vanished(p, &s->options, &p->stories[i], &p->vanished[k])) vanished_write(&s->vanished, &p->vanished[k]);
}

// Claims are printed; what stands behind them is kept until the end.
static bool put_story(render_stream *s, page *p) {
    const hs_picture *picture = p->picture;
    json_writer *w = resume(s, p);
    for (uint32_t i = 0; i < picture->story_count; i++)
        if (render_wants_story(&s->options, &picture->stories[i])) write_story(&s->stories, picture, &s->options, &picture->stories[i]);
    for (uint32_t i = 0; i < picture->claim_count; i++)
        if (render_wants_claim(picture, &s->options, i)) write_claim(w, picture, &s->options, i);
    for (uint32_t i = 0; i < picture->reuse_count; i++)
        render_reuse(&s->reuse, &picture->reports[picture->reuse[i].from].document, &picture->reports[picture->reuse[i].to].document, &picture->reuse[i]);
    keep_vanished(s, picture);
    leave(s, p);
    return true;
}

static void put_kept(json_writer *w, const char *key, const json_writer *kept) {
    json_key(w, key);
    json_open(w, '[');
    if (kept->size) json_raw(w, (hs_text){kept->data, kept->size});
    json_close(w, ']');
}

static void end(render_stream *s, page *p) {
    json_writer *w = resume(s, p);
    if (!s->options.documents_alone) json_close(w, ']');
    put_kept(w, "stories", &s->stories);
    if (!s->options.documents_alone) put_kept(w, "reuse", &s->reuse);
    if (p->picture->mark_count) {
        json_key(w, "marks");
        json_open(w, '[');
        for (uint32_t i = 0; i < p->picture->mark_count; i++) mark_write(w, &p->picture->marks[i]);
        json_close(w, ']');
    }
    if (s->vanished.size) put_kept(w, "vanished", &s->vanished);
    json_close(w, '}');
    json_line(w);
    leave(s, p);
}

const render_form render_json_form = {begin, put_story, end};
