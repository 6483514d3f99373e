// Where the clock is looked at and the network's options are made: nothing below the commands does the first.
#include <stdio.h>
#include <time.h>

#include "base/text.h"
#include "cli/cli.h"

int64_t clock_seconds(void) { return (int64_t)time(NULL); }

hs_text clock_text(int64_t seconds, char *buffer) {
    time_t at = (time_t)seconds;
    struct tm parts = {0};
    gmtime_r(&at, &parts);
    size_t size = strftime(buffer, CLOCK_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return (hs_text){buffer, size};
}

fetch_options edge_fetch(const options *o) {
    uint64_t timeout = o->timeout ? o->timeout : 30;
    return (fetch_options){.agent = o->agent ? o->agent : "hearsay/" HEARSAY_VERSION,
                           .timeout_ms = (uint32_t)(timeout < 3600 ? timeout : 3600) * 1000,
                           .pause_ms = (uint32_t)(o->pause < 600000 ? o->pause : 600000), .hosts = 8};
}
