// See workers.h. A ring of slots: the calling thread fills them at one end and empties them
// at the other; workers take the oldest that is full. One lock, two conditions.
#include "base/workers.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

typedef struct pool {
    const workers_job *job;
    pthread_mutex_t lock;
    pthread_cond_t filled, worked;
    uint64_t produced, taken, consumed; // items so far
    uint32_t slots;
    bool closed;
    bool *done; // [slots]
} pool;

static void *worker(void *argument) {
    pool *p = argument;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->taken == p->produced && !p->closed) pthread_cond_wait(&p->filled, &p->lock);
        if (p->taken == p->produced) break;
        uint32_t slot = (uint32_t)(p->taken++ % p->slots);
        pthread_mutex_unlock(&p->lock);
        p->job->work(p->job->context, slot);
        pthread_mutex_lock(&p->lock);
        p->done[slot] = true;
        pthread_cond_signal(&p->worked);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

// Fills one slot, without the lock. False when there is nothing more.
static bool fill(pool *p) {
    if (!p->job->produce(p->job->context, (uint32_t)(p->produced % p->slots))) return false;
    pthread_mutex_lock(&p->lock);
    p->produced++;
    pthread_cond_signal(&p->filled);
    pthread_mutex_unlock(&p->lock);
    return true;
}

// Waits for the oldest item and consumes it. False when the consumer says stop.
static bool empty(pool *p) {
    uint32_t slot = (uint32_t)(p->consumed % p->slots);
    pthread_mutex_lock(&p->lock);
    while (!p->done[slot]) pthread_cond_wait(&p->worked, &p->lock);
    p->done[slot] = false;
    pthread_mutex_unlock(&p->lock);
    bool more = p->job->consume(p->job->context, slot);
    p->consumed++;
    return more;
}

static void run_alone(const workers_job *job) {
    while (job->produce(job->context, 0)) {
        job->work(job->context, 0);
        if (!job->consume(job->context, 0)) return;
    }
}

void workers_run(uint32_t threads, uint32_t slots, const workers_job *job) {
    pool p = {.job = job, .slots = slots, .lock = PTHREAD_MUTEX_INITIALIZER,
              .filled = PTHREAD_COND_INITIALIZER, .worked = PTHREAD_COND_INITIALIZER};
    pthread_t *list = threads > 1 ? calloc(threads, sizeof *list) : NULL;
    p.done = list ? calloc(slots, sizeof *p.done) : NULL;
    uint32_t started = 0;
    while (p.done && started < threads && pthread_create(&list[started], NULL, worker, &p) == 0) started++;
    if (!started) {
        run_alone(job);
    } else {
        bool more = true, wanted = true;
        while (wanted && (more || p.consumed < p.produced)) {
            if (more && p.produced - p.consumed < slots) more = fill(&p);
            else wanted = empty(&p);
        }
        pthread_mutex_lock(&p.lock);
        p.closed = true;
        pthread_cond_broadcast(&p.filled);
        pthread_mutex_unlock(&p.lock);
        for (uint32_t i = 0; i < started; i++) pthread_join(list[i], NULL);
    }
    free(p.done);
    free(list);
}

uint32_t workers_count(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (uint32_t)count : 1;
}
