// What somebody who knows the outlets wrote down of them. In: a table that people edit,
//     outlet <TAB> aliases, parted by commas <TAB> family
//     The Calder Gazette	Gazette, calder-gazette.example	Calder Group
// a line an outlet; empty lines and lines that begin with '#' say nothing, as does a first line that names the
// columns. Out: the name under which an alias is known; which outlets have one owner. Outlets of one family are one
// voice where one carries a passage of the other: a newsroom they share has told it once. Where they share nothing
// they stay two voices. Gets wrong: houses of one owner that rewrite each other's copy so well that no passage is left.
#include "base/error.h"
#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

enum { MOST_OUTLETS = 100000, COLUMNS = 3 };

typedef struct alias {
    uint64_t hash; // outlets_hash
    hs_text name;
    uint32_t house;
} alias;

typedef struct house {
    hs_text name;
    uint64_t family; // outlets_hash of its name, 0 where none is given
} house;

struct house_table {
    const house *houses;
    const alias *aliases; // by hash
    uint32_t alias_count;
};

typedef struct builder {
    const claims_rules *rules;
    hs_arena *keep;
    house *houses;
    alias *aliases;
    size_t house_count, house_capacity, alias_count, alias_capacity;
} builder;

static void add_alias(builder *b, hs_text name) {
    uint64_t hash = outlets_hash(b->rules, name);
    if (hash) *arena_push(b->keep, b->aliases, b->alias_count, b->alias_capacity) = (alias){hash, name, (uint32_t)b->house_count - 1};
}

static void add_line(builder *b, const hs_text *cells) {
    *arena_push(b->keep, b->houses, b->house_count, b->house_capacity) =
        (house){cells[0], outlets_hash(b->rules, cells[2])};
    add_alias(b, cells[0]);
    for (hs_text rest = cells[1]; rest.size;) add_alias(b, text_trim(text_cut(&rest, ',')));
}

static int alias_order(const void *x, const void *y, const void *context) {
    (void)context;
    const alias *a = x, *b = y;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

// A name that two lines give is one nobody can be sure of.
static hs_status check_aliases(const builder *b, hs_text path, hs_error *error) {
    for (size_t i = 1; i < b->alias_count; i++) {
        const alias *one = &b->aliases[i - 1], *other = &b->aliases[i];
        if (one->hash == other->hash && one->house != other->house)
            return error_set(error, HS_ERROR_FORMAT, path, UINT64_MAX, "'%.*s' stands for two outlets, %.*s and %.*s", TEXT_ARGS(other->name),
                             TEXT_ARGS(b->houses[one->house].name), TEXT_ARGS(b->houses[other->house].name));
    }
    return HS_OK;
}

static hs_status read_line(builder *b, hs_text line, hs_text path, size_t at, bool first, hs_error *error) {
    hs_text cells[COLUMNS] = {0}, rest = line;
    uint32_t count = 0;
    if (!text_trim(line).size || line.data[0] == '#') return HS_OK;
    for (; rest.size && count < COLUMNS; count++) cells[count] = text_trim(text_cut(&rest, '\t'));
    if (first && text_equal(cells[0], TEXT("outlet"))) return HS_OK;
    if (!cells[0].size) return error_set(error, HS_ERROR_FORMAT, path, at, "a line without an outlet's name");
    if (count < 2) return error_set(error, HS_ERROR_FORMAT, path, at, "a line of one column: outlet, aliases and family are parted by tabs");
    if (b->house_count == MOST_OUTLETS) return error_set(error, HS_ERROR_LIMIT, path, at, "more than %d outlets", MOST_OUTLETS);
    add_line(b, cells);
    return HS_OK;
}

hs_status houses_open(const claims_rules *rules, hs_text table, hs_text path, hs_arena *keep, const house_table **out, hs_error *error) {
    builder b = {.rules = rules, .keep = keep};
    hs_status status = HS_OK;
    size_t invalid = utf8_invalid(table);
    if (invalid != SIZE_MAX) return error_set(error, HS_ERROR_FORMAT, path, invalid, "not UTF-8");
    if (text_starts(table, TEXT("\xEF\xBB\xBF"))) table = text_slice(table, 3, table.size);
    bool first = true;
    for (hs_text rest = table; rest.size && status == HS_OK; first = false) {
        size_t at = (size_t)(rest.data - table.data);
        hs_text line = text_cut(&rest, '\n');
        status = read_line(&b, line, path, at, first, error);
    }
    if (status != HS_OK) return status;
    hs_arena scratch = arena_split(keep);
    sort_items(b.aliases, b.alias_count, sizeof *b.aliases, alias_order, NULL, scratch);
    arena_join(keep);
    house_table *made = arena_new(keep, house_table, 1);
    *made = (house_table){b.houses, b.aliases, (uint32_t)b.alias_count};
    *out = made;
    return check_aliases(&b, path, error);
}

static const house *find_house(const claims_rules *rules, hs_text name) {
    const house_table *table = rules_houses(rules);
    uint64_t hash = table ? outlets_hash(rules, name) : 0;
    uint32_t low = 0, high = hash ? table->alias_count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (table->aliases[middle].hash == hash) return &table->houses[table->aliases[middle].house];
        if (table->aliases[middle].hash < hash) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

hs_text houses_name(const claims_rules *rules, hs_text name) {
    const house *found = find_house(rules, name);
    return found ? found->name : name;
}

void houses_rename(const claims_rules *rules, hs_document *document) {
    document->outlet = houses_name(rules, document->outlet);
    document->credit = houses_name(rules, document->credit);
}

static uint64_t family_of(const relating *r, uint32_t report) {
    const house *found = find_house(r->rules, r->reports[report].document.outlet);
    return found ? found->family : 0;
}

// Who speaks first of those in `voice` that one another's passages join.
static uint32_t first_voice(const uint32_t *voice, uint32_t report) {
    while (voice[report] != report) report = voice[report];
    return report;
}

void houses_join(relating *r, hs_arena *keep) {
    uint32_t *voice = arena_new(keep, uint32_t, r->report_count + 1);
    for (uint32_t i = 0; i < r->report_count; i++) voice[i] = i;
    for (uint32_t i = 0; rules_houses(r->rules) && i < r->reuse_count; i++) {
        uint32_t from = r->reuse[i].from, to = r->reuse[i].to;
        uint64_t family = family_of(r, from);
        if (!family || family != family_of(r, to)) continue;
        uint32_t a = first_voice(voice, from), b = first_voice(voice, to);
        if (a == b) continue;
        // the earlier one speaks; of one day the first by path
        bool later = dates_order(&r->reports[a].document.published, &r->reports[b].document.published) > 0;
        if (later) voice[a] = b;
        else voice[b] = a;
    }
    for (uint32_t i = 0; i < r->report_count; i++) voice[i] = first_voice(voice, i);
    r->voice = voice;
}
