// Walks folders depth first. Each open folder is a sorted list of its names; a folder that
// is its own ancestor by way of a link is not entered again.
#include "bytes/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/text.h"

typedef struct folder {
    char *path;
    char **names; // [count], sorted
    size_t count, next;
    dev_t device;
    ino_t inode;
} folder;

struct walk {
    const char *const *paths;
    size_t path_count, path_next;
    walk_notify_fn *notify;
    void *context;
    folder folders[64]; // LIMIT_FOLDER_DEPTH
    size_t depth;
    char *current;
    uint64_t total;
};

static uint64_t count_bytes(const char *const *paths, size_t count) {
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        if (strcmp(paths[i], "-") == 0 || stat(paths[i], &about) != 0 || !S_ISREG(about.st_mode)) return 0;
        total += (uint64_t)about.st_size;
    }
    return total;
}

walk *walk_open(const char *const *paths, size_t count, walk_notify_fn *notify, void *context) {
    walk *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->paths = paths;
    w->path_count = count;
    w->notify = notify;
    w->context = context;
    w->total = count_bytes(paths, count);
    return w;
}

uint64_t walk_total(const walk *w) { return w->total; }

static void close_folder(folder *f) {
    for (size_t i = 0; i < f->count; i++) free(f->names[i]);
    free(f->names);
    free(f->path);
    *f = (folder){0};
}

void walk_close(walk *w) {
    if (!w) return;
    while (w->depth) close_folder(&w->folders[--w->depth]);
    free(w->current);
    free(w);
}

static int compare_names(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool add_name(folder *f, size_t *capacity, const char *name) {
    if (f->count == *capacity) {
        size_t more = *capacity ? *capacity * 2 : 64;
        char **moved = realloc(f->names, more * sizeof *moved);
        if (!moved) return false;
        f->names = moved;
        *capacity = more;
    }
    return (f->names[f->count] = strdup(name)) && ++f->count;
}

// Lists `path` on top of the open folders.
static void enter_folder(walk *w, const char *path, const struct stat *about) {
    for (size_t i = 0; i < w->depth; i++)
        if (w->folders[i].device == about->st_dev && w->folders[i].inode == about->st_ino) {
            w->notify(w->context, text_of(path), "leads back into a folder that it stands in");
            return;
        }
    if (w->depth == LIMIT_FOLDER_DEPTH || w->depth == sizeof w->folders / sizeof *w->folders) {
        w->notify(w->context, text_of(path), "folders are nested too deeply");
        return;
    }
    DIR *opened = opendir(path);
    if (!opened) {
        w->notify(w->context, text_of(path), strerror(errno));
        return;
    }
    folder f = {.path = strdup(path), .device = about->st_dev, .inode = about->st_ino};
    size_t capacity = 0;
    bool good = f.path;
    errno = 0;
    for (struct dirent *entry; good && (entry = readdir(opened)); errno = 0)
        if (entry->d_name[0] != '.') good = add_name(&f, &capacity, entry->d_name);
    if (!good) w->notify(w->context, text_of(path), "no memory to list it");
    else if (errno) w->notify(w->context, text_of(path), strerror(errno));
    closedir(opened);
    size_t size = f.path ? strlen(f.path) : 0;
    while (size > 1 && f.path[size - 1] == '/') f.path[--size] = 0;
    if (f.count) qsort(f.names, f.count, sizeof *f.names, compare_names);
    w->folders[w->depth++] = f;
}

// The name behind in the innermost folder, as a path.
static char *join(const folder *f) {
    const char *name = f->names[f->next];
    size_t size = strlen(f->path), more = strlen(name);
    char *path = malloc(size + more + 2);
    if (!path) return NULL;
    memcpy(path, f->path, size);
    if (size && path[size - 1] != '/') path[size++] = '/';
    memcpy(path + size, name, more + 1);
    return path;
}

// The next path in the order of the walk, in w->current. False at the end.
static bool step(walk *w, bool *inside) {
    while (w->depth && w->folders[w->depth - 1].next == w->folders[w->depth - 1].count)
        close_folder(&w->folders[--w->depth]);
    free(w->current);
    w->current = NULL;
    *inside = w->depth > 0;
    if (*inside) {
        folder *top = &w->folders[w->depth - 1];
        w->current = join(top);
        top->next++;
    } else if (w->path_next < w->path_count) {
        w->current = strdup(w->paths[w->path_next++]);
    }
    return w->current;
}

const char *walk_next(walk *w, bool *inside) {
    while (step(w, inside)) {
        struct stat about;
        if (!*inside && (strcmp(w->current, "-") == 0 || strstr(w->current, "://"))) return w->current;
        if (stat(w->current, &about) != 0) w->notify(w->context, text_of(w->current), strerror(errno));
        else if (S_ISDIR(about.st_mode)) enter_folder(w, w->current, &about);
        else if (S_ISREG(about.st_mode) || !*inside) return w->current;
    }
    return NULL;
}
