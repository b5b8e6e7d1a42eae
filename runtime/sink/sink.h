/* sink.h -- where the values of a run go: screen, files, memory.
 *
 * A sink is a row (struct sink_kind) and a file. It is opened on a table that has been
 * described (table.h), takes pieces of its columns as they are computed, in order, and is
 * committed or abandoned. Files are written under a temporary name; a commit hands them,
 * complete, to the group that gives all of them their names, so an interrupted or
 * failed run leaves neither a half-written file nor a temporary one behind.
 */
#ifndef SINK_H
#define SINK_H
#include <stdio.h>
#include "data/data.h"
#include "base/atomic.h"
#include "base/checksum.h"
#include "base/fail.h"
#include "table.h"

/* ---- what they take ---- */

enum { SLAB_RANK = 5 };         /* rows, and the dimensions of a cell; of series time, state, place */

/* A piece of one column or series: so many rows from a first one on, and of their cells so much of
 * each dimension (a key's two words are its last). Dimensions that a cell does not have
 * are 0 and 1. Whoever computes it fills it in; it is gone when the call returns. */
struct slab {
    int variable;                               /* number of the column in its table; of series -1 */
    int series;                                 /* number of the series in its table; of columns -1 */
    long first[SLAB_RANK], count[SLAB_RANK];    /* [0]: the row; of series [1] the sample, [2] state, [3] place:
                                                   node times the modes, plus the mode */
    const double *data;                         /* row-major, as many as the product of count */
};

/* Rows first .. first+count-1 of a column, whole cells. */
struct slab slab_of_rows(const struct table *t, int column, long first, long count, const double *data);
/* Samples first_sample .. first_sample+samples-1, whole, of rows first .. first+count-1 of a
 * series: data[row][sample][state][node][mode]. */
struct slab slab_of_samples(const struct table *t, int series, long first, long count, long first_sample, long samples,
                            const double *data);
/* Whether a slab has whole cells. */
int slab_is_whole(const struct table *t, const struct slab *s);

/* Slabs come in groups, of columns or of series. Slabs of series are the spool's (spool.h), which sinks
 * read when they are committed, and of those that take series. A group makes rows when it has one slab of
 * whole cells for each column, in their order, of the same rows: this is how a sweep hands them out. */
int slabs_make_rows(const struct table *t, const struct slab *slabs, int count);

/* ---- what they leave ---- */

/* Files that are complete and wait for their names; filled in by commits. */
struct sink_files {
    struct atomic_group group;                  /* all of them, those that are listed among them */
    struct sink_file {
        const char *key;                        /* of the companion; NULL: its suffix */
        char suffix[TABLE_SUFFIX];              /* DIR/TABLE.SUFFIX */
        int has_sum;                            /* 0: the companion says neither length nor hash */
        struct checksum sum;
    } *listed;                                  /* [count], in the order of the commits */
    int count, room;                            /* of those that the companion lists */
    void (*writing)(void *user, const char *path);      /* of job_watch, set by job_commit; NULL: nobody watches */
    void *user;                                 /* the door's */
};

/* Lists a file DIR/TABLE.SUFFIX; [key] and [sum] or NULL. */
int sink_list(struct sink_files *files, const char *key, const char *suffix, const struct checksum *sum,
              struct fail *f);
/* Says that a commit is at work on a file, NULL: no more. To be called again and again while it takes long. */
void sink_writing(const struct sink_files *files, const char *path);
/* Removes those that wait, frees; harmless when called again. */
void sink_files_close(struct sink_files *files);

/* ---- the sinks ---- */

struct sink_kind;

/* One of a run's sinks. */
struct sink {                   /* sink_open sets all of it; before that job_add kind and to */
    const struct sink_kind *kind;
    const struct table *table;  /* outlives it */
    void *to;                   /* what the kind takes besides, see below; the caller's */
    void *self;                 /* of the kind; NULL: not open */
};

/* Constant. What takes an [f] gives 0, or -1 with it filled; what may be NULL says so. */
struct sink_kind {
    const char *name;           /* "csv" */
    const char *suffix;         /* of the file it writes beside those of its kind; NULL: none */
    /* The suffix of its i-th file, of kinds that may write several; 0: there are no more. */
    int  (*suffixes)(const struct table *t, int i, char out[TABLE_SUFFIX]);
    int takes_pieces;           /* groups of slabs that make no rows, too */
    int takes_series;           /* groups of series as they come, and nothing else */
    /* Of kinds with a suffix: whether a table wants the file; NULL: always. */
    int  (*wanted)(const struct table *t);
    /* Sets sink->self. -1: nothing is left open. NULL: there is nothing to open. */
    int  (*open)(struct sink *s, struct fail *f);
    /* A group of at least one slab, in the order of the rows. NULL: nothing is taken. */
    int  (*take)(struct sink *s, const struct slab *slabs, int count, struct fail *f);
    /* The normals of a term of the noise, see sweep.h; NULL: not wanted. */
    int  (*draws)(struct sink *s, int term, const void *normals, long count, struct fail *f);
    /* What is for eyes, as soon as all rows are there: no file waits for it, and none is
     * lost when it fails. NULL: nothing. */
    int  (*show)(struct sink *s, FILE *out, struct fail *f);
    /* Everything was given. Closes the sink, also on failure. NULL: there is no file. */
    int  (*commit)(struct sink *s, struct sink_files *files, struct fail *f);
    void (*abandon)(struct sink *s);    /* of an open sink; NULL: nothing to do */
};

extern const struct sink_kind sink_memory;     /* to: struct cells, which stay when it is closed */
extern const struct sink_kind sink_traces;     /* to: struct traces, which do, too */
extern const struct sink_kind sink_screen;     /* what pandas would print */
extern const struct sink_kind sink_noise;      /* to: struct noise_forms; the files of --save-noise */
#define SINK(name) extern const struct sink_kind sink_##name;
#define SINK_OF_LIBRARY SINK
#include "sink.def"
#undef SINK_OF_LIBRARY
#undef SINK

/* Those of sink.def; those that need no library. NULL at the end. */
extern const struct sink_kind *const sink_file_kinds[];
extern const struct sink_kind *const sink_plain_kinds[];

/* The suffix of the i-th file of that kind; 0: there are no more. */
int  sink_suffix(const struct sink_kind *kind, const struct table *t, int i, char out[TABLE_SUFFIX]);

/* The calls of a kind, and what is done where it has none: nothing. sink_take fails with code 70 where a
 * kind that takes rows is given pieces. */
int  sink_open(struct sink *s, const struct sink_kind *kind, const struct table *t, void *to, struct fail *f);
int  sink_take(struct sink *s, const struct slab *slabs, int count, struct fail *f);
int  sink_draws(struct sink *s, int term, const void *normals, long count, struct fail *f);
int  sink_show(struct sink *s, FILE *out, struct fail *f);
int  sink_commit(struct sink *s, struct sink_files *files, struct fail *f);
void sink_abandon(struct sink *s);      /* harmless when called again, or instead of an open */

/* ---- what some of them take ---- */

/* The sinks of files: struct spools (spool.h) of their table; NULL: it has no series, or
 * nobody keeps them. */

/* All cells of a table in memory, 0 where none were put. Set by cells_open, freed by cells_close. */
struct cells {
    double **column;            /* [column][rows*elements]; NULL: not there */
    int count;                  /* of columns */
};
int  cells_open(struct cells *c, const struct table *t, struct fail *f);
void cells_close(struct cells *c);      /* harmless when called again */

/* All series of a table in memory, as doubles: [series][row][time][state][node][mode]; what is made of
 * trials stands in each row of a point. Where the machine has less than they need they are not
 * opened, code 3, and the message says how much it is. */
struct traces {
    double **series;            /* [count]; NULL: not there */
    double **runs;              /* [series]: what it is made of, until it is; NULL: of no trials */
    int count;                  /* of series */
};
int  traces_open(struct traces *m, const struct table *t, struct fail *f);
void traces_put(struct traces *m, const struct table *t, const struct slab *slab);
void traces_close(struct traces *m);  /* harmless when called again */

/* The shape of a file of a term's noise: normals in the order in which they are numbered. Whoever adds the
 * sink fills in both. */
struct noise_form {
    const char *path;           /* borrowed */
    long shape[DATA_RANK];     /* realisations, steps, noisy states, nodes, modes */
    int realised;               /* realisations are a dimension of the file */
    int moded;                  /* modes are one */
    int bytes;                  /* of a number */
};
struct noise_forms {
    struct noise_form *forms; int count;        /* by the number of the term in the sweep */
};
#endif
