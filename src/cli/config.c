// See config.h. Source: XDG Base Directory Specification.
#include "cli/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"

enum { MOST_SETTINGS = 256, MOST_BYTES = 64 << 10 };

typedef struct setting {
    const char *command, *name, *value; // command NULL: of every one
    unsigned line;
} setting;

struct config {
    char path[4096];
    char outlets[4200];
    char *text; // copied, lines and names ended by NUL
    setting settings[MOST_SETTINGS];
    size_t count;
};

static bool complain(const config *c, unsigned line, const char *what, const char *about) {
    fprintf(stderr, "hearsay: %s: line %u: %s '%s'\n", c->path, line, what, about);
    return false;
}

static bool has_option(const command *of, const char *name) {
    const option *lists[] = {of->options, options_common};
    for (int i = 0; i < 2; i++)
        for (const option *o = lists[i]; o->name; o++)
            if (o->field != SIZE_MAX && !strcmp(o->name + 2, name)) return true;
    return false;
}

static bool is_known(const command *const *commands, const char *of, const char *name) {
    for (; *commands; commands++)
        if ((!of || !strcmp((*commands)->name, of)) && (!name || has_option(*commands, name))) return true;
    return false;
}

// Ends the text at the blanks behind it; where it begins behind those before it.
static char *trim(char *text) {
    hs_text trimmed = text_trim(text_of(text));
    char *start = text + (trimmed.size ? trimmed.data - text : 0);
    start[trimmed.size] = 0;
    return start;
}

static bool read_line(config *c, const command *const *commands, char *line, unsigned number, const char **section) {
    char *equals = strchr(line, '=');
    line = trim(line);
    size_t size = strlen(line);
    if (!size || *line == '#') return true;
    if (*line == '[' && line[size - 1] == ']') {
        line[size - 1] = 0;
        *section = line + 1;
        return is_known(commands, *section, NULL) || complain(c, number, "no command", *section);
    }
    if (!equals) return complain(c, number, "no 'name = value':", line);
    *equals = 0;
    const char *name = trim(line), *value = trim(equals + 1);
    if (!is_known(commands, *section, name)) return complain(c, number, "no option", name);
    if (c->count == MOST_SETTINGS) return complain(c, number, "too many settings at", name);
    c->settings[c->count++] = (setting){*section, name, value, number};
    return true;
}

static bool read_text(config *c, hs_text bytes, const command *const *commands) {
    const char *section = NULL, *nul = bytes.size ? memchr(bytes.data, 0, bytes.size) : NULL;
    bool good = bytes.size <= MOST_BYTES && !nul;
    if (nul) fprintf(stderr, "hearsay: %s: byte %zu: a NUL: no text\n", c->path, (size_t)(nul - bytes.data));
    else if (!good) fprintf(stderr, "hearsay: %s: a configuration of more than %d KiB\n", c->path, MOST_BYTES >> 10);
    c->text = good ? strndup(bytes.size ? bytes.data : "", bytes.size) : NULL;
    if (!c->text) return false;
    unsigned number = 1;
    for (char *line = c->text, *next; good && line; line = next, number++) {
        next = strchr(line, '\n');
        if (next) *next++ = 0;
        good = read_line(c, commands, line, number, &section);
    }
    return good;
}

bool config_read(config **out, const char *path, hs_text bytes, const command *const *commands) {
    config *c = *out = calloc(1, sizeof *c);
    if (c) snprintf(c->path, sizeof c->path, "%s", path);
    return c && read_text(c, bytes, commands);
}

static bool read_file(config *c, const command *const *commands) {
    hs_text bytes;
    hs_error error;
    if (file_map(c->path, &bytes, &error) != HS_OK) return fprintf(stderr, "hearsay: %s: %s\n", c->path, error.reason), false;
    bool good = read_text(c, bytes, commands);
    file_unmap(bytes);
    return good;
}

bool config_open(config **out, const command *const *commands) {
    const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    config *c = *out = calloc(1, sizeof *c);
    if (!c) return false;
    if (base && *base == '/') snprintf(c->path, sizeof c->path, "%s/hearsay/config", base);
    else if (home) snprintf(c->path, sizeof c->path, "%s/.config/hearsay/config", home);
    if (c->path[0]) snprintf(c->outlets, sizeof c->outlets, "%.*soutlets.tsv", (int)(strlen(c->path) - 6), c->path);
    return !c->path[0] || !file_exists(c->path) || read_file(c, commands);
}

void config_close(config *c) {
    if (c) free(c->text);
    free(c);
}

static const char *find_setting(const config *c, const command *of, const char *name, unsigned *line) {
    const char *found = NULL;
    for (size_t i = 0; i < c->count; i++) {
        const setting *s = &c->settings[i];
        if (!strcmp(s->name, name) && (!s->command || !strcmp(s->command, of->name))) found = s->value, *line = s->line;
    }
    return found;
}

// HEARSAY_FAIL_ON of "fail-on".
static const char *find_variable(const char *name) {
    char variable[64] = "HEARSAY_";
    size_t size = strlen(variable);
    for (; *name && size + 1 < sizeof variable; name++) {
        unsigned char c = (unsigned char)*name;
        variable[size++] = (char)(byte_is_lower(c) ? c - 32 : c == '-' ? '_' : c);
    }
    variable[size] = 0;
    return getenv(variable);
}

static bool set_all(const config *c, const command *of, const option *list, options *out) {
    for (; list->name; list++) {
        unsigned line = 0;
        const char *variable = NULL, *value = NULL;
        if (list->field == SIZE_MAX) continue;
        value = find_setting(c, of, list->name + 2, &line);
        if ((variable = find_variable(list->name + 2)) && *variable) value = variable;
        if (!value) continue;
        if (options_set(list, value, out)) continue;
        if (value == variable) fprintf(stderr, "hearsay: the environment's value for %s cannot be '%s'\n", list->name, value);
        else complain(c, line, "cannot be:", value);
        return false;
    }
    return true;
}

bool config_apply(const config *c, const command *of, options *out) {
    if (c->outlets[0] && file_exists(c->outlets)) out->outlets = c->outlets;
    return set_all(c, of, of->options, out) && set_all(c, of, options_common, out);
}
