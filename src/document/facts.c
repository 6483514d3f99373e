// Facts of JSON-LD (schema.org). Objects are walked in order without recursion; of all
// objects the first whose type is a kind of report wins.
#include "document/facts.h"

#include "base/json.h"
#include "base/text.h"
#include "bytes/markup.h"
#include "document/lines.h"

static bool names_report(hs_text type) {
    return text_ends(type, TEXT("Article")) || text_ends(type, TEXT("BlogPosting")) ||
           text_ends(type, TEXT("Report")) || text_ends(type, TEXT("LiveBlogPosting")) ||
           text_ends(type, TEXT("Posting"));
}

static bool is_report(const json_value *object) {
    const json_value *type = json_member(object, "@type");
    if (!type) return false;
    if (type->kind == JSON_STRING) return names_report(type->raw);
    for (const json_value *one = type->kind == JSON_ARRAY ? type->first : NULL; one; one = one->next)
        if (one->kind == JSON_STRING && names_report(one->raw)) return true;
    return false;
}

static hs_text string_of(draft *d, const json_value *object, const char *name) {
    const json_value *value = json_member(object, name);
    if (value && value->kind == JSON_ARRAY) value = value->first;
    if (!value || value->kind != JSON_STRING) return (hs_text){0};
    return text_trim(markup_decode(json_string(value, d->work), false, d->work));
}

static hs_text name_of(draft *d, const json_value *value) {
    if (!value) return (hs_text){0};
    if (value->kind == JSON_STRING) return text_trim(markup_decode(json_string(value, d->work), false, d->work));
    if (value->kind != JSON_OBJECT) return (hs_text){0};
    hs_text name = string_of(d, value, "name"), given = string_of(d, value, "givenName"),
            family = string_of(d, value, "familyName");
    return name.size || !family.size ? name : arena_phrase(d->work, given, family);
}

static void add_name(draft *d, hs_text *list, hs_text name) {
    if (!name.size || text_starts(name, TEXT("http")) || text_find(*list, name, 0) != SIZE_MAX) return;
    *list = list->size ? arena_print(d->work, "%.*s, %.*s", TEXT_ARGS(*list), TEXT_ARGS(name)) : name;
}

static hs_text names_of(draft *d, const json_value *value) {
    hs_text list = {0};
    if (value && value->kind == JSON_ARRAY)
        for (const json_value *one = value->first; one; one = one->next) add_name(d, &list, name_of(d, one));
    else if (value && value->kind == JSON_OBJECT && json_member(value, "name") &&
             json_member(value, "name")->kind == JSON_ARRAY)
        return names_of(d, json_member(value, "name"));
    else add_name(d, &list, name_of(d, value));
    return list;
}

static void first_of(hs_text *field, hs_text value) {
    if (!field->size) *field = value;
}

enum { MOST_BASES = 16 };

// isBasedOn: an address, or a work with address, title and publisher, or several of these.
static void add_bases(draft *d, const json_value *value, page_facts *facts) {
    const json_value *one = value && value->kind == JSON_ARRAY ? value->first : value;
    for (; one && facts->basis_count < MOST_BASES; one = value->kind == JSON_ARRAY ? one->next : NULL) {
        hs_basis basis = {0};
        if (one->kind == JSON_STRING) basis.url = name_of(d, one);
        else if (one->kind == JSON_OBJECT) {
            basis.url = string_of(d, one, "url");
            first_of(&basis.url, string_of(d, one, "@id"));
            basis.title = string_of(d, one, "headline");
            first_of(&basis.title, string_of(d, one, "name"));
            basis.outlet = name_of(d, json_member(one, "publisher"));
            first_of(&basis.outlet, name_of(d, json_member(one, "provider")));
        }
        // not every address is one: some name the work
        if (basis.url.size && text_find(basis.url, TEXT("://"), 0) == SIZE_MAX) {
            first_of(&basis.title, basis.url);
            basis.url = (hs_text){0};
        }
        if (basis.url.size || basis.title.size || basis.outlet.size)
            *arena_push(d->work, facts->bases, facts->basis_count, facts->basis_capacity) = basis;
    }
}

static hs_text section_of(draft *d, const json_value *object) {
    hs_text section = string_of(d, object, "articleSection");
    return section.size <= 80 ? section : (hs_text){0};
}

static void take_object(draft *d, const json_value *object, page_facts *facts) {
    bool report = is_report(object);
    if (!report) first_of(&facts->page_published, string_of(d, object, "datePublished"));
    if (!report || facts->has_article) return;
    facts->has_article = true;
    first_of(&facts->headline, string_of(d, object, "headline"));
    first_of(&facts->headline, string_of(d, object, "name"));
    first_of(&facts->ld_published, string_of(d, object, "datePublished"));
    first_of(&facts->ld_published, string_of(d, object, "dateCreated"));
    first_of(&facts->ld_updated, string_of(d, object, "dateModified"));
    first_of(&facts->publisher, name_of(d, json_member(object, "publisher")));
    first_of(&facts->ld_byline, names_of(d, json_member(object, "author")));
    first_of(&facts->ld_byline, names_of(d, json_member(object, "creator")));
    first_of(&facts->ld_section, section_of(d, object));
    first_of(&facts->ld_language, string_of(d, object, "inLanguage"));
    first_of(&facts->ld_source, name_of(d, json_member(object, "sourceOrganization")));
    first_of(&facts->ld_source, name_of(d, json_member(object, "provider")));
    add_bases(d, json_member(object, "isBasedOn"), facts);
    add_bases(d, json_member(object, "isBasedOnUrl"), facts);
}

// Control characters inside strings are not JSON, but pages have them: they become spaces.
hs_text facts_mend(hs_arena *keep, hs_text json) {
    char *copy = (char *)(uintptr_t)arena_text(keep, json).data;
    for (size_t i = 0; i < json.size; i++)
        if ((unsigned char)copy[i] < 0x20) copy[i] = ' ';
    return (hs_text){copy, json.size};
}

bool facts_open(hs_arena *keep, hs_text script, const json_value **root, uint32_t *shift) {
    hs_text mended = facts_mend(keep, script), json = text_trim(mended);
    if (text_starts(json, TEXT("<![CDATA["))) json = text_slice(json, 9, json.size > 12 ? json.size - 3 : json.size);
    while (json.size && json.data[json.size - 1] == ';') json = text_trim((hs_text){json.data, json.size - 1});
    hs_error error;
    if (json_read(json, keep, root, &error) != HS_OK) return false;
    *shift = (uint32_t)(json.data - mended.data);
    return true;
}

facts_walk facts_walk_begin(const json_value *root) { return (facts_walk){.pending = {root}, .last = 1}; }

const json_value *facts_walk_next(facts_walk *walk) {
    while (walk->first < walk->last) {
        const json_value *value = walk->pending[walk->first++];
        for (const json_value *child = value->first; child && walk->last < FACTS_OBJECTS; child = child->next)
            if (child->kind == JSON_OBJECT || child->kind == JSON_ARRAY) walk->pending[walk->last++] = child;
        if (value->kind == JSON_OBJECT) return value;
    }
    return NULL;
}

void facts_read_json(draft *d, hs_text script, page_facts *facts) {
    const json_value *root, *object;
    uint32_t shift;
    if (!facts_open(d->work, script, &root, &shift)) return;
    facts_walk walk = facts_walk_begin(root);
    while (!facts->has_article && (object = facts_walk_next(&walk))) take_object(d, object, facts);
}
