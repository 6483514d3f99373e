// What the options are where the command line does not say: a file and the environment.
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "cli/options.h"

typedef struct config config;

// Reads $XDG_CONFIG_HOME/hearsay/config (~/.config/hearsay/config), which need not be there: "name = value" lines,
// the name being an option's without its hyphens, "[command]" lines before what is for one command alone, '#' before
// remarks. False after a message where it says what it cannot.
bool config_open(config **out, const command *const *commands);
// The same of bytes that stood at `path`.
bool config_read(config **out, const char *path, hs_text bytes, const command *const *commands);
// Sets the options that a command has by the file, then by the environment (HEARSAY_DB for --db). Texts live as long
// as the configuration. False after a message.
bool config_apply(const config *c, const command *of, options *out);
void config_close(config *c);

#endif
