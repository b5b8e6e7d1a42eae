/* options.h -- the command line of massc: what a run takes, and what is the commands' own.
 *
 * The table of a run is the runtime's (job/option.h), the commands' own stands in options.c.
 * Runs of a Lua script take the same options from a table of theirs, where --save-noise is
 * called save_noise.
 */
#ifndef OPTIONS_H
#define OPTIONS_H
#include "base/arena.h"
#include "base/fail.h"
#include "job/again.h"
#include "job/option.h"
#include "pipeline.h"
#include "base/text.h"
#include "plot/plot.h"

/* One bit a command, so that an option can belong to several. */
enum command_bit {
    FOR_RUN = 1, FOR_CHECK = 2, FOR_EMIT = 4, FOR_LIST = 8, FOR_SHOW = 16, FOR_SPACE = 32,
    FOR_PLOT = 256, FOR_DIFF = 512, FOR_EVAL = 1024, FOR_MERGE = 2048, FOR_BUILD = 4096,
    FOR_NONE = 64,              /* massc itself: only --help and --version */
    FOR_SCRIPT = 128            /* experiment:run of a Lua script */
};

/* Filled by options_parse, which also begins it, or for a script by options_give; 0 and NULL where nothing
 * was said. Texts are borrowed from the words, lists lie in the arena. A run done again has those of
 * options_again. */
struct options {
    struct job_options run;         /* what any run takes */
    const char *typed;              /* the whole command line: provenance; set by main */
    const char **operands;          /* NULL-terminated; NULL in a script */
    int operand_count;              /* without the NULL */
    const char **chosen;            /* those of them that name explorations; NULL: none does */
    int dump;                       /* enum dump; DUMP_NONE: run */
    const char *output;             /* -o of emit, or NULL: stdout; of plot, or NULL: beside the result; of build, or NULL: the
                                       file's name without its ending */
    const char *march;              /* of build, or NULL: BUILD_MARCH */
    int is_static;                  /* build */
    int kernel;                     /* flag of emit: no program around it */
    const char *templates;          /* folder, or NULL */
    struct plot_request plot;       /* of plot, but for its variables */
    const char *tolerance;          /* of diff, or NULL: 0 */
    int only_values;                /* diff: of numbers alone */
    const char *at;                 /* of eval: a file of JSON, or NULL: all as declared */
    int jacobian;                   /* eval: how the slopes change, too */
    int term;                       /* plot: into the terminal */
    int draws;                      /* run --plot */
    const char *data;               /* quantities that kernels are given as data, as --data says; NULL: the command's */
    const char *from;               /* run: the result to run again, or NULL */
    int csv, json, latex, help, version;        /* flags */
    int script;                     /* the options of a script, which set it itself too: messages name them so */
};

/* Reads the words behind the command's name. 0, or -1 with code 2 in [f]. */
int options_parse(struct options *o, enum command_bit command, char **words,
                  struct arena *a, struct fail *f);

/* Appends the options of a command, one a line, for --help. */
void options_help(enum command_bit command, struct text *out);

/* The option that a script calls [name], or NULL. One that adds up (OPTION_LIST) is not to be
 * given: its list is the caller's. */
const struct option *options_script(const char *name);
/* Gives it its value, which is NULL for a flag. 0, or -1 with code 2. */
int options_give(struct options *o, const char *name, const char *value, struct fail *f);
/* Those of a script by number from 0; NULL behind the last. */
const struct option *options_script_option(int i);

/* The options of a run done again: the question of the result, all else of [o]. 0, or -1 with code 2: [o]
 * asks, too. [out] borrows of both. */
int options_again(const struct options *o, const struct again *g, struct arena *a, struct options *out, struct fail *f);

/* Overrides of the file that these options ask for; lists are borrowed. */
struct overrides options_overrides(const struct options *o);
#endif
