/* kernel.h -- all that generated code and the runtime know of each other.
 *
 * A kernel advances a block of `lanes` points of a sweep. It says in three tables what
 * there is: axes (what a number varies over), clocks (when it changes) and buffers (the
 * memory, of which the host owns every byte). The calls for a block:
 *
 *   start     prepares it: what depends on the point alone, the first state
 *   advance   takes job->ticks steps from job->first on; any number of calls
 *   results   turns what was observed into the columns of the table
 *
 * How the steps are cut into calls changes no bit of any result: the kernel itself looks
 * at the number of a step, as where time 0 is passed and observing begins.
 *
 * A buffer lies at job->at[its row of the table], as [row][slot][axes in table order but
 * the lanes][lane], in numbers of `bytes`. What it is for follows from its row alone:
 *
 *   INPUT   over lanes, of POINT    swept numbers: all such buffers lie one after the
 *                                   other, in table order, and are filled as one list
 *   INPUT   of FIXED or POINT       fixed arrays, the same for all blocks; one after the
 *                                   other in table order, too. Those of edges are between the kernel and who
 *                                   wrote it: of one point of many nodes they lie in strips
 *   INPUT   of STEP, rows 0         noise, a term of it each: row 0 is the first step of
 *                                   the call; its normals are numbered [step][slot][node],
 *                                   for each lane if over lanes
 *   LIVE    of STEP or below        history: this and nothing else has to be kept to take
 *                                   steps again; 0 when start is called
 *   LIVE    of STEP, rows 0         the ring of a delay: the job says R rows, a power of two, and
 *                                   there are 2*R: the row of step n is n modulo R, twice, in
 *                                   both halves. No step looks back more than R - 2 rows, or
 *                                   what it finds there counts as R - 2 rows back
 *   LIVE    of POINT                written by start, read later; 4 bytes, a table of lags: ints
 *   SCRATCH                         worth nothing between two calls
 *   OUTPUT  over lanes, of END      results, one buffer after the other in table order
 *   OUTPUT  over lanes, rows 0,     a recording: tick m of its clock is row m modulo the rows
 *           of a child of STEP      the host gave, and is read between two calls
 *
 * Buffers begin at multiples of 64 bytes where none has to follow another.
 */
#ifndef KERNEL_H
#define KERNEL_H

enum { KERNEL_ABI = 4 };

enum kernel_axis_kind { AXIS_LANE, AXIS_NODE, AXIS_EDGE, AXIS_MODE };

/* When something changes or is known: never, with the point, in a step, at the end. These
 * are the first rows of each table of clocks; more are children of STEP or of each other. */
enum kernel_when { FIXED, POINT, STEP, END, FIRST_CHILD };

enum kernel_life { INPUT, LIVE, SCRATCH, OUTPUT };

/* A set of axes: those a buffer varies over. */
#define OVER(axis) (1u << (axis))

struct kernel_axis {            /* row 0 is the lanes */
    const char *name;           /* for readers, as all names: a host only compares them */
    int kind;                   /* enum kernel_axis_kind */
    long extent;                /* of the lanes: `lanes` */
    int from, to;               /* EDGE: the axes it leads from and to, maybe one; else -1 */
};

/* A child ticks in every `every`-th tick of its parent, first in tick first + every - 1. */
struct kernel_clock {
    const char *name;
    int parent;                 /* an earlier row; -1 for the first four */
    long every, first;
    int after_origin;           /* `first` and `upto` count from time 0, the end of the transient */
    long upto;                  /* no ticks in that tick of the parent, and behind; 0: no end */
};
/* The first four. */
#define KERNEL_CLOCKS { "fixed", -1, 1, 0, 0, 0 }, { "point", -1, 1, 0, 0, 0 }, { "step", -1, 1, 0, 0, 0 }, { "end", -1, 1, 0, 0, 0 }

struct kernel_buffer {
    const char *name;
    int life;                   /* enum kernel_life */
    unsigned over;              /* OVER of each axis */
    long slots;                 /* numbers at a place of the axes */
    int clock;                  /* row of the clocks: when it changes */
    long rows;                  /* 1; of a stream its length, 0: the host says in job->rows */
    int bytes;                  /* of a number: 4 or 8, the kernel's own, a double's or an int's */
};

struct kernel_job {             /* the host fills all of it, for each call */
    long first;                 /* steps taken before this call */
    long ticks;                 /* steps to take in this call */
    long origin;                /* steps of the transient: time 0 is behind them */
    double dt, rest;            /* time step, and what its decimal is more than this double */
    double total;               /* steps that will have been observed when results is called */
    void *const *at;            /* [buffers]: where each begins, in memory of the host */
    const long *rows;           /* [buffers]: of the table, or where it says 0 at least job->ticks, of a ring R */
    void *room;                 /* kernel.room numbers a lane, worth nothing between two calls */
    const struct kernel_job *also;      /* of advance, or NULL: looks at the same steps, too, with numbers of the point, what
                                   start made of them, tallies and recordings of its own; where no number of the
                                   point is read by those alone, nobody looks for it */
};

struct kernel {                 /* constant; the generator writes it behind the code */
    int abi;                    /* KERNEL_ABI */
    int bytes;                  /* of a number: 4 or 8 */
    int lanes;                  /* points of a block */
    int width;                  /* lanes of one vector: 1 under tcc */
    const char *name;           /* exploration the kernel was made for */
    const struct kernel_axis *axes;         int axis_count;
    const struct kernel_clock *clocks;      int clock_count;
    const struct kernel_buffer *buffers;    int buffer_count;
    long room;                  /* numbers of job->room; 0 in kernels that call no primitives */
    int dead;                   /* LIVE buffer, a number a lane: 0 while every state was finite,
                                   NaN ever after; -1: there are no states and nothing to advance */
    void (*start)(const struct kernel_job *);
    void (*advance)(const struct kernel_job *);         /* may be NULL where dead is -1 */
    void (*results)(const struct kernel_job *);
    /* Normals number first .. first+count-1 of the key's stream to out[0],
     * out[stride], ..., of `bytes` each; NULL: the host draws them, the same for every kernel. */
    void (*draw)(unsigned key_hi, unsigned key_lo, unsigned long long first,
                 long count, long stride, void *out);
};
#endif
