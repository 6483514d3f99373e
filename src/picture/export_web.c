// Claims as schema.org's Claim (https://schema.org/Claim), with where they appear: no rating, and no review.
#include "base/json.h"
#include "picture/export_rows.h"

#include "picture/record.h"

static void write_appearance(json_writer *w, const hs_document *d, hs_arena *keep) {
    json_open(w, '{');
    json_member_text(w, "@type", TEXT("NewsArticle"));
    json_member_text(w, "identifier", d->id);
    json_member_text(w, "url", d->url);
    json_member_text(w, "headline", d->title);
    json_member_text(w, "datePublished", record_date(&d->published, keep));
    if (d->outlet.size) {
        json_key(w, "publisher");
        json_open(w, '{');
        json_member_text(w, "@type", TEXT("NewsMediaOrganization"));
        json_member_text(w, "name", d->outlet);
        json_close(w, '}');
    }
    json_close(w, '}');
}

bool export_first_of_report(const hs_claim *c, uint32_t mention) {
    for (uint32_t i = 0; i < mention; i++)
        if (c->mentions[i].report == c->mentions[mention].report) return false;
    return true;
}

static void write_authors(json_writer *w, const hs_claim *c) {
    bool any = false;
    for (uint32_t i = 0; i < c->origin_count; i++) {
        const hs_origin *o = &c->origin_list[i];
        bool named = o->kind == HS_LINK_PERSON || o->kind == HS_LINK_ORGANISATION || o->kind == HS_LINK_OUTLET;
        if (!named || o->polarity == HS_NEGATED || !o->name.size) continue;
        if (!any) json_key(w, "author"), json_open(w, '[');
        any = true;
        json_open(w, '{');
        json_member_text(w, "@type", o->kind == HS_LINK_PERSON ? TEXT("Person") : TEXT("Organization"));
        json_member_text(w, "name", o->name);
        json_close(w, '}');
    }
    if (any) json_close(w, ']');
}

hs_text export_schema(const hs_picture *p, hs_arena *keep) {
    json_writer writer = {.arena = keep}, *w = &writer;
    json_open(w, '{');
    json_member_text(w, "@context", TEXT("https://schema.org"));
    json_key(w, "@graph");
    json_open(w, '[');
    for (uint32_t i = 0; i < p->claim_count; i++) {
        const hs_claim *c = &p->claims[i];
        json_open(w, '{');
        json_member_text(w, "@type", TEXT("Claim"));
        json_member_text(w, "@id", arena_print(keep, "urn:hearsay:claim:%.*s", TEXT_ARGS(c->id)));
        json_member_text(w, "text", text_span(mention_document(p, c->summary)->text, claim_quote(p, c)));
        write_authors(w, c);
        json_key(w, "firstAppearance");
        write_appearance(w, mention_document(p, c->mentions[0]), keep);
        json_key(w, "appearance");
        json_open(w, '[');
        for (uint32_t k = 0; k < c->mention_count; k++)
            if (export_first_of_report(c, k)) write_appearance(w, mention_document(p, c->mentions[k]), keep);
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_line(w);
    return (hs_text){writer.data, writer.size};
}
