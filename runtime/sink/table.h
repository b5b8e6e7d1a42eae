/* table.h -- labelled results: what a sweep produces, as it is produced.
 *
 * A table is described first (columns, dimensions, provenance), then its values arrive
 * in pieces at the sinks (sink.h).
 */
#ifndef TABLE_H
#define TABLE_H
#include <stddef.h>
#include "base/fail.h"
#include "base/scale.h"
#include "trials.h"

enum column_kind { COLUMN_AXIS, COLUMN_RESULT, COLUMN_STATUS, COLUMN_TRIAL };

struct column {                 /* axes by job_table.c, results by whoever made the kernel */
    const char *name;           /* dotted axis name, observation, "status", "trial" */
    const char *unit, *doc;     /* or NULL */
    const char *drawn;          /* AXIS: what its values were drawn from, "Beta(2, 5)"; else NULL */
    enum column_kind kind;
    int integer;                /* values are whole numbers (status, keys' seeds, trial) */
    int key;                    /* values are PRNG keys: two words in one cell "[hi, lo]" */
    const char *const *names;   /* [k]: what value k is called in the place of the number, NULL behind the last; or NULL */
    int rank;                   /* of one cell; 0 for a number */
    long shape[4];              /* [rank] */
    int over_nodes;             /* RESULT: a cell's first dimension is that of the nodes */
    int over_modes;             /* RESULT: a cell's last dimension is that of the modes */
    int dim;                    /* AXIS: the dimension it moves along, index into dims */
    const struct trials_value *made;    /* RESULT: of the trials of a point, or NULL; the same in all of its rows */
    struct scale scale;         /* RESULT: from the unit of the kernel's numbers to [unit] */
};

struct table_dim {
    const char *name;           /* "coupling.instant.G", "point", a group's label, "trial" */
    long size;                  /* 0 too, of an empty part */
};

/* A recording: of each row an array over time, states, nodes and modes. It reaches the spool
 * (spool.h) as pieces of its time; whoever describes the table fills all of it in. */
struct series {
    const char *name;           /* "a_sweep", "v": of a variable, and in file names */
    const char *doc, *unit;     /* of a single quantity; or NULL */
    const char *const *states;  /* [state_count] names along the dimension `state`; ... */
    const char *const *units, *const *docs;     /* ... what each is; NULL, or entries may be */
    int state_count;            /* 0: no such dimension, a single quantity */
    long nodes;                 /* 0: no dimension `node`, a curve */
    long modes;                 /* 0: no dimension `mode` */
    long samples;               /* of every row; 1 with has_time 0 */
    int has_time;               /* 0: one sample, and no dimension `time` */
    double first, every;        /* sample k is taken at first + k*every */
    const char *time_unit;      /* of these: "steps"; NULL: "ms" */
    const struct trials_value *made;    /* [states, or 1]: of the trials of a point, or NULL */
    const struct scale *scales;         /* of made: [states, or 1] from the unit of the runs; NULL: it is the same */
    long run_places;            /* of what is made: nodes times modes of its runs, where that is reduced over them; 0: its own */
};

/* Files that a table becomes: a set. LONG_TEXT: with FORMAT_CSV also the series whose text is
 * long; else another format holds them. */
enum table_format { FORMAT_CSV = 1, FORMAT_NETCDF = 2, FORMAT_NPY = 4, FORMAT_LONG_TEXT = 8 };

/* A value that is known only when all rows are there is NULL until then; the commit
 * writes it. */
struct attribute { const char *name, *value; };

/* Made by job_table.c and job_plan; what it leads to is borrowed, and only values of attributes change while
 * a run writes. */
struct table {
    const char *name;           /* exploration */
    const char *dir;            /* where files go; NULL: no files */
    int formats;                /* of them which, see table_has; 0: CSV and NetCDF */
    int compress;               /* NetCDF: 0, or how hard deflate tries, to 9 */
    int threads;                /* 1: what writes it starts none */
    const char *no_netcdf_option;       /* how a user asks for CSV alone, in messages; or NULL: no files */
    int single;                 /* numbers are floats: shortest text that reads back as a float */
    long rows;                  /* in all */
    struct column *columns;     /* axes first, then results, status last */
    int column_count;
    struct table_dim *dims;     /* slowest first; rows = product of sizes */
    int dim_count;
    long trials;                /* rows of a point, along the last dimension; 0: none are trials */
    long runs;                  /* that a row stands for: the trials where a row is a point; 0 or 1: itself */
    const char *const *node_labels;     /* what the nodes are called, the coordinate of their dimension; NULL: they are numbers */
    int node_label_count;
    struct series *series;      /* along the same dimensions, and their own */
    int series_count;
    struct attribute *attributes;       /* provenance, in order */
    int attribute_count;

    /* Of a piece: which of how many, of what, and the first of its rows there. Else NULL and 0. */
    const struct table *whole;
    long shard, shards, first;
};

/* What is made of trials has not their dimension: the number of those in front of a cell or
 * sample, and how many cells or samples' rows there are. */
int  table_rank(const struct table *t, const struct trials_value *made);
long table_count(const struct table *t, const struct trials_value *made);
/* Rows between two of these. */
long table_step(const struct table *t, const struct trials_value *made);
/* Runs of a kernel that the table comes from. */
long table_runs(const struct table *t);
/* The dimension a column moves along; -1: along all of them, of what is made of trials all but theirs. */
int  table_moves_along(const struct table *t, const struct column *c);
/* Numbers in one cell: 1 for a number, 2 for a key, else the product of the shape. */
long column_elements(const struct column *c);
/* What a number of a column with names is called; NULL: there are none, or it is none of theirs. */
const char *column_name_of(const struct column *c, double cell);
/* Column numbers in the order all sinks show them: axes, trial, results, status.
 * [order] has room for column_count. */
void table_order(const struct table *t, int *order);
/* Whether it becomes files of that kind. */
int table_has(const struct table *t, enum table_format format);
/* "DIR/NAME.SUFFIX", to be freed; NULL and [f] filled when memory ran out. */
char *table_path(const struct table *t, const char *suffix, struct fail *f);

/* What stands behind the name of a file of one column or series: "PART.SUFFIX", without
 * the '/' that no file name has. No exploration's own file is called so, since no name of
 * one has a dot. */
enum { TABLE_SUFFIX = 300 };
char *table_part(char out[TABLE_SUFFIX], const char *part, const char *suffix);

/* ---- series (table_series.c) ---- */

/* A dimension of a series, or of the table in front of them. */
struct extent {
    long size;                  /* places along it */
    enum { EXTENT_ROWS, EXTENT_TIME, EXTENT_STATE, EXTENT_NODE, EXTENT_MODE } kind;
};
enum { SERIES_RANK = 4 };       /* dimensions of its own */
/* Those of its own, slowest first; returns how many. */
int  series_extents(const struct series *s, struct extent out[SERIES_RANK]);
/* "time", "state", "node", "mode"; "row". */
const char *extent_name(int kind);
/* Nodes times modes: the numbers of a state in a sample. */
long series_places(const struct series *s);
/* Numbers of a sample, of a row; -1: more than a file can be long, whatever the rows. */
long series_sample(const struct series *s);
long series_row(const struct table *t, const struct series *s);
/* Lines of its text, one a sample, node and mode; -1: beyond counting. */
long series_lines(const struct table *t, const struct series *s);
/* Whether a series has a CSV file. */
int  series_has_text(const struct table *t, const struct series *s);
/* When samples are taken, in ms: the doubles that the decimals of first and every make. */
struct series_clock {           /* set by series_clock() */
    long first, every;          /* in units of 10^exponent ms; ... */
    int exponent;
    int is_exact;               /* ... 0: they are too long for that */
    double first_ms, every_ms;  /* the series' own, for then */
};
struct series_clock series_clock(const struct series *s);
double series_time(const struct series_clock *c, long sample);
const char *series_time_unit(const struct series *s);
/* What NetCDF calls one of its dimensions: "time" where all series of the table share it,
 * else "time_NAME". To be freed, NULL when memory ran out. */
char *series_dim_name(const struct table *t, int series, int kind);
/* Whether all series that have that dimension share it. */
int  series_share(const struct table *t, int kind);

/* ---- names in the files (table_names.c) ---- */

enum {
    TABLE_FILE_MOST = 255,      /* bytes of a file name */
    TABLE_NAME_MOST = 256,      /* bytes of a name: NetCDF's limit */
    TABLE_TITLE_MOST = 200,     /* bytes of table->name, a file name with endings to come */
    TABLE_DIMS_MOST = 27        /* HDF5's 32, less five of a cell */
};

/* A key or an array: cells with dimensions of their own. */
int column_is_list(const struct column *c);
/* What NetCDF calls a column, a dimension, dimension [k] of a column's cells; to be
 * freed, NULL when memory ran out. A list may not share the name of its dimension
 * (xarray refuses such files), which then is called NAME_index. */
char *table_variable_name(const struct table *t, int column);
char *table_dim_name(const struct table *t, int dim);
char *table_cell_dim_name(const struct table *t, int column, int k);
/* What a name that no column or dimension of a user may have stands for, as the
 * end of a sentence ("numbers the trials"), or NULL. */
const char *table_reserved(const char *name);

/* Hands every reason why [t] cannot be written to [tell], with the column or the
 * dimension it lies in (-1: neither); a series counts as a column behind them all. 0, or -1 when memory ran out. */
typedef void table_fault(void *user, int column, int dim, const char *text);
int table_faults(const struct table *t, table_fault *tell, void *user);

/* ---- cells as text ---- */

enum list_style {
    LIST_JSON,              /* [0.5, 1, NaN, Infinity] */
    LIST_PYTHON             /* [0.5, 1.0, nan, inf] */
};
enum { LIST_NUMBER = 40 };  /* bytes one number of a list may take, brackets and all */
/* One array cell or key as a nested list. Stops after the number that goes
 * beyond [enough] bytes; [out] has room for enough + LIST_NUMBER. Returns the
 * length, NUL not counted. */
size_t column_list(const struct column *c, const double *cell, int single,
                   enum list_style style, char *out, size_t enough);

#endif
