// hearsay mark: what a person says of claims, documents and outlets, kept apart from what was read.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/show.h"
#include "claims/claims.h"
#include "picture/marks.h"

typedef struct marking {
    const options *options;
    messages *messages;
    store *store;
    hs_arena *keep;
    hs_picture picture; // as it is before the mark
    hs_mark mark;
    hs_mark_target *targets;
    size_t count, capacity;
    char now[CLOCK_SIZE];
} marking;

static bool complain(const char *format, hs_text about) {
    fputs("hearsay mark: ", stderr);
    fprintf(stderr, format, TEXT_ARGS(about));
    fputc('\n', stderr);
    return false;
}

// ---------------------------------------------------------------- what is meant

// A claim by its number, or by the beginning of its id.
static const hs_claim *find_claim(const marking *m, hs_text called) {
    uint64_t number;
    const hs_picture *p = &m->picture;
    const hs_claim *found = NULL;
    if (called.size < 10 && text_to_number(called, &number) && number >= 1 && number <= p->claim_count) return &p->claims[number - 1];
    for (uint32_t i = 0; i < p->claim_count && called.size >= 6; i++) {
        if (!text_starts(p->claims[i].id, called)) continue;
        if (found) return NULL;
        found = &p->claims[i];
    }
    return found;
}

static void add_target(marking *m, hs_mention at, uint32_t part) {
    const hs_report *r = &m->picture.reports[at.report];
    if (m->count >= LIMIT_MARK_STATEMENTS) return; // so many tell which claim is meant
    *arena_push(m->keep, m->targets, m->count, m->capacity) =
        (hs_mark_target){part, r->statements[at.statement].id, claims_key(r, at.statement), r->document.url.size ? r->document.url : r->document.id};
}

static bool take_claim(marking *m, hs_text called, uint32_t part) {
    const hs_claim *c = find_claim(m, called);
    if (!c) return complain("there is no claim '%.*s', or several begin so: give its number or its id", called);
    for (uint32_t i = 0; i < c->mention_count; i++) add_target(m, c->mentions[i], part);
    return true;
}

// A statement by the beginning of its id, of one claim.
static bool take_statement(marking *m, const hs_claim *c, hs_text called) {
    size_t before = m->count;
    for (uint32_t i = 0; i < c->mention_count && called.size >= 4; i++) {
        const hs_statement *s = &m->picture.reports[c->mentions[i].report].statements[c->mentions[i].statement];
        if (text_starts(s->id, called)) add_target(m, c->mentions[i], 0);
    }
    return m->count > before || complain("the claim has no statement '%.*s'; hearsay picture --format json shows their ids", called);
}

// A document by URL, id or path, or an outlet by its name, as the marks' target.
static bool take_thing(marking *m, hs_text called, bool only_outlets) {
    for (uint32_t i = 0; i < m->picture.report_count; i++) {
        const hs_document *d = &m->picture.reports[i].document;
        if (text_equal_fold(d->outlet, called)) return m->mark.target = d->outlet, true;
        if (!only_outlets && (text_equal(d->id, called) || text_equal(d->url, called) || text_equal(d->path, called)))
            return m->mark.target = d->url.size ? d->url : d->id, true;
    }
    return complain(only_outlets ? "no outlet is called '%.*s'" : "no claim, document or outlet is called '%.*s'", called);
}

// ---------------------------------------------------------------- kinds

static hs_text argument(const marking *m, size_t number) { return text_of(m->options->paths[number]); }

static bool make_note(marking *m) {
    m->mark.kind = HS_MARK_NOTE;
    m->mark.value = text_trim(argument(m, 2));
    if (!m->mark.value.size || m->mark.value.size > LIMIT_NOTE_BYTES) return complain("a note has words, at most %.*s bytes of them", TEXT("65536"));
    if (find_claim(m, argument(m, 1))) return take_claim(m, argument(m, 1), 0);
    return take_thing(m, argument(m, 1), false);
}

static bool make_grade(marking *m) {
    hs_text grade = argument(m, 2);
    m->mark.kind = HS_MARK_GRADE;
    m->mark.value = grade;
    bool letter = grade.size == 1 && grade.data[0] >= 'A' && grade.data[0] <= 'F', digit = grade.size == 1 && grade.data[0] >= '1' && grade.data[0] <= '6';
    if (letter) return take_thing(m, argument(m, 1), true);
    return digit ? take_claim(m, argument(m, 1), 0) : complain("'%.*s' is no grade: an outlet has a letter, A to F, a claim a digit, 1 to 6", grade);
}

static bool make_unverifiable(marking *m) {
    m->mark.kind = HS_MARK_UNVERIFIABLE;
    m->mark.value = m->options->path_count > 2 ? argument(m, 2) : (hs_text){0};
    return take_claim(m, argument(m, 1), 0);
}

static bool make_merge(marking *m) {
    m->mark.kind = HS_MARK_MERGE;
    for (size_t i = 1; i < m->options->path_count; i++) {
        if (!take_claim(m, argument(m, i), (uint32_t)i - 1)) return false;
        for (size_t k = 1; k < i; k++)
            if (find_claim(m, argument(m, i)) == find_claim(m, argument(m, k))) return complain("'%.*s' is named twice", argument(m, i));
    }
    return true;
}

static bool make_split(marking *m) {
    m->mark.kind = HS_MARK_SPLIT;
    const hs_claim *c = find_claim(m, argument(m, 1));
    if (!c) return complain("there is no claim '%.*s'", argument(m, 1));
    for (size_t i = 2; i < m->options->path_count; i++)
        if (!take_statement(m, c, argument(m, i))) return false;
    return m->count < c->mention_count || complain("that is all of claim '%.*s': nothing would be left of it", argument(m, 1));
}

static const struct {
    hs_text name;
    size_t least, most;
    bool (*make)(marking *m);
} kinds[] = {{TEXT_INIT("note"), 3, 3, make_note},   {TEXT_INIT("grade"), 3, 3, make_grade}, {TEXT_INIT("unverifiable"), 2, 3, make_unverifiable},
             {TEXT_INIT("merge"), 3, 33, make_merge}, {TEXT_INIT("split"), 3, 65, make_split}};

// ---------------------------------------------------------------- listing and undoing

static int list_marks(marking *m) {
    hs_mark *marks;
    uint32_t count;
    hs_error error = {.byte = UINT64_MAX};
    json_writer w = {.arena = m->keep};
    if (store_marks(m->store, true, m->keep, &marks, &count, &error) != HS_OK) return messages_error(m->messages, &error), EXIT_STORE;
    for (uint32_t i = 0; i < count; i++) mark_write(&w, &marks[i]), json_line(&w);
    return messages_print(m->messages, (hs_text){w.data, w.size}) ? EXIT_ALL_READ : EXIT_STORE;
}

static int undo(marking *m) {
    uint64_t number;
    bool undone;
    hs_error error = {.byte = UINT64_MAX};
    if (m->options->path_count != 2 || !text_to_number(argument(m, 1), &number)) return complain("%.*s", TEXT("undo needs the number of a mark")), EXIT_USAGE;
    if (store_undo_mark(m->store, number, m->mark.at, m->mark.who, &undone, &error) != HS_OK) return messages_error(m->messages, &error), EXIT_STORE;
    return undone ? EXIT_ALL_READ : (complain("no mark %.*s holds", argument(m, 1)), EXIT_SKIPPED);
}

static int add(marking *m, const options *o) {
    hs_error error = {.byte = UINT64_MAX};
    size_t kind = 0;
    while (kind < sizeof kinds / sizeof *kinds && !text_equal(kinds[kind].name, argument(m, 0))) kind++;
    if (kind == sizeof kinds / sizeof *kinds) return complain("no mark is called '%.*s'; there are note, grade, unverifiable, merge, split, undo and list", argument(m, 0)), EXIT_USAGE;
    if (o->path_count < kinds[kind].least || o->path_count > kinds[kind].most) return complain("%.*s: see hearsay mark --help for what it needs", kinds[kind].name), EXIT_USAGE;
    hs_engine *engine = inputs_engine(o, m->messages, 0);
    if (!engine) return EXIT_DATA;
    hs_status status = show_picture(o, m->store, engine, m->keep, &m->picture, &error);
    bool good = status == HS_OK && kinds[kind].make(m);
    m->mark.targets = m->targets, m->mark.target_count = (uint32_t)m->count;
    if (good && !o->dry_run) status = store_add_mark(m->store, &m->mark, *m->keep, &error);
    hs_engine_close(engine);
    if (status != HS_OK) return messages_error(m->messages, &error), EXIT_STORE;
    if (!good) return EXIT_USAGE;
    if (o->dry_run) printf("would mark %zu statements\n", m->count);
    else printf("mark %llu\n", (unsigned long long)m->mark.number);
    return EXIT_ALL_READ;
}

static const char *find_person(const options *o) {
    const char *names[] = {o->who, getenv("LOGNAME"), getenv("USER")};
    for (size_t i = 0; i < 3; i++)
        if (names[i] && *names[i]) return names[i];
    return NULL;
}

static int run_marking(marking *m, const options *o) {
    bool list = text_equal(argument(m, 0), TEXT("list"));
    const char *who = find_person(o);
    if (list) return list_marks(m);
    if (!who || strlen(who) > 200) return complain("%.*s", TEXT("who are you? --who NAME, or HEARSAY_WHO")), EXIT_USAGE;
    m->mark.who = text_of(who);
    m->mark.at = o->when ? text_of(o->when) : clock_text(clock_seconds(), m->now);
    if (m->mark.at.size < 10 || m->mark.at.size > 20) return complain("'%.*s' is no time such as 2025-03-04T06:05:00Z", m->mark.at), EXIT_USAGE;
    return text_equal(argument(m, 0), TEXT("undo")) ? undo(m) : add(m, o);
}

static int run(const options *o) {
    messages said = {.quiet = o->quiet};
    marking m = {.options = o, .messages = &said};
    if (!(m.store = show_open(o, true, &said))) return EXIT_STORE;
    m.keep = hs_arena_open(LIMIT_RUN_ARENA_BYTES);
    int code = m.keep ? run_marking(&m, o) : EXIT_DATA;
    if (fflush(stdout) != 0) code = EXIT_STORE;
    hs_arena_close(m.keep);
    store_close(m.store);
    return code;
}

static const option list[] = {
    {"--db", OPTION_TEXT, offsetof(options, db), "FILE", "the store (hearsay.db)"},
    {"--who", OPTION_TEXT, offsetof(options, who), "NAME", "whose mark it is (your login name)"},
    {"--when", OPTION_TEXT, offsetof(options, when), "TIME", "put this time down instead of now"},
    {"--dry-run", OPTION_FLAG, offsetof(options, dry_run), NULL, "check what is meant; put nothing down"},
    {NULL, OPTION_FLAG, 0, NULL, NULL},
};

const command command_mark = {
    .name = "mark",
    .arguments = "KIND [TARGET...]",
    .summary = "Put down what a person says of claims, documents and outlets",
    .examples = "hearsay mark note 3 \"harbour office says no, by phone\"\ta note on a claim; also on a document or an outlet\n"
                "hearsay mark grade \"The Calder Gazette\" B\ta letter of the Admiralty code, A to F, for an outlet\n"
                "hearsay mark unverifiable 4 \"only a deleted post\"\ta claim that nobody can check, and why\n"
                "hearsay mark merge 3 7\ttwo claims are one\n"
                "hearsay mark split 3 7af15ebb\tthis statement tells of something else\n"
                "hearsay mark list\tall marks, as JSON Lines\n"
                "hearsay mark undo 2\tthe mark stays in the store and holds no more",
    .text = "Marks stand beside what was read, with who and when, and never change it: a merge or a split is done anew each time the "
            "picture is made, until it is undone. A claim is named by its number or the beginning of its id. The digit beside a letter "
            "is proposed by counting origins: 1 two or more affirm that could not be each other and none denies, 2 there may be two, "
            "3 more affirm than deny, 4 no more do, 5 more deny, 6 one voice alone. A person may put down another for a claim.",
    .least_paths = 1,
    .most_paths = 65,
    .options = list,
    .run = run,
};
