// The clock of the benches: processor time of this process, so that other work on the machine does not count; and
// how one says why there is nothing to time.
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

// Seconds.
static inline double clock_processor(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

// Seconds that the programs run by this one have taken.
static inline double clock_children(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static inline void clock_print_memory(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory %.1f MB\n", (double)usage.ru_maxrss / 1e3);
}

static inline _Noreturn void bench_stop(const char *reason) {
    fprintf(stderr, "%s\n", reason);
    exit(1);
}

#endif
