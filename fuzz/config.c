// Any bytes as a configuration: it is taken or refused, and what is taken can be applied to every command or is refused there.
#include "replay.h"

#include "base/text.h"
#include "cli/cli.h"
#include "cli/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const command *const commands[] = {&command_read, &command_watch, &command_picture, &command_serve, &command_export, NULL};
    config *read;
    bool good = config_read(&read, "config", (hs_text){(const char *)data, size}, commands);
    for (const command *const *c = commands; good && *c; c++) {
        options wanted = {.db = "hearsay.db"};
        if (config_apply(read, *c, &wanted) && !wanted.db) abort();
    }
    config_close(read);
    return 0;
}
