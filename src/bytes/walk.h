// PATHs as given to files one by one: folders are walked in byte order of the names.
#ifndef BYTES_WALK_H
#define BYTES_WALK_H

#include "hearsay.h"

typedef struct walk walk;

// Told of a folder or file that cannot be looked at.
typedef void walk_notify_fn(void *context, hs_text path, const char *reason);

// NULL where there is no memory. `paths` must outlive the walk.
walk *walk_open(const char *const *paths, size_t count, walk_notify_fn *notify, void *context);

// The next file, a terminated string that lives until the next call; `*inside` says that it
// was met in a folder rather than named. Inside folders names that begin with a dot, and
// what is neither file nor folder, are passed over. NULL at the end.
const char *walk_next(walk *w, bool *inside);

// Bytes of all files named, 0 where a folder or a stream is among them.
uint64_t walk_total(const walk *w);

void walk_close(walk *w);

#endif
