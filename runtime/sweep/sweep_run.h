/* sweep_run.h -- the inside of a running sweep; private to sweep*.c.
 *
 *   run     everything the threads share
 *   hand    one thread's own: memory, speed, counts; hand 0 is the caller's
 *           thread, which besides computing writes rows and tends the engine
 *   wave    a stretch of rows whose cells fit into memory; it is cut into
 *   block   the rows that one call of the kernel advances together
 *
 * Two ways to work through a wave. Alone: a hand takes a block and runs it from
 * start to end. In step, when all points share their noise: the hands fill a
 * chunk of noise together, then take every block through it.
 */
#ifndef SWEEP_RUN_H
#define SWEEP_RUN_H
#include <pthread.h>
#include <stdatomic.h>
#include "base/clock.h"
#include "engine/kernel_shape.h"
#include "sweep.h"
#include "vector/vector.h"

/* The steps of a run; one for each sample of the dt axis, or one in all. */
struct timing {
    double dt, rest;            /* what the decimal of dt is more than the double */
    long transient, steps;      /* steps: all of them, the transient's included */
};

/* Where a column or a point slot reads its numbers: table[position*stride], with
 * the position along dimension [dim]; no table: computed when asked for. */
struct origin {
    const double *table;
    long stride;
    int dim;
    const struct axis *axis;    /* of no table: NULL when a law draws for the trial */
    long element;
};

/* A column of the table, or what one is made of, and its numbers for the rows of the wave. */
struct outlet {
    enum column_kind kind;
    int column;                 /* of the table; of what one is made of that one */
    int is_made;                /* of the trials of a point: it has no cells */
    struct origin from;         /* AXIS */
    long slot;                  /* RESULT: its first */
    long elements;
    double *cells;              /* [row of the wave][element] */
};

/* Offsets into a block's memory. The history lies in front: [live] bytes are what a
 * block must remember to take a chunk of steps again. */
struct layout {
    size_t *buffer;             /* [buffers of the kernel]; of those not in the block: 0 */
    size_t live, swept, result; /* the latter two: where the first buffer of the list begins */
    size_t room, at, status, keys, size;    /* at: pointers to the buffers, for the job */
};

/* A recording in the memory of a hand. */
struct stream {
    int buffer;                 /* of the kernel */
    long rows;                  /* samples it holds */
    size_t at;                  /* offset in hand.streams */
};

struct cut { long first; int rows, timing; };   /* a block, when dt varies */

struct block {
    char *memory;               /* as the layout says */
    struct kernel_job job;      /* set once but for first, ticks and where the noise is */
    const struct timing *timing;
    long first;                 /* place of its first row in the wave's order */
    int rows;                   /* lanes behind these repeat the last one */
    int started, finished;
};

enum noise_kind { NOISE_NONE, NOISE_SHARED, NOISE_LANES };

struct hand {
    struct run *run;
    int number;
    pthread_t thread;
    long *position;             /* [dimension][lane] of a block's rows; one dimension more than
                                   the space has: it stays 0 */
    long *place;                /* [lane]: row of the wave */
    char *memory;               /* of a block, when hands work alone */
    char *before, *again, *mark;        /* [live] bytes each, to look for a step */
    void **again_at;            /* [buffers]: those of a block, the history in [again] */
    void *noise;                /* of a block, when lanes have their own */
    char *streams;              /* samples of a chunk, and behind them those of one row as doubles */
    long chunk;                 /* steps to take at once */
    double per_step;            /* seconds, as last measured; 0: not yet */
    double integrated;          /* steps x rows */
    atomic_llong done;          /* steps x rows, those of dead blocks included */
    atomic_llong spared;        /* of them those that nobody took, since all rows were dead */
    atomic_long diverged;       /* rows that left the finite numbers, of blocks at work too */
    atomic_llong busy;          /* nanoseconds of computing */
    char apart[128];            /* hands do not share a cache line */
};

struct run {
    const struct sweep *s;
    const struct space *space;
    struct fail *f;
    struct sweep_report *report;

    _Atomic(const struct kernel *) kernel;      /* may change while blocks run */
    const struct kernel *shape;                 /* its tables and precision never do */
    long points, results;                       /* numbers of a lane: swept, and given out */
    struct compiled first, second;              /* second: what auto changed over to */
    struct compile_task *task;                  /* auto: at work on the second */
    double task_begun;                          /* clock */
    int next_engine;                            /* auto: to try, or past the last */

    struct timing *timings;
    int timing_count;
    long *tickets;              /* [timing_count]: scratch to sort rows by time step */
    double work;                /* steps x rows in all; a step each for pure functions */

    double **tables;            /* of the axes' samples, or NULL each */
    double **trial_tables;      /* of the slots that a law draws */
    struct origin *slots;
    struct outlet *outlets;     /* one for each column, then those that columns are made of */
    int outlet_count, column_count;
    struct slab *slabs;         /* [column]: the rows that are handed out */
    struct trials *trials;      /* what is made of them, or NULL: nothing */

    struct layout layout;
    long *rows;                 /* [buffers]: for the job */
    struct stream *streams;     /* [series_count of the sweep] */
    size_t stream_bytes;        /* of all in a hand's memory, with room for one as doubles */
    long stream_steps;          /* no more at once, or the streams would overflow */
    pthread_mutex_t take_lock;        /* one hand hands out rows or samples at a time */
    atomic_int series_failed;
    struct fail series_fail;    /* why; of the hand that handed out */

    enum noise_kind noise_kind;
    int noise_buffer;           /* of the kernel, or -1 */
    long noise_width;           /* normals of a step, of one stream */
    const struct vector_set *primitives;        /* draw where the kernel does not */
    struct random_key noise_key;
    long noise_all;             /* normals of a realisation */
    void *noise;                /* the shared chunk */
    long noise_most;            /* steps that fit into a noise buffer */
    long noise_first, noise_steps;      /* what it holds */
    long chunk;                 /* steps to take at once in step */

    long wave_most;             /* rows of a wave, at most */
    long wave_first, wave_rows;
    long *order;                /* place -> row of the wave; NULL: the same */
    struct cut *cuts;           /* blocks, when dt varies */
    long block_most, block_count;
    struct block *blocks;       /* when hands work in step */
    char *block_memory;
    atomic_uchar *finished;     /* [block] */
    int wave_over;
    long span;                  /* blocks taken at a time */
    atomic_long next;           /* the next block to take */
    atomic_int quit;

    struct hand *hands;
    int hand_count;
    char *hand_memory;
    pthread_mutex_t lock;       /* of the two below */
    pthread_cond_t met;
    int waiting, expected;
    long round;
    int over;                   /* no more waves */

    long emitted, ready;        /* rows of the wave handed out; blocks ready in front */
    double last_emit, last_progress, last_look;
    int failed;                 /* take() or the stop flag */
};

/* sweep_rows.c: from rows to point slots, from results to cells, and out. */
int  rows_open(struct run *r);
int  rows_buffers(struct run *r);               /* cells for wave_most rows */
void rows_close(struct run *r);
size_t rows_bytes(const struct run *r);         /* of cells, per row */
void rows_begin(struct hand *h, struct block *b);       /* fills points, keys, axis cells */
void rows_end(struct hand *h, const struct block *b);   /* result and status cells */
int  rows_emit(struct run *r, long upto);       /* hands out the wave's rows before [upto] */

/* sweep_trials.c: rows on their way out, with what is made of the trials of a point. */
int  trials_open(struct run *r);                /* behind rows_open */
void trials_close(struct run *r);
int  trials_rows(struct run *r, long count);    /* takes so many behind r->emitted, hands out what is complete */

/* sweep_block.c: the life of a block. */
int  block_layout(struct run *r);               /* fills r->layout and r->rows */
void block_make(const struct run *r, long i, char *memory, struct block *b);
void block_begin(struct hand *h, struct block *b);
void block_advance(struct hand *h, struct block *b, long upto);  /* in step, within the noise */
void block_run(struct hand *h, struct block *b);                 /* from start to end */
void block_end(struct hand *h, struct block *b);
long block_chunk(long last, double per_step);           /* how many steps to take next */

/* sweep_series.c: samples on their way out. */
int  series_open(struct run *r);                /* behind block_layout */
void series_close(struct run *r);
void series_point(const struct hand *h, void **at);     /* at the hand's memory */
/* Those of the steps [from, upto) of a block; steps nobody took, [taken] on, give NaN. */
void series_give(struct hand *h, const struct block *b, long from, long taken, long upto);

/* sweep_noise.c */
int  noise_open(struct run *r);
void noise_close(struct run *r);
size_t noise_step_bytes(const struct run *r);
/* What names the noise of a row: the key of its stream, or the number of the recorded
 * realisation. [sample]: position along the dimension of the key's axis, or 0. */
struct random_key noise_name(const struct run *r, long sample, long trial);
void noise_share(struct hand *h);               /* this hand's part of the shared chunk */
void noise_fill(struct hand *h, const struct block *b, long steps);     /* own, to h->noise */

/* sweep_engine.c */
int  sweep_engine_open(struct run *r);
void sweep_engine_poll(struct run *r);          /* auto: better machine code, if it pays */
void sweep_engine_close(struct run *r);

/* sweep_tend.c: what hand 0 does beside. */
void tend(struct run *r);                       /* cheap when called too often */
void tend_rows(struct run *r);                  /* hands out all rows that are complete */
void tend_last(struct run *r);                  /* the last word of progress: all done, and by whom */

/* sweep_wave.c: threads and waves. */
int  waves_run(struct run *r);

/* sweep_memory.c */
void *numbers(size_t bytes);                    /* aligned to 64, or NULL */
#endif
