// What claims know of words. In: the tables claims_words (word, kind), claims_synonyms
// (class, field, words; a word behind '~' is a weak member), claims_idioms (kind, words), claims_offices (role, body), entities_bodies (word, kinds) and the
// spokespeople of voices_people, of every language loaded. Out: one index from (language, word) to
// kinds and classes. Classes of the same name in two languages are one class: that is how
// a Spanish telling meets an English one. Gets wrong: a word of several meanings is in all
// of its classes at once; the arguments have to tell them apart.
#include "base/text.h"
#include "claims/relating.h"

typedef struct word_entry {
    hs_text word;
    uint32_t language;
    uint32_t kinds;
    class_list classes;
    hs_text office;     // of "minister" "ministry"
    bool named;         // the one name of an event
    bool has_office;    // also where it is none: "prime minister"
    uint32_t bodies;    // BODY_* bits
    uint32_t idiom;     // IDIOM_* bits
    bool begins;        // an idiom of the table of classes
    bool ends;          // words of the language end so
} word_entry;

struct claims_rules {
    const hs_text *languages;
    const lexicon_table **nouns; // predicates_nouns of each language
    const lexicon_table **endings; // claims_endings of each language
    const lexicon_table **pronouns; // coreference_pronouns of each language
    const lexicon_table **senses; // word_senses of each language, NULL where it has none
    const lexicon_table **synonyms; // word_synonyms of each language
    const lexicon_table **operators; // stage_operators of each language
    hs_text *being;       // of each language
    uint32_t language_count;
    word_entry *entries;
    uint32_t mask;
    word_class *classes;
    uint32_t class_count;
    const house_table *houses;
};

static const struct {
    hs_text name;
    uint32_t bit;
} kinds[] = {
    {TEXT_INIT("article"), WORD_ARTICLE},   {TEXT_INIT("media"), WORD_MEDIA},         {TEXT_INIT("rumour"), WORD_RUMOUR},
    {TEXT_INIT("somebody"), WORD_SOMEBODY}, {TEXT_INIT("statement"), WORD_STATEMENT}, {TEXT_INIT("record"), WORD_RECORD},
    {TEXT_INIT("turn"), WORD_TURN},         {TEXT_INIT("attitude"), WORD_ATTITUDE},   {TEXT_INIT("common"), WORD_COMMON},
    {TEXT_INIT("people"), WORD_PEOPLE},     {TEXT_INIT("suffix"), WORD_SUFFIX},       {TEXT_INIT("another"), WORD_ANOTHER},
    {TEXT_INIT("pronoun"), WORD_PRONOUN},   {TEXT_INIT("title"), WORD_TITLE},         {TEXT_INIT("speech"), WORD_SPEECH},
    {TEXT_INIT("weak"), WORD_WEAK},         {TEXT_INIT("definite"), WORD_DEFINITE},   {TEXT_INIT("owner"), WORD_OWNER},
    {TEXT_INIT("office"), WORD_OFFICE},     {TEXT_INIT("spokes"), WORD_SPOKES},       {TEXT_INIT("age"), WORD_AGE},
    {TEXT_INIT("based"), WORD_BASED},       {TEXT_INIT("finding"), WORD_FINDING},
    {TEXT_INIT("forged"), WORD_FORGED},     {TEXT_INIT("genuine"), WORD_GENUINE},     {TEXT_INIT("withdrawn"), WORD_WITHDRAWN},
    {TEXT_INIT("beside"), WORD_BESIDE},     {TEXT_INIT("calls"), WORD_CALLS},       {TEXT_INIT("evidence"), WORD_EVIDENCE},   {TEXT_INIT("particle"), WORD_PARTICLE},
    {TEXT_INIT("acting"), WORD_ACTING},     {TEXT_INIT("behind"), WORD_BEHIND},
};

static const struct {
    hs_text name;
    uint32_t bit;
} bodies[] = {
    {TEXT_INIT("business"), BODY_BUSINESS}, {TEXT_INIT("outlet"), BODY_OUTLET},         {TEXT_INIT("union"), BODY_UNION},
    {TEXT_INIT("party"), BODY_PARTY},       {TEXT_INIT("ministry"), BODY_MINISTRY},     {TEXT_INIT("police"), BODY_POLICE},
    {TEXT_INIT("prosecution"), BODY_PROSECUTION}, {TEXT_INIT("court"), BODY_COURT},     {TEXT_INIT("hospital"), BODY_HOSPITAL},
    {TEXT_INIT("regulator"), BODY_REGULATOR}, {TEXT_INIT("council"), BODY_COUNCIL},     {TEXT_INIT("government"), BODY_GOVERNMENT},
    {TEXT_INIT("university"), BODY_UNIVERSITY}, {TEXT_INIT("school"), BODY_SCHOOL},     {TEXT_INIT("club"), BODY_CLUB},
    {TEXT_INIT("army"), BODY_ARMY},         {TEXT_INIT("committee"), BODY_COMMITTEE},   {TEXT_INIT("church"), BODY_CHURCH},
    {TEXT_INIT("service"), BODY_SERVICE},   {TEXT_INIT("charity"), BODY_CHARITY},
    {TEXT_INIT("museum"), BODY_MUSEUM},     {TEXT_INIT("firm"), BODY_FIRM},
};

static uint32_t body_bit(hs_text name) {
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (text_equal(bodies[i].name, name)) return bodies[i].bit;
    return 0;
}

static uint32_t kind_bit(hs_text name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equal(kinds[i].name, name)) return kinds[i].bit;
    return 0;
}

// The slot that holds the word, or the free one where it would go.
static word_entry *find_slot(const claims_rules *rules, uint32_t language, hs_text word) {
    uint64_t at = text_hash(word, language + 1) & rules->mask;
    while (rules->entries[at].word.size &&
           (rules->entries[at].language != language || !text_equal(rules->entries[at].word, word)))
        at = (at + 1) & rules->mask;
    return &rules->entries[at];
}

static word_entry *add_word(claims_rules *rules, uint32_t language, hs_text word) {
    word_entry *entry = find_slot(rules, language, word);
    entry->word = word;
    entry->language = language;
    return entry;
}

static uint32_t find_class(claims_rules *rules, hs_text name, hs_text field) {
    uint32_t number = 0, field_number = HS_NONE;
    for (; number < rules->class_count; number++) {
        if (text_equal(rules->classes[number].name, name)) return number;
        if (text_equal(rules->classes[number].field, field)) field_number = rules->classes[number].field_number;
    }
    rules->classes[number] = (word_class){.name = name, .field = field, .field_number = field_number == HS_NONE ? number : field_number};
    rules->class_count++;
    return number;
}

// Cells hold words parted by ", ".
static size_t count_words(const lexicon_table *table) {
    size_t count = 0;
    for (size_t i = 0; i < (size_t)table->row_count * table->column_count; i++) {
        count++;
        for (size_t at = 0; at < table->cells[i].size; at++) count += table->cells[i].data[at] == ',';
    }
    return count;
}

static void add_idiom_words(claims_rules *rules, uint32_t language, const lexicon_table *table) {
    static const hs_text names[] = {TEXT_INIT("skipped"), TEXT_INIT("state"), TEXT_INIT("reflexive"), TEXT_INIT("particle"), TEXT_INIT("preposition")};
    uint32_t words = lexicon_column(table, "words");
    for (uint32_t row = 0; words != HS_NONE && row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        for (hs_text rest = cells[words]; rest.size;) {
            hs_text word = text_trim(text_cut(&rest, ','));
            if (!word.size) continue;
            word_entry *entry = add_word(rules, language, word);
            entry->ends |= text_equal(cells[0], TEXT("ending"));
            if (text_equal(cells[0], TEXT("being"))) rules->being[language] = word;
            for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
                if (text_equal(cells[0], names[i])) entry->idiom |= 1u << i;
        }
    }
}

static void add_member(claims_rules *rules, uint32_t language, hs_text word, uint32_t number, bool weak) {
    class_list *list = &add_word(rules, language, word)->classes;
    uint32_t at = 0;
    while (at < list->count && list->classes[at] != number) at++;
    if (at == CLASSES_PER_WORD) return;
    if (at == list->count) list->classes[list->count++] = (uint16_t)number, list->weak |= (uint16_t)(1u << at);
    if (!weak) list->weak &= (uint16_t)~(1u << at);
}

// "Lose their lives" is also found as "lose liv".
static void add_idiom(claims_rules *rules, uint32_t language, hs_text words, uint32_t number, bool weak, hs_arena *keep) {
    hs_text joined = text_cut(&words, ' ');
    if (!words.size) return;
    add_word(rules, language, joined)->begins = true;
    while (words.size) {
        hs_text word = text_cut(&words, ' ');
        if (rules_idiom_word(rules, language, word) & IDIOM_SKIPPED) continue;
        joined = arena_print(keep, "%.*s %.*s", TEXT_ARGS(joined), TEXT_ARGS(rules_stem(rules, language, word)));
    }
    add_member(rules, language, joined, number, weak);
}

static void add_classes(claims_rules *rules, uint32_t language, const lexicon_table *table, hs_arena *keep) {
    uint32_t field = lexicon_column(table, "field"), words = lexicon_column(table, "words"), marks = lexicon_column(table, "marks");
    if (field == HS_NONE || words == HS_NONE) return;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        uint32_t number = find_class(rules, cells[0], cells[field]);
        if (marks != HS_NONE && text_find(cells[marks], TEXT("grows"), 0) != SIZE_MAX) rules->classes[number].grows = true;
        if (marks != HS_NONE && text_find(cells[marks], TEXT("noun"), 0) != SIZE_MAX) rules->classes[number].noun = true;
        if (marks != HS_NONE && text_find(cells[marks], TEXT("loose"), 0) != SIZE_MAX) rules->classes[number].loose = true;
        if (marks != HS_NONE && text_find(cells[marks], TEXT("frame"), 0) != SIZE_MAX) rules->classes[number].frame = true;
        for (hs_text rest = cells[words]; rest.size;) {
            hs_text word = text_trim(text_cut(&rest, ','));
            bool weak = text_starts(word, TEXT("~"));
            if (weak) word = text_slice(word, 1, word.size);
            if (!word.size) continue;
            add_member(rules, language, word, number, weak);
            add_idiom(rules, language, word, number, weak, keep);
        }
    }
}

static void add_kinds(claims_rules *rules, uint32_t language, const lexicon_table *table) {
    uint32_t words = lexicon_column(table, "words");
    if (words == HS_NONE) return;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        for (hs_text rest = cells[words]; rest.size;) {
            hs_text word = text_trim(text_cut(&rest, ','));
            if (word.size) add_word(rules, language, word)->kinds |= kind_bit(cells[0]);
        }
    }
}

static void add_bodies(claims_rules *rules, uint32_t language, const lexicon_table *table) {
    uint32_t column = lexicon_column(table, "kinds");
    for (uint32_t row = 0; column != HS_NONE && row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        for (hs_text rest = cells[column]; rest.size;) add_word(rules, language, cells[0])->bodies |= body_bit(text_cut(&rest, ' '));
    }
}

static void add_spokespeople(claims_rules *rules, uint32_t language, const lexicon_table *table) {
    uint32_t class = lexicon_column(table, "class");
    for (uint32_t row = 0; class != HS_NONE && row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        if (text_equal(cells[class], TEXT("spokes"))) add_word(rules, language, cells[0])->kinds |= WORD_SPOKES;
    }
}

static void add_named(claims_rules *rules, uint32_t language, const lexicon_table *table) {
    uint32_t event = lexicon_column(table, "event");
    for (uint32_t row = 0; event != HS_NONE && row < table->row_count; row++)
        add_word(rules, language, table->cells[(size_t)row * table->column_count + event])->named = true;
}

static void add_offices(claims_rules *rules, uint32_t language, const lexicon_table *table) {
    uint32_t body = lexicon_column(table, "body");
    for (uint32_t row = 0; body != HS_NONE && row < table->row_count; row++) {
        const hs_text *cells = table->cells + (size_t)row * table->column_count;
        word_entry *entry = add_word(rules, language, cells[0]);
        entry->has_office = true;
        entry->office = cells[body];
    }
}

claims_rules *claims_rules_open(const lexicon *lexicons, const hs_text *languages, uint32_t count, hs_arena *keep) {
    claims_rules *rules = arena_new(keep, claims_rules, 1);
    size_t words = 0, classes = 0, slots = 64;
    for (uint32_t i = 0; i < count; i++) {
        const lexicon_table *synonyms = lexicon_find_table(&lexicons[i], "claims_synonyms");
        words += 2 * count_words(synonyms) + count_words(lexicon_find_table(&lexicons[i], "claims_words"));
        words += count_words(lexicon_find_table(&lexicons[i], "claims_idioms"));
        words += lexicon_find_table(&lexicons[i], "entities_bodies")->row_count;
        words += lexicon_find_table(&lexicons[i], "predicates_named")->row_count;
        words += lexicon_find_table(&lexicons[i], "voices_people")->row_count + lexicon_find_table(&lexicons[i], "claims_offices")->row_count;
        classes += synonyms->row_count;
    }
    while (slots < 2 * words) slots *= 2;
    hs_text *names = arena_new(keep, hs_text, count + 1);
    if (count) memcpy(names, languages, count * sizeof *names);
    rules->languages = names;
    rules->nouns = arena_new(keep, const lexicon_table *, count + 1);
    rules->endings = arena_new(keep, const lexicon_table *, count + 1);
    rules->pronouns = arena_new(keep, const lexicon_table *, count + 1);
    rules->senses = arena_new(keep, const lexicon_table *, count + 1);
    rules->synonyms = arena_new(keep, const lexicon_table *, count + 1);
    rules->operators = arena_new(keep, const lexicon_table *, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        rules->nouns[i] = lexicon_find_table(&lexicons[i], "predicates_nouns");
        rules->endings[i] = lexicon_find_table(&lexicons[i], "claims_endings");
        rules->pronouns[i] = lexicon_find_table(&lexicons[i], "coreference_pronouns");
        rules->senses[i] = lexicon_find_table(&lexicons[i], "word_senses");
        rules->synonyms[i] = lexicon_find_table(&lexicons[i], "word_synonyms");
        rules->operators[i] = lexicon_find_table(&lexicons[i], "stage_operators");
    }
    rules->language_count = count;
    rules->entries = arena_new(keep, word_entry, slots);
    rules->mask = (uint32_t)slots - 1;
    rules->classes = arena_new(keep, word_class, classes + 1);
    rules->being = arena_new(keep, hs_text, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        add_idiom_words(rules, i, lexicon_find_table(&lexicons[i], "claims_idioms"));
        add_classes(rules, i, lexicon_find_table(&lexicons[i], "claims_synonyms"), keep);
        add_kinds(rules, i, lexicon_find_table(&lexicons[i], "claims_words"));
        add_spokespeople(rules, i, lexicon_find_table(&lexicons[i], "voices_people"));
        add_named(rules, i, lexicon_find_table(&lexicons[i], "predicates_named"));
        add_offices(rules, i, lexicon_find_table(&lexicons[i], "claims_offices"));
        add_bodies(rules, i, lexicon_find_table(&lexicons[i], "entities_bodies"));
    }
    return rules;
}

uint32_t rules_language(const claims_rules *rules, hs_text language) {
    for (uint32_t i = 0; i < rules->language_count; i++)
        if (text_equal(rules->languages[i], language)) return i;
    return rules->language_count ? 0 : HS_NONE;
}

uint32_t rules_word(const claims_rules *rules, uint32_t language, hs_text word) {
    if (!word.size) return 0;
    if (language != HS_NONE) return find_slot(rules, language, word)->kinds;
    uint32_t bits = 0;
    for (uint32_t i = 0; i < rules->language_count; i++) bits |= find_slot(rules, i, word)->kinds;
    return bits;
}

uint32_t rules_bodies(const claims_rules *rules, hs_text word) {
    uint32_t bits = 0;
    for (uint32_t i = 0; word.size && i < rules->language_count; i++) bits |= find_slot(rules, i, word)->bodies;
    return bits;
}

// The role's last words name the office in one language ("interior minister"), its first in another ("ministro del Interior").
hs_text rules_office(const claims_rules *rules, uint32_t language, hs_text role, hs_arena *arena) {
    if (language == HS_NONE) return (hs_text){0};
    for (size_t at = 0; at < role.size; at++) {
        if (at && role.data[at - 1] != ' ') continue;
        const word_entry *entry = find_slot(rules, language, text_slice(role, at, role.size));
        if (!entry->has_office) continue;
        return entry->office.size ? arena_print(arena, "%.*s%.*s", (int)at, role.data, TEXT_ARGS(entry->office)) : (hs_text){0};
    }
    for (size_t end = role.size; end-- > 1;) {
        if (role.data[end] != ' ') continue;
        const word_entry *entry = find_slot(rules, language, text_slice(role, 0, end));
        if (!entry->has_office) continue;
        return entry->office.size ? arena_print(arena, "%.*s%.*s", TEXT_ARGS(entry->office), (int)(role.size - end), role.data + end) : (hs_text){0};
    }
    return (hs_text){0};
}

hs_text rules_verb(const claims_rules *rules, uint32_t language, hs_text noun) {
    if (language == HS_NONE) return (hs_text){0};
    return lexicon_cell(rules->nouns[language], lexicon_find(rules->nouns[language], noun), 0, "verb");
}

hs_text rules_base(const claims_rules *rules, uint32_t language, hs_text word, hs_arena *arena) {
    enum { SHORTEST_STEM = 3 };
    if (language == HS_NONE || find_slot(rules, language, word)->word.size || rules_verb(rules, language, word).size) return word;
    const lexicon_table *endings = rules->endings[language];
    for (size_t at = SHORTEST_STEM; at < word.size; at++) {
        lexicon_rows rows = lexicon_find(endings, text_slice(word, at, word.size));
        for (uint32_t i = 0; i < rows.count; i++) {
            hs_text base = arena_print(arena, "%.*s%.*s", (int)at, word.data, TEXT_ARGS(lexicon_cell(endings, rows, i, "verb")));
            if (find_slot(rules, language, base)->classes.count) return base;
        }
    }
    return word;
}

noun_sort rules_sort(const claims_rules *rules, uint32_t language, hs_text noun) {
    static const struct {
        hs_text field; // of WordNet
        noun_sort sort;
    } sorts[] = {
        {TEXT_INIT("person"), SORT_PEOPLE},        {TEXT_INIT("artifact"), SORT_THING}, {TEXT_INIT("object"), SORT_THING},
        {TEXT_INIT("substance"), SORT_THING},      {TEXT_INIT("animal"), SORT_THING},   {TEXT_INIT("plant"), SORT_THING},
        {TEXT_INIT("food"), SORT_THING},           {TEXT_INIT("state"), SORT_MATTER},   {TEXT_INIT("process"), SORT_MATTER},
        {TEXT_INIT("phenomenon"), SORT_MATTER},    {TEXT_INIT("time"), SORT_MATTER},    {TEXT_INIT("relation"), SORT_MATTER},
        {TEXT_INIT("act"), SORT_MATTER},           {TEXT_INIT("event"), SORT_MATTER},   {TEXT_INIT("attribute"), SORT_MATTER},
        {TEXT_INIT("cognition"), SORT_MATTER},     {TEXT_INIT("feeling"), SORT_MATTER}, {TEXT_INIT("motive"), SORT_MATTER},
    };
    if (language == HS_NONE || !noun.size || !rules->senses[language]) return SORT_UNKNOWN;
    if (rules_word(rules, language, noun) & WORD_ACTING) return SORT_PEOPLE;
    hs_text field = lexicon_cell(rules->senses[language], lexicon_find(rules->senses[language], noun), 0, "noun");
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (text_equal(field, sorts[i].field)) return sorts[i].sort;
    return SORT_UNKNOWN;
}

bool rules_means_thing(const claims_rules *rules, uint32_t language, hs_text pronoun) {
    char lower[8];
    if (language == HS_NONE || pronoun.size > sizeof lower) return false;
    for (size_t i = 0; i < pronoun.size; i++) lower[i] = (char)byte_lower((unsigned char)pronoun.data[i]);
    lexicon_rows rows = lexicon_find(rules->pronouns[language], (hs_text){lower, pronoun.size});
    return text_equal(lexicon_cell(rules->pronouns[language], rows, 0, "kind"), TEXT("it"));
}

uint32_t rules_senses(const claims_rules *rules, uint32_t language, hs_text lemma) {
    uint64_t senses = 0;
    if (language == HS_NONE || !lemma.size || !rules->senses[language]) return 0;
    const lexicon_table *table = rules->senses[language];
    return text_to_number(lexicon_cell(table, lexicon_find(table, lemma), 0, "senses"), &senses) ? (uint32_t)senses : 0;
}

bool rules_is_named(const claims_rules *rules, uint32_t language, hs_text lemma) {
    return language != HS_NONE && lemma.size && find_slot(rules, language, lemma)->named;
}

uint32_t rules_synonyms(const claims_rules *rules, uint32_t language, hs_text lemma, bool noun, uint64_t *out) {
    uint32_t count = 0;
    if (language == HS_NONE || !lemma.size) return 0;
    const lexicon_table *table = rules->synonyms[language];
    hs_text sets = lexicon_cell(table, lexicon_find(table, lemma), 0, noun ? "noun" : "verb");
    while (sets.size && count < SYNONYMS_PER_WORD) out[count++] = text_hash(text_cut(&sets, ' '), 5);
    return count;
}

static bool has_frame(hs_text frames, hs_text frame) {
    while (frames.size)
        if (text_equal(text_cut(&frames, ','), frame)) return true;
    return false;
}

bool rules_object_stage(const claims_rules *rules, uint32_t language, hs_text verb, hs_stage *stage) {
    static const hs_text names[] = {[HS_STAGE_CONSIDERED] = TEXT_INIT("considered"), [HS_STAGE_PLANNED] = TEXT_INIT("planned"), [HS_STAGE_ORDERED] = TEXT_INIT("ordered")};
    if (language == HS_NONE || !verb.size) return false;
    const lexicon_table *table = rules->operators[language];
    lexicon_rows rows = lexicon_find(table, verb);
    for (uint32_t i = 0; i < rows.count; i++) {
        if (!has_frame(lexicon_cell(table, rows, i, "frame"), TEXT("obj")) || !text_equal(lexicon_cell(table, rows, i, "sign"), TEXT("+"))) continue;
        for (hs_stage at = HS_STAGE_CONSIDERED; at <= HS_STAGE_ORDERED; at++)
            if (text_equal(lexicon_cell(table, rows, i, "stage"), names[at])) return *stage = at, true;
    }
    return false;
}

bool rules_governs(const claims_rules *rules, uint32_t language, hs_text noun) {
    if (language == HS_NONE || !noun.size) return false;
    const lexicon_table *table = rules->operators[language];
    lexicon_rows rows = lexicon_find(table, noun);
    for (uint32_t i = 0; i < rows.count; i++)
        if (text_equal(lexicon_cell(table, rows, i, "class"), TEXT("noun"))) return true;
    return false;
}

uint32_t rules_idiom_word(const claims_rules *rules, uint32_t language, hs_text word) {
    return word.size && language != HS_NONE ? find_slot(rules, language, word)->idiom : 0;
}

hs_text rules_being(const claims_rules *rules, uint32_t language) { return language == HS_NONE ? (hs_text){0} : rules->being[language]; }

bool rules_begins_idiom(const claims_rules *rules, uint32_t language, hs_text word) {
    return word.size && language != HS_NONE && find_slot(rules, language, word)->begins;
}

hs_text rules_stem(const claims_rules *rules, uint32_t language, hs_text word) {
    enum { SHORTEST_STEM = 3, LONGEST_ENDING = 3 };
    for (size_t cut = LONGEST_ENDING; cut && language != HS_NONE; cut--) {
        if (word.size < cut + SHORTEST_STEM) continue;
        size_t at = word.size - cut;
        if (find_slot(rules, language, text_slice(word, at, word.size))->ends) return text_slice(word, 0, at);
    }
    return word;
}

class_list rules_classes(const claims_rules *rules, uint32_t language, hs_text lemma) {
    if (!lemma.size || language == HS_NONE) return (class_list){0};
    return find_slot(rules, language, lemma)->classes;
}

const word_class *rules_class(const claims_rules *rules, uint32_t number) { return &rules->classes[number]; }

hs_status claims_rules_outlets(claims_rules *rules, hs_text table, hs_text path, hs_arena *keep, hs_error *error) {
    return houses_open(rules, table, path, keep, &rules->houses, error);
}

const house_table *rules_houses(const claims_rules *rules) { return rules->houses; }

uint32_t rules_class_count(const claims_rules *rules) { return rules->class_count; }
