// Completions for shells, made from the tables of options, as the help and the manual are.
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/options.h"

// Text inside single quotes of a shell; `special` are marks that want a backslash there.
static void put_quoted(const char *text, const char *special) {
    for (; *text; text++) {
        if (*text == '\'') fputs("'\\''", stdout);
        else {
            if (strchr(special, *text)) putchar('\\');
            putchar(*text);
        }
    }
}

static bool is_file(const option *o) { return o->value && (!strcmp(o->value, "FILE") || !strcmp(o->value, "DIR")); }

static void put_names(const option *list, const char *before) {
    for (; list->name; list++) printf("%s%s", before, list->name);
}

// Names of options that take a value: of files, or others.
static void put_bash_values(const command *const *commands, bool files) {
    const char *mark = "";
    for (; *commands; commands++)
        for (const option *o = (*commands)->options; o->name; o++)
            if (o->value && is_file(o) == files) printf("%s%s", mark, o->name), mark = "|";
    for (const option *o = options_common; o->name; o++)
        if (o->value && is_file(o) == files) printf("%s%s", mark, o->name), mark = "|";
}

static void print_bash(const command *const *commands) {
    puts("# bash completion of hearsay; made by hearsay help --completions bash\n_hearsay() {\n"
         "    local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" options=\"\"\n"
         "    case \"${COMP_WORDS[1]}\" in");
    for (const command *const *c = commands; *c; c++) {
        printf("    %s) options=\"", (*c)->name);
        put_names((*c)->options, " ");
        put_names(options_common, " ");
        puts("\" ;;");
    }
    fputs("    esac\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W \"help", stdout);
    for (const command *const *c = commands; *c; c++) printf(" %s", (*c)->name);
    fputs("\" -- \"$word\"))\n        return\n    fi\n    case \"$before\" in\n    ", stdout);
    put_bash_values(commands, true);
    fputs(") COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n    ", stdout);
    put_bash_values(commands, false);
    puts(") COMPREPLY=(); return ;;\n    esac\n    case \"$word\" in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n    esac\n}\ncomplete -o filenames -F _hearsay hearsay");
}

static void print_zsh_options(const option *list) {
    for (; list->name; list++) {
        printf("            '%s[", list->name);
        put_quoted(list->help, "[]:\\");
        printf("]");
        if (list->value) printf(":%s:%s", list->value, is_file(list) ? "_files" : " ");
        puts("' \\");
    }
}

static void print_zsh(const command *const *commands) {
    puts("#compdef hearsay\n# zsh completion of hearsay; made by hearsay help --completions zsh\n_hearsay() {\n    local -a commands\n    commands=(");
    for (const command *const *c = commands; *c; c++) {
        printf("        '%s:", (*c)->name);
        put_quoted((*c)->summary, ":\\");
        puts("'");
    }
    puts("    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
         "    local name=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $name in");
    for (const command *const *c = commands; *c; c++) {
        printf("    %s)\n        _arguments \\\n", (*c)->name);
        print_zsh_options((*c)->options);
        print_zsh_options(options_common);
        puts("            '*:path:_files' ;;");
    }
    puts("    esac\n}\n_hearsay \"$@\"");
}

static void print_fish_options(const char *name, const option *list) {
    for (; list->name; list++) {
        printf("complete -c hearsay -n '__fish_seen_subcommand_from %s' -l %s%s -d '", name, list->name + 2,
               !list->value ? "" : is_file(list) ? " -r -F" : " -x");
        put_quoted(list->help, "");
        puts("'");
    }
}

static void print_fish(const command *const *commands) {
    puts("# fish completion of hearsay; made by hearsay help --completions fish");
    for (const command *const *c = commands; *c; c++) {
        printf("complete -c hearsay -n __fish_use_subcommand -f -a %s -d '", (*c)->name);
        put_quoted((*c)->summary, "");
        puts("'");
        print_fish_options((*c)->name, (*c)->options);
        print_fish_options((*c)->name, options_common);
    }
}

bool options_print_completions(const command *const *commands, const char *shell) {
    if (!strcmp(shell, "bash")) print_bash(commands);
    else if (!strcmp(shell, "zsh")) print_zsh(commands);
    else if (!strcmp(shell, "fish")) print_fish(commands);
    else return fprintf(stderr, "hearsay help: no completions for '%s'; there are bash, zsh and fish\n", shell), false;
    return true;
}
