// Putting what watch has found: a page whose words are those of before is no new version, whatever its
// advertisements say; a file is looked into when its size or its time of change is another.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "bytes/input.h"
#include "bytes/walk.h"
#include "cli/watch.h"

static hs_text words_of(const hs_document *d, hs_arena *keep) { return text_hex(keep, text_hash(d->text, text_hash(d->title, 0))); }

static void print_document(watch *w, const hs_document *d, bool is_new) {
    hs_text line = arena_print(w->each, "%s\t%.*s\t%.*s\t%.*s\n", is_new ? "new" : "changed", TEXT_ARGS(d->url.size ? d->url : d->path), TEXT_ARGS(d->outlet),
                               TEXT_ARGS(d->title));
    messages_clear(w->messages);
    if (!messages_print(w->messages, line)) w->broken = true;
}

void watch_put(watch *w, const hs_payload *payload, hs_report *report, store_visit *visit) {
    hs_error error = {.byte = UINT64_MAX};
    hs_text words = words_of(&report->document, w->keep);
    bool added;
    for (uint32_t i = 0; i < report->document.notice_count; i++) messages_notice(w->messages, &report->document.notices[i]);
    if (text_equal(words, visit->words)) {
        w->counts.unchanged++;
        return;
    }
    hs_arena scratch = arena_split(w->each);
    bool good = store_put(w->store, report, payload, scratch, &added, &error) == HS_OK;
    arena_join(w->each);
    if (!good) {
        messages_error(w->messages, &error);
        w->broken = true;
        return;
    }
    visit->words = words;
    bool is_new = added && report->document.version == 1;
    w->counts.added += is_new, w->counts.changed += added && !is_new, w->counts.unchanged += !added;
    if (added) print_document(w, &report->document, is_new);
}

// A file that is one report and gives it no address: the visit remembers the document, so that what the file says later
// is another version of it. That one was there when the file changed.
static void know_file(hs_payload *payload, const store_visit *visit, hs_text changed) {
    payload->id = visit->found_in;
    if (payload->id.size) payload->retrieved = changed;
}

static bool is_forgotten(watch *w, const hs_document *d) {
    return store_is_forgotten(w->store, d->url.size ? d->url : d->id, *w->each) || store_is_forgotten(w->store, d->path, *w->each);
}

static void put_file(watch *w, const char *path, hs_text changed, store_visit *visit) {
    hs_error error = {.byte = UINT64_MAX};
    input_options wanted = {.notify = messages_notice, .notify_context = w->messages};
    input *in;
    if (input_open(&in, &path, 1, &wanted, &error) != HS_OK) {
        messages_error(w->messages, &error);
        return;
    }
    for (bool more = true; more && !w->broken;) {
        hs_payload payload;
        hs_report report;
        hs_arena_reset(w->each);
        if (input_next(in, w->each, &payload, &more, &error) != HS_OK || !more) break;
        bool whole = text_equal(payload.path, text_of(path)); // not one of several records
        if (whole) know_file(&payload, visit, changed);
        else visit->words = (hs_text){0};
        if (hs_annotate(w->engine, &payload, w->each, &report, &error) != HS_OK) messages_error(w->messages, &error);
        else if (!is_forgotten(w, &report.document)) {
            watch_put(w, &payload, &report, visit);
            visit->found_in = whole && !report.document.url.size ? arena_text(w->keep, report.document.id) : (hs_text){0};
        }
    }
    input_close(in);
}

static void tell_walk(void *context, hs_text path, const char *reason) {
    watch *w = context;
    messages_notice(w->messages, &(hs_notice){true, path, UINT64_MAX, text_of(reason)});
}

// A file that has changed since it was last looked into.
static void look_at_file(watch *w, const char *path) {
    struct stat about;
    store_visit visit;
    bool known;
    hs_error error = {.byte = UINT64_MAX};
    char state[64];
    if (stat(path, &about) != 0) return;
    snprintf(state, sizeof state, "%lld %lld.%09ld", (long long)about.st_size, (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
    hs_text url = arena_text(w->keep, text_of(path));
    if (store_get_visit(w->store, url, w->keep, &visit, &known, &error) != HS_OK) {
        messages_error(w->messages, &error);
        w->broken = true;
        return;
    }
    if (known && text_equal(visit.etag, text_of(state))) return;
    w->counts.asked++;
    if (w->options->dry_run) {
        printf("would read\t%s\n", path);
        return;
    }
    char changed[CLOCK_SIZE];
    put_file(w, path, clock_text(about.st_mtim.tv_sec, changed), &visit);
    visit.kind = TEXT("file"), visit.etag = text_of(state), visit.checked = w->now, visit.due = INT64_MAX;
    if (!known) visit.first = w->now;
    if (!w->broken && store_put_visit(w->store, &visit, &error) != HS_OK) messages_error(w->messages, &error), w->broken = true;
}

void watch_files(watch *w, const char *path) {
    bool inside;
    walk *files = walk_open(&path, 1, tell_walk, w);
    for (const char *file; files && !w->broken && !(w->fetch.stop && *w->fetch.stop) && (file = walk_next(files, &inside));) look_at_file(w, file);
    walk_close(files);
}
