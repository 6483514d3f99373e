// Work on many items by several threads, taken and given in order: what comes out does not
// depend on how many threads there are.
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include <stdbool.h>
#include <stdint.h>

// `slot` numbers the place in which an item is worked on, below `slots`; the caller keeps
// whatever belongs to it, an arena for example. produce and consume are called on the
// calling thread, in order of the items; work on any thread, for different slots at a time.
typedef struct workers_job {
    void *context;
    bool (*produce)(void *context, uint32_t slot); // false: there are no more items
    void (*work)(void *context, uint32_t slot);
    bool (*consume)(void *context, uint32_t slot); // false: stop, nothing more is produced
} workers_job;

// Returns when every item that was produced has been consumed, or after consume said stop.
// `threads` of 1 or less does all on the calling thread; `slots` is at least 1.
void workers_run(uint32_t threads, uint32_t slots, const workers_job *job);

// Processors that this process may use, at least 1.
uint32_t workers_count(void);

#endif
