/* sweep_run.h -- the inside of a running sweep; private to sweep*.c.
 *
 *   run     everything the threads share
 *   hand    one thread's own: memory, speed, counts; hand 0 is the caller's
 *           thread, which besides computing writes rows and tends the engine
 *   wave    a stretch of rows whose cells fit into memory; it is cut into
 *   track   a row, or a chain of rows of which each begins where the one before ended
 *   block   the tracks that one call of the kernel advances together
 *
 * Tracks that differ in nothing simulated are members of one place, and a block advances places
 * (sweep_alike.c). Where there are none a place is a track.
 *
 * Two ways to work through a wave. Alone: a hand takes a block and runs it from
 * start to end. In step, when all points share their noise: the hands fill a
 * chunk of noise together, then take every block through it.
 */
#ifndef SWEEP_RUN_H
#define SWEEP_RUN_H
#include "base/clock.h"
#include "base/parallel.h"
#include "engine/kernel_shape.h"
#include "sweep.h"

/* The steps of a run; one for each sample of the dt axis, or one in all. Set by sweep.c before the
 * first wave; 0 steps where the kernel has no states. */
struct timing {
    double dt, rest;            /* ms; what its decimal is more than the double, of at most 15 digits, else 0 */
    long transient, steps;      /* steps: all of them, the transient's included */
    long settle;                /* steps of the run before */
};

/* Where a column or a point slot reads its numbers: table[position*stride], with
 * the position along dimension [dim]; no table: computed when asked for. Set by rows_open. */
struct origin {
    const double *table;        /* run.tables', run.inside's or run.trial_tables', from this element on; or an axis' values */
    long stride;                /* numbers of a sample in the table */
    int dim;                    /* row of hand.position; behind the space's own: the one that stays 0 */
    const struct axis *axis;    /* of no table: NULL when a law draws for the trial */
    int is_inside;              /* of no table: in the kernel's unit */
    long element;               /* of no table: of the axis' sample; where a law draws the number of the slot */
};

/* A column of the table, or what one is made of, and its numbers for the rows of the wave. Set by
 * rows_open, the memory by rows_buffers; hands write the cells of their blocks. */
struct outlet {
    enum column_kind kind;      /* what one is made of: RESULT */
    int column;                 /* of the table; of what one is made of that one */
    int is_made;                /* of the trials of a point: it has no cells */
    struct origin from;         /* AXIS */
    long slot;                  /* RESULT: its first number among the kernel's results */
    struct scale scale;         /* RESULT: from the kernel's unit to the column's */
    long elements;              /* numbers of a cell; of a leaf those of a trial */
    double *cells;              /* [row of the wave][element]; NULL where is_made */
};

/* Offsets into a block's memory. The history lies in front: [live] bytes are what a
 * block must remember to take a chunk of steps again. Set by layout_open, in bytes. */
struct layout {
    size_t *buffer;             /* [buffers of the kernel]; of those not in the block: 0 */
    size_t live, swept, result; /* the latter two: where the first buffer of the list begins */
    size_t room;                /* kernel_job.room */
    size_t at;                  /* [buffers]: pointers to them, kernel_job.at */
    size_t status;              /* [lane] long: 0, or the step at which it left the finite numbers, from 1 */
    size_t kept;                /* [lane]: where the run before ended, see chain_take */
    size_t keys;                /* [term][lane] struct random_key: noise_name of each, where lanes have their own noise */
    size_t size;                /* of all of it */
};

/* A recording in the memory of a hand. Set by series_open. */
struct stream {
    int buffer;                 /* of the kernel */
    long rows;                  /* samples it holds */
    size_t at;                  /* offset in hand.streams */
};

/* A chain of rows, all or the first of it: row [first] of the whole space is that of its first leg. By chain_tracks. */
struct track { long first, legs; int timing; };

/* A block, when dt varies: begin_wave cuts them anew. Place of its first track in the wave's order, tracks that
 * all have this one of run.timings. */
struct cut { long first; int rows, timing; };

/* Made by block_make, in step once a wave, else for each one that a hand takes. */
struct block {
    char *memory;               /* as the layout says */
    struct kernel_job job;      /* set once but for first, ticks and where the noise is */
    const struct timing *timing;        /* of all of its rows */
    long first;                 /* place of its first track in the wave's order */
    int rows;                   /* tracks; lanes behind these repeat the last one */
    int started, finished;      /* by block_begin; by block_end: its cells are there */
    long legs;                  /* of the longest of its tracks */
    long stage, leg;            /* runs it has had, and which row of a track this one is for; by block_end */
    int settles;                /* the run is that before time 0 */
    long past;                  /* steps of such a run, if this one follows it */
    int is_common;              /* the one run before all, of no row */
    int observers;              /* of the place that has most; 1 without places */
    long weight, simulated;     /* tracks it is for; of them those that it simulates */
    const struct pick *picks;   /* [lane], of the hand that is at it: whom lanes stand for, by alike_pick */
};

/* Whom a lane stands for, of the members of its place: a row of the wave, or a track; [is_none]: nobody's
 * turn, and it does what another does. */
struct pick { long unit; int is_none; };

/* Of all terms together: the same for all points, or some term of the lanes' own. */
enum noise_kind { NOISE_NONE, NOISE_SHARED, NOISE_LANES };

/* A term of the noise. Set by noise_open. */
struct term_noise {
    int buffer;                 /* of the kernel */
    int by_lane;                /* each lane has a stream of its own */
    long width;                 /* normals of a step, of one stream */
    long all;                   /* normals of a realisation, of the most steps that a row takes */
    size_t step_bytes;          /* of a step in the buffer: of all lanes where each has its own */
    size_t at;                  /* offset in a chunk's memory */
    struct random_key key;      /* noise_name of the shared stream */
};

/* Its memory is set before the first wave and lies in run.hand_memory. The rest is the hand's own to
 * change; hand 0 reads the shared numbers at any time, the others where all meet. */
struct hand {
    struct run *run;
    int number;                 /* in run.hands; 0: the caller's thread */
    struct thread thread;       /* of number 0: not set */
    long *position;             /* [dimension][lane] of a block's rows; one dimension more than
                                   the space has: it stays 0 */
    long *place;                /* [lane]: row of the wave */
    char *memory;               /* of a block, when hands work alone */
    char *before, *again, *mark;        /* [live] bytes each, to look for a step */
    void **again_at;            /* [buffers]: those of a block, the history in [again] */
    void *noise;                /* of a block, when lanes have their own */
    char *streams;              /* samples of a chunk, and behind them those of one row as doubles */
    long chunk;                 /* steps to take at once, when hands work alone; 1 at first */
    double per_step;            /* seconds, as last measured; 0: not yet, or run.chunk was chosen by it */
    struct pick *picks;         /* [lane] */
    double integrated;          /* steps x simulations */
    long simulated;             /* simulations that came to their end */
    struct shared done;         /* steps x rows, those of dead blocks included */
    struct shared spared;       /* of them those that nobody took, since all rows were dead */
    struct shared diverged;     /* rows that left the finite numbers, of blocks at work too */
    struct shared busy;         /* nanoseconds of computing */
    const struct kernel *ran;   /* that took the last chunk */
    struct { struct shared steps, busy; } raced[2];     /* of each of run.rivals: steps of blocks, nanoseconds */
    char apart[128];            /* hands do not share a cache line */
};

/* Made by sweep_run. What has no other word is set before the first wave and then only read. */
struct run {
    const struct sweep *s;
    const struct space *space;  /* the sweep's */
    struct fail *f;             /* the caller's; hand 0 alone fills it while hands are at work */
    struct sweep_report *report;        /* the caller's, or one that nobody reads; hand 0's */

    /* By open of the sweep's kernels: */
    struct shared_pointer kernel;               /* a struct kernel; may change while blocks run */
    const struct kernel *shape;                 /* its tables and precision never do */
    struct shared_pointer rivals[2];            /* kernels that are held against each other (sweep_engine.c); or NULL */
    sweep_draw *draw;                           /* of the normals; NULL: nobody */
    void *made;                                 /* its own, until close */

    long points, results;                       /* numbers of a lane: swept, and given out */

    struct timing *timings;     /* by the sample of the dt axis; without one a single one */
    int timing_count;
    long *tickets;              /* [timing_count]: scratch to sort rows by time step */
    long legs;                  /* of a whole chain; 1: rows are tracks */
    long stages;                /* runs of a leg: 2, one to settle first, or 1 */
    void *common;               /* what all tracks begin with, of one lane; NULL: each its own. By settle_once */
    double work;                /* steps x rows in all; a step each for pure functions */

    double **tables;            /* of the axes' samples, or NULL each */
    double **inside;            /* the same as the kernel takes them, NULL where its unit is no other */
    double **trial_tables;      /* of the slots that a law draws */
    struct origin *slots;       /* [points] */
    struct outlet *outlets;     /* one for each column, then those that columns are made of */
    int outlet_count, column_count;     /* columns of the table: 0 without one */
    struct slab *slabs;         /* [column]: the rows that are handed out next; made anew for each batch */
    struct trials *trials;      /* what is made of them, or NULL: nothing */

    struct layout layout;       /* of every block */
    size_t block_bytes;         /* of a block's memory: the layout's, and that of observers */
    struct sharing *alike;      /* of rows that share simulations; NULL: none do. By alike_open */
    long ring_rows;             /* of the rings of delays, in each half of one (delays_open) */
    long *rows;                 /* [buffers]: kernel_job.rows; noise_open and series_open set what is the host's */
    struct stream *streams;     /* [series_count of the sweep] */
    size_t stream_bytes;        /* of all in a hand's memory, with room for one as doubles */
    size_t stream_each;         /* of those of an observer */
    long stream_steps;          /* no more at once, or the streams would overflow */
    struct lock take_lock;      /* one hand hands out rows or samples at a time */
    struct shared series_failed;        /* take() failed on samples: no more are handed out */
    struct fail series_fail;    /* why; of the hand that handed out */

    enum noise_kind noise_kind; /* as the kernel's buffers of noise are over lanes or not */
    struct term_noise *noises; int noise_count;         /* those of the kernel */
    void *noise;                /* the shared chunk */
    size_t noise_bytes;         /* of a chunk, of all terms */
    long noise_most;            /* steps that fit into it */
    long noise_first, noise_steps;      /* what it holds; hand 0 sets both and the next one for all */
    long chunk;                 /* steps to take at once in step, from the slowest hand's speed */

    long wave_most;             /* rows of a wave, at most */
    long wave_first, wave_rows; /* of the wave at work: its first row in the space, and how many */
    struct track *tracks;       /* of the wave at work, in order; NULL: its rows are the tracks */
    long wave_tracks;           /* how many; places, where there are such */
    long stage;                 /* in step: the runs that blocks have had */
    long *order;                /* place -> row of the wave, by time step; NULL: the same; set for each wave */
    struct cut *cuts;           /* [block], when dt varies; set for each wave */
    long block_most, block_count;       /* blocks of a wave; of the wave at work */
    struct block *blocks;       /* [block], when hands work in step */
    char *block_memory;         /* [block] layout.size bytes, of these */
    struct shared *finished;    /* [block]: 0 when a wave begins; its hand sets it, hand 0 looks */
    int wave_over;              /* in step: hand 0 found no block that goes on */
    long span;                  /* blocks taken at a time */
    struct shared next;         /* the next block to take */
    struct shared quit;         /* raised for good by who fails or sees the stop flag: hands take no more */

    struct hand *hands;
    int hand_count;             /* those planned, then those whose thread could be started */
    char *hand_memory;          /* what hands point into */
    struct lock lock;           /* of the three below */
    struct bell met;            /* a round is over */
    int waiting, expected;      /* hands that came to meet in this round, and that will */
    long round;                 /* meetings that are over */
    int over;                   /* no more waves; set before the last meeting */

    int is_stepped;             /* by steps.c: calls are short, and none waits for a compiler */
    long emitted, ready;        /* rows of the wave handed out; blocks ready in front */
    double last_emit, last_progress, last_look;     /* clock_seconds of the last time; see sweep_tend.c */
    int failed;                 /* take() or the stop flag; hand 0's own: others raise quit */
};

/* Whether somebody wants the run to end: a signal's handler or another thread. */
static inline int sweep_stopped(const struct run *r)
{
    return (r->s->stop && flag_is_up(r->s->stop)) || (r->s->cancel && flag_is_up(r->s->cancel));
}

/* In all that follows an int that is not said otherwise is 0, or -1 with run.f filled, and every
 * close takes what its open left behind where it failed.
 *
 * sweep_rows.c: from rows to point slots, from results to cells, and out. */
int  rows_open(struct run *r);
int  rows_buffers(struct run *r);               /* cells for wave_most rows */
void rows_close(struct run *r);
size_t rows_bytes(const struct run *r);         /* of cells, for a row */
void rows_begin(struct hand *h, struct block *b);       /* fills points, keys, axis cells */
void rows_points(struct hand *h, struct block *b, char *swept);         /* the points alone, of those that are picked */
void rows_keys(struct hand *h, const struct block *b);          /* the keys alone, of the same */
void rows_cells(struct hand *h, struct block *b);       /* axis cells alone, likewise */
int  rows_trial_dim(const struct run *r);               /* the dimension of the trials, or the one that stays 0 */
void rows_end(struct hand *h, const struct block *b);   /* result and status cells */

/* sweep_out.c */
int  rows_emit(struct run *r, long upto);       /* hands out the wave's rows before [upto] */

/* sweep_trials.c: rows on their way out, with what is made of the trials of a point. */
int  trials_open(struct run *r);                /* behind rows_open */
void trials_close(struct run *r);
int  trials_rows(struct run *r, long count);    /* takes so many behind r->emitted, hands out what is complete */

/* sweep_classes.c, sweep_alike.c: rows that differ in nothing simulated. */
int  alike_open(struct run *r);                 /* behind rows_open and noise_open */
void alike_close(struct run *r);
long alike_observers(const struct run *r);      /* of a place, at most */
long alike_places(const struct run *r, long rows);      /* that a wave of so many rows makes, at most */
long alike_rows(const struct run *r, long places);      /* rows that surely make no more of them */
int  alike_waves(struct run *r);                /* when the waves are planned */
int  alike_wave(struct run *r);                 /* the places of the wave that begins */
int  alike_timing(const struct run *r, long place);     /* among run.timings */
void alike_block(const struct run *r, struct block *b); /* of a block of places: how many it stands for */
long alike_ready(const struct run *r, long places);     /* rows of the wave that so many finished places complete */
long alike_count(const struct run *r, const struct block *b, int lane);         /* rows of a lane, all of them */
/* Each lane stands for member [k] of observer [o] of its place; how many have one. */
int  alike_pick(struct hand *h, struct block *b, int o, long k);

/* sweep_observers.c: blocks of places. */
void observers_begin(struct hand *h, struct block *b);  /* points of all of them, and keys */
void observers_start(struct hand *h, struct block *b);  /* what is made of them, but for the first's */
void observers_follow(struct hand *h, struct block *b, void *noise, long ahead);        /* the steps that the block's job is to take */
void observers_end(struct hand *h, struct block *b);    /* results and cells of all members */

/* sweep_delay.c: how many rows the rings of delays need at time steps of [dt] or more, before anything is laid out. */
int  delays_open(struct run *r, double dt);

/* sweep_layout.c: the memory of a block. */
int  layout_open(struct run *r);                /* fills r->layout and r->rows */
/* Where a block's buffers lie, those of its history in [live]; no noise is there yet. */
void layout_point_at(const struct run *r, const struct block *b, char *live, void **at);

/* sweep_block.c: the life of a block. */
void block_make(const struct run *r, long i, char *memory, struct block *b);     /* block i of the wave, not begun */
long block_steps(const struct block *b);                         /* of the run at hand */
void block_begin(struct hand *h, struct block *b);               /* its points, the kernel's start */
void block_start(struct hand *h, struct block *b);               /* the latter alone: the numbers of its rows are there */
/* Alone: a chunk of at most so many steps, with the noise for as many as are taken. */
typedef void *block_noise(void *user, long steps);
void block_chunk_of(struct hand *h, struct block *b, long most, block_noise *noise, void *user);
void block_advance(struct hand *h, struct block *b, long upto);  /* in step: a chunk, to step [upto], within the noise */
void block_live(struct hand *h, struct block *b);                /* one run, alone, but for its end */
void block_run(struct hand *h, struct block *b);                 /* all its runs, alone */
void block_end(struct hand *h, struct block *b);                 /* the kernel's results, its cells; on to the next run */
/* How many steps to take next, at that many seconds each (0: not known), where the last time it was [last]. */
long block_chunk(long last, double per_step);

/* sweep_chain.c: rows that begin where others ended. */
int  chain_open(struct run *r);                 /* when the waves are planned */
void chain_close(struct run *r);
void chain_tracks(struct run *r);               /* of the wave that begins */
int  row_timing(const struct run *r, long row); /* of a row of the wave, among run.timings */
long chain_rows(const struct run *r, long most);        /* of a wave, which has about [most]: whole chains */
long chain_ready(const struct run *r);          /* rows of the wave that r->ready blocks complete */
size_t chain_bytes(const struct run *r);        /* of a block, to keep the state from run to run */
size_t chain_lane_bytes(const struct run *r);   /* of one lane of it: states, and what delays look back to */
void chain_take(const struct run *r, const struct block *b, int lane, char *out);       /* as many, of where a run stands */
void chain_keep(const struct run *r, struct block *b);          /* before its memory is cleared for the next run */
void chain_go_on(const struct run *r, struct block *b);         /* behind the kernel's start */
long track_row(const struct run *r, long track, long leg);      /* row of the wave, of a chain; -1: of none */
/* The row of the wave that a lane stands for; -1: none. */
static inline long row_of(const struct run *r, const struct block *b, int lane)
{
    long unit = r->alike ? b->picks[lane].unit : b->first + lane;
    if (r->alike && b->picks[lane].is_none)
        return -1;
    return r->tracks ? track_row(r, unit, b->leg) : r->order && !r->alike ? r->order[unit] : unit;
}
long whole_of(const struct run *r, const struct block *b, int lane);    /* the same, of the whole space */

/* sweep_series.c: samples on their way out. */
int  series_open(struct run *r);                /* behind layout_open */
void series_close(struct run *r);
void series_point(const struct hand *h, int observer, void **at);        /* at the hand's memory */
/* Those of the steps [from, upto) of a block; steps nobody took, [taken] on, give NaN. */
void series_give(struct hand *h, struct block *b, long from, long taken, long upto);

/* sweep_noise.c */
int  noise_open(struct run *r);                 /* when the time steps are known; hands all of it to noise_used */
void noise_close(struct run *r);
/* Points the kernel's buffers of noise at a chunk's memory, [ahead] steps behind its first; NULL: at nothing. */
void noise_point(const struct run *r, void **at, void *chunk, long ahead);
/* Points them [ahead] steps behind where [from] does. */
void noise_follow(const struct run *r, void **at, void *const *from, long ahead);
/* What names the noise of a row: the key of a term's stream, or the number of the recorded
 * realisation. [sample]: position along the dimension of the key's axis, or 0. */
struct random_key noise_name(const struct run *r, int term, long sample, long trial);
void noise_share(struct hand *h);               /* this hand's part of the shared chunk */
void *noise_own(struct hand *h, const struct block *b, long steps);     /* of a block that is alone; where it is */
struct random_key noise_plain(const struct run *r, int term);   /* what names the noise of a plain run */

static inline const struct kernel *run_kernel(const struct run *r)
{
    return shared_at(&r->kernel);
}

/* sweep_engine.c, sweep_ready.c: where kernels come from. Of close and poll either may be NULL. */
struct sweep_kernels {
    int  (*open)(struct run *r);                /* before all others: gets a kernel, and sets what says so above */
    void (*poll)(struct run *r);                /* now and then, by hand 0: better machine code, if it pays */
    void (*close)(struct run *r);               /* also where open failed */
};
void note_engine(struct run *r, const char *engine, const char *version);      /* adds it to those that ran */

/* sweep_tend.c: what hand 0 does beside. */
void tend(struct run *r);                       /* cheap when called too often */
void tend_rows(struct run *r);                  /* hands out all rows that are complete */
void tend_last(struct run *r);                  /* the last word of progress: all done, and by whom */

/* sweep_settle.c */
int  settle_once(struct run *r, const struct timing *plain);    /* the run that all begin with, by hand 0 before the others start */

/* sweep.c: all but the work. */
struct run *run_open(const struct sweep *s, struct sweep_report *report, struct fail *f);      /* NULL: nothing is left open */
int  run_begin(struct run *r);                  /* what hands meet by; the run that all begin with */
void run_end(struct run *r);                    /* of one that was begun */
void run_close(struct run *r);                  /* takes NULL */

/* sweep_wave.c: threads and waves. */
int  wave_begin(struct run *r);                 /* from r->wave_first on */
int  waves_run(struct run *r);                  /* all of it, from starting the hands to joining them */

/* sweep_memory.c */
void *numbers(size_t bytes);                    /* aligned to 64, not zeroed, for free(); or NULL */
#endif
