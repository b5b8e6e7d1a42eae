/* main.c -- massc: which command, then off to it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "cli/driver.h"
#include "cli/help.h"
#include "lua/lua_massc.h"
#include "base/name.h"
#include "base/shell.h"

struct command {
    const char *name, *usage, *doc;
    enum command_bit bit;
    int (*run)(const struct options *o);
};

static const struct command commands[] = {
    { "run", "FILE [NAME...]", "runs the explorations of a file, or those named",
      FOR_RUN, command_run },
    { "check", "FILE...", "reports everything wrong with the files, and nothing else",
      FOR_CHECK, command_check },
    { "emit", "FILE [NAME...]", "writes explorations as a program of one C file, all or those named",
      FOR_EMIT, command_emit },
    { "build", "FILE [NAME...]", "makes a program of a file's explorations, or of those named, that runs without massc",
      FOR_BUILD, command_build },
    { "space", "FILE NAME [I | I:J:K]", "shows the points of an exploration; nothing is run",
      FOR_SPACE, command_space },
    { "plot", "RESULT.nc [VARIABLE]", "draws a result, or what is named of it: mean_V or V,W",
      FOR_PLOT, command_plot },
    { "diff", "A.nc B.nc", "tells what differs between two results, and by how much",
      FOR_DIFF, command_diff },
    { "merge", "FOLDER", "joins the pieces that runs with --shard left in a folder",
      FOR_MERGE, command_merge },
    { "lua", "SCRIPT [ARGS...]",
      "runs a Lua script that has the module massc; - is the standard input", FOR_NONE, NULL },
    { "eval", "MODEL|FILE", "computes a model's equations, and how they change, at one state",
      FOR_EVAL, command_eval },
    { "list", "[WORD...]", "lists the library, or what has the words in name, texts or references; of models, systems or couplings alone", FOR_LIST, command_list },
    { "show", "MODEL|FILE...", "shows a model's equations, parameters, units, inputs and references",
      FOR_SHOW, command_show },
};
enum { COMMANDS = sizeof commands/sizeof commands[0] };

static const char notes[] =
    "\nFILE is a .mass file; the ending may be left out. `massc help COMMAND` lists a\n"
    "command's options.\n"
    "\nExit codes\n"
    "  0    done\n"
    "  1    the model has errors; they are printed, nothing was written; of diff: something differs\n"
    "  2    the command line was not understood\n"
    "  3    a file, memory, the disk or a compiler failed\n"
    "  4    with --strict: some point left the finite numbers or gave NaN\n"
    "  70   a fault of massc itself\n"
    "  130  interrupted\n"
    "\nEnvironment\n"
    "  MASSC_PATH              folders of models, with ':' between them\n"
    "  CC                      compiler of massc build\n"
    "  TMPDIR                  where massc build works; default: /tmp\n"
    "  MASSC_GCC, MASSC_CLANG  compilers to use instead of those in PATH\n"
    "  XDG_CACHE_HOME          holds massc/, the cache of compiled kernels\n";

static int help_all(void)
{
    struct text out = { 0 };
    text_add(&out, "massc, the neural-mass compiler " MASSC_VERSION "\n\n"
                   "usage: massc COMMAND [options]\n\nCommands\n");
    for (int i = 0; i < COMMANDS; i++) {
        char left[64];
        snprintf(left, sizeof left, "%s %s", commands[i].name, commands[i].usage);
        text_print(&out, "  %-28s  %s\n", left, commands[i].doc);
    }
    text_print(&out, "  %-28s  %s\n", "help [COMMAND | TOPIC]",
               "this text, that of a command or a topic, or what a name means");
    text_add(&out, "\nTopics\n");
    help_topics(&out);
    text_add(&out, notes);
    int code = print_text(&out);
    text_free(&out);
    return code;
}

static int help_command(const struct command *c)
{
    struct text out = { 0 };
    text_print(&out, "usage: massc %s %s [options]\n\n  %s\n\nOptions\n", c->name, c->usage,
               c->doc);
    options_help(c->bit, &out);
    int code = print_text(&out);
    text_free(&out);
    return code;
}

static int version(void)
{
    struct text out = { 0 };
    text_add(&out, "massc " MASSC_VERSION "\n");
    int code = print_text(&out);
    text_free(&out);
    return code;
}

/* ---- which command ---- */

static const struct command *find(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static int unknown_command(const char *name)
{
    struct nearest near;
    size_t len = strlen(name);
    if (strcmp(name, "version") == 0)
        return complain_usage("unknown command '%s'; write massc --version", name);
    if (len > 5 && strcmp(name + len - 5, ".mass") == 0)
        return complain_usage("unknown command '%s'; write massc run %s", name, shell_word(name).text);
    nearest_start(&near, name);
    for (int i = 0; i < COMMANDS; i++)
        nearest_offer(&near, commands[i].name);
    nearest_offer(&near, "help");
    if (nearest_best(&near))
        return complain_usage("unknown command '%s'; did you mean '%s'?", name,
                              nearest_best(&near));
    return complain_usage("unknown command '%s'; see massc --help", name);
}

static int unknown_topic(const char *name)
{
    struct nearest near;
    nearest_start(&near, name);
    for (int i = 0; i < COMMANDS; i++)
        nearest_offer(&near, commands[i].name);
    help_offer(&near);
    if (nearest_best(&near))
        return complain_usage("no help on '%s'; did you mean '%s'?", name, nearest_best(&near));
    return complain_usage("no help on '%s'; see massc help", name);
}

static int help(const char *topic)
{
    struct text out = { 0 };
    if (!topic || strcmp(topic, "help") == 0 || strcmp(topic, "--help") == 0 || strcmp(topic, "-h") == 0)
        return help_all();
    if (find(topic))
        return help_command(find(topic));
    if (!help_topic(topic, &out))
        return unknown_topic(topic);
    int code = print_text(&out);
    text_free(&out);
    return code;
}

/* What stands behind a script is the script's. */
static int run_lua(const struct command *c, char **argv)
{
    int help_wanted = argv[2] && (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-h") == 0);
    return help_wanted ? help_command(c) : command_lua(argv + 2);
}

/* The command line, as a shell reads it. */
static const char *typed(char **argv, struct arena *a)
{
    struct text line = { 0 };
    text_add(&line, "massc");
    for (char **word = argv + 1; *word; word++) {
        text_add(&line, " ");
        shell_add(&line, *word);
    }
    const char *kept = arena_copy(a, line.bytes, line.len);
    text_free(&line);
    return kept;
}

static int run_command(const struct command *c, char **argv, struct arena *a)
{
    struct options o;
    struct fail f = { .code = 0 };
    if (options_parse(&o, c->bit, argv + 2, a, &f) < 0)
        return complain(&f);
    o.typed = typed(argv, a);
    return o.help ? help_command(c) : c->run(&o);
}

/* massc --help, massc --version: options without a command. */
static int run_bare(char **argv, struct arena *a)
{
    struct options o;
    struct fail f = { .code = 0 };
    if (options_parse(&o, FOR_NONE, argv + 1, a, &f) < 0)
        return complain(&f);
    if (o.help)
        return help_all();
    if (o.version)
        return version();
    fputs("usage: massc COMMAND [options]; see massc --help\n", stderr);
    return EXIT_USAGE;
}

static int dispatch(char **argv, struct arena *a)
{
    const char *word = argv[0] ? argv[1] : NULL;
    if (!word || word[0] == '-')
        return run_bare(word ? argv : (char *[]){ "massc", NULL }, a);
    if (strcmp(word, "help") == 0)
        return help(argv[2]);
    if (!find(word))
        return unknown_command(word);
    if (strcmp(word, "lua") == 0)
        return run_lua(find(word), argv);
    return run_command(find(word), argv, a);
}

int main(int argc, char **argv)
{
    struct arena arena = { 0 };
    (void)argc;
    open_standard_streams("massc");
    signal(SIGPIPE, SIG_IGN);           /* a write that fails says so itself */
    signal(SIGXFSZ, SIG_IGN);
    int code = dispatch(argv, &arena);
    arena_free(&arena);
    return code;
}
