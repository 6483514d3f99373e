// One round of watch. In: sources. Out: what is new or changed, in the store.
//
// Method: a source is a feed, a list of feeds (OPML), a page, or a folder. Feeds and pages are asked for with what the
// store remembers of their last answer (ETag, Last-Modified). What a feed's item links to becomes a page of the store's
// visits before the feed itself is marked as seen, so that a round can be broken off anywhere and taken up again. Pages
// are looked at again while they are young: after an hour, two, four, … up to two weeks, for silent edits. Whatever
// fails waits twice as long each time, or as long as the server says.
#include <stdio.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "bytes/input.h"
#include "bytes/opml.h"
#include "cli/watch.h"
#include "engine/engine.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, FOLLOWED_DAYS = 14, LONGEST_WAIT = 4 * DAY, ROBOTS_AGE = DAY, REFUSED_WAIT = 7 * DAY };

struct watch_job {
    store_visit visit;
    bool is_source; // somebody named it, or a list did
    bool in_list;   // of feeds: what it leads to is no list again
    hs_payload item; // what the feed said of a page; no bytes where it is not at hand
};

// ---------------------------------------------------------------- what to ask for

static bool failed(watch *w, hs_status status, const hs_error *error) {
    if (status == HS_OK) return false;
    messages_error(w->messages, error);
    return w->broken = true;
}

static void put_visit(watch *w, const store_visit *visit) {
    hs_error error = {.byte = UINT64_MAX};
    if (!w->broken) (void)failed(w, store_put_visit(w->store, visit, &error), &error);
}

static void skip(watch *w, hs_text path, hs_text reason) {
    w->counts.failed++;
    messages_notice(w->messages, &(hs_notice){true, path, UINT64_MAX, reason});
}

static void ask(watch *w, const watch_job *job) {
    if (w->job_count >= LIMIT_WATCH_PAGES) return; // the rest is due in the next round
    if (w->options->dry_run) {
        messages_print(w->messages, arena_print(w->keep, "would ask for\t%.*s\n", TEXT_ARGS(job->visit.url)));
        return;
    }
    fetch_request request = {.url = job->visit.url, .etag = job->visit.etag, .modified = job->visit.modified, .named = job->is_source,
                             .number = w->job_count};
    if (!fetch_add(w->fetcher, &request)) {
        skip(w, job->visit.url, TEXT("no URL that can be fetched"));
        return;
    }
    *arena_push(w->keep, w->jobs, w->job_count, w->job_capacity) = *job;
}

static void ask_source(watch *w, hs_text url, bool in_list) {
    watch_job job = {.is_source = true, .in_list = in_list};
    hs_error error = {.byte = UINT64_MAX};
    bool known;
    for (size_t i = 0; i < w->job_count; i++)
        if (text_equal(w->jobs[i].visit.url, url)) return;
    if (failed(w, store_get_visit(w->store, url, w->keep, &job.visit, &known, &error), &error)) return;
    job.visit.kind = TEXT("feed");
    if (!known) job.visit.first = w->now;
    if (job.visit.due <= w->now) ask(w, &job);
}

static void ask_due_pages(watch *w) {
    store_visit *list;
    uint32_t count;
    hs_error error = {.byte = UINT64_MAX};
    if (failed(w, store_visits(w->store, TEXT("page"), w->now, LIMIT_WATCH_PAGES, w->keep, &list, &count, &error), &error)) return;
    size_t sources = w->job_count;
    for (uint32_t i = 0; i < count; i++) {
        bool asked = false;
        for (size_t k = 0; k < sources && !asked; k++) asked = text_equal(w->jobs[k].visit.url, list[i].url);
        if (!asked) ask(w, &(watch_job){.visit = list[i]});
    }
}

static void know_robots(watch *w) {
    store_visit *list;
    uint32_t count;
    hs_error error = {.byte = UINT64_MAX};
    if (failed(w, store_visits(w->store, TEXT("robots"), INT64_MAX, LIMIT_WATCH_PAGES, w->keep, &list, &count, &error), &error)) return;
    for (uint32_t i = 0; i < count; i++)
        if (list[i].due > w->now) fetch_know_robots(w->fetcher, list[i].url, (uint32_t)list[i].status, list[i].body);
}

// ---------------------------------------------------------------- answers

// When a page is looked at next: the older, the later.
static int64_t next_look(const watch *w, const store_visit *visit) {
    int64_t age = w->now - visit->first, wait = age < HOUR ? HOUR : age > LONGEST_WAIT ? LONGEST_WAIT : age;
    return age > FOLLOWED_DAYS * DAY ? INT64_MAX : w->now + wait;
}

static void end_visit(watch *w, watch_job *job, const fetch_answer *a) {
    store_visit *v = &job->visit;
    bool is_page = text_equal(v->kind, TEXT("page"));
    v->checked = w->now;
    v->status = a->status;
    if (a->outcome == FETCH_DONE) v->etag = a->etag, v->modified = a->modified;
    if (a->outcome == FETCH_DONE || a->outcome == FETCH_UNCHANGED) {
        v->failures = 0;
        v->due = is_page ? next_look(w, v) : w->now;
    } else if (a->outcome == FETCH_REFUSED) v->due = w->now + REFUSED_WAIT;
    else {
        int64_t wait = (int64_t)MINUTE << (v->failures < 10 ? ++v->failures : 10);
        v->due = w->now + (a->retry_after_s > wait ? (int64_t)a->retry_after_s : wait < DAY ? wait : DAY);
        bool gone = a->status == 404 || a->status == 410 || a->status == 451;
        if (is_page && (gone || w->now - v->first > FOLLOWED_DAYS * DAY)) v->due = INT64_MAX;
    }
    put_visit(w, v);
}

static bool annotate(watch *w, const hs_payload *payload, hs_report *report) {
    hs_error error = {.byte = UINT64_MAX};
    if (hs_annotate(w->engine, payload, w->each, report, &error) == HS_OK) return true;
    skip(w, payload->path, text_of(error.reason));
    return false;
}

static void put_item(watch *w, watch_job *job, const hs_payload *item) {
    hs_report report;
    hs_arena_reset(w->each);
    if (annotate(w, item, &report)) watch_put(w, item, &report, &job->visit);
}

// An item of a feed: its page is asked for, or where it has none, or none is wanted, it is put as it is.
static void take_item(watch *w, watch_job *feed, const hs_payload *payload) {
    hs_document d;
    hs_error error = {.byte = UINT64_MAX};
    watch_job job = {0};
    bool known;
    hs_arena scratch = arena_split(w->each);
    bool good = document_read(w->engine->document, payload, w->each, scratch, &d, &error) == HS_OK;
    arena_join(w->each);
    if (!good || store_is_forgotten(w->store, d.url.size ? d.url : d.id, *w->each)) return;
    hs_text url = arena_text(w->keep, d.url.size ? d.url : d.id);
    if (failed(w, store_get_visit(w->store, url, w->keep, &job.visit, &known, &error), &error)) return;
    bool page = fetch_is_url(url) && !w->options->items;
    if (known && page) return; // it is looked at by its own clock
    if (!known) job.visit.first = w->now;
    job.visit.kind = page ? TEXT("page") : TEXT("item"), job.visit.found_in = feed->visit.url;
    job.visit.due = page ? w->now : INT64_MAX;
    job.item = *payload;
    job.item.bytes = arena_text(w->keep, payload->bytes);
    hs_text *texts[] = {&job.item.path, &job.item.charset, &job.item.url, &job.item.outlet, &job.item.language, &job.item.retrieved,
                        &job.item.base, &job.item.asked, &job.item.headers};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = arena_text(w->keep, *texts[i]);
    if (page) {
        put_visit(w, &job.visit);
        ask(w, &job);
        return;
    }
    put_item(w, &job, &job.item);
    job.visit.checked = w->now;
    put_visit(w, &job.visit);
}

// The answer as payloads: of a source its items, or itself where it is a page; of a page itself.
static void read_answer(watch *w, watch_job *job, const fetch_answer *a) {
    input_options wanted = {.notify = messages_notice, .notify_context = w->messages, .now = text_of(w->now_text)};
    hs_error error = {.byte = UINT64_MAX};
    input *in;
    if (failed(w, input_open_answer(&in, a, &wanted, &error), &error)) return;
    for (bool more = true, first = true; more && !w->broken; first = false) {
        hs_payload payload;
        hs_report report;
        hs_arena_reset(w->each);
        if (input_next(in, w->each, &payload, &more, &error) != HS_OK || !more) break;
        bool whole = payload.kind == HS_KIND_HTML || payload.kind == HS_KIND_TEXT;
        if (!whole) {
            if (job->is_source) take_item(w, job, &payload);
            continue;
        }
        if (!first || !annotate(w, &payload, &report)) break;
        if (store_is_forgotten(w->store, report.document.url, *w->each)) break;
        // a page that says less than the feed did: behind a wall, or made by scripts
        hs_document d = {0};
        hs_arena scratch = arena_split(w->each);
        bool fuller = job->item.bytes.size && document_read(w->engine->document, &job->item, w->each, scratch, &d, &error) == HS_OK &&
                      d.text.size > report.document.text.size;
        arena_join(w->each);
        if (fuller) job->visit.kind = TEXT("item"), put_item(w, job, &job->item);
        else watch_put(w, &payload, &report, &job->visit);
        break;
    }
    input_close(in);
}

static void take_done(watch *w, size_t number, const fetch_answer *a) {
    watch_job job = w->jobs[number]; // the list may move
    hs_text *urls;
    uint32_t count;
    if (job.is_source && opml_read(text_trim(a->body), w->keep, &urls, &count)) {
        for (uint32_t i = 0; i < count && !job.in_list; i++) ask_source(w, urls[i], true);
    } else read_answer(w, &job, a);
    if (text_equal(job.visit.kind, TEXT("item"))) {
        job.visit.due = INT64_MAX, job.visit.checked = w->now;
        put_visit(w, &job.visit);
    } else end_visit(w, &job, a);
}

static void take_robots(watch *w, const fetch_answer *a) {
    store_visit visit = {.url = a->asked, .kind = TEXT("robots"), .status = a->status, .first = w->now, .checked = w->now, .body = a->body};
    bool answered = a->status >= 200 && a->status < 500;
    visit.due = w->now + (answered ? ROBOTS_AGE : 10 * MINUTE);
    put_visit(w, &visit);
}

static void take_answer(watch *w, const fetch_answer *a) {
    if (a->outcome == FETCH_ROBOTS) {
        take_robots(w, a);
        return;
    }
    watch_job *job = &w->jobs[a->number];
    w->counts.asked++;
    if (a->outcome == FETCH_DONE) {
        take_done(w, a->number, a);
        return;
    }
    if (a->outcome == FETCH_UNCHANGED) w->counts.unchanged++;
    else if (a->outcome == FETCH_REFUSED) {
        w->counts.refused++;
        messages_notice(w->messages, &(hs_notice){false, job->visit.url, UINT64_MAX, a->trouble});
    } else skip(w, job->visit.url, a->trouble);
    if (job->item.bytes.size && a->outcome != FETCH_UNCHANGED && (a->outcome == FETCH_REFUSED || (a->status >= 400 && a->status < 500)))
        put_item(w, job, &job->item);
    end_visit(w, job, a);
}

// ---------------------------------------------------------------- the round

// A source that is a file: a list of feeds, else a report.
static void take_path(watch *w, const char *path) {
    hs_text bytes, *urls;
    uint32_t count;
    FILE *file = fopen(path, "r");
    char head[4096];
    size_t size = file ? fread(head, 1, sizeof head, file) : 0;
    if (file) fclose(file);
    bool opml = text_find_fold((hs_text){head, size}, TEXT("<opml"), 0) != SIZE_MAX;
    hs_error error = {.byte = UINT64_MAX};
    if (!opml) watch_files(w, path);
    else if (file_map(path, &bytes, &error) != HS_OK) skip(w, text_of(path), text_of(error.reason));
    else {
        if (opml_read(text_trim(bytes), w->keep, &urls, &count))
            for (uint32_t i = 0; i < count; i++) ask_source(w, urls[i], true);
        file_unmap(bytes);
    }
}

void watch_round(watch *w) {
    hs_arena_reset(w->keep);
    w->jobs = NULL;
    w->job_count = w->job_capacity = 0;
    w->counts = (watch_counts){0};
    w->now = clock_seconds();
    clock_text(w->now, w->now_text);
    know_robots(w);
    for (size_t i = 0; i < w->source_count && !w->broken; i++) {
        if (fetch_is_url(w->sources[i])) ask_source(w, arena_text(w->keep, w->sources[i]), false);
        else take_path(w, w->sources[i].data);
    }
    if (!w->broken) ask_due_pages(w);
    hs_arena *answers = hs_arena_open(LIMIT_DOCUMENT_ARENA_BYTES);
    fetch_answer answer;
    while (answers && !w->broken && fetch_next(w->fetcher, answers, &answer)) {
        take_answer(w, &answer);
        messages_round(w->messages, w->counts.asked, w->job_count);
        hs_arena_reset(answers);
    }
    hs_arena_close(answers);
    messages_clear(w->messages);
}
