/* space.h -- axes, and the points their combination makes.
 *
 * Nothing is stored per point: a point's values are computed from its index
 * when asked for, so a space of 10^9 points costs nothing to declare, index or
 * slice. Semantics: docs/language.md; they follow tvboptim's Space.
 *
 *   draw order     axes sorted by dotted name, all axes counted; axis number a
 *                  draws with split(key, a + 1) unless it carries its own key; so are the
 *                  dimensions of Sobol' axes that move together
 *   table order    declaration order, a group standing where its first member
 *                  stands; the last axis varies fastest. [sorted] asks for the
 *                  peer's row order: groups first, then axes, by dotted name
 */
#ifndef SPACE_H
#define SPACE_H
#include <stddef.h>
#include <stdint.h>
#include "base/exact.h"
#include "base/fail.h"
#include "base/scale.h"
#include "random.h"

/* Points, rows, steps and places in files are counted in long everywhere, in kernels too. */
_Static_assert(sizeof(long) == 8, "massc counts to 2^62: it needs a machine whose long has 64 bits");

enum axis_form {
    AXIS_GRID,          /* lo, hi, n: linspace with both ends; n 1 gives lo. In double the
                           nearest numbers to the decimals' own grid, in single JAX's */
    AXIS_LOG_GRID,      /* geometric, both ends */
    AXIS_RANGE,         /* lo, hi, step: round((hi-lo)/step)+1 points, both ends, as a grid */
    AXIS_LIST,          /* values [n][elements], row-major */
    AXIS_UNIFORM,       /* lo, hi, n: half-open; a shape repeats the one draw, as in the peer */
    AXIS_SOBOL,         /* lo, hi, n: points of a Sobol' sequence, shifted by its own key if it has one; sobol.h */
    AXIS_LATIN,         /* lo, hi, n: one draw in each of n equal parts, in an order of its own; latin.h */
    AXIS_LAW,           /* law, n */
    AXIS_KEYS           /* key values: split(seed key, n), or listed in values */
};

/* What space_open does not set is filled in by who checks a model; what a form does not name is 0. Texts
 * and values are borrowed. */
struct axis {
    const char *path;           /* dotted name: fixes the order of draws */
    const char *label;          /* column title, when it is not the path; or NULL */
    const char *unit, *doc;     /* or NULL */
    struct scale scale;         /* from the unit of its values to that of the kernel's */
    enum axis_form kind;
    double lo, hi, step;        /* of all but LIST, LAW and KEYS; step of RANGE alone */
    const char *lo_text, *hi_text;      /* as written, borrowed; NULL: the shortest decimal of lo, hi */
    int is_time;                /* a time step: double in either precision */
    long n;                     /* samples; RANGE computes it */
    struct random_law law;      /* LAW */
    const double *values;       /* LIST: [n][elements]; KEYS without a seed: [n] whole numbers */
    int has_seed;               /* KEYS: split(key(seed), n); else values are seeds */
    int64_t seed;               /* of has_seed */
    int rank;                   /* of one sample; 0 for a scalar */
    long shape[4];              /* [rank] */
    int broadcast;              /* every element of a sample is the same draw */
    int own_key;                /* draws with key(axis->key) as it is */
    int64_t key;                /* of own_key */
    const char *group;          /* label, or NULL */
    const char *const *names;   /* [n] of samples that are numbered by their values, NULL behind them; or NULL */
    int is_carried;             /* along its dimension points are taken one behind the other, each from where the last ended */
    int is_way;                 /* its samples are the ways along the carried one: 0 up, 1 down, from the end to the beginning.
                                   The last of the axes, and the dimension behind theirs; no key and no zip counts it */

    /* set by space_open */
    struct random_key draw;     /* the key this axis draws with */
    int dimension;              /* SOBOL: of the sequence, from 0: its rank among those that move with it, by name */
    struct exact_short exactly; /* by axis_check: of a grid */
    struct twofold log_lo, log_hi;      /* the same: natural, of a LOG_GRID */
    int dim;                    /* the dimension it moves along, index into dims */
};

enum space_mode { SPACE_PRODUCT, SPACE_ZIP };

struct space {
    enum space_mode mode;       /* these are set by the caller */
    int64_t key;                /* seed of all axes that draw and have no key of their own */
    int bytes;                  /* precision of drawn and gridded values: 4 or 8 */
    int sorted;                 /* peer's row order */
    long trials;                /* 0: no trial dimension; else the fastest index */
    struct axis *axes;          /* in table order of declaration; owned by the caller */
    int count;                  /* axes */

    /* set by space_open */
    long points;                /* rows: combinations x max(1, trials) */
    struct space_dim *dims;     /* slowest first */
    int dim_count;
    int group_count;            /* labels among the axes */
    int carry, way;             /* the dimension that is carried along, and that of the two ways; -1: there is none */
    char warning[1000];         /* documented texts, newlines between them, or "" */
    long first, stride;         /* a slice of the whole: row i is whole row first + i*stride */
    int fault;                  /* when it cannot be opened: the axis to blame, or -1 */
    int part;                   /* made by space_slice or space_part: dims are the whole's, and
                                   the rows lie along one dimension of their own */
};

/* One dimension of the table: an axis, a group, all of a zip, or the trials. Set by space_open, whose space
 * frees it. */
struct space_dim {
    const char *name;           /* axis path, group label, "point" or "trial" */
    long size;                  /* positions along it, of the whole */
    int axis;                   /* index of its axis, or -1 when several or none move with it */
    int group;                  /* the name is a group's label */
    long block;                 /* rows of the whole from one of its positions to the next */
};

/* Checks the axes, fixes dimensions and keys. Errors (code 1) name the axis.
 * The axes stay in use. A space without axes is one point (times its trials). In
 * a zip of several things the dimension is called "point"; a zip of one axis or
 * one group is that axis or group. space_close frees what space_open made; it may
 * be called on a slice, after a failure, and twice. */
int  space_open(struct space *s, struct fail *f);
void space_close(struct space *s);

/* "Space(N=6, mode='product', axes=3, groups=1)"; a slice is a zip, as in the peer. */
void space_describe(const struct space *s, char *out, size_t size);

/* Sample number of every axis, in sample[count], and the trial (0 without trials),
 * in [*trial] unless NULL, at row i, 0 <= i < points. Allocates nothing. */
void space_samples(const struct space *s, long i, long *sample, long *trial);

/* A space that is carried along a dimension consists of chains: rows that differ along it, and in their way, alone. Rows
 * of a chain, 1 where nothing is carried, in the order in which they are taken: row [leg] of the chain that row [whole]
 * of the whole belongs to; and which leg that one is. */
long space_legs(const struct space *s);
long space_leg_row(const struct space *s, long whole, long leg);
long space_leg(const struct space *s, long whole);
/* Neighbouring rows, a multiple of which holds whole chains alone. */
long space_chain_span(const struct space *s);
/* Whether the rows of a part leave out others of their chains. */
int  space_cuts_chains(const struct space *s);

/* Elements of one sample: 1 for a scalar, else the product of the shape. */
long axis_elements(const struct axis *a);
/* Element e of sample i, in the precision of the space, of an axis that
 * space_open has seen. Of a key axis: the words of axis_key, e 0 the high one. */
double axis_value(const struct axis *a, int bytes, long i, long e);
/* The same in the unit of the kernel: what the axis would be if it had been written in that,
 * but for draws, which are taken over as numbers. */
double axis_inside(const struct axis *a, int bytes, long i, long e);
struct random_key axis_key(const struct axis *a, int bytes, long i);
/* Whether its values come of the key of the space. */
int axis_draws(const struct axis *a);
/* The checks of one axis, and the n of a RANGE; space_open calls it. */
int axis_check(struct axis *a, int bytes, struct fail *f);

/* Python's indexing. space_index: negative counts from the end; out of range
 * is an error that says what was asked and what exists. space_slice: start,
 * stop, step as in Python (has_* 0: left out); the result shares axes with [s]
 * and must not outlive it, nor be [s] itself; an empty slice is an error. Errors
 * have code 2. */
int space_index(const struct space *s, long asked, long *row, struct fail *f);
struct space_range { long start, stop, step; int has_start, has_stop, has_step; };      /* by the caller */
int space_slice(const struct space *s, struct space_range r, struct space *out, struct fail *f);
/* Rows first .. first+count-1, which must exist; count 0 is allowed. Parts that
 * follow each other make up the whole: this is how a space is split into shards. */
void space_part(const struct space *s, long first, long count, struct space *out);
#endif
