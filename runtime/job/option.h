/* option.h -- what may be asked of a run, and the reading of it.
 *
 * One row an option: what it is called, what values it has, where they go. Parsing,
 * messages and help all read the rows. The table of what a run takes is job_options:
 * every program that runs a job reads it, also one without a compiler of models; a door
 * adds a table of its own for what is only its own (generator/cli/options.c).
 */
#ifndef OPTION_H
#define OPTION_H
#include <stddef.h>
#include "base/arena.h"
#include "base/fail.h"
#include "base/text.h"
#include "engine/compile.h"
#include "job.h"
#include "sink/runlog.h"

enum option_kind {
    OPTION_FLAG,            /* int: 1 when given */
    OPTION_TEXT,            /* const char *, borrowed */
    OPTION_LIST,            /* const char **, NULL-terminated: values add up. The room is the caller's */
    OPTION_COUNT,           /* int from 1 to limit */
    OPTION_POWER,           /* int, a power of two up to limit */
    OPTION_INTEGER,         /* const char * that reads as an integer of 64 bits */
    OPTION_LEVEL,           /* int from 0 to limit */
    OPTION_SHARE,           /* const char * that reads as "i/n", 0 <= i < n <= limit */
    OPTION_CHOICE,          /* int: the number behind one of the names */
    OPTION_SET              /* int: the numbers behind several of them, with commas between, or-ed */
};

struct option_choice {
    const char *name;       /* NULL ends a list */
    int number;             /* what the field becomes; of SET a bit */
};

/* A row; all of it is constant. */
struct option {
    const char *name;       /* as on a command line: "--save-noise"; a script calls it save_noise */
    const char *value;      /* what help shows for its value; NULL: a flag, or choices, which show theirs */
    const char *doc;        /* a line of help; NULL: not shown */
    int takers;             /* bits of who takes it; what they mean is the table's */
    enum option_kind kind;  /* says of what type the field is */
    size_t offset;          /* of its field in the struct the table fills */
    int limit;              /* of COUNT, POWER, LEVEL and SHARE */
    const struct option_choice *choices;    /* of CHOICE and SET */
};

/* A table with what somebody takes of it. */
struct option_table {
    const struct option *rows;      /* [count], in the order of the help */
    int count;
    int takers;             /* rows that have one of these bits are taken, the others known */
    void *fields;           /* the struct that is filled; NULL: only names are wanted */
};

/* ---- words of a command line ---- */

/* Filled in before option_words, but for what says otherwise. */
struct command_line {
    const struct option_table *tables;      /* [table_count], searched in their order */
    int table_count;
    const char *help;       /* what a message tells to write: "massc run --help" */
    char **words;           /* NULL-terminated */
    const char **operands;  /* room for all words and a NULL; filled, NULL-terminated */
    int operand_count;      /* filled */
};

/* Options and operands in any order. A negative number is an operand, every other word
 * that begins with '-' is an option. `--opt value` and `--opt=value` are the same; behind
 * `--` everything is an operand. Of an option given twice the last counts, except lists.
 * What is read stays in the words. 0, or -1 with code 2. */
int  option_words(struct command_line *c, struct fail *f);
/* The rows taken, one a line. */
void option_help(const struct option_table *t, struct text *out);

/* ---- options as a text ---- */

/* Those of the rows taken that are given, each in a line as a shell would read it: --name=value (base/shell.h). */
void option_write(const struct option_table *t, struct text *out);
/* The words of such a text, NULL-terminated, in the arena. */
char **option_split(const char *text, struct arena *a);

/* ---- single options, for doors without words ---- */

struct option_name { char text[32]; };      /* NUL-terminated */

/* The name a script or a program gives it: save_noise. */
struct option_name option_script_name(const struct option *o);
/* The row taken that a script calls [name]; NULL: there is none. */
const struct option *option_find(const struct option_table *t, const char *name);
/* Puts a value, NULL for a flag, into its field. [called]: the name that messages use. 0, or -1
 * with code 2, and the field is as it was. */
int  option_give(const struct option *o, const char *called, const char *value, void *fields, struct fail *f);

/* ---- what a run takes ---- */

/* Who may take a row of job_options. */
enum {
    JOB_ASKS = 1,           /* what the question is: values, axes, keys, precision */
    JOB_WRITES_KERNEL = 2,  /* how the kernel's text is written */
    JOB_RUNS = 4,           /* how it is run, and what is kept of it */
    JOB_KEEPS_FILES = 8,    /* of doors that write files unless told not to */
    JOB_QUESTION = 16,      /* what changes a result's numbers; ... */
    JOB_FORM = 32,          /* ... its files: both are kept with it */
    JOB_EVALUATES = 64,     /* of who computes without running */
    JOB_IS_READY = 128      /* of a program whose kernels are there already (standalone/standalone.h) */
};

/* All filled by the reading of options, 0 and NULL where nothing was said; lists and texts are
 * borrowed from what was read. */
struct job_options {
    const char **sets, **axes;      /* NULL-terminated, or NULL: "path=value", "path=axis" */
    const char **records;           /* the same: "V, W every 1 ms" */
    const char *key;                /* an integer, or NULL: as declared */
    const char *point;              /* an integer, or NULL: all rows */
    const char *shard;              /* "i/n", or NULL: all rows */
    int real;                       /* bytes of a number: 4, 8; 0: as declared */
    int trials;                     /* 0: as declared */
    int engine;                     /* enum engine */
    int threads, lanes;             /* 0: chosen */
    const char *out;                /* folder of the results, or NULL: the door's */
    const char *stats, *save_noise, *load_noise;   /* files, or NULL */
    int formats;                    /* set of table.h; 0: chosen, see job_formats */
    int compress;                   /* of NetCDF, 0 to 9 */
    int no_files, no_netcdf;        /* flags, as the next: no result files at all, none of NetCDF */
    int strict, quiet;              /* a point that is not finite is an error; no run log */
    int progress;                   /* enum runlog_form; 0: as stderr is */
};

extern const struct option job_options[];
/* The table, for those who take what [takers] says. */
struct option_table job_option_table(int takers, struct job_options *fields);
/* The formats that options ask for; long text where CSV was named, or is all that there is. */
int job_formats(const struct job_options *o);
/* Whether there is something to compress, as [compress] and [format] are called. 0, or -1 with code 2. */
int job_check_compress(const struct job_options *o, const char *compress, const char *format, struct fail *f);
/* The run log they ask for. */
enum runlog_form job_log_form(const struct job_options *o);
/* Sets what follows from options for any job: engine, threads, folder, files. Where [o] names
 * no folder the job has none; a door with one of its own sets it afterwards. */
void job_take_options(struct job *j, const struct job_options *o);
/* The row of option point, or the rows of option shard, where one is given, become the rows of a job that is
 * open; its files are called after it. [dashes]: what stands in front of an option's name in messages. 0, or -1
 * with code 2. */
int  job_take_part(struct job *j, const char *dashes, const struct job_options *o, struct fail *f);
#endif
