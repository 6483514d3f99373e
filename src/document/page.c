// A page. In: decoded HTML. Out: masthead and blocks.
//
// Method: one tree; what the page says of itself in JSON-LD (schema.org), meta elements
// (Open Graph and many others, ranked in the lexicon), its URL, its headings; then what
// stands in lines around the report; then the main content by article.c.
//
// What it gets wrong: pages of several reports that parts.c does not take apart are read as one.
#include "base/json.h"
#include "base/text.h"
#include "bytes/markup.h"
#include "document/article.h"
#include "document/credit.h"
#include "document/facts.h"
#include "document/lines.h"
#include "document/masthead.h"
#include "document/page_dates.h"
#include "document/repair.h"
#include "document/script.h"

static hs_text decoded_attribute(const elements *t, uint32_t node, const char *name, hs_arena *work) {
    return text_trim(markup_decode(elements_attribute(t, node, name), true, work));
}

// A value for a field; a lower rank wins, the first of one rank.
static void offer(page_fact *fact, hs_text value, unsigned rank) {
    value = text_trim(value);
    if (!value.size || (fact->text.size && fact->rank <= rank)) return;
    *fact = (page_fact){value, rank};
}

static void read_meta(draft *d, const elements *t, uint32_t node, page_facts *facts) {
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    hs_text value = decoded_attribute(t, node, "content", d->work);
    if (!value.size) return;
    for (size_t i = 0; i < 4; i++) {
        hs_arena scratch = *d->work;
        hs_text key = elements_attribute(t, node, keys[i]);
        if (!key.size || key.size > 80) continue;
        key = text_lower(&scratch, text_trim(key));
        hs_text field = rules_find(&d->rules->metas, key, "field"), rank = rules_find(&d->rules->metas, key, "rank");
        uint64_t number = 9;
        if (!field.size || !text_to_number(rank, &number)) continue;
        if (text_equal(field, TEXT("title"))) offer(&facts->title, value, (unsigned)number);
        else if (text_equal(field, TEXT("outlet"))) offer(&facts->outlet, value, (unsigned)number);
        else if (text_equal(field, TEXT("url"))) offer(&facts->url, value, (unsigned)number);
        else if (text_equal(field, TEXT("published"))) offer(&facts->published, value, (unsigned)number);
        else if (text_equal(field, TEXT("updated"))) offer(&facts->updated, value, (unsigned)number);
        else if (text_equal(field, TEXT("byline"))) offer(&facts->byline, value, (unsigned)number);
        else if (text_equal(field, TEXT("language"))) offer(&facts->language, value, (unsigned)number);
        else if (text_equal(field, TEXT("section"))) offer(&facts->section, value, (unsigned)number);
        else if (text_equal(field, TEXT("source"))) offer(&facts->source, value, (unsigned)number);
    }
}

static bool is_json_ld(const elements *t, uint32_t node) {
    return text_find_fold(elements_attribute(t, node, "type"), TEXT("ld+json"), 0) != SIZE_MAX;
}

static page_facts read_facts(draft *d, const elements *t) {
    page_facts facts = {0};
    for (uint32_t i = 1; i < t->count; i++) {
        switch (t->nodes[i].tag) {
        case TAG_META: read_meta(d, t, i, &facts); break;
        case TAG_TITLE:
            if (!facts.head_title.size && t->nodes[i].depth < 6) facts.head_title = article_node_text(t, i, d->work);
            break;
        case TAG_HTML: offer(&facts.language, decoded_attribute(t, i, "lang", d->work), 1); break;
        case TAG_LINK:
            if (text_equal_fold(elements_attribute(t, i, "rel"), TEXT("canonical")))
                offer(&facts.url, decoded_attribute(t, i, "href", d->work), 1);
            break;
        case TAG_SCRIPT:
            if (is_json_ld(t, i) && i + 1 < t->nodes[i].past)
                facts_read_json(d, text_slice(t->text, t->nodes[i + 1].start, t->nodes[i + 1].end), &facts);
            break;
        default: break;
        }
    }
    return facts;
}

// Microdata (the HTML standard's itemprop), where an element holds the value that a meta
// element would: its `content`, its `href`, or what it shows.
static void read_microdata(draft *d, const elements *t, const uint8_t *marks, page_facts *facts) {
    for (uint32_t i = 1; i < t->count; i++) {
        uint16_t tag = t->nodes[i].tag;
        if (tag == TAG_TEXT || tag == TAG_META || (marks[i] & MARK_DROP)) continue;
        hs_text name = elements_attribute(t, i, "itemprop");
        if (!name.size || name.size > 40) continue;
        bool section = text_equal(name, TEXT("articleSection")), basis = text_equal(name, TEXT("isBasedOn")),
             headline = text_equal(name, TEXT("headline")), published = text_equal(name, TEXT("datePublished"));
        if (!section && !basis && !headline && !published) continue;
        hs_text value = decoded_attribute(t, i, "content", d->work);
        if (!value.size && basis) value = decoded_attribute(t, i, "href", d->work);
        if (!value.size && t->nodes[i].past - i < 40) value = article_node_text(t, i, d->work);
        if (!value.size || value.size > 300) continue;
        if (section) offer(&facts->section, value, 2);
        if (headline) offer(&facts->title, value, 2);
        if (published && tag != TAG_TIME) offer(&facts->published, value, 1);
        if (basis) draft_basis(d, (hs_basis){.url = value});
    }
}

// ---------------------------------------------------------------- section, sources

// The first folder of an address that names a section: "world" of ".../world/2025/03/ships".
// Not: ".../news/ships", where the folder names what every page of the site is.
static hs_text section_in_url(const draft *d, hs_text url) {
    size_t scheme = text_find(url, TEXT("://"), 0);
    hs_text rest = text_slice(url, scheme == SIZE_MAX ? 0 : scheme + 3, url.size);
    (void)text_cut(&rest, '/');
    for (int folder = 0; folder < 3; folder++) {
        if (text_find(rest, TEXT("/"), 0) == SIZE_MAX) break;
        hs_text name = text_cut(&rest, '/');
        hs_arena scratch = *d->work;
        bool word = name.size >= 4 && name.size <= 20;
        for (size_t i = 0; i < name.size; i++) word = word && (byte_is_alpha((unsigned char)name.data[i]) || name.data[i] == '-');
        if (word && !rules_find(&d->rules->folders, text_lower(&scratch, name), "means").size) return name;
    }
    return (hs_text){0};
}

// The last two labels of the host: what copies on another site do not share.
static hs_text site_of(hs_text url) {
    hs_text host = masthead_host(url);
    size_t points = 0;
    for (size_t i = host.size; i-- > 0;)
        if (host.data[i] == '.' && ++points == 2) return text_slice(host, i + 1, host.size);
    return host;
}

// A page whose own address is on another site than the one it was fetched from is a copy.
static void set_sources(draft *d, const page_facts *facts) {
    hs_document *out = d->out;
    hs_text own = facts->url.text, source = facts->source.text;
    bool absolute = text_find(own, TEXT("://"), 0) != SIZE_MAX;
    if (absolute && out->url.size && !text_equal(own, out->url)) {
        out->canonical = own;
        if (!text_equal_fold(site_of(own), site_of(out->url))) draft_basis(d, (hs_basis){.url = own});
    }
    for (size_t i = 0; i < facts->basis_count; i++)
        if (!text_equal(facts->bases[i].url, own)) draft_basis(d, facts->bases[i]);
    bool address = text_find(source, TEXT("://"), 0) != SIZE_MAX;
    if (address && !text_equal_fold(site_of(source), site_of(out->url))) draft_basis(d, (hs_basis){.url = source});
    hs_text given = address || !source.size ? facts->ld_source : source;
    if (given.size && !lines_same(given, out->outlet)) d->source_line = given;
    out->section = facts->ld_section.size     ? facts->ld_section
                   : facts->section.text.size ? facts->section.text
                                              : section_in_url(d, absolute ? own : out->url);
}

// ---------------------------------------------------------------- title

// The heading of the report: of the first-level headings the one that the title begins with
// or that equals it, else the first.
static uint32_t find_heading(const draft *d, const elements *t, const uint8_t *marks, const page_facts *facts,
                             hs_text *text) {
    uint32_t first = 0;
    hs_text first_text = {0};
    for (uint32_t i = 1; i < t->count; i++) {
        uint16_t tag = t->nodes[i].tag;
        if (tag != TAG_H1 && tag != TAG_H2) continue;
        hs_text own = article_node_text(t, i, d->work);
        if (!own.size || own.size > 400) continue;
        bool same = lines_same(own, facts->title.text) || lines_same(own, facts->headline) ||
                    (lines_count_words(own) >= 3 && text_starts(facts->head_title, own));
        if (same) return *text = own, i;
        if (tag == TAG_H1 && !first && !(marks[i] & MARK_DROP)) first = i, first_text = own;
    }
    *text = first_text;
    return first;
}

// Sets title and, where the title names it, outlet; returns the node of the headline. A
// heading that only names the outlet is none of the report's.
static uint32_t set_title(draft *d, const mapped *from, const elements *t, const uint8_t *marks, page_facts *facts) {
    hs_document *out = d->out;
    hs_text heading = {0}, outlet = out->outlet;
    uint32_t node = find_heading(d, t, marks, facts, &heading);
    if (heading.size && lines_same(heading, outlet)) node = 0, heading = (hs_text){0};
    uint32_t found = node;
    if (!outlet.size) outlet = masthead_spelled_side(facts->head_title, out->url);
    hs_text head = masthead_cut_title(facts->head_title, &outlet), given = facts->title.text;
    hs_text known = outlet;
    if (given.size) given = masthead_cut_title(given, &known);
    if (!out->outlet.size) out->outlet = outlet;
    known = outlet;
    hs_text headline = facts->headline.size ? masthead_cut_title(facts->headline, &known) : (hs_text){0};
    // what the page shows before what it tells machines, which is often made for searches
    if (heading.size && (lines_count_words(heading) >= 4 || lines_same(heading, given) || lines_same(heading, head) ||
                         lines_same(heading, headline)))
        out->title = heading;
    else if (headline.size) out->title = headline, node = 0;
    else if (given.size) out->title = given, node = 0;
    else if (heading.size && lines_count_words(heading) >= 3) out->title = heading;
    else if (head.size) out->title = head, node = 0;
    else out->title = heading;
    if (node) {
        uint32_t first = node, last = node;
        for (uint32_t i = node; i < t->nodes[node].past; i++)
            if (t->nodes[i].tag == TAG_TEXT) first = first == node ? i : first, last = i;
        if (first != node) draft_title_source(d, from, (hs_span){t->nodes[first].start, t->nodes[last].end});
    }
    return found;
}

// ---------------------------------------------------------------- byline, dates, outlet

static void read_marked_lines(draft *d, const elements *t, const uint8_t *marks, uint32_t from, masthead *found) {
    for (uint32_t i = from; i < t->count; i++) {
        if (t->nodes[i].tag == TAG_TEXT || !(marks[i] & (MARK_BYLINE | MARK_DATE)) || (marks[i] & MARK_DROP)) continue;
        if (t->nodes[i].past - i > 60) continue;
        hs_text text = article_node_text(t, i, d->work);
        if (!text.size || text.size > 200) continue;
        (void)masthead_take_line(d, found, text);
        if ((marks[i] & MARK_BYLINE) && !found->byline.size && lines_count_words(text) <= 8)
            found->byline = masthead_clean_byline(d, text);
    }
}

// Copyright lines of the page's foot name the outlet where nothing else does.
static hs_text outlet_in_foot(draft *d, const elements *t) {
    for (uint32_t i = t->count; i-- > 1;) {
        if (t->nodes[i].tag != TAG_TEXT || t->nodes[i].raw) continue;
        hs_text text = text_slice(t->text, t->nodes[i].start, t->nodes[i].end);
        if (text_find(text, TEXT("\xC2\xA9"), 0) == SIZE_MAX && text_find_fold(text, TEXT("&copy;"), 0) == SIZE_MAX &&
            text_find(text, TEXT("&#169;"), 0) == SIZE_MAX)
            continue;
        hs_text name = masthead_copyright(d, markup_decode(text, false, d->work));
        if (name.size && lines_count_words(name) <= 5) return name;
    }
    return (hs_text){0};
}

static bool writes_month_first(const page_facts *facts) {
    return text_find_fold(facts->language.text, TEXT("-us"), 0) != SIZE_MAX;
}

// Entries that are documents of their own are left out of the page's.
static void drop_apart(const draft *d, const mapped *from, const elements *t, uint8_t *marks) {
    const hs_source *apart = d->payload->apart;
    for (uint32_t i = 1, next = 0; i < t->count && next < d->payload->apart_count; i++) {
        uint64_t start = hs_map_span(&from->map, (hs_span){t->nodes[i].start, t->nodes[i].end}).start;
        while (next < d->payload->apart_count && apart[next].end <= start) next++;
        if (next < d->payload->apart_count && start >= apart[next].start) marks[i] |= MARK_DROP;
    }
}

// Address, outlet, title and language; returns the node of the headline.
static uint32_t read_about(draft *d, const mapped *from, const elements *t, const uint8_t *marks, page_facts *facts) {
    *facts = read_facts(d, t);
    read_microdata(d, t, marks, facts);
    hs_document *out = d->out;
    if (!out->url.size) out->url = facts->url.text;
    if (!out->outlet.size) out->outlet = facts->outlet.text.size ? facts->outlet.text : facts->publisher;
    uint32_t heading = set_title(d, from, t, marks, facts);
    if (!out->outlet.size) out->outlet = outlet_in_foot(d, t);
    hs_text language = facts->language.text.size >= 2 ? facts->language.text : facts->ld_language;
    if (language.size >= 2) out->language = text_lower(d->keep, text_slice(language, 0, 2));
    return heading;
}

void page_read_about(draft *d, const mapped *from, const elements *t, const uint8_t *marks) {
    page_facts facts;
    (void)read_about(d, from, t, marks, &facts);
}

void page_read(draft *d, mapped from) {
    from = repair_text(d->rules->repair, from, d->work);
    elements t = elements_read(from.text, d->work);
    uint8_t *marks = article_mark(d->rules, &t, d->work);
    drop_apart(d, &from, &t, marks);
    hs_document *out = d->out;
    page_facts facts;
    uint32_t heading = read_about(d, &from, &t, marks, &facts);
    set_sources(d, &facts);
    masthead found = {.month_first = writes_month_first(&facts)};
    page_read_times(d, &t, marks, &found);
    // behind the headline first: what stands before it belongs to menus more often
    read_marked_lines(d, &t, marks, heading ? heading : 1, &found);
    if (!found.byline.size && heading) read_marked_lines(d, &t, marks, 1, &found);
    hs_text signed_by = masthead_polish_byline(d, facts.ld_byline, out->outlet);
    if (signed_by.size) found.byline = signed_by;
    article_read(d, &from, &t, marks, out->title, heading, &found);
    if (!d->block_count && !d->payload->apart_count) script_read(d, &from, &t);
    if (!d->block_count && !d->payload->apart_count) article_read_notice(d, &from, &t, marks);
    hs_text bylines[] = {facts.ld_byline, found.byline, facts.byline.text};
    for (size_t i = 0; i < 3 && !out->byline.size; i++)
        out->byline = masthead_polish_byline(d, bylines[i], out->outlet);
    // the outlet itself may sign
    for (size_t i = 0; i < 3 && !out->byline.size; i++)
        out->byline = masthead_polish_byline(d, bylines[i], (hs_text){0});
    page_set_dates(d, &t, marks, heading, &facts, &found);
    credit_read(d);
    if (!d->block_count && !d->payload->apart_count) draft_notice(d, false, d->payload->offset, "a page without a report");
}

void page_read_fragment(draft *d, mapped from) {
    elements t = elements_read(from.text, d->work);
    uint8_t *marks = article_mark(d->rules, &t, d->work);
    article_read_all(d, &from, &t, marks);
}
