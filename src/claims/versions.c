// See versions.h. In: two versions of a report with their statements. Out: for each statement of the earlier one what became of it.
// Method: first the same words, wherever they stand now; then, among what is left, the likeliest statement by the same predicate, or one of
// its class of synonyms, that has the same first parties or half of the words of its sentence. What was matched by words is still said.
// Of the rest a lower stage is weaker, another polarity the opposite, another number of the same unit another figure, and what the report
// said itself and now gives to a voice is attributed. "Four workers died" that became "Five workers died": a figure; but: "Workers
// died, four of them" that became "Four workers were killed": still said. Gets wrong: two events told by one verb with the same parties
// in one report, when one of them goes.
#include "claims/versions.h"

#include "base/sort.h"
#include "base/text.h"
#include "claims/relating.h"

enum { MOST_COMPARED = 1024 }; // statements of each side that have no equal words; what lies behind is gone

// A statement by what it is known again.
typedef struct known {
    uint64_t words, lemma, actor, recipient;
    class_list classes;
    uint32_t sentence;
} known;

// The words of a sentence, sorted.
typedef struct sentence_words {
    uint64_t *hashes;
    uint32_t count;
    uint64_t whole;
} sentence_words;

typedef struct version_side {
    const hs_report *report;
    known *known;             // [statement_count]
    sentence_words *sentences; // [sentence_count]
} version_side;

static int by_value(const void *a, const void *b, const void *context) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

static uint64_t hash_words(const claims_rules *rules, hs_text text, uint64_t seed, hs_arena scratch) {
    return text_hash(outlets_plain(rules, text, &scratch), seed);
}

static uint64_t first_head(const hs_party *parties, uint32_t count, hs_arena scratch) {
    return count ? text_hash(text_lower(&scratch, parties[0].entity == HS_NONE ? parties[0].head : parties[0].name), 3) : 0;
}

static sentence_words read_sentence(const claims_rules *rules, hs_text text, hs_arena *keep, hs_arena scratch) {
    hs_text rest = outlets_plain(rules, text, &scratch);
    sentence_words out = {.hashes = arena_new(keep, uint64_t, rest.size / 2 + 2), .whole = text_hash(rest, 5)};
    while (rest.size) {
        hs_text word = text_cut(&rest, ' ');
        if (word.size) out.hashes[out.count++] = text_hash(word, 0);
    }
    sort_items(out.hashes, out.count, sizeof *out.hashes, by_value, NULL, scratch);
    return out;
}

static version_side read_side(const claims_rules *rules, const hs_report *report, hs_arena *keep, hs_arena scratch) {
    uint32_t none = report->sentence_count; // the words of no sentence
    version_side side = {report, arena_new(keep, known, report->statement_count + 1), arena_new(keep, sentence_words, none + 1)};
    uint32_t language = rules_language(rules, report->document.language);
    for (uint32_t i = 0; i < report->sentence_count; i++)
        side.sentences[i] = read_sentence(rules, text_span(report->document.text, report->sentences[i]), keep, scratch);
    for (uint32_t i = 0; i < report->statement_count; i++) {
        const hs_statement *s = &report->statements[i];
        uint64_t lemma = text_hash(s->lemma, 1);
        side.known[i] = (known){.words = hash_words(rules, text_span(report->document.text, s->span), lemma, scratch), .lemma = lemma, .sentence = s->sentence < none ? s->sentence : none,
                                .actor = first_head(s->actors, s->actor_count, scratch), .recipient = first_head(s->recipients, s->recipient_count, scratch)};
        if (language != HS_NONE) side.known[i].classes = rules_classes(rules, language, s->lemma);
    }
    return side;
}

// ---------------------------------------------------------------- the same words

typedef struct place {
    uint64_t words;
    uint32_t statement;
} place;

static int by_words(const void *a, const void *b, const void *context) {
    const place *x = a, *y = b;
    (void)context;
    if (x->words != y->words) return x->words < y->words ? -1 : 1;
    return x->statement < y->statement ? -1 : x->statement > y->statement;
}

static place *list_places(const version_side *side, hs_arena *scratch) {
    uint32_t count = side->report->statement_count;
    place *list = arena_new(scratch, place, count + 1);
    for (uint32_t i = 0; i < count; i++) list[i] = (place){side->known[i].words, i};
    sort_items(list, count, sizeof *list, by_words, NULL, *scratch);
    return list;
}

// Both lists side by side: the first with the first, the second with the second.
static void match_words(const version_side *before, const version_side *after, version_match *out, bool *taken, hs_arena scratch) {
    const place *old = list_places(before, &scratch), *new = list_places(after, &scratch);
    uint32_t i = 0, k = 0;
    while (i < before->report->statement_count && k < after->report->statement_count) {
        if (old[i].words < new[k].words) i++;
        else if (old[i].words > new[k].words) k++;
        else {
            out[old[i].statement] = (version_match){new[k].statement, HS_VANISHED_NOT};
            taken[new[k].statement] = true;
            i++, k++;
        }
    }
}

// ---------------------------------------------------------------- the likeliest

// Shared words in thousandths of the shorter sentence's.
static uint32_t likeness(const sentence_words *a, const sentence_words *b) {
    uint32_t i = 0, k = 0, both = 0, shorter = a->count < b->count ? a->count : b->count;
    while (i < a->count && k < b->count) {
        if (a->hashes[i] == b->hashes[k]) both++, i++, k++;
        else if (a->hashes[i] < b->hashes[k]) i++;
        else k++;
    }
    return shorter ? both * 1000 / shorter : 0;
}

static bool share_class(const known *a, const known *b) {
    for (uint32_t i = 0; i < a->classes.count; i++)
        for (uint32_t k = 0; k < b->classes.count; k++)
            if (a->classes.classes[i] == b->classes.classes[k] && !((a->classes.weak >> i | b->classes.weak >> k) & 1)) return true;
    return false;
}

// How likely one took the place of the other; 0 where it did not.
static uint32_t judge(const version_side *before, const known *a, const version_side *after, const known *b) {
    enum { ENOUGH = 500, PARTIES = 1000 };
    if (a->lemma != b->lemma && !share_class(a, b)) return 0;
    uint32_t words = likeness(&before->sentences[a->sentence], &after->sentences[b->sentence]);
    bool parties = (a->actor || a->recipient) && a->actor == b->actor && a->recipient == b->recipient;
    return parties ? PARTIES + words : words >= ENOUGH ? words : 0;
}

static const hs_quantity *figure_of(const hs_report *report, const hs_statement *s, uint32_t i, double *value) {
    const hs_quantity *q = &report->quantities[s->quantities[i]];
    *value = q->has_value ? q->value : q->has_min ? q->min : q->max;
    return q->ordinal || !(q->has_value || q->has_min || q->has_max) ? NULL : q;
}

// A figure of a unit of which the other statement has none but others.
static bool differ_in_figures(const hs_report *a, const hs_statement *s, const hs_report *b, const hs_statement *t) {
    for (uint32_t i = 0; i < s->quantity_count; i++) {
        double mine, other;
        const hs_quantity *q = figure_of(a, s, i, &mine);
        bool any = false, same = false;
        for (uint32_t k = 0; q && k < t->quantity_count; k++) {
            const hs_quantity *p = figure_of(b, t, k, &other);
            if (!p || !text_equal_fold(p->unit, q->unit)) continue;
            any = true;
            same |= mine == other;
        }
        if (any && !same) return true;
    }
    return false;
}

static hs_vanished_kind compare(const hs_report *a, const hs_statement *s, const hs_report *b, const hs_statement *t) {
    if (s->polarity != t->polarity) return HS_VANISHED_OPPOSITE;
    if (t->stage < s->stage) return HS_VANISHED_WEAKER;
    if (differ_in_figures(a, s, b, t)) return HS_VANISHED_FIGURE;
    if (!s->link_count && t->link_count) return HS_VANISHED_ATTRIBUTED;
    return HS_VANISHED_NOT;
}

// Statements that have no equal yet.
static uint32_t list_left(const bool *taken, uint32_t count, uint32_t *list) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < count && left < MOST_COMPARED; i++)
        if (!taken[i]) list[left++] = i;
    return left;
}

static void match_likeliest(const version_side *before, const version_side *after, version_match *out, bool *matched, bool *taken) {
    uint32_t old[MOST_COMPARED], new[MOST_COMPARED];
    uint32_t old_count = list_left(matched, before->report->statement_count, old), new_count = list_left(taken, after->report->statement_count, new);
    for (uint32_t i = 0; i < old_count; i++) {
        uint32_t best = HS_NONE, best_points = 0;
        for (uint32_t k = 0; k < new_count; k++) {
            uint32_t points = taken[new[k]] ? 0 : judge(before, &before->known[old[i]], after, &after->known[new[k]]);
            if (points > best_points) best = new[k], best_points = points;
        }
        if (best == HS_NONE) continue;
        taken[best] = matched[old[i]] = true;
        out[old[i]] = (version_match){best, compare(before->report, &before->report->statements[old[i]], after->report, &after->report->statements[best])};
    }
}

// A sentence that stands there word by word still says what it said, however it was read this time.
static void keep_sentences(const version_side *before, const version_side *after, version_match *out, hs_arena scratch) {
    uint32_t count = after->report->sentence_count;
    uint64_t *wholes = arena_new(&scratch, uint64_t, count + 1);
    for (uint32_t i = 0; i < count; i++) wholes[i] = after->sentences[i].whole;
    sort_items(wholes, count, sizeof *wholes, by_value, NULL, scratch);
    for (uint32_t i = 0; i < before->report->statement_count; i++) {
        uint64_t whole = before->sentences[before->known[i].sentence].whole;
        if (before->known[i].sentence == before->report->sentence_count) continue;
        uint32_t low = 0, high = count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (wholes[middle] < whole) low = middle + 1;
            else high = middle;
        }
        if (low < count && wholes[low] == whole) out[i].kind = HS_VANISHED_NOT;
    }
}

const version_match *versions_match(const claims_rules *rules, const hs_report *before, const hs_report *after, hs_arena *keep, hs_arena scratch) {
    uint32_t old = before->statement_count, new = after->statement_count;
    version_match *out = arena_new(keep, version_match, old + 1);
    bool *matched = arena_new(&scratch, bool, old + 1), *taken = arena_new(&scratch, bool, new + 1);
    hs_arena working = arena_split(&scratch);
    version_side a = read_side(rules, before, &scratch, working), b = read_side(rules, after, &scratch, working);
    for (uint32_t i = 0; i < old; i++) out[i] = (version_match){HS_NONE, HS_VANISHED_GONE};
    match_words(&a, &b, out, taken, working);
    for (uint32_t i = 0; i < old; i++) matched[i] = out[i].now != HS_NONE;
    match_likeliest(&a, &b, out, matched, taken);
    keep_sentences(&a, &b, out, working);
    return out;
}

// ---------------------------------------------------------------- dates

bool versions_same_moment(const hs_date *a, const hs_date *b) {
    return a->precision == b->precision && a->year == b->year && a->month == b->month && a->day == b->day && a->has_time == b->has_time &&
           a->hour == b->hour && a->minute == b->minute && a->second == b->second;
}

hs_date versions_date(const hs_report *before, const hs_report *after) {
    const hs_document *d = &after->document;
    if (d->updated.precision != HS_DATE_NONE && !versions_same_moment(&d->updated, &before->document.updated)) return d->updated;
    return d->retrieved;
}
