/* options.h -- the command line: options and operands in any order.
 *
 * One table (options.c) says what each option is called, which commands take
 * it and what values it has; parsing, messages and --help all read that table.
 * Runs of a Lua script take the same options from a table of theirs, where
 * --save-noise is called save_noise.
 */
#ifndef OPTIONS_H
#define OPTIONS_H
#include "base/arena.h"
#include "engine/compile.h"
#include "base/fail.h"
#include "pipeline.h"
#include "base/text.h"

/* One bit a command, so that an option can belong to several. */
enum command_bit {
    FOR_RUN = 1, FOR_CHECK = 2, FOR_EMIT = 4, FOR_LIST = 8, FOR_SHOW = 16, FOR_SPACE = 32,
    FOR_NONE = 64,              /* massc itself: only --help and --version */
    FOR_SCRIPT = 128            /* experiment:run of a Lua script */
};

struct options {
    const char *typed;              /* the whole command line: provenance; set by main */
    const char **operands;          /* NULL-terminated */
    int operand_count;

    const char **sets, **axes;      /* NULL-terminated; --set, --axis */
    const char *key;                /* --key, or NULL */
    int real;                       /* 4, 8; 0: as the file says */
    enum engine engine;
    int threads, lanes;             /* 0: chosen */
    int trials;                     /* 0: as the file says */
    enum dump dump;                 /* DUMP_NONE: run */
    int dump_space;
    const char *out;                /* folder of the results, or NULL: out/<file> */
    const char *output;             /* -o of emit, or NULL: stdout */
    const char *stats, *save_noise, *load_noise;   /* files, or NULL */
    const char *templates;          /* folder, or NULL */
    int no_files, no_netcdf, strict, quiet, csv, json, help, version;
    int script;                     /* the options of a script: messages name them so */
};

/* Reads the words behind the command's name. 0, or -1 with code 2 in [f]. */
int options_parse(struct options *o, enum command_bit command, char **words,
                  struct arena *a, struct fail *f);

/* The options of a command, one a line, for --help. */
void options_help(enum command_bit command, struct text *out);

/* One option of a script. [value]: NULL for a flag; an option that adds up (OPTION_LIST)
 * is not given here, its list is the caller's. Code 2. */
enum option_shape { OPTION_NONE, OPTION_FLAG, OPTION_VALUE, OPTION_LIST };
enum option_shape options_shape(const char *name);
int options_give(struct options *o, const char *name, const char *value, struct fail *f);
/* The name a script gives to option [i], in [out]; NULL behind the last. */
const char *options_script_name(int i, char out[32]);

/* Overrides of the file that these options ask for. */
struct overrides options_overrides(const struct options *o);
#endif
